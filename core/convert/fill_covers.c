/*
 * Covers: sheets before the form's with places for some of its facts and nothing else. They are filled as the form is, but no row
 * is put in there, and what nobody knows stays blank without a word: the form itself asks for it, too, or it is the cover's alone.
 */
#include "core/convert/fill.h"

#include "core/grid/grid.h"

/* What belongs to the sheet at hand. */
struct jx_fill_cover {
    uint32_t sheet_index;
    const struct jx_sheet *sheet;
    const struct jx_slots *map;
    struct jx_fill_slot *slots;
    size_t slot_count, slot_capacity;
};

/* Has the cover's sheet at hand, and keeps the form's; or the other way round. */
static void swap(struct jx_fill *fill, struct jx_fill_cover *cover) {
    const struct jx_fill_cover kept = {fill->sheet_index, fill->sheet,      fill->map,
                                       fill->slots,       fill->slot_count, fill->slot_capacity};
    fill->sheet_index = cover->sheet_index;
    fill->sheet = cover->sheet;
    fill->map = cover->map;
    fill->slots = cover->slots;
    fill->slot_count = cover->slot_count;
    fill->slot_capacity = cover->slot_capacity;
    *cover = kept;
}

/* Whose form it is, or of which project. */
static bool names_somebody(const struct jx_fill *fill) {
    static const enum jx_field fields[] = {JX_FIELD_PROJECT_NAME, JX_FIELD_UNIT_NAME,
                                           JX_FIELD_DEPARTMENT_NAME, JX_FIELD_FILING_UNIT};
    for (size_t i = 0; i < fill->slot_count; i++)
        for (size_t n = 0; n < sizeof fields / sizeof *fields; n++)
            if (fill->slots[i].field == fields[n]) return true;
    return false;
}

void jx_fill_covers_find(struct jx_fill *fill) {
    const uint32_t form = fill->sheet_index;
    fill->covers = jx_arena_alloc(fill->arena, (form + 1) * sizeof *fill->covers);
    for (uint32_t i = 0; i < form; i++) {
        const struct jx_slots *map = fill->blank->sheets[i].slots;
        struct jx_fill_cover *cover = &fill->covers[fill->cover_count];
        if (!map || map->block_count > 0) continue;
        *cover = (struct jx_fill_cover){.sheet_index = i, .sheet = fill->blank->book->sheets[i], .map = map};
        swap(fill, cover);
        jx_fill_places(fill);
        bool wanted = names_somebody(fill);
        if (wanted) jx_fill_slots_count(fill, NULL);
        swap(fill, cover);
        fill->cover_count += wanted;
    }
}

void jx_fill_covers(struct jx_fill *fill) {
    for (size_t i = 0; i < fill->cover_count; i++) {
        swap(fill, &fill->covers[i]);
        fill->covering = true;
        jx_fill_slots(fill);
        fill->covering = false;
        swap(fill, &fill->covers[i]);
    }
}
