/* Compound files: whole, damaged, and made to do harm. Whatever happens, it is a message. */
#include <pthread.h>

#include "tests/unit/xls_help.h"

/* --- files ------------------------------------------------------------------------------------------------------- */

/* The stream of a workbook of one sheet with some texts, numbers and merges; `rows` of them. */
static struct xls_bytes workbook(unsigned rows) {
    struct xls_bytes stream = {NULL, 0, 0};
    xls_bof(&stream, 8, 5);
    xls_record(&stream, 0x041E, "2U", 164, "0.00\"万元\"");
    xls_record(&stream, 0x00E0, "22z", 0, 0, 16);
    xls_record(&stream, 0x00E0, "22z", 0, 164, 16);
    size_t place = xls_list(&stream, 8, "绩效", 0, 0);
    xls_record(&stream, 0x00FC, "44UU21", 2 * rows, 3, "路灯", "维护", 5, 0);
    xls_record(&stream, 0x003C, "1s", 0, "after");
    xls_eof(&stream);
    xls_sheet(&stream, 8, place);
    for (unsigned row = 0; row < rows; row++) {
        xls_record(&stream, 0x00FD, "2224", row, 0, 0, row % 3);
        xls_record(&stream, 0x0203, "222d", row, 1, 1, 48.5 + row);
        xls_record(&stream, 0x00BD, "2224242", row, 2, 0, 6, 1, 10, 3);
        xls_record(&stream, 0x0006, "22244242s", row, 4, 0, 0, 0xFFFF0000, 0, 0, 3, "\x1E\x01");
        xls_record(&stream, 0x0207, "U", "合计");
    }
    xls_record(&stream, 0x00E5, "22222", 1, rows, rows + 1, 0, 2);
    xls_eof(&stream);
    return stream;
}

/* Reads bytes that may be anything, and looks that the end is a proper one. Returns the status. */
static enum jx_status survive(const unsigned char *bytes, size_t length, const char *extension) {
    struct xls_try try;
    /* On a block of its own size, so that a step too far is seen. */
    unsigned char *copy = malloc(length ? length : 1);
    memcpy(copy, bytes, length);
    xls_open(&try);
    try.extension = extension;
    struct jx_input input = xls_input(&try, copy, length);
    int bid = carrier->bid(&jx_host, &try.call, &input);
    assert_true(bid >= 0 && bid <= 100);
    assert_int_equal(try.diags.count, 0);
    xls_read(&try, copy, length);
    if (try.status > JX_WARN && try.diags.count == 0) fail_msg("fails without a message");
    assert_int_not_equal(try.status, JX_FATAL);
    for (size_t i = 0; i < try.book->sheet_count; i++) xls_show(&try, i);
    enum jx_status status = try.status;
    xls_close(&try);
    free(copy);
    return status;
}

static void whole_files_are_read(void **state) {
    (void)state;
    static const char *const names[] = {"Workbook", "Book", "WORKBOOK"};
    static const unsigned rows[] = {1, 10, 2000, 30000};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t name = 0; name < sizeof names / sizeof *names; name++) {
            struct xls_bytes stream = workbook(rows[i]), file = xls_file(&stream, names[name]);
            struct xls_try try;
            assert_int_equal(xls_bid(file.bytes, file.length, "xls"), 95);
            assert_int_equal(xls_bid(file.bytes, file.length, "doc"), 95);
            xls_open(&try);
            xls_read(&try, file.bytes, file.length);
            assert_int_equal(try.status, JX_OK);
            assert_int_equal(try.diags.count, 0);
            assert_int_equal(try.book->sheet_count, 1);
            if (rows[i] == 1)
                assert_string_equal(xls_show(&try, 0), "路灯|#48.50万元|#1|#2.00万元|合计/2x3|.|./.|.|./");
            assert_int_equal(try.book->sheets[0]->row_count, rows[i] + 2);
            xls_close(&try);
            free(file.bytes);
            free(stream.bytes);
        }
}

