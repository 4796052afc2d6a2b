#include "core/read/levels.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"
#include "core/read/beside.h"
#include "core/read/counted.h"
#include "core/read/fit.h"
#include "core/read/lines_apart.h"
#include "core/read/targets.h"
#include "core/read/twins.h"
#include "core/read/values.h"

/* The levels in force, canonical and as printed. */
struct levels {
    const char *level1, *level1_text;
    const char *level2, *level2_text;
};

struct maker {
    struct jx_reading *reading;
    struct jx_draft *draft;
    const struct jx_band_row *rows;
    size_t count;
    struct levels levels;
    struct jx_spot *idle[2]; /* words that stand for a level 1 and a level 2, and have no indicator so far */
    size_t capacity;
};

/* A part's words as one line; NULL where it is blank. */
static const char *part_phrase(const struct maker *maker, const struct jx_band_row *row, enum jx_part part) {
    const struct jx_spot *spot = row->parts[part];
    return !spot ? NULL : jx_text_phrase(maker->reading->arena, spot->cell->text, spot->cell->length);
}

static struct jx_place row_place(const struct maker *maker, const struct jx_band_row *row) {
    const struct jx_spot *name = row->parts[JX_PART_NAME];
    return jx_spot_place(maker->reading, name ? name : row->at);
}

static const char *differs(const char *text, const char *canonical) {
    return !text || !canonical || strcmp(text, canonical) == 0 ? NULL : text;
}

/* --- points in brackets --------------------------------------------------------------------------------------------------- */

/* The number in brackets with nothing but points that end a text: 数量指标（20分）, and, where `bare`, 效益指标（30）. `*bracket`: where they
 * begin. NULL: there are none. */
static const char *points_behind(struct jx_arena *arena, const char *text, bool bare, size_t *bracket) {
    static const char wide[] = "）";
    if (!jx_text_ends(text, ")") && !jx_text_ends(text, wide)) return NULL; /* most do not */
    const char *key = jx_text_key(arena, text, strlen(text)), *open = strrchr(key, '(');
    if (!open || open == key) return NULL;
    size_t digits = strspn(open + 1, "0123456789.");
    const char *behind = open + 1 + digits;
    bool mark = jx_text_starts(behind, "分");
    if (mark) behind += strlen("分");
    if (digits == 0 || strcmp(behind, ")") != 0 || !(mark || bare)) return NULL;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        size_t here = (size_t)(at - text);
        if (jx_text_fold(jx_text_next(&at, end)) == '(') *bracket = here;
    }
    return jx_number_plain(arena, jx_arena_copy(arena, open + 1, digits));
}

/* 数量指标（20分） where the table has no column of scores: what a level weighs, kept under its words. */
static void take_level_points(const struct maker *maker, struct jx_spot *spot, const char *text) {
    struct jx_reading *reading = maker->reading;
    size_t bracket = 0;
    if (!spot || maker->draft->table->part_column[JX_PART_SCORE] >= 0) return;
    const char *points = points_behind(reading->arena, text, true, &bracket);
    if (!points) return;
    const char *words = jx_arena_copy(reading->arena, text, bracket);
    jx_extra_take(reading, maker->draft, jx_extra_label(reading->arena, words, "分值"), points,
                  strlen(points), jx_spot_place(reading, spot));
}

/* 养护里程（10分）: the score of the indicator where no column has it. */
static void take_name_points(const struct maker *maker, struct jx_indicator *indicator) {
    struct jx_arena *arena = maker->reading->arena;
    size_t bracket = 0;
    if (!indicator->name || maker->draft->table->part_column[JX_PART_SCORE] >= 0) return;
    const char *points = points_behind(arena, indicator->name, false, &bracket);
    if (!points || bracket == 0) return;
    indicator->score = points;
    indicator->name = jx_text_phrase(arena, indicator->name, bracket);
}

/* --- levels ------------------------------------------------------------------------------------------------------------- */

/* A new level 1 ends the level 2 in force; if it has only one, that is it. */
static void take_level1(struct maker *maker, const struct jx_band_row *row, const char *text,
                        bool level2_follows) {
    const char *canonical = jx_level1_canonical(maker->reading->passing, text);
    maker->levels = (struct levels){.level1 = !canonical ? text : canonical, .level1_text = text};
    const char *only = !canonical || level2_follows ? NULL : jx_level2_only(canonical);
    if (!only) return;
    struct jx_place at = row_place(maker, row);
    maker->levels.level2 = maker->levels.level2_text = only;
    JX_DIAG(maker->reading->diags, JX_MSG_LEVEL2_ONLY_CHILD, &at, only);
}

