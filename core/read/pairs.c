#include "core/read/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/boxes.h"
#include "core/read/inside.h"
#include "core/words/costs.h"

/* How far up a heading over amounts, a total and a unit are looked for, in rows; from which cost on a label is so unsure that it does
 * not end another one's values; values at the right of a label that are tried. */
enum { ROWS_UP = 12, TOTALS_UP = 9, SUMS_UP = 8, SURE_LABEL = 25, PLAIN_LABEL = 20, VALUES_TRIED = 8 };

static size_t index_of(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    return (size_t)(seen - pairs->shape->cells) - pairs->first_cell;
}

const struct jx_senses *jx_pairs_label(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t index = index_of(pairs, seen);
    return index < pairs->cell_count ? pairs->labels[index] : NULL;
}

static bool is_money(enum jx_field field) {
    return field != JX_FIELD_COUNT && jx_field_type(field) == JX_TYPE_MONEY;
}

static bool is_goal(enum jx_field field) {
    return field == JX_FIELD_GOAL_ANNUAL || field == JX_FIELD_GOAL_PERIOD || field == JX_FIELD_DUTIES;
}

static struct jx_tags tags_of(const struct jx_seen *seen) {
    return seen->term->phrase.tags;
}

static bool tagged(const struct jx_seen *seen, enum jx_tag tag) {
    return jx_tags_have(tags_of(seen), tag);
}

/* 合计, 小计 alone: a sum of what another label says. */
static bool is_bare_sum(const struct jx_seen *seen) {
    return jx_tags_have(tags_of(seen), JX_TAG_SUM) && jx_tags_count(tags_of(seen)) == 1 &&
           !seen->term->number;
}

/* --- labels --------------------------------------------------------------------------------------------------------------------- */

static bool has_fact(const struct jx_senses *senses) {
    for (size_t i = 0; senses && i < senses->count; i++)
        if (senses->items[i].kind == JX_SENSE_FACT) return true;
    return false;
}

static bool amount_at_right(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].column > label->column && cells[i].term->amount) return true;
    return false;
}

/* Finds which cells are labels, where they hold no pairs of their own. */
static void find_labels(struct jx_pairs *pairs) {
    struct jx_inside inside[JX_INSIDE_MOST];
    for (size_t i = 0; i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (seen->term->colon &&
            jx_inside_pairs(pairs->terms, seen->cell->text, seen->cell->length, pairs->kind, inside) > 0)
            continue;
        const struct jx_senses *senses = jx_term_senses(pairs->terms, seen->term, pairs->kind);
        if (senses->count > 0) pairs->labels[i] = senses;
    }
}

/* 收入预算, 支出预算: words of amounts that 合计 sums up. */
static bool heads_sums(const struct jx_seen *seen) {
    return tagged(seen, JX_TAG_BUDGET) && (tagged(seen, JX_TAG_INCOME) || tagged(seen, JX_TAG_SPENDING)) &&
           seen->term->phrase.unknown == 0;
}

/* The nearest label at the left of a cell, in its row or one of those above. */
static struct jx_seen *label_at_left(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    for (uint32_t up = 0; up < SUMS_UP && seen->row >= pairs->first + up; up++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row - up, &count);
        for (size_t i = count; i-- > 0;)
            if (cells[i].column < seen->column &&
                (jx_pairs_label(pairs, &cells[i]) || (up == 0 && heads_sums(&cells[i]))))
                return &cells[i];
    }
    return NULL;
}

/* 收入预算 right over 合计, or reaching over it. NULL: no words of amounts stand there. */
static struct jx_seen *label_above(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count = 0;
    struct jx_seen *cells =
        seen->row == pairs->first ? NULL : jx_shape_row(pairs->shape, seen->row - 1, &count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].column <= seen->column && seen->column < cells[i].column + cells[i].columns &&
            tagged(&cells[i], JX_TAG_INCOME) && cells[i].term->phrase.unknown == 0)
            return &cells[i];
    return NULL;
}

