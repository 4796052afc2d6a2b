/*
 * Amounts of which nobody can be sure: whose part they are, and what is in force.
 */
#ifndef JX_READ_DOUBTS_H
#define JX_READ_DOUBTS_H

#include "core/read/block.h"
#include "core/read/pairs.h"

struct jx_reading;

/* 中央资金 | 50 | 省级资金 | 30: what comes from above comes from several levels, so that none of them is all of it. Tells it. */
bool jx_doubt_levels(struct jx_reading *reading, const struct jx_pairs *pairs, const struct jx_pair *pair,
                     struct jx_place at);

/* 一般公共预算 | 120 | 政府性基金预算 | 90: fiscal money in several budgets, of which the first is not all. Tells it. */
bool jx_doubt_budgets(struct jx_reading *reading, const struct jx_pairs *pairs, const struct jx_pair *pair,
                      struct jx_place at);

/* The same of a blank, in which nothing stands yet: all of the fiscal money has no place there. */
bool jx_doubt_place(const struct jx_pairs *pairs, const struct jx_pair *pair);

/* The same of a column of a list. */
bool jx_doubt_column(struct jx_reading *reading, const struct jx_block *block,
                     const struct jx_block_column *column);

/* 总投资 | 210 | 其中：财政资金 | 210: a part that says no time, where its total says another one. Tells it. */
void jx_doubt_time(struct jx_reading *reading, const struct jx_pairs *pairs, const struct jx_pair *pair,
                   struct jx_place at);

/* What makes an amount the one in force that stands beside another: JX_TAG_ADJUSTED or JX_TAG_APPROVED, of its label or the heading
 * over it; JX_TAG_COUNT: nothing does. */
enum jx_tag jx_doubt_in_force(const struct jx_pairs *pairs, const struct jx_pair *pair);

/* 年初预算数 | 全年预算数: the year's budget in two columns, of which either may be meant. */
bool jx_doubt_initial(const struct jx_pairs *pairs, const struct jx_pair *pair);

/* The form of a project that no layout claims, and none of whose amounts found its field: nobody would see that they are missing.
 * Tells it. */
void jx_doubt_funds(struct jx_reading *reading, const struct jx_form *form);

#endif
