/*
 * The parent: hands out files, watches the clock, keeps the journal.
 *
 * Each worker is at one file. Its number goes over a socket, and what comes back is read as it arrives, so that a worker
 * that dies in the middle of a word holds nobody up. A worker that is quick has the next files waiting there already, and
 * need not sleep until the parent has kept the journal; those that it never comes to another worker takes.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/batch/batch.h"
#include "core/batch/child.h"
#include "core/batch/pace.h"
#include "core/batch/refusals.h"
#include "core/batch/scratch.h"

/* How long files at work may take to end after the user asked to stop; how often progress is told; and how many workers
 * in a row may die without having done a thing before this is given up. */
enum { GRACE = 5000, TICK = 100, DEATHS_MOST = 8 };

/* How long a worker may take in all for a file at which it was refused memory: libraries of others may wait for ever. */
enum { REFUSED = 5000 };

/* A file waits behind another only with a worker whose last one took no longer than this: behind a slow one it would wait
 * while others are idle. */
enum { QUICK = 50 };

/* One worker; pid 0: none. `job` is the file it is at, NONE: none; `ahead` those that wait behind it, in their order. */
struct seat {
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
#define NONE ((size_t)-1)

struct pool {
    const struct jx_batch *batch;
    struct jx_batch_result *result;
    struct seat *seats;
    unsigned seat_count;
    struct pollfd *polled;
    volatile size_t *refusals; /* of memory, to each seat's worker at the file it has: shared with them */
    char *scratch;
    size_t next;      /* the first job that was not looked at yet */
    size_t *returned; /* those that waited with a worker that ended */
    unsigned returned_count;
    struct jx_pace pace;
    struct jx_line text;
    int64_t begun, told, stopped; /* `stopped`: when the user asked, 0: not yet */
    unsigned deaths;
};

/* `what`: the path that cannot be written; NULL where it is processes or memory that are wanting. */
static void halt(struct pool *pool, int error, const char *what) {
    struct jx_batch_result *result = pool->result;
    if (result->end == JX_BATCH_HALTED) return;
    result->end = JX_BATCH_HALTED;
    result->error = error;
    result->what = what ? strdup(what) : NULL;
}

/* No output of this folder can be written, nor of any other. */
static void halt_at_output(struct pool *pool, int error, const struct jx_job *job) {
    const char *slash = strrchr(job->output, '/');
    char *folder = NULL;
    if (asprintf(&folder, "%s%s%.*s", pool->batch->folder, slash ? "/" : "",
                 slash ? (int)(slash - job->output) : 0, job->output) < 0)
        folder = NULL;
    halt(pool, error, folder ? folder : pool->batch->folder);
    free(folder);
}

/* --- what is said ------------------------------------------------------------------------------------------------ */

static void tell(struct pool *pool, bool now) {
    int64_t clock = jx_clock();
    pool->result->totals.milliseconds = clock - pool->begun;
    if (!pool->batch->progress || (!now && clock - pool->told < TICK)) return;
    pool->told = clock;
    pool->batch->progress(pool->batch->user, &pool->result->totals);
}

static void write_report(struct pool *pool, const char *object, size_t length) {
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
    if (error) halt(pool, error, pool->batch->report_path);
}

static void count(struct pool *pool, enum jx_outcome outcome, bool warned) {
    struct jx_totals *totals = &pool->result->totals;
    totals->done++;
    totals->outcomes[outcome]++;
    totals->warned += warned;
}

/* A file is finished: journal, report, count. */
static void finish(struct pool *pool, struct jx_job *job, const char *object, size_t length, bool warned) {
    int error = jx_journal_add(pool->batch->journal, job, object, length);
    if (error) {
        halt(pool, error, pool->batch->journal->path);
        return;
    }
    write_report(pool, object, length);
    count(pool, (enum jx_outcome)job->outcome, warned);
}

/* A file that was done in an earlier run: its line stands in the journal already, and is told again as skipped. */
static void finish_skipped(struct pool *pool, struct jx_job *job) {
    static const char key[] = "\"outcome\":\"";
    struct jx_line object = {0}, told = {0};
    job->outcome = JX_SKIPPED;
    if (pool->batch->report >= 0 && jx_journal_report(pool->batch->journal, job, &object)) {
        /* `"outcome":"converted"` becomes `"outcome":"skipped","before":"converted"`. */
        const char *at = memmem(object.bytes, object.length, key, sizeof key - 1);
        size_t head = at ? (size_t)(at - object.bytes) : 0;
        jx_line_bytes(&told, object.bytes, head);
        if (at) jx_line_word(&told, "\"outcome\":\"skipped\",\"before\":\"");
        if (at) head += sizeof key - 1;
        jx_line_bytes(&told, object.bytes + head, object.length - head);
        if (!told.failed) write_report(pool, told.bytes, told.length);
    }
    jx_line_free(&object);
    jx_line_free(&told);
    count(pool, JX_SKIPPED, false);
}

/* --- workers ----------------------------------------------------------------------------------------------------- */

static _Noreturn void become_worker(const struct pool *pool, unsigned slot, pid_t parent, int socket,
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
    jx_scratch_enter(pool->scratch, slot);
    if (lifeline >= 0) jx_child_keep(lifeline);
    jx_worker_run(pool->batch, socket, slot, lifeline >= 0);
}

/* Starts a worker on a seat. An errno, or 0. */
static int worker_start(struct pool *pool, unsigned slot, bool programs) {
    int pair[2], line[2] = {-1, -1};
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
    struct seat *seat = &pool->seats[slot];
    seat->pid = pid;
    seat->socket = pair[0];
    seat->lifeline = line[1];
    seat->job = NONE;
    seat->waiting = 0;
    seat->quick = seat->timed_out = false;
    jx_line_clear(&seat->heard);
    return 0;
}

/* Ends what a dead worker has started itself, such as LibreOffice, with all that belongs to it: its orphans have become
 * children of ours. */
static void end_orphans(const struct pool *pool) {
    pid_t *spared = calloc(pool->seat_count + 1, sizeof *spared);
    if (!spared) return;
    for (unsigned i = 0; i < pool->seat_count; i++) spared[i] = pool->seats[i].pid;
    jx_child_end_orphans(spared, pool->seat_count);
    free(spared);
}

/* Waits for a worker that ends, now that nobody listens to it; its status as waitpid has it. What waited there is for
 * another. */
static int worker_wait(struct pool *pool, struct seat *seat) {
    int status = 0;
    while (seat->waiting > 0) pool->returned[pool->returned_count++] = seat->ahead[--seat->waiting];
    close(seat->socket);
    if (seat->lifeline >= 0) close(seat->lifeline);
    seat->lifeline = -1;
    while (waitpid(seat->pid, &status, 0) < 0 && errno == EINTR) continue;
    seat->pid = 0;
    return status;
}

static void job_begin(struct seat *seat, size_t job) {
    seat->job = job;
    seat->begun = jx_clock();
}

/* The worker goes on with the file that waited longest. */
static void job_next(struct seat *seat) {
    job_begin(seat, seat->waiting > 0 ? seat->ahead[0] : NONE);
    if (seat->waiting > 0) memmove(seat->ahead, seat->ahead + 1, --seat->waiting * sizeof *seat->ahead);
}

/* The file goes along, open: a worker cannot open any. NONBLOCK: a pipe nobody writes to must not hold us. If the worker is
 * dead already, that is seen when it is listened to. */
static void file_hand(const struct pool *pool, struct seat *seat, size_t job) {
    int fd = open(pool->batch->list->jobs[job].path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct jx_order order = {.job = (uint32_t)job, .error = fd < 0 ? errno : 0};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof fd)];
    } control = {.room = ""};
    struct iovec part = {&order, sizeof order};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (fd >= 0) {
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        *header = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(header), &fd, sizeof fd);
    }
    if (seat->job == NONE)
        job_begin(seat, job);
    else
        seat->ahead[seat->waiting++] = job;
    ssize_t sent = sendmsg(seat->socket, &message, MSG_NOSIGNAL);
    (void)sent;
    if (fd >= 0) close(fd);
}

