/*
 * Lines of text made of glyphs, and the text of a cell made of its lines.
 */
#ifndef PDF_LINE_H
#define PDF_LINE_H

#include "plugins/carriers/pdf/helper/page.h"

/* Text in UTF-8 that grows; it ends with a NUL once pdf_text_end was called. */
struct pdf_text {
    struct jx_arena *arena;
    char *bytes;
    uint32_t length, capacity;
};

void pdf_text_put(struct pdf_text *text, uint32_t c);
void pdf_text_add(struct pdf_text *text, const char *more);
const char *pdf_text_end(struct pdf_text *text);

/* Glyphs beside one another, from left to right. Those from `first` to `last` are without the blanks around. */
struct pdf_line {
    struct pdf_glyph **glyphs;
    uint32_t count, capacity;
    uint32_t first, last;
    double y, size; /* of its largest glyph */
    double left, top, right, bottom;
    bool blank_end; /* blanks stand at its end */
};

/* Sorts the glyphs into lines, from above to below; lines of blanks are left out. Returns how many there are. */
uint32_t pdf_lines(struct jx_arena *arena, struct pdf_glyph **glyphs, uint32_t count,
                   struct pdf_line **lines);

/* Adds the glyphs from `first` to `last` of a line, with blanks where there are gaps. */
void pdf_line_print(struct pdf_text *text, const struct pdf_line *line, uint32_t first, uint32_t last);

/* Whether a line begins with a number: 1. （一） 一、 ① 目标1. */
bool pdf_line_numbered(const struct pdf_line *line);

/* The width of what cannot be parted at the beginning of a line: a character with the marks that close behind it, what
 * opens with what follows, a Latin word. */
double pdf_line_unit(const struct pdf_line *line);

/* A glyph of a line that runs in this direction, turned so that the line runs to the right. */
struct pdf_glyph pdf_turned_back(const struct pdf_glyph *glyph, int turn);

/* The text of a cell, and what is needed to tell whether it goes on elsewhere. */
struct pdf_cell_text {
    const char *text; /* "" if blank */
    double size;
    double rest; /* how much room its last line leaves */
    double unit; /* pdf_line_unit of its first line */
    bool stops;  /* with 。 or ； */
};

/* `left` and `right` are the cell's sides, `padding` the least distance that texts keep from them. The glyphs' order
 * changes; the text is allocated in `kept`, all else in `scratch`. */
struct pdf_cell_text pdf_cell_read(struct jx_arena *kept, struct jx_arena *scratch, struct pdf_glyph **glyphs,
                                   uint32_t count, double left, double right, double padding);

/* Chinese, Japanese and Korean characters and the signs that stand among them: a line may break before and after. */
bool pdf_is_wide(uint32_t c);
/* Marks that stay with what is before them, and those that stay with what follows. */
bool pdf_closes(uint32_t c);
bool pdf_opens(uint32_t c);

#endif
