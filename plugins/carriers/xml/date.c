/*
 * Dates as this kind of file writes them, as the serial numbers that they are in all other workbooks.
 */
#include "table.h"

#include <inttypes.h>
#include <stdio.h>

/* Reads a number of so many digits behind a sign. false: there is something else. */
static bool part_read(const char **at, const char *end, char before, int digits, int *number) {
    const char *text = *at;
    *number = 0;
    if (before && (text == end || *text++ != before)) return false;
    for (; digits > 0; digits--, text++) {
        if (text == end || *text < '0' || *text > '9') return false;
        *number = *number * 10 + (*text - '0');
    }
    *at = text;
    return true;
}

/* T08:30, T08:30:00 and T08:30:00.000, as milliseconds; further digits say nothing. */
static bool time_read(const char **at, const char *end, int64_t *milliseconds) {
    int hour, minute, second = 0;
    if (!part_read(at, end, 'T', 2, &hour) || !part_read(at, end, ':', 2, &minute)) return false;
    part_read(at, end, ':', 2, &second);
    if (hour > 23 || minute > 59 || second > 59) return false;
    *milliseconds = ((hour * INT64_C(60) + minute) * 60 + second) * 1000;
    if (*at == end || **at != '.') return true;
    for (int64_t unit = 100; ++*at < end && **at >= '0' && **at <= '9'; unit /= 10)
        *milliseconds += (**at - '0') * unit;
    return true;
}

/* Days since 30 December 1899, by the usual count from 1 March of the year 0; before March 1900 spreadsheets are a day
 * behind, for they believe in 29 February 1900. */
static int64_t serial_of(int year, int month, int day) {
    enum { TO_1899_12_30 = 693899 };
    if (year == 1900 && month == 2 && day == 29) return 60;
    int64_t march_year = month > 2 ? year : year - 1, march_month = (month + 9) % 12;
    int64_t days = march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 +
                   (153 * march_month + 2) / 5 + day - 1 - TO_1899_12_30;
    return days < 61 ? days - 1 : days;
}

static int month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 || year == 1900;
    return days[month - 1] + (month == 2 && leap);
}

bool jx_xml_date_parse(const char *text, size_t length, bool date1904, struct jx_number_decimal *number,
                       bool *timed) {
    enum { DAYS_TO_1904 = 1462 };
    const int64_t day_milliseconds = 86400000, places = INT64_C(10000000000);
    const char *at = text, *end = text + length;
    int year, month, day;
    int64_t milliseconds = 0;
    char written[64];
    if (!part_read(&at, end, 0, 4, &year) || !part_read(&at, end, '-', 2, &month) ||
        !part_read(&at, end, '-', 2, &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > month_days(year, month)) return false;
    if (at < end && !time_read(&at, end, &milliseconds)) return false;
    if (at < end && *at == 'Z') at++;
    int64_t serial = serial_of(year, month, day) - (date1904 ? DAYS_TO_1904 : 0);
    if (at != end || serial < 0) return false;
    *timed = milliseconds > 0;
    int64_t fraction = (milliseconds * places + day_milliseconds / 2) / day_milliseconds;
    int written_length = snprintf(written, sizeof written, "%" PRId64 ".%010" PRId64, serial, fraction);
    return jx_number_decimal_parse(written, (size_t)written_length, number);
}
