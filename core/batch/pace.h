/*
 * How long files take, and how long nobody need listen to the workers for that.
 *
 * The end of each file would wake the parent, and waking a processor that sleeps takes a worker as long as a twentieth of a small
 * file. While several files wait with every worker, the parent sleeps by the clock instead, and hears of more than one at a time.
 */
#ifndef JX_BATCH_PACE_H
#define JX_BATCH_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Files that wait with one worker at most. With three instead of eight two workers on two processors took 3 in a hundred longer: the
 * parent interrupted them more often. */
enum { JX_PACE_AHEAD = 16 };

/* Files after which it is known what they take: a worker's first one takes four times as long as the next. */
enum { JX_PACE_KNOWN = 16 };

/* All zero: nothing is known yet. */
struct jx_pace {
    int64_t each;   /* what a file takes, nanoseconds: rather the quick ones than the mean */
    unsigned files; /* that were told, up to JX_PACE_KNOWN */
};

/* The monotonic clock, nanoseconds. */
int64_t jx_pace_clock(void);

/* A file took so long. */
void jx_pace_learn(struct jx_pace *pace, int64_t nanoseconds);

/* Whether files take so little that several of them may wait with one worker, while others could be idle. */
bool jx_pace_quick(const struct jx_pace *pace);

/* How many files may wait with each of the workers while so many are left: the last ones are shared out evenly. */
unsigned jx_pace_ahead(const struct jx_pace *pace, size_t left, unsigned workers);

/* Sleeps where files are quick and so many of them wait with every worker, though not until any comes to its last one. false: a signal
 * ended it. */
bool jx_pace_nap(const struct jx_pace *pace, unsigned waiting);

#endif
