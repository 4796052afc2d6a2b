/*
 * What the looks of a run say of its text: that it is none, because it is hidden or struck through, and that it stands higher or
 * lower than the rest.
 */
#ifndef JX_DOCX_LOOKS_H
#define JX_DOCX_LOOKS_H

#include "plugins/carriers/shared/package.h"

/* Of switches: -1 off, 0 nothing is said, 1 on. */
struct jx_docx_looks {
    int8_t hidden, struck, doubly; /* doubly: struck through with two lines */
    int8_t raised;                 /* above the line; -1: below it */
    uint32_t size, position;       /* in halves of a point; 0: nothing is said, or it stands below */
    const char *font;              /* a typeface of symbols, NULL: of letters */
};

/* Notes an element of rPr. `value` and `font` are its attributes val and ascii, or NULL. */
void jx_docx_looks_note(struct jx_docx_looks *looks, const char *element, const char *value,
                        const char *font);

/* The styles that say anything of this, by their ids. */
struct jx_docx_style {
    const char *id, *based; /* based: on which other one, NULL: on none */
    struct jx_docx_looks looks;
};

struct jx_docx_styles {
    struct jx_docx_style *items;
    uint32_t count, capacity;
};

/* Reads those of a document whose main part this is; NULL, or a document without any: there are none. */
enum jx_status jx_docx_styles_read(struct jx_package *package, const char *main,
                                   struct jx_docx_styles *styles);

/* What the style of this id, or those that it is based on, say. NULL: nothing. */
const struct jx_docx_looks *jx_docx_style_looks(const struct jx_docx_styles *styles, const char *id);

/* What is to become of a run's text. */
enum jx_docx_fate { JX_DOCX_PRINTED, JX_DOCX_HIDES, JX_DOCX_STRUCK };

/* A run's own looks, those of its style and of its paragraph's style; the latter two may be NULL. */
struct jx_docx_dress {
    struct jx_docx_looks own;
    const struct jx_docx_looks *run, *paragraph;
};

enum jx_docx_fate jx_docx_fate_of(const struct jx_docx_dress *dress);
/* 1: it stands higher than the rest of its line; -1: lower. */
int jx_docx_raised(const struct jx_docx_dress *dress);

/*
 * A text as it is to be read: raised and lowered digits as characters of their own (m², 98¹), for they are no part of a number
 * that they stand behind; and what a typeface of symbols draws. `before` is what stands before it in its paragraph. In `room` of
 * the size that jx_docx_text_room says, or the text itself where nothing changes.
 */
size_t jx_docx_text_room(size_t length);
const char *jx_docx_text_as_seen(const struct jx_docx_dress *dress, const char *before, size_t before_length,
                                 const char *text, size_t *length, char *room);

#endif
