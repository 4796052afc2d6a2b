/*
 * Labels that run on behind a value without a blank between: 填表人：林一舟联系电话：0000-6100021. Texts that were copied have lost
 * what kept them apart.
 */
#ifndef JX_READ_RUN_ON_H
#define JX_READ_RUN_ON_H

#include <stdbool.h>

#include "core/words/label.h"

/* Whether such a label begins at `word` and is no piece of a longer one; `value`: where the value before it begins; `behind` to
 * `end`: what stands behind its colon. */
bool jx_run_on(const struct jx_label *label, const char *value, const char *word, const char *behind,
               const char *end);

/* Where the first of these labels begins that runs on behind a value and ends at the colon; NULL: none does. */
const char *jx_run_on_find(const struct jx_notes *notes, const char *value, const char *colon,
                           const char *behind, const char *end);

#endif
