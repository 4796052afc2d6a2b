/*
 * Old workbooks as files (tests/data/make-xls.py): each reads as the text beside it says, and as LibreOffice reads it,
 * where that is installed.
 */
#include "tests/unit/xls_help.h"
#include <glob.h>

static const char *const names[] = {"xls-version8",
                                    "xls-version5",
                                    "xls-dates-of-1904",
                                    "xls-libreoffice",
                                    "xls-bare",
                                    "xls-structure-protected",
                                    "xls-structure-protected-128",
                                    "xls-structure-protected-40",
                                    "xls-password"};
enum { NAMES = sizeof names / sizeof *names };

static void files_read_as_they_say(void **state) {
    (void)state;
    for (size_t i = 0; i < NAMES; i++) {
        struct xls_bytes book = xls_data(names[i]);
        struct xls_try try;
        assert_true(xls_bid(book.bytes, book.length, "xls") >= 90);
        xls_open(&try);
        xls_read(&try, book.bytes, book.length);
        assert_int_equal(try.status, strcmp(names[i], "xls-password") ? JX_OK : JX_FAIL);
        book_check(names[i], try.arena, try.book, &try.diags);
        xls_close(&try);
        free(book.bytes);
    }
}

/* --- LibreOffice ------------------------------------------------------------------------------------------------- */

/* A sheet for comparing: sheets may end in rows and cells without anything, which are cut off. */
static char *trimmed(char *text) {
    char *out = text;
    for (char *c = text; *c; c++) {
        while (*c == '/' && out > text && out[-1] == '|') out--;
        *out++ = *c;
    }
    *out = '\0';
    while (out > text + 1 && out[-1] == '/' && out[-2] == '/') *--out = '\0';
    return text;
}

/* The sheet of this name; charts have none here, but one in what LibreOffice makes of them. */
static bool sheet_find(const struct jx_book *book, const char *name, size_t *index) {
    for (*index = 0; *index < book->sheet_count; ++*index)
        if (!strcmp(book->sheets[*index]->name, name)) return true;
    return false;
}

/* What both have read is the same, cell by cell: texts, kinds and merges. */
static void books_compare(const char *name, struct xls_try *ours, struct xls_try *theirs) {
    for (size_t i = 0; i < ours->book->sheet_count; i++) {
        const struct jx_sheet *sheet = ours->book->sheets[i];
        size_t other;
        if (!sheet_find(theirs->book, sheet->name, &other))
            fail_msg("%s: LibreOffice has no sheet %s", name, sheet->name);
        assert_int_equal(sheet->hidden, theirs->book->sheets[other]->hidden);
        char *a = trimmed(xls_show(ours, i)), *b = trimmed(xls_show(theirs, other));
        if (strcmp(a, b) != 0)
            fail_msg("%s!%s is read as\n%s\nbut by LibreOffice as\n%s", name, sheet->name, a, b);
    }
}

static void files_read_as_by_libreoffice(void **state) {
    (void)state;
    if (system("command -v soffice >/dev/null 2>&1") != 0) {
        print_message("soffice not installed: nothing compared\n");
        skip();
    }
    char folder[] = "/tmp/jixiao-test-XXXXXX", command[1024];
    const struct jx_carrier *xlsx = book_plugin("xlsx", NULL);
    assert_non_null(mkdtemp(folder));
    /* The bare one has no encoding that LibreOffice would know; the last two it cannot open, for their key is short or
     * made from a password of its own. */
    int length =
        snprintf(command, sizeof command,
                 "soffice -env:UserInstallation=file://%s/profile --headless --convert-to xlsx --outdir %s",
                 folder, folder);
    for (size_t i = 0; i < NAMES - 2; i++)
        if (strcmp(names[i], "xls-bare") != 0)
            length +=
                snprintf(command + length, sizeof command - (size_t)length, " tests/data/%s.xls", names[i]);
    snprintf(command + length, sizeof command - (size_t)length, " >/dev/null 2>&1");
    assert_int_equal(system(command), 0);
    for (size_t i = 0; i < NAMES - 2; i++) {
        if (strcmp(names[i], "xls-bare") == 0) continue;
        char path[256];
        snprintf(path, sizeof path, "%s/%s.xlsx", folder, names[i]);
        struct xls_bytes book = xls_data(names[i]), converted = xls_from(path);
        struct xls_try ours, theirs;
        xls_open(&ours);
        xls_open(&theirs);
        xls_read(&ours, book.bytes, book.length);
        xls_read_by(xlsx, &theirs, converted.bytes, converted.length);
        assert_int_equal(ours.status, JX_OK);
        assert_int_equal(theirs.status, JX_OK);
        books_compare(names[i], &ours, &theirs);
        xls_close(&ours);
        xls_close(&theirs);
        free(book.bytes);
        free(converted.bytes);
    }
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

/* Every old workbook among the fixtures, by runs of LibreOffice, which converts 249 files at most, under names that do not
 * collide. */
static void fixtures_read_as_by_libreoffice(void **state) {
    (void)state;
    if (system("command -v soffice >/dev/null 2>&1") != 0) {
        print_message("soffice not installed: nothing compared\n");
        skip();
    }
    char folder[] = "/tmp/jixiao-test-XXXXXX", command[1024], path[512];
    const struct jx_carrier *xlsx = book_plugin("xlsx", NULL);
    glob_t found;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(glob("fixtures/*/*/*.xls", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *whole = realpath(found.gl_pathv[i], NULL);
        snprintf(path, sizeof path, "%s/%zu.xls", folder, i);
        assert_int_equal(symlink(whole, path), 0);
        free(whole);
    }
    snprintf(command, sizeof command,
             "cd %s && printf '%%s\\n' *.xls | xargs -n 100 soffice -env:UserInstallation=file://%s/profile "
             "--headless --convert-to xlsx >/dev/null 2>&1",
             folder, folder);
    assert_int_equal(system(command), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        snprintf(path, sizeof path, "%s/%zu.xlsx", folder, i);
        struct xls_bytes book = xls_from(found.gl_pathv[i]), converted = xls_from(path);
        struct xls_try ours, theirs;
        xls_open(&ours);
        xls_open(&theirs);
        xls_read(&ours, book.bytes, book.length);
        xls_read_by(xlsx, &theirs, converted.bytes, converted.length);
        books_compare(found.gl_pathv[i], &ours, &theirs);
        xls_close(&ours);
        xls_close(&theirs);
        free(book.bytes);
        free(converted.bytes);
    }
    globfree(&found);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_read_as_they_say),
        cmocka_unit_test(files_read_as_by_libreoffice),
        cmocka_unit_test(fixtures_read_as_by_libreoffice),
    };
    return cmocka_run_group_tests(tests, xls_load, NULL);
}
