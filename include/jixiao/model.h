/*
 * The indicator model: everything jixiao knows about a table, whatever layout it came in.
 *
 * All strings are UTF-8 and live in the document's arena. Amounts and scores are exact decimals kept as text; no
 * binary floating point is anywhere near them. What a form leaves blank is absent (NULL), never zero.
 */
#ifndef JIXIAO_MODEL_H
#define JIXIAO_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jixiao/diag.h>

#ifdef __cplusplus
extern "C" {
#endif

struct jx_arena;

/* How a field's cell is read and compared.
 *   TEXT    prose; line breaks inside are kept, white space around goes
 *   PHRASE  one line; breaks and spaces that a line wrap put between two Chinese characters go
 *   YEAR    four digits
 *   MONEY   an exact decimal in yuan
 *   UNIT    a unit of money, 元 to 亿元: what the form's amounts were printed in
 *   DATE    ISO where the cell holds a full date, else the text
 *   CODE    letters, digits and hyphens: a department's or unit's number */
enum jx_field_type {
    JX_TYPE_TEXT,
    JX_TYPE_PHRASE,
    JX_TYPE_YEAR,
    JX_TYPE_MONEY,
    JX_TYPE_UNIT,
    JX_TYPE_DATE,
    JX_TYPE_CODE
};

/* The fields: enumerator, key in JSON and in layout tables, type, and what people call it (English, Chinese). Keys
 * are stable: add, never rename. */
#define JX_FIELDS(X)                                                                                         \
    X(TITLE, title, TEXT, "title", "表名")                                                                   \
    X(FORM_NUMBER, form_number, PHRASE, "form number", "表号")                                               \
    X(YEAR, year, YEAR, "year", "年度")                                                                      \
    X(MONEY_UNIT, money_unit, UNIT, "unit of amounts", "金额单位")                                           \
    X(FILING_UNIT, filing_unit, PHRASE, "filing unit", "填报单位")                                           \
    X(PROJECT_NAME, project_name, PHRASE, "project name", "项目名称")                                        \
    X(PROJECT_CODE, project_code, CODE, "project code", "项目编码")                                          \
    X(PROJECT_TYPE, project_type, PHRASE, "project type", "项目类型")                                        \
    X(PROJECT_LEVEL, project_level, PHRASE, "project level", "项目等级")                                     \
    X(PROJECT_SOURCE, project_source, PHRASE, "project source", "项目来源")                                  \
    X(PROJECT_ATTRIBUTE, project_attribute, PHRASE, "project attribute", "项目属性")                         \
    X(PROJECT_OWNER, project_owner, PHRASE, "project owner", "项目负责人")                                   \
    X(DEPARTMENT_NAME, department_name, PHRASE, "department", "主管部门")                                    \
    X(DEPARTMENT_CODE, department_code, CODE, "department code", "主管部门代码")                             \
    X(UNIT_NAME, unit_name, PHRASE, "implementing unit", "实施单位")                                         \
    X(UNIT_CODE, unit_code, CODE, "implementing unit's code", "实施单位代码")                                \
    X(PERIOD, period, PHRASE, "period", "实施期")                                                            \
    X(PERIOD_START, period_start, PHRASE, "first year", "起始年度")                                          \
    X(PERIOD_END, period_end, PHRASE, "last year", "到期年度")                                               \
    X(FUND_TOTAL, fund_total, MONEY, "total of the year's funds", "年度资金总额")                            \
    X(FUND_FISCAL, fund_fiscal, MONEY, "fiscal appropriation", "财政拨款")                                   \
    X(FUND_CARRYOVER, fund_carryover, MONEY, "carried over from last year", "上年结转")                      \
    X(FUND_OTHER, fund_other, MONEY, "other funds", "其他资金")                                              \
    X(FUND_LOCAL, fund_local, MONEY, "funds of this level", "年度本级预算金额")                              \
    X(FUND_SUPERIOR, fund_superior, MONEY, "funds from above", "上级资金")                                   \
    X(PERIOD_FUND_TOTAL, period_fund_total, MONEY, "total of the period's funds", "中期资金总额")            \
    X(PERIOD_FUND_FISCAL, period_fund_fiscal, MONEY, "fiscal appropriation of the period", "中期财政拨款")   \
    X(PERIOD_FUND_OTHER, period_fund_other, MONEY, "other funds of the period", "中期其他资金")              \
    X(GOAL_PERIOD, goal_period, TEXT, "goal of the period", "实施期绩效目标")                                \
    X(GOAL_ANNUAL, goal_annual, TEXT, "goal of the year", "年度绩效目标")                                    \
    X(OPINION_AUTHORITY, opinion_authority, PHRASE, "approving authority", "批复单位")                       \
    X(OPINION, opinion, TEXT, "opinion", "批复意见")                                                         \
    X(BUDGET_TOTAL, budget_total, MONEY, "total budget", "资金总额")                                         \
    X(INCOME_GENERAL, income_general, MONEY, "general public budget", "一般公共预算")                        \
    X(INCOME_GOVERNMENT_FUND, income_government_fund, MONEY, "government funds", "政府性基金拨款")           \
    X(INCOME_SPECIAL_ACCOUNT, income_special_account, MONEY, "special account",                              \
      "纳入专户管理的非税收入拨款")                                                                          \
    X(INCOME_OTHER, income_other, MONEY, "other income", "其他资金收入")                                     \
    X(EXPENSE_BASIC, expense_basic, MONEY, "basic expenditure", "基本支出")                                  \
    X(EXPENSE_PROJECT, expense_project, MONEY, "project expenditure", "项目支出")                            \
    X(DUTIES, duties, TEXT, "duties", "部门职能职责概述")                                                    \
    X(PREPARER, preparer, TEXT, "prepared by", "填表人")                                                     \
    X(PREPARED_ON, prepared_on, DATE, "date", "填报日期")                                                    \
    X(PHONE, phone, PHRASE, "phone", "联系电话")                                                             \
    X(HEAD, head, TEXT, "head of the unit", "单位负责人")

enum jx_field {
#define X(name, key, type, english, chinese) JX_FIELD_##name,
    JX_FIELDS(X)
#undef X
        JX_FIELD_COUNT
};

/* How a value is known; everything but READ and CARRIED has a diagnostic.
 *   READ       it stands in the cell
 *   CARRIED    from a merged or blank cell above or to the left
 *   REALIGNED  the cell had slipped to another column
 *   DERIVED    it follows from another fact by a named rule
 *   REPAIRED   moved on evidence, such as a page break
 *   GIVEN      the user said so on the command line */
enum jx_origin { JX_READ, JX_CARRIED, JX_REALIGNED, JX_DERIVED, JX_REPAIRED, JX_GIVEN };

/* A field's value: canonical (`value`) and as it stood in the cell (`raw`, NULL if the same). Absent: value NULL. */
struct jx_fact {
    const char *value;
    const char *raw;
    struct jx_place at;
    enum jx_origin origin;
};

enum jx_operator { JX_OP_NONE, JX_OP_EQ, JX_OP_GE, JX_OP_LE, JX_OP_GT, JX_OP_LT };

/*
 * A target. Either [operator] number [unit]: `op`, `value` (a decimal as printed, without grouping) and perhaps `unit`;
 * or words: `op` is NONE, `value` and `unit` NULL, `text` the words. All empty: the form gives no target.
 */
struct jx_measure {
    const char *text;
    const char *value;
    const char *unit;
    enum jx_operator op;
};

enum jx_polarity { JX_POLARITY_NONE, JX_POLARITY_POSITIVE, JX_POLARITY_NEGATIVE, JX_POLARITY_QUALITATIVE };

/* The parts of an indicator beside its levels and name: what a band column can hold and a layout can lack. */
enum jx_part {
    JX_PART_NONE,
    JX_PART_LEVEL1,
    JX_PART_LEVEL2,
    JX_PART_NAME,
    JX_PART_TARGET,        /* the whole annual target: ≥90% */
    JX_PART_PERIOD_TARGET, /* the mid-term target */
    JX_PART_STANDARD,
    JX_PART_POLARITY,
    JX_PART_OPERATOR, /* the annual target's three parts in columns of their own */
    JX_PART_VALUE,
    JX_PART_UNIT,
    JX_PART_SCORE,
    JX_PART_REMARK,
    JX_PART_COUNT
};

struct jx_indicator {
    const char *level1;      /* canonical */
    const char *level2;      /* canonical, or the source's own words */
    const char *level1_text; /* as printed, where that differs; else NULL */
    const char *level2_text;
    const char *name;
    struct jx_measure target;
    struct jx_measure period_target;
    const char *standard;
    const char *score;
    const char *remark;
    struct jx_place at;
    enum jx_polarity polarity;
    enum jx_origin origin;
    bool polarity_derived; /* not printed by the form: follows from the target */
    bool not_applicable;
};

/* A fact for which the model has no field: the label beside it, and its words. */
struct jx_extra {
    const char *label;
    const char *value;
    struct jx_place at;
};

/* A cell that nothing claimed. */
struct jx_unread {
    const char *text;
    struct jx_place at;
};

/*
 * Why something of a form that no layout claims was read so. Of a fact: `field`, the label and where it stands. Of a column of
 * indicators: `part`, and its heading. `why` is the known spelling or the words that decided, `cost` what this reading
 * costs (0: a known label beside a value that suits it; 10: a label that only its words explain), `other` what else it might
 * be, and `margin` by how much that is dearer; NULL: nothing else comes near.
 */
struct jx_reason {
    size_t form;         /* index into the document's forms; of a list the first of its projects */
    enum jx_field field; /* JX_FIELD_COUNT: of a column */
    enum jx_part part;
    const char *label;
    struct jx_place label_at;
    const char *why;
    const char *other;
    struct jx_place other_at; /* of a fact's other value */
    int cost, margin;
};

enum jx_kind { JX_KIND_PROJECT, JX_KIND_DEPARTMENT };

struct jx_form {
    const char *layout; /* plugin id, or "generic" */
    enum jx_kind kind;
    struct jx_fact fields[JX_FIELD_COUNT];
    struct jx_indicator *indicators;
    size_t indicator_count;
    struct jx_extra *extras;
    size_t extra_count;
    /* How well its table fitted the layout that it was read as, 1 to 100: the share of that form's labels that stood in
     * it. Of "generic", which is no one's form: how well the nearest layout fitted. Of a form that --carry brought back,
     * what its visible table had. 0: no table was looked at, as of a model in JSON, or what
     * stood in it was like none. */
    unsigned score;
};

/* How many non-empty cells a reading saw, and what became of them: cells == labels + values + extras + unread. */
struct jx_account {
    size_t cells, labels, values, extras, unread;
};

/* What a file was found to say. `forms` in the order of the file. */
struct jx_document {
    struct jx_arena *arena;
    const char *file;
    const char *carrier; /* id of the carrier that read it */
    const char **sheets; /* names */
    size_t sheet_count;
    struct jx_form *forms;
    size_t form_count;
    struct jx_unread *unread;
    size_t unread_count;
    struct jx_account account;
    struct jx_diag *diags;
    size_t diag_count;
    size_t diag_capacity;
    struct jx_reason *reasons;
    size_t reason_count;
};

#ifdef __cplusplus
}
#endif

#endif
