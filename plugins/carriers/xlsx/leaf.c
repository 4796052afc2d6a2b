/*
 * A sheet's part taken apart: its rows, its cells, its shared formulas, and what all cells will hold.
 */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

enum {
    GROUPS_MOST = 1 << 16,              /* numbers of shared formulas that are followed */
    WRITTEN_OUT_MOST = 64 * 1024 * 1024 /* bytes of formulas that were short while shared */
};

static enum jx_status leaf_damaged(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf) {
    JX_REPORT(patch->host, patch->call, JX_MSG_ZIP_DAMAGED, NULL, leaf->part);
    return JX_FAIL;
}

/* --- rows and cells ---------------------------------------------------------------------------------------------- */

/* Cells and rows without an address follow the ones before them. false: they are out of order. */
static bool line_read(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, uint32_t node, uint32_t *next) {
    const struct jx_markup *markup = &leaf->markup;
    uint32_t number = jx_node_number(markup, node, "r"), column = 0;
    uint32_t row = number != UINT32_MAX && number > 0 ? number - 1 : *next;
    if (row < *next || row >= JX_XLSX_ROWS_MOST) return false;
    *next = row + 1;
    leaf->lines = patch->host->grow(patch->call, leaf->lines, leaf->line_count, &leaf->line_capacity,
                                    sizeof *leaf->lines);
    struct jx_xlsx_line *line = &leaf->lines[leaf->line_count++];
    *line = (struct jx_xlsx_line){.node = node, .row = row, .first = leaf->spot_count};
    for (uint32_t cell = markup->nodes[node].first; cell != 0; cell = markup->nodes[cell].next) {
        if (!jx_node_is(markup, cell, "c")) continue;
        size_t length;
        const char *raw = jx_node_raw(markup, cell, "r", &length);
        uint32_t at = column, at_row = row;
        if (raw && jx_xlsx_address_read(raw, &at_row, &at) != raw + length) return false;
        if (at < column || at_row != row || at >= JX_XLSX_COLUMNS_MOST) return false;
        column = at + 1;
        leaf->spots = patch->host->grow(patch->call, leaf->spots, leaf->spot_count, &leaf->spot_capacity,
                                        sizeof *leaf->spots);
        leaf->spots[leaf->spot_count++] = (struct jx_xlsx_spot){.node = cell,
                                                                .f = jx_node_child(markup, cell, "f"),
                                                                .row = row,
                                                                .column = at,
                                                                .style = jx_node_number(markup, cell, "s")};
        line->count++;
    }
    return true;
}

const struct jx_xlsx_line *jx_xlsx_line_find(const struct jx_xlsx_leaf *leaf, uint32_t row) {
    uint32_t low = 0, high = leaf->line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (leaf->lines[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < leaf->line_count && leaf->lines[low].row == row ? &leaf->lines[low] : NULL;
}

const struct jx_xlsx_spot *jx_xlsx_spot_find(const struct jx_xlsx_leaf *leaf, uint32_t row, uint32_t column) {
    const struct jx_xlsx_line *line = jx_xlsx_line_find(leaf, row);
    if (!line || line->count == 0) return NULL;
    const struct jx_xlsx_spot *spots = &leaf->spots[line->first];
    uint32_t near = column - spots[0].column; /* there it stands where no cell is left out */
    if (near < line->count && spots[near].column == column) return &spots[near];
    for (uint32_t i = 0; i < line->count; i++)
        if (spots[i].column == column) return &spots[i];
    return NULL;
}

/* --- shared formulas --------------------------------------------------------------------------------------------- */

uint32_t jx_xlsx_spot_f(const struct jx_xlsx_leaf *leaf, const struct jx_xlsx_spot *spot, const char **type) {
    const char *value = spot->f == 0 ? NULL : jx_node_value(&leaf->markup, spot->f, "t");
    *type = !value || strcmp(value, "normal") == 0 ? "" : value;
    return spot->f;
}

struct jx_xlsx_shared *jx_xlsx_spot_group(const struct jx_xlsx_leaf *leaf, const struct jx_xlsx_spot *spot) {
    const char *type;
    uint32_t f = jx_xlsx_spot_f(leaf, spot, &type);
    if (f == 0 || strcmp(type, "shared") != 0) return NULL;
    uint32_t number = jx_node_number(&leaf->markup, f, "si");
    return number < leaf->shared_count ? &leaf->shared[number] : NULL;
}

/* The first cell with a text is the master. */
static void groups_find(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    uint32_t most = 0;
    if (!memmem(leaf->bytes, leaf->length, "shared", 6)) return;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < leaf->spot_count; i++) {
            const char *type;
            uint32_t f = jx_xlsx_spot_f(leaf, &leaf->spots[i], &type);
            if (f == 0 || strcmp(type, "shared") != 0) continue;
            uint32_t number = jx_node_number(&leaf->markup, f, "si");
            if (number >= GROUPS_MOST) continue;
            if (pass == 0) {
                if (number + 1 > most) most = number + 1;
                continue;
            }
            struct jx_xlsx_shared *shared = &leaf->shared[number];
            size_t length;
            const char *text = jx_node_text(&leaf->markup, f, &length);
            if (shared->master != UINT32_MAX || length == 0) continue;
            *shared = (struct jx_xlsx_shared){.master = i, .text = text, .length = length};
        }
        if (pass > 0 || most == 0) continue;
        leaf->shared = patch->host->allocate(patch->call, most * sizeof *leaf->shared);
        leaf->shared_count = most;
        for (uint32_t i = 0; i < most; i++) leaf->shared[i].master = UINT32_MAX;
    }
}

