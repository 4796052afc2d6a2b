/*
 * Books, sheets and cells.
 *
 * A sheet holds rows, a row holds cells up to its last one: what was never written costs nothing. Limits are checked
 * before these functions are called (core/plugin/host.c), for only a reader of files knows them.
 */
#include "core/grid/grid.h"

#include <string.h>

#include "core/base/arena.h"

struct jx_book *jx_book_new(struct jx_arena *arena) {
    struct jx_book *book = jx_arena_alloc(arena, sizeof(*book));

    book->arena = arena;
    return book;
}

struct jx_sheet *jx_book_add(struct jx_book *book, const char *name) {
    struct jx_sheet *sheet = jx_arena_alloc(book->arena, sizeof(*sheet));

    sheet->name = jx_arena_string(book->arena, !name ? "" : name);
    book->sheets = jx_arena_grow(book->arena, book->sheets, book->sheet_count, &book->sheet_capacity,
                                 sizeof(*book->sheets));
    book->sheets[book->sheet_count++] = sheet;
    return sheet;
}

/* Memory of the arena is zeroed: new cells need only be told that they reach over themselves. */
static void jx_row_widen(struct jx_arena *arena, struct jx_row *row, uint32_t column) {
    row->cells = jx_arena_grow32(arena, row->cells, column, &row->capacity, sizeof(*row->cells));
    for (; row->count <= column; row->count++) {
        row->cells[row->count].rows = 1;
        row->cells[row->count].columns = 1;
    }
}

/* Rows of a table are of one width: room for as many cells as the sheet has columns, or the row above has cells, rather than
 * for a power of two. */
static void jx_row_expect(struct jx_arena *arena, const struct jx_sheet *sheet, uint32_t row,
                          uint32_t column) {
    uint32_t width = row > 0 ? sheet->rows[row - 1].count : 0;

    if (sheet->width_count > width) width = sheet->width_count;
    if (width <= column || width > 64) return;
    sheet->rows[row].cells = jx_arena_alloc(arena, width * sizeof(struct jx_cell));
    sheet->rows[row].capacity = width;
}

/* What a list of rows has outgrown stays in the arena. Beyond some thousands the list grows fourfold, so that this is a
 * third of it at most; the room that it has left costs nothing until it is used. */
static void jx_sheet_lengthen(struct jx_arena *arena, struct jx_sheet *sheet, uint32_t row) {
    enum { MANY = 4096, MOST = 1 << 28 };
    uint32_t more = sheet->row_capacity * 4;
    struct jx_row *rows;

    if (row < sheet->row_capacity) return;
    if (sheet->row_capacity < MANY || sheet->row_capacity > MOST || row >= more) {
        sheet->rows = jx_arena_grow32(arena, sheet->rows, row, &sheet->row_capacity, sizeof(*sheet->rows));
        return;
    }
    rows = jx_arena_alloc(arena, more * sizeof(*rows));
    memcpy(rows, sheet->rows, sheet->row_capacity * sizeof(*rows));
    sheet->rows = rows;
    sheet->row_capacity = more;
}

static __attribute__((noinline)) struct jx_cell *
jx_sheet_cell_new(struct jx_arena *arena, struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    if (row >= sheet->row_count) {
        jx_sheet_lengthen(arena, sheet, row);
        sheet->row_count = row + 1;
    }
    if (column >= sheet->rows[row].count) {
        if (!sheet->rows[row].cells) jx_row_expect(arena, sheet, row, column);
        jx_row_widen(arena, &sheet->rows[row], column);
    }
    return &sheet->rows[row].cells[column];
}

struct jx_cell *jx_sheet_cell(struct jx_arena *arena, struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    if (row < sheet->row_count && column < sheet->rows[row].count) return &sheet->rows[row].cells[column];
    return jx_sheet_cell_new(arena, sheet, row, column);
}

const struct jx_cell *jx_sheet_at(const struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    if (row >= sheet->row_count || column >= sheet->rows[row].count) return NULL;
    return &sheet->rows[row].cells[column];
}

/* Whether one of the cells belongs to a merge already. Where the sheet holds none, none does. */
static bool jx_sheet_overlaps(const struct jx_sheet *sheet, const struct jx_merge *merge) {
    uint32_t row, column;

    for (row = 0; row < merge->rows && merge->row + row < sheet->row_count; row++) {
        const struct jx_row *held = &sheet->rows[merge->row + row];

        for (column = 0; column < merge->columns && merge->column + column < held->count; column++) {
            const struct jx_cell *cell = &held->cells[merge->column + column];

            if (cell->kind == JX_CELL_COVERED || cell->rows > 1 || cell->columns > 1) return true;
        }
    }
    return false;
}

static void jx_cell_cover(struct jx_cell *cell, uint32_t up, uint32_t left) {
    cell->kind = JX_CELL_COVERED;
    cell->text = NULL;
    cell->length = 0;
    cell->rows = up;
    cell->columns = left;
}

bool jx_sheet_merge(struct jx_arena *arena, struct jx_sheet *sheet, const struct jx_merge *merge) {
    struct jx_cell *first;
    uint32_t row, column;

    if (merge->rows == 0 || merge->columns == 0 || (merge->rows == 1 && merge->columns == 1)) return true;
    if (merge->rows > UINT32_MAX - merge->row || merge->columns > UINT32_MAX - merge->column) return false;
    if (jx_sheet_overlaps(sheet, merge)) return false;
    for (row = 0; row < merge->rows; row++) {
        /* The last cell first: the row then grows once. */
        jx_sheet_cell(arena, sheet, merge->row + row, merge->column + merge->columns - 1);
        for (column = 0; column < merge->columns; column++)
            if (row > 0 || column > 0)
                jx_cell_cover(&sheet->rows[merge->row + row].cells[merge->column + column], row, column);
    }
    first = jx_sheet_cell(arena, sheet, merge->row, merge->column);
    first->rows = merge->rows;
    first->columns = merge->columns;
    sheet->merges = jx_arena_grow32(arena, sheet->merges, sheet->merge_count, &sheet->merge_capacity,
                                    sizeof(*sheet->merges));
    sheet->merges[sheet->merge_count++] = *merge;
    return true;
}

struct jx_place jx_sheet_place(const struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_sheet_at(sheet, row, column);
    struct jx_place place = {NULL, row + 1, column + 1, 0};

    if (sheet->name && *sheet->name != '\0') place.sheet = sheet->name;
    if (cell) place.line = cell->line;
    return place;
}
