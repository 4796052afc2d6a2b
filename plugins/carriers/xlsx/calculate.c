/*
 * Results of formulas that depend on changed cells: sums, differences, products, texts put together, and the counts that
 * forms use. All by digits; what is more than that has no result until a spreadsheet program calculates it.
 */
#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    DEPTH_MOST = 64,      /* of brackets and of formulas that wait for one another */
    STEPS_MOST = 4000000, /* cells looked at, of all formulas together */
    PASSES_MOST = 64,
    SCALE_MOST = 12
};

/* digits × 10^-scale, or a text. */
struct result {
    enum { NOTHING, NUMBER, TEXT, FAILED } kind;
    int64_t digits;
    int scale;
    const char *text;
};

struct calculation {
    struct jx_xlsx_patch *patch;
    uint64_t steps;
    uint32_t depth;
};

/* One formula being read. */
struct reading {
    struct calculation *all;
    struct jx_xlsx_leaf *home;
    const char *at;
};

static const struct result failed = {.kind = FAILED};

static void value_calculate(struct calculation *all, struct jx_xlsx_leaf *leaf, struct jx_xlsx_value *value);

/* --- numbers ----------------------------------------------------------------------------------------------------- */

static struct result number_read(const char *text, size_t length) {
    struct jx_number_decimal decimal;
    struct result result = {.kind = NUMBER};
    if (!jx_number_decimal_parse(text, length, &decimal)) return failed;
    if (decimal.point > 17 || decimal.count - decimal.point > SCALE_MOST) return failed;
    for (int i = 0; i < decimal.count; i++) result.digits = result.digits * 10 + (decimal.digits[i] - '0');
    for (int i = decimal.count; i < decimal.point; i++)
        if (__builtin_mul_overflow(result.digits, 10, &result.digits)) return failed;
    result.scale = decimal.count > decimal.point ? decimal.count - decimal.point : 0;
    if (decimal.negative) result.digits = -result.digits;
    return result;
}

static struct result plus(struct result a, struct result b) {
    for (; a.scale < b.scale; a.scale++)
        if (__builtin_mul_overflow(a.digits, 10, &a.digits)) return failed;
    for (; b.scale < a.scale; b.scale++)
        if (__builtin_mul_overflow(b.digits, 10, &b.digits)) return failed;
    return __builtin_add_overflow(a.digits, b.digits, &a.digits) ? failed : a;
}

static struct result times(struct result a, struct result b) {
    a.scale += b.scale;
    if (a.scale > SCALE_MOST || __builtin_mul_overflow(a.digits, b.digits, &a.digits)) return failed;
    return a;
}

