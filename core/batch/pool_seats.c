/*
 * The workers: how they are started, handed their files, and ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/batch/child.h"
#include "core/batch/orders.h"
#include "core/batch/pool.h"
#include "core/batch/refusals.h"
#include "core/batch/scratch.h"

/* How many workers in a row may die without having done a thing before this is given up. */
enum { DEATHS_MOST = 8 };

static _Noreturn void become_worker(const struct jx_pool *pool, unsigned slot, pid_t parent, int socket,
                                    int lifeline) {
    /* The sockets of the others must not stay open here, or they would not see the parent go. */
    for (unsigned i = 0; i < pool->seat_count; i++)
        if (pool->seats[i].pid) {
            close(pool->seats[i].socket);
            if (pool->seats[i].lifeline >= 0) close(pool->seats[i].lifeline);
        }
    if (pool->batch->report >= 0) close(pool->batch->report);
    jx_child_begin(parent);
    jx_refusals_share(&pool->refusals[slot]);
    if (pool->batch->journal->fd >= 0) close(pool->batch->journal->fd);
    if (lifeline >= 0) jx_scratch_enter(pool->scratch, slot);
    if (lifeline >= 0) jx_child_keep(lifeline);
    jx_worker_run(pool->batch, socket, slot, lifeline >= 0);
}

int jx_seat_start(struct jx_pool *pool, unsigned slot, bool programs) {
    int pair[2], line[2] = {-1, -1};
    if (programs && !pool->scratch) pool->scratch = jx_scratch_make(pool->batch->journal->fd);
    if (programs && pipe2(line, O_CLOEXEC)) return errno;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        int wrong = errno;
        if (programs) close(line[0]), close(line[1]);
        return wrong;
    }
    pid_t parent = getpid(), pid = fork();
    if (!pid) {
        close(pair[0]);
        if (programs) close(line[1]);
        become_worker(pool, slot, parent, pair[1], line[0]);
    }
    int error = pid < 0 ? errno : 0;
    close(pair[1]);
    if (programs) close(line[0]);
    if (error) {
        close(pair[0]);
        if (programs) close(line[1]);
        return error;
    }
    struct jx_seat *seat = &pool->seats[slot];
    seat->pid = pid;
    seat->socket = pair[0];
    seat->lifeline = line[1];
    seat->job = JX_NO_JOB;
    seat->waiting = 0;
    seat->quick = seat->timed_out = false;
    jx_line_clear(&seat->heard);
    return 0;
}

/* Ends what a dead worker has started itself, such as LibreOffice, with all that belongs to it: its orphans have become
 * children of ours. */
static void end_orphans(const struct jx_pool *pool) {
    pid_t *spared = calloc(pool->seat_count + 1, sizeof *spared);
    if (!spared) return;
    for (unsigned i = 0; i < pool->seat_count; i++) spared[i] = pool->seats[i].pid;
    jx_child_end_orphans(spared, pool->seat_count);
    free(spared);
}

int jx_seat_end(struct jx_pool *pool, struct jx_seat *seat) {
    int status = 0;
    while (seat->waiting > 0) pool->returned[pool->returned_count++] = seat->ahead[--seat->waiting];
    close(seat->socket);
    if (seat->lifeline >= 0) close(seat->lifeline);
    seat->lifeline = -1;
    while (waitpid(seat->pid, &status, 0) < 0 && errno == EINTR) continue;
    seat->pid = 0;
    return status;
}

static void job_begin(struct jx_seat *seat, size_t job) {
    seat->job = job;
    seat->begun = jx_clock();
}

void jx_seat_next(struct jx_seat *seat) {
    job_begin(seat, seat->waiting > 0 ? seat->ahead[0] : JX_NO_JOB);
    if (seat->waiting > 0) memmove(seat->ahead, seat->ahead + 1, --seat->waiting * sizeof *seat->ahead);
}

void jx_seat_hand(const struct jx_pool *pool, struct jx_seat *seat, const size_t *jobs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (seat->job == JX_NO_JOB)
            job_begin(seat, jobs[i]);
        else
            seat->ahead[seat->waiting++] = jobs[i];
    jx_orders_send(seat->socket, pool->batch->list, jobs, count);
}

void jx_seat_change(struct jx_pool *pool, struct jx_seat *seat, bool programs) {
    size_t job = seat->job;
    int status = jx_seat_end(pool, seat);
    (void)status;
    end_orphans(pool);
    jx_scratch_clear(pool->scratch, (unsigned)(seat - pool->seats));
    seat->job = JX_NO_JOB;
    if (job == JX_NO_JOB) return;
    int error = jx_seat_start(pool, (unsigned)(seat - pool->seats), programs);
    if (error)
        jx_pool_halt(pool, error, NULL);
    else
        jx_seat_hand(pool, seat, &job, 1);
}

/* Takes away what a worker may have left beside the output it was writing. */
static void remove_part(const struct jx_pool *pool, unsigned slot) {
    const struct jx_batch *batch = pool->batch;
    char *part = jx_part_path(batch, &batch->list->jobs[pool->seats[slot].job], slot);
    if (part) unlink(part);
    free(part);
}

/* The file at which a worker died or was stopped. */
static void finish_dead(struct jx_pool *pool, const struct jx_seat *seat, int status) {
    const struct jx_batch *batch = pool->batch;
    struct jx_job *job = &batch->list->jobs[seat->job];
    char words[40];
    struct jx_finding finding = {.milliseconds = (uint64_t)(jx_clock() - seat->begun)};
    enum jx_language language = jx_library_language(batch->library);
    if (pool->refusals[seat - pool->seats]) {
        /* It died of that, or waited for ever for what did not come. */
        finding.outcome = JX_FAILED;
        finding.remark.code = jx_batch_memory(batch, words, sizeof words);
    } else if (seat->timed_out || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
        finding.outcome = JX_TIMEOUT;
        finding.remark.code = JX_MSG_BATCH_TIMEOUT;
        jx_batch_seconds(batch->timeout, words, sizeof words);
    } else {
        finding.outcome = JX_CRASHED;
        finding.remark.code = JX_MSG_BATCH_CRASHED;
        jx_child_end_words(status, words, sizeof words);
    }
    finding.remark.message =
        jx_message_text(finding.remark.code, language, (const char *const[]){words, NULL});
    struct jx_line object = {0};
    jx_finding_write(&object, job, &finding);
    job->outcome = (unsigned char)finding.outcome;
    memset(job->digest, 0, sizeof job->digest);
    if (object.failed)
        jx_pool_halt(pool, ENOMEM, NULL);
    else
        jx_pool_finish(pool, job, object.bytes, object.length);
    free(finding.remark.message);
    jx_line_free(&object);
}

void jx_seat_lost(struct jx_pool *pool, unsigned slot) {
    struct jx_seat *seat = &pool->seats[slot];
    int status = jx_seat_end(pool, seat);
    end_orphans(pool);
    jx_scratch_clear(pool->scratch, slot);
    bool idle = seat->job == JX_NO_JOB;
    pool->deaths = idle ? pool->deaths + 1 : 0;
    if (!idle) remove_part(pool, slot);
    /* What the user put an end to is not the file's fault: it is left for the next run. */
    if (!idle && pool->result->end != JX_BATCH_STOPPED) finish_dead(pool, seat, status);
    seat->job = JX_NO_JOB;
    if (pool->deaths >= DEATHS_MOST) jx_pool_halt(pool, ECHILD, NULL);
}
