/*
 * Numbers as a spreadsheet shows them, by digit arithmetic alone.
 *
 * A workbook keeps a number as decimal text: 48.5, 1E-3, or 291.97000000000003 where the program that saved it wrote out
 * its binary value; older ones keep the binary value itself. Spreadsheet programs show no more than 15 significant digits;
 * the number is rounded to those, and then the cell's number format says how it looks. Nothing is calculated in binary.
 */
#ifndef JX_SHARED_NUMBER_H
#define JX_SHARED_NUMBER_H

#include <jixiao/carrier.h>

enum { JX_NUMBER_DIGITS = 15 };

/* ±0.d1d2d3… × 10^point. Zero has no digits; the last digit is never 0. */
struct jx_number_decimal {
    bool negative;
    int count;
    int point;
    char digits[JX_NUMBER_DIGITS];
};

/* Reads [sign] digits [. digits] [E exponent], rounding to 15 significant digits, halves up. false: it is something
 * else, or so large or small that no spreadsheet can hold it. */
bool jx_number_decimal_parse(const char *text, size_t length, struct jx_number_decimal *number);

/* A number that a file keeps in binary, as the 15 significant digits that spreadsheet programs show of it. false: it is
 * infinite or no number. */
bool jx_number_decimal_double(double value, struct jx_number_decimal *number);

/* <0, 0, >0 */
int jx_number_decimal_compare(const struct jx_number_decimal *a, const struct jx_number_decimal *b);

/* The longest that a number before its point can be, and how many places after it a format can ask for. */
enum { JX_NUMBER_WHOLE = 512, JX_NUMBER_PLACES = 100 };

/* The absolute value rounded to `places` digits after the point, halves up: the digits before the point, none if that
 * is 0, and exactly `places` digits after it. Both are closed with NUL. */
void jx_number_decimal_fixed(const struct jx_number_decimal *number, int places, char whole[JX_NUMBER_WHOLE],
                             char fraction[JX_NUMBER_PLACES + 1]);

/* What a rendered number needs at most; longer ones are cut. */
enum { JX_NUMBER_SHOWN = 1024 };

/* A text being put together; what does not fit is dropped. */
struct jx_number_shown {
    char bytes[JX_NUMBER_SHOWN];
    size_t length;
    uint8_t decimals; /* digits after the point */
    bool rounded;     /* digits of the number do not show; never for dates */
};

void jx_number_shown_add(struct jx_number_shown *shown, const char *bytes, size_t length);

/* The number in format General, but with all its digits: 123456789012345 and not 1.23457E+14, because cells that are
 * too narrow are no reason to lose digits. */
void jx_number_show_general(const struct jx_number_decimal *number, struct jx_number_shown *shown);

struct jx_number_format;

/* Compiles a number format code, in the call's memory. NULL: it shows numbers as General does. */
const struct jx_number_format *jx_number_format_compile(const struct jx_host *host, struct jx_call *call,
                                                        const char *code);

/* The code of a format that is built in, as Chinese versions have it; NULL for General and unknown ones. */
const char *jx_number_format_builtin(uint32_t id);

/* The formats that a workbook defines, by their numbers. Starts as all zero. */
struct jx_number_formats {
    struct jx_number_definition *items;
    uint32_t count, capacity;
    bool sorted;
};

/* Notes a definition; of two with one number the first counts. Those over 131,072, more than any program writes, are
 * passed over. `code` must stay. */
void jx_number_formats_add(const struct jx_host *host, struct jx_call *call,
                           struct jx_number_formats *formats, uint32_t id, const char *code);

/* The format of a number: as the workbook defines it, for it may define a built-in one anew, else as it is built in.
 * NULL: General. Each code is compiled when it is first asked for. */
const struct jx_number_format *jx_number_formats_find(const struct jx_host *host, struct jx_call *call,
                                                      struct jx_number_formats *formats, uint32_t id);

/*
 * The number as its format shows it; NULL shows it as General. A full date comes out as 2024-06-24, with the time
 * (2024-06-24 08:30) if the format has one, whatever its order and separators: dates are facts and their spelling is
 * the format's. Incomplete ones (2024年6月) look as they do in the sheet. `date1904` is the workbook's date system.
 * A zero shown without a digit is "0", a negative number in brackets gets a minus instead. Empty only for a zero that
 * the format hides.
 */
void jx_number_show(const struct jx_number_format *format, const struct jx_number_decimal *number,
                    bool date1904, struct jx_number_shown *shown);

/* --- inside ------------------------------------------------------------------------------------------------------ */

/* A piece of a number format. Letters that repeat (yyyy) are one token of that size. */
enum jx_number_token_kind {
    JX_NUMBER_LITERAL,
    JX_NUMBER_GENERAL,
    JX_NUMBER_DIGIT, /* 0 # ?; which one is in `size` */
    JX_NUMBER_POINT,
    JX_NUMBER_EXPONENT, /* E+ or E-; '+' or '-' is in `size` */
    JX_NUMBER_YEAR,
    JX_NUMBER_MONTH,
    JX_NUMBER_DAY,
    JX_NUMBER_WEEKDAY,
    JX_NUMBER_HOUR,
    JX_NUMBER_MINUTE,
    JX_NUMBER_SECOND,
    JX_NUMBER_HALFDAY,
    JX_NUMBER_ELAPSED_HOURS,
    JX_NUMBER_ELAPSED_MINUTES,
    JX_NUMBER_ELAPSED_SECONDS
};

struct jx_number_token {
    uint8_t kind;
    uint8_t size;
    uint16_t length; /* of a literal */
    const char *text;
};

/* One of the parts between semicolons. `shift` is the power of ten that % and closing commas multiply by. */
struct jx_number_section {
    struct jx_number_token *tokens;
    uint32_t count;
    uint32_t capacity;
    bool general; /* cannot be shown by its tokens */
    bool date;
    bool grouping;
    int whole;  /* digit places before the point */
    int places; /* after the point */
    int shift;
    char condition[3]; /* "<", ">=" …; "" without one */
    struct jx_number_decimal bound;
};

struct jx_number_format {
    struct jx_number_section sections[4];
    uint32_t count;
};

/* Shows a date or time by its section. false: the number is no date. */
bool jx_number_show_date(const struct jx_number_section *section, const struct jx_number_decimal *number,
                         bool date1904, struct jx_number_shown *shown);

#endif
