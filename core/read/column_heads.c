#include "core/read/column_heads.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/read/years.h"
#include "core/words/costs.h"

/* Several years, and nobody says which is the form's. */
enum { SOME_YEAR = -1 };

/* --- what stands over a column -------------------------------------------------------------------------------------------------- */

bool jx_head_is_not_ours(unsigned part) {
    return part == JX_HEAD_RESULT || part == JX_HEAD_FORMER || part == JX_HEAD_OTHER || part == JX_HEAD_REACH;
}

static bool heads_below(const struct jx_block *block, uint32_t row, uint32_t column) {
    for (uint32_t r = row + 1; r < block->head + block->depth; r++)
        if (jx_shape_at(block->shape, r, column)) return true;
    return false;
}

/* The heading in a row over a column: in it, or, where it is blank over more headings, the one to its left. */
static struct jx_seen *heading_over(const struct jx_block *block, uint32_t row, uint32_t column) {
    struct jx_seen *seen = jx_shape_at(block->shape, row, column);
    if (seen || row + 1 >= block->head + block->depth || !heads_below(block, row, column)) return seen;
    size_t count;
    struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
    for (size_t i = count; i-- > 0;)
        if (cells[i].column < column)
            return cells[i].columns > 1 && cells[i].column + cells[i].columns <= column ? NULL : &cells[i];
    return NULL;
}

size_t jx_heading_path(const struct jx_block *block, uint32_t column,
                       struct jx_term *path[JX_BLOCK_DEEPEST]) {
    size_t count = 0;
    for (uint32_t row = block->head; row < block->head + block->depth; row++) {
        struct jx_seen *seen = heading_over(block, row, column);
        if (seen) path[count++] = seen->term;
    }
    return count;
}

/* What the headings above the lowest say, read as one. */
static struct jx_head_sense upper_sense(struct jx_terms *terms, struct jx_term *const *path, size_t count) {
    if (count == 1) return path[0]->heading;
    const char *joined = jx_arena_join(terms->arena, path[0]->key, path[1]->key, "");
    return jx_term_of(terms, joined, strlen(joined))->heading;
}

/* 实施期指标 over 目标值: a word of time above is true of what stands below it. */
bool jx_path_is_of_period(struct jx_term *const *path, size_t count) {
    for (size_t i = count; i-- > 0;) {
        struct jx_tags tags = path[i]->phrase.tags;
        if (jx_key_is_span(path[i]->key)) return true;
        if (jx_tags_have(tags, JX_TAG_YEAR)) return false;
        if (jx_tags_have(tags, JX_TAG_PERIOD)) return true;
    }
    return false;
}

bool jx_path_is_of_year(struct jx_term *const *path, size_t count) {
    struct jx_tags tags = {{0, 0}};
    for (size_t i = 0; i < count; i++) {
        if (jx_key_is_span(path[i]->key)) return false;
        tags = jx_tags_or(tags, path[i]->phrase.tags);
    }
    return jx_tags_year_alone(tags);
}

/* 年度指标 over 名称 says what neither does. */
static struct jx_head_sense whole_sense(struct jx_terms *terms, const struct jx_term *upper,
                                        const struct jx_term *lowest) {
    const char *joined = jx_arena_join(terms->arena, upper->key, lowest->key, "");
    return jx_term_of(terms, joined, strlen(joined))->heading;
}

