#include "core/read/feet.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/read/facts.h"
#include "core/read/rows.h"
#include "core/read/segments.h"
#include "core/words/costs.h"
#include "core/words/feet.h"
#include "core/words/seals.h"
#include "core/words/title.h"

/* The row's name; in a row that prints something of its own a cell that only waits for one is none. */
static const struct jx_seen *name_of(const struct jx_block *block, const struct jx_seen *cells,
                                     size_t count) {
    const struct jx_seen *name = jx_cell_under(block, cells, count, JX_PART_NAME);
    bool waits = name && name->term->stands == JX_TERM_OPEN;
    return waits && cells[0].term->stands != JX_TERM_OPEN ? NULL : name;
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
    if (first->column < block->first && !block->list && !jx_cell_labels_side(first) &&
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

/* 填报人：林某   联系电话：555   单位：元   2024年11月5日: nothing but labels with their values, and perhaps a date behind them. */
static bool says_pairs(struct jx_terms *terms, struct jx_seen *cells, size_t count) {
    while (count > 2 && jx_date_parse(terms->arena, cells[count - 1].term->text)) count--;
    for (size_t i = 0; i < count; i++)
        if (!jx_seen_says_unit(&cells[i]) && (!cells[i].term->colon || !leading_label(terms, cells[i].term)))
            return false;
    return count >= 2;
}

/* 主管部门：某某局, 是否主管部门：是: a fact, or what one word more makes of it, and nothing else in the row. */
static bool says_pair_alone(struct jx_terms *terms, const struct jx_block *block, const struct jx_seen *cells,
                            size_t count) {
    const char *behind, *text = cells[0].cell->text;
    const char *colon = jx_colon_find(text, cells[0].cell->length, &behind);
    if (count != 1 || !colon || jx_text_is_blank(behind) || jx_cells_print_level(block, cells, count))
        return false;
    struct jx_term *term = jx_term_of(terms, text, (size_t)(colon - text));
    const struct jx_senses *senses = jx_term_senses(terms, term, JX_KIND_PROJECT);
    return senses->count > 0 && (senses->narrowed || senses->items[0].kind == JX_SENSE_FACT);
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
        if (words && says_who(terms, cells[i].term) && !cells[i + 1].term->quantity) /* 项目负责人 | 2人 */
            return !jx_cells_print_level(block, cells, count);
    }
    return false;
}

/* 批复意见 | 同意: a plain label under the levels, which is none, and no target behind it. */
static bool says_else(struct jx_terms *terms, const struct jx_block *block, const struct jx_seen *cells,
                      size_t count) {
    enum { PLAIN = 5, WORDED = 15 };
    size_t index = jx_block_column_at(block, cells[0].column);
    unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
    struct jx_term *term = cells[0].term;
    if ((part != JX_PART_LEVEL1 && part != JX_PART_LEVEL2) || term->stands != JX_TERM_WORDS) return false;
    const struct jx_sense *label = jx_term_label(terms, term, JX_KIND_PROJECT);
    if (!label || label->kind == JX_SENSE_HEADS || strstr(term->key, "指标")) return false;
    if (label->cost >= (jx_tags_have(term->phrase.tags, JX_TAG_OPINION) ? WORDED : PLAIN)) return false;
    return !jx_cells_print_level(block, cells, count) &&
           !jx_cell_under(block, cells, count, JX_PART_TARGET) &&
           !jx_cell_under(block, cells, count, JX_PART_PERIOD_TARGET);
}

/* 审核人, 单位负责人（签字）：, 临溪县水务局（盖章）, 填报日期: what stands in a line of signatures. */
static bool is_signing(struct jx_terms *terms, struct jx_term *term) {
    if (jx_term_is_level(term)) return false;
    if (jx_seal_last(term->key, strlen(term->key)) > 0 || jx_phrase_signs(&term->phrase)) return true;
    return jx_phrase_may_sign(&term->phrase) && jx_term_label(terms, term, JX_KIND_PROJECT);
}

/* 联系电话更新 | 及时: under the names and the targets, and no plain label of who signs. */
static bool names_indicator(struct jx_terms *terms, const struct jx_block *block, const struct jx_seen *cells,
                            size_t count) {
    size_t index = jx_block_column_at(block, cells[0].column);
    bool name = index != SIZE_MAX && block->columns[index].part == JX_PART_NAME;
    return name && jx_cell_under(block, cells, count, JX_PART_TARGET) && !cells[0].term->colon &&
           !jx_phrase_signs(&cells[0].term->phrase) && !says_who(terms, cells[0].term);
}

/* 审核人 | 某某 | 填表人：某某 | 2024年11月5日: who signs, who that is, and dates, whichever columns they stand under. */
static bool is_signed(struct jx_terms *terms, const struct jx_block *block, struct jx_seen *cells,
                      size_t count) {
    size_t signing = 0;
    if (names_indicator(terms, block, cells, count)) return false;
    bool waits = false, phone = false; /* for a name behind the label, or a number */
    for (size_t i = 0; i < count; i++) {
        struct jx_term *term = cells[i].term;
        const char *behind, *colon = jx_colon_find(term->text, term->length, &behind);
        bool value = colon && *behind != '\0' && !jx_text_is_blank(behind);
        if (term->stands != JX_TERM_WORDS) return false;
        if (colon) term = jx_term_of(terms, term->text, (size_t)(colon - term->text));
        if (is_signing(terms, term)) {
            signing++;
            waits = !value;
            phone = jx_tags_have(term->phrase.tags, JX_TAG_PHONE);
        } else if (!jx_date_parse(terms->arena, cells[i].term->text)) {
            if (!waits || term->quantity || (term->number && !phone)) return false; /* nobody's name */
            waits = false;
        }
    }
    return count > 1 ? signing > 0 : !waits;
}

/* 科室意见, with what it is or above it, and no target: whoever they are. */
static bool says_opinion(const struct jx_block *block, const struct jx_seen *cells, size_t count) {
    return jx_phrase_is_opinion(&cells[0].term->phrase) && cells[0].term->stands == JX_TERM_WORDS &&
           !jx_cells_print_level(block, cells, count) &&
           !jx_cell_under(block, cells, count, JX_PART_TARGET) &&
           !jx_cell_under(block, cells, count, JX_PART_PERIOD_TARGET);
}

/* Above the row the column has levels, and hardly anything else. */
static bool has_levels_alone(const struct jx_block *block, uint32_t row, uint32_t column) {
    size_t levels = 0, others = 0;
    for (uint32_t r = block->head + block->depth; r < row; r++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, r, column);
        if (!seen) continue;
        if (jx_term_is_level(seen->term))
            levels++;
        else
            others++;
    }
    return levels > 0 && 3 * others <= levels;
}

