/*
 * The summary workbook of a batch, or of several reports.
 */
#ifndef JX_CLI_SUMMARISE_H
#define JX_CLI_SUMMARISE_H

#include "core/batch/text.h"
#include "core/cli/session.h"

/* Where its rows come from: the object of the report of one file, by its number, in `room`; NULL: there is none. */
struct jx_summary {
    const char *(*line)(void *user, size_t index, struct jx_line *room);
    void *user;
    size_t count;
};

/* Writes it whole or not at all. What goes wrong is said. */
enum jx_exit jx_summarise(struct jx_session *session, const char *path, const struct jx_summary *summary,
                          bool replace);

#endif
