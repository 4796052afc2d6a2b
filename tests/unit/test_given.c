/* Given facts: what people type as keys and values, and what becomes of it in a form. */
#include "tests/unit/model_help.h"

#include "core/base/text.h"
#include "core/convert/given.h"
#include "core/model/fields.h"

static struct jx_givens *givens;

static int begin(void **state) {
    givens = jx_givens_new(JX_LANGUAGE_ENGLISH);
    return set_up(state) || !givens;
}

static int end(void **state) {
    jx_givens_free(givens);
    return tear_down(state);
}

static const char *last_words(void) {
    size_t count;
    const struct jx_diag *diags = jx_givens_diags(givens, &count);
    return count ? diags[count - 1].message : "";
}

/* What is typed; then the field it sets and its value, or no field and words of the message. */
static const struct {
    const char *typed;
    enum jx_field field;
    const char *value;
} pairs[] = {
    {"phone=0000-1234567", JX_FIELD_PHONE, "0000-1234567"},
    {" phone =  0000-1 ", JX_FIELD_PHONE, "0000-1"},
    {"填表人＝张 三", JX_FIELD_PREPARER, "张 三"},
    {"填表人：=张三", JX_FIELD_PREPARER, "张三"},
    {"preparer=a=b", JX_FIELD_PREPARER, "a=b"},
    {"preparer＝a=b", JX_FIELD_PREPARER, "a=b"},
    {"preparer=a＝b", JX_FIELD_PREPARER, "a＝b"},
    {"预算部门=某局", JX_FIELD_DEPARTMENT_NAME, "某局"},
    {"用款单位=某局", JX_FIELD_UNIT_NAME, "某局"},
    {"年度=2024年度", JX_FIELD_YEAR, "2024"},
    {"fund_total=320000", JX_FIELD_FUND_TOTAL, "320000"},
    {"fund_total=3.84万元", JX_FIELD_FUND_TOTAL, "38400"},
    {"fund_total=３．８４ 万", JX_FIELD_FUND_TOTAL, "38400"},
    {"fund_total=1,234.50元", JX_FIELD_FUND_TOTAL, "1234.5"},
    {"fund_total=2亿元", JX_FIELD_FUND_TOTAL, "200000000"},
    {"fund_total=0.00001万元", JX_FIELD_FUND_TOTAL, "0.1"},
    {"填报日期=2024年6月4日", JX_FIELD_PREPARED_ON, "2024-06-04"},
    {"填报日期=六月", JX_FIELD_PREPARED_ON, "六月"},
    {"unit_code=１５１-001", JX_FIELD_UNIT_CODE, "151-001"},
    {"goal_annual=一是修路。", JX_FIELD_GOAL_ANNUAL, "一是修路。"},
    {"", JX_FIELD_COUNT, "gives no fact"},
    {"phone", JX_FIELD_COUNT, "gives no fact"},
    {"=1", JX_FIELD_COUNT, "gives no fact"},
    {"　=1", JX_FIELD_COUNT, "gives no fact"},
    {"phone=\xff", JX_FIELD_COUNT, "gives no fact"},
    {"phone= ", JX_FIELD_COUNT, "cannot be"},
    {"fund_total=3.84万人", JX_FIELD_COUNT, "an amount"},
    {"fund_total=万元", JX_FIELD_COUNT, "an amount"},
    {"fund_total=1234567890123456789012", JX_FIELD_COUNT, "an amount"},
    {"year=204", JX_FIELD_COUNT, "four digits"},
    {"year=明年", JX_FIELD_COUNT, "four digits"},
    {"unit_code=1/2", JX_FIELD_COUNT, "hyphens"},
    {"title=某表", JX_FIELD_COUNT, "cannot be given"},
    {"金额单位=元", JX_FIELD_COUNT, "cannot be given"},
    {"phon=1", JX_FIELD_COUNT, "near it: phone (联系电话)"},
    {"Phone=1", JX_FIELD_COUNT, "near it: phone (联系电话)"},
    {"联系人电话=1", JX_FIELD_COUNT, "near it: phone (联系电话)"},
    {"fund_totl=1", JX_FIELD_COUNT, "near it: fund_total (年度资金总额)"},
    {"xyzzy=1", JX_FIELD_COUNT, "there is no fact xyzzy; facts are called"},
};

