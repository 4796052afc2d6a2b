/*
 * Which files a batch works on, and that nothing it writes falls on one of them.
 */
#include "core/cli/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/batch/journal.h"
#include "core/cli/files.h"
#include "core/cli/output.h"
#include "core/cli/print.h"
#include "core/cli/summarise.h"

enum { OWN_MOST = 2 };

static enum jx_exit out_of_memory(const struct jx_cli *cli) {
    JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

/* The report and the summary, where they are asked for; "-" is no file. */
static size_t own_paths(const struct jx_archive *archive, const char *paths[OWN_MOST]) {
    const struct jx_batch_arguments *asked = &archive->arguments->batch;
    size_t count = 0;
    if (asked->report && strcmp(asked->report, "-") != 0) paths[count++] = asked->report;
    if (asked->summary) paths[count++] = asked->summary;
    return count;
}

/* Whether anything that was named is there. A list is believed: what it names and is not there is told file by file. */
static enum jx_exit check_inputs(const struct jx_archive *archive) {
    const struct jx_arguments *arguments = archive->arguments;
    bool there = arguments->batch.files_from;
    struct stat status;
    for (size_t i = 0; i < arguments->input_count; i++) {
        if (!strcmp(arguments->inputs[i], "-")) {
            JX_SAY(archive->cli, "jixiao", JX_MSG_USAGE_BATCH_STDIN, NULL);
            return JX_EXIT_USAGE;
        }
        if (!lstat(arguments->inputs[i], &status)) there = true;
    }
    if (there) return JX_EXIT_DONE;
    for (size_t i = 0; i < arguments->input_count; i++) {
        errno = lstat(arguments->inputs[i], &status) ? errno : 0;
        JX_SAY(archive->cli, arguments->inputs[i], JX_MSG_FILE_OPEN, jx_print_errno(archive->cli, errno));
    }
    return JX_EXIT_INPUT;
}

/* What can be seen to be wrong before anything is made: nothing named, or a report or summary that must not be
 * replaced, which is better known now than after hours. */
enum jx_exit jx_archive_check(const struct jx_archive *archive) {
    const struct jx_arguments *arguments = archive->arguments;
    const char *others[JX_OTHERS_MOST];
    size_t other_count = jx_output_others(arguments, others);
    char *lists[JX_OTHERS_MOST + 1] = {(char *)(uintptr_t)arguments->batch.files_from};
    for (size_t i = 0; i < other_count; i++) lists[i + 1] = (char *)(uintptr_t)others[i];
    const char *paths[OWN_MOST];
    size_t count = own_paths(archive, paths);
    bool replace = archive->arguments->force || archive->arguments->batch.resume;
    if (!arguments->input_count && !arguments->batch.files_from) {
        JX_SAY(archive->cli, "jixiao", JX_MSG_USAGE_INPUT_NONE, "batch");
        return JX_EXIT_USAGE;
    }
    enum jx_exit wrong = check_inputs(archive);
    if (!wrong && arguments->batch.summary) wrong = jx_summary_named(archive->cli, arguments->batch.summary);
    if (wrong) return wrong;
    for (size_t i = 0; i < count; i++) {
        enum jx_exit exit =
            jx_file_writable(archive->cli, paths[i], arguments->inputs, arguments->input_count, replace);
        for (size_t k = 0; k < JX_OTHERS_MOST + 1 && !exit; k++)
            if (lists[k]) exit = jx_file_writable(archive->cli, paths[i], &lists[k], 1, replace);
        if (exit) return exit;
    }
    return JX_EXIT_DONE;
}

static enum jx_exit add_inputs(const struct jx_archive *archive, const struct jx_filter *filter,
                               struct jx_list *list) {
    const struct jx_arguments *arguments = archive->arguments;
    struct stat status;
    for (size_t i = 0; i < arguments->input_count; i++) {
        const char *input = arguments->inputs[i];
        bool same = !stat(input, &status) && status.st_dev == filter->output_device &&
                    status.st_ino == filter->output_inode;
        if (same) return JX_SAY(archive->cli, "jixiao", JX_MSG_USAGE_BATCH_SAME, input), JX_EXIT_USAGE;
        jx_list_add(list, input, filter, false);
    }
    const char *from = arguments->batch.files_from;
    if (!from) return JX_EXIT_DONE;
    size_t length;
    char *text = jx_text_read(from, &length);
    if (!text) {
        JX_SAY(archive->cli, from, JX_MSG_FILE_OPEN, jx_print_errno(archive->cli, errno));
        return JX_EXIT_INPUT;
    }
    jx_list_add_text(list, text, length, arguments->batch.nul, filter);
    free(text);
    return JX_EXIT_DONE;
}

/* Where a file will lie. false: its folder is not there, and then it is none that is read. */
static bool place_own(const char *path, struct jx_own *own) {
    const char *slash = strrchr(path, '/');
    struct stat status;
    char *folder = !slash ? strdup(".") : slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
    bool there = folder && !stat(folder, &status);
    free(folder);
    if (there) *own = (struct jx_own){path, slash ? slash + 1 : path, status.st_dev, status.st_ino};
    return there;
}

/* A path from the root, without links being looked at. To be freed; NULL for want of memory. */
static char *whole_path(const char *path) {
    char *here = *path == '/' ? strdup("") : getcwd(NULL, 0), *whole = NULL, *clean = NULL;
    if (here && asprintf(&whole, "%s/%s", here, path) < 0) whole = NULL;
    if (whole) clean = jx_path_below(whole);
    free(whole);
    free(here);
    return clean;
}

/* Whether an output, or what the run keeps beside the outputs, will have this path. */
static bool is_output(const struct jx_archive *archive, const struct jx_list *list, const char *path) {
    char *folder = whole_path(archive->folder), *whole = whole_path(path);
    size_t length = folder ? strlen(folder) : 0;
    const char *below = NULL;
    if (whole && folder && !strncmp(whole, folder, length) && (whole[length] == '/' || !length))
        below = whole + length + (length > 0);
    bool taken = below && !strncmp(below, JX_BATCH_MARK, strlen(JX_BATCH_MARK));
    for (size_t i = 0; below && i < list->count && !taken; i++)
        taken = !strcasecmp(list->jobs[i].output, below);
    free(folder);
    free(whole);
    return taken;
}

/* Neither an input nor an output may become the report or the summary, nor one of those the other; and the next run must
 * not find them among its inputs. */
static enum jx_exit check_own(const struct jx_archive *archive, const struct jx_list *list) {
    const char *paths[OWN_MOST];
    size_t count = own_paths(archive, paths);
    struct stat status;
    if (list->own) {
        JX_SAY(archive->cli, "jixiao", JX_MSG_USAGE_BATCH_AMONG, list->own);
        return JX_EXIT_USAGE;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_output(archive, list, paths[i]) || (i && !strcmp(paths[0], paths[i])) ||
            (i && jx_file_same(paths[0], paths[i]))) {
            JX_SAY(archive->cli, "jixiao", JX_MSG_USAGE_BATCH_TAKEN, paths[i]);
            return JX_EXIT_USAGE;
        }
        if (stat(paths[i], &status)) continue;
        for (size_t k = 0; k < list->count; k++) {
            const struct jx_job *job = &list->jobs[k];
            if (job->inode != status.st_ino || job->device != status.st_dev) continue;
            JX_SAY(archive->cli, job->path, JX_MSG_FILE_SAME, paths[i]);
            return JX_EXIT_EXISTS;
        }
    }
    return JX_EXIT_DONE;
}

