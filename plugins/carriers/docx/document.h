/*
 * A document of a word processor being read: paragraphs and tables, in the order in which they stand.
 *
 * The parser's events build small trees: a paragraph is a text, a table is rows of cells, and a cell holds paragraphs and
 * tables again. As soon as a paragraph or table of the outermost level is complete it becomes rows of the grid.
 */
#ifndef JX_DOCX_DOCUMENT_H
#define JX_DOCX_DOCUMENT_H

#include "plugins/carriers/shared/fill.h"
#include "plugins/carriers/shared/package.h"

/* More columns than a word processor's table can have; a span beyond them is a mistake, and reaches to the end of the
 * table's grid. */
enum { JX_DOCX_COLUMNS_MOST = 63 };

struct jx_docx_table;

/* A paragraph (`text`) or a table, and what follows it. Paragraphs have some text that is not white space, but for those of
 * the body that hold a tab: there a tab may be a cell with nothing in it. */
struct jx_docx_block {
    struct jx_docx_block *next;
    const char *text;
    uint32_t length;
    uint32_t blanks; /* empty paragraphs before it */
    struct jx_docx_table *table;
};

struct jx_docx_blocks {
    struct jx_docx_block *first, *last;
};

/* How a cell goes on from another one, above (vMerge) or to the left (hMerge). */
enum jx_docx_merge { JX_DOCX_ALONE, JX_DOCX_RESTART, JX_DOCX_CONTINUE };

struct jx_docx_cell {
    struct jx_docx_cell *next;
    struct jx_docx_blocks blocks;
    uint32_t span; /* columns of the table's grid, at least 1 */
    uint8_t down;  /* enum jx_docx_merge */
    uint8_t right;
};

struct jx_docx_row {
    struct jx_docx_row *next;
    struct jx_docx_cell *first, *last;
    uint32_t before; /* columns of the grid that are left out before the first cell */
    bool deleted;    /* as a tracked change */
};

struct jx_docx_table {
    struct jx_docx_row *first, *last;
    uint32_t columns; /* of the grid, as far as the table says */
};

/* Where the grid has got to. Paragraphs before the first table wait: if none comes, the document is a text, in which tabs
 * may part cells. */
struct jx_docx_sheet {
    struct jx_package *package;
    struct jx_book *into;
    struct jx_fill_book book;
    struct jx_fill fill;
    uint32_t row;     /* the next one */
    bool tables;      /* the first has come */
    bool under_table; /* the row above is a table's last */
    struct jx_docx_blocks waiting;
    uint32_t tabbed; /* how many of those that wait have a tab */
    struct jx_docx_open *open;
    uint32_t open_capacity;
};

/* Puts a paragraph or table below what is there. false: a limit is passed, and reported. */
bool jx_docx_put(struct jx_docx_sheet *sheet, struct jx_docx_block *block);

/* Puts what still waits at the end of the document: as rows, or, if it is lines of cells with tabs, as the carrier of text
 * dumps reads them. */
enum jx_status jx_docx_put_waiting(struct jx_docx_sheet *sheet);

/* Adds a block, or several, to others. */
void jx_docx_blocks_append(struct jx_docx_blocks *blocks, struct jx_docx_block *first,
                           struct jx_docx_block *last);

/* The text of a cell, its paragraphs on lines of their own, small tables row by row. One paragraph, which most cells have,
 * is not copied. NULL: a limit is passed, and reported. */
const char *jx_docx_text(struct jx_docx_sheet *sheet, const struct jx_docx_blocks *blocks, uint32_t *length);

/* Whether all of the text is white space: blanks, tabs, line breaks, U+00A0, U+3000. */
bool jx_docx_blank(const char *text, size_t length);

/* The character that a symbol of a typeface (w:sym) stands for, as UTF-8. */
const char *jx_docx_symbol(const char *font, const char *code, char room[8]);

/* Reads the main part into the sheet. */
enum jx_status jx_docx_document_read(struct jx_docx_sheet *sheet, const char *part);

/* Reads another part, such as a page header, as one would read a cell. */
enum jx_status jx_docx_part_read(struct jx_docx_sheet *sheet, const char *part,
                                 struct jx_docx_blocks *blocks);

/* Tells what stands in the headers and footers of the main part's pages, which are not read. */
enum jx_status jx_docx_headers_tell(struct jx_docx_sheet *sheet, const char *part);

/* The carrier's functions. */
int jx_docx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);
enum jx_status jx_docx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book);

#endif
