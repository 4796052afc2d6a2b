#include "core/read/spread.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/read/block.h"
#include "core/read/facts.h"

/* Levels side by side at least, and at most; headings of facts that make a list; below which cost a label is plain; headings of
 * columns beside the levels that are known apart. */
enum { FEWEST = 2, MOST = 16, FACTS_LEAST = 2, PLAIN_LABEL = 20, ASIDE_MOST = 16 };

/* A level over the columns [first, end). */
struct group {
    struct jx_seen *level;
    uint32_t first, end;
};

/* One table: its headings are the rows [head, body), of which the last but one holds the levels; its rows reach to `end`. */
struct levels {
    uint32_t head, row, body, end;
    struct group groups[MOST];
    size_t count;
    const struct group *model; /* the one whose headings stand for those of all */
    bool listed;               /* facts of projects stand in front */
    uint32_t level_column;     /* where the levels go */
    uint32_t *places;          /* by column: where its cells go */
};

struct spreading {
    const struct jx_shape *plain;
    struct jx_terms *terms;
    struct levels levels;
    struct jx_shape_making making;
    uint32_t out;                         /* the next row to be made */
    const struct jx_term **in_force;      /* by column: what stands in front of the rows so far */
    struct jx_term *aside[ASIDE_MOST][2]; /* headings beside the levels, and what they are then */
    size_t aside_count;
};

/* --- where levels stand side by side -------------------------------------------------------------------------------------------- */

static const struct jx_seen *heading_of(const struct jx_shape *shape, const struct levels *levels,
                                        const struct group *group, unsigned part) {
    for (uint32_t column = group->first; column < group->end; column++) {
        const struct jx_seen *seen = jx_shape_at(shape, levels->row + 1, column);
        if (seen && seen->term->heading.part == part) return seen;
    }
    return NULL;
}

static bool is_headed(const struct jx_shape *shape, const struct levels *levels, const struct group *group) {
    return heading_of(shape, levels, group, JX_PART_NAME) && heading_of(shape, levels, group, JX_PART_TARGET);
}

/* The levels of a row and the columns up to the next cell; a level that is printed over each of its columns is one. */
static bool find_groups(const struct jx_shape *shape, struct levels *levels) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, levels->row, &count);
    for (size_t i = 0; i < count; i++) {
        struct group *last = levels->count == 0 ? NULL : &levels->groups[levels->count - 1];
        uint32_t end = i + 1 < count ? cells[i + 1].column : shape->columns;
        if (!jx_term_is_level(cells[i].term)) continue;
        bool again = last && last->level->term == cells[i].term && last->end == cells[i].column &&
                     !is_headed(shape, levels, last);
        if (again) {
            last->end = end;
        } else {
            if (levels->count == MOST) return false;
            levels->groups[levels->count++] = (struct group){&cells[i], cells[i].column, end};
        }
    }
    return levels->count >= FEWEST;
}

static uint32_t width_of(const struct group *group) {
    return group->end - group->first;
}

/* The columns of the last level end where another heading stands a row above, over nothing. Where there is none a remark may stand
 * behind them: they are as many as their cell says, or as the widest of the others. */
static void cut_last(const struct jx_shape *shape, struct levels *levels) {
    struct group *last = &levels->groups[levels->count - 1];
    size_t count;
    const struct jx_seen *above = jx_shape_row(shape, levels->row - 1, &count); /* none above the first row */
    for (size_t i = 0; i < count; i++)
        if (above[i].column > last->first && above[i].column < last->end && !above[i].term->colon &&
            !jx_shape_at(shape, levels->row + 1, above[i].column))
            last->end = above[i].column;
    uint32_t widest = last->level->columns;
    for (size_t i = 0; widest < 2 && i + 1 < levels->count; i++)
        if (width_of(&levels->groups[i]) > widest) widest = width_of(&levels->groups[i]);
    if (width_of(last) > widest && widest >= 2) last->end = last->first + widest;
}