/* 合计 says of what by the label at its left: that one reaches over it, or it is the total of it. */
static void settle_sums(struct jx_pairs *pairs) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!pairs->labels[i] || !is_bare_sum(seen)) continue;
        struct jx_seen *left = label_above(pairs, seen);
        if (!left) left = label_at_left(pairs, seen);
        if (!left) continue;
        bool same_row = left->row == seen->row;
        if (same_row && has_fact(jx_pairs_label(pairs, left)) && amount_at_right(pairs, seen)) {
            pairs->labels[i] = NULL;
            continue;
        }
        if (!same_row && !tagged(left, JX_TAG_INCOME)) continue;
        bool origin =
            tagged(left, JX_TAG_FUND) && (tagged(left, JX_TAG_ORIGIN) || tagged(left, JX_TAG_ABOUT));
        const char *whose = origin ? "资金" : left->term->phrase.core; /* 资金来源, 资金情况 */
        const char *words = jx_arena_join(pairs->terms->arena, whose, "总额", "");
        struct jx_term *term = jx_term_of(pairs->terms, words, strlen(words));
        const struct jx_senses *senses = jx_term_senses(pairs->terms, term, pairs->kind);
        if (senses->count > 0) pairs->labels[i] = senses;
    }
}

/* Amounts and nothing else stand in a row: the labels above name them, each its own. */
static bool only_amounts(const struct jx_pairs *pairs, uint32_t row) {
    size_t count = 0;
    const struct jx_seen *cells = row < pairs->end ? jx_shape_row(pairs->shape, row, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (!cells[i].term->amount) return false;
    return count > 1;
}

/* Rows of headings over amounts: some are such headings, and no amount stands in them. */
static void find_heads(struct jx_pairs *pairs) {
    for (uint32_t row = pairs->first; row < pairs->end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        bool amount = false, heading = false;
        int cost;
        for (size_t i = 0; i < count; i++) {
            amount = amount || cells[i].term->amount;
            heading = heading || jx_amount_heading(&cells[i].term->phrase, &cost);
        }
        pairs->heads[row - pairs->first] = heading && !amount && !only_amounts(pairs, row + 1);
    }
}

/* Whether a label may be the total of a project's funds. */
static bool is_total(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    if (!senses || pairs->heads[seen->row - pairs->first]) return false;
    for (size_t i = 0; i < senses->count; i++)
        if (senses->items[i].field == JX_FIELD_FUND_TOTAL ||
            senses->items[i].field == JX_FIELD_PERIOD_FUND_TOTAL)
            return true;
    return false;
}

static bool says_year(const struct jx_seen *seen) {
    return tagged(seen, JX_TAG_YEAR) || tagged(seen, JX_TAG_INITIAL);
}

static bool says_time(const struct jx_seen *seen) {
    return says_year(seen) || tagged(seen, JX_TAG_PERIOD);
}

/* The label stands over an amount, as in a row of headings over one row of amounts. */
static bool amount_below(const struct jx_pairs *pairs, const struct jx_seen *label) {
    const struct jx_seen *below = jx_shape_at(pairs->shape, label->row + label->rows, label->column);
    return below && below->row < pairs->end && below->term->amount;
}

static void find_totals(struct jx_pairs *pairs) {
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!is_total(pairs, seen)) continue;
        pairs->year_total = pairs->year_total ||
                            (says_year(seen) && (amount_at_right(pairs, seen) || amount_below(pairs, seen)));
        pairs->period_total = pairs->period_total || tagged(seen, JX_TAG_PERIOD);
    }
}

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

/* 2024年2月8日, 2024-02-08, 年 月 日: nobody's name. */
static bool is_date(const char *key) {
    size_t length = strspn(key, "0123456789-./");
    if (has_year(key) && length >= 8 && key[length] == '\0') return true;
    const char *month = strstr(key, "月"), *day = strstr(key, "日");
    bool digits = has_year(key) || jx_text_starts(key, "年");
    return digits && month && strcmp(!day ? month + strlen("月") : day + strlen("日"), "") == 0;
}

