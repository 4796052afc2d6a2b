/*
 * Covers: sheets before the form's with places for some of its facts and nothing else. They are filled as the form is, but no row
 * is put in there, and what nobody knows stays blank without a word: the form itself asks for it, too, or it is the cover's alone.
 */
#include "core/convert/fill.h"

#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/words/feet.h"

/* Has the cover's sheet at hand, and keeps the form's; or the other way round. */
static void swap(struct jx_fill *fill, struct jx_fill_sheet *cover) {
    const struct jx_fill_sheet kept = fill->at;
    fill->at = *cover;
    *cover = kept;
}

/* Whose form it is, or of which project. */
static bool names_somebody(const struct jx_fill *fill) {
    static const enum jx_field fields[] = {JX_FIELD_PROJECT_NAME, JX_FIELD_UNIT_NAME,
                                           JX_FIELD_DEPARTMENT_NAME, JX_FIELD_FILING_UNIT};
    for (size_t i = 0; i < fill->at.slot_count; i++)
        for (size_t n = 0; n < sizeof fields / sizeof *fields; n++)
            if (fill->at.slots[i].field == fields[n]) return true;
    return false;
}

/* 填报说明 in its name or as its title: what it shows behind labels is for people. */
static bool is_instructions(const struct jx_fill *fill, uint32_t index) {
    const struct jx_sheet *sheet = fill->blank->book->sheets[index];
    if (fill->blank->sheets[index].instructs) return true;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            if (cell->kind != JX_CELL_COVERED && cell->text && !jx_text_is_blank(cell->text))
                return jx_key_instructs(jx_text_key(fill->arena, cell->text, cell->length));
        }
    return false;
}

void jx_fill_covers_find(struct jx_fill *fill) {
    const uint32_t form = fill->at.index;
    fill->covers = jx_arena_alloc(fill->arena, (form + 1) * sizeof *fill->covers);
    for (uint32_t i = 0; i < form; i++) {
        const struct jx_slots *map = fill->blank->sheets[i].slots;
        struct jx_fill_sheet *cover = &fill->covers[fill->cover_count];
        if (!map || map->block_count > 0 || is_instructions(fill, i)) continue;
        *cover = (struct jx_fill_sheet){.index = i, .sheet = fill->blank->book->sheets[i], .map = map};
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
