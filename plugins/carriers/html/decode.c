/*
 * The page as UTF-8, even if a few of its bytes are no characters: sites cut titles in the middle of one, and a browser
 * shows the rest all the same. What is damaged beyond that is refused as any other text is.
 */
#include "html.h"

#include <iconv.h>
#include <stdio.h>

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

/* Counts the characters beyond ASCII, and the bytes that belong to none. */
static void count_utf8(const unsigned char *at, const unsigned char *end, size_t *good, size_t *bad) {
    *good = *bad = 0;
    while (at < end) {
        unsigned char first = *at++;
        if (first < 0x80) continue;
        long more = first >= 0xC2 && first <= 0xDF   ? 1
                    : (first & 0xF0) == 0xE0         ? 2
                    : first >= 0xF0 && first <= 0xF4 ? 3
                                                     : 0;
        long seen = 0;
        while (seen < more && at + seen < end && (at[seen] & 0xC0) == 0x80) seen++;
        if (more == 0 || seen < more) {
            ++*bad;
        } else {
            ++*good;
            at += more;
        }
    }
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
    size_t left = input->length, room = 3 * left, bad = 0;
    if (descriptor == (iconv_t)-1) return NULL;
    host->defer(call, release, (void *)descriptor);
    char *text = host->allocate(call, room + 1), *to = text;
    while (left && iconv(descriptor, &in, &left, &to, &room) == (size_t)-1 && left) {
        if (++bad > input->length / BAD_ONE_IN) return NULL;
        memcpy(to, mark, 3);
        to += 3;
        room -= 3;
        in++;
        left--;
    }
    *to = 0;
    *length = (size_t)(to - text);
    report(host, call, bad, "GB18030");
    return text;
}

/* --- the page ---------------------------------------------------------------------------------------------------- */

const char *jx_html_decode(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           size_t *length) {
    const unsigned char *bytes = input->bytes;
    const char *encoding = jx_html_charset(input);
    bool chinese = encoding && !strcmp(encoding, "GB18030");
    size_t good, bad;
    *length = input->length;
    if (input->encoding || (encoding && !chinese) || input->length > MENDED_MOST ||
        memchr(bytes, 0, input->length < 4096 ? input->length : 4096))
        return host->decode(call, bytes, length, encoding);
    count_utf8(bytes, bytes + input->length, &good, &bad);
    if (!chinese && bad == 0) return host->decode(call, bytes, length, NULL);
    if (!chinese && bad < good / BAD_ONE_IN + 1 && good > BAD_ONE_IN / 2) {
        report(host, call, bad, "UTF-8");
        size_t skip = memcmp(bytes, "\xEF\xBB\xBF", 3) ? 0 : 3;
        const char *text = host->text(call, (const char *)bytes + skip, *length - skip);
        *length = strlen(text);
        return text;
    }
    const char *text = mend_gb18030(host, call, input, length);
    *length = text ? *length : input->length;
    return text ? text : host->decode(call, bytes, length, encoding);
}
