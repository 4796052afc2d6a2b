/*
 * Which text is a field's instruction.
 */
#include "plugins/carriers/shared/fields.h"

#include <string.h>

/* More fields within one another than bits are no fields of anybody. */
static uint64_t innermost(const struct jx_fields *fields) {
    return fields->open > 0 && fields->open <= 64 ? UINT64_C(1) << (fields->open - 1) : 0;
}

void jx_fields_begin(struct jx_fields *fields) {
    bool prints = fields->instructed == 0;
    fields->open++;
    fields->instructed |= innermost(fields);
    if (!prints) return;
    fields->told = fields->open;
    fields->shown = false;
    fields->length = 0;
}

void jx_fields_separate(struct jx_fields *fields) {
    fields->instructed &= ~innermost(fields);
}

bool jx_fields_end(struct jx_fields *fields, struct jx_equation *equation) {
    if (fields->open == 0) return false;
    bool told = fields->told == fields->open;
    fields->instructed &= ~innermost(fields);
    fields->open--;
    if (!told || fields->instructed != 0) return false;
    fields->told = 0;
    return !fields->shown && jx_equation_read(fields->instruction, fields->length, equation);
}

void jx_fields_drop(struct jx_fields *fields) {
    fields->instructed = 0;
    fields->told = 0;
}

bool jx_fields_print(struct jx_fields *fields, const char *text, size_t length) {
    size_t left = JX_INSTRUCTION_MOST - fields->length;
    fields->shown = fields->shown || fields->instructed == 0;
    if (fields->instructed == 0) return true;
    if (length > left) length = left;
    memcpy(fields->instruction + fields->length, text, length);
    fields->length += (uint32_t)length;
    return false;
}
