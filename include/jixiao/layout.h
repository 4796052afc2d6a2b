/*
 * The vocabulary of layout tables, and what a layout plugin exports.
 *
 * A layout is data: one constant table per form that a person can read beside the paper. The engine (core/read and
 * core/write) interprets the same table to read and to write: reading takes any spelling and any slip, writing prints the first
 * spelling in the exact geometry. What a layout can carry is computed from its tables, never declared.
 *
 * PATTERNS. Everything printed is a pattern:
 *     text          stands as it is
 *     {key}         a field of the model by its JSON key; a Chinese word in its place is an extra of that label
 *     {sum:key}     the sum of a money field over the forms of a list
 *     [...]         left out where a field inside it is absent; may be missing in what is read
 *     a|b           spellings; written is the first one all of whose fields are known, or else the first
 * Spellings are compared without white space, with full- and half-width punctuation alike and without a closing
 * colon. A note such as `填表人：{preparer}    联系电话：{phone}` is written as one cell; when it is read, each
 * `label：` is looked for by itself, in any order and in any cell.
 */
#ifndef JIXIAO_LAYOUT_H
#define JIXIAO_LAYOUT_H

#include <jixiao/api.h>
#include <jixiao/grid.h>
#include <jixiao/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Raised by every change of the structs of this header but one: a plugin with another number is refused (P003). The library steps
 * arrays of slots, columns, rows and spellings, and takes tables as they are, so none of these may grow unnoticed. Only struct
 * jx_layout may have new members at its end without a new number: `size` says how large the plugin's is, and what it lacks is zero.
 * Numbers of enumerators (enum jx_part, jx_look, jx_slot_kind, jx_row_kind) stay; new ones come behind. Fields are called by keys,
 * so that new ones break nothing. tests/unit/test_abi.c holds the number against the structs.
 */
#define JX_LAYOUT_ABI 2u

enum jx_slot_kind {
    JX_SLOT_END,   /* closes a row */
    JX_SLOT_LABEL, /* printed by the form; names the value to its right, or else the one in the row below */
    JX_SLOT_VALUE, /* filled in */
    JX_SLOT_NOTE,  /* label and value in one cell: 资金总额：{budget_total} */
    JX_SLOT_FILLER /* an empty cell of the form */
};

/* A slot that reading accepts but that does not count as evidence for the form, and whose row is written only when
 * one of its values is known. */
#define JX_SLOT_OPTIONAL 1u

/* One cell of the paper form: `columns` as in a spreadsheet ("A", "B:F"), `rows` down (0 is 1). */
struct jx_slot {
    const char *columns;
    const char *pattern;
    enum jx_slot_kind kind;
    enum jx_look look;
    unsigned rows;
    unsigned flags;
};

/*
 * One column of the indicator band: an indicator's part, or a fact of the whole form that is merged down beside its
 * indicators (`fact`, a pattern: this makes the form a list), or the label at the side (neither), or a column of which the
 * model knows nothing (`fact` is ""): written with its heading and blank cells, read as extras. A band may have two
 * panels side by side, each with its level 2, name and target: `panel` is 0 on the left and 1 on the right. The same
 * name on both sides is one indicator. Headings of two or three rows: `above` is what stands over the column's own heading,
 * from the top and parted by “/”; neighbours that share it share its cell. NULL: the heading is one row high, or as high as
 * the others.
 */
struct jx_column {
    const char *columns;
    const char *heading; /* a pattern without captures */
    enum jx_part part;
    const char *fact;
    enum jx_look look;
    unsigned panel;
    const char *above;
};

enum jx_row_kind {
    JX_ROW_END,   /* closes the table */
    JX_ROW_TITLE, /* `pattern` over the whole width */
    JX_ROW_SLOTS, /* `slots` */
    JX_ROW_BAND   /* `band`: its headings, then one row per indicator */
};

/* One row of the paper form, or its whole indicator band. */
struct jx_table_row {
    enum jx_row_kind kind;
    const char *pattern;
    const struct jx_slot *slots;
    const struct jx_column *band;
};

/* How this form prints a level-2 category whose canonical name is longer or other. */
struct jx_spelling {
    const char *canonical;
    const char *printed;
};

/*
 * One form. `rows` from the title to the last note. `widths`, one for each column, are in characters of the body
 * typeface (a Chinese character is two).
 */
struct jx_table {
    enum jx_kind kind;
    const char *money_unit; /* 万元, 元, 千元 …: what its amounts are in, printed or not */
    const struct jx_table_row *rows;
    const double *widths;
    unsigned width_count;
    bool landscape;
    const struct jx_spelling *spellings; /* ended by a NULL; may be NULL */
    /* what stands before an indicator's name, `{n}` its number in its category; may be NULL */
    const char *numbering;
    const char
        *empty_mark; /* what a category without indicators prints for a name ("" for nothing); NULL: no row */
    bool cost_first; /* 成本指标 as a level 1 stands before 产出指标 */
    bool signs;      /* a column of operators prints ≥ and =, not 大于等于 and 等于 */
};

/* A layout plugin. `source` names the document that prescribes the forms. The hooks at the end may stay NULL. */
struct jx_layout {
    uint32_t abi;
    uint32_t size;
    const char *id;
    const char *chinese;
    const char *english;
    const char *source;
    const struct jx_table *const *tables; /* ended by a NULL */
};

/* What the plugin exports under the name `jx_layout_plugin`. Linked statically, each has its own name. */
#define JX_LAYOUT_ENTRY "jx_layout_plugin"
typedef const struct jx_layout *jx_layout_entry(void);
#ifdef JX_STATIC_PLUGINS
#define JX_LAYOUT_PLUGIN(name) const struct jx_layout *jx_layout_plugin_##name(void)
#else
#define JX_LAYOUT_PLUGIN(name) JX_API const struct jx_layout *jx_layout_plugin(void)
#endif

