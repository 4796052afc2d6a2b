/* Old workbooks record by record: what each cell shows, of numbers, texts and results. */
#include "tests/unit/xls_help.h"

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
    one(8, "no text and no flags", REST, 0, 0x0204, "2222", 0, 0, 0, 0);
    one(8, "zeroes instead of a record", REST, 0, 0x0000, "");
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

/* A book whose style 1 strikes out, as the fonts 1 and 5 do; no font has the number 4. */
static void struck(int version, const char *what, const char *shown, int code, unsigned type,
                   const char *format, ...) {
    struct xls_bytes stream = {NULL, 0, 0}, content = {NULL, 0, 0};
    va_list list;
    va_start(list, format);
    xls_add_list(&content, format, list);
    va_end(list);
    xls_bof(&stream, version, 5);
    for (unsigned font = 0; font < 5; font++)
        xls_record(&stream, 0x0031, "22z", 200, font == 1 || font == 4 ? 8 : 2, 12);
    for (unsigned style = 0; style < 3; style++)
        xls_record(&stream, 0x00E0, "22z", style == 1 ? 5 : style, 0, version == 8 ? 16 : 12);
    cells(&stream, version, xls_list(&stream, version, "a", 0, 0));
    xls_number(&stream, type, 2);
    xls_number(&stream, content.length, 2);
    xls_append(&stream, content.bytes, content.length);
    xls_record(&stream, 0x0203, "222d", 0, 9, 0, 1.0);
    xls_eof(&stream);
    free(content.bytes);
    expect(what, &stream, shown, code);
}

static void what_is_struck_out_is_left_out(void **state) {
    (void)state;
    for (int version = 5; version <= 8; version += 3) {
        struck(version, "a number", REST, JX_MSG_DOCUMENT_STRUCK, 0x0203, "222d", 0, 0, 1, 48.5);
        struck(version, "another style", "#48.5" REST, 0, 0x0203, "222d", 0, 0, 2, 48.5);
        struck(version, "one of several", "|#1||||||||#1/", JX_MSG_DOCUMENT_STRUCK, 0x00BD, "2224242", 0, 0,
               1, 6, 0, 6, 1);
        struck(version, "a truth", REST, JX_MSG_DOCUMENT_STRUCK, 0x0205, "22211", 0, 0, 1, 1, 0);
    }
    struck(8, "a text", REST, JX_MSG_DOCUMENT_STRUCK, 0x0204, "222U", 0, 0, 1, "路灯");
    struck(8, "blanks", REST, 0, 0x0204, "222U", 0, 0, 1, " 　");
    /* a character of two units before it */
    struck(8, "words", "\xF0\x9F\x98\x80新" REST, JX_MSG_DOCUMENT_STRUCK, 0x00D6, "22221222222222", 0, 0, 0,
           4, 8 | 1, 2, 0xD83D, 0xDE00, 0x65E7, 0x65B0, 2, 1, 3, 0);
    struck(8, "words that are not, in a cell that is", "b" REST, JX_MSG_DOCUMENT_STRUCK, 0x00D6, "222212s22",
           0, 0, 1, 2, 8, 1, "ab", 1, 0);
    struck(8, "all words", REST, JX_MSG_DOCUMENT_STRUCK, 0x00D6, "222212s22", 0, 0, 0, 2, 8, 1, "ab", 0, 5);
}

static void heads_and_feet_of_pages_are_told(void **state) {
    (void)state;
    for (int version = 5; version <= 8; version += 3) {
        struct xls_bytes stream = {NULL, 0, 0};
        struct xls_try try;
        cells(&stream, version, begin(&stream, version));
        xls_record(&stream, 0x0014, version == 8 ? "U" : "b",
                   version == 8 ? "&R单位：元" : "&R\xB5\xA5\xCE\xBB\xA3\xBA\xD4\xAA");
        xls_record(&stream, 0x0015, version == 8 ? "U" : "b", "&CPage &P");
        xls_record(&stream, 0x0015, "");
        xls_record(&stream, 0x0203, "222d", 0, 9, 0, 1.0);
        xls_eof(&stream);
        xls_open(&try);
        xls_read(&try, stream.bytes, stream.length);
        assert_int_equal(xls_code(&try), JX_MSG_DOCUMENT_HEADER);
        assert_string_equal(book_margins(try.arena, try.book), "单位：元/");
        xls_close(&try);
        free(stream.bytes);
    }
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_shown_by_their_formats),
        cmocka_unit_test(small_numbers_are_exact),
        cmocka_unit_test(texts_in_cells),
        cmocka_unit_test(what_is_struck_out_is_left_out),
        cmocka_unit_test(heads_and_feet_of_pages_are_told),
        cmocka_unit_test(other_values),
        cmocka_unit_test(results_of_formulas),
        cmocka_unit_test(missing_results_are_named),
        cmocka_unit_test(tables_of_texts_break_anywhere),
        cmocka_unit_test(characters_change_their_size),
        cmocka_unit_test(texts_of_cells_go_on_too),
        cmocka_unit_test(texts_that_are_not_there),
    };
    return cmocka_run_group_tests(tests, xls_load, NULL);
}