/* How badly a text suits a field, in tenths. */
static int misfit(enum jx_field field, const struct jx_term *term) {
    const char *key = term->key;
    if (term->stands == JX_TERM_OPEN) return 0;
    if (term->stands == JX_TERM_HELD) return 200;
    if (is_money(field)) return term->amount ? 0 : 90;
    if (is_goal(field)) {
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
    if (field == JX_FIELD_PERIOD) return 0;
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

static bool ends_in_colon(const struct jx_seen *seen) {
    const char *text = seen->cell->text;
    return jx_text_ends(text, ":") || jx_text_ends(text, "：");
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
    if (label && label->cost < SURE_LABEL) return JX_COST_LABELISH - label->cost * 3 / 4;
    if (!seen->term->amount && begins_with_label(pairs, seen)) return JX_COST_LABELISH;
    if (ends_in_colon(seen) && seen->term->phrase.characters < 16) return JX_COST_LABELISH;
    if (!seen->term->amount && jx_amount_heading(&seen->term->phrase, &cost)) return JX_COST_LABELISH;
    return made_of_label_words(&seen->term->phrase) ? JX_COST_SOFT_LABEL : 0;
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

/* What an amount costs for the heading over it: of results, rates and former years it is nobody's. */
static int column_cost(const struct jx_pairs *pairs, const struct jx_seen *value) {
    size_t count;
    uint32_t leftmost = jx_shape_row(pairs->shape, value->row, &count)->column;
    for (uint32_t up = 1; up < ROWS_UP && value->row >= pairs->first + up; up++) {
        uint32_t row = value->row - up;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (!pairs->heads[row - pairs->first]) {
            if (count > 0 && cells->column < leftmost) leftmost = cells->column;
            continue;
        }
        int cost;
        /* another block of labels began below that heading */
        if (leftmost <= cells->column && !jx_amount_heading(&cells->term->phrase, &cost)) return 0;
        const struct jx_seen *over = heading_over(pairs, row, value->column);
        if (!over) continue;
        if (is_other_year(over->term->key)) return JX_COST_RESULT;
        if (jx_amount_heading(&over->term->phrase, &cost)) return cost;
        return has_fact(jx_pairs_label(pairs, over)) ? 0 : JX_COST_FOREIGN_COLUMN;
    }
    return 0;
}

static int value_cost(const struct jx_pairs *pairs, enum jx_field field, const struct jx_seen *value) {
    int cost = misfit(field, value->term) * JX_COST_MISFIT / 10 + labelish(pairs, value);
    return is_money(field) ? cost + column_cost(pairs, value) : cost;
}

/* A word in a list of things, 其他 under 主要内容: it stands under a heading of words beside one of amounts. */
static int listed_cost(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    int ignored;
    uint32_t leftmost = jx_shape_row(pairs->shape, label->row, &count)->column;
    for (uint32_t up = 1; up < ROWS_UP && label->row >= pairs->first + up; up++) {
        uint32_t row = label->row - up;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (!pairs->heads[row - pairs->first]) {
            if (count > 0 && cells->column < leftmost) leftmost = cells->column;
            continue;
        }
        const struct jx_seen *over = jx_shape_at(pairs->shape, row, label->column);
        /* another block began below that heading, or the label stands at the list's side */
        if (!over || leftmost <= cells->column || label->column <= cells->column) return 0;
        if (jx_amount_heading(&over->term->phrase, &ignored)) return 0;
        if (tagged(over, JX_TAG_FUND) || tagged(over, JX_TAG_ORIGIN))
            return 0; /* 资金来源: a list of funds */
        return has_fact(jx_pairs_label(pairs, over)) ? 0 : JX_COST_LISTED;
    }
    return 0;
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
            if (!is_total(pairs, &cells[i])) continue;
            if (totals < 2) found[totals] = &cells[i];
            totals++;
        }
        if (totals == 2) return found[place];
    }
    return NULL;
}

/* The total that an amount is a part of: the last before it in its row, or the last above in its column, or near by. */
static const struct jx_seen *total_over(const struct jx_pairs *pairs, const struct jx_seen *label) {
    const struct jx_seen *same_row = NULL, *same_column = NULL, *near = NULL,
                         *twin = total_of_twin(pairs, label);
    if (twin) return twin;
    uint32_t row = label->row - pairs->first < TOTALS_UP ? pairs->first : label->row - TOTALS_UP + 1;
    for (; row <= label->row; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (pairs->heads[row - pairs->first]) near = same_column = NULL; /* another table of amounts begins */
        for (size_t i = 0; i < count && cells[i].column <= label->column; i++) {
            const struct jx_seen *seen = &cells[i];
            if (seen == label || !is_total(pairs, seen)) continue;
            if (row == label->row) same_row = seen;
            if (row < label->row && seen->column == label->column) same_column = seen;
            if (!near || seen->column >= near->column) near = seen;
        }
    }
    return same_row ? same_row : same_column ? same_column : near;
}

static bool is_period_fund(enum jx_field field) {
    return field == JX_FIELD_PERIOD_FUND_TOTAL || field == JX_FIELD_PERIOD_FUND_FISCAL ||
           field == JX_FIELD_PERIOD_FUND_OTHER;
}

/* An amount without a word of time is of its total's; an unmarked total beside the year's is the whole project's. */
static int time_cost(const struct jx_pairs *pairs, const struct jx_seen *label, enum jx_field field) {
    if (!is_money(field) || pairs->kind == JX_KIND_DEPARTMENT || says_time(label)) return 0;
    bool period = is_period_fund(field);
    if (is_total(pairs, label)) return !pairs->year_total ? 0 : period ? -5 : JX_COST_SECOND_TOTAL;
    const struct jx_seen *total = total_over(pairs, label);
    if (!total) return period && !pairs->period_total ? JX_COST_WRONG_TIME : 0;
    bool whole = tagged(total, JX_TAG_PERIOD) || (!says_time(total) && pairs->year_total);
    return whole == period ? 0 : JX_COST_WRONG_TIME;
}

/* --- all pairs there may be ------------------------------------------------------------------------------------------------------- */

size_t jx_pairs_right(const struct jx_pairs *pairs, const struct jx_seen *label, bool many,
                      struct jx_seen **out, size_t room) {
    size_t count, made = 0;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    for (size_t i = 0; i < count && made < room; i++) {
        struct jx_seen *seen = &cells[i];
        if (seen->column < label->column + label->columns || seen == label) continue;
        if (is_bare_sum(seen) && seen->term->phrase.characters <= 3 && !seen->term->amount) continue;
        const struct jx_senses *senses = jx_pairs_label(pairs, seen);
        if (made > 0 && senses && senses->items[0].cost < SURE_LABEL) break;
        out[made++] = seen;
        if (!many || senses) break;
    }
    return made;
}

static struct jx_seen *value_below(const struct jx_pairs *pairs, const struct jx_seen *label) {
    uint32_t row = label->row + label->rows;
    if (row >= pairs->end) return NULL;
    for (uint32_t column = label->column; column < label->column + label->columns; column++) {
        struct jx_seen *seen = jx_shape_at(pairs->shape, row, column);
        if (seen) return seen;
    }
    return NULL;
}

/* A row that has a plain label further left is that label's. */
static bool row_is_claimed(const struct jx_pairs *pairs, const struct jx_seen *value) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, value->row, &count);
    for (size_t i = 0; i < count && cells[i].column < value->column; i++) {
        const struct jx_senses *senses = jx_pairs_label(pairs, &cells[i]);
        if (senses && senses->items[0].cost < SURE_LABEL) return true;
    }
    return false;
}

