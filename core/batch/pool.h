/*
 * The pool of workers, as the parent sees it: who is at which file, and what is told of it.
 *
 * pool.c hands out files and watches the clock, pool_seats.c starts and ends workers, pool_listen.c hears what they say, and
 * pool_tell.c writes it down.
 */
#ifndef JX_BATCH_POOL_H
#define JX_BATCH_POOL_H

#include <sys/types.h>

#include "core/batch/batch.h"
#include "core/batch/pace.h"

/* How often progress is told, milliseconds. */
enum { JX_POOL_TICK = 100 };

#define JX_NO_JOB ((size_t)-1)

/* One worker; pid 0: none. `job` is the file it is at, JX_NO_JOB: none; `ahead` those that wait behind it, in their order. */
struct jx_seat {
    pid_t pid;
    int socket;
    size_t job, ahead[JX_PACE_AHEAD];
    unsigned waiting; /* of `ahead` */
    int64_t begun;
    bool quick;
    int lifeline; /* of a worker that may start other programs, to its keeper; -1: it may not */
    bool timed_out;
    struct jx_line heard;
};

struct jx_pool {
    const struct jx_batch *batch;
    struct jx_batch_result *result;
    struct jx_seat *seats;
    unsigned seat_count;
    unsigned most_ahead; /* files that may wait with one worker */
    struct pollfd *polled;
    volatile size_t *refusals; /* of memory, to each seat's worker at the file it has: shared with them */
    char *scratch;             /* made for the first worker that may start other programs */
    size_t next;               /* the first job that was not looked at yet */
    size_t *returned;          /* those that waited with a worker that ended */
    unsigned returned_count;
    struct jx_pace pace;
    struct jx_line text;
    int64_t begun, told, stopped; /* `stopped`: when the user asked, 0: not yet */
    unsigned deaths;
};

/* --- what is told of files (pool_tell.c) -------------------------------------------------------------------------- */

/* Ends the batch. `what`: the path that cannot be written; NULL where it is processes or memory that are wanting. */
void jx_pool_halt(struct jx_pool *pool, int error, const char *what);

/* No output of this file's folder can be written, nor of any other. */
void jx_pool_halt_at_output(struct jx_pool *pool, int error, const struct jx_job *job);

/* Tells how far it is, but no more often than once a tick unless `now`. */
void jx_pool_tell(struct jx_pool *pool, bool now);

/* A file is finished: journal, report, count. `object` is what the report says of it. */
void jx_pool_finish(struct jx_pool *pool, struct jx_job *job, const char *object, size_t length);

/* A file that was done in an earlier run: its line stands in the journal already, and is told again as skipped; that its
 * result was edited since is told with it. */
void jx_pool_skip(struct jx_pool *pool, struct jx_job *job);

/* --- workers (pool_seats.c) ---------------------------------------------------------------------------------------- */

/* Starts a worker on a seat, of the kind that may start other programs or of the one that may not. An errno, or 0. */
int jx_seat_start(struct jx_pool *pool, unsigned slot, bool programs);

/* Hands files to a worker, JX_ORDERS_MOST with those it has: the first one to be begun if it has none, the others to wait. */
void jx_seat_hand(const struct jx_pool *pool, struct jx_seat *seat, const size_t *jobs, size_t count);

/* The worker goes on with the file that waited longest. */
void jx_seat_next(struct jx_seat *seat);

/* Another worker on the seat, of the kind that may start other programs, or may not; it goes on with the file at hand. */
void jx_seat_change(struct jx_pool *pool, struct jx_seat *seat, bool programs);

/* A worker that has ended or has been ended: what it left is cleared away, and its file finished. */
void jx_seat_lost(struct jx_pool *pool, unsigned slot);

/* Waits for a worker that ends, now that nobody listens to it; its status as waitpid has it. What waited there is for
 * another. */
int jx_seat_end(struct jx_pool *pool, struct jx_seat *seat);

/* --- listening (pool_listen.c) ------------------------------------------------------------------------------------- */

/* Waits so many milliseconds at most for what workers say, and takes it. */
void jx_pool_listen(struct jx_pool *pool, int wait);

#endif
