#include "core/layout/columns.h"

#include "core/layout/fit.h"

enum { ROWS_LOOKED_AT = 60, LONGEST_WORD = 96 };

enum jx_part jx_column_by_values(struct jx_reading *reading, uint32_t first, uint32_t column) {
    struct jx_arena *kept = reading->scratch;
    size_t cells = 0, operators = 0, polarities = 0, levels = 0;
    reading->scratch = reading->passing;
    for (uint32_t row = first; row < first + ROWS_LOOKED_AT && row < reading->sheet->row_count; row++) {
        struct jx_spot spot = {.cell = jx_reading_cell(reading, row, column), .row = row, .column = column};
        if (spot.cell == NULL) continue;
        cells++;
        if (spot.cell->length > LONGEST_WORD) continue;
        struct jx_cell_kind_set kinds = jx_cell_kinds(reading, &spot);
        operators += kinds.operator_word;
        polarities += kinds.polarity && !kinds.qualitative;
        levels += kinds.level1 != NULL;
    }
    reading->scratch = kept;
    jx_arena_reset(reading->passing);
    if (2 * operators > cells) return JX_PART_OPERATOR;
    if (2 * polarities > cells) return JX_PART_POLARITY;
    return 2 * levels > cells ? JX_PART_LEVEL1 : JX_PART_NONE;
}
