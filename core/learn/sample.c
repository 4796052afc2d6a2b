/*
 * Samples in a blank. A cell beside a label gets a text that suits the label's fact, and so does each gap within a text.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/learn/learn.h"
#include "core/model/fields.h"
#include "core/read/regions.h"
#include "core/words/title.h"

/* In bytes: the longest text that may be a label nobody knows. Headings known in a row of them at least. Rows of a blank's
 * indicators that are looked at. */
enum { LONGEST_LABEL = 48, FEWEST_HEADINGS = 3, BAND_ROWS = 200, HEADING_COST = 50 };

/* --- what is open ---------------------------------------------------------------------------------------------------- */

/* Nothing stands there, or words that only hold the place. */
static bool is_open(struct jx_lesson *lesson, const struct jx_spread *spread) {
    const char *text = jx_spread_text(spread);
    enum jx_slot_state state = jx_slot_state_of(lesson->terms.arena, text);
    if (!lesson->filled && (jx_text_starts(text, "□") || jx_text_starts(text, "☐")))
        return true; /* to be ticked */
    return state == JX_SLOT_EMPTY || state == JX_SLOT_PROMPT || state == JX_SLOT_AUTHORITY ||
           state == JX_SLOT_CLOSED;
}

static void put(struct jx_lesson *lesson, const struct jx_spread *spread, const char *text) {
    struct jx_cell *cell = jx_sheet_cell(lesson->book->arena, lesson->sheet, spread->row, spread->column);
    cell->kind = JX_CELL_TEXT;
    cell->text = text;
    cell->length = (uint32_t)strlen(text);
}

/* --- labels -------------------------------------------------------------------------------------------------------- */

static const struct jx_senses *senses_of(struct jx_lesson *lesson, const struct jx_spread *spread) {
    if (*jx_spread_text(spread) == '\0') return NULL;
    const struct jx_senses *senses =
        jx_term_senses(&lesson->terms, jx_spread_term(lesson, spread), lesson->kind);
    return senses->count > 0 ? senses : NULL;
}

/* A text that no label is known for, where a label would stand. */
static bool may_be_label(struct jx_lesson *lesson, const struct jx_spread *spread) {
    const char *text = jx_spread_text(spread);
    if (*text == '\0' || strlen(text) > LONGEST_LABEL) return false;
    const struct jx_term *term = jx_spread_term(lesson, spread);
    return !term->amount && !term->quantity && !term->colon && !jx_key_is_title(term->key) &&
           jx_slot_state_of(lesson->terms.arena, text) == JX_SLOT_OCCUPIED;
}

/* The next cell of the row; one that only reaches into the row ends it. */
static bool next_of(const struct jx_lesson *lesson, uint32_t row, const struct jx_spread *spread,
                    struct jx_spread *next) {
    uint32_t column = spread->column + spread->columns;
    if (column >= lesson->columns) return false;
    *next = jx_lesson_at(lesson, row, column);
    return true;
}

/* A text further right that is no label: it is the value, and what is blank before it is part of the label. */
static bool has_value(struct jx_lesson *lesson, uint32_t row, const struct jx_spread *label) {
    struct jx_spread next = *label;
    while (next_of(lesson, row, &next, &next)) {
        if (is_open(lesson, &next)) continue;
        return !senses_of(lesson, &next) && next.row == row;
    }
    return false;
}

/* The cell below a label that reaches over the same columns. */
static bool below_of(const struct jx_lesson *lesson, const struct jx_spread *label, struct jx_spread *below) {
    if (label->row + label->rows >= lesson->sheet->row_count) return false;
    *below = jx_lesson_at(lesson, label->row + label->rows, label->column);
    return below->row == label->row + label->rows && below->column == label->column &&
           below->columns == label->columns;
}

/* The field that may stand in the same cell, where the label asks for it: a name's code, a person's phone. */
static enum jx_field second_of(struct jx_lesson *lesson, const struct jx_spread *label,
                               const struct jx_sense *sense) {
    struct jx_tags tags = jx_spread_term(lesson, label)->phrase.tags;
    if (!sense || sense->second == JX_FIELD_COUNT) return JX_FIELD_COUNT;
    return jx_tags_have(tags, sense->second == JX_FIELD_PHONE ? JX_TAG_PHONE : JX_TAG_CODE) ? sense->second
                                                                                            : JX_FIELD_COUNT;
}

