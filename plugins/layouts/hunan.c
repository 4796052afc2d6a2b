/*
 * Hunan, counties and cities: 项目支出绩效目标表 (six columns) and 部门整体支出绩效目标表 (five columns).
 */
#include <jixiao/layout.h>

/* --- 项目支出绩效目标表 ---------------------------------------------------------------------------------------------- */

static const double project_widths[] = {17, 12, 19, 24, 17, 11};

static const struct jx_column project_band[] = {
    JX_SIDE("A", "本年度绩效指标|年度绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值及单位|指标值", TARGET),
    JX_COLUMN("F", "绩效标准", STANDARD),
    JX_BAND_END,
};

static const struct jx_table_row project_rows[] = {
    JX_TITLE("[{year}年]项目支出绩效目标表|[{year}年度]项目支出绩效目标表"),
    JX_ROW(JX_NOTE("A:D", "填报单位：（盖章）{filing_unit}"), JX_NOTE_RIGHT("E:F", "单位：{money_unit}")),
    JX_ROW(JX_LABEL("A", "项目支出名称"), JX_TEXT("B:C", "{project_name}"), JX_LABEL("D", "预算部门"),
           JX_TEXT("E:F", "{department_name}")),
    JX_ROW(JX_LABEL("A", "年度本级预算金额"), JX_CENTRE("B:C", "{fund_local}"),
           JX_LABEL("D", "该项目支出上级资金"), JX_CENTRE("E:F", "{fund_superior}")),
    JX_ROW(JX_LABEL("A", "项目支出实施期"), JX_TEXT("B:F", "{period}")),
    JX_ROW(JX_LABEL("A", "实施期绩效目标"), JX_TEXT("B:F", "{goal_period}")),
    JX_ROW(JX_LABEL("A", "本年度绩效目标"), JX_TEXT("B:F", "{goal_annual}")),
    JX_BAND(project_band),
    JX_ROW(JX_OPTIONAL_LABEL("A", "[{opinion_authority}]审核意见"), JX_TEXT("B:F", "{opinion}")),
    JX_ROW(JX_NOTE(
        "A:F",
        "填表人：{preparer}    联系电话：{phone}    填报日期：{prepared_on}    单位负责人签字：{head}")),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = project_rows,
    .widths = project_widths,
    .width_count = 6,
};

/* --- 部门整体支出绩效目标表 ------------------------------------------------------------------------------------------ */

static const double department_widths[] = {17, 13, 19, 30, 21};

static const struct jx_column department_band[] = {
    JX_SIDE("A", "部门整体支出年度绩效指标|年度绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值及单位|指标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row department_rows[] = {
    JX_TITLE("[{year}年]部门整体支出绩效目标表|[{year}年度]部门整体支出绩效目标表"),
    JX_ROW(JX_NOTE("A:E", "填报单位：{filing_unit}（盖章）")),
    JX_ROW(JX_LABEL("A", "部门名称"), JX_TEXT("B:E", "{department_name}")),
    JX_ROW(JX_LABEL_DOWN("A", 6, "年度预算申请[（{money_unit}）]"),
           JX_LINE("B:E", "资金总额：{budget_total}")),
    JX_ROW(JX_LABEL_LEFT("B:C", "按收入性质分："), JX_LABEL_LEFT("D:E", "按支出性质分：")),
    JX_ROW(JX_LINE("B:C", "其中：一般公共预算：{income_general}"),
           JX_LINE("D:E", "其中：基本支出：{expense_basic}")),
    JX_ROW(JX_LINE("B:C", "政府性基金拨款：{income_government_fund}"),
           JX_LINE("D:E", "项目支出：{expense_project}")),
    JX_ROW(JX_LINE("B:C", "纳入专户管理的非税收入拨款：{income_special_account}"), JX_FILLER("D:E")),
    JX_ROW(JX_LINE("B:C", "其他资金：{income_other}"), JX_FILLER("D:E")),
    JX_ROW(JX_LABEL("A", "部门职能职责概述"), JX_TEXT("B:E", "{duties}")),
    JX_ROW(JX_LABEL("A", "整体绩效目标"), JX_TEXT("B:E", "{goal_annual}")),
    JX_BAND(department_band),
    JX_ROW(JX_NOTE("A:E",
                   "填表人：{preparer}  联系电话：{phone}  填报日期：{prepared_on}  单位负责人签字：{head}")),
    JX_TABLE_END,
};

static const struct jx_table department = {
    .kind = JX_KIND_DEPARTMENT,
    .money_unit = "万元",
    .rows = department_rows,
    .widths = department_widths,
    .width_count = 5,
};

/* ------------------------------------------------------------------------------------------------------------------ */

static const struct jx_table *const tables[] = {&project, &department, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "hunan",
    .chinese = "湖南省（市县）",
    .english = "Hunan, counties and cities",
    .source = "湖南省市县部门预算绩效目标申报表样",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(hunan) {
    return &layout;
}
