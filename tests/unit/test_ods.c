/* OpenDocument spreadsheets: what their cells say, what repeats, and what they cannot do. */
#define TESTED_CARRIER "ods"
#include "tests/unit/package_help.h"

#define KIND "application/vnd.oasis.opendocument.spreadsheet"

/* --- making spreadsheets ----------------------------------------------------------------------------------------- */

/* The content in short, [ and ] for the angles of elements with their usual prefixes left out. To be freed. */
static char *content_of(const char *styles, const char *sheet) {
    const char *const pieces[] = {
        "<office:document xmlns:office='o' xmlns:table='t' xmlns:text='x' office:mimetype='" KIND
        "'><office:automatic-styles>",
        styles,
        "</office:automatic-styles><office:body><office:spreadsheet>",
        sheet,
        "</office:spreadsheet></office:body></office:document>",
    };
    size_t length = 1;
    for (size_t i = 0; i < 5; i++) length += strlen(pieces[i]);
    char *xml = malloc(length), *to = xml;
    for (size_t i = 0; i < 5; i++) to = stpcpy(to, pieces[i]);
    for (char *c = xml; *c; c++) *c = (char)(*c == '[' ? '<' : *c == ']' ? '>' : *c);
    return xml;
}

static struct xlsx_bytes zip_of(const char *styles, const char *sheet, const char *password) {
    char *xml = content_of(styles, sheet);
    struct xlsx_part parts[] = {{"mimetype", KIND, 0}, {"content.xml", xml, 0}, {0}};
    struct xlsx_bytes zip = xlsx_zip(parts, password);
    free(xml);
    return zip;
}

#define ROW(cells)     "[table:table-row]" cells "[/table:table-row]"
#define ROWS(n, cells) "[table:table-row table:number-rows-repeated='" n "']" cells "[/table:table-row]"
#define T(text)        "[table:table-cell office:value-type='string'][text:p]" text "[/text:p][/table:table-cell]"
#define V(value, text) "[table:table-cell " value "][text:p]" text "[/text:p][/table:table-cell]"
#define B(value)       "[table:table-cell " value "/]"
#define SHEET(rows)    "[table:table table:name='表']" rows "[/table:table]"

struct sheet_case {
    const char *what;
    const char *rows;
    const char *shown;
    enum jx_code code; /* of the first message */
};

static void sheets_check(const struct sheet_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char sheet[8192];
        snprintf(sheet, sizeof sheet, SHEET("%s"), cases[i].rows);
        package_check(cases[i].what, zip_of("", sheet, NULL), cases[i].shown, cases[i].code);
    }
}

static void texts_are_what_is_shown(void **state) {
    (void)state;
    static const struct sheet_case cases[] = {
        {"texts", ROW(T("甲") T("乙")), "甲|乙/", 0},
        {"an empty value", ROW(B("office:value-type='string' office:string-value=''") T("乙")), "|乙/", 0},
        {"paragraphs",
         ROW("[table:table-cell][text:p]甲[/text:p][text:p/][text:p]乙[/text:p][/table:table-cell]"),
         "甲~~乙/", 0},
        {"spans, links and fields",
         ROW(T("[text:span]项目[/text:span][text:a]名称[/text:a][text:date]2025[/text:date]")),
         "项目名称2025/", 0},
        {"white space counts as one blank", ROW(T("\n  甲 \n 乙[text:span] 丙 [/text:span]\n ")), "甲 乙 丙/",
         0},
        {"but for what is asked for",
         ROW(T("[text:s/]甲[text:s text:c='3'/]乙[text:tab/]丙[text:line-break/]丁 [text:s/]")),
         " 甲   乙\t丙~丁  /", 0},
        {"white space between elements",
         ROW("\n  [table:table-cell]\n [text:p]甲[/text:p]\n [/table:table-cell]\n"), "甲/", 0},
        {"comments and shapes",
         ROW("[table:table-cell][office:annotation][text:p]批注[/text:p][/office:annotation][text:p]甲[/"
             "text:p]"
             "[draw:frame][draw:text-box][text:p]框[/text:p][/draw:text-box][/"
             "draw:frame][draw:rect][text:p]形[/text:p]"
             "[/draw:rect][/table:table-cell]"),
         "甲/", 0},
        {"guides",
         ROW(T("[text:ruby][text:ruby-base]注[/text:ruby-base][text:ruby-text]zhu[/text:ruby-text][/"
               "text:ruby]")),
         "注/", 0},
        {"a text only as value", ROW(B("office:value-type='string' office:string-value='甲'")), "甲/", 0},
        {"changes kept beside",
         "[table:tracked-changes][table:table-row]" T("旧") "[/table:table-row][/table:tracked-changes]" ROW(
             T("新")),
         "新/", 0},
        {"a sheet within a cell",
         ROW("[table:table-cell][table:table]" ROW(T("内")) "[/table:table][text:p]甲[/text:p]"
                                                            "[/table:table-cell]"),
         "甲/", 0},
        {"head rows and groups",
         "[table:table-header-rows]" ROW(T("头")) "[/table:table-header-rows][table:table-row-group]" ROW(
             T("组")) "[/table:"
                      "table-row-group]",
         "头/组/", 0},
    };
    sheets_check(cases, sizeof cases / sizeof *cases);
}

