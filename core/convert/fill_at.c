/*
 * The cells of a blank as they are, and slots and gaps in them.
 */
#include "core/convert/fill.h"

#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"

const struct jx_cell *jx_fill_cell(const struct jx_fill *fill, uint32_t *row, uint32_t *column) {
    const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, *row, *column);
    if (!cell || cell->kind != JX_CELL_COVERED) return cell;
    *row -= cell->rows;
    *column -= cell->columns;
    return jx_sheet_at(fill->at.sheet, *row, *column);
}

const char *jx_fill_text_at(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_fill_cell(fill, &row, &column);
    return !cell || !cell->text ? "" : cell->text;
}

const struct jx_trait *jx_fill_trait(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    return jx_blank_trait(fill->blank, fill->at.index, row, column);
}

enum jx_slot_state jx_fill_state(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_fill_cell(fill, &row, &column);
    const struct jx_trait *trait = cell ? jx_fill_trait(fill, row, column) : NULL;
    if (!cell) return JX_SLOT_EMPTY;
    if (!trait) return jx_slot_place_state(fill->arena, cell->text);
    return (enum jx_slot_state)fill->blank->states[trait - fill->blank->survey.traits];
}

/* Said with the blank's own name: the messages of a conversion are about its source. */
struct jx_place jx_fill_place_in(const struct jx_fill *fill, uint32_t sheet, uint32_t row, uint32_t column) {
    struct jx_place place = jx_sheet_place(fill->blank->book->sheets[sheet], row, column);
    bool named = place.sheet && *place.sheet != '\0';
    place.sheet =
        named ? jx_arena_join(fill->arena, jx_fill_name(fill), "!", place.sheet) : jx_fill_name(fill);
    return place;
}

struct jx_place jx_fill_place(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    return jx_fill_place_in(fill, fill->at.index, row, column);
}

const char *jx_blank_name(const struct jx_blank *blank) {
    const char *slash = strrchr(blank->name, '/');
    return slash ? slash + 1 : blank->name;
}

const char *jx_fill_name(const struct jx_fill *fill) {
    return jx_blank_name(fill->blank);
}

/* --- slots and gaps ----------------------------------------------------------------------------------------------- */

struct jx_fill_slot *jx_fill_slot_add(struct jx_fill *fill, const struct jx_sense *sense, uint32_t row,
                                      uint32_t column) {
    fill->at.slots = jx_arena_grow(fill->arena, fill->at.slots, fill->at.slot_count, &fill->at.slot_capacity,
                                   sizeof *fill->at.slots);
    struct jx_fill_slot *slot = &fill->at.slots[fill->at.slot_count++];
    *slot = (struct jx_fill_slot){.field = sense->field,
                                  .second = sense->second,
                                  .whose = JX_FIELD_COUNT,
                                  .row = row,
                                  .column = column};
    return slot;
}

const struct jx_gap *jx_fill_gap_in(const struct jx_fill *fill, uint32_t row, uint32_t column, uint32_t first,
                                    uint32_t last) {
    const struct jx_survey *survey = &fill->blank->survey;
    for (uint32_t i = 0; i < survey->gap_count; i++) {
        const struct jx_gap *gap = &survey->gaps[i];
        if (gap->sheet == fill->at.index && gap->row == row && gap->column == column && gap->first >= first &&
            gap->last <= last)
            return gap;
    }
    return NULL;
}

bool jx_fill_is_underlined(const struct jx_fill *fill, const struct jx_fill_slot *slot) {
    return jx_fill_gap_in(fill, slot->row, slot->column, slot->first, slot->last) ? true : false;
}
