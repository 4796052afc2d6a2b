/*
 * What the tests of old workbooks share: the carrier as it is built, a document to read into, streams of records made
 * in memory, the compound file around them, and a book as text.
 */
#ifndef JX_TESTS_XLS_HELP_H
#define JX_TESTS_XLS_HELP_H

#include "tests/unit/book_help.h"
#include "tests/unit/seed_help.h"

/* --- the carrier ------------------------------------------------------------------------------------------------- */

static const struct jx_carrier *carrier;

static inline int xls_load(void **state) {
    (void)state;
    carrier = book_plugin("xls", NULL);
    return 0;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct xls_try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits; /* zeroes are the defaults */
    const char *encoding;
    const char *extension;
    struct jx_book *book;
    enum jx_status status;
};

static inline void xls_open(struct xls_try *try) {
    memset(try, 0, sizeof *try);
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    try->extension = "xls";
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    try->book = jx_book_new(try->arena);
}

static inline void xls_close(struct xls_try *try) {
    jx_arena_free(try->arena);
}

static inline struct jx_input xls_input(struct xls_try *try, const void *bytes, size_t length) {
    jx_limits_default(&try->limits);
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    return (struct jx_input){.name = "invented.xls",
                             .extension = try->extension,
                             .encoding = try->encoding,
                             .bytes = bytes,
                             .length = length,
                             .limits = &try->limits};
}

static inline int xls_bid(const void *bytes, size_t length, const char *extension) {
    struct xls_try try;
    xls_open(&try);
    try.extension = extension;
    struct jx_input input = xls_input(&try, bytes, length);
    int bid = carrier->bid(&jx_host, &try.call, &input);
    assert_int_equal(try.diags.count, 0);
    xls_close(&try);
    return bid;
}

/* Reads with a carrier; a want of memory shows as FATAL. */
static inline void xls_read_by(const struct jx_carrier *by, struct xls_try *try, const void *bytes,
                               size_t length) {
    if (setjmp(*jx_arena_guard(try->arena))) {
        try->status = JX_FATAL;
        return;
    }
    struct jx_input input = xls_input(try, bytes, length);
    try->book = jx_book_new(try->arena);
    try->status = by->read(&jx_host, &try->call, &input, try->book);
    seed_keep(by->id, try->status, bytes, length);
}

static inline void xls_read(struct xls_try *try, const void *bytes, size_t length) {
    xls_read_by(carrier, try, bytes, length);
}

/* The first message's code, 0: there is none. */
static inline int xls_code(const struct xls_try *try) {
    return try->diags.count ? (int)try->diags.items[0].code : 0;
}

static inline char *xls_show(struct xls_try *try, size_t index) {
    return book_sheet(try->arena, try->book, index);
}

/* --- records ----------------------------------------------------------------------------------------------------- */

struct xls_bytes {
    unsigned char *bytes;
    size_t length, capacity;
};

static inline void xls_append(struct xls_bytes *to, const void *bytes, size_t length) {
    if (to->length + length > to->capacity) {
        to->capacity = 2 * to->capacity + length + 4096;
        to->bytes = realloc(to->bytes, to->capacity);
        assert_non_null(to->bytes);
    }
    if (length) memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
}

/* The bytes of a file of tests/data, or of any. To be freed. */
static inline struct xls_bytes xls_data(const char *name) {
    struct xls_bytes file = {NULL, 0, 0};
    file.bytes = book_data(name, ".xls", &file.length);
    file.capacity = file.length;
    return file;
}

static inline struct xls_bytes xls_from(const char *path) {
    struct xls_bytes file = {NULL, 0, 0};
    file.bytes = book_file(path, &file.length);
    file.capacity = file.length;
    return file;
}

static inline void xls_number(struct xls_bytes *to, uint64_t value, int size) {
    for (int i = 0; i < size; i++) xls_append(to, &(unsigned char){(unsigned char)(value >> 8 * i)}, 1);
}

/* UTF-8 as UTF-16, least byte first. Returns how many units. */
static inline uint32_t xls_utf16(struct xls_bytes *to, const char *text) {
    const char *end = text + strlen(text);
    uint32_t units = 0;
    while (text < end) {
        uint32_t c = jx_text_next(&text, end);
        units++;
        if (c >= 0x10000) {
            xls_number(to, 0xD800 + ((c - 0x10000) >> 10), 2);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
            units++;
        }
        xls_number(to, c, 2);
    }
    return units;
}

