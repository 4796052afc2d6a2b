/*
 * Bytes to UTF-8 and back.
 *
 * Chinese office files say nothing of their encoding, or say "gb2312" and mean whatever Windows wrote. So all the
 * Chinese names are decoded as GB18030, which holds them all; writing keeps to the name that was asked for, since
 * a program that reads GBK cannot read more. The C library's tables are the ones Linux distributions in China keep up.
 */
#include "core/base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/text.h"

/* How much of a text without mark is looked at for the zero bytes of UTF-16. */
enum { JX_CHARSET_SAMPLE = 64 * 1024 };

/* So many characters beyond ASCII that are UTF-8 are no accident. */
enum { JX_CHARSET_SURE = 32 };

struct jx_charset_mark {
    const char *encoding;
    size_t length;
    unsigned char bytes[4];
};

/* UTF-32LE before UTF-16LE, whose mark its own begins with. */
static const struct jx_charset_mark jx_charset_marks[] = {
    {"UTF-8", 3, {0xEF, 0xBB, 0xBF}},
    {"UTF-32LE", 4, {0xFF, 0xFE, 0x00, 0x00}},
    {"UTF-32BE", 4, {0x00, 0x00, 0xFE, 0xFF}},
    {"UTF-16LE", 2, {0xFF, 0xFE}},
    {"UTF-16BE", 2, {0xFE, 0xFF}},
    {"GB18030", 4, {0x84, 0x31, 0x95, 0x33}},
};

static const struct jx_charset_mark *jx_charset_mark(const unsigned char *bytes, size_t length) {
    size_t i;

    for (i = 0; i < sizeof(jx_charset_marks) / sizeof(*jx_charset_marks); i++) {
        const struct jx_charset_mark *mark = &jx_charset_marks[i];

        if (length >= mark->length && memcmp(bytes, mark->bytes, mark->length) == 0) return mark;
    }
    return NULL;
}

/* An ASCII character that, as the first half of a two-byte unit, is none of a Chinese text: blanks, line ends, digits,
 * commas, the first letters. From N on it would be an ideograph (4E00 is 一), 0 the ideographic space, % a line. */
static bool jx_charset_is_telling(unsigned char c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x4E && c != 0x25 && c != 0x30);
}

static bool jx_charset_is_ascii(unsigned char c) {
    return c >= 0x20 && c < 0x7F;
}

/*
 * UTF-16 without a mark, by its ASCII characters: in each of them one byte is zero. A Chinese character can have a zero
 * byte too, so those ASCII characters are asked first that cannot be taken for one in the other order.
 */
static const char *jx_charset_utf16(const unsigned char *bytes, size_t length) {
    bool (*const kinds[])(unsigned char) = {jx_charset_is_telling, jx_charset_is_ascii};
    size_t i, kind;

    if (length % 2 != 0) return NULL;
    if (length > JX_CHARSET_SAMPLE) length = JX_CHARSET_SAMPLE;
    if (!memchr(bytes, 0, length)) return NULL;
    for (kind = 0; kind < sizeof(kinds) / sizeof(*kinds); kind++) {
        size_t little = 0, big = 0;

        for (i = 0; i + 1 < length; i += 2) {
            if (bytes[i + 1] == 0 && kinds[kind](bytes[i])) little++;
            if (bytes[i] == 0 && kinds[kind](bytes[i + 1])) big++;
        }
        if (little != big) return little > big ? "UTF-16LE" : "UTF-16BE";
    }
    return NULL;
}

/*
 * UTF-8, or what was UTF-8 before something broke it. A dump cut in the middle of a character would decode as GB18030
 * too, all of it, into nonsense; but no text in GB18030 happens to begin with a good many characters of UTF-8.
 */
