/*
 * Web pages: which words are read from them, and where they stand.
 */
#include "tests/unit/html_help.h"

/* --- what is read ------------------------------------------------------------------------------------------------ */

static void words_are_read_as_they_are_shown(void **state) {
    static const struct line lines[] = {
        {"<p>标题</p><p>填报单位：某局</p>", "标题/填报单位：某局/"},
        {"<table><tr><td>a  b\n\tc </td></tr></table>", "a b c/"},
        {"<td>无表", "无表/"},
        {"<table><tr><td>\n  修建\n  道路 \n</table>", "修建道路/"},
        {"<table><tr><td>修建 道路</table>", "修建 道路/"},
        {"<table><tr><td>12\n34</table>", "12 34/"},
        {"<table><tr><td>a<br>b<br/>c</table>", "a~b~c/"},
        {"<table><tr><td><p>a</p><p>b</p></table>", "a~b/"},
        {"<table><tr><td>a<p>b</p>c<div>d</div></table>", "a~b~c~d/"},
        {"<table><tr><td><div>a<br></div><div>b</div></table>", "a~b/"},
        {"<table><tr><td><p>a</p><br><p>b</p></table>", "a~~b/"},
        {"<table><tr><td><p>a</p><p>&nbsp;</p><p>b</p></table>", "a~ ~b/"},
        {"<table><tr><td><p>&nbsp;</p><p>a</p><p>&nbsp;</p></table>", "a/"},
        {"<table><tr><td><ul><li>甲<li>乙</ul></table>", "甲~乙/"},
        {"<table><tr><td>&nbsp;&nbsp;a&nbsp; b&nbsp;</table>", "  a  b /"},
        {"<table><tr><td>&nbsp;<td>　<td>x</table>", "||x/"},
        {"<table><tr><td>&lt;90%&amp;&ge;5&#x2264;&#20803;&quot;</table>", "<90%&≥5≤元\"/"},
        {"<table><tr><td>满意度≥90%<td>a < b<td>a<b</table>", "满意度≥90%|a < b|a/"},
        {"<table><tr><td>10<sup>4</sup>m<sup>2</sup>H<sub>2</sub>O</table>", "10⁴m²H2O/"},
        {"<table><tr><td><font><b>一</b>级<span>指标</span></font></table>", "一级指标/"},
        {"<table><tr><td><pre>a  b\nc</pre></table>", "a  b~c/"},
        {"<pre>a  b\nc</pre>", "a  b/c/"},
        {"<pre>a\n\n \nb</pre>", "a///b/"},
        {"<pre>a\n\nb</pre><table><tr><td>c</table>", "a/b/c/"},
        {"<p>a</p><p><br></p><p>&nbsp;</p>b<br>c", "a///b/c/"},
        {"<p>a</p><p> </p><div></div><p>b</p>", "a/b/"},
        {"<pre>a\tb\n\t\nc</pre>", "a\tb//c/"},
        {"<table><tr><td>a<span style='white-space: pre'>\t</span>b</table>", "a\tb/"},
        {"<h1>表<br>题</h1>文字<div>块<span>内</span></div>尾", "表/题/文字/块内/尾/"},
        {"a<!-- b --><?php c ?>d", "ad/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

static void what_is_not_shown_is_not_read(void **state) {
    static const struct line lines[] = {
        {"<html><head><title>题</title><style>a{}</style></head><body><p>a</p></body></html>", "a/"},
        {"<p>a<script>if (1 < 2) document.write('<p>b')</script></p><noscript>c</noscript>", "a/"},
        {"<table hidden><tr><td>x</table><p>a", "a/"},
        {"<div style='color:red;DISPLAY:NONE !important'>x<table><tr><td>y</table></div><p>a", "a/"},
        {"<p style='mso-display:none'>a</p><template><p>x</p></template>", "a/"},
        {"<!--[if gte mso 9]><xml><o:a>x</o:a></xml><![endif]--><p>a</p>", "a/"},
        {"<p><![if !supportEmptyParas]>a<![endif]></p>", "a/"},
        {"<table><tr><td>甲<td><input value=乙><input type=hidden value=x><input type=text "
         "value='丙'></table>",
         "甲|乙丙/"},
        {"<table><tr><td><input type=checkbox value=x checked>甲<input value=y type='radio'>乙</table>",
         "☑甲□乙/"},
        {"<p>98%<a href='#_ftn1' name='_ftnref1'>[1]</a>甲<sup><a class=sdfootnoteanc "
         "href='#sdfootnote1sym'>1</a></sup>"
         "<p><a href='#_ftnref1' name='_ftn1'>[1]</a>注",
         "98%甲/[1]注/"},
        {"<table><tr><td><select><option>x<option selected>甲<option>y</select></table>", "甲/"},
        {"<table><tr><td><textarea>甲\n乙</textarea></table>", "甲~乙/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

/* Boxes and signs are letters of a typeface of symbols as often as characters of their own. */
static void typefaces_draw_symbols(void **state) {
    static const struct line lines[] = {
        {"<p><span style='font-family:Wingdings;mso-ascii-font-family:宋体'>þ</span>甲<span style='color:red;"
         "font-family : \"wingdings 2\"'>£R</span>R",
         "☑甲□☑R/"},
        {"<p><span "
         "style='font-family:宋体;mso-char-type:symbol;mso-symbol-font-family:Wingdings'>&#168;</span>"
         "甲<font face=Wingdings>&#xF0FE;<font face='宋体, Wingdings'>l</font></font>",
         "□甲☑l/"},
        {"<style>.a, td.xl7{font-size:9pt;font-family:Wingdings, monospace}.font5{font-family:宋体, "
         "Wingdings}</style>"
         "<table><tr><td class=xl7>þ<font class=font5>甲l</font><td class='b a'>o<td class=b>l</table>",
         "☑甲l|□|l/"},
        /* LibreOffice ends its lines at blanks, and other programs anywhere. */
        {"<meta name=generator content='LibreOffice 7.4'><p>甲局\n  单位", "甲局 单位/"},
        {"<meta name=generator content='Microsoft Excel 12'><p>甲局\n  单位", "甲局单位/"},
        {"<style>.xl7{font-family:宋体}</style><p class=xl7>l<p style='font-family:serif'>l<p face=Symbol>³",
         "l/l/≥/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

/* Excel saves the hidden rows and columns of a workbook so: what they hold may be meant. */
static void hidden_cells_of_tables_are_read(void **state) {
    static const struct line lines[] = {
        {"<table><tr style='display : none'><td>x</tr><tr><td hidden>y<td>a</table>", "x/y|a/"},
        {"<table><tr style='display:none'><td><td></tr><tr><td>a</table>", "a/"},
        {"<table><col><col style='display:none'><tr><td>a<td>b</table>", "a|b/"},
        {NULL, NULL},
    };
    static const char page[] = "<table><col><col hidden><tbody hidden><tr><td>a<td>b</tbody>"
                               "<tr><td>c<td>d<td hidden>e</table><div hidden>f<b>g</b></div>";
    struct try try;
    (void)state;
    expect_all(lines);
    try_open(&try);
    try_read(&try, page, sizeof page - 1);
    const struct jx_row *rows = try.book->sheets[0]->rows;
    assert_int_equal(rows[0].cells[0].hidden, JX_HIDDEN_ROW);
    assert_int_equal(rows[0].cells[1].hidden, JX_HIDDEN_ROW | JX_HIDDEN_COLUMN);
    assert_int_equal(rows[1].cells[0].hidden, 0);
    assert_int_equal(rows[1].cells[1].hidden, JX_HIDDEN_COLUMN);
    assert_int_equal(rows[1].cells[2].hidden, JX_HIDDEN_COLUMN);
    assert_int_equal(try.diags.count, 3);
    assert_int_equal(try.diags.items[0].code, JX_MSG_ROWS_HIDDEN);
    assert_int_equal(try.diags.items[1].code, JX_MSG_COLUMNS_HIDDEN);
    assert_int_equal(try.diags.items[2].code, JX_MSG_DOCUMENT_HIDDEN);
    try_close(&try);
}

/* As in documents: what is struck out is taken as deleted, and told. */
static void what_is_struck_out_is_left_out(void **state) {
    static const struct line lines[] = {
        {"<table><tr><td><s>旧</s>新<td><strike>旧</strike><td><del>旧<b>文</b></del>字</table>", "新||字/"},
        {"<table><tr style='text-decoration: underline LINE-THROUGH'><td>甲<td>乙<tr><td>丙</table>", "/丙/"},
        {"<table><tr><td style='text-decoration:underline'>甲<td><span style='color:red;text-decoration-line "
         ": "
         "line-through'>乙</span>丙</table>",
         "甲|丙/"},
        {"<style><!--td {color:red}\n.xl6, td.xl7\n{color:red;text-decoration:line-through}\n.xl8 "
         "{text-decoration:none}--></style><table><tr><td class=xl6>甲<td class='a xl7'>乙<td "
         "class=xl8>丙<td "
         "class=xl>丁</table>",
         "||丙|丁/"},
        {NULL, NULL},
    };
    static const char page[] =
        "<p>题<s>甲<b>乙</b></s><s> </s></p><table><tr style='text-decoration:line-through'><td>丙<td>"
        "丁<td>";
    struct try try;
    (void)state;
    expect_all(lines);
    try_open(&try);
    try_read(&try, page, sizeof page - 1);
    assert_int_equal(try.diags.count, 1);
    assert_int_equal(try.diags.items[0].code, JX_MSG_DOCUMENT_STRUCK);
    assert_non_null(strstr(try.diags.items[0].message, "3 pieces"));
    try_close(&try);
}

static void cells_stand_where_browsers_put_them(void **state) {
    static const struct line lines[] = {
        {"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a|b/c|d/"},
        {"<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d<tfoot><tr><td>e</table>", "a|b/c|d/e/"},
        {"<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", "2x1a|1x2b|./.|c|d/"},
        {"<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e</table>", "a|2x1b|c/d|.|e/"},
        {"<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>",
         "2x2a|.|b/.|.|c/d|e|f/"},
        /* no further than its group of rows */
        {"<table><tr><td rowspan=9>a<td>b<tr><td>c</table><p>d", "2x1a|b/.|c/d/"},
        {"<table><thead><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d</table>", "a|b/c|d/"},
        {"<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "3x1a|b/.|c/.|d/"},
        {"<table><tr><td rowspan=1000000>a<td>b<tr><td>c</table>", "2x1a|b/.|c/"},
        {"<table><tr><td rowspan=99999999999999999999>a<td>b<tr><td>c</table>", "2x1a|b/.|c/"},
        /* no wider than the table */
        {"<table><tr><td colspan=1000000>题<tr><td>a<td>b<td>c</table>", "1x3题|.|./a|b|c/"},
        {"<table><colgroup><col><col><col></colgroup><tr><td colspan=100>题<tr><td>a<td>b</table>",
         "1x3题|.|./a|b/"},
        {"<table><tr><td colspan=0>a<td colspan=-2>b<td colspan=x>c<td colspan='2.5'>d</table>",
         "a|b|c|1x2d|./"},
        /* nor over a cell from above */
        {"<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d</table>", "a|2x1b/c|.|d/"},
        {"<table><tr><td colspan=5 style='mso-ignore:colspan'>长<tr><td colspan=99>题<tr><td>a<td>b</table>",
         "长/1x2题|./a|b/"},
        /* one table knows nothing of the one before */
        {"<table><tr><td rowspan=2>a<td>b<tr><td>c</table><table><tr><td>d<td rowspan=2>e<tr><td>f</table>",
         "2x1a|b/.|c/d|2x1e/f|./"},
        {"<table><tr></tr><tr><td>a</table>", "/a/"},
        {"<table><caption>题</caption><tr><td>a<tr><td>b</table>", "题/a/b/"},
        {"<table><tr><td>a</table>间<table><tr><td>b</table>", "a/间/b/"},
        {"<table><tr><td x:num='1280.5'>1,280.50<td x:str>0012<td sdval=\"3\">3</table>",
         "#1,280.50|0012|#3/"},
        {"<table><tr><td colspan=3 style='mso-ignore:colspan'>题<td>a<tr><td>b<td>c<td>d<td>e</table>",
         "题|||a/b|c|d|e/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

/* What stands between the cells, and tables within cells: nothing is lost, and no merge covers it. */
static void tables_in_tables_are_read_in_order(void **state) {
    static const struct line lines[] = {
        {"<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>", "a|b/c|d/"},
        {"<table><tr><td>导航<td>题<table><tr><td>a<td>b</table>尾<td>右</table>", "导航|题/a|b/|尾|右/"},
        {"<table><tr><td><table><tr><td><table><tr><td>a</table></table><tr><td>b</table>", "a/b/"},
        {"<table><tr><td rowspan=2>左<td><table><tr><td>a</table><tr><td>b</table>", "左/a/|b/"},
        {"<table><tr><td rowspan=3>左<td>甲<tr>插话<td>乙<tr><td>丙</table>", "左|甲/插话/|乙/|丙/"},
        {"<table><tr><td>a<tr>&nbsp;<td>b</table>", "a/b/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

static void sheets_have_their_names(void **state) {
    static const char excel[] =
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><!--[if gte mso "
        "9]><xml><x:ExcelWorkbook>"
        "<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>附件3</x:Name></x:ExcelWorksheet></x:ExcelWorksheets>"
        "</x:ExcelWorkbook></xml><![endif]--></head><body><table><tr><td>a</table>";
    static const char sections[] = "<section data-sheet='甲'><table><tr><td>a</table></section>"
                                   "<section data-sheet='乙' hidden><table><tr><td>b</table></section>"
                                   "<section><p>c</p></section>";
    static const char several[] =
        "<html><head><!--[if gte mso "
        "9]><x:ExcelWorksheet><x:Name>甲</x:Name></x:ExcelWorksheet><x:ExcelWorksheet>"
        "<x:Name>乙</x:Name></x:ExcelWorksheet><![endif]--></head><body><p>a";
    struct try try;
    (void)state;
    try_open(&try);
    try_read(&try, several, strlen(several));
    assert_string_equal(try.book->sheets[0]->name, "");
    try_close(&try);
    try_open(&try);
    try_read(&try, excel, strlen(excel));
    assert_int_equal(try.book->sheet_count, 1);
    assert_string_equal(try.book->sheets[0]->name, "附件3");
    try_close(&try);
    try_open(&try);
    try_read(&try, sections, strlen(sections));
    assert_int_equal(try.book->sheet_count, 2);
    assert_string_equal(try.book->sheets[1]->name, "乙");
    assert_true(try.book->sheets[1]->hidden);
    assert_string_equal(show(&try, 0), "a/");
    assert_string_equal(show(&try, 1), "b/c/");
    try_close(&try);
}

/* A long list repeats itself down its columns; what stands in the cell above is kept once. */
static void repeated_texts_are_kept_once(void **state) {
    static const char page[] = "<table><tr><td>甲<td>乙<tr><td>甲<td>甲<tr><td>甲甲<td>甲</table>";
    struct try try;
    (void)state;
    try_open(&try);
    try_read(&try, page, strlen(page));
    assert_string_equal(show(&try, 0), "甲|乙/甲|甲/甲甲|甲/");
    const struct jx_row *rows = try.book->sheets[0]->rows;
    assert_ptr_equal(rows[1].cells[0].text, rows[0].cells[0].text);
    assert_ptr_equal(rows[2].cells[1].text, rows[1].cells[1].text);
    try_close(&try);
}

/* --- pages as programs write them --------------------------------------------------------------------------------- */

/* Made by tests/data/make-html.py. */
static void pages_of_other_programs_are_read(void **state) {
    static const char *const names[][2] = {{"html-excel", ".htm"},
                                           {"html-wps", ".htm"},
                                           {"html-word", ".htm"},
                                           {"html-site", ".htm"},
                                           {"html-export", ".xls"}};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length;
        char *bytes = (char *)book_data(names[i][0], names[i][1], &length);
        struct try try;
        assert_int_equal(bid(bytes, length), 90);
        try_open(&try);
        try_read(&try, bytes, length);
        assert_int_equal(try.status, JX_OK);
        book_check(names[i][0], try.arena, try.book, &try.diags);
        try_close(&try);
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read_as_they_are_shown),
        cmocka_unit_test(what_is_not_shown_is_not_read),
        cmocka_unit_test(typefaces_draw_symbols),
        cmocka_unit_test(hidden_cells_of_tables_are_read),
        cmocka_unit_test(what_is_struck_out_is_left_out),
        cmocka_unit_test(cells_stand_where_browsers_put_them),
        cmocka_unit_test(tables_in_tables_are_read_in_order),
        cmocka_unit_test(sheets_have_their_names),
        cmocka_unit_test(repeated_texts_are_kept_once),
        cmocka_unit_test(pages_of_other_programs_are_read),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
