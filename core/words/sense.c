#include "core/words/sense.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/marks.h"
#include "core/words/costs.h"

/* In characters: no label is longer. A title is one that ends in 表. */
enum { LONGEST_LABEL = 40, LONGEST_HEADING = 30, SHORTEST_TITLE = 5, SURE = 20 };
/* In bytes: what stands in brackets behind a heading. */
enum { LONGEST_REMARK = 40 };

/* --- rules for labels --------------------------------------------------------------------------------------------------- */

/* Meanings that a word of time makes a field of the year or of the whole project; the fiscal part and the general budget of
 * a department's form are its income. */
enum meaning { NOTHING, FIELD, TOTAL, FISCAL, GENERAL, OTHER_FUND, GOAL };

/* A label all of whose `must` words are there and none of the `not` words. */
struct label_rule {
    const char *must, *not ;
    enum meaning meaning;
    enum jx_field field, second;
    int cost;
};

#define ONE(name)         FIELD, JX_FIELD_##name, JX_FIELD_COUNT
#define TWO(name, second) FIELD, JX_FIELD_##name, JX_FIELD_##second
#define TIMED(meaning)    meaning, JX_FIELD_COUNT, JX_FIELD_COUNT
#define NO_FACT           NOTHING, JX_FIELD_COUNT, JX_FIELD_COUNT
#define DEPARTMENT_PAIR   TWO(DEPARTMENT_NAME, DEPARTMENT_CODE)
#define UNIT_PAIR         TWO(UNIT_NAME, UNIT_CODE)

/* The first rule that holds decides; labels without a fact of ours matter as much as those with one, for they end values
 * and blocks. Every rule of money forbids what makes a number no amount: 编码, 类别, 科目 … */
