#include "core/batch/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/batch/scratch.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

void jx_child_begin(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

/* A sanitizer's own memory would break the bound at once. */
void jx_child_memory(uint64_t bytes) {
#ifndef __SANITIZE_ADDRESS__
    if (bytes) setrlimit(RLIMIT_DATA, &(struct rlimit){bytes, bytes});
#else
    (void)bytes;
#endif
}

void jx_child_time(uint64_t milliseconds) {
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) || getrlimit(RLIMIT_CPU, &limit)) return;
    rlim_t seconds = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + milliseconds / 1000 + 3;
    if (limit.rlim_max != RLIM_INFINITY && seconds > limit.rlim_max) seconds = limit.rlim_max;
    limit.rlim_cur = seconds;
    setrlimit(RLIMIT_CPU, &limit);
}

void jx_child_end_words(int status, char *words, size_t room) {
    if (WIFSIGNALED(status)) {
        const char *name = sigabbrev_np(WTERMSIG(status));
        snprintf(words, room, "SIG%s", name ? name : "?");
    } else {
        snprintf(words, room, "exit %d", WEXITSTATUS(status));
    }
}

/* One look at the children; whether any had to be ended. */
static bool end_children(const pid_t *spared, unsigned count) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *children = fopen(path, "re");
    char word[24];
    bool found = false;
    while (children && fscanf(children, "%23s", word) == 1) {
        pid_t pid = (pid_t)strtol(word, NULL, 10);
        bool ours = pid <= 0;
        for (unsigned i = 0; i < count; i++) ours = ours || spared[i] == pid;
        if (ours) continue;
        found = true;
        if (getpgid(pid) == pid) kill(-pid, SIGKILL);
        kill(pid, SIGKILL);
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
    }
    if (children) fclose(children);
    return found;
}

/* The children of those that end come to be ours, and are found at the next look. */
void jx_child_end_orphans(const pid_t *spared, unsigned count) {
    for (int looks = 0; looks < 64 && end_children(spared, count); looks++) continue;
}

/* --- the keeper ---------------------------------------------------------------------------------------------------- */

/* NULL: none could be made, and TMPDIR stays what it is. */
static char *make_folder(void) {
    const char *parent = secure_getenv("TMPDIR");
    char *folder = NULL;
    if (asprintf(&folder, "%s/jixiao-XXXXXX", parent && *parent == '/' ? parent : "/tmp") < 0) return NULL;
    if (mkdtemp(folder)) return folder;
    free(folder);
    return NULL;
}

/* Until the child has ended, or those who wanted it have. */
static void wait_for_end(pid_t child, int lifeline, int signals) {
    struct pollfd polled[] = {{.fd = signals, .events = POLLIN}, {.fd = lifeline, .events = POLLIN}};
    for (;;) {
        siginfo_t info = {0};
        if (!waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) && info.si_pid) return;
        int ready = poll(polled, 2, 1000);
        if (ready > 0 && (polled[1].revents & (POLLHUP | POLLERR | POLLNVAL | POLLIN))) return;
        struct signalfd_siginfo told;
        if (ready > 0 && polled[0].revents && read(signals, &told, sizeof told) < 0 && errno != EINTR) return;
    }
}

static _Noreturn void keep(pid_t child, char *folder, int lifeline, int signals) {
    int status = 0;
    wait_for_end(child, lifeline, signals);
    kill(child, SIGKILL); /* no more than a formality if it has ended */
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    jx_child_end_orphans(NULL, 0);
    jx_scratch_remove(folder);
    if (WIFSIGNALED(status)) {
        sigset_t all;
        sigfillset(&all);
        signal(WTERMSIG(status), SIG_DFL);
        sigprocmask(SIG_UNBLOCK, &all, NULL);
        kill(getpid(), WTERMSIG(status));
    }
    _exit(WEXITSTATUS(status));
}

void jx_child_keep(int lifeline) {
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    sigset_t child_ends, before;
    pid_t keeper = getpid();
    prctl(PR_SET_PDEATHSIG,
          0); /* it outlives its parent, to clean up after it; only now is there something to clean up */
    char *folder = make_folder();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    sigemptyset(&child_ends);
    sigaddset(&child_ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_ends, &before);
    pid_t child = fork();
    if (child < 0) _exit(127);
    if (child == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        close(lifeline);
        jx_child_begin(keeper);
        if (folder) setenv("TMPDIR", folder, 1);
        free(folder);
        return;
    }
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
    keep(child, folder, lifeline, signalfd(-1, &child_ends, SFD_CLOEXEC));
}
