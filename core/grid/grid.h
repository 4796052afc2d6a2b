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

/* Makes the texts of all sheets that are not hidden plain (jx_text_plain). How many characters that changed, and where the
 * first one was; the other asks whether there are any. */
size_t jx_book_plain(struct jx_book *book, struct jx_place *first);
bool jx_book_is_plain(const struct jx_book *book);

/* The place of a cell, for messages. */
struct jx_place jx_sheet_place(const struct jx_sheet *sheet, uint32_t row, uint32_t column);

#endif
