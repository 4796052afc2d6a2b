/*
 * One form out of three: what was carried along, what the sheet showed of it when it was written, and what it shows now.
 */
#ifndef JX_CONVERT_MERGE_H
#define JX_CONVERT_MERGE_H

#include <jixiao/jixiao.h>

#include "core/base/diags.h"
#include "core/model/derive.h"

/* `shown` and `visible` were read by the same engine, so that whatever differs between them was edited. `derived` are
 * the stand-ins that were filled into `shown`. `restored` counts the facts that only `carried` knows. */
struct jx_merging {
    struct jx_arena *arena;
    struct jx_diags *diags;
    const struct jx_form *carried, *shown, *visible;
    const struct jx_derived *derived;
    size_t derived_count;
    struct jx_place sheet; /* where facts are said to stand that no cell shows: the sheet as a whole */
    size_t restored;
};

/* The carried form with the person's edits, each of them reported. */
struct jx_form jx_form_merge(struct jx_merging *merging);

/* How many of the facts of `shown` still stand in `visible`, of 100. */
unsigned jx_form_likeness(struct jx_arena *arena, const struct jx_form *shown, const struct jx_form *visible);

/* A key that two forms share if they say the same. */
const char *jx_form_digest(struct jx_arena *arena, const struct jx_form *form);

#endif
