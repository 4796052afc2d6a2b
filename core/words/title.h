/*
 * What a performance target table calls itself.
 */
#ifndef JX_WORDS_TITLE_H
#define JX_WORDS_TITLE_H

#include <stdbool.h>

struct jx_arena;

/* Whether a key reads like the title of such a table; and not like 附件：…表, which names another one. */
bool jx_key_is_title(const char *key);
bool jx_key_is_own_title(const char *key);

/* 绩效项目指标表: what heads the indicators within a form. */
bool jx_key_heads_part(const char *key);

/* 续表, …表(续), …表(第2页): a table that began before goes on. */
bool jx_key_goes_on(const char *key);

/* 续表, （接上页）, 转下页: a line that says nothing else than that. */
bool jx_key_only_goes_on(const char *key);

/* 填报示例, …表（示例）, 示例1: what is filled in to show how it is done. */
bool jx_key_is_example(const char *key);

/* What all pages of a table are called: without 续表, (续), (第1页). */
const char *jx_key_of_pages(struct jx_arena *arena, const char *key);

#endif
