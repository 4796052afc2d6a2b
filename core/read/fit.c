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
enum { LONGEST_WORD = 96, LONGEST_SIGN = 24, WIDEST_LEVEL = 40, WIDEST_UNIT = 16, WIDEST_SIGN = 8 };

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

/* Each question is asked only of a cell that could answer yes: this is done for every cell of a list. */
struct jx_cell_kind_set jx_cell_kinds(const struct jx_reading *reading, struct jx_spot *spot) {
    struct jx_cell_kind_set kinds = {.width = jx_text_width(spot->cell->text, spot->cell->length)};
    jx_numbering_strip(spot->cell->text, &kinds.numbered);
    if (spot->cell->length > LONGEST_WORD || kinds.numbered) return kinds;
    struct jx_arena *arena = reading->scratch;
    const char *key = jx_spot_key(reading, spot);
    size_t length = strlen(key);
    struct jx_decimal number;
    if (has_digit(key)) {
        kinds.number = jx_decimal_parse(key, length, &number);
        if (kinds.number) return kinds;
        kinds.amount = jx_money_is_amount(key);
        enum jx_operator op = jx_measure_operator(arena, key);
        kinds.measure = op != JX_OP_NONE;
        kinds.bound = kinds.measure && op != JX_OP_EQ;
    }
    struct jx_level_words levels = jx_level_words(key);
    kinds.level1 = levels.level1;
    kinds.level2 = levels.level2;
    if (length <= LONGEST_SIGN) {
        enum jx_polarity polarity = jx_polarity_of_key(key);
        kinds.polarity = polarity != JX_POLARITY_NONE;
        kinds.qualitative = polarity == JX_POLARITY_QUALITATIVE;
        kinds.quantitative = jx_quantitative_word(key);
        kinds.operator_word = jx_operator_of_key(arena, key) != JX_OP_NONE;
    }
    kinds.standard = ends(key, length, "标准") && jx_text_standard(arena, key);
    kinds.ends_indicator = ends(key, length, "指标");
    return kinds;
}

static bool has(const struct jx_compiled_table *table, enum jx_part part) {
    return table->part_column[part] >= 0;
}

static int fit_level1(const struct jx_cell_kind_set *kinds, bool strict) {
    if (kinds->level1) return kinds->level2 ? 8 : 10;
    bool plain = !strict && kinds->ends_indicator && !kinds->level2 && kinds->width <= WIDEST_LEVEL;
    return plain ? 2 : JX_FIT_BREAKS;
}

static int fit_level2(const struct jx_cell_kind_set *kinds, bool strict) {
    if (kinds->level2) return 10;
    if (kinds->level1 || kinds->numbered || kinds->polarity || kinds->operator_word || kinds->number ||
        kinds->measure || kinds->standard || kinds->width > WIDEST_LEVEL)
        return JX_FIT_BREAKS;
    if (kinds->ends_indicator) return 4;
    return strict ? JX_FIT_BREAKS : 1;
}

static int fit_name(const struct jx_compiled_table *table, const struct jx_cell_kind_set *kinds) {
    if (kinds->numbered) return 12;
    if (kinds->number || kinds->measure || kinds->polarity || (kinds->level1 && !kinds->level2))
        return JX_FIT_BREAKS;
    if (kinds->operator_word && has(table, JX_PART_OPERATOR)) return JX_FIT_BREAKS;
    if (kinds->standard && has(table, JX_PART_STANDARD)) return JX_FIT_BREAKS;
    return kinds->level2 ? 2 : 6;
}

static int fit_target(const struct jx_compiled_table *table, const struct jx_cell_kind_set *kinds) {
    if (kinds->numbered || kinds->level1 || kinds->level2) return JX_FIT_BREAKS;
    if (kinds->standard && has(table, JX_PART_STANDARD)) return JX_FIT_BREAKS;
    return kinds->measure || kinds->number ? 8 : 5;
}

