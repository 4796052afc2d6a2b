/*
 * A book of grids: what every carrier reads into and writes from, and all that a layout ever sees of a file.
 *
 * Everything is allocated in the arena of the document it belongs to and dies with it. Rows and columns count from
 * zero here; places (diag.h), which people read, count from one.
 */
#ifndef JIXIAO_GRID_H
#define JIXIAO_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct jx_arena;

/* COVERED is a cell that lies under a merge which starts elsewhere. NUMBER is a TEXT that the container holds as a
 * number: its text is what the spreadsheet program would show. */
enum jx_cell_kind { JX_CELL_BLANK, JX_CELL_TEXT, JX_CELL_NUMBER, JX_CELL_COVERED };

/* What a written cell is for, from which a carrier chooses its look. Reading ignores it. */
enum jx_look {
    JX_LOOK_PLAIN,       /* nothing at all: outside the form, no rule around it */
    JX_LOOK_TITLE,       /* the form's title: large, bold, centred, unruled */
    JX_LOOK_NOTE,        /* a line above or below the form: left, unruled */
    JX_LOOK_NOTE_CENTRE, /* (2024年度) */
    JX_LOOK_NOTE_RIGHT,  /* 单位：万元 */
    JX_LOOK_LABEL,       /* printed by the form: centred, ruled */
    JX_LOOK_LABEL_LEFT,  /* 年度资金总额： */
    JX_LOOK_LABEL_RIGHT, /* 上年结转 */
    JX_LOOK_TEXT,        /* filled in: left, wrapped, ruled */
    JX_LOOK_CENTRE,      /* filled in: centred, wrapped, ruled */
    JX_LOOK_COUNT
};

/* Why nobody sees a cell. */
enum { JX_HIDDEN_ROW = 1, JX_HIDDEN_COLUMN = 2 };

/*
 * One cell. `text` is UTF-8 as the program that made the file would show it, NULL when there is nothing. Where a
 * merge starts, `rows` and `columns` say how far it reaches (1, 1 elsewhere); in a COVERED cell they say how far up
 * and to the left the merge starts. `decimals`, for a NUMBER to be written, is how many digits stand after the point.
 * `hidden` stands in room that was there before it, so that a carrier built earlier says 0.
 */
struct jx_cell {
    const char *text;
    uint32_t length;
    uint32_t line; /* the line in a text file on which the cell begins, from one; 0: not a text file */
    uint32_t rows;
    uint32_t columns;
    uint8_t kind; /* enum jx_cell_kind */
    uint8_t look; /* enum jx_look */
    uint8_t decimals;
    uint8_t claim; /* what reading made of the cell: enum jx_claim of core/read; 0 for writers and carriers */
    uint8_t hidden; /* JX_HIDDEN_ROW, JX_HIDDEN_COLUMN or both; 0: it can be seen. Writing ignores it */
};

/* `height` is in points, 0: as the carrier likes. */
struct jx_row {
    struct jx_cell *cells;
    uint32_t count;
    uint32_t capacity;
    double height;
};

struct jx_merge {
    uint32_t row, column, rows, columns;
};

/*
 * One sheet. `soft_rows` says that the container marks row ends only by chance (a dump of one cell a line), so that a
 * row may be a piece of a longer one. A `hidden` sheet is written so that the program that shows the book does not even
 * list it, by carriers that can (JX_CARRIER_HIDES). The members after `merges` are for writing: column widths in
 * characters of the body typeface, how many head rows repeat on every page, and the paper.
 *
 * The members after `head_if_paged` are set for carriers that print page by page (JX_CARRIER_PAGES), and 0 for others:
 * `scale`, how large the sheet is printed (1: at its natural size, paper.h), so that it is as wide as the paper lets it;
 * `pages`, how many it takes then; `breaks`, the rows that begin a page, but for the first one, `pages` - 1 of them;
 * `keeps`, for each row whether it should stand on the same page as the row below it.
 */
struct jx_sheet {
    const char *name; /* "" where the container has no sheets */
    bool hidden;
    bool soft_rows;
    struct jx_row *rows;
    uint32_t row_count;
    uint32_t row_capacity;
    struct jx_merge *merges;
    uint32_t merge_count;
    uint32_t merge_capacity;

    const double *widths;
    uint32_t width_count;
    uint32_t head_first, head_count; /* rows to repeat on each page; count 0: none */
    bool landscape;
    bool head_if_paged; /* the head rows repeat only where the sheet takes several pages */

    double scale;
    uint32_t pages;
    const uint32_t *breaks;
    const bool *keeps;
};

struct jx_book {
    struct jx_arena *arena;
    struct jx_sheet **sheets;
    size_t sheet_count;
    size_t sheet_capacity;
    const char *title; /* document properties, for writing; may be NULL */
    const char *author;
    /* What stands at the head and foot of pages, as far as a reader tells: it is in no cell. */
    const char **margins;
    uint32_t margin_count, margin_capacity;
};

#ifdef __cplusplus
}
#endif

#endif