/*
 * Adds what `format` says, a letter for each argument:
 *   1 2 4   a number of so many bytes
 *   d       a double
 *   s       a string's bytes
 *   b       a length, one byte, and a string's bytes
 *   w       a length, two bytes, and a string's bytes
 *   u       a text of version 8 with its length in one byte, in sixteen-bit characters
 *   U       the same with its length in two bytes
 *   z       so many zero bytes
 */
static inline void xls_add_list(struct xls_bytes *to, const char *format, va_list list) {
    for (; *format; format++) {
        if (*format == '1' || *format == '2' || *format == '4') {
            xls_number(to, va_arg(list, unsigned), *format - '0');
        } else if (*format == 'd') {
            double value = va_arg(list, double);
            uint64_t bits;
            memcpy(&bits, &value, sizeof bits);
            xls_number(to, bits, 8);
        } else if (*format == 'z') {
            for (unsigned count = va_arg(list, unsigned); count > 0; count--) xls_number(to, 0, 1);
        } else {
            const char *text = va_arg(list, const char *);
            if (*format == 'b' || *format == 'w') xls_number(to, strlen(text), *format == 'b' ? 1 : 2);
            if (*format == 'u' || *format == 'U') {
                struct xls_bytes wide = {NULL, 0, 0};
                uint32_t units = xls_utf16(&wide, text);
                xls_number(to, units, *format == 'u' ? 1 : 2);
                xls_number(to, 1, 1);
                xls_append(to, wide.bytes, wide.length);
                free(wide.bytes);
            } else {
                xls_append(to, text, strlen(text));
            }
        }
    }
}

static inline void xls_add(struct xls_bytes *to, const char *format, ...) {
    va_list list;
    va_start(list, format);
    xls_add_list(to, format, list);
    va_end(list);
}

/* A record of this type, its content as xls_add takes it. */
static inline void xls_record(struct xls_bytes *to, unsigned type, const char *format, ...) {
    struct xls_bytes content = {NULL, 0, 0};
    va_list list;
    va_start(list, format);
    xls_add_list(&content, format, list);
    va_end(list);
    assert_true(content.length < 65536);
    xls_number(to, type, 2);
    xls_number(to, content.length, 2);
    xls_append(to, content.bytes, content.length);
    free(content.bytes);
}

/* A BOF of version 5 or 8, of what kind. */
static inline void xls_bof(struct xls_bytes *to, int version, unsigned kind) {
    if (version == 8)
        xls_record(to, 0x0809, "2222z", 0x0600, kind, 0x0DBB, 0x07CC, 8);
    else
        xls_record(to, 0x0809, "2222", 0x0500, kind, 0x0DBB, 0x07CC);
}

static inline void xls_eof(struct xls_bytes *to) {
    xls_record(to, 0x000A, "");
}

/* Lists a sheet; the place of its offset is returned, for xls_sheet. */
static inline size_t xls_list(struct xls_bytes *to, int version, const char *name, unsigned state,
                              unsigned kind) {
    size_t place = to->length + 4;
    xls_record(to, 0x0085, version == 8 ? "411u" : "411b", 0, state, kind, name);
    return place;
}

/* Begins a sheet that is listed. */
static inline void xls_sheet(struct xls_bytes *to, int version, size_t place) {
    for (int i = 0; i < 4; i++) to->bytes[place + (size_t)i] = (unsigned char)(to->length >> 8 * i);
    xls_bof(to, version, 0x0010);
}

/* --- compound files ---------------------------------------------------------------------------------------------- */

enum { XLS_SECTOR = 512, XLS_MINI = 64, XLS_CUTOFF = 4096 };

static inline void xls_entry(struct xls_bytes *to, const char *name, unsigned type, uint32_t child,
                             uint32_t next, uint32_t start, size_t size) {
    struct xls_bytes wide = {NULL, 0, 0};
    uint32_t units = xls_utf16(&wide, name);
    xls_append(to, wide.bytes, wide.length);
    free(wide.bytes);
    xls_add(to, "z2114", 64 - 2 * units, 2 * units + 2, type, 1, UINT32_MAX);
    xls_add(to, "44z44z", next, child, 36, start, (unsigned)size, 4);
}

