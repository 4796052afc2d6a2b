/*
 * What is written of a planned form: its stand-ins, and the forms of one table below one another.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/convert/plan.h"
#include "core/write/compose.h"

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

void jx_planned_compose(struct jx_book *book, const struct jx_paper *paper, const struct jx_planned *planned,
                        size_t count, bool unmarked) {
    const struct jx_form **forms = jx_arena_alloc(book->arena, (count + 1) * sizeof *forms);
    for (size_t first = 0, end; first < count; first = end) {
        size_t run = 0;
        end = first + 1;
        if (!planned[first].table) continue;
        forms[run++] = planned[first].printed;
        for (; end < count && (!planned[end].table || planned[end].table == planned[first].table); end++)
            if (planned[end].table) forms[run++] = planned[end].printed;
        jx_forms_compose(book, paper, planned[first].table, forms, run, unmarked);
    }
}
