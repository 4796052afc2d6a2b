/*
 * Where plugins are looked for: an explicit path, the folder of the build or of a copied program, the system.
 */
#include "core/plugin/search.h"

#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/text.h"

struct folders {
    struct jx_arena *arena;
    const char **items;
    size_t count, capacity;
};

/* Adds a folder under its real name, if it has one, so that two ways to the same place do not find everything
 * twice. */
static void add_folder(struct folders *folders, const char *folder) {
    char real[PATH_MAX];
    if (realpath(folder, real)) folder = real;
    for (size_t i = 0; i < folders->count; i++)
        if (!strcmp(folders->items[i], folder)) return;
    folders->items = jx_arena_grow(folders->arena, folders->items, folders->count, &folders->capacity,
                                   sizeof *folders->items);
    folders->items[folders->count++] = jx_arena_string(folders->arena, folder);
}

static void add_path(struct folders *folders, const char *path) {
    while (*path) {
        size_t length = strcspn(path, ":");
        if (length) add_folder(folders, jx_arena_copy(folders->arena, path, length));
        path += length;
        if (*path) path++;
    }
}

static void add_beside(struct folders *folders, const char *file, const char *name) {
    char real[PATH_MAX];
    if (!realpath(file, real)) return;
    char *slash = strrchr(real, '/');
    if (!slash) return;
    *slash = '\0';
    add_folder(folders, jx_arena_format(folders->arena, "%s/%s", real, name));
}

const char **jx_search_folders(struct jx_arena *arena, const char *path, size_t *count) {
    struct folders folders = {.arena = arena};
    /* A program that runs with somebody else's rights must not load code that its caller chose. */
    if (!path && !getauxval(AT_SECURE)) path = getenv("JIXIAO_PLUGIN_PATH");
    if (path) add_path(&folders, path);

    /* A build folder, or a program copied with its plugins, uses what stands beside it; only where there is nothing the
     * installed ones count. Else a developer who has installed jixiao would find every plugin twice. */
    static const char anchor;
    Dl_info here;
    size_t before = folders.count;
    bool known = dladdr(&anchor, &here) && here.dli_fname;
    if (known) add_beside(&folders, here.dli_fname, "plugins");
    add_beside(&folders, "/proc/self/exe", "plugins");
    bool beside = false;
    for (size_t i = before; i < folders.count; i++) beside = beside || !access(folders.items[i], F_OK);
#ifdef JX_LIBDIR
    if (!beside) add_folder(&folders, JX_LIBDIR "/jixiao");
#endif
    /* libdir, found from the library itself: an installed tree may be moved as a whole. */
    if (!beside && known) add_beside(&folders, here.dli_fname, "jixiao");
    *count = folders.count;
    return folders.items;
}

/* A group is the user's own if it is root's or that of the process: many systems give every user one, and a umask that
 * lets it write. */
bool jx_search_open_to_others(const char *path, char why[JX_SEARCH_WHY]) {
    struct stat status, program;
    if (stat(path, &status)) return false; /* nothing to load, either */
    bool owned = status.st_uid == 0 || status.st_uid == geteuid() ||
                 (!stat("/proc/self/exe", &program) && status.st_uid == program.st_uid);
    bool group = (status.st_mode & S_IWGRP) && status.st_gid != 0 && status.st_gid != getegid();
    if (owned && !group && !(status.st_mode & S_IWOTH)) return false;
    snprintf(why, JX_SEARCH_WHY, "uid %u, gid %u, %04o", (unsigned)status.st_uid, (unsigned)status.st_gid,
             (unsigned)(status.st_mode & 07777));
    return true;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void close_folder(void *directory) {
    closedir(directory);
}

const char **jx_search_modules(struct jx_arena *arena, const char *folder, const char *axis, size_t *count) {
    const char *path = jx_arena_format(arena, "%s/%s", folder, axis);
    const char **modules = NULL;
    size_t capacity = 0;
    *count = 0;
    DIR *directory = opendir(path);
    if (!directory) return NULL;
    size_t mark = jx_arena_mark(arena);
    jx_arena_defer(arena, close_folder, directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.' || !jx_text_ends(entry->d_name, ".so")) continue;
        modules = jx_arena_grow(arena, modules, *count, &capacity, sizeof *modules);
        modules[(*count)++] = jx_arena_format(arena, "%s/%s", path, entry->d_name);
    }
    jx_arena_release(arena, mark);
    if (*count) qsort(modules, *count, sizeof *modules, by_name);
    return modules;
}

const char *jx_search_stem(struct jx_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strlen(name);
    if (jx_text_ends(name, ".so")) length -= 3;
    return jx_arena_copy(arena, name, length);
}
