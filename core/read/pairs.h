/*
 * Labels and their values, above and below the indicators: which value belongs to which label, and what else it might be.
 *
 * Every label may have its value at its right, below it, or in its own cell behind a colon. Each such pair costs what the label
 * costs, what lies between, how badly the value suits the field, and how much the value looks like a label itself. The
 * cheapest pairs are taken first; each label, value and field once.
 */
#ifndef JX_READ_PAIRS_H
#define JX_READ_PAIRS_H

#include "core/model/money.h"
#include "core/read/shape.h"

enum jx_pair_where { JX_PAIR_RIGHT, JX_PAIR_BELOW, JX_PAIR_INSIDE, JX_PAIR_CROSSED };

/* A label and its value: `length` bytes at `text`. `next`: what the next reading of the field with another value costs more,
 * and `other` that value, `other_label` its label; NULL: there is none. */
struct jx_pair {
    struct jx_sense sense;
    struct jx_seen *label, *value;
    struct jx_seen *head; /* of a pair in a table that goes both ways: the word over its column; else NULL */
    int year;             /* that its words name, 0: none */
    const char *word;     /* the label's key */
    const char *text;
    size_t length;
    enum jx_pair_where where;
    int cost;
    int next;
    const struct jx_seen *other, *other_label;
    uint32_t order;
    const struct jx_goals *goals; /* the texts of several goals; NULL: the value is all there is */
};

struct jx_cross;
struct jx_goals;

/* Some rows of a shape as labels and values. */
struct jx_pairs {
    struct jx_terms *terms;
    const struct jx_shape *shape;
    enum jx_kind kind;
    uint32_t first, end;
    int year;                        /* of the form; 0: it is not known, or all years are asked for */
    const struct jx_senses **labels; /* by cell of the shape, from the first of these rows; NULL: no label */
    size_t first_cell, cell_count;
    bool *crossed;                 /* by cell, too: a word of a table that goes both ways */
    bool *heads;                   /* by row from `first`: headings over amounts stand in it */
    bool *listed;                  /* by cell: it stands in a list of things */
    uint8_t *goal_places;          /* by cell, enum jx_goal_place */
    bool year_total, period_total; /* a total is marked as the year's, as the whole project's */
    bool approved_total; /* a total says that it was approved: another one may be what was asked for */
    const struct jx_seen
        *without_carryover; /* 本年预算 beside 上年结转 and the total of both; NULL: there is none */
    struct jx_pair *taken;
    size_t taken_count;
    const struct jx_cross *crosses; /* amounts of tables that go both ways */
    size_t cross_count;
    struct jx_goals *goals; /* lists of them */
    size_t goals_count, goals_room;
};

/* Reads the rows [first, end). `known` are fields that the form has already: they are not taken again; `year` is the form's, 0: none. */
struct jx_pairs *jx_pairs_of(struct jx_terms *terms, const struct jx_shape *shape, enum jx_kind kind,
                             uint32_t first, uint32_t end, const bool known[JX_FIELD_COUNT], int year);

/* The senses of a cell as a label, NULL: it is none. */
const struct jx_senses *jx_pairs_label(const struct jx_pairs *pairs, const struct jx_seen *seen);

/* The cells of a row at the right of a label that may be its value; at most one, and up to the next label if `many`. */
size_t jx_pairs_right(const struct jx_pairs *pairs, const struct jx_seen *label, bool many,
                      struct jx_seen **out, size_t room);

/* What the brackets of a text, or 单位：…, say of a unit of money, or NULL. */
const char *jx_unit_words(struct jx_arena *arena, const struct jx_term *term);

/* What stands behind the last 单位： of a text, as a key; NULL: there is none. */
const char *jx_unit_named(struct jx_arena *arena, const char *text, size_t length);

/* The words that tell an amount's unit where its own cell does not: in its label, over its column, at its side. NULL: none.
 * `borrowed`: the other amount in whose label they stand; they may speak of that alone. NULL: they stand in none's. */
struct jx_pair_unit {
    const char *words;
    const struct jx_seen *borrowed;
};
struct jx_pair_unit jx_pairs_unit(const struct jx_pairs *pairs, const struct jx_seen *label,
                                  const struct jx_seen *value);

/* Whether the unit in another amount's label is this one's as well: where the form has no unit for all (`all`), or the same, or
 * where this amount in the unit for all would be more than the other. Both by their keys; "": it is not known. */
bool jx_pair_unit_is_lent(const struct jx_money_unit *lent, const struct jx_money_unit *all,
                          const char *amount, const char *other);

#endif
