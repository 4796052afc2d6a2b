/*
 * Names of sheets that every spreadsheet program takes.
 */
#ifndef JX_PAPER_NAMES_H
#define JX_PAPER_NAMES_H

#include "core/grid/grid.h"

/* The names that a book's sheets have, without regard to case, as spreadsheet programs compare them. A book of a list's
 * projects may have ten thousand, so they are hashed. */
struct jx_names {
    struct jx_arena *arena;
    struct jx_name *table;
    size_t count, room; /* a power of two */
    size_t most;        /* units of UTF-16 in a name */
};

struct jx_names jx_names_of(const struct jx_book *book, size_t most);

/* The wanted name as spreadsheet programs take it: at most `most` units long, none of []:*?/\, no ' at an end, and none that
 * is taken already. It then is. */
const char *jx_sheet_name(struct jx_names *names, const char *wanted);

#endif
