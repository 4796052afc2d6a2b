/*
 * The list of fields, asked by key and by number.
 */
#ifndef JX_MODEL_FIELDS_H
#define JX_MODEL_FIELDS_H

#include <jixiao/jixiao.h>

/* JX_FIELD_COUNT if there is no such key. `length` bytes of `key` count. */
enum jx_field jx_field_find(const char *key, size_t length);
enum jx_field_type jx_field_type(enum jx_field field);
/* Of JX_FIELD_COUNT, which is none: false. */
bool jx_field_is_money(enum jx_field field);

/* The goal and the amounts of the whole project, which has others for the year. */
static inline bool jx_field_is_of_period(enum jx_field field) {
    return field == JX_FIELD_GOAL_PERIOD || field == JX_FIELD_PERIOD_FUND_TOTAL ||
           field == JX_FIELD_PERIOD_FUND_FISCAL || field == JX_FIELD_PERIOD_FUND_OTHER;
}

/* The origin of a name ("read", "carried", …); `*known` says whether there is one. */
enum jx_origin jx_origin_parse(const char *name, bool *known);

/* A full date in any usual spelling (2024年6月24日, 2024-6-24, 2024/06/24, 2024.6.24, 20240624, 二〇二四年六月二十四日) as
 * ISO; NULL if it is not one. */
const char *jx_date_parse(struct jx_arena *arena, const char *text);
/* Whether it names a day as dates are written, but one that no calendar has: 2024-13-45. */
bool jx_date_impossible(struct jx_arena *arena, const char *text);

/* The ISO date of a number such as spreadsheet programs keep dates as (45292), of the years 2010 to 2049; NULL: it is none. */
const char *jx_date_serial(struct jx_arena *arena, const char *number);
/* 2024年6月24日 from ISO; the text itself if it is not ISO. */
const char *jx_date_chinese(struct jx_arena *arena, const char *iso);

/* Whether a field may hold this canonical value, read from a form or from JSON: a year has four digits. */
bool jx_field_holds(enum jx_field field, const char *value);

#endif
