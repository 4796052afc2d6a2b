/*
 * 本年预算 | 200 | 上年结转 | 30 | 合计 | 230: the total of the year's funds is the sum of both, and 本年预算 is a part of it.
 */
#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/model/money.h"

static struct jx_seen *cell_of(const struct jx_pairs *pairs, size_t i) {
    return &pairs->shape->cells[pairs->first_cell + i];
}

/* Whether the field is the first thing that the cell's words mean as a label. */
static bool labels(const struct jx_pairs *pairs, size_t i, enum jx_field field) {
    const struct jx_senses *senses = pairs->labels[i];
    return senses && senses->items[0].kind == JX_SENSE_FACT && senses->items[0].field == field;
}

/* 本年预算; 年度资金总额, too, where an amount shows that it is not all. */
static bool labels_year(const struct jx_pairs *pairs, size_t i) {
    const struct jx_seen *seen = cell_of(pairs, i);
    return labels(pairs, i, JX_FIELD_FUND_TOTAL) && jx_seen_tagged(seen, JX_TAG_YEAR) &&
           (!pairs->terms->blank || jx_seen_tagged(seen, JX_TAG_BUDGET));
}

/* 合计, or 资金总额 without a word of time. */
static bool labels_sum(const struct jx_pairs *pairs, size_t i) {
    const struct jx_seen *seen = cell_of(pairs, i);
    if (jx_pair_bare_sum(seen)) return true;
    return labels(pairs, i, JX_FIELD_FUND_TOTAL) && !jx_pair_timed(pairs, seen);
}

static bool read_amount(const struct jx_seen *seen, struct jx_decimal *amount) {
    struct jx_money_unit said;
    return seen && jx_money_read(seen->term->key, amount, &said);
}

/* Whether two amounts add up to a third, or to `less` than it; in a blank all three are still to be filled in. */
static bool add_up(const struct jx_pairs *pairs, const struct jx_seen *year, const struct jx_seen *rest,
                   const struct jx_seen *all, bool less) {
    static const struct jx_decimal nothing;
    struct jx_decimal x, y, z;
    if (!all || year == rest || year == all || rest == all) return false;
    if (pairs->terms->blank) return true;
    if (!read_amount(year, &x) || !read_amount(rest, &y) || !read_amount(all, &z)) return false;
    if (jx_decimal_compare(y, nothing) == 0 || !jx_decimal_add(x, y, &x)) return false;
    int order = jx_decimal_compare(x, z);
    return order == 0 || (less && order < 0);
}

/* 合计 in the row or the column of both: more parts than these may stand there. */
static bool sums_up(const struct jx_seen *sum, const struct jx_seen *a, const struct jx_seen *b) {
    bool row = sum->row == a->row && sum->row == b->row,
         column = sum->column == a->column && sum->column == b->column;
    return jx_pair_bare_sum(sum) && (row || column);
}

static const struct jx_senses nothing_of_ours = {
    .items = {{JX_SENSE_OTHER, JX_FIELD_COUNT, JX_FIELD_COUNT, 0, ""}},
    .count = 1,
};

static void settle(struct jx_pairs *pairs, size_t i, const char *words) {
    struct jx_term *term = jx_term_of(pairs->terms, words, strlen(words));
    pairs->labels[i] = jx_term_senses(pairs->terms, term, pairs->kind);
}

/* The amounts stand behind their labels, or below them. */
static bool settle_where(struct jx_pairs *pairs, size_t carried, bool below) {
    const struct jx_seen *rest = jx_pair_amount_of(pairs, cell_of(pairs, carried), below);
    for (size_t year = 0; rest && year < pairs->cell_count; year++) {
        if (!labels_year(pairs, year)) continue;
        const struct jx_seen *first = jx_pair_amount_of(pairs, cell_of(pairs, year), below);
        for (size_t sum = 0; first && sum < pairs->cell_count; sum++) {
            if (sum == year || !labels_sum(pairs, sum)) continue;
            const struct jx_seen *all = jx_pair_amount_of(pairs, cell_of(pairs, sum), below);
            if (!add_up(pairs, first, rest, all,
                        sums_up(cell_of(pairs, sum), cell_of(pairs, year), cell_of(pairs, carried))))
                continue;
            settle(pairs, sum, "年度资金总额");
            pairs->labels[year] = &nothing_of_ours;
            pairs->without_carryover = first;
            return true;
        }
    }
    return false;
}

void jx_pair_carryover_settle(struct jx_pairs *pairs) {
    for (size_t i = 0; pairs->kind == JX_KIND_PROJECT && i < pairs->cell_count; i++)
        if (labels(pairs, i, JX_FIELD_FUND_CARRYOVER) &&
            (settle_where(pairs, i, false) || settle_where(pairs, i, true)))
            return;
}
