#include "core/read/head_parts.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/marks.h"
#include "core/model/money.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"
#include "core/read/segments.h"
#include "core/read/values.h"
#include "core/read/years.h"
#include "core/words/asked.h"
#include "core/words/phrase.h"

/* 其中：财政拨款：50 says that this is a part of the amount above; the label is what follows. */
const char *jx_behind_of_which(const char *key) {
    static const char of_which[] = "其中:";
    return jx_text_starts(key, of_which) ? key + strlen(of_which) : key;
}

/* The first label of the table not seen yet that the key matches, else the first one that it matches at all. */
const struct jx_label *jx_head_table_label(struct jx_head *head, const char *key, struct jx_capture *captures,
                                           size_t *count, const char **rest) {
    const struct jx_compiled_table *table = head->draft->table;
    struct jx_label_key parts = jx_label_key(head->reading->arena, key);
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < table->label_count; i++) {
            const struct jx_label *label = &table->labels[i];
            if ((again == 0) == head->used[i]) continue;
            if (label->inside && strchr(key, ':')) continue; /* segments.h */
            if (jx_label_match(label, &parts, captures, count, rest)) return label;
        }
    return NULL;
}

/* 2023年绩效目标 in a form of 2024. */
static bool is_of_another_year(const struct jx_head *head, const struct jx_label *label, const char *word) {
    const struct jx_piece *piece = !label->value ? NULL : jx_pattern_bare(label->value);
    const char *own = head->draft->form.fields[JX_FIELD_YEAR].value;
    if (!own || !piece || piece->kind != JX_PIECE_FIELD) return false;
    int year = jx_label_year(piece->field, word);
    return year != 0 && year != (int)strtol(own, NULL, 10);
}

/* A label that somebody worded otherwise than the form prescribes, if it is one that other forms use. */
const struct jx_label *jx_head_common_label(struct jx_head *head, const char *key,
                                            struct jx_capture *captures, size_t *count, const char **rest) {
    const char *start = jx_behind_of_which(key), *behind;
    const char *colon = jx_key_colon_find(start, strlen(start), &behind);
    const char *word = !colon ? start : jx_arena_copy(head->reading->arena, start, (size_t)(colon - start));
    const struct jx_label *label = jx_lexicon_label(head->reading->lexicon, head->draft->form.kind, word);
    if (!label) return NULL;
    struct jx_phrase phrase = jx_phrase_of(head->reading->lexicon->morphemes, head->reading->passing, word);
    if (!jx_label_asks(label, &phrase, word) || is_of_another_year(head, label, word)) return NULL;
    struct jx_label_key parts = jx_label_key(head->reading->arena, word);
    if (!jx_label_match(label, &parts, captures, count, rest)) *count = 0;
    *rest = !colon ? "" : colon + 1;
    return label;
}

/* The cell right behind a label of the form is its value, whatever other forms would call it; but not 其中：基本支出：760. */
bool jx_head_awaits(const struct jx_head *head, struct jx_spot *spot) {
    const char *key = jx_spot_key(head->reading, spot);
    return jx_behind_of_which(key) == key && head->right.label && head->right.row == spot->row &&
           head->right.last + 1 == spot->column;
}

void jx_head_wait(struct jx_head *head, const struct jx_label *label, const struct jx_spot *spot) {
    uint32_t columns = spot->cell->columns == 0 ? 1 : spot->cell->columns;
    struct jx_waiting waiting = {label, spot->row, spot->column, spot->column + columns - 1};
    head->right = (struct jx_waiting){NULL, 0, 0, 0};
    if (label->side == JX_VALUE_NONE) return;
    head->right = waiting;
    if (head->here.count < JX_HEAD_MOST_OPEN) head->here.items[head->here.count++] = waiting;
}

void jx_head_label_seen(struct jx_head *head, const struct jx_label *label) {
    const struct jx_compiled_table *table = head->draft->table;
    if (label >= table->labels && label < table->labels + table->label_count)
        head->used[label - table->labels] = true;
    head->labels = true;
    head->has_stray = false;
}

/* The label has its value: it waits no more. */
static void satisfy(struct jx_waiting_list *list, const struct jx_label *label) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].label != label) list->items[kept++] = list->items[i];
    list->count = kept;
}

