/*
 * The looks of a run as its properties and its styles say them.
 */
#ifndef JX_DOCX_LOOKS_H
#define JX_DOCX_LOOKS_H

#include "plugins/carriers/shared/looks.h"
#include "plugins/carriers/shared/package.h"

/* Notes an element of rPr. `value` and `other` are its attribute val and the one that jx_docx_look_other finds, or NULL. */
void jx_docx_looks_note(struct jx_looks *looks, const char *element, const char *value, const char *other);
const char *jx_docx_look_other(const char *element, const char **attributes);

/* What a shading of a run, a paragraph, a cell … says of the colour behind it, as a member of looks; `pattern` and `fill` are its
 * attributes, or NULL. */
int8_t jx_docx_shade(const char *pattern, const char *fill);

/* The styles that say anything of this, by their ids. */
struct jx_docx_style {
    const char *id, *based; /* based: on which other one, NULL: on none */
    struct jx_looks looks;
    bool numbered; /* its paragraphs have numbers: of what numbering.h says, and on which level */
    uint32_t number, level;
};

struct jx_docx_styles {
    struct jx_docx_style *items;
    uint32_t count, capacity;
};

/* Reads those of a document whose main part this is; NULL, or a document without any: there are none. */
enum jx_status jx_docx_styles_read(struct jx_package *package, const char *main,
                                   struct jx_docx_styles *styles);

/* The style of this id, with what those say that it is based on. NULL: it says nothing. */
const struct jx_docx_style *jx_docx_style_of(const struct jx_docx_styles *styles, const char *id);

/* What the style of this id, or those that it is based on, say. NULL: nothing. */
const struct jx_looks *jx_docx_style_looks(const struct jx_docx_styles *styles, const char *id);

#endif
