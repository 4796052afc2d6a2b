/*
 * What a label asks for, word for word.
 *
 * 填报单位代码 has the words of 填报单位, but one word more, 代码, 上年, 财务, and another thing is asked for: a wrong fact, taken from a form or
 * written into one, is worse than an extra or an empty cell. One table of words says so for both.
 */
#ifndef JX_WORDS_ASKED_H
#define JX_WORDS_ASKED_H

#include "core/words/sense.h"

/* Leaves of a label's meanings those that it asks for; the others become none of our facts. A `blank` has to be taken by its words more
 * narrowly than what somebody has filled in. */
void jx_senses_asked(struct jx_senses *senses, const char *key, const struct jx_phrase *phrase, bool blank);

/* Whether a label of the form is what a key asks for that was found to be one but for its brackets: not 资金总额（上年）. */
bool jx_label_asks(const struct jx_label *label, const struct jx_phrase *phrase, const char *key);

/* Whose telephone a label asks for: JX_FIELD_PROJECT_OWNER, JX_FIELD_PREPARER, or JX_FIELD_COUNT: it does not say. */
enum jx_field jx_phone_whose(const struct jx_phrase *phrase);

#endif
