/* Old workbooks as wholes: their sheets, merges, dates and encodings, and what is said where they cannot be read. */
#include "tests/unit/xls_help.h"

/* --- the workbook ------------------------------------------------------------------------------------------------ */

static void sheets_are_listed_in_order(void **state) {
    (void)state;
    for (int version = 5; version <= 8; version += 3) {
        struct xls_bytes stream = {NULL, 0, 0};
        struct xls_try try;
        const char *name = version == 8 ? "绩效" : "\xBC\xA8\xD0\xA7";
        size_t places[5];
        xls_bof(&stream, version, 5);
        xls_record(&stream, 0x0042, "2", version == 8 ? 1200 : 936);
        places[0] = xls_list(&stream, version, name, 0, 0);
        places[1] = xls_list(&stream, version, "hidden", 1, 0);
        places[2] = xls_list(&stream, version, "chart", 0, 2);
        places[3] = xls_list(&stream, version, "very hidden", 2, 0);
        places[4] = xls_list(&stream, version, "a sheet that is a chart", 0, 0);
        xls_eof(&stream);
        /* in another order than that of the list */
        for (int i = 3; i >= 0; i--) {
            xls_sheet(&stream, version, places[i]);
            xls_record(&stream, 0x0203, "222d", 0, 0, 0, (double)i);
            xls_bof(&stream, version, 0x0020); /* a chart in the sheet */
            xls_record(&stream, 0x0203, "222d", 0, 0, 0, 99.0);
            xls_eof(&stream);
            xls_record(&stream, 0x0203, "222d", 0, 1, 0, 7.0);
            xls_eof(&stream);
        }
        xls_sheet(&stream, version, places[4]);
        stream.bytes[stream.length - (version == 8 ? 14 : 6)] = 0x20;
        xls_record(&stream, 0x0203, "222d", 0, 0, 0, 99.0);
        xls_eof(&stream);
        xls_open(&try);
        xls_read(&try, stream.bytes, stream.length);
        assert_int_equal(try.status, JX_OK);
        assert_int_equal(try.diags.count, 0);
        assert_int_equal(try.book->sheet_count, 4);
        assert_string_equal(try.book->sheets[0]->name, "绩效");
        assert_string_equal(try.book->sheets[1]->name, "hidden");
        assert_string_equal(try.book->sheets[2]->name, "very hidden");
        assert_false(try.book->sheets[0]->hidden);
        assert_true(try.book->sheets[1]->hidden);
        assert_true(try.book->sheets[2]->hidden);
        assert_string_equal(xls_show(&try, 0), "#0|#7/");
        assert_string_equal(xls_show(&try, 1), "#1|#7/");
        assert_string_equal(xls_show(&try, 2), "#3|#7/");
        assert_string_equal(xls_show(&try, 3), "");
        xls_close(&try);
        free(stream.bytes);
    }
}

static void dates_of_the_other_system(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    size_t place = begin(&stream, 8);
    xls_record(&stream, 0x0022, "2", 1);
    cells(&stream, 8, place);
    xls_record(&stream, 0x0203, "222d", 0, 0, 2, 44005.0);
    xls_eof(&stream);
    expect("1904", &stream, "#2024-06-24/", 0);
}

static void merges_are_read(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 1.0);
    xls_record(&stream, 0x0203, "222d", 2, 3, 0, 3.0);
    xls_record(&stream, 0x00E5, "222222222", 2, 0, 1, 0, 1, 2, 3, 2, 2);
    xls_record(&stream, 0x00E5, "22222", 1, 0, 0, 2, 3);
    xls_eof(&stream);
    expect("three areas in two records", &stream, "2x2#1|.|1x2|./.|./||2x1|#3/||./", 0);

    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 1.0);
    xls_record(&stream, 0x00E5, "22222222222222222", 4, 0, 0, 0, 1, 0, 1, 1, 1, 6, 4, 0, 0, 7, 7, 7, 7);
    xls_eof(&stream);
    expect("areas that overlap, are upside down, or are one cell", &stream, "1x2#1|./",
           JX_MSG_FILE_MERGE_OVERLAP);
}

