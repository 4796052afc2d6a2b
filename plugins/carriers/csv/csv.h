/*
 * The parts of the carrier of separated values: walking through fields, finding out what separates them, writing.
 */
#ifndef JX_CARRIERS_CSV_H
#define JX_CARRIERS_CSV_H

#include <jixiao/carrier.h>

/* --- fields (walk.c) --------------------------------------------------------------------------------------------- */

/* How a field ended: at a separator, with its record, with the file, or not at all: its quotes are never closed. */
enum jx_csv_end { JX_CSV_FIELD, JX_CSV_RECORD, JX_CSV_FILE, JX_CSV_UNCLOSED };

/*
 * A walk through the fields of a text. After jx_csv_next, `start` and `length` are the field's characters as they stand in
 * the file, without the quotation marks around; `doubled` says that marks in it are doubled; `tail` is what follows
 * a closing mark, which belongs to the text as spreadsheet programs read it. `line` counts from one.
 */
struct jx_csv_walk {
    const char *at, *end;
    char separator;
    uint32_t line;

    const char *start;
    size_t length;
    const char *tail;
    size_t tail_length;
    uint32_t opened; /* the line on which the field began */
    bool quoted;
    bool doubled;

    bool guarded; /* apostrophes before formulas are to be taken off; the same for all fields */
};

enum jx_csv_end jx_csv_next(struct jx_csv_walk *walk);

/* --- separators (separator.c) ------------------------------------------------------------------------------------ */

/* How a text falls into records under one separator; records of nothing but white space do not count. */
struct jx_csv_fit {
    char separator;
    uint32_t records;
    uint32_t split; /* of more than one field */
    uint32_t usual; /* of the commonest number of fields above one */
    /* quoted fields that end where they should, and have the quotes for a reason or are empty */
    uint32_t clean;
    uint32_t untidy;      /* quoted fields with something after the closing mark, or never closed */
    uint32_t single_tabs; /* records of a tab and then text: cells of a dump, one a line */
    uint64_t fields;      /* after the first of each record */
    uint64_t commas;      /* of them, begin with a comma */
};

/* From 0 to 1000: the share of records that are split, times the share of those that are alike. */
uint32_t jx_csv_quality(const struct jx_csv_fit *fit);

/* The separator under which a text, or the sample of one that is not whole, falls into records best. */
struct jx_csv_fit jx_csv_best_fit(const char *text, size_t length, bool whole);

/* "sep=;" alone on the first line, as Excel understands it; the separator, or 0. `*line`: the length of that line. */
char jx_csv_declared(const char *text, size_t length, size_t *line);

/* Whether a text in quotes has them for a reason. Writers of commas quote other separators too, for those who guess. */
bool jx_csv_needs_quotes(const char *text, size_t length, char separator);

/* Whether spreadsheet programs may take the text for a formula: = + - @, of full width too, for those of East Asia. */
bool jx_csv_begins_formula(const char *text, size_t length);

/* An apostrophe before a sign that would begin a formula, or before another such apostrophe: it says that this is text,
 * and is no part of it. */
bool jx_csv_is_guarded(const char *text, size_t length);

/* --- writing (write.c) ------------------------------------------------------------------------------------------- */

enum jx_status jx_csv_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                            const struct jx_book *book);

#endif
