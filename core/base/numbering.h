/*
 * Numbers in front of words: 1. 2、 （三） 1.2. ④ ⑸ 6) 七、
 */
#ifndef JX_BASE_NUMBERING_H
#define JX_BASE_NUMBERING_H

#include <stddef.h>

struct jx_arena;

/* The length of the number that a key, or a text of half-width signs, begins with, and of the sign behind it; 0: it begins
 * with none. 3 alone and 3.5 are no numbering. */
size_t jx_numbering_length(const char *key);

/* The length of the figures that a key begins with, up to three digits or Chinese numerals, and their number: 3, 十二; 0: it begins
 * with none, and the number is untouched. */
size_t jx_numeral_read(const char *key, unsigned *number);

/* As jx_numbering_length, and the number: 3 of 3、 of （三） and of ③, 2 of 1.2.; untouched where there is none. */
size_t jx_numbering_read(const char *key, unsigned *number);

/* A text behind its number, whatever its widths and blanks. */
const char *jx_numbering_skip(struct jx_arena *arena, const char *text);

#endif