static void encodings_of_texts(void **state) {
    (void)state;
    static const struct {
        unsigned codepage; /* 0: no record */
        const char *asked, *bytes, *shown;
        int code;
    } cases[] = {
        {936, NULL, "\xC2\xB7", "路/", 0},          {950, NULL, "\xB8\xF4", "路/", 0},
        {1252, NULL, "caf\xE9", "caf\xC3\xA9/", 0}, {1252, "gbk", "\xC2\xB7", "路/", 0},
        {32769, NULL, "\xE9", "\xC3\xA9/", 0},      {0, NULL, "\xC2\xB7", "路/", JX_MSG_BIFF_ENCODING},
        {0, "gb18030", "\xC2\xB7", "路/", 0},       {0, NULL, "plain", "plain/", 0},
        {60000, NULL, "plain", "plain/", 0},        {60000, NULL, "\xC2\xB7", "路/", JX_MSG_BIFF_ENCODING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xls_bytes stream = {NULL, 0, 0};
        struct xls_try try;
        xls_bof(&stream, 5, 5);
        if (cases[i].codepage) xls_record(&stream, 0x0042, "2", cases[i].codepage);
        cells(&stream, 5, xls_list(&stream, 5, "a", 0, 0));
        xls_record(&stream, 0x0204, "222w", 0, 0, 0, cases[i].bytes);
        xls_eof(&stream);
        xls_open(&try);
        try.encoding = cases[i].asked;
        xls_read(&try, stream.bytes, stream.length);
        assert_int_equal(try.status, JX_OK);
        assert_string_equal(xls_show(&try, 0), cases[i].shown);
        assert_int_equal(xls_code(&try), cases[i].code);
        xls_close(&try);
        free(stream.bytes);
    }
    struct xls_bytes stream = {NULL, 0, 0};
    cells(&stream, 5, begin(&stream, 5));
    xls_record(&stream, 0x0204, "222w", 0, 0, 0, "\xFF\xFF");
    expect_failure("bytes of another encoding", &stream, JX_MSG_FILE_ENCODING);
}

/* --- without a workbook ------------------------------------------------------------------------------------------ */

static void sheets_alone(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    /* as small programs write it: a version of zero, no styles, no encoding */
    xls_record(&stream, 0x0809, "2222", 0, 0x0010, 0, 0);
    xls_record(&stream, 0x0204, "222w", 0, 0, 0, "\xC2\xB7");
    xls_record(&stream, 0x0203, "222d", 0, 1, 0, 48.5);
    xls_eof(&stream);
    assert_int_equal(xls_bid(stream.bytes, stream.length, "xls"), 90);
    expect("a bare sheet", &stream, "路|#48.5/", JX_MSG_BIFF_ENCODING);

    xls_record(&stream, 0x0809, "2222", 0x0500, 0x0010, 0, 0);
    xls_record(&stream, 0x0203, "222d", 0, 1, 0, 48.5);
    expect("one without an end", &stream, "|#48.5/", JX_MSG_BIFF_UNENDED);

    xls_record(&stream, 0x0009, "22", 2, 0x0010);
    xls_record(&stream, 0x0042, "2", 936);
    xls_record(&stream, 0x001E, "b", "General");
    xls_record(&stream, 0x001E, "b", "0.00");
    xls_record(&stream, 0x0004, "22111b", 0, 0, 0, 0, 0, "\xC2\xB7");
    xls_record(&stream, 0x0002, "221112", 0, 1, 0, 1, 0, 65535);
    xls_record(&stream, 0x0003, "22111d", 0, 2, 0, 1, 0, 48.5);
    xls_record(&stream, 0x0005, "2211111", 0, 3, 0, 0, 0, 1, 0);
    xls_record(&stream, 0x0006, "22111441", 0, 4, 0, 0, 0, 0, 0xFFFF0000, 0);
    xls_record(&stream, 0x0007, "b", "\xB5\xC6");
    xls_record(&stream, 0x0001, "22111", 0, 5, 0, 0, 0);
    xls_eof(&stream);
    assert_int_equal(xls_bid(stream.bytes, stream.length, "xls"), 90);
    expect("version 2", &stream, "路|#65535.00|#48.50|TRUE|灯/", 0);

    xls_record(&stream, 0x0409, "222", 0, 0x0010, 0);
    xls_record(&stream, 0x0042, "2", 936);
    xls_record(&stream, 0x041E, "2b", 0, "General");
    xls_record(&stream, 0x041E, "2b", 0, "0%");
    xls_record(&stream, 0x0443, "11z", 0, 1, 10);
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 0.5);
    xls_record(&stream, 0x0406, "222d22", 0, 1, 7, 0.5, 0, 0);
    xls_record(&stream, 0x0204, "222w", 0, 2, 0, "\xB5\xC6");
    xls_eof(&stream);
    expect("version 4", &stream, "#50%|#0.5|灯/", 0);

    xls_record(&stream, 0x0409, "222", 0, 0x0100, 0);
    xls_eof(&stream);
    expect_failure("a workbook of version 4", &stream, JX_MSG_BIFF_OLD);
}

