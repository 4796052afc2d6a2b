/*
 * The text and the pieces in which it stands (2.9.38, Clx; 2.8.35, PlcPcd).
 *
 * A piece is in UTF-16, or has one byte for each character. Word takes these bytes for Windows-1252 (2.9.73); other
 * programs write GBK there in Chinese documents, which shows by its pairs of bytes.
 */
#include "doc.h"

#include <string.h>

enum { PIECE = 8 };

/* The characters that stand at 0x80 to 0x9F of Windows-1252 (2.9.73). */
static const uint16_t upper[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* --- finding the pieces ------------------------------------------------------------------------------------------ */

/* Goes through the lists of changes that stand before the table of pieces. false: they are cut short. */
static bool changes_read(struct jx_doc *doc, struct jx_doc_span clx, struct jx_doc_span *table) {
    enum { CHANGES = 1, PIECES = 2 };
    size_t at = 0;
    while (clx.length - at > 3 && clx.bytes[at] == CHANGES) {
        size_t length = jx_u16(clx.bytes + at + 1);
        if (length > clx.length - at - 3) return false;
        doc->changes = doc->host->grow(doc->call, doc->changes, doc->change_count, &doc->change_capacity,
                                       sizeof *doc->changes);
        doc->changes[doc->change_count++] = (struct jx_doc_span){clx.bytes + at + 3, length};
        at += 3 + length;
    }
    if (clx.length - at < 5 || clx.bytes[at] != PIECES) return false;
    size_t length = jx_u32(clx.bytes + at + 1);
    if (length > clx.length - at - 5) return false;
    *table = (struct jx_doc_span){clx.bytes + at + 5, length};
    return true;
}

/* A piece whose text is not in the stream: the document is damaged. */
static bool piece_read(struct jx_doc *doc, const unsigned char *bytes, struct jx_doc_piece *piece) {
    const uint32_t narrow = UINT32_C(1) << 30;
    uint32_t at = jx_u32(bytes + 2);
    piece->narrow = (at & narrow) != 0;
    piece->at = at & (narrow - 1);
    if (piece->narrow) piece->at /= 2;
    piece->changes = jx_u16(bytes + 6);
    uint64_t size = (uint64_t)(piece->end - piece->first) * (piece->narrow ? 1 : 2);
    return piece->at <= doc->main.length && size <= doc->main.length - piece->at;
}

/* No two pieces show the same bytes, so that there are no more characters than bytes. */
static bool pieces_read(struct jx_doc *doc) {
    struct jx_doc_span table = {NULL, 0};
    if (!changes_read(doc, jx_doc_table(doc, JX_DOC_PIECES), &table) || table.length < 4 + 4 + PIECE)
        return false;
    doc->piece_count = (uint32_t)((table.length - 4) / (4 + PIECE));
    doc->pieces = doc->host->allocate(doc->call, doc->piece_count * sizeof *doc->pieces);
    const unsigned char *entries = table.bytes + 4 * ((size_t)doc->piece_count + 1);
    for (uint32_t i = 0; i < doc->piece_count; i++) {
        struct jx_doc_piece *piece = &doc->pieces[i];
        piece->first = jx_u32(table.bytes + 4 * (size_t)i);
        piece->end = jx_u32(table.bytes + 4 * ((size_t)i + 1));
        if (piece->first != doc->length || piece->end < piece->first || piece->end > doc->main.length ||
            !piece_read(doc, entries + PIECE * (size_t)i, piece))
            return false;
        doc->length = piece->end;
    }
    return true;
}

/* --- their text -------------------------------------------------------------------------------------------------- */

/* The encoding that documents in this language have used; NULL: one of single bytes. */
static const char *language_encoding(uint16_t language) {
    switch (language) {
    case 0x0804: /* China */
    case 0x1004: /* Singapore */ return "GB18030";
    case 0x0404: /* Taiwan */
    case 0x0C04: /* Hong Kong */
    case 0x1404: /* Macau */ return "BIG5";
    default: return NULL;
    }
}

/* Counts a piece's pairs of two high bytes. false: there is another high byte in it than those of pairs. */
static bool pairs_count(const unsigned char *bytes, size_t length, size_t *pairs) {
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < 0x80) continue;
        if (bytes[i] == 0x80 || bytes[i] == 0xFF || i + 1 == length) return false;
        unsigned char trail = bytes[++i];
        if (trail < 0x40 || trail == 0x7F || trail == 0xFF) return false;
        *pairs += trail >= 0x80;
    }
    return true;
}

