/* What the lint of layout tables refuses, one small form with one thing wrong in it at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <jixiao/jixiao.h>

/* The form with `owner` as the pattern of one value and `printed` as the spelling of one category: what the lint says of
 * it, to be freed, or NULL. */
static char *lint_in(enum jx_language language, const char *owner, const char *canonical,
                     const char *printed) {
    const struct jx_column band[] = {
        JX_SIDE("A", "绩效指标"),           JX_COLUMN("B", "一级指标", LEVEL1),
        JX_COLUMN("C", "二级指标", LEVEL2), JX_COLUMN_TEXT("D", "三级指标", NAME),
        JX_COLUMN("E", "指标值", TARGET),   JX_BAND_END,
    };
    const struct jx_table_row rows[] = {
        JX_TITLE("[{year}年]小表"),
        JX_ROW(JX_LABEL("A", "项目名称"), JX_TEXT("B", "{project_name}"), JX_LABEL("C", "负责人"),
               JX_TEXT("D:E", owner)),
        JX_BAND(band),
        JX_TABLE_END,
    };
    const double widths[] = {10, 10, 10, 10, 10};
    const struct jx_spelling spellings[] = {{canonical, printed}, {NULL, NULL}};
    const struct jx_table table = {.kind = JX_KIND_PROJECT,
                                   .money_unit = "元",
                                   .rows = rows,
                                   .widths = widths,
                                   .width_count = 5,
                                   .spellings = spellings};
    const struct jx_table *const tables[] = {&table, NULL};
    const struct jx_layout layout = {.abi = JX_LAYOUT_ABI,
                                     .size = sizeof layout,
                                     .id = "small",
                                     .chinese = "小表",
                                     .english = "a small form",
                                     .source = "made for tests",
                                     .tables = tables};
    return jx_layout_lint(&layout, language);
}

static char *lint_with(const char *owner, const char *canonical, const char *printed) {
    return lint_in(JX_LANGUAGE_ENGLISH, owner, canonical, printed);
}

/* pattern of a value, or canonical and printed spelling; what must be said, NULL: nothing */
static const struct {
    const char *owner, *canonical, *printed, *said;
} cases[] = {
    {"{project_owner}", "社会效益指标", "社会效益", NULL},
    {"{project_owner}（{phone}）", "社会效益指标", "社会效益", NULL},
    {"{project_owner}-{phone}|{project_owner}", "社会效益指标", "社会效益", NULL},
    {"{project_owner} {phone}", "社会效益指标", "社会效益", "between them"},
    {"{project_owner}{phone}", "社会效益指标", "社会效益", "between them"},
    {"{project_owner}　{phone}", "社会效益指标", "社会效益", "between them"},
    {"{project_owner}[{phone}]", "社会效益指标", "社会效益", "between them"},
    {"{project_owner}|{project_owner}{phone}", "社会效益指标", "社会效益", "between them"},
    {"{project_owner}", "服务对象满意度指标", "满意程度", "满意程度"},
    {"{project_owner}", "社会效益指标", "经济效益", "经济效益"},
    {"{owner}", "社会效益指标", "社会效益", "no field is called {owner}"},
    {"{project_ower}", "社会效益指标", "社会效益",
     "no field is called {project_ower}; the nearest is {project_owner}"},
    {"{xyzw}", "社会效益指标", "社会效益", "no field is called {xyzw}"},
};

static void test_faults_in_chinese(void **state) {
    static const struct {
        const char *owner, *said;
    } chinese[] = {
        {"{project_ower}", "没有名为 {project_ower} 的字段；最接近的是 {project_owner}"},
        {"{project_owner}{phone}", "项目表：“{project_owner}{phone}”：两项内容之间要有文字或标点"},
        {"{project_owner", "{ 后面缺少名称或 }"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
        char *said = lint_in(JX_LANGUAGE_CHINESE, chinese[i].owner, "社会效益指标", "社会效益");
        if (!said || !strstr(said, chinese[i].said)) fail_msg("%s", !said ? "nothing" : said);
        free(said);
    }
}

static void test_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *said = lint_with(cases[i].owner, cases[i].canonical, cases[i].printed);
        if (!cases[i].said) {
            if (said) fail_msg("%s: %s", cases[i].owner, said);
        } else if (!said || !strstr(said, cases[i].said)) {
            fail_msg("%s, %s: said is %s", cases[i].owner, cases[i].printed, !said ? "nothing" : said);
        }
        free(said);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_faults_in_chinese)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
