/*
 * Totals that may be others: amounts beside the one that was taken for the year's.
 */
#include "core/read/facts_taking.h"

#include "core/model/fields.h"
#include "core/read/pair_parts.h"

/* An amount of its own beside a total that says no time, under words that nobody knows: either may be the year's. */
void jx_total_doubt(struct jx_taking *taking, const struct jx_seen *amount) {
    for (size_t i = 0; amount->term->amount && i < taking->pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking->pairs->taken[i];
        bool overall = jx_tags_have(pair->label->term->phrase.tags, JX_TAG_OVERALL); /* 项目总金额 */
        uint32_t row = pair->value->row, near = overall ? 1 : 0;
        if (pair->sense.field != JX_FIELD_FUND_TOTAL || row + near < amount->row ||
            amount->row + near < row || jx_tags_have(pair->label->term->phrase.tags, JX_TAG_YEAR))
            continue;
        struct jx_place at = jx_taking_place(taking, pair->value);
        JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
                jx_field_name(pair->sense.field, taking->reading->diags->language),
                jx_taking_phrase(taking, pair->value), jx_taking_phrase(taking, amount));
    }
}

/* 合计 was taken for the whole project's total, for 本年预算 is the year's. */
static bool is_whole_total(const struct jx_pairs *pairs, const struct jx_seen *label) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].label == label)
            return pairs->taken[i].sense.field == JX_FIELD_PERIOD_FUND_TOTAL &&
                   pairs->taken[i].where != JX_PAIR_CROSSED;
    return false;
}

/* An amount that stands beside a total as the sum of more than that: 合计 behind 本年预算 and 上年结转. NULL: there is none. */
static const struct jx_seen *other_sum(struct jx_taking *taking, const struct jx_pair *total) {
    const struct jx_pairs *pairs = taking->pairs;
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (seen == total->label || !jx_pair_bare_sum(seen) || pairs->heads[seen->row - pairs->first])
            continue;
        const struct jx_seen *amount = jx_pair_amount_of(pairs, seen, total->where == JX_PAIR_BELOW);
        bool free = amount && (!jx_seen_claimed(amount) || is_whole_total(pairs, seen));
        if (free && jx_pair_is_more(taking->pairs, amount, total->value)) return amount;
    }
    return NULL;
}

/* 本年预算 200 beside 上年结转 30 and 合计 230: either may be meant, though the sum of all is what others call the total. */
static void tell_other_sum(struct jx_taking *taking) {
    for (size_t i = 0; i < taking->pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking->pairs->taken[i];
        const struct jx_seen *less = taking->pairs->without_carryover;
        if (pair->sense.field != JX_FIELD_FUND_TOTAL) continue;
        if (!less) less = other_sum(taking, pair);
        if (!less) continue;
        /* told where the reader may be wrong */
        bool whole = jx_seen_claimed(less) && less != taking->pairs->without_carryover;
        struct jx_place at = jx_taking_place(taking, whole ? less : pair->value);
        JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
                jx_field_name(pair->sense.field, taking->reading->diags->language),
                jx_taking_phrase(taking, pair->value), jx_taking_phrase(taking, less));
    }
}

/* The same where amounts stand below their labels: one of them under words that nobody knows. */
static void tell_totals_below(struct jx_taking *taking) {
    for (size_t i = 0; i < taking->pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking->pairs->taken[i];
        if (pair->sense.field != JX_FIELD_FUND_TOTAL || pair->where != JX_PAIR_BELOW) continue;
        size_t count;
        const struct jx_seen *cells = jx_shape_row(taking->shape, pair->value->row, &count);
        for (size_t k = 0; k < count; k++) {
            const struct jx_seen *over = jx_shape_at(taking->shape, pair->label->row, cells[k].column);
            if (over && over != pair->label && !jx_pairs_label(taking->pairs, over))
                jx_total_doubt(taking, &cells[k]);
        }
    }
}

void jx_totals_doubt(struct jx_taking *taking) {
    tell_totals_below(taking);
    tell_other_sum(taking);
}
