/* Workbooks as programs write them, and as nobody should: every cell's text, or a message that says what is wrong. */
#include "tests/unit/xlsx_help.h"

/* --- what stands in a sheet -------------------------------------------------------------------------------------- */

struct read_case {
    const char *what, *sheet, *shown;
    int code; /* 0: no message */
};

#define STRINGS                                                                                              \
    "<sst><si><t>路灯</t></si><si><r><rPr><b/></rPr><t>维</t></r><r><t xml:space='preserve'>护 </t></r>" \
    "<rPh sb='0' eb='1'><t>wei</t></rPh><phoneticPr fontId='1'/></si><si/><si><t/></si>"                     \
    "<si><t>a_x000D_b_x005F_x000D_c_xZZZZ_</t></si><x:si><x:t>前缀</x:t></x:si>"                           \
    "<si><t>_xD83D__xDE00_ _xD83D_ _x0000_</t></si></sst>"
#define STYLES                                                                                               \
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.00&quot;万元&quot;'/></numFmts>"            \
    "<cellStyleXfs><xf numFmtId='9'/><xf numFmtId='9'/></cellStyleXfs>"                                      \
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='2'/><xf numFmtId='164'/><xf numFmtId='31'/><xf numFmtId='9'/>" \
    "<xf/></cellXfs><dxfs><dxf><numFmt numFmtId='164' formatCode='0'/></dxf></dxfs></styleSheet>"

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
        struct xlsx_bytes book = xlsx_book(sheet, STRINGS, STYLES);
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

#define CELL(value) XLSX_SHEET("<row r='1'><c r='A1'><v>" value "</v></c></row>")

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
        {"xl/worksheets/sheet1.xml", CELL("1"), 0},
        {"XL/Worksheets/Sheet2.xml", XLSX_SHEET("<row r='1'><c r='A1' s='0'><v>0</v></c></row>"), 0},
        {"other/three.xml", CELL("3"), 0},
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
        {"book/s.xml", CELL("1"), 0},
        {NULL, NULL, 0},
    };
    const struct xlsx_part backslashes[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"xl\\workbook.xml", "<workbook><sheets><sheet name='x' id='r1'/></sheets></workbook>", 0},
        {"xl\\_rels\\workbook.xml.rels",
         XLSX_RELATIONS(XLSX_RELATION("r1", "worksheet", "worksheets\\s.xml")), 0},
        {"xl\\worksheets\\s.xml", CELL("1"), 0},
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

/* --- hostile and damaged files ----------------------------------------------------------------------------------- */

/* Reads a book that must fail, with this code, and with these words in its message. */
static void assert_fails(struct xlsx_try *try, const struct xlsx_bytes *book, int code, const char *words) {
    xlsx_read(try, book->bytes, book->length);
    if (try->status != JX_FAIL || xlsx_code(try) != code)
        fail_msg("status %d, code %d, not %d (%s)", try->status, xlsx_code(try), code,
                 try->diags.count ? try->diags.items[0].message : "no message");
    if (!strstr(try->diags.items[0].message, words))
        fail_msg("“%s” does not say “%s”", try->diags.items[0].message, words);
}

static void sheet_fails(const char *sheet, const struct jx_limits *limits, int code, const char *words) {
    struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    if (limits) try.limits = *limits;
    assert_fails(&try, &book, code, words);
    xlsx_close(&try);
    free(book.bytes);
}

static void damaged_parts_are_named(void **state) {
    (void)state;
    const char *part = "xl/worksheets/sheet1.xml";
    sheet_fails("<worksheet><sheetData><row><c><v>1</v></c>", NULL, JX_MSG_XML_DAMAGED, part);
    sheet_fails("<worksheet><a></b></worksheet>", NULL, JX_MSG_XML_DAMAGED, part);
    sheet_fails("<worksheet>\xB1\xED</worksheet>", NULL, JX_MSG_XML_DAMAGED, part);
    sheet_fails(" ", NULL, JX_MSG_XML_DAMAGED, part);
    sheet_fails("<!DOCTYPE worksheet [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>", NULL,
                JX_MSG_XML_DOCTYPE, part);
    sheet_fails("<?xml version='1.0'?><!DOCTYPE worksheet SYSTEM 'file:///etc/passwd'><worksheet/>", NULL,
                JX_MSG_XML_DOCTYPE, part);
    sheet_fails("<worksheet/>", NULL, JX_MSG_SHEET_NONE, "no sheet");
}

