/*
 * What stands beside the facts of a form and is none of ours: kept as extras, each under the words that label it.
 */
#include "core/read/facts_taking.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"
#include "core/read/answers.h"
#include "core/read/crosses.h"
#include "core/read/inside.h"
#include "core/read/pair_goals.h"
#include "core/read/pair_parts.h"
#include "core/read/segments.h"

/* In bytes: the longest text that may be a label nobody knows. */
enum { LONGEST_EXTRA_LABEL = 36 };

/* By its words alone: labels are set wide with blanks. */
static bool is_short(const struct jx_term *term) {
    return term->length <= JX_TERM_LONGEST && strlen(term->key) <= LONGEST_EXTRA_LABEL;
}

static void take_extra(struct jx_taking *taking, const char *label, struct jx_seen *seen) {
    struct jx_place at = jx_taking_place(taking, seen);
    if (jx_text_placeholder(taking->reading->passing, seen->cell->text)) {
        jx_seen_claim(seen, JX_CLAIM_VALUE);
        JX_DIAG(taking->reading->diags, JX_MSG_PLACEHOLDER, &at, seen->cell->text, label);
        return;
    }
    jx_seen_claim(seen, JX_CLAIM_EXTRA);
    jx_extra_take(taking->reading, taking->draft, label, seen->cell->text, seen->cell->length, at);
}

/* Amounts of a table that goes both ways, but of no field: 2025年 (财政拨款). */
static void take_crossed(struct jx_taking *taking) {
    for (size_t i = 0; i < taking->pairs->cross_count; i++) {
        const struct jx_cross *cross = &taking->pairs->crosses[i];
        if (jx_seen_claimed(cross->value)) continue;
        if (!jx_seen_claimed(cross->label)) jx_seen_claim(cross->label, JX_CLAIM_LABEL);
        if (!jx_seen_claimed(cross->head)) jx_seen_claim(cross->head, JX_CLAIM_LABEL);
        take_extra(taking,
                   jx_arena_format(taking->reading->arena, "%s (%s)", jx_taking_phrase(taking, cross->label),
                                   jx_taking_phrase(taking, cross->head)),
                   cross->value);
    }
}

/* A label that nobody knows: short, and words. */
static bool may_be_label(const struct jx_taking *taking, const struct jx_seen *seen) {
    return !jx_seen_claimed(seen) && is_short(seen->term) && !seen->term->amount && !seen->term->quantity &&
           !jx_text_placeholder(taking->reading->passing, seen->cell->text);
}

/* A text behind a label's value, with a text of its own behind it: another label, which nobody knows. */
static bool begins_pair(const struct jx_taking *taking, const struct jx_seen *cells, size_t index,
                        size_t count) {
    return index > 0 && jx_seen_claimed(&cells[index - 1]) && index + 1 < count &&
           !jx_seen_claimed(&cells[index + 1]) && !jx_pairs_label(taking->pairs, &cells[index + 1]) &&
           may_be_label(taking, &cells[index]) && !jx_heading_above(taking->pairs, &cells[index]);
}

