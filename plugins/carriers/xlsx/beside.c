/*
 * Parts beside the sheets that name rows: names of the workbook, notes and their boxes, drawings, tables, charts, sources of
 * pivot tables; and the chain of calculation, which goes when it no longer holds.
 */
#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct part {
    const char *name, *bytes;
    size_t length;
    struct jx_markup markup;
    struct jx_splices splices;
};

static enum jx_status part_open(struct jx_xlsx_patch *patch, struct part *part, const char *name) {
    *part = (struct part){.name = name, .splices = {.host = patch->host, .call = patch->call}};
    part->bytes = jx_markup_load(patch->package, name, &part->length);
    if (!part->bytes) return JX_FAIL;
    return jx_markup_read(&part->markup, patch->package, name, part->bytes, part->length);
}

static enum jx_status part_close(struct jx_xlsx_patch *patch, struct part *part) {
    return jx_xlsx_part_put(patch, part->name, part->bytes, part->length, &part->splices);
}

static void number_set(struct jx_xlsx_patch *patch, struct part *part, uint32_t node, uint32_t number) {
    char digits[16];
    (void)patch;
    jx_node_fill(&part->markup, &part->splices, node, digits,
                 (size_t)snprintf(digits, sizeof digits, "%u", number));
}

static uint32_t node_count(const struct part *part, uint32_t node) {
    size_t length;
    return node == 0 ? UINT32_MAX : jx_xml_number(jx_node_text(&part->markup, node, &length));
}

/* --- names of the workbook --------------------------------------------------------------------------------------- */

enum jx_status jx_xlsx_names_edit(struct jx_xlsx_patch *patch) {
    const struct jx_markup *book = &patch->book;
    uint32_t table = jx_node_find(book, "definedNames");
    for (uint32_t node = jx_node_child(book, table, "definedName"); table && node;
         node = jx_node_next(book, node)) {
        uint32_t scope = jx_node_number(book, node, "localSheetId");
        struct jx_xlsx_formula how = {
            .host = patch->host, .call = patch->call, .maps = patch->maps, .map_count = patch->leaf_count};
        size_t length;
        bool changed;
        for (uint32_t i = 0; i < patch->leaf_count; i++)
            if (patch->leaves[i].listing == scope) how.home = &patch->leaves[i].rows;
        const char *text = jx_node_text(book, node, &length), *name = jx_node_value(book, node, "name");
        text = jx_xlsx_formula_map(&how, text, &length, &changed);
        if (changed) jx_node_fill(book, &patch->book_splices, node, text, length);
        patch->names = patch->host->grow(patch->call, patch->names, patch->name_count, &patch->name_capacity,
                                         sizeof *patch->names);
        patch->names[patch->name_count++] =
            (struct jx_xlsx_name){.name = name ? name : "", .text = text, .scope = scope};
    }
    return JX_OK;
}

/* --- notes ------------------------------------------------------------------------------------------------------- */

static enum jx_status notes_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, const char *name,
                                 const char *element) {
    struct part part;
    enum jx_status status = part_open(patch, &part, name);
    if (status != JX_OK) return status;
    for (uint32_t node = 1; node < part.markup.count; node++) {
        if (!jx_node_is(&part.markup, node, element)) continue;
        const char *ref = jx_node_value(&part.markup, node, "ref");
        if (ref) ref = jx_xlsx_areas_map(patch->host, patch->call, &leaf->rows, ref, false);
        if (ref) jx_node_set(&part.markup, &part.splices, node, "ref", ref);
    }
    return part_close(patch, &part);
}

/* What stands between <x:NAME> and its end within a piece of VML, which need not be well formed XML. */
static const char *vml_value(const char *from, const char *end, const char *name, size_t *length) {
    char open[32];
    snprintf(open, sizeof open, ":%s>", name);
    const char *at = memmem(from, (size_t)(end - from), open, strlen(open));
    if (!at || at > end) return NULL;
    at += strlen(open);
    const char *close = memchr(at, '<', (size_t)(end - at));
    if (!close) return NULL;
    *length = (size_t)(close - at);
    return at;
}

