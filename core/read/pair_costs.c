#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/pair_goals.h"
#include "core/read/years.h"
#include "core/words/costs.h"

/* How far up a total is looked for, in rows; below which cost a label is plain. */
enum { TOTALS_UP = 9, PLAIN_LABEL = 20 };

/* --- what a value costs ------------------------------------------------------------------------------------------------------------ */

static bool has_digit(const char *key) {
    return strpbrk(key, "0123456789");
}

static bool has_year(const char *key) {
    const char *year = strstr(key, "20");
    return year && strspn(year, "0123456789") >= 4;
}

/* P2025-0316, 410300250005 */
static bool is_code(const char *key) {
    static const char signs[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.";
    size_t length = strlen(key);
    return has_digit(key) && length >= 2 && length <= 32 && strspn(key, signs) == length;
}

/* 2024年2月8日, 2024-02-08, 年 月 日, （2024年度）: nobody's name. */
static bool is_date(const char *key) {
    if (jx_key_is_year(key)) return true;
    size_t length = strspn(key, "0123456789-./");
    if (has_year(key) && length >= 8 && key[length] == '\0') return true;
    const char *month = strstr(key, "月"), *day = strstr(key, "日");
    bool digits = has_year(key) || jx_text_starts(key, "年");
    return digits && month && strcmp(!day ? month + strlen("月") : day + strlen("日"), "") == 0;
}

/* How badly a text suits a field, in tenths. */
int jx_pair_misfit(enum jx_field field, const struct jx_term *term) {
    const char *key = term->key;
    if (term->stands == JX_TERM_OPEN) return 0;
    if (term->stands == JX_TERM_HELD) return 200;
    if (jx_field_is_money(field)) return term->amount ? 0 : 90;
    if (jx_field_is_goal(field)) {
        bool prose = *key == '\0' || term->phrase.characters > 4 || jx_text_characters(key, strlen(key)) > 4;
        return term->number || term->amount ? 60 : prose ? 0 : 20;
    }
    switch (jx_field_type(field)) {
    case JX_TYPE_YEAR: return has_year(key) ? 0 : 90;
    case JX_TYPE_CODE: return is_code(key) ? 0 : 60;
    case JX_TYPE_DATE: return has_year(key) ? 0 : 90;
    default: break;
    }
    if (field == JX_FIELD_PHONE) {
        size_t digits = strcspn(key, "0123456789");
        return strspn(key + digits, "0123456789-") >= 5 ? 0 : 60;
    }
    if (field == JX_FIELD_PERIOD) return term->number && !has_year(key) ? 90 : 0;
    if (field == JX_FIELD_PERIOD_START || field == JX_FIELD_PERIOD_END) return has_digit(key) ? 0 : 60;
    if (is_date(key)) return 90;
    if (term->number) return 70;
    return *key != '\0' && jx_text_characters(key, strlen(key)) < 60 ? 0 : 30;
}

static bool made_of_label_words(const struct jx_phrase *phrase) {
    static const enum jx_tag aspects[] = {JX_TAG_GOAL, JX_TAG_NAME, JX_TAG_SUM, JX_TAG_CODE, JX_TAG_ABOUT};
    if (phrase->characters > 14 || phrase->unknown != 0 || jx_tags_count(phrase->tags) < 2) return false;
    for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++)
        if (jx_tags_have(phrase->tags, aspects[i])) return true;
    return false;
}

/* 填表人（签字）：某某 where the value of another label should be. */
static bool begins_with_label(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t length = strcspn(seen->term->key, ":");
    if (seen->term->key[length] == '\0' || length > JX_TERM_LONGEST / 2) return false;
    const char *words = jx_arena_copy(pairs->terms->arena, seen->term->key, length);
    struct jx_term *term = jx_term_of(pairs->terms, words, length);
    const struct jx_sense *label = jx_term_label(pairs->terms, term, pairs->kind);
    return label && label->cost < PLAIN_LABEL;
}

/* How much a value looks like a label: it is then none. */
static int labelish(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_sense *label = jx_term_label(pairs->terms, seen->term, pairs->kind);
    int cost;
    if (jx_pair_goal_place(pairs, seen) == JX_GOAL_TEXT) return 0;
    if (label && label->cost < JX_PAIR_SURE_LABEL) return JX_COST_LABELISH - label->cost * 3 / 4;
    if (!seen->term->amount && begins_with_label(pairs, seen)) return JX_COST_LABELISH;
    if (jx_seen_says_unit(seen)) return JX_COST_LABELISH;
    if (jx_seen_ends_in_colon(seen) && seen->term->phrase.characters < 16) return JX_COST_LABELISH;
    if (!seen->term->amount && jx_amount_heading(&seen->term->phrase, &cost)) return JX_COST_LABELISH;
    bool perhaps = (label && label->kind == JX_SENSE_FACT) ||
                   jx_term_senses(pairs->terms, seen->term, pairs->kind)->narrowed ||
                   jx_pair_strange_head(pairs, seen);
    return perhaps || made_of_label_words(&seen->term->phrase) ? JX_COST_SOFT_LABEL : 0;
}

