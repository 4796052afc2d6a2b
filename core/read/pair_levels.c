/*
 * 上级, 本级, 财政 alone: labels of money where something before them says that it is of money, 财政资金 | 上级 | 60 | 本级 | 40.
 */
#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/arena.h"

/* In characters: the longest of these words. */
enum { LONGEST = 4 };

/* 上级, 本级, 省级, 中央财政: where money comes from, and nothing else. */
static bool is_level(const struct jx_phrase *phrase) {
    static const enum jx_tag levels[] = {JX_TAG_SUPERIOR, JX_TAG_OWN_LEVEL, JX_TAG_CENTRAL,
                                         JX_TAG_LOCAL,    JX_TAG_FINANCE,   JX_TAG_OWN};
    struct jx_tags all = {{0, 0}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) all = jx_tags_or(all, jx_tag_set(levels[i]));
    return phrase->unknown == 0 && phrase->characters <= LONGEST && !jx_tags_none(phrase->tags) &&
           jx_tags_all(all, phrase->tags);
}

/* Whether the last words before a level that are none themselves are of money: at its left, or in the row above. */
static bool money_before(const struct jx_pairs *pairs, const struct jx_seen *level) {
    for (uint32_t up = 0; up < JX_PAIR_ROWS_UP && level->row >= pairs->first + up; up++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, level->row - up, &count);
        for (size_t i = count; i-- > 0;) {
            const struct jx_seen *seen = &cells[i];
            bool figures = !jx_pairs_label(pairs, seen) && strpbrk(seen->term->key, "0123456789"); /* 50+20 */
            if ((up == 0 && seen >= level) || jx_seen_waits_or_counts(seen) || figures ||
                is_level(&seen->term->phrase))
                continue;
            return jx_pair_of_money(pairs, seen) || pairs->heads[seen->row - pairs->first];
        }
    }
    return false;
}

void jx_pair_levels_settle(struct jx_pairs *pairs) {
    for (size_t i = 0; pairs->kind == JX_KIND_PROJECT && i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (!is_level(&seen->term->phrase) || jx_senses_have_fact(pairs->labels[i]) ||
            !jx_pair_amount_of(pairs, seen, false) || !money_before(pairs, seen))
            continue;
        const char *words = jx_arena_join(pairs->terms->arena, seen->term->phrase.core, "资金", "");
        struct jx_term *term = jx_term_of(pairs->terms, words, strlen(words));
        const struct jx_senses *senses = jx_term_senses(pairs->terms, term, pairs->kind);
        if (senses->count > 0) pairs->labels[i] = senses;
    }
}
