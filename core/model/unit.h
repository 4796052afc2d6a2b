/*
 * Units of measure, told from words that only follow a number.
 */
#ifndef JX_MODEL_UNIT_H
#define JX_MODEL_UNIT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether `text`, half-width and without white space, is a unit: 人, %, 个乡镇, 元/人. */
bool jx_is_unit(const char *text, size_t length);

/* Whether it is one of the units that most forms have, and could hardly be anything else: 公里, 人次, %; no 科室. */
bool jx_is_common_unit(const char *key);

/* Whether number and unit name a time rather than count something: 12月 (but not 12个月), 2024年, 3季度, 2024.12. */
bool jx_is_date(const char *number, const char *unit, size_t length);

#endif
