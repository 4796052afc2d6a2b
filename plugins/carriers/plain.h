/*
 * What the first bytes of a file say about it, for the carriers of plain text.
 *
 * A bid must not report anything and should not read half a gigabyte, so it looks at a sample in which every character
 * of structure (line ends, separators, quotation marks) is one byte, whatever the file is encoded in: UTF-8 and
 * GB18030 keep those bytes to themselves, and UTF-16 is squeezed.
 */
#ifndef JX_CARRIERS_PLAIN_H
#define JX_CARRIERS_PLAIN_H

#include <string.h>
#include <strings.h>

#include <jixiao/carrier.h>

enum { JX_PLAIN_SAMPLE = 1 << 16 };

/* `text` is the sample; characters beyond ASCII are bytes of 0x80 and more in it (trail bytes of GB18030 apart, which
 * are never structure). `whole`: it is all there is. */
struct jx_plain_sample {
    const char *text;
    size_t length;
    bool whole;
};

enum jx_plain_verdict {
    JX_PLAIN_BINARY, /* not text: no bid */
    JX_PLAIN_BROKEN, /* text, but in no encoding wholly: somebody should say where it breaks */
    JX_PLAIN_TEXT
};

/* The length of a byte order mark of UTF-8. */
static inline size_t jx_plain_utf8_mark(const unsigned char *bytes, size_t length) {
    return length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

/* An ASCII character that stands in tables. */
static inline bool jx_plain_is_ascii(unsigned char c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7F);
}

/*
 * 'l' or 'b' for UTF-16 of that byte order, 0: something else. Without a mark it shows by its ASCII characters, in each
 * of which one byte is zero. (Chinese ones may have a zero byte too: 一 is 4E00.) `length` is that of the sample.
 */
static inline char jx_plain_utf16(const struct jx_input *input, size_t length) {
    const unsigned char *bytes = input->bytes;
    const char *encoding = input->encoding;
    size_t little = 0, big = 0;
    if (length < 2) return 0;
    if (bytes[0] == 0xFF && bytes[1] == 0xFE) return 'l';
    if (bytes[0] == 0xFE && bytes[1] == 0xFF) return 'b';
    if (encoding && !strncasecmp(encoding, "utf-16", 6) && encoding[6])
        return strcasecmp(encoding + 6, "be") ? 'l' : 'b';
    if (input->length % 2 || !memchr(bytes, 0, length)) return 0;
    for (size_t i = 0; i + 1 < length; i += 2) {
        little += !bytes[i + 1] && jx_plain_is_ascii(bytes[i]);
        big += !bytes[i] && jx_plain_is_ascii(bytes[i + 1]);
    }
    return little > big ? 'l' : big > little ? 'b' : 0;
}

/* Valid so far as the sample goes: a character cut off at its end is no fault unless the file ends there too. */
static inline bool jx_plain_is_utf8(const unsigned char *at, size_t length, bool whole) {
    const unsigned char *end = at + length;
    while (at < end) {
        unsigned char first = *at++;
        if (first < 0x80) continue;
        int more = first >= 0xC2 && first <= 0xDF   ? 1
                   : (first & 0xF0) == 0xE0         ? 2
                   : first >= 0xF0 && first <= 0xF4 ? 3
                                                    : 0;
        if (!more) return false;
        for (; more; more--, at++) {
            if (at == end) return !whole;
            if ((*at & 0xC0) != 0x80) return false;
        }
    }
    return true;
}

static inline bool jx_plain_is_gb18030(const unsigned char *at, size_t length, bool whole) {
    const unsigned char *end = at + length;
    while (at < end) {
        if (*at++ < 0x80) continue;
        if (at[-1] == 0x80 || at[-1] == 0xFF) return false;
        if (at == end) return !whole;
        if (*at >= 0x30 && *at <= 0x39) {
            if (end - at < 3) return !whole;
            if (at[1] < 0x81 || at[1] > 0xFE || at[2] < 0x30 || at[2] > 0x39) return false;
            at += 3;
        } else if (*at < 0x40 || *at == 0x7F || *at == 0xFF) {
            return false;
        } else {
            at++;
        }
    }
    return true;
}

/* Beginnings that belong to other carriers. A text may begin with an angle or square bracket (<90%, [508] …), so more
 * than that is asked for. */
