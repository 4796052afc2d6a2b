#include "core/layout/head.h"

#include <string.h>

#include "core/base/text.h"
#include "core/layout/amounts.h"
#include "core/layout/generic.h"
#include "core/layout/matrix.h"
#include "core/layout/recognise.h"
#include "core/layout/regions.h"
#include "core/layout/segments.h"
#include "core/layout/stream_head.h"
#include "core/layout/values.h"

/* In bytes. A stray pair of cells is kept as an extra when the first one is no longer than labels are. */
enum { LONGEST_LABEL = 48, LONGEST_EXTRA_LABEL = 36, MOST_OPEN = 12 };

/* A label whose value is still to come. */
struct waiting {
    const struct jx_label *label;
    uint32_t row;
    uint32_t first, last; /* the columns it covers */
};

struct waiting_list {
    struct waiting items[MOST_OPEN];
    size_t count;
};

struct head {
    struct jx_reading *reading;
    struct jx_draft *draft;
    bool *used;                /* by index of the table's labels */
    struct waiting right;      /* wants the next cell of its row */
    struct waiting_list here;  /* labels of this row that have no value yet */
    struct waiting_list above; /* those of the row above: their values may stand below them */
    bool labels, values;       /* this row has some */
    uint32_t period_column;    /* where 中期资金总额 stands: what is below it is of the period, too */
    uint32_t period_row;       /* and in which row */
    uint32_t annual_row, annual_column; /* the same of 年度资金总额 */
    bool heading_row;                   /* this row is nothing but labels, with their values below */
    struct jx_matrix matrix;
    uint32_t end;     /* the row after the head */
    uint32_t skipped; /* a row that was read along with the one above it */
    enum jx_field
        goal; /* the last goal read, JX_FIELD_COUNT if none, and the place of a cell that would go on with it */
    uint32_t goal_row, goal_column;
    struct jx_stream_pairs pairs; /* of a text of one cell a line */
    struct jx_stream_funds funds;
    const char *row_label; /* the last label of this row that has its value */
    struct jx_spot
        stray; /* the last cell that belonged to nothing, while it may still turn out to be a label */
    bool has_stray;
};

static const struct waiting nothing;

/* --- labels --------------------------------------------------------------------------------------------------------- */

/* 其中：财政拨款：50 says that this is a part of the amount above; the label is what follows. */
static const char *behind_of_which(const char *key) {
    static const char of_which[] = "其中:";
    return jx_text_starts(key, of_which) ? key + strlen(of_which) : key;
}

static bool is_generic(const struct head *head) {
    return jx_table_is_generic(head->draft->table);
}

/* A word that only heads others in some form, 总体目标, may have a value beside it in a form of its own words. */
static const struct jx_label *own_value(const struct head *head, const struct jx_label *label,
                                        const char *key) {
    if (label->value != NULL || !is_generic(head)) return label;
    const struct jx_label *common = jx_lexicon_label(head->reading->lexicon, head->draft->form.kind, key);
    return common == NULL || common->value == NULL ? label : common;
}

/* The first label of the table not seen yet that the key matches, else the first one that it matches at all. */
static const struct jx_label *table_label(struct head *head, const char *key, struct jx_capture *captures,
                                          size_t *count, const char **rest) {
    const struct jx_compiled_table *table = head->draft->table;
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < table->label_count; i++) {
            const struct jx_label *label = &table->labels[i];
            if ((again == 0) == head->used[i]) continue;
            if (label->inside && strchr(key, ':') != NULL) continue; /* segments.h */
            if (jx_label_match(label, head->reading->arena, key, captures, count, rest))
                return own_value(head, label, key);
        }
    return NULL;
}

/* 1.财政拨款, （一）一般公共预算: what stands behind the number, or NULL. */
static const char *behind_number(const char *key) {
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    const char *at = *key == '(' ? key + 1 : key, *start = at;
    at += strspn(at, "0123456789");
    for (size_t i = 0; at == start && i < sizeof digits / sizeof *digits; i++)
        if (jx_text_starts(at, digits[i])) at += strlen(digits[i]);
    if (at == start || at - start > 6) return NULL;
    if (*key == '(') return *at == ')' ? at + 1 : NULL;
    if (*at == '.') return at + 1;
    return jx_text_starts(at, "、") ? at + strlen("、") : NULL;
}

