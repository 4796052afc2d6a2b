/* What carriers are given: cells and merges within limits, text, time, and messages for all that is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "core/grid/grid.h"
#include "core/plugin/host.h"

#define COUNT(cases) (sizeof(cases) / sizeof *(cases))

static struct jx_arena *arena;
static struct jx_diags diags;
static struct jx_call call;
static struct jx_book *book;
static struct jx_sheet *sheet;

/* A call whose limits are small, or the defaults where they are zero. */
static void begin(struct jx_limits limits) {
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&call, arena, &diags, &limits);
    book = jx_book_new(arena);
    sheet = jx_host.sheet(&call, book, "Sheet1");
}

static int set_up(void **state) {
    (void)state;
    arena = jx_arena_new();
    begin((struct jx_limits){0});
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    jx_arena_free(arena);
    return 0;
}

/* The messages so far are these, in order, ended by NONE. */
static void assert_codes(const enum jx_code *codes) {
    size_t i;

    for (i = 0; codes[i] != JX_MSG_NONE; i++) {
        assert_true(i < diags.count);
        assert_int_equal(diags.items[i].code, codes[i]);
    }
    assert_int_equal(diags.count, i);
}

#define ASSERT_CODES(...) assert_codes((const enum jx_code[]){__VA_ARGS__, JX_MSG_NONE})

static void limits_have_defaults(void **state) {
    struct jx_limits limits = {.rows = 7};

    (void)state;
    jx_limits_default(&limits);
    assert_int_equal(limits.rows, 7);
    assert_int_equal(limits.bytes, 512 << 20);
    assert_int_equal(limits.columns, 16384);
    assert_int_equal(limits.milliseconds, 60000);
    assert_int_equal(jx_host.abi, JX_CARRIER_ABI);
    assert_int_equal(jx_host.size, sizeof(struct jx_host));
}

