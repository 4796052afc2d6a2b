/*
 * The indicators of a blank: which rows belong to which category, and where further rows are put in.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill_rows.h"
#include "core/grid/grid.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"

/* What a category costs that is none. */
enum { RANK_NONE = 200 };

/* A row of the band as the blank has it, or one that was put in for another panel. Levels are canonical, or the form's own
 * words. */
struct line {
    struct jx_target_row at;
    const char *level1, *level2;
    bool opens; /* its category is a free one: …… */
    bool used;
};

/* Rows of one category, one after the other. */
struct group {
    const char *level1, *level2;
    bool opens;
    size_t first, count; /* of the lines */
};

struct rows {
    struct jx_band_fill base;
    struct line *lines;
    size_t line_count, line_capacity;
    struct group *groups;
    size_t group_count, group_capacity;
};

/* --- categories -------------------------------------------------------------------------------------------------- */

static const char *level_text(struct rows *rows, uint32_t line, enum jx_part part, bool *own) {
    const struct jx_fill_band *band = rows->base.band;
    int index = jx_fill_column(band, part);
    *own = false;
    if (index < 0) return NULL;
    uint32_t row = line, column = band->columns[index].column;
    if (band->turned) row = column, column = line;
    const struct jx_cell *cell = jx_fill_cell(rows->base.fill, &row, &column);
    if (!cell || !cell->text || jx_text_is_blank(cell->text)) return NULL;
    *own = (band->turned ? column : row) == line;
    return cell->text;
}

static void line_add(struct rows *rows, struct line line) {
    if (!rows->groups) return; /* a category begins before its first row is added */
    struct group *group = &rows->groups[rows->group_count - 1];
    rows->lines = jx_arena_grow(rows->base.fill->arena, rows->lines, rows->line_count, &rows->line_capacity,
                                sizeof *rows->lines);
    rows->lines[rows->line_count++] = line;
    group->count++;
}

/* Rows that were put in behind this one for another panel stand empty in this one. */
static void inserted_add(struct rows *rows, struct line line) {
    const struct jx_fill *fill = rows->base.fill;
    uint32_t row = line.at.row;
    for (uint32_t i = 0; i < fill->row_count; i++)
        for (uint32_t nth = 0; fill->rows[i].pattern == row && nth < fill->rows[i].count; nth++) {
            line.at = (struct jx_target_row){row, i + 1, nth};
            line_add(rows, line);
        }
}

struct levels_now {
    const char *level1, *level2;
    bool opens;
};

/* 产出指标—数量指标: both levels in one cell. */
static bool pair_take(const struct rows *rows, const char *text, struct levels_now *now) {
    struct jx_arena *arena = rows->base.fill->arena;
    struct jx_level_words pair;
    if (!jx_level_pair(arena, jx_text_as_key(arena, text), &pair)) return false;
    *now = (struct levels_now){pair.level1, pair.level2, false};
    return true;
}

/* A level 2 in other words than ours: 服务对象 under 满意度指标 is the only one that there is. */
static const char *level2_of(struct jx_arena *arena, const char *level1, const char *text) {
    const char *words = jx_text_phrase(arena, text, strlen(text));
    const char *only = !level1 ? NULL : jx_level2_only(level1);
    return only && jx_text_starts(only, words) ? only : words;
}

/* Takes the levels that a row prints; whether it prints any. */
static bool levels_take(struct rows *rows, uint32_t row, struct levels_now *now, bool *any) {
    struct jx_arena *arena = rows->base.fill->arena;
    bool own1, own2;
    const char *text1 = level_text(rows, row, JX_PART_LEVEL1, &own1);
    const char *text2 = level_text(rows, row, JX_PART_LEVEL2, &own2);
    *any = *any || text1 || text2;
    if (own1 && text1 && !jx_level1_canonical(arena, text1) && pair_take(rows, text1, now)) return true;
    if (own2 && text2 && !jx_level2_canonical(arena, text2) && pair_take(rows, text2, now)) return true;
    if (own1 && text1) {
        now->level1 = jx_level1_canonical(arena, text1);
        if (!now->level1) now->level1 = jx_text_phrase(arena, text1, strlen(text1));
        now->level2 = !text2 ? jx_level2_only(now->level1) : NULL;
        now->opens = !now->level2 && !text2 && jx_fill_column(rows->base.band, JX_PART_LEVEL2) >= 0;
    }
    if (own2 && text2) {
        now->opens = jx_slot_state_of(arena, text2) == JX_SLOT_PROMPT;
        now->level2 = now->opens ? NULL : jx_level2_canonical(arena, text2);
        if (!now->level2 && !now->opens) now->level2 = level2_of(arena, now->level1, text2);
    }
    return own1 || own2;
}