static void sample_label(struct jx_lesson *lesson, const struct jx_spread *label,
                         const struct jx_sense *sense) {
    enum jx_field field = !sense ? JX_FIELD_COUNT : sense->field;
    enum jx_field second = second_of(lesson, label, sense);
    struct jx_spread next, below;
    bool right = next_of(lesson, label->row, label, &next);
    if (right && is_open(lesson, &next)) {
        if (next.row == label->row && !has_value(lesson, label->row, label))
            put(lesson, &next, jx_lesson_sample_of(lesson, field, second));
        return;
    }
    bool fact = sense && sense->kind == JX_SENSE_FACT;
    bool other = right && !senses_of(lesson, &next); /* its value stands there */
    if (fact && !other && below_of(lesson, label, &below) && is_open(lesson, &below))
        put(lesson, &below, jx_lesson_sample_of(lesson, field, second));
}

/* 年度资金总额： beside its amount is a label; 填报单位： with nothing beside it, or above all labels (`labelled`: some were
 * there) beside what is no slot, has its gap in itself. */
static bool ends_in_gap(struct jx_lesson *lesson, const struct jx_spread *spread, bool labelled) {
    struct jx_spread next;
    if (!senses_of(lesson, spread)) return true;
    if (!next_of(lesson, spread->row, spread, &next)) return true;
    if (!labelled && spread->columns > 1 && next.columns == 1 && is_open(lesson, &next))
        return true; /* no slot of the form */
    return next.row != spread->row || (!is_open(lesson, &next) && senses_of(lesson, &next)) ||
           (!is_open(lesson, &next) && jx_spread_term(lesson, &next)->colon);
}

/* One cell with text in the row. */
static bool is_alone(struct jx_lesson *lesson, uint32_t row) {
    unsigned count = 0;
    struct jx_spread next = jx_lesson_at(lesson, row, 0);
    do {
        count += next.row == row && !jx_text_is_blank(jx_spread_text(&next));
    } while (next_of(lesson, row, &next, &next));
    return count == 1;
}

static void sample_row(struct jx_lesson *lesson, uint32_t row, bool *labelled) {
    bool waits = false; /* the cell before is a label */
    struct jx_spread next = jx_lesson_at(lesson, row, 0);
    do {
        if (next.row != row || *jx_spread_text(&next) == '\0') {
            waits = false;
            continue;
        }
        const struct jx_term *term = jx_spread_term(lesson, &next);
        const struct jx_senses *senses = senses_of(lesson, &next);
        bool label = senses || (*labelled && !waits && !lesson->filled && may_be_label(lesson, &next));
        const char *text = jx_spread_text(&next);
        const char *filled = ends_in_gap(lesson, &next, *labelled)
                                 ? jx_lesson_fill_gaps(lesson, text, is_alone(lesson, row))
                                 : text;
        if (filled != text) {
            put(lesson, &next, filled);
            label = false;
        }
        if (label && !jx_key_is_title(term->key))
            sample_label(lesson, &next, !senses ? NULL : &senses->items[0]);
        *labelled = *labelled || (senses && !term->colon);
        waits = label;
    } while (next_of(lesson, row, &next, &next));
}

/* --- indicators ---------------------------------------------------------------------------------------------------- */

static unsigned heading_part(struct jx_lesson *lesson, const struct jx_spread *spread) {
    if (*jx_spread_text(spread) == '\0') return JX_PART_NONE;
    struct jx_head_sense sense = jx_spread_term(lesson, spread)->heading;
    return sense.cost < HEADING_COST ? sense.part : JX_PART_NONE;
}

bool jx_lesson_is_heading(struct jx_lesson *lesson, uint32_t row) {
    unsigned known = 0, core = 0;
    struct jx_spread next = jx_lesson_at(lesson, row, 0);
    do {
        if (next.row != row) continue;
        unsigned part = heading_part(lesson, &next);
        known += part != JX_PART_NONE;
        core += part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || part == JX_PART_NAME;
    } while (next_of(lesson, row, &next, &next));
    return known >= FEWEST_HEADINGS && core >= 2;
}

/* What an indicator says in a column of this part. */
static const char *part_sample(struct jx_lesson *lesson, unsigned part) {
    switch (part) {
    case JX_PART_NAME: return jx_arena_format(lesson->arena, JX_SAMPLE_WORDS "率%u", ++lesson->samples);
    case JX_PART_TARGET:
    case JX_PART_PERIOD_TARGET: return "≥95%";
    case JX_PART_VALUE: return "95";
    case JX_PART_OPERATOR: return "≥";
    case JX_PART_UNIT: return "%";
    case JX_PART_POLARITY: return "正向";
    case JX_PART_SCORE: return "10";
    case JX_PART_STANDARD:
    case JX_PART_REMARK: return JX_SAMPLE_WORDS;
    default: return NULL;
    }
}

struct band_sampling {
    struct jx_lesson *lesson;
    uint32_t head;
    bool split;  /* the target's parts have columns of their own */
    bool twice;  /* two columns are headed by words of polarity */
    bool levels; /* some row prints a level */
};

