/* Text dumps: every cell is its own cell, whatever stands between. */
#define JX_STATIC_PLUGINS
/* NOLINTBEGIN(bugprone-suspicious-include): a plugin's objects show nothing but its entry */
#include "plugins/carriers/txt/lines.c"
#include "plugins/carriers/txt/markup.c"
#include "plugins/carriers/txt/txt.c"
/* NOLINTEND(bugprone-suspicious-include) */

#include "tests/unit/plain_help.h"

#include <stdlib.h>

struct txt_case {
    const char *what, *text, *shown;
};

static void check_cases(const struct txt_case *cases, size_t count, bool soft) {
    for (size_t i = 0; i < count; i++) {
        struct plain_try try;
        plain_open(&try, cases[i].text, strlen(cases[i].text));
        plain_read(&try, jx_carrier_plugin_txt());
        if (try.status != JX_OK || strcmp(plain_show(&try, 0), cases[i].shown) ||
            try.book->sheets[0]->soft_rows != soft)
            fail_msg("%s:\n read %s\n not  %s", cases[i].what, plain_show(&try, 0), cases[i].shown);
        plain_close(&try);
    }
}

#define CHECK(cases, soft) check_cases((cases), sizeof(cases) / sizeof *(cases), soft)

static void rows_are_lines(void **state) {
    (void)state;
    static const struct txt_case cases[] = {
        {"tabs part cells", "甲\t乙\n丙\t丁\n", "甲|乙/丙|丁/"},
        {"blank cells hold places", "甲\t\t乙\t\n\t\t丙\n\t\t\t\n", "甲||乙/||丙/"},
        {"ragged", "a\tb\tc\nd\te\nf\tg\th\ti", "a|b|c/d|e/f|g|h|i/"},
        {"a line without a tab is a paragraph", "绩效目标表\n\n(2024年度)\na\tb\n",
         "绩效目标表/(2024年度)/a|b/"},
        {"marks of headings go", "# 一\n## 二\n###三\n#1机组\na\tb\n", "一/二/三/#1机组/a|b/"},
        {"but not inside a row", "#\tb\n# c\td\n", "#|b/# c|d/"},
        {"blank lines make no rows", "\n \n\xE3\x80\x80\na\tb\n\n\n\nc\td\n\n", "a|b/c|d/"},
        {"white space around goes", " a \t\xE3\x80\x80乙\xE3\x80\x80\t \xC2\xA0\t丙 丁 \n", "a|乙||丙 丁/"},
        {"CR LF", "a\tb\r\n\r\nc\td\r\n", "a|b/c|d/"},
        {"CR", "a\tb\r\rc\td\r", "a|b/c|d/"},
        {"no line end at the end", "a\tb\nc\t", "a|b/c/"},
        {"a form feed parts lines", "a\tb\f\nc\td\fe\tf\n", "a|b/c|d/e|f/"},
        {"two lines with one tab in front are no stream", "a\tb\n\tc\n\td\n", "a|b/|c/|d/"},
        {"as many rows as cells are rows", "a\tb\n\t\tc\nd\te\n\tf\n\tg\n\th\n", "a|b/||c/d|e/|f/|g/|h/"},
        {"Markdown", "## 表\n\n| a | b |\n|---|:-:|\n| 甲<br>乙 |  |\n||\n | c |\n\n|\n",
         "表/a|b/甲~乙//c/|/"},
        {"a pipe that is a character", "| a\\|b | c\\ |\n| d \\|\na\\|\tb\n", "a|b|c\\/| d \\|/a\\||b/"},
        {"nothing", "\n\n", ""},
        {"words only", "只有文字\n没有表格", "只有文字/没有表格/"},
        {"where blank lines are rows", "\n只有文字\n\n \n没有表格\n\n", "只有文字///没有表格/"},
        {"padding after the end", "a\tb\n\x1A", "a|b/"},
    };
    CHECK(cases, false);
}

