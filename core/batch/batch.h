/*
 * Many files, converted by several processes under limits, so that no file can take the others with it.
 *
 * The process that asks is the parent: it hands out files, watches the clock, and alone writes the journal and the
 * report. Its workers are forked from it once the library is open, so that plugins are loaded once; nothing is started
 * anew for a file. This is part of the program, not of the library: it forks, and it takes its time.
 */
#ifndef JX_BATCH_BATCH_H
#define JX_BATCH_BATCH_H

#include <signal.h>

#include <jixiao/jixiao.h>

#include "core/batch/journal.h"
#include "core/batch/list.h"
#include "core/batch/weight.h"

/* How far a run has come. `all` are the files of this shard; `outcomes` counts them by what became of them. Of those that
 * are converted, now or before, `warned` have warnings, and `parts` are converted in part. */
struct jx_totals {
    size_t all, done, warned, parts;
    size_t outcomes[JX_OUTCOMES];
    int64_t milliseconds;
};

/* What to do. Texts and pointers must stay while it runs. */
struct jx_batch {
    struct jx_library *library;
    struct jx_list *list;
    struct jx_journal *journal;
    const char *folder; /* where outputs go */
    struct jx_read_options read;
    struct jx_target target;
    unsigned workers;
    unsigned shard, shards;
    uint64_t timeout; /* for one file, milliseconds; a little later its worker is killed */
    uint64_t memory;  /* of one worker, bytes; 0: no limit */
    bool force, resume, sync;
    bool dry; /* plan only: no output is written */
    bool no_sandbox;
    int report; /* file descriptor to write an object to for each file, or -1 */
    const char *report_path;
    const char
        *others[2]; /* what the run reads besides the files of the list, never to be replaced; NULL: none */

    /* What errno says, in the user's language. `progress` is called some ten times a second. */
    const char *(*errno_words)(void *user, int number);
    void (*progress)(void *user, const struct jx_totals *totals);
    void *user;
    /* How often the user asked to stop: once, and what is being converted is finished; twice, and nothing is. */
    const volatile sig_atomic_t *stops;
};

/*   ALL      every file was tried
 *   STOPPED  the user asked for it
 *   HALTED   going on makes no sense: `error` is the errno, `what` the path that cannot be written (disk full, folder
 *            read-only or gone), NULL where no process or no memory was to be had */
enum jx_batch_end { JX_BATCH_ALL, JX_BATCH_STOPPED, JX_BATCH_HALTED };

struct jx_batch_result {
    enum jx_batch_end end;
    int error;
    char *what; /* to be freed */
    struct jx_totals totals;
};

void jx_batch_run(const struct jx_batch *batch, struct jx_batch_result *result);

/* --- the parts of it ----------------------------------------------------------------------------------------------- */

/* Milliseconds as seconds: 60, 0.5. */
void jx_batch_seconds(uint64_t milliseconds, char *words, size_t room);

/* What is said of a file at which memory was refused, and its argument. */
enum jx_code jx_batch_memory(const struct jx_batch *batch, char *words, size_t room);

/* A message beside those of document and conversion. */
struct jx_remark {
    enum jx_code code;
    char *message; /* NULL: there is none */
};

/* What is known of a file when it is finished; document and conversion may be NULL. */
struct jx_finding {
    enum jx_outcome outcome;
    const struct jx_document *document;
    const struct jx_conversion *conversion;
    struct jx_remark remark;
    uint64_t milliseconds;
};

/* A remark as the object of a message. */
void jx_remark_write(struct jx_line *line, const struct jx_remark *remark);

/* The object of the report. */
void jx_finding_write(struct jx_line *line, const struct jx_job *job, const struct jx_finding *finding);

/* What a worker tells of a file, before the `length` bytes of the report's object. */
struct jx_tidings {
    uint32_t magic;
    uint32_t job;
    uint32_t outcome;
    uint32_t found; /* enum jx_found */
    uint32_t look, placeless, worst;
    /* errno for which the run should end, or 0, or JX_TIDINGS_ASKS; then the file was not finished */
    int32_t halt;
    uint32_t length;
    uint64_t size, output_size;
    int64_t modified, written;
    uint64_t nanoseconds; /* that it took */
    unsigned char digest[JX_DIGEST], output_digest[JX_DIGEST];
};
enum { JX_TIDINGS_MAGIC = 0x6A780001, JX_TIDINGS_MOST = 256 << 20 };
/* Not an error: the file takes another program, which a worker of another kind may start. */
enum { JX_TIDINGS_ASKS = -1 };

/* The life of a worker: takes orders from the socket until it is closed. `slot` tells it from the others; `programs`: it may
 * have other programs read files, such as LibreOffice. */
_Noreturn void jx_worker_run(const struct jx_batch *batch, int socket, unsigned slot, bool programs);

/* The temporary file of a worker beside an output; to be freed. And a run's own leftovers, taken away from the whole
 * output folder. */
char *jx_part_path(const struct jx_batch *batch, const struct jx_job *job, unsigned slot);
void jx_parts_remove(const struct jx_batch *batch);

#endif
