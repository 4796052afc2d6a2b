/*
 * What stands in a cell in place of a value.
 */
#ifndef JX_READ_ERRORS_H
#define JX_READ_ERRORS_H

#include "core/read/reading.h"

/* Makes the cells of the current sheet blank that hold the name of an error, or the signs that fill a column too narrow
 * for its number, and reports each. Reports, too, long numbers that were cut to a power of ten, and characters that could not
 * be read. */
void jx_sheet_blank_errors(struct jx_reading *reading);

#endif
