/*
 * A label or heading taken apart: [mark][number][其中：][year] its words [（remark）][（unit）].
 *
 * What a label means is said by its words, not by the whole of its spelling: 年度资金申请总额 is year + fund + sum. Marks (*, ★,
 * （必填）) and numbers (一、, （二）, 1.) say nothing, remarks little; characters that no known word covers are counted.
 */
#ifndef JX_WORDS_PHRASE_H
#define JX_WORDS_PHRASE_H

#include "core/words/tags.h"

struct jx_arena;
struct jx_morphemes;

enum {
    JX_PHRASE_LONGEST = 24, /* characters; longer texts are prose, and have no tags */
    JX_PHRASE_UNKNOWN = 2,  /* unknown characters that a label may hold */
    JX_PHRASE_PROSE = 99,   /* `unknown` of a text that was not taken apart */
};

struct jx_phrase {
    const char *core;    /* the key without mark, number, remarks and unit */
    const char *unit;    /* what its brackets say of a unit of amounts (the words), or NULL */
    struct jx_tags tags; /* of its words, and the words of time in its brackets */
    int cost;            /* of what was taken off */
    int unknown;         /* characters that no word covers */
    int characters;      /* of the core */
};

/* Made once, in the lexicon's arena. */
const struct jx_morphemes *jx_morphemes_new(struct jx_arena *arena);

/* Takes a comparison key apart. Texts are of the arena, or parts of the key. */
struct jx_phrase jx_phrase_of(const struct jx_morphemes *morphemes, struct jx_arena *arena, const char *key);

/* The key with a unit of money that stands behind its words put in brackets, as layouts have it: 项目资金/元 and 项目资金，以元计 are
 * 项目资金(元). Any other key as it is. */
const char *jx_key_with_unit(const struct jx_morphemes *morphemes, struct jx_arena *arena, const char *key);

/* Whether a number ends there, be it in words: 三百二十 before 万元, 两百余; all of it is an amount then, no label with its unit. */
bool jx_words_end_in_number(const char *words, const char *end);

#endif
