/*
 * The words that labels and headings are made of, by what they say.
 */
#ifndef JX_WORDS_TAGS_H
#define JX_WORDS_TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a word says, its name in tables of rules, and the words that say it. The same word may not stand twice. */
#define JX_TAGS(X)                                                                                           \
    X(YEAR, "year", "年度 本年度 本年 当年度 当年 全年度 全年 今年 年")                                      \
    X(INITIAL, "initial", "年初 期初")                                                                       \
    X(ADJUSTED, "adjusted", "调整后 调整预算 调整目标 调整指标 变更后 修订后")                               \
    X(CHANGED, "changed", "年中调整 期中调整 中期调整 调整值 变更值 修订值")                                 \
    X(SUPERSEDED, "superseded", "调整前 变更前 修订前")                                                      \
    X(APPROVED, "approved", "核定 审定 批复 核准")                                                           \
    X(PERIOD, "period", "实施周期 实施期 中长期 中期 长期 项目期 全周期 全程 滚动 三年")                     \
    X(FORMER, "former", "前年 去年 上年度 上年 近两年 近三年 以前年度 历史 参考 标杆 基期 基准")             \
    X(ELSEWHERE, "elsewhere", "平均 均值 行业 同行业 同类 全国 国内 国际 先进 领先")                         \
    X(HALF, "half", "半年 上半年 季度 年中")                                                                 \
    X(STAGE, "stage", "分阶段 各阶段 阶段性 阶段 分季度 各季度 分期")                                        \
    X(CENTRAL, "central", "中央")                                                                            \
    X(OWN_LEVEL, "own_level", "本级")                                                                        \
    X(LOCAL, "local", "地方 省级 市级 县级 区级 自治区 市县 县区 镇级 乡级 乡镇 街道 村级")                  \
    X(SUPERIOR, "superior", "上级")                                                                          \
    X(LINE, "line", "业务 归口")                                                                             \
    X(PROJECT, "project", "项目 专项 转移支付")                                                              \
    X(FUND, "fund", "资金 经费")                                                                             \
    X(BUDGET, "budget", "预算")                                                                              \
    X(SPENDING, "spending", "支出")                                                                          \
    X(FISCAL, "fiscal", "财政拨款 财政资金 财政性资金 财政补助")                                             \
    X(GENERAL, "general", "一般公共预算")                                                                    \
    X(GOVERNMENT_FUND, "government_fund", "政府性基金")                                                      \
    X(STATE_CAPITAL, "state_capital", "国有资本经营预算 国有资本经营 国有资本")                              \
    X(SPECIAL_ACCOUNT, "special_account", "财政专户 专户管理")                                               \
    X(INCOME, "income", "收入")                                                                              \
    X(FINANCE, "finance", "财政")                                                                            \
    X(SUBJECT, "subject", "科目")                                                                            \
    X(DEPARTMENT, "department", "部门")                                                                      \
    X(UNIT, "unit", "单位")                                                                                  \
    X(CHARGE, "charge", "主管 管理")                                                                         \
    X(CARRY_OUT, "carry_out", "实施 承担 用款 使用 建设 申报 执行单位")                                      \
    X(FILING, "filing", "填报 填表 编制 制表 上报")                                                          \
    X(PERSON, "person", "人 人员")                                                                           \
    X(GOAL, "goal", "目标")                                                                                  \
    X(PERFORMANCE, "performance", "绩效")                                                                    \
    X(INDICATOR, "indicator", "指标")                                                                        \
    X(WHOLE, "whole", "整体")                                                                                \
    X(OVERALL, "overall", "总体 总")                                                                         \
    X(CARRYOVER, "carryover", "结转结余 结转")                                                               \
    X(OTHER, "other", "其他 其它")                                                                           \
    X(OWN, "own", "自筹 自有")                                                                               \
    X(DUTY, "duty", "职责 职能")                                                                             \
    X(TASK, "task", "任务 工作")                                                                             \
    X(BASIC, "basic", "基本支出")                                                                            \
    X(CLASS, "class", "人员类 公用类 运转类 公用 运转")                                                      \
    X(PROJECT_SPENDING, "project_spending", "项目支出")                                                      \
    X(INVESTMENT, "investment", "投资")                                                                      \
    X(BORROWED, "borrowed", "专项债券 政府债券 地方债券 债券 专项债 国债 贷款 社会资本 债务")                \
    X(REQUEST, "request", "申请 安排 下达 投入")                                                             \
    X(START, "start", "开工时间 开工日期 启动时间 启动日期")                                                 \
    X(FINISH, "finish", "完成时间 完成日期 完成年度 完成年份 完成年月 完工时间 完工日期 竣工时间 竣工日期")  \
    X(NAME, "name", "名称 全称")                                                                             \
    X(CODE, "code", "编码 代码 编号")                                                                        \
    X(SUM, "sum", "总额 金额 数额 额 数 总量 合计 小计 总计 规模 拨款")                                      \
    X(HEAD, "head", "负责人")                                                                                \
    X(CONTACT, "contact", "联系人")                                                                          \
    X(AGENT, "agent", "经办人 填报人 填表人 制表人")                                                         \
    X(PHONE, "phone", "联系电话 电话 联系方式")                                                              \
    X(DATE, "date", "日期 时间 年月")                                                                        \
    X(SPAN, "span", "起止时间 起止日期 起止年限 起止年度 起止年月 期限 时限 年限 周期 期")                   \
    X(BEGIN, "begin", "开始 起始")                                                                           \
    X(END, "end", "结束 终止")                                                                               \
    X(KIND, "kind", "类别 类型 分类")                                                                        \
    X(NATURE, "nature", "属性 性质")                                                                         \
    X(RANK, "rank", "级次 级别 等级")                                                                        \
    X(ORIGIN, "origin", "来源 构成")                                                                         \
    X(ABOUT, "about", "概况 简介 概述 情况 内容")                                                            \
    X(BASIS, "basis", "依据")                                                                                \
    X(OPINION, "opinion", "审核意见 审批意见 批复意见 初审意见 意见")                                        \
    X(REASON, "reason", "偏差 原因 改进 措施")                                                               \
    X(RESULT, "result", "实际 完成 执行 得分 自评 评分 评价得分 到位 执行数 实际完成 审核 未完成")           \
    X(AND, "and", "及 和 与 、 / 或")                                                                        \
    X(RATE, "rate", "率 比例 占比")                                                                          \
    X(PLAN, "plan", "计划 预期 预计 设定 期望 实现")                                                         \
    X(LEVEL1, "level1", "一级")                                                                              \
    X(LEVEL2, "level2", "二级")                                                                              \
    X(LEVEL3, "level3", "三级")                                                                              \
    X(LEVEL4, "level4", "四级")                                                                              \
    X(VALUE, "value", "值 数值 水平")                                                                        \
    X(UPPER, "upper", "上限 最高 最大")                                                                      \
    X(LOWER, "lower", "下限 最低 最小")                                                                      \
    X(STANDARD, "standard", "标准")                                                                          \
    X(SIGN, "sign", "符号 方向 运算 比较")                                                                   \
    X(DIRECTION, "direction", "方向性 正反向")                                                               \
    X(MEASURE, "measure", "计量 度量")                                                                       \
    X(SCORE, "score", "分值 权重 分")                                                                        \
    X(REMARK, "remark", "备注 解释 说明 描述 定义 注")                                                       \
    X(GRAND_TOTAL, "grand_total", "总分")                                                                    \
    X(SORT, "sort", "定性 定量")                                                                             \
    X(AREA, "area", "全县 全市 全区 全省 全州 全旗 全乡 全镇")                                               \
    X(ORDINAL, "ordinal", "序号 行次")                                                                       \
    X(INDICATOR_NAME, "indicator_name", "绩效内容 指标内容 指标名称")                                        \
    X(FILLER, "filler", "主要 具体 相应 本次 的 等 基本 成果 需要 问题 事项 评价 购买 服务 需求 考核")

