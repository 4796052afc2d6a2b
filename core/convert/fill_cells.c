/*
 * The cells of an indicator: each of its parts in its column.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill_rows.h"
#include "core/grid/grid.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"

static void place_of(const struct jx_fill_band *band, const struct jx_target_row *at, size_t column,
                     uint32_t *row, uint32_t *place) {
    *row = band->turned ? band->columns[column].column : at->row;
    *place = band->turned ? at->row : band->columns[column].column;
}

/* What stands in a line of the band in a column; "": nothing, there is no such column (-1), or the line is a new one. */
static const char *text_in(const struct jx_band_fill *rows, const struct jx_target_row *at, int index) {
    uint32_t row, column;
    if (index < 0 || at->insertion > 0) return "";
    place_of(rows->band, at, (size_t)index, &row, &column);
    return jx_fill_text_at(rows->fill, row, column);
}

static enum jx_slot_state state_in(const struct jx_band_fill *rows, const struct jx_target_row *at,
                                   int index) {
    uint32_t row, column;
    if (index < 0 || at->insertion > 0) return JX_SLOT_EMPTY;
    place_of(rows->band, at, (size_t)index, &row, &column);
    return jx_fill_state(rows->fill, row, column);
}

const char *jx_band_text(const struct jx_band_fill *rows, const struct jx_target_row *at, enum jx_part part) {
    return text_in(rows, at, jx_fill_column(rows->band, part));
}

enum jx_slot_state jx_band_state(const struct jx_band_fill *rows, const struct jx_target_row *at,
                                 enum jx_part part) {
    return state_in(rows, at, jx_fill_column(rows->band, part));
}

const char *jx_name_bare(struct jx_arena *arena, const char *text) {
    const char *behind;
    if (!jx_text_colon(text, text + strlen(text), &behind)) return text;
    const char *front = jx_arena_copy(arena, text, (size_t)(behind - text));
    return jx_prompt_number(arena, front, NULL) > 0 ? behind : text;
}

const char *jx_name_words(struct jx_arena *arena, const char *text) {
    static const char *const stars[] = {"★", "☆", "▲", "△", "※", "*", "＊", "#", " ", "　"};
    text = jx_name_bare(arena, text);
    for (size_t i = 0; i < sizeof stars / sizeof *stars; i++) {
        if (!jx_text_starts(text, stars[i])) continue;
        text += strlen(stars[i]);
        i = (size_t)-1;
    }
    return text;
}

/* =100% is 100%. */
static const char *without_equals(struct jx_arena *arena, const char *text) {
    const char *key = jx_text_key(arena, text, strlen(text));
    return key[0] == '=' && key[1] != '\0' ? key + 1 : text;
}

static bool same_text(struct jx_arena *arena, const char *a, const char *b) {
    struct jx_decimal left, right;
    if (jx_text_same(arena, without_equals(arena, a), without_equals(arena, b))) return true;
    return jx_decimal_parse(a, strlen(a), &left) && jx_decimal_parse(b, strlen(b), &right) &&
           jx_decimal_compare(left, right) == 0;
}

/* Whether a text may be written over what stands there; told where not. `now`: what stands there. */
static bool may_write(struct jx_band_fill *rows, uint32_t row, uint32_t column, bool name, const char *text,
                      bool *there) {
    struct jx_fill *fill = rows->fill;
    const char *now = jx_fill_text_at(fill, row, column);
    enum jx_slot_state state = jx_fill_state(fill, row, column);
    const struct jx_trait *trait = jx_fill_trait(fill, row, column);
    if (trait && (trait->flags & JX_TRAIT_HINT) != 0 && state == JX_SLOT_OCCUPIED) state = JX_SLOT_PROMPT;
    if (*text == '\0') {
        if (state == JX_SLOT_PROMPT) jx_fill_put(fill, row, column, "");
        return false;
    }
    const char *plain = name ? jx_name_words(fill->arena, now) : now;
    const char *wanted = name ? jx_name_words(fill->arena, text) : text;
    *there = same_text(fill->arena, plain, wanted); /* 年 is a unit, and a prompt elsewhere */
    if (*there || state < JX_SLOT_SAMPLE) return !*there;
    if (state == JX_SLOT_OCCUPIED && fill->target->overwrite_slots) return true;
    struct jx_place where = jx_fill_place(fill, row, column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_OCCUPIED, &where, now, text);
    return false;
}

/* The form's formulas stay, but for the copy of one in a row that is put in, where a fact is due. One that puts a target together from
 * its number, sign and unit says it there, too. */
