/*
 * Words of time that are labels of amounts where others beside them say so: 预算金额 | 全年 | 128, 资金总额 | 300 | 2024年 | 120.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/read/pair_parts.h"
#include "core/read/years.h"

static const struct jx_senses *senses_of(const struct jx_pairs *pairs, const char *words) {
    struct jx_term *term = jx_term_of(pairs->terms, words, strlen(words));
    return jx_term_senses(pairs->terms, term, pairs->kind);
}

/* 全年, 本年: a word of the year and nothing else. */
static bool is_bare_year(const struct jx_seen *seen) {
    const struct jx_phrase *phrase = &seen->term->phrase;
    return jx_tags_have(phrase->tags, JX_TAG_YEAR) && jx_tags_count(phrase->tags) == 1 &&
           phrase->unknown == 0 && !strpbrk(seen->term->key, "0123456789");
}

/* 预算金额 | 全年 | 128: the word of time says which of its amounts this is. */
static void settle_words(struct jx_pairs *pairs) {
    for (size_t i = 1; i + 1 < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i], *left = seen - 1;
        if (left->row != seen->row || seen[1].row != seen->row || !seen[1].term->amount ||
            !is_bare_year(seen) || !jx_senses_have_amount(pairs->labels[i - 1]))
            continue;
        const char *words = jx_arena_join(pairs->terms->arena, seen->term->key, left->term->phrase.core, "");
        const struct jx_senses *senses = senses_of(pairs, words);
        if (jx_senses_have_amount(senses)) pairs->labels[i] = senses;
    }
}

/* 2024年: the year, 0: none, or one of what was spent. */
static int year_of(const struct jx_seen *seen) {
    bool spent;
    int year = jx_key_of_year(seen->term->key, &spent);
    return year > JX_YEAR_OTHER && !spent ? year : 0;
}

/* 2024年 | 120: the year, 0: none, and what stands there is no amount of it. */
static int year_with_amount(const struct jx_seen *seen, const struct jx_seen *stop) {
    bool amount = seen + 1 < stop && jx_seen_waits_or_counts(&seen[1]);
    return amount && !jx_key_is_bare_year(seen->term->key) ? year_of(seen) : 0;
}

bool jx_pair_of_money(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    bool heads = senses && !jx_senses_have_fact(senses) && jx_seen_tagged(seen, JX_TAG_FUND);
    return heads || jx_senses_have_amount(senses);
}

/* Whether the first cell of a row, or else of the row above, is a label of money. */
static bool says_money(const struct jx_pairs *pairs, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
    if (count > 0 && jx_pair_of_money(pairs, cells)) return true;
    if (count == 0 || row == pairs->first || year_with_amount(cells, cells + count) == 0) return false;
    const struct jx_seen *above = jx_shape_row(pairs->shape, row - 1, &count);
    for (size_t i = 0; i < count; i++)
        if (jx_pair_of_money(pairs, &above[i])) return true;
    return false;
}

/* 项目总投资 | 300 over 2023年 | 80 | 2024年 | 120: the form's year has its total, the others have none of ours. */
static void settle_row(struct jx_pairs *pairs, uint32_t row) {
    size_t count, years = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count), *stop = cells + count;
    for (const struct jx_seen *seen = cells; seen < stop; seen++) years += year_with_amount(seen, stop) > 0;
    if (years < 2 || !says_money(pairs, row)) return;
    int own = pairs->year != 0 ? pairs->year : jx_rows_year(pairs->shape, row);
    for (const struct jx_seen *seen = cells; seen < stop; seen++) {
        int year = year_with_amount(seen, stop);
        bool asked = year == own || pairs->terms->blank;
        if (year > 0)
            pairs->labels[jx_pair_index(pairs, seen)] = senses_of(pairs, asked ? "年度资金总额" : "上年资金");
    }
}

/* How many years stand below one another from this cell on, each with an amount behind it. */
static size_t years_down(const struct jx_pairs *pairs, const struct jx_seen *first) {
    size_t years = 0;
    const struct jx_seen *seen = first;
    while (seen && seen->row < pairs->end && year_of(seen) > 0 && jx_pair_amount_of(pairs, seen, false)) {
        years++;
        seen = jx_shape_at(pairs->shape, seen->row + seen->rows, first->column);
    }
    return years;
}

/* 分年度资金 | 2024年 | 100 over 2025年 | 120 and 合计 | 220: the same below one another. */
static void settle_column(struct jx_pairs *pairs, const struct jx_seen *first) {
    const struct jx_seen *above =
        first->row == pairs->first ? NULL : jx_shape_at(pairs->shape, first->row - 1, first->column);
    bool more = above && (year_of(above) > 0 || above->term->amount);
    size_t count, years = more || pairs->terms->blank ? 0 : years_down(pairs, first);
    const struct jx_seen *side = jx_shape_row(pairs->shape, first->row, &count), *seen = first;
    bool headed = above && (pairs->heads[above->row - pairs->first] || jx_pair_of_money(pairs, above));
    if (years < 2 || !(headed || (side < first && jx_pair_of_money(pairs, side)))) return;
    int own = pairs->year != 0 ? pairs->year : jx_rows_year(pairs->shape, first->row);
    for (size_t i = 0; i < years; i++) {
        const char *words = year_of(seen) == own ? "年度资金总额" : "上年资金";
        pairs->labels[jx_pair_index(pairs, seen)] = senses_of(pairs, words);
        seen = jx_shape_at(pairs->shape, seen->row + seen->rows, first->column);
    }
    if (seen && seen->row < pairs->end && jx_pair_bare_sum(seen) && jx_pair_amount_of(pairs, seen, false))
        pairs->labels[jx_pair_index(pairs, seen)] = senses_of(pairs, "实施期资金总额");
}

/* 开工时间 | 2024年3月 | 竣工时间 | 2024年11月: side by side they are the project's, not what an indicator is called. */
static void settle_ends(struct jx_pairs *pairs, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count), *begin = NULL;
    for (const struct jx_seen *seen = cells; seen < cells + count; seen++) {
        const struct jx_senses *senses = jx_pairs_label(pairs, seen);
        if (!senses) continue;
        bool start = jx_seen_tagged(seen, JX_TAG_START) || senses->items[0].field == JX_FIELD_PERIOD_START;
        if (start) begin = seen;
        if (!begin || !jx_seen_tagged(seen, JX_TAG_FINISH)) continue;
        if (!jx_senses_have_fact(jx_pairs_label(pairs, begin)))
            pairs->labels[jx_pair_index(pairs, begin)] = senses_of(pairs, "计划开始时间");
        if (!jx_senses_have_fact(senses))
            pairs->labels[jx_pair_index(pairs, seen)] = senses_of(pairs, "计划完成时间");
    }
}

void jx_pair_years_settle(struct jx_pairs *pairs) {
    settle_words(pairs);
    for (uint32_t row = pairs->first; row < pairs->end; row++) settle_ends(pairs, row);
    for (uint32_t row = pairs->first; pairs->kind == JX_KIND_PROJECT && row < pairs->end; row++)
        settle_row(pairs, row);
    for (size_t i = 0; pairs->kind == JX_KIND_PROJECT && i < pairs->cell_count; i++)
        if (year_of(&pairs->shape->cells[pairs->first_cell + i]) > 0)
            settle_column(pairs, &pairs->shape->cells[pairs->first_cell + i]);
}
