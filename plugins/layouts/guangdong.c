/*
 * Guangdong: 财政项目支出绩效目标批复表, what the finance bureau approved, six columns. Amounts are in yuan, and the form
 * prints no unit; the year stands only in labels; every category prints, with indicators or without.
 */
#include <jixiao/layout.h>

static const double widths[] = {15, 12, 19, 24, 15, 13};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "实施周期指标值", PERIOD_TARGET),
    JX_COLUMN("F", "当年度指标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("财政项目支出绩效目标批复表"),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B:F", "{project_name}")),
    JX_ROW(JX_LABEL("A", "项目类型"), JX_TEXT("B:F", "{project_type}")),
    JX_ROW(JX_LABEL("A", "项目等级"), JX_TEXT("B:F", "{project_level}")),
    JX_ROW(JX_LABEL("A", "主管部门"), JX_TEXT("B:F", "{department_name}")),
    JX_ROW(JX_LABEL("A", "用款单位"), JX_TEXT("B:F", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "实施周期"), JX_LABEL("B", "起始年度"), JX_CENTRE("C", "{period_start}"),
           JX_LABEL("D", "到期年度"), JX_CENTRE("E:F", "{period_end}")),
    JX_ROW(JX_LABEL("A", "[{year}年]预算金额"), JX_TEXT("B:F", "{fund_total}")),
    JX_ROW(JX_LABEL_DOWN("A", 4, "总体绩效目标"), JX_LABEL("B:F", "实施周期总目标")),
    JX_ROW(JX_TEXT("B:F", "{goal_period}")),
    JX_ROW(JX_LABEL("B:F", "[{year}]年度目标")),
    JX_ROW(JX_TEXT("B:F", "{goal_annual}")),
    JX_BAND(band),
    JX_ROW(JX_LABEL("A", "[{opinion_authority}]批复意见"), JX_TEXT("B:F", "{opinion}")),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "元",
    .rows = rows,
    .widths = widths,
    .width_count = 6,
    .empty_mark = "",
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "guangdong",
    .chinese = "广东省（批复表）",
    .english = "Guangdong, approval form",
    .source = "广东省财政项目支出绩效目标批复表样",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(guangdong) {
    return &layout;
}
