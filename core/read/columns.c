#include "core/read/columns.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/model/money.h"
#include "core/read/column_costs.h"
#include "core/read/column_heads.h"
#include "core/read/reach.h"
#include "core/words/costs.h"

/* How many states the search keeps. */
enum { BEAM = 80 };

/* Parts that belong to one panel; others are shared by both. */
static bool is_panelled(unsigned part) {
    switch (part) {
    case JX_PART_LEVEL1:
    case JX_PART_LEVEL2:
    case JX_PART_NAME:
    case JX_PART_TARGET:
    case JX_PART_PERIOD_TARGET:
    case JX_PART_UNIT:
    case JX_PART_OPERATOR: return true;
    default: return false;
    }
}

/* --- all columns together ---------------------------------------------------------------------------------------------------- */

/* Parts of the columns so far, and what they cost. `own` are the parts of the panel at hand, `shared` those of all panels. */
struct state {
    int cost;
    uint32_t own, shared,
        earlier; /* bit sets of parts; `earlier`: of the first panel, once the second has begun */
    uint8_t parts[JX_BLOCK_COLUMNS], panels[JX_BLOCK_COLUMNS];
    uint8_t panel;
    uint32_t order; /* of making, so that equal ones keep theirs */
};

static bool has(uint32_t set, unsigned part) {
    return (set >> part & 1) != 0;
}

/* Which bit says that a column holds a part. Operators and units may stand twice, beside the targets of either time. */
static unsigned bit_of(const struct jx_choice *choice, unsigned part) {
    bool again = choice->period && (part == JX_PART_OPERATOR || part == JX_PART_UNIT);
    return again ? JX_SIGN_COUNT + part : part;
}

static bool has_target(uint32_t set) {
    return has(set, JX_PART_TARGET) || has(set, JX_PART_PERIOD_TARGET);
}

/* One more target beside the last: towns side by side. Dear where a plain target stands there already. */
static bool is_region(const struct state *state, size_t index, unsigned part, int price,
                      const struct jx_choice *choices, int *extra) {
    if (part != JX_PART_TARGET || index == 0 || state->parts[index - 1] != JX_PART_TARGET ||
        price <= JX_REGION_PRICE)
        return false;
    *extra = choices[index - 1].cost[JX_PART_TARGET] > JX_REGION_PRICE ? 0 : JX_COST_REGION;
    return true;
}

/* The state with one more column, false: the part cannot stand here. */
static bool extend(const struct state *from, size_t index, unsigned part, const struct jx_choice *choices,
                   struct state *to) {
    int price = choices[index].cost[part], extra = 0;
    unsigned bit = bit_of(&choices[index], part);
    uint32_t used = from->own | from->shared;
    bool before_name = jx_part_is_target(part) || part == JX_PART_UNIT ||
                       part == JX_PART_SCORE; /* 权重 behind each level: the name's is meant */
    if (before_name && !has(used, JX_PART_NAME)) extra = JX_COST_ORDER;
    *to = *from;
    if (part != JX_PART_NONE && part != JX_HEAD_ORDINAL && has(used, bit)) {
        bool headed =
            part == JX_PART_NAME && choices[index].head < JX_NO_HEADING; /* any words may be names */
        bool begins = (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || headed) && from->panel == 0 &&
                      has_target(used);
        if (begins) {
            to->panel = 1;
            to->earlier = from->own;
            to->own = 0;
            extra = JX_COST_PANEL;
        } else if (!is_region(from, index, part, price, choices, &extra)) {
            return false;
        }
    }
    if (part == JX_PART_LEVEL1 && (has(to->own, JX_PART_NAME) || has(to->own, JX_PART_LEVEL2)))
        extra += JX_COST_ORDER;
    if (part == JX_PART_LEVEL2 && has(to->own, JX_PART_NAME)) extra += JX_COST_ORDER;
    to->cost += price + extra;
    to->parts[index] = (uint8_t)part;
    to->panels[index] = to->panel;
    if (part != JX_PART_NONE && is_panelled(part))
        to->own |= 1u << bit;
    else if (part != JX_PART_NONE)
        to->shared |= 1u << part;
    return true;
}

