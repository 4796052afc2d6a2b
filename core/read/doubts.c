#include "core/read/doubts.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/block.h"
#include "core/read/block_table.h"
#include "core/read/inside.h"
#include "core/read/pair_parts.h"
#include "core/read/reading.h"
#include "core/words/phrase.h"

static const char *words_of(struct jx_reading *reading, const struct jx_seen *seen) {
    return jx_text_phrase(reading->arena, seen->cell->text, seen->cell->length);
}

static const struct jx_pair *taken(const struct jx_pairs *pairs, enum jx_field field) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].sense.field == field && pairs->taken[i].year == 0) return &pairs->taken[i];
    return NULL;
}

/* --- levels above ---------------------------------------------------------------------------------------------------------- */

/* 中央, 省级, 市级: one of the levels that money may come from, above a county. */
static bool names_level(const struct jx_seen *label) {
    static const char *const levels[] = {"中央", "省级", "市级", "自治区"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strstr(label->term->key, levels[i])) return true;
    return false;
}

/* 省级配套, 市级财政投入: money by what it ends with, though nobody knows it as a label. */
static bool ends_as_money(const struct jx_seen *label) {
    static const char *const ends[] = {"配套", "资金", "财政", "补助", "投入",
                                       "拨款", "中央", "省级", "市级", "自治区"};
    enum { LONGEST = 36 }; /* in bytes: a sentence is no label */
    const char *key = label->term->phrase.core;
    for (size_t i = 0; strlen(key) <= LONGEST && i < sizeof ends / sizeof *ends; i++)
        if (jx_text_ends(key, ends[i])) return true;
    return false;
}

static bool counts(const struct jx_seen *seen) {
    return seen && jx_money_is_some(seen->term->key);
}

/* Another level's money beside that of a pair, which nothing of ours has. */
static const struct jx_seen *other_level(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *label = &pairs->shape->cells[pairs->first_cell + i];
        bool known = pairs->labels[i];
        bool ours = label == pair->label || pairs->crossed[i] || !names_level(label);
        for (size_t k = 0; !ours && k < pairs->taken_count; k++) ours = pairs->taken[k].label == label;
        if (!ours && (known || ends_as_money(label)) && label->term != pair->label->term &&
            counts(jx_pair_amount_of(pairs, label, pair->where == JX_PAIR_BELOW)))
            return label;
    }
    return NULL;
}

bool jx_doubt_levels(struct jx_reading *reading, const struct jx_pairs *pairs, const struct jx_pair *pair,
                     struct jx_place at) {
    if (pair->sense.field != JX_FIELD_FUND_SUPERIOR || !names_level(pair->label) ||
        pair->where == JX_PAIR_INSIDE || pair->where == JX_PAIR_CROSSED)
        return false;
    const struct jx_seen *other = other_level(pairs, pair);
    if (!other) return false;
    JX_DIAG(reading->diags, JX_MSG_FUND_LEVELS, &at, words_of(reading, pair->label), words_of(reading, other),
            jx_field_name(pair->sense.field, reading->diags->language));
    return true;
}

/* --- budgets beside one another ---------------------------------------------------------------------------------------------- */

static void tell_budgets(struct jx_reading *reading, const char *general, const char *other,
                         enum jx_field field, struct jx_place at) {
    JX_DIAG(reading->diags, JX_MSG_FUND_BUDGETS, &at, general, other,
            jx_field_name(field, reading->diags->language));
}

/* The general budget's money under a label that would make it all of the fiscal money. */
static bool is_general(const struct jx_term *label, enum jx_field field) {
    return (field == JX_FIELD_FUND_FISCAL || field == JX_FIELD_PERIOD_FUND_FISCAL) &&
           jx_tags_have(label->phrase.tags, JX_TAG_GENERAL);
}

static bool labels_budget(const struct jx_pairs *pairs, size_t i) {
    return pairs->labels[i] &&
           jx_tags_other_budget(pairs->shape->cells[pairs->first_cell + i].term->phrase.tags);
}

/* Another budget's fiscal money, which nothing of ours has. */
static const struct jx_seen *other_budget(const struct jx_pairs *pairs, bool below) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *label = &pairs->shape->cells[pairs->first_cell + i];
        if (labels_budget(pairs, i) && counts(jx_pair_amount_of(pairs, label, below))) return label;
    }
    return NULL;
}

