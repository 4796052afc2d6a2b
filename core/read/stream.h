/*
 * The headings of a form that no layout claims, in a text of one cell a line: there no row says where it ends.
 *
 *     … | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |  | 产出指标 | 数量指标 | … | … |  |  | 质量指标 | …
 *
 * A row is as long as it is from the heading 一级指标 to the first cell below it, 产出指标; every later level 1 must stand a
 * multiple of that further on, or the length is wrong.
 */
#ifndef JX_READ_STREAM_H
#define JX_READ_STREAM_H

#include "core/read/regions.h"

/* What became of the search: no headings at all; headings, but where their row ends cannot be told; found. */
enum jx_stream { JX_STREAM_NONE, JX_STREAM_UNDECIDED, JX_STREAM_FOUND };

/* The cells of a row of headings, blank ones left out, and the row of the sheet after them. Where they are undecided there
 * is only the first one. */
struct jx_stream_headings {
    struct jx_spot *spots;
    size_t count;
    uint32_t end;
    uint32_t width; /* how many cells, blank ones too */
};

enum jx_stream jx_stream_find(struct jx_reading *reading, const struct jx_region *region,
                              struct jx_stream_headings *found);

/* Cuts the rows of a sheet with soft row ends that are longer than any row of a form can be, or hold headings and what stands
 * below them: no row end was marked there at all, and each cell becomes a row. */
void jx_stream_cut(struct jx_reading *reading, struct jx_arena *arena, struct jx_sheet *sheet);

#endif
