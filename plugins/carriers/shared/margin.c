#include "plugins/carriers/shared/margin.h"

#include <stdbool.h>
#include <string.h>

#include "plugins/carriers/shared/utf8.h"

enum { TOLD_MOST = 120 };

/* Whether the text is only a page number: 3, - 3 -, 第3页，共12页, Page 3 of 12. */
static bool only_numbers(const char *text, size_t length) {
    static const char *const words[] = {"第", "页", "共",   "/",  "-", "—", "–",
                                        "－", "，", "Page", "of", ".", ",", "　"};
    while (length > 0) {
        size_t step = (*text >= '0' && *text <= '9') || jx_utf8_blank(text, 1);
        for (size_t i = 0; step == 0 && i < sizeof words / sizeof *words; i++)
            if (length >= strlen(words[i]) && memcmp(text, words[i], strlen(words[i])) == 0)
                step = strlen(words[i]);
        if (step == 0) return false;
        text += step;
        length -= step;
    }
    return true;
}

/* The sheets of a workbook mostly have the same. */
static bool is_known(const struct jx_book *book, const char *text, size_t length) {
    for (uint32_t i = 0; i < book->margin_count; i++)
        if (strlen(book->margins[i]) == length && memcmp(book->margins[i], text, length) == 0) return true;
    return false;
}

size_t jx_margin_told(const char *text, size_t length) {
    if (length <= TOLD_MOST) return length;
    length = TOLD_MOST;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
    return length;
}

void jx_margin_tell(const struct jx_host *host, struct jx_call *call, struct jx_book *book, const char *sheet,
                    const char *text, size_t length) {
    enum { MARGINS_MOST = 1000 };
    const struct jx_place place = {.sheet = sheet};
    if (only_numbers(text, length)) return;
    if (book && (book->margin_count >= MARGINS_MOST || is_known(book, text, length))) return;
    if (book) {
        book->margins = host->grow(call, book->margins, book->margin_count, &book->margin_capacity,
                                   sizeof *book->margins);
        book->margins[book->margin_count++] = host->text(call, text, length);
    }
    length = jx_margin_told(text, length);
    JX_REPORT(host, call, JX_MSG_DOCUMENT_HEADER, sheet ? &place : NULL, host->text(call, text, length));
}

/* --- codes ------------------------------------------------------------------------------------------------------- */

static const char *digits_end(const char *at, const char *end) {
    while (at < end && *at >= '0' && *at <= '9') at++;
    return at;
}

/* What follows the code that begins behind an &; `*stands` is the character that it stands for, '\0': none. */
static const char *code_end(const char *at, const char *end, char *stands) {
    enum { COLOUR = 6 };
    *stands = '\0';
    if (at == end) return at;
    if (*at == '&') *stands = '&';
    if (memchr("LCR", *at, 3)) *stands = '\t';
    if (*at >= '0' && *at <= '9') return digits_end(at, end);
    if (*at == 'K') return end - at > COLOUR ? at + 1 + COLOUR : end;
    if (*at != '"') return at + 1;
    const char *close = memchr(at + 1, '"', (size_t)(end - at - 1));
    return close ? close + 1 : end;
}

void jx_margin_codes_tell(const struct jx_host *host, struct jx_call *call, struct jx_book *book,
                          const char *sheet, const char *text, size_t length) {
    const char *end = text + length;
    char *plain = host->allocate(call, length + 1), *to = plain, stands;
    for (const char *at = text; at < end;) {
        if (*at != '&') {
            *to++ = *at++;
            continue;
        }
        at = code_end(at + 1, end, &stands);
        if (stands != '\0' && (stands != '\t' || to > plain)) *to++ = stands;
    }
    while (to > plain && to[-1] == '\t') to--;
    jx_margin_tell(host, call, book, sheet, plain, (size_t)(to - plain));
}
