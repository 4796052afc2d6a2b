#include "core/layout/recognise.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

/* Labels stand at the head and the foot of a table; in a long list the rows between need no look. */
enum { HEAD_ROWS = 80, FOOT_ROWS = 16, LONGEST_LABEL = 150 };

/* The keys of a region's short cells, and which of them repeat. */
struct keys {
    const char **keys;
    size_t count, capacity;
};

static void collect_rows(struct jx_reading *reading, struct keys *keys, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_spot *spots = jx_reading_row(reading, row, &count);
        for (size_t i = 0; i < count; i++) {
            if (spots[i].cell->length > LONGEST_LABEL * 2) continue;
            keys->keys =
                jx_arena_grow(reading->arena, keys->keys, keys->count, &keys->capacity, sizeof *keys->keys);
            keys->keys[keys->count++] = jx_spot_key(reading, &spots[i]);
        }
    }
}

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

static bool label_stands(struct jx_reading *reading, const struct keys *keys, const struct jx_label *label) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *rest;
    for (size_t i = 0; i < keys->count; i++)
        if (jx_label_match(label, reading->arena, keys->keys[i], captures, &count, &rest)) return true;
    return false;
}

/* One label of the form looked for: counted, or named as missing. */
static void weigh(struct jx_reading *reading, const struct keys *keys, const struct jx_label *label,
                  struct jx_evidence *evidence) {
    evidence->labels++;
    if (label_stands(reading, keys, label)) {
        evidence->found++;
        return;
    }
    size_t length = strcspn(label->text, "|");
    evidence->missing = jx_arena_format(reading->arena, "%s%s%.*s", evidence->missing,
                                        *evidence->missing == '\0' ? "" : "、", (int)length, label->text);
}

static struct jx_evidence table_evidence(struct jx_reading *reading, const struct keys *keys,
                                         const struct jx_compiled_table *table) {
    struct jx_evidence evidence = {.table = table, .missing = ""};
    for (size_t i = 0; i < table->label_count; i++)
        if (table->labels[i].anchor) weigh(reading, keys, &table->labels[i], &evidence);
    for (size_t i = 0; i < table->band_count; i++) {
        struct jx_label heading = {.pattern = table->band[i].heading, .text = table->band[i].column->heading};
        weigh(reading, keys, &heading, &evidence);
    }
    evidence.score = evidence.labels == 0 ? 0 : 100 * evidence.found / evidence.labels;
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
    struct keys keys = {0};
    uint32_t head = region->end - region->first > HEAD_ROWS ? region->first + HEAD_ROWS : region->end;
    uint32_t foot = region->end - head > FOOT_ROWS ? region->end - FOOT_ROWS : head;
    collect_rows(reading, &keys, region->first, head);
    collect_rows(reading, &keys, foot, region->end);

    size_t tables = 0;
    for (size_t i = 0; i < reading->layout_count; i++) tables += reading->layouts[i]->table_count;
    struct jx_evidence *evidence = jx_arena_alloc(reading->arena, (tables + 1) * sizeof *evidence);
    *count = 0;
    for (size_t i = 0; i < reading->layout_count; i++)
        for (size_t t = 0; t < reading->layouts[i]->table_count; t++)
            evidence[(*count)++] = table_evidence(reading, &keys, &reading->layouts[i]->tables[t]);
    qsort(evidence, *count, sizeof *evidence, better_first);
    return evidence;
}

bool jx_evidence_claims(const struct jx_evidence *evidence, size_t count) {
    if (count == 0 || evidence[0].score < JX_CLAIM_SCORE) return false;
    return count == 1 || evidence[0].score - evidence[1].score >= JX_CLAIM_LEAD;
}
