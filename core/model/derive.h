/*
 * Stand-ins: a fact the target layout asks for and the source does not print, but which follows from another one by a
 * named rule. One table; what is not in it is never made up.
 */
#ifndef JX_MODEL_DERIVE_H
#define JX_MODEL_DERIVE_H

#include <jixiao/jixiao.h>

struct jx_arena;

/* What came of a rule: `field` was filled with `value` from `source` (and `source2`, JX_FIELD_COUNT if none). */
struct jx_derived {
    enum jx_field field;
    enum jx_field source, source2;
    const char *value;
    const char *rule; /* in words, in the library's language: 年度本级预算金额 + 上级资金 */
};

/*
 * Fills in `form`, a copy that the caller owns, the absent fields for which `wanted[field]` is set, marking them
 * DERIVED. Returns what was done.
 */
struct jx_derived *jx_derive_fields(struct jx_arena *arena, struct jx_form *form,
                                    const bool wanted[JX_FIELD_COUNT], enum jx_language language,
                                    size_t *count);

/* The total stands for the money of this level: what else the form says is in it, 财政拨款 76.5; "": nothing. */
const char *jx_derived_others(struct jx_arena *arena, const struct jx_form *form,
                              const struct jx_derived *derived, enum jx_language language);

/* Whether the derived facts say what the field does, which then is not lost. A sum does not say its parts, and years do not say the
 * months of a period. */
bool jx_derived_say(const struct jx_form *form, const struct jx_derived *derived, size_t count,
                    enum jx_field field);

/* Fills absent polarities from targets; how many. Indicators that are not applicable stay without. */
size_t jx_derive_polarity(struct jx_form *form);

#endif
