/*
 * What was read of many files as one table: a row for each indicator. The process at work writes each row as a line of JSON,
 * and its parent, which no file has touched, makes the output of the lines.
 */
#ifndef JX_CLI_ROWS_H
#define JX_CLI_ROWS_H

#include <stdio.h>

#include "core/batch/rows.h"
#include "core/cli/cli.h"

/* The columns, in their order. */
const struct jx_row_column *jx_rows_columns(size_t *count);

/* Writes the rows of all forms of a document. A form without indicators has one, so that none is missing. false: no memory. */
bool jx_rows_put(FILE *out, const char *file, const struct jx_document *document);

/* Reads such lines back, one after the other. */
struct jx_rows_reader {
    FILE *in;
    char *line;
    size_t room;
    void *object;       /* of the last line */
    size_t rows, files; /* how many there were so far */
    char *file;         /* that of the last row */
};
bool jx_rows_next(void *reader, const char **cells);
void jx_rows_end(struct jx_rows_reader *reader);

#endif
