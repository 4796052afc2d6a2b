#include "core/read/block_told.h"

#include "core/base/text.h"
#include "core/read/block_table.h"
#include "core/read/rows.h"
#include "core/read/years.h"

/* Which of two targets is in force, told once for the table. */
static void tell_adjusted(struct jx_reading *reading, const struct jx_block *block) {
    const struct jx_term *initial = block->initial == SIZE_MAX ? NULL : block->columns[block->initial].word;
    size_t count;
    if (!block->adjusted || !initial) return;
    struct jx_spot spot = jx_seen_spot(jx_shape_row(block->shape, block->head, &count));
    struct jx_place at = jx_spot_place(reading, &spot);
    JX_DIAG(reading->diags, JX_MSG_TARGETS_ADJUSTED, &at,
            jx_text_phrase(reading->arena, block->adjusted->text, block->adjusted->length),
            jx_text_phrase(reading->arena, initial->text, initial->length));
}

/* 总目标 | 年度目标 in the first row of the body, where nothing says over which columns: the words, "" where there are none. */
static const char *times_below(struct jx_reading *reading, const struct jx_block *block) {
    const char *words = "";
    size_t count = 0;
    const struct jx_seen *cells =
        block->row_count == 0 ? NULL : jx_shape_row(block->shape, block->rows[0].row, &count);
    for (size_t i = 0; i < count; i++) {
        if (!jx_term_says_time(cells[i].term)) return "";
        words = jx_arena_format(reading->arena, "%s%s%s", words, i == 0 ? "" : "、",
                                jx_text_phrase(reading->arena, cells[i].term->text, cells[i].term->length));
    }
    return count > 1 ? words : "";
}

/* Columns that head targets, too, and are not used: which of them is meant, the form's readers must say. */
static void tell_beside(struct jx_reading *reading, const struct jx_block *block, unsigned panel) {
    const struct jx_block_column *target = NULL;
    const char *others = times_below(reading, block);
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (column->panel != panel || !column->word) continue;
        if (jx_part_is_target(column->part) && (!target || target->part != JX_PART_TARGET)) target = column;
        if (!column->spare || column->fact) continue;
        others = jx_arena_format(reading->arena, "%s%s%s", others, *others == '\0' ? "" : "、",
                                 jx_text_phrase(reading->arena, column->word->text, column->word->length));
    }
    size_t count;
    if (!target || *others == '\0') return;
    struct jx_spot spot = jx_seen_spot(jx_shape_row(block->shape, block->head, &count));
    struct jx_place at = jx_spot_place(reading, &spot);
    JX_DIAG(reading->diags, JX_MSG_TARGETS_BESIDE, &at,
            jx_text_phrase(reading->arena, target->word->text, target->word->length), others);
}

/* Four levels, of which the model has three: which of them names the indicators. */
static void tell_groups(struct jx_reading *reading, const struct jx_block *block) {
    size_t group = jx_block_group_column(block, 0);
    const struct jx_term *name = NULL, *third = group == SIZE_MAX ? NULL : block->columns[group].word;
    for (size_t i = 0; third && i < block->column_count; i++)
        if (block->columns[i].part == JX_PART_NAME && block->columns[i].panel == 0)
            name = block->columns[i].word;
    if (!name) return;
    struct jx_spot spot = {.row = block->head, .column = block->columns[group].column};
    struct jx_place at = jx_spot_place(reading, &spot);
    JX_DIAG(reading->diags, JX_MSG_LEVELS_FOUR, &at, jx_text_phrase(reading->arena, name->text, name->length),
            jx_text_phrase(reading->arena, third->text, third->length));
}

/* 2023年指标值 in a form of 2024: nothing else heads targets, but are they this year's? */
static void tell_year(struct jx_reading *reading, const struct jx_block *block, const struct jx_form *form) {
    const char *said = form->fields[JX_FIELD_YEAR].value;
    int year = said ? jx_key_year(jx_arena_format(reading->passing, "%s年", said))
                    : jx_rows_year(block->shape, block->head);
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (column->part != JX_PART_TARGET || !column->word) continue;
        if (year == 0 || column->of_year == 0 || column->of_year == year) continue;
        struct jx_spot spot = {.row = block->head, .column = column->column};
        struct jx_place at = jx_spot_place(reading, &spot);
        JX_DIAG(reading->diags, JX_MSG_TARGETS_OF_YEAR, &at,
                jx_text_phrase(reading->arena, column->word->text, column->word->length),
                jx_arena_format(reading->arena, "%d", year));
        return;
    }
}

/* Only its values say that a column holds the targets: 规模, 合计 beside towns. Years that are headings alone say whose they are. */
static bool is_guessed(const struct jx_block_column *column) {
    return column->part == JX_PART_TARGET && !jx_part_is_target(column->heading) && column->word;
}

static void tell_guessed(struct jx_reading *reading, const struct jx_block *block) {
    const struct jx_block_column *guessed = NULL;
    size_t targets = 0; /* several beside one another are told at each row where they differ */
    for (size_t i = 0; i < block->column_count; i++) {
        targets += block->columns[i].part == JX_PART_TARGET;
        if (is_guessed(&block->columns[i])) guessed = &block->columns[i];
    }
    if (!guessed || targets > block->panels) return;
    struct jx_spot spot = {.row = block->head, .column = guessed->column};
    struct jx_place at = jx_spot_place(reading, &spot);
    JX_DIAG(reading->diags, JX_MSG_TARGETS_GUESSED, &at,
            jx_text_phrase(reading->arena, guessed->word->text, guessed->word->length));
}

/* Why each column was taken for what it is. */
static void keep_reasons(struct jx_reading *reading, const struct jx_block *block,
                         const struct jx_compiled_table *table) {
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        enum jx_part part = table->band[i].column->part;
        if (part == JX_PART_NONE) continue;
        struct jx_spot spot = {.row = block->head, .column = column->column};
        struct jx_reason reason = {
            .field = JX_FIELD_COUNT,
            .part = part,
            .label = table->band[i].column->heading,
            .label_at = jx_spot_place(reading, &spot),
            .why = column->heading == column->part ? "" : NULL,
            .cost = column->cost,
            .margin = column->next - column->cost,
        };
        if (column->second > JX_PART_NONE && column->second < JX_PART_COUNT)
            reason.other = jx_part_name((enum jx_part)column->second, reading->diags->language);
        jx_reason_add(reading, reason);
    }
}

void jx_block_tell(struct jx_reading *reading, const struct jx_block *block,
                   const struct jx_compiled_table *table, const struct jx_form *form) {
    keep_reasons(reading, block, table);
    tell_adjusted(reading, block);
    tell_year(reading, block, form);
    tell_guessed(reading, block);
    tell_groups(reading, block);
    for (unsigned panel = 0; panel < block->panels; panel++) tell_beside(reading, block, panel);
}
