/* Grids: cells where they were put, and merges that do not overlap. */
#include "tests/unit/arena_help.h"

#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"

static void cells_are_made_as_they_are_reached(void **state) {
    struct jx_book *book = jx_book_new(arena);
    struct jx_sheet *sheet = jx_book_add(book, "表一");
    uint32_t row, column;

    (void)state;
    assert_int_equal(book->sheet_count, 1);
    assert_string_equal(sheet->name, "表一");
    assert_string_equal(jx_book_add(book, NULL)->name, "");
    assert_null(jx_sheet_at(sheet, 0, 0));
    jx_sheet_cell(arena, sheet, 2, 3)->text = "x";
    assert_int_equal(sheet->row_count, 3);
    assert_int_equal(sheet->rows[2].count, 4);
    assert_int_equal(sheet->rows[0].count, 0);
    assert_null(jx_sheet_at(sheet, 2, 4));
    assert_null(jx_sheet_at(sheet, 3, 0));
    assert_null(jx_sheet_at(sheet, 0, 0));
    for (row = 0; row < 40; row++)
        for (column = 0; column < 40; column++)
            jx_sheet_cell(arena, sheet, row, column)->length += row * 100 + column;
    for (row = 0; row < 40; row++)
        for (column = 0; column < 40; column++) {
            const struct jx_cell *cell = jx_sheet_at(sheet, row, column);

            assert_int_equal(cell->length, row * 100 + column);
            assert_int_equal(cell->kind, JX_CELL_BLANK);
            assert_int_equal(cell->rows, 1);
            assert_int_equal(cell->columns, 1);
        }
    assert_string_equal(jx_sheet_at(sheet, 2, 3)->text, "x");
}

static void long_sheets_keep_their_rows(void **state) {
    struct jx_sheet *sheet = jx_book_add(jx_book_new(arena), "");
    uint32_t row;

    (void)state;
    for (row = 0; row < 100000; row++) jx_sheet_cell(arena, sheet, row, row % 3)->length = row;
    assert_int_equal(sheet->row_count, 100000);
    assert_true(sheet->row_capacity >= 100000);
    for (row = 0; row < 100000; row++) {
        assert_int_equal(sheet->rows[row].count, row % 3 + 1);
        assert_int_equal(jx_sheet_at(sheet, row, row % 3)->length, row);
    }
    jx_sheet_cell(arena, sheet, 3000000, 0)->length = 7;
    assert_int_equal(jx_sheet_at(sheet, 3000000, 0)->length, 7);
    assert_int_equal(jx_sheet_at(sheet, 99999, 0)->kind, JX_CELL_BLANK);
    assert_null(jx_sheet_at(sheet, 2999999, 0));
}

static void merges_cover(void **state) {
    static const struct {
        struct jx_merge merge;
        bool fits;
    } cases[] = {
        {{1, 1, 2, 3}, true},           {{0, 0, 1, 1}, true},  /* no merge at all */
        {{1, 1, 1, 1}, true},                                  /* nor here */
        {{2, 3, 2, 2}, false},                                 /* its first cell is covered */
        {{0, 0, 2, 2}, false},                                 /* it covers the first one */
        {{0, 0, 9, 9}, false},          {{1, 1, 2, 3}, false}, /* the same again */
        {{2, 2, 2, 1}, false}, /* it covers one that is covered by one row and one column */
        {{3, 1, 1, 9}, true},           {{3, 0, 2, 2}, false},
        {{5, 0, 0, 7}, true}, /* nothing */
        {{UINT32_MAX, 0, 2, 1}, false}, {{0, UINT32_MAX, 1, UINT32_MAX}, false},
    };
    struct jx_sheet *sheet = jx_book_add(jx_book_new(arena), "");
    const struct jx_cell *cell;
    size_t i;

    (void)state;
    jx_sheet_cell(arena, sheet, 1, 1)->text = "first";
    jx_sheet_cell(arena, sheet, 2, 2)->text = "hidden";
    for (i = 0; i < COUNT(cases); i++)
        if (jx_sheet_merge(arena, sheet, &cases[i].merge) != cases[i].fits) fail_msg("merge %zu", i);
    assert_int_equal(sheet->merge_count, 2);
    cell = jx_sheet_at(sheet, 1, 1);
    assert_string_equal(cell->text, "first");
    assert_int_equal(cell->rows, 2);
    assert_int_equal(cell->columns, 3);
    cell = jx_sheet_at(sheet, 2, 2);
    assert_null(cell->text);
    assert_int_equal(cell->kind, JX_CELL_COVERED);
    assert_int_equal(cell->rows, 1);
    assert_int_equal(cell->columns, 1);
    cell = jx_sheet_at(sheet, 1, 3);
    assert_int_equal(cell->rows, 0);
    assert_int_equal(cell->columns, 2);
    assert_null(jx_sheet_at(sheet, 1, 4));
    assert_int_equal(jx_sheet_at(sheet, 3, 9)->columns, 8);
}

static void a_cell_knows_its_place(void **state) {
    struct jx_sheet *sheet = jx_book_add(jx_book_new(arena), "s"),
                    *plain = jx_book_add(jx_book_new(arena), "");
    struct jx_place place;

    (void)state;
    jx_sheet_cell(arena, sheet, 3, 2)->line = 17;
    place = jx_sheet_place(sheet, 3, 2);
    assert_int_equal(place.row, 4);
    assert_int_equal(place.column, 3);
    assert_int_equal(place.line, 17);
    assert_string_equal(place.sheet, "s");
    assert_null(jx_sheet_place(plain, 900, 900).sheet);
}

/* A book of some size, every bit of it with memory that may run out. */
static void build(struct jx_arena *scarce) {
    struct jx_book *book = jx_book_new(scarce);
    uint32_t sheets, row, column;

    for (sheets = 0; sheets < 3; sheets++) {
        struct jx_sheet *sheet = jx_book_add(book, "表");
        struct jx_merge merge = {4, 0, 3, 3};

        for (row = 0; row < 20; row++)
            for (column = 0; column < 10; column++) {
                struct jx_cell *cell = jx_sheet_cell(scarce, sheet, row, column);

                cell->text = jx_text_phrase(scarce, "一 二", 7);
                cell->length = (uint32_t)strlen(cell->text);
            }
        assert_true(jx_sheet_merge(scarce, sheet, &merge));
    }
}

/* The n-th allocation fails, for every n until none does: each time the guard is reached, and nothing leaks. */
static void want_of_memory_is_survived_everywhere(void **state) {
    volatile size_t n;
    volatile bool done = false;

    (void)state;
    for (n = 0; !done; n++) {
        struct jx_arena *volatile scarce;

        jx_arena_fail_after(n);
        scarce = jx_arena_new();
        if (scarce && setjmp(*jx_arena_guard(scarce)) == 0) {
            build(scarce);
            done = true;
        }
        jx_arena_fail_after(SIZE_MAX);
        jx_arena_free(scarce);
    }
    assert_true(n > 600);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_made_as_they_are_reached),
        cmocka_unit_test(long_sheets_keep_their_rows),
        cmocka_unit_test(merges_cover),
        cmocka_unit_test(a_cell_knows_its_place),
        cmocka_unit_test(want_of_memory_is_survived_everywhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