static const char *number_text(struct calculation *all, struct result number) {
    char digits[32], *at = digits + sizeof digits;
    bool negative = number.digits < 0;
    uint64_t rest = negative ? (uint64_t)0 - (uint64_t)number.digits : (uint64_t)number.digits;
    while (number.scale > 0 && rest % 10 == 0) rest /= 10, number.scale--;
    for (int i = 0; rest > 0 || i <= number.scale; i++, rest /= 10) {
        if (i == number.scale && i > 0) *--at = '.';
        *--at = (char)('0' + rest % 10);
    }
    if (negative) *--at = '-';
    return all->patch->host->text(all->patch->call, at, (size_t)(digits + sizeof digits - at));
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static struct jx_xlsx_leaf *leaf_find(struct calculation *all, struct jx_xlsx_leaf *home,
                                      const struct jx_xlsx_reference *reference) {
    if (!reference->sheet) return home;
    for (uint32_t i = 0; i < all->patch->leaf_count; i++) {
        struct jx_xlsx_leaf *leaf = &all->patch->leaves[i];
        if (strlen(leaf->name) == reference->sheet_length &&
            strncasecmp(leaf->name, reference->sheet, reference->sheet_length) == 0)
            return leaf;
    }
    return NULL;
}

static struct result value_result(struct calculation *all, struct jx_xlsx_leaf *leaf,
                                  struct jx_xlsx_value *value) {
    if (value->formula && value->dirty && !value->done) value_calculate(all, leaf, value);
    switch (value->kind) {
    case JX_XLSX_EMPTY: return value->formula && value->dirty ? failed : (struct result){0};
    case JX_XLSX_NUMBER: return number_read(value->text, strlen(value->text));
    case JX_XLSX_STRING: return (struct result){.kind = TEXT, .text = value->text};
    default: return failed;
    }
}

/* The index of the first value at or behind a place. */
static uint32_t value_from(const struct jx_xlsx_leaf *leaf, uint32_t row, uint32_t column) {
    uint32_t low = 0, high = leaf->value_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jx_xlsx_value *value = &leaf->values[middle];
        if (value->row < row || (value->row == row && value->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The next value of an area from index `*at` on; NULL: there is none, or too many were looked at. */
static struct jx_xlsx_value *area_next(struct calculation *all, struct jx_xlsx_leaf *leaf,
                                       const struct jx_merge *area, uint32_t *at) {
    for (; *at < leaf->value_count && all->steps < STEPS_MOST; ++*at) {
        struct jx_xlsx_value *value = &leaf->values[*at];
        all->steps++;
        if (value->row - area->row >= area->rows) return NULL;
        if (value->column >= area->column && value->column - area->column < area->columns) {
            ++*at;
            return value;
        }
    }
    return NULL;
}

/* --- expressions ------------------------------------------------------------------------------------------------- */

static struct result joined_read(struct reading *reading);

static void blanks_skip(struct reading *reading) {
    while (*reading->at == ' ' || *reading->at == '\n' || *reading->at == '\r' || *reading->at == '\t')
        reading->at++;
}

static bool sign_take(struct reading *reading, char sign) {
    blanks_skip(reading);
    if (*reading->at != sign) return false;
    reading->at++;
    return true;
}

enum function { SUM, COUNT, COUNTA };

/* One argument of a function added to what there is. */
static struct result argument_add(enum function function, struct result sum, struct result value,
                                  bool listed) {
    const struct result one = {.kind = NUMBER, .digits = 1};
    if (value.kind == FAILED) return failed;
    if (function == COUNTA) return value.kind == NOTHING && !listed ? sum : plus(sum, one);
    if (value.kind == TEXT && listed && function == SUM) return failed;
    if (value.kind != NUMBER) return sum;
    return plus(sum, function == SUM ? value : one);
}

static struct result area_add(struct reading *reading, enum function function, struct result sum,
                              const struct jx_xlsx_reference *reference) {
    struct calculation *all = reading->all;
    struct jx_xlsx_leaf *leaf = leaf_find(all, reading->home, reference);
    if (!leaf || !leaf->loaded) return failed;
    uint32_t at = value_from(leaf, reference->area.row, reference->area.column);
    for (struct jx_xlsx_value *value; (value = area_next(all, leaf, &reference->area, &at));) {
        if (sum.kind == FAILED) return failed;
        sum = argument_add(function, sum, value_result(all, leaf, value), false);
    }
    return all->steps < STEPS_MOST ? sum : failed;
}

static struct result function_read(struct reading *reading, enum function function) {
    struct result sum = {.kind = NUMBER};
    if (sign_take(reading, ')')) return sum;
    do {
        struct jx_xlsx_reference reference;
        blanks_skip(reading);
        const char *end = jx_xlsx_reference_read(reading->at, &reference);
        while (end && *end == ' ') end++;
        if (end && (*end == ',' || *end == ')')) {
            reading->at = end;
            sum = area_add(reading, function, sum, &reference);
        } else {
            sum = argument_add(function, sum, joined_read(reading), true);
        }
        if (sum.kind == FAILED) return failed;
    } while (sign_take(reading, ','));
    return sign_take(reading, ')') ? sum : failed;
}

static struct result text_read(struct reading *reading) {
    struct jx_bytes text = {.host = reading->all->patch->host, .call = reading->all->patch->call};
    for (reading->at++; *reading->at; reading->at++) {
        if (*reading->at == '"' && *++reading->at != '"')
            return (struct result){.kind = TEXT, .text = text.length == 0 ? "" : text.bytes};
        jx_bytes_add(&text, reading->at, 1);
    }
    return failed;
}

static const char *name_text(const struct reading *reading, const char *name, size_t length) {
    const struct jx_xlsx_patch *patch = reading->all->patch;
    const char *text = NULL;
    for (uint32_t i = 0; i < patch->name_count; i++) {
        const struct jx_xlsx_name *it = &patch->names[i];
        if (strlen(it->name) != length || strncasecmp(it->name, name, length) != 0) continue;
        if (it->scope == reading->home->listing) return it->text;
        if (it->scope == UINT32_MAX) text = it->text;
    }
    return text;
}

/* A cell, or a name of one. */
static struct result reference_result(struct reading *reading, const char *text, const char **end) {
    struct jx_xlsx_reference reference;
    *end = jx_xlsx_reference_read(text, &reference);
    if (!*end || reference.area.rows != 1 || reference.area.columns != 1) return failed;
    struct jx_xlsx_leaf *leaf = leaf_find(reading->all, reading->home, &reference);
    if (!leaf || !leaf->loaded) return failed;
    struct jx_xlsx_value *value = jx_xlsx_value_find(leaf, reference.area.row, reference.area.column);
    if (!value) return (struct result){0};
    return value_result(reading->all, leaf, value);
}

static struct result word_read(struct reading *reading) {
    static const struct {
        const char *name;
        enum function function;
    } functions[] = {{"SUM", SUM}, {"COUNT", COUNT}, {"COUNTA", COUNTA}};
    const char *end, *word = reading->at;
    struct result result = reference_result(reading, word, &end);
    if (end) {
        reading->at = end;
        return result;
    }
    size_t length = strcspn(word, " ,;:()+-*/&<>=^%\"'!{}[]\n\r\t");
    if (length == 0) return failed;
    reading->at = word + length;
    for (size_t i = 0; i < sizeof functions / sizeof *functions && *reading->at == '('; i++) {
        if (strlen(functions[i].name) != length || strncasecmp(functions[i].name, word, length) != 0)
            continue;
        reading->at++;
        return function_read(reading, functions[i].function);
    }
    const char *text = name_text(reading, word, length);
    if (!text) return failed;
    result = reference_result(reading, text, &end);
    return end && *end == '\0' ? result : failed;
}

static struct result primary_read(struct reading *reading) {
    blanks_skip(reading);
    char c = *reading->at;
    if (c == '"') return text_read(reading);
    if (sign_take(reading, '(')) {
        struct result result = joined_read(reading);
        return sign_take(reading, ')') ? result : failed;
    }
    if ((c >= '0' && c <= '9') || c == '.') {
        size_t length = strspn(reading->at, "0123456789.");
        struct result result = number_read(reading->at, length);
        reading->at += length;
        return result;
    }
    return word_read(reading);
}

/* What stands in a sum: a blank cell is zero, a text is a mistake. */
static struct result term_number(struct result result) {
    if (result.kind == NOTHING) return (struct result){.kind = NUMBER};
    return result.kind == NUMBER ? result : failed;
}

static struct result factor_read(struct reading *reading) {
    const struct result minus = {.kind = NUMBER, .digits = -1};
    if (reading->all->depth >= DEPTH_MOST) return failed;
    reading->all->depth++;
    struct result result;
    if (sign_take(reading, '-'))
        result = term_number(factor_read(reading));
    else if (sign_take(reading, '+'))
        return reading->all->depth--, factor_read(reading);
    else
        return reading->all->depth--, primary_read(reading);
    reading->all->depth--;
    return result.kind == FAILED ? failed : times(result, minus);
}

static struct result product_read(struct reading *reading) {
    struct result result = factor_read(reading);
    while (result.kind != FAILED && sign_take(reading, '*')) {
        struct result other = term_number(factor_read(reading));
        result = term_number(result);
        result = result.kind == FAILED || other.kind == FAILED ? failed : times(result, other);
    }
    return result;
}

static struct result sum_read(struct reading *reading) {
    const struct result minus = {.kind = NUMBER, .digits = -1};
    struct result result = product_read(reading);
    for (;;) {
        bool adds = sign_take(reading, '+');
        if (result.kind == FAILED || (!adds && !sign_take(reading, '-'))) return result;
        struct result other = term_number(product_read(reading));
        result = term_number(result);
        if (result.kind == FAILED || other.kind == FAILED) return failed;
        if (!adds) other = times(other, minus);
        result = plus(result, other);
    }
}

static const char *result_text(struct calculation *all, struct result result) {
    return result.kind == NUMBER ? number_text(all, result) : result.kind == TEXT ? result.text : "";
}

static struct result joined_read(struct reading *reading) {
    if (reading->all->depth >= DEPTH_MOST) return failed;
    reading->all->depth++;
    struct result result = sum_read(reading);
    while (result.kind != FAILED && sign_take(reading, '&')) {
        struct result other = sum_read(reading);
        struct jx_bytes text = {.host = reading->all->patch->host, .call = reading->all->patch->call};
        if (other.kind == FAILED) {
            result = failed;
            break;
        }
        jx_bytes_text(&text, result_text(reading->all, result));
        jx_bytes_text(&text, result_text(reading->all, other));
        result = (struct result){.kind = TEXT, .text = text.length == 0 ? "" : text.bytes};
    }
    reading->all->depth--;
    return result;
}

/* --- all formulas ------------------------------------------------------------------------------------------------ */

static void value_calculate(struct calculation *all, struct jx_xlsx_leaf *leaf, struct jx_xlsx_value *value) {
    struct reading reading = {.all = all, .home = leaf, .at = value->formula};
    struct result result = failed;
    if (value->busy || all->depth >= DEPTH_MOST) return; /* it depends on itself */
    value->busy = true;
    result = joined_read(&reading);
    blanks_skip(&reading);
    if (*reading.at != '\0') result = failed;
    if (result.kind == NOTHING) result = (struct result){.kind = NUMBER};
    value->kind = result.kind == NUMBER ? JX_XLSX_NUMBER
                  : result.kind == TEXT ? JX_XLSX_STRING
                                        : JX_XLSX_EMPTY;
    value->text = result.kind == FAILED ? NULL : result_text(all, result);
    value->busy = false;
    value->done = true;
}

/* Whether a text with references (a formula, or what a name stands for) names a changed cell. */
static bool names_dirty(struct calculation *all, struct jx_xlsx_leaf *home, const char *text, bool names) {
    for (const char *at = text; *at;) {
        struct jx_xlsx_reference reference;
        const char *end = *at == '"' ? NULL : jx_xlsx_reference_read(at, &reference);
        if (*at == '"') {
            for (at++; *at && *at != '"'; at++) continue;
            at += *at == '"';
            continue;
        }
        if (!end) {
            size_t length = strcspn(at, " ,;:()+-*/&<>=^%\"'!{}[]\n\r\t");
            const struct reading reading = {.all = all, .home = home};
            const char *named = length > 0 && names ? name_text(&reading, at, length) : NULL;
            if (named && names_dirty(all, home, named, false)) return true;
            at += length > 0 ? length : 1;
            continue;
        }
        struct jx_xlsx_leaf *leaf = leaf_find(all, home, &reference);
        at = end;
        if (!leaf) continue;
        uint32_t index = value_from(leaf, reference.area.row, reference.area.column);
        for (const struct jx_xlsx_value *value; (value = area_next(all, leaf, &reference.area, &index));)
            if (value->dirty) return true;
    }
    return false;
}

/* Formulas that depend on formulas are found in the next pass. */
static void dirty_spread(struct calculation *all) {
    bool more = true;
    for (uint32_t pass = 0; more && pass < PASSES_MOST; pass++) {
        more = false;
        for (uint32_t i = 0; i < all->patch->leaf_count; i++) {
            struct jx_xlsx_leaf *leaf = &all->patch->leaves[i];
            for (uint32_t n = 0; n < leaf->value_count; n++) {
                struct jx_xlsx_value *value = &leaf->values[n];
                if (!value->formula || value->dirty) continue;
                value->dirty = names_dirty(all, leaf, value->formula, true);
                more |= value->dirty;
            }
        }
    }
}

static void result_tell(struct jx_xlsx_patch *patch, uint32_t sheet, const struct jx_xlsx_value *value) {
    struct jx_patch *asked = patch->patch;
    asked->results = patch->host->grow(patch->call, asked->results, asked->result_count,
                                       &asked->result_capacity, sizeof *asked->results);
    asked->results[asked->result_count++] = (struct jx_patch_result){
        .sheet = sheet,
        .row = value->row,
        .column = value->column,
        .formula = value->formula,
        .value = value->kind == JX_XLSX_EMPTY ? NULL : value->text,
    };
}

void jx_xlsx_calculate(struct jx_xlsx_patch *patch) {
    struct calculation all = {.patch = patch};
    dirty_spread(&all);
    all.steps = 0;
    for (uint32_t i = 0; i < patch->leaf_count; i++) {
        struct jx_xlsx_leaf *leaf = &patch->leaves[i];
        for (uint32_t n = 0; n < leaf->value_count; n++) {
            struct jx_xlsx_value *value = &leaf->values[n];
            if (!value->formula || !value->dirty) continue;
            if (!value->done) value_calculate(&all, leaf, value);
            patch->result_dropped |= value->kind == JX_XLSX_EMPTY;
            result_tell(patch, i, value);
        }
    }
}
