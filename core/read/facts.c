#include "core/read/facts.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"
#include "core/read/answers.h"
#include "core/read/crosses.h"
#include "core/read/doubts.h"
#include "core/read/inside.h"
#include "core/read/pair_goals.h"
#include "core/read/pair_parts.h"
#include "core/read/segments.h"
#include "core/read/spans.h"
#include "core/words/costs.h"
#include "core/words/seals.h"

/* In bytes: the longest text that may be a label nobody knows. */
enum { LONGEST_EXTRA_LABEL = 36 };

struct taking {
    struct jx_reading *reading;
    struct jx_draft *draft;
    struct jx_terms *terms;
    const struct jx_shape *shape;
    struct jx_pairs *pairs;
};

static bool is_claimed(const struct jx_seen *seen) {
    return seen->cell->claim != JX_CLAIM_NONE;
}

static void claim(struct jx_seen *seen, enum jx_claim as) {
    seen->cell->claim = (uint8_t)as;
}

static struct jx_place place_of(const struct taking *taking, const struct jx_seen *seen) {
    struct jx_spot spot = jx_seen_spot(seen);
    return jx_spot_place(taking->reading, &spot);
}

static const char *phrase_of(const struct taking *taking, const struct jx_seen *seen) {
    return jx_text_phrase(taking->reading->arena, seen->cell->text, seen->cell->length);
}

/* --- values ---------------------------------------------------------------------------------------------------------------------------- */

/* 李某某（签章）: what is printed for a seal is no part of the value. */
static const char *without_seals(struct taking *taking, const char *text, size_t length) {
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

static void take_person(struct taking *taking, const struct jx_pair *pair, const char *text,
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
static const char *with_rows_below(struct taking *taking, const struct jx_pair *pair, const char *text) {
    const struct jx_pairs *pairs = taking->pairs;
    const struct jx_seen *last = pair->value;
    bool heading = is_heading_of_goal(pair->value);
    while (pair->where != JX_PAIR_INSIDE && last->row + last->rows < pairs->end) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(pairs->shape, last->row + last->rows, &count);
        bool below_label = pair->value->column <= pair->label->column;
        if (count != 1 || cells->column != pair->value->column || is_claimed(cells) ||
            (below_label && !is_numbered_goal(cells)) || jx_pairs_label(pairs, cells))
            break;
        struct jx_place at = place_of(taking, last);
        if (heading)
            JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
                    jx_field_name(pair->sense.field, taking->reading->diags->language),
                    jx_text_phrase(taking->reading->arena, cells->cell->text, cells->cell->length), text);
        text = heading ? cells->cell->text
                       : jx_arena_format(taking->reading->arena, "%s\n%s", text, cells->cell->text);
        heading = false;
        claim(cells, JX_CLAIM_VALUE);
        last = cells;
    }
    return text;
}

static const char *goal_text(struct taking *taking, struct jx_seen *seen, enum jx_claim as) {
    if (!is_claimed(seen)) claim(seen, as);
    return jx_text_trim(taking->reading->arena, seen->cell->text, seen->cell->length);
}

/* 目标1 | 办好培训班: one goal of several in a line, without its bare number. */
static const char *goal_line(struct taking *taking, const struct jx_goal *goal) {
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

static const char *goal_lines(struct taking *taking, const struct jx_goals *goals) {
    const char *lines = "";
    for (size_t i = 0; i < goals->heads.count; i++)
        if (!is_claimed(&goals->heads.cells[i])) claim(&goals->heads.cells[i], JX_CLAIM_LABEL);
    for (size_t i = 0; i < goals->count; i++)
        lines = jx_arena_format(taking->reading->arena, "%s%s%s", lines, i == 0 ? "" : "\n",
                                goal_line(taking, &goals->items[i]));
    return lines;
}

/* What a known label captures in itself: the authority of 云溪县财政局批复意见. */
static void take_captures(struct taking *taking, const struct jx_pair *pair) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const struct jx_lexicon *lexicon = taking->terms->lexicon;
    jx_index_find(&lexicon->label_index[taking->pairs->kind], pair->word, captures, &count);
    for (size_t i = 0; i < count; i++)
        if (captures[i].piece->kind == JX_PIECE_FIELD &&
            !taking->draft->form.fields[captures[i].piece->field].value)
            jx_captures_take(taking->reading, taking->draft, &captures[i], 1, place_of(taking, pair->label));
}