static int cheapest_first(const void *a, const void *b) {
    const struct state *left = a, *right = b;
    if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* What is wrong with the whole: no names, no targets, a second panel that lacks either. */
static void weigh_whole(struct state *state) {
    uint32_t all = state->own | state->earlier | state->shared;
    if (!has(all, JX_PART_NAME)) state->cost += JX_COST_NO_NAME;
    if (!has_target(all)) state->cost += JX_COST_NO_TARGET;
    if (state->panel == 1 && (!has(state->own, JX_PART_NAME) || !has_target(state->own)))
        state->cost += JX_COST_HALF_PANEL;
}

/* The cheapest way to give all columns their parts; beams of states are in the arena. */
static struct state search(struct jx_arena *arena, const struct jx_choice *choices, size_t count) {
    struct state *beam = jx_arena_alloc(arena, BEAM * sizeof *beam);
    struct state *more = jx_arena_alloc(arena, sizeof *more * BEAM * JX_SIGN_COUNT);
    size_t states = 1;
    for (size_t index = 0; index < count; index++) {
        size_t made = 0;
        for (size_t i = 0; i < states; i++)
            for (unsigned part = 0; part < JX_SIGN_COUNT; part++)
                if (choices[index].cost[part] != JX_CHOICE_NEVER &&
                    extend(&beam[i], index, part, choices, &more[made])) {
                    more[made].order = (uint32_t)made;
                    made++;
                }
        qsort(more, made, sizeof *more, cheapest_first);
        states = made < BEAM ? made : BEAM;
        memcpy(beam, more, states * sizeof *beam);
    }
    for (size_t i = 0; i < states; i++) {
        weigh_whole(&beam[i]);
        beam[i].order = (uint32_t)i;
    }
    qsort(beam, states, sizeof *beam, cheapest_first);
    return beam[0];
}

/* --- columns that could be the targets as well ------------------------------------------------------------------------------------- */

/* A known spelling: 指标值; not 指标值（甲镇）, 挑战目标. */
static bool heads_surely(const struct jx_block_column *column, const struct jx_choice *choice) {
    return column->heading == JX_PART_TARGET && choice->head < JX_COST_REMARK;
}

/* Before all parts of an indicator: 年度绩效指标 at the side. */
static bool stands_at_side(const struct state *state, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (state->parts[i] != JX_PART_NONE && state->parts[i] != JX_HEAD_ORDINAL) return false;
    return true;
}

/* A column that is not used, though its headings say targets, and its values may be some: 绩效目标 over 产出, 效益 holds none. */
static bool is_spare(const struct jx_block *block, const struct jx_choice *choices, const struct state *state,
                     size_t index) {
    const struct jx_block_column *column = &block->columns[index];
    return state->parts[index] == JX_PART_NONE && jx_part_is_target(column->heading) && !column->hidden &&
           choices[index].filled && choices[index].mean[JX_PART_TARGET] <= 2 * JX_VALUE_SUITS &&
           !stands_at_side(state, index);
}

/* A column that only its values could make targets stands behind the name. */
static bool stands_behind_name(const struct state *state, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (state->parts[i] == JX_PART_NAME && state->panels[i] == state->panels[index]) return true;
    return false;
}

/* Whether nothing says that the targets are in the one column rather than in the other, which is not used. */
static bool is_rival(const struct jx_block *block, const struct jx_choice *choices, const struct state *state,
                     size_t chosen, size_t other) {
    const struct jx_block_column *one = &block->columns[chosen], *two = &block->columns[other];
    int most = choices[chosen].mean[JX_PART_TARGET];
    if (state->parts[other] != JX_PART_NONE || state->panels[other] != state->panels[chosen] ||
        !choices[other].filled || one->hidden != two->hidden)
        return false;
    if (two->heading == JX_PART_TARGET)
        return is_spare(block, choices, state, other) &&
               (heads_surely(two, &choices[other]) || !heads_surely(one, &choices[chosen]));
    return one->heading == JX_PART_NONE && two->heading == JX_PART_NONE && stands_behind_name(state, other) &&
           choices[other].cost[JX_PART_TARGET] != JX_CHOICE_NEVER &&
           choices[other].mean[JX_PART_TARGET] <= (most > JX_VALUE_SUITS / 2 ? most : JX_VALUE_SUITS / 2);
}

/* 优, 良, 中, 差; 最低值, 最高值; 指标值（甲镇）, 指标值（乙镇）: all of them are targets, for none is before the others. Those
 * that nobody knows stand beside one another. */
static void take_rivals(const struct jx_block *block, const struct jx_choice *choices, struct state *state,
                        size_t chosen) {
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].heading == JX_PART_TARGET && is_rival(block, choices, state, chosen, i))
            state->parts[i] = JX_PART_TARGET;
    for (size_t i = chosen + 1; i < block->column_count && is_rival(block, choices, state, chosen, i); i++)
        state->parts[i] = JX_PART_TARGET;
    for (size_t i = chosen; i-- > 0 && is_rival(block, choices, state, chosen, i);)
        state->parts[i] = JX_PART_TARGET;
}

