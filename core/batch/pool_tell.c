/*
 * What is told of files: the journal, the report, the progress; and why a batch ends before its end.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/batch/pool.h"

void jx_pool_halt(struct jx_pool *pool, int error, const char *what) {
    struct jx_batch_result *result = pool->result;
    if (result->end == JX_BATCH_HALTED) return;
    result->end = JX_BATCH_HALTED;
    result->error = error;
    result->what = what ? strdup(what) : NULL;
}

void jx_pool_halt_at_output(struct jx_pool *pool, int error, const struct jx_job *job) {
    const char *slash = strrchr(job->output, '/');
    char *folder = NULL;
    if (asprintf(&folder, "%s%s%.*s", pool->batch->folder, slash ? "/" : "",
                 slash ? (int)(slash - job->output) : 0, job->output) < 0)
        folder = NULL;
    jx_pool_halt(pool, error, folder ? folder : pool->batch->folder);
    free(folder);
}

void jx_pool_tell(struct jx_pool *pool, bool now) {
    int64_t clock = jx_clock();
    pool->result->totals.milliseconds = clock - pool->begun;
    if (!pool->batch->progress || (!now && clock - pool->told < JX_POOL_TICK)) return;
    pool->told = clock;
    pool->batch->progress(pool->batch->user, &pool->result->totals);
}

static void write_report(struct jx_pool *pool, const char *object, size_t length) {
    if (pool->batch->report < 0) return;
    struct jx_line *text = &pool->text;
    jx_line_clear(text);
    jx_line_bytes(text, object, length);
    jx_line_word(text, "\n");
    int error = text->failed ? ENOMEM : 0;
    for (size_t done = 0; done < text->length && !error;) {
        ssize_t count = write(pool->batch->report, text->bytes + done, text->length - done);
        if (count > 0) done += (size_t)count;
        if (count < 0 && errno != EINTR) error = errno;
    }
    if (error) jx_pool_halt(pool, error, pool->batch->report_path);
}

static void count(struct jx_pool *pool, const struct jx_job *job) {
    struct jx_totals *totals = &pool->result->totals;
    bool before = job->outcome == JX_SKIPPED;
    totals->done++;
    totals->outcomes[job->outcome]++;
    totals->parts += (before ? job->before : job->outcome) == JX_PARTLY;
    totals->warned += !jx_outcome_bad((enum jx_outcome)job->outcome) && job->worst < JX_WEIGHT_NOTE;
}

void jx_pool_finish(struct jx_pool *pool, struct jx_job *job, const char *object, size_t length) {
    int error = jx_journal_add(pool->batch->journal, job, object, length);
    if (error) {
        jx_pool_halt(pool, error, pool->batch->journal->path);
        return;
    }
    write_report(pool, object, length);
    count(pool, job);
}

/* That a result was edited, for the list of messages. */
static void write_edited(const struct jx_pool *pool, struct jx_line *line, const struct jx_job *job,
                         bool alone) {
    enum jx_language language = jx_library_language(pool->batch->library);
    struct jx_remark remark = {.code = JX_MSG_BATCH_EDITED};
    char *path = NULL;
    if (asprintf(&path, "%s/%s", pool->batch->folder, job->output) < 0) path = NULL;
    remark.message =
        jx_message_readable(remark.code, language, (const char *const[]){path ? path : job->output, NULL});
    line->comma = false;
    jx_remark_write(line, &remark);
    if (!alone) jx_line_word(line, ",");
    free(remark.message);
    free(path);
}

void jx_pool_skip(struct jx_pool *pool, struct jx_job *job) {
    static const char key[] = "\"outcome\":\"", messages[] = "\"messages\":[";
    struct jx_line object = {0}, told = {0};
    job->outcome = JX_SKIPPED;
    if (pool->batch->report >= 0 && jx_journal_report(pool->batch->journal, job, &object)) {
        /* `"outcome":"converted"` becomes `"outcome":"skipped","before":"converted"`. */
        const char *at = memmem(object.bytes, object.length, key, sizeof key - 1);
        size_t head = at ? (size_t)(at - object.bytes) : 0;
        jx_line_bytes(&told, object.bytes, head);
        if (at) jx_line_word(&told, "\"outcome\":\"skipped\",\"before\":\"");
        if (at) head += sizeof key - 1;
        const char *rest = object.bytes + head, *end = object.bytes + object.length;
        const char *list = job->found == JX_FOUND_EDITED && at
                               ? memmem(rest, (size_t)(end - rest), messages, sizeof messages - 1)
                               : NULL;
        if (list) {
            list += sizeof messages - 1;
            jx_line_bytes(&told, rest, (size_t)(list - rest));
            write_edited(pool, &told, job, *list == ']');
            rest = list;
        }
        jx_line_bytes(&told, rest, (size_t)(end - rest));
        if (!told.failed) write_report(pool, told.bytes, told.length);
    }
    jx_line_free(&object);
    jx_line_free(&told);
    count(pool, job);
}
