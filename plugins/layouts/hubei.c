/*
 * Hubei, cities and districts: 项目支出绩效目标表 (seven columns, the long term on the left and the year on the right) and
 * 部门整体支出绩效目标申报表 (eight columns, with the two years before).
 */
#include <jixiao/layout.h>

/* --- 项目支出绩效目标表 ---------------------------------------------------------------------------------------------- */

static const double project_widths[] = {17, 19, 18, 13, 19, 18, 13};

static const struct jx_column project_band[] = {
    JX_COLUMN("A", "一级指标", LEVEL1),
    JX_COLUMN("B", "二级指标（长期）", LEVEL2),
    JX_COLUMN_TEXT("C", "三级指标（长期）", NAME),
    JX_COLUMN("D", "指标值（长期）", PERIOD_TARGET),
    JX_RIGHT("E", "二级指标（年度）", LEVEL2),
    JX_RIGHT_TEXT("F", "三级指标（年度）", NAME),
    JX_RIGHT("G", "指标值（年度）", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row project_rows[] = {
    JX_TITLE("项目支出绩效目标表"),
    JX_ROW(JX_NOTE_CENTRE("A:G", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B:G", "{project_name}")),
    JX_ROW(JX_LABEL("A", "主管部门及编码"),
           JX_TEXT("B:D", "［{department_code}］{department_name}|{department_name}|{department_code}"),
           JX_LABEL("E", "实施单位"), JX_TEXT("F:G", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "项目属性"), JX_TEXT("B:D", "{project_attribute}"), JX_LABEL("E", "项目起止时间"),
           JX_TEXT("F:G", "{period}")),
    JX_ROW(JX_LABEL_DOWN("A", 3, "项目资金[（{money_unit}）]"), JX_LABEL_LEFT("B:C", "资金总额"),
           JX_CENTRE("D", "{period_fund_total}"), JX_LABEL_LEFT("E:F", "当年资金总额"),
           JX_CENTRE("G", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("B:C", "其中：财政拨款"), JX_CENTRE("D", "{period_fund_fiscal}"),
           JX_LABEL_LEFT("E:F", "其中：当年财政拨款"), JX_CENTRE("G", "{fund_fiscal}")),
    JX_ROW(JX_LABEL_LEFT("B:C", "其他资金"), JX_CENTRE("D", "{period_fund_other}"),
           JX_LABEL_LEFT("E:F", "当年其他资金"), JX_CENTRE("G", "{fund_other}")),
    JX_ROW(JX_LABEL_DOWN("A", 2, "总体目标"), JX_LABEL("B:D", "中期目标"), JX_LABEL("E:G", "年度目标")),
    JX_ROW(JX_TEXT("B:D", "{goal_period}"), JX_TEXT("E:G", "{goal_annual}")),
    JX_ROW(JX_LABEL("A:G", "绩效项目指标表")),
    JX_BAND(project_band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = project_rows,
    .widths = project_widths,
    .width_count = 7,
    .empty_mark = "",
};

/* --- 部门整体支出绩效目标申报表 -------------------------------------------------------------------------------------- */

static const double department_widths[] = {14, 12, 19, 24, 9, 9, 15, 17};

static const struct jx_column department_band[] = {
    JX_SIDE("A", "年度绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_BLANK_UNDER("E", "指标值/近两年指标值", "前年"),
    JX_BLANK_UNDER("F", "指标值/近两年指标值", "去年"),
    JX_COLUMN_UNDER("G", "指标值", "预期当年实现值", TARGET),
    JX_COLUMN_TEXT("H", "指标值确定依据", REMARK),
    JX_BAND_END,
};

static const struct jx_table_row department_rows[] = {
    JX_TITLE("[{year}年]部门整体支出绩效目标申报表"),
    JX_ROW(JX_NOTE("A:E", "填报日期：{prepared_on}"), JX_NOTE_RIGHT("F:H", "单位：{money_unit}")),
    JX_ROW(JX_LABEL("A", "部门（单位）名称"), JX_TEXT("B:H", "{department_name}")),
    JX_ROW(JX_LABEL("A", "填报人"), JX_TEXT("B:D", "{preparer}"), JX_LABEL("E:F", "联系电话"),
           JX_TEXT("G:H", "{phone}")),
    JX_ROW(JX_LABEL_DOWN("A", 6, "部门总体资金情况"), JX_LABEL("B:C", "总体资金情况"),
           JX_LABEL("D", "当年金额"), JX_LABEL("E:F", "占比"), JX_LABEL("G:H", "近两年收支金额")),
    JX_ROW(JX_LABEL_DOWN("B", 2, "收入构成"), JX_LABEL("C", "财政拨款"), JX_CENTRE("D", "{income_general}"),
           JX_FILLER("E:F"), JX_FILLER("G"), JX_FILLER("H")),
    JX_ROW(JX_LABEL("C", "其他资金"), JX_CENTRE("D", "{income_other}"), JX_FILLER("E:F"), JX_FILLER("G"),
           JX_FILLER("H")),
    JX_ROW(JX_LABEL_DOWN("B", 3, "支出构成"), JX_LABEL("C", "基本支出"), JX_CENTRE("D", "{expense_basic}"),
           JX_FILLER("E:F"), JX_FILLER("G"), JX_FILLER("H")),
    JX_ROW(JX_LABEL("C", "项目支出"), JX_CENTRE("D", "{expense_project}"), JX_FILLER("E:F"), JX_FILLER("G"),
           JX_FILLER("H")),
    JX_ROW(JX_LABEL("C", "合计"), JX_CENTRE("D", "{budget_total}"), JX_FILLER("E:F"), JX_FILLER("G"),
           JX_FILLER("H")),
    JX_ROW(JX_LABEL("A", "部门职能概述"), JX_TEXT("B:H", "{duties}")),
    JX_ROW(JX_LABEL("A", "年度工作任务"), JX_TEXT("B:H", "{年度主要任务}")),
    JX_ROW(JX_LABEL_DOWN("A", 2, "整体绩效总目标"),
           JX_LABEL("B:D", "长期目标（截止{period_end}年）|长期目标"), JX_LABEL("E:H", "年度目标")),
    JX_ROW(JX_TEXT("B:D", "{goal_period}"), JX_TEXT("E:H", "{goal_annual}")),
    JX_BAND(department_band),
    JX_TABLE_END,
};

static const struct jx_table department = {
    .kind = JX_KIND_DEPARTMENT,
    .money_unit = "万元",
    .rows = department_rows,
    .widths = department_widths,
    .width_count = 8,
};

/* ------------------------------------------------------------------------------------------------------------------ */

static const struct jx_table *const tables[] = {&project, &department, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "hubei",
    .chinese = "湖北省（长期与年度两栏）",
    .english = "Hubei, long term and year",
    .source = "湖北省市区部门预算公开 "
              "项目支出绩效目标表（据2020年公开的表）、部门整体支出绩效目标申报表（据2021年公开的表）",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(hubei) {
    return &layout;
}