/* Left, its offset, top, its offset, right, its offset, bottom, its offset: rows are the third and the seventh. */
static bool anchor_read(const char *anchor, size_t length, long fields[8]) {
    char copy[256], *at = copy;
    if (!anchor || length >= sizeof copy) return false;
    memcpy(copy, anchor, length);
    copy[length] = '\0';
    for (size_t i = 0; i < 8; i++) {
        char *end;
        fields[i] = strtol(at, &end, 10);
        if (end == at) return false;
        at = end + strspn(end, " ,\r\n\t");
    }
    return true;
}

/* Replaces what stands at a place of the part. */
static void text_set(struct jx_xlsx_patch *patch, struct jx_splices *splices, size_t at, size_t length,
                     const char *text) {
    size_t used = strlen(text);
    jx_splice_add(splices, at, length, patch->host->text(patch->call, text, used), used);
}

/* A note's box says its cell's row; where it stands may be left out. */
static void box_move(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf, struct jx_splices *splices,
                     const char *bytes, const char *at, const char *close) {
    char text[256];
    long fields[8];
    size_t anchor_length = 0, row_length = 0;
    const char *anchor = vml_value(at, close, "Anchor", &anchor_length);
    const char *row = vml_value(at, close, "Row", &row_length);
    bool placed = anchor_read(anchor, anchor_length, fields);
    if (!row && !placed) return;
    uint32_t own = row ? (uint32_t)strtoul(row, NULL, 10) : (uint32_t)fields[2];
    uint32_t by = jx_xlsx_row_map(&leaf->rows, own) - own;
    if (by != 0 && placed) {
        snprintf(text, sizeof text, "%ld, %ld, %ld, %ld, %ld, %ld, %ld, %ld", fields[0], fields[1],
                 fields[2] + (long)by, fields[3], fields[4], fields[5], fields[6] + (long)by, fields[7]);
        text_set(patch, splices, (size_t)(anchor - bytes), anchor_length, text);
    }
    if (by != 0 && row) {
        snprintf(text, sizeof text, "%u", own + by);
        text_set(patch, splices, (size_t)(row - bytes), row_length, text);
    }
}

static enum jx_status boxes_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, const char *name) {
    struct jx_splices splices = {.host = patch->host, .call = patch->call};
    size_t length;
    const char *bytes = jx_markup_load(patch->package, name, &length), *end, *at;
    if (!bytes) return JX_FAIL;
    end = bytes + length;
    for (at = bytes; (at = memmem(at, (size_t)(end - at), ":ClientData", 11));) {
        at += 11;
        const char *close = memmem(at, (size_t)(end - at), ":ClientData>", 12);
        if (!close) break;
        box_move(patch, leaf, &splices, bytes, at, close);
        at = close + 12;
    }
    return jx_xlsx_part_put(patch, name, bytes, length, &splices);
}

/* --- drawings ---------------------------------------------------------------------------------------------------- */

static void drawing_move(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf, struct part *part,
                         uint32_t anchor) {
    const struct jx_markup *markup = &part->markup;
    const char *as = jx_node_value(markup, anchor, "editAs");
    uint32_t from = jx_node_child(markup, anchor, "from"), to = jx_node_child(markup, anchor, "to");
    uint32_t top = from ? jx_node_child(markup, from, "row") : 0,
             bottom = to ? jx_node_child(markup, to, "row") : 0;
    uint32_t first = node_count(part, top), last = node_count(part, bottom);
    if (first == UINT32_MAX || (as && strcmp(as, "absolute") == 0)) return;
    uint32_t moved = jx_xlsx_row_map(&leaf->rows, first);
    if (moved != first) number_set(patch, part, top, moved);
    if (last == UINT32_MAX) return;
    uint32_t end = last + (moved - first);
    if (!as || strcmp(as, "oneCell") != 0) {
        /* The lower edge is a line between rows where it stands at the top of one. */
        uint32_t offset = node_count(part, jx_node_child(markup, to, "rowOff"));
        end = offset == 0 && last > first ? jx_xlsx_row_map(&leaf->rows, last - 1) + 1
                                          : jx_xlsx_row_map(&leaf->rows, last);
    }
    if (end != last) number_set(patch, part, bottom, end);
}