static void cells_end_at_the_limits(void **state) {
    static const struct {
        struct jx_limits limits;
        uint32_t row, column;
        enum jx_code code; /* NONE: it is within */
        const char *at;
    } cases[] = {
        {{.rows = 10, .columns = 10}, 9, 9, JX_MSG_NONE, ""},
        {{.rows = 10}, 10, 0, JX_MSG_FILE_ROWS, "Sheet1!A11"},
        {{.columns = 10}, 0, 10, JX_MSG_FILE_COLUMNS, "Sheet1!K1"},
        {{.cells = 6}, 0, 5, JX_MSG_NONE, ""},
        {{.cells = 6}, 0, 6, JX_MSG_FILE_CELLS, "Sheet1!G1"}, /* those to the left are made with it */
        {{.cells = 6}, 6, 0, JX_MSG_FILE_CELLS, "Sheet1!A7"}, /* an empty row costs memory too */
        {{.rows = UINT64_MAX}, UINT32_MAX, 0, JX_MSG_FILE_ROWS, "Sheet1!4294967296"},
        {{.columns = UINT64_MAX, .cells = UINT64_MAX}, 0, UINT32_MAX, JX_MSG_FILE_COLUMNS, "Sheet1"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        struct jx_cell *cell;
        char buffer[JX_PLACE_ROOM];

        begin(cases[i].limits);
        cell = jx_host.cell(&call, sheet, cases[i].row, cases[i].column);
        if (!cell != (cases[i].code != JX_MSG_NONE)) fail_msg("case %zu", i);
        if (cell) continue;
        ASSERT_CODES(cases[i].code);
        if (i < 6) assert_string_equal(jx_place_format(&diags.items[0].place, buffer), cases[i].at);
        /* Said once; and after it there is no other cell. */
        assert_null(jx_host.cell(&call, sheet, cases[i].row, cases[i].column));
        assert_null(jx_host.cell(&call, sheet, 0, 0));
        assert_int_equal(diags.count, 1);
    }
}

static void cells_are_counted_once_over_all_sheets(void **state) {
    struct jx_sheet *second;
    int i;

    (void)state;
    begin((struct jx_limits){.cells = 10});
    for (i = 0; i < 100; i++) assert_non_null(jx_host.cell(&call, sheet, 0, 4));
    second = jx_host.sheet(&call, book, "Sheet2");
    for (i = 0; i < 100; i++) assert_non_null(jx_host.cell(&call, second, 0, 4));
    assert_int_equal(call.cells, 10);
    assert_int_equal(diags.count, 0);
    assert_null(jx_host.cell(&call, sheet, 1, 0));
    ASSERT_CODES(JX_MSG_FILE_CELLS);
}

static void merges_end_at_the_limits(void **state) {
    static const struct {
        struct jx_limits limits;
        struct jx_merge merge;
        enum jx_code code;
        const char *message;
    } cases[] = {
        {{.merge_area = 6}, {1, 1, 2, 3}, JX_MSG_NONE, NULL},
        {{.merge_area = 5},
         {1, 1, 2, 3},
         JX_MSG_FILE_MERGE_AREA,
         "the merged area B2:D3 is too large (limit: 5"},
        {{0}, {0, 0, 1048576, 16384}, JX_MSG_FILE_MERGE_AREA, "A1:XFD1048576"},
        {{0}, {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX}, JX_MSG_FILE_MERGE_AREA, "MWLQKWV4294967296:"},
        {{.rows = 10}, {9, 0, 2, 1}, JX_MSG_FILE_ROWS, "more than 10 rows"},
        {{.columns = 10}, {0, 9, 1, 2}, JX_MSG_FILE_COLUMNS, "more than 10 columns"},
        {{.cells = 8}, {0, 1, 3, 2}, JX_MSG_FILE_CELLS, "more than 8 cells"},
        {{.cells = 9}, {0, 1, 3, 2}, JX_MSG_NONE, NULL},
        {{0}, {UINT32_MAX - 1, 0, 2, 1}, JX_MSG_FILE_ROWS, "rows"},
        {{0}, {5, 5, 1, 1}, JX_MSG_NONE, NULL},
        {{0}, {5, 5, 0, 9}, JX_MSG_NONE, NULL},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        enum jx_status status;

        begin(cases[i].limits);
        status = jx_host.merge(&call, sheet, &cases[i].merge);
        if ((status == JX_OK) != (cases[i].code == JX_MSG_NONE)) fail_msg("case %zu: %d", i, status);
        if (status == JX_OK) continue;
        ASSERT_CODES(cases[i].code);
        assert_non_null(strstr(diags.items[0].message, cases[i].message));
        assert_int_equal(sheet->row_count, 0);
        assert_int_equal(jx_host.merge(&call, sheet, &cases[i].merge), JX_FAIL);
        assert_int_equal(diags.count, 1);
    }
}

static void merged_area_adds_up_in_a_sheet(void **state) {
    struct jx_merge merge = {0, 0, 1, 4};
    struct jx_sheet *second;

    (void)state;
    begin((struct jx_limits){.merge_area = 8});
    second = jx_host.sheet(&call, book, "Sheet2");
    for (; merge.row < 2; merge.row++) {
        assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_OK);
        assert_int_equal(jx_host.merge(&call, second, &merge), JX_OK);
    }
    assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_FAIL);
    ASSERT_CODES(JX_MSG_FILE_MERGE_AREA);

    begin((struct jx_limits){.merge_area = 8, .cells = 9});
    for (merge.row = 0; merge.row < 2; merge.row++)
        assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_OK);
    assert_int_equal(call.cells, 8);
    assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_FAIL);
    ASSERT_CODES(JX_MSG_FILE_MERGE_AREA);

    /* Cells under merges are cells. */
    begin((struct jx_limits){.cells = 7});
    merge.row = 0;
    assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_OK);
    merge.row = 1;
    assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_FAIL);
    ASSERT_CODES(JX_MSG_FILE_CELLS);
}

