#include "core/read/spread.h"

#include "core/base/arena.h"

/* Levels side by side at least, and at most; rows from the top in which they are looked for. */
enum { FEWEST = 2, MOST = 16, ROWS_LOOKED_AT = 12 };

/* A level over the columns [first, end). */
struct group {
    struct jx_seen *level;
    uint32_t first, end;
};

/* `row` holds the levels, the row below it the headings under them. */
struct levels {
    uint32_t row;
    struct group groups[MOST];
    size_t count;
    const struct group *model; /* one whose headings say what its columns hold */
};

struct spreading {
    const struct jx_shape *plain;
    const struct levels *levels;
    struct jx_shape *made;
    uint32_t level_column, width; /* where the levels go, and how many columns a level has */
    size_t capacity;
    struct jx_arena *arena;
};

/* --- finding ------------------------------------------------------------------------------------------------------------------ */

static bool heads(const struct jx_shape *shape, uint32_t row, const struct group *group, unsigned part) {
    for (uint32_t column = group->first; column < group->end; column++) {
        const struct jx_seen *seen = jx_shape_at(shape, row, column);
        if (seen && seen->term->heading.part == part) return true;
    }
    return false;
}

/* Every level of the row but one has a name and a target under it; what else stands in the row ends the last level's columns. */
static bool find_levels(const struct jx_shape *shape, uint32_t row, struct levels *levels) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    *levels = (struct levels){.row = row};
    for (size_t i = 0; i < count; i++) {
        const struct jx_term *term = cells[i].term;
        if (!jx_term_is_level(term)) continue;
        if (levels->count == MOST) return false;
        levels->groups[levels->count++] =
            (struct group){&cells[i], cells[i].column, i + 1 < count ? cells[i + 1].column : shape->columns};
    }
    size_t headed = 0;
    for (size_t i = levels->count; i-- > 0;)
        if (heads(shape, row + 1, &levels->groups[i], JX_PART_NAME) &&
            heads(shape, row + 1, &levels->groups[i], JX_PART_TARGET)) {
            headed++;
            levels->model = &levels->groups[i];
        }
    return headed >= FEWEST && headed + 1 >= levels->count;
}

/* --- spreading ------------------------------------------------------------------------------------------------------------------ */

static void put(struct spreading *spreading, const struct jx_seen *seen, uint32_t row, uint32_t column) {
    struct jx_shape *made = spreading->made;
    made->cells =
        jx_arena_grow(spreading->arena, made->cells, made->count, &spreading->capacity, sizeof *made->cells);
    struct jx_seen *copy = &made->cells[made->count++];
    *copy = *seen;
    copy->row = row;
    copy->column = column;
    copy->rows = copy->columns = 1;
}

/* The level that a column belongs to, or NULL. */
static const struct group *group_of(const struct levels *levels, uint32_t column) {
    for (size_t i = 0; i < levels->count; i++)
        if (column >= levels->groups[i].first && column < levels->groups[i].end) return &levels->groups[i];
    return NULL;
}

/* Where a column that belongs to no level goes: as it stands, or behind those of the levels. */
static uint32_t own_column(const struct spreading *spreading, uint32_t column) {
    return column < spreading->level_column ? column : column + 1 + spreading->width;
}

/* What belongs to no level, in the first row of those made of one. */
static void put_rest(struct spreading *spreading, const struct jx_seen *cells, size_t count, uint32_t row) {
    for (size_t i = 0; i < count; i++)
        if (!group_of(spreading->levels, cells[i].column))
            put(spreading, &cells[i], row, own_column(spreading, cells[i].column));
}

/* The cells under one level; whether there are any. */
static bool put_group(struct spreading *spreading, const struct jx_seen *cells, size_t count, uint32_t row,
                      const struct group *group) {
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (group_of(spreading->levels, cells[i].column) != group) continue;
        if (!any) put(spreading, group->level, row, spreading->level_column);
        any = true;
        put(spreading, &cells[i], row, spreading->level_column + 1 + cells[i].column - group->first);
    }
    return any;
}

/* The two rows of headings: those of one level stand for all. */
static void put_headings(struct spreading *spreading) {
    const struct levels *levels = spreading->levels;
    for (uint32_t row = levels->row; row <= levels->row + 1; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(spreading->plain, row, &count);
        put_rest(spreading, cells, count, row);
        for (size_t i = 0; row > levels->row && i < count; i++)
            if (levels->model && group_of(levels, cells[i].column) == levels->model)
                put(spreading, &cells[i], row,
                    spreading->level_column + 1 + cells[i].column - levels->model->first);
    }
}

static void spread(struct spreading *spreading) {
    const struct jx_shape *plain = spreading->plain;
    const struct levels *levels = spreading->levels;
    uint32_t out = levels->row + 2;
    for (size_t i = 0; i < plain->starts[levels->row]; i++)
        put(spreading, &plain->cells[i], plain->cells[i].row, plain->cells[i].column);
    put_headings(spreading);
    for (uint32_t row = levels->row + 2; row < plain->rows; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(plain, row, &count);
        uint32_t first = out;
        put_rest(spreading, cells, count, first);
        for (size_t i = 0; i < levels->count; i++)
            if (put_group(spreading, cells, count, out, &levels->groups[i])) out++;
        if (out == first) out++;
    }
    jx_shape_sort(spreading->arena, spreading->made);
}

/* The headings of the other levels say the same as the first one's, and have no place of their own. */
static void claim_headings(const struct jx_shape *plain, const struct levels *levels) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(plain, levels->row + 1, &count);
    for (size_t i = 0; i < count; i++)
        if (group_of(levels, cells[i].column)) cells[i].cell->claim = JX_CLAIM_LABEL;
}

const struct jx_shape *jx_shape_spread(struct jx_terms *terms, const struct jx_shape *plain,
                                       struct jx_block **block) {
    struct levels levels;
    uint32_t row = 0;
    while (row + 2 < plain->rows && row < ROWS_LOOKED_AT && !find_levels(plain, row, &levels)) row++;
    if (row + 2 >= plain->rows || row == ROWS_LOOKED_AT) return NULL;
    struct spreading spreading = {.plain = plain, .levels = &levels, .arena = terms->arena};
    spreading.level_column = levels.groups[0].first;
    for (size_t i = 0; i < levels.count; i++)
        if (levels.groups[i].end - levels.groups[i].first > spreading.width)
            spreading.width = levels.groups[i].end - levels.groups[i].first;
    spreading.made = jx_arena_alloc(terms->arena, sizeof *spreading.made);
    spread(&spreading);
    *block = jx_shape_block_at(terms, spreading.made, row, 2);
    if (!*block) return NULL;
    claim_headings(plain, &levels);
    return spreading.made;
}
