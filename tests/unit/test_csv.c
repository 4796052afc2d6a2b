/* Separated values: what stands in a field comes out of it, and goes in again. */
#define JX_STATIC_PLUGINS
/* NOLINTBEGIN(bugprone-suspicious-include): a plugin's objects show nothing but its entry */
#include "plugins/carriers/csv/csv.c"
#include "plugins/carriers/csv/separator.c"
#include "plugins/carriers/csv/walk.c"
#include "plugins/carriers/csv/write.c"
/* NOLINTEND(bugprone-suspicious-include) */

#include "tests/unit/plain_help.h"

#include <stdlib.h>

struct csv_case {
    const char *what, *text, *shown;
};

static void fields_are_cells(void **state) {
    (void)state;
    static const struct csv_case cases[] = {
        {"commas", "a,b\nc,d\n", "a|b/c|d/"},
        {"semicolons", "a;b\nc;d\n", "a|b/c|d/"},
        {"tabs", "a\tb\nc\td\n", "a|b/c|d/"},
        {"the separator is what is regular", "一;二,三,四\n五;六\n七,八;九\n", "一|二,三,四/五|六/七,八|九/"},
        {"separators in quotes do not count", "\"a;a;a\",b\n\"c;c;c\",d\n", "a;a;a|b/c;c;c|d/"},
        {"tabs outweigh commas in words", "一,二\t三\n四,五\t六\t七\n", "一,二|三/四,五|六|七/"},
        {"but not when they cling to commas", "01\t,02\t,b\n03\t,04\t,c\n", "01\t|02\t|b/03\t|04\t|c/"},
        {"declared", "sep=;\r\na,b;c\r\nd,e;f\r\n", "a,b|c/d,e|f/"},
        {"not declared", "sep=;x,b\nc,d\n", "sep=;x|b/c|d/"},
        {"blank fields", ",a,\n,,\nb,,c\n", "|a//b||c/"},
        {"blank records", "a,b\n\n\nc,d\n", "a|b///c|d/"},
        {"ragged", "绩效目标表\n项目名称,路灯\n数量指标,盏数,≥90\n",
         "绩效目标表/项目名称|路灯/数量指标|盏数|≥90/"},
        {"CR LF", "a,b\r\n\r\nc,d\r\n", "a|b//c|d/"},
        {"CR", "a,b\r\rc,d\r", "a|b//c|d/"},
        {"no line end at the end", "a,b\nc,", "a|b/c/"},
        {"quotes", "\"a\",\"b,\"\"c\"\"\"\n\"\",\"\"\"\"\n", "a|b,\"c\"/|\"/"},
        {"line ends in quotes", "\"a\nb\r\nc\",d\ne,f\n", "a~b\r~c|d/e|f/"},
        {"words that begin with a quoted one", "\"五一\"奖章,b\n\"a\" b\"c,\"d\" \n",
         "\"五一\"奖章|b/\"a\" b\"c|d/"},
        {"what follows a closing quote", "\"a,\"b,c\n\"\" ,\"e\"\"f\"\"\"g\n\"h\"\"\" ,i\n",
         "a,b|c/|e\"f\"g/h\"|i/"},
        {"quotes inside are characters", "a\"b,c\"\n d,5\"\n", "a\"b|c\"/ d|5\"/"},
        {"white space stays", " a , b\n\xE3\x80\x80,c\n", " a | b/\xE3\x80\x80|c/"},
        {"numbers stay text", "00123,1.50\n1E5,110101199001011234\n", "00123|1.50/1E5|110101199001011234/"},
        {"told to be text", "=\"00123\",a\n=\"\",\"=\"\"1\"\"\"\n=1,=\"a\"b\"\n",
         "00123|a/=\"\"|=\"1\"/=1|=\"a\"b\"/"},
        {"one column", "a\nb\n", "a/b/"},
        {"nothing", "", ""},
        {"byte order mark", "\xEF\xBB\xBF\"a,b\",c\n", "a,b|c/"},
        {"byte order marks", "\xEF\xBB\xBF\xEF\xBB\xBF\"a,b\",c\n", "a,b|c/"},
        {"padding after the end", "a,b\n\x1A", "a|b/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        plain_open(&try, cases[i].text, strlen(cases[i].text));
        plain_read(&try, jx_carrier_plugin_csv());
        if (try.status != JX_OK || strcmp(plain_show(&try, 0), cases[i].shown))
            fail_msg("%s:\n read %s\n not  %s", cases[i].what, plain_show(&try, 0), cases[i].shown);
        assert_int_equal(try.diags.count, 0);
        plain_close(&try);
    }
}

static void cells_have_no_line(void **state) {
    (void)state;
    struct plain_try try;
    plain_open(&try, "a,b\n", 4);
    plain_read(&try, jx_carrier_plugin_csv());
    assert_int_equal(try.book->sheets[0]->rows[0].cells[1].line, 0);
    assert_false(try.book->sheets[0]->soft_rows);
    plain_close(&try);
}

static void an_open_quote_is_named(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
        const char *words;
    } cases[] = {
        {"a,b\n\"c\nd\",e\nf,\"路灯 维护\ng,h\n", 4, "路灯 维护"},
        {"a,b\r\nc,\"", 2, "“”"},
        {"\"a\"\",b\n\n", 1, "a\"\",b"},
        {"a,b\rc,d\r\"", 3, ""},
        {"a,b\n\"c,d\ne,\"f\"\ng,\"h\n", 2, "“c,d”"}, /* where it went wrong, not where it shows */
        {"x,\"一二三四五六七八九十一二三四五", 1, "“一二三四五六七八九十”"},
        {"x,\"a一二三四五六七八九十一二三四五", 1, "“a一二三四五六七八九”"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        plain_open(&try, cases[i].text, strlen(cases[i].text));
        plain_read(&try, jx_carrier_plugin_csv());
        assert_int_equal(try.status, JX_FAIL);
        assert_int_equal(plain_code(&try), JX_MSG_CSV_QUOTE);
        assert_int_equal(try.diags.items[0].place.line, cases[i].line);
        assert_non_null(strstr(try.diags.items[0].message, cases[i].words));
        plain_close(&try);
    }
}

static void a_quote_too_many_is_suspected(void **state) {
    (void)state;
    struct plain_try try;
    static const char text[] = "a,b\n\"c,d\ne,\"f\nh,i\n";
    plain_open(&try, text, sizeof text - 1);
    plain_read(&try, jx_carrier_plugin_csv());
    assert_int_equal(try.status, JX_WARN);
    assert_int_equal(plain_code(&try), JX_MSG_CSV_RUNAWAY);
    assert_int_equal(try.diags.items[0].place.line, 2);
    assert_string_equal(plain_show(&try, 0), "a|b/c,d~e,f/h|i/");
    plain_close(&try);
}

static void encodings_do_not_matter(void **state) {
    (void)state;
    static const char *const encodings[] = {"GB18030", "UTF-16LE", "UTF-16BE", "UTF-16", "GBK"};
    static const char text[] = "项目名称,路灯维护\n\"数量,指标\",≥90\n";
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct plain_try try;
        plain_open(&try, text, sizeof text - 1);
        try.input.bytes = (const unsigned char *)plain_encoded(&try, text, encodings[i], &try.input.length);
        assert_in_range(plain_bid(&try, jx_carrier_plugin_csv()), 85, 100);
        plain_read(&try, jx_carrier_plugin_csv());
        assert_string_equal(plain_show(&try, 0), "项目名称|路灯维护/数量,指标|≥90/");
        plain_close(&try);
    }
}

