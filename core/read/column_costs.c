#include "core/read/column_costs.h"

#include <stdlib.h>

#include "core/model/unit.h"
#include "core/words/costs.h"

/* Of a hundred values: how many must be categories, or operators, for a column to hold those, whatever its heading says. */
enum { LEVELS_SHARE = 80, OPERATORS_SHARE = 50, QUANTITIES_SHARE = 20 };

struct jx_column_values jx_column_values(const struct jx_block *block, uint32_t column,
                                         const uint32_t *sample, size_t count) {
    struct jx_column_values values = {.count = 0};
    for (size_t i = 0; i < count && values.count < JX_VALUES_LOOKED_AT; i++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, sample[i], column);
        if (seen && seen->term->key[0] != '\0') values.terms[values.count++] = seen->term;
    }
    return values;
}

/* Nearly all of them: a note below the rows may stand among the values. */
static bool are_levels(const struct jx_column_values *values) {
    size_t levels = 0;
    for (size_t i = 0; i < values->count; i++) levels += jx_term_is_level(values->terms[i]);
    return values->count > 0 && 100 * levels >= LEVELS_SHARE * values->count;
}

/* Of a hundred values, how many stand where ≥, ≤ and their like do: those, and 定性 or / in rows that have none. 0: there is no
 * operator among them. */
static int operators_share(const struct jx_column_values *values) {
    size_t operators = 0, suit = 0;
    for (size_t i = 0; i < values->count; i++) {
        operators += values->terms[i]->signs[JX_PART_OPERATOR] == 0;
        suit += values->terms[i]->signs[JX_PART_OPERATOR] <= JX_SIGN_BESIDE;
    }
    return operators == 0 ? 0 : (int)(100 * suit / values->count);
}

bool jx_are_operators(const struct jx_column_values *values) {
    return operators_share(values) >= OPERATORS_SHARE;
}

/* The mean cost of the values under a part, and how many of a hundred suit it. */
static int mean_cost(const struct jx_column_values *values, unsigned part, int *share) {
    int sum = 0, suit = 0, count = (int)values->count;
    *share = 0;
    if (count == 0) return 0;
    for (int i = 0; i < count; i++) {
        sum += values->terms[i]->signs[part];
        suit += values->terms[i]->signs[part] <= JX_VALUE_SUITS;
    }
    *share = part == JX_PART_OPERATOR ? operators_share(values) : 100 * suit / count;
    return sum / count;
}

bool jx_are_units(const struct jx_column_values *values) {
    size_t units = 0;
    for (size_t i = 0; i < values->count; i++) units += jx_is_common_unit(values->terms[i]->key);
    return values->count > 0 && 2 * units > values->count;
}

/* Of a hundred values, how many are numbers or quantities, as nothing but a target is: a short text may be anything. */
static int quantities_share(const struct jx_column_values *values) {
    size_t plain = 0;
    for (size_t i = 0; i < values->count; i++) plain += values->terms[i]->signs[JX_PART_TARGET] == 0;
    return values->count == 0 ? 100 : (int)(100 * plain / values->count);
}

/* 1, 2, 3, 1, 2: numbers of rows; any others are somebody's values, whatever they are. */
static bool counts_up(const struct jx_column_values *values) {
    long before = 0;
    for (size_t i = 0; i < values->count; i++) {
        char *end;
        long number = strtol(values->terms[i]->key, &end, 10);
        if (number != before + 1 && number != 1) return false;
        before = number;
    }
    return true;
}

/* What a column of values costs that is no part of an indicator. */
static int unused_cost(const struct jx_column_values *values, struct jx_head_sense sense) {
    unsigned heading = sense.part;
    int cost;
    if (jx_head_is_not_ours(heading)) return 0;
    if (heading == JX_PART_REMARK || heading == JX_PART_STANDARD || heading == JX_HEAD_ORDINAL)
        cost = JX_COST_WEAK_UNUSED;
    else if (heading != JX_PART_NONE)
        cost = JX_COST_KNOWN_UNUSED -
               (sense.cost < 30 ? sense.cost : 30); /* the surer the heading, the dearer */
    else
        cost = values->count >= 3 ? JX_COST_FOREIGN_UNUSED : JX_COST_FOREIGN_UNUSED * (int)values->count / 3;
    if (values->count == 0 && cost > JX_COST_EMPTY_UNUSED) cost = JX_COST_EMPTY_UNUSED;
    bool open = heading == JX_PART_NONE || heading == JX_PART_NAME; /* 指标类别 */
    if (open && (are_levels(values) || jx_are_operators(values))) cost = JX_COST_KNOWN_UNUSED;
    return cost;
}

/* Headings under which forms put another part: 指标性质 over operators, 二级指标 over names, 指标内容 over targets. */
static bool may_cross(unsigned heading, unsigned part) {
    static const unsigned pairs[][2] = {
        {JX_PART_POLARITY, JX_PART_OPERATOR}, {JX_PART_OPERATOR, JX_PART_POLARITY},
        {JX_PART_LEVEL1, JX_PART_LEVEL2},     {JX_PART_LEVEL2, JX_PART_NAME},
        {JX_PART_LEVEL1, JX_PART_NAME},       {JX_PART_NAME, JX_PART_LEVEL2},
        {JX_PART_LEVEL2, JX_PART_LEVEL1},     {JX_PART_TARGET, JX_PART_STANDARD},
        {JX_PART_NAME, JX_HEAD_ORDINAL},      {JX_PART_NAME, JX_PART_REMARK},
        {JX_PART_POLARITY, JX_PART_LEVEL1},   {JX_PART_POLARITY, JX_PART_LEVEL2},
        {JX_PART_NAME, JX_PART_TARGET},       {JX_PART_TARGET, JX_PART_OPERATOR},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == heading && pairs[i][1] == part) return true;
    return false;
}

