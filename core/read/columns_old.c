#include "core/read/columns_old.h"

#include "core/read/fit.h"

enum { ROWS_LOOKED_AT = 60, LONGEST_WORD = 96 };

/* How many cells there are, and of which kinds. */
struct tally {
    size_t cells, operators, polarities, levels;
};

static void count_cell(struct jx_reading *reading, uint32_t row, uint32_t column, struct tally *tally) {
    struct jx_spot spot = {.cell = jx_reading_cell(reading, row, column), .row = row, .column = column};
    if (spot.cell == NULL) return;
    tally->cells++;
    if (spot.cell->length > LONGEST_WORD) return;
    struct jx_cell_kind_set kinds = jx_cell_kinds(reading, &spot);
    tally->operators += kinds.operator_word;
    tally->polarities += kinds.polarity && !kinds.qualitative;
    tally->levels += kinds.level1 != NULL;
}

enum jx_part jx_column_by_values(struct jx_reading *reading, uint32_t first, uint32_t column,
                                 uint32_t width) {
    struct jx_arena *kept = reading->scratch;
    const struct jx_sheet *sheet = reading->sheet;
    struct tally tally = {0, 0, 0, 0};
    size_t passed = 0;
    reading->scratch = reading->passing;
    for (uint32_t row = first; row < sheet->row_count && row - first < ROWS_LOOKED_AT; row++) {
        if (!sheet->soft_rows) count_cell(reading, row, column, &tally);
        for (uint32_t i = 0; sheet->soft_rows && i < sheet->rows[row].count; i++, passed++)
            if (passed % width == column) count_cell(reading, row, i, &tally);
    }
    reading->scratch = kept;
    jx_arena_reset(reading->passing);
    if (2 * tally.operators > tally.cells) return JX_PART_OPERATOR;
    if (2 * tally.polarities > tally.cells) return JX_PART_POLARITY;
    return 2 * tally.levels > tally.cells ? JX_PART_LEVEL1 : JX_PART_NONE;
}
