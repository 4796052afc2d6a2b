/*
 * Two forms by meaning.
 *
 * Indicators are paired by level 2 and name, and those of one name by their order, whatever order the categories are
 * printed in; then those that are left and have a level 2 on one side only, by their name. Both lists are sorted by that key and walked once, so that two lists of a hundred thousand rows take no
 * longer than it takes to sort them.
 */
#include "core/model/compare.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/measure.h"

#include <jixiao/jixiao.h>

/* An item's key, and where it stood in its list. */
struct entry {
    const char *key;
    size_t index;
};

struct differences {
    struct jx_arena *arena;
    struct jx_difference *items;
    size_t count, capacity;
};

/* --- single values ----------------------------------------------------------------------------------------------- */

static const char *or_blank(const char *text) {
    return text ? text : "";
}

static bool texts_same(struct jx_arena *arena, const char *a, const char *b) {
    return a == b || jx_text_same(arena, or_blank(a), or_blank(b));
}

static bool numbers_same(struct jx_arena *arena, const char *a, const char *b) {
    struct jx_decimal x, y;
    if (a && b && jx_decimal_parse(a, strlen(a), &x) && jx_decimal_parse(b, strlen(b), &y))
        return !jx_decimal_compare(x, y);
    return texts_same(arena, a, b);
}

static bool dates_same(struct jx_arena *arena, const char *a, const char *b) {
    const char *x = a ? jx_date_parse(arena, a) : NULL;
    const char *y = b ? jx_date_parse(arena, b) : NULL;
    return texts_same(arena, x ? x : a, y ? y : b);
}

bool jx_values_same(struct jx_arena *arena, enum jx_field field, const char *a, const char *b) {
    if (a == b) return true;
    switch (jx_field_type(field)) {
    case JX_TYPE_MONEY: return numbers_same(arena, a, b);
    case JX_TYPE_DATE: return dates_same(arena, a, b);
    default: return texts_same(arena, a, b);
    }
}

/* --- the list of differences ------------------------------------------------------------------------------------- */

static const char *or_null(const char *text) {
    return jx_text_is_blank(text) ? NULL : text;
}

static struct jx_difference *add(struct differences *d, const char *left, const char *right) {
    d->items = jx_arena_grow(d->arena, d->items, d->count, &d->capacity, sizeof *d->items);
    struct jx_difference *item = &d->items[d->count++];
    *item = (struct jx_difference){.field = JX_FIELD_COUNT,
                                   .part = JX_PART_NONE,
                                   .left = or_null(left),
                                   .right = or_null(right),
                                   .left_index = SIZE_MAX,
                                   .right_index = SIZE_MAX};
    return item;
}

static void add_part(struct differences *d, enum jx_part part, const char *left, const char *right, size_t i,
                     size_t j) {
    struct jx_difference *item = add(d, left, right);
    item->part = part;
    item->left_index = i;
    item->right_index = j;
}

/* --- pairing ----------------------------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order) return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* For each item of the left list, by its index, the item of the right one with the same key and the same rank among those
 * of that key, or SIZE_MAX; `taken` marks the right ones that have a partner. Sorts both. */
static void pair(struct entry *left, size_t left_count, struct entry *right, size_t right_count,
                 size_t *partner, bool *taken) {
    size_t j = 0;
    if (left_count) qsort(left, left_count, sizeof *left, by_key);
    if (right_count) qsort(right, right_count, sizeof *right, by_key);
    for (size_t i = 0; i < left_count; i++) {
        while (j < right_count && strcmp(right[j].key, left[i].key) < 0) j++;
        bool found = j < right_count && !strcmp(right[j].key, left[i].key);
        partner[left[i].index] = found ? right[j].index : SIZE_MAX;
        if (found) taken[right[j++].index] = true;
    }
}

static struct entry *entries_of(struct jx_arena *arena, const char *const *keys, size_t *count) {
    struct entry *entries = jx_arena_alloc(arena, (*count + 1) * sizeof *entries);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (keys[i]) entries[kept++] = (struct entry){keys[i], i};
    *count = kept;
    return entries;
}

