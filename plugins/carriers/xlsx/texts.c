/*
 * Texts and styles that are added: at the end of their tables, so that what there is keeps its numbers.
 */
#include "escape.h"
#include "patch.h"

#include <stdio.h>
#include <string.h>

/* --- texts ------------------------------------------------------------------------------------------------------- */

static void tag_add(struct jx_bytes *out, const char *open, const char *prefix, const char *rest) {
    jx_bytes_text(out, open);
    jx_bytes_text(out, prefix);
    jx_bytes_text(out, rest);
}

static uint32_t text_hash(const char *text, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

/* The slot of a text of the table of those added, by what stands between <si> and </si>. */
static uint32_t *slot_find(struct jx_xlsx_patch *patch, const char *inner, size_t length) {
    uint32_t at = text_hash(inner, length) & (patch->strings_room - 1);
    for (; patch->strings_table[at] != 0; at = (at + 1) & (patch->strings_room - 1)) {
        const struct jx_xlsx_added *known = &patch->strings_texts[patch->strings_table[at] - 1];
        if (known->length == length && memcmp(patch->strings.bytes + known->at, inner, length) == 0) break;
    }
    return &patch->strings_table[at];
}

static void table_widen(struct jx_xlsx_patch *patch) {
    uint32_t room = patch->strings_room == 0 ? 256 : patch->strings_room * 2;
    if (patch->strings_room > patch->strings_added * 2) return;
    patch->strings_table = patch->host->allocate(patch->call, room * sizeof *patch->strings_table);
    patch->strings_room = room;
    for (uint32_t i = 0; i < patch->strings_added; i++) {
        const struct jx_xlsx_added *known = &patch->strings_texts[i];
        *slot_find(patch, patch->strings.bytes + known->at, known->length) = i + 1;
    }
}

void jx_xlsx_text_inner(struct jx_xlsx_patch *patch, const char *prefix, const struct jx_xlsx_new *new,
                        struct jx_bytes *out) {
    if (new->rich) {
        jx_bytes_add(out, new->rich, new->rich_length);
        return;
    }
    size_t units, length = new->length;
    const char *text = jx_xlsx_escape(patch->host, patch->call, new->text, length, &units);
    if (text != new->text) length = strlen(text);
    bool keeps = length > 0 && (strchr(" \t\n", text[0]) || strchr(" \t\n", text[length - 1]) ||
                                memchr(text, '\n', length));
    tag_add(out, "<", prefix, keeps ? "t xml:space=\"preserve\">" : "t>");
    jx_bytes_escaped(out, text, length);
    tag_add(out, "</", prefix, "t>");
}

/* The text is written at the end of those added, and taken back if it is one of them. */
uint32_t jx_xlsx_string_number(struct jx_xlsx_patch *patch, const struct jx_xlsx_new *new) {
    struct jx_bytes *strings = &patch->strings;
    size_t before = strings->length;
    if (!patch->strings_part) return UINT32_MAX;
    table_widen(patch);
    patch->strings_used++;
    tag_add(strings, "<", patch->strings_prefix, "si>");
    struct jx_xlsx_added added = {.at = strings->length};
    jx_xlsx_text_inner(patch, patch->strings_prefix, new, strings);
    added.length = strings->length - added.at;
    uint32_t *slot = slot_find(patch, strings->bytes + added.at, added.length);
    if (*slot != 0) {
        strings->length = before;
        return patch->strings_known + *slot - 1;
    }
    tag_add(strings, "</", patch->strings_prefix, "si>");
    patch->strings_texts = patch->host->grow(patch->call, patch->strings_texts, patch->strings_added,
                                             &patch->strings_texts_capacity, sizeof *patch->strings_texts);
    patch->strings_texts[patch->strings_added++] = added;
    *slot = patch->strings_added;
    return patch->strings_known + *slot - 1;
}

static void count_raise(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node,
                        const char *name, uint32_t by) {
    uint32_t count = jx_node_number(markup, node, name);
    char digits[24];
    if (count == UINT32_MAX || by == 0) return;
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)count + by);
    jx_node_set(markup, splices, node, name, digits);
}

enum jx_status jx_xlsx_strings_load(struct jx_xlsx_patch *patch) {
    size_t length;
    if (!patch->strings_part || patch->strings_tree.count > 0) return JX_OK;
    const char *bytes = jx_markup_load(patch->package, patch->strings_part, &length);
    return !bytes ? JX_FAIL
                  : jx_markup_read(&patch->strings_tree, patch->package, patch->strings_part, bytes, length);
}

