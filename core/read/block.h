/*
 * A block of indicators: its headings, what each of its columns holds, and its rows.
 */
#ifndef JX_READ_BLOCK_H
#define JX_READ_BLOCK_H

#include "core/read/shape.h"

enum { JX_BLOCK_COLUMNS = 32, JX_BLOCK_DEEPEST = 3 };

/*   DASH  ～ between two ends of a target
 *   END   the other end: 至 */
enum jx_reach { JX_REACH_NONE, JX_REACH_DASH, JX_REACH_END };

/*
 * A column of the shape. `part`: what it holds, JX_PART_NONE: nothing of an indicator, JX_HEAD_ORDINAL: numbers of rows.
 * `heading`: what its headings say by themselves. `fact`: in front of a list's indicators, a fact of the whole project.
 */
struct jx_block_column {
    uint32_t column;
    unsigned part, panel;
    unsigned heading;
    struct jx_term *word;  /* its lowest heading, or NULL */
    struct jx_term *named; /* what names a fact: that, or with the heading above it */
    const struct jx_sense *fact;
    int cost;               /* of this part here */
    int next;               /* of the next best part */
    unsigned second;        /* that part */
    const char *money;      /* the unit of money that its headings name, NULL: none */
    int of_year;            /* the year that its headings name, 0: none */
    enum jx_operator bound; /* 上限, 下限: what its numbers are the ends of */
    enum jx_reach reach;    /* what it is to targets that reach from one number to another */
    size_t of;              /* the column of targets that it is the other end of */
    bool group;             /* 三级指标 beside 四级指标, which names the indicators */
    bool year;              /* its headings say that it is of the year */
    bool period;            /* or of the whole project: an operator or a unit is that of its target */
    bool hidden;            /* nobody sees it */
    bool spare;             /* it could hold targets as well, and is not used */
    int usual; /* what its values cost under the part on average: names that are numbers in all rows are no misfits */
};

/* One row: its cells by index into the block's columns, NULL: nothing stands there; `moved`: not as they stand. `aside`: it is
 * no row of the block, though more of those follow, or its sum: `label` is what it begins with. */
struct jx_block_row {
    uint32_t row;
    struct jx_seen **cells;
    struct jx_seen *label;
    int cost;
    bool moved;
    bool aside;
};

struct jx_block {
    const struct jx_shape *shape;
    uint32_t head, depth; /* the first row of headings and how many there are */
    uint32_t end;         /* where its rows end at the latest: the next block's headings */
    uint32_t stop;        /* where they end */
    uint32_t numbers;     /* the row that numbers the columns, below the headings; 0: none does */
    uint32_t first; /* the leftmost column of an indicator's parts: what stands before it is at the side */
    struct jx_block_column columns[JX_BLOCK_COLUMNS];
    size_t column_count;
    unsigned panels;
    bool changed; /* only 年中调整值 says which targets are in force, and nothing 调整后 */
    const struct jx_term *adjusted; /* the heading of targets that were adjusted, NULL: none were */
    size_t initial; /* the column of those set at first, where there are both; else SIZE_MAX */
    int year; /* which of several columns of years is the form's; 0: there are none, -1: nobody says which */
    const struct jx_block_column *named; /* a list's column of names that no heading says, NULL: one does */
    bool list;                           /* facts of projects stand in front of the indicators */
    int cost;
    struct jx_block_row *rows;
    size_t row_count, row_capacity;
};

static inline bool jx_part_is_target(unsigned part) {
    return part == JX_PART_TARGET || part == JX_PART_PERIOD_TARGET;
}

/* The block whose headings are the `depth` rows from `head`, if there is one: what its columns hold, and its cost. Rows are
 * looked at up to `end`. */
bool jx_block_columns(struct jx_terms *terms, const struct jx_shape *shape, uint32_t head, uint32_t depth,
                      uint32_t end, struct jx_block *block);

/* The index of a column, SIZE_MAX: the block has none there. */
size_t jx_block_column_at(const struct jx_block *block, uint32_t column);

/* What its rows of headings say, and over which columns: pages of one table have the same. */
const char *jx_block_headings(struct jx_arena *arena, const struct jx_block *block);

/* Where its rows begin, below the headings and what numbers the columns. */
static inline uint32_t jx_block_body(const struct jx_block *block) {
    return block->numbers > 0 ? block->numbers + 1 : block->head + block->depth;
}

/* Columns in front of the indicators whose headings name facts: it is a list of projects, if the project is named
 * (block_facts.c). */
void jx_block_find_facts(struct jx_terms *terms, struct jx_block *block);

/* Puts the cells of its rows under its columns, and finds where it stops. */
void jx_block_fill(struct jx_terms *terms, struct jx_block *block);

/* Whether the cells of a row number its columns: 1 | 2 | 3 | 4, (1) | (2) or 3=4+5, in any order, for columns are moved. */
enum { JX_COLUMNS_NUMBERED = 64 }; /* at most */
bool jx_keys_number_columns(const char *const *keys, size_t count);

/* A row that begins with a plain label in the first column and prints no level: the body of a block ends before it at the
 * latest. */
bool jx_row_begins_other(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row);

/* All blocks of a shape, from its top; `*count` of them. */
struct jx_block *jx_shape_blocks(struct jx_terms *terms, const struct jx_shape *shape, size_t *count);

/* What a shape leaves unexplained, and what its blocks cost. */
int jx_shape_cost(const struct jx_shape *shape, const struct jx_block *blocks, size_t count);

#endif
