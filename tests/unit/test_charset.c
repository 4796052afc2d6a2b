/* Encodings: found out, decoded wholly or not at all, and written back. */
#include "tests/unit/arena_help.h"

#include <stdlib.h>
#include <string.h>

#include <jixiao/jixiao.h>

#include "core/base/charset.h"

#define BYTES(string) string, sizeof(string) - 1
#define EIGHT         "年度年度年度年度"

struct decoding {
    const char *bytes;
    size_t length;
    const char *encoding; /* NULL: find out */
    const char *text;     /* NULL: it does not decode */
    size_t text_length;
    const char *used;
    size_t bad;
};

/* 年度 in GB18030 is C4 EA B6 C8, in UTF-16 5E74 5EA6. */
static const struct decoding decodings[] = {
    {BYTES(""), NULL, BYTES(""), "UTF-8", 0},
    {BYTES("abc"), NULL, BYTES("abc"), "UTF-8", 0},
    {BYTES("年度"), NULL, BYTES("年度"), "UTF-8", 0},
    {BYTES("\xEF\xBB\xBF年度"), NULL, BYTES("年度"), "UTF-8", 0},
    {BYTES("\xEF\xBB\xBF"), NULL, BYTES(""), "UTF-8", 0},
    {BYTES("\xC4\xEA\xB6\xC8,1\n"), NULL, BYTES("年度,1\n"), "GB18030", 0},
    {BYTES("\x84\x31\x95\x33\xC4\xEA"), NULL, BYTES("年"), "GB18030", 0},
    {BYTES("\x95\x32\x82\x36"), NULL, BYTES("\xF0\xA0\x80\x80"), "GB18030", 0},
    {BYTES("\xFF\xFE\x74\x5E\xA6\x5E"), NULL, BYTES("年度"), "UTF-16LE", 0},
    {BYTES("\xFE\xFF\x5E\x74\x5E\xA6"), NULL, BYTES("年度"), "UTF-16BE", 0},
    {BYTES("\x74\x5E\xA6\x5E,\0\x31\0\n\0"), NULL, BYTES("年度,1\n"), "UTF-16LE", 0},
    {BYTES("\x5E\x74\x5E\xA6\0,\0\x31\0\n"), NULL, BYTES("年度,1\n"), "UTF-16BE", 0},
    /* 一 is 4E00, and N in the other order; the ideographic space is 3000 */
    {BYTES("\0\x4E\0\x4E\0\x4E\n\0"), NULL, BYTES("一一一\n"), "UTF-16LE", 0},
    {BYTES("\x4E\0\x4E\0\x30\0\0\n"), NULL, BYTES("一一\xE3\x80\x80\n"), "UTF-16BE", 0},
    {BYTES("p\0q\0"), NULL, BYTES("pq"), "UTF-16LE", 0},
    {BYTES("\xFF\xFE\0\0\x74\x5E\0\0"), NULL, BYTES("年"), "UTF-32LE", 0},
    {BYTES("a\0b"), NULL, BYTES("a\0b"), "UTF-8", 0},
    /* named */
    {BYTES("\xC4\xEA\xB6\xC8"), "gb2312", BYTES("年度"), "GB18030", 0},
    {BYTES("\x8A\x67"), "GBK", BYTES("奼"), "GB18030", 0},
    {BYTES("年度"), "utf8", BYTES("年度"), "UTF-8", 0},
    {BYTES("\xEF\xBB\xBF年度"), "UTF-8", BYTES("年度"), "UTF-8", 0},
    {BYTES("\xFE\xFF\x5E\x74"), "utf-16", BYTES("年"), "UTF-16BE", 0},
    {BYTES("\x74\x5E"), "UTF-16", BYTES("年"), "UTF-16LE", 0},
    {BYTES("\0a\0b"), "UTF-16", BYTES("ab"), "UTF-16BE", 0},
    {BYTES("\xFF\xFE\x74\x5E"), "UTF-16LE", BYTES("年"), "UTF-16LE", 0},
    {BYTES("\xA6\x7E\xAB\xD7"), "BIG5", BYTES("年度"), "BIG5", 0},
    /* not at all */
    {BYTES("\xC4\xEA\xB6\xC8\xFF\xFF"), NULL, NULL, 0, "GB18030", 4},
    {BYTES("年\xC4\xEA"), "UTF-8", NULL, 0, "UTF-8", 3},
    /* a dump cut short is damaged UTF-8, though it would pass for GB18030 */
    {BYTES(EIGHT EIGHT EIGHT EIGHT "\xE5\xBA"), NULL, NULL, 0, "UTF-8", 96},
    {BYTES("\xC1\xAA\xCD\xA8"), NULL, BYTES("联通"), "GB18030", 0}, /* half of it passes for UTF-8 */
    {BYTES("\xEF\xBB\xBF年\xFF"), NULL, NULL, 0, "UTF-8", 6},
    {BYTES("\xC4\xEA\xB6"), "GB18030", NULL, 0, "GB18030", 2},
    {BYTES("\xFF\xFE\x74"), NULL, NULL, 0, "UTF-16LE", 2},
    {BYTES("\xFF\xFE\x74\x5E\0\xDC\x74\x5E"), NULL, NULL, 0, "UTF-16LE", 4},
};

