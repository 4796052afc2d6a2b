/*
 * Several indicators in one row: names and targets that stand line by line in their cells.
 */
#ifndef JX_READ_LINES_APART_H
#define JX_READ_LINES_APART_H

#include "core/read/band.h"

/* The rows with such a row taken apart, each line a row of its own, which is told; `rows` itself where there is none, as
 * nearly always. Names that are counted within their cell without targets that go with them stay one, and are told. */
const struct jx_band_row *jx_lines_apart(struct jx_reading *reading, const struct jx_compiled_table *table,
                                         const struct jx_band_row *rows, size_t *count);

#endif