/* 指标值 over 预期当年; and a result above makes it one. */
struct jx_head_sense jx_path_sense(struct jx_terms *terms, struct jx_term *const *path, size_t count) {
    if (count == 0) return (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    const struct jx_term *lowest = path[count - 1];
    if (count == 1 && lowest->heading.part == JX_PART_TARGET && jx_path_is_of_period(path, count))
        return (struct jx_head_sense){JX_PART_PERIOD_TARGET, lowest->heading.cost};
    if (count == 1) return lowest->heading;
    for (size_t i = 0; i < count; i++)
        if (jx_head_is_not_ours(path[i]->heading.part))
            return (struct jx_head_sense){path[i]->heading.part, 0};
    if (lowest->heading.part == JX_PART_TARGET && jx_path_is_of_period(path, count))
        return (struct jx_head_sense){JX_PART_PERIOD_TARGET, lowest->heading.cost};
    struct jx_head_sense upper = upper_sense(terms, path, count - 1);
    if (lowest->heading.part == JX_PART_TARGET && upper.part == JX_PART_TARGET) /* 目标值 over 年度目标 */
        return (struct jx_head_sense){
            JX_PART_TARGET, lowest->heading.cost < upper.cost + 3 ? lowest->heading.cost : upper.cost + 3};
    if (lowest->heading.part != JX_PART_NONE) return lowest->heading;
    struct jx_head_sense whole = whole_sense(terms, path[count - 2], lowest);
    if (whole.part == JX_PART_NAME) return whole;
    if (upper.part != JX_PART_TARGET) return (struct jx_head_sense){upper.part, upper.cost + 5};
    bool period = jx_path_is_of_period(&path[count - 1], 1);
    return (struct jx_head_sense){period ? JX_PART_PERIOD_TARGET : JX_PART_TARGET, upper.cost + 3};
}

enum jx_operator jx_path_bound(struct jx_term *const *path, size_t count) {
    for (size_t i = count; i-- > 0;) {
        struct jx_tags tags = path[i]->phrase.tags;
        bool upper = jx_tags_have(tags, JX_TAG_UPPER), lower = jx_tags_have(tags, JX_TAG_LOWER);
        if (upper != lower) return upper ? JX_OP_LE : JX_OP_GE;
    }
    return JX_OP_NONE;
}

/* --- columns of years ---------------------------------------------------------------------------------------------------------- */

int jx_path_year(struct jx_term *const *path, size_t count) {
    int year = 0;
    for (size_t i = 0; i < count; i++) {
        int own = jx_key_is_span(path[i]->key) ? 0 : jx_key_year(path[i]->key); /* those are the period's */
        if (own != 0) year = own;
    }
    return year;
}

/* Words that nobody knows over years: only the years say that the values are targets. */
static bool is_year_alone(struct jx_term *const *path, size_t count, struct jx_head_sense sense) {
    if (sense.part != JX_PART_NONE || count == 0) return false;
    const char *key = path[count - 1]->key;
    return jx_key_year(key) != 0 && strlen(key) <= strlen("2024年度");
}

/* A column of targets whose heading says so in words. */
static bool has_target_heading(struct jx_terms *terms, const struct jx_block *block) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        if (deep > 0 && jx_part_is_target(jx_path_sense(terms, path, deep).part)) return true;
    }
    return false;
}

bool jx_has_year_targets(struct jx_terms *terms, const struct jx_block *block, uint32_t except) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        if (block->columns[i].column != except && deep > 0 && jx_path_is_of_year(path, deep) &&
            jx_path_sense(terms, path, deep).part == JX_PART_TARGET)
            return true;
    }
    return false;
}

/* 指标值, with no word of time: beside 2024年指标值 in a form of 2025 it is the form's. */
static bool has_plain_targets(struct jx_terms *terms, const struct jx_block *block) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        if (deep > 0 && jx_path_year(path, deep) == 0 && !jx_path_is_of_period(path, deep) &&
            jx_path_sense(terms, path, deep).part == JX_PART_TARGET)
            return true;
    }
    return false;
}

int jx_year_of_targets(struct jx_terms *terms, const struct jx_block *block) {
    int years[JX_BLOCK_COLUMNS], own;
    size_t count = 0;
    bool several = false, worded = has_target_heading(terms, block);
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        int year = jx_path_year(path, deep);
        if (year == 0 || (worded && deep == 1 && path[0]->heading.part == JX_PART_NONE)) continue;
        struct jx_head_sense sense = jx_path_sense(terms, path, deep);
        if (!jx_part_is_target(sense.part) && !is_year_alone(path, deep, sense)) continue;
        several = several || (count > 0 && years[0] != year);
        years[count++] = year;
    }
    own = jx_rows_year(block->shape, block->head);
    if (!several)
        return count > 0 && own != 0 && years[0] != own && has_plain_targets(terms, block) ? own : 0;
    for (size_t i = 0; i < count; i++)
        if (years[i] == own) return own;
    return SOME_YEAR;
}

/* 总目标, 合计 beside years: of all of them together. */
static bool is_of_all_years(struct jx_tags tags) {
    return (jx_tags_have(tags, JX_TAG_OVERALL) || jx_tags_have(tags, JX_TAG_SUM)) &&
           !jx_tags_have(tags, JX_TAG_YEAR);
}

struct jx_head_sense jx_sense_by_year(struct jx_head_sense sense, struct jx_term *const *path, size_t count,
                                      int own) {
    int year = jx_path_year(path, count);
    bool all = count > 0 && year == 0 && is_of_all_years(path[count - 1]->phrase.tags);
    if (own == 0) return sense;
    if (is_year_alone(path, count, sense) || (all && count > 1 && sense.part == JX_PART_NONE))
        sense = (struct jx_head_sense){JX_PART_TARGET, JX_COST_UNKNOWN_HEAD / 2};
    if (!jx_part_is_target(sense.part)) return sense;
    if (all) return (struct jx_head_sense){JX_PART_PERIOD_TARGET, sense.cost};
    if (year == 0 && sense.part == JX_PART_PERIOD_TARGET) return sense;
    if (own == SOME_YEAR) return (struct jx_head_sense){JX_PART_TARGET, sense.cost + JX_REGION_PRICE + 1};
    if (year != 0 && year != own) return (struct jx_head_sense){JX_HEAD_FORMER, 0};
    return (struct jx_head_sense){JX_PART_TARGET, sense.cost};
}

