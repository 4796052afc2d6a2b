#include "core/cli/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/batch/child.h"
#include "core/batch/refusals.h"
#include "core/batch/sandbox.h"
#include "core/cli/files.h"
#include "core/cli/output.h"
#include "core/cli/print.h"

/* The library's own clock is given --max-time for reading and again for writing, and ends both with a message. What is
 * still not done some seconds later hangs. A program that is started gets a minute at least. */
enum { DEFAULT_TIME = 60000, GRACE = 10000, PROGRAM_TIME = 60000, LOOK = 500, REFUSED = 2000 };

/* One process at work, as its parent sees it. */
struct work {
    struct jx_cli *cli;
    const struct jx_command *command;
    const struct jx_arguments *arguments;
    struct jx_apart *shared;
    pid_t pid;
    int lifeline; /* of a keeper; -1: there is none */
    off_t input;  /* where standard input began; -1: it is not read, or cannot be read again */
    bool late;
    int stopped_by; /* the signal that ends us both; 0: none */
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Whether memory was refused at the input at hand. */
static bool was_refused(const struct jx_apart *shared) {
    return shared->refusals != shared->refusals_before;
}

static int64_t allowed(const struct work *work) {
    uint64_t asked = work->arguments->read.limits.milliseconds;
    if (!asked) asked = DEFAULT_TIME;
    if (asked > INT64_MAX / 8) asked = INT64_MAX / 8;
    return 2 * (int64_t)asked + GRACE + (work->shared->programs ? PROGRAM_TIME : 0);
}

/* --- the process at work ------------------------------------------------------------------------------------------- */

bool jx_apart_begin(const struct jx_cli *cli, size_t index, enum jx_exit *exit) {
    if (!cli->apart) return false;
    if (cli->apart->ended[index]) {
        *exit = (enum jx_exit)(cli->apart->ended[index] - 1);
        return true;
    }
    cli->apart->at = index;
    cli->apart->begun = now();
    cli->apart->refusals_before = cli->apart->refusals;
    return false;
}

void jx_apart_again(const struct jx_cli *cli, size_t index) {
    if (!cli->apart) return;
    cli->apart->at = index;
    cli->apart->begun = now();
}

static enum jx_exit sum_as_batch(const struct jx_apart *shared) {
    enum jx_exit sum = JX_EXIT_DONE;
    for (size_t i = 0; i < shared->count; i++) {
        enum jx_exit exit = (enum jx_exit)(shared->ended[i] - 1);
        if (exit == JX_EXIT_PART && sum == JX_EXIT_DONE) sum = JX_EXIT_PART;
        if (exit != JX_EXIT_DONE && exit != JX_EXIT_PART) sum = JX_EXIT_BATCH;
    }
    return sum;
}

enum jx_exit jx_apart_sum(const struct jx_cli *cli) {
    return cli->apart ? sum_as_batch(cli->apart) : JX_EXIT_DONE;
}

void jx_apart_end(const struct jx_cli *cli, size_t index, enum jx_exit exit) {
    if (cli->apart && cli->apart->batch) cli->apart->spooled = lseek(cli->spool, 0, SEEK_END);
    if (cli->apart) cli->apart->ended[index] = (unsigned char)(exit + 1);
}

void jx_apart_ask(const struct jx_cli *cli, const struct jx_diag *diags, size_t count) {
    if (!cli->apart || cli->apart->programs) return;
    for (size_t i = 0; i < count; i++) {
        if (diags[i].code != JX_MSG_FILE_PROGRAM) continue;
        cli->apart->asks = true;
        fflush(NULL);
        _exit(JX_EXIT_SYSTEM);
    }
}

/* --- what it gives up ---------------------------------------------------------------------------------------------- */

/* Room for the paths of a sandbox, which are its own. */
struct paths {
    char **items;
    size_t count, most;
};

/* Takes a path that is to be freed; NULL: there is none. */
static void take_path(struct paths *paths, char *path) {
    if (path && paths->count < paths->most)
        paths->items[paths->count++] = path;
    else
        free(path);
}

static void add_path(struct paths *paths, const char *path) {
    take_path(paths, path ? strdup(path) : NULL);
}

static void free_paths(struct paths *paths) {
    for (size_t i = 0; i < paths->count; i++) free(paths->items[i]);
    free(paths->items);
}

/* The folder above a path that is there: where the path itself, or the folders on the way to it, may have to be made. To be
 * freed; NULL for want of memory. */
static char *folder_there(const char *path) {
    char *folder = NULL;
    if (asprintf(&folder, "%s%s", *path == '/' ? "" : "./", path) < 0) return NULL;
    for (struct stat status;;) {
        char *slash = strrchr(folder, '/');
        if (!slash) break;
        slash[slash == folder] = '\0';
        if (slash == folder || (!stat(folder, &status) && S_ISDIR(status.st_mode))) break;
    }
    return folder;
}

/* Where an output goes: the folder of that name if it is there, else the one it will be made in; and, behind a link, where
 * that leads. What is no file (a device, a pipe) is written as it is. */
static void add_output(struct paths *writes, const char *output) {
    struct stat status;
    bool there = !stat(output, &status);
    if (there && !S_ISREG(status.st_mode)) {
        add_path(writes, output);
        return;
    }
    take_path(writes, folder_there(output));
    char *real = there ? realpath(output, NULL) : NULL;
    if (real) take_path(writes, folder_there(real));
    free(real);
}

/* Gives up all but these paths and what every process needs; says under -v what the kernel holds. */
static enum jx_exit confine(const struct jx_cli *cli, const struct paths *reads, const struct paths *writes) {
    unsigned held =
        jx_sandbox_enter(&(struct jx_sandbox){(const char **)reads->items, (const char **)writes->items,
                                              reads->count, writes->count, cli->apart->programs});
    if (held & JX_SANDBOX_WANTS) {
        JX_SAY(cli, "jixiao", JX_MSG_APART_NONE, jx_print_errno(cli, errno));
        return JX_EXIT_SYSTEM;
    }
    if (!cli->apart->arguments->verbose) return JX_EXIT_DONE;
    JX_SAY(cli, "jixiao", held == JX_SANDBOX_WHOLE ? JX_MSG_SANDBOX_WHOLE : JX_MSG_SANDBOX_PART,
           held & JX_SANDBOX_FILES   ? "Landlock"
           : held & JX_SANDBOX_CALLS ? "seccomp"
                                     : "-");
    return JX_EXIT_DONE;
}

static void add_inputs(struct paths *reads, const struct jx_arguments *arguments) {
    for (size_t i = 0; i < arguments->input_count; i++)
        if (strcmp(arguments->inputs[i], "-") != 0) add_path(reads, arguments->inputs[i]);
    add_path(reads, arguments->defaults);
    add_path(reads, arguments->to); /* which may be a file */
}

enum jx_exit jx_apart_confine(const struct jx_cli *cli, struct jx_library *library) {
    if (!cli->apart || cli->apart->arguments->no_sandbox) return JX_EXIT_DONE;
    const struct jx_arguments *arguments = cli->apart->arguments;
    size_t folder_count;
    const char *const *folders = jx_library_folders(library, &folder_count);
    struct paths reads = {.most = arguments->input_count + folder_count + 2}, writes = {.most = 2};
    reads.items = calloc(reads.most, sizeof *reads.items);
    writes.items = calloc(writes.most, sizeof *writes.items);
    enum jx_exit exit = JX_EXIT_SYSTEM;
    if (!reads.items || !writes.items) {
        JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
    } else {
        for (size_t i = 0; i < folder_count; i++) add_path(&reads, folders[i]);
        add_inputs(&reads, arguments);
        if (cli->writes && (!arguments->output || strcmp(arguments->output, "-") != 0))
            add_output(&writes, arguments->output ? arguments->output : ".");
        exit = confine(cli, &reads, &writes);
    }
    free_paths(&reads);
    free_paths(&writes);
    return exit;
}

static _Noreturn void work_apart(struct work *work, pid_t parent, const sigset_t *before) {
    struct jx_arguments arguments = *work->arguments; /* a command may put names in order */
    uint64_t memory = arguments.memory ? arguments.memory : JX_MEMORY_DEFAULT;
    jx_child_begin(parent);
    /* Ctrl-C reaches the parent, which ends this whole group. */
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    sigprocmask(SIG_SETMASK, before, NULL);
    if (work->shared->programs) jx_child_keep(work->lifeline);
    jx_child_memory(memory);
    jx_child_time((uint64_t)allowed(work) * (work->shared->count + 1));
    work->cli->apart = work->shared;
    jx_refusals_share(&work->shared->refusals);
    jx_file_share(work->shared->temporary, &work->shared->pending);
    enum jx_exit code = jx_print_finish(work->cli, work->command->run(work->cli, &arguments));
    work->shared->finished = true; /* and was not ended by something that calls exit */
    exit((int)code);
}

/* --- its parent ---------------------------------------------------------------------------------------------------- */

static bool start(struct work *work, const sigset_t *before) {
    int ends[2] = {-1, -1};
    pid_t parent = getpid();
    if (work->shared->programs && pipe2(ends, O_CLOEXEC)) return false;
    /* What outlives a keeper that was killed comes to be ours. */
    if (work->shared->programs) prctl(PR_SET_CHILD_SUBREAPER, 1);
    work->shared->begun = now();
    if (work->input >= 0) lseek(STDIN_FILENO, work->input, SEEK_SET);
    work->shared->asks = false;
    work->late = false;
    work->pid = fork();
    if (work->pid == 0) {
        work->lifeline = ends[0];
        if (ends[1] >= 0) close(ends[1]);
        work_apart(work, parent, before);
    }
    if (ends[0] >= 0) close(ends[0]);
    work->lifeline = ends[1];
    if (work->pid > 0) return true;
    if (ends[1] >= 0) close(ends[1]);
    return false;
}

/* A keeper is told to end, and cleans up; anything else is killed. */
static void stop(struct work *work) {
    if (work->lifeline >= 0) {
        close(work->lifeline);
        work->lifeline = -1;
        return;
    }
    if (getpgid(work->pid) == work->pid) kill(-work->pid, SIGKILL);
    kill(work->pid, SIGKILL);
}

/* Until it has ended; the clock and signals are minded meanwhile. Its status as waitpid has it. */
static int watch(struct work *work, const sigset_t *minded) {
    int status = 0;
    int64_t refused = 0; /* when that was seen first */
    for (;;) {
        static const struct timespec look = {0, LOOK * 1000000L};
        siginfo_t told;
        pid_t done = waitpid(work->pid, &status, WNOHANG);
        if (done == work->pid || (done < 0 && errno != EINTR)) break;
        int number = sigtimedwait(minded, &told, &look);
        bool ends = number == SIGINT || number == SIGTERM || number == SIGHUP;
        /* A library of others that was refused memory may wait for ever for what will not come. */
        if (!was_refused(work->shared))
            refused = 0;
        else if (!refused)
            refused = now();
        bool waits = refused && now() - refused > REFUSED;
        if (!work->late && (waits || now() - work->shared->begun > allowed(work))) work->late = ends = true;
        if (number > 0 && number != SIGCHLD) work->stopped_by = number;
        if (ends) stop(work);
    }
    if (work->lifeline >= 0) close(work->lifeline);
    work->lifeline = -1;
    return status;
}

/* The input at which it died, or was stopped. */
static void tell_end(struct work *work, int status) {
    struct jx_apart *shared = work->shared;
    bool last = shared->at >= work->arguments->input_count;
    const char *input = last ? work->arguments->output : work->arguments->inputs[shared->at];
    char words[40];
    bool late = work->late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
    if (!last && !strcmp(input, "-") && work->arguments->stdin_name) input = work->arguments->stdin_name;
    jx_child_end_words(status, words, sizeof words);
    if (was_refused(shared))
        JX_SAY(work->cli, input, JX_MSG_FILE_MEMORY, NULL);
    else if (late)
        JX_SAY(work->cli, input, JX_MSG_APART_TIME, NULL);
    else
        JX_SAY(work->cli, input, JX_MSG_APART_CRASHED, words);
    shared->ended[shared->at] = JX_EXIT_SYSTEM + 1;
}

/* All inputs have ended, but nobody is left to sum up. */
static enum jx_exit sum_up(const struct jx_apart *shared) {
    enum jx_exit worst = JX_EXIT_DONE;
    bool some = false;
    if (shared->batch) return sum_as_batch(shared);
    if (shared->sums) return (enum jx_exit)(shared->ended[shared->count - 1] - 1);
    for (size_t i = 0; i < shared->count; i++) {
        enum jx_exit exit = (enum jx_exit)(shared->ended[i] - 1);
        some = some || exit == JX_EXIT_DONE || exit == JX_EXIT_PART;
        if (exit > worst) worst = exit;
    }
    return some ? JX_EXIT_PART : worst;
}

static bool all_ended(const struct jx_apart *shared) {
    for (size_t i = 0; i < shared->count; i++)
        if (!shared->ended[i]) return false;
    return true;
}

/* One process after the other, until all inputs have ended: most often there is one. */
static enum jx_exit run_all(struct work *work, const sigset_t *minded, const sigset_t *before) {
    struct jx_apart *shared = work->shared;
    do {
        if (!start(work, before)) {
            JX_SAY(work->cli, "jixiao", JX_MSG_APART_NONE, jx_print_errno(work->cli, errno));
            return JX_EXIT_SYSTEM;
        }
        int status = watch(work, minded);
        shared->again = true;
        if (shared->programs) jx_child_end_orphans(NULL, 0);
        if (work->stopped_by) return JX_EXIT_SYSTEM;
        if (WIFEXITED(status) && shared->finished) return (enum jx_exit)WEXITSTATUS(status);
        if (shared->pending) unlink(shared->temporary);
        shared->pending = 0;
        /* Half the rows of an input are taken away again. */
        if (shared->batch && ftruncate(work->cli->spool, (off_t)shared->spooled)) return JX_EXIT_SYSTEM;
        if (shared->asks)
            shared->programs = true;
        else
            tell_end(work, status);
    } while (!all_ended(shared));
    return sum_up(shared);
}

/*
 * Standard input is read here if it is a pipe or a terminal, so that more than one process can read it from its beginning,
 * and because a terminal is read only by the group it belongs to. What cannot be read is left to the process at work to
 * find.
 */
static void hold_input(struct work *work) {
    uint64_t limit = work->arguments->read.limits.bytes;
    bool wanted = false;
    if (!limit) limit = (uint64_t)512 << 20;
    for (size_t i = 0; i < work->arguments->input_count; i++)
        wanted = wanted || !strcmp(work->arguments->inputs[i], "-");
    if (!wanted) return;
    work->input = lseek(STDIN_FILENO, 0, SEEK_CUR);
    if (work->input >= 0) return;
    int held = memfd_create("jixiao-stdin", MFD_CLOEXEC);
    char room[65536];
    for (uint64_t all = 0; held >= 0 && all <= limit;) {
        ssize_t count = read(STDIN_FILENO, room, sizeof room);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0 || write(held, room, (size_t)count) != count) break;
        all += (uint64_t)count;
    }
    if (held < 0 || lseek(held, 0, SEEK_CUR) == 0) {
        if (held >= 0) close(held);
        return;
    }
    dup2(held, STDIN_FILENO);
    close(held);
    work->input = 0;
}