/* What other words than its own say of an amount's unit. 年度资金总额（元） beside 其中：财政拨款 says it of the other, too, unless the
 * form has another unit for all, in which a part is no more than its total. */
static const char *unit_of(struct taking *taking, const struct jx_pair *pair, const char *text,
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

static void take_text(struct taking *taking, const struct jx_pair *pair, const char *text,
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

/* The heading over an amount, for the name of what is left over: 财政拨款 (全年执行数). */
static const struct jx_seen *heading_above(const struct taking *taking, const struct jx_seen *seen) {
    return jx_heading_above(taking->pairs, seen);
}

/* By its words alone: labels are set wide with blanks. */
static bool is_short(const struct jx_term *term) {
    return term->length <= JX_TERM_LONGEST && strlen(term->key) <= LONGEST_EXTRA_LABEL;
}

/* 调整预算数 beside 年初预算数, 批复数 beside 申请数: the one in force was taken, by its label or by the heading over it. */
static bool tell_in_force(struct taking *taking, const struct jx_pair *pair, struct jx_place at) {
    enum jx_tag tag = jx_doubt_in_force(taking->pairs, pair);
    bool money = jx_field_is_money(pair->sense.field);
    if (tag == JX_TAG_COUNT || !pair->other || is_claimed(pair->other) || (tag == JX_TAG_APPROVED && !money))
        return false;
    JX_DIAG(taking->reading->diags, tag == JX_TAG_ADJUSTED ? JX_MSG_AMOUNT_ADJUSTED : JX_MSG_AMOUNT_APPROVED,
            &at, jx_field_name(pair->sense.field, taking->reading->diags->language),
            phrase_of(taking, pair->value), phrase_of(taking, pair->other));
    return true;
}

/* A value that nobody sees without unhiding it; or one that was passed over for another that is seen. */
static void tell_hidden(struct taking *taking, const struct jx_pair *pair) {
    const char *name = jx_field_name(pair->sense.field, taking->reading->diags->language);
    bool passed = pair->other && pair->other->cell->hidden && !is_claimed(pair->other);
    struct jx_place at = place_of(taking, pair->value->cell->hidden || !passed ? pair->value : pair->other);
    if (pair->value->cell->hidden)
        JX_DIAG(taking->reading->diags, JX_MSG_HIDDEN_READ, &at, name, phrase_of(taking, pair->value));
    else if (passed)
        JX_DIAG(taking->reading->diags, JX_MSG_HIDDEN_PASSED, &at, phrase_of(taking, pair->other), name,
                phrase_of(taking, pair->value));
}

/* Two readings so near that nobody can be sure: both are told. */
static void tell_other(struct taking *taking, const struct jx_pair *pair, struct jx_place at) {
    if (!is_claimed(pair->value)) return; /* nothing was taken */
    tell_hidden(taking, pair);
    if (tell_in_force(taking, pair, at)) return;
    if (!pair->other || is_claimed(pair->other)) return;
    if (pair->next >= JX_COST_MARGIN && !jx_doubt_initial(taking->pairs, pair)) return;
    JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
            jx_field_name(pair->sense.field, taking->reading->diags->language),
            phrase_of(taking, pair->value), phrase_of(taking, pair->other));
}

/* The answer to why this is the field's value. */
static void keep_reason(struct taking *taking, const struct jx_pair *pair) {
    struct jx_arena *arena = taking->reading->arena;
    struct jx_reason reason = {
        .field = pair->sense.field,
        .label = jx_arena_string(arena, pair->word),
        .label_at = place_of(taking, pair->label),
        .why = pair->sense.why,
        .cost = pair->cost,
    };
    if (pair->other) {
        reason.other = phrase_of(taking, pair->other);
        reason.other_at = place_of(taking, pair->other);
        reason.margin = pair->next;
    }
    jx_reason_add(taking->reading, reason);
}

static void take_pair(struct taking *taking, const struct jx_pair *pair) {
    struct jx_place at = place_of(taking, pair->value);
    if (jx_doubt_levels(taking->reading, taking->pairs, pair, at)) return;
    if (jx_doubt_budgets(taking->reading, taking->pairs, pair, at)) {
        if (pair->where != JX_PAIR_INSIDE) return;
        claim(pair->value, JX_CLAIM_EXTRA);
        jx_extra_take(taking->reading, taking->draft, jx_arena_string(taking->reading->arena, pair->word),
                      pair->text, pair->length, at);
        return;
    }
    keep_reason(taking, pair);
    jx_doubt_time(taking->reading, taking->pairs, pair, at);
    const char *text = without_seals(taking, pair->text, pair->length);
    if (pair->where != JX_PAIR_INSIDE) claim(pair->label, JX_CLAIM_LABEL);
    if (pair->head) claim(pair->head, JX_CLAIM_LABEL);
    claim(pair->value, JX_CLAIM_VALUE);
    enum jx_field field = pair->sense.field;
    if (pair->goals)
        text = goal_lines(taking, pair->goals);
    else if (field == JX_FIELD_GOAL_ANNUAL || field == JX_FIELD_GOAL_PERIOD || field == JX_FIELD_DUTIES)
        text = with_rows_below(taking, pair, text);
    if (field == JX_FIELD_PERIOD) text = jx_span_text(taking->reading->arena, taking->pairs, pair, text);
    take_captures(taking, pair);
    if (*text != '\0') take_text(taking, pair, text, at);
}

/* --- what is no fact of ours -------------------------------------------------------------------------------------------------------------- */

static void take_extra(struct taking *taking, const char *label, struct jx_seen *seen) {
    struct jx_place at = place_of(taking, seen);
    if (jx_text_placeholder(taking->reading->passing, seen->cell->text)) {
        claim(seen, JX_CLAIM_VALUE);
        JX_DIAG(taking->reading->diags, JX_MSG_PLACEHOLDER, &at, seen->cell->text, label);
        return;
    }
    claim(seen, JX_CLAIM_EXTRA);
    jx_extra_take(taking->reading, taking->draft, label, seen->cell->text, seen->cell->length, at);
}

/* Amounts of a table that goes both ways, but of no field: 2025年 (财政拨款). */
static void take_crossed(struct taking *taking) {
    for (size_t i = 0; i < taking->pairs->cross_count; i++) {
        const struct jx_cross *cross = &taking->pairs->crosses[i];
        if (is_claimed(cross->value)) continue;
        if (!is_claimed(cross->label)) claim(cross->label, JX_CLAIM_LABEL);
        if (!is_claimed(cross->head)) claim(cross->head, JX_CLAIM_LABEL);
        take_extra(taking,
                   jx_arena_format(taking->reading->arena, "%s (%s)", phrase_of(taking, cross->label),
                                   phrase_of(taking, cross->head)),
                   cross->value);
    }
}

/* A label that nobody knows: short, and words. */
static bool may_be_label(const struct taking *taking, const struct jx_seen *seen) {
    return !is_claimed(seen) && is_short(seen->term) && !seen->term->amount && !seen->term->quantity &&
           !jx_text_placeholder(taking->reading->passing, seen->cell->text);
}

/* A text behind a label's value, with a text of its own behind it: another label, which nobody knows. */
static bool begins_pair(const struct taking *taking, const struct jx_seen *cells, size_t index,
                        size_t count) {
    return index > 0 && is_claimed(&cells[index - 1]) && index + 1 < count &&
           !is_claimed(&cells[index + 1]) && !jx_pairs_label(taking->pairs, &cells[index + 1]) &&
           may_be_label(taking, &cells[index]) && !heading_above(taking, &cells[index]);
}

/* 128, 壹佰万元 */
static bool has_numeral(const char *key) {
    static const char *const capitals[] = {"壹", "贰", "叁", "肆", "伍", "陆",
                                           "柒", "捌", "玖", "拾", "佰", "仟"};
    if (strpbrk(key, "0123456789")) return true;
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (strstr(key, capitals[i]) && strstr(key, "元")) return true;
    return false;
}

/* 128港币 beside 资金总额: it looks like an amount, but nobody can say how much it is; nor how much 见附件 is. The field whose amount
 * that is, JX_FIELD_COUNT: it is nobody's. */
static enum jx_field take_no_amount(struct taking *taking, const struct jx_seen *label,
                                    const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(taking->pairs, label);
    enum jx_field field = senses->items[0].kind == JX_SENSE_FACT ? senses->items[0].field : JX_FIELD_COUNT;
    if (jx_pair_may_be_total(label->term, senses, taking->pairs->kind)) field = JX_FIELD_FUND_TOTAL;
    struct jx_arena *arena = taking->reading->arena;
    if (!jx_field_is_money(field) || seen->term->amount || taking->draft->form.fields[field].value ||
        jx_text_placeholder(arena, seen->cell->text) || jx_text_not_applicable(arena, seen->cell->text) ||
        strcmp(seen->term->key, "无") == 0)
        return JX_FIELD_COUNT;
    struct jx_place at = place_of(taking, seen);
    if (has_numeral(seen->term->key))
        JX_DIAG(taking->reading->diags, JX_MSG_AMOUNT_UNREADABLE, &at, seen->cell->text,
                jx_field_name(field, taking->reading->diags->language));
    return field;
}

/* 资金性质 | 财政拨款: the words of a label may be what another one has beside it. */
static void take_answers(struct taking *taking, struct jx_seen *cells, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (!jx_answer_stands(taking->pairs, &cells[i - 1], &cells[i])) continue;
        claim(&cells[i - 1], JX_CLAIM_LABEL);
        take_extra(taking, phrase_of(taking, &cells[i - 1]), &cells[i]);
    }
}

