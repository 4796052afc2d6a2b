/*
 * The helper as a child: started with the file as its input and a pipe as its output, listened to, and ended.
 *
 * It is a program of its own and no fork of the caller, which may have threads and a great deal of memory.
 */
#include "plugins/carriers/pdf/pdf.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY_MILLISECONDS = 4, READ_AT_ONCE = 256 * 1024 };

/* What the helper may use. A file of a thousand pages stays far below. */
#define LEAST_MEMORY (1ull << 30)
#define MOST_ANSWER  (1ull << 30)

const char *jx_pdf_helper(const struct jx_host *host, struct jx_call *call) {
    static const char anchor, name[] = "pdf-helper";
    Dl_info here;
    if (dladdr(&anchor, &here) == 0 || !here.dli_fname) return name;
    const char *slash = strrchr(here.dli_fname, '/');
    size_t length = !slash ? 0 : (size_t)(slash - here.dli_fname) + 1;
    char *path = host->allocate(call, length + sizeof name);
    memcpy(path, here.dli_fname, length);
    memcpy(path + length, name, sizeof name);
    return path;
}

/* --- starting it ------------------------------------------------------------------------------------------------- */

/* The input as a file without a name, for it may have come from anywhere. */
static bool make_file(struct jx_pdf *pdf) {
    const char *at = (const char *)pdf->input->bytes, *end = at + pdf->input->length;
    pdf->file = memfd_create("jixiao-pdf", MFD_CLOEXEC);
    while (pdf->file >= 0 && at < end) {
        ssize_t done = write(pdf->file, at, (size_t)(end - at));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
    }
    return pdf->file >= 0;
}

/* Signals as usual, the file and the pipe, and none of the caller's other files. */
static int prepare(posix_spawnattr_t *attributes, posix_spawn_file_actions_t *files, int input, int output) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    int error = posix_spawn_file_actions_adddup2(files, input, STDIN_FILENO);
    if (error == 0) error = posix_spawn_file_actions_adddup2(files, output, STDOUT_FILENO);
    if (error == 0) error = posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
#endif
    return error;
}

static int spawn(struct jx_pdf *pdf, const char *helper, int output) {
    const struct jx_limits *limits = pdf->input->limits;
    char memory[24], seconds[24], stream[24];
    uint64_t most = limits->bytes > LEAST_MEMORY / 2 ? 2 * limits->bytes : LEAST_MEMORY;
    snprintf(memory, sizeof memory, "%" PRIu64, most);
    snprintf(seconds, sizeof seconds, "%" PRIu64, limits->milliseconds / 1000 + 1);
    snprintf(stream, sizeof stream, "%" PRIu64, most / 16);
    const char *arguments[] = {helper, memory, seconds, stream, NULL};
    const char *environment[] = {"LANG=C.UTF-8", NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    pid_t child = 0;
    int error = posix_spawnattr_init(&attributes);
    if (error != 0) return error;
    error = posix_spawn_file_actions_init(&files);
    if (error == 0) {
        error = prepare(&attributes, &files, pdf->file, output);
        if (error == 0)
            error = posix_spawn(&child, helper, &files, &attributes, (char **)(uintptr_t)arguments,
                                (char **)(uintptr_t)environment);
        posix_spawn_file_actions_destroy(&files);
    }
    posix_spawnattr_destroy(&attributes);
    if (error == 0) pdf->child = child;
    return error;
}

static bool start(struct jx_pdf *pdf) {
    const char *helper = jx_pdf_helper(pdf->host, pdf->call);
    int ends[2], error;
    if (!make_file(pdf) || pipe2(ends, O_CLOEXEC) != 0) {
        error = errno;
    } else {
        pdf->pipe = ends[0];
        error = spawn(pdf, helper, ends[1]);
        close(ends[1]);
    }
    if (error != 0) JX_REPORT(pdf->host, pdf->call, JX_MSG_PDF_START, NULL, helper, strerror(error));
    return error == 0;
}

/* --- listening --------------------------------------------------------------------------------------------------- */

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool make_room(struct jx_pdf *pdf) {
    if (pdf->capacity - pdf->length >= READ_AT_ONCE) return true;
    size_t capacity = pdf->capacity == 0 ? (size_t)2 * READ_AT_ONCE : 2 * pdf->capacity;
    char *larger = capacity > MOST_ANSWER ? NULL : realloc(pdf->answer, capacity);
    if (!larger) return false;
    pdf->answer = larger;
    pdf->capacity = capacity;
    return true;
}

/* Takes what there is; 0: the helper closed its end, -1: no room. */
static ssize_t take(struct jx_pdf *pdf) {
    if (!make_room(pdf)) return -1;
    ssize_t taken = read(pdf->pipe, pdf->answer + pdf->length, READ_AT_ONCE);
    if (taken < 0) return errno == EINTR || errno == EAGAIN ? 1 : 0;
    pdf->length += (size_t)taken;
    return taken;
}

static bool listen_to(struct jx_pdf *pdf) {
    uint64_t allowed = pdf->input->limits->milliseconds;
    int64_t deadline = now() + (allowed > INT64_MAX / 2 ? INT64_MAX / 2 : (int64_t)allowed);
    for (;;) {
        struct pollfd ready = {.fd = pdf->pipe, .events = POLLIN};
        ssize_t taken = poll(&ready, 1, LOOK_EVERY_MILLISECONDS) > 0 ? take(pdf) : 1;
        if (taken == 0) return true;
        if (taken < 0) {
            JX_REPORT(pdf->host, pdf->call, JX_MSG_FILE_MEMORY, NULL, NULL);
            return false;
        }
        if (pdf->host->expired(pdf->call)) return false;
        if (now() <= deadline) continue;
        JX_REPORT(pdf->host, pdf->call, JX_MSG_FILE_TIME, NULL, NULL);
        return false;
    }
}

/* --- ending it --------------------------------------------------------------------------------------------------- */

/* Its exit status as waitpid gives it. */
static int reap(struct jx_pdf *pdf) {
    int status = 0;
    while (waitpid(pdf->child, &status, 0) < 0)
        if (errno != EINTR) break;
    pdf->child = 0;
    return status;
}

static void close_file(int *file) {
    if (*file >= 0) close(*file);
    *file = -1;
}

void jx_pdf_release(void *thing) {
    struct jx_pdf *pdf = thing;
    if (pdf->child > 0) {
        kill(pdf->child, SIGKILL);
        reap(pdf);
    }
    close_file(&pdf->file);
    close_file(&pdf->pipe);
    free(pdf->answer);
    pdf->answer = NULL;
}

/* A helper that was ended by the system asked for time, memory or something else that it is not given. */
static bool ended_well(struct jx_pdf *pdf, int status) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        JX_REPORT(pdf->host, pdf->call, JX_MSG_FILE_TIME, NULL, NULL);
        return false;
    }
    char reason[64];
    if (WIFSIGNALED(status))
        snprintf(reason, sizeof reason, "signal %d", WTERMSIG(status));
    else
        snprintf(reason, sizeof reason, "exit %d", WEXITSTATUS(status));
    JX_REPORT(pdf->host, pdf->call, JX_MSG_PDF_STOPPED, NULL, reason);
    return false;
}

bool jx_pdf_run(struct jx_pdf *pdf) {
    if (!start(pdf) || !listen_to(pdf)) return false;
    return ended_well(pdf, reap(pdf));
}
