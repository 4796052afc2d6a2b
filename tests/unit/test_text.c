/* Texts: which white space counts, which spellings are the same, how wide they are. */
#include "tests/unit/arena_help.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jixiao/jixiao.h>

#include "core/base/numbering.h"
#include "core/base/text.h"

#define IDEOGRAPHIC "\xE3\x80\x80"
#define NO_BREAK    "\xC2\xA0"
#define ZERO_WIDTH  "\xE2\x80\x8B"
#define MARK        "\xEF\xBB\xBF"

struct shape {
    const char *text, *prose, *phrase, *words, *key;
};

static const struct shape shapes[] = {
    /* text                     prose                    phrase             words                key */
    {"", "", "", "", ""},
    {" \t\r\n" IDEOGRAPHIC, "", "", "", ""},
    {"abc", "abc", "abc", "abc", "abc"},
    {" a  b ", "a  b", "a b", "a  b", "ab"},
    {"项 目 名 称", "项 目 名 称", "项目名称", "项目名称", "项目名称"},
    {"项目\n名称：", "项目\n名称：", "项目名称：", "项目\n名称：", "项目名称"},
    {"项目" IDEOGRAPHIC "名称", "项目" IDEOGRAPHIC "名称", "项目名称", "项目名称", "项目名称"},
    {"2024 年度", "2024 年度", "2024 年度", "2024 年度", "2024年度"},
    {"A类\r\n\r\nB类", "A类\n\nB类", "A类 B类", "A类\n\nB类", "A类B类"},
    {"一。 \n  二。\t\r三。", "一。\n  二。\n三。", "一。二。三。", "一。\n  二。\n三。", "一。二。三。"},
    {"（万元） ：", "（万元） ：", "（万元）：", "（万元）：", "(万元)"},
    {"满意度≥９０％", "满意度≥９０％", "满意度≥９０％", "满意度≥９０％", "满意度≥90%"},
    {"“工会” 活动", "“工会” 活动", "“工会”活动", "“工会”活动", "“工会”活动"},
    {"指" ZERO_WIDTH "标", "指" ZERO_WIDTH "标", "指标", "指标", "指标"},
    {"ab" ZERO_WIDTH "cd", "ab" ZERO_WIDTH "cd", "abcd", "ab" ZERO_WIDTH "cd", "abcd"},
    {MARK "年度" NO_BREAK, "年度", "年度", "年度", "年度"},
    {"单位:::", "单位:::", "单位:::", "单位:::", "单位"},
    {"时间： 08:30 :", "时间： 08:30 :", "时间： 08:30 :", "时间： 08:30 :", "时间:08:30"},
    {"单位∶", "单位∶", "单位∶", "单位∶", "单位"},
    {"。、“”", "。、“”", "。、“”", "。、“”", "。、“”"},
    {"a\xE2\x80\xA8"
     "b",
     "a\nb", "a b", "a\nb", "ab"},
    {"\xFF 坏\xE4\xB8", "\xFF 坏\xE4\xB8", "\xFF 坏\xE4\xB8", "\xFF 坏\xE4\xB8", "\xFF坏\xE4\xB8"},
    {"\xE3\x80", "\xE3\x80", "\xE3\x80", "\xE3\x80", "\xE3\x80"},
};

static void texts_take_their_shapes(void **state) {
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(shapes); i++) {
        const struct shape *s = &shapes[i];
        size_t length = strlen(s->text);

        assert_string_equal(jx_text_prose(arena, s->text, length), s->prose);
        assert_string_equal(jx_text_phrase(arena, s->text, length), s->phrase);
        assert_string_equal(jx_text_words(arena, s->text, length), s->words);
        assert_string_equal(jx_text_key(arena, s->text, length), s->key);
        /* Done twice is done once. */
        assert_string_equal(jx_text_prose(arena, s->prose, strlen(s->prose)), s->prose);
        assert_string_equal(jx_text_phrase(arena, s->phrase, strlen(s->phrase)), s->phrase);
        assert_string_equal(jx_text_words(arena, s->words, strlen(s->words)), s->words);
        assert_string_equal(jx_text_key(arena, s->key, strlen(s->key)), s->key);
        assert_string_equal(jx_text_as_key(arena, s->text), s->key);
        if (s->key[0] != '\0') assert_ptr_equal(jx_text_as_key(arena, s->key), s->key);
        /* All of them have one key. */
        assert_true(jx_text_same(arena, s->text, s->prose));
        assert_true(jx_text_same(arena, s->phrase, s->key));
    }
    assert_string_equal(jx_text_key(arena, NULL, 0), "");
    assert_string_equal(jx_text_as_key(arena, NULL), "");
    assert_string_equal(jx_text_prose(arena, NULL, 0), "");
    assert_string_equal(jx_text_trim(arena, " " IDEOGRAPHIC "a b\n", 8), "a b");
    assert_string_equal(jx_text_phrase(arena, "年度目标", 6), "年度");
}

