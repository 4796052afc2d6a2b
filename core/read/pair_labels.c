#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/vocabulary.h"

size_t jx_pair_index(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    return (size_t)(seen - pairs->shape->cells) - pairs->first_cell;
}

const struct jx_senses *jx_pairs_label(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t index = jx_pair_index(pairs, seen);
    return index < pairs->cell_count ? pairs->labels[index] : NULL;
}

bool jx_pair_bare_sum(const struct jx_seen *seen) {
    struct jx_tags tags = seen->term->phrase.tags;
    return jx_tags_have(tags, JX_TAG_SUM) && jx_tags_count(tags) == 1 && !seen->term->number;
}

bool jx_pair_sure(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    return senses && (senses->narrowed || senses->items[0].cost < JX_PAIR_SURE_LABEL);
}

bool jx_pair_may_be_total(const struct jx_term *term, const struct jx_senses *senses, enum jx_kind kind) {
    const struct jx_tags tags = term->phrase.tags;
    if (kind != JX_KIND_PROJECT || senses->count == 0 || jx_senses_have_fact(senses)) return false;
    bool fund =
        jx_tags_have(tags, JX_TAG_PROJECT) && jx_tags_have(tags, JX_TAG_FUND) && jx_tags_count(tags) == 2;
    return (fund && term->phrase.unknown == 0) || strcmp(term->phrase.core, "金额") == 0;
}

bool jx_senses_have_fact(const struct jx_senses *senses) {
    for (size_t i = 0; senses && i < senses->count; i++)
        if (senses->items[i].kind == JX_SENSE_FACT) return true;
    return false;
}

bool jx_senses_have_amount(const struct jx_senses *senses) {
    for (size_t i = 0; senses && i < senses->count; i++)
        if (senses->items[i].kind == JX_SENSE_FACT && jx_field_is_money(senses->items[i].field)) return true;
    return false;
}

bool jx_pair_amount_at_right(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].column > label->column && cells[i].term->amount) return true;
    return false;
}

/* Words among labels over a row of values, which stand over a value, too: a label that nobody knows. */
bool jx_pair_strange_head(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    enum { FEWEST_LABELS = 3, LONGEST = 12 };
    const uint32_t row = seen->row + seen->rows;
    size_t count, below_count = 0, labels = 0;
    const struct jx_term *term = seen->term;
    if (pairs->heads[seen->row - pairs->first] || row >= pairs->end || term->amount || term->number ||
        jx_pair_sure(pairs, seen) || jx_text_characters(term->key, strlen(term->key)) > LONGEST)
        return false;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    for (size_t i = 0; i < count; i++) labels += jx_pair_sure(pairs, &cells[i]);
    if (2 * (count - labels) > labels || labels < FEWEST_LABELS) return false;
    cells = jx_shape_row(pairs->shape, row, &below_count);
    for (size_t i = 0; i < below_count; i++)
        if (jx_pair_sure(pairs, &cells[i])) return false;
    return jx_shape_at(pairs->shape, row, seen->column);
}

/* Amounts and nothing else stand in a row: the labels above name them, each its own. */
static bool only_amounts(const struct jx_pairs *pairs, uint32_t row) {
    size_t count = 0;
    const struct jx_seen *cells = row < pairs->end ? jx_shape_row(pairs->shape, row, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (!cells[i].term->amount) return false;
    return count > 1;
}

/* Rows of headings over amounts: some are such headings, or head lists of tasks, and no amount stands in them. */
void jx_pair_heads_find(struct jx_pairs *pairs) {
    for (uint32_t row = pairs->first; row < pairs->end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        bool amount = false, heading = false;
        size_t words = 0;
        int cost;
        for (size_t i = 0; i < count; i++) {
            amount = amount || cells[i].term->amount;
            heading = heading || jx_amount_heading(&cells[i].term->phrase, &cost);
            words += jx_lexicon_is(JX_WORD_COLUMN, cells[i].term->key);
        }
        heading = heading || words > 1; /* 任务名称 | 主要内容 */
        pairs->heads[row - pairs->first] = heading && !amount && !only_amounts(pairs, row + 1);
    }
}

/* Whether a label may be the total of a project's funds. */
bool jx_pair_is_total(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    if (!senses || pairs->heads[seen->row - pairs->first]) return false;
    for (size_t i = 0; i < senses->count; i++)
        if (senses->items[i].field == JX_FIELD_FUND_TOTAL ||
            senses->items[i].field == JX_FIELD_PERIOD_FUND_TOTAL)
            return true;
    return false;
}

static bool says_year(const struct jx_seen *seen) {
    return jx_tags_say_year(seen->term->phrase.tags);
}

static bool says_time(const struct jx_seen *seen) {
    return says_year(seen) || jx_seen_tagged(seen, JX_TAG_PERIOD);
}

/* 资金总额 at the right of 年度预算: a total that another one heads. */
static bool heads_next(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    return seen + 1 < cells + count && jx_pair_is_total(pairs, seen + 1) && !says_time(seen + 1);
}

const struct jx_seen *jx_heading_above(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    for (uint32_t row = seen->row; row-- > pairs->first && seen->row - row < JX_PAIR_ROWS_UP;) {
        const struct jx_seen *heading =
            pairs->heads[row - pairs->first] ? jx_shape_at(pairs->shape, row, seen->column) : NULL;
        if (heading) return heading;
    }
    return NULL;
}

/* 实施期金额 over the amount of a label, which is the whole project's then. NULL: nothing says that. */
static const struct jx_seen *whole_above(const struct jx_pairs *pairs, const struct jx_seen *amount,
                                         const struct jx_seen *stop) {
    const struct jx_seen *heading =
        amount < stop && amount->term->amount ? jx_heading_above(pairs, amount) : NULL;
    bool whole = heading && jx_seen_tagged(heading, JX_TAG_PERIOD) && !says_year(heading);
    return whole ? heading : NULL;
}

const struct jx_seen *jx_pair_timed(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count;
    if (says_time(seen)) return seen;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    bool headed = seen > cells && says_time(seen - 1) && jx_pair_is_total(pairs, seen - 1) &&
                  jx_pair_is_total(pairs, seen);
    return headed ? seen - 1 : whole_above(pairs, seen + 1, cells + count);
}

/* The label stands over an amount, as in a row of headings over one row of amounts. */
static bool amount_below(const struct jx_pairs *pairs, const struct jx_seen *label) {
    const struct jx_seen *below = jx_shape_at(pairs->shape, label->row + label->rows, label->column);
    return below && below->row < pairs->end && below->term->amount;
}

/* 年度资金总额 | -: nothing was given, which is an answer, too. */
static bool answers_nothing(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    return label + 1 < cells + count && jx_text_placeholder(pairs->terms->arena, label[1].cell->text);
}

void jx_pair_totals_find(struct jx_pairs *pairs) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!jx_pair_is_total(pairs, seen) || heads_next(pairs, seen)) continue;
        pairs->year_total = pairs->year_total ||
                            (says_year(seen) && (jx_pair_amount_at_right(pairs, seen) ||
                                                 amount_below(pairs, seen) || answers_nothing(pairs, seen)));
        pairs->approved_total =
            pairs->approved_total || (jx_seen_tagged(seen, JX_TAG_APPROVED) &&
                                      (jx_pair_amount_at_right(pairs, seen) || amount_below(pairs, seen)));
        pairs->period_total = pairs->period_total || jx_seen_tagged(seen, JX_TAG_PERIOD);
    }
}
