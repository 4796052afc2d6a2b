/*
 * A small layout that is right, and with a macro defined wrong in one way. tests/unit/test_registry.c builds it.
 */
#include <stddef.h>

#include <jixiao/layout.h>

#ifndef ID
#define ID "tiny"
#endif
#ifndef ABI
#define ABI JX_LAYOUT_ABI
#endif
#ifndef SIZE
#define SIZE sizeof(struct jx_layout)
#endif
/* The column of the second label: "A" puts it over the first one. */
#ifndef SECOND
#define SECOND "C"
#endif

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),
    JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2),
    JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN_TEXT("E", "指标值", TARGET),
    JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("{year}年小表"),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B", "{project_name}"), JX_LABEL(SECOND, "实施单位"),
           JX_TEXT("D:E", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "年度目标"), JX_TEXT("B:E", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const double widths[] = {12, 12, 12, 30, 20};
static const struct jx_table table = {
    .kind = JX_KIND_PROJECT, .money_unit = "万元", .rows = rows, .widths = widths, .width_count = 5};
static const struct jx_table *const tables[] = {&table, NULL};

static const struct jx_layout layout = {
    .abi = ABI,
    .size = SIZE,
    .id = ID,
    .chinese = "小表",
    .english = "a tiny form",
    .source = "made for tests",
#ifndef NO_TABLES
    .tables = tables,
#endif
};

#ifdef UNRESOLVED
extern int jx_no_such_function_anywhere(void);
int (*const keep)(void) = jx_no_such_function_anywhere;
#endif

#ifdef OTHER_ENTRY
JX_API const struct jx_layout *some_other_name(void) {
    return &layout;
}
#elif defined(NOTHING)
JX_LAYOUT_PLUGIN(tiny) {
    (void)tables;
    (void)layout;
    return NULL;
}
#else
JX_LAYOUT_PLUGIN(tiny) {
    (void)tables;
    return &layout;
}
#endif
