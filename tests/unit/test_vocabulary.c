/* The levels' words and their order, and the words that stand for "not applicable", a standard, or nothing. */
#include "tests/unit/model_help.h"

#include "core/base/text.h"
#include "core/model/vocabulary.h"

static void check_words(const struct line *line) {
    const char *level1 = jx_level1_canonical(arena, line->input);
    const char *level2 = jx_level2_canonical(arena, line->input);
    const char *word = jx_level_words(jx_text_as_key(arena, line->input)).level2;
    assert_text(line, "level 1", level1 ? level1 : "-", line->parts[0]);
    assert_text(line, "level 2 in its column", level2 ? level2 : "-", line->parts[1]);
    assert_text(line, "level 2 anywhere", word ? word : "-", line->parts[2]);
}

static void spellings_settle(void **state) {
    (void)state;
    assert_true(each_line("tests/unit/words.txt", check_words) > 40);
    assert_null(jx_level1_canonical(arena, NULL));
    assert_null(jx_level2_canonical(arena, NULL));
    assert_null(jx_level_words("").level2);
}

static void canonical_names_are_their_own(void **state) {
    size_t last = 0;
    (void)state;
    for (const struct jx_category *c = jx_categories; c->level1; c++) {
        assert_string_equal(jx_level1_canonical(arena, c->level1), c->level1);
        assert_string_equal(jx_level2_canonical(arena, c->level2), c->level2);
        assert_string_equal(jx_level_words(c->level2).level2, c->level2);
        assert_string_equal(jx_level1_of(c->level2, c->level1), c->level1);
        size_t order = jx_category_order(c->level1, c->level2);
        if (c != jx_categories) assert_true(order > last);
        last = order;
    }
}

static void levels_belong(void **state) {
    (void)state;
    assert_string_equal(jx_level1_of("成本指标", NULL), "产出指标");
    assert_string_equal(jx_level1_of("成本指标", "成本指标"), "成本指标");
    assert_string_equal(jx_level1_of("成本指标", "效益指标"), "产出指标");
    assert_string_equal(jx_level1_of("社会效益指标", "产出指标"), "效益指标");
    assert_string_equal(jx_level1_of("服务对象满意度指标", "效益指标"), "满意度指标");
    assert_null(jx_level1_of("自主指标", "产出指标"));
    assert_null(jx_level1_of(NULL, NULL));
    assert_string_equal(jx_level2_only("满意度指标"), "服务对象满意度指标");
    assert_null(jx_level2_only("产出指标"));
    assert_null(jx_level2_only("成本指标"));
    assert_null(jx_level2_only("别的"));
    assert_null(jx_level2_only(NULL));
}

static void headings_name_several_levels(void **state) {
    (void)state;
    struct jx_level_words pair;
    assert_true(jx_level1_among("效益指标和满意度指标", "效益指标"));
    assert_true(jx_level1_among("效益指标和满意度指标", "满意度指标"));
    assert_false(jx_level1_among("效益指标和满意度指标", "产出指标"));
    assert_true(jx_level1_among("产出、成本及效益", NULL));
    assert_false(jx_level1_among("效益指标", "效益指标"));
    assert_false(jx_level1_among("效益指标和谐", NULL));
    assert_false(jx_level1_among("效益指标和", NULL));
    assert_false(jx_level1_among("", NULL));
    assert_false(jx_level_pair(arena, "效益、满意度指标", &pair));
    assert_true(jx_level_pair(arena, "产出、成本指标", &pair)); /* a level and its category */
}

static void unknown_categories_come_last(void **state) {
    (void)state;
    size_t own = jx_category_order("产出指标", "自主指标");
    assert_true(own > jx_category_order("产出指标", "成本指标"));
    assert_true(own < jx_category_order("成本指标", "经济成本指标"));
    assert_int_equal(own, jx_category_order("产出指标", NULL));
    assert_true(jx_category_order("别的", "数量指标") > jx_category_order("满意度指标", "别的"));
    assert_int_equal(jx_category_order(NULL, NULL), jx_category_order("别的", NULL));
}

typedef bool question(struct jx_arena *, const char *);

/* `cases` begin with + (yes) or - (no). */
static void ask(const char *what, question *answer, const char *const *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (answer(arena, cases[i] + 1) != (cases[i][0] == '+')) fail_msg("%s: “%s”", what, cases[i]);
    assert_false(answer(arena, NULL));
    char *page = jx_arena_alloc(arena, 100001);
    memset(page, '-', 100000);
    assert_false(answer(arena, page));
}

static void words_mean_something(void **state) {
    static const char *const not_applicable[] = {"+不适用",
                                                 "+不 适 用",
                                                 "+（不适用）",
                                                 "+不适用于该项目",
                                                 "+该指标不适用于本项目",
                                                 "-不适用于",
                                                 "-农村不适用",
                                                 "+不适用。",
                                                 "+本项目不适用",
                                                 "-",
                                                 "-不适用人群",
                                                 "-不适用率≤5%",
                                                 "-适用",
                                                 "-不",
                                                 "-（",
                                                 "-()",
                                                 "-无"};
    static const char *const standards[] = {"+历史标准",
                                            "+计划标准",
                                            "+行业标准",
                                            "+基本标准",
                                            "+国家标准",
                                            "+其他标准",
                                            "+历史 标准",
                                            "+预算支出标准",
                                            "+历史标准、计划标准",
                                            "+行业标准/计划标准",
                                            "-标准",
                                            "-",
                                            "-达到标准",
                                            "-历史",
                                            "-历史标准、",
                                            "-≥90%",
                                            "-绩效标准",
                                            "-、历史标准"};
    static const char *const placeholders[] = {
        "+（分级填报）", "+分级填报", "+×××",        "+**",   "+*", "+/",  "+…",  "+……", "+——", "+XX",
        "+（）",         "+（   ）",  "+年  月  日", "+___",  "-",  "-  ", "-无", "-0",  "-=",  "-≥",
        "-××县",         "-全年",     "-1/2",        "-项目", "-%", "-)"};
    (void)state;
    ask("not applicable", jx_text_not_applicable, not_applicable, COUNT(not_applicable));
    ask("standard", jx_text_standard, standards, COUNT(standards));
    ask("placeholder", jx_text_placeholder, placeholders, COUNT(placeholders));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(spellings_settle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(canonical_names_are_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(levels_belong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(headings_name_several_levels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_categories_come_last, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_mean_something, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
