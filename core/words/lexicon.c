#include "core/words/lexicon.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/words/phrase.h"

enum { PROJECT = 1, DEPARTMENT = 2, BOTH = 3 };

/* In bytes: no label or heading is longer. */
enum { LONGEST_WORD = 160 };

/* A label's spellings, and what its value is; "" for a label that only heads others. */
static const struct word {
    unsigned kinds;
    const char *label;
    const char *value;
} words[] = {
    {PROJECT, "项目名称|项目支出名称|专项名称|专项资金名称|项目支出名称(全称)|项目|项目名", "{project_name}"},
    {PROJECT,
     "单位名称、项目名称|单位/"
     "项目名称|单位名称(项目名称)|项目全称",
     "{project_name}"},
    {PROJECT,
     "单位(项目名称)|单位(项目)名称|单位(专项)名称|单位名称(专项名称)|"
     "单位(专项名称)|单位名称/"
     "项目名称|专项(项目)名称|项目(专项)名称|项目(政策)名称|政策(项目)名称|政策(专项资金)名称|专项资金(政策)"
     "名称|专项资金(项目)名称",
     "{project_name}"},
    {PROJECT, "项目编码|项目代码|项目编号|单位编码(项目编码)|单位代码(项目代码)", "{project_code}"},
    {PROJECT, "项目类型|项目类别|项目分类", "{project_type}"},
    {PROJECT, "项目等级|项目级次|项目级别", "{project_level}"},
    {PROJECT, "项目来源|立项来源", "{project_source}"},
    {PROJECT, "项目属性|项目性质", "{project_attribute}"},
    {PROJECT, "项目负责人|项目负责人姓名|项目联系人", "{project_owner}"},
    {BOTH,
     "主管部门|主管部门名称|主管部门及代码|主管部门(单位)|预算部门|部门名称|预算主管部门|一级预算部门|部门("
     "单位)名称",
     "{department_name}-{department_code}"},
    {BOTH,
     "主管预算部门|主管预算部门及代码|预算部门及代码|项目主管部门|主管单位|一级预算单位|主管部门及编码|主管("
     "预算)部门|部门及代码",
     "{department_name}-{department_code}"},
    {BOTH, "主管部门代码|部门代码|部门编码|主管部门编码", "{department_code}"},
    {PROJECT,
     "实施单位|用款单位|项目单位|项目实施单位|预算单位|单位名称|申报单位|承担单位|项目承担单位|"
     "实施单位及代码|"
     "二级预算单位|资金使用单位",
     "{unit_name}-{unit_code}"},
    {PROJECT, "项目执行单位|项目建设单位|项目责任单位|项目承办单位|项目使用单位|责任单位|承办单位|建设单位",
     "{unit_name}-{unit_code}"},
    {PROJECT, "实施(主管)单位|实施主管单位|单位名称及代码|项目申报单位|执行单位|具体实施单位|项目实施部门",
     "{unit_name}-{unit_code}"},
    {PROJECT, "单位代码|单位编码|实施单位代码|预算单位编码", "{unit_code}"},
    {BOTH, "填报单位|编制单位|填表单位|填报部门|编报单位|编报部门", "{filing_unit}"},
    {PROJECT,
     "项目期|项目周期|实施期|项目支出实施期|实施期限|项目实施期|起止时间|项目起止时间|项目日期范围|"
     "项目起止日期|项目年限|项目实施周期|"
     "项目期限|实施期间",
     "{period}"},
    {PROJECT,
     "起始年度|开始年度|项目开始时间|起始时间|开始时间|项目起始年度|计划开始时间|计划开始日期|项目开始日期|"
     "开始日期",
     "{period_start}"},
    {PROJECT,
     "到期年度|结束年度|项目结束时间|终止年度|结束时间|终止时间|项目终止年度|计划完成时间|计划完成日期|"
     "项目完成日期|结束日期|完成日期",
     "{period_end}"},
    {PROJECT, "截止时间|截止日期|项目截止时间|项目截止日期", "{period_end}"},
    {PROJECT,
     "年度资金总额|资金总额|预算数|预算金额|年度预算金额|项目预算|项目资金总额|预算资金|[{year}年]预算金额|"
     "[{year}年度]预算金额|年度预算|当年预算金额",
     "{fund_total}"},
    {PROJECT,
     "本年预算数|资金总量|年度资金|项目当年预算|项目预算金额|年度预算资金总额|本年度预算金额|当年预算|"
     "年度预算总额|[{year}年]预算数|预算安排|预算总额",
     "{fund_total}"},
    {PROJECT,
     "本年资金总额|当年资金总额|本年度资金总额|本年预算|年初预算|年初预算数|全年预算数|年度财政资金总额|"
     "本年预算金额|当年预算数",
     "{fund_total}"},
    {PROJECT,
     "其中:财政拨款|财政拨款|财政资金|其中:财政资金|一般公共预算拨款|一般公共预算|其中:一般公共预算|"
     "当年财政拨款|其中:当年财政拨款|本年财政拨款|其中:财政性资金|财政性资金|财政拨款资金",
     "{fund_fiscal}"},
    {PROJECT, "上年结转|上年结转资金|结转资金|上年结转结余|其中:上年结转", "{fund_carryover}"},
    {PROJECT, "其他资金|其他来源资金|其他收入", "{fund_other}"},
    {PROJECT, "年度本级预算金额|本级资金|本级财政资金|市县资金|本级预算", "{fund_local}"},
    {PROJECT, "该项目支出上级资金|上级资金|上级补助|上级补助资金|上级转移支付|上级财政资金",
     "{fund_superior}"},
    {PROJECT, "中期资金总额|实施期资金总额|实施周期资金总额|实施期资金|项目资金总量|总投资|总投入",
     "{period_fund_total}"},
    {PROJECT, "项目金额|资金总计|年度预算总金额|年度总金额|申请资金总额|项目资金申请总额|预算资金总额",
     "{fund_total}"},
    {PROJECT, "本级财政|县级资金|本级财政拨款|县级配套|县级配套资金|本级配套|本级配套资金", "{fund_local}"},
    {PROJECT, "中期财政拨款|实施期财政拨款", "{period_fund_fiscal}"},
    {PROJECT, "中期其他资金|实施期其他资金", "{period_fund_other}"},
    {PROJECT,
     "实施期绩效目标|实施周期总目标|中期目标|实施期目标|长期目标|中长期目标|项目总目标|实施期总目标|"
     "长期绩效目标|中期绩效目标|中长期绩效目标|实施期总体目标|实施期总绩效目标|三年目标|项目期目标",
     "{goal_period}"},
    {BOTH,
     "年度目标|本年度绩效目标|年度绩效目标|整体绩效目标|年度总体目标|绩效目标|本年度目标|[{year}]年度目标|"
     "年度总目标|当年绩效目标|年度整体绩效目标|部门整体绩效目标",
     "{goal_annual}"},
    {BOTH,
     "项目绩效目标|项目年度目标|总体目标|年度总体绩效目标|项目年度绩效目标|部门年度目标|[{year}]年绩效目标|"
     "总体绩效目标|绩效总目标|项目总体目标|年度工作目标|年度履职目标",
     "{goal_annual}"},
    {BOTH, "预期目标|年初设定目标|年初目标|当年目标|预期绩效目标|年初预期目标|本年目标|年初绩效目标",
     "{goal_annual}"},
    {BOTH,
     "调整目标|调整后目标|调整后绩效目标|调整后年度目标|批复目标|批复绩效目标|核定目标|核定绩效目标|审定目标",
     "{goal_annual}"},
    {BOTH,
     "实际完成情况|目标实际完成情况|年度实际完成情况|全年实际完成情况|目标完成情况|完成情况综述|"
     "目标完成情况综述|实际完成情况综述|全年实际完成情况综述|年度总体目标完成情况综述|总体目标完成情况综述|"
     "年度目标完成情况综述",
     "{实际完成情况}"},
    {BOTH, "备注|其他说明|说明|其他需要说明的问题|需要说明的问题|其他需说明的问题", "{备注}"},
    {BOTH, "主管部门审核意见|主管部门意见|主管部门审批意见", "{主管部门审核意见}"},
    {BOTH, "项目单位意见|申报单位意见|单位审核意见", "{单位意见}"},
    {BOTH, "[{opinion_authority}]批复意见|[{opinion_authority}]审核意见", "{opinion}"},
    {BOTH, "填表人|填报人|制表人|经办人|填报人员", "{preparer}"},
    {PROJECT, "事业收入|事业收入资金", "{事业收入}"},
    {BOTH, "审核人|复核人", "{审核人}"},
    {BOTH, "财务负责人", "{财务负责人}"},
    {PROJECT, "项目概况|项目简介|项目内容", "{项目概况}"},
    {BOTH, "整体目标|年度整体目标", "{goal_annual}"},
    {PROJECT,
     "项目总额|年度金额|年度资金额|申请金额|申请资金|申请预算|申请预算金额|批复金额|批复资金|批复预算|"
     "批复预算金额|核定金额|核定预算",
     "{fund_total}"},
    {PROJECT, "核定资金|资金需求|资金需求总额|资金需求总量|年度资金需求|本年资金需求", "{fund_total}"},
    {PROJECT, "其中:财政", "{fund_fiscal}"},
    {DEPARTMENT, "单位名称|单位全称|单位(部门)名称", "{department_name}-{department_code}"},
    {PROJECT, "中央补助|中央资金|省级补助|省级资金", "{fund_superior}"},
    {PROJECT, "地方主管部门", "{department_name}-{department_code}"},
    {PROJECT, "总目标|项目总体绩效目标", "{goal_period}"},
    {BOTH, "申报年度|填报年度|项目年度", "{year}"},
    {BOTH, "填报单位负责人|单位主要负责人|部门负责人", "{head}"},
    {BOTH,
     "填报日期|填表日期|填报时间|填表时间|申报日期|申报时间|编报日期|编制日期|制表日期|上报日期|填写日期",
     "{prepared_on}"},
    {BOTH, "联系电话|电话|联系方式|电话号码", "{phone}"},
    {BOTH, "单位负责人|单位负责人签字|负责人签字|负责人|单位负责人签章", "{head}"},
    {BOTH, "预算年度|年度|所属年度", "{year}"},
    {BOTH, "金额单位|计价单位|资金单位", "{money_unit}"},
    {DEPARTMENT,
     "资金总额|部门预算总额|年度资金总额|预算总额|部门预算资金总额|年度预算总额|部门整体支出总额|"
     "预算资金总额|收入合计|收入总计|支出合计|支出总计|收入预算合计|支出预算合计",
     "{budget_total}"},
    {DEPARTMENT, "一般公共预算|一般公共预算拨款|其中:一般公共预算|一般公共预算资金", "{income_general}"},
    {DEPARTMENT, "政府性基金拨款|政府性基金预算|政府性基金|政府性基金预算拨款", "{income_government_fund}"},
    {DEPARTMENT, "纳入专户管理的非税收入拨款|财政专户管理资金|财政专户|财政专户拨款",
     "{income_special_account}"},
    {DEPARTMENT, "其他资金|其他收入|单位资金", "{income_other}"},
    {DEPARTMENT, "基本支出|其中:基本支出", "{expense_basic}"},
    {DEPARTMENT, "项目支出", "{expense_project}"},
    {DEPARTMENT,
     "部门职能职责概述|部门职责|部门职能|主要职责|部门主要职责|部门职能概述|部门职责概述|部门主要职能",
     "{duties}"},
    {BOTH,
     "项目资金[({money_unit})]|资金情况[({money_unit})]|资金来源|实施周期|绩效指标|年度绩效指标|项目基本情况|"
     "年度预算申请[({money_unit})]|预算情况[({money_unit})]|项目资金情况[({money_unit})]|资金构成",
     ""},
    {BOTH,
     "按收入性质分|按支出性质分|按资金来源分|部门预算[({money_unit})]|部门整体支出年度绩效指标|基本信息|"
     "长期绩效指标|中期绩效指标|绩效指标情况|年度主要任务|本年度绩效指标|实施期绩效指标|指标体系|"
     "当年绩效指标|"
     "总体绩效指标",
     ""},
    {BOTH,
     "项目资金申请[({money_unit})]|预算资金[({money_unit})]|部门预算情况[({money_unit})]|"
     "预算安排情况[({money_unit})]|按资金来源|按支出类型|按支出结构分|按资金性质分|绩效目标情况|"
     "项目绩效指标",
     ""},
    {BOTH,
     "预算执行情况[({money_unit})]|资金执行情况[({money_unit})]|项目资金|资金情况|主要任务|年度工作任务", ""},
    {BOTH,
     "资金[({money_unit})]|经费[({money_unit})]|资金安排[({money_unit})]|资金预算[({money_unit})]|"
     "预算批复[({money_unit})]|资金规模[({money_unit})]|投资规模[({money_unit})]|"
     "资金使用情况[({money_unit})]|其中",
     ""},
};

