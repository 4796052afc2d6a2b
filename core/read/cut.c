#include "core/read/cut.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/facts.h"
#include "core/words/costs.h"
#include "core/words/title.h"

/* Characters of the longest line in front of a title. */
enum { FRONT_LINE = 8 };

/* How many cells of a row belong below indicators, and how many above. */
static void weigh_row(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row, int *foot,
                      int *head) {
    static const enum jx_tag feet[] = {JX_TAG_OPINION, JX_TAG_REMARK,      JX_TAG_AGENT,
                                       JX_TAG_PHONE,   JX_TAG_GRAND_TOTAL, JX_TAG_FILING};
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    *foot = *head = 0;
    for (size_t i = 0; i < count; i++) {
        struct jx_term *term = cells[i].term;
        size_t length = strcspn(term->key, ":");
        struct jx_term *words =
            term->key[length] == '\0'
                ? term
                : jx_term_of(terms, jx_arena_copy(terms->arena, term->key, length), length);
        bool below = false;
        for (size_t k = 0; k < sizeof feet / sizeof *feet; k++)
            below = below || jx_tags_have(words->phrase.tags, feet[k]);
        const struct jx_sense *label = jx_term_label(terms, term, JX_KIND_PROJECT);
        *foot += below;
        *head += (label && label->kind == JX_SENSE_FACT && !below) || jx_key_is_title(term->key);
    }
}

/* 附件2, 表3: a line in front of a title. */
static bool is_front_line(const struct jx_shape *shape, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (count != 1 || cells->term->phrase.characters > FRONT_LINE) return false;
    return jx_text_starts(cells->term->key, "附") || jx_text_starts(cells->term->key, "表");
}

/* Whether a form may well begin with a row: behind a blank one, or with its title and the line in front of that. */
static bool begins_well(const struct jx_shape *shape, uint32_t row) {
    size_t here, above = 1;
    jx_shape_row(shape, row, &here);
    if (row > 0) jx_shape_row(shape, row - 1, &above);
    if (here > 0 && above == 0) return true;
    if (is_front_line(shape, row)) return jx_row_is_title(shape, row + 1);
    return jx_row_is_title(shape, row) && (row == 0 || !is_front_line(shape, row - 1));
}

uint32_t jx_form_cut(struct jx_terms *terms, const struct jx_shape *shape, uint32_t from, uint32_t to) {
    int after = 0, foot, head;
    if (to <= from) return from;
    for (uint32_t row = from; row < to; row++) {
        weigh_row(terms, shape, row, &foot, &head);
        after += foot * JX_COST_WRONG_SIDE;
    }
    uint32_t best = from;
    int before = 0, least = 0;
    for (uint32_t row = from; row < to; row++) {
        int cost = before + after + (begins_well(shape, row) ? JX_COST_TITLE_CUT : 0);
        if (row == from || cost < least) {
            least = cost;
            best = row;
        }
        weigh_row(terms, shape, row, &foot, &head);
        before += head * JX_COST_WRONG_SIDE;
        after -= foot * JX_COST_WRONG_SIDE;
    }
    return best;
}
