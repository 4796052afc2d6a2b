/*
 * The rows above and below the indicators: labels, values, notes, and what no table can say.
 */
#include <string.h>

#include "core/base/place.h"
#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/learn/learn.h"
#include "core/model/fields.h"
#include "core/words/feet.h"

/* Extras of one form, in bytes the longest label, and columns of a wide form. */
enum { MOST_EXTRAS = 15, LONGEST_LABEL = 96 };

struct rows {
    struct jx_lesson *lesson;
    bool ruled; /* a row of labels and values was there */
    bool after; /* the indicators were */
    size_t extras;
    const char **keys; /* of labels so far, and in which row */
    size_t *key_rows;
    size_t key_count, key_capacity, row_capacity;
};

void jx_lesson_remark(struct jx_lesson *lesson, const char **remarks, const char *english,
                      const char *chinese, const char *text) {
    bool is_chinese = lesson->diags->language == JX_LANGUAGE_CHINESE;
    const char *words = is_chinese ? chinese : english;
    const char *slot = strstr(words, "%s");
    const char *line = !slot ? words
                             : jx_arena_format(lesson->arena, "%.*s%s%s", (int)(slot - words), words,
                                               jx_text_phrase(lesson->arena, text, strlen(text)), slot + 2);
    *remarks = !*remarks ? line : jx_arena_join(lesson->arena, *remarks, "\n", line);
    lesson->unsure++;
}

/* --- slots --------------------------------------------------------------------------------------------------------- */

static struct jx_learned_row *add_row(struct jx_lesson *lesson, enum jx_row_kind kind, uint32_t at) {
    lesson->rows = jx_arena_grow(lesson->arena, lesson->rows, lesson->row_count, &lesson->row_capacity,
                                 sizeof *lesson->rows);
    struct jx_learned_row *row = &lesson->rows[lesson->row_count++];
    *row = (struct jx_learned_row){.kind = kind, .at = at};
    return row;
}

static struct jx_learned_slot *add_slot(struct jx_lesson *lesson, struct jx_learned_row *row,
                                        const struct jx_spread *spread, enum jx_slot_kind kind) {
    row->slots = jx_arena_grow(lesson->arena, row->slots, row->count, &row->capacity, sizeof *row->slots);
    struct jx_learned_slot *slot = &row->slots[row->count++];
    *slot = (struct jx_learned_slot){
        .first = spread->column,
        .last = spread->column + spread->columns - 1,
        .pattern = "",
        .kind = kind,
        .look = JX_LOOK_TEXT,
        .rows = spread->rows,
    };
    if (slot->last >= lesson->columns) slot->last = lesson->columns - 1;
    return slot;
}

/* The slot above that reaches down over this column of the row at hand, or, with `ends`, ends right above. */
static struct jx_learned_slot *slot_over(struct jx_lesson *lesson, uint32_t column, bool ends,
                                         size_t *row_index) {
    size_t here = lesson->row_count - 1;
    for (size_t index = here; index-- > 0 && lesson->rows[index].kind == JX_ROW_SLOTS;)
        for (size_t i = 0; i < lesson->rows[index].count; i++) {
            struct jx_learned_slot *slot = &lesson->rows[index].slots[i];
            if (column < slot->first || column > slot->last) continue;
            *row_index = index;
            if (ends ? index + slot->rows == here : index + slot->rows > here) return slot;
        }
    return NULL;
}

/* A label that heads the labels at its right: what is blank below it belongs to it. */
static bool heads_others(const struct jx_learned_row *row, const struct jx_learned_slot *slot) {
    size_t index = (size_t)(slot - row->slots);
    return slot->kind == JX_SLOT_LABEL && index + 1 < row->count &&
           row->slots[index + 1].kind == JX_SLOT_LABEL;
}

/* A cell without text belongs to the slot before it, to the label above it, or is an empty one of the form. */
static void take_blank(struct jx_lesson *lesson, struct jx_learned_row *row, const struct jx_spread *spread) {
    size_t index;
    struct jx_learned_slot *before = row->count == 0 ? NULL : &row->slots[row->count - 1];
    if (slot_over(lesson, spread->column, false, &index)) return;
    bool merged = spread->rows > 1 || spread->columns > 1;
    if (!merged && before && before->last + 1 == spread->column) {
        before->last++;
        return;
    }
    struct jx_learned_slot *over = merged || before ? NULL : slot_over(lesson, spread->column, true, &index);
    if (over && heads_others(&lesson->rows[index], over)) {
        over->rows++;
        return;
    }
    add_slot(lesson, row, spread, JX_SLOT_FILLER);
}

