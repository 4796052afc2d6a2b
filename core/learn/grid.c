#include <string.h>

#include "core/grid/grid.h"
#include "core/learn/learn.h"

struct jx_spread jx_lesson_at(const struct jx_lesson *lesson, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_sheet_at(lesson->sheet, row, column);
    struct jx_spread spread = {NULL, row, column, 1, 1};
    if (!cell) return spread;
    if (cell->kind == JX_CELL_COVERED) {
        spread.row -= cell->rows;
        spread.column -= cell->columns;
    }
    spread.cell = jx_sheet_cell(lesson->book->arena, lesson->sheet, spread.row, spread.column);
    if (spread.cell->kind == JX_CELL_COVERED) return spread;
    if (spread.cell->rows > 1) spread.rows = spread.cell->rows;
    if (spread.cell->columns > 1) spread.columns = spread.cell->columns;
    return spread;
}

const char *jx_spread_text(const struct jx_spread *spread) {
    const struct jx_cell *cell = spread->cell;
    bool text = cell && (cell->kind == JX_CELL_TEXT || cell->kind == JX_CELL_NUMBER);
    return text && cell->text ? cell->text : "";
}

struct jx_term *jx_spread_term(struct jx_lesson *lesson, const struct jx_spread *spread) {
    const char *text = jx_spread_text(spread);
    return jx_term_of(&lesson->terms, text, strlen(text));
}