static void overlaps_are_told_and_left(void **state) {
    struct jx_merge merge = {0, 0, 2, 2}, across = {1, 1, 2, 2};

    (void)state;
    assert_int_equal(jx_host.merge(&call, sheet, &merge), JX_OK);
    assert_int_equal(jx_host.merge(&call, sheet, &across), JX_FAIL);
    ASSERT_CODES(JX_MSG_FILE_MERGE_OVERLAP);
    assert_non_null(strstr(diags.items[0].message, "B2:C3"));
    assert_int_equal(sheet->merge_count, 1);
    assert_non_null(jx_host.cell(&call, sheet, 0, 0));
}

static void encodings_are_told(void **state) {
    const char *text, *name = "abc";
    size_t length = 4;

    (void)state;
    assert_string_equal(jx_host.text(&call, name, 2), "ab");
    assert_string_equal(jx_host.text(&call, "年\xFF度\xE5\xBA", 9),
                        "年\xEF\xBF\xBD度\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(jx_host.text(&call, NULL, 0), "");
    text = jx_host.decode(&call, (const unsigned char *)"\xC4\xEA\xB6\xC8", &length, NULL);
    assert_string_equal(text, "年度");
    assert_int_equal(length, 6);
    text = jx_host.encode(&call, text, &length, "GBK");
    assert_int_equal(length, 4);
    assert_memory_equal(text, "\xC4\xEA\xB6\xC8", 4);
    assert_int_equal(diags.count, 0);
    length = 3;
    assert_null(jx_host.decode(&call, (const unsigned char *)"ab\xFF", &length, "UTF-8"));
    assert_non_null(strstr(diags.items[0].message, "UTF-8 (first bad byte at offset 2)"));
    assert_null(jx_host.decode(&call, (const unsigned char *)"ab", &length, "klingon"));
    length = 7;
    assert_null(jx_host.encode(&call, "年\xF0\xA0\x80\x80", &length, "GBK"));
    assert_non_null(strstr(diags.items[2].message, "GBK has no character for “\xF0\xA0\x80\x80”"));
    assert_null(jx_host.encode(&call, "a", &length, "klingon"));
    ASSERT_CODES(JX_MSG_FILE_ENCODING, JX_MSG_FILE_ENCODING_NAME, JX_MSG_FILE_CHARACTER,
                 JX_MSG_FILE_ENCODING_NAME);
}

static void output_is_what_was_appended(void **state) {
    uint32_t i, capacity = 0, *items = NULL;
    size_t total = 0;

    (void)state;
    jx_host.append(&call, NULL, 0);
    assert_int_equal(call.output_length, 0);
    for (i = 0; i < 20000; i++) {
        jx_host.append(&call, "0123456789", i % 11);
        total += i % 11;
        items = jx_host.grow(&call, items, i, &capacity, sizeof(*items));
        items[i] = i;
        jx_host.allocate(&call, 3);
    }
    assert_int_equal(call.output_length, total);
    assert_memory_equal(call.output, "0010120123", 10);
    assert_int_equal(items[19999], 19999);
}

static void count_release(void *thing) {
    ++*(int *)thing;
}

static void things_are_given_back(void **state) {
    size_t mark = jx_arena_mark(arena);
    int released = 0;

    (void)state;
    jx_host.defer(&call, count_release, &released);
    assert_int_equal(released, 0);
    jx_arena_release(arena, mark);
    assert_int_equal(released, 1);
}

static void time_runs_out_once(void **state) {
    struct timespec nap = {0, 3000000};
    int i;

    (void)state;
    begin((struct jx_limits){.milliseconds = 1});
    nanosleep(&nap, NULL);
    for (i = 0; !jx_host.expired(&call); i++) assert_true(i < 1000);
    for (i = 0; i < 1000; i++) assert_true(jx_host.expired(&call));
    ASSERT_CODES(JX_MSG_FILE_TIME);

    begin((struct jx_limits){.milliseconds = UINT64_MAX});
    for (i = 0; i < 1000; i++) assert_false(jx_host.expired(&call));
}

static bool stop_at_third(void *user, size_t done, size_t all) {
    (void)done;
    (void)all;
    return ++*(int *)user < 3;
}

static void the_caller_can_cancel(void **state) {
    int asked = 0, i;

    (void)state;
    call.progress = stop_at_third;
    call.user = &asked;
    for (i = 0; i < 100000 && !jx_host.expired(&call); i++) continue;
    assert_true(i < 100000);
    assert_true(jx_host.expired(&call));
    assert_int_equal(asked, 3);
    ASSERT_CODES(JX_MSG_FILE_CANCELLED);
}

static void what_is_written_ends_at_the_limit(void **state) {
    (void)state;
    begin((struct jx_limits){.bytes = 10});
    jx_host.append(&call, "0123456", 7);
    jx_host.append(&call, "789", 3);
    assert_int_equal(diags.count, 0);
    jx_host.append(&call, "x", 1);
    jx_host.append(&call, "y", 1);
    assert_int_equal(call.output_length, 10);
    assert_true(call.limited);
    ASSERT_CODES(JX_MSG_OUTPUT_LARGE);
}

static bool keep_done(void *user, size_t done, size_t all) {
    *(size_t *)user = done;
    return all == 0;
}

static void progress_counts_what_is_written(void **state) {
    size_t done = SIZE_MAX;

    (void)state;
    call.progress = keep_done;
    call.user = &done;
    assert_false(jx_host.expired(&call));
    assert_int_equal(done, 0);
    jx_host.append(&call, "0123456", 7);
    call.ticks = 0;
    assert_false(jx_host.expired(&call));
    assert_int_equal(done, 7);
}

/* A small carrier's reading, in which every allocation in turn fails. */
static void want_of_memory_gives_everything_back(void **state) {
    volatile size_t n;
    volatile bool done = false;
    volatile int deferred = 0;
    static int released;

    (void)state;
    released = 0;
    for (n = 0; !done; n++) {
        struct jx_arena *volatile scarce = jx_arena_new();
        struct jx_merge merge = {2, 0, 2, 2};
        size_t length = 2;
        uint32_t row;

        jx_arena_fail_after(n);
        if (setjmp(*jx_arena_guard(scarce)) == 0) {
            jx_diags_init(&diags, scarce, JX_LANGUAGE_CHINESE);
            jx_call_begin(&call, scarce, &diags, NULL);
            deferred++;
            jx_host.defer(&call, count_release, &released);
            sheet = jx_host.sheet(&call, jx_book_new(scarce), "表");
            for (row = 0; row < 10; row++)
                jx_host.cell(&call, sheet, row, 3)->text =
                    jx_host.decode(&call, (const unsigned char *)"\xC4\xEA", &length, "GBK"),
                                                length = 2;
            jx_host.merge(&call, sheet, &merge);
            jx_host.merge(&call, sheet, &merge);
            for (row = 0; row < 10; row++) JX_REPORT(&jx_host, &call, JX_MSG_CELL_ERROR, NULL, "#REF!");
            jx_host.append(&call, "x", 1);
            done = true;
        }
        jx_arena_fail_after(SIZE_MAX);
        jx_arena_free(scarce);
        assert_int_equal(released, deferred);
    }
    assert_true(n > 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(limits_have_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_end_at_the_limits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_are_counted_once_over_all_sheets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merges_end_at_the_limits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merged_area_adds_up_in_a_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(overlaps_are_told_and_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodings_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(output_is_what_was_appended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(things_are_given_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(time_runs_out_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_caller_can_cancel, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_ends_at_the_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(progress_counts_what_is_written, set_up, tear_down),
        cmocka_unit_test(want_of_memory_gives_everything_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