/* A label with a number before it, in a form of its own words. Of several of one meaning the first one counts: the others
 * are its parts. */
static const struct jx_label *numbered_label(const struct head *head, const char **word) {
    const char *behind = is_generic(head) ? behind_number(*word) : NULL;
    if (behind == NULL) return NULL;
    *word = behind;
    const struct jx_label *label = jx_lexicon_label(head->reading->lexicon, head->draft->form.kind, behind);
    const struct jx_piece *piece =
        label == NULL || label->value == NULL ? NULL : jx_pattern_bare(label->value);
    bool taken = piece != NULL && piece->kind == JX_PIECE_FIELD &&
                 head->draft->form.fields[piece->field].value != NULL;
    return taken ? NULL : label;
}

/* A label that somebody worded otherwise than the form prescribes, if it is one that other forms use. */
static const struct jx_label *common_label(struct head *head, const char *key, struct jx_capture *captures,
                                           size_t *count, const char **rest) {
    const char *start = behind_of_which(key), *colon = strchr(start, ':');
    const char *word =
        colon == NULL ? start : jx_arena_copy(head->reading->arena, start, (size_t)(colon - start));
    const struct jx_label *label = jx_lexicon_label(head->reading->lexicon, head->draft->form.kind, word);
    if (label == NULL) label = numbered_label(head, &word);
    if (label == NULL) return NULL;
    if (!jx_label_match(label, head->reading->arena, word, captures, count, rest)) *count = 0;
    *rest = colon == NULL ? "" : colon + 1;
    return label;
}

/* The cell right behind a label of the form is its value, whatever other forms would call it; but not 其中：基本支出：760. */
static bool is_awaited(const struct head *head, struct jx_spot *spot) {
    const char *key = jx_spot_key(head->reading, spot);
    return !head->heading_row && behind_of_which(key) == key && head->right.label != NULL &&
           head->right.row == spot->row && head->right.last + 1 == spot->column;
}

static void wait_for_value(struct head *head, const struct jx_label *label, const struct jx_spot *spot) {
    uint32_t columns = spot->cell->columns == 0 ? 1 : spot->cell->columns;
    struct waiting waiting = {label, spot->row, spot->column, spot->column + columns - 1};
    head->right = nothing;
    if (label->side == JX_VALUE_NONE) return;
    if (!head->heading_row) head->right = waiting;
    if (head->here.count < MOST_OPEN) head->here.items[head->here.count++] = waiting;
}

static void label_seen(struct head *head, const struct jx_label *label) {
    const struct jx_compiled_table *table = head->draft->table;
    if (label >= table->labels && label < table->labels + table->label_count)
        head->used[label - table->labels] = true;
    head->labels = true;
    head->has_stray = false;
}

/* The label has its value: it waits no more. */
static void satisfy(struct waiting_list *list, const struct jx_label *label) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].label != label) list->items[kept++] = list->items[i];
    list->count = kept;
}

/* --- giving values ---------------------------------------------------------------------------------------------------- */

/* The cell's text behind its label's colon: the first one, or the second one of 其中：财政拨款：50. */
static const char *behind_colon(struct head *head, struct jx_spot *spot) {
    const char *behind = NULL, *key = jx_spot_key(head->reading, spot), *text = spot->cell->text;
    if (jx_colon_find(text, spot->cell->length, &behind) == NULL) return "";
    const char *second = behind;
    bool of_which = behind_of_which(key) != key &&
                    jx_colon_find(behind, spot->cell->length - (size_t)(behind - text), &second) != NULL;
    return of_which ? second : behind;
}

/* Whether an amount at this place is a part of the period's total: below it, or behind it in its row, unless the year's
 * total is nearer. */
static bool of_period(const struct head *head, uint32_t row, uint32_t column) {
    if (head->period_column == UINT32_MAX) return false;
    bool same_row = row == head->period_row && head->annual_row != row;
    bool below = column == head->period_column && row > head->period_row;
    bool annual_nearer =
        head->annual_column != UINT32_MAX &&
        ((head->annual_row == row && head->annual_column < column) || head->annual_column == column);
    return (same_row || below) && !annual_nearer;
}

/* What the lexicon calls by this word. */
static const struct jx_pattern *common_value(const struct head *head, const char *word) {
    return jx_lexicon_label(head->reading->lexicon, JX_KIND_PROJECT, word)->value;
}

