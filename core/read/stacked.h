/*
 * A table whose levels stand in the column of the names, each in a row of its own above its indicators:
 *
 *     序号   | 绩效指标     | 指标值
 *     一     | 产出指标     |
 *     （一） | 数量指标     |
 *     1      | 更换老旧管网 | ≥26千米
 *
 * It is made into a table of the common kind, with the levels in columns before the name.
 */
#ifndef JX_READ_STACKED_H
#define JX_READ_STACKED_H

#include "core/read/shape.h"

/* The same cells so made, rows by their numbers; NULL: no levels stand so. */
const struct jx_shape *jx_shape_unstack(struct jx_terms *terms, const struct jx_shape *plain);

#endif