/* 三百二十万元, 十五万: a number in words before the unit. */
static bool counts_in_words(const char *key) {
    static const char *const units[] = {"万元", "亿元", "元", "万", "亿"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (jx_text_ends(key, units[i]))
            return jx_words_end_in_number(key, key + strlen(key) - strlen(units[i]));
    return false;
}

/* 128, 壹佰万元 */
static bool has_numeral(const char *key) {
    static const char *const capitals[] = {"壹", "贰", "叁", "肆", "伍", "陆",
                                           "柒", "捌", "玖", "拾", "佰", "仟"};
    if (strpbrk(key, "0123456789")) return true;
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (strstr(key, capitals[i]) && strstr(key, "元")) return true;
    return counts_in_words(key);
}

/* — or 无 beside 其他资金: no amount, and nothing that anybody would miss. */
static bool says_nothing(struct jx_taking *taking, const char *text, const char *key) {
    struct jx_arena *arena = taking->reading->passing;
    return jx_text_placeholder(arena, text) || jx_text_not_applicable(arena, text) || strcmp(key, "无") == 0;
}

static void tell_no_amount(struct jx_taking *taking, enum jx_field field, const char *text, const char *key,
                           struct jx_place at) {
    if (has_numeral(key))
        JX_DIAG(taking->reading->diags, JX_MSG_AMOUNT_UNREADABLE, &at, text,
                jx_field_name(field, taking->reading->diags->language));
}

/* 128港币 beside 资金总额: it looks like an amount, but nobody can say how much it is; nor how much 见附件 is. The field whose amount
 * that is, JX_FIELD_COUNT: it is nobody's. */
static enum jx_field take_no_amount(struct jx_taking *taking, const struct jx_seen *label,
                                    const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(taking->pairs, label);
    enum jx_field field = senses->items[0].kind == JX_SENSE_FACT ? senses->items[0].field : JX_FIELD_COUNT;
    if (jx_pair_may_be_total(label->term, senses, taking->pairs->kind)) field = JX_FIELD_FUND_TOTAL;
    if (!jx_field_is_money(field) || seen->term->amount || taking->draft->form.fields[field].value ||
        says_nothing(taking, seen->cell->text, seen->term->key))
        return JX_FIELD_COUNT;
    tell_no_amount(taking, field, seen->cell->text, seen->term->key, jx_taking_place(taking, seen));
    return field;
}

/* 资金性质 | 财政拨款: the words of a label may be what another one has beside it. */
static void take_answers(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (!jx_answer_stands(taking->pairs, &cells[i - 1], &cells[i])) continue;
        jx_seen_claim(&cells[i - 1], JX_CLAIM_LABEL);
        take_extra(taking, jx_taking_phrase(taking, &cells[i - 1]), &cells[i]);
    }
}

/* More values in the row of a label: they are kept under its words, and those of the heading over them. */
static void take_rest_of_row(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    const struct jx_seen *label = NULL;
    for (size_t i = 0; i < count; i++) {
        struct jx_seen *seen = &cells[i];
        bool is_label = jx_pairs_label(taking->pairs, seen);
        if (is_label && !jx_seen_claimed(seen) && !jx_answer_perhaps(taking->pairs, cells, i))
            jx_seen_claim(seen, JX_CLAIM_LABEL);
        if (is_label && seen->cell->claim != JX_CLAIM_EXTRA)
            label = seen;
        else if (begins_pair(taking, cells, i, count))
            label = NULL;
        if (is_label || jx_seen_claimed(seen) || !label) continue;
        const struct jx_seen *heading = jx_heading_above(taking->pairs, seen);
        const char *words = jx_taking_phrase(taking, label);
        enum jx_field amount = take_no_amount(taking, label, seen);
        if (amount < JX_FIELD_COUNT) words = jx_field_name(amount, JX_LANGUAGE_CHINESE);
        if (heading) words = jx_extra_label(taking->reading->arena, words, jx_taking_phrase(taking, heading));
        take_extra(taking, words, seen);
    }
}

/* Under headings, a row is named by its first text: 森林防火 (主要内容). */
static void take_headed_row(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    const char *words = jx_taking_phrase(taking, &cells[0]);
    jx_seen_claim(&cells[0], JX_CLAIM_LABEL);
    for (size_t i = 1; i < count; i++) {
        if (jx_seen_claimed(&cells[i])) continue;
        const struct jx_seen *heading = jx_heading_above(taking->pairs, &cells[i]);
        take_extra(taking,
                   !heading
                       ? words
                       : jx_extra_label(taking->reading->arena, words, jx_taking_phrase(taking, heading)),
                   &cells[i]);
    }
}

/* 审核人：…, with its words as a cell has them. */
static void take_inside(struct jx_taking *taking, const struct jx_inside *inside,
                        const struct jx_seen *seen) {
    struct jx_arena *arena = taking->reading->arena;
    const char *words = jx_text_phrase(arena, inside->word, (size_t)(inside->text - inside->word)), *behind,
               *colon = jx_colon_find(words, strlen(words), &behind);
    if (colon) words = jx_arena_copy(arena, words, (size_t)(colon - words));
    jx_extra_take(taking->reading, taking->draft, words, inside->text, inside->length,
                  jx_taking_place(taking, seen));
}