static void stream_cells_run_on(void **state) {
    (void)state;
    static const struct txt_case cases[] = {
        {"a cell a line", "\ta\n\tb\n\tc\n", "a|b|c/"},
        {"a blank line ends a row, perhaps", "\ta\n\tb\n\n\tc\n", "a|b/c/"},
        {"so do two", "\ta\n\tb\n\n\n\tc\n", "a|b/c/"},
        {"blank cells hold places", "\ta\n\t\n\t   \n\t\xE3\x80\x80\n\tb\n", "a||||b/"},
        {"a line without a tab goes on", "\t社会效\n益指标\n\tb\n\tc\n", "社会效~益指标|b|c/"},
        {"even after a blank line", "\t职能\n\n概述\n\t(1)一。\n\n(2)二。\n\n(3)三。\n\n\t目标\n",
         "职能~~概述|(1)一。~~(2)二。~~(3)三。/目标/"},
        {"in a blank cell too", "\ta\n\t\nb\n\tc\n", "a|b|c/"},
        {"CR LF inside a cell", "\ta\r\nb\r\n\r\nc\r\n\td\r\n\te\r\n", "a~b~~c|d|e/"},
        {"after two blank lines it is a paragraph", "\ta\n\tb\n\t100%\n\n\n经办人：某甲\n",
         "a|b|100%/经办人：某甲/"},
        {"a paragraph does not go on", "\ta\n\tb\n\tc\n\n\n经办人：某甲\n    绩效目标表\n\n \n\td\n",
         "a|b|c/经办人：某甲/绩效目标表/d/"},
        {"nor one before the first cell", "绩效目标表\n\n单位：万元\n\ta\n\tb\n\tc\n",
         "绩效目标表/单位：万元/a|b|c/"},
        {"a heading is no continuation", "\ta\n\tb\n\tc\n\n## 目标表\n\td\n", "a|b|c/目标表/d/"},
        {"nor are notes", "\ta\n\tb\n\tc\n\n经办人：某甲   日期：2024年1月2日  电话：\n题\n",
         "a|b|c/经办人：某甲   日期：2024年1月2日  电话：/题/"},
        {"of any spacing", "\ta\n\tb\n\tc\n\n 甲:一\xE3\x80\x80乙: 二  丙:三 四\n",
         "a|b|c/甲:一\xE3\x80\x80乙: 二  丙:三 四/"},
        {"but right behind a cell they are its words", "\ta\n\tb\n\tc\n甲：一  乙：二  丙：三\n",
         "a|b|c~甲：一  乙：二  丙：三/"},
        {"words without a colon make no note", "\ta\n\tb\n\tc\n\n一：二  三：四  五：六  七\n",
         "a|b|c~~一：二  三：四  五：六  七/"},
        {"nor do two pairs, nor narrow gaps",
         "\ta\n\tb\n\tc\n\n其中：一  二：三\n\n一：二 三：四 五：六\n\n一：二  三  四：五  六：七\n",
         "a|b|c~~其中：一  二：三~~一：二 三：四 五：六~~一：二  三  四：五  六：七/"},
        {"blanks before the tab", " \ta\n  \tb\n\xE3\x80\x80\tc\n", "a|b|c/"},
        {"a tab inside parts cells", "\ta\n\tb\n\tc\n\td\te\n", "a|b|c|d|e/"},
        {"a row among them stands alone", "\ta\n\tb\n\tc\nd\te\nf\n\tg\n", "a|b|c/d|e/f/g/"},
        {"a page break is a blank line", "\ta\n\tb\n\fc\n\td\n\fd\n", "a|b~~c|d~~d/"},
        {"trailing blank lines", "\ta\n\tb\n\tc\n\n\n \n", "a|b|c/"},
    };
    CHECK(cases, true);
}

static void markup_goes_and_signs_stay(void **state) {
    (void)state;
    static const struct txt_case cases[] = {
        {"paragraphs", "a\t<p>一</p><p>二</p>\n", "a|一~二/"},
        {"paragraphs with attributes", "a\t一<P class=\"x\">二</P>三\n", "a|一~二~三/"},
        {"breaks", "a\t一<br>二<BR/>三<br />四<br><br>五\n", "a|一~二~三~四~~五/"},
        {"inline tags", "a\t<b>一</b><span style='x: y'>二</span><o:p></o:p><font color=red>三</font>\n",
         "a|一二三/"},
        {"a cell of markup alone is blank", "a\t<p></p>\t<br>\t&nbsp;\n", "a|||/"},
        {"entities", "a\t&lt;90%&nbsp;&amp;&quot;&gt;&le;&#8805;&#x3C;\n", "a|<90% &\">≤≥</"},
        {"only once", "a\t&amp;lt;&lt;p&gt;\n", "a|&lt;<p>/"},
        {"signs", "a\t<90%\t<5天 且 >3天\t<B类>\t<\t<>\t</>\ta<b && c>d\n",
         "a|<90%|<5天 且 >3天|<B类>|<|<>|</>|a<b && c>d/"},
        {"unknown tags", "a\t<table>\t<某某>\t<pp>\t<b\n", "a|<table>|<某某>|<pp>|<b/"},
        {"no entities", "a\tA&B\t&;\t&x;\t&#;\t&#x;\t&#0;\t&#xD800;\t&#99999999;\t&lt\n",
         "a|A&B|&;|&x;|&#;|&#x;|&#0;|&#xD800;|&#99999999;|&lt/"},
        {"a paragraph", "<p>一</p>\na\tb\n", "一/a|b/"},
        {"a line break of Word", "a\t一\v二\n", "a|一~二/"},
    };
    CHECK(cases, false);
}

