/*
 * Reading an input, and writing an output so that nobody ever sees half of it.
 */
#include "core/cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cli/print.h"

/* As jx_limits_default in the library has it; asked before the bytes are read, when no library sees them yet. */
static const uint64_t default_limit = 512u << 20;

/* --- reading ----------------------------------------------------------------------------------------------------- */

static enum jx_exit too_large(const struct jx_cli *cli, const char *name, uint64_t limit) {
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)limit);
    JX_SAY(cli, name, JX_MSG_FILE_LARGE, number);
    return JX_EXIT_INPUT;
}

static enum jx_exit cannot_open(const struct jx_cli *cli, const char *name, int error) {
    JX_SAY(cli, name, JX_MSG_FILE_OPEN, jx_print_errno(cli, error));
    return JX_EXIT_INPUT;
}

/* Reads up to the end, growing as it goes: a pipe does not say how long it is, and some files lie. One byte more than
 * allowed is asked for, to see whether there is one. */
static enum jx_exit read_all(const struct jx_cli *cli, int fd, size_t expected, uint64_t limit,
                             struct jx_file *file) {
    size_t capacity = expected + 1;
    file->bytes = malloc(capacity);
    for (;;) {
        if (!file->bytes) return JX_SAY(cli, file->name, JX_MSG_FILE_MEMORY, NULL), JX_EXIT_SYSTEM;
        ssize_t count = read(fd, file->bytes + file->length, capacity - file->length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot_open(cli, file->name, errno);
        if (!count) return JX_EXIT_DONE;
        file->length += (size_t)count;
        if (file->length > limit) return too_large(cli, file->name, limit);
        if (file->length < capacity) continue;
        capacity = capacity < 32768 ? 65536 : capacity * 2;
        unsigned char *larger = realloc(file->bytes, capacity);
        if (!larger) free(file->bytes);
        file->bytes = larger;
    }
}

/* The standard input of a shell's `<(…)` has a name, too. */
static bool is_handed_over(const char *path) {
    return strncmp(path, "/dev/fd/", 8) == 0 || strcmp(path, "/dev/stdin") == 0 ||
           strncmp(path, "/proc/self/fd/", 14) == 0;
}

/* What is no file is known before it is opened: a pipe that nobody writes to would hold us for ever, and some devices never
 * end. */
static enum jx_exit refuse_special(const struct jx_cli *cli, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0 || S_ISREG(status.st_mode) || is_handed_over(path)) return JX_EXIT_DONE;
    if (S_ISDIR(status.st_mode))
        JX_SAY(cli, path, JX_MSG_FILE_FOLDER, path);
    else
        JX_SAY(cli, path, JX_MSG_FILE_SPECIAL,
               S_ISFIFO(status.st_mode)   ? jx_pick(cli, "a pipe", "管道")
               : S_ISSOCK(status.st_mode) ? jx_pick(cli, "a socket", "套接字")
                                          : jx_pick(cli, "a device", "设备"));
    return JX_EXIT_INPUT;
}

enum jx_exit jx_file_read(const struct jx_cli *cli, const char *path, const char *stdin_name, uint64_t limit,
                          struct jx_file *file) {
    bool standard = !strcmp(path, "-");
    *file = (struct jx_file){.name = path};
    if (standard) file->name = stdin_name ? stdin_name : jx_pick(cli, "standard input", "标准输入");
    if (!limit) limit = default_limit;
    if (limit > SIZE_MAX / 4) limit = SIZE_MAX / 4;
    enum jx_exit special = standard ? JX_EXIT_DONE : refuse_special(cli, path);
    if (special) return special;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return cannot_open(cli, file->name, errno);
    struct stat status;
    enum jx_exit result;
    if (fstat(fd, &status))
        result = cannot_open(cli, file->name, errno);
    else if (S_ISDIR(status.st_mode))
        result = cannot_open(cli, file->name, EISDIR);
    else if (S_ISREG(status.st_mode) && (uint64_t)status.st_size > limit)
        result = too_large(cli, file->name, limit);
    else
        result = read_all(cli, fd, S_ISREG(status.st_mode) ? (size_t)status.st_size : 0, limit, file);
    if (!standard) close(fd);
    return result;
}

void jx_file_free(struct jx_file *file) {
    free(file->bytes);
    *file = (struct jx_file){0};
}

