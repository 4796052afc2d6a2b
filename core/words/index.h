/*
 * Patterns found by what a cell says: spellings without captures by their hash, the few others one by
 * one.
 */
#ifndef JX_WORDS_INDEX_H
#define JX_WORDS_INDEX_H

#include "core/words/pattern.h"

struct jx_arena;

struct jx_index_word {
    const char *key;
    size_t number; /* of the pattern, in the order of adding */
    uint32_t next; /* one more than where the next word of this key is, 0: there is none */
};

/* A key's hash, and one more than the number of its first word; 0: empty. Most keys that are asked for are no words, and
 * that is seen here, without a look at any word. */
struct jx_index_slot {
    uint32_t hash, word;
};

/* A spelling that captures something. */
struct jx_index_open {
    const struct jx_spelled *spelled;
    size_t number;
};

/* Which of JX_INDEX_SIEVED spellings a key may match, a bit for each: by the third byte of what it must begin with, by the last
 * byte of what it must end with, and those that need neither. */
enum { JX_INDEX_SIEVED = 64, JX_INDEX_BYTES = 64 };
struct jx_index_sieve {
    uint64_t starts[JX_INDEX_BYTES], ends[JX_INDEX_BYTES], others;
};

struct jx_index {
    struct jx_index_word *words; /* in the order of adding */
    size_t word_count, word_capacity;
    struct jx_index_slot *slots; /* by hash */
    size_t slot_mask;
    struct jx_index_open *open; /* the spellings that capture something */
    size_t open_count, open_capacity;
    struct jx_index_sieve *sieves; /* of open, one after the other */
    size_t count;
};

/* Adds a pattern; its number is how many were added before. NULL only takes a number. */
void jx_index_add(struct jx_arena *arena, struct jx_index *index, const struct jx_pattern *pattern);

/* The same of a pattern that would be nothing but this key. */
void jx_index_add_word(struct jx_arena *arena, struct jx_index *index, const char *key);

/* To be called once after the last one is added. */
void jx_index_finish(struct jx_arena *arena, struct jx_index *index);

/* The number of the first pattern that is the whole of the key, SIZE_MAX: none is. Captures as jx_pattern_match. */
size_t jx_index_find(const struct jx_index *index, const char *key, struct jx_capture captures[JX_CAPTURES],
                     size_t *count);

/* Calls `found` with the number of every pattern that is the whole of the key. */
void jx_index_each(const struct jx_index *index, const char *key, void (*found)(void *user, size_t number),
                   void *user);

#endif
