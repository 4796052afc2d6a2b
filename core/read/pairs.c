#include "core/read/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/money.h"
#include "core/read/boxes.h"
#include "core/read/crosses.h"
#include "core/read/inside.h"
#include "core/read/pair_goals.h"
#include "core/read/pair_parts.h"
#include "core/read/years.h"
#include "core/words/costs.h"

/* Values at the right of a label that are tried. */
enum { VALUES_TRIED = 8 };

/* --- all pairs there may be ------------------------------------------------------------------------------------------------------- */

/* In a hidden column: it keeps nobody from what stands behind it. */
static bool is_aside(const struct jx_seen *seen) {
    return (seen->cell->hidden & JX_HIDDEN_COLUMN) != 0;
}

/* A word of a table that goes both ways, 2024 among years, is nobody's value; nor is one of several goals. */
static bool is_crossed(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    enum jx_goal_place place = jx_pair_goal_place(pairs, seen);
    return pairs->crossed[jx_pair_index(pairs, seen)] || place == JX_GOAL_LISTED || place == JX_GOAL_TIMED;
}

size_t jx_pairs_right(const struct jx_pairs *pairs, const struct jx_seen *label, bool many,
                      struct jx_seen **out, size_t room) {
    size_t count, made = 0;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    for (size_t i = 0; i < count && made < room; i++) {
        struct jx_seen *seen = &cells[i];
        if (seen->column < label->column + label->columns || seen == label) continue;
        if (is_crossed(pairs, seen)) break;
        const struct jx_senses *senses = jx_pairs_label(pairs, seen);
        if (jx_pair_bare_sum(seen) && seen->term->phrase.characters <= 3 && !seen->term->amount) {
            if (made > 0 && jx_senses_have_fact(senses)) break;
            continue;
        }
        if (made > 0 && senses && senses->items[0].cost < JX_PAIR_SURE_LABEL) break;
        out[made++] = seen;
        if (!is_aside(seen) && (!many || senses)) break;
    }
    return made;
}

/* The first cell below a label, from this row on. */
static struct jx_seen *value_below(const struct jx_pairs *pairs, const struct jx_seen *label, uint32_t row) {
    if (row >= pairs->end) return NULL;
    for (uint32_t column = label->column; column < label->column + label->columns; column++) {
        struct jx_seen *seen = jx_shape_at(pairs->shape, row, column);
        if (seen) return is_crossed(pairs, seen) ? NULL : seen;
    }
    return NULL;
}

/* A row that has a plain label further left is that label's. */
static bool row_is_claimed(const struct jx_pairs *pairs, const struct jx_seen *value) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, value->row, &count);
    for (size_t i = 0; i < count && cells[i].column < value->column; i++) {
        const struct jx_senses *senses = jx_pairs_label(pairs, &cells[i]);
        if (senses && senses->items[0].cost < JX_PAIR_SURE_LABEL) return true;
    }
    return false;
}

static size_t labels_in_row(const struct jx_pairs *pairs, uint32_t row) {
    size_t count, labels = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
    for (size_t i = 0; i < count; i++) labels += jx_pairs_label(pairs, &cells[i]) ? 1 : 0;
    return labels;
}

/* More texts under the value, in a row of several labels: a list of things, not one fact. */
static bool heads_list(const struct jx_pairs *pairs, const struct jx_seen *label,
                       const struct jx_seen *value) {
    enum { ROWS_DOWN = 4 };
    uint32_t row = value->row + value->rows;
    size_t first_count;
    const struct jx_seen *first = jx_shape_row(pairs->shape, label->row, &first_count);
    if (labels_in_row(pairs, label->row) < 2) return false;
    const struct jx_seen *under = jx_shape_at(pairs->shape, row, value->column);
    if (pairs->heads[label->row - pairs->first] && value->term->amount && under && under->term->amount)
        return true; /* a column of amounts, of which each row has a name of its own */
    for (; row < pairs->end && row < value->row + value->rows + ROWS_DOWN; row++) {
        size_t count;
        const struct jx_seen *next = jx_shape_at(pairs->shape, row, value->column);
        const struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
        bool other = count > 0 && cells->column <= first->column && jx_pairs_label(pairs, cells);
        if (other && !jx_pair_bare_sum(cells))
            return false; /* what a label at the left edge begins is no more of the list */
        if (next) return true;
    }
    return false;
}

