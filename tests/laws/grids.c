#include "tests/laws/grids.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/session.h"
#include "core/read/read.h"

/* --- texts ------------------------------------------------------------------------------------------------------------ */

/* One cell from `at` on; what follows its separator. Quoted cells are those of CSV. */
static const char *take_cell(struct grid *grid, struct jx_arena *arena, const char *at, const char *end,
                             const char **text) {
    char *out = jx_arena_alloc(arena, (size_t)(end - at) + 1), *next = out;
    bool csv = grid->separator != '\t', quoted = csv && at < end && *at == '"';
    if (quoted) at++;
    while (at < end) {
        if (quoted && *at == '"') {
            at++;
            if (at == end || *at != '"') {
                quoted = false;
                continue;
            }
        } else if (!quoted && (*at == grid->separator || *at == '\n' || *at == '\r')) {
            break;
        }
        *next++ = *at++;
    }
    *next = '\0';
    *text = out;
    return at;
}

static bool take_apart(struct grid *grid, struct jx_arena *arena, const char *at, const char *end) {
    if (end - at >= 3 && !memcmp(at, "\xEF\xBB\xBF", 3)) at += 3;
    while (at < end) {
        if (grid->rows == MOST_ROWS) return false;
        size_t row = grid->rows++;
        for (;;) {
            if (grid->widths[row] == MOST_CELLS) return false;
            at = take_cell(grid, arena, at, end, &grid->cells[row][grid->widths[row]++]);
            if (at == end || *at != grid->separator) break;
            at++;
        }
        if (at < end && *at == '\r') at++;
        if (at < end && *at == '\n') at++;
    }
    return grid->rows > 0;
}

static const char *put_cell(const struct grid *grid, struct jx_arena *arena, const char *text) {
    if (grid->separator == '\t' || grid->separator == '\0' || !strpbrk(text, ",;\"\n\r")) return text;
    char *out = jx_arena_alloc(arena, 2 * strlen(text) + 3), *next = out;
    *next++ = '"';
    for (; *text; text++) {
        if (*text == '"') *next++ = '"';
        *next++ = *text;
    }
    *next++ = '"';
    *next = '\0';
    return out;
}

/* The table as a file; to be freed. */
static char *put_together(const struct grid *grid, struct jx_arena *arena, size_t *length) {
    char *bytes = NULL;
    FILE *file = open_memstream(&bytes, length);
    if (!file) return NULL;
    for (size_t row = 0; row < grid->rows; row++) {
        for (size_t i = 0; i < grid->widths[row]; i++)
            fprintf(file, "%s%s", i ? (char[]){grid->separator == '\0' ? '|' : grid->separator, '\0'} : "",
                    put_cell(grid, arena, grid->cells[row][i]));
        fputc('\n', file);
    }
    fclose(file);
    return bytes;
}

bool grid_of_text(struct grid *grid, struct jx_arena *arena, const struct jx_source *source) {
    const char *ending = strrchr(source->name, '.'), *bytes = source->bytes;
    if (!ending || (strcmp(ending, ".csv") && strcmp(ending, ".txt"))) return false;
    if (jx_text_valid(source->bytes, source->length) < source->length) return false;
    grid->separator = strcmp(ending, ".csv") ? '\t' : ',';
    if (grid->separator == ',') {
        const char *end = memchr(bytes, '\n', source->length);
        if (end && memchr(bytes, ';', (size_t)(end - bytes))) grid->separator = ';';
    }
    return take_apart(grid, arena, bytes, bytes + source->length);
}

/* --- workbooks -------------------------------------------------------------------------------------------------------- */

static bool take_sheet(struct grid *grid, struct jx_arena *arena, const struct jx_sheet *sheet) {
    if (sheet->row_count > MOST_ROWS || sheet->merge_count > MOST_MERGES || sheet->soft_rows) return false;
    grid->rows = sheet->row_count;
    grid->sheet = jx_arena_string(arena, sheet->name);
    for (size_t row = 0; row < grid->rows; row++) {
        if (sheet->rows[row].count > MOST_CELLS) return false;
        grid->widths[row] = sheet->rows[row].count;
        for (size_t i = 0; i < grid->widths[row]; i++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[i];
            bool text = cell->text && cell->kind != JX_CELL_COVERED;
            if (cell->hidden) return false; /* a table that is changed shows all that it holds */
            grid->cells[row][i] = text ? jx_arena_copy(arena, cell->text, cell->length) : "";
        }
    }
    grid->merge_count = sheet->merge_count;
    if (sheet->merge_count) memcpy(grid->merges, sheet->merges, sheet->merge_count * sizeof *sheet->merges);
    return grid->rows > 0;
}

bool grid_of_book(struct grid *grid, struct jx_arena *arena, struct jx_library *library,
                  const struct jx_source *source) {
    const char *ending = strrchr(source->name, '.');
    if (!ending || strcmp(ending, ".xlsx")) return false;
    struct jx_document *document = jx_document_new(source->name);
    struct jx_diags diags;
    if (!document) return false;
    jx_diags_init(&diags, document->arena, JX_LANGUAGE_ENGLISH);
    struct jx_book *book =
        jx_source_open(library, document, &diags, source, &(struct jx_read_options){.layout = NULL});
    bool taken = book && book->sheet_count == 1 && take_sheet(grid, arena, book->sheets[0]);
    jx_document_free(document);
    return taken;
}

