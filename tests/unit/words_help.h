/* The lexicon for tests of words, in an arena of their own. */
#ifndef JX_TESTS_WORDS_HELP_H
#define JX_TESTS_WORDS_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/words/sense.h"

static struct jx_arena *arena;
static const struct jx_lexicon *lexicon;

static inline int words_open(void **state) {
    (void)state;
    arena = jx_arena_new();
    lexicon = jx_words_new(arena);
    return 0;
}

static inline int words_close(void **state) {
    (void)state;
    jx_arena_free(arena);
    return 0;
}

#endif