static void lines_are_known(void **state) {
    (void)state;
    static const char text[] = "题\r\n\r\n\t甲\r\n\t乙\r\n丙\r\n\r\n\t丁\f\t戊\r\n\r\n\r\n末\r\n";
    struct plain_try try;
    plain_open(&try, text, sizeof text - 1);
    plain_read(&try, jx_carrier_plugin_txt());
    assert_string_equal(plain_show(&try, 0), "题/甲|乙~丙/丁/戊/末/");
    const struct jx_sheet *sheet = try.book->sheets[0];
    assert_string_equal(sheet->name, "");
    assert_int_equal(sheet->rows[0].cells[0].line, 1);
    assert_int_equal(sheet->rows[1].cells[0].line, 3);
    assert_int_equal(sheet->rows[1].cells[1].line, 4);
    assert_int_equal(sheet->rows[2].cells[0].line, 7);
    assert_int_equal(sheet->rows[3].cells[0].line, 7);
    assert_int_equal(sheet->rows[4].cells[0].line, 10);
    plain_close(&try);
}

static const char sample[] =
    "\n       绩效目标表\n\n填报单位：某某局<br>单位：万元\n\t项目名称\n\t路灯&amp;维护\n\t   \n\n"
    "\t年度本级\n\n预算金额\n\t<p>3.5</p>\n\n\t数量指标\n\t路灯盏数\n\t≦90盏\n\n\n"
    "填表人：某甲\n目标表\f\n\t项目\t名称\n";

static void encodings_do_not_matter(void **state) {
    (void)state;
    static const char *const encodings[] = {"GB18030", "UTF-16LE", "UTF-16BE", "UTF-16", "GBK"};
    static const char text[] = "\t项目\n\t名称一\n二\n\t\xE3\x80\x80\n\t≥90%\n";
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct plain_try try;
        plain_open(&try, text, sizeof text - 1);
        try.input.bytes = (const unsigned char *)plain_encoded(&try, text, encodings[i], &try.input.length);
        assert_int_equal(plain_bid(&try, jx_carrier_plugin_txt()), 90);
        plain_read(&try, jx_carrier_plugin_txt());
        assert_string_equal(plain_show(&try, 0), "项目|名称一~二||≥90%/");
        plain_close(&try);
    }
}

struct txt_bid_case {
    const char *what, *text;
    int least, most;
};

