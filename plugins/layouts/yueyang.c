/*
 * Yueyang in Hunan: 整体绩效目标表 of a department's budget system, nine columns. The unit of a target has a column of its own, its
 * operator has not; must-fill labels begin with a star.
 */
#include <jixiao/layout.h>

static const double widths[] = {12, 19, 20, 11, 12, 9, 18, 16, 8};

static const struct jx_column band[] = {
    JX_COLUMN("A", "一级指标", LEVEL1),
    JX_COLUMN("B", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("C", "三级指标", NAME),
    JX_COLUMN_BLANK("D", "指标值类型"),
    JX_COLUMN("E", "*指标值", VALUE),
    JX_COLUMN("F", "计量单位", UNIT),
    JX_COLUMN_TEXT("G", "*指标解释", REMARK),
    JX_COLUMN_BLANK("H", "*评（扣）分标准"),
    JX_COLUMN_BLANK("I", "备注"),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("[{year}年度]整体绩效目标表"),
    JX_ROW(JX_LABEL("A:B", "部门（单位）名称"), JX_TEXT("C:I", "{department_name}")),
    JX_ROW(JX_LABEL("A:B", "*部门（单位）职责"), JX_TEXT("C:I", "{duties}")),
    JX_ROW(JX_LABEL("A:B", "*年度总体绩效目标"), JX_TEXT("C:I", "{goal_annual}")),
    JX_ROW(JX_LABEL("A:I", "绩效指标")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table department = {
    .kind = JX_KIND_DEPARTMENT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 9,
};

static const struct jx_table *const tables[] = {&department, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "yueyang",
    .chinese = "岳阳市（整体绩效）",
    .english = "Yueyang in Hunan, departments",
    .source = "湖南省岳阳市区级部门 整体绩效目标表，据2023年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(yueyang) {
    return &layout;
}
