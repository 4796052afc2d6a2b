/*
 * A worker: one file after the other, each as if it were the only one.
 *
 * Nothing here is told to the user: what there is to say goes to the parent, and where this process does not live to
 * say it, the parent knows which file it was.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "core/batch/batch.h"
#include "core/batch/child.h"
#include "core/batch/left.h"
#include "core/batch/orders.h"
#include "core/batch/pace.h"
#include "core/batch/refusals.h"
#include "core/batch/sandbox.h"

/* As the library has it; asked before the bytes are read. */
static const uint64_t default_limit = 512u << 20;

/* Which file an input is. */
struct identity {
    dev_t device;
    ino_t inode;
};

/* One worker. `folder` is the last output folder that was made; `inputs` are all inputs, sorted, once it was asked
 * whether a file is one. */
struct worker {
    const struct jx_batch *batch;
    int socket;
    unsigned slot;
    bool programs;
    char *folder;
    struct identity *inputs;
    struct jx_line report;
};

/* One file at work. What it was found to be stands in `tidings` and `finding`. */
struct work {
    struct worker *worker;
    const struct jx_job *job;
    int fd;    /* the file; -1: it cannot be opened */
    int error; /* why not */
    unsigned char *bytes;
    size_t length;
    struct jx_tidings tidings;
    struct jx_finding finding;
};

static const char *errno_words(const struct work *work, int number) {
    const struct jx_batch *batch = work->worker->batch;
    return batch->errno_words ? batch->errno_words(batch->user, number) : strerror(number);
}

static void fail(struct work *work, enum jx_outcome outcome, enum jx_code code,
                 const char *const *arguments) {
    work->finding.outcome = outcome;
    work->finding.remark.code = code;
    free(work->finding.remark.message);
    work->finding.remark.message =
        jx_message_readable(code, jx_library_language(work->worker->batch->library), arguments);
}
#define FAIL(work, code, ...) fail((work), JX_FAILED, (code), (const char *const[]){__VA_ARGS__, NULL})

