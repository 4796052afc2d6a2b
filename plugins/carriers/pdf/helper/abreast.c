/*
 * Forms beside one another on a page: what stands over the table of one, or below it, belongs to that one, and goes with it when the
 * tables are put below one another. Tables under one title share their lines, and those stay where they are.
 */
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"

/* Tables beside one another, blocks from `first` to `last`; the lines above them begin at `above`, those below end at `below`. */
struct abreast {
    const struct pdf_block *blocks;
    uint32_t above, first, last, below;
};

static bool is_line(const struct pdf_block *block, uint32_t page) {
    return !block->dropped && !block->is_table && block->page == page;
}

/* Whether a table stands right of another one, at the same height. */
static bool is_right_of(const struct pdf_block *left, const struct pdf_block *right) {
    return !right->dropped && right->is_table && right->page == left->page &&
           right->first_page == left->first_page && right->box.left > left->box.right &&
           right->box.top < left->box.bottom && right->box.bottom > left->box.top;
}

/* Which of the tables a part of a line is over or below; `count`: none of them. */
static uint32_t table_of(const struct abreast *group, const struct pdf_segment *segment) {
    double middle = (segment->left + segment->right) / 2;
    for (uint32_t i = group->first; i < group->last; i++)
        if (middle > group->blocks[i].box.left && middle < group->blocks[i].box.right)
            return i - group->first;
    return group->last - group->first;
}

/* Whether two texts begin with the same two Chinese characters, as titles of two forms do, and what says their units. */
static bool begin_alike(const char *one, const char *other) {
    enum { BYTES = 6 };
    return strlen(one) >= BYTES && strncmp(one, other, BYTES) == 0;
}

/* Whether a line has parts over several tables that say the same of each. */
static bool is_of_each(const struct abreast *group, const struct pdf_block *line) {
    for (uint32_t i = 1; i < line->segment_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (table_of(group, &line->segments[i]) != table_of(group, &line->segments[k]) &&
                begin_alike(line->segments[i].text, line->segments[k].text))
                return true;
    return false;
}

static bool find_group(const struct pdf_document *document, uint32_t index, struct abreast *group) {
    const struct pdf_block *blocks = document->blocks;
    uint32_t page = blocks[index].page;
    *group = (struct abreast){blocks, index, index, index + 1, 0};
    if (!blocks[index].is_table || blocks[index].dropped) return false;
    while (group->last < document->block_count && is_right_of(&blocks[group->last - 1], &blocks[group->last]))
        group->last++;
    if (group->last - group->first < 2) return false;
    while (group->above > 0 && is_line(&blocks[group->above - 1], page)) group->above--;
    for (group->below = group->last;
         group->below < document->block_count && is_line(&blocks[group->below], page);)
        group->below++;
    for (uint32_t i = group->above; i < group->first; i++)
        if (is_of_each(group, &blocks[i])) return true;
    return false;
}

/* The parts of a line that belong to one of the tables, as a line of their own; false: it has none. What belongs to no table goes with
 * the first one above them, and with the last one below. */
static bool part_of(struct pdf_document *document, const struct abreast *group, const struct pdf_block *line,
                    uint32_t table, struct pdf_block *part) {
    uint32_t count = group->last - group->first;
    bool above = line < &group->blocks[group->first], whole = line->segment_count < 2;
    *part = *line;
    part->segments = NULL;
    part->segment_count = part->segment_capacity = 0;
    for (uint32_t i = 0; i < line->segment_count; i++) {
        uint32_t of = whole ? count : table_of(group, &line->segments[i]);
        if (of == count) of = above ? 0 : count - 1;
        if (of != table) continue;
        part->segments = jx_arena_grow32(document->arena, part->segments, part->segment_count,
                                         &part->segment_capacity, sizeof *part->segments);
        part->segments[part->segment_count++] = line->segments[i];
    }
    return part->segment_count > 0;
}

struct blocks {
    struct pdf_block *items;
    uint32_t count, capacity;
};

static void add_block(struct pdf_document *document, struct blocks *blocks, const struct pdf_block *block) {
    blocks->items = jx_arena_grow32(document->arena, blocks->items, blocks->count, &blocks->capacity,
                                    sizeof *blocks->items);
    blocks->items[blocks->count++] = *block;
}

static void add_lines(struct pdf_document *document, struct blocks *blocks, const struct abreast *group,
                      uint32_t from, uint32_t to, uint32_t table) {
    struct pdf_block part;
    for (uint32_t i = from; i < to; i++)
        if (part_of(document, group, &group->blocks[i], table, &part)) add_block(document, blocks, &part);
}

void pdf_part_abreast(struct pdf_document *document) {
    struct blocks made = {NULL, 0, 0};
    struct abreast group;
    for (uint32_t i = 0; i < document->block_count;) {
        if (!find_group(document, i, &group)) {
            add_block(document, &made, &document->blocks[i++]);
            continue;
        }
        made.count -= group.first - group.above; /* the lines above are there already */
        for (uint32_t table = 0; table < group.last - group.first; table++) {
            add_lines(document, &made, &group, group.above, group.first, table);
            add_block(document, &made, &group.blocks[group.first + table]);
            add_lines(document, &made, &group, group.last, group.below, table);
        }
        i = group.below;
    }
    document->blocks = made.items;
    document->block_count = made.count;
    document->block_capacity = made.capacity;
}
