/*
 * In which order a form prints its indicators: together by level 1 and level 2, so that these can be merged.
 */
#ifndef JX_WRITE_ORDER_H
#define JX_WRITE_ORDER_H

#include <jixiao/model.h>

struct jx_arena;
struct jx_category;

/* One printed row: an indicator for each panel, or NULL where the category has none (left). `level1_rows` and
 * `level2_rows` say, in the first row of each, how many rows it covers; 0 in the others. `number` counts from one within
 * the category, alike on both sides. */
struct jx_ordered {
    const struct jx_indicator *indicators[2];
    const char *level1, *level2;
    unsigned level1_rows, level2_rows;
    unsigned number;
    bool unsure; /* a category without indicators, and nobody knows whether there are some */
};

/* Whether some indicator of the form stands in the category. */
bool jx_category_used(const struct jx_form *form, const struct jx_category *category);

/* Whether an indicator of its level 1 has no level 2: it may be one of this category. */
bool jx_category_unsure(const struct jx_form *form, const struct jx_category *category);

/* What the form prints: whether it has levels, whether categories without indicators get a row, whether cost as a level 1
 * comes before output, and how many panels. */
struct jx_ordering {
    bool levels, all, cost_first;
    unsigned panels;
};

/* The rows, in the order of jx_categories whatever the source's was; categories that are none of these come behind them as the form
 * first names them, but before satisfaction, and what has no level 2 comes first below its level 1. With two panels those with a
 * mid-term target stand on the left, those with an annual one, or none at all, on the right, and what is in both begins the
 * category. A form without levels keeps the source's order; that a category is 不适用 says nothing there. */
const struct jx_ordered *jx_indicators_order(struct jx_arena *arena, const struct jx_form *form,
                                             struct jx_ordering ordering, size_t *count);

#endif