static void pairs_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        bool fine = pairs[i].field != JX_FIELD_COUNT;
        jx_givens_free(givens);
        givens = jx_givens_new(JX_LANGUAGE_ENGLISH);
        if (jx_givens_set(givens, pairs[i].typed) != (fine ? JX_OK : JX_FAIL))
            fail_msg("%s: %s", pairs[i].typed, last_words());
        const char *found = fine ? givens->facts[pairs[i].field].value : last_words();
        if (!found || (fine ? strcmp(found, pairs[i].value) != 0 : !strstr(found, pairs[i].value)))
            fail_msg("%s: “%s”, expected “%s”", pairs[i].typed, found ? found : "nothing", pairs[i].value);
        for (int f = 0; f < JX_FIELD_COUNT; f++)
            assert_true(f == (int)pairs[i].field || !givens->facts[f].value);
    }
}

/* Every field is found by its key and by its Chinese name, but for the two that cannot be given. */
static void every_field_has_its_names(void **state) {
    (void)state;
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        enum jx_field field = (enum jx_field)i;
        if (field == JX_FIELD_TITLE || field == JX_FIELD_MONEY_UNIT) continue;
        const char *const names[] = {jx_field_key(field), jx_field_name(field, JX_LANGUAGE_CHINESE)};
        for (int k = 0; k < 2; k++) {
            jx_givens_free(givens);
            givens = jx_givens_new(JX_LANGUAGE_CHINESE);
            assert_int_equal(jx_givens_set(givens, jx_arena_format(arena, "%s=2024", names[k])), JX_OK);
            assert_string_equal(givens->facts[field].value, "2024");
        }
    }
}

static enum jx_status read_text(const char *text) {
    struct jx_source source = {.name = "d", .bytes = text, .length = strlen(text)};
    return jx_givens_read(givens, &source);
}

static void files_stand_behind_the_command_line(void **state) {
    (void)state;
    assert_int_equal(jx_givens_set(givens, "phone=1"), JX_OK);
    assert_int_equal(
        read_text("\xef\xbb\xbf# remark\r\n\r\nphone=2\r\n填表人 = 某\r\n  # another\nyear=2024"), JX_OK);
    assert_int_equal(jx_givens_set(givens, "year=2025"), JX_OK);
    assert_string_equal(givens->facts[JX_FIELD_PHONE].value, "1");
    assert_string_equal(givens->facts[JX_FIELD_PREPARER].value, "某");
    assert_string_equal(givens->facts[JX_FIELD_YEAR].value, "2025");
    assert_int_equal(jx_givens_set(givens, "year=2026"), JX_FAIL);
    assert_int_equal(read_text("head=a\nhead=b\n"), JX_FAIL);
}

static void files_may_be_json(void **state) {
    (void)state;
    assert_int_equal(read_text(" {\"phone\": \"0000\", \"年度\": 2024, \"goal_annual\": \"一\\n二\"}"),
                     JX_OK);
    assert_string_equal(givens->facts[JX_FIELD_PHONE].value, "0000");
    assert_string_equal(givens->facts[JX_FIELD_YEAR].value, "2024");
    assert_string_equal(givens->facts[JX_FIELD_GOAL_ANNUAL].value, "一\n二");
    static const char *const wrong[] = {"{",
                                        "{\"head\":null}",
                                        "{\"head\":[]}",
                                        "{\"fund_total\":0.1}",
                                        "{\"head\":\"a\",\"head\":\"b\"}",
                                        "{\"head\":\"\"}",
                                        "{\"head\":\"\\u0000\"}"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (read_text(wrong[i]) != JX_FAIL) fail_msg("%s", wrong[i]);
}

/* A file of nothing but mistakes is answered, not for ever. */
static void messages_do_not_pile_up(void **state) {
    (void)state;
    char *text = jx_arena_alloc(arena, 8 * 20000 + 1), *end_of = text;
    for (int i = 0; i < 20000; i++) end_of = stpcpy(end_of, "zzzz=1\n");
    assert_int_equal(read_text(text), JX_FAIL);
    size_t count;
    jx_givens_diags(givens, &count);
    assert_true(count > 0 && count < 60);
}

static void facts_go_where_nothing_was_read(void **state) {
    (void)state;
    struct jx_diags diags;
    bool used[JX_FIELD_COUNT];
    struct jx_form form = {.layout = "hunan"};
    form.fields[JX_FIELD_PHONE].value = "1";
    form.fields[JX_FIELD_HEAD].value = "某";
    form.fields[JX_FIELD_FUND_TOTAL] = (struct jx_fact){.value = "5", .origin = JX_DERIVED};
    form.fields[JX_FIELD_FUND_LOCAL].value = "100";
    assert_int_equal(read_text("head=某人"), JX_OK);
    static const char *const set[] = {"phone=2", "preparer=新", "fund_total=6", "fund_local=0.01万元"};
    for (size_t i = 0; i < COUNT(set); i++) assert_int_equal(jx_givens_set(givens, set[i]), JX_OK);

    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    struct jx_giving giving = {arena, &diags, givens, false, "元"};
    const struct jx_form *filled = jx_givens_apply(&giving, &form, used);
    assert_null(form.fields[JX_FIELD_PREPARER].value);
    assert_string_equal(filled->fields[JX_FIELD_PREPARER].value, "新");
    assert_int_equal(filled->fields[JX_FIELD_PREPARER].origin, JX_GIVEN);
    assert_string_equal(filled->fields[JX_FIELD_FUND_TOTAL].value, "6");
    assert_string_equal(filled->fields[JX_FIELD_PHONE].value, "1");
    assert_string_equal(filled->fields[JX_FIELD_HEAD].value, "某");
    assert_true(used[JX_FIELD_PREPARER] && used[JX_FIELD_FUND_TOTAL] && !used[JX_FIELD_PHONE]);
    assert_int_equal(diags.count, 2); /* the same amount in other words is no contradiction */
    assert_int_equal(diags.items[0].code, JX_MSG_GIVEN_KEPT);
    assert_int_equal(diags.items[1].code, JX_MSG_GIVEN_KEPT_DEFAULT);

    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    giving.overwrite = true;
    filled = jx_givens_apply(&giving, &form, used);
    assert_string_equal(filled->fields[JX_FIELD_PHONE].value, "2");
    assert_string_equal(filled->fields[JX_FIELD_HEAD].value, "某人");
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.items[0].code, JX_MSG_GIVEN_FORCED);
    assert_int_equal(diags.items[0].severity, JX_WARNING);
}