/* Labels that are looked for inside a cell, before a colon. */
static const struct note {
    const char *label;
    const char *value;
} notes[] = {
    {"单位", "{money_unit}"},      {"金额单位", "{money_unit}"},  {"填报单位", "{filing_unit}"},
    {"编制单位", "{filing_unit}"}, {"部门", "{department_name}"}, {"填表人", "{preparer}"},
    {"填报人", "{preparer}"},      {"联系电话", "{phone}"},       {"填报日期", "{prepared_on}"},
    {"填表日期", "{prepared_on}"}, {"单位负责人签字", "{head}"},  {"单位负责人", "{head}"},
    {"负责人", "{head}"},
};

/* What heads the columns of amounts and tasks above the indicators, beside labels that may head them, too. */
static const char *const column_words[] = {
    "对应项目",   "涉及项目", "实施内容",   "完成时限",     "年初预算数", "年初预算",
    "全年预算数", "全年预算", "调整预算数", "调整后预算数", "预算调整数", "预算数",
    "预算安排数", "实际到位", "到位数",     "任务名称",     "主要内容",   "任务内容",
    "总额",       "金额",     "预算金额",   "分值",
};

/* What heads what was achieved: the sign of a self-evaluation. */
static const char *const result_words[] = {
    "实际完成值", "全年实际值", "全年完成值", "全年实际完成值", "实际完成情况",   "完成值",
    "实际值",     "完成情况",   "得分",       "自评得分",       "完成率",         "全年执行数",
    "执行数",     "预算执行数", "全年支出数", "实际支出",       "实际支出数",     "执行率",
    "预算执行率", "评价得分",   "实际得分",   "年度完成情况",   "指标完成情况",   "实际完成",
    "完成程度",   "自评分",     "指标完成值", "全年完成情况",   "实际完成指标值",
};

