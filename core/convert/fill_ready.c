/*
 * What of a filling is the blank's alone: the sheet of its form, the columns and rows of its indicators, its places, its covers. It
 * is found once, when the blank is opened; each filling begins as a copy of it.
 */
#include "core/convert/fill.h"

/* The first visible sheet with indicators that is no example, else an example, else the first one with places. `without`: a kind of forms
 * that is none of those asked for; -1: any will do. */
static bool sheet_choose(struct jx_fill *fill, int without) {
    const struct jx_book *book = fill->blank->book;
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < book->sheet_count; i++) {
            const struct jx_blank_sheet *sheet = &fill->blank->sheets[i];
            const struct jx_slots *map = sheet->slots;
            if (!map || (pass < 2 && sheet->instructs) || (pass == 0 && sheet->example)) continue;
            if (without >= 0 && ((int)sheet->kind == without || map->block_count == 0)) continue;
            fill->at = (struct jx_fill_sheet){.index = (uint32_t)i, .sheet = book->sheets[i], .map = map};
            fill->kind = sheet->kind;
            if (map->block_count > 0 || (pass == 2 && map->cell_count > 2)) return true;
        }
    return false;
}

static const struct jx_fill *make_ready(struct jx_blank *blank, int without) {
    struct jx_fill *fill = jx_arena_alloc(blank->arena, sizeof *fill);
    *fill = (struct jx_fill){.arena = blank->arena, .library = blank->library, .blank = blank};
    if (!sheet_choose(fill, without)) return NULL;
    fill->bands = jx_fill_bands(fill, &fill->band_count);
    jx_fill_places(fill);
    jx_fill_others_find(fill);
    jx_fill_covers_find(fill);
    const struct jx_fill_band *band = fill->band_count > 0 ? &fill->bands[0] : NULL;
    jx_fill_slots_count(fill, band && band->list ? band : NULL);
    return fill;
}

void jx_fill_ready(struct jx_blank *blank) {
    blank->ready = make_ready(blank, -1);
    if (blank->ready) blank->other = make_ready(blank, (int)blank->ready->kind);
}

/* Full as it is: what a filling adds to its places goes into a copy of its own. */
static void close(struct jx_fill_sheet *sheet) {
    sheet->slot_capacity = sheet->slot_count;
}

bool jx_fill_begin(struct jx_fill *fill, const struct jx_blank *blank, enum jx_kind kind,
                   struct jx_arena *arena) {
    const struct jx_fill *ready = blank->ready;
    if (!ready) return false;
    if (ready->kind != kind && blank->other) ready = blank->other;
    *fill = *ready;
    fill->arena = arena;
    fill->covers = jx_arena_alloc(arena, (fill->cover_count + 1) * sizeof *fill->covers);
    close(&fill->at);
    for (size_t i = 0; i < fill->cover_count; i++) {
        fill->covers[i] = ready->covers[i];
        close(&fill->covers[i]);
    }
    return true;
}
