/*
 * Targets: [operator] number [unit], or words.
 */
#ifndef JX_MODEL_MEASURE_H
#define JX_MODEL_MEASURE_H

#include <jixiao/model.h>

struct jx_arena;

/* Reads a whole target, `≥90%`. A text that is not exactly [operator] number [unit] stays words. Blank: all empty. */
struct jx_measure jx_measure_parse(struct jx_arena *arena, const char *text, size_t length);

/* The operator of the target that a key reads as, NONE where it is words: what most cells are asked for, and no more. */
enum jx_operator jx_measure_operator(struct jx_arena *arena, const char *key);

/* The digits of a number without its grouping (1，000 → 1000), no zero added or taken away; NULL: not a number. */
const char *jx_number_plain(struct jx_arena *arena, const char *text);

/* Whether a target's text begins with an operator, whatever follows. */
bool jx_begins_with_operator(struct jx_arena *arena, const char *text);

/* How many bytes of a score are its number: 10 of 10分 and of 10%. */
size_t jx_score_length(const char *text, size_t length);

/* Whether a letter that looks like a digit stands where one may be meant: 15O个, 1l0. */
bool jx_letter_in_number(const char *key);

/* Puts together what a form prints in three columns; `op` NULL or blank with a number means words ("2024年度"), unless
 * the value's cell prints an operator itself. Where the three make no quantity, all of them are the words; left out are
 * only 定性 in the operator's column, which says no more than that, and a / or the like in place of operator or unit. */
struct jx_measure jx_measure_join(struct jx_arena *arena, const char *op, const char *value,
                                  const char *unit);

/* As forms print it in one cell: `≥90%`, `149人` (= is printed only where it must, `=2024年`), or the words. "" for none. */
const char *jx_measure_text(struct jx_arena *arena, const struct jx_measure *measure);

bool jx_measure_empty(const struct jx_measure *measure);

/* The same meaning: operator, number by value, unit; or printed with the same words. */
bool jx_measure_same(struct jx_arena *arena, const struct jx_measure *a, const struct jx_measure *b);

/* ≥ >= 大于等于 不少于 … as one of the five; NONE if it is none of them. */
enum jx_operator jx_operator_parse(struct jx_arena *arena, const char *text);
enum jx_operator jx_operator_of_key(struct jx_arena *arena, const char *key);

/* 等于, 大于等于, 小于等于, 大于, 小于: as a column of its own prints it. */
const char *jx_operator_word(enum jx_operator op);

enum jx_polarity jx_polarity_parse(struct jx_arena *arena, const char *text);
enum jx_polarity jx_polarity_of_key(const char *key);

/* The polarity that follows from a target: ≥ > = 正向, ≤ < 反向, words 定性; NONE without a target. */
enum jx_polarity jx_polarity_of(const struct jx_measure *measure);

#endif
