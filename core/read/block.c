#include "core/read/block.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/read/columns.h"
#include "core/read/facts.h"
#include "core/read/feet.h"
#include "core/read/rows.h"
#include "core/read/years.h"
#include "core/words/costs.h"
#include "core/words/feet.h"

/* How many rows of a block are weighed to find out what its columns hold; headings known in a row of headings at least; what a
 * heading may cost to count as one, in a row and as left over in the body. */
enum { ROWS_WEIGHED = 60, FEWEST_HEADINGS = 3, HEADING_COST = 50, PLAIN_HEADING = 20 };

/* --- where headings stand ------------------------------------------------------------------------------------------------------ */

static bool is_core_part(unsigned part) {
    return part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || part == JX_PART_NAME;
}

/* At least three headings, of which one is a level or the name; and more than half of what stands from that on (before it stand
 * facts of a list), unless all three are. */
static bool is_heading_row(const struct jx_shape *shape, uint32_t row) {
    size_t count, asked = 0, known = 0, core = 0;
    bool target = false;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (count < FEWEST_HEADINGS) return false;
    for (size_t i = 0; i < count; i++) {
        const struct jx_term *term = cells[i].term;
        if (*term->key == '\0') continue;
        bool heading = term->heading.part != JX_PART_NONE && term->heading.cost < HEADING_COST;
        asked += heading || core > 0;
        if (!heading) continue;
        if (jx_term_is_level(term)) continue; /* 数量指标 stands in the body */
        known++;
        core += is_core_part(term->heading.part);
        target = target || jx_part_is_target(term->heading.part);
    }
    return known >= FEWEST_HEADINGS && core >= 1 && (core >= 3 || 2 * known >= asked) &&
           (core >= 2 || target);
}

/* A row without known headings over columns of which one holds names of levels 1 and one those of levels 2; the latter alone will
 * do beside a heading of targets. */
static bool heads_levels(const struct jx_shape *shape, uint32_t row) {
    bool first = false, second = false;
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (count < 2) return false;
    for (size_t i = 0; i < count; i++) {
        struct jx_head_sense heading = cells[i].term->heading;
        if (jx_term_is_level(cells[i].term)) return false;
        first = first || (count > 2 && heading.part == JX_PART_TARGET && heading.cost < PLAIN_HEADING);
    }
    for (uint32_t column = 0; column < shape->columns && column < JX_BLOCK_COLUMNS; column++) {
        size_t cells_seen = 0, level1 = 0, level2 = 0;
        for (uint32_t below = row + 1; below < shape->rows && below <= row + ROWS_WEIGHED; below++) {
            const struct jx_seen *seen = jx_shape_at(shape, below, column);
            if (!seen) continue;
            cells_seen++;
            level1 += seen->term->level1;
            level2 += seen->term->level2;
        }
        first = first || (cells_seen > 0 && 10 * level1 >= 7 * cells_seen);
        second = second || (cells_seen >= 3 && 10 * level2 >= 7 * cells_seen);
    }
    return first && second;
}

/* --- one block ------------------------------------------------------------------------------------------------------------------ */

bool jx_row_begins_other(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row) {
    size_t count;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    const char *key = cells[0].term->key;
    if (cells[0].column != 0 || count > 5 || strstr(key, "指标") || jx_text_starts(key, "绩效") ||
        jx_text_starts(key, "目标"))
        return false;
    for (size_t i = 0; i < count && i < 3; i++)
        if (jx_term_is_level(cells[i].term)) return false;
    const struct jx_sense *label = jx_term_label(terms, cells[0].term, JX_KIND_PROJECT);
    return jx_sense_is_plain(label);
}

/* The number that a cell below a heading gives its column: 3, (3), ③, 3=4+5; 0: it gives none. */
static unsigned column_number(const char *key) {
    unsigned number = 0;
    size_t length = jx_numbering_read(key, &number);
    const char *end = key + length;
    if (length == 0)
        for (; *end >= '0' && *end <= '9' && number <= JX_COLUMNS_NUMBERED; end++)
            number = number * 10 + (unsigned)(*end - '0');
    return number > JX_COLUMNS_NUMBERED || (*end != '\0' && *end != '=') ? 0 : number;
}

bool jx_keys_number_columns(const char *const *keys, size_t count) {
    uint64_t found = 0;
    if (count < FEWEST_HEADINGS || count > JX_COLUMNS_NUMBERED) return false;
    for (size_t i = 0; i < count; i++) {
        unsigned number = column_number(keys[i]);
        if (number == 0 || number > count) return false;
        found |= (uint64_t)1 << (number - 1);
    }
    return found == UINT64_MAX >> (64 - count);
}

