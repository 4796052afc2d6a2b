#include "core/read/crosses.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/pair_parts.h"
#include "core/read/years.h"

/* Words along a side; a year that is not the form's, whichever that is. */
enum { SIDE_MOST = 32, ANY_OTHER = 1 };

/* What a word says of time. SUMMED: 合计, 项目总资金, of all times beside others. */
enum time { NO_TIME, ANNUAL, WHOLE, NUMBERED, SUMMED };

struct word {
    struct jx_seen *seen;
    enum time time;
    int year;             /* of NUMBERED */
    enum jx_field source; /* as of the year; JX_FIELD_COUNT: none that is known */
    int cost;
};

struct side {
    struct word words[SIDE_MOST];
    size_t count;
};

struct crossing {
    struct jx_pairs *pairs;
    bool *crossed;
    struct jx_cross *found;
    size_t count, capacity;
    struct side heads, rows;
    int year; /* that the rows above the table at hand name; 0: none */
};

/* --- words ----------------------------------------------------------------------------------------------------------- */

/* 2024年, 2024年度预算: the year; ANY_OTHER: 以前年度, 以后年度; 0: it is no such word. */
static int numbered_year(const char *key) {
    static const char *const behind[] = {"预算", "资金", "金额",     "申请",   "安排",
                                         "计划", "投资", "申请金额", "申请数", ""};
    static const char *const others[] = {"以前年度", "以后年度", "往年", "以后各年"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (jx_text_starts(key, others[i]) && !strstr(key, "结")) return ANY_OTHER; /* 结转: of this year's */
    if (jx_key_year_digits(key) != key) return 0;
    const char *words = jx_behind_year(key);
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (strcmp(words, behind[i]) == 0) return jx_key_year(key);
    return 0;
}

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

/* Whether a label's first sense is a fact that is no amount. */
static bool asks_else(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    enum jx_field field = senses && senses->count > 0 ? senses->items[0].field : JX_FIELD_COUNT;
    return field != JX_FIELD_COUNT && !jx_field_is_money(field);
}

static struct word word_of(const struct jx_pairs *pairs, struct jx_seen *seen) {
    const struct jx_term *term = seen->term;
    struct word word = {.seen = seen, .source = JX_FIELD_COUNT, .year = numbered_year(term->key)};
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
    else if (asks_else(pairs, seen) || strpbrk(term->key, "0123456789")) /* 项目期, 2025年3月 */
        word.time = NO_TIME;
    else if (jx_tags_have(term->phrase.tags, JX_TAG_PERIOD))
        word.time = WHOLE;
    else if (jx_tags_have(term->phrase.tags, JX_TAG_YEAR) || jx_tags_have(term->phrase.tags, JX_TAG_INITIAL))
        word.time = ANNUAL;
    else if (word.source == JX_FIELD_FUND_TOTAL)
        word.time = SUMMED;
    return word;
}

static bool waits_or_counts(const struct jx_seen *seen) {
    return seen->term->stands == JX_TERM_OPEN || seen->term->amount;
}

/* --- tables ---------------------------------------------------------------------------------------------------------- */

/* The words over the columns behind `column`. false: something else stands there. */
static bool heads_read(struct crossing *crossing, uint32_t row, uint32_t column) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(crossing->pairs->shape, row, &count);
    bool over = false;
    crossing->heads.count = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].column < column) continue;
        bool open = cells[i].term->stands == JX_TERM_OPEN;
        over = over || open; /* columns without a word may stand behind them */
        if (open) continue;
        if (over || cells[i].term->amount || crossing->heads.count == SIDE_MOST) return false;
        crossing->heads.words[crossing->heads.count++] = word_of(crossing->pairs, &cells[i]);
    }
    return crossing->heads.count > 1 && crossing->heads.words[0].seen->column == column;
}

