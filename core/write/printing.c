#include "core/write/printing.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/fields.h"
#include "core/model/money.h"

int jx_print_decimals(const struct jx_compiled_table *table, struct jx_decimal amount) {
    int least = strcmp(table->table->money_unit, "元") == 0 ? 0 : 2;
    return amount.scale > least ? amount.scale : least;
}

/* The form's amount in the unit of the table, with no needless zeros in it. */
static bool field_amount(const struct jx_printing *printing, const struct jx_form *form, enum jx_field field,
                         struct jx_decimal *amount) {
    const char *value = form->fields[field].value;
    if (!value || !jx_decimal_parse(value, strlen(value), amount)) return false;
    struct jx_money_unit unit = jx_money_unit_of(printing->arena, printing->table->table->money_unit);
    if (!jx_money_from_yuan(&unit, *amount, amount)) return false;
    *amount = jx_decimal_shortest(*amount);
    return true;
}

/* The sum over all forms; absent where all are. */
static bool sum_amount(const struct jx_printing *printing, enum jx_field field, struct jx_decimal *sum) {
    bool any = false;
    *sum = (struct jx_decimal){0, 0};
    for (size_t i = 0; i < printing->count; i++) {
        struct jx_decimal amount;
        if (!field_amount(printing, printing->forms[i], field, &amount)) continue;
        if (!jx_decimal_add(*sum, amount, sum)) return false;
        any = true;
    }
    return any;
}

static const char *amount_text(const struct jx_printing *printing, struct jx_decimal amount) {
    return jx_decimal_fixed(printing->arena, amount, jx_print_decimals(printing->table, amount));
}

static const char *print_field(const struct jx_printing *printing, enum jx_field field) {
    struct jx_decimal amount;
    const char *value = printing->forms[0]->fields[field].value;
    if (field == JX_FIELD_MONEY_UNIT) return printing->table->table->money_unit;
    if (!value) return NULL;
    switch (jx_field_type(field)) {
    case JX_TYPE_MONEY:
        return field_amount(printing, printing->forms[0], field, &amount) ? amount_text(printing, amount)
                                                                          : NULL;
    case JX_TYPE_DATE: return jx_date_chinese(printing->arena, value);
    default: return value;
    }
}

static const char *print_extra(const struct jx_printing *printing, const char *label) {
    for (size_t i = 0; i < printing->count; i++)
        for (size_t k = 0; k < printing->forms[i]->extra_count; k++)
            if (strcmp(printing->forms[i]->extras[k].label, label) == 0)
                return printing->forms[i]->extras[k].value;
    return NULL;
}

const char *jx_print_piece(void *user, const struct jx_piece *piece) {
    const struct jx_printing *printing = user;
    struct jx_decimal sum;
    switch (piece->kind) {
    case JX_PIECE_FIELD: return print_field(printing, piece->field);
    case JX_PIECE_EXTRA: return print_extra(printing, piece->text);
    case JX_PIECE_SUM: return sum_amount(printing, piece->field, &sum) ? amount_text(printing, sum) : NULL;
    case JX_PIECE_LITERAL: break;
    }
    return piece->text;
}

bool jx_print_amount(const struct jx_printing *printing, const struct jx_pattern *pattern,
                     struct jx_decimal *amount) {
    const struct jx_piece *piece = jx_pattern_bare(pattern);
    if (!piece) return false;
    if (piece->kind == JX_PIECE_SUM) return sum_amount(printing, piece->field, amount);
    return piece->kind == JX_PIECE_FIELD && jx_field_is_money(piece->field) &&
           field_amount(printing, printing->forms[0], piece->field, amount);
}
