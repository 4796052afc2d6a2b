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

static enum jx_exit cannot(const struct jx_cli *cli, const char *path, const char *reason) {
    JX_SAY(cli, path, JX_MSG_BATCH_MODULE, reason);
    return JX_EXIT_SYSTEM;
}

enum jx_exit jx_summary_put(const struct jx_cli *cli, const char *path, int fd, bool replace) {
    struct stat status;
    void *bytes = MAP_FAILED;
    if (!fstat(fd, &status) && status.st_size)
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) return cannot(cli, path, jx_print_errno(cli, errno));
    enum jx_exit exit = jx_file_write(cli, path, bytes, (size_t)status.st_size, replace);
    munmap(bytes, (size_t)status.st_size);
    return exit;
}

/* The folder that a file lies in, without links. To be freed; NULL: it is not there. */
static char *real_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *real = folder ? realpath(folder, NULL) : NULL;
    free(folder);
    return real;
}

char *jx_summary_outputs(const char *path, const char *folder) {
    char *from = real_folder(path), *to = realpath(folder, NULL), *relative = NULL;
    size_t length = 0, common = 0;
    FILE *out = from && to ? open_memstream(&relative, &length) : NULL;
    /* Behind the last folder that both share, one step up for each that is left. */
    for (size_t i = 0; out; i++) {
        bool ends = (!from[i] || from[i] == '/') && (!to[i] || to[i] == '/');
        if (ends) common = i;
        if (!from[i] || !to[i] || from[i] != to[i]) break;
    }
    for (const char *rest = out ? from + common : ""; *rest; rest++)
        if (*rest == '/' && rest[1]) fputs("../", out);
    if (out) fputs(to + common + (to[common] == '/'), out);
    if (out && fclose(out)) free(relative), relative = NULL;
    free(from);
    free(to);
    return relative;
}

/* A function of the module, into `function`; what is wrong is said. */
static enum jx_exit find_symbol(struct jx_session *session, const char *path, const char *name,
                                void *function) {
    void *module = load_module(session), *symbol = module ? dlsym(module, name) : NULL;
    const char *reason = symbol ? NULL : dlerror();
    if (!symbol) return cannot(session->cli, path, reason ? reason : JX_SUMMARY_MODULE " ?");
    memcpy(function, &symbol, sizeof symbol);
    return JX_EXIT_DONE;
}

enum jx_exit jx_summarise(struct jx_session *session, const char *path, const struct jx_summary *summary,
                          bool replace) {
    char name[40];
    jx_summary_writer *write_summary = NULL;
    enum jx_exit exit = find_symbol(session, path, JX_SUMMARY_ENTRY, &write_summary);
    if (exit) return exit;
    int memory = memfd_create("summary", MFD_CLOEXEC);
    if (memory < 0) return cannot(session->cli, path, jx_print_errno(session->cli, errno));
    snprintf(name, sizeof name, "/proc/self/fd/%d", memory);
    const char *wrong = write_summary(name, session->cli->language, summary);
    exit = wrong ? cannot(session->cli, path, wrong) : jx_summary_put(session->cli, path, memory, replace);
    close(memory);
    return exit;
}

enum jx_exit jx_summary_rows(struct jx_session *session, const char *path, const struct jx_rows *rows,
                             int fd) {
    char name[40];
    jx_rows_writer *write_rows = NULL;
    enum jx_exit exit = find_symbol(session, path, JX_ROWS_ENTRY, &write_rows);
    if (exit) return exit;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    const char *wrong = write_rows(name, session->cli->language, rows);
    return wrong ? cannot(session->cli, path, wrong) : JX_EXIT_DONE;
}