static bool numbers_columns(const struct jx_shape *shape, uint32_t row) {
    const char *keys[JX_COLUMNS_NUMBERED];
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count && i < JX_COLUMNS_NUMBERED; i++) keys[i] = cells[i].term->key;
    return jx_keys_number_columns(keys, count);
}

/* The row of them below the headings, with nothing but a line of words between; 0: there is none. */
static uint32_t numbers_row(const struct jx_block *block) {
    size_t count;
    for (uint32_t row = block->head + block->depth; row < block->end; row++) {
        jx_shape_row(block->shape, row, &count);
        if (count > 1) return numbers_columns(block->shape, row) ? row : 0;
    }
    return 0;
}

/* Rows to weigh: the first of the body, up to one that begins something else. */
static size_t sample_rows(struct jx_terms *terms, const struct jx_block *block, uint32_t rows[ROWS_WEIGHED]) {
    size_t made = 0, count;
    for (uint32_t row = jx_block_body(block); row < block->end && made < ROWS_WEIGHED; row++) {
        jx_shape_row(block->shape, row, &count);
        if (count == 0) continue;
        if (made > 0 && jx_row_begins_other(terms, block->shape, row)) break;
        rows[made++] = row;
    }
    return made;
}

/* Every column in which something stands, from left to right. */
static void find_columns(struct jx_block *block, const uint32_t *sample, size_t count) {
    const struct jx_shape *shape = block->shape;
    uint8_t used[256] = {0};
    for (uint32_t row = block->head; row < block->head + block->depth + count; row++) {
        size_t cells_count;
        uint32_t at = row < block->head + block->depth ? row : sample[row - block->head - block->depth];
        const struct jx_seen *cells = jx_shape_row(shape, at, &cells_count);
        for (size_t i = 0; i < cells_count; i++)
            if (cells[i].column < sizeof used) used[cells[i].column] = 1;
    }
    for (uint32_t column = 0; column < sizeof used && block->column_count < JX_BLOCK_COLUMNS; column++)
        if (used[column]) block->columns[block->column_count++] = (struct jx_block_column){.column = column};
}

/* What is no heading in the further rows of headings. */
static int weigh_headings(const struct jx_block *block) {
    int cost = 0;
    for (uint32_t row = block->head + 1; row < block->head + block->depth; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
        cost += JX_COST_DEPTH;
        for (size_t i = 0; i < count; i++) {
            const struct jx_term *term = cells[i].term;
            bool year = jx_text_starts(term->key, "20") && strlen(term->key) == 4; /* 指标值 over 2024 */
            bool digit = term->number && !year;
            if (term->phrase.characters > 14 || digit || jx_term_is_level(term)) cost += JX_COST_NO_HEADING;
        }
    }
    return cost;
}

static bool has_name(const struct jx_block *block, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    for (size_t i = 0; i < count; i++) {
        size_t index = jx_block_column_at(block, cells[i].column);
        if (index != SIZE_MAX && block->columns[index].part == JX_PART_NAME) return true;
    }
    return false;
}

/* Headings that stand among the values of the first rows: the headings were deeper. */
static int weigh_body(const struct jx_block *block, const uint32_t *sample, size_t count) {
    int cost = 0;
    for (size_t s = 0; s < count && s < 3; s++) {
        size_t cells_count;
        const struct jx_seen *cells = jx_shape_row(block->shape, sample[s], &cells_count);
        if (has_name(block, sample[s])) continue;
        for (size_t i = 0; i < cells_count; i++) {
            const struct jx_term *term = cells[i].term;
            size_t index = jx_block_column_at(block, cells[i].column);
            unsigned part = index == SIZE_MAX ? JX_PART_NONE : block->columns[index].part;
            bool heading = term->heading.part != JX_PART_NONE && term->heading.cost < PLAIN_HEADING;
            if ((heading || jx_term_says_time(term)) && !term->level2 &&
                (jx_part_is_target(part) || part == JX_PART_NONE))
                cost += JX_COST_HEADING_IN_BODY;
        }
    }
    return cost;
}

bool jx_block_columns(struct jx_terms *terms, const struct jx_shape *shape, uint32_t head, uint32_t depth,
                      uint32_t end, struct jx_block *block) {
    uint32_t sample[ROWS_WEIGHED] = {0};
    *block = (struct jx_block){.shape = shape, .head = head, .depth = depth, .end = end};
    block->numbers = numbers_row(block);
    size_t count = sample_rows(terms, block, sample);
    if (count == 0) return false;
    find_columns(block, sample, count);
    if (!jx_columns_assign(terms, block, sample, count)) return false;
    block->cost += weigh_headings(block) + weigh_body(block, sample, count);
    return true;
}

