#include "core/read/line.h"

#include <string.h>

uint32_t jx_line_width(const struct jx_reading *reading, uint32_t row) {
    return reading->sheet->rows[row].count;
}

struct jx_line jx_line_of_row(struct jx_reading *reading, uint32_t row) {
    struct jx_line line = {.width = jx_line_width(reading, row), .next = row + 1};
    line.spots = jx_reading_row(reading, row, &line.count);
    return line;
}

void jx_line_append(struct jx_reading *reading, struct jx_line *line, uint32_t row) {
    struct jx_line more = jx_line_of_row(reading, row);
    struct jx_spot *spots = jx_arena_alloc(reading->scratch, (line->count + more.count + 1) * sizeof *spots);
    if (line->count > 0) memcpy(spots, line->spots, line->count * sizeof *spots);
    for (size_t i = 0; i < more.count; i++) {
        spots[line->count + i] = more.spots[i];
        spots[line->count + i].position += line->width;
    }
    line->spots = spots;
    line->count += more.count;
    line->width += more.width;
    line->next = row + 1;
}
