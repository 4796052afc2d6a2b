/*
 * Rows of a sheet as cells with text at places of a grid: as they stand, or turned by a quarter.
 */
#ifndef JX_READ_SHAPE_H
#define JX_READ_SHAPE_H

#include "core/read/reading.h"
#include "core/read/terms.h"

/* A cell with text. `row` and `column` are its place in the shape, `rows` and `columns` how far it reaches; the last two are
 * its place in the sheet. */
struct jx_seen {
    struct jx_cell *cell;
    struct jx_term *term;
    uint32_t row, column, rows, columns;
    uint32_t sheet_row, sheet_column;
};

/* Cells by row, then by column. */
/* The year that rows above a row name, of all rows from `from` to `searched`: so far it is known (years.c). */
struct jx_shape_year {
    uint32_t from, searched;
    int year;
};

struct jx_shape {
    struct jx_seen *cells;
    size_t count;
    size_t *starts; /* of each row in `cells`; one more than there are rows */
    uint32_t rows, columns;
    bool turned;
    bool guessed; /* rows were put together by what their cells say */
    int cost;     /* of that */
    struct jx_shape_year *year;
};

/* The rows [first, end) of the sheet; rows keep their numbers. */
struct jx_shape *jx_shape_of_rows(struct jx_reading *reading, struct jx_terms *terms, uint32_t first,
                                  uint32_t end);

/* Where each row begins, and how large the grid is: once its cells are there, in order. */
void jx_shape_index(struct jx_arena *arena, struct jx_shape *shape);

/* The same of cells that stand in no order yet: they are put into it first. */
void jx_shape_sort(struct jx_arena *arena, struct jx_shape *shape);

/* A shape that is made cell by cell, in no order: jx_shape_sort when all are there. */
struct jx_shape_making {
    struct jx_arena *arena;
    struct jx_shape *shape;
    size_t capacity;
};

/* A copy of a cell at another place; the copy, until the next one is made. */
struct jx_seen *jx_shape_put(struct jx_shape_making *making, const struct jx_seen *seen, uint32_t row,
                             uint32_t column);

/* A heading that the form does not print, beside one that it does. */
void jx_shape_put_heading(struct jx_shape_making *making, struct jx_terms *terms,
                          const struct jx_seen *beside, const char *words, uint32_t row, uint32_t column);

/* The same cells with rows for columns. */
struct jx_shape *jx_shape_turn(struct jx_arena *arena, const struct jx_shape *shape);

/* The cells that begin in a row. */
static inline struct jx_seen *jx_shape_row(const struct jx_shape *shape, uint32_t row, size_t *count) {
    if (row >= shape->rows) {
        *count = 0;
        return NULL;
    }
    *count = shape->starts[row + 1] - shape->starts[row];
    return shape->cells + shape->starts[row];
}

/* The cell that begins at a place, or NULL. */
struct jx_seen *jx_shape_at(const struct jx_shape *shape, uint32_t row, uint32_t column);

/* The cell as the steps of reading know it. */
struct jx_spot jx_seen_spot(const struct jx_seen *seen);

/* 校长签字： waits for a value of its own. */
bool jx_seen_ends_in_colon(const struct jx_seen *seen);

/* 单位：万元 is nobody's value, and no indicator. */
bool jx_seen_says_unit(const struct jx_seen *seen);

#endif