/* 满意度指标 | 服务对象: whose satisfaction it is. NULL: the text says something else. */
static const char *satisfied(const struct maker *maker, const char *text) {
    static const char *const whose[] = {"服务对象", "受益", "公众", "群众", "群体"};
    enum { LONGEST = 36 };
    if (!maker->levels.level1 || strcmp(maker->levels.level1, JX_LEVEL1_SATISFACTION) != 0) return NULL;
    for (size_t i = 0; i < sizeof whose / sizeof *whose && strlen(text) <= LONGEST; i++)
        if (strstr(text, whose[i])) return jx_level2_only(JX_LEVEL1_SATISFACTION);
    return NULL;
}

/* 产出指标 | 产出数量: the level 2 says its level 1 once more. NULL: the text says something else, or another level 1. */
static const char *behind_level1(const struct maker *maker, const char *text) {
    struct jx_arena *arena = maker->reading->passing;
    struct jx_level_words pair;
    const char *level1 = maker->levels.level1;
    if (!level1 || !jx_level_pair(arena, jx_text_as_key(arena, text), &pair)) return NULL;
    return strcmp(pair.level1, level1) == 0 ? pair.level2 : NULL;
}

/*
 * A level 2 brings its level 1 along: 社会效益指标 below 产出指标 belongs to 效益指标, whose own cell is missing. What the row
 * itself prints stands, though; and 满意度 is 满意度指标 even where the form prints it under 效益指标.
 */
static void take_level2(struct maker *maker, const struct jx_band_row *row, const char *text) {
    struct levels *levels = &maker->levels;
    const char *canonical = jx_level2_canonical(maker->reading->passing, text);
    if (!canonical) canonical = satisfied(maker, text);
    if (!canonical) canonical = behind_level1(maker, text);
    levels->level2 = !canonical ? text : canonical;
    levels->level2_text = text;
    const char *parent = !canonical ? NULL : jx_level1_of(canonical, levels->level1);
    if (!parent || (levels->level1 && strcmp(parent, levels->level1) == 0)) return;
    if (levels->level1_text &&
        jx_level1_among(jx_text_as_key(maker->reading->passing, levels->level1_text), parent)) {
        levels->level1 = parent; /* 效益指标和满意度指标 over the categories of both */
        return;
    }

    bool satisfaction = strcmp(parent, "满意度指标") == 0;
    bool printed = row->parts[JX_PART_LEVEL1];
    if (printed && !satisfaction) return;
    if (!satisfaction) {
        struct jx_place at = row_place(maker, row);
        if (!levels->level1)
            JX_DIAG(maker->reading->diags, JX_MSG_LEVEL1_MISSING, &at, text, parent);
        else
            JX_DIAG(maker->reading->diags, JX_MSG_LEVEL1_FROM_LEVEL2, &at, text, levels->level1_text, parent);
    }
    if (!satisfaction || !levels->level1) levels->level1_text = parent;
    levels->level1 = parent;
}

/* Rows moved over a page break left their level 2 on the next page: it stands at the first row that was there. */
static void take_level2_from_next_page(struct maker *maker, size_t index) {
    for (size_t next = index + 1; next < maker->count; next++) {
        const char *text = part_phrase(maker, &maker->rows[next], JX_PART_LEVEL2);
        if (maker->rows[next].panel != maker->rows[index].panel) continue;
        if (!text && maker->rows[next].origin == JX_REPAIRED) continue;
        if (!text) return;
        const char *level1 = part_phrase(maker, &maker->rows[next], JX_PART_LEVEL1);
        if (level1) take_level1(maker, &maker->rows[index], level1, true);
        take_level2(maker, &maker->rows[next], text);
        struct jx_place at = row_place(maker, &maker->rows[index]);
        JX_DIAG(maker->reading->diags, JX_MSG_LEVEL2_REPAIRED, &at, maker->levels.level2);
        return;
    }
}

static bool has_more_than_levels(const struct jx_band_row *row) {
    for (int part = JX_PART_NAME; part < JX_PART_COUNT; part++)
        if (row->parts[part]) return true;
    return false;
}

