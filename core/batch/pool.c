/*
 * The parent: hands out files, watches the clock.
 *
 * Each worker is at one file. A worker that is quick has the next files waiting there already, and need not sleep until the
 * parent has kept the journal; those that it never comes to another worker takes.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "core/batch/left.h"
#include "core/batch/pool.h"
#include "core/batch/scratch.h"

/* How long files at work may take to end after the user asked to stop, milliseconds. */
enum { GRACE = 5000 };

/* How long a worker may take in all for a file at which it was refused memory: libraries of others may wait for ever. */
enum { REFUSED = 5000 };

/* --- handing out ------------------------------------------------------------------------------------------------- */

/* Whether the earlier run's word on this file still holds, as far as can be told without reading it: the same size and
 * date of the file and of its output. What may be otherwise a worker reads. */
static bool done_before(const struct jx_batch *batch, const struct jx_job *job) {
    struct stat input;
    if (!batch->resume || (job->before != JX_CONVERTED && job->before != JX_PARTLY)) return false;
    if (stat(job->path, &input) || (uint64_t)input.st_size != job->size) return false;
    if ((int64_t)input.st_mtim.tv_sec * 1000000000 + (int64_t)input.st_mtim.tv_nsec != job->modified)
        return false;
    return jx_output_left(batch, job) == JX_LEFT_AS_IT_WAS;
}

/* The next file that wants converting; JX_NO_JOB when there is none. */
static size_t next_job(struct jx_pool *pool) {
    const struct jx_list *list = pool->batch->list;
    if (pool->returned_count > 0) return pool->returned[--pool->returned_count];
    for (; pool->next < list->count && pool->result->end == JX_BATCH_ALL; pool->next++) {
        struct jx_job *job = &list->jobs[pool->next];
        if (!job->mine) continue;
        if (!done_before(pool->batch, job)) return pool->next++;
        jx_pool_skip(pool, job);
        jx_pool_tell(pool, false);
    }
    return JX_NO_JOB;
}

/* A file for each worker that has none. With fewer processes than wished for it goes on, as long as there is one. */
static void hand_out(struct jx_pool *pool) {
    unsigned alive = 0;
    int error = 0;
    for (unsigned i = 0; i < pool->seat_count && pool->result->end == JX_BATCH_ALL; i++) {
        struct jx_seat *seat = &pool->seats[i];
        if (!seat->pid || seat->job == JX_NO_JOB) {
            size_t next = next_job(pool);
            if (next == JX_NO_JOB) return;
            int wrong = seat->pid ? 0 : jx_seat_start(pool, i, false);
            if (wrong) {
                error = wrong;
                pool->returned[pool->returned_count++] = next;
            } else {
                jx_seat_hand(pool, seat, &next, 1);
            }
        }
        alive += seat->pid != 0;
    }
    if (error && !alive) jx_pool_halt(pool, error, NULL);
}

static bool at_work(const struct jx_seat *seat) {
    return seat->pid && seat->job != JX_NO_JOB;
}

/* How many files may be open at once on their way to a worker: beside them each process has some of its own, and this one a socket to
 * each worker. */
static unsigned most_open(unsigned seats) {
    enum { OWN = 8 };
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit)) return JX_PACE_AHEAD;
    rlim_t most = limit.rlim_cur > OWN + seats ? (limit.rlim_cur - OWN - seats) / 2 : 0;
    return most < 1 ? 1 : most < JX_PACE_AHEAD ? (unsigned)most : JX_PACE_AHEAD;
}

/* And those that wait behind it for each that is quick. */
static void hand_ahead(struct jx_pool *pool) {
    unsigned most = jx_pace_ahead(&pool->pace, pool->batch->list->count - pool->next, pool->seat_count);
    if (most > pool->most_ahead) most = pool->most_ahead;
    for (unsigned i = 0; i < pool->seat_count && pool->result->end == JX_BATCH_ALL; i++) {
        struct jx_seat *seat = &pool->seats[i];
        size_t jobs[JX_PACE_AHEAD], count = 0;
        if (!at_work(seat) || !seat->quick || seat->lifeline >= 0) continue;
        while (seat->waiting + count < most && (jobs[count] = next_job(pool)) != JX_NO_JOB) count++;
        if (count > 0) jx_seat_hand(pool, seat, jobs, count);
    }
}

/* How many files wait at least with each worker that can want one; none do where a worker could begin one now. */
static unsigned least_waiting(const struct jx_pool *pool, bool more) {
    unsigned least = JX_PACE_AHEAD;
    for (unsigned i = 0; i < pool->seat_count; i++) {
        const struct jx_seat *seat = &pool->seats[i];
        unsigned waiting = at_work(seat) ? seat->waiting : 0;
        if (waiting < least && (more || at_work(seat))) least = waiting;
    }
    return least;
}

/* --- the clock --------------------------------------------------------------------------------------------------- */

/* A twentieth is added to the time allowed: the library has a clock of its own, and ends a reading that is too long more
 * gently than we can. */
static int64_t deadline_of(const struct jx_pool *pool) {
    return (int64_t)(pool->batch->timeout + pool->batch->timeout / 20 + 50);
}

