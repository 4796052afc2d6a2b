/*
 * What the tests of old workbooks share: the carrier as it is built, a document to read into, streams of records made
 * in memory, the compound file around them, and a book as text.
 */
#ifndef JX_TESTS_XLS_HELP_H
#define JX_TESTS_XLS_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dlfcn.h>
#include <libgen.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/plugin/host.h"

/* --- the carrier ------------------------------------------------------------------------------------------------- */

/* The carrier's plugin, from the folder beside this program. It stays loaded. */
static inline const struct jx_carrier *xls_plugin(const char *name) {
    char path[4096] = {0};
    jx_carrier_entry *entry;
    assert_true(readlink("/proc/self/exe", path, sizeof path - 64) > 0);
    char *folder = dirname(dirname(path));
    memmove(path, folder, strlen(folder) + 1);
    sprintf(path + strlen(path), "/plugins/carriers/%s.so", name);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) fail_msg("%s: build the plugins first (make build)", dlerror());
    void *found = dlsym(handle, JX_CARRIER_ENTRY);
    assert_non_null(found);
    memcpy(&entry, &found, sizeof found);
    return entry();
}

static const struct jx_carrier *carrier;

static inline int xls_load(void **state) {
    (void)state;
    carrier = xls_plugin("xls");
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
}

static inline void xls_read(struct xls_try *try, const void *bytes, size_t length) {
    xls_read_by(carrier, try, bytes, length);
}

/* The first message's code, 0: there is none. */
static inline int xls_code(const struct xls_try *try) {
    return try->diags.count ? (int)try->diags.items[0].code : 0;
}

/*
 * A sheet in one line: cells parted by |, rows ended by /, line ends as ~; 2x3 before a cell that starts a merge of two
 * rows and three columns, . for what lies under one, and # before numbers.
 */
static inline char *xls_show(struct xls_try *try, size_t index) {
    size_t room = 64, used = 0;
    assert_true(index < try->book->sheet_count);
    const struct jx_sheet *sheet = try->book->sheets[index];
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        room += 2;
        for (uint32_t column = 0; column < sheet->rows[row].count; column++)
            room += sheet->rows[row].cells[column].length + 32;
    }
    char *text = jx_arena_alloc(try->arena, room);
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            assert_int_equal(cell->length, cell->text ? strlen(cell->text) : 0);
            assert_true(jx_text_valid((const unsigned char *)(cell->text ? cell->text : ""), cell->length) ==
                        cell->length);
            if (column) text[used++] = '|';
            if (cell->kind == JX_CELL_COVERED)
                text[used++] = '.';
            else if (cell->rows > 1 || cell->columns > 1)
                used += (size_t)sprintf(text + used, "%ux%u", cell->rows, cell->columns);
            if (cell->kind == JX_CELL_NUMBER) text[used++] = '#';
            for (uint32_t i = 0; i < cell->length; i++)
                text[used++] = cell->text[i] == '\n' ? '~' : cell->text[i];
        }
        text[used++] = '/';
    }
    assert_true(used < room);
    return text;
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

#endif
