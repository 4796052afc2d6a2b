/*
 * A number shown by the section of its format that applies.
 */
#include "plugins/carriers/shared/number.h"

#include <stdio.h>
#include <string.h>

static bool condition_holds(const struct jx_number_section *section, const struct jx_number_decimal *number) {
    int order = jx_number_decimal_compare(number, &section->bound);
    if (strcmp(section->condition, "<") == 0) return order < 0;
    if (strcmp(section->condition, "<=") == 0) return order <= 0;
    if (strcmp(section->condition, ">") == 0) return order > 0;
    if (strcmp(section->condition, ">=") == 0) return order >= 0;
    if (strcmp(section->condition, "<>") == 0) return order != 0;
    return order == 0;
}

/* The section for a number. `*sign`: a negative number needs a minus of its own, because the section is not meant for
 * negative ones alone. */
static const struct jx_number_section *section_choose(const struct jx_number_format *format,
                                                      const struct jx_number_decimal *number, bool *sign) {
    const struct jx_number_section *sections = format->sections;
    uint32_t count = format->count > 3 ? 3 : format->count;
    *sign = number->negative;
    if (sections[0].condition[0] || (count > 1 && sections[1].condition[0])) {
        for (uint32_t i = 0; i < count; i++)
            if (!sections[i].condition[0] || condition_holds(&sections[i], number)) return &sections[i];
        return NULL;
    }
    if (number->count == 0 && count > 2) return &sections[2];
    if (!number->negative || count < 2) return &sections[0];
    *sign = false;
    return &sections[1];
}

/* The digit place number `place` (from the right, from zero) of the digits before the point, and those that do not fit
 * to its left if it is the first one. */
static void whole_show(const struct jx_number_section *section, const char *whole, int place, char which,
                       struct jx_number_shown *shown) {
    int length = (int)strlen(whole);
    int first = place == section->whole - 1 && length > place ? length - 1 : place;
    for (int at = first; at >= place; at--) {
        if (at < length)
            jx_number_shown_add(shown, &whole[length - 1 - at], 1);
        else if (which == '0')
            jx_number_shown_add(shown, "0", 1);
        else
            continue;
        if (section->grouping && at > 0 && at % 3 == 0) jx_number_shown_add(shown, ",", 1);
    }
}

/* How many digits stand after the point: places asked for with # fall away if they would show closing zeros. */
static int places_shown(const struct jx_number_section *section, const char *fraction) {
    int place = 0, shown = 0;
    bool point = false;
    for (uint32_t i = 0; i < section->count; i++) {
        const struct jx_number_token *token = &section->tokens[i];
        if (token->kind == JX_NUMBER_EXPONENT) break;
        if (token->kind == JX_NUMBER_POINT) point = true;
        if (token->kind != JX_NUMBER_DIGIT || !point) continue;
        place++;
        if (token->size == '0' || fraction[place - 1] != '0') shown = place;
    }
    return shown;
}

/* Whether the number stands in it as General shows it: General"元". */
static bool section_is_general(const struct jx_number_section *section) {
    for (uint32_t i = 0; i < section->count; i++)
        if (section->tokens[i].kind == JX_NUMBER_GENERAL) return true;
    return false;
}

static void fixed_show(const struct jx_number_section *section, const struct jx_number_decimal *number,
                       struct jx_number_shown *shown) {
    char whole[JX_NUMBER_WHOLE], fraction[JX_NUMBER_PLACES + 1];
    jx_number_decimal_fixed(number, section->places, whole, fraction);
    int left = section->whole, right = 0, places = places_shown(section, fraction);
    bool point = false;
    for (uint32_t i = 0; i < section->count; i++) {
        const struct jx_number_token *token = &section->tokens[i];
        switch (token->kind) {
        case JX_NUMBER_LITERAL: jx_number_shown_add(shown, token->text, token->length); break;
        case JX_NUMBER_GENERAL: jx_number_show_general(number, shown); break;
        case JX_NUMBER_POINT:
            point = true;
            if (section->whole == 0 && whole[0]) jx_number_shown_add(shown, whole, strlen(whole));
            if (places > 0) jx_number_shown_add(shown, ".", 1);
            break;
        case JX_NUMBER_DIGIT:
            if (!point)
                whole_show(section, whole, --left, (char)token->size, shown);
            else if (right++ < places)
                jx_number_shown_add(shown, &fraction[right - 1], 1);
            break;
        default: break;
        }
    }
    shown->decimals = (uint8_t)places;
    shown->rounded = !section_is_general(section) && number->count > number->point + section->places;
}

