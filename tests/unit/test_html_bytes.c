/*
 * Web pages as bytes: how they are known and decoded, and what becomes of those that are damaged, endless or empty.
 */
#include "tests/unit/html_help.h"

#include <time.h>

/* --- encodings --------------------------------------------------------------------------------------------------- */

static void encodings_are_found(void **state) {
    static const struct {
        const char *declared, *real, *words;
    } lines[] = {
        {"<meta charset=gb2312>", "GB18030", "≥90%，镕"},
        {"<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=gbk\">", "GB18030", "绩效目标表"},
        {"<meta charset='gb2312'>", "GB18030", "学习"},
        {"<meta charset='gb2312'>", "UTF-8", "绩效目标表"},
        {"<meta charset='utf-8'>", "UTF-8", "绩效目标表"},
        {"<meta charset=utf-8>", "GB18030", "绩效目标表，年度资金总额"},
        {"<meta charset=iso-8859-1>", "GB18030", "绩效目标表，年度资金总额"},
        {"<meta charset=big5>", "BIG5", "績效目標表"},
        {"<meta charset=unicode>", "UTF-16LE", "绩效目标表"},
        {"", "UTF-16", "绩效目标表"},
        {"", "UTF-16BE", "绩效目标表"},
        {"", "GB18030", "绩效目标表，年度资金总额"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char page[512], bytes[2048], shown[128];
        struct try try;
        snprintf(page, sizeof page, "<html><head>%s</head><body><p>%s</p></body></html>", lines[i].declared,
                 lines[i].words);
        snprintf(shown, sizeof shown, "%s/", lines[i].words);
        size_t length = encode(page, lines[i].real, bytes, sizeof bytes);
        try_open(&try);
        try_read(&try, bytes, length);
        if (try.status != JX_OK) fail_msg("line %zu: status %d, %d", i, (int)try.status, first_code(&try));
        assert_string_equal(show(&try, 0), shown);
        try_close(&try);
    }
}

/* `count` times `piece` after `head`; to be freed. */
static char *repeated(const char *head, const char *piece, size_t count, size_t *length) {
    size_t step = strlen(piece);
    *length = strlen(head) + step * count;
    char *page = malloc(*length + 1);
    assert_non_null(page);
    char *to = stpcpy(page, head);
    for (size_t i = 0; i < count; i++, to += step) memcpy(to, piece, step + 1);
    return page;
}

/* A browser shows a page with a few bad bytes, so it is read, and they are marked; beyond that it is no page. */
static void a_few_bad_bytes_are_mended(void **state) {
    static const struct {
        const char *encoding, *before, *after, *shown; /* the bad bytes stand between the two */
        const char *bad;
        enum jx_code code;
        const char *count;
    } lines[] = {
        {"GB18030", "<html><p>标题", "<p>正文", "标题�/正文/", "\xB9", JX_MSG_PAGE_BYTES, "1 byte"},
        {"GB18030", "<meta charset=gbk><p>甲", "乙", "甲��乙/", "\xFF\x80", JX_MSG_PAGE_BYTES, "2 byte"},
        {"UTF-8", "<html><p>标题", "<p>正文", "标题��/正文/", "\xE7\xBB", JX_MSG_PAGE_BYTES, "UTF-8"},
        {"UTF-8", "\xEF\xBB\xBF<meta charset=utf-8><p>标题", "<p>正文", "标题�/正文/", "\xFF",
         JX_MSG_PAGE_BYTES, "UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char *page = malloc(1 << 16), shown[4096];
        struct try try;
        assert_non_null(page);
        size_t length = encode(lines[i].before, lines[i].encoding, page, 1 << 12);
        memcpy(page + length, lines[i].bad, strlen(lines[i].bad));
        length += strlen(lines[i].bad);
        length += encode(lines[i].after, lines[i].encoding, page + length, 1 << 12);
        length += encode("<p>", lines[i].encoding, page + length, 1 << 12);
        snprintf(shown, sizeof shown, "%s", lines[i].shown);
        for (int k = 0; k < 100; k++) {
            length += encode("绩效指标", lines[i].encoding, page + length, 1 << 12);
            strcat(shown, "绩效指标");
        }
        strcat(shown, "/");
        try_open(&try);
        try_read(&try, page, length);
        assert_int_equal(try.status, JX_OK);
        assert_int_equal(try.diags.count, 1);
        assert_int_equal(first_code(&try), lines[i].code);
        if (!strstr(try.diags.items[0].message, lines[i].count)) fail_msg("%s", try.diags.items[0].message);
        assert_string_equal(show(&try, 0), shown);
        try_close(&try);
        /* too many */
        for (size_t k = 600; k < length; k += 7) page[k] = (char)0xFF;
        expect_refused(page, length, NULL, JX_MSG_FILE_ENCODING, "not in the encoding");
        free(page);
    }
}

static const char *no_decoding(struct jx_call *call, const unsigned char *bytes, size_t *length,
                               const char *encoding) {
    (void)call, (void)bytes, (void)length;
    fail_msg("decoded as %s", encoding ? encoding : "whatever it is");
    return NULL;
}

/* A page can be most of what memory there is: if it is UTF-8, no copy is made of it, whatever it says it is. */
static void utf8_is_read_where_it_stands(void **state) {
    static const char *const pages[] = {"<html><p>绩效𠮷", "\xEF\xBB\xBF<html><p>绩效𠮷",
                                        "<html><meta charset=gbk><p>绩效𠮷", "<p>绩效𠮷"};
    struct jx_host host = jx_host;
    (void)state;
    host.decode = no_decoding;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct try try;
        try_open(&try);
        try.host = &host;
        try_read(&try, pages[i], strlen(pages[i]));
        assert_int_equal(try.status, JX_OK);
        assert_string_equal(show(&try, 0), "绩效𠮷/");
        try_close(&try);
    }
}

/* … and what only looks like it is not taken for it: half of UTF-16, a slash in two bytes, a character beyond Unicode. */
static void what_is_no_character_is_marked(void **state) {
    static const struct {
        const char *bad, *shown;
    } lines[] = {{"\xED\xA0\x80", "���"},      {"\xC0\xAF", "��"}, {"\xE0\x80\xAF", "���"},
                 {"\xF4\x90\x80\x80", "����"}, {"\xE7", "�"},      {"\xED\x9F\xBF", "\xED\x9F\xBF"}};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        size_t length;
        char *page = repeated("<html><p>", "绩效", 250, &length), expected[4096], *at = page + 9;
        struct try try;
        memcpy(at, lines[i].bad, strlen(lines[i].bad));
        memset(at + strlen(lines[i].bad), '.', 6 - strlen(lines[i].bad));
        snprintf(expected, sizeof expected, "%s%.*s%s/", lines[i].shown, 6 - (int)strlen(lines[i].bad),
                 "......", page + 15);
        try_open(&try);
        try_read(&try, page, length);
        assert_int_equal(try.status, JX_OK);
        assert_int_equal(try.diags.count, i != 5);
        assert_string_equal(show(&try, 0), expected);
        try_close(&try);
        free(page);
    }
}

