/*
 * Two forms by meaning: what one says and the other does not. Titles that a layout prints by itself, units of
 * amounts, places and origins are no facts; neither is the order of categories.
 */
#ifndef JX_MODEL_COMPARE_H
#define JX_MODEL_COMPARE_H

#include <jixiao/model.h>

struct jx_arena;

/*
 * One difference. `field` (else JX_FIELD_COUNT) or `part` (else JX_PART_NONE) says in what; neither: a whole indicator,
 * or the extra `label`. `left` and `right` are the texts, NULL where a side says nothing; `left_index`, `right_index` the
 * indicators, SIZE_MAX for none.
 *
 * Indicators that are a pair have the same name, so JX_PART_NAME means the one other thing that hangs on it: one side
 * says 不适用 of it and the other does not.
 */
struct jx_difference {
    enum jx_field field;
    enum jx_part part;
    const char *label; /* of an extra */
    const char *left;
    const char *right;
    size_t left_index;
    size_t right_index;
};

/* All differences, in the order of fields, then indicators (the left form's, then those only the right one has), then
 * extras. Indicators are paired by level 2 and name, then by order. TITLE and MONEY_UNIT are left out. */
const struct jx_difference *jx_forms_compare(struct jx_arena *arena, const struct jx_form *left,
                                             const struct jx_form *right, size_t *count);

/* Pairs two lists by their keys: for each left item the right one of the same key and the same rank among those of that
 * key, or SIZE_MAX. What has no key (NULL) has no partner. */
size_t *jx_keys_pair(struct jx_arena *arena, const char *const *left, size_t left_count,
                     const char *const *right, size_t right_count);

/* Whether two values of a field mean the same: amounts by value, texts without regard to white space and the width of
 * punctuation. Both NULL: the same. */
bool jx_values_same(struct jx_arena *arena, enum jx_field field, const char *a, const char *b);

#endif
