/* Numbers as spreadsheets show them. */
#define JX_STATIC_PLUGINS
#include "plugins/carriers/shared/date.c"
#include "plugins/carriers/shared/format.c"
#include "plugins/carriers/shared/formats.c"
#include "plugins/carriers/shared/number.c"
#include "plugins/carriers/shared/show.c"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/plugin/host.h"

/* The literal of a file in a format of its own. */
static struct jx_number_shown show_all(struct jx_arena *arena, const char *literal, const char *code,
                                       bool date1904) {
    struct jx_diags diags;
    struct jx_call call;
    struct jx_number_decimal number;
    struct jx_number_shown shown = {.length = 0};
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&call, arena, &diags, NULL);
    assert_true(jx_number_decimal_parse(literal, strlen(literal), &number));
    jx_number_show(code ? jx_number_format_compile(&jx_host, &call, code) : NULL, &number, date1904, &shown);
    return shown;
}

static const char *show(struct jx_arena *arena, const char *literal, const char *code, bool date1904,
                        uint8_t *decimals) {
    struct jx_number_shown shown = show_all(arena, literal, code, date1904);
    *decimals = shown.decimals;
    return jx_arena_copy(arena, shown.bytes, shown.length);
}

struct show_case {
    const char *literal, *code, *shown;
};

static void run(const struct show_case *cases, size_t count, bool date1904) {
    struct jx_arena *arena = jx_arena_new();
    for (size_t i = 0; i < count; i++) {
        uint8_t decimals;
        const char *shown = show(arena, cases[i].literal, cases[i].code, date1904, &decimals);
        if (!shown || strcmp(shown, cases[i].shown) != 0)
            fail_msg("%s in %s is shown as %s, not %s", cases[i].literal,
                     cases[i].code ? cases[i].code : "General", shown ? shown : "nothing", cases[i].shown);
    }
    jx_arena_free(arena);
}

#define RUN(cases, date1904) run((cases), sizeof(cases) / sizeof *(cases), (date1904))

static void general_shows_fifteen_digits(void **state) {
    (void)state;
    static const struct show_case cases[] = {
        {"0", NULL, "0"},
        {"-0", NULL, "0"},
        {"-0.0E5", NULL, "0"},
        {"320", NULL, "320"},
        {"48.50", NULL, "48.5"},
        {"291.97000000000003", NULL, "291.97"},
        {"3.8399999999999999", NULL, "3.84"},
        {"0.10000000000000001", NULL, "0.1"},
        {"99999999999999.99", NULL, "100000000000000"},
        {"999999999999999.5", NULL, "1000000000000000"},
        {"-0.99999999999999999", NULL, "-1"},
        {"123456789012345678", NULL, "123456789012346000"},
        {"110101199001011234", NULL, "110101199001011000"},
        {"1E3", NULL, "1000"},
        {"1.5e-3", NULL, "0.0015"},
        {"1E+20", NULL, "100000000000000000000"},
        {"1E+21", NULL, "1E+21"},
        {"-2.5E+30", NULL, "-2.5E+30"},
        {"1E-7", NULL, "0.0000001"},
        {"1.25E-30", NULL, "1.25E-30"},
        {".5", NULL, "0.5"},
        {"5.", NULL, "5"},
        {"+7", NULL, "7"},
        {" 7\n", NULL, "7"},
        {"0000000000000000000000012", NULL, "12"},
        {"0.000000000000000000000001E24", NULL, "1"},
        {"-128", "0.00;@", "-128.00"},
        {"0", "0.00;-0.00;@", "0.00"},
        {"12", "@", "12"},
        {"12", "general", "12"},
    };
    RUN(cases, false);
}

static void what_is_no_number_is_refused(void **state) {
    (void)state;
    static const char *const cases[] = {"",     "-",   ".",     "abc",    "1x",
                                        "1E",   "1E+", "1.2.3", "--1",    "1 2",
                                        "NaN",  "INF", "1E999", "1E-999", "1E99999999999999999999",
                                        "0x1F", "１２"};
    struct jx_number_decimal number;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (jx_number_decimal_parse(cases[i], strlen(cases[i]), &number)) fail_msg("“%s” is read", cases[i]);
}