/* A byte that ends strings in C ends no page. */
static void zeroes_end_nothing(void **state) {
    size_t length;
    char *page = repeated("<html><p>", "绩效", 1000, &length), expected[8192];
    struct try try;
    (void)state;
    page[5001] = 0;
    page[5002] = (char)0xFF;
    page[5003] = ' ';
    snprintf(expected, sizeof expected, "%.*s � %s/", 5001 - 9, page + 9, page + 5004);
    try_open(&try);
    try_read(&try, page, length);
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(show(&try, 0), expected);
    try_close(&try);
    free(page);
}

static void the_users_word_counts(void **state) {
    char bytes[256];
    struct try try;
    (void)state;
    size_t length = encode("<html><meta charset=gbk><p>績效", "BIG5", bytes, sizeof bytes);
    try_open(&try);
    try.encoding = "big5";
    try_read(&try, bytes, length);
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(show(&try, 0), "績效/");
    try_close(&try);
}

/* --- bids -------------------------------------------------------------------------------------------------------- */

static void pages_are_known_by_their_bytes(void **state) {
    static const struct {
        const char *bytes;
        int bid;
    } lines[] = {
        {"<!DOCTYPE HTML PUBLIC>\n<html>", 90},
        {"\xEF\xBB\xBF  \r\n<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", 90},
        {"<?xml version=\"1.0\"?>\n<!-- a -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\">", 90},
        {"<meta http-equiv=content-type>", 90},
        {"<table border=1><tr><td>x", 90},
        {"<div><table class=a><tr><td>x</td></tr></table></div>", 90},
        {"绩效表\n<table>\n<tr>\n<td>x</td></tr></table>", 90},
        {"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook "
         "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table>",
         0},
        {"<90%\t<p>x</p>\n", 0},
        {"项目名称\t<p>修路</p>\t10\n", 0},
        {"{\"schema\": \"<table><tr><td>\"}", 0},
        {"PK\x03\x04<table><tr><td>", 0},
        {"a\tb\tc\td\n<table>\t<tr>\t<td>\n", 0},
        {"", 0},
        {"<", 0},
        {"<!--", 0},
    };
    char bytes[256];
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (bid(lines[i].bytes, strlen(lines[i].bytes)) != lines[i].bid) fail_msg("%s", lines[i].bytes);
    size_t length = encode("<html><p>绩效", "UTF-16", bytes, sizeof bytes);
    assert_int_equal(bid(bytes, length), 90);
    length = encode("<html><p>绩效", "UTF-16LE", bytes, sizeof bytes);
    assert_int_equal(bid(bytes, length), 90);
    length = encode("<html><p>绩效", "UTF-16BE", bytes, sizeof bytes);
    assert_int_equal(bid(bytes, length), 90);
}

