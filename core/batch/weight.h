/*
 * How much a message weighs for somebody who looks at many files and can look at few: an amount that may be wrong before a
 * fact that may be, and either before what the other form has no place for.
 */
#ifndef JX_BATCH_WEIGHT_H
#define JX_BATCH_WEIGHT_H

#include <jixiao/jixiao.h>

/*   ERROR  what was not converted
 *   MONEY  an amount, or its unit, may be wrong, or was left out
 *   TABLE  a whole table, or whole rows of it
 *   FACT   a single fact, or anything else that ought to be looked at
 *   PLACE  a fact that has no place in the other form
 *   NOTE   no warning at all */
enum jx_weight {
    JX_WEIGHT_ERROR,
    JX_WEIGHT_MONEY,
    JX_WEIGHT_TABLE,
    JX_WEIGHT_FACT,
    JX_WEIGHT_PLACE,
    JX_WEIGHT_NOTE,
    JX_WEIGHTS
};
const char *jx_weight_word(enum jx_weight weight); /* "error", … as journals say it */
enum jx_weight jx_weight_parse(const char *word);  /* NOTE if it is none */

enum jx_weight jx_weight_of(enum jx_code code, enum jx_severity severity, enum jx_concern concern);

/* Whether a message is about a whole table or all of its amounts, or says that rows went to another project. */
bool jx_code_whole_table(enum jx_code code);

/* Whether an item is a fact that the other form has no place for; text that nobody understood is something else. */
bool jx_item_placeless(const struct jx_item *item);

/* What the messages of one file come to. `look`: those that ask to be looked at, notes and errors among them; `placeless`:
 * facts without a place, each counted in each form; `worst`: the weight of the weightiest. */
struct jx_burden {
    uint32_t look, placeless;
    enum jx_weight worst;
};

/* Either may be NULL. */
struct jx_burden jx_burden_of(const struct jx_document *document, const struct jx_conversion *conversion);

#endif
