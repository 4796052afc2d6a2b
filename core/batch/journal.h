/*
 * The journal of a batch: one line of JSON for each file that is finished, only ever added to, so that whatever stops a
 * run, the next one knows what is done.
 *
 * It lies in the output folder (.jixiao-journal.jsonl; one of its own for each shard). The first line tells the options
 * by which results depend; a line that has no end is a write that was cut short, and is taken away before anything is
 * added. While a run is at work the file is locked; its workers inherit the lock, so that the next run cannot begin
 * while any of them is still writing.
 */
#ifndef JX_BATCH_JOURNAL_H
#define JX_BATCH_JOURNAL_H

#include "core/batch/list.h"
#include "core/batch/text.h"

struct jx_journal {
    int fd; /* -1: not open */
    char *path;
    off_t end;
    struct jx_line unwritten; /* lines that were added and belong at the end */
    size_t unsynced;          /* lines since the last that went to the disk */
    int64_t synced_at;        /* CLOCK_MONOTONIC, ms */
    int64_t created;          /* the date that outputs bear: a resumed run takes that of the first */
    size_t lines,
        damaged; /* that were read; that say nothing, but for a last one without end, which is no damage */
    /* an output that is still there, of a file that is in the list no more, or under another name */
    char *stale;
};

/*   OPEN      fine
 *   EXISTS    there is one already, and neither to resume nor to begin anew was asked
 *   LOCKED    another run is at work
 *   DIFFERS   it was written under other options, `*theirs` (to be freed)
 *   STRANGE   it is none of ours, or of another version of it
 *   SYSTEM    errno says what */
enum jx_journal_status {
    JX_JOURNAL_OPEN,
    JX_JOURNAL_EXISTS,
    JX_JOURNAL_LOCKED,
    JX_JOURNAL_DIFFERS,
    JX_JOURNAL_STRANGE,
    JX_JOURNAL_SYSTEM
};

/* What a run does with the journal that is there. */
enum jx_journal_mode { JX_JOURNAL_NEW, JX_JOURNAL_RESUME, JX_JOURNAL_ANEW };

/* Opens or makes the journal of a shard, and where it is resumed fills in what each job of the list was before. */
enum jx_journal_status jx_journal_open(struct jx_journal *journal, const char *folder, unsigned shard,
                                       unsigned shards, const char *options, int64_t created,
                                       enum jx_journal_mode mode, struct jx_list *list, char **theirs);

/* Adds a line about this job, with the object of the report in it: it is written, with others, by jx_journal_sync. 0, or an
 * errno; then nothing was added. */
int jx_journal_add(struct jx_journal *journal, struct jx_job *job, const char *report, size_t length);

/* Writes what was added, so that it survives the end of the program; and sees to it that it survives a power cut, at once or when it
 * is time again. 0, or an errno; then what was not written is not in the journal. */
int jx_journal_sync(struct jx_journal *journal, bool now);

/* The object of the report in a job's line, in `room`; false if there is none. */
bool jx_journal_report(const struct jx_journal *journal, const struct jx_job *job, struct jx_line *room);

/* Calls `take` with the name of each output that a journal tells of, below the journal's folder; what is no journal tells of
 * none. */
void jx_journal_outputs(const char *path, void (*take)(void *user, const char *output), void *user);

void jx_journal_close(struct jx_journal *journal);

/* The whole text of a file; NULL, errno set. To be freed. */
char *jx_text_read(const char *path, size_t *length);

/* Milliseconds that only ever grow. */
int64_t jx_clock(void);

#endif
