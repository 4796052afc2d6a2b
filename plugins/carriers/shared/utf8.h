/*
 * Characters in UTF-8.
 */
#ifndef JX_SHARED_UTF8_H
#define JX_SHARED_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes a character, at most U+10FFFF, and returns its length; no NUL follows it. */
size_t jx_utf8_write(char out[4], uint32_t character);

/* Whether nothing of a text can be seen: white space, with those of no break and of full width. */
bool jx_utf8_blank(const char *text, size_t length);

#endif
