/*
 * The words that stand below the indicators of a form: who signs it, notes, and what tells people how to fill it in. All keys are
 * those of terms; the seals beside them are in seals.h.
 */
#ifndef JX_WORDS_FEET_H
#define JX_WORDS_FEET_H

#include "core/words/phrase.h"

/* 注, 备注, 填表说明: whether the first `length` bytes of a key are the label of a note. */
bool jx_key_is_note(const char *key, size_t length);

/* 填表说明（…）: whether a key begins what tells people how to fill a form in. */
bool jx_key_instructs(const char *key);

/* 审核人, 复核, 日期: whether a label's words are known in a line of signatures, whether or not they name a fact. */
bool jx_phrase_signs(const struct jx_phrase *phrase);

/* 项目经办, 科室复核: what somebody who signs does with a form, whoever that is; 材料审核 may name an indicator, though. */
bool jx_phrase_acts(const struct jx_phrase *phrase);

/* 单位负责人, 填报人, 联系电话: whether a label may stand there for what its words say; others than these need to be known. */
/* 科室意见: what somebody thinks of the form, whoever that is. */
bool jx_phrase_is_opinion(const struct jx_phrase *phrase);

bool jx_phrase_may_sign(const struct jx_phrase *phrase);

#endif