static inline bool jx_plain_is_foreign(const char *text, size_t length) {
    static const char *const starts[] = {"<!",    "<?",     "<html",   "<head",  "<body", "<table",
                                         "<meta", "<style", "<script", "{\\rtf", "%PDF-", "PK\x03\x04"};
    const char *end = text + length;
    while (text < end && strchr(" \t\r\n\f", *text)) text++;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t want = strlen(starts[i]);
        if ((size_t)(end - text) >= want && !strncasecmp(text, starts[i], want)) return true;
    }
    if (text == end || (*text != '{' && *text != '[')) return false;
    bool object = *text++ == '{';
    while (text < end && strchr(" \t\r\n", *text)) text++;
    return text < end && (*text == '"' || *text == '{' || (object ? *text == '}' : *text == '['));
}

/* Control characters no text has. Word's line break inside a cell (VT) and DOS's end of file are let pass, and a few of those that
 * programs of old left in texts; but not what stands in files of any other kind: NUL, BEL, BS. */
static inline bool jx_plain_has_controls(const char *text, size_t length) {
    enum { FEW = 100 }; /* characters to one */
    size_t found = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == 0 || c == '\a' || c == '\b') return true;
        found += c == 0x7F || (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1A);
    }
    return found > length / FEW;
}

static inline const char *jx_plain_squeeze(const struct jx_host *host, struct jx_call *call,
                                           const unsigned char *bytes, size_t units, char order) {
    char *text = host->allocate(call, units + 1);
    for (size_t i = 0; i < units; i++) {
        unsigned char low = bytes[2 * i + (order == 'b')], high = bytes[2 * i + (order == 'l')];
        text[i] = (char)(high || low >= 0x80 ? 0x80 : low);
    }
    return text;
}

/* Takes the sample and says what it is. */
static inline enum jx_plain_verdict jx_plain_look(const struct jx_host *host, struct jx_call *call,
                                                  const struct jx_input *input,
                                                  struct jx_plain_sample *sample) {
    const unsigned char *bytes = input->bytes;
    size_t length = input->length < JX_PLAIN_SAMPLE ? input->length : JX_PLAIN_SAMPLE;
    char order = jx_plain_utf16(input, length);
    bool broken = false;
    *sample = (struct jx_plain_sample){.whole = length == input->length};
    if (order) {
        broken = input->length % 2;
        size_t mark = bytes[0] >= 0xFE && bytes[1] >= 0xFE ? 2 : 0;
        sample->length = (length - mark) / 2;
        sample->text = jx_plain_squeeze(host, call, bytes + mark, sample->length, order);
    } else {
        size_t mark = length ? jx_plain_utf8_mark(bytes, length) : 0;
        sample->text = (const char *)bytes + mark;
        sample->length = length - mark;
        if (!input->encoding)
            broken = !jx_plain_is_utf8(bytes, length, sample->whole) &&
                     (mark || !jx_plain_is_gb18030(bytes, length, sample->whole));
    }
    if (!sample->length || jx_plain_has_controls(sample->text, sample->length)) return JX_PLAIN_BINARY;
    if (jx_plain_is_foreign(sample->text, sample->length)) return JX_PLAIN_BINARY;
    return broken ? JX_PLAIN_BROKEN : JX_PLAIN_TEXT;
}

/* Decodes a whole file for reading; NULL, reported, if that cannot be. NULs and DOS's end of file after the last line
 * are padding and go, and so do further byte order marks. A NUL elsewhere would cut its cell short unseen, so such a
 * text is refused. */
static inline const char *jx_plain_decode(const struct jx_host *host, struct jx_call *call,
                                          const struct jx_input *input, size_t *length) {
    *length = input->length;
    const char *text = host->decode(call, input->bytes, length, input->encoding);
    if (!text) return NULL;
    while (*length && (text[*length - 1] == 0 || text[*length - 1] == 0x1A)) --*length;
    while (*length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) text += 3, *length -= 3;
    const char *nul = memchr(text, 0, *length);
    if (!nul) return text;
    struct jx_place place = {.line = 1};
    for (const char *at = text; at < nul; at++) place.line += *at == '\n';
    JX_REPORT(host, call, JX_MSG_TEXT_NUL, &place, NULL);
    return NULL;
}

#endif
