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
    MONEY = AMOUNTS | CARRIED,
    EVERY = ALL | CARRIED,
    SUPERIOR = 1 << 12, /* funds from above, from whichever level */
    WHOLE = 1 << 13     /* funds of the whole project */
};

/* Where a word has to stand for that; BRACKETS: anywhere, and in brackets, too: 资金总额（上年）. */
enum where { ANYWHERE, FIRST, LAST, BRACKETS };

/* A label with the word in it asks for something else than these fields, unless it has one of the other words, too. */
struct other {
    const char *word;
    enum where where;
    unsigned classes;
    const char *unless;
};

#define OF_WHOLE "中期 长期 实施期 实施周期 项目期 总投资"

static const struct other others[] = {
    /* of another year, or of what was before */
    {"上年", BRACKETS, ALL, "结转 结余 含"},
    {"去年", BRACKETS, ALL, "结转 结余 含"},
    {"往年", BRACKETS, ALL, "结转 结余 含"},
    {"上一年", BRACKETS, ALL, "结转 结余 含"},
    {"以前年度", BRACKETS, ALL, "结转 结余 含"},
    {"前年", BRACKETS, ALL, "以前年"},
    {"下年", BRACKETS, ALL, ""},
    {"下一年", BRACKETS, ALL, ""},
    {"下年", ANYWHERE, CARRIED, ""},
    {"以后年度", ANYWHERE, CARRIED, ""},
    {"明年", BRACKETS, ALL, ""},
    {"次年", BRACKETS, ALL, ""},
    {"上期", BRACKETS, ALL, ""},
    {"下期", BRACKETS, ALL, ""},
    {"原", FIRST, ALL, "原因"},
    {"(原", BRACKETS, ALL, "(原则"},
    {"旧", FIRST, PROJECT | NAMES | CODES | PEOPLE | HEAD, ""},
    {"(旧", BRACKETS, PROJECT | NAMES | CODES | PEOPLE | HEAD, ""},
    {"曾用", ANYWHERE, PROJECT | NAMES, ""},
    {"变更", ANYWHERE, ALL, "变更后"},
    {"调整前", BRACKETS, ALL, ""},
    {"修订前", BRACKETS, ALL, ""},
    {"调整数", ANYWHERE, AMOUNTS, ""},
    {"调整额", ANYWHERE, AMOUNTS, ""},
    {"调整金额", ANYWHERE, AMOUNTS, ""},
    /* of another project, unit or person */
    {"拟", FIRST, PROJECT | NAMES | PEOPLE | HEAD, ""},
    {"上级", ANYWHERE, PROJECT, ""},
    {"关联", ANYWHERE, PROJECT, ""},
    {"子项目", ANYWHERE, PROJECT, ""},
    {"备选", ANYWHERE, PROJECT | NAMES, ""},
    {"一级项目", ANYWHERE, PROJECT, ""},
    {"英文", BRACKETS, PROJECT | NAMES, ""},
    {"参与", ANYWHERE, NAMES, ""},
    {"参建", ANYWHERE, NAMES, ""},
    {"协作", ANYWHERE, NAMES, ""},
    {"合作", ANYWHERE, NAMES, ""},
    {"协助", ANYWHERE, NAMES, ""},
    {"配合", ANYWHERE, NAMES, ""},
    {"委托", ANYWHERE, NAMES, ""},
    {"受益", ANYWHERE, NAMES, ""},
    {"设计", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE, ""},
    {"施工", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE, ""},
    {"监理", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE, ""},
    {"监管", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE, ""},
    {"监督", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE, ""},
    {"验收", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE | TIMES, ""},
    {"评审", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE | TIMES, ""},
    {"审核", ANYWHERE, ALL & ~AMOUNTS, ""},
    {"审批", ANYWHERE, ALL & ~AMOUNTS, ""},
    {"技术", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"副负责", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"第二", ANYWHERE, NAMES | PEOPLE | HEAD | PHONE, ""},
    {"财务", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"财政", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"科室", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"处室", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"主管", ANYWHERE, PEOPLE | HEAD | PHONE, ""},
    {"建设", ANYWHERE, HEAD, ""},
    {"绩效", ANYWHERE, HEAD | PEOPLE, "填 编制 经办"},
    {"投诉", ANYWHERE, PHONE, ""},
    {"举报", ANYWHERE, PHONE, ""},
    {"咨询", ANYWHERE, PHONE, ""},
    {"服务电话", ANYWHERE, PHONE, ""},
    /* something about it */
    {"是否", ANYWHERE, EVERY, ""},
    {"有无", ANYWHERE, EVERY, ""},
    {"代码", ANYWHERE, FILER | KINDS | PEOPLE | TIMES | MONEY | GOALS, ""},
    {"编码", ANYWHERE, FILER | KINDS | PEOPLE | TIMES | MONEY | GOALS, ""},
    {"编号", ANYWHERE, FILER | KINDS | PEOPLE | TIMES | MONEY | GOALS, ""},
    {"类型", ANYWHERE, NAMES | CODES | GOALS, ""},
    {"类别", ANYWHERE, NAMES | CODES | GOALS, ""},
    {"性质", ANYWHERE, NAMES | CODES | GOALS, ""},
    {"属性", ANYWHERE, NAMES | CODES | GOALS, ""},
    {"级别", ANYWHERE, NAMES | CODES | GOALS, ""},
    {"等级", ANYWHERE, NAMES | CODES | GOALS, ""},
    {"级次", ANYWHERE, NAMES | CODES, ""},
    {"层级", ANYWHERE, NAMES | CODES, ""},
    {"行业", ANYWHERE, PROJECT | NAMES | CODES, ""},
    {"地址", ANYWHERE, NAMES | PEOPLE, ""},
    {"邮编", ANYWHERE, NAMES | PEOPLE, ""},
    {"邮箱", ANYWHERE, NAMES | PEOPLE, ""},
    {"账号", ANYWHERE, NAMES | PEOPLE, ""},
    {"账户", ANYWHERE, NAMES | PEOPLE, ""},
    {"联系人", ANYWHERE, NAMES, ""},
    {"联系方式", ANYWHERE, NAMES, ""},
    {"电话", ANYWHERE, NAMES, ""},
    {"手机", ANYWHERE, NAMES | PEOPLE, ""},
    {"传真", ANYWHERE, NAMES | PEOPLE, ""},
    {"职务", ANYWHERE, EVERY, ""},
    {"职称", ANYWHERE, EVERY, ""},
    {"身份证", ANYWHERE, EVERY, ""},
    {"人员编制", ANYWHERE, PEOPLE, ""},
    {"日期", LAST, PROJECT | NAMES | KINDS | CODES | PEOPLE | HEAD | MONEY | GOALS, ""},
    {"时间", LAST, PROJECT | NAMES | KINDS | CODES | PEOPLE | HEAD | MONEY | GOALS, ""},
    {"文号", ANYWHERE, EVERY, ""},
    {"备注", LAST, EVERY, ""},
    {"说明", LAST, EVERY & ~GOALS, ""},
    {"情况", LAST, NAMES | PROJECT | KINDS | CODES | PEOPLE | MONEY, ""},
    {"概况", LAST, NAMES | PROJECT | KINDS | CODES | PEOPLE | MONEY, "及 和 、 /"},
    {"简介", LAST, NAMES | PROJECT | KINDS | CODES | PEOPLE | MONEY, "及 和 、 /"},
    {"来源", LAST, MONEY, ""},
    {"用途", LAST, MONEY, ""},
    {"依据", LAST, KINDS | TIMES | MONEY | GOALS, ""},
    {"科目", LAST, MONEY, ""},
    {"明细", LAST, MONEY, ""},
    /* another amount, or none */
    {"个数", ANYWHERE, MONEY | NAMES | PROJECT | GOALS, ""},
    {"数量", ANYWHERE, MONEY | NAMES | PROJECT | GOALS, ""},
    {"人数", ANYWHERE, EVERY, ""},
    {"总数", LAST, MONEY, "资金 预算 经费 金额 投资 支出"},
    {"大写", ANYWHERE, MONEY, ""},
    {"占比", ANYWHERE, MONEY, ""},
    {"比例", ANYWHERE, MONEY, ""},
    {"追加", ANYWHERE, MONEY, ""},
    {"扣减", ANYWHERE, MONEY, ""},
    {"非财政", ANYWHERE, AMOUNTS, ""},
    {"其他支出", ANYWHERE, AMOUNTS, ""},
    {"(支出数", BRACKETS, MONEY, ""},
    {"(执行", BRACKETS, MONEY, ""},
    {"(决算", BRACKETS, MONEY, ""},
    {"(实际", BRACKETS, MONEY, ""},
    {"缺口", ANYWHERE, MONEY, ""},
    {"单价", ANYWHERE, MONEY, ""},
    {"增减", ANYWHERE, MONEY, ""},
    {"核减", ANYWHERE, MONEY, ""},
    {"调减", ANYWHERE, MONEY, ""},
    {"压减", ANYWHERE, MONEY, ""},
    {"调增", ANYWHERE, MONEY, ""},
    {"结余", ANYWHERE, AMOUNTS, ""},
    {"累计", ANYWHERE, AMOUNTS, ""},
    {"已", FIRST, MONEY, ""},
    {"采购", ANYWHERE, MONEY, ""},
    {"人员经费", ANYWHERE, AMOUNTS, "公用"},
    /* in force in place of what was asked for, and of the same time */
    {"核定", ANYWHERE, WHOLE, OF_WHOLE},
    {"核准", ANYWHERE, WHOLE, OF_WHOLE},
    {"审定", ANYWHERE, WHOLE, OF_WHOLE},
    {"批复", ANYWHERE, WHOLE, OF_WHOLE},
    {"评审", ANYWHERE, WHOLE, OF_WHOLE},
    {"下达", ANYWHERE, WHOLE, OF_WHOLE},
    {"预计", ANYWHERE, WHOLE, OF_WHOLE},
};

