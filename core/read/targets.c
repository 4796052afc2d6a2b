#include "core/read/targets.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/model/money.h"
#include "core/model/unit.h"
#include "core/model/vocabulary.h"

struct maker {
    const struct jx_reading *reading;
    const struct jx_compiled_table *table;
    const struct jx_band_row *row;
};

/* A cell's words as one line, to be looked at only: they go with the row. NULL where it is blank. */
static const char *glance(const struct jx_reading *reading, const struct jx_spot *spot) {
    return !spot ? NULL : jx_text_phrase(reading->passing, spot->cell->text, spot->cell->length);
}

static const char *part_glance(const struct maker *maker, enum jx_part part) {
    return glance(maker->reading, maker->row->parts[part]);
}

static const char *keep(const struct maker *maker, const char *text) {
    return !text ? NULL : jx_arena_string(maker->reading->arena, text);
}

/* Taking a target apart leaves scraps, of which a long list would keep a great many. */
static struct jx_measure measure_keep(const struct maker *maker, struct jx_measure measure) {
    measure.text = keep(maker, measure.text);
    measure.value = keep(maker, measure.value);
    measure.unit = keep(maker, measure.unit);
    return measure;
}

/* --- one cell -------------------------------------------------------------------------------------------------------- */

/* 指标值（%）, 目标值（单位：人）, 指标值（万元）: what the heading says its numbers are in; NULL: nothing. Other words in brackets,
 * as 必填 and 年度, are told from units by nothing. */
static const char *heading_unit(const struct maker *maker, enum jx_part part) {
    static const char *const percents[] = {"/%", "(百分比)", "值%"};
    static const char said[] = "单位:";
    struct jx_arena *arena = maker->reading->passing;
    int index = maker->table->part_column[part];
    if (index < 0) return NULL;
    const char *key = jx_text_as_key(arena, maker->table->band[index].column->heading);
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++)
        if (jx_text_ends(key, percents[i])) return "%";
    const char *open = strrchr(key, '(');
    size_t length = !open ? 0 : strlen(open);
    if (length < 3 || open[length - 1] != ')') return NULL;
    const char *words = jx_arena_copy(arena, open + 1, length - 2);
    if (jx_text_starts(words, said)) return words + strlen(said);
    return strcmp(words, "%") == 0 || jx_money_is_unit(words) ? words : NULL;
}

/* What the row says in a column that the table does not have; NULL: nothing, or no unit. */
static const char *unit_beside(const struct maker *maker, enum jx_part part) {
    const char *unit =
        part == JX_PART_TARGET ? glance(maker->reading, jx_band_beside(maker->row)->unit) : NULL;
    const char *key = !unit ? "" : jx_text_as_key(maker->reading->passing, unit);
    return jx_is_unit(key, strlen(key)) ? unit : NULL;
}

/* A number without a unit of its own has that of its row, or its heading. */
static struct jx_measure with_heading(const struct maker *maker, struct jx_measure measure,
                                      enum jx_part part) {
    struct jx_arena *arena = maker->reading->passing;
    if (measure.op == JX_OP_NONE || measure.unit) return measure;
    const char *beside = unit_beside(maker, part), *unit = beside ? beside : heading_unit(maker, part);
    if (!unit) return measure;
    const char *whole = jx_arena_join(arena, measure.text, unit, "");
    struct jx_measure made = jx_measure_parse(arena, whole, strlen(whole));
    return made.op == measure.op && made.unit ? made : measure;
}

static struct jx_measure part_measure(const struct maker *maker, enum jx_part part) {
    const struct jx_spot *spot = maker->row->parts[part];
    if (!spot) return (struct jx_measure){.text = NULL};
    struct jx_measure own = jx_measure_parse(maker->reading->passing, spot->cell->text, spot->cell->length);
    return measure_keep(maker, with_heading(maker, own, part));
}

/* --- three cells ----------------------------------------------------------------------------------------------------- */

/* 定性 may stand in the operator's column; it is no part of the target. */
static bool is_qualitative(const struct jx_reading *reading, const char *text) {
    return text && jx_polarity_parse(reading->passing, text) == JX_POLARITY_QUALITATIVE;
}

static bool has_digit(struct jx_arena *arena, const char *text) {
    return strpbrk(jx_text_as_key(arena, text), "0123456789");
}

/* 28.8万元 beside a column of units that says %: what stands in the value's own cell is nearer to it; nor is 万元 printed
 * twice where both say it. */
static bool has_own_unit(struct jx_arena *arena, const char *value) {
    struct jx_measure own = jx_measure_parse(arena, value, strlen(value));
    return own.op != JX_OP_NONE && own.unit;
}

