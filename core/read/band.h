/*
 * The indicator band of a region: its headings, and its rows as cells under columns.
 */
#ifndef JX_READ_BAND_H
#define JX_READ_BAND_H

#include "core/read/align.h"
#include "core/read/regions.h"

struct jx_band_other {
    struct jx_spot *spot;
    const char *heading;
};

/* What few rows have, and no row of most lists: each NULL where the row has none. `signs`: the operator and the unit of the
 * period's target, where they stand in cells of their own. `ends`: what the year's target and the period's reach to. */
struct jx_band_beside {
    struct jx_band_other *others; /* cells of columns that the band does not have */
    size_t other_count;
    struct jx_spot *unit; /* of these, the one that holds the target's unit */
    struct jx_band_other signs[2];
    struct jx_spot *ends[2];
};

/*
 * One row of one indicator: for each part the cell that says it, or NULL; and for the project columns of a list, by index
 * into the band, `facts` (NULL where the row has none). `at` is its first cell. A row of a band with two panels becomes
 * two of these. `project` counts the projects of a list; `after_break` marks the first row after headings that came
 * again. `total` is a row of sums (总分): its parts are numbers for extras. `period`: the row stands in a block of mid-term
 * indicators, so that its target is the period's. A list has as many of them as rows: what most do not need is behind
 * `beside`, which jx_band_beside reads.
 */

struct jx_band_row {
    struct jx_spot *parts[JX_PART_COUNT];
    struct jx_spot **facts;
    struct jx_spot *at;
    struct jx_band_beside *beside; /* or NULL */
    uint32_t project;
    uint8_t panel;
    bool after_break;
    bool total;
    bool period;
    enum jx_origin origin : 8;
    enum jx_operator bound : 8,
        period_bound : 8; /* 上限, 下限: what the headings say of the targets' numbers */
};

/* What a list says above the row of this index: the sums of a unit, over its first project. */
struct jx_band_sum {
    size_t row;
    struct jx_extra extra;
};

struct jx_band_rows {
    struct jx_band_row *rows;
    size_t count, capacity;
    struct jx_band_sum *sums; /* in order */
    size_t sum_count, sum_capacity;
};

/* Where the band of a region is: its headings in rows [heading, first), its rows from `first` to `end`. `side` is the
 * label at the side of the headings, or the one cell in the row above them; NULL: there is none. */
struct jx_band_place {
    uint32_t heading, first, end;
    const char *side;
    struct jx_band_map map;
};

/* What stands beside the row's parts; empty where nothing does. */
const struct jx_band_beside *jx_band_beside(const struct jx_band_row *row);

/* The same, to be written into: made where the row has none yet. */
struct jx_band_beside *jx_band_beside_of(struct jx_reading *reading, struct jx_band_row *row);

/* Keeps what is said above the row of this index; rows come in order. */
void jx_band_sum_add(struct jx_reading *reading, struct jx_band_rows *rows, size_t row,
                     const struct jx_extra *extra);

/* Looks for the headings in the region; false: there are none. `end` is set by jx_band_read. */
bool jx_band_find(struct jx_reading *reading, const struct jx_compiled_table *table,
                  const struct jx_region *region, struct jx_band_place *place);

/* Reads the rows from place->first until something that stands below the band, or the region's end, and appends them.
 * Rows that fit in no way are reported and left unread. */
void jx_band_read(struct jx_reading *reading, const struct jx_compiled_table *table,
                  const struct jx_region *region, struct jx_band_place *place, struct jx_band_rows *rows);

#endif