/* A further row of headings does not begin at the left edge, and has nothing under the levels and the name but what parts them:
 * 二级指标 and 三级指标 under 绩效指标名称. */
static bool may_be_headings(const struct jx_shape *shape, uint32_t row, uint32_t head) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (count == 0 || cells[0].column == 0) return false;
    for (size_t i = 0; i < count; i++) {
        const struct jx_seen *over = jx_shape_at(shape, head, cells[i].column);
        const struct jx_term *term = cells[i].term;
        bool name = jx_tags_have(term->phrase.tags, JX_TAG_NAME) && term->phrase.unknown == 0; /* 名称 */
        if (over && is_core_part(over->term->heading.part) && !is_core_part(term->heading.part) && !name)
            return false;
    }
    return true;
}

/* The cheapest depth of headings, from `least` on. */
static bool best_block(struct jx_terms *terms, const struct jx_shape *shape, uint32_t head, uint32_t least,
                       uint32_t end, struct jx_block *best) {
    bool found = jx_block_columns(terms, shape, head, least, end, best);
    for (uint32_t depth = least + 1; depth <= JX_BLOCK_DEEPEST && head + depth <= end; depth++) {
        struct jx_block block;
        if (!may_be_headings(shape, head + depth - 1, head + least - 1)) break;
        if (!jx_block_columns(terms, shape, head, depth, end, &block) || (found && block.cost >= best->cost))
            continue;
        *best = block;
        found = true;
    }
    return found;
}

/* What may be a list whose facts have their headings a row above those of the indicators, for 绩效指标 stands over the latter:
 * 项目名称 over nothing, and left of the levels. */
static bool heads_facts(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row) {
    size_t count, facts = 0;
    struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count; i++) {
        const struct jx_sense *sense = jx_term_label(terms, cells[i].term, JX_KIND_PROJECT);
        if (!jx_sense_is_plain(sense) || sense->kind != JX_SENSE_FACT) continue;
        if (jx_shape_at(shape, row + 1, cells[i].column)) continue;
        facts++;
    }
    return facts >= 2;
}

/* 分值 and 得分, or 指标名称, stand a row above the levels, over nothing, where a heading there reaches over several columns. */
static bool heads_rest(const struct jx_shape *shape, uint32_t row) {
    size_t count, below;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count),
                         *own = jx_shape_row(shape, row + 1, &below);
    for (size_t i = 0; i < count; i++) {
        unsigned part = cells[i].term->heading.part;
        bool ours = part == JX_PART_SCORE || part == JX_PART_TARGET || part == JX_HEAD_RESULT;
        bool name = part == JX_PART_NAME && !jx_shape_at(shape, row + 1, cells[i].column);
        if (cells[i].term->heading.cost >= PLAIN_HEADING) continue;
        if (name || (ours && cells[i].column > own[below - 1].column)) return true;
    }
    return false;
}

/* The block whose headings of indicators stand in a row, with one or two rows of headings above it if that makes a list of it, or
 * with one if that explains more. */
static bool block_at(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row, uint32_t from,
                     uint32_t end, struct jx_block *block) {
    for (uint32_t above = 1; above < JX_BLOCK_DEEPEST && row >= from + above; above++) {
        if (!heads_facts(terms, shape, row - above) ||
            !best_block(terms, shape, row - above, above + 1, end, block))
            continue;
        jx_block_find_facts(terms, block);
        if (block->list) return true;
    }
    bool found = best_block(terms, shape, row, 1, end, block);
    struct jx_block taller;
    if (row > from && heads_rest(shape, row - 1) && best_block(terms, shape, row - 1, 2, end, &taller) &&
        (!found || taller.cost < block->cost)) {
        *block = taller;
        return true;
    }
    return found;
}

/* Nothing stands in a row of a blank but cells that wait: they suit every column, and say nothing of what the row belongs to. */
static bool only_waits(const struct jx_shape *shape, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].term->stands != JX_TERM_OPEN) return false;
    return true;
}

/* Whether the block goes on behind a row that is none of its own: a row that surely is follows, with no other form's head
 * between: behind a title a name and a target may be a head's, and only a level is sure. Blank rows that are ruled below the foot
 * of a form are none of its indicators'; below a total that the block begins with they are. */