/* 2021年执行数, 2020年决算: an amount of another year. */
static bool is_other_year(const char *key) {
    static const char *const words[] = {"执行", "决算", "收支"};
    if (key[0] != '2' || key[1] != '0' || strspn(key, "0123456789") != 4 || !jx_text_starts(key + 4, "年"))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(key, words[i])) return true;
    return false;
}

/* The heading of a row of headings that stands over a column: in it, or the last before it if it is near and the column has none. */
static const struct jx_seen *heading_over(const struct jx_pairs *pairs, uint32_t row, uint32_t column) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count), *over = NULL;
    for (size_t i = 0; i < count && cells[i].column <= column; i++) over = &cells[i];
    return over && (over->column == column || over->column + 3 > column) ? over : NULL;
}

/* Whether amounts stand in all rows of a value's column below these headings: 资金使用情况 in the corner begins no other block then. */
static bool unbroken_below(const struct jx_pairs *pairs, uint32_t head, const struct jx_seen *value) {
    for (uint32_t row = head; row < value->row; row++) {
        const struct jx_seen *seen = jx_shape_at(pairs->shape, row, value->column);
        if (!seen || (row > head && !seen->term->amount)) return false;
    }
    return true;
}

/* What an amount costs for the heading over it: of results, rates and former years it is nobody's. */
static int column_cost(const struct jx_pairs *pairs, const struct jx_seen *value) {
    size_t count;
    uint32_t leftmost = jx_shape_row(pairs->shape, value->row, &count)->column;
    for (uint32_t up = 1; up < JX_PAIR_ROWS_UP && value->row >= pairs->first + up; up++) {
        uint32_t row = value->row - up;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (!pairs->heads[row - pairs->first]) {
            if (count > 0 && cells->column < leftmost) leftmost = cells->column;
            continue;
        }
        int cost;
        /* another block of labels began below that heading */
        if (leftmost <= cells->column && !jx_amount_heading(&cells->term->phrase, &cost) &&
            !unbroken_below(pairs, row, value))
            return 0;
        const struct jx_seen *over = heading_over(pairs, row, value->column);
        if (!over) continue;
        if (is_other_year(over->term->key)) return JX_COST_RESULT;
        if (jx_amount_heading(&over->term->phrase, &cost)) return cost;
        return jx_senses_have_fact(jx_pairs_label(pairs, over)) ? 0 : JX_COST_FOREIGN_COLUMN;
    }
    return 0;
}

/* 长期 under 项目期: a word of time that labels are made of, too. */
static bool is_period_word(enum jx_field field, const struct jx_seen *value) {
    return field == JX_FIELD_PERIOD && jx_seen_tagged(value, JX_TAG_PERIOD) &&
           jx_tags_count(value->term->phrase.tags) == 1 && value->term->phrase.unknown == 0;
}

/* 项目支出 under 项目类型: what a label asks for that wants a kind may be words that money is called by, where no amount says that they
 * label it. */
static bool is_kind_word(const struct jx_pairs *pairs, enum jx_field field, const struct jx_seen *value) {
    if (field != JX_FIELD_PROJECT_TYPE && field != JX_FIELD_PROJECT_ATTRIBUTE &&
        field != JX_FIELD_PROJECT_LEVEL && field != JX_FIELD_PROJECT_SOURCE)
        return false;
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, value->row, &count);
    const struct jx_senses *senses = jx_pairs_label(pairs, value);
    bool amount = value + 1 < cells + count && value[1].term->amount;
    return senses && !amount && !jx_seen_ends_in_colon(value) &&
           ((senses->items[0].kind == JX_SENSE_FACT && jx_field_is_money(senses->items[0].field)) ||
            jx_seen_tagged(value, JX_TAG_PROJECT_SPENDING));
}

int jx_pair_value_cost(const struct jx_pairs *pairs, enum jx_field field, const struct jx_seen *value) {
    int cost = jx_pair_misfit(field, value->term) * JX_COST_MISFIT / 10;
    bool name = field == JX_FIELD_PROJECT_NAME && jx_pair_is_name(pairs, value);
    if (!name && !is_period_word(field, value) && !is_kind_word(pairs, field, value))
        cost += labelish(pairs, value);
    return jx_field_is_money(field) ? cost + column_cost(pairs, value) : cost;
}

/* --- whose an amount is: the year's or the whole project's --------------------------------------------------------------------- */

/* Which of the cells of its row that say the same a label is, from 0, where there are two of them; SIZE_MAX: it is alone. */
static size_t place_among_twins(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count, twins = 0, place = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    for (size_t i = 0; i < count; i++) {
        if (&cells[i] == label) place = twins;
        twins += cells[i].term == label->term;
    }
    return twins == 2 ? place : SIZE_MAX;
}

/* The total over a label that stands twice in its row: the first over the first, in the nearest row with two totals. NULL: there is
 * no such row. */
