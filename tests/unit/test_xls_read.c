/* Old workbooks record by record: every cell's text, or a message that says what is wrong. */
#include "tests/unit/xls_help.h"

/* --- streams ----------------------------------------------------------------------------------------------------- */

/* Reads a stream, shows its first sheet, and frees the stream. */
static void expect(const char *what, struct xls_bytes *stream, const char *shown, int code) {
    struct xls_try try;
    /* On a block of its own size, so that a step too far is seen. */
    stream->bytes = realloc(stream->bytes, stream->length);
    xls_open(&try);
    xls_read(&try, stream->bytes, stream->length);
    if (try.status > JX_WARN)
        fail_msg("%s: %s", what, try.diags.count ? try.diags.items[0].message : "no message");
    const char *got = xls_show(&try, 0);
    if (strcmp(got, shown) != 0) fail_msg("%s is read as %s, not %s", what, got, shown);
    if (xls_code(&try) != code)
        fail_msg("%s: code %d, not %d (%s)", what, xls_code(&try), code,
                 try.diags.count ? try.diags.items[0].message : "none");
    xls_close(&try);
    free(stream->bytes);
    *stream = (struct xls_bytes){NULL, 0, 0};
}

/* The same, where it cannot be read. */
static void expect_failure(const char *what, struct xls_bytes *stream, int code) {
    struct xls_try try;
    stream->bytes = realloc(stream->bytes, stream->length);
    xls_open(&try);
    xls_read(&try, stream->bytes, stream->length);
    if (try.status != JX_FAIL) fail_msg("%s: ends with %d", what, try.status);
    int last = try.diags.count ? (int)try.diags.items[try.diags.count - 1].code : 0;
    if (last != code) fail_msg("%s: code %d, not %d", what, last, code);
    xls_close(&try);
    free(stream->bytes);
    *stream = (struct xls_bytes){NULL, 0, 0};
}

/* A workbook's part before its sheets, as far as its styles: General, 0.00, a date, percent, 00000, hundredths hidden. */
static size_t begin(struct xls_bytes *stream, int version) {
    static const unsigned formats[] = {0, 2, 31, 9, 164, 1};
    xls_bof(stream, version, 5);
    xls_record(stream, 0x0042, "2", version == 8 ? 1200 : 936);
    xls_record(stream, 0x041E, version == 8 ? "2U" : "2b", 164, "00000");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        xls_record(stream, 0x00E0, "22z", 0, formats[i], version == 8 ? 16 : 12);
    return xls_list(stream, version, "a", 0, 0);
}

/* Ends the part before the sheets, and begins the only one. */
static void cells(struct xls_bytes *stream, int version, size_t place) {
    xls_eof(stream);
    xls_sheet(stream, version, place);
}

