/*
 * The rows and cells of a sheet, written anew where they change: cells that are filled, rows that move, copies of pattern
 * rows, results of formulas.
 */
#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row that is not in the part: a copy of a pattern row, or one that holds nothing yet. */
struct fresh {
    uint32_t row; /* as the sheet will be */
    const struct jx_xlsx_line *pattern;
};

struct editing {
    struct jx_xlsx_patch *patch;
    struct jx_xlsx_leaf *leaf;
    struct jx_splices splices;
    struct fresh *fresh;
    uint32_t fresh_count, fresh_capacity;
    uint32_t news; /* those of rows before are written */
};

static struct jx_bytes bytes_begin(const struct editing *editing) {
    return (struct jx_bytes){.host = editing->patch->host, .call = editing->patch->call};
}

static void open_add(const struct editing *editing, struct jx_bytes *out, const char *name) {
    jx_bytes_text(out, "<");
    jx_bytes_text(out, editing->leaf->prefix);
    jx_bytes_text(out, name);
}

static void close_add(const struct editing *editing, struct jx_bytes *out, const char *name) {
    jx_bytes_text(out, "</");
    jx_bytes_text(out, editing->leaf->prefix);
    jx_bytes_text(out, name);
    jx_bytes_text(out, ">");
}

/* --- looks ------------------------------------------------------------------------------------------------------- */

/* The style of a cell that is not there: its row's, else its column's. */
static uint32_t absent_style(const struct jx_xlsx_leaf *leaf, const struct jx_xlsx_line *line,
                             uint32_t column) {
    const struct jx_markup *markup = &leaf->markup;
    if (line && jx_xml_truth(jx_node_value(markup, line->node, "customFormat")))
        return jx_node_number(markup, line->node, "s");
    uint32_t columns = jx_node_find(markup, "cols");
    for (uint32_t col = jx_node_child(markup, columns, "col"); columns && col;
         col = jx_node_next(markup, col)) {
        uint32_t first = jx_node_number(markup, col, "min"), last = jx_node_number(markup, col, "max");
        if (column + 1 >= first && column + 1 <= last) return jx_node_number(markup, col, "style");
    }
    return UINT32_MAX;
}

