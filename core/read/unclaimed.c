#include "core/read/unclaimed.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/block_rows.h"
#include "core/read/block_table.h"
#include "core/read/cut.h"
#include "core/read/facts.h"
#include "core/read/head_alone.h"
#include "core/read/levels.h"
#include "core/read/read.h"
#include "core/read/regions.h"
#include "core/read/rejoin.h"
#include "core/read/shared.h"
#include "core/read/spread.h"
#include "core/read/stacked.h"
#include "core/words/costs.h"
#include "core/words/title.h"

/* In cells: larger sheets are not turned. Rows of a turned table at least for it to be one; lines at the top that speak for all forms;
 * below which cost a label begins a form; characters of a title that are no known words where it names nobody: 批复表. */
enum { TURNED_MOST = 40000, FEWEST_ROWS = 3, FIRST_LINES = 3, PLAIN_LABEL = 20, TITLE_UNKNOWN = 3 };

struct unclaimed {
    struct jx_reading *reading;
    struct jx_terms *terms;
    struct jx_list *list;
    const struct jx_shape *plain, *shape; /* the rows as they stand; as they are read */
    struct jx_block *blocks;
    size_t block_count;
    uint32_t first, end;
    struct jx_draft *draft; /* the form at hand, NULL: none yet */
    bool shared;            /* one row of headings is that of several projects */
    bool goes_on; /* the block at hand has the headings of the one before it, and nothing but titles above */
};

/* --- shapes -------------------------------------------------------------------------------------------------------------------------- */

const struct jx_shape *jx_shape_turned(struct jx_terms *terms, const struct jx_shape *plain,
                                       struct jx_block **blocks, size_t *count) {
    size_t rows = 0, turned_count;
    if ((uint64_t)plain->rows * plain->columns > TURNED_MOST) return plain;
    for (size_t i = 0; i < *count; i++) rows += (*blocks)[i].row_count;
    int cost = jx_shape_cost(plain, *blocks, *count);
    if (*count > 0 && rows >= FEWEST_ROWS && cost <= 5 * (int)plain->count) return plain;
    const struct jx_shape *turned = jx_shape_turn(terms->arena, plain);
    struct jx_block *own = jx_shape_blocks(terms, turned, &turned_count);
    if (turned_count == 0 || jx_shape_cost(turned, own, turned_count) + JX_COST_TURNED >= cost) return plain;
    *blocks = own;
    *count = 1;
    return turned;
}

/* Levels side by side, put below one another. */
static bool try_spread(struct unclaimed *unclaimed) {
    const struct jx_shape *made = jx_shape_spread(unclaimed->terms, unclaimed->plain);
    if (!made) return false;
    unclaimed->plain = unclaimed->shape = made;
    unclaimed->blocks = jx_shape_blocks(unclaimed->terms, made, &unclaimed->block_count);
    return true;
}

/* Levels in rows of their own, put into columns before the names. */
static bool try_stacked(struct unclaimed *unclaimed) {
    const struct jx_shape *made = jx_shape_unstack(unclaimed->terms, unclaimed->plain);
    if (!made) return false;
    unclaimed->plain = unclaimed->shape = made;
    unclaimed->blocks = jx_shape_blocks(unclaimed->terms, made, &unclaimed->block_count);
    return true;
}

/* Projects that share one row of headings, each with the headings of its own. */
static bool try_shared(struct unclaimed *unclaimed) {
    const struct jx_shape *made =
        jx_shape_share(unclaimed->terms, unclaimed->plain, unclaimed->blocks, unclaimed->block_count);
    if (!made) return false;
    unclaimed->plain = unclaimed->shape = made;
    unclaimed->blocks = jx_shape_blocks(unclaimed->terms, made, &unclaimed->block_count);
    unclaimed->shared = true;
    return true;
}

/* ≥95% under the names. */
static bool names_quantity(const struct jx_block *block, const struct jx_block_row *row) {
    for (size_t i = 0; i < block->column_count && !row->aside; i++)
        if (block->columns[i].part == JX_PART_NAME && row->cells[i] && row->cells[i]->term->quantity)
            return true;
    return false;
}

