/*
 * Which form a table is, by what each explanation of it costs.
 *
 * For every form of every layout: each of its labels and headings that the table lacks costs something, and so does each
 * label or heading in the table for which the form has no place, be it one of another layout or of the lexicon. Against them
 * all stands reading the table by no layout, which costs a little for each word that then has to be understood by itself.
 * A layout claims the table where its explanation is the cheapest by a clear lead. So a complete layout goes before any sibling
 * that lacks something, and a table whose columns a layout cannot explain is left to be read by its words. Titles prove
 * nothing: Hunan and Anhui print the same one.
 */
#ifndef JX_READ_RECOGNISE_H
#define JX_READ_RECOGNISE_H

#include "core/read/reading.h"
#include "core/read/regions.h"

/* Below so many labels found it is chance: text beside the tables, not a table. */
enum { JX_FEWEST_LABELS = 3 };

/* In the units of reading's other costs: 10 is a label that only its words explain. */
enum jx_claim_cost {
    JX_CLAIM_WORD = 10,    /* reading by no layout, for each label or heading in the table */
    JX_CLAIM_LACK = 30,    /* a label or heading of the layout that does not stand there */
    JX_CLAIM_STRANGE = 40, /* a label for which the layout has no place */
    JX_CLAIM_COLUMN = 150, /* a heading for which it has none: of a part in every row of the indicators */
    JX_CLAIM_RESULT = 20,  /* a heading of results, which no layout has a place for */
    JX_CLAIM_LEAD = 30     /* by so much any other explanation must cost more */
};

/* The labels of all forms of all layouts, in one index. */
struct jx_recogniser;

const struct jx_recogniser *jx_recogniser_new(struct jx_arena *arena,
                                              const struct jx_compiled_layout *const *layouts, size_t count);

/* Whether the whole key is a label or heading of some form. */
bool jx_recogniser_knows(const struct jx_recogniser *recogniser, const char *key);

/* How one form explains a table. */
struct jx_evidence {
    const struct jx_compiled_table *table;
    size_t number; /* of the form among all */
    int cost;
    unsigned found, labels; /* labels and headings of the form: that stand there, of all */
    unsigned foreign;       /* labels and headings that stand there and have no place in the form */
    unsigned score;         /* `found` of `labels` and `foreign`, in 100 */
};

struct weighing;

/* All explanations of a table: cheapest first where a layout claims it, else those of the best score first. `none` is the cost
 * of reading it by no layout. Lives until the next table is recognised. */
struct jx_recognition {
    const struct jx_evidence *evidence;
    size_t count;
    int none;
    bool claimed; /* by the first one */
    const struct weighing *weighing;
};

struct jx_recognition jx_region_recognise(struct jx_reading *reading, const struct jx_region *region);

/* The words on which an explanation stands, for those who ask: each kind in one line, with 、 between them. */
struct jx_evidence_words {
    const char *present, *missing, *strange;
};
struct jx_evidence_words jx_evidence_tell(const struct jx_recognition *found,
                                          const struct jx_evidence *evidence);

/* A cell's key as labels are looked for in it: the whole, and what stands before a colon and behind it; NULL: nowhere. */
struct jx_label_key {
    const char *whole, *before, *behind;
};
struct jx_label_key jx_label_key(struct jx_arena *arena, const char *key);

/* Whether a cell's key is this label: whole, or before a colon. `*rest` is then what stands behind the colon ("" for a
 * whole cell). Captures as jx_pattern_match. */
bool jx_label_match(const struct jx_label *label, const struct jx_label_key *key,
                    struct jx_capture captures[JX_CAPTURES], size_t *count, const char **rest);

#endif
