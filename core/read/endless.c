#include "core/read/endless.h"

#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "core/read/align.h"

/* In bytes; and how many headings make a row of them. */
enum { LONGEST_LABEL = 150, FEWEST_HEADINGS = 3 };

static bool is_endless(struct jx_reading *reading, const struct jx_row *row) {
    size_t headings = 0, levels = 0;
    if (row->count > JX_ALIGN_MOST) return true;
    for (uint32_t i = 0; i < row->count; i++) {
        const struct jx_cell *cell = &row->cells[i];
        if (!cell->text || cell->length > LONGEST_LABEL) continue;
        const char *key = jx_text_key(reading->passing, cell->text, cell->length);
        bool heading = jx_lexicon_heading(reading->lexicon, key) != JX_PART_NONE;
        headings += heading;
        levels += !heading && jx_level1_canonical(reading->passing, key);
    }
    jx_arena_reset(reading->passing);
    return headings >= FEWEST_HEADINGS && levels > 0;
}

void jx_endless_cut(struct jx_reading *reading, struct jx_arena *arena, struct jx_sheet *sheet) {
    if (!sheet->soft_rows || sheet->row_count == 0) return;
    bool *endless = jx_arena_alloc(reading->scratch, sheet->row_count * sizeof *endless);
    size_t rows = 0;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        endless[row] = is_endless(reading, &sheet->rows[row]);
        rows += endless[row] ? sheet->rows[row].count : 1;
    }
    if (rows == sheet->row_count || rows > UINT32_MAX) return;
    struct jx_row *cut = jx_arena_alloc(arena, rows * sizeof *cut), *next = cut;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        struct jx_row *whole = &sheet->rows[row];
        if (!endless[row]) *next++ = *whole;
        for (uint32_t i = 0; endless[row] && i < whole->count; i++)
            *next++ = (struct jx_row){.cells = &whole->cells[i], .count = 1, .capacity = 1};
    }
    sheet->rows = cut;
    sheet->row_count = sheet->row_capacity = (uint32_t)rows;
}
