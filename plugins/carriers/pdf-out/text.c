/*
 * Texts and typefaces. 宋体 and 黑体 are asked for; where a machine has neither, fontconfig says what comes nearest, and the
 * reader of the messages is told.
 */
#include "draw.h"

#include <stdio.h>
#include <string.h>

#include <jixiao/paper.h>

/* A line of the body is so high that rows, which the library has measured, hold their lines whatever the typeface. */
#define LINE_BODY  14.0
#define LINE_TITLE 21.0

/* How much smaller a text is set at each try that does not fit, and the least size. */
#define SMALLER  0.94
#define SMALLEST 4.0

/* A text set smaller than this is told. */
#define READABLE 6.5

/* What a piece of a cell leaves at its top and bottom together. */
#define PIECE_MARGIN 5.0

/* The names under which the typeface is known, first of all. What follows are its usual stand-ins. */
struct typeface {
    const char *chinese;
    const char *own[3];
    const char *families;
    double size;
};

static const struct typeface typefaces[JX_PDF_TYPES] = {
    [JX_PDF_BODY] =
        {"宋体",
         {"SimSun", "宋体", "NSimSun"},
         "SimSun,宋体,NSimSun,Noto Serif CJK SC,Source Han Serif SC,AR PL UMing CN,Noto Sans CJK SC,"
         "WenQuanYi Zen Hei,serif",
         JX_TYPE_BODY},
    [JX_PDF_TITLE] = {"黑体",
                      {"SimHei", "黑体", "SimHei"},
                      "SimHei,黑体,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Zen Hei,sans-serif",
                      JX_TYPE_TITLE},
};

static bool is_own(const struct typeface *typeface, const char *family) {
    for (size_t i = 0; i < 3; i++)
        if (strcmp(family, typeface->own[i]) == 0) return true;
    return false;
}

/* The family of a typeface, in memory of the call. */
static const char *family_of(struct jx_pdf_writer *writer, PangoFont *font) {
    PangoFontDescription *description = pango_font_describe(font);
    const char *family = pango_font_description_get_family(description);
    family = writer->host->text(writer->call, !family ? "?" : family, !family ? 1 : strlen(family));
    pango_font_description_free(description);
    return family;
}

/* Notes a typeface whose file could not be opened: pango draws boxes then, and only says so on standard error. */
static void check_typefaces(struct jx_pdf_writer *writer) {
    for (GSList *line = pango_layout_get_lines_readonly(writer->layout); line; line = line->next)
        for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run && !writer->unopened; run = run->next) {
            PangoFont *font = ((PangoGlyphItem *)run->data)->item->analysis.font;
            cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
            if (scaled && cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS) continue;
            writer->unopened = family_of(writer, font);
        }
}

/* Which family draws Chinese characters, in memory of the call. NULL: none has them. */
static const char *family_used(struct jx_pdf_writer *writer) {
    static const char sample[] = "绩效";
    pango_layout_set_text(writer->layout, sample, -1);
    if (pango_layout_get_unknown_glyphs_count(writer->layout) > 0) return NULL;
    PangoLayoutLine *line = pango_layout_get_line_readonly(writer->layout, 0);
    if (!line || !line->runs) return NULL;
    const PangoGlyphItem *run = line->runs->data;
    return family_of(writer, run->item->analysis.font);
}

enum jx_status jx_pdf_types_find(struct jx_pdf_writer *writer) {
    for (int type = 0; type < JX_PDF_TYPES; type++) {
        const struct typeface *typeface = &typefaces[type];
        PangoFontDescription *description = writer->types[type] = pango_font_description_new();
        pango_font_description_set_family_static(description, typeface->families);
        pango_font_description_set_absolute_size(description, typeface->size * PANGO_SCALE);
        if (type == JX_PDF_TITLE) pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(writer->layout, description);
        const char *family = family_used(writer);
        if (!family) {
            JX_REPORT(writer->host, writer->call, JX_MSG_PDF_NO_TYPEFACE, NULL, NULL);
            return JX_FAIL;
        }
        int height;
        pango_layout_get_size(writer->layout, NULL, &height);
        writer->line[type] = (double)height / PANGO_SCALE;
        if (!is_own(typeface, family))
            JX_REPORT(writer->host, writer->call, JX_MSG_PDF_TYPEFACE, NULL, typeface->chinese, family);
    }
    return JX_OK;
}

