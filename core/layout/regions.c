#include "core/layout/regions.h"

#include <string.h>

#include "core/base/text.h"
#include "core/layout/recognise.h"

/* A title or label is short; a longer cell is not even looked at, so that long lists stay cheap. */
enum { LONGEST_LABEL = 150, SPOTS_LOOKED_AT = 4, MOST_OPENERS = 64 };

/* What the scan looks for: the first label of every form, and the notes that stand above one. */
struct scan {
    struct jx_reading *reading;
    const struct jx_label *openers[MOST_OPENERS];
    struct jx_label headings[MOST_OPENERS]; /* openers made of a list's first heading */
    size_t opener_count;
};

enum row_kind { ROW_EMPTY, ROW_TITLE, ROW_OPENER, ROW_NOTE, ROW_OTHER };

/* A row of the scan: what it is, and whether the headings of indicators stand in it. */
struct scanned {
    enum row_kind kind;
    bool headings;
};

bool jx_key_is_title(const char *key) {
    size_t length = strlen(key);
    if (length > LONGEST_LABEL || strpbrk(key, ":;,.") != NULL || strstr(key, "。") != NULL) return false;
    if (strstr(key, "绩效") == NULL) return false;
    if (jx_text_ends(key, "表") || jx_text_ends(key, "表)")) return true;
    const char *table = strstr(key, "表("); /* …表（2025年度） */
    return table != NULL && jx_text_ends(key, ")") && strchr(table, ')') == key + length - 1;
}

static void find_openers(struct scan *scan) {
    for (size_t i = 0; i < scan->reading->layout_count; i++)
        for (size_t t = 0; t < scan->reading->layouts[i]->table_count; t++) {
            const struct jx_compiled_table *table = &scan->reading->layouts[i]->tables[t];
            if (scan->opener_count == MOST_OPENERS) return;
            struct jx_label *heading = &scan->headings[scan->opener_count];
            const struct jx_label *opener = NULL;
            for (size_t k = 0; k < table->label_count && opener == NULL; k++)
                if (table->labels[k].anchor && !table->labels[k].after_band) opener = &table->labels[k];
            if (opener == NULL) {
                heading->pattern = table->band[0].heading;
                opener = heading;
            }
            scan->openers[scan->opener_count++] = opener;
        }
}

/* Any label for the project's name, whatever the form. */
static bool names_project(const struct scan *scan, const char *key) {
    const struct jx_label *label = jx_lexicon_label(scan->reading->lexicon, JX_KIND_PROJECT, key);
    const struct jx_piece *value =
        label == NULL || label->value == NULL ? NULL : jx_pattern_bare(label->value);
    return value != NULL && value->field == JX_FIELD_PROJECT_NAME;
}

static bool is_opener(const struct scan *scan, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *rest;
    for (size_t i = 0; i < scan->opener_count; i++)
        if (jx_label_match(scan->openers[i], scan->reading->scratch, key, captures, &count, &rest))
            return true;
    return names_project(scan, key);
}

/* A note above a form: 填报单位：…, （2024年度）, 表12. */
static bool is_head_note(const struct scan *scan, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    for (size_t i = 0; i < scan->reading->layout_count; i++)
        for (size_t t = 0; t < scan->reading->layouts[i]->table_count; t++) {
            const struct jx_compiled_table *table = &scan->reading->layouts[i]->tables[t];
            for (size_t k = 0; k < table->line_count; k++)
                if (!table->lines[k].after_band &&
                    jx_pattern_match(table->lines[k].pattern, key, captures, &count))
                    return true;
            for (size_t k = 0; k < table->label_count; k++) {
                const struct jx_label *label = &table->labels[k];
                size_t length = label->inside && !label->after_band ? strlen(label->key) : 0;
                if (length > 0 && strncmp(key, label->key, length) == 0 &&
                    (key[length] == ':' || key[length] == '\0'))
                    return true;
            }
        }
    return false;
}

/* 一级指标 or 三级指标, however they are called. */
static bool is_heading(const struct scan *scan, const char *key) {
    enum jx_part part = jx_lexicon_heading(scan->reading->lexicon, key);
    return part == JX_PART_LEVEL1 || part == JX_PART_NAME;
}

static struct scanned scan_row(const struct scan *scan, uint32_t row) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(scan->reading, row, &count);
    struct scanned found = {count == 0 ? ROW_EMPTY : ROW_NOTE, false};
    for (size_t i = 0; i < count && (i < SPOTS_LOOKED_AT || found.kind == ROW_OPENER); i++) {
        if (spots[i].cell->length > LONGEST_LABEL) {
            if (found.kind == ROW_NOTE) found.kind = ROW_OTHER;
            continue;
        }
        const char *key = jx_spot_key(scan->reading, &spots[i]);
        if (is_opener(scan, key))
            found.kind = ROW_OPENER;
        else if (found.kind == ROW_NOTE && count <= 2 && jx_key_is_title(key))
            found.kind = ROW_TITLE;
        else if (found.kind == ROW_NOTE && (count > 3 || !is_head_note(scan, key)))
            found.kind = ROW_OTHER;
        found.headings = found.headings || is_heading(scan, key);
    }
    return found;
}

/* A table begins not at its title or first label but at the notes right above. */
static uint32_t back_over_notes(const struct scan *scan, uint32_t row, uint32_t first) {
    uint32_t start = row;
    while (row > first) {
        enum row_kind kind = scan_row(scan, row - 1).kind;
        if (kind != ROW_NOTE && kind != ROW_TITLE && kind != ROW_EMPTY) break;
        row--;
        if (kind != ROW_EMPTY) start = row;
    }
    return start;
}

const struct jx_region *jx_sheet_regions(struct jx_reading *reading, size_t *count) {
    struct scan *scan = jx_arena_alloc(reading->arena, sizeof *scan);
    scan->reading = reading;
    find_openers(scan);

    struct jx_region *regions = NULL;
    size_t capacity = 0;
    uint32_t first = 0, rows = reading->sheet->row_count;
    bool opened = false, banded = false; /* the region has its first label; its indicators' headings */
    *count = 0;
    for (uint32_t row = 0; row <= rows; row++) {
        struct scanned found = row == rows ? (struct scanned){ROW_OTHER, false} : scan_row(scan, row);
        bool begins = (found.kind == ROW_OPENER && banded) || (found.kind == ROW_TITLE && opened);
        if (row == rows || begins) {
            uint32_t end = row == rows ? rows : back_over_notes(scan, row, first);
            if (end > first) {
                regions = jx_arena_grow(reading->arena, regions, *count, &capacity, sizeof *regions);
                regions[(*count)++] = (struct jx_region){first, end};
            }
            first = end;
            opened = banded = false;
        }
        jx_arena_reset(reading->scratch);
        opened = opened || found.kind == ROW_OPENER;
        banded = banded || found.headings;
    }
    return regions;
}