/* More values in the row of a label: they are kept under its words, and those of the heading over them. */
static void take_rest_of_row(struct taking *taking, struct jx_seen *cells, size_t count) {
    const struct jx_seen *label = NULL;
    for (size_t i = 0; i < count; i++) {
        struct jx_seen *seen = &cells[i];
        bool is_label = jx_pairs_label(taking->pairs, seen);
        if (is_label && !is_claimed(seen) && !jx_answer_perhaps(taking->pairs, cells, i))
            claim(seen, JX_CLAIM_LABEL);
        if (is_label && seen->cell->claim != JX_CLAIM_EXTRA)
            label = seen;
        else if (begins_pair(taking, cells, i, count))
            label = NULL;
        if (is_label || is_claimed(seen) || !label) continue;
        const struct jx_seen *heading = heading_above(taking, seen);
        const char *words = phrase_of(taking, label);
        enum jx_field amount = take_no_amount(taking, label, seen);
        if (amount < JX_FIELD_COUNT) words = jx_field_name(amount, JX_LANGUAGE_CHINESE);
        if (heading) words = jx_extra_label(taking->reading->arena, words, phrase_of(taking, heading));
        take_extra(taking, words, seen);
    }
}

/* Under headings, a row is named by its first text: 森林防火 (主要内容). */
static void take_headed_row(struct taking *taking, struct jx_seen *cells, size_t count) {
    const char *words = phrase_of(taking, &cells[0]);
    claim(&cells[0], JX_CLAIM_LABEL);
    for (size_t i = 1; i < count; i++) {
        if (is_claimed(&cells[i])) continue;
        const struct jx_seen *heading = heading_above(taking, &cells[i]);
        take_extra(taking,
                   !heading ? words
                            : jx_extra_label(taking->reading->arena, words, phrase_of(taking, heading)),
                   &cells[i]);
    }
}