/* What is of all towns together: 合计, 全市合计, 全县. */
static bool heads_whole(const struct jx_block_column *column) {
    if (!column->word) return false;
    struct jx_phrase words = column->word->phrase;
    bool area = jx_tags_have(words.tags, JX_TAG_AREA) && words.unknown == 0;
    return area || jx_lexicon_is(JX_WORD_TOTAL, column->word->key);
}

/* 合计 | 甲镇 | 乙乡, under headings that nobody knows as those of targets: what is of all of them together is the target. */
static void keep_total(const struct jx_block *block, const struct jx_choice *choices, struct state *state,
                       size_t chosen) {
    size_t total = SIZE_MAX;
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        bool target = state->parts[i] == JX_PART_TARGET;
        bool could = state->parts[i] == JX_PART_NONE && column->heading == JX_PART_NONE &&
                     choices[i].filled && choices[i].cost[JX_PART_TARGET] != JX_CHOICE_NEVER;
        if ((!target && !could) || state->panels[i] != state->panels[chosen]) continue;
        if (target && (column->heading == JX_PART_TARGET || !column->word)) return;
        if (!heads_whole(column)) continue;
        if (total != SIZE_MAX) return;
        total = i;
    }
    if (total == SIZE_MAX) return;
    for (size_t i = 0; i < block->column_count; i++)
        if (state->parts[i] == JX_PART_TARGET && state->panels[i] == state->panels[chosen])
            state->parts[i] = JX_PART_NONE;
    state->parts[total] = JX_PART_TARGET;
}

static void settle_targets(const struct jx_block *block, const struct jx_choice *choices,
                           struct state *state) {
    bool done[2] = {false, false};
    for (size_t i = 0; i < block->column_count; i++) {
        if (state->parts[i] != JX_PART_TARGET || done[state->panels[i]]) continue;
        done[state->panels[i]] = true;
        take_rivals(block, choices, state, i);
        keep_total(block, choices, state, i);
    }
}

/* The part that the column would be next, for the answer to why it is not. */
static void note_second(struct jx_block_column *column, const struct jx_choice *choice) {
    column->cost = choice->cost[column->part];
    column->next = JX_CHOICE_NEVER;
    for (unsigned part = 0; part < JX_SIGN_COUNT; part++)
        if (part != column->part && choice->cost[part] < column->next) {
            column->next = choice->cost[part];
            column->second = part;
        }
}

/* 项目金额 over 单位资金: what names certain funds is no total. */
static bool names_part(const struct jx_term *word, const struct jx_sense *label) {
    struct jx_tags tags = word->phrase.tags;
    bool total = label->field == JX_FIELD_FUND_TOTAL || label->field == JX_FIELD_PERIOD_FUND_TOTAL;
    return total && jx_tags_have(tags, JX_TAG_FUND) && !jx_tags_have(tags, JX_TAG_SUM) &&
           jx_tags_count(tags) > 1;
}

/* 预算资金 over 合计 is a fact that neither names. */
static const struct jx_sense *joined_label(struct jx_terms *terms, struct jx_block_column *column,
                                           const struct jx_term *upper) {
    const char *joined = jx_arena_join(terms->arena, upper->key, column->word->key, "");
    struct jx_term *term = jx_term_of(terms, joined, strlen(joined));
    const struct jx_sense *label = jx_term_label(terms, term, JX_KIND_PROJECT);
    if (!label || label->kind != JX_SENSE_FACT || names_part(column->word, label)) return NULL;
    column->named = term;
    return label;
}

static bool says(const struct jx_block_column *column, enum jx_tag tag) {
    return column->word && jx_tags_have(column->word->phrase.tags, tag);
}

