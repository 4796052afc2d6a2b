/*
 * The numbers of one or two dates in a text: 2026年3月15日至2028年9月30日, 2024年1月-12月.
 */
#ifndef JX_MODEL_DATED_H
#define JX_MODEL_DATED_H

#include <stdbool.h>
#include <stddef.h>

enum { JX_DATE_YEAR, JX_DATE_MONTH, JX_DATE_DAY, JX_DATE_PARTS };

/* One date, or the first and the last of a period; 0: a part that is not said. */
struct jx_dates {
    unsigned part[2][JX_DATE_PARTS];
    size_t count;
};

/* false: there are none, or more than that. */
bool jx_dates_read(const char *text, struct jx_dates *dates);

/* What the sign behind a number says of it; JX_DATE_PARTS: nothing. */
unsigned jx_date_part(const char *at);

/* Whether a text names months or days of which its years alone say nothing: March to September, but not January to December.
 * `begins`, `ends`: what it says of the first and of the last day counts. */
bool jx_dates_cut(const char *text, bool begins, bool ends);

#endif
