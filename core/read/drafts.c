/*
 * Forms that are read whole, into the document.
 */
#include "core/read/doubts.h"
#include "core/read/values.h"

static void add_form(struct jx_reading *reading, const struct jx_form *form) {
    struct jx_document *document = reading->document;
    jx_reading_count(reading, document->form_count);
    document->forms = jx_arena_grow(reading->arena, document->forms, document->form_count,
                                    &reading->room.forms, sizeof *document->forms);
    document->forms[document->form_count++] = *form;
}

void jx_forms_expect(struct jx_reading *reading, size_t more) {
    struct jx_document *document = reading->document;
    document->forms = jx_arena_expect(reading->arena, document->forms, document->form_count, more,
                                      &reading->room.forms, sizeof *document->forms);
}

void jx_draft_finish(struct jx_reading *reading, struct jx_draft *draft) {
    jx_form_scale(reading, draft);
    jx_doubt_funds(reading, &draft->form);
    add_form(reading, &draft->form);
}
