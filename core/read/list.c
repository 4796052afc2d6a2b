#include "core/read/list.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/shown.h"
#include "core/read/head.h"
#include "core/read/levels.h"
#include "core/read/read.h"
#include "core/read/repair.h"
#include "core/read/values.h"
#include "core/words/title.h"

/* --- gathering --------------------------------------------------------------------------------------------------------- */

static bool holds_field(const struct jx_pattern *fact, enum jx_field field) {
    for (size_t i = 0; fact && i < fact->spellings[0].count; i++)
        if (fact->spellings[0].pieces[i].kind == JX_PIECE_FIELD &&
            fact->spellings[0].pieces[i].field == field)
            return true;
    return false;
}

/* The cell of the project's name in a row, or NULL. */
static struct jx_spot *name_spot(const struct jx_compiled_table *table, const struct jx_band_row *row) {
    for (size_t i = 0; row->facts && i < table->band_count; i++)
        if (holds_field(table->band[i].fact, JX_FIELD_PROJECT_NAME)) return row->facts[i];
    return NULL;
}

/* The column that says whose projects are, where this row has something there; SIZE_MAX: none does. */
static size_t owner_column(const struct jx_compiled_table *table, const struct jx_band_row *row) {
    for (size_t i = 0; row->facts && i < table->band_count; i++)
        if (row->facts[i] && (holds_field(table->band[i].fact, JX_FIELD_UNIT_NAME) ||
                              holds_field(table->band[i].fact, JX_FIELD_DEPARTMENT_NAME)))
            return i;
    return SIZE_MAX;
}

/* A row begins a project if it names one other than the one in force, or if it is another of the same name: unmerged lists
 * repeat the name on every row. */
static bool begins_project(struct jx_reading *reading, struct jx_list *list, size_t number) {
    const struct jx_band_row *row = &list->rows.rows[number];
    struct jx_spot *name = name_spot(list->head.table, row);
    if (list->count == 0) return true;
    const char *current = list->projects[list->count - 1]->form.fields[JX_FIELD_PROJECT_NAME].value;
    if (name && !current) return true;
    if (name && strcmp(jx_text_phrase(reading->passing, name->cell->text, name->cell->length), current) != 0)
        return true;
    return jx_namesake_again(reading, list->head.table, &list->rows, &list->namesake, number, name);
}

static bool is_money(const struct jx_pattern *fact) {
    const struct jx_piece *piece = !fact ? NULL : jx_pattern_bare(fact);
    return piece && piece->kind == JX_PIECE_FIELD && jx_field_is_money(piece->field);
}

/* 年度预算（元） beside 总投资（万元）: what an amount under these headings is in, where the list's own unit is another one. NULL: it
 * is the list's. */
static const char *unit_of_its_own(const struct jx_reading *reading, const struct jx_draft *head,
                                   const struct jx_compiled_column *column) {
    if (!is_money(column->fact)) return NULL;
    const char *key = jx_text_as_key(reading->passing, column->column->heading);
    const char *remark = jx_lexicon_remark(key), *unit = jx_form_unit(&head->form);
    struct jx_money_unit own = jx_money_unit_read(!remark ? "" : remark, !remark ? 0 : strlen(remark) - 1);
    const char *word = column->unit ? column->unit : own.says == JX_MONEY_KNOWN ? own.word : NULL;
    return !word || !unit || strcmp(word, unit) == 0 ? NULL : word;
}

static void take_facts(struct jx_reading *reading, struct jx_list *list, const struct jx_band_row *row) {
    struct jx_draft *project = list->projects[list->count - 1];
    for (size_t i = 0; row->facts && i < project->table->band_count; i++) {
        const struct jx_compiled_column *column = &project->table->band[i];
        struct jx_spot *spot = row->facts[i];
        if (!column->fact || !spot) continue;
        struct jx_place at = jx_spot_place(reading, spot);
        const char *unit = unit_of_its_own(reading, &list->head, column);
        if (!unit) {
            jx_value_take(reading, project, column->fact, column->column->heading, spot->cell->text,
                          spot->cell->length, at, row->origin);
            continue;
        }
        project->form.fields[JX_FIELD_MONEY_UNIT] = list->head.form.fields[JX_FIELD_MONEY_UNIT];
        jx_amount_take(reading, project, jx_pattern_bare(column->fact)->field, spot->cell->text, unit, at);
    }
}

