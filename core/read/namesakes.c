#include "core/read/namesakes.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/measure.h"

/* No project has more indicators: so far is looked ahead. */
enum { MOST_INDICATORS = 500 };

/* A blank score, or one that is none, counts nothing. */
static void add_score(const struct jx_band_row *row, struct jx_decimal *sum) {
    const struct jx_spot *spot = row->parts[JX_PART_SCORE];
    struct jx_decimal score, more;
    if (spot &&
        jx_decimal_parse(spot->cell->text, jx_score_length(spot->cell->text, spot->cell->length), &score) &&
        jx_decimal_add(*sum, score, &more))
        *sum = more;
}

struct jx_namesake jx_namesake_begin(const struct jx_band_rows *rows, size_t row) {
    struct jx_namesake state = {.first = row};
    add_score(&rows->rows[row], &state.sum);
    return state;
}

/* --- another fact --------------------------------------------------------------------------------------------------------- */

/* Keys are only for a glance here. */
static const char *glance(const struct jx_reading *reading, const struct jx_spot *spot) {
    return !spot ? "" : jx_text_key(reading->passing, spot->cell->text, spot->cell->length);
}

static bool same_cell(const struct jx_reading *reading, const struct jx_spot *a, const struct jx_spot *b) {
    struct jx_decimal left, right;
    const char *one = glance(reading, a), *other = glance(reading, b);
    if (jx_decimal_parse(one, strlen(one), &left) && jx_decimal_parse(other, strlen(other), &right))
        return jx_decimal_compare(left, right) == 0;
    return strcmp(one, other) == 0;
}

/* The field by which a column tells projects apart: whose it is, its code, an amount; JX_FIELD_COUNT: by none. */
static enum jx_field telling_field(const struct jx_compiled_column *column) {
    const struct jx_spelled *spelled = &column->fact->spellings[0];
    for (size_t i = 0; i < spelled->count; i++) {
        enum jx_field field = spelled->pieces[i].field;
        if (spelled->pieces[i].kind != JX_PIECE_FIELD) continue;
        enum jx_field_type type = jx_field_type(field);
        if (type == JX_TYPE_MONEY || type == JX_TYPE_CODE || field == JX_FIELD_UNIT_NAME ||
            field == JX_FIELD_DEPARTMENT_NAME)
            return field;
    }
    return JX_FIELD_COUNT;
}

/* The first fact in which the two rows differ, though both print it; amounts only if `amounts`. */
static enum jx_field differing_fact(const struct jx_reading *reading, const struct jx_compiled_table *table,
                                    const struct jx_band_row *first, const struct jx_band_row *row,
                                    bool amounts, const struct jx_spot **spot) {
    if (!first->facts || !row->facts) return JX_FIELD_COUNT;
    for (size_t i = 0; i < table->band_count; i++) {
        enum jx_field field = !table->band[i].fact ? JX_FIELD_COUNT : telling_field(&table->band[i]);
        if (field == JX_FIELD_COUNT || !first->facts[i] || !row->facts[i]) continue;
        if (jx_field_is_money(field) && !amounts) continue;
        if (same_cell(reading, first->facts[i], row->facts[i])) continue;
        *spot = row->facts[i];
        return field;
    }
    return JX_FIELD_COUNT;
}

/* --- indicators that begin again ------------------------------------------------------------------------------------------ */

static bool same_part(const struct jx_reading *reading, const struct jx_band_row *a,
                      const struct jx_band_row *b, enum jx_part part) {
    return a->parts[part] && b->parts[part] && same_cell(reading, a->parts[part], b->parts[part]);
}

static void pass(const struct jx_reading *reading, struct jx_namesake *state, const struct jx_band_row *first,
                 const struct jx_band_row *row) {
    add_score(row, &state->sum);
    if (row->parts[JX_PART_LEVEL1] && !same_part(reading, first, row, JX_PART_LEVEL1)) state->moved_on = true;
}

/* The first category of the project comes again after others. */
static bool begins_again(const struct jx_reading *reading, const struct jx_namesake *state,
                         const struct jx_band_row *first, const struct jx_band_row *row) {
    bool level2 = !first->parts[JX_PART_LEVEL2] && !row->parts[JX_PART_LEVEL2];
    return state->moved_on && same_part(reading, first, row, JX_PART_LEVEL1) &&
           (level2 || same_part(reading, first, row, JX_PART_LEVEL2));
}

