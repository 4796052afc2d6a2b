/* Fields, parts and origins by name, and dates. */
#include "tests/unit/model_help.h"

#include "core/model/fields.h"

#include <jixiao/jixiao.h>

static void keys_are_found(void **state) {
    (void)state;
    for (enum jx_field f = 0; f < JX_FIELD_COUNT; f++) {
        const char *key = jx_field_key(f);
        assert_int_equal(jx_field_find(key, strlen(key)), f);
        assert_true(*jx_field_name(f, JX_LANGUAGE_ENGLISH));
        assert_true(*jx_field_name(f, JX_LANGUAGE_CHINESE));
        for (enum jx_field g = 0; g < f; g++)
            assert_string_not_equal(jx_field_name(f, JX_LANGUAGE_CHINESE),
                                    jx_field_name(g, JX_LANGUAGE_CHINESE));
    }
    assert_int_equal(jx_field_find("year and more", 4), JX_FIELD_YEAR);
    assert_int_equal(jx_field_find("yea", 3), JX_FIELD_COUNT);
    assert_int_equal(jx_field_find("period_", 7), JX_FIELD_COUNT);
    assert_int_equal(jx_field_find("year\0x", 6), JX_FIELD_COUNT);
    assert_int_equal(jx_field_find("", 0), JX_FIELD_COUNT);
    assert_int_equal(jx_field_find("Year", 4), JX_FIELD_COUNT);
    assert_true(jx_field_holds(JX_FIELD_YEAR, "2024"));
    assert_false(jx_field_holds(JX_FIELD_YEAR, "2023-2025"));
    assert_true(jx_field_holds(JX_FIELD_PERIOD, "2023-2025"));
}

static void types_are_told(void **state) {
    (void)state;
    assert_int_equal(jx_field_type(JX_FIELD_FUND_TOTAL), JX_TYPE_MONEY);
    assert_int_equal(jx_field_type(JX_FIELD_YEAR), JX_TYPE_YEAR);
    assert_int_equal(jx_field_type(JX_FIELD_GOAL_ANNUAL), JX_TYPE_TEXT);
    assert_int_equal(jx_field_type(JX_FIELD_PREPARED_ON), JX_TYPE_DATE);
    assert_int_equal(jx_field_type(JX_FIELD_COUNT), JX_TYPE_TEXT);
    assert_string_equal(jx_field_key(JX_FIELD_COUNT), "");
    assert_string_equal(jx_field_name(JX_FIELD_COUNT, JX_LANGUAGE_CHINESE), "");
}

static void parts_and_origins_have_names(void **state) {
    bool known;
    (void)state;
    for (enum jx_part p = JX_PART_LEVEL1; p < JX_PART_COUNT; p++) {
        assert_true(*jx_part_name(p, JX_LANGUAGE_ENGLISH));
        assert_true(*jx_part_name(p, JX_LANGUAGE_CHINESE));
    }
    assert_string_equal(jx_part_name(JX_PART_NONE, JX_LANGUAGE_ENGLISH), "");
    assert_string_equal(jx_part_name(JX_PART_COUNT, JX_LANGUAGE_ENGLISH), "");
    for (enum jx_origin o = JX_READ; o <= JX_GIVEN; o++) {
        assert_int_equal(jx_origin_parse(jx_origin_name(o), &known), o);
        assert_true(known);
    }
    jx_origin_parse("guessed", &known);
    assert_false(known);
}

static void dates_read(void **state) {
    static const struct {
        const char *text, *iso; /* NULL: not a date */
    } cases[] = {
        {"2024年6月24日", "2024-06-24"},
        {"2024 年 6 月 24 日", "2024-06-24"},
        {"２０２４年０６月２４日", "2024-06-24"},
        {"2024年06月24号", "2024-06-24"},
        {"2024-6-24", "2024-06-24"},
        {"2024-06-24", "2024-06-24"},
        {"2024/06/24", "2024-06-24"},
        {"2024.6.24", "2024-06-24"},
        {"20240624", "2024-06-24"},
        {"二〇二四年六月二十四日", "2024-06-24"},
        {"二○二四年十二月十日", "2024-12-10"},
        {"二零二四年十月三十一日", "2024-10-31"},
        {"2024年2月29日", "2024-02-29"},
        {"2023年2月29日", NULL},
        {"2100-02-29", NULL},
        {"2024年6月31日", NULL},
        {"2024年13月1日", NULL},
        {"2024年0月1日", NULL},
        {"2024年6月", NULL},
        {"6月24日", NULL},
        {"24年6月24日", NULL},
        {"2024-6/24", NULL},
        {"2024年6月24日前", NULL},
        {"2024-06-24 09:30", NULL},
        {"二十四年六月二十四日", NULL},
        {"二〇二四年十二十月一日", NULL},
        {"二〇二四年六月二十四五日", NULL},
        {"99999999999年1月1日", NULL},
        {"20241301", NULL},
        {"年月日", NULL},
        {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *iso = jx_date_parse(arena, cases[i].text);
        if (!iso != !cases[i].iso || (iso && strcmp(iso, cases[i].iso)))
            fail_msg("%s: %s", cases[i].text, iso ? iso : "no date");
        if (!iso) continue;
        const char *chinese = jx_date_chinese(arena, iso);
        assert_string_equal(jx_date_parse(arena, chinese), iso);
    }
    assert_null(jx_date_parse(arena, NULL));
    assert_string_equal(jx_date_chinese(arena, "2024-06-04"), "2024年6月4日");
    assert_string_equal(jx_date_chinese(arena, "2024年夏"), "2024年夏");
    assert_string_equal(jx_date_chinese(arena, "2024-13-01"), "2024-13-01");
    assert_null(jx_date_chinese(arena, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(types_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_and_origins_have_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dates_read, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
