/*
 * Facts above and below the indicators, in a text of one cell a line: a row of labels and the row of their values below it
 * are labels one after the other, then as many values.
 *
 *     实施期目标 | 年度目标 | 建成站点60个。 | 建成站点20个。
 */
#ifndef JX_READ_STREAM_HEAD_H
#define JX_READ_STREAM_HEAD_H

#include "core/read/reading.h"

/* A value and the label of it that stands further up; both by their places in the sheet. `sure` where the text itself ends
 * a row between the labels and the values. */
struct jx_stream_pair {
    const struct jx_label *label;
    uint32_t label_row, label_column;
    uint32_t row, column;
    bool sure;
};

/* In the order of the text. */
struct jx_stream_pairs {
    const struct jx_stream_pair *items;
    size_t count;
};

/* The pairs of rows [first, end) of a sheet with soft row ends; of any other sheet there are none. */
struct jx_stream_pairs jx_stream_pairs_find(struct jx_reading *reading, enum jx_kind kind, uint32_t first,
                                            uint32_t end);

/* The pair that has this cell as its value, or as its label; NULL: none has. */
const struct jx_stream_pair *jx_stream_pair_value(const struct jx_stream_pairs *pairs,
                                                  const struct jx_spot *spot);
const struct jx_stream_pair *jx_stream_pair_label(const struct jx_stream_pairs *pairs,
                                                  const struct jx_spot *spot);

/*
 * Whose part 其中：财政拨款 is, where 中期资金总额 and 年度资金总额 have parts of the same names. Where both totals come before all
 * parts, the form has them in two columns: of two parts of one name the first belongs to the first total. A single one has
 * no second column, for labels are printed whether they have a value or not; of more than two nobody can tell.
 */
enum jx_stream_part { JX_STREAM_PART_FISCAL, JX_STREAM_PART_OTHER, JX_STREAM_PARTS };
enum jx_stream_whose {
    JX_STREAM_WHOSE_NEAREST,
    JX_STREAM_WHOSE_PERIOD,
    JX_STREAM_WHOSE_YEAR,
    JX_STREAM_WHOSE_UNKNOWN
};

struct jx_stream_funds {
    bool columns;      /* both totals come before the parts */
    bool period_first; /* 中期资金总额 comes first */
    unsigned count[JX_STREAM_PARTS], seen[JX_STREAM_PARTS];
};

struct jx_stream_funds jx_stream_funds_find(struct jx_reading *reading, uint32_t first, uint32_t end);

/* Whose the next part of this name is. */
enum jx_stream_whose jx_stream_fund_next(struct jx_stream_funds *funds, enum jx_stream_part part);

#endif
