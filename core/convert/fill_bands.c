/*
 * The blocks of indicators of a blank as bands: the columns and rows of each panel.
 */
#include "core/convert/fill.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"

#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/read/block_rows.h"
#include "core/read/block_table.h"
#include "core/read/pairs.h"

static bool is_panelled(enum jx_part part) {
    return part < JX_PART_STANDARD || part == JX_PART_PERIOD_TARGET || part == JX_PART_OPERATOR ||
           part == JX_PART_UNIT || part == JX_PART_VALUE;
}

static int column_find(const struct jx_fill_band *band, enum jx_part part) {
    int shared = -1;
    for (size_t i = 0; i < band->count; i++) {
        if (band->columns[i].part != part) continue;
        if (band->columns[i].panel == band->panel) return (int)i;
        if (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || !is_panelled(part)) shared = (int)i;
    }
    return shared;
}

int jx_fill_column(const struct jx_fill_band *band, enum jx_part part) {
    return part > JX_PART_NONE && part < JX_PART_COUNT ? band->by_part[part] : column_find(band, part);
}

static size_t facts_count(const struct jx_block *block) {
    size_t count = 0;
    for (size_t i = 0; i < block->column_count; i++) count += block->columns[i].fact ? 1 : 0;
    return count;
}

static void column_add(struct jx_fill *fill, const struct jx_block *block, size_t index,
                       struct jx_fill_band *band) {
    const struct jx_block_column *column = &block->columns[index];
    struct jx_fill_column *own = &band->columns[band->count++];
    *own = (struct jx_fill_column){.column = column->column,
                                   .part = jx_block_part(block, column),
                                   .panel = column->panel,
                                   .year = column->of_year,
                                   .field = JX_FIELD_COUNT,
                                   .second = JX_FIELD_COUNT};
    if (jx_column_of_period(block, column)) own->of_period = (enum jx_part)column->part;
    if (!band->list || !column->fact) return;
    const struct jx_sense sense = jx_slot_sense(column->fact, column->named);
    own->field = sense.field;
    own->second = sense.second;
    /* 预算资金（元） over 财政拨款 says it of that, too */
    const char *unit =
        column->money || !column->named ? column->money : jx_unit_words(fill->arena, column->named);
    if (unit) own->unit = jx_money_unit_of(fill->arena, unit);
}

/* A row that tells people what to write where. */
static bool instructs(struct jx_fill *fill, uint32_t row) {
    size_t prompts = 0;
    if (row >= fill->at.sheet->row_count) return false;
    for (uint32_t column = 0; column < fill->at.sheet->rows[row].count; column++) {
        const struct jx_cell *cell = &fill->at.sheet->rows[row].cells[column];
        if (cell->kind == JX_CELL_COVERED || !cell->text || jx_text_is_blank(cell->text)) continue;
        const struct jx_trait *trait = jx_fill_trait(fill, row, column);
        bool hint = trait && (trait->flags & JX_TRAIT_HINT) != 0;
        enum jx_slot_state state = jx_slot_state_of(fill->arena, cell->text);
        bool marks = jx_prompt_number(fill->arena, cell->text, NULL) > 0 || strstr(cell->text, "…");
        if (marks || (!hint && state == JX_SLOT_OCCUPIED)) return false;
        prompts += hint || state == JX_SLOT_PROMPT;
    }
    return prompts >= 3;
}

/* 例：产出指标 in front of a row, 例：某某项目, or 例：… under its names: it shows how, and is no row of the form's own. How many rows
 * it has, 0: it shows nothing. A project's example is as high as the cell that says so. */
static uint32_t shows_how(const struct jx_fill *fill, const struct jx_fill_band *band, uint32_t row) {
    uint32_t rows = 0;
    for (size_t i = 0; i < band->count; i++) {
        enum jx_part part = band->columns[i].part;
        const char *text = jx_fill_text_at(fill, row, band->columns[i].column);
        bool fact = band->columns[i].field != JX_FIELD_COUNT;
        bool words = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || part == JX_PART_NAME || fact;
        if (!words || !jx_text_example(fill->arena, text)) continue;
        const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, row, band->columns[i].column);
        uint32_t high = fact && cell && cell->kind != JX_CELL_COVERED && cell->rows > 1 ? cell->rows : 1;
        if (high > rows) rows = high;
    }
    return rows;
}

