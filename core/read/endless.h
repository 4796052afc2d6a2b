/*
 * Texts of one cell a line in which no row end was marked at all.
 */
#ifndef JX_READ_ENDLESS_H
#define JX_READ_ENDLESS_H

#include "core/read/reading.h"

/* Cuts the rows of a sheet with soft row ends that are longer than any row of a form can be, or hold headings and what stands
 * below them: each of their cells becomes a row. */
void jx_endless_cut(struct jx_reading *reading, struct jx_arena *arena, struct jx_sheet *sheet);

#endif