static void other_words_have_other_keys(void **state) {
    (void)state;
    assert_false(jx_text_same(arena, "年度目标", "年度目标1"));
    assert_false(jx_text_same(arena, "A", "a"));
    assert_false(jx_text_same(arena, "\xFF", "\xFE"));
    assert_false(jx_text_same(arena, "\xFF", "\xEF\xBF\xBD"));
    assert_true(jx_text_same(arena, NULL, " ："));
    assert_false(jx_text_same(arena, ":a", "a"));
}

struct decoded {
    const char *bytes;
    size_t length; /* of the valid start */
    uint32_t first;
    int step;
};

static void utf8_is_read_strictly(void **state) {
    static const struct decoded cases[] = {
        {"a", 1, 'a', 1},
        {"\xC3\xA9", 2, 0xE9, 2},
        {"中", 3, 0x4E2D, 3},
        {"\xF0\xA0\x80\x80", 4, 0x20000, 4},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
        {"\xEF\xBF\xBD", 3, 0xFFFD, 3},
        {"\xC0\x80", 0, 0xFFFD, 1},         /* longer than need be */
        {"\xE0\x80\xAF", 0, 0xFFFD, 1},     /* so is this */
        {"\xF0\x82\x82\xAC", 0, 0xFFFD, 1}, /* and this */
        {"\xED\xA0\x80", 0, 0xFFFD, 1},     /* a surrogate */
        {"\xF4\x90\x80\x80", 0, 0xFFFD, 1}, /* beyond the last */
        {"\x80", 0, 0xFFFD, 1},
        {"\xE4\xB8", 0, 0xFFFD, 1}, /* cut short */
        {"\xE4\xB8z", 0, 0xFFFD, 1},
        {"ab\xFFzz", 2, 'a', 1},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        const char *at = cases[i].bytes, *end = at + strlen(at);

        assert_int_equal(jx_text_valid((const unsigned char *)at, strlen(at)), cases[i].length);
        assert_int_equal(jx_text_next(&at, end), cases[i].first);
        assert_int_equal(at - cases[i].bytes, cases[i].step);
        at = end;
        assert_int_equal(jx_text_next(&at, end), 0);
        assert_ptr_equal(at, end);
    }
}

static void widths_are_columns(void **state) {
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"绩效目标表", 10},
        {"（2024年度）", 12},
        {"≥90%", 4},
        {"“好”", 4},
        {"e\xCC\x81", 1},
        {ZERO_WIDTH, 0},
        {"ａ", 2},
        {"ｱ", 1},
        {"한글", 4},
        {IDEOGRAPHIC, 2},
        {"㈠①", 3},
        {"\xF0\xA0\x80\x80", 2},
        {"\xF0\x9F\x98\x80", 2},
        {"\xFF", 1},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++)
        assert_int_equal(jx_display_width(cases[i].text, strlen(cases[i].text)), cases[i].width);
}

static void blanks_and_ends(void **state) {
    (void)state;
    assert_true(jx_text_is_blank(NULL));
    assert_true(jx_text_is_blank(" \n" IDEOGRAPHIC NO_BREAK ZERO_WIDTH MARK));
    assert_false(jx_text_is_blank(IDEOGRAPHIC "x"));
    assert_true(jx_text_is_marks("［］-（ ）：、。"));
    assert_false(jx_text_is_marks("（〇）"));
    assert_false(jx_text_is_marks("-a"));
    assert_false(jx_text_is_marks("１"));
    assert_true(jx_text_starts("指标1：", "指标"));
    assert_false(jx_text_starts("指", "指标"));
    assert_true(jx_text_ends("数量指标", "指标"));
    assert_false(jx_text_ends("标", "指标"));
    assert_false(jx_text_ends(NULL, ""));
}

