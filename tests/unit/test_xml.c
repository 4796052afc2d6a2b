/* XML Spreadsheet 2003: what cells say and show, where they stand, encodings, and what is refused. */
#define TESTED_CARRIER "xml"
#include "tests/unit/package_help.h"

#define HEAD                                                                                                 \
    "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook "                                \
    "xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:"       \
    "spreadsheet' xmlns:x='urn:schemas-microsoft-com:office:excel' "                                         \
    "xmlns:html='http://www.w3.org/TR/REC-html40'>"
#define SHEET(rows) "[Worksheet ss:Name='表'][Table]" rows "[/Table][/Worksheet]"

/* --- making files ------------------------------------------------------------------------------------------------ */

static struct xlsx_bytes bytes_of(const char *head, const char *content, const char *tail) {
    size_t length = strlen(head) + strlen(content) + strlen(tail);
    char *file = malloc(length + 1);
    stpcpy(stpcpy(stpcpy(file, head), content), tail);
    for (char *c = file + strlen(head); *c; c++) *c = (char)(*c == '[' ? '<' : *c == ']' ? '>' : *c);
    return (struct xlsx_bytes){realloc(file, length ? length : 1), length};
}

/* A file with this in it, [ and ] for the angles. To be freed. */
static struct xlsx_bytes file_of(const char *content) {
    return bytes_of(HEAD, content, "</Workbook>");
}

#define STYLE(id, more) "[Style ss:ID='" id "'" more "[/Style]"
#define FORMAT(code)    "][NumberFormat ss:Format='" code "'/]"

static const char styles[] = "[Styles]" STYLE("Default", "][NumberFormat/]")
    STYLE("amount", FORMAT("#,##0.00")) STYLE("percent", FORMAT("0%")) STYLE("zeros", FORMAT("000000")) STYLE(
        "named", FORMAT("Fixed")) STYLE("day", FORMAT("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"))
        STYLE("month", FORMAT("yyyy&quot;年&quot;m&quot;月&quot;")) STYLE("moment", FORMAT("General Date"))
            STYLE("clock", FORMAT("Short Time")) STYLE("child", " ss:Parent='amount'][Font/]")
                STYLE("round", " ss:Parent='about'][Font/]") STYLE("about", " ss:Parent='round'][Font/]")
                    STYLE("plain", " ss:Parent='amount'][NumberFormat/]") "[/Styles]";

struct sheet_case {
    const char *what;
    const char *rows;
    const char *shown;
    enum jx_code code; /* of the first message */
};

static void sheets_check(const struct sheet_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char content[8192];
        snprintf(content, sizeof content, "%s" SHEET("%s"), styles, cases[i].rows);
        package_check(cases[i].what, file_of(content), cases[i].shown, cases[i].code);
    }
}

#define ROW(cells)      "[Row]" cells "[/Row]"
#define D(type, text)   "[Data ss:Type='" type "']" text "[/Data]"
#define T(text)         "[Cell]" D("String", text) "[/Cell]"
#define C(more, text)   "[Cell " more "]" D("String", text) "[/Cell]"
#define N(style, value) "[Cell ss:StyleID='" style "']" D("Number", value) "[/Cell]"
#define M(style, value) "[Cell ss:StyleID='" style "']" D("DateTime", value) "[/Cell]"

/* --- cells ------------------------------------------------------------------------------------------------------- */

