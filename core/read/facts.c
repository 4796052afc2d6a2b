#include "core/read/facts.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/doubts.h"
#include "core/read/facts_taking.h"
#include "core/read/pair_goals.h"
#include "core/read/spans.h"
#include "core/words/costs.h"
#include "core/words/seals.h"

/* --- values ---------------------------------------------------------------------------------------------------------------------------- */

/* 李某某（签章）: what is printed for a seal is no part of the value. */
static const char *without_seals(struct jx_taking *taking, const char *text, size_t length) {
    char *clean = jx_arena_copy(taking->reading->arena, text, length), *end = clean;
    for (const char *at = clean, *stop = clean + length; at < stop;) {
        size_t seal = jx_seal_first(at, (size_t)(stop - at));
        if (seal > 0)
            at += seal;
        else
            *end++ = *at++;
    }
    return jx_text_trim(taking->reading->arena, clean, (size_t)(end - clean));
}

/* How many of these signs, of any width, a text begins with. */
static size_t count_signs(const char *text, const char *end, const char *signs) {
    size_t count = 0;
    for (uint32_t c;
         text < end && (c = jx_text_fold(jx_text_next(&text, end))) < 0x80 && strchr(signs, (int)c);)
        count++;
    return count;
}

/* 张某某 13900000000, where one cell asks for both. */
static size_t name_length(const char *text) {
    const char *at = text, *end = text + strlen(text);
    while (at < end && count_signs(at, end, "0123456789") == 0) jx_text_next(&at, end);
    return count_signs(at, end, "0123456789- ") >= 6 ? (size_t)(at - text) : (size_t)(end - text);
}

static void take_person(struct jx_taking *taking, const struct jx_pair *pair, const char *text,
                        struct jx_place at) {
    size_t name = name_length(text);
    jx_field_take(taking->reading, taking->draft, pair->sense.field, text, name, at, JX_READ);
    jx_field_take(taking->reading, taking->draft, pair->sense.second, text + name, strlen(text + name), at,
                  JX_READ);
}

/* A few words over the text of a goal: they may be its label, and are told. */
static bool is_heading_of_goal(const struct jx_seen *seen) {
    enum { FEW = 8 };
    const char *key = seen->term->key;
    return *key != '\0' && jx_text_characters(key, strlen(key)) <= FEW && !strpbrk(key, "0123456789.,;:") &&
           !strstr(key, "。");
}

/* 目标2：… */
static bool is_numbered_goal(const struct jx_seen *seen) {
    const char *text = seen->cell->text;
    return jx_text_starts(text, "目标") && text[strlen("目标")] >= '0' && text[strlen("目标")] <= '9';
}

/* A goal may go on in the rows below: rows with nothing but more text under it. */
static const char *with_rows_below(struct jx_taking *taking, const struct jx_pair *pair, const char *text) {
    const struct jx_pairs *pairs = taking->pairs;
    const struct jx_seen *last = pair->value;
    bool heading = is_heading_of_goal(pair->value);
    while (pair->where != JX_PAIR_INSIDE && last->row + last->rows < pairs->end) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(pairs->shape, last->row + last->rows, &count);
        bool below_label = pair->value->column <= pair->label->column;
        if (count != 1 || cells->column != pair->value->column || jx_seen_claimed(cells) ||
            (below_label && !is_numbered_goal(cells)) || jx_pairs_label(pairs, cells))
            break;
        struct jx_place at = jx_taking_place(taking, last);
        if (heading)
            JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
                    jx_field_name(pair->sense.field, taking->reading->diags->language),
                    jx_text_phrase(taking->reading->arena, cells->cell->text, cells->cell->length), text);
        text = heading ? cells->cell->text
                       : jx_arena_format(taking->reading->arena, "%s\n%s", text, cells->cell->text);
        heading = false;
        jx_seen_claim(cells, JX_CLAIM_VALUE);
        last = cells;
    }
    return text;
}

static const char *goal_text(struct jx_taking *taking, struct jx_seen *seen, enum jx_claim as) {
    if (!jx_seen_claimed(seen)) jx_seen_claim(seen, as);
    return jx_text_trim(taking->reading->arena, seen->cell->text, seen->cell->length);
}

/* 目标1 | 办好培训班: one goal of several in a line, without its bare number. */
static const char *goal_line(struct jx_taking *taking, const struct jx_goal *goal) {
    const char *line = "";
    if (goal->number) {
        bool bare = jx_goal_is_number(goal->number);
        const char *words = goal_text(taking, goal->number, bare ? JX_CLAIM_LABEL : JX_CLAIM_VALUE);
        if (!bare) line = words;
    }
    for (size_t i = 0; i < goal->count; i++) {
        const char *text = goal_text(taking, &goal->cells[i], JX_CLAIM_VALUE);
        line = *line == '\0' ? text : jx_arena_format(taking->reading->arena, "%s：%s", line, text);
    }
    return line;
}

