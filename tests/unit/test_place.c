/* Places in writing: addresses there and back. */
#include "tests/unit/arena_help.h"

#include <string.h>

#include "core/base/place.h"
#include "core/base/text.h"

static void columns_have_names(void **state) {
    static const struct {
        uint32_t column;
        const char *name;
    } cases[] = {
        {0, "A"}, {25, "Z"}, {26, "AA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}, {UINT32_MAX, "MWLQKWV"},
    };
    char buffer[8];
    uint32_t first, last;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        assert_string_equal(jx_column_name(cases[i].column, buffer), cases[i].name);
        if (cases[i].column == UINT32_MAX) continue;
        assert_true(jx_columns_parse(cases[i].name, &first, &last));
        assert_int_equal(first, cases[i].column);
        assert_int_equal(last, cases[i].column);
    }
}

static void columns_are_parsed(void **state) {
    static const struct {
        const char *text;
        bool fine;
        uint32_t first, last;
    } cases[] = {
        {"B", true, 1, 1},         {"B:F", true, 1, 5},
        {"Z:AA", true, 25, 26},    {"C:C", true, 2, 2},
        {"", false, 0, 0},         {":", false, 0, 0},
        {"B:", false, 0, 0},       {":B", false, 0, 0},
        {"F:B", false, 0, 0},      {"b", false, 0, 0},
        {"B:F:G", false, 0, 0},    {"B1", false, 0, 0},
        {"B F", false, 0, 0},      {NULL, false, 0, 0},
        {"AAAAAAAA", false, 0, 0}, {"ZZZZZZZZZZZZZZZZZZZZ", false, 0, 0},
    };
    uint32_t first, last;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        if (jx_columns_parse(cases[i].text, &first, &last) != cases[i].fine)
            fail_msg("columns %s", cases[i].text);
        if (!cases[i].fine) continue;
        assert_int_equal(first, cases[i].first);
        assert_int_equal(last, cases[i].last);
    }
}

/* Places and how they are written; each is read again as what it was, without what writing does not show. */
static const struct {
    struct jx_place place;
    const char *text;
    bool again;
} places[] = {
    {{NULL, 0, 0, 0}, "", true},
    {{NULL, 4, 3, 0}, "C4", true},
    {{"", 4, 3, 0}, "C4", false},
    {{"Sheet1", 4, 3, 0}, "Sheet1!C4", true},
    {{"项目 A!1", 4, 3, 0}, "项目 A!1!C4", true},
    {{"Sheet1", 0, 0, 0}, "Sheet1", true},
    {{"表B7", 0, 0, 0}, "表B7", true},
    {{"B7", 0, 0, 0}, "B7!", true},
    {{"L7", 0, 0, 0}, "L7!", true},
    {{"2024", 0, 0, 0}, "2024!", true},
    {{"A!", 0, 0, 0}, "A!!", true},
    {{"Sheet1", 0, 3, 0}, "Sheet1!C", true},
    {{"Sheet1", 7, 0, 0}, "Sheet1!7", true},
    {{NULL, 7, 0, 0}, "7", true},
    {{NULL, 12, 12, 0}, "$L12", true},
    {{"x", 12, 12, 0}, "x!L12", true},
    {{NULL, 12, 38, 0}, "AL12", true},
    {{NULL, 0, 0, 12}, "L12", true},
    {{NULL, 0, 3, 12}, "L12.3", true},
    {{"x", 5, 3, 12}, "L12.3", false},
    {{NULL, UINT32_MAX, UINT32_MAX, 0}, "MWLQKWU4294967295", true},
    {{"a\nb\x1B[31m", 1, 1, 0}, "a b [31m!A1", false},
};

static void places_are_quoted_and_read_again(void **state) {
    char buffer[JX_PLACE_ROOM];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(places); i++) {
        struct jx_place read;

        assert_string_equal(jx_place_format(&places[i].place, buffer), places[i].text);
        if (!places[i].again) continue;
        read = jx_place_parse(arena, buffer);
        if (read.row != places[i].place.row || read.column != places[i].place.column ||
            read.line != places[i].place.line || !read.sheet != !places[i].place.sheet)
            fail_msg("%s is read as %u, %u, %u", buffer, read.row, read.column, read.line);
        if (read.sheet) assert_string_equal(read.sheet, places[i].place.sheet);
    }
    assert_null(jx_place_parse(arena, NULL).sheet);
    assert_null(jx_place_parse(arena, "x!y z").sheet);
    assert_int_equal(jx_place_parse(arena, "A99999999999999999999").row, 0);
}

static void long_names_are_cut_between_characters(void **state) {
    char name[4096] = "", buffer[JX_PLACE_ROOM];
    struct jx_place place = {name, UINT32_MAX, UINT32_MAX, 0};
    size_t pad;

    (void)state;
    for (pad = 0; pad < 4; pad++) {
        size_t i, length;

        memset(name, 'x', pad);
        for (i = 0; i < 1000; i++) memcpy(name + pad + 3 * i, "表", sizeof("表"));
        length = strlen(jx_place_format(&place, buffer));
        assert_true(length < JX_PLACE_ROOM);
        assert_int_equal(jx_text_valid((const unsigned char *)buffer, length), length);
        assert_true(jx_text_ends(buffer, "…!MWLQKWU4294967295"));
    }
}

/* The n-th allocation fails, for every n until none does. */
static void want_of_memory_is_survived(void **state) {
    volatile size_t n;
    volatile bool done = false;

    (void)state;
    for (n = 0; !done; n++) {
        struct jx_arena *volatile scarce;

        jx_arena_fail_after(n);
        scarce = jx_arena_new();
        if (scarce && setjmp(*jx_arena_guard(scarce)) == 0) {
            assert_string_equal(jx_place_parse(scarce, "表!A1").sheet, "表");
            done = true;
        }
        jx_arena_fail_after(SIZE_MAX);
        jx_arena_free(scarce);
    }
    assert_true(n > 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_have_names),
        cmocka_unit_test(columns_are_parsed),
        cmocka_unit_test(places_are_quoted_and_read_again),
        cmocka_unit_test(long_names_are_cut_between_characters),
        cmocka_unit_test(want_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
