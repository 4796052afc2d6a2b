#include "core/read/crosses.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/pair_parts.h"
#include "core/read/years.h"

/* Words along a side. */
enum { SIDE_MOST = 32 };

/* What a word says of time. SUMMED: 合计, 项目总资金, of all times beside others. */
enum time { NO_TIME, ANNUAL, WHOLE, NUMBERED, SUMMED };

struct word {
    struct jx_seen *seen;
    uint32_t row; /* of the amounts that it stands before */
    enum time time;
    int year;             /* of NUMBERED */
    bool spent;           /* what came of that time: nobody's amount */
    bool asks;            /* it asks for something that is no amount */
    enum jx_field source; /* as of the year; JX_FIELD_COUNT: none that is known */
    int cost;
};

struct side {
    struct word words[SIDE_MOST];
    size_t count;
};

struct crossing {
    struct jx_pairs *pairs;
    struct jx_cross *found;
    size_t count, capacity;
    struct side heads, rows;
    int year; /* that the rows above the table at hand name; 0: none */
};

/* --- words ----------------------------------------------------------------------------------------------------------- */

static enum jx_field of_the_year(enum jx_field field) {
    switch (field) {
    case JX_FIELD_PERIOD_FUND_TOTAL: return JX_FIELD_FUND_TOTAL;
    case JX_FIELD_PERIOD_FUND_FISCAL: return JX_FIELD_FUND_FISCAL;
    case JX_FIELD_PERIOD_FUND_OTHER: return JX_FIELD_FUND_OTHER;
    default: return field;
    }
}

static enum jx_field of_all_years(enum jx_field field) {
    switch (field) {
    case JX_FIELD_FUND_TOTAL: return JX_FIELD_PERIOD_FUND_TOTAL;
    case JX_FIELD_FUND_FISCAL: return JX_FIELD_PERIOD_FUND_FISCAL;
    case JX_FIELD_FUND_OTHER: return JX_FIELD_PERIOD_FUND_OTHER;
    default: return JX_FIELD_COUNT;
    }
}

static bool is_sum(const struct jx_term *term) {
    return jx_tags_have(term->phrase.tags, JX_TAG_SUM) && jx_tags_count(term->phrase.tags) == 1 &&
           !term->number && term->phrase.unknown == 0;
}

/* 实施期, 年度: a word of time and nothing else. */
static bool is_time_alone(const struct jx_phrase *phrase, enum jx_tag time) {
    return jx_tags_have(phrase->tags, time) && jx_tags_count(phrase->tags) == 1 && phrase->unknown == 0;
}

/* 实施期 | 年度 over 250 | 50: words of time side by side, one of them of the whole project, over amounts. */
static bool heads_amounts(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count, whole = 0, over = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    for (size_t i = 0; i < count; i++) {
        const struct jx_seen *below = jx_shape_at(pairs->shape, seen->row + seen->rows, cells[i].column);
        bool period = jx_seen_tagged(&cells[i], JX_TAG_PERIOD), year = jx_seen_tagged(&cells[i], JX_TAG_YEAR);
        if (cells[i].term->amount || !(period || year) || !below || !jx_seen_waits_or_counts(below)) continue;
        whole += period;
        over++;
    }
    const struct jx_seen *own = jx_shape_at(pairs->shape, seen->row + seen->rows, seen->column);
    return whole > 0 && over > 1 && own && jx_seen_waits_or_counts(own);
}

/* Whether a label's first sense is a fact that is no amount. */
static bool asks_else(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    const struct jx_phrase *phrase = &seen->term->phrase;
    bool amounts = seen + 2 < cells + count && seen[1].term->amount && seen[2].term->amount;
    bool period = is_time_alone(phrase, JX_TAG_PERIOD);
    if (amounts && period) return false; /* 实施期 | 250 | 50 */
    if ((period || is_time_alone(phrase, JX_TAG_YEAR)) && heads_amounts(pairs, seen)) return false;
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    enum jx_field field = senses && senses->count > 0 ? senses->items[0].field : JX_FIELD_COUNT;
    return field != JX_FIELD_COUNT && !jx_field_is_money(field);
}

