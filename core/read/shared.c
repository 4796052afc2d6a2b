#include "core/read/shared.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/read/inside.h"

/* What a label may cost that names a project for sure. */
enum { PLAIN_LABEL = 20 };

struct sharing {
    struct jx_terms *terms;
    const struct jx_shape *plain;
    struct jx_shape *made;
    size_t capacity;
    uint32_t out; /* the row at hand of those made */
};

bool jx_cell_names_project(struct jx_terms *terms, const struct jx_seen *seen) {
    struct jx_inside pairs[JX_INSIDE_MOST];
    size_t count = !seen->term->colon
                       ? 0
                       : jx_inside_pairs(terms, seen->cell->text, seen->cell->length, JX_KIND_PROJECT, pairs);
    for (size_t i = 0; i < count; i++)
        if (pairs[i].sense.field == JX_FIELD_PROJECT_NAME && pairs[i].sense.cost < PLAIN_LABEL) return true;
    return false;
}

bool jx_row_names_project(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count; i++) {
        const struct jx_sense *label = jx_term_label(terms, cells[i].term, JX_KIND_PROJECT);
        bool named = label && label->field == JX_FIELD_PROJECT_NAME && label->cost < PLAIN_LABEL;
        if (named || jx_cell_names_project(terms, &cells[i])) return true;
    }
    return false;
}

/* The row behind it that has something in it; block->end: there is none. */
static uint32_t next_row(const struct jx_block *block, uint32_t row) {
    size_t count = 0;
    while (++row < block->end && (jx_shape_row(block->shape, row, &count), count == 0)) {
    }
    return row;
}

static bool prints_level(const struct jx_block *block, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    for (size_t i = 0; i < count; i++)
        if (jx_term_is_level(cells[i].term)) return true;
    return false;
}

/* A row that names a project, with a level right below it: other forms have a head between. */
static bool begins_project(struct jx_terms *terms, const struct jx_block *block, uint32_t row) {
    if (prints_level(block, row)) return false;
    uint32_t next = next_row(block, row);
    return next < block->end && prints_level(block, next) && jx_row_names_project(terms, block->shape, row);
}

static size_t count_projects(struct jx_terms *terms, const struct jx_block *block) {
    size_t count = 0;
    for (uint32_t row = block->head + block->depth; row < block->end && !block->list; row++)
        count += begins_project(terms, block, row);
    return count;
}

static void put_row(struct sharing *sharing, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(sharing->plain, row, &count);
    struct jx_shape *made = sharing->made;
    for (size_t i = 0; i < count; i++) {
        made->cells = jx_arena_grow(sharing->terms->arena, made->cells, made->count, &sharing->capacity,
                                    sizeof *made->cells);
        made->cells[made->count] = cells[i];
        made->cells[made->count++].row = sharing->out;
    }
    sharing->out++;
}

static void put_headings(struct sharing *sharing, const struct jx_block *block) {
    for (uint32_t row = block->head; row < block->head + block->depth; row++) put_row(sharing, row);
}

/* The rows of a block: its headings go below each project's row. */
static void put_block(struct sharing *sharing, const struct jx_block *block) {
    uint32_t first = next_row(block, block->head + block->depth - 1);
    if (!begins_project(sharing->terms, block, first)) put_headings(sharing, block);
    for (uint32_t row = block->head + block->depth; row < block->end; row++) {
        put_row(sharing, row);
        if (begins_project(sharing->terms, block, row)) put_headings(sharing, block);
    }
}

const struct jx_shape *jx_shape_share(struct jx_terms *terms, const struct jx_shape *plain,
                                      const struct jx_block *blocks, size_t count) {
    struct sharing sharing = {.terms = terms, .plain = plain};
    uint32_t done = 0;
    for (size_t i = 0; i < count; i++) {
        if (count_projects(terms, &blocks[i]) == 0) continue;
        if (!sharing.made) sharing.made = jx_arena_alloc(terms->arena, sizeof *sharing.made);
        while (done < blocks[i].head) put_row(&sharing, done++);
        put_block(&sharing, &blocks[i]);
        done = blocks[i].end;
    }
    if (!sharing.made) return NULL;
    while (done < plain->rows) put_row(&sharing, done++);
    jx_shape_index(terms->arena, sharing.made);
    return sharing.made;
}
