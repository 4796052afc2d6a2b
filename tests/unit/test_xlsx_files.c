/* Workbooks as programs write them (tests/data/make-xlsx.py): each reads as the text beside it says. */
#include "tests/unit/xlsx_help.h"

static struct xlsx_bytes file_read(const char *name, const char *ending) {
    char path[256];
    struct xlsx_bytes file = {malloc(1 << 16), 0};
    snprintf(path, sizeof path, "tests/data/%s%s", name, ending);
    FILE *stream = fopen(path, "rb");
    if (!stream) fail_msg("%s: cannot be opened; run from the root of the sources", path);
    file.length = fread(file.bytes, 1, (1 << 16) - 1, stream);
    file.bytes[file.length] = '\0';
    fclose(stream);
    return file;
}

/* The sheets with their names, a row a line, and then the codes and places of the messages. */
static char *book_show(struct xlsx_try *try) {
    char *text = jx_arena_alloc(try->arena, 1 << 16), *to = text;
    for (size_t i = 0; i < try->book->sheet_count; i++) {
        const struct jx_sheet *sheet = try->book->sheets[i];
        to += sprintf(to, "== %s%s\n", sheet->name, sheet->hidden ? " (hidden)" : "");
        for (const char *c = xlsx_show(try, i); *c; c++) *to++ = *c == '/' ? '\n' : *c;
    }
    for (size_t i = 0; i < try->diags.count; i++) {
        char place[JX_PLACE_ROOM];
        const struct jx_diag *diag = &try->diags.items[i];
        to += sprintf(to, "%c%03d %s\n", (int)diag->code / 1000, (int)diag->code % 1000,
                      jx_place_format(&diag->place, place));
    }
    return text;
}

static void files_read_as_they_say(void **state) {
    (void)state;
    static const char *const names[] = {"xlsx-openpyxl", "xlsx-libreoffice", "xlsx-wps"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct xlsx_bytes book = file_read(names[i], ".xlsx"), text = file_read(names[i], ".txt");
        struct xlsx_try try;
        assert_int_equal(xlsx_bid(book.bytes, book.length), 95);
        xlsx_open(&try);
        xlsx_read(&try, book.bytes, book.length);
        assert_int_equal(try.status, JX_OK);
        if (strcmp(book_show(&try), (const char *)text.bytes) != 0)
            fail_msg("%s is read as\n%s\nnot as\n%s", names[i], book_show(&try), (const char *)text.bytes);
        xlsx_close(&try);
        free(book.bytes);
        free(text.bytes);
    }
}

/* And read, written and read again they are still the same, but for formats that a written book does not keep. */
static void files_survive_being_written(void **state) {
    (void)state;
    static const char *const names[] = {"xlsx-openpyxl", "xlsx-libreoffice", "xlsx-wps"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct xlsx_bytes book = file_read(names[i], ".xlsx");
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
