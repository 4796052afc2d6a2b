/*
 * What a carrier plugin exports: it knows bytes and cells, and nothing of indicators.
 *
 * A carrier calls the library only through the table of functions it is handed, so that it needs no symbol of the
 * program that loads it. It never frees what it puts into a book: all of that lives in the document's arena. What it
 * takes from other libraries it hands to `defer`, which gives it back when the call ends, however it ends: running out
 * of memory unwinds past the carrier.
 */
#ifndef JIXIAO_CARRIER_H
#define JIXIAO_CARRIER_H

#include <jixiao/api.h>
#include <jixiao/diag.h>
#include <jixiao/grid.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Raised when a change breaks plugins already built; a plugin with another number is refused (P003). Without a new number only these
 * may grow, at their ends: struct jx_host and struct jx_carrier, whose `size` tells an older one, for which zero means "as before";
 * and structs that the library alone makes and hands over (jx_limits, jx_input, jx_output, jx_survey, jx_patch; jx_sheet and jx_book
 * of grid.h). All others are made or stepped by both sides. tests/unit/test_abi.c holds the number against the structs.
 */
#define JX_CARRIER_ABI 1u

/* The bounds on an input; zero never means "unbounded", the library fills in its defaults. */
struct jx_limits {
    uint64_t bytes; /* of the file, and of each part after unpacking */
    uint64_t ratio; /* unpacked : packed, only where a part is over 16 MiB unpacked */
    uint64_t rows;  /* of a sheet */
    uint64_t columns;
    uint64_t cells;      /* of all sheets */
    uint64_t merge_area; /* cells under merges, of a sheet */
    uint64_t strings;    /* entries of a string table */
    uint64_t depth;      /* nesting of markup */
    uint64_t milliseconds;
    uint64_t sheets; /* of a file that is read, or of a workbook that is written */
    uint64_t forms;  /* of a file; also the tables of a sheet, whatever is in them */
};

/* The bytes of one file, and what is known of it. `name` is for messages; `extension` is its ending in lower case,
 * "" if none. `encoding` is what the user said the text is in, NULL: find out. */
struct jx_input {
    const char *name;
    const char *extension;
    const unsigned char *bytes;
    size_t length;
    const char *encoding;
    const struct jx_limits *limits;
    bool unguarded; /* of CSV: an apostrophe before a sign that would begin a formula is part of the text */
    /* of documents: another program is to convert them, though their carrier could read them */
    bool via_office;
};

/* What is asked of a writer. `encoding` NULL: UTF-8 with a byte order mark where the format has use for one; "utf-8"
 * is without it. `created` is seconds since 1970 for the document properties. */
struct jx_output {
    const char *encoding;
    int64_t created;
    /* of CSV: no apostrophe before a text that a spreadsheet program would calculate as a formula */
    bool unguarded;
    const struct jx_limits *limits; /* NULL: none */
};

struct jx_call; /* one running call; opaque to carriers */

/*
 * The library, as a carrier sees it. Append only. Memory functions never return NULL: they unwind instead.
 *   allocate    zeroed memory in the arena of the document (reading) or of the call (writing)
 *   grow        `items` with room for at least one more than `count`; `*capacity` is kept up; for amortised appends
 *   defer       runs `release(thing)` when the call ends, last deferred first
 *   text        copies bytes (UTF-8) into the arena, with a closing NUL
 *   report      adds a message: a code of messages.h, a place (NULL: the whole file), and its arguments as strings,
 *               ended by NULL
 *   sheet       adds a sheet to the book; once the limit is passed, which is then reported, the last one again
 *   cell        the cell at row, column (from zero), made blank if it was not there; grows the sheet; NULL once the
 *               limits are passed, which is then already reported
 *   merge       notes a merge; JX_FAIL, reported, when it passes the limits or overlaps another one
 *   decode      the bytes of a text in `encoding` (NULL: by byte order mark, NULs, validity; else GB18030) as UTF-8;
 *               NULL, reported, if they do not decode. `*length` in and out
 *   encode      UTF-8 as bytes of `encoding`; NULL, reported, if a character cannot be expressed
 *   append      adds bytes to the output
 *   expired     true once the time allowed is over or the caller cancelled; reported on the first true
 *   read_as     has the carrier of this id read another input into the book, for a carrier that only unwraps or has
 *               another program convert; the time allowed begins anew. JX_FAIL, reported, if there is no such carrier
 *   next        the next sheet of the book that is being written; NULL: there is no other. For a carrier that takes all of
 *               them by this, each once (JX_CARRIER_FLOWS), they are made one by one: with the next one, the one before
 *               is gone
 */