static void the_named_encoding_wins(void **state) {
    (void)state;
    struct plain_try try;
    plain_open(&try, "\xA4\x40,b\nc,d\n", 9); /* 一 in Big5, valid as GB18030 too */
    try.input.encoding = "BIG5";
    assert_in_range(plain_bid(&try, jx_carrier_plugin_csv()), 85, 100);
    plain_read(&try, jx_carrier_plugin_csv());
    assert_string_equal(plain_show(&try, 0), "一|b/c|d/");
    plain_close(&try);
    plain_open(&try, "\xA4\x40,b\nc,d\n", 9);
    try.input.encoding = "UTF-8";
    plain_read(&try, jx_carrier_plugin_csv());
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(plain_code(&try), JX_MSG_FILE_ENCODING);
    plain_close(&try);
}

struct csv_bid_case {
    const char *what, *text, *extension;
    int least, most;
};

/* Text dumps bid 70 for even rows, 80 for ragged ones, 90 for a cell a line, 15 for words. */
static void bids_follow_evidence(void **state) {
    (void)state;
    static const struct csv_bid_case cases[] = {
        {"even commas", "a,b\nc,d\n", "", 81, 89},
        {"even commas, named", "a,b\nc,d\n", "csv", 90, 100},
        {"even commas, named as text", "a,b\nc,d\n", "txt", 81, 89},
        {"ragged commas", "表\n\n项目,甲\n指标,乙,丙,丁\n戊,己,庚\n", "csv", 31, 69},
        {"one record", "a,b,c\n", "", 31, 80},
        {"declared", "sep=;\na\n", "", 90, 100},
        {"even tabs", "a\tb\nc\td\ne\tf\n", "", 71, 89},
        {"even tabs, named", "a\tb\nc\td\ne\tf\n", "tsv", 90, 100},
        {"ragged tabs", "表\na\tb\tc\nd\te\n\t\tf\tg\n", "", 0, 15},
        {"ragged tabs with commas in the words", "表\na,甲\tb\tc\nd,乙\te\n\t\tf,丙\tg\n", "tsv", 0, 16},
        {"ragged tabs with quotes", "表\na\t\"b\nb\"\tc\nd\te\nf\t\"g\tg\"\n", "", 71, 89},
        {"even tabs with words in quotes", "a\t\"b\" c\nd\te\n", "", 0, 15},
        {"even tabs with an open quote", "a\t\"b\nd\te\nf\tg\n", "", 0, 15},
        {"ragged tabs with an empty quoted field", "\"\"\na\tb\tc\nd\te\n", "tsv", 81, 89},
        {"a cell a line", "\ta\n\tb\n\tc\n", "", 0, 10},
        {"words", "一段文字\n又一段\n", "", 0, 14},
        {"a column, named", "一段文字\n又一段\n", "csv", 16, 40},
        {"words with commas", "一段,文字\n又一段\n还有\n一段\n", "txt", 0, 14},
        {"HTML", "<table>,b\n", "csv", 0, 0},
        {"control characters", "a,b\nc,\x02\n", "csv", 0, 0},
        {"no valid encoding", "a,b\nc,\xFF\xFF\n", "csv", 11, 15},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        plain_open(&try, cases[i].text, strlen(cases[i].text));
        try.input.extension = cases[i].extension;
        int bid = plain_bid(&try, jx_carrier_plugin_csv());
        if (bid < cases[i].least || bid > cases[i].most) fail_msg("%s: bid %d", cases[i].what, bid);
        plain_close(&try);
    }
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* A sheet from a text such as plain_show makes, without line ends in it. */
static void fill(struct plain_try *try, const char *shown) {
    struct jx_sheet *sheet = jx_book_add(try->book, "");
    uint32_t row = 0, column = 0;
    for (const char *at = shown; *at; at++) {
        size_t length = strcspn(at, "|/");
        struct jx_cell *cell = jx_sheet_cell(try->arena, sheet, row, column);
        if (length) {
            char *text = jx_arena_copy(try->arena, at, length);
            for (char *c = text; *c; c++)
                if (*c == '~') *c = '\n';
            cell->text = text;
            cell->length = (uint32_t)length;
            cell->kind = JX_CELL_TEXT;
        }
        at += length;
        if (*at == '/')
            row++, column = 0;
        else
            column++;
    }
}

static void begin_book(struct plain_try *try) {
    plain_open(try, NULL, 0);
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    try->book = jx_book_new(try->arena);
}

static enum jx_status write_book(struct plain_try *try, const char *encoding) {
    struct jx_output output = {.encoding = encoding};
    return jx_carrier_plugin_csv()->write(&jx_host, &try->call, &output, try->book);
}

static void written_as_rfc_4180_says(void **state) {
    (void)state;
    static const struct csv_case cases[] = {
        {"plain", "a|b/c|d/", "a,b\r\nc,d\r\n"},
        {"padded to the width", "a/b|c|d//", "a,,\r\nb,c,d\r\n,,\r\n"},
        {"quotes where needed", "a,b|\"c\"|d~e| f /", "\"a,b\",\"\"\"c\"\"\",\"d\ne\", f \r\n"},
        {"other separators are quoted for those who guess", "a;b|c\td/", "\"a;b\",\"c\td\"\r\n"},
        {"numbers as they are", "00123|1.50/", "00123,1.50\r\n"},
        {"declarations that are none", "sep=;|a/", "\"sep=;\",a\r\n"},
        {"nor this", "sep=|/", "\"sep=\",\r\n"},
        {"nothing", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        begin_book(&try);
        fill(&try, cases[i].text);
        assert_int_equal(write_book(&try, "utf-8"), JX_OK);
        size_t length = strlen(cases[i].shown);
        if (try.call.output_length != length || (length && memcmp(try.call.output, cases[i].shown, length)))
            fail_msg("%s: wrote %.*s", cases[i].what, (int)try.call.output_length, try.call.output);
        assert_int_equal(try.diags.count, 0);
        plain_close(&try);
    }
}

static void sheets_follow_each_other(void **state) {
    (void)state;
    struct plain_try try;
    begin_book(&try);
    fill(&try, "a|b/");
    fill(&try, "c/");
    fill(&try, "d|e|f/");
    assert_int_equal(write_book(&try, "utf-8"), JX_OK);
    static const char expected[] = "a,b\r\n\r\nc\r\n\r\nd,e,f\r\n";
    assert_int_equal(try.call.output_length, sizeof expected - 1);
    assert_memory_equal(try.call.output, expected, sizeof expected - 1);
    plain_close(&try);
}

static void covered_cells_are_blank(void **state) {
    (void)state;
    struct plain_try try;
    begin_book(&try);
    fill(&try, "a|b|c/d|e|f/");
    struct jx_cell *cells = try.book->sheets[0]->rows[0].cells;
    cells[1].kind = JX_CELL_COVERED;
    cells[2].kind = JX_CELL_NUMBER;
    assert_int_equal(write_book(&try, "utf-8"), JX_OK);
    assert_int_equal(try.call.output_length, strlen("a,,c\r\nd,e,f\r\n"));
    assert_memory_equal(try.call.output, "a,,c\r\nd,e,f\r\n", try.call.output_length);
    plain_close(&try);
}

static void written_in_the_encoding_asked_for(void **state) {
    (void)state;
    static const struct {
        const char *encoding, *start;
        size_t length;
    } cases[] = {
        {NULL, "\xEF\xBB\xBF\xE4\xB8\x80,", 7},
        {"utf-8-bom", "\xEF\xBB\xBF\xE4\xB8\x80,", 7},
        {"UTF-8", "\xE4\xB8\x80,", 4},
        {"gb18030", "\xD2\xBB,", 3},
        {"gbk", "\xD2\xBB,", 3},
        {"utf-16", "\xFF\xFE\x00\x4E,\0", 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        begin_book(&try);
        fill(&try, "一|b/");
        assert_int_equal(write_book(&try, cases[i].encoding), JX_OK);
        assert_true(try.call.output_length > cases[i].length);
        assert_memory_equal(try.call.output, cases[i].start, cases[i].length);
        plain_close(&try);
    }
    struct plain_try try;
    begin_book(&try);
    fill(&try, "\xF0\x9F\x92\xA1|b/"); /* a character GBK lacks */
    assert_int_equal(write_book(&try, "gbk"), JX_FAIL);
    assert_int_equal(plain_code(&try), JX_MSG_FILE_CHARACTER);
    plain_close(&try);
}

/* Without the guard there is a warning; with it the apostrophe, which reading takes off again. */
static void formulas_are_warned_of(void **state) {
    (void)state;
    static const struct {
        const char *shown;
        size_t count;
    } cases[] = {{"=1+1|b/", 1}, {"a|@x/", 1}, {"-f(x)|b/", 1}, {"-5|+3/", 0}, {"-|≥1/", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        struct jx_output output = {.unguarded = true};
        begin_book(&try);
        fill(&try, cases[i].shown);
        enum jx_status status = jx_carrier_plugin_csv()->write(&jx_host, &try.call, &output, try.book);
        assert_int_equal(status, cases[i].count ? JX_WARN : JX_OK);
        assert_int_equal(try.diags.count, cases[i].count);
        plain_close(&try);
    }
}

static void formulas_are_guarded(void **state) {
    (void)state;
    static const struct csv_case cases[] = {
        {"the four signs", "=1|+2|-3|@4/", "'=1,'+2,'-3,'@4\r\n"},
        {"a sign alone", "-|=/", "'-,'=\r\n"},
        {"an apostrophe that was there", "'=1|'a|''=1/", "''=1,'a,'''=1\r\n"},
        {"the same of full width", "＝1|＋2|－3|＠4|'＝5/", "'＝1,'＋2,'－3,'＠4,''＝5\r\n"},
        {"signs inside", "a=1|≥1|1-3/", "a=1,≥1,1-3\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        begin_book(&try);
        fill(&try, cases[i].text);
        assert_int_equal(write_book(&try, "utf-8"), JX_OK);
        size_t length = strlen(cases[i].shown);
        if (try.call.output_length != length || memcmp(try.call.output, cases[i].shown, length))
            fail_msg("%s: wrote %.*s", cases[i].what, (int)try.call.output_length, try.call.output);
        plain_close(&try);
    }
}

/* A small generator, the same on every run. */
static uint32_t next_random(uint32_t *seed) {
    return *seed = *seed * 1664525u + 1013904223u, *seed >> 16;
}

/* A book as text, without blank cells at the ends of rows and blank rows at its end: no blank field makes a cell. */
static const char *without_blanks(const struct plain_try *try) {
    char *text = jx_arena_string(try->arena, plain_show(try, 0)), *to = text;
    for (const char *c = text; *c; *to++ = *c++)
        while ((*c == '/') && to > text && to[-1] == '|') to--;
    while (to > text && to[-1] == '/') to--;
    *to = 0;
    return text;
}

static void what_is_written_reads_the_same(void **state) {
    (void)state;
    static const char *const bits[] = {"",  "a", ",", ";",    "\t", "\"", "\n", "\r",   "一",           " ",
                                       "=", "0", "'", "\"\"", "≥",  "#",  "|",  "sep=", "\xE3\x80\x80", "-"};
    enum { BITS = sizeof bits / sizeof *bits };
    static const char *const encodings[] = {NULL, "utf-8", "gb18030", "utf-16"};
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        struct plain_try out, in;
        begin_book(&out);
        struct jx_sheet *sheet = jx_book_add(out.book, "");
        uint32_t rows = 1 + next_random(&seed) % 6, columns = 1 + next_random(&seed) % 5;
        for (uint32_t i = 0; i < rows * columns; i++) {
            struct jx_cell *cell = jx_sheet_cell(out.arena, sheet, i / columns, i % columns);
            const char *text = "";
            for (uint32_t n = next_random(&seed) % 4; n; n--)
                text = jx_arena_format(out.arena, "%s%s", text, bits[next_random(&seed) % BITS]);
            if (!*text) continue;
            cell->text = text;
            cell->length = (uint32_t)strlen(text);
            cell->kind = JX_CELL_TEXT;
        }
        assert_true(write_book(&out, encodings[round % 4]) <= JX_WARN);
        plain_open(&in, out.call.output, out.call.output_length);
        in.input.encoding = encodings[round % 4]; /* so few bytes do not tell */
        plain_read(&in, jx_carrier_plugin_csv());
        if (in.status != JX_OK) fail_msg("round %d: %s", round, in.diags.items[0].message);
        if (strcmp(without_blanks(&in), without_blanks(&out)) != 0)
            fail_msg("round %d:\n wrote %s\n read  %s", round, plain_show(&out, 0), plain_show(&in, 0));
        plain_close(&in);
        plain_close(&out);
    }
}

/* --- hostile input ----------------------------------------------------------------------------------------------- */

static const char sample[] = "\xEF\xBB\xBF绩效目标表,,\r\n\"项目\r\n名称\",路灯;维护,\"3,5\"\r\n\r\n"
                             "数量\t指标,\"\"\"盏\"\"数\",=\"0090\"\r\n,,";

static void limits_hold(void **state) {
    (void)state;
    static const struct {
        struct jx_limits limits;
        int code;
    } cases[] = {
        {{.rows = 2}, JX_MSG_FILE_ROWS},
        {{.columns = 2}, JX_MSG_FILE_COLUMNS},
        {{.cells = 3}, JX_MSG_FILE_CELLS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        plain_open(&try, sample, sizeof sample - 1);
        try.limits = cases[i].limits;
        jx_limits_default(&try.limits);
        plain_read(&try, jx_carrier_plugin_csv());
        assert_int_equal(try.status, JX_FAIL);
        assert_int_equal(try.diags.count, 1);
        assert_int_equal(plain_code(&try), cases[i].code);
        plain_close(&try);
    }
}

/* Rows may end in any number of blank cells. */
static void blanks_at_the_end_cost_nothing(void **state) {
    (void)state;
    static const char text[] = "一,二,,,,,,,,\n三,四,五,,,,,,\n,,,,,,,,\n";
    struct plain_try try;
    plain_open(&try, text, strlen(text));
    try.limits.cells = 5;
    try.limits.columns = 3;
    plain_read(&try, jx_carrier_plugin_csv());
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(plain_show(&try, 0), "一|二/三|四|五/");
    plain_close(&try);
}

static void reading_can_be_cancelled(void **state) {
    (void)state;
    plain_cancel(jx_carrier_plugin_csv(), sample);
}

static void damaged_files_do_no_harm(void **state) {
    (void)state;
    plain_torture(jx_carrier_plugin_csv(), sample, sizeof sample - 1);
    static const char tabs[] = "sep=\t\na\t\"b\"\"\"\n\"\"\tc\n";
    plain_torture(jx_carrier_plugin_csv(), tabs, sizeof tabs - 1);
    static const char wide[] = "\xFF\xFE\"\0\x00\x4E\"\0,\0b\0\r\0\n\0c\0,\0\"\0\"\0\n";
    plain_torture(jx_carrier_plugin_csv(), wide, sizeof wide);
}

static void want_of_memory_unwinds(void **state) {
    (void)state;
    plain_starve(jx_carrier_plugin_csv(), sample);
}

static void large_files_take_linear_time(void **state) {
    (void)state;
    static const char *const pieces[] = {"甲乙,丙丁,3.5\n", "\"", "\"\"\n",     "a\"\"",
                                         ",\"\n\",",        "\n", ";\t\"a\"b\r"};
    plain_repeat(jx_carrier_plugin_csv(), pieces, sizeof pieces / sizeof *pieces);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_cells),
        cmocka_unit_test(cells_have_no_line),
        cmocka_unit_test(an_open_quote_is_named),
        cmocka_unit_test(a_quote_too_many_is_suspected),
        cmocka_unit_test(encodings_do_not_matter),
        cmocka_unit_test(the_named_encoding_wins),
        cmocka_unit_test(bids_follow_evidence),
        cmocka_unit_test(written_as_rfc_4180_says),
        cmocka_unit_test(sheets_follow_each_other),
        cmocka_unit_test(covered_cells_are_blank),
        cmocka_unit_test(written_in_the_encoding_asked_for),
        cmocka_unit_test(formulas_are_warned_of),
        cmocka_unit_test(formulas_are_guarded),
        cmocka_unit_test(what_is_written_reads_the_same),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(blanks_at_the_end_cost_nothing),
        cmocka_unit_test(reading_can_be_cancelled),
        cmocka_unit_test(damaged_files_do_no_harm),
        cmocka_unit_test(want_of_memory_unwinds),
        cmocka_unit_test(large_files_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