enum jx_status jx_xlsx_strings_finish(struct jx_xlsx_patch *patch) {
    struct jx_splices splices = {.host = patch->host, .call = patch->call};
    const struct jx_markup *markup = &patch->strings_tree;
    if (patch->strings_added == 0) return JX_OK;
    enum jx_status status = jx_xlsx_strings_load(patch);
    if (status != JX_OK) return status;
    uint32_t table = jx_node_find(markup, "sst"), last = 0;
    for (uint32_t item = jx_node_child(markup, table, "si"); item; item = jx_node_next(markup, item))
        last = item;
    if (last != 0)
        jx_splice_add(&splices, markup->nodes[last].end, 0, patch->strings.bytes, patch->strings.length);
    else
        jx_node_append(markup, &splices, table, patch->strings.bytes, patch->strings.length);
    count_raise(markup, &splices, table, "count", patch->strings_used);
    count_raise(markup, &splices, table, "uniqueCount", patch->strings_added);
    return jx_xlsx_part_put(patch, patch->strings_part, markup->bytes, markup->length, &splices);
}

/* --- styles ------------------------------------------------------------------------------------------------------ */

static bool styles_load(struct jx_xlsx_patch *patch) {
    size_t length;
    if (patch->styles_loaded) return patch->styles.count > 1;
    patch->styles_loaded = true;
    const struct jx_relation *relation = jx_relation_by_type(&patch->workbook->relations, "styles");
    if (!relation || jx_xlsx_package_need(patch) != JX_OK) return false;
    patch->styles_part = relation->target;
    patch->styles_bytes = jx_markup_load(patch->package, relation->target, &length);
    if (!patch->styles_bytes || jx_markup_read(&patch->styles, patch->package, relation->target,
                                               patch->styles_bytes, length) != JX_OK)
        return false;
    uint32_t table = jx_node_find(&patch->styles, "cellXfs");
    for (uint32_t xf = jx_node_child(&patch->styles, table, "xf"); table && xf;
         xf = jx_node_next(&patch->styles, xf))
        patch->styles_count++;
    return table != 0;
}

static uint32_t style_node(const struct jx_markup *markup, uint32_t style) {
    uint32_t xf = jx_node_child(markup, jx_node_find(markup, "cellXfs"), "xf");
    while (xf != 0 && style-- > 0) xf = jx_node_next(markup, xf);
    return xf;
}

uint32_t jx_xlsx_style_wrapped(struct jx_xlsx_patch *patch, uint32_t style) {
    for (uint32_t i = 0; i + 1 < patch->wrapped_count; i += 2)
        if (patch->wrapped[i] == style) return patch->wrapped[i + 1];
    if (!styles_load(patch)) return style;
    const struct jx_markup *markup = &patch->styles;
    uint32_t xf = style_node(markup, style), result = style;
    uint32_t alignment = xf == 0 ? 0 : jx_node_child(markup, xf, "alignment");
    const char *wraps = alignment == 0 ? NULL : jx_node_value(markup, alignment, "wrapText");
    if (xf != 0 && !jx_xml_truth(wraps)) {
        struct jx_splices splices = {.host = patch->host, .call = patch->call};
        const struct jx_node *it = &markup->nodes[xf];
        result = patch->styles_count + patch->styles_added++;
        jx_node_set(markup, &splices, xf, "applyAlignment", "1");
        struct jx_bytes wrapping = {.host = patch->host, .call = patch->call};
        jx_bytes_text(&wrapping, "<");
        jx_bytes_add(&wrapping, markup->bytes + it->start + 1, it->name - it->start - 1);
        jx_bytes_text(&wrapping, "alignment wrapText=\"1\"/>");
        if (alignment != 0)
            jx_node_set(markup, &splices, alignment, "wrapText", "1");
        else if (it->empty)
            jx_node_append(markup, &splices, xf, wrapping.bytes, wrapping.length);
        else
            jx_splice_add(&splices, it->inner, 0, wrapping.bytes, wrapping.length);
        for (uint32_t i = 0; i < splices.count; i++) splices.items[i].at -= it->start;
        jx_splices_apply(&splices, markup->bytes + it->start, it->end - it->start, &patch->styles_more);
    }
    for (int i = 0; i < 2; i++) {
        patch->wrapped = patch->host->grow(patch->call, patch->wrapped, patch->wrapped_count,
                                           &patch->wrapped_capacity, sizeof *patch->wrapped);
        patch->wrapped[patch->wrapped_count++] = i == 0 ? style : result;
    }
    return result;
}

enum jx_status jx_xlsx_styles_finish(struct jx_xlsx_patch *patch) {
    struct jx_splices splices = {.host = patch->host, .call = patch->call};
    if (patch->styles_added == 0) return JX_OK;
    uint32_t table = jx_node_find(&patch->styles, "cellXfs");
    jx_node_append(&patch->styles, &splices, table, patch->styles_more.bytes, patch->styles_more.length);
    count_raise(&patch->styles, &splices, table, "count", patch->styles_added);
    return jx_xlsx_part_put(patch, patch->styles_part, patch->styles_bytes, patch->styles.length, &splices);
}