/* A workbook with one sheet in which a record of this type and content stands in A1. Shows the sheet. */
static void one(int version, const char *what, const char *shown, int code, unsigned type, const char *format,
                ...) {
    struct xls_bytes stream = {NULL, 0, 0}, content = {NULL, 0, 0};
    va_list list;
    va_start(list, format);
    xls_add_list(&content, format, list);
    va_end(list);
    cells(&stream, version, begin(&stream, version));
    xls_number(&stream, type, 2);
    xls_number(&stream, content.length, 2);
    xls_append(&stream, content.bytes, content.length);
    xls_record(&stream, 0x0203, "222d", 0, 9, 0, 1.0); /* so that there is a sheet in any case */
    xls_eof(&stream);
    free(content.bytes);
    expect(what, &stream, shown, code);
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

#define REST "|||||||||#1/"

static void numbers_are_shown_by_their_formats(void **state) {
    (void)state;
    static const struct {
        double value;
        unsigned style;
        const char *shown;
        int code;
    } cases[] = {
        {48.5, 0, "#48.5" REST, 0},
        {48.5, 1, "#48.50" REST, 0},
        {45467, 2, "#2024-06-24" REST, 0},
        {0.9, 3, "#90%" REST, 0},
        {1207, 4, "#01207" REST, 0},
        {0.1 + 0.2, 0, "#0.3" REST, 0},
        {1.005, 1, "#1.01" REST, JX_MSG_NUMBER_ROUNDED},
        {-12.5, 0, "#-12.5" REST, 0},
        {0, 0, "#0" REST, 0},
        {-0.0, 0, "#0" REST, 0},
        {291.97000000000003, 0, "#291.97" REST, 0},
        {123456789012345678.0, 0, "#123456789012346000" REST, 0},
        {1e-300, 0, "#1E-300" REST, 0},
        {5e-324, 0, "#4.94065645841247E-324" REST, 0},
        {1.7976931348623157e308, 0, "#1.79769313486232E+308" REST, 0},
        {48.57, 5, "#49" REST, JX_MSG_NUMBER_ROUNDED},
        {48.5, 99, "#48.5" REST, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int version = 5; version <= 8; version += 3)
            one(version, cases[i].shown, cases[i].shown, cases[i].code, 0x0203, "222d", 0, 0, cases[i].style,
                cases[i].value);
    }
}

static void small_numbers_are_exact(void **state) {
    (void)state;
    static const struct {
        uint32_t rk;
        const char *shown;
    } cases[] = {
        {0x00000002, "#0" REST}, /* whole numbers */
        {0x00000006, "#1" REST},         {0xFFFFFFFE, "#-1" REST},
        {0x7FFFFFFE, "#536870911" REST}, {0x80000002, "#-536870912" REST},
        {0x00000003, "#0" REST}, /* hundredths of them */
        {485 * 4 + 3, "#4.85" REST},     {4850 * 4 + 3, "#48.5" REST},
        {0xFFFFFFFF, "#-0.01" REST},     {0x3FF00000, "#1" REST}, /* the upper half of a double */
        {0x40240000, "#10" REST},        {0xC0240000, "#-10" REST},
        {0x3FF00001, "#0.01" REST}, /* hundredths of one */
        {0x40B34A01, "#49.38" REST},     {0x3FB99998, "#0.0999999046325684" REST},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        one(8, cases[i].shown, cases[i].shown, 0, 0x027E, "2224", 0, 0, 0, cases[i].rk);
        one(5, cases[i].shown, cases[i].shown, 0, 0x007E, "2224", 0, 0, 0, cases[i].rk);
        one(8, cases[i].shown, cases[i].shown, 0, 0x00BD, "22242", 0, 0, 0, cases[i].rk, 0);
    }
    one(8, "several in a row", "#1|#2.00||||||||#1/", 0, 0x00BD, "2224242", 0, 0, 0, 6, 1, 10, 1);
}

static void texts_in_cells(void **state) {
    (void)state;
    one(8, "text", "路灯" REST, 0, 0x0204, "222U", 0, 0, 0, "路灯");
    one(8, "narrow text", "caf\xC3\xA9" REST, 0, 0x0204, "22221s", 0, 0, 0, 4, 0, "caf\xE9");
    one(8, "no text", REST, 0, 0x0204, "222U", 0, 0, 0, "");
    one(8, "line ends", "a~b" REST, 0, 0x0204, "222U", 0, 0, 0, "a\nb");
    one(8, "a pair", "\xF0\x9F\x98\x80" REST, 0, 0x0204, "222U", 0, 0, 0, "\xF0\x9F\x98\x80");
    one(8, "half pairs",
        "\xEF\xBF\xBD"
        "a\xEF\xBF\xBD" REST,
        0, 0x0204, "22221222", 0, 0, 0, 3, 1, 0xD83D, 'a', 0xDE00);
    one(8, "two first halves", "\xEF\xBF\xBD\xF0\x9F\x98\x80" REST, 0, 0x0204, "22221222", 0, 0, 0, 3, 1,
        0xD83D, 0xD83D, 0xDE00);
    one(8, "a first half last", "\xEF\xBF\xBD" REST, 0, 0x0204, "222212", 0, 0, 0, 1, 1, 0xD83D);
    one(8, "filled up with NULs", "ab" REST, 0, 0x0204, "22221sz", 0, 0, 0, 4, 0, "ab", 2);
    one(8, "runs of fonts", "ab" REST, 0, 0x00D6, "222212s4", 0, 0, 0, 2, 8, 1, "ab", 0x00010001);
    one(5, "text", "路灯" REST, 0, 0x0204, "222w", 0, 0, 0, "\xC2\xB7\xB5\xC6");
    one(5, "filled up with NULs", "路" REST, 0, 0x0204, "2222sz", 0, 0, 0, 4, "\xC2\xB7", 2);
    one(5, "text with runs", "路灯" REST, 0, 0x00D6, "222w111", 0, 0, 0, "\xC2\xB7\xB5\xC6", 1, 0, 5);
    one(5, "what only GB18030 has", "㐀" REST, 0, 0x0204, "222w", 0, 0, 0, "\x81\x39\xEE\x39");
}

static void other_values(void **state) {
    (void)state;
    one(8, "true", "TRUE" REST, 0, 0x0205, "22211", 0, 0, 0, 1, 0);
    one(8, "false", "FALSE" REST, 0, 0x0205, "22211", 0, 0, 0, 0, 0);
    one(8, "an error", REST, JX_MSG_CELL_ERROR, 0x0205, "22211", 0, 0, 0, 7, 1);
    one(8, "an unknown error", REST, JX_MSG_CELL_ERROR, 0x0205, "22211", 0, 0, 0, 99, 1);
    one(8, "blank", REST, 0, 0x0201, "222", 0, 0, 0);
    one(8, "blanks", REST, 0, 0x00BE, "22222", 0, 0, 0, 0, 1);
    one(8, "infinity", REST, JX_MSG_CELL_ERROR, 0x0203, "22244", 0, 0, 0, 0, 0x7FF00000);
    one(8, "a record of nobody's", REST, 0, 0x1234, "222", 0, 0, 0);
}

/* A formula in A1, then a record, then 1 in J1. */
static void formula(const char *what, const char *shown, int code, unsigned value_low, unsigned value_high,
                    unsigned type, const char *text) {
    struct xls_bytes stream = {NULL, 0, 0};
    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0006, "22244242s", 0, 0, 0, value_low, value_high, 0, 0, 3, "\x1E\x01");
    if (type == 0x04BC) xls_record(&stream, type, "z", 10);
    if (text) xls_record(&stream, 0x0207, "U", text);
    xls_record(&stream, 0x0203, "222d", 0, 9, 0, 1.0);
    xls_eof(&stream);
    expect(what, &stream, shown, code);
}

