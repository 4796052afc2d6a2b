/*
 * A block of indicators as the rows that the later steps of reading know (band.h), under a table made for it.
 */
#ifndef JX_READ_BLOCK_ROWS_H
#define JX_READ_BLOCK_ROWS_H

#include "core/read/band.h"
#include "core/read/block.h"

/* What the forms of such a table are said to come from. */
#define JX_LAYOUT_GENERIC "generic"

/* A table that has the block's columns for its band. Lives as long as the document. */
const struct jx_compiled_table *jx_block_table(struct jx_reading *reading, const struct jx_block *block,
                                               enum jx_kind kind);

/* Adds the block's rows, and claims its cells. `period`: the whole block is of the project's period. Rows of a list that name no
 * project and hold no indicator are sums: their amounts become extras of `head`. */
void jx_block_rows(struct jx_reading *reading, struct jx_terms *terms, const struct jx_block *block,
                   const struct jx_compiled_table *table, bool period, struct jx_draft *head,
                   struct jx_band_rows *rows);

/* A column of operators or units that are those of the period's targets, not of the year's. */
bool jx_column_of_period(const struct jx_block *block, const struct jx_block_column *column);

/* What the band calls a column's part: a target beside a column of operators or units is a value. */
enum jx_part jx_block_part(const struct jx_block *block, const struct jx_block_column *column);

/* The targets of a left panel are the period's, unless the headings say it otherwise. */
bool jx_panel_of_period(const struct jx_block *block, unsigned panel);

/* Whether what stands at the block's side or right above says that it is of the period: 长期绩效指标. */
bool jx_block_of_period(const struct jx_block *block, uint32_t first);

#endif