#define FLOAT(value) "office:value-type='float' office:value='" value "'"
#define DATE(value)  "office:value-type='date' office:date-value='" value "'"

static void values_are_as_in_workbooks(void **state) {
    (void)state;
    static const struct sheet_case cases[] = {
        {"numbers", ROW(V(FLOAT("48.5"), "48.50") V(FLOAT("1234.5"), "1,234.50") V(FLOAT("320"), "320万元")),
         "#48.50|#1,234.50|#320万元/", 0},
        {"numbers without text", ROW(B(FLOAT("48.5")) B(FLOAT("291.97000000000003")) B(FLOAT("1E3"))),
         "#48.5|#291.97|#1000/", 0},
        {"percentages",
         ROW(V("office:value-type='percentage' office:value='0.98'", "98%")
                 V("office:value-type='percentage' office:value='0.985'", "99%")),
         "#98%|#99%/", JX_MSG_NUMBER_ROUNDED},
        {"currency",
         ROW(V("office:value-type='currency' office:currency='CNY' office:value='12'", "￥12.00")),
         "#￥12.00/", 0},
        {"room around numbers", ROW(V(FLOAT("12"), "[text:s/]12.0[text:s/]")), "#12.0/", 0},
        {"a zero as a dash", ROW(V(FLOAT("0"), "-")), "#0/", 0},
        {"negative in brackets", ROW(V(FLOAT("-2.5"), "(2.5)") V(FLOAT("-3"), "-3")), "#-2.5|#-3/", 0},
        {"digits that do not show", ROW(V(FLOAT("48.505"), "48.51")), "#48.51/", JX_MSG_NUMBER_ROUNDED},
        {"all digits where there is no format", ROW(V(FLOAT("0.333333333333333"), "0.3333333333")),
         "#0.333333333333333/", 0},
        {"a number in words", ROW(V(FLOAT("100"), "一百") V(FLOAT("1200"), "1.2E+03")), "#一百|#1.2E+03/", 0},
        {"a number that is none", ROW(V(FLOAT("n/a"), "甲") V("office:value-type='float'", "乙")), "甲|乙/",
         0},
        {"leading zeros", ROW(V(FLOAT("1207"), "001207")), "#001207/", 0},
        {"dates",
         ROW(V(DATE("2024-06-24"), "2024年6月24日") V(DATE("2024-06-24"), "24.06.24")
                 V(DATE("2024-06-24"), "06/24/24") V(DATE("2024-06-24"), "24. Jun 2024")),
         "#2024-06-24|#2024-06-24|#2024-06-24|#2024-06-24/", 0},
        {"dates of which a part shows",
         ROW(V(DATE("2024-06-01"), "2024年6月") V(DATE("2024-06-06"), "6月6日")), "2024年6月|6月6日/", 0},
        {"dates in words", ROW(V(DATE("2024-06-24"), "二〇二四年六月二十四日")), "#2024-06-24/", 0},
        {"dates with a time",
         ROW(V(DATE("2024-06-24T08:30:05"), "2024-06-24 08:30") V(
             DATE("2024-06-24T08:30:05"), "24.6.2024 8:30:05") V(DATE("2024-06-24T08:30:00"), "2024-06-24")),
         "#2024-06-24 08:30|#2024-06-24 08:30:05|#2024-06-24/", 0},
        {"dates without text", ROW(B(DATE("2024-06-24")) B(DATE("2024-06-24T08:30:00")) B(DATE("morgen"))),
         "#2024-06-24|#2024-06-24 08:30:00/", 0},
        {"truths",
         ROW(V("office:value-type='boolean' office:boolean-value='true'", "WAHR")
                 B("office:value-type='boolean' office:boolean-value='false'")),
         "TRUE|FALSE/", 0},
        {"times", ROW(V("office:value-type='time' office:time-value='PT08H30M00S'", "08:30")), "#08:30/", 0},
        {"errors",
         ROW(V("table:formula='x' office:value-type='string' calcext:value-type='error'", "#N/A") T("甲")),
         "|甲/", JX_MSG_CELL_ERROR},
        {"types said twice",
         ROW(V("calcext:value-type='float' office:value-type='float' office:value='1'", "1.0")), "#1.0/", 0},
        {"types of another namespace",
         ROW(V("calcext:value-type='boolean' office:value-type='float' office:value='1'", "1.0")), "#1.0/",
         0},
        {"a formula never calculated", ROW(B("table:formula='of:=1'") T("甲")), "|甲/", JX_MSG_CELL_FORMULA},
        {"a formula that says nothing", ROW(B("table:formula='x' office:value-type='string'") T("甲")),
         "|甲/", 0},
    };
    sheets_check(cases, sizeof cases / sizeof *cases);
}