/* 财政拨款 or 其他资金, of the period or of the year; NULL where nobody can tell. */
static const struct jx_pattern *part_value(struct head *head, enum jx_stream_part part, uint32_t row,
                                           uint32_t column) {
    static const char *const of_period_words[] = {"中期财政拨款", "中期其他资金"};
    static const char *const of_year_words[] = {"财政拨款", "其他资金"};
    enum jx_stream_whose whose = jx_stream_fund_next(&head->funds, part);
    if (whose == JX_STREAM_WHOSE_UNKNOWN) return NULL;
    bool period =
        whose == JX_STREAM_WHOSE_NEAREST ? of_period(head, row, column) : whose == JX_STREAM_WHOSE_PERIOD;
    return common_value(head, period ? of_period_words[part] : of_year_words[part]);
}

/* What a label of a form of its own words names: names may have their codes beside them, and 财政拨款 and 其他资金 are the
 * period's below 中期资金总额, in its column. */
static const struct jx_pattern *value_pattern(struct head *head, const struct jx_label *label, uint32_t row,
                                              uint32_t column) {
    const struct jx_piece *piece = label->value == NULL ? NULL : jx_pattern_bare(label->value);
    if (piece == NULL || piece->kind != JX_PIECE_FIELD || !is_generic(head)) return label->value;
    bool says_period = strstr(label->text, "期") != NULL;
    switch (piece->field) {
    case JX_FIELD_PERIOD_FUND_TOTAL:
        head->period_column = column;
        head->period_row = row;
        return label->value;
    case JX_FIELD_FUND_TOTAL:
        head->annual_column = column;
        head->annual_row = row;
        return label->value;
    case JX_FIELD_PERIOD_FUND_FISCAL:
    case JX_FIELD_FUND_FISCAL:
        return says_period ? label->value : part_value(head, JX_STREAM_PART_FISCAL, row, column);
    case JX_FIELD_PERIOD_FUND_OTHER:
    case JX_FIELD_FUND_OTHER:
        return says_period ? label->value : part_value(head, JX_STREAM_PART_OTHER, row, column);
    case JX_FIELD_DEPARTMENT_NAME: return common_value(head, "主管部门");
    case JX_FIELD_UNIT_NAME: return common_value(head, "实施单位");
    default: return label->value;
    }
}

/* Goals may have a row for each: 目标1：… | 目标2：… below it. */
static void note_goal(struct head *head, const struct jx_pattern *pattern, const struct jx_spot *spot) {
    const struct jx_piece *piece = pattern == NULL ? NULL : jx_pattern_bare(pattern);
    bool goal = piece != NULL && piece->kind == JX_PIECE_FIELD &&
                (piece->field == JX_FIELD_GOAL_ANNUAL || piece->field == JX_FIELD_GOAL_PERIOD) &&
                head->draft->form.fields[piece->field].value == NULL;
    head->goal = goal ? piece->field : JX_FIELD_COUNT;
    head->goal_row = spot->row + (spot->cell->rows > 1 ? spot->cell->rows : 1);
    head->goal_column = spot->column;
}

/* A value that cannot be given to a field, by the words of its label: as its own cell has them, if it has one. */
static void give_extra(struct head *head, const struct jx_label *label, const struct jx_spot *spot,
                       const struct jx_cell *own, const char *text) {
    struct jx_place at = jx_spot_place(head->reading, spot);
    const char *words = head->row_label;
    if (own != NULL && own != spot->cell)
        words = jx_text_phrase(head->reading->arena, own->text, own->length);
    if (label->value != NULL) JX_DIAG(head->reading->diags, JX_MSG_PART_OF_WHICH, &at, words);
    jx_extra_take(head->reading, head->draft, words, text, strlen(text), at);
}

static void give(struct head *head, const struct jx_label *label, uint32_t label_row, uint32_t label_column,
                 const char *text, const struct jx_spot *spot, enum jx_origin origin) {
    struct jx_place at = jx_spot_place(head->reading, spot);
    const struct jx_pattern *pattern = value_pattern(head, label, spot->row, label_column);
    head->row_label = jx_arena_copy(head->reading->arena, label->text, strcspn(label->text, "|"));
    head->values = true;
    satisfy(&head->here, label);
    satisfy(&head->above, label);
    head->right = nothing;
    note_goal(head, pattern, spot);
    if (pattern == NULL)
        give_extra(head, label, spot, jx_reading_cell(head->reading, label_row, label_column), text);
    else
        jx_value_take(head->reading, head->draft, pattern, label->text, text, strlen(text), at, origin);
}