static const struct label_rule label_rules[] = {
    {"result date plan", "", ONE(PERIOD_END), 0},
    {"finish project", "result half former indicator goal rate about reason", ONE(PERIOD_END), 0},
    {"finish plan", "result half former indicator goal rate about reason", ONE(PERIOD_END), 0},
    {"finish", "", NO_FACT, 0}, /* an indicator may be called so, too: pair_years.c */
    {"opinion", "", NO_FACT, 0},
    {"ordinal", "", NO_FACT, 0},
    {"grand_total", "", NO_FACT, 0},
    {"half fund", "changed", NO_FACT, 0}, /* 1-6月资金总额: of a part of the year */
    {"half budget", "changed", NO_FACT, 0},
    {"half sum", "changed", NO_FACT, 0},
    {"reason", "", NO_FACT, 0},
    {"subject", "", NO_FACT, 0},
    {"result", "plan initial", NO_FACT, 0},
    {"rate", "", NO_FACT, 0},
    {"score", "", NO_FACT, 0},
    /* people and dates */
    {"charge department head", "", NO_FACT, 0}, /* of those above the unit */
    {"charge unit head", "", NO_FACT, 0},
    {"head phone", "", TWO(PROJECT_OWNER, PHONE), 0},
    {"contact phone", "", TWO(PROJECT_OWNER, PHONE), 0},
    {"agent phone", "", TWO(PREPARER, PHONE), 0},
    {"phone", "", ONE(PHONE), 0},
    {"agent", "", ONE(PREPARER), 0},
    {"filing date", "", ONE(PREPARED_ON), 0},
    {"filing unit", "goal", ONE(FILING_UNIT), 0},
    {"filing person", "", ONE(PREPARER), 0},
    {"project head", "", ONE(PROJECT_OWNER), 0},
    {"head", "", ONE(HEAD), 0},
    {"contact", "", NO_FACT, 0},
    {"sum unit", "budget spending fund", ONE(MONEY_UNIT), 0},
    /* duties and goals */
    {"duty", "", ONE(DUTIES), 0},
    {"goal", "about indicator value plan standard", TIMED(GOAL), 0},
    {"goal about", "", NO_FACT, 0},
    {"goal plan", "value indicator", TIMED(GOAL), 0},
    {"goal initial", "value indicator", TIMED(GOAL), 0},
    /* who */
    {"project name code", "department unit", TWO(PROJECT_NAME, PROJECT_CODE), 0},
    {"project code", "department unit", ONE(PROJECT_CODE), 0},
    {"department code", "name and", ONE(DEPARTMENT_CODE), 0},
    {"unit code", "name and department", ONE(UNIT_CODE), 0},
    {"charge department central", "", DEPARTMENT_PAIR, 20},
    {"charge department", "", DEPARTMENT_PAIR, 0},
    {"charge unit", "carry_out", DEPARTMENT_PAIR, 0},
    {"budget department", "sum fund spending about project", DEPARTMENT_PAIR, 0},
    {"department name", "", DEPARTMENT_PAIR, 0},
    {"department code", "", DEPARTMENT_PAIR, 0},
    {"unit carry_out", "", UNIT_PAIR, 0},
    {"unit project", "sum", UNIT_PAIR, 0},
    {"unit name", "", UNIT_PAIR, 2},
    {"unit budget", "sum", UNIT_PAIR, 10},
    {"department carry_out", "", UNIT_PAIR, 5},
    {"project name", "", ONE(PROJECT_NAME), 0},
    {"fund name", "", ONE(PROJECT_NAME), 10},
    {"project kind", "", ONE(PROJECT_TYPE), 0},
    {"project nature", "", ONE(PROJECT_ATTRIBUTE), 0},
    {"project rank", "", ONE(PROJECT_LEVEL), 0},
    {"project origin", "fund", ONE(PROJECT_SOURCE), 0},
    /* when */
    {"start project", "result former indicator goal about reason", ONE(PERIOD_START), 0},
    {"start plan", "result former indicator goal about reason", ONE(PERIOD_START), 0},
    {"start", "", NO_FACT, 0},
    {"begin date", "", ONE(PERIOD_START), 0},
    {"end date", "", ONE(PERIOD_END), 0},
    {"begin year", "", ONE(PERIOD_START), 0},
    {"end year", "", ONE(PERIOD_END), 0},
    {"project span", "sum fund", ONE(PERIOD), 0},
    {"carry_out span", "", ONE(PERIOD), 0},
    {"span", "sum fund value goal", ONE(PERIOD), 10},
    {"period project", "sum fund value goal indicator budget investment", ONE(PERIOD), 5},
    {"period", "sum fund value goal indicator budget investment general fiscal other own carryover about",
     ONE(PERIOD), 7},
    /* what is told in words */
    {"project about", "fund", NO_FACT, 0},
    {"fund about", "", NO_FACT, 0},
    {"budget about", "", NO_FACT, 0},
    {"basis", "", NO_FACT, 0},
    {"task", "", NO_FACT, 5},
    /* how much */
    {"carryover", "code kind subject", ONE(FUND_CARRYOVER), 0},
    {"borrowed", "", NO_FACT, 3},          /* 专项债券, 银行贷款: the model has no such part */
    {"superseded", "", NO_FACT, 0},        /* 调整前预算数: no more in force */
    {"changed", "", NO_FACT, 0},           /* 年中调整数: by how much, or to what, it does not say */
    {"former budget", "year", NO_FACT, 0}, /* of a year that is over */
    {"former fund", "year", NO_FACT, 0},
    {"former sum", "year", NO_FACT, 0},
    {"basic", "", ONE(EXPENSE_BASIC), 0},
    {"project_spending", "fund budget sum name class", ONE(EXPENSE_PROJECT), 0},
    {"superior fiscal", "", ONE(FUND_SUPERIOR), 0},
    {"central fiscal", "", NO_FACT, 3}, /* a part of what comes from above, where the province gives, too */
    {"fiscal overall", "", TIMED(TOTAL), 10},
    {"fiscal", "about other unit department code kind local own_level", TIMED(FISCAL), 0},
    {"general", "code kind", TIMED(GENERAL), 0},
    {"government_fund", "", ONE(INCOME_GOVERNMENT_FUND), 0},
    {"state_capital", "unit department", NO_FACT, 0}, /* fiscal money, but not all of it */
    {"special_account", "", ONE(INCOME_SPECIAL_ACCOUNT), 0},
    {"other fund", "", TIMED(OTHER_FUND), 0},
    {"other income", "", TIMED(OTHER_FUND), 0},
    {"own", "", TIMED(OTHER_FUND), 10},
    {"superior fund", "", ONE(FUND_SUPERIOR), 0},
    {"central fund", "", NO_FACT, 5},
    {"own_level fund", "sum", ONE(FUND_LOCAL), 5},
    {"own_level budget", "spending unit department", ONE(FUND_LOCAL), 0},
    {"own_level request", "unit department indicator goal", ONE(FUND_LOCAL), 5},
    {"local fund", "", NO_FACT, 5},
    {"unit fund", "sum about origin code kind", NO_FACT, 5}, /* 单位资金: what is no fiscal money */
    {"investment overall", "", ONE(PERIOD_FUND_TOTAL), 0},
    {"year investment", "result half former about rate", TIMED(TOTAL), 0},
    {"budget sum", "unit department code kind", TIMED(TOTAL), 0},
    {"fund sum", "origin code kind", TIMED(TOTAL), 0},
    {"fund overall", "origin code kind about goal unit department", TIMED(TOTAL), 5},
    {"project sum", "code kind", TIMED(TOTAL), 3},
    {"spending sum", "code kind", TIMED(TOTAL), 5},
    {"budget overall", "code kind", TIMED(TOTAL), 0},
    {"year budget", "unit department about code indicator goal", TIMED(TOTAL), 0},
    {"project budget", "about code kind unit department goal indicator", TIMED(TOTAL), 3},
    {"adjusted", "goal indicator value about unit department code kind", TIMED(TOTAL), 0},
    {"year request", "goal indicator about unit department person date opinion code kind", TIMED(TOTAL), 5},
    {"income sum", "code kind", TIMED(TOTAL), 3},
    {"year sum", "code kind", TIMED(TOTAL), 10},
    {"period sum", "code kind", TIMED(TOTAL), 10},
    {"year goal", "", TIMED(GOAL), 0},
    {"other", "class", TIMED(OTHER_FUND), 15},
    {"remark", "", NO_FACT, 0},
    {"origin", "", NO_FACT, 5},
    {"sum", "", NO_FACT, 5},
    {"about", "", NO_FACT, 5},
    {"year fund", "", NO_FACT, 10},
};

