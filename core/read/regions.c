#include "core/read/regions.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/money.h"
#include "core/read/recognise.h"
#include "core/read/segments.h"
#include "core/words/index.h"
#include "core/words/title.h"

/* A title or label is short; a longer cell is not even looked at, so that long lists stay cheap. */
enum { LONGEST_LABEL = 150, SPOTS_LOOKED_AT = 4 };

/* Patterns of the layouts come first; they may also stand before a colon. `lines` and `notes`: what forms print above their
 * indicators as a whole cell, and the labels that may stand inside one, before a colon. */
struct jx_openers {
    struct jx_index index;
    size_t of_layouts;
    struct jx_index lines, notes;
};

enum row_kind { ROW_EMPTY, ROW_TITLE, ROW_OPENER, ROW_OTHER };

/* The label that opens a form: the first above its indicators, or a list's first heading. */
static const struct jx_pattern *opener_of(const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->label_count; i++)
        if (table->labels[i].anchor && !table->labels[i].after_band) return table->labels[i].pattern;
    return table->band[0].heading;
}

static bool names_project(const struct jx_label *label) {
    const struct jx_piece *value = !label->value ? NULL : jx_pattern_bare(label->value);
    return !label->inside && value && value->field == JX_FIELD_PROJECT_NAME;
}

/* Most forms print the same lines, and each is asked for once. */
static bool is_known(const struct jx_index *lines, const struct jx_pattern *pattern) {
    for (size_t i = 0; i < lines->open_count && pattern->count == 1; i++)
        if (jx_spelled_same(lines->open[i].spelled, &pattern->spellings[0])) return true;
    return false;
}

static void add_notes(struct jx_arena *arena, struct jx_openers *openers,
                      const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->line_count; i++)
        if (!table->lines[i].after_band && !is_known(&openers->lines, table->lines[i].pattern))
            jx_index_add(arena, &openers->lines, table->lines[i].pattern);
    for (size_t i = 0; i < table->label_count; i++)
        if (table->labels[i].inside && !table->labels[i].after_band)
            jx_index_add_word(arena, &openers->notes, table->labels[i].key);
}

const struct jx_openers *jx_openers_new(struct jx_arena *arena,
                                        const struct jx_compiled_layout *const *layouts, size_t count,
                                        const struct jx_lexicon *lexicon) {
    struct jx_openers *openers = jx_arena_alloc(arena, sizeof *openers);
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < layouts[i]->table_count; t++) {
            jx_index_add(arena, &openers->index, opener_of(&layouts[i]->tables[t]));
            add_notes(arena, openers, &layouts[i]->tables[t]);
        }
    openers->of_layouts = openers->index.count;
    for (size_t i = 0; i < lexicon->label_count[JX_KIND_PROJECT]; i++)
        if (names_project(&lexicon->labels[JX_KIND_PROJECT][i]))
            jx_index_add(arena, &openers->index, lexicon->labels[JX_KIND_PROJECT][i].pattern);
    jx_index_finish(arena, &openers->index);
    jx_index_finish(arena, &openers->lines);
    jx_index_finish(arena, &openers->notes);
    return openers;
}

static size_t find(const struct jx_index *index, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    return jx_index_find(index, key, captures, &count);
}

static size_t find_opener(const struct jx_reading *reading, const char *key) {
    return find(&reading->openers->index, key);
}

bool jx_key_opens_form(const struct jx_reading *reading, const char *key) {
    if (find_opener(reading, key) != SIZE_MAX) return true;
    const char *behind, *colon = jx_key_colon_find(key, strlen(key), &behind);
    const char *remark = jx_lexicon_remark(key);
    const char *end = colon ? colon : remark ? remark - 1 : NULL;
    if (!end || end - key > LONGEST_LABEL) return false;
    size_t found = find_opener(reading, jx_arena_copy(reading->scratch, key, (size_t)(end - key)));
    return found < (colon ? reading->openers->of_layouts : SIZE_MAX);
}

/* A note above a form: 填报单位：…, （2024年度）, 表12, 单位：万元. */
static bool is_head_note(struct jx_reading *reading, const char *key) {
    const struct jx_openers *openers = reading->openers;
    struct jx_money_unit unit = {.says = JX_MONEY_SILENT};
    if (jx_money_may_name(key, strlen(key))) unit = jx_money_unit_read(key, strlen(key));
    if (unit.says != JX_MONEY_SILENT && unit.alone) return true;
    if (find(&openers->lines, key) != SIZE_MAX || find(&openers->notes, key) != SIZE_MAX) return true;
    for (const char *colon = strchr(key, ':'); colon; colon = strchr(colon + 1, ':'))
        if (find(&openers->notes, jx_arena_copy(reading->scratch, key, (size_t)(colon - key))) != SIZE_MAX)
            return true;
    return false;
}

/* 一级指标 or 三级指标, however they are called. */
static bool is_heading(struct jx_reading *reading, const char *key) {
    enum jx_part part = jx_lexicon_heading(reading->lexicon, key);
    return part == JX_PART_LEVEL1 || part == JX_PART_NAME;
}

static bool is_short(const struct jx_spot *spot) {
    return spot->cell->length <= LONGEST_LABEL;
}

