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

enum jx_index_where { JX_ANYWHERE, JX_AT_START, JX_AT_END };

/* A spelling that captures something, and the literal that every match of it contains, and where. */
struct jx_index_open {
    const struct jx_spelled *spelled;
    const char *needed;
    size_t length;
    enum jx_index_where where;
    size_t number;
};

struct jx_index {
    struct jx_index_word *words; /* in the order of adding */
    size_t word_count, word_capacity;
    uint32_t *slots; /* by hash: one more than the number of a key's first word, 0: empty */
    size_t slot_mask;
    struct jx_index_open *open; /* the spellings that capture something */
    size_t open_count, open_capacity;
    size_t count;
};

/* Adds a pattern; its number is how many were added before. NULL only takes a number. */
void jx_index_add(struct jx_arena *arena, struct jx_index *index, const struct jx_pattern *pattern);

/* To be called once after the last one is added. */
void jx_index_finish(struct jx_arena *arena, struct jx_index *index);

/* The number of the first pattern that is the whole of the key, SIZE_MAX: none is. Captures as jx_pattern_match. */
size_t jx_index_find(const struct jx_index *index, const char *key, struct jx_capture captures[JX_CAPTURES],
                     size_t *count);

/* Calls `found` with the number of every pattern that is the whole of the key. */
void jx_index_each(const struct jx_index *index, const char *key, void (*found)(void *user, size_t number),
                   void *user);

#endif