static void lines_read(struct rows *rows) {
    struct levels_now now = {NULL, NULL, false};
    struct jx_arena *arena = rows->base.fill->arena;
    const struct jx_fill_band *band = rows->base.band;
    bool any = false;
    for (size_t i = 0; i < band->row_count; i++) {
        bool begins = levels_take(rows, band->rows[i], &now, &any) || rows->group_count == 0;
        struct group *last = rows->group_count == 0 ? NULL : &rows->groups[rows->group_count - 1];
        bool same = last && begins && last->level2 && now.level2 && last->level1 == now.level1 &&
                    strcmp(last->level2, now.level2) == 0;
        if (begins && !same) { /* the same again is typed on each row */
            rows->groups = jx_arena_grow(arena, rows->groups, rows->group_count, &rows->group_capacity,
                                         sizeof *rows->groups);
            rows->groups[rows->group_count++] = (struct group){
                .level1 = now.level1, .level2 = now.level2, .opens = now.opens, .first = rows->line_count};
        }
        const struct line line = {
            .at = {.row = band->rows[i]}, .level1 = now.level1, .level2 = now.level2, .opens = now.opens};
        line_add(rows, line);
        inserted_add(rows, line);
    }
    rows->base.free_levels = !any && jx_fill_column(band, JX_PART_LEVEL2) >= 0;
}

