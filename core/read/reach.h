/*
 * Targets that reach from one number to another, in columns of their own: 指标值 | 至, 下限 | 上限.
 */
#ifndef JX_READ_REACH_H
#define JX_READ_REACH_H

#include "core/read/block.h"
#include "core/read/column_costs.h"

/* What the column is to the targets at its left; with JX_REACH_END `column->of` is their index. To be asked from left to right. */
enum jx_reach jx_column_reach(const struct jx_block *block, struct jx_block_column *column,
                              const struct jx_column_values *values);

/* The same once all columns have their parts: targets may be told by their values alone. */
void jx_columns_reach(struct jx_block *block);

/* Where the targets of a row end: by the index of the column that they begin in, that of the other one. SIZE_MAX: nowhere. */
struct jx_row_reach {
    size_t begin, end;
};

/* The target of a panel, of the year or (`period`) of the whole project. A row that says one end only has none. */
struct jx_row_reach jx_row_reach(struct jx_arena *arena, const struct jx_block *block,
                                 const struct jx_block_row *row, unsigned panel, bool period);

#endif
