#include "core/read/pair_goals.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/read/inside.h"
#include "core/read/pair_parts.h"
#include "core/words/costs.h"

/* Goals of one list; in characters: the shortest text beside a number that is a goal. */
enum { GOALS_MOST = 64, SHORTEST_GOAL = 3 };

enum jx_goal_place jx_pair_goal_place(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    return (enum jx_goal_place)pairs->goal_places[jx_pair_index(pairs, seen)];
}

static void set_place(struct jx_pairs *pairs, const struct jx_seen *seen, enum jx_goal_place place) {
    size_t index = jx_pair_index(pairs, seen);
    pairs->goal_places[index] = (uint8_t)place;
    pairs->labels[index] = NULL;
}

/* The label of a goal, not one that is so by the best of its guesses only. */
static bool labels_goal(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    return senses && senses->items[0].kind == JX_SENSE_FACT && jx_field_is_goal(senses->items[0].field) &&
           senses->items[0].field != JX_FIELD_DUTIES && senses->items[0].cost < JX_PAIR_SURE_LABEL;
}

static bool only_tags(const struct jx_phrase *phrase, const enum jx_tag *tags, size_t count) {
    struct jx_tags all = {{0, 0}};
    for (size_t i = 0; i < count; i++) all = jx_tags_or(all, jx_tag_set(tags[i]));
    return phrase->unknown == 0 && !jx_tags_none(phrase->tags) && jx_tags_all(all, phrase->tags);
}

/* --- numbers of goals -------------------------------------------------------------------------------------------------------------- */

/* 3, 三; 0: it is no number. */
static unsigned number_of(const char *words) {
    unsigned number = 0;
    size_t length = jx_numeral_read(words, &number);
    if (length > 0 && words[length] == '\0') return number < 100 ? number : 0;
    length = jx_numbering_read(words, &number);
    return length > 0 && words[length] == '\0' ? number : 0;
}

/* The number of a goal: of 目标2, 年度目标二, and of 2 and （二） alone; 0: it is none. `words`: how many bytes of the key stand
 * before it. */
static unsigned goal_number(const struct jx_pairs *pairs, const struct jx_seen *seen, size_t *words) {
    static const char goal[] = "目标";
    const char *key = seen->term->key, *last = NULL;
    for (const char *at = key; (at = strstr(at, goal)); at += strlen(goal)) last = at;
    *words = !last ? 0 : (size_t)(last - key) + strlen(goal);
    unsigned number = number_of(key + *words);
    if (*words == 0 || number == 0) return number;
    struct jx_term *term = jx_term_of(pairs->terms, jx_arena_copy(pairs->terms->arena, key, *words), *words);
    const struct jx_sense *label = jx_term_label(pairs->terms, term, pairs->kind);
    return label && label->kind == JX_SENSE_FACT && jx_field_is_goal(label->field) ? number : 0;
}

bool jx_goal_is_number(const struct jx_seen *seen) {
    return number_of(seen->term->key) > 0;
}

static bool same_words(const struct jx_seen *a, const struct jx_seen *b, size_t words) {
    return strncmp(a->term->key, b->term->key, words) == 0;
}

/* The text beside a number: the next cell of its row, unless that is a number, too. NULL: there is none. */
static struct jx_seen *text_beside(const struct jx_pairs *pairs, struct jx_seen *number) {
    size_t count, words;
    struct jx_seen *cells = jx_shape_row(pairs->shape, number->row, &count);
    if (number + 1 >= cells + count || goal_number(pairs, number + 1, &words) > 0) return NULL;
    const char *key = number[1].term->key;
    return *key != '\0' && jx_text_characters(key, strlen(key)) < SHORTEST_GOAL ? NULL : number + 1;
}

/* The number behind one, in its row or below it, and with the same words before it. NULL: there is none. */
static struct jx_seen *next_number(const struct jx_pairs *pairs, struct jx_seen *seen) {
    size_t words, others, count;
    unsigned number = goal_number(pairs, seen, &words);
    struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    for (struct jx_seen *at = seen + 1; words > 0 && at < cells + count; at++)
        if (goal_number(pairs, at, &others) == number + 1 && others == words && same_words(seen, at, words))
            return at;
    if (seen->row + seen->rows >= pairs->end) return NULL;
    cells = jx_shape_row(pairs->shape, seen->row + seen->rows, &count);
    for (struct jx_seen *at = cells; at < cells + count; at++) {
        if (goal_number(pairs, at, &others) != number + 1 || others != words || !same_words(seen, at, words))
            continue;
        bool below = at == cells && at->column == seen->column;
        if (below || words > 0) return at;
    }
    return NULL;
}

