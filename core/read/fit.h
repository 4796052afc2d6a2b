/*
 * How well a cell's words suit a column of the indicator band. A column has a type: 一级指标 holds one of four words,
 * 分值 a number, 指标性质 one of three; a name is what none of these is.
 */
#ifndef JX_READ_FIT_H
#define JX_READ_FIT_H

#include "core/read/reading.h"

/* The cell breaks the column's type. */
enum { JX_FIT_BREAKS = -1000 };

/* What a cell's words could be. */
enum jx_cell_kind_of {
    JX_IS_DIGITS,         /* a digit is among them */
    JX_IS_NUMBER,         /* a number alone */
    JX_IS_AMOUNT,         /* a number with a unit of money or its sign, not a number alone */
    JX_IS_MEASURE,        /* [operator] number [unit], not a number alone */
    JX_IS_BOUND,          /* a measure with another operator than = */
    JX_IS_LEVEL1,         /* 产出指标 */
    JX_IS_LEVEL2,         /* the name of a level 2 category */
    JX_IS_POLARITY,       /* 正向 反向 定性 */
    JX_IS_QUALITATIVE,    /* 定性 */
    JX_IS_QUANTITATIVE,   /* 定量, which is no polarity, but stands in its column */
    JX_IS_OPERATOR,       /* 大于等于 … alone */
    JX_IS_STANDARD,       /* 历史标准 … */
    JX_IS_ENDS_INDICATOR, /* …指标 */
};

/* The same of one cell. Each question is answered when it is first asked, a bit for each: a cell below its own heading is asked
 * few. `prose`: the cell is longer than any of these, or has a number (指标1：…), and is none of them. */
struct jx_cell_kind_set {
    const struct jx_reading *reading;
    struct jx_spot *spot;
    unsigned asked, answers;
    bool numbered, prose;
};

struct jx_cell_kind_set jx_cell_kinds(const struct jx_reading *reading, struct jx_spot *spot);
bool jx_cell_is(struct jx_cell_kind_set *kinds, enum jx_cell_kind_of kind);

/* Whether the cell breaks the type of the band's column. `strict`: the cell is not where it should be, so that its words must
 * speak for themselves. */
bool jx_column_breaks(const struct jx_compiled_table *table, size_t column, struct jx_cell_kind_set *kinds,
                      bool strict);

/* 见附件, 约壹佰 or ***: what may stand under the amounts of projects, in its place, though it is none. */
bool jx_column_takes_words(const struct jx_compiled_column *column, struct jx_cell_kind_set *kinds);

/* How well the cell suits the band's column: JX_FIT_BREAKS, or 1 to 12. */
int jx_column_fit(const struct jx_compiled_table *table, size_t column, struct jx_cell_kind_set *kinds,
                  bool strict);

/* 定量: the target is a number, says the form beside it. */
bool jx_quantitative_word(const char *key);

/* The name behind 指标1：, or the text itself; `*numbered` (may be NULL) says whether there was such a number. */
const char *jx_numbering_strip(const char *text, bool *numbered);

#endif