/* The same of a blank alone: who reads takes the amount that was approved for the one in force, and that of a level above for what comes
 * from above; who fills in does not know whether it was. */
static const struct other of_blanks[] = {
    {"核定", ANYWHERE, AMOUNTS, ""},        {"批复", ANYWHERE, AMOUNTS | TIMES, ""},
    {"评审", ANYWHERE, AMOUNTS, ""},        {"审定", ANYWHERE, AMOUNTS, ""},
    {"支出数", LAST, AMOUNTS, "预算 计划"}, {"中央", ANYWHERE, SUPERIOR, "上级"},
    {"省级", ANYWHERE, SUPERIOR, "上级"},   {"市级", ANYWHERE, SUPERIOR, "上级"},
};

static unsigned class_of(enum jx_field field) {
    switch (field) {
    case JX_FIELD_FILING_UNIT: return FILER | NAMES;
    case JX_FIELD_DEPARTMENT_NAME:
    case JX_FIELD_MONEY_UNIT: /* 单位个数 is none */
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
    default: return (jx_field_is_money(field) ? AMOUNTS : 0) | (jx_field_is_of_period(field) ? WHOLE : 0);
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

/* Whether one of these words makes of the field something else. */
static bool is_other(const struct other *words, size_t count, enum jx_field field, const char *key,
                     const char *core) {
    unsigned class = class_of(field);
    for (size_t i = 0; i < count && class != 0; i++)
        if ((words[i].classes & class) != 0 && has_word(&words[i], key, core) &&
            !has_any(key, words[i].unless))
            return true;
    return false;
}

static bool asks(enum jx_field field, const char *key, const char *core, bool blank) {
    return !is_other(others, sizeof others / sizeof *others, field, key, core) &&
           !(blank && is_other(of_blanks, sizeof of_blanks / sizeof *of_blanks, field, key, core));
}

bool jx_label_asks(const struct jx_label *label, const struct jx_phrase *phrase, const char *key) {
    const struct jx_spelled *value = !label->value ? NULL : &label->value->spellings[0];
    for (size_t i = 0; value && i < value->count; i++)
        if (value->pieces[i].kind == JX_PIECE_FIELD &&
            !asks(value->pieces[i].field, key, phrase->core, false))
            return false;
    return true;
}

enum jx_field jx_phone_whose(const struct jx_phrase *phrase) {
    if (jx_tags_have(phrase->tags, JX_TAG_HEAD)) return JX_FIELD_PROJECT_OWNER;
    return jx_tags_have(phrase->tags, JX_TAG_AGENT) ? JX_FIELD_PREPARER : JX_FIELD_COUNT;
}

/* 项目负责人电话 asks for the telephone alone, 项目负责人及电话 for both, though who fills the first one in may have written both; that of a
 * unit's head is nobody's of ours. */
static void phone_asked(struct jx_sense *sense, const struct jx_phrase *phrase, bool blank) {
    bool whole = jx_tags_have(phrase->tags, JX_TAG_UNIT) || jx_tags_have(phrase->tags, JX_TAG_DEPARTMENT);
    if (sense->second != JX_FIELD_PHONE) return;
    if (whole && jx_tags_have(phrase->tags, JX_TAG_HEAD)) {
        sense->kind = JX_SENSE_OTHER;
    } else if (blank && !jx_tags_have(phrase->tags, JX_TAG_AND)) {
        sense->field = JX_FIELD_PHONE;
        sense->second = JX_FIELD_COUNT;
    }
}

void jx_senses_asked(struct jx_senses *senses, const char *key, const struct jx_phrase *phrase, bool blank) {
    bool fact = false;
    for (size_t i = 0; i < senses->count; i++) {
        struct jx_sense *sense = &senses->items[i];
        if (sense->kind != JX_SENSE_FACT) continue;
        phone_asked(sense, phrase, blank);
        if (!asks(sense->field, key, phrase->core, blank)) sense->kind = JX_SENSE_OTHER;
        fact = fact || sense->kind == JX_SENSE_FACT;
        if (sense->kind != JX_SENSE_OTHER) continue;
        sense->field = sense->second = JX_FIELD_COUNT;
        senses->narrowed = true;
    }
    senses->narrowed = senses->narrowed && !fact;
}
