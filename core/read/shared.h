/*
 * Several projects under one row of headings, each named in a row of its own among the indicators:
 *
 *     一级指标 | 二级指标 | 三级指标 | 指标值
 *     项目名称：晒谷场     预算金额：15.5
 *     产出指标 | 数量指标 | 硬化面积 | ≥1800平方米
 *     项目名称：机耕桥     预算金额：22
 *     产出指标 | …
 *
 * Such a table is made into one of the common kind, with the headings below each project's row.
 */
#ifndef JX_READ_SHARED_H
#define JX_READ_SHARED_H

#include "core/read/block.h"

/* The same cells so made, of the blocks of a shape; NULL: no headings are shared so. */
const struct jx_shape *jx_shape_share(struct jx_terms *terms, const struct jx_shape *plain,
                                      const struct jx_block *blocks, size_t count);

/* 项目名称：… within a cell. */
bool jx_cell_names_project(struct jx_terms *terms, const struct jx_seen *seen);

/* Whether a row names a project: by a label with its value, or by one within a cell. */
bool jx_row_names_project(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row);

#endif