/* --- rules for headings ------------------------------------------------------------------------------------------------- */

struct head_rule {
    const char *must, *not ;
    unsigned part;
    int cost;
};

static const struct head_rule head_rules[] = {
    {"standard score", "", JX_HEAD_OTHER, 0},
    {"standard result", "", JX_HEAD_OTHER, 0},
    {"former result", "", JX_HEAD_FORMER, 0},
    {"reason", "", JX_HEAD_RESULT, 0},
    {"result span", "", JX_HEAD_OTHER, 0}, /* 完成时限, 执行期限: until when, not what came of it */
    {"result", "plan initial", JX_HEAD_RESULT, 0},
    {"finish", "plan", JX_HEAD_RESULT, 0},
    {"value kind", "", JX_HEAD_OTHER, 0},
    {"value basis", "", JX_PART_REMARK, 0},
    {"value about", "", JX_HEAD_OTHER, 0}, /* 指标值内容: what the value counts */
    {"former", "year", JX_HEAD_FORMER, 0},
    {"elsewhere", "standard", JX_HEAD_FORMER, 0}, /* 全国平均值, 行业先进水平: what others reach */
    {"half", "changed", JX_HEAD_FORMER, 0},       /* not 年中调整值 */
    {"ordinal", "", JX_HEAD_ORDINAL, 0},
    {"indicator_name", "", JX_PART_NAME, 0},
    {"indicator name", "level1 level2", JX_PART_NAME, 0},
    {"level1", "value", JX_PART_LEVEL1, 0},
    {"level2", "value", JX_PART_LEVEL2, 0},
    {"level3", "value", JX_PART_NAME, 0},
    {"level4", "value", JX_PART_NAME, 0},
    {"measure", "", JX_PART_UNIT, 0},
    {"indicator unit", "value", JX_PART_UNIT, 0},
    {"unit value", "and", JX_PART_UNIT, 5},
    {"score", "result", JX_PART_SCORE, 0},
    {"direction", "", JX_PART_POLARITY, 0},
    {"sign value", "", JX_PART_TARGET, 0},
    {"sign", "", JX_PART_OPERATOR, 0},
    {"indicator nature", "", JX_PART_POLARITY, 0},
    {"sort remark", "", JX_PART_TARGET, 5}, /* 定性描述 beside 定量值 */
    {"remark", "", JX_PART_REMARK, 0},
    {"basis", "", JX_PART_REMARK, 0},
    {"origin", "", JX_HEAD_OTHER, 0}, /* 数据来源 */
    {"standard", "", JX_PART_STANDARD, 0},
    {"value", "", JX_PART_TARGET, 0},
    {"changed", "", JX_PART_TARGET, 0},
    {"upper", "fund budget", JX_PART_TARGET, 5},
    {"lower", "fund budget", JX_PART_TARGET, 5},
    {"goal plan", "indicator", JX_PART_TARGET, 5},
    {"goal", "overall", JX_PART_TARGET, 15},
    {"indicator plan", "", JX_PART_TARGET, 5},
    {"year indicator", "", JX_PART_TARGET, 15},
    {"indicator", "performance", JX_PART_NAME, 25},
};

