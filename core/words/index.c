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

static void add_open(struct jx_arena *arena, struct jx_index *index, const struct jx_spelled *spelled) {
    index->open =
        jx_arena_grow(arena, index->open, index->open_count, &index->open_capacity, sizeof *index->open);
    index->open[index->open_count++] = (struct jx_index_open){spelled, index->count};
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

void jx_index_add_word(struct jx_arena *arena, struct jx_index *index, const char *key) {
    add_word(arena, index, key);
    index->count++;
}

/* Of a key's first and last eight bytes and its length: labels that differ only in between are few, and all cells of a list
 * are asked for. */
static uint32_t hash_of(const char *key, size_t length) {
    uint64_t first = 0, last = 0;
    if (length >= sizeof first) {
        memcpy(&first, key, sizeof first);
        memcpy(&last, key + length - sizeof last, sizeof last);
    } else {
        memcpy(&first, key, length);
        last = first;
    }
    uint64_t mixed = (first ^ length) * 0x9E3779B97F4A7C15u + last * 0xC2B2AE3D27D4EB4Fu;
    return (uint32_t)(mixed >> 29 ^ mixed >> 47);
}

/* The slot of a key, or the empty one where it would be. There are at least twice as many slots as words. */
static struct jx_index_slot *slot_of(const struct jx_index *index, const char *key, uint32_t hash) {
    for (size_t i = hash;; i++) {
        struct jx_index_slot *slot = &index->slots[i & index->slot_mask];
        if (slot->word == 0) return slot;
        if (slot->hash == hash && strcmp(index->words[slot->word - 1].key, key) == 0) return slot;
    }
}

static void add_slot(struct jx_index *index, uint32_t number) {
    const char *key = index->words[number].key;
    uint32_t hash = hash_of(key, strlen(key));
    struct jx_index_slot *slot = slot_of(index, key, hash);
    uint32_t *link = &slot->word;
    slot->hash = hash;
    while (*link != 0) link = &index->words[*link - 1].next;
    *link = number + 1;
}

/* Where a sieve has a byte: the third one of a Chinese character differs from others in its lower bits. */
static size_t sieve_place(char byte) {
    return (unsigned char)byte % JX_INDEX_BYTES;
}

static void sieves_make(struct jx_arena *arena, struct jx_index *index) {
    size_t count = (index->open_count + JX_INDEX_SIEVED - 1) / JX_INDEX_SIEVED;
    index->sieves = jx_arena_alloc(arena, count * sizeof *index->sieves);
    for (size_t i = 0; i < index->open_count; i++) {
        struct jx_index_sieve *sieve = &index->sieves[i / JX_INDEX_SIEVED];
        const struct jx_spelled *spelled = index->open[i].spelled;
        uint64_t *bits = &sieve->others;
        if (spelled->where == JX_AT_START && spelled->needed_length > 2)
            bits = &sieve->starts[sieve_place(spelled->needed[2])];
        else if (spelled->where == JX_AT_END && spelled->needed_length > 0)
            bits = &sieve->ends[sieve_place(spelled->needed_last)];
        *bits |= (uint64_t)1 << i % JX_INDEX_SIEVED;
    }
}

void jx_index_finish(struct jx_arena *arena, struct jx_index *index) {
    if (index->open_count > 0) sieves_make(arena, index);
    if (index->word_count == 0) return;
    size_t slots = 4;
    while (slots < 2 * index->word_count) slots *= 2;
    index->slots = jx_arena_alloc(arena, slots * sizeof *index->slots);
    index->slot_mask = slots - 1;
    for (size_t i = 0; i < index->word_count; i++) add_slot(index, (uint32_t)i);
}

/* The first word of this key, or NULL. */
static const struct jx_index_word *find_word(const struct jx_index *index, const char *key, size_t length) {
    if (index->word_count == 0) return NULL;
    uint32_t word = slot_of(index, key, hash_of(key, length))->word;
    return word == 0 ? NULL : &index->words[word - 1];
}

/* The spellings of a sieve that the key may match. */
static uint64_t sieve(const struct jx_index_sieve *sieve, const char *key, size_t length) {
    uint64_t left = sieve->others;
    if (length > 2) left |= sieve->starts[sieve_place(key[2])];
    if (length > 0) left |= sieve->ends[sieve_place(key[length - 1])];
    return left;
}

/* The next spelling from `from` on that matches; open_count: none does. */
static size_t next_open(const struct jx_index *index, size_t from, const char *key, size_t length,
                        struct jx_capture captures[JX_CAPTURES], size_t *count) {
    while (from < index->open_count) {
        unsigned passed = from % JX_INDEX_SIEVED;
        uint64_t left = sieve(&index->sieves[from / JX_INDEX_SIEVED], key, length) >> passed;
        if (left == 0) {
            from += JX_INDEX_SIEVED - passed;
            continue;
        }
        from += (size_t)__builtin_ctzll(left);
        if (jx_spelled_match(index->open[from].spelled, key, length, captures, count)) return from;
        from++;
    }
    return index->open_count;
}

size_t jx_index_find(const struct jx_index *index, const char *key, struct jx_capture captures[JX_CAPTURES],
                     size_t *count) {
    size_t length = strlen(key);
    const struct jx_index_word *word = find_word(index, key, length);
    *count = 0;
    if (word) return word->number;
    size_t open = next_open(index, 0, key, length, captures, count);
    return open == index->open_count ? SIZE_MAX : index->open[open].number;
}

void jx_index_each(const struct jx_index *index, const char *key, void (*found)(void *user, size_t number),
                   void *user) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count, length = strlen(key);
    const struct jx_index_word *word = find_word(index, key, length);
    for (; word; word = word->next == 0 ? NULL : &index->words[word->next - 1]) found(user, word->number);
    for (size_t i = 0; (i = next_open(index, i, key, length, captures, &count)) < index->open_count; i++)
        found(user, index->open[i].number);
}
