/*
 * Aligned tables.
 */
#include "core/cli/listing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/cli/print.h"

/* Between columns, and what a column keeps at least when others need room. Where nothing is cut, a page of prose would push
 * the columns behind it out of sight: no column is aligned at more than the last of these. */
enum { GAP = 2, LEAST = 8, ALIGNED = 72 };

void jx_listing_add(struct jx_listing *listing, const char *const *cells) {
    size_t columns = listing->columns;
    if (listing->rows == listing->capacity) {
        size_t capacity = listing->capacity ? listing->capacity * 2 : 32;
        char **larger = reallocarray(listing->cells, capacity * columns, sizeof *larger);
        if (!larger) return;
        listing->cells = larger;
        listing->capacity = capacity;
    }
    char **row = listing->cells + listing->rows++ * columns;
    for (size_t i = 0; i < columns; i++) row[i] = cells[i] && *cells[i] ? strdup(cells[i]) : NULL;
}

static const char *cell_of(const struct jx_listing *listing, size_t row, size_t column) {
    const char *text = listing->cells[row * listing->columns + column];
    return text ? text : "";
}

/* The width each column would like; 0: nothing in it but perhaps a heading. */
static void measure(const struct jx_listing *listing, size_t heading, size_t widths[]) {
    for (size_t column = 0; column < listing->columns; column++) {
        bool filled = false;
        widths[column] = 0;
        for (size_t row = 0; row < listing->rows; row++) {
            const char *text = cell_of(listing, row, column);
            size_t width = jx_display_width(text, strlen(text));
            if (width > widths[column]) widths[column] = width;
            if (row >= heading && *text) filled = true;
        }
        if (!filled) widths[column] = 0;
    }
}

/* Takes from the widest column until all fit, or none can give any more. */
static void shrink(size_t columns, size_t widths[], size_t room) {
    for (;;) {
        size_t all = 0, widest = 0, second = LEAST;
        for (size_t i = 0; i < columns; i++) {
            all += widths[i] ? widths[i] + GAP : 0;
            if (widths[i] > widths[widest]) widest = i;
        }
        if (all <= room + GAP || widths[widest] <= LEAST) return;
        for (size_t i = 0; i < columns; i++)
            if (i != widest && widths[i] > second && widths[i] < widths[widest]) second = widths[i];
        size_t over = all - room - GAP, give = widths[widest] - second;
        if (give > over) give = over;
        widths[widest] -= give ? give : 1;
    }
}

void jx_listing_print(const struct jx_listing *listing, FILE *out, size_t heading, size_t indent,
                      size_t width) {
    size_t widths[JX_LISTING_COLUMNS] = {0}, last = 0;
    if (listing->rows <= heading) return;
    measure(listing, heading, widths);
    if (width) shrink(listing->columns, widths, width > indent + LEAST ? width - indent : LEAST);
    for (size_t i = 0; i < listing->columns; i++) {
        if (widths[i]) last = i;
        if (!width && widths[i] > ALIGNED) widths[i] = ALIGNED;
    }
    for (size_t row = 0; row < listing->rows; row++) {
        size_t behind = indent; /* blanks owed: none are printed at the end of a line */
        for (size_t column = 0; column <= last; column++) {
            const char *text = cell_of(listing, row, column);
            if (!widths[column]) continue;
            if (*text) {
                fprintf(out, "%*s", (int)behind, "");
                size_t used = jx_print_cut(out, text, width ? widths[column] : 0);
                behind = (used < widths[column] ? widths[column] - used : 0) + GAP;
            } else {
                behind += widths[column] + GAP;
            }
        }
        fputc('\n', out);
    }
}

void jx_listing_free(struct jx_listing *listing) {
    for (size_t i = 0; i < listing->rows * listing->columns; i++) free(listing->cells[i]);
    free(listing->cells);
    *listing = (struct jx_listing){.columns = listing->columns};
}
