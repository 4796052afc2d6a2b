/*
 * What the tests of the carriers that open packages share: a table of cases, files as programs write them, and damage.
 */
#ifndef JX_TESTS_PACKAGE_HELP_H
#define JX_TESTS_PACKAGE_HELP_H

#include "tests/unit/xlsx_help.h"

/* Reads and frees a zip that should show so; `code` is that of the first message, 0 for none. */
static inline void package_check(const char *what, struct xlsx_bytes zip, const char *shown,
                                 enum jx_code code) {
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, zip.bytes, zip.length);
    if (try.status > JX_WARN)
        fail_msg("%s: %s", what, try.diags.count ? try.diags.items[0].message : "no message");
    const char *got = xlsx_show(&try, 0);
    if (strcmp(got, shown) != 0) fail_msg("%s is read as %s, not as %s", what, got, shown);
    if (xlsx_code(&try) != (int)code) fail_msg("%s says %d, not %d", what, xlsx_code(&try), code);
    xlsx_close(&try);
    free(zip.bytes);
}

/* Reads and frees a zip that should be refused, within these limits (NULL: the usual ones). */
static inline void package_refusal_check(const char *what, struct xlsx_bytes zip,
                                         const struct jx_limits *limits, enum jx_code code) {
    struct xlsx_try try;
    xlsx_open(&try);
    if (limits) try.limits = *limits;
    xlsx_read(&try, zip.bytes, zip.length);
    if (try.status != JX_FAIL || xlsx_code(&try) != (int)code)
        fail_msg("%s: status %d, code %d, not %d", what, try.status, xlsx_code(&try), code);
    xlsx_close(&try);
    free(zip.bytes);
}

static inline struct xlsx_bytes package_data(const char *name, const char *ending) {
    struct xlsx_bytes file = {NULL, 0};
    file.bytes = book_data(name, ending, &file.length);
    return file;
}

/* A file of tests/data, which should read as the .txt of the name `as` says. */
static inline void package_file_check(const char *name, const char *ending, const char *as) {
    struct xlsx_bytes file = package_data(name, ending);
    struct xlsx_try try;
    assert_int_equal(xlsx_bid(file.bytes, file.length), 95);
    xlsx_open(&try);
    xlsx_read(&try, file.bytes, file.length);
    assert_int_equal(try.status, JX_OK);
    book_check(as, try.arena, try.book, &try.diags);
    xlsx_close(&try);
    free(file.bytes);
}

/* Reads what is damaged, on a block of its own size, so that a step too far is seen. */
static inline void package_suffer(const unsigned char *bytes, size_t length, bool cut) {
    unsigned char *copy = malloc(length ? length : 1);
    struct xlsx_try try;
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    xlsx_bid(copy, length);
    xlsx_open(&try);
    xlsx_read(&try, copy, length);
    if (cut) assert_int_equal(try.status, JX_FAIL);
    assert_true(try.status <= JX_WARN || try.diags.count > 0);
    xlsx_close(&try);
    free(copy);
}

/* Cut anywhere it says so, and wherever bytes are changed it ends without a crash. Frees the file. */
static inline void package_torture(struct xlsx_bytes whole, int changes) {
    unsigned char *copy = malloc(whole.length);
    uint32_t seed = 54321;
    assert_non_null(copy);
    for (size_t length = 0; length < whole.length; length++) package_suffer(whole.bytes, length, true);
    for (int i = 0; i < changes; i++) {
        memcpy(copy, whole.bytes, whole.length);
        for (int k = 0; k < 1 + i % 4; k++) {
            seed = seed * 1664525 + 1013904223;
            copy[(seed >> 8) % whole.length] = (unsigned char)(seed >> 3);
        }
        package_suffer(copy, whole.length, false);
    }
    free(copy);
    free(whole.bytes);
}

#endif
