/*
 * Laws about tables that somebody changed a little. Each fixture of text, and each workbook, is taken apart into cells, and one thing is done to
 * it that people do: an indicator is added, a label is worded as other forms word it, a column moves, a blank column comes
 * in, the title is another one, a line of prose stands between the rows; and then three of these at once. What comes of it
 * must say the same as before, but for the indicator added, or the reader must have been told: by a warning, an extra or an
 * unread cell that the table did not have before. That no layout claims the table any more is no such warning, for it does
 * not say what is wrong. The choices are made by a generator of its own, from the fixture's name, so that they are the same
 * everywhere.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/compare.h"
#include "core/read/regions.h"
#include "core/read/years.h"
#include "core/words/sense.h"
#include "core/words/title.h"
#include "tests/laws/grids.h"

enum { TRIES = 24 };

enum mutation { ADD_ROW, REWORD, MOVE_COLUMN, BLANK_COLUMN, RETITLE, PROSE, MUTATIONS, THREE = MUTATIONS };

static const char *const mutation_names[] = {"a row added",    "a label reworded", "a column moved",
                                             "a blank column", "another title",    "a line of prose",
                                             "three changes"};

struct mutant {
    struct law_run *run;
    struct jx_arena *arena;
    const struct jx_lexicon *lexicon;
    const struct jx_document *before;
    struct grid grid;
    uint64_t state;
    const char *added; /* the name of an indicator that was added, or NULL */
    size_t added_form;
    const char *reworded; /* the key of a label or heading that was worded otherwise, or NULL */
    const char *wording;  /* how */
    const char *what;     /* was done, for messages */
};