struct jx_host {
    uint32_t abi;
    uint32_t size;
    void *(*allocate)(struct jx_call *, size_t bytes);
    void *(*grow)(struct jx_call *, void *items, uint32_t count, uint32_t *capacity, size_t item_size);
    void (*defer)(struct jx_call *, void (*release)(void *), void *thing);
    const char *(*text)(struct jx_call *, const char *bytes, size_t length);
    void (*report)(struct jx_call *, enum jx_code, const struct jx_place *, const char *const *arguments);
    struct jx_sheet *(*sheet)(struct jx_call *, struct jx_book *, const char *name);
    struct jx_cell *(*cell)(struct jx_call *, struct jx_sheet *, uint32_t row, uint32_t column);
    enum jx_status (*merge)(struct jx_call *, struct jx_sheet *, const struct jx_merge *);
    const char *(*decode)(struct jx_call *, const unsigned char *bytes, size_t *length, const char *encoding);
    const char *(*encode)(struct jx_call *, const char *text, size_t *length, const char *encoding);
    void (*append)(struct jx_call *, const void *bytes, size_t length);
    bool (*expired)(struct jx_call *);
    enum jx_status (*read_as)(struct jx_call *, const char *carrier, const struct jx_input *,
                              struct jx_book *);
    const struct jx_sheet *(*next)(struct jx_call *, const struct jx_book *);
};

/* host->report with its arguments in a row: JX_REPORT(host, call, JX_MSG_X, place, "one", "two"). */
#define JX_REPORT(host, call, code, place, ...)                                                              \
    (host)->report((call), (code), (place), (const char *const[]){__VA_ARGS__, NULL})

/* What a carrier is able to do beyond the least, or-ed together.
 *   HIDES   a hidden sheet of the book is written so that nobody sees it, and read back
 *   PRINTS  what is written is printed as it is: the rows' heights are wanted, without it they are 0
 *   PAGES   it is printed page by page: scale, page ends and what repeats on a new page are wanted (struct jx_sheet)
 *   SPACED  programs set text as in books: with a little room between Chinese and other letters, so that lines become longer, and
 *           with rules that take room between rows
 *   STARTS  it has another program read the file: only a process that may start some can use it
 *   FLOWS   it takes the sheets that it writes by `next`, and needs nothing of the book: its sheets are made as it takes them.
 *           Not together with HIDES, PRINTS or PAGES
 *   HOLDS   it writes texts whatever characters they have, and reads them again; others get them without control characters */
enum {
    JX_CARRIER_HIDES = 1,
    JX_CARRIER_PRINTS = 2,
    JX_CARRIER_PAGES = 4,
    JX_CARRIER_SPACED = 8,
    JX_CARRIER_STARTS = 64,
    JX_CARRIER_HOLDS = 128,
    JX_CARRIER_FLOWS = 256
};

/* What has no limit: any height, any length. */
#define JX_UNLIMITED UINT32_MAX

/* --- an existing file, some of its cells changed ------------------------------------------------------------------- */

/* What is to be known of a cell of a blank before something is put into it.
 *   FORMULA   it is calculated; what stands there is a result
 *   LOCKED    it is protected against editing by hand
 *   AS_TEXT   a number in it is kept as text
 *   AS_DATE   its format shows numbers as dates
 *   HINT      its text looks like a hint: grey or italic, or a prompt of the program itself
 *   WRAPS     a long text goes on in the next line
 *   CONTROL   it holds a control that can be filled with listed entries only, or is bound to other data
 *   STRUCK    what stands in it is struck out, and so would be what is put there */