const char *jx_xlsx_formula_copy(struct jx_xlsx_patch *patch, const char *formula, size_t *length,
                                 int64_t down, int64_t right) {
    const struct jx_xlsx_formula how = {
        .host = patch->host, .call = patch->call, .down = down, .right = right};
    bool changed;
    return jx_xlsx_formula_map(&how, formula, length, &changed);
}

const char *jx_xlsx_spot_formula(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                                 const struct jx_xlsx_spot *spot, size_t *length) {
    const char *type;
    uint32_t f = jx_xlsx_spot_f(leaf, spot, &type);
    if (f == 0) return NULL;
    const struct jx_xlsx_shared *shared = jx_xlsx_spot_group(leaf, spot);
    const char *text = jx_node_text(&leaf->markup, f, length);
    if (*length > 0) return text;
    if (!shared || shared->master == UINT32_MAX || leaf->written_out > WRITTEN_OUT_MOST) return NULL;
    const struct jx_xlsx_spot *master = &leaf->spots[shared->master];
    *length = shared->length;
    text = jx_xlsx_formula_copy(patch, shared->text, length, (int64_t)spot->row - master->row,
                                (int64_t)spot->column - master->column);
    leaf->written_out += *length;
    return text;
}

static enum jx_status lines_read(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    uint32_t next = 0;
    if (!leaf->bytes) leaf->bytes = jx_markup_load(patch->package, leaf->part, &leaf->length);
    if (!leaf->bytes) return JX_FAIL;
    enum jx_status status =
        jx_markup_read(&leaf->markup, patch->package, leaf->part, leaf->bytes, leaf->length);
    if (status != JX_OK) return status;
    leaf->data = jx_node_find(&leaf->markup, "sheetData");
    const struct jx_node *data = &leaf->markup.nodes[leaf->data];
    leaf->prefix = leaf->data == 0 ? ""
                                   : patch->host->text(patch->call, leaf->bytes + data->start + 1,
                                                       data->name - data->start - 1);
    for (uint32_t row = leaf->markup.nodes[leaf->data].first; leaf->data && row;
         row = leaf->markup.nodes[row].next) {
        if (!jx_node_is(&leaf->markup, row, "row")) continue;
        if (patch->host->expired(patch->call)) return JX_FAIL;
        if (!line_read(patch, leaf, row, &next)) return leaf_damaged(patch, leaf);
    }
    return JX_OK;
}

/* The groups that a survey found, none of them touched. */
static void groups_again(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    const struct jx_xlsx_shared *known = leaf->shared;
    if (leaf->shared_count == 0) return;
    leaf->shared = patch->host->allocate(patch->call, leaf->shared_count * sizeof *leaf->shared);
    memcpy(leaf->shared, known, leaf->shared_count * sizeof *leaf->shared);
}