/*
 * A compound file with streams up to one without a name, each of the length of a string or of `length`. Sectors in this
 * order: the table, the directory, the table of small streams, all small streams, the streams.
 */
struct xls_stream {
    const char *name;
    const void *bytes;
    size_t length;
};

static inline void xls_fill(struct xls_bytes *to, size_t unit) {
    while (to->length % unit) xls_number(to, 0, 1);
}

static inline void xls_chain(struct xls_bytes *table, size_t count) {
    uint32_t first = (uint32_t)(table->length / 4);
    for (uint32_t i = 0; i < count; i++) xls_number(table, i + 1 < count ? first + i + 1 : 0xFFFFFFFE, 4);
}

static inline struct xls_bytes xls_ole(const struct xls_stream *streams) {
    struct xls_bytes small = {NULL, 0, 0}, small_table = {NULL, 0, 0}, large = {NULL, 0, 0};
    struct xls_bytes directory = {NULL, 0, 0}, table = {NULL, 0, 0}, file = {NULL, 0, 0};
    size_t count = 0, sectors = 0;
    for (; streams[count].name; count++) {
        size_t length = streams[count].length;
        if (length < XLS_CUTOFF) {
            xls_append(&small, streams[count].bytes, length);
            xls_fill(&small, XLS_MINI);
            xls_chain(&small_table, (length + XLS_MINI - 1) / XLS_MINI);
        } else {
            sectors += (length + XLS_SECTOR - 1) / XLS_SECTOR;
        }
    }
    size_t directory_sectors = (count + 1 + 3) / 4, small_length = small.length;
    size_t small_table_sectors = (small_table.length + XLS_SECTOR - 1) / XLS_SECTOR;
    size_t small_sectors = (small_length + XLS_SECTOR - 1) / XLS_SECTOR, tables = 1;
    size_t others = directory_sectors + small_table_sectors + small_sectors + sectors;
    while (tables * 128 < tables + others) tables++;
    assert_true(tables <= 109);

    for (size_t i = 0; i < tables; i++) xls_number(&table, 0xFFFFFFFD, 4);
    xls_chain(&table, directory_sectors);
    xls_chain(&table, small_table_sectors);
    xls_chain(&table, small_sectors);
    uint32_t small_start = (uint32_t)(tables + directory_sectors + small_table_sectors), mini = 0;
    xls_entry(&directory, "Root Entry", 5, count ? 1 : UINT32_MAX, UINT32_MAX,
              small_length ? small_start : 0xFFFFFFFE, small_length);
    for (size_t i = 0; i < count; i++) {
        size_t length = streams[i].length;
        uint32_t next = i + 1 < count ? (uint32_t)i + 2 : UINT32_MAX, start;
        if (length < XLS_CUTOFF) {
            start = length ? mini : 0xFFFFFFFE;
            mini += (uint32_t)((length + XLS_MINI - 1) / XLS_MINI);
        } else {
            start = (uint32_t)(table.length / 4);
            xls_chain(&table, (length + XLS_SECTOR - 1) / XLS_SECTOR);
            xls_append(&large, streams[i].bytes, length);
            xls_fill(&large, XLS_SECTOR);
        }
        xls_entry(&directory, streams[i].name, 2, UINT32_MAX, next, start, length);
    }
    while (table.length < tables * XLS_SECTOR) xls_number(&table, 0xFFFFFFFF, 4);
    while (small_table.length % XLS_SECTOR) xls_number(&small_table, 0xFFFFFFFF, 4);
    xls_fill(&directory, XLS_SECTOR);
    xls_fill(&small, XLS_SECTOR);

    xls_append(&file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    xls_add(&file, "z22222z444", 16, 0x3E, 3, 0xFFFE, 9, 6, 10, (unsigned)tables, (unsigned)tables, 0);
    xls_add(&file, "444", XLS_CUTOFF,
            small_table_sectors ? (unsigned)(tables + directory_sectors) : 0xFFFFFFFE,
            (unsigned)small_table_sectors);
    xls_add(&file, "44", 0xFFFFFFFE, 0);
    for (size_t i = 0; i < 109; i++) xls_number(&file, i < tables ? i : 0xFFFFFFFF, 4);
    const struct xls_bytes *parts[] = {&table, &directory, &small_table, &small, &large};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        xls_append(&file, parts[i]->bytes, parts[i]->length);
        free(parts[i]->bytes);
    }
    /* On a block of its own size, so that a step too far is seen. */
    file.bytes = realloc(file.bytes, file.length);
    file.capacity = file.length;
    return file;
}