/* 把关同志 | 卫某 | 录入同志 | 蒋某: words in pairs where all rows before have levels, and no number among them. */
static bool are_words_for_levels(const struct jx_block *block, const struct jx_seen *cells, size_t count) {
    if (count < 4 || count % 2 != 0) return false;
    for (size_t i = 0; i < count; i++) {
        const struct jx_term *term = cells[i].term;
        if (term->number || term->quantity || jx_term_is_level(term) || term->stands != JX_TERM_WORDS)
            return false;
        size_t index = jx_block_column_at(block, cells[i].column);
        unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
        bool level = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2;
        if (i < 2 && (!level || !has_levels_alone(block, cells[i].row, cells[i].column))) return false;
    }
    return true;
}

/* 县局把关 | 同意，按批复的目标实施。: a sentence is nobody's name, and no level stands before it. */
static bool says_sentence(const struct jx_block *block, const struct jx_seen *cells, size_t count) {
    size_t index = jx_block_column_at(block, cells[0].column);
    unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
    bool level = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2;
    return count == 2 && level && has_levels_alone(block, cells[0].row, cells[0].column) &&
           cells[0].term->stands == JX_TERM_WORDS && !jx_cells_print_level(block, cells, count) &&
           jx_text_ends(cells[1].cell->text, "。");
}

/* 备注：, 注：…, 填表说明：…, 单位：万元: a note, whichever column it stands under. */
static bool is_note(const struct jx_block *block, const struct jx_seen *seen) {
    const char *key = seen->term->key;
    size_t index = jx_block_column_at(block, seen->column);
    bool own = index != SIZE_MAX && block->columns[index].part == JX_PART_REMARK;
    if (jx_seen_says_unit(seen)) return true;
    return seen->term->colon && !own && jx_key_is_note(key, strcspn(key, ":"));
}

/* 分管领导签字：, with somebody's name before it or behind. */
static bool waits_for_hand(const struct jx_seen *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *key = cells[i].term->key; /* without its closing colon */
        if (cells[i].term->colon && jx_seal_word_last(key, strlen(key)) > 0) return true;
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
    if (says_pairs(terms, cells, count) || says_pair_alone(terms, block, cells, count)) return true;
    if (waits_for_hand(cells, count)) return true;
    if (says_who_in_columns(terms, block, cells, count) || is_signed(terms, block, cells, count)) return true;
    if (says_else(terms, block, cells, count) || says_opinion(block, cells, count)) return true;
    if (!block->list && (are_words_for_levels(block, cells, count) || says_sentence(block, cells, count)))
        return true;
    if (is_note(block, first) && !jx_cells_print_level(block, cells, count)) return true;
    if (count == 1 && !name && (jx_row_is_title(block->shape, row) || jx_key_is_example(first->term->key)))
        return true; /* the next form's, or a page's */
    if (jx_cells_print_level(block, cells, count)) foot += JX_COST_LEVEL_ROW;
    if (name && first->column >= block->first) foot += JX_COST_FOOT_NAME;
    if (name && jx_cell_under(block, cells, count, JX_PART_TARGET)) foot += JX_COST_FOOT_TARGET;
    int cost = cost_as_row(block, cells, count, foot > 0);
    const struct jx_sense *label = row_label(terms, cells, count);
    if (label)
        foot += label->cost < JX_COST_FOOT_UNKNOWN ? label->cost : JX_COST_FOOT_UNKNOWN;
    else
        foot += first->term->colon || first->columns > 2 ? JX_COST_FOOT_WORDS : JX_COST_FOOT_UNKNOWN;
    return foot < cost;
}