/* 指标内容 beside 三级指标 describes what that names. */
static void weigh_descriptions(const struct jx_block *block, struct jx_choice *choices) {
    bool third = false;
    for (size_t i = 0; i < block->column_count; i++)
        third =
            third || (block->columns[i].heading == JX_PART_NAME && says(&block->columns[i], JX_TAG_LEVEL3));
    for (size_t i = 0; third && i < block->column_count; i++)
        if (block->columns[i].heading == JX_PART_NAME && !says(&block->columns[i], JX_TAG_LEVEL3) &&
            choices[i].cost[JX_PART_NAME] != JX_CHOICE_NEVER)
            choices[i].cost[JX_PART_NAME] += JX_COST_DESCRIPTION;
}

/* 三级指标 beside 四级指标 groups what that names. A blank's own names are those of the third level. */
static void find_group(const struct jx_terms *terms, struct jx_block *block, struct jx_choice *choices) {
    bool fourth = false;
    for (size_t i = 0; i < block->column_count; i++)
        fourth = fourth || (block->columns[i].heading == JX_PART_NAME &&
                            says(&block->columns[i], JX_TAG_LEVEL4) && choices[i].filled);
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_block_column *column = &block->columns[i];
        if (column->heading != JX_PART_NAME || choices[i].cost[JX_PART_NAME] == JX_CHOICE_NEVER) continue;
        if (says(column, JX_TAG_LEVEL3) && fourth && !terms->blank) {
            choices[i].cost[JX_PART_NAME] = JX_CHOICE_NEVER;
            column->group = true;
        } else if (says(column, JX_TAG_LEVEL4) && (!fourth || terms->blank)) {
            choices[i].cost[JX_PART_NAME] += JX_COST_DESCRIPTION;
        }
    }
}

/* Beside a column of the same heading that is of the year, one that says no time is the period's. */
static void mark_period(struct jx_block *block, size_t index, struct jx_choice *choices) {
    struct jx_block_column *column = &block->columns[index];
    for (size_t i = 0; i < block->column_count && !column->year; i++)
        if (block->columns[i].year && block->columns[i].heading == column->heading) column->period = true;
    choices[index].period = column->period;
}

/* 单位（项目名称） is no unit of measure. */
static bool names_somebody(const struct jx_sense *label) {
    return label->kind == JX_SENSE_FACT &&
           (label->field == JX_FIELD_PROJECT_NAME || label->field == JX_FIELD_UNIT_NAME ||
            label->field == JX_FIELD_DEPARTMENT_NAME);
}

/* 项目属性说明, 绩效目标编码: something about a fact of the project is neither a remark of an indicator nor its target. */
static bool asks_of_project(struct jx_terms *terms, struct jx_term *word, unsigned part) {
    return (part == JX_PART_REMARK || jx_part_is_target(part)) &&
           jx_term_senses(terms, word, JX_KIND_PROJECT)->narrowed;
}

/* Nearly all numbers of a column lack their units, where something stands in another one. */
static bool lack_units(struct jx_terms *terms, const struct jx_block *block, uint32_t targets, uint32_t units,
                       const uint32_t *sample, size_t count) {
    int rows = 0, bare = 0;
    for (size_t i = 0; i < count; i++) {
        const struct jx_seen *unit = jx_shape_at(block->shape, sample[i], units),
                             *target = jx_shape_at(block->shape, sample[i], targets);
        if (!unit || !target || (!target->term->number && !target->term->quantity)) continue;
        const char *key = target->term->key;
        rows++;
        bare += target->term->number || !jx_measure_parse(terms->arena, key, strlen(key)).unit;
    }
    return rows > 0 && 100 * bare >= JX_UNITS_SHARE * rows;
}

/* 指标值 over two columns: ≥95 in the first and % in the second, under no heading of its own. */
static bool follows_targets(struct jx_terms *terms, const struct jx_block *block,
                            const struct jx_block_column *column, const uint32_t *sample, size_t count) {
    const struct jx_block_column *left = column;
    while (left > block->columns && !left->word) left--;
    return left != column && jx_part_is_target(left->heading) &&
           lack_units(terms, block, column[-1].column, column->column, sample, count);
}