static bool formula_gives_way(const struct jx_band_fill *rows, const struct jx_target_row *at, size_t column,
                              const char *text) {
    enum jx_part part = rows->band->columns[column].part;
    bool target = part == JX_PART_TARGET || part == JX_PART_PERIOD_TARGET;
    return at->insertion > 0 && *text != '\0' && !(target && jx_fill_column(rows->band, JX_PART_VALUE) >= 0);
}

bool jx_band_write(struct jx_band_fill *rows, const struct jx_target_row *at, size_t column, const char *text,
                   bool number, const char *level1) {
    struct jx_fill *fill = rows->fill;
    uint32_t row, place;
    place_of(rows->band, at, column, &row, &place);
    const struct jx_trait *trait = jx_fill_trait(fill, row, place);
    bool name = rows->band->columns[column].part == JX_PART_NAME;
    struct jx_decimal decimal;
    bool there = false;
    if (!text) text = "";
    if (trait && (trait->flags & JX_TRAIT_FORMULA) != 0 && !formula_gives_way(rows, at, column, text)) {
        if (*text != '\0') jx_fill_calculated(fill, JX_FIELD_COUNT, row, place, text);
        return true;
    }
    text = *text == '\0' ? text : jx_fill_choose(fill, row, place, text, level1);
    if (at->insertion == 0 ? !may_write(rows, row, place, name, text, &there) : *text == '\0') return there;
    struct jx_fill_edit *edit = jx_fill_put(fill, row, place, text);
    edit->insertion = at->insertion;
    edit->nth = at->nth;
    if (!number || !jx_decimal_parse(text, strlen(text), &decimal)) return true;
    edit->cell.text = jx_decimal_text(fill->arena, decimal);
    edit->cell.length = (uint32_t)strlen(edit->cell.text);
    jx_fill_number(fill, edit);
    return true;
}

/* Forms of 2021 and later have costs as a level 1 of their own: where a list knows no cost under 产出指标, a cost in money goes
 * there. */
static bool cost_apart(const struct jx_band_fill *rows, const struct jx_indicator *indicator) {
    const struct jx_survey *survey = &rows->fill->blank->survey;
    bool under_output = false, apart = false;
    if (!indicator->level2 || strcmp(indicator->level2, "成本指标") != 0) return false;
    if (!indicator->target.unit || !strstr(indicator->target.unit, "元")) return false;
    for (uint32_t i = 0; i < survey->choice_count; i++) {
        const struct jx_choices *choices = &survey->choices[i];
        if (!choices->name) continue;
        for (uint32_t n = 0; n < choices->count; n++) {
            under_output = under_output || (strcmp(choices->name, "产出指标") == 0 &&
                                            strcmp(choices->items[n], "成本指标") == 0);
            apart = apart || (strcmp(choices->name, "成本指标") == 0 &&
                              strcmp(choices->items[n], "经济成本指标") == 0);
        }
    }
    return apart && !under_output;
}

/* The targets of the whole project where the band is of those, and has no column of its own for them. */
static const struct jx_measure *target_of(const struct jx_band_fill *rows,
                                          const struct jx_indicator *indicator) {
    bool period = rows->band->period && jx_fill_column(rows->band, JX_PART_PERIOD_TARGET) < 0;
    return period && !rows->band->alone ? &indicator->period_target : &indicator->target;
}

/* 公里 and 千米: units that are spelled in two ways. */
static bool same_unit(struct jx_arena *arena, const char *a, const char *b) {
    static const char *const spelled[][2] = {
        {"公里", "千米"}, {"公斤", "千克"}, {"%", "百分比"}, {"平方米", "㎡"}, {"立方米", "m³"}};
    const char *left = jx_text_key(arena, a, strlen(a)), *right = jx_text_key(arena, b, strlen(b));
    if (strcmp(left, right) == 0) return true;
    for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
        for (size_t n = 0; n < 2; n++)
            if (strcmp(left, spelled[i][n]) == 0 && strcmp(right, spelled[i][1 - n]) == 0) return true;
    return false;
}

/* ≥____米 in the place of 3.6公里: the form's sign and unit go with the prompt, and are told where the target has others. */
static void tell_prompt(struct jx_band_fill *rows, const struct jx_target_row *at, size_t column,
                        const struct jx_indicator *indicator) {
    struct jx_arena *arena = rows->fill->arena;
    enum jx_part part = rows->band->columns[column].part;
    const struct jx_measure *target =
        part == JX_PART_PERIOD_TARGET ? &indicator->period_target : target_of(rows, indicator);
    const char *unit, *prompt = jx_band_text(rows, at, part);
    enum jx_operator sign;
    uint32_t row, place;
    if (jx_band_state(rows, at, part) != JX_SLOT_PROMPT || !target->value) return;
    if (!jx_prompt_measure(arena, prompt, &sign, &unit)) return;
    bool signs = sign == JX_OP_NONE || sign == target->op;
    bool units = *unit == '\0' || (target->unit && same_unit(arena, unit, target->unit));
    if (signs && units) return;
    place_of(rows->band, at, column, &row, &place);
    struct jx_place where = jx_fill_place(rows->fill, row, place);
    JX_DIAG(rows->fill->diags, JX_MSG_SLOT_PROMPT, &where, prompt, jx_measure_text(arena, target));
}

