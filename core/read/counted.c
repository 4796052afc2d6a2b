#include "core/read/counted.h"

#include "core/base/numbering.h"
#include "core/base/text.h"

/* The number before a row's name; 0: none. */
static unsigned number_of(struct jx_arena *arena, const struct jx_band_row *row) {
    const struct jx_cell *cell = row->parts[JX_PART_NAME]->cell;
    unsigned number = 0;
    jx_numbering_read(jx_text_key(arena, cell->text, cell->length), &number);
    return number;
}

bool jx_names_counted(struct jx_reading *reading, const struct jx_band_row *rows, size_t count,
                      unsigned panel, bool before) {
    size_t counted = 0, others = 0;
    bool first = before, orderly = true, runs = false;
    unsigned last = 0;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].panel != panel || rows[i].total || !rows[i].parts[JX_PART_NAME]) continue;
        unsigned number = number_of(reading->passing, &rows[i]);
        jx_arena_reset(reading->passing);
        others += number == 0;
        if (counted == 0 && others > 1) return false; /* most lists */
        if (number == 0) continue;
        counted++;
        first = first || number == 1;
        orderly = orderly && (number == 1 || number == last + 1);
        runs = runs || (number > 1 && number == last + 1);
        last = number;
    }
    if (counted + before < 2 || !first) return false;
    return others <= 1 + counted / 4 || (orderly && runs);
}
