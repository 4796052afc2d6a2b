/*
 * What is written of a planned form: its stand-ins, and the forms of one table below one another.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/convert/plan.h"

/* Whether an indicator says nothing of its polarity where the table has a column for it. */
static bool wants_polarity(const struct jx_planned *planned) {
    if (planned->table->part_column[JX_PART_POLARITY] < 0) return false;
    for (size_t i = 0; i < planned->source->indicator_count; i++)
        if (planned->source->indicators[i].polarity == JX_POLARITY_NONE) return true;
    return false;
}

const struct jx_derived *jx_stand_ins(struct jx_arena *arena, struct jx_planned *planned,
                                      enum jx_language language, size_t *count) {
    struct jx_form filled = *planned->source;
    const struct jx_derived *derived =
        jx_derive_fields(arena, &filled, planned->table->fields, language, count);
    bool polarity = wants_polarity(planned);
    if (*count == 0 && !polarity) return derived;
    struct jx_form *copy = jx_arena_alloc(arena, sizeof *copy);
    *copy = filled;
    planned->printed = copy;
    if (!polarity) return derived;
    copy->indicators = jx_arena_alloc(arena, copy->indicator_count * sizeof *copy->indicators);
    memcpy(copy->indicators, planned->source->indicators, copy->indicator_count * sizeof *copy->indicators);
    jx_derive_polarity(copy);
    return derived;
}

void jx_planned_begin(struct jx_planned_walk *walk, const struct jx_book *book, const struct jx_paper *paper,
                      const struct jx_planned *planned, size_t count, bool unmarked) {
    *walk = (struct jx_planned_walk){
        .planned = planned, .count = count, .names = jx_names_of(book, paper->name_most)};
    walk->how = (struct jx_composing){paper, &walk->names, jx_arena_scratch(book->arena), unmarked};
    walk->forms = jx_arena_alloc(book->arena, (count + 1) * sizeof *walk->forms);
}

/* The forms up to the first that goes into another table. false: there are none. */
static bool next_table(struct jx_planned_walk *walk) {
    walk->form_count = walk->taken = 0;
    walk->table = NULL;
    for (; walk->count > 0; walk->planned++, walk->count--) {
        const struct jx_compiled_table *table = walk->planned->table;
        if (!table) continue;
        if (walk->table && table != walk->table) break;
        walk->table = table;
        walk->forms[walk->form_count++] = walk->planned->printed;
    }
    return walk->form_count > 0;
}

bool jx_planned_next(struct jx_planned_walk *walk, struct jx_book *book) {
    if (walk->taken == walk->form_count && !next_table(walk)) return false;
    walk->taken += jx_forms_compose(book, &walk->how, walk->table, walk->forms + walk->taken,
                                    walk->form_count - walk->taken);
    return true;
}

void jx_planned_compose(struct jx_book *book, const struct jx_paper *paper, const struct jx_planned *planned,
                        size_t count, bool unmarked) {
    struct jx_planned_walk walk;
    jx_planned_begin(&walk, book, paper, planned, count, unmarked);
    while (jx_planned_next(&walk, book)) continue;
}
