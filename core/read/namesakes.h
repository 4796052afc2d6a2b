/*
 * Two projects of one name, one after the other in a list. Lists without merged cells repeat the name on every row, so the
 * name alone does not tell where the second one begins; another unit or amount does, or scores that reach the full score
 * and start again, or, where the name is printed once for a project, the name printed again over indicators that begin anew.
 */
#ifndef JX_READ_NAMESAKES_H
#define JX_READ_NAMESAKES_H

#include "core/base/decimal.h"
#include "core/read/band.h"

/* What is known of the project in force: its first row; what the scores of its rows add up to; whether a row of it had no
 * name; whether its indicators have come to another level 1 than the first; whether a doubt was already uttered. */
struct jx_namesake {
    size_t first;
    struct jx_decimal sum;
    bool merged;
    bool moved_on;
    bool doubted;
};

/* The row begins a project. */
struct jx_namesake jx_namesake_begin(const struct jx_band_rows *rows, size_t row);

/* Whether `row`, which names the project in force again (`name`) or not at all (NULL), begins another one of that name; it
 * says so, and where there are signs of it that prove nothing. */
bool jx_namesake_again(struct jx_reading *reading, const struct jx_compiled_table *table,
                       const struct jx_band_rows *rows, struct jx_namesake *state, size_t row,
                       struct jx_spot *name);

#endif
