/* Which layout claims a table, and what is said when none does. */
#include "tests/unit/reading_help.h"

static const struct jx_column band[] = {
    JX_SIDE("A", "绩效指标"),           JX_COLUMN("B", "一级指标", LEVEL1),
    JX_COLUMN("C", "二级指标", LEVEL2), JX_COLUMN_TEXT("D", "三级指标", NAME),
    JX_COLUMN("E", "指标值", TARGET),   JX_BAND_END,
};

static const struct jx_table_row one_rows[] = {
    JX_TITLE("[{year}年]小表"),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B", "{project_name}"), JX_LABEL("C", "实施单位"),
           JX_TEXT("D:E", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "年度目标"), JX_TEXT("B:E", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

/* The same with another word for the goal, and a line that only it has. */
static const struct jx_table_row other_rows[] = {
    JX_TITLE("[{year}年]小表"),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B", "{project_name}"), JX_LABEL("C", "实施单位"),
           JX_TEXT("D:E", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "绩效目标"), JX_TEXT("B:E", "{goal_annual}")),
    JX_ROW(JX_LABEL("A", "实施进度"), JX_TEXT("B:E", "{实施进度}")),
    JX_BAND(band),
    JX_TABLE_END,
};

/* Nearly the first one. */
static const struct jx_table_row near_rows[] = {
    JX_TITLE("[{year}年]小表"),
    JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B", "{project_name}"), JX_LABEL("C", "实施单位"),
           JX_TEXT("D:E", "{unit_name}")),
    JX_ROW(JX_LABEL("A", "绩效目标"), JX_TEXT("B:E", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

/* Another form altogether. */
static const struct jx_table_row far_rows[] = {
    JX_TITLE("[{year}年]小表"),
    JX_ROW(JX_LABEL("A", "工程名称"), JX_TEXT("B:E", "{project_name}")),
    JX_ROW(JX_LABEL("A", "立项依据"), JX_TEXT("B", "{立项依据}"), JX_LABEL("C", "实施进度"),
           JX_TEXT("D:E", "{实施进度}")),
    JX_ROW(JX_LABEL("A", "资金用途"), JX_TEXT("B", "{资金用途}"), JX_LABEL("C", "考核办法"),
           JX_TEXT("D:E", "{考核办法}")),
    JX_ROW(JX_LABEL("A", "绩效目标"), JX_TEXT("B:E", "{goal_annual}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const double widths[] = {12, 12, 12, 30, 20};

#define INDICATORS                                                                                           \
    "绩效指标|一级指标|二级指标|三级指标|指标值\n"                                        \
    "|产出指标|数量指标|修缮校舍|≥3栋\n"                                                      \
    "|满意度指标|服务对象满意度指标|师生满意度|≥90%\n"

static void a_form_of_its_own_is_claimed(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "one", one_rows, widths, 5);
    assert_true(
        try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学|\n年度目标|修缮校舍。|||\n" INDICATORS) <=
        JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "one");
    assert_null(try_said(&try, JX_MSG_FORM_UNSURE));
    try_end(&try);
}

static void what_is_missing_is_named(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "one", one_rows, widths, 5);
    assert_true(try_read(&try, "小表\n项目|校舍修缮\n" INDICATORS) <= JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "generic");
    assert_non_null(strstr(try_said(&try, JX_MSG_FORM_UNSURE), "missing: 项目名称、实施单位、年度目标"));
    try_end(&try);
}

/* Where a form has all that the table has, a sibling that lacks something does not matter, however near it comes. */
static void a_complete_layout_goes_before_its_sibling(void **state) {
    static const char *const first[] = {"one", "near"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct table_try try;
        try_begin(&try);
        try_layout(&try, first[i], i == 0 ? one_rows : near_rows, widths, 5);
        try_layout(&try, first[1 - i], i == 0 ? near_rows : one_rows, widths, 5);
        assert_true(try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学|\n"
                                   "年度目标|修缮校舍。|||\n" INDICATORS) <= JX_WARN);
        assert_string_equal(try.document.forms[0].layout, "one");
        try_end(&try);
    }
}

static void two_layouts_alike_are_both_named(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "one", one_rows, widths, 5);
    try_layout(&try, "twin", one_rows, widths, 5);
    assert_true(
        try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学|\n年度目标|修缮校舍。|||\n" INDICATORS) <=
        JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "generic");
    const char *said = try_said(&try, JX_MSG_FORM_TIE);
    assert_non_null(said);
    assert_non_null(strstr(said, "one (100 of 100) and twin (100)"));
    assert_null(try_said(&try, JX_MSG_FORM_UNSURE));
    try_end(&try);
}

/* All labels of the form stand there, but with them a column that it has no place for: it would be lost. */
static void a_column_that_has_no_place_is_not_claimed(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "one", one_rows, widths, 5);
    assert_true(try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学||\n年度目标|修缮校舍。||||\n"
                               "绩效指标|一级指标|二级指标|三级指标|指标值|分值\n"
                               "|产出指标|数量指标|修缮校舍|≥3栋|60\n"
                               "|满意度指标|服务对象满意度指标|师生满意度|≥90%|40\n") <= JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "generic");
    assert_string_equal(try.document.forms[0].indicators[0].score, "60");
    assert_non_null(strstr(try_said(&try, JX_MSG_FORM_FOREIGN), "1 that have no place in it (分值)"));
    try_end(&try);
}

