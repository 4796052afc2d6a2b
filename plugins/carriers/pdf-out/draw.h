/*
 * Pages of a book being drawn.
 */
#ifndef JX_PDF_OUT_DRAW_H
#define JX_PDF_OUT_DRAW_H

#include <pango/pangocairo.h>

#include <jixiao/carrier.h>

/* What the typefaces of a page are: of the body and of titles. */
enum jx_pdf_type { JX_PDF_BODY, JX_PDF_TITLE, JX_PDF_TYPES };

struct jx_pdf_writer {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_book *book;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    PangoFontDescription *types[JX_PDF_TYPES];
    double line[JX_PDF_TYPES]; /* the height of a line as the typeface has it */
    /* what is written, as the library hands it over, in memory of malloc: its call must not be left in the middle */
    char *bytes;
    size_t length, capacity;
    bool exhausted;
    const char *unopened; /* a typeface that could not be opened while it was drawn with; NULL: none */
};

/* Chooses the typefaces, and tells which ones stand in for 宋体 and 黑体. FAIL, reported: none has Chinese characters. */
enum jx_status jx_pdf_types_find(struct jx_pdf_writer *writer);

/* Draws the text into a box, wrapped, in the middle of its height. A text that does not fit is set smaller. */
void jx_pdf_text(struct jx_pdf_writer *writer, enum jx_pdf_type type, PangoAlignment alignment,
                 const char *text, size_t length, double x, double y, double width, double height);

/* A cell that reaches over page ends: how high its pieces are, and which of them is drawn. */
struct jx_pdf_pieces {
    const double *heights;
    size_t count, drawn;
};

/* Draws what belongs into one piece of a cell: the text goes on from page to page, line by line, from the top. */
void jx_pdf_text_piece(struct jx_pdf_writer *writer, const struct jx_pdf_pieces *pieces, const char *text,
                       size_t length, double x, double y, double width);

/* Draws the sheet's pages. false: out of time, which is reported. */
bool jx_pdf_sheet(struct jx_pdf_writer *writer, const struct jx_sheet *sheet);

#endif
