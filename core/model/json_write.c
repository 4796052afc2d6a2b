/*
 * The model as JSON, out.
 *
 * Keys stand in a fixed order and say nothing twice: what is absent, false or the same as something beside it is left
 * out, save for the three parts of a target, which are null so that a script can tell "words" from "not looked at".
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/emit.h"
#include "core/model/fields.h"
#include "core/model/json.h"
#include "core/model/measure.h"

#include <jixiao/jixiao.h>

static void write_place(struct jx_emitter *e, const struct jx_place *place) {
    char buffer[JX_PLACE_ROOM];
    const char *text = jx_place_format(place, buffer);
    if (*text) jx_emit_string(e, "at", text);
}

static bool is_json_year(const char *value) {
    return strlen(value) == 4 && strspn(value, "0123456789") == 4 && *value != '0';
}

static void write_fact(struct jx_emitter *e, enum jx_field field, const struct jx_fact *fact) {
    jx_emit_open(e, jx_field_key(field), '{');
    if (jx_field_type(field) == JX_TYPE_YEAR && is_json_year(fact->value))
        jx_emit_raw(e, "value", fact->value);
    else
        jx_emit_string(e, "value", fact->value);
    if (fact->raw && strcmp(fact->raw, fact->value)) jx_emit_string(e, "raw", fact->raw);
    write_place(e, &fact->at);
    jx_emit_string(e, "origin", jx_origin_name(fact->origin));
    jx_emit_close(e, '}');
}

static void write_measure(struct jx_emitter *e, const char *key, const struct jx_measure *measure) {
    if (jx_measure_empty(measure)) return;
    bool quantity = measure->op != JX_OP_NONE && measure->value;
    jx_emit_open(e, key, '{');
    jx_emit_string(e, "text", jx_measure_text(e->arena, measure));
    jx_emit_nullable(e, "op", quantity ? jx_operator_text(measure->op) : NULL);
    jx_emit_nullable(e, "value", quantity ? measure->value : NULL);
    jx_emit_nullable(e, "unit", quantity ? measure->unit : NULL);
    jx_emit_close(e, '}');
}

static void write_indicator(struct jx_emitter *e, const struct jx_indicator *i) {
    jx_emit_open(e, NULL, '{');
    jx_emit_optional(e, "level1", i->level1);
    jx_emit_optional(e, "level2", i->level2);
    jx_emit_optional(e, "level1_text", i->level1_text);
    jx_emit_optional(e, "level2_text", i->level2_text);
    jx_emit_optional(e, "name", i->name);
    write_measure(e, "target", &i->target);
    write_measure(e, "period_target", &i->period_target);
    jx_emit_optional(e, "standard", i->standard);
    if (i->polarity != JX_POLARITY_NONE) jx_emit_string(e, "polarity", jx_polarity_text(i->polarity));
    if (i->polarity_derived) jx_emit_raw(e, "polarity_derived", "true");
    jx_emit_optional(e, "score", i->score);
    jx_emit_optional(e, "remark", i->remark);
    if (i->not_applicable) jx_emit_raw(e, "not_applicable", "true");
    write_place(e, &i->at);
    jx_emit_string(e, "origin", jx_origin_name(i->origin));
    jx_emit_close(e, '}');
}

static const char *or_null(const char *text) {
    return text && *text ? text : NULL;
}

static void write_form(struct jx_emitter *e, const struct jx_form *form) {
    jx_emit_open(e, NULL, '{');
    jx_emit_optional(e, "layout", form->layout);
    jx_emit_string(e, "kind", form->kind == JX_KIND_DEPARTMENT ? "department" : "project");
    jx_emit_open(e, "fields", '{');
    for (enum jx_field f = 0; f < JX_FIELD_COUNT; f++)
        if (form->fields[f].value) write_fact(e, f, &form->fields[f]);
    jx_emit_close(e, '}');
    jx_emit_open(e, "indicators", '[');
    for (size_t i = 0; i < form->indicator_count; i++) write_indicator(e, &form->indicators[i]);
    jx_emit_close(e, ']');
    jx_emit_open(e, "extra", '[');
    for (size_t i = 0; i < form->extra_count; i++) {
        jx_emit_open(e, NULL, '{');
        jx_emit_optional(e, "label", or_null(form->extras[i].label));
        jx_emit_optional(e, "value", or_null(form->extras[i].value));
        write_place(e, &form->extras[i].at);
        jx_emit_close(e, '}');
    }
    jx_emit_close(e, ']');
    jx_emit_close(e, '}');
}

static void write_source(struct jx_emitter *e, const struct jx_document *document) {
    jx_emit_open(e, "source", '{');
    jx_emit_optional(e, "file", document->file);
    jx_emit_optional(e, "carrier", document->carrier);
    jx_emit_open(e, "sheets", '[');
    for (size_t i = 0; i < document->sheet_count; i++)
        jx_emit_string(e, NULL, document->sheets[i] ? document->sheets[i] : "");
    jx_emit_close(e, ']');
    jx_emit_close(e, '}');
}

static void write_unread(struct jx_emitter *e, const struct jx_document *document) {
    jx_emit_open(e, "unread", '[');
    for (size_t i = 0; i < document->unread_count; i++) {
        jx_emit_open(e, NULL, '{');
        write_place(e, &document->unread[i].at);
        jx_emit_string(e, "text", document->unread[i].text ? document->unread[i].text : "");
        jx_emit_close(e, '}');
    }
    jx_emit_close(e, ']');
}

static void write_diagnostics(struct jx_emitter *e, const struct jx_document *document) {
    static const char *const severities[] = {"note", "warning", "error"};
    jx_emit_open(e, "diagnostics", '[');
    for (size_t i = 0; i < document->diag_count; i++) {
        const struct jx_diag *diag = &document->diags[i];
        char code[8];
        jx_emit_open(e, NULL, '{');
        jx_emit_string(e, "severity",
                       severities[(unsigned)diag->severity <= JX_ERROR ? diag->severity : JX_ERROR]);
        jx_emit_string(e, "concern", jx_concern_name(diag->concern));
        jx_emit_string(e, "code", jx_code_format(diag->code, code));
        jx_emit_string(e, "message", diag->message ? diag->message : "");
        write_place(e, &diag->place);
        jx_emit_close(e, '}');
    }
    jx_emit_close(e, ']');
}

static void write_account(struct jx_emitter *e, const struct jx_account *account) {
    jx_emit_open(e, "accounting", '{');
    jx_emit_size(e, "cells", account->cells);
    jx_emit_size(e, "labels", account->labels);
    jx_emit_size(e, "values", account->values);
    jx_emit_size(e, "extras", account->extras);
    jx_emit_size(e, "unread", account->unread);
    jx_emit_close(e, '}');
}

const char *jx_json_write(struct jx_arena *arena, const struct jx_document *document, size_t *length) {
    struct jx_emitter emitter = {.arena = arena};
    struct jx_emitter *e = &emitter;
    jx_emit_open(e, NULL, '{');
    jx_emit_string(e, "schema", "jixiao-1");
    write_source(e, document);
    jx_emit_open(e, "forms", '[');
    for (size_t i = 0; i < document->form_count; i++) write_form(e, &document->forms[i]);
    jx_emit_close(e, ']');
    write_unread(e, document);
    write_account(e, &document->account);
    write_diagnostics(e, document);
    jx_emit_close(e, '}');
    return jx_emit_end(e, length);
}