#define COVERED(n) "[table:covered-table-cell table:number-columns-repeated='" n "'/]"
#define MERGED(rows, columns, text)                                                                          \
    "[table:table-cell table:number-rows-spanned='" rows "' table:number-columns-spanned='" columns          \
    "'][text:p]" text "[/text:p][/table:table-cell]"

static void repeats_and_merges(void **state) {
    (void)state;
    static const struct sheet_case cases[] = {
        {"blank cells",
         ROW(B("table:number-columns-repeated='3'") T("甲") B("table:number-columns-repeated='16380'")),
         "|||甲/", 0},
        {"blank rows",
         ROWS("2", B("")) ROW(T("甲")) ROWS("1048573", B("table:number-columns-repeated='16384'")), "//甲/",
         0},
        {"cells that repeat",
         ROW(V("table:number-columns-repeated='3' office:value-type='string'", "甲") T("乙")), "甲|甲|甲|乙/",
         0},
        {"rows that repeat", ROWS("2", T("甲") T("乙")) ROW(T("丙")), "甲|乙/甲|乙/丙/", 0},
        {"repeats that say nothing", ROWS("0", B("table:number-columns-repeated='x'") T("甲")), "|甲/", 0},
        {"an error that repeats",
         ROWS("3", V("table:number-columns-repeated='16384' office:value-type='error'", "#N/A")) ROW(T("甲")),
         "///甲/", JX_MSG_CELL_ERROR},
        {"merges", ROW(MERGED("2", "2", "甲") COVERED("1") T("乙")) ROW(COVERED("2") T("丙")),
         "2x2甲|.|乙/.|.|丙/", 0},
        {"a merge that repeats",
         ROW(V("table:number-columns-repeated='3' table:number-columns-spanned='2'", "甲") COVERED("1")
                 T("乙")),
         "1x2甲|.|||乙/", 0},
        {"merges without text", ROW(MERGED("1", "2", "") COVERED("1") T("乙")), "1x2|.|乙/", 0},
        {"merges in rows that repeat", ROWS("2", MERGED("1", "2", "甲") COVERED("1")), "1x2甲|./1x2甲|./", 0},
        {"merges downwards in rows that repeat", ROWS("2", MERGED("2", "1", "甲")), "2x1甲/./", 0},
        {"a merge downwards in rows without end", ROWS("4000000000", MERGED("2", "1", "甲")), "2x1甲/./", 0},
        {"text under a merge",
         ROW(MERGED("1", "2",
                    "甲") "[table:covered-table-cell][text:p]藏[/text:p][/table:covered-table-cell]"),
         "1x2甲|./", JX_MSG_MERGE_HIDES},
        {"merges that overlap", ROW(MERGED("1", "2", "甲") MERGED("1", "2", "乙")), "1x2甲|./",
         JX_MSG_MERGE_HIDES},
    };
    sheets_check(cases, sizeof cases / sizeof *cases);
}

