/*
 * Facts that the user gives because the source does not say them: who fills in the form, a telephone number, the
 * department in charge. They fill what is blank, and are told from what was read by their origin.
 */
#ifndef JX_CONVERT_GIVEN_H
#define JX_CONVERT_GIVEN_H

#include <jixiao/jixiao.h>

#include "core/base/diags.h"

/* One given fact, canonical; NULL: not given. `firm`: said on the command line, not a default for many files. `bare`: an
 * amount without its unit, as typed; it is in that of a form. */
struct jx_given {
    const char *value;
    bool firm, bare;
};

struct jx_givens {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_given facts[JX_FIELD_COUNT];
};

/* What was put into how many forms; a bare amount may mean another one in each. */
struct jx_tally {
    struct jx_told {
        enum jx_field field;
        const char *shown;
        size_t count;
    } * items;
    size_t count, capacity;
};

/* Where given facts go: the form that was read, and what the form that is written prints its amounts in (NULL: it is a
 * model in JSON). */
struct jx_giving {
    struct jx_arena *arena;
    struct jx_diags *diags;
    const struct jx_givens *givens;
    bool overwrite; /* what was read, too */
    const char *unit;
};

/*
 * The form with the given facts in it: a copy, or the form itself where nothing is given. A fact that was read stands
 * unless `overwrite`; either is reported where the two differ. `used[field]` is set for those put in.
 */
const struct jx_form *jx_givens_apply(const struct jx_giving *giving, const struct jx_form *form,
                                      bool used[JX_FIELD_COUNT]);

/* Counts a fact that was put into this form, and says of all of them what was put into how many forms. */
void jx_given_count(const struct jx_giving *giving, struct jx_tally *tally, const struct jx_form *filled,
                    enum jx_field field);
void jx_givens_report(const struct jx_giving *giving, const struct jx_tally *tally);

#endif
