#include "core/layout/head.h"

#include <string.h>

#include "core/base/text.h"
#include "core/layout/recognise.h"
#include "core/layout/regions.h"
#include "core/layout/segments.h"
#include "core/layout/values.h"

/* A stray pair of cells is kept as an extra when the first one is no longer than this, as labels are. */
enum { LONGEST_LABEL = 48, LONGEST_EXTRA_LABEL = 36 };

/* A label whose value is still to come. */
struct waiting {
    const struct jx_label *label;
    uint32_t row;
    uint32_t first, last; /* the columns it covers */
};

struct head {
    struct jx_reading *reading;
    struct jx_draft *draft;
    bool *used;           /* by index of the table's labels */
    struct waiting right; /* wants the next cell of its row */
    struct waiting below; /* wants the first cell of a later row */
    struct jx_spot
        stray; /* the last cell that belonged to nothing, while it may still turn out to be a label */
    bool has_stray;
};

/* --- labels --------------------------------------------------------------------------------------------------------- */

/* The first label not seen yet that the key matches, else the first one that it matches at all. */
static const struct jx_label *find_label(struct head *head, const char *key, struct jx_capture *captures,
                                         size_t *count, const char **rest) {
    const struct jx_compiled_table *table = head->draft->table;
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < table->label_count; i++) {
            const struct jx_label *label = &table->labels[i];
            if ((again == 0) == head->used[i]) continue;
            if (label->inside && strchr(key, ':') != NULL) continue; /* segments.h */
            if (jx_label_match(label, head->reading->arena, key, captures, count, rest)) return label;
        }
    return NULL;
}

static void wait_for_value(struct head *head, const struct jx_label *label, const struct jx_spot *spot) {
    struct waiting waiting = {label, spot->row, spot->column, spot->column + spot->cell->columns - 1};
    if (spot->cell->columns == 0) waiting.last = spot->column;
    head->right = (struct waiting){.label = NULL};
    if (label->side != JX_VALUE_NONE) head->right = waiting;
    if (label->side == JX_VALUE_BELOW) head->below = waiting;
}

static void label_seen(struct head *head, const struct jx_label *label) {
    head->used[label - head->draft->table->labels] = true;
    head->has_stray = false;
}

/* The cell's text behind its first colon. */
static const char *behind_colon(const struct jx_cell *cell) {
    const char *behind = NULL;
    return jx_colon_find(cell->text, cell->length, &behind) == NULL ? "" : behind;
}

static void give(struct head *head, const struct jx_label *label, const char *text,
                 const struct jx_spot *spot, enum jx_origin origin) {
    if (label->value == NULL) {
        jx_extra_take(head->reading, head->draft, label->text, text, strlen(text),
                      jx_spot_place(head->reading, spot));
        return;
    }
    jx_value_take(head->reading, head->draft, label->value, label->text, text, strlen(text),
                  jx_spot_place(head->reading, spot), origin);
}

/* A cell that is a label, or begins with one. */
static bool take_label(struct head *head, struct jx_spot *spot) {
    if (spot->cell->length > LONGEST_LABEL * 4 && head->right.label != NULL) return false;
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *rest;
    const struct jx_label *label =
        find_label(head, jx_spot_key(head->reading, spot), captures, &count, &rest);
    if (label == NULL || (*rest != '\0' && label == head->right.label)) return false;
    label_seen(head, label);
    jx_captures_take(head->reading, head->draft, captures, count, jx_spot_place(head->reading, spot));
    if (*rest == '\0') {
        jx_spot_claim(spot, JX_CLAIM_LABEL);
        wait_for_value(head, label, spot);
    } else {
        jx_spot_claim(spot, JX_CLAIM_VALUE);
        head->right = head->below = (struct waiting){.label = NULL};
        give(head, label, behind_colon(spot->cell), spot, JX_READ);
    }
    return true;
}

/* --- notes, titles ---------------------------------------------------------------------------------------------------- */

static bool take_segments(struct head *head, struct jx_spot *spot) {
    struct jx_segment segments[JX_SEGMENTS];
    const char *before;
    bool at_start = head->right.label != NULL || head->below.label != NULL;
    size_t count = jx_segments_find(head->reading->arena, head->draft->table, spot->cell->text,
                                    spot->cell->length, at_start, segments, &before);
    if (count == 0) return false;
    struct jx_place at = jx_spot_place(head->reading, spot);
    bool filled = false;
    head->right = (struct waiting){.label = NULL};
    for (size_t i = 0; i < count; i++) {
        label_seen(head, segments[i].label);
        filled = filled || segments[i].length > 0;
        if (segments[i].length > 0) give(head, segments[i].label, segments[i].text, spot, JX_READ);
    }
    if (segments[count - 1].length == 0) wait_for_value(head, segments[count - 1].label, spot);
    jx_spot_claim(spot, filled ? JX_CLAIM_VALUE : JX_CLAIM_LABEL);
    if (before == NULL) return true;
    jx_spot_claim(spot, JX_CLAIM_UNREAD); /* a cell is not read until all of it is */
    jx_reading_unread(head->reading, before, strlen(before), at);
    return true;
}

/* The first run of four digits before 年. */
static void take_year_of_title(struct head *head, const char *key, struct jx_place at) {
    if (head->draft->form.fields[JX_FIELD_YEAR].value != NULL) return;
    for (const char *year = strstr(key, "年"); year != NULL; year = strstr(year + 1, "年"))
        if (year - key >= 4 && jx_capture_fits(JX_FIELD_YEAR, year - 4, 4)) {
            jx_field_take(head->reading, head->draft, JX_FIELD_YEAR, year - 4, 4, at, JX_READ);
            return;
        }
}

