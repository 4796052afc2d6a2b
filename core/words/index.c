#include "core/words/index.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

static void add_word(struct jx_arena *arena, struct jx_index *index, const char *key) {
    index->words =
        jx_arena_grow(arena, index->words, index->word_count, &index->word_capacity, sizeof *index->words);
    index->words[index->word_count++] = (struct jx_index_word){key, index->count, 0};
}

/* The key of a spelling that is one literal, as a whole cell has it: without its closing colon. NULL if it is more. */
static const char *plain_key(struct jx_arena *arena, const struct jx_spelled *spelled) {
    if (spelled->count != 1 || spelled->pieces[0].kind != JX_PIECE_LITERAL) return NULL;
    const char *key = spelled->pieces[0].key;
    return jx_text_key(arena, key, strlen(key));
}

static bool is_needed(const struct jx_spelled *spelled, size_t index) {
    const struct jx_piece *piece = &spelled->pieces[index];
    if (piece->kind != JX_PIECE_LITERAL || piece->group != 0) return false;
    /* The last one may lose its closing colon, as a whole cell does. */
    return index + 1 < spelled->count || !jx_text_ends(piece->key, ":");
}

/* The longest literal that stands outside of brackets: what lacks it need not be matched. At an end of the spelling it is
 * found without a search. */
static struct jx_index_open open_spelling(const struct jx_spelled *spelled, size_t number) {
    struct jx_index_open open = {.spelled = spelled, .needed = "", .number = number};
    for (size_t i = 0; i < spelled->count; i++) {
        size_t length = is_needed(spelled, i) ? strlen(spelled->pieces[i].key) : 0;
        if (length <= open.length) continue;
        open.needed = spelled->pieces[i].key;
        open.length = length;
        open.where = i == 0 ? JX_AT_START : i + 1 == spelled->count ? JX_AT_END : JX_ANYWHERE;
    }
    return open;
}

static void add_open(struct jx_arena *arena, struct jx_index *index, const struct jx_spelled *spelled) {
    index->open =
        jx_arena_grow(arena, index->open, index->open_count, &index->open_capacity, sizeof *index->open);
    index->open[index->open_count++] = open_spelling(spelled, index->count);
}

void jx_index_add(struct jx_arena *arena, struct jx_index *index, const struct jx_pattern *pattern) {
    for (size_t i = 0; pattern && i < pattern->count; i++) {
        const char *key = plain_key(arena, &pattern->spellings[i]);
        if (key)
            add_word(arena, index, key);
        else
            add_open(arena, index, &pattern->spellings[i]);
    }
    index->count++;
}

/* Of a key's first and last eight bytes and its length: labels that differ only in between are few, and all cells of a list
 * are asked for. */
static size_t hash(const char *key, size_t length) {
    uint64_t first = 0, last = 0;
    size_t part = length < sizeof first ? length : sizeof first;
    memcpy(&first, key, part);
    memcpy(&last, key + length - part, part);
    uint64_t mixed = (first ^ length) * 0x9E3779B97F4A7C15u + last * 0xC2B2AE3D27D4EB4Fu;
    return (size_t)(mixed >> 29 ^ mixed >> 47);
}

/* The slot of a key, or the empty one where it would be. There are at least twice as many slots as words. */
static size_t slot_of(const struct jx_index *index, const char *key, size_t length) {
    size_t slot = hash(key, length) & index->slot_mask;
    while (index->slots[slot] != 0 && strcmp(index->words[index->slots[slot] - 1].key, key) != 0)
        slot = (slot + 1) & index->slot_mask;
    return slot;
}

void jx_index_finish(struct jx_arena *arena, struct jx_index *index) {
    if (index->word_count == 0) return;
    size_t slots = 4;
    while (slots < 2 * index->word_count) slots *= 2;
    index->slots = jx_arena_alloc(arena, slots * sizeof *index->slots);
    index->slot_mask = slots - 1;
    for (size_t i = 0; i < index->word_count; i++) {
        uint32_t *link = &index->slots[slot_of(index, index->words[i].key, strlen(index->words[i].key))];
        while (*link != 0) link = &index->words[*link - 1].next;
        *link = (uint32_t)i + 1;
    }
}

/* The first word of this key, or NULL. */
static const struct jx_index_word *find_word(const struct jx_index *index, const char *key, size_t length) {
    if (index->word_count == 0) return NULL;
    size_t slot = slot_of(index, key, length);
    return index->slots[slot] == 0 ? NULL : &index->words[index->slots[slot] - 1];
}

/* Most keys differ in the last byte that is compared: the others of a Chinese character are much the same in all. */
static bool is_here(const char *key, const struct jx_index_open *open) {
    return open->length == 0 || (key[open->length - 1] == open->needed[open->length - 1] &&
                                 memcmp(key, open->needed, open->length) == 0);
}

static bool has_needed(const struct jx_index_open *open, const char *key, size_t length) {
    if (length < open->length) return false;
    switch (open->where) {
    case JX_AT_START: return is_here(key, open);
    case JX_AT_END: return is_here(key + length - open->length, open);
    case JX_ANYWHERE: break;
    }
    return strstr(key, open->needed);
}

static bool open_matches(const struct jx_index_open *open, const char *key, size_t length,
                         struct jx_capture captures[JX_CAPTURES], size_t *count) {
    return has_needed(open, key, length) && jx_spelled_match(open->spelled, key, captures, count);
}

size_t jx_index_find(const struct jx_index *index, const char *key, struct jx_capture captures[JX_CAPTURES],
                     size_t *count) {
    size_t length = strlen(key);
    const struct jx_index_word *word = find_word(index, key, length);
    *count = 0;
    if (word) return word->number;
    for (size_t i = 0; i < index->open_count; i++)
        if (open_matches(&index->open[i], key, length, captures, count)) return index->open[i].number;
    return SIZE_MAX;
}

void jx_index_each(const struct jx_index *index, const char *key, void (*found)(void *user, size_t number),
                   void *user) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count, length = strlen(key);
    const struct jx_index_word *word = find_word(index, key, length);
    for (; word; word = word->next == 0 ? NULL : &index->words[word->next - 1]) found(user, word->number);
    for (size_t i = 0; i < index->open_count; i++)
        if (open_matches(&index->open[i], key, length, captures, &count)) found(user, index->open[i].number);
}