static void bytes_become_text_or_nothing(void **state) {
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(decodings); i++) {
        const struct decoding *c = &decodings[i];
        unsigned char *exact = malloc(c->length + (c->length == 0)); /* without a closing zero to lean on */
        const char *text, *used;
        size_t length, bad = 0;
        enum jx_charset_error error;

        memcpy(exact, c->bytes, c->length);
        error = jx_charset_decode(arena, exact, c->length, c->encoding, &text, &length, &bad, &used);
        free(exact);
        if ((error == JX_CHARSET_FINE) == !c->text) fail_msg("case %zu decodes: %d", i, error == 0);
        assert_string_equal(used, c->used);
        if (!c->text) {
            assert_int_equal(error, JX_CHARSET_BAD);
            assert_int_equal(bad, c->bad);
            assert_null(text);
        } else {
            assert_int_equal(length, c->text_length);
            assert_memory_equal(text, c->text, length + 1);
        }
    }
}

static void broken_texts_are_mended(void **state) {
    static const struct {
        const char *bytes, *encoding, *text, *used;
        size_t count, first;
    } cases[] = {
        {"\xC4\xEA\xFF\xB6\xC8", NULL, "年�度", "GB18030", 1, 2},
        {"\xC4\xEA,\xB6", NULL, "年,�", "GB18030", 1, 3},
        {"\xC4\xEA\xB6,\xB6\xC8", "gbk", "年�,度", "GB18030", 1, 2},
        {"\xEF\xBB\xBF\xE5\xB9\xB4\xE5\xBA,1", NULL, "年�,1", "UTF-8", 1, 6},
        {"\xEF\xBB\xBF\xFF\xE5\xB9\xB4\xFF", NULL, "�年�", "UTF-8", 2, 3},
        {"abc", NULL, "abc", "UTF-8", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text, *used;
        size_t length, count, first;
        assert_int_equal(jx_charset_mend(arena, (const unsigned char *)cases[i].bytes, strlen(cases[i].bytes),
                                         cases[i].encoding, &text, &length, &count, &first, &used),
                         JX_CHARSET_FINE);
        if (strcmp(text, cases[i].text) != 0) fail_msg("case %zu: %s", i, text);
        assert_int_equal(length, strlen(text));
        assert_string_equal(used, cases[i].used);
        assert_int_equal(count, cases[i].count);
        assert_int_equal(first, cases[i].first);
    }
}

static void unknown_names_are_told_from_bad_bytes(void **state) {
    static const char *const names[] = {"no-such-encoding", "", "GBK//TRANSLIT", "/etc/passwd", "//"};
    const char *text, *used;
    size_t length, bad, i;

    (void)state;
    for (i = 0; i < COUNT(names); i++) {
        assert_int_equal(
            jx_charset_decode(arena, (const unsigned char *)"a", 1, names[i], &text, &length, &bad, &used),
            JX_CHARSET_UNKNOWN);
        assert_string_equal(used, names[i]);
        assert_int_equal(jx_charset_encode(arena, "a", 1, names[i], &text, &length, &bad),
                         JX_CHARSET_UNKNOWN);
        assert_false(jx_encoding_known(names[i], false));
        assert_false(jx_encoding_known(names[i], true));
    }
}

static void known_names_are_told_beforehand(void **state) {
    static const char *const both[] = {"utf-8", "UTF8", "gb18030", "GBK", "utf-16", "big5"};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(both); i++) {
        assert_true(jx_encoding_known(both[i], false));
        assert_true(jx_encoding_known(both[i], true));
    }
    assert_true(
        jx_encoding_known("GB-2312", false)); /* read as GB18030; nothing is written under this name */
    assert_false(jx_encoding_known("GB-2312", true));
}

