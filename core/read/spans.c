#include "core/read/spans.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/period.h"

static bool is_one_of(const struct jx_seen *seen, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(seen->term->key, words[i]) == 0) return true;
    return false;
}

/* 2025年1月, 2025-01-01, 12月: it begins with digits, and counts no months. */
static bool is_date(const struct jx_seen *seen) {
    const char *key = seen->term->key;
    const size_t digits = strspn(key, "0123456789");
    bool year = digits == 4 && jx_text_starts(key, "20");
    bool month = digits > 0 && (jx_text_ends(key, "月") || jx_text_ends(key, "日"));
    return (year || month) && !strstr(key, "个月");
}

/* The cell behind another one; NULL: it is a label, another one's, or none. */
static struct jx_seen *free_behind(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    const size_t next = (size_t)(seen - cells) + 1;
    if (next >= count || jx_pairs_label(pairs, &cells[next])) return NULL;
    return cells[next].cell->claim == JX_CLAIM_NONE ? &cells[next] : NULL;
}

static void claim(struct jx_seen *seen) {
    seen->cell->claim = JX_CLAIM_VALUE;
}

/* 2025-01-01 | 至 | 2026-12-31, 起 | 2025年1月 | 止 | 2026年12月, 2025年1月 | 2026年12月 */
const char *jx_span_text(struct jx_arena *arena, const struct jx_pairs *pairs, const struct jx_pair *pair,
                         const char *text) {
    static const char *const begins[] = {"起", "自", "从"}, *const ends[] = {"止"};
    struct jx_seen *first = pair->value;
    if (pair->where == JX_PAIR_INSIDE) return text;
    struct jx_seen *next = free_behind(pairs, first), *word = NULL;
    if (next && is_date(next) && is_one_of(first, begins, sizeof begins / sizeof *begins)) {
        claim(next);
        first = next;
        text = first->cell->text;
        next = free_behind(pairs, first);
    }
    bool dash = next && jx_is_dash(next->term->key);
    if (dash || (next && is_one_of(next, ends, sizeof ends / sizeof *ends))) {
        word = next;
        next = free_behind(pairs, word);
    }
    if (!next || (!dash && (!is_date(first) || !is_date(next)))) return text;
    if (word) claim(word);
    claim(next);
    return jx_arena_format(arena, "%s%s%s", text, dash ? word->cell->text : "至", next->cell->text);
}
