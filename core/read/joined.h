/*
 * The shape of a text of one cell a line: there no row says where it ends, and the rows are put together again by what the cells
 * say.
 *
 *     … | 一级指标 | 二级指标 | 三级指标 | 指标值 | 产出指标 | 数量指标 | 修建桥梁 | 2座 | 质量指标 | …
 *
 * The headings of the indicators say how many columns there are. If the text kept its blank cells, rows are as long as the
 * headings, and the cells prove it; else each cell stands under the heading where all of them together cost least.
 */
#ifndef JX_READ_JOINED_H
#define JX_READ_JOINED_H

#include "core/read/shape.h"

/* The rows [first, end) of the sheet as a shape, whose rows have numbers of their own. */
struct jx_shape *jx_shape_joined(struct jx_reading *reading, struct jx_terms *terms, uint32_t first,
                                 uint32_t end);

/* Where a text tells its rows but left out blank cells: values go under the last labels of the row above, as many as there are,
 * for what has none stands at the left. */
void jx_shape_straighten(struct jx_terms *terms, struct jx_shape *shape);

#endif