static unsigned busy(const struct jx_pool *pool) {
    unsigned found = 0;
    for (unsigned i = 0; i < pool->seat_count; i++) found += at_work(&pool->seats[i]);
    return found;
}

/* Stops those that took too long. `paused` is how long all of us were stopped (Ctrl-Z, a closed laptop): that is nobody's
 * fault. */
static void watch_clock(struct jx_pool *pool, int64_t paused) {
    int64_t now = jx_clock();
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct jx_seat *seat = &pool->seats[i];
        if (!at_work(seat)) continue;
        seat->begun += paused;
        int64_t allowed = pool->refusals[i] ? REFUSED : deadline_of(pool);
        if (now - seat->begun < allowed || seat->timed_out) continue;
        seat->timed_out = true;
        kill(seat->pid, SIGKILL);
    }
}

static void heed_stops(struct jx_pool *pool) {
    sig_atomic_t stops = pool->batch->stops ? *pool->batch->stops : 0;
    if (!stops) return;
    int64_t now = jx_clock();
    if (!pool->stopped) pool->stopped = now;
    if (pool->result->end == JX_BATCH_ALL) pool->result->end = JX_BATCH_STOPPED;
    if (stops < 2 && now - pool->stopped < GRACE) return;
    for (unsigned i = 0; i < pool->seat_count; i++)
        if (at_work(&pool->seats[i])) kill(pool->seats[i].pid, SIGKILL);
}

/* Until the next deadline, but not longer than a tick of the progress. */
static int patience(const struct jx_pool *pool) {
    int64_t now = jx_clock(), wait = pool->batch->progress ? JX_POOL_TICK : 500;
    for (unsigned i = 0; i < pool->seat_count; i++) {
        const struct jx_seat *seat = &pool->seats[i];
        if (!at_work(seat) || seat->timed_out) continue;
        int64_t left = seat->begun + deadline_of(pool) - now;
        if (left < wait) wait = left;
    }
    return wait < 1 ? 1 : (int)wait;
}

static void run_pool(struct jx_pool *pool) {
    for (;;) {
        heed_stops(pool);
        hand_out(pool);
        hand_ahead(pool);
        bool more = pool->next < pool->batch->list->count || pool->returned_count > 0;
        if (!busy(pool) && (!more || pool->result->end != JX_BATCH_ALL)) return;
        int wait = patience(pool);
        int64_t before = jx_clock();
        if (jx_pace_nap(&pool->pace, least_waiting(pool, more))) jx_pool_listen(pool, wait);
        int64_t slept = jx_clock() - before, paused = slept > wait + 2000 ? slept - wait : 0;
        watch_clock(pool, paused);
        jx_pool_tell(pool, false);
        int error = jx_journal_sync(pool->batch->journal, false);
        if (error) jx_pool_halt(pool, error, pool->batch->journal->path);
    }
}

/* All are told to end before one is waited for: taking their memory down is work, too. */
static void workers_end(struct jx_pool *pool) {
    for (unsigned i = 0; i < pool->seat_count; i++)
        if (pool->seats[i].pid) shutdown(pool->seats[i].socket, SHUT_RDWR);
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct jx_seat *seat = &pool->seats[i];
        if (seat->pid) jx_seat_end(pool, seat);
        jx_line_free(&seat->heard);
    }
}

void jx_batch_run(const struct jx_batch *batch, struct jx_batch_result *result) {
    struct jx_pool pool = {.batch = batch, .result = result, .begun = jx_clock()};
    *result = (struct jx_batch_result){.end = JX_BATCH_ALL};
    for (size_t i = 0; i < batch->list->count; i++) result->totals.all += batch->list->jobs[i].mine;
    pool.seat_count = batch->workers;
    if (pool.seat_count > result->totals.all) pool.seat_count = (unsigned)result->totals.all;
    pool.most_ahead = most_open(pool.seat_count);
    pool.seats = calloc(pool.seat_count + 1, sizeof *pool.seats);
    pool.polled = calloc(pool.seat_count + 1, sizeof *pool.polled);
    pool.returned = calloc((size_t)JX_PACE_AHEAD * (pool.seat_count + 1), sizeof *pool.returned);
    size_t shared = (pool.seat_count + 1) * sizeof *pool.refusals;
    void *refusals = mmap(NULL, shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pool.refusals = refusals;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    jx_scratch_clean(batch->journal->fd);
    bool room = pool.seats && pool.polled && pool.returned && refusals != MAP_FAILED;
    if (batch->list->count > UINT32_MAX || !room)
        jx_pool_halt(&pool, ENOMEM, NULL);
    else if (result->totals.all) /* a share of few files may have none of them */
        run_pool(&pool);
    if (room) workers_end(&pool);
    jx_scratch_remove(pool.scratch);
    int error = jx_journal_sync(batch->journal, true);
    if (error) jx_pool_halt(&pool, error, batch->journal->path);
    jx_pool_tell(&pool, true);
    jx_line_free(&pool.text);
    free(pool.seats);
    free(pool.polled);
    free(pool.returned);
    if (refusals != MAP_FAILED) munmap(refusals, shared);
}