/* A level, and behind it nothing but what its indicators weigh together: a row of a tree. */
static bool weighs_level(const struct jx_band_row *row) {
    for (int part = JX_PART_NAME; part < JX_PART_COUNT; part++)
        if (row->parts[part] && part != JX_PART_SCORE) return false;
    return row->parts[JX_PART_SCORE] && (row->parts[JX_PART_LEVEL1] || row->parts[JX_PART_LEVEL2]);
}

/* A tree has a row for each level: the level 2 stands below its level 1. */
static bool level2_in_next_row(const struct maker *maker, size_t index) {
    const struct jx_band_row *row = &maker->rows[index], *next = row + 1;
    return (!has_more_than_levels(row) || weighs_level(row)) && index + 1 < maker->count &&
           next->panel == row->panel && !next->parts[JX_PART_LEVEL1] && next->parts[JX_PART_LEVEL2];
}

/* 社会公众或服务对象满意度指标 in the column of levels 1. */
static bool only_level2(const struct maker *maker, const char *text) {
    struct jx_level_words words = jx_level_words(jx_text_as_key(maker->reading->passing, text));
    return !words.level1 && words.level2;
}

/* 效益指标（30分） in the column of levels 2, in a row of its own: it heads those below. 成本指标 may be of either level. */
static bool heads_levels2(const struct maker *maker, const struct jx_band_row *row, const char *text) {
    struct jx_level_words words = jx_level_words(jx_text_as_key(maker->reading->passing, text));
    return !has_more_than_levels(row) && words.level1 && (!words.level2 || jx_level2_only(words.level1));
}

/* 产出-数量指标: one column has both levels. */
static bool take_pair(struct maker *maker, const struct jx_band_row *row, const char *text) {
    struct jx_level_words pair;
    if (!text ||
        !jx_level_pair(maker->reading->passing, jx_text_as_key(maker->reading->passing, text), &pair))
        return false;
    take_level1(maker, row, pair.level1, true);
    take_level2(maker, row, pair.level2);
    maker->levels.level2_text = text;
    return true;
}

static void take_levels(struct maker *maker, size_t index) {
    const struct jx_band_row *row = &maker->rows[index];
    const char *level1 = part_phrase(maker, row, JX_PART_LEVEL1);
    const char *level2 = part_phrase(maker, row, JX_PART_LEVEL2);
    if ((!level1 || !level2) && take_pair(maker, row, level1 ? level1 : level2)) return;
    bool moved = level1 ? !level2 && only_level2(maker, level1) : level2 && heads_levels2(maker, row, level2);
    if (moved) { /* the one is left out of its column, and the other stands in it */
        const char *other = level1;
        level1 = level2;
        level2 = other;
    }
    if (level1) take_level_points(maker, row->parts[moved ? JX_PART_LEVEL2 : JX_PART_LEVEL1], level1);
    if (level2) take_level_points(maker, row->parts[moved ? JX_PART_LEVEL1 : JX_PART_LEVEL2], level2);
    if (level1) take_level1(maker, row, level1, level2 || level2_in_next_row(maker, index));
    if (level2) take_level2(maker, row, level2);
    if (!level1 && !level2 && !maker->levels.level2 && row->origin == JX_REPAIRED)
        take_level2_from_next_page(maker, index);
}

/* --- the other parts -------------------------------------------------------------------------------------------------------- */

static const char *row_score(const struct maker *maker, const struct jx_band_row *row) {
    struct jx_spot *spot = row->parts[JX_PART_SCORE];
    struct jx_decimal score;
    if (!spot) return NULL;
    size_t length = jx_score_length(spot->cell->text, spot->cell->length);
    if (jx_decimal_parse(spot->cell->text, length, &score)) {
        struct jx_arena *arena = maker->reading->passing;
        const char *number = jx_number_plain(arena, jx_arena_copy(arena, spot->cell->text, length));
        return !number ? NULL : jx_arena_string(maker->reading->arena, number);
    }
    struct jx_place at = jx_spot_place(maker->reading, spot);
    JX_DIAG(maker->reading->diags, JX_MSG_SCORE_UNREADABLE, &at, spot->cell->text);
    jx_spot_claim(spot, JX_CLAIM_UNREAD);
    jx_reading_unread(maker->reading, spot->cell->text, spot->cell->length, at);
    return NULL;
}