static bool jx_charset_is_utf8_text(const unsigned char *bytes, size_t length) {
    size_t valid = jx_text_valid(bytes, length), i, characters = 0;

    if (valid == length) return true;
    for (i = 0; i < valid && characters < JX_CHARSET_SURE; i++) characters += bytes[i] >= 0xC0;
    return characters == JX_CHARSET_SURE;
}

const char *jx_charset_detect(const unsigned char *bytes, size_t length, size_t *skip) {
    const struct jx_charset_mark *mark;
    const char *encoding;

    *skip = 0;
    if (length == 0) return "UTF-8";
    mark = jx_charset_mark(bytes, length);
    if (mark) {
        *skip = mark->length;
        return mark->encoding;
    }
    encoding = jx_charset_utf16(bytes, length);
    if (encoding) return encoding;
    return jx_charset_is_utf8_text(bytes, length) ? "UTF-8" : "GB18030";
}

static bool jx_charset_is(const char *encoding, const char *const *names) {
    for (; *names; names++)
        if (strcasecmp(encoding, *names) == 0) return true;
    return false;
}

static bool jx_charset_is_utf8(const char *encoding) {
    return jx_charset_is(encoding, (const char *const[]){"UTF-8", "UTF8", NULL});
}

/* A slash would turn on transliteration, which makes other words of a table without saying so. */
static bool jx_charset_is_plain(const char *encoding) {
    return *encoding != '\0' && !strchr(encoding, '/');
}

/* The encoding to decode by what the user called it. "UTF-16" alone leaves the order of bytes to the mark, and without
 * one to what the bytes look like. */
static const char *jx_charset_settle(const char *encoding, const unsigned char *bytes, size_t length) {
    static const char *const utf16[] = {"UTF-16", "UTF16", "UNICODE", NULL};
    static const char *const chinese[] = {"GB2312", "GB-2312", "GBK",     "CP936",
                                          "MS936",  "EUC-CN",  "GB18030", NULL};
    const struct jx_charset_mark *mark;
    const char *order;

    if (jx_charset_is_utf8(encoding)) return "UTF-8";
    if (jx_charset_is(encoding, chinese)) return "GB18030";
    if (!jx_charset_is(encoding, utf16)) return encoding;
    mark = jx_charset_mark(bytes, length);
    if (mark && strncmp(mark->encoding, "UTF-16", 6) == 0) return mark->encoding;
    order = jx_charset_utf16(bytes, length);
    return order ? order : "UTF-16LE";
}

bool jx_encoding_known(const char *name, bool writing) {
    iconv_t descriptor;

    if (!writing) name = jx_charset_settle(name, (const unsigned char *)"", 0);
    if (jx_charset_is_utf8(name)) return true;
    if (!jx_charset_is_plain(name)) return false;
    descriptor = writing ? iconv_open(name, "UTF-8") : iconv_open("UTF-8", name);
    if (descriptor == (iconv_t)-1)
        return errno == ENOMEM; /* which is said where there is something to convert */
    iconv_close(descriptor);
    return true;
}

static void jx_charset_close(void *descriptor) {
    iconv_close((iconv_t)descriptor);
}

/* Room for what is converted: most of it is known beforehand, the rest doubles. */
struct jx_charset_room {
    char *bytes;
    size_t used, size;
};

static void jx_charset_widen(struct jx_arena *arena, struct jx_charset_room *room, size_t size) {
    char *wider = jx_arena_alloc(arena, size);

    if (room->used > 0) memcpy(wider, room->bytes, room->used);
    room->bytes = wider;
    room->size = size;
}

