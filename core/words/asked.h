/*
 * What a label of a blank asks for, word for word.
 *
 * A reader who finds 填报单位代码 with something behind it may go by the words that he knows. Who fills in a blank may not: one more
 * word, 代码, 上年, 财务, and another thing is asked for, and a wrong fact in an authority's form is worse than an empty cell.
 */
#ifndef JX_WORDS_ASKED_H
#define JX_WORDS_ASKED_H

#include "core/words/sense.h"

/* Leaves of a label's meanings those that it asks for; the others become none of our facts. */
void jx_senses_asked(struct jx_senses *senses, const char *key, const struct jx_phrase *phrase);

/* Whose telephone a label asks for: JX_FIELD_PROJECT_OWNER, JX_FIELD_PREPARER, or JX_FIELD_COUNT: it does not say. */
enum jx_field jx_phone_whose(const struct jx_phrase *phrase);

#endif
