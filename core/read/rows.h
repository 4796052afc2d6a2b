/*
 * The rows of a block of indicators: each cell under its column, and what stands in a row.
 */
#ifndef JX_READ_ROWS_H
#define JX_READ_ROWS_H

#include "core/read/block.h"

/* Puts a row's cells under the block's columns: as they stand, or moved where that is cheaper. */
struct jx_block_row jx_row_place(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count);

/* The first of the cells that stands under this part; NULL: none does. */
const struct jx_seen *jx_cell_under(const struct jx_block *block, const struct jx_seen *cells, size_t count,
                                    unsigned part);

/* 绩效指标, 年度指标, 绩 | 效 | 指 | 标: what stands at the side of a block, by its words alone. */
bool jx_cell_labels_side(const struct jx_seen *seen);

/* Whether a cell in front of the indicators is what stands at their side: 绩效指标, a label, or its own heading again. */
bool jx_cell_is_side(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *seen);

/* The cells of a row that is none of the block's as they stand. */
struct jx_block_row jx_row_aside(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count);

/* Whether a level's name stands under a column of levels, or slipped to their left: among a row's cells, in a row. */
bool jx_cells_print_level(const struct jx_block *block, const struct jx_seen *cells, size_t count);
bool jx_row_prints_level(const struct jx_block *block, uint32_t row);

/* Whether a row is surely one of the block's: it prints a level in its column, or a name and a target. */
bool jx_row_is_sure(const struct jx_block *block, uint32_t row);

#endif