/* Rows that stand badly under their headings were put together wrongly, perhaps. */
static void tell_joined(const struct unclaimed *unclaimed) {
    size_t count, rows = 0;
    int cost = 0;
    bool odd = false;
    for (size_t i = 0; i < unclaimed->block_count; i++)
        for (size_t row = 0; row < unclaimed->blocks[i].row_count; row++, rows++) {
            cost += unclaimed->blocks[i].rows[row].cost;
            odd = odd || names_quantity(&unclaimed->blocks[i], &unclaimed->blocks[i].rows[row]);
        }
    struct jx_spot spot = jx_seen_spot(jx_shape_row(unclaimed->shape, unclaimed->blocks[0].head, &count));
    jx_rejoin_tell(unclaimed->reading, &spot, odd || cost > JX_COST_MOVE * (int)rows);
}

/* --- where forms begin and end --------------------------------------------------------------------------------------------------------- */

/* A department's form says so in its title; or it lists duties and names no project. */
static bool is_department(struct unclaimed *unclaimed, uint32_t first, uint32_t end) {
    bool duties = false, project = false;
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(unclaimed->plain, row, &count);
        for (size_t i = 0; i < count; i++) {
            struct jx_term *term = cells[i].term;
            if (jx_key_is_title(term->key) && strstr(term->key, "整体")) return true;
            const struct jx_sense *label = jx_term_label(unclaimed->terms, term, JX_KIND_PROJECT);
            if (!label || label->cost >= PLAIN_LABEL) continue;
            duties = duties || label->field == JX_FIELD_DUTIES;
            project = project || label->field == JX_FIELD_PROJECT_NAME;
        }
    }
    return duties && !project;
}

/* Nothing but titles stands in these rows. */
static bool only_titles(const struct unclaimed *unclaimed, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        jx_shape_row(unclaimed->shape, row, &count);
        if (count > 0 && !jx_row_is_title(unclaimed->shape, row)) return false;
    }
    return true;
}

/* …表（续）: the table before goes on below, whatever columns it has there. */
static bool titled_as_going_on(const struct unclaimed *unclaimed, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(unclaimed->shape, row, &count);
        if (count > 0 && jx_key_goes_on(cells->term->key)) return true;
    }
    return false;
}

/* Whether the title of a page says that a table goes on: so it says, or it is the same over the same headings. */
static bool repeats_title(const struct unclaimed *unclaimed, const struct jx_seen *title) {
    const struct jx_fact *own = &unclaimed->draft->form.fields[JX_FIELD_TITLE];
    struct jx_arena *arena = unclaimed->terms->arena;
    if (jx_key_goes_on(title->term->key)) return true;
    return unclaimed->goes_on && own->value && jx_text_same(arena, own->value, title->cell->text);
}

/* 项目支出绩效目标表: the title is nobody's, so that over the same headings it may be one more page of the form. */
static bool names_nobody(const struct unclaimed *unclaimed, const struct jx_seen *title) {
    return unclaimed->goes_on && title->term->phrase.unknown <= TITLE_UNKNOWN;
}

/* A project's name, a title or a line that names a project: a form begins. */
static bool begins_form(struct unclaimed *unclaimed, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(unclaimed->shape, row, &count);
        if (jx_row_is_title(unclaimed->shape, row) && !repeats_title(unclaimed, cells) &&
            !names_nobody(unclaimed, cells))
            return true;
        if (jx_row_names_project(unclaimed->terms, unclaimed->shape, row)) return true;
    }
    return false;
}

/* 项目名称：… at the side of the headings: a form begins with them. */
static bool begins_beside(struct unclaimed *unclaimed, const struct jx_block *block) {
    for (uint32_t row = block->head; row < block->head + block->depth; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
        for (size_t i = 0; i < count && cells[i].column < block->first; i++)
            if (jx_cell_names_project(unclaimed->terms, &cells[i])) return true;
    }
    return false;
}

/* What stands beside the indicators with its label in its cell, one fact below the other. */
static void take_beside(struct unclaimed *unclaimed, const struct jx_block *block) {
    struct jx_arena *arena = unclaimed->terms->arena;
    struct jx_shape *side = jx_arena_alloc(arena, sizeof *side);
    const struct jx_shape *shape = block->shape;
    side->cells = jx_arena_alloc(arena, (shape->count + 1) * sizeof *side->cells);
    for (size_t i = shape->starts[block->head]; i < shape->starts[block->stop]; i++)
        if (shape->cells[i].column < block->first && shape->cells[i].term->colon)
            side->cells[side->count++] = shape->cells[i];
    jx_shape_index(arena, side);
    jx_facts_take(unclaimed->reading, unclaimed->draft, unclaimed->terms, side, block->head, block->stop);
}

/* --- forms ---------------------------------------------------------------------------------------------------------------------------------- */

