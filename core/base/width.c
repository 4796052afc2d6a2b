/*
 * How many columns a text takes where a Chinese character takes two.
 *
 * The C library's wcwidth cannot be asked: it depends on the locale. Characters of width A ("ambiguous": “ ” … ≥ ×) count as one,
 * as terminals show them. Of the marks that take no column, those are listed which can stand in Chinese or Latin text.
 */
#include <jixiao/jixiao.h>

#include "core/base/ranges.h"
#include "core/base/text.h"

static const struct jx_range jx_narrowest[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static size_t jx_text_columns(uint32_t c) {
    if (c >= 0x20 && c < 0x7F) return 1;
    if (c >= 0x4E00 && c <= 0x9FFF) return 2;
    if (jx_ranges_hold(jx_narrowest, sizeof(jx_narrowest) / sizeof(*jx_narrowest), c)) return 0;
    return jx_text_is_wide(c) ? 2 : 1;
}

/* Whether a character of three bytes begins with these two that stands from U+4E00 to U+9FFF. */
static bool jx_is_usual(const char *text) {
    unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];

    return first >= 0xE4 && first <= 0xE9 && (first > 0xE4 || second >= 0xB8);
}

/* Where the usual characters end, ASCII and U+4E00 to U+9FFF; their width is added. */
static const char *jx_usual_end(const char *text, const char *end, size_t *width) {
    for (;;) {
        unsigned char first = text < end ? (unsigned char)*text : 0;

        if (end - text > 2 && jx_is_usual(text) && jx_text_goes_on(text[1]) && jx_text_goes_on(text[2]))
            *width += 2, text += 3;
        else if (first >= 0x20 && first < 0x7F)
            ++*width, text++;
        else
            return text;
    }
}

size_t jx_text_width(const char *text, size_t length) {
    const char *end;
    size_t width = 0;

    if (!text) return 0;
    end = text + length;
    while ((text = jx_usual_end(text, end, &width)) < end) width += jx_text_columns(jx_text_next(&text, end));
    return width;
}

/* --- on paper ----------------------------------------------------------------------------------------------------- */

/*
 * 宋体 draws every sign of GB 2312 and GBK as wide as a Chinese character, also those that a terminal shows in one column:
 * dashes, quotation marks, dots, mathematical signs, Greek, Cyrillic, circled numbers, box drawings. Counted here are the
 * blocks they stand in; a sign of these blocks that 宋体 lacks is drawn from another typeface, at most as wide.
 */
static const struct jx_range jx_printed_wide[] = {
    {0x00A1, 0x00A9}, {0x00AC, 0x00B9}, {0x00BC, 0x00BF}, {0x00D7, 0x00D7}, {0x00F7, 0x00F7},
    {0x0391, 0x03C9}, {0x0401, 0x0451}, {0x2010, 0x2027}, {0x2030, 0x205E}, {0x2070, 0x20C0},
    {0x2100, 0x27BF}, {0x2900, 0x2BFF}, {0xE000, 0xF8FF}, {0xFFFD, 0xFFFD},
};

bool jx_text_prints_wide(uint32_t c) {
    if (c < 0xA1) return false;
    return jx_text_is_wide(c) ||
           jx_ranges_hold(jx_printed_wide, sizeof(jx_printed_wide) / sizeof(*jx_printed_wide), c);
}

size_t jx_print_width(const char *text, size_t length) {
    const char *end = text + length;
    size_t width = 0;

    while ((text = jx_usual_end(text, end, &width)) < end) {
        uint32_t c = jx_text_next(&text, end);

        width += jx_text_prints_wide(c) ? 2 : jx_text_columns(c);
    }
    return width;
}

size_t jx_display_width(const char *text, size_t length) {
    return jx_text_width(text, length);
}