/* A label and its value in one cell, or several of them. */
static void take_colon(struct jx_taking *taking, struct jx_seen *seen) {
    struct jx_inside others[JX_INSIDE_MOST];
    const struct jx_cell *cell = seen->cell;
    const char *behind = NULL, *colon = jx_colon_find(cell->text, cell->length, &behind);
    if (!colon || colon == cell->text || colon - cell->text > LONGEST_EXTRA_LABEL || jx_text_is_blank(behind))
        return;
    if (jx_money_is_unit(jx_text_key(taking->reading->passing, behind, strlen(behind)))) {
        /* 填报单位：    单位：万元 */
        jx_seen_claim(seen, JX_CLAIM_VALUE);
        return;
    }
    jx_seen_claim(seen, JX_CLAIM_EXTRA);
    size_t count = jx_inside_apart(taking->terms, cell->text, cell->length, taking->pairs->kind, others);
    for (size_t i = 0; i < count; i++) take_inside(taking, &others[i], seen);
    if (count > 0) return;
    const char *label = jx_text_phrase(taking->reading->arena, cell->text, (size_t)(colon - cell->text));
    jx_extra_take(taking->reading, taking->draft, label, behind, strlen(behind),
                  jx_taking_place(taking, seen));
}

static bool is_taken(const struct jx_pairs *pairs, const struct jx_inside *inside) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].text == inside->text) return true;
    return false;
}

/* 资金总额：见附件 beside 财政拨款：80: behind the label of an amount stands none. */
static void take_no_amount_inside(struct jx_taking *taking, const struct jx_inside *inside,
                                  const struct jx_seen *seen) {
    struct jx_reading *reading = taking->reading;
    struct jx_place at = jx_taking_place(taking, seen);
    const char *text = jx_text_trim(reading->arena, inside->text, inside->length),
               *key = jx_text_key(reading->passing, text, strlen(text));
    if (says_nothing(taking, text, key)) return;
    if (!taking->draft->form.fields[inside->sense.field].value)
        tell_no_amount(taking, inside->sense.field, text, key, at);
    jx_extra_take(reading, taking->draft, jx_arena_string(reading->arena, inside->word), text, strlen(text),
                  at);
}

static void take_no_amounts_inside(struct jx_taking *taking, const struct jx_pair *pair) {
    struct jx_inside inside[JX_INSIDE_MOST];
    const struct jx_cell *cell = pair->value->cell;
    size_t count = jx_inside_pairs(taking->terms, cell->text, cell->length, taking->pairs->kind, inside);
    for (size_t i = 0; i < count; i++)
        if (jx_field_is_money(inside[i].sense.field) && !is_taken(taking->pairs, &inside[i]))
            take_no_amount_inside(taking, &inside[i], pair->value);
}

/* 审核人：… between facts of one cell. */
static void take_inside_others(struct jx_taking *taking, const struct jx_pair *pair) {
    struct jx_inside others[JX_INSIDE_MOST];
    const struct jx_cell *cell = pair->value->cell;
    if (jx_pair_goal_place(taking->pairs, pair->value) == JX_GOAL_TIMED) return; /* all of it is goals */
    size_t count = jx_inside_others(taking->terms, cell->text, cell->length, taking->pairs->kind, others);
    for (size_t i = 0; i < count; i++) take_inside(taking, &others[i], pair->value);
}

/* 项目经办：张某某: a label and its value, whatever stands at its right. */
static bool is_pair(const struct jx_seen *seen) {
    const char *behind;
    return seen->term->colon && jx_colon_find(seen->cell->text, seen->cell->length, &behind) &&
           !jx_text_is_blank(behind);
}

/* Texts side by side of which the first could be a label, or a label and its value in one cell. */
static void take_unknown(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    while (count > 0 && jx_seen_claimed(cells)) cells++, count--;
    if (count >= 2 && may_be_label(taking, &cells[0]) && jx_heading_above(taking->pairs, &cells[1])) {
        take_headed_row(taking, cells, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (jx_seen_claimed(&cells[i])) continue;
        if (i + 1 < count && may_be_label(taking, &cells[i]) && !jx_seen_claimed(&cells[i + 1]) &&
            !jx_seen_ends_in_colon(&cells[i + 1]) && !(is_pair(&cells[i]) && is_pair(&cells[i + 1]))) {
            jx_seen_claim(&cells[i], JX_CLAIM_LABEL);
            take_extra(taking, jx_taking_phrase(taking, &cells[i]), &cells[i + 1]);
            jx_total_doubt(taking, &cells[i + 1]);
        } else {
            take_colon(taking, &cells[i]);
        }
    }
}

/* Nothing but labels stands in the row. */
static bool only_labels(const struct jx_taking *taking, const struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!jx_pairs_label(taking->pairs, &cells[i]) && !jx_pair_strange_head(taking->pairs, &cells[i]))
            return false;
    return count > 1;
}

