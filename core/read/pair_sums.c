/*
 * 合计 and its like: of what they are the sum.
 */
#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/money.h"

/* How far up the words are looked for that say of what 合计 is the sum, in rows. */
enum { SUMS_UP = 8 };

/* From now on a cell says what these words would. */
static void settle(struct jx_pairs *pairs, size_t index, const char *words) {
    struct jx_term *term = jx_term_of(pairs->terms, words, strlen(words));
    const struct jx_senses *senses = jx_term_senses(pairs->terms, term, pairs->kind);
    if (senses->count > 0) pairs->labels[index] = senses;
}

/* --- sums behind or below their parts -------------------------------------------------------------------------------- */

const struct jx_seen *jx_pair_amount_of(const struct jx_pairs *pairs, const struct jx_seen *label,
                                        bool below) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    const uint32_t row = label->row + label->rows;
    const struct jx_seen *right = label + 1, *end = cells + count;
    if (!below && right < end && jx_money_is_unit(right->term->key)) right++; /* 合计 | 万元 | 40 */
    const struct jx_seen *seen = below         ? jx_shape_at(pairs->shape, row, label->column)
                                 : right < end ? right
                                               : NULL;
    return seen && seen->row < pairs->end && jx_seen_waits_or_counts(seen) ? seen : NULL;
}

static bool is_sum_word(const struct jx_seen *seen) {
    const char *key = seen->term->phrase.core;
    return strcmp(key, "合计") == 0 || strcmp(key, "总计") == 0 || strcmp(key, "小计") == 0;
}

static bool may_be_total(const struct jx_senses *senses) {
    for (size_t i = 0; senses && i < senses->count; i++) {
        enum jx_field field = senses->items[i].field;
        if (field == JX_FIELD_FUND_TOTAL || field == JX_FIELD_PERIOD_FUND_TOTAL ||
            field == JX_FIELD_BUDGET_TOTAL)
            return true;
    }
    return false;
}

/* 财政拨款, 其他资金: plainly an amount of ours, and no total. */
static bool is_part(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    return jx_senses_have_amount(senses) && !may_be_total(senses) &&
           senses->items[0].cost < JX_PAIR_SURE_LABEL;
}

/* 资金来源 and nothing of ours: it heads a list of funds. */
static bool heads_funds(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    return seen && !jx_senses_have_fact(jx_pairs_label(pairs, seen)) &&
           (jx_seen_tagged(seen, JX_TAG_FUND) || jx_seen_tagged(seen, JX_TAG_ORIGIN));
}

/* 市县财政 below 资金来源: a part of the funds, whatever its words. */
static bool is_listed_fund(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    return !seen->term->amount && !jx_pair_bare_sum(seen) && !may_be_total(jx_pairs_label(pairs, seen)) &&
           heads_funds(pairs, jx_heading_above(pairs, seen));
}

/* Parts before a sum in its row; 0, too: one of them is more than it, or stands behind it. */
static size_t parts_in_row(const struct jx_pairs *pairs, const struct jx_seen *sum, bool below) {
    size_t count, parts = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, sum->row, &count),
                         *whole = jx_pair_amount_of(pairs, sum, below);
    if (!whole || sum == cells) return 0;
    if (!below && !jx_seen_waits_or_counts(sum - 1)) return 0; /* 财政拨款 | 合计 | 128: of that alone */
    for (const struct jx_seen *seen = cells; seen < cells + count; seen++) {
        const struct jx_seen *amount = is_part(pairs, seen) ? jx_pair_amount_of(pairs, seen, below) : NULL;
        if (!amount) continue;
        if (seen > sum || jx_pair_is_more(pairs, amount, whole)) return 0;
        parts++;
    }
    return parts;
}

/* Nothing but what belongs to the row above stands there: it begins further right. */
static bool goes_on(const struct jx_pairs *pairs, uint32_t row, uint32_t column) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
    return count == 0 || cells->column > column;
}

/* Parts above a sum, in its column, with nothing else between; 0, too: one of them is more than it, or stands below it. */
static size_t parts_above(const struct jx_pairs *pairs, const struct jx_seen *sum) {
    const struct jx_seen *whole = jx_pair_amount_of(pairs, sum, false),
                         *below = jx_shape_at(pairs->shape, sum->row + sum->rows, sum->column);
    size_t parts = 0;
    if (!whole || (below && below->row < pairs->end && is_part(pairs, below))) return 0;
    for (uint32_t up = 1; up < SUMS_UP && sum->row >= pairs->first + up; up++) {
        const struct jx_seen *seen = jx_shape_at(pairs->shape, sum->row - up, sum->column);
        if (!seen && goes_on(pairs, sum->row - up, sum->column)) continue;
        const struct jx_seen *amount = seen && (is_part(pairs, seen) || is_listed_fund(pairs, seen))
                                           ? jx_pair_amount_of(pairs, seen, false)
                                           : NULL;
        if (!amount) break;
        if (jx_pair_is_more(pairs, amount, whole)) return 0;
        parts++;
    }
    return parts;
}