/* The sum of a department: facts of a project, but neither its name nor an indicator. */
static bool is_subtotal(const struct jx_compiled_table *table, const struct jx_band_row *row) {
    for (int part = 0; part < JX_PART_COUNT; part++)
        if (row->parts[part]) return false;
    return row->facts && !name_spot(table, row);
}

/* Its amounts are kept under its words: 农业农村局 (预算数). false: it has none. */
static bool take_amounts(struct jx_reading *reading, struct jx_draft *keeper, const struct jx_band_row *row,
                         const struct jx_spot *label) {
    const struct jx_compiled_table *table = keeper->table;
    const char *words = jx_text_phrase(reading->arena, label->cell->text, label->cell->length);
    bool any = false;
    for (size_t i = 0; i < table->band_count; i++) {
        struct jx_spot *spot = row->facts[i];
        if (!spot || spot->column == label->column) continue;
        any = true;
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(reading, keeper,
                      jx_arena_format(reading->arena, "%s (%s)", words, table->band[i].column->heading),
                      spot->cell->text, spot->cell->length, jx_spot_place(reading, spot));
    }
    return any;
}

static void take_subtotal(struct jx_reading *reading, struct jx_list *list, const struct jx_band_row *row) {
    bool any = take_amounts(reading, &list->head, row, row->at);
    jx_spot_claim(row->at, any ? JX_CLAIM_LABEL : JX_CLAIM_NONE);
}

/* A unit with the sums of its projects, which stand below it: neither its name nor its amounts are the project's above. */
static bool is_group(struct jx_reading *reading, const struct jx_list *list, size_t number) {
    const struct jx_compiled_table *table = list->head.table;
    const struct jx_band_row *row = &list->rows.rows[number];
    size_t owner = is_subtotal(table, row) ? owner_column(table, row) : SIZE_MAX;
    if (owner == SIZE_MAX || number + 1 == list->rows.count) return false;
    if (jx_lexicon_is(JX_WORD_TOTAL, jx_spot_key(reading, row->facts[owner]))) return false;
    return name_spot(table, row + 1) || is_subtotal(table, row + 1);
}

/* Whose the next projects are; the sums are kept at the first of them. */
static void take_group(struct jx_reading *reading, struct jx_list *list, size_t number) {
    const struct jx_compiled_table *table = list->head.table;
    const struct jx_band_row *row = &list->rows.rows[number];
    struct jx_draft *group = jx_arena_alloc(reading->scratch, sizeof *group);
    size_t owner = owner_column(table, row);
    struct jx_spot *spot = row->facts[owner];
    jx_draft_begin(group, table);
    jx_value_take(reading, group, table->band[owner].fact, table->band[owner].column->heading,
                  spot->cell->text, spot->cell->length, jx_spot_place(reading, spot), row->origin);
    list->group = group;
    struct jx_draft sums = {.table = table};
    take_amounts(reading, &sums, row, spot);
    for (size_t i = 0; i < sums.form.extra_count; i++)
        jx_band_sum_add(reading, &list->rows, number + 1, &sums.form.extras[i]);
}

/* Drafts are large, and so are the forms that they become: so many stand together, to be given back together. */
enum { DRAFTS_IN_BLOCK = 64 };

static struct jx_draft *draft_new(struct jx_reading *reading, struct jx_list *list) {
    if (list->count % DRAFTS_IN_BLOCK == 0) {
        list->blocks = jx_arena_grow(reading->scratch, list->blocks, list->block_count, &list->block_capacity,
                                     sizeof *list->blocks);
        struct jx_drafts *block = &list->blocks[list->block_count++];
        block->arena = jx_arena_scratch(reading->scratch);
        block->drafts = jx_arena_alloc(block->arena, DRAFTS_IN_BLOCK * sizeof *block->drafts);
    }
    return &list->blocks[list->block_count - 1].drafts[list->count % DRAFTS_IN_BLOCK];
}

/* The draft of this number is a form by now, as are all before it. */
static void draft_done(struct jx_list *list, size_t number) {
    if (number % DRAFTS_IN_BLOCK == DRAFTS_IN_BLOCK - 1)
        jx_arena_reset(list->blocks[number / DRAFTS_IN_BLOCK].arena);
}

static bool is_name_alone(const struct jx_compiled_table *table, const struct jx_band_row *row) {
    size_t facts = 0;
    for (int part = 0; part < JX_PART_COUNT; part++)
        if (row->parts[part]) return false;
    for (size_t i = 0; row->facts && i < table->band_count; i++) facts += row->facts[i] ? 1 : 0;
    return facts == 1 && name_spot(table, row);
}

