/* Targets: what is a quantity, what stays words, and that printing and reading again changes nothing. */
#include "tests/unit/model_help.h"

#include "core/base/text.h"
#include "core/model/measure.h"

#include <jixiao/jixiao.h>

static void check_measure(const struct line *line, const struct jx_measure *got) {
    if (line->count == 1 && !*line->parts[0]) {
        assert_true(jx_measure_empty(got));
        assert_null(got->text);
        return;
    }
    if (!strcmp(line->parts[0], "words")) {
        assert_text(line, "operator", jx_operator_text(got->op), "");
        assert_text(line, "value", got->value, "");
        assert_text(line, "unit", got->unit, "");
        assert_text(line, "text", got->text, line->count > 1 ? line->parts[1] : line->input);
        return;
    }
    assert_text(line, "operator", jx_operator_text(got->op), line->parts[0]);
    assert_text(line, "value", got->value, line->parts[1]);
    assert_text(line, "unit", got->unit, line->parts[2]);
    if (got->unit && !*got->unit) fail_msg("%s:%d: no unit is NULL", line->file, line->number);
    assert_text(line, "text", got->text, line->count > 3 ? line->parts[3] : line->input);
}

/* What is printed reads as the same again. */
static void check_parse(const struct line *line) {
    struct jx_measure got = jx_measure_parse(arena, line->input, strlen(line->input));
    check_measure(line, &got);
    const char *text = jx_measure_text(arena, &got);
    assert_text(line, "printed text", text, got.text);
    struct jx_measure again = jx_measure_parse(arena, text, strlen(text));
    const char *key = jx_text_as_key(arena, text);
    if (jx_measure_operator(arena, key) != jx_measure_parse(arena, key, strlen(key)).op)
        fail_msg("%s:%d: another operator where nothing else is asked", line->file, line->number);
    if (again.op != got.op || !jx_measure_same(arena, &got, &again))
        fail_msg("%s:%d: “%s” does not read as what it was printed from", line->file, line->number, text);
}

static void targets_parse(void **state) {
    (void)state;
    assert_true(each_line("tests/unit/measures.txt", check_parse) > 150);
}

static void check_join(const struct line *line) {
    char *op = jx_arena_string(arena, line->input);
    char *value = strchr(op, ';'), *unit = value ? strchr(value + 1, ';') : NULL;
    if (!unit) give_up("%s:%d: three columns wanted", line->file, line->number);
    *value++ = *unit++ = '\0';
    struct jx_measure got = jx_measure_join(arena, op, value, unit);
    check_measure(line, &got);
    if (*op || *unit) return;
    got = jx_measure_join(arena, NULL, value, NULL);
    check_measure(line, &got);
}

static void columns_join(void **state) {
    (void)state;
    assert_true(each_line("tests/unit/joins.txt", check_join) > 25);
    struct jx_measure none = jx_measure_join(arena, NULL, NULL, NULL);
    assert_true(jx_measure_empty(&none));
}

static void only_length_counts(void **state) {
    (void)state;
    struct jx_measure got = jx_measure_parse(arena, "≥90%以上", strlen("≥90%"));
    assert_int_equal(got.op, JX_OP_GE);
    got = jx_measure_parse(arena, NULL, 0);
    assert_true(jx_measure_empty(&got));
}

static struct jx_measure parse(const char *text) {
    return jx_measure_parse(arena, text, strlen(text));
}

static void meanings_compare(void **state) {
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"≥90%", "大于等于 90.0％", true},
        {"149人", "=149人", true},
        {"1,000元", "1000元", true},
        {"有所 提高", "有所提高", true},
        {"完成（100）", "完成(100)", true},
        {"", "", true},
        {"≥90%", "≤90%", false},
        {"≥90%", ">90%", false},
        {"≥90%", "≥90", false},
        {"≥90%", "≥90人", false},
        {"≥90%", "≥91%", false},
        {"90%", "", false},
        {"90%", "90%以上", false},
        {"10万元", "100000元", false}, /* the same sum, but not what the form says */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jx_measure a = parse(cases[i].a), b = parse(cases[i].b);
        if (jx_measure_same(arena, &a, &b) != cases[i].same ||
            jx_measure_same(arena, &b, &a) != cases[i].same)
            fail_msg("%s / %s", cases[i].a, cases[i].b);
    }
    /* Words from three columns print as the quantity that one cell makes of them. */
    struct jx_measure joined = jx_measure_join(arena, "", "95", "%"), one = parse("95%");
    assert_true(jx_measure_same(arena, &joined, &one));
}