/* 指标1： in a cell of names. */
static void note_numbering(struct jx_lesson *lesson, const char *text) {
    const char *words = NULL;
    if (jx_prompt_number(lesson->arena, text, &words) == 0 || !words || *words == '\0') return;
    lesson->numbering = jx_arena_join(lesson->arena, words, "{n}：", "");
}

static bool is_level(struct jx_lesson *lesson, const struct jx_spread *spread) {
    const struct jx_term *term = jx_spread_term(lesson, spread);
    return *jx_spread_text(spread) != '\0' && jx_term_is_level(term);
}

/* 指标性质: beside 指标方向性 it heads operators. */
static bool says_nature(struct jx_lesson *lesson, const struct jx_spread *heading) {
    struct jx_tags tags = jx_spread_term(lesson, heading)->phrase.tags;
    return jx_tags_have(tags, JX_TAG_NATURE) && !jx_tags_have(tags, JX_TAG_DIRECTION);
}

/* A row of the blank's indicators: what is open in it gets samples. */
static void sample_indicator(struct band_sampling *sampling, uint32_t row) {
    struct jx_lesson *lesson = sampling->lesson;
    for (uint32_t column = 0; column < lesson->columns;) {
        struct jx_spread head = jx_lesson_at(lesson, sampling->head, column);
        struct jx_spread cell = jx_lesson_at(lesson, row, column);
        unsigned part = heading_part(lesson, &head);
        column += head.columns;
        if (cell.row != row || cell.column != head.column) continue;
        if (part == JX_PART_TARGET && sampling->split) part = JX_PART_VALUE;
        if (part == JX_PART_POLARITY && sampling->twice && says_nature(lesson, &head))
            part = JX_PART_OPERATOR;
        if (part == JX_PART_NAME) note_numbering(lesson, jx_spread_text(&cell));
        if (!is_open(lesson, &cell)) continue;
        const char *text = part_sample(lesson, part);
        if (!sampling->levels && part == JX_PART_LEVEL1) text = "产出指标";
        if (!sampling->levels && part == JX_PART_LEVEL2) text = "数量指标";
        if (text) put(lesson, &cell, text);
        if (text && part == JX_PART_NAME) lesson->sampled_band = true;
    }
}

/* The facts of a list's first project. */
static void sample_facts(struct band_sampling *sampling, uint32_t row) {
    struct jx_lesson *lesson = sampling->lesson;
    struct jx_spread head = jx_lesson_at(lesson, sampling->head, 0);
    do {
        struct jx_spread cell = jx_lesson_at(lesson, row, head.column);
        const struct jx_senses *senses =
            heading_part(lesson, &head) == JX_PART_NONE ? senses_of(lesson, &head) : NULL;
        if (!senses || senses->items[0].kind != JX_SENSE_FACT || head.rows > 1) continue;
        if (cell.row == row && cell.column == head.column && is_open(lesson, &cell))
            put(lesson, &cell,
                jx_lesson_sample_of(lesson, senses->items[0].field,
                                    second_of(lesson, &head, &senses->items[0])));
    } while (next_of(lesson, sampling->head, &head, &head));
}

/* What a row of the band is: blank or of an indicator, or something below it. */
static bool ends_band(struct band_sampling *sampling, uint32_t row, bool *level) {
    struct jx_lesson *lesson = sampling->lesson;
    const struct jx_senses *first = NULL;
    bool any = false;
    struct jx_spread next = jx_lesson_at(lesson, row, 0);
    do {
        if (next.row != row || is_open(lesson, &next)) continue;
        if (is_level(lesson, &next)) *level = true;
        if (!any) first = senses_of(lesson, &next);
        any = true;
    } while (next_of(lesson, row, &next, &next));
    const struct jx_spread edge = jx_lesson_at(lesson, row, 0);
    return !*level && edge.row == row && (first || jx_spread_term(lesson, &edge)->colon);
}

/* Whether a row below the headings only tells what to put there: names, but all of them prompts. */
static bool is_hint(struct jx_lesson *lesson, uint32_t row) {
    unsigned prompts = 0, others = 0;
    struct jx_spread next = jx_lesson_at(lesson, row, 0);
    do {
        if (next.row != row || jx_text_is_blank(jx_spread_text(&next))) continue;
        bool prompt = jx_slot_state_of(lesson->arena, jx_spread_text(&next)) == JX_SLOT_PROMPT &&
                      jx_prompt_number(lesson->arena, jx_spread_text(&next), NULL) == 0;
        prompts += prompt;
        others += !prompt;
    } while (next_of(lesson, row, &next, &next));
    return prompts >= FEWEST_HEADINGS && prompts > others;
}