/* A line of prose may stand in the column of the names. */
static void tell_alone(struct jx_reading *reading, struct jx_list *list, const struct jx_band_row *row) {
    if (!is_name_alone(list->head.table, row)) {
        list->beside = true;
        return;
    }
    const struct jx_spot *name = name_spot(list->head.table, row);
    struct jx_place at = jx_spot_place(reading, name);
    if (list->beside)
        JX_DIAG(reading->diags, JX_MSG_NAME_ALONE, &at,
                jx_text_phrase(reading->passing, name->cell->text, name->cell->length));
}

static void sort_into_projects(struct jx_reading *reading, struct jx_list *list, size_t first) {
    for (size_t i = first; i < list->rows.count; i++) {
        struct jx_band_row *row = &list->rows.rows[i];
        row->project = list->count == 0 ? 0 : (uint32_t)list->count - 1;
        if (is_group(reading, list, i)) {
            take_group(reading, list, i);
            continue;
        }
        if (list->count == 0 && is_subtotal(list->head.table, row)) {
            take_subtotal(reading, list, row);
            continue;
        }
        if (begins_project(reading, list, i)) {
            jx_diags_fold(reading->diags);
            struct jx_draft *project = draft_new(reading, list);
            list->projects = jx_arena_grow(reading->scratch, list->projects, list->count, &list->capacity,
                                           sizeof(struct jx_draft *));
            jx_draft_begin(project, list->head.table);
            project->form.score = reading->score;
            project->group = list->group;
            list->projects[list->count++] = project;
            list->namesake = jx_namesake_begin(&list->rows, i);
            tell_alone(reading, list, row);
        }
        row->project = (uint32_t)list->count - 1;
        take_facts(reading, list, row);
    }
}

/* Whether the title of a page is that of the list so far, be it that it says 续. */
static bool same_title(struct jx_arena *arena, const char *old, const char *now) {
    const char *key = jx_text_as_key(arena, now);
    if (!old) return false;
    if (jx_text_same(arena, old, now)) return true;
    if (!jx_key_goes_on(key)) return false;
    key = jx_key_of_pages(arena, key);
    return *key == '\0' || strcmp(key, jx_key_of_pages(arena, jx_text_as_key(arena, old))) == 0;
}

/* Whether what stands above a page is what stood above the list so far. A page without a head of its own goes on; one
 * that says something else is a list of its own, and so is one with the title again that neither says the year again nor 续. */
static bool same_head(const struct jx_reading *reading, const struct jx_draft *list,
                      const struct jx_draft *page) {
    struct jx_arena *arena = reading->arena;
    const char *title = page->form.fields[JX_FIELD_TITLE].value;
    if (title && !jx_key_goes_on(jx_text_as_key(arena, title)) && list->form.fields[JX_FIELD_YEAR].value &&
        !page->form.fields[JX_FIELD_YEAR].value)
        return false;
    for (int field = 0; field < JX_FIELD_COUNT; field++) {
        const char *old = list->form.fields[field].value, *now = page->form.fields[field].value;
        if (!now) continue;
        bool same =
            field == JX_FIELD_TITLE ? same_title(arena, old, now) : old && jx_text_same(arena, old, now);
        if (!same) return false;
    }
    return true;
}

/* Whether something in these rows was understood: a page number below a list is no end of it. */
static bool anything_claimed(const struct jx_reading *reading, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++) {
            const struct jx_cell *cell = jx_reading_cell(reading, row, column);
            if (cell && cell->claim != JX_CLAIM_NONE && cell->claim != JX_CLAIM_UNREAD) return true;
        }
    return false;
}

/* 预算数（万元）: the headings of amounts may say what they are in. */
static void take_heading_units(struct jx_reading *reading, struct jx_draft *head,
                               const struct jx_band_place *place) {
    for (uint32_t row = place->heading; row < place->first; row++) {
        size_t count;
        struct jx_spot *spots = jx_reading_row(reading, row, &count);
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < head->table->band_count; k++)
                if (place->map.positions[k] == spots[i].column && is_money(head->table->band[k].fact))
                    jx_remark_take_unit(reading, head, jx_spot_key(reading, &spots[i]),
                                        jx_spot_place(reading, &spots[i]));
    }
}

/* A column of indicators is known by its part: 权重, and 权重（%） on the next page. */
static bool same_heading(const struct jx_compiled_column *a, const struct jx_compiled_column *b) {
    return a->column->part != JX_PART_NONE || strcmp(a->column->heading, b->column->heading) == 0;
}

