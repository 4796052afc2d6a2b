/*
 * What the tests of the carriers of plain text share: a document to read into, and a book as a text that can be written
 * down in a table of cases. Cells are parted by |, rows end with /, a line end inside a cell shows as ~.
 */
#ifndef JX_TESTS_PLAIN_HELP_H
#define JX_TESTS_PLAIN_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/charset.h"
#include "core/base/diags.h"
#include "core/grid/grid.h"
#include "core/plugin/host.h"
#include "tests/unit/seed_help.h"

struct plain_try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits;
    struct jx_input input;
    struct jx_book *book;
    enum jx_status status;
    bool (*progress)(void *, size_t, size_t);
};

static inline void plain_open(struct plain_try *try, const void *bytes, size_t length) {
    memset(try, 0, sizeof *try);
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    jx_limits_default(&try->limits);
    try->input = (struct jx_input){
        .name = "invented", .extension = "", .bytes = bytes, .length = length, .limits = &try->limits};
}

/* Reads; a want of memory shows as FATAL. */
static inline void plain_read(struct plain_try *try, const struct jx_carrier *carrier) {
    if (setjmp(*jx_arena_guard(try->arena))) {
        try->status = JX_FATAL;
        return;
    }
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    try->call.progress = try->progress;
    try->book = jx_book_new(try->arena);
    try->status = carrier->read(&jx_host, &try->call, &try->input, try->book);
    seed_keep(carrier->id, try->status, try->input.bytes, try->input.length);
}

static inline int plain_bid(struct plain_try *try, const struct jx_carrier *carrier) {
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    return carrier->bid(&jx_host, &try->call, &try->input);
}

static inline void plain_close(struct plain_try *try) {
    jx_arena_free(try->arena);
}

/* The first message's code, 0: there is none. */
static inline int plain_code(const struct plain_try *try) {
    return try->diags.count ? (int)try->diags.items[0].code : 0;
}

static inline const char *plain_show(const struct plain_try *try, size_t sheet) {
    char *text = jx_arena_alloc(try->arena, 1 << 16), *to = text;
    assert_true(sheet < try->book->sheet_count);
    const struct jx_sheet *it = try->book->sheets[sheet];
    for (uint32_t row = 0; row < it->row_count; row++) {
        for (uint32_t column = 0; column < it->rows[row].count; column++) {
            const struct jx_cell *cell = &it->rows[row].cells[column];
            if (column) *to++ = '|';
            assert_int_equal(cell->kind, cell->text ? JX_CELL_TEXT : JX_CELL_BLANK);
            assert_int_equal(cell->length, cell->text ? strlen(cell->text) : 0);
            assert_true(to + cell->length < text + (1 << 16) - 8);
            for (uint32_t i = 0; i < cell->length; i++) *to++ = cell->text[i] == '\n' ? '~' : cell->text[i];
        }
        *to++ = '/';
    }
    return text;
}

static inline const char *plain_encoded(struct plain_try *try, const char *text, const char *encoding,
                                        size_t *length) {
    const char *bytes;
    size_t bad;
    assert_int_equal(jx_charset_encode(try->arena, text, strlen(text), encoding, &bytes, length, &bad),
                     JX_CHARSET_FINE);
    return bytes;
}

/* Reads every beginning of a sample, and the sample with each of its bytes changed in a few ways, under a bound on
 * everything; nothing may crash, and what is claimed to be read must be whole. */
static inline void plain_torture(const struct jx_carrier *carrier, const char *sample, size_t length) {
    static const unsigned char flips[] = {0x01, 0x80, 0xFF, 0x20, 0x2B};
    for (size_t i = 0; i <= length * (1 + sizeof flips); i++) {
        struct plain_try try;
        size_t at = i <= length ? length : (i - length - 1) / sizeof flips;
        size_t use = i <= length ? i : length;
        plain_open(&try, NULL, use);
        unsigned char *bytes = test_malloc(use + 1); /* on the heap, so that a step too far is seen */
        memcpy(bytes, sample, use);
        if (i > length) bytes[at] ^= flips[i % sizeof flips];
        try.input.bytes = bytes;
        int bid = plain_bid(&try, carrier);
        assert_in_range(bid, 0, 100);
        assert_int_equal(try.diags.count, 0);
        plain_read(&try, carrier);
        assert_true(try.status <= JX_FAIL);
        assert_true(try.status == JX_OK || try.diags.count > 0);
        if (try.status <= JX_WARN) plain_show(&try, 0);
        test_free(bytes);
        plain_close(&try);
    }
}

/* Reads some megabytes of one piece after the other: nothing in a reader may look back or ahead more than a bounded
 * number of times. */
static inline void plain_repeat(const struct jx_carrier *carrier, const char *const *pieces, size_t count) {
    enum { BYTES = 4 << 20 };
    char *text = test_malloc(BYTES);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0, piece = strlen(pieces[i]);
        for (; length + piece <= BYTES; length += piece) memcpy(text + length, pieces[i], piece);
        struct plain_try try;
        plain_open(&try, text, length);
        try.limits.milliseconds = 20000;
        plain_read(&try, carrier);
        assert_true(plain_code(&try) != JX_MSG_FILE_TIME);
        plain_close(&try);
    }
    test_free(text);
}

static inline bool plain_refuse(void *user, size_t done, size_t all) {
    (void)user, (void)done, (void)all;
    return false;
}

/* Reads for a caller who has had enough. */
static inline void plain_cancel(const struct jx_carrier *carrier, const char *sample) {
    struct plain_try try;
    plain_open(&try, sample, strlen(sample));
    try.progress = plain_refuse;
    plain_read(&try, carrier);
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(plain_code(&try), JX_MSG_FILE_CANCELLED);
    plain_close(&try);
}

/* Lets every allocation fail in its turn: each must unwind, and the last run must be whole. */
static inline void plain_starve(const struct jx_carrier *carrier, const char *sample) {
    enum jx_status status = JX_FATAL;
    for (size_t n = 0; n < 10000 && status != JX_OK; n++) {
        struct plain_try try;
        plain_open(&try, sample, strlen(sample));
        jx_arena_fail_after(n);
        plain_read(&try, carrier);
        jx_arena_fail_after(SIZE_MAX);
        status = try.status;
        assert_true(status == JX_OK || status == JX_FATAL);
        plain_close(&try);
    }
    assert_int_equal(status, JX_OK);
}

#endif
