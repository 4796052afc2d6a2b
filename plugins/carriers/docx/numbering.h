/*
 * Numbers that the word processor writes before paragraphs: 1. 2. 3., 一、 二、, （1）.
 */
#ifndef JX_DOCX_NUMBERING_H
#define JX_DOCX_NUMBERING_H

#include "plugins/carriers/shared/package.h"

enum { JX_DOCX_NUMBER_LEVELS = 9 };

/* A level of a list: where it begins, and what is written, %1 standing for the number of the first level. `format`: how, as numbering.c
 * has it. */
struct jx_docx_number_level {
    uint32_t start;
    uint8_t format;
    const char *text;
};

/* A list, and how far it has come: 0, it has not begun on that level. */
struct jx_docx_list {
    uint32_t id;
    struct jx_docx_number_level levels[JX_DOCX_NUMBER_LEVELS];
};

/* What paragraphs name: a list, and where it begins anew; UINT32_MAX: it does not. */
struct jx_docx_number {
    uint32_t id, list;
    uint32_t starts[JX_DOCX_NUMBER_LEVELS];
};

/* The number of a paragraph, by where it begins in its part. */
struct jx_docx_number_mark {
    size_t at;
    const char *text;
};

struct jx_docx_numbers {
    struct jx_docx_list *lists;
    uint32_t list_count, list_capacity;
    struct jx_docx_number *items;
    uint32_t item_count, item_capacity;
    /* how far the reading is */
    uint32_t (*counts)[JX_DOCX_NUMBER_LEVELS]; /* by list; 0: it has not begun */
    bool *used;                                /* by item */
    struct jx_docx_number_mark *marks;
    uint32_t mark_count, mark_capacity;
};

/* Reads the lists of a document whose main part this is. */
enum jx_status jx_docx_numbers_read(struct jx_package *package, const char *main,
                                    struct jx_docx_numbers *numbers);

/* The document is read from its beginning. */
void jx_docx_numbers_begin(const struct jx_host *host, struct jx_call *call, struct jx_docx_numbers *numbers);

/* The next number of what a paragraph names, in room of the call; "": a sign that is none; NULL: nobody knows. */
const char *jx_docx_number_next(const struct jx_host *host, struct jx_call *call,
                                struct jx_docx_numbers *numbers, uint32_t id, uint32_t level);

/* Notes the number of a paragraph that begins here, and finds it again; NULL: it has none. */
void jx_docx_number_mark(const struct jx_host *host, struct jx_call *call, struct jx_docx_numbers *numbers,
                         size_t at, const char *text);
const char *jx_docx_number_at(const struct jx_docx_numbers *numbers, size_t at);

#endif