/* Every level of the row but one has a name and a target under it. */
static bool find_levels(const struct jx_shape *shape, uint32_t row, struct levels *levels) {
    size_t headed = 0;
    *levels = (struct levels){.row = row, .head = row, .body = row + 2, .end = shape->rows};
    if (row + 2 >= shape->rows || !find_groups(shape, levels)) return false;
    cut_last(shape, levels);
    for (size_t i = levels->count; i-- > 0;) {
        const struct group *group = &levels->groups[i];
        if (!is_headed(shape, levels, group)) continue;
        headed++;
        if (!levels->model || width_of(group) >= width_of(levels->model)) levels->model = group;
    }
    return headed >= FEWEST && headed + 1 >= levels->count;
}

/* The level that a column belongs to, or NULL. */
static const struct group *group_of(const struct levels *levels, uint32_t column) {
    for (size_t i = 0; i < levels->count; i++)
        if (column >= levels->groups[i].first && column < levels->groups[i].end) return &levels->groups[i];
    return NULL;
}

/* --- what stands in front and above ------------------------------------------------------------------------------------------------ */

static bool names_fact(struct jx_terms *terms, const struct jx_seen *seen) {
    const struct jx_sense *label = jx_term_label(terms, seen->term, JX_KIND_PROJECT);
    return label && label->kind == JX_SENSE_FACT && label->cost < PLAIN_LABEL;
}

/* Headings of facts in front of the levels in a row; `over_nothing`: only those with nothing in the row below. */
static size_t count_facts(struct jx_terms *terms, const struct jx_shape *shape, const struct levels *levels,
                          uint32_t row, bool over_nothing) {
    size_t count, facts = 0;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count && cells[i].column < levels->groups[0].first; i++) {
        if (over_nothing && jx_shape_at(shape, row + 1, cells[i].column)) continue;
        facts += names_fact(terms, &cells[i]);
    }
    return facts;
}

/* 项目名称 may stand a row above the levels, beside the 绩效指标 over all of them. */
static void find_head(struct jx_terms *terms, const struct jx_shape *shape, uint32_t from,
                      struct levels *levels) {
    if (levels->row > from && count_facts(terms, shape, levels, levels->row - 1, true) >= FACTS_LEAST)
        levels->head = levels->row - 1;
    for (uint32_t row = levels->head; row <= levels->row; row++)
        levels->listed =
            levels->listed || count_facts(terms, shape, levels, row, row < levels->row) >= FACTS_LEAST;
}

/* --- where the rows end -------------------------------------------------------------------------------------------------------------- */

/* An indicator and its target stand in the row under one of the levels. */
static bool holds_indicator(const struct jx_shape *shape, const struct levels *levels, uint32_t row) {
    for (size_t i = 0; i < levels->count; i++) {
        const struct jx_seen *name = heading_of(shape, levels, &levels->groups[i], JX_PART_NAME),
                             *target = heading_of(shape, levels, &levels->groups[i], JX_PART_TARGET);
        if (name && target && jx_shape_at(shape, row, name->column) &&
            jx_shape_at(shape, row, target->column))
            return true;
    }
    return false;
}

/* 填表日期： anywhere in a row that holds no indicator. */
static bool waits_for_value(struct jx_terms *terms, const struct jx_shape *shape, const struct levels *levels,
                            uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count; i++)
        if (jx_seen_ends_in_colon(&cells[i]) && !jx_term_is_level(cells[i].term) &&
            jx_term_label(terms, cells[i].term, JX_KIND_PROJECT))
            return !holds_indicator(shape, levels, row);
    return false;
}

/* 填表人： in front of the levels, a heading of the next page, or nothing but one cell. */
static bool ends_rows(struct jx_terms *terms, const struct jx_shape *shape, const struct levels *levels,
                      uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (waits_for_value(terms, shape, levels, row)) return true;
    if (count == 0 || group_of(levels, cells->column)) return false;
    return count == 1 || cells->term->colon || cells->term->heading.part != JX_PART_NONE ||
           jx_term_label(terms, cells->term, JX_KIND_PROJECT);
}