static void results_of_formulas(void **state) {
    (void)state;
    formula("a number", "#1" REST, 0, 0, 0x3FF00000, 0, NULL);
    formula("a text", "合计" REST, 0, 0, 0xFFFF0000, 0, "合计");
    formula("a text after a shared formula", "合计" REST, 0, 0, 0xFFFF0000, 0x04BC, "合计");
    formula("a text that does not come", REST, JX_MSG_CELL_FORMULA, 0, 0xFFFF0000, 0, NULL);
    formula("a text not awaited", "#1" REST, 0, 0, 0x3FF00000, 0, "合计");
    formula("true", "TRUE" REST, 0, 0x00010001, 0xFFFF0000, 0, NULL);
    formula("false", "FALSE" REST, 0, 0x00000001, 0xFFFF0000, 0, NULL);
    formula("an error", REST, JX_MSG_CELL_ERROR, 0x002A0002, 0xFFFF0000, 0, NULL);
    formula("an empty text", REST, 0, 3, 0xFFFF0000, 0, NULL);
    formula("something newer", REST, 0, 200, 0xFFFF0000, 0, NULL);
}

/* The message is about the formula's cell, not that of what came instead. */
static void missing_results_are_named(void **state) {
    (void)state;
    for (int several = 0; several < 2; several++) {
        struct xls_bytes stream = {NULL, 0, 0};
        struct xls_try try;
        cells(&stream, 8, begin(&stream, 8));
        xls_record(&stream, 0x0006, "2224422", 1, 2, 0, 0, 0xFFFF0000, 0, 0);
        if (several)
            xls_record(&stream, 0x00BD, "22242", 5, 6, 0, 6, 6);
        else
            xls_record(&stream, 0x0203, "222d", 5, 6, 0, 1.0);
        xls_eof(&stream);
        xls_open(&try);
        xls_read(&try, stream.bytes, stream.length);
        assert_int_equal(try.diags.count, 1);
        assert_string_equal(try.diags.items[0].place.sheet, "a");
        assert_int_equal(try.diags.items[0].place.row, 2);
        assert_int_equal(try.diags.items[0].place.column, 3);
        xls_close(&try);
        free(stream.bytes);
    }
}

/* --- shared texts ------------------------------------------------------------------------------------------------ */

/* The content of a table of texts; `inside` says of each byte whether it stands between two bytes of one text's
 * characters, where a CONTINUE needs flags: 1 narrow, 2 wide, 0 elsewhere. */
struct sst {
    struct xls_bytes bytes, inside;
};

