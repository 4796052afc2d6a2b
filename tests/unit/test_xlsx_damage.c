/* Hostile and damaged workbooks: whatever happens, it is a message that says what is wrong. */
#include "tests/unit/xlsx_help.h"

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
        {"xl/s.xml", XLSX_CELL("1"), 0},
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
    struct xlsx_bytes book = xlsx_book(XLSX_CELL("1"), "<sst><si/><si/><si/></sst>", NULL);
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
    struct xlsx_bytes book = xlsx_book(XLSX_CELL("1"), XLSX_STRINGS, XLSX_STYLES);
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
    struct xlsx_bytes book = xlsx_book(XLSX_CELL("1"), XLSX_STRINGS, XLSX_STYLES);
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
    struct xlsx_bytes book = xlsx_book(XLSX_CELL("1"), XLSX_STRINGS, XLSX_STYLES);
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
