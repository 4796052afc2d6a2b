/*
 * Inner Mongolia: 项目绩效目标表 with 分值, a list: one row per indicator, the facts of its project merged down beside them,
 * landscape, the headings repeated on every page.
 */
#include <jixiao/layout.h>

static const double widths[] = {14, 16, 13, 10, 26, 11, 15, 24, 9, 9, 17, 9, 7};

static const struct jx_column band[] = {
    JX_FACT("A", "项目名称", "{project_name}"),
    JX_FACT("B", "项目单位", "{unit_code}-{unit_name}|{unit_name}|{unit_code}"),
    JX_FACT("C", "项目类别", "{project_type}"),
    JX_FACT("D", "预算数", "{fund_total}"),
    JX_FACT_TEXT("E", "年度绩效目标", "{goal_annual}"),
    JX_COLUMN("F", "一级指标", LEVEL1),
    JX_COLUMN("G", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("H", "三级指标", NAME),
    JX_COLUMN("I", "指标性质", POLARITY),
    JX_COLUMN("J", "指标方向", OPERATOR),
    JX_COLUMN("K", "目标值", VALUE),
    JX_COLUMN("L", "计量单位", UNIT),
    JX_COLUMN("M", "分值", SCORE),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_ROW(JX_NOTE("A:M", "{form_number}")),
    JX_TITLE("项目绩效目标表"),
    JX_ROW(JX_NOTE("A:K", "部门：{department_name}"), JX_NOTE_RIGHT("L:M", "单位：{money_unit}")),
    JX_BAND(band),
    JX_ROW(JX_LABEL("A:C", "合计"), JX_CENTRE("D", "{sum:fund_total}"), JX_FILLER("E:M")),
    JX_ROW(JX_LINE("A:M", "口径说明：{口径说明}")),
    JX_TABLE_END,
};

static const struct jx_spelling spellings[] = {
    {"经济效益指标", "经济效益"},
    {"社会效益指标", "社会效益"},
    {"生态效益指标", "生态效益"},
    {"可持续影响指标", "可持续影响"},
    {"服务对象满意度指标", "服务对象满意度"},
    {NULL, NULL},
};

static const struct jx_table project = {
    .kind = JX_KIND_PROJECT,
    .money_unit = "万元",
    .rows = rows,
    .widths = widths,
    .width_count = 13,
    .landscape = true,
    .spellings = spellings,
};

static const struct jx_table *const tables[] = {&project, NULL};

static const struct jx_layout layout = {
    .abi = JX_LAYOUT_ABI,
    .size = sizeof layout,
    .id = "neimenggu",
    .chinese = "内蒙古自治区（分值）",
    .english = "Inner Mongolia, with scores",
    .source = "内蒙古自治区部门预算公开 表12 项目绩效目标表",
    .tables = tables,
};

JX_LAYOUT_PLUGIN(neimenggu) {
    return &layout;
}
