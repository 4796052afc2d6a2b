/*
 * What a sheet's part says of rows outside its cells: areas of rules and lists, links, breaks, merges.
 */
#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How an attribute names rows. COVER: an area whose rules hold for copies of its one row, too. */
enum way { AREAS, COVER, FORMULA, BREAK };

static const struct {
    const char *element, *attribute;
    enum way way;
} attributes[] = {
    {"dimension", "ref", AREAS},
    {"sheetView", "topLeftCell", AREAS},
    {"pane", "topLeftCell", AREAS},
    {"selection", "activeCell", AREAS},
    {"selection", "sqref", AREAS},
    {"hyperlink", "ref", AREAS},
    {"hyperlink", "location", FORMULA},
    {"conditionalFormatting", "sqref", COVER},
    {"dataValidation", "sqref", COVER},
    {"autoFilter", "ref", COVER},
    {"sortState", "ref", COVER},
    {"sortCondition", "ref", COVER},
    {"protectedRange", "sqref", COVER},
    {"ignoredError", "sqref", COVER},
    {"cellWatch", "r", AREAS},
    {"inputCells", "r", AREAS},
    {"brk", "id", BREAK},
    {"cfvo", "val", FORMULA},
};

/* Elements whose text is a formula, or a list of areas. */
static const char *const formulas[] = {"formula", "formula1", "formula2", "f"};

static void attribute_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, struct jx_splices *splices,
                           uint32_t node, size_t index) {
    const struct jx_markup *markup = &leaf->markup;
    const char *name = attributes[index].attribute, *value = jx_node_value(markup, node, name),
               *mapped = NULL;
    char number[16];
    if (!value) return;
    if (attributes[index].way == FORMULA) {
        const struct jx_xlsx_formula how = jx_xlsx_formula_of(patch, leaf);
        size_t length = strlen(value);
        bool changed;
        const char *text = jx_xlsx_formula_map(&how, value, &length, &changed);
        if (changed) mapped = text;
    } else if (attributes[index].way == BREAK) {
        uint32_t id = jx_node_number(markup, node, name);
        if (id == UINT32_MAX || !jx_node_is(markup, markup->nodes[node].parent, "rowBreaks")) return;
        uint32_t moved = id == 0 ? 0 : jx_xlsx_row_map(&leaf->rows, id - 1) + 1;
        snprintf(number, sizeof number, "%u", moved);
        if (moved != id) mapped = patch->host->text(patch->call, number, strlen(number));
    } else {
        mapped =
            jx_xlsx_areas_map(patch->host, patch->call, &leaf->rows, value, attributes[index].way == COVER);
    }
    if (mapped) jx_node_set(markup, splices, node, name, mapped);
}

/* How far the first cell of the areas that a rule is for moves: its formulas are relative to it. */
static bool rule_moves(struct jx_xlsx_leaf *leaf, uint32_t node, int64_t *down) {
    const struct jx_markup *markup = &leaf->markup;
    struct jx_merge area;
    for (node = markup->nodes[node].parent; node != 0; node = markup->nodes[node].parent) {
        bool rule =
            jx_node_is(markup, node, "conditionalFormatting") || jx_node_is(markup, node, "dataValidation");
        if (!rule) continue;
        const char *areas = jx_node_value(markup, node, "sqref");
        uint32_t inside = jx_node_child(markup, node, "sqref");
        size_t length;
        if (!areas && inside != 0) areas = jx_node_text(markup, inside, &length);
        if (!areas) return false;
        areas += strspn(areas, " \t\r\n");
        if (!jx_xlsx_area_read(areas, &area)) return false;
        uint32_t first = area.row, last = area.row + area.rows - 1;
        jx_xlsx_rows_map(&leaf->rows, &first, &last, true);
        *down = (int64_t)first - area.row;
        return true;
    }
    return false;
}

static void text_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, struct jx_splices *splices,
                      uint32_t node) {
    const struct jx_markup *markup = &leaf->markup;
    size_t length;
    if (jx_node_is(markup, node, "sqref")) {
        const char *text = jx_node_text(markup, node, &length);
        text = jx_xlsx_areas_map(patch->host, patch->call, &leaf->rows, text, true);
        if (text) jx_node_fill(markup, splices, node, text, strlen(text));
        return;
    }
    bool formula = false, changed;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        formula = formula || jx_node_is(markup, node, formulas[i]);
    if (!formula || markup->nodes[node].first != 0) return;
    struct jx_xlsx_formula how = jx_xlsx_formula_of(patch, leaf);
    how.relative = rule_moves(leaf, node, &how.down);
    const char *text = jx_node_text(markup, node, &length);
    text = jx_xlsx_formula_map(&how, text, &length, &changed);
    if (changed) jx_node_fill(markup, splices, node, text, length);
}

