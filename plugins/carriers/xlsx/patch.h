/*
 * Changing cells of an existing workbook: what its parts have in common.
 *
 * Whatever names a row in any part goes through one map of rows. Parts are edited by splices into their own bytes.
 */
#ifndef JX_XLSX_PATCH_H
#define JX_XLSX_PATCH_H

#include "plugins/carriers/shared/markup.h"
#include "plugins/carriers/shared/repack.h"
#include "plugins/carriers/shared/splice.h"
#include "workbook.h"

enum { JX_XLSX_ROWS_MOST = 1048576, JX_XLSX_COLUMNS_MOST = 16384 };

/* The rows that are put into one sheet, sorted by `before`. */
struct jx_xlsx_rows {
    const char *name; /* the sheet's */
    const struct jx_patch_rows *items;
    uint32_t count;
};

/* Where a row goes; from zero. */
uint32_t jx_xlsx_row_map(const struct jx_xlsx_rows *rows, uint32_t row);

/* Where the rows `*first` to `*last` of an area go. `cover`: the area is about looks or rules, and what holds for one pattern
 * row holds for its copies. */
void jx_xlsx_rows_map(const struct jx_xlsx_rows *rows, uint32_t *first, uint32_t *last, bool cover);

/* A1, A1:C3, with or without $; rows and columns from zero. Returns what follows, or NULL. */
const char *jx_xlsx_area_read(const char *text, struct jx_merge *area);
void jx_xlsx_area_write(struct jx_bytes *out, const struct jx_merge *area);
void jx_xlsx_address_write(struct jx_bytes *out, uint32_t row, uint32_t column);

/* A list of areas parted by blanks, mapped; NULL: as it was. */
const char *jx_xlsx_areas_map(const struct jx_host *host, struct jx_call *call,
                              const struct jx_xlsx_rows *rows, const char *list, bool cover);

/*
 * How the references of a formula change. Those to a sheet of `maps` go through its map; `home` is the map of the sheet in which
 * the formula stands, NULL: none. `relative`: the formula is one for a whole area, and its references without $ move with the
 * area's first cell, by `down`. Without maps references move by `down` and `right`, as when a cell is copied.
 */
struct jx_xlsx_formula {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_xlsx_rows *maps;
    uint32_t map_count;
    const struct jx_xlsx_rows *home;
    bool relative;
    int64_t down, right;
};

/* The formula with its references changed, and whether any was; the text itself if none was. */
const char *jx_xlsx_formula_map(const struct jx_xlsx_formula *how, const char *text, size_t *length,
                                bool *changed);

/* A reference as it stands in a formula. Columns or rows only: the other pair is 0 and UINT32_MAX. */
struct jx_xlsx_reference {
    const char *sheet; /* NULL: the formula's own */
    size_t sheet_length;
    bool quoted;
    struct jx_merge area;
};

/* Reads a reference at `text`, with its sheet; what follows it, or NULL: there is none. */
const char *jx_xlsx_reference_read(const char *text, struct jx_xlsx_reference *reference);

/* --- the workbook ------------------------------------------------------------------------------------------------ */

/* What a cell of a sheet is, as the workbook will be. */
enum jx_xlsx_kind { JX_XLSX_EMPTY, JX_XLSX_NUMBER, JX_XLSX_STRING, JX_XLSX_OTHER };

struct jx_xlsx_value {
    uint32_t row, column; /* as the sheet will be */
    uint8_t kind;
    bool dirty;          /* a formula that depends on a changed cell */
    bool done, busy;     /* calculated; being calculated */
    const char *text;    /* of NUMBER and STRING, closed by NUL */
    const char *formula; /* NULL: none. As it will be. */
};

/* A cell of the part: its element and that of its formula, 0: it has none; where it stands in the sheet as read; its style,
 * UINT32_MAX: it names none. */
struct jx_xlsx_spot {
    uint32_t node, f, row, column, style;
};

/* A row of the part, and its cells among the spots. */
struct jx_xlsx_line {
    uint32_t node, row;
    uint32_t first, count;
};

/* A formula that several cells share: `master` is the spot that has its text, UINT32_MAX: nobody. `touched`: it must be
 * written out. */
struct jx_xlsx_shared {
    uint32_t master;
    const char *text;
    size_t length;
    bool touched;
};