bool jx_fill_takes_row(const struct jx_indicator *indicator) {
    return indicator->name || !jx_measure_empty(&indicator->target) ||
           !jx_measure_empty(&indicator->period_target);
}

/* The number of a target, with the operator or unit that has no column of its own. */
static const char *value_text(const struct jx_band_fill *rows, const struct jx_measure *target, bool signs,
                              bool units) {
    bool sign = !signs && target->op != JX_OP_EQ, unit = !units && target->unit;
    if (!target->value) return target->text;
    return jx_arena_join(rows->fill->arena, sign ? jx_operator_text(target->op) : "", target->value,
                         unit ? target->unit : "");
}

/* The column in which the whole project's targets have their signs, or their units; -1: they have none. */
static int column_of_period(const struct jx_fill_band *band, enum jx_part part) {
    for (size_t i = 0; i < band->count; i++)
        if (band->columns[i].of_period == part && band->columns[i].panel == band->panel) return (int)i;
    return -1;
}

/* What stands under the headings of the whole project's targets; `part`: the target, or its sign or unit. */
static const char *period_text(const struct jx_band_fill *rows, const struct jx_measure *target,
                               enum jx_part part) {
    bool signs = column_of_period(rows->band, JX_PART_OPERATOR) >= 0,
         units = column_of_period(rows->band, JX_PART_UNIT) >= 0;
    if (part == JX_PART_OPERATOR) return target->value ? jx_operator_text(target->op) : "";
    if (part == JX_PART_UNIT) return target->value ? target->unit : "";
    return signs || units ? value_text(rows, target, signs, units)
                          : jx_measure_text(rows->fill->arena, target);
}

static const char *part_text(const struct jx_band_fill *rows, const struct jx_indicator *indicator,
                             enum jx_part part) {
    struct jx_arena *arena = rows->fill->arena;
    const struct jx_measure *target = target_of(rows, indicator);
    bool apart = (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2) && cost_apart(rows, indicator);
    switch (part) {
    case JX_PART_LEVEL1: return apart ? "成本指标" : indicator->level1;
    case JX_PART_LEVEL2: return apart ? "经济成本指标" : indicator->level2;
    case JX_PART_TARGET: return jx_measure_text(arena, target);
    case JX_PART_PERIOD_TARGET: return period_text(rows, &indicator->period_target, part);
    case JX_PART_STANDARD: return indicator->standard;
    case JX_PART_POLARITY: return jx_polarity_text(indicator->polarity);
    case JX_PART_OPERATOR: return target->value ? jx_operator_text(target->op) : "";
    case JX_PART_VALUE:
        return value_text(rows, target, jx_fill_column(rows->band, JX_PART_OPERATOR) >= 0,
                          jx_fill_column(rows->band, JX_PART_UNIT) >= 0);
    case JX_PART_UNIT: return target->unit;
    case JX_PART_SCORE: return indicator->score;
    case JX_PART_REMARK: return indicator->remark;
    default: return NULL;
    }
}

static void part_lost(struct jx_band_fill *rows, enum jx_part part, const struct jx_indicator *indicator) {
    rows->lost_at[part] = jx_arena_grow(rows->fill->arena, rows->lost_at[part], rows->lost[part],
                                        &rows->lost_room[part], sizeof(struct jx_place));
    rows->lost_at[part][rows->lost[part]++] = indicator->at;
}

