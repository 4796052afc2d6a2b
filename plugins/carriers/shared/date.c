/*
 * Serial numbers as dates and times.
 *
 * Day 1 is 1 January 1900, and day 60 is 29 February 1900, which never was: spreadsheets keep that error of an older
 * program. In the other system day 0 is 1 January 1904. The part after the point is the time of day.
 */
#include "plugins/carriers/shared/number.h"

#include <stdio.h>
#include <string.h>

enum { DAY_SECONDS = 86400, DAYS_TO_1904 = 1462, DAY_LAST = 2958465 /* 9999-12-31 */ };

struct date {
    int64_t serial;
    int year, month, day;
    int hour, minute, second;
};

/* The whole days and the seconds of the day, rounded. false: negative or past the year 9999. */
static bool serial_split(const struct jx_number_decimal *number, int64_t *days, int64_t *seconds) {
    enum { PLACES = 12 };
    char whole[JX_NUMBER_WHOLE], fraction[JX_NUMBER_PLACES + 1];
    if (number->negative || number->point > 8) return false;
    jx_number_decimal_fixed(number, PLACES, whole, fraction);
    int64_t part = 0, unit = 1;
    *days = 0;
    for (const char *c = whole; *c; c++) *days = *days * 10 + (*c - '0');
    for (int i = 0; i < PLACES; i++) {
        part = part * 10 + (fraction[i] - '0');
        unit *= 10;
    }
    *seconds = (part * DAY_SECONDS + unit / 2) / unit;
    return true;
}

/* The day of the calendar, by the usual count of days from 1 March of the year 0. */
static void civil_from_serial(struct date *date) {
    if (date->serial == 0 || date->serial == 60) { /* shown like this by every spreadsheet program */
        date->year = 1900;
        date->month = date->serial == 0 ? 1 : 2;
        date->day = date->serial == 0 ? 0 : 29;
        return;
    }
    int64_t days = date->serial + (date->serial < 60 ? 1 : 0) + 693899; /* 1899-12-30 from 0000-03-01 */
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t march = (5 * of_year + 2) / 153;
    date->day = (int)(of_year - (153 * march + 2) / 5 + 1);
    date->month = (int)(march < 10 ? march + 3 : march - 9);
    date->year = (int)(year + era * 400 + (date->month <= 2));
}

static void add_format(struct jx_number_shown *shown, const char *format, int64_t number) {
    char text[32];
    int length = snprintf(text, sizeof text, format, (long long)number);
    if (length > 0) jx_number_shown_add(shown, text, (size_t)length);
}

static void add_text(struct jx_number_shown *shown, const char *text) {
    jx_number_shown_add(shown, text, strlen(text));
}

static void month_show(const struct date *date, int size, struct jx_number_shown *shown) {
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    const char *name = names[date->month - 1];
    if (size <= 2)
        add_format(shown, size == 2 ? "%02lld" : "%lld", date->month);
    else
        jx_number_shown_add(shown, name, size == 3 ? 3 : size == 5 ? 1 : strlen(name));
}

/* aaa 一, aaaa 星期一; ddd Mon, dddd Monday (sizes 13, 14). Spreadsheets count day 1 of 1900 a Sunday. */
static void weekday_show(const struct date *date, int size, struct jx_number_shown *shown) {
    static const char *const chinese[] = {"六", "日", "一", "二", "三", "四", "五"};
    static const char *const english[] = {"Saturday",  "Sunday",   "Monday", "Tuesday",
                                          "Wednesday", "Thursday", "Friday"};
    size_t day = (size_t)(date->serial % 7);
    if (size >= 13) {
        jx_number_shown_add(shown, english[day], size == 13 ? 3 : strlen(english[day]));
        return;
    }
    if (size >= 4) add_text(shown, "星期");
    add_text(shown, chinese[day]);
}

static bool section_has(const struct jx_number_section *section, enum jx_number_token_kind kind) {
    for (uint32_t i = 0; i < section->count; i++)
        if (section->tokens[i].kind == kind) return true;
    return false;
}