/* --- words for writing tables ------------------------------------------------------------------------------------ */

#define JX_LABEL(columns, text)                                                                              \
    { columns, text, JX_SLOT_LABEL, JX_LOOK_LABEL, 1, 0 }
#define JX_LABEL_DOWN(columns, down, text)                                                                   \
    { columns, text, JX_SLOT_LABEL, JX_LOOK_LABEL, down, 0 }
#define JX_LABEL_LEFT(columns, text)                                                                         \
    { columns, text, JX_SLOT_LABEL, JX_LOOK_LABEL_LEFT, 1, 0 }
#define JX_LABEL_RIGHT(columns, text)                                                                        \
    { columns, text, JX_SLOT_LABEL, JX_LOOK_LABEL_RIGHT, 1, 0 }
#define JX_TEXT(columns, text)                                                                               \
    { columns, text, JX_SLOT_VALUE, JX_LOOK_TEXT, 1, 0 }
#define JX_CENTRE(columns, text)                                                                             \
    { columns, text, JX_SLOT_VALUE, JX_LOOK_CENTRE, 1, 0 }
#define JX_TEXT_DOWN(columns, down, text)                                                                    \
    { columns, text, JX_SLOT_VALUE, JX_LOOK_TEXT, down, 0 }
#define JX_CENTRE_DOWN(columns, down, text)                                                                  \
    { columns, text, JX_SLOT_VALUE, JX_LOOK_CENTRE, down, 0 }
#define JX_LINE_DOWN(columns, down, text)                                                                    \
    { columns, text, JX_SLOT_NOTE, JX_LOOK_TEXT, down, 0 }
#define JX_LINE(columns, text)                                                                               \
    { columns, text, JX_SLOT_NOTE, JX_LOOK_TEXT, 1, 0 }
#define JX_NOTE(columns, text)                                                                               \
    { columns, text, JX_SLOT_NOTE, JX_LOOK_NOTE, 1, 0 }
#define JX_NOTE_CENTRE(columns, text)                                                                        \
    { columns, text, JX_SLOT_NOTE, JX_LOOK_NOTE_CENTRE, 1, 0 }
#define JX_NOTE_RIGHT(columns, text)                                                                         \
    { columns, text, JX_SLOT_NOTE, JX_LOOK_NOTE_RIGHT, 1, 0 }
#define JX_FILLER(columns)                                                                                   \
    { columns, "", JX_SLOT_FILLER, JX_LOOK_TEXT, 1, 0 }
#define JX_FILLER_DOWN(columns, down)                                                                        \
    { columns, "", JX_SLOT_FILLER, JX_LOOK_TEXT, down, 0 }
#define JX_OPTIONAL_LABEL(columns, text)                                                                     \
    { columns, text, JX_SLOT_LABEL, JX_LOOK_LABEL, 1, JX_SLOT_OPTIONAL }

#define JX_TITLE(text)                                                                                       \
    { JX_ROW_TITLE, text, NULL, NULL }
#define JX_ROW(...)                                                                                          \
    {                                                                                                        \
        JX_ROW_SLOTS, NULL,                                                                                  \
            (const struct jx_slot[]){__VA_ARGS__, {NULL, NULL, JX_SLOT_END, JX_LOOK_PLAIN, 0, 0}}, NULL      \
    }
#define JX_BAND(columns)                                                                                     \
    { JX_ROW_BAND, NULL, NULL, columns }
#define JX_TABLE_END                                                                                         \
    { JX_ROW_END, NULL, NULL, NULL }

#define JX_SIDE(columns, text)                                                                               \
    { columns, text, JX_PART_NONE, NULL, JX_LOOK_LABEL, 0, NULL }
#define JX_FACT(columns, text, pattern)                                                                      \
    { columns, text, JX_PART_NONE, pattern, JX_LOOK_CENTRE, 0, NULL }
#define JX_FACT_TEXT(columns, text, pattern)                                                                 \
    { columns, text, JX_PART_NONE, pattern, JX_LOOK_TEXT, 0, NULL }
#define JX_COLUMN(columns, text, part)                                                                       \
    { columns, text, JX_PART_##part, NULL, JX_LOOK_CENTRE, 0, NULL }
#define JX_COLUMN_TEXT(columns, text, part)                                                                  \
    { columns, text, JX_PART_##part, NULL, JX_LOOK_TEXT, 0, NULL }
#define JX_COLUMN_BLANK(columns, text)                                                                       \
    { columns, text, JX_PART_NONE, "", JX_LOOK_TEXT, 0, NULL }
#define JX_COLUMN_UNDER(columns, above, text, part)                                                          \
    { columns, text, JX_PART_##part, NULL, JX_LOOK_CENTRE, 0, above }
#define JX_BLANK_UNDER(columns, above, text)                                                                 \
    { columns, text, JX_PART_NONE, "", JX_LOOK_TEXT, 0, above }
#define JX_RIGHT(columns, text, part)                                                                        \
    { columns, text, JX_PART_##part, NULL, JX_LOOK_CENTRE, 1, NULL }
#define JX_RIGHT_TEXT(columns, text, part)                                                                   \
    { columns, text, JX_PART_##part, NULL, JX_LOOK_TEXT, 1, NULL }
#define JX_BAND_END                                                                                          \
    { NULL, NULL, JX_PART_NONE, NULL, JX_LOOK_PLAIN, 0, NULL }

#ifdef __cplusplus
}
#endif

#endif