/* A goal that goes on in the cell below. */
static void take_more(struct jx_lesson *lesson, struct jx_learned_row *row, const struct jx_spread *spread) {
    size_t index;
    struct jx_learned_slot *over = slot_over(lesson, spread->column, true, &index);
    if (over && over->kind == JX_SLOT_VALUE && over->first == spread->column)
        over->rows += spread->rows;
    else
        add_slot(lesson, row, spread, JX_SLOT_FILLER);
}

static bool is_money(const char *pattern) {
    size_t length = strlen(pattern);
    if (length < 3 || pattern[0] != '{') return false;
    return jx_field_is_money(jx_field_find(pattern + 1, length - 2));
}

static enum jx_look label_look(const char *text) {
    if (jx_text_ends_in_colon(text) || jx_text_starts(text, "其中")) return JX_LOOK_LABEL_LEFT;
    return JX_LOOK_LABEL;
}

static void take_value(struct rows *rows, struct jx_learned_row *row, const struct jx_spread *spread,
                       const char *pattern, const char *words) {
    struct jx_lesson *lesson = rows->lesson;
    struct jx_learned_slot *slot = add_slot(lesson, row, spread, JX_SLOT_VALUE);
    const struct jx_learned_slot *label = row->count > 1 ? &row->slots[row->count - 2] : NULL;
    bool own = !words || (label && jx_text_same(lesson->arena, label->pattern, words));
    if (words && pattern) rows->extras++;
    if (pattern && *pattern == '\0' && label && !strpbrk(label->pattern, "{}[]|")) {
        /* A name and a phone with a blank between: nobody could tell them apart. */
        rows->extras++;
        pattern = jx_arena_format(lesson->arena, "{%s}", label->pattern);
        jx_lesson_remark(lesson, &row->remarks, "“%s”: two facts with nothing between them, taken as one",
                         "“%s”：一格中有两项内容而没有分隔，合为一项", label->pattern);
    }
    if (!pattern || *pattern == '\0' || !own || rows->extras > MOST_EXTRAS) {
        slot->kind = JX_SLOT_FILLER;
        jx_lesson_remark(lesson, &row->remarks, "“%s” is a fact of its own that no field or label stands for",
                         "“%s”没有对应的字段或标签，表中留空", !words ? jx_spread_text(spread) : words);
        return;
    }
    slot->pattern = pattern;
    slot->look = is_money(pattern) ? JX_LOOK_CENTRE : JX_LOOK_TEXT;
}

static void take_cell(struct rows *rows, struct jx_learned_row *row, const struct jx_spread *spread) {
    struct jx_lesson *lesson = rows->lesson;
    const char *pattern = "", *words;
    struct jx_learned_slot *slot;
    switch (jx_lesson_role(lesson, spread, &pattern, &words)) {
    case JX_ROLE_NOTHING: take_blank(lesson, row, spread); break;
    case JX_ROLE_GOES_ON: take_more(lesson, row, spread); break;
    case JX_ROLE_VALUE: take_value(rows, row, spread, pattern, words); break;
    case JX_ROLE_LABEL:
        if (lesson->filled && rows->ruled && spread->cell->claim != JX_CLAIM_LABEL) {
            /* What nobody understood in a form that is filled in is rather somebody's than the form's. */
            add_slot(lesson, row, spread, JX_SLOT_FILLER);
            jx_lesson_remark(lesson, &row->remarks, "“%s” was not understood and is left out",
                             "“%s”未能理解，表中留空", pattern);
            break;
        }
        slot = add_slot(lesson, row, spread, JX_SLOT_LABEL);
        slot->pattern = pattern;
        slot->look = label_look(pattern);
        break;
    case JX_ROLE_LINE:
        slot = add_slot(lesson, row, spread, JX_SLOT_NOTE);
        slot->pattern = pattern;
        break;
    case JX_ROLE_TITLE:
        row->kind = JX_ROW_TITLE;
        row->pattern = pattern;
        break;
    }
}

/* --- one row ------------------------------------------------------------------------------------------------------- */

