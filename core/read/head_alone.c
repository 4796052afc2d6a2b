#include "core/read/head_alone.h"

#include <string.h>

#include "core/read/block_table.h"
#include "core/read/facts.h"
#include "core/words/title.h"

/* Facts at least; rows in which the title stands. */
enum { FEWEST_FACTS = 4, TITLE_ROWS = 6 };

/* The row of the title; the number of rows where there is none. */
static uint32_t title_row(const struct jx_shape *shape) {
    for (uint32_t row = 0; row < shape->rows && row < TITLE_ROWS; row++)
        if (jx_row_is_title(shape, row)) return row;
    return shape->rows;
}

static enum jx_kind kind_of(const struct jx_seen *title) {
    return strstr(title->term->key, "整体") ? JX_KIND_DEPARTMENT : JX_KIND_PROJECT;
}

/* Whose form it is, and a goal: any other table of a budget lacks the one or the other. Where indicators follow a name is enough, with
 * something else. */
static bool make_head(const bool facts[JX_FIELD_COUNT], enum jx_kind kind, bool followed) {
    bool name = facts[kind == JX_KIND_PROJECT ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME];
    bool goal = facts[JX_FIELD_GOAL_ANNUAL] || facts[JX_FIELD_GOAL_PERIOD];
    size_t count = 0;
    for (int field = 0; field < JX_FIELD_COUNT; field++) count += facts[field];
    return followed ? name && count > 1 : name && goal && count >= FEWEST_FACTS;
}

static bool pairs_make_head(const struct jx_pairs *pairs, enum jx_kind kind, bool followed) {
    bool facts[JX_FIELD_COUNT] = {false};
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].sense.field < JX_FIELD_COUNT) facts[pairs->taken[i].sense.field] = true;
    return make_head(facts, kind, followed);
}

static const char *project_of(struct jx_arena *arena, const struct jx_pairs *pairs) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].sense.field == JX_FIELD_PROJECT_NAME)
            return jx_arena_copy(arena, pairs->taken[i].text, pairs->taken[i].length);
    return NULL;
}

void jx_head_alone_tell(struct jx_reading *reading, const struct jx_seen *seen) {
    struct jx_spot spot = jx_seen_spot(seen);
    struct jx_place at = jx_spot_place(reading, &spot);
    JX_DIAG(reading->diags, JX_MSG_HEAD_ALONE, &at, NULL);
}

bool jx_form_is_head(const struct jx_form *form) {
    bool facts[JX_FIELD_COUNT];
    for (int field = 0; field < JX_FIELD_COUNT; field++) facts[field] = form->fields[field].value;
    return make_head(facts, form->kind, false);
}

static void read_head(struct jx_reading *reading, struct jx_terms *terms, const struct jx_shape *shape,
                      enum jx_kind kind) {
    const struct jx_block none = {.shape = shape};
    struct jx_draft *draft = jx_arena_alloc(reading->arena, sizeof *draft);
    jx_draft_begin(draft, jx_block_table(reading, &none, kind));
    draft->form.score = reading->score;
    jx_lines_take(reading, draft, terms, shape, 0, shape->rows);
    jx_facts_take(reading, draft, terms, shape, 0, shape->rows);
    jx_draft_finish(reading, draft);
}

/* Told now, or once the next sheet has been read. */
static void tell_or_leave_open(struct jx_reading *reading, const struct jx_seen *seen, bool followed) {
    struct jx_spot spot = jx_seen_spot(seen);
    reading->head_open = followed;
    reading->head_at = jx_spot_place(reading, &spot);
    if (!followed) jx_head_alone_tell(reading, seen);
}

bool jx_head_alone_read(struct jx_reading *reading, struct jx_sheet *next, bool alone,
                        jx_unclaimed_found *found, void *user) {
    static const bool known[JX_FIELD_COUNT] = {false};
    struct jx_terms terms = {.arena = jx_arena_scratch(reading->arena), .lexicon = reading->lexicon};
    const struct jx_shape *shape = jx_shape_of_rows(reading, &terms, 0, reading->sheet->row_count);
    uint32_t title = title_row(shape);
    bool titled = title < shape->rows, read = false;
    if (shape->count > 0 && (titled || next)) {
        size_t count;
        const struct jx_seen *words = titled ? jx_shape_row(shape, title, &count) : shape->cells;
        enum jx_kind kind = titled ? kind_of(words) : JX_KIND_PROJECT;
        const struct jx_pairs *pairs = jx_pairs_of(&terms, shape, kind, 0, shape->rows, known, 0);
        bool followed = next && pairs_make_head(pairs, kind, true) &&
                        jx_sheet_lacks_head(reading, next, project_of(terms.arena, pairs));
        read = followed || (alone && titled && pairs_make_head(pairs, kind, false));
        if (read) {
            found(user);
            tell_or_leave_open(reading, words, followed);
            read_head(reading, &terms, shape, kind);
        }
    }
    jx_arena_reset(terms.arena);
    return read;
}

void jx_head_alone_close(struct jx_reading *reading) {
    if (reading->head_open) JX_DIAG(reading->diags, JX_MSG_HEAD_ALONE, &reading->head_at, NULL);
    reading->head_open = false;
}
