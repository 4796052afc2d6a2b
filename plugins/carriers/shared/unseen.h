/*
 * Hidden rows and columns of a sheet: which cells with text stand in them, and what is told of them.
 */
#ifndef JX_SHARED_UNSEEN_H
#define JX_SHARED_UNSEEN_H

#include <stdbool.h>
#include <stdint.h>

#include <jixiao/carrier.h>

/* Words of 64 bits for the columns of a spreadsheet; those beyond are not told of. */
enum { JX_UNSEEN_WORDS = 256 };

struct jx_unseen {
    uint64_t hidden[JX_UNSEEN_WORDS], filled[JX_UNSEEN_WORDS]; /* columns, a bit for each */
    uint32_t rows, first_row, last_row;                        /* hidden ones with text */
    bool any; /* hidden columns, or cells with text in such */
};

void jx_unseen_columns(struct jx_unseen *unseen, uint32_t first, uint32_t last);
bool jx_unseen_column(const struct jx_unseen *unseen, uint32_t column);

/* Notes a cell with text; `row_hidden`, `column_hidden`: what is said of it beside what is known of its column. What to put
 * into its member `hidden`. */
uint8_t jx_unseen_note(struct jx_unseen *unseen, uint32_t row, uint32_t column, bool row_hidden,
                       bool column_hidden);

/* Tells which rows and columns with text are hidden, unless all of the sheet is. */
void jx_unseen_tell(const struct jx_unseen *unseen, const struct jx_host *host, struct jx_call *call,
                    const struct jx_sheet *sheet);

/* The name of a column, as B or AA. Columns beyond ZZZ are beyond all limits. */
void jx_unseen_name(uint32_t column, char name[4]);

#endif
