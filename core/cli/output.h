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

/* Whether several inputs are collected in one output: -o names a file, or standard output. */
bool jx_output_collects(const struct jx_arguments *arguments);

#endif
