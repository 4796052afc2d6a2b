/*
 * Tables of amounts that have times along one side and sources along the other: 财政拨款, 其他资金 … over columns, 项目总资金 and
 * 本年度资金, or 2024年, 2025年 and 合计, in front of rows; or the other way round, 2023年已安排 | 2024年申请 | 合计 over columns. Both words together say what an amount is.
 */
#ifndef JX_READ_CROSSES_H
#define JX_READ_CROSSES_H

#include "core/read/pairs.h"

/* An amount of such a table. `year`: the year that its words name, 0: they name none. */
struct jx_cross {
    enum jx_field field; /* JX_FIELD_COUNT: of no field of ours, or of another year than the form's */
    struct jx_seen *label, *head, *value; /* in front of the row, over the column */
    int year;
    int cost;
};

/* Finds the amounts, and marks the words of such tables as crossed: none of them has a value of its own, nor is one. */
const struct jx_cross *jx_pairs_crosses(struct jx_pairs *pairs, size_t *count);

#endif
