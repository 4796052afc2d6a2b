/* Books written as workbooks: what is read back is what was written, and the same book gives the same bytes. */
#include "tests/unit/xlsx_help.h"

/* --- books to write ---------------------------------------------------------------------------------------------- */

static struct jx_cell *put(struct xlsx_try *try, struct jx_sheet *sheet, uint32_t row, uint32_t column,
                           enum jx_cell_kind kind, enum jx_look look, const char *text) {
    struct jx_cell *cell = jx_sheet_cell(try->arena, sheet, row, column);
    cell->kind = (uint8_t)kind;
    cell->look = (uint8_t)look;
    cell->text = text;
    cell->length = text ? (uint32_t)strlen(text) : 0;
    return cell;
}

static void merge(struct xlsx_try *try, struct jx_sheet *sheet, uint32_t row, uint32_t column, uint32_t rows,
                  uint32_t columns) {
    struct jx_merge area = {row, column, rows, columns};
    assert_true(jx_sheet_merge(try->arena, sheet, &area));
}

/* A form such as the layouts make: notes, labels, texts, amounts, merges both ways. */
static struct jx_sheet *form_add(struct xlsx_try *try, const char *name) {
    static const double widths[] = {12, 14, 20, 31, 24, 15};
    static const char *const band[][3] = {{"数量指标", "路灯维护盏数", "≥1200盏"},
                                          {"质量指标", "亮灯率", "≥98%"},
                                          {"时效指标", "报修响应", "≤24小时"}};
    struct jx_sheet *sheet = jx_book_add(try->book, name);
    sheet->widths = widths;
    sheet->width_count = 6;
    put(try, sheet, 0, 0, JX_CELL_TEXT, JX_LOOK_TITLE, "2025年项目支出绩效目标表");
    merge(try, sheet, 0, 0, 1, 6);
    sheet->rows[0].height = 30;
    put(try, sheet, 1, 0, JX_CELL_TEXT, JX_LOOK_NOTE, "填报单位：云溪县示例单位");
    merge(try, sheet, 1, 0, 1, 4);
    put(try, sheet, 1, 4, JX_CELL_TEXT, JX_LOOK_NOTE_RIGHT, "单位：万元");
    merge(try, sheet, 1, 4, 1, 2);
    put(try, sheet, 2, 0, JX_CELL_TEXT, JX_LOOK_LABEL, "项目支出名称");
    put(try, sheet, 2, 1, JX_CELL_TEXT, JX_LOOK_TEXT, "路灯维护专项");
    merge(try, sheet, 2, 1, 1, 2);
    put(try, sheet, 2, 3, JX_CELL_TEXT, JX_LOOK_LABEL, "年度本级预算金额");
    put(try, sheet, 2, 4, JX_CELL_NUMBER, JX_LOOK_CENTRE, "48.50")->decimals = 2;
    merge(try, sheet, 2, 4, 1, 2);
    sheet->rows[2].height = 28;
    put(try, sheet, 3, 0, JX_CELL_TEXT, JX_LOOK_LABEL, "本年度绩效目标");
    put(try, sheet, 3, 1, JX_CELL_TEXT, JX_LOOK_TEXT,
        "1. 全年维护路灯1200盏。\n2. 亮灯率不低于98%。\n3. 报修及时处理。");
    merge(try, sheet, 3, 1, 1, 5);
    sheet->rows[3].height = 48;
    put(try, sheet, 4, 0, JX_CELL_TEXT, JX_LOOK_LABEL, "本年度绩效指标");
    merge(try, sheet, 4, 0, 3, 1);
    put(try, sheet, 4, 1, JX_CELL_TEXT, JX_LOOK_LABEL, "产出指标");
    merge(try, sheet, 4, 1, 3, 1);
    for (uint32_t i = 0; i < 3; i++) {
        put(try, sheet, 4 + i, 2, JX_CELL_TEXT, JX_LOOK_LABEL, band[i][0]);
        put(try, sheet, 4 + i, 3, JX_CELL_TEXT, JX_LOOK_TEXT, band[i][1]);
        put(try, sheet, 4 + i, 4, JX_CELL_TEXT, JX_LOOK_CENTRE, band[i][2]);
        put(try, sheet, 4 + i, 5, JX_CELL_BLANK, JX_LOOK_CENTRE, NULL);
        sheet->rows[4 + i].height = 20;
    }
    put(try, sheet, 7, 0, JX_CELL_TEXT, JX_LOOK_NOTE, "填表人：李四　联系电话：000-0000000");
    merge(try, sheet, 7, 0, 1, 6);
    return sheet;
}

