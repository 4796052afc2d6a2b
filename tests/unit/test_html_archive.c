/* Pages packed as a letter (.mht): which part is read, how it is unpacked, and damage. */
#include "tests/unit/html_help.h"

#define HEAD                                                                                                 \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_next\"\r\n\r\n前言\r\n"
#define PART(type, more, body) "----=_next\r\nContent-Type: " type "\r\n" more "\r\n" body "\r\n"
#define END                    "----=_next--\r\n"
#define TABLE(cell)            "<html><table><tr><td>" cell "</td></tr></table></html>"
#define AT(file)               "Content-Location: file:///C:/1A2B/" file "\r\n"

static void the_page_is_unpacked(void **state) {
    (void)state;
    static const struct line lines[] = {
        {HEAD PART("text/html", "", TABLE("甲")) END, "甲/"},
        {HEAD PART("image/png", "", "x") PART("TEXT/HTML;\r\n charset=\"utf-8\"", "", TABLE("甲"))
             PART("text/html", "", TABLE("乙")) END,
         "甲/"},
        {HEAD PART(
             "text/html", "Content-Transfer-Encoding: quoted-printable\r\n",
             "<html><table border=3D1><tr><td>=E9=\r\n=A1=b9=  \r\n目</td><td>50=x=</td></table></html>") END,
         "项目|50=x=/"},
        {HEAD PART("text/html", "content-transfer-encoding:\r\n base64\r\n",
                   "PHRhYmxlPjx0cj48dGQ+6aG5\r\n55uuPC90ZD48L3RhYmxlPg==") END,
         "项目/"},
        {"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=ab\n\n--ab\n"
         "Content-Type: text/html\n\n<table><tr><td>x --ab </td><td>\n--abc\n</td></table>\n--ab--",
         "x --ab|--abc/"},
        {NULL, NULL},
    };
    expect_all(lines);
}

static const char gbk[] =
    HEAD PART("text/html; charset=gb2312", "",
              "<html><meta charset=gb2312><table><tr><td>\xCF\xEE\xC4\xBF</table></html>") END;

static void the_page_has_its_own_encoding(void **state) {
    (void)state;
    expect(gbk, "项目/");
}

#define NAMED(name, file)                                                                                    \
    "<x:ExcelWorksheet><x:Name>" name "</x:Name><x:WorksheetSource HRef=\"a.files/" file                     \
    "\"/></x:ExcelWorksheet>"
#define FRAMES(sheets)                                                                                       \
    "<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>" sheets                        \
    "</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset><frame "                       \
    "src=\"a.files/sheet001.htm\"><frame src=\"a.files/tabstrip.htm\"></frameset></html>"
#define HIDDEN                                                                                               \
    "<!--[if gte mso 9]><xml><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></xml><![endif]-->"

static void a_workbook_has_its_sheets_in_parts(void **state) {
    (void)state;
    static const char workbook[] =
        HEAD PART("text/html", AT("a.htm"),
                  FRAMES(NAMED("附表", "sheet002.htm") NAMED("目标表", "sheet001.htm")
                             NAMED("空", "sheet003.htm") NAMED("再", "sheet001.htm")))
            PART("text/html", AT("a.files/tabstrip.htm"),
                 TABLE("目标表")) PART("text/html", AT("a.files/sheet001.htm"), TABLE("一"))
                PART("text/html", "Content-Location: =?utf-8?B?ZmlsZTovLy8=?=\r\n a.files/SHEET002.htm?=\r\n",
                     HIDDEN TABLE("二")) PART("text/html", AT("a.files/sheet003.htm"), "<html></html>") END;
    struct try try;
    try_open(&try);
    try_read(&try, workbook, strlen(workbook));
    assert_int_equal(try.status, JX_OK);
    assert_int_equal(try.book->sheet_count, 2);
    assert_string_equal(try.book->sheets[0]->name, "附表");
    assert_string_equal(try.book->sheets[1]->name, "目标表");
    assert_true(try.book->sheets[0]->hidden);
    assert_false(try.book->sheets[1]->hidden);
    assert_string_equal(show(&try, 0), "二/");
    assert_string_equal(show(&try, 1), "一/");
    try_close(&try);
}

