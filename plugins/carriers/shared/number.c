/*
 * Decimal numbers as digits: read, compared, rounded, shown in full.
 */
#include "plugins/carriers/shared/number.h"

#include <stdio.h>
#include <string.h>

/* Powers of ten beyond this are refused; a spreadsheet holds 1E-308 to 1E+308. */
enum { POWER_MOST = 400 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads the exponent, if any. false: there is other text. */
static bool exponent_parse(const char *text, const char *end, long *exponent) {
    *exponent = 0;
    if (text == end) return true;
    if (*text != 'e' && *text != 'E') return false;
    text++;
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+')) text++;
    if (text == end) return false;
    for (; text < end; text++) {
        if (!is_digit(*text)) return false;
        if (*exponent < 100000) *exponent = *exponent * 10 + (*text - '0');
    }
    if (negative) *exponent = -*exponent;
    return true;
}

/* Adds one to the last of the digits. A carry out of the first one makes it 1 and moves the point. */
static void round_up(struct jx_number_decimal *number) {
    int i = number->count - 1;
    while (i >= 0 && number->digits[i] == '9') i--;
    if (i < 0) {
        number->digits[0] = '1';
        number->count = 1;
        number->point++;
    } else {
        number->digits[i]++;
        number->count = i + 1;
    }
}

bool jx_number_decimal_parse(const char *text, size_t length, struct jx_number_decimal *number) {
    const char *end = text + length;
    while (text < end && (unsigned char)*text <= ' ') text++;
    while (end > text && (unsigned char)end[-1] <= ' ') end--;
    *number = (struct jx_number_decimal){.negative = text < end && *text == '-'};
    if (text < end && (*text == '-' || *text == '+')) text++;

    long point = 0, exponent;
    bool any = false, after_point = false, full = false, up = false;
    for (; text < end; text++) {
        if (*text == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (!is_digit(*text)) break;
        any = true;
        bool leading = number->count == 0 && *text == '0';
        if (leading ? after_point : !after_point) point += leading ? -1 : 1;
        if (leading) continue;
        if (number->count < JX_NUMBER_DIGITS)
            number->digits[number->count++] = *text;
        else if (!full) {
            full = true;
            up = *text >= '5';
        }
    }
    if (!any || !exponent_parse(text, end, &exponent)) return false;
    point += exponent;
    if (number->count > 0 && (point > POWER_MOST || point < -POWER_MOST)) return false;
    number->point = (int)point;
    if (up) round_up(number);
    while (number->count > 0 && number->digits[number->count - 1] == '0') number->count--;
    if (number->count == 0) *number = (struct jx_number_decimal){.negative = false};
    return true;
}

/* The C library rounds correctly to any number of digits. What it puts between the first and the second depends on the
 * locale of the program, so that is passed over, whatever it is. */
bool jx_number_decimal_double(double value, struct jx_number_decimal *number) {
    char text[64];
    long exponent;
    *number = (struct jx_number_decimal){.negative = value < 0};
    snprintf(text, sizeof text, "%.*e", JX_NUMBER_DIGITS - 1, value);
    const char *end = strchr(text, 'e');
    if (!end || !exponent_parse(end, text + strlen(text), &exponent)) return false; /* inf, nan */
    for (const char *c = text; c < end && number->count < JX_NUMBER_DIGITS; c++)
        if (is_digit(*c)) number->digits[number->count++] = *c;
    number->point = (int)exponent + 1;
    while (number->count > 0 && number->digits[number->count - 1] == '0') number->count--;
    if (number->count == 0) *number = (struct jx_number_decimal){.negative = false};
    return true;
}

static int compare_magnitude(const struct jx_number_decimal *a, const struct jx_number_decimal *b) {
    if (a->count == 0 || b->count == 0) return (a->count > 0) - (b->count > 0);
    if (a->point != b->point) return a->point < b->point ? -1 : 1;
    int shorter = a->count < b->count ? a->count : b->count;
    int order = memcmp(a->digits, b->digits, (size_t)shorter);
    return order != 0 ? order : a->count - b->count;
}

int jx_number_decimal_compare(const struct jx_number_decimal *a, const struct jx_number_decimal *b) {
    if (a->negative != b->negative) return a->negative ? -1 : 1;
    int order = compare_magnitude(a, b);
    return a->negative ? -order : order;
}

void jx_number_decimal_fixed(const struct jx_number_decimal *number, int places, char whole[JX_NUMBER_WHOLE],
                             char fraction[JX_NUMBER_PLACES + 1]) {
    struct jx_number_decimal rounded = *number;
    int kept = number->point + places;
    if (kept < number->count) {
        rounded.count = kept < 0 ? 0 : kept;
        bool up = kept >= 0 && number->digits[kept] >= '5';
        if (up) round_up(&rounded);
        if (rounded.count == 0) rounded.point = 0;
    }
    int w = 0;
    for (int i = 0; i < rounded.point && w < JX_NUMBER_WHOLE - 1; i++)
        whole[w++] = i < rounded.count ? rounded.digits[i] : '0';
    whole[w] = '\0';
    for (int f = 0; f < places; f++) {
        int i = rounded.point + f;
        fraction[f] = i >= 0 && i < rounded.count ? rounded.digits[i] : '0';
    }
    fraction[places] = '\0';
}

void jx_number_shown_add(struct jx_number_shown *shown, const char *bytes, size_t length) {
    size_t room = sizeof shown->bytes - shown->length;
    if (length > room) length = room;
    memcpy(shown->bytes + shown->length, bytes, length);
    shown->length += length;
}

/* d.dddE+nn */
static void show_scientific(const struct jx_number_decimal *number, struct jx_number_shown *shown) {
    jx_number_shown_add(shown, number->digits, 1);
    if (number->count > 1) jx_number_shown_add(shown, ".", 1);
    jx_number_shown_add(shown, number->digits + 1, (size_t)number->count - 1);
    char exponent[16];
    int length = snprintf(exponent, sizeof exponent, "E%+03d", number->point - 1);
    jx_number_shown_add(shown, exponent, (size_t)length);
}

void jx_number_show_general(const struct jx_number_decimal *number, struct jx_number_shown *shown) {
    if (number->negative) jx_number_shown_add(shown, "-", 1);
    if (number->point > 21 || number->point < -20) {
        show_scientific(number, shown);
        return;
    }
    char whole[JX_NUMBER_WHOLE], fraction[JX_NUMBER_PLACES + 1];
    int places = number->count > number->point ? number->count - number->point : 0;
    jx_number_decimal_fixed(number, places, whole, fraction);
    if (whole[0] == '\0')
        jx_number_shown_add(shown, "0", 1);
    else
        jx_number_shown_add(shown, whole, strlen(whole));
    if (places > 0) {
        jx_number_shown_add(shown, ".", 1);
        jx_number_shown_add(shown, fraction, (size_t)places);
    }
    shown->decimals = (uint8_t)places;
}