static size_t labels_in_row(const struct jx_pairs *pairs, uint32_t row) {
    size_t count, labels = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
    for (size_t i = 0; i < count; i++) labels += jx_pairs_label(pairs, &cells[i]) ? 1 : 0;
    return labels;
}

/* More texts under the value, in a row of several labels: a list of things, not one fact. */
static bool heads_list(const struct jx_pairs *pairs, const struct jx_seen *label,
                       const struct jx_seen *value) {
    enum { ROWS_DOWN = 4 };
    uint32_t row = value->row + value->rows;
    size_t first_count;
    const struct jx_seen *first = jx_shape_row(pairs->shape, label->row, &first_count);
    if (labels_in_row(pairs, label->row) < 2) return false;
    for (; row < pairs->end && row < value->row + value->rows + ROWS_DOWN; row++) {
        size_t count;
        const struct jx_seen *next = jx_shape_at(pairs->shape, row, value->column);
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        bool other = count > 0 && cells->column <= first->column && jx_pairs_label(pairs, cells);
        if (other && !is_bare_sum(cells))
            return false; /* what a label at the left edge begins is no more of the list */
        if (next) return true;
    }
    return false;
}

static int below_cost(const struct jx_pairs *pairs, const struct jx_seen *label, const struct jx_seen *value,
                      enum jx_field field) {
    size_t count;
    struct jx_seen *right;
    jx_shape_row(pairs->shape, label->row, &count);
    int cost = count == 1 ? JX_COST_BELOW_ALONE : JX_COST_BELOW;
    bool heads = label->rows > 1 && jx_pairs_right(pairs, label, false, &right, 1) == 1 &&
                 jx_pairs_label(pairs, right);
    if (heads || row_is_claimed(pairs, value))
        cost += JX_COST_BELOW_CLAIMED; /* it heads the labels at its right */
    if (!is_goal(field) && heads_list(pairs, label, value)) cost += JX_COST_BELOW_LIST;
    if (jx_pairs_right(pairs, label, false, &right, 1) == 1 && !jx_pairs_label(pairs, right))
        cost += JX_COST_ROW_TAKEN;
    return cost;
}

