/*
 * A document of a word processor as a grid: paragraphs and tables, in the order in which they stand.
 *
 * Readers of such documents build small trees: a paragraph is a text, a table is rows of cells, and a cell holds paragraphs
 * and tables again. As soon as a paragraph or table of the outermost level is complete it becomes rows of the grid.
 */
#ifndef JX_SHARED_FLOW_H
#define JX_SHARED_FLOW_H

#include "plugins/carriers/shared/fill.h"
#include "plugins/carriers/shared/looks.h"
#include "plugins/carriers/shared/scratch.h"

/* More columns than a word processor's table can have; a span beyond them is a mistake, and reaches to the end of the
 * table's grid. */
enum { JX_FLOW_COLUMNS_MOST = 63 };

struct jx_flow_table;

/* A paragraph (`text`) or a table, and what follows it. Paragraphs have some text that is not white space, but for those of
 * the body that hold a tab: there a tab may be a cell with nothing in it. */
struct jx_flow_block {
    struct jx_flow_block *next;
    const char *text;
    uint32_t length;
    uint32_t blanks; /* empty paragraphs before it */
    struct jx_flow_table *table;
    size_t at; /* offset of the paragraph in its part, as far as the reader tells */
};

struct jx_flow_blocks {
    struct jx_flow_block *first, *last;
};

/* How a cell goes on from another one, above (vMerge) or to the left (hMerge). */
enum jx_flow_merge { JX_FLOW_ALONE, JX_FLOW_RESTART, JX_FLOW_CONTINUE };

struct jx_flow_cell {
    struct jx_flow_cell *next;
    struct jx_flow_blocks blocks;
    uint32_t span; /* columns of the table's grid, at least 1 */
    uint8_t down;  /* enum jx_flow_merge */
    uint8_t right;
    size_t at; /* offset of the cell in its part, as far as the reader tells */
};

/* Where a cell of the grid comes from: the offset of a table's cell or of a paragraph, and what it says. */
struct jx_flow_spot {
    uint32_t row, column;
    size_t at;
    const char *text;
    uint32_t length;
};

struct jx_flow_row {
    struct jx_flow_row *next;
    struct jx_flow_cell *first, *last;
    uint32_t before; /* columns of the grid that are left out before the first cell */
    bool deleted;    /* as a tracked change */
};

struct jx_flow_table {
    struct jx_flow_row *first, *last;
    uint32_t columns; /* of the grid, as far as the table says */
};

/* Where the grid has got to. The first members are the caller's to set. Paragraphs before the first table wait: if none
 * comes, the document is a text, in which tabs may part cells. */
struct jx_flow {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    const char *part; /* of the file, for messages */
    struct jx_book *into;
    struct jx_fill_book book;
    struct jx_fill fill;
    uint32_t row;     /* the next one */
    bool tables;      /* the first has come */
    bool under_table; /* the row above is a table's last */
    struct jx_flow_blocks waiting;
    uint32_t tabbed; /* how many of those that wait have a tab */
    struct jx_flow_open *open;
    uint32_t open_capacity;
    uint64_t cells; /* and rows, of all tables */
    /* For those who edit the document: no book is filled, the spots are noted instead, in the order of the grid. */
    bool traces;
    struct jx_flow_spot *spots;
    uint32_t spot_count, spot_capacity;
};

/* Makes one that fills a book. */
struct jx_flow *jx_flow_new(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            const char *part, struct jx_book *into);

/* Puts a paragraph or table below what is there. false: a limit is passed, and reported. */
bool jx_flow_put(struct jx_flow *flow, struct jx_flow_block *block);

/* Puts what still waits at the end of the document: as rows, or, if it is lines of cells with tabs, as the carrier of text
 * dumps reads them. */
enum jx_status jx_flow_put_waiting(struct jx_flow *flow);

/* How reading ended: as `status` says; FAIL, reported, if the document holds no text. */
enum jx_status jx_flow_finish(struct jx_flow *flow, enum jx_status status);

/* Adds a block, or several, to others. */
void jx_flow_append(struct jx_flow_blocks *blocks, struct jx_flow_block *first, struct jx_flow_block *last);

/* Adds a row to a table, and a cell to a row. They cost memory before the grid counts them: NULL: there are more than are
 * allowed, which is reported. */
struct jx_flow_row *jx_flow_row_add(struct jx_flow *flow, struct jx_flow_table *table);
struct jx_flow_cell *jx_flow_cell_add(struct jx_flow *flow, struct jx_flow_row *row);

/* The text of a cell, its paragraphs on lines of their own, small tables row by row. One paragraph, which most cells have,
 * is not copied. NULL: a limit is passed, and reported. */
const char *jx_flow_text(struct jx_flow *flow, const struct jx_flow_blocks *blocks, uint32_t *length);

/* Whether all of the text is white space: blanks, tabs, line breaks, U+00A0, U+3000. */
bool jx_flow_blank(const char *text, size_t length);

/* Tells of what stands at the head or foot of pages, which is not read, unless it is only a page number. */
void jx_flow_header_tell(struct jx_flow *flow, const char *text, uint32_t length);
/* Tells what notes below the text say, which are not read; blank ones are nobody's loss. FAIL: their text is too long. */
enum jx_status jx_flow_notes_tell(struct jx_flow *flow, const struct jx_flow_blocks *blocks);

/* What of a document was not read, or not as it stands. */
struct jx_flow_left_out {
    uint64_t numbered; /* paragraphs with numbers of their own */
    uint64_t deletions, hidden, struck, white;
    uint64_t formulas; /* that are more than letters in a line */
    uint64_t objects;  /* in cells */
};

/* Counts a text by what becomes of it. */
void jx_flow_fate_count(struct jx_flow_left_out *left_out, enum jx_fate fate);

/* Tells of what there is. */
void jx_flow_left_out_tell(struct jx_flow *flow, const struct jx_flow_left_out *left_out);

/* The character that stands at a place of a typeface, as UTF-8. */
const char *jx_flow_symbol(const char *font, uint32_t place, char room[8]);

#endif