/* The label right above that reaches over the same columns and has no value at its right. */
static bool named_from_above(struct jx_lesson *lesson, const struct jx_learned_slot *slot) {
    if (lesson->row_count < 2) return false;
    const struct jx_learned_row *above = &lesson->rows[lesson->row_count - 2];
    for (size_t i = 0; above->kind == JX_ROW_SLOTS && i < above->count; i++) {
        const struct jx_learned_slot *label = &above->slots[i];
        if (label->kind != JX_SLOT_LABEL || label->first != slot->first || label->last != slot->last)
            continue;
        return i + 1 == above->count || above->slots[i + 1].kind != JX_SLOT_VALUE;
    }
    return false;
}

/* Values that no label names can be written, but not read: they stay blank. */
static void check_values(struct jx_lesson *lesson, struct jx_learned_row *row) {
    for (size_t i = 0; i < row->count; i++) {
        struct jx_learned_slot *slot = &row->slots[i];
        if (slot->kind != JX_SLOT_VALUE) continue;
        if ((i > 0 && row->slots[i - 1].kind == JX_SLOT_LABEL) || named_from_above(lesson, slot)) continue;
        jx_lesson_remark(lesson, &row->remarks, "%s: no label stands beside it or right above it",
                         "%s：旁边和正上方都没有标签，表中留空", slot->pattern);
        slot->kind = JX_SLOT_FILLER;
        slot->pattern = "";
    }
}

/* The words of a label alone, NULL if it has captures. */
static const char *plain_key(struct jx_lesson *lesson, const char *pattern) {
    return !strpbrk(pattern, "{[") ? jx_text_key(lesson->arena, pattern, strlen(pattern)) : NULL;
}

static bool is_twice(struct rows *rows, const char *key, size_t row) {
    for (size_t i = 0; i < rows->key_count; i++)
        if (rows->key_rows[i] != row && strcmp(rows->keys[i], key) == 0) return true;
    return false;
}

static void keep_key(struct rows *rows, const char *key, size_t row) {
    struct jx_arena *arena = rows->lesson->arena;
    rows->keys = jx_arena_grow(arena, rows->keys, rows->key_count, &rows->key_capacity, sizeof *rows->keys);
    rows->key_rows =
        jx_arena_grow(arena, rows->key_rows, rows->key_count, &rows->row_capacity, sizeof *rows->key_rows);
    rows->keys[rows->key_count] = key;
    rows->key_rows[rows->key_count++] = row;
}

/* The labels before colons of a line, so that no other label reads the same. */
static void keep_line_keys(struct rows *rows, const char *pattern, size_t row) {
    struct jx_arena *arena = rows->lesson->arena;
    for (const char *brace = strchr(pattern, '{'); brace; brace = strchr(brace + 1, '{')) {
        const char *from = pattern;
        for (const char *at = pattern; at < brace; at++)
            if (*at == '}' || *at == ' ') from = at + 1;
        const char *key = jx_text_key(arena, from, (size_t)(brace - from));
        if (*key != '\0') keep_key(rows, key, row);
    }
}

/* Two labels in different rows that read the same could be taken for each other: the second one is only printed. */
static void check_labels(struct rows *rows, struct jx_learned_row *row) {
    struct jx_lesson *lesson = rows->lesson;
    size_t index = lesson->row_count - 1;
    for (size_t i = 0; i < row->count; i++) {
        struct jx_learned_slot *slot = &row->slots[i];
        if (slot->kind == JX_SLOT_NOTE && !strchr(slot->pattern, '|'))
            keep_line_keys(rows, slot->pattern, index);
        const char *key = slot->kind == JX_SLOT_LABEL ? plain_key(lesson, slot->pattern) : NULL;
        if (!key) continue;
        if (!is_twice(rows, key, index)) {
            keep_key(rows, key, index);
            continue;
        }
        slot->kind = JX_SLOT_NOTE;
        jx_lesson_remark(lesson, &row->remarks,
                         "“%s” stands twice: which is which nobody could tell; its value stays blank",
                         "“%s”出现两次，无法区分，其内容留空", slot->pattern);
        if (i + 1 < row->count && row->slots[i + 1].kind == JX_SLOT_VALUE)
            row->slots[i + 1].kind = JX_SLOT_FILLER, row->slots[i + 1].pattern = "";
    }
}

static bool has_kind(const struct jx_learned_row *row, enum jx_slot_kind kind) {
    for (size_t i = 0; i < row->count; i++)
        if (row->slots[i].kind == kind) return true;
    return false;
}

