/*
 * A row of the band before its cells have columns: the spots of one row, or of several that soft row ends had cut apart.
 */
#ifndef JX_READ_LINE_H
#define JX_READ_LINE_H

#include "core/read/reading.h"

struct jx_line {
    struct jx_spot *spots;
    size_t count;
    uint32_t width; /* of its cells, blank ones too */
    uint32_t next;  /* the row after it */
};

/* How many cells a row has, blank ones too. */
uint32_t jx_line_width(const struct jx_reading *reading, uint32_t row);

struct jx_line jx_line_of_row(struct jx_reading *reading, uint32_t row);

/* The row's spots go on where the line's end. */
void jx_line_append(struct jx_reading *reading, struct jx_line *line, uint32_t row);

#endif
