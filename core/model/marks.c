#include "core/model/marks.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/text.h"

/* Boxes (□ ○ ☑ √) are not among them: an open one says something else than a ticked one. */
static const char *const marks[] = {
    "★", "☆", "▲", "△", "▼", "▽", "◆", "◇",      "※",      "●",        "■",        "▪",      "•",     "·",
    "➢", "✦", "*", "#", "-", "–", "—", "(必填)", "(选填)", "【必填】", "【选填】", "[必填]", "[选填]"};

/* Whether a text may begin with one of them: seen by its first byte and, as ≥ and Chinese are not to be asked further, by the
 * character's last bits. */
static bool may_begin(const char *key) {
    static const uint64_t set =
        JX_TEXT_BIT(U'★') | JX_TEXT_BIT(U'☆') | JX_TEXT_BIT(U'▲') | JX_TEXT_BIT(U'△') | JX_TEXT_BIT(U'▼') |
        JX_TEXT_BIT(U'▽') | JX_TEXT_BIT(U'◆') | JX_TEXT_BIT(U'◇') | JX_TEXT_BIT(U'※') | JX_TEXT_BIT(U'●') |
        JX_TEXT_BIT(U'■') | JX_TEXT_BIT(U'▪') | JX_TEXT_BIT(U'•') | JX_TEXT_BIT(U'➢') | JX_TEXT_BIT(U'✦') |
        JX_TEXT_BIT(U'–') | JX_TEXT_BIT(U'—') | JX_TEXT_BIT(U'【');
    unsigned char first = (unsigned char)*key;
    if (first < 0x80) return first == '*' || first == '#' || first == '-' || first == '(' || first == '[';
    return first == 0xC2 || ((first == 0xE2 || first == 0xE3) && jx_text_may_begin(key, set));
}

/* How long the mark is that a key begins with; 0: with none. */
static size_t mark_before(const char *key) {
    for (size_t i = 0; may_begin(key) && i < sizeof marks / sizeof *marks; i++)
        if (jx_text_starts(key, marks[i])) return strlen(marks[i]);
    return 0;
}

size_t jx_marks_length(const char *key) {
    size_t length = 0, mark;
    while ((mark = mark_before(key + length)) > 0) length += mark;
    return length;
}

/* How long the mark is that ends a key of more than it; 0: none does. */
static size_t mark_behind(const char *key, size_t length) {
    static const char *const behind[] = {"*", "★", "☆", "▲", "△", "※", "◆"};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        size_t mark = strlen(behind[i]);
        if (length > mark && memcmp(key + length - mark, behind[i], mark) == 0) return mark;
    }
    return 0;
}

size_t jx_marks_cut(const char *key, size_t length) {
    size_t mark;
    while ((mark = mark_behind(key, length)) > 0) length -= mark;
    return length;
}