static int below_cost(const struct jx_pairs *pairs, const struct jx_seen *label, const struct jx_seen *value,
                      enum jx_field field) {
    size_t count;
    struct jx_seen *right;
    jx_shape_row(pairs->shape, label->row, &count);
    int cost = count == 1 ? JX_COST_BELOW_ALONE : JX_COST_BELOW;
    bool heads = label->rows > 1 && jx_pairs_right(pairs, label, false, &right, 1) == 1 &&
                 jx_pairs_label(pairs, right);
    if (heads || row_is_claimed(pairs, value))
        cost += JX_COST_BELOW_CLAIMED; /* it heads the labels at its right */
    if (!jx_field_is_goal(field) && heads_list(pairs, label, value)) cost += JX_COST_BELOW_LIST;
    if (jx_pairs_right(pairs, label, false, &right, 1) == 1 && !jx_pairs_label(pairs, right) &&
        !is_aside(right) && !jx_pair_strange_head(pairs, right))
        cost += JX_COST_ROW_TAKEN;
    return cost;
}

struct candidates {
    struct jx_pair *pairs;
    size_t count, capacity;
};

static void add_candidate(struct jx_pairs *pairs, struct candidates *all, const struct jx_sense *sense,
                          struct jx_seen *label, struct jx_seen *value, enum jx_pair_where where, int cost) {
    all->pairs =
        jx_arena_grow(pairs->terms->arena, all->pairs, all->count, &all->capacity, sizeof *all->pairs);
    all->pairs[all->count] = (struct jx_pair){
        .sense = *sense,
        .label = label,
        .value = value,
        .word = label->term->key,
        .year = pairs->terms->blank ? jx_label_year(sense->field, label->term->key) : 0,
        .text = value->cell->text,
        .length = value->cell->length,
        .where = where,
        .cost = cost,
        .order = (uint32_t)all->count,
    };
    all->count++;
}

/* Words between a label and its value that are neither an amount nor a unit: the value may be theirs. */
static bool stands_between(const struct jx_seen *seen) {
    struct jx_money_unit unit = jx_money_unit_read(seen->term->key, strlen(seen->term->key));
    return !seen->term->amount && !unit.alone && seen->term->phrase.characters > 1;
}

/* What it costs more that a row or a column of the two is hidden. */
static int hidden_cost(const struct jx_seen *label, const struct jx_seen *value) {
    unsigned hidden = label->cell->hidden | (unsigned)value->cell->hidden;
    return ((hidden & JX_HIDDEN_ROW) != 0) * JX_COST_HIDDEN +
           ((hidden & JX_HIDDEN_COLUMN) != 0) * JX_COST_HIDDEN;
}

/* The values below a label for one of its senses: the nearest one that is seen, and some hidden before it. */
static void add_below(struct jx_pairs *pairs, struct candidates *all, struct jx_seen *label,
                      const struct jx_sense *sense, int own) {
    struct jx_seen *below = value_below(pairs, label, label->row + label->rows);
    for (int tried = 0; below && tried < VALUES_TRIED; tried++) {
        add_candidate(pairs, all, sense, label, below, JX_PAIR_BELOW,
                      own + hidden_cost(label, below) + below_cost(pairs, label, below, sense->field) +
                          jx_pair_value_cost(pairs, sense->field, below));
        below =
            below->cell->hidden & JX_HIDDEN_ROW ? value_below(pairs, label, below->row + below->rows) : NULL;
    }
}