/* A list with a head that repeats. */
static void list_add(struct xlsx_try *try, const char *name) {
    static const uint32_t breaks[] = {30, 60};
    struct jx_sheet *sheet = jx_book_add(try->book, name);
    sheet->pages = 3;
    sheet->breaks = breaks;
    sheet->landscape = true;
    sheet->head_first = 1;
    sheet->head_count = 1;
    put(try, sheet, 0, 0, JX_CELL_TEXT, JX_LOOK_TITLE, "项目绩效目标表");
    merge(try, sheet, 0, 0, 1, 3);
    put(try, sheet, 1, 0, JX_CELL_TEXT, JX_LOOK_LABEL, "项目名称");
    put(try, sheet, 1, 1, JX_CELL_TEXT, JX_LOOK_LABEL, "三级指标");
    put(try, sheet, 1, 2, JX_CELL_TEXT, JX_LOOK_LABEL, "分值");
    for (uint32_t row = 2; row < 80; row++) {
        put(try, sheet, row, 0, JX_CELL_TEXT, JX_LOOK_CENTRE, "路灯维护专项");
        put(try, sheet, row, 1, JX_CELL_TEXT, JX_LOOK_TEXT, "亮灯率");
        put(try, sheet, row, 2, JX_CELL_NUMBER, JX_LOOK_CENTRE, "10");
    }
}

/* Writes the book and reads it back. `written` keeps the bytes. */
static void there_and_back(struct xlsx_try *try, struct xlsx_try *back) {
    xlsx_write(try, 1735689600);
    if (try->status > JX_WARN)
        fail_msg("written with status %d: %s", try->status,
                 try->diags.count ? try->diags.items[0].message : "no message");
    assert_int_equal(xlsx_bid(try->call.output, try->call.output_length), 95);
    xlsx_open(back);
    xlsx_read(back, try->call.output, try->call.output_length);
    if (back->status != JX_OK) fail_msg("read back: %s", back->diags.items[0].message);
    assert_int_equal(back->diags.count, 0);
}

/* --- tests ------------------------------------------------------------------------------------------------------- */

static void forms_come_back(void **state) {
    (void)state;
    struct xlsx_try try, back;
    xlsx_open(&try);
    form_add(&try, "路灯维护专项");
    list_add(&try, "汇总");
    form_add(&try, "第二个项目")->hidden = true;
    there_and_back(&try, &back);
    assert_int_equal(back.book->sheet_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct jx_sheet *sent = try.book->sheets[i], *got = back.book->sheets[i];
        assert_string_equal(got->name, sent->name);
        assert_int_equal(got->hidden, sent->hidden);
        assert_int_equal(got->merge_count, sent->merge_count);
        for (uint32_t row = 0; row < sent->row_count; row++)
            for (uint32_t column = 0; column < sent->rows[row].count; column++) {
                const struct jx_cell *a = &sent->rows[row].cells[column];
                const struct jx_cell *b = jx_sheet_at(got, row, column);
                if (!b) {
                    assert_int_equal(a->kind, JX_CELL_BLANK);
                    continue;
                }
                assert_int_equal(a->kind, b->kind);
                assert_int_equal(a->rows, b->rows);
                assert_int_equal(a->columns, b->columns);
                assert_int_equal(a->decimals, b->decimals);
                assert_int_equal(a->length, b->length);
                if (a->text) assert_string_equal(a->text, b->text);
            }
    }
    if (getenv("XLSX_KEEP")) {
        FILE *file = fopen(getenv("XLSX_KEEP"), "wb");
        fwrite(try.call.output, 1, try.call.output_length, file);
        fclose(file);
    }
    xlsx_close(&back);
    xlsx_close(&try);
}