/* 合计 under the name of a unit or project, first or last of a list's rows. */
static bool sums_up(const struct jx_fill *fill, const struct jx_fill_band *band, uint32_t row) {
    for (size_t i = 0; i < band->count && band->list; i++) {
        const char *text = jx_fill_text_at(fill, row, band->columns[i].column);
        if (band->columns[i].field != JX_FIELD_COUNT &&
            jx_lexicon_is(JX_WORD_TOTAL, jx_text_key(fill->arena, text, strlen(text))))
            return true;
    }
    return false;
}

/* The rows of a block in which something can stand under the names. */
static void lines_find(struct jx_fill *fill, const struct jx_block *block, struct jx_fill_band *band) {
    int name = column_find(band, JX_PART_NAME);
    uint32_t shown = 0; /* where an example ends */
    band->rows = jx_arena_alloc(fill->arena, (block->row_count + 1) * sizeof *band->rows);
    for (size_t i = 0; i < block->row_count; i++) {
        const struct jx_block_row *row = &block->rows[i];
        bool aside = row->aside || sums_up(fill, band, row->row);
        if (aside && band->list && band->row_count > 0) break; /* a total may stand first */
        bool begins = name >= 0 && jx_shape_at(block->shape, row->row, band->columns[name].column);
        bool first = band->row_count == 0 && !band->turned;
        uint32_t example = first && !aside && begins ? shows_how(fill, band, row->row) : 0;
        if (example > 0) shown = row->row + example;
        if (example > 0 || (first && !aside && begins && instructs(fill, row->row)))
            band->instructing = row->row;
        if (aside || !begins || row->row < shown || (first && band->instructing == row->row)) continue;
        band->rows[band->row_count++] = row->row;
    }
}

/* 指标方向 heads operators in some forms and 正向, 反向 in others: the entries to choose from say which. */
static void column_by_list(const struct jx_fill *fill, struct jx_fill_band *band, size_t index) {
    struct jx_fill_column *column = &band->columns[index];
    const struct jx_survey *survey = &fill->blank->survey;
    size_t operators = 0, polarities = 0;
    if (band->turned || band->row_count == 0) return;
    if (column->part != JX_PART_OPERATOR && column->part != JX_PART_POLARITY) return;
    const struct jx_trait *trait = jx_fill_trait(fill, band->rows[0], column->column);
    const struct jx_choices *choices =
        !trait || trait->choices == 0 ? NULL : &survey->choices[trait->choices - 1];
    for (uint32_t i = 0; choices && i < choices->count; i++) {
        operators += jx_operator_parse(fill->arena, choices->items[i]) != JX_OP_NONE;
        polarities += jx_polarity_parse(fill->arena, choices->items[i]) != JX_POLARITY_NONE;
    }
    enum jx_part part = operators > polarities ? JX_PART_OPERATOR : JX_PART_POLARITY;
    if (operators != polarities && column_find(band, part) < 0) column->part = part;
}

struct jx_fill_band *jx_fill_bands(struct jx_fill *fill, size_t *count) {
    size_t most = 0;
    for (size_t i = 0; i < fill->at.map->block_count; i++) most += fill->at.map->blocks[i].panels;
    struct jx_fill_band *bands = jx_arena_alloc(fill->arena, (most + 1) * sizeof *bands);
    *count = 0;
    for (size_t i = 0; i < fill->at.map->block_count; i++) {
        const struct jx_block *block = &fill->at.map->blocks[i];
        uint32_t above = i == 0 ? 0 : fill->at.map->blocks[i - 1].stop;
        for (unsigned panel = 0; panel < block->panels; panel++) {
            struct jx_fill_band *band = &bands[*count];
            *band = (struct jx_fill_band){.panel = panel, .turned = fill->at.map->turned};
            band->period = jx_block_of_period(block, above) || jx_panel_of_period(block, panel);
            band->list = block->list && facts_count(block) > 1;
            for (size_t c = 0; c < block->column_count; c++) column_add(fill, block, c, band);
            bool year = column_find(band, JX_PART_TARGET) >= 0 || column_find(band, JX_PART_VALUE) >= 0;
            band->period = band->period || (!year && column_find(band, JX_PART_PERIOD_TARGET) >= 0);
            lines_find(fill, block, band);
            for (size_t c = 0; c < band->count; c++) column_by_list(fill, band, c);
            *count += band->row_count > 0;
        }
    }
    for (size_t i = 0; i < *count; i++) {
        bands[i].alone = *count == 1;
        for (int part = 0; part < JX_PART_COUNT; part++)
            bands[i].by_part[part] = column_find(&bands[i], (enum jx_part)part);
    }
    return bands;
}
