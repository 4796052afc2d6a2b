/*
 * Numbers in front of words: 1. 2、 （三） 1.2. ④ ⑸ 6) 七、
 */
#ifndef JX_BASE_NUMBERING_H
#define JX_BASE_NUMBERING_H

#include <stddef.h>

/* The length of the number that a key, or a text of half-width signs, begins with, and of the sign behind it; 0: it begins
 * with none. 3 alone and 3.5 are no numbering. */
size_t jx_numbering_length(const char *key);

#endif
