#include "core/read/recognise.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/read/segments.h"
#include "core/words/index.h"

/* Labels stand at the head and the foot of a table; in a long list the rows between need no look. */
enum { HEAD_ROWS = 80, FOOT_ROWS = 16, LONGEST_LABEL = 150 };

/* So many headings in a row are those of the indicators. */
enum { FEWEST_HEADINGS = 3 };

/* More labels than this stand in no form; what comes behind is not weighed. */
enum { MOST_WORDS = 400 };

/* One label of one form: an anchor, a heading of its band, or (no `anchor`) the label of a note, which proves nothing but
 * is not strange to it either. `names`: its value stands at its right. */
struct entry {
    size_t table;
    const struct jx_pattern *pattern;
    enum jx_part part; /* of a heading */
    bool anchor;
    bool names;
};

struct jx_recogniser {
    const struct jx_compiled_table **tables;
    size_t *starts;    /* where the entries of each table begin, and where the last one's end */
    unsigned *anchors; /* how many of them count */
    size_t table_count;
    struct entry *entries; /* by their number in the index; those of a table are together */
    size_t entry_count;
    struct jx_index index;
    struct jx_index headings; /* of the bands, to know a row of them */
};

/* --- all labels in one index ------------------------------------------------------------------------------------------ */

static void add_entry(struct jx_arena *arena, struct jx_recogniser *recogniser, size_t *capacity,
                      struct entry entry) {
    recogniser->entries = jx_arena_grow(arena, recogniser->entries, recogniser->entry_count, capacity,
                                        sizeof *recogniser->entries);
    entry.table = recogniser->table_count;
    recogniser->anchors[entry.table] += entry.anchor;
    recogniser->entries[recogniser->entry_count++] = entry;
    jx_index_add(arena, &recogniser->index, entry.pattern);
}

/* A note's label as a pattern, for it may stand alone in a cell, too. */
static const struct jx_pattern *label_pattern(struct jx_arena *arena, const struct jx_label *label) {
    const char *reason;
    return label->inside ? jx_pattern_parse(arena, label->text, &reason) : label->pattern;
}

static void add_table(struct jx_arena *arena, struct jx_recogniser *recogniser, size_t *capacity,
                      const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->label_count; i++) {
        const struct jx_label *label = &table->labels[i];
        add_entry(arena, recogniser, capacity,
                  (struct entry){.pattern = label_pattern(arena, label),
                                 .anchor = label->anchor,
                                 .names = label->side == JX_VALUE_RIGHT});
    }
    for (size_t i = 0; i < table->band_count; i++) {
        add_entry(arena, recogniser, capacity,
                  (struct entry){.pattern = table->band[i].heading,
                                 .part = table->band[i].column->part,
                                 .anchor = true});
        jx_index_add(arena, &recogniser->headings, table->band[i].heading);
        for (unsigned k = 0; k < table->band[i].above_count; k++)
            if (!jx_heading_shared(table, i, k))
                add_entry(arena, recogniser, capacity,
                          (struct entry){.pattern = table->band[i].above[k], .anchor = true});
    }
    recogniser->tables[recogniser->table_count++] = table;
    recogniser->starts[recogniser->table_count] = recogniser->entry_count;
}

const struct jx_recogniser *jx_recogniser_new(struct jx_arena *arena,
                                              const struct jx_compiled_layout *const *layouts, size_t count) {
    struct jx_recogniser *recogniser = jx_arena_alloc(arena, sizeof *recogniser);
    size_t tables = 0, capacity = 0;
    for (size_t i = 0; i < count; i++) tables += layouts[i]->table_count;
    recogniser->tables = jx_arena_alloc(arena, (tables + 1) * sizeof *recogniser->tables);
    recogniser->starts = jx_arena_alloc(arena, (tables + 1) * sizeof *recogniser->starts);
    recogniser->anchors = jx_arena_alloc(arena, (tables + 1) * sizeof *recogniser->anchors);
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < layouts[i]->table_count; t++)
            add_table(arena, recogniser, &capacity, &layouts[i]->tables[t]);
    jx_index_finish(arena, &recogniser->index);
    jx_index_finish(arena, &recogniser->headings);
    return recogniser;
}