/* What stands in the root of the file decides, not its name. */
static void other_files_are_left_to_others(void **state) {
    (void)state;
    struct xls_bytes book = workbook(3);
    const struct {
        struct xls_stream streams[4];
        int bid;
    } cases[] = {
        {{{"Workbook", book.bytes, book.length}}, 95},
        {{{"Book", book.bytes, book.length}, {"Workbook", book.bytes, book.length}}, 95},
        {{{"WordDocument", "x", 1}}, 0},
        {{{"WordDocument", "x", 1}, {"Workbook", book.bytes, book.length}}, 0},
        {{{"PowerPoint Document", "x", 1}}, 0},
        {{{"Contents", "x", 1}}, 0},
        {{{"EncryptionInfo", "x", 1}, {"EncryptedPackage", "x", 1}}, 95},
        {{{NULL, NULL, 0}}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xls_bytes file = xls_ole(cases[i].streams);
        assert_int_equal(xls_bid(file.bytes, file.length, "xls"), cases[i].bid);
        assert_int_equal(xls_bid(file.bytes, file.length, "doc"), cases[i].bid);
        survive(file.bytes, file.length, "xls");
        free(file.bytes);
    }
    free(book.bytes);
    static const char *const texts[] = {"",       "a",           "\xD0\xCF\x11\xE0", "PK\x03\x04",
                                        "<html>", "项目,金额\n", "\x09\x08"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(xls_bid(texts[i], strlen(texts[i]), "xls"), 0);
        survive((const unsigned char *)texts[i], strlen(texts[i]), "xls");
    }
}

/* Both streams: the newer one is read. */
static void the_newer_stream_is_read(void **state) {
    (void)state;
    struct xls_bytes newer = workbook(2), older = workbook(5);
    struct xls_stream streams[] = {
        {"Book", older.bytes, older.length}, {"Workbook", newer.bytes, newer.length}, {NULL, NULL, 0}};
    struct xls_bytes file = xls_ole(streams);
    struct xls_try try;
    xls_open(&try);
    xls_read(&try, file.bytes, file.length);
    assert_int_equal(try.status, JX_OK);
    assert_int_equal(try.book->sheets[0]->row_count, 4);
    xls_close(&try);
    free(file.bytes);
    free(newer.bytes);
    free(older.bytes);
}

/* --- damage ------------------------------------------------------------------------------------------------------ */

static void files_cut_short_are_survived(void **state) {
    (void)state;
    struct xls_bytes stream = workbook(10), file = xls_file(&stream, "Workbook");
    for (size_t length = 0; length < stream.length; length++)
        assert_int_not_equal(survive(stream.bytes, length, "xls"), JX_OK);
    size_t step = 1 + file.length / 700;
    for (size_t length = 0; length < file.length; length += step) survive(file.bytes, length, "xls");
    /* What is missing at the end of a file is missing from the stream in this one. */
    assert_int_equal(survive(file.bytes, file.length - 2048, "xls"), JX_FAIL);
    free(file.bytes);
    free(stream.bytes);
}

/* Bytes changed at random, and others, first in the stream, then in the file around it, then in others. */
static void changed_bytes_are_survived(void **state) {
    (void)state;
    struct xls_bytes stream = workbook(10), file = xls_file(&stream, "Workbook");
    struct xls_bytes eight = xls_data("xls-version8");
    struct xls_bytes five = xls_data("xls-version5");
    struct xls_bytes locked = xls_data("xls-structure-protected");
    struct xls_bytes newer = xls_data("xls-structure-protected-128");
    const struct xls_bytes *const targets[] = {&stream, &file, &eight, &five, &locked, &newer};
    uint32_t random = 12345;
    for (size_t target = 0; target < sizeof targets / sizeof *targets; target++) {
        size_t length = targets[target]->length;
        unsigned char *copy = malloc(length);
        for (int round = 0; round < 3000; round++) {
            memcpy(copy, targets[target]->bytes, length);
            for (int i = 0; i <= round % 5; i++) {
                random = random * 1664525u + 1013904223u;
                size_t at = (random >> 8) % (round % 3 ? length : length < 2048 ? length : 2048);
                random = random * 1664525u + 1013904223u;
                copy[at] = (unsigned char)(round % 7 ? random >> 16 : 0xFF);
            }
            survive(copy, length, "xls");
        }
        free(copy);
    }
    free(eight.bytes);
    free(five.bytes);
    free(locked.bytes);
    free(newer.bytes);
    free(file.bytes);
    free(stream.bytes);
}

/* Each number of the header, in turn, nonsense; and each link of the table and of the directory. */
static void nonsense_in_the_container_is_survived(void **state) {
    (void)state;
    static const uint32_t values[] = {0,          1,          2,          3,          0x7F,      0xFF,
                                      0x7FFFFFFF, 0xFFFFFFFC, 0xFFFFFFFE, 0xFFFFFFFF, 0x01000000};
    struct xls_bytes stream = workbook(100), small = workbook(10);
    struct xls_bytes files[] = {xls_file(&stream, "Workbook"), xls_file(&small, "Workbook")};
    for (size_t f = 0; f < 2; f++)
        for (size_t at = 0x18; at + 4 <= 512 + 3 * 512; at += at < 0x60 ? 2 : 4) {
            if (at > 0x60 && at < 512) continue;
            for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
                unsigned char old[4];
                memcpy(old, files[f].bytes + at, 4);
                for (int b = 0; b < 4; b++)
                    files[f].bytes[at + (size_t)b] = (unsigned char)(values[i] >> 8 * b);
                survive(files[f].bytes, files[f].length, "xls");
                memcpy(files[f].bytes + at, old, 4);
            }
        }
    free(files[0].bytes);
    free(files[1].bytes);
    free(stream.bytes);
    free(small.bytes);
}

