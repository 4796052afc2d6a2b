/*
 * A table whose merged cells were taken apart, and their text put into each of the parts, as "unmerge and fill" and several
 * programs that read documents and pages do.
 */
#ifndef JX_READ_REPEATED_H
#define JX_READ_REPEATED_H

#include "core/base/diags.h"
#include "core/grid/grid.h"

/* Merges such cells again, so that each text counts once, and says how many there were. Nothing happens to a sheet with
 * merges of its own, or without a title that stands in all of its columns. */
void jx_repeated_join(struct jx_arena *arena, struct jx_diags *diags, struct jx_sheet *sheet);

#endif
