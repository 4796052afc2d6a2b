#include "core/batch/text.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the text ---------------------------------------------------------------------------------------------------- */

/* Makes room for so many bytes more and the end. */
static bool reserve(struct jx_line *line, size_t length) {
    if (line->failed) return false;
    if (length < line->capacity - line->length) return true;
    size_t capacity = line->capacity ? line->capacity : 512;
    while (capacity - line->length <= length && capacity <= SIZE_MAX / 2) capacity *= 2;
    char *larger = capacity - line->length > length ? realloc(line->bytes, capacity) : NULL;
    line->failed = !larger;
    if (!larger) return false;
    line->bytes = larger;
    line->capacity = capacity;
    return true;
}

void jx_line_bytes(struct jx_line *line, const void *bytes, size_t length) {
    if (!reserve(line, length)) return;
    if (length) memcpy(line->bytes + line->length, bytes, length);
    line->length += length;
    line->bytes[line->length] = '\0';
}

char *jx_line_room(struct jx_line *line, size_t length) {
    return reserve(line, length) ? line->bytes + line->length : NULL;
}

void jx_line_word(struct jx_line *line, const char *text) {
    jx_line_bytes(line, text, strlen(text));
}

void jx_line_drop(struct jx_line *line, size_t length) {
    if (length > line->length) length = line->length;
    if (length == 0) return;
    line->length -= length;
    memmove(line->bytes, line->bytes + length, line->length + 1);
}

void jx_line_clear(struct jx_line *line) {
    line->length = 0;
    line->comma = line->failed = false;
    if (line->bytes) *line->bytes = '\0';
}

void jx_line_free(struct jx_line *line) {
    free(line->bytes);
    *line = (struct jx_line){0};
}

/* --- JSON -------------------------------------------------------------------------------------------------------- */

/* RFC 3629, table 3-7 of Unicode. */
unsigned jx_utf8_length(const unsigned char *byte) {
    if (byte[0] < 0x80) return 1;
    unsigned char low = 0x80, high = 0xBF;
    unsigned length = byte[0] >= 0xC2 && byte[0] <= 0xDF ? 2 : (byte[0] & 0xF0) == 0xE0 ? 3 : 0;
    if (byte[0] >= 0xF0 && byte[0] <= 0xF4) length = 4;
    if (byte[0] == 0xE0) low = 0xA0;
    if (byte[0] == 0xED) high = 0x9F;
    if (byte[0] == 0xF0) low = 0x90;
    if (byte[0] == 0xF4) high = 0x8F;
    if (!length || byte[1] < low || byte[1] > high) return 0;
    for (unsigned i = 2; i < length; i++)
        if ((byte[i] & 0xC0) != 0x80) return 0;
    return length;
}

bool jx_utf8_valid(const char *text) {
    const unsigned char *byte = (const unsigned char *)text;
    while (*byte) {
        unsigned length = jx_utf8_length(byte);
        if (!length) return false;
        byte += length;
    }
    return true;
}

/* ASCII that stands in a string as it is. */
static const bool is_plain[256] = {[0x20 ... 0x21] = true, ['#' ... '['] = true, [']' ... 0x7E] = true};

/* What stands in a string as it is: nearly all is ASCII or Chinese characters of three bytes, which are looked at here. */
static const unsigned char *plain_end(const unsigned char *byte) {
    for (unsigned length;; byte += length) {
        while (is_plain[*byte]) byte++;
        if (*byte < 0x80) return byte;
        bool usual = *byte > 0xE0 && *byte < 0xED && (byte[1] & 0xC0) == 0x80 && (byte[2] & 0xC0) == 0x80;
        length = usual ? 3 : jx_utf8_length(byte);
        if (length == 0) return byte;
    }
}

/* A text that stands as it is, at once. false: some of it does not. */
static bool quoted_plain(struct jx_line *line, const char *text) {
    size_t length = (size_t)((const char *)plain_end((const unsigned char *)text) - text);
    if (text[length] != '\0' || !reserve(line, length + 2)) return false;
    char *at = line->bytes + line->length;
    *at = '"';
    memcpy(at + 1, text, length);
    memcpy(at + 1 + length, "\"", 2);
    line->length += length + 2;
    return true;
}

static void quoted(struct jx_line *line, const char *text) {
    const unsigned char *byte = (const unsigned char *)text;
    if (quoted_plain(line, text)) return;
    jx_line_bytes(line, "\"", 1);
    for (;; byte++) {
        const unsigned char *start = byte;
        byte = plain_end(byte);
        jx_line_bytes(line, start, (size_t)(byte - start));
        if (!*byte) break;
        char escape[8];
        if (*byte >= 0x80)
            jx_line_word(line, "\xEF\xBF\xBD");
        else if (*byte == '"' || *byte == '\\')
            jx_line_bytes(line, (char[]){'\\', (char)*byte}, 2);
        else if (*byte == '\n')
            jx_line_word(line, "\\n");
        else if (snprintf(escape, sizeof escape, "\\u%04x", *byte) > 0)
            jx_line_word(line, escape);
    }
    jx_line_bytes(line, "\"", 1);
}

