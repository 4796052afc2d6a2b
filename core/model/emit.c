/* Writing JSON as it goes. */
#include "core/model/emit.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

/* Copied by doubling: what is left behind in the arena is at most as much again. */
static void append(struct jx_emitter *e, const char *bytes, size_t length) {
    if (length > e->capacity - e->length) {
        size_t capacity = e->capacity ? e->capacity : 4096;
        while (length > capacity - e->length) capacity *= 2;
        char *larger = jx_arena_alloc(e->arena, capacity);
        if (e->length) memcpy(larger, e->text, e->length);
        e->text = larger;
        e->capacity = capacity;
    }
    if (length) memcpy(e->text + e->length, bytes, length);
    e->length += length;
}

static void append_text(struct jx_emitter *e, const char *text) {
    append(e, text, strlen(text));
}

static void new_line(struct jx_emitter *e) {
    append_text(e, "\n");
    for (unsigned i = 0; i < e->depth; i++) append_text(e, "  ");
}

/* The escape of a byte that JSON does not let stand for itself, or NULL. */
static const char *escape(unsigned char c, char buffer[8]) {
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
    }
    if (c >= 0x20) return NULL;
    snprintf(buffer, 8, "\\u%04X", c);
    return buffer;
}

/* Text that is valid UTF-8, escaped: runs that need no escape are copied whole. */
static void append_escaped(struct jx_emitter *e, const char *text, size_t length) {
    size_t run = 0;
    char buffer[8];
    for (size_t i = 0; i < length; i++) {
        const char *escaped = escape((unsigned char)text[i], buffer);
        if (!escaped) continue;
        append(e, text + run, i - run);
        append_text(e, escaped);
        run = i + 1;
    }
    append(e, text + run, length - run);
}

static void append_quoted(struct jx_emitter *e, const char *text) {
    size_t length = strlen(text);
    append_text(e, "\"");
    for (;;) {
        size_t valid = jx_text_valid((const unsigned char *)text, length);
        append_escaped(e, text, valid);
        if (valid >= length) break;
        append_text(e, "\xef\xbf\xbd");
        text += valid + 1;
        length -= valid + 1;
    }
    append_text(e, "\"");
}

/* What stands before a member: a comma, a new line, its key. */
static void lead(struct jx_emitter *e, const char *key) {
    if (e->depth) {
        if (!e->empty) append_text(e, ",");
        new_line(e);
    }
    e->empty = false;
    if (!key) return;
    append_quoted(e, key);
    append_text(e, ": ");
}

void jx_emit_open(struct jx_emitter *e, const char *key, char bracket) {
    lead(e, key);
    append(e, &bracket, 1);
    e->depth++;
    e->empty = true;
}

void jx_emit_close(struct jx_emitter *e, char bracket) {
    e->depth--;
    if (!e->empty) new_line(e);
    append(e, &bracket, 1);
    e->empty = false;
}

void jx_emit_string(struct jx_emitter *e, const char *key, const char *text) {
    lead(e, key);
    append_quoted(e, text);
}

void jx_emit_nullable(struct jx_emitter *e, const char *key, const char *text) {
    if (text)
        jx_emit_string(e, key, text);
    else
        jx_emit_raw(e, key, "null");
}

void jx_emit_optional(struct jx_emitter *e, const char *key, const char *text) {
    if (text) jx_emit_string(e, key, text);
}

void jx_emit_raw(struct jx_emitter *e, const char *key, const char *text) {
    lead(e, key);
    append_text(e, text);
}

void jx_emit_size(struct jx_emitter *e, const char *key, size_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    jx_emit_raw(e, key, digits);
}

const char *jx_emit_end(struct jx_emitter *e, size_t *length) {
    append(e, "\n", 2); /* its NUL too */
    *length = e->length - 1;
    return e->text;
}