/* --- lists of goals ---------------------------------------------------------------------------------------------------------------- */

static struct jx_goals *new_list(struct jx_pairs *pairs, struct jx_seen *label) {
    struct jx_arena *arena = pairs->terms->arena;
    pairs->goals =
        jx_arena_grow(arena, pairs->goals, pairs->goals_count, &pairs->goals_room, sizeof *pairs->goals);
    struct jx_goals *list = &pairs->goals[pairs->goals_count];
    *list = (struct jx_goals){.label = label};
    list->items = jx_arena_alloc(arena, GOALS_MOST * sizeof *list->items);
    return list;
}

/* From now on its cells are the list's. */
static void keep_list(struct jx_pairs *pairs, struct jx_goals *list) {
    const struct jx_senses *senses = jx_pairs_label(pairs, list->label);
    for (size_t i = 0; i < list->heads.count; i++) set_place(pairs, &list->heads.cells[i], JX_GOAL_LISTED);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].number) set_place(pairs, list->items[i].number, JX_GOAL_LISTED);
        for (size_t k = 0; k < list->items[i].count; k++)
            set_place(pairs, &list->items[i].cells[k], JX_GOAL_LISTED);
    }
    pairs->goal_places[jx_pair_index(pairs, list->label)] = JX_GOAL_LISTED;
    pairs->labels[jx_pair_index(pairs, list->label)] = senses;
    pairs->goals_count++;
}

/* The label at the left of the first number; where there is none, 目标1 is the label of them all. */
static struct jx_seen *label_of_numbers(const struct jx_pairs *pairs, struct jx_seen *first, size_t words) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, first->row, &count);
    if (first > cells && labels_goal(pairs, first - 1)) return first - 1;
    return words > 0 && jx_pairs_label(pairs, first) ? first : NULL;
}

/* The list of a label whose texts stand in a column beside numbers; `column` UINT32_MAX: each right behind its number. */
static bool list_numbered(struct jx_pairs *pairs, struct jx_seen *first, struct jx_seen *label,
                          uint32_t column) {
    struct jx_goals *list = new_list(pairs, label);
    size_t words;
    goal_number(pairs, first, &words);
    for (struct jx_seen *at = first; at && list->count < GOALS_MOST; at = next_number(pairs, at)) {
        struct jx_seen *text =
            column == UINT32_MAX ? text_beside(pairs, at) : jx_shape_at(pairs->shape, at->row, column);
        if (!text && column == UINT32_MAX) break;
        if (text) list->items[list->count++] = (struct jx_goal){at, text, 1};
    }
    if (list->count < (words > 0 ? 2 : 1)) return false;
    keep_list(pairs, list);
    return true;
}

/* 实施期目标 | 年度目标 over the texts beside 目标1, 目标2: each has its own. */
static bool list_columns(struct jx_pairs *pairs, struct jx_seen *first) {
    size_t count, made = 0;
    struct jx_seen *cells =
        first->row == pairs->first ? NULL : jx_shape_row(pairs->shape, first->row - 1, &count);
    for (size_t i = 0; cells && i < count; i++)
        if (cells[i].column > first->column && labels_goal(pairs, &cells[i]))
            made += list_numbered(pairs, first, &cells[i], cells[i].column);
    return made > 0;
}

/* 目标1 | 办好培训班, and 目标2 | 修好道路 below it: they are one fact, under the label at their left. */
static void find_numbered(struct jx_pairs *pairs, struct jx_seen *first) {
    size_t words;
    if (jx_pair_goal_place(pairs, first) != JX_GOAL_NONE || goal_number(pairs, first, &words) != 1) return;
    if (words > 0 && list_columns(pairs, first)) return;
    struct jx_seen *label = label_of_numbers(pairs, first, words);
    if (label) list_numbered(pairs, first, label, UINT32_MAX);
}

/* --- tables of goals --------------------------------------------------------------------------------------------------------------- */

