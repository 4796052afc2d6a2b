/*
 * Labels and headings taken apart: what is no part of their meaning, what their words mean together, and what is no label.
 */
#include "tests/unit/words_help.h"

#include <string.h>

#include "core/base/text.h"
#include "core/words/costs.h"

static struct jx_phrase phrase(const char *text) {
    return jx_phrase_of(lexicon->morphemes, arena, jx_text_key(arena, text, strlen(text)));
}

static struct jx_senses senses(enum jx_kind kind, const char *text) {
    struct jx_phrase of = phrase(text);
    return jx_label_senses(lexicon, kind, jx_text_key(arena, text, strlen(text)), &of);
}

static unsigned heading(const char *text) {
    struct jx_phrase of = phrase(text);
    return jx_heading_sense(lexicon, jx_text_key(arena, text, strlen(text)), &of).part;
}

static void assert_means(const char *text, enum jx_field field, enum jx_field second) {
    struct jx_senses found = senses(JX_KIND_PROJECT, text);
    if (found.count == 0 || found.items[0].field != field || found.items[0].second != second)
        fail_msg("%s is read as %d", text, found.count == 0 ? -1 : (int)found.items[0].field);
}

/* No rule has a word that does not exist, and none is hidden behind an earlier one. */
static void rules_are_sound(void **state) {
    const char *fault = NULL;
    (void)state;
    jx_sense_rules_new(arena, &fault);
    if (fault) fail_msg("the rule %s", fault);
}

static void brackets_name_projects_beside_units(void **state) {
    (void)state;
    assert_means("项目单位（项目名称）", JX_FIELD_PROJECT_NAME, JX_FIELD_COUNT);
    assert_means("预算单位（专项名称）", JX_FIELD_PROJECT_NAME, JX_FIELD_COUNT);
    assert_means("单位（项目）编码", JX_FIELD_PROJECT_CODE, JX_FIELD_COUNT);
    assert_means("部门编码（项目编码）", JX_FIELD_PROJECT_CODE, JX_FIELD_COUNT);
    assert_means("项目名称（项目编码）", JX_FIELD_PROJECT_NAME, JX_FIELD_COUNT);
    assert_means("实施单位（项目法人）", JX_FIELD_UNIT_NAME, JX_FIELD_UNIT_CODE);
}

static void marks_and_numbers_say_nothing(void **state) {
    static const char *const spellings[] = {"项目名称",         "*项目名称",        "★ 项目名称：",
                                            "（必填）项目名称", "一、项目名称",     "（二）项目名称",
                                            "1.项目名称",       "项目名称（全称）", "项　目　名　称"};
    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        assert_means(spellings[i], JX_FIELD_PROJECT_NAME, JX_FIELD_COUNT);
}

static void words_in_other_order_mean_the_same(void **state) {
    (void)state;
    assert_means("年度资金申请总额", JX_FIELD_FUND_TOTAL, JX_FIELD_COUNT);
    assert_means("县级业务主管部门", JX_FIELD_DEPARTMENT_NAME, JX_FIELD_DEPARTMENT_CODE);
    assert_means("主管部门(单位)名称及部门预算编码", JX_FIELD_DEPARTMENT_NAME, JX_FIELD_DEPARTMENT_CODE);
    assert_means("项目负责人及联系电话", JX_FIELD_PROJECT_OWNER, JX_FIELD_PHONE);
    assert_means("预期绩效总体目标", JX_FIELD_GOAL_ANNUAL, JX_FIELD_COUNT);
}

/* Time is an axis of its own. */
static void words_of_time_choose_the_field(void **state) {
    (void)state;
    assert_means("实施期预算资金总额", JX_FIELD_PERIOD_FUND_TOTAL, JX_FIELD_COUNT);
    assert_means("本年度预算资金总额", JX_FIELD_FUND_TOTAL, JX_FIELD_COUNT);
    assert_means("中长期绩效目标", JX_FIELD_GOAL_PERIOD, JX_FIELD_COUNT);
    struct jx_senses both = senses(JX_KIND_PROJECT, "项目资金总额");
    assert_int_equal(both.count, 2);
    assert_true(both.items[1].cost > both.items[0].cost);
    assert_int_equal(heading("指标值（实施期）"), JX_PART_PERIOD_TARGET);
    assert_int_equal(heading("*年度(/项目)指标值"), JX_PART_TARGET);
}

/* A result is nobody's target, whatever else the heading says. */
static void results_are_no_targets(void **state) {
    (void)state;
    assert_int_equal(heading("全年实际完成值"), JX_HEAD_RESULT);
    assert_int_equal(heading("偏差原因分析"), JX_HEAD_RESULT);
    assert_int_equal(heading("上年实际值"), JX_HEAD_FORMER);
    assert_int_equal(heading("评分标准"), JX_HEAD_OTHER);
    assert_int_equal(heading("预期指标值"), JX_PART_TARGET);
}

/* The target where nothing else heads one; what it is measured by, and what others reach, are none. */
static void standard_values_are_targets(void **state) {
    (void)state;
    assert_int_equal(heading("绩效标准值"), JX_PART_TARGET);
    assert_int_equal(heading("年度绩效标准值（含单位）"), JX_PART_TARGET);
    assert_int_equal(heading("绩效标准"), JX_PART_STANDARD);
    assert_int_equal(heading("行业标准值"), JX_PART_STANDARD);
    assert_int_equal(heading("全国平均值"), JX_HEAD_FORMER);
    assert_int_equal(heading("国内先进水平"), JX_HEAD_FORMER);
    assert_int_equal(heading("数据来源"), JX_HEAD_OTHER);
    assert_int_equal(heading("数据来源说明"), JX_PART_REMARK);
    assert_int_equal(heading("实施期目标值"), JX_PART_PERIOD_TARGET);
    assert_int_equal(heading("全程目标值"), JX_PART_PERIOD_TARGET);
}

/* Prose is no label, nor is a title, nor what has more than two unknown characters. */
static void other_texts_are_no_labels(void **state) {
    static const char *const texts[] = {"项目支出绩效目标申报表",
                                        "完成农村公路建设12公里，改善出行条件",
                                        "清淤渠道维修养护",
                                        "云溪县水利局",
                                        "",
                                        "128"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(senses(JX_KIND_PROJECT, texts[i]).count, 0);
}

/* A code is no amount, though its label speaks of a budget. */
static void codes_are_no_amounts(void **state) {
    (void)state;
    struct jx_senses found = senses(JX_KIND_PROJECT, "预算科目编码");
    for (size_t i = 0; i < found.count; i++) assert_int_equal(found.items[i].kind, JX_SENSE_OTHER);
}

static void units_stand_in_brackets(void **state) {
    (void)state;
    assert_string_equal(phrase("预算数（万元）").unit, "万元");
    assert_string_equal(phrase("资金总额(单位：元)").unit, "单位:元");
    assert_null(phrase("资金总额（全年）").unit);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_sound),
        cmocka_unit_test(brackets_name_projects_beside_units),
        cmocka_unit_test(marks_and_numbers_say_nothing),
        cmocka_unit_test(words_in_other_order_mean_the_same),
        cmocka_unit_test(words_of_time_choose_the_field),
        cmocka_unit_test(results_are_no_targets),
        cmocka_unit_test(standard_values_are_targets),
        cmocka_unit_test(other_texts_are_no_labels),
        cmocka_unit_test(codes_are_no_amounts),
        cmocka_unit_test(units_stand_in_brackets),
    };
    return cmocka_run_group_tests(tests, words_open, words_close);
}