/* 审核人：…, with its words as a cell has them. */
static void take_inside(struct taking *taking, const struct jx_inside *inside, const struct jx_seen *seen) {
    struct jx_arena *arena = taking->reading->arena;
    const char *words = jx_text_phrase(arena, inside->word, (size_t)(inside->text - inside->word)), *behind,
               *colon = jx_colon_find(words, strlen(words), &behind);
    if (colon) words = jx_arena_copy(arena, words, (size_t)(colon - words));
    jx_extra_take(taking->reading, taking->draft, words, inside->text, inside->length,
                  place_of(taking, seen));
}

/* A label and its value in one cell, or several of them. */
static void take_colon(struct taking *taking, struct jx_seen *seen) {
    struct jx_inside others[JX_INSIDE_MOST];
    const struct jx_cell *cell = seen->cell;
    const char *behind = NULL, *colon = jx_colon_find(cell->text, cell->length, &behind);
    if (!colon || colon == cell->text || colon - cell->text > LONGEST_EXTRA_LABEL || jx_text_is_blank(behind))
        return;
    if (jx_money_is_unit(jx_text_key(taking->reading->passing, behind, strlen(behind)))) {
        /* 填报单位：    单位：万元 */
        claim(seen, JX_CLAIM_VALUE);
        return;
    }
    claim(seen, JX_CLAIM_EXTRA);
    size_t count = jx_inside_apart(taking->terms, cell->text, cell->length, taking->pairs->kind, others);
    for (size_t i = 0; i < count; i++) take_inside(taking, &others[i], seen);
    if (count > 0) return;
    const char *label = jx_text_phrase(taking->reading->arena, cell->text, (size_t)(colon - cell->text));
    jx_extra_take(taking->reading, taking->draft, label, behind, strlen(behind), place_of(taking, seen));
}

