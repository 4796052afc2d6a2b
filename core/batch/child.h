/*
 * A process that works on strangers' files, and may die of them: bounded, ended with whoever started it, and leaving nothing
 * behind.
 */
#ifndef JX_BATCH_CHILD_H
#define JX_BATCH_CHILD_H

#include <stdint.h>
#include <sys/types.h>

/* Called first thing by a process that was just forked: it dies with its parent, and writes no core file, in which a
 * stranger's file would lie. */
void jx_child_begin(pid_t parent);

/* Bounds on what it may take from now on: data, which is what a file makes grow, and not addresses, of which LibreOffice
 * takes more than it uses (0: unbounded); and time on the processor, beyond what was used already. */
void jx_child_memory(uint64_t bytes);
void jx_child_time(uint64_t milliseconds);

/*
 * For a child that has other programs run, such as LibreOffice, which leave processes and files behind when they are
 * killed. The process that calls this becomes a keeper and never comes back; its child comes back, with a folder of its
 * own for TMPDIR. Whatever becomes of that child, or of those who started the keeper (`lifeline` is then closed at its
 * other end): what was started is ended, the folder removed, and the keeper ends as its child did.
 */
void jx_child_keep(int lifeline);

/* Ends all children of this process but those in `spared`, whole process groups at once. With PR_SET_CHILD_SUBREAPER these
 * are also those whom a dead child has left behind. */
void jx_child_end_orphans(const pid_t *spared, unsigned count);

/* How a process ended: "SIGSEGV", "exit 3". `status` is as waitpid has it. */
void jx_child_end_words(int status, char *words, size_t room);

#endif
