/*
 * Sichuan: 部门预算项目绩效目标申报表, a list in yuan: one row per indicator, its project's facts merged down beside it,
 * landscape. The column 指标性质 holds operators, 指标方向性 says 正向指标 or 反向指标.
 */
#include <jixiao/layout.h>

static const double widths[] = {22, 18, 15, 26, 12, 16, 26, 9, 11, 9, 8, 12};

static const struct jx_column band[] = {
    JX_FACT("A", "单位名称", "{unit_code}-{unit_name}|{unit_name}|{unit_code}"),
    JX_FACT("B", "项目名称", "{project_name}"),
    JX_FACT("C", "预算数", "{fund_total}"),
    JX_FACT_TEXT("D", "年度目标", "{goal_annual}"),
    JX_COLUMN("E", "一级指标", LEVEL1),
    JX_COLUMN("F", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("G", "三级指标", NAME),
    JX_COLUMN("H", "指标性质", OPERATOR),
    JX_COLUMN("I", "指标值", VALUE),
    JX_COLUMN("J", "度量单位", UNIT),
    JX_COLUMN("K", "权重", SCORE),
    JX_COLUMN("L", "指标方向性", POLARITY),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("部门预算项目绩效目标申报表"),
    JX_ROW(JX_NOTE("A:I", "[（{year}年度）]"), JX_NOTE_RIGHT("J:L", "金额单位：{money_unit}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "元",
    .rows = rows,
    .widths = widths,
    .width_count = 12,
    .signs = true,
    .landscape = true,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "sichuan",
    .chinese = "四川省（部门预算项目列表）",
    .english = "Sichuan, list of projects",
    .source = "四川省部门预算公开附表 部门预算项目绩效目标申报表，据2023年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(sichuan) {
    return &layout;
}
