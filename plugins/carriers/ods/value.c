/*
 * What a cell says: the text that it shows, as far as that tells its value.
 *
 * A cell keeps its value and, beside it, how its format shows it. The shown text counts, as in all containers; but dates
 * are facts, whose spelling is the format's, and zeros and negative numbers of accounting formats would be misread.
 */
#include "plugins/carriers/shared/number.h"
#include "spreadsheet.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static struct jx_ods_content content_make(const struct jx_host *host, struct jx_call *call,
                                          enum jx_cell_kind kind, const char *bytes, size_t length) {
    struct jx_ods_content content = {.kind = kind, .length = (uint32_t)length};
    if (length > 0) content.text = host->text(call, bytes, length);
    return content;
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

/* The first number that stands in a text, without its grouping: -1,234.50元 as -1234.50. Its length; 0: there is none, or
 * it is longer than any. `*decimals` is how many digits stand after its point. */
static size_t digits_find(const struct jx_scratch *shown, char number[64], uint8_t *decimals) {
    size_t length = 0;
    bool point = false, negative = false;
    *decimals = 0;
    for (uint32_t i = 0; i < shown->length; i++) {
        char c = shown->bytes[i];
        if (length == 0 && (c == '-' || c == '(')) negative = true;
        if (length == 0 && negative && c >= '0' && c <= '9') number[length++] = '-';
        if (length > 60) return 0;
        if (c >= '0' && c <= '9') {
            number[length++] = c;
            *decimals = (uint8_t)(*decimals + point);
        } else if (c == '.' && length > 0 && !point) {
            number[length++] = c;
            point = true;
        } else if (length > 0 && (c != ',' || point)) {
            break;
        }
    }
    return length;
}

/* Whether the text shows all digits of the number. One that shows it in another way (一百) is not looked at. */
static bool shows_all(const struct jx_number_decimal *number, const char *digits, size_t length,
                      bool percent) {
    struct jx_number_decimal shown;
    if (!jx_number_decimal_parse(digits, length, &shown)) return true;
    if (percent && shown.count > 0) shown.point -= 2;
    return jx_number_decimal_compare(&shown, number) == 0;
}

/* The text without the room that formats leave around numbers. */
static struct jx_scratch shown_trim(const struct jx_scratch *shown) {
    struct jx_scratch trimmed = *shown;
    while (trimmed.length > 0 && trimmed.bytes[trimmed.length - 1] == ' ') trimmed.length--;
    while (trimmed.length > 0 && trimmed.bytes[0] == ' ') {
        trimmed.bytes++;
        trimmed.length--;
    }
    return trimmed;
}

/* How a format of its own shows a number: with all digits, as in a workbook. */
static struct jx_ods_content general_show(const struct jx_host *host, struct jx_call *call,
                                          const struct jx_number_decimal *number) {
    struct jx_number_shown all;
    jx_number_show(NULL, number, false, &all);
    struct jx_ods_content content = content_make(host, call, JX_CELL_NUMBER, all.bytes, all.length);
    content.decimals = all.decimals;
    return content;
}

/* (2.5) as -2.5 */
static struct jx_ods_content bracketed_show(const struct jx_host *host, struct jx_call *call,
                                            const struct jx_scratch *shown) {
    char *text = host->allocate(call, shown->length + 1);
    memcpy(text, shown->bytes, shown->length);
    text[0] = '-';
    return content_make(host, call, JX_CELL_NUMBER, text, shown->length - 1);
}

static struct jx_ods_content number_show(const struct jx_host *host, struct jx_call *call,
                                         const struct jx_ods_value *value) {
    enum { GENERAL_DECIMALS = 8 };
    struct jx_number_decimal number;
    char digits[64];
    uint8_t decimals;
    const struct jx_scratch trimmed = shown_trim(&value->shown), *shown = &trimmed;
    if (!jx_number_decimal_parse(value->value.bytes ? value->value.bytes : "", value->value.length, &number))
        return content_make(host, call, JX_CELL_TEXT, shown->bytes, shown->length);
    size_t length = digits_find(shown, digits, &decimals);
    if (shown->length == 0 || (length == 0 && number.count == 0)) return general_show(host, call, &number);
    bool all = memchr(shown->bytes, 'E', shown->length) ||
               shows_all(&number, digits, length, value->type == JX_ODS_PERCENT);
    /* A cell without a format shows ten decimals at most, and no format asks for so many. */
    if (!all && decimals > GENERAL_DECIMALS) return general_show(host, call, &number);
    bool bracketed = number.negative && shown->bytes[0] == '(' && shown->bytes[shown->length - 1] == ')';
    struct jx_ods_content content =
        bracketed ? bracketed_show(host, call, shown)
                  : content_make(host, call, JX_CELL_NUMBER, shown->bytes, shown->length);
    content.decimals = decimals;
    if (!all) content.rounded = general_show(host, call, &number).text;
    return content;
}

/* --- dates ------------------------------------------------------------------------------------------------------- */

/* Whether the text shows a day in full: its year, month and day, whichever way. Months may have names. */
static bool shows_day(const struct jx_scratch *shown, unsigned year, unsigned month, unsigned day) {
    bool years = false, months = false, days = false;
    uint32_t letters = 0;
    for (uint32_t i = 0; i < shown->length;) {
        unsigned number = 0;
        uint32_t start = i;
        for (; i < shown->length && shown->bytes[i] >= '0' && shown->bytes[i] <= '9' && i - start < 9; i++)
            number = number * 10 + (unsigned)(shown->bytes[i] - '0');
        if (i == start) {
            letters = isalpha((unsigned char)shown->bytes[i]) ? letters + 1 : 0;
            if (letters == 3) months = true;
            i++;
            continue;
        }
        letters = 0;
        bool two = i - start == 2;
        if (!days && number == day)
            days = true;
        else if (!months && number == month)
            months = true;
        else if (number == year || (two && number == year % 100))
            years = true;
    }
    if (years && months && days) return true;
    /* 二〇二五年一月十日 */
    return memmem(shown->bytes, shown->length, "年", 3) && memmem(shown->bytes, shown->length, "月", 3) &&
           memmem(shown->bytes, shown->length, "日", 3);
}

/* Whether a time is shown, to the second: 2 colons, 1, or none. */
static int colons_count(const struct jx_scratch *shown) {
    int colons = 0;
    for (uint32_t i = 0; i < shown->length; i++) colons += shown->bytes[i] == ':';
    if (colons == 0 && memmem(shown->bytes, shown->length, "时", 3)) colons = 1;
    return colons;
}

/* Reads a number of so many digits, with what stands before it. false: there is something else. */
static bool part_read(const char **at, const char *end, char before, int digits, unsigned *number) {
    const char *text = *at;
    *number = 0;
    if (before && (text == end || *text++ != before)) return false;
    for (; digits > 0; digits--, text++) {
        if (text == end || *text < '0' || *text > '9') return false;
        *number = *number * 10 + (unsigned)(*text - '0');
    }
    *at = text;
    return true;
}

/* The value is 2024-06-24 or 2024-06-24T08:30:00. */
static struct jx_ods_content date_show(const struct jx_host *host, struct jx_call *call,
                                       const struct jx_ods_value *value) {
    const struct jx_scratch *shown = &value->shown;
    const char *at = value->value.bytes, *end = at ? at + value->value.length : at;
    unsigned year, month, day, hour = 0, minute = 0, second = 0;
    char text[64];
    if (!part_read(&at, end, 0, 4, &year) || !part_read(&at, end, '-', 2, &month) ||
        !part_read(&at, end, '-', 2, &day) || (shown->length > 0 && !shows_day(shown, year, month, day)))
        return content_make(host, call, JX_CELL_TEXT, shown->bytes, shown->length);
    if (part_read(&at, end, 'T', 2, &hour) && part_read(&at, end, ':', 2, &minute))
        part_read(&at, end, ':', 2, &second);
    int colons = shown->length > 0 ? colons_count(shown) : hour || minute || second ? 2 : 0;
    int length = snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, day);
    if (colons == 1) length += snprintf(text + length, 16, " %02u:%02u", hour, minute);
    if (colons > 1) length += snprintf(text + length, 16, " %02u:%02u:%02u", hour, minute, second);
    return content_make(host, call, JX_CELL_NUMBER, text, (size_t)length);
}

struct jx_ods_content jx_ods_value_show(const struct jx_host *host, struct jx_call *call,
                                        const struct jx_ods_value *value) {
    const struct jx_scratch *shown = value->shown.length > 0 ? &value->shown : &value->value;
    switch (value->type) {
    case JX_ODS_NUMBER:
    case JX_ODS_PERCENT: return number_show(host, call, value);
    case JX_ODS_DATE: return date_show(host, call, value);
    case JX_ODS_TRUTH:
        if (value->value.length == 4 && memcmp(value->value.bytes, "true", 4) == 0)
            return content_make(host, call, JX_CELL_TEXT, "TRUE", 4);
        return content_make(host, call, JX_CELL_TEXT, "FALSE", 5);
    case JX_ODS_TIME: return content_make(host, call, JX_CELL_NUMBER, shown->bytes, shown->length);
    default: return content_make(host, call, JX_CELL_TEXT, shown->bytes, shown->length);
    }
}
