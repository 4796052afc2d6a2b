/*
 * What cells are to hold: the changes that a caller asks for, put together for each cell. A change of part of a text leaves
 * the looks of its pieces as they are.
 */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

/* A run of a rich text: where its text begins in that of the cell. */
struct run {
    uint32_t t;
    size_t first, last;
};

static enum jx_status no_place(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                               const struct jx_patch_cell *cell) {
    const struct jx_place place = {.sheet = leaf->name, .row = cell->row + 1, .column = cell->column + 1};
    JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_NO_PLACE, &place, NULL);
    return JX_FAIL;
}

/* The row of the sheet as read that comes to stand at this row; UINT32_MAX: a new one does. */
static uint32_t row_before(const struct jx_xlsx_rows *rows, uint32_t row) {
    uint32_t moved = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        uint32_t first = rows->items[i].before + moved;
        if (row < first) break;
        if (row - first < rows->items[i].count) return UINT32_MAX;
        moved += rows->items[i].count;
    }
    return row - moved;
}

/* What a run strikes out was not read. */
static bool run_struck(const struct jx_markup *markup, uint32_t run) {
    uint32_t looks = jx_node_child(markup, run, "rPr");
    uint32_t strike = looks ? jx_node_child(markup, looks, "strike") : 0;
    const char *value = strike ? jx_node_value(markup, strike, "val") : NULL;
    return strike != 0 && (!value || jx_xml_truth(value));
}

/* The texts of <si> or <is> as they were read: those of its runs one after the other, phonetic guides left out. */
static const char *rich_text(struct jx_xlsx_patch *patch, const struct jx_markup *markup, uint32_t node,
                             struct run **runs, uint32_t *count, size_t *length) {
    struct jx_bytes text = {.host = patch->host, .call = patch->call};
    uint32_t capacity = 0;
    *runs = NULL;
    *count = 0;
    for (uint32_t child = markup->nodes[node].first; child; child = markup->nodes[child].next) {
        bool run = jx_node_is(markup, child, "r") && !run_struck(markup, child);
        uint32_t t = jx_node_is(markup, child, "t") ? child : run ? jx_node_child(markup, child, "t") : 0;
        size_t piece;
        if (t == 0) continue;
        const char *bytes = jx_node_text(markup, t, &piece);
        *runs = patch->host->grow(patch->call, *runs, *count, &capacity, sizeof **runs);
        (*runs)[(*count)++] = (struct run){t, text.length, text.length + piece};
        jx_bytes_add(&text, bytes, piece);
    }
    *length = text.length;
    return text.length == 0 ? "" : text.bytes;
}

/* The text with the changes made. `cells` are sorted by where they begin; false: they do not fit the text. */
static bool text_change(struct jx_xlsx_patch *patch, const char *text, size_t from, size_t to, bool last,
                        const struct jx_patch_cell *cells, uint32_t count, struct jx_bytes *out) {
    size_t done = from;
    (void)patch;
    for (uint32_t i = 0; i < count; i++) {
        const struct jx_patch_cell *cell = &cells[i];
        size_t first = cell->first, end = cell->last;
        if (end < first) return false;
        bool begins = first >= from && (first < to || (last && first == to));
        if (!begins && (end <= from || first >= to)) continue;
        if (first < from) first = from;
        if (end > to) end = to;
        if (first < done) return false;
        jx_bytes_add(out, text + done, first - done);
        if (begins) jx_bytes_add(out, cell->text, cell->length);
        done = end;
    }
    jx_bytes_add(out, text + done, to - done);
    return true;
}

/* Each run with its own part of the changed text. */
static bool rich_change(struct jx_xlsx_patch *patch, const struct jx_markup *markup, uint32_t node,
                        const struct run *runs, uint32_t run_count, const char *text,
                        const struct jx_patch_cell *cells, uint32_t count, struct jx_xlsx_new *new) {
    struct jx_splices splices = {.host = patch->host, .call = patch->call};
    const struct jx_node *it = &markup->nodes[node];
    for (uint32_t i = 0; i < run_count; i++) {
        struct jx_bytes piece = {.host = patch->host, .call = patch->call};
        if (!text_change(patch, text, runs[i].first, runs[i].last, i + 1 == run_count, cells, count, &piece))
            return false;
        if (piece.length == runs[i].last - runs[i].first &&
            (piece.length == 0 || memcmp(piece.bytes, text + runs[i].first, piece.length) == 0))
            continue;
        jx_node_fill(markup, &splices, runs[i].t, piece.length == 0 ? "" : piece.bytes, piece.length);
        jx_node_set(markup, &splices, runs[i].t, "xml:space", "preserve");
    }
    struct jx_bytes out = {.host = patch->host, .call = patch->call};
    for (uint32_t i = 0; i < splices.count; i++) splices.items[i].at -= it->inner;
    if (!jx_splices_apply(&splices, markup->bytes + it->inner, it->outer - it->inner, &out)) return false;
    new->rich = out.bytes;
    new->rich_length = out.length;
    return true;
}

