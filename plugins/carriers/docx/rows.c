/*
 * Rows put into a table, and cells merged downwards.
 *
 * A new row is a copy of its pattern's with its looks, but what stands in its cells goes, and so do ids that may be given once
 * only. What is merged downwards in the pattern goes on in the copy.
 */
#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum merge { UNTOLD, ALONE, RESTART, CONTINUE };

struct edit {
    struct jx_docx_word *word;
    const struct jx_patch *patch;
    struct jx_patch_rows *rows; /* sorted by `before` */
    struct jx_splices splices;
};

static struct jx_bytes bytes_begin(const struct edit *edit) {
    return (struct jx_bytes){.host = edit->word->host, .call = edit->word->call};
}

static void tag_add(const struct edit *edit, struct jx_bytes *out, const char *open, const char *rest) {
    jx_bytes_text(out, open);
    jx_bytes_text(out, edit->word->prefix);
    jx_bytes_text(out, rest);
}

/* Where a row goes. */
static uint32_t row_map(const struct edit *edit, uint32_t row) {
    uint32_t moved = row;
    for (uint32_t i = 0; i < edit->patch->row_count && edit->rows[i].before <= row; i++)
        moved += edit->rows[i].count;
    return moved;
}

/* What the caller wants of a cell, rows as they will be. */
static enum merge merge_asked(const struct edit *edit, uint32_t row, uint32_t column) {
    enum merge asked = UNTOLD;
    for (uint32_t i = 0; i < edit->patch->merge_count; i++) {
        const struct jx_patch_merge *merge = &edit->patch->merges[i];
        if (column != merge->area.column || row < merge->area.row ||
            row - merge->area.row >= merge->area.rows)
            continue;
        if (!merge->undo) return merge->area.rows == 1 ? ALONE : row == merge->area.row ? RESTART : CONTINUE;
        asked = ALONE;
    }
    return asked;
}

static enum merge merge_now(const struct jx_markup *markup, uint32_t cell) {
    uint32_t looks = jx_node_child(markup, cell, "tcPr");
    uint32_t merge = looks ? jx_node_child(markup, looks, "vMerge") : 0;
    const char *value = merge ? jx_node_value(markup, merge, "val") : NULL;
    return merge == 0 ? ALONE : value && strcmp(value, "restart") == 0 ? RESTART : CONTINUE;
}

/* Behind which of the looks of a cell its vMerge stands; the order is fixed. */
static void merge_add(struct edit *edit, struct jx_splices *splices, uint32_t cell, const char *element) {
    static const char *const before[] = {"cnfStyle", "tcW", "gridSpan", "hMerge"};
    const struct jx_markup *markup = &edit->word->markup;
    uint32_t looks = jx_node_child(markup, cell, "tcPr"), after = 0;
    struct jx_bytes out = bytes_begin(edit);
    if (looks == 0) {
        tag_add(edit, &out, "<", "tcPr>");
        jx_bytes_text(&out, element);
        tag_add(edit, &out, "</", "tcPr>");
        jx_splice_add(splices, markup->nodes[cell].inner, 0, out.bytes, out.length);
        return;
    }
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        uint32_t node = jx_node_child(markup, looks, before[i]);
        if (node != 0) after = node;
    }
    if (markup->nodes[looks].empty)
        jx_node_append(markup, splices, looks, element, strlen(element));
    else
        jx_splice_add(splices, after ? markup->nodes[after].end : markup->nodes[looks].inner, 0, element,
                      strlen(element));
}

static void merge_set(struct edit *edit, struct jx_splices *splices, uint32_t cell, enum merge merge) {
    const struct jx_markup *markup = &edit->word->markup;
    uint32_t looks = jx_node_child(markup, cell, "tcPr");
    uint32_t node = looks ? jx_node_child(markup, looks, "vMerge") : 0;
    struct jx_bytes out = bytes_begin(edit);
    if (merge == UNTOLD || merge == merge_now(markup, cell)) return;
    if (merge != ALONE) {
        tag_add(edit, &out, "<", "vMerge");
        if (merge == RESTART) tag_add(edit, &out, " ", "val=\"restart\"");
        jx_bytes_text(&out, "/>");
    }
    if (node != 0)
        jx_splice_add(splices, markup->nodes[node].start, markup->nodes[node].end - markup->nodes[node].start,
                      out.length ? out.bytes : "", out.length);
    else if (out.length > 0)
        merge_add(edit, splices, cell, out.bytes);
}

/* --- copies ------------------------------------------------------------------------------------------------------ */

