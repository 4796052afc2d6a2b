/*
 * What stands in a cell in place of a value.
 */
#ifndef JX_READ_ERRORS_H
#define JX_READ_ERRORS_H

#include "core/read/reading.h"

/* Makes the cells of the current sheet blank that hold the name of an error, or the signs that fill a column too narrow
 * for its number, and reports each. */
void jx_sheet_blank_errors(struct jx_reading *reading);

#endif
