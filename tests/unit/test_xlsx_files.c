/* Workbooks as programs write them (tests/data/make-xlsx.py): each reads as the text beside it says. */
#include "tests/unit/package_help.h"

static void files_read_as_they_say(void **state) {
    (void)state;
    static const char *const names[] = {"xlsx-openpyxl", "xlsx-libreoffice", "xlsx-wps"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) package_file_check(names[i], ".xlsx", names[i]);
}

/* And read, written and read again they are still the same, but for formats that a written book does not keep. */
static void files_survive_being_written(void **state) {
    (void)state;
    static const char *const names[] = {"xlsx-openpyxl", "xlsx-libreoffice", "xlsx-wps"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct xlsx_bytes book = package_data(names[i], ".xlsx");
        struct xlsx_try try, back;
        xlsx_open(&try);
        xlsx_open(&back);
        xlsx_read(&try, book.bytes, book.length);
        xlsx_write(&try, 0);
        assert_int_equal(try.status, JX_OK);
        xlsx_read(&back, try.call.output, try.call.output_length);
        assert_int_equal(back.status, JX_OK);
        assert_int_equal(back.book->sheet_count, try.book->sheet_count);
        for (size_t s = 0; s < try.book->sheet_count; s++) {
            char *sent = (char *)(uintptr_t)xlsx_show(&try, s), *got = (char *)(uintptr_t)xlsx_show(&back, s);
            for (char *c = sent; *c; c++) *c = *c == '#' ? ' ' : *c;
            for (char *c = got; *c; c++) *c = *c == '#' ? ' ' : *c;
            size_t a = 0, b = 0; /* the marks of numbers apart */
            while (sent[a] || got[b]) {
                if (sent[a] == ' ')
                    a++;
                else if (got[b] == ' ')
                    b++;
                else if (sent[a++] != got[b++])
                    fail_msg("%s comes back as\n%s\nnot as\n%s", names[i], got, sent);
            }
        }
        xlsx_close(&back);
        xlsx_close(&try);
        free(book.bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_read_as_they_say),
        cmocka_unit_test(files_survive_being_written),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
