/*
 * A table for a form that no layout claims: the labels of all layouts, and a band made from the headings that stand there.
 */
#ifndef JX_READ_GENERIC_H
#define JX_READ_GENERIC_H

#include "core/read/regions.h"

/* What the forms of such a table are said to come from. */
#define JX_LAYOUT_GENERIC "generic"

/*
 * The table for a region, or NULL where too little is found that reads like a performance target table: no headings of
 * indicators, or nothing but headings. `previous`, which may be NULL, is the one made for the region before: it is
 * answered again where the same headings stand, so that a list over several pages stays one list.
 */
const struct jx_compiled_table *jx_generic_table(struct jx_reading *reading, const struct jx_region *region,
                                                 const struct jx_compiled_table *previous);

/* Whether a table was made here. */
bool jx_table_is_generic(const struct jx_compiled_table *table);

#endif
