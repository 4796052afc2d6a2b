/*
 * What a form prints to tell what stands beside it: labels, and lines that say something by themselves.
 */
#ifndef JX_WORDS_LABEL_H
#define JX_WORDS_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

struct jx_arena;
struct jx_pattern;

/* Where the value of a label stands: nowhere (it heads other labels), to its right, or in the row below. */
enum jx_value_side { JX_VALUE_NONE, JX_VALUE_RIGHT, JX_VALUE_BELOW };

/*
 * Something printed that tells what stands beside it. A label of the form (`inside` false) is a cell of its own, or the
 * start of one before a colon. One from a note (`inside`) is looked for anywhere in a cell, always before a colon: `key`
 * is its comparison key without the colon.
 */
struct jx_label {
    const struct jx_pattern *pattern; /* NULL for `inside` */
    const char *key;                  /* of `inside` */
    const char *text;                 /* as printed, for messages */
    const struct jx_pattern *value;   /* NULL for JX_VALUE_NONE */
    enum jx_value_side side;
    bool inside;
    bool anchor;     /* counts as evidence for the form */
    bool after_band; /* stands below the indicators, and so ends them */
    size_t row; /* of the table: two labels of one row may read the same, and are told apart by their order */
};

/* Those labels that are looked for inside cells. */
struct jx_notes {
    const struct jx_label **labels;
    size_t count;
    uint64_t firsts; /* the bits of their first characters */
};

/* A character's bit, by the last six of its first `length` bytes, which are three at most. */
static inline uint64_t jx_notes_bit(const char *character, size_t length) {
    return JX_TEXT_BIT((unsigned char)character[length - 1]);
}

struct jx_notes jx_notes_of(struct jx_arena *arena, const struct jx_label *labels, size_t count);

/* A whole cell that has no label: （2024年度）, 表12. */
struct jx_whole_line {
    const struct jx_pattern *pattern;
    bool after_band;
};

#endif
