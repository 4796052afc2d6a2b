/*
 * Shanxi: 项目支出绩效目标表 in yuan, eight columns. Funds by whose they are, goals and indicators stand in two panels, the whole
 * project (实施期) on the left and the year on the right; four names below.
 */
#include <jixiao/layout.h>

static const double widths[] = {10, 12, 19, 18, 12, 19, 18, 12};

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
    JX_TITLE("项目支出绩效目标表"),
    JX_ROW(JX_NOTE_CENTRE("A:H", "[（{year}年度）]")),
    JX_ROW(JX_LABEL("A:B", "项目名称"), JX_TEXT("C:H", "{project_name}")),
    JX_ROW(JX_LABEL("A:B", "主管部门及代码"),
           JX_TEXT("C:E", "{department_name}-{department_code}|{department_name}|{department_code}"),
           JX_LABEL("F", "实施单位"), JX_TEXT("G:H", "{unit_name}")),
    JX_ROW(JX_LABEL("A:B", "项目属性"), JX_TEXT("C:E", "{project_attribute}"), JX_LABEL("F", "项目期"),
           JX_TEXT("G:H", "{period}")),
    JX_ROW(JX_LABEL_DOWN("A:B", 6, "项目资金[（{money_unit}）]"), JX_LABEL_LEFT("C:D", "实施期资金总额："),
           JX_CENTRE("E", "{period_fund_total}"), JX_LABEL_LEFT("F:G", "年度资金总额："),
           JX_CENTRE("H", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "其中：中央财政资金"), JX_CENTRE("E", "{实施期中央财政资金}"),
           JX_LABEL_LEFT("F:G", "其中：中央财政资金"), JX_CENTRE("H", "{年度中央财政资金}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "省级财政资金"), JX_CENTRE("E", "{实施期省级财政资金}"),
           JX_LABEL_LEFT("F:G", "省级财政资金"), JX_CENTRE("H", "{年度省级财政资金}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "市县（区）财政资金"), JX_CENTRE("E", "{实施期市县（区）财政资金}"),
           JX_LABEL_LEFT("F:G", "市县（区）财政资金"), JX_CENTRE("H", "{fund_local}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "单位自筹"), JX_CENTRE("E", "{实施期单位自筹}"),
           JX_LABEL_LEFT("F:G", "单位自筹"), JX_CENTRE("H", "{年度单位自筹}")),
    JX_ROW(JX_LABEL_LEFT("C:D", "其他资金"), JX_CENTRE("E", "{period_fund_other}"),
           JX_LABEL_LEFT("F:G", "其他资金"), JX_CENTRE("H", "{fund_other}")),
    JX_ROW(JX_LABEL_DOWN("A", 2, "总体目标"),
           JX_LABEL("B:E", "实施期目标（{period_start}年-{period_end}年）|实施期目标（{period_start}年-）|"
                           "实施期目标（-{period_end}年）|实施期目标"),
           JX_LABEL("F:H", "年度目标")),
    JX_ROW(JX_TEXT("B:E", "{goal_period}"), JX_TEXT("F:H", "{goal_annual}")),
    JX_BAND(band),
    JX_ROW(JX_NOTE("A:H",
                   "负责人：{head}    经办人：{preparer}    联系电话：{phone}    填报日期：{prepared_on}")),
    JX_TABLE_END,
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "元",
    .rows = rows,
    .widths = widths,
    .width_count = 8,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "shanxi",
    .chinese = "山西省（实施期与年度两栏）",
    .english = "Shanxi, project and year",
    .source = "山西省部门预算 项目支出绩效目标表，据2022年填报的表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(shanxi) {
    return &layout;
}
