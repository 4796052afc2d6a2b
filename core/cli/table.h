/*
 * jixiao table: one row for each indicator of many files.
 */
#ifndef JX_CLI_TABLE_H
#define JX_CLI_TABLE_H

#include "core/cli/cli.h"

/* The parent's part: finds the inputs, has a process read them (jx_command_table), and writes what that has noted. */
enum jx_exit jx_table_run(struct jx_cli *cli, const struct jx_command *command,
                          const struct jx_arguments *arguments);

#endif