static const char *goal_lines(struct jx_taking *taking, const struct jx_goals *goals) {
    const char *lines = "";
    for (size_t i = 0; i < goals->heads.count; i++)
        if (!jx_seen_claimed(&goals->heads.cells[i])) jx_seen_claim(&goals->heads.cells[i], JX_CLAIM_LABEL);
    for (size_t i = 0; i < goals->count; i++)
        lines = jx_arena_format(taking->reading->arena, "%s%s%s", lines, i == 0 ? "" : "\n",
                                goal_line(taking, &goals->items[i]));
    return lines;
}

/* What a known label captures in itself: the authority of 云溪县财政局批复意见. */
static void take_captures(struct jx_taking *taking, const struct jx_pair *pair) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const struct jx_lexicon *lexicon = taking->terms->lexicon;
    jx_index_find(&lexicon->label_index[taking->pairs->kind], pair->word, captures, &count);
    for (size_t i = 0; i < count; i++)
        if (captures[i].piece->kind == JX_PIECE_FIELD &&
            !taking->draft->form.fields[captures[i].piece->field].value)
            jx_captures_take(taking->reading, taking->draft, &captures[i], 1,
                             jx_taking_place(taking, pair->label));
}

/* What other words than its own say of an amount's unit. 年度资金总额（元） beside 其中：财政拨款 says it of the other, too, unless the
 * form has another unit for all, in which a part is no more than its total. */
static const char *unit_of(struct jx_taking *taking, const struct jx_pair *pair, const char *text,
                           struct jx_place at) {
    struct jx_arena *arena = taking->reading->passing;
    struct jx_pair_unit unit = jx_pairs_unit(taking->pairs, pair->label, pair->value);
    if (!unit.borrowed) return unit.words;
    struct jx_money_unit lent = jx_money_unit_of(arena, unit.words),
                         all = jx_money_unit_of(arena, taking->draft->form.fields[JX_FIELD_MONEY_UNIT].value);
    const char *key = jx_text_key(arena, text, strlen(text));
    if (jx_pair_unit_is_lent(&lent, &all, key, unit.borrowed->term->key)) return unit.words;
    JX_DIAG(taking->reading->diags, JX_MSG_UNIT_BORROWED, &at,
            jx_field_name(pair->sense.field, taking->reading->diags->language), all.word);
    return NULL;
}

static void take_text(struct jx_taking *taking, const struct jx_pair *pair, const char *text,
                      struct jx_place at) {
    enum jx_field field = pair->sense.field, second = pair->sense.second;
    if (jx_field_is_money(field)) {
        jx_amount_take(taking->reading, taking->draft, field, text, unit_of(taking, pair, text, at), at);
    } else if (second == JX_FIELD_PHONE) {
        take_person(taking, pair, text, at);
    } else if (second != JX_FIELD_COUNT) {
        jx_name_and_code_take(taking->reading, taking->draft, field, second, text, at);
    } else {
        jx_field_take(taking->reading, taking->draft, field, text, strlen(text), at, JX_READ);
    }
}

/* 调整预算数 beside 年初预算数, 批复数 beside 申请数: the one in force was taken, by its label or by the heading over it. */
static bool tell_in_force(struct jx_taking *taking, const struct jx_pair *pair, struct jx_place at) {
    enum jx_tag tag = jx_doubt_in_force(taking->pairs, pair);
    bool money = jx_field_is_money(pair->sense.field);
    if (tag == JX_TAG_COUNT || !pair->other || jx_seen_claimed(pair->other) ||
        (tag == JX_TAG_APPROVED && !money))
        return false;
    JX_DIAG(taking->reading->diags, tag == JX_TAG_ADJUSTED ? JX_MSG_AMOUNT_ADJUSTED : JX_MSG_AMOUNT_APPROVED,
            &at, jx_field_name(pair->sense.field, taking->reading->diags->language),
            jx_taking_phrase(taking, pair->value), jx_taking_phrase(taking, pair->other));
    return true;
}