/* Runs the descriptor over the input; `*bad` is where it stopped. The last call flushes what a state holds back. */
static bool jx_charset_run(struct jx_arena *arena, iconv_t descriptor, const char *bytes, size_t length,
                           struct jx_charset_room *room, size_t *bad) {
    char *in = (char *)(uintptr_t)bytes;
    size_t left = length;
    bool flushing = false;

    for (;;) {
        char *out = room->bytes + room->used;
        size_t free_bytes = room->size - room->used - 1, result;

        result = flushing ? iconv(descriptor, NULL, NULL, &out, &free_bytes)
                          : iconv(descriptor, &in, &left, &out, &free_bytes);
        room->used = (size_t)(out - room->bytes);
        if (result != (size_t)-1) {
            if (flushing) break;
            flushing = true;
        } else if (errno == E2BIG) {
            jx_charset_widen(arena, room, room->size * 2 + 64);
        } else {
            *bad = length - left;
            return false;
        }
    }
    room->bytes[room->used] = '\0';
    return true;
}

static enum jx_charset_error jx_charset_convert(struct jx_arena *arena, const char *to, const char *from,
                                                const char *bytes, size_t length, size_t guess,
                                                struct jx_charset_room *room, size_t *bad) {
    size_t mark = jx_arena_mark(arena);
    iconv_t descriptor;
    bool fine;

    *bad = 0;
    if (!jx_charset_is_plain(to) || !jx_charset_is_plain(from)) return JX_CHARSET_UNKNOWN;
    jx_charset_widen(arena, room, guess);
    descriptor = iconv_open(to, from);
    if (descriptor == (iconv_t)-1) {
        if (errno == ENOMEM) jx_arena_exhausted(arena);
        return JX_CHARSET_UNKNOWN;
    }
    jx_arena_defer(arena, jx_charset_close, (void *)descriptor);
    fine = jx_charset_run(arena, descriptor, bytes, length, room, bad);
    jx_arena_release(arena, mark);
    return fine ? JX_CHARSET_FINE : JX_CHARSET_BAD;
}

static enum jx_charset_error jx_charset_copy(struct jx_arena *arena, const char *bytes, size_t length,
                                             struct jx_charset_room *room, size_t *bad) {
    *bad = jx_text_valid((const unsigned char *)bytes, length);
    if (*bad < length) return JX_CHARSET_BAD;
    room->bytes = jx_arena_copy(arena, bytes, length);
    room->used = length;
    return JX_CHARSET_FINE;
}

/* The byte order mark is no part of the text, in whatever encoding it came. */
static void jx_charset_unmark(struct jx_charset_room *room) {
    if (room->used < 3 || memcmp(room->bytes, "\xEF\xBB\xBF", 3) != 0) return;
    room->bytes += 3;
    room->used -= 3;
}

enum jx_charset_error jx_charset_decode(struct jx_arena *arena, const unsigned char *bytes, size_t length,
                                        const char *encoding, const char **text, size_t *text_length,
                                        size_t *bad, const char **used) {
    struct jx_charset_room room = {NULL, 0, 0};
    enum jx_charset_error error;
    size_t skip;

    if (length == 0) bytes = (const unsigned char *)"";
    if (!encoding)
        encoding = jx_charset_detect(bytes, length, &skip);
    else
        encoding = jx_charset_settle(encoding, bytes, length);
    *used = encoding;
    if (jx_charset_is_utf8(encoding))
        error = jx_charset_copy(arena, (const char *)bytes, length, &room, bad);
    else /* two bytes make three at most in the encodings of Chinese text */
        error = jx_charset_convert(arena, "UTF-8", encoding, (const char *)bytes, length, length / 2 * 3 + 64,
                                   &room, bad);
    if (error == JX_CHARSET_FINE) jx_charset_unmark(&room);
    *text = error == JX_CHARSET_FINE ? room.bytes : NULL;
    *text_length = error == JX_CHARSET_FINE ? room.used : 0;
    return error;
}

/* --- mending ------------------------------------------------------------------------------------------------------- */

static const char jx_charset_lost[] = "\xEF\xBF\xBD";

static void jx_charset_put(struct jx_arena *arena, struct jx_charset_room *room, const char *bytes,
                           size_t length) {
    while (room->size - room->used <= length) jx_charset_widen(arena, room, room->size * 2 + 64);
    memcpy(room->bytes + room->used, bytes, length);
    room->used += length;
    room->bytes[room->used] = '\0';
}

