/*
 * The columns of the indicators, how their categories are spelled, and what stands before their names.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/learn/learn.h"
#include "core/model/vocabulary.h"
#include "core/read/block_table.h"

enum { YEAR_DIGITS = 4, MOST_SPELLINGS = 32 };

/* --- columns ------------------------------------------------------------------------------------------------------- */

static bool block_has(const struct jx_block *block, unsigned part) {
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].part == part) return true;
    return false;
}

/* Whether the target stands in columns of its own parts. */
static bool is_split(const struct jx_block *block) {
    return block_has(block, JX_PART_OPERATOR) || block_has(block, JX_PART_UNIT) ||
           block_has(block, JX_PART_VALUE);
}

static enum jx_part part_of(const struct jx_block *block, const struct jx_block_column *column) {
    bool period = block_has(block, JX_PART_PERIOD_TARGET), target = block_has(block, JX_PART_TARGET);
    if (column->part >= JX_PART_COUNT || jx_column_of_period(block, column)) return JX_PART_NONE;
    if (column->part == JX_PART_TARGET && is_split(block)) return JX_PART_VALUE;
    if (column->part == JX_PART_TARGET && block->panels > 1 && column->panel == 0 && !period)
        return JX_PART_PERIOD_TARGET;
    if (column->part == JX_PART_PERIOD_TARGET && !target && !is_split(block)) return JX_PART_TARGET;
    return (enum jx_part)column->part;
}

static bool is_taken(const struct jx_lesson *lesson, enum jx_part part, unsigned panel) {
    for (size_t i = 0; i < lesson->band_count; i++)
        if (lesson->band[i].part == part && lesson->band[i].panel == panel) return true;
    return false;
}

static struct jx_learned_column *add_column(struct jx_lesson *lesson, uint32_t first, uint32_t last) {
    lesson->band = jx_arena_grow(lesson->arena, lesson->band, lesson->band_count, &lesson->band_capacity,
                                 sizeof *lesson->band);
    struct jx_learned_column *column = &lesson->band[lesson->band_count++];
    *column = (struct jx_learned_column){.first = first, .last = last, .look = JX_LOOK_CENTRE};
    return column;
}

/* A heading is printed as it is; of the year in one only the words stay. */
static const char *heading_of(struct jx_lesson *lesson, const struct jx_term *word) {
    if (!word) return "";
    const char *text = jx_text_phrase(lesson->arena, word->text, word->length);
    const char *whole = jx_lesson_literal(lesson->arena, text, strlen(text));
    if (strspn(text, "0123456789") != YEAR_DIGITS || !jx_text_starts(text + YEAR_DIGITS, "年")) return whole;
    return jx_arena_format(lesson->arena, "%s|%s", whole + YEAR_DIGITS, whole);
}

/* What stands at the side of the indicators in a column: in the row of headings or the first below. */
static const char *side_of(struct jx_lesson *lesson, uint32_t column) {
    for (uint32_t row = lesson->block.head; row < lesson->block.stop; row++) {
        struct jx_spread spread = jx_lesson_at(lesson, row, column);
        const char *text = jx_spread_text(&spread);
        if (jx_text_is_blank(text)) continue;
        text = jx_text_phrase(lesson->arena, text, strlen(text));
        return jx_lesson_literal(lesson->arena, text, strlen(text));
    }
    return NULL;
}

/* No part of an indicator: a column that is printed and stays blank. One without a heading gives its room to the column before. */
static void pass_over(struct jx_lesson *lesson, const struct jx_block_column *column, uint32_t first,
                      uint32_t last) {
    const char *heading = heading_of(lesson, column->word);
    if (*heading == '\0' || lesson->band_count == 0) {
        if (lesson->band_count > 0) lesson->band[lesson->band_count - 1].last = last;
        return;
    }
    struct jx_learned_column *made = add_column(lesson, first, last);
    made->heading = heading;
    made->fact = "";
    jx_lesson_remark(lesson, &lesson->band_remarks,
                     "the column “%s” is no part of an indicator: it stays blank",
                     "“%s”一列不是指标的组成部分，留空", heading);
}

