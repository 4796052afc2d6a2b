/* The words that forms use, whoever prescribes them. */

#include "tests/unit/words_help.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/words/feet.h"
#include "core/words/seals.h"

static const char *key(const char *text) {
    return jx_text_key(arena, text, strlen(text));
}

/* The key of the field that a label's value is, or begins with; "-" for one that only heads others, "" for no label. */
static const char *field_of(enum jx_kind kind, const char *text) {
    const struct jx_label *label = jx_lexicon_label(lexicon, kind, key(text));
    if (!label) return "";
    if (!label->value) return "-";
    const struct jx_piece *piece = &label->value->spellings[0].pieces[0];
    return piece->kind == JX_PIECE_FIELD ? jx_field_key(piece->field) : piece->text;
}

static void every_pattern_is_one(void **state) {
    (void)state;
    for (size_t i = 0; i < lexicon->heading_count; i++) assert_non_null(lexicon->headings[i].pattern);
    for (size_t i = 0; i < lexicon->line_count; i++) assert_non_null(lexicon->lines[i].pattern);
    assert_non_null(lexicon->title);
    for (int kind = JX_KIND_PROJECT; kind <= JX_KIND_DEPARTMENT; kind++)
        for (size_t i = 0; i < lexicon->label_count[kind]; i++) {
            const struct jx_label *label = &lexicon->labels[kind][i];
            assert_non_null(label->inside ? (const void *)label->key : label->pattern);
            assert_true(!label->inside || label->value);
        }
}

/* A spelling that stands under two labels of one kind of form would silently mean the first. */
static void no_spelling_means_two_things(void **state) {
    (void)state;
    for (int kind = JX_KIND_PROJECT; kind <= JX_KIND_DEPARTMENT; kind++)
        for (size_t i = 0; i < lexicon->label_count[kind]; i++) {
            const struct jx_pattern *pattern = lexicon->labels[kind][i].pattern;
            for (size_t k = 0; pattern && k < pattern->count; k++) {
                const struct jx_spelled *spelled = &pattern->spellings[k];
                if (spelled->count != 1 || spelled->pieces[0].kind != JX_PIECE_LITERAL) continue;
                const char *own = spelled->pieces[0].key;
                const struct jx_label *found = jx_lexicon_label(lexicon, (enum jx_kind)kind, own);
                if (found != &lexicon->labels[kind][i]) fail_msg("%s means two things", own);
            }
        }
}

