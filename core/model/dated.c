#include "core/model/dated.h"

#include <stdlib.h>
#include <string.h>

unsigned jx_date_part(const char *at) {
    static const char *const signs[] = {"年", "月", "日"};
    while (*at == ' ') at++;
    if (strncmp(at, "号", strlen("号")) == 0) return JX_DATE_DAY;
    for (unsigned i = 0; i < JX_DATE_PARTS; i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0) return i;
    return JX_DATE_PARTS;
}

static bool date_begin(struct jx_dates *dates, const unsigned like[JX_DATE_PARTS], unsigned known) {
    if (dates->count == 2) return false;
    for (unsigned i = 0; i < known; i++) dates->part[dates->count][i] = like[i];
    dates->count++;
    return true;
}

/* The next number of a text: a year, or a part of the date at hand. A month or day that is known begins another date: 1月-12月. */
static bool number_take(struct jx_dates *dates, unsigned number, unsigned sign) {
    enum { COMPACT = 10000000, LEAST_YEAR = 1000 };
    if (number >= COMPACT) {
        if (!date_begin(dates, NULL, 0)) return false;
        unsigned *part = dates->part[dates->count - 1];
        part[JX_DATE_YEAR] = number / 10000;
        part[JX_DATE_MONTH] = number / 100 % 100;
        part[JX_DATE_DAY] = number % 100;
        return part[JX_DATE_YEAR] < 10000;
    }
    if (number >= LEAST_YEAR) {
        if (!date_begin(dates, NULL, 0)) return false;
        dates->part[dates->count - 1][JX_DATE_YEAR] = number;
        return true;
    }
    if (dates->count == 0 || sign == JX_DATE_YEAR) return false; /* 3年 */
    unsigned *now = dates->part[dates->count - 1];
    unsigned part = sign != JX_DATE_PARTS ? sign : now[JX_DATE_MONTH] == 0 ? JX_DATE_MONTH : JX_DATE_DAY;
    if (number == 0 || number > (part == JX_DATE_MONTH ? 12U : 31U)) return false;
    if (now[part] != 0 && !date_begin(dates, now, part)) return false;
    dates->part[dates->count - 1][part] = number;
    return true;
}

bool jx_dates_read(const char *text, struct jx_dates *dates) {
    *dates = (struct jx_dates){.count = 0};
    for (const char *at = text; at && *at != '\0';) {
        char *end;
        at += strcspn(at, "0123456789");
        if (*at == '\0') break;
        unsigned long number = strtoul(at, &end, 10);
        if (end - at > 8 || !number_take(dates, (unsigned)number, jx_date_part(end))) return false;
        at = end;
    }
    return dates->count > 0;
}

/* A month that begins or ends the year says nothing that the year does not. */
static bool is_cut(const unsigned part[JX_DATE_PARTS], unsigned month, unsigned day) {
    if (part[JX_DATE_MONTH] == 0) return false;
    return part[JX_DATE_MONTH] != month || (part[JX_DATE_DAY] != 0 && part[JX_DATE_DAY] != day);
}

bool jx_dates_cut(const char *text, bool begins, bool ends) {
    struct jx_dates dates;
    if (!jx_dates_read(text, &dates)) return false;
    return (begins && is_cut(dates.part[0], 1, 1)) || (ends && is_cut(dates.part[dates.count - 1], 12, 31));
}