static bool is_full(struct jx_decimal sum) {
    static const struct jx_decimal totals[] = {{90, 0}, {100, 0}};
    return jx_decimal_compare(sum, totals[0]) == 0 || jx_decimal_compare(sum, totals[1]) == 0;
}

/* What the scores add up to of the rows that would be the second project's: up to another name, or to where the indicators
 * begin once more. */
static struct jx_decimal sum_behind(const struct jx_reading *reading, const struct jx_band_rows *rows,
                                    size_t row, size_t name_column) {
    struct jx_namesake state = jx_namesake_begin(rows, row);
    const struct jx_band_row *first = &rows->rows[row];
    for (size_t at = row + 1; at < rows->count && at - row < MOST_INDICATORS; at++) {
        const struct jx_band_row *next = &rows->rows[at];
        const struct jx_spot *name = !next->facts ? NULL : next->facts[name_column];
        if (name && !same_cell(reading, name, first->facts[name_column])) break;
        if (begins_again(reading, &state, first, next)) break;
        pass(reading, &state, first, next);
    }
    return state.sum;
}

enum sign { SIGN_ONE, SIGN_TWO, SIGN_NONE };

/* Whether the scores say that it is one project or two. */
static enum sign scores_say(const struct jx_reading *reading, const struct jx_band_rows *rows,
                            const struct jx_namesake *state, size_t row, size_t name_column) {
    struct jx_decimal other = sum_behind(reading, rows, row, name_column), both;
    if (jx_decimal_compare(state->sum, other) == 0 && is_full(other)) return SIGN_TWO;
    return jx_decimal_add(state->sum, other, &both) && is_full(both) ? SIGN_ONE : SIGN_NONE;
}

/* --- a row ------------------------------------------------------------------------------------------------------------------ */

static size_t column_of(const struct jx_band_row *row, const struct jx_spot *name) {
    size_t column = 0;
    while (row->facts[column] != name) column++;
    return column;
}

/* Another amount proves a second project only where amounts are the project's, not each row's. */
static bool amounts_tell(const struct jx_band_rows *rows, const struct jx_namesake *state, size_t row,
                         size_t name_column, bool again) {
    if (again || state->merged) return true;
    const struct jx_band_row *next = row + 1 < rows->count ? &rows->rows[row + 1] : NULL;
    return next && (!next->facts || !next->facts[name_column]);
}

static bool look(struct jx_reading *reading, const struct jx_compiled_table *table,
                 const struct jx_band_rows *rows, struct jx_namesake *state, size_t at,
                 struct jx_spot *name) {
    const struct jx_band_row *first = &rows->rows[state->first], *row = &rows->rows[at];
    const struct jx_spot *other = NULL;
    size_t column = column_of(row, name);
    bool again = begins_again(reading, state, first, row);
    struct jx_place place = jx_spot_place(reading, name);
    const char *words = jx_text_phrase(reading->passing, name->cell->text, name->cell->length);
    enum jx_field field =
        differing_fact(reading, table, first, row, amounts_tell(rows, state, at, column, again), &other);
    if (field != JX_FIELD_COUNT) {
        place = jx_spot_place(reading, other);
        JX_DIAG(reading->diags, JX_MSG_NAMESAKE_FACT, &place, words,
                jx_field_name(field, reading->diags->language),
                jx_text_phrase(reading->passing, other->cell->text, other->cell->length));
        return true;
    }
    if (!again || state->doubted) return false;
    enum sign sign = scores_say(reading, rows, state, at, column);
    bool two = sign == SIGN_TWO || (sign == SIGN_NONE && state->merged && !row->after_break);
    state->doubted = !two;
    if (sign != SIGN_ONE)
        JX_DIAG(reading->diags, two ? JX_MSG_NAMESAKE_AGAIN : JX_MSG_NAMESAKE_PERHAPS, &place, words);
    return two;
}

bool jx_namesake_again(struct jx_reading *reading, const struct jx_compiled_table *table,
                       const struct jx_band_rows *rows, struct jx_namesake *state, size_t row,
                       struct jx_spot *name) {
    const struct jx_band_row *first = &rows->rows[state->first], *now = &rows->rows[row];
    bool another = name && look(reading, table, rows, state, row, name);
    if (!name) state->merged = true;
    pass(reading, state, first, now);
    jx_arena_reset(reading->passing);
    return another;
}