static void missing_parts_are_named(void **state) {
    (void)state;
    struct xlsx_part parts[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"xl/workbook.xml", "<workbook><sheets><sheet name='表' r:id='rId1'/></sheets></workbook>", 0},
        {"xl/_rels/workbook.xml.rels", XLSX_RELATIONS(XLSX_RELATION("rId1", "worksheet", "gone.xml")), 0},
        {NULL, NULL, 0},
    };
    static const struct {
        const char *workbook, *relations, *words;
        int code;
    } cases[] = {
        {"<workbook><sheets><sheet name='表' r:id='rId1'/></sheets></workbook>",
         XLSX_RELATIONS(XLSX_RELATION("rId1", "worksheet", "gone.xml")), "表", JX_MSG_SHEET_PARTLESS},
        {"<workbook><sheets><sheet name='表' r:id='rId2'/></sheets></workbook>",
         XLSX_RELATIONS(XLSX_RELATION("rId1", "worksheet", "gone.xml")), "表", JX_MSG_SHEET_PARTLESS},
        {"<workbook/>", XLSX_RELATIONS(XLSX_RELATION("rId1", "sharedStrings", "strings.xml")),
         "xl/strings.xml", JX_MSG_STRINGS_PARTLESS},
        {"<workbook/>", XLSX_RELATIONS(XLSX_RELATION("rId1", "styles", "../../../styles.xml")), "no sheet",
         JX_MSG_SHEET_NONE},
        /* an old macro module */
        {"<workbook><sheets><sheet name='Module1' state='veryHidden' r:id=''/></sheets></workbook>",
         XLSX_RELATIONS(XLSX_RELATION("rId1", "worksheet", "gone.xml")), "no sheet", JX_MSG_SHEET_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xlsx_try try;
        parts[1].bytes = cases[i].workbook;
        parts[2].bytes = cases[i].relations;
        struct xlsx_bytes book = xlsx_zip(parts, NULL);
        xlsx_open(&try);
        assert_fails(&try, &book, cases[i].code, cases[i].words);
        xlsx_close(&try);
        free(book.bytes);
    }
}

