/* Small tables as text, read with layouts of the test's own and no plugins: a row is a line, a bar stands between cells. */
#ifndef JX_TESTS_READING_HELP_H
#define JX_TESTS_READING_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "core/form/compile.h"
#include "core/read/read.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"
#include "core/words/sense.h"

enum { MOST_LAYOUTS = 4 };

struct table_try {
    struct jx_arena *arena;
    const struct jx_compiled_layout *layouts[MOST_LAYOUTS];
    size_t layout_count;
    struct jx_diags diags;
    struct jx_document document;
    bool soft_rows;
    bool chinese;
};

__attribute__((unused)) static void try_begin(struct table_try *try) {
    *try = (struct table_try){.arena = jx_arena_new()};
    assert_non_null(try->arena);
}

__attribute__((unused)) static void try_end(struct table_try *try) {
    jx_arena_free(try->arena);
}

/* A layout of one project's table, with these rows. */
__attribute__((unused)) static void try_layout(struct table_try *try, const char *id,
                                               const struct jx_table_row *rows, const double *widths,
                                               unsigned width_count) {
    struct jx_table *table = jx_arena_alloc(try->arena, sizeof *table);
    const struct jx_table **tables = jx_arena_alloc(try->arena, 2 * sizeof *tables);
    struct jx_layout *layout = jx_arena_alloc(try->arena, sizeof *layout);
    const char *reason = NULL;
    *table = (struct jx_table){.kind = JX_KIND_PROJECT,
                               .money_unit = "元",
                               .rows = rows,
                               .widths = widths,
                               .width_count = width_count};
    tables[0] = table;
    *layout = (struct jx_layout){.abi = JX_LAYOUT_ABI,
                                 .size = sizeof *layout,
                                 .id = id,
                                 .chinese = "小表",
                                 .english = "a small form",
                                 .source = "made for tests",
                                 .tables = (const struct jx_table *const *)tables};
    assert_true(try->layout_count < MOST_LAYOUTS);
    try->layouts[try->layout_count] = jx_layout_compile(try->arena, layout, JX_LANGUAGE_ENGLISH, &reason);
    if (!try->layouts[try->layout_count++]) fail_msg("%s", reason);
}

/* One cell, the text from `at` to `end`. */
static void try_cell(struct table_try *try, struct jx_sheet *sheet, uint32_t row, uint32_t column,
                     const char *at, const char *end) {
    struct jx_cell *cell = jx_sheet_cell(try->arena, sheet, row, column);
    cell->kind = at == end ? JX_CELL_BLANK : JX_CELL_TEXT;
    cell->length = (uint32_t)(end - at);
    cell->text = at == end ? NULL : jx_arena_copy(try->arena, at, cell->length);
}

static struct jx_book *try_book(struct table_try *try, const char *at) {
    struct jx_book *book = jx_book_new(try->arena);
    struct jx_sheet *sheet = jx_book_add(book, "");
    uint32_t row = 0, column = 0;
    sheet->soft_rows = try->soft_rows;
    while (*at != '\0') {
        const char *end = at + strcspn(at, "|\n");
        try_cell(try, sheet, row, column++, at, end);
        if (*end == '\n') row++, column = 0;
        at = *end == '\0' ? end : end + 1;
    }
    return book;
}

/* Reads the table into try->document. */
static enum jx_status try_read(struct table_try *try, const char *text) {
    jx_diags_init(&try->diags, try->arena, try->chinese ? JX_LANGUAGE_CHINESE : JX_LANGUAGE_ENGLISH);
    try->document = (struct jx_document){.arena = try->arena, .file = "", .carrier = ""};
    struct jx_reading reading = {
        .arena = try->arena,
        .scratch = jx_arena_scratch(try->arena),
        .passing = jx_arena_scratch(try->arena),
        .diags = &try->diags,
        .document = &try->document,
        .layouts = try->layouts,
        .layout_count = try->layout_count,
        .lexicon = jx_words_new(try->arena),
        .recogniser = jx_recogniser_new(try->arena, try->layouts, try->layout_count),
        .repair = true,
    };
    reading.openers = jx_openers_new(try->arena, try->layouts, try->layout_count, reading.lexicon);
    return jx_book_read(&reading, try_book(try, text), &(struct jx_book_read_options){.layout = NULL});
}

/* The message with this code, or NULL. */
__attribute__((unused)) static const char *try_said(const struct table_try *try, enum jx_code code) {
    for (size_t i = 0; i < try->diags.count; i++)
        if (try->diags.items[i].code == code) return try->diags.items[i].message;
    return NULL;
}

/* What the only form read says in a field, "" if nothing. */
__attribute__((unused)) static const char *try_field(const struct table_try *try, enum jx_field field) {
    assert_int_equal(try->document.form_count, 1);
    const char *value = try->document.forms[0].fields[field].value;
    return !value ? "" : value;
}

/* What is kept under a label of the only form, NULL if nothing. */
__attribute__((unused)) static const char *try_extra(const struct table_try *try, const char *label) {
    assert_int_equal(try->document.form_count, 1);
    const struct jx_form *form = &try->document.forms[0];
    for (size_t i = 0; i < form->extra_count; i++)
        if (strcmp(form->extras[i].label, label) == 0) return form->extras[i].value;
    return NULL;
}

#endif