bool jx_recogniser_knows(const struct jx_recogniser *recogniser, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    return jx_index_find(&recogniser->index, key, captures, &count) != SIZE_MAX;
}

/* --- one label ---------------------------------------------------------------------------------------------------------- */

struct jx_label_key jx_label_key(struct jx_arena *arena, const char *key) {
    const char *behind, *colon = jx_key_colon_find(key, strlen(key), &behind);
    if (!colon || colon - key > LONGEST_LABEL) return (struct jx_label_key){key, NULL, NULL};
    return (struct jx_label_key){key, jx_arena_copy(arena, key, (size_t)(colon - key)), colon + 1};
}

bool jx_label_match(const struct jx_label *label, const struct jx_label_key *key,
                    struct jx_capture captures[JX_CAPTURES], size_t *count, const char **rest) {
    *rest = "";
    if (label->inside) {
        size_t length = strlen(label->key);
        *count = 0;
        if (strncmp(key->whole, label->key, length) != 0) return false;
        if (key->whole[length] == ':') *rest = key->whole + length + 1;
        return key->whole[length] == '\0' || key->whole[length] == ':';
    }
    if (jx_pattern_match(label->pattern, key->whole, captures, count)) return true;
    if (!key->before) return false;
    *rest = key->behind;
    return jx_pattern_match(label->pattern, key->before, captures, count);
}

/* --- the words of a table ----------------------------------------------------------------------------------------------- */

enum word_kind { WORD_LABEL, WORD_COLUMN, WORD_RESULT };

/* A label or heading that stands in the table. `explained`: the forms that have a place for it. */
struct word {
    const char *text;
    enum word_kind kind;
    enum jx_part part;
    bool *explained;
};

/* Forms by their numbers in the recogniser; NULL: none of them, as for most cells. */
static bool holds(const bool *forms, size_t table) {
    return forms && forms[table];
}

static void put(struct jx_arena *arena, bool **forms, size_t count, size_t table, bool whether) {
    if (!*forms) *forms = jx_arena_alloc(arena, count * sizeof **forms);
    (*forms)[table] = whether;
}

/*
 * Which labels stand in a region. Above the indicators every cell may be one; in the row of headings every cell is one of
 * theirs; below it only what stands at the left edge, for a name of an indicator may read like a label.
 */
struct weighing {
    struct jx_reading *reading;
    const struct jx_recogniser *recogniser;
    struct jx_arena *arena; /* until the next region is weighed */
    uint32_t *found;        /* by entry: one more than the row in which it was first found */
    unsigned *anchors;      /* by table: how many of the entries found count */
    struct word *words;
    size_t word_count, capacity;
    bool banded;   /* the row of headings was there */
    uint32_t edge; /* its first column */

    /* Of the cell at hand. */
    uint32_t row;
    bool matched;                    /* it is a label of some form */
    bool anchor;                     /* ... that counts */
    enum jx_part part;               /* of a band's heading that it is */
    bool *explained, *names, *taken; /* forms */
};

/* A cell counts for one label of each form. A label that comes again in another row (on another page) is still explained,
 * but not one that stands twice in its row. */
static void weigh_entry(void *user, size_t number) {
    struct weighing *weighing = user;
    const struct entry *entry = &weighing->recogniser->entries[number];
    weighing->matched = true;
    weighing->anchor = weighing->anchor || entry->anchor;
    if (entry->part != JX_PART_NONE) weighing->part = entry->part;
    size_t tables = weighing->recogniser->table_count;
    struct jx_arena *scratch = weighing->reading->scratch;
    if (holds(weighing->taken, entry->table) || weighing->found[number] == weighing->row + 1) return;
    if (weighing->found[number] == 0) {
        weighing->found[number] = weighing->row + 1;
        weighing->anchors[entry->table] += entry->anchor;
        put(scratch, &weighing->taken, tables, entry->table, true);
    }
    put(weighing->arena, &weighing->explained, tables, entry->table, true);
    put(scratch, &weighing->names, tables, entry->table, entry->names);
}