/* What the blank has no column for. A target may stand whole or in pieces. */
static void parts_count(struct jx_band_fill *rows, const struct jx_indicator *indicator) {
    bool elsewhere = rows->band->period && !rows->band->alone && !jx_measure_empty(&indicator->target);
    static const enum jx_part parts[] = {JX_PART_TARGET,   JX_PART_PERIOD_TARGET, JX_PART_STANDARD,
                                         JX_PART_POLARITY, JX_PART_SCORE,         JX_PART_REMARK};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !elsewhere; i++) {
        const char *text = part_text(rows, indicator, parts[i]);
        if (!text || *text == '\0' || jx_fill_column(rows->band, parts[i]) >= 0) continue;
        if (parts[i] == JX_PART_TARGET && jx_fill_column(rows->band, JX_PART_VALUE) >= 0) continue;
        if (parts[i] == JX_PART_PERIOD_TARGET && !rows->band->alone) continue; /* in another band */
        if (parts[i] == JX_PART_POLARITY && indicator->polarity_derived) continue;
        part_lost(rows, parts[i], indicator);
    }
    /* A form that prints no levels. */
    if (elsewhere || jx_fill_column(rows->band, JX_PART_LEVEL1) >= 0 ||
        jx_fill_column(rows->band, JX_PART_LEVEL2) >= 0)
        return;
    if (indicator->level1) part_lost(rows, JX_PART_LEVEL1, indicator);
    if (indicator->level2) part_lost(rows, JX_PART_LEVEL2, indicator);
}

static bool is_noted(const struct jx_level_note *note, const struct jx_target_row *at) {
    return note->row == at->row && note->insertion == at->insertion && note->nth == at->nth;
}

bool jx_level_fits(const struct jx_fill *fill, const struct jx_target_row *at, const char *level1) {
    for (size_t i = 0; i < fill->level_count; i++)
        if (is_noted(&fill->levels[i], at)) return level1 && strcmp(fill->levels[i].level1, level1) == 0;
    return true;
}

static void note_level(struct jx_fill *fill, const struct jx_target_row *at, const char *level1) {
    fill->levels = jx_arena_grow(fill->arena, fill->levels, fill->level_count, &fill->level_capacity,
                                 sizeof *fill->levels);
    fill->levels[fill->level_count++] = (struct jx_level_note){at->row, at->insertion, at->nth, level1};
}

const char *jx_name_without_unit(struct jx_arena *arena, const char *text, const char *unit) {
    const char *key = jx_text_key(arena, text, strlen(text)), *bracket = strrchr(key, '(');
    if (!unit || !bracket || bracket == key || !jx_text_ends(key, ")")) return text;
    static const char *const more[] = {"万", "亿", "千", "百"}; /* the target says it: 1.2万人 */
    const char *words = jx_arena_copy(arena, bracket + 1, strlen(bracket) - 2);
    bool same = same_unit(arena, words, unit);
    for (size_t i = 0; i < sizeof more / sizeof *more && !same; i++)
        same = jx_text_starts(unit, more[i]) && same_unit(arena, words, unit + strlen(more[i]));
    return same ? jx_arena_copy(arena, key, (size_t)(bracket - key)) : text;
}

/* Columns of one target: its sign, its number and its unit; -1: the form has none. */
struct measure_columns {
    int sign, value, unit;
    enum jx_part part;
    const struct jx_measure *target;
};

static struct measure_columns measure_columns(const struct jx_band_fill *rows,
                                              const struct jx_indicator *indicator, bool period) {
    const struct jx_fill_band *band = rows->band;
    if (!period)
        return (struct measure_columns){
            jx_fill_column(band, JX_PART_OPERATOR), jx_fill_column(band, JX_PART_VALUE),
            jx_fill_column(band, JX_PART_UNIT), JX_PART_TARGET, target_of(rows, indicator)};
    return (struct measure_columns){
        column_of_period(band, JX_PART_OPERATOR), jx_fill_column(band, JX_PART_PERIOD_TARGET),
        column_of_period(band, JX_PART_UNIT), JX_PART_PERIOD_TARGET, &indicator->period_target};
}

/* A number under a unit or a sign that the form prints otherwise would be another target: 1200 metres before 公里. A sign that the
 * source does not print either says nothing. Told where it is so. */
static bool is_printed_otherwise(struct jx_band_fill *rows, const struct jx_target_row *at,
                                 const struct jx_indicator *indicator, bool period) {
    const struct measure_columns columns = measure_columns(rows, indicator, period);
    const struct jx_measure *target = columns.target;
    struct jx_arena *arena = rows->fill->arena;
    const char *unit = text_in(rows, at, columns.unit), *sign = text_in(rows, at, columns.sign);
    enum jx_operator op = jx_operator_parse(arena, sign);
    uint32_t row, place;
    bool units = target->unit && state_in(rows, at, columns.unit) == JX_SLOT_OCCUPIED;
    bool signs =
        target->op != JX_OP_EQ && op != JX_OP_NONE && state_in(rows, at, columns.sign) == JX_SLOT_OCCUPIED;
    if (columns.value < 0 || !target->value || rows->fill->target->overwrite_slots) return false;
    if ((!units || same_unit(arena, unit, target->unit)) && (!signs || op == target->op)) return false;
    place_of(rows->band, at, (size_t)columns.value, &row, &place);
    struct jx_place where = jx_fill_place(rows->fill, row, place);
    JX_DIAG(rows->fill->diags, JX_MSG_SLOT_MEASURE, &where, jx_arena_join(arena, sign, "…", unit),
            jx_measure_text(arena, target));
    part_lost(rows, columns.part, indicator);
    return true;
}