/* --- what cannot be read ----------------------------------------------------------------------------------------- */

static void empty_pages_are_said_to_be_that(void **state) {
    static const char frames[] =
        "<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>甲"
        "</x:Name><x:WorksheetSource HRef=\"a.files/sheet001.htm\"/></x:ExcelWorksheet></x:ExcelWorksheets>"
        "</x:ExcelWorkbook></xml><![endif]--></head><frameset><frame "
        "src=\"a.files/tabstrip.htm\"><noframes><body>"
        "<p>此网页使用了框架</p></body></noframes></frameset></html>";
    static const char script[] = "<html><body><div id=app></div><script>draw()</script></body></html>";
    (void)state;
    expect_refused(frames, strlen(frames), NULL, JX_MSG_PAGE_FRAMES,
                   "a.files/sheet001.htm a.files/tabstrip.htm");
    expect_refused(script, strlen(script), NULL, JX_MSG_PAGE_EMPTY, "script");
}

/* What Excel and WPS save as .mht, and some systems as .xls, is a letter; it is known, whatever begins it, and named if
 * there is no table in it. */
static void packed_pages_are_known(void **state) {
    static const char *const letters[] = {
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; "
        "boundary=\"a\"\r\n\r\n"
        "--a\r\nContent-Type: text/plain\r\n\r\n<html><table><tr><td>1</table></html>\r\n--a--\r\n",
        "\r\nFrom: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n--a\r\n",
    };
    static const char others[] = "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n绩效\r\n";
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        assert_int_equal(bid(letters[i], strlen(letters[i])), 90);
        expect_refused(letters[i], strlen(letters[i]), NULL, JX_MSG_PAGE_ARCHIVE, ".mht");
    }
    assert_int_equal(bid(others, strlen(others)), 0);
}