/* One large part in a small file must not be read a thousand times. */
static void a_sheet_is_read_once(void **state) {
    (void)state;
    const struct xlsx_part parts[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name='a' r:id='r'/><sheet name='b' r:id='r'/></sheets></workbook>", 0},
        {"xl/_rels/workbook.xml.rels", XLSX_RELATIONS(XLSX_RELATION("r", "worksheet", "s.xml")), 0},
        {"xl/s.xml", CELL("1"), 0},
        {NULL, NULL, 0},
    };
    struct xlsx_bytes book = xlsx_zip(parts, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    assert_fails(&try, &book, JX_MSG_ZIP_DAMAGED, "b");
    xlsx_close(&try);
    free(book.bytes);
}

static void limits_hold(void **state) {
    (void)state;
    sheet_fails(XLSX_SHEET("<row r='1048577'><c r='A1048577'><v>1</v></c></row>"), NULL, JX_MSG_FILE_ROWS,
                "1048576");
    sheet_fails(XLSX_SHEET("<row r='1'><c r='XFE1'><v>1</v></c></row>"), NULL, JX_MSG_FILE_COLUMNS, "16384");
    sheet_fails(XLSX_SHEET("<row r='1'><c r='ZZZZZZZZZZZZZZZZ1'><v>1</v></c></row>"), NULL,
                JX_MSG_FILE_COLUMNS, "16384");
    sheet_fails(XLSX_SHEET("<row r='1'><c r='A99999999999999999999'><v>1</v></c></row>"), NULL,
                JX_MSG_FILE_ROWS, "1048576");
    sheet_fails("<worksheet><mergeCells><mergeCell ref='A1:XFC1048575'/></mergeCells></worksheet>", NULL,
                JX_MSG_FILE_MERGE_AREA, "XFC1048575");
    sheet_fails("<worksheet><mergeCells><mergeCell ref='XFD1:XFE2'/></mergeCells></worksheet>", NULL,
                JX_MSG_FILE_COLUMNS, "16384");
    struct jx_limits cells = {.cells = 3};
    sheet_fails(
        XLSX_SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"),
        &cells, JX_MSG_FILE_CELLS, "3");
    struct jx_limits depth = {.depth = 16};
    sheet_fails(
        "<worksheet><sheetData><row><c><is><r><t><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a>"
        "</a></a></a></a></t></r></is></c></row></sheetData></worksheet>",
        &depth, JX_MSG_XML_DEPTH, "16");
}

/* The last cell of the largest sheet is a cell like others. */
static void far_cells_are_read(void **state) {
    (void)state;
    struct xlsx_bytes book =
        xlsx_book(XLSX_SHEET("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), NULL, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, book.bytes, book.length);
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(jx_sheet_at(try.book->sheets[0], 1048575, 16383)->text, "1");
    xlsx_close(&try);
    free(book.bytes);
}

/* A row holds all cells up to its last one: little files must not make large empty sheets. */
static void far_cells_in_many_rows_are_refused(void **state) {
    (void)state;
    enum { ROWS = 1000 };
    char *sheet = malloc(ROWS * 128 + 128), *to = sheet;
    to += sprintf(to, "<worksheet><sheetData>");
    for (int i = 1; i <= ROWS; i++)
        to += sprintf(to, "<row r='%d'><c r='A%d'><v>1</v></c><c r='XFD%d'><v>1</v></c></row>", i, i, i);
    sprintf(to, "</sheetData></worksheet>");
    sheet_fails(sheet, NULL, JX_MSG_SHEET_SPARSE, "far");
    free(sheet);
}

static void overlapping_merges_come_to_an_end(void **state) {
    (void)state;
    enum { COUNT = 2000 };
    static char sheet[COUNT * 32 + 256];
    char *to = sheet;
    to +=
        sprintf(to, "<worksheet><sheetData><row r='1'><c r='ALL1'><v>1</v></c></row></sheetData><mergeCells>"
                    "<mergeCell ref='ALK1:ALL1'/>");
    for (int i = 0; i < COUNT; i++) to += sprintf(to, "<mergeCell ref='A1:ALL1'/>");
    sprintf(to, "</mergeCells></worksheet>");
    struct jx_limits limits = {.merge_area = 100000};
    struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    try.limits = limits;
    xlsx_read(&try, book.bytes, book.length);
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(try.diags.items[try.diags.count - 1].code, JX_MSG_FILE_MERGE_AREA);
    xlsx_close(&try);
    free(book.bytes);
}

static void strings_are_counted(void **state) {
    (void)state;
    struct xlsx_bytes book = xlsx_book(CELL("1"), "<sst><si/><si/><si/></sst>", NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    try.limits.strings = 2;
    assert_fails(&try, &book, JX_MSG_STRING_COUNT, "2");
    xlsx_close(&try);
    free(book.bytes);
}

/* A sheet of so many blanks between its tags. */
static char *blank_sheet(size_t blanks) {
    char *sheet = malloc(blanks + 64);
    assert_non_null(sheet);
    strcpy(sheet, "<worksheet>");
    memset(sheet + 11, ' ', blanks);
    strcpy(sheet + 11 + blanks, "</worksheet>");
    return sheet;
}

static void bombs_stop_early(void **state) {
    (void)state;
    struct jx_limits small = {.bytes = 1 << 20};
    char *sheet = blank_sheet(17 << 20);
    sheet_fails(sheet, NULL, JX_MSG_ZIP_RATIO, "200");
    sheet_fails(sheet, &small, JX_MSG_ZIP_BOMB, "1048576");
    /* Parts that are small enough one by one. */
    sheet[6 << 20] = '\0';
    strcpy(sheet + (6 << 20) - 12, "</worksheet>");
    const struct xlsx_part parts[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name='a' r:id='r1'/><sheet name='b' r:id='r2'/><sheet name='c' r:id='r3'/>"
         "</sheets></workbook>",
         0},
        {"xl/_rels/workbook.xml.rels",
         XLSX_RELATIONS(XLSX_RELATION("r1", "worksheet", "1.xml") XLSX_RELATION("r2", "worksheet", "2.xml")
                            XLSX_RELATION("r3", "worksheet", "3.xml")),
         0},
        {"xl/1.xml", sheet, 0},
        {"xl/2.xml", sheet, 0},
        {"xl/3.xml", sheet, 0},
        {NULL, NULL, 0},
    };
    struct xlsx_bytes book = xlsx_zip(parts, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    assert_fails(&try, &book, JX_MSG_ZIP_RATIO, "xl/3.xml");
    xlsx_close(&try);
    free(book.bytes);
    free(sheet);
}

/* The same, with a directory that says the part is small: the bytes that come out are counted too. */
static void lies_about_sizes_are_found_out(void **state) {
    (void)state;
    char *sheet = blank_sheet(17 << 20);
    struct xlsx_bytes book = xlsx_book(sheet, NULL, NULL);
    uint32_t size = (uint32_t)strlen(sheet);
    size_t found = 0;
    for (size_t i = 0; i + 4 <= book.length; i++)
        if (memcmp(book.bytes + i, &size, 4) == 0) {
            memcpy(book.bytes + i, "\0\1\0\0", 4);
            found++;
        }
    assert_true(found > 0);
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, book.bytes, book.length);
    assert_int_equal(try.status, JX_FAIL);
    assert_true(xlsx_code(&try) == JX_MSG_ZIP_RATIO || xlsx_code(&try) == JX_MSG_ZIP_DAMAGED);
    xlsx_close(&try);
    free(book.bytes);
    free(sheet);
}

static void a_text_without_end_is_refused(void **state) {
    (void)state;
    size_t length = 5 << 20;
    char *sheet = malloc(length + 256);
    strcpy(sheet, "<worksheet><sheetData><row><c t='str'><v>");
    size_t head = strlen(sheet);
    for (size_t i = 0; i < length; i++) sheet[head + i] = (char)('a' + (i * 7 + i / 13) % 26);
    strcpy(sheet + head + length, "</v></c></row></sheetData></worksheet>");
    sheet_fails(sheet, NULL, JX_MSG_TEXT_LONG, "sheet1.xml");
    /* The same length as an attribute, which the parser has to keep whole. */
    length = 12 << 20;
    sheet = realloc(sheet, length + 256);
    strcpy(sheet, "<worksheet a='");
    head = strlen(sheet);
    for (size_t i = 0; i < length; i++) sheet[head + i] = (char)('a' + (i * 7 + i / 13) % 26);
    strcpy(sheet + head + length, "'/>");
    sheet_fails(sheet, NULL, JX_MSG_ZIP_DAMAGED, "sheet1.xml");
    free(sheet);
}

/* One text, used so often that all cells together are more than the limit. */
static void shared_texts_count_where_they_are_used(void **state) {
    (void)state;
    enum { TEXT = 100000, CELLS = 100 };
    char *strings = malloc(TEXT + 64), *sheet = malloc(CELLS * 32 + 128), *to = sheet;
    strcpy(strings, "<sst><si><t>");
    memset(strings + 12, 'a', TEXT);
    strcpy(strings + 12 + TEXT, "</t></si></sst>");
    to += sprintf(to, "<worksheet><sheetData><row>");
    for (int i = 0; i < CELLS; i++) to += sprintf(to, "<c t='s'><v>0</v></c>");
    sprintf(to, "</row></sheetData></worksheet>");
    struct xlsx_bytes book = xlsx_book(sheet, strings, NULL);
    struct xlsx_try try;
    xlsx_open(&try);
    try.limits.bytes = 1000000;
    assert_fails(&try, &book, JX_MSG_FILE_LARGE, "1000000");
    xlsx_close(&try);
    free(book.bytes);
    free(strings);
    free(sheet);
}

static void passwords_are_said(void **state) {
    (void)state;
    const struct xlsx_part parts[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0}, {"xl/workbook.xml", "<workbook/>", 0}, {NULL, NULL, 0}};
    struct xlsx_bytes book = xlsx_zip(parts, "secret");
    struct xlsx_try try;
    assert_int_equal(xlsx_bid(book.bytes, book.length), 95);
    xlsx_open(&try);
    assert_fails(&try, &book, JX_MSG_ZIP_ENCRYPTED, "password");
    xlsx_close(&try);
    free(book.bytes);
}

static void binary_workbooks_are_said(void **state) {
    (void)state;
    const struct xlsx_part parts[] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels/.rels", XLSX_RELATIONS(XLSX_RELATION("a", "officeDocument", "xl/workbook.bin")), 0},
        {"xl/workbook.bin", "\x83\x01", 0},
        {NULL, NULL, 0}};
    struct xlsx_bytes book = xlsx_zip(parts, NULL);
    struct xlsx_try try;
    assert_int_equal(xlsx_bid(book.bytes, book.length), 95);
    xlsx_open(&try);
    assert_fails(&try, &book, JX_MSG_WORKBOOK_BINARY, ".xlsb");
    xlsx_close(&try);
    free(book.bytes);
}

/* Every beginning of a workbook is refused with a reason, and known for what it was once that can be told. */
static void files_cut_short_are_refused(void **state) {
    (void)state;
    struct xlsx_bytes book = xlsx_book(CELL("1"), STRINGS, STYLES);
    for (size_t length = 0; length < book.length; length += length < 64 ? 1 : 7) {
        unsigned char *bytes = malloc(length + 1);
        memcpy(bytes, book.bytes, length);
        int bid = xlsx_bid(bytes, length);
        assert_true(bid == 0 || bid == 40);
        if (length > 1500) assert_int_equal(bid, 40);
        struct xlsx_bytes cut = {bytes, length};
        struct xlsx_try try;
        xlsx_open(&try);
        assert_fails(&try, &cut, JX_MSG_ZIP_DAMAGED, "damaged or cut short");
        xlsx_close(&try);
        free(bytes);
    }
    free(book.bytes);
}

/* Each byte changed in its turn: read or refused, but with a message if refused. */
static void changed_bytes_are_survived(void **state) {
    (void)state;
    struct xlsx_bytes book = xlsx_book(CELL("1"), STRINGS, STYLES);
    static const unsigned char flips[] = {0x01, 0x80, 0xFF};
    for (size_t i = 0; i < book.length * sizeof flips; i++) {
        struct xlsx_try try;
        unsigned char flip = flips[i % sizeof flips];
        book.bytes[i / sizeof flips] ^= flip;
        xlsx_bid(book.bytes, book.length);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        assert_true(try.status <= JX_FAIL);
        if (try.status == JX_FAIL) assert_true(try.diags.count > 0);
        xlsx_close(&try);
        book.bytes[i / sizeof flips] ^= flip;
    }
    free(book.bytes);
}

/* Every allocation fails in its turn; each must unwind without a leak, and the last run must be whole. */
static void want_of_memory_unwinds(void **state) {
    (void)state;
    struct xlsx_bytes book = xlsx_book(CELL("1"), STRINGS, STYLES);
    for (size_t after = 0;; after++) {
        struct xlsx_try try;
        xlsx_open(&try);
        jx_arena_fail_after(after);
        xlsx_read(&try, book.bytes, book.length);
        jx_arena_fail_after(SIZE_MAX);
        enum jx_status status = try.status;
        xlsx_close(&try);
        if (status == JX_OK) break;
        assert_int_equal(status, JX_FATAL);
        assert_true(after < 10000);
    }
    free(book.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read),
        cmocka_unit_test(merges_are_read),
        cmocka_unit_test(texts_under_merges_are_told),
        cmocka_unit_test(messages_name_their_cells),
        cmocka_unit_test(sheets_are_listed_in_order),
        cmocka_unit_test(unusual_packages_are_read),
        cmocka_unit_test(other_files_are_left_to_others),
        cmocka_unit_test(what_is_left_is_read_once),
        cmocka_unit_test(damaged_parts_are_named),
        cmocka_unit_test(missing_parts_are_named),
        cmocka_unit_test(a_sheet_is_read_once),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(far_cells_are_read),
        cmocka_unit_test(far_cells_in_many_rows_are_refused),
        cmocka_unit_test(overlapping_merges_come_to_an_end),
        cmocka_unit_test(strings_are_counted),
        cmocka_unit_test(bombs_stop_early),
        cmocka_unit_test(lies_about_sizes_are_found_out),
        cmocka_unit_test(a_text_without_end_is_refused),
        cmocka_unit_test(shared_texts_count_where_they_are_used),
        cmocka_unit_test(passwords_are_said),
        cmocka_unit_test(binary_workbooks_are_said),
        cmocka_unit_test(files_cut_short_are_refused),
        cmocka_unit_test(changed_bytes_are_survived),
        cmocka_unit_test(want_of_memory_unwinds),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