/* Bytes at random, from pieces that are likely to go wrong: nothing is read or written beyond its room (the sanitizers
 * watch). What is UTF-8 and was arranged once stays as it is; of broken characters the pieces may find together. */
static void any_bytes_are_borne(void **state) {
    static const char *const pieces[] = {"中",           "a",    "：",   ":",       "％", "\t",
                                         "\xE2\x80\xA8", "”",    " ",    "\n",      "\r", IDEOGRAPHIC,
                                         ZERO_WIDTH,     "\xE4", "\x80", "\xF0\x9F"};
    unsigned seed = 7;
    int round;

    (void)state;
    for (round = 0; round < 4000; round++) {
        unsigned choice = round % 2 == 0 ? 13 : 16;
        char text[128] = "", *exact;
        const char *key, *phrase, *words, *prose, *piece;
        size_t length = 0, i;

        for (i = 0; i < 12; i++) {
            seed = seed * 1103515245 + 12345;
            piece = pieces[(seed >> 16) % choice];
            memcpy(text + length, piece, strlen(piece) + 1);
            length += strlen(piece);
        }
        exact = malloc(length);
        memcpy(exact, text, length);
        key = jx_text_key(arena, exact, length);
        phrase = jx_text_phrase(arena, exact, length);
        words = jx_text_words(arena, exact, length);
        prose = jx_text_prose(arena, exact, length);
        free(exact);
        assert_string_equal(jx_text_as_key(arena, text), key);
        assert_true(strlen(key) <= length && strlen(words) <= length);
        if (jx_text_valid((const unsigned char *)text, length) < length) continue;
        assert_string_equal(jx_text_key(arena, key, strlen(key)), key);
        assert_true(jx_text_same(arena, text, key));
        assert_string_equal(jx_text_key(arena, phrase, strlen(phrase)), key);
        assert_string_equal(jx_text_phrase(arena, phrase, strlen(phrase)), phrase);
        assert_null(strchr(phrase, '\n'));
        assert_string_equal(jx_text_words(arena, words, strlen(words)), words);
        assert_string_equal(jx_text_prose(arena, prose, strlen(prose)), prose);
        assert_null(strchr(prose, '\r'));
    }
}

/* Long runs of what is looked at from both ends must not take time that grows with their square. */
static void long_runs_take_no_time(void **state) {
    size_t length = 4000000;
    char *colons = malloc(length + 1), *blanks = malloc(length + 1);
    clock_t start = clock();

    (void)state;
    memset(colons, ':', length);
    memset(blanks, ' ', length);
    colons[length - 1] = 'a';
    blanks[0] = 'a';
    colons[length] = blanks[length] = '\0';
    assert_int_equal(strlen(jx_text_key(arena, colons, length)), length);
    assert_string_equal(jx_text_key(arena, blanks, length), "a");
    assert_true(jx_text_same(arena, blanks, "a"));
    assert_string_equal(jx_text_phrase(arena, blanks, length), "a");
    assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
    free(colons);
    free(blanks);
}

/* Those that plain text cannot have are replaced, and counted; all others stay as they are, in the same place. */
static void control_characters_go(void **state) {
    static const struct {
        const char *text, *plain;
        size_t changed;
    } cases[] = {
        {"项目\t名称\r\nabc（万元）", "项目\t名称\r\nabc（万元）", 0},
        {"\x01甲\x1B[31m\x7F", "\xEF\xBF\xBD甲\xEF\xBF\xBD[31m\xEF\xBF\xBD", 3},
        {"\xC2\x80\xC2\x85\xC2\x9F\xC2\xA0", "\xEF\xBF\xBD\n\xEF\xBF\xBD\xC2\xA0", 3},
        {"一\xE2\x80\xA8二\xE2\x80\xA9三", "一\n二\n三", 2},
        {"\xE2\x80\xAA\xE2\x80\xAE甲\xE2\x81\xA6\xE2\x81\xA9", "甲", 4},
        {"\xE2\x80\xA6\xE2\x81\xA5“”", "\xE2\x80\xA6\xE2\x81\xA5“”", 0},
        {"\xEF\xB7\x90\xEF\xBF\xBE\xEF\xBF\xBF\xF0\x9F\xBF\xBE",
         "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4},
        {"\xEF\xBF\xBD\xEF\xBB\xBF\xF0\xA0\x80\x80", "\xEF\xBF\xBD\xEF\xBB\xBF\xF0\xA0\x80\x80", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].text), changed = 0;
        const char *plain = jx_text_plain(arena, cases[i].text, &length, &changed);
        assert_string_equal(plain, cases[i].plain);
        assert_int_equal(length, strlen(cases[i].plain));
        assert_int_equal(changed, cases[i].changed);
        if (changed == 0) assert_ptr_equal(plain, cases[i].text);
    }
}

