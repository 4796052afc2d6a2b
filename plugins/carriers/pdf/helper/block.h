/*
 * What a document is made of: tables and lines of text, in the order in which they stand on its pages.
 */
#ifndef PDF_BLOCK_H
#define PDF_BLOCK_H

#include "plugins/carriers/pdf/answer.h"
#include "plugins/carriers/pdf/helper/page.h"

struct pdf_cell {
    uint32_t row, column, rows, columns;
    double left, right;
    const char *text; /* "" if blank */
    double size;      /* of its last line, which leaves so much room: */
    double rest;
    double unit; /* what its first line begins with is so wide */
    bool stops;  /* it ends with 。 or ； */
};

/* A part of a line, parted from the next one by a wide gap. */
struct pdf_segment {
    double left, right;
    const char *text;
};

enum pdf_open { PDF_OPEN_LEFT = 1, PDF_OPEN_RIGHT = 2 };

struct pdf_block {
    uint32_t page; /* on which it ends, once tables are joined */
    bool is_table;
    bool dropped;
    uint32_t order; /* in which it was found */
    double page_width, page_height;
    struct pdf_box box;
    /* a table */
    uint32_t row_count, column_count;
    double *sides;       /* column_count + 1 */
    double *tops;        /* row_count + 1, of the page it begins on */
    unsigned char *open; /* row_count, enum pdf_open: at which sides a row has no line */
    struct pdf_cell *cells;
    uint32_t cell_count, cell_capacity;
    uint32_t doubts; /* 1 << enum pdf_doubt */
    uint32_t first_page;
    uint32_t cut_row;   /* where PDF_DOUBT_CUT is */
    uint32_t high;      /* cells of PDF_DOUBT_HIGH */
    uint32_t struck;    /* lines that strike words out, which were dropped */
    double strip_right; /* its right side on the paper; box.right may be beyond, once strips are joined */
    /* a line */
    struct pdf_segment *segments;
    uint32_t segment_count, segment_capacity;
    double size;
    const char *key;  /* its text without blanks and digits */
    const char *said; /* its text without blanks and numbers of pages */
};

struct pdf_document {
    struct jx_arena *arena;
    struct pdf_block *blocks;
    uint32_t block_count, block_capacity;
    uint32_t page_count;
};

/* A new block of this page. */
struct pdf_block *pdf_block_add(struct pdf_document *document, const struct pdf_page *page);

/* Rules that touch one another, sorted by where they are. */
struct pdf_lattice {
    struct pdf_rule *across, *down;
    uint32_t across_count, down_count;
    struct pdf_box box;
    uint32_t doubts;
};

/* rules.c: all tables of a page that lines or colours make. */
void pdf_find_tables(struct pdf_document *document, struct pdf_page *page);

/* across.c: a table of lines across only. `count` rules are of equal extent, from above to below; `partial` behind them part some
 * of the columns only. There is room for as many more as the page has glyphs. */
void pdf_three_lines(struct pdf_document *document, struct pdf_page *page, struct pdf_rule *rules,
                     uint32_t count, uint32_t partial);
/* across.c: a table of which lines make no more than a frame and some rows; whether there is one. */
bool pdf_framed_columns(struct pdf_document *document, struct pdf_page *page,
                        const struct pdf_lattice *lattice);

/* rivers.c: what stands in columns on a page without any table. */
void pdf_find_rivers(struct pdf_document *document, struct pdf_page *page);

/* grid.c: makes a table of a lattice and of the glyphs in it that nobody has taken yet. `frames`: one of a single cell is
 * a table, too. Whether there is one now. */
bool pdf_make_table(struct pdf_document *document, struct pdf_page *page, struct pdf_lattice *lattice,
                    bool frames);

/* overprint.c: whether glyphs of a table, in painting order, cover one another; and which cells they are of then, or where
 * they stand in too low rows: `all`, or only texts that have a glyph with PDF_CROSSING. `rows` are the edges of the table's rows. */
struct pdf_glyph;
bool pdf_is_overprinted(struct pdf_page *page, struct pdf_glyph *const *glyphs, uint32_t count);
void pdf_part_overprinted(struct pdf_page *page, const struct pdf_block *block, const double *rows,
                          struct pdf_glyph **glyphs, uint32_t count, bool all);

/* suspect.c: notes what in a table may say something else than its words; `glyphs` are those in it. */
void pdf_suspect(struct pdf_page *page, struct pdf_block *block, struct pdf_glyph *const *glyphs,
                 uint32_t count);
/* suspect.c: takes out the glyphs that a line strikes out beyond doubt. Returns how many are left. */
uint32_t pdf_drop_struck(struct pdf_page *page, struct pdf_block *block, struct pdf_glyph **glyphs,
                         uint32_t count);

/* outside.c: what no table took, as lines. */
void pdf_find_lines(struct pdf_document *document, struct pdf_page *page);

/* outside.c: gives a line the parts of another one, too. */
void pdf_add_segments(struct pdf_document *document, struct pdf_block *block, const struct pdf_block *more);

/* strips.c: puts pages beside one another that have the next columns of the same rows. The blocks are in the order of pages; whether
 * they must be sorted anew. */
bool pdf_join_strips(struct pdf_document *document);

/* pages.c: sorts the blocks, drops page numbers and headers, joins tables over pages. */
void pdf_join_pages(struct pdf_document *document);

/* abreast.c: gives each of several forms beside one another the lines above and below its table. */
void pdf_part_abreast(struct pdf_document *document);

/* Joins positions that are less than `near` apart into their mean; returns how many are left. Sorts. */
uint32_t pdf_cluster(double *positions, uint32_t count, double near);
/* The last of the gaps between `count` positions that begins at or before `at`. */
uint32_t pdf_slot(const double *positions, uint32_t count, double at);

#endif