static void put32(struct xls_bytes *file, size_t at, uint32_t value) {
    assert_true(at + 4 <= file->length);
    for (int i = 0; i < 4; i++) file->bytes[at + (size_t)i] = (unsigned char)(value >> 8 * i);
}

/* Chains that bite their tails: of the directory, of the stream, of the small streams, of the folders. The files have
 * their table in sector 0 and the directory in sector 1. */
static void circles_come_to_an_end(void **state) {
    (void)state;
    struct xls_bytes stream = workbook(100), small = workbook(10);
    struct xls_bytes file = xls_file(&stream, "Workbook");
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_OK);
    put32(&file, 512 + 4 * 1, 1);
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
    put32(&file, 512 + 4 * 1, 0xFFFFFFFE);
    put32(&file, 512 + 4 * 3, 2);
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
    put32(&file, 512 + 4 * 3, 4);
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_OK);
    for (size_t link = 0x44; link <= 0x48; link += 4) {
        put32(&file, 1024 + 128 + link, 0); /* the stream leads to the root, and to itself */
        assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
        put32(&file, 1024 + 128 + link, 1);
        assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
        put32(&file, 1024 + 128 + link, UINT32_MAX);
    }
    free(file.bytes);
    file = xls_file(&small, "Workbook"); /* sector 2 is the table of small streams, 3 and on their bytes */
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_OK);
    put32(&file, 1536, 0);
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
    put32(&file, 1536, 1);
    put32(&file, 512 + 4 * 3, 3);
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
    free(file.bytes);
    free(stream.bytes);
    free(small.bytes);
}