/* What a form prints where a category has no indicator: its mark, and no target. */
static bool is_empty_mark(const struct maker *maker, const struct jx_indicator *indicator) {
    const char *mark = maker->draft->table->table->empty_mark;
    return mark && indicator->name && strcmp(indicator->name, mark) == 0 &&
           jx_measure_empty(&indicator->target) && jx_measure_empty(&indicator->period_target);
}

/* Nothing, or what only holds the place open. */
static bool is_open(const struct maker *maker, const struct jx_measure *target) {
    return jx_measure_empty(target) ||
           (target->op == JX_OP_NONE && jx_text_placeholder(maker->reading->passing, target->text));
}

/* Nothing but a name, or not even that. */
static bool is_unfilled(const struct maker *maker, const struct jx_indicator *indicator) {
    return is_open(maker, &indicator->target) && is_open(maker, &indicator->period_target) &&
           !indicator->score;
}

/* …… or （请填写） instead of one more indicator. */
static bool is_prompt(const struct maker *maker, const struct jx_indicator *indicator) {
    return indicator->name && jx_text_placeholder(maker->reading->passing, indicator->name) &&
           is_unfilled(maker, indicator);
}

static bool says_nothing(const struct maker *maker, const char *text) {
    return jx_text_is_blank(text) || jx_text_placeholder(maker->reading->passing, text) ||
           strcmp(jx_text_as_key(maker->reading->passing, text), "无") == 0;
}

/* 指标2： and nothing behind it; 无 for a name, and nothing more; no name, and 无 for its target. With a name 无 is one. */
static bool is_nothing(const struct maker *maker, const struct jx_indicator *indicator) {
    const struct jx_measure *targets[] = {&indicator->target, &indicator->period_target};
    if (indicator->score || indicator->remark || indicator->standard) return false;
    if (indicator->name && strcmp(jx_text_as_key(maker->reading->passing, indicator->name), "无") != 0)
        return false;
    for (size_t i = 0; i < 2; i++)
        if (targets[i]->op != JX_OP_NONE || !says_nothing(maker, targets[i]->text)) return false;
    return true;
}

static struct jx_indicator make_indicator(const struct maker *maker, const struct jx_band_row *row) {
    const struct levels *levels = &maker->levels;
    const struct jx_spot *name = row->parts[JX_PART_NAME];
    struct jx_indicator indicator = {
        .level1 = levels->level1,
        .level2 = levels->level2,
        .level1_text = differs(levels->level1_text, levels->level1),
        .level2_text = differs(levels->level2_text, levels->level2),
        .standard = part_phrase(maker, row, JX_PART_STANDARD),
        .remark = part_phrase(maker, row, JX_PART_REMARK),
        .score = row_score(maker, row),
        .at = row_place(maker, row),
        .origin = row->origin,
    };
    if (name) {
        const char *text = jx_numbering_strip(name->cell->text, NULL);
        if (maker->draft->counted) text = jx_numbering_skip(maker->reading->passing, text);
        indicator.name = jx_text_phrase(maker->reading->arena, text, strlen(text));
        if (*indicator.name == '\0') indicator.name = NULL;
        take_name_points(maker, &indicator);
    }
    jx_targets_take(maker->reading, maker->draft->table, row, &indicator);
    indicator.not_applicable =
        indicator.name && jx_text_not_applicable(maker->reading->passing, indicator.name);
    jx_arena_reset(maker->reading->passing);
    return indicator;
}

/* --- rows --------------------------------------------------------------------------------------------------------------------- */

/* 小计, 产出指标合计 */
static bool is_sum_word(struct jx_arena *arena, const char *key) {
    static const char *const ends[] = {"合计", "小计", "总计"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!jx_text_ends(key, ends[i]) || strlen(key) == strlen(ends[i])) continue;
        struct jx_level_words of = jx_level_words(jx_arena_copy(arena, key, strlen(key) - strlen(ends[i])));
        if (of.level1 || of.level2) return true;
    }
    return jx_lexicon_is(JX_WORD_TOTAL, key);
}

/* 小计 under the names or the categories: that is what the others add up to, and no indicator. NULL: it names something. */
static struct jx_spot *sum_word(const struct maker *maker, const struct jx_band_row *row) {
    struct jx_arena *arena = maker->reading->passing;
    for (int part = JX_PART_LEVEL1; part <= JX_PART_NAME; part++) {
        struct jx_spot *spot = row->parts[part];
        if (spot && is_sum_word(arena, jx_text_key(arena, spot->cell->text, spot->cell->length))) return spot;
    }
    return NULL;
}