struct candidates {
    struct jx_pair *pairs;
    size_t count, capacity;
};

static void add_candidate(struct jx_pairs *pairs, struct candidates *all, const struct jx_sense *sense,
                          struct jx_seen *label, struct jx_seen *value, enum jx_pair_where where, int cost) {
    all->pairs =
        jx_arena_grow(pairs->terms->arena, all->pairs, all->count, &all->capacity, sizeof *all->pairs);
    all->pairs[all->count] = (struct jx_pair){
        .sense = *sense,
        .label = label,
        .value = value,
        .word = label->term->key,
        .text = value->cell->text,
        .length = value->cell->length,
        .where = where,
        .cost = cost,
        .order = (uint32_t)all->count,
    };
    all->count++;
}

/* Words between a label and its value that are neither an amount nor a unit: the value may be theirs. */
static bool stands_between(const struct jx_seen *seen) {
    struct jx_money_unit unit = jx_money_unit_read(seen->term->key, strlen(seen->term->key));
    return !seen->term->amount && !unit.alone && seen->term->phrase.characters > 1;
}

/* The values that a label may have for one of its senses. */
static void add_sense(struct jx_pairs *pairs, struct candidates *all, struct jx_seen *label,
                      const struct jx_sense *sense) {
    struct jx_seen *right[VALUES_TRIED];
    const int own = sense->cost + time_cost(pairs, label, sense->field) + listed_cost(pairs, label);
    int cost = own;
    size_t count = jx_pairs_right(pairs, label, is_money(sense->field), right, VALUES_TRIED);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && stands_between(right[i - 1])) cost += JX_COST_ACROSS;
        int between = (int)(right[i]->column - label->column - label->columns);
        int tenths = 10 * (int)i + between;
        int gap = JX_COST_GAP * (tenths < 30 ? tenths : 30) / 10;
        add_candidate(pairs, all, sense, label, right[i], JX_PAIR_RIGHT,
                      cost + gap + value_cost(pairs, sense->field, right[i]));
    }
    struct jx_seen *below = value_below(pairs, label);
    if (below)
        add_candidate(pairs, all, sense, label, below, JX_PAIR_BELOW,
                      own + below_cost(pairs, label, below, sense->field) +
                          value_cost(pairs, sense->field, below));
}

