/*
 * Changing an existing workbook, from the caller's list of changes to the bytes of a package.
 */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

#include "plugins/carriers/shared/opening.h"

enum { INSERTED_MOST = 100000 };

struct jx_xlsx_formula jx_xlsx_formula_of(const struct jx_xlsx_patch *patch,
                                          const struct jx_xlsx_leaf *leaf) {
    return (struct jx_xlsx_formula){.host = patch->host,
                                    .call = patch->call,
                                    .maps = patch->maps,
                                    .map_count = patch->leaf_count,
                                    .home = &patch->maps[leaf - patch->leaves]};
}

enum jx_status jx_xlsx_cross(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                             const struct jx_merge *area, const char *what) {
    const struct jx_place place = {.sheet = leaf->name, .row = area->row + 1, .column = area->column + 1};
    struct jx_bytes row = {.host = patch->host, .call = patch->call};
    jx_bytes_number(&row, (uint64_t)leaf->rows.items[0].before + 1);
    JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_ROWS_CROSS, &place, row.bytes, what);
    return JX_FAIL;
}

enum jx_status jx_xlsx_part_put(struct jx_xlsx_patch *patch, const char *part, const char *bytes,
                                size_t length, struct jx_splices *splices) {
    struct jx_bytes out = {.host = patch->host, .call = patch->call};
    if (splices->count == 0) return JX_OK;
    if (!jx_splices_apply(splices, bytes, length, &out)) {
        JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_PACKAGE, NULL, NULL);
        return JX_FAIL;
    }
    if (out.length != length || memcmp(out.bytes, bytes, length) != 0)
        jx_repack_put(&patch->repack, part, out.bytes, out.length);
    return JX_OK;
}

/* --- what is asked ----------------------------------------------------------------------------------------------- */

/* The worksheets in the order in which `read` makes sheets of them. */
static enum jx_status leaves_find(struct jx_xlsx_patch *patch) {
    const struct jx_xlsx_workbook *workbook = patch->workbook;
    patch->leaves = patch->host->allocate(patch->call, (workbook->listing_count + 1) * sizeof *patch->leaves);
    for (uint32_t i = 0; i < workbook->listing_count; i++) {
        const struct jx_relation *relation =
            jx_relation_by_id(&workbook->relations, workbook->listings[i].relation);
        if (!relation || strcmp(relation->type, "worksheet") != 0) continue;
        for (uint32_t n = 0; n < patch->leaf_count; n++)
            if (strcmp(patch->leaves[n].part, relation->target) == 0) {
                JX_REPORT(patch->host, patch->call, JX_MSG_ZIP_DAMAGED, NULL, relation->target);
                return JX_FAIL;
            }
        patch->leaves[patch->leaf_count++] =
            (struct jx_xlsx_leaf){.name = workbook->listings[i].name, .part = relation->target, .listing = i};
    }
    return JX_OK;
}

static int rows_order(const void *a, const void *b) {
    const struct jx_patch_rows *left = a, *right = b;
    if (left->sheet != right->sheet) return left->sheet < right->sheet ? -1 : 1;
    return left->before < right->before ? -1 : left->before > right->before;
}

/* The rows to be put into each sheet. No two are put in at one place, and the sheet does not become too long. */
static enum jx_status rows_share(struct jx_xlsx_patch *patch) {
    const struct jx_patch *asked = patch->patch;
    struct jx_patch_rows *rows = patch->host->allocate(patch->call, (asked->row_count + 1) * sizeof *rows);
    uint64_t sum = 0;
    memcpy(rows, asked->rows ? asked->rows : rows, asked->row_count * sizeof *rows);
    if (asked->row_count > 0) qsort(rows, asked->row_count, sizeof *rows, rows_order);
    for (uint32_t i = 0; i < asked->row_count; i++) {
        struct jx_bytes where = {.host = patch->host, .call = patch->call};
        sum += rows[i].count;
        bool twice = i > 0 && rows_order(&rows[i - 1], &rows[i]) == 0;
        jx_bytes_number(&where, (uint64_t)rows[i].before + 1);
        if (twice || rows[i].sheet >= patch->leaf_count || sum > INSERTED_MOST ||
            rows[i].before >= JX_XLSX_ROWS_MOST - INSERTED_MOST) {
            JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_ROWS_FULL, NULL, where.bytes);
            return JX_FAIL;
        }
        struct jx_xlsx_leaf *leaf = &patch->leaves[rows[i].sheet];
        if (leaf->rows.count == 0) leaf->rows.items = &rows[i];
        leaf->rows.count++;
        leaf->edited = patch->moves = true;
    }
    return JX_OK;
}