/* 数量指标小计 (分值): kept under its word, with the level that it sums up. The levels before it are in force from here on. */
static void take_sum(struct maker *maker, size_t index, struct jx_spot *sum) {
    const struct jx_band_row *row = &maker->rows[index];
    const struct jx_compiled_table *table = maker->draft->table;
    struct jx_arena *arena = maker->reading->arena;
    const char *word = jx_text_phrase(arena, sum->cell->text, sum->cell->length);
    const char *level1 = row->parts[JX_PART_LEVEL1] == sum ? NULL : part_phrase(maker, row, JX_PART_LEVEL1);
    if (row->parts[JX_PART_NAME] == sum)
        take_levels(maker, index);
    else if (level1)
        take_level1(maker, row, level1, true);
    const char *of = strcmp(jx_text_as_key(maker->reading->passing, word), "小计") != 0 ? NULL
                     : row->parts[JX_PART_LEVEL2] == sum                                ? maker->levels.level1
                                                         : maker->levels.level2;
    word = jx_arena_join(arena, of ? of : "", word, "");
    jx_spot_claim(sum, JX_CLAIM_LABEL);
    for (int part = JX_PART_NAME; part < JX_PART_COUNT; part++)
        if (row->parts[part] && row->parts[part] != sum)
            jx_beside_take(maker->reading, maker->draft, row->parts[part], word,
                           table->band[table->part_column[part]].column->heading);
    jx_beside_take_all(maker->reading, maker->draft, row, word, NULL);
}

/* Whether a row is that of a level, over rows of its indicators that do not print it again: what it weighs is their sum. */
static bool heads_rows(const struct maker *maker, size_t index) {
    const struct jx_band_row *row = &maker->rows[index], *next = row + 1;
    if (!weighs_level(row) || index + 1 == maker->count || next->panel != row->panel) return false;
    bool deeper = next->parts[JX_PART_LEVEL2] && !row->parts[JX_PART_LEVEL2];
    return !next->parts[JX_PART_LEVEL1] && !next->total &&
           (deeper || (!next->parts[JX_PART_LEVEL2] && next->parts[JX_PART_NAME]));
}

/* 数量指标 (分值): what a level weighs, kept under its words. */
static void take_weight(const struct maker *maker, const struct jx_band_row *row) {
    enum jx_part level = row->parts[JX_PART_LEVEL2] ? JX_PART_LEVEL2 : JX_PART_LEVEL1;
    const struct jx_compiled_table *table = maker->draft->table;
    jx_beside_take(maker->reading, maker->draft, row->parts[JX_PART_SCORE], part_phrase(maker, row, level),
                   table->band[table->part_column[JX_PART_SCORE]].column->heading);
    jx_beside_take_all(maker->reading, maker->draft, row, part_phrase(maker, row, level), NULL);
}

/* Of a table without a column for it that is said once. A layout's table without one is as it should be. */
static void tell_no_level2(struct maker *maker, const struct jx_indicator *indicator) {
    struct jx_draft *draft = maker->draft;
    struct jx_diags *diags = maker->reading->diags;
    if (draft->table->part_column[JX_PART_LEVEL2] >= 0) {
        JX_DIAG(diags, JX_MSG_LEVEL2_MISSING, &indicator->at, !indicator->name ? "" : indicator->name);
    } else if (jx_table_is_made(draft->table) && !draft->level2_told) {
        JX_DIAG(diags, JX_MSG_LEVEL2_NONE, &indicator->at, NULL);
        draft->level2_told = true;
    }
}

/* 15O个: nobody can say whether 15 or 150 are meant, though it reads as the one. */
static void tell_letter(const struct maker *maker, const struct jx_indicator *indicator) {
    const struct jx_measure *targets[] = {&indicator->target, &indicator->period_target};
    for (size_t i = 0; i < 2; i++) {
        const char *text = jx_measure_text(maker->reading->passing, targets[i]);
        if (jx_letter_in_number(jx_text_as_key(maker->reading->passing, text)))
            JX_DIAG(maker->reading->diags, JX_MSG_NUMBER_LETTER, &indicator->at, text,
                    !indicator->name ? "" : indicator->name);
    }
}

