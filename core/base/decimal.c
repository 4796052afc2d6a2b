/*
 * Exact decimals: a whole number of at most 18 digits and where its point stands.
 *
 * 18 digits are what an int64_t surely holds; aligning two of them takes at most 36, which the compilers' 128-bit
 * integers hold. So nothing here can overflow unseen: sums are made wide, and narrowed only if they fit.
 */
#include "core/base/decimal.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

enum { JX_DECIMAL_DIGITS = 18 };

static const int64_t jx_decimal_limit = 1000000000000000000; /* 10^18 */

static uint32_t jx_decimal_fold(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c == 0x2212 ? '-' : c;
}

/* Makes digits × 10^-scale a decimal: closing zeros go only as far as the value would not fit otherwise. */
static bool jx_decimal_narrow(__int128 digits, int scale, struct jx_decimal *result) {
    while (scale > 0 && digits % 10 == 0 &&
           (scale > JX_DECIMAL_DIGITS || digits >= jx_decimal_limit || digits <= -jx_decimal_limit)) {
        digits /= 10;
        scale--;
    }
    if (scale > JX_DECIMAL_DIGITS || digits >= jx_decimal_limit || digits <= -jx_decimal_limit) return false;
    result->digits = (int64_t)digits;
    result->scale = scale;
    return true;
}

/* The number's text under way: its characters with full-width ones folded, the white space around gone. */
struct jx_decimal_reader {
    const char *at, *end;
    uint32_t c; /* the one at hand; 0 at the end */
};

static void jx_decimal_step(struct jx_decimal_reader *reader) {
    bool plain = reader->at < reader->end && (*reader->at & 0x80) == 0; /* nearly always */

    reader->c =
        plain ? (unsigned char)*reader->at++ : jx_decimal_fold(jx_text_next(&reader->at, reader->end));
}

static bool jx_decimal_is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* Adds a run of digits to the number; how many there were, or -1: too many. */
static int jx_decimal_run(struct jx_decimal_reader *reader, int64_t *digits) {
    int count = 0;

    for (; jx_decimal_is_digit(reader->c); jx_decimal_step(reader)) {
        if (*digits >= jx_decimal_limit / 10) return -1;
        *digits = *digits * 10 + (reader->c - '0');
        if (count <= JX_DECIMAL_DIGITS) count++;
    }
    return count;
}

/* The digits before the point: in one run, or a first group of one to three and then groups of three. */
static bool jx_decimal_whole(struct jx_decimal_reader *reader, int64_t *digits) {
    int count = jx_decimal_run(reader, digits);

    if (count < 1 || (reader->c == ',' && count > 3)) return false;
    while (reader->c == ',') {
        jx_decimal_step(reader);
        if (jx_decimal_run(reader, digits) != 3) return false;
    }
    return true;
}

bool jx_decimal_parse(const char *text, size_t length, struct jx_decimal *decimal) {
    struct jx_decimal_reader reader = {text, text, 0};
    bool negative;
    int64_t digits = 0;
    int scale = 0;

    if (!text) return false;
    reader.end += length;
    do jx_decimal_step(&reader);
    while (jx_text_is_space(reader.c));
    negative = reader.c == '-';
    if (reader.c == '-' || reader.c == '+') jx_decimal_step(&reader);
    if (!jx_decimal_whole(&reader, &digits)) return false;
    if (reader.c == '.') {
        jx_decimal_step(&reader);
        scale = jx_decimal_run(&reader, &digits);
        if (scale < 1 || scale > JX_DECIMAL_DIGITS) return false;
    }
    while (jx_text_is_space(reader.c)) jx_decimal_step(&reader);
    /* A zero byte inside the text reads like its end; it is none. */
    if (reader.c != 0 || reader.at != reader.end || (length > 0 && text[length - 1] == '\0')) return false;
    decimal->digits = negative ? -digits : digits;
    decimal->scale = scale;
    return true;
}

/* Writes with `places` digits after the point, not fewer than the value needs; how many bytes. */
static size_t jx_decimal_write(struct jx_decimal decimal, int places, char room[JX_DECIMAL_ROOM]) {
    char reversed[JX_DECIMAL_ROOM];
    uint64_t digits = decimal.digits < 0 ? 0 - (uint64_t)decimal.digits : (uint64_t)decimal.digits;
    size_t length = 0, written = 0;
    int place;

    if (places > 40) places = 40;
    for (place = places; place > decimal.scale; place--) reversed[length++] = '0';
    for (place = 0; place < decimal.scale || digits > 0 || place == 0 || place == decimal.scale; place++) {
        if (place == decimal.scale && length > 0) reversed[length++] = '.';
        reversed[length++] = (char)('0' + digits % 10);
        digits /= 10;
    }
    if (decimal.digits < 0) room[written++] = '-';
    while (length > 0) room[written++] = reversed[--length];
    room[written] = '\0';
    return written;
}

struct jx_decimal jx_decimal_shortest(struct jx_decimal decimal) {
    while (decimal.scale > 0 && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.scale--;
    }
    return decimal;
}

const char *jx_decimal_text(struct jx_arena *arena, struct jx_decimal decimal) {
    return jx_decimal_fixed(arena, decimal, 0);
}

const char *jx_decimal_fixed(struct jx_arena *arena, struct jx_decimal decimal, int places) {
    char room[JX_DECIMAL_ROOM];
    size_t length = jx_decimal_write(jx_decimal_shortest(decimal), places, room);

    return jx_arena_copy(arena, room, length);
}

const char *jx_decimal_print(struct jx_decimal decimal, char room[JX_DECIMAL_ROOM]) {
    jx_decimal_write(jx_decimal_shortest(decimal), 0, room);
    return room;
}

bool jx_decimal_shift(struct jx_decimal decimal, int power, struct jx_decimal *result) {
    __int128 digits = decimal.digits;
    int scale;

    if (decimal.digits == 0) {
        *result = (struct jx_decimal){0, 0};
        return true;
    }
    if (power > 2 * JX_DECIMAL_DIGITS || power < -2 * JX_DECIMAL_DIGITS) return false;
    scale = decimal.scale - power;
    for (; scale < 0; scale++) {
        digits *= 10;
        if (digits >= jx_decimal_limit || digits <= -jx_decimal_limit) return false;
    }
    return jx_decimal_narrow(digits, scale, result);
}

/* Both with the scale of the finer one. */
static int jx_decimal_align(struct jx_decimal a, struct jx_decimal b, __int128 *x, __int128 *y) {
    *x = a.digits;
    *y = b.digits;
    for (; a.scale < b.scale; a.scale++) *x *= 10;
    for (; b.scale < a.scale; b.scale++) *y *= 10;
    return a.scale;
}

bool jx_decimal_add(struct jx_decimal a, struct jx_decimal b, struct jx_decimal *result) {
    __int128 x, y;
    int scale = jx_decimal_align(a, b, &x, &y);

    return jx_decimal_narrow(x + y, scale, result);
}

bool jx_decimal_subtract(struct jx_decimal a, struct jx_decimal b, struct jx_decimal *result) {
    __int128 x, y;
    int scale = jx_decimal_align(a, b, &x, &y);

    return jx_decimal_narrow(x - y, scale, result);
}

int jx_decimal_compare(struct jx_decimal a, struct jx_decimal b) {
    __int128 x, y;

    jx_decimal_align(a, b, &x, &y);
    return (x > y) - (x < y);
}

int jx_decimal_digits(struct jx_decimal decimal) {
    int count = 1;

    for (; decimal.digits >= 10 || decimal.digits <= -10; decimal.digits /= 10) count++;
    return count;
}