static void sheets_are_hidden_by_their_style(void **state) {
    (void)state;
    struct xlsx_bytes zip =
        zip_of("[style:style style:name='a'][style:table-properties "
               "table:display='true'/][/style:style][style:style "
               "style:name='b'][style:table-properties table:display='false'/][/style:style]",
               "[table:table table:name='甲' table:style-name='a']" ROW(
                   T("1")) "[/table:table][table:table table:name='乙' "
                           "table:style-name='b']" ROW(T("2")) "[/table:table][table:table]" ROW(
                               T("3")) "[/table:table]",
               NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, zip.bytes, zip.length);
    assert_int_equal(try.status, JX_OK);
    assert_int_equal(try.book->sheet_count, 3);
    assert_string_equal(try.book->sheets[1]->name, "乙");
    assert_string_equal(try.book->sheets[2]->name, "");
    assert_false(try.book->sheets[0]->hidden);
    assert_true(try.book->sheets[1]->hidden);
    assert_false(try.book->sheets[2]->hidden);
    assert_string_equal(xlsx_show(&try, 1), "2/");
    xlsx_close(&try);
    free(zip.bytes);
}

#define LINE(family, name, more) "[style:style style:family='" family "' style:name='" name "' " more
#define THROUGH(how)             "][style:text-properties style:text-line-through-style='" how "'/][/style:style]"

