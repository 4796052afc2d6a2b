/*
 * Forms that no layout claims, read by what they say themselves.
 *
 *     shape      the rows as they stand, or turned by a quarter: what leaves less unexplained
 *     block      where indicators stand, what their columns hold (columns), their rows (rows)
 *     pairs      labels and values above and below them (pair_labels, pair_costs, pair_units; inside: within one cell)
 *     lines      titles, years, units
 *     facts      all of that into a form
 */
#ifndef JX_READ_UNCLAIMED_H
#define JX_READ_UNCLAIMED_H

#include "core/read/block.h"
#include "core/read/list.h"

/* The shape itself, or the same turned by a quarter if that explains more: its one block is `*blocks` then. */
const struct jx_shape *jx_shape_turned(struct jx_terms *terms, const struct jx_shape *plain,
                                       struct jx_block **blocks, size_t *count);

/* Called before the first form of some rows is read, with what was found wanting for the message. */
typedef void jx_unclaimed_found(void *user);

/* Reads the rows [first, end); false: there are no indicators in them, and nothing was claimed. */
bool jx_unclaimed_read(struct jx_reading *reading, struct jx_list *list, uint32_t first, uint32_t end,
                       jx_unclaimed_found *found, void *user);

#endif