static struct jx_book *make_book(const struct grid *grid, struct jx_arena *arena) {
    struct jx_book *book = jx_book_new(arena);
    struct jx_sheet *sheet = jx_book_add(book, grid->sheet);
    for (uint32_t row = 0; row < grid->rows; row++)
        for (uint32_t i = 0; i < grid->widths[row]; i++) {
            struct jx_cell *cell = jx_sheet_cell(arena, sheet, row, i);
            if (!*grid->cells[row][i]) continue;
            cell->text = grid->cells[row][i];
            cell->length = (uint32_t)strlen(cell->text);
            cell->kind = JX_CELL_TEXT;
        }
    for (size_t i = 0; i < grid->merge_count; i++) jx_sheet_merge(arena, sheet, &grid->merges[i]);
    return book;
}

/* A book is read as one is behind the carrier: a carrier's writing is tried elsewhere. */
static enum jx_status read_book(const struct grid *grid, struct jx_library *library, const char *name,
                                struct jx_document **result) {
    struct jx_document *document = *result = jx_document_new(name);
    struct jx_diags diags;
    if (!document) return JX_FATAL;
    jx_diags_init(&diags, document->arena, JX_LANGUAGE_ENGLISH);
    struct jx_read_options options = {.layout = NULL};
    struct jx_reading reading = jx_reading_begin(library, document, &diags, &options);
    enum jx_status status = jx_book_read(&reading, make_book(grid, document->arena),
                                         &(struct jx_book_read_options){.layout = NULL});
    document->diags = diags.items;
    document->diag_count = diags.count;
    return status >= JX_FAIL ? status : diags.worst == JX_NOTE ? JX_OK : JX_WARN;
}

enum jx_status grid_read(struct grid *grid, struct jx_arena *arena, struct jx_library *library,
                         const char *name, struct jx_document **document, char **bytes) {
    size_t length;
    *bytes = put_together(grid, arena, &length);
    struct jx_source source = {.name = name, .bytes = *bytes, .length = length};
    if (grid->separator == '\0') return read_book(grid, library, name, document);
    return jx_read(library, &source, NULL, document);
}

/* --- merges ----------------------------------------------------------------------------------------------------------- */

bool grid_open_row(struct grid *grid, size_t row) {
    if (grid->rows == MOST_ROWS) return false;
    memmove(grid->cells + row + 1, grid->cells + row, (grid->rows - row) * sizeof *grid->cells);
    memmove(grid->widths + row + 1, grid->widths + row, (grid->rows - row) * sizeof *grid->widths);
    grid->widths[row] = 0;
    grid->rows++;
    for (size_t i = 0; i < grid->merge_count; i++) {
        struct jx_merge *merge = &grid->merges[i];
        if (merge->row >= row)
            merge->row++;
        else if (merge->row + merge->rows > row)
            merge->rows++;
    }
    return true;
}

void grid_open_column(struct grid *grid, size_t column) {
    for (size_t row = 0; row < grid->rows; row++) {
        const char **cells = grid->cells[row];
        if (column >= grid->widths[row]) continue;
        memmove(cells + column + 1, cells + column, (grid->widths[row] - column) * sizeof *cells);
        cells[column] = "";
        grid->widths[row]++;
    }
    for (size_t i = 0; i < grid->merge_count; i++) {
        struct jx_merge *merge = &grid->merges[i];
        if (merge->column >= column)
            merge->column++;
        else if (merge->column + merge->columns > column)
            merge->columns++;
    }
}

void grid_copy_row_merges(struct grid *grid, size_t row) {
    size_t count = grid->merge_count;
    for (size_t i = 0; i < count; i++) {
        struct jx_merge merge = grid->merges[i];
        bool crosses = merge.row <= row && merge.row + merge.rows > row + 1;
        for (size_t column = merge.column; crosses && column < merge.column + merge.columns; column++)
            if (column < grid->widths[row + 1]) grid->cells[row + 1][column] = "";
        if (merge.row != row || merge.rows != 1 || grid->merge_count == MOST_MERGES) continue;
        merge.row++;
        grid->merges[grid->merge_count++] = merge;
    }
}

bool grid_row_is_crossed(const struct grid *grid, size_t row) {
    for (size_t i = 0; i < grid->merge_count; i++)
        if (grid->merges[i].row < row && grid->merges[i].row + grid->merges[i].rows > row) return true;
    return false;
}

static size_t moved_to(size_t column, size_t from, size_t to) {
    if (column == from) return to;
    if (from < to) return column > from && column <= to ? column - 1 : column;
    return column >= to && column < from ? column + 1 : column;
}

bool grid_move_column_merges(struct grid *grid, size_t first, size_t end, size_t from, size_t to) {
    for (int doing = 0; doing < 2; doing++)
        for (size_t i = 0; i < grid->merge_count; i++) {
            struct jx_merge *merge = &grid->merges[i];
            if (merge->row + merge->rows <= first || merge->row >= end) continue;
            bool inside = merge->row >= first && merge->row + merge->rows <= end;
            if (!inside || merge->columns > 1) return false;
            if (doing) merge->column = (uint32_t)moved_to(merge->column, from, to);
        }
    return true;
}
