/*
 * What is chosen from the list of a field of old forms, or whether its box is ticked: such a field has no result in the text, but
 * data of its own.
 */
#include "doc.h"

static const struct jx_doc_span none = {NULL, 0};

static struct jx_doc_span behind(struct jx_doc_span span, size_t length) {
    return length >= span.length ? none : (struct jx_doc_span){span.bytes + length, span.length - length};
}

/* A text behind its length, in UTF-16; `zero`: there is one behind it (2.2.2, Xstz). */
static struct jx_doc_span text_skip(struct jx_doc_span span, bool zero) {
    return span.length < 2 ? none : behind(span, 2 + 2 * ((size_t)jx_u16(span.bytes) + zero));
}

/* A field's number and what is behind it, where the field is of this kind (2.9.78, FFData): which entry is chosen, or whether a
 * box is ticked. */
static bool number_of(struct jx_doc_span data, int kind, uint32_t *number, struct jx_doc_span *rest) {
    enum { HEAD = 10, UNDEFINED = 25 };
    if (data.length < HEAD || (jx_u16(data.bytes + 4) & 3) != kind) return false;
    *number = jx_u16(data.bytes + 4) >> 2 & 31;
    data = text_skip(behind(data, HEAD), true);
    if (data.length < 2) return false;
    if (*number == UNDEFINED) *number = jx_u16(data.bytes);
    *rest = behind(data, 2);
    return true;
}

static struct jx_doc_span entry_of(struct jx_doc_span data) {
    enum { KIND_LIST = 2, TEXTS = 5, LIST_HEAD = 6 };
    uint32_t number = 0;
    if (!number_of(data, KIND_LIST, &number, &data)) return none;
    for (int i = 0; i < TEXTS; i++) data = text_skip(data, true);
    if (data.length < LIST_HEAD || number >= jx_u16(data.bytes + 2)) return none;
    data = behind(data, LIST_HEAD);
    for (; number > 0; number--) data = text_skip(data, false);
    if (data.length < 2 || 2 * (size_t)jx_u16(data.bytes) > data.length - 2) return none;
    return (struct jx_doc_span){data.bytes + 2, 2 * (size_t)jx_u16(data.bytes)};
}

/* ☑ and □, in UTF-16. */
static struct jx_doc_span box_of(struct jx_doc_span data) {
    enum { KIND_BOX = 1 };
    static const unsigned char ticked[] = {0x11, 0x26}, empty[] = {0xA1, 0x25};
    uint32_t number = 0;
    if (!number_of(data, KIND_BOX, &number, &data)) return none;
    return (struct jx_doc_span){number != 0 ? ticked : empty, sizeof empty};
}

struct jx_doc_span jx_doc_choice(const struct jx_doc *doc, uint32_t where) {
    enum { HEAD = 6 };
    struct jx_doc_span data = behind(doc->data, where), box;
    if (data.length < HEAD) return none;
    data = behind(data, jx_u16(data.bytes + 4)); /* behind a head of its own (2.9.158) */
    box = box_of(data);
    return box.length > 0 ? box : entry_of(data);
}