/* Another worker on the seat, of the kind that may start other programs, or may not; it goes on with the file at hand. */
static void change_kind(struct pool *pool, struct seat *seat, bool programs) {
    size_t job = seat->job;
    int status = worker_wait(pool, seat);
    (void)status;
    end_orphans(pool);
    jx_scratch_clear(pool->scratch, (unsigned)(seat - pool->seats));
    seat->job = NONE;
    if (job == NONE) return;
    int error = worker_start(pool, (unsigned)(seat - pool->seats), programs);
    if (error)
        halt(pool, error, NULL);
    else
        file_hand(pool, seat, job);
}

/* Takes away what a worker may have left beside the output it was writing. */
static void remove_part(const struct pool *pool, unsigned slot) {
    const struct jx_batch *batch = pool->batch;
    char *part = jx_part_path(batch, &batch->list->jobs[pool->seats[slot].job], slot);
    if (part) unlink(part);
    free(part);
}

/* The file at which a worker died or was stopped. */
static void finish_dead(struct pool *pool, const struct seat *seat, int status) {
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
        halt(pool, ENOMEM, NULL);
    else
        finish(pool, job, object.bytes, object.length, false);
    free(finding.remark.message);
    jx_line_free(&object);
}

static void worker_lost(struct pool *pool, unsigned slot) {
    struct seat *seat = &pool->seats[slot];
    int status = worker_wait(pool, seat);
    end_orphans(pool);
    jx_scratch_clear(pool->scratch, slot);
    bool idle = seat->job == NONE;
    pool->deaths = idle ? pool->deaths + 1 : 0;
    if (!idle) remove_part(pool, slot);
    /* What the user put an end to is not the file's fault: it is left for the next run. */
    if (!idle && pool->result->end != JX_BATCH_STOPPED) finish_dead(pool, seat, status);
    seat->job = NONE;
    if (pool->deaths >= DEATHS_MOST) halt(pool, ECHILD, NULL);
}