static void texts_come_back(void **state) {
    (void)state;
    static const char *const cases[] = {"路灯",
                                        "=SUM(A1:A2)",
                                        "+1",
                                        "-1",
                                        "@x",
                                        "'0012",
                                        "00123",
                                        "1.50",
                                        "1E5",
                                        "TRUE",
                                        "#N/A",
                                        "http://example.org",
                                        "mailto:a",
                                        " a ",
                                        "\n",
                                        "a\nb",
                                        "a\r\nb",
                                        "a\rb",
                                        "\ta",
                                        "<a&b>\"'",
                                        "_x000D_",
                                        "_x005F_",
                                        "_X000D_",
                                        "_x000D",
                                        "__x0041__",
                                        "_x_x0041_",
                                        "\x01\x1F\x7F",
                                        "\xEF\xBF\xBE\xEF\xBF\xBF",
                                        "\xF0\x9F\x98\x80",
                                        "\xE3\x80\x80",
                                        "]]>",
                                        "<r>a</r>",
                                        "&amp;",
                                        "\xC2\x85\xE2\x80\xA8",
                                        "110101199001011234"};
    struct xlsx_try try, back;
    xlsx_open(&try);
    struct jx_sheet *sheet = jx_book_add(try.book, "a");
    uint32_t count = sizeof cases / sizeof *cases;
    for (uint32_t i = 0; i < count; i++) put(&try, sheet, i, 0, JX_CELL_TEXT, JX_LOOK_TEXT, cases[i]);
    there_and_back(&try, &back);
    for (uint32_t i = 0; i < count; i++) {
        const struct jx_cell *cell = jx_sheet_at(back.book->sheets[0], i, 0);
        if (!cell || !cell->text || strcmp(cell->text, cases[i]) != 0 || cell->kind != JX_CELL_TEXT)
            fail_msg("“%s” comes back as “%s”", cases[i], cell && cell->text ? cell->text : "nothing");
    }
    xlsx_close(&back);
    xlsx_close(&try);
}

/* Bytes that are no UTF-8 must not make a file that nothing can open. */
static void bad_bytes_are_replaced(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"a\xFF", "a\xEF\xBF\xBD"},
        {"\xE8\xB7", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xF5\x80\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}};
    struct xlsx_try try, back;
    xlsx_open(&try);
    try.book->title = "a\x01<\xFF";
    try.book->author = "&\x0B";
    struct jx_sheet *sheet = jx_book_add(try.book, "a\x02");
    for (uint32_t i = 0; i < 5; i++) put(&try, sheet, i, 0, JX_CELL_TEXT, JX_LOOK_TEXT, cases[i][0]);
    there_and_back(&try, &back);
    assert_string_equal(back.book->sheets[0]->name, "a ");
    for (uint32_t i = 0; i < 5; i++)
        assert_string_equal(jx_sheet_at(back.book->sheets[0], i, 0)->text, cases[i][1]);
    xlsx_close(&back);
    xlsx_close(&try);
}

