/*
 * （盖章）, （签字） and the like: where a form waits for a seal or a signature. They are no part of any value.
 */
#ifndef JX_WORDS_SEALS_H
#define JX_WORDS_SEALS_H

#include <stddef.h>

/* In bytes, the length of one that stands at the beginning, or at the end, of a text of this length; 0: none does. */
size_t jx_seal_first(const char *text, size_t length);
size_t jx_seal_last(const char *text, size_t length);

/* The same of its word alone, without brackets: 分管领导签字. */
size_t jx_seal_word_last(const char *text, size_t length);

/* One of these words anywhere in a text, and its length in bytes; NULL: there is none. */
const char *jx_seal_word_find(const char *text, size_t *length);

#endif