static enum jx_status drawing_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, const char *name) {
    struct part part;
    enum jx_status status = part_open(patch, &part, name);
    if (status != JX_OK) return status;
    for (uint32_t node = 1; node < part.markup.count; node++)
        if (jx_node_is(&part.markup, node, "twoCellAnchor") ||
            jx_node_is(&part.markup, node, "oneCellAnchor"))
            drawing_move(patch, leaf, &part, node);
    return part_close(patch, &part);
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static enum jx_status table_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, const char *name) {
    static const char *const areas[] = {"table", "autoFilter", "sortState", "sortCondition"};
    static const char *const formulas[] = {"calculatedColumnFormula", "totalsRowFormula"};
    const struct jx_xlsx_formula how = jx_xlsx_formula_of(patch, leaf);
    struct part part;
    enum jx_status status = part_open(patch, &part, name);
    if (status != JX_OK) return status;
    for (uint32_t node = 1; node < part.markup.count; node++) {
        for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
            const char *ref =
                jx_node_is(&part.markup, node, areas[i]) ? jx_node_value(&part.markup, node, "ref") : NULL;
            if (ref) ref = jx_xlsx_areas_map(patch->host, patch->call, &leaf->rows, ref, true);
            if (ref) jx_node_set(&part.markup, &part.splices, node, "ref", ref);
        }
        for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
            size_t length;
            bool changed;
            if (!jx_node_is(&part.markup, node, formulas[i])) continue;
            const char *text = jx_node_text(&part.markup, node, &length);
            text = jx_xlsx_formula_map(&how, text, &length, &changed);
            if (changed) jx_node_fill(&part.markup, &part.splices, node, text, length);
        }
    }
    return part_close(patch, &part);
}

/* A pivot table stands somewhere on the sheet, where rows cannot be put in between. */
static enum jx_status pivot_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, const char *name) {
    struct part part;
    struct jx_merge area;
    enum jx_status status = part_open(patch, &part, name);
    if (status != JX_OK) return status;
    uint32_t node = jx_node_find(&part.markup, "location");
    const char *ref = node ? jx_node_value(&part.markup, node, "ref") : NULL;
    if (!ref || !jx_xlsx_area_read(ref, &area)) return JX_OK;
    if (jx_xlsx_crossed(&leaf->rows, &area)) return jx_xlsx_cross(patch, leaf, &area, name);
    ref = jx_xlsx_areas_map(patch->host, patch->call, &leaf->rows, ref, false);
    if (ref) jx_node_set(&part.markup, &part.splices, node, "ref", ref);
    return part_close(patch, &part);
}

/* Controls and embedded objects say in several parts where they stand. */
static enum jx_status controls_refuse(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf) {
    static const char *const objects[] = {"controls", "oleObjects"};
    const struct jx_merge nowhere = {leaf->rows.items[0].before, 0, 1, 1};
    for (size_t i = 0; i < 2; i++)
        if (jx_node_find(&leaf->markup, objects[i]) != 0)
            return jx_xlsx_cross(patch, leaf, &nowhere, objects[i]);
    return JX_OK;
}

enum jx_status jx_xlsx_beside_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    struct jx_relations relations;
    if (leaf->rows.count == 0) return JX_OK;
    enum jx_status status = jx_relations_read(patch->package, leaf->part, &relations);
    if (status == JX_OK) status = controls_refuse(patch, leaf);
    for (uint32_t i = 0; i < relations.count && status == JX_OK; i++) {
        const char *type = relations.items[i].type, *target = relations.items[i].target;
        if (!jx_package_has(patch->package, target)) continue;
        if (strcmp(type, "comments") == 0)
            status = notes_edit(patch, leaf, target, "comment");
        else if (strcmp(type, "threadedComment") == 0)
            status = notes_edit(patch, leaf, target, "threadedComment");
        else if (strcmp(type, "vmlDrawing") == 0)
            status = boxes_edit(patch, leaf, target);
        else if (strcmp(type, "drawing") == 0)
            status = drawing_edit(patch, leaf, target);
        else if (strcmp(type, "table") == 0)
            status = table_edit(patch, leaf, target);
        else if (strcmp(type, "pivotTable") == 0)
            status = pivot_edit(patch, leaf, target);
    }
    return status;
}

/* --- charts and sources of pivot tables -------------------------------------------------------------------------- */

