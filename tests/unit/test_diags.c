/* Messages: whole, in the reader's language, on one line, and never without end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/base/text.h"

#define COUNT(cases) (sizeof(cases) / sizeof *(cases))

static struct jx_arena *arena;
static struct jx_diags diags;

static int set_up(void **state) {
    (void)state;
    arena = jx_arena_new();
    jx_diags_init(&diags, arena, JX_LANGUAGE_CHINESE);
    return !arena;
}

static int tear_down(void **state) {
    (void)state;
    jx_arena_free(arena);
    return 0;
}

static const char *last(void) {
    return diags.items[diags.count - 1].message;
}

/* Every text of the table in both languages: its marks are among %1 to %4, both name the same ones, none is left in
 * what is shown. */
static void every_message_is_whole(void **state) {
    static const struct {
        enum jx_code code;
        const char *text[2];
    } messages[] = {
#define X(name, letter, number, severity, concern, english, chinese) {JX_MSG_##name, {english, chinese}},
        JX_MESSAGES(X)
#undef X
    };
    size_t i, j;
    int mark;

    (void)state;
    for (i = 0; i < COUNT(messages); i++) {
        for (mark = '1'; mark <= '4'; mark++) {
            char percent[] = {'%', (char)mark, '\0'};

            if (!strstr(messages[i].text[0], percent) != !strstr(messages[i].text[1], percent))
                fail_msg("only one language has %s: %s", percent, messages[i].text[0]);
        }
        for (j = 0; j < COUNT(messages); j++)
            if (i != j) assert_int_not_equal(messages[i].code, messages[j].code);
        jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
        JX_DIAG(&diags, messages[i].code, NULL, "壹", "贰", "叁", "肆");
        assert_int_equal(diags.items[0].code, messages[i].code);
        assert_int_equal(diags.items[0].severity, jx_code_severity(messages[i].code));
        for (mark = '0'; mark <= '9'; mark++) {
            char percent[] = {'%', (char)mark, '\0'};

            if (strstr(last(), percent)) fail_msg("left: %s", last());
        }
    }
}

static void codes_have_letters(void **state) {
    char buffer[8];

    (void)state;
    assert_string_equal(jx_code_format(JX_MSG_SCORE_TOTAL, buffer), "R014");
    assert_string_equal(jx_code_format(JX_MSG_FILE_ENCODING, buffer), "F005");
    assert_string_equal(jx_code_format(JX_MSG_NONE, buffer), "?000");
    assert_string_equal(jx_code_format((enum jx_code) - 1, buffer), "?295");
}

static void messages_speak_the_language(void **state) {
    struct jx_place place = {"表", 3, 2, 0};

    (void)state;
    JX_DIAG(&diags, JX_MSG_SCORE_TOTAL, &place, "83", "90");
    assert_string_equal(last(), "分值合计为 83，其他项目为 90；请核对是否缺行或写错");
    assert_int_equal(diags.items[0].place.row, 3);
    diags.language = JX_LANGUAGE_ENGLISH;
    JX_DIAG(&diags, JX_MSG_SCORE_TOTAL, NULL, "83", "90");
    assert_string_equal(
        last(), "the scores add up to 83, the other forms' to 90: look whether a row is missing or wrong");
    assert_int_equal(diags.items[1].place.row, 0);
    /* Arguments that are missing are nothing, and what looks like a mark in one is none. */
    JX_DIAG(&diags, JX_MSG_SCORE_TOTAL, NULL, "100%2");
    assert_string_equal(
        last(), "the scores add up to 100%2, the other forms' to : look whether a row is missing or wrong");
    jx_diags_add(&diags, JX_MSG_FILE_EMPTY, NULL, NULL);
    assert_non_null(strstr(last(), "the file is empty"));
    JX_DIAG(&diags, (enum jx_code)JX_CODE('Z', 999), NULL, "from a newer plugin");
    assert_int_equal(diags.items[diags.count - 1].severity, JX_ERROR);
    assert_non_null(strstr(last(), "from a newer plugin"));
}

static void the_worst_decides(void **state) {
    (void)state;
    assert_int_equal(jx_diags_status(&diags), JX_OK);
    JX_DIAG(&diags, JX_MSG_PLACEHOLDER, NULL, "×××", "x");
    assert_int_equal(jx_diags_status(&diags), JX_OK);
    JX_DIAG(&diags, JX_MSG_SCORE_TOTAL, NULL, "83", "90");
    assert_int_equal(jx_diags_status(&diags), JX_WARN);
    JX_DIAG(&diags, JX_MSG_FILE_EMPTY, NULL, "");
    JX_DIAG(&diags, JX_MSG_SCORE_TOTAL, NULL, "83", "90");
    assert_int_equal(jx_diags_status(&diags), JX_FAIL);
}

/* The piece so many times, one after the other; returns the end. */
static char *repeat(char *out, const char *piece, size_t times) {
    size_t length = strlen(piece);

    for (; times > 0; times--, out += length) memcpy(out, piece, length);
    *out = '\0';
    return out;
}

