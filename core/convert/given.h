/*
 * Facts that the user gives because the source does not say them: who fills in the form, a telephone number, the
 * department in charge. They fill what is blank, and are told from what was read by their origin.
 */
#ifndef JX_CONVERT_GIVEN_H
#define JX_CONVERT_GIVEN_H

#include <jixiao/jixiao.h>

#include "core/base/diags.h"

/* One given fact, canonical; NULL: not given. `firm`: said on the command line, not a default for many files. */
struct jx_given {
    const char *value;
    bool firm;
};

struct jx_givens {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_given facts[JX_FIELD_COUNT];
};

/*
 * The form with the given facts in it: a copy, or the form itself where nothing is given. A fact that was read stands
 * unless `overwrite`; either is reported where the two differ. `used[field]` is set for those put in.
 */
const struct jx_form *jx_givens_apply(struct jx_arena *arena, struct jx_diags *diags,
                                      const struct jx_givens *givens, bool overwrite,
                                      const struct jx_form *form, bool used[JX_FIELD_COUNT]);

/* Says of each given fact into how many forms it went; none where `counts` is 0. */
void jx_givens_report(struct jx_arena *arena, struct jx_diags *diags, const struct jx_givens *givens,
                      const size_t counts[JX_FIELD_COUNT]);

#endif
