/*
 * Lists whose numbers a word processor writes before paragraphs: 1. 2. 3., 一、 二、, （1）. What a document says of them, and how far
 * they have come.
 */
#ifndef JX_SHARED_LISTS_H
#define JX_SHARED_LISTS_H

#include <stdint.h>

#include <jixiao/carrier.h>

enum { JX_LIST_LEVELS = 9, JX_LISTS_MOST = 10000, JX_LIST_TEXT_MOST = 60 };

/* How the number of a level is written. */
enum jx_list_format {
    JX_LIST_UNKNOWN,
    JX_LIST_BULLET,
    JX_LIST_DECIMAL,
    JX_LIST_ZERO, /* 01 */
    JX_LIST_UPPER,
    JX_LIST_LOWER,
    JX_LIST_ROMAN,
    JX_LIST_SMALL_ROMAN,
    JX_LIST_CHINESE,
    JX_LIST_CIRCLE,
    JX_LIST_WIDE,
    JX_LIST_STEMS, /* 甲 乙 丙 */
    JX_LIST_NOTHING
};

/* A level of a list: where it begins, and what is written, %1 standing for the number of the first level. */
struct jx_list_level {
    uint32_t start;
    uint8_t format;
    const char *text; /* NULL: nobody knows */
};

struct jx_list {
    uint32_t id;
    struct jx_list_level levels[JX_LIST_LEVELS];
};

/* What paragraphs name: a list, where it begins anew (UINT32_MAX: it does not), and its levels that are written otherwise (NULL: as
 * the list's). */
struct jx_list_item {
    uint32_t id, list;
    uint32_t starts[JX_LIST_LEVELS];
    struct jx_list_level *own[JX_LIST_LEVELS];
};

struct jx_lists {
    struct jx_list *lists;
    uint32_t count, capacity;
    struct jx_list_item *items;
    uint32_t item_count, item_capacity;
    /* how far the reading is */
    uint32_t (
        *counts)[JX_LIST_LEVELS]; /* by list, one more than the number; 0: it has not begun on that level */
    bool *used;                   /* by item */
};

/* One more; NULL: there are too many. */
struct jx_list *jx_list_add(const struct jx_host *host, struct jx_call *call, struct jx_lists *lists,
                            uint32_t id);
struct jx_list_item *jx_list_item_add(const struct jx_host *host, struct jx_call *call,
                                      struct jx_lists *lists, uint32_t id);

/* All are there: the document is read from its beginning. */
void jx_lists_begin(const struct jx_host *host, struct jx_call *call, struct jx_lists *lists);

/* The next number of what a paragraph names, in room of the call; "": a sign that is none; NULL: nobody knows. */
const char *jx_lists_next(const struct jx_host *host, struct jx_call *call, struct jx_lists *lists,
                          uint32_t id, uint32_t level);

#endif