/* As long as it takes, one character after the other. */
static bool own_key(const char *text) {
    const char *at = text, *end = text + strlen(text);
    uint32_t c = 0;
    while (at < end) {
        c = jx_text_next(&at, end);
        if (jx_text_is_space(c) || jx_text_fold(c) != c) return false;
    }
    return c != ':';
}

/* Any two bytes, at any place of a text that is looked through eight bytes at a time. */
static void texts_are_their_own_keys(void **state) {
    static const char around[] = "年初预算abc绩效目标";
    (void)state;
    for (unsigned pair = 0x0101; pair < 0x10000; pair++) {
        unsigned char first = (unsigned char)(pair >> 8), second = (unsigned char)pair;
        if (first == 0 || second == 0) continue;
        size_t before = pair % sizeof around, length = before + 2 + pair / 7 % (sizeof around - before);
        char text[sizeof around + 2];
        memcpy(text, around, before);
        text[before] = (char)first;
        text[before + 1] = (char)second;
        memcpy(text + before + 2, around + before, length - before - 2);
        text[length] = '\0';
        assert_int_equal(jx_text_as_key(arena, text) == text, own_key(text));
    }
}

/* The same of what a file of plain text cannot hold: a character of any code point, at the end and within a text. */
static void any_character_is_plain_or_not(void **state) {
    (void)state;
    for (uint32_t c = 1; c < 0x10000; c++) {
        char text[8], *out = jx_text_put(text, c);
        if ((c >= 0xD800 && c < 0xE000) || (c >= 0x80 && c < 0x800)) continue;
        bool plain = (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r' || c >= 0x800;
        if (c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
            (c >= 0xFDD0 && c <= 0xFDEF) || c >= 0xFFFE)
            plain = false;
        for (int more = 0; more < 2; more++) {
            size_t length = (size_t)(out - text), changed = 0;
            text[length] = '\0';
            jx_text_plain(arena, text, &length, &changed);
            assert_int_equal(changed, !plain);
            *out++ = 'x';
        }
    }
}

static void numbers_before_words(void **state) {
    static const struct {
        const char *text;
        unsigned number;
        const char *words;
    } cases[] = {
        {"1.渡口", 1, "渡口"},      {"１２、 渡口", 12, "渡口"},
        {"（三）渡口", 3, "渡口"},  {"③渡口", 3, "渡口"},
        {"⒉渡口", 2, "渡口"},       {"二十一、渡口", 21, "渡口"},
        {"十二、渡口", 12, "渡口"}, {"1.2.渡口", 2, "渡口"},
        {" ㈤ 渡口", 5, "渡口"},    {"7)渡口", 7, "渡口"},
        {"渡口", 0, "渡口"},        {"3.15渡口", 0, "3.15渡口"},
        {"5A渡口", 0, "5A渡口"},    {"", 0, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned number = 0;
        const char *text = cases[i].text, *key = jx_text_key(arena, text, strlen(text));
        jx_numbering_read(key, &number);
        assert_int_equal(number, cases[i].number);
        assert_string_equal(jx_numbering_skip(arena, text), cases[i].words);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_take_their_shapes),
        cmocka_unit_test(other_words_have_other_keys),
        cmocka_unit_test(utf8_is_read_strictly),
        cmocka_unit_test(widths_are_columns),
        cmocka_unit_test(blanks_and_ends),
        cmocka_unit_test(any_bytes_are_borne),
        cmocka_unit_test(long_runs_take_no_time),
        cmocka_unit_test(control_characters_go),
        cmocka_unit_test(numbers_before_words),
        cmocka_unit_test(texts_are_their_own_keys),
        cmocka_unit_test(any_character_is_plain_or_not),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
