/*
 * The parts of the carrier of text dumps: slices of the text, its lines, and what is left of markup in it.
 */
#ifndef JX_CARRIERS_TXT_H
#define JX_CARRIERS_TXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- lines (lines.c) --------------------------------------------------------------------------------------------- */

/* Characters of the text, from `start` up to `end`. */
struct jx_txt_slice {
    const char *start, *end;
};

/* How many bytes of white space begin here; 0: none do. Tabs are structure and no white space. */
size_t jx_txt_space(const char *at, const char *end);

struct jx_txt_slice jx_txt_trim(struct jx_txt_slice slice);
bool jx_txt_blank(struct jx_txt_slice slice);

/* One line, and its number from one. */
struct jx_txt_line {
    struct jx_txt_slice slice;
    uint32_t number;
};

/* What is left of the lines of a text. */
struct jx_txt_lines {
    const char *next, *end;
    uint32_t number;
};

/* The next line; false: that was all. A form feed, which ends a page, counts as a blank line. */
bool jx_txt_next(struct jx_txt_lines *lines, struct jx_txt_line *line);

/* What a line is: nothing; words; a row or the rule of a Markdown table; a cell behind one tab in front; cells with
 * tabs between. */
enum jx_txt_kind {
    JX_TXT_BLANK,
    JX_TXT_WORDS,
    JX_TXT_PIPES,
    JX_TXT_RULE,
    JX_TXT_CELL,
    JX_TXT_ROW,
    JX_TXT_KINDS
};

enum jx_txt_kind jx_txt_kind_of(struct jx_txt_slice slice);

/* The pipe that ends the cell which begins at `at`, or NULL. One with a backslash before it is a character. */
const char *jx_txt_pipe(const char *at, const char *end);

/* Whether a line holds three or more pairs of a label and a value with wide gaps between them, 填表人：…   联系电话：…   日期：
 * a note beside a table, never the words of a cell. */
bool jx_txt_is_note(struct jx_txt_slice slice);

/* How many lines there are of each kind; `ragged`: rows differ in their number of cells. */
struct jx_txt_counts {
    uint32_t of[JX_TXT_KINDS];
    bool ragged;
};

struct jx_txt_counts jx_txt_count(const char *text, size_t length);

/* Whether a text with such lines is a stream of cells. */
bool jx_txt_is_stream(const struct jx_txt_counts *counts);

/* --- markup (markup.c) ------------------------------------------------------------------------------------------- */

/* Whether a slice has anything that jx_txt_clean would change. */
bool jx_txt_needs_cleaning(struct jx_txt_slice slice, bool pipes);

/* Writes a slice to `to` with line ends as \n, entities decoded, and without tags; with `pipes` also \| as |. Returns the
 * end of what was written, which is never longer than the slice. */
char *jx_txt_clean(struct jx_txt_slice slice, bool pipes, char *to);

#endif
