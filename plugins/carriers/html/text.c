/*
 * Text as a browser shows it: white space in the file is one blank or nothing, and line ends come from the markup.
 */
#include "html.h"

/* Adds a byte: the room doubles, the bytes stay in the arena until the document dies. */
static void put(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text, char byte) {
    if (text->length == text->capacity)
        text->bytes = host->grow(call, text->bytes, text->length, &text->capacity, 1);
    text->bytes[text->length++] = byte;
}

static bool is_white(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Chinese characters and full-width signs: a line end of the file between two of them is none that is shown. */
static bool is_wide(uint32_t c) {
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

/* The character at `at`, of valid UTF-8, and its length. */
static uint32_t character(const char *at, const char *end, size_t *length) {
    const unsigned char *c = (const unsigned char *)at;
    size_t want = *c < 0x80 ? 1 : *c < 0xE0 ? 2 : *c < 0xF0 ? 3 : 4;
    *length = (size_t)(end - at) < want ? (size_t)(end - at) : want;
    if (*length < want || want == 1) return *c;
    if (want == 2) return (uint32_t)(c[0] & 0x1F) << 6 | (c[1] & 0x3F);
    if (want == 3) return (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
    return (uint32_t)(c[0] & 0x07) << 18 | (uint32_t)(c[1] & 0x3F) << 12 | (uint32_t)(c[2] & 0x3F) << 6 |
           (c[3] & 0x3F);
}

static bool ends_wide(const struct jx_html_text *text) {
    uint32_t start = text->length;
    size_t length;
    while (start > 0 && ((unsigned char)text->bytes[--start] & 0xC0) == 0x80) continue;
    return text->length && is_wide(character(text->bytes + start, text->bytes + text->length, &length));
}

/* What waits before the next character: a line's beginning, or a blank. */
static void settle(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text,
                   uint32_t next) {
    bool line = !text->length || text->bytes[text->length - 1] == '\n';
    if (text->block && !line)
        put(host, call, text, '\n');
    else if (text->space && !line && (text->spaced || !(text->newline && is_wide(next) && ends_wide(text))))
        put(host, call, text, ' ');
    text->block = text->space = text->newline = false;
}

/* Digits above the line are not digits of the number before them: 10⁴ is not 104. */
static const char *raised(char c) {
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (c >= '0' && c <= '9') return digits[c - '0'];
    return c == '+' ? "⁺" : c == '-' ? "⁻" : NULL;
}

static void put_character(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text,
                          const char *bytes, size_t length, enum jx_html_style style) {
    const char *above = style == JX_HTML_SUPERSCRIPT ? raised(*bytes) : NULL;
    if (above) bytes = above, length = strlen(above);
    for (size_t i = 0; i < length; i++) put(host, call, text, bytes[i]);
}

bool jx_html_text_add(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text,
                      const char *words, size_t length, enum jx_html_style style) {
    const char *end = words + length;
    size_t taken;
    if (length > JX_HTML_TEXT_MOST || text->length > JX_HTML_TEXT_MOST - length) return false;
    for (; words < end; words += taken) {
        uint32_t c = character(words, end, &taken);
        if (style == JX_HTML_KEPT && c == '\n') {
            jx_html_text_break(host, call, text);
        } else if (c < 0x80 && is_white((unsigned char)c) && style != JX_HTML_KEPT) {
            text->space = true;
            text->newline = text->newline || c == '\n' || c == '\r';
        } else if (c == 0xA0) {
            settle(host, call, text, c);
            put(host, call, text, ' ');
        } else if (c != '\r') {
            settle(host, call, text, c);
            put_character(host, call, text, words, taken, style);
        }
    }
    return true;
}

void jx_html_text_break(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text) {
    text->space = text->newline = false;
    if (text->block) settle(host, call, text, '\n');
    put(host, call, text, '\n');
}

void jx_html_text_edge(struct jx_html_text *text) {
    text->space = text->newline = false;
    text->block = true;
}

/* The length of the blank that begins at `at`, 0: it is none. */
static size_t blank(const char *at, const char *end) {
    if (*at == ' ' || *at == '\n' || *at == '\t') return 1;
    if (end - at < 3) return 0;
    return !memcmp(at, "\xE3\x80\x80", 3) || !memcmp(at, "\xE2\x80\x8B", 3) || !memcmp(at, "\xEF\xBB\xBF", 3)
               ? 3
               : 0;
}

bool jx_html_text_finish(struct jx_html_text *text) {
    uint32_t first = 0, at = 0;
    size_t length = 0;
    while (at < text->length && (length = blank(text->bytes + at, text->bytes + text->length)) != 0) {
        at += (uint32_t)length;
        if (text->bytes[at - 1] == '\n') first = at;
    }
    if (at >= text->length) {
        text->length = 0;
        return false;
    }
    for (at = text->length; text->bytes[at - 1] == ' ' || text->bytes[at - 1] == '\n';)
        if (text->bytes[--at] == '\n') text->length = at;
    if (first) memmove(text->bytes, text->bytes + first, text->length -= first);
    return true;
}

void jx_html_text_clear(struct jx_html_text *text) {
    text->length = 0;
    text->space = text->newline = text->block = false;
}