/* A value that nobody sees without unhiding it; or one that was passed over for another that is seen. */
static void tell_hidden(struct jx_taking *taking, const struct jx_pair *pair) {
    const char *name = jx_field_name(pair->sense.field, taking->reading->diags->language);
    bool passed = pair->other && pair->other->cell->hidden && !jx_seen_claimed(pair->other);
    struct jx_place at =
        jx_taking_place(taking, pair->value->cell->hidden || !passed ? pair->value : pair->other);
    if (pair->value->cell->hidden)
        JX_DIAG(taking->reading->diags, JX_MSG_HIDDEN_READ, &at, name, jx_taking_phrase(taking, pair->value));
    else if (passed)
        JX_DIAG(taking->reading->diags, JX_MSG_HIDDEN_PASSED, &at, jx_taking_phrase(taking, pair->other),
                name, jx_taking_phrase(taking, pair->value));
}

/* Two readings so near that nobody can be sure: both are told. */
static void tell_other(struct jx_taking *taking, const struct jx_pair *pair, struct jx_place at) {
    if (!jx_seen_claimed(pair->value)) return; /* nothing was taken */
    tell_hidden(taking, pair);
    if (tell_in_force(taking, pair, at)) return;
    if (!pair->other || jx_seen_claimed(pair->other)) return;
    if (pair->next >= JX_COST_MARGIN && !jx_doubt_initial(taking->pairs, pair)) return;
    JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
            jx_field_name(pair->sense.field, taking->reading->diags->language),
            jx_taking_phrase(taking, pair->value), jx_taking_phrase(taking, pair->other));
}

/* The answer to why this is the field's value. */
static void keep_reason(struct jx_taking *taking, const struct jx_pair *pair) {
    struct jx_arena *arena = taking->reading->arena;
    struct jx_reason reason = {
        .field = pair->sense.field,
        .label = jx_arena_string(arena, pair->word),
        .label_at = jx_taking_place(taking, pair->label),
        .why = pair->sense.why,
        .cost = pair->cost,
    };
    if (pair->other) {
        reason.other = jx_taking_phrase(taking, pair->other);
        reason.other_at = jx_taking_place(taking, pair->other);
        reason.margin = pair->next;
    }
    jx_reason_add(taking->reading, reason);
}

static void take_pair(struct jx_taking *taking, const struct jx_pair *pair) {
    struct jx_place at = jx_taking_place(taking, pair->value);
    if (jx_doubt_levels(taking->reading, taking->pairs, pair, at)) return;
    if (jx_doubt_budgets(taking->reading, taking->pairs, pair, at)) {
        if (pair->where != JX_PAIR_INSIDE) return;
        jx_seen_claim(pair->value, JX_CLAIM_EXTRA);
        jx_extra_take(taking->reading, taking->draft, jx_arena_string(taking->reading->arena, pair->word),
                      pair->text, pair->length, at);
        return;
    }
    keep_reason(taking, pair);
    jx_doubt_time(taking->reading, taking->pairs, pair, at);
    const char *text = without_seals(taking, pair->text, pair->length);
    if (pair->where != JX_PAIR_INSIDE) jx_seen_claim(pair->label, JX_CLAIM_LABEL);
    if (pair->head) jx_seen_claim(pair->head, JX_CLAIM_LABEL);
    jx_seen_claim(pair->value, JX_CLAIM_VALUE);
    enum jx_field field = pair->sense.field;
    if (pair->goals)
        text = goal_lines(taking, pair->goals);
    else if (field == JX_FIELD_GOAL_ANNUAL || field == JX_FIELD_GOAL_PERIOD || field == JX_FIELD_DUTIES)
        text = with_rows_below(taking, pair, text);
    if (field == JX_FIELD_PERIOD) text = jx_span_text(taking->reading->arena, taking->pairs, pair, text);
    take_captures(taking, pair);
    if (*text != '\0') take_text(taking, pair, text, at);
}

void jx_facts_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end) {
    bool known[JX_FIELD_COUNT + 1];
    for (int field = 0; field < JX_FIELD_COUNT; field++) known[field] = draft->form.fields[field].value;
    struct jx_taking taking = {reading, draft, terms, shape, NULL};
    const char *year = draft->form.fields[JX_FIELD_YEAR].value;
    taking.pairs = jx_pairs_of(terms, shape, draft->form.kind, first, end, known,
                               !year ? 0 : (int)strtol(year, NULL, 10));
    for (size_t i = 0; i < taking.pairs->taken_count; i++) take_pair(&taking, &taking.pairs->taken[i]);
    for (size_t i = 0; i < taking.pairs->taken_count; i++)
        tell_other(&taking, &taking.pairs->taken[i], jx_taking_place(&taking, taking.pairs->taken[i].value));
    jx_totals_doubt(&taking);
    jx_facts_take_left(&taking);
}
