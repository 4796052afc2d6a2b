#include "core/read/recognise.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/read/segments.h"
#include "core/words/index.h"

/* Labels stand at the head and the foot of a table; in a long list the rows between need no look. */
enum { HEAD_ROWS = 80, FOOT_ROWS = 16, LONGEST_LABEL = 150 };

/* One label of one form: an anchor, a heading of its band, or (no `anchor`) the label of a note, which proves nothing but
 * is not foreign to it either. */
struct entry {
    size_t table;
    const struct jx_pattern *pattern;
    bool anchor;
};

struct jx_recogniser {
    const struct jx_compiled_table **tables;
    size_t table_count;
    struct entry *entries; /* by their number in the index; those of a table are together */
    size_t entry_count;
    struct jx_index index;
};

/* --- all labels in one index ------------------------------------------------------------------------------------------ */

static void add_entry(struct jx_arena *arena, struct jx_recogniser *recogniser, size_t *capacity,
                      const struct jx_pattern *pattern, bool anchor) {
    recogniser->entries = jx_arena_grow(arena, recogniser->entries, recogniser->entry_count, capacity,
                                        sizeof *recogniser->entries);
    recogniser->entries[recogniser->entry_count++] = (struct entry){recogniser->table_count, pattern, anchor};
    jx_index_add(arena, &recogniser->index, pattern);
}

/* A note's label as a pattern, for it may stand alone in a cell, too. */
static const struct jx_pattern *label_pattern(struct jx_arena *arena, const struct jx_label *label) {
    const char *reason;
    return label->inside ? jx_pattern_parse(arena, label->text, &reason) : label->pattern;
}

static void add_table(struct jx_arena *arena, struct jx_recogniser *recogniser, size_t *capacity,
                      const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->label_count; i++)
        add_entry(arena, recogniser, capacity, label_pattern(arena, &table->labels[i]),
                  table->labels[i].anchor);
    for (size_t i = 0; i < table->band_count; i++)
        add_entry(arena, recogniser, capacity, table->band[i].heading, true);
    recogniser->tables[recogniser->table_count++] = table;
}

const struct jx_recogniser *jx_recogniser_new(struct jx_arena *arena,
                                              const struct jx_compiled_layout *const *layouts, size_t count) {
    struct jx_recogniser *recogniser = jx_arena_alloc(arena, sizeof *recogniser);
    size_t tables = 0, capacity = 0;
    for (size_t i = 0; i < count; i++) tables += layouts[i]->table_count;
    recogniser->tables = jx_arena_alloc(arena, (tables + 1) * sizeof *recogniser->tables);
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < layouts[i]->table_count; t++)
            add_table(arena, recogniser, &capacity, &layouts[i]->tables[t]);
    jx_index_finish(arena, &recogniser->index);
    return recogniser;
}

/* --- one label ---------------------------------------------------------------------------------------------------------- */

bool jx_label_match(const struct jx_label *label, struct jx_arena *arena, const char *key,
                    struct jx_capture captures[JX_CAPTURES], size_t *count, const char **rest) {
    *rest = "";
    if (label->inside) {
        size_t length = strlen(label->key);
        *count = 0;
        if (strncmp(key, label->key, length) != 0) return false;
        if (key[length] == ':') *rest = key + length + 1;
        return key[length] == '\0' || key[length] == ':';
    }
    if (jx_pattern_match(label->pattern, key, captures, count)) return true;
    const char *colon = strchr(key, ':');
    if (colon == NULL || colon - key > LONGEST_LABEL) return false;
    *rest = colon + 1;
    return jx_pattern_match(label->pattern, jx_arena_copy(arena, key, (size_t)(colon - key)), captures,
                            count);
}

/* --- weighing --------------------------------------------------------------------------------------------------------------- */

/* Which labels stand in a region. A cell counts for one label of each form; `foreign` are the cells that are labels of
 * some form. */
struct weighing {
    struct jx_reading *reading;
    const struct jx_recogniser *recogniser;
    bool *found;       /* by entry */
    size_t *own;       /* by table: cells that are one of its labels */
    size_t last_table; /* that counted the cell at hand, plus one */
    size_t cells;      /* that are a label of any form */
    bool counted;      /* the cell at hand is */
};

/* Entries come by key in the order of their numbers, so that those of one table are together. */
static void weigh_entry(void *user, size_t number) {
    struct weighing *weighing = user;
    size_t table = weighing->recogniser->entries[number].table;
    if (weighing->found[number] || weighing->last_table == table + 1) return;
    weighing->found[number] = true;
    weighing->last_table = table + 1;
    weighing->own[table]++;
    weighing->counted = true;
}

