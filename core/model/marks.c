#include "core/model/marks.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/text.h"

/* Boxes (□ ○ ☑ √) are not among them: an open one says something else than a ticked one. */
static const char *const marks[] = {
    "★", "☆", "▲", "△", "▼", "▽", "◆", "◇",      "※",      "●",        "■",        "▪",      "•",     "·",
    "➢", "✦", "*", "#", "-", "–", "—", "(必填)", "(选填)", "【必填】", "【选填】", "[必填]", "[选填]"};

/* Whether a text may begin with one of them: seen by its first byte. */
static bool may_begin(const char *key) {
    unsigned char first = (unsigned char)*key;
    return first == 0xE2 || first == 0xC2 || first == '*' || first == '#' || first == '-' || first == '(' ||
           first == '[' || (first == 0xE3 && jx_text_starts(key, "【"));
}

size_t jx_marks_length(const char *key) {
    size_t length = 0;
    for (size_t i = 0; may_begin(key + length) && i < sizeof marks / sizeof *marks; i++)
        while (jx_text_starts(key + length, marks[i])) {
            length += strlen(marks[i]);
            i = 0;
        }
    return length;
}

size_t jx_marks_cut(const char *key, size_t length) {
    static const char *const behind[] = {"*", "★", "☆", "▲", "△", "※", "◆"};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        size_t mark = strlen(behind[i]);
        while (length > mark && memcmp(key + length - mark, behind[i], mark) == 0) {
            length -= mark;
            i = 0;
        }
    }
    return length;
}
