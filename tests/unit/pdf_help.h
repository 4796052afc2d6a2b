/*
 * What the tests of PDF files share: small files written by hand, and reading them through the carrier and its helper.
 */
#ifndef JX_TESTS_PDF_HELP_H
#define JX_TESTS_PDF_HELP_H

#include "tests/unit/book_help.h"
#include "tests/unit/seed_help.h"

static const struct jx_carrier *carrier;

/* Where libqpdf is missing there is no helper, and nothing to test. */
static bool no_helper;

static inline int load(void **state) {
    (void)state;
    carrier = book_plugin("pdf", NULL);
    struct jx_arena *arena = jx_arena_new();
    struct jx_diags diags;
    struct jx_call call;
    assert_non_null(arena);
    jx_diags_init(&diags, arena, JX_LANGUAGE_ENGLISH);
    jx_call_begin(&call, arena, &diags, NULL);
    no_helper = carrier->missing(&jx_host, &call);
    jx_arena_free(arena);
    return 0;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* A file that grows object by object. To be freed. */
struct pdf_file {
    char *bytes;
    size_t length, room;
    size_t offsets[64];
    int objects;
};

static inline void pdf_add(struct pdf_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static inline void pdf_add(struct pdf_file *file, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert_true(length >= 0);
    if (file->room - file->length <= (size_t)length) {
        file->room = 2 * (file->room + (size_t)length) + 1024;
        file->bytes = realloc(file->bytes, file->room);
        assert_non_null(file->bytes);
    }
    va_start(arguments, format);
    vsnprintf(file->bytes + file->length, file->room - file->length, format, arguments);
    va_end(arguments);
    file->length += (size_t)length;
}

static inline void pdf_object(struct pdf_file *file, const char *body) {
    assert_true(file->objects < 63);
    if (file->objects == 0) pdf_add(file, "%%PDF-1.7\n");
    file->offsets[++file->objects] = file->length;
    pdf_add(file, "%d 0 obj\n%s\nendobj\n", file->objects, body);
}

static inline void pdf_stream_object(struct pdf_file *file, const char *dictionary, const char *content) {
    assert_true(file->objects < 63);
    file->offsets[++file->objects] = file->length;
    pdf_add(file, "%d 0 obj\n<</Length %zu%s>>stream\n%s\nendstream\nendobj\n", file->objects,
            strlen(content), dictionary, content);
}

static inline void pdf_finish(struct pdf_file *file) {
    size_t table = file->length;
    pdf_add(file, "xref\n0 %d\n0000000000 65535 f \n", file->objects + 1);
    for (int i = 1; i <= file->objects; i++) pdf_add(file, "%010zu 00000 n \n", file->offsets[i]);
    pdf_add(file, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", file->objects + 1, table);
}

/* The fonts of every page: A for Latin letters, G for GB18030 codes that are not embedded, V for the same in columns, U for
 * UTF-16 codes, C for glyph numbers of Adobe-GB1, N for one that tells nothing. `more` are other resources, `keys` other members of the page. */
#define PDF_FONTS                                                                                            \
    "/Font<</A<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"                                               \
    "/G<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype"   \
    "/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"                        \
    "/V<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/GBK-EUC-V/DescendantFonts[<</Type/Font/Subtype"   \
    "/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"                        \
    "/U<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/"       \
    "Subtype"                                                                                                \
    "/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"                        \
    "/C<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"  \
    "/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>]>>"                        \
    "/N<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[<</Type/Font/"       \
    "Subtype"                                                                                                \
    "/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>>>"

/* Pages of 300 by 200 points with these contents; `more` NULL: none. Objects from 3 + 2 * pages on are the caller's. */
static inline struct pdf_file pdf_pages(const char *const *contents, int count, const char *more,
                                        const char *keys) {
    struct pdf_file file = {0};
    char body[4096], kids[256] = "";
    for (int i = 0; i < count; i++) sprintf(kids + strlen(kids), "%d 0 R ", 3 + 2 * i);
    pdf_object(&file, "<</Type/Catalog/Pages 2 0 R>>");
    snprintf(body, sizeof body, "<</Type/Pages/Count %d/Kids[%s]>>", count, kids);
    pdf_object(&file, body);
    for (int i = 0; i < count; i++) {
        snprintf(body, sizeof body,
                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents %d 0 R/Resources<<%s%s>>%s>>",
                 4 + 2 * i, PDF_FONTS, !more ? "" : more, !keys ? "" : keys);
        pdf_object(&file, body);
        pdf_stream_object(&file, "", contents[i]);
    }
    return file;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits; /* zeroes are the defaults */
    struct jx_book *book;
    enum jx_status status;
};

/* A PDF without tables is handed to the carrier of texts; here it becomes one cell with all its lines. */
static inline enum jx_status pdf_lines_as_cell(struct jx_call *call, const char *id,
                                               const struct jx_input *input, struct jx_book *book) {
    assert_string_equal(id, "txt");
    struct jx_cell *cell = jx_host.cell(call, jx_host.sheet(call, book, ""), 0, 0);
    cell->text = jx_host.text(call, (const char *)input->bytes, input->length);
    cell->length = (uint32_t)input->length;
    cell->kind = JX_CELL_TEXT;
    return JX_OK;
}

static inline void try_read(struct try *try, const void *bytes, size_t length) {
    struct jx_host host = jx_host;
    host.read_as = pdf_lines_as_cell;
    memset(try, 0, offsetof(struct try, limits));
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    try->book = jx_book_new(try->arena);
    jx_limits_default(&try->limits);
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    struct jx_input input = {
        .name = "甲.pdf", .extension = "pdf", .bytes = bytes, .length = length, .limits = &try->limits};
    if (setjmp(*jx_arena_guard(try->arena)))
        try->status = JX_FATAL;
    else
        try->status = carrier->read(&host, &try->call, &input, try->book);
    seed_keep(carrier->id, try->status, bytes, length);
    jx_arena_release(try->arena, 0);
}

static inline void try_close(struct try *try) {
    jx_arena_free(try->arena);
}

static inline bool has_code(const struct try *try, enum jx_code code) {
    for (size_t i = 0; i < try->diags.count; i++)
        if (try->diags.items[i].code == code) return true;
    return false;
}

/* Reads and frees a file that should show so; `code` is the only message, 0 for none. */
static inline void pdf_check(const char *what, struct pdf_file file, const char *shown, int code) {
    struct try try = {0};
    pdf_finish(&file);
    try_read(&try, file.bytes, file.length);
    const char *said = try.diags.count > 0 ? try.diags.items[0].message : "no message";
    if (try.status > JX_WARN) fail_msg("%s: %s", what, said);
    const char *got = book_sheet(try.arena, try.book, 0);
    if (strcmp(got, shown) != 0) fail_msg("%s is read as %s, not as %s", what, got, shown);
    if (try.diags.count != (code != 0) || (code != 0 && !has_code(&try, (enum jx_code)code)))
        fail_msg("%s says %s", what, said);
    try_close(&try);
    free(file.bytes);
}

/* Reads and frees a file that should be refused with this message. */
static inline void pdf_refusal_check(const char *what, struct pdf_file file, const struct jx_limits *limits,
                                     enum jx_code code) {
    struct try try = {0};
    if (limits) try.limits = *limits;
    pdf_finish(&file);
    try_read(&try, file.bytes, file.length);
    if (try.status != JX_FAIL || !has_code(&try, code))
        fail_msg("%s: status %d, %s", what, try.status,
                 try.diags.count > 0 ? try.diags.items[0].message : "silent");
    try_close(&try);
    free(file.bytes);
}

#endif
