/*
 * What a batch would lose, for `batch --dry-run`: the losses of all files, summed up by what is lost.
 */
#ifndef JX_CLI_LOSSES_H
#define JX_CLI_LOSSES_H

#include "core/batch/batch.h"
#include "core/cli/cli.h"

/* A line on standard output for each kind of fact: its name, in how many files and how often. false: no memory. */
bool jx_losses_print(const struct jx_cli *cli, const struct jx_list *list, struct jx_journal *journal);

/* `3 files: 2 can be converted, 0 in part, 1 cannot` on standard error. */
void jx_losses_count(const struct jx_cli *cli, const struct jx_totals *totals);

#endif
