/* Documents that are cut short, damaged, or made to do harm. Whatever happens, it is a message. */
#include "tests/unit/doc_help.h"

/* One with all that is read: pieces with changes, tables within tables, merges, fields, symbols, heads of pages, boxes. */
static struct xls_bytes document(void) {
    struct doc_build doc = {.language = 0x0804, .piece = 40, .changes = 1};
    struct xls_bytes properties = {NULL, 0, 0};
    xls_add(&doc.lists,
            "12"
            "21",
            1, 3, 0x0855, 1);
    doc_write(&doc,
              "绩效目标表^a\n单位：^b A ^s万元^e\n<一||三|/{0 10 20 30; 1 2 60}<甲|乙|/{0 4 9}丙|丁|/{0 5 9}>"
              "^D二^D^H三^H|^S0F0B3|四|/{0 10 20 30; 0 0 20}五|");
    xls_add(&doc.data, "4", 0);
    doc_row(&properties, "{0 30}");
    xls_number(&doc.data, properties.length, 2);
    xls_append(&doc.data, properties.bytes, properties.length);
    properties.length = 0;
    xls_add(&properties, "2421", 0x646B, 4, 0x2417, 1);
    doc_mark(&doc, 7, &properties);
    doc_write(&doc, ">填报日期^n^#^#附件\n\n^#^#^#^#框\n\n^#");
    for (size_t i = 0; i < 9; i++) xls_number(&doc.tables[11], i < 7 ? 0 : 3, 4);
    xls_add(&doc.tables[15], "221z2222222", 1, 0, 39 + 14, 39, 'S', 'y', 'm', 'b', 'o', 'l', 0);
    xls_add(&doc.tables[40], "444z", 5, 9, 1025, 22);
    xls_add(&doc.tables[56], "444z4zz", 0, 2, 3, 14, 1025, 4, 22);
    return doc_file(&doc);
}

/* Reads bytes that may be anything, and looks that the end is a proper one. Returns the status. */
static enum jx_status survive(const unsigned char *bytes, size_t length) {
    struct xls_try try;
    /* On a block of its own size, so that a step too far is seen. */
    unsigned char *copy = malloc(length ? length : 1);
    memcpy(copy, bytes, length);
    int bid = xls_bid(copy, length, "doc");
    assert_true(bid >= 0 && bid <= 100);
    xls_open(&try);
    xls_read(&try, copy, length);
    if (try.status > JX_WARN && try.diags.count == 0) fail_msg("fails without a message");
    assert_int_not_equal(try.status, JX_FATAL);
    for (size_t i = 0; i < try.book->sheet_count; i++) xls_show(&try, i);
    enum jx_status status = try.status;
    xls_close(&try);
    free(copy);
    return status;
}

static void the_whole_is_read(void **state) {
    (void)state;
    doc_check("the whole", document(),
              "绩效目标表/框/单位：万元/1x2一|.|2x1三/甲 乙~丙 丁|≥|./1x3五|.|./填报日期/",
              JX_MSG_MERGE_HIDES);
}

static void cut_files_are_refused(void **state) {
    (void)state;
    struct xls_bytes file = document();
    for (size_t length = 0; length + 512 < file.length; length += 97)
        if (survive(file.bytes, length) != JX_FAIL) fail_msg("cut at %zu it is read", length);
    free(file.bytes);
}

static void changed_bytes_do_no_harm(void **state) {
    (void)state;
    enum { CHANGES = 5000 };
    struct xls_bytes file = document();
    unsigned char *copy = malloc(file.length);
    uint32_t seed = 12345;
    for (int i = 0; i < CHANGES; i++) {
        memcpy(copy, file.bytes, file.length);
        for (int k = 0; k < 1 + i % 4; k++) {
            seed = seed * 1664525 + 1013904223;
            size_t at = (seed >> 8) % file.length;
            seed = seed * 1664525 + 1013904223;
            unsigned change = i % 3 == 0 ? copy[at] ^ 1u << (seed >> 29) : seed >> 16;
            copy[at] = (unsigned char)change;
        }
        survive(copy, file.length);
    }
    free(copy);
    free(file.bytes);
}

