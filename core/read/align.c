#include "core/read/align.h"

#include <stdlib.h>

/* A name is worth more than any fit, for every indicator has one; a step aside less than the smallest. */
enum { NAME_WORTH = 40, SCALE = 100, IMPOSSIBLE = -1000000 };

/* What may be used of the band: project columns only where a project may begin; and 定性 closes the column of units, for
 * such a target has none. */
static bool open_column(const struct jx_compiled_table *table, const struct jx_band_map *map, size_t column,
                        bool facts, bool qualitative) {
    const struct jx_compiled_column *band = &table->band[column];
    enum jx_part part = band->column->part;
    if (map->positions[column] == UINT32_MAX) return false;
    if (part == JX_PART_NONE) return facts && band->fact;
    return !(qualitative && part == JX_PART_UNIT);
}

/* The open columns from left to right as they stand in this sheet; how many. */
static size_t order_columns(const struct jx_compiled_table *table, const struct jx_band_map *map, bool facts,
                            bool qualitative, size_t order[JX_ALIGN_MOST]) {
    size_t count = 0;
    for (size_t column = 0; column < table->band_count; column++) {
        if (!open_column(table, map, column, facts, qualitative)) continue;
        size_t at = count++;
        for (; at > 0 && map->positions[order[at - 1]] > map->positions[column]; at--)
            order[at] = order[at - 1];
        order[at] = column;
    }
    return count;
}

static int worth(const struct jx_compiled_table *table, const struct jx_band_map *map, size_t column,
                 const struct jx_spot *spot, struct jx_cell_kind_set *kinds) {
    int fit = jx_column_fit(table, column, kinds, true);
    if (fit == JX_FIT_BREAKS) return IMPOSSIBLE;
    if (table->band[column].column->part == JX_PART_NAME) fit += NAME_WORTH;
    int aside = abs((int)spot->column - (int)map->positions[column]);
    return fit * SCALE - (aside > SCALE - 1 ? SCALE - 1 : aside);
}

/* Levels alone make a row: 生态效益指标 with nothing behind it. Anything more needs a name, and a name needs company. */
static bool makes_sense(const struct jx_compiled_table *table, const size_t *columns, size_t count) {
    bool name = false, levels = true;
    for (size_t i = 0; i < count; i++) {
        enum jx_part part = table->band[columns[i]].column->part;
        name = name || part == JX_PART_NAME;
        levels = levels && (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2);
    }
    return levels || (name && count > 1);
}

/* best[i][k]: the most that cells i.. are worth in columns k..; the usual table, filled from the end. */
bool jx_row_align(const struct jx_compiled_table *table, const struct jx_band_map *map,
                  const struct jx_spot *spots, struct jx_cell_kind_set *kinds, size_t count, bool facts,
                  size_t columns[JX_ALIGN_MOST]) {
    int best[JX_ALIGN_MOST + 1][JX_ALIGN_MOST + 1];
    size_t order[JX_ALIGN_MOST];
    bool qualitative = false;
    if (count == 0 || table->band_count > JX_ALIGN_MOST) return false;
    for (size_t i = 0; i < count; i++) qualitative = qualitative || jx_cell_is(&kinds[i], JX_IS_QUALITATIVE);
    size_t open = order_columns(table, map, facts, qualitative, order);
    if (count > open) return false;

    for (size_t k = 0; k <= open; k++) best[count][k] = 0;
    for (size_t i = count; i-- > 0;) {
        best[i][open] = IMPOSSIBLE;
        for (size_t k = open; k-- > 0;) {
            best[i][k] = best[i][k + 1];
            if (best[i + 1][k + 1] <= IMPOSSIBLE) continue;
            int here = worth(table, map, order[k], &spots[i], &kinds[i]);
            if (here > IMPOSSIBLE && here + best[i + 1][k + 1] > best[i][k])
                best[i][k] = here + best[i + 1][k + 1];
        }
    }
    if (best[0][0] <= IMPOSSIBLE) return false;
    for (size_t i = 0, k = 0; i < count; k++) {
        if (best[i][k] == best[i][k + 1]) continue;
        columns[i++] = order[k];
    }
    return makes_sense(table, columns, count);
}
