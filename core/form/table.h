/*
 * A layout's tables as the engine uses them: the constant tables of layout.h with columns as numbers, patterns taken
 * apart, and the labels of each form in one list.
 */
#ifndef JX_FORM_TABLE_H
#define JX_FORM_TABLE_H

#include <jixiao/layout.h>

#include "core/form/compile.h"
#include "core/words/index.h"
#include "core/words/label.h"
#include "core/words/pattern.h"

/* Rows of headings over the lowest one. */
enum { JX_ABOVE = 2 };

/* A slot or band column with its columns as numbers, from zero. */
struct jx_compiled_slot {
    const struct jx_slot *slot;
    uint32_t first, last;
    const struct jx_pattern *pattern;
};

struct jx_compiled_column {
    const struct jx_column *column;
    uint32_t first, last;
    const struct jx_pattern *heading; /* also of the side label */
    const struct jx_pattern *fact;    /* NULL but for a list's project columns */
    const char *unit;                 /* of money, that a heading of its facts names; NULL: none does */
    bool extra;                       /* the model knows nothing of it */
    bool signs;                       /* its heading says operators, of which none was understood */
    const struct jx_pattern
        *above[JX_ABOVE]; /* the headings over its own, from the top; NULL behind the last */
    unsigned above_count;
};

struct jx_compiled_row {
    const struct jx_table_row *row;
    const struct jx_pattern *title;
    const struct jx_compiled_slot *slots;
    size_t slot_count;
};

struct jx_compiled_table {
    const struct jx_table *table;
    const struct jx_layout *layout;
    const struct jx_compiled_row *rows;
    size_t row_count;
    size_t band_row; /* index into rows */
    uint32_t columns;

    const struct jx_label *labels;
    size_t label_count;
    struct jx_notes notes; /* of labels */
    const struct jx_whole_line *lines;
    size_t line_count;
    const char *const *noise; /* keys of words that stand in notes beside a value, such as （盖章） */
    size_t noise_count;
    const struct jx_pattern *title;

    const struct jx_compiled_column *band;
    size_t band_count;
    struct jx_index headings; /* of the band, by index into it */
    bool list;                /* the band has project columns */
    unsigned above;           /* rows of headings over the lowest one */
    unsigned panels;
    int part_column[JX_PART_COUNT]; /* index into band of its first column, -1: it has none */

    /* What it can carry, computed from the patterns. */
    bool fields[JX_FIELD_COUNT];
    bool optional[JX_FIELD_COUNT]; /* only in rows that are printed when something stands in them */
    const char *const *extras;     /* labels */
    size_t extra_count;
    bool prints_unit;
};

/* Whether the table was made from what a form says itself, for no layout claims it. */
static inline bool jx_table_is_made(const struct jx_compiled_table *table) {
    return table->layout->abi == 0;
}

struct jx_compiled_layout {
    const struct jx_layout *layout;
    const struct jx_compiled_table *tables;
    size_t table_count;
};

/* The table of this kind, or NULL. */
const struct jx_compiled_table *jx_compiled_find(const struct jx_compiled_layout *layout, enum jx_kind kind);

/* Makes the index of the band's headings. */
void jx_band_index(struct jx_arena *arena, struct jx_compiled_table *table);

/* Whether a column stands under the same heading of row `row` as the one before it. */
bool jx_heading_shared(const struct jx_compiled_table *table, size_t column, unsigned row);

/* Whether an indicator's part has a place in the table. A target may stand whole or in three columns. */
bool jx_table_carries_part(const struct jx_compiled_table *table, enum jx_part part);

#endif
