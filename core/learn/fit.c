/*
 * Columns as letters, their widths, and the table as a plugin would have it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/place.h"
#include "core/learn/learn.h"

/*
 * Places across the paper: a column of the sheet is STEP of them, so that columns that were put in have places, too.
 * Paper of 98 or 180 characters; a column is 4 wide at least.
 */
enum {
    STEP = 8,
    UPRIGHT = 98,
    ACROSS = 180,
    NARROWEST = 4,
    WIDE_COLUMNS = 9,
    MOST_COLUMNS = 250,
    PUT_IN = 9
};

struct fit {
    struct jx_lesson *lesson;
    uint32_t edges[MOST_COLUMNS + 2]; /* where columns of the table begin, and the end */
    size_t count;
    uint32_t *band_first, *band_end; /* places of the band's columns */
};

static int by_number(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static void add_edge(struct fit *fit, uint32_t place) {
    for (size_t i = 0; i < fit->count; i++)
        if (fit->edges[i] == place) return;
    if (fit->count <= MOST_COLUMNS) fit->edges[fit->count++] = place;
}

/* Where the band's columns are: those that were put in stand at the left of the next one. */
static void place_band(struct fit *fit) {
    struct jx_lesson *lesson = fit->lesson;
    uint32_t pending = 0;
    fit->band_first = jx_arena_alloc(lesson->arena, (lesson->band_count + 1) * sizeof *fit->band_first);
    fit->band_end = jx_arena_alloc(lesson->arena, (lesson->band_count + 1) * sizeof *fit->band_end);
    for (size_t i = 0; i < lesson->band_count; i++) {
        const struct jx_learned_column *column = &lesson->band[i];
        size_t next = i;
        while (next < lesson->band_count && lesson->band[next].first == UINT32_MAX) next++;
        uint32_t base =
            next < lesson->band_count ? lesson->band[next].first * STEP : lesson->columns * STEP - 4;
        fit->band_first[i] = base + pending;
        if (column->first == UINT32_MAX) {
            fit->band_end[i] = base + ++pending;
        } else {
            fit->band_end[i] = (column->last + 1) * STEP;
            pending = 0;
        }
        if (i > 0) fit->band_end[i - 1] = fit->band_first[i];
    }
    if (lesson->band_count > 0) fit->band_end[lesson->band_count - 1] = lesson->columns * STEP;
}

static void find_edges(struct fit *fit) {
    const struct jx_lesson *lesson = fit->lesson;
    add_edge(fit, 0);
    for (size_t i = 0; i < lesson->row_count; i++)
        for (size_t s = 0; s < lesson->rows[i].count; s++) {
            add_edge(fit, lesson->rows[i].slots[s].first * STEP);
            if (lesson->rows[i].slots[s].last + 1 < lesson->columns)
                add_edge(fit, (lesson->rows[i].slots[s].last + 1) * STEP);
        }
    for (size_t i = 0; i < lesson->band_count; i++) add_edge(fit, fit->band_first[i]);
    qsort(fit->edges, fit->count, sizeof fit->edges[0], by_number);
    fit->edges[fit->count] = lesson->columns * STEP;
}

/* The column of the table that a place belongs to. */
static uint32_t column_at(const struct fit *fit, uint32_t place) {
    uint32_t column = 0;
    while (column + 1 < fit->count && fit->edges[column + 1] <= place) column++;
    return column;
}

/* "B:F" for the places [first, end). */
static const char *letters(const struct fit *fit, uint32_t first, uint32_t end) {
    char left[8], right[8];
    uint32_t from = column_at(fit, first), to = column_at(fit, end - 1);
    jx_column_name(from, left);
    if (from == to) return jx_arena_string(fit->lesson->arena, left);
    return jx_arena_format(fit->lesson->arena, "%s:%s", left, jx_column_name(to, right));
}

/* --- widths -------------------------------------------------------------------------------------------------------- */

/* How wide the sheet's column is in its file; 0: that is not known. */
static double sheet_width(const struct jx_lesson *lesson, uint32_t column) {
    const struct jx_survey *survey = lesson->survey;
    for (uint32_t i = 0; survey && i < survey->width_count; i++)
        if (survey->widths[i].sheet == lesson->sheet_index && survey->widths[i].index == column)
            return survey->widths[i].size;
    return 0;
}

/* What a column of the band needs. */
static double band_width(const struct jx_learned_column *column) {
    switch (column->part) {
    case JX_PART_NAME: return 26;
    case JX_PART_REMARK:
    case JX_PART_TARGET:
    case JX_PART_PERIOD_TARGET: return 16;
    case JX_PART_LEVEL2: return 15;
    case JX_PART_LEVEL1: return 12;
    case JX_PART_NONE: return !column->fact ? 10 : *column->fact == '\0' ? 9 : 15;
    default: return 9;
    }
}

/* A column of the table that is a part of a column of the band has its share of that one's width. */
static double needed_width(const struct fit *fit, uint32_t column) {
    const struct jx_lesson *lesson = fit->lesson;
    double known = 0;
    for (uint32_t place = fit->edges[column]; place < fit->edges[column + 1]; place += STEP) {
        double width = sheet_width(lesson, place / STEP);
        if (width <= 0 || place % STEP != 0) {
            known = 0;
            break;
        }
        known += width;
    }
    if (known > 0) return known;
    for (size_t i = 0; i < lesson->band_count; i++) {
        if (fit->edges[column] < fit->band_first[i] || fit->edges[column] >= fit->band_end[i]) continue;
        uint32_t parts = column_at(fit, fit->band_end[i] - 1) - column_at(fit, fit->band_first[i]) + 1;
        return band_width(&lesson->band[i]) / parts;
    }
    return PUT_IN;
}

static const double *find_widths(const struct fit *fit, bool across) {
    double *widths = jx_arena_alloc(fit->lesson->arena, (fit->count + 1) * sizeof *widths), sum = 0;
    for (uint32_t i = 0; i < fit->count; i++) sum += widths[i] = needed_width(fit, i);
    for (uint32_t i = 0; i < fit->count; i++) {
        int width = (int)(widths[i] * (across ? ACROSS : UPRIGHT) / sum + 0.5);
        widths[i] = width < NARROWEST ? NARROWEST : width;
    }
    return widths;
}

/* --- the table ----------------------------------------------------------------------------------------------------- */

static const struct jx_slot *make_slots(const struct fit *fit, const struct jx_learned_row *row) {
    struct jx_slot *slots = jx_arena_alloc(fit->lesson->arena, (row->count + 1) * sizeof *slots);
    for (size_t i = 0; i < row->count; i++) {
        const struct jx_learned_slot *slot = &row->slots[i];
        slots[i] = (struct jx_slot){
            .columns = letters(fit, slot->first * STEP, (slot->last + 1) * STEP),
            .pattern = slot->pattern,
            .kind = slot->kind,
            .look = slot->look,
            .rows = slot->rows,
        };
    }
    slots[row->count] = (struct jx_slot){.kind = JX_SLOT_END};
    return slots;
}

static const struct jx_column *make_band(const struct fit *fit) {
    const struct jx_lesson *lesson = fit->lesson;
    struct jx_column *band = jx_arena_alloc(lesson->arena, (lesson->band_count + 1) * sizeof *band);
    for (size_t i = 0; i < lesson->band_count; i++) {
        const struct jx_learned_column *column = &lesson->band[i];
        band[i] = (struct jx_column){
            .columns = letters(fit, fit->band_first[i], fit->band_end[i]),
            .heading = column->heading,
            .part = column->part,
            .fact = column->fact,
            .look = column->look,
            .panel = column->panel,
            .above = column->above,
        };
    }
    return band;
}

void jx_lesson_fit(struct jx_lesson *lesson) {
    struct fit fit = {.lesson = lesson};
    place_band(&fit);
    find_edges(&fit);
    bool across = lesson->block.list || fit.count >= WIDE_COLUMNS;
    struct jx_table_row *rows = jx_arena_alloc(lesson->arena, (lesson->row_count + 1) * sizeof *rows);
    for (size_t i = 0; i < lesson->row_count; i++) {
        const struct jx_learned_row *row = &lesson->rows[i];
        rows[i] = (struct jx_table_row){.kind = row->kind, .pattern = row->pattern};
        if (row->kind == JX_ROW_SLOTS) rows[i].slots = make_slots(&fit, row);
        if (row->kind == JX_ROW_BAND) rows[i].band = make_band(&fit);
    }
    lesson->table = (struct jx_table){
        .kind = lesson->kind,
        .money_unit = lesson->unit,
        .rows = rows,
        .widths = find_widths(&fit, across),
        .width_count = (unsigned)fit.count,
        .landscape = across,
        .spellings = lesson->spellings,
        .numbering = lesson->numbering,
        .empty_mark = lesson->empty_mark,
    };
    lesson->tables[0] = &lesson->table;
    lesson->layout.tables = lesson->tables;
}
