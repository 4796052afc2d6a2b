/*
 * Wuhai in Inner Mongolia: 项目绩效目标表 of one project, ten columns: polarity, operator, value, unit and score in columns of their own;
 * departments with their codes in brackets.
 */
#include <jixiao/layout.h>

static const double widths[] = {17, 12, 19, 17, 8, 8, 9, 8, 7, 8};

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标性质", POLARITY),
    JX_COLUMN("F", "指标方向", OPERATOR),
    JX_COLUMN("G", "目标值", VALUE),
    JX_COLUMN("H", "计量单位", UNIT),
    JX_COLUMN("I", "分值", SCORE),
    JX_COLUMN_TEXT("J", "备注", REMARK),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("项目绩效目标表"),
    JX_ROW(JX_NOTE_CENTRE("A:J", "[（{year}年）]")),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B:J", "{project_name}")),
    JX_ROW(JX_LABEL("A", "项目类别"), JX_TEXT("B:J", "{project_type}")),
    JX_ROW(JX_LABEL("A", "归口科室"), JX_TEXT("B:J", "{归口科室}")),
    JX_ROW(JX_LABEL("A", "主管部门"),
           JX_TEXT("B:J", "（{department_code}）{department_name}|{department_name}|{department_code}")),
    JX_ROW(JX_LABEL("A", "实施单位"), JX_TEXT("B:J", "（{unit_code}）{unit_name}|{unit_name}|{unit_code}")),
    JX_ROW(JX_LABEL_DOWN("A", 4, "投入目标[（{money_unit}）]"), JX_LABEL("B:D", "资金来源"),
           JX_LABEL("E:J", "年初安排金额（万元）")),
    JX_ROW(JX_LABEL("B:D", "资金总额"), JX_CENTRE("E:J", "{fund_total}")),
    JX_ROW(JX_LABEL("B:D", "其中：财政拨款数"), JX_CENTRE("E:J", "{fund_fiscal}")),
    JX_ROW(JX_LABEL("B:D", "其他资金"), JX_CENTRE("E:J", "{fund_other}")),
    JX_ROW(JX_LABEL("A", "年度目标"), JX_TEXT("B:J", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 10,
    .signs = true,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "wuhai",
    .chinese = "乌海市（单个项目，分值）",
    .english = "Wuhai in Inner Mongolia, one project",
    .source = "内蒙古自治区乌海市部门预算公开 项目绩效目标表，据2021年公开的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(wuhai) {
    return &layout;
}
