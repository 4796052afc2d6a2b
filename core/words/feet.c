#include "core/words/feet.h"

#include <string.h>

#include "core/base/text.h"

static const char *const notes[] = {"注", "备注", "说明", "注释"};
static const char *const instructions[] = {"填表说明", "填报说明", "填写说明"};
static const char *const signing[] = {"审核人", "审核",     "复核人",   "复核", "制表", "经办",
                                      "领导",   "主管领导", "分管领导", "日期", "时间"};
static const char *const acts[] = {"经办", "复核", "审核", "审批", "审签", "审定", "签批",
                                   "核对", "校对", "批准", "核准", "制表", "会签"};

enum {
    NOTES = sizeof notes / sizeof *notes,
    INSTRUCTIONS = sizeof instructions / sizeof *instructions,
    SIGNING = sizeof signing / sizeof *signing,
    ACTS = sizeof acts / sizeof *acts,
};

static bool is_one_of(const char *const *words, size_t count, const char *key, size_t length) {
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && memcmp(key, words[i], length) == 0) return true;
    return false;
}

bool jx_key_is_note(const char *key, size_t length) {
    return is_one_of(notes, NOTES, key, length) || is_one_of(instructions, INSTRUCTIONS, key, length);
}

bool jx_key_instructs(const char *key) {
    for (size_t i = 0; i < INSTRUCTIONS; i++)
        if (jx_text_starts(key, instructions[i])) return true;
    return false;
}

bool jx_phrase_signs(const struct jx_phrase *phrase) {
    return is_one_of(signing, SIGNING, phrase->core, strlen(phrase->core));
}

bool jx_phrase_acts(const struct jx_phrase *phrase) {
    enum { LONGEST = 6 };
    if (phrase->characters > LONGEST) return false;
    for (size_t i = 0; i < ACTS; i++)
        if (jx_text_ends(phrase->core, acts[i])) return true;
    return false;
}

bool jx_phrase_is_opinion(const struct jx_phrase *phrase) {
    enum { LONGEST = 8 };
    return jx_tags_have(phrase->tags, JX_TAG_OPINION) && jx_text_ends(phrase->core, "意见") &&
           phrase->characters <= LONGEST;
}

bool jx_phrase_may_sign(const struct jx_phrase *phrase) {
    static const enum jx_tag tags[] = {JX_TAG_HEAD, JX_TAG_AGENT, JX_TAG_PHONE, JX_TAG_CONTACT,
                                       JX_TAG_FILING};
    for (size_t i = 0; i < sizeof tags / sizeof *tags && phrase->unknown <= JX_PHRASE_UNKNOWN; i++)
        if (jx_tags_have(phrase->tags, tags[i])) return true;
    return false;
}
