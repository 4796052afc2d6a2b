#include "core/read/untold.h"

static size_t column_of(const struct jx_block *block, unsigned part, unsigned panel) {
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        bool shared = part == JX_PART_SCORE && column->panel == 0;
        if (column->part == part && (column->panel == panel || shared)) return i;
    }
    return SIZE_MAX;
}

/* 下限 and 上限: the next column of targets, which says the other end. */
static size_t other_end(const struct jx_block *block, size_t target) {
    for (size_t i = target + 1; i < block->column_count; i++) {
        const struct jx_block_column *one = &block->columns[target], *column = &block->columns[i];
        if (column->part != JX_PART_TARGET || column->panel != one->panel) continue;
        bool ends = one->bound != JX_OP_NONE && column->bound != JX_OP_NONE && one->bound != column->bound;
        return ends ? i : SIZE_MAX;
    }
    return SIZE_MAX;
}

static const struct jx_seen *cell_under(const struct jx_block *block, const struct jx_block_row *row,
                                        unsigned part, unsigned panel) {
    size_t column = column_of(block, part, panel);
    return column == SIZE_MAX ? NULL : row->cells[column];
}

/* Most rows say something in both columns. */
static bool both_usual(const struct jx_block *block, size_t one, size_t two) {
    size_t both = 0, rows = 0;
    for (size_t i = 0; i < block->row_count; i++) {
        struct jx_seen *const *cells = block->rows[i].cells;
        if (block->rows[i].aside || (!cells[one] && !cells[two])) continue;
        rows++;
        both += cells[one] && cells[two];
    }
    return 2 * both > rows;
}

/* One of two columns is blank in the row: where the text has no blank cells, the cell may be of either. */
static struct jx_untold one_of(const struct jx_block_row *row, size_t one, size_t two) {
    struct jx_untold none = {SIZE_MAX, SIZE_MAX};
    if (one == SIZE_MAX || two == SIZE_MAX || !row->cells[one] == !row->cells[two]) return none;
    return row->cells[one] ? (struct jx_untold){one, two} : (struct jx_untold){two, one};
}

/* 20 alone, where others have a target and a score. */
static struct jx_untold target_or_score(const struct jx_block *block, const struct jx_block_row *row,
                                        unsigned panel, size_t target) {
    size_t score = column_of(block, JX_PART_SCORE, panel);
    struct jx_untold found = one_of(row, target, score), none = {SIZE_MAX, SIZE_MAX};
    if (found.at == SIZE_MAX || !row->cells[found.at]->term->number) return none;
    if (cell_under(block, row, JX_PART_UNIT, panel) || cell_under(block, row, JX_PART_OPERATOR, panel))
        return none;
    return both_usual(block, target, score) ? found : none;
}

struct jx_untold jx_row_untold(const struct jx_reading *reading, const struct jx_block *block,
                               const struct jx_block_row *row, unsigned panel) {
    struct jx_untold none = {SIZE_MAX, SIZE_MAX};
    if (!reading->pasted || !reading->pasted->joined || !reading->pasted->guessed) return none;
    size_t target = column_of(block, JX_PART_TARGET, panel);
    if (target == SIZE_MAX || !cell_under(block, row, JX_PART_NAME, panel)) return none;
    struct jx_untold found = one_of(row, target, other_end(block, target));
    if (found.at == SIZE_MAX) found = one_of(row, target, column_of(block, JX_PART_PERIOD_TARGET, panel));
    return found.at == SIZE_MAX ? target_or_score(block, row, panel, target) : found;
}
