/*
 * Web pages: what is read from them, what is written, and that the one undoes the other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dlfcn.h>
#include <iconv.h>
#include <libgen.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/grid/grid.h"
#include "core/plugin/host.h"

/* --- the carrier ------------------------------------------------------------------------------------------------- */

static const struct jx_carrier *carrier;

static int load(void **state) {
    (void)state;
    char path[4096] = {0};
    jx_carrier_entry *entry;
    assert_true(readlink("/proc/self/exe", path, sizeof path - 64) > 0);
    strcat(dirname(dirname(path)), "/plugins/carriers/html.so");
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) fail_msg("%s: build the plugins first (make build)", dlerror());
    void *found = dlsym(handle, JX_CARRIER_ENTRY);
    assert_non_null(found);
    memcpy(&entry, &found, sizeof entry);
    carrier = entry();
    return 0;
}

/* --- reading and writing ----------------------------------------------------------------------------------------- */

struct try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits; /* zeroes are the defaults */
    const char *encoding;
    struct jx_book *book;
    enum jx_status status;
};

static void try_open(struct try *try) {
    memset(try, 0, sizeof *try);
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    try->book = jx_book_new(try->arena);
}

static void try_close(struct try *try) {
    jx_arena_free(try->arena);
}

/* Reads; a want of memory shows as FATAL. The bytes are copied to a block of their size, so that a step too far shows. */
static void try_read(struct try *try, const void *bytes, size_t length) {
    unsigned char *block = malloc(length ? length : 1);
    assert_non_null(block);
    memcpy(block, bytes, length);
    jx_limits_default(&try->limits);
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    struct jx_input input = {.name = "invented.html",
                             .extension = "html",
                             .bytes = block,
                             .length = length,
                             .encoding = try->encoding,
                             .limits = &try->limits};
    if (setjmp(*jx_arena_guard(try->arena)))
        try->status = JX_FATAL;
    else
        try->status = carrier->read(&jx_host, &try->call, &input, try->book);
    jx_arena_release(try->arena, 0);
    free(block);
}

static void try_write(struct try *try, const char *encoding) {
    struct jx_output output = {.encoding = encoding, .created = 1700000000};
    jx_call_begin(&try->call, try->arena, &try->diags, NULL);
    if (setjmp(*jx_arena_guard(try->arena)))
        try->status = JX_FATAL;
    else
        try->status = carrier->write(&jx_host, &try->call, &output, try->book);
}

static int first_code(const struct try *try) {
    return try->diags.count ? (int)try->diags.items[0].code : 0;
}

/*
 * A sheet in one line: cells parted by |, rows ended by /, line ends as ~; 2x3 before a cell that starts a merge of two
 * rows and three columns, . for what lies under one, and # before numbers. Blank cells at the end of a row are left out.
 */
static const char *show(const struct try *try, size_t index) {
    size_t room = 1 << 16;
    char *text = jx_arena_alloc(try->arena, room), *to = text;
    assert_true(index < try->book->sheet_count);
    const struct jx_sheet *sheet = try->book->sheets[index];
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            assert_int_equal(cell->length, cell->text ? strlen(cell->text) : 0);
            assert_true(to + cell->length + 64 < text + room);
            if (column) *to++ = '|';
            if (cell->kind == JX_CELL_COVERED)
                *to++ = '.';
            else if (cell->rows > 1 || cell->columns > 1)
                to += sprintf(to, "%ux%u", cell->rows, cell->columns);
            if (cell->kind == JX_CELL_NUMBER) *to++ = '#';
            for (uint32_t i = 0; i < cell->length; i++) *to++ = cell->text[i] == '\n' ? '~' : cell->text[i];
        }
        while (to > text && to[-1] == '|') to--;
        *to++ = '/';
    }
    *to = 0;
    return text;
}

static void expect(const char *page, const char *expected) {
    struct try try;
    try_open(&try);
    try_read(&try, page, strlen(page));
    if (try.status != JX_OK) fail_msg("%s: status %d, %d", page, (int)try.status, first_code(&try));
    const char *got = show(&try, 0);
    if (strcmp(got, expected)) fail_msg("%s\n  gives    %s\n  expected %s", page, got, expected);
    try_close(&try);
}

struct line {
    const char *page, *shown;
};

