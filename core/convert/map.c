#include <jixiao/map.h>

#include <string.h>

#include "core/base/arena.h"
#include "core/words/costs.h"

struct jx_map {
    struct jx_arena *arena;
    struct jx_map_entry *entries;
    size_t count, capacity;
};

/* The layout that forms are said to have which none claims. */
static bool is_declared(const struct jx_form *form) {
    return form->layout && strcmp(form->layout, "generic") != 0;
}

/* Why a fact was read so; NULL: nothing was weighed. */
static const struct jx_reason *reason_of(const struct jx_document *document, size_t form,
                                         enum jx_field field) {
    for (size_t i = 0; i < document->reason_count; i++)
        if (document->reasons[i].form == form && document->reasons[i].field == field)
            return &document->reasons[i];
    return NULL;
}

static void weigh(struct jx_map_entry *entry, const struct jx_reason *reason) {
    entry->label = reason->label;
    entry->label_at = reason->label_at;
    entry->cost = reason->cost;
    entry->other = reason->other;
    entry->other_at = reason->other_at;
    entry->margin = !reason->other ? 0 : reason->margin;
    entry->doubtful = reason->other && reason->margin < JX_COST_MARGIN;
}

static void add(struct jx_map *map, const struct jx_map_entry *entry) {
    map->entries = jx_arena_grow(map->arena, map->entries, map->count, &map->capacity, sizeof *map->entries);
    map->entries[map->count++] = *entry;
}

static void add_fact(struct jx_map *map, const struct jx_document *document, size_t index,
                     enum jx_field field) {
    const struct jx_form *form = &document->forms[index];
    const struct jx_fact *fact = &form->fields[field];
    const struct jx_reason *reason = reason_of(document, index, field);
    struct jx_map_entry entry = {
        .field = (int)field, .key = jx_field_key(field), .value = fact->value, .at = fact->at};
    if (!fact->value) return;
    if (fact->origin == JX_DERIVED)
        entry.evidence = JX_EVIDENCE_FOLLOWS;
    else if (fact->origin == JX_GIVEN)
        entry.evidence = JX_EVIDENCE_GIVEN;
    else if (reason)
        entry.evidence = reason->cost < JX_COST_PHRASE ? JX_EVIDENCE_KNOWN : JX_EVIDENCE_WORDS;
    else
        entry.evidence = is_declared(form) ? JX_EVIDENCE_DECLARED : JX_EVIDENCE_LINE;
    if (reason) weigh(&entry, reason);
    add(map, &entry);
}

static void add_column(struct jx_map *map, const struct jx_reason *reason) {
    struct jx_map_entry entry = {
        .field = JX_FIELD_NONE,
        .part = reason->part,
        .at = reason->label_at,
        .evidence = !reason->why ? JX_EVIDENCE_VALUES : JX_EVIDENCE_HEADING,
    };
    weigh(&entry, reason);
    entry.doubtful = false;
    add(map, &entry);
}

struct jx_map *jx_map_of(const struct jx_document *document, size_t form) {
    struct jx_arena *arena = form < document->form_count ? jx_arena_new() : NULL;
    if (!arena) return NULL;
    if (setjmp(*jx_arena_guard(arena)) != 0) {
        jx_arena_free(arena);
        return NULL;
    }
    struct jx_map *map = jx_arena_alloc(arena, sizeof *map);
    map->arena = arena;
    for (int field = 0; field < JX_FIELD_COUNT; field++) add_fact(map, document, form, (enum jx_field)field);
    for (size_t i = 0; i < document->reason_count; i++)
        if (document->reasons[i].form == form && document->reasons[i].field == JX_FIELD_COUNT)
            add_column(map, &document->reasons[i]);
    return map;
}

void jx_map_free(struct jx_map *map) {
    if (map) jx_arena_free(map->arena);
}

size_t jx_map_count(const struct jx_map *map) {
    return map->count;
}

const struct jx_map_entry *jx_map_entry(const struct jx_map *map, size_t index) {
    return index < map->count ? &map->entries[index] : NULL;
}

const char *jx_map_entry_name(const struct jx_map_entry *entry, enum jx_language language) {
    return entry->field == JX_FIELD_NONE ? jx_part_name(entry->part, language)
                                         : jx_field_name((enum jx_field)entry->field, language);
}

const char *jx_evidence_name(enum jx_evidence_kind evidence, enum jx_language language) {
    static const char *const names[][2] = {
        {"by the layout's own table", "布局自己的表格"},
        {"a known label", "已知标签"},
        {"by its words", "依据标签用词"},
        {"a line that says so", "单独成行，自身写明"},
        {"by its heading and values", "表头和各格内容一致"},
        {"by its values", "依据各格内容"},
        {"follows from another fact", "由其他内容推出"},
        {"given by the user", "用户给出"},
    };
    if ((size_t)evidence >= sizeof names / sizeof *names) return "";
    return names[evidence][language == JX_LANGUAGE_CHINESE];
}
