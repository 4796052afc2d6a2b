/*
 * A library that is loaded before all others (LD_PRELOAD) and has one call fail: the n-th of its kind that a run makes, in
 * whichever of its processes, or that one and all after it. tests/trust/sweep has every n fail in turn.
 *
 *     REFUSE=KIND:N:HOW       KIND is memory, or a call of the table below; HOW is ENOSPC, EIO, EINTR, or short: a read or
 *                             write does half; with a + behind it all later ones fail too
 *     REFUSE_COUNT=FILE       where the calls are counted, of all processes together: 8 bytes
 *
 * The program's own malloc asks glibc's under the name __libc_malloc (core/batch/refusals.c), and that is where memory is
 * refused: where the program itself would be refused it.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char kind[32];
static long wanted;
static int error;
static bool halves, later;
static _Atomic long *count;

/* What a call really does. Found at once, and not when it is first wanted: finding takes memory. */
#define CALLS(X)                                                                                             \
    X(ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size))                           \
    X(ssize_t, read, (int fd, void *bytes, size_t size), (fd, bytes, size))                                  \
    X(ssize_t, pwrite, (int fd, const void *bytes, size_t size, off_t at), (fd, bytes, size, at))            \
    X(int, fsync, (int fd), (fd))                                                                            \
    X(int, fdatasync, (int fd), (fd))                                                                        \
    X(int, ftruncate, (int fd, off_t size), (fd, size))                                                      \
    X(int, close, (int fd), (fd))                                                                            \
    X(int, rename, (const char *from, const char *to), (from, to))                                           \
    X(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),                      \
      (a, from, b, to, flags))                                                                               \
    X(int, link, (const char *from, const char *to), (from, to))                                             \
    X(int, unlink, (const char *path), (path))                                                               \
    X(int, mkdir, (const char *path, mode_t mode), (path, mode))                                             \
    X(int, mkostemp, (char *path, int flags), (path, flags))                                                 \
    X(int, fchmod, (int fd, mode_t mode), (fd, mode))                                                        \
    X(int, memfd_create, (const char *name, unsigned flags), (name, flags))                                  \
    X(size_t, fwrite, (const void *bytes, size_t size, size_t items, FILE *file),                            \
      (bytes, size, items, file))                                                                            \
    X(int, fflush, (FILE * file), (file))                                                                    \
    X(int, fclose, (FILE * file), (file))                                                                    \
    X(FILE *, fopen, (const char *path, const char *mode), (path, mode))                                     \
    X(FILE *, tmpfile, (void), ())                                                                           \
    X(pid_t, fork, (void), ())

#define DECLARE(type, name, parameters, arguments) static type(*real_##name) parameters;
CALLS(DECLARE)
static int (*real_open)(const char *, int, ...);
static void *(*real_malloc)(size_t), *(*real_calloc)(size_t, size_t), *(*real_realloc)(void *, size_t);

static void read_wish(void) {
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EINTR", EINTR}, {"EACCES", EACCES}, {"EAGAIN", EAGAIN}};
    const char *wish = getenv("REFUSE");
    char how[16] = "";
    if (!wish || sscanf(wish, "%31[^:]:%ld:%15s", kind, &wanted, how) < 2) return;
    later = strchr(how, '+');
    how[strcspn(how, "+")] = '\0';
    halves = !strcmp(how, "short");
    error = EIO;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (!strcmp(errors[i].name, how)) error = errors[i].number;
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("REFUSE_COUNT");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0644) : -1;
    void *shared = MAP_FAILED;
    if (fd >= 0 && !syscall(SYS_ftruncate, fd, sizeof *count))
        shared = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0) syscall(SYS_close, fd);
#define FIND(type, name, parameters, arguments) *(void **)&real_##name = dlsym(RTLD_NEXT, #name);
    CALLS(FIND)
    *(void **)&real_open = dlsym(RTLD_NEXT, "open");
    if (shared == MAP_FAILED) return;
    read_wish();
    count = shared;
}

/* Whether this call is the one. */
static bool refused(const char *name) {
    if (!count || strcmp(name, kind) != 0) return false;
    long number = atomic_fetch_add(count, 1) + 1;
    if (number != wanted && !(later && number > wanted)) return false;
    errno = error;
    return true;
}