static enum jx_status cells_share(struct jx_xlsx_patch *patch) {
    const struct jx_patch *asked = patch->patch;
    for (uint32_t i = 0; i < asked->cell_count; i++) {
        uint32_t sheet = asked->cells[i].sheet;
        if (sheet >= patch->leaf_count || (i > 0 && sheet < asked->cells[i - 1].sheet) ||
            asked->cells[i].row >= JX_XLSX_ROWS_MOST || asked->cells[i].column >= JX_XLSX_COLUMNS_MOST) {
            JX_REPORT(patch->host, patch->call, JX_MSG_BLANK_NO_PLACE, NULL, NULL);
            return JX_FAIL;
        }
        struct jx_xlsx_leaf *leaf = &patch->leaves[sheet];
        if (leaf->cell_count == 0) leaf->cells = &asked->cells[i];
        leaf->cell_count++;
        leaf->edited = true;
    }
    for (uint32_t i = 0; i < asked->merge_count; i++)
        if (asked->merges[i].sheet < patch->leaf_count) patch->leaves[asked->merges[i].sheet].edited = true;
    for (uint32_t i = 0; i < asked->height_count; i++)
        if (asked->heights[i].sheet < patch->leaf_count) patch->leaves[asked->heights[i].sheet].edited = true;
    return JX_OK;
}

/* --- sheets ------------------------------------------------------------------------------------------------------ */

static bool holds(const struct jx_xlsx_leaf *leaf, const char *word) {
    return memmem(leaf->bytes, leaf->length, word, strlen(word));
}

/* Whether rows of this sheet, which has none put in, may be named in it by way of another sheet's name. */
static bool mentions(const struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf) {
    for (uint32_t i = 0; i < patch->leaf_count; i++) {
        const char *name = patch->leaves[i].name;
        if (patch->leaves[i].rows.count > 0 && (strpbrk(name, "&<>'\"") || holds(leaf, name))) return true;
    }
    return false;
}

/* Whether a sheet may have formulas. */
static bool calculates(const struct jx_xlsx_leaf *leaf) {
    for (uint32_t i = 0; i < leaf->stored_count; i++)
        if (leaf->stored[i].formula) return true;
    return !leaf->stored &&
           (holds(leaf, "<f>") || holds(leaf, "<f ") || holds(leaf, ":f>") || holds(leaf, ":f "));
}

/* All sheets with formulas are loaded: any of them may depend on a changed cell. */
static enum jx_status leaves_load(struct jx_xlsx_patch *patch) {
    for (uint32_t i = 0; i < patch->leaf_count; i++) {
        struct jx_xlsx_leaf *leaf = &patch->leaves[i];
        if (!leaf->bytes) leaf->bytes = jx_markup_load(patch->package, leaf->part, &leaf->length);
        if (!leaf->bytes) return JX_FAIL;
        bool wanted = leaf->edited || calculates(leaf) || (patch->moves && mentions(patch, leaf));
        enum jx_status status = wanted ? jx_xlsx_leaf_load(patch, leaf) : JX_OK;
        if (status != JX_OK) return status;
    }
    return JX_OK;
}

static enum jx_status leaves_value(struct jx_xlsx_patch *patch) {
    enum jx_status status = JX_OK;
    for (uint32_t i = 0; i < patch->leaf_count && status == JX_OK; i++) {
        if (!patch->leaves[i].loaded) continue;
        status = jx_xlsx_news_make(patch, &patch->leaves[i]);
        if (status == JX_OK) status = jx_xlsx_leaf_values(patch, &patch->leaves[i]);
    }
    return status;
}

static enum jx_status leaves_edit(struct jx_xlsx_patch *patch) {
    enum jx_status status = JX_OK;
    for (uint32_t i = 0; i < patch->leaf_count && status == JX_OK; i++) {
        if (!patch->leaves[i].loaded) continue;
        status = jx_xlsx_beside_edit(patch, &patch->leaves[i]);
        if (status == JX_OK) status = jx_xlsx_leaf_edit(patch, &patch->leaves[i]);
    }
    return status;
}