static void sst_add(struct sst *sst, int kind, const char *format, ...) {
    size_t before = sst->bytes.length;
    va_list list;
    va_start(list, format);
    xls_add_list(&sst->bytes, format, list);
    va_end(list);
    for (; before < sst->bytes.length; before++) xls_number(&sst->inside, (unsigned)kind, 1);
}

/* Plain, rich, with guides, both, wide, with a pair, empty. */
static struct sst sst_make(void) {
    struct sst sst = {{NULL, 0, 0}, {NULL, 0, 0}};
    struct xls_bytes wide = {NULL, 0, 0};
    sst_add(&sst, 0, "44", 7, 7);
    sst_add(&sst, 0, "21", 3, 0);
    sst_add(&sst, 1, "s", "abc");
    sst_add(&sst, 0, "212", 4, 8 | 1, 2);
    sst_add(&sst, 2, "2222", 0x8DEF, 0x706F, 'x', 0x7EF4);
    sst_add(&sst, 0, "44", 0x00010000, 0x00020002);
    sst_add(&sst, 0, "214", 2, 4, 5);
    sst_add(&sst, 1, "s", "de");
    sst_add(&sst, 0, "s", "GUIDE");
    sst_add(&sst, 0, "2124", 1, 8 | 4 | 1, 1, 3);
    sst_add(&sst, 2, "2", 0x6297);
    sst_add(&sst, 0, "4s", 7, "ext");
    sst_add(&sst, 0, "21", 2, 1);
    sst_add(&sst, 2, "22", 0x2F14, 0x00B7);
    sst_add(&sst, 0, "21", 3, 1);
    sst_add(&sst, 2, "222", 0xD83D, 0xDE00, 'z');
    sst_add(&sst, 0, "21", 0, 0);
    free(wide.bytes);
    return sst;
}

#define SST_SHOWN "abc|路灯x维|de|抗|⼔·|\xF0\x9F\x98\x80z||#1/"

/* Writes the table with borders before the bytes at `first` and `second`. Where the next characters are all narrow,
 * `narrow` writes them so. */
static void sst_write(struct xls_bytes *stream, const struct sst *sst, size_t first, size_t second) {
    size_t at = 0, length = sst->bytes.length, ends[3] = {first, second, length};
    for (int piece = 0; piece < 3; piece++) {
        size_t end = ends[piece];
        if (piece > 0 && at == end) continue;
        unsigned kind = at < length ? sst->inside.bytes[at] : 0;
        bool flags = piece > 0 && kind;
        xls_number(stream, piece ? 0x003C : 0x00FC, 2);
        xls_number(stream, end - at + flags, 2);
        if (flags) xls_number(stream, kind - 1, 1);
        xls_append(stream, sst->bytes.bytes + at, end - at);
        at = end;
    }
}

static void sst_book(struct xls_bytes *stream, const struct sst *sst, size_t first, size_t second) {
    size_t place = begin(stream, 8);
    sst_write(stream, sst, first, second);
    cells(stream, 8, place);
    for (unsigned i = 0; i < 7; i++) xls_record(stream, 0x00FD, "2224", 0, i, 0, i);
    xls_record(stream, 0x0203, "222d", 0, 7, 0, 1.0);
    xls_eof(stream);
}

static void tables_of_texts_break_anywhere(void **state) {
    (void)state;
    struct sst sst = sst_make();
    struct xls_bytes stream = {NULL, 0, 0};
    for (size_t first = 1; first <= sst.bytes.length; first++)
        for (size_t second = first; second <= sst.bytes.length; second += 1 + second % 3) {
            char what[64];
            snprintf(what, sizeof what, "broken at %zu and %zu", first, second);
            sst_book(&stream, &sst, first, second);
            expect(what, &stream, SST_SHOWN, 0);
        }
    free(sst.bytes.bytes);
    free(sst.inside.bytes);
}

/* What begins wide may go on narrow, and the other way. */
static void characters_change_their_size(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    size_t place = begin(&stream, 8);
    xls_record(&stream, 0x00FC, "442122", 2, 2, 7, 1, 0x8DEF, 0x706F);
    xls_record(&stream, 0x003C, "1s", 0, "abc");
    xls_record(&stream, 0x003C, "");
    xls_record(&stream, 0x003C, "122", 1, 0x8DEF, 0x706F);
    xls_record(&stream, 0x003C, "21s", 2, 0, "z");
    xls_record(&stream, 0x003C, "12", 1, 0x706F);
    cells(&stream, 8, place);
    xls_record(&stream, 0x00FD, "2224", 0, 0, 0, 0);
    xls_record(&stream, 0x00FD, "2224", 0, 1, 0, 1);
    xls_eof(&stream);
    expect("sizes that change", &stream, "路灯abc路灯|z灯/", 0);
}