/* 0.00E+00: one digit before the point, as many after it as the format has. */
static void exponent_show(const struct jx_number_section *section, const struct jx_number_decimal *number,
                          struct jx_number_shown *shown) {
    char whole[JX_NUMBER_WHOLE], fraction[JX_NUMBER_PLACES + 1], exponent[24];
    struct jx_number_decimal mantissa = *number;
    int power = number->count > 0 ? number->point - 1 : 0;
    mantissa.point = number->count > 0;
    jx_number_decimal_fixed(&mantissa, section->places, whole, fraction);
    if (strlen(whole) > 1) { /* 9.99 rounds to 10 */
        power++;
        whole[1] = '\0';
    }
    jx_number_shown_add(shown, whole[0] ? whole : "0", 1);
    if (section->places > 0) jx_number_shown_add(shown, ".", 1);
    jx_number_shown_add(shown, fraction, (size_t)section->places);
    int length = snprintf(exponent, sizeof exponent, "E%+03d", power);
    jx_number_shown_add(shown, exponent, (size_t)length);
    shown->rounded = number->count > 1 + section->places;
}

static bool has_exponent(const struct jx_number_section *section) {
    for (uint32_t i = 0; i < section->count; i++)
        if (section->tokens[i].kind == JX_NUMBER_EXPONENT) return true;
    return false;
}

/* -0.004 shown as 0.00 has no sign. */
static bool rounds_to_zero(const struct jx_number_section *section, const struct jx_number_decimal *number) {
    if (section_is_general(section)) return false;
    char whole[JX_NUMBER_WHOLE], fraction[JX_NUMBER_PLACES + 1];
    jx_number_decimal_fixed(number, section->places, whole, fraction);
    return whole[0] == '\0' && strspn(fraction, "0") == strlen(fraction);
}

/* Accounting formats show a zero as a dash and put negative numbers in brackets. Readers of tables would take the one
 * for no amount and the other for a remark: they get 0 and a minus. */
static void spelling_mend(const struct jx_number_decimal *number, struct jx_number_shown *shown) {
    bool digits = false;
    for (size_t i = 0; i < shown->length; i++)
        digits = digits || (shown->bytes[i] >= '0' && shown->bytes[i] <= '9');
    if (number->count == 0 && shown->length > 0 && !digits) {
        shown->length = 0;
        jx_number_show_general(number, shown);
    } else if (number->negative && shown->length > 2 && shown->bytes[0] == '(' &&
               shown->bytes[shown->length - 1] == ')') {
        shown->bytes[0] = '-';
        shown->length--;
    }
}

void jx_number_show(const struct jx_number_format *format, const struct jx_number_decimal *number,
                    bool date1904, struct jx_number_shown *shown) {
    shown->length = 0;
    shown->decimals = 0;
    shown->rounded = false;
    bool sign = false;
    const struct jx_number_section *section = format ? section_choose(format, number, &sign) : NULL;
    if (!section || section->general) {
        jx_number_show_general(number, shown);
        return;
    }
    if (section->date) {
        if (!jx_number_show_date(section, number, date1904, shown)) jx_number_show_general(number, shown);
        return;
    }
    struct jx_number_decimal value = *number;
    value.negative = false;
    if (value.count > 0) value.point += section->shift;
    bool exponent = has_exponent(section);
    if (sign && (exponent || !rounds_to_zero(section, &value))) jx_number_shown_add(shown, "-", 1);
    if (exponent)
        exponent_show(section, &value, shown);
    else
        fixed_show(section, &value, shown);
    spelling_mend(number, shown);
    /* A format that hides numbers (;;;) does not make them disappear, only zeros. */
    if (shown->length == 0 && number->count > 0) {
        shown->rounded = false;
        jx_number_show_general(number, shown);
    }
}