static void formats_of_amounts(void **state) {
    (void)state;
    static const struct show_case cases[] = {
        {"48.5", "0", "49"},
        {"48.5", "0.00", "48.50"},
        {"0.005", "0.00", "0.01"},
        {"2.675", "0.00", "2.68"},
        {"1.0049999999999999", "0.00", "1.01"},
        {"1.00499999999999", "0.00", "1.00"},
        {"99.995", "0.00", "100.00"},
        {"-0.004", "0.00", "0.00"},
        {"-0.005", "0.00", "-0.01"},
        {"1234567.891", "#,##0", "1,234,568"},
        {"1234567.891", "#,##0.00", "1,234,567.89"},
        {"123", "#,##0", "123"},
        {"0", "#,##0.00", "0.00"},
        {"0.95", "0%", "95%"},
        {"0.95120", "0.00%", "95.12%"},
        {"1", "0.0%", "100.0%"},
        {"123", "000000", "000123"},
        {"1234567", "000000", "1234567"},
        {"12", "0,000", "0,012"},
        {"0.5", "#.##", ".5"},
        {"3", "0.##", "3"},
        {"3.10", "0.0##", "3.1"},
        {"-3.5", "#,##0.00;[Red]-#,##0.00", "-3.50"},
        {"-3.5", "#,##0.00_);(#,##0.00)", "-3.50"},
        {"0", "0.00;-0.00;\"零\"", "0"},
        {"0", "0.00;-0.00;", ""},
        {"-0.004", "0.00_);(0.00)", "-0.00"},
        {"5", "\"(\"0\")\"", "(5)"},
        {"5", ";;;", "5"},
        {"1234.5", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50"},
        {"0", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"_ ;_ @_ ", "0"},
        {"1234.5", "\"¥\"#,##0.00", "¥1,234.50"},
        {"1234.5", "[$¥-804]#,##0.00", "¥1,234.50"},
        {"30", "0\"人\"", "30人"},
        {"30", "0人", "30人"},
        {"30", "0\\;", "30;"},
        {"485000", "0!.0,\"万元\"", "48.5万元"},
        {"485000", "0\\.0,", "48.5"},
        {"1234567", "#,##0,", "1,235"},
        {"12345", "[>=10000]0!.0,\"万\";0", "1.2万"},
        {"9999", "[>=10000]0!.0,\"万\";0", "9999"},
        {"13800138000", "000-0000-0000", "138-0013-8000"},
        {"12345.678", "0.00E+00", "1.23E+04"},
        {"9.999", "0.00E+00", "1.00E+01"},
        {"0", "0.00E+00", "0.00E+00"},
        {"2.5", "# ?/?", "2.5"},
        {"25", "G/通用格式\"元\"", "25元"},
        {"25", "General\"元\"", "25元"},
        {"-25", "General\"元\"", "-25元"},
        {"7", "\"unclosed", "unclosed"},
        {"7", "[unclosed0", "7"},
    };
    RUN(cases, false);
}

static void dates_are_iso(void **state) {
    (void)state;
    static const struct show_case cases[] = {
        {"45467", "yyyy-mm-dd", "2024-06-24"},
        {"45467", "yyyy\"年\"m\"月\"d\"日\"", "2024-06-24"},
        {"45467", "yyyy\"年\"m\"月\"d\"日\";@", "2024-06-24"},
        {"45467", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "2024-06-24"},
        {"45467", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "2024-06-24"},
        {"45467", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024-06-24"},
        {"45467", "d-mmm-yy", "2024-06-24"},
        {"45467", "m/d/yyyy", "2024-06-24"},
        {"45467", "e/m/d", "2024-06-24"},
        {"45467.9999999", "yyyy-mm-dd", "2024-06-24"},
        {"45467.3541666667", "yyyy-mm-dd h:mm", "2024-06-24 08:30"},
        {"45467.354166666664", "yyyy-mm-dd hh:mm:ss", "2024-06-24 08:30:00"},
        {"45467.9999999", "yyyy-mm-dd hh:mm:ss", "2024-06-25 00:00:00"},
        {"45467", "yyyy\"年\"m\"月\"", "2024年6月"},
        {"45467", "m\"月\"d\"日\"", "6月24日"},
        {"45467", "mmm-yy", "Jun-24"},
        {"45467", "yyyy", "2024"},
        {"45467", "aaaa", "星期一"},
        {"45467", "ddd", "Mon"},
        {"0.354166666666667", "h:mm", "8:30"},
        {"0.75", "h:mm AM/PM", "6:00 PM"},
        {"0.75", "上午/下午h\"时\"mm\"分\"", "下午6时00分"},
        {"0", "h:mm AM/PM", "12:00 AM"},
        {"1.5", "[h]:mm", "36:00"},
        {"1.5", "[hh]:mm:ss", "36:00:00"},
        {"0.01", "mm:ss", "14:24"},
        {"0.01", "[mm]:ss", "14:24"},
        {"0.01", "mm:ss.0", "14:24"},
        {"1", "yyyy-mm-dd", "1900-01-01"},
        {"59", "yyyy-mm-dd", "1900-02-28"},
        {"60", "yyyy-mm-dd", "1900-02-29"},
        {"61", "yyyy-mm-dd", "1900-03-01"},
        {"36526", "yyyy-mm-dd", "2000-01-01"},
        {"36585", "yyyy-mm-dd", "2000-02-29"},
        {"2958465", "yyyy-mm-dd", "9999-12-31"},
        {"2958466", "yyyy-mm-dd", "2958466"},
        {"-1", "yyyy-mm-dd", "-1"},
        {"1E300", "yyyy-mm-dd", "1E+300"},
    };
    RUN(cases, false);
    static const struct show_case mac[] = {
        {"0", "yyyy-mm-dd", "1904-01-01"},
        {"44005", "yyyy-mm-dd", "2024-06-24"},
        {"1.5", "[h]:mm", "36:00"},
    };
    RUN(mac, true);
}

/* The formats that are known by number alone. */
static void builtins_are_the_chinese_ones(void **state) {
    (void)state;
    static const struct {
        uint32_t id;
        const char *literal, *shown;
    } cases[] = {
        {0, "45467.5", "45467.5"},    {1, "45467.5", "45468"},     {2, "45467.5", "45467.50"},
        {3, "45467.5", "45,468"},     {4, "45467.5", "45,467.50"}, {9, "0.5", "50%"},
        {10, "0.5", "50.00%"},        {14, "45467", "2024-06-24"}, {22, "45467.5", "2024-06-24 12:00"},
        {27, "45467", "2024年6月"},   {31, "45467", "2024-06-24"}, {32, "0.5", "12时00分"},
        {57, "45467", "2024年6月"},   {58, "45467", "6月24日"},    {49, "12", "12"},
        {43, "-1234.5", "-1,234.50"}, {44, "1234.5", "¥1,234.50"}, {99, "12.5", "12.5"},
    };
    struct jx_arena *arena = jx_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t decimals;
        const char *shown =
            show(arena, cases[i].literal, jx_number_format_builtin(cases[i].id), false, &decimals);
        if (strcmp(shown, cases[i].shown) != 0)
            fail_msg("format %u shows %s, not %s", cases[i].id, shown, cases[i].shown);
    }
    jx_arena_free(arena);
}

static void decimals_are_those_after_the_point(void **state) {
    (void)state;
    struct jx_arena *arena = jx_arena_new();
    uint8_t decimals;
    show(arena, "48.5", "0.00", false, &decimals);
    assert_int_equal(decimals, 2);
    show(arena, "48.5", NULL, false, &decimals);
    assert_int_equal(decimals, 1);
    show(arena, "48.5", "0", false, &decimals);
    assert_int_equal(decimals, 0);
    show(arena, "45467", "yyyy-mm-dd", false, &decimals);
    assert_int_equal(decimals, 0);
    jx_arena_free(arena);
}

/* Whoever reads the text alone must be able to tell that the cell holds more. */
static void hidden_digits_are_told(void **state) {
    (void)state;
    static const struct {
        const char *literal, *code;
        bool rounded;
    } cases[] = {
        {"48.5", NULL, false},
        {"48.5", "0", true},
        {"48.5", "0.0", false},
        {"48.50", "0.00", false},
        {"48.505", "0.00", true},
        {"291.97000000000003", "0.00", false}, /* that is no digit but noise */
        {"0.95", "0%", false},
        {"0.955", "0%", true},
        {"485000", "0!.0,", false},
        {"485123", "0!.0,", true},
        {"1234", "#,##0,", true},
        {"0.004", "0.00", true},
        {"-0.004", "0.00", true},
        {"0", "0.00", false},
        {"0", "0;-0;", false},
        {"1.25", ";;;", false},
        {"1.25", "General\"元\"", false},
        {"1.25", "# ?/?", false},
        {"12345", "0.00E+00", true},
        {"12300", "0.00E+00", false},
        {"45467.5", "yyyy-mm-dd", false},
    };
    struct jx_arena *arena = jx_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (show_all(arena, cases[i].literal, cases[i].code, false).rounded != cases[i].rounded)
            fail_msg("%s in %s", cases[i].literal, cases[i].code);
    jx_arena_free(arena);
}

static void numbers_compare_by_value(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {{"1", "1.0", 0},    {"1", "2", -1},     {"10", "9", 1},    {"-1", "1", -1},
                 {"-2", "-1", -1},   {"0", "-0.0", 0},   {"0", "1", -1},    {"0", "-1", 1},
                 {"1.25", "1.2", 1}, {"1E3", "1000", 0}, {"0.1", "0.09", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_number_decimal a, b;
        assert_true(jx_number_decimal_parse(cases[i].a, strlen(cases[i].a), &a));
        assert_true(jx_number_decimal_parse(cases[i].b, strlen(cases[i].b), &b));
        int order = jx_number_decimal_compare(&a, &b);
        assert_int_equal((order > 0) - (order < 0), cases[i].order);
    }
}

/* Binary numbers show the digits that they were typed with, up to fifteen. */
static void binary_numbers_show_fifteen_digits(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *shown;
    } cases[] = {{0, "0"},
                 {-0.0, "0"},
                 {1, "1"},
                 {-1, "-1"},
                 {0.1, "0.1"},
                 {0.1 + 0.2, "0.3"},
                 {1.1 + 2.2, "3.3"},
                 {291.97, "291.97"},
                 {1234567.89, "1234567.89"},
                 {99999999999999.99, "100000000000000"},
                 {999999999999999.0, "999999999999999"},
                 {123456789012345678.0, "123456789012346000"},
                 {1e20, "100000000000000000000"},
                 {1e21, "1E+21"},
                 {1e-7, "0.0000001"},
                 {1.5e-320, "1.49998330077402E-320"},
                 {1.7976931348623157e308, "1.79769313486232E+308"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_number_decimal number;
        struct jx_number_shown shown;
        assert_true(jx_number_decimal_double(cases[i].value, &number));
        jx_number_show(NULL, &number, false, &shown);
        if (shown.length != strlen(cases[i].shown) || memcmp(shown.bytes, cases[i].shown, shown.length) != 0)
            fail_msg("%.17g is shown as %.*s, not %s", cases[i].value, (int)shown.length, shown.bytes,
                     cases[i].shown);
    }
    struct jx_number_decimal number;
    assert_false(jx_number_decimal_double(INFINITY, &number));
    assert_false(jx_number_decimal_double(-INFINITY, &number));
    assert_false(jx_number_decimal_double(NAN, &number));
}

/* What a workbook defines goes before what is built in, and of two the first. */
static void formats_are_found_by_number(void **state) {
    (void)state;
    struct jx_arena *arena = jx_arena_new();
    struct jx_diags diags;
    struct jx_call call;
    struct jx_number_formats formats = {0};
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&call, arena, &diags, NULL);
    static const struct {
        uint32_t id;
        const char *code;
    } defined[] = {{200, "0.0"}, {164, "0.000"}, {14, "0"}, {164, "0.0000"}, {300, "General"}, {7, ""}};
    for (size_t i = 0; i < sizeof defined / sizeof *defined; i++)
        jx_number_formats_add(&jx_host, &call, &formats, defined[i].id, defined[i].code);
    static const struct {
        uint32_t id;
        const char *shown;
    } cases[] = {{164, "1.500"}, {200, "1.5"}, {14, "2"},       {300, "1.5"}, {7, "1.5"},
                 {0, "1.5"},     {2, "1.50"},  {10, "150.00%"}, {999, "1.5"}, {2, "1.50"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_number_decimal number;
        struct jx_number_shown shown;
        assert_true(jx_number_decimal_double(1.5, &number));
        jx_number_show(jx_number_formats_find(&jx_host, &call, &formats, cases[i].id), &number, false,
                       &shown);
        if (shown.length != strlen(cases[i].shown) || memcmp(shown.bytes, cases[i].shown, shown.length) != 0)
            fail_msg("format %u shows %.*s, not %s", cases[i].id, (int)shown.length, shown.bytes,
                     cases[i].shown);
    }
    jx_arena_free(arena);
}

/* Codes made of all the pieces that codes are made of, in any order: nothing but that the text has an end. */
static void any_code_is_survived(void **state) {
    (void)state;
    static const char *const pieces[] = {"0",     "#",
                                         "?",     ".",
                                         ",",     "%",
                                         "E+",    "e",
                                         "y",     "m",
                                         "d",     "h",
                                         "s",     "[h]",
                                         "[",     "]",
                                         "\"",    "\\",
                                         "!",     "_",
                                         "*",     ";",
                                         "@",     "General",
                                         "AM/PM", "aaa",
                                         "[>=1]", "[$¥-804]",
                                         "年",    "/",
                                         "[m]",   ":",
                                         "-",     "0.000000000000000000"};
    static const char *const literals[] = {"0", "-1.5", "45467.75", "1E300", "-1E-300", "999999999999999"};
    uint32_t random = 12345;
    for (int round = 0; round < 20000; round++) {
        struct jx_arena *arena = jx_arena_new();
        char code[512] = "";
        for (int i = 0; i < 12; i++) {
            random = random * 1664525u + 1013904223u;
            strcat(code, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        uint8_t decimals;
        const char *shown = show(arena, literals[round % 6], code, round & 1, &decimals);
        assert_non_null(shown);
        assert_true(strlen(shown) <= JX_NUMBER_SHOWN);
        jx_arena_free(arena);
    }
}

static void long_codes_are_general(void **state) {
    (void)state;
    struct jx_arena *arena = jx_arena_new();
    char *code = jx_arena_alloc(arena, 4001);
    uint8_t decimals;
    memset(code, '0', 4000);
    assert_string_equal(show(arena, "1.5", code, false, &decimals), "1.5");
    code[1] = '.';
    code[1000] = '\0';
    assert_string_equal(show(arena, "1.5", code, false, &decimals), "1.5");
    jx_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general_shows_fifteen_digits),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(formats_of_amounts),
        cmocka_unit_test(dates_are_iso),
        cmocka_unit_test(builtins_are_the_chinese_ones),
        cmocka_unit_test(decimals_are_those_after_the_point),
        cmocka_unit_test(hidden_digits_are_told),
        cmocka_unit_test(numbers_compare_by_value),
        cmocka_unit_test(binary_numbers_show_fifteen_digits),
        cmocka_unit_test(formats_are_found_by_number),
        cmocka_unit_test(any_code_is_survived),
        cmocka_unit_test(long_codes_are_general),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