/* Something looked like indicators, and was none; no other form is there that the head could be of. */
static bool is_head_alone(const struct unclaimed *unclaimed) {
    const struct jx_form *form = &unclaimed->draft->form;
    if (form->indicator_count > 0 || unclaimed->reading->document->form_count > 0 || !jx_form_is_head(form))
        return false;
    jx_head_alone_tell(unclaimed->reading, unclaimed->plain->cells);
    return true;
}

static void finish(struct unclaimed *unclaimed) {
    if (!unclaimed->draft) return;
    if (unclaimed->draft->form.indicator_count > 0 || is_head_alone(unclaimed)) {
        jx_lines_year(unclaimed->reading, unclaimed->draft, unclaimed->plain, unclaimed->first,
                      unclaimed->first + FIRST_LINES);
        if (unclaimed->shared)
            jx_lines_unit(unclaimed->reading, unclaimed->draft, unclaimed->terms, unclaimed->plain,
                          unclaimed->first, unclaimed->first + FIRST_LINES);
        jx_draft_finish(unclaimed->reading, unclaimed->draft);
    }
    unclaimed->draft = NULL;
    jx_diags_fold(unclaimed->reading->diags);
}

static void begin(struct unclaimed *unclaimed, const struct jx_compiled_table *table) {
    finish(unclaimed);
    unclaimed->draft = jx_arena_alloc(unclaimed->reading->arena, sizeof *unclaimed->draft);
    jx_draft_begin(unclaimed->draft, table);
    unclaimed->draft->form.score = unclaimed->reading->score;
}

/* What was achieved is no target: columns of it are the sign of a self-evaluation. */
static void report_results(struct unclaimed *unclaimed, const struct jx_block *block) {
    struct jx_reading *reading = unclaimed->reading;
    const char *words = "";
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_term *word = block->columns[i].word;
        if (block->columns[i].heading != JX_HEAD_RESULT || !word) continue;
        words = jx_arena_format(reading->arena, "%s%s%s", words, *words == '\0' ? "" : "、",
                                jx_text_phrase(reading->arena, word->text, word->length));
    }
    size_t count;
    struct jx_spot spot = jx_seen_spot(jx_shape_row(block->shape, block->head, &count));
    struct jx_place at = jx_spot_place(reading, &spot);
    if (*words != '\0') JX_DIAG(reading->diags, JX_MSG_SELF_EVALUATION, &at, words);
}

/* Under which heading the names of projects were taken to stand, where it says nothing. */
static void tell_names(const struct unclaimed *unclaimed, const struct jx_block *block) {
    const struct jx_term *word = !block->named ? NULL : block->named->word;
    struct jx_reading *reading = unclaimed->reading;
    for (uint32_t row = block->head; word && row < block->head + block->depth; row++) {
        const struct jx_seen *seen = jx_shape_at(block->shape, row, block->named->column);
        if (!seen || seen->term != word) continue;
        struct jx_spot spot = jx_seen_spot(seen);
        struct jx_place at = jx_spot_place(reading, &spot);
        JX_DIAG(reading->diags, JX_MSG_NAMES_GUESSED, &at,
                jx_text_phrase(reading->arena, word->text, word->length));
    }
}

static void read_list(struct unclaimed *unclaimed, const struct jx_block *block,
                      const struct jx_compiled_table *table) {
    struct jx_list *list = unclaimed->list;
    unclaimed->draft->table = table; /* it may have begun with other columns, above */
    tell_names(unclaimed, block);
    jx_list_open(unclaimed->reading, list, unclaimed->draft);
    size_t first = list->rows.count;
    jx_block_rows(unclaimed->reading, unclaimed->terms, block, table, false, &list->head, &list->rows);
    jx_list_sort(unclaimed->reading, list, first);
    unclaimed->draft = NULL;
}

static void read_rows(struct unclaimed *unclaimed, const struct jx_block *block,
                      const struct jx_compiled_table *table, uint32_t first) {
    struct jx_band_rows rows = {.count = 0};
    jx_block_rows(unclaimed->reading, unclaimed->terms, block, table, jx_block_of_period(block, first),
                  unclaimed->draft, &rows);
    const struct jx_compiled_table *own = unclaimed->draft->table;
    unclaimed->draft->table = table;
    jx_rows_to_indicators(unclaimed->reading, unclaimed->draft, rows.rows, rows.count);
    unclaimed->draft->table = own;
}

