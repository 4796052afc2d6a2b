/*
 * What ends a block of indicators: signatures, notes, totals, the head of the next form.
 */
#ifndef JX_READ_FEET_H
#define JX_READ_FEET_H

#include "core/read/block.h"

/* Whether a row is cheaper as a foot, a total or another head than as a row of the block. */
bool jx_row_is_foot(struct jx_terms *terms, const struct jx_block *block, uint32_t row);

#endif
