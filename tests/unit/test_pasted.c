/* Rows made of a sheet whose cells stand below one another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/read/pasted.h"
#include "core/words/sense.h"

struct stream_try {
    struct jx_arena *arena;
    struct jx_sheet *sheet;
    struct jx_reading reading;
};

/* A sheet from its rows: `|` parts cells, `/` ends rows. */
static struct jx_sheet *sheet_of(struct jx_arena *arena, const char *text) {
    struct jx_sheet *sheet = jx_book_add(jx_book_new(arena), "单");
    for (uint32_t row = 0, column = 0; *text; text++) {
        size_t length = strcspn(text, "|/");
        if (length > 0) {
            struct jx_cell *cell = jx_sheet_cell(arena, sheet, row, column);
            cell->text = jx_arena_copy(arena, text, length);
            cell->length = (uint32_t)length;
            cell->kind = JX_CELL_TEXT;
        }
        text += length;
        column = *text == '|' ? column + 1 : 0;
        row += *text == '/';
        if (!*text) break;
    }
    return sheet;
}

static void open_sheet(struct stream_try *try, const char *text) {
    *try = (struct stream_try){.arena = jx_arena_new()};
    try->sheet = sheet_of(try->arena, text);
    try->reading.arena = try->arena;
    try->reading.scratch = jx_arena_scratch(try->arena);
    try->reading.passing = jx_arena_scratch(try->arena);
    try->reading.lexicon = jx_words_new(try->arena);
    jx_pasted_open(&try->reading, try->arena, try->sheet);
}

/* The rows that reading sees; `~` is a line end in a cell. */
static const char *show(struct stream_try *try) {
    const struct jx_sheet *sheet = try->reading.sheet;
    const char *text = "";
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            text =
                jx_arena_format(try->arena, "%s%s%s", text, column ? "|" : "", cell->text ? cell->text : "");
        }
        text = jx_arena_format(try->arena, "%s/", text);
    }
    char *lines = jx_arena_string(try->arena, text);
    for (char *c = lines; *c; c++)
        if (*c == '\n') *c = '~';
    return lines;
}

#define HEADINGS      "|一级指标/|二级指标/|三级指标/|指标值/"
#define READ_HEADINGS "一级指标|二级指标|三级指标|指标值/"
#define BAND          HEADINGS "/|产出/|数量/|名/|值/"
#define READ          READ_HEADINGS "产出|数量|名|值/"

static const struct {
    const char *what, *sheet, *rows;
} streams[] = {
    {"blank rows end rows", "|甲/|乙//|丙/|丁//" BAND, "甲|乙/丙|丁/" READ},
    {"the others are blank cells", "|甲/|乙///|丙/|丁//" BAND, "甲|乙/|丙|丁/" READ},
    {"below the headings of what a row lacks at its end", BAND "//|质量/|名////|时效/|名/|值/",
     READ "|质量|名|/|时效|名|值/"},
    {"a row that a blank row cuts lacks none", HEADINGS "/|产出/|数量//|名/|值///|质量/|名/|值/",
     READ_HEADINGS "产出|数量/名|值/|质量|名|值/"},
    {"the value of a label has its place first", "|甲/|乙/|项目负责人///|丙/|丁//" BAND,
     "甲|乙|项目负责人|/丙|丁/" READ},
    {"blank cells within a row", HEADINGS "/|产出/|数量//|值//|质量/|名/|值/",
     READ_HEADINGS "产出|数量||值/质量|名|值/"},
    {"more of them, at the end of the sheet", HEADINGS "/|产出/|数量/|名/|值//|质量///|值/",
     READ "质量|||值/"},
    {"a paragraph ends what the headings say", BAND "//填表人：某人/|甲/|乙///|丙/",
     READ "填表人：某人/甲|乙/|丙/"},
    {"too many blank rows are no cells", "|甲////////////////////|乙//" BAND, "甲/乙/" READ},
    {"text to the left goes on", "|甲/乙//丙/|丁//" BAND, "甲~乙~~丙|丁/" READ},
    {"not after two blank rows", "|甲///乙/|丁//" BAND, "甲/乙/丁/" READ},
    {"nor if it is a title", "|甲/绩效目标表/|丁//" BAND, "甲/绩效目标表/丁/" READ},
    {"nor a note after a blank row", "|甲//填表人：某人/|丁//" BAND, "甲/填表人：某人/丁/" READ},
    {"but right behind a cell it does", "|甲/填表人：某人/|丁//" BAND, "甲~填表人：某人|丁/" READ},
    {"nor before the first cell", "题//|甲/|乙/|丙//" BAND, "题/甲|乙|丙/" READ},
    {"nor after a paragraph", "|甲///乙/丙/|丁//" BAND, "甲/乙/丙/丁/" READ},
    {"several texts are a row, or cells of one", "甲|乙/|丙/|丁|戊//" BAND, "甲|乙/丙|丁|戊/" READ},
    {"all in the first column", "绩效目标表/甲/乙//丙//一级指标/二级指标/三级指标//产出/数量/名/",
     "绩效目标表/甲|乙/丙/一级指标|二级指标|三级指标/产出|数量|名/"},
    {"the headings parted by blank rows", "|甲//|一级指标//|二级指标/|三级指标/|值/|丙/|丁//|戊/",
     "甲/一级指标/二级指标|三级指标|值|丙|丁/戊/"},
    {"a blank row between any two cells",
     "题/|甲//|乙//|一级指标//|二级指标//|三级指标//|值////|产出//|名/下/",
     "题/甲/乙/一级指标/二级指标/三级指标/值//产出/名~下/"},
    {"no blank row but for blank cells", "题/|甲/|乙/|丙/|丁/|一级指标/|二级指标/|三级指标/|值//|产出///|名/",
     "题/甲/乙/丙/丁/一级指标/二级指标/三级指标/值//产出///名/"},
    {"a paragraph among them", "|甲/|乙/|丙/|丁/|一级指标/|二级指标/|三级指标/|值///题//|产出/",
     "甲/乙/丙/丁/一级指标/二级指标/三级指标/值/题/产出/"},
};