static void hour_show(const struct jx_number_section *section, const struct date *date, int size,
                      struct jx_number_shown *shown) {
    int hour = date->hour;
    if (section_has(section, JX_NUMBER_HALFDAY)) hour = hour % 12 == 0 ? 12 : hour % 12;
    add_format(shown, size >= 2 ? "%02lld" : "%lld", hour);
}

static void date_token_show(const struct jx_number_section *section, const struct jx_number_token *token,
                            const struct date *date, struct jx_number_shown *shown) {
    int64_t seconds =
        date->serial * DAY_SECONDS + date->hour * INT64_C(3600) + date->minute * INT64_C(60) + date->second;
    const char *two = token->size >= 2 ? "%02lld" : "%lld";
    switch (token->kind) {
    case JX_NUMBER_LITERAL: jx_number_shown_add(shown, token->text, token->length); break;
    case JX_NUMBER_YEAR:
        if (token->size <= 2)
            add_format(shown, "%02lld", date->year % 100);
        else
            add_format(shown, "%lld", date->year);
        break;
    case JX_NUMBER_MONTH: month_show(date, token->size, shown); break;
    case JX_NUMBER_DAY: add_format(shown, two, date->day); break;
    case JX_NUMBER_WEEKDAY: weekday_show(date, token->size, shown); break;
    case JX_NUMBER_HOUR: hour_show(section, date, token->size, shown); break;
    case JX_NUMBER_MINUTE: add_format(shown, two, date->minute); break;
    case JX_NUMBER_SECOND: add_format(shown, two, date->second); break;
    case JX_NUMBER_HALFDAY:
        if (token->size == 1)
            add_text(shown, date->hour < 12 ? "上午" : "下午");
        else
            add_text(shown, date->hour < 12 ? "AM" : "PM");
        break;
    case JX_NUMBER_ELAPSED_HOURS: add_format(shown, two, seconds / 3600); break;
    case JX_NUMBER_ELAPSED_MINUTES: add_format(shown, two, seconds / 60); break;
    case JX_NUMBER_ELAPSED_SECONDS: add_format(shown, two, seconds); break;
    default: break; /* fractions of seconds are not shown */
    }
}

bool jx_number_show_date(const struct jx_number_section *section, const struct jx_number_decimal *number,
                         bool date1904, struct jx_number_shown *shown) {
    struct date date = {0};
    int64_t seconds;
    if (!serial_split(number, &date.serial, &seconds)) return false;
    bool hour = section_has(section, JX_NUMBER_HOUR), second = section_has(section, JX_NUMBER_SECOND);
    bool time = hour || second || section_has(section, JX_NUMBER_MINUTE);
    for (int kind = JX_NUMBER_ELAPSED_HOURS; kind <= JX_NUMBER_ELAPSED_SECONDS; kind++)
        time = time || section_has(section, (enum jx_number_token_kind)kind);
    if (seconds >= DAY_SECONDS) { /* a time rounds up to midnight; a date alone never becomes the next one */
        seconds = time ? 0 : DAY_SECONDS - 1;
        date.serial += time;
    }
    bool dated = section_has(section, JX_NUMBER_YEAR) || section_has(section, JX_NUMBER_MONTH) ||
                 section_has(section, JX_NUMBER_DAY) || section_has(section, JX_NUMBER_WEEKDAY);
    if (dated && date1904) date.serial += DAYS_TO_1904;
    if (dated && date.serial > DAY_LAST) return false;
    civil_from_serial(&date);
    date.hour = (int)(seconds / 3600);
    date.minute = (int)(seconds / 60 % 60);
    date.second = (int)(seconds % 60);

    if (section_has(section, JX_NUMBER_YEAR) && section_has(section, JX_NUMBER_MONTH) &&
        section_has(section, JX_NUMBER_DAY)) {
        char text[64];
        snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
        add_text(shown, text);
        if (!hour) return true;
        snprintf(text, sizeof text, second ? " %02d:%02d:%02d" : " %02d:%02d", date.hour, date.minute,
                 date.second);
        add_text(shown, text);
        return true;
    }
    for (uint32_t i = 0; i < section->count; i++) date_token_show(section, &section->tokens[i], &date, shown);
    return true;
}
