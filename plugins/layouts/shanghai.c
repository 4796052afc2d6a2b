/*
 * Shanghai: 财政项目支出绩效目标申报表, in yuan. Funds and goals stand in two panels, the whole project on the left and the year on
 * the right; indicators are of the year alone, and cost is a level 1.
 */
#include <jixiao/layout.h>

static const double widths[] = {12, 13, 19, 18, 16, 12, 10};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D:E", "三级指标", NAME),
    JX_COLUMN("F:G", "年度(/项目)指标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("财政项目支出绩效目标申报表"),
    JX_ROW(JX_NOTE_CENTRE("A:G", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "项目名称"), JX_TEXT("C", "{project_name}"), JX_LABEL("D", "项目性质"),
           JX_TEXT("E", "{project_attribute}"), JX_LABEL("F", "项目类别"), JX_TEXT("G", "{project_type}")),
    JX_ROW(JX_LABEL("A:B", "主管部门"), JX_TEXT("C:D", "{department_name}"), JX_LABEL("E", "实施单位"),
           JX_TEXT("F:G", "{unit_name}")),
    JX_ROW(JX_LABEL("A:B", "计划开始日期"), JX_TEXT("C:D", "{period_start}"), JX_LABEL("E", "计划完成日期"),
           JX_TEXT("F:G", "{period_end}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 4, "项目资金[（{money_unit}）]"), JX_LABEL_LEFT("C", "项目资金总额"),
           JX_CENTRE("D", "{period_fund_total}"), JX_LABEL_LEFT("E", "年度资金申请总额"),
           JX_CENTRE("F:G", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("C", "其中：财政资金"), JX_CENTRE("D", "{period_fund_fiscal}"),
           JX_LABEL_LEFT("E", "其中：当年财政拨款"), JX_CENTRE("F:G", "{fund_fiscal}")),
    JX_ROW(JX_FILLER("C"), JX_FILLER("D"), JX_LABEL_LEFT("E", "上年结转资金"),
           JX_CENTRE("F:G", "{fund_carryover}")),
    JX_ROW(JX_LABEL_LEFT("C", "其他资金"), JX_CENTRE("D", "{period_fund_other}"),
           JX_LABEL_LEFT("E", "其他资金"), JX_CENTRE("F:G", "{fund_other}")),
    JX_ROW(JX_LABEL_DOWN("A", 2, "项目绩效目标"),
           JX_LABEL("B:D", "项目总体目标|项目总体目标（{period_start}年-{period_end}年）"),
           JX_LABEL("E:G", "年度总体目标")),
    JX_ROW(JX_TEXT("B:D", "{goal_period}"), JX_TEXT("E:G", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "元",
    .rows = rows,
    .widths = widths,
    .width_count = 7,
    .cost_first = true,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "shanghai",
    .chinese = "上海市（财政项目支出）",
    .english = "Shanghai, cost as a level 1",
    .source = "上海市区级部门预算公开 财政项目支出绩效目标申报表，据2026年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(shanghai) {
    return &layout;
}