static const char *const ordinal_words[] = {"序号", "编号", "行次", "行号", "序", "指标序号"};

static const char *const reach_words[] = {"至", "到", "止"};

static const char *const total_words[] = {"合计", "总计", "总分", "小计", "分值合计", "合计得分", "总得分"};

static const char *const lines[] = {"({year}年度)|({year}年)|{year}年度", "{form_number}", "({money_unit})"};

static const char *const noise_words[] = {"(盖章)", "(公章)", "(签章)"};

static const struct {
    enum jx_part part;
    const char *spellings;
} headings[] = {
    {JX_PART_LEVEL1, "一级指标|一级指标名称|一级|指标一级|一级绩效指标"},
    {JX_PART_LEVEL2, "二级指标|二级指标名称|二级|指标二级|二级绩效指标"},
    {JX_PART_NAME,
     "三级指标|指标名称|三级指标名称|三级|绩效指标名称|指标内容|三级绩效指标|具体指标|指标三级"},
    {JX_PART_NAME, "四级指标|四级指标名称|四级|四级绩效指标|指标四级"},
    {JX_PART_TARGET,
     "指标值|指标值及单位|目标值|年度指标值|当年度指标值|年度目标值|本年指标值|[{year}年]指标值|预期值|"
     "计划指标值|年初目标值|预期指标值"},
    {JX_PART_TARGET,
     "本年度指标值|当年指标值|年度指标|全年目标值|指标目标值|绩效目标值|目标|[{year}年]目标值|三级指标值|"
     "指标值(含单位)|年初设定目标值|[{year}年度]指标值"},
    {JX_PART_TARGET, "指标目标|计划值|计划完成值|预期目标值|年初指标值|年度预期值|绩效指标值|预期指标"},
    {JX_PART_TARGET,
     "标准值|绩效标准值|年度绩效标准值|评价标准值|绩效评价标准值|指标标准值|考核标准值|年度标准值|量化指标值|"
     "量化目标|量化目标值|量化标准|量化值"},
    {JX_PART_TARGET, "值|数值|指标数值|本年目标值|本年度目标值|全年指标值|年度计划值"},
    {JX_PART_PERIOD_TARGET,
     "实施周期指标值|实施期指标值|中期指标值|长期指标值|实施期目标值|中期目标值|总指标值|项目总指标值|"
     "长期目标值|总目标值|中长期指标值|全周期指标值|项目期指标值"},
    {JX_PART_STANDARD, "绩效标准|指标标准"},
    {JX_PART_POLARITY, "绩效指标性质|绩效指标属性|指标正反向|指标性质|指标属性|指标类型|指标方向性|指标极性|"
                       "指标正反性|指标导向"},
    {JX_PART_OPERATOR, "指标方向|运算符号|比较符|指标符号|计算符号|符号|运算符|比较符号|计算方式|"
                       "比较关系|关系符号|指标关系|计算关系|运算关系"},
    {JX_PART_UNIT, "绩效度量单位|绩效指标单位|计量单位|度量单位|指标单位|指标值单位|单位|"
                   "计算单位|计数单位|量纲"},
    {JX_PART_SCORE, "分值|权重|指标权重|分值权重|权重(%)|标准分|标准分值|指标分值|分值(权重)|权重(分)"},
    {JX_PART_REMARK, "备注|指标解释|说明|指标说明|指标解释说明|指标内容说明|指标备注|指标依据"},
};

