/*
 * JSON, two blanks a level, keys in the order in which they are written.
 */
#include "core/cli/json.h"

#include <inttypes.h>
#include <string.h>

#include "core/batch/text.h"

static void quoted(FILE *out, const char *text) {
    const unsigned char *byte = (const unsigned char *)text;
    fputc('"', out);
    while (*byte) {
        unsigned length = jx_utf8_length(byte);
        if (!length) {
            fputs("\xEF\xBF\xBD", out);
            length = 1;
        } else if (*byte == '"' || *byte == '\\') {
            fprintf(out, "\\%c", *byte);
        } else if (*byte == '\n') {
            fputs("\\n", out);
        } else if (*byte < 0x20 || *byte == 0x7F) {
            fprintf(out, "\\u%04x", *byte);
        } else {
            fwrite(byte, 1, length, out);
        }
        byte += length;
    }
    fputc('"', out);
}

static void new_line(struct jx_emitter *emitter) {
    fputc('\n', emitter->out);
    for (unsigned i = 0; i < emitter->depth; i++) fputs("  ", emitter->out);
}

static void begin(struct jx_emitter *emitter, const char *key) {
    if (emitter->comma) fputc(',', emitter->out);
    if (emitter->depth) new_line(emitter);
    if (key) {
        quoted(emitter->out, key);
        fputs(": ", emitter->out);
    }
    emitter->comma = true;
}

void jx_emit_open(struct jx_emitter *emitter, const char *key, char bracket) {
    begin(emitter, key);
    fputc(bracket, emitter->out);
    emitter->depth++;
    emitter->comma = false;
}

void jx_emit_close(struct jx_emitter *emitter, char bracket) {
    bool filled = emitter->comma;
    emitter->depth--;
    if (filled) new_line(emitter);
    fputc(bracket, emitter->out);
    emitter->comma = true;
    if (!emitter->depth) fputc('\n', emitter->out);
}

void jx_emit_string(struct jx_emitter *emitter, const char *key, const char *text) {
    begin(emitter, key);
    if (text)
        quoted(emitter->out, text);
    else
        fputs("null", emitter->out);
}

void jx_emit_number(struct jx_emitter *emitter, const char *key, uint64_t number) {
    begin(emitter, key);
    fprintf(emitter->out, "%" PRIu64, number);
}

void jx_emit_bool(struct jx_emitter *emitter, const char *key, bool value) {
    begin(emitter, key);
    fputs(value ? "true" : "false", emitter->out);
}