/* splitmix64 */
static uint64_t next_number(struct mutant *mutant) {
    uint64_t z = mutant->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static size_t below(struct mutant *mutant, size_t bound) {
    return bound == 0 ? 0 : (size_t)(next_number(mutant) % bound);
}

/* --- looking around --------------------------------------------------------------------------------------------------- */

static const char *key_at(struct mutant *mutant, size_t row, size_t column) {
    if (column >= mutant->grid.widths[row]) return "";
    const char *text = mutant->grid.cells[row][column];
    return strlen(text) > 150 ? "" : jx_text_key(mutant->arena, text, strlen(text));
}

/* The row's headings of indicators; at least four make a row of them, and the name is one. */
static bool is_heading_row(struct mutant *mutant, size_t row) {
    size_t found = 0;
    bool name = false;
    for (size_t i = 0; i < mutant->grid.widths[row]; i++) {
        enum jx_part part = jx_lexicon_heading(mutant->lexicon, key_at(mutant, row, i));
        found += part != JX_PART_NONE;
        name = name || part == JX_PART_NAME;
    }
    return name && found >= 3;
}

/* Another indicator in the same row: one of the other half of a list. */
static bool is_beside(const struct jx_form *form, const struct jx_indicator *one) {
    for (size_t i = 0; i < form->indicator_count; i++)
        if (&form->indicators[i] != one && form->indicators[i].at.row == one->at.row) return true;
    return false;
}

/* An indicator whose name stands in the cell where it was read, alone in its row; false: none was found. */
static bool find_indicator(struct mutant *mutant, size_t *form, size_t *row, size_t *column) {
    for (int i = 0; i < TRIES; i++) {
        *form = below(mutant, mutant->before->form_count);
        const struct jx_form *chosen = &mutant->before->forms[*form];
        if (!chosen->indicator_count) continue;
        const struct jx_indicator *one = &chosen->indicators[below(mutant, chosen->indicator_count)];
        if (!one->name || one->not_applicable || one->at.row == 0 || one->at.row > mutant->grid.rows)
            continue;
        if (is_beside(chosen, one)) continue;
        *row = one->at.row - 1;
        *column = one->at.column - 1;
        if (*column < mutant->grid.widths[*row] &&
            strstr(key_at(mutant, *row, *column), jx_text_key(mutant->arena, one->name, strlen(one->name))))
            return true;
    }
    return false;
}

/* One cell a line, each behind a tab: a line without one goes on with the cell before. */
static bool is_stream(const struct mutant *mutant) {
    for (size_t row = 0; row < mutant->grid.rows; row++)
        if (mutant->grid.widths[row] > 2) return false;
    return mutant->grid.separator == '\t';
}

/* --- what people do --------------------------------------------------------------------------------------------------- */

/* The row of an indicator once more under it, with another name. */
static bool add_row(struct mutant *mutant) {
    size_t form, row, column;
    if (mutant->added || !find_indicator(mutant, &form, &row, &column) ||
        !grid_open_row(&mutant->grid, row + 1))
        return false;
    memcpy(mutant->grid.cells[row + 1], mutant->grid.cells[row], sizeof *mutant->grid.cells);
    mutant->grid.widths[row + 1] = mutant->grid.widths[row];
    const char *old = mutant->grid.cells[row][column];
    mutant->added =
        jx_arena_format(mutant->arena, "%s新增事项", jx_text_trim(mutant->arena, old, strlen(old)));
    for (size_t i = 0; i < mutant->grid.widths[row]; i++) /* two panels may name it twice */
        if (!strcmp(mutant->grid.cells[row][i], old)) mutant->grid.cells[row + 1][i] = mutant->added;
    mutant->added_form = form;
    if (below(mutant, 2))
        for (size_t i = 0; i < column; i++) mutant->grid.cells[row + 1][i] = "";
    grid_copy_row_merges(&mutant->grid, row);
    return true;
}

/* Another spelling of the pattern that is plain words, or NULL. */
static const char *other_spelling(struct mutant *mutant, const struct jx_pattern *pattern, const char *key) {
    for (int i = 0; i < TRIES && pattern; i++) {
        const struct jx_spelled *one = &pattern->spellings[below(mutant, pattern->count)];
        if (one->count == 1 && one->pieces[0].kind == JX_PIECE_LITERAL && strcmp(one->pieces[0].key, key))
            return one->pieces[0].text;
    }
    return NULL;
}

/* The pattern of a label or heading, or NULL. A table with forms of both kinds has labels that mean two things; what a heading says
 * in brackets, 指标值（上限）, no other one does. */
static const struct jx_pattern *label_pattern(struct mutant *mutant, const char *key) {
    enum jx_kind kind = mutant->before->forms[0].kind;
    for (size_t i = 0; i < mutant->before->form_count; i++)
        if (mutant->before->forms[i].kind != kind) return NULL;
    for (size_t i = 0; i < mutant->lexicon->heading_count; i++)
        if (jx_lexicon_heading_exact(mutant->lexicon, key) == mutant->lexicon->headings[i].part)
            return mutant->lexicon->headings[i].pattern;
    const struct jx_label *label = jx_lexicon_label(mutant->lexicon, kind, key);
    return !label ? NULL : label->pattern;
}

/* 完工时间 may be the name of an indicator, which is no label then. */
static bool is_name(const struct mutant *mutant, const char *text) {
    for (size_t f = 0; f < mutant->before->form_count; f++)
        for (size_t i = 0; i < mutant->before->forms[f].indicator_count; i++) {
            const char *name = mutant->before->forms[f].indicators[i].name;
            if (name && strcmp(name, text) == 0) return true;
        }
    return false;
}

static bool reword(struct mutant *mutant) {
    for (int i = 0; i < 40 * TRIES; i++) {
        size_t row = below(mutant, mutant->grid.rows);
        size_t column = below(mutant, mutant->grid.widths[row]);
        const char *key = key_at(mutant, row, column);
        bool word = *key != '\0' && !is_name(mutant, key);
        const char *other = word ? other_spelling(mutant, label_pattern(mutant, key), key) : NULL;
        if (!other) continue;
        mutant->what = jx_arena_format(mutant->arena, "%s (%s → %s)", mutant->what, key, other);
        mutant->grid.cells[row][column] = other;
        mutant->reworded = key;
        mutant->wording = other;
        return true;
    }
    return false;
}

/* A column of the indicators, from its heading to the last of them, goes elsewhere among the headings. */
static bool move_column(struct mutant *mutant) {
    size_t heading = 0, last = 0, first_column = 0, count;
    while (heading < mutant->grid.rows && !is_heading_row(mutant, heading)) heading++;
    if (heading == mutant->grid.rows) return false;
    for (size_t row = heading + 1; row < mutant->grid.rows; row++)
        if (is_heading_row(mutant, row)) return false; /* several bands, perhaps of different width */
    const struct jx_form *form = &mutant->before->forms[mutant->before->form_count - 1];
    for (size_t i = 0; i < form->indicator_count; i++)
        if (form->indicators[i].at.row > last) last = form->indicators[i].at.row;
    while (first_column < mutant->grid.widths[heading] &&
           jx_lexicon_heading(mutant->lexicon, key_at(mutant, heading, first_column)) == JX_PART_NONE)
        first_column++;
    count = mutant->grid.widths[heading] - first_column;
    if (count < 3) return false;
    size_t from = first_column + below(mutant, count), to = first_column + below(mutant, count);
    if (from == to) to = from == first_column ? from + 1 : from - 1;
    if (!grid_move_column_merges(&mutant->grid, heading, last + 1, from, to)) return false;
    for (size_t row = heading; row < mutant->grid.rows && row <= last; row++) {
        const char **cells = mutant->grid.cells[row];
        while (mutant->grid.widths[row] < mutant->grid.widths[heading])
            cells[mutant->grid.widths[row]++] = "";
        const char *moved = cells[from];
        for (size_t i = from; i < to; i++) cells[i] = cells[i + 1];
        for (size_t i = from; i > to; i--) cells[i] = cells[i - 1];
        cells[to] = moved;
    }
    mutant->what = jx_arena_format(mutant->arena, "%s (%zu to %zu)", mutant->what, from + 1, to + 1);
    return true;
}

static bool blank_column(struct mutant *mutant) {
    size_t widest = 0;
    for (size_t row = 0; row < mutant->grid.rows; row++)
        if (mutant->grid.widths[row] > widest) widest = mutant->grid.widths[row];
    if (widest == MOST_CELLS || widest < 2 || is_stream(mutant)) return false;
    size_t column = below(mutant, widest);
    grid_open_column(&mutant->grid, column);
    mutant->what = jx_arena_format(mutant->arena, "%s before %zu", mutant->what, column + 1);
    return true;
}

static bool retitle(struct mutant *mutant) {
    static const char *const project[] = {"项目支出绩效目标申报表", "财政项目支出绩效目标情况表",
                                          "县级部门预算项目绩效目标批复表"};
    size_t titles[MOST_ROWS], count = 0;
    for (size_t row = 0; row < mutant->grid.rows; row++)
        for (size_t i = 0; i < mutant->grid.widths[row]; i++)
            if (jx_key_is_title(key_at(mutant, row, i))) {
                titles[count++] = row;
                break;
            }
    if (!count) return false;
    size_t row = titles[below(mutant, count)], column = 0;
    while (!jx_key_is_title(key_at(mutant, row, column))) column++;
    const char *key = key_at(mutant, row, column), *last, *span = jx_key_span(key, &last);
    const char *year = span ? span : strstr(key, "20");
    bool alone;
    if (!year) year = jx_key_chinese_year(mutant->arena, key, &alone);
    int length = span ? (int)(last + 4 - span) : 4; /* 2024-2026年 stays whole */
    const char *words = strstr(key, "整体") ? "部门整体支出绩效目标申报表" : project[below(mutant, 3)];
    mutant->grid.cells[row][column] =
        year ? jx_arena_format(mutant->arena, "%.*s年度%s", length, year, words) : words;
    return true;
}

static bool add_prose(struct mutant *mutant) {
    static const char *const lines[] = {"以上内容由填报单位据实填写", "第 2 页 共 3 页",
                                        "本表一式三份，由财政部门留存"};
    size_t row = below(mutant, mutant->grid.rows + 1);
    if (grid_row_is_crossed(&mutant->grid, row) || !grid_open_row(&mutant->grid, row)) return false;
    const char **cells = mutant->grid.cells[row];
    size_t column = is_stream(mutant) ? 1 : 0;
    cells[0] = "";
    cells[column] = lines[below(mutant, 3)];
    mutant->grid.widths[row] = column + 1;
    mutant->what = jx_arena_format(mutant->arena, "%s in row %zu", mutant->what, row + 1);
    return true;
}

static bool mutate(struct mutant *mutant, enum mutation how) {
    static bool (*const doers[])(struct mutant *) = {add_row,      reword,  move_column,
                                                     blank_column, retitle, add_prose};
    static const enum mutation orders[][3] = {{ADD_ROW, BLANK_COLUMN, RETITLE},
                                              {REWORD, PROSE, RETITLE},
                                              {REWORD, ADD_ROW, BLANK_COLUMN},
                                              {MOVE_COLUMN, REWORD, RETITLE}};
    mutant->what = mutation_names[how];
    if (how != THREE) return doers[how](mutant);
    const enum mutation *order = orders[below(mutant, sizeof orders / sizeof *orders)];
    bool any = false;
    for (int i = 0; i < 3; i++) any = doers[order[i]](mutant) || any;
    return any;
}

/* --- what must come of it ------------------------------------------------------------------------------------------------ */

static size_t count_warnings(const struct jx_document *document) {
    size_t count = 0;
    for (size_t i = 0; i < document->diag_count; i++) {
        enum jx_code code = document->diags[i].code;
        bool unsure = code == JX_MSG_FORM_UNSURE || code == JX_MSG_FORM_TIE || code == JX_MSG_FORM_FOREIGN;
        count += document->diags[i].severity >= JX_WARNING && !unsure;
    }
    return count;
}

static size_t count_extras(const struct jx_document *document) {
    size_t count = 0;
    for (size_t i = 0; i < document->form_count; i++) count += document->forms[i].extra_count;
    return count;
}

/* The reader is told of something that was not there before. */
static bool told(const struct jx_document *before, const struct jx_document *after) {
    return count_warnings(after) > count_warnings(before) || after->unread_count > before->unread_count ||
           count_extras(after) > count_extras(before);
}

static const char *difference_words(struct jx_arena *arena, const struct jx_difference *one) {
    const char *in = one->label ? one->label : "indicator";
    if (one->field != JX_FIELD_COUNT) in = jx_field_key(one->field);
    if (one->part != JX_PART_NONE) in = jx_part_name(one->part, JX_LANGUAGE_ENGLISH);
    return jx_arena_format(arena, "%s: %s, was %s", in, one->right ? one->right : "nothing",
                           one->left ? one->left : "nothing");
}

/* Whether all that a difference says is that the indicator was added. */
static bool is_addition(const struct mutant *mutant, const struct jx_difference *one,
                        const struct jx_form *right, size_t form) {
    if (!mutant->added || form != mutant->added_form || one->right_index == SIZE_MAX ||
        one->left_index != SIZE_MAX)
        return false;
    const char *name = right->indicators[one->right_index].name;
    return name && jx_text_ends(name, "新增事项");
}

/* An extra is called by its headings: by the one that was worded otherwise, too. */
static bool is_called_by(struct mutant *mutant, const char *label) {
    if (!mutant->reworded || !label) return false;
    const char *key = jx_text_key(mutant->arena, label, strlen(label));
    return strstr(key, mutant->reworded) || strstr(key, jx_text_as_key(mutant->arena, mutant->wording));
}

/* What differs, in words; NULL: nothing does. */
static const char *what_differs(struct mutant *mutant, const struct jx_document *after) {
    const struct jx_document *before = mutant->before;
    if (after->form_count != before->form_count)
        return jx_arena_format(mutant->arena, "%zu forms, were %zu", after->form_count, before->form_count);
    bool added = !mutant->added;
    for (size_t form = 0; form < before->form_count; form++) {
        size_t count;
        const struct jx_form *left = &before->forms[form], *right = &after->forms[form];
        const struct jx_difference *all = jx_forms_compare(mutant->arena, left, right, &count);
        if (left->kind != right->kind) return "another kind of form";
        for (size_t i = 0; i < count; i++) {
            if (is_called_by(mutant, all[i].label)) continue;
            if (!is_addition(mutant, &all[i], right, form)) return difference_words(mutant->arena, &all[i]);
            added = true;
        }
    }
    return added ? NULL : "the indicator added is not there";
}

static void check_mutant(struct mutant *mutant, const char *name) {
    char *bytes;
    struct jx_document *after = NULL;
    enum jx_status status =
        grid_read(&mutant->grid, mutant->arena, mutant->run->library, name, &after, &bytes);
    mutant->run->mutants++;
    if (!after) {
        law_broken(mutant->run, "%s: no document", mutant->what);
    } else if (status <= JX_WARN) {
        law_accounted(mutant->run, after, mutant->what);
        const char *differs = what_differs(mutant, after);
        if (differs && !told(mutant->before, after)) {
            law_broken(mutant->run, "%s: %s", mutant->what, differs);
            if (mutant->run->verbose) printf("%s\n", bytes);
        }
        if (differs && mutant->run->verbose)
            printf("told %s: %s: %s\n", mutant->run->fixture, mutant->what, differs);
        mutant->run->mutants_same += !differs;
    } else if (!count_warnings(after)) {
        law_broken(mutant->run, "%s: refused without a message", mutant->what);
    }
    jx_document_free(after);
    free(bytes);
}

/* --- all of them ------------------------------------------------------------------------------------------------------------ */

static uint64_t seed_of(const char *name, int how) {
    uint64_t seed = 0xCBF29CE484222325u + (uint64_t)how;
    for (; *name; name++) seed = (seed ^ (unsigned char)*name) * 0x100000001B3u;
    return seed;
}

/* One mutant, or with `how` MUTATIONS + 1 the table as it is, which must read as before through this file's own hands. */
static void try_mutant(struct law_run *run, const struct jx_source *source, const struct jx_document *before,
                       struct jx_arena *arena, const struct jx_lexicon *lexicon, int how) {
    struct mutant *mutant = jx_arena_alloc(arena, sizeof *mutant);
    *mutant = (struct mutant){.run = run, .arena = arena, .lexicon = lexicon, .before = before};
    mutant->state = seed_of(source->name, how);
    if (!grid_of_text(&mutant->grid, arena, source) &&
        !grid_of_book(&mutant->grid, arena, run->library, source))
        return;
    mutant->what = "taken apart and put together";
    if (how > THREE || mutate(mutant, (enum mutation)how)) check_mutant(mutant, source->name);
}

/* One cell a line, and no blank ones: a line more moves every cell behind it, and all that can be told is that rows are guessed. */
static bool is_bare_stream(const struct jx_source *source, const char *ending) {
    const char *bytes = source->bytes;
    if (strcmp(ending, ".txt") != 0 || memchr(bytes, '\t', source->length)) return false;
    for (size_t i = 1; i < source->length; i++)
        if (bytes[i] == '\n' && bytes[i - 1] == '\n') return false;
    return true;
}

void law_mutated(struct law_run *run, const struct jx_source *source, const struct jx_document *document) {
    const char *ending = strrchr(source->name, '.');
    if (!ending || !document->form_count) return;
    if (strcmp(ending, ".csv") && strcmp(ending, ".txt") && strcmp(ending, ".xlsx")) return;
    if (is_bare_stream(source, ending)) return;
    struct jx_arena *words = jx_arena_new();
    const struct jx_lexicon *lexicon = jx_words_new(words);
    law_begin(run, "mutated");
    for (int how = 0; how <= THREE + 1; how++) {
        struct jx_arena *arena = jx_arena_new();
        try_mutant(run, source, document, arena, lexicon, how);
        jx_arena_free(arena);
    }
    law_end(run);
    jx_arena_free(words);
}
