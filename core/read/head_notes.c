#include "core/read/head_parts.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/facts.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"
#include "core/read/segments.h"
#include "core/read/values.h"
#include "core/words/title.h"

/* 2024年度） lost half of its pair of brackets. */
static const char *both_brackets(struct jx_arena *arena, const char *key) {
    bool opens = *key == '(', closes = jx_text_ends(key, ")");
    if (opens == closes || strlen(key) > JX_HEAD_LONGEST_LABEL) return key;
    return opens ? jx_arena_join(arena, key, ")", "") : jx_arena_join(arena, "(", key, "");
}

/* Whether one of these lines says what is in the key; where `unsaid`, only what nothing has said yet. */
static bool take_one_of(struct jx_head *head, const struct jx_whole_line *lines, size_t line_count,
                        bool unsaid, const char *key, struct jx_place at) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    for (size_t i = 0; i < line_count; i++) {
        if (!jx_pattern_match(lines[i].pattern, key, captures, &count)) continue;
        if (unsaid && (count != 1 || head->draft->form.fields[captures[0].piece->field].value)) continue;
        jx_captures_take(head->reading, head->draft, captures, count, at);
        return true;
    }
    return false;
}

/* Words that have no label: （2024年度）, alone or before 单位：万元; and those that other forms have, such as 附件2. */
static bool take_line_text(struct jx_head *head, const char *text, size_t length, struct jx_place at) {
    const struct jx_compiled_table *table = head->draft->table;
    const struct jx_lexicon *lexicon = head->reading->lexicon;
    const char *key = both_brackets(head->reading->arena, jx_text_key(head->reading->arena, text, length));
    return take_one_of(head, table->lines, table->line_count, false, key, at) ||
           take_one_of(head, lexicon->lines, lexicon->line_count, true, key, at);
}

bool jx_head_take_line(struct jx_head *head, struct jx_spot *spot) {
    const struct jx_cell *cell = spot->cell;
    if (!take_line_text(head, cell->text, cell->length, jx_spot_place(head->reading, spot))) return false;
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    return true;
}

bool jx_head_take_segments(struct jx_head *head, struct jx_spot *spot) {
    struct jx_segment segments[JX_SEGMENTS];
    const char *before;
    bool at_start = head->right.label || head->above.count > 0;
    size_t count = jx_segments_find(head->reading, head->draft->table, spot->cell->text, spot->cell->length,
                                    at_start, segments, &before);
    if (count == 0) return false;
    bool filled = false;
    head->right = (struct jx_waiting){NULL, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        jx_head_label_seen(head, segments[i].label);
        filled = filled || segments[i].length > 0;
        if (segments[i].length > 0)
            jx_head_give(head, segments[i].label, spot->row, spot->column, segments[i].text, spot, JX_READ);
    }
    if (segments[count - 1].length == 0) jx_head_wait(head, segments[count - 1].label, spot);
    jx_spot_claim(spot, filled ? JX_CLAIM_VALUE : JX_CLAIM_LABEL);
    if (!before || take_line_text(head, before, strlen(before), jx_spot_place(head->reading, spot)))
        return true;
    jx_spot_claim(spot, JX_CLAIM_UNREAD); /* a cell is not read until all of it is */
    jx_reading_unread(head->reading, before, strlen(before), jx_spot_place(head->reading, spot));
    return true;
}

/* The first run of four digits before 年. */
static void take_year_of_title(struct jx_head *head, const char *key, struct jx_place at) {
    if (head->draft->form.fields[JX_FIELD_YEAR].value) return;
    if (jx_line_take_span(head->reading, head->draft, key, at)) return;
    for (const char *year = strstr(key, "年"); year; year = strstr(year + 1, "年"))
        if (year - key >= 4 && jx_capture_fits(JX_FIELD_YEAR, year - 4, 4)) {
            jx_field_take(head->reading, head->draft, JX_FIELD_YEAR, year - 4, 4, at, JX_READ);
            return;
        }
}

bool jx_head_take_title(struct jx_head *head, struct jx_spot *spot, size_t row_spots) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    const char *key = jx_spot_key(head->reading, spot);
    bool ours = jx_pattern_match(head->draft->table->title, key, captures, &count);
    if (row_spots > 2 || (!ours && !jx_key_is_title(key))) return false;
    if (!ours && jx_recogniser_knows(head->reading->recogniser, key)) return false; /* 绩效项目指标表 */
    struct jx_place at = jx_spot_place(head->reading, spot);
    take_year_of_title(head, key, at);
    jx_remark_take_unit(head->reading, head->draft, key, at);
    jx_field_take(head->reading, head->draft, JX_FIELD_TITLE, spot->cell->text, spot->cell->length, at,
                  JX_READ);
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    return true;
}

/* Between a label and its amount a column may say the unit: 年度资金总额 | 万元 | 128. The label waits on. */
static bool steps_aside(struct jx_head *head, const struct jx_spot *spot) {
    const struct jx_pattern *value = head->right.label->value;
    const struct jx_piece *piece = !value ? NULL : jx_pattern_bare(value);
    if (!piece || piece->kind != JX_PIECE_FIELD || !jx_field_is_money(piece->field)) return false;
    head->right.last = spot->column + (spot->cell->columns > 1 ? spot->cell->columns - 1 : 0);
    return true;
}

bool jx_head_take_unit(struct jx_head *head, struct jx_spot *spot) {
    if (spot->cell->length > JX_HEAD_LONGEST_LABEL) return false;
    const char *key = jx_spot_key(head->reading, spot);
    if (!jx_money_may_name(key, strlen(key))) return false;
    struct jx_money_unit unit = jx_money_unit_read(key, strlen(key));
    if (unit.says == JX_MONEY_SILENT || !unit.alone) return false;
    if (jx_head_awaits(head, spot) && !steps_aside(head, spot)) return false;
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    jx_field_take(head->reading, head->draft, JX_FIELD_MONEY_UNIT, spot->cell->text, spot->cell->length,
                  jx_spot_place(head->reading, spot), JX_READ);
    return true;
}