static void digest_of(const void *bytes, size_t length, unsigned char digest[JX_DIGEST]) {
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, bytes);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* All bytes of a regular file; what it grows by meanwhile is left for the next run. 0, or an errno. */
static int read_bytes(struct work *work, int fd, size_t size) {
    work->bytes = malloc(size + 1);
    if (!work->bytes) return ENOMEM;
    while (work->length < size) {
        ssize_t count = read(fd, work->bytes + work->length, size - work->length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (!count) break;
        work->length += (size_t)count;
    }
    return 0;
}

static bool read_input(struct work *work) {
    uint64_t limit = work->worker->batch->read.limits.bytes;
    if (!limit) limit = default_limit;
    struct stat status;
    char number[24];
    int error = work->error, fd = work->fd;
    if (!error && fstat(fd, &status)) error = errno;
    bool file = !error && S_ISREG(status.st_mode), small = file && (uint64_t)status.st_size <= limit;
    if (small) error = read_bytes(work, fd, (size_t)status.st_size);
    if (error) {
        FAIL(work, JX_MSG_FILE_OPEN, errno_words(work, error));
    } else if (!file) {
        FAIL(work, JX_MSG_BATCH_NOT_FILE, "");
    } else if (!small) {
        snprintf(number, sizeof number, "%llu", (unsigned long long)limit);
        FAIL(work, JX_MSG_FILE_LARGE, number);
    } else {
        work->tidings.size = work->length;
        work->tidings.modified =
            (int64_t)status.st_mtim.tv_sec * 1000000000 + (int64_t)status.st_mtim.tv_nsec;
        digest_of(work->bytes, work->length, work->tidings.digest);
    }
    if (fd >= 0) close(fd);
    return work->finding.outcome == JX_WAITING;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* Whether an error is this one file's: its name is too long or none that the disk can hold, a file lies where its folder
 * should be, something stands in its place. Any other is the place's: the disk is full, failing, gone or read-only, or
 * nobody may write there; then no other file could be written either, and thousands of failures would tell less than
 * one. */
static bool of_one_file(int error) {
    switch (error) {
    case ENAMETOOLONG:
    case EINVAL:
    case EILSEQ:
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENOENT:
    case EEXIST:
    case ENOTEMPTY:
    case ETXTBSY:
    case EBUSY:
    case EFBIG:
    case ENOMEM: return true;
    default: return false;
    }
}

/* Makes the folders above `path`, which begin behind the first `given` bytes: the output folder itself is there, and if
 * it is there no more, that is the end of the run. */
static int make_folders(struct worker *worker, char *path, size_t given) {
    char *last = strrchr(path, '/');
    *last = '\0';
    int error = 0;
    if (!worker->folder || strcmp(worker->folder, path) != 0) {
        for (char *slash = path + given; !error && slash; slash = strchr(slash + 1, '/')) {
            if (slash == path + given) continue;
            *slash = '\0';
            if (mkdir(path, 0777) && errno != EEXIST) error = errno;
            *slash = '/';
        }
        if (!error && strlen(path) > given && mkdir(path, 0777) && errno != EEXIST) error = errno;
        free(worker->folder);
        worker->folder = error ? NULL : strdup(path);
    }
    *last = '/';
    return error;
}

static int compare_identities(const void *left, const void *right) {
    const struct identity *a = left, *b = right;
    if (a->device != b->device) return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

/* Whether the file at `path` is one of the inputs: those are never replaced, not even with --force. If that cannot be
 * told, it is taken for one. */
static bool is_input(struct worker *worker, const char *path) {
    const struct jx_list *list = worker->batch->list;
    struct stat status;
    if (stat(path, &status)) return false;
    for (size_t i = 0; i < 2; i++) {
        struct stat other;
        const char *read = worker->batch->others[i];
        if (read && !stat(read, &other) && other.st_dev == status.st_dev && other.st_ino == status.st_ino)
            return true;
    }
    if (!worker->inputs) {
        worker->inputs = calloc(list->count, sizeof *worker->inputs);
        if (!worker->inputs) return true;
        for (size_t i = 0; i < list->count; i++)
            worker->inputs[i] = (struct identity){list->jobs[i].device, list->jobs[i].inode};
        qsort(worker->inputs, list->count, sizeof *worker->inputs, compare_identities);
    }
    struct identity wanted = {status.st_dev, status.st_ino};
    return bsearch(&wanted, worker->inputs, list->count, sizeof wanted, compare_identities);
}

/* Gives the temporary file its name where that is free. Not every file system knows RENAME_NOREPLACE, nor links. */
static int publish_new(const char *part, const char *path) {
    if (!renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE)) return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return errno;
    if (!link(part, path)) return unlink(part), 0;
    if (errno == EEXIST) return EEXIST;
    struct stat status;
    if (!lstat(path, &status)) return EEXIST;
    return rename(part, path) ? errno : 0;
}

static bool was_written(const struct work *work) {
    return work->job->before == JX_CONVERTED || work->job->before == JX_PARTLY;
}

/* Whether the file is what it was when an earlier run converted it. */
static bool input_unchanged(const struct work *work) {
    return work->worker->batch->resume && was_written(work) &&
           !memcmp(work->job->digest, work->tidings.digest, JX_DIGEST);
}

/* In the place of the output lies what no run of ours wrote. What nobody can have meant is replaced, which is told. Else it
 * stays: with the same input that is a note, for there is nothing new to write; with another one it is an error. */
static int publish_over_other(struct work *work, const char *part, const char *path, const void *bytes,
                              size_t length) {
    if (jx_left_damaged(work->worker->batch, path, bytes, length)) {
        work->tidings.found = JX_FOUND_REMADE;
        fail(work, JX_WAITING, JX_MSG_BATCH_REMADE, (const char *const[]){path, NULL});
        return rename(part, path) ? errno : 0;
    }
    if (!input_unchanged(work)) {
        FAIL(work, JX_MSG_BATCH_CHANGED, path);
        return 0;
    }
    work->tidings.found = JX_FOUND_EDITED;
    work->finding.outcome = JX_SKIPPED;
    return unlink(part) ? errno : 0;
}

/*
 * The output's name is taken. With --force it is replaced, unless it is an input. In a resumed run it is ours if it
 * holds just what would be written (the earlier run ended before it could say so), or what the journal says was
 * written, or nothing any more (a power cut); then it may be replaced.
 */
static int publish_over(struct work *work, const char *part, const char *path, const void *bytes,
                        size_t length) {
    const struct jx_batch *batch = work->worker->batch;
    unsigned char there[JX_DIGEST];
    bool empty = false;
    if (batch->force && is_input(work->worker, path)) {
        FAIL(work, JX_MSG_FILE_SAME, path);
        return 0;
    }
    bool regular = batch->resume && jx_left_digest(path, there, &empty);
    if (batch->force && !(regular && input_unchanged(work))) return rename(part, path) ? errno : 0;
    if (regular && !memcmp(there, work->tidings.output_digest, JX_DIGEST)) return unlink(part) ? errno : 0;
    bool written = was_written(work), ours = empty || !memcmp(there, work->job->output_digest, JX_DIGEST);
    if (regular && written && ours) return rename(part, path) ? errno : 0;
    if (regular && written) return publish_over_other(work, part, path, bytes, length);
    FAIL(work, written ? JX_MSG_BATCH_CHANGED : JX_MSG_FILE_EXISTS, path);
    return 0;
}

static int fill_part(const char *part, const char *bytes, size_t length, bool sync) {
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0 && errno == EEXIST && !unlink(part)) /* an earlier run's, that nobody took away */
        fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) return errno;
    int error = 0;
    while (length && !error) {
        ssize_t count = write(fd, bytes, length < 1u << 30 ? length : 1u << 30);
        if (count < 0) {
            if (errno != EINTR) error = errno;
            continue;
        }
        bytes += count;
        length -= (size_t)count;
    }
    if (!error && sync && fdatasync(fd) && errno != EINVAL) error = errno;
    if (close(fd) && !error) error = errno;
    return error;
}