static void expect_all(const struct line *lines) {
    for (; lines->page; lines++) expect(lines->page, lines->shown);
}

/* --- what is read ------------------------------------------------------------------------------------------------ */

static void words_are_read_as_they_are_shown(void **state) {
    static const struct line lines[] = {
        {"<p>标题</p><p>填报单位：某局</p>", "标题/填报单位：某局/"},
        {"<table><tr><td>a  b\n\tc </td></tr></table>", "a b c/"},
        {"<td>无表", "无表/"},
        {"<table><tr><td>\n  修建\n  道路 \n</table>", "修建道路/"},
        {"<table><tr><td>修建 道路</table>", "修建 道路/"},
        {"<table><tr><td>12\n34</table>", "12 34/"},
        {"<table><tr><td>a<br>b<br/>c</table>", "a~b~c/"},
        {"<table><tr><td><p>a</p><p>b</p></table>", "a~b/"},
        {"<table><tr><td>a<p>b</p>c<div>d</div></table>", "a~b~c~d/"},
        {"<table><tr><td><div>a<br></div><div>b</div></table>", "a~b/"},
        {"<table><tr><td><p>a</p><br><p>b</p></table>", "a~~b/"},
        {"<table><tr><td><p>a</p><p>&nbsp;</p><p>b</p></table>", "a~ ~b/"},
        {"<table><tr><td><p>&nbsp;</p><p>a</p><p>&nbsp;</p></table>", "a/"},
        {"<table><tr><td><ul><li>甲<li>乙</ul></table>", "甲~乙/"},
        {"<table><tr><td>&nbsp;&nbsp;a&nbsp; b&nbsp;</table>", "  a  b /"},
        {"<table><tr><td>&nbsp;<td>　<td>x</table>", "||x/"},
        {"<table><tr><td>&lt;90%&amp;&ge;5&#x2264;&#20803;&quot;</table>", "<90%&≥5≤元\"/"},
        {"<table><tr><td>满意度≥90%<td>a < b<td>a<b</table>", "满意度≥90%|a < b|a/"},
        {"<table><tr><td>10<sup>4</sup>m<sup>2</sup>H<sub>2</sub>O</table>", "10⁴m²H2O/"},
        {"<table><tr><td><font><b>一</b>级<span>指标</span></font></table>", "一级指标/"},
        {"<table><tr><td><pre>a  b\nc</pre></table>", "a  b~c/"},
        {"<pre>a  b\nc</pre>", "a  b/c/"},
        {"<table><tr><td>a<span style='white-space: pre'>\t</span>b</table>", "a\tb/"},
        {"<h1>表<br>题</h1>文字<div>块<span>内</span></div>尾", "表/题/文字/块内/尾/"},
        {"a<!-- b --><?php c ?>d", "ad/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

static void what_is_not_shown_is_not_read(void **state) {
    static const struct line lines[] = {
        {"<html><head><title>题</title><style>a{}</style></head><body><p>a</p></body></html>", "a/"},
        {"<p>a<script>if (1 < 2) document.write('<p>b')</script></p><noscript>c</noscript>", "a/"},
        {"<table><tr style='display : none'><td>x</tr><tr><td hidden>x<td>a</table>", "a/"},
        {"<div style='color:red;DISPLAY:NONE !important'>x<table><tr><td>y</table></div><p>a", "a/"},
        {"<p style='mso-display:none'>a</p><template><p>x</p></template>", "a/"},
        {"<!--[if gte mso 9]><xml><o:a>x</o:a></xml><![endif]--><p>a</p>", "a/"},
        {"<p><![if !supportEmptyParas]>a<![endif]></p>", "a/"},
        {"<table><tr><td>甲<td><input value=乙><input type=hidden value=x><input type=text "
         "value='丙'></table>",
         "甲|乙丙/"},
        {"<table><tr><td><select><option>x<option selected>甲<option>y</select></table>", "甲/"},
        {"<table><tr><td><textarea>甲\n乙</textarea></table>", "甲~乙/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

static void cells_stand_where_browsers_put_them(void **state) {
    static const struct line lines[] = {
        {"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a|b/c|d/"},
        {"<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d<tfoot><tr><td>e</table>", "a|b/c|d/e/"},
        {"<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", "2x1a|1x2b|./.|c|d/"},
        {"<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e</table>", "a|2x1b|c/d|.|e/"},
        {"<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>",
         "2x2a|.|b/.|.|c/d|e|f/"},
        /* no further than its group of rows */
        {"<table><tr><td rowspan=9>a<td>b<tr><td>c</table><p>d", "2x1a|b/.|c/d/"},
        {"<table><thead><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d</table>", "a|b/c|d/"},
        {"<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "3x1a|b/.|c/.|d/"},
        {"<table><tr><td rowspan=1000000>a<td>b<tr><td>c</table>", "2x1a|b/.|c/"},
        {"<table><tr><td rowspan=99999999999999999999>a<td>b<tr><td>c</table>", "2x1a|b/.|c/"},
        /* no wider than the table */
        {"<table><tr><td colspan=1000000>题<tr><td>a<td>b<td>c</table>", "1x3题|.|./a|b|c/"},
        {"<table><colgroup><col><col><col></colgroup><tr><td colspan=100>题<tr><td>a<td>b</table>",
         "1x3题|.|./a|b/"},
        {"<table><tr><td colspan=0>a<td colspan=-2>b<td colspan=x>c<td colspan='2.5'>d</table>",
         "a|b|c|1x2d|./"},
        /* nor over a cell from above */
        {"<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d</table>", "a|2x1b/c|.|d/"},
        {"<table><tr><td colspan=5 style='mso-ignore:colspan'>长<tr><td colspan=99>题<tr><td>a<td>b</table>",
         "长/1x2题|./a|b/"},
        /* one table knows nothing of the one before */
        {"<table><tr><td rowspan=2>a<td>b<tr><td>c</table><table><tr><td>d<td rowspan=2>e<tr><td>f</table>",
         "2x1a|b/.|c/d|2x1e/f|./"},
        {"<table><tr></tr><tr><td>a</table>", "/a/"},
        {"<table><caption>题</caption><tr><td>a<tr><td>b</table>", "题/a/b/"},
        {"<table><tr><td>a</table>间<table><tr><td>b</table>", "a/间/b/"},
        {"<table><tr><td x:num='1280.5'>1,280.50<td x:str>0012<td sdval=\"3\">3</table>",
         "#1,280.50|0012|#3/"},
        {"<table><tr><td colspan=3 style='mso-ignore:colspan'>题<td>a<tr><td>b<td>c<td>d<td>e</table>",
         "题|||a/b|c|d|e/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

/* What stands between the cells, and tables within cells: nothing is lost, and no merge covers it. */
static void tables_in_tables_are_read_in_order(void **state) {
    static const struct line lines[] = {
        {"<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>", "a|b/c|d/"},
        {"<table><tr><td>导航<td>题<table><tr><td>a<td>b</table>尾<td>右</table>", "导航|题/a|b/|尾|右/"},
        {"<table><tr><td><table><tr><td><table><tr><td>a</table></table><tr><td>b</table>", "a/b/"},
        {"<table><tr><td rowspan=2>左<td><table><tr><td>a</table><tr><td>b</table>", "左/a/|b/"},
        {"<table><tr><td rowspan=3>左<td>甲<tr>插话<td>乙<tr><td>丙</table>", "左|甲/插话/|乙/|丙/"},
        {"<table><tr><td>a<tr>&nbsp;<td>b</table>", "a/b/"},
        {NULL, NULL},
    };
    (void)state;
    expect_all(lines);
}

static void sheets_have_their_names(void **state) {
    static const char excel[] =
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><!--[if gte mso "
        "9]><xml><x:ExcelWorkbook>"
        "<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>附件3</x:Name></x:ExcelWorksheet></x:ExcelWorksheets>"
        "</x:ExcelWorkbook></xml><![endif]--></head><body><table><tr><td>a</table>";
    static const char sections[] = "<section data-sheet='甲'><table><tr><td>a</table></section>"
                                   "<section data-sheet='乙' hidden><table><tr><td>b</table></section>"
                                   "<section><p>c</p></section>";
    static const char several[] =
        "<html><head><!--[if gte mso "
        "9]><x:ExcelWorksheet><x:Name>甲</x:Name></x:ExcelWorksheet><x:ExcelWorksheet>"
        "<x:Name>乙</x:Name></x:ExcelWorksheet><![endif]--></head><body><p>a";
    struct try try;
    (void)state;
    try_open(&try);
    try_read(&try, several, strlen(several));
    assert_string_equal(try.book->sheets[0]->name, "");
    try_close(&try);
    try_open(&try);
    try_read(&try, excel, strlen(excel));
    assert_int_equal(try.book->sheet_count, 1);
    assert_string_equal(try.book->sheets[0]->name, "附件3");
    try_close(&try);
    try_open(&try);
    try_read(&try, sections, strlen(sections));
    assert_int_equal(try.book->sheet_count, 2);
    assert_string_equal(try.book->sheets[1]->name, "乙");
    assert_true(try.book->sheets[1]->hidden);
    assert_string_equal(show(&try, 0), "a/");
    assert_string_equal(show(&try, 1), "b/c/");
    try_close(&try);
}

static int bid(const char *bytes, size_t length);
static void expect_refused(const char *page, size_t length, const struct jx_limits *limits, enum jx_code code,
                           const char *part);

/* --- pages as programs write them --------------------------------------------------------------------------------- */

/* The bytes of a file of tests/data, to be freed. */
static char *data_read(const char *name, size_t *length) {
    char path[128];
    snprintf(path, sizeof path, "tests/data/%s", name);
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 16);
    if (!file || !bytes) fail_msg("%s: cannot be opened; run this from the top of the source tree", path);
    *length = fread(bytes, 1, (1 << 16) - 1, file);
    bytes[*length] = 0;
    fclose(file);
    return bytes;
}

/* Made by tests/data/make-html.py; a row of the .txt is a line. */
static void pages_of_other_programs_are_read(void **state) {
    static const char *const names[][2] = {{"html-excel.htm", "html-excel.txt"},
                                           {"html-word.htm", "html-word.txt"},
                                           {"html-site.htm", "html-site.txt"},
                                           {"html-export.xls", "html-export.txt"}};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length, expected_length, kept = 0;
        char *bytes = data_read(names[i][0], &length), *expected = data_read(names[i][1], &expected_length);
        struct try try;
        for (size_t k = 0; k < expected_length; k++)
            if (expected[k] != '\n') expected[kept++] = expected[k];
        expected[kept] = 0;
        assert_int_equal(bid(bytes, length), 90);
        try_open(&try);
        try_read(&try, bytes, length);
        assert_int_equal(try.status, JX_OK);
        assert_int_equal(try.book->sheet_count, 1);
        assert_string_equal(show(&try, 0), expected);
        assert_string_equal(try.book->sheets[0]->name, i == 0 ? "附件1" : "");
        try_close(&try);
        free(bytes);
        free(expected);
    }
}

/* --- encodings --------------------------------------------------------------------------------------------------- */

/* The page in this encoding, in `out`; its length. */
static size_t encode(const char *page, const char *encoding, char *out, size_t room) {
    iconv_t descriptor = iconv_open(encoding, "UTF-8");
    assert_true(descriptor != (iconv_t)-1);
    char *in = (char *)(uintptr_t)page, *to = out;
    size_t left = strlen(page), space = room;
    assert_int_equal(iconv(descriptor, &in, &left, &to, &space), 0);
    iconv_close(descriptor);
    return room - space;
}

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

static int bid(const char *bytes, size_t length) {
    struct try try;
    try_open(&try);
    jx_limits_default(&try.limits);
    jx_call_begin(&try.call, try.arena, &try.diags, &try.limits);
    struct jx_input input = {.name = "a.xls",
                             .extension = "xls",
                             .bytes = (const unsigned char *)bytes,
                             .length = length,
                             .limits = &try.limits};
    int got = carrier->bid(&jx_host, &try.call, &input);
    assert_int_equal(try.diags.count, 0);
    try_close(&try);
    return got;
}

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

static void expect_refused(const char *page, size_t length, const struct jx_limits *limits, enum jx_code code,
                           const char *part) {
    struct try try;
    try_open(&try);
    if (limits) try.limits = *limits;
    try_read(&try, page, length);
    if (try.status != JX_FAIL || first_code(&try) != (int)code || try.diags.count != 1)
        fail_msg("%.80s: status %d, code %d", page, (int)try.status, first_code(&try));
    if (!strstr(try.diags.items[0].message, part)) fail_msg("%s", try.diags.items[0].message);
    try_close(&try);
}

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

/* --- writing ----------------------------------------------------------------------------------------------------- */

static struct jx_cell *put(struct try *try, struct jx_sheet *sheet, uint32_t row, uint32_t column,
                           const char *text) {
    struct jx_cell *cell = jx_sheet_cell(try->arena, sheet, row, column);
    cell->look = JX_LOOK_TEXT;
    if (!text) return cell;
    cell->kind = JX_CELL_TEXT;
    cell->text = text;
    cell->length = (uint32_t)strlen(text);
    return cell;
}

/* Writes the book, reads it back into another one, and compares what is shown of both. */
static void expect_kept(struct try *try, const char *encoding) {
    struct try back;
    try_write(try, encoding);
    assert_int_equal(try->status, JX_OK);
    try_open(&back);
    try_read(&back, try->call.output, try->call.output_length);
    assert_int_equal(back.status, JX_OK);
    assert_int_equal(back.book->sheet_count, try->book->sheet_count);
    for (size_t i = 0; i < back.book->sheet_count; i++) {
        assert_string_equal(back.book->sheets[i]->name, try->book->sheets[i]->name);
        assert_int_equal(back.book->sheets[i]->hidden, try->book->sheets[i]->hidden);
        assert_string_equal(show(&back, i), show(try, i));
    }
    try_close(&back);
}

static void what_is_written_reads_back_the_same(void **state) {
    static const char *const texts[] = {
        "绩效",
        "a<b>&\"'",
        "两  个空格",
        " 前后 ",
        "第一行\n第二行\n\n第四行",
        "甲\n  乙 \n丙",
        "a\tb",
        "0012",
        "=1+1",
        "&nbsp;",
        "<br>",
        "</td></table><script>x</script>",
        "≥90% 以上",
        "　　缩进",
        "𠮷野",
        "]]>",
        "<!-- ",
        "Z",
    };
    struct try try;
    (void)state;
    try_open(&try);
    struct jx_sheet *sheet = jx_book_add(try.book, "甲 \"乙\" <丙>&");
    for (uint32_t i = 0; i < sizeof texts / sizeof *texts; i++) put(&try, sheet, 2 + i, i % 3, texts[i]);
    put(&try, sheet, 30, 5, "128.00")->kind = JX_CELL_NUMBER;
    assert_true(jx_sheet_merge(try.arena, sheet, &(struct jx_merge){0, 0, 1, 40}));
    assert_true(jx_sheet_merge(try.arena, sheet, &(struct jx_merge){3, 3, 5, 2}));
    assert_true(jx_sheet_merge(try.arena, sheet, &(struct jx_merge){28, 0, 2, 2}));
    put(&try, sheet, 0, 0, "题");
    put(&try, sheet, 28, 0, "并");
    put(&try, jx_book_add(try.book, ""), 0, 0, "无名");
    jx_book_add(try.book, "藏")->hidden = true;
    put(&try, try.book->sheets[2], 1, 1, "藏着");
    /* a sheet without a name would be read as part of the one before it */
    try.book->sheets[1]->name = "乙";
    expect_kept(&try, NULL);
    try_close(&try);
}

/* Heads to be repeated stand at the top of a table of their own, if no merge stands against it. */
static void heads_are_repeated(void **state) {
    static const struct {
        struct jx_merge merge;
        uint32_t first, count;
        unsigned tables, heads;
    } lines[] = {
        {{0, 0, 1, 3}, 1, 1, 2, 1}, {{0, 0, 1, 3}, 0, 1, 1, 1}, {{0, 0, 2, 1}, 1, 1, 1, 0},
        {{1, 1, 2, 1}, 1, 1, 1, 0}, {{1, 1, 2, 1}, 1, 2, 2, 1}, {{0, 0, 1, 3}, 0, 0, 1, 0},
        {{0, 0, 1, 3}, 3, 2, 1, 0}, {{0, 0, 1, 3}, 3, 1, 2, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct try try;
        try_open(&try);
        struct jx_sheet *sheet = jx_book_add(try.book, "表");
        for (uint32_t r = 0; r < 4; r++)
            for (uint32_t c = 0; c < 3; c++) put(&try, sheet, r, c, "x");
        assert_true(jx_sheet_merge(try.arena, sheet, &lines[i].merge));
        sheet->head_first = lines[i].first;
        sheet->head_count = lines[i].count;
        expect_kept(&try, NULL);
        char *page = jx_arena_copy(try.arena, try.call.output, try.call.output_length);
        unsigned tables = 0, heads = 0;
        for (const char *at = page; (at = strstr(at, "<table>")) != NULL; at++) tables++;
        for (const char *at = page; (at = strstr(at, "<thead>")) != NULL; at++) heads++;
        if (tables != lines[i].tables || heads != lines[i].heads)
            fail_msg("line %zu: %u tables, %u heads", i, tables, heads);
        try_close(&try);
    }
}

/* A page cannot hold control characters; a mark says that there was one. */
static void control_characters_are_marked(void **state) {
    struct try try;
    (void)state;
    try_open(&try);
    put(&try, jx_book_add(try.book, "表"), 0, 0, "甲\x01\x7F乙\r\n丙");
    try_write(&try, NULL);
    assert_non_null(
        memmem(try.call.output, try.call.output_length, "甲\xEF\xBF\xBD\xEF\xBF\xBD乙<br>丙", 19));
    try_close(&try);
}

/* Nothing but the page: no script, nothing fetched, all of the book's words escaped. */
static void pages_stand_alone(void **state) {
    static const char *const never[] = {
        "<script", "http:", "https:", "src=", "href=", "@import", "url(", "onload", "<b>"};
    static const double widths[] = {12.5, 0, 20};
    struct try try;
    (void)state;
    try_open(&try);
    try.book->title = "题<b>\"&";
    try.book->author = "某\"><b>";
    struct jx_sheet *sheet = jx_book_add(try.book, "\"><b>");
    sheet->widths = widths;
    sheet->width_count = 3;
    sheet->landscape = true;
    put(&try, sheet, 0, 0, "<b>甲</b>");
    sheet->rows[0].height = 21.25;
    expect_kept(&try, "utf-8");
    char *page = jx_arena_copy(try.arena, try.call.output, try.call.output_length);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strstr(page, never[i])) fail_msg("%s in the page", never[i]);
    assert_non_null(strstr(page, "<meta charset=\"utf-8\">"));
    assert_non_null(strstr(page, "lang=\"zh-CN\""));
    assert_non_null(strstr(page, "<col style=\"width:38.46%\"><col><col style=\"width:61.54%\">"));
    assert_non_null(strstr(page, "height:21.3pt"));
    assert_non_null(strstr(page, "section class=\"wide\""));
    assert_non_null(strstr(page, "2023-11-14T22:13:20Z"));
    try_close(&try);
}

static void other_encodings_are_written(void **state) {
    struct try try;
    (void)state;
    try_open(&try);
    put(&try, jx_book_add(try.book, "表"), 0, 0, "绩效≥90%");
    expect_kept(&try, "gb18030");
    assert_non_null(memmem(try.call.output, try.call.output_length, "\xBC\xA8\xD0\xA7", 4));
    try_close(&try);
    try_open(&try);
    put(&try, jx_book_add(try.book, "表"), 0, 0, "𠮷");
    try_write(&try, "gb2312");
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(first_code(&try), JX_MSG_FILE_CHARACTER);
    try_close(&try);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read_as_they_are_shown),
        cmocka_unit_test(what_is_not_shown_is_not_read),
        cmocka_unit_test(cells_stand_where_browsers_put_them),
        cmocka_unit_test(tables_in_tables_are_read_in_order),
        cmocka_unit_test(sheets_have_their_names),
        cmocka_unit_test(pages_of_other_programs_are_read),
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(a_few_bad_bytes_are_mended),
        cmocka_unit_test(the_users_word_counts),
        cmocka_unit_test(pages_are_known_by_their_bytes),
        cmocka_unit_test(empty_pages_are_said_to_be_that),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(damage_is_survived),
        cmocka_unit_test(pieces_fit_together),
        cmocka_unit_test(entities_load_nothing),
        cmocka_unit_test(want_of_memory_unwinds),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(heads_are_repeated),
        cmocka_unit_test(control_characters_are_marked),
        cmocka_unit_test(pages_stand_alone),
        cmocka_unit_test(other_encodings_are_written),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
