/*
 * Ningxia: the ministry's 项目支出绩效目标申报表 with one panel, the year's: 项目属性 and 项目期, 年度总体目标, five columns.
 */
#include <jixiao/layout.h>

static const double widths[] = {12, 13, 20, 33, 20};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),           JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2), JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值", TARGET),   JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("项目支出绩效目标申报表"),
    JX_ROW(JX_NOTE_CENTRE("A:E", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "项目名称"), JX_TEXT("C:E", "{project_name}")),
    JX_ROW(JX_LABEL("A:B", "主管部门及代码"),
           JX_TEXT("C", "{department_name}-{department_code}|{department_name}|{department_code}"),
           JX_LABEL("D", "实施单位"), JX_TEXT("E", "{unit_name}")),
    JX_ROW(JX_LABEL("A:B", "项目属性"), JX_TEXT("C", "{project_attribute}"), JX_LABEL("D", "项目期"),
           JX_TEXT("E", "{period}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 3, "项目资金[（{money_unit}）]"), JX_LABEL_LEFT("C", "年度资金总额："),
           JX_CENTRE("D:E", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("C", "其中：财政拨款"), JX_CENTRE("D:E", "{fund_fiscal}")),
    JX_ROW(JX_LABEL_RIGHT("C", "其他资金"), JX_CENTRE("D:E", "{fund_other}")),
    JX_ROW(JX_LABEL("A:B", "年度总体目标"), JX_TEXT("C:E", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 5,
    .empty_mark = "",
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "ningxia",
    .chinese = "宁夏回族自治区（年度）",
    .english = "Ningxia, the year alone",
    .source = "宁夏回族自治区县区 项目支出绩效目标申报表，据2022年填报的表（财预〔2015〕88号表样的年度部分）",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(ningxia) {
    return &layout;
}
