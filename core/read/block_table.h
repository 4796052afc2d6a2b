/*
 * The table that a block of indicators without a layout is given: its columns, as the later steps of reading know them.
 */
#ifndef JX_READ_BLOCK_TABLE_H
#define JX_READ_BLOCK_TABLE_H

#include "core/read/block.h"
#include "core/read/reading.h"

/* What the forms of such a table are said to come from. */
#define JX_LAYOUT_GENERIC "generic"

/* A table that has the block's columns for its band. Lives as long as the document. */
const struct jx_compiled_table *jx_block_table(struct jx_reading *reading, const struct jx_block *block,
                                               enum jx_kind kind);

/* A column of operators or units that are those of the period's targets, not of the year's. */
bool jx_column_of_period(const struct jx_block *block, const struct jx_block_column *column);

/* What the band calls a column's part: a target beside a column of operators or units is a value. */
enum jx_part jx_block_part(const struct jx_block *block, const struct jx_block_column *column);

/* The block has a column of this part, in this panel. */
bool jx_block_has_part(const struct jx_block *block, unsigned part, unsigned panel);

/* The column of the panel that holds what indicators are grouped by, a level more than the model has; SIZE_MAX: it has none. */
size_t jx_block_group_column(const struct jx_block *block, unsigned panel);

#endif