void jx_xlsx_rules_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, struct jx_splices *splices) {
    const struct jx_markup *markup = &leaf->markup;
    const struct jx_node *data = &markup->nodes[leaf->data];
    if (!patch->moves) return;
    for (uint32_t node = 1; node < markup->count; node++) {
        const struct jx_node *it = &markup->nodes[node];
        if (leaf->data != 0 && it->start > data->start && it->start < data->end) continue;
        for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
            if (jx_node_is(markup, node, attributes[i].element))
                attribute_edit(patch, leaf, splices, node, i);
        text_edit(patch, leaf, splices, node);
    }
}

/* --- merges ------------------------------------------------------------------------------------------------------ */

struct merges {
    struct jx_merge *items;
    uint32_t *nodes; /* of those in the part; 0: new */
    uint32_t count, capacity, node_capacity;
};

static void merge_put(struct jx_xlsx_patch *patch, struct merges *merges, const struct jx_merge *area,
                      uint32_t node) {
    merges->nodes = patch->host->grow(patch->call, merges->nodes, merges->count, &merges->node_capacity,
                                      sizeof *merges->nodes);
    merges->items = patch->host->grow(patch->call, merges->items, merges->count, &merges->capacity,
                                      sizeof *merges->items);
    merges->items[merges->count] = *area;
    merges->nodes[merges->count++] = node;
}

static bool merge_same(const struct jx_merge *a, const struct jx_merge *b) {
    return a->row == b->row && a->column == b->column && a->rows == b->rows && a->columns == b->columns;
}

/* Whether the caller wants this one taken apart. */
static bool merge_undone(const struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                         const struct jx_merge *area) {
    for (uint32_t i = 0; i < patch->patch->merge_count; i++) {
        const struct jx_patch_merge *asked = &patch->patch->merges[i];
        if (asked->undo && &patch->leaves[asked->sheet] == leaf && merge_same(&asked->area, area))
            return true;
    }
    return false;
}

/* The merge as it will be, and copies of it if it is one of a pattern row alone. */
static void merge_map(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, struct jx_splices *splices,
                      struct merges *merges, uint32_t node) {
    const struct jx_markup *markup = &leaf->markup;
    const char *ref = jx_node_value(markup, node, "ref");
    struct jx_merge area, moved;
    if (!ref || !jx_xlsx_area_read(ref, &area)) return;
    uint32_t first = area.row, last = area.rows == UINT32_MAX ? area.row : area.row + area.rows - 1;
    if (area.rows == UINT32_MAX) return; /* of whole columns */
    jx_xlsx_rows_map(&leaf->rows, &first, &last, false);
    moved = (struct jx_merge){first, area.column, last - first + 1, area.columns};
    for (uint32_t i = 0; i < leaf->rows.count && area.rows == 1; i++) {
        const struct jx_patch_rows *rows = &leaf->rows.items[i];
        struct jx_merge copy = moved;
        copy.row = jx_xlsx_row_map(&leaf->rows, rows->before) - rows->count;
        for (uint32_t n = 0; n < rows->count && rows->pattern == area.row; n++, copy.row++)
            merge_put(patch, merges, &copy, 0);
    }
    if (merge_undone(patch, leaf, &moved)) {
        const struct jx_node *it = &markup->nodes[node];
        jx_splice_add(splices, it->start, it->end - it->start, "", 0);
        return;
    }
    merge_put(patch, merges, &moved, node);
    if (merge_same(&moved, &area)) return;
    struct jx_bytes text = {.host = patch->host, .call = patch->call};
    jx_xlsx_area_write(&text, &moved);
    jx_node_set(markup, splices, node, "ref", text.bytes);
}

static int merge_order(const void *a, const void *b) {
    const struct jx_merge *left = a, *right = b;
    return left->row < right->row ? -1 : left->row > right->row;
}

static bool merges_meet(const struct jx_merge *a, const struct jx_merge *b) {
    return a->row < b->row + b->rows && b->row < a->row + a->rows && a->column < b->column + b->columns &&
           b->column < a->column + a->columns;
}

/* Two that share a cell, `first` NULL: no two do. false: the time is over. */
struct meeting {
    const struct jx_merge *first, *second;
};

static bool merges_meet_find(struct jx_xlsx_patch *patch, struct jx_merge *items, uint32_t count,
                             struct meeting *meeting) {
    uint32_t open = 0, kept;
    *meeting = (struct meeting){NULL, NULL};
    if (count > 0) qsort(items, count, sizeof *items, merge_order);
    struct jx_merge *reaching = patch->host->allocate(patch->call, (count + 1) * sizeof *reaching);
    for (uint32_t i = 0; i < count; i++) {
        kept = 0;
        if (patch->host->expired(patch->call)) return false;
        for (uint32_t n = 0; n < open; n++) {
            if (merges_meet(&reaching[n], &items[i])) {
                *meeting = (struct meeting){&reaching[n], &items[i]};
                return true;
            }
            if (reaching[n].row + reaching[n].rows > items[i].row) reaching[kept++] = reaching[n];
        }
        reaching[kept] = items[i];
        open = kept + 1;
    }
    return true;
}

