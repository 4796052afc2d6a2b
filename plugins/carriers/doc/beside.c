/*
 * What stands beside the body's text: typefaces, text boxes, and the heads and feet of pages.
 */
#include "doc.h"

#include <stdlib.h>
#include <string.h>

/* --- typefaces --------------------------------------------------------------------------------------------------- */

/* Of a name only what Latin letters write is taken: those of the typefaces with symbols. */
static const char *name_read(const struct jx_doc *doc, const unsigned char *bytes, size_t length) {
    size_t count = 0;
    while (2 * count + 1 < length && jx_u16(bytes + 2 * count) != 0) count++;
    char *name = doc->host->allocate(doc->call, count + 1);
    for (size_t i = 0; i < count; i++) {
        uint16_t c = jx_u16(bytes + 2 * i);
        name[i] = (char)(c < 0x80 ? c : '?');
    }
    return name;
}

/* A number of entries and what follows each; an entry is its length, 39 bytes of other things, and its name (2.9.286,
 * SttbfFfn; 2.9.79, FFN). */
void jx_doc_fonts_read(struct jx_doc *doc) {
    enum { HEAD = 4, NAME_AT = 39 };
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_FONTS);
    if (table.length < HEAD) return;
    size_t at = HEAD, extra = jx_u16(table.bytes + 2);
    for (uint32_t count = jx_u16(table.bytes); count > 0 && at < table.length; count--) {
        size_t length = table.bytes[at++];
        if (length > table.length - at) return;
        doc->fonts =
            doc->host->grow(doc->call, doc->fonts, doc->font_count, &doc->font_capacity, sizeof *doc->fonts);
        doc->fonts[doc->font_count++] =
            length > NAME_AT ? name_read(doc, table.bytes + at + NAME_AT, length - NAME_AT) : "";
        at += length + extra;
    }
}

const char *jx_doc_font(const struct jx_doc *doc, uint16_t number) {
    return number < doc->font_count ? doc->fonts[number] : NULL;
}

/* --- text boxes -------------------------------------------------------------------------------------------------- */

static int box_compare(const void *one, const void *other) {
    const struct jx_doc_box *a = one, *b = other;
    if (a->shape != b->shape) return a->shape < b->shape ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* The texts of all boxes stand behind one another; each names the shape that shows it (2.8.32, PlcftxbxTxt; 2.9.106,
 * FTXBXS). The last one is no box. */
void jx_doc_boxes_find(struct jx_doc *doc) {
    enum { ENTRY = 22, REUSED_AT = 8, SHAPE_AT = 14, BOXES_MOST = 65536 };
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_BOX_TEXTS);
    uint32_t start = jx_doc_story(doc, JX_DOC_BOXES), stop = jx_doc_story(doc, JX_DOC_HEADER_BOXES);
    if (table.length < 4 + 4 + ENTRY) return;
    size_t count = (table.length - 4) / (4 + ENTRY);
    if (count > BOXES_MOST) count = BOXES_MOST;
    doc->boxes = doc->host->allocate(doc->call, count * sizeof *doc->boxes);
    const unsigned char *entries = table.bytes + 4 * ((table.length - 4) / (4 + ENTRY) + 1);
    for (size_t i = 0; i < count; i++) {
        const unsigned char *entry = entries + ENTRY * i;
        uint64_t first = (uint64_t)start + jx_u32(table.bytes + 4 * i),
                 end = (uint64_t)start + jx_u32(table.bytes + 4 * (i + 1));
        if (jx_u16(entry + REUSED_AT) != 0 || first >= end || end > stop) continue;
        doc->boxes[doc->box_count] = (struct jx_doc_box){.shape = jx_u32(entry + SHAPE_AT),
                                                         .number = doc->box_count,
                                                         .first = (uint32_t)first,
                                                         .end = (uint32_t)end};
        doc->box_count++;
    }
    if (doc->box_count > 0) qsort(doc->boxes, doc->box_count, sizeof *doc->boxes, box_compare);
}