enum jx_status jx_xlsx_leaf_load(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    if (leaf->loaded) return JX_OK;
    leaf->loaded = true;
    if (leaf->stored) {
        groups_again(patch, leaf);
        return JX_OK;
    }
    enum jx_status status = lines_read(patch, leaf);
    if (status == JX_OK) groups_find(patch, leaf);
    return status;
}

/* --- values ------------------------------------------------------------------------------------------------------ */

static struct jx_xlsx_value *value_add(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, uint32_t row,
                                       uint32_t column) {
    leaf->values = patch->host->grow(patch->call, leaf->values, leaf->value_count, &leaf->value_capacity,
                                     sizeof *leaf->values);
    struct jx_xlsx_value *value = &leaf->values[leaf->value_count++];
    *value = (struct jx_xlsx_value){.row = row, .column = column};
    return value;
}

/* What the cell's stored value is. */
static void value_stored(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                         const struct jx_xlsx_spot *spot, struct jx_xlsx_value *value) {
    const struct jx_markup *markup = &leaf->markup;
    uint32_t v = jx_node_child(markup, spot->node, "v"), is = jx_node_child(markup, spot->node, "is");
    size_t length = 0, type_length;
    const char *type = jx_node_raw(markup, spot->node, "t", &type_length);
    const char *text = v != 0 ? jx_node_text(markup, v, &length) : "";
    if (is != 0) {
        value->text = jx_node_text(markup, is, &length);
        value->kind = JX_XLSX_STRING;
    } else if (v == 0 || length == 0) {
        value->kind = JX_XLSX_EMPTY;
    } else if (type && type_length == 1 && *type == 's') {
        unsigned long number = strtoul(text, NULL, 10);
        const struct jx_xlsx_workbook *workbook = patch->workbook;
        value->kind = JX_XLSX_STRING;
        value->text = number < workbook->string_count ? workbook->strings[number].text : NULL;
        if (!value->text) value->text = "";
    } else if (!type || (type_length == 1 && *type == 'n')) {
        value->kind = JX_XLSX_NUMBER;
        value->text = text;
    } else if (type_length == 3 && memcmp(type, "str", 3) == 0) {
        value->kind = JX_XLSX_STRING;
        value->text = text;
    } else {
        value->kind = JX_XLSX_OTHER;
        value->text = text;
    }
}