static bool is_any(const struct jx_markup *markup, uint32_t node, const char *const *names) {
    for (; *names; names++)
        if (jx_node_is(markup, node, *names)) return true;
    return false;
}

static void node_drop(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node) {
    jx_splice_add(splices, markup->nodes[node].start, markup->nodes[node].end - markup->nodes[node].start, "",
                  0);
}

static bool holds_choice(const struct jx_markup *markup, uint32_t cell) {
    static const char *const choices[] = {"dropDownList", "comboBox", NULL};
    for (uint32_t node = cell + 1;
         node < markup->count && markup->nodes[node].start < markup->nodes[cell].end; node++)
        if (is_any(markup, node, choices)) return true;
    return false;
}

/* A control to choose with is kept in the copy, under a new id; marks that may stand once go. */
static void choice_copy(struct edit *edit, struct jx_splices *splices, uint32_t cell) {
    static const char *const once[] = {"bookmarkStart",     "bookmarkEnd",     "permStart",        "permEnd",
                                       "commentRangeStart", "commentRangeEnd", "commentReference", NULL};
    const struct jx_markup *markup = &edit->word->markup;
    for (uint32_t node = cell + 1;
         node < markup->count && markup->nodes[node].start < markup->nodes[cell].end; node++) {
        char number[24];
        if (is_any(markup, node, once)) node_drop(markup, splices, node);
        if (jx_node_is(markup, node, "p")) {
            jx_node_unset(markup, splices, node, "paraId");
            jx_node_unset(markup, splices, node, "textId");
        }
        if (!jx_node_is(markup, node, "id") || !jx_node_is(markup, markup->nodes[node].parent, "sdtPr"))
            continue;
        snprintf(number, sizeof number, "%u", ++edit->word->fresh_id);
        jx_node_set(markup, splices, node, "val",
                    edit->word->host->text(edit->word->call, number, strlen(number)));
    }
}

/* One empty paragraph that looks like the cell's first one. */
static void cell_empty(struct edit *edit, struct jx_splices *splices, uint32_t cell) {
    const struct jx_markup *markup = &edit->word->markup;
    uint32_t looks = jx_node_child(markup, cell, "tcPr"), paragraph = 0;
    for (uint32_t node = cell + 1;
         node < markup->count && markup->nodes[node].start < markup->nodes[cell].end; node++)
        if (jx_node_is(markup, node, "p")) {
            paragraph = jx_node_child(markup, node, "pPr");
            break;
        }
    struct jx_bytes out = bytes_begin(edit);
    size_t from = looks ? markup->nodes[looks].end : markup->nodes[cell].inner;
    tag_add(edit, &out, "<", "p>");
    if (paragraph != 0)
        jx_bytes_add(&out, markup->bytes + markup->nodes[paragraph].start,
                     markup->nodes[paragraph].end - markup->nodes[paragraph].start);
    tag_add(edit, &out, "</", "p>");
    jx_splice_add(splices, from, markup->nodes[cell].outer - from, out.bytes, out.length);
}

/* The columns of the grid at which the row's cells stand. */
static const struct jx_flow_spot *spot_of(const struct jx_docx_word *word, uint32_t row, uint32_t cell) {
    for (uint32_t i = 0; i < word->spot_count; i++)
        if (word->spots[i].row == row && word->spots[i].at == word->markup.nodes[cell].start)
            return &word->spots[i];
    return NULL;
}

static void cell_copy(struct edit *edit, struct jx_splices *splices, const struct jx_patch_rows *rows,
                      uint32_t cell, uint32_t row) {
    const struct jx_markup *markup = &edit->word->markup;
    const struct jx_flow_spot *spot = spot_of(edit->word, rows->pattern, cell);
    enum merge merge = spot ? merge_asked(edit, row, spot->column) : UNTOLD;
    if (merge == UNTOLD && merge_now(markup, cell) == RESTART && rows->before > rows->pattern)
        merge = CONTINUE;
    merge_set(edit, splices, cell, merge);
    if (holds_choice(markup, cell))
        choice_copy(edit, splices, cell);
    else
        cell_empty(edit, splices, cell);
}

/* Rows of tables inside the row's cells have cells of their own. */
static void cells_copy(struct edit *edit, struct jx_splices *splices, const struct jx_patch_rows *rows,
                       uint32_t node, uint32_t row) {
    static const char *const through[] = {"sdt", "sdtContent", "customXml", "ins", NULL};
    const struct jx_markup *markup = &edit->word->markup;
    for (uint32_t child = markup->nodes[node].first; child; child = markup->nodes[child].next) {
        if (jx_node_is(markup, child, "tc"))
            cell_copy(edit, splices, rows, child, row);
        else if (is_any(markup, child, through))
            cells_copy(edit, splices, rows, child, row);
    }
}