/* 审核人：… between facts of one cell. */
static void take_inside_others(struct taking *taking, const struct jx_pair *pair) {
    struct jx_inside others[JX_INSIDE_MOST];
    const struct jx_cell *cell = pair->value->cell;
    if (jx_pair_goal_place(taking->pairs, pair->value) == JX_GOAL_TIMED) return; /* all of it is goals */
    size_t count = jx_inside_others(taking->terms, cell->text, cell->length, taking->pairs->kind, others);
    for (size_t i = 0; i < count; i++) take_inside(taking, &others[i], pair->value);
}

/* An amount of its own beside a total that says no time, under words that nobody knows: either may be the year's. */
static void tell_other_total(struct taking *taking, const struct jx_seen *amount) {
    for (size_t i = 0; amount->term->amount && i < taking->pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking->pairs->taken[i];
        bool overall = jx_tags_have(pair->label->term->phrase.tags, JX_TAG_OVERALL); /* 项目总金额 */
        uint32_t row = pair->value->row, near = overall ? 1 : 0;
        if (pair->sense.field != JX_FIELD_FUND_TOTAL || row + near < amount->row ||
            amount->row + near < row || jx_tags_have(pair->label->term->phrase.tags, JX_TAG_YEAR))
            continue;
        struct jx_place at = place_of(taking, pair->value);
        JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
                jx_field_name(pair->sense.field, taking->reading->diags->language),
                phrase_of(taking, pair->value), phrase_of(taking, amount));
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
static const struct jx_seen *other_sum(struct taking *taking, const struct jx_pair *total) {
    const struct jx_pairs *pairs = taking->pairs;
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (seen == total->label || !jx_pair_bare_sum(seen) || pairs->heads[seen->row - pairs->first])
            continue;
        const struct jx_seen *amount = jx_pair_amount_of(pairs, seen, total->where == JX_PAIR_BELOW);
        bool free = amount && (!is_claimed(amount) || is_whole_total(pairs, seen));
        if (free && jx_seen_is_more(amount, total->value)) return amount;
    }
    return NULL;
}