/* --- the rules with their words as sets ------------------------------------------------------------------------------------ */

enum {
    LABEL_RULES = sizeof label_rules / sizeof *label_rules,
    HEAD_RULES = sizeof head_rules / sizeof *head_rules
};

struct condition {
    struct jx_tags must, not ;
};

struct jx_sense_rules {
    struct condition labels[LABEL_RULES];
    struct condition heads[HEAD_RULES];
};

static bool parse_condition(struct condition *condition, const char *must, const char * not ) {
    return jx_tags_parse(must, &condition->must) && jx_tags_parse(not, &condition->not );
}

static bool holds(const struct condition *condition, struct jx_tags tags) {
    return jx_tags_all(tags, condition->must) && !jx_tags_any(tags, condition->not );
}

/* Whether an earlier rule takes all that a later one could: fewer or the same words, and nothing forbidden. */
static bool shadows(const struct condition *earlier, const struct condition *later) {
    bool free = jx_tags_none(jx_tags_and(earlier->not, later->must));
    return jx_tags_all(later->must, earlier->must) && free && jx_tags_all(later->not, earlier->not );
}

const struct jx_sense_rules *jx_sense_rules_new(struct jx_arena *arena, const char **fault) {
    struct jx_sense_rules *rules = jx_arena_alloc(arena, sizeof *rules);
    *fault = NULL;
    for (size_t i = 0; i < LABEL_RULES; i++) {
        if (!parse_condition(&rules->labels[i], label_rules[i].must, label_rules[i].not ))
            *fault = label_rules[i].must;
        for (size_t k = 0; k < i; k++)
            if (shadows(&rules->labels[k], &rules->labels[i])) *fault = label_rules[i].must;
    }
    for (size_t i = 0; i < HEAD_RULES; i++) {
        if (!parse_condition(&rules->heads[i], head_rules[i].must, head_rules[i].not ))
            *fault = head_rules[i].must;
        for (size_t k = 0; k < i; k++)
            if (shadows(&rules->heads[k], &rules->heads[i])) *fault = head_rules[i].must;
    }
    return rules;
}

const struct jx_lexicon *jx_words_new(struct jx_arena *arena) {
    struct jx_lexicon *lexicon = jx_lexicon_new(arena);
    const char *fault; /* of the table of rules: found by its test */
    lexicon->rules = jx_sense_rules_new(arena, &fault);
    return lexicon;
}

/* --- labels ----------------------------------------------------------------------------------------------------------------- */

static void add(struct jx_senses *senses, enum jx_sense_kind kind, enum jx_field field, enum jx_field second,
                int cost, const char *why) {
    if (senses->count == JX_SENSES_MOST) return;
    senses->items[senses->count++] = (struct jx_sense){kind, field, second, cost, why};
}

