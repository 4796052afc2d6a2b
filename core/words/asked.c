#include "core/words/asked.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"

/* Fields of which the same words make something else. */
enum class {
    NAMES = 1 << 0,
    PROJECT = 1 << 1, /* its name and its code */
    KINDS = 1 << 2,
    CODES = 1 << 3,
    PEOPLE = 1 << 4,
    HEAD = 1 << 5,
    PHONE = 1 << 6,
    TIMES = 1 << 7,
    AMOUNTS = 1 << 8,
    GOALS = 1 << 9,
    FILER = 1 << 10,
    ALL = (1 << 11) - 1, /* of the above; those below come with one of them, or are alone */
    CARRIED = 1 << 11,   /* over from a former year */
    SUPERIOR = 1 << 12   /* funds from above, from whichever level */
};

/* Where a word has to stand for that; BRACKETS: anywhere, and in brackets, too: 资金总额（上年）. */
enum where { ANYWHERE, FIRST, LAST, BRACKETS };

/* A label with the word in it asks for something else than these fields, unless it has one of the other words, too. */
static const struct other {
    const char *word;
    enum where where;
    unsigned classes;
    const char *unless;
} others[] = {
    /* of another year, or of what was before */
    {"上年", BRACKETS, ALL, "结转 结余 含"},
    {"去年", BRACKETS, ALL, "结转 结余 含"},
    {"上一年", BRACKETS, ALL, "结转 结余 含"},
    {"以前年度", BRACKETS, ALL, "结转 结余 含"},
    {"前年", BRACKETS, ALL, "以前年"},
    {"下年", BRACKETS, ALL, ""},
    {"下一年", BRACKETS, ALL, ""},
    {"明年", BRACKETS, ALL, ""},
    {"次年", BRACKETS, ALL, ""},
    {"上期", BRACKETS, ALL, ""},
    {"下期", BRACKETS, ALL, ""},
    {"原", FIRST, ALL, "原因"},
    {"变更", ANYWHERE, ALL, "变更后"},
    {"调整数", ANYWHERE, AMOUNTS, ""},
    {"调整额", ANYWHERE, AMOUNTS, ""},
    {"调整金额", ANYWHERE, AMOUNTS, ""},
    /* of another project, unit or person */
    {"上级", ANYWHERE, PROJECT, ""},
    {"关联", ANYWHERE, PROJECT, ""},
    {"一级项目", ANYWHERE, PROJECT, ""},
    {"财务", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"财政", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"科室", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"处室", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"主管", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"建设", ANYWHERE, HEAD, ""},
    {"施工", ANYWHERE, HEAD, ""},
    {"监理", ANYWHERE, HEAD, ""},
    /* something about it */
    {"代码", ANYWHERE, FILER | KINDS | PEOPLE | TIMES | AMOUNTS, ""},
    {"编码", ANYWHERE, FILER | KINDS | PEOPLE | TIMES | AMOUNTS, ""},
    {"编号", ANYWHERE, FILER | KINDS | PEOPLE | TIMES | AMOUNTS, ""},
    {"类型", ANYWHERE, NAMES | CODES, ""},
    {"类别", ANYWHERE, NAMES | CODES, ""},
    {"性质", ANYWHERE, NAMES | CODES, ""},
    {"属性", ANYWHERE, NAMES | CODES, ""},
    {"级别", ANYWHERE, NAMES | CODES, ""},
    {"等级", ANYWHERE, NAMES | CODES, ""},
    {"地址", ANYWHERE, NAMES | PEOPLE, ""},
    {"邮编", ANYWHERE, NAMES | PEOPLE, ""},
    {"联系人", ANYWHERE, NAMES, ""},
    {"联系方式", ANYWHERE, NAMES, ""},
    {"电话", ANYWHERE, NAMES, ""},
    {"手机", ANYWHERE, NAMES | PEOPLE, ""},
    {"职务", ANYWHERE, ALL, ""},
    {"职称", ANYWHERE, ALL, ""},
    {"身份证", ANYWHERE, ALL, ""},
    {"人员编制", ANYWHERE, PEOPLE, ""},
    {"文号", ANYWHERE, ALL, ""},
    {"说明", LAST, ALL & ~GOALS, ""},
    {"情况", LAST, NAMES | PROJECT | KINDS | CODES | PEOPLE | AMOUNTS, ""},
    {"来源", LAST, AMOUNTS, ""},
    {"用途", LAST, AMOUNTS, ""},
    {"依据", LAST, KINDS | TIMES | AMOUNTS, ""},
    {"科目", LAST, AMOUNTS, ""},
    {"明细", LAST, AMOUNTS, ""},
    /* another amount, or none */
    {"核定", ANYWHERE, AMOUNTS, ""},
    {"批复", ANYWHERE, AMOUNTS | TIMES, ""},
    {"评审", ANYWHERE, AMOUNTS, ""},
    {"审定", ANYWHERE, AMOUNTS, ""},
    {"支出数", LAST, AMOUNTS, "预算 计划"},
    {"中央", ANYWHERE, SUPERIOR, "上级"},
    {"省级", ANYWHERE, SUPERIOR, "上级"},
    {"市级", ANYWHERE, SUPERIOR, "上级"},
    {"个数", ANYWHERE, AMOUNTS, ""},
    {"数量", ANYWHERE, AMOUNTS, ""},
    {"总数", LAST, AMOUNTS, "资金 预算 经费 金额 投资 支出"},
    {"大写", ANYWHERE, AMOUNTS, ""},
    {"占比", ANYWHERE, AMOUNTS, ""},
    {"比例", ANYWHERE, AMOUNTS, ""},
};