/* Whether the name stands there, and the unit of its target in brackets behind it. */
static bool prints_name(const struct jx_band_fill *rows, const struct jx_target_row *at,
                        const struct jx_indicator *indicator) {
    struct jx_arena *arena = rows->fill->arena;
    const char *text = jx_name_words(arena, jx_band_text(rows, at, JX_PART_NAME));
    const char *words = jx_name_without_unit(arena, text, target_of(rows, indicator)->unit);
    return indicator->name && words != text && jx_text_same(arena, words, indicator->name);
}

void jx_indicator_write(struct jx_band_fill *rows, const struct jx_target_row *at,
                        const struct jx_indicator *indicator, struct jx_indicator_how how) {
    struct jx_arena *arena = rows->fill->arena;
    bool otherwise = is_printed_otherwise(rows, at, indicator, false),
         period_otherwise = is_printed_otherwise(rows, at, indicator, true);
    for (size_t i = 0; i < rows->band->count; i++) {
        enum jx_part part = rows->band->columns[i].part, sign = rows->band->columns[i].of_period;
        bool of_period = sign != JX_PART_NONE && rows->band->columns[i].panel == rows->band->panel;
        if (of_period && !period_otherwise)
            jx_band_write(rows, at, i, period_text(rows, &indicator->period_target, sign), false, NULL);
        if (part == JX_PART_NONE || jx_fill_column(rows->band, part) != (int)i) continue;
        if (otherwise && (part == JX_PART_VALUE || part == JX_PART_UNIT || part == JX_PART_OPERATOR))
            continue;
        if (period_otherwise && part == JX_PART_PERIOD_TARGET) continue;
        if (part == JX_PART_NAME && prints_name(rows, at, indicator)) continue;
        const char *text = part == JX_PART_NAME ? indicator->name : part_text(rows, indicator, part);
        if (part == JX_PART_NAME && how.number > 0 && !indicator->not_applicable && text && *text != '\0')
            text = jx_arena_format(arena, "%s%u：%s", how.words, how.number, text);
        if (part == JX_PART_TARGET || part == JX_PART_PERIOD_TARGET) tell_prompt(rows, at, i, indicator);
        bool level = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2;
        if (level && !rows->free_levels && !(how.levels && part == JX_PART_LEVEL2)) continue;
        bool number = part == JX_PART_SCORE || part == JX_PART_VALUE ||
                      (part == JX_PART_PERIOD_TARGET && column_of_period(rows->band, JX_PART_UNIT) >= 0);
        jx_band_write(rows, at, i, text, number,
                      part == JX_PART_LEVEL2 ? part_text(rows, indicator, JX_PART_LEVEL1) : NULL);
    }
    parts_count(rows, indicator);
    rows->fill->filled++;
    if (rows->free_levels && !rows->band->list && indicator->level1)
        note_level(rows->fill, at, indicator->level1);
    if (rows->free_levels && cost_apart(rows, indicator))
        JX_DIAG(rows->fill->diags, JX_MSG_SLOT_COST, &indicator->at, indicator->name ? indicator->name : "",
                indicator->level2, "经济成本指标");
}

void jx_parts_lost(struct jx_band_fill *rows) {
    const struct jx_place nowhere = {NULL, 0, 0, 0};
    for (int part = 0; part < JX_PART_COUNT; part++) {
        if (rows->lost[part] == 0) continue;
        struct jx_item *item = jx_fill_item(rows->fill, JX_ITEM_LOSS, nowhere);
        item->part = (enum jx_part)part;
        item->name = jx_part_name((enum jx_part)part, rows->fill->language);
        item->places = rows->lost_at[part];
        item->place_count = rows->lost[part];
        rows->all[part] += rows->lost[part];
        rows->lost[part] = rows->lost_room[part] = 0;
        rows->lost_at[part] = NULL;
    }
}

void jx_parts_tell(struct jx_band_fill *rows) {
    struct jx_fill *fill = rows->fill;
    for (int part = 0; part < JX_PART_COUNT; part++)
        if (rows->all[part] > 0)
            JX_DIAG(fill->diags, JX_MSG_LOSS_PART, NULL, jx_part_name((enum jx_part)part, fill->language),
                    jx_arena_format(fill->arena, "%zu", rows->all[part]), jx_fill_name(fill));
}
