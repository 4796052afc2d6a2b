/*
 * Fujian: 专项资金绩效目标表, six columns: the department with its code, the area that is subsidised, an explanation beside each
 * indicator, and cost as a level 1.
 */
#include <jixiao/layout.h>

static const double widths[] = {12, 13, 19, 22, 20, 13};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN_TEXT("E", "指标解释", REMARK),
    JX_COLUMN("F", "目标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("[{year}年]专项资金绩效目标表"),
    JX_ROW(JX_NOTE_CENTRE("A:F", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "项目名称"), JX_TEXT("C:F", "{project_name}")),
    JX_ROW(JX_LABEL("A:B", "主管部门（单位）名称及部门预算编码|主管部门（单位）名称"),
           JX_TEXT("C:F", "{department_code}-{department_name}|{department_name}|{department_code}")),
    JX_ROW(JX_LABEL("A:B", "补助区域"), JX_TEXT("C:F", "{补助区域}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 3, "资金情况[（{money_unit}）]"), JX_LABEL_LEFT("C", "资金总额："),
           JX_CENTRE("D:F", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("C", "其中：财政拨款"), JX_CENTRE("D:F", "{fund_fiscal}")),
    JX_ROW(JX_LABEL_LEFT("C", "其他资金"), JX_CENTRE("D:F", "{fund_other}")),
    JX_ROW(JX_LABEL("A:B", "总体目标"), JX_TEXT("C:F", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 6,
    .cost_first = true,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "fujian",
    .chinese = "福建省（专项资金）",
    .english = "Fujian, special funds",
    .source = "福建省市县 专项资金绩效目标表，据2025年下达文件所附的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(fujian) {
    return &layout;
}