/* 口径 over 公里 and %, wherever it stands, and targets without units. */
static bool holds_units(struct jx_terms *terms, const struct jx_block *block,
                        const struct jx_block_column *column, const uint32_t *sample, size_t count) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        if (jx_path_sense(terms, path, deep).part == JX_PART_TARGET &&
            lack_units(terms, block, block->columns[i].column, column->column, sample, count))
            return true;
    }
    return false;
}

/* ≥, or 定性 where the target is words. */
static bool is_bare_sign(const struct jx_term *term) {
    return term->signs[JX_PART_OPERATOR] == 0 || term->signs[JX_PART_POLARITY] == 0;
}

/* 指标值 over three columns: ≥ in the first, 100 and 人 in those behind it, which have no heading of their own. A target may stand
 * whole in the first one, with nothing beside it. */
static bool holds_signs(const struct jx_block *block, const struct jx_block_column *column,
                        const uint32_t *sample, size_t count) {
    struct jx_term *path[JX_BLOCK_DEEPEST];
    const struct jx_block_column *next = column + 1;
    bool found = false;
    if (next == block->columns + block->column_count || !jx_part_is_target(column->heading)) return false;
    if (!column->word || jx_heading_path(block, next->column, path) > 0) return false;
    for (size_t i = 0; i < count; i++) {
        const struct jx_seen *sign = jx_shape_at(block->shape, sample[i], column->column),
                             *rest = jx_shape_at(block->shape, sample[i], next->column);
        if (!sign || !rest) continue;
        if (!is_bare_sign(sign->term)) return false;
        found = found || rest->term->number || rest->term->quantity;
    }
    return found;
}

/* Numbers of both times lack their units, and only one column has any, under no heading: 实施期指标值 | 年度指标值 | 公里. */
static bool are_of_both(struct jx_terms *terms, const struct jx_block *block,
                        const struct jx_block_column *column, const uint32_t *sample, size_t count) {
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *other = &block->columns[i], *next = other + 1;
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, other->column, path);
        if (other == column - 1 || !jx_part_is_target(jx_path_sense(terms, path, deep).part)) continue;
        bool own = next < block->columns + block->column_count && next != column &&
                   jx_heading_path(block, next->column, path) == 0;
        if (!own && lack_units(terms, block, other->column, column->column, sample, count)) return true;
    }
    return false;
}

/* What a heading that targets share with their signs and units says of each of its columns. */
static void share_heading(struct jx_terms *terms, const struct jx_block *block,
                          struct jx_block_column *column, const uint32_t *sample, size_t count,
                          struct jx_column_question *question) {
    bool first = column->word, behind = !first && column > block->columns;
    if (first && holds_signs(block, column, sample, count)) {
        size_t signs = 0;
        for (size_t i = 0; i < question->values.count; i++)
            if (is_bare_sign(question->values.terms[i]))
                question->values.terms[signs++] = question->values.terms[i];
        question->values.count = signs;
        question->sense.part = JX_PART_OPERATOR;
    }
    bool target = behind && holds_signs(block, column - 1, sample, count);
    question->unit = behind && follows_targets(terms, block, column, sample, count);
    question->units = question->sense.part == JX_PART_NONE && !question->fact &&
                      jx_are_units(&question->values) && holds_units(terms, block, column, sample, count);
    if (target) column->heading = question->sense.part = column[-1].heading;
    if (target) question->sense.cost = 0;
    if (target || (question->unit && !are_of_both(terms, block, column, sample, count))) {
        column->year = column[-1].year;
        column->period = column[-1].period;
    }
}

/* Its heading is hidden, and so are all values that are looked at. */
static bool is_hidden(const struct jx_block *block, uint32_t column, const uint32_t *sample, size_t count) {
    bool hidden = false;
    for (uint32_t row = block->head; row < block->head + block->depth; row++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, row, column);
        if (seen && (seen->cell->hidden & JX_HIDDEN_COLUMN) == 0) return false;
        hidden = hidden || seen;
    }
    for (size_t i = 0; hidden && i < count; i++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, sample[i], column);
        if (seen && (seen->cell->hidden & JX_HIDDEN_COLUMN) == 0) return false;
    }
    return hidden;
}