typedef const struct jx_label *label_finder(struct head *head, const char *key, struct jx_capture *captures,
                                            size_t *count, const char **rest);

/* What stands in brackets behind a label: the unit of its amounts, the years of a goal. */
static void take_remark(struct head *head, const struct jx_label *label, const char *key,
                        struct jx_place at) {
    struct jx_reading *reading = head->reading;
    const char *colon = strchr(behind_of_which(key), ':');
    const char *word = colon == NULL ? key : jx_arena_copy(reading->arena, key, (size_t)(colon - key));
    const char *remark = jx_lexicon_remark(word);
    const struct jx_piece *piece = label->value == NULL ? NULL : jx_pattern_bare(label->value);
    if (remark == NULL) return;
    size_t length = strlen(remark) - 1;
    enum jx_field field = piece == NULL || piece->kind != JX_PIECE_FIELD ? JX_FIELD_COUNT : piece->field;
    if (jx_capture_fits(JX_FIELD_MONEY_UNIT, remark, length))
        jx_field_take(reading, head->draft, JX_FIELD_MONEY_UNIT, remark, length, at, JX_READ);
    else if (field == JX_FIELD_GOAL_PERIOD && strstr(remark, "年") != NULL &&
             head->draft->form.fields[JX_FIELD_PERIOD].value == NULL)
        jx_field_take(reading, head->draft, JX_FIELD_PERIOD, remark, length, at, JX_READ);
}

/* A cell that is a label, or begins with one. */
static bool take_label(struct head *head, struct jx_spot *spot, label_finder *find) {
    if (spot->cell->length > LONGEST_LABEL * 4 && head->right.label != NULL) return false;
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *rest;
    const struct jx_label *label = find(head, jx_spot_key(head->reading, spot), captures, &count, &rest);
    if (label == NULL || (*rest != '\0' && label == head->right.label)) return false;
    label_seen(head, label);
    jx_captures_take(head->reading, head->draft, captures, count, jx_spot_place(head->reading, spot));
    if (count == 0)
        take_remark(head, label, jx_spot_key(head->reading, spot), jx_spot_place(head->reading, spot));
    if (*rest == '\0') {
        jx_spot_claim(spot, JX_CLAIM_LABEL);
        wait_for_value(head, label, spot);
    } else {
        jx_spot_claim(spot, JX_CLAIM_VALUE);
        give(head, label, spot->row, spot->column, behind_colon(head, spot), spot, JX_READ);
    }
    return true;
}

/* --- notes, titles ---------------------------------------------------------------------------------------------------- */

/* A label that other forms use, from here to a colon with no white space between; `*behind` is what follows. */
static const struct jx_label *pair_label(const struct head *head, const char *text, const char *end,
                                         const char **behind) {
    size_t length = (size_t)(end - text) < LONGEST_LABEL ? (size_t)(end - text) : LONGEST_LABEL;
    const char *colon = jx_colon_find(text, length, behind); /* a long text is not searched again and again */
    if (colon == NULL) return NULL;
    for (const char *at = text; at < colon;)
        if (jx_text_is_space(jx_text_next(&at, colon))) return NULL;
    const char *key = jx_text_key(head->reading->scratch, text, (size_t)(colon - text));
    if (strcmp(key, "其中") == 0) return pair_label(head, *behind, end, behind);
    const struct jx_label *label = jx_lexicon_label(head->reading->lexicon, head->draft->form.kind, key);
    return label == NULL || label->value == NULL ? NULL : label;
}

/* 项目名称：…  主管部门：…  年度资金总额：…: the pairs in a cell that begins with one; how many. */
static size_t find_pairs(const struct head *head, const struct jx_cell *cell,
                         struct jx_segment pairs[JX_SEGMENTS]) {
    const char *at = cell->text, *end = at + cell->length;
    size_t count = 0;
    bool boundary = true;
    while (at < end && count < JX_SEGMENTS) {
        const char *start = at, *behind = NULL;
        const struct jx_label *label = boundary ? pair_label(head, at, end, &behind) : NULL;
        if (label == NULL) {
            uint32_t c = jx_text_next(&at, end);
            boundary = jx_text_is_space(c) || c == ';' || c == 0xFF1B;
            if (count == 0 && !jx_text_is_space(c)) return 0;
            continue;
        }
        if (count > 0) pairs[count - 1].length = (size_t)(start - pairs[count - 1].text);
        pairs[count++] = (struct jx_segment){label, behind, (size_t)(end - behind)};
        at = behind;
        boundary = true;
    }
    return count;
}

