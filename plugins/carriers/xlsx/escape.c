/*
 * Texts as XML can hold them.
 */
#include "escape.h"

#include <stdio.h>
#include <string.h>

/* The length of the character at `text`, 0 if its bytes are no UTF-8. */
static size_t utf8_length(const unsigned char *text, size_t length) {
    static const struct {
        unsigned char first, last, low, high;
        size_t length;
    } shapes[] = {{0x00, 0x7F, 0x80, 0xBF, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                  {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
                  {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (text[0] < shapes[i].first || text[0] > shapes[i].last) continue;
        if (shapes[i].length > length) return 0;
        if (shapes[i].length > 1 && (text[1] < shapes[i].low || text[1] > shapes[i].high)) return 0;
        for (size_t n = 2; n < shapes[i].length; n++)
            if ((text[n] & 0xC0) != 0x80) return 0;
        return shapes[i].length;
    }
    return 0;
}

/* _xHHHH_ as it stands. */
static bool looks_escaped(const unsigned char *text, size_t length) {
    if (length < 7 || memcmp(text, "_x", 2) != 0 || text[6] != '_') return false;
    return strspn((const char *)text + 2, "0123456789abcdefABCDEF") == 4;
}

/* What is written in place of the character of `*length` bytes, or NULL: itself. A bad byte has length 1. */
static const char *replacement(const unsigned char *text, size_t left, size_t *length, char buffer[8]) {
    unsigned code = 0;
    *length = 1;
    if (*text >= 0x20 && *text < 0x7F && *text != '_') return NULL;
    *length = utf8_length(text, left);
    if (*length == 0) {
        *length = 1;
        return "\xEF\xBF\xBD";
    }
    if (*length == 1 && text[0] < 0x20 && text[0] != '\t' && text[0] != '\n')
        code = text[0];
    else if (*length == 3 && text[0] == 0xEF && text[1] == 0xBF && text[2] >= 0xBE)
        code = 0xFFC0u + (text[2] & 0x3Fu);
    else if (looks_escaped(text, left))
        return "_x005F_";
    else
        return NULL;
    snprintf(buffer, 8, "_x%04X_", code);
    return buffer;
}

/* Passes over what is written as it is: printable ASCII, line ends and Chinese characters, of which nearly all texts are. */
static const unsigned char *plain_pass(const unsigned char *at, const unsigned char *end, size_t *units) {
    for (; at < end; ++*units) {
        if ((*at >= 0x20 && *at < 0x80 && *at != '_') || *at == '\n')
            at++;
        else if (*at > 0xE0 && *at < 0xED && end - at > 2 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80)
            at += 3;
        else
            break;
    }
    return at;
}

const char *jx_xlsx_escape(const struct jx_host *host, struct jx_call *call, const char *text, size_t length,
                           size_t *units) {
    const unsigned char *in = (const unsigned char *)text, *end = in + length;
    size_t room = length + 1, step;
    bool same = true;
    char buffer[8];
    *units = 0;
    for (; (in = plain_pass(in, end, units)) < end; in += step) {
        const char *other = replacement(in, (size_t)(end - in), &step, buffer);
        *units += step == 4 ? 2 : 1;
        if (!other) continue;
        same = false;
        room += strlen(other);
    }
    if (same) return text;
    char *escaped = host->allocate(call, room), *out = escaped;
    for (in = (const unsigned char *)text; in < end; in += step) {
        const char *other = replacement(in, (size_t)(end - in), &step, buffer);
        size_t size = other ? strlen(other) : step;
        memcpy(out, other ? other : (const char *)in, size);
        out += size;
    }
    return escaped;
}

const char *jx_xlsx_plain(const struct jx_host *host, struct jx_call *call, const char *text) {
    if (!text) return NULL;
    size_t length = strlen(text), step;
    char *plain = host->allocate(call, length + 1), *out = plain;
    char buffer[8];
    const unsigned char *in = (const unsigned char *)text, *end = in + length;
    for (; in < end; in += step) {
        const char *other = replacement(in, (size_t)(end - in), &step, buffer);
        bool blank = *in < 0x20 || (other && *in != '_');
        if (blank) {
            *out++ = ' ';
        } else {
            memcpy(out, in, step);
            out += step;
        }
    }
    return plain;
}