/* Chains of sectors that bite their tails: the file's table is in its first sectors. */
static void circles_come_to_an_end(void **state) {
    (void)state;
    struct xls_bytes file = document();
    for (size_t sector = 0; sector < 40; sector++)
        for (unsigned next = 0; next < 40; next += 3) {
            unsigned char before[4];
            memcpy(before, file.bytes + 512 + 4 * sector, 4);
            doc_put(&file, 512 + 4 * sector, next, 4);
            survive(file.bytes, file.length);
            memcpy(file.bytes + 512 + 4 * sector, before, 4);
        }
    free(file.bytes);
}

/* Every number of the header, and of the tables behind it, as large, as negative and as odd as can be. */
static void lengths_may_be_lies(void **state) {
    (void)state;
    static const uint32_t lies[] = {0xFFFFFFFF, 0x80000000, 0x7FFFFFFF, 0xFFFFFFF0, 1, 0x10000};
    struct xls_bytes file = document();
    unsigned char *main = memmem(file.bytes, file.length, "\xEC\xA5\xC1", 3);
    assert_non_null(main);
    for (size_t at = 0; at + 4 < 898; at += 2)
        for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
            unsigned char before[4];
            memcpy(before, main + at, 4);
            for (int k = 0; k < 4; k++) main[at + (size_t)k] = (unsigned char)(lies[i] >> 8 * k);
            survive(file.bytes, file.length);
            memcpy(main + at, before, 4);
        }
    free(file.bytes);
}

/* What stands in the notation for one file that shall be refused with this code. */
static void refused(const char *what, struct doc_build *doc, int code) {
    struct xls_bytes file = doc_file(doc);
    struct xls_try try;
    xls_open(&try);
    xls_read(&try, file.bytes, file.length);
    if (try.status != JX_FAIL || xls_code(&try) != code)
        fail_msg("%s: status %d, code %d", what, try.status, xls_code(&try));
    xls_close(&try);
    free(file.bytes);
}

static void deep_tables_are_refused(void **state) {
    (void)state;
    enum { DEPTH = 10000 };
    struct doc_build doc = {.language = 0x0804};
    for (int i = 0; i < DEPTH; i++) doc_write(&doc, "<a\n");
    refused("one by one", &doc, JX_MSG_XML_DEPTH);
    doc = (struct doc_build){.language = 0x0804, .depth = DEPTH};
    doc_write(&doc, "a\n");
    refused("at once", &doc, JX_MSG_XML_DEPTH);
    doc = (struct doc_build){.language = 0x0804};
    for (int i = 0; i < DEPTH; i++) doc_write(&doc, "<<<a\n>>>b\n");
    struct xls_bytes file = doc_file(&doc);
    assert_int_equal(survive(file.bytes, file.length), JX_OK);
    free(file.bytes);
}

/* As many columns as edges can make. */
static void wide_tables_are_bounded(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804};
    for (int row = 0; row < 1600; row++) {
        struct xls_bytes properties = {NULL, 0, 0};
        doc.depth = 1;
        doc_write(&doc, "a|");
        doc_row(&properties, "{0 1}");
        doc_put(&properties, 5, (uint64_t)(-32768 + 40 * row), 2);
        doc_put(&properties, 7, 32767, 2);
        xls_add(&properties, "21", 0x2417, 1);
        doc_mark(&doc, 7, &properties);
    }
    doc.depth = 0;
    struct xls_bytes file = doc_file(&doc);
    survive(file.bytes, file.length);
    free(file.bytes);
}

static void want_of_memory_unwinds(void **state) {
    (void)state;
    struct xls_bytes file = document();
    for (size_t after = 0;; after++) {
        struct xls_try try;
        xls_open(&try);
        jx_arena_fail_after(after);
        xls_read(&try, file.bytes, file.length);
        jx_arena_fail_after(SIZE_MAX);
        enum jx_status status = try.status;
        xls_close(&try);
        if (status <= JX_WARN) break;
        assert_int_equal(status, JX_FATAL);
    }
    free(file.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_is_read),        cmocka_unit_test(cut_files_are_refused),
        cmocka_unit_test(changed_bytes_do_no_harm), cmocka_unit_test(circles_come_to_an_end),
        cmocka_unit_test(lengths_may_be_lies),      cmocka_unit_test(deep_tables_are_refused),
        cmocka_unit_test(wide_tables_are_bounded),  cmocka_unit_test(want_of_memory_unwinds),
    };
    return cmocka_run_group_tests(tests, doc_load, NULL);
}
