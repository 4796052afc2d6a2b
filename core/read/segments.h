/*
 * Several facts in one cell: `填报单位：（盖章）云溪县图书馆        单位：万元`.
 */
#ifndef JX_READ_SEGMENTS_H
#define JX_READ_SEGMENTS_H

#include "core/read/reading.h"

/* One label found inside a cell, and the words behind its colon, without the form's noise words, up to the next one. */
struct jx_segment {
    const struct jx_label *label;
    const char *text;
    size_t length;
};

enum { JX_SEGMENTS = 16 };

/* Finds the labels of notes in a cell's text, the table's and those that other forms use; how many. `*before` is what
 * stands before the first one, NULL if that is nothing or noise. `at_start` admits a cell only if it begins with a
 * label. */
size_t jx_segments_find(const struct jx_reading *reading, const struct jx_compiled_table *table,
                        const char *text, size_t length, bool at_start,
                        struct jx_segment segments[JX_SEGMENTS], const char **before);

/* Where the first colon of the text stands that is not in brackets, as that of 预算数（单位：万元） is; NULL if none. `*behind` is
 * what follows it. */
const char *jx_colon_find(const char *text, size_t length, const char **behind);

/* The same of a key, in which all colons are one. */
const char *jx_key_colon_find(const char *key, size_t length, const char **behind);

#endif
