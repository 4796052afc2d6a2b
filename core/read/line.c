#include "core/read/line.h"

struct jx_line jx_line_of_row(struct jx_reading *reading, uint32_t row) {
    struct jx_line line = {.next = row + 1};
    line.spots = jx_reading_row(reading, row, &line.count);
    return line;
}

struct jx_line jx_line_own(struct jx_reading *reading, uint32_t row) {
    struct jx_line line = {.next = row + 1};
    line.spots = jx_reading_row_own(reading, row, &line.count);
    return line;
}
