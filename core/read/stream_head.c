#include "core/read/stream_head.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/align.h"

/* In bytes: no label is longer, no fact but prose and amounts either. */
enum { LONGEST_LABEL = 150, LONGEST_PHRASE = 90 };

/* --- labels ------------------------------------------------------------------------------------------------------------ */

/* The label with a value that is the whole cell, or NULL. */
static const struct jx_label *label_of(struct jx_reading *reading, enum jx_kind kind, struct jx_spot *spot) {
    static const char of_which[] = "其中:";
    if (spot->cell->length > LONGEST_LABEL) return NULL;
    const char *key = jx_spot_key(reading, spot);
    if (jx_text_starts(key, of_which)) key += strlen(of_which);
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, kind, key);
    return label == NULL || label->value == NULL || label->inside ? NULL : label;
}

/* The field that a label names, JX_FIELD_COUNT: none by itself. */
static enum jx_field field_of(const struct jx_label *label) {
    const struct jx_piece *piece = jx_pattern_bare(label->value);
    return piece == NULL || piece->kind != JX_PIECE_FIELD ? JX_FIELD_COUNT : piece->field;
}

/* --- rows of labels, rows of values ----------------------------------------------------------------------------------- */

/* A cell of the head: `offset` counts all cells, blank ones too. */
struct item {
    struct jx_spot spot;
    const struct jx_label *label;
    size_t offset;
};

struct group {
    struct item labels[JX_ALIGN_MOST], values[JX_ALIGN_MOST];
    size_t label_count, value_count;
    bool overfull; /* more of them than any row has */
};

struct search {
    struct jx_reading *reading;
    struct jx_arena *kept; /* for the pairs; keys pass with their row */
    enum jx_kind kind;
    struct group group;
    struct jx_stream_pair *pairs;
    size_t count, capacity;
};

/* A word that heads columns or other labels is no value. */
static bool is_heading(const struct jx_reading *reading, struct jx_spot *spot, enum jx_kind kind) {
    if (spot->cell->length > LONGEST_LABEL) return false;
    const char *key = jx_spot_key(reading, spot);
    return jx_lexicon_heading(reading->lexicon, key) != JX_PART_NONE || jx_lexicon_is(JX_WORD_RESULT, key) ||
           jx_lexicon_is(JX_WORD_COLUMN, key) || jx_lexicon_label(reading->lexicon, kind, key) != NULL;
}

/* Amounts are numbers, numbers are amounts or codes, and only prose is long. */
static bool may_be_value(const struct search *search, const struct jx_label *label, struct jx_spot *spot) {
    struct jx_decimal number;
    enum jx_field field = field_of(label);
    const struct jx_piece *piece = jx_pattern_bare(label->value);
    enum jx_field_type type = field == JX_FIELD_COUNT ? JX_TYPE_PHRASE : jx_field_type(field);
    const struct jx_cell *cell = spot->cell;
    if (type == JX_TYPE_TEXT || (piece != NULL && piece->kind == JX_PIECE_EXTRA)) return true;
    if (cell->length > LONGEST_PHRASE || strstr(cell->text, "。") != NULL) return false;
    const char *key = jx_spot_key(search->reading, spot);
    size_t digits = strspn(key, "0123456789.,");
    bool amount = (digits > 0 && jx_decimal_parse(key, digits, &number)) || jx_money_is_amount(key);
    return type != JX_TYPE_MONEY || amount;
}

/* Whether the last labels go with the values one by one: the same distance between each. */
static bool fits(const struct search *search, size_t skipped) {
    const struct group *group = &search->group;
    size_t distance = group->values[0].offset - group->labels[skipped].offset;
    for (size_t i = 0; i < group->value_count; i++) {
        const struct item *label = &group->labels[skipped + i];
        struct jx_spot spot = group->values[i].spot;
        if (group->values[i].offset - label->offset != distance) return false;
        if (!may_be_value(search, label->label, &spot)) return false;
    }
    return true;
}

/* A label or the end of the head: what was gathered is a row of labels with a row of values, or nothing. */
static void close_group(struct search *search) {
    struct group *group = &search->group;
    bool good = !group->overfull && group->value_count >= 2 && group->value_count <= group->label_count;
    size_t skipped = good ? group->label_count - group->value_count : 0;
    if (good && fits(search, skipped)) {
        uint32_t last = group->labels[group->label_count - 1].spot.row, row = group->values[0].spot.row;
        bool sure = group->labels[skipped].spot.row == last && row != last &&
                    group->values[group->value_count - 1].spot.row == row;
        for (size_t i = 0; i < group->value_count; i++) {
            const struct item *label = &group->labels[skipped + i], *value = &group->values[i];
            search->pairs = jx_arena_grow(search->kept, search->pairs, search->count, &search->capacity,
                                          sizeof *search->pairs);
            search->pairs[search->count++] = (struct jx_stream_pair){
                label->label, label->spot.row, label->spot.column, value->spot.row, value->spot.column, sure};
        }
    }
    group->label_count = group->value_count = 0;
    group->overfull = false;
}

static void put(struct search *search, struct item *items, size_t *count, struct item item) {
    if (*count == JX_ALIGN_MOST)
        search->group.overfull = true;
    else
        items[(*count)++] = item;
}

