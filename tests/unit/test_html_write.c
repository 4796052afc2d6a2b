/*
 * Web pages: what is written, and that reading undoes it.
 */
#include "tests/unit/html_help.h"

/* --- writing ----------------------------------------------------------------------------------------------------- */

static struct jx_cell *put(struct try *try, struct jx_sheet *sheet, uint32_t row, uint32_t column,
                           const char *text) {
    struct jx_cell *cell = jx_sheet_cell(try->arena, sheet, row, column);
    cell->look = JX_LOOK_TEXT;
    if (!text) return cell;
    cell->kind = JX_CELL_TEXT;
    cell->text = text;
    cell->length = (uint32_t)strlen(text);
    return cell;
}

/* Writes the book, reads it back into another one, and compares what is shown of both. */
static void expect_kept(struct try *try, const char *encoding) {
    struct try back;
    try_write(try, encoding);
    assert_int_equal(try->status, JX_OK);
    try_open(&back);
    try_read(&back, try->call.output, try->call.output_length);
    assert_int_equal(back.status, JX_OK);
    assert_int_equal(back.book->sheet_count, try->book->sheet_count);
    for (size_t i = 0; i < back.book->sheet_count; i++) {
        assert_string_equal(back.book->sheets[i]->name, try->book->sheets[i]->name);
        assert_int_equal(back.book->sheets[i]->hidden, try->book->sheets[i]->hidden);
        assert_string_equal(show(&back, i), show(try, i));
    }
    try_close(&back);
}

static void what_is_written_reads_back_the_same(void **state) {
    static const char *const texts[] = {
        "绩效",
        "a<b>&\"'",
        "两  个空格",
        " 前后 ",
        "第一行\n第二行\n\n第四行",
        "甲\n  乙 \n丙",
        "a\tb",
        "0012",
        "=1+1",
        "&nbsp;",
        "<br>",
        "</td></table><script>x</script>",
        "≥90% 以上",
        "　　缩进",
        "𠮷野",
        "]]>",
        "<!-- ",
        "Z",
    };
    struct try try;
    (void)state;
    try_open(&try);
    struct jx_sheet *sheet = jx_book_add(try.book, "甲 \"乙\" <丙>&");
    for (uint32_t i = 0; i < sizeof texts / sizeof *texts; i++) put(&try, sheet, 2 + i, i % 3, texts[i]);
    put(&try, sheet, 30, 5, "128.00")->kind = JX_CELL_NUMBER;
    assert_true(jx_sheet_merge(try.arena, sheet, &(struct jx_merge){0, 0, 1, 40}));
    assert_true(jx_sheet_merge(try.arena, sheet, &(struct jx_merge){3, 3, 5, 2}));
    assert_true(jx_sheet_merge(try.arena, sheet, &(struct jx_merge){28, 0, 2, 2}));
    put(&try, sheet, 0, 0, "题");
    put(&try, sheet, 28, 0, "并");
    put(&try, jx_book_add(try.book, ""), 0, 0, "无名");
    jx_book_add(try.book, "藏")->hidden = true;
    put(&try, try.book->sheets[2], 1, 1, "藏着");
    /* a sheet without a name would be read as part of the one before it */
    try.book->sheets[1]->name = "乙";
    expect_kept(&try, NULL);
    try_close(&try);
}

