/* Stand-ins: what follows from what, and above all what does not. */
#include "tests/unit/model_help.h"

#include "core/model/derive.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/period.h"

static void check_period(const struct line *line) {
    struct jx_period period;
    char *text = jx_arena_string(arena, line->input);
    char *year = strchr(text, ';');
    *year++ = '\0';
    bool found = jx_period_parse(arena, text, (int)strtol(year, NULL, 10), &period);
    assert_text(line, "first year", found ? jx_arena_format(arena, "%d", period.first) : "-", line->parts[0]);
    if (found) assert_text(line, "last year", jx_arena_format(arena, "%d", period.last), line->parts[1]);
}

static void periods_parse(void **state) {
    struct jx_period period;
    (void)state;
    assert_true(each_line("tests/unit/periods.txt", check_period) > 40);
    assert_false(jx_period_parse(arena, NULL, 2024, &period));
    assert_int_equal(jx_year_parse(arena, "2024"), 2024);
    assert_int_equal(jx_year_parse(arena, "2024 年度"), 2024);
    assert_int_equal(jx_year_parse(arena, "2024年1月"), 0);
    assert_int_equal(jx_year_parse(arena, "长期"), 0);
    assert_int_equal(jx_year_parse(arena, NULL), 0);
}

/* A field given and a field expected, as `key=value`, separated by blanks. */
static void set_facts(struct jx_form *form, const char *facts, enum jx_origin origin) {
    char *copy = jx_arena_string(arena, facts), *rest = NULL;
    for (char *fact = strtok_r(copy, " ", &rest); fact; fact = strtok_r(NULL, " ", &rest)) {
        char *value = strchr(fact, '=');
        enum jx_field field = jx_field_find(fact, (size_t)(value - fact));
        assert_true(field < JX_FIELD_COUNT);
        form->fields[field] = (struct jx_fact){.value = value + 1, .at = {"表", 3, 2, 0}, .origin = origin};
    }
}

static const char *derived_facts(const struct jx_derived *done, size_t count) {
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = jx_arena_format(arena, "%s%s%s=%s", text, i ? " " : "", jx_field_key(done[i].field),
                               done[i].value);
    return text;
}

/* All derivations are wanted: what is given, what comes of it, and the rule of the first. */
static const struct {
    const char *given, *derived, *rule;
} cases[] = {
    {"", "", NULL},
    {"fund_local=200000 fund_superior=30000.50", "fund_total=230000.5", "年度本级预算金额 + 上级资金"},
    {"fund_local=200000", "fund_total=200000", "年度本级预算金额"},
    {"fund_superior=30000", "fund_total=30000", "上级资金"},
    {"fund_local=0", "fund_total=0", "年度本级预算金额"},
    {"fund_total=5 fund_local=2 fund_superior=1", "", NULL},
    {"fund_total=5", "fund_local=5", "年度资金总额"},
    {"fund_total=5 fund_superior=5", "", NULL},
    {"fund_local=999999999999999999 fund_superior=999999999999999999", "", NULL},
    {"fund_local=多 fund_superior=1", "", NULL},
    {"department_name=青禾市交通局", "unit_name=青禾市交通局", "主管部门"},
    {"unit_name=云溪县图书馆", "department_name=云溪县图书馆", "实施单位"},
    {"unit_name=甲 department_name=乙", "", NULL},
    {"period=全年 year=2024", "period_start=2024 period_end=2024", "实施期 + 年度"},
    {"period=2022年至2026年 year=2024", "period_start=2022 period_end=2026", "实施期"},
    {"period=2024年1月-12月", "period_start=2024 period_end=2024", "实施期"},
    {"period=全年", "", NULL},
    {"period=3年 year=2024", "", NULL},
    {"period=全年 year=2024 period_end=2025", "period_start=2024", "实施期 + 年度"},
    {"period_start=2022 period_end=2099", "period=2022年-2099年", "起始年度 + 到期年度"},
    {"period_start=2024年 period_end=2024年", "period=2024年", "起始年度 + 到期年度"},
    {"period_start=2024", "", NULL},
    {"period_start=2024 period_end=2022", "", NULL},
    {"period_start=2024 period_end=长期", "", NULL},
};

static void rules_hold(void **state) {
    bool wanted[JX_FIELD_COUNT];
    (void)state;
    memset(wanted, true, sizeof wanted);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jx_form form = {.layout = "hunan"};
        size_t count;
        set_facts(&form, cases[i].given, JX_READ);
        const struct jx_derived *done = jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_CHINESE, &count);
        if (strcmp(derived_facts(done, count), cases[i].derived))
            fail_msg("%s: %s", cases[i].given, derived_facts(done, count));
        if (count) assert_string_equal(done[0].rule, cases[i].rule);
        for (size_t j = 0; j < count; j++) {
            const struct jx_fact *fact = &form.fields[done[j].field];
            assert_string_equal(fact->value, done[j].value);
            assert_int_equal(fact->origin, JX_DERIVED);
            assert_int_equal(fact->at.row, 3);
        }
    }
}