static bool same_word(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

/* The row of the category in which an indicator's name stands already; NULL: none. */
static struct line *row_named(struct rows *rows, const struct group *group, const struct jx_indicator *of) {
    const char *name = of->name, *unit = of->target.unit ? of->target.unit : of->period_target.unit;
    struct jx_arena *arena = rows->base.fill->arena;
    for (size_t i = 0; i < group->count && name; i++) {
        struct line *line = &rows->lines[group->first + i];
        const char *text = jx_band_text(&rows->base, &line->at, JX_PART_NAME);
        if (line->used || jx_text_is_blank(text)) continue;
        text = jx_name_words(arena, text);
        if (jx_text_same(arena, text, jx_name_words(arena, name))) return line;
        if (jx_text_same(arena, jx_name_without_unit(arena, text, unit), jx_name_words(arena, name)))
            return line;
    }
    return NULL;
}

/* The category of an indicator: by both levels, by level 2 alone, cost among costs; else a free one. NULL: none. `*rank`: the less
 * the better it suits. */
static struct group *group_of(struct rows *rows, const struct jx_indicator *indicator, int *rank_out) {
    struct group *best = NULL;
    int least = RANK_NONE;
    bool levels = jx_fill_column(rows->base.band, JX_PART_LEVEL2) >= 0;
    bool satisfaction = same_word(indicator->level1, "满意度指标"); /* older forms have it under 效益指标 */
    for (size_t i = 0; i < rows->group_count; i++) {
        struct group *group = &rows->groups[i];
        bool one = same_word(group->level1, indicator->level1),
             two = same_word(group->level2, indicator->level2);
        bool cost = group->level2 && indicator->level2 && strcmp(indicator->level2, "成本指标") == 0 &&
                    strcmp(group->level2, "经济成本指标") == 0;
        int rank = one && two ? 0 : two ? 1 : cost ? 2 : one && !levels ? 3 : one && group->opens ? 4 : 100;
        if (rank == 100 && group->opens && satisfaction && same_word(group->level1, "效益指标")) rank = 5;
        if (rows->base.free_levels || (rows->group_count == 1 && !group->level2)) rank = 50;
        /* of two such categories the one in which it stands already */
        rank = 2 * rank - (rank < 100 && row_named(rows, group, indicator));
        if (rank < least) least = rank, best = group;
    }
    *rank_out = least;
    return best;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* A category printed in one row that is not merged: it covers its new rows, too. Where levels are typed on each row they are
 * typed on the new ones. */
static void levels_extend(struct rows *rows, const struct group *group, const struct jx_target_row *new,
                          uint32_t count) {
    struct jx_fill *fill = rows->base.fill;
    const struct jx_fill_band *band = rows->base.band;
    uint32_t pattern = new->row, name = band->columns[jx_fill_column(band, JX_PART_NAME)].column;
    uint32_t first = band->panel == 0 ? 0 : name, numbers = jx_numbers_column(fill, band);
    for (size_t i = 0; i < band->count; i++)
        if (band->columns[i].panel == band->panel && band->columns[i].column < first)
            first = band->columns[i].column;
    for (uint32_t column = first; column < name; column++) {
        uint32_t row = pattern, at = column;
        const struct jx_cell *cell = jx_fill_cell(fill, &row, &at);
        if (!cell || !cell->text || at != column || row != pattern || cell->rows != 1) continue;
        if (jx_text_is_blank(cell->text) || cell->columns != 1 || new->nth > 0 || column == numbers) continue;
        if (jx_slot_state_of(fill->arena, cell->text) == JX_SLOT_PROMPT)
            continue; /* ……: each row has its own */
        if (group->count == 1) {
            const struct jx_merge area = {pattern, column, count + 1, 1};
            jx_merge_add(fill, &area, false);
        } else {
            for (uint32_t n = 0; n < count; n++) {
                struct jx_fill_edit *edit = jx_fill_put(fill, pattern, column, cell->text);
                edit->insertion = new->insertion;
                edit->nth = new->nth + n;
            }
        }
    }
}

/* Whether the name is grey or in italics. */
static bool is_hint(const struct rows *rows, const struct jx_target_row *at) {
    const struct jx_fill_band *band = rows->base.band;
    int index = jx_fill_column(band, JX_PART_NAME);
    uint32_t row = at->row, column = index < 0 ? 0 : band->columns[index].column;
    if (band->turned) row = column, column = at->row;
    const struct jx_trait *trait = jx_fill_trait(rows->base.fill, row, column);
    return trait && (trait->flags & JX_TRAIT_HINT) != 0;
}

/* Nothing stands under the names, or what people are to write over. */
static bool row_free(struct rows *rows, const struct line *line) {
    enum jx_slot_state state = jx_band_state(&rows->base, &line->at, JX_PART_NAME);
    if (line->used) return false;
    return state <= JX_SLOT_PROMPT || (state == JX_SLOT_OCCUPIED && is_hint(rows, &line->at));
}

/* How names are numbered in a category: as its first prompt says. */
static bool group_numbers(struct rows *rows, const struct group *group, const char **words) {
    struct jx_arena *arena = rows->base.fill->arena;
    for (size_t i = 0; i < group->count; i++) {
        const char *text = jx_band_text(&rows->base, &rows->lines[group->first + i].at, JX_PART_NAME);
        const char *plain = jx_name_bare(arena, text);
        const char *front = plain == text ? text : jx_arena_copy(arena, text, (size_t)(plain - text));
        if (jx_prompt_number(arena, front, words) > 0 && **words != '\0') return true;
    }
    return false;
}

static void indicator_lost(struct jx_fill *fill, const struct jx_indicator *indicator) {
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, indicator->at);
    item->part = JX_PART_NAME;
    item->name = jx_part_name(JX_PART_NAME, fill->language);
    item->value = item->shown = indicator->name;
    JX_DIAG(fill->diags, JX_MSG_SLOT_NO_ROW, &indicator->at, indicator->name ? indicator->name : "",
            indicator->level2 ? indicator->level2 : "");
}

/* The indicators of a category that found no row are put in behind its last one. */
static void group_extend(struct rows *rows, const struct group *group, const struct jx_indicator *const *rest,
                         uint32_t more, struct jx_indicator_how how) {
    struct jx_fill *fill = rows->base.fill;
    uint32_t most = fill->target->max_insert, nth;
    bool refused =
        rows->base.band->turned || fill->target->no_insert || (most > 0 && fill->rows_added + more > most);
    for (uint32_t n = 0; n < more && refused; n++) indicator_lost(fill, rest[n]);
    if (more == 0 || refused) return;
    uint32_t pattern = rows->lines[group->first + group->count - 1].at.row;
    uint32_t insertion = jx_rows_insert(fill, more, pattern, &nth);
    struct jx_target_row at = {pattern, insertion, nth};
    levels_extend(rows, group, &at, more);
    for (uint32_t n = 0; n < more; n++, at.nth++) {
        if (how.number > 0) how.number = (unsigned)(group->count + n) + 1;
        jx_indicator_write(&rows->base, &at, rest[n], how);
    }
}

/* The indicators of one category: those that stand there already, then free rows, then new ones. */
static void group_fill(struct rows *rows, struct group *group, const struct jx_indicator *const *indicators,
                       size_t count) {
    struct jx_indicator_how how = {.words = "", .levels = group->opens};
    bool numbers = group_numbers(rows, group, &how.words);
    size_t waiting = 0, placed = 0;
    const struct jx_indicator **rest = jx_arena_alloc(rows->base.fill->arena, (count + 1) * sizeof *rest);
    for (size_t i = 0; i < count; i++) {
        struct line *line = row_named(rows, group, indicators[i]);
        if (!line) {
            rest[waiting++] = indicators[i];
            continue;
        }
        line->used = true;
        jx_indicator_write(&rows->base, &line->at, indicators[i], how);
    }
    size_t kept = 0;
    for (placed = 0; placed < waiting; placed++) {
        size_t i = 0;
        while (i < group->count &&
               (!row_free(rows, &rows->lines[group->first + i]) ||
                !jx_level_fits(rows->base.fill, &rows->lines[group->first + i].at, rest[placed]->level1)))
            i++;
        if (i == group->count) {
            rest[kept++] = rest[placed];
            continue;
        }
        struct line *line = &rows->lines[group->first + i];
        line->used = true;
        how.number = numbers ? (unsigned)i + 1 : 0;
        jx_indicator_write(&rows->base, &line->at, rest[placed], how);
    }
    how.number = numbers;
    group_extend(rows, group, rest, (uint32_t)kept, how);
}

/* 例：产出指标 in front of the name, in the row itself. */
static bool is_example_level(struct rows *rows, const struct jx_target_row *at) {
    static const enum jx_part parts[] = {JX_PART_LEVEL1, JX_PART_LEVEL2};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool own;
        const char *text = at->insertion > 0 ? NULL : level_text(rows, at->row, parts[i], &own);
        if (text && own && jx_text_example(rows->base.fill->arena, text)) return true;
    }
    return false;
}