size_t *jx_keys_pair(struct jx_arena *arena, const char *const *left, size_t left_count,
                     const char *const *right, size_t right_count) {
    bool *taken = jx_arena_alloc(arena, right_count + 1);
    size_t *partner = jx_arena_alloc(arena, (left_count + 1) * sizeof *partner);
    for (size_t i = 0; i < left_count; i++) partner[i] = SIZE_MAX;
    struct entry *ours = entries_of(arena, left, &left_count);
    struct entry *theirs = entries_of(arena, right, &right_count);
    pair(ours, left_count, theirs, right_count, partner, taken);
    return partner;
}

static const char *key_of(struct jx_arena *arena, const char *text) {
    return text ? jx_text_key(arena, text, strlen(text)) : "";
}

/* --- indicators -------------------------------------------------------------------------------------------------- */

static struct entry *indicator_keys(struct jx_arena *arena, const struct jx_form *form) {
    struct entry *entries = jx_arena_alloc(arena, (form->indicator_count + 1) * sizeof *entries);
    for (size_t i = 0; i < form->indicator_count; i++) {
        const struct jx_indicator *indicator = &form->indicators[i];
        entries[i].key = jx_arena_format(arena, "%s\n%s", key_of(arena, indicator->level2),
                                         key_of(arena, indicator->name));
        entries[i].index = i;
    }
    return entries;
}

static void compare_measure(struct differences *d, enum jx_part part, const struct jx_measure *a,
                            const struct jx_measure *b, size_t i, size_t j) {
    if (jx_measure_same(d->arena, a, b)) return;
    add_part(d, part, jx_measure_text(d->arena, a), jx_measure_text(d->arena, b), i, j);
}

static void compare_text(struct differences *d, enum jx_part part, const char *a, const char *b, size_t i,
                         size_t j) {
    if (!texts_same(d->arena, a, b)) add_part(d, part, a, b, i, j);
}

static void compare_pair(struct differences *d, const struct jx_indicator *a, const struct jx_indicator *b,
                         size_t i, size_t j) {
    compare_text(d, JX_PART_LEVEL1, a->level1, b->level1, i, j);
    compare_text(d, JX_PART_LEVEL2, a->level2, b->level2, i, j);
    if (a->not_applicable != b->not_applicable)
        add_part(d, JX_PART_NAME, a->not_applicable ? "不适用" : NULL, b->not_applicable ? "不适用" : NULL, i,
                 j);
    compare_measure(d, JX_PART_TARGET, &a->target, &b->target, i, j);
    compare_measure(d, JX_PART_PERIOD_TARGET, &a->period_target, &b->period_target, i, j);
    compare_text(d, JX_PART_STANDARD, a->standard, b->standard, i, j);
    if (a->polarity != b->polarity)
        add_part(d, JX_PART_POLARITY, jx_polarity_text(a->polarity), jx_polarity_text(b->polarity), i, j);
    if (!numbers_same(d->arena, a->score, b->score)) add_part(d, JX_PART_SCORE, a->score, b->score, i, j);
    compare_text(d, JX_PART_REMARK, a->remark, b->remark, i, j);
}

/* What an indicator is called where it stands alone: its name, else its category. */
static const char *called(const struct jx_indicator *indicator) {
    if (!jx_text_is_blank(indicator->name)) return indicator->name;
    return indicator->level2 ? indicator->level2 : indicator->level1;
}

/* What has no partner and a level 2 (or none, if not `levels`), by its name. */
static struct entry *leftover_keys(struct jx_arena *arena, const struct jx_form *form, const size_t *partner,
                                   const bool *taken, bool levels, size_t *count) {
    struct entry *entries = jx_arena_alloc(arena, (form->indicator_count + 1) * sizeof *entries);
    *count = 0;
    for (size_t i = 0; i < form->indicator_count; i++) {
        bool left = partner ? partner[i] == SIZE_MAX : taken && !taken[i];
        if (left && !form->indicators[i].level2 != levels)
            entries[(*count)++] = (struct entry){key_of(arena, form->indicators[i].name), i};
    }
    return entries;
}