static void bids_follow_evidence(void **state) {
    (void)state;
    static const struct txt_bid_case cases[] = {
        {"a stream", "题\n\ta\n\tb\n\tc\n", 75, 90},
        {"ragged rows", "题\na\tb\tc\nd\te\n\t\tf\tg\n", 71, 89},
        {"even rows leave room for separated values", "a\tb\nc\td\ne\tf\n", 70, 70},
        {"Markdown", "# 表\n\n| a | b |\n|---|---|\n| c | d |\n", 85, 85},
        {"words", "一段文字\n又一段\n", 15, 15},
        {"words with commas", "一段,文字\n又,一,段\n", 15, 15},
        {"an angle bracket is no markup", "<90%\n", 15, 15},
        {"a bracket is no JSON", "[508]某某局\n", 15, 15},
        {"HTML", "<!DOCTYPE html><p>a\tb\n", 0, 0},
        {"HTML after blanks", "\n  <HTML>\na\tb\n", 0, 0},
        {"a table", "<table border=1>\n", 0, 0},
        {"XML", "<?xml version='1.0'?>\n", 0, 0},
        {"JSON", "{ \"schema\": 1 }\n", 0, 0},
        {"JSON list", "[ {\"a\": 1} ]\n", 0, 0},
        {"PDF", "%PDF-1.4\n", 0, 0},
        {"RTF", "{\\rtf1\\ansi\n", 0, 0},
        {"a zip file", "PK\x03\x04\x14", 0, 0},
        {"OLE", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, 0},
        {"control characters", "a\tb\nc\x02\td\n", 0, 0},
        {"no valid encoding: bid so that its place can be told", "a\tb\nc\td\n\xFF\xFF\n", 10, 10},
        {"nothing", "", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plain_try try;
        plain_open(&try, cases[i].text, strlen(cases[i].text));
        int bid = plain_bid(&try, jx_carrier_plugin_txt());
        if (bid < cases[i].least || bid > cases[i].most) fail_msg("%s: bid %d", cases[i].what, bid);
        plain_close(&try);
    }
}

static void nul_is_no_text(void **state) {
    (void)state;
    struct plain_try try;
    plain_open(&try, "a\tb\nc\0\td\n\0\0", 12);
    assert_int_equal(plain_bid(&try, jx_carrier_plugin_txt()), 0);
    try.input.encoding = "UTF-8";
    plain_read(&try, jx_carrier_plugin_txt());
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(plain_code(&try), JX_MSG_TEXT_NUL);
    assert_int_equal(try.diags.items[0].place.line, 2);
    plain_close(&try);
    plain_open(&try, "a\0\t\0b\0\n", 7); /* half a character too little for UTF-16 */
    assert_int_equal(plain_bid(&try, jx_carrier_plugin_txt()), 0);
    plain_close(&try);
}

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
    static const char *const texts[] = {"a\tb\tc\nd\te\nf\tg\n", "\ta\n\tb\n\tc\n\n\td\n\n\te\n"};
    for (size_t i = 0; i < 6; i++) {
        struct plain_try try;
        plain_open(&try, texts[i / 3], strlen(texts[i / 3]));
        try.limits = cases[i % 3].limits;
        jx_limits_default(&try.limits);
        plain_read(&try, jx_carrier_plugin_txt());
        assert_int_equal(try.status, JX_FAIL);
        assert_int_equal(try.diags.count, 1);
        assert_int_equal(plain_code(&try), cases[i % 3].code);
        plain_close(&try);
    }
}

/* Rows may end in any number of blank cells. */
static void blanks_at_the_end_cost_nothing(void **state) {
    (void)state;
    static const char text[] = "一\t二\t\t\t\t\t\t\t\t\n三\t四\t五\t\t\t\t\t\t\n\t\t\t\t\t\t\t\t\n";
    struct plain_try try;
    plain_open(&try, text, strlen(text));
    try.limits.cells = 5;
    try.limits.columns = 3;
    plain_read(&try, jx_carrier_plugin_txt());
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(plain_show(&try, 0), "一|二/三|四|五/");
    plain_close(&try);
}

static void reading_can_be_cancelled(void **state) {
    (void)state;
    plain_cancel(jx_carrier_plugin_txt(), sample);
    plain_cancel(jx_carrier_plugin_txt(), "a\tb\n");
}

static void damaged_files_do_no_harm(void **state) {
    (void)state;
    plain_torture(jx_carrier_plugin_txt(), sample, sizeof sample - 1);
    static const char pipes[] = "| a\\|<br> | b |\n|--|:-|\n||\n|\\|";
    plain_torture(jx_carrier_plugin_txt(), pipes, sizeof pipes - 1);
    static const char rows[] = "# 表\r\n甲\t<p>乙</p>\t&lt;\r\n\t\xE3\x80\x80丙\t<br\r\n\f末";
    plain_torture(jx_carrier_plugin_txt(), rows, sizeof rows - 1);
}

static void want_of_memory_unwinds(void **state) {
    (void)state;
    plain_starve(jx_carrier_plugin_txt(), sample);
}

static void large_files_take_linear_time(void **state) {
    (void)state;
    static const char *const pieces[] = {"\t甲乙丙丁\n", "<p \n", "甲\t<b\t&#\n", " \xE3\x80\x80", "\n\f",
                                         "\ta\nb\n\n",   "<"};
    plain_repeat(jx_carrier_plugin_txt(), pieces, sizeof pieces / sizeof *pieces);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_lines),
        cmocka_unit_test(stream_cells_run_on),
        cmocka_unit_test(markup_goes_and_signs_stay),
        cmocka_unit_test(lines_are_known),
        cmocka_unit_test(encodings_do_not_matter),
        cmocka_unit_test(bids_follow_evidence),
        cmocka_unit_test(nul_is_no_text),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(blanks_at_the_end_cost_nothing),
        cmocka_unit_test(reading_can_be_cancelled),
        cmocka_unit_test(damaged_files_do_no_harm),
        cmocka_unit_test(want_of_memory_unwinds),
        cmocka_unit_test(large_files_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
