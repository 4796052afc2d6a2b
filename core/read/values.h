/*
 * From a cell's words to the fields of a form.
 */
#ifndef JX_READ_VALUES_H
#define JX_READ_VALUES_H

#include "core/read/reading.h"

/* What a slot's pattern takes from a text: sets fields, an extra or the total. Placeholders and what cannot be read are
 * reported; a field that is set already keeps its first value, and another one is reported. That a value was realigned is
 * for the caller to report, who knows whether it was one cell or a whole row. */
void jx_value_take(struct jx_reading *reading, struct jx_draft *draft, const struct jx_pattern *pattern,
                   const char *label, const char *text, size_t length, struct jx_place at,
                   enum jx_origin origin);

/* What a label, title or whole line captured in itself. */
void jx_captures_take(struct jx_reading *reading, struct jx_draft *draft, const struct jx_capture *captures,
                      size_t count, struct jx_place at);

/* One field from its words. */
void jx_field_take(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field, const char *text,
                   size_t length, struct jx_place at, enum jx_origin origin);

/* An amount whose unit other words than its own tell (NULL: none do). */
void jx_amount_take(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field, const char *text,
                    const char *unit, struct jx_place at);

/* A name with its code, in any usual order. */
void jx_name_and_code_take(struct jx_reading *reading, struct jx_draft *draft, enum jx_field name,
                           enum jx_field code, const char *text, struct jx_place at);

/* 总分 (得分): what an extra is called by two headings, or by the one that says anything. */
const char *jx_extra_label(struct jx_arena *arena, const char *words, const char *more);

/* A fact that the model has no field for. */
void jx_extra_take(struct jx_reading *reading, struct jx_draft *draft, const char *label, const char *text,
                   size_t length, struct jx_place at);

/* All amounts from the form's unit into yuan, once the unit is known or must be assumed. */
void jx_form_scale(struct jx_reading *reading, struct jx_draft *draft);

/* The unit of the amounts in the brackets that close a label, heading or title, 预算数(万元): takes it, if there is one. */
bool jx_remark_take_unit(struct jx_reading *reading, struct jx_draft *draft, const char *key,
                         struct jx_place at);

#endif
