/*
 * From field to field.
 */
#include "plugins/carriers/csv/csv.h"

#include <string.h>

/* Moves over the rest of a field that is not quoted, to its separator or line end. */
static const char *unquoted_end(const struct jx_csv_walk *walk) {
    const char *at = walk->at;
    while (at < walk->end && *at != walk->separator && *at != '\n' && *at != '\r') at++;
    return at;
}

/* Moves to after the mark that closes a quoted field; false if there is none. */
static bool quoted_end(struct jx_csv_walk *walk) {
    const char *at = walk->at;
    for (;;) {
        const char *mark = memchr(at, '"', (size_t)(walk->end - at));
        const char *stop = mark ? mark : walk->end;
        for (; at < stop; at++)
            if (*at == '\n' || (*at == '\r' && !(at + 1 < walk->end && at[1] == '\n'))) walk->line++;
        if (!mark) return false;
        if (mark + 1 == walk->end || mark[1] != '"') break;
        walk->doubled = true;
        at = mark + 2;
    }
    walk->length = (size_t)(at - walk->start);
    walk->at = at + 1;
    return true;
}

/* What ends here, having moved past it. */
static enum jx_csv_end ending(struct jx_csv_walk *walk) {
    if (walk->at == walk->end) return JX_CSV_FILE;
    char c = *walk->at++;
    if (c == walk->separator) return JX_CSV_FIELD;
    if (c == '\r' && walk->at < walk->end && *walk->at == '\n') walk->at++;
    walk->line++;
    return JX_CSV_RECORD;
}

enum jx_csv_end jx_csv_next(struct jx_csv_walk *walk) {
    walk->opened = walk->line;
    walk->tail = walk->at;
    walk->tail_length = 0;
    walk->doubled = false;
    walk->quoted = walk->at < walk->end && *walk->at == '"';
    walk->start = walk->quoted ? ++walk->at : walk->at;
    if (walk->quoted && !quoted_end(walk)) return JX_CSV_UNCLOSED;
    const char *stop = unquoted_end(walk);
    if (walk->quoted) {
        walk->tail = walk->at;
        walk->tail_length = (size_t)(stop - walk->at);
    } else {
        walk->length = (size_t)(stop - walk->at);
    }
    walk->at = stop;
    return ending(walk);
}
