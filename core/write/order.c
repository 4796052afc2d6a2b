#include "core/write/order.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"

/* A row with the keys it is sorted by: where its level 1 and its level 2 stand, then the order it came in. */
struct sortable {
    struct jx_ordered row;
    size_t level1, level2, index;
};

struct names {
    const char **names;
    size_t count, capacity;
};

static bool same(const char *a, const char *b) {
    return a == b || (a && b && jx_text_is(a, b));
}

/* The number of a name in order of first appearance. A form has a dozen of them at most; hostile ones no more than
 * `MOST_NAMES`, the rest share the last number. */
enum { MOST_NAMES = 64 };

static size_t name_add(struct jx_arena *arena, struct names *names, const char *name) {
    if (names->count == MOST_NAMES) return MOST_NAMES;
    names->names = jx_arena_grow(arena, names->names, names->count, &names->capacity, sizeof *names->names);
    names->names[names->count] = name;
    return names->count++;
}

static size_t number_of(struct jx_arena *arena, struct names *names, const char *name) {
    for (size_t i = 0; i < names->count; i++)
        if (same(names->names[i], name)) return i;
    return name_add(arena, names, name);
}

static int by_keys(const void *a, const void *b) {
    const struct sortable *left = a, *right = b;
    if (left->level1 != right->level1) return left->level1 < right->level1 ? -1 : 1;
    if (left->level2 != right->level2) return left->level2 < right->level2 ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

bool jx_category_used(const struct jx_form *form, const struct jx_category *category) {
    for (size_t i = 0; i < form->indicator_count; i++)
        if (same(form->indicators[i].level1, category->level1) &&
            same(form->indicators[i].level2, category->level2))
            return true;
    return false;
}

bool jx_category_unsure(const struct jx_form *form, const struct jx_category *category) {
    for (size_t i = 0; i < form->indicator_count; i++)
        if (!form->indicators[i].level2 && same(form->indicators[i].level1, category->level1)) return true;
    return false;
}

/* Adds the categories that no indicator stands in. */
static size_t add_empty(const struct jx_form *form, struct sortable *rows, size_t count) {
    for (const struct jx_category *category = jx_categories; category->level1; category++) {
        if (!category->always || jx_category_used(form, category)) continue;
        struct jx_ordered row = {.level1 = category->level1,
                                 .level2 = category->level2,
                                 .unsure = jx_category_unsure(form, category)};
        rows[count] = (struct sortable){row, 0, 0, count};
        count++;
    }
    return count;
}

/* The categories in their own order, whatever the source's was; then what is none of them, as it comes; satisfaction last, as in
 * all forms, but for what has no level. What has no level 2 stands first below its level 1: a blank cell further down says that the
 * category above goes on. */
static void key_rows(struct jx_arena *arena, struct sortable *rows, size_t count, bool cost_first) {
    struct names level1 = {0}, level2 = {0};
    if (cost_first) number_of(arena, &level1, JX_LEVEL1_COST);
    for (const struct jx_category *category = jx_categories; category->level1; category++) {
        if (strcmp(category->level1, JX_LEVEL1_SATISFACTION) != 0)
            number_of(arena, &level1, category->level1);
        name_add(arena, &level2, category->level2); /* the first of two alike is found */
    }
    for (size_t i = 0; i < count; i++) {
        const char *name = rows[i].row.level1;
        if (!name)
            rows[i].level1 = SIZE_MAX;
        else if (strcmp(name, JX_LEVEL1_SATISFACTION) == 0)
            rows[i].level1 = SIZE_MAX - 1;
        else
            rows[i].level1 = number_of(arena, &level1, name);
        const char *second = rows[i].row.level2;
        rows[i].level2 = !second ? 0 : 1 + number_of(arena, &level2, second);
    }
}

/* Counts, from the end, how many rows each merged level covers. */
static void measure_merges(struct jx_ordered *rows, size_t count) {
    unsigned level1 = 0, level2 = 0, number = 0;
    for (size_t i = count; i-- > 0;) {
        bool first1 = i == 0 || !same(rows[i - 1].level1, rows[i].level1);
        bool first2 = first1 || !same(rows[i - 1].level2, rows[i].level2);
        level1++;
        level2++;
        rows[i].level1_rows = first1 ? level1 : 0;
        rows[i].level2_rows = first2 ? level2 : 0;
        if (first1) level1 = 0;
        if (first2) level2 = 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (rows[i].level2_rows > 0) number = 0;
        rows[i].number = ++number;
    }
}

/* --- two panels --------------------------------------------------------------------------------------------------------- */

static bool is_left(const struct jx_indicator *indicator) {
    return !jx_measure_empty(&indicator->period_target);
}

static bool is_right(const struct jx_indicator *indicator) {
    return !jx_measure_empty(&indicator->target) || !is_left(indicator);
}

/* Puts the category's indicators of one side into the rows from `first` on: those of both sides, then the others. */
static size_t fill_side(const struct sortable *rows, size_t count, int side, struct jx_ordered *out) {
    size_t filled = 0;
    for (int both = 1; both >= 0; both--)
        for (size_t i = 0; i < count; i++) {
            const struct jx_indicator *indicator = rows[i].row.indicators[0];
            if (!indicator || !(side == 0 ? is_left(indicator) : is_right(indicator))) continue;
            if ((is_left(indicator) && is_right(indicator)) != (both == 1)) continue;
            out[filled].level1 = rows[0].row.level1;
            out[filled].level2 = rows[0].row.level2;
            out[filled++].indicators[side] = indicator;
        }
    return filled;
}

static size_t order_panels(const struct sortable *rows, size_t count, struct jx_ordered *out) {
    size_t filled = 0;
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1;
             end < count && rows[end].level1 == rows[first].level1 && rows[end].level2 == rows[first].level2;)
            end++;
        size_t left = fill_side(&rows[first], end - first, 0, &out[filled]);
        size_t right = fill_side(&rows[first], end - first, 1, &out[filled]);
        if (left == 0 && right == 0) out[filled] = rows[first].row;
        size_t most = left > right ? left : right;
        filled += most == 0 ? 1 : most;
    }
    return filled;
}

