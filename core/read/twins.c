#include "core/read/twins.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/measure.h"

enum { SLOTS_LEAST = 16 };

/* Chains of those with one hash, in the order of the form. Numbers are one more than an indicator's; 0: none. */
struct jx_twins {
    size_t count, mask;
    size_t *first; /* by hash */
    size_t *next;  /* by indicator */
};

static size_t slot_of(const struct jx_twins *twins, const struct jx_indicator *indicator) {
    return jx_text_hash(indicator->name, strlen(indicator->name)) & twins->mask;
}

struct jx_twins *jx_twins_new(struct jx_arena *arena, const struct jx_form *form, size_t count) {
    struct jx_twins *twins = jx_arena_alloc(arena, sizeof *twins);
    size_t slots = SLOTS_LEAST;
    if (count == 0) return twins;
    while (slots < 2 * count) slots *= 2;
    twins->count = count;
    twins->mask = slots - 1;
    twins->first = jx_arena_alloc(arena, slots * sizeof *twins->first);
    twins->next = jx_arena_alloc(arena, count * sizeof *twins->next);
    for (size_t i = count; i-- > 0;) {
        if (!form->indicators[i].name) continue;
        size_t slot = slot_of(twins, &form->indicators[i]);
        twins->next[i] = twins->first[slot];
        twins->first[slot] = i + 1;
    }
    return twins;
}

static bool same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static bool complete_each_other(const struct jx_indicator *earlier, const struct jx_indicator *later) {
    const struct jx_indicator *mid = jx_measure_empty(&earlier->target) ? earlier : later;
    const struct jx_indicator *year = mid == earlier ? later : earlier;
    return !jx_measure_empty(&mid->period_target) && jx_measure_empty(&year->period_target) &&
           jx_measure_empty(&mid->target);
}

struct jx_indicator *jx_twin_of(const struct jx_twins *twins, const struct jx_form *form,
                                const struct jx_indicator *later) {
    if (twins->count == 0 || !later->name) return NULL;
    for (size_t at = twins->first[slot_of(twins, later)]; at > 0; at = twins->next[at - 1]) {
        struct jx_indicator *earlier = &form->indicators[at - 1];
        if (same(earlier->name, later->name) && same(earlier->level2, later->level2) &&
            complete_each_other(earlier, later))
            return earlier;
    }
    return NULL;
}

static bool differ(struct jx_arena *arena, const struct jx_measure *a, const struct jx_measure *b) {
    return !jx_measure_empty(a) && !jx_measure_empty(b) && !jx_measure_same(arena, a, b);
}

const struct jx_indicator *jx_twin_disagrees(struct jx_arena *arena, const struct jx_twins *twins,
                                             const struct jx_form *form, const struct jx_indicator *later) {
    const struct jx_indicator *found = NULL;
    if (twins->count == 0 || !later->name || !later->level2) return NULL;
    for (size_t at = twins->first[slot_of(twins, later)]; at > 0; at = twins->next[at - 1]) {
        const struct jx_indicator *earlier = &form->indicators[at - 1];
        if (same(earlier->name, later->name) && same(earlier->level2, later->level2) &&
            differ(arena, &earlier->target, &later->target))
            found = earlier;
    }
    return found;
}

void jx_twin_join(struct jx_indicator *earlier, const struct jx_indicator *later) {
    bool year = jx_measure_empty(&later->period_target);
    if (year)
        earlier->target = later->target;
    else
        earlier->period_target = later->period_target;
    if (later->standard && (year || !earlier->standard)) earlier->standard = later->standard;
    if (later->remark && (year || !earlier->remark)) earlier->remark = later->remark;
    if (later->score && (year || !earlier->score)) earlier->score = later->score;
}