/* 45292 without a unit, or among those of time: the number of a day, where a program lost what it was shown as, or just a number. */
static void tell_serial(const struct maker *maker, const struct jx_indicator *indicator) {
    static const char timely[] = "时效指标";
    const struct jx_measure *targets[] = {&indicator->target, &indicator->period_target};
    bool time = indicator->level2 && strcmp(indicator->level2, timely) == 0;
    for (size_t i = 0; i < 2; i++) {
        const char *unit = targets[i]->unit;
        bool dated = unit && (strcmp(unit, "年月日") == 0 || strcmp(unit, "日期") == 0);
        if (targets[i]->op == JX_OP_NONE || (unit && !dated)) continue;
        if (targets[i]->op != JX_OP_EQ && !time) continue;
        const char *date = jx_date_serial(maker->reading->passing, targets[i]->value);
        if (date)
            JX_DIAG(maker->reading->diags, JX_MSG_DATE_SERIAL, &indicator->at, targets[i]->value,
                    !indicator->name ? "" : indicator->name, date);
    }
}

static void add_indicator(struct maker *maker, const struct jx_indicator *indicator) {
    struct jx_form *form = &maker->draft->form;
    if (!indicator->level2) tell_no_level2(maker, indicator);
    if (!indicator->name) JX_DIAG(maker->reading->diags, JX_MSG_NAME_MISSING, &indicator->at, NULL);
    if (indicator->name && jx_text_example(maker->reading->passing, indicator->name))
        JX_DIAG(maker->reading->diags, JX_MSG_EXAMPLE, &indicator->at, indicator->name);
    tell_letter(maker, indicator);
    tell_serial(maker, indicator);
    form->indicators = jx_arena_grow(maker->reading->arena, form->indicators, form->indicator_count,
                                     &maker->capacity, sizeof *form->indicators);
    form->indicators[form->indicator_count++] = *indicator;
}

/* Two tables of indicators that print no word of time, or one that nobody knows: both were taken for the year's. */
static void tell_again(struct maker *maker, const struct jx_twins *twins, const struct jx_indicator *later) {
    struct jx_arena *arena = maker->reading->arena;
    const struct jx_indicator *before = jx_twin_disagrees(arena, twins, &maker->draft->form, later);
    if (before)
        JX_DIAG(maker->reading->diags, JX_MSG_INDICATOR_AGAIN, &later->at, later->name,
                jx_measure_text(arena, &later->target), jx_measure_text(arena, &before->target));
}

/* The levels with which the form's indicators ended, where the first row of a panel prints none: the end of a page has cut the
 * table, and its headings were printed again. */
static struct levels levels_before(const struct maker *maker, unsigned panel) {
    const struct jx_form *form = &maker->draft->form;
    size_t first = 0;
    while (first < maker->count && (maker->rows[first].panel != panel || maker->rows[first].total)) first++;
    if (first == maker->count || form->indicator_count == 0) return (struct levels){.level1 = NULL};
    const struct jx_band_row *row = &maker->rows[first];
    if (!row->parts[JX_PART_NAME] || row->parts[JX_PART_LEVEL1] || row->parts[JX_PART_LEVEL2])
        return (struct levels){.level1 = NULL};
    const struct jx_indicator *last = &form->indicators[form->indicator_count - 1];
    struct jx_place at = row_place(maker, row);
    const char *words = last->level2 ? last->level2 : last->level1 ? last->level1 : "";
    if (*words != '\0') JX_DIAG(maker->reading->diags, JX_MSG_LEVELS_CARRIED, &at, words);
    return (struct levels){last->level1, last->level1_text, last->level2, last->level2_text};
}

/* The row's own levels end those before it. */
static void drop_idle(struct maker *maker, bool level1, bool level2) {
    for (size_t i = 0; i < 2; i++) {
        struct jx_spot *spot = maker->idle[i];
        if (!(level1 || (i == 1 && level2))) continue;
        if (spot && spot->cell->claim == JX_CLAIM_VALUE) spot->cell->claim = JX_CLAIM_NONE;
        maker->idle[i] = NULL;
    }
}

/* 第1页，共2页 below the rows of a page, 1 of 2. */
static bool says_page(const char *key) {
    return (jx_text_starts(key, "第") && strstr(key, "页")) || strspn(key, "0123456789/-") == strlen(key);
}

