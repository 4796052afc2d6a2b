/*
 * Facts as people read them in messages: an amount with its unit, 164.25 万元. What programs read stays in yuan.
 */
#ifndef JX_MODEL_SHOWN_H
#define JX_MODEL_SHOWN_H

#include <jixiao/model.h>

struct jx_arena;

/* An amount in yuan, in this unit; in yuan where the unit is NULL or none. What is no amount is answered as it is. */
const char *jx_amount_shown(struct jx_arena *arena, const char *yuan, const char *unit);

/* A value of this field in a form that prints its amounts in `unit`. */
const char *jx_value_shown(struct jx_arena *arena, enum jx_field field, const char *value, const char *unit);

/* What people call the unit of a form's amounts; NULL: the form does not say it. */
const char *jx_form_unit(const struct jx_form *form);

#endif
