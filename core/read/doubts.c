#include "core/read/doubts.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/pair_parts.h"
#include "core/read/reading.h"

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

static bool counts(const struct jx_seen *seen) {
    static const struct jx_decimal nothing;
    struct jx_money_unit said;
    struct jx_decimal amount;
    return seen && jx_money_read(seen->term->key, &amount, &said) && jx_decimal_compare(amount, nothing) != 0;
}

/* Another level's money beside that of a pair, which nothing of ours has. */
static const struct jx_seen *other_level(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *label = &pairs->shape->cells[pairs->first_cell + i];
        bool ours = label == pair->label || !pairs->labels[i] || pairs->crossed[i];
        for (size_t k = 0; !ours && k < pairs->taken_count; k++) ours = pairs->taken[k].label == label;
        if (!ours && names_level(label) && label->term != pair->label->term &&
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