char *jx_part_path(const struct jx_batch *batch, const struct jx_job *job, unsigned slot) {
    const char *slash = strrchr(job->output, '/');
    int length = slash ? (int)(slash - job->output) + 1 : 0;
    char *path = NULL;
    if (asprintf(&path, "%s/%.*s" JX_BATCH_MARK "part-%u-of-%u-%u", batch->folder, length, job->output,
                 batch->shard, batch->shards, slot) < 0)
        return NULL;
    return path;
}

/* Whether the output folder itself is gone or can no longer be written to; then the fault is not this one file's. */
static bool folder_lost(const struct jx_batch *batch) {
    struct stat status;
    return stat(batch->folder, &status) || !S_ISDIR(status.st_mode) || access(batch->folder, W_OK | X_OK);
}

static void forget_folder(struct worker *worker) {
    free(worker->folder);
    worker->folder = NULL;
}

/* The bytes beside their place. A folder that was there for the last file may have been taken away since. */
static int put_part(struct worker *worker, const char *part, char *path, const char *bytes, size_t length) {
    size_t given = strlen(worker->batch->folder);
    int error = make_folders(worker, path, given);
    if (!error) error = fill_part(part, bytes, length, worker->batch->sync);
    if (error != ENOENT || !worker->folder) return error;
    forget_folder(worker);
    error = make_folders(worker, path, given);
    return error ? error : fill_part(part, bytes, length, worker->batch->sync);
}

/* Nanoseconds since 1970, by the clock that dates files. */
static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void write_output(struct work *work, const char *bytes, size_t length) {
    const struct jx_batch *batch = work->worker->batch;
    char *path = NULL, *part = jx_part_path(batch, work->job, work->worker->slot);
    int error = ENOMEM;
    digest_of(bytes, length, work->tidings.output_digest);
    work->tidings.output_size = length;
    if (asprintf(&path, "%s/%s", batch->folder, work->job->output) < 0) path = NULL;
    if (path && part) error = put_part(work->worker, part, path, bytes, length);
    if (!error) error = publish_new(part, path);
    /* What must not be replaced, though files can be made beside it, is a fault of that file. */
    bool taken = error == EEXIST;
    if (taken) error = publish_over(work, part, path, bytes, length);
    bool refused = taken && (error == EPERM || error == EACCES);
    if (part && (error || work->finding.outcome == JX_FAILED)) unlink(part);
    if (error) {
        FAIL(work, JX_MSG_FILE_WRITE, path ? path : work->job->output, errno_words(work, error));
        if ((!of_one_file(error) && !refused) || folder_lost(batch)) work->tidings.halt = error;
        forget_folder(work->worker);
    }
    work->tidings.written = now();
    free(path);
    free(part);
}