static void add_inside(struct jx_pairs *pairs, struct candidates *all, struct jx_seen *seen) {
    struct jx_inside inside[JX_INSIDE_MOST];
    size_t count = jx_inside_pairs(pairs->terms, seen->cell->text, seen->cell->length, pairs->kind, inside);
    for (size_t i = 0; i < count; i++) {
        struct jx_term *term = jx_term_of(pairs->terms, inside[i].text, inside[i].length);
        int cost = inside[i].sense.cost + misfit(inside[i].sense.field, term) * JX_COST_MISFIT / 10;
        add_candidate(pairs, all, &inside[i].sense, seen, seen, JX_PAIR_INSIDE, cost);
        all->pairs[all->count - 1].word = inside[i].word;
        all->pairs[all->count - 1].text = inside[i].text;
        all->pairs[all->count - 1].length = inside[i].length;
    }
}

static struct candidates find_candidates(struct jx_pairs *pairs) {
    struct candidates all = {.count = 0};
    for (size_t i = 0; i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        const struct jx_senses *senses = pairs->labels[i];
        if (!senses && seen->term->colon) add_inside(pairs, &all, seen);
        for (size_t k = 0; senses && k < senses->count; k++)
            if (senses->items[k].kind == JX_SENSE_FACT) add_sense(pairs, &all, seen, &senses->items[k]);
    }
    return all;
}

/* --- taking the cheapest ------------------------------------------------------------------------------------------------------------ */

static int cheapest_first(const void *a, const void *b) {
    const struct jx_pair *left = a, *right = b;
    if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

static bool same_words(const struct jx_seen *a, const struct jx_seen *b) {
    return a->term == b->term || (*a->term->key != '\0' && strcmp(a->term->key, b->term->key) == 0);
}

/* What the field of a taken pair would be otherwise, if that is another text. */
static void note_other(struct jx_pair *taken, const struct jx_pair *pair) {
    if (taken->other || same_words(taken->value, pair->value)) return;
    taken->other = pair->value;
    taken->next = pair->cost - taken->cost;
}

static struct jx_pair *taken_pair(struct jx_pairs *pairs, enum jx_field field) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].sense.field == field) return &pairs->taken[i];
    return NULL;
}

static void take_cheapest(struct jx_pairs *pairs, struct candidates *all, const bool known[JX_FIELD_COUNT]) {
    enum { LABEL = 1, VALUE = 2 };
    uint8_t *used = jx_arena_alloc(pairs->terms->arena, pairs->cell_count + 1);
    pairs->taken = jx_arena_alloc(pairs->terms->arena, (all->count + 1) * sizeof *pairs->taken);
    if (all->count > 0) qsort(all->pairs, all->count, sizeof *all->pairs, cheapest_first);
    for (size_t i = 0; i < all->count && all->pairs[i].cost <= JX_COST_LIMIT; i++) {
        struct jx_pair *pair = &all->pairs[i], *same = taken_pair(pairs, pair->sense.field);
        if (jx_boxes_blank(pair->text)) continue; /* nobody has filled it in */
        if (same) note_other(same, pair);
        if (same || known[pair->sense.field]) continue;
        uint8_t *label = &used[index_of(pairs, pair->label)], *value = &used[index_of(pairs, pair->value)];
        if (pair->where != JX_PAIR_INSIDE && ((*label & LABEL) != 0 || *value != 0)) continue;
        *label |= LABEL;
        *value |= VALUE;
        pairs->taken[pairs->taken_count++] = *pair;
    }
}