static const struct jx_seen *total_of_twin(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t place = place_among_twins(pairs, label);
    for (uint32_t up = 1; place != SIZE_MAX && up < TOTALS_UP && label->row >= pairs->first + up; up++) {
        size_t count, totals = 0;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row - up, &count), *found[2] = {NULL};
        for (size_t i = 0; i < count; i++) {
            if (!jx_pair_is_total(pairs, &cells[i])) continue;
            if (totals < 2) found[totals] = &cells[i];
            totals++;
        }
        if (totals == 2) return found[place];
    }
    return NULL;
}

/* 财政拨款 | 5 | 其他资金 | 2 in one row are parts of the same total, whatever their words; the last of them stands nearest to it. */
static const struct jx_seen *last_part(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count), *last = label;
    for (const struct jx_seen *seen = label + 1; seen + 1 < cells + count; seen++) {
        if (jx_pair_is_total(pairs, seen)) return label;
        if (!seen->term->amount && seen[1].term->amount) last = seen;
    }
    return last;
}

const struct jx_seen *jx_pair_total_over(const struct jx_pairs *pairs, const struct jx_seen *label) {
    const struct jx_seen *same_row = NULL, *same_column = NULL, *near = NULL,
                         *twin = total_of_twin(pairs, label);
    if (twin) return twin;
    const uint32_t reach = last_part(pairs, label)->column;
    uint32_t row = label->row - pairs->first < TOTALS_UP ? pairs->first : label->row - TOTALS_UP + 1;
    for (; row <= label->row; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (pairs->heads[row - pairs->first]) near = same_column = NULL; /* another table of amounts begins */
        for (size_t i = 0; i < count && cells[i].column <= reach; i++) {
            const struct jx_seen *seen = &cells[i];
            if (!jx_pair_is_total(pairs, seen)) continue;
            if (row == label->row) same_row = seen;
            if (row < label->row && seen->column == label->column) same_column = seen;
            if (!near || seen->column >= near->column) near = seen;
        }
    }
    return same_row ? same_row : same_column ? same_column : near;
}

/* Whether a total may be the whole project's: not 核定金额. */
static bool may_be_whole(const struct jx_pairs *pairs, const struct jx_seen *total) {
    const struct jx_senses *senses = jx_pairs_label(pairs, total);
    for (size_t i = 0; senses && i < senses->count; i++)
        if (senses->items[i].field == JX_FIELD_PERIOD_FUND_TOTAL) return true;
    return false;
}

/* 申请金额 beside 核定金额: the same amount before it was approved. */
static bool was_asked(const struct jx_pairs *pairs, const struct jx_seen *total) {
    return pairs->approved_total && jx_seen_tagged(total, JX_TAG_REQUEST) &&
           !jx_seen_tagged(total, JX_TAG_APPROVED);
}

/* An amount without a word of time is of its total's; an unmarked total beside the year's is the whole project's. */
int jx_pair_time_cost(const struct jx_pairs *pairs, const struct jx_seen *label, enum jx_field field) {
    if (!jx_field_is_money(field) || pairs->kind == JX_KIND_DEPARTMENT) return 0;
    bool period = jx_field_is_of_period(field);
    const struct jx_seen *timed = jx_pair_timed(pairs, label);
    if (timed == label) return 0; /* its senses know */
    if (timed) return jx_seen_tagged(timed, JX_TAG_PERIOD) == period ? 0 : JX_COST_WRONG_TIME;
    if (jx_pair_is_total(pairs, label) && was_asked(pairs, label))
        return period ? JX_COST_WRONG_TIME : JX_COST_SECOND_TOTAL;
    if (jx_pair_is_total(pairs, label)) return !pairs->year_total ? 0 : period ? -5 : JX_COST_SECOND_TOTAL;
    const struct jx_seen *total = jx_pair_total_over(pairs, label);
    if (!total) return period && !pairs->period_total ? JX_COST_WRONG_TIME : 0;
    timed = jx_pair_timed(pairs, total);
    bool whole =
        timed ? jx_seen_tagged(timed, JX_TAG_PERIOD) : pairs->year_total && may_be_whole(pairs, total);
    return whole == period ? 0 : JX_COST_WRONG_TIME;
}

/* 财政拨款 under 执行数 | 118 or 上年预算数 | 180: a part of what came of the money, or of another year's. */
int jx_pair_result_cost(const struct jx_pairs *pairs, const struct jx_seen *label, enum jx_field field) {
    if (!jx_field_is_money(field) || jx_pair_is_total(pairs, label)) return 0;
    for (uint32_t up = 1; up < TOTALS_UP && label->row >= pairs->first + up; up++) {
        const struct jx_seen *seen = jx_shape_at(pairs->shape, label->row - up, label->column);
        if (!seen) continue;
        size_t count;
        int cost;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
        bool amount = seen + 1 < cells + count && seen[1].term->amount;
        if (amount && jx_amount_heading(&seen->term->phrase, &cost) && cost == JX_COST_RESULT) return cost;
        if (!amount || !jx_pairs_label(pairs, seen) || jx_pair_is_total(pairs, seen)) return 0;
    }
    return 0;
}
