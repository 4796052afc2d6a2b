/*
 * Rows of texts on their way into a workbook: what `jixiao table` writes. The workbook's writer is in the module of the
 * summary, so that only who asks for a workbook loads the library that makes it.
 */
#ifndef JX_BATCH_ROWS_H
#define JX_BATCH_ROWS_H

#include <jixiao/jixiao.h>

/* A column: what programs and people call it; `number`: its texts are exact decimals. */
struct jx_row_column {
    const char *key, *english, *chinese;
    bool number;
};

/* Where the rows come from: `next` fills `cells` (NULL: blank), which stay until it is called again; false: there are no
 * more. */
struct jx_rows {
    const struct jx_row_column *columns;
    size_t column_count;
    bool (*next)(void *user, const char **cells);
    void *user;
};

/* Writes a workbook to `path`, which is truncated, row by row. NULL, or what went wrong, in English. */
typedef const char *jx_rows_writer(const char *path, enum jx_language language, const struct jx_rows *rows);
#define JX_ROWS_ENTRY "jx_rows_write"

#endif
