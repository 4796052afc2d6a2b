/*
 * Liaoning: 部门（单位）整体绩效目标表, seven columns, with operator, value and unit in columns of their own. Level 1 are the tasks of a
 * department (履职效能 …), not those of projects.
 */
#include <jixiao/layout.h>

static const double widths[] = {13, 15, 21, 22, 9, 10, 9};

static const struct jx_column band[] = {
    JX_SIDE("A", "年度绩效指标"),         JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),   JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "运算符号", OPERATOR), JX_COLUMN("F", "指标值", VALUE),
    JX_COLUMN("G", "度量单位", UNIT),     JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("部门（单位）整体绩效目标表"),
    JX_ROW(JX_NOTE_CENTRE("A:G", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "部门（单位）名称"), JX_TEXT("C:G", "[{department_code}-]{department_name}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 3, "年度预算资金情况[（{money_unit}）]"), JX_LABEL_LEFT("C:D", "资金总额"),
           JX_CENTRE("E:G", "{budget_total}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "其中：基本支出"), JX_CENTRE("E:G", "{expense_basic}")),
    JX_ROW(JX_LABEL_RIGHT("C:D", "项目支出"), JX_CENTRE("E:G", "{expense_project}")),
    JX_ROW(JX_LABEL("A:B", "年度主要任务"), JX_TEXT("C:G", "{年度主要任务}")),
    JX_ROW(JX_LABEL("A:B", "年度绩效目标"), JX_TEXT("C:G", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table department = {
    .kind = JX_KIND_DEPARTMENT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 7,
    .signs = true,
};

static const struct jx_table *const tables[] = {&department, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "liaoning",
    .chinese = "辽宁省（部门整体）",
    .english = "Liaoning, departments",
    .source = "辽宁省部门预算公开 部门（单位）整体绩效目标表，据2023年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(liaoning) {
    return &layout;
}
