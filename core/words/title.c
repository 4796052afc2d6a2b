#include "core/words/title.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/scripts.h"
#include "core/base/text.h"
#include "core/words/lexicon.h"

/* A title is short; a longer cell is not even looked at, so that long lists stay cheap. */
enum { LONGEST_TITLE = 150, LATIN_LEAST = 6 };

/* In bytes: (续表一). */
enum { LONGEST_ON = 11 };

/* The title without what says the same in the letters of another language, in `cut`. */
static const char *in_chinese(const char *key, char cut[LONGEST_TITLE + 1]) {
    size_t length;
    const char *words = jx_text_chinese(key, LATIN_LEAST, LATIN_LEAST, &length);
    if (words == key && key[length] == '\0') return key;
    memcpy(cut, words, length);
    cut[length] = '\0';
    return cut;
}

/* …表（单位：万元） without its brackets, in `cut`; the key itself if it says no unit there. */
static const char *without_unit(const char *key, char cut[LONGEST_TITLE + 1]) {
    const char *remark = jx_lexicon_remark(key);
    if (!remark || !jx_capture_fits(JX_FIELD_MONEY_UNIT, remark, strlen(remark) - 1)) return key;
    size_t length = (size_t)(remark - 1 - key);
    memcpy(cut, key, length);
    cut[length] = '\0';
    return cut;
}

bool jx_key_is_title(const char *key) {
    char chinese[LONGEST_TITLE + 1], cut[LONGEST_TITLE + 1];
    if (strlen(key) > LONGEST_TITLE || !strstr(key, "绩效")) return false;
    key = without_unit(in_chinese(key, chinese), cut);
    size_t length = strlen(key);
    if (strpbrk(key, ":;,.") || strstr(key, "。")) return false;
    if (jx_text_ends(key, "表") || jx_text_ends(key, "表)")) return true;
    const char *table = strstr(key, "表("); /* …表（2025年度） */
    return table && jx_text_ends(key, ")") && strchr(table, ')') == key + length - 1;
}

bool jx_key_is_own_title(const char *key) {
    return jx_key_is_title(key) && !jx_text_starts(key, "附");
}

bool jx_key_is_example(const char *key) {
    static const char *const words[] = {"示例", "范例", "样例"};
    size_t length = strlen(key);
    for (size_t i = 0; i < sizeof words / sizeof *words && length <= LONGEST_TITLE; i++) {
        if (jx_text_starts(key, words[i]) || jx_text_ends(key, words[i])) return true;
        if (jx_key_is_title(key) && strstr(key, words[i])) return true;
    }
    return false;
}

bool jx_key_heads_part(const char *key) {
    return strstr(key, "指标表");
}

/* (续), (续一), (第2页，共3页) or 续表 at the end of a key; its end: it says nothing of pages. */
static const char *page_behind(const char *key) {
    const char *end = key + strlen(key), *open = strrchr(key, '(');
    if (jx_text_ends(key, "续表")) return end - strlen("续表");
    if (!open || end[-1] != ')') return end;
    bool on = jx_text_starts(open + 1, "续") && strlen(open) <= LONGEST_ON;
    return on || (jx_text_starts(open + 1, "第") && strstr(open, "页")) ? open : end;
}

static const char *behind_on(const char *key) {
    static const char *const words[] = {"(续表)", "(续)", "续表", "(续"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_starts(key, words[i])) return key + strlen(words[i]);
    return key;
}

bool jx_key_goes_on(const char *key) {
    const char *page = page_behind(key);
    bool first = jx_text_starts(page, "(第1页") || jx_text_starts(page, "(第一页");
    return behind_on(key) != key || (*page != '\0' && !first);
}

bool jx_key_only_goes_on(const char *key) {
    static const char *const words[] = {"续",     "续表",   "接上页", "接上表", "续上页",
                                        "续上表", "接下页", "接下表", "转下页", "转下表"};
    bool brackets = *key == '(';
    size_t length = strlen(key += brackets);
    if (length > LONGEST_ON || (brackets && (length == 0 || key[--length] != ')'))) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], key, length) == 0) return true;
    return false;
}

const char *jx_key_of_pages(struct jx_arena *arena, const char *key) {
    key = behind_on(key);
    return jx_arena_copy(arena, key, (size_t)(page_behind(key) - key));
}
