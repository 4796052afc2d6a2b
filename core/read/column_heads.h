/*
 * What the headings over a column of indicators say, read from the upper to the lowest: the part, the time, the year.
 */
#ifndef JX_READ_COLUMN_HEADS_H
#define JX_READ_COLUMN_HEADS_H

#include "core/read/block.h"

/* Above which price one more target may be that of another town or year. */
enum { JX_REGION_PRICE = 15 };

/* Headings of columns that are nobody's: results, former years, types of values. */
bool jx_head_is_not_ours(unsigned part);

/* The headings over a column, the upper ones first; their number, at most JX_BLOCK_DEEPEST. */
size_t jx_heading_path(const struct jx_block *block, uint32_t column, struct jx_term *path[JX_BLOCK_DEEPEST]);

/* What they say together: the lowest decides, those above it add. */
struct jx_head_sense jx_path_sense(struct jx_terms *terms, struct jx_term *const *path, size_t count);

/* Whether they speak of the whole project's time, or of the year. */
bool jx_path_is_of_period(struct jx_term *const *path, size_t count);
bool jx_path_is_of_year(struct jx_term *const *path, size_t count);

/* 上限, 最低值: the operator that they say of the numbers below them; JX_OP_NONE: none. */
enum jx_operator jx_path_bound(struct jx_term *const *path, size_t count);

/* The year that they name; 0: none. */
int jx_path_year(struct jx_term *const *path, size_t count);

/* The form's year, if one of several columns of targets is headed by it; 0: years head no columns; less: nobody says which of them
 * is the form's. */
int jx_year_of_targets(struct jx_terms *terms, const struct jx_block *block);

/* The sense where years head columns, of which the form's is `own` (jx_year_of_targets): 指标值 over 总目标, 2024年, 2025年. The
 * targets of other years are nobody's, and what says no year is the whole project's. */
struct jx_head_sense jx_sense_by_year(struct jx_head_sense sense, struct jx_term *const *path, size_t count,
                                      int own);

/* 全程 | 本年 below one heading that nobody knows: targets of two times; no heading for any other column. */
struct jx_head_sense jx_sense_by_time(const struct jx_block *block, uint32_t column,
                                      struct jx_term *const *path, size_t count);

/* A column of targets other than `except` whose headings say that it is of the year. */
bool jx_has_year_targets(struct jx_terms *terms, const struct jx_block *block, uint32_t except);

/* 2023年实际值 in a plan for 2024: what was achieved before it, and no sign of a self-evaluation. */
bool jx_sense_is_before_plan(struct jx_terms *terms, const struct jx_block *block, struct jx_head_sense sense,
                             struct jx_term *const *path, size_t count);

/* 年中调整值: what was changed, which is in force where nothing says 调整后; beside that it may be the difference. */
bool jx_path_is_change(struct jx_term *const *path, size_t count);

/* The heading of adjusted targets that are filled in: 调整后目标值, 核定指标值, or else 年中调整值, which sets `changed`; NULL: there
 * are none. */
const struct jx_term *jx_adjusted_targets(struct jx_terms *terms, struct jx_block *block,
                                          const uint32_t *sample, size_t count);

/* 年初目标值 beside 调整后目标值 is no more in force. */
bool jx_sense_is_superseded(const struct jx_block *block, struct jx_head_sense sense,
                            struct jx_term *const *path, size_t count);

#endif
