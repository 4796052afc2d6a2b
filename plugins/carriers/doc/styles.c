/*
 * What styles say of the looks of characters (2.9.271, STSH).
 *
 * A style is its kind, the one that it is based on, its name, and lists of properties: of a paragraph's style the second list is
 * about characters, of a style of characters the only one (2.9.260, STD; 2.9.116, GrLPUpxSw).
 */
#include "doc.h"

enum { PARAGRAPHS = 1, CHARACTERS = 2 };

/* Styles one on the other; a longer chain is a ring. */
enum { CHAIN_MOST = 20 };

struct style {
    uint16_t based;
    bool known;                         /* its looks are complete */
    struct jx_doc_span list, paragraph; /* its properties of characters and of the paragraph */
};

static struct jx_doc_span behind(struct jx_doc_span span, size_t length) {
    if (length >= span.length) return (struct jx_doc_span){NULL, 0};
    return (struct jx_doc_span){span.bytes + length, span.length - length};
}

/* The list that `span` begins with, behind its length. */
static struct jx_doc_span list_at(struct jx_doc_span span) {
    if (span.length < 2) return (struct jx_doc_span){NULL, 0};
    size_t length = jx_u16(span.bytes);
    return (struct jx_doc_span){span.bytes + 2, length < span.length - 2 ? length : span.length - 2};
}

/* `base` is the size of what stands before the name, which is counted, and ends with a zero. */
static struct style style_read(struct jx_doc_span span, size_t base) {
    enum { BASE_LEAST = 10, KIND_AT = 2 };
    struct style style = {.based = 0xFFF};
    if (span.length < BASE_LEAST || base < BASE_LEAST) return style;
    unsigned kind = jx_u16(span.bytes + KIND_AT) & 0xF;
    style.based = jx_u16(span.bytes + KIND_AT) >> 4;
    span = behind(span, base);
    if (span.length < 2) return style;
    span = behind(span, 2 + 2 * ((size_t)jx_u16(span.bytes) + 1));
    if (kind == PARAGRAPHS && span.length >= 2) {
        size_t length = 2 + (size_t)jx_u16(span.bytes);
        style.paragraph = behind(list_at(span), 2); /* the style's number is before them */
        span = behind(span, length + length % 2);
    }
    if (kind == PARAGRAPHS || kind == CHARACTERS) style.list = list_at(span);
    return style;
}

static void turned_resolve(int8_t *own, int8_t based) {
    if (*own == JX_DOC_TURNED) *own = based > 0 ? -1 : 1;
}

/* What a style says of numbers, and what it does not say as the one below it does; `based`: NULL: there is none. */
static void listed_make(const struct style *style, struct jx_doc_listed *listed,
                        const struct jx_doc_listed *based) {
    *listed = (struct jx_doc_listed){JX_DOC_NOT_SAID, JX_DOC_NOT_SAID};
    jx_doc_listed_read(style->paragraph, listed);
    if (listed->number == JX_DOC_NOT_SAID) listed->number = based ? based->number : 0;
    if (listed->level == JX_DOC_NOT_SAID) listed->level = based ? based->level : 0;
}

static void looks_make(struct jx_doc *doc, struct style *style, struct jx_looks *looks,
                       const struct jx_looks *based) {
    jx_doc_looks_apply(doc, style->list, looks);
    jx_doc_looks_apply(doc, style->paragraph, looks);
    turned_resolve(&looks->hidden, based->hidden);
    turned_resolve(&looks->struck, based->struck);
    turned_resolve(&looks->doubly, based->doubly);
    jx_looks_inherit(looks, based);
    style->known = true;
}

/* Of a style and all that it stands on, from below. */
static void style_resolve(struct jx_doc *doc, struct style *styles, uint32_t number) {
    static const struct jx_looks silent = {0};
    uint32_t chain[CHAIN_MOST] = {0}, count = 0;
    while (number < doc->style_count && !styles[number].known && count < CHAIN_MOST) {
        chain[count++] = number;
        number = styles[number].based;
    }
    const struct jx_looks *based =
        number < doc->style_count && styles[number].known ? &doc->styles[number] : &silent;
    const struct jx_doc_listed *listed = based == &silent ? NULL : &doc->styles_listed[number];
    while (count-- > 0) {
        uint32_t own = chain[count];
        if (!styles[own].known) {
            listed_make(&styles[own], &doc->styles_listed[own], listed);
            looks_make(doc, &styles[own], &doc->styles[own], based);
        }
        based = &doc->styles[own];
        listed = &doc->styles_listed[own];
    }
}

void jx_doc_styles_read(struct jx_doc *doc) {
    enum { MOST = 0xFFE, HEAD = 2, BASE_AT = 4 };
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_STYLES);
    if (table.length < HEAD + BASE_AT + 2) return;
    uint32_t count = jx_u16(table.bytes + HEAD) < MOST ? jx_u16(table.bytes + HEAD) : MOST, found = 0;
    size_t base = jx_u16(table.bytes + BASE_AT);
    struct style *styles = doc->host->allocate(doc->call, (count + 1) * sizeof *styles);
    struct jx_doc_span rest = behind(table, HEAD + (size_t)jx_u16(table.bytes));
    for (; found < count && rest.length >= 2; found++) {
        size_t length = jx_u16(rest.bytes);
        styles[found] = style_read(list_at(rest), base);
        rest = behind(rest, 2 + length + length % 2);
    }
    doc->styles = doc->host->allocate(doc->call, (found + 1) * sizeof *doc->styles);
    doc->styles_listed = doc->host->allocate(doc->call, (found + 1) * sizeof *doc->styles_listed);
    doc->style_count = found;
    for (uint32_t i = 0; i < found; i++) style_resolve(doc, styles, i);
}

const struct jx_looks *jx_doc_style(const struct jx_doc *doc, uint16_t number) {
    return number < doc->style_count ? &doc->styles[number] : NULL;
}