/* Words under a level that are no level's name, and head no indicator: nobody can tell what they are. */
static void keep_idle(struct maker *maker, const struct jx_band_row *row) {
    struct jx_arena *arena = maker->reading->passing;
    const struct jx_compiled_table *table = maker->draft->table;
    if (table->panels > 1 || !jx_table_is_made(table)) return; /* another panel may go on with it */
    for (size_t i = 0; i < 2; i++) {
        struct jx_spot *spot = row->parts[i == 0 ? JX_PART_LEVEL1 : JX_PART_LEVEL2];
        if (!spot || jx_text_placeholder(arena, spot->cell->text)) continue;
        const char *key = jx_text_key(arena, spot->cell->text, spot->cell->length);
        struct jx_level_words words = jx_level_words(key);
        if (!words.level1 && !words.level2 && !says_page(key)) maker->idle[i] = spot;
    }
}

/* The rows of one panel. What it says of an indicator of the panel or block before completes that one. */
static void make_panel(struct maker *maker, unsigned panel) {
    struct jx_form *form = &maker->draft->form;
    const struct jx_twins *twins = jx_twins_new(maker->reading->scratch, form, form->indicator_count);
    maker->levels = levels_before(maker, panel);
    /* a layout says by itself how it counts: behind that stands the name */
    if (jx_table_is_made(maker->draft->table))
        maker->draft->counted =
            jx_names_counted(maker->reading, maker->rows, maker->count, panel, maker->draft->counted);
    for (size_t i = 0; i < maker->count; i++) {
        const struct jx_band_row *row = &maker->rows[i];
        if (row->panel != panel) continue;
        if (row->total) {
            jx_beside_total(maker->reading, maker->draft, row);
            continue;
        }
        struct jx_spot *sum = sum_word(maker, row);
        if (sum) {
            take_sum(maker, i, sum);
            continue;
        }
        drop_idle(maker, row->parts[JX_PART_LEVEL1], row->parts[JX_PART_LEVEL2]);
        take_levels(maker, i);
        if (!has_more_than_levels(row)) {
            keep_idle(maker, row);
            jx_beside_take_all(maker->reading, maker->draft, row, NULL, NULL);
            continue;
        }
        if (heads_rows(maker, i)) {
            take_weight(maker, row);
            continue;
        }
        struct jx_indicator indicator = make_indicator(maker, row);
        maker->idle[0] = maker->idle[1] = NULL;
        jx_beside_indicator(maker->reading, maker->draft, row, &indicator);
        if (is_empty_mark(maker, &indicator) || is_nothing(maker, &indicator)) continue;
        if (is_prompt(maker, &indicator)) {
            JX_DIAG(maker->reading->diags, JX_MSG_PLACEHOLDER, &indicator.at, indicator.name,
                    jx_part_name(JX_PART_NAME, maker->reading->diags->language));
            continue;
        }
        struct jx_indicator *twin = jx_twin_of(twins, form, &indicator);
        if (twin) {
            jx_twin_join(twin, &indicator);
            continue;
        }
        tell_again(maker, twins, &indicator);
        add_indicator(maker, &indicator);
    }
    drop_idle(maker, true, true);
}

static bool has_target(const struct jx_indicator *indicator) {
    return !jx_measure_empty(&indicator->target) || !jx_measure_empty(&indicator->period_target);
}

/* Indicators with something beside them, of which no column was understood as the targets'. */
static void tell_untargeted(const struct maker *maker, size_t first) {
    const struct jx_compiled_table *table = maker->draft->table;
    const struct jx_form *form = &maker->draft->form;
    size_t beside = 0;
    if (table->part_column[JX_PART_TARGET] >= 0 || table->part_column[JX_PART_VALUE] >= 0) return;
    for (size_t i = first; i < form->indicator_count; i++)
        if (has_target(&form->indicators[i])) return;
    for (size_t i = 0; i < maker->count; i++)
        beside += maker->rows[i].parts[JX_PART_NAME] && jx_beside_any(maker->draft, &maker->rows[i]);
    if (beside < (maker->count > 1 ? 2 : 1)) return;
    struct jx_place at = row_place(maker, &maker->rows[0]);
    JX_DIAG(maker->reading->diags, JX_MSG_TARGETS_NONE, &at, NULL);
}

void jx_rows_to_indicators(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *rows,
                           size_t count) {
    rows = jx_lines_apart(reading, draft->table, rows, &count);
    struct maker maker = {.reading = reading, .draft = draft, .rows = rows, .count = count};
    size_t first = maker.capacity = draft->form.indicator_count;
    make_panel(&maker, 0);
    if (draft->table->panels > 1) make_panel(&maker, 1);
    tell_untargeted(&maker, first);
}
