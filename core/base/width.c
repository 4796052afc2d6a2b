/*
 * How many columns a text takes where a Chinese character takes two.
 *
 * The C library's wcwidth cannot be asked: it depends on the locale. The wide ranges are the assigned characters of
 * width W and F in EastAsianWidth.txt of Unicode 15.0, with unassigned gaps inside CJK blocks filled. Characters of
 * width A ("ambiguous": “ ” … ≥ ×) count as one, as terminals show them. Of the marks that take no column, those are
 * listed which can stand in Chinese or Latin text; of other scripts, and controls, see below.
 */
#include <jixiao/jixiao.h>

#include "core/base/text.h"

struct jx_range {
    uint32_t first, last;
};

static const struct jx_range jx_wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF},
    {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

static const struct jx_range jx_narrowest[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static bool jx_ranges_hold(const struct jx_range *ranges, size_t count, uint32_t c) {
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (c > ranges[middle].last)
            low = middle + 1;
        else if (c < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

bool jx_text_is_wide(uint32_t c) {
    if (c < 0x1100) return false;
    if (c >= 0x4E00 && c <= 0x9FFF) return true;
    return jx_ranges_hold(jx_wide, sizeof(jx_wide) / sizeof(*jx_wide), c);
}

static size_t jx_text_columns(uint32_t c) {
    if (c >= 0x20 && c < 0x7F) return 1;
    if (c >= 0x4E00 && c <= 0x9FFF) return 2;
    if (jx_ranges_hold(jx_narrowest, sizeof(jx_narrowest) / sizeof(*jx_narrowest), c)) return 0;
    return jx_text_is_wide(c) ? 2 : 1;
}

size_t jx_text_width(const char *text, size_t length) {
    const char *end;
    size_t width = 0;

    if (text == NULL) return 0;
    end = text + length;
    while (text < end) {
        const unsigned char *at = (const unsigned char *)text;

        if (*at >= 0x20 && *at < 0x7F) {
            width++, text++;
        } else if (*at >= 0xE5 && *at <= 0xE9 && end - text > 2 && (at[1] & 0xC0) == 0x80 &&
                   (at[2] & 0xC0) == 0x80) {
            width += 2, text += 3; /* U+5000 to U+9FFF */
        } else {
            width += jx_text_columns(jx_text_next(&text, end));
        }
    }
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

    while (text < end) {
        const unsigned char *at = (const unsigned char *)text;

        if (*at >= 0x20 && *at < 0x7F) {
            width++, text++;
        } else if (*at >= 0xE5 && *at <= 0xE9 && end - text > 2 && (at[1] & 0xC0) == 0x80 &&
                   (at[2] & 0xC0) == 0x80) {
            width += 2, text += 3; /* U+5000 to U+9FFF */
        } else {
            uint32_t c = jx_text_next(&text, end);

            width += jx_text_prints_wide(c) ? 2 : jx_text_columns(c);
        }
    }
    return width;
}

size_t jx_display_width(const char *text, size_t length) {
    return jx_text_width(text, length);
}
