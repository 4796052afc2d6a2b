#include "core/read/rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/facts.h"
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

/* --- feet ------------------------------------------------------------------------------------------------------------------------- */

/* 绩效指标, 年度指标, 绩 | 效 | 指 | 标: what stands at the side of a block. */
static bool is_side_label(const struct jx_seen *seen) {
    const char *key = seen->term->key;
    if (strcmp(key, "绩效指标") == 0 || jx_text_width(key, strlen(key)) <= 2) return true;
    bool words = strstr(key, "指标") || jx_text_starts(key, "绩效") || jx_text_starts(key, "目标");
    return words && seen->rows > 1;
}

static const struct jx_seen *first_under(const struct jx_block *block, const struct jx_seen *cells,
                                         size_t count, unsigned part) {
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        if (index != SIZE_MAX && block->columns[index].part == part) return &cells[i];
    }
    return NULL;
}

/* The row's name; in a row that prints something of its own a cell that only waits for one is none. */
static const struct jx_seen *name_of(const struct jx_block *block, const struct jx_seen *cells,
                                     size_t count) {
    const struct jx_seen *name = first_under(block, cells, count, JX_PART_NAME);
    bool waits = name && name->term->stands == JX_TERM_OPEN;
    return waits && cells[0].term->stands != JX_TERM_OPEN ? NULL : name;
}

/* Whether a level's name stands under a column of levels, or slipped to their left. */
static bool prints_level(const struct jx_block *block, const struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
        bool slipped = cells[i].column < block->first && !block->list;
        if ((part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || slipped) && jx_term_is_level(cells[i].term))
            return true;
    }
    return false;
}

/* What the cells under columns of levels cost there, by half. */
static int level_cost(const struct jx_block *block, const struct jx_seen *cells, size_t count) {
    int cost = 0;
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
        if (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2) cost += cells[i].term->signs[part];
    }
    return cost / 2;
}

/* What the row costs as a row of indicators. */
static int cost_as_row(const struct jx_block *block, const struct jx_seen *cells, size_t count,
                       bool foot_costs) {
    const struct jx_seen *first = &cells[0];
    int cost = 0;
    if (first->column < block->first && !block->list && !is_side_label(first) &&
        !jx_term_is_level(first->term))
        cost += JX_COST_FOOT_SIDE;
    if (!name_of(block, cells, count)) cost += JX_COST_FOOT_NAMELESS;
    if (!foot_costs) cost += level_cost(block, cells, count);
    size_t above = 0;
    if (first->row > 0) jx_shape_row(block->shape, first->row - 1, &above);
    if (above == 0 && count == 1) cost += JX_COST_STRAY;
    return cost;
}

/* What stands before a colon, or all of the text, as a label. */
static const struct jx_sense *leading_label(struct jx_terms *terms, struct jx_term *term) {
    const char *behind, *colon = jx_colon_find(term->text, term->length, &behind);
    if (!colon) return jx_term_label(terms, term, JX_KIND_PROJECT);
    struct jx_term *head = jx_term_of(terms, term->text, (size_t)(colon - term->text));
    return jx_term_label(terms, head, JX_KIND_PROJECT);
}

/* The plainest label of a row: what it begins with, or stands before a colon in it. NULL: none. */
static const struct jx_sense *row_label(struct jx_terms *terms, struct jx_seen *cells, size_t count) {
    const struct jx_sense *best = leading_label(terms, cells[0].term);
    for (size_t i = 1; i < count; i++) {
        const struct jx_sense *label = cells[i].term->colon ? leading_label(terms, cells[i].term) : NULL;
        if (label && (!best || label->cost < best->cost)) best = label;
    }
    return best;
}

/* 填报人：林某   联系电话：555   2024年11月5日: nothing but labels with their values, and perhaps a date behind them. */
static bool says_pairs(struct jx_terms *terms, struct jx_seen *cells, size_t count) {
    while (count > 2 && jx_date_parse(terms->arena, cells[count - 1].term->text)) count--;
    for (size_t i = 0; i < count; i++)
        if (!cells[i].term->colon || !leading_label(terms, cells[i].term)) return false;
    return count >= 2;
}