/* The encoding of pieces with one byte for each character; NULL: Windows-1252. */
static const char *narrow_encoding(const struct jx_doc *doc) {
    const char *encoding = language_encoding(doc->language);
    size_t pairs = 0;
    for (uint32_t i = 0; i < doc->piece_count && encoding; i++) {
        const struct jx_doc_piece *piece = &doc->pieces[i];
        if (piece->narrow && !pairs_count(doc->main.bytes + piece->at, piece->end - piece->first, &pairs))
            return NULL;
    }
    return pairs > 0 ? encoding : NULL;
}

/* A character of UTF-8, which is valid. Those beyond UTF-16's plain ones do not come from pairs of bytes. */
static uint16_t utf8_take(const unsigned char **at) {
    const unsigned char *c = *at;
    size_t size = c[0] < 0x80 ? 1 : c[0] < 0xE0 ? 2 : c[0] < 0xF0 ? 3 : 4;
    *at += size;
    switch (size) {
    case 1: return c[0];
    case 2: return (uint16_t)((c[0] & 0x1F) << 6 | (c[1] & 0x3F));
    case 3: return (uint16_t)((c[0] & 0x0F) << 12 | (c[1] & 0x3F) << 6 | (c[2] & 0x3F));
    default: return 0xFFFD;
    }
}

/* Decodes a piece in which a character may have two bytes: it then counts for two in the text. */
static bool pairs_decode(struct jx_doc *doc, const struct jx_doc_piece *piece, const char *encoding) {
    const unsigned char *bytes = doc->main.bytes + piece->at;
    uint16_t *to = doc->text + piece->first;
    size_t count = piece->end - piece->first, length = count;
    if (count == 0) return true;
    const char *decoded = doc->host->decode(doc->call, bytes, &length, encoding);
    if (!decoded) return false;
    const unsigned char *at = (const unsigned char *)decoded, *end = at + length;
    for (size_t i = 0; i < count && at < end; i++) {
        to[i] = utf8_take(&at);
        if (bytes[i] >= 0x80 && i + 1 < count) to[++i] = JX_DOC_NOTHING;
    }
    return true;
}

static void narrow_take(struct jx_doc *doc, const struct jx_doc_piece *piece) {
    const unsigned char *bytes = doc->main.bytes + piece->at;
    uint16_t *to = doc->text + piece->first;
    for (uint32_t i = 0; i < piece->end - piece->first; i++)
        to[i] = bytes[i] >= 0x80 && bytes[i] < 0xA0 ? upper[bytes[i] - 0x80] : bytes[i];
}

static void wide_take(struct jx_doc *doc, const struct jx_doc_piece *piece) {
    const unsigned char *bytes = doc->main.bytes + piece->at;
    uint16_t *to = doc->text + piece->first;
    for (size_t i = 0; i < piece->end - piece->first; i++) to[i] = jx_u16(bytes + 2 * i);
}

enum jx_status jx_doc_text_read(struct jx_doc *doc) {
    if (!pieces_read(doc)) return jx_doc_damaged(doc, "Clx");
    const char *encoding = narrow_encoding(doc);
    doc->text = doc->host->allocate(doc->call, ((size_t)doc->length + 1) * sizeof *doc->text);
    for (uint32_t i = 0; i < doc->piece_count; i++) {
        const struct jx_doc_piece *piece = &doc->pieces[i];
        if (!piece->narrow)
            wide_take(doc, piece);
        else if (!encoding)
            narrow_take(doc, piece);
        else if (!pairs_decode(doc, piece, encoding))
            return JX_FAIL;
    }
    return JX_OK;
}

const struct jx_doc_piece *jx_doc_piece_at(const struct jx_doc *doc, uint32_t character) {
    uint32_t low = 0, high = doc->piece_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->pieces[middle].first <= character)
            low = middle;
        else
            high = middle;
    }
    return &doc->pieces[low];
}

uint32_t jx_doc_place(const struct jx_doc_piece *piece, uint32_t character) {
    return piece->at + (character - piece->first) * (piece->narrow ? 1 : 2);
}
