/*
 * jixiao batch: what was asked for made into a run, and what came of it told.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/batch/batch.h"
#include "core/batch/scratch.h"
#include "core/cli/archive.h"
#include "core/cli/cli.h"
#include "core/cli/files.h"
#include "core/cli/findings.h"
#include "core/cli/losses.h"
#include "core/cli/output.h"
#include "core/cli/print.h"
#include "core/cli/progress.h"
#include "core/cli/session.h"
#include "core/cli/summarise.h"
#include "core/cli/target.h"

enum { WORKERS_MOST = 1024, SHARDS_MOST = 1000000 };
static const uint64_t default_timeout = 60000;

struct run {
    struct jx_session session;
    struct jx_cli *cli;
    const struct jx_arguments *arguments;
    struct jx_batch batch;
    struct jx_list list;
    struct jx_journal journal;
    struct jx_progress progress;
    struct jx_batch_result result;
    struct jx_aim aim;
    char *folder; /* the output folder, without a slash at its end */
    bool new_report;
};

/* --- signals ----------------------------------------------------------------------------------------------------- */

/* How often the user asked to stop, and by which signal: all that a handler can tell. */
static volatile sig_atomic_t stops, stop_signal;

static void on_stop(int number) {
    stops++;
    stop_signal = number;
}

static void catch_signals(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_stop}, before;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* What a parent has ignored (nohup) stays ignored. */
        if (!sigaction(numbers[i], NULL, &before) && before.sa_handler == SIG_IGN) continue;
        sigaction(numbers[i], &action, NULL);
    }
}

/* Ends as one who was told to end does, so that a shell's loop ends with it: 130 after Ctrl-C, 143 after SIGTERM. */
static void end_by_signal(void) {
    fflush(NULL);
    signal((int)stop_signal, SIG_DFL);
    raise((int)stop_signal);
}

/* --- what was asked for ------------------------------------------------------------------------------------------ */

static enum jx_exit refuse(const struct run *run, const char *option, const char *value,
                           const char *expected) {
    JX_SAY(run->cli, "jixiao", JX_MSG_USAGE_VALUE, option, value, expected);
    return JX_EXIT_USAGE;
}

/* A whole number from one to SHARDS_MOST; 0: it is none. */
static unsigned parse_part(const char *text, const char **end) {
    unsigned number = 0;
    for (*end = text; **end >= '0' && **end <= '9' && number <= SHARDS_MOST; ++*end)
        number = number * 10 + (unsigned)(**end - '0');
    return number <= SHARDS_MOST ? number : 0;
}

/* 2/4. */
static enum jx_exit choose_shard(struct run *run) {
    const char *text = run->arguments->batch.shard, *end = "";
    unsigned shard = 1, shards = 1;
    if (text) {
        shard = parse_part(text, &end);
        shards = *end == '/' ? parse_part(end + 1, &end) : 0;
    }
    if (!shard || shard > shards || *end)
        return refuse(run, "--shard", text,
                      jx_pick(run->cli, "I/N with I from 1 to N, such as 2/4", "I/N，I 从 1 到 N，例如 2/4"));
    run->batch.shard = shard;
    run->batch.shards = shards;
    return JX_EXIT_DONE;
}

/* As many as there are processors that this process may use, which on a cluster are fewer than there are. */
static unsigned processors(void) {
    cpu_set_t set;
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (!sched_getaffinity(0, sizeof set, &set) && CPU_COUNT(&set) > 0) return (unsigned)CPU_COUNT(&set);
    return online > 0 ? (unsigned)online : 1;
}

/* While one worker waits for the disk to have an output, another one has the processor. */
static unsigned workers_wanted(const struct jx_batch_arguments *asked) {
    if (asked->workers) return (unsigned)asked->workers;
    unsigned count = processors() * (asked->no_fsync || asked->dry_run ? 1 : 2);
    return count < WORKERS_MOST ? count : WORKERS_MOST;
}

