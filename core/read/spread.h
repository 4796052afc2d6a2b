/*
 * A table whose levels stand side by side: each is a heading over names and targets of its own.
 *
 *     项目名称 | 产出指标          | 效益指标          | …
 *              | 三级指标 | 指标值 | 三级指标 | 指标值 |
 *
 * It is spread into a table of the common kind: a row for each level of each row, with the level in a column before the name.
 */
#ifndef JX_READ_SPREAD_H
#define JX_READ_SPREAD_H

#include "core/read/block.h"

/* The same cells so spread, and their one block; NULL: levels do not stand side by side. */
const struct jx_shape *jx_shape_spread(struct jx_terms *terms, const struct jx_shape *plain,
                                       struct jx_block **block);

#endif
