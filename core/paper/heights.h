/*
 * How high a row must be for all of its wrapped text to show. No spreadsheet program fits merged cells by itself.
 */
#ifndef JX_PAPER_HEIGHTS_H
#define JX_PAPER_HEIGHTS_H

#include "core/grid/grid.h"
#include "core/paper/paper.h"

/* Points. */
#define JX_HEIGHT_LINE    14.5
#define JX_HEIGHT_PADDING 6.0
#define JX_HEIGHT_LEAST   21.0

/* The lines of a text of this type size (paper.h) in a cell as wide as columns [first, last] of these widths; `spacing`:
 * between Chinese and other letters, as the paper has it (paper.h). */
unsigned jx_text_lines(const char *text, const double *widths, uint32_t first, uint32_t last, double type,
                       double spacing);

/* The height of a text of the body's size in a cell as wide as columns [first, last] of these widths; `spacing` as above. */
double jx_text_height(const char *text, const double *widths, uint32_t first, uint32_t last, double spacing);

/* Sets the heights of all rows of the sheet that have none yet: from cells of one row first, then from merged ones,
 * whose lack is shared out among their rows. No row becomes higher than the paper allows. */
void jx_sheet_heights(struct jx_sheet *sheet, const struct jx_paper *paper);

#endif