/* Signs and units alone are no target, as a form prints them before anybody has filled it in. What is neither stands for
 * the value that its own cell lacks. */
static bool is_bare_sign(struct jx_arena *arena, const char *op) {
    return jx_text_is_blank(op) || jx_text_placeholder(arena, op) ||
           jx_operator_parse(arena, op) != JX_OP_NONE;
}

static bool is_bare_unit(struct jx_arena *arena, const char *unit) {
    if (jx_text_is_blank(unit) || jx_text_placeholder(arena, unit)) return true;
    const char *key = jx_text_as_key(arena, unit);
    return jx_is_unit(key, strlen(key));
}

/* 正向, 定性, 定量 under the operators: what kind of target it is. */
static bool says_kind(struct jx_arena *arena, const char *op) {
    return jx_polarity_parse(arena, op) != JX_POLARITY_NONE ||
           jx_quantitative_word(jx_text_as_key(arena, op));
}

/* A target in columns of its own. Where the form has no column for operators, the value's may be written before it. */
static struct jx_measure split_target(const struct maker *maker, const char *op, const char *value,
                                      const char *unit) {
    struct jx_arena *arena = maker->reading->passing;
    bool words = is_qualitative(maker->reading, op) ||
                 is_qualitative(maker->reading, part_glance(maker, JX_PART_POLARITY));
    if (op && says_kind(arena, op)) op = NULL; /* 越大越好, 定量: no part of it */
    if (jx_text_is_blank(value) && unit && has_digit(arena, unit)) {
        value = unit; /* it stands in the column of units, and none in its own */
        unit = NULL;
    }
    if (jx_text_is_blank(value) && is_bare_sign(arena, op) && is_bare_unit(arena, unit))
        return (struct jx_measure){.text = NULL};
    if (value && unit && has_own_unit(arena, value)) unit = NULL;
    if (!op && value && !words) {
        bool number = has_digit(arena, value); /* words have no unit */
        const char *whole = jx_arena_format(arena, "%s%s", value, !unit || !number ? "" : unit);
        struct jx_measure measure = jx_measure_parse(arena, whole, strlen(whole));
        bool own_operator = measure.op != JX_OP_NONE && measure.op != JX_OP_EQ;
        bool quantity = jx_measure_parse(arena, value, strlen(value)).op == JX_OP_EQ;
        if (measure.op == JX_OP_NONE && quantity)
            return jx_measure_join(arena, "=", value, unit); /* 12 | 台（套） */
        if (measure.op == JX_OP_NONE)
            measure = jx_measure_parse(arena, value, strlen(value)); /* nor has a date */
        if (own_operator || maker->table->part_column[JX_PART_OPERATOR] < 0) return measure;
    }
    return jx_measure_join(arena, op, value, unit);
}

/* --- the row --------------------------------------------------------------------------------------------------------- */

/* 120 under 上限 is ≤120; what prints an operator of its own keeps it. */
static struct jx_measure with_bound(const struct maker *maker, struct jx_measure measure,
                                    enum jx_operator bound, enum jx_part part) {
    struct jx_arena *arena = maker->reading->passing;
    const char *text = part_glance(maker, part);
    if (bound == JX_OP_NONE || measure.op != JX_OP_EQ || !text) return measure;
    if (part_glance(maker, JX_PART_OPERATOR) || jx_begins_with_operator(arena, text)) return measure;
    return measure_keep(maker, jx_measure_join(arena, jx_operator_text(bound), measure.value, measure.unit));
}

static bool has_period_signs(const struct maker *maker) {
    const struct jx_band_other *signs = jx_band_beside(maker->row)->signs;
    return signs[0].spot || signs[1].spot;
}

/* 3 | 5公里: 3～5公里, which is no single number. */
static struct jx_measure with_end(const struct maker *maker, struct jx_measure measure, bool period,
                                  enum jx_part part) {
    struct jx_arena *arena = maker->reading->passing;
    const struct jx_band_beside *beside = jx_band_beside(maker->row);
    const char *begin = part_glance(maker, part), *end = glance(maker->reading, beside->ends[period]);
    if (!begin || !end || jx_text_same(arena, begin, end)) return measure;
    const char *unit = period && has_period_signs(maker) ? glance(maker->reading, beside->signs[1].spot)
                                                         : part_glance(maker, JX_PART_UNIT);
    if (!unit) unit = heading_unit(maker, part);
    bool bare = unit && !has_own_unit(arena, end) && has_digit(arena, end);
    const char *text = jx_arena_format(arena, "%s～%s%s", begin, end, bare ? unit : "");
    return measure_keep(maker, (struct jx_measure){.op = JX_OP_NONE, .text = text});
}

