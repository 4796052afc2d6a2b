/*
 * Documents of Word 97 made in memory, from a notation that shows what they hold:
 *
 *   < >          a table begins and ends; one within another opens while the first is still open
 *   |            ends a cell
 *   /{E; F}      ends a row: the edges of its cells, in hundreds, and the merges of each, hexadecimal (TC80); or nothing
 *   line end     ends a paragraph
 *   ^D ^H        deleted, hidden text begins or ends
 *   ^[BYTES]     text begins that has these properties, hexadecimal; none: it ends
 *   ^SNCCCC      a symbol: one digit, the number of the typeface, and its place, hexadecimal
 *   ^x ^n ^p     ends a paragraph whose mark is deleted, that is numbered, that is followed by another page
 *   ^b ^s ^e     a field's begin, its separator, its end
 *   ^l ^t ^h     a line break, a tab, a hyphen that does not break
 *   ^a ^i        a shape is anchored here; a picture stands here
 *   ^#           ends the part: the body, notes, heads and feet of pages, …
 */
#ifndef JX_TESTS_DOC_HELP_H
#define JX_TESTS_DOC_HELP_H

#include "tests/unit/xls_help.h"

enum { DOC_TABLES = 93, DOC_STORIES = 8, DOC_TEXT_AT = 1024, DOC_PAGE = 512 };

/* Ranges of characters, up to `end`, with their properties. */
struct doc_format {
    uint32_t end;
    uint8_t length;
    unsigned char bytes[250];
};

struct doc_build {
    bool narrow;      /* a byte for each character */
    unsigned piece;   /* how many characters are in a piece; 0: all */
    unsigned changes; /* of each piece, its Prm */
    unsigned language;
    struct xls_bytes lists; /* of changes, before the pieces */
    struct xls_bytes text, data;
    uint32_t count; /* of characters */
    uint32_t story_starts[DOC_STORIES + 1];
    unsigned story;
    struct doc_format *characters, *paragraphs;
    uint32_t character_count, paragraph_count;
    bool deleted, hidden;
    struct xls_bytes looks; /* others */
    unsigned depth;
    struct xls_bytes tables[DOC_TABLES];
};

static inline int doc_load(void **state) {
    (void)state;
    carrier = book_plugin("doc", NULL);
    return 0;
}

static inline void doc_format_add(struct doc_format **list, uint32_t *count, uint32_t end,
                                  const struct xls_bytes *bytes) {
    if ((*count & (*count - 1)) == 0) {
        *list = realloc(*list, (*count == 0 ? 1 : 2 * (size_t)*count) * sizeof **list);
        assert_non_null(*list);
    }
    struct doc_format *format = &(*list)[(*count)++];
    assert_true(bytes->length <= sizeof format->bytes);
    format->end = end;
    format->length = (uint8_t)bytes->length;
    if (bytes->length > 0) memcpy(format->bytes, bytes->bytes, bytes->length);
}

/* Adds characters up to here with the looks that are switched on, and `more`. */
static inline void doc_looks(struct doc_build *doc, const struct xls_bytes *more) {
    struct xls_bytes looks = {NULL, 0, 0};
    uint32_t before = doc->character_count == 0 ? 0 : doc->characters[doc->character_count - 1].end;
    if (before == doc->count) return;
    if (doc->deleted) xls_add(&looks, "21", 0x0800, 1);
    if (doc->hidden) xls_add(&looks, "21", 0x083C, 1);
    xls_append(&looks, doc->looks.bytes, doc->looks.length);
    if (more) xls_append(&looks, more->bytes, more->length);
    doc_format_add(&doc->characters, &doc->character_count, doc->count, &looks);
    free(looks.bytes);
}

static inline void doc_character(struct doc_build *doc, uint32_t c) {
    xls_number(&doc->text, c, doc->narrow ? 1 : 2);
    doc->count++;
}