/* A form may print no levels at all: what is the same otherwise is the same indicator, and lacks them. */
static void pair_leftovers(struct differences *d, const struct jx_form *left, const struct jx_form *right,
                           size_t *partner, bool *taken) {
    for (int levels = 0; levels < 2; levels++) {
        size_t ours_count, theirs_count;
        struct entry *ours = leftover_keys(d->arena, left, partner, NULL, levels == 1, &ours_count);
        struct entry *theirs = leftover_keys(d->arena, right, NULL, taken, levels == 0, &theirs_count);
        pair(ours, ours_count, theirs, theirs_count, partner, taken);
    }
}

static void compare_indicators(struct differences *d, const struct jx_form *left,
                               const struct jx_form *right) {
    bool *taken = jx_arena_alloc(d->arena, right->indicator_count + 1);
    size_t *partner = jx_arena_alloc(d->arena, (left->indicator_count + 1) * sizeof *partner);
    pair(indicator_keys(d->arena, left), left->indicator_count, indicator_keys(d->arena, right),
         right->indicator_count, partner, taken);
    pair_leftovers(d, left, right, partner, taken);
    for (size_t i = 0; i < left->indicator_count; i++) {
        if (partner[i] == SIZE_MAX)
            add_part(d, JX_PART_NONE, called(&left->indicators[i]), NULL, i, SIZE_MAX);
        else
            compare_pair(d, &left->indicators[i], &right->indicators[partner[i]], i, partner[i]);
    }
    for (size_t j = 0; j < right->indicator_count; j++)
        if (!taken[j]) add_part(d, JX_PART_NONE, NULL, called(&right->indicators[j]), SIZE_MAX, j);
}

/* --- extras and fields ------------------------------------------------------------------------------------------- */

static struct entry *extra_keys(struct jx_arena *arena, const struct jx_form *form) {
    struct entry *entries = jx_arena_alloc(arena, (form->extra_count + 1) * sizeof *entries);
    for (size_t i = 0; i < form->extra_count; i++)
        entries[i] = (struct entry){key_of(arena, form->extras[i].label), i};
    return entries;
}

static void compare_extras(struct differences *d, const struct jx_form *left, const struct jx_form *right) {
    bool *taken = jx_arena_alloc(d->arena, right->extra_count + 1);
    size_t *partner = jx_arena_alloc(d->arena, (left->extra_count + 1) * sizeof *partner);
    pair(extra_keys(d->arena, left), left->extra_count, extra_keys(d->arena, right), right->extra_count,
         partner, taken);
    for (size_t i = 0; i < left->extra_count; i++) {
        const struct jx_extra *a = &left->extras[i];
        const char *other = partner[i] == SIZE_MAX ? NULL : right->extras[partner[i]].value;
        if (!texts_same(d->arena, a->value, other)) add(d, a->value, other)->label = or_blank(a->label);
    }
    for (size_t j = 0; j < right->extra_count; j++) {
        const struct jx_extra *b = &right->extras[j];
        if (!taken[j] && or_null(b->value)) add(d, NULL, b->value)->label = or_blank(b->label);
    }
}

const struct jx_difference *jx_forms_compare(struct jx_arena *arena, const struct jx_form *left,
                                             const struct jx_form *right, size_t *count) {
    struct differences d = {.arena = arena};
    for (enum jx_field f = 0; f < JX_FIELD_COUNT; f++) {
        const char *a = left->fields[f].value, *b = right->fields[f].value;
        if (f == JX_FIELD_TITLE || f == JX_FIELD_MONEY_UNIT || jx_values_same(arena, f, a, b)) continue;
        add(&d, a, b)->field = f;
    }
    compare_indicators(&d, left, right);
    compare_extras(&d, left, right);
    *count = d.count;
    return d.items;
}