/* The values that a label may have for one of its senses. */
static void add_sense(struct jx_pairs *pairs, struct candidates *all, struct jx_seen *label,
                      const struct jx_sense *sense) {
    struct jx_seen *right[VALUES_TRIED];
    const int own = sense->cost + jx_pair_time_cost(pairs, label, sense->field) +
                    jx_pair_listed_cost(pairs, label) + jx_pair_result_cost(pairs, label, sense->field);
    int cost = own;
    size_t count = jx_pairs_right(pairs, label, jx_field_is_money(sense->field), right, VALUES_TRIED);
    int seen = 0; /* of the cells between */
    for (size_t i = 0; i < count; i++) {
        if (seen > 0 && !is_aside(right[i - 1]) && stands_between(right[i - 1])) cost += JX_COST_ACROSS;
        int between = (int)(right[i]->column - label->column - label->columns);
        int tenths = 10 * seen + between;
        int gap = JX_COST_GAP * (tenths < 30 ? tenths : 30) / 10;
        add_candidate(pairs, all, sense, label, right[i], JX_PAIR_RIGHT,
                      cost + gap + hidden_cost(label, right[i]) +
                          jx_pair_value_cost(pairs, sense->field, right[i]));
        seen += !is_aside(right[i]);
    }
    add_below(pairs, all, label, sense, own);
}

/* 项目资金 | 680: the amount right behind it is the total, if no label says of another that it is. */
static void add_total(struct jx_pairs *pairs, struct candidates *all, struct jx_seen *label,
                      const struct jx_senses *senses) {
    static const struct jx_sense total = {JX_SENSE_FACT, JX_FIELD_FUND_TOTAL, JX_FIELD_COUNT,
                                          JX_COST_HEADING_TOTAL, ""};
    size_t count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    if (!jx_pair_may_be_total(label->term, senses, pairs->kind) || label + 1 >= cells + count ||
        !label[1].term->amount || label[1].column != label->column + label->columns)
        return;
    int cost =
        total.cost + jx_pair_listed_cost(pairs, label) + jx_pair_value_cost(pairs, total.field, label + 1);
    if (pairs->year_total) cost += JX_COST_SECOND_TOTAL;
    add_candidate(pairs, all, &total, label, label + 1, JX_PAIR_RIGHT, cost);
}

static void add_inside(struct jx_pairs *pairs, struct candidates *all, struct jx_seen *seen) {
    struct jx_inside inside[JX_INSIDE_MOST];
    const bool goals = jx_pair_goal_place(pairs, seen) == JX_GOAL_TIMED;
    if (jx_pair_goal_place(pairs, seen) == JX_GOAL_TEXT) return;
    size_t count = (goals ? jx_inside_goals : jx_inside_pairs)(pairs->terms, seen->cell->text,
                                                               seen->cell->length, pairs->kind, inside);
    for (size_t i = 0; i < count; i++) {
        struct jx_term *term = jx_term_of(pairs->terms, inside[i].text, inside[i].length);
        int cost = inside[i].sense.cost + jx_pair_misfit(inside[i].sense.field, term) * JX_COST_MISFIT / 10;
        add_candidate(pairs, all, &inside[i].sense, seen, seen, JX_PAIR_INSIDE, cost);
        all->pairs[all->count - 1].word = inside[i].word;
        all->pairs[all->count - 1].text = inside[i].text;
        all->pairs[all->count - 1].length = inside[i].length;
        if (!jx_inside_filer(&inside[i])) continue;
        struct jx_pair filer = all->pairs[all->count - 1];
        filer.sense.field = JX_FIELD_FILING_UNIT;
        filer.sense.second = JX_FIELD_COUNT;
        filer.cost += JX_COST_FILER_CARRIES_OUT;
        add_candidate(pairs, all, &filer.sense, seen, seen, JX_PAIR_INSIDE, filer.cost);
        filer.order = all->pairs[all->count - 1].order;
        all->pairs[all->count - 1] = filer;
    }
}

