/*
 * Dates as people write them under a form: 2024年6月24日, 2024-6-24, 二〇二四年六月二十四日.
 *
 * Only a whole and real date becomes ISO; anything else (6月24日, 2024年6月, 2024年2月30日) is left as text, because a
 * guess would look as trustworthy as a date that was read.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The value of a Chinese figure, 10 for 十, or -1. */
static int chinese_figure(uint32_t c) {
    static const uint32_t figures[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                       0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    if (c == 0x25cb || c == 0x96f6 || c == 'O') return 0; /* ○ 零 */
    for (int i = 0; i <= 10; i++)
        if (c == figures[i]) return i;
    return -1;
}

/* Reads one number, Arabic (1 to 4 digits) or Chinese (二〇二四, 十, 二十四); its value, or -1. `*count` is how many
 * characters it had. */
static int read_number(const char **text, int *count) {
    int value = 0;
    *count = 0;
    if (is_digit(**text)) {
        for (; is_digit(**text) && *count < 4; ++*text, ++*count) value = value * 10 + (**text - '0');
        return is_digit(**text) ? -1 : value;
    }
    const char *end = *text + strlen(*text);
    int tens = -1; /* where 十 stood: 十, 十四, 二十, 二十四 */
    for (const char *p = *text; p < end && *count < 4; ++*count) {
        int figure = chinese_figure(jx_text_next(&p, end));
        if (figure < 0) break;
        if (tens >= 0 && (figure == 10 || *count > tens + 1)) return -1;
        if (figure == 10 && *count > 1) return -1;
        if (figure == 10) {
            value = *count ? value * 10 : 10;
            tens = *count;
        } else {
            value = tens >= 0 ? value + figure : value * 10 + figure;
        }
        *text = p;
    }
    return *count ? value : -1;
}

static bool skip(const char **text, const char *sign) {
    if (!jx_text_starts(*text, sign)) return false;
    *text += strlen(sign);
    return true;
}

static bool real_date(int year, int month, int day) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap);
}

/* 20240624, as some systems print it. */
static bool read_compact(const char *text, int date[3]) {
    if (strlen(text) != 8 || strspn(text, "0123456789") != 8) return false;
    int value = 0;
    for (const char *p = text; *p; p++) value = value * 10 + (*p - '0');
    date[0] = value / 10000;
    date[1] = value / 100 % 100;
    date[2] = value % 100;
    return true;
}

static bool read_parts(const char *text, int date[3]) {
    static const char *const signs[][3] = {
        {"年", "月", "日"}, {"年", "月", "号"}, {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *p = text;
        int part = 0;
        for (; part < 3; part++) {
            int count;
            date[part] = read_number(&p, &count);
            if (date[part] < 0 || (part == 0 && count != 4) || !skip(&p, signs[i][part])) break;
        }
        if (part == 3 && !*p) return true;
    }
    return false;
}

/* Year, month and day as a text has them; they need not be real. */
static bool read_day(struct jx_arena *arena, const char *text, int date[3]) {
    if (!text || strlen(text) > 200) return false;
    const char *key = jx_text_key(arena, text, strlen(text));
    return read_compact(key, date) || read_parts(key, date);
}

bool jx_date_impossible(struct jx_arena *arena, const char *text) {
    int date[3];
    return read_day(arena, text, date) && !real_date(date[0], date[1], date[2]);
}

const char *jx_date_parse(struct jx_arena *arena, const char *text) {
    int date[3];
    if (!read_day(arena, text, date) || !real_date(date[0], date[1], date[2])) return NULL;
    return jx_arena_format(arena, "%04d-%02d-%02d", date[0], date[1], date[2]);
}

/* Of a day and the two behind it, one is 1 March: years end in February here, so that a leap day is the last of its year. */
static void date_of_day(long day, int date[3]) {
    long era = day / 146097, rest = day % 146097;
    long year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    long left = rest - (365 * year + year / 4 - year / 100), month = (5 * left + 2) / 153;
    date[2] = (int)(left - (153 * month + 2) / 5 + 1);
    date[1] = (int)(month < 10 ? month + 3 : month - 9);
    date[0] = (int)(year + era * 400 + (date[1] <= 2));
}

const char *jx_date_serial(struct jx_arena *arena, const char *number) {
    enum {
        DIGITS = 5,
        FIRST = 40179,
        LAST = 54788,
        EPOCH = 693899
    }; /* 2010 to 2049; 1899-12-30 from 0000-03-01 */
    if (!number || strspn(number, "0123456789") != DIGITS) return NULL;
    if (number[DIGITS] != '\0' && strcmp(number + DIGITS, ".0") != 0) return NULL;
    long serial = strtol(number, NULL, 10);
    if (serial < FIRST || serial > LAST) return NULL;
    int date[3];
    date_of_day(serial + EPOCH, date);
    return jx_arena_format(arena, "%04d-%02d-%02d", date[0], date[1], date[2]);
}

const char *jx_date_chinese(struct jx_arena *arena, const char *iso) {
    int date[3];
    if (!iso || strlen(iso) != 10 || iso[4] != '-' || iso[7] != '-' || !read_parts(iso, date)) return iso;
    if (!real_date(date[0], date[1], date[2])) return iso;
    return jx_arena_format(arena, "%d年%d月%d日", date[0], date[1], date[2]);
}