static void row_copy(struct edit *edit, struct jx_bytes *out, const struct jx_patch_rows *rows, uint32_t node,
                     uint32_t row) {
    static const char *const not_again[] = {"tblHeader", "ins", "del", "trPrChange", NULL};
    const struct jx_markup *markup = &edit->word->markup;
    const struct jx_node *it = &markup->nodes[node];
    struct jx_splices splices = {.host = edit->word->host, .call = edit->word->call};
    uint32_t looks = jx_node_child(markup, node, "trPr");
    jx_node_unset(markup, &splices, node, "paraId");
    jx_node_unset(markup, &splices, node, "textId");
    for (uint32_t child = looks ? markup->nodes[looks].first : 0; child; child = markup->nodes[child].next)
        if (is_any(markup, child, not_again)) node_drop(markup, &splices, child);
    cells_copy(edit, &splices, rows, node, row);
    for (uint32_t i = 0; i < splices.count; i++) splices.items[i].at -= it->start;
    jx_splices_apply(&splices, markup->bytes + it->start, it->end - it->start, out);
}

static uint32_t row_node(const struct jx_docx_word *word, uint32_t row) {
    for (uint32_t i = 0; i < word->spot_count; i++)
        if (word->spots[i].row == row)
            return jx_docx_above(&word->markup, jx_docx_spot_node(word, &word->spots[i]), "tr");
    return 0;
}

static enum jx_status rows_put(struct edit *edit, const struct jx_patch_rows *rows) {
    const struct jx_markup *markup = &edit->word->markup;
    uint32_t pattern = row_node(edit->word, rows->pattern), below = row_node(edit->word, rows->before);
    if (pattern == 0) return jx_docx_no_place(edit->word, rows->pattern, 0);
    size_t at = markup->nodes[pattern].end;
    bool beside = below != 0 && markup->nodes[below].parent == markup->nodes[pattern].parent;
    if (beside) at = markup->nodes[below].start;
    if (rows->before == rows->pattern + 1) at = markup->nodes[pattern].end;
    struct jx_bytes out = bytes_begin(edit);
    uint32_t first = row_map(edit, rows->before) - rows->count;
    for (uint32_t n = 0; n < rows->count; n++) row_copy(edit, &out, rows, pattern, first + n);
    jx_splice_add(&edit->splices, at, 0, out.bytes, out.length);
    return JX_OK;
}

static int rows_order(const void *a, const void *b) {
    const struct jx_patch_rows *left = a, *right = b;
    return left->before < right->before ? -1 : left->before > right->before;
}

enum jx_status jx_docx_rows_edit(struct jx_docx_word *word, const struct jx_patch *patch) {
    struct edit edit = {.word = word, .patch = patch, .splices = {.host = word->host, .call = word->call}};
    struct jx_bytes out = {.host = word->host, .call = word->call};
    const struct jx_markup *markup = &word->markup;
    enum jx_status status = JX_OK;
    edit.rows = word->host->allocate(word->call, (patch->row_count + 1) * sizeof *edit.rows);
    if (patch->row_count > 0) {
        memcpy(edit.rows, patch->rows, patch->row_count * sizeof *edit.rows);
        qsort(edit.rows, patch->row_count, sizeof *edit.rows, rows_order);
    }
    for (uint32_t node = 1; node < markup->count; node++) {
        uint32_t id = jx_node_is(markup, node, "id") ? jx_node_number(markup, node, "val") : UINT32_MAX;
        if (id != UINT32_MAX && id > word->fresh_id && id < INT32_MAX - 100000) word->fresh_id = id;
    }
    for (uint32_t i = 0; i < patch->row_count && status == JX_OK; i++)
        status = rows_put(&edit, &edit.rows[i]);
    for (uint32_t i = 0; i < word->spot_count && patch->merge_count > 0 && status == JX_OK; i++) {
        uint32_t node = jx_docx_spot_node(word, &word->spots[i]);
        if (jx_node_is(markup, node, "tc"))
            merge_set(&edit, &edit.splices, node,
                      merge_asked(&edit, row_map(&edit, word->spots[i].row), word->spots[i].column));
    }
    if (status != JX_OK) return status;
    if (!jx_splices_apply(&edit.splices, word->bytes, word->length, &out)) {
        JX_REPORT(word->host, word->call, JX_MSG_BLANK_PACKAGE, NULL, NULL);
        return JX_FAIL;
    }
    return jx_docx_word_read(word, out.bytes, out.length);
}