static int value_order(const void *a, const void *b) {
    const struct jx_xlsx_value *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

struct jx_xlsx_value *jx_xlsx_value_find(const struct jx_xlsx_leaf *leaf, uint32_t row, uint32_t column) {
    const struct jx_xlsx_value key = {.row = row, .column = column};
    if (leaf->value_count == 0) return NULL;
    return bsearch(&key, leaf->values, leaf->value_count, sizeof key, value_order);
}

/* The copies of the pattern row's formulas. Their results are not known yet. */
static void copies_add(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                       const struct jx_patch_rows *rows) {
    const struct jx_xlsx_line *line = jx_xlsx_line_find(leaf, rows->pattern);
    const struct jx_xlsx_formula how = jx_xlsx_formula_of(patch, leaf);
    uint32_t first = jx_xlsx_row_map(&leaf->rows, rows->before) - rows->count;
    uint32_t pattern = jx_xlsx_row_map(&leaf->rows, rows->pattern);
    for (uint32_t i = 0; line && i < line->count; i++) {
        const struct jx_xlsx_spot *spot = &leaf->spots[line->first + i];
        size_t length;
        bool changed;
        const char *formula = jx_xlsx_spot_formula(patch, leaf, spot, &length);
        const char *type;
        jx_xlsx_spot_f(leaf, spot, &type);
        if (!formula || (*type != '\0' && strcmp(type, "shared") != 0)) continue;
        formula = jx_xlsx_formula_map(&how, formula, &length, &changed);
        patch->formula_moved = true;
        for (uint32_t n = 0; n < rows->count; n++) {
            size_t copied = length;
            struct jx_xlsx_value *value = value_add(patch, leaf, first + n, spot->column);
            value->formula = jx_xlsx_formula_copy(patch, formula, &copied, (int64_t)first + n - pattern, 0);
            value->dirty = true;
        }
    }
}

/* Rows and cells come in their order; only the copies of pattern rows do not. */
static void values_sort(struct jx_xlsx_leaf *leaf) {
    for (uint32_t i = 1; i < leaf->value_count; i++)
        if (value_order(&leaf->values[i - 1], &leaf->values[i]) > 0) {
            qsort(leaf->values, leaf->value_count, sizeof *leaf->values, value_order);
            return;
        }
}

static void news_apply(struct jx_xlsx_value *value, const struct jx_xlsx_new *new) {
    value->kind = new->length == 0 ? JX_XLSX_EMPTY : new->number ? JX_XLSX_NUMBER : JX_XLSX_STRING;
    value->text = new->text;
    value->formula = NULL;
    value->dirty = true;
}

/* What cells are to hold, in the place of what they held or among it. Both are in their order. */
static void news_merge(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    const struct jx_xlsx_value *known = leaf->values;
    uint32_t known_count = leaf->value_count, at = 0;
    if (leaf->new_count == 0) return;
    leaf->value_capacity = known_count + leaf->new_count;
    leaf->values = patch->host->allocate(patch->call, leaf->value_capacity * sizeof *leaf->values);
    leaf->value_count = 0;
    for (uint32_t i = 0; i < leaf->new_count; i++) {
        struct jx_xlsx_value value = {.row = leaf->news[i].row, .column = leaf->news[i].column};
        while (at < known_count && value_order(&known[at], &value) < 0)
            leaf->values[leaf->value_count++] = known[at++];
        if (at < known_count && value_order(&known[at], &value) == 0) value = known[at++];
        news_apply(&value, &leaf->news[i]);
        leaf->values[leaf->value_count++] = value;
    }
    while (at < known_count) leaf->values[leaf->value_count++] = known[at++];
}

/* What a cell holds as the sheet will be, before anything is changed. `stored`: as a survey found it, NULL: there was none. */
static void spot_value(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                       const struct jx_xlsx_spot *spot, const struct jx_xlsx_value *stored) {
    const struct jx_xlsx_formula how = jx_xlsx_formula_of(patch, leaf);
    size_t length;
    bool changed;
    struct jx_xlsx_value *value =
        value_add(patch, leaf, jx_xlsx_row_map(&leaf->rows, spot->row), spot->column);
    if (stored)
        value->kind = stored->kind, value->text = stored->text;
    else
        value_stored(patch, leaf, spot, value);
    const char *formula = stored ? stored->formula : jx_xlsx_spot_formula(patch, leaf, spot, &length);
    if (!formula) return;
    if (stored) length = strlen(formula);
    value->formula = jx_xlsx_formula_map(&how, formula, &length, &changed);
    struct jx_xlsx_shared *shared = jx_xlsx_spot_group(leaf, spot);
    bool moved = value->row != spot->row;
    patch->formula_moved |= moved;
    if (shared && (moved || changed)) shared->touched = true;
}

static enum jx_status spots_value(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    uint32_t held = 0;
    if (leaf->stored && !patch->moves) { /* as it was */
        leaf->value_count = leaf->stored_count;
        leaf->values = patch->host->allocate(patch->call, (leaf->value_count + 1) * sizeof *leaf->values);
        memcpy(leaf->values, leaf->stored, leaf->value_count * sizeof *leaf->values);
        return JX_OK;
    }
    for (uint32_t i = 0; i < leaf->spot_count; i++)
        held += leaf->markup.nodes[leaf->spots[i].node].first != 0;
    leaf->values = patch->host->allocate(patch->call, (held + 1) * sizeof *leaf->values);
    leaf->value_capacity = held + 1;
    for (uint32_t i = 0; i < leaf->spot_count; i++) {
        const struct jx_xlsx_spot *spot = &leaf->spots[i];
        if (patch->host->expired(patch->call)) return JX_FAIL;
        if (leaf->markup.nodes[spot->node].first == 0) continue;
        spot_value(patch, leaf, spot, leaf->stored ? &leaf->stored[leaf->value_count] : NULL);
    }
    return JX_OK;
}

enum jx_status jx_xlsx_leaf_values(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    enum jx_status status = spots_value(patch, leaf);
    if (status != JX_OK) return status;
    for (uint32_t i = 0; i < leaf->rows.count; i++) copies_add(patch, leaf, &leaf->rows.items[i]);
    values_sort(leaf);
    news_merge(patch, leaf);
    if (leaf->written_out <= WRITTEN_OUT_MOST) return JX_OK;
    JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_LARGE, NULL, leaf->part, "67108864");
    return JX_FAIL;
}
