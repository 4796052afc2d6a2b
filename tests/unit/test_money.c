/* Units of money and amounts, in all their spellings. */
#include "tests/unit/model_help.h"

#include "core/base/text.h"
#include "core/model/money.h"

/* The quick look must not miss what the long one finds. */
static struct jx_money_unit read(const char *text) {
    struct jx_money_unit unit = jx_money_unit_of(arena, text);
    const char *key = jx_text_key(arena, text, strlen(text));
    if (unit.says != JX_MONEY_SILENT && !jx_money_may_name(key, strlen(key))) fail_msg("%s", text);
    return unit;
}

/* Every unit of ours, in whatever stands around it. */
static void known_units(void **state) {
    static const char *const units[] = {"元",     "十元",   "百元",   "千元", "万元",
                                        "十万元", "百万元", "千万元", "亿元"};
    static const char *const around[] = {
        "%s",
        "（%s）",
        "(%s)",
        "单位：%s",
        "单位:%s",
        "单位 ： %s",
        "单位%s",
        "金额单位：%s",
        "【%s】",
        "（单位：%s）",
        "单位：（%s）",
        "（单位:人民币%s）",
        "人民币%s",
        "单位：人民币%s",
        "%s)",
        "单位:%s)",
        "单位：%s。",
        "（人民币：%s）",
        "%s（人民币）",
        "货币单位：%s",
        "单位：　%s",
        "[单位：%s]",
        "币种：人民币 单位：%s",
        "以%s为单位",
        "单位：%s、%%",
        "单位：__%s__",
        "“%s”",
        "（金额单位：%s",
        "（%s，2024年）",
        "单位：%s（下同）",
        "计价单位为%s整",
        "资金单位均按%s计",
        "金额以%s计，保留两位小数",
        "币种是CNY %s",
        "货币：¥%s",
        "rmb%s、《￥》",
        "「%s」",
        "〔%s〕",
    };
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
            char text[256];
            snprintf(text, sizeof text, around[k], units[i]);
            struct jx_money_unit unit = read(text);
            if (unit.says != JX_MONEY_KNOWN || strcmp(unit.word, units[i]) != 0) fail_msg("%s", text);
        }
}

static void other_spellings(void **state) {
    static const struct {
        const char *text, *word;
    } cases[] = {{"单位：万", "万元"}, {"亿", "亿元"},       {"百万", "百万元"}, {"仟元", "千元"},
                 {"佰万元", "百万元"}, {"拾萬圆", "十万元"}, {"万 元", "万元"},  {"RMB 万元", "万元"},
                 {"￥元", "元"},       {"人民币圆", "元"},   {"億元", "亿元"},   {"千万", "千万元"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_money_unit unit = read(cases[i].text);
        if (unit.says != JX_MONEY_KNOWN || strcmp(unit.word, cases[i].word) != 0)
            fail_msg("%s", cases[i].text);
    }
}

static void strange_units(void **state) {
    static const char *const texts[] = {"美元",     "单位：美元",     "（港币）", "欧元",       "万美元",
                                        "万元)x",   "元/万元",        "万元或元", "单位：日元", "千元/人",
                                        "USD",      "十亿元",         "万英镑",   "外币",       "百元券",
                                        "亿元人次", "万元（不含税）", "$"};
    struct jx_decimal amount = {128, 0};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct jx_money_unit unit = read(texts[i]);
        if (unit.says != JX_MONEY_STRANGE) fail_msg("%s", texts[i]);
        assert_false(jx_money_to_yuan(&unit, amount, &amount));
        assert_false(jx_money_from_yuan(&unit, amount, &amount));
    }
}

static void texts_that_name_no_unit(void **state) {
    static const char *const texts[] = {"",      "全称",         "人民币",     "单位：",
                                        "%",     "云溪县图书馆", "单元",       "第一单元",
                                        "311元", "元宵节",       "10万元以上", "其中:资金6.35万元",
                                        "千",    "人次",         "外币兑换点"};
    struct jx_decimal amount = {128, 0};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct jx_money_unit unit = read(texts[i]);
        if (unit.says != JX_MONEY_SILENT) fail_msg("%s", texts[i]);
        assert_false(jx_money_to_yuan(&unit, amount, &amount));
    }
    assert_int_equal(jx_money_unit_of(arena, NULL).says, JX_MONEY_SILENT);
    assert_false(read("人民币").other);
    assert_true(read("见附件").other);
}

static void cells_of_their_own(void **state) {
    (void)state;
    assert_true(read("万元").alone);
    assert_true(read("（万元）").alone);
    assert_true(read("单位：万").alone);
    assert_true(read("单位：美元").alone);
    assert_true(read("（美元）").alone);
    assert_false(read("万").alone);
    assert_false(read("美元").alone);
    assert_false(read("（2024年度） 单位：万元").alone);
}

