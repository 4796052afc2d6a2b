/*
 * Which cells are labels, step by step: by their words, then by what stands around them.
 */
#include <string.h>

#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/read/inside.h"
#include "core/read/pair_parts.h"
#include "core/read/segments.h"

/* 填报单位性质：运转类: a label that asks for none of our facts and what it asks for, though all of the text is made of words of labels. */
static bool is_answered(const struct jx_pairs *pairs, const struct jx_seen *seen,
                        const struct jx_senses *senses) {
    const char *behind, *text = seen->cell->text;
    const char *colon = jx_colon_find(text, seen->cell->length, &behind);
    if (!colon || colon == text || jx_text_is_blank(behind) ||
        jx_numbering_length(jx_text_key(pairs->terms->arena, behind, strlen(behind))) > 0)
        return false;
    struct jx_term *term = jx_term_of(pairs->terms, text, (size_t)(colon - text));
    const struct jx_senses *before = jx_term_senses(pairs->terms, term, pairs->kind);
    return before->count > 0 && (before->narrowed || !jx_senses_have_fact(senses));
}

/* Finds which cells are labels, where they hold no pairs of their own. */
static void find_labels(struct jx_pairs *pairs) {
    struct jx_inside inside[JX_INSIDE_MOST];
    for (size_t i = 0; i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (seen->term->colon &&
            jx_inside_pairs(pairs->terms, seen->cell->text, seen->cell->length, pairs->kind, inside) > 0)
            continue;
        const struct jx_senses *senses = jx_term_senses(pairs->terms, seen->term, pairs->kind);
        if (senses->count > 0 && !is_answered(pairs, seen, senses)) pairs->labels[i] = senses;
    }
}

void jx_pair_labels_find(struct jx_pairs *pairs) {
    find_labels(pairs);
    jx_pair_heads_find(pairs);
    jx_pair_levels_settle(pairs);
    jx_pair_sums_settle(pairs);
    jx_pair_carryover_settle(pairs);
    jx_pair_years_settle(pairs);
    jx_pair_totals_find(pairs);
}
