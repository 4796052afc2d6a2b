/*
 * A table whose levels stand side by side: each is a heading over names and targets of its own.
 *
 *     项目名称 | 产出指标          | 效益指标          | …
 *              | 三级指标 | 指标值 | 三级指标 | 指标值 |
 *
 * It is spread into a table of the common kind: the indicators of one level of a project below one another, then those of the next
 * level, with the level in a column before the name.
 */
#ifndef JX_READ_SPREAD_H
#define JX_READ_SPREAD_H

#include "core/read/shape.h"

/* The same cells with all such tables spread; NULL: levels stand side by side nowhere. */
const struct jx_shape *jx_shape_spread(struct jx_terms *terms, const struct jx_shape *plain);

#endif
