#include "core/read/fit.h"

#include <string.h>

#include <jixiao/jixiao.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"

/* Words longer than this are prose: no vocabulary, unit or measure; none longer than the next is a sign such as 大于或等于.
 * In bytes, then in terminal columns. */
enum { LONGEST_WORD = 96, LONGEST_SIGN = 24, WIDEST_LEVEL = 40, WIDEST_UNIT = 16 };

/* A digit, full-width or Chinese ones too. */
static bool is_digit(uint32_t c) {
    static const uint32_t chinese[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                       0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
        if (c == chinese[i]) return true;
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* What may stand between the number and the name: : ： 、 . ． */
static bool ends_number(uint32_t c) {
    c = jx_text_fold(c);
    return c == ':' || c == 0x3001 || c == '.';
}

const char *jx_numbering_strip(const char *text, bool *numbered) {
    static const char word[] = "指标";
    const char *end = text + strlen(text), *at = jx_text_skip(text, end);
    if (numbered) *numbered = false;
    if (*at != word[0] || !jx_text_starts(at, word)) return text;
    at = jx_text_skip(at + strlen(word), end);
    bool digits = false;
    for (const char *next = at; next < end; at = next, digits = true)
        if (!is_digit(jx_text_next(&next, end))) break;
    at = jx_text_skip(at, end);
    if (!digits || at == end || !ends_number(jx_text_next(&at, end))) return text;
    if (numbered) *numbered = true;
    return jx_text_skip(at, end);
}

bool jx_quantitative_word(const char *key) {
    return strcmp(key, "定量") == 0 || strcmp(key, "定量指标") == 0;
}

/* Full-width digits are ASCII in a key. */
static bool has_digit(const char *key) {
    return strpbrk(key, "0123456789");
}

static bool ends(const char *key, size_t length, const char word[static 7]) {
    return length >= 6 && memcmp(key + length - 6, word, 6) == 0;
}

struct jx_cell_kind_set jx_cell_kinds(const struct jx_reading *reading, struct jx_spot *spot) {
    struct jx_cell_kind_set kinds = {.reading = reading, .spot = spot};
    jx_numbering_strip(spot->cell->text, &kinds.numbered);
    kinds.prose = kinds.numbered || spot->cell->length > LONGEST_WORD;
    return kinds;
}

/* A number alone is no measure and no amount, and neither is what has no digits. */
static bool may_be_measure(struct jx_cell_kind_set *kinds) {
    return jx_cell_is(kinds, JX_IS_DIGITS) && !jx_cell_is(kinds, JX_IS_NUMBER);
}

static bool answer(struct jx_cell_kind_set *kinds, enum jx_cell_kind_of kind) {
    struct jx_arena *arena = kinds->reading->scratch;
    const char *key = jx_spot_key(kinds->reading, kinds->spot);
    size_t length = strlen(key);
    struct jx_decimal number;
    switch (kind) {
    case JX_IS_DIGITS: return has_digit(key);
    case JX_IS_NUMBER: return jx_cell_is(kinds, JX_IS_DIGITS) && jx_decimal_parse(key, length, &number);
    case JX_IS_AMOUNT: return may_be_measure(kinds) && jx_money_is_amount(key);
    case JX_IS_MEASURE: return may_be_measure(kinds) && jx_measure_operator(arena, key) != JX_OP_NONE;
    case JX_IS_BOUND: return jx_cell_is(kinds, JX_IS_MEASURE) && jx_measure_operator(arena, key) != JX_OP_EQ;
    case JX_IS_LEVEL1: return jx_level_words(key).level1;
    case JX_IS_LEVEL2: return jx_level_words(key).level2;
    case JX_IS_POLARITY: return length <= LONGEST_SIGN && jx_polarity_of_key(key) != JX_POLARITY_NONE;
    case JX_IS_QUALITATIVE:
        return length <= LONGEST_SIGN && jx_polarity_of_key(key) == JX_POLARITY_QUALITATIVE;
    case JX_IS_QUANTITATIVE: return jx_quantitative_word(key);
    case JX_IS_OPERATOR: return length <= LONGEST_SIGN && jx_operator_of_key(arena, key) != JX_OP_NONE;
    case JX_IS_STANDARD: return ends(key, length, "标准") && jx_text_standard(arena, key);
    case JX_IS_ENDS_INDICATOR: return ends(key, length, "指标");
    }
    return false;
}

bool jx_cell_is(struct jx_cell_kind_set *kinds, enum jx_cell_kind_of kind) {
    unsigned bit = 1u << kind;
    if (kinds->prose) return false;
    if ((kinds->asked & bit) == 0) {
        kinds->asked |= bit;
        if (answer(kinds, kind)) kinds->answers |= bit;
    }
    return (kinds->answers & bit) != 0;
}

/* In columns of a terminal. */
static bool is_wider(const struct jx_cell_kind_set *kinds, size_t most) {
    return jx_text_width(kinds->spot->cell->text, kinds->spot->cell->length) > most;
}

static bool has(const struct jx_compiled_table *table, enum jx_part part) {
    return table->part_column[part] >= 0;
}

/* What belongs in the columns before and behind the name. */
static bool is_level(struct jx_cell_kind_set *kinds) {
    return jx_cell_is(kinds, JX_IS_LEVEL1) || jx_cell_is(kinds, JX_IS_LEVEL2);
}

static bool is_sign(struct jx_cell_kind_set *kinds) {
    return jx_cell_is(kinds, JX_IS_POLARITY) || jx_cell_is(kinds, JX_IS_OPERATOR);
}

static bool is_quantity(struct jx_cell_kind_set *kinds) {
    return jx_cell_is(kinds, JX_IS_NUMBER) || jx_cell_is(kinds, JX_IS_MEASURE);
}

static bool is_other_standard(const struct jx_compiled_table *table, struct jx_cell_kind_set *kinds) {
    return has(table, JX_PART_STANDARD) && jx_cell_is(kinds, JX_IS_STANDARD);
}

static bool breaks_level1(struct jx_cell_kind_set *kinds, bool strict) {
    if (jx_cell_is(kinds, JX_IS_LEVEL1)) return false;
    return strict || !jx_cell_is(kinds, JX_IS_ENDS_INDICATOR) || jx_cell_is(kinds, JX_IS_LEVEL2) ||
           is_wider(kinds, WIDEST_LEVEL);
}

static bool breaks_level2(struct jx_cell_kind_set *kinds, bool strict) {
    if (jx_cell_is(kinds, JX_IS_LEVEL2)) return false;
    if (strict && !jx_cell_is(kinds, JX_IS_ENDS_INDICATOR)) return true;
    return kinds->numbered || jx_cell_is(kinds, JX_IS_LEVEL1) || is_sign(kinds) || is_quantity(kinds) ||
           jx_cell_is(kinds, JX_IS_STANDARD) || is_wider(kinds, WIDEST_LEVEL);
}

static bool breaks_name(const struct jx_compiled_table *table, struct jx_cell_kind_set *kinds) {
    if (kinds->numbered) return false;
    if (is_quantity(kinds) || jx_cell_is(kinds, JX_IS_POLARITY) || is_other_standard(table, kinds))
        return true;
    if (has(table, JX_PART_OPERATOR) && jx_cell_is(kinds, JX_IS_OPERATOR)) return true;
    return jx_cell_is(kinds, JX_IS_LEVEL1) && !jx_cell_is(kinds, JX_IS_LEVEL2);
}

static bool breaks_value(struct jx_cell_kind_set *kinds) {
    if (jx_cell_is(kinds, JX_IS_NUMBER)) return false;
    return kinds->numbered || is_sign(kinds) || is_level(kinds);
}

static bool breaks_unit(struct jx_cell_kind_set *kinds) {
    return kinds->numbered || is_sign(kinds) || is_level(kinds) || is_quantity(kinds) ||
           is_wider(kinds, WIDEST_UNIT);
}

/* Facts that may be nothing but digits, though they are no amounts: a code, a year, a telephone. */
static bool may_be_number(enum jx_field field) {
    enum jx_field_type type = jx_field_type(field);
    return type == JX_TYPE_CODE || type == JX_TYPE_YEAR || type == JX_TYPE_DATE || field == JX_FIELD_PHONE ||
           field == JX_FIELD_PERIOD || field == JX_FIELD_PERIOD_START || field == JX_FIELD_PERIOD_END;
}

static enum jx_field field_of(const struct jx_compiled_column *column) {
    enum jx_field field = JX_FIELD_TITLE;
    const struct jx_spelled *spelled = &column->fact->spellings[0];
    for (size_t i = 0; i < spelled->count; i++)
        if (spelled->pieces[i].kind == JX_PIECE_FIELD) field = spelled->pieces[i].field;
    return field;
}

static enum jx_field_type type_of(enum jx_field field) {
    return field == JX_FIELD_TITLE ? JX_TYPE_PHRASE : jx_field_type(field);
}

/* A fact of the project: amounts are numbers, the goal is prose, the others are a phrase. */
static bool breaks_fact(const struct jx_compiled_column *column, struct jx_cell_kind_set *kinds) {
    enum jx_field field = field_of(column);
    if (kinds->numbered || is_sign(kinds) || is_level(kinds)) return true;
    if (type_of(field) == JX_TYPE_MONEY) return !is_quantity(kinds) && !jx_cell_is(kinds, JX_IS_AMOUNT);
    return jx_cell_is(kinds, JX_IS_NUMBER) && !may_be_number(field);
}

bool jx_column_takes_words(const struct jx_compiled_column *column, struct jx_cell_kind_set *kinds) {
    return column->fact && type_of(field_of(column)) == JX_TYPE_MONEY && !kinds->prose && !is_sign(kinds) &&
           !is_level(kinds) && !is_wider(kinds, WIDEST_LEVEL);
}

static int worth_of_fact(const struct jx_compiled_column *column, struct jx_cell_kind_set *kinds) {
    enum jx_field_type type = type_of(field_of(column));
    if (type == JX_TYPE_MONEY) return 8;
    if (jx_cell_is(kinds, JX_IS_NUMBER)) return 6;
    return type == JX_TYPE_TEXT && is_wider(kinds, WIDEST_LEVEL) ? 4 : 2;
}

bool jx_column_breaks(const struct jx_compiled_table *table, size_t column, struct jx_cell_kind_set *kinds,
                      bool strict) {
    const struct jx_compiled_column *band = &table->band[column];
    switch (band->column->part) {
    case JX_PART_LEVEL1: return breaks_level1(kinds, strict);
    case JX_PART_LEVEL2: return breaks_level2(kinds, strict);
    case JX_PART_NAME: return breaks_name(table, kinds);
    case JX_PART_TARGET:
    case JX_PART_PERIOD_TARGET: return kinds->numbered || is_level(kinds) || is_other_standard(table, kinds);
    case JX_PART_STANDARD:
        return (kinds->numbered || jx_cell_is(kinds, JX_IS_MEASURE)) && !jx_cell_is(kinds, JX_IS_STANDARD);
    case JX_PART_POLARITY:
        return !jx_cell_is(kinds, JX_IS_POLARITY) && !jx_cell_is(kinds, JX_IS_QUANTITATIVE);
    case JX_PART_OPERATOR: return !jx_cell_is(kinds, JX_IS_OPERATOR) && !jx_cell_is(kinds, JX_IS_QUALITATIVE);
    case JX_PART_VALUE: return breaks_value(kinds);
    case JX_PART_UNIT: return breaks_unit(kinds);
    case JX_PART_SCORE: return !jx_cell_is(kinds, JX_IS_NUMBER);
    case JX_PART_REMARK: return false;
    case JX_PART_NONE:
    case JX_PART_COUNT: break;
    }
    return band->fact ? breaks_fact(band, kinds) : strict || !band->extra;
}

/* Of a cell that does not break the column. */
static int worth(const struct jx_compiled_column *band, struct jx_cell_kind_set *kinds) {
    switch (band->column->part) {
    case JX_PART_LEVEL1:
        return !jx_cell_is(kinds, JX_IS_LEVEL1) ? 2 : jx_cell_is(kinds, JX_IS_LEVEL2) ? 8 : 10;
    case JX_PART_LEVEL2:
        return jx_cell_is(kinds, JX_IS_LEVEL2) ? 10 : jx_cell_is(kinds, JX_IS_ENDS_INDICATOR) ? 4 : 1;
    case JX_PART_NAME: return kinds->numbered ? 12 : jx_cell_is(kinds, JX_IS_LEVEL2) ? 2 : 6;
    case JX_PART_TARGET:
    case JX_PART_PERIOD_TARGET: return is_quantity(kinds) ? 8 : 5;
    case JX_PART_STANDARD: return jx_cell_is(kinds, JX_IS_STANDARD) ? 10 : 3;
    case JX_PART_POLARITY: return jx_cell_is(kinds, JX_IS_POLARITY) ? 12 : 11;
    case JX_PART_OPERATOR: return jx_cell_is(kinds, JX_IS_OPERATOR) ? 10 : 9;
    case JX_PART_VALUE: return jx_cell_is(kinds, JX_IS_NUMBER) ? 8 : 4;
    case JX_PART_UNIT: return 5;
    case JX_PART_SCORE: return 8;
    case JX_PART_REMARK: return 3;
    case JX_PART_NONE:
    case JX_PART_COUNT: break;
    }
    return band->fact ? worth_of_fact(band, kinds) : 1;
}

int jx_column_fit(const struct jx_compiled_table *table, size_t column, struct jx_cell_kind_set *kinds,
                  bool strict) {
    return jx_column_breaks(table, column, kinds, strict) ? JX_FIT_BREAKS
                                                          : worth(&table->band[column], kinds);
}
