/*
 * What is told of a file: the object of the report.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/batch/batch.h"

/* Of a value that is lost so many bytes are told; the whole of it stands in the input. */
enum { VALUE_MOST = 600, PLACES_MOST = 200 };

/* --- the object -------------------------------------------------------------------------------------------------- */

static void write_place(struct jx_line *line, const struct jx_place *place) {
    char room[JX_PLACE_ROOM];
    jx_line_string(line, "at", jx_place_format(place, room));
}

static void write_message(struct jx_line *line, const struct jx_diag *diag) {
    static const char *const names[] = {"note", "warning", "error"};
    char number[8];
    jx_line_open(line, NULL, '{');
    jx_line_string(line, "severity", names[diag->severity]);
    jx_line_string(line, "concern", jx_concern_name(diag->concern));
    jx_line_string(line, "code", jx_code_format(diag->code, number));
    write_place(line, &diag->place);
    jx_line_string(line, "message", diag->message ? diag->message : "");
    jx_line_close(line, '}');
}

void jx_remark_write(struct jx_line *line, const struct jx_remark *remark) {
    const struct jx_diag diag = {.code = remark->code,
                                 .severity = jx_message_severity(remark->code),
                                 .message = remark->message,
                                 .concern = jx_message_concern(remark->code)};
    write_message(line, &diag);
}

static void write_messages(struct jx_line *line, const struct jx_finding *finding) {
    const struct jx_document *document = finding->document;
    const struct jx_conversion *conversion = finding->conversion;
    jx_line_open(line, "messages", '[');
    if (finding->remark.code != JX_MSG_NONE) jx_remark_write(line, &finding->remark);
    for (size_t i = 0; document && i < document->diag_count; i++) write_message(line, &document->diags[i]);
    for (size_t i = 0; conversion && i < conversion->diag_count; i++)
        write_message(line, &conversion->diags[i]);
    jx_line_close(line, ']');
}

/* The layouts of the forms, each once, in the order of the file: "hunan" or "hunan,generic". */
static void write_layouts(struct jx_line *line, const struct jx_document *document) {
    struct jx_line names = {0};
    /* Of a list of thousands of forms the first ones are proof enough. */
    for (size_t i = 0; i < document->form_count && i < 64; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++)
            seen = !strcmp(document->forms[k].layout, document->forms[i].layout);
        if (seen) continue;
        if (names.length) jx_line_word(&names, ",");
        jx_line_word(&names, document->forms[i].layout);
    }
    jx_line_string(line, "layout", names.length && !names.failed ? names.bytes : NULL);
    jx_line_free(&names);
}

/* How sure the reading was: the score of the form that fitted its layout least. Nothing where no table was looked at. */
static void write_score(struct jx_line *line, const struct jx_document *document) {
    unsigned lowest = 0;
    for (size_t i = 0; document && i < document->form_count; i++) {
        unsigned score = document->forms[i].score;
        if (score && (!lowest || score < lowest)) lowest = score;
    }
    if (lowest)
        jx_line_number(line, "score", lowest);
    else
        jx_line_raw(line, "score", "null", 4);
}

/* A text cut at a character, with … behind it. */
static void write_value(struct jx_line *line, const char *key, const char *value) {
    char room[VALUE_MOST + 4];
    if (value && strlen(value) > VALUE_MOST) {
        size_t length = VALUE_MOST;
        while (length && ((unsigned char)value[length] & 0xC0) == 0x80) length--;
        memcpy(room, value, length);
        memcpy(room + length, "…", sizeof "…");
        value = room;
    }
    jx_line_string(line, key, value);
}

/* What people call the form: its project, its department, or nothing. */
static const char *form_name(const struct jx_document *document, size_t form) {
    if (!document || form >= document->form_count) return NULL;
    const struct jx_fact *fields = document->forms[form].fields;
    const char *project = fields[JX_FIELD_PROJECT_NAME].value;
    return project ? project : fields[JX_FIELD_DEPARTMENT_NAME].value;
}

static void write_loss(struct jx_line *line, const struct jx_document *document, const struct jx_item *item) {
    char room[JX_PLACE_ROOM];
    jx_line_open(line, NULL, '{');
    jx_line_string(line, "form", form_name(document, item->form));
    jx_line_string(line, "what", item->name);
    write_value(line, "value", item->value);
    if (item->shown != item->value) write_value(line, "shown", item->shown);
    jx_line_open(line, "at", '[');
    for (size_t i = 0; i < item->place_count && i < PLACES_MOST; i++)
        jx_line_string(line, NULL, jx_place_format(&item->places[i], room));
    jx_line_close(line, ']');
    jx_line_close(line, '}');
}

static size_t count_items(const struct jx_conversion *conversion, enum jx_item_kind kind) {
    size_t count = 0;
    for (size_t i = 0; conversion && i < conversion->item_count; i++)
        count += conversion->items[i].kind == kind;
    return count;
}

static void write_losses(struct jx_line *line, const struct jx_finding *finding) {
    const struct jx_conversion *conversion = finding->conversion;
    jx_line_open(line, "lost", '[');
    for (size_t i = 0; conversion && i < conversion->item_count; i++) {
        enum jx_item_kind kind = conversion->items[i].kind;
        if (kind == JX_ITEM_LOSS || kind == JX_ITEM_REFUSED)
            write_loss(line, finding->document, &conversion->items[i]);
    }
    jx_line_close(line, ']');
}

void jx_finding_write(struct jx_line *line, const struct jx_job *job, const struct jx_finding *finding) {
    const struct jx_document *document = finding->document;
    size_t indicators = 0, forms = document ? document->form_count : 0;
    for (size_t i = 0; i < forms; i++) indicators += document->forms[i].indicator_count;
    bool written = finding->outcome == JX_CONVERTED || finding->outcome == JX_PARTLY;
    jx_line_open(line, NULL, '{');
    jx_line_path(line, "path", job->path);
    jx_line_path(line, "output", written ? job->output : NULL);
    jx_line_string(line, "outcome", jx_outcome_word(finding->outcome));
    jx_line_string(line, "carrier", document ? document->carrier : NULL);
    if (document)
        write_layouts(line, document);
    else
        jx_line_string(line, "layout", NULL);
    write_score(line, document);
    jx_line_number(line, "forms", forms);
    jx_line_number(line, "indicators", indicators);
    jx_line_number(line, "losses", finding->conversion ? finding->conversion->loss_count : 0);
    jx_line_number(line, "derived", count_items(finding->conversion, JX_ITEM_DERIVED));
    if (finding->conversion && finding->conversion->blank) {
        jx_line_number(line, "filled", finding->conversion->filled);
        jx_line_number(line, "blank", count_items(finding->conversion, JX_ITEM_BLANK));
        jx_line_number(line, "rows_added", finding->conversion->rows_added);
    }
    jx_line_number(line, "milliseconds", finding->milliseconds);
    write_messages(line, finding);
    write_losses(line, finding);
    jx_line_close(line, '}');
}
