/*
 * A book of grids as forms.
 */
#ifndef JX_READ_READ_H
#define JX_READ_READ_H

#include "core/read/reading.h"

struct jx_book_read_options {
    const struct jx_compiled_layout *layout; /* read as this one; NULL: find out */
    bool hidden;                             /* hidden sheets too */
    /* no text of the book has control characters: what was carried along was written without them */
    bool plain;
};

/* Reads all tables of the book into reading->document: forms, unread cells and the account of cells. FAIL if there is
 * no form in it. */
enum jx_status jx_book_read(struct jx_reading *reading, struct jx_book *book,
                            const struct jx_book_read_options *options);

#endif