/* 全程, 总目标, 2024-2026年: of the whole project; 本年, 2024年: of the year; else of no time. */
enum time { NO_TIME, OF_WHOLE, OF_YEAR };

static enum time time_of(struct jx_term *const *word) {
    struct jx_tags tags = word[0]->phrase.tags;
    if (!jx_term_says_time(word[0])) return NO_TIME;
    if (jx_path_is_of_year(word, 1)) return OF_YEAR;
    return jx_path_is_of_period(word, 1) || jx_tags_have(tags, JX_TAG_OVERALL) ? OF_WHOLE : NO_TIME;
}

struct jx_head_sense jx_sense_by_time(const struct jx_block *block, uint32_t column,
                                      struct jx_term *const *path, size_t count) {
    enum time own = time_of(&path[count - 1]);
    for (size_t i = 0; own != NO_TIME && i < block->column_count; i++) {
        struct jx_term *other[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, other);
        if (block->columns[i].column == column || deep != count || other[deep - 2] != path[count - 2])
            continue;
        enum time time = time_of(&other[deep - 1]);
        if (time != NO_TIME && time != own)
            return (struct jx_head_sense){own == OF_YEAR ? JX_PART_TARGET : JX_PART_PERIOD_TARGET,
                                          JX_COST_UNKNOWN_HEAD / 2};
    }
    return (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
}

/* The year that the form plans: it says so above, or the latest year of its targets is; 0: nobody says. */
static int planned_year(struct jx_terms *terms, const struct jx_block *block) {
    int latest = jx_rows_year(block->shape, block->head);
    for (size_t i = 0; i < block->column_count && block->year == SOME_YEAR; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        int year = jx_path_year(path, deep);
        if (year > latest && jx_part_is_target(jx_path_sense(terms, path, deep).part)) latest = year;
    }
    return latest;
}

bool jx_sense_is_before_plan(struct jx_terms *terms, const struct jx_block *block, struct jx_head_sense sense,
                             struct jx_term *const *path, size_t count) {
    int year = sense.part == JX_HEAD_RESULT ? jx_path_year(path, count) : 0;
    return year != 0 && year < planned_year(terms, block);
}

/* --- targets that were adjusted ------------------------------------------------------------------------------------------------- */

/* 调整后, 核定: these are in force, whatever was set or asked for at first. */
static bool says_adjusted(struct jx_term *const *path, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (jx_tags_have(path[i]->phrase.tags, JX_TAG_ADJUSTED) ||
            jx_tags_have(path[i]->phrase.tags, JX_TAG_APPROVED))
            return true;
    return false;
}

bool jx_path_is_change(struct jx_term *const *path, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (jx_tags_have(path[i]->phrase.tags, JX_TAG_CHANGED)) return !says_adjusted(path, count);
    return false;
}

/* The heading of a filled column of targets that `says` so. */
static const struct jx_term *targets_that(bool says(struct jx_term *const *path, size_t count),
                                          struct jx_terms *terms, const struct jx_block *block,
                                          const uint32_t *sample, size_t count) {
    for (size_t i = 0; i < block->column_count; i++) {
        struct jx_term *path[JX_BLOCK_DEEPEST];
        size_t deep = jx_heading_path(block, block->columns[i].column, path);
        if (!says(path, deep) || !jx_part_is_target(jx_path_sense(terms, path, deep).part)) continue;
        for (size_t row = 0; row < count; row++)
            if (jx_shape_at(block->shape, sample[row], block->columns[i].column)) return path[deep - 1];
    }
    return NULL;
}

const struct jx_term *jx_adjusted_targets(struct jx_terms *terms, struct jx_block *block,
                                          const uint32_t *sample, size_t count) {
    const struct jx_term *adjusted = targets_that(says_adjusted, terms, block, sample, count);
    block->changed = !adjusted;
    return adjusted ? adjusted : targets_that(jx_path_is_change, terms, block, sample, count);
}

bool jx_sense_is_superseded(const struct jx_block *block, struct jx_head_sense sense,
                            struct jx_term *const *path, size_t count) {
    bool in_force = block->changed ? jx_path_is_change(path, count) : says_adjusted(path, count);
    return block->adjusted && sense.part == JX_PART_TARGET && !in_force;
}