/* Where the cell's text stands: in the sheet, or in the table of texts. 0: it has none. */
static uint32_t text_node(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                          const struct jx_xlsx_spot *spot, const struct jx_markup **markup) {
    size_t length, type_length;
    *markup = &leaf->markup;
    uint32_t is = jx_node_child(*markup, spot->node, "is"), v = jx_node_child(*markup, spot->node, "v");
    const char *type = jx_node_raw(*markup, spot->node, "t", &type_length);
    if (is != 0) return is;
    if (v == 0 || !type || type_length != 1 || *type != 's' || !patch->strings_part) return 0;
    unsigned long number = strtoul(jx_node_text(*markup, v, &length), NULL, 10);
    if (jx_xlsx_strings_load(patch) != JX_OK) return 0;
    *markup = &patch->strings_tree;
    uint32_t node = jx_node_find(*markup, "si");
    while (node != 0 && number-- > 0) node = jx_node_next(*markup, node);
    return node;
}

/* Changes of part of a text. */
static enum jx_status part_change(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                                  const struct jx_patch_cell *cells, uint32_t count,
                                  struct jx_xlsx_new *new) {
    uint32_t row = row_before(&leaf->rows, cells->row), run_count = 0;
    const struct jx_xlsx_spot *spot = row == UINT32_MAX ? NULL : jx_xlsx_spot_find(leaf, row, cells->column);
    const struct jx_markup *markup;
    struct run *runs = NULL;
    size_t length = 0;
    uint32_t node = !spot ? 0 : text_node(patch, leaf, spot, &markup);
    if (node == 0) return no_place(patch, leaf, cells);
    const char *text = rich_text(patch, markup, node, &runs, &run_count, &length);
    struct jx_bytes out = {.host = patch->host, .call = patch->call};
    if (cells[count - 1].last > length || !text_change(patch, text, 0, length, true, cells, count, &out))
        return no_place(patch, leaf, cells);
    new->text = out.length == 0 ? "" : out.bytes;
    new->length = out.length;
    if (jx_node_child(markup, node, "r") != 0 &&
        !rich_change(patch, markup, node, runs, run_count, text, cells, count, new))
        return no_place(patch, leaf, cells);
    return JX_OK;
}

static int cell_order(const void *a, const void *b) {
    const struct jx_patch_cell *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    if (left->column != right->column) return left->column < right->column ? -1 : 1;
    return left->first < right->first ? -1 : left->first > right->first;
}

/* They mostly come in their order. */
static void cells_sort(struct jx_patch_cell *cells, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        if (cell_order(&cells[i - 1], &cells[i]) > 0) {
            qsort(cells, count, sizeof *cells, cell_order);
            return;
        }
}

enum jx_status jx_xlsx_news_make(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    if (leaf->cell_count == 0) return JX_OK;
    struct jx_patch_cell *cells = patch->host->allocate(patch->call, leaf->cell_count * sizeof *cells);
    memcpy(cells, leaf->cells, leaf->cell_count * sizeof *cells);
    cells_sort(cells, leaf->cell_count);
    for (uint32_t i = 0, next; i < leaf->cell_count; i = next) {
        const struct jx_patch_cell *whole = NULL;
        for (next = i; next < leaf->cell_count && cells[next].row == cells[i].row &&
                       cells[next].column == cells[i].column;
             next++)
            if (cells[next].whole) whole = &cells[next];
        uint32_t row = row_before(&leaf->rows, cells[i].row);
        const struct jx_xlsx_spot *spot =
            row == UINT32_MAX ? NULL : jx_xlsx_spot_find(leaf, row, cells[i].column);
        size_t length;
        const char *formula = spot && spot->f != 0 ? jx_xlsx_spot_formula(patch, leaf, spot, &length) : NULL;
        if (formula) {
            const struct jx_place place = {
                .sheet = leaf->name, .row = cells[i].row + 1, .column = cells[i].column + 1};
            JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_FORMULA, &place, formula);
            continue;
        }
        struct jx_xlsx_new new = {.row = cells[i].row, .column = cells[i].column, .like = cells[i].like};
        if (whole) {
            new.text = whole->text;
            new.length = whole->length;
            new.number = whole->number;
            new.like = whole->like;
        } else {
            enum jx_status status = part_change(patch, leaf, &cells[i], next - i, &new);
            if (status != JX_OK) return status;
        }
        leaf->news = patch->host->grow(patch->call, leaf->news, leaf->new_count, &leaf->new_capacity,
                                       sizeof *leaf->news);
        leaf->news[leaf->new_count++] = new;
    }
    return JX_OK;
}