/* As in documents: what is struck out is taken as deleted, and told. */
static void what_is_struck_out_is_left_out(void **state) {
    (void)state;
    static const char styles[] = LINE("table-cell", "c", THROUGH("solid"))
        LINE("table-cell", "n", THROUGH("none")) LINE("table-cell", "k", "style:parent-style-name='c'/]")
            LINE("text", "c", THROUGH("none")) LINE("text", "t", THROUGH("dotted"));
#define CELL(style, text)                                                                                    \
    "[table:table-cell table:style-name='" style "'][text:p]" text "[/text:p][/table:table-cell]"
#define SPAN(style, text) "[text:span text:style-name='" style "']" text "[/text:span]"
    static const struct sheet_case cases[] = {
        {"cells", ROW(CELL("c", "甲") CELL("n", "乙") CELL("k", "丙") T("丁")), "|乙||丁/",
         JX_MSG_DOCUMENT_STRUCK},
        {"numbers",
         ROW(V(FLOAT("3") " table:style-name='c'", "3") B(FLOAT("4") " table:style-name='c'") T("丁")),
         "||丁/", JX_MSG_DOCUMENT_STRUCK},
        {"words",
         ROW(CELL("n", SPAN("t", "旧") "新") CELL("c", "旧" SPAN("c", "新"))
                 CELL("n", SPAN("t", "旧[text:s/]")) T("丁")),
         "新|新||丁/", JX_MSG_DOCUMENT_STRUCK},
        {"a row's cells, and a column's",
         "[table:table-column/][table:table-column table:default-cell-style-name='c'/]" ROW(T("甲") T("乙")
                                                                                                T("丙"))
             ROW(CELL("n", "甲") CELL("n", "乙")) "[table:table-row table:default-cell-style-name='k']" T(
                 "丁") CELL("n", "戊") "[/table:table-row]",
         "甲||丙/甲|乙/|戊/", JX_MSG_DOCUMENT_STRUCK},
        {"two paragraphs",
         ROW("[table:table-cell table:style-name='c'][text:p]甲[/text:p][text:p]乙[/text:p][/table:"
             "table-cell]" T("丁")),
         "|丁/", JX_MSG_DOCUMENT_STRUCK},
        {"blanks are nobody's loss", ROW(CELL("c", "[text:s/]") T("丁")), "|丁/", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[8192];
        snprintf(sheet, sizeof sheet, SHEET("%s"), cases[i].rows);
        package_check(cases[i].what, zip_of(styles, sheet, NULL), cases[i].shown, cases[i].code);
    }
}

/* The styles that all parts know stand in a part of their own, whose other styles are its own business. */
static void common_styles_are_known(void **state) {
    (void)state;
    char *xml = content_of(LINE("table-cell", "k", "style:parent-style-name='c'/]"),
                           SHEET(ROW(CELL("k", "甲") CELL("x", "乙"))));
    static const char common[] =
        "<s><styles><style name='c' family='table-cell'><text-properties "
        "text-line-through-style='solid'/></style>"
        "</styles><automatic-styles><style name='x' family='table-cell'><text-properties "
        "text-line-through-style='solid'/></style></automatic-styles></s>";
    struct xlsx_part parts[] = {
        {"mimetype", KIND, 0}, {"content.xml", xml, 0}, {"styles.xml", common, 0}, {0}};
    package_check("a style of all parts", xlsx_zip(parts, NULL), "|乙/", JX_MSG_DOCUMENT_STRUCK);
    free(xml);
}

/* Of the kinds of pages that sheets are printed on; fields are no words. */
static void heads_and_feet_of_pages_are_told(void **state) {
    (void)state;
    char *xml = content_of("[style:style style:family='table' style:name='t' style:master-page-name='m'/]",
                           SHEET(ROW(T("甲"))));
    static const char common[] =
        "<s><master-styles><master-page "
        "name='m'><header><region-left><p>附件2</p></region-left><region-right><p>单位：<span>元"
        "</span><s/></p></region-right></header><header-left "
        "display='false'><p>乙</p></header-left><footer><p>第"
        "<page-number>1</page-number>页</p></footer></master-page><master-page "
        "name='n'><header><p>丙</p></header>"
        "</master-page></master-styles></s>";
    struct xlsx_part parts[] = {
        {"mimetype", KIND, 0}, {"content.xml", xml, 0}, {"styles.xml", common, 0}, {0}};
    struct xlsx_bytes zip = xlsx_zip(parts, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, zip.bytes, zip.length);
    assert_int_equal(try.status, JX_OK);
    assert_int_equal(xlsx_code(&try), JX_MSG_DOCUMENT_HEADER);
    assert_string_equal(book_margins(try.arena, try.book), "附件2\n\t单位：元/");
    xlsx_close(&try);
    free(zip.bytes);
    free(xml);
}

static void heads_of_a_flat_file_are_told(void **state) {
    (void)state;
    char *xml =
        content_of("[style:style style:family='table' style:name='t' style:master-page-name='m'/]"
                   "[/office:automatic-styles][office:master-styles][style:master-page style:name='m']"
                   "[style:header][text:p]单位：元[/text:p][/style:header][/style:master-page]"
                   "[style:master-page style:name='n'][style:header][text:p]丙[/text:p][/style:header]"
                   "[/style:master-page][/office:master-styles][office:automatic-styles]",
                   SHEET(ROW(T("甲"))));
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, (unsigned char *)xml, strlen(xml));
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(book_margins(try.arena, try.book), "单位：元/");
    xlsx_close(&try);
    free(xml);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

/* The same workbook in its two forms reads as the .xlsx that it comes from. */
static void files_read_as_they_say(void **state) {
    (void)state;
    package_file_check("ods-libreoffice", ".ods", "ods-libreoffice");
    package_file_check("ods-flat", ".fods", "ods-libreoffice");
}

static void others_are_left_alone(void **state) {
    (void)state;
    static const struct xlsx_part text[] = {
        {"mimetype", "application/vnd.oasis.opendocument.text", 0}, {"content.xml", "<x/>", 0}, {0}};
    static const struct xlsx_part template[] = {
        {"mimetype", KIND "-template", 0}, {"content.xml", "<x/>", 0}, {0}};
    static const struct xlsx_part listed[] = {
        {"META-INF/manifest.xml", "<manifest:file-entry manifest:media-type='" KIND "'/>", 0}, {0}};
    static const struct xlsx_part workbook[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0}, {"xl/workbook.xml", "<x/>", 0}, {0}};
    const struct xlsx_part *const parts[] = {text, template, listed, workbook};
    static const int bids[] = {0, 95, 95, 0};
    for (size_t i = 0; i < 4; i++) {
        struct xlsx_bytes zip = xlsx_zip(parts[i], NULL);
        assert_int_equal(xlsx_bid(zip.bytes, zip.length), bids[i]);
        free(zip.bytes);
    }
    assert_int_equal(xlsx_bid("<office:document/>", 18), 0);
    assert_int_equal(xlsx_bid(KIND, strlen(KIND)), 0);
    assert_int_equal(xlsx_bid("", 0), 0);
    struct xlsx_bytes cut = package_data("ods-libreoffice", ".ods");
    assert_int_equal(xlsx_bid(cut.bytes, cut.length - 30), 40);
    free(cut.bytes);
}

