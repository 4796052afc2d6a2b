#include "core/read/joined_parts.h"

static size_t next_text(const struct jx_joining *joining, size_t i, size_t to) {
    while (i < to && !joining->items[i].term) i++;
    return i;
}

static bool is_asked(const struct jx_joining *joining, size_t i) {
    const struct jx_joined_item *item = &joining->items[i];
    const struct jx_sense *label =
        !item->term ? NULL : jx_term_label(joining->terms, item->term, JX_KIND_PROJECT);
    return jx_sense_is_plain(label) && label->kind == JX_SENSE_FACT && label->field == JX_FIELD_PROJECT_NAME;
}

bool jx_item_called_as_label(const struct jx_joining *joining, size_t i, size_t to) {
    if (i + 1 >= to || !is_asked(joining, i)) return false;
    struct jx_term *name = joining->items[i + 1].term;
    const struct jx_sense *label = !name ? NULL : jx_term_label(joining->terms, name, JX_KIND_PROJECT);
    return label && !name->colon && !jx_tags_have(name->phrase.tags, JX_TAG_SUM) &&
           jx_sense_may_be_name(label);
}

/* Whether a label with one value stands there, and nothing or another label behind it: no row of headings goes on so, nor does a value
 * of its own stand there. */
static bool is_pair(const struct jx_joining *joining, size_t i, size_t to) {
    i = next_text(joining, i, to);
    if (i >= to || !jx_item_is_label(joining, i)) return false;
    i = next_text(joining, i + 1, to);
    if (i >= to || jx_item_is_label(joining, i)) return false;
    i = next_text(joining, i + 1, to);
    return i >= to || jx_item_is_label(joining, i);
}

bool jx_item_is_name(const struct jx_joining *joining, size_t i, size_t to) {
    if (!jx_item_called_as_label(joining, i, to)) return false;
    bool ends = joining->blanks_kept && i + 2 < to && !joining->items[i + 2].term; /* its row does, too */
    return ends ? next_text(joining, i + 2, to) < to &&
                      jx_item_is_label(joining, next_text(joining, i + 2, to))
                : is_pair(joining, i + 2, to);
}
