#include "core/read/reach.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/model/period.h"
#include "core/model/vocabulary.h"

/* The nearest column at the left that is no dash. */
static const struct jx_block_column *left_of(const struct jx_block *block,
                                             const struct jx_block_column *column) {
    while (column-- > block->columns)
        if (column->reach != JX_REACH_DASH) return column;
    return NULL;
}

/* Nothing but dashes, under one or under nothing. */
static bool holds_dashes(const struct jx_block_column *column, const struct jx_block_column *left,
                         const struct jx_column_values *values) {
    bool headed = column->word && column->word != left->word;
    if (headed && !jx_is_dash(column->word->key)) return false;
    for (size_t i = 0; i < values->count; i++)
        if (!jx_is_dash(values->terms[i]->key)) return false;
    return values->count > 0 || (headed && column->word->heading.part != JX_HEAD_REACH);
}

enum jx_reach jx_column_reach(const struct jx_block *block, struct jx_block_column *column,
                              const struct jx_column_values *values) {
    const struct jx_block_column *left = left_of(block, column);
    if (!left || !jx_part_is_target(left->heading) || left->reach != JX_REACH_NONE) return JX_REACH_NONE;
    if (holds_dashes(column, left, values)) return JX_REACH_DASH;
    bool headed = column->word && column->word != left->word;
    bool behind = column > block->columns && column[-1].reach == JX_REACH_DASH;
    if (headed ? column->word->heading.part != JX_HEAD_REACH : !behind) return JX_REACH_NONE;
    column->of = (size_t)(left - block->columns);
    return JX_REACH_END;
}

void jx_columns_reach(struct jx_block *block) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_block_column *column = &block->columns[i];
        bool headed = column->word && column->word->heading.part == JX_HEAD_REACH;
        if (column->reach == JX_REACH_DASH || (column->reach == JX_REACH_NONE && !headed)) continue;
        const struct jx_block_column *left = left_of(block, column);
        column->reach = left && jx_part_is_target(left->part) ? JX_REACH_END : JX_REACH_NONE;
        if (column->reach == JX_REACH_END) column->of = (size_t)(left - block->columns);
    }
}

/* A number, or words, without an operator of its own: ≥3 reaches to nowhere. */
static bool may_reach(struct jx_arena *arena, const struct jx_seen *seen) {
    return seen && !jx_text_placeholder(arena, seen->cell->text) &&
           !jx_begins_with_operator(arena, seen->cell->text);
}

/* 下限 and 上限 side by side, and no third column of targets; which of them says the lower end. */
static bool are_bounds(const struct jx_block *block, unsigned panel, struct jx_row_reach *reach) {
    *reach = (struct jx_row_reach){SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (column->part != JX_PART_TARGET || column->panel != panel) continue;
        size_t *side = column->bound == JX_OP_GE   ? &reach->begin
                       : column->bound == JX_OP_LE ? &reach->end
                                                   : NULL;
        if (!side || *side != SIZE_MAX) return false;
        *side = i;
    }
    return reach->begin != SIZE_MAX && reach->end != SIZE_MAX;
}

static bool find_end(const struct jx_block *block, unsigned panel, unsigned part,
                     struct jx_row_reach *reach) {
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (column->reach != JX_REACH_END || block->columns[column->of].part != part) continue;
        if (block->columns[column->of].panel != panel) continue;
        *reach = (struct jx_row_reach){column->of, i};
        return true;
    }
    return false;
}

struct jx_row_reach jx_row_reach(struct jx_arena *arena, const struct jx_block *block,
                                 const struct jx_block_row *row, unsigned panel, bool period) {
    struct jx_row_reach reach, none = {SIZE_MAX, SIZE_MAX};
    unsigned part = period ? JX_PART_PERIOD_TARGET : JX_PART_TARGET;
    bool found = find_end(block, panel, part, &reach) || (!period && are_bounds(block, panel, &reach));
    if (!found || !may_reach(arena, row->cells[reach.begin]) || !may_reach(arena, row->cells[reach.end]))
        return none;
    const char *begin = row->cells[reach.begin]->term->key, *end = row->cells[reach.end]->term->key;
    if (!strpbrk(begin, "0123456789") != !strpbrk(end, "0123456789")) return none; /* 90 | 天 */
    bool same = row->cells[reach.begin]->term == row->cells[reach.end]->term;
    return same && block->columns[reach.end].reach == JX_REACH_NONE ? none
                                                                    : reach; /* 下限 is 上限: that it is */
}
