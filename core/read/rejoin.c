#include "core/read/rejoin.h"

#include "core/base/text.h"
#include "core/read/block.h"
#include "core/read/joined.h"

/* The rows that are put together by what the cells say, or those that the text tells: what explains more. */
static const struct jx_shape *better_shape(struct jx_reading *reading, struct jx_terms *terms) {
    size_t count, joined_count;
    uint32_t end = reading->sheet->row_count;
    struct jx_shape *plain = jx_shape_of_rows(reading, terms, 0, end);
    jx_shape_straighten(terms, plain);
    const struct jx_block *blocks = jx_shape_blocks(terms, plain, &count);
    const struct jx_shape *joined = jx_shape_joined(reading, terms, 0, end);
    const struct jx_block *joined_blocks = jx_shape_blocks(terms, joined, &joined_count);
    bool better = joined_count > 0 &&
                  jx_shape_cost(joined, joined_blocks, joined_count) < jx_shape_cost(plain, blocks, count);
    return better ? joined : plain;
}

/* Where a cell of the sheet at hand stands in its file. */
static struct jx_pasted_cell place_of(const struct jx_reading *reading, const struct jx_seen *seen) {
    if (!reading->pasted) return (struct jx_pasted_cell){seen->sheet_row, seen->sheet_column};
    return reading->pasted->rows[seen->sheet_row].cells[seen->sheet_column];
}

static void make_row(struct jx_reading *reading, struct jx_seen *cells, size_t count, struct jx_row *row,
                     struct jx_pasted_row *places) {
    uint32_t width = count == 0 ? 0 : cells[count - 1].column + 1;
    row->cells = jx_arena_alloc(reading->arena, (width + 1) * sizeof *row->cells);
    row->count = row->capacity = width;
    places->cells = jx_arena_alloc(reading->arena, (width + 1) * sizeof *places->cells);
    for (size_t i = 0; i < count; i++) {
        row->cells[cells[i].column] = *cells[i].cell;
        places->cells[cells[i].column] = place_of(reading, &cells[i]);
    }
}

void jx_rejoin_open(struct jx_reading *reading) {
    if (!reading->sheet->soft_rows) return;
    struct jx_terms terms = {.arena = jx_arena_scratch(reading->arena), .lexicon = reading->lexicon};
    const struct jx_shape *shape = better_shape(reading, &terms);
    struct jx_pasted *made = jx_arena_alloc(reading->arena, sizeof *made);
    struct jx_sheet *sheet = &made->made;
    made->joined = true;
    made->guessed = shape->guessed;
    sheet->name = reading->sheet->name;
    sheet->row_count = sheet->row_capacity = shape->rows;
    sheet->rows = jx_arena_alloc(reading->arena, (shape->rows + 1) * sizeof *sheet->rows);
    made->rows = jx_arena_alloc(reading->arena, (shape->rows + 1) * sizeof *made->rows);
    for (uint32_t row = 0; row < shape->rows; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(shape, row, &count);
        make_row(reading, cells, count, &sheet->rows[row], &made->rows[row]);
    }
    reading->sheet = sheet;
    reading->pasted = made;
    jx_arena_reset(terms.arena);
}

void jx_rejoin_tell(struct jx_reading *reading, const struct jx_spot *at, bool badly) {
    if (!reading->pasted || !reading->pasted->joined || !(reading->pasted->guessed || badly)) return;
    struct jx_place place = jx_spot_place(reading, at);
    JX_DIAG(reading->diags, JX_MSG_ROWS_JOINED, &place,
            jx_text_phrase(reading->arena, at->cell->text, at->cell->length));
}