/* A cell of several pairs, in a form of its own words. */
static bool take_pairs(struct head *head, struct jx_spot *spot) {
    struct jx_segment pairs[JX_SEGMENTS];
    if (!is_generic(head) || is_awaited(head, spot)) return false;
    size_t count = find_pairs(head, spot->cell, pairs);
    if (count < 2) return false;
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    for (size_t i = 0; i < count; i++) {
        const char *text = jx_text_trim(head->reading->arena, pairs[i].text, pairs[i].length);
        label_seen(head, pairs[i].label);
        if (*text != '\0') give(head, pairs[i].label, spot->row, spot->column, text, spot, JX_READ);
    }
    return true;
}

/* Words that have no label: （2024年度）, alone or before 单位：万元. */
static bool take_line_text(struct head *head, const char *text, size_t length, struct jx_place at) {
    const struct jx_compiled_table *table = head->draft->table;
    const char *key = jx_text_key(head->reading->arena, text, length);
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    for (size_t i = 0; i < table->line_count; i++) {
        if (!jx_pattern_match(table->lines[i].pattern, key, captures, &count)) continue;
        jx_captures_take(head->reading, head->draft, captures, count, at);
        return true;
    }
    return false;
}

/* 预算年度：2025 before 单位：元, in a form of its own words. */
static bool take_pair_text(struct head *head, const char *text, const struct jx_spot *spot) {
    const char *behind, *end = text + strlen(text);
    const struct jx_label *label = is_generic(head) ? pair_label(head, text, end, &behind) : NULL;
    if (label == NULL || jx_text_is_blank(behind)) return false;
    give(head, label, spot->row, spot->column, behind, spot, JX_READ);
    return true;
}

static bool take_line(struct head *head, struct jx_spot *spot) {
    const struct jx_cell *cell = spot->cell;
    if (!take_line_text(head, cell->text, cell->length, jx_spot_place(head->reading, spot))) return false;
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    return true;
}