/* A comma where one is needed, and the key, which is a word of ours and needs no care. */
static void begin(struct jx_line *line, const char *key) {
    size_t length = key ? strlen(key) : 0;
    if (!reserve(line, length + 4)) return;
    char *at = line->bytes + line->length;
    if (line->comma) *at++ = ',';
    line->comma = true;
    if (key) {
        *at++ = '"';
        memcpy(at, key, length);
        at += length;
        *at++ = '"';
        *at++ = ':';
    }
    *at = '\0';
    line->length = (size_t)(at - line->bytes);
}

void jx_line_open(struct jx_line *line, const char *key, char bracket) {
    begin(line, key);
    jx_line_bytes(line, &bracket, 1);
    line->comma = false;
}

void jx_line_close(struct jx_line *line, char bracket) {
    jx_line_bytes(line, &bracket, 1);
    line->comma = true;
}

void jx_line_string(struct jx_line *line, const char *key, const char *text) {
    begin(line, key);
    if (text)
        quoted(line, text);
    else
        jx_line_word(line, "null");
}

void jx_line_number(struct jx_line *line, const char *key, uint64_t number) {
    char digits[24], *at = digits + sizeof digits;
    do *--at = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    begin(line, key);
    jx_line_bytes(line, at, (size_t)(digits + sizeof digits - at));
}

void jx_line_bool(struct jx_line *line, const char *key, bool value) {
    begin(line, key);
    jx_line_word(line, value ? "true" : "false");
}

void jx_line_raw(struct jx_line *line, const char *key, const char *json, size_t length) {
    begin(line, key);
    jx_line_bytes(line, json, length);
}

/* One part of a path, decoded; as it is where it is UTF-8, or no GB18030 either. */
static void add_readable(struct jx_line *text, const char *part, size_t length) {
    char *bytes = strndup(part, length), *room = malloc(2 * length + 1), *in = bytes, *out = room;
    size_t in_left = length, out_left = 2 * length; /* two bytes make three, four make four */
    iconv_t decoder = (iconv_t)-1;
    if (bytes && room && !jx_utf8_valid(bytes)) decoder = iconv_open("UTF-8", "GB18030");
    if (decoder != (iconv_t)-1 && iconv(decoder, &in, &in_left, &out, &out_left) != (size_t)-1)
        jx_line_bytes(text, room, (size_t)(out - room));
    else
        jx_line_bytes(text, part, length);
    if (decoder != (iconv_t)-1) iconv_close(decoder);
    free(bytes);
    free(room);
}

char *jx_path_readable(const char *path) {
    struct jx_line text = {0};
    if (jx_utf8_valid(path)) return NULL;
    while (*path) {
        size_t length = strcspn(path, "/"), slashes = strspn(path + length, "/");
        add_readable(&text, path, length);
        jx_line_bytes(&text, path + length, slashes);
        path += length + slashes;
    }
    if (!text.failed) return text.bytes;
    jx_line_free(&text);
    return NULL;
}

char *jx_message_readable(enum jx_code code, enum jx_language language, const char *const *arguments) {
    enum { MOST = 8 };
    char *readable[MOST] = {NULL};
    const char *shown[MOST + 1] = {NULL};
    for (size_t i = 0; i < MOST && arguments[i]; i++) {
        readable[i] = jx_path_readable(arguments[i]);
        shown[i] = readable[i] ? readable[i] : arguments[i];
    }
    char *text = jx_message_text(code, language, shown);
    for (size_t i = 0; i < MOST; i++) free(readable[i]);
    return text;
}

void jx_line_path(struct jx_line *line, const char *key, const char *path) {
    char *readable = path ? jx_path_readable(path) : NULL;
    jx_line_string(line, key, readable ? readable : path);
    free(readable);
    if (!path || jx_utf8_valid(path)) return;
    char name[32], digits[3];
    snprintf(name, sizeof name, "%s_hex", key);
    begin(line, name);
    jx_line_word(line, "\"");
    for (const unsigned char *byte = (const unsigned char *)path; *byte; byte++) {
        jx_hex_format(byte, 1, digits);
        jx_line_word(line, digits);
    }
    jx_line_word(line, "\"");
}

/* --- digits ------------------------------------------------------------------------------------------------------ */

void jx_hex_format(const unsigned char *bytes, size_t length, char *digits) {
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < length; i++) {
        *digits++ = hex[bytes[i] >> 4];
        *digits++ = hex[bytes[i] & 15];
    }
    *digits = '\0';
}

static int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool jx_hex_parse(const char *digits, unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        int high = hex_value(digits[2 * i]);
        int low = high < 0 ? -1 : hex_value(digits[2 * i + 1]);
        if (low < 0) return false;
        bytes[i] = (unsigned char)(high * 16 + low);
    }
    return digits[2 * length] == '\0';
}
