/*
 * The fixed words of performance indicators: the levels, their spellings, and which level 2 stands under which level 1.
 * Source: 财预〔2015〕88号 附件, and its 2021 form 财预〔2021〕6号 for the cost indicators of level 1.
 */
#ifndef JX_MODEL_VOCABULARY_H
#define JX_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

struct jx_arena;

/* Cost as a level 1, which some forms print before all others; and what all print last. */
#define JX_LEVEL1_COST         "成本指标"
#define JX_LEVEL1_SATISFACTION "满意度指标"

/* One level 2 category. `always`: a form that prints every category prints this one. */
struct jx_category {
    const char *level1;
    const char *level2;
    bool always;
};

/* All categories in the order in which forms print them; ended by level1 NULL. */
extern const struct jx_category jx_categories[];

/* The canonical level 1 of a spelling, or NULL. 产出, 产出指标, 满意度指标 … */
const char *jx_level1_canonical(struct jx_arena *arena, const char *text);

/* The canonical level 2 of a text that stands in a column of level 2, or NULL. There anything with 满意度 in it
 * (职工满意度指标) is 服务对象满意度指标. */
const char *jx_level2_canonical(struct jx_arena *arena, const char *text);

/* What a comparison key that may stand anywhere is by itself, or NULL: only a category's name. 满意度 and
 * 社会公众或服务对象满意度指标 are a level 2; 职工满意度 is not, for it is how an indicator is called. */
struct jx_level_words {
    const char *level1, *level2; /* canonical; 成本指标 is both */
};
struct jx_level_words jx_level_words(const char *key);

/* 产出-数量指标, 效益指标—社会效益: both levels in one text. */
bool jx_level_pair(struct jx_arena *arena, const char *key, struct jx_level_words *pair);

/* The level 1 a canonical level 2 belongs to, or NULL; `under`, canonical or NULL, is preferred if it is one of them. */
const char *jx_level1_of(const char *level2, const char *under);

/* Whether a heading over several levels 1 names this one: 效益指标和满意度指标, 产出、成本指标; NULL: it names
 * several, whichever. */
bool jx_level1_among(const char *key, const char *level1);

/* The only level 2 of a level 1, or NULL if it has several. */
const char *jx_level2_only(const char *level1);

/* Where a category stands in the printed order; unknown ones after their level 1, and last. */
size_t jx_category_order(const char *level1, const char *level2);

/* 不适用, 不适用于该项目 … */
bool jx_text_not_applicable(struct jx_arena *arena, const char *text);

/* 历史标准, 计划标准, 行业标准, 基本标准 … */
bool jx_text_standard(struct jx_arena *arena, const char *text);

/* （分级填报）, ×××, **, /, …: a text that only holds a place open. Blank text and 无 are none. */
bool jx_text_placeholder(struct jx_arena *arena, const char *text);

/* 例：培训人数, （示例）培训人数: a form's own example of how it is filled in. */
bool jx_text_example(struct jx_arena *arena, const char *text);

#endif
