/* Columns with headings above the indicators: amounts planned and spent, lists of tasks. */
#include "tests/unit/reading_help.h"

#define INDICATORS                                                                                           \
    "一级指标|二级指标|三级指标|指标值\n"                                                     \
    "产出指标|数量指标|清淤渠道|≥64公里\n"                                                   \
    "满意度指标|服务对象满意度指标|村民满意度|≥90%\n"

/* A layout that none of these tables is like: they are read by their labels alone. */
static const struct jx_column band[] = {
    JX_SIDE("A", "考核指标"),           JX_COLUMN("B", "考核类别", LEVEL1),
    JX_COLUMN("C", "考核科目", LEVEL2), JX_COLUMN_TEXT("D", "考核内容", NAME),
    JX_COLUMN("E", "考核结果", TARGET), JX_BAND_END,
};

static const struct jx_table_row rows[] = {
    JX_TITLE("[{year}年]考核表"),
    JX_ROW(JX_LABEL("A", "工程名称"), JX_TEXT("B:E", "{project_name}")),
    JX_BAND(band),
    JX_TABLE_END,
};

static const double widths[] = {12, 12, 12, 30, 20};

static bool reads(struct table_try *try, const char *text) {
    try_begin(try);
    try_layout(try, "other", rows, widths, 5);
    return try_read(try, text) <= JX_WARN && try->document.form_count == 1;
}

static size_t extras(const struct table_try *try) {
    return try->document.forms[0].extra_count;
}

static void planned_is_the_fact_and_spent_is_kept(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "项目名称|渠道清淤|||\n"
                            "项目资金（万元）||年初预算数|全年执行数|执行率\n"
                            "|年度资金总额|80|74.5|93.13%\n"
                            "|其中：财政拨款|76|70.5|92.76%\n" INDICATORS));
    assert_string_equal(try_field(&try, JX_FIELD_FUND_TOTAL), "800000");
    assert_string_equal(try_field(&try, JX_FIELD_FUND_FISCAL), "760000");
    assert_string_equal(try_field(&try, JX_FIELD_MONEY_UNIT), "万元");
    assert_string_equal(try_extra(&try, "年度资金总额 (全年执行数)"), "74.5");
    assert_string_equal(try_extra(&try, "其中：财政拨款 (执行率)"), "92.76%");
    assert_int_equal(extras(&try), 4);
    assert_int_equal(try.document.unread_count, 0);
    try_end(&try);
}

static void the_first_plan_is_the_fact(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "项目名称|渠道清淤|||\n单位：元||||\n"
                            "资金情况|年初预算数|全年预算数|全年执行数|\n"
                            "年度资金总额|800|760|745|\n" INDICATORS));
    assert_string_equal(try_field(&try, JX_FIELD_FUND_TOTAL), "800");
    assert_string_equal(try_extra(&try, "年度资金总额 (全年预算数)"), "760");
    try_end(&try);
}

static void tasks_are_no_facts(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "部门整体支出绩效目标表|||\n部门名称|柳坝县水利局||\n单位：万元|||\n"
                            "年度主要任务|任务名称|主要内容|预算金额\n"
                            "|渠道清淤|清淤64公里|80\n"
                            "|项目支出|其他|20\n"
                            "部门职责|管理水利设施。||\n" INDICATORS));
    assert_string_equal(try_extra(&try, "渠道清淤 (主要内容)"), "清淤64公里");
    assert_string_equal(try_extra(&try, "渠道清淤 (预算金额)"), "80");
    assert_string_equal(try_field(&try, JX_FIELD_BUDGET_TOTAL), "");
    assert_string_equal(try_field(&try, JX_FIELD_DUTIES), "管理水利设施。");
    try_end(&try);
}

static void a_stroke_is_a_placeholder(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "项目名称|渠道清淤|||\n"
                            "项目资金（万元）||年初预算数|全年执行数|分值\n"
                            "|年度资金总额|80|74.5|—\n" INDICATORS));
    assert_null(try_extra(&try, "年度资金总额 (分值)"));
    assert_non_null(try_said(&try, JX_MSG_PLACEHOLDER));
    try_end(&try);
}

/* A row that does not stand under the headings ends them: what follows is read as labels and values again. */
static void another_row_ends_the_headings(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "项目名称|渠道清淤|||\n"
                            "项目资金（万元）||年初预算数|全年执行数|\n"
                            "|年度资金总额|80|74.5|\n"
                            "项目期|1年|||\n"
                            "年度目标|清淤渠道64公里。|||\n" INDICATORS));
    assert_string_equal(try_field(&try, JX_FIELD_PERIOD), "1年");
    assert_string_equal(try_field(&try, JX_FIELD_GOAL_ANNUAL), "清淤渠道64公里。");
    assert_int_equal(try.document.unread_count, 0);
    try_end(&try);
}

/* One word that heads columns is no row of headings: it may be a label with its value beside it. */
static void a_label_and_its_value_are_no_headings(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "项目名称|渠道清淤|||\n单位：万元||||\n预算数|80||项目期|1年\n" INDICATORS));
    assert_string_equal(try_field(&try, JX_FIELD_FUND_TOTAL), "800000");
    assert_string_equal(try_field(&try, JX_FIELD_PERIOD), "1年");
    assert_int_equal(extras(&try), 0);
    try_end(&try);
}

/* Facts above their values: nothing but labels, with something else below. */
static void a_row_of_labels_over_its_values(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, "项目名称|主管部门|项目期|预算数（元）\n"
                            "渠道清淤|柳坝县水利局|1年|80000\n" INDICATORS));
    assert_string_equal(try_field(&try, JX_FIELD_PROJECT_NAME), "渠道清淤");
    assert_string_equal(try_field(&try, JX_FIELD_DEPARTMENT_NAME), "柳坝县水利局");
    assert_string_equal(try_field(&try, JX_FIELD_FUND_TOTAL), "80000");
    try_end(&try);
}

/* More columns than are kept in mind lose nothing: what stands under the others is extra or unread. */
static void very_many_columns(void **state) {
    struct table_try try;
    char text[8192] = "项目名称|渠道清淤\n";
    (void)state;
    for (int row = 0; row < 2; row++) {
        strcat(text, row == 0 ? "资金情况" : "年度资金总额");
        for (int i = 0; i < 60; i++) strcat(text, row == 0 ? "|年初预算数" : "|7");
        strcat(text, "\n");
    }
    strcat(text, INDICATORS);
    assert_true(reads(&try, text));
    const struct jx_account *account = &try.document.account;
    assert_int_equal(account->cells, account->labels + account->values + account->extras + account->unread);
    assert_true(account->extras + account->unread >= 59);
    try_end(&try);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planned_is_the_fact_and_spent_is_kept),
        cmocka_unit_test(the_first_plan_is_the_fact),
        cmocka_unit_test(tasks_are_no_facts),
        cmocka_unit_test(a_stroke_is_a_placeholder),
        cmocka_unit_test(another_row_ends_the_headings),
        cmocka_unit_test(a_label_and_its_value_are_no_headings),
        cmocka_unit_test(a_row_of_labels_over_its_values),
        cmocka_unit_test(very_many_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