static enum jx_exit refuse_jobs(const struct run *run, uint64_t workers) {
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)workers);
    return refuse(run, "--jobs", number, jx_pick(run->cli, "at most 1024", "不超过 1024 的数"));
}

static enum jx_exit choose_numbers(struct run *run) {
    const struct jx_batch_arguments *asked = &run->arguments->batch;
    if (asked->workers > WORKERS_MOST) return refuse_jobs(run, asked->workers);
    run->batch.workers = workers_wanted(asked);
    run->batch.timeout = asked->timeout ? asked->timeout : default_timeout;
    /* The library's own clock is given the same time, so that it can end a reading before the worker is killed. */
    if (!run->batch.read.limits.milliseconds || run->batch.read.limits.milliseconds > run->batch.timeout)
        run->batch.read.limits.milliseconds = run->batch.timeout;
    run->batch.target.limits = run->batch.read.limits;
    run->batch.memory = run->arguments->memory ? run->arguments->memory : JX_MEMORY_DEFAULT;
    run->batch.force = run->arguments->force;
    run->batch.resume = asked->resume && !asked->dry_run;
    run->batch.dry = asked->dry_run;
    run->batch.sync = !asked->no_fsync;
    run->batch.no_sandbox = run->arguments->no_sandbox;
    return choose_shard(run);
}

static enum jx_exit choose_progress(struct run *run) {
    static const char *const names[] = {"none", "bar", "json"};
    const char *asked = run->arguments->batch.progress;
    const char *name = getenv("TERM");
    bool terminal = isatty(STDERR_FILENO) && name && strcmp(name, "dumb") != 0;
    run->progress = (struct jx_progress){.cli = run->cli};
    if (terminal && !run->cli->quiet) run->progress.kind = JX_PROGRESS_BAR;
    if (!asked) return JX_EXIT_DONE;
    for (int i = 0; i < 3; i++) {
        if (strcmp(asked, names[i]) != 0) continue;
        run->progress.kind = (enum jx_progress_kind)i;
        /* A bar is no use in a file. */
        if (i == JX_PROGRESS_BAR && !terminal) run->progress.kind = JX_PROGRESS_NONE;
        return JX_EXIT_DONE;
    }
    return refuse(run, "--progress", asked, jx_pick(run->cli, "bar, json or none", " bar、json 或 none"));
}

/* -t and --to-carrier: a layout and a kind of file, or json for both; and all that is wrong with them for every file
 * alike. */
static enum jx_exit choose_target(struct run *run) {
    enum jx_exit exit = jx_aim_layout(&run->session, run->arguments, run->arguments->carrier, &run->aim);
    if (!exit) exit = jx_aim_options(run->cli, run->arguments, &run->aim);
    if (!run->aim.target.extension) run->aim.target.extension = "xlsx";
    run->batch.target = run->aim.target;
    jx_output_others(run->arguments, run->batch.others);
    return exit;
}

/* --- folders and files ------------------------------------------------------------------------------------------- */

