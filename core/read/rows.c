#include "core/read/rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/segments.h"
#include "core/words/costs.h"

size_t jx_block_column_at(const struct jx_block *block, uint32_t column) {
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].column == column) return i;
    return SIZE_MAX;
}

/* --- cells under columns ----------------------------------------------------------------------------------------------------- */

static bool is_sign(const struct jx_seen *seen) {
    return seen->term->signs[JX_PART_POLARITY] == 0 || seen->term->signs[JX_PART_OPERATOR] == 0;
}

/* What a cell costs under a column, beyond what is usual there. A column that holds nothing of an indicator takes anything but its
 * levels, 正向 and ≥. */
static int cost_under(const struct jx_block_column *column, const struct jx_seen *seen) {
    if (column->part == JX_PART_NONE && (jx_term_is_level(seen->term) || (column->fact && is_sign(seen))))
        return JX_COST_NO_FACT;
    if (column->reach != JX_REACH_NONE || column->group) return 0;
    if (column->part == JX_PART_NONE) return !column->fact ? JX_COST_STRAY : 0;
    int cost = seen->term->signs[column->part] - column->usual;
    return cost < 0 ? 0 : cost;
}

/* 2022年10月底前 under the units, and no value: words stand for the whole target there. What it costs less than as a unit. */
static int words_for_unit(const struct jx_block *block, struct jx_seen *const *cells, size_t index) {
    const struct jx_block_column *column = &block->columns[index];
    for (size_t i = 0; i < index; i++)
        if (jx_part_is_target(block->columns[i].part) && block->columns[i].panel == column->panel && cells[i])
            return 0;
    int less = cost_under(column, cells[index]) - cells[index]->term->signs[JX_PART_TARGET];
    return column->part == JX_PART_UNIT && less > 0 ? less : 0;
}

/* The row as it stands; cells under no column are left out. */
static int place_as_it_stands(const struct jx_block *block, struct jx_seen *cells, size_t count,
                              struct jx_seen **out) {
    int cost = 0;
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        if (index == SIZE_MAX) {
            cost += cells[i].term->named ? 2 * JX_COST_MOVE : JX_COST_STRAY;
            continue;
        }
        out[index] = &cells[i];
        cost += cost_under(&block->columns[index], &cells[i]) - words_for_unit(block, out, index);
    }
    return cost;
}

/* How the cells so far go best, in order, where the last of them stands under a certain column; `before` is the column of the
 * one before it. */
struct step {
    int cost;
    uint8_t before;
};

enum { NEVER = INT_MAX / 4, NOWHERE = JX_BLOCK_COLUMNS };

/* How far the cell is from where it would stand. */
static int shift_of(const struct jx_block *block, const struct jx_seen *cell, size_t column) {
    return (int)block->columns[column].column - (int)cell->column;
}

/* What it costs to go on with another shift than before: cells move together, so that it is the change that is strange. */
static int change_cost(int from, int to) {
    return from == to ? 0 : JX_COST_MOVE + abs(to - from);
}

/* The cheapest way to put `cell` under a column, behind the one before it. */
static struct step best_step(const struct jx_block *block, const struct step *last,
                             const struct jx_seen *cells, size_t index, size_t column) {
    struct step best = {NEVER, NOWHERE};
    int shift = shift_of(block, &cells[index], column);
    if (index == 0)
        best.cost = change_cost(0, shift) - (shift != 0); /* rather the whole row than a part of it */
    for (size_t before = 0; index > 0 && before < column; before++) {
        if (last[before].cost == NEVER) continue;
        int cost = last[before].cost + change_cost(shift_of(block, &cells[index - 1], before), shift);
        if (cost < best.cost) best = (struct step){cost, (uint8_t)before};
    }
    if (best.cost != NEVER) best.cost += cost_under(&block->columns[column], &cells[index]);
    return best;
}

