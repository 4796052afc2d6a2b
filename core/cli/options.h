/*
 * The command line: one table of options, from which both the parsing and the help come.
 */
#ifndef JX_CLI_OPTIONS_H
#define JX_CLI_OPTIONS_H

#include "core/cli/cli.h"

/* The language that the command line (--lang) or the environment asks for. Looked at before all else, so that even a
 * wrong command line is answered in it. */
enum jx_language jx_options_language(int argc, char *const argv[]);

/* Reads the options and inputs behind the name of the command. A command line that is wrong is explained on standard
 * error, and answered with JX_EXIT_USAGE. */
enum jx_exit jx_options_parse(const struct jx_cli *cli, const struct jx_command *command, int argc,
                              char *argv[], struct jx_arguments *arguments);

/* The options of a command, for its help. */
void jx_options_help(const struct jx_cli *cli, const struct jx_command *command, FILE *out);

#endif
