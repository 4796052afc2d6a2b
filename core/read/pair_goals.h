/*
 * Goals that are more than one text at the right of one label: numbered ones in rows of their own, tables of them, and those of the
 * period and of the year under one label.
 */
#ifndef JX_READ_PAIR_GOALS_H
#define JX_READ_PAIR_GOALS_H

#include "core/read/pairs.h"

/* What a cell is where goals stand.
 *   LISTED  one of several goals, its number or the heading over it: no label, and nobody's value by itself
 *   TIMED   长期：… 年度：…: goals of both times in one cell
 *   TEXT    a goal, though its words are those of labels, too */
enum jx_goal_place { JX_GOAL_NONE, JX_GOAL_LISTED, JX_GOAL_TIMED, JX_GOAL_TEXT };

/* A goal of several: its number, NULL where it has none, and cells that follow one another in a row, its name and its text. */
struct jx_goal {
    struct jx_seen *number, *cells;
    size_t count;
};

/* Goals and the label that they all have; `heads`: the headings over them. */
struct jx_goals {
    struct jx_seen *label;
    struct jx_goal heads, *items;
    size_t count;
};

/* Fills in the places of goals and their lists, and says what the words of time among them mean as labels. */
void jx_pair_goals_find(struct jx_pairs *pairs);

enum jx_goal_place jx_pair_goal_place(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* Whether a cell is the number of a goal alone, 1 or （一）, and no part of its text. */
bool jx_goal_is_number(const struct jx_seen *seen);

#endif