/* What stands over a column's own heading, where headings stand in several rows. */
static const char *above_of(struct jx_lesson *lesson, const struct jx_block_column *column) {
    const struct jx_block *block = &lesson->block;
    const char *above = NULL;
    for (uint32_t row = block->head; column->word && row + 1 < block->head + block->depth; row++) {
        struct jx_spread spread = jx_lesson_at(lesson, row, column->column);
        const char *text = jx_spread_text(&spread);
        if (spread.row != row || spread.rows > 1 || jx_text_is_blank(text)) continue;
        text = jx_text_phrase(lesson->arena, text, strlen(text));
        if (strlen(text) == column->word->length && memcmp(text, column->word->text, strlen(text)) == 0)
            continue;
        text = jx_lesson_literal(lesson->arena, text, strlen(text));
        above = !above ? text : jx_arena_format(lesson->arena, "%s/%s", above, text);
    }
    return above;
}

static void take_column(struct jx_lesson *lesson, size_t index, uint32_t first, uint32_t last) {
    const struct jx_block *block = &lesson->block;
    const struct jx_block_column *column = &block->columns[index];
    enum jx_part part = part_of(block, column);
    if (part != JX_PART_NONE && !is_taken(lesson, part, column->panel)) {
        struct jx_learned_column *made = add_column(lesson, first, last);
        made->part = part;
        made->panel = column->panel;
        made->heading = heading_of(lesson, column->word);
        if (part == JX_PART_NAME || part == JX_PART_REMARK) made->look = JX_LOOK_TEXT;
    } else if (part == JX_PART_NONE && block->list && column->fact) {
        struct jx_learned_column *made = add_column(lesson, first, last);
        made->heading = heading_of(lesson, column->word);
        made->fact = jx_lesson_fact(lesson, column->fact);
        if (column->fact->field == JX_FIELD_GOAL_ANNUAL || column->fact->field == JX_FIELD_GOAL_PERIOD)
            made->look = JX_LOOK_TEXT;
    } else if (part == JX_PART_NONE && !block->list && column->column < block->first &&
               side_of(lesson, column->column) && lesson->band_count == 0) {
        struct jx_learned_column *made = add_column(lesson, first, last);
        made->heading = side_of(lesson, column->column);
        if (lesson->side_heading)
            made->heading = jx_arena_join(
                lesson->arena, made->heading, "|",
                jx_lesson_literal(lesson->arena, lesson->side_heading, strlen(lesson->side_heading)));
        made->look = JX_LOOK_LABEL;
    } else {
        pass_over(lesson, column, first, last);
    }
}

/* A column that a table needs and the form does not have, before the one at `index`. */
static void put_in(struct jx_lesson *lesson, size_t index, enum jx_part part, const char *heading) {
    add_column(lesson, 0, 0);
    memmove(&lesson->band[index + 1], &lesson->band[index],
            (lesson->band_count - index - 1) * sizeof *lesson->band);
    lesson->band[index] = (struct jx_learned_column){
        .first = UINT32_MAX, .heading = heading, .part = part, .look = JX_LOOK_CENTRE};
    jx_lesson_remark(lesson, &lesson->band_remarks,
                     "the form has no column %s, which a table needs; this one was put in",
                     "原表没有“%s”一列，而布局需要，此处补上", heading);
}

static size_t column_of(const struct jx_lesson *lesson, enum jx_part part) {
    size_t index = 0;
    while (index < lesson->band_count && lesson->band[index].part != part) index++;
    return index;
}

static bool lacks(const struct jx_lesson *lesson, enum jx_part part) {
    return column_of(lesson, part) == lesson->band_count;
}