static void labels(void **state) {
    static const struct {
        enum jx_kind kind;
        const char *text, *field;
    } cases[] = {
        {JX_KIND_PROJECT, "项目名称", "project_name"},
        {JX_KIND_PROJECT, " 项 目 名 称 ：", "project_name"},
        {JX_KIND_PROJECT, "主管预算部门及代码", "department_name"},
        {JX_KIND_PROJECT, "其中：当年财政拨款", "fund_fiscal"},
        {JX_KIND_PROJECT, "预算金额（万元）", "fund_total"},
        {JX_KIND_PROJECT, "2025年预算数", "fund_total"},
        {JX_KIND_PROJECT, "年度目标（2025年）", "goal_annual"},
        {JX_KIND_PROJECT, "县财政局批复意见", "opinion"},
        {JX_KIND_PROJECT, "绩效指标", "-"},
        {JX_KIND_PROJECT, "资金情况（万元）", "-"},
        {JX_KIND_PROJECT, "其他资金", "fund_other"},
        {JX_KIND_DEPARTMENT, "其他资金", "income_other"},
        {JX_KIND_PROJECT, "资金总额", "fund_total"},
        {JX_KIND_DEPARTMENT, "资金总额", "budget_total"},
        {JX_KIND_DEPARTMENT, "部门职责", "duties"},
        {JX_KIND_PROJECT, "部门职责", ""},
        {JX_KIND_DEPARTMENT, "项目名称", ""},
        {JX_KIND_PROJECT, "（项目名称）", ""},
        {JX_KIND_PROJECT, "校舍修缮", ""},
        {JX_KIND_PROJECT, "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(field_of(cases[i].kind, cases[i].text), cases[i].field) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, field_of(cases[i].kind, cases[i].text), cases[i].field);
}

static void headings(void **state) {
    static const struct {
        const char *text;
        enum jx_part part;
    } cases[] = {
        {"一级指标", JX_PART_LEVEL1},
        {"指标二级", JX_PART_LEVEL2},
        {"二级\n指标", JX_PART_LEVEL2},
        {"三级指标", JX_PART_NAME},
        {"指标值", JX_PART_TARGET},
        {"指标值（包含数字及文字描述）", JX_PART_TARGET},
        {"2025年指标值", JX_PART_TARGET},
        {"指标值（中期）", JX_PART_PERIOD_TARGET},
        {"实施期指标值", JX_PART_PERIOD_TARGET},
        {"指标方向", JX_PART_OPERATOR},
        {"指标方向性", JX_PART_POLARITY},
        {"计量单位", JX_PART_UNIT},
        {"分值（权重）", JX_PART_SCORE},
        {"权重（%）", JX_PART_SCORE},
        {"绩效标准", JX_PART_STANDARD},
        {"指标解释", JX_PART_REMARK},
        {"数量指标", JX_PART_NONE},
        {"（指标值）", JX_PART_NONE},
        {"", JX_PART_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (jx_lexicon_heading(lexicon, key(cases[i].text)) != cases[i].part) fail_msg("%s", cases[i].text);
}

static void words_that_head_columns(void **state) {
    (void)state;
    assert_true(jx_lexicon_is(JX_WORD_COLUMN, key("年初预算数（万元）")));
    assert_false(jx_lexicon_is(JX_WORD_COLUMN, key("项目名称")));
    assert_true(jx_lexicon_is(JX_WORD_RESULT, key("全年执行数")));
    assert_true(jx_lexicon_is(JX_WORD_RESULT, key("偏差原因分析及改进措施")));
    assert_true(jx_lexicon_is(JX_WORD_RESULT, key("未完成原因及拟采取的改进措施")));
    assert_false(jx_lexicon_is(JX_WORD_RESULT, key("指标值")));
    assert_true(jx_lexicon_is(JX_WORD_ORDINAL, key("序 号")));
    assert_true(jx_lexicon_is(JX_WORD_TOTAL, key("合 计：")));
    assert_true(jx_lexicon_is(JX_WORD_TOTAL, key("总分（100分）")));
    assert_false(jx_lexicon_is(JX_WORD_TOTAL, key("合计办")));
}

static void remarks(void **state) {
    (void)state;
    assert_string_equal(jx_lexicon_remark(key("预算数（万元）")), "万元)");
    assert_string_equal(jx_lexicon_remark(key("实施期目标（2025年（上）—2027年）")), "2025年(上)—2027年)");
    assert_null(jx_lexicon_remark(key("预算数")));
    assert_null(jx_lexicon_remark(key("（万元）")));
    assert_null(jx_lexicon_remark(key("预算数）")));
    assert_null(jx_lexicon_remark(""));
}

static bool notes(const char *text) {
    return jx_key_is_note(key(text), strcspn(key(text), ":"));
}

static bool signs(const char *text, bool known) {
    struct jx_phrase phrase = jx_phrase_of(lexicon->morphemes, arena, key(text));
    return known ? jx_phrase_signs(&phrase) : jx_phrase_may_sign(&phrase);
}

/* What stands below the indicators is known by the same words to all who ask. */
static void words_of_feet(void **state) {
    (void)state;
    assert_true(notes("注：本表一式三份") && notes("备 注：") && notes("注释"));
    assert_true(notes("填表说明：") && notes("填报说明：") && notes("填写说明："));
    assert_false(notes("备注栏：") || notes("说明书：") || notes("："));
    assert_true(jx_key_instructs(key("填写说明（请先阅读）")));
    assert_false(jx_key_instructs(key("说明：")) || jx_key_instructs(key("指标说明")));
    assert_true(signs("审核人", true) && signs("分管领导：", true) && signs("日期", true));
    assert_false(signs("填表人", true) || signs("审核意见", true));
    assert_true(signs("填表人", false) && signs("单位负责人", false) && signs("填报日期", false));
    assert_false(signs("验收合格率", false) || signs("渡口码头照明设施负责人", false));
}

static const char *with_unit(const char *text) {
    return jx_key_with_unit(lexicon->morphemes, arena, key(text));
}

/* A unit behind a label without brackets of its own is as good as one in brackets; figures, measures and words are none. */
static void units_behind(void **state) {
    static const char *const behind[] = {"/",      "：", "，单位：", " ", "_",  "-",  "、",  "\n", "",
                                         "单位：", "|",  "=",        "·", "；", "（", "*（", "【", "　单位"};
    static const char *const units[] = {"元", "千元", "万元", "亿元"};
    static const char *const others[] = {"项目资金（元）", "单位：元",  "万元",          "项目资金5万元",
                                         "教学单元",       "万元/公里", "补助标准元/亩", "约1.5亿元",
                                         "金额：300元",    "多元",      "资金来源"};
    (void)state;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
            char text[64], wanted[64];
            snprintf(text, sizeof text, "项目资金%s%s", behind[i], units[u]);
            snprintf(wanted, sizeof wanted, "项目资金(%s)", units[u]);
            assert_string_equal(with_unit(text), wanted);
        }
    assert_string_equal(with_unit("预算金额 以万元计"), "预算金额(万元)");
    assert_string_equal(with_unit("资金总额【千元】"), "资金总额(千元)");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_equal(with_unit(others[i]), key(others[i]));
}

static void seals(void **state) {
    size_t length = 0;
    (void)state;
    assert_int_equal(jx_seal_first("（公章）某局", strlen("（公章）某局")), strlen("（公章）"));
    assert_int_equal(jx_seal_last("某局(签名)", strlen("某局(签名)")), strlen("(签名)"));
    assert_int_equal(jx_seal_last("某局公章", strlen("某局公章")), 0);
    assert_int_equal(jx_seal_word_last("某局公章", strlen("某局公章")), strlen("公章"));
    assert_int_equal(jx_seal_word_last("公章某局", strlen("公章某局")), 0);
    assert_int_equal(jx_seal_word_last("章", strlen("章")), 0);
    assert_string_equal(jx_seal_word_find("负责人签名:", &length), "签名:");
    assert_int_equal(length, strlen("签名"));
    assert_null(jx_seal_word_find("章程", &length));
}

/* Words longer than any label are looked up in vain, but safely. */
static void long_words(void **state) {
    char text[4096];
    (void)state;
    for (size_t length = 150; length < sizeof text; length = length * 3 / 2) {
        memset(text, 'x', length);
        text[length - 1] = ')';
        text[length] = '\0';
        text[length / 2] = '(';
        assert_int_equal(jx_lexicon_heading(lexicon, text), JX_PART_NONE);
        assert_null(jx_lexicon_label(lexicon, JX_KIND_PROJECT, text));
        assert_false(jx_lexicon_is(JX_WORD_TOTAL, text));
        if (length > 200) assert_null(jx_lexicon_remark(text));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pattern_is_one),
        cmocka_unit_test(no_spelling_means_two_things),
        cmocka_unit_test(labels),
        cmocka_unit_test(headings),
        cmocka_unit_test(words_that_head_columns),
        cmocka_unit_test(remarks),
        cmocka_unit_test(words_of_feet),
        cmocka_unit_test(units_behind),
        cmocka_unit_test(seals),
        cmocka_unit_test(long_words),
    };
    return cmocka_run_group_tests(tests, words_open, words_close);
}
