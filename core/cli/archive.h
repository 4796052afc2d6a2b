/*
 * Which files a batch works on, and that nothing it writes falls on one of them.
 */
#ifndef JX_CLI_ARCHIVE_H
#define JX_CLI_ARCHIVE_H

#include "core/batch/list.h"
#include "core/cli/cli.h"

/* What was asked for, and what became of it: the folder for the outputs, which need not be there yet, their ending, and
 * which share of the files is ours. */
struct jx_archive {
    const struct jx_cli *cli;
    const struct jx_arguments *arguments;
    const char *folder, *extension;
    unsigned shard, shards;
};

/* What can be seen to be wrong before any folder is read. */
enum jx_exit jx_archive_check(const struct jx_archive *archive);

/* Finds the files, with the names of their outputs; says what was not entered, and refuses a report or summary that
 * would be one of them, now or in the next run. Nothing is made. */
enum jx_exit jx_archive_find(const struct jx_archive *archive, struct jx_list *list);

#endif