/* 例：… under the names is the form's own, and stays: whoever reads the form takes it for an indicator. */
static void example_tell(struct rows *rows, const struct jx_target_row *at) {
    struct jx_fill *fill = rows->base.fill;
    const struct jx_fill_band *band = rows->base.band;
    int index = jx_fill_column(band, JX_PART_NAME);
    const char *name = jx_band_text(&rows->base, at, JX_PART_NAME);
    bool sample = jx_band_state(&rows->base, at, JX_PART_NAME) == JX_SLOT_SAMPLE ||
                  jx_text_example(fill->arena, name) || is_example_level(rows, at);
    if (index < 0 || !sample || jx_text_is_blank(name)) return;
    uint32_t column = band->columns[index].column;
    struct jx_place where =
        band->turned ? jx_fill_place(fill, column, at->row) : jx_fill_place(fill, at->row, column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_EXAMPLE, &where, jx_text_phrase(fill->arena, name, strlen(name)));
}

/* Prompts that nobody needed go; the rows stay. What an indicator that the form prints waits for stays, and is told. */
static void prompts_clear(struct rows *rows) {
    struct jx_fill *fill = rows->base.fill;
    const struct jx_fill_band *band = rows->base.band;
    const char *waiting = "";
    for (size_t i = 0; i < rows->line_count; i++) {
        if (rows->lines[i].used || rows->lines[i].at.insertion > 0) continue;
        const char *name = jx_band_text(&rows->base, &rows->lines[i].at, JX_PART_NAME);
        example_tell(rows, &rows->lines[i].at);
        bool occupied = jx_band_state(&rows->base, &rows->lines[i].at, JX_PART_NAME) == JX_SLOT_OCCUPIED;
        if (occupied && !is_hint(rows, &rows->lines[i].at)) {
            name = jx_text_phrase(fill->arena, name, strlen(name));
            waiting = jx_arena_format(fill->arena, "%s%s%s", waiting, *waiting ? "、" : "", name);
            continue;
        }
        for (size_t column = 0; column < band->count; column++)
            if (band->columns[column].part >= JX_PART_LEVEL2 &&
                jx_fill_column(band, band->columns[column].part) == (int)column)
                jx_band_write(&rows->base, &rows->lines[i].at, column, "", false, NULL);
    }
    if (*waiting != '\0') JX_DIAG(fill->diags, JX_MSG_SLOT_PRINTED, NULL, waiting);
}