static void refusals_say_why(void **state) {
    (void)state;
    static const struct {
        const char *file;
        enum jx_code code;
        const char *said;
    } cases[] = {
        {HEAD PART("text/plain", "", "甲") END, JX_MSG_PAGE_ARCHIVE, ".mht"},
        {HEAD, JX_MSG_PAGE_ARCHIVE, ".mht"},
        {HEAD PART("text/html", "", "<html></html>") END, JX_MSG_PAGE_ARCHIVE, ".mht"},
        {HEAD PART("text/html", "", TABLE("甲")), JX_MSG_ZIP_DAMAGED, "MHT"},
        {HEAD PART("text/html", "", FRAMES(NAMED("甲", "sheet001.htm"))) END, JX_MSG_ZIP_DAMAGED,
         "sheet001.htm"},
        {"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\r\n\r\n--\r\n", JX_MSG_PAGE_ARCHIVE,
         ".mht"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(cases[i].file, strlen(cases[i].file), NULL, cases[i].code, cases[i].said);
}

/* A page of frames may name as many sheets, and a letter have as many parts, as it likes. AddressSanitizer looks at all that is
 * left of the letter at each search in it. */
static void many_parts_take_no_time(void **state) {
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    enum { MANY = 5000 }; /* more than are taken */
#else
    enum { MANY = 20000 };
#endif
    char *file = malloc(MANY * 200),
         *to = stpcpy(file, HEAD "----=_next\r\nContent-Type: text/html\r\n\r\n<!--");
    for (int i = 0; i < MANY; i++) to = stpcpy(to, NAMED("n", "x.htm"));
    to = stpcpy(to, "--><frameset></frameset>\r\n");
    for (int i = 0; i < MANY; i++) to = stpcpy(to, PART("text/html", AT("y.htm"), ""));
    stpcpy(to, PART("text/html", AT("x.htm"), TABLE("甲")) END);
    expect_refused(file, strlen(file), NULL, JX_MSG_ZIP_DAMAGED, "x.htm");
    free(file);
}

/* Cut short at every byte; and each byte another one. */
static void damage_is_borne(void **state) {
    (void)state;
    static const char *const files[] = {
        HEAD PART("text/html", AT("a.htm"), FRAMES(NAMED("甲", "sheet001.htm")))
            PART("text/html", AT("a.files/sheet001.htm") "Content-Transfer-Encoding: quoted-printable\r\n",
                 "<table><tr><td>=E9=A1=B9</table>=\r\n") END,
        HEAD PART("text/html", "Content-Transfer-Encoding: base64\r\n",
                  "PHRhYmxlPjx0cj48dGQ+6aG5\r\n55uuPC90ZD48L3RhYmxlPg==") END,
    };
    for (size_t f = 0; f < 2; f++) {
        size_t length = strlen(files[f]);
        char *copy = malloc(length);
        for (size_t i = 0; i < 2 * length; i++) {
            struct try try;
            memcpy(copy, files[f], length);
            if (i >= length) copy[i - length] = "=\n-\x80"[i % 4];
            try_open(&try);
            try_read(&try, copy, i < length ? i : length);
            assert_in_range(try.status, JX_OK, JX_FAIL);
            assert_true(try.status <= JX_WARN || try.diags.count > 0);
            try_close(&try);
        }
        free(copy);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_unpacked),
        cmocka_unit_test(the_page_has_its_own_encoding),
        cmocka_unit_test(a_workbook_has_its_sheets_in_parts),
        cmocka_unit_test(refusals_say_why),
        cmocka_unit_test(many_parts_take_no_time),
        cmocka_unit_test(damage_is_borne),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