/* What stands before a cell's colon; NULL: it has none, or too much stands there. */
static const char *before_colon(const struct jx_reading *reading, struct jx_spot *spot) {
    const char *text = spot->cell->text, *behind;
    if (spot->cell->length <= LONGEST_LABEL) {
        const char *key = jx_spot_key(reading, spot), *end = jx_key_colon_find(key, strlen(key), &behind);
        return !end ? NULL : jx_arena_copy(reading->scratch, key, (size_t)(end - key));
    }
    const char *colon = jx_colon_find(text, spot->cell->length, &behind);
    return !colon || colon - text > LONGEST_LABEL
               ? NULL
               : jx_text_key(reading->scratch, text, (size_t)(colon - text));
}

/* The cell as a label of some form: the whole of it, or what stands before a colon. */
static void weigh_labels(struct weighing *weighing, struct jx_spot *spot) {
    const struct jx_index *index = &weighing->recogniser->index;
    weighing->row = spot->row;
    weighing->matched = weighing->anchor = false;
    weighing->part = JX_PART_NONE;
    weighing->explained = weighing->names = weighing->taken = NULL;
    if (spot->cell->length <= LONGEST_LABEL)
        jx_index_each(index, jx_spot_key(weighing->reading, spot), weigh_entry, weighing);
    const char *before = weighing->matched ? NULL : before_colon(weighing->reading, spot);
    if (before) jx_index_each(index, before, weigh_entry, weighing);
}

/* What the lexicon makes of a cell that is no label of any form. */
static bool known_word(const struct jx_lexicon *lexicon, const char *key, bool heading, struct word *word) {
    if (heading) {
        word->part = jx_lexicon_heading(lexicon, key);
        word->kind = WORD_COLUMN;
        if (word->part != JX_PART_NONE) return true;
        word->kind = WORD_RESULT;
        if (jx_lexicon_is(JX_WORD_RESULT, key)) return true;
    }
    word->kind = WORD_LABEL;
    return jx_lexicon_label(lexicon, JX_KIND_PROJECT, key) ||
           jx_lexicon_label(lexicon, JX_KIND_DEPARTMENT, key);
}

/* Whether the cell at hand is a word to be weighed, and what kind. */
static bool is_word(const struct weighing *weighing, struct jx_spot *spot, bool heading, struct word *word) {
    *word = (struct word){.kind = WORD_LABEL, .part = weighing->part, .explained = weighing->explained};
    if (weighing->matched) {
        if (heading && word->part != JX_PART_NONE) word->kind = WORD_COLUMN;
        return weighing->anchor;
    }
    if (spot->cell->length > LONGEST_LABEL) return false;
    return known_word(weighing->reading->lexicon, jx_spot_key(weighing->reading, spot), heading, word);
}

/* The last cell of a row, behind a label that has its value there, is that value, whatever it reads like. */
static void explain_value(struct weighing *weighing, const bool *names) {
    size_t tables = weighing->recogniser->table_count;
    for (size_t table = 0; names && table < tables; table++)
        if (names[table]) put(weighing->arena, &weighing->explained, tables, table, true);
}

/* The same text all over the cells of what was a merge. */
static bool repeats_merge(const struct jx_reading *reading, struct jx_spot *spots, size_t i) {
    return i > 0 && spots[i - 1].column + 1 == spots[i].column &&
           strcmp(jx_spot_key(reading, &spots[i - 1]), jx_spot_key(reading, &spots[i])) == 0;
}

static void weigh_row(struct weighing *weighing, struct jx_spot *spots, size_t count, bool heading) {
    const bool *names = NULL;
    for (size_t i = 0; i < count; i++) {
        struct word word;
        if (repeats_merge(weighing->reading, spots, i)) continue;
        weigh_labels(weighing, &spots[i]);
        if (i + 1 == count && !heading) explain_value(weighing, names);
        names = weighing->names;
        if (weighing->banded && !heading && (i > 0 || spots[i].column > weighing->edge)) continue;
        if (weighing->word_count == MOST_WORDS || !is_word(weighing, &spots[i], heading, &word)) continue;
        word.text = jx_arena_string(weighing->arena, jx_spot_key(weighing->reading, &spots[i]));
        weighing->words = jx_arena_grow(weighing->arena, weighing->words, weighing->word_count,
                                        &weighing->capacity, sizeof *weighing->words);
        weighing->words[weighing->word_count++] = word;
    }
}