/* Ends a paragraph. */
static inline void doc_mark(struct doc_build *doc, unsigned c, struct xls_bytes *properties) {
    doc_character(doc, c);
    if (doc->depth > 0) xls_add(properties, "2124", 0x2416, 1, 0x6649, doc->depth);
    doc_format_add(&doc->paragraphs, &doc->paragraph_count, doc->count, properties);
    free(properties->bytes);
    *properties = (struct xls_bytes){NULL, 0, 0};
}

/* Puts the definition of a row that the notation has at `at`; returns what is behind it. */
static inline const char *doc_row(struct xls_bytes *properties, const char *at) {
    int edges[65], count = 0, cells = 0;
    unsigned merges[64] = {0};
    char *end;
    for (at++; *at != '}' && *at != ';'; at = end + (*end == ' '))
        edges[count++] = 100 * (int)strtol(at, &end, 10);
    if (*at == ';')
        for (at += 2; *at != '}'; at = end + (*end == ' ')) merges[cells++] = (unsigned)strtoul(at, &end, 16);
    if (count < 2) return at + 1;
    xls_add(properties, "221", 0xD608, 4 + 2 * (unsigned)count - 2 + 20 * (unsigned)(count - 1),
            (unsigned)count - 1);
    for (int i = 0; i < count; i++) xls_number(properties, (uint64_t)edges[i], 2);
    for (int i = 0; i + 1 < count; i++) xls_add(properties, "2z", merges[i], 18);
    return at + 1;
}

static inline void doc_cell(struct doc_build *doc) {
    struct xls_bytes properties = {NULL, 0, 0};
    if (doc->depth > 1) xls_add(&properties, "21", 0x244B, 1);
    doc_mark(doc, doc->depth > 1 ? 13 : 7, &properties);
}

static inline const char *doc_special(struct doc_build *doc, const char *at) {
    static const char controls[] = "i\x01"
                                   "b\x13s\x14"
                                   "e\x15l\x0Bt\x09h\x1E"
                                   "a\x08";
    struct xls_bytes properties = {NULL, 0, 0};
    const char *control = strchr(controls, *at);
    char digits[5] = "";
    switch (*at) {
    case '[':
        doc_looks(doc, NULL);
        doc->looks.length = 0;
        for (at++; *at != ']'; at += 2) {
            memcpy(digits, at, 2);
            xls_number(&doc->looks, strtoul(digits, NULL, 16), 1);
        }
        break;
    case 'D':
    case 'H':
        doc_looks(doc, NULL);
        if (*at == 'D')
            doc->deleted = !doc->deleted;
        else
            doc->hidden = !doc->hidden;
        break;
    case 'S':
        doc_looks(doc, NULL);
        doc_character(doc, '(');
        memcpy(digits, at + 2, 4);
        xls_add(&properties, "21222", 0x0855, 1, 0x6A09, (unsigned)(at[1] - '0'),
                (unsigned)strtoul(digits, NULL, 16));
        doc_looks(doc, &properties);
        free(properties.bytes);
        return at + 6;
    case 'x':
        doc_looks(doc, NULL);
        doc->deleted = true;
        doc_mark(doc, 13, &properties);
        doc_looks(doc, NULL);
        doc->deleted = false;
        break;
    case 'n':
        xls_add(&properties, "22", 0x460B, 1);
        doc_mark(doc, 13, &properties);
        break;
    case 'p': doc_mark(doc, 12, &properties); break;
    case '#': doc->story_starts[++doc->story] = doc->count; break;
    default: assert_non_null(control); doc_character(doc, (unsigned char)control[1]);
    }
    return at + 1;
}