static void operators_and_polarities(void **state) {
    static const struct {
        const char *text;
        enum jx_operator op;
    } operators[] = {{"=", JX_OP_EQ},      {"等于", JX_OP_EQ},     {" 大于 等于", JX_OP_GE},
                     {"≥", JX_OP_GE},      {"<=", JX_OP_LE},       {"小于等于", JX_OP_LE},
                     {"大于", JX_OP_GT},   {"＜", JX_OP_LT},       {"小于", JX_OP_LT},
                     {"", JX_OP_NONE},     {"≥9", JX_OP_NONE},     {"定性", JX_OP_NONE},
                     {"正向", JX_OP_NONE}, {"等于等", JX_OP_NONE}, {NULL, JX_OP_NONE}};
    static const struct {
        const char *text;
        enum jx_polarity polarity;
    } of[] = {{"≥90%", JX_POLARITY_POSITIVE}, {">90%", JX_POLARITY_POSITIVE},
              {"43人", JX_POLARITY_POSITIVE}, {"≤5%", JX_POLARITY_NEGATIVE},
              {"<5%", JX_POLARITY_NEGATIVE},  {"有所提高", JX_POLARITY_QUALITATIVE},
              {"", JX_POLARITY_NONE}};
    (void)state;
    for (size_t i = 0; i < COUNT(operators); i++)
        assert_int_equal(jx_operator_parse(arena, operators[i].text), operators[i].op);
    for (size_t i = 0; i < COUNT(of); i++) {
        struct jx_measure measure = parse(of[i].text);
        assert_int_equal(jx_polarity_of(&measure), of[i].polarity);
    }
    for (enum jx_operator op = JX_OP_EQ; op <= JX_OP_LT; op++) {
        assert_int_equal(jx_operator_parse(arena, jx_operator_word(op)), op);
        assert_int_equal(jx_operator_parse(arena, jx_operator_text(op)), op);
    }
    for (enum jx_polarity p = JX_POLARITY_POSITIVE; p <= JX_POLARITY_QUALITATIVE; p++)
        assert_int_equal(jx_polarity_parse(arena, jx_polarity_text(p)), p);
    assert_int_equal(jx_polarity_parse(arena, "定量"), JX_POLARITY_NONE);
    assert_string_equal(jx_operator_text(JX_OP_NONE), "");
    assert_string_equal(jx_polarity_text(JX_POLARITY_NONE), "");
}

/* Any bytes at all are a target or words, never a crash; and words keep every character. */
static void any_bytes(void **state) {
    static const char alphabet[] = "019.,-+=<>%/ \n\xe2\x89\xa5\xe5\xb9\xb4\xe4\xba\xba\xef\xbc\x85\xff\x80";
    unsigned seed = 20240624;
    char text[48];
    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t length = (seed >> 16) % (sizeof text);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245u + 12345u;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        seed = seed * 1103515245u + 12345u;
        struct jx_measure got = jx_measure_parse(arena, text, length);
        if (got.op != JX_OP_NONE) assert_non_null(got.value);
        jx_measure_text(arena, &got);
    }
    char *page = jx_arena_alloc(arena, 200001);
    memset(page, '9', 200000);
    struct jx_measure got = jx_measure_parse(arena, page, 200000);
    assert_int_equal(got.op, JX_OP_NONE);
    assert_int_equal(strlen(got.text), 200000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(targets_parse, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_join, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_length_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(meanings_compare, set_up, tear_down),
        cmocka_unit_test_setup_teardown(operators_and_polarities, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_bytes, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