static bool goes_on(struct jx_terms *terms, const struct jx_block *block, uint32_t row) {
    enum { ROWS_AHEAD = 8 };
    bool titled = jx_row_is_title(block->shape, row);
    for (uint32_t next = row + 1; next < block->end && next <= row + ROWS_AHEAD; next++) {
        size_t count;
        jx_shape_row(block->shape, next, &count);
        if (count == 0 || (block->row_count > 0 && only_waits(block->shape, next))) continue;
        titled = titled || jx_row_is_title(block->shape, next);
        bool sure = titled ? jx_row_prints_level(block, next) : jx_row_is_sure(block, next);
        if (sure && !jx_row_is_foot(terms, block, next)) return true;
        if (jx_row_begins_other(terms, block->shape, next)) return false;
    }
    return false;
}

/* 总分, 合计, 小计: the row sums up the block's columns, and numbers stand in it. */
static bool is_sum(const struct jx_seen *cells, size_t count) {
    return count >= 2 && jx_lexicon_is(JX_WORD_TOTAL, cells[0].term->key) &&
           (cells[1].term->number || cells[1].term->stands == JX_TERM_OPEN);
}

static void add_row(struct jx_terms *terms, struct jx_block *block, struct jx_block_row row) {
    block->rows =
        jx_arena_grow(terms->arena, block->rows, block->row_count, &block->row_capacity, sizeof *block->rows);
    block->rows[block->row_count++] = row;
}

/* A list's last rows of one cell each are notes below it: a project has facts, or rows of indicators that follow. */
static void drop_notes(struct jx_block *block) {
    while (block->list && block->row_count > 0) {
        const struct jx_block_row *last = &block->rows[block->row_count - 1];
        size_t count;
        jx_shape_row(block->shape, last->row, &count);
        if (count != 1 || last->aside) return;
        block->stop = last->row;
        block->row_count--;
    }
}

/* A name alone in the column of projects, with the name of a project right below: that of a unit whose projects follow, however
 * wide its cell is. */
static bool names_unit(const struct jx_block *block, const struct jx_seen *cell, size_t count) {
    size_t index = jx_block_column_at(block, cell->column), below = 0;
    if (!block->list || count != 1 || index == SIZE_MAX || !block->columns[index].fact ||
        block->columns[index].fact->field != JX_FIELD_PROJECT_NAME)
        return false;
    for (uint32_t row = cell->row + 1; row < block->end; row++) {
        const struct jx_seen *cells = jx_shape_row(block->shape, row, &below);
        if (below > 0) return below > 1 && cells->column == cell->column && !cells->term->colon;
    }
    return false;
}

void jx_block_fill(struct jx_terms *terms, struct jx_block *block) {
    block->stop = block->end;
    for (uint32_t row = jx_block_body(block); row < block->end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
        if (count == 0) continue;
        bool foot = jx_row_is_foot(terms, block, row) && !names_unit(block, cells, count);
        bool between = !block->list || block->row_count == 0; /* a list may begin with its total */
        if (foot && (is_sum(cells, count) || (between && goes_on(terms, block, row)))) {
            add_row(terms, block, jx_row_aside(terms, block, cells, count));
            continue;
        }
        if (foot) {
            block->stop = row;
            break;
        }
        if (count >= FEWEST_HEADINGS && jx_key_instructs(cells[0].term->key)) continue;
        while (!block->list && count > 0 && cells->column < block->first &&
               jx_cell_is_side(terms, block, cells))
            cells++, count--;
        if (count > 0) add_row(terms, block, jx_row_place(terms, block, cells, count));
    }
    drop_notes(block);
}

/* --- all blocks ------------------------------------------------------------------------------------------------------------------ */

static size_t plain_headings(const struct jx_shape *shape, uint32_t row) {
    size_t count, plain = 0;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    for (size_t i = 0; i < count; i++)
        plain += cells[i].term->heading.part != JX_PART_NONE && cells[i].term->heading.cost < PLAIN_HEADING;
    return plain;
}

/* 投入管理指标 | 工作目标管理 | 年度履职目标相关性 right below plainer headings: the first row of the body. 一级 | 二级 | 符号 are
 * nothing but headings. */
static bool begins_body(const struct jx_shape *shape, uint32_t row, const uint32_t *heads, size_t count) {
    size_t cells;
    jx_shape_row(shape, row, &cells);
    return count > 0 && heads[count - 1] + 1 == row && plain_headings(shape, row) < cells &&
           plain_headings(shape, row) < plain_headings(shape, heads[count - 1]);
}