static void numbers_come_back(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint8_t decimals;
        const char *shown;
        enum jx_cell_kind kind;
        int code;
    } cases[] = {
        {"48.5", 2, "48.50", JX_CELL_NUMBER, 0},
        {"48.50", 2, "48.50", JX_CELL_NUMBER, 0},
        {"48.505", 2, "48.505", JX_CELL_NUMBER, 0}, /* no digit is hidden */
        {"0", 0, "0", JX_CELL_NUMBER, 0},
        {"0", 2, "0.00", JX_CELL_NUMBER, 0},
        {"-3.25", 2, "-3.25", JX_CELL_NUMBER, 0},
        {"291.97", 2, "291.97", JX_CELL_NUMBER, 0},
        {"0.1", 1, "0.1", JX_CELL_NUMBER, 0},
        {"1234567.89", 2, "1234567.89", JX_CELL_NUMBER, 0},
        {"1,234,567.89", 2, "1,234,567.89", JX_CELL_NUMBER, 0},
        {"-1,234", 0, "-1,234", JX_CELL_NUMBER, 0},
        {"123456789012345", 0, "123456789012345", JX_CELL_NUMBER, 0},
        {"12345678901234.5", 1, "12345678901234.5", JX_CELL_NUMBER, 0},
        {"100000000000000000", 0, "100000000000000000", JX_CELL_NUMBER, 0},
        {"1234567890123456", 0, "1234567890123456", JX_CELL_TEXT, JX_MSG_NUMBER_LONG},
        {"12345678901234.56", 2, "12345678901234.56", JX_CELL_TEXT, JX_MSG_NUMBER_LONG},
        {"0.000000000000000", 2, "0.000000000000000", JX_CELL_NUMBER, 0},
        {"0.0000000000000001", 2, "0.0000000000000001", JX_CELL_TEXT, 0},
        {"1,23", 0, "1,23", JX_CELL_TEXT, 0},
        {",123", 0, ",123", JX_CELL_TEXT, 0},
        {"1234,567", 0, "1234,567", JX_CELL_TEXT, 0},
        {"12,34", 0, "12,34", JX_CELL_TEXT, 0},
        {"1,2345", 0, "1,2345", JX_CELL_TEXT, 0},
        {"007", 0, "007", JX_CELL_TEXT, 0},
        {"95%", 0, "95%", JX_CELL_TEXT, 0},
        {"2024-06-24", 0, "2024-06-24", JX_CELL_TEXT, 0},
        {"+5", 0, "+5", JX_CELL_TEXT, 0},
        {"5.", 0, "5.", JX_CELL_TEXT, 0},
        {".5", 0, ".5", JX_CELL_TEXT, 0},
        {"-", 0, "-", JX_CELL_TEXT, 0},
        {"-0.00", 2, "-0.00", JX_CELL_TEXT, 0},
        {"1E5", 0, "1E5", JX_CELL_TEXT, 0},
        {"nan", 0, "nan", JX_CELL_TEXT, 0},
        {"", 0, NULL, JX_CELL_BLANK, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xlsx_try try, back;
        xlsx_open(&try);
        struct jx_sheet *sheet = jx_book_add(try.book, "a");
        put(&try, sheet, 0, 0, JX_CELL_NUMBER, JX_LOOK_CENTRE, cases[i].text)->decimals = cases[i].decimals;
        put(&try, sheet, 1, 0, JX_CELL_TEXT, JX_LOOK_TEXT, "x");
        there_and_back(&try, &back);
        const struct jx_cell *cell = jx_sheet_at(back.book->sheets[0], 0, 0);
        if (cases[i].shown ? !cell || !cell->text || strcmp(cell->text, cases[i].shown) != 0
                           : cell && cell->text)
            fail_msg("%s comes back as %s", cases[i].text, cell && cell->text ? cell->text : "nothing");
        if (cell && cell->kind != cases[i].kind) fail_msg("%s is of kind %d", cases[i].text, cell->kind);
        assert_int_equal(xlsx_code(&try), cases[i].code);
        xlsx_close(&back);
        xlsx_close(&try);
    }
}

static void the_same_book_gives_the_same_bytes(void **state) {
    (void)state;
    struct xlsx_try first, second;
    xlsx_open(&first);
    xlsx_open(&second);
    form_add(&first, "a");
    form_add(&second, "a");
    for (int64_t created = 0; created < 2; created++) {
        xlsx_write(&first, created * 1735689600);
        usleep(created ? 0 : 1100000); /* a clock that shows would have moved on */
        xlsx_write(&second, created * 1735689600);
        assert_int_equal(first.call.output_length, second.call.output_length);
        assert_memory_equal(first.call.output, second.call.output, first.call.output_length);
    }
    xlsx_close(&first);
    xlsx_close(&second);
}

static void sheets_without_names_or_cells(void **state) {
    (void)state;
    struct xlsx_try try, back;
    xlsx_open(&try);
    struct jx_sheet *sheet = jx_book_add(try.book, "");
    put(&try, sheet, 0, 0, JX_CELL_TEXT, JX_LOOK_PLAIN, "x");
    jx_book_add(try.book, "a/b:c");
    jx_book_add(try.book, "'");
    there_and_back(&try, &back);
    assert_int_equal(back.book->sheet_count, 3);
    assert_string_equal(back.book->sheets[0]->name, "Sheet1");
    xlsx_close(&back);
    xlsx_close(&try);

    xlsx_open(&try);
    xlsx_write(&try, 0); /* an empty book is an empty workbook */
    assert_int_equal(try.status, JX_OK);
    xlsx_open(&back);
    xlsx_read(&back, try.call.output, try.call.output_length);
    assert_int_equal(xlsx_code(&back), JX_MSG_SHEET_NONE);
    xlsx_close(&back);
    xlsx_close(&try);
}

