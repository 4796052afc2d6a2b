/*
 * What is left of HTML in texts that were made from it.
 */
#include "plugins/carriers/txt/txt.h"

#include <string.h>
#include <strings.h>

enum tag { TAG_NONE, TAG_INLINE, TAG_BREAK, TAG_BLOCK };

static const struct {
    const char *name;
    enum tag tag;
} tags[] = {
    {"p", TAG_BLOCK},       {"div", TAG_BLOCK},  {"li", TAG_BLOCK},    {"ul", TAG_BLOCK},
    {"ol", TAG_BLOCK},      {"br", TAG_BREAK},   {"span", TAG_INLINE}, {"b", TAG_INLINE},
    {"strong", TAG_INLINE}, {"i", TAG_INLINE},   {"em", TAG_INLINE},   {"u", TAG_INLINE},
    {"font", TAG_INLINE},   {"sub", TAG_INLINE}, {"sup", TAG_INLINE},  {"o:p", TAG_INLINE},
};

static const struct {
    const char *name;
    const char *text;
} entities[] = {
    {"nbsp", " "},  {"lt", "<"},    {"gt", ">"},    {"amp", "&"},   {"quot", "\""},  {"apos", "'"},
    {"ge", "≥"},    {"le", "≤"},    {"ensp", " "},  {"emsp", " "},  {"middot", "·"}, {"times", "×"},
    {"ldquo", "“"}, {"rdquo", "”"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"mdash", "—"},  {"hellip", "…"},
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The tag at `at`, which stands on '<', and where it ends. Only known names are tags, and only where nothing or
 * attributes stand between the name and '>': "<90%" and "a<b && c>d" are words. */
static enum tag tag_at(const char *at, const char *end, const char **after) {
    const char *name = ++at < end && *at == '/' ? ++at : at;
    while (at < end && (is_letter(*at) || *at == ':')) at++;
    size_t length = (size_t)(at - name);
    enum tag tag = TAG_NONE;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strlen(tags[i].name) == length && !strncasecmp(name, tags[i].name, length)) tag = tags[i].tag;
    if (tag == TAG_NONE) return TAG_NONE;
    const char *inner = at;
    bool words = false, equals = false;
    for (; at < end && *at != '>' && *at != '<'; at++) {
        equals = equals || *at == '=';
        words = words || (*at != '/' && !jx_txt_space(at, end) && *at != '\t');
    }
    if (at == end || *at != '>') return TAG_NONE;
    if (words && (!equals || !jx_txt_space(inner, end))) return TAG_NONE;
    *after = at + 1;
    return tag;
}

static char *put_code_point(char *to, uint32_t c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* "#60" or "#x3C" between & and ; as a character, 0 if it is none that a text can have. */
static uint32_t numeric(const char *at, const char *end) {
    uint32_t base = 10, value = 0;
    if (++at < end && (*at == 'x' || *at == 'X')) base = 16, at++;
    if (at == end || end - at > 7) return 0;
    for (; at < end; at++) {
        uint32_t digit = *at >= '0' && *at <= '9' ? (uint32_t)(*at - '0')
                         : is_letter(*at)         ? (uint32_t)((*at | 0x20) - 'a') + 10
                                                  : 99;
        if (digit >= base) return 0;
        value = value * base + digit;
    }
    if (value < 0x20 || value == 0x7F || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
    return value == 0xA0 ? ' ' : value;
}

/* Decodes the entity at `at`, which stands on '&'; returns where it ends, or NULL: it is only a sign. What comes out is
 * never longer than what stood there. */
static const char *entity(const char *at, const char *end, char **to) {
    const char *name = at + 1, *stop = name;
    while (stop < end && stop - name < 9 && *stop != ';') stop++;
    if (stop == end || *stop != ';' || stop == name) return NULL;
    if (*name == '#') {
        uint32_t c = numeric(name, stop);
        if (!c) return NULL;
        *to = put_code_point(*to, c);
        return stop + 1;
    }
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        const char *text = entities[i].text;
        if (strlen(entities[i].name) != (size_t)(stop - name)) continue;
        if (memcmp(name, entities[i].name, (size_t)(stop - name))) continue;
        memcpy(*to, text, strlen(text));
        *to += strlen(text);
        return stop + 1;
    }
    return NULL;
}

/* Blocks begin and end on a line of their own, but make no blank lines. */
static char *put_tag(char *to, const char *start, enum tag tag) {
    if (tag == TAG_BREAK || (tag == TAG_BLOCK && to > start && to[-1] != '\n')) *to++ = '\n';
    return to;
}

char *jx_txt_clean(struct jx_txt_slice slice, bool pipes, char *to) {
    const char *at = slice.start, *after;
    char *start = to;
    while (at < slice.end) {
        enum tag tag;
        if (*at == '<' && (tag = tag_at(at, slice.end, &after)) != TAG_NONE) {
            to = put_tag(to, start, tag);
            at = after;
        } else if (*at == '&' && (after = entity(at, slice.end, &to))) {
            at = after;
        } else if (pipes && *at == '\\' && at + 1 < slice.end && at[1] == '|') {
            at++;
        } else if (*at == '\r') {
            at += at + 1 < slice.end && at[1] == '\n' ? 2 : 1;
            *to++ = '\n';
        } else {
            *to++ = *at == '\f' || *at == '\v' ? '\n' : *at;
            at++;
        }
    }
    return to;
}

bool jx_txt_needs_cleaning(struct jx_txt_slice slice, bool pipes) {
    for (; slice.start < slice.end; slice.start++) {
        char c = *slice.start;
        if (c == '<' || c == '&' || (pipes && c == '\\') || (c >= '\v' && c <= '\r')) return true;
    }
    return false;
}
