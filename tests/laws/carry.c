/*
 * Laws about what a workbook takes along: converted with `carry` into whatever layout, and read again, a document says
 * what it said, to the letter; so there is nothing that a second conversion could tell from the first document.
 */
#include <stdio.h>
#include <string.h>

#include "tests/laws/laws.h"

enum { CREATED = 1700000000 };

static bool same(const char *a, const char *b) {
    if (!a || !*a) return !b || !*b;
    return b && !strcmp(a, b);
}

static bool same_measure(const struct jx_measure *a, const struct jx_measure *b) {
    return a->op == b->op && same(a->text, b->text) && same(a->value, b->value) && same(a->unit, b->unit);
}

static bool same_indicator(const struct jx_indicator *a, const struct jx_indicator *b) {
    return same(a->level1, b->level1) && same(a->level2, b->level2) && same(a->level1_text, b->level1_text) &&
           same(a->level2_text, b->level2_text) && same(a->name, b->name) &&
           same_measure(&a->target, &b->target) && same_measure(&a->period_target, &b->period_target) &&
           same(a->standard, b->standard) && same(a->score, b->score) && same(a->remark, b->remark) &&
           a->polarity == b->polarity && a->origin == b->origin &&
           a->polarity_derived == b->polarity_derived && a->not_applicable == b->not_applicable;
}

static void check_form(struct law_run *run, const char *where, size_t number, const struct jx_form *before,
                       const struct jx_form *after) {
    if (strcmp(before->layout, after->layout) != 0 || before->kind != after->kind)
        law_broken(run, "%s, form %zu: it was of %s, and is of %s", where, number, before->layout,
                   after->layout);
    for (int f = 0; f < JX_FIELD_COUNT; f++) {
        const struct jx_fact *a = &before->fields[f], *b = &after->fields[f];
        if (!same(a->value, b->value) || !same(a->raw, b->raw) || (a->value && a->origin != b->origin))
            law_broken(run, "%s, form %zu: %s was “%s”, and is “%s”", where, number,
                       jx_field_key((enum jx_field)f), a->value ? a->value : "", b->value ? b->value : "");
    }
    if (before->indicator_count != after->indicator_count)
        law_broken(run, "%s, form %zu: there were %zu indicators, and are %zu", where, number,
                   before->indicator_count, after->indicator_count);
    for (size_t i = 0; i < before->indicator_count && i < after->indicator_count; i++)
        if (!same_indicator(&before->indicators[i], &after->indicators[i]))
            law_broken(run, "%s, form %zu: indicator %zu (%s) is another (%s)", where, number, i + 1,
                       before->indicators[i].name ? before->indicators[i].name : "",
                       after->indicators[i].name ? after->indicators[i].name : "");
    if (before->extra_count != after->extra_count)
        law_broken(run, "%s, form %zu: there were %zu extras, and are %zu", where, number,
                   before->extra_count, after->extra_count);
    for (size_t i = 0; i < before->extra_count && i < after->extra_count; i++)
        if (!same(before->extras[i].label, after->extras[i].label) ||
            !same(before->extras[i].value, after->extras[i].value))
            law_broken(run, "%s, form %zu: the extra %s differs", where, number, before->extras[i].label);
}

static bool said(const struct jx_document *document, enum jx_code code) {
    for (size_t i = 0; i < document->diag_count; i++)
        if (document->diags[i].code == code) return true;
    return false;
}

/* Nobody touched the workbook, so nothing in it is edited, and nothing of the hidden sheet shows. */
static void check_document(struct law_run *run, const char *where, const struct jx_document *before,
                           const struct jx_document *after) {
    static const enum jx_code never[] = {JX_MSG_CARRY_EDITED,    JX_MSG_CARRY_ADDED, JX_MSG_CARRY_DELETED,
                                         JX_MSG_CARRY_STALE,     JX_MSG_CARRY_OLD,   JX_MSG_CARRY_DAMAGED,
                                         JX_MSG_CARRY_UNMATCHED, JX_MSG_SHEET_HIDDEN};
    if (before->form_count != after->form_count)
        law_broken(run, "%s: there were %zu forms, and are %zu", where, before->form_count,
                   after->form_count);
    for (size_t i = 0; i < before->form_count && i < after->form_count; i++)
        check_form(run, where, i + 1, &before->forms[i], &after->forms[i]);
    if (before->unread_count != after->unread_count)
        law_broken(run, "%s: %zu texts were unread, and %zu are", where, before->unread_count,
                   after->unread_count);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        char code[8];
        if (said(after, never[i]) && !said(before, never[i]))
            law_broken(run, "%s: %s was said", where, jx_code_format(never[i], code));
    }
    for (size_t i = 0; i < after->sheet_count; i++)
        if (!strcmp(after->sheets[i], "_jixiao")) law_broken(run, "%s: the hidden sheet is listed", where);
}

/* Written in a second layout, both give the same bytes. The documents were compared already, so that one layout is enough:
 * with another fixture it is another one. */
static void check_onwards(struct law_run *run, const char *where, const struct jx_document *before,
                          const struct jx_document *after, const char *layout) {
    struct jx_target target = {.layout = layout, .extension = "csv", .created = CREATED};
    struct jx_conversion *a = NULL, *b = NULL;
    jx_convert(run->library, before, &target, &a);
    jx_convert(run->library, after, &target, &b);
    if (!a || !b || !a->bytes != !b->bytes)
        law_broken(run, "%s and to %s: only one of them can be written", where, layout);
    else if (a->length != b->length || (a->bytes && memcmp(a->bytes, b->bytes, a->length) != 0))
        law_broken(run, "%s and to %s gives other bytes", where, layout);
    jx_conversion_free(a);
    jx_conversion_free(b);
}

static void try_layout(struct law_run *run, const struct jx_document *document, size_t number,
                       const char *extension, bool derive) {
    const char *layout = run->layouts[number];
    struct jx_target target = {
        .layout = layout, .extension = extension, .created = CREATED, .no_derive = !derive, .carry = true};
    struct jx_conversion *conversion = NULL;
    struct jx_document *back = NULL;
    char where[64], file[32];
    snprintf(file, sizeof file, "out.%s", extension);
    snprintf(where, sizeof where, "carried to %s.%s%s", layout, extension, derive ? " with stand-ins" : "");
    enum jx_status status = jx_convert(run->library, document, &target, &conversion);
    if (conversion && conversion->bytes) {
        struct jx_source source = {.name = file, .bytes = conversion->bytes, .length = conversion->length};
        status = jx_read(run->library, &source, NULL, &back);
        if (status > JX_WARN || !back)
            law_broken(run, "%s: cannot be read, status %d", where, (int)status);
        else {
            check_document(run, where, document, back);
            check_onwards(run, where, document, back,
                          run->layouts[(number + run->number) % run->layout_count]);
        }
    } else if (!conversion || conversion->converted) {
        law_broken(run, "%s: not written, status %d", where, (int)status);
    }
    jx_document_free(back);
    jx_conversion_free(conversion);
}

void law_carried(struct law_run *run, const struct jx_document *document) {
    law_begin(run, "carried along and back");
    for (size_t l = 0; l < run->layout_count; l++) {
        try_layout(run, document, l, "xlsx", false);
        try_layout(run, document, l, "xlsx", true);
        try_layout(run, document, l, "docx", (run->number + l) % 2 == 0);
    }
    law_end(run);
}