static void limits_hold(void **state) {
    static const struct {
        const char *head, *piece;
        size_t count;
        struct jx_limits limits;
        enum jx_code code;
        const char *part;
    } lines[] = {
        {"<html>", "<div>", 20000, {0}, JX_MSG_PAGE_DEPTH, "256"},
        {"<html>", "<table><tr><td>", 20000, {0}, JX_MSG_PAGE_DEPTH, "256"},
        {"<html>", "<b>", 2000000, {.depth = 2000}, JX_MSG_PAGE_DEPTH, "2000"},
        {"<html>", "<p>a", 20000, {.rows = 1000}, JX_MSG_FILE_ROWS, "1000"},
        {"<table><tr>", "<td>a", 20000, {0}, JX_MSG_FILE_COLUMNS, "16384"},
        {"<table>", "<tr><td>a<td>b", 20000, {.cells = 10000}, JX_MSG_FILE_CELLS, "10000"},
        {"<table>",
         "<tr><td rowspan=50 colspan=30>a<td>b",
         900,
         {.merge_area = 9999},
         JX_MSG_FILE_MERGE_AREA,
         "9999"},
        {"<table>", "<tr><td rowspan=9999 colspan=999>a", 20000, {0}, JX_MSG_FILE_COLUMNS, "16384"},
        {"<table>", "<tr><td rowspan=0 colspan=1000>a", 20000, {0}, JX_MSG_FILE_COLUMNS, "16384"},
        {"<table><tr>", "<td rowspan=2 colspan=1000>", 20000, {0}, JX_MSG_FILE_COLUMNS, "16384"},
        {"<p>", "字", 6000000, {0}, JX_MSG_PAGE_TEXT_LONG, "16777216"},
        {"<table>", "<tr><td>a", 2000000, {.milliseconds = 1}, JX_MSG_FILE_TIME, "--max-time"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        size_t length;
        char *page = repeated(lines[i].head, lines[i].piece, lines[i].count, &length);
        clock_t start = clock();
        expect_refused(page, length, &lines[i].limits, lines[i].code, lines[i].part);
        assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
        free(page);
    }
}

/* Blank cells are no memory, however many there are. */
static void blank_cells_cost_nothing(void **state) {
    size_t length;
    char *page = repeated("<table>", "<tr><td>a<td><td><td><td><td>", 100, &length);
    struct try try;
    (void)state;
    try_open(&try);
    try.limits.cells = 100;
    try_read(&try, page, length);
    assert_int_equal(try.status, JX_OK);
    assert_int_equal(try.book->sheets[0]->row_count, 100);
    try_close(&try);
    free(page);
}

/* Markup that is none, cut anywhere and changed anywhere: it is read or refused, and never in silence. */
static void damage_is_survived(void **state) {
    static const char page[] = "\xEF\xBB\xBF<!DOCTYPE html [<!ENTITY a SYSTEM "
                               "\"file:///etc/hostname\">]><html><head><meta charset='gbk'>"
                               "</head><body><p>&a;&lt;题&#x9898;</p><table><colgroup><col "
                               "span=2><col></colgroup><thead><tr><th rowspan=2>甲"
                               "<th colspan='3' style=\"white-space:pre;display:x\">乙</thead><tr><td "
                               "x:num>1</td><!-- c --><td><pre>a\nb</pre>"
                               "<table><tr><td>内<sup>2</sup></table></td></tr><![if x]><tr "
                               "style='display:none'><td>无</tr><![endif]>"
                               "<script>if (a < b) {}</script></table><section data-sheet=\"丙\"><input "
                               "value='丁'></section></body></html>";
    static const unsigned char values[] = {0, '<', '>', '"', '&', '/', '!', 0x80, 0xFF, ' '};
    size_t length = sizeof page - 1;
    char *copy = malloc(length);
    (void)state;
    assert_non_null(copy);
    for (size_t i = 0; i < length * (1 + sizeof values); i++) {
        size_t at = i % length, kind = i / length;
        struct try try;
        memcpy(copy, page, length);
        if (kind) copy[at] = (char)values[kind - 1];
        bid(copy, kind ? length : at);
        try_open(&try);
        try_read(&try, copy, kind ? length : at);
        if (try.status == JX_FAIL) assert_int_not_equal(try.diags.count, 0);
        if (try.status > JX_FAIL) fail_msg("byte %zu, kind %zu: status %d", at, kind, (int)try.status);
        for (size_t s = 0; s < try.book->sheet_count; s++) assert_null(strstr(show(&try, s), "localhost"));
        try_close(&try);
    }
    free(copy);
}

/* Pages are parsed piece by piece; wherever one ends, the words are the same. */
static void pieces_fit_together(void **state) {
    static const char tail[] =
        "--><p>绩效<![if x]>目标<![endif]>&ge;<b>表</b>&amp;</p><table><tr><td x:num>1<br>甲</table>";
    char *page = malloc(40000);
    (void)state;
    assert_non_null(page);
    for (size_t pad = 16384 - sizeof tail; pad < 16384 + 8; pad++) {
        struct try try;
        char *to = stpcpy(page, "<html><!--");
        memset(to, '!', pad - 10);
        strcpy(page + pad, tail);
        try_open(&try);
        try_read(&try, page, strlen(page));
        assert_int_equal(try.status, JX_OK);
        assert_string_equal(show(&try, 0), "绩效目标≥表&/#1~甲/");
        try_close(&try);
    }
    free(page);
}

/* Nothing of another file gets in. */
static void entities_load_nothing(void **state) {
    (void)state;
    expect("<!DOCTYPE html [<!ENTITY a SYSTEM \"file:///proc/self/status\">]><html><p>前&a;后</p>",
           "]>/前&a;后/");
}

static void want_of_memory_unwinds(void **state) {
    static const char page[] =
        "<html><p>题</p><table><tr><td rowspan=2>甲<td colspan=2>乙<br>丙<tr><td>丁</table>";
    (void)state;
    for (size_t after = 0;; after++) {
        struct try try;
        try_open(&try);
        jx_arena_fail_after(after);
        try_read(&try, page, strlen(page));
        jx_arena_fail_after(SIZE_MAX);
        enum jx_status status = try.status;
        try_close(&try);
        if (status == JX_OK) break;
        assert_int_equal(status, JX_FATAL);
        assert_true(after < 10000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(a_few_bad_bytes_are_mended),
        cmocka_unit_test(utf8_is_read_where_it_stands),
        cmocka_unit_test(what_is_no_character_is_marked),
        cmocka_unit_test(zeroes_end_nothing),
        cmocka_unit_test(the_users_word_counts),
        cmocka_unit_test(pages_are_known_by_their_bytes),
        cmocka_unit_test(empty_pages_are_said_to_be_that),
        cmocka_unit_test(packed_pages_are_known),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(blank_cells_cost_nothing),
        cmocka_unit_test(damage_is_survived),
        cmocka_unit_test(pieces_fit_together),
        cmocka_unit_test(entities_load_nothing),
        cmocka_unit_test(want_of_memory_unwinds),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