/* The rows where blocks may begin. */
static uint32_t *heading_rows(struct jx_terms *terms, const struct jx_shape *shape, size_t *count) {
    enum { FIRST_ROWS = 8 };
    uint32_t *rows = NULL;
    size_t capacity = 0;
    *count = 0;
    for (uint32_t row = 0; row < shape->rows; row++)
        if (is_heading_row(shape, row) && !begins_body(shape, row, rows, *count)) {
            rows = jx_arena_grow(terms->arena, rows, *count, &capacity, sizeof *rows);
            rows[(*count)++] = row;
        }
    for (uint32_t row = 0, looked = 0; *count == 0 && row < shape->rows && looked < FIRST_ROWS; row++) {
        size_t cells;
        jx_shape_row(shape, row, &cells);
        looked += cells > 0;
        if (!heads_levels(shape, row)) continue;
        if (row + 1 < shape->rows && heads_levels(shape, row + 1))
            continue; /* rather the row right above them */
        rows = jx_arena_grow(terms->arena, rows, 0, &capacity, sizeof *rows);
        rows[(*count)++] = row;
    }
    return rows;
}

/* Whether two blocks have the same headings over the same columns, as pages of one list have. */
static bool same_headings(const struct jx_block *a, const struct jx_block *b) {
    if (a->depth != b->depth) return false;
    for (uint32_t row = 0; row < a->depth; row++) {
        size_t count, others;
        const struct jx_seen *cells = jx_shape_row(a->shape, a->head + row, &count);
        const struct jx_seen *other = jx_shape_row(b->shape, b->head + row, &others);
        if (count != others) return false;
        for (size_t i = 0; i < count; i++)
            if (cells[i].term != other[i].term || cells[i].column != other[i].column) return false;
    }
    return true;
}

const char *jx_block_headings(struct jx_arena *arena, const struct jx_block *block) {
    const char *words = "";
    for (uint32_t row = block->head; row < block->head + block->depth; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
        for (size_t i = 0; i < count; i++)
            words = jx_arena_format(arena, "%s%u %u %s\n", words, row - block->head, cells[i].column,
                                    cells[i].term->key);
    }
    return words;
}

static void copy_columns(struct jx_block *to, const struct jx_block *from) {
    memcpy(to->columns, from->columns, sizeof to->columns);
    to->column_count = from->column_count;
    to->panels = from->panels;
    to->first = from->first;
    to->cost = from->cost;
}

/* Pages of one list hold the same columns: those of the page that says it most plainly, for rows of another may have slipped. */
static void share_columns(struct jx_block *blocks, size_t count) {
    for (size_t first = 0, end; first < count; first = end) {
        const struct jx_block *best = &blocks[first];
        for (end = first + 1; end < count && same_headings(&blocks[first], &blocks[end]); end++)
            if (blocks[end].cost < best->cost) best = &blocks[end];
        for (size_t i = first; i < end; i++)
            if (&blocks[i] != best) copy_columns(&blocks[i], best);
    }
}

struct jx_block *jx_shape_blocks(struct jx_terms *terms, const struct jx_shape *shape, size_t *count) {
    size_t heads, capacity = 0;
    uint32_t *rows = heading_rows(terms, shape, &heads);
    struct jx_block *blocks = NULL;
    *count = 0;
    for (size_t i = 0; i < heads; i++) {
        struct jx_block *last = *count == 0 ? NULL : &blocks[*count - 1], block;
        if (last && rows[i] < last->head + last->depth) continue;
        uint32_t from = !last ? 0 : last->head + last->depth, end = i + 1 < heads ? rows[i + 1] : shape->rows;
        if (!block_at(terms, shape, rows[i], from, end, &block)) continue;
        blocks = jx_arena_grow(terms->arena, blocks, *count, &capacity, sizeof *blocks);
        blocks[(*count)++] = block;
    }
    share_columns(blocks, *count);
    for (size_t i = 0; i < *count; i++) {
        jx_block_find_facts(terms, &blocks[i]);
        jx_block_fill(terms, &blocks[i]);
    }
    return blocks;
}

int jx_shape_cost(const struct jx_shape *shape, const struct jx_block *blocks, size_t count) {
    size_t inside = 0;
    int cost = shape->cost + (count == 0 ? JX_COST_NO_BAND : 0);
    for (size_t i = 0; i < count; i++) {
        cost += blocks[i].cost;
        for (size_t row = 0; row < blocks[i].row_count; row++) cost += blocks[i].rows[row].cost;
        inside += shape->starts[blocks[i].stop] - shape->starts[blocks[i].head];
    }
    return cost + (int)(shape->count - inside) * JX_COST_UNEXPLAINED;
}
