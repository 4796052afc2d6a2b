/*
 * The characters of XML: which there are, and what some of them stand for (XML 1.0, 2.2, 2.11, 3.3.3, 4.1, 4.6).
 */
#include <string.h>

#include "plugins/carriers/shared/scan.h"
#include "plugins/carriers/shared/utf8.h"

enum {
    BOTH = JX_XML_TEXT | JX_XML_VALUE,
    INNER = BOTH | JX_XML_NAME | JX_XML_LOCAL, /* of a name, but not its first */
    ANY = INNER | JX_XML_FIRST
};

const uint8_t jx_xml_bytes[256] = {
    ['\t'] = JX_XML_TEXT | JX_XML_BLANK,
    ['\n'] = JX_XML_TEXT | JX_XML_BLANK,
    ['\r'] = JX_XML_BLANK,
    [' '] = BOTH | JX_XML_BLANK,
    ['!'] = BOTH,
    ['"'] = JX_XML_TEXT,
    ['#' ... '%'] = BOTH,
    ['\''] = JX_XML_TEXT,
    ['(' ... ','] = BOTH,
    ['-'] = INNER,
    ['.'] = INNER,
    ['/'] = BOTH,
    ['0' ... '9'] = INNER,
    [':'] = BOTH | JX_XML_NAME | JX_XML_FIRST,
    [';'] = BOTH,
    ['='] = BOTH,
    ['>'] = BOTH,
    ['?'] = BOTH,
    ['@'] = BOTH,
    ['A' ... 'Z'] = ANY,
    ['['] = BOTH,
    ['\\'] = BOTH,
    [']'] = JX_XML_VALUE,
    ['^'] = BOTH,
    ['_'] = ANY,
    ['`'] = BOTH,
    ['a' ... 'z'] = ANY,
    ['{' ... 0x7F] = BOTH,
};

static bool follows(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* The length of the character of several bytes that begins here; 0: there is none, or none that XML has. */
static size_t wide_length(const unsigned char *at) {
    if (at[0] < 0xC2 || at[0] > 0xF4 || !follows(at[1])) return 0;
    if (at[0] < 0xE0) return 2;
    if (!follows(at[2])) return 0;
    switch (at[0]) {
    case 0xE0: return at[1] >= 0xA0 ? 3 : 0;                   /* else it is shorter */
    case 0xED: return at[1] < 0xA0 ? 3 : 0;                    /* else half of a pair */
    case 0xEF: return at[1] == 0xBF && at[2] >= 0xBE ? 0 : 3;  /* U+FFFE, U+FFFF */
    case 0xF0: return at[1] >= 0x90 && follows(at[3]) ? 4 : 0; /* else it is shorter */
    case 0xF4: return at[1] < 0x90 && follows(at[3]) ? 4 : 0;  /* else beyond U+10FFFF */
    default: return at[0] < 0xF0 ? 3 : follows(at[3]) ? 4 : 0;
    }
}

char *jx_xml_pass_wide(char *at, unsigned kind) {
    while (*at & 0x80) {
        /* nearly all are Chinese characters */
        bool usual = (unsigned char)*at > 0xE0 && (unsigned char)*at < 0xED &&
                     follows((unsigned char)at[1]) && follows((unsigned char)at[2]);
        size_t length = usual ? 3 : wide_length((const unsigned char *)at);
        if (length == 0) break;
        at += length;
        while (jx_xml_is(*at, kind)) at++;
    }
    return at;
}

char *jx_xml_pass_text(char *at, bool *coded) {
    for (;; at++) {
        at = jx_xml_pass(at, JX_XML_TEXT);
        if (*at == '&' || *at == '\r')
            *coded = true;
        else if (*at != ']' || (at[1] == ']' && at[2] == '>'))
            return at;
    }
}

/* --- what stands for something else ------------------------------------------------------------------------------- */

/* The character that a number names; 0: none that XML has. `at` is behind &#, `end` at the semicolon. */
static uint32_t numbered(const char *at, const char *end) {
    unsigned base = at < end && *at == 'x' ? 16 : 10, digit;
    uint32_t value = 0;
    if (base == 16) at++;
    if (at == end) return 0;
    for (; at < end; at++) {
        char c = *at;
        digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                       : 16;
        if (digit >= base || value > 0x10FFFF) return 0;
        value = value * base + digit;
    }
    bool allowed = value >= 0x20 ? value < 0xD800 || (value >= 0xE000 && value < 0xFFFE) ||
                                       (value >= 0x10000 && value <= 0x10FFFF)
                                 : value == '\t' || value == '\n' || value == '\r';
    return allowed ? value : 0;
}

uint32_t jx_xml_entity(const char *name, const char *end) {
    static const struct {
        char name[5], length, character;
    } entities[] = {{"lt", 2, '<'}, {"gt", 2, '>'}, {"amp", 3, '&'}, {"quot", 4, '"'}, {"apos", 4, '\''}};
    if (name < end && *name == '#') return numbered(name + 1, end);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (end - name == entities[i].length && memcmp(name, entities[i].name, (size_t)(end - name)) == 0)
            return (unsigned char)entities[i].character;
    return 0;
}

char *jx_xml_resolve(char *from, const char *to, bool value) {
    char *out = from;
    const char *in = from;
    while (in < to) {
        if (*in == '&') {
            const char *end = memchr(in, ';', (size_t)(to - in));
            uint32_t character = end ? jx_xml_entity(in + 1, end) : 0;
            if (character == 0) return NULL;
            out += jx_utf8_write(out, character);
            in = end + 1;
        } else if (*in == '\r') {
            in += in + 1 < to && in[1] == '\n' ? 2 : 1;
            *out++ = value ? ' ' : '\n';
        } else if (value && jx_xml_is(*in, JX_XML_BLANK)) {
            *out++ = ' ';
            in++;
        } else {
            *out++ = *in++;
        }
    }
    return out;
}
