/*
 * Xinjiang, the Corps: 绩效目标申报表 of the ministry's family, five columns. Funds and goals stand in two panels, the whole project
 * on the left and the year on the right; indicators are of the year alone.
 */
#include <jixiao/layout.h>

static const double widths[] = {17, 16, 20, 25, 20};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "年度指标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("绩效目标申报表"),
    JX_ROW(JX_NOTE_CENTRE("A:E", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B:E", "{project_name}")),
    JX_ROW(JX_LABEL("A", "主管部门"), JX_TEXT("B:C", "{department_name}"), JX_LABEL("D", "实施单位"),
           JX_TEXT("E", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "项目属性"), JX_TEXT("B:C", "{project_attribute}"), JX_LABEL("D", "项目期"),
           JX_TEXT("E", "{period}")),
    JX_ROW(JX_LABEL_DOWN("A", 4, "资金情况[（{money_unit}）]"), JX_LABEL_LEFT("B", "项目资金总额："),
           JX_CENTRE("C", "{period_fund_total}"), JX_LABEL_LEFT("D", "年度资金申请总额"),
           JX_CENTRE("E", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("B", "其中：财政资金"), JX_CENTRE("C", "{period_fund_fiscal}"),
           JX_LABEL_LEFT("D", "其中：当年财政拨款"), JX_CENTRE("E", "{fund_fiscal}")),
    JX_ROW(JX_FILLER("B"), JX_FILLER("C"), JX_LABEL_LEFT("D", "上年结转资金"),
           JX_CENTRE("E", "{fund_carryover}")),
    JX_ROW(JX_LABEL_LEFT("B", "其他资金"), JX_CENTRE("C", "{period_fund_other}"),
           JX_LABEL_LEFT("D", "其他资金"), JX_CENTRE("E", "{fund_other}")),
    JX_ROW(JX_LABEL_DOWN("A", 2, "项目绩效目标"), JX_LABEL("B:C", "项目总目标"),
           JX_LABEL("D:E", "年度总体目标")),
    JX_ROW(JX_TEXT("B:C", "{goal_period}"), JX_TEXT("D:E", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 5,
    .numbering = "指标{n}：",
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "xinjiang",
    .chinese = "新疆（兵团，项目与年度两栏资金）",
    .english = "Xinjiang, the Corps, two panels of funds",
    .source = "新疆生产建设兵团 财政补助资金绩效目标申报表，据2021年填报的表（财预〔2015〕88号表样一族）",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(xinjiang) {
    return &layout;
}
