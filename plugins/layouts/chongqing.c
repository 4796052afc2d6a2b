/*
 * Chongqing, districts and counties: 项目支出绩效目标审批表 (seven columns, scores, cost as a level 1) and
 * 部门（单位）整体绩效目标表 (six columns), whose indicators have no levels.
 */
#include <jixiao/layout.h>

/* --- 项目支出绩效目标审批表 ------------------------------------------------------------------------------------------- */

static const double project_widths[] = {17, 12, 19, 20, 14, 7, 13};

static const struct jx_column project_band[] = {
    JX_SIDE("A", "年度绩效目标（90分）|年度绩效目标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值", TARGET),
    JX_COLUMN("F", "分值", SCORE),
    JX_COLUMN_TEXT("G", "指标解释", REMARK),
    JX_BAND_END,
};

static const struct jx_table_row project_rows[] = {
    JX_TITLE("[{year}年]项目支出绩效目标审批表"),
    JX_ROW(JX_NOTE_CENTRE("A:G", "[（{year}年度）]")),
    JX_ROW(JX_NOTE("A:E", "预算单位：{filing_unit}"), JX_NOTE_RIGHT("F:G", "金额单位：{money_unit}")),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B:D", "{project_name}"), JX_LABEL("E", "项目分类"),
           JX_TEXT("F:G", "{project_type}")),
    JX_ROW(JX_LABEL("A", "建设周期"), JX_TEXT("B:D", "{period}"), JX_LABEL("E", "业务主管部门"),
           JX_TEXT("F:G", "{department_name}")),
    JX_ROW(JX_LABEL("A", "实施单位"), JX_TEXT("B", "{unit_name}"), JX_LABEL("C", "项目负责人"),
           JX_TEXT("D", "{project_owner}"), JX_LABEL("E", "联系电话"), JX_TEXT("F:G", "{phone}")),
    JX_ROW(JX_LABEL("A", "项目审批"), JX_TEXT("B:G", "{项目审批}")),
    JX_ROW(JX_LABEL("A", "项目总体概况"), JX_TEXT("B:G", "{项目概况}")),
    JX_ROW(JX_LABEL("A", "年度主要目标和成果"), JX_TEXT("B:G", "{goal_annual}")),
    JX_ROW(JX_LABEL_DOWN("A", 4, "项目资金"), JX_LABEL("B:C", "项目总预算"),
           JX_CENTRE("D:G", "{period_fund_total}")),
    JX_ROW(JX_LABEL("B:C", "当年年度预算"), JX_CENTRE("D:G", "{fund_total}")),
    JX_ROW(JX_LABEL("B:C", "其中：财政资金"), JX_CENTRE("D:G", "{fund_fiscal}")),
    JX_ROW(JX_LABEL("B:C", "其中：其它资金"), JX_CENTRE("D:G", "{fund_other}")),
    JX_BAND(project_band),
    JX_ROW(JX_LABEL("A", "主管部门审核意见"), JX_TEXT("B:G", "{主管部门审核意见}")),
    JX_ROW(JX_LABEL("A", "财政部门审批意见"), JX_TEXT("B:G", "{财政部门审批意见}")),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = project_rows,
    .widths = project_widths,
    .width_count = 7,
    .cost_first = true,
};

/* --- 部门（单位）整体绩效目标表 --------------------------------------------------------------------------------------- */

static const double department_widths[] = {17, 37, 12, 12, 12, 12};

static const struct jx_column department_band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN_TEXT("B", "指标名称", NAME),
    JX_COLUMN("C", "指标权重", SCORE),
    JX_COLUMN("D", "计量单位", UNIT),
    JX_COLUMN("E", "指标性质", OPERATOR),
    JX_COLUMN("F", "指标值", VALUE),
    JX_BAND_END,
};

static const struct jx_table_row department_rows[] = {
    JX_TITLE("[{year}年]部门（单位）整体绩效目标表"),
    JX_ROW(JX_NOTE_RIGHT("A:F", "单位：{money_unit}")),
    JX_ROW(JX_LABEL("A", "部门（单位）名称"), JX_TEXT("B", "{department_name}"),
           JX_LABEL("C:D", "区级支出预算总量"), JX_CENTRE("E:F", "{budget_total}")),
    JX_ROW(JX_LABEL("A", "当年整体绩效目标"), JX_TEXT("B:F", "{goal_annual}")),
    JX_BAND(department_band),
    JX_TABLE_END,
};

static const struct jx_table department = {
    .kind = JX_KIND_DEPARTMENT,
    .money_unit = "万元",
    .rows = department_rows,
    .widths = department_widths,
    .width_count = 6,
    .signs = true,
};

static const struct jx_table *const tables[] = {&project, &department, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "chongqing",
    .chinese = "重庆市（区县，分值）",
    .english = "Chongqing, districts, with scores",
    .source = "重庆市区县 "
              "项目支出绩效目标审批表（据2023年填报的表）、部门（单位）整体绩效目标表（据2022年公开的表）",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(chongqing) {
    return &layout;
}