/* A row of lines without rules around them: left, or right where it begins in the right half. */
static void look_like_notes(struct jx_lesson *lesson, struct jx_learned_row *row) {
    size_t made = 0;
    for (size_t i = 0; i < row->count; i++) {
        struct jx_learned_slot slot = row->slots[i];
        if (slot.kind == JX_SLOT_FILLER) continue;
        bool whole = slot.first == 0 && slot.last + 1 >= lesson->columns;
        bool year = jx_text_starts(slot.pattern, "[（{year}") || jx_text_starts(slot.pattern, "[({year}");
        slot.look = 2 * slot.first >= lesson->columns && slot.first > 0 ? JX_LOOK_NOTE_RIGHT
                    : whole && year                                     ? JX_LOOK_NOTE_CENTRE
                                                                        : JX_LOOK_NOTE;
        slot.kind = JX_SLOT_NOTE;
        slot.rows = 1;
        row->slots[made++] = slot;
    }
    row->count = made;
    if (made == 1) row->slots[0].first = row->slots[0].look == JX_LOOK_NOTE_RIGHT ? row->slots[0].first : 0;
    if (made > 0) row->slots[made - 1].last = lesson->columns - 1;
}

/* The row's last slot ends with the form. */
static void reach_edge(struct jx_lesson *lesson, struct jx_learned_row *row) {
    size_t index;
    if (row->count == 0) return;
    struct jx_learned_slot *last = &row->slots[row->count - 1];
    while (last->last + 1 < lesson->columns && !slot_over(lesson, last->last + 1, false, &index))
        last->last++;
}

static void finish_row(struct rows *rows, struct jx_learned_row *row) {
    struct jx_lesson *lesson = rows->lesson;
    if (row->kind != JX_ROW_SLOTS) {
        row->count = 0;
        return;
    }
    bool values = has_kind(row, JX_SLOT_VALUE), labels = has_kind(row, JX_SLOT_LABEL);
    bool ruled = values || (labels && row->count > 1 && !rows->after) || (rows->ruled && !rows->after);
    rows->ruled = rows->ruled || ruled;
    if (!ruled) {
        look_like_notes(lesson, row);
        check_labels(rows, row);
        return;
    }
    reach_edge(lesson, row);
    check_labels(rows, row);
    check_values(lesson, row);
    while (row->count == 1 && row->slots[0].kind == JX_SLOT_FILLER && row->slots[0].rows == 1) row->count = 0;
}

static void take_row(struct rows *rows, uint32_t at) {
    struct jx_lesson *lesson = rows->lesson;
    struct jx_learned_row *row = add_row(lesson, JX_ROW_SLOTS, at);
    for (uint32_t column = 0; column < lesson->columns;) {
        struct jx_spread spread = jx_lesson_at(lesson, at, column);
        column = spread.column + spread.columns;
        if (spread.row == at) take_cell(rows, row, &spread);
    }
    finish_row(rows, row);
}

/* --- totals of lists ----------------------------------------------------------------------------------------------- */

/* 合计 below a list: the sum of the column of amounts. */
static bool take_total(struct rows *rows, uint32_t at) {
    struct jx_lesson *lesson = rows->lesson;
    struct jx_spread first = jx_lesson_at(lesson, at, 0), sum = {0};
    const struct jx_block *block = &lesson->block;
    enum jx_field field = JX_FIELD_COUNT;
    if (!block->list || !jx_lexicon_is(JX_WORD_TOTAL, jx_spread_term(lesson, &first)->key)) return false;
    for (size_t i = 0; i < block->column_count && field == JX_FIELD_COUNT; i++) {
        const struct jx_sense *fact = block->columns[i].fact;
        if (!fact || !jx_field_is_money(fact->field)) continue;
        sum = jx_lesson_at(lesson, at, block->columns[i].column);
        if (sum.column > 0) field = fact->field;
    }
    if (field == JX_FIELD_COUNT) return false;
    struct jx_learned_row *row = add_row(lesson, JX_ROW_SLOTS, at);
    first.columns = sum.column;
    first.rows = sum.rows = 1;
    struct jx_learned_slot *slot = add_slot(lesson, row, &first, JX_SLOT_LABEL);
    slot->pattern = jx_lesson_literal(lesson->arena, jx_spread_text(&first), strlen(jx_spread_text(&first)));
    slot->look = JX_LOOK_LABEL;
    slot = add_slot(lesson, row, &sum, JX_SLOT_VALUE);
    slot->pattern = jx_arena_format(lesson->arena, "{sum:%s}", jx_field_key(field));
    slot->look = JX_LOOK_CENTRE;
    struct jx_spread rest = {.row = at, .column = sum.column + sum.columns, .rows = 1};
    if (rest.column < lesson->columns) {
        rest.columns = lesson->columns - rest.column;
        add_slot(lesson, row, &rest, JX_SLOT_FILLER);
    }
    return true;
}

