/*
 * Fonts, as far as reading needs them: how long a code is, what it means, how wide its glyph is. No font program is run.
 */
#ifndef PDF_FONT_H
#define PDF_FONT_H

#include "plugins/carriers/pdf/helper/cmap.h"
#include "plugins/carriers/pdf/helper/encoding.h"
#include "plugins/carriers/pdf/helper/file.h"

/* How the codes of a composite font are made up (ISO 32000-1, 9.7.5.2). */
enum pdf_coding {
    PDF_CODING_IDENTITY, /* two bytes, the number of a glyph */
    PDF_CODING_UTF16,
    PDF_CODING_UTF8,
    PDF_CODING_GB,
    PDF_CODING_BIG5,
    PDF_CODING_SHIFT_JIS,
    PDF_CODING_KOREAN,
    PDF_CODING_CMAP /* a CMap in the file */
};

struct pdf_font {
    int id; /* of its object, 0 for one that stands in a dictionary */
    bool composite;
    bool vertical;
    bool proportional; /* of GB codings: Latin letters are not half an em wide */
    bool gb1;          /* its glyphs are those of Adobe's collection GB1 */
    enum pdf_coding coding;
    struct pdf_cmap unicode, codes;
    double scale; /* of widths, into em */
    double default_width;
    double *widths; /* by glyph number or, of a simple font, by code; negative: the default */
    uint32_t width_count;
    double vertical_origin, vertical_advance; /* DW2 */
    uint32_t *simple;                         /* of a simple font: 256 characters */
    uint32_t *by_glyph;                       /* characters by glyph of an embedded TrueType font */
    uint32_t by_glyph_count;
    struct pdf_bytes glyph_map; /* CIDToGIDMap */
    const char *symbols;        /* the typeface of symbols that it is, or NULL */
};

/* One character code. `width` is in em. */
struct pdf_code {
    uint32_t length;
    uint32_t text[PDF_GLYPH_TEXT];
    uint32_t text_count; /* 0: nobody knows */
    double width;
};

/* The font of this dictionary, loaded once for each object; NULL if there are too many. */
struct pdf_font *pdf_font_get(struct pdf_file *file, qpdf_oh dictionary);

/* The first code of at least one byte. */
void pdf_font_code(const struct pdf_font *font, const unsigned char *bytes, size_t length,
                   struct pdf_code *code);

/* Takes the characters of the glyphs from a TrueType font's table (truetype.c). */
void pdf_truetype_read(struct pdf_font *font, struct jx_arena *arena, const unsigned char *bytes,
                       size_t length);

#endif