/* --- listening --------------------------------------------------------------------------------------------------- */

/* All that a worker has to say of its file has come. */
static void conclude(struct pool *pool, struct seat *seat, const struct jx_tidings *tidings,
                     const char *object) {
    struct jx_job *job = &pool->batch->list->jobs[seat->job];
    if (tidings->halt == JX_TIDINGS_ASKS && seat->lifeline < 0) {
        change_kind(pool, seat, true);
        return;
    }
    pool->deaths = 0;
    seat->quick = jx_clock() - seat->begun <= QUICK;
    jx_pace_learn(&pool->pace, (int64_t)tidings->nanoseconds);
    job_next(seat);
    /* The next file has a worker of the narrower kind again. */
    if (seat->lifeline >= 0) change_kind(pool, seat, false);
    if (tidings->halt) {
        halt_at_output(pool, tidings->halt, job);
        return;
    }
    if (tidings->outcome == JX_SKIPPED) {
        finish_skipped(pool, job);
        return;
    }
    job->outcome = (unsigned char)tidings->outcome;
    job->size = tidings->size;
    job->modified = tidings->modified;
    job->output_size = tidings->output_size;
    memcpy(job->digest, tidings->digest, JX_DIGEST);
    memcpy(job->output_digest, tidings->output_digest, JX_DIGEST);
    finish(pool, job, object, tidings->length, tidings->warned);
}

/* Whether this can be what a sane worker says of the file it was given. */
static bool credible(const struct seat *seat, const struct jx_tidings *tidings) {
    return tidings->magic == JX_TIDINGS_MAGIC && tidings->job == seat->job &&
           tidings->length <= JX_TIDINGS_MOST && tidings->outcome > JX_WAITING &&
           tidings->outcome < JX_OUTCOMES;
}

/* Takes the messages that have come whole. false: what has come is none. */
static bool heed(struct pool *pool, struct seat *seat) {
    struct jx_line *heard = &seat->heard;
    struct jx_tidings tidings;
    size_t done = 0;
    while (heard->length - done >= sizeof tidings) {
        const char *at = heard->bytes + done;
        memcpy(&tidings, at, sizeof tidings);
        if (seat->job == NONE || !credible(seat, &tidings)) return false;
        if (heard->length - done < sizeof tidings + tidings.length) break;
        done += sizeof tidings + tidings.length;
        conclude(pool, seat, &tidings, at + sizeof tidings);
        if (heard->length == 0) done = 0; /* another worker has the seat */
    }
    jx_line_drop(heard, done);
    return seat->job != NONE || !heard->length;
}

/* Takes what has come from a worker. false: it has ended, or has sent what is no message and has to be ended. */
static bool listen_to(struct pool *pool, struct seat *seat) {
    enum { ROOM = 65536 };
    char *room = jx_line_room(&seat->heard, ROOM);
    if (!room) return false;
    ssize_t length = recv(seat->socket, room, ROOM, MSG_DONTWAIT);
    if (length < 0) return errno == EINTR || errno == EAGAIN;
    seat->heard.length += (size_t)length;
    return length > 0 && heed(pool, seat);
}

