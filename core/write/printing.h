/*
 * What a form prints for a piece of a pattern: amounts in its unit, dates as people write them.
 */
#ifndef JX_WRITE_PRINTING_H
#define JX_WRITE_PRINTING_H

#include <jixiao/model.h>

#include "core/base/decimal.h"
#include "core/form/table.h"

struct jx_arena;

/* The forms being printed on one sheet; `forms[0]` gives all but sums. */
struct jx_printing {
    struct jx_arena *arena;
    const struct jx_compiled_table *table;
    const struct jx_form *const *forms;
    size_t count;
};

/* A jx_pattern_lookup; `user` is a struct jx_printing. */
const char *jx_print_piece(void *user, const struct jx_piece *piece);

/* The pattern is one amount and nothing else: that amount in the form's unit; false if it is none or absent. */
bool jx_print_amount(const struct jx_printing *printing, const struct jx_pattern *pattern,
                     struct jx_decimal *amount);

/* How many digits stand after the point of this amount: two for 万元, none for 元, more where it has more. */
int jx_print_decimals(const struct jx_compiled_table *table, struct jx_decimal amount);

#endif
