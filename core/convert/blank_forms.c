/*
 * The forms of a blank: a file may hold several, on a sheet or on several of them, and one that is filled in to show how. One is
 * filled, and the others stay as they are.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/read/cut.h"
#include "core/read/facts.h"
#include "core/read/shared.h"
#include "core/words/title.h"

/* Whether a place in the rows asks for a project's name, or for a department's: by a label with a cell, or within a text. */
static bool asks_whose(const struct jx_slots *slots, uint32_t first, uint32_t end) {
    for (size_t i = 0; i < slots->inside_count; i++) {
        const struct jx_slot_inside *inside = &slots->inside[i];
        bool name =
            inside->sense.field == JX_FIELD_PROJECT_NAME || inside->sense.field == JX_FIELD_DEPARTMENT_NAME;
        if (name && inside->row >= first && inside->row < end) return true;
    }
    return false;
}

/* A department's name and, above or below it, the title of a form. */
static bool is_departments(struct jx_slots *slots, uint32_t first, uint32_t end) {
    bool titled = false, department = false;
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(slots->shape, row, &count);
        titled = titled || (jx_row_is_title(slots->shape, row) && !jx_key_goes_on(cells->term->key));
        for (size_t i = 0; i < count; i++) {
            const struct jx_sense *label = jx_term_label(&slots->terms, cells[i].term, JX_KIND_DEPARTMENT);
            department = department || (jx_sense_is_plain(label) && label->kind == JX_SENSE_FACT &&
                                        label->field == JX_FIELD_DEPARTMENT_NAME);
        }
    }
    return titled && department;
}

/* 负责人签字：____  填表人：____  日期：____: who signs the form above, and nothing of whose form it is. */
static bool is_signed(const struct jx_slots *slots, uint32_t row) {
    static const enum jx_field signing[] = {JX_FIELD_PREPARER, JX_FIELD_PREPARED_ON, JX_FIELD_PHONE,
                                            JX_FIELD_HEAD, JX_FIELD_PROJECT_OWNER};
    static const enum jx_field naming[] = {JX_FIELD_PROJECT_NAME, JX_FIELD_DEPARTMENT_NAME,
                                           JX_FIELD_UNIT_NAME, JX_FIELD_FILING_UNIT};
    bool hand = false, name = false;
    for (size_t i = 0; i < slots->inside_count; i++) {
        const struct jx_slot_inside *inside = &slots->inside[i];
        for (size_t n = 0; n < sizeof signing / sizeof *signing && inside->row == row; n++)
            hand = hand || inside->sense.field == signing[n];
        for (size_t n = 0; n < sizeof naming / sizeof *naming && inside->row == row; n++)
            name = name || inside->sense.field == naming[n];
    }
    return hand && !name;
}

/* Where a form begins between two tables of indicators: it asks whose it is. The second table's headings: both are of one form. */
static uint32_t form_begin(struct jx_slots *slots, const struct jx_block *above,
                           const struct jx_block *below) {
    uint32_t cut = jx_form_cut(&slots->terms, slots->shape, above->stop, below->head);
    while (cut < below->head && is_signed(slots, cut)) cut++;
    bool begins = asks_whose(slots, cut, below->head) || is_departments(slots, cut, below->head);
    for (uint32_t row = cut; row < below->head && !begins; row++)
        begins = jx_row_names_project(&slots->terms, slots->shape, row);
    return begins ? cut : below->head;
}

/* 填报示例, 项目支出绩效目标表（示例）, alone in its row. */
static bool says_example(const struct jx_slots *slots, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count, words = 0;
        const struct jx_seen *cells = jx_shape_row(slots->shape, row, &count), *only = NULL;
        for (size_t i = 0; i < count; i++)
            if (cells[i].term->stands != JX_TERM_OPEN) words++, only = &cells[i];
        if (words == 1 && jx_key_is_example(only->term->key)) return true;
    }
    return false;
}

/* The first cell in which a form prints something. */
static void place_find(const struct jx_slots *slots, struct jx_blank_form *form) {
    form->row = form->first;
    for (uint32_t row = form->first; row < form->end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(slots->shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            if (cells[i].term->stands == JX_TERM_OPEN) continue;
            form->row = cells[i].sheet_row;
            form->column = cells[i].sheet_column;
            return;
        }
    }
}

void jx_blank_form_add(struct jx_blank *blank, struct jx_blank_form form) {
    blank->forms = jx_arena_grow(blank->arena, blank->forms, blank->form_count, &blank->form_capacity,
                                 sizeof *blank->forms);
    blank->forms[blank->form_count++] = form;
}

static void form_add(struct jx_blank *blank, const struct jx_slots *slots, struct jx_blank_form form) {
    place_find(slots, &form);
    jx_blank_form_add(blank, form);
}

struct jx_blank_form jx_blank_forms(struct jx_blank *blank, uint32_t sheet, struct jx_slots *slots,
                                    uint32_t end) {
    const char *name = blank->book->sheets[sheet]->name;
    bool example = name && jx_key_is_example(jx_text_key(blank->arena, name, strlen(name)));
    size_t first = blank->form_count;
    struct jx_blank_form form = {.sheet = sheet, .end = end, .example = example};
    for (size_t i = 0; i < slots->block_count; i++) {
        const struct jx_block *block = &slots->blocks[i];
        uint32_t above = i == 0 || slots->turned ? 0 : block[-1].stop;
        uint32_t begin = i == 0 || slots->turned ? 0 : form_begin(slots, block - 1, block);
        if (i > 0 && begin < block->head) {
            form.end = begin;
            form_add(blank, slots, form);
            form = (struct jx_blank_form){.sheet = sheet, .first = begin, .end = end, .example = example};
        }
        form.example = form.example || (!slots->turned && says_example(slots, above, block->head));
    }
    if (slots->block_count > 0) form_add(blank, slots, form);
    for (size_t i = first; i < blank->form_count; i++)
        if (!blank->forms[i].example) return blank->forms[i];
    return first < blank->form_count ? blank->forms[first] : form;
}

void jx_fill_forms_tell(struct jx_fill *fill) {
    const struct jx_blank *blank = fill->blank;
    const struct jx_blank_form *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < blank->form_count; i++) {
        const struct jx_blank_form *form = &blank->forms[i];
        bool own = form->sheet == fill->at.index && form->first == blank->sheets[form->sheet].first &&
                   form->first_column == 0;
        if (own || form->example || blank->sheets[form->sheet].instructs) continue;
        if (!first) first = form;
        count++;
    }
    if (!first) return;
    struct jx_place where = jx_fill_place_in(fill, first->sheet, first->row, first->column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_OTHERS, &where, jx_arena_format(fill->arena, "%zu", count));
}
