/*
 * Columns with headings above the indicators of a form that no layout claims: amounts planned and spent, a list of tasks.
 */
#ifndef JX_READ_MATRIX_H
#define JX_READ_MATRIX_H

#include "core/read/align.h"
#include "core/read/reading.h"

/* A heading, and the columns of the sheet it covers. `plan` is one under which a label's own amount may stand. */
struct jx_matrix_column {
    uint32_t first, last;
    const char *heading;
    bool plan;
};

/* The headings in force; none, if `count` is 0. `tasks`: its rows are named by what is done, not by the form. */
struct jx_matrix {
    struct jx_matrix_column columns[JX_ALIGN_MOST];
    size_t count;
    uint32_t last_row; /* of the headings */
    bool tasks;
};

/* Reads a row that is the headings of such columns, or a row below them: the first amount planned is the label's own,
 * and all else an extra that is called by its row's label and its column's heading. false: it is neither, and then no
 * headings are in force any more. */
bool jx_matrix_row(struct jx_reading *reading, struct jx_draft *draft, struct jx_matrix *matrix, uint32_t row,
                   struct jx_spot *spots, size_t count);

/* Whether a row is nothing but labels that have something else below them. */
bool jx_row_is_labels(struct jx_reading *reading, uint32_t row, struct jx_spot *spots, size_t count);

/* An amount or a percentage. */
bool jx_matrix_is_number(const struct jx_reading *reading, struct jx_spot *spot);

#endif