static int fit_operator(const struct jx_cell_kind_set *kinds) {
    if (kinds->operator_word) return 10;
    return kinds->qualitative ? 9 : JX_FIT_BREAKS;
}

static int fit_value(const struct jx_cell_kind_set *kinds) {
    if (kinds->number) return 8;
    if (kinds->numbered || kinds->polarity || kinds->operator_word || kinds->level1 || kinds->level2)
        return JX_FIT_BREAKS;
    return 4;
}

static int fit_unit(const struct jx_cell_kind_set *kinds) {
    bool other = kinds->number || kinds->numbered || kinds->polarity || kinds->operator_word ||
                 kinds->measure || kinds->level1 || kinds->level2 || kinds->width > WIDEST_UNIT;
    return other ? JX_FIT_BREAKS : 5;
}

/* Facts that may be nothing but digits, though they are no amounts: a code, a year, a telephone. */
static bool may_be_number(enum jx_field field) {
    enum jx_field_type type = jx_field_type(field);
    return type == JX_TYPE_CODE || type == JX_TYPE_YEAR || type == JX_TYPE_DATE || field == JX_FIELD_PHONE ||
           field == JX_FIELD_PERIOD || field == JX_FIELD_PERIOD_START || field == JX_FIELD_PERIOD_END;
}

/* A fact of the project: amounts are numbers, the goal is prose, the others are a phrase. */
static int fit_fact(const struct jx_compiled_column *column, const struct jx_cell_kind_set *kinds) {
    if (kinds->polarity || kinds->operator_word || kinds->numbered || kinds->level1 || kinds->level2)
        return JX_FIT_BREAKS;
    enum jx_field field = JX_FIELD_TITLE;
    const struct jx_spelled *spelled = &column->fact->spellings[0];
    for (size_t i = 0; i < spelled->count; i++)
        if (spelled->pieces[i].kind == JX_PIECE_FIELD) field = spelled->pieces[i].field;
    enum jx_field_type type = field == JX_FIELD_TITLE ? JX_TYPE_PHRASE : jx_field_type(field);
    if (type == JX_TYPE_MONEY) return kinds->number || kinds->amount || kinds->measure ? 8 : JX_FIT_BREAKS;
    if (kinds->number) return may_be_number(field) ? 6 : JX_FIT_BREAKS;
    if (type == JX_TYPE_TEXT) return kinds->width > WIDEST_LEVEL ? 4 : 2;
    return 2;
}

int jx_column_fit(const struct jx_compiled_table *table, size_t column, const struct jx_cell_kind_set *kinds,
                  bool strict) {
    const struct jx_compiled_column *band = &table->band[column];
    switch (band->column->part) {
    case JX_PART_LEVEL1: return fit_level1(kinds, strict);
    case JX_PART_LEVEL2: return fit_level2(kinds, strict);
    case JX_PART_NAME: return fit_name(table, kinds);
    case JX_PART_TARGET:
    case JX_PART_PERIOD_TARGET: return fit_target(table, kinds);
    case JX_PART_STANDARD:
        return kinds->standard ? 10 : kinds->measure || kinds->numbered ? JX_FIT_BREAKS : 3;
    case JX_PART_POLARITY: return kinds->polarity ? 12 : kinds->quantitative ? 11 : JX_FIT_BREAKS;
    case JX_PART_OPERATOR: return fit_operator(kinds);
    case JX_PART_VALUE: return fit_value(kinds);
    case JX_PART_UNIT: return fit_unit(kinds);
    case JX_PART_SCORE: return kinds->number ? 8 : JX_FIT_BREAKS;
    case JX_PART_REMARK: return 3;
    case JX_PART_NONE:
    case JX_PART_COUNT: break;
    }
    if (band->fact) return fit_fact(band, kinds);
    return band->extra && !strict ? 1 : JX_FIT_BREAKS;
}