/* Patterns that fail to parse are faults of this file, found by its test. */
static const struct jx_pattern *parse(struct jx_arena *arena, const char *text) {
    const char *reason = NULL;
    return jx_pattern_parse(arena, text, &reason);
}

static size_t add_words(struct jx_arena *arena, enum jx_kind kind, struct jx_label *labels) {
    unsigned wanted = kind == JX_KIND_PROJECT ? PROJECT : DEPARTMENT;
    size_t count = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if ((words[i].kinds & wanted) == 0) continue;
        struct jx_label *label = &labels[count++];
        label->pattern = parse(arena, words[i].label);
        label->text = words[i].label;
        label->anchor = true;
        if (*words[i].value == '\0') continue;
        label->value = parse(arena, words[i].value);
        label->side = JX_VALUE_RIGHT;
    }
    return count;
}

static size_t add_notes(struct jx_arena *arena, struct jx_label *labels) {
    size_t count = sizeof notes / sizeof *notes;
    for (size_t i = 0; i < count; i++)
        labels[i] = (struct jx_label){
            .key = jx_text_key(arena, notes[i].label, strlen(notes[i].label)),
            .text = notes[i].label,
            .value = parse(arena, notes[i].value),
            .side = JX_VALUE_RIGHT,
            .inside = true,
        };
    return count;
}