/* Where the row's target stands: of two panels only one may have columns of its own for signs and units. */
static enum jx_part target_part(const struct maker *maker) {
    struct jx_spot *const *parts = maker->row->parts;
    bool split = maker->table->part_column[JX_PART_VALUE] >= 0;
    return split && (parts[JX_PART_VALUE] || !parts[JX_PART_TARGET]) ? JX_PART_VALUE : JX_PART_TARGET;
}

static struct jx_measure printed_target(const struct maker *maker) {
    if (target_part(maker) == JX_PART_TARGET) return part_measure(maker, JX_PART_TARGET);
    struct jx_measure own = split_target(maker, part_glance(maker, JX_PART_OPERATOR),
                                         part_glance(maker, JX_PART_VALUE), part_glance(maker, JX_PART_UNIT));
    return measure_keep(maker, with_heading(maker, own, JX_PART_VALUE));
}

static struct jx_measure row_target(const struct maker *maker) {
    enum jx_part part = target_part(maker);
    struct jx_measure printed = with_end(maker, printed_target(maker), false, part);
    return with_bound(maker, printed, maker->row->bound, part);
}

static struct jx_measure printed_period_target(const struct maker *maker) {
    const struct jx_band_other *signs = jx_band_beside(maker->row)->signs;
    if (!has_period_signs(maker) || !maker->row->parts[JX_PART_PERIOD_TARGET])
        return part_measure(maker, JX_PART_PERIOD_TARGET);
    return measure_keep(maker, split_target(maker, glance(maker->reading, signs[0].spot),
                                            part_glance(maker, JX_PART_PERIOD_TARGET),
                                            glance(maker->reading, signs[1].spot)));
}

static struct jx_measure row_period_target(const struct maker *maker) {
    enum jx_operator bound =
        jx_band_beside(maker->row)->signs[0].spot ? JX_OP_NONE : maker->row->period_bound;
    struct jx_measure printed = with_end(maker, printed_period_target(maker), true, JX_PART_PERIOD_TARGET);
    return with_bound(maker, printed, bound, JX_PART_PERIOD_TARGET);
}

static enum jx_polarity row_polarity(const struct maker *maker) {
    const char *words = part_glance(maker, JX_PART_POLARITY);
    enum jx_polarity own = !words ? JX_POLARITY_NONE : jx_polarity_parse(maker->reading->passing, words);
    bool directed =
        own == JX_POLARITY_POSITIVE || own == JX_POLARITY_NEGATIVE; /* whatever the target is made of */
    const char *sign = part_glance(maker, JX_PART_OPERATOR);
    enum jx_polarity said = !sign ? JX_POLARITY_NONE : jx_polarity_parse(maker->reading->passing, sign);
    return said != JX_POLARITY_NONE && !directed ? said : own;
}

void jx_targets_take(const struct jx_reading *reading, const struct jx_compiled_table *table,
                     const struct jx_band_row *row, struct jx_indicator *indicator) {
    struct maker maker = {.reading = reading, .table = table, .row = row};
    indicator->target = row_target(&maker);
    indicator->period_target = row_period_target(&maker);
    if (row->period && jx_measure_empty(&indicator->period_target)) {
        indicator->period_target = indicator->target;
        indicator->target = (struct jx_measure){.text = NULL};
    }
    indicator->polarity = row_polarity(&maker);
}

bool jx_sign_is_unused(const struct jx_reading *reading, const struct jx_spot *sign, bool is_operator,
                       const struct jx_measure *target) {
    struct jx_arena *arena = reading->passing;
    const char *text = jx_measure_text(arena, target), *words = glance(reading, sign);
    if (!words || is_qualitative(reading, words) || jx_text_placeholder(arena, words)) return false;
    if (is_operator && jx_polarity_parse(arena, words) != JX_POLARITY_NONE) return false;
    if (is_operator && target->op != JX_OP_NONE && says_kind(arena, words)) return false; /* 定量 */
    if (*text == '\0') return true; /* nothing that it could be part of */
    if (jx_operator_parse(arena, words) != JX_OP_NONE) return false;
    struct jx_measure own = jx_measure_parse(arena, words, strlen(words)); /* >=8: printed as ≥8 */
    if (is_operator && own.op != JX_OP_NONE && own.op == target->op &&
        jx_text_same(arena, own.value, target->value))
        return false;
    return !strstr(jx_text_as_key(arena, text), jx_text_as_key(arena, words));
}
