/*
 * What the tests of carriers share: a plugin as it is built, a file of tests/data, and a book as text, which can be
 * written down in a table of cases or beside the file.
 */
#ifndef JX_TESTS_BOOK_HELP_H
#define JX_TESTS_BOOK_HELP_H

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

/* The plugin of this carrier, from the folder beside this program; NULL for `handle`: it does not matter. It stays
 * loaded. */
static inline const struct jx_carrier *book_plugin(const char *id, void **handle) {
    char path[4096] = {0};
    jx_carrier_entry *entry;
    assert_true(readlink("/proc/self/exe", path, sizeof path - 64) > 0);
    char *folder = dirname(dirname(path));
    memmove(path, folder, strlen(folder) + 1);
    sprintf(path + strlen(path), "/plugins/carriers/%s.so", id);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module) fail_msg("%s: build the plugins first (make build)", dlerror());
    void *found = dlsym(module, JX_CARRIER_ENTRY);
    assert_non_null(found);
    memcpy(&entry, &found, sizeof found);
    if (handle) *handle = module;
    return entry();
}

/* The bytes of a file, with a NUL behind them. To be freed. */
static inline unsigned char *book_file(const char *path, size_t *length) {
    FILE *stream = fopen(path, "rb");
    if (!stream) fail_msg("%s: cannot be opened; run from the top of the source tree", path);
    size_t room = 1 << 20;
    unsigned char *bytes = malloc(room);
    assert_non_null(bytes);
    *length = fread(bytes, 1, room - 1, stream);
    assert_true(*length < room - 1);
    fclose(stream);
    bytes = realloc(bytes, *length + 1);
    bytes[*length] = 0;
    return bytes;
}

/* The same, of a file of tests/data. */
static inline unsigned char *book_data(const char *name, const char *ending, size_t *length) {
    char path[256];
    snprintf(path, sizeof path, "tests/data/%s%s", name, ending);
    return book_file(path, length);
}

/*
 * A sheet as text: cells parted by |, rows ended by / or a line end, line ends as ~; 2x3 before a cell that starts a merge of two
 * rows and three columns, . for what lies under one, and # before numbers.
 */
static inline char *book_rows(struct jx_arena *arena, const struct jx_book *book, size_t index, char end) {
    size_t room = 64, used = 0;
    assert_true(index < book->sheet_count);
    const struct jx_sheet *sheet = book->sheets[index];
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        room += 2;
        for (uint32_t column = 0; column < sheet->rows[row].count; column++)
            room += sheet->rows[row].cells[column].length + 32;
    }
    char *text = jx_arena_alloc(arena, room);
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            assert_int_equal(cell->length, cell->text ? strlen(cell->text) : 0);
            assert_int_equal(
                jx_text_valid((const unsigned char *)(cell->text ? cell->text : ""), cell->length),
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
        text[used++] = end;
    }
    assert_true(used < room);
    return text;
}

static inline char *book_sheet(struct jx_arena *arena, const struct jx_book *book, size_t index) {
    return book_rows(arena, book, index, '/');
}

/* The sheets with their names, a row a line, and then the codes and places of the messages. */
static inline const char *book_text(struct jx_arena *arena, const struct jx_book *book,
                                    const struct jx_diags *diags) {
    const char *text = "";
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct jx_sheet *sheet = book->sheets[i];
        text = jx_arena_format(arena, "%s==%s%s%s\n%s", text, *sheet->name ? " " : "", sheet->name,
                               sheet->hidden ? " (hidden)" : "", book_rows(arena, book, i, '\n'));
    }
    for (size_t i = 0; i < diags->count; i++) {
        char place[JX_PLACE_ROOM], code[8];
        jx_place_format(&diags->items[i].place, place);
        text = jx_arena_format(arena, "%s%s%s%s\n", text, jx_code_format(diags->items[i].code, code),
                               *place ? " " : "", place);
    }
    return text;
}

/* Whether this is what tests/data/NAME.txt says. */
static inline void book_check(const char *name, struct jx_arena *arena, const struct jx_book *book,
                              const struct jx_diags *diags) {
    size_t length;
    unsigned char *expected = book_data(name, ".txt", &length);
    const char *text = book_text(arena, book, diags);
    if (strcmp(text, (const char *)expected) != 0)
        fail_msg("read as\n%s\nand not as %s.txt says:\n%s", text, name, (const char *)expected);
    free(expected);
}

/* What stands at the head and foot of pages, each behind the one before. */
static inline const char *book_margins(struct jx_arena *arena, const struct jx_book *book) {
    const char *all = "";
    for (uint32_t i = 0; i < book->margin_count; i++) all = jx_arena_join(arena, all, book->margins[i], "/");
    return all;
}

#endif
