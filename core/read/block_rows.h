/*
 * A block of indicators as the rows that the later steps of reading know (band.h), under a table made for it.
 */
#ifndef JX_READ_BLOCK_ROWS_H
#define JX_READ_BLOCK_ROWS_H

#include "core/read/band.h"
#include "core/read/block.h"

/* Adds the block's rows, and claims its cells. `period`: the whole block is of the project's period. Rows of a list that name no
 * project and hold no indicator are sums: their amounts become extras of `head`. */
void jx_block_rows(struct jx_reading *reading, struct jx_terms *terms, const struct jx_block *block,
                   const struct jx_compiled_table *table, bool period, struct jx_draft *head,
                   struct jx_band_rows *rows);

/* The targets of a left panel are the period's, unless the headings say it otherwise. */
bool jx_panel_of_period(const struct jx_block *block, unsigned panel);

/* Whether what stands at the block's side or right above says that it is of the period: 长期绩效指标. */
bool jx_block_of_period(const struct jx_block *block, uint32_t first);

#endif
