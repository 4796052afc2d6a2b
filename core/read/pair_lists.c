/*
 * Lists of things above and below the indicators: 任务 | 内容 | 金额 and what each costs. What such a list calls 其他 is one more of
 * its things, and no label.
 */
#include "core/read/pair_parts.h"
#include "core/words/costs.h"

/* In characters: no heading of a list is longer. From which cost on a label is no plain one. */
enum { LONGEST_HEADING = 8, PLAIN_LABEL = 20 };

/* 任务名称, 主要内容, 支出明细: what heads the things of a list. */
static bool heads_things(const struct jx_term *term) {
    struct jx_tags tags = term->phrase.tags;
    int cost;
    if (term->phrase.characters == 0 || term->phrase.characters > LONGEST_HEADING || term->phrase.unknown > 0)
        return false;
    if (jx_tags_have(tags, JX_TAG_FUND) || jx_tags_have(tags, JX_TAG_GOAL) ||
        jx_tags_have(tags, JX_TAG_INDICATOR) || jx_amount_heading(&term->phrase, &cost))
        return false;
    return jx_tags_have(tags, JX_TAG_TASK) || jx_tags_have(tags, JX_TAG_ABOUT) ||
           (jx_tags_have(tags, JX_TAG_SPENDING) && !jx_tags_have(tags, JX_TAG_SUM));
}

/* A plain label: what stands behind it is no more of the list. */
static bool ends_list(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    return senses && senses->items[0].kind != JX_SENSE_OTHER && senses->items[0].cost < PLAIN_LABEL &&
           !jx_pair_bare_sum(seen);
}

/* Headings that follow one another: how many are of things, and of things or amounts. One word that nobody knows may stand between. */
struct run {
    size_t things, known;
    bool unknown; /* the cell before was that word */
};

static bool goes_on(struct run *run, const struct jx_pairs *pairs, const struct jx_seen *seen) {
    int cost;
    bool thing = heads_things(seen->term);
    bool amount = !thing && !seen->term->amount && jx_amount_heading(&seen->term->phrase, &cost);
    run->things += thing;
    run->known += thing || amount;
    if (thing || amount || jx_lexicon_is(JX_WORD_COLUMN, seen->term->key)) {
        run->unknown = false;
        return true;
    }
    bool first = !run->unknown && run->known == 1;
    run->unknown = true;
    return first && !seen->term->amount && !jx_pairs_label(pairs, seen) &&
           seen->term->phrase.characters <= LONGEST_HEADING;
}

void jx_pair_lists_find(struct jx_pairs *pairs) {
    struct run run = {0};
    bool open = false;
    for (size_t i = 0; i < pairs->cell_count; i++) {
        const struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        if (goes_on(&run, pairs, seen)) continue;
        open = open || (run.things > 0 && run.known > 1);
        run = (struct run){0};
        if (open && ends_list(pairs, seen)) open = false;
        pairs->listed[i] = open;
    }
}

/* A word in a list of things, 其他 under 主要内容: it stands under a heading of words beside one of amounts. */
int jx_pair_listed_cost(const struct jx_pairs *pairs, const struct jx_seen *label) {
    if (pairs->listed[jx_pair_index(pairs, label)]) return JX_COST_LISTED;
    size_t count;
    int ignored;
    uint32_t leftmost = jx_shape_row(pairs->shape, label->row, &count)->column;
    for (uint32_t up = 1; up < JX_PAIR_ROWS_UP && label->row >= pairs->first + up; up++) {
        uint32_t row = label->row - up;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        if (!pairs->heads[row - pairs->first]) {
            if (count > 0 && cells->column < leftmost) leftmost = cells->column;
            continue;
        }
        const struct jx_seen *over = jx_shape_at(pairs->shape, row, label->column);
        /* another block began below that heading, or the label stands at the list's side */
        if (!over || leftmost <= cells->column || label->column <= cells->column) return 0;
        if (jx_amount_heading(&over->term->phrase, &ignored)) return 0;
        if (jx_seen_tagged(over, JX_TAG_FUND) || jx_seen_tagged(over, JX_TAG_ORIGIN))
            return 0; /* 资金来源: a list of funds */
        return jx_senses_have_fact(jx_pairs_label(pairs, over)) ? 0 : JX_COST_LISTED;
    }
    return 0;
}