/* The field of the year, of the period, or both where no word of time decides. */
static void add_timed(struct jx_senses *senses, struct jx_tags tags, enum jx_field year, enum jx_field period,
                      int cost, int unmarked, const char *why) {
    bool says_period = jx_tags_have(tags, JX_TAG_PERIOD);
    bool says_year = jx_tags_say_year(tags);
    if (says_period && !says_year) {
        add(senses, JX_SENSE_FACT, period, JX_FIELD_COUNT, cost, why);
    } else if (says_year && !says_period) {
        add(senses, JX_SENSE_FACT, year, JX_FIELD_COUNT, cost, why);
    } else {
        add(senses, JX_SENSE_FACT, year, JX_FIELD_COUNT, cost + unmarked, why);
        add(senses, JX_SENSE_FACT, period, JX_FIELD_COUNT, cost + unmarked + JX_COST_UNMARKED_PERIOD, why);
    }
}

static void add_meaning(struct jx_senses *senses, enum meaning meaning, enum jx_kind kind,
                        struct jx_tags tags, int cost, const char *why) {
    bool department = kind == JX_KIND_DEPARTMENT;
    int unmarked = JX_COST_UNMARKED_YEAR;
    if (meaning != NOTHING && jx_tags_have(tags, JX_TAG_APPROVED))
        cost += JX_COST_ADJUSTED; /* in place of what was asked for */
    switch (meaning) {
    case GOAL:
        if (jx_tags_have(tags, JX_TAG_CARRY_OUT) &&
            !jx_tags_have(tags, JX_TAG_PERIOD)) /* 申报目标: asked for */
            add(senses, JX_SENSE_FACT, JX_FIELD_GOAL_ANNUAL, JX_FIELD_COUNT, cost, why);
        else
            add_timed(senses, tags, JX_FIELD_GOAL_ANNUAL, JX_FIELD_GOAL_PERIOD, cost,
                      jx_tags_have(tags, JX_TAG_OVERALL) ? unmarked + 1 : unmarked - 1, why);
        break;
    case TOTAL:
        if (department)
            add(senses, JX_SENSE_FACT, JX_FIELD_BUDGET_TOTAL, JX_FIELD_COUNT, cost, why);
        else
            add_timed(senses, tags, JX_FIELD_FUND_TOTAL, JX_FIELD_PERIOD_FUND_TOTAL, cost, unmarked, why);
        break;
    case OTHER_FUND:
        if (department)
            add(senses, JX_SENSE_FACT, JX_FIELD_INCOME_OTHER, JX_FIELD_COUNT, cost, why);
        else
            add_timed(senses, tags, JX_FIELD_FUND_OTHER, JX_FIELD_PERIOD_FUND_OTHER, cost, unmarked, why);
        break;
    case FISCAL:
    case GENERAL:
        if (jx_tags_have(tags, JX_TAG_GENERAL)) meaning = GENERAL;
        if (department && meaning == FISCAL) /* the general budget and others together */
            add(senses, JX_SENSE_OTHER, JX_FIELD_COUNT, JX_FIELD_COUNT, cost, why);
        else if (department)
            add(senses, JX_SENSE_FACT, JX_FIELD_INCOME_GENERAL, JX_FIELD_COUNT, cost, why);
        else
            add_timed(senses, tags, JX_FIELD_FUND_FISCAL, JX_FIELD_PERIOD_FUND_FISCAL,
                      cost + (meaning == GENERAL ? JX_COST_GENERAL : 0), unmarked, why);
        break;
    case NOTHING: add(senses, JX_SENSE_OTHER, JX_FIELD_COUNT, JX_FIELD_COUNT, cost, why); break;
    case FIELD: break;
    }
}

/* The meaning of a known label that a word of time may yet change. */
static enum meaning meaning_of(enum jx_field field) {
    switch (field) {
    case JX_FIELD_FUND_TOTAL:
    case JX_FIELD_BUDGET_TOTAL: return TOTAL;
    case JX_FIELD_FUND_FISCAL: return FISCAL;
    case JX_FIELD_FUND_OTHER: return OTHER_FUND;
    case JX_FIELD_GOAL_ANNUAL: return GOAL;
    default: return FIELD;
    }
}

bool jx_label_of_filer(const char *key) {
    return strstr(key, "申报单位") || jx_text_starts(key, "单位名称");
}