/* Signals that end us are waited for, not caught, so that the process at work ends first. */
static enum jx_exit run_minding(struct work *work) {
    static const int numbers[] = {SIGCHLD, SIGINT, SIGTERM, SIGHUP};
    sigset_t minded, before;
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&minded);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&minded, numbers[i]);
    sigprocmask(SIG_BLOCK, &minded, &before);
    enum jx_exit exit = run_all(work, &minded, &before);
    if (work->stopped_by) {
        if (work->shared->pending) unlink(work->shared->temporary);
        signal(work->stopped_by, SIG_DFL);
        sigprocmask(SIG_UNBLOCK, &minded, NULL);
        raise(work->stopped_by);
    }
    return exit;
}

enum jx_exit jx_apart_run(struct jx_cli *cli, const struct jx_command *command,
                          const struct jx_arguments *arguments) {
    bool sums = command->bit == JX_COMMAND_CONVERT && jx_output_collects(arguments);
    size_t count = arguments->input_count + sums, size = sizeof(struct jx_apart) + count;
    struct jx_apart *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    shared->count = count;
    shared->sums = sums;
    shared->batch = command->bit == JX_COMMAND_TABLE;
    shared->arguments = arguments;
    struct work work = {.cli = cli,
                        .command = command,
                        .arguments = arguments,
                        .shared = shared,
                        .lifeline = -1,
                        .input = -1};
    hold_input(&work);
    return run_minding(&work);
}
