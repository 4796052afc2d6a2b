/*
 * Places in writing: what stands before a message.
 *
 * What is written here is read again by jx_place_parse (address.c), from the JSON of a model. One case needs
 * care: without a sheet's name, L12 is the twelfth line of a text; a cell in column L is then written $L12.
 */
#include <string.h>

#include <jixiao/diag.h>

#include "core/base/place.h"
#include "core/base/text.h"

/* What a sheet's name may take; the cut mark and the address come on top. */
enum { JX_PLACE_NAME = JX_PLACE_ROOM - 32 };

/* The name, shortened between two characters if need be, without the control characters that would upset a terminal.
 * Returns its length. */
static size_t jx_place_name(const char *name, char *out) {
    const char *end = name + strlen(name);
    size_t length = 0;

    while (name < end) {
        const char *start = name;
        uint32_t c = jx_text_next(&name, end);

        if (length + (size_t)(name - start) > JX_PLACE_NAME) {
            memcpy(out + length, "…", strlen("…"));
            return length + strlen("…");
        }
        if (c < 0x20 || c == 0x7F)
            out[length++] = ' ';
        else
            while (start < name) out[length++] = *start++;
    }
    return length;
}

/* Puts a number there; returns what is behind it. */
static char *jx_place_number(char *at, uint32_t number) {
    char digits[10];
    size_t first = sizeof(digits);

    do digits[--first] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    memcpy(at, digits + first, sizeof(digits) - first);
    return at + (sizeof(digits) - first);
}

static void jx_place_line(const struct jx_place *place, char *at) {
    *at++ = 'L';
    at = jx_place_number(at, place->line);
    if (place->column != 0) {
        *at++ = '.';
        at = jx_place_number(at, place->column);
    }
    *at = '\0';
}

const char *jx_place_format(const struct jx_place *place, char buffer[JX_PLACE_ROOM]) {
    char column[8] = "", *at = buffer;
    bool named = place->sheet && *place->sheet != '\0';

    *buffer = '\0';
    if (place->line != 0) {
        jx_place_line(place, buffer);
        return buffer;
    }
    if (named) {
        at += jx_place_name(place->sheet, buffer);
        *at = '\0';
        if (place->row == 0 && place->column == 0 && jx_place_is_name(buffer)) return buffer;
        *at++ = '!';
    }
    if (place->column != 0) jx_column_name(place->column - 1, column);
    if (!named && place->row != 0 && strcmp(column, "L") == 0) *at++ = '$';
    at = stpcpy(at, column);
    if (place->row != 0) at = jx_place_number(at, place->row);
    *at = '\0';
    return buffer;
}