/* One more row under a row of headings: what begins further right than they do, or with no label. */
static bool is_in_list(const struct jx_taking *taking, const struct jx_seen *seen,
                       const struct jx_seen *heading) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(taking->shape, seen->row, &count);
    return cells->column > heading->column || !jx_pairs_label(taking->pairs, cells);
}

/* What a label has below it that nobody took: 实际完成情况, or one more 其他 over an amount. Lists of things are named by their
 * rows. */
static void take_below(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    size_t below_count;
    bool labels = only_labels(taking, cells, count);
    const struct jx_seen *row_below = jx_shape_row(taking->shape, cells->row + cells->rows, &below_count);
    if (labels && below_count > 0 && jx_pairs_label(taking->pairs, row_below))
        labels = false; /* it has its own */
    for (size_t i = 0; i < count; i++) {
        const struct jx_senses *senses = jx_pairs_label(taking->pairs, &cells[i]);
        struct jx_seen *below = jx_shape_at(taking->shape, cells[i].row + cells[i].rows, cells[i].column);
        if (!senses || !below || jx_seen_claimed(below) || below->row >= taking->pairs->end ||
            jx_pairs_label(taking->pairs, below))
            continue;
        const struct jx_seen *next = jx_shape_at(taking->shape, below->row + below->rows, below->column);
        bool more = next && next->row < taking->pairs->end && is_in_list(taking, next, &cells[0]);
        bool at_right = i + 1 < count && !jx_pairs_label(taking->pairs, &cells[i + 1]);
        if (more || (!labels && (senses->items[0].kind != JX_SENSE_OTHER || at_right || below->term->amount)))
            continue;
        if (!jx_seen_claimed(&cells[i])) jx_seen_claim(&cells[i], JX_CLAIM_LABEL);
        take_extra(taking, jx_taking_phrase(taking, &cells[i]), below);
    }
}

/* 项目类型 | 拟申请资金 over 运转类 | 128: a label that nobody knows, and its value below it. */
static void take_strange_heads(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct jx_seen *seen = &cells[i],
                       *below = jx_shape_at(taking->shape, seen->row + seen->rows, seen->column);
        if (!below || jx_seen_claimed(seen) || jx_seen_claimed(below) ||
            !jx_pair_strange_head(taking->pairs, seen))
            continue;
        const struct jx_seen *next = jx_shape_at(taking->shape, below->row + below->rows, below->column);
        if (next && next->row < taking->pairs->end && is_in_list(taking, next, &cells[0])) continue;
        jx_seen_claim(seen, JX_CLAIM_LABEL);
        take_extra(taking, jx_taking_phrase(taking, seen), below);
    }
}

/* 年初预算数, 全年执行数: headings say something of what stands below them. */
static void claim_headings(struct jx_taking *taking, struct jx_seen *cells, size_t count) {
    int cost;
    for (size_t i = 0; i < count; i++)
        if (!jx_seen_claimed(&cells[i]) &&
            (jx_amount_heading(&cells[i].term->phrase, &cost) || jx_pairs_label(taking->pairs, &cells[i])))
            jx_seen_claim(&cells[i], JX_CLAIM_LABEL);
}

static void take_rows(struct jx_taking *taking) {
    struct jx_pairs *pairs = taking->pairs;
    for (uint32_t row = pairs->first; row < pairs->end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (count == 0) continue;
        if (pairs->heads[row - pairs->first]) claim_headings(taking, cells, count);
        take_answers(taking, cells, count);
        take_strange_heads(taking, cells, count);
        take_rest_of_row(taking, cells, count);
        take_below(taking, cells, count);
        take_unknown(taking, cells, count);
    }
}

/* What stands between the facts of one cell. */
static void take_insides(struct jx_taking *taking) {
    const struct jx_pairs *pairs = taking->pairs;
    for (size_t i = 0; i < pairs->taken_count; i++) {
        const struct jx_pair *pair = &pairs->taken[i];
        bool again = false; /* several facts of one cell */
        for (size_t k = 0; k < i; k++) again = again || pairs->taken[k].value == pair->value;
        if (pair->where != JX_PAIR_INSIDE || again) continue;
        take_no_amounts_inside(taking, pair);
        take_inside_others(taking, pair);
    }
}

void jx_facts_take_left(struct jx_taking *taking) {
    take_crossed(taking);
    take_insides(taking);
    take_rows(taking);
}
