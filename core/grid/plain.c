/*
 * Texts of a book as a file of plain text can hold them.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"

static void sheet_plain(struct jx_arena *arena, struct jx_sheet *sheet, size_t *changed,
                        struct jx_place *first) {
    size_t length = strlen(sheet->name);
    sheet->name = jx_text_plain(arena, sheet->name, &length, changed);
    for (uint32_t r = 0; r < sheet->row_count; r++) {
        struct jx_row *row = &sheet->rows[r];
        for (uint32_t c = 0; c < row->count; c++) {
            struct jx_cell *cell = &row->cells[c];
            size_t before = *changed, size = cell->length;
            if (!cell->text) continue;
            cell->text = jx_text_plain(arena, cell->text, &size, changed);
            cell->length = (uint32_t)size;
            if (*changed > before && first->row == 0) *first = jx_sheet_place(sheet, r, c);
        }
    }
}

/* What is hidden is ours, and plain as it is. */
size_t jx_book_plain(struct jx_book *book, struct jx_place *first) {
    size_t changed = 0;
    *first = (struct jx_place){.row = 0};
    for (size_t i = 0; i < book->sheet_count; i++)
        if (!book->sheets[i]->hidden) sheet_plain(book->arena, book->sheets[i], &changed, first);
    return changed;
}

static bool is_plain(struct jx_arena *arena, const struct jx_sheet *sheet) {
    for (uint32_t r = 0; r < sheet->row_count; r++)
        for (uint32_t c = 0; c < sheet->rows[r].count; c++) {
            const struct jx_cell *cell = &sheet->rows[r].cells[c];
            size_t length = cell->length, changed = 0;
            if (cell->text) jx_text_plain(arena, cell->text, &length, &changed);
            if (changed > 0) return false;
        }
    return true;
}

bool jx_book_is_plain(const struct jx_book *book) {
    for (size_t i = 0; i < book->sheet_count; i++)
        if (!book->sheets[i]->hidden && !is_plain(book->arena, book->sheets[i])) return false;
    return true;
}