/* What two words say of an amount together: neither of them has a value by itself then. */
static void add_crosses(struct jx_pairs *pairs, struct candidates *all) {
    pairs->crosses = jx_pairs_crosses(pairs, &pairs->cross_count);
    for (size_t i = 0; i < pairs->cross_count; i++) {
        const struct jx_cross *cross = &pairs->crosses[i];
        const struct jx_sense sense = {
            .kind = JX_SENSE_FACT, .field = cross->field, .second = JX_FIELD_COUNT, .why = ""};
        if (cross->field == JX_FIELD_COUNT) continue;
        add_candidate(pairs, all, &sense, cross->label, cross->value, JX_PAIR_CROSSED, cross->cost);
        all->pairs[all->count - 1].head = cross->head;
        all->pairs[all->count - 1].year = cross->year;
    }
}

/* Several goals are what their one label names. */
static void add_goals(struct jx_pairs *pairs, struct candidates *all) {
    for (size_t i = 0; i < pairs->goals_count; i++) {
        const struct jx_goals *goals = &pairs->goals[i];
        const struct jx_senses *senses = jx_pairs_label(pairs, goals->label);
        const struct jx_goal *first = &goals->items[0];
        for (size_t k = 0; k < senses->count; k++) {
            if (senses->items[k].kind != JX_SENSE_FACT) continue;
            add_candidate(pairs, all, &senses->items[k], goals->label, &first->cells[first->count - 1],
                          JX_PAIR_RIGHT, senses->items[k].cost);
            all->pairs[all->count - 1].goals = goals;
        }
    }
}

static struct candidates find_candidates(struct jx_pairs *pairs) {
    struct candidates all = {.count = 0};
    add_crosses(pairs, &all);
    add_goals(pairs, &all);
    for (size_t i = 0; i < pairs->cell_count; i++) {
        struct jx_seen *seen = &pairs->shape->cells[pairs->first_cell + i];
        const bool listed = pairs->goal_places[i] == JX_GOAL_LISTED;
        const struct jx_senses *senses = pairs->crossed[i] || listed ? NULL : pairs->labels[i];
        /* A blank's gaps inside texts are found by themselves, and take no cell's place: a cover asks for what its form asks for. */
        bool inside = seen->term->colon && !pairs->terms->blank;
        if (!senses && !pairs->crossed[i] && !listed && inside) add_inside(pairs, &all, seen);
        if (senses) add_total(pairs, &all, seen, senses);
        for (size_t k = 0; senses && k < senses->count; k++)
            if (senses->items[k].kind == JX_SENSE_FACT) add_sense(pairs, &all, seen, &senses->items[k]);
    }
    return all;
}

/* --- taking the cheapest ------------------------------------------------------------------------------------------------------------ */

static int cheapest_first(const void *a, const void *b) {
    const struct jx_pair *left = a, *right = b;
    if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* By their cells; or by the values alone, where one of them stands behind its label in the cell: 申报单位（盖章）：某某局. */
static bool same_words(struct jx_arena *arena, const struct jx_pair *a, const struct jx_pair *b) {
    const char *x = a->value->term->key, *y = b->value->term->key;
    if (a->where == JX_PAIR_INSIDE || b->where == JX_PAIR_INSIDE) {
        x = jx_text_key(arena, a->text, a->length);
        y = jx_text_key(arena, b->text, b->length);
    }
    return a->value->term == b->value->term || (*x != '\0' && strcmp(x, y) == 0);
}

/* What the field of a taken pair would be otherwise, if that is another text. */
static void note_other(struct jx_arena *arena, struct jx_pair *taken, const struct jx_pair *pair) {
    if (taken->other || same_words(arena, taken, pair)) return;
    taken->other = pair->value;
    taken->other_label = pair->label;
    taken->next = pair->cost - taken->cost;
}

/* The pair that has the field already; a year's amount beside another year's is another fact. */
static struct jx_pair *taken_pair(struct jx_pairs *pairs, const struct jx_pair *pair) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].sense.field == pair->sense.field && pairs->taken[i].year == pair->year)
            return &pairs->taken[i];
    return NULL;
}