static void add_lines(struct jx_arena *arena, struct jx_lexicon *lexicon) {
    lexicon->line_count = sizeof lines / sizeof *lines;
    struct jx_whole_line *made = jx_arena_alloc(arena, lexicon->line_count * sizeof *made);
    for (size_t i = 0; i < lexicon->line_count; i++) made[i].pattern = parse(arena, lines[i]);
    lexicon->lines = made;
    lexicon->noise_count = sizeof noise_words / sizeof *noise_words;
    lexicon->noise = noise_words;
}

static void add_headings(struct jx_arena *arena, struct jx_lexicon *lexicon) {
    lexicon->heading_count = sizeof headings / sizeof *headings;
    struct jx_heading *made = jx_arena_alloc(arena, lexicon->heading_count * sizeof *made);
    for (size_t i = 0; i < lexicon->heading_count; i++)
        made[i] = (struct jx_heading){headings[i].part, parse(arena, headings[i].spellings)};
    lexicon->headings = made;
    for (size_t i = 0; i < lexicon->heading_count; i++)
        jx_index_add(arena, &lexicon->heading_index, made[i].pattern);
    jx_index_finish(arena, &lexicon->heading_index);
}

struct jx_lexicon *jx_lexicon_new(struct jx_arena *arena) {
    struct jx_lexicon *lexicon = jx_arena_alloc(arena, sizeof *lexicon);
    size_t most = sizeof words / sizeof *words + sizeof notes / sizeof *notes;
    for (int kind = JX_KIND_PROJECT; kind <= JX_KIND_DEPARTMENT; kind++) {
        struct jx_label *labels = jx_arena_alloc(arena, most * sizeof *labels);
        size_t count = add_words(arena, (enum jx_kind)kind, labels);
        lexicon->label_count[kind] = count + add_notes(arena, labels + count);
        lexicon->labels[kind] = labels;
        lexicon->notes[kind] = jx_notes_of(arena, labels, lexicon->label_count[kind]);
        for (size_t i = 0; i < lexicon->label_count[kind]; i++)
            jx_index_add(arena, &lexicon->label_index[kind], labels[i].pattern);
        jx_index_finish(arena, &lexicon->label_index[kind]);
    }
    add_lines(arena, lexicon);
    add_headings(arena, lexicon);
    lexicon->morphemes = jx_morphemes_new(arena);
    lexicon->title = parse(arena, "[{year}年]项目支出绩效目标表|[{year}年]项目绩效目标表");
    return lexicon;
}