/* Where the band ends; whether some row in it prints a level. */
static uint32_t band_end(struct band_sampling *sampling) {
    uint32_t row = sampling->head + 1;
    for (; row < sampling->lesson->sheet->row_count && row < sampling->head + BAND_ROWS; row++) {
        bool level = false;
        if (ends_band(sampling, row, &level)) break;
        sampling->levels = sampling->levels || level;
    }
    return row;
}

/* Whether names stand below the headings that are no prompts. */
static bool has_names(struct jx_lesson *lesson, uint32_t head) {
    uint32_t last = head + BAND_ROWS < lesson->sheet->row_count ? head + BAND_ROWS : lesson->sheet->row_count;
    for (uint32_t column = 0; column < lesson->columns; column++) {
        struct jx_spread cell = jx_lesson_at(lesson, head, column);
        if (heading_part(lesson, &cell) != JX_PART_NAME) continue;
        for (uint32_t row = head + 1; row < last && !jx_lesson_is_heading(lesson, row); row++) {
            struct jx_spread name = jx_lesson_at(lesson, row, column);
            if (name.row != row || name.column != column || name.columns != cell.columns) continue;
            if (jx_slot_state_of(lesson->terms.arena, jx_spread_text(&name)) == JX_SLOT_OCCUPIED &&
                !is_hint(lesson, row))
                return true;
        }
    }
    return false;
}

/* A row that is for people would be taken for an indicator. */
static void clear_row(struct jx_lesson *lesson, uint32_t row) {
    for (uint32_t column = 0; column < lesson->columns; column++) {
        struct jx_spread cell = jx_lesson_at(lesson, row, column);
        if (cell.row != row || !cell.cell || cell.cell->kind == JX_CELL_COVERED) continue;
        cell.cell->kind = JX_CELL_BLANK;
        cell.cell->text = NULL;
        cell.cell->length = 0;
    }
}

/* 项目 over what stands at the side of the indicators would read like the heading of a list of projects: it is kept as another
 * word for the side. */
static void clear_side_heading(struct jx_lesson *lesson, uint32_t head) {
    struct jx_spread edge = jx_lesson_at(lesson, head, 0), below;
    const struct jx_senses *senses = senses_of(lesson, &edge);
    if (!senses || senses->items[0].field != JX_FIELD_PROJECT_NAME || !below_of(lesson, &edge, &below))
        return;
    const char *side = jx_spread_term(lesson, &below)->key;
    if (!strstr(side, "指标") || below.rows < 2) return;
    lesson->side_heading = jx_spread_text(&edge);
    edge.cell->kind = JX_CELL_BLANK;
    edge.cell->text = NULL;
    edge.cell->length = 0;
}

/* A blank list may end with its headings: rows that only have borders are no part of a sheet. */
static void open_row(struct jx_lesson *lesson, uint32_t head) {
    if (!lesson->filled && head + 1 == lesson->sheet->row_count)
        jx_sheet_cell(lesson->book->arena, lesson->sheet, head + 1, lesson->columns - 1);
}

static uint32_t sample_band(struct jx_lesson *lesson, uint32_t head) {
    struct band_sampling sampling = {.lesson = lesson, .head = head};
    open_row(lesson, head);
    clear_side_heading(lesson, head);
    unsigned polarities = 0;
    for (uint32_t column = 0; column < lesson->columns; column++) {
        struct jx_spread cell = jx_lesson_at(lesson, head, column);
        unsigned part = heading_part(lesson, &cell);
        sampling.split = sampling.split || part == JX_PART_OPERATOR || part == JX_PART_UNIT;
        polarities += part == JX_PART_POLARITY && cell.column == column;
    }
    sampling.twice = polarities > 1;
    uint32_t end = band_end(&sampling);
    bool first = true;
    if (lesson->filled) return end;
    for (uint32_t row = head + 1; row < end; row++) {
        if (is_hint(lesson, row)) {
            clear_row(lesson, row);
            continue;
        }
        if (first) sample_facts(&sampling, row);
        if (sampling.levels || first) sample_indicator(&sampling, row);
        first = false;
    }
    return end;
}

void jx_lesson_sample(struct jx_lesson *lesson) {
    bool labelled = false; /* a label that is known was there: what stands above all of them are lines */
    for (uint32_t row = 0; row < lesson->sheet->row_count && !lesson->filled; row++)
        lesson->filled = jx_lesson_is_heading(lesson, row) && has_names(lesson, row);
    for (uint32_t row = 0; row < lesson->sheet->row_count;) {
        if (jx_lesson_is_heading(lesson, row)) {
            row = sample_band(lesson, row);
        } else {
            sample_row(lesson, row, &labelled);
            row++;
        }
    }
}