static void only_what_is_wanted(void **state) {
    bool wanted[JX_FIELD_COUNT] = {false};
    struct jx_form form = {.layout = "hunan"};
    size_t count;
    (void)state;
    set_facts(&form, "fund_total=5 unit_name=甲 period=全年 year=2024", JX_READ);
    wanted[JX_FIELD_PERIOD_END] = true;
    const struct jx_derived *done = jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_ENGLISH, &count);
    assert_int_equal(count, 1);
    assert_int_equal(done[0].field, JX_FIELD_PERIOD_END);
    assert_int_equal(done[0].source, JX_FIELD_PERIOD);
    assert_int_equal(done[0].source2, JX_FIELD_YEAR);
    assert_string_equal(done[0].rule, "period + year");
    assert_null(form.fields[JX_FIELD_DEPARTMENT_NAME].value);
    assert_null(form.fields[JX_FIELD_FUND_LOCAL].value);
}

/* What was derived is the source of nothing, whether just now or by whoever wrote the model. */
static void no_chains(void **state) {
    bool wanted[JX_FIELD_COUNT];
    struct jx_form form = {.layout = "hunan"};
    size_t count;
    (void)state;
    memset(wanted, true, sizeof wanted);
    set_facts(&form, "fund_total=5 unit_name=甲 period=全年 year=2024", JX_DERIVED);
    jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_ENGLISH, &count);
    assert_int_equal(count, 0);
    memset(&form, 0, sizeof form);
    set_facts(&form, "fund_superior=5", JX_READ);
    jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_ENGLISH, &count);
    assert_int_equal(count, 1);
    jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_ENGLISH, &count);
    assert_int_equal(count, 0);
}

/* A sum is not whole where a part of it stands in words. */
static void no_sum_without_a_part(void **state) {
    static const char *const labels[] = {"年度本级预算金额", "年度本级预算金额（美元）", "上级资金",
                                         "年度资金总额"};
    bool wanted[JX_FIELD_COUNT] = {false};
    size_t count;
    (void)state;
    wanted[JX_FIELD_FUND_TOTAL] = wanted[JX_FIELD_FUND_LOCAL] = true;
    for (size_t i = 0; i < COUNT(labels); i++) {
        struct jx_extra extra = {labels[i], "约128万", {"表", 3, 2, 0}};
        struct jx_form form = {.layout = "hunan", .extras = &extra, .extra_count = 1};
        set_facts(&form, i == 2 ? "fund_total=5" : "fund_superior=3", JX_READ);
        jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_ENGLISH, &count);
        assert_int_equal(count, 0);
        extra.label = "年度本级预算金额说明";
        jx_derive_fields(arena, &form, wanted, JX_LANGUAGE_ENGLISH, &count);
        assert_int_equal(count, 1);
    }
}

static void polarities_follow(void **state) {
    struct jx_indicator indicators[] = {
        {.name = "一", .target = jx_measure_parse(arena, "≥90%", strlen("≥90%"))},
        {.name = "二", .target = jx_measure_parse(arena, "≤5次", strlen("≤5次"))},
        {.name = "三", .target = jx_measure_parse(arena, "有所提高", strlen("有所提高"))},
        {.name = "四"},
        {.name = "五", .target = {.text = "不适用"}, .not_applicable = true},
        {.name = "六",
         .target = jx_measure_parse(arena, "≥90%", strlen("≥90%")),
         .polarity = JX_POLARITY_NEGATIVE},
    };
    static const enum jx_polarity expected[] = {JX_POLARITY_POSITIVE,    JX_POLARITY_NEGATIVE,
                                                JX_POLARITY_QUALITATIVE, JX_POLARITY_NONE,
                                                JX_POLARITY_NONE,        JX_POLARITY_NEGATIVE};
    struct jx_form form = {.indicators = indicators, .indicator_count = COUNT(indicators)};
    (void)state;
    assert_int_equal(jx_derive_polarity(&form), 3);
    for (size_t i = 0; i < COUNT(indicators); i++) {
        assert_int_equal(indicators[i].polarity, expected[i]);
        assert_int_equal(indicators[i].polarity_derived, i < 3);
    }
    assert_int_equal(jx_derive_polarity(&form), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(periods_parse, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_what_is_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_chains, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_sum_without_a_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(polarities_follow, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("derive", tests, NULL, NULL);
}