/* --- what cannot be read ----------------------------------------------------------------------------------------- */

static void passwords_are_named(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    xls_bof(&stream, 8, 5);
    xls_record(&stream, 0x002F, "222z", 1, 1, 1, 48);
    xls_record(&stream, 0x0042, "2", 0x1234); /* no longer what it seems */
    expect_failure("a password", &stream, JX_MSG_ZIP_ENCRYPTED);
    struct xls_stream streams[] = {{"EncryptionInfo", "x", 1}, {"EncryptedPackage", "y", 1}, {NULL, NULL, 0}};
    stream = xls_ole(streams);
    assert_int_equal(xls_bid(stream.bytes, stream.length, "xlsx"), 95);
    expect_failure("a newer workbook with a password", &stream, JX_MSG_ZIP_ENCRYPTED);
}

static void damage_is_named(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    size_t place;

    begin(&stream, 8);
    expect_failure("no end before the sheets", &stream, JX_MSG_ZIP_DAMAGED);
    begin(&stream, 8);
    xls_eof(&stream);
    expect_failure("a sheet in the workbook's own part", &stream, JX_MSG_SHEET_NONE);
    place = begin(&stream, 8);
    xls_eof(&stream);
    stream.bytes[place + 3] = 0xFF;
    expect_failure("a sheet past the end", &stream, JX_MSG_ZIP_DAMAGED);
    place = begin(&stream, 8);
    xls_eof(&stream);
    stream.bytes[place] = 1;
    expect_failure("a sheet in the middle of a record", &stream, JX_MSG_ZIP_DAMAGED);
    xls_bof(&stream, 8, 5);
    xls_eof(&stream);
    expect_failure("no sheets", &stream, JX_MSG_SHEET_NONE);
    xls_bof(&stream, 8, 5);
    xls_record(&stream, 0x0085, "41111", 0, 0, 0, 9, 1);
    expect_failure("a name longer than its record", &stream, JX_MSG_ZIP_DAMAGED);

    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0204, "22221s", 0, 0, 0, 9, 0, "short");
    xls_eof(&stream);
    expect_failure("a text longer than its record", &stream, JX_MSG_ZIP_DAMAGED);
    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222", 0, 0, 0);
    xls_eof(&stream);
    expect_failure("a number longer than its record", &stream, JX_MSG_ZIP_DAMAGED);
    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 1.0);
    xls_add(&stream, "22", 0x0203, 14);
    expect_failure("a record longer than the stream", &stream, JX_MSG_ZIP_DAMAGED);
}

/* Two sheets that are one in the file; a thousand would be read a thousand times. */
static void a_sheet_is_read_once(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    size_t first, second;
    xls_bof(&stream, 8, 5);
    first = xls_list(&stream, 8, "a", 0, 0);
    second = xls_list(&stream, 8, "b", 0, 0);
    xls_eof(&stream);
    xls_sheet(&stream, 8, first);
    memcpy(stream.bytes + second, stream.bytes + first, 4);
    for (unsigned i = 0; i < 50; i++) xls_record(&stream, 0x0203, "222d", i, 0, 0, 1.0);
    xls_eof(&stream);
    expect_failure("a sheet listed twice", &stream, JX_MSG_ZIP_DAMAGED);
}

/* --- limits ------------------------------------------------------------------------------------------------------ */