/* --- converting -------------------------------------------------------------------------------------------------- */

static bool has_code(const struct jx_diag *diags, size_t count, enum jx_code code) {
    for (size_t i = 0; i < count; i++)
        if (diags[i].code == code) return true;
    return false;
}

static void out_of_memory(struct work *work) {
    char number[24];
    enum jx_code code = jx_batch_memory(work->worker->batch, number, sizeof number);
    FAIL(work, code, number);
}

/* The library's own clock has ended the reading, before the parent's would have ended the process. */
static void out_of_time(struct work *work) {
    const struct jx_batch *batch = work->worker->batch;
    char seconds[40];
    work->finding.outcome = JX_TIMEOUT;
    if (batch->read.limits.milliseconds != batch->timeout) return;
    jx_batch_seconds(batch->timeout, seconds, sizeof seconds);
    fail(work, JX_TIMEOUT, JX_MSG_BATCH_TIMEOUT, (const char *const[]){seconds, NULL});
}

/* What a document that was read, or a conversion without bytes, means for the file. */
static void judge_failure(struct work *work, enum jx_status status) {
    const struct jx_document *document = work->finding.document;
    const struct jx_conversion *conversion = work->finding.conversion;
    const struct jx_target *target = &work->worker->batch->target;
    bool refused = conversion && target->no_loss && !target->carry && conversion->loss_count;
    work->finding.outcome = refused ? JX_REFUSED : JX_FAILED;
    if (document && has_code(document->diags, document->diag_count, JX_MSG_FILE_TIME)) out_of_time(work);
    if (!document || status == JX_FATAL ||
        has_code(document->diags, document->diag_count, JX_MSG_FILE_MEMORY))
        out_of_memory(work);
}

/* Whether a conversion gave what it was to give: bytes, or a plan for at least one form. */
static bool is_made(const struct jx_batch *batch, const struct jx_conversion *conversion,
                    enum jx_status status) {
    if (!batch->dry) return conversion->bytes && status <= JX_FAIL;
    bool model = !strcmp(batch->target.extension, "json") && !batch->target.layout;
    return status <= JX_WARN && (model || conversion->converted);
}

static void convert(struct work *work, struct jx_document **document, struct jx_conversion **conversion) {
    const struct jx_batch *batch = work->worker->batch;
    struct jx_source source = {work->job->path, work->bytes, work->length};
    struct jx_read_options options = batch->read;
    options.no_programs = !work->worker->programs;
    enum jx_status read = jx_read(batch->library, &source, &options, document);
    work->finding.document = *document;
    if (*document && options.no_programs &&
        has_code((*document)->diags, (*document)->diag_count, JX_MSG_FILE_PROGRAM))
        work->tidings.halt = JX_TIDINGS_ASKS;
    if (!*document || read == JX_FATAL || !(*document)->form_count) {
        judge_failure(work, read);
        return;
    }
    enum jx_status status = batch->dry ? jx_plan(batch->library, *document, &batch->target, conversion)
                                       : jx_convert(batch->library, *document, &batch->target, conversion);
    work->finding.conversion = *conversion;
    if (!*conversion || !is_made(batch, *conversion, status)) {
        judge_failure(work, *conversion ? status : JX_FATAL);
        return;
    }
    if (!batch->dry) write_output(work, (*conversion)->bytes, (*conversion)->length);
    if (work->finding.outcome != JX_WAITING) return;
    bool part = read == JX_FAIL || status == JX_FAIL || (*conversion)->refused;
    work->finding.outcome = part ? JX_PARTLY : JX_CONVERTED;
    struct jx_burden burden = jx_burden_of(*document, *conversion);
    work->tidings.look = burden.look;
    work->tidings.placeless = burden.placeless;
    work->tidings.worst = burden.worst;
}

/* Whether the file is what it was when it was converted, though its date differs, and its output is still that one. What
 * else may lie there is told apart once it is known what should. */
