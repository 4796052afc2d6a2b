/*
 * LibreOffice as a child: found, started without a shell, watched, and ended.
 */
#include "office.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* It takes some seconds only to start, so that it always gets a minute. */
enum { LEAST_MILLISECONDS = 60000, LOOK_EVERY_MILLISECONDS = 10 };

/* --- finding it -------------------------------------------------------------------------------------------------- */

static bool is_program(const char *path) {
    return access(path, X_OK) == 0;
}

static const char *find_in_path(struct jx_office *office, const char *name) {
    const char *path = secure_getenv("PATH");
    for (path = path ? path : "/usr/bin:/bin"; *path; path += *path == ':') {
        size_t length = strcspn(path, ":"), room = length + strlen(name) + 2;
        char *program = office->host->allocate(office->call, room);
        snprintf(program, room, "%.*s/%s", (int)length, path, name);
        if (*path == '/' && is_program(program)) return program;
        path += length;
    }
    return NULL;
}

static const char *find_installed(struct jx_office *office) {
    static const char *const places[] = {"/usr/lib/libreoffice/program/soffice",
                                         "/opt/libreoffice*/program/soffice", "/usr/local/bin/soffice",
                                         "/snap/bin/libreoffice"};
    char path[256] = "";
    for (size_t i = 0; i < sizeof places / sizeof *places && !*path; i++) {
        glob_t found;
        if (glob(places[i], 0, NULL, &found) != 0) continue;
        if (is_program(found.gl_pathv[0])) snprintf(path, sizeof path, "%s", found.gl_pathv[0]);
        globfree(&found);
    }
    return *path ? office->host->text(office->call, path, strlen(path)) : NULL;
}

const char *jx_office_program(struct jx_office *office) {
    const char *named = secure_getenv("JIXIAO_SOFFICE"), *program = NULL;
    if (named && *named) return is_program(named) ? named : NULL;
    program = find_in_path(office, "soffice");
    if (!program) program = find_in_path(office, "libreoffice");
    return program ? program : find_installed(office);
}

/* --- starting it ------------------------------------------------------------------------------------------------- */

/* The profile's place as a URL. */
static const char *profile_option(struct jx_office *office) {
    static const char option[] = "-env:UserInstallation=file://", hex[] = "0123456789ABCDEF";
    char *path = jx_office_path(office, "", "profile");
    char *text = office->host->allocate(office->call, sizeof option + 3 * strlen(path));
    char *to = stpcpy(text, option);
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr("/-_.~", *c);
        if (plain) {
            *to++ = (char)*c;
        } else {
            *to++ = '%';
            *to++ = hex[*c >> 4];
            *to++ = hex[*c & 15];
        }
    }
    return text;
}

/* Quiet, in a group of its own so that all it starts can be ended with it, and without the caller's files. */
static int prepare(posix_spawnattr_t *attributes, posix_spawn_file_actions_t *files) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    posix_spawnattr_setflags(attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    int error = posix_spawn_file_actions_addopen(files, 0, "/dev/null", O_RDONLY, 0);
    if (!error) error = posix_spawn_file_actions_addopen(files, 1, "/dev/null", O_WRONLY, 0);
    if (!error) error = posix_spawn_file_actions_addopen(files, 2, "/dev/null", O_WRONLY, 0);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(files, 3);
#endif
    return error;
}

/*
 * A bound on memory and on the size of files. LibreOffice maps far more than it uses, so that a bound on its addresses
 * (RLIMIT_AS) would stop it on any file; RLIMIT_DATA counts what it writes to. A document of a thousand pages stays below
 * a quarter of this.
 */
static void bound(pid_t child) {
    static const struct rlimit data = {2ull << 30, 2ull << 30}, size = {1ull << 30, 1ull << 30},
                               core = {0, 0};
    prlimit(child, RLIMIT_DATA, &data, NULL);
    prlimit(child, RLIMIT_FSIZE, &size, NULL);
    prlimit(child, RLIMIT_CORE, &core, NULL);
}

static int start(struct jx_office *office) {
    const char *arguments[] = {office->program, "--headless",           "--norestore",  "--nologo",
                               "--nolockcheck", profile_option(office), "--convert-to", "docx",
                               "--outdir",      office->folder,         office->source, NULL};
    const char *environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
                                 "LANG=C.UTF-8",
                                 "SAL_USE_VCLPLUGIN=svp",
                                 jx_office_path(office, "HOME=", "profile"),
                                 jx_office_path(office, "TMPDIR=", ""),
                                 NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    pid_t child = 0;
    int error = posix_spawnattr_init(&attributes);
    if (error) return error;
    error = posix_spawn_file_actions_init(&files);
    if (!error) {
        error = prepare(&attributes, &files);
        if (!error)
            error = posix_spawn(&child, office->program, &files, &attributes, (char **)(uintptr_t)arguments,
                                (char **)(uintptr_t)environment);
        posix_spawn_file_actions_destroy(&files);
    }
    posix_spawnattr_destroy(&attributes);
    if (!error) office->child = child;
    if (!error) bound(child);
    return error;
}

/* --- watching it ------------------------------------------------------------------------------------------------- */

void jx_office_kill(struct jx_office *office) {
    if (office->child <= 0) return;
    kill(-office->child, SIGKILL);
    while (waitpid(office->child, NULL, 0) < 0 && errno == EINTR) continue;
    office->child = 0;
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Whether it has ended; its helpers, should any have stayed behind, end with it. */
static bool has_ended(struct jx_office *office) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)office->child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
        return false;
    jx_office_kill(office);
    return true;
}

/* The call's own clock is only asked if it leaves as much time as there is here; it also knows of a cancelled call. */
static bool watch(struct jx_office *office) {
    uint64_t allowed = office->input->limits->milliseconds;
    bool ask = allowed >= LEAST_MILLISECONDS;
    if (allowed < LEAST_MILLISECONDS) allowed = LEAST_MILLISECONDS;
    if (allowed > INT64_MAX / 2) allowed = INT64_MAX / 2;
    int64_t end = now() + (int64_t)allowed;
    while (!has_ended(office)) {
        static const struct timespec pause = {0, LOOK_EVERY_MILLISECONDS * 1000000L};
        char seconds[24];
        if (ask && office->host->expired(office->call)) return false;
        if (now() > end) {
            snprintf(seconds, sizeof seconds, "%llu", (unsigned long long)allowed / 1000);
            JX_REPORT(office->host, office->call, JX_MSG_OFFICE_TIME, NULL, seconds);
            return false;
        }
        nanosleep(&pause, NULL);
    }
    return true;
}

bool jx_office_run(struct jx_office *office) {
    int error = start(office);
    if (error) {
        JX_REPORT(office->host, office->call, JX_MSG_OFFICE_START, NULL, office->program, strerror(error));
        return false;
    }
    bool ended = watch(office);
    jx_office_kill(office);
    return ended;
}
