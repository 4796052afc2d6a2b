/*
 * A small writer of JSON, for --json.
 */
#ifndef JX_CLI_JSON_H
#define JX_CLI_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Where the writer stands: whether a comma is due, and how deep. Begin with {.out = stdout}. */
struct jx_emitter {
    FILE *out;
    unsigned depth;
    bool comma;
};

/* `key` is NULL inside an array. A NULL string is null. Broken UTF-8 becomes U+FFFD. */
void jx_emit_open(struct jx_emitter *emitter, const char *key, char bracket);
void jx_emit_close(struct jx_emitter *emitter, char bracket);
void jx_emit_string(struct jx_emitter *emitter, const char *key, const char *text);
void jx_emit_number(struct jx_emitter *emitter, const char *key, uint64_t number);
void jx_emit_bool(struct jx_emitter *emitter, const char *key, bool value);

#endif