/* Bare amounts: of the command line in the unit of the form that is written, of a file in that of the form that was read. */
static void bare_amounts_are_in_a_forms_unit(void **state) {
    (void)state;
    static const struct {
        const char *read, *written;         /* units of the two forms; NULL: none */
        const char *superior, *other, *own; /* yuan; NULL: not filled in */
    } cases[] = {
        {"万元", "元", "36.25", "50000", "362500"}, {"元", "万元", "362500", "5", "362500"},
        {"千元", NULL, "36250", "5000", "362500"},  {NULL, "万元", "362500", "50000", "362500"},
        {NULL, NULL, NULL, NULL, "362500"},
    };
    assert_int_equal(read_text("fund_other=5"), JX_OK);
    assert_int_equal(jx_givens_set(givens, "上级资金=36.25"), JX_OK);
    assert_int_equal(jx_givens_set(givens, "fund_local=36.25万"), JX_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jx_diags diags;
        bool used[JX_FIELD_COUNT];
        struct jx_form form = {.layout = "hunan"};
        form.fields[JX_FIELD_MONEY_UNIT].value = cases[i].read;
        jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
        struct jx_giving giving = {arena, &diags, givens, false, cases[i].written};
        const struct jx_form *filled = jx_givens_apply(&giving, &form, used);
        const char *superior = filled->fields[JX_FIELD_FUND_SUPERIOR].value;
        const char *other = filled->fields[JX_FIELD_FUND_OTHER].value;
        assert_string_equal(filled->fields[JX_FIELD_FUND_LOCAL].value, cases[i].own);
        if (!cases[i].superior) {
            assert_true(!superior && !other);
            assert_int_equal(diags.count, 2);
            assert_int_equal(diags.items[0].code, JX_MSG_GIVEN_NO_UNIT);
            continue;
        }
        assert_string_equal(superior, cases[i].superior);
        assert_string_equal(other, cases[i].other);
        struct jx_tally tally = {0};
        jx_given_count(&giving, &tally, filled, JX_FIELD_FUND_SUPERIOR);
        jx_given_count(&giving, &tally, filled, JX_FIELD_FUND_SUPERIOR);
        assert_int_equal(tally.count, 1);
        assert_non_null(strstr(tally.items[0].shown, "36.25 "));
        assert_int_equal(tally.items[0].count, 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pairs_are_read, begin, end),
        cmocka_unit_test_setup_teardown(every_field_has_its_names, begin, end),
        cmocka_unit_test_setup_teardown(files_stand_behind_the_command_line, begin, end),
        cmocka_unit_test_setup_teardown(files_may_be_json, begin, end),
        cmocka_unit_test_setup_teardown(messages_do_not_pile_up, begin, end),
        cmocka_unit_test_setup_teardown(facts_go_where_nothing_was_read, begin, end),
        cmocka_unit_test_setup_teardown(bare_amounts_are_in_a_forms_unit, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
