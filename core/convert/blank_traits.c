/*
 * The traits of a blank's cells, found by their cell: filling asks for them several times a cell.
 */
#include "core/convert/fill.h"
#include "core/grid/grid.h"

/* Where the search for a cell begins: neighbours begin apart from one another. */
static uint32_t hash_of(uint32_t sheet, uint32_t row, uint32_t column) {
    uint32_t hash = (sheet * 31 + row) * 2654435761u + column * 40503u;
    return hash ^ hash >> 15;
}

/* The slot of a cell's trait, or a free one. */
static uint32_t *slot_of(const struct jx_blank *blank, uint32_t sheet, uint32_t row, uint32_t column) {
    uint32_t at = hash_of(sheet, row, column) & (blank->trait_room - 1);
    for (; blank->trait_table[at] != 0; at = (at + 1) & (blank->trait_room - 1)) {
        const struct jx_trait *trait = &blank->survey.traits[blank->trait_table[at] - 1];
        if (trait->row == row && trait->column == column && trait->sheet == sheet) break;
    }
    return &blank->trait_table[at];
}

/* Of a cell that a merge covers nobody asks. */
static void states_find(struct jx_blank *blank) {
    blank->states = jx_arena_alloc(blank->arena, blank->survey.trait_count + 1);
    for (uint32_t i = 0; i < blank->survey.trait_count; i++) {
        const struct jx_trait *trait = &blank->survey.traits[i];
        const struct jx_cell *cell =
            trait->sheet < blank->book->sheet_count
                ? jx_sheet_at(blank->book->sheets[trait->sheet], trait->row, trait->column)
                : NULL;
        if (!cell || cell->kind == JX_CELL_COVERED) continue;
        blank->states[i] = (unsigned char)jx_slot_place_state(blank->arena, cell->text);
    }
}

void jx_blank_traits(struct jx_blank *blank) {
    uint32_t room = 64;
    while (room / 2 < blank->survey.trait_count) room *= 2;
    blank->trait_table = jx_arena_alloc(blank->arena, room * sizeof *blank->trait_table);
    blank->trait_room = room;
    for (uint32_t i = 0; i < blank->survey.trait_count; i++) {
        const struct jx_trait *trait = &blank->survey.traits[i];
        uint32_t *slot = slot_of(blank, trait->sheet, trait->row, trait->column);
        if (*slot == 0) *slot = i + 1;
    }
    states_find(blank);
}

const struct jx_trait *jx_blank_trait(const struct jx_blank *blank, uint32_t sheet, uint32_t row,
                                      uint32_t column) {
    uint32_t number = *slot_of(blank, sheet, row, column);
    return number == 0 ? NULL : &blank->survey.traits[number - 1];
}