static void tell_goes_on(const struct unclaimed *unclaimed, const struct jx_seen *seen) {
    struct jx_spot spot = jx_seen_spot(seen);
    struct jx_place at = jx_spot_place(unclaimed->reading, &spot);
    JX_DIAG(unclaimed->reading->diags,
            unclaimed->reading->head_open ? JX_MSG_HEAD_GOES_ON : JX_MSG_TABLE_GOES_ON, &at, NULL);
}

/* Takes the last form back: the sheet begins with the headings with which the one before it ended, or says that it goes on with
 * that, and has nothing of a head. */
static void resume(struct unclaimed *unclaimed, const struct jx_block *block,
                   const struct jx_compiled_table *table) {
    struct jx_reading *reading = unclaimed->reading;
    struct jx_document *document = reading->document;
    size_t count;
    struct jx_draft *draft = jx_arena_alloc(reading->arena, sizeof *draft);
    *draft = (struct jx_draft){.table = table, .form = document->forms[--document->form_count]};
    draft->extra_capacity = draft->form.extra_count;
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        draft->scaled[field] = draft->form.fields[field].value;
    unclaimed->draft = draft;
    reading->resumed = true;
    tell_goes_on(unclaimed, jx_shape_row(block->shape, block->head, &count));
}

/* The name of the project above its indicators, which its head has said on the sheet before. */
static void claim_name(const struct unclaimed *unclaimed, uint32_t first, uint32_t end) {
    const char *name = unclaimed->draft->form.fields[JX_FIELD_PROJECT_NAME].value;
    for (uint32_t row = first; name && row < end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(unclaimed->shape, row, &count);
        for (size_t i = 1; i < count; i++) {
            const struct jx_sense *label =
                jx_term_label(unclaimed->terms, cells[i - 1].term, JX_KIND_PROJECT);
            if (!label || label->field != JX_FIELD_PROJECT_NAME ||
                !jx_text_same(unclaimed->terms->arena, name, cells[i].cell->text))
                continue;
            cells[i - 1].cell->claim = JX_CLAIM_LABEL;
            cells[i].cell->claim = JX_CLAIM_VALUE;
        }
    }
}

/* Titles of the pages of one form say nothing more. */
static void claim_titles(const struct unclaimed *unclaimed, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(unclaimed->shape, row, &count);
        bool headed = unclaimed->reading->head_open; /* 绩效指标表: of the indicators alone */
        bool part = headed && count == 1 && jx_key_is_own_title(cells->term->key);
        if (count == 0 || (!part && !jx_row_is_title(unclaimed->shape, row))) continue;
        if (!headed && !repeats_title(unclaimed, cells)) tell_goes_on(unclaimed, cells);
        cells->cell->claim = JX_CLAIM_LABEL;
    }
}

/* Finds the form that a block belongs to: the one at hand, that of the sheet before, or a new one. `beside`: a project is named at
 * the side of its headings. */
static void open_form(struct unclaimed *unclaimed, size_t index, uint32_t first,
                      const struct jx_compiled_table *table, bool beside) {
    const struct jx_block *block = &unclaimed->blocks[index];
    struct jx_reading *reading = unclaimed->reading;
    const char *before =
        index > 0 ? jx_block_headings(unclaimed->terms->arena, block - 1) : reading->headings;
    unclaimed->goes_on = before && !block->list && only_titles(unclaimed, first, block->head) &&
                         (strcmp(before, jx_block_headings(unclaimed->terms->arena, block)) == 0 ||
                          titled_as_going_on(unclaimed, first, block->head));
    bool headed = index == 0 && reading->head_open && !block->list && !beside;
    if (index == 0 && (headed || unclaimed->goes_on) && reading->document->form_count > 0)
        resume(unclaimed, block, table);
    if (headed) claim_name(unclaimed, first, block->head);
    if (!unclaimed->draft || beside || (!headed && begins_form(unclaimed, first, block->head)))
        begin(unclaimed, table);
    else
        claim_titles(unclaimed, first, block->head);
    reading->headings = NULL;
    if (headed) reading->head_open = false;
}

/* What the next sheet must begin with to go on with the last form of this one. */
static void leave_open(struct unclaimed *unclaimed) {
    const struct jx_block *last =
        unclaimed->block_count == 0 ? NULL : &unclaimed->blocks[unclaimed->block_count - 1];
    bool open = last && !last->list && !unclaimed->shape->turned;
    unclaimed->reading->headings = open ? jx_block_headings(unclaimed->reading->arena, last) : NULL;
}

