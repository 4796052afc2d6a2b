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

static struct xls_bytes file_read(const char *path) {
    struct xls_bytes file = {NULL, 0, 0};
    unsigned char room[4096];
    FILE *stream = fopen(path, "rb");
    if (!stream) fail_msg("%s: cannot be opened; run from the root of the sources", path);
    for (size_t got; (got = fread(room, 1, sizeof room, stream)) > 0;) xls_append(&file, room, got);
    fclose(stream);
    return file;
}

static struct xls_bytes data_read(const char *name, const char *ending) {
    char path[256];
    snprintf(path, sizeof path, "tests/data/%s%s", name, ending);
    return file_read(path);
}

/* The sheets with their names, a row a line, and then the codes and places of the messages. */
static char *book_show(struct xls_try *try) {
    struct xls_bytes text = {NULL, 0, 0};
    for (size_t i = 0; i < try->book->sheet_count; i++) {
        const struct jx_sheet *sheet = try->book->sheets[i];
        xls_add(&text, "ssss", "== ", sheet->name, sheet->hidden ? " (hidden)" : "", "\n");
        for (const char *c = xls_show(try, i); *c; c++)
            xls_number(&text, (unsigned char)(*c == '/' ? '\n' : *c), 1);
    }
    for (size_t i = 0; i < try->diags.count; i++) {
        char place[JX_PLACE_ROOM], code[8];
        const struct jx_diag *diag = &try->diags.items[i];
        snprintf(code, sizeof code, "%c%03d ", (char)((int)diag->code / 1000), (int)diag->code % 1000);
        xls_add(&text, "sss", code, jx_place_format(&diag->place, place), "\n");
    }
    char *copy = jx_arena_copy(try->arena, text.bytes ? (const char *)text.bytes : "", text.length);
    free(text.bytes);
    return copy;
}

static void files_read_as_they_say(void **state) {
    (void)state;
    for (size_t i = 0; i < NAMES; i++) {
        struct xls_bytes book = data_read(names[i], ".xls"), text = data_read(names[i], ".txt");
        struct xls_try try;
        xls_number(&text, 0, 1);
        assert_true(xls_bid(book.bytes, book.length, "xls") >= 90);
        xls_open(&try);
        xls_read(&try, book.bytes, book.length);
        assert_int_equal(try.status, strcmp(names[i], "xls-password") ? JX_OK : JX_FAIL);
        if (strcmp(book_show(&try), (const char *)text.bytes) != 0)
            fail_msg("%s is read as\n%s\nnot as\n%s", names[i], book_show(&try), (const char *)text.bytes);
        xls_close(&try);
        free(book.bytes);
        free(text.bytes);
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
    const struct jx_carrier *xlsx = xls_plugin("xlsx");
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
        struct xls_bytes book = data_read(names[i], ".xls"), converted = file_read(path);
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

/* Every old workbook among the fixtures, all by one run of LibreOffice, under names that do not collide. */
static void fixtures_read_as_by_libreoffice(void **state) {
    (void)state;
    if (system("command -v soffice >/dev/null 2>&1") != 0) {
        print_message("soffice not installed: nothing compared\n");
        skip();
    }
    char folder[] = "/tmp/jixiao-test-XXXXXX", command[1024], path[512];
    const struct jx_carrier *xlsx = xls_plugin("xlsx");
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
             "cd %s && soffice -env:UserInstallation=file://%s/profile --headless --convert-to xlsx *.xls "
             ">/dev/null 2>&1",
             folder, folder);
    assert_int_equal(system(command), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        snprintf(path, sizeof path, "%s/%zu.xlsx", folder, i);
        struct xls_bytes book = file_read(found.gl_pathv[i]), converted = file_read(path);
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
