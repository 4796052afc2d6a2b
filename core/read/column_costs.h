/*
 * What a column of indicators costs as each part: by its headings, and by its values alone.
 */
#ifndef JX_READ_COLUMN_COSTS_H
#define JX_READ_COLUMN_COSTS_H

#include <limits.h>

#include "core/read/column_heads.h"

/* How many values of a column are looked at, below which cost a value suits, and what a column costs as what it cannot be. Of a
 * hundred rows: how many targets must lack a unit for words beside them to be theirs. */
enum { JX_VALUES_LOOKED_AT = 60, JX_VALUE_SUITS = 10, JX_CHOICE_NEVER = INT_MAX / 4, JX_UNITS_SHARE = 80 };

/* What a column costs as each part (JX_CHOICE_NEVER: it cannot be that), and what its values alone cost on average. */
struct jx_choice {
    int cost[JX_SIGN_COUNT];
    int mean[JX_SIGN_COUNT];
    bool period; /* its headings say that it is of the whole project */
    int head;    /* what its headings cost as what they say */
    bool filled; /* it has values */
};

struct jx_column_values {
    const struct jx_term *terms[JX_VALUES_LOOKED_AT];
    size_t count;
};

/* What a column is asked: its headings, its values, and whether its heading names a fact instead. */
struct jx_column_question {
    struct jx_head_sense sense;
    struct jx_column_values values;
    bool fact;
    bool level3;    /* 三级指标: no heading of remarks */
    bool whole;     /* 总体指标值: the year's or the whole project's, as what stands beside it says */
    bool nature;    /* 指标性质: operators, where 指标方向性 beside it says the polarity */
    bool direction; /* 指标方向: the polarity, where 计算符号 beside it heads the operators */
    bool unit;      /* it has no heading, and stands behind targets that lack their units */
    bool units;     /* it has none that is known, and holds units that targets lack */
    bool total;     /* it is of all towns together */
    bool hidden;    /* nobody sees it */
    bool period;    /* it says no time, and another column of targets is of the year */
};

/* The values of a column in these rows, those that are not blank. */
struct jx_column_values jx_column_values(const struct jx_block *block, uint32_t column,
                                         const uint32_t *sample, size_t count);

/* Whether they stand where ≥, ≤ and their like do; whether most of them say that they are units, under a heading that nobody
 * knows. */
bool jx_are_operators(const struct jx_column_values *values);
bool jx_are_units(const struct jx_column_values *values);

/* What the column costs as each part. */
struct jx_choice jx_column_weigh(const struct jx_column_question *column);

#endif
