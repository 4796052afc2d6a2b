/*
 * A form of an invented province, 临海省: 项目支出绩效目标申报表 with a plan of work and remarks, six columns.
 */
#include <jixiao/layout.h>

static const double widths[] = {13, 13, 17, 26, 16, 15};

static const struct jx_column band[] = {
    JX_SIDE("A", "年度绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值|目标值", TARGET),
    JX_COLUMN_TEXT("F", "备注", REMARK),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("[{year}年]省级项目支出绩效目标申报表"),
    JX_ROW(JX_NOTE("A:D", "申报单位：{filing_unit}"), JX_NOTE_RIGHT("E:F", "金额单位：{money_unit}")),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B:F", "{project_name}")),
    JX_ROW(JX_LABEL("A", "主管部门"), JX_TEXT("B:C", "{department_name}"), JX_LABEL("D", "项目负责人"),
           JX_TEXT("E:F", "{project_owner}")),
    JX_ROW(JX_LABEL_DOWN("A", 3, "资金情况"), JX_LABEL("B:C", "年度预算总额"),
           JX_CENTRE("D:F", "{fund_total}")),
    JX_ROW(JX_LABEL_LEFT("B:C", "其中：财政拨款"), JX_CENTRE("D:F", "{fund_fiscal}")),
    JX_ROW(JX_LABEL_RIGHT("B:C", "其他资金"), JX_CENTRE("D:F", "{fund_other}")),
    JX_ROW(JX_LABEL("A", "实施进度计划"), JX_TEXT("B:F", "{实施进度计划}")),
    JX_ROW(JX_LABEL("A", "年度绩效目标"), JX_TEXT("B:F", "{goal_annual}")),
    JX_BAND(band),
    JX_ROW(JX_NOTE("A:F", "填表人：{preparer}    填报日期：{prepared_on}")),
    JX_TABLE_END,
};

static const struct jx_spelling spellings[] = {
    {"服务对象满意度指标", "服务对象满意度"},
    {NULL, NULL},
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = sizeof widths / sizeof *widths,
    .spellings = spellings,
    .empty_mark = "/",
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "linhai",
    .chinese = "临海省（样例）",
    .english = "Linhai, an invented province",
    .source = "docs/adding-a-layout.md",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(linhai) {
    return &layout;
}
