/*
 * What is on one page: characters and straight lines, in points, with y downwards from the upper left corner of the page
 * as it is shown. The interpreter of content streams fills it, the grid is made of it.
 */
#ifndef PDF_PAGE_H
#define PDF_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jx_arena;

/* Bounds on one page, far above any table's. */
enum {
    PDF_MOST_GLYPHS = 400000,
    PDF_MOST_RULES = 400000,
    PDF_MOST_AREAS = 20000,
    PDF_MOST_PICTURES = 2000,
    PDF_MOST_OPERATORS = 20000000,
    PDF_MOST_FORMS = 4000,
    PDF_DEEPEST_FORM = 12,
    PDF_MOST_JOINED = 20000,  /* rules, once their pieces are joined */
    PDF_MOST_SQUARES = 200000 /* rows times columns of a table */
};

/* Where the reading line of a glyph runs to on the page. */
enum pdf_turn { PDF_RIGHT, PDF_DOWN, PDF_LEFT, PDF_UP };

enum pdf_glyph_flag {
    PDF_HIDDEN = 1,    /* painted over, clipped away, or in a layer that is off */
    PDF_ARTIFACT = 2,  /* marked as header, footer or watermark */
    PDF_SLANTED = 4,   /* runs in no direction of the page: a watermark */
    PDF_INVISIBLE = 8, /* text rendering mode 3: what OCR lays over a scan */
    PDF_UPRIGHT = 16,  /* of a font for vertical writing */
    PDF_CLIPPED = 32,  /* its middle was outside of the clip and was moved in */
    PDF_TAKEN = 64,    /* dropped, or in a table already */
    PDF_CROSSING = 128 /* a line between rows runs through it */
};

enum { PDF_GLYPH_TEXT = 6 };

struct pdf_glyph {
    double left, top, right, bottom;
    double x, y; /* its middle */
    double size;
    uint32_t text[PDF_GLYPH_TEXT];
    uint32_t order; /* in which it was painted */
    uint32_t show;  /* number of the operator that showed it */
    uint32_t cell;  /* of the table being made */
    uint8_t text_count;
    uint8_t turn; /* enum pdf_turn */
    uint16_t flags;
};

/* A straight line along an axis: at `at` (y of a horizontal one, x of a vertical one), from `from` to `to`. */
struct pdf_rule {
    double at, from, to;
    double width;
    bool horizontal;
    bool gone; /* painted over */
};

struct pdf_box {
    double left, top, right, bottom;
};

struct pdf_page {
    struct jx_arena *arena;
    uint32_t number; /* from one */
    double width, height;
    struct pdf_glyph *glyphs;
    uint32_t glyph_count, glyph_capacity;
    struct pdf_rule *rules;
    uint32_t rule_count, rule_capacity;
    struct pdf_box *areas; /* filled rectangles that are no rules */
    uint32_t area_count, area_capacity;
    double picture_area;
    struct pdf_box *pictures; /* of these those that are seen */
    uint32_t picture_count, picture_capacity;
    struct pdf_box *backs; /* around what is painted and is no rectangle */
    uint32_t back_count, back_capacity;
    uint32_t white;   /* glyphs in the colour of the paper */
    uint32_t unknown; /* glyphs without Unicode */
    uint64_t work;    /* steps of what takes a square of time */
    bool limited;     /* a bound was passed: the rest is missing */
    bool damaged;     /* its content cannot be read */
    uint32_t tables;  /* found on it */
    uint32_t ruled;   /* of these: by lines */
};

/* Notes that `steps` are about to be taken; false once a page asks for more than a table ever does. */
bool pdf_page_work(struct pdf_page *page, uint64_t steps);

struct pdf_glyph *pdf_page_glyph(struct pdf_page *page);
void pdf_page_rule(struct pdf_page *page, const struct pdf_rule *rule);
void pdf_page_area(struct pdf_page *page, const struct pdf_box *box);
void pdf_page_picture(struct pdf_page *page, const struct pdf_box *box);
void pdf_page_back(struct pdf_page *page, const struct pdf_box *box);
/* Whether anything was painted at a place so far: an area of colour, a shape, a picture. */
bool pdf_page_painted(struct pdf_page *page, double x, double y);

/* Turns the whole page if most of its text runs in one other direction, and drops what is not seen of the text. Returns
 * how many glyphs are left. `seen`: how many of them are painted visibly. */
uint32_t pdf_page_settle(struct pdf_page *page, uint32_t *seen);

/* White space of any width. */
static inline bool pdf_blank(uint32_t c) {
    return c == ' ' || c == 0x3000 || c == 0x2002 || c == 0x2003 || c == '\t';
}

#endif