enum jx_tag {
#define X(tag, name, words) JX_TAG_##tag,
    JX_TAGS(X)
#undef X
        JX_TAG_COUNT
};

struct jx_tags {
    uint64_t bits[2];
};

static inline struct jx_tags jx_tag_set(enum jx_tag tag) {
    struct jx_tags set = {{0, 0}};
    set.bits[tag / 64] = UINT64_C(1) << tag % 64;
    return set;
}

static inline bool jx_tags_have(struct jx_tags set, enum jx_tag tag) {
    return (set.bits[tag / 64] >> tag % 64 & 1) != 0;
}

static inline struct jx_tags jx_tags_or(struct jx_tags a, struct jx_tags b) {
    return (struct jx_tags){{a.bits[0] | b.bits[0], a.bits[1] | b.bits[1]}};
}

static inline struct jx_tags jx_tags_and(struct jx_tags a, struct jx_tags b) {
    return (struct jx_tags){{a.bits[0] & b.bits[0], a.bits[1] & b.bits[1]}};
}

static inline bool jx_tags_any(struct jx_tags set, struct jx_tags of) {
    return ((set.bits[0] & of.bits[0]) | (set.bits[1] & of.bits[1])) != 0;
}

static inline bool jx_tags_all(struct jx_tags set, struct jx_tags of) {
    return (set.bits[0] & of.bits[0]) == of.bits[0] && (set.bits[1] & of.bits[1]) == of.bits[1];
}

static inline bool jx_tags_none(struct jx_tags set) {
    return (set.bits[0] | set.bits[1]) == 0;
}

static inline unsigned jx_tags_count(struct jx_tags set) {
    return (unsigned)(__builtin_popcountll(set.bits[0]) + __builtin_popcountll(set.bits[1]));
}

/* 年度, 年初, 调整后: an amount or a goal of this year. */
static inline bool jx_tags_say_year(struct jx_tags set) {
    return jx_tags_have(set, JX_TAG_YEAR) || jx_tags_have(set, JX_TAG_INITIAL) ||
           jx_tags_have(set, JX_TAG_ADJUSTED);
}

/* 年度 and nothing of the whole project, which sets a column apart from others; 年初 does not, for beside it stands 调整后, which
 * is the year's as well. */
static inline bool jx_tags_year_alone(struct jx_tags set) {
    return jx_tags_have(set, JX_TAG_YEAR) && !jx_tags_have(set, JX_TAG_PERIOD);
}

/* 政府性基金预算, 国有资本经营预算: fiscal money beside that of the general budget. */
static inline bool jx_tags_other_budget(struct jx_tags set) {
    return jx_tags_have(set, JX_TAG_GOVERNMENT_FUND) || jx_tags_have(set, JX_TAG_STATE_CAPITAL);
}

/* The tags that a list of their names calls, `project name`; false: a name is none. */
bool jx_tags_parse(const char *names, struct jx_tags *set);

#endif
