/*
 * Years as titles, lines, headings and labels name them: 2024年度, (2024), 二〇二四年度. All keys are those of terms.
 */
#ifndef JX_READ_YEARS_H
#define JX_READ_YEARS_H

#include "core/read/shape.h"

/* The four digits of the first 20xx年 or (20xx) in a key; NULL: there is none. */
const char *jx_key_year_digits(const char *key);

/* The same as a number; 0: there is none. */
int jx_key_year(const char *key);

/* 2024-2026年, 实施期(2024年至2026年): it names several years, from one to another. */
bool jx_key_is_span(const char *key);

/* 全年, 2024年, 上半年, 总目标, 实施期: below the heading of targets it parts them by time. */
bool jx_term_says_time(const struct jx_term *term);

/* The digits of its first year, and of its `*last`; NULL: it names no span. */
const char *jx_key_span(const char *key, const char **last);

/* What follows four digits and their 年 or 年度. */
const char *jx_behind_year(const char *digits);

/* (2024年度), 2024年度, (2024), (2024年度1-7月), or half of a pair of brackets: a line that is a year and nothing else. */
bool jx_key_is_year(const char *key);

/* （二〇二四年度）, 二〇二四年项目支出绩效目标表: the four digits of a year in Chinese figures; NULL: there is none. `*alone`: there is
 * nothing else in the line. */
const char *jx_key_chinese_year(struct jx_arena *arena, const char *key, bool *alone);

/* Behind a year in front of other words: （2024年度） 单位：万元. The key itself where there is none. */
const char *jx_key_behind_year(const char *key);

/* 2024年度目标, 2024年预算数: the year of a label is the form's. */
bool jx_key_labels_year(const char *key);

/* 2024年 in the label of an amount or a goal of one year; 0: it names none, or several. */
int jx_label_year(enum jx_field field, const char *key);

/* Whether a title or line, one of `count` cells of its row, tells the year of what stands below it. */
bool jx_term_tells_year(const struct jx_term *term, size_t count);

/* The year that the rows above `head` name, the nearest one; 0: none. */
int jx_rows_year(const struct jx_shape *shape, uint32_t head);

/* 2024 and nothing else: a year among other years, else an amount. */
bool jx_key_is_bare_year(const char *key);

/* 2024年, 2023年已安排, 2024: the year that an amount is of, by the words over it or before it; JX_YEAR_OTHER: 以前年度, 上年安排: not the
 * form's; 0: they name none. `*spent`: what came of it then. */
enum { JX_YEAR_OTHER = 1 };
int jx_key_of_year(const char *key, bool *spent);

#endif