/* Whether two tables have the same columns: those of a form that no layout claims are made anew on each page. */
static bool same_columns(const struct jx_compiled_table *a, const struct jx_compiled_table *b) {
    if (a == b) return true;
    if (!jx_table_is_made(a) || !jx_table_is_made(b) || a->band_count != b->band_count) return false;
    for (size_t i = 0; i < a->band_count; i++)
        if (a->band[i].column->part != b->band[i].column->part || !same_heading(&a->band[i], &b->band[i]))
            return false;
    return true;
}

static void add_extra(struct jx_reading *reading, struct jx_draft *project, const struct jx_extra *extra) {
    struct jx_form *form = &project->form;
    form->extras = jx_arena_grow(reading->arena, form->extras, form->extra_count, &project->extra_capacity,
                                 sizeof *form->extras);
    form->extras[form->extra_count++] = *extra;
}

/* What only this page's head says, no field of ours, is true of the whole list, too. */
static void take_page_extras(struct jx_reading *reading, struct jx_draft *list, const struct jx_draft *page) {
    size_t known = list->form.extra_count;
    for (size_t i = 0; i < page->form.extra_count; i++) {
        const struct jx_extra *extra = &page->form.extras[i];
        bool there = false;
        for (size_t k = 0; k < known && !there; k++)
            there = !strcmp(list->form.extras[k].label, extra->label) &&
                    !strcmp(list->form.extras[k].value, extra->value);
        if (there) continue;
        add_extra(reading, list, extra);
    }
}

void jx_list_open(struct jx_reading *reading, struct jx_list *list, const struct jx_draft *head) {
    if (list->open && !list->ended && same_columns(list->head.table, head->table) &&
        same_head(reading, &list->head, head)) {
        take_page_extras(reading, &list->head, head);
        return;
    }
    jx_list_close(reading, list);
    *list = (struct jx_list){.head = *head, .open = true};
}

void jx_list_sort(struct jx_reading *reading, struct jx_list *list, size_t first) {
    if (first > 0 && list->rows.count > first) list->rows.rows[first].after_break = true;
    sort_into_projects(reading, list, first);
}

void jx_list_read(struct jx_reading *reading, struct jx_list *list, const struct jx_compiled_table *table,
                  const struct jx_region *region) {
    struct jx_band_place place;
    struct jx_draft *head = jx_arena_alloc(reading->arena, sizeof *head);
    bool banded = jx_band_find(reading, table, region, &place);
    jx_draft_begin(head, table);
    jx_head_read(reading, head, region->first, banded ? place.heading : region->end);
    if (banded) take_heading_units(reading, head, &place);
    jx_list_open(reading, list, head);
    if (!banded) return;

    size_t first = list->rows.count;
    jx_band_read(reading, table, region, &place, &list->rows);
    jx_list_sort(reading, list, first);
    jx_head_read(reading, &list->head, place.end, region->end);
    list->ended = anything_claimed(reading, place.end, region->end);
}

/* --- closing ------------------------------------------------------------------------------------------------------------ */

/* The sums over the rows before `end`, from the first that nobody has; those below all rows are the last project's. */
static void take_sums(struct jx_reading *reading, const struct jx_list *list, size_t project, size_t end,
                      size_t *next) {
    const bool last = project + 1 == list->count;
    for (; *next < list->rows.sum_count && (last || list->rows.sums[*next].row < end); (*next)++)
        add_extra(reading, list->projects[project], &list->rows.sums[*next].extra);
}

/* What stands above and below the list is true of each of its projects. */
static void inherit_head(struct jx_reading *reading, struct jx_draft *project, const struct jx_draft *head) {
    for (int field = 0; field < JX_FIELD_COUNT; field++) {
        if (project->form.fields[field].value || !head->form.fields[field].value) continue;
        project->form.fields[field] = head->form.fields[field];
        project->scaled[field] = head->scaled[field];
    }
    if (!project->strange_unit) project->strange_unit = head->strange_unit;
    for (size_t i = 0; i < head->form.extra_count; i++) add_extra(reading, project, &head->form.extras[i]);
}

/* Whose a project is: names and codes. */
enum { WHOSE = 2 };
static const enum jx_field whose[WHOSE][2] = {{JX_FIELD_UNIT_NAME, JX_FIELD_UNIT_CODE},
                                              {JX_FIELD_DEPARTMENT_NAME, JX_FIELD_DEPARTMENT_CODE}};