static void texts_are_whole(void **state) {
    (void)state;
    static const struct sheet_case cases[] = {
        {"a hidden row", ROW(T("甲")) "[Row ss:Hidden='1']" T("乙") "[/Row]", "甲/乙/", JX_MSG_ROWS_HIDDEN},
        {"a hidden column", "[Column ss:Index='2' ss:Hidden='1'/]" ROW(T("甲") T("乙")), "甲|乙/",
         JX_MSG_COLUMNS_HIDDEN},
        {"texts", ROW(T("甲") T("") T("乙")), "甲||乙/", 0},
        {"line ends", ROW(T("甲&#10;乙")), "甲~乙/", 0},
        {"marked up words",
         ROW("[Cell][ss:Data ss:Type='String' xmlns='http://www.w3.org/TR/REC-html40'][B][Font "
             "html:Size='9']项目[/Font][/B][Font]名称[/Font][/ss:Data][/Cell]"),
         "项目名称/", 0},
        {"a remark has words, too",
         ROW("[Cell]" D("String", "甲") "[Comment ss:Author='乙'][ss:Data]批注[/ss:Data][/Comment][/Cell]"),
         "甲/", 0},
        {"a name for a cell", ROW("[Cell]" D("String", "甲") "[NamedCell ss:Name='Print_Area'/][/Cell]"),
         "甲/", 0},
        {"truths", ROW("[Cell]" D("Boolean", "1") "[/Cell][Cell]" D("Boolean", "0") "[/Cell]"), "TRUE|FALSE/",
         0},
        {"errors", ROW("[Cell]" D("Error", "#N/A") "[/Cell]" T("甲")), "|甲/", JX_MSG_CELL_ERROR},
        {"a formula never calculated", ROW("[Cell ss:Formula='=R1C1'/]" T("甲")), "|甲/",
         JX_MSG_CELL_FORMULA},
        {"a formula that says nothing", ROW("[Cell ss:Formula='=R1C1']" D("String", "") "[/Cell]" T("甲")),
         "|甲/", 0},
        {"digits as text", ROW(T("001207")), "001207/", 0},
    };
    sheets_check(cases, sizeof cases / sizeof *cases);
}

/* As in documents: what is struck out is taken as deleted, and told. */
static void what_is_struck_out_is_left_out(void **state) {
    (void)state;
    static const char struck[] = "[Styles]" STYLE("Default", "]")
        STYLE("line", "][Font ss:StrikeThrough='1'/]") STYLE("child", " ss:Parent='line'][Font ss:Bold='1'/]")
            STYLE("not", " ss:Parent='line'][Font "
                         "ss:StrikeThrough='0'/]") "[/Styles]";
#define L(style, text) C("ss:StyleID='" style "'", text)
    static const struct sheet_case cases[] = {
        {"cells", ROW(L("line", "甲") L("child", "乙") L("not", "丙") T("丁")), "||丙|丁/",
         JX_MSG_DOCUMENT_STRUCK},
        {"numbers", ROW(N("line", "3") N("not", "4")), "|#4/", JX_MSG_DOCUMENT_STRUCK},
        {"a row", "[Row ss:StyleID='line']" T("甲") L("not", "乙") "[/Row]", "|乙/", JX_MSG_DOCUMENT_STRUCK},
        {"words",
         ROW("[Cell][Data ss:Type='String'][B][S][Font]旧[/Font][/S]新[/B][Del]废[/Del][/Data][/Cell]" T(
             "丁")),
         "新|丁/", JX_MSG_DOCUMENT_STRUCK},
        {"blanks are nobody's loss", ROW(L("line", " ") T("丁")), "|丁/", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char content[8192];
        snprintf(content, sizeof content, "%s" SHEET("%s"), struck, cases[i].rows);
        package_check(cases[i].what, file_of(content), cases[i].shown, cases[i].code);
    }
}

static void numbers_show_by_their_styles(void **state) {
    (void)state;
    static const struct sheet_case cases[] = {
        {"amounts", ROW(N("amount", "1234.5") N("named", "48.5") N("Default", "291.97000000000003")),
         "#1,234.50|#48.50|#291.97/", 0},
        {"percent and zeros", ROW(N("percent", "0.98") N("zeros", "1207")), "#98%|#001207/", 0},
        {"digits that do not show", ROW(N("amount", "48.505")), "#48.51/", JX_MSG_NUMBER_ROUNDED},
        {"parents", ROW(N("child", "2") N("plain", "2") N("nobody", "2")), "#2.00|#2|#2/", 0},
        {"parents in a circle", ROW(N("round", "2")), "#2/", 0},
        {"styles of rows",
         "[Row ss:StyleID='amount'][Cell]" D("Number", "2") "[/Cell]" N("zeros", "2") "[/Row]",
         "#2.00|#000002/", 0},
        {"styles of columns",
         "[Column/][Column ss:Index='3' ss:StyleID='amount' ss:Span='1'/]" ROW(
             "[Cell]" D("Number", "1") "[/Cell][Cell ss:Index='3']" D("Number", "1") "[/Cell][Cell]" D(
                 "Number", "1") "[/Cell][Cell]" D("Number", "1") "[/Cell]"),
         "#1||#1.00|#1.00|#1/", 0},
        {"a number that is none", ROW(N("amount", "甲")), "甲/", 0},
        {"dates",
         ROW(M("day", "2024-06-24T00:00:00.000") M("Default", "2024-06-24")
                 M("month", "2024-06-24T00:00:00")),
         "#2024-06-24|#2024-06-24|#2024年6月/", 0},
        {"the first and the leap days",
         ROW(M("day", "1900-01-01T00:00:00.000") M("day", "1900-02-28T00:00:00.000")
                 M("day", "1900-03-01T00:00:00.000") M("day", "2024-02-29T00:00:00.000")
                     M("day", "9999-12-31T00:00:00.000")),
         "#1900-01-01|#1900-02-28|#1900-03-01|#2024-02-29|#9999-12-31/", 0},
        {"times",
         ROW(M("moment", "2024-06-24T08:30:00.000") M("Default", "2024-06-24T08:30:05.000")
                 M("clock", "1899-12-31T08:30:00.000")),
         "#2024-06-24 08:30|#2024-06-24 08:30:05|#8:30/", 0},
        {"dates that are none", ROW(M("day", "2023-02-29") M("day", "下周") M("day", "1066-10-14")),
         "2023-02-29|下周|1066-10-14/", 0},
    };
    sheets_check(cases, sizeof cases / sizeof *cases);
}

static void cells_stand_where_they_say(void **state) {
    (void)state;
    static const struct sheet_case cases[] = {
        {"indexes", "[Row ss:Index='2']" T("甲") C("ss:Index='4'", "乙") T("丙") "[/Row]", "/甲|||乙|丙/", 0},
        {"rows that stand for several", "[Row ss:Span='1'/]" ROW(T("甲")), "//甲/", 0},
        {"merges", ROW(C("ss:MergeAcross='1' ss:MergeDown='1'", "甲") T("乙")) ROW(C("ss:Index='3'", "丙")),
         "2x2甲|.|乙/.|.|丙/", 0},
        {"merges without text", ROW("[Cell ss:MergeAcross='1'/]" T("乙")), "1x2|.|乙/", 0},
        {"merges of nothing", ROW(C("ss:MergeAcross='0' ss:MergeDown='x'", "甲")), "甲/", 0},
        {"text under a merge", ROW(C("ss:MergeDown='1'", "甲")) ROW(T("藏")), "2x1甲/./", JX_MSG_MERGE_HIDES},
        {"far blanks", ROW("[Cell ss:Index='16000'/]") "[Row ss:Index='1000000'/]", "", JX_MSG_SHEET_NONE},
        {"a table that comes twice", ROW(T("甲")) "[/Table][Table]" ROW(T("乙")), "甲/", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].code != JX_MSG_SHEET_NONE) {
            sheets_check(&cases[i], 1);
            continue;
        }
        char content[1024];
        snprintf(content, sizeof content, SHEET("%s"), cases[i].rows);
        package_refusal_check(cases[i].what, file_of(content), NULL, cases[i].code);
    }
}