/* 金额（元） over 财政拨款, 总投资 over 万元: what amounts under these headings are in. NULL: none says it. */
static const char *unit_of_path(struct jx_term *const *path, size_t count) {
    for (size_t i = count; i-- > 0;) {
        const char *words = path[i]->phrase.unit ? path[i]->phrase.unit : path[i]->key;
        struct jx_money_unit unit = jx_money_unit_read(words, strlen(words));
        if (unit.says == JX_MONEY_KNOWN && (path[i]->phrase.unit || unit.alone)) return unit.word;
    }
    return NULL;
}

/* Some column before it has a heading of names. */
static bool follows_name_heading(const struct jx_block *block, const struct jx_block_column *column) {
    for (const struct jx_block_column *other = block->columns; other < column; other++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, other->column, path);
        if (deep > 0 && path[deep - 1]->heading.part == JX_PART_NAME) return true;
    }
    return false;
}

/* 标准值 beside 目标值 is what that is measured by; alone it is the target. */
static bool is_standard_beside(struct jx_terms *terms, const struct jx_block *block,
                               const struct jx_block_column *column) {
    if (!says(column, JX_TAG_STANDARD)) return false;
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        if (deep > 0 && !jx_tags_have(path[deep - 1]->phrase.tags, JX_TAG_STANDARD) &&
            jx_path_sense(terms, path, deep).part == JX_PART_TARGET &&
            follows_name_heading(block, &block->columns[i]))
            return true;
    }
    return false;
}

/* 年度目标 in front of the names of indicators is the goal of a project. */
static bool is_goal_in_front(const struct jx_block *block, const struct jx_block_column *column,
                             const struct jx_sense *label) {
    bool goal = label && label->kind == JX_SENSE_FACT &&
                (label->field == JX_FIELD_GOAL_ANNUAL || label->field == JX_FIELD_GOAL_PERIOD);
    return goal && !follows_name_heading(block, column);
}

