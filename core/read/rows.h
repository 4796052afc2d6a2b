/*
 * The rows of a block of indicators: each cell under its column, and the row that is none of the block's.
 */
#ifndef JX_READ_ROWS_H
#define JX_READ_ROWS_H

#include "core/read/block.h"

/* Whether a row is cheaper as a foot, a total or another head than as a row of the block. */
bool jx_row_is_foot(struct jx_terms *terms, const struct jx_block *block, uint32_t row);

/* Puts a row's cells under the block's columns: as they stand, or moved where that is cheaper. */
struct jx_block_row jx_row_place(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count);

/* Whether a cell in front of the indicators is what stands at their side: 绩效指标, a label, or its own heading again. */
bool jx_cell_is_side(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *seen);

/* The cells of a row that is none of the block's as they stand. */
struct jx_block_row jx_row_aside(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count);

/* Whether it prints a level in a column of levels. */
bool jx_row_prints_level(const struct jx_block *block, uint32_t row);

/* Whether a row is surely one of the block's: it prints a level in its column, or a name and a target. */
bool jx_row_is_sure(const struct jx_block *block, uint32_t row);

#endif