/* --- the workbook's part ----------------------------------------------------------------------------------------- */

/* Has a spreadsheet program calculate all formulas when it opens the file: only where one was left without a result. */
static void calculation_ask(struct jx_xlsx_patch *patch) {
    static const char *const before[] = {"sheets", "functionGroups", "externalReferences", "definedNames"};
    const struct jx_markup *book = &patch->book;
    uint32_t node = jx_node_find(book, "calcPr"), after = 0;
    if (node != 0) {
        jx_node_set(book, &patch->book_splices, node, "fullCalcOnLoad", "1");
        return;
    }
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if ((node = jx_node_find(book, before[i])) != 0) after = node;
    if (after == 0) return;
    const struct jx_node *it = &book->nodes[after];
    struct jx_bytes out = {.host = patch->host, .call = patch->call};
    jx_bytes_text(&out, "<");
    jx_bytes_add(&out, book->bytes + it->start + 1, it->name - it->start - 1);
    jx_bytes_text(&out, "calcPr fullCalcOnLoad=\"1\"/>");
    jx_splice_add(&patch->book_splices, it->end, 0, out.bytes, out.length);
}

static enum jx_status book_open(struct jx_xlsx_patch *patch) {
    size_t length;
    const char *part = patch->workbook->part, *bytes = jx_markup_load(patch->package, part, &length);
    return !bytes ? JX_FAIL : jx_markup_read(&patch->book, patch->package, part, bytes, length);
}

static enum jx_status strings_open(struct jx_xlsx_patch *patch) {
    const struct jx_relation *relation = jx_relation_by_type(&patch->workbook->relations, "sharedStrings");
    char front[512];
    if (!relation || !jx_package_has(patch->package, relation->target)) return JX_OK;
    patch->strings_part = relation->target;
    patch->strings_known = patch->workbook->string_count;
    patch->strings_prefix = "";
    size_t length = jx_package_peek(patch->package, relation->target, front, sizeof front - 1);
    front[length] = '\0';
    const char *at = strstr(front, ":sst"), *open = at;
    while (open && open > front && *open != '<') open--;
    if (open && *open == '<')
        patch->strings_prefix = patch->host->text(patch->call, open + 1, (size_t)(at - open));
    return JX_OK;
}

static void maps_make(struct jx_xlsx_patch *patch) {
    patch->maps = patch->host->allocate(patch->call, (patch->leaf_count + 1) * sizeof *patch->maps);
    for (uint32_t i = 0; i < patch->leaf_count; i++) {
        patch->leaves[i].rows.name = patch->leaves[i].name;
        patch->maps[i] = patch->leaves[i].rows;
    }
}

static const struct jx_opening opening = {
    .folder = "xl/",
    .front = "xl/w",
    .parts = (const char *const[]){"xl/workbook.xml", NULL},
    .types = (const char *const[]){"spreadsheetml.sheet.main+xml", NULL},
};

static enum jx_status workbook_open(struct jx_xlsx_patch *patch, const struct jx_input *input) {
    struct jx_xlsx_workbook *workbook = patch->host->allocate(patch->call, sizeof *workbook);
    workbook->fill = (struct jx_fill_book){.host = patch->host, .call = patch->call, .limits = input->limits};
    workbook->raw = true;
    patch->workbook = workbook;
    patch->package = &workbook->package;
    enum jx_status status =
        jx_opening_open(patch->package, patch->host, patch->call, input, &opening, &workbook->part);
    if (status == JX_OK && !jx_repack_allowed(patch->package)) status = JX_FAIL;
    if (status == JX_OK) status = jx_xlsx_workbook_open(workbook);
    if (status > JX_WARN) return status;
    status = leaves_find(patch);
    if (status == JX_OK) status = book_open(patch);
    return status == JX_OK ? strings_open(patch) : status;
}

/* A tree that was read in another call, for this one. */
static struct jx_markup markup_again(const struct jx_xlsx_patch *patch, const struct jx_markup *markup) {
    struct jx_markup again = *markup;
    again.host = patch->host;
    again.call = patch->call;
    return again;
}

/* A workbook that was surveyed: what was read then is not read again, and its package is opened only if another part of it is
 * wanted. */
