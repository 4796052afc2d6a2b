/*
 * Places in writing, which people read before a message and programs in the JSON of a model.
 */
#ifndef JX_BASE_PLACE_H
#define JX_BASE_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include <jixiao/diag.h>

struct jx_arena;

/* "A", "Z", "AA" … for column 0, 25, 26 …; room for 8 is enough. */
const char *jx_column_name(uint32_t column, char buffer[8]);

/* The other way: "B" or "B:F" as first and last column, from zero; false: no such thing. */
bool jx_columns_parse(const char *text, uint32_t *first, uint32_t *last);

/* Whether a text can only be the name of a sheet, being no address; then it is written without the closing "!". */
bool jx_place_is_name(const char *text);

/* Reads what jx_place_format (diag.h) wrote. What is written as no place is taken for the name of a sheet. */
struct jx_place jx_place_parse(struct jx_arena *arena, const char *text);

#endif