static struct word word_of(const struct jx_pairs *pairs, struct jx_seen *seen) {
    const struct jx_term *term = seen->term;
    struct word word = {
        .seen = seen, .row = seen->row, .source = JX_FIELD_COUNT, .asks = asks_else(pairs, seen)};
    word.year = jx_key_of_year(term->key, &word.spent);
    word.spent = word.spent || jx_tags_have(term->phrase.tags, JX_TAG_RESULT);
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    for (size_t i = 0; senses && i < senses->count && word.source == JX_FIELD_COUNT; i++) {
        enum jx_field field = senses->items[i].field;
        if (senses->items[i].kind != JX_SENSE_FACT || field == JX_FIELD_COUNT || !jx_field_is_money(field))
            continue;
        word.source = of_the_year(field);
        word.cost = senses->items[i].cost;
    }
    if (is_sum(term)) word.source = JX_FIELD_FUND_TOTAL;
    if (word.year > 0)
        word.time = NUMBERED;
    else if (word.asks || strpbrk(term->key, "0123456789")) /* 项目期, 2025年3月 */
        word.time = NO_TIME;
    else if (jx_tags_have(term->phrase.tags, JX_TAG_PERIOD))
        word.time = WHOLE;
    else if (jx_tags_say_year(term->phrase.tags))
        word.time = ANNUAL;
    else if (word.source == JX_FIELD_FUND_TOTAL)
        word.time = SUMMED;
    return word;
}

/* --- tables ---------------------------------------------------------------------------------------------------------- */

/* 项目开始年度 | 2024 with no other year behind it. */
static bool answers_year(const struct jx_seen *label, const struct jx_seen *stop) {
    return label + 1 < stop && jx_key_is_bare_year(label[1].term->key) &&
           (label + 2 == stop || !jx_key_is_bare_year(label[2].term->key));
}

/* 项目名称 | 某某 | 实施周期 | 全年: the row has begun with a fact, so that what follows is a label with its value. */
static bool begins_with_fact(const struct jx_pairs *pairs, const struct jx_seen *cells, size_t count,
                             uint32_t column) {
    for (size_t i = 0; i + 1 < count && cells[i + 1].column <= column; i++)
        if (asks_else(pairs, &cells[i]) && answers_year(&cells[i], cells + count)) return true;
    for (size_t i = 0; i + 1 < count && cells[i + 1].column < column; i++)
        if (asks_else(pairs, &cells[i]) && !jx_pairs_label(pairs, &cells[i + 1]) &&
            !jx_seen_waits_or_counts(&cells[i + 1]))
            return true;
    return false;
}

/* The words over the columns behind `column`. false: something else stands there. */
static bool heads_read(struct crossing *crossing, uint32_t row, uint32_t column) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(crossing->pairs->shape, row, &count);
    bool over = false;
    crossing->heads.count = 0;
    if (begins_with_fact(crossing->pairs, cells, count, column)) return false;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].column < column) continue;
        bool open = cells[i].term->stands == JX_TERM_OPEN;
        over = over || open; /* columns without a word may stand behind them */
        if (open) continue;
        bool amount = cells[i].term->amount && !jx_key_is_bare_year(cells[i].term->key);
        if (over || amount || crossing->heads.count == SIDE_MOST) return false;
        crossing->heads.words[crossing->heads.count++] = word_of(crossing->pairs, &cells[i]);
    }
    return crossing->heads.count > 1 && crossing->heads.words[0].seen->column == column;
}

/* The word right over a cell, as wide as it is; an amount may reach to the edge, as in documents, if it is the last of its row. NULL:
 * none. */
