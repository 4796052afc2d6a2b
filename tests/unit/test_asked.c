/* What labels ask for that have one word more than a known one, of who reads and of who fills in. */
#include "tests/unit/words_help.h"

#include <string.h>

#include "core/base/text.h"
#include "core/words/asked.h"

static struct jx_senses asked(enum jx_kind kind, const char *key, bool blank) {
    struct jx_phrase phrase = jx_phrase_of(lexicon->morphemes, arena, key);
    struct jx_senses senses = jx_label_senses(lexicon, kind, key, &phrase);
    jx_senses_asked(&senses, key, &phrase, blank);
    return senses;
}

/* The words of a list, one at a time. */
static const char *next_word(const char **words) {
    size_t length = strcspn(*words, " ");
    const char *word = jx_text_key(arena, *words, length);
    *words += length;
    *words += strspn(*words, " ");
    return word;
}

static void assert_facts(const char *words, bool blank, bool facts) {
    while (*words != '\0') {
        const char *key = next_word(&words);
        struct jx_senses senses = asked(JX_KIND_PROJECT, key, blank);
        bool fact = senses.count > 0 && senses.items[0].kind == JX_SENSE_FACT;
        if (fact != facts) fail_msg("%s asks for %s", key, fact ? "a fact" : "none");
    }
}

/* Nothing that forms are known to call a fact is taken for another one. */
static void known_spellings_ask_for_their_facts(void **state) {
    (void)state;
    for (int kind = JX_KIND_PROJECT; kind <= JX_KIND_DEPARTMENT; kind++)
        for (size_t i = 0; i < lexicon->label_count[kind]; i++) {
            const struct jx_label *label = &lexicon->labels[kind][i];
            if (!label->value || label->value->spellings[0].pieces[0].kind != JX_PIECE_FIELD) continue;
            for (size_t k = 0; label->pattern && k < label->pattern->count; k++) {
                const struct jx_spelled *spelled = &label->pattern->spellings[k];
                if (spelled->count != 1 || spelled->pieces[0].kind != JX_PIECE_LITERAL) continue;
                const char *key = spelled->pieces[0].key;
                struct jx_phrase phrase = jx_phrase_of(lexicon->morphemes, arena, key);
                if (!jx_label_asks(label, &phrase, key) || asked((enum jx_kind)kind, key, false).narrowed)
                    fail_msg("%s asks for something else", key);
            }
        }
}

static void words_that_change_nothing(void **state) {
    (void)state;
    assert_facts("填报单位（盖章） 填报单位名称 实施单位（公章） 项目名称（全称） 变更后项目名称 "
                 "变更后实施单位 本年度总体目标 "
                 "年度绩效目标 变更后绩效目标 调整后预算数 年初预算数 计划开始时间 预计完成时间 上年结转资金 "
                 "结转资金（上年） "
                 "以前年度结转 项目负责人（签字） 项目负责人电话 主管部门代码 项目单位代码",
                 false, true);
}

static void one_word_more_asks_for_something_else(void **state) {
    static const char words[] = "填报单位代码 填报单位地址 是否填报单位 实施单位类型 实施单位个数 拟实施单位 "
                                "变更前实施单位 参与实施单位 项目施工单位 主管部门性质 "
                                "上级项目名称 原项目名称 项目名称（上年） 项目名称（原） 旧项目编码 "
                                "曾用项目名称 项目英文名称 项目个数 项目类型代码 项目属性说明 "
                                "项目负责人职务 项目技术负责人 项目副负责人 财务负责人 单位负责人电话 "
                                "绩效目标负责人 监督电话 上年填报日期 原项目期限 "
                                "开始时间（上期） 上年目标 下年度目标 原绩效目标 调整前绩效目标 绩效目标编码 "
                                "绩效目标（上年） 资金总额（上年） 下年预算 原预算数 "
                                "预算调整数 追加预算金额 核减预算金额 累计财政拨款 采购预算金额 资金总额大写 "
                                "财政拨款（上年） 其他资金说明 上年结转说明";
    (void)state;
    assert_facts(words, false, false);
    assert_facts(words, true, false);
}

/* Who reads takes the approved amount for the one in force; who fills in does not know what was approved. */
static void blanks_are_taken_more_narrowly(void **state) {
    static const char words[] = "核定金额 批复金额 审定预算金额 省级资金";
    (void)state;
    assert_facts(words, false, true);
    assert_facts(words, true, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_spellings_ask_for_their_facts),
        cmocka_unit_test(words_that_change_nothing),
        cmocka_unit_test(one_word_more_asks_for_something_else),
        cmocka_unit_test(blanks_are_taken_more_narrowly),
    };
    return cmocka_run_group_tests(tests, words_open, words_close);
}