/* Two panels side by side, where the form has one: the same headings again are none of its own. */
static void headings_that_stand_twice_are_not_claimed(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "one", one_rows, widths, 5);
    assert_true(try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学||||\n年度目标|修缮校舍。||||||\n"
                               "绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值\n"
                               "|产出指标|数量指标|修缮校舍|≥9栋|数量指标|修缮校舍|≥3栋\n"
                               "|满意度指标|服务对象满意度指标|师生满意度|≥90%|服务对象满意度指标|"
                               "师生满意度|≥90%\n") <= JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "generic");
    try_end(&try);
}

static void labels_of_another_form_are_counted(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "one", one_rows, widths, 5);
    try_layout(&try, "far", far_rows, widths, 5);
    assert_true(try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学|\n年度目标|修缮校舍。|||\n"
                               "立项依据|校舍管理办法|实施进度|年内完成|\n" INDICATORS) <= JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "generic");
    assert_null(try_said(&try, JX_MSG_FORM_UNSURE));
    const char *said = try_said(&try, JX_MSG_FORM_FOREIGN);
    assert_non_null(said);
    assert_non_null(
        strstr(said, "all labels of one, but also 2 that have no place in it (立项依据、实施进度)"));
    try_end(&try);
}

static void an_extra_of_the_layouts_own_needs_no_message(void **state) {
    struct table_try try;
    (void)state;
    try_begin(&try);
    try_layout(&try, "other", other_rows, widths, 5);
    assert_true(try_read(&try, "小表\n项目名称|校舍修缮|实施单位|西岭小学|\n绩效目标|修缮校舍。|||\n"
                               "实施进度|年内完成|||\n填报说明|见附件\n" INDICATORS) <= JX_WARN);
    assert_string_equal(try.document.forms[0].layout, "other");
    assert_string_equal(try_extra(&try, "实施进度"), "年内完成");
    assert_string_equal(try_extra(&try, "填报说明"), "见附件");
    assert_non_null(strstr(try_said(&try, JX_MSG_CELL_EXTRA), "填报说明"));
    for (size_t i = 0; i < try.diags.count; i++) assert_null(strstr(try.diags.items[i].message, "实施进度"));
    try_end(&try);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_of_its_own_is_claimed),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(a_complete_layout_goes_before_its_sibling),
        cmocka_unit_test(two_layouts_alike_are_both_named),
        cmocka_unit_test(a_column_that_has_no_place_is_not_claimed),
        cmocka_unit_test(headings_that_stand_twice_are_not_claimed),
        cmocka_unit_test(labels_of_another_form_are_counted),
        cmocka_unit_test(an_extra_of_the_layouts_own_needs_no_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
