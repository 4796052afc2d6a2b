/*
 * Departments of the central government: 项目支出绩效目标表 as they publish it, six columns, with weights that add up to 90 beside
 * the 10 of the execution.
 */
#include <jixiao/layout.h>

static const double widths[] = {12, 13, 19, 26, 16, 15};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值", TARGET),
    JX_COLUMN("F", "分值权重（90）|分值权重", SCORE),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("项目支出绩效目标表"),
    JX_ROW(JX_NOTE_CENTRE("A:F", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "项目名称"), JX_TEXT("C:F", "{project_name}")),
    JX_ROW(JX_LABEL("A:B", "主管部门及代码"),
           JX_TEXT("C:D", "［{department_code}］{department_name}|{department_name}|{department_code}"),
           JX_LABEL("E", "实施单位"), JX_TEXT("F", "{unit_name}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 4, "项目资金[（{money_unit}）]"), JX_LABEL_LEFT("C", "年度资金总额："),
           JX_CENTRE("D", "{fund_total}"), JX_LABEL_DOWN("E", 4, "执行率分值（10）"), JX_FILLER("F")),
    JX_ROW(JX_LABEL_LEFT("C", "其中：财政拨款"), JX_CENTRE("D", "{fund_fiscal}"), JX_FILLER("F")),
    JX_ROW(JX_LABEL_RIGHT("C", "上年结转"), JX_CENTRE("D", "{fund_carryover}"), JX_FILLER("F")),
    JX_ROW(JX_LABEL_RIGHT("C", "其他资金"), JX_CENTRE("D", "{fund_other}"), JX_FILLER("F")),
    JX_ROW(JX_LABEL("A:B", "年度总体目标"), JX_TEXT("C:F", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 6,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "central",
    .chinese = "中央部门（分值权重）",
    .english = "Central departments, with weights",
    .source = "中央部门预算公开 项目支出绩效目标表，据2024年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(central) {
    return &layout;
}
