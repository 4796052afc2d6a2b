/*
 * Where the pages of a sheet end when it is printed as wide as the paper.
 *
 * Known are only rows, merges and the head that repeats: rows that a merge holds together, such as those of one project
 * of a list, are a block. A block that fits on a page is not cut by its end. In one that must be cut, what is merged
 * across the cut is repeated on the next page, where it would otherwise be missing.
 */
#ifndef JX_PAPER_PAGES_H
#define JX_PAPER_PAGES_H

#include "core/grid/grid.h"
#include "core/paper/paper.h"

/* Sets scale, pages, breaks and keeps of a sheet whose rows have their heights. A sheet that is a little too long for one
 * page is printed smaller, down to 75 % of its natural size, and then is one page. Rows that must become higher for a
 * repeated text become no higher than the paper allows. */
void jx_sheet_pages(struct jx_arena *arena, struct jx_sheet *sheet, const struct jx_paper *paper);

#endif