static void texts_of_cells_go_on_too(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0006, "2224422", 0, 0, 0, 0, 0xFFFF0000, 0, 0);
    xls_record(&stream, 0x0207, "2122", 4, 1, 0x8DEF, 0x706F);
    xls_record(&stream, 0x003C, "1s", 0, "ab");
    xls_record(&stream, 0x0204, "22221s", 0, 1, 0, 3, 0, "a");
    xls_record(&stream, 0x003C, "122", 1, 0x8DEF, 0x706F);
    xls_eof(&stream);
    expect("a result and a label", &stream, "路灯ab|a路灯/", 0);
    cells(&stream, 5, begin(&stream, 5));
    xls_record(&stream, 0x0204, "2222s", 0, 1, 0, 4, "\xC2");
    xls_record(&stream, 0x003C, "s", "\xB7\xB5\xC6");
    xls_eof(&stream);
    expect("bytes", &stream, "|路灯/", 0);
}

static void texts_that_are_not_there(void **state) {
    (void)state;
    struct xls_bytes stream = {NULL, 0, 0};
    size_t place = begin(&stream, 8);
    xls_record(&stream, 0x00FC, "4421s", 1, 1, 1, 0, "a");
    cells(&stream, 8, place);
    xls_record(&stream, 0x00FD, "2224", 0, 0, 0, 0);
    xls_record(&stream, 0x00FD, "2224", 0, 1, 0, 1);
    xls_record(&stream, 0x00FD, "2224", 0, 2, 0, UINT32_MAX);
    xls_eof(&stream);
    expect("an index past the end", &stream, "a/", JX_MSG_STRING_INDEX);

    place = begin(&stream, 8);
    xls_record(&stream, 0x00FC, "4421s21s", 3, UINT32_MAX, 1, 0, "a", 9, 0, "b");
    cells(&stream, 8, place);
    xls_record(&stream, 0x00FD, "2224", 0, 0, 0, 0);
    xls_eof(&stream);
    expect("four thousand million texts", &stream, "a/", JX_MSG_BIFF_STRINGS);
}

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
        {60000, NULL, "plain", "plain/", 0},
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
    xls_bof(&stream, 5, 5);
    xls_record(&stream, 0x0042, "2", 60000);
    cells(&stream, 5, xls_list(&stream, 5, "a", 0, 0));
    xls_record(&stream, 0x0204, "222w", 0, 0, 0, "\xC2\xB7");
    expect_failure("an encoding of nobody's", &stream, JX_MSG_FILE_ENCODING_NAME);
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
    for (int i = 0; i < 1000; i++) xls_record(&stream, 0x00E5, "22222", 1, 0, 65535, 0, 20);
    xls_eof(&stream);
    expect_failure("an area that overlaps, a thousand times", &stream, JX_MSG_FILE_MERGE_AREA);

    cells(&stream, 8, begin(&stream, 8));
    for (unsigned row = 0; row < 65536; row++) xls_record(&stream, 0x0203, "222d", row, 255, 0, 1.0);
    xls_eof(&stream);
    expect_failure("a last column", &stream, JX_MSG_SHEET_SPARSE);

    cells(&stream, 8, begin(&stream, 8));
    xls_record(&stream, 0x0203, "222d", 0, 0, 0, 1.0);
    xls_record(&stream, 0x00E5, "22222", 1, 0, 65535, 254, 255);
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
    xls_record(&stream, 0x00E5, "22222", 1, 0, 65535, 0, 65535);
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
        cmocka_unit_test(numbers_are_shown_by_their_formats),
        cmocka_unit_test(small_numbers_are_exact),
        cmocka_unit_test(texts_in_cells),
        cmocka_unit_test(other_values),
        cmocka_unit_test(results_of_formulas),
        cmocka_unit_test(missing_results_are_named),
        cmocka_unit_test(tables_of_texts_break_anywhere),
        cmocka_unit_test(characters_change_their_size),
        cmocka_unit_test(texts_of_cells_go_on_too),
        cmocka_unit_test(texts_that_are_not_there),
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
