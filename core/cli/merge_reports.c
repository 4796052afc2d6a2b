/*
 * jixiao merge-reports: the reports of several shards as one.
 *
 * Of each line only its path, its place and its outcome are kept; the lines themselves are read again when they are
 * written, so that the reports may be larger than memory.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <jansson.h>

#include "core/batch/list.h"
#include "core/cli/cli.h"
#include "core/cli/files.h"
#include "core/cli/print.h"
#include "core/cli/summarise.h"

/* A line of a report: `path`, with what else tells it apart, `file` the number of its report. */
struct entry {
    char *path;
    size_t file;
    off_t at;
    size_t length;
    enum jx_outcome outcome;
};

struct merge {
    struct jx_cli *cli;
    FILE **files;
    char *const *names;
    size_t file_count;
    struct entry *entries;
    size_t count, capacity;
    size_t strange; /* lines that are none of a report */
    size_t lines;   /* of the report that is read */
};

static enum jx_exit out_of_memory(const struct merge *merge) {
    JX_SAY(merge->cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static bool add_entry(struct merge *merge, const char *path, const char *hex, struct entry entry) {
    if (merge->count == merge->capacity) {
        size_t capacity = merge->capacity ? merge->capacity * 2 : 1024;
        struct entry *larger = reallocarray(merge->entries, capacity, sizeof *larger);
        if (!larger) return false;
        merge->entries = larger;
        merge->capacity = capacity;
    }
    /* Two names that differ only in bytes that are no UTF-8 are told apart by their digits. */
    if (asprintf(&entry.path, "%s%s%s", path, hex ? "\n" : "", hex ? hex : "") < 0) return false;
    merge->entries[merge->count++] = entry;
    return true;
}

/* A line of a journal has a path and an outcome too, but the report is inside it. */
static bool take_line(struct merge *merge, size_t file, const char *line, off_t at, size_t length) {
    json_t *report = json_loadb(line, length, 0, NULL);
    const char *path = json_string_value(json_object_get(report, "path"));
    const char *hex = json_string_value(json_object_get(report, "path_hex"));
    const char *outcome = json_string_value(json_object_get(report, "outcome"));
    struct entry entry = {.file = file, .at = at, .length = length, .outcome = jx_outcome_parse(outcome)};
    bool fine = true;
    if (path && entry.outcome != JX_WAITING && !json_object_get(report, "report"))
        fine = add_entry(merge, path, hex, entry);
    else
        merge->strange++;
    json_decref(report);
    return fine;
}

static enum jx_exit cannot_read(const struct merge *merge, size_t index, int error) {
    JX_SAY(merge->cli, merge->names[index], JX_MSG_FILE_OPEN, jx_print_errno(merge->cli, error));
    return JX_EXIT_INPUT;
}

/* A report is read twice, so what comes through a pipe is put down first. NULL, with errno. */
static FILE *open_report(const char *path) {
    FILE *file = strcmp(path, "-") ? fopen(path, "re") : fdopen(dup(STDIN_FILENO), "r");
    if (!file || !fseeko(file, 0, SEEK_CUR)) return file;
    FILE *copy = tmpfile();
    char part[65536];
    size_t count;
    while (copy && (count = fread(part, 1, sizeof part, file)))
        if (fwrite(part, 1, count, copy) < count) break;
    bool whole = copy && feof(file) && !fflush(copy) && !fseeko(copy, 0, SEEK_SET);
    int error = errno;
    if (copy && !whole) fclose(copy);
    fclose(file);
    errno = error;
    return whole ? copy : NULL;
}

/* A report of a share that had no file has no line; but what has lines, and none of a report, was named by mistake. */
static enum jx_exit check_report(const struct merge *merge, size_t index, size_t before) {
    char count[24];
    if (!merge->lines || merge->count > before) return JX_EXIT_DONE;
    snprintf(count, sizeof count, "%zu", merge->lines);
    JX_SAY(merge->cli, merge->names[index], JX_MSG_REPORT_NONE, count);
    return JX_EXIT_INPUT;
}

static enum jx_exit read_report(struct merge *merge, size_t index) {
    FILE *file = merge->files[index] = open_report(merge->names[index]);
    char *line = NULL;
    size_t room = 0, before = merge->count;
    off_t at = 0;
    bool fine = true;
    merge->lines = 0;
    if (file)
        for (ssize_t length; fine && (length = getline(&line, &room, file)) > 0; at += length) {
            fine = take_line(merge, index, line, at, (size_t)length);
            merge->lines++;
        }
    int error = errno;
    free(line);
    if (!fine) return out_of_memory(merge);
    if (file && !ferror(file)) return check_report(merge, index, before);
    return cannot_read(merge, index, error);
}

/* By path; of one path the last word comes first, and it alone is kept. */
static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (order) return order;
    if (a->file != b->file) return a->file < b->file ? 1 : -1;
    return a->at < b->at ? 1 : a->at > b->at ? -1 : 0;
}

static void sort_entries(struct merge *merge) {
    size_t kept = 0;
    if (merge->count) qsort(merge->entries, merge->count, sizeof *merge->entries, compare_entries);
    for (size_t i = 0; i < merge->count; i++) {
        if (kept && !strcmp(merge->entries[kept - 1].path, merge->entries[i].path))
            free(merge->entries[i].path);
        else
            merge->entries[kept++] = merge->entries[i];
    }
    merge->count = kept;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static const char *line_of(void *user, size_t index, struct jx_line *room) {
    const struct merge *merge = user;
    const struct entry *entry = &merge->entries[index];
    FILE *file = merge->files[entry->file];
    char part[4096];
    jx_line_clear(room);
    if (fseeko(file, entry->at, SEEK_SET)) return NULL;
    for (size_t left = entry->length; left;) {
        size_t count = fread(part, 1, left < sizeof part ? left : sizeof part, file);
        if (!count) return NULL;
        jx_line_bytes(room, part, count);
        left -= count;
    }
    while (room->length && room->bytes[room->length - 1] == '\n') room->bytes[--room->length] = '\0';
    return room->failed ? NULL : room->bytes;
}

/* All lines, in their order. */
static enum jx_exit print_lines(struct merge *merge, FILE *out) {
    struct jx_line room = {0};
    enum jx_exit exit = JX_EXIT_DONE;
    for (size_t i = 0; i < merge->count && !exit && !ferror(out); i++) {
        const char *line = line_of(merge, i, &room);
        if (line)
            fprintf(out, "%s\n", line);
        else /* it was there a moment ago */
            exit = room.failed ? out_of_memory(merge) : cannot_read(merge, merge->entries[i].file, EIO);
    }
    jx_line_free(&room);
    return exit;
}

static enum jx_exit cannot_write(const struct merge *merge, const char *output) {
    JX_SAY(merge->cli, output, JX_MSG_FILE_WRITE, output, jx_print_errno(merge->cli, errno));
    return JX_EXIT_SYSTEM;
}

/* Put together in a temporary file and not in memory, then made a file as a whole. */
static enum jx_exit write_merged(struct merge *merge, const char *output, bool force) {
    if (!output || !strcmp(output, "-"))
        return print_lines(merge, stdout); /* what fails is said at the end */
    FILE *whole = tmpfile();
    if (!whole) return cannot_write(merge, output);
    enum jx_exit exit = print_lines(merge, whole);
    bool failed = !exit && (ferror(whole) || fflush(whole));
    off_t length = exit || failed ? 0 : ftello(whole);
    void *bytes = length > 0 ? mmap(NULL, (size_t)length, PROT_READ, MAP_PRIVATE, fileno(whole), 0) : NULL;
    if (failed || length < 0 || bytes == MAP_FAILED)
        exit = cannot_write(merge, output);
    else if (!exit)
        exit = jx_file_write(merge->cli, output, bytes ? bytes : "", (size_t)length, force);
    if (bytes && bytes != MAP_FAILED) munmap(bytes, (size_t)length);
    fclose(whole);
    return exit;
}

static enum jx_exit summarise(struct merge *merge, const struct jx_arguments *arguments) {
    struct jx_session session;
    struct jx_summary summary = {.line = line_of, .user = merge, .count = merge->count};
    enum jx_exit exit = jx_session_open(&session, merge->cli, false);
    if (!exit) exit = jx_summarise(&session, arguments->batch.summary, &summary, arguments->force);
    jx_session_close(&session);
    return exit;
}

static enum jx_exit count_all(const struct merge *merge) {
    size_t outcomes[JX_OUTCOMES] = {0}, failed = 0;
    for (size_t i = 0; i < merge->count; i++) outcomes[merge->entries[i].outcome]++;
    for (int i = JX_FAILED; i < JX_OUTCOMES; i++) failed += outcomes[i];
    if (!merge->cli->quiet)
        fprintf(stderr,
                jx_pick(merge->cli, "%zu files: %zu converted, %zu in part, %zu done before, %zu failed\n",
                        "共 %zu 个文件：成功 %zu，部分 %zu，以前已完成 %zu，失败 %zu\n"),
                merge->count, outcomes[JX_CONVERTED], outcomes[JX_PARTLY], outcomes[JX_SKIPPED], failed);
    if (failed) return JX_EXIT_BATCH;
    return outcomes[JX_PARTLY] ? JX_EXIT_PART : JX_EXIT_DONE;
}

static enum jx_exit check_outputs(const struct merge *merge, const struct jx_arguments *arguments) {
    const char *paths[] = {arguments->output, arguments->batch.summary};
    if (paths[1] && jx_summary_named(merge->cli, paths[1])) return JX_EXIT_USAGE;
    for (size_t i = 0; i < 2; i++) {
        enum jx_exit exit = paths[i] ? jx_file_writable(merge->cli, paths[i], arguments->inputs,
                                                        arguments->input_count, arguments->force)
                                     : JX_EXIT_DONE;
        if (exit) return exit;
    }
    return JX_EXIT_DONE;
}

enum jx_exit jx_command_merge_reports(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct merge merge = {.cli = cli, .names = arguments->inputs, .file_count = arguments->input_count};
    merge.files = calloc(merge.file_count, sizeof *merge.files);
    enum jx_exit exit = merge.files ? check_outputs(&merge, arguments) : out_of_memory(&merge);
    for (size_t i = 0; i < merge.file_count && !exit; i++) exit = read_report(&merge, i);
    if (!exit) {
        sort_entries(&merge);
        if (merge.strange) {
            char count[24];
            snprintf(count, sizeof count, "%zu", merge.strange);
            JX_SAY(cli, "jixiao", JX_MSG_REPORT_LINE, count);
        }
        /* Who asks only for a summary gets no report on the terminal besides. */
        if (arguments->output || !arguments->batch.summary)
            exit = write_merged(&merge, arguments->output, arguments->force);
        if (!exit && arguments->batch.summary) exit = summarise(&merge, arguments);
        if (!exit) exit = count_all(&merge);
    }
    for (size_t i = 0; i < merge.count; i++) free(merge.entries[i].path);
    for (size_t i = 0; merge.files && i < merge.file_count; i++)
        if (merge.files[i]) fclose(merge.files[i]);
    free(merge.entries);
    free(merge.files);
    return exit;
}
