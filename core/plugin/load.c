/*
 * Loading one module: a whole file, a working dlopen, the entry, then the gate (ABI number first, then size, then
 * that its texts are there at all). What fails is a message with the path and the reason, and nothing else happens.
 */
#include "core/plugin/load.h"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/plugin/search.h"

/* The descriptors as ABI 1 had them first. Members added later leave these as they are: an older plugin is smaller,
 * and what it lacks is zero. */
enum {
    LAYOUT_SIZE = offsetof(struct jx_layout, tables) + sizeof(const struct jx_table *const *),
    CARRIER_SIZE = offsetof(struct jx_carrier, write) + sizeof(void (*)(void))
};

static void close_module(void *thing) {
    struct jx_module *module = thing;
    if (module->handle) dlclose(module->handle);
}

struct jx_module *jx_module_new(struct jx_arena *arena) {
    struct jx_module *module = jx_arena_alloc(arena, sizeof *module);
    jx_arena_defer(arena, close_module, module);
    return module;
}

/* The promise of each program header against the length of the file. A module has about ten; more than a few are damage. */
static bool segments_whole(int fd, const ElfW(Ehdr) * header, uint64_t length) {
    enum { SEGMENTS_MOST = 64 };
    ElfW(Phdr) segments[SEGMENTS_MOST];
    size_t size = header->e_phnum * sizeof *segments;
    if (header->e_phentsize != sizeof *segments || header->e_phnum > SEGMENTS_MOST ||
        header->e_phoff > length || pread(fd, segments, size, (off_t)header->e_phoff) != (ssize_t)size)
        return false;
    for (unsigned i = 0; i < header->e_phnum; i++) {
        const ElfW(Phdr) *segment = &segments[i];
        if (segment->p_type != PT_LOAD && segment->p_type != PT_DYNAMIC) continue;
        if (segment->p_filesz > length || segment->p_offset > length - segment->p_filesz) return false;
    }
    return true;
}

bool jx_module_whole(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return true;
    ElfW(Ehdr) header;
    struct stat status;
    bool whole = false;
    if (fstat(fd, &status) || !S_ISREG(status.st_mode) ||
        pread(fd, &header, sizeof header, 0) != (ssize_t)sizeof header)
        whole = false;
    else if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
             header.e_ident[EI_CLASS] != (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32))
        whole = true; /* dlopen says best what is wrong */
    else
        whole = segments_whole(fd, &header, (uint64_t)status.st_size);
    close(fd);
    return whole;
}

/* dlsym gives a pointer to data where it found a function; C has no cast for it, POSIX promises that this works. */
typedef void entry_function(void);
static entry_function *find_entry(void *handle, const char *name) {
    entry_function *function;
    void *symbol = dlsym(handle, name);
    memcpy(&function, &symbol, sizeof function);
    return function;
}

static entry_function *open_module(struct jx_module *module, const char *path, const char *entry,
                                   struct jx_diags *diags) {
    char why[JX_SEARCH_WHY];
    module->tried = true;
    if (jx_search_open_to_others(path, why)) {
        JX_DIAG(diags, JX_MSG_PLUGIN_WRITABLE, NULL, path, why);
        return NULL;
    }
    if (!jx_module_whole(path)) {
        JX_DIAG(diags, JX_MSG_PLUGIN_DAMAGED, NULL, path);
        return NULL;
    }
    module->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module->handle) {
        const char *reason = dlerror();
        /* dlerror says the path first, and so does the message. */
        size_t length = strlen(path);
        if (reason && !strncmp(reason, path, length) && !strncmp(reason + length, ": ", 2))
            reason += length + 2;
        JX_DIAG(diags, JX_MSG_PLUGIN_LOAD, NULL, path, reason ? reason : "?");
        return NULL;
    }
    entry_function *function = find_entry(module->handle, entry);
    if (!function) JX_DIAG(diags, JX_MSG_PLUGIN_SYMBOL, NULL, path, entry);
    return function;
}

/* An id is what people type after -f and -t, and a part of file names. */
static bool id_fine(const char *id) {
    if (!id || !*id || strlen(id) > 32) return false;
    for (; *id; id++)
        if (!(*id >= 'a' && *id <= 'z') && !(*id >= '0' && *id <= '9') && *id != '-' && *id != '_')
            return false;
    return true;
}

/* ABI number first: nothing after it means anything before it fits. */
static bool gate(const char *path, const uint32_t *abi, uint32_t wanted_abi, const uint32_t *size,
                 size_t wanted_size, struct jx_diags *diags) {
    char found[16], wanted[24];
    if (*abi != wanted_abi) {
        snprintf(found, sizeof found, "%u", *abi);
        snprintf(wanted, sizeof wanted, "%u", wanted_abi);
        JX_DIAG(diags, JX_MSG_PLUGIN_ABI, NULL, path, found, wanted);
        return false;
    }
    if (*size < wanted_size) {
        snprintf(found, sizeof found, "%u", *size);
        snprintf(wanted, sizeof wanted, "%zu", wanted_size);
        JX_DIAG(diags, JX_MSG_PLUGIN_SIZE, NULL, path, found, wanted);
        return false;
    }
    return true;
}

static void incomplete(struct jx_diags *diags, const char *path, const char *what) {
    JX_DIAG(diags, JX_MSG_PLUGIN_INCOMPLETE, NULL, path, what);
}

const struct jx_layout *jx_load_layout(struct jx_module *module, const char *path, struct jx_diags *diags) {
    jx_layout_entry *entry = (jx_layout_entry *)open_module(module, path, JX_LAYOUT_ENTRY, diags);
    if (!entry) return NULL;
    const struct jx_layout *layout = entry();
    if (!layout) return incomplete(diags, path, "descriptor"), NULL;
    if (!gate(path, &layout->abi, JX_LAYOUT_ABI, &layout->size, LAYOUT_SIZE, diags)) return NULL;
    if (!id_fine(layout->id)) return incomplete(diags, path, "id"), NULL;
    if (!layout->chinese || !layout->english || !layout->source)
        return incomplete(diags, path, "chinese, english, source"), NULL;
    if (!layout->tables || !layout->tables[0]) return incomplete(diags, path, "tables"), NULL;
    return layout;
}

const struct jx_carrier *jx_load_carrier(struct jx_module *module, const char *path, struct jx_diags *diags) {
    jx_carrier_entry *entry = (jx_carrier_entry *)open_module(module, path, JX_CARRIER_ENTRY, diags);
    if (!entry) return NULL;
    const struct jx_carrier *carrier = entry();
    if (!carrier) return incomplete(diags, path, "descriptor"), NULL;
    if (!gate(path, &carrier->abi, JX_CARRIER_ABI, &carrier->size, CARRIER_SIZE, diags)) return NULL;
    if (!id_fine(carrier->id)) return incomplete(diags, path, "id"), NULL;
    if (!carrier->chinese || !carrier->english || !carrier->extensions || !carrier->packages)
        return incomplete(diags, path, "chinese, english, extensions, packages"), NULL;
    if (carrier->read && !carrier->bid) return incomplete(diags, path, "bid"), NULL;
    if (!carrier->read && !carrier->write) return incomplete(diags, path, "read, write"), NULL;
    return carrier;
}
