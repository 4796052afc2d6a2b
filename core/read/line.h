/*
 * A row of the band before its cells have columns, or several rows of headings.
 */
#ifndef JX_READ_LINE_H
#define JX_READ_LINE_H

#include "core/read/reading.h"

struct jx_line {
    struct jx_spot *spots;
    size_t count;
    uint32_t next; /* the row after it */
};

struct jx_line jx_line_of_row(struct jx_reading *reading, uint32_t row);

/* The same to be changed (jx_reading_row_own). */
struct jx_line jx_line_own(struct jx_reading *reading, uint32_t row);

#endif