static const struct word *head_over(const struct crossing *crossing, const struct jx_seen *seen, bool last) {
    for (size_t n = 0; n < crossing->heads.count; n++) {
        const struct jx_seen *head = crossing->heads.words[n].seen;
        bool reaches = last && seen->term->amount;
        if (head->column == seen->column && (reaches || head->columns == seen->columns))
            return &crossing->heads.words[n];
    }
    return NULL;
}

/* The word in front of a row whose amounts stand right below the heads; NULL: it is none of the table. */
static struct jx_seen *row_read(const struct crossing *crossing, uint32_t row, uint32_t column, bool *held) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(crossing->pairs->shape, row, &count), *label = NULL;
    for (size_t i = 0; i < count; i++) {
        struct jx_seen *seen = &cells[i];
        if (seen->column < column) {
            bool word = !jx_seen_waits_or_counts(seen) && *seen->term->key != '\0';
            label = word && !asks_else(crossing->pairs, seen) ? seen : NULL; /* the last before the amounts */
            continue;
        }
        const struct word *head = head_over(crossing, seen, i + 1 == count);
        if (!head && seen->term->stands == JX_TERM_OPEN) continue;
        if (head && head->time == NO_TIME && head->source == JX_FIELD_COUNT) continue; /* 备注 */
        if (!head || !jx_seen_waits_or_counts(seen)) return NULL;
        *held = true;
    }
    return label;
}

static size_t sources_of(const struct side *side) {
    size_t sources = 0;
    for (size_t i = 0; i < side->count; i++) {
        bool again = false;
        for (size_t n = 0; n < i; n++) again = again || side->words[n].source == side->words[i].source;
        sources += side->words[i].source != JX_FIELD_COUNT && !again;
    }
    return sources;
}

static bool has_time(const struct side *side, enum time time) {
    for (size_t i = 0; i < side->count; i++)
        if (side->words[i].time == time) return true;
    return false;
}

/* More than one of 2024年, 2025年 … */
static bool has_years(const struct side *side) {
    size_t years = 0;
    for (size_t i = 0; i < side->count; i++) years += side->words[i].time == NUMBERED;
    return years > 1;
}

/* 年初预算 | 调整预算: the same time and nothing else. */
static bool is_year_alone(const struct side *side) {
    for (size_t i = 0; i < side->count; i++)
        if (side->words[i].time != ANNUAL) return false;
    return true;
}

/* Times, of which at least one is no sum; beside several of them also 增减 and 备注, but neither a source nor another label. */
static bool is_time(const struct side *side) {
    bool told = false, years = has_years(side) || (has_time(side, WHOLE) && has_time(side, ANNUAL));
    for (size_t i = 0; i < side->count; i++) {
        const struct word *word = &side->words[i];
        bool beside = years && word->source == JX_FIELD_COUNT && !word->asks;
        if (word->time == NO_TIME && !beside) return false;
        told = told || word->time != SUMMED;
    }
    return told && side->count > 1 && !is_year_alone(side);
}

/* Sources across times; one source is enough where several years say that it is such a table. */
static bool go_across(const struct side *times, const struct side *sources) {
    return is_time(times) && sources_of(sources) > (has_years(times) ? 0 : 1);
}

/* An amount by the word of time and the word of source that it stands between. */
static void amount_add(struct crossing *crossing, const struct side *times, const struct word *time,
                       const struct word *source, struct jx_cross cross) {
    bool open = cross.value->term->stands == JX_TERM_OPEN;
    bool whole = time->time == WHOLE || (time->time == SUMMED && !has_time(times, WHOLE));
    cross.field = whole ? of_all_years(source->source) : source->source;
    cross.year = time->time == NUMBERED ? time->year : 0;
    bool other = cross.year > 0 && cross.year != crossing->year;
    if (time->time == NO_TIME || (time->time == SUMMED && !whole) || ((other || time->spent) && !open))
        cross.field = JX_FIELD_COUNT;
    cross.cost = source->cost;
    crossing->found = jx_arena_grow(crossing->pairs->terms->arena, crossing->found, crossing->count,
                                    &crossing->capacity, sizeof *crossing->found);
    crossing->found[crossing->count++] = cross;
}

