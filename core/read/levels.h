/*
 * From rows of cells to indicators: levels are carried down merged and blank cells. Their targets: targets.h.
 */
#ifndef JX_READ_LEVELS_H
#define JX_READ_LEVELS_H

#include "core/read/band.h"

/* Makes the indicators of one project from its `count` rows. A row that names a category and nothing else says that the
 * category is empty. */
void jx_rows_to_indicators(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *rows,
                           size_t count);

#endif