/* No two may share a cell: Excel would want to repair the file. */
static enum jx_status merges_check(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                                   struct jx_merge *items, uint32_t count) {
    const struct jx_place place = {.sheet = leaf->name};
    struct meeting meeting;
    if (!merges_meet_find(patch, items, count, &meeting)) return JX_FAIL;
    if (!meeting.first) return JX_OK;
    struct jx_bytes first = {.host = patch->host, .call = patch->call}, second = first;
    jx_xlsx_area_write(&first, meeting.first);
    jx_xlsx_area_write(&second, meeting.second);
    JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_MERGES, &place, first.bytes, second.bytes);
    return JX_FAIL;
}

bool jx_xlsx_merges_apart(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf) {
    const struct jx_markup *markup = &leaf->markup;
    struct merges merges = {0};
    struct meeting meeting;
    struct jx_merge area;
    uint32_t table = jx_node_find(markup, "mergeCells");
    for (uint32_t node = jx_node_child(markup, table, "mergeCell"); table && node;
         node = jx_node_next(markup, node)) {
        const char *ref = jx_node_value(markup, node, "ref");
        if (ref && jx_xlsx_area_read(ref, &area) && area.rows != UINT32_MAX)
            merge_put(patch, &merges, &area, node);
    }
    return merges_meet_find(patch, merges.items, merges.count, &meeting) && !meeting.first;
}

/* Whether the sheet's merges stay as they are, and are sound. */
static bool merges_stay(const struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf) {
    for (uint32_t i = 0; i < patch->patch->merge_count; i++)
        if (&patch->leaves[patch->patch->merges[i].sheet] == leaf) return false;
    return leaf->apart && leaf->rows.count == 0;
}

/* Where a table of merges belongs if there is none: behind the last of these that there is. */
static uint32_t merges_after(const struct jx_xlsx_leaf *leaf) {
    static const char *const before[] = {"sheetCalcPr",     "sheetProtection", "protectedRanges",
                                         "scenarios",       "autoFilter",      "sortState",
                                         "dataConsolidate", "customSheetViews"};
    uint32_t after = leaf->data;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        uint32_t node = jx_node_child(&leaf->markup, leaf->markup.nodes[leaf->data].parent, before[i]);
        if (node != 0) after = node;
    }
    return after;
}

static void merges_write(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, struct jx_splices *splices,
                         const struct merges *merges, uint32_t table, uint32_t known) {
    struct jx_bytes out = {.host = patch->host, .call = patch->call};
    char number[16];
    for (uint32_t i = 0; i < merges->count; i++) {
        if (merges->nodes[i] != 0) continue;
        jx_bytes_text(&out, "<");
        jx_bytes_text(&out, leaf->prefix);
        jx_bytes_text(&out, "mergeCell ref=\"");
        jx_xlsx_area_write(&out, &merges->items[i]);
        jx_bytes_text(&out, "\"/>");
    }
    if (table != 0 && out.length > 0) jx_node_append(&leaf->markup, splices, table, out.bytes, out.length);
    snprintf(number, sizeof number, "%u", merges->count);
    if (table != 0 && merges->count != known && merges->count > 0) {
        const char *count = patch->host->text(patch->call, number, strlen(number));
        jx_node_set(&leaf->markup, splices, table, "count", count);
    }
    if (table != 0 || out.length == 0) return;
    struct jx_bytes whole = {.host = patch->host, .call = patch->call};
    jx_bytes_text(&whole, "<");
    jx_bytes_text(&whole, leaf->prefix);
    jx_bytes_text(&whole, "mergeCells count=\"");
    jx_bytes_text(&whole, number);
    jx_bytes_text(&whole, "\">");
    jx_bytes_add(&whole, out.bytes, out.length);
    jx_bytes_text(&whole, "</");
    jx_bytes_text(&whole, leaf->prefix);
    jx_bytes_text(&whole, "mergeCells>");
    jx_splice_add(splices, leaf->markup.nodes[merges_after(leaf)].end, 0, whole.bytes, whole.length);
}

enum jx_status jx_xlsx_merges_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                                   struct jx_splices *splices) {
    const struct jx_markup *markup = &leaf->markup;
    struct merges merges = {0};
    if (!leaf->edited || leaf->data == 0 || merges_stay(patch, leaf)) return JX_OK;
    uint32_t table = jx_node_find(markup, "mergeCells"), known = 0;
    for (uint32_t node = jx_node_child(markup, table, "mergeCell"); table && node;
         node = jx_node_next(markup, node)) {
        known++;
        merge_map(patch, leaf, splices, &merges, node);
    }
    for (uint32_t i = 0; i < patch->patch->merge_count; i++) {
        const struct jx_patch_merge *asked = &patch->patch->merges[i];
        bool there = false;
        if (asked->undo || &patch->leaves[asked->sheet] != leaf) continue;
        for (uint32_t n = 0; n < merges.count; n++)
            there = there || merge_same(&merges.items[n], &asked->area);
        if (!there) merge_put(patch, &merges, &asked->area, 0);
    }
    merges_write(patch, leaf, splices, &merges, table, known);
    return merges_check(patch, leaf, merges.items, merges.count);
}