static bool is_heading_row(const struct weighing *weighing, struct jx_spot *spots, size_t count) {
    struct jx_capture captures[JX_CAPTURES];
    size_t headings = 0, captured;
    for (size_t i = 0; i < count && headings < FEWEST_HEADINGS; i++) {
        if (headings + (count - i) < FEWEST_HEADINGS) return false;
        if (spots[i].cell->length > LONGEST_LABEL) continue;
        const char *key = jx_spot_key(weighing->reading, &spots[i]);
        headings += jx_lexicon_heading(weighing->reading->lexicon, key) != JX_PART_NONE ||
                    jx_index_find(&weighing->recogniser->headings, key, captures, &captured) != SIZE_MAX;
    }
    return headings == FEWEST_HEADINGS;
}

static void weigh_rows(struct weighing *weighing, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_spot *spots = jx_reading_row(weighing->reading, row, &count);
        bool heading = is_heading_row(weighing, spots, count);
        if (heading && !weighing->banded) weighing->edge = spots[0].column;
        weigh_row(weighing, spots, count, heading);
        weighing->banded = weighing->banded || heading;
        jx_arena_reset(weighing->reading->scratch);
    }
}

/* --- what an explanation costs ------------------------------------------------------------------------------------------- */

/* The words of a label without what it captures: 项目资金 of `项目资金[（{money_unit}）]`. */
static const char *label_words(struct jx_arena *arena, const struct jx_pattern *pattern) {
    const struct jx_spelled *spelled = &pattern->spellings[0];
    const char *words = "";
    for (size_t i = 0; i < spelled->count; i++)
        if (spelled->pieces[i].kind == JX_PIECE_LITERAL && spelled->pieces[i].group == 0)
            words = jx_arena_join(arena, words, spelled->pieces[i].text, "");
    return words;
}

static void add_to_line(struct jx_arena *arena, const char **line, const char *words) {
    *line = jx_arena_join(arena, *line, **line == '\0' ? "" : "、", words);
}

/* A target may stand whole or in pieces. */
static enum jx_part column_of(enum jx_part part) {
    return part == JX_PART_VALUE ? JX_PART_TARGET : part;
}

/* Whether a column for this part is among those of the form whose headings were not found: then it is called otherwise. */
static bool is_reworded(const struct weighing *weighing, size_t table, enum jx_part part) {
    const struct jx_recogniser *recogniser = weighing->recogniser;
    for (size_t i = recogniser->starts[table]; i < recogniser->starts[table + 1]; i++)
        if (weighing->found[i] == 0 && recogniser->entries[i].part != JX_PART_NONE &&
            column_of(recogniser->entries[i].part) == column_of(part))
            return true;
    return false;
}

static int cost_of_strange(const struct weighing *weighing, size_t table, const struct word *word) {
    switch (word->kind) {
    case WORD_RESULT: return JX_CLAIM_RESULT;
    case WORD_COLUMN: return is_reworded(weighing, table, word->part) ? JX_CLAIM_STRANGE : JX_CLAIM_COLUMN;
    case WORD_LABEL: break;
    }
    return JX_CLAIM_STRANGE;
}

/* Every form's labels, found or not; then what has no place in it. */
static struct jx_evidence *weigh_evidence(const struct weighing *weighing) {
    const struct jx_recogniser *recogniser = weighing->recogniser;
    struct jx_evidence *all = jx_arena_alloc(weighing->arena, (recogniser->table_count + 1) * sizeof *all);
    for (size_t table = 0; table < recogniser->table_count; table++) {
        struct jx_evidence *evidence = &all[table];
        evidence->table = recogniser->tables[table];
        evidence->number = table;
        evidence->labels = recogniser->anchors[table];
        evidence->found = weighing->anchors[table];
        evidence->cost = (int)(evidence->labels - evidence->found) * JX_CLAIM_LACK;
        for (size_t i = 0; i < weighing->word_count; i++) {
            if (holds(weighing->words[i].explained, table)) continue;
            evidence->foreign++;
            evidence->cost += cost_of_strange(weighing, table, &weighing->words[i]);
        }
        if (evidence->labels > 0)
            evidence->score =
                (unsigned)((size_t)evidence->found * 100 / (evidence->labels + evidence->foreign));
    }
    return all;
}