/* 合计 | 100 right below 资金来源 | 金额: the sum before its parts. */
static bool begins_funds(const struct jx_pairs *pairs, const struct jx_seen *sum) {
    const struct jx_seen *over = jx_heading_above(pairs, sum);
    return over && over->row + over->rows == sum->row && heads_funds(pairs, over) &&
           jx_pair_amount_of(pairs, sum, false);
}

/* Whether another label has a total of its own; 预算数 over a column of amounts is none. */
static bool total_elsewhere(const struct jx_pairs *pairs) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!pairs->heads[seen->row - pairs->first] && may_be_total(pairs->labels[i]) &&
            (jx_pair_amount_of(pairs, seen, false) || jx_pair_amount_of(pairs, seen, true)))
            return true;
    }
    return false;
}

/* 财政拨款 | 110 | 其他资金 | 10 | 合计 | 120: the last of its row or column is the total, where nothing else is. */
static bool sums_parts(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    if (!is_sum_word(seen)) return false;
    bool sums = parts_in_row(pairs, seen, false) > 0 || parts_in_row(pairs, seen, true) > 1 ||
                parts_above(pairs, seen) > 0 || begins_funds(pairs, seen);
    return sums && !total_elsewhere(pairs);
}

/* --- sums before their parts ------------------------------------------------------------------------------------------ */

/* 收入预算, 支出预算: words of amounts that 合计 sums up. */
static bool heads_sums(const struct jx_seen *seen) {
    return jx_seen_tagged(seen, JX_TAG_BUDGET) &&
           (jx_seen_tagged(seen, JX_TAG_INCOME) || jx_seen_tagged(seen, JX_TAG_SPENDING)) &&
           seen->term->phrase.unknown == 0;
}

/* The nearest label at the left of a cell, in its row or one of those above. */
static struct jx_seen *label_at_left(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    for (uint32_t up = 0; up < SUMS_UP && seen->row >= pairs->first + up; up++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row - up, &count);
        for (size_t i = count; i-- > 0;)
            if (cells[i].column < seen->column && (jx_pairs_label(pairs, &cells[i]) || heads_sums(&cells[i])))
                return &cells[i];
    }
    return NULL;
}

/* 收入预算 right over 合计, or reaching over it. NULL: no words of amounts stand there. */
static struct jx_seen *label_above(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count = 0;
    struct jx_seen *cells =
        seen->row == pairs->first ? NULL : jx_shape_row(pairs->shape, seen->row - 1, &count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].column <= seen->column && seen->column < cells[i].column + cells[i].columns &&
            jx_seen_tagged(&cells[i], JX_TAG_INCOME) && cells[i].term->phrase.unknown == 0)
            return &cells[i];
    return NULL;
}

/* 合计 says of what by the label at its left: that one reaches over it, or it is the total of it. */
static void settle_sums(struct jx_pairs *pairs) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!pairs->labels[i] || !jx_pair_bare_sum(seen)) continue;
        if (sums_parts(pairs, seen)) {
            settle(pairs, i, pairs->kind == JX_KIND_DEPARTMENT ? "预算总额" : "资金总额");
            continue;
        }
        struct jx_seen *left = label_above(pairs, seen);
        if (!left) left = label_at_left(pairs, seen);
        if (!left) continue;
        bool same_row = left->row == seen->row;
        const struct jx_senses *said = jx_pairs_label(pairs, left);
        if (same_row && jx_senses_have_fact(said) && !jx_senses_have_amount(said)) continue; /* 主管部门 */
        if (same_row && jx_senses_have_amount(said) && jx_pair_amount_at_right(pairs, seen)) {
            pairs->labels[i] = NULL;
            continue;
        }
        if (!same_row && !jx_seen_tagged(left, JX_TAG_INCOME) && !heads_sums(left)) continue;
        bool origin = jx_seen_tagged(left, JX_TAG_FUND) &&
                      (jx_seen_tagged(left, JX_TAG_ORIGIN) || jx_seen_tagged(left, JX_TAG_ABOUT));
        const char *whose = origin ? "资金" : left->term->phrase.core; /* 资金来源, 资金情况 */
        const char *words = jx_arena_join(pairs->terms->arena, whose, "总额", "");
        settle(pairs, i, words);
    }
}

/* 按来源类型 over 合计, in its column: the income by its sources, of which it is the sum. */
static bool sums_sources(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    for (uint32_t up = 1; up < SUMS_UP && seen->row >= pairs->first + up; up++) {
        const struct jx_seen *over = jx_shape_at(pairs->shape, seen->row - up, seen->column);
        if (over) return jx_pairs_label(pairs, over) && jx_seen_tagged(over, JX_TAG_ORIGIN);
    }
    return false;
}

static void settle_sums_of_sources(struct jx_pairs *pairs) {
    static const char words[] = "收入总额";
    for (size_t i = 0; pairs->kind == JX_KIND_DEPARTMENT && i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!pairs->labels[i] || !jx_pair_bare_sum(seen) || !sums_sources(pairs, seen)) continue;
        settle(pairs, i, words);
    }
}

void jx_pair_sums_settle(struct jx_pairs *pairs) {
    settle_sums(pairs);
    settle_sums_of_sources(pairs);
}
