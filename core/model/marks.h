/*
 * Marks before and behind the words of labels and categories: what must be filled in (*, （必填）), what counts double (★), or just a
 * bullet (●). They are no part of the words.
 */
#ifndef JX_MODEL_MARKS_H
#define JX_MODEL_MARKS_H

#include <stddef.h>

/* The marks that a key begins with, in bytes; 0: none, as most. */
size_t jx_marks_length(const char *key);

/* The length of a text of so many bytes without the marks that end it. */
size_t jx_marks_cut(const char *key, size_t length);

#endif
