/*
 * What is being taken for a form from the rows above or below its indicators, as facts.c and what is beside it have it.
 */
#ifndef JX_READ_FACTS_TAKING_H
#define JX_READ_FACTS_TAKING_H

#include "core/read/pairs.h"
#include "core/read/values.h"

struct jx_taking {
    struct jx_reading *reading;
    struct jx_draft *draft;
    struct jx_terms *terms;
    const struct jx_shape *shape;
    struct jx_pairs *pairs;
};

static inline bool jx_seen_claimed(const struct jx_seen *seen) {
    return seen->cell->claim != JX_CLAIM_NONE;
}

static inline void jx_seen_claim(struct jx_seen *seen, enum jx_claim as) {
    seen->cell->claim = (uint8_t)as;
}

/* Where a cell is, for messages, and its words in one line. */
struct jx_place jx_taking_place(const struct jx_taking *taking, const struct jx_seen *seen);
const char *jx_taking_phrase(const struct jx_taking *taking, const struct jx_seen *seen);

/* facts_totals.c: tells amounts that may be the year's total as well as the one that was taken; of one amount, and of all. */
void jx_total_doubt(struct jx_taking *taking, const struct jx_seen *amount);
void jx_totals_doubt(struct jx_taking *taking);

/* facts_left.c: what has a label that is no fact of ours becomes an extra. */
void jx_facts_take_left(struct jx_taking *taking);

#endif