static enum jx_exit out_of_memory(const struct run *run) {
    JX_SAY(run->cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

/* A plan needs a folder, too, for its journal; it is removed with it. */
static enum jx_exit make_dry_folder(struct run *run) {
    const char *parent = secure_getenv("TMPDIR");
    if (asprintf(&run->folder, "%s/jixiao-plan-XXXXXX", parent && *parent ? parent : "/tmp") < 0) {
        run->folder = NULL;
        return out_of_memory(run);
    }
    if (mkdtemp(run->folder)) return run->batch.folder = run->folder, JX_EXIT_DONE;
    JX_SAY(run->cli, "jixiao", JX_MSG_FILE_WRITE, run->folder, jx_print_errno(run->cli, errno));
    free(run->folder);
    run->folder = NULL;
    return JX_EXIT_SYSTEM;
}

static enum jx_exit name_folder(struct run *run) {
    const char *output = run->arguments->output;
    if (run->batch.dry) return make_dry_folder(run);
    if (!output || !strcmp(output, "-")) {
        JX_SAY(run->cli, "jixiao", JX_MSG_USAGE_BATCH_FOLDER, NULL);
        return JX_EXIT_USAGE;
    }
    run->folder = strdup(output);
    if (!run->folder) return out_of_memory(run);
    for (size_t end = strlen(run->folder); end > 1 && run->folder[end - 1] == '/'; end--)
        run->folder[end - 1] = '\0';
    run->batch.folder = run->folder;
    return JX_EXIT_DONE;
}

/* All that can be wrong is known before the first folder is made. */
static enum jx_exit find_inputs(struct run *run) {
    struct jx_archive archive = {.cli = run->cli,
                                 .arguments = run->arguments,
                                 .extension = run->aim.target.extension,
                                 .shard = run->batch.shard,
                                 .shards = run->batch.shards};
    enum jx_exit exit = jx_archive_check(&archive);
    if (!exit) exit = jx_aim_carrier(&run->session, &run->aim);
    if (!exit) exit = name_folder(run);
    archive.folder = run->folder;
    return exit ? exit : jx_archive_find(&archive, &run->list);
}

/* Facts that were given may be long texts: so much of the options is told as a person needs to recognise them. */
static void cut_options(char *text) {
    enum { OPTIONS_MOST = 400 };
    size_t length = OPTIONS_MOST;
    if (!text || strlen(text) <= OPTIONS_MOST + sizeof "…") return;
    while (length && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
    memcpy(text + length, "…", sizeof "…");
}

/* What the journal of an earlier run has to say that a person should know. */
static void say_journal(const struct run *run) {
    const struct jx_journal *journal = &run->journal;
    char count[24];
    snprintf(count, sizeof count, "%zu", journal->damaged);
    if (journal->damaged) JX_SAY(run->cli, journal->path, JX_MSG_JOURNAL_LINE, count);
    if (journal->stale) JX_SAY(run->cli, journal->stale, JX_MSG_JOURNAL_STALE, NULL);
}

static enum jx_exit open_journal(struct run *run) {
    char *options = jx_aim_describe(run->arguments, &run->aim), *theirs = NULL;
    if (!options) return out_of_memory(run);
    /* --resume with --force goes on with what is there, and replaces what was changed. */
    enum jx_journal_mode mode = run->batch.resume  ? JX_JOURNAL_RESUME
                                : run->batch.force ? JX_JOURNAL_ANEW
                                                   : JX_JOURNAL_NEW;
    enum jx_journal_status status =
        jx_journal_open(&run->journal, run->folder, run->batch.shard, run->batch.shards, options,
                        run->batch.target.created, mode, &run->list, &theirs);
    int error = errno;
    cut_options(theirs);
    switch (status) {
    case JX_JOURNAL_OPEN: break;
    case JX_JOURNAL_EXISTS: JX_SAY(run->cli, "jixiao", JX_MSG_JOURNAL_EXISTS, run->folder); break;
    case JX_JOURNAL_LOCKED: JX_SAY(run->cli, "jixiao", JX_MSG_JOURNAL_LOCKED, run->folder); break;
    case JX_JOURNAL_DIFFERS:
        JX_SAY(run->cli, "jixiao", JX_MSG_JOURNAL_DIFFERS, run->folder, theirs ? theirs : "?");
        break;
    case JX_JOURNAL_STRANGE: JX_SAY(run->cli, "jixiao", JX_MSG_JOURNAL_STRANGE, run->journal.path); break;
    case JX_JOURNAL_SYSTEM: {
        const char *path = run->journal.path ? run->journal.path : run->folder;
        JX_SAY(run->cli, path, JX_MSG_FILE_WRITE, path, jx_print_errno(run->cli, error));
        break;
    }
    }
    free(options);
    free(theirs);
    if (status == JX_JOURNAL_OPEN) say_journal(run);
    /* A run that goes on where another one stopped makes what that one would have made, its date too. */
    if (!run->aim.dated) run->batch.target.created = run->journal.created;
    return status == JX_JOURNAL_OPEN ? JX_EXIT_DONE : JX_EXIT_SYSTEM;
}

/* Opened before the journal is made, which a report that cannot be written would leave behind; emptied after, when it is
 * sure that no other run is at work here. */
static enum jx_exit open_report(struct run *run) {
    const char *path = run->arguments->batch.report;
    run->batch.report = -1;
    if (!path) return JX_EXIT_DONE;
    run->batch.report_path = path;
    run->new_report = access(path, F_OK) != 0;
    if (!strcmp(path, "-")) {
        run->new_report = false;
        run->batch.report_path = jx_pick(run->cli, "standard output", "标准输出");
        run->batch.report = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    } else {
        run->batch.report = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    }
    if (run->batch.report >= 0) return JX_EXIT_DONE;
    JX_SAY(run->cli, path, JX_MSG_FILE_WRITE, path, jx_print_errno(run->cli, errno));
    return JX_EXIT_SYSTEM;
}

static enum jx_exit make_folder(struct run *run) {
    const char *summary = run->arguments->batch.summary;
    enum jx_exit exit = jx_file_folder(run->cli, run->folder);
    if (!exit && summary) exit = jx_file_place(run->cli, summary);
    return exit;
}

/* --- what came of it --------------------------------------------------------------------------------------------- */

static size_t failures_of(const struct jx_totals *totals) {
    size_t count = 0;
    for (int i = JX_FAILED; i < JX_OUTCOMES; i++) count += totals->outcomes[i];
    return count;
}

/* `60 of 60 files: 55 converted, 2 in part, 1 done before, 2 failed; 3 with warnings; 3.2 s` */
static void count_all(const struct run *run) {
    const struct jx_totals *totals = &run->result.totals;
    unsigned long long tenths = (unsigned long long)totals->milliseconds / 100;
    if (run->cli->quiet) return;
    if (run->batch.dry) {
        jx_losses_count(run->cli, totals);
        return;
    }
    fprintf(stderr,
            jx_pick(run->cli,
                    "%zu of %zu files: %zu converted, %zu in part, %zu done before, %zu failed; %zu with "
                    "warnings; %llu.%llu s\n",
                    "共 %2$zu 个文件，处理了 %1$zu 个：成功 %3$zu，部分 %4$zu，以前已完成 %5$zu，失败 %6$zu；"
                    "有警告 %7$zu；用时 %8$llu.%9$llu 秒\n"),
            totals->done, totals->all, totals->outcomes[JX_CONVERTED], totals->outcomes[JX_PARTLY],
            totals->outcomes[JX_SKIPPED], failures_of(totals), totals->warned, tenths / 10, tenths % 10);
}

static enum jx_exit judge(struct run *run) {
    const struct jx_totals *totals = &run->result.totals;
    if (run->result.end == JX_BATCH_HALTED) {
        const char *words = jx_print_errno(run->cli, run->result.error);
        if (run->result.what)
            JX_SAY(run->cli, "jixiao", JX_MSG_BATCH_HALTED, run->result.what, words);
        else
            JX_SAY(run->cli, "jixiao", JX_MSG_BATCH_STARVED, words);
        return JX_EXIT_SYSTEM;
    }
    if (run->result.end == JX_BATCH_STOPPED) {
        JX_SAY(run->cli, "jixiao", JX_MSG_BATCH_STOPPED, NULL);
        return JX_EXIT_PART;
    }
    if (failures_of(totals) || run->list.folders_unread) return JX_EXIT_BATCH;
    if (totals->parts || (run->arguments->strict && totals->warned)) return JX_EXIT_PART;
    return JX_EXIT_DONE;
}

static const char *say_errno(void *user, int number) {
    const struct run *run = user;
    return jx_print_errno(run->cli, number);
}

static void show_progress(void *user, const struct jx_totals *totals) {
    struct run *run = user;
    jx_progress_show(&run->progress, totals);
}

/* The objects of the report, in the order of the list, for the summary. */
static const char *summary_line(void *user, size_t index, struct jx_line *room) {
    struct run *run = user;
    const struct jx_job *job = &run->list.jobs[index];
    if (!job->mine || !jx_journal_report(&run->journal, job, room)) return NULL;
    return room->bytes;
}

static const char *summary_called(void *user, const char *layout) {
    const struct run *run = user;
    return jx_library_layout_called(run->session.library, layout);
}

static enum jx_exit summarise(struct run *run, enum jx_exit exit) {
    const char *path = run->arguments->batch.summary;
    if (!path || run->result.end == JX_BATCH_HALTED || stops > 1) return exit;
    char *outputs = run->batch.dry ? NULL : jx_summary_outputs(path, run->folder);
    struct jx_summary summary = {summary_line, run, run->list.count, outputs, summary_called};
    bool replace = run->batch.force || run->batch.resume;
    enum jx_exit written = jx_summarise(&run->session, path, &summary, replace);
    free(outputs);
    return written ? written : exit;
}

/* Without a wait for the disk after each file there is one at the end, so that `done` means done. */
static void sync_outputs(const struct run *run) {
    int folder = run->batch.sync ? -1 : open(run->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    if (syncfs(folder)) errno = 0; /* a file system that cannot is left to its own pace */
    close(folder);
}

static enum jx_exit work(struct run *run) {
    struct stat status;
    bool file = run->batch.report >= 0 && !fstat(run->batch.report, &status) && S_ISREG(status.st_mode);
    if (file && strcmp(run->arguments->batch.report, "-") != 0 && ftruncate(run->batch.report, 0)) {
        JX_SAY(run->cli, run->batch.report_path, JX_MSG_FILE_WRITE, run->batch.report_path,
               jx_print_errno(run->cli, errno));
        return JX_EXIT_SYSTEM;
    }
    if (run->batch.resume || run->batch.force) jx_parts_remove(&run->batch);
    catch_signals();
    fflush(NULL);
    jx_batch_run(&run->batch, &run->result);
    sync_outputs(run);
    jx_progress_end(&run->progress, &run->result.totals);
    jx_file_signals(); /* from here on a signal ends the program as it ends any other command */
    jx_findings_tell(&(struct jx_findings){.cli = run->cli,
                                           .list = &run->list,
                                           .journal = &run->journal,
                                           .folder = run->folder,
                                           .report = run->arguments->batch.report,
                                           .summary = run->arguments->batch.summary,
                                           .dry = run->batch.dry});
    if (run->batch.dry && !jx_losses_print(run->cli, &run->list, &run->journal)) return out_of_memory(run);
    count_all(run);
    return summarise(run, judge(run));
}

enum jx_exit jx_command_batch(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct run run = {.cli = cli, .arguments = arguments, .journal.fd = -1};
    run.batch = (struct jx_batch){.read = arguments->read,
                                  .list = &run.list,
                                  .journal = &run.journal,
                                  .errno_words = say_errno,
                                  .user = &run,
                                  .report = -1,
                                  .stops = &stops};
    enum jx_exit exit = jx_session_open(&run.session, cli, true);
    run.batch.library = run.session.library;
    if (!exit) exit = jx_session_target(&run.session, arguments);
    run.batch.read.layout = arguments->read.layout;
    if (!exit) exit = choose_target(&run);
    if (!exit) exit = choose_numbers(&run);
    if (!exit) exit = choose_progress(&run);
    if (run.progress.kind) run.batch.progress = show_progress;
    if (!exit) exit = find_inputs(&run);
    if (!exit) exit = make_folder(&run);
    if (!exit) exit = open_report(&run);
    if (!exit) exit = open_journal(&run);
    if (exit && run.new_report) unlink(arguments->batch.report);
    if (!exit) exit = work(&run);
    if (run.batch.report >= 0) close(run.batch.report);
    jx_journal_close(&run.journal);
    jx_list_free(&run.list);
    if (run.batch.dry)
        jx_scratch_remove(run.folder);
    else
        free(run.folder);
    free(run.result.what);
    jx_aim_free(&run.aim);
    jx_session_close(&run.session);
    if (run.result.end == JX_BATCH_STOPPED) end_by_signal();
    return exit;
}
