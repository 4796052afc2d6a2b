/*
 * Numbers that the word processor writes before paragraphs: 1. 2. 3., 一、 二、, （1）.
 */
#ifndef JX_DOCX_NUMBERING_H
#define JX_DOCX_NUMBERING_H

#include "plugins/carriers/shared/lists.h"
#include "plugins/carriers/shared/package.h"

/* The number of a paragraph, by where it begins in its part. */
struct jx_docx_number_mark {
    size_t at;
    const char *text;
};

struct jx_docx_numbers {
    struct jx_lists all;
    struct jx_docx_number_mark *marks;
    uint32_t mark_count, mark_capacity;
};

/* Reads the lists of a document whose main part this is. */
enum jx_status jx_docx_numbers_read(struct jx_package *package, const char *main,
                                    struct jx_docx_numbers *numbers);

/* The document is read from its beginning. */
void jx_docx_numbers_begin(const struct jx_host *host, struct jx_call *call, struct jx_docx_numbers *numbers);

/* Notes the number of a paragraph that begins here, and finds it again; NULL: it has none. */
void jx_docx_number_mark(const struct jx_host *host, struct jx_call *call, struct jx_docx_numbers *numbers,
                         size_t at, const char *text);
const char *jx_docx_number_at(const struct jx_docx_numbers *numbers, size_t at);

#endif
