#include "core/read/repeated.h"

#include <string.h>

#include "core/base/arena.h"

/* So many columns a title is repeated over at the least, and in one of so many rows at the top. */
enum { COLUMNS_LEAST = 3, TOP_ROWS = 4 };

static const char *text_at(const struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_sheet_at(sheet, row, column);
    return !cell || !cell->text || *cell->text == '\0' ? NULL : cell->text;
}

static bool same(const struct jx_sheet *sheet, uint32_t row, uint32_t a, uint32_t b) {
    const char *one = text_at(sheet, row, a), *other = text_at(sheet, row, b);
    return one && other && strcmp(one, other) == 0;
}

/* The last column that says the same as `column` and all between. */
static uint32_t run_end(const struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    uint32_t end = column;
    while (end + 1 < sheet->rows[row].count && same(sheet, row, column, end + 1)) end++;
    return end;
}

static uint32_t width_of(const struct jx_sheet *sheet) {
    uint32_t width = 0;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        if (sheet->rows[row].count > width) width = sheet->rows[row].count;
    return width;
}

/* Whether one text fills the row. */
static bool is_whole(const struct jx_sheet *sheet, uint32_t row, uint32_t width) {
    return width >= COLUMNS_LEAST && sheet->rows[row].count == width && text_at(sheet, row, 0) &&
           run_end(sheet, row, 0) == width - 1;
}

static bool has_title(const struct jx_sheet *sheet, uint32_t width) {
    for (uint32_t row = 0; row < sheet->row_count && row < TOP_ROWS; row++)
        if (is_whole(sheet, row, width)) return true;
    return false;
}

/* The row of the headings of the indicators; row_count: there is none. */
static uint32_t heading_row(const struct jx_sheet *sheet) {
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const char *text = text_at(sheet, row, column);
            if (text && strcmp(text, "三级指标") == 0) return row;
        }
    return sheet->row_count;
}

/* How far the cell reaches. Beside one another two columns of indicators may well say the same, so that below their headings
 * only those are one that have one heading, or a text that fills the row. */
static uint32_t reach(const struct jx_sheet *sheet, uint32_t row, uint32_t column, uint32_t headings,
                      uint32_t width) {
    uint32_t end = run_end(sheet, row, column);
    if (row <= headings || is_whole(sheet, row, width)) return end;
    uint32_t last = column;
    while (last < end && same(sheet, headings, column, last + 1)) last++;
    return last;
}

void jx_repeated_join(struct jx_arena *arena, struct jx_diags *diags, struct jx_sheet *sheet) {
    uint32_t width = width_of(sheet), headings = heading_row(sheet);
    size_t joined = 0;
    if (sheet->merge_count > 0 || sheet->soft_rows || !has_title(sheet, width)) return;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t column = 0, next; column < sheet->rows[row].count; column = next) {
            uint32_t end = !text_at(sheet, row, column) ? column : reach(sheet, row, column, headings, width);
            next = end + 1;
            if (end == column) continue;
            struct jx_merge merge = {.row = row, .column = column, .rows = 1, .columns = next - column};
            if (jx_sheet_merge(arena, sheet, &merge)) joined += end - column;
        }
    if (joined == 0) return;
    struct jx_place at = jx_sheet_place(sheet, 0, 0);
    JX_DIAG(diags, JX_MSG_TEXT_REPEATED, &at, jx_arena_format(arena, "%zu", joined));
}
