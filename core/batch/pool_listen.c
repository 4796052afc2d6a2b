/*
 * What workers say: it is read as it arrives, so that one that dies in the middle of a word holds nobody up.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "core/batch/pool.h"

/* A file waits behind another only with a worker whose last one took no longer than this: behind a slow one it would wait
 * while others are idle. */
enum { QUICK = 50 };

/* All that a worker has to say of its file has come. */
static void conclude(struct jx_pool *pool, struct jx_seat *seat, const struct jx_tidings *tidings,
                     const char *object) {
    struct jx_job *job = &pool->batch->list->jobs[seat->job];
    if (tidings->halt == JX_TIDINGS_ASKS && seat->lifeline < 0) {
        jx_seat_change(pool, seat, true);
        return;
    }
    pool->deaths = 0;
    seat->quick = jx_clock() - seat->begun <= QUICK;
    jx_pace_learn(&pool->pace, (int64_t)tidings->nanoseconds);
    jx_seat_next(seat);
    /* The next file has a worker of the narrower kind again. */
    if (seat->lifeline >= 0) jx_seat_change(pool, seat, false);
    if (tidings->halt) {
        jx_pool_halt_at_output(pool, tidings->halt, job);
        return;
    }
    job->found = (unsigned char)tidings->found;
    if (tidings->outcome == JX_SKIPPED) {
        jx_pool_skip(pool, job);
        return;
    }
    job->outcome = (unsigned char)tidings->outcome;
    job->size = tidings->size;
    job->modified = tidings->modified;
    job->output_size = tidings->output_size;
    job->written = tidings->written;
    job->look = tidings->look;
    job->placeless = tidings->placeless;
    job->worst = (unsigned char)tidings->worst;
    memcpy(job->digest, tidings->digest, JX_DIGEST);
    memcpy(job->output_digest, tidings->output_digest, JX_DIGEST);
    jx_pool_finish(pool, job, object, tidings->length);
}

/* Whether this can be what a sane worker says of the file it was given. */
static bool credible(const struct jx_seat *seat, const struct jx_tidings *tidings) {
    return tidings->magic == JX_TIDINGS_MAGIC && tidings->job == seat->job &&
           tidings->length <= JX_TIDINGS_MOST && tidings->outcome > JX_WAITING &&
           tidings->outcome < JX_OUTCOMES && tidings->worst < JX_WEIGHTS;
}

/* Takes the messages that have come whole. false: what has come is none. */
static bool heed(struct jx_pool *pool, struct jx_seat *seat) {
    struct jx_line *heard = &seat->heard;
    struct jx_tidings tidings;
    size_t done = 0;
    while (heard->length - done >= sizeof tidings) {
        const char *at = heard->bytes + done;
        memcpy(&tidings, at, sizeof tidings);
        if (seat->job == JX_NO_JOB || !credible(seat, &tidings)) return false;
        if (heard->length - done < sizeof tidings + tidings.length) break;
        done += sizeof tidings + tidings.length;
        conclude(pool, seat, &tidings, at + sizeof tidings);
        if (heard->length == 0) done = 0; /* another worker has the seat */
    }
    jx_line_drop(heard, done);
    return seat->job != JX_NO_JOB || !heard->length;
}

/* Takes all that has come from a worker: what was left would count as files that still wait with it. false: it has ended, or has
 * sent what is no message and has to be ended. */
static bool listen_to(struct jx_pool *pool, struct jx_seat *seat) {
    enum { ROOM = 65536 };
    ssize_t length;
    pid_t pid = seat->pid;
    do {
        char *room = jx_line_room(&seat->heard, ROOM);
        if (!room) return false;
        length = recv(seat->socket, room, ROOM, MSG_DONTWAIT);
        if (length < 0) return errno == EINTR || errno == EAGAIN;
        seat->heard.length += (size_t)length;
        if (length == 0 || !heed(pool, seat)) return false;
    } while (length == ROOM && seat->pid == pid); /* another worker may have the seat */
    return true;
}

/* Finds workers that have ended. Mostly the socket tells, but a child that a worker left behind may hold it open. */
static void ended_find(struct jx_pool *pool) {
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct jx_seat *seat = &pool->seats[i];
        siginfo_t info = {0};
        if (!seat->pid || waitid(P_PID, (id_t)seat->pid, &info, WEXITED | WNOHANG | WNOWAIT) || !info.si_pid)
            continue;
        listen_to(pool, seat); /* what it said before, if anything */
        jx_seat_lost(pool, i);
    }
}

void jx_pool_listen(struct jx_pool *pool, int wait) {
    for (unsigned i = 0; i < pool->seat_count; i++)
        pool->polled[i] =
            (struct pollfd){.fd = pool->seats[i].pid ? pool->seats[i].socket : -1, .events = POLLIN};
    if (poll(pool->polled, pool->seat_count, wait) <= 0) {
        ended_find(pool);
        return;
    }
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct jx_seat *seat = &pool->seats[i];
        if (!seat->pid || !pool->polled[i].revents) continue;
        if (listen_to(pool, seat)) continue;
        kill(seat->pid, SIGKILL); /* if it has not ended by itself */
        jx_seat_lost(pool, i);
    }
}