/* Whether an indicator goes into a band: of several, the one whose targets it has. A panel may have a column for the target of
 * the whole project, or be of the whole project itself. */
static bool belongs(const struct jx_fill_band *band, const struct jx_indicator *indicator) {
    bool has_year = jx_fill_column(band, JX_PART_TARGET) >= 0 || jx_fill_column(band, JX_PART_VALUE) >= 0;
    bool has_period = jx_fill_column(band, JX_PART_PERIOD_TARGET) >= 0;
    bool year = !jx_measure_empty(&indicator->target), period = !jx_measure_empty(&indicator->period_target);
    if (!jx_fill_takes_row(indicator)) return false;
    if (band->alone || (has_period && has_year)) return true;
    return band->period || has_period ? period : year || !period;
}

/* Which band takes an indicator of those whose targets it has: the one with the category that suits it best, for a form may have its
 * indicators in several tables, and each is written once. Bands of the year and of the whole project choose by themselves. */
static const struct jx_fill_band **bands_choose(struct jx_fill *fill, const struct jx_fill_band *bands,
                                                size_t count, bool period) {
    const struct jx_form *form = fill->form;
    size_t most = form->indicator_count + 1;
    const struct jx_fill_band **chosen = jx_arena_alloc(fill->arena, most * sizeof *chosen);
    int *least = jx_arena_alloc(fill->arena, most * sizeof *least);
    for (size_t b = 0; b < count; b++) {
        struct rows rows = {.base = {.fill = fill, .band = &bands[b]}};
        if (bands[b].period != period) continue;
        lines_read(&rows);
        for (size_t i = 0; i < form->indicator_count; i++) {
            int rank;
            if (!belongs(&bands[b], &form->indicators[i])) continue;
            group_of(&rows, &form->indicators[i], &rank);
            if (chosen[i] && rank >= least[i]) continue;
            chosen[i] = &bands[b];
            least[i] = rank;
        }
    }
    return chosen;
}

static void band_fill(struct jx_fill *fill, const struct jx_fill_band *band,
                      const struct jx_fill_band *const *chosen) {
    struct rows rows = {.base = {.fill = fill, .band = band}};
    const struct jx_form *form = fill->form;
    const struct jx_indicator **own = jx_arena_alloc(fill->arena, (form->indicator_count + 1) * sizeof *own);
    struct group **groups = jx_arena_alloc(fill->arena, (form->indicator_count + 1) * sizeof *groups);
    lines_read(&rows);
    for (size_t i = 0; i < form->indicator_count; i++) {
        bool here = chosen[i] == band;
        int rank;
        groups[i] = here ? group_of(&rows, &form->indicators[i], &rank) : NULL;
        if (here && !groups[i]) indicator_lost(fill, &form->indicators[i]);
    }
    for (size_t g = 0; g < rows.group_count; g++) {
        size_t count = 0;
        for (size_t i = 0; i < form->indicator_count; i++)
            if (groups[i] == &rows.groups[g]) own[count++] = &form->indicators[i];
        group_fill(&rows, &rows.groups[g], own, count);
    }
    if (band->instructing > 0) example_tell(&rows, &(struct jx_target_row){.row = band->instructing});
    prompts_clear(&rows);
    jx_parts_lost(&rows.base);
    jx_parts_tell(&rows.base);
}

void jx_fill_rows(struct jx_fill *fill, const struct jx_fill_band *bands, size_t count) {
    const struct jx_fill_band *const *of_year = bands_choose(fill, bands, count, false);
    const struct jx_fill_band *const *of_period = bands_choose(fill, bands, count, true);
    for (size_t i = 0; i < fill->form->indicator_count && count == 0; i++)
        indicator_lost(fill, &fill->form->indicators[i]);
    for (size_t i = 0; i < count; i++) band_fill(fill, &bands[i], bands[i].period ? of_period : of_year);
    for (size_t i = 0; i < count; i++) jx_numbers_go_on(fill, &bands[i]);
}
