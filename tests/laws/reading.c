/*
 * Laws about what was read.
 */
#include <string.h>

#include "tests/laws/laws.h"

/* The layout in whose folder the fixture stands. */
static bool is_own(const struct law_run *run, const char *layout) {
    const char *folder = strchr(run->fixture, '/') + 1;
    size_t length = strcspn(folder, "/");
    return strlen(layout) == length && !strncmp(folder, layout, length);
}

/* A form that a plugin claims has 85 of 100 of its labels, and any other explanation costs more by the lead. */
static void table_recognised(struct law_run *run, const struct jx_detected *table) {
    const struct jx_candidate *best = table->candidates;
    char place[JX_PLACE_ROOM];
    jx_place_format(&table->at, place);
    if (!table->candidate_count) {
        law_broken(run, "%s: no candidates", place);
        return;
    }
    if (!is_own(run, best->layout))
        law_broken(run, "%s: the table is taken for one of %s", place, best->layout);
    if (!table->claimed || best->score < 85)
        law_broken(run, "%s: %s has %u of 100, missing %s, strange %s", place, best->layout, best->score,
                   best->missing ? best->missing : "", best->strange ? best->strange : "");
    for (size_t i = 1; i < table->candidate_count; i++)
        if (best->cost + table->lead > table->candidates[i].cost)
            law_broken(run, "%s: %s costs %d, %s %d", place, best->layout, best->cost,
                       table->candidates[i].layout, table->candidates[i].cost);
}

void law_recognised(struct law_run *run, const struct jx_source *source, const struct jx_document *document) {
    if (!strcmp(document->carrier, "json")) return;
    for (size_t i = 0; i < document->form_count; i++)
        if (is_own(run, "generic") && !strcmp(document->forms[i].layout, "generic")) return;
    struct jx_detection *detection = NULL;
    law_begin(run, "recognised");
    if (jx_detect(run->library, source, NULL, &detection) > JX_WARN || !detection)
        law_broken(run, "detection failed");
    for (size_t i = 0; detection && i < detection->table_count; i++)
        table_recognised(run, &detection->tables[i]);
    if (detection && !detection->table_count) law_broken(run, "no table found");
    jx_detection_free(detection);
    law_end(run);
}

void law_accounted(struct law_run *run, const struct jx_document *document, const char *what) {
    const struct jx_account *a = &document->account;
    if (a->cells != a->labels + a->values + a->extras + a->unread)
        law_broken(run, "%s: %zu cells, but %zu labels, %zu values, %zu extras, %zu unread", what, a->cells,
                   a->labels, a->values, a->extras, a->unread);
    if (a->unread != document->unread_count)
        law_broken(run, "%s: %zu cells unread, %zu of them listed", what, a->unread, document->unread_count);
}

static bool same_row(const struct jx_place *a, const struct jx_place *b) {
    const char *left = a->sheet ? a->sheet : "", *right = b->sheet ? b->sheet : "";
    return !strcmp(left, right) && a->row == b->row;
}

/* Which messages explain an origin. */
static bool explains(enum jx_code code, enum jx_origin origin) {
    switch (origin) {
    case JX_REALIGNED:
        return code == JX_MSG_ROW_REALIGNED || code == JX_MSG_VALUE_REALIGNED ||
               code == JX_MSG_LEVEL2_ONLY_CHILD;
    case JX_REPAIRED: return code == JX_MSG_PAGE_BREAK_MOVED || code == JX_MSG_LEVEL2_REPAIRED;
    case JX_DERIVED:
        return code == JX_MSG_DERIVED || code == JX_MSG_UNIT_ASSUMED || code == JX_MSG_UNIT_MISSING;
    default: return false;
    }
}

/* A moved row is explained by the message at its page break, all others by one in their own row. Messages beyond the
 * fifth of a kind are folded into a count, which explains all the rest. */
static bool explained(const struct jx_document *document, const struct jx_place *at, enum jx_origin origin) {
    for (size_t i = 0; i < document->diag_count; i++) {
        const struct jx_diag *said = &document->diags[i];
        if (said->code == JX_MSG_FOLDED) return true;
        if (!explains(said->code, origin)) continue;
        if (origin != JX_REALIGNED || same_row(at, &said->place)) return true;
    }
    return false;
}

static bool plain(enum jx_origin origin) {
    return origin == JX_READ || origin == JX_CARRIED;
}

void law_origins(struct law_run *run, const struct jx_document *document) {
    char place[JX_PLACE_ROOM];
    law_begin(run, "origins explained");
    for (size_t i = 0; i < document->form_count; i++) {
        const struct jx_form *form = &document->forms[i];
        for (int f = 0; f < JX_FIELD_COUNT; f++) {
            const struct jx_fact *fact = &form->fields[f];
            if (fact->value && !plain(fact->origin) && !explained(document, &fact->at, fact->origin))
                law_broken(run, "%s is %s and no message says so", jx_field_key((enum jx_field)f),
                           jx_origin_name(fact->origin));
        }
        for (size_t k = 0; k < form->indicator_count; k++) {
            const struct jx_indicator *one = &form->indicators[k];
            if (!plain(one->origin) && !explained(document, &one->at, one->origin))
                law_broken(run, "%s (%s) is %s and no message says so", one->name,
                           jx_place_format(&one->at, place), jx_origin_name(one->origin));
        }
    }
    law_end(run);
}
