/*
 * In which order a form prints its indicators: together by level 1 and level 2, so that these can be merged.
 */
#ifndef JX_WRITE_ORDER_H
#define JX_WRITE_ORDER_H

#include <jixiao/model.h>

struct jx_arena;

/* One printed row: an indicator for each panel, or NULL where the category has none (left). `level1_rows` and
 * `level2_rows` say, in the first row of each, how many rows it covers; 0 in the others. `number` counts from one within
 * the category, alike on both sides. */
struct jx_ordered {
    const struct jx_indicator *indicators[2];
    const char *level1, *level2;
    unsigned level1_rows, level2_rows;
    unsigned number;
};

/* The rows. A form that prints every category (`all`) does so in the prescribed order; else categories come in the
 * order in which the form first names them. With two `panels` those with a mid-term target stand on the left, those with
 * an annual one, or none at all, on the right, and what is in both begins the category. */
const struct jx_ordered *jx_indicators_order(struct jx_arena *arena, const struct jx_form *form, bool all,
                                             unsigned panels, size_t *count);

#endif