bool jx_doubt_place(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    if (!is_general(pair->label->term, pair->sense.field)) return false;
    for (size_t i = 0; i < pairs->cell_count; i++)
        if (labels_budget(pairs, i)) return true;
    return false;
}

/* The same beside the general budget's in one cell; NULL: none is. */
static const char *budget_inside(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    struct jx_inside others[JX_INSIDE_MOST];
    const struct jx_cell *cell = pair->value->cell;
    size_t count = jx_inside_others(pairs->terms, cell->text, cell->length, pairs->kind, others);
    for (size_t i = 0; i < count; i++) {
        struct jx_term *word =
            jx_term_of(pairs->terms, others[i].word, (size_t)(others[i].text - others[i].word));
        const char *key = jx_text_key(pairs->terms->arena, others[i].text, others[i].length);
        if (jx_tags_other_budget(word->phrase.tags) && jx_money_is_some(key)) return word->key;
    }
    return NULL;
}

bool jx_doubt_budgets(struct jx_reading *reading, const struct jx_pairs *pairs, const struct jx_pair *pair,
                      struct jx_place at) {
    if (pair->where == JX_PAIR_CROSSED) return false;
    if (pair->where == JX_PAIR_INSIDE) {
        struct jx_term *word = jx_term_of(pairs->terms, pair->word, strlen(pair->word));
        const char *inside = !is_general(word, pair->sense.field) ? NULL : budget_inside(pairs, pair);
        if (inside) tell_budgets(reading, pair->word, inside, pair->sense.field, at);
        return inside;
    }
    if (!is_general(pair->label->term, pair->sense.field)) return false;
    const struct jx_seen *other = other_budget(pairs, pair->where == JX_PAIR_BELOW);
    if (other)
        tell_budgets(reading, words_of(reading, pair->label), words_of(reading, other), pair->sense.field,
                     at);
    return other;
}

/* The heading of a column of another budget's fiscal money, if there is any in it; NULL: there is none. */
static const struct jx_seen *heads_budget(const struct jx_block *block,
                                          const struct jx_block_column *column) {
    if (!column->named || !jx_tags_other_budget(column->named->phrase.tags)) return NULL;
    for (uint32_t row = block->head + block->depth; row < block->end; row++)
        if (counts(jx_shape_at(block->shape, row, column->column)))
            return jx_shape_at(block->shape, block->head + block->depth - 1, column->column);
    return NULL;
}

bool jx_doubt_column(struct jx_reading *reading, const struct jx_block *block,
                     const struct jx_block_column *column) {
    const struct jx_seen *other = NULL,
                         *own = jx_shape_at(block->shape, block->head + block->depth - 1, column->column);
    if (!own || !column->named || !is_general(column->named, column->fact->field)) return false;
    for (size_t i = 0; !other && i < block->column_count; i++)
        other = heads_budget(block, &block->columns[i]);
    if (!other) return false;
    struct jx_spot spot = jx_seen_spot(own);
    tell_budgets(reading, words_of(reading, own), words_of(reading, other), column->fact->field,
                 jx_spot_place(reading, &spot));
    return true;
}

/* --- whose part an amount is ------------------------------------------------------------------------------------------------ */

/* The same part of the other time. */
static enum jx_field twin_of(enum jx_field field) {
    switch (field) {
    case JX_FIELD_FUND_FISCAL: return JX_FIELD_PERIOD_FUND_FISCAL;
    case JX_FIELD_FUND_OTHER: return JX_FIELD_PERIOD_FUND_OTHER;
    case JX_FIELD_PERIOD_FUND_FISCAL: return JX_FIELD_FUND_FISCAL;
    case JX_FIELD_PERIOD_FUND_OTHER: return JX_FIELD_FUND_OTHER;
    default: return JX_FIELD_COUNT;
    }
}