/* A title, 项目名称 of the next form, 填表人： below this one; 资金到位率 under the names is an indicator, though. */
static bool begins_else(struct jx_terms *terms, const struct jx_shape *shape, const struct levels *levels,
                        uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (jx_row_is_title(shape, row) || waits_for_value(terms, shape, levels, row)) return true;
    if (count == 0 || !jx_row_begins_other(terms, shape, row)) return false;
    return !group_of(levels, cells->column) || cells->term->colon ||
           jx_tags_have(cells->term->phrase.tags, JX_TAG_AGENT) || !holds_indicator(shape, levels, row);
}

/* A list goes on to its last indicator at least, whatever its projects are called. Beside other rows what begins something else
 * ends them. */
static void find_end(struct jx_terms *terms, const struct jx_shape *shape, struct levels *levels) {
    struct levels next;
    uint32_t row = levels->body, last = levels->body;
    while (row < shape->rows && !find_levels(shape, row, &next)) row++;
    levels->end = row;
    for (row = levels->body; row < levels->end; row++) {
        if (!levels->listed && begins_else(terms, shape, levels, row)) levels->end = row;
        if (row < levels->end && holds_indicator(shape, levels, row)) last = row + 1;
    }
    for (row = last; row < levels->end; row++)
        if (ends_rows(terms, shape, levels, row)) levels->end = row;
}

/* --- where columns go ------------------------------------------------------------------------------------------------------------------ */

/* The column of the model that has a column's heading, or one of the same meaning; UINT32_MAX: none has. */
static uint32_t same_heading(const struct jx_shape *shape, const struct levels *levels, uint32_t column) {
    const struct jx_seen *own = jx_shape_at(shape, levels->row + 1, column);
    uint32_t same = UINT32_MAX;
    for (uint32_t at = levels->model->end; own && at-- > levels->model->first;) {
        const struct jx_seen *heading = jx_shape_at(shape, levels->row + 1, at);
        if (!heading) continue;
        if (heading->term == own->term) return at;
        unsigned part = heading->term->heading.part;
        if (part != JX_PART_NONE && part == own->term->heading.part) same = at;
    }
    return same;
}

/* The same; a heading that nobody knows stands for the model's in its place, if none of its own level does. */
static uint32_t model_column(const struct jx_shape *shape, const struct levels *levels,
                             const struct group *group, uint32_t column) {
    const struct jx_seen *own = jx_shape_at(shape, levels->row + 1, column);
    uint32_t same = same_heading(shape, levels, column), place = levels->model->first + column - group->first;
    if (same != UINT32_MAX || !own || own->term->heading.part != JX_PART_NONE) return same;
    for (uint32_t other = group->first; other < group->end; other++)
        if (same_heading(shape, levels, other) == place) return UINT32_MAX;
    return place < levels->model->end ? place : UINT32_MAX;
}

/* What speaks of the whole row goes before the levels, though it stands behind them; a level's columns go under the model's. A
 * column without a heading goes with the one that reaches over it. */
static void find_places(const struct jx_shape *plain, struct levels *levels, struct jx_arena *arena) {
    uint32_t *places = jx_arena_alloc(arena, (plain->columns + 1) * sizeof *places);
    uint32_t first = levels->groups[0].first, before = first;
    for (uint32_t column = 0; column < plain->columns; column++)
        if (!group_of(levels, column)) places[column] = column < first ? column : before++;
    levels->places = places;
    levels->level_column = before;
    uint32_t own = before + 1 + width_of(levels->model);
    for (uint32_t column = first; column < plain->columns; column++) {
        const struct group *group = group_of(levels, column);
        if (!group) continue;
        uint32_t under = group == levels->model ? column : model_column(plain, levels, group, column);
        bool blank = column > group->first && !jx_shape_at(plain, levels->row + 1, column);
        if (under != UINT32_MAX)
            places[column] = before + 1 + under - levels->model->first;
        else
            places[column] = blank ? places[column - 1] + 1 : own++;
    }
}

/* --- making ------------------------------------------------------------------------------------------------------------------------------ */

static void put(struct spreading *spreading, const struct jx_seen *seen, uint32_t row, uint32_t column) {
    struct jx_seen *copy = jx_shape_put(&spreading->making, seen, row, column);
    copy->rows = copy->columns = 1;
}