/* The bracket that pairs with the closing one at the end; the last one, where brackets are missing. */
static char *opening_bracket(char *key, size_t length) {
    int depth = 0;
    for (size_t i = length; i-- > 0;) {
        if (key[i] == ')') depth++;
        if (key[i] == '(' && --depth == 0) return key + i;
    }
    return strrchr(key, '(');
}

/* `key` without the brackets that close it, in `cut`; the bracket's words, NULL if there is none or nothing before. */
static const char *cut_remark(const char *key, char cut[LONGEST_WORD]) {
    size_t length = strlen(key);
    if (length < 3 || length >= LONGEST_WORD || key[length - 1] != ')') return NULL;
    memcpy(cut, key, length + 1);
    char *open = opening_bracket(cut, length);
    if (!open || open == cut) return NULL;
    *open = '\0';
    return key + (open + 1 - cut);
}

const char *jx_lexicon_remark(const char *key) {
    char cut[LONGEST_WORD];
    return cut_remark(key, cut);
}

enum jx_part jx_lexicon_heading_exact(const struct jx_lexicon *lexicon, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count, number = jx_index_find(&lexicon->heading_index, key, captures, &count);
    return number == SIZE_MAX ? JX_PART_NONE : lexicon->headings[number].part;
}

static bool of_period(const char *remark) {
    return strstr(remark, "中期") || strstr(remark, "实施期") || strstr(remark, "长期");
}

enum jx_part jx_lexicon_heading(const struct jx_lexicon *lexicon, const char *key) {
    char cut[LONGEST_WORD];
    enum jx_part part = jx_lexicon_heading_exact(lexicon, key);
    const char *remark = part == JX_PART_NONE ? cut_remark(key, cut) : NULL;
    if (!remark) return part;
    part = jx_lexicon_heading_exact(lexicon, cut);
    return part == JX_PART_TARGET && of_period(remark) ? JX_PART_PERIOD_TARGET : part;
}

static bool is_one_of(const char *key, const char *const *list, size_t count) {
    char cut[LONGEST_WORD];
    for (size_t i = 0; i < count; i++)
        if (jx_text_is(key, list[i])) return true;
    if (!cut_remark(key, cut)) return false;
    for (size_t i = 0; i < count; i++)
        if (jx_text_is(cut, list[i])) return true;
    return false;
}

bool jx_lexicon_is(enum jx_word_kind kind, const char *key) {
    switch (kind) {
    case JX_WORD_COLUMN: return is_one_of(key, column_words, sizeof column_words / sizeof *column_words);
    case JX_WORD_RESULT:
        /* 偏差原因分析及改进措施, 未完成原因 … */
        if (jx_text_starts(key, "偏差") || jx_text_starts(key, "未完成") || strstr(key, "改进措施"))
            return strlen(key) < LONGEST_WORD;
        return is_one_of(key, result_words, sizeof result_words / sizeof *result_words);
    case JX_WORD_ORDINAL: return is_one_of(key, ordinal_words, sizeof ordinal_words / sizeof *ordinal_words);
    case JX_WORD_REACH: return is_one_of(key, reach_words, sizeof reach_words / sizeof *reach_words);
    case JX_WORD_TOTAL: return is_one_of(key, total_words, sizeof total_words / sizeof *total_words);
    }
    return false;
}

const struct jx_label *jx_lexicon_label(const struct jx_lexicon *lexicon, enum jx_kind kind,
                                        const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    char cut[LONGEST_WORD];
    size_t count, number = jx_index_find(&lexicon->label_index[kind], key, captures, &count);
    if (number == SIZE_MAX && cut_remark(key, cut))
        number = jx_index_find(&lexicon->label_index[kind], cut, captures, &count);
    return number == SIZE_MAX ? NULL : &lexicon->labels[kind][number];
}