/* What the value of a known label is made of. */
static void add_known(struct jx_senses *senses, const struct jx_label *label, const char *key,
                      enum jx_kind kind, struct jx_tags tags, int cost) {
    enum jx_field fields[2] = {JX_FIELD_COUNT, JX_FIELD_COUNT};
    size_t count = 0;
    if (!label->value) {
        add(senses, JX_SENSE_HEADS, JX_FIELD_COUNT, JX_FIELD_COUNT, cost, label->text);
        return;
    }
    const struct jx_spelled *spelled = &label->value->spellings[0];
    if (jx_tags_have(tags, JX_TAG_ADJUSTED)) cost += JX_COST_ADJUSTED;
    for (size_t i = 0; i < spelled->count && count < 2; i++)
        if (spelled->pieces[i].kind == JX_PIECE_FIELD) fields[count++] = spelled->pieces[i].field;
    if (count == 0)
        add(senses, JX_SENSE_OTHER, JX_FIELD_COUNT, JX_FIELD_COUNT, cost, label->text);
    else if (count == 1 && meaning_of(fields[0]) != FIELD)
        add_meaning(senses, meaning_of(fields[0]), kind, tags, cost, label->text);
    else if (fields[0] == JX_FIELD_UNIT_NAME && jx_label_of_filer(key)) {
        add(senses, JX_SENSE_FACT, fields[0], fields[1], cost + JX_COST_FILER_CARRIES_OUT, label->text);
        add(senses, JX_SENSE_FACT, JX_FIELD_FILING_UNIT, JX_FIELD_COUNT, cost + 2 * JX_COST_FILER_CARRIES_OUT,
            label->text);
    } else
        add(senses, JX_SENSE_FACT, fields[0], fields[1], cost, label->text);
}

static const struct jx_label *known_label(const struct jx_lexicon *lexicon, enum jx_kind kind,
                                          const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count, number = jx_index_find(&lexicon->label_index[kind], key, captures, &count);
    return number == SIZE_MAX ? NULL : &lexicon->labels[kind][number];
}

static int by_cost(const void *a, const void *b) {
    const struct jx_sense *left = a, *right = b;
    return (left->cost > right->cost) - (left->cost < right->cost);
}

static bool has_fact(const struct jx_senses *senses) {
    for (size_t i = 0; i < senses->count; i++)
        if (senses->items[i].kind == JX_SENSE_FACT) return true;
    return false;
}

/* What only the form of a whole department holds. */
static bool is_of_department(enum jx_field field) {
    return field == JX_FIELD_INCOME_GOVERNMENT_FUND || field == JX_FIELD_INCOME_SPECIAL_ACCOUNT ||
           field == JX_FIELD_EXPENSE_BASIC || field == JX_FIELD_EXPENSE_PROJECT;
}

/* The first rule that holds. A label without a fact of ours may hold one unknown character only. */
static void add_by_rule(struct jx_senses *senses, const struct jx_sense_rules *rules, enum jx_kind kind,
                        const struct jx_phrase *phrase) {
    if (phrase->unknown > JX_PHRASE_UNKNOWN) return;
    for (size_t i = 0; i < LABEL_RULES; i++) {
        const struct label_rule *rule = &label_rules[i];
        if (!holds(&rules->labels[i], phrase->tags)) continue;
        if (rule->meaning == NOTHING && phrase->unknown > 1) return;
        int cost = JX_COST_PHRASE + phrase->cost + phrase->unknown * JX_COST_UNKNOWN + rule->cost;
        if (jx_tags_have(phrase->tags, JX_TAG_ADJUSTED)) cost += JX_COST_ADJUSTED;
        if (rule->meaning == FIELD && (kind == JX_KIND_DEPARTMENT || !is_of_department(rule->field)))
            add(senses, JX_SENSE_FACT, rule->field, rule->second, cost, rule->must);
        else
            add_meaning(senses, rule->meaning == FIELD ? NOTHING : rule->meaning, kind, phrase->tags, cost,
                        rule->must);
        return;
    }
}

/* 项目支出绩效目标表 */
static bool is_title(const struct jx_phrase *phrase) {
    return phrase->characters >= SHORTEST_TITLE && jx_text_ends(phrase->core, "表");
}

