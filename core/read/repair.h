/*
 * Rows that a page break gave to the wrong project of a list.
 *
 * In the text of a printed list the last rows before a page break can belong to the project that begins on the next
 * page. The scores prove it: every project's add up to one total, 90 or 100. Rows are moved only if exactly one of the
 * totals is reached by all projects, and by one set of moves; else they stay and a warning says so.
 */
#ifndef JX_READ_REPAIR_H
#define JX_READ_REPAIR_H

#include "core/read/band.h"

/* Looks at the rows of `projects` projects, in order, and moves what must be moved (or, without reading->repair, only
 * says so). `names` are the projects' names, for messages. */
void jx_rows_repair(struct jx_reading *reading, const struct jx_compiled_table *table,
                    struct jx_band_rows *rows, uint32_t projects, const char *const *names);

#endif
