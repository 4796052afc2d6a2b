/*
 * Facts of projects in front of the indicators, which make a list of a block.
 */
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/read/block.h"
#include "core/read/rows.h"
#include "core/read/years.h"

/* In characters: the shortest goal. */
enum { SHORTEST_GOAL = 8 };

/* 项目 over 年度绩效指标: the word stands over what is at the side of the indicators. */
static bool heads_side(const struct jx_block *block, uint32_t column) {
    for (uint32_t row = block->head + block->depth; row < block->end; row++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, row, column);
        if (!seen) continue;
        const char *key = seen->term->key;
        return jx_text_ends(key, "指标") || jx_text_ends(key, "目标");
    }
    return false;
}

/* Several different texts stand in a column of the body. */
static bool holds_names(const struct jx_block *block, uint32_t column) {
    const struct jx_seen *first = NULL;
    for (uint32_t row = jx_block_body(block); row < block->end; row++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, row, column);
        if (!seen) continue;
        if (seen->term->number || seen->term->amount) return false;
        if (first && first->term != seen->term) return true;
        first = seen;
    }
    return false;
}

/* Nothing but sentences stands in a column of the body, and several different ones. */
static bool holds_goals(const struct jx_block *block, uint32_t column) {
    for (uint32_t row = jx_block_body(block); row < block->end; row++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, row, column);
        if (seen && seen->term->phrase.characters < SHORTEST_GOAL) return false;
    }
    return holds_names(block, column);
}

/* Nothing but amounts stands in a column of the body, and more than one. */
static bool holds_amounts(const struct jx_block *block, uint32_t column) {
    size_t count = 0;
    for (uint32_t row = jx_block_body(block); row < block->end; row++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, row, column);
        if (seen && !seen->term->amount) return false;
        count += seen ? 1 : 0;
    }
    return count > 1;
}

static const struct jx_sense project_names = {JX_SENSE_FACT, JX_FIELD_PROJECT_NAME, JX_FIELD_COUNT, 0, ""};

/* Amounts or goals of several projects stand in front of the indicators, and beside them texts under a heading that nobody
 * knows: those can only be the projects' names. NULL: it is not so, or not sure. */
static const struct jx_block_column *unknown_names(struct jx_terms *terms, const struct jx_block *block,
                                                   uint32_t last) {
    const struct jx_block_column *found = NULL;
    bool several = false;
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (column->part != JX_PART_NONE || column->column >= last || !column->word) continue;
        if (column->fact) {
            several = several ||
                      (column->fact->field == JX_FIELD_FUND_TOTAL && holds_amounts(block, column->column)) ||
                      (column->fact->field == JX_FIELD_GOAL_ANNUAL && holds_goals(block, column->column));
        } else if (!jx_term_label(terms, column->word, JX_KIND_PROJECT) &&
                   holds_names(block, column->column)) {
            if (found) return NULL;
            found = column;
        }
    }
    return several ? found : NULL;
}

/* 总体目标 beside 年度目标: what prints no word of time is the whole project's where another column is the year's. */
static void part_times(struct jx_terms *terms, struct jx_block *block) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_block_column *column = &block->columns[i];
        const struct jx_senses *senses =
            !column->fact ? NULL : jx_term_senses(terms, column->named, JX_KIND_PROJECT);
        bool marked = false;
        for (size_t k = 0; senses && k < block->column_count; k++) {
            const struct jx_block_column *other = &block->columns[k];
            marked = marked || (k != i && other->fact && other->fact->field == column->fact->field &&
                                jx_tags_year_alone(other->named->phrase.tags));
        }
        if (!marked || jx_tags_year_alone(column->named->phrase.tags)) continue;
        for (size_t k = 0; k < senses->count; k++)
            if (jx_field_is_of_period(senses->items[k].field)) column->fact = &senses->items[k];
    }
}

/* 2023年预算数 in a list of 2024. */
static bool is_of_another_year(const struct jx_block *block, const struct jx_term *word,
                               enum jx_field field) {
    int year = jx_label_year(field, word->key), own = year == 0 ? 0 : jx_rows_year(block->shape, block->head);
    return own != 0 && own != year;
}

/* Columns in front of the indicators whose headings name facts: it is a list of projects, if the project is named. */
void jx_block_find_facts(struct jx_terms *terms, struct jx_block *block) {
    bool project = false;
    uint32_t last = 0;
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].part != JX_PART_NONE) last = block->columns[i].column;
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_block_column *column = &block->columns[i];
        column->fact = NULL;
        if (column->part != JX_PART_NONE || column->column >= last || !column->named) continue;
        const struct jx_sense *sense = jx_term_label(terms, column->named, JX_KIND_PROJECT);
        if (!sense || sense->kind != JX_SENSE_FACT || sense->cost >= 30) continue;
        if (heads_side(block, column->column) || is_of_another_year(block, column->named, sense->field))
            continue;
        column->fact = sense;
        project = project || sense->field == JX_FIELD_PROJECT_NAME;
    }
    part_times(terms, block);
    if (!project && (block->named = unknown_names(terms, block, last))) {
        block->columns[block->named - block->columns].fact = &project_names;
        project = true;
    }
    block->list = project;
    for (size_t i = 0; !project && i < block->column_count; i++) block->columns[i].fact = NULL;
}
