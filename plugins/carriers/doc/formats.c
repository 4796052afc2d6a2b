/*
 * How ranges of bytes are formatted: a table that says which page each range is described in, and the pages (2.8.5,
 * PlcBteChpx; 2.8.6, PlcBtePapx).
 */
#include "doc.h"

enum { PAGE = 512, COUNT_AT = PAGE - 1 };

/* The number of the last of some sorted places that is not behind `place`; `count` is at least 1. */
static uint32_t last_before(const unsigned char *places, uint32_t count, uint32_t place) {
    uint32_t low = 0, high = count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (jx_u32(places + 4 * (size_t)middle) <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The properties of characters: a byte of length before them (2.9.32, Chpx). */
static struct jx_doc_span chpx_at(const unsigned char *page, unsigned offset) {
    struct jx_doc_span span = {NULL, 0};
    if (offset == 0 || offset + 1 + page[offset] > PAGE) return span;
    return (struct jx_doc_span){page + offset + 1, page[offset]};
}

/* Those of a paragraph: the length in pairs of bytes, in another place where their number is even, and the number of a
 * style before them (2.9.176, PapxInFkp; 2.9.114, GrpPrlAndIstd). */
static struct jx_doc_span papx_at(const unsigned char *page, unsigned offset, uint16_t *style) {
    struct jx_doc_span span = {NULL, 0};
    enum { STYLE = 2 };
    if (offset == 0 || offset + 2 > PAGE) return span;
    size_t length = page[offset] == 0 ? 2 * (size_t)page[offset + 1] : 2 * (size_t)page[offset] - 1;
    offset += page[offset] == 0 ? 2 : 1;
    if (length < STYLE || offset + length > PAGE) return span;
    *style = jx_u16(page + offset);
    return (struct jx_doc_span){page + offset + STYLE, length - STYLE};
}

/* Looks up a place in a page. The page ends with the number of its ranges; it begins with where they do, then says of
 * each where its properties stand. */
static void page_look(struct jx_doc_formats *formats, const unsigned char *page, uint32_t place) {
    const unsigned entry = formats->paragraphs ? 13 : 1, count = page[COUNT_AT];
    if (count == 0 || 4 * (count + 1) + entry * count > COUNT_AT) return;
    uint32_t number = last_before(page, count, place);
    uint32_t from = jx_u32(page + 4 * (size_t)number), to = jx_u32(page + 4 * ((size_t)number + 1));
    unsigned offset = 2u * page[4 * (count + 1) + entry * number];
    if (place < from || place >= to) return;
    formats->from = from;
    formats->to = to;
    formats->found = formats->paragraphs ? papx_at(page, offset, &formats->style) : chpx_at(page, offset);
}

/* Without a page that tells, the place has no formatting, as far as the page reaches. */
static void table_look(const struct jx_doc *doc, struct jx_doc_formats *formats, uint32_t place) {
    const unsigned char *places = formats->pages.bytes;
    if (formats->pages.length < 12) return;
    uint32_t count = (uint32_t)((formats->pages.length - 4) / 8);
    uint32_t number = last_before(places, count, place);
    uint32_t from = jx_u32(places + 4 * (size_t)number), to = jx_u32(places + 4 * ((size_t)number + 1));
    if (place < from) formats->to = from;
    if (place < from || place >= to) return;
    const uint32_t bits = (UINT32_C(1) << 22) - 1;
    size_t page = (size_t)(jx_u32(places + 4 * ((size_t)count + 1 + number)) & bits) * PAGE;
    formats->to = to;
    if (page <= doc->main.length && doc->main.length - page >= PAGE)
        page_look(formats, doc->main.bytes + page, place);
}

struct jx_doc_span jx_doc_format_at(const struct jx_doc *doc, struct jx_doc_formats *formats,
                                    uint32_t place) {
    if (place >= formats->from && place < formats->to) return formats->found;
    formats->from = place;
    formats->to = UINT32_MAX;
    formats->found = (struct jx_doc_span){NULL, 0};
    formats->style = 0;
    table_look(doc, formats, place);
    return formats->found;
}