static void mark(struct crossing *crossing, const struct jx_seen *seen) {
    crossing->pairs->crossed[jx_pair_index(crossing->pairs, seen)] = true;
}

static void table_take(struct crossing *crossing) {
    const struct side *heads = &crossing->heads, *rows = &crossing->rows;
    bool corner = rows->count == 1 && rows->words[0].row != rows->words[0].seen->row;
    bool down = go_across(rows, heads), across = go_across(heads, rows) || (corner && is_time(heads));
    if (down == across) return;
    crossing->year = jx_rows_year(crossing->pairs->shape, heads->words[0].seen->row);
    for (size_t r = 0; r < rows->count; r++)
        for (size_t h = 0; h < heads->count; h++) {
            const struct word *row = &rows->words[r], *head = &heads->words[h];
            struct jx_seen *value = jx_shape_at(crossing->pairs->shape, row->row, head->seen->column);
            const struct jx_cross cross = {.label = row->seen, .head = head->seen, .value = value};
            mark(crossing, row->seen);
            mark(crossing, head->seen);
            if (value && down) amount_add(crossing, rows, row, head, cross);
            if (value && across) amount_add(crossing, heads, head, row, cross);
        }
}

/* 资金（万元） | 合计 | 2024年 | 2025年 over amounts and nothing else: the word in the corner says what they are. */
static bool corner_read(struct crossing *crossing, uint32_t head) {
    const struct jx_pairs *pairs = crossing->pairs;
    size_t count, below_count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, head, &count);
    const struct jx_seen *below = jx_shape_row(pairs->shape, head + 1, &below_count);
    if (count < 3 || below_count + 1 != count || below->column != cells[1].column ||
        !jx_seen_tagged(cells, JX_TAG_FUND) || asks_else(pairs, cells) ||
        !heads_read(crossing, head, cells[1].column))
        return false;
    for (size_t i = 0; i < below_count; i++)
        if (!jx_seen_waits_or_counts(&below[i]) || below[i].column != cells[i + 1].column) return false;
    struct word word = word_of(pairs, cells);
    if (word.time != NO_TIME && word.time != SUMMED) return false;
    if (word.source == JX_FIELD_COUNT) word.source = JX_FIELD_FUND_TOTAL;
    word.row = head + 1;
    crossing->rows.words[0] = word;
    crossing->rows.count = 1;
    table_take(crossing);
    return true;
}

/* The table below a row of heads, if there is one. */
static void table_read(struct crossing *crossing, uint32_t head) {
    const struct jx_pairs *pairs = crossing->pairs;
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, head + 1, &count);
    if (corner_read(crossing, head)) return;
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t column = cells[i + 1].column;
        if (jx_seen_waits_or_counts(&cells[i]) || !jx_seen_waits_or_counts(&cells[i + 1])) continue;
        if (!heads_read(crossing, head, column)) return;
        crossing->rows.count = 0;
        for (uint32_t row = head + 1; row < pairs->end && crossing->rows.count < SIDE_MOST; row++) {
            bool held = false;
            struct jx_seen *label = row_read(crossing, row, column, &held);
            const struct word word = label ? word_of(pairs, label) : (struct word){0};
            if (!label || (!held && word.time == NO_TIME && word.source == JX_FIELD_COUNT)) break;
            crossing->rows.words[crossing->rows.count++] = word;
        }
        table_take(crossing);
        return;
    }
}

const struct jx_cross *jx_pairs_crosses(struct jx_pairs *pairs, size_t *count) {
    struct crossing *crossing = jx_arena_alloc(pairs->terms->arena, sizeof *crossing);
    crossing->pairs = pairs;
    if (pairs->kind == JX_KIND_PROJECT)
        for (uint32_t row = pairs->first; row + 2 < pairs->end; row++) table_read(crossing, row);
    *count = crossing->count;
    return crossing->found;
}