/* A row above the project says it, and nothing in its own. */
static void take_owner(struct jx_draft *project) {
    for (size_t i = 0; project->group && i < WHOSE; i++) {
        struct jx_fact *name = &project->form.fields[whose[i][0]], *code = &project->form.fields[whose[i][1]];
        if (name->value || code->value) continue;
        *name = project->group->form.fields[whose[i][0]];
        *code = project->group->form.fields[whose[i][1]];
        name->origin = code->origin = JX_CARRIED;
    }
}

/* They stand at the first of several projects: blank cells below it say the same, where neither name nor code is there. Of a layout's
 * own list they say nothing. `before`: those of the project before, then of this one. */
static void carry_down(struct jx_draft *project, struct jx_fact before[WHOSE][2]) {
    for (size_t i = 0; i < WHOSE; i++) {
        struct jx_fact *name = &project->form.fields[whose[i][0]], *code = &project->form.fields[whose[i][1]];
        if (!name->value && !code->value && jx_table_is_made(project->table)) {
            *name = before[i][0];
            *code = before[i][1];
            name->origin = code->origin = JX_CARRIED;
        }
        before[i][0] = *name;
        before[i][1] = *code;
    }
}

/* What the projects' amounts add up to, in the form's own unit. false: one has none, or a unit of its own. */
static bool add_up(const struct jx_list *list, struct jx_decimal *sum) {
    struct jx_decimal amount;
    *sum = (struct jx_decimal){0, 0};
    for (size_t i = 0; i < list->count; i++) {
        const char *value = list->projects[i]->form.fields[JX_FIELD_FUND_TOTAL].value;
        if (list->projects[i]->scaled[JX_FIELD_FUND_TOTAL]) return false;
        if (!value || !jx_decimal_parse(value, strlen(value), &amount) || !jx_decimal_add(*sum, amount, sum))
            return false;
    }
    return true;
}

/* 合计 against the sum of the projects' amounts: it is said by these, or told. Where nothing can be added up, it is kept. */
static void check_total(struct jx_reading *reading, struct jx_list *list) {
    struct jx_decimal said, sum;
    const char *total = list->head.total;
    if (!total) return;
    if (!jx_decimal_parse(total, strlen(total), &said) || !add_up(list, &sum)) {
        if (list->head.total_label)
            jx_extra_take(reading, &list->head, list->head.total_label, total, strlen(total),
                          list->head.total_at);
        return;
    }
    if (jx_decimal_compare(said, sum) == 0) return;
    const char *unit = jx_form_unit(&list->head.form);
    if (!unit) unit = list->head.table->table->money_unit;
    JX_DIAG(reading->diags, JX_MSG_TOTAL_DIFFERS, &list->head.total_at,
            jx_arena_format(reading->arena, "%s %s", jx_decimal_text(reading->arena, said), unit),
            jx_arena_format(reading->arena, "%s %s", jx_decimal_text(reading->arena, sum), unit));
}

static void repair_pages(struct jx_reading *reading, struct jx_list *list) {
    const char **names = jx_arena_alloc(reading->arena, (list->count + 1) * sizeof *names);
    for (size_t i = 0; i < list->count; i++) {
        names[i] = list->projects[i]->form.fields[JX_FIELD_PROJECT_NAME].value;
        if (!names[i]) names[i] = "";
    }
    jx_rows_repair(reading, list->head.table, &list->rows, (uint32_t)list->count, names);
}

void jx_list_close(struct jx_reading *reading, struct jx_list *list) {
    if (!list->open) return;
    list->open = false;
    jx_diags_fold(reading->diags);
    check_total(reading, list);
    repair_pages(reading, list);
    jx_forms_expect(reading, list->count);
    struct jx_fact before[WHOSE][2] = {{{.value = NULL}}};
    size_t row = 0, sum = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t first = row;
        while (row < list->rows.count && list->rows.rows[row].project == i) row++;
        jx_diags_fold(reading->diags);
        take_owner(list->projects[i]);
        inherit_head(reading, list->projects[i], &list->head);
        take_sums(reading, list, i, row, &sum);
        carry_down(list->projects[i], before);
        jx_rows_to_indicators(reading, list->projects[i], &list->rows.rows[first], row - first);
        jx_draft_finish(reading, list->projects[i]);
        draft_done(list, i);
    }
    jx_arena_reset(reading->scratch);
}
