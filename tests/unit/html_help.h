/*
 * What the tests of web pages share: the carrier as the library loads it, a document to read into, and a sheet as a line
 * that can be written down in a table of cases.
 */
#ifndef JX_TESTS_HTML_HELP_H
#define JX_TESTS_HTML_HELP_H

#include <iconv.h>

#include "tests/unit/book_help.h"
#include "tests/unit/seed_help.h"

/* --- the carrier ------------------------------------------------------------------------------------------------- */

static const struct jx_carrier *carrier;

static inline int load(void **state) {
    (void)state;
    carrier = book_plugin("html", NULL);
    return 0;
}

/* --- reading and writing ----------------------------------------------------------------------------------------- */

struct try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits; /* zeroes are the defaults */
    const char *encoding;
    const struct jx_host *host; /* NULL: the library's */
    struct jx_book *book;
    enum jx_status status;
};

static inline void try_open(struct try *try) {
    memset(try, 0, sizeof *try);
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    try->book = jx_book_new(try->arena);
}

static inline void try_close(struct try *try) {
    jx_arena_free(try->arena);
}

/* Reads; a want of memory shows as FATAL. The bytes are copied to a block of their size, so that a step too far shows. */
static inline void try_read(struct try *try, const void *bytes, size_t length) {
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
        try->status = carrier->read(try->host ? try->host : &jx_host, &try->call, &input, try->book);
    seed_keep(carrier->id, try->status, bytes, length);
    jx_arena_release(try->arena, 0);
    free(block);
}

static inline void try_write(struct try *try, const char *encoding) {
    struct jx_output output = {.encoding = encoding, .created = 1700000000};
    jx_call_begin(&try->call, try->arena, &try->diags, NULL);
    if (setjmp(*jx_arena_guard(try->arena)))
        try->status = JX_FATAL;
    else
        try->status = carrier->write(&jx_host, &try->call, &output, try->book);
}

static inline int first_code(const struct try *try) {
    return try->diags.count ? (int)try->diags.items[0].code : 0;
}

/* A sheet in one line (book_help.h), without blank cells at the ends of rows. */
static inline const char *show(const struct try *try, size_t index) {
    char *text = book_sheet(try->arena, try->book, index), *to = text;
    for (const char *c = text; *c; *to++ = *c++)
        while (*c == '/' && to > text && to[-1] == '|') to--;
    *to = 0;
    return text;
}

static inline void expect(const char *page, const char *expected) {
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

static inline void expect_all(const struct line *lines) {
    for (; lines->page; lines++) expect(lines->page, lines->shown);
}

/* --- expecting ----------------------------------------------------------------------------------------------------- */

/* The page in this encoding, in `out`; its length. */
static inline size_t encode(const char *page, const char *encoding, char *out, size_t room) {
    iconv_t descriptor = iconv_open(encoding, "UTF-8");
    assert_true(descriptor != (iconv_t)-1);
    char *in = (char *)(uintptr_t)page, *to = out;
    size_t left = strlen(page), space = room;
    assert_int_equal(iconv(descriptor, &in, &left, &to, &space), 0);
    iconv_close(descriptor);
    return room - space;
}

static inline int bid(const char *bytes, size_t length) {
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

static inline void expect_refused(const char *page, size_t length, const struct jx_limits *limits,
                                  enum jx_code code, const char *part) {
    struct try try;
    try_open(&try);
    if (limits) try.limits = *limits;
    try_read(&try, page, length);
    if (try.status != JX_FAIL || first_code(&try) != (int)code || try.diags.count != 1)
        fail_msg("%.80s: status %d, code %d", page, (int)try.status, first_code(&try));
    if (!strstr(try.diags.items[0].message, part)) fail_msg("%s", try.diags.items[0].message);
    try_close(&try);
}

#endif