/* Finds workers that have ended. Mostly the socket tells, but a child that a worker left behind may hold it open. */
static void ended_find(struct pool *pool) {
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        siginfo_t info = {0};
        if (!seat->pid || waitid(P_PID, (id_t)seat->pid, &info, WEXITED | WNOHANG | WNOWAIT) || !info.si_pid)
            continue;
        listen_to(pool, seat); /* what it said before, if anything */
        worker_lost(pool, i);
    }
}

static void listen_all(struct pool *pool, int wait) {
    for (unsigned i = 0; i < pool->seat_count; i++)
        pool->polled[i] =
            (struct pollfd){.fd = pool->seats[i].pid ? pool->seats[i].socket : -1, .events = POLLIN};
    if (poll(pool->polled, pool->seat_count, wait) <= 0) {
        ended_find(pool);
        return;
    }
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        if (!seat->pid || !pool->polled[i].revents) continue;
        if (listen_to(pool, seat)) continue;
        kill(seat->pid, SIGKILL); /* if it has not ended by itself */
        worker_lost(pool, i);
    }
}

/* --- handing out ------------------------------------------------------------------------------------------------- */

/* Whether the earlier run's word on this file still holds, as far as can be told without reading it: the same size and
 * date, and the output is there. An output of another size than it had is somebody's edit, which is respected; an empty
 * one is what a power cut leaves. */
static bool done_before(const struct jx_batch *batch, const struct jx_job *job) {
    struct stat input, output;
    char *path = NULL;
    if (!batch->resume || (job->before != JX_CONVERTED && job->before != JX_PARTLY)) return false;
    if (stat(job->path, &input) || (uint64_t)input.st_size != job->size) return false;
    if ((int64_t)input.st_mtim.tv_sec * 1000000000 + (int64_t)input.st_mtim.tv_nsec != job->modified)
        return false;
    if (asprintf(&path, "%s/%s", batch->folder, job->output) < 0) return false;
    bool there = !lstat(path, &output) && S_ISREG(output.st_mode) && output.st_size > 0;
    free(path);
    return there;
}

/* The next file that wants converting; NONE when there is none. */
static size_t next_job(struct pool *pool) {
    const struct jx_list *list = pool->batch->list;
    if (pool->returned_count > 0) return pool->returned[--pool->returned_count];
    for (; pool->next < list->count && pool->result->end == JX_BATCH_ALL; pool->next++) {
        struct jx_job *job = &list->jobs[pool->next];
        if (!job->mine) continue;
        if (!done_before(pool->batch, job)) return pool->next++;
        finish_skipped(pool, job);
        tell(pool, false);
    }
    return NONE;
}

/* A file for each worker that has none. With fewer processes than wished for it goes on, as long as there is one. */
static void hand_out(struct pool *pool) {
    unsigned alive = 0;
    int error = 0;
    for (unsigned i = 0; i < pool->seat_count && pool->result->end == JX_BATCH_ALL; i++) {
        struct seat *seat = &pool->seats[i];
        if (!seat->pid || seat->job == NONE) {
            size_t next = next_job(pool);
            if (next == NONE) return;
            int wrong = seat->pid ? 0 : worker_start(pool, i, false);
            if (wrong) {
                error = wrong;
                pool->returned[pool->returned_count++] = next;
            } else {
                file_hand(pool, seat, next);
            }
        }
        alive += seat->pid != 0;
    }
    if (error && !alive) halt(pool, error, NULL);
}

static bool at_work(const struct seat *seat) {
    return seat->pid && seat->job != NONE;
}

/* And those that wait behind it for each that is quick: one more for each at a time. */
static void hand_ahead(struct pool *pool) {
    unsigned most = jx_pace_ahead(&pool->pace, pool->batch->list->count - pool->next, pool->seat_count);
    for (unsigned waiting = 0; waiting < most; waiting++)
        for (unsigned i = 0; i < pool->seat_count && pool->result->end == JX_BATCH_ALL; i++) {
            struct seat *seat = &pool->seats[i];
            if (!at_work(seat) || seat->waiting != waiting || !seat->quick || seat->lifeline >= 0) continue;
            size_t next = next_job(pool);
            if (next == NONE) return;
            file_hand(pool, seat, next);
        }
}

/* Whether no worker can want a file soon. */
static bool all_have_enough(const struct pool *pool) {
    for (unsigned i = 0; i < pool->seat_count; i++)
        if (!at_work(&pool->seats[i]) || pool->seats[i].waiting < JX_PACE_ENOUGH) return false;
    return true;
}

