#include "core/read/stacked.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/model/vocabulary.h"

/* What a heading of targets may cost; rows of levels and of indicators that a table must have at least. */
enum { PLAIN_HEADING = 20, FEWEST = 2 };

/* One table: its headings, where its names and targets stand, and the row behind its last one. */
struct stack {
    uint32_t head, name, target, end;
    size_t levels;
};

struct stacking {
    const struct jx_shape *plain;
    struct jx_shape_making making;
    const struct jx_seen *waiting[2]; /* a level 1 and a level 2 that no row has taken yet */
};

/* --- finding ------------------------------------------------------------------------------------------------------------------ */

/* The column of targets that a row heads, beside another heading at its left. */
static bool heads_targets(const struct jx_shape *shape, uint32_t row, uint32_t *target) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 1; i < count; i++) {
        struct jx_head_sense heading = cells[i].term->heading;
        if (heading.part != JX_PART_TARGET || heading.cost >= PLAIN_HEADING) continue;
        *target = cells[i].column;
        return true;
    }
    return false;
}

/* 一, （二）, 3、: numbers of rows. */
static bool is_number(const struct jx_seen *seen) {
    static const char numerals[] = "一二三四五六七八九十、";
    const char *at = seen->term->key, *end = at + strlen(at);
    if (seen->term->number) return true;
    while (at < end) {
        const char *from = at;
        uint32_t c = jx_text_next(&at, end);
        if (c < 0x80 ? !strchr("().0123456789", (int)c) : !memmem(numerals, strlen(numerals), from, 3))
            return false;
    }
    return end > seen->term->key;
}

/* 30, 30分, 30%: what a level weighs. */
static bool weighs(const struct jx_seen *seen) {
    const char *key = seen->term->key, *behind = key + strspn(key, "0123456789.");
    return behind > key && (*behind == '\0' || strcmp(behind, "%") == 0 || strcmp(behind, "分") == 0);
}

/* — or / where the target would be: a level has none. */
static bool says_none(const struct jx_seen *seen) {
    static const char *const marks[] = {"—", "——", "-", "--", "/"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(seen->term->key, marks[i]) == 0) return true;
    return false;
}

/* A category by its own words: 村民满意度 is somebody's, and may be a name. */
static bool is_category(const struct jx_seen *seen) {
    struct jx_level_words words = jx_level_words(seen->term->key);
    return words.level1 || words.level2;
}

/* The level that a number in front of a word is of, where nobody knows the word: 一、 is over （一）. 0: of none. */
static int numbered_rank(const struct jx_seen *seen) {
    static const char numerals[] = "一二三四五六七八九十";
    const char *key = seen->term->key, *digit = key + (*key == '(');
    if (strlen(digit) < 3 || !memmem(numerals, strlen(numerals), digit, 3)) return 0;
    if (!is_number(seen) && jx_numbering_length(key) == 0) return 0;
    return *key == '(' ? 2 : 1;
}

/* The level that a row prints and nothing else but its number, and behind it what its indicators weigh together; NULL: it is no such
 * row. `rank`: which of the two levels it is. */
static struct jx_seen *level_of(const struct jx_shape *shape, uint32_t row, uint32_t target, int *rank) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (count == 0) return NULL;
    *rank = numbered_rank(&cells[0]);
    if (count >= 2 && is_number(&cells[0])) cells++, count--;
    if (is_category(cells)) *rank = jx_level_words(cells->term->key).level1 ? 1 : 2;
    if (*rank == 0 || is_number(cells)) return NULL;
    for (size_t i = 1; i < count; i++)
        if (cells[i].column == target ? !says_none(&cells[i]) : !weighs(&cells[i])) return NULL;
    return cells;
}

/* 合计: what the indicators weigh all together. */
static bool is_total(const struct jx_shape *shape, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    return count > 0 && jx_lexicon_is(JX_WORD_TOTAL, cells->term->key);
}

/* Whether a row names an indicator and its target. */
static bool is_indicator(const struct jx_shape *shape, uint32_t row, const struct stack *stack) {
    const struct jx_seen *name = jx_shape_at(shape, row, stack->name);
    return name && jx_shape_at(shape, row, stack->target) && !is_category(name) && !is_total(shape, row);
}

/* Where the names stand: under the levels; behind the numbers of rows, where levels reach over both. */
static uint32_t name_column(const struct jx_shape *shape, const struct stack *stack,
                            const struct jx_seen *level) {
    uint32_t column = level->column;
    size_t numbers = 0, names = 0;
    for (uint32_t row = level->row + 1; row < shape->rows && names + numbers < 8; row++) {
        const struct jx_seen *seen = jx_shape_at(shape, row, column);
        if (!seen || !jx_shape_at(shape, row, stack->target)) continue;
        numbers += is_number(seen);
        names += !is_number(seen);
    }
    return numbers > names ? column + 1 : column;
}

/* Rows of levels and of indicators below headings of targets; the first is a level. */
static bool find_stack(const struct jx_shape *shape, uint32_t head, struct stack *stack) {
    size_t names = 0, count;
    *stack = (struct stack){.head = head};
    if (!heads_targets(shape, head, &stack->target)) return false;
    for (uint32_t row = head + 1; row < shape->rows; row++) {
        jx_shape_row(shape, row, &count);
        int rank;
        const struct jx_seen *level = level_of(shape, row, stack->target, &rank);
        if (count == 0) continue;
        if (stack->levels == 0 && (!level || !is_category(level) || level->column >= stack->target))
            return false;
        if (stack->levels == 0) stack->name = name_column(shape, stack, level);
        bool name = is_indicator(shape, row, stack);
        if (!level && !name) {
            if (is_total(shape, row)) stack->end = row + 1;
            break;
        }
        names += name;
        stack->levels += level ? 1 : 0;
        if (name || is_category(level)) stack->end = row + 1; /* a numbered line may be a note below */
    }
    return names >= FEWEST && stack->levels >= FEWEST && stack->name < stack->target;
}

