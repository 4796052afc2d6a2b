/*
 * What the columns of a block of indicators hold: headings and values weighed together, each part once a panel.
 */
#ifndef JX_READ_COLUMNS_H
#define JX_READ_COLUMNS_H

#include "core/read/block.h"

/* Gives each column of the block the part under which all of them together cost least; adds that to the block's cost. false:
 * there are no names, or neither targets nor levels. `sample`: rows of its body, `count` of them. */
bool jx_columns_assign(struct jx_terms *terms, struct jx_block *block, const uint32_t *sample, size_t count);

#endif