/* --- giving values ---------------------------------------------------------------------------------------------------- */

/* The cell's text behind its label's colon: the first one, or the second one of 其中：财政拨款：50. */
const char *jx_head_behind_colon(struct jx_head *head, struct jx_spot *spot) {
    const char *behind = NULL, *key = jx_spot_key(head->reading, spot), *text = spot->cell->text;
    if (!jx_colon_find(text, spot->cell->length, &behind)) return "";
    const char *second = behind;
    bool of_which = jx_behind_of_which(key) != key &&
                    jx_colon_find(behind, spot->cell->length - (size_t)(behind - text), &second);
    return of_which ? second : behind;
}

/* A value that cannot be given to a field, by the words of its label: as its own cell has them, if it has one. */
static void give_extra(struct jx_head *head, const struct jx_spot *spot, const struct jx_cell *own,
                       const char *text) {
    struct jx_place at = jx_spot_place(head->reading, spot);
    const char *words = head->row_label;
    if (own && own != spot->cell) words = jx_text_phrase(head->reading->arena, own->text, own->length);
    jx_extra_take(head->reading, head->draft, words, text, strlen(text), at);
}

static struct jx_tags tags_of(struct jx_head *head, const char *key) {
    return jx_phrase_of(head->reading->lexicon->morphemes, head->reading->passing, key).tags;
}

/* 其中：一般公共预算, where the form prescribes 财政拨款. */
static void note_general(struct jx_head *head, const struct jx_label *label, const struct jx_cell *own,
                         struct jx_place at) {
    const struct jx_piece *piece = !label->value ? NULL : jx_pattern_bare(label->value);
    const struct jx_fact *fact = &head->draft->form.fields[JX_FIELD_FUND_FISCAL];
    if (!piece || piece->kind != JX_PIECE_FIELD || piece->field != JX_FIELD_FUND_FISCAL || !own) return;
    const char *behind, *colon = jx_colon_find(own->text, own->length, &behind);
    const char *key = jx_text_key(head->reading->passing, own->text, own->length);
    if (jx_behind_of_which(key) != key) colon = NULL;
    if (fact->value && fact->at.row == at.row && fact->at.column == at.column &&
        jx_tags_have(tags_of(head, key), JX_TAG_GENERAL))
        head->general = jx_text_phrase(head->reading->arena, own->text,
                                       colon ? (size_t)(colon - own->text) : own->length);
}

/* 政府性基金预算, 国有资本经营预算: fiscal money of another budget, and some of it. */
static bool is_other_budget(struct jx_head *head, const struct jx_extra *extra) {
    struct jx_arena *arena = head->reading->passing;
    return jx_tags_other_budget(tags_of(head, jx_text_as_key(arena, extra->label))) &&
           jx_money_is_some(jx_text_as_key(arena, extra->value));
}

void jx_head_budgets(struct jx_head *head) {
    struct jx_form *form = &head->draft->form;
    struct jx_fact *fact = &form->fields[JX_FIELD_FUND_FISCAL];
    for (size_t i = 0; head->general && fact->value && i < form->extra_count; i++) {
        const struct jx_extra *other = &form->extras[i];
        if (!is_other_budget(head, other)) continue;
        const char *text = fact->raw ? fact->raw : fact->value;
        JX_DIAG(head->reading->diags, JX_MSG_FUND_BUDGETS, &fact->at, head->general, other->label,
                jx_field_name(JX_FIELD_FUND_FISCAL, head->reading->diags->language));
        jx_extra_take(head->reading, head->draft, head->general, text, strlen(text), fact->at);
        *fact = (struct jx_fact){.value = NULL};
        return;
    }
}

void jx_head_give(struct jx_head *head, const struct jx_label *label, uint32_t label_row,
                  uint32_t label_column, const char *text, const struct jx_spot *spot,
                  enum jx_origin origin) {
    struct jx_place at = jx_spot_place(head->reading, spot);
    head->row_label = jx_arena_copy(head->reading->arena, label->text, strcspn(label->text, "|"));
    head->values = true;
    satisfy(&head->here, label);
    satisfy(&head->above, label);
    head->right = (struct jx_waiting){NULL, 0, 0, 0};
    if (!label->value)
        give_extra(head, spot, jx_reading_cell(head->reading, label_row, label_column), text);
    else
        jx_value_take(head->reading, head->draft, label->value, label->text, text, strlen(text), at, origin);
    note_general(head, label, jx_reading_cell(head->reading, label_row, label_column), at);
}