static bool take_segments(struct head *head, struct jx_spot *spot) {
    struct jx_segment segments[JX_SEGMENTS];
    const char *before;
    bool at_start = head->right.label != NULL || head->above.count > 0;
    size_t count = jx_segments_find(head->reading, head->draft->table, spot->cell->text, spot->cell->length,
                                    at_start, segments, &before);
    if (count == 0) return false;
    bool filled = false;
    head->right = nothing;
    for (size_t i = 0; i < count; i++) {
        label_seen(head, segments[i].label);
        filled = filled || segments[i].length > 0;
        if (segments[i].length > 0)
            give(head, segments[i].label, spot->row, spot->column, segments[i].text, spot, JX_READ);
    }
    if (segments[count - 1].length == 0) wait_for_value(head, segments[count - 1].label, spot);
    jx_spot_claim(spot, filled ? JX_CLAIM_VALUE : JX_CLAIM_LABEL);
    if (before == NULL || take_line_text(head, before, strlen(before), jx_spot_place(head->reading, spot)) ||
        take_pair_text(head, before, spot))
        return true;
    jx_spot_claim(spot, JX_CLAIM_UNREAD); /* a cell is not read until all of it is */
    jx_reading_unread(head->reading, before, strlen(before), jx_spot_place(head->reading, spot));
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

/* --- values ----------------------------------------------------------------------------------------------------------- */

/* The label of the row above that a cell stands under; or, where only one waits, that one, from which it has slipped. */
static const struct waiting *waiting_above(const struct head *head, const struct jx_spot *spot) {
    if (head->labels) return NULL;
    for (size_t i = 0; i < head->above.count; i++) {
        const struct waiting *waiting = &head->above.items[i];
        if (spot->column >= waiting->first && spot->column <= waiting->last) return waiting;
    }
    bool one = head->above.count == 1 && head->above.items[0].label->side == JX_VALUE_BELOW;
    return one ? &head->above.items[0] : NULL;
}

/* A value that does not stand where its form has it has slipped. */
static enum jx_origin above_origin(const struct head *head, const struct waiting *waiting,
                                   const struct jx_spot *spot) {
    bool under = spot->column >= waiting->first && spot->column <= waiting->last;
    bool meant = waiting->label->side == JX_VALUE_BELOW || is_generic(head);
    return (under && meant) || head->reading->sheet->soft_rows ? JX_READ : JX_REALIGNED;
}

static bool take_value(struct head *head, struct jx_spot *spot) {
    struct waiting waiting = head->right;
    enum jx_origin origin = JX_READ;
    if (waiting.label == NULL) {
        const struct waiting *above = waiting_above(head, spot);
        if (above == NULL) return false;
        waiting = *above;
        origin = above_origin(head, above, spot);
    }
    const struct jx_label *label = waiting.label;
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
    give(head, label, waiting.row, waiting.first,
         again && *rest != '\0' ? behind_colon(head, spot) : spot->cell->text, spot, origin);
    return true;
}

static bool take_more_goal(struct head *head, struct jx_spot *spot) {
    static const char word[] = "目标";
    if (!is_generic(head) || head->goal == JX_FIELD_COUNT || spot->row != head->goal_row ||
        spot->column != head->goal_column || !jx_text_starts(jx_spot_key(head->reading, spot), word))
        return false;
    const char *number = jx_spot_key(head->reading, spot) + strlen(word);
    struct jx_fact *fact = &head->draft->form.fields[head->goal];
    if (strspn(number, "0123456789") == 0 || fact->value == NULL) return false;
    const char *more = jx_text_prose(head->reading->arena, spot->cell->text, spot->cell->length);
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    fact->value = jx_arena_format(head->reading->arena, "%s\n%s", fact->value, more);
    fact->raw = NULL;
    head->goal_row++;
    return true;
}

/* A label that has its value further on, with other labels between; or such a value. */
static bool take_paired(struct head *head, struct jx_spot *spot) {
    const struct jx_stream_pair *pair = jx_stream_pair_label(&head->pairs, spot);
    if (pair != NULL) {
        label_seen(head, pair->label);
        jx_spot_claim(spot, JX_CLAIM_LABEL);
        head->right = nothing;
        return true;
    }
    pair = jx_stream_pair_value(&head->pairs, spot);
    if (pair == NULL) return false;
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    give(head, pair->label, pair->label_row, pair->label_column, spot->cell->text, spot,
         pair->sure ? JX_READ : JX_REALIGNED);
    return true;
}

/* --- what belongs to nothing -------------------------------------------------------------------------------------------- */

/* 项目资金申请（万元）: it heads amounts, if with a word of its own, and says what they are in. */
static bool tells_unit(struct head *head) {
    const char *key = jx_spot_key(head->reading, &head->stray), *remark = jx_lexicon_remark(key);
    if (!is_generic(head) || remark == NULL || head->stray.cell->length > LONGEST_LABEL) return false;
    if (!jx_capture_fits(JX_FIELD_MONEY_UNIT, remark, strlen(remark) - 1)) return false;
    jx_spot_claim(&head->stray, JX_CLAIM_LABEL);
    jx_field_take(head->reading, head->draft, JX_FIELD_MONEY_UNIT, remark, strlen(remark) - 1,
                  jx_spot_place(head->reading, &head->stray), JX_READ);
    return true;
}

static void drop_stray(struct head *head) {
    if (!head->has_stray) return;
    head->has_stray = false;
    if (tells_unit(head)) return;
    jx_spot_claim(&head->stray, JX_CLAIM_UNREAD);
    jx_reading_unread(head->reading, head->stray.cell->text, head->stray.cell->length,
                      jx_spot_place(head->reading, &head->stray));
}

/* `label：value` of our own finding, or two cells side by side of which the first could be a label. */
static void take_stray(struct head *head, struct jx_spot *spot) {
    const char *behind = NULL;
    const char *colon = jx_colon_find(spot->cell->text, spot->cell->length, &behind);
    struct jx_place at = jx_spot_place(head->reading, spot);
    /* A number behind an amount that has its label: it is more of the same. */
    if (!head->has_stray && head->row_label != NULL && jx_matrix_is_number(head->reading, spot)) {
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(head->reading, head->draft, head->row_label, spot->cell->text, spot->cell->length, at);
        return;
    }
    if (head->has_stray && head->stray.row == spot->row && head->stray.cell->length <= LONGEST_EXTRA_LABEL &&
        !jx_matrix_is_number(head->reading, &head->stray)) {
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
    const char *key = jx_spot_key(head->reading, spot);
    if (behind_of_which(key) != key && strchr(behind_of_which(key), ':') == NULL) colon = NULL; /* 其中：… */
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

static void begin_row(struct head *head) {
    const struct jx_sheet *sheet = head->reading->sheet;
    /* A label that ends its row waits on where row ends are soft: there its value may follow in the next one. But a
     * blank cell behind it held its value's place. */
    bool blank_behind =
        head->right.label != NULL && head->right.last + 1 < sheet->rows[head->right.row].count;
    if (!sheet->soft_rows || blank_behind) head->right = nothing;
    head->here.count = 0;
    head->labels = head->values = head->heading_row = false;
    /* Sums of several columns stand one below the other there. */
    bool sum = head->row_label != NULL && jx_lexicon_is(JX_WORD_TOTAL, head->row_label);
    if (!sheet->soft_rows || !sum) head->row_label = NULL;
    drop_stray(head);
}

/* Labels wait for the next row if their form has the value there, or if this row was nothing but labels. */
static void end_row(struct head *head) {
    if (!head->labels && !head->values) return;
    head->above.count = 0;
    for (size_t i = 0; i < head->here.count; i++)
        if (head->here.items[i].label->side == JX_VALUE_BELOW || !head->values)
            head->above.items[head->above.count++] = head->here.items[i];
}

/* 三、项目绩效目标 alone in its row heads what follows; it is no label that waits for a value. */
static bool heads_section(struct head *head, struct jx_spot *spot) {
    static const char *const words[] = {"情况", "信息", "目标", "指标", "资金"};
    if (!is_generic(head) || head->above.count > 0 || spot->cell->length > LONGEST_LABEL) return false;
    const char *key = jx_spot_key(head->reading, spot), *behind = behind_number(key);
    if (behind == NULL || strchr(key, ':') != NULL || strstr(key, "。") != NULL) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_ends(behind, words[i])) return true;
    return false;
}

static void read_row(struct head *head, uint32_t row) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(head->reading, row, &count);
    begin_row(head);
    if (is_generic(head) && head->matrix.count == 0 &&
        jx_amounts_take(head->reading, head->draft, row, head->end, spots, count)) {
        head->skipped = row + 1;
        head->above.count = 0;
        return;
    }
    if (is_generic(head) && jx_matrix_row(head->reading, head->draft, &head->matrix, row, spots, count)) {
        head->labels = head->values = true;
        end_row(head);
        return;
    }
    if (count == 1 && heads_section(head, &spots[0])) {
        jx_spot_claim(&spots[0], JX_CLAIM_LABEL);
        end_row(head);
        return;
    }
    head->heading_row = is_generic(head) && jx_row_is_labels(head->reading, row, spots, count);
    for (size_t i = 0; i < count; i++) {
        struct jx_spot *spot = &spots[i];
        if (take_paired(head, spot)) continue;
        if (take_more_goal(head, spot)) continue;
        if (take_title(head, spot, count)) continue;
        if (take_pairs(head, spot)) continue;
        if (take_label(head, spot, table_label)) continue;
        if (take_segments(head, spot)) continue;
        if (!is_awaited(head, spot) && take_label(head, spot, common_label)) continue;
        if (take_value(head, spot)) continue;
        if (take_line(head, spot)) continue;
        take_stray(head, spot);
    }
    end_row(head);
}

void jx_head_read(struct jx_reading *reading, struct jx_draft *draft, uint32_t first, uint32_t end) {
    struct head head = {.reading = reading, .draft = draft, .period_column = UINT32_MAX};
    head.annual_row = head.annual_column = UINT32_MAX;
    head.used = jx_arena_alloc(reading->arena, draft->table->label_count + 1);
    if (jx_table_is_generic(draft->table)) {
        head.pairs = jx_stream_pairs_find(reading, draft->form.kind, first, end);
        head.funds = jx_stream_funds_find(reading, first, end);
    }
    head.end = end;
    head.skipped = UINT32_MAX;
    head.goal = JX_FIELD_COUNT;
    for (uint32_t row = first; row < end; row++)
        if (row != head.skipped) read_row(&head, row);
    drop_stray(&head);
}