/* Lays the text out in a size, at so much of a line's height as that makes. */
static void set_size(struct jx_pdf_writer *writer, enum jx_pdf_type type, double size) {
    PangoFontDescription *description = pango_font_description_copy_static(writer->types[type]);
    pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
    pango_layout_set_font_description(writer->layout, description);
    pango_font_description_free(description);
}

static void set_text(struct jx_pdf_writer *writer, enum jx_pdf_type type, PangoAlignment alignment,
                     const char *text, size_t length, double width) {
    PangoLayout *layout = writer->layout;
    float spacing = (float)((type == JX_PDF_TITLE ? LINE_TITLE : LINE_BODY) / writer->line[type]);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment);
    pango_layout_set_line_spacing(layout, spacing);
    pango_layout_set_text(layout, text, (int)length);
}

/* A text that is hard to read is told. */
static void tell_size(struct jx_pdf_writer *writer, const char *text, size_t length, double size) {
    enum { WORDS = 36 };
    char points[16];
    if (size >= READABLE) return;
    while (length > WORDS ||
           (length > 0 && length < strlen(text) && ((unsigned char)text[length] & 0xC0) == 0x80))
        length--;
    snprintf(points, sizeof points, "%.1f", size);
    const char *words = writer->host->text(writer->call, text, length);
    JX_REPORT(writer->host, writer->call, JX_MSG_PDF_SMALL, NULL, words, points);
}

void jx_pdf_text(struct jx_pdf_writer *writer, enum jx_pdf_type type, PangoAlignment alignment,
                 const char *text, size_t length, double x, double y, double width, double height) {
    double size = typefaces[type].size, used = size, high;
    int measured;
    set_text(writer, type, alignment, text, length, width);
    bool fits = false;
    while (!fits) {
        set_size(writer, type, size);
        used = size;
        pango_layout_get_size(writer->layout, NULL, &measured);
        high = (double)measured / PANGO_SCALE;
        fits = high <= height + 1 || size < SMALLEST;
        size *= SMALLER;
    }
    tell_size(writer, text, length, used);
    check_typefaces(writer);
    cairo_move_to(writer->cairo, x, y + (height - high) / 2);
    pango_cairo_show_layout(writer->cairo, writer->layout);
}

/* Goes through the lines and the pieces that hold them; draws those of the one that is asked for, if any. Whether all lines
 * have room. */
static bool place_lines(struct jx_pdf_writer *writer, const struct jx_pdf_pieces *pieces, bool draw, double x,
                        double y) {
    PangoLayoutIter *line = pango_layout_get_iter(writer->layout);
    size_t piece = 0;
    double top = 0;
    bool fits = true;
    do {
        PangoRectangle extents;
        int begin, end;
        pango_layout_iter_get_line_yrange(line, &begin, &end);
        pango_layout_iter_get_line_extents(line, NULL, &extents);
        double from = (double)begin / PANGO_SCALE, to = (double)end / PANGO_SCALE;
        while (piece < pieces->count && to - top > pieces->heights[piece] - PIECE_MARGIN) piece++, top = from;
        fits = piece < pieces->count;
        if (!fits && !draw) break;
        size_t here = fits ? piece : pieces->count - 1;
        if (!draw || here != pieces->drawn) continue;
        double baseline = (double)pango_layout_iter_get_baseline(line) / PANGO_SCALE - top;
        cairo_move_to(writer->cairo, x + (double)extents.x / PANGO_SCALE, y + PIECE_MARGIN / 2 + baseline);
        pango_cairo_show_layout_line(writer->cairo, pango_layout_iter_get_line_readonly(line));
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
    return fits;
}

void jx_pdf_text_piece(struct jx_pdf_writer *writer, const struct jx_pdf_pieces *pieces, const char *text,
                       size_t length, double x, double y, double width) {
    double size = JX_TYPE_BODY;
    set_text(writer, JX_PDF_BODY, PANGO_ALIGN_LEFT, text, length, width);
    for (set_size(writer, JX_PDF_BODY, size);
         !place_lines(writer, pieces, false, x, y) && size >= SMALLEST;) {
        size *= SMALLER;
        set_size(writer, JX_PDF_BODY, size);
    }
    check_typefaces(writer);
    place_lines(writer, pieces, true, x, y);
    if (pieces->drawn == 0) tell_size(writer, text, length, size);
}