/* What stands in brackets behind a label: the unit of its amounts, the years of a goal. */
static void take_remark(struct jx_head *head, const struct jx_label *label, const char *key,
                        struct jx_place at) {
    struct jx_reading *reading = head->reading;
    const char *start = jx_behind_of_which(key), *behind;
    const char *colon = jx_key_colon_find(start, strlen(start), &behind);
    const char *word = !colon ? key : jx_arena_copy(reading->arena, key, (size_t)(colon - key));
    const char *remark = jx_lexicon_remark(word);
    const struct jx_piece *piece = !label->value ? NULL : jx_pattern_bare(label->value);
    if (!remark) return;
    size_t length = strlen(remark) - 1;
    enum jx_field field = !piece || piece->kind != JX_PIECE_FIELD ? JX_FIELD_COUNT : piece->field;
    if (!jx_remark_take_unit(reading, head->draft, word, at) && field == JX_FIELD_GOAL_PERIOD &&
        strstr(remark, "年") && !head->draft->form.fields[JX_FIELD_PERIOD].value)
        jx_field_take(reading, head->draft, JX_FIELD_PERIOD, remark, length, at, JX_READ);
}

/* 预算数（单位：万元）：128 without its brackets; NULL: no unit stands in any. */
static const char *without_unit(struct jx_arena *arena, const char *key) {
    const char *start = jx_behind_of_which(key), *behind;
    const char *colon = jx_key_colon_find(start, strlen(start), &behind);
    const char *word = !colon ? key : jx_arena_copy(arena, key, (size_t)(colon - key));
    const char *remark = jx_lexicon_remark(word);
    if (!remark || !jx_capture_fits(JX_FIELD_MONEY_UNIT, remark, strlen(remark) - 1)) return NULL;
    word = jx_arena_copy(arena, word, (size_t)(remark - 1 - word));
    return !colon ? word : jx_arena_join(arena, word, colon, "");
}

/* The label that a cell's key is, or begins with: as it stands, without the marks before it (★项目名称), or without the brackets behind it.
 * `*key`: what of it was looked up. */
static const struct jx_label *find_label(struct jx_head *head, const struct jx_spot *spot,
                                         jx_label_finder *find, const char **key, struct jx_capture *captures,
                                         size_t *count, const char **rest) {
    const struct jx_label *label = find(head, *key, captures, count, rest);
    if (label || spot->cell->length > JX_HEAD_LONGEST_LABEL * 2) return label;
    size_t marks = jx_marks_length(*key);
    if (marks > 0) label = find(head, *key += marks, captures, count, rest);
    const char *bare = label ? NULL : without_unit(head->reading->arena, *key);
    return !bare ? label : find(head, *key = bare, captures, count, rest);
}

/* A cell that is a label, or begins with one. */
bool jx_head_take_label(struct jx_head *head, struct jx_spot *spot, jx_label_finder *find) {
    if (spot->cell->length > JX_HEAD_LONGEST_LABEL * 4 && head->right.label) return false;
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *rest;
    const char *key = jx_spot_key(head->reading, spot);
    const struct jx_label *label = find_label(head, spot, find, &key, captures, &count, &rest);
    if (!label || (*rest != '\0' && label == head->right.label)) return false;
    jx_head_label_seen(head, label);
    jx_captures_take(head->reading, head->draft, captures, count, jx_spot_place(head->reading, spot));
    if (count == 0 || key != jx_spot_key(head->reading, spot))
        take_remark(head, label, jx_spot_key(head->reading, spot), jx_spot_place(head->reading, spot));
    if (*rest == '\0') {
        jx_spot_claim(spot, JX_CLAIM_LABEL);
        jx_head_wait(head, label, spot);
    } else {
        jx_spot_claim(spot, JX_CLAIM_VALUE);
        jx_head_give(head, label, spot->row, spot->column, jx_head_behind_colon(head, spot), spot, JX_READ);
    }
    return true;
}