static void long_words_are_cut(void **state) {
    char words[4001];
    const char *message;
    char *end = repeat(words, "效", 30);

    (void)state;
    JX_DIAG(&diags, JX_MSG_CELL_UNREAD, NULL, words);
    assert_non_null(strstr(last(), words)); /* 60 columns are not too wide */
    assert_null(strstr(last(), "…"));
    repeat(end, "益", 1);
    JX_DIAG(&diags, JX_MSG_CELL_UNREAD, NULL, words);
    assert_true(jx_text_ends(last(), "效…"));
    message = strstr(last(), "效");
    assert_int_equal(jx_text_width(message, strlen(message)), 59);
    /* A path is wanted whole. */
    repeat(words, "x", 200);
    JX_DIAG(&diags, JX_MSG_PLUGIN_LOAD, NULL, words, "reason");
    assert_non_null(strstr(last(), words));
    /* Marks without width do not make it endless. */
    repeat(words, "\xCC\x81", 2000);
    JX_DIAG(&diags, JX_MSG_CELL_UNREAD, NULL, words);
    assert_true(strlen(last()) < 600);
}

static void messages_stay_on_one_line(void **state) {
    (void)state;
    JX_DIAG(&diags, JX_MSG_CELL_UNREAD, NULL, "一\r\n\n二\t三  四\x1B[31m\x7F\xC2\x9B\xE2\x80\xA8五\xFF");
    assert_non_null(strstr(last(), "一 二 三  四 [31m 五?"));
}

static void the_same_message_folds(void **state) {
    size_t i;

    (void)state;
    diags.language = JX_LANGUAGE_ENGLISH;
    for (i = 0; i < JX_DIAGS_FOLD; i++) JX_DIAG(&diags, JX_MSG_ROW_UNREADABLE, NULL, "x");
    assert_int_equal(diags.count, JX_DIAGS_FOLD);
    JX_DIAG(&diags, JX_MSG_ROW_UNREADABLE, &((struct jx_place){NULL, 6, 4, 0}), "x");
    assert_int_equal(diags.count, JX_DIAGS_FOLD + 1);
    assert_string_equal(last(), "1 more of this kind (R004): D6");
    assert_int_equal(diags.items[JX_DIAGS_FOLD].code, JX_MSG_FOLDED);
    assert_int_equal(diags.items[JX_DIAGS_FOLD].concern, JX_CONCERN_LOOK);
    /* Others are not touched by it, and come after. */
    JX_DIAG(&diags, JX_MSG_SCORE_TOTAL, NULL, "83", "90");
    for (i = 0; i < 122; i++) JX_DIAG(&diags, JX_MSG_ROW_UNREADABLE, NULL, "x");
    assert_int_equal(diags.count, JX_DIAGS_FOLD + 2);
    assert_string_equal(diags.items[JX_DIAGS_FOLD].message, "123 more of this kind (R004): D6");
    /* The next form has messages of its own. */
    jx_diags_fold(&diags);
    for (i = 0; i < JX_DIAGS_FOLD + 2; i++) JX_DIAG(&diags, JX_MSG_ROW_UNREADABLE, NULL, "x");
    assert_int_equal(diags.count, 2 * JX_DIAGS_FOLD + 3);
    assert_string_equal(last(), "2 more of this kind (R004)");
    assert_string_equal(diags.items[JX_DIAGS_FOLD].message, "123 more of this kind (R004): D6");
}

/* What is lost is never told as a number. The line that counts other messages concerns the reader as they do. */
static void losses_do_not_fold(void **state) {
    size_t i;

    (void)state;
    for (i = 0; i < 100; i++) JX_DIAG(&diags, JX_MSG_LOSS_FIELD, NULL, "x", "y", "z");
    assert_int_equal(diags.count, 100);
    for (i = 0; i < 100; i++) JX_DIAG(&diags, JX_MSG_DERIVED, NULL, "x", "y", "z");
    assert_int_equal(diags.items[100 + JX_DIAGS_FOLD].concern, JX_CONCERN_INFO);
}

/* Places are named up to a readable length. */
static void folded_places_end(void **state) {
    struct jx_place place = {"一张工作表", 1, 1, 0};

    (void)state;
    for (place.row = 1; place.row < 1000; place.row++) JX_DIAG(&diags, JX_MSG_ROW_UNREADABLE, &place, "x");
    assert_int_equal(diags.count, JX_DIAGS_FOLD + 1);
    assert_non_null(strstr(last(), "：一张工作表!A51、一张工作表!A52、"));
    assert_string_equal(last() + strlen(last()) - strlen("…"), "…");
    assert_true(strlen(last()) < 600);
    jx_diags_drop(&diags, JX_MSG_ROW_UNREADABLE);
    assert_int_equal(diags.count, 0);
}

/* An error among notes that are folded away still makes the whole a failure. */
static void folded_errors_count(void **state) {
    size_t i;

    (void)state;
    for (i = 0; i < 1000000; i++) JX_DIAG(&diags, JX_MSG_LOSS_FORM, NULL, "a", "b");
    assert_int_equal(jx_diags_status(&diags), JX_FAIL);
    assert_int_equal(diags.count, JX_DIAGS_FOLD_ERRORS + 1);
    assert_string_equal(last(), "另有 999995 处同样的情况（L005）");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_message_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(codes_have_letters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(messages_speak_the_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_worst_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_words_are_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(messages_stay_on_one_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_message_folds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(losses_do_not_fold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folded_places_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folded_errors_count, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