static void workbook_again(struct jx_xlsx_patch *patch, const struct jx_xlsx_patch *kept,
                           const struct jx_input *input) {
    patch->workbook = patch->host->allocate(patch->call, sizeof *patch->workbook);
    *patch->workbook = *kept->workbook;
    patch->package = &patch->workbook->package;
    *patch->package = (struct jx_package){.host = patch->host, .call = patch->call, .input = input};
    patch->leaf_count = kept->leaf_count;
    patch->leaves = patch->host->allocate(patch->call, (kept->leaf_count + 1) * sizeof *patch->leaves);
    for (uint32_t i = 0; i < kept->leaf_count; i++) {
        const struct jx_xlsx_leaf *leaf = &kept->leaves[i];
        patch->leaves[i] = (struct jx_xlsx_leaf){.name = leaf->name,
                                                 .part = leaf->part,
                                                 .listing = leaf->listing,
                                                 .bytes = leaf->bytes,
                                                 .length = leaf->length,
                                                 .markup = markup_again(patch, &leaf->markup),
                                                 .data = leaf->data,
                                                 .prefix = leaf->prefix,
                                                 .lines = leaf->lines,
                                                 .line_count = leaf->line_count,
                                                 .spots = leaf->spots,
                                                 .spot_count = leaf->spot_count,
                                                 .shared = leaf->shared,
                                                 .shared_count = leaf->shared_count,
                                                 .apart = leaf->apart,
                                                 .stored = leaf->values,
                                                 .stored_count = leaf->value_count};
    }
    patch->book = markup_again(patch, &kept->book);
    patch->strings_part = kept->strings_part;
    patch->strings_prefix = kept->strings_prefix;
    patch->strings_known = kept->strings_known;
    patch->strings_tree = markup_again(patch, &kept->strings_tree);
}

enum jx_status jx_xlsx_package_need(struct jx_xlsx_patch *patch) {
    const struct jx_input *input = patch->package->input;
    return patch->package->zip ? JX_OK
                               : jx_package_open(patch->package, patch->host, patch->call, input, false);
}

enum jx_status jx_xlsx_patch_open(struct jx_xlsx_patch *patch, const struct jx_input *input) {
    enum jx_status status = JX_OK;
    patch->book_splices = (struct jx_splices){.host = patch->host, .call = patch->call};
    if (patch->patch->kept)
        workbook_again(patch, patch->patch->kept, input);
    else
        status = workbook_open(patch, input);
    if (status == JX_OK) status = rows_share(patch);
    if (status == JX_OK) status = cells_share(patch);
    if (status == JX_OK && patch->moves) status = jx_xlsx_package_need(patch);
    if (status != JX_OK) return status;
    maps_make(patch);
    return jx_xlsx_names_edit(patch);
}

static enum jx_status run(struct jx_xlsx_patch *patch, const struct jx_input *input) {
    enum jx_status status = jx_xlsx_patch_open(patch, input);
    if (status == JX_OK) status = leaves_load(patch);
    if (status == JX_OK) status = leaves_value(patch);
    if (status != JX_OK) return status;
    jx_xlsx_calculate(patch);
    status = leaves_edit(patch);
    if (status == JX_OK && patch->moves) status = jx_xlsx_charts_edit(patch);
    if (status == JX_OK && patch->moves && patch->formula_moved) status = jx_xlsx_chain_drop(patch);
    if (status == JX_OK) status = jx_xlsx_strings_finish(patch);
    if (status == JX_OK) status = jx_xlsx_styles_finish(patch);
    if (status != JX_OK) return status;
    if (patch->result_dropped) calculation_ask(patch);
    status = jx_xlsx_part_put(patch, patch->workbook->part, patch->book.bytes, patch->book.length,
                              &patch->book_splices);
    if (status != JX_OK) return status;
    jx_package_close(patch->package);
    return jx_repack_finish(&patch->repack, input);
}

enum jx_status jx_xlsx_patch_write(const struct jx_host *host, struct jx_call *call,
                                   const struct jx_input *input, struct jx_patch *asked) {
    struct jx_xlsx_patch *patch = host->allocate(call, sizeof *patch);
    patch->host = host;
    patch->call = call;
    patch->patch = asked;
    patch->repack = (struct jx_repack){.host = host, .call = call};
    patch->strings = (struct jx_bytes){.host = host, .call = call};
    patch->styles_more = (struct jx_bytes){.host = host, .call = call};
    return run(patch, input);
}
