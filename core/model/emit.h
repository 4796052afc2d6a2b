/*
 * Writing JSON as it goes: no tree is built, so that a list of a hundred thousand indicators needs no more memory than
 * its text. The look is that of jansson's JSON_INDENT(2): one member a line, non-ASCII characters as they are.
 */
#ifndef JX_MODEL_EMIT_H
#define JX_MODEL_EMIT_H

#include <stdbool.h>
#include <stddef.h>

struct jx_arena;

/* The text so far. `depth` is how many objects and arrays are open, `empty` that the innermost has no member yet. */
struct jx_emitter {
    struct jx_arena *arena;
    char *text;
    size_t length, capacity;
    unsigned depth;
    bool empty;
};

/* `key` is NULL inside arrays and for the outermost object. */
void jx_emit_open(struct jx_emitter *emitter, const char *key, char bracket);
void jx_emit_close(struct jx_emitter *emitter, char bracket);

/* Bytes that are not UTF-8 come out as U+FFFD, for a broken text must not take a whole document with it. */
void jx_emit_string(struct jx_emitter *emitter, const char *key, const char *text);

/* The text, or null. */
void jx_emit_nullable(struct jx_emitter *emitter, const char *key, const char *text);

/* Nothing where there is no text. */
void jx_emit_optional(struct jx_emitter *emitter, const char *key, const char *text);

/* A number or a word of JSON, as it stands. */
void jx_emit_raw(struct jx_emitter *emitter, const char *key, const char *text);
void jx_emit_size(struct jx_emitter *emitter, const char *key, size_t number);

/* The whole text with a closing line end and NUL. */
const char *jx_emit_end(struct jx_emitter *emitter, size_t *length);

#endif