static bool take_title(struct head *head, struct jx_spot *spot, size_t row_spots) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *key = jx_spot_key(head->reading, spot);
    bool ours = jx_pattern_match(head->draft->table->title, key, captures, &count);
    if (row_spots > 2 || (!ours && !jx_key_is_title(key))) return false;
    struct jx_place at = jx_spot_place(head->reading, spot);
    take_year_of_title(head, key, at);
    jx_field_take(head->reading, head->draft, JX_FIELD_TITLE, spot->cell->text, spot->cell->length, at,
                  JX_READ);
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    return true;
}

static bool take_line(struct head *head, struct jx_spot *spot) {
    const struct jx_compiled_table *table = head->draft->table;
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    for (size_t i = 0; i < table->line_count; i++) {
        if (!jx_pattern_match(table->lines[i].pattern, jx_spot_key(head->reading, spot), captures, &count))
            continue;
        jx_captures_take(head->reading, head->draft, captures, count, jx_spot_place(head->reading, spot));
        jx_spot_claim(spot, JX_CLAIM_VALUE);
        return true;
    }
    return false;
}

/* --- values ----------------------------------------------------------------------------------------------------------- */

/* A value below its heading stands under it; anywhere else it has slipped. */
static enum jx_origin below_origin(const struct head *head, const struct jx_spot *spot) {
    bool under = spot->column >= head->below.first && spot->column <= head->below.last;
    return under || head->reading->sheet->soft_rows ? JX_READ : JX_REALIGNED;
}

static bool take_value(struct head *head, struct jx_spot *spot) {
    const struct jx_label *label = head->right.label;
    enum jx_origin origin = JX_READ;
    if (label == NULL && head->below.label != NULL && head->below.row != spot->row) {
        label = head->below.label;
        origin = below_origin(head, spot);
    }
    if (label == NULL) return false;
    head->right = head->below = (struct waiting){.label = NULL};
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    /* `年度目标 | 年度目标：…`: the label said twice is no part of the value. */
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *rest = "";
    bool again = spot->cell->length <= LONGEST_LABEL &&
                 jx_label_match(label, head->reading->arena, jx_spot_key(head->reading, spot), captures,
                                &count, &rest);
    if (origin == JX_REALIGNED) {
        struct jx_place at = jx_spot_place(head->reading, spot);
        JX_DIAG(head->reading->diags, JX_MSG_VALUE_REALIGNED, &at,
                jx_arena_copy(head->reading->arena, label->text, strcspn(label->text, "|")));
    }
    give(head, label, again && *rest != '\0' ? behind_colon(spot->cell) : spot->cell->text, spot, origin);
    return true;
}

/* --- what belongs to nothing -------------------------------------------------------------------------------------------- */

static void drop_stray(struct head *head) {
    if (!head->has_stray) return;
    head->has_stray = false;
    jx_spot_claim(&head->stray, JX_CLAIM_UNREAD);
    jx_reading_unread(head->reading, head->stray.cell->text, head->stray.cell->length,
                      jx_spot_place(head->reading, &head->stray));
}

/* `label：value` of our own finding, or two cells side by side of which the first could be a label. */
static void take_stray(struct head *head, struct jx_spot *spot) {
    const char *behind = NULL;
    const char *colon = jx_colon_find(spot->cell->text, spot->cell->length, &behind);
    struct jx_place at = jx_spot_place(head->reading, spot);
    if (head->has_stray && head->stray.row == spot->row && head->stray.cell->length <= LONGEST_EXTRA_LABEL) {
        struct jx_cell *label = head->stray.cell;
        head->has_stray = false;
        jx_spot_claim(&head->stray, JX_CLAIM_LABEL);
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(head->reading, head->draft,
                      jx_text_phrase(head->reading->arena, label->text, label->length), spot->cell->text,
                      spot->cell->length, at);
        return;
    }
    drop_stray(head);
    if (colon != NULL && colon > spot->cell->text && colon - spot->cell->text <= LONGEST_EXTRA_LABEL &&
        !jx_text_is_blank(behind)) {
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(
            head->reading, head->draft,
            jx_text_phrase(head->reading->arena, spot->cell->text, (size_t)(colon - spot->cell->text)),
            behind, strlen(behind), at);
        return;
    }
    head->stray = *spot;
    head->has_stray = true;
}

/* --- rows ------------------------------------------------------------------------------------------------------------- */

static void read_row(struct head *head, uint32_t row) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(head->reading, row, &count);
    /* A label that ends its row waits on where row ends are soft: there its value may follow in the next one. But a
     * blank cell behind it held its value's place. */
    bool blank_behind = head->right.label != NULL && row > 0 &&
                        head->right.last + 1 < head->reading->sheet->rows[head->right.row].count;
    if (!head->reading->sheet->soft_rows || blank_behind) head->right = (struct waiting){.label = NULL};
    drop_stray(head);
    for (size_t i = 0; i < count; i++) {
        struct jx_spot *spot = &spots[i];
        if (take_title(head, spot, count)) continue;
        if (take_label(head, spot)) continue;
        if (take_segments(head, spot)) continue;
        if (take_value(head, spot)) continue;
        if (take_line(head, spot)) continue;
        take_stray(head, spot);
    }
}

void jx_head_read(struct jx_reading *reading, struct jx_draft *draft, uint32_t first, uint32_t end) {
    struct head head = {.reading = reading, .draft = draft};
    head.used = jx_arena_alloc(reading->arena, draft->table->label_count + 1);
    for (uint32_t row = first; row < end; row++) read_row(&head, row);
    drop_stray(&head);
}