static unsigned class_of(enum jx_field field) {
    switch (field) {
    case JX_FIELD_FILING_UNIT: return FILER | NAMES;
    case JX_FIELD_DEPARTMENT_NAME:
    case JX_FIELD_UNIT_NAME: return NAMES;
    case JX_FIELD_PROJECT_NAME: return PROJECT | NAMES;
    case JX_FIELD_PROJECT_CODE: return PROJECT | CODES;
    case JX_FIELD_DEPARTMENT_CODE:
    case JX_FIELD_UNIT_CODE: return CODES;
    case JX_FIELD_PROJECT_TYPE:
    case JX_FIELD_PROJECT_LEVEL:
    case JX_FIELD_PROJECT_SOURCE:
    case JX_FIELD_PROJECT_ATTRIBUTE: return KINDS;
    case JX_FIELD_PROJECT_OWNER:
    case JX_FIELD_PREPARER: return PEOPLE;
    case JX_FIELD_HEAD: return HEAD | PEOPLE;
    case JX_FIELD_PHONE: return PHONE;
    case JX_FIELD_YEAR:
    case JX_FIELD_PERIOD:
    case JX_FIELD_PERIOD_START:
    case JX_FIELD_PERIOD_END:
    case JX_FIELD_PREPARED_ON: return TIMES;
    case JX_FIELD_GOAL_ANNUAL:
    case JX_FIELD_GOAL_PERIOD: return GOALS;
    case JX_FIELD_FUND_CARRYOVER: return CARRIED;
    case JX_FIELD_FUND_SUPERIOR: return SUPERIOR | AMOUNTS;
    default: return jx_field_is_money(field) ? AMOUNTS : 0;
    }
}

static bool has_any(const char *key, const char *words) {
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        if (memmem(key, strlen(key), words, length)) return true;
        words += length;
        words += strspn(words, " ");
    }
    return false;
}

static bool has_word(const struct other *other, const char *key, const char *core) {
    switch (other->where) {
    case FIRST: return jx_text_starts(core, other->word);
    case LAST: return jx_text_ends(core, other->word);
    case BRACKETS: return strstr(key, other->word);
    default: return strstr(core, other->word);
    }
}

static bool asks(const struct jx_sense *sense, const char *key, const char *core) {
    unsigned class = class_of(sense->field);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct other *other = &others[i];
        if ((other->classes & class) != 0 && has_word(other, key, core) && !has_any(key, other->unless))
            return false;
    }
    return true;
}

enum jx_field jx_phone_whose(const struct jx_phrase *phrase) {
    if (jx_tags_have(phrase->tags, JX_TAG_HEAD)) return JX_FIELD_PROJECT_OWNER;
    return jx_tags_have(phrase->tags, JX_TAG_AGENT) ? JX_FIELD_PREPARER : JX_FIELD_COUNT;
}

/* 项目负责人电话 asks for the telephone alone, 项目负责人及电话 for both; that of a unit's head is nobody's of ours. */
static void phone_asked(struct jx_sense *sense, const struct jx_phrase *phrase) {
    bool whole = jx_tags_have(phrase->tags, JX_TAG_UNIT) || jx_tags_have(phrase->tags, JX_TAG_DEPARTMENT);
    if (sense->second != JX_FIELD_PHONE) return;
    if (whole && jx_tags_have(phrase->tags, JX_TAG_HEAD)) {
        sense->kind = JX_SENSE_OTHER;
    } else if (!jx_tags_have(phrase->tags, JX_TAG_AND)) {
        sense->field = JX_FIELD_PHONE;
        sense->second = JX_FIELD_COUNT;
    }
}

void jx_senses_asked(struct jx_senses *senses, const char *key, const struct jx_phrase *phrase) {
    for (size_t i = 0; i < senses->count; i++) {
        struct jx_sense *sense = &senses->items[i];
        if (sense->kind != JX_SENSE_FACT) continue;
        phone_asked(sense, phrase);
        if (!asks(sense, key, phrase->core)) sense->kind = JX_SENSE_OTHER;
        if (sense->kind != JX_SENSE_OTHER) continue;
        sense->field = sense->second = JX_FIELD_COUNT;
        senses->narrowed = true;
    }
}