/* --- making ------------------------------------------------------------------------------------------------------------------- */

static void put_row(struct stacking *stacking, const struct stack *stack, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(stacking->plain, row, &count);
    uint32_t first = stack->name + (is_total(stacking->plain, row) ? 1 : 0); /* 合计 is no name */
    for (size_t i = 0; i < count; i++)
        jx_shape_put(&stacking->making, &cells[i], row, cells[i].column + (cells[i].column < first ? 0 : 2));
}

/* 绩效指标 over the names: with their levels in columns of their own it is what others call 三级指标. */
static void put_head(struct stacking *stacking, struct jx_terms *terms, const struct stack *stack) {
    static const char words[] = "三级指标";
    size_t first = stacking->making.shape->count;
    put_row(stacking, stack, stack->head);
    for (size_t i = first; i < stacking->making.shape->count; i++)
        if (stacking->making.shape->cells[i].column == stack->name + 2)
            stacking->making.shape->cells[i].term = jx_term_of(terms, words, strlen(words));
}

/* Whether a cell of a level's row says what the level weighs. */
static bool is_weight(const struct stack *stack, const struct jx_seen *level, const struct jx_seen *seen) {
    return seen->column > level->column && seen->column != stack->target;
}

/* A level and what it weighs in a row of their own; a level 1 that waits above a level 2 goes with it. */
static void put_weighed(struct stacking *stacking, const struct stack *stack, const struct jx_seen *level,
                        int rank) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(stacking->plain, level->row, &count);
    if (rank > 1 && stacking->waiting[0])
        jx_shape_put(&stacking->making, stacking->waiting[0], level->row, stack->name);
    jx_shape_put(&stacking->making, level, level->row, stack->name + (uint32_t)rank - 1);
    for (size_t i = 0; i < count; i++)
        if (is_weight(stack, level, &cells[i]))
            jx_shape_put(&stacking->making, &cells[i], level->row, cells[i].column + 2);
    stacking->waiting[0] = stacking->waiting[1] = NULL;
}

/* A level waits for the first indicator below it, and has no place of its own unless it weighs something. */
static void take_level(struct stacking *stacking, const struct stack *stack, struct jx_seen *level,
                       int rank) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(stacking->plain, level->row, &count);
    bool weighed = false;
    for (size_t i = 0; i < count; i++)
        if (is_weight(stack, level, &cells[i]))
            weighed = true;
        else
            cells[i].cell->claim = JX_CLAIM_LABEL;
    if (weighed) {
        put_weighed(stacking, stack, level, rank);
        return;
    }
    stacking->waiting[rank - 1] = level;
    if (rank == 1) stacking->waiting[1] = NULL;
}

static void put_stack(struct stacking *stacking, struct jx_terms *terms, const struct stack *stack) {
    static const char *const headings[] = {"一级指标", "二级指标"};
    size_t count;
    const struct jx_seen *first = jx_shape_row(stacking->plain, stack->head, &count);
    stacking->waiting[0] = stacking->waiting[1] = NULL;
    for (uint32_t i = 0; i < 2; i++)
        jx_shape_put_heading(&stacking->making, terms, first, headings[i], first->row, stack->name + i);
    put_head(stacking, terms, stack);
    for (uint32_t row = stack->head + 1; row < stack->end; row++) {
        int rank;
        struct jx_seen *level = level_of(stacking->plain, row, stack->target, &rank);
        if (level) {
            take_level(stacking, stack, level, rank);
            continue;
        }
        for (uint32_t i = 0; i < 2; i++) {
            if (stacking->waiting[i])
                jx_shape_put(&stacking->making, stacking->waiting[i], row, stack->name + i);
            stacking->waiting[i] = NULL;
        }
        put_row(stacking, stack, row);
    }
}

const struct jx_shape *jx_shape_unstack(struct jx_terms *terms, const struct jx_shape *plain) {
    struct stacking stacking = {.plain = plain, .making = {.arena = terms->arena}};
    struct stack stack;
    uint32_t done = 0;
    for (uint32_t row = 0; row < plain->rows; row++) {
        if (!find_stack(plain, row, &stack)) continue;
        if (!stacking.making.shape)
            stacking.making.shape = jx_arena_alloc(terms->arena, sizeof *stacking.making.shape);
        for (size_t i = plain->starts[done]; i < plain->starts[row]; i++)
            jx_shape_put(&stacking.making, &plain->cells[i], plain->cells[i].row, plain->cells[i].column);
        put_stack(&stacking, terms, &stack);
        done = stack.end;
        row = done - 1;
    }
    if (!stacking.making.shape) return NULL;
    for (size_t i = plain->starts[done]; i < plain->count; i++)
        jx_shape_put(&stacking.making, &plain->cells[i], plain->cells[i].row, plain->cells[i].column);
    jx_shape_sort(terms->arena, stacking.making.shape);
    return stacking.making.shape;
}
