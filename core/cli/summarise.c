/*
 * Has the module write the summary into memory, and puts it where it belongs.
 */
#include "core/cli/summarise.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cli/files.h"
#include "core/cli/print.h"

enum jx_exit jx_summary_named(const struct jx_cli *cli, const char *path) {
    size_t length = strlen(path);
    if (length > 5 && !strcasecmp(path + length - 5, ".xlsx")) return JX_EXIT_DONE;
    JX_SAY(cli, "jixiao", JX_MSG_USAGE_VALUE, "--summary", path,
           jx_pick(cli, "a name that ends with .xlsx", "以 .xlsx 结尾的文件名"));
    return JX_EXIT_USAGE;
}

/* The module lies in one of the folders in which plugins are looked for. */
static void *load_module(struct jx_session *session) {
    size_t count;
    const char *const *folders = jx_library_folders(session->library, &count);
    void *module = NULL;
    for (size_t i = 0; i < count && !module; i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", folders[i], JX_SUMMARY_MODULE) < 0) continue;
        if (!access(path, F_OK)) module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        free(path);
    }
    return module;
}

static enum jx_exit cannot(const struct jx_session *session, const char *path, const char *reason) {
    JX_SAY(session->cli, path, JX_MSG_BATCH_MODULE, reason);
    return JX_EXIT_SYSTEM;
}

/* What was written into memory, as a file. */
static enum jx_exit put(const struct jx_session *session, const char *path, int memory, bool replace) {
    struct stat status;
    void *bytes = MAP_FAILED;
    if (!fstat(memory, &status) && status.st_size)
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, memory, 0);
    if (bytes == MAP_FAILED) return cannot(session, path, jx_print_errno(session->cli, errno));
    enum jx_exit exit = jx_file_write(session->cli, path, bytes, (size_t)status.st_size, replace);
    munmap(bytes, (size_t)status.st_size);
    return exit;
}

enum jx_exit jx_summarise(struct jx_session *session, const char *path, const struct jx_summary *summary,
                          bool replace) {
    char name[40];
    jx_summary_writer *write_summary = NULL;
    void *module = load_module(session);
    void *symbol = module ? dlsym(module, JX_SUMMARY_ENTRY) : NULL;
    if (!symbol) {
        const char *reason = dlerror();
        return cannot(session, path, reason ? reason : JX_SUMMARY_MODULE " ?");
    }
    memcpy(&write_summary, &symbol, sizeof symbol);
    int memory = memfd_create("summary", MFD_CLOEXEC);
    if (memory < 0) return cannot(session, path, jx_print_errno(session->cli, errno));
    snprintf(name, sizeof name, "/proc/self/fd/%d", memory);
    const char *wrong = write_summary(name, session->cli->language, summary);
    enum jx_exit exit = wrong ? cannot(session, path, wrong) : put(session, path, memory, replace);
    close(memory);
    return exit;
}