static struct jx_choice ask_column(struct jx_terms *terms, struct jx_block *block,
                                   struct jx_block_column *column, const uint32_t *sample, size_t count) {
    struct jx_term *path[JX_BLOCK_DEEPEST];
    size_t deep = jx_heading_path(block, column->column, path);
    struct jx_column_question question = {.sense = jx_path_sense(terms, path, deep)};
    question.sense = jx_sense_by_year(question.sense, path, deep, block->year);
    if (jx_sense_is_before_plan(terms, block, question.sense, path, deep))
        question.sense = (struct jx_head_sense){JX_HEAD_FORMER, 0};
    if (jx_sense_is_superseded(block, question.sense, path, deep)) {
        question.sense = (struct jx_head_sense){JX_HEAD_FORMER, 0};
        if (!jx_path_is_change(path, deep)) block->initial = (size_t)(column - block->columns);
    }
    if (question.sense.part == JX_PART_NONE && deep > 1)
        question.sense = jx_sense_by_time(block, column->column, path, deep);
    question.values = jx_column_values(block, column->column, sample, count);
    if (question.sense.part == JX_HEAD_OTHER && jx_are_operators(&question.values)) /* 指标值类型 over ≥ */
        question.sense = (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    column->word = column->named = deep == 0 ? NULL : path[deep - 1];
    const struct jx_sense *label = deep == 0 ? NULL : jx_term_label(terms, column->word, JX_KIND_PROJECT);
    if ((label && names_somebody(label) && label->cost < question.sense.cost) ||
        (deep == 1 && asks_of_project(terms, column->word, question.sense.part)))
        question.sense = (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    if (question.sense.part == JX_PART_TARGET && is_standard_beside(terms, block, column))
        question.sense = (struct jx_head_sense){JX_PART_STANDARD, JX_COST_PHRASE};
    if (jx_part_is_target(question.sense.part) && deep == 1 && is_goal_in_front(block, column, label))
        question.sense = (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    column->heading = question.sense.part;
    column->money = unit_of_path(path, deep);
    column->of_year = jx_path_year(path, deep);
    column->bound = jx_path_bound(path, deep);
    column->year = jx_path_is_of_year(path, deep);
    column->period = jx_path_is_of_period(path, deep);
    bool names = label && label->kind == JX_SENSE_FACT;
    if (!names && deep > 1) label = joined_label(terms, column, path[deep - 2]);
    question.fact = jx_sense_is_plain(label) && label->kind == JX_SENSE_FACT;
    question.level3 = deep > 0 && says(column, JX_TAG_LEVEL3);
    question.whole = deep > 0 && says(column, JX_TAG_OVERALL) && !says(column, JX_TAG_YEAR);
    question.nature = deep > 0 && says(column, JX_TAG_NATURE) && !says(column, JX_TAG_DIRECTION);
    question.direction = deep > 0 && jx_text_starts(column->word->key, "指标方向");
    /* 指标值（某镇） beside 年度指标值 is somebody's, and not the whole project's */
    question.total = deep > 0 && heads_whole(column);
    question.period = deep > 0 && !column->year && !strchr(column->word->key, '(') &&
                      jx_has_year_targets(terms, block, column->column);
    question.hidden = column->hidden = is_hidden(block, column->column, sample, count);
    share_heading(terms, block, column, sample, count, &question);
    column->reach = jx_column_reach(block, column, &question.values);
    if (column->reach != JX_REACH_NONE) question.sense = (struct jx_head_sense){JX_HEAD_REACH, 0};
    struct jx_choice choice = jx_column_weigh(&question);
    choice.head = question.sense.cost;
    choice.filled = question.values.count > 0;
    return choice;
}

/* 最低值 with no 最高值 beside it, and a column of targets that says no end: a limit for them, or for the towns. */
static void drop_lone_ends(struct jx_block *block, struct jx_choice *choices) {
    enum jx_operator end = JX_OP_NONE;
    bool several = false, plain = false;
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        bool target = jx_part_is_target(column->heading);
        if (target && column->bound != JX_OP_NONE) {
            several = several || (end != JX_OP_NONE && end != column->bound);
            end = column->bound;
        } else if (choices[i].filled && choices[i].cost[JX_PART_TARGET] != JX_CHOICE_NEVER) {
            plain = plain || target || (column->heading == JX_PART_NONE && heads_whole(column));
        }
    }
    for (size_t i = 0; end != JX_OP_NONE && !several && plain && i < block->column_count; i++) {
        struct jx_block_column *column = &block->columns[i];
        if (!jx_part_is_target(column->heading) || column->bound == JX_OP_NONE) continue;
        for (unsigned part = JX_PART_LEVEL1; part < JX_SIGN_COUNT; part++)
            choices[i].cost[part] = JX_CHOICE_NEVER;
        choices[i].cost[JX_PART_NONE] = 0;
        column->heading = JX_HEAD_OTHER;
    }
}

/* Names may all be numbers; levels that many rows lack have slipped, and no row is to pass for usual among them. */
static int usual_cost(unsigned part, int mean) {
    bool level = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2;
    return level && mean > JX_VALUE_SUITS ? JX_VALUE_SUITS : mean;
}

bool jx_columns_assign(struct jx_terms *terms, struct jx_block *block, const uint32_t *sample, size_t count) {
    struct jx_choice choices[JX_BLOCK_COLUMNS];
    uint32_t parts = 0;
    block->year = jx_year_of_targets(terms, block);
    block->adjusted = jx_adjusted_targets(terms, block, sample, count);
    block->initial = SIZE_MAX;
    for (size_t i = 0; i < block->column_count; i++)
        choices[i] = ask_column(terms, block, &block->columns[i], sample, count);
    for (size_t i = 0; i < block->column_count; i++) mark_period(block, i, choices);
    drop_lone_ends(block, choices);
    weigh_descriptions(block, choices);
    find_group(terms, block, choices);
    struct state best = search(terms->arena, choices, block->column_count);
    settle_targets(block, choices, &best);
    block->cost += best.cost;
    block->panels = 1u + best.panel;
    block->first = UINT32_MAX;
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_block_column *column = &block->columns[i];
        column->part = best.parts[i];
        column->panel = best.panels[i];
        column->group = column->group && column->part == JX_PART_NONE;
        column->spare = is_spare(block, choices, &best, i);
        parts |= 1u << column->part;
        column->usual = usual_cost(column->part, choices[i].mean[column->part]);
        note_second(column, &choices[i]);
        bool ours = column->part != JX_PART_NONE && column->part != JX_HEAD_ORDINAL;
        if (ours && column->column < block->first) block->first = column->column;
    }
    jx_columns_reach(block);
    return has(parts, JX_PART_NAME) &&
           (has_target(parts) || has(parts, JX_PART_LEVEL1) || has(parts, JX_PART_LEVEL2));
}