bool jx_file_same(const char *a, const char *b) {
    struct stat one, two;
    if (!strcmp(a, "-") || !strcmp(b, "-")) return false;
    if (stat(a, &one) || stat(b, &two) || !S_ISREG(one.st_mode)) return false;
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* --- temporary files and signals --------------------------------------------------------------------------------- */

/* The one thing the program keeps for its signal handler: the temporary file that must not outlive it. The name is
 * whole before `pending` is set, and stays whole until after it is cleared. */
static char own_temporary[PATH_MAX];
static volatile sig_atomic_t own_pending;
static char *temporary = own_temporary;
static volatile sig_atomic_t *pending = &own_pending;

void jx_file_share(char *name, volatile sig_atomic_t *flag) {
    temporary = name;
    pending = flag;
}

static void on_signal(int number) {
    if (*pending) unlink(temporary);
    /* The handler is reset (SA_RESETHAND): the signal now ends the program as it always does. */
    raise(number);
}

void jx_file_signals(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND}, before;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* What a parent has ignored (nohup) stays ignored. */
        if (!sigaction(numbers[i], NULL, &before) && before.sa_handler == SIG_IGN) continue;
        sigaction(numbers[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes (ulimit -f) is an error of writing too */
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* What whoever wanted the file can do; "": what is wrong says it. */
static const char *way_out(const struct jx_cli *cli, int error) {
    switch (error) {
    case EACCES:
    case EPERM:
    case EROFS: return jx_pick(cli, "; choose another place", "；请另选可以写入的位置");
    case ENAMETOOLONG:
        return jx_pick(cli, "; give it a shorter name with -o", "；请用 -o 起一个短一些的名称");
    case ENOSPC:
    case EDQUOT: return jx_pick(cli, "; make room and run it again", "；请腾出空间后重新运行");
    default: return "";
    }
}

static enum jx_exit cannot_write(const struct jx_cli *cli, const char *path, int error) {
    char why[256];
    if (error == EEXIST) {
        JX_SAY(cli, path, JX_MSG_FILE_EXISTS, path);
        return JX_EXIT_EXISTS;
    }
    snprintf(why, sizeof why, "%s%s", jx_print_errno(cli, error), way_out(cli, error));
    JX_SAY(cli, path, JX_MSG_FILE_WRITE, path, why);
    return JX_EXIT_SYSTEM;
}

/* All the bytes; an errno, or 0. */
static int write_all(int fd, const char *bytes, size_t length) {
    while (length) {
        ssize_t count = write(fd, bytes, length < 1u << 30 ? length : 1u << 30);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        bytes += count;
        length -= (size_t)count;
    }
    return 0;
}

/* The folder that a path lies in; false: the path is too long for any. */
static bool folder_of(const char *path, char folder[PATH_MAX]) {
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + 1 : 1;
    if (length >= PATH_MAX) return false;
    memcpy(folder, slash ? path : ".", length);
    folder[length] = '\0';
    return true;
}

/* Gives the temporary file its name, but never one that is taken. File systems differ: FAT on a memory stick has no
 * hard links, some network ones no RENAME_NOREPLACE; the last way claims the name with an empty file first. */
static int publish_new(const char *path) {
    if (!renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE)) return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return errno;
    if (!link(temporary, path)) return unlink(temporary), 0;
    if (errno == EEXIST) return EEXIST;
    int claim = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (claim < 0) return errno;
    close(claim);
    if (!rename(temporary, path)) return 0;
    int error = errno;
    unlink(path);
    return error;
}

/* The folder is written to the disk as well, or the new name might not survive a power cut. That this cannot be done
 * everywhere is no failure. */
static void sync_folder(const char *path) {
    char folder[PATH_MAX];
    if (!folder_of(path, folder)) return;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

static mode_t default_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* The name of a temporary file beside `path`, for a rename does not cross disks. An errno, or 0. */
static int name_temporary(const char *path) {
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + 1 : 0;
    static const char name[] = ".jixiao-XXXXXX";
    if (length + sizeof name > PATH_MAX) return ENAMETOOLONG;
    memcpy(temporary, path, length);
    memcpy(temporary + length, name, sizeof name);
    return 0;
}

/* Best is a file without a name: whenever the program ends, nothing stays. Not every file system has them. */
static int open_temporary(const char *path, int *fd) {
    char folder[PATH_MAX];
    *fd = folder_of(path, folder) ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) : -1;
    if (*fd >= 0) return 0;
    sigset_t all, before;
    int error = name_temporary(path);
    if (error) return error;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before); /* between the file's being there and `pending` */
    *fd = mkostemp(temporary, O_CLOEXEC);
    error = *fd < 0 ? errno : 0;
    *pending = !error;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return error;
}

/* Gives the file without a name one. EEXIST where that is taken; any other error is the file system's. */
static int link_nameless(int fd, const char *path) {
    char self[40];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) ? errno : 0;
}

/* What is to replace another file needs a name of its own first. */
static int name_nameless(int fd, const char *path) {
    int error = EEXIST;
    for (unsigned i = 0; i < 100 && error == EEXIST; i++) {
        error = name_temporary(path);
        if (error) break;
        *pending = true;
        snprintf(temporary + strlen(temporary) - 6, 7, "%06x", ((unsigned)getpid() + i) & 0xFFFFFF);
        error = link_nameless(fd, temporary);
        if (error) *pending = false;
    }
    return error;
}

