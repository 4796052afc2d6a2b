/*
 * Exact decimals, kept as text: amounts and scores never touch binary floating point.
 */
#ifndef JX_BASE_DECIMAL_H
#define JX_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jx_arena;

/* digits × 10^-scale. Up to 18 digits: anything longer does not parse. */
struct jx_decimal {
    int64_t digits;
    int scale; /* 0 to 18 */
};

/* Reads all of `text`: an optional sign, digits with or without grouping commas (， too, well placed in threes), an
 * optional point and digits, full-width digits as well. White space around is fine. false: not a number. */
bool jx_decimal_parse(const char *text, size_t length, struct jx_decimal *decimal);

/* The same value without closing zeros after the point. */
struct jx_decimal jx_decimal_shortest(struct jx_decimal decimal);

/* The shortest text of the same value: no closing zeros after the point, no point without digits, no "-0". */
const char *jx_decimal_text(struct jx_arena *arena, struct jx_decimal decimal);

/* The same into a buffer, for where there is no arena. */
enum { JX_DECIMAL_ROOM = 72 };
const char *jx_decimal_print(struct jx_decimal decimal, char room[JX_DECIMAL_ROOM]);

/* With at least `places` digits after the point. */
const char *jx_decimal_fixed(struct jx_arena *arena, struct jx_decimal decimal, int places);

/* value × 10^power, exactly; false: it does not fit. 万元 to 元 is a shift by 4. */
bool jx_decimal_shift(struct jx_decimal decimal, int power, struct jx_decimal *result);
bool jx_decimal_add(struct jx_decimal a, struct jx_decimal b, struct jx_decimal *result);
bool jx_decimal_subtract(struct jx_decimal a, struct jx_decimal b, struct jx_decimal *result);
/* <0, 0, >0 */
int jx_decimal_compare(struct jx_decimal a, struct jx_decimal b);
/* How many digits it has (leading zeros not counted, 0 has one). */
int jx_decimal_digits(struct jx_decimal decimal);

#endif