/* Without levels: the indicators as they come. */
static const struct jx_ordered *as_they_come(struct jx_arena *arena, const struct jx_form *form,
                                             size_t *count) {
    struct jx_ordered *rows = jx_arena_alloc(arena, (form->indicator_count + 1) * sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < form->indicator_count; i++)
        if (!form->indicators[i].not_applicable)
            rows[(*count)++] = (struct jx_ordered){.indicators = {&form->indicators[i]}};
    measure_merges(rows, *count);
    return rows;
}

const struct jx_ordered *jx_indicators_order(struct jx_arena *arena, const struct jx_form *form,
                                             struct jx_ordering ordering, size_t *count) {
    if (!ordering.levels) return as_they_come(arena, form, count);
    size_t categories = 0;
    while (jx_categories[categories].level1) categories++;
    struct sortable *rows = jx_arena_alloc(arena, (form->indicator_count + categories + 1) * sizeof *rows);
    *count = form->indicator_count;
    for (size_t i = 0; i < form->indicator_count; i++) {
        const struct jx_indicator *indicator = &form->indicators[i];
        rows[i].row = (struct jx_ordered){
            .indicators = {indicator}, .level1 = indicator->level1, .level2 = indicator->level2};
        rows[i].index = i;
    }
    if (ordering.all) *count = add_empty(form, rows, *count);
    key_rows(arena, rows, *count, ordering.cost_first);
    qsort(rows, *count, sizeof *rows, by_keys);

    struct jx_ordered *ordered = jx_arena_alloc(arena, (*count + 1) * sizeof *ordered);
    if (ordering.panels > 1)
        *count = order_panels(rows, *count, ordered);
    else
        for (size_t i = 0; i < *count; i++) ordered[i] = rows[i].row;
    measure_merges(ordered, *count);
    return ordered;
}