struct jx_senses jx_label_senses(const struct jx_lexicon *lexicon, enum jx_kind kind, const char *key,
                                 const struct jx_phrase *phrase) {
    struct jx_senses senses = {.count = 0};
    if (*key == '\0' || jx_text_characters(key, strlen(key)) > LONGEST_LABEL || is_title(phrase))
        return senses;
    const struct jx_label *label = known_label(lexicon, kind, key);
    int cost = 0;
    if (!label && strcmp(phrase->core, key) != 0) {
        label = known_label(lexicon, kind, phrase->core);
        cost = phrase->cost;
    }
    if (label) add_known(&senses, label, key, kind, phrase->tags, cost);
    if (!has_fact(&senses)) add_by_rule(&senses, lexicon->rules, kind, phrase);
    if (senses.count > 0) qsort(senses.items, senses.count, sizeof *senses.items, by_cost);
    return senses;
}

/* --- headings ----------------------------------------------------------------------------------------------------------------- */

/* 中期指标值: a target of the period, unless the year is named, too. 目标值（上年）, 指标值（上半年）: nobody's. */
static unsigned with_time(unsigned part, struct jx_tags tags) {
    bool half = jx_tags_have(tags, JX_TAG_HALF) && !jx_tags_have(tags, JX_TAG_CHANGED);
    bool former = jx_tags_have(tags, JX_TAG_FORMER) || half;
    if (part == JX_PART_TARGET && former && !jx_tags_have(tags, JX_TAG_YEAR)) return JX_HEAD_FORMER;
    bool period = jx_tags_have(tags, JX_TAG_PERIOD) && !jx_tags_have(tags, JX_TAG_YEAR);
    return part == JX_PART_TARGET && period ? JX_PART_PERIOD_TARGET : part;
}

/* 指标内容（目标值）: the brackets name the part where the words before them could be another one. */
static unsigned part_in_brackets(const struct jx_lexicon *lexicon, const char *key) {
    const char *remark = jx_lexicon_remark(key);
    char words[LONGEST_REMARK];
    size_t length = remark ? strlen(remark) - 1 : 0;
    if (length == 0 || length >= sizeof words) return JX_PART_NONE;
    memcpy(words, remark, length);
    words[length] = '\0';
    unsigned part = jx_lexicon_heading_exact(lexicon, words);
    return part == JX_PART_TARGET || part == JX_PART_PERIOD_TARGET ? part : JX_PART_NONE;
}

/* 指标方向*, 【一级指标】, （指标值）: a heading with marks behind it, or with brackets around all of it. */
static unsigned heading_adorned(const struct jx_lexicon *lexicon, const char *key) {
    static const char *const brackets[][2] = {{"(", ")"}, {"【", "】"}, {"[", "]"}, {"〔", "〕"}};
    char words[LONGEST_REMARK];
    size_t length = jx_marks_cut(key, strlen(key));
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        size_t open = strlen(brackets[i][0]), close = strlen(brackets[i][1]);
        if (length <= open + close || !jx_text_starts(key, brackets[i][0])) continue;
        if (memcmp(key + length - close, brackets[i][1], close) != 0) continue;
        key += open;
        length -= open + close;
        break;
    }
    if (key[length] == '\0' || length >= sizeof words) return JX_PART_NONE; /* there was nothing of these */
    memcpy(words, key, length);
    words[length] = '\0';
    return jx_lexicon_heading_exact(lexicon, words);
}

