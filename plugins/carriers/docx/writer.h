/*
 * A document of a word processor being written: the parts of its package, and the XML in them.
 */
#ifndef JX_DOCX_WRITER_H
#define JX_DOCX_WRITER_H

#include "plugins/carriers/shared/pack.h"

/* The part being written grows in `bytes`, in the memory of the call. */
struct jx_docx_writer {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_output *output;
    const struct jx_book *book;
    char *bytes;
    uint32_t length, capacity;
    struct jx_pack pack;
    bool footers; /* some sheet takes several pages */
    bool hidden;  /* some sheet is hidden, and goes into a part of its own */
};

/* The namespace of the part that holds hidden sheets, and its name. */
#define JX_DOCX_HIDDEN      "urn:jixiao:sheets:1"
#define JX_DOCX_HIDDEN_PART "customXml/item1.xml"

/* --- XML (xml.c) ----------------------------------------------------------------------------------------------------- */

/* Adds markup as it is. */
void jx_docx_mark(struct jx_docx_writer *writer, const char *markup);

/* Adds markup with one number in it: before, number, after. */
void jx_docx_mark_number(struct jx_docx_writer *writer, const char *before, uint64_t number,
                         const char *after);

/* Adds text, with what XML cannot hold replaced by U+FFFD. White space in it is kept only where xml:space says so. */
void jx_docx_mark_text(struct jx_docx_writer *writer, const char *text, size_t length);

/* Adds what has been written so far to the package as a part, and begins the next one. `part` must stay. */
void jx_docx_part_end(struct jx_docx_writer *writer, const char *part);

/* --- parts ------------------------------------------------------------------------------------------------------------ */

/* All but the main part and hidden sheets: types, relationships, properties, styles, typefaces, feet of pages (parts.c). */
void jx_docx_parts_write(struct jx_docx_writer *writer);

/* The main part: the sheets that are not hidden, each on pages of its own (body.c). */
enum jx_status jx_docx_body_write(struct jx_docx_writer *writer);

/* The hidden sheets (hidden.c). */
enum jx_status jx_docx_hidden_write(struct jx_docx_writer *writer);

/* The carrier's function (write.c). */
enum jx_status jx_docx_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book);

#endif