/* A block and what stands above it; then what stands below it, up to where the next form begins. */
static uint32_t read_block(struct unclaimed *unclaimed, size_t index, uint32_t first) {
    struct jx_block *block = &unclaimed->blocks[index];
    bool last = index + 1 == unclaimed->block_count, turned = unclaimed->shape->turned;
    enum jx_kind kind = is_department(unclaimed, first, block->head) ? JX_KIND_DEPARTMENT : JX_KIND_PROJECT;
    const struct jx_compiled_table *table = jx_block_table(unclaimed->reading, block, kind);
    bool beside = begins_beside(unclaimed, block);
    open_form(unclaimed, index, first, table, beside);
    struct jx_draft *draft = unclaimed->draft;
    report_results(unclaimed, block);
    jx_lines_take(unclaimed->reading, draft, unclaimed->terms, unclaimed->shape, first, block->head);
    jx_facts_take(unclaimed->reading, draft, unclaimed->terms, unclaimed->shape, first, block->head);
    jx_lines_take(unclaimed->reading, draft, unclaimed->terms, unclaimed->shape, block->head,
                  block->head + block->depth);
    if (beside) take_beside(unclaimed, block);
    if (block->list)
        read_list(unclaimed, block, table);
    else
        read_rows(unclaimed, block, table, first);
    uint32_t next = last ? unclaimed->shape->rows : unclaimed->blocks[index + 1].head;
    uint32_t cut = last ? next : jx_form_cut(unclaimed->terms, unclaimed->shape, block->stop, next);
    struct jx_draft *below = block->list ? &unclaimed->list->head : draft;
    if (!turned) {
        jx_lines_unit_below(unclaimed->reading, below, unclaimed->terms, unclaimed->shape, block->stop, cut);
        jx_facts_take(unclaimed->reading, below, unclaimed->terms, unclaimed->shape, block->stop, cut);
    }
    return cut;
}

/* The lines above a turned table stand as they are: they are read from the sheet before it. */
static void read_turned(struct unclaimed *unclaimed) {
    struct jx_block *block = &unclaimed->blocks[0];
    uint32_t top = unclaimed->plain->rows;
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].part != JX_PART_NONE && block->columns[i].column < top)
            top = block->columns[i].column;
    begin(unclaimed, jx_block_table(unclaimed->reading, block,
                                    is_department(unclaimed, unclaimed->first, top) ? JX_KIND_DEPARTMENT
                                                                                    : JX_KIND_PROJECT));
    report_results(unclaimed, block);
    jx_lines_take(unclaimed->reading, unclaimed->draft, unclaimed->terms, unclaimed->plain, unclaimed->first,
                  top);
    jx_facts_take(unclaimed->reading, unclaimed->draft, unclaimed->terms, unclaimed->plain, unclaimed->first,
                  top);
    read_rows(unclaimed, block, unclaimed->draft->table, 0);
}

bool jx_unclaimed_read(struct jx_reading *reading, struct jx_list *list, uint32_t first, uint32_t end,
                       jx_unclaimed_found *found, void *user) {
    struct jx_terms terms = {.arena = jx_arena_scratch(reading->arena), .lexicon = reading->lexicon};
    struct unclaimed unclaimed = {
        .reading = reading, .terms = &terms, .list = list, .first = first, .end = end};
    struct jx_shape *plain = jx_shape_of_rows(reading, &terms, first, end);
    unclaimed.plain = unclaimed.shape = plain;
    unclaimed.blocks = jx_shape_blocks(&terms, unclaimed.plain, &unclaimed.block_count);
    bool joined = reading->pasted && reading->pasted->joined; /* then its rows are in order */
    bool other = !joined && (try_spread(&unclaimed) || try_stacked(&unclaimed) || try_shared(&unclaimed));
    if (!joined && !other && plain->count > 0)
        unclaimed.shape = jx_shape_turned(&terms, plain, &unclaimed.blocks, &unclaimed.block_count);
    bool any = unclaimed.block_count > 0;
    if (any) found(user);
    if (any && !unclaimed.shape->turned) tell_joined(&unclaimed);
    if (unclaimed.shape->turned) {
        read_turned(&unclaimed);
    } else {
        uint32_t from = unclaimed.first;
        for (size_t i = 0; i < unclaimed.block_count; i++) from = read_block(&unclaimed, i, from);
    }
    finish(&unclaimed);
    leave_open(&unclaimed);
    jx_list_close(reading, list);
    jx_arena_reset(terms.arena);
    return any;
}
