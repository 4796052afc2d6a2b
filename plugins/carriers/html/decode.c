/*
 * The page as UTF-8, even if a few of its bytes are no characters: sites cut titles in the middle of one, and a browser
 * shows the rest all the same. What is damaged beyond that is refused as any other text is.
 */
#include "html.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MENDED_MOST = 64 * 1024 * 1024, /* larger pages are read as they are or not at all */
    BAD_ONE_IN = 100                /* characters */
};

static const char mark[] = "\xEF\xBF\xBD";

static void report(const struct jx_host *host, struct jx_call *call, size_t bad, const char *encoding) {
    char number[24];
    snprintf(number, sizeof number, "%zu", bad);
    if (bad) JX_REPORT(host, call, JX_MSG_PAGE_BYTES, NULL, number, encoding);
}

/* --- UTF-8 ------------------------------------------------------------------------------------------------------- */

size_t jx_html_character(const unsigned char *at, const unsigned char *end) {
    if (*at < 0x80) return 1;
    size_t length = *at >= 0xC2 && *at <= 0xDF   ? 2
                    : (*at & 0xF0) == 0xE0       ? 3
                    : *at >= 0xF0 && *at <= 0xF4 ? 4
                                                 : 0;
    if (length == 0 || (size_t)(end - at) < length) return 0;
    unsigned char least = *at == 0xE0 ? 0xA0 : *at == 0xF0 ? 0x90 : 0x80;
    unsigned char most = *at == 0xED ? 0x9F : *at == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < least || at[1] > most) return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xC0) != 0x80) return 0;
    return length;
}

/* Counts the characters beyond ASCII, and the bytes that belong to none. */
static void count_utf8(const unsigned char *at, const unsigned char *end, size_t *good, size_t *bad) {
    *good = *bad = 0;
    while (at < end) {
        size_t length = jx_html_character(at, end);
        *good += length > 1;
        *bad += length == 0;
        at += length ? length : 1;
    }
}

/* Room that is given back once the page is read, for it is of no use to the document; NULL: no memory. */
static char *borrow(const struct jx_host *host, struct jx_call *call, size_t size) {
    char *room = malloc(size);
    if (room) host->defer(call, free, room);
    return room;
}

/* Copies, with a mark for each byte that is no part of a character; NULL: no memory. */
static const char *mend_utf8(const struct jx_host *host, struct jx_call *call, const unsigned char *at,
                             size_t *length, size_t bad) {
    const unsigned char *end = at + *length;
    char *text = borrow(host, call, *length + 2 * bad + 1), *to = text;
    if (!text) return NULL;
    while (at < end) {
        size_t good = jx_html_character(at, end);
        memcpy(to, good ? (const char *)at : mark, good ? good : 3);
        to += good ? good : 3;
        at += good ? good : 1;
    }
    *length = (size_t)(to - text);
    report(host, call, bad, "UTF-8");
    return text;
}

/* --- GB18030 ----------------------------------------------------------------------------------------------------- */

static void release(void *descriptor) {
    iconv_close((iconv_t)descriptor);
}

/* Decodes, with a mark for each byte that is no part of a character; NULL: too many of them. */
static const char *mend_gb18030(const struct jx_host *host, struct jx_call *call,
                                const struct jx_input *input, size_t *length) {
    iconv_t descriptor = iconv_open("UTF-8", "GB18030");
    char *in = (char *)(uintptr_t)input->bytes;
    size_t left = input->length, room = 3 * left + 1, bad = 0;
    if (descriptor == (iconv_t)-1) return NULL;
    host->defer(call, release, (void *)descriptor);
    char *text = borrow(host, call, room), *to = text;
    if (!text) return NULL;
    while (left && iconv(descriptor, &in, &left, &to, &room) == (size_t)-1 && left) {
        if (++bad > input->length / BAD_ONE_IN) return NULL;
        memcpy(to, mark, 3);
        to += 3;
        room -= 3;
        in++;
        left--;
    }
    *length = (size_t)(to - text);
    report(host, call, bad, "GB18030");
    return text;
}

/* --- the page ---------------------------------------------------------------------------------------------------- */

/* What is UTF-8 from end to end stays where it is: a page may be most of what memory there is. */
const char *jx_html_decode(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           size_t *length) {
    const unsigned char *bytes = input->bytes;
    const char *encoding = jx_html_charset(input);
    bool chinese = encoding && !strcmp(encoding, "GB18030");
    size_t good, bad;
    *length = input->length;
    if (input->encoding || (encoding && !chinese) ||
        memchr(bytes, 0, input->length < 4096 ? input->length : 4096))
        return host->decode(call, bytes, length, encoding);
    count_utf8(bytes, bytes + input->length, &good, &bad);
    size_t skip = *length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    if (!chinese && bad == 0) {
        *length -= skip;
        return (const char *)bytes + skip;
    }
    if (input->length > MENDED_MOST) return host->decode(call, bytes, length, encoding);
    const char *text;
    if (!chinese && bad < good / BAD_ONE_IN + 1 && good > BAD_ONE_IN / 2) {
        *length -= skip;
        text = mend_utf8(host, call, bytes + skip, length, bad);
    } else {
        text = mend_gb18030(host, call, input, length);
    }
    if (text) return text;
    *length = input->length;
    return host->decode(call, bytes, length, encoding);
}
