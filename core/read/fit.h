/*
 * How well a cell's words suit a column of the indicator band. A column has a type: 一级指标 holds one of four words,
 * 分值 a number, 指标性质 one of three; a name is what none of these is.
 */
#ifndef JX_READ_FIT_H
#define JX_READ_FIT_H

#include "core/read/reading.h"

/* The cell breaks the column's type. */
enum { JX_FIT_BREAKS = -1000 };

/* What a cell's words could be, found out once per cell. */
struct jx_cell_kind_set {
    const char *level1;  /* canonical, if it is a level 1 */
    const char *level2;  /* canonical, if it is the name of a level 2 category */
    bool polarity;       /* 正向 反向 定性 */
    bool qualitative;    /* 定性 */
    bool quantitative;   /* 定量, which is no polarity, but stands in its column */
    bool operator_word;  /* 大于等于 … alone */
    bool number;         /* a number alone */
    bool amount;         /* a number with a unit of money or its sign, not a number alone */
    bool measure;        /* [operator] number [unit], not a number alone */
    bool bound;          /* a measure with another operator than = */
    bool standard;       /* 历史标准 … */
    bool numbered;       /* 指标1：… */
    bool ends_indicator; /* …指标 */
    size_t width;        /* in columns of a terminal */
};

struct jx_cell_kind_set jx_cell_kinds(const struct jx_reading *reading, struct jx_spot *spot);

/* How well the cell suits the band's column: JX_FIT_BREAKS, or 1 to 12. `strict`: the cell is not where it should be, so
 * that its words must speak for themselves. */
int jx_column_fit(const struct jx_compiled_table *table, size_t column, const struct jx_cell_kind_set *kinds,
                  bool strict);

/* 定量: the target is a number, says the form beside it. */
bool jx_quantitative_word(const char *key);

/* The name behind 指标1：, or the text itself; `*numbered` (may be NULL) says whether there was such a number. */
const char *jx_numbering_strip(const char *text, bool *numbered);

#endif