/* 序号, 目标名称, 目标内容: it says nothing but what stands below it of goals. */
static bool heads_goals(const struct jx_seen *seen) {
    static const enum jx_tag tags[] = {JX_TAG_GOAL,   JX_TAG_PERFORMANCE, JX_TAG_NAME,  JX_TAG_ABOUT,
                                       JX_TAG_REMARK, JX_TAG_ORDINAL,     JX_TAG_FILLER};
    return only_tags(&seen->term->phrase, tags, sizeof tags / sizeof *tags) && !jx_goal_is_number(seen) &&
           (jx_seen_tagged(seen, JX_TAG_NAME) || jx_seen_tagged(seen, JX_TAG_ABOUT) ||
            jx_seen_tagged(seen, JX_TAG_REMARK) || jx_seen_tagged(seen, JX_TAG_ORDINAL) ||
            jx_seen_tagged(seen, JX_TAG_GOAL));
}

/* The headings of a table of goals at the right of their label: at least two, one of them of goals, and nothing else in the row. */
static struct jx_goal find_heads(const struct jx_pairs *pairs, struct jx_seen *label) {
    size_t count, goals = 0;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    struct jx_goal heads = {NULL, label + 1, (size_t)(cells + count - label) - 1};
    for (size_t i = 0; i < heads.count; i++) {
        if (!heads_goals(&heads.cells[i])) return (struct jx_goal){NULL, NULL, 0};
        goals += jx_seen_tagged(&heads.cells[i], JX_TAG_GOAL);
    }
    return heads.count > 1 && goals > 0 ? heads : (struct jx_goal){NULL, NULL, 0};
}

/* Whether all cells of a row stand below headings. */
static bool all_below(const struct jx_goal *row, const struct jx_goal *heads) {
    for (size_t i = 0, k = 0; i < row->count; i++, k++) {
        while (k < heads->count && heads->cells[k].column != row->cells[i].column) k++;
        if (k == heads->count) return false;
    }
    return row->count > 0;
}

/* 目标名称 | 目标说明, and the goals in the rows below. */
static void find_table(struct jx_pairs *pairs, struct jx_seen *label) {
    if (!labels_goal(pairs, label) || jx_pair_goal_place(pairs, label) != JX_GOAL_NONE) return;
    struct jx_goals *list;
    struct jx_goal heads = find_heads(pairs, label), row;
    if (heads.count == 0) return;
    list = new_list(pairs, label);
    list->heads = heads;
    for (uint32_t at = label->row + 1; at < pairs->end && list->count < GOALS_MOST; at++) {
        row.cells = jx_shape_row(pairs->shape, at, &row.count);
        if (!all_below(&row, &heads)) break;
        row.number = row.count > 1 && jx_goal_is_number(row.cells) ? row.cells : NULL;
        if (row.number) row.cells++, row.count--;
        list->items[list->count++] = row;
    }
    if (list->count > 0) keep_list(pairs, list);
}

/* --- goals of both times ----------------------------------------------------------------------------------------------------------- */

/* 长期：… 年度：… in one cell. */
static bool find_timed(struct jx_pairs *pairs, const struct jx_seen *seen) {
    struct jx_inside inside[JX_INSIDE_MOST];
    if (jx_inside_goals(pairs->terms, seen->cell->text, seen->cell->length, pairs->kind, inside) == 0)
        return false;
    set_place(pairs, seen, JX_GOAL_TIMED);
    return true;
}

/* 长期 | 建成水库 where goals stand: the word of time is the label of one. */
static void find_time(struct jx_pairs *pairs, struct jx_seen *seen) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, seen->row, &count);
    if (find_timed(pairs, seen)) return;
    struct jx_term *goal = jx_goal_of_time(pairs->terms, seen->term);
    if (!goal || seen + 1 >= cells + count || jx_pairs_label(pairs, seen + 1)) return;
    const struct jx_senses *senses = jx_term_senses(pairs->terms, goal, pairs->kind);
    if (jx_senses_have_fact(senses)) pairs->labels[jx_pair_index(pairs, seen)] = senses;
}

/* What stands at the right of the label of a goal, or below it, and in the rows below that begin there. */
static void find_times(struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count), *first = cells;
    while (first <= label) first++;
    if (!labels_goal(pairs, label)) return;
    if (first == cells + count) { /* they may stand below it */
        const struct jx_seen *below = jx_shape_at(pairs->shape, label->row + label->rows, label->column);
        if (below && below->row < pairs->end) find_timed(pairs, below);
        return;
    }
    const uint32_t column = first->column;
    find_time(pairs, first);
    for (uint32_t row = label->row + 1; row < pairs->end; row++) {
        cells = jx_shape_row(pairs->shape, row, &count);
        if (count == 0 || cells->column != column || column <= label->column) break;
        find_time(pairs, cells);
    }
}

/* --- goals below their labels ------------------------------------------------------------------------------------------------------ */