/* Heads to be repeated stand at the top of a table of their own, if no merge stands against it. */
static void heads_are_repeated(void **state) {
    static const struct {
        struct jx_merge merge;
        uint32_t first, count;
        unsigned tables, heads;
    } lines[] = {
        {{0, 0, 1, 3}, 1, 1, 2, 1}, {{0, 0, 1, 3}, 0, 1, 1, 1}, {{0, 0, 2, 1}, 1, 1, 1, 0},
        {{1, 1, 2, 1}, 1, 1, 1, 0}, {{1, 1, 2, 1}, 1, 2, 2, 1}, {{0, 0, 1, 3}, 0, 0, 1, 0},
        {{0, 0, 1, 3}, 3, 2, 1, 0}, {{0, 0, 1, 3}, 3, 1, 2, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct try try;
        try_open(&try);
        struct jx_sheet *sheet = jx_book_add(try.book, "表");
        for (uint32_t r = 0; r < 4; r++)
            for (uint32_t c = 0; c < 3; c++) put(&try, sheet, r, c, "x");
        assert_true(jx_sheet_merge(try.arena, sheet, &lines[i].merge));
        sheet->head_first = lines[i].first;
        sheet->head_count = lines[i].count;
        expect_kept(&try, NULL);
        char *page = jx_arena_copy(try.arena, try.call.output, try.call.output_length);
        unsigned tables = 0, heads = 0;
        for (const char *at = page; (at = strstr(at, "<table>")); at++) tables++;
        for (const char *at = page; (at = strstr(at, "<thead>")); at++) heads++;
        if (tables != lines[i].tables || heads != lines[i].heads)
            fail_msg("line %zu: %u tables, %u heads", i, tables, heads);
        try_close(&try);
    }
}

/* A page cannot hold control characters; a mark says that there was one. */
static void control_characters_are_marked(void **state) {
    struct try try;
    (void)state;
    try_open(&try);
    put(&try, jx_book_add(try.book, "表"), 0, 0, "甲\x01\x7F乙\r\n丙");
    try_write(&try, NULL);
    assert_non_null(
        memmem(try.call.output, try.call.output_length, "甲\xEF\xBF\xBD\xEF\xBF\xBD乙<br>丙", 19));
    try_close(&try);
}

/* Nothing but the page: no script, nothing fetched, all of the book's words escaped. */
static void pages_stand_alone(void **state) {
    static const char *const never[] = {
        "<script", "http:", "https:", "src=", "href=", "@import", "url(", "onload", "<b>"};
    static const double widths[] = {12.5, 0, 20};
    struct try try;
    (void)state;
    try_open(&try);
    try.book->title = "题<b>\"&";
    try.book->author = "某\"><b>";
    struct jx_sheet *sheet = jx_book_add(try.book, "\"><b>");
    sheet->widths = widths;
    sheet->width_count = 3;
    sheet->landscape = true;
    put(&try, sheet, 0, 0, "<b>甲</b>");
    sheet->rows[0].height = 21.25;
    expect_kept(&try, "utf-8");
    char *page = jx_arena_copy(try.arena, try.call.output, try.call.output_length);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strstr(page, never[i])) fail_msg("%s in the page", never[i]);
    assert_non_null(strstr(page, "<meta charset=\"utf-8\">"));
    assert_non_null(strstr(page, "lang=\"zh-CN\""));
    assert_non_null(strstr(page, "<col style=\"width:38.46%\"><col><col style=\"width:61.54%\">"));
    assert_non_null(strstr(page, "height:21.3pt"));
    assert_non_null(strstr(page, "section class=\"wide\""));
    assert_non_null(strstr(page, "2023-11-14T22:13:20Z"));
    try_close(&try);
}

static void other_encodings_are_written(void **state) {
    struct try try;
    (void)state;
    try_open(&try);
    put(&try, jx_book_add(try.book, "表"), 0, 0, "绩效≥90%");
    expect_kept(&try, "gb18030");
    assert_non_null(memmem(try.call.output, try.call.output_length, "\xBC\xA8\xD0\xA7", 4));
    try_close(&try);
    try_open(&try);
    put(&try, jx_book_add(try.book, "表"), 0, 0, "𠮷");
    try_write(&try, "gb2312");
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(first_code(&try), JX_MSG_FILE_CHARACTER);
    try_close(&try);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back_the_same), cmocka_unit_test(heads_are_repeated),
        cmocka_unit_test(control_characters_are_marked),       cmocka_unit_test(pages_stand_alone),
        cmocka_unit_test(other_encodings_are_written),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
