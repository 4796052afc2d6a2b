/*
 * A text of one cell a line while rows are made of it: what joined.c, joined_feet.c and joined_names.c share.
 */
#ifndef JX_READ_JOINED_PARTS_H
#define JX_READ_JOINED_PARTS_H

#include "core/read/block.h"
#include "core/read/joined.h"

/* A cell of the text, blank ones too. `begins`: the text ends a row before it. */
struct jx_joined_item {
    struct jx_cell *cell;
    struct jx_term *term;
    uint32_t row, column;
    bool begins;
};

/* A column of the headings: its part, or the fact of a list's project. */
struct jx_joined_column {
    unsigned part;
    const struct jx_sense *fact;
    bool side;
    bool headed; /* of a column whose heading is known for none of ours, or stands among known ones */
    bool parted; /* of targets whose units stand in a column of their own */
    bool group;  /* 三级指标 before 四级指标 */
};

struct jx_joining {
    struct jx_reading *reading;
    struct jx_terms *terms;
    struct jx_joined_item *items;
    size_t count;
    bool rows_told;   /* the text ends its rows, so that a row's cells stand together */
    bool blanks_kept; /* it has its blank cells, too */
    struct jx_shape *shape;
    uint32_t row; /* the next of the shape */
    struct jx_joined_column columns[JX_BLOCK_COLUMNS];
    size_t column_count;
};

/* The cells of a row of headings. */
struct jx_joined_run {
    size_t first, end;
};

static inline bool jx_item_is_level(const struct jx_joined_item *item) {
    return item->term && jx_term_is_level(item->term);
}

static inline bool jx_item_is_label(const struct jx_joining *joining, size_t i) {
    const struct jx_joined_item *item = &joining->items[i];
    return item->term && jx_term_label(joining->terms, item->term, JX_KIND_PROJECT);
}

/* Where the name of somebody stands behind what they do, 复核 | 李某某; 0: the cell says something else. */
size_t jx_item_hand(const struct jx_joining *joining, size_t i, size_t to);

/* 项目名称 before 工作经费: whether the name that is asked for may be the words of a label behind it (joined_names.c); and whether it
 * is, by what stands behind them. */
bool jx_item_called_as_label(const struct jx_joining *joining, size_t i, size_t to);
bool jx_item_is_name(const struct jx_joining *joining, size_t i, size_t to);

/* Where the cells of a block end, of which the headings end at the run's end: at what stands below it, at the next headings, or with the
 * text. */
size_t jx_joined_end(const struct jx_joining *joining, const struct jx_joined_run *run, size_t next);

#endif