/* Reads a file that is right; to be closed. */
static void read_well(struct xlsx_try *try, struct xlsx_bytes file) {
    xlsx_open(try);
    xlsx_read(try, file.bytes, file.length);
    free(file.bytes);
    if (try->status != JX_OK) fail_msg("%s", try->diags.count ? try->diags.items[0].message : "no message");
}

static void sheets_have_names_and_hide(void **state) {
    (void)state;
    static const char *const said[] = {"SheetVisible", "SheetHidden", "SheetVeryHidden"};
    for (size_t i = 0; i < 3; i++) {
        char content[1024];
        struct xlsx_try try;
        snprintf(content, sizeof content,
                 "[Worksheet ss:Name='甲'][Table]" ROW(
                     T("1")) "[/Table][WorksheetOptions][Print][Visible]SheetHidden"
                             "[/Visible][/Print][Visible]%s[/Visible][/WorksheetOptions][/Worksheet]" SHEET(
                                 ROW(T("2"))),
                 said[i]);
        read_well(&try, file_of(content));
        assert_int_equal(try.book->sheet_count, 2);
        assert_string_equal(try.book->sheets[0]->name, "甲");
        assert_int_equal(try.book->sheets[0]->hidden, i > 0);
        assert_false(try.book->sheets[1]->hidden);
        assert_string_equal(xlsx_show(&try, 1), "2/");
        xlsx_close(&try);
    }
}