/* What belongs to no level, in one of the rows that are made of its own. */
static void put_rest(struct spreading *spreading, uint32_t from, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(spreading->plain, from, &count);
    for (size_t i = 0; i < count; i++)
        if (!group_of(&spreading->levels, cells[i].column))
            put(spreading, &cells[i], row, spreading->levels.places[cells[i].column]);
}

/* 备注 or 分值 beside the levels says something of the whole row, not of one of its indicators. */
static struct jx_term *aside_term(struct spreading *spreading, struct jx_term *term) {
    unsigned part = term->heading.part;
    if (part == JX_PART_NONE || part == JX_HEAD_ORDINAL || spreading->aside_count == ASIDE_MOST) return term;
    for (size_t i = 0; i < spreading->aside_count; i++)
        if (spreading->aside[i][0] == term) return spreading->aside[i][1];
    struct jx_term *copy = jx_arena_alloc(spreading->making.arena, sizeof *copy);
    *copy = *term;
    copy->heading = (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    spreading->aside[spreading->aside_count][0] = term;
    spreading->aside[spreading->aside_count++][1] = copy;
    return copy;
}

/* What the levels are: the first kind, unless only the second one's words stand there. */
static const char *level_heading(const struct spreading *spreading) {
    const struct levels *levels = &spreading->levels;
    bool second = !heading_of(spreading->plain, levels, levels->model, JX_PART_LEVEL2);
    for (size_t i = 0; i < levels->count; i++) second = second && levels->groups[i].level->term->level2;
    return second ? "二级指标" : "一级指标";
}

/* Whether a heading is put: one that the model has, too, has no place of its own. */
static bool is_own_heading(const struct levels *levels, const struct jx_seen *seen) {
    const struct group *group = group_of(levels, seen->column);
    uint32_t end = levels->level_column + 1 + width_of(levels->model);
    return !group ||
           (seen->row > levels->row && (group == levels->model || levels->places[seen->column] >= end));
}

/* The row of headings where one goes: beside the levels of what is no list there are but those of the last row. */
static uint32_t heading_row(const struct spreading *spreading, const struct jx_seen *seen) {
    const struct levels *levels = &spreading->levels;
    bool last = !levels->listed && !jx_shape_at(spreading->plain, levels->row + 1, seen->column);
    return last && seen->row == levels->row ? spreading->out + 1 : spreading->out;
}

static void put_headings(struct spreading *spreading) {
    const struct levels *levels = &spreading->levels;
    for (uint32_t row = levels->head; row < levels->body; row++, spreading->out++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(spreading->plain, row, &count);
        for (size_t i = 0; i < count; i++) {
            struct jx_seen copy = cells[i];
            if (group_of(levels, copy.column))
                copy.cell->claim = JX_CLAIM_LABEL;
            else
                copy.term = aside_term(spreading, copy.term);
            if (is_own_heading(levels, &copy))
                put(spreading, &copy, heading_row(spreading, &copy), levels->places[copy.column]);
        }
    }
    jx_shape_put_heading(&spreading->making, spreading->terms, levels->groups[0].level,
                         level_heading(spreading), spreading->out - 1, levels->level_column);
}

/* The cells under one level; whether there are any. */
static bool put_group(struct spreading *spreading, const struct group *group, uint32_t from, uint32_t row) {
    size_t count;
    bool any = false;
    const struct jx_seen *cells = jx_shape_row(spreading->plain, from, &count);
    for (size_t i = 0; i < count; i++) {
        if (group_of(&spreading->levels, cells[i].column) != group) continue;
        any = true;
        put(spreading, &cells[i], row, spreading->levels.places[cells[i].column]);
    }
    return any;
}

/* The first level under which a row has cells; NULL: none. */
static const struct group *first_group(const struct spreading *spreading, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(spreading->plain, row, &count);
    for (size_t i = 0; i < count; i++) {
        const struct group *group = group_of(&spreading->levels, cells[i].column);
        if (group) return group;
    }
    return NULL;
}

/* The rows [from, end) of one project: those of one level below one another, with the level in the first of them. The project's
 * facts stand in the very first, whichever level that is of. */
static void put_project(struct spreading *spreading, uint32_t from, uint32_t end) {
    const struct levels *levels = &spreading->levels;
    uint32_t first = spreading->out;
    put_rest(spreading, from, first);
    for (size_t i = 0; i < levels->count; i++) {
        const struct group *group = &levels->groups[i];
        bool any = false;
        for (uint32_t row = from; row < end; row++) {
            if (!put_group(spreading, group, row, spreading->out)) continue;
            if (!any) put(spreading, group->level, spreading->out, levels->level_column);
            if (row > from && first_group(spreading, row) == group) put_rest(spreading, row, spreading->out);
            any = true;
            spreading->out++;
        }
    }
    if (spreading->out == first) spreading->out++;
    for (uint32_t row = from + 1; row < end; row++)
        if (!first_group(spreading, row)) put_rest(spreading, row, spreading->out++);
}

/* Whether a row prints something in front of the levels, be it the same as above; `other`: it is not. Numbers of rows are nothing. */
static bool prints_front(struct spreading *spreading, uint32_t row, bool *other) {
    const struct levels *levels = &spreading->levels;
    size_t count;
    bool any = false;
    const struct jx_seen *cells = jx_shape_row(spreading->plain, row, &count);
    *other = false;
    for (size_t i = 0; i < count && cells[i].column < levels->groups[0].first; i++) {
        uint32_t column = cells[i].column;
        bool ordinal = false;
        for (uint32_t at = levels->head; at < levels->body; at++) {
            const struct jx_seen *heading = jx_shape_at(spreading->plain, at, column);
            ordinal = ordinal || (heading && heading->term->heading.part == JX_HEAD_ORDINAL);
        }
        if (ordinal) continue;
        any = true;
        *other = *other || spreading->in_force[column] != cells[i].term;
        spreading->in_force[column] = cells[i].term;
    }
    return any;
}

/* A project begins where facts are printed that were not in the row before, for lists without merges print them in every row. */
static void put_rows(struct spreading *spreading) {
    const struct levels *levels = &spreading->levels;
    uint32_t from = levels->body;
    bool before = false, other;
    for (uint32_t row = levels->body; row < levels->end; row++) {
        bool prints = levels->listed && prints_front(spreading, row, &other);
        if (row > from && prints && (other || !before)) {
            put_project(spreading, from, row);
            from = row;
        }
        before = prints;
    }
    if (levels->end > from) put_project(spreading, from, levels->end);
}

/* The rows [from, end) as they stand. */
static void put_plain(struct spreading *spreading, uint32_t from, uint32_t end) {
    const struct jx_shape *plain = spreading->plain;
    for (uint32_t row = from; row < end; row++, spreading->out++)
        for (size_t i = plain->starts[row]; i < plain->starts[row + 1]; i++)
            jx_shape_put(&spreading->making, &plain->cells[i], spreading->out, plain->cells[i].column);
}

const struct jx_shape *jx_shape_spread(struct jx_terms *terms, const struct jx_shape *plain) {
    struct spreading spreading = {.plain = plain, .terms = terms, .making = {.arena = terms->arena}};
    struct levels *levels = &spreading.levels;
    uint32_t done = 0;
    for (uint32_t row = 0; row < plain->rows; row++) {
        if (!find_levels(plain, row, levels)) continue;
        if (!spreading.making.shape) {
            spreading.making.shape = jx_arena_alloc(terms->arena, sizeof *spreading.making.shape);
            spreading.in_force =
                jx_arena_alloc(terms->arena, (plain->columns + 1) * sizeof *spreading.in_force);
        }
        find_head(terms, plain, done, levels);
        find_end(terms, plain, levels);
        find_places(plain, levels, terms->arena);
        put_plain(&spreading, done, levels->head);
        put_headings(&spreading);
        put_rows(&spreading);
        done = levels->end;
        row = done - 1;
    }
    if (!spreading.making.shape) return NULL;
    put_plain(&spreading, done, plain->rows);
    jx_shape_sort(terms->arena, spreading.making.shape);
    return spreading.making.shape;
}
