/*
 * How far a word is from another one: to guess what was meant by a name that nobody has.
 */
#ifndef JX_BASE_NEAR_H
#define JX_BASE_NEAR_H

#include <stdbool.h>
#include <stddef.h>

/* How many characters must be put in, left out or exchanged to make one of the other; of longer texts their first 40
 * characters count. */
size_t jx_text_distance(const char *a, const char *b);

/* Whether `name` may have been meant by `typed`: a third of the letters of a key are wrong at most, or half of the
 * characters of a Chinese name; or one stands within the other. `*how` tells how far they are apart. */
bool jx_text_near(const char *typed, const char *name, size_t *how);

#endif
