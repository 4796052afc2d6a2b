#include "core/words/title.h"

#include <string.h>

#include "core/base/text.h"
#include "core/words/lexicon.h"

/* A title is short; a longer cell is not even looked at, so that long lists stay cheap. */
enum { LONGEST_TITLE = 150 };

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
    char cut[LONGEST_TITLE + 1];
    if (strlen(key) > LONGEST_TITLE || !strstr(key, "绩效")) return false;
    key = without_unit(key, cut);
    size_t length = strlen(key);
    if (strpbrk(key, ":;,.") || strstr(key, "。")) return false;
    if (jx_text_ends(key, "表") || jx_text_ends(key, "表)")) return true;
    const char *table = strstr(key, "表("); /* …表（2025年度） */
    return table && jx_text_ends(key, ")") && strchr(table, ')') == key + length - 1;
}

bool jx_key_is_own_title(const char *key) {
    return jx_key_is_title(key) && !jx_text_starts(key, "附");
}

bool jx_key_heads_part(const char *key) {
    return strstr(key, "指标表");
}

bool jx_key_goes_on(const char *key) {
    return jx_text_starts(key, "续表") || jx_text_starts(key, "(续") || jx_text_ends(key, "续表") ||
           jx_text_ends(key, "(续)") || jx_text_ends(key, "(续表)");
}