static void heads_and_feet_of_pages_are_told(void **state) {
    (void)state;
    struct xlsx_bytes file = file_of(
        "[Worksheet ss:Name='表'][Table]" ROW(T("甲")) "[/Table][WorksheetOptions][PageSetup][Header "
                                                       "x:Margin='0.3' x:Data='&amp;R单位：元'/][Footer "
                                                       "x:Data='&amp;P'/][/PageSetup][/WorksheetOptions]"
                                                       "[/Worksheet]");
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, file.bytes, file.length);
    assert_int_equal(xlsx_code(&try), JX_MSG_DOCUMENT_HEADER);
    assert_string_equal(book_margins(try.arena, try.book), "单位：元/");
    xlsx_close(&try);
    free(file.bytes);
}

static void the_other_date_system(void **state) {
    (void)state;
    struct xlsx_try try;
    read_well(&try, file_of("[ExcelWorkbook][Date1904/][/ExcelWorkbook][Styles]" STYLE(
                        "day", FORMAT("yyyy-mm-dd")) "[/Styles]" SHEET(ROW(M("day", "2024-06-24T00:00:00.000")
                                                                               N("day", "1")))));
    assert_string_equal(xlsx_show(&try, 0), "#2024-06-24|#1904-01-02/");
    xlsx_close(&try);
}

/* --- encodings --------------------------------------------------------------------------------------------------- */

#define DECLARED(name)                                                                                       \
    "<?xml version='1.0' encoding='" name "'?><Workbook "                                                    \
    "xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"