struct jx_evidence_words jx_evidence_tell(const struct jx_recognition *found,
                                          const struct jx_evidence *evidence) {
    const struct weighing *weighing = found->weighing;
    const struct jx_recogniser *recogniser = weighing->recogniser;
    struct jx_evidence_words words = {"", "", ""};
    for (size_t i = 0; i < recogniser->entry_count; i++) {
        const struct entry *entry = &recogniser->entries[i];
        if (entry->table != evidence->number || !entry->anchor) continue;
        add_to_line(weighing->arena, weighing->found[i] != 0 ? &words.present : &words.missing,
                    label_words(weighing->arena, entry->pattern));
    }
    for (size_t i = 0; i < weighing->word_count; i++)
        if (!holds(weighing->words[i].explained, evidence->number))
            add_to_line(weighing->arena, &words.strange, weighing->words[i].text);
    return words;
}

/* By score, then by how many labels that is the share of, then as the layouts come. */
static int best_first(const void *a, const void *b) {
    const struct jx_evidence *left = a, *right = b;
    if (left->score != right->score) return left->score < right->score ? 1 : -1;
    if (left->found != right->found) return left->found < right->found ? 1 : -1;
    return strcmp(left->table->layout->id, right->table->layout->id);
}

static int cheapest_first(const void *a, const void *b) {
    const struct jx_evidence *left = a, *right = b;
    if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
    return best_first(a, b);
}

static bool claims(const struct jx_recognition *found) {
    const struct jx_evidence *best = found->evidence;
    if (found->count == 0 || best->found < JX_FEWEST_LABELS) return false;
    if (best->cost + JX_CLAIM_LEAD > found->none) return false;
    return found->count == 1 || best->cost + JX_CLAIM_LEAD <= best[1].cost;
}

/* The arena of recognition, empty. */
static struct jx_arena *weighing_arena(struct jx_reading *reading) {
    if (!reading->weighing) reading->weighing = jx_arena_scratch(reading->arena);
    jx_arena_reset(reading->weighing);
    return reading->weighing;
}

static struct weighing *weigh_region(struct jx_reading *reading, const struct jx_region *region) {
    struct jx_arena *arena = weighing_arena(reading), *kept = reading->scratch;
    struct weighing *weighing = jx_arena_alloc(arena, sizeof *weighing);
    weighing->reading = reading;
    weighing->recogniser = reading->recogniser;
    weighing->arena = arena;
    weighing->found = jx_arena_alloc(arena, (reading->recogniser->entry_count + 1) * sizeof *weighing->found);
    weighing->anchors =
        jx_arena_alloc(arena, (reading->recogniser->table_count + 1) * sizeof *weighing->anchors);
    uint32_t head = region->end - region->first > HEAD_ROWS ? region->first + HEAD_ROWS : region->end;
    uint32_t foot = region->end - head > FOOT_ROWS ? region->end - FOOT_ROWS : head;
    reading->scratch = reading->passing;
    weigh_rows(weighing, region->first, head);
    weigh_rows(weighing, foot, region->end);
    reading->scratch = kept;
    return weighing;
}

struct jx_recognition jx_region_recognise(struct jx_reading *reading, const struct jx_region *region) {
    const struct weighing *weighing = weigh_region(reading, region);
    size_t count = reading->recogniser->table_count;
    struct jx_evidence *evidence = weigh_evidence(weighing);
    qsort(evidence, count, sizeof *evidence, cheapest_first);
    struct jx_recognition found = {.evidence = evidence, .count = count, .weighing = weighing};
    found.none = (int)weighing->word_count * JX_CLAIM_WORD;
    found.claimed = claims(&found);
    if (!found.claimed) qsort(evidence, count, sizeof *evidence, best_first);
    return found;
}
