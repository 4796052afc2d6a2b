/*
 * UTF-8, white space, and the spellings of the same text.
 *
 * Every cell of every table goes through here, so each function is one pass over the bytes into memory that is taken
 * once: none of the forms is ever longer than the text it is made from. Bytes that are no UTF-8 are kept as they are.
 */
#include "core/base/text.h"

#include <ctype.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/ideographs.h"

const char *jx_text_next_rare(const char *text, const char *end, uint32_t *point) {
    const unsigned char *s = (const unsigned char *)text;
    size_t left = (size_t)(end - text), length, i;
    uint32_t c, least;

    *point = 0;
    if (left == 0) return text;
    c = s[0];
    *point = c < 0x80 ? c : 0xFFFD;
    if (c >= 0xC2 && c < 0xE0) {
        length = 2, least = 0x80, c &= 0x1F;
    } else if (c >= 0xE0 && c < 0xF0) {
        length = 3, least = 0x800, c &= 0x0F;
    } else if (c >= 0xF0 && c < 0xF5) {
        length = 4, least = 0x10000, c &= 0x07;
    } else {
        return text + 1;
    }
    if (left < length) return text + 1;
    for (i = 1; i < length; i++) {
        if ((s[i] & 0xC0) != 0x80) return text + 1;
        c = c << 6 | (s[i] & 0x3F);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return text + 1;
    *point = c;
    return text + length;
}

size_t jx_text_valid(const unsigned char *bytes, size_t length) {
    const char *at = (const char *)bytes, *end, *start;

    if (length == 0) return 0;
    end = at + length;
    while (at < end) {
        if ((unsigned char)*at < 0x80) {
            at++;
            continue;
        }
        start = at;
        /* A true U+FFFD is three bytes long, a bad byte one. */
        if (jx_text_next(&at, end) == 0xFFFD && at - start == 1) return (size_t)(start - (const char *)bytes);
    }
    return length;
}

/* White space that has no width: between two letters it stands for nothing, not for a blank. */
static bool jx_text_is_thin(uint32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xFEFF || c == 0x180E;
}

bool jx_text_is_space_rare(uint32_t c) {
    if (c < 0x1680) return c == 0x85 || c == 0xA0;
    if (c > 0x3000) return c == 0xFEFF;
    return c == 0x3000 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || jx_text_is_thin(c);
}

static bool jx_text_is_line_end(uint32_t c) {
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Wide, or one of the punctuation marks that Chinese text sets wide although they are not: a line wrap beside them
 * means no more than between two characters. */
static bool jx_text_joins(uint32_t c) {
    return jx_text_is_wide(c) || c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019 || c == 0x2026 ||
           c == 0x2014 || c == 0x00B7;
}

/* The blocks of Unicode that hold the punctuation of Chinese forms, without 々 and 〇. */
static bool is_mark(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0; /* full-width ASCII */
    if (c < 0x80) return c > 0x20 && !isalnum((int)c);
    return (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x303F && c != 0x3005 && c != 0x3007);
}

bool jx_text_is_marks(const char *text) {
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t c = jx_text_next(&text, end);
        if (!jx_text_is_space(c) && !is_mark(c)) return false;
    }
    return true;
}

/* What stands for a character in plain text; 0: nothing does. */
static uint32_t jx_text_plain_of(uint32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' ? c : 0xFFFD;
    if (c == 0x85 || c == 0x2028 || c == 0x2029) return '\n';
    if (c >= 0x7F && c < 0xA0) return 0xFFFD;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return 0;
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE ? 0xFFFD : c;
}

/* By their first two bytes, many at a time: whether it takes a closer look. */
static bool jx_text_may_change(const char *text, size_t length) {
    unsigned suspect = 0;
    for (size_t i = 0; i + 1 < length; i++) {
        unsigned char byte = (unsigned char)text[i], next = (unsigned char)text[i + 1];
        suspect |= ((byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r')) | (byte == 0x7F);
        suspect |= ((byte == 0xC2) & (next < 0xA0)) | ((byte == 0xE2) & ((next & 0xFE) == 0x80));
        suspect |= ((byte == 0xEF) & ((next & 0xF7) == 0xB7)) | (byte >= 0xF0);
    }
    unsigned char last = length > 0 ? (unsigned char)text[length - 1] : ' ';
    return suspect != 0 || last < 0x20 || last == 0x7F || last >= 0xC0;
}

const char *jx_text_plain(struct jx_arena *arena, const char *text, size_t *length, size_t *changed) {
    const char *at = text, *end = text + *length, *from = text;
    char *plain = NULL, *out = NULL;
    if (!jx_text_may_change(text, *length)) return text;
    while (at < end) {
        const char *start = at;
        uint32_t c = jx_text_next(&at, end), instead = jx_text_plain_of(c);
        if (instead == c) continue;
        /* One byte at least becomes three at most. */
        if (!plain) plain = out = jx_arena_alloc(arena, 3 * *length + 1);
        memcpy(out, from, (size_t)(start - from));
        out += start - from;
        if (instead == '\n') *out++ = '\n';
        if (instead == 0xFFFD) memcpy(out, "\xEF\xBF\xBD", 3), out += 3;
        from = at;
        ++*changed;
    }
    if (!plain) return text;
    memcpy(out, from, (size_t)(end - from));
    out += end - from;
    *out = '\0';
    *length = (size_t)(out - plain);
    return plain;
}

bool jx_text_is_blank(const char *text) {
    const char *end;
    unsigned char first;

    if (!text) return true;
    first = (unsigned char)*text; /* no white space begins with one of these, and most texts do */
    if ((first > 0x20 && first < 0x7F) || (first >= 0xE4 && first <= 0xE9)) return false;
    end = text + strlen(text);
    while (text < end)
        if (!jx_text_is_space(jx_text_next(&text, end))) return false;
    return true;
}

/* The start of the character that ends at `end`; of a bad byte, that byte. */
static const char *jx_text_back(const char *start, const char *end) {
    const char *at = end - 1, *after;
    int steps;

    for (steps = 0; steps < 3 && at > start && ((unsigned char)*at & 0xC0) == 0x80; steps++) at--;
    after = at;
    jx_text_next(&after, end);
    return after == end ? at : end - 1;
}

/* Narrows start and end to what stands between the white space around. */
static void jx_text_bounds(const char **start, const char **end) {
    const char *at;

    while (*start < *end) {
        at = *start;
        if (!jx_text_is_space(jx_text_next(&at, *end))) break;
        *start = at;
    }
    while (*end > *start) {
        const char *last = jx_text_back(*start, *end);

        at = last;
        if (!jx_text_is_space(jx_text_next(&at, *end))) break;
        *end = last;
    }
}

const char *jx_text_trim(struct jx_arena *arena, const char *text, size_t length) {
    const char *start = !text ? "" : text, *end = start + (!text ? 0 : length);

    jx_text_bounds(&start, &end);
    return jx_arena_copy(arena, start, (size_t)(end - start));
}

/*
 * Where the common characters end that neither are white space nor have another spelling: ASCII, and the Chinese
 * characters of U+4000 to U+9FFF. Nearly every cell is made of them alone, and then there is nothing to do.
 */
static const char *jx_text_common_end(const char *at, const char *end) {
    while (at < end) {
        unsigned char c = (unsigned char)*at;

        if (c >= 0xE4 && c <= 0xE9 && end - at > 2 && jx_text_goes_on(at[1]) && jx_text_goes_on(at[2]))
            at += 3;
        else if (c > 0x20 && c < 0x7F)
            at++;
        else
            break;
    }
    return at;
}

/* Of eight bytes, 0x80 in each that is not one of those characters. */
static uint64_t jx_text_uncommon(const char *at) {
    const uint64_t ones = 0x0101010101010101, top = 0x80 * ones;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t low = word & ~top,
             ascii = (low + 0x5F * ones) & ~(low + 0x01 * ones); /* above 0x20, but not 0x7F */
    uint64_t begins = low + 0x40 * ones, chinese = (low + 0x1C * ones) & ~(low + 0x16 * ones); /* E4 to E9 */
    return ((~word & ~ascii) | (word & begins & ~chinese)) & top;
}

/* Whether it is made of them alone. Broken ones, which have no other spelling either, count as common. */
static bool jx_text_is_common(const char *at, const char *end) {
    const size_t word = sizeof(uint64_t);
    if ((size_t)(end - at) < word) return jx_text_common_end(at, end) == end;
    for (; (size_t)(end - at) > word; at += word)
        if (jx_text_uncommon(at) != 0) return false;
    return jx_text_uncommon(end - word) == 0;
}

/* Whether all of it is printable ASCII: then blanks are the only white space. */
static bool jx_text_is_plain(const char *at, const char *end, bool *blanks) {
    *blanks = false;
    for (; at < end; at++) {
        unsigned char c = (unsigned char)*at;

        if (c < 0x20 || c > 0x7E) return false;
        if (c == 0x20) *blanks = true;
    }
    return true;
}

/* A run of white space: where it ends, and what is in it. */
struct jx_text_run {
    const char *end;
    bool breaks; /* a line ends in it */
    bool blanks; /* something in it has a width */
    uint32_t next;
};

static struct jx_text_run jx_text_run(const char *at, const char *end) {
    struct jx_text_run run = {at, false, false, 0};

    while (at < end) {
        uint32_t c = jx_text_next(&at, end);

        run.next = c;
        if (!jx_text_is_space(c)) return run;
        if (jx_text_is_line_end(c)) run.breaks = true;
        if (!jx_text_is_thin(c)) run.blanks = true;
        run.end = at;
    }
    return run;
}

/* The line ends of a run as \n, one for each, and what stands after the last of them; blanks before a line end go. */
static char *jx_text_breaks(char *out, const char *at, const char *end) {
    const char *rest = at;

    while (at < end) {
        uint32_t c = jx_text_next(&at, end);

        if (!jx_text_is_line_end(c)) continue;
        if (c == '\r' && at < end && *at == '\n') at++;
        *out++ = '\n';
        rest = at;
    }
    memcpy(out, rest, (size_t)(end - rest));
    return out + (end - rest);
}

enum jx_text_manner { JX_TEXT_PROSE, JX_TEXT_WORDS, JX_TEXT_PHRASE };

/* What becomes of the white space between `before` and the run's next character. */
static char *jx_text_space(char *out, const char *at, const struct jx_text_run *run, uint32_t before,
                           enum jx_text_manner manner) {
    size_t length = (size_t)(run->end - at);

    if (manner != JX_TEXT_PHRASE && run->breaks) return jx_text_breaks(out, at, run->end);
    if (manner != JX_TEXT_PROSE && jx_text_joins(before) && jx_text_joins(run->next)) return out;
    if (manner == JX_TEXT_PHRASE) {
        if (run->blanks) *out++ = ' ';
        return out;
    }
    memcpy(out, at, length);
    return out + length;
}

static const char *jx_text_arrange(struct jx_arena *arena, const char *text, size_t length,
                                   enum jx_text_manner manner) {
    const char *at = !text ? "" : text, *end = at + (!text ? 0 : length), *start;
    char *result, *out;
    uint32_t before = 0;
    bool blanks;

    if (jx_text_is_common(at, end)) return jx_arena_copy(arena, at, (size_t)(end - at));
    jx_text_bounds(&at, &end);
    result = jx_arena_copy(arena, at, (size_t)(end - at));
    if (jx_text_is_plain(at, end, &blanks) && (!blanks || manner != JX_TEXT_PHRASE)) return result;
    out = result;
    while (at < end) {
        uint32_t c;

        start = at;
        c = jx_text_next(&at, end);
        if (jx_text_is_space(c)) {
            struct jx_text_run run = jx_text_run(start, end);

            out = jx_text_space(out, start, &run, before, manner);
            at = run.end;
        } else {
            while (start < at) *out++ = *start++;
            before = c;
        }
    }
    *out = '\0';
    return result;
}

const char *jx_text_prose(struct jx_arena *arena, const char *text, size_t length) {
    return jx_text_arrange(arena, text, length, JX_TEXT_PROSE);
}

const char *jx_text_phrase(struct jx_arena *arena, const char *text, size_t length) {
    return jx_text_arrange(arena, text, length, JX_TEXT_PHRASE);
}

const char *jx_text_words(struct jx_arena *arena, const char *text, size_t length) {
    return jx_text_arrange(arena, text, length, JX_TEXT_WORDS);
}

uint32_t jx_text_fold_rare(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    if (c == 0x2236 || c == 0xFE55) return ':';
    uint32_t same = jx_ideograph_of(c);
    return same <= 0xFFFF ? same : c; /* a key is never longer than its text */
}

/* Colons begin with one of three bytes, and no Chinese character does. */
const char *jx_text_colon(const char *text, const char *end, const char **behind) {
    while (text < end) {
        unsigned char first = (unsigned char)*text;
        const char *next = text + 1;
        if (first >= 0xE4 && first <= 0xE9 && end - text > 2) {
            text += 3;
            continue;
        }
        if (first == 0xE2 || first == 0xEF) {
            next = text;
            if (jx_text_fold(jx_text_next(&next, end)) == ':') first = ':';
        }
        if (first == ':') return *behind = next, text;
        text = next;
    }
    return NULL;
}

bool jx_text_has_colon(const char *text, size_t length) {
    const char *behind;
    if (length == 0 ||
        (!memchr(text, ':', length) && !memchr(text, 0xEF, length) && !memchr(text, 0xE2, length)))
        return false; /* as most texts: looked through many bytes at a time */
    return jx_text_colon(text, text + length, &behind);
}

bool jx_text_ends_in_colon(const char *text) {
    const char *end = text + strlen(text), *last = end > text ? jx_text_back(text, end) : end;
    return jx_text_fold(jx_text_next(&last, end)) == ':';
}

/* Where a key ends: before closing colons and white space. */
static const char *jx_text_key_end(const char *start, const char *end) {
    while (end > start) {
        const char *last = jx_text_back(start, end), *at = last;
        uint32_t c = jx_text_next(&at, end);

        if (!jx_text_is_space(c) && jx_text_fold(c) != ':') break;
        end = last;
    }
    return end;
}

/* Whether a text is its own key. */
static bool jx_text_is_key(const char *at, const char *end) {
    if (at < end && end[-1] == ':') return false;
    if (jx_text_is_common(at, end)) return true;
    while ((at = jx_text_common_end(at, end)) < end) {
        uint32_t c = jx_text_next(&at, end);

        if (jx_text_is_space(c) || jx_text_fold(c) != c) return false;
    }
    return true;
}

char *jx_text_put(char *out, uint32_t c) {
    if (c >= 0x80) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        c = 0x80 | (c & 0x3F);
    }
    *out++ = (char)c;
    return out;
}

/* The key of a text that is not its own. What is common is copied as it stands. */
static const char *jx_text_make_key(struct jx_arena *arena, const char *at, const char *end) {
    char *result, *out;

    end = jx_text_key_end(at, end);
    result = jx_arena_copy(arena, at, (size_t)(end - at));
    out = result;
    while (at < end) {
        const char *start = at;
        uint32_t c, folded;

        at = jx_text_common_end(at, end);
        memcpy(out, start, (size_t)(at - start));
        out += at - start;
        if (at == end) break;
        start = at;
        c = jx_text_next(&at, end);
        if (jx_text_is_space(c)) continue;
        folded = jx_text_fold(c);
        if (folded != c)
            out = jx_text_put(out, folded);
        else
            while (start < at) *out++ = *start++;
    }
    *out = '\0';
    return result;
}

const char *jx_text_key(struct jx_arena *arena, const char *text, size_t length) {
    const char *at = !text ? "" : text, *end = at + (!text ? 0 : length);

    if (jx_text_is_key(at, end)) return jx_arena_copy(arena, at, (size_t)(end - at));
    return jx_text_make_key(arena, at, end);
}

const char *jx_text_as_key(struct jx_arena *arena, const char *text) {
    size_t length = !text ? 0 : strlen(text);

    if (length == 0) return "";
    return jx_text_is_key(text, text + length) ? text : jx_text_make_key(arena, text, text + length);
}

/* The next character of a key, or 0 at its end; a bad byte as itself, above all code points. */
static uint32_t jx_text_key_next(const char **at, const char *end) {
    while (*at < end) {
        const char *start = *at;
        uint32_t c = jx_text_next(at, end);

        if (c == 0xFFFD && *at - start == 1) return 0x110000 + (unsigned char)*start;
        if (!jx_text_is_space(c)) return jx_text_fold(c);
    }
    return 0;
}

const char *jx_text_skip(const char *text, const char *end) {
    for (const char *next = text; next < end; text = next)
        if (!jx_text_is_space(jx_text_next(&next, end))) break;
    return text;
}

int jx_text_characters(const char *text, size_t length) {
    int count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

const char *jx_text_behind(const char *text, const char *end, const char *key) {
    const char *key_end = key + strlen(key);
    while (key < key_end) {
        if (text >= end) return NULL;
        uint32_t c = jx_text_next(&text, end);
        if (jx_text_is_space(c)) continue;
        if (jx_text_fold(c) != jx_text_next(&key, key_end)) return NULL;
    }
    return text;
}

bool jx_text_same(struct jx_arena *arena, const char *a, const char *b) {
    const char *a_end, *b_end;

    (void)arena;
    a = !a ? "" : a;
    b = !b ? "" : b;
    a_end = jx_text_key_end(a, a + strlen(a));
    b_end = jx_text_key_end(b, b + strlen(b));
    for (;;) {
        uint32_t c = jx_text_key_next(&a, a_end), d = jx_text_key_next(&b, b_end);

        if (c != d) return false;
        if (c == 0) return true;
    }
}

uint32_t jx_text_hash(const char *text, size_t length) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    size_t step = length > 64 ? length / 32 : 1;
    for (size_t i = 0; i < length; i += step) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash ^ (uint32_t)length;
}