/* Tables, and lists that only mention the words. */
static const char *const others[] = {
    "甲|乙/一级指标|二级指标|三级指标|指标值/产出|数量|名|值/丙/丁/戊/己/庚/辛/壬/癸/",
    "一级指标/一/二级指标/二/三级指标/三/指标值/四/五/六/",
    "一级指标/二级指标/|三级指标/甲/乙/丙/丁/戊/己/庚/",
    "一级指标/二级指标/三级指标/指标值/",
    HEADINGS "甲|乙/丙|丁/戊|己/甲|乙/丙|丁/戊|己/|一/|二/",
    "",
};

static void lines_make_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        struct stream_try try;
        open_sheet(&try, streams[i].sheet);
        if (!try.reading.pasted || strcmp(show(&try), streams[i].rows) != 0)
            fail_msg("%s:\n read %s\n not  %s", streams[i].what, show(&try), streams[i].rows);
        jx_arena_free(try.arena);
    }
}

static void tables_stay(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct stream_try try;
        open_sheet(&try, others[i]);
        if (try.reading.pasted || try.reading.sheet != try.sheet)
            fail_msg("%s: read as %s", others[i], show(&try));
        jx_arena_free(try.arena);
    }
}

/* A carrier that knows its rows better has made them already. */
static void soft_rows_stay(void **state) {
    (void)state;
    struct stream_try try;
    open_sheet(&try, "|甲//" BAND);
    assert_non_null(try.reading.pasted);
    try.sheet->soft_rows = true;
    jx_pasted_open(&try.reading, try.arena, try.sheet);
    assert_null(try.reading.pasted);
    assert_ptr_equal(try.reading.sheet, try.sheet);
    jx_arena_free(try.arena);
}

static void places_are_those_of_the_sheet(void **state) {
    (void)state;
    struct stream_try try;
    open_sheet(&try, "题//|甲/乙/|丙////|丁|戊//" BAND);
    assert_string_equal(show(&try), "题/甲~乙|丙/||丁|戊/" READ);
    static const struct {
        uint32_t row, column, at_row, at_column;
    } places[] = {{0, 0, 1, 1}, {1, 0, 3, 2}, {1, 1, 5, 2}, {2, 2, 9, 2}, {2, 3, 9, 3}, {3, 1, 12, 2}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct jx_place place = jx_reading_place(&try.reading, places[i].row, places[i].column);
        assert_string_equal(place.sheet, "单");
        assert_int_equal(place.row, places[i].at_row);
        assert_int_equal(place.column, places[i].at_column);
    }
    jx_arena_free(try.arena);
}

/* Without any row end the cells are rows, and their places with them. */
static void endless_rows_are_cut(void **state) {
    (void)state;
    struct stream_try try;
    open_sheet(&try,
               "|甲//" BAND
               "|1/|2/|3/|4/|5/|6/|7/|8/|9/|10/|11/|12/|13/|14/|15/|16/|17/|18/|19/|20/|21/|22/|23/|24/|25/"
               "|26/|27/|28/|29/|30//|末/");
    assert_string_equal(show(&try),
                        "甲/" READ_HEADINGS
                        "产出/数量/名/值/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23/24/25/"
                        "26/27/28/29/30/末/");
    assert_int_equal(jx_reading_place(&try.reading, 1, 3).row, 6);
    assert_int_equal(jx_reading_place(&try.reading, 2, 0).row, 8);
    assert_int_equal(jx_reading_place(&try.reading, 35, 0).row, 41);
    assert_int_equal(jx_reading_place(&try.reading, 36, 0).row, 43);
    jx_arena_free(try.arena);
}

/* A cell that goes on for half a million lines takes no more memory than a few copies of it. */
static void long_cells_take_linear_memory(void **state) {
    (void)state;
    enum { LINES = 500000 };
    static const char head[] = "|甲/", line[] = "乙丙/", tail[] = "/" BAND;
    size_t length = sizeof head - 1 + LINES * (sizeof line - 1);
    char *text = malloc(length + sizeof tail), *to = text;
    to = memcpy(text, head, sizeof head - 1);
    to += sizeof head - 1;
    for (size_t i = 0; i < LINES; i++, to += sizeof line - 1) memcpy(to, line, sizeof line - 1);
    memcpy(to, tail, sizeof tail);
    struct stream_try try;
    open_sheet(&try, text);
    /* Lines that are alone outnumber the cells, but the headings tell which column is theirs. */
    assert_non_null(try.reading.pasted);
    assert_int_equal(try.reading.sheet->rows[0].count, 1);
    assert_int_equal(try.reading.sheet->rows[0].cells[0].length, 3 + LINES * sizeof line - LINES);
    jx_arena_free(try.arena);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_make_rows),      cmocka_unit_test(tables_stay),
        cmocka_unit_test(soft_rows_stay),       cmocka_unit_test(places_are_those_of_the_sheet),
        cmocka_unit_test(endless_rows_are_cut), cmocka_unit_test(long_cells_take_linear_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
