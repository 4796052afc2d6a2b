/*
 * Indicators that are named twice: by the panel of the whole project and by that of the year, or by two blocks.
 */
#ifndef JX_READ_TWINS_H
#define JX_READ_TWINS_H

#include <jixiao/model.h>

#include "core/base/arena.h"

/* The first `count` indicators of a form by name and level 2, so that a form of many is read in time that grows with it. */
struct jx_twins;
struct jx_twins *jx_twins_new(struct jx_arena *arena, const struct jx_form *form, size_t count);

/* The one that this one names again, or NULL: one of them has the mid-term target, the other the year's. */
struct jx_indicator *jx_twin_of(const struct jx_twins *twins, const struct jx_form *form,
                                const struct jx_indicator *later);

/* The last one before that has its name and level 2, and a target of the same time that says something else; NULL: none. */
const struct jx_indicator *jx_twin_disagrees(struct jx_arena *arena, const struct jx_twins *twins,
                                             const struct jx_form *form, const struct jx_indicator *later);

/* Two mentions of one indicator become one. What only the later one says is added; where both say something, the year's
 * words stand. */
void jx_twin_join(struct jx_indicator *earlier, const struct jx_indicator *later);

#endif