/* What a cell is to hold: several changes of one cell put together. `rich`: the text with its looks, as it stands between
 * <si> and </si>, NULL: it is plain. */
struct jx_xlsx_new {
    uint32_t row, column, like;
    const char *text;
    size_t length;
    const char *rich;
    size_t rich_length;
    bool number;
};

/* A worksheet. `rows` are those put into it. */
struct jx_xlsx_leaf {
    const char *name;
    const char *part;
    uint32_t listing; /* its number among all sheets, which names refer to */
    const char *bytes;
    size_t length;
    struct jx_markup markup;
    struct jx_xlsx_rows rows;
    bool loaded, edited; /* edited: rows or cells of it change */
    uint32_t data;       /* the element of the rows; 0: there is none */
    const char *prefix;  /* of the part's elements: "", or as in x:row */
    struct jx_xlsx_line *lines;
    uint32_t line_count, line_capacity;
    struct jx_xlsx_spot *spots;
    uint32_t spot_count, spot_capacity;
    struct jx_xlsx_shared *shared;
    uint32_t shared_count;
    uint64_t written_out; /* bytes of shared formulas */
    bool apart;           /* no two of its merges share a cell */
    /* As a survey found them, in the order of the spots that hold something; NULL: there was none. */
    const struct jx_xlsx_value *stored;
    uint32_t stored_count;
    struct jx_xlsx_new *news;
    uint32_t new_count, new_capacity;
    struct jx_xlsx_value *values; /* sorted by row and column */
    uint32_t value_count, value_capacity;
    const struct jx_patch_cell *cells; /* to be changed in it */
    uint32_t cell_count;
};

/* A name of the workbook; its text as it will be. `scope`: the listing it belongs to, UINT32_MAX: all. */
struct jx_xlsx_name {
    const char *name;
    const char *text;
    uint32_t scope;
};

/* A text that was added: what stands between <si> and </si>, among the bytes of all of them. */
struct jx_xlsx_added {
    size_t at, length;
};

struct jx_xlsx_patch {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_package *package;
    struct jx_xlsx_workbook *workbook;
    struct jx_patch *patch;
    struct jx_repack repack;
    struct jx_xlsx_leaf *leaves;
    uint32_t leaf_count;
    struct jx_xlsx_rows *maps; /* one a leaf */
    struct jx_markup book;     /* the workbook's own part */
    struct jx_splices book_splices;
    struct jx_xlsx_name *names;
    uint32_t name_count, name_capacity;
    bool moves;          /* rows are put in somewhere */
    bool formula_moved;  /* the chain of calculation no longer holds */
    bool result_dropped; /* a formula has no result now */
    /* the table of texts */
    const char *strings_part, *strings_prefix;
    struct jx_markup strings_tree; /* read by need */
    struct jx_bytes strings;       /* those added */
    uint32_t strings_added, strings_known, strings_used;
    uint32_t *strings_table; /* of hashes, numbers from one */
    struct jx_xlsx_added *strings_texts;
    uint32_t strings_room, strings_texts_capacity;
    /* styles that wrap, for texts with line ends */
    const char *styles_part, *styles_bytes;
    struct jx_markup styles;
    bool styles_loaded;
    struct jx_bytes styles_more;
    uint32_t styles_count, styles_added;
    uint32_t *wrapped; /* pairs: a style and its wrapping copy */
    uint32_t wrapped_count, wrapped_capacity;
};

/* Opens the workbook, shares out what is asked among its sheets, and maps its names. */
enum jx_status jx_xlsx_patch_open(struct jx_xlsx_patch *patch, const struct jx_input *input);
/* Opens the package, if it is not open: the parts that a survey kept are known without it. */
enum jx_status jx_xlsx_package_need(struct jx_xlsx_patch *patch);