/* A title, but not 绩效项目指标表 inside a form. */
static bool is_title(struct jx_reading *reading, struct jx_spot *spot) {
    const char *key = is_short(spot) ? jx_spot_key(reading, spot) : "";
    return jx_key_is_title(key) && !jx_recogniser_knows(reading->recogniser, key);
}

/* A title, alone or behind a note. */
static bool has_title(struct jx_reading *reading, struct jx_spot *spots, size_t count) {
    if (count > 2 || !is_short(&spots[0])) return false;
    if (is_title(reading, &spots[0])) return true;
    return count == 2 && is_title(reading, &spots[1]) &&
           is_head_note(reading, jx_spot_key(reading, &spots[0]));
}

static bool has_opener(struct jx_reading *reading, struct jx_spot *spots, size_t count) {
    for (size_t i = 0; i < count && i < SPOTS_LOOKED_AT; i++)
        if (is_short(&spots[i]) && jx_key_opens_form(reading, jx_spot_key(reading, &spots[i]))) return true;
    return false;
}

static enum row_kind scan_row(struct jx_reading *reading, uint32_t row) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    if (count == 0) return ROW_EMPTY;
    if (has_opener(reading, spots, count)) return ROW_OPENER;
    return has_title(reading, spots, count) ? ROW_TITLE : ROW_OTHER;
}

/* Whether the title of a row heads indicators only. */
static bool heads_part(struct jx_reading *reading, uint32_t row) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    for (size_t i = 0; i < count; i++)
        if (is_short(&spots[i]) && jx_key_heads_part(jx_spot_key(reading, &spots[i]))) return true;
    return false;
}

/* Whether the headings of indicators stand in a row: in any of its cells, if its first ones open a form. */
static bool has_headings(struct jx_reading *reading, uint32_t row, enum row_kind kind) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    for (size_t i = 0; i < count && (i < SPOTS_LOOKED_AT || kind == ROW_OPENER); i++)
        if (is_short(&spots[i]) && is_heading(reading, jx_spot_key(reading, &spots[i]))) return true;
    return false;
}

/* Whether a row may stand above a form: nothing but notes. */
static bool is_notes(struct jx_reading *reading, uint32_t row) {
    enum { NOTES_MOST = 3 };
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    for (size_t i = 0; i < count; i++)
        if (!is_short(&spots[i]) || !is_head_note(reading, jx_spot_key(reading, &spots[i]))) return false;
    return count <= NOTES_MOST;
}

/* A table begins not at its title or first label but at the notes right above. */
static uint32_t back_over_notes(struct jx_reading *reading, uint32_t row, uint32_t first) {
    uint32_t start = row;
    while (row > first) {
        enum row_kind kind = scan_row(reading, row - 1);
        if (kind == ROW_OPENER || (kind == ROW_OTHER && !is_notes(reading, row - 1))) break;
        row--;
        if (kind != ROW_EMPTY) start = row;
    }
    return start;
}

/* Whether a project is named in a row, and another than this one. */
static bool names_another(struct jx_reading *reading, uint32_t row, const char *name) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    const char *key = name ? jx_text_key(reading->scratch, name, strlen(name)) : "";
    bool opens = has_opener(reading, spots, count), same = false;
    for (size_t i = 0; opens && i < count; i++) {
        const char *own = jx_spot_key(reading, &spots[i]);
        same = same || (*key != '\0' && jx_text_ends(own, key));
    }
    return opens && !same;
}

bool jx_sheet_lacks_head(struct jx_reading *reading, struct jx_sheet *sheet, const char *name) {
    enum { ROWS_ABOVE = 8 };
    struct jx_reading other = *reading;
    bool found = false, another = false;
    other.sheet = sheet;
    other.kept = NULL;
    other.pasted = NULL;
    for (uint32_t row = 0; row < sheet->row_count && row < ROWS_ABOVE && !found && !another; row++) {
        another = names_another(&other, row, name);
        found = !another && has_headings(&other, row, ROW_OTHER);
        jx_arena_reset(reading->scratch);
    }
    return found;
}

const struct jx_region *jx_sheet_regions(struct jx_reading *reading, size_t *count) {
    struct jx_region *regions = NULL;
    size_t capacity = 0;
    uint32_t first = 0, rows = reading->sheet->row_count;
    bool opened = false, banded = false; /* the region has its first label; its indicators' headings */
    *count = 0;
    for (uint32_t row = 0; row <= rows; row++) {
        enum row_kind kind = row == rows ? ROW_OTHER : scan_row(reading, row);
        bool title = kind == ROW_TITLE && opened && (banded || !heads_part(reading, row));
        bool begins = (kind == ROW_OPENER && banded) || title;
        if (row == rows || begins) {
            uint32_t end = row == rows ? rows : back_over_notes(reading, row, first);
            if (end > first) {
                jx_reading_count(reading, *count);
                regions = jx_arena_grow(reading->arena, regions, *count, &capacity, sizeof *regions);
                regions[(*count)++] = (struct jx_region){first, end};
            }
            first = end;
            opened = banded = false;
        }
        opened = opened || kind == ROW_OPENER;
        banded = banded || has_headings(reading, row, kind);
        jx_arena_reset(reading->scratch);
    }
    return regions;
}