/* `existing` is what stands under the name now, or NULL: what replaces it is as readable as it was. */
static int write_beside(const char *path, const char *bytes, size_t length, const struct stat *existing) {
    int fd;
    int error = open_temporary(path, &fd);
    if (error) return error;
    error = write_all(fd, bytes, length);
    if (!error && fchmod(fd, existing ? existing->st_mode & 0777 : default_mode()) && errno != EPERM)
        error = errno;
    if (!error && fsync(fd) && errno != EINVAL) error = errno;
    bool nameless = !*pending;
    if (!error && nameless) error = existing ? name_nameless(fd, path) : link_nameless(fd, path);
    if (close(fd) && !error) error = errno;
    if (!error && existing && rename(temporary, path)) error = errno;
    if (!error && !existing && !nameless) error = publish_new(path);
    if (error && *pending) unlink(temporary);
    *pending = 0;
    if (!error) sync_folder(path);
    return error;
}

static int write_through(const char *path, const char *bytes, size_t length) {
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return errno;
    int error = write_all(fd, bytes, length);
    if (close(fd) && !error) error = errno;
    return error;
}

enum jx_exit jx_file_write(const struct jx_cli *cli, const char *path, const char *bytes, size_t length,
                           bool force) {
    char real[PATH_MAX];
    struct stat status;
    if (!strcmp(path, "-")) {
        int wrong = fflush(stdout) ? errno : write_all(STDOUT_FILENO, bytes, length);
        return wrong ? cannot_write(cli, jx_pick(cli, "standard output", "标准输出"), wrong) : JX_EXIT_DONE;
    }
    bool there = !stat(path, &status);
    mode_t behind = there ? status.st_mode : 0;
    int error;
    if (there && S_ISDIR(status.st_mode)) {
        error = EISDIR;
    } else if (there && !S_ISREG(status.st_mode)) {
        error = write_through(path, bytes, length);
    } else if (there && !force) {
        error = EEXIST;
    } else {
        /* A link is followed: what it points to is replaced, not the link. */
        const char *target = there && realpath(path, real) ? real : path;
        error = write_beside(target, bytes, length, there ? &status : NULL);
    }
    if (error) return cannot_write(cli, path, error);
    if (there && !lstat(path, &status) && S_ISLNK(status.st_mode) && S_ISREG(behind) && realpath(path, real))
        JX_SAY(cli, path, JX_MSG_FILE_BEHIND_LINK, path, real);
    return JX_EXIT_DONE;
}

/* Whether an office program has the file open: LibreOffice keeps `.~lock.NAME#` beside it, Excel and WPS `~$NAME`. Replacing
 * it now would go unseen there, and be undone by the next save. */
static bool is_open_elsewhere(const struct jx_cli *cli, const char *path) {
    static const char *const marks[][2] = {{".~lock.", "#"}, {"~$", ""}};
    const char *slash = strrchr(path, '/'), *name = !slash ? path : slash + 1;
    bool found = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !found; i++) {
        char *lock = NULL;
        if (asprintf(&lock, "%.*s%s%s%s", (int)(name - path), path, marks[i][0], name, marks[i][1]) < 0)
            return false;
        found = access(lock, F_OK) == 0;
        if (found) JX_SAY(cli, path, JX_MSG_FILE_IN_USE, path, lock + (name - path));
        free(lock);
    }
    return found;
}

enum jx_exit jx_file_writable(const struct jx_cli *cli, const char *path, char *const *inputs,
                              size_t input_count, bool force) {
    struct stat status;
    if (!strcmp(path, "-")) return JX_EXIT_DONE;
    for (size_t i = 0; i < input_count; i++) {
        if (!jx_file_same(path, inputs[i])) continue;
        JX_SAY(cli, inputs[i], JX_MSG_FILE_SAME, path);
        return JX_EXIT_EXISTS;
    }
    if (is_open_elsewhere(cli, path)) return JX_EXIT_EXISTS;
    if (stat(path, &status)) return JX_EXIT_DONE;
    if (S_ISDIR(status.st_mode)) return cannot_write(cli, path, EISDIR);
    if (S_ISREG(status.st_mode) && !force) return cannot_write(cli, path, EEXIST);
    return JX_EXIT_DONE;
}

enum jx_exit jx_file_place(const struct jx_cli *cli, const char *path) {
    char folder[PATH_MAX];
    if (!folder_of(path, folder)) return cannot_write(cli, path, ENAMETOOLONG);
    if (!access(folder, W_OK | X_OK)) return JX_EXIT_DONE;
    if (errno != ENOENT) return cannot_write(cli, path, errno);
    JX_SAY(cli, path, JX_MSG_FOLDER_NONE, folder);
    return JX_EXIT_SYSTEM;
}

enum jx_exit jx_file_folder(const struct jx_cli *cli, const char *path) {
    char part[PATH_MAX];
    size_t length = strlen(path);
    int error = length >= sizeof part ? ENAMETOOLONG : 0;
    for (size_t i = 1; !error && i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) && errno != EEXIST) error = errno;
    }
    struct stat status;
    if (!error && (stat(path, &status) || !S_ISDIR(status.st_mode))) error = ENOTDIR;
    if (!error) return JX_EXIT_DONE;
    JX_SAY(cli, path, JX_MSG_FOLDER_MAKE, path, jx_print_errno(cli, error));
    return JX_EXIT_SYSTEM;
}