/* Loads a sheet's part and finds its rows, cells and shared formulas. */
enum jx_status jx_xlsx_leaf_load(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf);
/* The cell at a place of the sheet as read; NULL: there is none. */
const struct jx_xlsx_spot *jx_xlsx_spot_find(const struct jx_xlsx_leaf *leaf, uint32_t row, uint32_t column);
const struct jx_xlsx_line *jx_xlsx_line_find(const struct jx_xlsx_leaf *leaf, uint32_t row);
/* The formula of a cell, as read, shared ones written out; NULL: it has none, or nobody has its text. */
const char *jx_xlsx_spot_formula(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                                 const struct jx_xlsx_spot *spot, size_t *length);
/* The formula element of a cell, and what kind it says it is ("" for the ordinary kind). */
uint32_t jx_xlsx_spot_f(const struct jx_xlsx_leaf *leaf, const struct jx_xlsx_spot *spot, const char **type);
/* The group of a shared formula; NULL: it is none. */
struct jx_xlsx_shared *jx_xlsx_spot_group(const struct jx_xlsx_leaf *leaf, const struct jx_xlsx_spot *spot);

/* The formula of a copy of the cell, `down` rows below where the cell itself will be. */
const char *jx_xlsx_formula_copy(struct jx_xlsx_patch *patch, const char *formula, size_t *length,
                                 int64_t down, int64_t right);

/* The changes of each cell put together. */
enum jx_status jx_xlsx_news_make(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf);

/* The sheet's changed part. */
enum jx_status jx_xlsx_leaf_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf);

/* The values and formulas of a sheet as it will be. */
enum jx_status jx_xlsx_leaf_values(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf);
struct jx_xlsx_value *jx_xlsx_value_find(const struct jx_xlsx_leaf *leaf, uint32_t row, uint32_t column);

/* Calculates what depends on changed cells. */
void jx_xlsx_calculate(struct jx_xlsx_patch *patch);

/* What stands between <si> and </si>, or <is> and </is>, for what a cell is to hold. */
void jx_xlsx_text_inner(struct jx_xlsx_patch *patch, const char *prefix, const struct jx_xlsx_new *new,
                        struct jx_bytes *out);
/* Its number in the table of texts, UINT32_MAX where the workbook has no such table. */
uint32_t jx_xlsx_string_number(struct jx_xlsx_patch *patch, const struct jx_xlsx_new *new);
enum jx_status jx_xlsx_strings_finish(struct jx_xlsx_patch *patch);
/* Reads the tree of the table of texts, if there is such a table and it was not read. */
enum jx_status jx_xlsx_strings_load(struct jx_xlsx_patch *patch);

/* A style like this one that wraps. */
uint32_t jx_xlsx_style_wrapped(struct jx_xlsx_patch *patch, uint32_t style);
enum jx_status jx_xlsx_styles_finish(struct jx_xlsx_patch *patch);

/* Parts beside the sheets: names, notes, drawings, tables, charts, the chain of calculation. */
enum jx_status jx_xlsx_names_edit(struct jx_xlsx_patch *patch);
enum jx_status jx_xlsx_beside_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf);
enum jx_status jx_xlsx_charts_edit(struct jx_xlsx_patch *patch);
enum jx_status jx_xlsx_chain_drop(struct jx_xlsx_patch *patch);

/* Whether no two of a sheet's merges share a cell. */
bool jx_xlsx_merges_apart(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf);

/* Attributes and texts of a sheet's part, outside its cells, that name rows. */
void jx_xlsx_rules_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf, struct jx_splices *splices);
enum jx_status jx_xlsx_merges_edit(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf,
                                   struct jx_splices *splices);

/* Replaces a part by its spliced bytes, if there are any splices. */
enum jx_status jx_xlsx_part_put(struct jx_xlsx_patch *patch, const char *part, const char *bytes,
                                size_t length, struct jx_splices *splices);

/* How formulas of a sheet change. */
struct jx_xlsx_formula jx_xlsx_formula_of(const struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf);

/* Refuses, naming the object that the new rows would tear apart. */
enum jx_status jx_xlsx_cross(struct jx_xlsx_patch *patch, const struct jx_xlsx_leaf *leaf,
                             const struct jx_merge *area, const char *what);
/* Whether rows are put between those of the area. */
bool jx_xlsx_crossed(const struct jx_xlsx_rows *rows, const struct jx_merge *area);

/* The carrier's functions. */
enum jx_status jx_xlsx_patch_write(const struct jx_host *host, struct jx_call *call,
                                   const struct jx_input *input, struct jx_patch *patch);
enum jx_status jx_xlsx_survey(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                              struct jx_survey *survey);

#endif
