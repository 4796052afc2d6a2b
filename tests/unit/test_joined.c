/* Texts of one cell a line that no layout claims: where a row of indicators ends, and which value goes with which label. */
#include "tests/unit/reading_help.h"

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

/* A bar stands where a row would end if the text said so; it does not: every cell is a row, or all are one. */
static enum jx_status reads(struct table_try *try, const char *text, char between) {
    char lines[4096];
    size_t length = strlen(text);
    assert_true(length < sizeof lines);
    for (size_t i = 0; i <= length; i++) lines[i] = text[i] == '|' ? between : text[i];
    try_begin(try);
    try_layout(try, "other", rows, widths, 5);
    try->soft_rows = true;
    return try_read(try, lines);
}

#define HEAD "项目名称|渠道清淤|单位：元|"
#define INDICATORS                                                                                                                                       \
    "绩效指标|一级指标|二级指标|三级指标|指标值||产出指标|数量指标|清淤渠道|≥64公里|||质量指标|达标率|≥95%|" \
    "|"                                                                                                                                                  \
    "满意度指标|满意度指标|村民满意度|≥90%"

static void the_first_level_tells_how_long_a_row_is(void **state) {
    static const char ends[] = {'\n', '|'};
    (void)state;
    for (size_t i = 0; i < sizeof ends; i++) {
        struct table_try try;
        assert_true(reads(&try, HEAD INDICATORS, ends[i]) <= JX_WARN);
        assert_int_equal(try.document.form_count, 1);
        assert_int_equal(try.document.forms[0].indicator_count, 3);
        assert_string_equal(try.document.forms[0].indicators[1].name, "达标率");
        assert_string_equal(try.document.forms[0].indicators[1].level2, "质量指标");
        assert_string_equal(try_field(&try, JX_FIELD_PROJECT_NAME), "渠道清淤");
        assert_int_equal(try.document.unread_count, 0);
        try_end(&try);
    }
}

/* The headings do not stand together, so there are none. */
static void a_name_before_the_levels_is_no_heading(void **state) {
    struct table_try try;
    (void)state;
    assert_int_equal(
        reads(&try, HEAD "三级指标|清淤渠道|一级指标|二级指标|指标值|产出指标|数量指标|≥64公里", '\n'),
        JX_FAIL);
    try_end(&try);
}

/* Rows of different lengths: the cheapest way through all cells says which stands where, and that is told. */
static void levels_out_of_step_are_put_together(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try,
                      HEAD "一级指标|二级指标|三级指标|指标值|产出指标|数量指标|清淤渠道|≥64公里|质量指标|"
                           "达标率|≥95%|效益指标|"
                           "社会效益指标|用水纠纷|减少|满意度指标|满意度指标|村民满意度|≥90%",
                      '\n') <= JX_WARN);
    assert_int_equal(try.document.forms[0].indicator_count, 4);
    assert_string_equal(try.document.forms[0].indicators[1].level2, "质量指标");
    assert_string_equal(try.document.forms[0].indicators[3].name, "村民满意度");
    assert_non_null(try_said(&try, JX_MSG_ROWS_JOINED));
    try_end(&try);
}

static void labels_over_their_values(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, HEAD "实施期目标|年度目标|清淤190公里。|清淤64公里。|" INDICATORS, '\n') <=
                JX_WARN);
    assert_string_equal(try_field(&try, JX_FIELD_GOAL_PERIOD), "清淤190公里。");
    assert_string_equal(try_field(&try, JX_FIELD_GOAL_ANNUAL), "清淤64公里。");
    try_end(&try);
}

/* A text is no amount: the labels do not go with these values. */
static void a_text_under_an_amounts_label_is_no_pair(void **state) {
    struct table_try try;
    (void)state;
    assert_true(reads(&try, HEAD "年度预算|年度目标|清淤190公里。|清淤64公里。|" INDICATORS, '\n') <=
                JX_WARN);
    assert_string_equal(try_field(&try, JX_FIELD_FUND_TOTAL), "");
    assert_string_equal(try_field(&try, JX_FIELD_GOAL_ANNUAL), "清淤190公里。");
    assert_int_equal(try.document.unread_count, 1);
    try_end(&try);
}

static void parts_of_two_totals(void **state) {
    struct table_try try;
    (void)state;
    assert_true(
        reads(&try,
              HEAD
              "中期资金总额|90|年度资金总额|30|其中：财政拨款|80|其中：财政拨款|25|其他资金|10|" INDICATORS,
              '\n') <= JX_WARN);
    assert_string_equal(try_field(&try, JX_FIELD_PERIOD_FUND_FISCAL), "80");
    assert_string_equal(try_field(&try, JX_FIELD_FUND_FISCAL), "25");
    try_end(&try);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_level_tells_how_long_a_row_is),
        cmocka_unit_test(a_name_before_the_levels_is_no_heading),
        cmocka_unit_test(levels_out_of_step_are_put_together),
        cmocka_unit_test(labels_over_their_values),
        cmocka_unit_test(a_text_under_an_amounts_label_is_no_pair),
        cmocka_unit_test(parts_of_two_totals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
