#include "core/read/block_table.h"

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/read/doubts.h"
#include "core/words/lexicon.h"

struct made {
    struct jx_compiled_table table;
    struct jx_table source;
    struct jx_layout layout;
    struct jx_column columns[JX_BLOCK_COLUMNS + 1];
    struct jx_compiled_column band[JX_BLOCK_COLUMNS + 1];
};

/* The pattern of a project's fact: {project_name}, {unit_name}-{unit_code}. */
static const struct jx_pattern *fact_pattern(struct jx_reading *reading, const struct jx_sense *sense) {
    const char *reason, *key = jx_field_key(sense->field);
    const char *text = sense->second == JX_FIELD_COUNT
                           ? jx_arena_format(reading->arena, "{%s}", key)
                           : jx_arena_format(reading->arena, "{%s}-{%s}", key, jx_field_key(sense->second));
    return jx_pattern_parse(reading->arena, text, &reason);
}

bool jx_block_has_part(const struct jx_block *block, unsigned part, unsigned panel) {
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].part == part && block->columns[i].panel == panel) return true;
    return false;
}

bool jx_column_of_period(const struct jx_block *block, const struct jx_block_column *column) {
    bool sign = column->part == JX_PART_OPERATOR || column->part == JX_PART_UNIT;
    return sign && column->period && jx_block_has_part(block, JX_PART_PERIOD_TARGET, column->panel);
}

/* A column of operators or units that may be those of the year's target. */
static bool has_sign(const struct jx_block *block, unsigned part, unsigned panel) {
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (column->part == part && column->panel == panel && !jx_column_of_period(block, column))
            return true;
    }
    return false;
}

enum jx_part jx_block_part(const struct jx_block *block, const struct jx_block_column *column) {
    if (column->part == JX_HEAD_ORDINAL || jx_column_of_period(block, column)) return JX_PART_NONE;
    bool split =
        has_sign(block, JX_PART_OPERATOR, column->panel) || has_sign(block, JX_PART_UNIT, column->panel);
    return column->part == JX_PART_TARGET && split ? JX_PART_VALUE : (enum jx_part)column->part;
}

static void make_column(struct jx_reading *reading, const struct jx_block *block, size_t index,
                        struct made *made) {
    const struct jx_block_column *column = &block->columns[index];
    struct jx_column *source = &made->columns[index];
    struct jx_compiled_column *compiled = &made->band[index];
    const struct jx_term *word = column->word;
    *source = (struct jx_column){
        .heading = !word ? "" : jx_text_phrase(reading->arena, word->text, word->length),
        .part = jx_block_part(block, column),
        .panel = column->panel,
        .look = JX_LOOK_CENTRE,
    };
    *compiled =
        (struct jx_compiled_column){.column = source, .first = column->column, .last = column->column};
    if (source->part != JX_PART_NONE) {
        if (made->table.part_column[source->part] < 0) made->table.part_column[source->part] = (int)index;
    } else if (block->list && column->fact && !jx_doubt_column(reading, block, column)) {
        compiled->fact = fact_pattern(reading, column->fact);
        compiled->unit = column->money;
    } else {
        compiled->extra = column->part != JX_HEAD_ORDINAL && !jx_column_of_period(block, column);
        compiled->signs = column->part == JX_PART_NONE && column->heading == JX_PART_OPERATOR;
    }
}

const struct jx_compiled_table *jx_block_table(struct jx_reading *reading, const struct jx_block *block,
                                               enum jx_kind kind) {
    struct made *made = jx_arena_alloc(reading->arena, sizeof *made);
    made->layout = (struct jx_layout){.id = JX_LAYOUT_GENERIC, .chinese = "通用", .english = "generic"};
    made->source = (struct jx_table){.kind = kind, .money_unit = "万元"};
    made->table = (struct jx_compiled_table){
        .table = &made->source,
        .layout = &made->layout,
        .title = reading->lexicon->title,
        .band = made->band,
        .band_count = block->column_count,
        .list = block->list,
        .panels = block->panels,
        .prints_unit = true,
    };
    for (size_t i = 0; i < JX_PART_COUNT; i++) made->table.part_column[i] = -1;
    for (size_t i = 0; i < block->column_count; i++) make_column(reading, block, i, made);
    return &made->table;
}

size_t jx_block_group_column(const struct jx_block *block, unsigned panel) {
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].group && block->columns[i].panel == panel) return i;
    return SIZE_MAX;
}