static void limits_hold(void **state) {
    (void)state;
    static const struct {
        struct jx_limits limits;
        int code;
    } cases[] = {
        {{.rows = 10}, JX_MSG_FILE_ROWS},      {{.columns = 3}, JX_MSG_FILE_COLUMNS},
        {{.cells = 10}, JX_MSG_FILE_CELLS},    {{.merge_area = 5}, JX_MSG_FILE_MERGE_AREA},
        {{.strings = 1}, JX_MSG_STRING_COUNT}, {{.bytes = 40}, JX_MSG_FILE_LARGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xls_bytes stream = {NULL, 0, 0};
        struct xls_try try;
        size_t place = begin(&stream, 8);
        xls_record(&stream, 0x00FC, "4421s21s", 2, 2, 1, 0, "a", 20, 0, "bbbbbbbbbbbbbbbbbbbb");
        cells(&stream, 8, place);
        for (unsigned row = 0; row < 12; row++) xls_record(&stream, 0x00FD, "2224", row, row % 4, 0, 1);
        xls_record(&stream, 0x00E5, "22222", 1, 20, 21, 0, 2);
        xls_eof(&stream);
        xls_open(&try);
        try.limits = cases[i].limits;
        xls_read(&try, stream.bytes, stream.length);
        assert_int_equal(try.status, JX_FAIL);
        assert_int_equal(xls_code(&try), cases[i].code);
        xls_close(&try);
        free(stream.bytes);
    }
}

/* Cells in the last column of many rows, and areas merged over and over: small files that ask for much. */
static void greedy_files_are_refused(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    cells(&stream, 8, begin(&stream, 8));
    for (unsigned row = 0; row < 65536; row++) xls_record(&stream, 0x0203, "222d", row, 16383, 0, 1.0);
    xls_eof(&stream);
    expect_failure("cells at the far right", &stream, JX_MSG_SHEET_SPARSE);

    size_t places[40];
    xls_bof(&stream, 8, 5);
    for (int i = 0; i < 40; i++) places[i] = xls_list(&stream, 8, "a", 0, 0);
    xls_eof(&stream);
    for (int i = 0; i < 40; i++) {
        xls_sheet(&stream, 8, places[i]);
        xls_record(&stream, 0x0203, "222d", 65535, 0, 0, 1.0);
        xls_eof(&stream);
    }
    expect_failure("cells far below in many sheets", &stream, JX_MSG_SHEET_SPARSE);

    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 1.0);
    xls_record(&stream, 0x00E5, "22222", 1, 0, 0, 0, 1);
    for (int i = 0; i < 1000; i++) xls_record(&stream, 0x00E5, "22222", 1, 0, 65534, 0, 20);
    xls_eof(&stream);
    expect_failure("an area that overlaps, a thousand times", &stream, JX_MSG_FILE_MERGE_AREA);

    cells(&stream, 8, begin(&stream, 8));
    for (unsigned row = 0; row < 65536; row++) xls_record(&stream, 0x0203, "222d", row, 255, 0, 1.0);
    xls_eof(&stream);
    expect_failure("a last column", &stream, JX_MSG_SHEET_SPARSE);

    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 1.0);
    xls_record(&stream, 0x00E5, "22222", 1, 0, 65534, 253, 254);
    expect_failure("an area in the last columns", &stream, JX_MSG_SHEET_SPARSE);

    char code[256] = "0\"";
    memset(code + 2, 'x', 200);
    strcpy(code + 202, "\"");
    xls_bof(&stream, 8, 5);
    xls_record(&stream, 0x041E, "2U", 164, code);
    xls_record(&stream, 0x00E0, "22z", 0, 164, 16);
    cells(&stream, 8, xls_list(&stream, 8, "a", 0, 0));
    for (unsigned row = 0; row < 65536; row++)
        xls_record(&stream, 0x00BD, "22242424242", row, 0, 0, 6, 0, 6, 0, 6, 0, 6, 3);
    xls_eof(&stream);
    expect_failure("long numbers", &stream, JX_MSG_NUMBERS_LONG);

    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x00E5, "22222", 1, 0, 65534, 0, 65535);
    xls_eof(&stream);
    expect_failure("all there is", &stream, JX_MSG_FILE_MERGE_AREA);
    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 65535, 65535, 0, 1.0);
    expect_failure("the farthest cell", &stream, JX_MSG_FILE_COLUMNS);
}

static void cancelling_ends_it(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    struct xls_try try;
    cells(&stream, 8, begin(&stream, 8));
    for (unsigned row = 0; row < 60000; row++) xls_record(&stream, 0x0203, "222d", row, 0, 0, 1.0);
    xls_eof(&stream);
    xls_open(&try);
    struct jx_input input = xls_input(&try, stream.bytes, stream.length);
    try.call.deadline = 0;
    assert_int_equal(carrier->read(&jx_host, &try.call, &input, try.book), JX_FAIL);
    assert_int_equal(xls_code(&try), JX_MSG_FILE_TIME);
    xls_close(&try);
    free(stream.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_are_listed_in_order),
        cmocka_unit_test(dates_of_the_other_system),
        cmocka_unit_test(merges_are_read),
        cmocka_unit_test(encodings_of_texts),
        cmocka_unit_test(sheets_alone),
        cmocka_unit_test(passwords_are_named),
        cmocka_unit_test(damage_is_named),
        cmocka_unit_test(a_sheet_is_read_once),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(greedy_files_are_refused),
        cmocka_unit_test(cancelling_ends_it),
    };
    return cmocka_run_group_tests(tests, xls_load, NULL);
}