enum {
    JX_TRAIT_FORMULA = 1,
    JX_TRAIT_LOCKED = 2,
    JX_TRAIT_AS_TEXT = 4,
    JX_TRAIT_AS_DATE = 8,
    JX_TRAIT_HINT = 16,
    JX_TRAIT_WRAPS = 32,
    JX_TRAIT_CONTROL = 64,
    JX_TRAIT_STRUCK = 128
};

/* How many decimals a number of the cell shows, -1: as many as it has. Kept in the flags, one more than they are. */
enum { JX_TRAIT_DECIMALS_SHIFT = 8, JX_TRAIT_DECIMALS_MASK = 15 };
static inline int jx_trait_decimals(uint32_t flags) {
    return (int)(flags >> JX_TRAIT_DECIMALS_SHIFT & JX_TRAIT_DECIMALS_MASK) - 1;
}

/* Entries of which a cell takes one. `name` is what the workbook calls the list, NULL: it has no name. `open`: others are let
 * in, too. `by_column`, from one: the list is the one named as the cell in that column of the same row says. */
struct jx_choices {
    const char *name;
    const char *const *items;
    uint32_t count;
    uint32_t by_column;
    bool open;
};

/* A cell that has traits or choices. `choices` is a number from one, 0: none. */
struct jx_trait {
    uint32_t sheet, row, column;
    uint32_t flags;
    uint32_t choices;
    const char *formula; /* NULL: none, or what it is cannot be told */
};

/* Underlined white space and other gaps within a text are told by where they begin and end in the cell's text, in bytes. */
struct jx_gap {
    uint32_t sheet, row, column;
    uint32_t first, last;
};

/* How much room a row or column has: points, and characters of half width; 0: it is hidden. `fixed`: a text that needs more is
 * cut off. */
struct jx_extent {
    uint32_t sheet, index;
    double size;
    bool fixed;
};

/* What `survey` tells. Traits, gaps and extents are sorted by sheet, row and column. */
struct jx_survey {
    struct jx_trait *traits;
    uint32_t trait_count, trait_capacity;
    struct jx_choices *choices;
    uint32_t choice_count, choice_capacity;
    struct jx_gap *gaps;
    uint32_t gap_count, gap_capacity;
    struct jx_extent *heights;
    uint32_t height_count, height_capacity;
    struct jx_extent *widths;
    uint32_t width_count, width_capacity;
    /* the carrier's own: what it wants to know again when the file is patched. It must not change then */
    const void *kept;
};

/*
 * Rows to be put in before row `before` (as read, from zero): `count` of them, each like the row `pattern`, with its looks, its
 * height and its merges, but without what stands in it. Where the pattern is the row just above, what ends with it (a merge
 * of several rows, a list, the range of a sum) takes the new rows in; where it is the row just below, what begins with it does.
 */
struct jx_patch_rows {
    uint32_t sheet, before, count, pattern;
};

/*
 * A cell to be changed. Rows count as in the file that comes out, so that those of new rows have numbers, too. The bytes
 * `first` to `last` of the cell's text become `text`; with `whole` all of it does, and "" makes the cell blank. `number`: the
 * text is a decimal, kept as a number. `like`, from one: the cell is to look like the one in this row, as read, of its column.
 */
struct jx_patch_cell {
    uint32_t sheet, row, column;
    uint32_t first, last;
    const char *text;
    uint32_t length;
    uint32_t like;
    bool whole;
    bool number;
};

/* An area (rows as in the file that comes out) that is no longer to be merged as it would be, or is to be merged. */
struct jx_patch_merge {
    uint32_t sheet;
    struct jx_merge area;
    bool undo;
};

/* A row that is to be as high as this, in points, or higher where the text needs it. */
struct jx_patch_height {
    uint32_t sheet, row;
    double height;
};

/* A formula that depends on a changed cell, and what it results in; NULL: it was not calculated, and has no result until a
 * spreadsheet program calculates it. Rows as in the file that comes out. */
