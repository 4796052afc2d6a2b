#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/read/joined_parts.h"
#include "core/read/regions.h"
#include "core/read/segments.h"
#include "core/words/feet.h"
#include "core/words/title.h"

/* Bytes of a score at most. */
enum { SCORE_LONGEST = 3 };

size_t jx_item_hand(const struct jx_joining *joining, size_t i, size_t to) {
    enum { NAME_LONGEST = 4 };
    if (i >= to || !joining->items[i].term || !jx_phrase_acts(&joining->items[i].term->phrase)) return 0;
    for (i++; i < to && !joining->items[i].term;) i++;
    if (i >= to || jx_item_is_level(&joining->items[i]) || jx_item_is_label(joining, i)) return 0;
    const char *key = joining->items[i].term->key;
    bool name =
        *key != '\0' && jx_text_characters(key, strlen(key)) <= NAME_LONGEST && !strpbrk(key, "0123456789%:");
    return name ? i : 0;
}

/* 项目经办：张某某: no digit stands behind it, as behind an indicator's name. */
static bool is_signed(const struct jx_term *label, const char *behind) {
    return jx_phrase_acts(&label->phrase) && !jx_text_is_blank(behind) && !strpbrk(behind, "0123456789");
}

/* Whether a cell is no indicator's and no project's: what stands below a block begins with it. */
static bool is_foot(const struct jx_joining *joining, const struct jx_joined_item *item) {
    static const enum jx_tag feet[] = {JX_TAG_OPINION, JX_TAG_REMARK, JX_TAG_AGENT, JX_TAG_PHONE,
                                       JX_TAG_FILING};
    if (!item->term || jx_item_is_level(item)) return false;
    const char *behind, *colon = jx_colon_find(item->cell->text, item->cell->length, &behind);
    struct jx_term *term =
        !colon ? item->term
               : jx_term_of(joining->terms, item->cell->text, (size_t)(colon - item->cell->text));
    const struct jx_sense *label = jx_term_label(joining->terms, term, JX_KIND_PROJECT);
    if (jx_key_is_title(item->term->key)) return true;
    if (jx_phrase_is_opinion(&term->phrase) || (colon && is_signed(term, behind))) return true;
    if (!jx_sense_is_plain(label)) return false;
    for (size_t i = 0; i < sizeof feet / sizeof *feet; i++)
        if (jx_tags_have(term->phrase.tags, feet[i])) return true;
    return label->kind == JX_SENSE_FACT && label->field == JX_FIELD_PROJECT_NAME;
}

/* 填报人员考核 | 合格 | 10: a target or a score stands behind it, and names of levels do; so it is an indicator's. */
static bool goes_on(const struct jx_joining *joining, size_t from, size_t next) {
    size_t texts = 0;
    for (size_t i = from + 1; i < next; i++) {
        const struct jx_term *term = joining->items[i].term;
        if (!term) continue;
        texts++;
        if (jx_item_is_level(&joining->items[i])) return true;
        bool date = jx_date_parse(joining->terms->arena, term->text);
        if (texts == 1 && term->quantity && !date) return true;
        if (texts == 2 && term->signs[JX_PART_SCORE] == 0 && term->length <= SCORE_LONGEST) return true;
    }
    return false;
}

/* 项目经办 | 张某某 | 复核 | 李某某: who signs, two of them at least, for 材料审核 | 及时 may be an indicator. */
static bool are_hands(const struct jx_joining *joining, size_t from, size_t next) {
    size_t name = jx_item_hand(joining, from, next), second = name + 1;
    while (name > 0 && second < next && !joining->items[second].term) second++;
    return name > 0 && jx_item_hand(joining, second, next) > 0;
}

/* 局长：王某某: a few words before a colon and behind it, and no number. */
static bool is_strange_pair(const struct jx_joined_item *item) {
    enum { LABEL_LONGEST = 8, VALUE_LONGEST = 16 };
    const char *key = item->term ? item->term->key : "", *behind, *colon;
    if (!item->term || !item->term->colon || item->term->named || strpbrk(key, "0123456789%")) return false;
    colon = jx_key_colon_find(key, strlen(key), &behind);
    return colon && colon > key && *behind != '\0' &&
           jx_text_characters(key, (size_t)(colon - key)) <= LABEL_LONGEST &&
           jx_text_characters(behind, strlen(behind)) <= VALUE_LONGEST;
}

/* （此表一式三份）, 此表一式三份，报财政局。: what no indicator is called. */
static bool is_remark(const struct jx_joined_item *item) {
    const char *key = item->term ? item->term->key : "";
    size_t length = strlen(key);
    return (length > 2 && key[0] == '(' && strchr(key, ')') == key + length - 1) || jx_text_ends(key, "。");
}

/* Whether the last column holds numbers and little else, and no remarks. */
static bool ends_in_numbers(const struct jx_joining *joining, const struct jx_joined_run *run) {
    const struct jx_joined_item *last = &joining->items[run->end - 1];
    unsigned part = last->term ? last->term->heading.part : JX_PART_NONE;
    return jx_part_is_target(part) || part == JX_PART_VALUE || part == JX_PART_UNIT || part == JX_PART_SCORE;
}

/* Where what stands below the last row begins among cells of which none is a level or a number any more: with words before a colon,
 * where no name or target has one; or with the last cell behind a target, which is a sentence or stands in brackets. */
static size_t tail_begin(const struct jx_joining *joining, const struct jx_joined_run *run, size_t to) {
    size_t tail = run->end, last = to;
    for (size_t i = run->end; i < to; i++) {
        const struct jx_term *term = joining->items[i].term;
        if (!term) continue;
        last = i;
        if (jx_term_is_level(term) || term->quantity || term->number) tail = i + 1;
    }
    for (size_t i = run->end; i < to; i++) {
        if (!is_strange_pair(&joining->items[i])) continue;
        if (i < tail) break;
        return i;
    }
    return last == tail && tail > run->end && is_remark(&joining->items[last]) ? last : to;
}

size_t jx_joined_end(const struct jx_joining *joining, const struct jx_joined_run *run, size_t next) {
    for (size_t i = run->end; i < next; i++)
        if ((is_foot(joining, &joining->items[i]) || are_hands(joining, i, next)) &&
            !goes_on(joining, i, next)) {
            next = i;
            break;
        }
    return joining->rows_told || !ends_in_numbers(joining, run) ? next : tail_begin(joining, run, next);
}
