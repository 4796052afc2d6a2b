/* What unit an amount is in, where a table that no layout claims names several. */
#include "tests/unit/reading_help.h"

#include "core/model/fields.h"

#define HEAD "项目支出绩效目标表\n（2026年度）|单位：万元\n项目名称|渡口修缮|主管部门|临溪县交通局\n"
#define GOAL "年度目标|渡口能用。\n"
#define INDICATORS                                                                                           \
    "一级指标|二级指标|三级指标|指标值\n"                                                     \
    "产出指标|数量指标|修缮渡口|≥3座\n"                                                       \
    "|质量指标|验收合格率|100%\n"                                                                   \
    "满意度指标|服务对象满意度指标|乘客满意度|≥90%\n"

static const struct {
    const char *table;
    enum jx_field field;
    const char *yuan;
} cases[] = {
    {HEAD "资金总额|128\n" GOAL INDICATORS, JX_FIELD_FUND_TOTAL, "1280000"},
    {HEAD "资金总额（元）|128000\n" GOAL INDICATORS, JX_FIELD_FUND_TOTAL, "128000"},
    /* a part has its total's unit */
    {HEAD "年度资金总额（元）|128000\n其中：财政拨款|100000\n" GOAL INDICATORS, JX_FIELD_FUND_FISCAL,
     "100000"},
    /* the cell behind the amount says it */
    {HEAD "资金总额|128000|元\n" GOAL INDICATORS, JX_FIELD_FUND_TOTAL, "128000"},
    /* columns of a list, each in its own */
    {"项目支出绩效目标表\n（2026年度）|单位：万元\n"
     "项目名称|年度预算（元）|年度目标|一级指标|二级指标|三级指标|指标值\n"
     "渡口修缮|128000|渡口能用。|产出指标|数量指标|修缮渡口|≥3座\n"
     "||||质量指标|验收合格率|100%\n",
     JX_FIELD_FUND_TOTAL, "128000"},
    {"项目支出绩效目标表\n（2026年度）|单位：万元\n"
     "项目名称|年度预算|年度目标|一级指标|二级指标|三级指标|指标值\n"
     "渡口修缮|12.8|渡口能用。|产出指标|数量指标|修缮渡口|≥3座\n"
     "||||质量指标|验收合格率|100%\n",
     JX_FIELD_FUND_TOTAL, "128000"},
};

static void each_amount_has_its_unit(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table_try try;
        try_begin(&try);
        assert_true(try_read(&try, cases[i].table) <= JX_WARN);
        assert_int_equal(try.document.form_count, 1);
        const char *value = try.document.forms[0].fields[cases[i].field].value;
        if (!value || strcmp(value, cases[i].yuan) != 0)
            fail_msg("case %zu: %s yuan, should be %s", i, !value ? "no" : value, cases[i].yuan);
        try_end(&try);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_amount_has_its_unit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
