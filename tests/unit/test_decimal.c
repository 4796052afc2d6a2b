/* Exact decimals: what reads as a number, and that sums lose nothing. */
#include "tests/unit/arena_help.h"

#include <string.h>

#include "core/base/decimal.h"

static struct jx_decimal number(const char *text) {
    struct jx_decimal decimal;

    if (!jx_decimal_parse(text, strlen(text), &decimal)) fail_msg("not a number: %s", text);
    return decimal;
}

static void numbers_read(void **state) {
    static const struct {
        const char *text, *shortest; /* NULL: not a number */
    } cases[] = {
        {"0", "0"},
        {"-0", "0"},
        {"-0.00", "0"},
        {"7", "7"},
        {"007", "7"},
        {"+12.50", "12.5"},
        {"320.00", "320"},
        {"-3.14", "-3.14"},
        {"0.05", "0.05"},
        {"1,234,567.89", "1234567.89"},
        {"12，000", "12000"},
        {"  1 ", "1"},
        {"\xE3\x80\x80１２．５", "12.5"},
        {"－５", "-5"},
        {"−5", "-5"},
        {"999999999999999999", "999999999999999999"},
        {"0.000000000000000001", "0.000000000000000001"},
        {"000000000000000000000000001", "1"},
        {"", NULL},
        {" ", NULL},
        {"-", NULL},
        {"--1", NULL},
        {"+-1", NULL},
        {".5", NULL},
        {"5.", NULL},
        {"1.2.3", NULL},
        {"1,2", NULL},
        {"1234,567", NULL},
        {",123", NULL},
        {"1,,234", NULL},
        {"1,234,", NULL},
        {"1.234,567", NULL},
        {"1,234.5,6", NULL},
        {"1 000", NULL},
        {"1e5", NULL},
        {"0x10", NULL},
        {"12万", NULL},
        {"十二", NULL},
        {"١٢", NULL},
        {"1000000000000000000", NULL},
        {"0.0000000000000000001", NULL},
        {"123456789.1234567890", NULL},
        {"\xFF", NULL},
    };
    struct jx_decimal decimal;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        bool read = jx_decimal_parse(cases[i].text, strlen(cases[i].text), &decimal);

        if (read == !cases[i].shortest) fail_msg("“%s” reads: %d", cases[i].text, read);
        if (read) assert_string_equal(jx_decimal_text(arena, decimal), cases[i].shortest);
    }
    assert_false(jx_decimal_parse("1\0", 2, &decimal));
    assert_false(jx_decimal_parse("1\0"
                                  "2",
                                  3, &decimal));
    assert_false(jx_decimal_parse(NULL, 0, &decimal));
    assert_true(jx_decimal_parse("123", 2, &decimal));
    assert_int_equal(decimal.digits, 12);
}

static void numbers_are_written_with_places(void **state) {
    (void)state;
    assert_string_equal(jx_decimal_fixed(arena, number("12.5"), 2), "12.50");
    assert_string_equal(jx_decimal_fixed(arena, number("12.5"), 0), "12.5");
    assert_string_equal(jx_decimal_fixed(arena, number("12.500"), 1), "12.5");
    assert_string_equal(jx_decimal_fixed(arena, number("3"), 2), "3.00");
    assert_string_equal(jx_decimal_fixed(arena, number("-0.001"), 2), "-0.001");
    assert_string_equal(jx_decimal_fixed(arena, number("0"), 2), "0.00");
}

static void units_shift_exactly(void **state) {
    static const struct {
        const char *text;
        int power;
        const char *result; /* NULL: it does not fit */
    } cases[] = {
        {"320", 4, "3200000"},
        {"0.0001", 4, "1"},
        {"10.5", 4, "105000"},
        {"3200000", -4, "320"},
        {"1", -4, "0.0001"},
        {"-12.345678", 4, "-123456.78"},
        {"0", 1000, "0"},
        {"99999999999999", 4, "999999999999990000"},
        {"999999999999999", 4, NULL},
        {"1", 18, NULL},
        {"1", 17, "100000000000000000"},
        {"100", -20, "0.000000000000000001"},
        {"1", -19, NULL},
        {"1", 100, NULL},
    };
    struct jx_decimal result;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        bool fits = jx_decimal_shift(number(cases[i].text), cases[i].power, &result);

        if (fits == !cases[i].result) fail_msg("%s by %d", cases[i].text, cases[i].power);
        if (fits) assert_string_equal(jx_decimal_text(arena, result), cases[i].result);
    }
}

static void sums_are_exact(void **state) {
    static const struct {
        const char *a, *b, *sum, *difference;
    } cases[] = {
        {"0.1", "0.2", "0.3", "-0.1"},
        {"2.5", "7.50", "10", "-5"},
        {"-5", "5", "0", "-10"},
        {"999999999999999999", "0", "999999999999999999", "999999999999999999"},
        {"999999999999999999", "1", NULL, "999999999999999998"},
        {"-999999999999999999", "1", "-999999999999999998", NULL},
        {"100000000000000000", "0.000000000000000001", NULL, NULL},
        {"0.999999999999999999", "0.000000000000000001", "1", "0.999999999999999998"},
    };
    struct jx_decimal result;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        struct jx_decimal a = number(cases[i].a), b = number(cases[i].b);

        assert_int_equal(!jx_decimal_add(a, b, &result), !cases[i].sum);
        if (cases[i].sum) assert_string_equal(jx_decimal_text(arena, result), cases[i].sum);
        assert_int_equal(!jx_decimal_subtract(a, b, &result), !cases[i].difference);
        if (cases[i].difference) assert_string_equal(jx_decimal_text(arena, result), cases[i].difference);
    }
}

static void values_compare_whatever_their_scale(void **state) {
    (void)state;
    assert_int_equal(jx_decimal_compare(number("1.50"), number("1.5")), 0);
    assert_true(jx_decimal_compare(number("-1"), number("0.5")) < 0);
    assert_true(jx_decimal_compare(number("999999999999999999"), number("0.000000000000000001")) > 0);
    assert_int_equal(jx_decimal_digits(number("0")), 1);
    assert_int_equal(jx_decimal_digits(number("-0012.30")), 4);
    assert_int_equal(jx_decimal_digits(number("999999999999999999")), 18);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read),
        cmocka_unit_test(numbers_are_written_with_places),
        cmocka_unit_test(units_shift_exactly),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(values_compare_whatever_their_scale),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
