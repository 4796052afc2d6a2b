/*
 * Numbers that a form prints in front of its indicators, 1, 2, 3 …: they go on over the rows that are put in.
 */
#include "core/convert/fill_rows.h"

#include <string.h>

#include "core/grid/grid.h"

/* Whether a column numbers all rows of a band from one. */
static bool is_numbered(const struct jx_fill *fill, const struct jx_fill_band *band, uint32_t column) {
    for (size_t i = 0; i < band->row_count; i++) {
        const char *text = jx_fill_text_at(fill, band->rows[i], column);
        if (strcmp(text, jx_arena_format(fill->arena, "%zu", i + 1)) != 0) return false;
    }
    return band->row_count > 1;
}

uint32_t jx_numbers_column(const struct jx_fill *fill, const struct jx_fill_band *band) {
    int name = jx_fill_column(band, JX_PART_NAME);
    if (name < 0 || band->turned) return UINT32_MAX;
    for (uint32_t column = 0; column < band->columns[name].column; column++)
        if (is_numbered(fill, band, column)) return column;
    return UINT32_MAX;
}

static void number_put(struct jx_fill *fill, const struct jx_fill_band *band, uint32_t column,
                       const struct jx_target_row *at, size_t number) {
    const struct jx_cell *first = jx_sheet_at(fill->at.sheet, band->rows[0], column);
    const char *text = jx_arena_format(fill->arena, "%zu", number);
    if (at->insertion == 0 && strcmp(jx_fill_text_at(fill, at->row, column), text) == 0) return;
    struct jx_fill_edit *edit = jx_fill_put(fill, at->row, column, text);
    edit->insertion = at->insertion;
    edit->nth = at->nth;
    edit->cell.number = first && first->kind == JX_CELL_NUMBER;
}

void jx_numbers_go_on(struct jx_fill *fill, const struct jx_fill_band *band) {
    uint32_t column = fill->row_count == 0 || band->panel > 0 ? UINT32_MAX : jx_numbers_column(fill, band);
    size_t number = 0;
    for (size_t i = 0; i < band->row_count && column != UINT32_MAX; i++) {
        struct jx_target_row at = {.row = band->rows[i]};
        number_put(fill, band, column, &at, ++number);
        for (uint32_t n = 0; n < fill->row_count; n++)
            for (at.nth = 0, at.insertion = n + 1;
                 fill->rows[n].pattern == at.row && at.nth < fill->rows[n].count; at.nth++)
                number_put(fill, band, column, &at, ++number);
    }
}
