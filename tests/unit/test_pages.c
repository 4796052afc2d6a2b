/* Paper: how wide texts print, where pages end, and what is repeated on the next one. */
#include "tests/unit/arena_help.h"

#include <string.h>

#include <jixiao/paper.h>

#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/paper/heights.h"
#include "core/paper/names.h"
#include "core/paper/pages.h"
#include "core/paper/paper.h"

static const struct jx_paper workbook = {.height_most = 400};

static void signs_of_song_are_wide(void **state) {
    static const struct {
        const char *text;
        size_t printed, shown;
    } cases[] = {
        {"abc 123", 7, 7},   {"绩效", 4, 4}, {"“按期”", 8, 6}, {"≥95%", 5, 4}, {"——", 4, 2},
        {"3×5±2℃·…", 13, 8}, {"①Ⅱαя", 8, 4}, {"‘’", 4, 2},     {"", 0, 0},     {"é", 1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(jx_print_width(cases[i].text, strlen(cases[i].text)), cases[i].printed);
        assert_int_equal(jx_text_width(cases[i].text, strlen(cases[i].text)), cases[i].shown);
    }
}

static void heights_count_wide_signs(void **state) {
    static const double widths[] = {10};
    (void)state;
    assert_int_equal(jx_text_lines("≥≥≥≥≥", widths, 0, 0, JX_TYPE_BODY, 0), 1);
    assert_int_equal(jx_text_lines("≥≥≥≥≥≥", widths, 0, 0, JX_TYPE_BODY, 0), 2);
    assert_int_equal(jx_text_lines("绩效目标", widths, 0, 0, JX_TYPE_TITLE, 0), 2);
}

/* Programs set room between the digits and the Chinese: what just fits without it does not with it. */
static void spacing_makes_lines_longer(void **state) {
    static const double widths[] = {12};
    (void)state;
    assert_int_equal(jx_text_lines("第10项指标值", widths, 0, 0, JX_TYPE_BODY, 0), 1);
    assert_int_equal(jx_text_lines("第10项指标值", widths, 0, 0, JX_TYPE_BODY, 0.5), 2);
    assert_int_equal(jx_text_lines("第（项指标值", widths, 0, 0, JX_TYPE_BODY, 0.5), 1);
}

/* --- pages -------------------------------------------------------------------------------------------------------------- */

static struct jx_cell *put(struct jx_sheet *sheet, uint32_t row, uint32_t column, const char *text) {
    struct jx_cell *cell = jx_sheet_cell(arena, sheet, row, column);
    cell->kind = JX_CELL_TEXT;
    cell->look = JX_LOOK_TEXT;
    cell->text = text;
    cell->length = (uint32_t)strlen(text);
    return cell;
}

/* A sheet of two columns with a head and projects of so many rows, 40 points each; the name is merged beside them. */
static struct jx_sheet *list_of(const uint32_t *projects, size_t count, const char *name) {
    static const double widths[] = {30, 60};
    struct jx_sheet *sheet = jx_book_add(jx_book_new(arena), "");
    uint32_t row = 1;
    put(sheet, 0, 0, "项目名称");
    put(sheet, 0, 1, "三级指标");
    for (size_t i = 0; i < count; i++) {
        for (uint32_t r = 0; r < projects[i]; r++) put(sheet, row + r, 1, "数量");
        put(sheet, row, 0, name);
        struct jx_merge merge = {row, 0, projects[i], 1};
        assert_true(jx_sheet_merge(arena, sheet, &merge));
        row += projects[i];
    }
    for (uint32_t r = 0; r < sheet->row_count; r++) sheet->rows[r].height = 40;
    sheet->widths = widths;
    sheet->width_count = 2;
    sheet->head_count = 1;
    return sheet;
}

static void a_short_sheet_is_one_page(void **state) {
    static const uint32_t projects[] = {5, 5};
    struct jx_sheet *sheet = list_of(projects, 2, "甲");
    (void)state;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 1);
    assert_true(sheet->scale > 0.999);
    assert_true(sheet->keeps[1] && sheet->keeps[4] && !sheet->keeps[5] && !sheet->keeps[10]);
}

static void a_crowded_sheet_is_printed_smaller(void **state) {
    static const uint32_t projects[] = {10, 10}; /* 840 points; a page has 741 */
    struct jx_sheet *sheet = list_of(projects, 2, "甲");
    (void)state;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 1);
    assert_true(sheet->scale < 0.9 && sheet->scale > 0.75);
}

