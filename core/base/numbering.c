#include "core/base/numbering.h"

#include <string.h>

#include "core/base/ranges.h"
#include "core/base/text.h"

/* ① ⑴ ⒈, the circled ones of two digits, ❶ ➀ ➊, ㈠ ㊀: the sign is number and bracket in one. */
static const struct jx_range signs[] = {
    {0x2460, 0x249B}, {0x24EB, 0x24FF}, {0x2776, 0x2793}, {0x3220, 0x3229}, {0x3280, 0x3289}};

static size_t sign_length(const char *key) {
    const char *at = key;
    if ((unsigned char)*key > 0xE3) return 0;
    uint32_t c = jx_text_next(&at, key + strlen(key));
    return jx_ranges_hold(signs, sizeof signs / sizeof *signs, c) ? (size_t)(at - key) : 0;
}

/* Up to three digits or Chinese numerals. */
static size_t numeral_length(const char *text) {
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t length = 0;
    for (int count = 0; count < 3; count++) {
        size_t before = length;
        if (text[length] >= '0' && text[length] <= '9') length++;
        for (size_t i = 0; length == before && i < sizeof numerals / sizeof *numerals; i++)
            if (jx_text_starts(text + length, numerals[i])) length += strlen(numerals[i]);
        if (length == before) break;
    }
    return length;
}

/* The sign between a number and its words. */
static size_t mark_length(const char *text) {
    if (*text == '.' || *text == ')') return 1;
    return jx_text_starts(text, "、") ? strlen("、") : 0;
}

size_t jx_numbering_length(const char *key) {
    unsigned char first = (unsigned char)*key;
    if (first != '(' && (first < '0' || first > '9') && (first < 0xE2 || first > 0xE5))
        return 0; /* most words */
    size_t length = sign_length(key);
    if (length > 0) return length + mark_length(key + length);
    bool bracket = *key == '(';
    length = numeral_length(key + bracket);
    if (length == 0) return 0;
    if (bracket) return key[1 + length] == ')' ? length + 2 : 0;
    for (size_t more; key[length] == '.' && (more = numeral_length(key + length + 1)) > 0 && more < 3;)
        length += 1 + more; /* 1.2. but not the year of 1.2024年 */
    size_t mark = mark_length(key + length);
    return mark > 0 ? length + mark : 0;
}
