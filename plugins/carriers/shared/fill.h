/*
 * Filling a sheet: what readers of workbooks do with a cell once they know what it says.
 *
 * The library refuses more rows, columns and cells than the limits allow. What is kept here is that a small file cannot
 * ask for much memory within them: by cells far away from all others, by one long text that many cells share, or by
 * areas merged over and over.
 */
#ifndef JX_SHARED_FILL_H
#define JX_SHARED_FILL_H

#include "plugins/carriers/shared/number.h"
#include "plugins/carriers/shared/unseen.h"

/* Of all sheets of a book together. The first five members are the caller's to set; `into` is the book, NULL where heads and
 * feet of pages are not told by jx_fill_margin; `source` is how many bytes the cells
 * come from, 0 where that is no measure for them. */
struct jx_fill_book {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_limits *limits;
    struct jx_book *into;
    uint64_t source;
    uint64_t shown;        /* bytes of what numbers look like */
    uint64_t texts;        /* bytes of all cells' texts, counted again wherever a shared one is used */
    uint64_t filled, held; /* cells with content, and all that they make the rows hold */
};

/* One sheet. The first two members are the caller's to set. */
struct jx_fill {
    struct jx_fill_book *book;
    struct jx_sheet *sheet;
    uint64_t ignored;        /* cells under merges that overlap others */
    struct jx_merge *merges; /* noted, not yet made */
    uint32_t merge_count, merge_capacity;
    bool hidden_row; /* the caller's to set: the row is hidden whose cells come now */
    struct jx_unseen unseen;
    uint32_t struck; /* cells of which something is struck out, and where the first stands */
    struct jx_place struck_first;
};

/* Puts a text, which lives in the document's memory, into a cell; an empty one makes no cell. false: a limit is passed,
 * and reported; nothing more is to be read. */
bool jx_fill_text(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text, uint32_t length);

/* Puts a number into a cell, as its format shows it. */
bool jx_fill_number(struct jx_fill *fill, uint32_t row, uint32_t column,
                    const struct jx_number_decimal *number, const struct jx_number_format *format,
                    bool date1904);

/* Notes a merge, once all cells under it are put: a text that it hides is reported. One that overlaps another is reported
 * and ignored, which is true. */
bool jx_fill_merge(struct jx_fill *fill, const struct jx_merge *merge);

/* For files that tell of a merge before the cells under it: notes it, and makes all that are noted once there are many, or
 * the sheet ends. false: as above. */
bool jx_fill_merge_note(struct jx_fill *fill, const struct jx_merge *merge);
bool jx_fill_merges_make(struct jx_fill *fill);

/* Notes that a cell has text which is struck out: that is left out, as in documents. */
void jx_fill_struck(struct jx_fill *fill, uint32_t row, uint32_t column);

/* What is printed at the head or foot of the sheet's pages, as Excel writes it. */
void jx_fill_margin(struct jx_fill *fill, const char *text, size_t length);

/* At the sheet's end: tells what of hidden rows and columns holds text, and what was struck out. */
void jx_fill_tell(struct jx_fill *fill);

/* How reading ended: as `status` says; FAIL, reported, if no sheet has a row. */
enum jx_status jx_fill_finish(const struct jx_host *host, struct jx_call *call, const struct jx_book *book,
                              enum jx_status status);

/* Reports something about a cell, with what it says as the argument. */
void jx_fill_report(struct jx_fill *fill, uint32_t row, uint32_t column, enum jx_code code,
                    const char *argument);

#endif