/* A page has room for 18 rows, 17 of them behind the repeated head: the line below the table would stand alone on the third. */
static void some_rows_go_with_the_foot(void **state) {
    static const uint32_t projects[] = {17, 17};
    struct jx_sheet *sheet = list_of(projects, 2, "甲");
    (void)state;
    put(sheet, 35, 0, "填表人：")->look = JX_LOOK_NOTE;
    sheet->rows[35].height = 40;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 3);
    assert_int_equal(sheet->breaks[0], 18);
    assert_int_equal(sheet->breaks[1], 33);
}

static void projects_stand_on_one_page(void **state) {
    static const uint32_t projects[] = {7, 7, 7, 17, 3, 17};
    static const uint32_t wanted[] = {15, 22, 39, 42};
    struct jx_sheet *sheet = list_of(projects, 6, "甲");
    (void)state;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 5);
    for (size_t i = 0; i < 4; i++) assert_int_equal(sheet->breaks[i], wanted[i]);
    assert_int_equal(sheet->merge_count, 6);
}

static void a_long_project_is_cut_and_named_again(void **state) {
    static const uint32_t projects[] = {2, 40};
    struct jx_sheet *sheet = list_of(projects, 2, "乡村道路");
    (void)state;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 3);
    assert_int_equal(sheet->merge_count, 4);
    for (uint32_t page = 0; page + 1 < sheet->pages; page++) {
        const struct jx_cell *cell = jx_sheet_at(sheet, sheet->breaks[page], 0);
        assert_int_equal(cell->kind, JX_CELL_TEXT);
        assert_string_equal(cell->text, "乡村道路");
        for (uint32_t r = 1; r < cell->rows; r++) {
            const struct jx_cell *under = jx_sheet_at(sheet, sheet->breaks[page] + r, 0);
            assert_int_equal(under->kind, JX_CELL_COVERED);
            assert_int_equal(under->rows, r);
        }
    }
    uint32_t rows = 0;
    for (uint32_t m = 0; m < sheet->merge_count; m++) rows += sheet->merges[m].rows;
    assert_int_equal(rows, 42);
}

/* A form's band is one block, because of the label at its side, but it may be cut, and its headings repeat. */
static void a_band_may_be_cut(void **state) {
    static const uint32_t projects[] = {40};
    struct jx_sheet *sheet = list_of(projects, 1, "绩效指标");
    (void)state;
    sheet->head_first = 1;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 3);
    assert_true(sheet->breaks[0] > 12);
    assert_false(sheet->keeps[5]);
}

static void blank_and_odd_sheets_have_pages(void **state) {
    struct jx_sheet *sheet = jx_book_add(jx_book_new(arena), "");
    static const double widths[] = {30};
    (void)state;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 0);
    sheet->widths = widths;
    sheet->width_count = 1;
    put(sheet, 0, 0, "甲");
    put(sheet, 1, 0, "乙");
    sheet->rows[0].height = 5000; /* higher than a page */
    sheet->rows[1].height = 20;
    jx_sheet_pages(arena, sheet, &workbook);
    assert_int_equal(sheet->pages, 2);
    assert_int_equal(sheet->breaks[0], 1);
}

/* --- what carriers state --------------------------------------------------------------------------------------------------- */

static void carriers_state_their_limits(void **state) {
    struct jx_carrier carrier = {.size = sizeof carrier, .height_most = JX_UNLIMITED, .name_most = 100};
    struct jx_names names;
    (void)state;
    assert_int_equal(jx_paper_of(NULL).name_most, 31);
    assert_true(jx_paper_of(&carrier).height_most > 1e9);
    assert_int_equal(jx_paper_of(&carrier).name_most, 100);
    assert_true(jx_paper_of(&carrier).spacing <= 0);
    carrier.abilities = JX_CARRIER_SPACED;
    assert_true(jx_paper_of(&carrier).spacing > 0);
    carrier.size = offsetof(struct jx_carrier, height_most);
    assert_true(jx_paper_of(&carrier).height_most < 401);
    names = jx_names_of(jx_book_new(arena), 4);
    assert_string_equal(jx_sheet_name(&names, "乡村道路养护"), "乡村道路");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_of_song_are_wide),
        cmocka_unit_test(heights_count_wide_signs),
        cmocka_unit_test(spacing_makes_lines_longer),
        cmocka_unit_test(a_short_sheet_is_one_page),
        cmocka_unit_test(a_crowded_sheet_is_printed_smaller),
        cmocka_unit_test(some_rows_go_with_the_foot),
        cmocka_unit_test(projects_stand_on_one_page),
        cmocka_unit_test(a_long_project_is_cut_and_named_again),
        cmocka_unit_test(a_band_may_be_cut),
        cmocka_unit_test(blank_and_odd_sheets_have_pages),
        cmocka_unit_test(carriers_state_their_limits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
