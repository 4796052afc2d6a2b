/*
 * What a column holds whose heading says nothing to us: its values decide.
 */
#ifndef JX_READ_COLUMNS_OLD_H
#define JX_READ_COLUMNS_OLD_H

#include "core/read/reading.h"

/* The part of most of the cells from row `first` on in the column: operators, polarities, levels 1; JX_PART_NONE where they
 * are of no such kind, or there are none. Where row ends are soft the cells are counted through, `width` to a row. */
enum jx_part jx_column_by_values(struct jx_reading *reading, uint32_t first, uint32_t column, uint32_t width);

#endif