/* The text of a part of what was written. */
static char *part_read(struct xlsx_try *try, const char *name) {
    char *text = jx_arena_alloc(try->arena, 1 << 16);
    zip_t *archive = zip_open_from_source(
        zip_source_buffer_create(try->call.output, try->call.output_length, 0, NULL), ZIP_RDONLY, NULL);
    assert_non_null(archive);
    zip_file_t *file = zip_fopen(archive, name, 0);
    assert_non_null(file);
    assert_true(zip_fread(file, text, (1 << 16) - 1) > 0);
    zip_fclose(file);
    zip_discard(archive);
    return text;
}

static void assert_part_has(struct xlsx_try *try, const char *part, const char *words, bool has) {
    if (!strstr(part_read(try, part), words) == has)
        fail_msg("%s %s %s: %s", part, has ? "lacks" : "has", words, part_read(try, part));
}

/* Names such as 2024 and A1 must be quoted in references, or Excel offers to repair the file. */
static void lists_repeat_their_heads(void **state) {
    (void)state;
    static const char *const names[] = {"汇总", "2024", "A1", "it's"};
    static const char *const quoted[] = {"'汇总'!$2:$2", "'2024'!$2:$2", "'A1'!$2:$2", "'it''s'!$2:$2"};
    for (size_t i = 0; i < 4; i++) {
        struct xlsx_try try;
        xlsx_open(&try);
        list_add(&try, names[i]);
        xlsx_write(&try, 0);
        assert_part_has(&try, "xl/workbook.xml", "_xlnm.Print_Titles", true);
        assert_part_has(&try, "xl/workbook.xml", quoted[i], true);
        assert_part_has(&try, "xl/worksheets/sheet1.xml", "第 &amp;P 页 共 &amp;N 页", true);
        assert_part_has(&try, "xl/worksheets/sheet1.xml", "orientation=\"landscape\"", true);
        assert_part_has(&try, "xl/worksheets/sheet1.xml", "<brk id=\"30\" max=\"16383\" man=\"1\"/>", true);
        xlsx_close(&try);
    }
}

static void forms_print_on_one_page_of_a4(void **state) {
    (void)state;
    static const char *const set_up[] = {"paperSize=\"9\"",          "orientation=\"portrait\"",
                                         "fitToHeight=\"0\"",        "fitToPage=\"1\"",
                                         "horizontalCentered=\"1\"", "width=\"12.7109375\"",
                                         "ht=\"48\" customHeight",   "numberStoredAsText"};
    struct xlsx_try try;
    xlsx_open(&try);
    try.book->title = "2025年项目支出绩效目标表";
    form_add(&try, "a");
    xlsx_write(&try, 1735689600);
    for (size_t i = 0; i < sizeof set_up / sizeof *set_up; i++)
        assert_part_has(&try, "xl/worksheets/sheet1.xml", set_up[i], true);
    assert_part_has(&try, "xl/worksheets/sheet1.xml", "oddFooter", false);
    assert_part_has(&try, "xl/styles.xml", "<name val=\"黑体\"/>", true);
    /* The standard typeface, by whose digits columns are measured, is the body's. */
    assert_part_has(&try, "xl/styles.xml", "<font><sz val=\"10.5\"/><color theme=\"1\"/><name val=\"宋体\"/>",
                    true);
    assert_part_has(&try, "xl/styles.xml", "Calibri", false);
    assert_part_has(&try, "docProps/core.xml", "2025年项目支出绩效目标表", true);
    assert_part_has(&try, "docProps/core.xml", "2025-01-01T00:00:00Z", true);
    assert_part_has(&try, "docProps/core.xml", ">jixiao<", true);
    xlsx_close(&try);
}

/* Digit for digit, however a processor would round them, and nothing that a cell's look already says. */
static void numbers_are_written_as_they_are(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"86.40", "<v>86.4</v>"},
                                           {"1,234,567.89", "<v>1234567.89</v>"},
                                           {"-0.10", "<v>-0.1</v>"},
                                           {"120", "<v>120</v>"},
                                           {"0.000", "<v>0</v>"}};
    struct xlsx_try try;
    xlsx_open(&try);
    struct jx_sheet *sheet = jx_book_add(try.book, "a");
    for (uint32_t i = 0; i < 5; i++)
        put(&try, sheet, i, 0, JX_CELL_NUMBER, JX_LOOK_CENTRE, cases[i][0])->decimals = 2;
    xlsx_write(&try, 0);
    for (uint32_t i = 0; i < 5; i++) assert_part_has(&try, "xl/worksheets/sheet1.xml", cases[i][1], true);
    xlsx_close(&try);
}