/* Many folders one in the other. */
static void deep_folders_are_refused(void **state) {
    (void)state;
    enum { FOLDERS = 200000, SECTORS = FOLDERS / 4, TABLES = (SECTORS + 500) / 126 };
    struct xls_bytes file = {NULL, 0, 0};
    uint32_t extra = (TABLES - 109 + 126) / 127;
    xls_append(&file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    xls_add(&file, "z22222z444", 16, 0x3E, 3, 0xFFFE, 9, 6, 10, (unsigned)TABLES, (unsigned)TABLES + extra,
            0);
    xls_add(&file, "444", XLS_CUTOFF, 0xFFFFFFFE, 0);
    xls_add(&file, "44", (unsigned)TABLES, extra);
    for (unsigned i = 0; i < 109; i++) xls_number(&file, i, 4);
    for (uint32_t i = 0; i < TABLES * 128; i++) {
        bool inside = i >= TABLES + extra && i + 1 < TABLES + extra + SECTORS;
        xls_number(&file, inside ? i + 1 : 0xFFFFFFFE, 4);
    }
    for (uint32_t sector = 0; sector < extra; sector++) {
        for (uint32_t i = 0; i < 127; i++) xls_number(&file, 109 + sector * 127 + i, 4);
        xls_number(&file, TABLES + sector + 1, 4);
    }
    for (uint32_t i = 0; i < FOLDERS; i++)
        xls_entry(&file, i ? "folder" : "Root Entry", i ? 1 : 5, i + 1 < FOLDERS ? i + 1 : UINT32_MAX,
                  UINT32_MAX, 0xFFFFFFFE, 0);
    assert_int_equal(survive(file.bytes, file.length, "xls"), JX_FAIL);
    free(file.bytes);
}

/* --- together ---------------------------------------------------------------------------------------------------- */

enum { THREADS = 4, ROUNDS = 50 };

struct reading {
    struct xls_bytes whole, damaged;
    int wrong;
};

static void *read_often(void *thing) {
    struct reading *reading = thing;
    for (int i = 0; i < ROUNDS; i++) {
        reading->wrong += survive(reading->whole.bytes, reading->whole.length, "xls") != JX_OK;
        reading->wrong += survive(reading->damaged.bytes, reading->damaged.length, "xls") != JX_FAIL;
    }
    return NULL;
}

static void threads_read_at_once(void **state) {
    (void)state;
    struct xls_bytes stream = workbook(200);
    struct reading readings[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        readings[i] = (struct reading){xls_file(&stream, "Workbook"), xls_file(&stream, "Workbook"), 0};
        put32(&readings[i].damaged, 512 + 4 * 3, 2);
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &readings[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(readings[i].wrong, 0);
        free(readings[i].whole.bytes);
        free(readings[i].damaged.bytes);
    }
    free(stream.bytes);
}

/* A library that is closed and opened again loads the carrier anew. */
static void the_carrier_can_be_loaded_again(void **state) {
    (void)state;
    struct xls_bytes stream = workbook(3), file = xls_file(&stream, "Workbook");
    for (int i = 0; i < 3; i++) {
        Dl_info info;
        assert_int_not_equal(dladdr(carrier, &info), 0);
        void *handle = dlopen(info.dli_fname, RTLD_NOW | RTLD_LOCAL);
        assert_non_null(handle);
        assert_int_equal(survive(file.bytes, file.length, "xls"), JX_OK);
        dlclose(handle);
        dlclose(handle); /* the one that all these tests have opened */
        carrier = book_plugin("xls", NULL);
    }
    free(file.bytes);
    free(stream.bytes);
}

static void want_of_memory_unwinds(void **state) {
    (void)state;
    struct xls_bytes stream = workbook(3), file = xls_file(&stream, "Workbook");
    for (size_t after = 0;; after++) {
        struct xls_try try;
        xls_open(&try);
        jx_arena_fail_after(after);
        xls_read(&try, file.bytes, file.length);
        jx_arena_fail_after(SIZE_MAX);
        enum jx_status status = try.status;
        xls_close(&try);
        if (status == JX_OK) break;
        assert_int_equal(status, JX_FATAL);
        assert_true(after < 10000);
    }
    free(file.bytes);
    free(stream.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_files_are_read),       cmocka_unit_test(other_files_are_left_to_others),
        cmocka_unit_test(the_newer_stream_is_read),   cmocka_unit_test(files_cut_short_are_survived),
        cmocka_unit_test(changed_bytes_are_survived), cmocka_unit_test(nonsense_in_the_container_is_survived),
        cmocka_unit_test(circles_come_to_an_end),     cmocka_unit_test(deep_folders_are_refused),
        cmocka_unit_test(threads_read_at_once),       cmocka_unit_test(the_carrier_can_be_loaded_again),
        cmocka_unit_test(want_of_memory_unwinds),
    };
    return cmocka_run_group_tests(tests, xls_load, NULL);
}