/* The word in front of a row whose amounts stand right below the heads; NULL: it is none of the table. */
static struct jx_seen *row_read(const struct crossing *crossing, uint32_t row, uint32_t column, bool *held) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(crossing->pairs->shape, row, &count), *label = NULL;
    for (size_t i = 0; i < count; i++) {
        struct jx_seen *seen = &cells[i];
        if (seen->column < column) {
            bool word = !waits_or_counts(seen) && *seen->term->key != '\0';
            label = word && !asks_else(crossing->pairs, seen) ? seen : NULL; /* the last before the amounts */
            continue;
        }
        bool below = false, reaches = i + 1 == count && seen->term->amount; /* to the edge, as in documents */
        for (size_t n = 0; n < crossing->heads.count; n++) {
            const struct jx_seen *head = crossing->heads.words[n].seen;
            below = below || (head->column == seen->column && (reaches || head->columns == seen->columns));
        }
        if (!below && seen->term->stands == JX_TERM_OPEN) continue;
        if (!below || !waits_or_counts(seen)) return NULL;
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

/* Times, and nothing else, of which at least one is no sum. */
static bool is_time(const struct side *side) {
    bool told = false;
    for (size_t i = 0; i < side->count; i++) {
        if (side->words[i].time == NO_TIME) return false;
        told = told || side->words[i].time != SUMMED;
    }
    return told && side->count > 1;
}

static bool has_time(const struct side *side, enum time time) {
    for (size_t i = 0; i < side->count; i++)
        if (side->words[i].time == time) return true;
    return false;
}

/* An amount by the word of time and the word of source that it stands between. */
static void amount_add(struct crossing *crossing, const struct side *times, const struct word *time,
                       const struct word *source, struct jx_cross cross) {
    bool open = cross.value->term->stands == JX_TERM_OPEN;
    bool whole = time->time == WHOLE || (time->time == SUMMED && !has_time(times, WHOLE));
    cross.field = whole ? of_all_years(source->source) : source->source;
    cross.year = time->time == NUMBERED ? time->year : 0;
    bool other = cross.year > 0 && cross.year != crossing->year;
    if ((time->time == SUMMED && !whole) || (other && !open)) cross.field = JX_FIELD_COUNT;
    cross.cost = source->cost;
    crossing->found = jx_arena_grow(crossing->pairs->terms->arena, crossing->found, crossing->count,
                                    &crossing->capacity, sizeof *crossing->found);
    crossing->found[crossing->count++] = cross;
}

static void mark(struct crossing *crossing, const struct jx_seen *seen) {
    crossing->crossed[jx_pair_index(crossing->pairs, seen)] = true;
}

static void table_take(struct crossing *crossing) {
    const struct side *heads = &crossing->heads, *rows = &crossing->rows;
    bool down = is_time(rows) && sources_of(heads) > 1, across = is_time(heads) && sources_of(rows) > 1;
    if (down == across) return;
    crossing->year = jx_rows_year(crossing->pairs->shape, heads->words[0].seen->row);
    for (size_t r = 0; r < rows->count; r++)
        for (size_t h = 0; h < heads->count; h++) {
            const struct word *row = &rows->words[r], *head = &heads->words[h];
            struct jx_seen *value = jx_shape_at(crossing->pairs->shape, row->seen->row, head->seen->column);
            const struct jx_cross cross = {.label = row->seen, .head = head->seen, .value = value};
            mark(crossing, row->seen);
            mark(crossing, head->seen);
            if (value && down) amount_add(crossing, rows, row, head, cross);
            if (value && across) amount_add(crossing, heads, head, row, cross);
        }
}

/* The table below a row of heads, if there is one. */
static void table_read(struct crossing *crossing, uint32_t head) {
    const struct jx_pairs *pairs = crossing->pairs;
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, head + 1, &count);
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t column = cells[i + 1].column;
        if (waits_or_counts(&cells[i]) || !waits_or_counts(&cells[i + 1])) continue;
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

const struct jx_cross *jx_pairs_crosses(struct jx_pairs *pairs, bool *crossed, size_t *count) {
    struct crossing *crossing = jx_arena_alloc(pairs->terms->arena, sizeof *crossing);
    crossing->pairs = pairs;
    crossing->crossed = crossed;
    if (pairs->kind == JX_KIND_PROJECT)
        for (uint32_t row = pairs->first; row + 2 < pairs->end; row++) table_read(crossing, row);
    *count = crossing->count;
    return crossing->found;
}