/* --- memory -------------------------------------------------------------------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t items, size_t size);
void *__libc_realloc(void *old, size_t size);

static void find_memory(void) {
    if (real_malloc) return;
    *(void **)&real_calloc = dlsym(RTLD_NEXT, "__libc_calloc");
    *(void **)&real_realloc = dlsym(RTLD_NEXT, "__libc_realloc");
    *(void **)&real_malloc = dlsym(RTLD_NEXT, "__libc_malloc");
}

void *__libc_malloc(size_t size) {
    find_memory();
    if (refused("memory")) return errno = ENOMEM, NULL;
    return real_malloc(size);
}

void *__libc_calloc(size_t items, size_t size) {
    find_memory();
    if (refused("memory")) return errno = ENOMEM, NULL;
    return real_calloc(items, size);
}

void *__libc_realloc(void *old, size_t size) {
    find_memory();
    if (size && refused("memory")) return errno = ENOMEM, NULL;
    return real_realloc(old, size);
}

/* --- files --------------------------------------------------------------------------------------------------------- */

/* Pipes, sockets and the terminal are left alone: no disk is behind them. */
static bool is_file(int fd) {
    struct stat status;
    int before = errno;
    bool regular = !fstat(fd, &status) && S_ISREG(status.st_mode);
    errno = before;
    return regular;
}

static bool is_data(FILE *file) {
    return file && file != stdout && file != stderr;
}

static size_t half(size_t size) {
    return size > 1 ? size / 2 : size;
}

ssize_t write(int fd, const void *bytes, size_t size) {
    if (!is_file(fd) || !refused("write")) return real_write(fd, bytes, size);
    return halves ? real_write(fd, bytes, half(size)) : -1;
}

ssize_t read(int fd, void *bytes, size_t size) {
    if (!is_file(fd) || !refused("read")) return real_read(fd, bytes, size);
    return halves ? real_read(fd, bytes, half(size)) : -1;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    if (!is_file(fd) || !refused("pwrite")) return real_pwrite(fd, bytes, size, at);
    return halves ? real_pwrite(fd, bytes, half(size), at) : -1;
}

int close(int fd) {
    if (!is_file(fd) || !refused("close")) return real_close(fd);
    int before = errno;
    real_close(fd);
    errno = before;
    return -1;
}

size_t fwrite(const void *bytes, size_t size, size_t items, FILE *file) {
    return is_data(file) && refused("fwrite") ? 0 : real_fwrite(bytes, size, items, file);
}

int fflush(FILE *file) {
    return is_data(file) && refused("fflush") ? EOF : real_fflush(file);
}

int fclose(FILE *file) {
    if (!is_data(file) || !refused("fclose")) return real_fclose(file);
    int before = errno;
    real_fclose(file);
    errno = before;
    return EOF;
}

#define PLAIN(type, name, parameters, arguments, failed)                                                     \
    type name parameters {                                                                                   \
        return refused(#name) ? failed : real_##name arguments;                                              \
    }
PLAIN(int, fsync, (int fd), (fd), -1)
PLAIN(int, fdatasync, (int fd), (fd), -1)
PLAIN(int, ftruncate, (int fd, off_t size), (fd, size), -1)
PLAIN(int, rename, (const char *from, const char *to), (from, to), -1)
PLAIN(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
      (a, from, b, to, flags), -1)
PLAIN(int, link, (const char *from, const char *to), (from, to), -1)
PLAIN(int, unlink, (const char *path), (path), -1)
PLAIN(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
PLAIN(int, mkostemp, (char *path, int flags), (path, flags), -1)
PLAIN(int, fchmod, (int fd, mode_t mode), (fd, mode), -1)
PLAIN(int, memfd_create, (const char *name, unsigned flags), (name, flags), -1)
PLAIN(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)
PLAIN(FILE *, tmpfile, (void), (), NULL)
PLAIN(pid_t, fork, (void), (), -1)

int open(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return refused(flags & (O_WRONLY | O_RDWR) ? "create" : "open") ? -1 : real_open(path, flags, mode);
}

/* What programs call that were compiled for large files. */
int open64(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return open(path, flags, mode);
}

FILE *fopen64(const char *path, const char *mode) {
    return fopen(path, mode);
}

FILE *tmpfile64(void) {
    return tmpfile();
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at) {
    return pwrite(fd, bytes, size, at);
}
