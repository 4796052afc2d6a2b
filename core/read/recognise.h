/*
 * Which form a table is, by evidence: how many of the form's own labels stand in it as whole cells, of all of them and of
 * those of other forms that stand there too. Titles prove nothing: Hunan and Anhui print the same one.
 */
#ifndef JX_READ_RECOGNISE_H
#define JX_READ_RECOGNISE_H

#include "core/read/reading.h"
#include "core/read/regions.h"

/* What claims a form; and below how many labels found it is chance: text beside the tables, not a table. */
enum { JX_CLAIM_SCORE = 85, JX_CLAIM_LEAD = 30, JX_FEWEST_LABELS = 3 };

/* The labels of all forms of all layouts, in one index. */
struct jx_recogniser;

const struct jx_recogniser *jx_recogniser_new(struct jx_arena *arena,
                                              const struct jx_compiled_layout *const *layouts, size_t count);

struct jx_evidence {
    const struct jx_compiled_table *table;
    unsigned score, found, labels, foreign; /* foreign: labels of other forms that stand there */
    const char *missing;                    /* in one line */
};

/* How well every form of every layout fits the region, best first; `*count` of them. */
const struct jx_evidence *jx_region_evidence(struct jx_reading *reading, const struct jx_region *region,
                                             size_t *count);

/* The best one has enough and leads by enough. */
bool jx_evidence_claims(const struct jx_evidence *evidence, size_t count);

/* Whether a cell's key is this label: whole, or before a colon. `*rest` is then what stands behind the colon ("" for a
 * whole cell). Captures as jx_pattern_match. */
bool jx_label_match(const struct jx_label *label, struct jx_arena *arena, const char *key,
                    struct jx_capture captures[JX_CAPTURES], size_t *count, const char **rest);

#endif