void jx_doubt_time(struct jx_reading *reading, const struct jx_pairs *pairs, const struct jx_pair *pair,
                   struct jx_place at) {
    const enum jx_field field = pair->sense.field, twin = twin_of(field);
    bool whole = jx_field_is_of_period(field);
    if (twin == JX_FIELD_COUNT || taken(pairs, twin) || pair->where == JX_PAIR_CROSSED ||
        jx_pair_timed(pairs, pair->label) == pair->label || !taken(pairs, JX_FIELD_PERIOD_FUND_TOTAL) ||
        whole != !!taken(pairs, JX_FIELD_FUND_TOTAL))
        return;
    enum jx_language language = reading->diags->language;
    JX_DIAG(reading->diags, JX_MSG_PART_TIME, &at, words_of(reading, pair->label),
            jx_field_name(field, language), jx_field_name(twin, language));
}

/* --- what is in force -------------------------------------------------------------------------------------------------------- */

enum jx_tag jx_doubt_in_force(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    static const enum jx_tag tags[] = {JX_TAG_ADJUSTED, JX_TAG_APPROVED};
    const struct jx_seen *heading = jx_heading_above(pairs, pair->value);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (jx_seen_tagged(pair->label, tags[i]) || (heading && jx_seen_tagged(heading, tags[i])))
            return tags[i];
    return JX_TAG_COUNT;
}

static bool heads_initial(const struct jx_seen *heading) {
    return heading && jx_seen_tagged(heading, JX_TAG_INITIAL) && !jx_seen_tagged(heading, JX_TAG_YEAR);
}

static bool heads_year(const struct jx_seen *heading) {
    return heading && jx_seen_tagged(heading, JX_TAG_YEAR) && jx_seen_tagged(heading, JX_TAG_BUDGET) &&
           !jx_seen_tagged(heading, JX_TAG_RESULT);
}

bool jx_doubt_initial(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    if (!pair->other || !jx_field_is_money(pair->sense.field)) return false;
    const struct jx_seen *own = jx_heading_above(pairs, pair->value),
                         *other = jx_heading_above(pairs, pair->other);
    return (heads_initial(own) && heads_year(other)) || (heads_initial(other) && heads_year(own));
}

/* --- funds without a field ------------------------------------------------------------------------------------------------ */

static bool has_funds(const struct jx_form *form) {
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (jx_field_is_money((enum jx_field)field) && form->fields[field].value) return true;
    return false;
}

/* 资金, 投资, 预算金额: words of money that is planned for the year or the project; not 执行数, 上年预算. */
static bool calls_funds(struct jx_tags tags) {
    static const enum jx_tag funds[] = {JX_TAG_FUND,   JX_TAG_BUDGET,  JX_TAG_INVESTMENT,
                                        JX_TAG_FISCAL, JX_TAG_GENERAL, JX_TAG_CENTRAL};
    static const enum jx_tag others[] = {JX_TAG_RESULT, JX_TAG_RATE, JX_TAG_SCORE,
                                         JX_TAG_FORMER, JX_TAG_HALF, JX_TAG_INDICATOR};
    bool calls = false;
    for (size_t i = 0; i < sizeof funds / sizeof *funds; i++) calls = calls || jx_tags_have(tags, funds[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        calls = calls && !jx_tags_have(tags, others[i]);
    return calls;
}

/* 120, 总额100万元，其中：…, or such a text without a unit below 预算资金（万元）: money, be it an amount or a text that holds one. */
static bool says_money(const char *label, const char *key) {
    bool unit = strstr(key, "元") || strstr(label, "元");
    return jx_money_is_some(key) || (unit && strpbrk(key, "0123456789"));
}

void jx_doubt_funds(struct jx_reading *reading, const struct jx_form *form) {
    if (strcmp(form->layout, JX_LAYOUT_GENERIC) != 0 || form->kind != JX_KIND_PROJECT || has_funds(form))
        return;
    for (size_t i = 0; i < form->extra_count; i++) {
        const struct jx_extra *extra = &form->extras[i];
        const char *label = jx_text_key(reading->passing, extra->label, strlen(extra->label));
        if (!says_money(label, jx_text_key(reading->passing, extra->value, strlen(extra->value))) ||
            !calls_funds(jx_phrase_of(reading->lexicon->morphemes, reading->passing, label).tags))
            continue;
        JX_DIAG(reading->diags, JX_MSG_FUNDS_UNPLACED, &extra->at, extra->label, extra->value);
        return;
    }
}
