/*
 * The ministry's own form, 财预〔2015〕88号: 项目支出绩效目标申报表, eight columns. Funds, goals and indicators stand in two
 * panels, the mid-term on the left and the year on the right; every category prints.
 */
#include <jixiao/layout.h>

static const double widths[] = {10, 12, 15, 18, 12, 15, 18, 12};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值", PERIOD_TARGET),
    JX_RIGHT("F", "二级指标", LEVEL2),
    JX_RIGHT_TEXT("G", "三级指标", NAME),
    JX_RIGHT("H", "指标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("项目支出绩效目标申报表"),
    JX_ROW(JX_NOTE_CENTRE("A:H", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "项目名称"), JX_TEXT("C:H", "{project_name}")),
    JX_ROW(JX_LABEL("A:B", "主管部门及代码"),
           JX_TEXT("C:E", "{department_name}-{department_code}|{department_name}|{department_code}"),
           JX_LABEL("F", "实施单位"), JX_TEXT("G:H", "{unit_name}")),
    JX_ROW(JX_LABEL("A:B", "项目属性"), JX_TEXT("C:E", "{project_attribute}"), JX_LABEL("F", "项目期"),
           JX_TEXT("G:H", "{period}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 3, "项目资金[（{money_unit}）]"), JX_LABEL_LEFT("C:D", "中期资金总额："),
           JX_CENTRE("E", "{period_fund_total}"), JX_LABEL_LEFT("F:G", "年度资金总额："),
           JX_CENTRE("H", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "其中：财政拨款|财政拨款"), JX_CENTRE("E", "{period_fund_fiscal}"),
           JX_LABEL_LEFT("F:G", "其中：财政拨款|财政拨款"), JX_CENTRE("H", "{fund_fiscal}")),
    JX_ROW(JX_LABEL_RIGHT("C:D", "其他资金"), JX_CENTRE("E", "{period_fund_other}"),
           JX_LABEL_RIGHT("F:G", "其他资金"), JX_CENTRE("H", "{fund_other}")),
    JX_ROW(JX_LABEL_DOWN("A", 2, "总体目标"),
           JX_LABEL("B:E", "中期目标（{period_start}年—{period_end}年）|中期目标（{period_start}年—）|"
                           "中期目标（—{period_end}年）|中期目标"),
           JX_LABEL("F:H", "年度目标")),
    JX_ROW(JX_TEXT("B:E", "{goal_period}"), JX_TEXT("F:H", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 8,
    .numbering = "指标{n}：",
    .empty_mark = "",
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "national",
    .chinese = "财政部（财预〔2015〕88号）",
    .english = "Ministry of Finance, 2015",
    .source = "财预〔2015〕88号 附件 项目支出绩效目标申报表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(national) {
    return &layout;
}