static void amounts(void **state) {
    static const struct {
        const char *text, *number, *word; /* number NULL: no amount; word NULL: the form says the unit */
    } cases[] = {
        {"128", "128", NULL},
        {"1,280.00", "1280", NULL},
        {"128万元", "128", "万元"},
        {"128.00（万元）", "128", "万元"},
        {"128千元", "128", "千元"},
        {"１２８ 万", "128", "万元"},
        {"0.8亿元", "0.8", "亿元"},
        {"￥128.00", "128", NULL},
        {"¥ 128.00 元", "128", "元"},
        {"人民币128万元", "128", "万元"},
        {"人民币：128万元整", "128", "万元"},
        {"128万元人民币", "128", "万元"},
        {"-128", "-128", NULL},
        {"−128", "-128", NULL},
        {"－128.5万元", "-128.5", "万元"},
        {"￥-128", "-128", NULL},
        {"-￥128", "-128", NULL},
        {"（128.00）", "-128", NULL},
        {"(128)万元", "-128", "万元"},
        {"(￥128)", "-128", NULL},
        {"128美元", NULL, NULL},
        {"USD128", NULL, NULL},
        {"128万元/年", NULL, NULL},
        {"约128万元", NULL, NULL},
        {"(128", NULL, NULL},
        {"-(128)", NULL, NULL},
        {"(-128)", NULL, NULL},
        {"128人", NULL, NULL},
        {"12,8", NULL, NULL},
        {"万元", NULL, NULL},
        {"", NULL, NULL},
        {"128万元128元", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_decimal amount;
        struct jx_money_unit unit;
        const char *key = jx_text_key(arena, cases[i].text, strlen(cases[i].text));
        bool good = jx_money_read(key, &amount, &unit);
        if (good == !cases[i].number) fail_msg("%s", cases[i].text);
        if (!good) continue;
        assert_string_equal(jx_decimal_text(arena, amount), cases[i].number);
        assert_int_equal(unit.says, !cases[i].word ? JX_MONEY_SILENT : JX_MONEY_KNOWN);
        if (cases[i].word) assert_string_equal(unit.word, cases[i].word);
    }
}

/* Two numbers in one cell are not one number, and a share is none; a number with gaps in it is one. */
static void numbers_that_mislead(void **state) {
    static const struct {
        const char *text;
        bool misleads;
    } cases[] = {
        {"128", false},
        {"1,280.50", false},
        {"1 280.50", false},
        {"1 280 300", false},
        {"1\xC2\xA0"
         "280 300.50万元",
         false},
        {"12 000.00", false},
        {"280. 50", false},
        {"1 ,280.50", false},
        {"12,805,\n000.00", false},
        {"280.\n50", false},
        {"1 2 8 0 . 5 0", false},
        {"128 万元", false},
        {"\n128\n万元\n", false},
        {"1\xE2\x80\x8B"
         "28",
         false},
        {"2 024 年 128", false},
        {"280 300", true},
        {"1000 300", true},
        {"280.50 1000", true},
        {"2024 280.50", true},
        {"900\n380.50", true},
        {"280.50\t300", true},
        {"1\n280", true},
        {"1\t280 300", true},
        {"1  280", true},
        {"1　280", true},
        {"280, 300", true},
        {"1,280 300", true},
        {"１０００　３００", true},
        {"总额：900 380.50", true},
        {"1 2", true},
        {"10%", true},
        {"10.5％", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (jx_money_misleads(cases[i].text) != cases[i].misleads) fail_msg("%s", cases[i].text);
}

static void amounts_are_converted_exactly(void **state) {
    static const struct {
        const char *unit, *number, *yuan;
    } cases[] = {{"元", "0.5", "0.5"},         {"千元", "128", "128000"},   {"万元", "36.25", "362500"},
                 {"百万元", "1.2", "1200000"}, {"亿元", "0.00000001", "1"}, {"十元", "12.34", "123.4"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_money_unit unit = read(cases[i].unit);
        struct jx_decimal amount;
        assert_true(jx_decimal_parse(cases[i].number, strlen(cases[i].number), &amount));
        assert_true(jx_money_to_yuan(&unit, amount, &amount));
        assert_string_equal(jx_decimal_text(arena, amount), cases[i].yuan);
        assert_true(jx_money_from_yuan(&unit, amount, &amount));
        assert_string_equal(jx_decimal_text(arena, amount), cases[i].number);
    }
    struct jx_money_unit large = read("亿元");
    struct jx_decimal most = {999999999999999999, 0};
    assert_false(jx_money_to_yuan(&large, most, &most));
}

static void a_text_begins_with_a_unit(void **state) {
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {{"万元，其中：", 6}, {"百万元", 9}, {"元", 3}, {"千万元。", 9},
                 {"美元", 0},         {"人", 0},     {"", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(jx_money_unit_first(cases[i].text), cases[i].length);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(known_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_spellings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strange_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_that_name_no_unit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_of_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(amounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_that_mislead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(amounts_are_converted_exactly, set_up, tear_down),
        cmocka_unit_test(a_text_begins_with_a_unit),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