static uint32_t new_style(struct editing *editing, const struct jx_xlsx_new *new, uint32_t style) {
    const struct jx_xlsx_leaf *leaf = editing->leaf;
    if (new->like > 0) {
        const struct jx_xlsx_spot *like = jx_xlsx_spot_find(leaf, new->like - 1, new->column);
        if (like) style = like->style;
    }
    if (!new->number &&new->length > 0 && memchr(new->text, '\n', new->length))
        style = jx_xlsx_style_wrapped(editing->patch, style == UINT32_MAX ? 0 : style);
    return style;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static void cell_open(struct editing *editing, struct jx_bytes *out, uint32_t row, uint32_t column,
                      uint32_t style) {
    open_add(editing, out, "c r=\"");
    jx_xlsx_address_write(out, row, column);
    jx_bytes_text(out, "\"");
    if (style == UINT32_MAX) return;
    jx_bytes_text(out, " s=\"");
    jx_bytes_number(out, style);
    jx_bytes_text(out, "\"");
}

static void value_add(struct editing *editing, struct jx_bytes *out, const char *text, size_t length) {
    open_add(editing, out, "v>");
    jx_bytes_escaped(out, text, length);
    close_add(editing, out, "v");
}

static bool is_number(const char *text, size_t length) {
    size_t i = length > 0 && *text == '-', digits = 0;
    for (; i < length && ((text[i] >= '0' && text[i] <= '9') || text[i] == '.'); i++)
        digits += text[i] != '.';
    return i == length && digits > 0;
}

static void new_write(struct editing *editing, struct jx_bytes *out, const struct jx_xlsx_new *new,
                      uint32_t style) {
    cell_open(editing, out, new->row, new->column, new_style(editing, new, style));
    if (new->length == 0) {
        jx_bytes_text(out, "/>");
        return;
    }
    if (new->number && is_number(new->text, new->length)) {
        jx_bytes_text(out, ">");
        value_add(editing, out, new->text, new->length);
    } else {
        uint32_t number = jx_xlsx_string_number(editing->patch, new);
        if (number == UINT32_MAX) {
            jx_bytes_text(out, " t=\"inlineStr\">");
            open_add(editing, out, "is>");
            jx_xlsx_text_inner(editing->patch, editing->leaf->prefix, new, out);
            close_add(editing, out, "is");
        } else {
            jx_bytes_text(out, " t=\"s\">");
            open_add(editing, out, "v>");
            jx_bytes_number(out, number);
            close_add(editing, out, "v");
        }
    }
    close_add(editing, out, "c");
}

/* A cell of a copied row that holds a formula. */
static void formula_write(struct editing *editing, struct jx_bytes *out, const struct jx_xlsx_value *value,
                          uint32_t style) {
    cell_open(editing, out, value->row, value->column, style);
    jx_bytes_text(out, value->kind == JX_XLSX_STRING ? " t=\"str\">" : ">");
    open_add(editing, out, "f>");
    jx_bytes_escaped(out, value->formula, strlen(value->formula));
    close_add(editing, out, "f");
    if (value->kind != JX_XLSX_EMPTY) value_add(editing, out, value->text, strlen(value->text));
    close_add(editing, out, "c");
}

/* Replaces the stored result of a formula, where it changes. */
static void result_edit(struct editing *editing, const struct jx_xlsx_spot *spot,
                        const struct jx_xlsx_value *value) {
    const struct jx_markup *markup = &editing->leaf->markup;
    uint32_t v = jx_node_child(markup, spot->node, "v");
    const char *type = jx_node_value(markup, spot->node, "t"), *wanted = NULL;
    size_t length = 0;
    const char *stored = v == 0 ? NULL : jx_node_text(markup, v, &length);
    if (value->kind == JX_XLSX_STRING) wanted = "str";
    if (type && strcmp(type, "n") == 0) type = NULL;
    bool same = value->kind != JX_XLSX_EMPTY && stored && strcmp(stored, value->text) == 0 &&
                (!type ? !wanted : wanted && strcmp(type, wanted) == 0);
    if (same || (value->kind == JX_XLSX_EMPTY && v == 0)) return;
    if (wanted)
        jx_node_set(markup, &editing->splices, spot->node, "t", wanted);
    else if (jx_node_value(markup, spot->node, "t"))
        jx_node_unset(markup, &editing->splices, spot->node, "t");
    struct jx_bytes out = bytes_begin(editing);
    if (value->kind != JX_XLSX_EMPTY) value_add(editing, &out, value->text, strlen(value->text));
    const struct jx_node *f = &markup->nodes[jx_node_child(markup, spot->node, "f")];
    if (v != 0)
        jx_splice_add(&editing->splices, markup->nodes[v].start,
                      markup->nodes[v].end - markup->nodes[v].start, out.bytes, out.length);
    else
        jx_splice_add(&editing->splices, f->end, 0, out.bytes, out.length);
}

static void address_set(struct editing *editing, uint32_t node, const char *name, const char *value) {
    const char *mapped =
        jx_xlsx_areas_map(editing->patch->host, editing->patch->call, &editing->leaf->rows, value, false);
    if (mapped) jx_node_set(&editing->leaf->markup, &editing->splices, node, name, mapped);
}

/* The formula's text, and the areas that array formulas and tables of data name. */
static enum jx_status formula_edit(struct editing *editing, const struct jx_xlsx_spot *spot,
                                   const struct jx_xlsx_value *value) {
    struct jx_xlsx_leaf *leaf = editing->leaf;
    const char *type;
    size_t length;
    uint32_t f = jx_xlsx_spot_f(leaf, spot, &type);
    const struct jx_xlsx_shared *shared = jx_xlsx_spot_group(leaf, spot);
    if (shared && !shared->touched) return JX_OK;
    if (shared && shared->touched) {
        struct jx_bytes out = bytes_begin(editing);
        open_add(editing, &out, "f>");
        jx_bytes_escaped(&out, value->formula, strlen(value->formula));
        close_add(editing, &out, "f");
        jx_splice_add(&editing->splices, leaf->markup.nodes[f].start,
                      leaf->markup.nodes[f].end - leaf->markup.nodes[f].start, out.bytes, out.length);
        return JX_OK;
    }
    const char *ref = jx_node_value(&leaf->markup, f, "ref");
    struct jx_merge area;
    if (ref && *type != '\0' && jx_xlsx_area_read(ref, &area)) {
        if (jx_xlsx_crossed(&leaf->rows, &area)) return jx_xlsx_cross(editing->patch, leaf, &area, "{=…}");
        address_set(editing, f, "ref", ref);
    }
    static const char *const inputs[] = {"r1", "r2"};
    for (size_t i = 0; i < 2 && strcmp(type, "dataTable") == 0; i++) {
        const char *input = jx_node_value(&leaf->markup, f, inputs[i]);
        if (input) address_set(editing, f, inputs[i], input);
    }
    const char *text = jx_node_text(&leaf->markup, f, &length);
    if (length > 0 && strcmp(text, value->formula) != 0)
        jx_node_fill(&leaf->markup, &editing->splices, f, value->formula, strlen(value->formula));
    return JX_OK;
}

static enum jx_status cell_move(struct editing *editing, const struct jx_xlsx_spot *spot, uint32_t row) {
    const struct jx_markup *markup = &editing->leaf->markup;
    size_t length;
    if (row != spot->row && jx_node_raw(markup, spot->node, "r", &length)) {
        struct jx_bytes address = bytes_begin(editing);
        jx_xlsx_address_write(&address, row, spot->column);
        jx_node_set(markup, &editing->splices, spot->node, "r", address.bytes);
    }
    if (spot->f == 0) return JX_OK;
    const struct jx_xlsx_value *value = jx_xlsx_value_find(editing->leaf, row, spot->column);
    if (!value || !value->formula) return JX_OK;
    enum jx_status status = formula_edit(editing, spot, value);
    if (status == JX_OK && value->dirty) result_edit(editing, spot, value);
    return status;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void height_write(const struct editing *editing, uint32_t row, char text[32]) {
    const struct jx_patch *asked = editing->patch->patch;
    *text = '\0';
    for (uint32_t i = 0; i < asked->height_count; i++)
        if (asked->heights[i].row == row && asked->heights[i].height > 0 &&
            &editing->patch->leaves[asked->heights[i].sheet] == editing->leaf) {
            uint32_t quarters = (uint32_t)(asked->heights[i].height * 4 + 0.5);
            snprintf(text, 32, "%u.%02u", quarters / 4, quarters % 4 * 25);
        }
}

static void line_height(struct editing *editing, const struct jx_xlsx_line *line, uint32_t row) {
    char height[32];
    height_write(editing, row, height);
    if (*height == '\0') return;
    jx_node_set(&editing->leaf->markup, &editing->splices, line->node, "ht", height);
    jx_node_set(&editing->leaf->markup, &editing->splices, line->node, "customHeight", "1");
}

/* The next new cell, if it is one of this row. */
static const struct jx_xlsx_new *new_at(const struct editing *editing, uint32_t row) {
    const struct jx_xlsx_leaf *leaf = editing->leaf;
    return editing->news < leaf->new_count && leaf->news[editing->news].row == row
               ? &leaf->news[editing->news]
               : NULL;
}

/* The new cells of a row that come before a column. */
static void news_write(struct editing *editing, struct jx_bytes *out, uint32_t row, uint32_t before,
                       const struct jx_xlsx_line *line) {
    for (const struct jx_xlsx_new *next; (next = new_at(editing, row)) && next->column < before;
         editing->news++)
        new_write(editing, out, next, absent_style(editing->leaf, line, next->column));
}

static enum jx_status line_edit(struct editing *editing, const struct jx_xlsx_line *line) {
    struct jx_xlsx_leaf *leaf = editing->leaf;
    const struct jx_markup *markup = &leaf->markup;
    uint32_t row = jx_xlsx_row_map(&leaf->rows, line->row);
    size_t length;
    char number[16];
    if (row != line->row && jx_node_raw(markup, line->node, "r", &length)) {
        snprintf(number, sizeof number, "%u", row + 1);
        const char *text = editing->patch->host->text(editing->patch->call, number, strlen(number));
        jx_node_set(markup, &editing->splices, line->node, "r", text);
    }
    line_height(editing, line, row);
    for (uint32_t i = 0; i < line->count; i++) {
        const struct jx_xlsx_spot *spot = &leaf->spots[line->first + i];
        struct jx_bytes out = bytes_begin(editing);
        news_write(editing, &out, row, spot->column, line);
        const struct jx_xlsx_new *next = new_at(editing, row);
        const struct jx_node *it = &markup->nodes[spot->node];
        if (out.length > 0) jx_splice_add(&editing->splices, it->start, 0, out.bytes, out.length);
        if (next && next->column == spot->column) {
            struct jx_bytes cell = bytes_begin(editing);
            new_write(editing, &cell, next, spot->style);
            editing->news++;
            if (cell.length != it->end - it->start ||
                memcmp(cell.bytes, markup->bytes + it->start, cell.length))
                jx_splice_add(&editing->splices, it->start, it->end - it->start, cell.bytes, cell.length);
            continue;
        }
        enum jx_status status = cell_move(editing, spot, row);
        if (status != JX_OK) return status;
    }
    struct jx_bytes out = bytes_begin(editing);
    news_write(editing, &out, row, UINT32_MAX, line);
    if (out.length > 0) jx_node_append(markup, &editing->splices, line->node, out.bytes, out.length);
    return JX_OK;
}

/* The tag of a copied row: that of its pattern, with another number. */
static void copy_open(struct editing *editing, struct jx_bytes *out, const struct fresh *fresh) {
    const struct jx_markup *markup = &editing->leaf->markup;
    const struct jx_node *it = &markup->nodes[fresh->pattern->node];
    struct jx_splices splices = {.host = editing->patch->host, .call = editing->patch->call};
    char number[16], height[32];
    size_t length = it->inner - it->start;
    snprintf(number, sizeof number, "%u", fresh->row + 1);
    jx_node_set(markup, &splices, fresh->pattern->node, "r", number);
    height_write(editing, fresh->row, height);
    if (*height != '\0') {
        jx_node_set(markup, &splices, fresh->pattern->node, "ht", height);
        jx_node_set(markup, &splices, fresh->pattern->node, "customHeight", "1");
    }
    for (uint32_t i = 0; i < splices.count; i++) splices.items[i].at -= it->start;
    if (it->empty) jx_splice_add(&splices, length - 2, 1, "", 0);
    jx_splices_apply(&splices, markup->bytes + it->start, length, out);
}

static void plain_open(struct editing *editing, struct jx_bytes *out, uint32_t row) {
    char height[32];
    open_add(editing, out, "row r=\"");
    jx_bytes_number(out, (uint64_t)row + 1);
    height_write(editing, row, height);
    if (*height != '\0') {
        jx_bytes_text(out, "\" ht=\"");
        jx_bytes_text(out, height);
        jx_bytes_text(out, "\" customHeight=\"1");
    }
    jx_bytes_text(out, "\">");
}

static void fresh_write(struct editing *editing, struct jx_bytes *out, const struct fresh *fresh) {
    struct jx_xlsx_leaf *leaf = editing->leaf;
    const struct jx_xlsx_line *pattern = fresh->pattern;
    if (pattern)
        copy_open(editing, out, fresh);
    else
        plain_open(editing, out, fresh->row);
    for (uint32_t i = 0; pattern && i < pattern->count; i++) {
        const struct jx_xlsx_spot *spot = &leaf->spots[pattern->first + i];
        news_write(editing, out, fresh->row, spot->column, pattern);
        const struct jx_xlsx_new *next = new_at(editing, fresh->row);
        const struct jx_xlsx_value *value = jx_xlsx_value_find(leaf, fresh->row, spot->column);
        if (next && next->column == spot->column) {
            new_write(editing, out, next, spot->style);
            editing->news++;
        } else if (value && value->formula) {
            formula_write(editing, out, value, spot->style);
        } else {
            cell_open(editing, out, fresh->row, spot->column, spot->style);
            jx_bytes_text(out, "/>");
        }
    }
    news_write(editing, out, fresh->row, UINT32_MAX, pattern);
    close_add(editing, out, "row");
}

static void fresh_add(struct editing *editing, uint32_t row, const struct jx_xlsx_line *pattern) {
    editing->fresh = editing->patch->host->grow(editing->patch->call, editing->fresh, editing->fresh_count,
                                                &editing->fresh_capacity, sizeof *editing->fresh);
    editing->fresh[editing->fresh_count++] = (struct fresh){row, pattern};
}

static int fresh_order(const void *a, const void *b) {
    const struct fresh *left = a, *right = b;
    return left->row < right->row ? -1 : left->row > right->row;
}

/* Rows that the part lacks: copies, and those of new contents. */
static void fresh_find(struct editing *editing) {
    struct jx_xlsx_leaf *leaf = editing->leaf;
    uint32_t line = 0, copies;
    for (uint32_t i = 0; i < leaf->rows.count; i++) {
        const struct jx_patch_rows *rows = &leaf->rows.items[i];
        const struct jx_xlsx_line *pattern = jx_xlsx_line_find(leaf, rows->pattern);
        uint32_t first = jx_xlsx_row_map(&leaf->rows, rows->before) - rows->count;
        for (uint32_t n = 0; n < rows->count && pattern; n++) fresh_add(editing, first + n, pattern);
    }
    copies = editing->fresh_count;
    for (uint32_t i = 0; i < leaf->new_count; i++) {
        uint32_t row = leaf->news[i].row;
        const struct fresh key = {.row = row};
        if (i > 0 && leaf->news[i - 1].row == row) continue;
        while (line < leaf->line_count && jx_xlsx_row_map(&leaf->rows, leaf->lines[line].row) < row) line++;
        if (line < leaf->line_count && jx_xlsx_row_map(&leaf->rows, leaf->lines[line].row) == row) continue;
        if (copies > 0 && bsearch(&key, editing->fresh, copies, sizeof key, fresh_order)) continue;
        fresh_add(editing, row, NULL);
    }
    if (editing->fresh_count > 0)
        qsort(editing->fresh, editing->fresh_count, sizeof *editing->fresh, fresh_order);
}

static enum jx_status rows_edit(struct editing *editing) {
    struct jx_xlsx_leaf *leaf = editing->leaf;
    uint32_t fresh = 0;
    fresh_find(editing);
    for (uint32_t i = 0; i <= leaf->line_count; i++) {
        const struct jx_xlsx_line *line = i < leaf->line_count ? &leaf->lines[i] : NULL;
        uint32_t row = line ? jx_xlsx_row_map(&leaf->rows, line->row) : UINT32_MAX;
        struct jx_bytes out = bytes_begin(editing);
        for (; fresh < editing->fresh_count && editing->fresh[fresh].row < row; fresh++)
            fresh_write(editing, &out, &editing->fresh[fresh]);
        if (out.length > 0 && line)
            jx_splice_add(&editing->splices, leaf->markup.nodes[line->node].start, 0, out.bytes, out.length);
        else if (out.length > 0)
            jx_node_append(&leaf->markup, &editing->splices, leaf->data, out.bytes, out.length);
        if (!line) return JX_OK;
        if (editing->patch->host->expired(editing->patch->call)) return JX_FAIL;
        enum jx_status status = line_edit(editing, line);
        if (status != JX_OK) return status;
    }
    return JX_OK;
}

enum jx_status jx_xlsx_leaf_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    struct editing editing = {
        .patch = patch, .leaf = leaf, .splices = {.host = patch->host, .call = patch->call}};
    enum jx_status status = leaf->data == 0 ? JX_OK : rows_edit(&editing);
    if (status == JX_OK) jx_xlsx_rules_edit(patch, leaf, &editing.splices);
    if (status == JX_OK) status = jx_xlsx_merges_edit(patch, leaf, &editing.splices);
    if (status != JX_OK) return status;
    return jx_xlsx_part_put(patch, leaf->part, leaf->bytes, leaf->length, &editing.splices);
}