struct jx_patch_result {
    uint32_t sheet, row, column;
    const char *formula;
    const char *value;
};

/* Cells are sorted by sheet, row and column; the last of several for one place that are `whole` counts. */
struct jx_patch {
    const struct jx_patch_rows *rows;
    uint32_t row_count;
    const struct jx_patch_cell *cells;
    uint32_t cell_count;
    const struct jx_patch_merge *merges;
    uint32_t merge_count;
    const struct jx_patch_height *heights;
    uint32_t height_count;
    struct jx_patch_result *results; /* told by the carrier, in the call's memory */
    uint32_t result_count, result_capacity;
    const void *kept; /* what the survey of the same file left; NULL: there was none */
};

/*
 * A carrier. `bid` says from the content how sure it is that it can read this, 0 (no) to 100; the extension may only
 * tip a balance. `read` fills the book; `write` appends the file's bytes. NULL where it does not.
 */
struct jx_carrier {
    uint32_t abi;
    uint32_t size;
    const char *id;
    const char *chinese;
    const char *english;
    const char *extensions; /* in lower case, separated by blanks: those it writes */
    const char *packages;   /* Debian packages it stands on, separated by blanks; "" for none */
    int (*bid)(const struct jx_host *, struct jx_call *, const struct jx_input *);
    enum jx_status (*read)(const struct jx_host *, struct jx_call *, const struct jx_input *,
                           struct jx_book *);
    enum jx_status (*write)(const struct jx_host *, struct jx_call *, const struct jx_output *,
                            const struct jx_book *);
    uint32_t abilities; /* not there in a carrier of smaller `size`, which has none */
    /* What it needs beside its libraries and this machine lacks, such as a program it runs; NULL: nothing. May be NULL. */
    const char *(*missing)(const struct jx_host *, struct jx_call *);
    /* An existing file with some of its cells changed: appends its bytes, of which all that is not changed stays as it is.
     * The cells are those of the book that `read` made of the input. FAIL, reported: nothing is to be used. Both NULL, or
     * not there, where the carrier cannot do it. */
    enum jx_status (*patch)(const struct jx_host *, struct jx_call *, const struct jx_input *,
                            struct jx_patch *);
    /* What is to be known of the cells before they are changed. */
    enum jx_status (*survey)(const struct jx_host *, struct jx_call *, const struct jx_input *,
                             struct jx_survey *);
    /* What its files limit, so that what is composed fits; 0: as in a workbook. */
    uint32_t height_most; /* of a row, in points: a longer text is spread over several rows. 0: 400 */
    uint32_t name_most;   /* of a sheet's name, in units of UTF-16. 0: 31 */
};

/* A member that a carrier may be too old to have: 0 then. */
#define JX_CARRIER_MEMBER(carrier, member)                                                                   \
    ((carrier)->size >= offsetof(struct jx_carrier, member) + sizeof(carrier)->member ? (carrier)->member : 0)

/* Whether a carrier has an ability; one built before there were abilities has none. */
static inline bool jx_carrier_able(const struct jx_carrier *carrier, uint32_t ability) {
    return carrier->size >= offsetof(struct jx_carrier, abilities) + sizeof carrier->abilities &&
           (carrier->abilities & ability) != 0;
}

/* Whether a carrier can change cells of an existing file. */
static inline bool jx_carrier_patches(const struct jx_carrier *carrier) {
    return carrier->size >= offsetof(struct jx_carrier, survey) + sizeof carrier->survey && carrier->patch &&
           carrier->survey;
}

#define JX_CARRIER_ENTRY "jx_carrier_plugin"
typedef const struct jx_carrier *jx_carrier_entry(void);
#ifdef JX_STATIC_PLUGINS
#define JX_CARRIER_PLUGIN(name) const struct jx_carrier *jx_carrier_plugin_##name(void)
#else
#define JX_CARRIER_PLUGIN(name) JX_API const struct jx_carrier *jx_carrier_plugin(void)
#endif

#ifdef __cplusplus
}
#endif

#endif