/* How many bytes a place takes that is no UTF-8: one, and those behind it that only go on with a character. */
static size_t jx_charset_bad_utf8(const unsigned char *bytes, size_t length) {
    size_t taken = 1;

    while (taken < length && taken < 4 && (bytes[taken] & 0xC0) == 0x80) taken++;
    return taken;
}

static void jx_charset_mend_utf8(struct jx_arena *arena, const unsigned char *bytes, size_t length,
                                 struct jx_charset_room *room, size_t *count, size_t *first) {
    size_t at = 0;

    for (;;) {
        size_t valid = jx_text_valid(bytes + at, length - at);

        jx_charset_put(arena, room, (const char *)bytes + at, valid);
        at += valid;
        if (at == length) return;
        if ((*count)++ == 0) *first = at;
        jx_charset_put(arena, room, jx_charset_lost, strlen(jx_charset_lost));
        at += jx_charset_bad_utf8(bytes + at, length - at);
    }
}

/* The descriptor goes on behind each byte it stumbles over. */
static void jx_charset_mend_run(struct jx_arena *arena, iconv_t descriptor, const char *bytes, size_t length,
                                struct jx_charset_room *room, size_t *count, size_t *first) {
    size_t at = 0, bad;

    while (!jx_charset_run(arena, descriptor, bytes + at, length - at, room, &bad)) {
        at += bad;
        if ((*count)++ == 0) *first = at;
        jx_charset_put(arena, room, jx_charset_lost, strlen(jx_charset_lost));
        if (++at >= length) return;
        iconv(descriptor, NULL, NULL, NULL, NULL);
    }
}

enum jx_charset_error jx_charset_mend(struct jx_arena *arena, const unsigned char *bytes, size_t length,
                                      const char *encoding, const char **text, size_t *text_length,
                                      size_t *count, size_t *first, const char **used) {
    struct jx_charset_room room = {NULL, 0, 0};
    size_t skip, mark = jx_arena_mark(arena);
    iconv_t descriptor;

    encoding =
        !encoding ? jx_charset_detect(bytes, length, &skip) : jx_charset_settle(encoding, bytes, length);
    *used = encoding;
    *count = *first = 0;
    jx_charset_widen(arena, &room, length / 2 * 3 + 64);
    if (jx_charset_is_utf8(encoding)) {
        jx_charset_mend_utf8(arena, bytes, length, &room, count, first);
    } else {
        descriptor = jx_charset_is_plain(encoding) ? iconv_open("UTF-8", encoding) : (iconv_t)-1;
        if (descriptor == (iconv_t)-1) return JX_CHARSET_UNKNOWN;
        jx_arena_defer(arena, jx_charset_close, (void *)descriptor);
        jx_charset_mend_run(arena, descriptor, (const char *)bytes, length, &room, count, first);
        jx_arena_release(arena, mark);
    }
    jx_charset_unmark(&room);
    *text = room.bytes;
    *text_length = room.used;
    return JX_CHARSET_FINE;
}

enum jx_charset_error jx_charset_encode(struct jx_arena *arena, const char *text, size_t length,
                                        const char *encoding, const char **bytes, size_t *byte_length,
                                        size_t *bad) {
    struct jx_charset_room room = {NULL, 0, 0};
    enum jx_charset_error error;

    if (length == 0) text = "";
    if (!encoding || jx_charset_is_utf8(encoding))
        error = jx_charset_copy(arena, text, length, &room, bad);
    else
        error = jx_charset_convert(arena, encoding, "UTF-8", text, length, length + 64, &room, bad);
    *bytes = error == JX_CHARSET_FINE ? room.bytes : NULL;
    *byte_length = error == JX_CHARSET_FINE ? room.used : 0;
    return error;
}
