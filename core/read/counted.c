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
                      unsigned panel, unsigned *last) {
    unsigned before = *last;
    size_t counted = before > 0;
    *last = 0;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].panel != panel || rows[i].total || !rows[i].parts[JX_PART_NAME]) continue;
        unsigned number = number_of(reading->passing, &rows[i]);
        jx_arena_reset(reading->passing);
        if (number > 1 && number != before + 1) return false;
        if (number == 0 && counted == 0) return false; /* most lists */
        counted += number > 0;
        before = number;
    }
    if (counted > 1) *last = before;
    return counted > 1;
}
