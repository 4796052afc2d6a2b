/*
 * From pairs, lines and leftovers above and below the indicators to the facts of a form.
 */
#ifndef JX_READ_FACTS_H
#define JX_READ_FACTS_H

#include "core/read/pairs.h"
#include "core/read/values.h"

/* Titles, years, units of money and the names of projects that stand in lines of their own, in the rows [first, end). */
void jx_lines_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end);

/* The year alone, from the first lines of a sheet: it is true of all its forms. */
void jx_lines_year(struct jx_reading *reading, struct jx_draft *draft, const struct jx_shape *shape,
                   uint32_t first, uint32_t end);

/* 2024-2026年项目支出绩效目标表: the project's first and last year, none of which is the form's. false: the key names no span. */
bool jx_line_take_span(struct jx_reading *reading, struct jx_draft *draft, const char *key,
                       struct jx_place at);

/* The unit of money alone, of the first lines of a sheet whose projects share one row of headings. */
void jx_lines_unit(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end);

/* The same from below the indicators, a line of signatures or a note: only what is a unit for sure, where none is above. */
void jx_lines_unit_below(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                         const struct jx_shape *shape, uint32_t first, uint32_t end);

/* Labels and values of the rows [first, end); what has a label that is no fact of ours becomes an extra. */
void jx_facts_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end);

/* Whether a row is the title of a form, or names its project in a line of its own. */
bool jx_row_is_title(const struct jx_shape *shape, uint32_t row);

#endif