/* 本年预算 200 beside 上年结转 30 and 合计 230: either may be meant, though the sum of all is what others call the total. */
static void tell_other_sum(struct taking *taking) {
    for (size_t i = 0; i < taking->pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking->pairs->taken[i];
        const struct jx_seen *less = taking->pairs->without_carryover;
        if (pair->sense.field != JX_FIELD_FUND_TOTAL) continue;
        if (!less) less = other_sum(taking, pair);
        if (!less) continue;
        /* told where the reader may be wrong */
        bool whole = is_claimed(less) && less != taking->pairs->without_carryover;
        struct jx_place at = place_of(taking, whole ? less : pair->value);
        JX_DIAG(taking->reading->diags, JX_MSG_TWO_READINGS, &at,
                jx_field_name(pair->sense.field, taking->reading->diags->language),
                phrase_of(taking, pair->value), phrase_of(taking, less));
    }
}

/* The same where amounts stand below their labels: one of them under words that nobody knows. */
static void tell_totals_below(struct taking *taking) {
    for (size_t i = 0; i < taking->pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking->pairs->taken[i];
        if (pair->sense.field != JX_FIELD_FUND_TOTAL || pair->where != JX_PAIR_BELOW) continue;
        size_t count;
        const struct jx_seen *cells = jx_shape_row(taking->shape, pair->value->row, &count);
        for (size_t k = 0; k < count; k++) {
            const struct jx_seen *over = jx_shape_at(taking->shape, pair->label->row, cells[k].column);
            if (over && over != pair->label && !jx_pairs_label(taking->pairs, over))
                tell_other_total(taking, &cells[k]);
        }
    }
}

/* 项目经办：张某某: a label and its value, whatever stands at its right. */
static bool is_pair(const struct jx_seen *seen) {
    const char *behind;
    return seen->term->colon && jx_colon_find(seen->cell->text, seen->cell->length, &behind) &&
           !jx_text_is_blank(behind);
}

/* Texts side by side of which the first could be a label, or a label and its value in one cell. */
static void take_unknown(struct taking *taking, struct jx_seen *cells, size_t count) {
    while (count > 0 && is_claimed(cells)) cells++, count--;
    if (count >= 2 && may_be_label(taking, &cells[0]) && heading_above(taking, &cells[1])) {
        take_headed_row(taking, cells, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_claimed(&cells[i])) continue;
        if (i + 1 < count && may_be_label(taking, &cells[i]) && !is_claimed(&cells[i + 1]) &&
            !jx_seen_ends_in_colon(&cells[i + 1]) && !(is_pair(&cells[i]) && is_pair(&cells[i + 1]))) {
            claim(&cells[i], JX_CLAIM_LABEL);
            take_extra(taking, phrase_of(taking, &cells[i]), &cells[i + 1]);
            tell_other_total(taking, &cells[i + 1]);
        } else {
            take_colon(taking, &cells[i]);
        }
    }
}

/* Nothing but labels stands in the row. */
static bool only_labels(const struct taking *taking, const struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!jx_pairs_label(taking->pairs, &cells[i]) && !jx_pair_strange_head(taking->pairs, &cells[i]))
            return false;
    return count > 1;
}

/* One more row under a row of headings: what begins further right than they do, or with no label. */
static bool is_in_list(const struct taking *taking, const struct jx_seen *seen,
                       const struct jx_seen *heading) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(taking->shape, seen->row, &count);
    return cells->column > heading->column || !jx_pairs_label(taking->pairs, cells);
}

/* What a label has below it that nobody took: 实际完成情况, or one more 其他 over an amount. Lists of things are named by their
 * rows. */
