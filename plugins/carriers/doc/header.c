/*
 * The header of a document: which of Word's versions wrote it, and where its tables stand (2.5, Fib).
 */
#include "doc.h"

/* Offsets into FibBase (2.5.2). */
enum { IDENT = 0, VERSION = 2, LANGUAGE = 6, FLAGS = 10, BASE = 32 };
enum { IDENT_WORD = 0xA5EC, VERSION_97 = 0x00C1, FLAG_ENCRYPTED = 0x0100, FLAG_TABLE_1 = 0x0200 };

/* Behind FibBase come three arrays, each with its length before it: of numbers of two bytes, of numbers of four, and of
 * places and lengths of tables. */
static size_t longs_at(const struct jx_doc *doc) {
    return BASE + 2 + 2 * (size_t)jx_u16(doc->main.bytes + BASE);
}

static bool lengths_read(struct jx_doc *doc) {
    enum { FIRST = 3 }; /* ccpText in FibRgLw97 */
    size_t at = longs_at(doc);
    if (at + 2 > doc->main.length) return false;
    size_t count = jx_u16(doc->main.bytes + at);
    if (count < FIRST + JX_DOC_STORIES || at + 2 + 4 * count + 2 > doc->main.length) return false;
    for (size_t i = 0; i < JX_DOC_STORIES; i++)
        doc->lengths[i] = jx_u32(doc->main.bytes + at + 2 + 4 * (FIRST + i));
    return true;
}

static void stream_read(struct jx_ole *ole, const char *name, struct jx_doc_span *span) {
    struct jx_ole_stream stream = {NULL, 0};
    if (jx_ole_read(ole, name, &stream)) *span = (struct jx_doc_span){stream.bytes, stream.length};
}

enum jx_doc_kind jx_doc_header_read(struct jx_doc *doc, struct jx_ole *ole) {
    stream_read(ole, "WordDocument", &doc->main);
    if (doc->main.length < BASE + 2) return JX_DOC_DAMAGED;
    uint16_t flags = jx_u16(doc->main.bytes + FLAGS);
    if (flags & FLAG_ENCRYPTED) return JX_DOC_ENCRYPTED;
    if (jx_u16(doc->main.bytes + IDENT) != IDENT_WORD || jx_u16(doc->main.bytes + VERSION) < VERSION_97)
        return JX_DOC_OLD;
    doc->language = jx_u16(doc->main.bytes + LANGUAGE);
    stream_read(ole, flags & FLAG_TABLE_1 ? "1Table" : "0Table", &doc->table);
    stream_read(ole, "Data", &doc->data);
    return doc->table.length > 0 && lengths_read(doc) ? JX_DOC_READABLE : JX_DOC_DAMAGED;
}

struct jx_doc_span jx_doc_table(const struct jx_doc *doc, enum jx_doc_table table) {
    static const struct jx_doc_span none = {NULL, 0};
    size_t longs = longs_at(doc), at = longs + 2 + 4 * (size_t)jx_u16(doc->main.bytes + longs);
    size_t count = jx_u16(doc->main.bytes + at), entry = at + 2 + 8 * (size_t)table;
    if ((size_t)table >= count || entry + 8 > doc->main.length) return none;
    uint32_t place = jx_u32(doc->main.bytes + entry), length = jx_u32(doc->main.bytes + entry + 4);
    if (place > doc->table.length || length > doc->table.length - place) return none;
    return (struct jx_doc_span){doc->table.bytes + place, length};
}

uint32_t jx_doc_story(const struct jx_doc *doc, enum jx_doc_story story) {
    uint64_t first = 0;
    for (int i = 0; i < (int)story; i++) first += doc->lengths[i];
    return first < doc->length ? (uint32_t)first : doc->length;
}

enum jx_status jx_doc_damaged(struct jx_doc *doc, const char *where) {
    JX_REPORT(doc->host, doc->call, JX_MSG_ZIP_DAMAGED, NULL, where);
    return JX_FAIL;
}