static void take(struct search *search, struct item item) {
    struct group *group = &search->group;
    item.label = label_of(search->reading, search->kind, &item.spot);
    if (item.label != NULL) {
        if (group->value_count > 0) close_group(search);
        item.spot.key = NULL;
        put(search, group->labels, &group->label_count, item);
    } else if (is_heading(search->reading, &item.spot, search->kind)) {
        close_group(search);
    } else if (group->label_count > 0) {
        item.spot.key = NULL;
        put(search, group->values, &group->value_count, item);
    }
}

struct jx_stream_pairs jx_stream_pairs_find(struct jx_reading *reading, enum jx_kind kind, uint32_t first,
                                            uint32_t end) {
    if (!reading->sheet->soft_rows) return (struct jx_stream_pairs){NULL, 0};
    struct search *search = jx_arena_alloc(reading->scratch, sizeof *search);
    size_t offset = 0;
    search->reading = reading;
    search->kept = reading->scratch;
    search->kind = kind;
    reading->scratch = reading->passing;
    for (uint32_t row = first; row < end; row++) {
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++, offset++) {
            struct jx_cell *cell = jx_reading_cell(reading, row, column);
            struct jx_spot spot = {.cell = cell, .row = row, .column = column, .position = column};
            if (cell != NULL) take(search, (struct item){spot, NULL, offset});
        }
        jx_arena_reset(reading->passing);
    }
    close_group(search);
    reading->scratch = search->kept;
    return (struct jx_stream_pairs){search->pairs, search->count};
}

static bool before(uint32_t row, uint32_t column, const struct jx_spot *spot) {
    return row < spot->row || (row == spot->row && column < spot->column);
}

/* The number of pairs whose label (or value) stands before the cell. */
static size_t count_before(const struct jx_stream_pairs *pairs, bool labels, const struct jx_spot *spot) {
    size_t low = 0, high = pairs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct jx_stream_pair *pair = &pairs->items[middle];
        bool earlier = labels ? before(pair->label_row, pair->label_column, spot)
                              : before(pair->row, pair->column, spot);
        if (earlier)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct jx_stream_pair *jx_stream_pair_value(const struct jx_stream_pairs *pairs,
                                                  const struct jx_spot *spot) {
    size_t i = count_before(pairs, false, spot);
    if (i == pairs->count) return NULL;
    const struct jx_stream_pair *pair = &pairs->items[i];
    return pair->row == spot->row && pair->column == spot->column ? pair : NULL;
}

const struct jx_stream_pair *jx_stream_pair_label(const struct jx_stream_pairs *pairs,
                                                  const struct jx_spot *spot) {
    size_t i = count_before(pairs, true, spot);
    if (i == pairs->count) return NULL;
    const struct jx_stream_pair *pair = &pairs->items[i];
    return pair->label_row == spot->row && pair->label_column == spot->column ? pair : NULL;
}

/* --- the parts of two totals --------------------------------------------------------------------------------------------- */

struct totals {
    unsigned period, year; /* in which order they came, from one; 0: not yet */
    bool parts_first;      /* a part came before the second of them */
};

static void count_fund(struct jx_stream_funds *funds, struct totals *totals, const struct jx_label *label) {
    unsigned next = totals->period == 0 && totals->year == 0 ? 1 : 2;
    bool says_period = strstr(label->text, "期") != NULL;
    enum jx_field field = field_of(label);
    bool part = (field == JX_FIELD_FUND_FISCAL || field == JX_FIELD_FUND_OTHER) && !says_period;
    if (field == JX_FIELD_PERIOD_FUND_TOTAL && totals->period == 0) totals->period = next;
    if (field == JX_FIELD_FUND_TOTAL && totals->year == 0) totals->year = next;
    if (!part) return;
    if (totals->period == 0 || totals->year == 0) totals->parts_first = true;
    funds->count[field == JX_FIELD_FUND_FISCAL ? JX_STREAM_PART_FISCAL : JX_STREAM_PART_OTHER]++;
}

struct jx_stream_funds jx_stream_funds_find(struct jx_reading *reading, uint32_t first, uint32_t end) {
    struct jx_stream_funds funds = {.columns = false};
    struct totals totals = {0, 0, false};
    struct jx_arena *kept = reading->scratch;
    if (!reading->sheet->soft_rows) return funds;
    reading->scratch = reading->passing;
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_spot *spots = jx_reading_row(reading, row, &count);
        for (size_t i = 0; i < count; i++) {
            const struct jx_label *label = label_of(reading, JX_KIND_PROJECT, &spots[i]);
            if (label != NULL) count_fund(&funds, &totals, label);
        }
        jx_arena_reset(reading->passing);
    }
    reading->scratch = kept;
    funds.columns = totals.period > 0 && totals.year > 0 && !totals.parts_first;
    funds.period_first = totals.period == 1;
    return funds;
}

enum jx_stream_whose jx_stream_fund_next(struct jx_stream_funds *funds, enum jx_stream_part part) {
    if (!funds->columns || funds->count[part] == 1) return JX_STREAM_WHOSE_NEAREST;
    bool first = funds->seen[part]++ == 0;
    if (funds->count[part] != 2) return JX_STREAM_WHOSE_UNKNOWN;
    return first == funds->period_first ? JX_STREAM_WHOSE_PERIOD : JX_STREAM_WHOSE_YEAR;
}
