/*
 * Whether memory was refused to anything in this process, the libraries of others included.
 *
 * Some of these go on as if nothing had happened: a workbook then lacks cells, a whole file seems damaged. So the program
 * has malloc, calloc and realloc go through functions of its own, which count what was refused, and takes no result for
 * whole that was made meanwhile (jx_library_options, `refusals`).
 */
#ifndef JX_BATCH_REFUSALS_H
#define JX_BATCH_REFUSALS_H

#include <stddef.h>

/* How often so far. */
size_t jx_refusals(void);

/* Counts from nought again: another file begins. */
void jx_refusals_forget(void);

/* Counts there from now on: in memory that is shared with another process, which outlives this one. */
void jx_refusals_share(volatile size_t *count);

#endif