/* A label that is known by itself of who somebody is, and nothing that an indicator could be called. */
static bool says_who(struct jx_terms *terms, struct jx_term *term) {
    static const enum jx_field fields[] = {
        JX_FIELD_PROJECT_NAME, JX_FIELD_DEPARTMENT_NAME, JX_FIELD_UNIT_NAME,     JX_FIELD_FILING_UNIT,
        JX_FIELD_PREPARER,     JX_FIELD_PREPARED_ON,     JX_FIELD_PROJECT_OWNER, JX_FIELD_HEAD,
        JX_FIELD_PHONE};
    enum { PLAIN = 5 };
    const struct jx_sense *label = jx_term_label(terms, term, JX_KIND_PROJECT);
    if (term->stands != JX_TERM_WORDS || !label || label->cost >= PLAIN) return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (label->kind == JX_SENSE_FACT && label->field == fields[i]) return true;
    return false;
}

/* 项目名称 | 某某 | 主管部门 | 某某: labels under the levels or names, as the next form's head has them, or a line of signatures. */
static bool says_who_in_columns(struct jx_terms *terms, const struct jx_block *block,
                                const struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i + 1 < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
        bool words = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || part == JX_PART_NAME;
        if (words && says_who(terms, cells[i].term)) return !prints_level(block, cells, count);
    }
    return false;
}

/* 审核人, 单位负责人（签字）：, 临溪县水务局（盖章）, 填报日期: what stands in a line of signatures. */
static bool is_signing(struct jx_terms *terms, struct jx_term *term) {
    static const enum jx_tag tags[] = {JX_TAG_HEAD, JX_TAG_AGENT, JX_TAG_PHONE, JX_TAG_CONTACT};
    static const char *const words[] = {"审核人", "审核",     "复核人",   "复核", "制表", "经办",
                                        "领导",   "主管领导", "分管领导", "日期", "时间"};
    static const char *const ends[] = {"(公章)", "(盖章)", "(签章)", "(签字)", "(签名)"};
    const struct jx_phrase *phrase = &term->phrase;
    if (jx_term_is_level(term)) return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (jx_text_ends(term->key, ends[i])) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(phrase->core, words[i]) == 0) return true;
    if (phrase->unknown > 2) return false;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (jx_tags_have(phrase->tags, tags[i])) return jx_term_label(terms, term, JX_KIND_PROJECT);
    return jx_tags_have(phrase->tags, JX_TAG_FILING) && jx_term_label(terms, term, JX_KIND_PROJECT);
}

/* 审核人 | 某某 | 填表人：某某 | 2024年11月5日: who signs, who that is, and dates, whichever columns they stand under. */
static bool is_signed(struct jx_terms *terms, struct jx_seen *cells, size_t count) {
    size_t signing = 0;
    bool waits = false; /* for a name behind the label */
    for (size_t i = 0; i < count; i++) {
        struct jx_term *term = cells[i].term;
        const char *behind, *colon = jx_colon_find(term->text, term->length, &behind);
        bool value = colon && *behind != '\0' && !jx_text_is_blank(behind);
        if (term->stands != JX_TERM_WORDS) return false;
        if (colon) term = jx_term_of(terms, term->text, (size_t)(colon - term->text));
        if (is_signing(terms, term)) {
            signing++;
            waits = !value;
        } else if (!jx_date_parse(terms->arena, cells[i].term->text)) {
            if (!waits) return false;
            waits = false;
        }
    }
    return count > 1 ? signing > 0 : !waits;
}