/* Adds what the notation says. */
static inline void doc_write(struct doc_build *doc, const char *at) {
    const char *end = at + strlen(at);
    while (at < end) {
        struct xls_bytes properties = {NULL, 0, 0};
        switch (*at) {
        case '<': at++, doc->depth++; break;
        case '>': at++, doc->depth--; break;
        case '|': at++, doc_cell(doc); break;
        case '/':
            at = at[1] == '{' ? doc_row(&properties, at + 1) : at + 1;
            xls_add(&properties, "21", doc->depth > 1 ? 0x244C : 0x2417, 1);
            doc_mark(doc, doc->depth > 1 ? 13 : 7, &properties);
            break;
        case '\n': at++, doc_mark(doc, 13, &properties); break;
        case '^': at = doc_special(doc, at + 1); break;
        default:
            if (doc->narrow) {
                doc_character(doc, (unsigned char)*at++);
            } else {
                uint32_t c = jx_text_next(&at, end);
                if (c >= 0x10000) doc_character(doc, 0xD800 + ((c - 0x10000) >> 10));
                doc_character(doc, c < 0x10000 ? c : 0xDC00 + ((c - 0x10000) & 0x3FF));
            }
        }
    }
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static inline void doc_put(struct xls_bytes *to, size_t at, uint64_t value, int size) {
    assert_true(at + (size_t)size <= to->length);
    for (int i = 0; i < size; i++) to->bytes[at + (size_t)i] = (unsigned char)(value >> 8 * i);
}

/* Pages with ranges of bytes and their properties, and the table of the pages. */
static inline void doc_pages(struct xls_bytes *stream, struct xls_bytes *table,
                             const struct doc_format *formats, uint32_t count, unsigned size,
                             bool paragraphs) {
    struct xls_bytes pages = {NULL, 0, 0};
    const unsigned entry = paragraphs ? 13 : 1;
    uint32_t from = DOC_TEXT_AT, number = 0;
    xls_fill(stream, DOC_PAGE);
    while (number < count) {
        unsigned char page[DOC_PAGE] = {0}, runs = 0, offsets[DOC_PAGE];
        uint32_t ends[DOC_PAGE], begin = from;
        unsigned low = DOC_PAGE - 1;
        for (; number < count; number++) {
            const struct doc_format *format = &formats[number];
            unsigned length = format->length + (paragraphs ? 2u : 0u);
            unsigned room = 1 + length + (paragraphs && length % 2 == 0);
            unsigned at = (low - room) & ~1u, front = 4 * (runs + 2u) + entry * (runs + 1u);
            if (low < room || at < front) break;
            low = at;
            if (paragraphs && length % 2 == 0)
                page[at++] = 0, page[at++] = (unsigned char)(length / 2);
            else
                page[at++] = (unsigned char)(paragraphs ? (length + 1) / 2 : length);
            memcpy(page + at + (paragraphs ? 2 : 0), format->bytes, format->length);
            ends[runs] = DOC_TEXT_AT + size * format->end;
            offsets[runs++] = (unsigned char)(low / 2);
        }
        assert_true(runs > 0);
        struct xls_bytes front = {NULL, 0, 0};
        xls_number(&front, begin, 4);
        for (unsigned i = 0; i < runs; i++) xls_number(&front, ends[i], 4);
        for (unsigned i = 0; i < runs; i++) xls_add(&front, "1z", offsets[i], entry - 1);
        memcpy(page, front.bytes, front.length);
        free(front.bytes);
        page[DOC_PAGE - 1] = runs;
        xls_number(table, begin, 4);
        xls_number(&pages, stream->length / DOC_PAGE, 4);
        xls_append(stream, page, DOC_PAGE);
        from = ends[runs - 1];
    }
    xls_number(table, from, 4);
    xls_append(table, pages.bytes, pages.length);
    free(pages.bytes);
}

static inline void doc_clx(struct doc_build *doc, unsigned size) {
    struct xls_bytes *clx = &doc->tables[33], entries = {NULL, 0, 0}, places = {NULL, 0, 0};
    unsigned piece = doc->piece == 0 ? doc->count : doc->piece;
    for (uint32_t at = 0; at < doc->count; at += piece) {
        uint32_t place = DOC_TEXT_AT + size * at;
        xls_number(&places, at, 4);
        xls_add(&entries, "242", 0, doc->narrow ? 2 * place | UINT32_C(1) << 30 : place, doc->changes);
    }
    xls_number(&places, doc->count, 4);
    xls_append(clx, doc->lists.bytes, doc->lists.length);
    xls_add(clx, "14", 2, (unsigned)(places.length + entries.length));
    xls_append(clx, places.bytes, places.length);
    xls_append(clx, entries.bytes, entries.length);
    free(places.bytes);
    free(entries.bytes);
}

/* The header, with the list of tables, which are put one behind the other into their stream. */
static inline void doc_header(struct doc_build *doc, struct xls_bytes *header, struct xls_bytes *table) {
    xls_add(header, "2222222z", 0xA5EC, 0x00C1, 0, doc->language, 0, 0x0200, 0x00BF, 18);
    xls_add(header, "2z2", 14, 28, 22);
    for (unsigned i = 0; i < 22; i++) {
        bool length = i >= 3 && i < 3 + DOC_STORIES;
        xls_number(header, length ? doc->story_starts[i - 2] - doc->story_starts[i - 3] : 0, 4);
    }
    xls_number(header, DOC_TABLES, 2);
    for (unsigned i = 0; i < DOC_TABLES; i++) {
        xls_add(header, "44", (unsigned)table->length, (unsigned)doc->tables[i].length);
        xls_append(table, doc->tables[i].bytes, doc->tables[i].length);
        free(doc->tables[i].bytes);
    }
    xls_add(header, "z", DOC_TEXT_AT - (unsigned)header->length);
}

/* The file; frees what it is made of. */
static inline struct xls_bytes doc_file(struct doc_build *doc) {
    struct xls_bytes main = {NULL, 0, 0}, table = {NULL, 0, 0}, header = {NULL, 0, 0};
    const unsigned size = doc->narrow ? 1 : 2;
    doc_looks(doc, NULL);
    while (doc->story < DOC_STORIES) doc->story_starts[++doc->story] = doc->count;
    xls_add(&main, "z", DOC_TEXT_AT);
    xls_append(&main, doc->text.bytes, doc->text.length);
    doc_pages(&main, &doc->tables[12], doc->characters, doc->character_count, size, false);
    doc_pages(&main, &doc->tables[13], doc->paragraphs, doc->paragraph_count, size, true);
    doc_clx(doc, size);
    doc_header(doc, &header, &table);
    memcpy(main.bytes, header.bytes, DOC_TEXT_AT);
    struct xls_bytes file = xls_ole((const struct xls_stream[]){{"WordDocument", main.bytes, main.length},
                                                                {"1Table", table.bytes, table.length},
                                                                {"Data", doc->data.bytes, doc->data.length},
                                                                {NULL, NULL, 0}});
    free(main.bytes);
    free(table.bytes);
    free(header.bytes);
    free(doc->text.bytes);
    free(doc->data.bytes);
    free(doc->lists.bytes);
    free(doc->looks.bytes);
    free(doc->characters);
    free(doc->paragraphs);
    return file;
}

static inline struct xls_bytes doc_of(const char *notation) {
    struct doc_build doc = {.language = 0x0804};
    doc_write(&doc, notation);
    return doc_file(&doc);
}

/* Reads and frees a document that should show so; `code` is that of the first message, 0 for none. */
static inline void doc_check(const char *what, struct xls_bytes file, const char *shown, int code) {
    struct xls_try try;
    xls_open(&try);
    xls_read(&try, file.bytes, file.length);
    if (try.status > JX_WARN)
        fail_msg("%s: %s", what, try.diags.count ? try.diags.items[0].message : "no message");
    const char *got = xls_show(&try, 0);
    if (strcmp(got, shown) != 0) fail_msg("%s is read as %s, not as %s", what, got, shown);
    if (xls_code(&try) != code) fail_msg("%s says %d, not %d", what, xls_code(&try), code);
    xls_close(&try);
    free(file.bytes);
}

#endif