/* A cell that is a label, or that begins with one before a colon. */
static void weigh_cell(struct weighing *weighing, struct jx_spot *spot) {
    struct jx_arena *arena = weighing->reading->scratch;
    const char *text = spot->cell->text, *behind;
    weighing->last_table = 0;
    weighing->counted = false;
    if (spot->cell->length <= LONGEST_LABEL)
        jx_index_each(&weighing->recogniser->index, jx_spot_key(weighing->reading, spot), weigh_entry,
                      weighing);
    const char *colon = weighing->counted ? NULL : jx_colon_find(text, spot->cell->length, &behind);
    if (colon != NULL && colon - text <= LONGEST_LABEL)
        jx_index_each(&weighing->recogniser->index, jx_text_key(arena, text, (size_t)(colon - text)),
                      weigh_entry, weighing);
    weighing->cells += weighing->counted;
}

static void weigh_rows(struct weighing *weighing, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_spot *spots = jx_reading_row(weighing->reading, row, &count);
        for (size_t i = 0; i < count; i++) weigh_cell(weighing, &spots[i]);
        jx_arena_reset(weighing->reading->scratch);
    }
}

/* The words of a label without what it captures: 项目资金 of `项目资金[（{money_unit}）]`. */
static const char *label_words(struct jx_arena *arena, const struct jx_pattern *pattern) {
    const struct jx_spelled *spelled = &pattern->spellings[0];
    const char *words = "";
    for (size_t i = 0; i < spelled->count; i++)
        if (spelled->pieces[i].kind == JX_PIECE_LITERAL && spelled->pieces[i].group == 0)
            words = jx_arena_join(arena, words, spelled->pieces[i].text, "");
    return words;
}

/* The share of the form's labels that were found, of them all and of the other forms' labels that stand there. */
static struct jx_evidence table_evidence(const struct weighing *weighing, size_t table) {
    const struct jx_recogniser *recogniser = weighing->recogniser;
    struct jx_arena *arena = weighing->reading->arena;
    struct jx_evidence evidence = {.table = recogniser->tables[table], .missing = ""};
    for (size_t i = 0; i < recogniser->entry_count; i++) {
        if (recogniser->entries[i].table != table || !recogniser->entries[i].anchor) continue;
        evidence.labels++;
        evidence.found += weighing->found[i];
        if (weighing->found[i]) continue;
        evidence.missing = jx_arena_join(arena, evidence.missing, *evidence.missing == '\0' ? "" : "、",
                                         label_words(arena, recogniser->entries[i].pattern));
    }
    evidence.foreign = (unsigned)(weighing->cells - weighing->own[table]);
    if (evidence.labels > 0)
        evidence.score = (unsigned)((size_t)evidence.found * 100 / (evidence.labels + evidence.foreign));
    return evidence;
}

/* By score, then by how many labels that is the share of, then as the layouts come. */
static int better_first(const void *a, const void *b) {
    const struct jx_evidence *left = a, *right = b;
    if (left->score != right->score) return left->score < right->score ? 1 : -1;
    if (left->found != right->found) return left->found < right->found ? 1 : -1;
    return strcmp(left->table->layout->id, right->table->layout->id);
}

const struct jx_evidence *jx_region_evidence(struct jx_reading *reading, const struct jx_region *region,
                                             size_t *count) {
    const struct jx_recogniser *recogniser = reading->recogniser;
    struct weighing weighing = {.reading = reading, .recogniser = recogniser};
    weighing.found = jx_arena_alloc(reading->arena, recogniser->entry_count + 1);
    weighing.own = jx_arena_alloc(reading->arena, (recogniser->table_count + 1) * sizeof *weighing.own);
    uint32_t head = region->end - region->first > HEAD_ROWS ? region->first + HEAD_ROWS : region->end;
    uint32_t foot = region->end - head > FOOT_ROWS ? region->end - FOOT_ROWS : head;
    struct jx_arena *kept = reading->scratch;
    reading->scratch = reading->passing;
    weigh_rows(&weighing, region->first, head);
    weigh_rows(&weighing, foot, region->end);
    reading->scratch = kept;

    *count = recogniser->table_count;
    struct jx_evidence *evidence = jx_arena_alloc(reading->arena, (*count + 1) * sizeof *evidence);
    for (size_t table = 0; table < *count; table++) evidence[table] = table_evidence(&weighing, table);
    qsort(evidence, *count, sizeof *evidence, better_first);
    return evidence;
}

bool jx_evidence_claims(const struct jx_evidence *evidence, size_t count) {
    if (count == 0 || evidence[0].score < JX_CLAIM_SCORE) return false;
    return count == 1 || evidence[0].score - evidence[1].score >= JX_CLAIM_LEAD;
}
