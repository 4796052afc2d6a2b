/*
 * The summary workbook of a batch, or of several reports.
 */
#ifndef JX_CLI_SUMMARISE_H
#define JX_CLI_SUMMARISE_H

#include "core/batch/rows.h"
#include "core/batch/summary.h"
#include "core/cli/session.h"

/* Whether the name is one for a workbook; says so if not, and answers JX_EXIT_USAGE. */
enum jx_exit jx_summary_named(const struct jx_cli *cli, const char *path);

/* Writes it whole or not at all. What goes wrong is said. */
enum jx_exit jx_summarise(struct jx_session *session, const char *path, const struct jx_summary *summary,
                          bool replace);

/* The folder of the results as it is seen from where the summary will lie, for links: `out`, `../out`. To be freed; NULL: it
 * cannot be told. */
char *jx_summary_outputs(const char *path, const char *folder);

/* Rows as a workbook, into an open file; what goes wrong is said of `path`. */
enum jx_exit jx_summary_rows(struct jx_session *session, const char *path, const struct jx_rows *rows,
                             int fd);

/* What an open file holds, under its name. */
enum jx_exit jx_summary_put(const struct jx_cli *cli, const char *path, int fd, bool replace);

#endif
