/*
 * Patterns: the small language in which layout tables say what is printed (include/jixiao/layout.h). The same pattern
 * is matched against what a cell says and rendered into what a cell shall say.
 */
#ifndef JX_WORDS_PATTERN_H
#define JX_WORDS_PATTERN_H

#include <jixiao/model.h>

struct jx_arena;

enum jx_piece_kind { JX_PIECE_LITERAL, JX_PIECE_FIELD, JX_PIECE_EXTRA, JX_PIECE_SUM };

/* A literal has its printed `text` and its comparison `key`; an extra's label is in `text`; `group` counts the
 * brackets it stands in: 0 for none, else the number of its [...]. */
struct jx_piece {
    enum jx_piece_kind kind;
    enum jx_field field;
    unsigned group;
    const char *text;
    const char *key;
};

enum jx_needed_where { JX_ANYWHERE, JX_AT_START, JX_AT_END };

/* `needed` is a literal that stands in every key this spelling matches, `needed_length` bytes, its last one too, and `where`;
 * "" if there is none. Most keys lack it, and need not be matched. */
struct jx_spelled {
    const struct jx_piece *pieces;
    size_t count;
    const char *needed;
    size_t needed_length;
    char needed_last;
    enum jx_needed_where where;
};

struct jx_pattern {
    const struct jx_spelled *spellings;
    size_t count;
    bool captures; /* some spelling has something other than literals */
};

/* What a pattern took from a text: a field's or an extra's words, `length` bytes at `text`. */
struct jx_capture {
    const struct jx_piece *piece;
    const char *text;
    size_t length;
};

enum { JX_CAPTURES = 8 };

/* Takes a pattern apart. NULL, and `*reason` says why, if it cannot be. */
const struct jx_pattern *jx_pattern_parse(struct jx_arena *arena, const char *text, const char **reason);

/* Whether some spelling is the whole of `key` (jx_text_key); captures point into it. */
bool jx_pattern_match(const struct jx_pattern *pattern, const char *key,
                      struct jx_capture captures[JX_CAPTURES], size_t *count);

/* Whether two spellings say the same. */
bool jx_spelled_same(const struct jx_spelled *a, const struct jx_spelled *b);

/* The same as jx_pattern_match for one spelling and a key of `length` bytes. */
bool jx_spelled_match(const struct jx_spelled *spelled, const char *key, size_t length,
                      struct jx_capture captures[JX_CAPTURES], size_t *count);

/* The text of a piece that is no literal, or NULL where it is absent. */
typedef const char *jx_pattern_lookup(void *user, const struct jx_piece *piece);

/* The first spelling whose captures (outside brackets) are all known, or else the first one, with its captures filled
 * in. `*filled` (may be NULL) counts those that were not absent. */
const char *jx_pattern_render(struct jx_arena *arena, const struct jx_pattern *pattern,
                              jx_pattern_lookup *lookup, void *user, size_t *filled);

/* The pattern is one capture and nothing else: that piece, or NULL. */
const struct jx_piece *jx_pattern_bare(const struct jx_pattern *pattern);

/* Whether `text` of `length` bytes can be a value of this field by its type: four digits for a year and so on. */
bool jx_capture_fits(enum jx_field field, const char *text, size_t length);

#endif