static bool unchanged(const struct work *work) {
    const struct jx_batch *batch = work->worker->batch;
    if (!input_unchanged(work)) return false;
    enum jx_left left = jx_output_left(batch, work->job);
    if (left != JX_LEFT_OTHER) return left == JX_LEFT_AS_IT_WAS;
    unsigned char there[JX_DIGEST];
    char *path = NULL;
    bool empty;
    if (asprintf(&path, "%s/%s", batch->folder, work->job->output) < 0) return false;
    bool same = jx_left_digest(path, there, &empty) && !memcmp(there, work->job->output_digest, JX_DIGEST);
    free(path);
    return same;
}

/* --- the worker's life ------------------------------------------------------------------------------------------- */

/* The tidings and the report behind them, at once: the parent is woken but once. */
static bool send_tidings(struct worker *worker, const struct jx_tidings *tidings) {
    struct iovec parts[] = {{(void *)(uintptr_t)tidings, sizeof *tidings},
                            {worker->report.bytes, worker->report.length}};
    struct iovec *part = parts, *end = parts + 2;
    while (part < end) {
        ssize_t count = writev(worker->socket, part, (int)(end - part));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        for (; part < end && (size_t)count >= part->iov_len; part++) count -= (ssize_t)part->iov_len;
        if (part == end) break;
        part->iov_base = (char *)part->iov_base + count;
        part->iov_len -= (size_t)count;
    }
    return true;
}

static bool work_on(struct worker *worker, const struct jx_order *order, int fd) {
    uint32_t index = order->job;
    struct work work = {
        .worker = worker, .job = &worker->batch->list->jobs[index], .fd = fd, .error = order->error};
    struct jx_document *document = NULL;
    struct jx_conversion *conversion = NULL;
    int64_t begun = jx_pace_clock();
    jx_refusals_forget();
    jx_child_time(worker->batch->timeout); /* a second line behind the parent's clock, should it be stopped */
    if (read_input(&work)) {
        if (unchanged(&work))
            work.finding.outcome = JX_SKIPPED;
        else
            convert(&work, &document, &conversion);
    }
    work.tidings.nanoseconds = (uint64_t)(jx_pace_clock() - begun);
    work.finding.milliseconds = work.tidings.nanoseconds / 1000000;
    jx_line_clear(&worker->report);
    jx_finding_write(&worker->report, work.job, &work.finding);
    jx_conversion_free(conversion);
    jx_document_free(document);
    free(work.bytes);
    free(work.finding.remark.message);
    if (worker->report.failed || worker->report.length > JX_TIDINGS_MOST) return false;
    work.tidings.magic = JX_TIDINGS_MAGIC;
    work.tidings.job = index;
    work.tidings.outcome = work.finding.outcome;
    work.tidings.length = (uint32_t)worker->report.length;
    /* A worker of another kind goes on with a file that asks for one, and takes what may wait behind it, too. */
    return send_tidings(worker, &work.tidings) && work.tidings.halt != JX_TIDINGS_ASKS;
}

/* Small files ask for the same memory again and again; giving it back to the system between them costs more than the
 * reading. What a big file took goes back. */
static void keep_memory(void) {
    enum { KEPT = 16 << 20, LARGE = 4 << 20, STEP = 1 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TOP_PAD, STEP);
}

/* Inputs come open, so that nothing need be read but what plugins are made of, and nothing written but results. */
static bool confine(const struct worker *worker) {
    const struct jx_batch *batch = worker->batch;
    if (batch->no_sandbox) return true;
    size_t count;
    const char *const *folders = jx_library_folders(batch->library, &count);
    const char *output = batch->folder;
    unsigned held = jx_sandbox_enter(
        &(struct jx_sandbox){(const char **)(uintptr_t)folders, &output, count, 1, worker->programs});
    return (held & JX_SANDBOX_WANTS) == 0;
}

_Noreturn void jx_worker_run(const struct jx_batch *batch, int socket, unsigned slot, bool programs) {
    struct worker worker = {.batch = batch, .socket = socket, .slot = slot, .programs = programs};
    struct jx_orders orders = {.count = 0};
    struct jx_order order;
    int fd;
    /* Ctrl-C goes to all processes of a terminal at once; it is the parent that decides what it means. */
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
    jx_child_memory(batch->memory);
    if (!confine(&worker)) _exit(1);
    keep_memory();
    while (jx_orders_take(&orders, socket, &order, &fd) && order.job < batch->list->count)
        if (!work_on(&worker, &order, fd)) _exit(1);
    _exit(0);
}
