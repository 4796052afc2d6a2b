/*
 * Monotone alignment: which column each cell of a slipped row belongs to, when the cells kept their order but not their
 * columns.
 */
#ifndef JX_READ_ALIGN_H
#define JX_READ_ALIGN_H

#include "core/read/fit.h"

enum { JX_ALIGN_MOST = 32 };

/* A column of the sheet that the band does not have: somebody added it. `heading` is what it calls itself; `unit`: it holds the
 * units of the targets, for which the band has no column of its own. */
struct jx_other_column {
    uint32_t position;
    const char *heading;
    bool unit;
};

/* Where the band's columns stand in the sheet: `positions` by index into the band, UINT32_MAX: the sheet lacks it. */
struct jx_band_map {
    uint32_t positions[JX_ALIGN_MOST];
    struct jx_other_column others[JX_ALIGN_MOST];
    size_t other_count;
};

/*
 * Gives each of `count` cells a column of its own, in order, so that all their types fit and the fits add up highest;
 * among equals the least displacement wins. A row that is more than levels must have a name. `facts`: the project
 * columns too. false: there is no way.
 */
bool jx_row_align(const struct jx_compiled_table *table, const struct jx_band_map *map,
                  const struct jx_spot *spots, struct jx_cell_kind_set *kinds, size_t count, bool facts,
                  size_t columns[JX_ALIGN_MOST]);

#endif
