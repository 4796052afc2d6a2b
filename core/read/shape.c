#include "core/read/shape.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/money.h"

struct jx_spot jx_seen_spot(const struct jx_seen *seen) {
    return (struct jx_spot){seen->cell, seen->sheet_row, seen->sheet_column, NULL};
}

struct jx_seen *jx_shape_at(const struct jx_shape *shape, uint32_t row, uint32_t column) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cells[middle].column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && cells[low].column == column ? &cells[low] : NULL;
}

void jx_shape_index(struct jx_arena *arena, struct jx_shape *shape) {
    for (size_t i = 0; i < shape->count; i++) {
        const struct jx_seen *seen = &shape->cells[i];
        if (seen->row + 1 > shape->rows) shape->rows = seen->row + 1;
        if (seen->column + seen->columns > shape->columns) shape->columns = seen->column + seen->columns;
    }
    shape->year = jx_arena_alloc(arena, sizeof *shape->year);
    shape->year->from = 1; /* of none yet */
    shape->starts = jx_arena_alloc(arena, ((size_t)shape->rows + 2) * sizeof *shape->starts);
    for (size_t i = 0; i < shape->count; i++) shape->starts[shape->cells[i].row + 1]++;
    for (uint32_t row = 0; row < shape->rows; row++) shape->starts[row + 1] += shape->starts[row];
}

static size_t count_cells(const struct jx_reading *reading, uint32_t first, uint32_t end) {
    size_t count = 0;
    for (uint32_t row = first; row < end; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++)
            count += jx_reading_cell(reading, row, column) ? 1 : 0;
    return count;
}

struct jx_shape *jx_shape_of_rows(struct jx_reading *reading, struct jx_terms *terms, uint32_t first,
                                  uint32_t end) {
    struct jx_shape *shape = jx_arena_alloc(terms->arena, sizeof *shape);
    shape->cells =
        jx_arena_alloc(terms->arena, (count_cells(reading, first, end) + 1) * sizeof *shape->cells);
    for (uint32_t row = first; row < end; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++) {
            struct jx_cell *cell = jx_reading_cell(reading, row, column);
            if (!cell || cell->claim != JX_CLAIM_NONE) continue;
            shape->cells[shape->count++] = (struct jx_seen){
                .cell = cell,
                .term = jx_term_of(terms, cell->text, cell->length),
                .row = row,
                .column = column,
                .rows = cell->rows == 0 ? 1 : cell->rows,
                .columns = cell->columns == 0 ? 1 : cell->columns,
                .sheet_row = row,
                .sheet_column = column,
            };
        }
    jx_shape_index(terms->arena, shape);
    return shape;
}

static int by_place(const void *a, const void *b) {
    const struct jx_seen *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

void jx_shape_sort(struct jx_arena *arena, struct jx_shape *shape) {
    qsort(shape->cells, shape->count, sizeof *shape->cells, by_place);
    jx_shape_index(arena, shape);
}

struct jx_seen *jx_shape_put(struct jx_shape_making *making, const struct jx_seen *seen, uint32_t row,
                             uint32_t column) {
    struct jx_shape *shape = making->shape;
    shape->cells =
        jx_arena_grow(making->arena, shape->cells, shape->count, &making->capacity, sizeof *shape->cells);
    struct jx_seen *copy = &shape->cells[shape->count++];
    *copy = *seen;
    copy->row = row;
    copy->column = column;
    return copy;
}

void jx_shape_put_heading(struct jx_shape_making *making, struct jx_terms *terms,
                          const struct jx_seen *beside, const char *words, uint32_t row, uint32_t column) {
    struct jx_cell *cell = jx_arena_alloc(making->arena, sizeof *cell);
    cell->text = jx_arena_string(making->arena, words);
    cell->length = (uint32_t)strlen(words);
    struct jx_seen heading = *beside;
    heading.cell = cell;
    heading.term = jx_term_of(terms, cell->text, cell->length);
    heading.rows = heading.columns = 1;
    jx_shape_put(making, &heading, row, column);
}

struct jx_shape *jx_shape_turn(struct jx_arena *arena, const struct jx_shape *shape) {
    struct jx_shape *turned = jx_arena_alloc(arena, sizeof *turned);
    turned->turned = true;
    turned->count = shape->count;
    turned->cells = jx_arena_alloc(arena, (shape->count + 1) * sizeof *turned->cells);
    for (size_t i = 0; i < shape->count; i++) {
        const struct jx_seen *seen = &shape->cells[i];
        turned->cells[i] = *seen;
        turned->cells[i].row = seen->column;
        turned->cells[i].column = seen->row;
        turned->cells[i].rows = seen->columns;
        turned->cells[i].columns = seen->rows;
    }
    jx_shape_sort(arena, turned);
    return turned;
}

bool jx_seen_ends_in_colon(const struct jx_seen *seen) {
    return jx_text_ends_in_colon(seen->cell->text);
}

bool jx_seen_says_unit(const struct jx_seen *seen) {
    return seen->term->colon && jx_money_is_unit(seen->term->key);
}
