#include "core/layout/index.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

static void add_word(struct jx_arena *arena, struct jx_index *index, const char *key) {
    index->words =
        jx_arena_grow(arena, index->words, index->word_count, &index->word_capacity, sizeof *index->words);
    index->words[index->word_count++] = (struct jx_index_word){key, index->count};
}

/* The key of a spelling that is one literal, as a whole cell has it: without its closing colon. NULL if it is more. */
static const char *plain_key(struct jx_arena *arena, const struct jx_spelled *spelled) {
    if (spelled->count != 1 || spelled->pieces[0].kind != JX_PIECE_LITERAL) return NULL;
    const char *key = spelled->pieces[0].key;
    return jx_text_key(arena, key, strlen(key));
}

/* The longest literal that stands outside of brackets: what lacks it need not be matched. */
static const char *needed_literal(const struct jx_spelled *spelled) {
    const char *needed = "";
    for (size_t i = 0; i < spelled->count; i++) {
        const struct jx_piece *piece = &spelled->pieces[i];
        if (piece->kind != JX_PIECE_LITERAL || piece->group != 0) continue;
        /* The last one may lose its closing colon, as a whole cell does. */
        if (i + 1 == spelled->count && jx_text_ends(piece->key, ":")) continue;
        if (strlen(piece->key) > strlen(needed)) needed = piece->key;
    }
    return needed;
}

static void add_open(struct jx_arena *arena, struct jx_index *index, const struct jx_spelled *spelled) {
    index->open =
        jx_arena_grow(arena, index->open, index->open_count, &index->open_capacity, sizeof *index->open);
    index->open[index->open_count++] = (struct jx_index_open){spelled, needed_literal(spelled), index->count};
}

void jx_index_add(struct jx_arena *arena, struct jx_index *index, const struct jx_pattern *pattern) {
    for (size_t i = 0; pattern != NULL && i < pattern->count; i++) {
        const char *key = plain_key(arena, &pattern->spellings[i]);
        if (key != NULL)
            add_word(arena, index, key);
        else
            add_open(arena, index, &pattern->spellings[i]);
    }
    index->count++;
}

static int by_key(const void *a, const void *b) {
    const struct jx_index_word *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    if (order != 0) return order;
    return left->number < right->number ? -1 : left->number > right->number;
}

void jx_index_finish(struct jx_index *index) {
    if (index->word_count > 0) qsort(index->words, index->word_count, sizeof *index->words, by_key);
}

/* The first word of this key, or NULL. */
static const struct jx_index_word *find_word(const struct jx_index *index, const char *key) {
    size_t low = 0, high = index->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->words[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->word_count && strcmp(index->words[low].key, key) == 0 ? &index->words[low] : NULL;
}

static bool open_matches(const struct jx_index_open *open, const char *key,
                         struct jx_capture captures[JX_CAPTURES], size_t *count) {
    return strstr(key, open->needed) != NULL && jx_spelled_match(open->spelled, key, captures, count);
}

size_t jx_index_find(const struct jx_index *index, const char *key, struct jx_capture captures[JX_CAPTURES],
                     size_t *count) {
    const struct jx_index_word *word = find_word(index, key);
    *count = 0;
    if (word != NULL) return word->number;
    for (size_t i = 0; i < index->open_count; i++)
        if (open_matches(&index->open[i], key, captures, count)) return index->open[i].number;
    return SIZE_MAX;
}

void jx_index_each(const struct jx_index *index, const char *key, void (*found)(void *user, size_t number),
                   void *user) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const struct jx_index_word *word = find_word(index, key), *end = index->words + index->word_count;
    for (; word != NULL && word < end && strcmp(word->key, key) == 0; word++) found(user, word->number);
    for (size_t i = 0; i < index->open_count; i++)
        if (open_matches(&index->open[i], key, captures, &count)) found(user, index->open[i].number);
}
