/*
 * Tables on a terminal: columns that line up, the widest ones cut where the terminal ends.
 */
#ifndef JX_CLI_LISTING_H
#define JX_CLI_LISTING_H

#include <stddef.h>
#include <stdio.h>

enum { JX_LISTING_COLUMNS = 16 };

/* Begin with {.columns = n}. The first row may be a heading like any other. */
struct jx_listing {
    size_t columns;
    char **cells; /* row by row; own copies */
    size_t rows, capacity;
};

/* Adds a row of `columns` texts; NULL is blank. A row for which there is no memory is left out. */
void jx_listing_add(struct jx_listing *listing, const char *const *cells);
#define JX_LIST(listing, ...) jx_listing_add((listing), (const char *const[]){__VA_ARGS__})

/* Prints it, each line behind `indent` blanks, at most `width` columns wide (0: no limit). Columns that are blank in
 * all rows from `heading` on are left out; `heading` is how many rows of heading there are, 0 or 1. */
void jx_listing_print(const struct jx_listing *listing, FILE *out, size_t heading, size_t indent,
                      size_t width);
void jx_listing_free(struct jx_listing *listing);

#endif
