/*
 * What programs ask of a document and of a conversion, so that they need not know how these are laid out.
 */
#include <string.h>

#include <jixiao/jixiao.h>

#include "core/model/fields.h"

int jx_field_named(const char *key) {
    enum jx_field field = !key ? JX_FIELD_COUNT : jx_field_find(key, strlen(key));
    return field == JX_FIELD_COUNT ? JX_FIELD_NONE : (int)field;
}

int jx_field_count(void) {
    return JX_FIELD_COUNT;
}

/* --- documents ----------------------------------------------------------------------------------------------------- */

size_t jx_document_form_count(const struct jx_document *document) {
    return document->form_count;
}

const struct jx_form *jx_document_form(const struct jx_document *document, size_t index) {
    return index < document->form_count ? &document->forms[index] : NULL;
}

size_t jx_document_diag_count(const struct jx_document *document) {
    return document->diag_count;
}

const struct jx_diag *jx_document_diag(const struct jx_document *document, size_t index) {
    return index < document->diag_count ? &document->diags[index] : NULL;
}

size_t jx_document_unread_count(const struct jx_document *document) {
    return document->unread_count;
}

const struct jx_unread *jx_document_unread(const struct jx_document *document, size_t index) {
    return index < document->unread_count ? &document->unread[index] : NULL;
}

/* --- forms --------------------------------------------------------------------------------------------------------- */

const char *jx_form_layout(const struct jx_form *form) {
    return form->layout;
}

enum jx_kind jx_form_kind(const struct jx_form *form) {
    return form->kind;
}

unsigned jx_form_score(const struct jx_form *form) {
    return form->score;
}

const struct jx_fact *jx_form_fact(const struct jx_form *form, const char *key) {
    int field = jx_field_named(key);
    return field == JX_FIELD_NONE || !form->fields[field].value ? NULL : &form->fields[field];
}

const char *jx_form_value(const struct jx_form *form, const char *key) {
    const struct jx_fact *fact = jx_form_fact(form, key);
    return !fact ? NULL : fact->value;
}

size_t jx_form_indicator_count(const struct jx_form *form) {
    return form->indicator_count;
}

const struct jx_indicator *jx_form_indicator(const struct jx_form *form, size_t index) {
    return index < form->indicator_count ? &form->indicators[index] : NULL;
}

size_t jx_form_extra_count(const struct jx_form *form) {
    return form->extra_count;
}

const struct jx_extra *jx_form_extra(const struct jx_form *form, size_t index) {
    return index < form->extra_count ? &form->extras[index] : NULL;
}

/* --- conversions --------------------------------------------------------------------------------------------------- */

const char *jx_conversion_bytes(const struct jx_conversion *conversion, size_t *length) {
    *length = conversion->length;
    return conversion->bytes;
}

size_t jx_conversion_item_count(const struct jx_conversion *conversion) {
    return conversion->item_count;
}

const struct jx_item *jx_conversion_item(const struct jx_conversion *conversion, size_t index) {
    return index < conversion->item_count ? &conversion->items[index] : NULL;
}

size_t jx_conversion_diag_count(const struct jx_conversion *conversion) {
    return conversion->diag_count;
}

const struct jx_diag *jx_conversion_diag(const struct jx_conversion *conversion, size_t index) {
    return index < conversion->diag_count ? &conversion->diags[index] : NULL;
}