/* How many of a hundred values must suit a part for the values alone to say it; 0: they never do. */
static int share_alone(unsigned part) {
    switch (part) {
    case JX_PART_LEVEL1: return 50;
    case JX_PART_LEVEL2: return 60;
    case JX_PART_OPERATOR: return OPERATORS_SHARE;
    case JX_PART_POLARITY:
    case JX_HEAD_ORDINAL: return 80;
    case JX_PART_NAME: return 70;
    case JX_PART_TARGET: return 60;
    default: return 0;
    }
}

static int alone_cost(unsigned part) {
    switch (part) {
    case JX_PART_NAME: return JX_COST_UNKNOWN_HEAD + 10;
    case JX_PART_TARGET: return JX_COST_UNKNOWN_HEAD + JX_COST_REGION_UNKNOWN;
    default: return JX_COST_UNKNOWN_HEAD / 2;
    }
}

/* The cost of a heading over a part; JX_CHOICE_NEVER: it cannot stand over it. */
static int head_cost(const struct jx_column_question *column, unsigned part, int share) {
    unsigned heading = column->sense.part;
    int own = column->sense.cost;
    if (heading == part) return own;
    bool blank = column->values.count == 0;
    if (blank && column->nature && heading == JX_PART_POLARITY && part == JX_PART_OPERATOR)
        return own + JX_COST_OTHER_SIGNS;
    if (blank && column->direction && heading == JX_PART_OPERATOR && part == JX_PART_POLARITY)
        return own + JX_COST_OTHER_SIGNS;
    /* 是否核心指标 and 三级指标 hold no remarks */
    bool remark = part == JX_PART_REMARK && (own >= 20 || column->level3);
    if (may_cross(heading, part) && share >= 50 && !remark) {
        bool signs = heading == JX_PART_POLARITY || heading == JX_PART_OPERATOR;
        int cost = (own < 20 ? own : 20) + (signs ? JX_COST_OTHER_SIGNS : JX_COST_CROSSED);
        bool level =
            share == 100 && (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2); /* the values say it */
        return level && cost > alone_cost(part) ? alone_cost(part) : cost;
    }
    if (heading == JX_PART_TARGET && part == JX_PART_PERIOD_TARGET && column->whole)
        return own + JX_COST_WHOLE_HEAD;
    if (heading == JX_PART_TARGET && part == JX_PART_PERIOD_TARGET)
        return column->period ? own + JX_COST_WRONG_TIME_HEAD
                              : JX_CHOICE_NEVER; /* a second one may be anybody's */
    if (part == JX_PART_TARGET && (heading == JX_PART_NONE || heading == JX_PART_STANDARD) &&
        quantities_share(&column->values) < QUANTITIES_SHARE)
        return JX_CHOICE_NEVER; /* 台账, 行业标准 */
    if ((heading == JX_PART_PERIOD_TARGET && part == JX_PART_TARGET) ||
        (heading == JX_PART_STANDARD && part == JX_PART_TARGET))
        return own + JX_COST_WRONG_TIME_HEAD;
    bool open = heading == JX_PART_NONE ||
                (heading == JX_PART_NAME &&
                 (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || part == JX_HEAD_ORDINAL));
    bool levels = share == 100 && (part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2);
    if (part == JX_PART_UNIT && (column->unit || column->units) && share >= JX_UNITS_SHARE)
        return alone_cost(part);
    if (!open || share_alone(part) == 0 || share < share_alone(part) || (column->fact && !levels))
        return JX_CHOICE_NEVER;
    return alone_cost(part) - (part == JX_PART_TARGET && column->total ? 2 : 0);
}

struct jx_choice jx_column_weigh(const struct jx_column_question *column) {
    struct jx_choice choice = {.mean = {0}};
    for (unsigned part = 0; part < JX_SIGN_COUNT; part++) choice.cost[part] = JX_CHOICE_NEVER;
    choice.cost[JX_PART_NONE] = column->units  ? JX_COST_KNOWN_UNUSED
                                : column->unit ? JX_COST_FOREIGN_UNUSED /* however few */
                                               : unused_cost(&column->values, column->sense);
    if (jx_head_is_not_ours(column->sense.part)) return choice;
    for (unsigned part = JX_PART_LEVEL1; part < JX_SIGN_COUNT; part++) {
        int share, mean = mean_cost(&column->values, part, &share);
        choice.mean[part] = mean;
        if (part == JX_PART_VALUE) continue;
        if (part == JX_HEAD_ORDINAL && column->sense.part != part && !counts_up(&column->values)) continue;
        int head = head_cost(column, part, share);
        bool words = part == JX_PART_POLARITY || part == JX_PART_OPERATOR;
        if (column->values.count == 0)
            mean = column->sense.part == part || (words && head != JX_CHOICE_NEVER) ? 5 : 60;
        if (head == JX_CHOICE_NEVER || (words && column->values.count > 0 && share == 0)) continue;
        choice.cost[part] = head + mean * JX_COST_VALUE_SHARE / 10 + (column->hidden ? JX_COST_HIDDEN : 0);
    }
    if (column->hidden && choice.cost[JX_PART_NONE] > JX_COST_KNOWN_UNUSED - JX_COST_HIDDEN)
        choice.cost[JX_PART_NONE] = JX_COST_KNOWN_UNUSED - JX_COST_HIDDEN;
    return choice;
}
