/*
 * A table as cells, to be changed a little: taken out of a text or a workbook, and read again.
 */
#ifndef JX_TESTS_GRIDS_H
#define JX_TESTS_GRIDS_H

#include "core/base/arena.h"
#include "core/grid/grid.h"
#include "tests/laws/laws.h"

enum { MOST_ROWS = 400, MOST_CELLS = 40, MOST_MERGES = 400 };

/* Texts live in an arena. A workbook's table has merges and no separator; a covered cell's text is "". */
struct grid {
    const char *cells[MOST_ROWS][MOST_CELLS];
    size_t widths[MOST_ROWS];
    size_t rows;
    char separator;
    struct jx_merge merges[MOST_MERGES];
    size_t merge_count;
    const char *sheet;
};

/* false: the source is no such table, or too large. Of workbooks only those of one sheet are taken. */
bool grid_of_text(struct grid *grid, struct jx_arena *arena, const struct jx_source *source);
bool grid_of_book(struct grid *grid, struct jx_arena *arena, struct jx_library *library,
                  const struct jx_source *source);

/* What comes of reading the table; to be freed. `*bytes`, to be freed, is the table as a text. */
enum jx_status grid_read(struct grid *grid, struct jx_arena *arena, struct jx_library *library,
                         const char *name, struct jx_document **document, char **bytes);

/* A new blank row before `row`: merges that go on over it grow. false: there is no room. */
bool grid_open_row(struct grid *grid, size_t row);

/* A new blank column before `column`, in the same way. The caller sees to it that there is room. */
void grid_open_column(struct grid *grid, size_t column);

/* Merges within the row come again in the next one; what is covered there says nothing. */
void grid_copy_row_merges(struct grid *grid, size_t row);

/* Whether a merge goes on from the row before into this one. */
bool grid_row_is_crossed(const struct grid *grid, size_t row);

/* Moves the merges of rows [first, end) with their columns, of which the one at `from` goes to `to`; false, and nothing is
 * moved, if a merge is wider than a column or goes beyond the rows. */
bool grid_move_column_merges(struct grid *grid, size_t first, size_t end, size_t from, size_t to);

#endif