static enum jx_status chart_edit(struct jx_xlsx_patch *patch, const char *name) {
    const struct jx_xlsx_formula how = {
        .host = patch->host, .call = patch->call, .maps = patch->maps, .map_count = patch->leaf_count};
    struct part part;
    enum jx_status status = part_open(patch, &part, name);
    if (status != JX_OK) return status;
    for (uint32_t node = 1; node < part.markup.count; node++) {
        size_t length;
        bool changed;
        if (!jx_node_is(&part.markup, node, "f")) continue;
        const char *text = jx_node_text(&part.markup, node, &length);
        text = jx_xlsx_formula_map(&how, text, &length, &changed);
        if (changed) jx_node_fill(&part.markup, &part.splices, node, text, length);
    }
    return part_close(patch, &part);
}

static enum jx_status source_edit(struct jx_xlsx_patch *patch, const char *name) {
    struct part part;
    struct jx_merge area;
    enum jx_status status = part_open(patch, &part, name);
    if (status != JX_OK) return status;
    uint32_t node = jx_node_find(&part.markup, "worksheetSource");
    const char *sheet = node ? jx_node_value(&part.markup, node, "sheet") : NULL;
    const char *ref = node ? jx_node_value(&part.markup, node, "ref") : NULL;
    for (uint32_t i = 0; sheet && ref && i < patch->leaf_count; i++) {
        const struct jx_xlsx_leaf *leaf = &patch->leaves[i];
        if (strcmp(leaf->name, sheet) != 0 || !jx_xlsx_area_read(ref, &area)) continue;
        if (jx_xlsx_crossed(&leaf->rows, &area)) return jx_xlsx_cross(patch, leaf, &area, name);
        const char *moved = jx_xlsx_areas_map(patch->host, patch->call, &leaf->rows, ref, false);
        if (moved) jx_node_set(&part.markup, &part.splices, node, "ref", moved);
    }
    return part_close(patch, &part);
}

enum jx_status jx_xlsx_charts_edit(struct jx_xlsx_patch *patch) {
    const struct jx_zip *zip = patch->package->zip;
    enum jx_status status = JX_OK;
    for (uint32_t i = 0; i < zip->count && status == JX_OK; i++) {
        const char *name = zip->members[i].name;
        size_t length = strlen(name);
        if (length < 4 || strcmp(name + length - 4, ".xml") != 0) continue;
        if (strstr(name, "/charts/chart"))
            status = chart_edit(patch, name);
        else if (strstr(name, "/pivotCacheDefinition"))
            status = source_edit(patch, name);
    }
    return status;
}

/* --- the chain of calculation ------------------------------------------------------------------------------------ */

static void element_drop(struct part *part, const char *element, const char *attribute, const char *wanted) {
    for (uint32_t node = 1; node < part->markup.count; node++) {
        const struct jx_node *it = &part->markup.nodes[node];
        const char *value =
            jx_node_is(&part->markup, node, element) ? jx_node_value(&part->markup, node, attribute) : NULL;
        size_t length = value ? strlen(value) : 0, wanted_length = strlen(wanted);
        if (!value || length < wanted_length || strcmp(value + length - wanted_length, wanted) != 0) continue;
        jx_splice_add(&part->splices, it->start, it->end - it->start, "", 0);
    }
}

enum jx_status jx_xlsx_chain_drop(struct jx_xlsx_patch *patch) {
    const struct jx_relation *chain = jx_relation_by_type(&patch->workbook->relations, "calcChain");
    const char *book = patch->workbook->part, *slash = strrchr(book, '/');
    int folder = slash ? (int)(slash - book) + 1 : 0;
    struct jx_bytes name = {.host = patch->host, .call = patch->call};
    struct part part;
    if (!chain || !jx_package_has(patch->package, chain->target)) return JX_OK;
    jx_repack_put(&patch->repack, chain->target, NULL, 0);
    jx_bytes_add(&name, book, (size_t)folder);
    jx_bytes_text(&name, "_rels/");
    jx_bytes_text(&name, book + folder);
    jx_bytes_text(&name, ".rels");
    enum jx_status status = part_open(patch, &part, name.bytes);
    if (status != JX_OK) return status;
    element_drop(&part, "Relationship", "Type", "/calcChain");
    status = part_close(patch, &part);
    if (status == JX_OK) status = part_open(patch, &part, "[Content_Types].xml");
    if (status != JX_OK) return status;
    element_drop(&part, "Override", "PartName", chain->target);
    return part_close(patch, &part);
}
