/* Two forms by meaning: what counts as a difference, how indicators are paired, and that long lists are no trouble. */
#include "tests/unit/model_help.h"

#include <time.h>

#include "core/model/compare.h"
#include "core/model/measure.h"

#include <jixiao/jixiao.h>

static void values_compare(void **state) {
    static const struct {
        enum jx_field field;
        const char *a, *b;
        bool same;
    } cases[] = {
        {JX_FIELD_FUND_TOTAL, "3200000", "3,200,000.00", true},
        {JX_FIELD_FUND_TOTAL, "3200000", "320000", false},
        {JX_FIELD_FUND_TOTAL, "0", NULL, false},
        {JX_FIELD_FUND_TOTAL, "多", "多", true},
        {JX_FIELD_FUND_TOTAL, NULL, NULL, true},
        {JX_FIELD_PROJECT_NAME, "村道 养护（二期）", "村道养护(二期)", true},
        {JX_FIELD_PROJECT_NAME, "村道养护", "村道养护二期", false},
        {JX_FIELD_PROJECT_NAME, " ", NULL, true},
        {JX_FIELD_PROJECT_NAME, "甲", NULL, false},
        {JX_FIELD_PROJECT_CODE, "0010", "10", false},
        {JX_FIELD_GOAL_ANNUAL, "一是：\n二是", "一是:二是", true},
        {JX_FIELD_PREPARED_ON, "2024-06-04", "2024年6月4日", true},
        {JX_FIELD_PREPARED_ON, "2024-06-04", "2024-06-05", false},
        {JX_FIELD_PREPARED_ON, "六月", "六月", true},
        {JX_FIELD_YEAR, "2024", "2023", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (jx_values_same(arena, cases[i].field, cases[i].a, cases[i].b) != cases[i].same ||
            jx_values_same(arena, cases[i].field, cases[i].b, cases[i].a) != cases[i].same)
            fail_msg("%s / %s", cases[i].a ? cases[i].a : "-", cases[i].b ? cases[i].b : "-");
}

static struct jx_measure measure(const char *text) {
    return jx_measure_parse(arena, text, strlen(text));
}

static struct jx_form three_indicators(void) {
    struct jx_indicator *i = jx_arena_alloc(arena, 3 * sizeof *i);
    i[0] = (struct jx_indicator){.level1 = "产出指标",
                                 .level2 = "数量指标",
                                 .name = "里程",
                                 .target = measure("≥30km"),
                                 .score = "10"};
    i[1] = (struct jx_indicator){
        .level1 = "产出指标", .level2 = "数量指标", .name = "桥梁", .target = measure("4座")};
    i[2] = (struct jx_indicator){
        .level1 = "效益指标", .level2 = "社会效益指标", .name = "里程", .target = measure("有所提高")};
    return (struct jx_form){.layout = "hunan", .indicators = i, .indicator_count = 3};
}

/* Differences in one line each. */
static const char *compare(const struct jx_form *left, const struct jx_form *right) {
    size_t count;
    const char *text = "";
    const struct jx_difference *d = jx_forms_compare(arena, left, right, &count);
    for (size_t i = 0; i < count; i++, d++) {
        const char *what = d->field < JX_FIELD_COUNT ? jx_field_key(d->field)
                           : d->part != JX_PART_NONE ? jx_part_name(d->part, JX_LANGUAGE_ENGLISH)
                           : d->label                ? d->label
                                                     : "whole";
        text = jx_arena_format(arena, "%s%s: %s > %s [%d %d]\n", text, what, d->left ? d->left : "-",
                               d->right ? d->right : "-", (int)d->left_index, (int)d->right_index);
    }
    return text;
}

static void the_same_is_the_same(void **state) {
    struct jx_form a = three_indicators(), b = three_indicators();
    (void)state;
    a.fields[JX_FIELD_TITLE].value = "2024年项目支出绩效目标表";
    b.fields[JX_FIELD_TITLE].value = "绩效目标表";
    a.fields[JX_FIELD_MONEY_UNIT].value = "万元";
    b.fields[JX_FIELD_MONEY_UNIT].value = "元";
    a.fields[JX_FIELD_FUND_TOTAL] = (struct jx_fact){.value = "5", .raw = "0.0005", .at = {"表", 1, 2, 3}};
    b.fields[JX_FIELD_FUND_TOTAL] = (struct jx_fact){.value = "5.0", .origin = JX_REPAIRED};
    b.indicators[0].target = measure("大于等于 30 km");
    b.indicators[0].score = "10.00";
    b.indicators[0].level1_text = "产出";
    b.indicators[0].at.row = 9;
    b.indicators[0].origin = JX_REALIGNED;
    b.indicators[1].name = " 桥 梁";
    assert_string_equal(compare(&a, &b), "");
    /* The order of categories is no fact. */
    struct jx_indicator kept = b.indicators[0];
    b.indicators[0] = b.indicators[2];
    b.indicators[2] = kept;
    assert_string_equal(compare(&a, &b), "");
}

static void every_part_counts(void **state) {
    struct jx_form a = three_indicators(), b = three_indicators();
    (void)state;
    b.fields[JX_FIELD_YEAR].value = "2024";
    b.indicators[0].level1 = "效益指标";
    b.indicators[0].not_applicable = true;
    b.indicators[0].target = measure("≥31km");
    b.indicators[0].period_target = measure("≥90km");
    b.indicators[0].standard = "历史标准";
    b.indicators[0].polarity = JX_POLARITY_POSITIVE;
    b.indicators[0].score = "12";
    b.indicators[0].remark = "路段另附";
    assert_string_equal(compare(&a, &b), "year: - > 2024 [-1 -1]\n"
                                         "level 1: 产出指标 > 效益指标 [0 0]\n"
                                         "indicator: - > 不适用 [0 0]\n"
                                         "target: ≥30km > ≥31km [0 0]\n"
                                         "target of the period: - > ≥90km [0 0]\n"
                                         "standard: - > 历史标准 [0 0]\n"
                                         "polarity: - > 正向 [0 0]\n"
                                         "score: 10 > 12 [0 0]\n"
                                         "remark: - > 路段另附 [0 0]\n");
}

static void indicators_pair(void **state) {
    struct jx_form a = three_indicators(), b = three_indicators();
    (void)state;
    b.indicators[1].name = "涵洞";
    assert_string_equal(compare(&a, &b), "whole: 桥梁 > - [1 -1]\nwhole: - > 涵洞 [-1 1]\n");
    /* The same name under another level 2 is another indicator. */
    b = three_indicators();
    b.indicators[2].level2 = "经济效益指标";
    assert_string_equal(compare(&a, &b), "whole: 里程 > - [2 -1]\nwhole: - > 里程 [-1 2]\n");
    /* Of one name several times the first pairs with the first. */
    a = three_indicators();
    b = three_indicators();
    a.indicators[1].name = b.indicators[1].name = "里程";
    b.indicators[1].target = measure("5座");
    assert_string_equal(compare(&a, &b), "target: 4座 > 5座 [1 1]\n");
    b.indicator_count = 1;
    assert_string_equal(compare(&a, &b), "whole: 里程 > - [1 -1]\nwhole: 里程 > - [2 -1]\n");
    /* Without a name it is called after its category. */
    a.indicator_count = 1;
    a.indicators[0].name = NULL;
    b.indicator_count = 0;
    assert_string_equal(compare(&a, &b), "whole: 数量指标 > - [0 -1]\n");
    assert_string_equal(compare(&b, &b), "");
}

/* A form that prints no levels: its indicators are those of the same name, and lack their levels. */
static void without_levels_names_pair(void **state) {
    struct jx_form a = three_indicators(), b = three_indicators();
    (void)state;
    for (size_t i = 0; i < 3; i++) b.indicators[i].level1 = b.indicators[i].level2 = NULL;
    b.indicators[1].target = measure("5座");
    assert_string_equal(compare(&a, &b), "level 1: 产出指标 > - [0 0]\n"
                                         "level 2: 数量指标 > - [0 0]\n"
                                         "level 1: 产出指标 > - [1 1]\n"
                                         "level 2: 数量指标 > - [1 1]\n"
                                         "target: 4座 > 5座 [1 1]\n"
                                         "level 1: 效益指标 > - [2 2]\n"
                                         "level 2: 社会效益指标 > - [2 2]\n");
    /* One that has its level is not the one that lacks it. */
    b = three_indicators();
    a.indicators[1].level1 = a.indicators[1].level2 = NULL;
    a.indicators[1].name = "涵洞";
    assert_string_equal(compare(&a, &b), "whole: 涵洞 > - [1 -1]\nwhole: - > 桥梁 [-1 1]\n");
}

static void extras_compare(void **state) {
    struct jx_extra left[] = {{"审核意见", "同 意", {0}}, {"经办", "甲", {0}}, {NULL, "页脚", {0}}};
    struct jx_extra right[] = {{"经 办", "乙", {0}}, {"审核意见：", "同意", {0}}, {"电话", "01", {0}}};
    struct jx_form a = {.extras = left, .extra_count = 3}, b = {.extras = right, .extra_count = 3};
    (void)state;
    assert_string_equal(compare(&a, &b), "经办: 甲 > 乙 [-1 -1]\n: 页脚 > - [-1 -1]\n电话: - > 01 [-1 -1]\n");
}

/* A hundred thousand rows, all different on one side, all the same on the other. */
static void long_lists_are_quick(void **state) {
    enum { ROWS = 100000 };
    clock_t start = clock();
    size_t count;
    (void)state;
    struct jx_indicator *many = jx_arena_alloc(arena, ROWS * sizeof *many);
    struct jx_indicator *same = jx_arena_alloc(arena, ROWS * sizeof *same);
    for (size_t i = 0; i < ROWS; i++) {
        many[i] = (struct jx_indicator){.level2 = "数量指标",
                                        .name = jx_arena_format(arena, "里程%zu", i * 7919 % ROWS)};
        same[i] = (struct jx_indicator){.level2 = "数量指标", .name = "里程7"};
    }
    struct jx_form a = {.indicators = many, .indicator_count = ROWS};
    struct jx_form b = {.indicators = same, .indicator_count = ROWS};
    jx_forms_compare(arena, &a, &b, &count);
    assert_int_equal(count, 2 * (ROWS - 1));
    jx_forms_compare(arena, &b, &b, &count);
    assert_int_equal(count, 0);
    assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values_compare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_is_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_part_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indicators_pair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_levels_names_pair, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extras_compare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_lists_are_quick, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