/* 备注：, 注：…, 填表说明：…, 单位：万元: a note, whichever column it stands under. */
static bool is_note(const struct jx_block *block, const struct jx_seen *seen) {
    struct jx_money_unit unit = jx_money_unit_read(seen->term->key, strlen(seen->term->key));
    static const char *const words[] = {"注", "备注", "说明", "填表说明", "填报说明", "注释"};
    size_t length = strcspn(seen->term->key, ":"), index = jx_block_column_at(block, seen->column);
    bool own = index != SIZE_MAX && block->columns[index].part == JX_PART_REMARK;
    if (seen->term->colon && unit.says == JX_MONEY_KNOWN && unit.alone) return true;
    for (size_t i = 0; seen->term->colon && !own && i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(seen->term->key, words[i], length) == 0) return true;
    return false;
}

/* 分管领导签字：, with somebody's name before it or behind. */
static bool waits_for_hand(const struct jx_seen *cells, size_t count) {
    static const char *const words[] = {"签字", "签名", "签章", "盖章"};
    for (size_t i = 0; i < count; i++) {
        const char *key = cells[i].term->key; /* without its closing colon */
        for (size_t k = 0; cells[i].term->colon && k < sizeof words / sizeof *words; k++)
            if (jx_text_ends(key, words[k])) return true;
    }
    return false;
}

bool jx_row_is_foot(struct jx_terms *terms, const struct jx_block *block, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    const struct jx_seen *first = &cells[0];
    bool name = name_of(block, cells, count);
    int foot = 0;
    if (first->term->stands == JX_TERM_HELD) return true; /* 填表人：      联系电话： */
    if (says_pairs(terms, cells, count) || waits_for_hand(cells, count)) return true;
    if (says_who_in_columns(terms, block, cells, count) || is_signed(terms, cells, count)) return true;
    if (is_note(block, first) && !prints_level(block, cells, count)) return true;
    if (count == 1 && !name && jx_row_is_title(block->shape, row))
        return true; /* the next form's, or a page's */
    if (prints_level(block, cells, count)) foot += JX_COST_LEVEL_ROW;
    if (name && first->column >= block->first) foot += JX_COST_FOOT_NAME;
    if (name && first_under(block, cells, count, JX_PART_TARGET)) foot += JX_COST_FOOT_TARGET;
    int cost = cost_as_row(block, cells, count, foot > 0);
    const struct jx_sense *label = row_label(terms, cells, count);
    if (label)
        foot += label->cost < JX_COST_FOOT_UNKNOWN ? label->cost : JX_COST_FOOT_UNKNOWN;
    else
        foot += first->term->colon || first->columns > 2 ? JX_COST_FOOT_WORDS : JX_COST_FOOT_UNKNOWN;
    return foot < cost;
}

bool jx_cell_is_side(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *seen) {
    const char *key = seen->term->key;
    size_t index = jx_block_column_at(block, seen->column);
    const char *behind, *colon = jx_colon_find(seen->term->text, seen->term->length, &behind);
    if (jx_term_is_level(seen->term)) return false;                          /* it slipped there */
    if (colon && *behind != '\0' && !jx_text_is_blank(behind)) return false; /* 年度目标：… says something */
    if (index != SIZE_MAX && block->columns[index].word == seen->term) return true;
    if (is_side_label(seen) || strstr(key, "指标") || strstr(key, "目标") || strstr(key, "绩效")) return true;
    return jx_term_label(terms, seen->term, JX_KIND_PROJECT);
}

bool jx_row_prints_level(const struct jx_block *block, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    return prints_level(block, cells, count);
}

bool jx_row_is_sure(const struct jx_block *block, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    if (count == 0) return false;
    if (prints_level(block, cells, count)) return true;
    return cells->column >= block->first && first_under(block, cells, count, JX_PART_NAME) &&
           first_under(block, cells, count, JX_PART_TARGET);
}

struct jx_block_row jx_row_aside(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                                 size_t count) {
    struct jx_block_row row = {.row = cells[0].row, .label = &cells[0], .aside = true};
    row.cells = jx_arena_alloc(terms->arena, block->column_count * sizeof *row.cells);
    place_as_it_stands(block, cells + 1, count - 1, row.cells);
    return row;
}