/* --- all ----------------------------------------------------------------------------------------------------------- */

/* 填报说明 and what stands below it is for people. */
static bool begins_instructions(struct jx_lesson *lesson, uint32_t row) {
    struct jx_spread first = jx_lesson_at(lesson, row, 0);
    return jx_key_instructs(jx_spread_term(lesson, &first)->key);
}

static bool is_blank_row(const struct jx_lesson *lesson, uint32_t row) {
    for (uint32_t column = 0; column < lesson->columns; column++) {
        struct jx_spread spread = jx_lesson_at(lesson, row, column);
        if (spread.row != row || !jx_text_is_blank(jx_spread_text(&spread))) return false;
    }
    return true;
}

/* Rows that nothing begins in go; what reaches over them becomes lower. */
static void drop_empty(struct jx_lesson *lesson) {
    for (size_t i = 0; i < lesson->row_count; i++) {
        const struct jx_learned_row *row = &lesson->rows[i];
        if (row->kind != JX_ROW_SLOTS || row->count > 0) continue;
        for (size_t k = 0; k < i; k++)
            for (size_t s = 0; s < lesson->rows[k].count; s++)
                if (lesson->rows[k].kind == JX_ROW_SLOTS && k + lesson->rows[k].slots[s].rows > i)
                    lesson->rows[k].slots[s].rows--;
        /* The rows behind move up by one. */
        memmove(&lesson->rows[i], &lesson->rows[i + 1], (lesson->row_count - i - 1) * sizeof *lesson->rows);
        lesson->row_count--;
        i--;
    }
}

/* No slot reaches into the indicators, the title or past the end. */
static void cut_slots(struct jx_lesson *lesson) {
    for (size_t i = 0; i < lesson->row_count; i++) {
        size_t room = 1;
        while (i + room < lesson->row_count && lesson->rows[i + room].kind == JX_ROW_SLOTS) room++;
        for (size_t s = 0; s < lesson->rows[i].count; s++)
            if (lesson->rows[i].slots[s].rows > room) lesson->rows[i].slots[s].rows = (unsigned)room;
    }
}

static void need_title(struct jx_lesson *lesson) {
    bool found = false;
    for (size_t i = 0; i < lesson->row_count; i++) {
        struct jx_learned_row *row = &lesson->rows[i];
        if (row->kind != JX_ROW_TITLE) continue;
        if (found) row->kind = JX_ROW_SLOTS;
        found = true;
    }
    if (found) return;
    add_row(lesson, JX_ROW_TITLE, 0);
    memmove(&lesson->rows[1], &lesson->rows[0], (lesson->row_count - 1) * sizeof *lesson->rows);
    lesson->rows[0] = (struct jx_learned_row){.kind = JX_ROW_TITLE,
                                              .pattern = lesson->kind == JX_KIND_PROJECT
                                                             ? "[{year}年]项目支出绩效目标表"
                                                             : "[{year}年]部门整体支出绩效目标表"};
    jx_lesson_remark(lesson, &lesson->rows[0].remarks, "the form has no title; this one was put in",
                     "原表没有标题，此处补上一个", "");
}

void jx_lesson_rows(struct jx_lesson *lesson) {
    struct rows rows = {.lesson = lesson};
    const struct jx_block *block = &lesson->block;
    for (uint32_t at = 0; at < lesson->end; at++) {
        if (at == block->head) add_row(lesson, JX_ROW_BAND, at);
        rows.after = rows.after || at == block->head;
        if (is_blank_row(lesson, at) || (rows.after && at > block->head && take_total(&rows, at))) continue;
        if (at >= block->head && at < block->stop) continue;
        if (rows.after && begins_instructions(lesson, at)) break;
        take_row(&rows, at);
    }
    drop_empty(lesson);
    cut_slots(lesson);
    need_title(lesson);
}