struct jx_head_sense jx_heading_sense(const struct jx_lexicon *lexicon, const char *key,
                                      const struct jx_phrase *phrase) {
    struct jx_head_sense none = {JX_PART_NONE, JX_NO_HEADING};
    if (*key == '\0' || jx_text_characters(key, strlen(key)) > LONGEST_HEADING) return none;
    unsigned known = jx_lexicon_heading_exact(lexicon, key);
    if (known != JX_PART_NONE) return (struct jx_head_sense){with_time(known, phrase->tags), 0};
    if (jx_lexicon_is(JX_WORD_ORDINAL, key)) return (struct jx_head_sense){JX_HEAD_ORDINAL, 0};
    if (jx_lexicon_is(JX_WORD_REACH, key)) return (struct jx_head_sense){JX_HEAD_REACH, 0};
    known = part_in_brackets(lexicon, key);
    if (known == JX_PART_NONE) known = jx_lexicon_heading_exact(lexicon, phrase->core);
    if (known == JX_PART_NONE) known = heading_adorned(lexicon, phrase->core);
    if (known != JX_PART_NONE) return (struct jx_head_sense){with_time(known, phrase->tags), phrase->cost};
    for (size_t i = 0; i < HEAD_RULES && phrase->unknown <= JX_PHRASE_UNKNOWN; i++)
        if (holds(&lexicon->rules->heads[i], phrase->tags))
            return (struct jx_head_sense){with_time(head_rules[i].part, phrase->tags),
                                          JX_COST_PHRASE + phrase->cost + phrase->unknown * JX_COST_UNKNOWN +
                                              head_rules[i].cost};
    return none;
}

/* Labels that would be headings of amounts by their words, but name a part of the funds or somebody. */
static bool names_a_part(struct jx_tags tags) {
    static const enum jx_tag parts[] = {JX_TAG_FUND,  JX_TAG_PROJECT,    JX_TAG_FISCAL, JX_TAG_OTHER,
                                        JX_TAG_UNIT,  JX_TAG_DEPARTMENT, JX_TAG_CODE,   JX_TAG_LOCAL,
                                        JX_TAG_KIND,  JX_TAG_FINANCE,    JX_TAG_RANK,   JX_TAG_NATURE,
                                        JX_TAG_ORIGIN};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (jx_tags_have(tags, parts[i])) return true;
    return false;
}

/* 上年目标, 项目名称（上年）: of a former year, but no amount. */
static bool is_former_fact(struct jx_tags tags) {
    static const enum jx_tag facts[] = {JX_TAG_NAME,  JX_TAG_GOAL, JX_TAG_CODE, JX_TAG_HEAD,
                                        JX_TAG_PHONE, JX_TAG_SPAN, JX_TAG_KIND, JX_TAG_NATURE,
                                        JX_TAG_RANK,  JX_TAG_DATE, JX_TAG_DUTY, JX_TAG_ORIGIN};
    for (size_t i = 0; i < sizeof facts / sizeof *facts && jx_tags_have(tags, JX_TAG_FORMER); i++)
        if (jx_tags_have(tags, facts[i])) return true;
    return false;
}

bool jx_amount_heading(const struct jx_phrase *phrase, int *cost) {
    struct jx_tags tags = phrase->tags;
    *cost = 0;
    if (phrase->characters == 0 || phrase->characters > 20 || phrase->unknown > 1) return false;
    if (jx_tags_have(tags, JX_TAG_BASIS) || jx_tags_have(tags, JX_TAG_CARRYOVER)) return false;
    if (jx_tags_have(tags, JX_TAG_SPAN) || jx_tags_have(tags, JX_TAG_DATE))
        return false; /* 预算执行周期, 完成时间 */
    if (is_former_fact(tags)) return false;
    bool nobodys = jx_tags_have(tags, JX_TAG_RESULT) || jx_tags_have(tags, JX_TAG_RATE) ||
                   jx_tags_have(tags, JX_TAG_SCORE) || jx_tags_have(tags, JX_TAG_FORMER);
    bool amount = jx_tags_have(tags, JX_TAG_BUDGET) || jx_tags_have(tags, JX_TAG_SUM) ||
                  strcmp(phrase->core, "调整预算") == 0; /* one word, which says that it is in force */
    bool planned = jx_tags_have(tags, JX_TAG_PLAN);
    if (nobodys && (!planned || (!amount && jx_tags_have(tags, JX_TAG_YEAR)))) { /* 全年预计执行数 */
        *cost = JX_COST_RESULT;
        return true;
    }
    if (!amount || names_a_part(tags)) return false;
    bool in_force = jx_tags_have(tags, JX_TAG_ADJUSTED) || jx_tags_have(tags, JX_TAG_APPROVED);
    *cost = in_force                             ? JX_COST_ADJUSTED
            : jx_tags_have(tags, JX_TAG_INITIAL) ? 0
            : jx_tags_have(tags, JX_TAG_YEAR)    ? 3
                                                 : 5;
    return true;
}
