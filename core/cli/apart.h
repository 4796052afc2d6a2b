/*
 * Work on strangers' files, done in a process of its own: a crash, a loop or want of memory there is a message and an exit
 * code here, and nothing stays behind.
 */
#ifndef JX_CLI_APART_H
#define JX_CLI_APART_H

#include <limits.h>
#include <signal.h>

#include "core/cli/cli.h"

/* What the two processes share. The one at work says which input it is at and how each one ended (its exit code plus one;
 * 0: not yet), and names the temporary file that must not outlive it. `asks`: the input at hand takes another program, which
 * only a process that is allowed to start some (`programs`) may read; then that one goes on from there. */
struct jx_apart {
    char temporary[PATH_MAX];
    volatile sig_atomic_t pending;
    volatile int64_t begun; /* CLOCK_MONOTONIC, milliseconds */
    volatile size_t at;
    volatile bool asks, finished;
    bool programs;
    /* behind the inputs there is a last step, which makes one output of all; it is number `count` - 1 */
    bool sums;
    bool batch;               /* an input that fails is as one of a batch */
    volatile int64_t spooled; /* bytes in the file of rows that are of inputs that have ended */
    bool again;               /* an earlier process has said what the library had to say */
    volatile size_t refusals,
        refusals_before; /* of memory: to the process at work, and before the input at hand */
    const struct jx_arguments *arguments;
    size_t count;
    volatile unsigned char ended[];
};

/* Runs the command in a process of its own, or in this one if none can be made. */
enum jx_exit jx_apart_run(struct jx_cli *cli, const struct jx_command *command,
                          const struct jx_arguments *arguments);

/* Gives up what this work does not need, once the library is open: from then on inputs are read, outputs written, and no
 * more. Nothing happens in a process that works for itself, or with --no-sandbox. */
enum jx_exit jx_apart_confine(const struct jx_cli *cli, struct jx_library *library);

/* For commands of several inputs: input `index` is begun, has ended. The first one is answered with true where an earlier
 * process has ended this input, as `*exit`. */
bool jx_apart_begin(const struct jx_cli *cli, size_t index, enum jx_exit *exit);
void jx_apart_end(const struct jx_cli *cli, size_t index, enum jx_exit exit);

/* How a run over inputs of which some may fail ends, as batches do: BATCH if any failed, PART if any was read in part. */
enum jx_exit jx_apart_sum(const struct jx_cli *cli);

/* Input `index`, which an earlier process has ended, is read again by this one, for that step. */
void jx_apart_again(const struct jx_cli *cli, size_t index);

/* Whether a reading failed because it takes another program: then the process at work ends at once, and another one begins
 * with this input. Comes back if that is not so. */
void jx_apart_ask(const struct jx_cli *cli, const struct jx_diag *diags, size_t count);

#endif