/* --- the clock --------------------------------------------------------------------------------------------------- */

/* A twentieth is added to the time allowed: the library has a clock of its own, and ends a reading that is too long more
 * gently than we can. */
static int64_t deadline_of(const struct pool *pool) {
    return (int64_t)(pool->batch->timeout + pool->batch->timeout / 20 + 50);
}

static unsigned busy(const struct pool *pool) {
    unsigned found = 0;
    for (unsigned i = 0; i < pool->seat_count; i++) found += at_work(&pool->seats[i]);
    return found;
}

/* Stops those that took too long. `paused` is how long all of us were stopped (Ctrl-Z, a closed laptop): that is nobody's
 * fault. */
static void watch_clock(struct pool *pool, int64_t paused) {
    int64_t now = jx_clock();
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        if (!at_work(seat)) continue;
        seat->begun += paused;
        int64_t allowed = pool->refusals[i] ? REFUSED : deadline_of(pool);
        if (now - seat->begun < allowed || seat->timed_out) continue;
        seat->timed_out = true;
        kill(seat->pid, SIGKILL);
    }
}

static void heed_stops(struct pool *pool) {
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
static int patience(const struct pool *pool) {
    int64_t now = jx_clock(), wait = pool->batch->progress ? TICK : 500;
    for (unsigned i = 0; i < pool->seat_count; i++) {
        const struct seat *seat = &pool->seats[i];
        if (!at_work(seat) || seat->timed_out) continue;
        int64_t left = seat->begun + deadline_of(pool) - now;
        if (left < wait) wait = left;
    }
    return wait < 1 ? 1 : (int)wait;
}

static void run_pool(struct pool *pool) {
    for (;;) {
        heed_stops(pool);
        hand_out(pool);
        hand_ahead(pool);
        bool more = pool->next < pool->batch->list->count || pool->returned_count > 0;
        if (!busy(pool) && (!more || pool->result->end != JX_BATCH_ALL)) return;
        int wait = patience(pool);
        int64_t before = jx_clock();
        if (!all_have_enough(pool) || jx_pace_nap(&pool->pace)) listen_all(pool, wait);
        int64_t slept = jx_clock() - before, paused = slept > wait + 2000 ? slept - wait : 0;
        watch_clock(pool, paused);
        tell(pool, false);
        int error = jx_journal_sync(pool->batch->journal, false);
        if (error) halt(pool, error, pool->batch->journal->path);
    }
}

static void workers_end(struct pool *pool) {
    for (unsigned i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        if (seat->pid) worker_wait(pool, seat);
        jx_line_free(&seat->heard);
    }
}

void jx_batch_run(const struct jx_batch *batch, struct jx_batch_result *result) {
    struct pool pool = {.batch = batch, .result = result, .begun = jx_clock()};
    *result = (struct jx_batch_result){.end = JX_BATCH_ALL};
    for (size_t i = 0; i < batch->list->count; i++) result->totals.all += batch->list->jobs[i].mine;
    pool.seat_count = batch->workers;
    if (pool.seat_count > result->totals.all) pool.seat_count = (unsigned)result->totals.all;
    pool.seats = calloc(pool.seat_count + 1, sizeof *pool.seats);
    pool.polled = calloc(pool.seat_count + 1, sizeof *pool.polled);
    pool.returned = calloc((size_t)JX_PACE_AHEAD * (pool.seat_count + 1), sizeof *pool.returned);
    size_t shared = (pool.seat_count + 1) * sizeof *pool.refusals;
    void *refusals = mmap(NULL, shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pool.refusals = refusals;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pool.scratch = jx_scratch_make(batch->journal->fd);
    bool room = pool.seats && pool.polled && pool.returned && refusals != MAP_FAILED;
    if (batch->list->count > UINT32_MAX || !room)
        halt(&pool, ENOMEM, NULL);
    else
        run_pool(&pool);
    if (room) workers_end(&pool);
    jx_scratch_remove(pool.scratch);
    int error = jx_journal_sync(batch->journal, true);
    if (error) halt(&pool, error, batch->journal->path);
    tell(&pool, true);
    jx_line_free(&pool.text);
    free(pool.seats);
    free(pool.polled);
    free(pool.returned);
    if (refusals != MAP_FAILED) munmap(refusals, shared);
}