/* Two sheets of one name, whatever its case, make a workbook that is offered for repair. */
static void names_are_told_apart(void **state) {
    (void)state;
    static const char *const names[] = {"a", "A", "sheet2", "Sheet3", "a", ""};
    static const char *const listed[] = {"\"a\"",      "\"Sheet4\"", "\"sheet2\"",
                                         "\"Sheet3\"", "\"Sheet5\"", "\"Sheet6\""};
    struct xlsx_try try;
    xlsx_open(&try);
    for (size_t i = 0; i < 6; i++) jx_book_add(try.book, names[i]);
    xlsx_write(&try, 0);
    for (size_t i = 0; i < 6; i++) assert_part_has(&try, "xl/workbook.xml", listed[i], true);
    xlsx_close(&try);
}

/* Nothing is cut off in silence. */
static void what_does_not_fit_is_refused(void **state) {
    (void)state;
    char *text = malloc(32769 * 4 + 1);
    for (int length = 32767; length <= 32768; length++) {
        struct xlsx_try try;
        xlsx_open(&try);
        struct jx_sheet *sheet = jx_book_add(try.book, "a");
        memset(text, 'a', (size_t)length);
        text[length] = '\0';
        put(&try, sheet, 1, 2, JX_CELL_TEXT, JX_LOOK_TEXT, text);
        xlsx_write(&try, 0);
        assert_int_equal(try.status, length == 32767 ? JX_OK : JX_FAIL);
        assert_int_equal(xlsx_code(&try), length == 32767 ? 0 : JX_MSG_CELL_LONG);
        if (length == 32768) {
            assert_int_equal(try.diags.items[0].place.row, 2);
            assert_int_equal(try.diags.items[0].place.column, 3);
        }
        xlsx_close(&try);
    }
    struct xlsx_try try;
    xlsx_open(&try); /* half as many characters, of two units each */
    for (int i = 0; i < 16384; i++) memcpy(text + i * 4, "\xF0\x9F\x98\x80", 4);
    text[16384 * 4] = '\0';
    put(&try, jx_book_add(try.book, "a"), 0, 0, JX_CELL_TEXT, JX_LOOK_TEXT, text);
    xlsx_write(&try, 0);
    assert_int_equal(xlsx_code(&try), JX_MSG_CELL_LONG);
    xlsx_close(&try);
    free(text);
    xlsx_open(&try);
    put(&try, jx_book_add(try.book, "a"), 0, 16384, JX_CELL_TEXT, JX_LOOK_TEXT, "x");
    xlsx_write(&try, 0);
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(xlsx_code(&try), JX_MSG_SHEET_SIZE);
    xlsx_close(&try);
    xlsx_open(&try);
    put(&try, jx_book_add(try.book, "a"), 1048576, 0, JX_CELL_TEXT, JX_LOOK_TEXT, "x");
    xlsx_write(&try, 0);
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(xlsx_code(&try), JX_MSG_SHEET_SIZE);
    xlsx_close(&try);
}

static void want_of_memory_unwinds(void **state) {
    (void)state;
    for (size_t after = 0;; after++) {
        struct xlsx_try try;
        xlsx_open(&try);
        form_add(&try, "a");
        put(&try, try.book->sheets[0], 9, 0, JX_CELL_TEXT, JX_LOOK_TEXT, "a\rb");
        jx_arena_fail_after(after);
        xlsx_write(&try, 0);
        jx_arena_fail_after(SIZE_MAX);
        enum jx_status status = try.status;
        xlsx_close(&try);
        if (status == JX_OK) break;
        assert_int_equal(status, JX_FATAL);
        assert_true(after < 1000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_come_back),
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(bad_bytes_are_replaced),
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(the_same_book_gives_the_same_bytes),
        cmocka_unit_test(sheets_without_names_or_cells),
        cmocka_unit_test(lists_repeat_their_heads),
        cmocka_unit_test(forms_print_on_one_page_of_a4),
        cmocka_unit_test(numbers_are_written_as_they_are),
        cmocka_unit_test(names_are_told_apart),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(want_of_memory_unwinds),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
