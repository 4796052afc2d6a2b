#include "core/base/numbering.h"

#include <string.h>

#include "core/base/ranges.h"
#include "core/base/text.h"

/* Signs that are number and bracket in one: ① ⑴ ⒈, the circled ones of two digits, ❶ ➀ ➊, ㈠ ㊀. `number`: of the first. */
static const struct {
    struct jx_range range;
    unsigned number;
} signs[] = {
    {{0x2460, 0x2473}, 1}, {{0x2474, 0x2487}, 1}, {{0x2488, 0x249B}, 1}, {{0x24EB, 0x24F4}, 11},
    {{0x24F5, 0x24FE}, 1}, {{0x24FF, 0x24FF}, 0}, {{0x2776, 0x277F}, 1}, {{0x2780, 0x2789}, 1},
    {{0x278A, 0x2793}, 1}, {{0x3220, 0x3229}, 1}, {{0x3280, 0x3289}, 1},
};

static size_t sign_length(const char *key, unsigned *number) {
    const char *at = key;
    if ((unsigned char)*key > 0xE3) return 0;
    uint32_t c = jx_text_next(&at, key + strlen(key));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (c < signs[i].range.first || c > signs[i].range.last) continue;
        *number = signs[i].number + (c - signs[i].range.first);
        return (size_t)(at - key);
    }
    return 0;
}

/* The value of the Chinese numeral that a text begins with, one character; 0: it begins with none. */
static unsigned chinese_value(const char *text) {
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    static const uint64_t set = JX_TEXT_BIT(U'一') | JX_TEXT_BIT(U'二') | JX_TEXT_BIT(U'三') |
                                JX_TEXT_BIT(U'四') | JX_TEXT_BIT(U'五') | JX_TEXT_BIT(U'六') |
                                JX_TEXT_BIT(U'七') | JX_TEXT_BIT(U'八') | JX_TEXT_BIT(U'九') |
                                JX_TEXT_BIT(U'十');
    if (!jx_text_may_begin(text, set)) return 0; /* as most */
    for (unsigned i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (jx_text_starts(text, numerals[i])) return i + 1;
    return 0;
}

size_t jx_numeral_read(const char *text, unsigned *number) {
    size_t length = 0;
    unsigned value = 0, chinese;
    for (int count = 0; count < 3; count++) {
        if (text[length] >= '0' && text[length] <= '9') {
            value = 10 * value + (unsigned)(text[length++] - '0');
        } else if ((chinese = chinese_value(text + length)) > 0) {
            value = chinese < 10 ? value + chinese : value == 0 ? 10 : 10 * value; /* 十二, 二十 */
            length += strlen("十");
        } else {
            break;
        }
    }
    if (length > 0) *number = value;
    return length;
}

/* The sign between a number and its words. */
static size_t mark_length(const char *text) {
    if (*text == '.' || *text == ')') return 1;
    return jx_text_starts(text, "、") ? strlen("、") : 0;
}

size_t jx_numbering_read(const char *key, unsigned *number) {
    unsigned char first = (unsigned char)*key;
    unsigned value = 0;
    if (first != '(' && (first < '0' || first > '9') && (first < 0xE2 || first > 0xE5))
        return 0; /* most words */
    size_t length = sign_length(key, &value);
    bool bracket = length == 0 && *key == '(', sign = length > 0;
    if (!sign) length = jx_numeral_read(key + bracket, &value);
    if (length == 0) return 0;
    if (bracket && key[1 + length] != ')') return 0;
    for (size_t more; !sign && !bracket && key[length] == '.';) {
        more = jx_numeral_read(key + length + 1, &value);
        if (more == 0 || more > 2) break; /* 1.2. but not the year of 1.2024年 */
        length += 1 + more;
    }
    size_t mark = bracket ? 2 : mark_length(key + length);
    if (mark == 0 && !sign) return 0;
    *number = value;
    return length + mark;
}

size_t jx_numbering_length(const char *key) {
    unsigned number;
    return jx_numbering_read(key, &number);
}

const char *jx_numbering_skip(struct jx_arena *arena, const char *text) {
    const char *end = text + strlen(text), *key = jx_text_key(arena, text, (size_t)(end - text));
    for (int left = jx_text_characters(key, jx_numbering_length(key)); left > 0; left--) {
        text = jx_text_skip(text, end);
        jx_text_next(&text, end);
    }
    return jx_text_skip(text, end);
}