/* All cells in order under columns of their choice. NEVER: there is no room. */
static int place_moved(const struct jx_block *block, struct jx_seen *cells, size_t count,
                       struct jx_seen **out) {
    struct step steps[JX_BLOCK_COLUMNS][JX_BLOCK_COLUMNS];
    size_t columns = block->column_count, last = 0;
    if (count == 0 || columns == 0) return NEVER;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < columns; k++)
            steps[i][k] = best_step(block, i == 0 ? NULL : steps[i - 1], cells, i, k);
    for (size_t k = 1; k < columns; k++)
        if (steps[count - 1][k].cost < steps[count - 1][last].cost) last = k;
    int cost = steps[count - 1][last].cost;
    if (cost == NEVER) return NEVER;
    for (size_t i = count, k = last; i-- > 0; k = steps[i][k].before) out[k] = &cells[i];
    return cost;
}

struct jx_block_row jx_row_place(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count) {
    struct jx_block_row row = {.row = cells[0].row};
    row.cells = jx_arena_alloc(terms->arena, block->column_count * sizeof *row.cells);
    row.cost = place_as_it_stands(block, cells, count, row.cells);
    if (row.cost <= JX_COST_MOVE || count > block->column_count) return row;
    struct jx_seen **moved = jx_arena_alloc(terms->arena, block->column_count * sizeof *moved);
    int cost = place_moved(block, cells, count, moved);
    if (cost + JX_COST_MOVE > row.cost)
        return row; /* cells are moved only where that explains them far better */
    for (size_t i = 0; i < block->column_count; i++)
        row.moved = row.moved || (moved[i] && moved[i]->column != block->columns[i].column);
    row.cells = moved;
    row.cost = cost;
    return row;
}

struct jx_block_row jx_row_aside(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count) {
    struct jx_block_row row = {.row = cells[0].row, .label = &cells[0], .aside = true};
    row.cells = jx_arena_alloc(terms->arena, block->column_count * sizeof *row.cells);
    place_as_it_stands(block, cells + 1, count - 1, row.cells);
    return row;
}

/* --- what stands in a row ------------------------------------------------------------------------------------------------------- */

const struct jx_seen *jx_cell_under(const struct jx_block *block, const struct jx_seen *cells, size_t count,
                                    unsigned part) {
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        if (index != SIZE_MAX && block->columns[index].part == part) return &cells[i];
    }
    return NULL;
}

bool jx_cells_print_level(const struct jx_block *block, const struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
        bool slipped = cells[i].column < block->first && !block->list;
        if ((part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || slipped) && jx_term_is_level(cells[i].term))
            return true;
    }
    return false;
}

bool jx_row_prints_level(const struct jx_block *block, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    return jx_cells_print_level(block, cells, count);
}

bool jx_row_is_sure(const struct jx_block *block, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    if (count == 0) return false;
    if (jx_cells_print_level(block, cells, count)) return true;
    return cells->column >= block->first && jx_cell_under(block, cells, count, JX_PART_NAME) &&
           jx_cell_under(block, cells, count, JX_PART_TARGET);
}

bool jx_cell_labels_side(const struct jx_seen *seen) {
    const char *key = seen->term->key;
    if (strcmp(key, "绩效指标") == 0 || jx_text_width(key, strlen(key)) <= 2) return true;
    bool words = strstr(key, "指标") || jx_text_starts(key, "绩效") || jx_text_starts(key, "目标");
    return words && seen->rows > 1;
}

bool jx_cell_is_side(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *seen) {
    const char *key = seen->term->key;
    size_t index = jx_block_column_at(block, seen->column);
    const char *behind, *colon = jx_colon_find(seen->term->text, seen->term->length, &behind);
    if (jx_term_is_level(seen->term)) return false;                          /* it slipped there */
    if (colon && *behind != '\0' && !jx_text_is_blank(behind)) return false; /* 年度目标：… says something */
    if (index != SIZE_MAX && block->columns[index].word == seen->term) return true;
    if (jx_cell_labels_side(seen) || strstr(key, "指标") || strstr(key, "目标") || strstr(key, "绩效"))
        return true;
    return jx_term_label(terms, seen->term, JX_KIND_PROJECT);
}
