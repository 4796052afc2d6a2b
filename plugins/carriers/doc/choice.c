/*
 * What is chosen from the list of a field of old forms: it has no result in the text, but data of its own.
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

/* The number of what is chosen, where it begins, and the list behind some texts (2.9.78, FFData). */
static struct jx_doc_span list_of(struct jx_doc_span data, uint32_t *number) {
    enum { HEAD = 10, KIND_LIST = 2, UNDEFINED = 25, TEXTS = 5 };
    if (data.length < HEAD || (jx_u16(data.bytes + 4) & 3) != KIND_LIST) return none;
    *number = jx_u16(data.bytes + 4) >> 2 & 31;
    data = text_skip(behind(data, HEAD), true);
    if (data.length < 2) return none;
    if (*number == UNDEFINED) *number = jx_u16(data.bytes);
    data = behind(data, 2);
    for (int i = 0; i < TEXTS; i++) data = text_skip(data, true);
    return data;
}

struct jx_doc_span jx_doc_choice(const struct jx_doc *doc, uint32_t where) {
    enum { HEAD = 6, LIST_HEAD = 6 };
    struct jx_doc_span data = behind(doc->data, where);
    uint32_t number = 0;
    if (data.length < HEAD) return none;
    data = list_of(behind(data, jx_u16(data.bytes + 4)), &number); /* behind a head of its own (2.9.158) */
    if (data.length < LIST_HEAD || number >= jx_u16(data.bytes + 2)) return none;
    data = behind(data, LIST_HEAD);
    for (; number > 0; number--) data = text_skip(data, false);
    if (data.length < 2 || 2 * (size_t)jx_u16(data.bytes) > data.length - 2) return none;
    return (struct jx_doc_span){data.bytes + 2, 2 * (size_t)jx_u16(data.bytes)};
}
