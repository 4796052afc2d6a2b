/*
 * The inputs of a run that puts all of them together: a file that is given twice must not count twice.
 */
#ifndef JX_CLI_INPUTS_H
#define JX_CLI_INPUTS_H

#include "core/cli/cli.h"

/* Puts each file once to the front, in the order in which they came, says of each other one that it is passed over, and answers
 * how many are left; the others stand behind them. A file is the same by whatever path or link it is given. */
size_t jx_inputs_once(const struct jx_cli *cli, char **paths, size_t count);

/* The same for the inputs of a command. false, told: no memory. */
bool jx_inputs_single(const struct jx_cli *cli, struct jx_arguments *arguments);

#endif
