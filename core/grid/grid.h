/*
 * Building and asking books of grids.
 */
#ifndef JX_GRID_GRID_H
#define JX_GRID_GRID_H

#include <jixiao/diag.h>
#include <jixiao/grid.h>

struct jx_arena;

struct jx_book *jx_book_new(struct jx_arena *arena);
struct jx_sheet *jx_book_add(struct jx_book *book, const char *name);

/* The cell there, made blank if need be. Never NULL; limits are the caller's business. */
struct jx_cell *jx_sheet_cell(struct jx_arena *arena, struct jx_sheet *sheet, uint32_t row, uint32_t column);

/* The cell there, or NULL where the sheet holds none. */
const struct jx_cell *jx_sheet_at(const struct jx_sheet *sheet, uint32_t row, uint32_t column);

/* Marks the cells of a merge: its first one gets the spans, the others become COVERED. false: it overlaps another. A
 * covered cell that had text of its own keeps nothing: spreadsheet programs do not show it either. */
bool jx_sheet_merge(struct jx_arena *arena, struct jx_sheet *sheet, const struct jx_merge *merge);

/* The place of a cell, for messages. */
struct jx_place jx_sheet_place(const struct jx_sheet *sheet, uint32_t row, uint32_t column);

/* "A", "Z", "AA" … for column 0, 25, 26 …; room for 8 is enough. */
const char *jx_column_name(uint32_t column, char buffer[8]);

/* The other way: "B" or "B:F" as first and last column, from zero; false: no such thing. */
bool jx_columns_parse(const char *text, uint32_t *first, uint32_t *last);

/* Whether a text can only be the name of a sheet, being no address; then it is written without the closing "!". */
bool jx_place_is_name(const char *text);

/* Reads what jx_place_format wrote. What is written as no place is taken for the name of a sheet. */
struct jx_place jx_place_parse(struct jx_arena *arena, const char *text);

#endif
