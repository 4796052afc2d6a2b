/*
 * What the rooms of reading a head share: head.c goes through the rows and gives each cell what it is, head_labels.c knows
 * labels and gives them their values, head_notes.c takes apart cells that say several things, and titles.
 */
#ifndef JX_READ_HEAD_PARTS_H
#define JX_READ_HEAD_PARTS_H

#include "core/read/reading.h"

/* No label is longer, in bytes; and how many may wait for their values at once. */
enum { JX_HEAD_LONGEST_LABEL = 48, JX_HEAD_MOST_OPEN = 12 };

/* A label whose value is still to come. */
struct jx_waiting {
    const struct jx_label *label;
    uint32_t row;
    uint32_t first, last; /* the columns it covers */
};

struct jx_waiting_list {
    struct jx_waiting items[JX_HEAD_MOST_OPEN];
    size_t count;
};

struct jx_head {
    struct jx_reading *reading;
    struct jx_draft *draft;
    bool *used;                   /* by index of the table's labels */
    struct jx_waiting right;      /* wants the next cell of its row */
    struct jx_waiting_list here;  /* labels of this row that have no value yet */
    struct jx_waiting_list above; /* those of the row above: their values may stand below them */
    bool labels, values;          /* this row has some */
    const char *row_label;        /* the last label of this row that has its value */
    const char *general;          /* the label of the fiscal money, if that is 一般公共预算 */
    bool has_stray;
    struct jx_spot stray; /* the last cell that belonged to nothing: it may still turn out to be a label */
};

typedef const struct jx_label *jx_label_finder(struct jx_head *head, const char *key,
                                               struct jx_capture *captures, size_t *count, const char **rest);

/* Behind 其中：, if a key begins with it. */
const char *jx_behind_of_which(const char *key);

/* The label that a key is or begins with: one of the table, or one that any form may use. */
const struct jx_label *jx_head_table_label(struct jx_head *head, const char *key, struct jx_capture *captures,
                                           size_t *count, const char **rest);
const struct jx_label *jx_head_common_label(struct jx_head *head, const char *key,
                                            struct jx_capture *captures, size_t *count, const char **rest);

/* Whether the cell is the value that a label of its row waits for. */
bool jx_head_awaits(const struct jx_head *head, struct jx_spot *spot);

/* The label waits for its value, to its right or below. */
void jx_head_wait(struct jx_head *head, const struct jx_label *label, const struct jx_spot *spot);

/* Notes that the table's label has been seen: of two that read the same the next one is then meant. */
void jx_head_label_seen(struct jx_head *head, const struct jx_label *label);

/* What stands in the cell behind the label's colon. */
const char *jx_head_behind_colon(struct jx_head *head, struct jx_spot *spot);

/* Gives the label its value, which stands in `spot`. */
void jx_head_give(struct jx_head *head, const struct jx_label *label, uint32_t label_row,
                  uint32_t label_column, const char *text, const struct jx_spot *spot, enum jx_origin origin);

/* Takes a cell that is a label, or begins with one. */
bool jx_head_take_label(struct jx_head *head, struct jx_spot *spot, jx_label_finder *find);

/* At the end: 一般公共预算 beside amounts of other budgets is not all of the fiscal money. Tells it. */
void jx_head_budgets(struct jx_head *head);

/* Take a cell that is words without a label, notes, a title; false: it is none. */
bool jx_head_take_line(struct jx_head *head, struct jx_spot *spot);
bool jx_head_take_segments(struct jx_head *head, struct jx_spot *spot);
bool jx_head_take_title(struct jx_head *head, struct jx_spot *spot, size_t row_spots);

/* Takes a cell that says nothing but what the amounts are in: （单位：万元）, 万元. */
bool jx_head_take_unit(struct jx_head *head, struct jx_spot *spot);

#endif
