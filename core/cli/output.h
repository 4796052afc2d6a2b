/*
 * What -o asks for: a folder for all results, one file for each, or one file for all.
 */
#ifndef JX_CLI_OUTPUT_H
#define JX_CLI_OUTPUT_H

#include "core/cli/cli.h"

/* What stands behind the last point of the last part of a path; "" if nothing does. */
const char *jx_ending_of(const char *path);

/* Whether an output is a folder: it is there, or its name ends so. */
bool jx_names_folder(const char *output);

/* What a run reads besides its sources: the blank and the file of --defaults. Answers how many. */
enum { JX_OTHERS_MOST = 2 };
size_t jx_output_others(const struct jx_arguments *arguments, const char *others[JX_OTHERS_MOST]);

/* jx_file_writable for a result: it must be neither a source nor one of the others. */
enum jx_exit jx_output_writable(const struct jx_cli *cli, const struct jx_arguments *arguments,
                                const char *path);

/* Whether several inputs are collected in one output: -o names a file, or standard output. */
bool jx_output_collects(const struct jx_arguments *arguments);

#endif