/* 三年建成, 完成投资: a label by its words only, and not of a goal. */
static bool may_be_text(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    return senses && senses->items[0].cost >= JX_COST_PHRASE && !seen->term->amount &&
           !jx_seen_tagged(seen, JX_TAG_GOAL) && !jx_seen_tagged(seen, JX_TAG_ABOUT);
}

/* The goal over a cell: a label in the row above, NULL: there is none. */
static const struct jx_seen *goal_over(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_seen *over =
        seen->row == pairs->first ? NULL : jx_shape_at(pairs->shape, seen->row - 1, seen->column);
    return over && labels_goal(pairs, over) ? over : NULL;
}

/* Under a row of labels of goals, in which nothing stands but goals: they are no labels, whatever words they begin with. */
static void find_texts(struct jx_pairs *pairs, uint32_t row) {
    size_t count, over_count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, row, &count);
    if (count < 2 || row == pairs->first) return;
    for (size_t i = 0; i < count; i++)
        if (!goal_over(pairs, &cells[i])) return;
    const struct jx_seen *over = jx_shape_row(pairs->shape, row - 1, &over_count);
    const bool side = over->column < cells->column; /* a label at the side heads them all */
    for (size_t i = 0; i < count; i++)
        if (may_be_text(pairs, &cells[i]) && (side || cells[i].term->phrase.unknown > 0))
            set_place(pairs, &cells[i], JX_GOAL_TEXT);
}

/* 年度目标 | 完成投资, and nothing more in the row: the goal, unless other texts stand below the two. */
static void find_text(struct jx_pairs *pairs, const struct jx_seen *label) {
    static const enum jx_tag heads[] = {JX_TAG_VALUE, JX_TAG_RATE, JX_TAG_SCORE, JX_TAG_SUM,
                                        JX_TAG_INDICATOR};
    size_t count, below_count = 0;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count), *seen = cells + count - 1;
    if (!labels_goal(pairs, label) || label + 1 != seen || seen->column != label->column + label->columns)
        return;
    if (!may_be_text(pairs, seen) || jx_pairs_label(pairs, seen)->items[0].kind != JX_SENSE_OTHER) return;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (jx_seen_tagged(seen, heads[i])) return;
    const struct jx_seen *below = jx_shape_row(pairs->shape, seen->row + seen->rows, &below_count);
    if (below_count == 0 || below->row >= pairs->end || jx_pairs_label(pairs, below))
        set_place(pairs, seen, JX_GOAL_TEXT);
}

/* Whether a text begins with 目标： and has no other label in it. */
static bool begins_with_goal(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    static const char *const words[] = {"目标", "绩效目标", "具体目标", "主要目标"};
    struct jx_inside inside[JX_INSIDE_MOST];
    const struct jx_cell *cell = seen->cell;
    if (jx_inside_pairs(pairs->terms, cell->text, cell->length, pairs->kind, inside) != 1) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(inside[0].word, words[i]) == 0)
            return jx_text_starts(jx_text_key(pairs->terms->arena, cell->text, cell->length), words[i]);
    return false;
}

/* 年度目标 | 目标：建成水库: the label says already what it is, and better; the words are the goal's own. */
static void find_said_again(struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    const struct jx_seen *below = jx_shape_at(pairs->shape, label->row + label->rows, label->column);
    if (!labels_goal(pairs, label)) return;
    if (label + 1 < cells + count && begins_with_goal(pairs, label + 1))
        set_place(pairs, label + 1, JX_GOAL_TEXT);
    else if (below && below->row < pairs->end && begins_with_goal(pairs, below))
        set_place(pairs, below, JX_GOAL_TEXT);
}

void jx_pair_goals_find(struct jx_pairs *pairs) {
    struct jx_seen *cells = &pairs->shape->cells[pairs->first_cell];
    pairs->goal_places = jx_arena_alloc(pairs->terms->arena, pairs->cell_count + 1);
    for (size_t i = 0; i < pairs->cell_count; i++) find_numbered(pairs, &cells[i]);
    for (size_t i = 0; i < pairs->cell_count; i++) find_table(pairs, &cells[i]);
    for (size_t i = 0; i < pairs->cell_count; i++) find_times(pairs, &cells[i]);
    for (uint32_t row = pairs->first; row < pairs->end; row++) find_texts(pairs, row);
    for (size_t i = 0; i < pairs->cell_count; i++) find_text(pairs, &cells[i]);
    for (size_t i = 0; i < pairs->cell_count; i++) find_said_again(pairs, &cells[i]);
}
