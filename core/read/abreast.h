/*
 * Forms that stand side by side on one sheet:
 *
 *     项目名称 | 晒谷场             | 项目名称 | 机耕桥
 *     三级指标 | 指标值             | 三级指标 | 指标值
 *     硬化面积 | ≥1800平方米        | 桥梁     | 2座
 *
 * Their columns are put one below the other, and read as a sheet of forms that stand so.
 */
#ifndef JX_READ_ABREAST_H
#define JX_READ_ABREAST_H

#include "core/read/reading.h"

/* Turns to a sheet so made (reading->pasted), if forms stand side by side on the one at hand; else nothing changes. What is made
 * lives in the arena. */
void jx_abreast_open(struct jx_reading *reading, struct jx_arena *arena);

/* The first cell of the second form, where forms stand side by side on the sheet at hand. What is made in passing stays. */
bool jx_abreast_second(const struct jx_reading *reading, uint32_t *row, uint32_t *column);

#endif
