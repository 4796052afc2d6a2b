/*
 * The headings of a band: which of its columns stands at which position.
 */
#ifndef JX_READ_HEADINGS_H
#define JX_READ_HEADINGS_H

#include "core/read/align.h"
#include "core/read/line.h"

/* The band's column of this heading, -1: it is none of its headings. */
int jx_heading_column(const struct jx_compiled_table *table, const char *key);

/* Whether the column is the label at the side, under which nothing stands. */
bool jx_heading_is_side(const struct jx_compiled_table *table, int column);

/* Whether the band's headings stand in this row, and the rows that go on with it before `end`: the line of them all, and
 * where the columns are. */
bool jx_headings_at(struct jx_reading *reading, const struct jx_compiled_table *table, uint32_t row,
                    uint32_t end, struct jx_line *line, struct jx_band_map *map);

/* What is no heading of the band is that of a column somebody added; where rows have no certain columns it stays unread. */
void jx_headings_claim(struct jx_reading *reading, const struct jx_compiled_table *table,
                       struct jx_band_map *map, struct jx_line *line);

#endif