static bool box_read(struct jx_doc *doc, struct jx_doc_box *box, struct jx_flow_blocks *blocks) {
    struct jx_flow_blocks found = {NULL, NULL};
    if (box->taken) return true;
    box->taken = true;
    if (!jx_doc_range_read(doc, box->first, box->end, &found)) return false;
    jx_flow_append(blocks, found.first, found.last);
    return true;
}

/* The shape that is anchored in a character (2.8.37, PlcfSpa; 2.9.253, Spa). false: there is none. */
static bool shape_at(const struct jx_doc *doc, uint32_t character, uint32_t *shape) {
    enum { ENTRY = 26 };
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_ANCHORS);
    if (table.length < 4 + 4 + ENTRY) return false;
    uint32_t count = (uint32_t)((table.length - 4) / (4 + ENTRY)), low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, at = jx_u32(table.bytes + 4 * (size_t)middle);
        if (at == character) {
            *shape = jx_u32(table.bytes + 4 * ((size_t)count + 1) + ENTRY * (size_t)middle);
            return true;
        }
        if (at < character)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static uint32_t boxes_first(const struct jx_doc *doc, uint32_t shape) {
    uint32_t low = 0, high = doc->box_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->boxes[middle].shape < shape)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool jx_doc_boxes_read(struct jx_doc *doc, uint32_t character, struct jx_flow_blocks *blocks) {
    uint32_t shape = 0, i = 0;
    bool all = character == UINT32_MAX;
    if (doc->box_count == 0 || (!all && !shape_at(doc, character, &shape))) return true;
    for (i = all ? 0 : boxes_first(doc, shape); i < doc->box_count; i++) {
        if (!all && doc->boxes[i].shape != shape) break;
        if (!box_read(doc, &doc->boxes[i], blocks)) return false;
    }
    return true;
}

/* --- notes, heads and feet of pages ------------------------------------------------------------------------------------- */

/* The first six texts are lines above notes, the others the heads and feet of each section's pages. Of the places the last
 * is that of nothing (2.8.22, PlcfHdd). */
enum jx_status jx_doc_headers_tell(struct jx_doc *doc) {
    enum { NOTES = 6, HEADERS_MOST = 30 };
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_HEADER_TEXTS);
    uint32_t start = jx_doc_story(doc, JX_DOC_HEADERS), stop = jx_doc_story(doc, JX_DOC_MACROS), told = 0;
    for (size_t i = NOTES; 4 * (i + 2) < table.length && told < HEADERS_MOST; i++) {
        uint64_t first = (uint64_t)start + jx_u32(table.bytes + 4 * i),
                 end = (uint64_t)start + jx_u32(table.bytes + 4 * (i + 1));
        struct jx_flow_blocks blocks = {NULL, NULL};
        uint32_t length = 0;
        if (first >= end || end > stop) continue;
        if (!jx_doc_range_read(doc, (uint32_t)first, (uint32_t)end, &blocks)) return JX_FAIL;
        const char *text = jx_flow_text(doc->flow, &blocks, &length);
        if (!text) return JX_FAIL;
        if (length > 0) jx_flow_header_tell(doc->flow, text, length);
        told += length > 0;
    }
    return JX_OK;
}

/* Notes at the foot of pages, and those at the end. */
enum jx_status jx_doc_notes_tell(struct jx_doc *doc) {
    static const enum jx_doc_story stories[] = {JX_DOC_FOOTNOTES, JX_DOC_ENDNOTES};
    struct jx_flow_blocks all = {NULL, NULL};
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        uint32_t first = jx_doc_story(doc, stories[i]), end = jx_doc_story(doc, stories[i] + 1);
        struct jx_flow_blocks blocks = {NULL, NULL};
        if (first >= end) continue;
        if (!jx_doc_range_read(doc, first, end, &blocks)) return JX_FAIL;
        jx_flow_append(&all, blocks.first, blocks.last);
    }
    return jx_flow_notes_tell(doc->flow, &all);
}