static void text_becomes_bytes_or_nothing(void **state) {
    static const struct {
        const char *text;
        const char *encoding;
        const char *bytes; /* NULL: it lacks the character at `bad` */
        size_t length, bad;
    } cases[] = {
        {"年度", "GB18030", BYTES("\xC4\xEA\xB6\xC8"), 0},
        {"年度", "gbk", BYTES("\xC4\xEA\xB6\xC8"), 0},
        {"年度", "UTF-16LE", BYTES("\x74\x5E\xA6\x5E"), 0},
        {"年度", "utf-8", BYTES("年度"), 0},
        {"年度", NULL, BYTES("年度"), 0},
        {"", "GBK", BYTES(""), 0},
        {"年\xF0\xA0\x80\x80", "GB18030", BYTES("\xC4\xEA\x95\x32\x82\x36"), 0},
        {"年\xF0\xA0\x80\x80度", "GBK", NULL, 0, 3},
        {"年度\xE2\x82\xAC", "GB2312", NULL, 0, 6},
        {"年\xFF", "GBK", NULL, 0, 3},
        {"年\xFF", NULL, NULL, 0, 3},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        const char *bytes;
        size_t length, bad = 0;
        enum jx_charset_error error = jx_charset_encode(arena, cases[i].text, strlen(cases[i].text),
                                                        cases[i].encoding, &bytes, &length, &bad);

        assert_int_equal(error, cases[i].bytes ? JX_CHARSET_FINE : JX_CHARSET_BAD);
        if (!cases[i].bytes) {
            assert_int_equal(bad, cases[i].bad);
        } else {
            assert_int_equal(length, cases[i].length);
            assert_memory_equal(bytes, cases[i].bytes, length);
        }
    }
}

/* Long texts go through the widening of the room, to and fro. */
static void long_texts_come_back(void **state) {
    size_t count = 300000, length = 0, i, bad, gb_length, back_length;
    char *text = malloc(count * 4 + 1);
    const char *gb, *back, *used;

    (void)state;
    for (i = 0; i < count; i++) {
        const char *piece = i % 7 == 0 ? "\xF0\xA0\x80\x80" : i % 3 == 0 ? "é" : "绩";

        memcpy(text + length, piece, strlen(piece));
        length += strlen(piece);
    }
    assert_int_equal(jx_charset_encode(arena, text, length, "GB18030", &gb, &gb_length, &bad),
                     JX_CHARSET_FINE);
    assert_int_equal(jx_charset_decode(arena, (const unsigned char *)gb, gb_length, NULL, &back, &back_length,
                                       &bad, &used),
                     JX_CHARSET_FINE);
    assert_int_equal(back_length, length);
    assert_memory_equal(back, text, length);
    assert_int_equal(jx_charset_encode(arena, text, length, "UTF-32", &gb, &gb_length, &bad),
                     JX_CHARSET_FINE);
    assert_int_equal(gb_length, (count + 1) * 4);
    free(text);
}

/* The descriptor is given back even when there is no memory for the text. */
static void want_of_memory_leaks_nothing(void **state) {
    struct jx_arena *volatile scarce = jx_arena_new();
    volatile size_t n = 0;
    const char *text, *used;
    size_t length, bad;

    (void)state;
    setjmp(*jx_arena_guard(scarce));
    assert_true(n < 100);
    jx_arena_fail_after(n++);
    assert_int_equal(
        jx_charset_decode(scarce, (const unsigned char *)"\xC4\xEA", 2, "GBK", &text, &length, &bad, &used),
        JX_CHARSET_FINE);
    jx_arena_fail_after(SIZE_MAX);
    assert_true(n > 2);
    assert_int_equal(jx_arena_mark(scarce), 0);
    jx_arena_free(scarce);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_text_or_nothing),
        cmocka_unit_test(broken_texts_are_mended),
        cmocka_unit_test(unknown_names_are_told_from_bad_bytes),
        cmocka_unit_test(known_names_are_told_beforehand),
        cmocka_unit_test(text_becomes_bytes_or_nothing),
        cmocka_unit_test(long_texts_come_back),
        cmocka_unit_test(want_of_memory_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