static void complete(struct jx_lesson *lesson) {
    if (lacks(lesson, JX_PART_LEVEL2))
        put_in(lesson, column_of(lesson, JX_PART_NAME), JX_PART_LEVEL2, "二级指标");
    if (lacks(lesson, JX_PART_LEVEL1))
        put_in(lesson, column_of(lesson, JX_PART_LEVEL2), JX_PART_LEVEL1, "一级指标");
    bool split = !lacks(lesson, JX_PART_VALUE);
    if (split && lacks(lesson, JX_PART_OPERATOR))
        put_in(lesson, column_of(lesson, JX_PART_VALUE), JX_PART_OPERATOR, "指标方向");
    if (split && lacks(lesson, JX_PART_UNIT))
        put_in(lesson, column_of(lesson, JX_PART_VALUE) + 1, JX_PART_UNIT, "计量单位");
    if (!split && lacks(lesson, JX_PART_TARGET))
        put_in(lesson, column_of(lesson, JX_PART_NAME) + 1, JX_PART_TARGET, "指标值");
}

/* --- what categories print ----------------------------------------------------------------------------------------- */

static bool has_spelling(const struct jx_lesson *lesson, size_t count, const char *canonical) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(lesson->spellings[i].canonical, canonical) == 0) return true;
    return false;
}

static void find_spellings(struct jx_lesson *lesson) {
    const struct jx_form *form = lesson->form;
    size_t count = 0;
    lesson->spellings = jx_arena_alloc(lesson->arena, (MOST_SPELLINGS + 1) * sizeof *lesson->spellings);
    for (size_t i = 0; i < form->indicator_count && count < MOST_SPELLINGS; i++) {
        const struct jx_indicator *indicator = &form->indicators[i];
        if (!indicator->level2 || !indicator->level2_text) continue;
        const char *printed =
            jx_text_phrase(lesson->arena, indicator->level2_text, strlen(indicator->level2_text));
        const char *read = jx_level2_canonical(lesson->arena, printed);
        if (!read || strcmp(read, indicator->level2) != 0 || strcmp(read, printed) == 0 ||
            has_spelling(lesson, count, indicator->level2))
            continue;
        lesson->spellings[count++] = (struct jx_spelling){indicator->level2, printed};
    }
    if (count == 0) lesson->spellings = NULL;
}

/* 指标1：… in a cell of names; 不适用 or nothing where a category has none. */
static void find_marks(struct jx_lesson *lesson) {
    const struct jx_block *block = &lesson->block;
    bool unnamed = lesson->sampled_band && block->list == false;
    for (size_t i = 0; i < lesson->form->indicator_count; i++) {
        const struct jx_indicator *indicator = &lesson->form->indicators[i];
        if (indicator->not_applicable) lesson->empty_mark = "不适用";
        unnamed = unnamed || (!indicator->name && !indicator->not_applicable);
    }
    if (!lesson->empty_mark && unnamed) lesson->empty_mark = "";
    for (size_t row = 0; row < block->row_count && !lesson->numbering; row++)
        for (size_t i = 0; i < block->column_count; i++) {
            const struct jx_seen *seen = block->rows[row].cells[i];
            if (!seen || block->columns[i].part != JX_PART_NAME) continue;
            const char *key = seen->term->key;
            size_t word = strlen("指标");
            if (!jx_text_starts(key, "指标")) continue;
            size_t digits = strspn(key + word, "0123456789");
            if (digits > 0 && key[word + digits] == ':' && key[word + digits + 1] != '\0')
                lesson->numbering = "指标{n}：";
        }
}

/* --- all ----------------------------------------------------------------------------------------------------------- */

void jx_lesson_band(struct jx_lesson *lesson) {
    const struct jx_block *block = &lesson->block;
    for (size_t i = 0; i < block->column_count; i++) {
        uint32_t first = lesson->band_count == 0 ? 0 : lesson->band[lesson->band_count - 1].last + 1;
        uint32_t last = i + 1 < block->column_count ? block->columns[i + 1].column - 1 : lesson->columns - 1;
        size_t before = lesson->band_count;
        take_column(lesson, i, first, last);
        if (lesson->band_count > before)
            lesson->band[lesson->band_count - 1].above = above_of(lesson, &block->columns[i]);
    }
    if (lesson->band_count > 0) lesson->band[lesson->band_count - 1].last = lesson->columns - 1;
    complete(lesson);
    find_spellings(lesson);
    find_marks(lesson);
}