/* Blanks that are only counted are made as often as a table could want. */
static void counted_blanks_come_to_an_end(void **state) {
    (void)state;
    enum { CELLS = 30 };
    char *rows = malloc(CELLS * 8192), *to = rows;
    assert_non_null(rows);
    for (int i = 0; i < CELLS; i++) {
        to = stpcpy(to, "[table:table-row][table:table-cell][text:p]甲");
        for (int k = 0; k < 200; k++) to = stpcpy(to, "[text:s text:c='10000'/]");
        to = stpcpy(to, "乙[/text:p][/table:table-cell][/table:table-row]");
    }
    char *sheet = malloc((size_t)(to - rows) + 256);
    sprintf(sheet, SHEET("%s"), rows);
    struct xlsx_bytes zip = zip_of("", sheet, NULL);
    struct xlsx_try try;
    size_t length = 0;
    xlsx_open(&try);
    xlsx_read(&try, zip.bytes, zip.length);
    assert_int_equal(try.status, JX_OK);
    for (uint32_t row = 0; row < CELLS; row++) length += try.book->sheets[0]->rows[row].cells[0].length;
    assert_in_range(length, 1000000, 1100000);
    xlsx_close(&try);
    free(zip.bytes);
    free(sheet);
    free(rows);
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void refusal_check(const char *what, struct xlsx_bytes zip, enum jx_code code) {
    package_refusal_check(what, zip, NULL, code);
}

static void limits_hold(void **state) {
    (void)state;
    static const struct xlsx_part doctype[] = {
        {"mimetype", KIND, 0}, {"content.xml", "<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>", 0}, {0}};
    static const struct xlsx_part locked[] = {
        {"mimetype", KIND, 0},
        {"META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
         0},
        {"content.xml", "\x8f\x12garbled", 0},
        {0}};
    static const struct xlsx_part missing[] = {{"mimetype", KIND, 0}, {0}};
    refusal_check("a document type", xlsx_zip(doctype, NULL), JX_MSG_XML_DOCTYPE);
    refusal_check("a password", xlsx_zip(locked, NULL), JX_MSG_ZIP_ENCRYPTED);
    refusal_check("a password of the zip", zip_of("", SHEET(ROW(T("甲"))), "geheim"), JX_MSG_ZIP_ENCRYPTED);
    refusal_check("no content", xlsx_zip(missing, NULL), JX_MSG_ZIP_DAMAGED);
    refusal_check("no cells", zip_of("", SHEET(ROW(B(""))), NULL), JX_MSG_SHEET_NONE);
    refusal_check("broken XML", zip_of("", "[table:table]", NULL), JX_MSG_XML_DAMAGED);
    refusal_check("rows without end", zip_of("", SHEET(ROWS("4000000000", T("甲"))), NULL), JX_MSG_FILE_ROWS);
    refusal_check(
        "columns without end",
        zip_of("", SHEET(ROW(V("table:number-columns-repeated='99999999999999999999'", "甲"))), NULL),
        JX_MSG_FILE_COLUMNS);
    refusal_check("a sheet full of the same",
                  zip_of("", SHEET(ROWS("1048576", V("table:number-columns-repeated='16384'", "甲"))), NULL),
                  JX_MSG_SHEET_REPEATS);
    refusal_check(
        "far away",
        zip_of("",
               SHEET(ROWS("1048000", B("")) ROWS("500", B("table:number-columns-repeated='16000'") T("甲"))),
               NULL),
        JX_MSG_SHEET_SPARSE);
    refusal_check("a huge merge", zip_of("", SHEET(ROW(MERGED("1000000", "16000", "甲"))), NULL),
                  JX_MSG_FILE_MERGE_AREA);
}

/* Packed and flat. */
static void damage_is_borne(void **state) {
    (void)state;
    const char *sheet = SHEET(
        ROW(MERGED("2", "2", "甲") COVERED("1") T("[text:s text:c='2'/]乙"))
            ROWS("2", COVERED("2") V(FLOAT("48.505"), "48.51"))
                ROW(V(DATE("2024-06-24"), "2024年6月24日") V("table:number-columns-repeated='2'", "丙")));
    char *flat = content_of("", sheet);
    package_torture(zip_of("", sheet, NULL), 2000);
    package_torture((struct xlsx_bytes){(unsigned char *)flat, strlen(flat)}, 2000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_what_is_shown),
        cmocka_unit_test(values_are_as_in_workbooks),
        cmocka_unit_test(repeats_and_merges),
        cmocka_unit_test(sheets_are_hidden_by_their_style),
        cmocka_unit_test(what_is_struck_out_is_left_out),
        cmocka_unit_test(common_styles_are_known),
        cmocka_unit_test(heads_and_feet_of_pages_are_told),
        cmocka_unit_test(heads_of_a_flat_file_are_told),
        cmocka_unit_test(files_read_as_they_say),
        cmocka_unit_test(others_are_left_alone),
        cmocka_unit_test(counted_blanks_come_to_an_end),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(damage_is_borne),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