static void take_below(struct taking *taking, struct jx_seen *cells, size_t count) {
    size_t below_count;
    bool labels = only_labels(taking, cells, count);
    const struct jx_seen *row_below = jx_shape_row(taking->shape, cells->row + cells->rows, &below_count);
    if (labels && below_count > 0 && jx_pairs_label(taking->pairs, row_below))
        labels = false; /* it has its own */
    for (size_t i = 0; i < count; i++) {
        const struct jx_senses *senses = jx_pairs_label(taking->pairs, &cells[i]);
        struct jx_seen *below = jx_shape_at(taking->shape, cells[i].row + cells[i].rows, cells[i].column);
        if (!senses || !below || is_claimed(below) || below->row >= taking->pairs->end ||
            jx_pairs_label(taking->pairs, below))
            continue;
        const struct jx_seen *next = jx_shape_at(taking->shape, below->row + below->rows, below->column);
        bool more = next && next->row < taking->pairs->end && is_in_list(taking, next, &cells[0]);
        bool at_right = i + 1 < count && !jx_pairs_label(taking->pairs, &cells[i + 1]);
        if (more || (!labels && (senses->items[0].kind != JX_SENSE_OTHER || at_right || below->term->amount)))
            continue;
        if (!is_claimed(&cells[i])) claim(&cells[i], JX_CLAIM_LABEL);
        take_extra(taking, phrase_of(taking, &cells[i]), below);
    }
}

/* 项目类型 | 拟申请资金 over 运转类 | 128: a label that nobody knows, and its value below it. */
static void take_strange_heads(struct taking *taking, struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct jx_seen *seen = &cells[i],
                       *below = jx_shape_at(taking->shape, seen->row + seen->rows, seen->column);
        if (!below || is_claimed(seen) || is_claimed(below) || !jx_pair_strange_head(taking->pairs, seen))
            continue;
        const struct jx_seen *next = jx_shape_at(taking->shape, below->row + below->rows, below->column);
        if (next && next->row < taking->pairs->end && is_in_list(taking, next, &cells[0])) continue;
        claim(seen, JX_CLAIM_LABEL);
        take_extra(taking, phrase_of(taking, seen), below);
    }
}

/* 年初预算数, 全年执行数: headings say something of what stands below them. */
static void claim_headings(struct taking *taking, struct jx_seen *cells, size_t count) {
    int cost;
    for (size_t i = 0; i < count; i++)
        if (!is_claimed(&cells[i]) &&
            (jx_amount_heading(&cells[i].term->phrase, &cost) || jx_pairs_label(taking->pairs, &cells[i])))
            claim(&cells[i], JX_CLAIM_LABEL);
}

static void take_leftovers(struct taking *taking) {
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

void jx_facts_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end) {
    bool known[JX_FIELD_COUNT + 1];
    for (int field = 0; field < JX_FIELD_COUNT; field++) known[field] = draft->form.fields[field].value;
    struct taking taking = {reading, draft, terms, shape, NULL};
    const char *year = draft->form.fields[JX_FIELD_YEAR].value;
    taking.pairs = jx_pairs_of(terms, shape, draft->form.kind, first, end, known,
                               !year ? 0 : (int)strtol(year, NULL, 10));
    for (size_t i = 0; i < taking.pairs->taken_count; i++) take_pair(&taking, &taking.pairs->taken[i]);
    for (size_t i = 0; i < taking.pairs->taken_count; i++)
        tell_other(&taking, &taking.pairs->taken[i], place_of(&taking, taking.pairs->taken[i].value));
    tell_totals_below(&taking);
    tell_other_sum(&taking);
    take_crossed(&taking);
    for (size_t i = 0; i < taking.pairs->taken_count; i++) {
        const struct jx_pair *pair = &taking.pairs->taken[i];
        bool again = false; /* several facts of one cell */
        for (size_t k = 0; k < i; k++) again = again || taking.pairs->taken[k].value == pair->value;
        if (pair->where == JX_PAIR_INSIDE && !again) take_inside_others(&taking, pair);
    }
    take_leftovers(&taking);
}
