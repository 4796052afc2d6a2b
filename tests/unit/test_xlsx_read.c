/* Workbooks as programs write them: every cell's text, where its part is, and what is said of it. */
#include "tests/unit/xlsx_help.h"

/* --- what stands in a sheet -------------------------------------------------------------------------------------- */

struct read_case {
    const char *what, *sheet, *shown;
    int code; /* 0: no message */
};

static void cells_are_read(void **state) {
    (void)state;
    static const struct read_case cases[] = {
        {"shared texts", "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>",
         "路灯||维护 /", 0},
        {"empty shared texts",
         "<row r='1'><c r='A1' t='s'><v>2</v></c><c r='B1' t='s'><v>3</v></c><c r='C1'><v>1</v></c></row>",
         "||#1/", 0},
        {"escapes", "<row><c t='s'><v>4</v></c></row>", "a\rb_x000D_c_xZZZZ_/", 0},
        {"escapes of pairs", "<row><c t='s'><v>6</v></c></row>", "\xF0\x9F\x98\x80 _xD83D_ _x0000_/", 0},
        {"prefixed elements", "<x:row r='1'><x:c r='A1' t='s'><x:v>5</x:v></x:c></x:row>", "前缀/", 0},
        {"a shared text that is not there",
         "<row r='1'><c r='A1' t='s'><v>7</v></c><c r='B1'><v>1</v></c></row>", "|#1/", JX_MSG_STRING_INDEX},
        {"a negative index", "<row r='1'><c r='A1' t='s'><v>-1</v></c><c r='B1'><v>1</v></c></row>", "|#1/",
         JX_MSG_STRING_INDEX},
        {"a huge index",
         "<row r='1'><c r='A1' t='s'><v>18446744073709551616</v></c><c r='B1'><v>1</v></c></row>", "|#1/",
         JX_MSG_STRING_INDEX},
        {"inline texts",
         "<row r='1'><c r='A1' t='inlineStr'><is><t>甲</t></is></c><c r='B1' "
         "t='inlineStr'><is><r><rPr><t>x</t>"
         "</rPr><t>乙</t></r><r><t>丙</t></r><rPh><t>y</t></rPh></is></c></row>",
         "甲|乙丙/", 0},
        {"results of formulas",
         "<row r='1'><c r='A1' t='str'><f>B1&amp;C1</f><v>合计_x000D_</v></c><c r='B1'><f>1+1</f><v>2</v></c>"
         "<c r='C1' t='str'><f>\"\"</f><v></v></c></row>",
         "合计\r|#2/", 0},
        {"a formula never calculated",
         "<row r='1'><c r='A1'><f>SUM(B1)</f><v/></c><c r='B1'><v>1</v></c></row>", "|#1/",
         JX_MSG_CELL_FORMULA},
        {"booleans", "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c></row>",
         "TRUE|FALSE/", 0},
        {"booleans in words",
         "<row r='1'><c r='A1' t='b'><v>true</v></c><c r='B1' t='b'><v>false</v></c></row>", "TRUE|FALSE/",
         0},
        {"an inline text that stands there twice",
         "<row r='1'><c r='A1' t='inlineStr'><v>甲</v><is><t>甲</t></is></c><c r='B1' "
         "t='inlineStr'><is><t>乙</t>"
         "</is><v>乙</v></c><c r='C1' t='inlineStr'><v>丙</v></c></row>",
         "甲|乙|丙/", 0},
        {"hidden rows",
         "<row r='1'><c r='A1'><v>1</v></c></row><row r='2' hidden='1'><c r='A2'><v>2</v></c></row>",
         "#1/#2/", JX_MSG_ROWS_HIDDEN},
        {"hidden rows without text", "<row r='1'><c r='A1'><v>1</v></c></row><row r='2' hidden='true'/>",
         "#1/", 0},
        {"errors", "<row r='1'><c r='A1' t='e'><v>#DIV/0!</v></c><c r='B1'><v>1</v></c></row>", "|#1/",
         JX_MSG_CELL_ERROR},
        {"dates written out",
         "<row r='1'><c r='A1' t='d'><v>2024-06-24</v></c><c r='B1' t='d'><v>2024-06-24T00:00:00</v></c>"
         "<c r='C1' t='d'><v>2024-06-24T08:30:00</v></c></row>",
         "2024-06-24|2024-06-24|2024-06-24T08:30:00/", 0},
        {"styles",
         "<row r='1'><c r='A1' s='1'><v>48.5</v></c><c r='B1' s='2'><v>48.5</v></c><c r='C1' "
         "s='3'><v>45467</v>"
         "</c><c r='D1' s='4'><v>0.9</v></c><c r='E1' s='5'><v>5</v></c><c r='F1' s='99'><v>6</v></c>"
         "<c r='G1' s='x'><v>7</v></c></row>",
         "#48.50|#48.50万元|#2024-06-24|#90%|#5|#6|#7/", 0},
        {"digits that do not show", "<row r='1'><c r='A1' s='1'><v>48.505</v></c></row>", "#48.51/",
         JX_MSG_NUMBER_ROUNDED},
        {"numbers that are none", "<row r='1'><c r='A1'><v>n/a</v></c></row>", "n/a/", 0},
        {"no addresses at all", "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
         "#1|#2//#3/", 0},
        {"addresses here and there",
         "<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "/|#1|#2/#3/",
         0},
        {"rows out of order",
         "<row r='2'><c r='A2'><v>2</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>", "#1/#2/", 0},
        {"small letters and dollars", "<row r='1'><c r='$b$1'><v>1</v></c></row>", "|#1/", 0},
        {"addresses that are none",
         "<row r='0'><c r='1A'><v>1</v></c><c r='B0'><v>2</v></c><c r=''><v>3</v></c></row>", "#1|#2|#3/", 0},
        {"what is not a cell's",
         "<row r='1'><extLst><c r='A9'><v>9</v></c></extLst><c "
         "r='A1'><extLst><v>8</v></extLst><v>1</v></c></row>",
         "#1/", 0},
        {"white space and entities", "<row r='1'><c r='A1' t='str'><v> a&lt;&#10;&#x8DEF; </v></c></row>",
         " a<~路 /", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[2048];
        struct xlsx_try try;
        snprintf(sheet, sizeof sheet, XLSX_SHEET("%s"), cases[i].sheet);
        struct xlsx_bytes book = xlsx_book(sheet, XLSX_STRINGS, XLSX_STYLES);
        assert_int_equal(xlsx_bid(book.bytes, book.length), 95);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        if (try.status != JX_OK || xlsx_code(&try) != cases[i].code ||
            strcmp(xlsx_show(&try, 0), cases[i].shown) != 0)
            fail_msg("%s: status %d, code %d, read\n %s\n not\n %s", cases[i].what, try.status,
                     xlsx_code(&try), try.book->sheet_count ? xlsx_show(&try, 0) : "nothing", cases[i].shown);
        xlsx_close(&try);
        free(book.bytes);
    }
}

/* As in documents: what is struck out is taken as deleted, and told. */
static void what_is_struck_out_is_left_out(void **state) {
    (void)state;
#define STRUCK_RUN "<r><rPr><b/><strike/></rPr><t>旧</t></r>"
#define OWN_RUN    "<r><rPr><strike val='0'/></rPr><t>新</t></r>"
    static const char strings[] =
        "<sst><si><t>甲</t></si><si>" STRUCK_RUN OWN_RUN "</si><si><r><t>丙</t></r>" OWN_RUN
        "</si><si>" STRUCK_RUN "</si><si><r><rPr><strike/></rPr><t> </t></r></si></sst>";
    static const char styles[] =
        "<styleSheet><fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
        "<cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/></cellXfs></styleSheet>";
#define S(style, number) "<c s='" style "' t='s'><v>" number "</v></c>"
    static const struct read_case cases[] = {
        {"by the cell's style", S("1", "0") S("2", "0") S("0", "0"), "|甲|甲/", JX_MSG_DOCUMENT_STRUCK},
        {"numbers", "<c s='1'><v>300</v></c><c s='2'><v>366</v></c>", "|#366/", JX_MSG_DOCUMENT_STRUCK},
        {"results and truths", "<c s='1' t='str'><v>a</v></c><c s='1' t='b'><v>1</v></c><c><v>1</v></c>",
         "||#1/", JX_MSG_DOCUMENT_STRUCK},
        {"an error", "<c s='1' t='e'><v>#N/A</v></c><c><v>1</v></c>", "|#1/", JX_MSG_DOCUMENT_STRUCK},
        {"words", S("0", "1"), "新/", JX_MSG_DOCUMENT_STRUCK},
        {"words that say they are not, in a cell that is", S("1", "2") S("0", "2"), "新|丙新/",
         JX_MSG_DOCUMENT_STRUCK},
        {"all words", S("0", "3") "<c><v>1</v></c>", "|#1/", JX_MSG_DOCUMENT_STRUCK},
        {"blanks are nobody's loss", S("0", "4") "<c s='1'/><c><v>1</v></c>", "||#1/", 0},
        {"words in the cell itself",
         "<c t='inlineStr'><is>" STRUCK_RUN OWN_RUN
         "</is></c><c s='1' t='inlineStr'><is><t>甲</t></is></c><c "
         "s='1' t='inlineStr'><is><r><t>丙</t></r>" OWN_RUN "</is></c>",
         "新||新/", JX_MSG_DOCUMENT_STRUCK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[1024];
        struct xlsx_try try;
        snprintf(sheet, sizeof sheet, XLSX_SHEET("<row>%s</row>"), cases[i].sheet);
        struct xlsx_bytes book = xlsx_book(sheet, strings, styles);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        if (try.status != JX_OK || xlsx_code(&try) != cases[i].code || try.diags.count > 1 ||
            strcmp(xlsx_show(&try, 0), cases[i].shown) != 0)
            fail_msg("%s: status %d, code %d, read\n %s\n not\n %s", cases[i].what, try.status,
                     xlsx_code(&try), try.book->sheet_count ? xlsx_show(&try, 0) : "nothing", cases[i].shown);
        xlsx_close(&try);
        free(book.bytes);
    }
}

static void heads_and_feet_of_pages_are_told(void **state) {
    (void)state;
    static const struct read_case cases[] = {
        {"parts, and what is no text",
         "<headerFooter><oddHeader>&amp;L附件2&amp;C&amp;\"宋体,常规\"&amp;12&amp;A&amp;R&amp;K01+000&amp;"
         "B单位：元</oddHeader><oddFooter>"
         "&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>",
         "附件2\t\t单位：元/", JX_MSG_DOCUMENT_HEADER},
        {"others, where pages have them",
         "<headerFooter differentFirst='1'><oddHeader>甲</oddHeader><evenHeader>乙</evenHeader>"
         "<firstFooter>丙&amp;&amp;</firstFooter></headerFooter>",
         "甲/丙&/", JX_MSG_DOCUMENT_HEADER},
        {"the same twice", "<headerFooter><oddHeader>甲</oddHeader><oddFooter>甲</oddFooter></headerFooter>",
         "甲/", JX_MSG_DOCUMENT_HEADER},
        {"codes that end too early",
         "<headerFooter><oddHeader>&amp;\"宋体</oddHeader><oddFooter>&amp;</oddFooter>"
         "</headerFooter>",
         "", 0},
        {"numbers alone", "<headerFooter><oddHeader/><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter>",
         "", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[1024];
        struct xlsx_try try;
        snprintf(sheet, sizeof sheet,
                 "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>%s</worksheet>",
                 cases[i].sheet);
        struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        const char *margins = book_margins(try.arena, try.book);
        if (try.status != JX_OK || xlsx_code(&try) != cases[i].code || strcmp(margins, cases[i].shown) != 0)
            fail_msg("%s: status %d, code %d, read %s, not %s", cases[i].what, try.status, xlsx_code(&try),
                     margins, cases[i].shown);
        xlsx_close(&try);
        free(book.bytes);
    }
}

static void merges_are_read(void **state) {
    (void)state;
    static const struct read_case cases[] = {
        {"merges", "<mergeCell ref='A1:C1'/><mergeCell ref='B2:C3'/>", "1x3#1|.|./|2x2|./|.|./", 0},
        {"a merge of one cell", "<mergeCell ref='A1'/><mergeCell ref='A1:A1'/>", "#1/", 0},
        {"a whole column, and whole rows", "<mergeCell ref='H1:H1048576'/><mergeCell ref='B1:XFD1'/>", "#1/",
         0},
        {"no merges at all", "<mergeCell ref='A1:'/><mergeCell ref='B2:A1'/><mergeCell/><mergeCell ref=':'/>",
         "#1/", 0},
        {"an overlap", "<mergeCell ref='A1:B1'/><mergeCell ref='B1:C1'/><mergeCell ref='A2:B2'/>",
         "1x2#1|./1x2|./", JX_MSG_FILE_MERGE_OVERLAP},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[1024];
        struct xlsx_try try;
        snprintf(sheet, sizeof sheet,
                 "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><mergeCells>%s"
                 "</mergeCells></worksheet>",
                 cases[i].sheet);
        struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        if (try.status != JX_OK || xlsx_code(&try) != cases[i].code ||
            strcmp(xlsx_show(&try, 0), cases[i].shown) != 0)
            fail_msg("%s: status %d, code %d, read\n %s\n not\n %s", cases[i].what, try.status,
                     xlsx_code(&try), xlsx_show(&try, 0), cases[i].shown);
        xlsx_close(&try);
        free(book.bytes);
    }
}

/* Merging equal cells leaves their texts in place; others would be lost without a word. */
static void texts_under_merges_are_told(void **state) {
    (void)state;
    static const struct {
        const char *first, *second;
        int code;
    } cases[] = {
        {"甲", "甲", 0}, {"甲", "乙", JX_MSG_MERGE_HIDES}, {"", "乙", JX_MSG_MERGE_HIDES}, {"甲", "", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[512];
        struct xlsx_try try;
        snprintf(
            sheet, sizeof sheet,
            "<worksheet><sheetData><row><c t='str'><v>%s</v></c></row><row><c/><c t='str'><v>%s</v></c></row>"
            "<row><c t='str'><v>丙</v></c></row></sheetData><mergeCell ref='A1:B2'/></worksheet>",
            cases[i].first, cases[i].second);
        struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        assert_int_equal(try.status, JX_OK);
        assert_int_equal(xlsx_code(&try), cases[i].code);
        if (cases[i].code) {
            assert_int_equal(try.diags.items[0].place.row, 2);
            assert_int_equal(try.diags.items[0].place.column, 2);
            assert_non_null(strstr(try.diags.items[0].message, "乙"));
        }
        xlsx_close(&try);
        free(book.bytes);
    }
}

static void messages_name_their_cells(void **state) {
    (void)state;
    struct xlsx_try try;
    struct xlsx_bytes book =
        xlsx_book(XLSX_SHEET("<row r='3'><c r='B3' t='e'><v>#N/A</v></c><c><v>1</v></c></row>"), NULL, NULL);
    xlsx_open(&try);
    xlsx_read(&try, book.bytes, book.length);
    assert_int_equal(try.diags.count, 1);
    assert_string_equal(try.diags.items[0].place.sheet, "表");
    assert_int_equal(try.diags.items[0].place.row, 3);
    assert_int_equal(try.diags.items[0].place.column, 2);
    assert_non_null(strstr(try.diags.items[0].message, "#N/A"));
    xlsx_close(&try);
    free(book.bytes);
}

/* --- how parts are found ----------------------------------------------------------------------------------------- */

static void sheets_are_listed_in_order(void **state) {
    (void)state;
    const struct xlsx_part parts[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"_rels/.rels", XLSX_RELATIONS(XLSX_RELATION("a", "officeDocument", "/xl/workbook.xml")), 0},
        {"xl/workbook.xml",
         "<x:workbook><x:workbookPr date1904='1'/><x:sheets><x:sheet name='乙' sheetId='2' rel:id='r2'/>"
         "<x:sheet name='图' sheetId='3' rel:id='r3'/><x:sheet name='甲' sheetId='1' state='hidden' "
         "rel:id='r1'/>"
         "<x:sheet name='丙' state='veryHidden' rel:id='r4'/></x:sheets></x:workbook>",
         0},
        {"xl/_rels/workbook.xml.rels",
         XLSX_RELATIONS(XLSX_RELATION("r1", "worksheet", "worksheets/sheet1.xml")
                            XLSX_RELATION("r2", "worksheet", "/xl/worksheets/../worksheets/./sheet2.xml")
                                XLSX_RELATION("r3", "chartsheet", "chartsheets/sheet1.xml")
                                    XLSX_RELATION("r4", "worksheet", "../other/three.xml")
                                        XLSX_RELATION("r5", "styles", "styles.xml")),
         0},
        {"xl/worksheets/sheet1.xml", XLSX_CELL("1"), 0},
        {"XL/Worksheets/Sheet2.xml", XLSX_SHEET("<row r='1'><c r='A1' s='0'><v>0</v></c></row>"), 0},
        {"other/three.xml", XLSX_CELL("3"), 0},
        {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>", 0},
        {NULL, NULL, 0},
    };
    static const struct {
        const char *name, *shown;
        bool hidden;
    } sheets[] = {{"乙", "#1904-01-01/", false}, {"甲", "#1904-01-02/", true}, {"丙", "#1904-01-04/", true}};
    struct xlsx_bytes book = xlsx_zip(parts, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, book.bytes, book.length);
    assert_int_equal(try.status, JX_OK);
    assert_int_equal(try.book->sheet_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(try.book->sheets[i]->name, sheets[i].name);
        assert_string_equal(xlsx_show(&try, i), sheets[i].shown);
        assert_int_equal(try.book->sheets[i]->hidden, sheets[i].hidden);
    }
    xlsx_close(&try);
    free(book.bytes);
}

/* Some programs name the workbook differently, or write backslashes. */
static void unusual_packages_are_read(void **state) {
    (void)state;
    const struct xlsx_part renamed[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"_rels/.rels", XLSX_RELATIONS(XLSX_RELATION("a", "officeDocument", "book/main.xml")), 0},
        {"book/main.xml", "<workbook><sheets><sheet name='x' id='r1'/></sheets></workbook>", 0},
        {"book/_rels/main.xml.rels", XLSX_RELATIONS(XLSX_RELATION("r1", "worksheet", "s.xml")), 0},
        {"book/s.xml", XLSX_CELL("1"), 0},
        {NULL, NULL, 0},
    };
    const struct xlsx_part backslashes[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"xl\\workbook.xml", "<workbook><sheets><sheet name='x' id='r1'/></sheets></workbook>", 0},
        {"xl\\_rels\\workbook.xml.rels",
         XLSX_RELATIONS(XLSX_RELATION("r1", "worksheet", "worksheets\\s.xml")), 0},
        {"xl\\worksheets\\s.xml", XLSX_CELL("1"), 0},
        {NULL, NULL, 0},
    };
    const struct xlsx_part *const packages[] = {renamed, backslashes};
    for (size_t i = 0; i < 2; i++) {
        struct xlsx_bytes book = xlsx_zip(packages[i], NULL);
        struct xlsx_try try;
        assert_int_equal(xlsx_bid(book.bytes, book.length), 95);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        if (try.status != JX_OK) fail_msg("package %zu: %s", i, try.diags.items[0].message);
        assert_string_equal(xlsx_show(&try, 0), "#1/");
        xlsx_close(&try);
        free(book.bytes);
    }
}

static void other_files_are_left_to_others(void **state) {
    (void)state;
    const struct xlsx_part word[] = {
        {"[Content_Types].xml",
         "<Types><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
         "officedocument.wordprocessingml.document.main+xml'/><Default Extension='xlsx' "
         "ContentType='application/"
         "vnd.openxmlformats-officedocument.spreadsheetml.sheet'/></Types>",
         0},
        {"word/document.xml", "<document/>", 0},
        {NULL, NULL, 0},
    };
    const struct xlsx_part plain[] = {{"xl/workbook.xml", "<workbook/>", 0}, {NULL, NULL, 0}};
    struct xlsx_bytes zip = xlsx_zip(word, NULL);
    assert_int_equal(xlsx_bid(zip.bytes, zip.length), 0);
    assert_int_equal(xlsx_bid(zip.bytes, zip.length - 40), 0);
    free(zip.bytes);
    zip = xlsx_zip(plain, NULL);
    assert_int_equal(xlsx_bid(zip.bytes, zip.length), 0);
    free(zip.bytes);
    assert_int_equal(xlsx_bid("", 0), 0);
    assert_int_equal(xlsx_bid("PK", 2), 0);
    assert_int_equal(xlsx_bid("PK\3\4", 4), 0);
    assert_int_equal(xlsx_bid("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), 0);
    assert_int_equal(xlsx_bid("xl/workbook.xml [Content_Types].xml", 35), 0);
}

/* What the scanner leaves to expat, which begins anew, is handed out once: in a part that is unpacked at once and in one that
 * comes block by block. */
static void what_is_left_is_read_once(void **state) {
    (void)state;
    static const char rows[] =
        "<row><c t='str'><v>甲</v></c><c t='str'><v>乙<![CDATA[<&]]>丙</v></c><c t='str'><v>丁</v></c></row>"
        "<row><c><v>1</v></c><年 a='1'/><c><v>2</v></c></row>";
    for (size_t before = 0; before <= 200000; before += 200000) {
        char *sheet = malloc(before * 6 + sizeof rows + 100), *end = sheet;
        assert_non_null(sheet);
        end = stpcpy(end, "<worksheet><sheetData>");
        for (size_t i = 0; i < before; i++) end = stpcpy(end, "<row/>");
        stpcpy(stpcpy(end, rows), "</sheetData></worksheet>");
        struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
        struct xlsx_try try;
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        assert_int_equal(try.status, JX_OK);
        assert_int_equal(try.diags.count, 0);
        assert_int_equal(try.book->sheets[0]->row_count, before + 2);
        const char *shown = xlsx_show(&try, 0);
        assert_string_equal(shown + strspn(shown, "/"), "甲|乙<&丙|丁/#1|#2/");
        xlsx_close(&try);
        free(book.bytes);
        free(sheet);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read),
        cmocka_unit_test(what_is_struck_out_is_left_out),
        cmocka_unit_test(heads_and_feet_of_pages_are_told),
        cmocka_unit_test(merges_are_read),
        cmocka_unit_test(texts_under_merges_are_told),
        cmocka_unit_test(messages_name_their_cells),
        cmocka_unit_test(sheets_are_listed_in_order),
        cmocka_unit_test(unusual_packages_are_read),
        cmocka_unit_test(other_files_are_left_to_others),
        cmocka_unit_test(what_is_left_is_read_once),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
