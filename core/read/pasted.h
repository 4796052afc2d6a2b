/*
 * A sheet whose cells stand below one another: a dump of one cell a line, pasted into a spreadsheet.
 *
 * A table can be made of such lines again as far as they tell: blank rows end its rows, perhaps. Of several blank rows one
 * is the end of a row, and the others are cells with nothing in them, which a sheet cannot tell from lines with nothing in
 * them: first those that a row lacks at its end, the value of a label or, below the headings of the indicators, what makes
 * it as long as theirs; then those before the next row's first cell. Or all of them stand within a row, if they make it as
 * long as the headings'. Text to the left of the column of cells, where a tab in front did not put it, goes on with the
 * cell above, or is a paragraph of its own.
 */
#ifndef JX_READ_PASTED_H
#define JX_READ_PASTED_H

#include "core/read/reading.h"

/* Turns to this sheet: to the rows made of it if it is a stream (reading->pasted), else to itself. What is made lives in
 * the arena. */
void jx_pasted_open(struct jx_reading *reading, struct jx_arena *arena, struct jx_sheet *sheet);

#endif