static void say_not_entered(const struct jx_archive *archive, const struct jx_list *list) {
    char count[24];
    if (list->folders_unread) {
        snprintf(count, sizeof count, "%zu", list->folders_unread);
        JX_SAY(archive->cli, list->unread ? list->unread : "?", JX_MSG_BATCH_UNREAD, count,
               jx_print_errno(archive->cli, list->unread_error));
    }
    if (list->folders_linked) {
        snprintf(count, sizeof count, "%zu", list->folders_linked);
        JX_SAY(archive->cli, list->linked ? list->linked : "?", JX_MSG_BATCH_LINKED, count);
    }
    if (list->results) {
        snprintf(count, sizeof count, "%zu", list->results);
        JX_SAY(archive->cli, list->result, JX_MSG_BATCH_RESULTS, count);
    }
}

enum jx_exit jx_archive_find(const struct jx_archive *archive, struct jx_list *list) {
    const struct jx_batch_arguments *asked = &archive->arguments->batch;
    struct stat status = {0};
    const char *paths[OWN_MOST];
    struct jx_own own[OWN_MOST];
    size_t count = own_paths(archive, paths);
    if (stat(archive->folder, &status)) status.st_ino = 0;
    struct jx_filter filter = {.include = asked->include.items,
                               .include_count = asked->include.count,
                               .exclude = asked->exclude.items,
                               .exclude_count = asked->exclude.count,
                               .output_device = status.st_dev,
                               .output_inode = status.st_ino,
                               .own = own};
    for (size_t i = 0; i < count; i++)
        if (place_own(paths[i], &own[filter.own_count])) filter.own_count++;
    enum jx_exit exit = add_inputs(archive, &filter, list);
    if (exit) return exit;
    jx_list_leave_out_results(list);
    jx_list_finish(list, archive->extension, archive->shard, archive->shards);
    if (list->failed) return out_of_memory(archive->cli);
    say_not_entered(archive, list);
    if (list->count) return check_own(archive, list);
    JX_SAY(archive->cli, "jixiao", JX_MSG_BATCH_NONE, NULL);
    return JX_EXIT_INPUT;
}