/* A value within a cell is of one field only. */
static bool is_taken_inside(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    for (size_t i = 0; i < pairs->taken_count && pair->where == JX_PAIR_INSIDE; i++)
        if (pairs->taken[i].text == pair->text) return true;
    return false;
}

/* 2023年预算 in a form of 2024: another year's. */
static bool is_of_another_year(const struct jx_pairs *pairs, const struct jx_pair *pair) {
    const int year = pairs->year == 0 ? 0 : jx_label_year(pair->sense.field, pair->word);
    return year != 0 && year != pairs->year;
}

static void take_cheapest(struct jx_pairs *pairs, struct candidates *all, const bool known[JX_FIELD_COUNT]) {
    enum { LABEL = 1, VALUE = 2 };
    uint8_t *used = jx_arena_alloc(pairs->terms->arena, pairs->cell_count + 1);
    pairs->taken = jx_arena_alloc(pairs->terms->arena, (all->count + 1) * sizeof *pairs->taken);
    if (all->count > 0) qsort(all->pairs, all->count, sizeof *all->pairs, cheapest_first);
    for (size_t i = 0; i < all->count; i++) {
        struct jx_pair *pair = &all->pairs[i], *same = taken_pair(pairs, pair);
        if (pair->cost - hidden_cost(pair->label, pair->value) > JX_COST_LIMIT) continue;
        if (jx_boxes_blank(pair->text)) continue; /* nobody has filled it in */
        if (is_of_another_year(pairs, pair)) continue;
        if (same) note_other(pairs->terms->arena, same, pair);
        if (same || known[pair->sense.field] || is_taken_inside(pairs, pair)) continue;
        uint8_t *label = &used[jx_pair_index(pairs, pair->label)],
                *value = &used[jx_pair_index(pairs, pair->value)];
        bool shared = pair->where == JX_PAIR_CROSSED && *value == 0; /* its words are of other amounts, too */
        if (pair->where != JX_PAIR_INSIDE && !shared && ((*label & LABEL) != 0 || *value != 0)) continue;
        *label |= LABEL;
        *value |= VALUE;
        pairs->taken[pairs->taken_count++] = *pair;
    }
}

struct jx_pairs *jx_pairs_of(struct jx_terms *terms, const struct jx_shape *shape, enum jx_kind kind,
                             uint32_t first, uint32_t end, const bool known[JX_FIELD_COUNT], int year) {
    struct jx_pairs *pairs = jx_arena_alloc(terms->arena, sizeof *pairs);
    if (end > shape->rows) end = shape->rows;
    if (first > end) first = end;
    *pairs = (struct jx_pairs){
        .terms = terms, .shape = shape, .kind = kind, .first = first, .end = end, .year = year};
    pairs->first_cell = shape->starts[first];
    pairs->cell_count = shape->starts[end] - shape->starts[first];
    pairs->labels = jx_arena_alloc(terms->arena, (pairs->cell_count + 1) * sizeof(struct jx_senses *));
    pairs->crossed = jx_arena_alloc(terms->arena, pairs->cell_count + 1);
    pairs->heads = jx_arena_alloc(terms->arena, end - first + 1);
    pairs->listed = jx_arena_alloc(terms->arena, pairs->cell_count + 1);
    jx_pair_labels_find(pairs);
    jx_pair_goals_find(pairs);
    jx_pair_lists_find(pairs);
    struct candidates all = find_candidates(pairs);
    take_cheapest(pairs, &all, known);
    return pairs;
}
