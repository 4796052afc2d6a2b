/*
 * Periods as forms print them: 全年, 1年, 2024年1月-12月, 2022年至2026年.
 */
#ifndef JX_MODEL_PERIOD_H
#define JX_MODEL_PERIOD_H

#include <stdbool.h>
#include <stddef.h>

struct jx_arena;

/* The first and the last year of a period. */
struct jx_period {
    int first, last;
};

/* Reads a period; `year` is the form's (0: not known), which 全年 and 1年 need. false: it says no years. A period of
 * several years that does not name them (3年) is none. */
bool jx_period_parse(struct jx_arena *arena, const char *text, int year, struct jx_period *period);

/* In bytes, what joins the two ends of a span at the beginning of a text: -, ——, ～, 至; 0: nothing does. And whether a key is that
 * and nothing else. */
size_t jx_dash_length(const char *text);
bool jx_is_dash(const char *key);

/* A year by itself: 2024, 2024年, 2024年度; 0 if it is not one. */
int jx_year_parse(struct jx_arena *arena, const char *text);

#endif
