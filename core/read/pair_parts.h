/*
 * What the rooms of labels and values share: pair_find.c finds which cells are labels, by what pair_labels.c says of labels, headings
 * and totals, pair_sums.c of what 合计 is the sum, pair_carryover.c what is less than the total, pair_levels.c which words of levels and
 * pair_years.c which words of time label amounts, pair_lists.c which stand in a list of things; pair_costs.c says what a value costs
 * under a label, pair_units.c what unit an amount is in, and pairs.c takes the cheapest.
 */
#ifndef JX_READ_PAIR_PARTS_H
#define JX_READ_PAIR_PARTS_H

#include "core/model/fields.h"
#include "core/read/pairs.h"

/* How far up a heading over amounts is looked for, in rows; from which cost on a label is so unsure that it does not end another
 * one's values. */
enum { JX_PAIR_ROWS_UP = 12, JX_PAIR_SURE_LABEL = 25 };

static inline bool jx_seen_tagged(const struct jx_seen *seen, enum jx_tag tag) {
    return jx_tags_have(seen->term->phrase.tags, tag);
}

static inline bool jx_field_is_goal(enum jx_field field) {
    return field == JX_FIELD_GOAL_ANNUAL || field == JX_FIELD_GOAL_PERIOD || field == JX_FIELD_DUTIES;
}

/* Fills in which cells are labels, which rows hold headings over amounts, and which totals there are (pair_find.c). The last two by
 * themselves: */
void jx_pair_labels_find(struct jx_pairs *pairs);
void jx_pair_heads_find(struct jx_pairs *pairs);
void jx_pair_totals_find(struct jx_pairs *pairs);

/* Fills in which cells stand under the headings of a list of things, up to the next plain label: in rows of a table, or one cell a
 * line. */
void jx_pair_lists_find(struct jx_pairs *pairs);

/* The index of a cell among those of these rows. */
size_t jx_pair_index(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* An amount, or a cell that waits for one. */
static inline bool jx_seen_waits_or_counts(const struct jx_seen *seen) {
    return seen->term->stands == JX_TERM_OPEN || seen->term->amount;
}

/* Whether a cell is a label of money: of an amount, or of several, 资金来源. */
bool jx_pair_of_money(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* Whether a cell is a label for sure, so that it ends another one's values. */
bool jx_pair_sure(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* Whether a cell is a label, though nobody knows it or not for sure: most others of its row are, and a row of values is below them. */
bool jx_pair_strange_head(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* 工作经费 behind 项目名称: a project may be called by words of labels, where nothing stands there that they would label
 * (pair_names.c). */
bool jx_pair_is_name(const struct jx_pairs *pairs, const struct jx_seen *value);

/* 合计, 小计 alone: a sum of what another label says. */
bool jx_pair_bare_sum(const struct jx_seen *seen);

/* Whether a label may be the total of a project's funds; and the cell that says of which time it is: its own or, of a total, the
 * one before it, such as 年度预算 before 资金总额. NULL: none does. */
bool jx_pair_is_total(const struct jx_pairs *pairs, const struct jx_seen *seen);
const struct jx_seen *jx_pair_timed(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* Whether an amount is more than another one, as both are printed. */
bool jx_seen_is_more(const struct jx_seen *amount, const struct jx_seen *other);

/* The same, by the units that stand with both or beside them: 50000 | 元 is less than 40 | 万元. */
bool jx_pair_is_more(const struct jx_pairs *pairs, const struct jx_seen *amount, const struct jx_seen *other);

/* The heading of a row of headings over an amount; NULL: none. */
const struct jx_seen *jx_heading_above(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* The total that an amount is a part of: the last before it in its row, or the last above in its column, or near by. */
const struct jx_seen *jx_pair_total_over(const struct jx_pairs *pairs, const struct jx_seen *label);

/* 项目资金, 金额: what heads amounts, or says nothing of them, is a project's total where it has one itself and nothing else is. */
bool jx_pair_may_be_total(const struct jx_term *term, const struct jx_senses *senses, enum jx_kind kind);

bool jx_senses_have_fact(const struct jx_senses *senses);

/* 项目名称 is no label that 金额 could be the total of. */
bool jx_senses_have_amount(const struct jx_senses *senses);

/* The amount of a label, or the cell that waits for it: right behind the label or the unit of money beside it, or right below it.
 * NULL: none. */
const struct jx_seen *jx_pair_amount_of(const struct jx_pairs *pairs, const struct jx_seen *label,
                                        bool below);

/* Whether an amount stands somewhere behind a label in its row. */
bool jx_pair_amount_at_right(const struct jx_pairs *pairs, const struct jx_seen *label);

/* Says of 上级 and its like that they are labels of money where they are. */
void jx_pair_levels_settle(struct jx_pairs *pairs);

/* Says of 合计 and its like what they are the sum of; and of words of time whose amounts stand behind them. */
void jx_pair_sums_settle(struct jx_pairs *pairs);
void jx_pair_years_settle(struct jx_pairs *pairs);

/* And of 本年预算 beside 上年结转 that it is not the total where that is the sum of both. */
void jx_pair_carryover_settle(struct jx_pairs *pairs);

/* How badly a text suits a field, in tenths. */
int jx_pair_misfit(enum jx_field field, const struct jx_term *term);

/* What a cell costs as the value of a field; what a label costs that stands in a list of things, and that is a part of what
 * came of the money; and what an amount costs for the time that its label and its total say. */
int jx_pair_value_cost(const struct jx_pairs *pairs, enum jx_field field, const struct jx_seen *value);
int jx_pair_listed_cost(const struct jx_pairs *pairs, const struct jx_seen *label);
int jx_pair_result_cost(const struct jx_pairs *pairs, const struct jx_seen *label, enum jx_field field);
int jx_pair_time_cost(const struct jx_pairs *pairs, const struct jx_seen *label, enum jx_field field);

#endif