/* 甲乙 in GBK, in UTF-8; 学习 in GBK, which is valid UTF-8, too. */
static void encodings_are_found_out(void **state) {
    (void)state;
    static const struct {
        const char *what, *head, *words, *shown;
    } cases[] = {
        {"GBK that says so", DECLARED("GB2312"), "\xBC\xD7\xD2\xD2", "甲乙/"},
        {"GBK that says GBK", DECLARED("gbk"), "\xBC\xD7\xD2\xD2", "甲乙/"},
        {"GBK of which two bytes are a character of UTF-8", DECLARED("GB18030"), "\xD1\xA7\xCF\xB0", "学习/"},
        {"GBK that says UTF-8", DECLARED("UTF-8"), "\xBC\xD7\xD2\xD2", "甲乙/"},
        {"UTF-8 that says GBK", DECLARED("GBK"), "甲乙", "甲乙/"},
        {"UTF-8 that says UTF-16", DECLARED("UTF-16"), "甲乙", "甲乙/"},
        {"Big5", DECLARED("Big5"), "\xA5\xD2\xA4\x41", "甲乙/"},
        {"a byte order mark", "\xEF\xBB\xBF" DECLARED("UTF-8"), "甲乙", "甲乙/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char content[512];
        snprintf(content, sizeof content, "[Worksheet][Table]" ROW(T("%s")) "[/Table][/Worksheet]",
                 cases[i].words);
        struct xlsx_bytes file = bytes_of(cases[i].head, content, "</Workbook>");
        assert_int_equal(xlsx_bid(file.bytes, file.length), 95);
        package_check(cases[i].what, file, cases[i].shown, 0);
    }
}

static void wide_text_is_read(void **state) {
    (void)state;
    struct xlsx_bytes narrow = file_of("[Worksheet][Table]" ROW(T("&#x7532;")) "[/Table][/Worksheet]");
    for (int marked = 0; marked < 2; marked++) {
        struct xlsx_bytes wide = {malloc(2 * narrow.length + 2), 2 * narrow.length};
        size_t at = marked ? 2 : 0;
        memcpy(wide.bytes, "\xFF\xFE", 2);
        for (size_t i = 0; i < narrow.length; i++) {
            wide.bytes[at + 2 * i] = narrow.bytes[i];
            wide.bytes[at + 2 * i + 1] = 0;
        }
        wide.length += at;
        assert_int_equal(xlsx_bid(wide.bytes, wide.length), 95);
        package_check("UTF-16", wide, "甲/", 0);
    }
    free(narrow.bytes);
}

/* --- bids and refusals ------------------------------------------------------------------------------------------- */

static void others_are_left_alone(void **state) {
    (void)state;
    static const char *const others[] = {
        "",
        "<?xml version='1.0'?>",
        "<Workbook/>",
        "urn:schemas-microsoft-com:office:spreadsheet",
        "<html xmlns:x='urn:schemas-microsoft-com:office:spreadsheet'><x:Workbook></x:Workbook></html>",
        "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>",
        "说明,<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(xlsx_bid(others[i], strlen(others[i])), 0);
    static const char prefixed[] = "<?xml version='1.0'?>\n<!-- <x> -->\n<ss:Workbook "
                                   "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>";
    assert_int_equal(xlsx_bid(prefixed, strlen(prefixed)), 95);
}

static void refusal_check(const char *what, const char *content, enum jx_code code) {
    package_refusal_check(what, file_of(content), NULL, code);
}

static void limits_hold(void **state) {
    (void)state;
    static const char bomb[] =
        "<?xml version='1.0'?><!DOCTYPE Workbook [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
        "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>&b;</Workbook>";
    assert_int_equal(xlsx_bid(bomb, strlen(bomb)), 95);
    package_refusal_check("entities", bytes_of(bomb, "", ""), NULL, JX_MSG_XML_DOCTYPE);
    refusal_check("no sheet", "", JX_MSG_SHEET_NONE);
    refusal_check("no cells", SHEET(ROW("[Cell/]")), JX_MSG_SHEET_NONE);
    refusal_check("not closed", "[Worksheet]", JX_MSG_XML_DAMAGED);
    refusal_check("a row far below", SHEET("[Row ss:Index='4000000000']" T("甲") "[/Row]"), JX_MSG_FILE_ROWS);
    refusal_check("a column far away", SHEET(ROW(C("ss:Index='2000000'", "甲"))), JX_MSG_FILE_COLUMNS);
    refusal_check("rows that span to the end", SHEET("[Row ss:Span='4294967290'/][Row]" T("甲") "[/Row]"),
                  JX_MSG_FILE_ROWS);
    refusal_check("a merge of a million columns", SHEET(ROW(C("ss:MergeAcross='1000000'", "甲"))),
                  JX_MSG_FILE_COLUMNS);
    refusal_check("a merge of all", SHEET(ROW(C("ss:MergeAcross='16000' ss:MergeDown='1000000'", "甲"))),
                  JX_MSG_FILE_MERGE_AREA);
    refusal_check("a merge without end", SHEET(ROW(C("ss:MergeAcross='99999999999999999999'", "甲"))),
                  JX_MSG_FILE_MERGE_AREA);
    refusal_check("backwards", SHEET(ROW(T("甲") T("乙") C("ss:Index='2'", "丙"))), JX_MSG_XML_DAMAGED);
    refusal_check("rows backwards", SHEET(ROW(T("甲")) "[Row ss:Index='1']" T("乙") "[/Row]"),
                  JX_MSG_XML_DAMAGED);
    refusal_check("nowhere", SHEET(ROW(C("ss:Index='0'", "甲"))), JX_MSG_XML_DAMAGED);
    package_refusal_check("no encoding", bytes_of(DECLARED("UTF-8"), "\xFF\xFF", ""), NULL,
                          JX_MSG_FILE_ENCODING);
    package_refusal_check("an encoding nobody knows", bytes_of(DECLARED("x-none"), "\xBC\xD7", ""), NULL,
                          JX_MSG_FILE_ENCODING_NAME);
}

static void nesting_has_an_end(void **state) {
    (void)state;
    enum { DEEP = 100000 };
    char *content = malloc(DEEP * 3 + 256), *to = stpcpy(content, "[Worksheet][Table][Row][Cell][Data]");
    for (int i = 0; i < DEEP; i++) to = stpcpy(to, "[B]");
    refusal_check("deep", content, JX_MSG_XML_DEPTH);
    free(content);
}

static void damage_is_borne(void **state) {
    (void)state;
    char content[8192];
    snprintf(content, sizeof content, "%s" SHEET("%s"), styles,
             ROW(C("ss:MergeAcross='1' ss:MergeDown='1'", "甲") N("amount", "48.505"))
                 ROW(C("ss:Index='3'", "乙") M("day", "2024-06-24T08:30:00.000")));
    package_torture(file_of(content), 2000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_whole),
        cmocka_unit_test(what_is_struck_out_is_left_out),
        cmocka_unit_test(numbers_show_by_their_styles),
        cmocka_unit_test(cells_stand_where_they_say),
        cmocka_unit_test(sheets_have_names_and_hide),
        cmocka_unit_test(heads_and_feet_of_pages_are_told),
        cmocka_unit_test(the_other_date_system),
        cmocka_unit_test(encodings_are_found_out),
        cmocka_unit_test(wide_text_is_read),
        cmocka_unit_test(others_are_left_alone),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(nesting_has_an_end),
        cmocka_unit_test(damage_is_borne),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