struct jx_pairs *jx_pairs_of(struct jx_terms *terms, const struct jx_shape *shape, enum jx_kind kind,
                             uint32_t first, uint32_t end, const bool known[JX_FIELD_COUNT]) {
    struct jx_pairs *pairs = jx_arena_alloc(terms->arena, sizeof *pairs);
    if (end > shape->rows) end = shape->rows;
    if (first > end) first = end;
    *pairs = (struct jx_pairs){.terms = terms, .shape = shape, .kind = kind, .first = first, .end = end};
    pairs->first_cell = shape->starts[first];
    pairs->cell_count = shape->starts[end] - shape->starts[first];
    pairs->labels = jx_arena_alloc(terms->arena, (pairs->cell_count + 1) * sizeof(struct jx_senses *));
    pairs->heads = jx_arena_alloc(terms->arena, end - first + 1);
    find_labels(pairs);
    settle_sums(pairs);
    find_heads(pairs);
    find_totals(pairs);
    struct candidates all = find_candidates(pairs);
    take_cheapest(pairs, &all, known);
    return pairs;
}

/* --- units -------------------------------------------------------------------------------------------------------------------------- */

/* Where `word` ends that the text begins with, white space within it and behind it aside; NULL: it does not. */
static const char *behind_word(const char *text, const char *end, const char *word) {
    const char *word_end = word + strlen(word);
    while (word < word_end) {
        if (text >= end) return NULL;
        uint32_t c = jx_text_next(&text, end);
        if (jx_text_is_space(c)) continue;
        const char *at = word;
        if (c != jx_text_next(&at, word_end)) return NULL;
        word = at;
    }
    for (const char *next = text; next < end; text = next)
        if (!jx_text_is_space(jx_text_next(&next, end))) break;
    return text;
}

/* What stands behind the last 单位： of a text that is a word of its own: 单位, 金额单位, 货币单位, but not 填报单位. */
static const char *behind_unit_word(const char *text, size_t length) {
    static const char *const words[] = {"单位", "金额单位", "货币单位", "计量单位"};
    const char *end = text + length, *last = NULL;
    bool begins = true; /* a word may begin here */
    for (const char *at = text; at < end;) {
        for (size_t i = 0; begins && i < sizeof words / sizeof *words; i++) {
            const char *behind = behind_word(at, end, words[i]);
            if (!behind || behind >= end) continue;
            uint32_t c = jx_text_next(&behind, end);
            if (c == ':' || c == 0xFF1A || c == 0x2236) last = behind;
        }
        uint32_t c = jx_text_next(&at, end);
        begins = jx_text_is_space(c) || c == '(' || c == 0xFF08 || c == 0x3010 || c == '[' || c == ',' ||
                 c == 0xFF0C || c == ';' || c == 0xFF1B;
    }
    return last;
}

const char *jx_unit_words(struct jx_arena *arena, const struct jx_term *term) {
    if (term->phrase.unit) return term->phrase.unit;
    const char *behind = behind_unit_word(term->text, term->length);
    if (!behind) return NULL;
    const char *unit = jx_text_key(arena, behind, (size_t)(term->text + term->length - behind));
    return *unit == '\0' ? NULL : unit;
}

const char *jx_pairs_unit(const struct jx_pairs *pairs, const struct jx_seen *label,
                          const struct jx_seen *value) {
    struct jx_arena *arena = pairs->terms->arena;
    const char *unit = jx_unit_words(arena, label->term);
    for (uint32_t up = 1; !unit && up < ROWS_UP && value->row >= pairs->first + up; up++) {
        if (!pairs->heads[value->row - up - pairs->first]) continue;
        const struct jx_seen *over = jx_shape_at(pairs->shape, value->row - up, value->column);
        if (over) unit = jx_unit_words(arena, over->term);
    }
    for (uint32_t up = 0; !unit && up < ROWS_UP && label->row >= pairs->first + up; up++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row - up, &count);
        for (size_t i = 0; !unit && i < count && cells[i].column < label->column; i++)
            unit = jx_unit_words(arena, cells[i].term);
    }
    return unit;
}