/* A workbook of one stream. */
static inline struct xls_bytes xls_file(const struct xls_bytes *stream, const char *name) {
    struct xls_stream streams[] = {{name, stream->bytes, stream->length}, {NULL, NULL, 0}};
    return xls_ole(streams);
}

/* --- streams ----------------------------------------------------------------------------------------------------- */

/* Reads a stream, shows its first sheet, and frees the stream. */
static inline void expect(const char *what, struct xls_bytes *stream, const char *shown, int code) {
    struct xls_try try;
    /* On a block of its own size, so that a step too far is seen. */
    stream->bytes = realloc(stream->bytes, stream->length);
    xls_open(&try);
    xls_read(&try, stream->bytes, stream->length);
    if (try.status > JX_WARN)
        fail_msg("%s: %s", what, try.diags.count ? try.diags.items[0].message : "no message");
    const char *got = xls_show(&try, 0);
    if (strcmp(got, shown) != 0) fail_msg("%s is read as %s, not %s", what, got, shown);
    if (xls_code(&try) != code)
        fail_msg("%s: code %d, not %d (%s)", what, xls_code(&try), code,
                 try.diags.count ? try.diags.items[0].message : "none");
    xls_close(&try);
    free(stream->bytes);
    *stream = (struct xls_bytes){NULL, 0, 0};
}

/* The same, where it cannot be read. */
static inline void expect_failure(const char *what, struct xls_bytes *stream, int code) {
    struct xls_try try;
    stream->bytes = realloc(stream->bytes, stream->length);
    xls_open(&try);
    xls_read(&try, stream->bytes, stream->length);
    if (try.status != JX_FAIL) fail_msg("%s: ends with %d", what, try.status);
    int last = try.diags.count ? (int)try.diags.items[try.diags.count - 1].code : 0;
    if (last != code) fail_msg("%s: code %d, not %d", what, last, code);
    xls_close(&try);
    free(stream->bytes);
    *stream = (struct xls_bytes){NULL, 0, 0};
}

/* A workbook's part before its sheets, as far as its styles: General, 0.00, a date, percent, 00000, hundredths hidden. */
static inline size_t begin(struct xls_bytes *stream, int version) {
    static const unsigned formats[] = {0, 2, 31, 9, 164, 1};
    xls_bof(stream, version, 5);
    xls_record(stream, 0x0042, "2", version == 8 ? 1200 : 936);
    xls_record(stream, 0x041E, version == 8 ? "2U" : "2b", 164, "00000");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        xls_record(stream, 0x00E0, "22z", 0, formats[i], version == 8 ? 16 : 12);
    return xls_list(stream, version, "a", 0, 0);
}

/* Ends the part before the sheets, and begins the only one. */
static inline void cells(struct xls_bytes *stream, int version, size_t place) {
    xls_eof(stream);
    xls_sheet(stream, version, place);
}

/* A workbook with one sheet in which a record of this type and content stands in A1. Shows the sheet. */
static inline void one(int version, const char *what, const char *shown, int code, unsigned type,
                       const char *format, ...) {
    struct xls_bytes stream = {NULL, 0, 0}, content = {NULL, 0, 0};
    va_list list;
    va_start(list, format);
    xls_add_list(&content, format, list);
    va_end(list);
    cells(&stream, version, begin(&stream, version));
    xls_number(&stream, type, 2);
    xls_number(&stream, content.length, 2);
    xls_append(&stream, content.bytes, content.length);
    xls_record(&stream, 0x0203, "222d", 0, 9, 0, 1.0); /* so that there is a sheet in any case */
    xls_eof(&stream);
    free(content.bytes);
    expect(what, &stream, shown, code);
}

#endif
