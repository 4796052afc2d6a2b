/*
 * Hubei, cities: 项目支出绩效目标表 with 主管部门及编码, seven columns. Funds, goals and indicators stand in two panels, the whole
 * project (长期) on the left and the year on the right; the indicators have no label at their side.
 */
#include <jixiao/layout.h>

static const double widths[] = {13, 15, 20, 13, 15, 20, 13};

static const struct jx_column band[] = {
    JX_COLUMN("A", "一级指标", LEVEL1),
    JX_COLUMN("B", "二级指标（长期）", LEVEL2),
    JX_COLUMN_TEXT("C", "三级指标（长期）", NAME),
    JX_COLUMN("D", "指标值（长期）", PERIOD_TARGET),
    JX_RIGHT("E", "二级指标（年度）", LEVEL2),
    JX_RIGHT_TEXT("F", "三级指标（年度）", NAME),
    JX_RIGHT("G", "指标值（年度）", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
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
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 7,
    .empty_mark = "",
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "hubei",
    .chinese = "湖北省（长期与年度两栏）",
    .english = "Hubei, long term and year",
    .source = "湖北省市区部门预算公开 项目支出绩效目标表，据2020年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(hubei) {
    return &layout;
}
