/*
 * Where facts stand in a blank outside of its indicators: the map's labels and their cells, gaps inside texts.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/model/fields.h"
#include "core/read/years.h"
#include "core/words/asked.h"
#include "core/words/seals.h"

/* In bytes: a longer text has no year of the form's. */
enum { TITLE_LONGEST = 300 };

/* --- slots ------------------------------------------------------------------------------------------------------- */

/* What only the words of its label say of a slot. */
static void slot_label(struct jx_fill *fill, struct jx_fill_slot *slot, const char *label) {
    struct jx_terms terms = {.arena = fill->arena, .lexicon = fill->library->lexicon};
    const struct jx_term *term = jx_term_of(&terms, label, strlen(label));
    if (slot->year == 0) slot->year = jx_label_year(slot->field, label);
    if (slot->field == JX_FIELD_PHONE && slot->second == JX_FIELD_COUNT)
        slot->whose = jx_phone_whose(&term->phrase);
    slot->filer = slot->field == JX_FIELD_UNIT_NAME && strstr(label, "申报单位");
}

/* What stands in the slot decides what may become of it. */
static void slot_look(struct jx_fill *fill, struct jx_fill_slot *slot) {
    const struct jx_trait *trait = jx_fill_trait(fill, slot->row, slot->column);
    slot->whole = true;
    slot->text = jx_fill_text_at(fill, slot->row, slot->column);
    slot->state = jx_slot_state_of(fill->arena, slot->text);
    slot->formula = trait && (trait->flags & JX_TRAIT_FORMULA) != 0;
    bool hint = trait && (trait->flags & JX_TRAIT_HINT) != 0;
    hint = hint || jx_slot_bracketed(jx_text_key(fill->arena, slot->text, strlen(slot->text)), true) ||
           jx_slot_names_nobody(fill->arena, slot->text);
    bool words = slot->state == JX_SLOT_OCCUPIED || slot->state == JX_SLOT_SAMPLE;
    if (hint && words) slot->state = JX_SLOT_PROMPT;
}

/* --- gaps inside a text ------------------------------------------------------------------------------------------ */

/* （盖章） is no value: behind a label what follows it is the value, behind a gap or a value it ends that. */
static void seal_leave(const char *text, uint32_t *first, uint32_t *last) {
    enum { GAP = 4 };
    for (uint32_t at = *first; at < *last; at++) {
        uint32_t length = (uint32_t)jx_seal_first(text + at, *last - at);
        size_t width;
        if (length == 0) continue;
        bool bare = jx_gap_end(text, *first, at, &width) == at;
        if (bare && width < GAP)
            *first = at + length;
        else
            *last = at;
        return;
    }
}

/* What stands alone in a row; "": nothing, or it is not alone. */
static const char *text_alone(const struct jx_fill *fill, uint32_t row) {
    const char *text = "";
    if (row >= fill->at.sheet->row_count) return text;
    for (uint32_t column = 0; column < fill->at.sheet->rows[row].count; column++) {
        const struct jx_cell *cell = &fill->at.sheet->rows[row].cells[column];
        if (cell->kind == JX_CELL_COVERED || !cell->text || jx_text_is_blank(cell->text)) continue;
        if (*text != '\0') return "";
        text = cell->text;
    }
    return text;
}

/* 主管部门意见 and the like in front of a cell: what is signed and dated there is an opinion. `own`: 单位意见 counts, too. */
static bool is_opinion(const struct jx_fill *fill, const struct jx_slot_inside *inside, bool own) {
    for (uint32_t column = 0; column < inside->column; column++) {
        const char *text = jx_fill_text_at(fill, inside->row, column);
        bool opinion = strstr(text, "意见") || strstr(text, "审核") || strstr(text, "审批");
        if (opinion && (own || !strstr(text, "单位"))) return true;
    }
    return false;
}

/* 财政部门审核意见, and who signs it: in the lines above in the same cell, or in the row above. */
static bool is_authoritys(const struct jx_fill *fill, const struct jx_slot_inside *inside) {
    static const char *const words[] = {"审核意见", "审批意见", "审查意见", "评审意见", "批复意见"};
    const char *text = jx_fill_text_at(fill, inside->row, inside->column);
    const char *above = inside->row == 0 ? "" : text_alone(fill, inside->row - 1);
    bool signs = inside->sense.field == JX_FIELD_HEAD || inside->sense.field == JX_FIELD_PREPARED_ON;
    for (size_t i = 0; i < sizeof words / sizeof *words && signs; i++) {
        const char *own = strstr(text, words[i]);
        if ((own && (uint32_t)(own - text) < inside->first) || jx_text_ends(above, words[i])) return true;
    }
    return signs && is_opinion(fill, inside, false);
}

/* 填报单位：      单位：万元 */
static void inside_add(struct jx_fill *fill, const struct jx_slot_inside *inside) {
    const char *text = jx_fill_text_at(fill, inside->row, inside->column);
    const char *line = memchr(text + inside->first, '\n', inside->last - inside->first);
    uint32_t last = !line ? inside->last : (uint32_t)(line - text);
    if (inside->sense.field == JX_FIELD_MONEY_UNIT || is_authoritys(fill, inside)) return;
    struct jx_fill_slot *slot = jx_fill_slot_add(fill, &inside->sense, inside->row, inside->column);
    slot->first = inside->first;
    slot->last = last;
    slot->dated = inside->dated;
    slot_label(fill, slot, inside->word);
    seal_leave(text, &slot->first, &slot->last);
    slot->text = jx_arena_copy(fill->arena, text + slot->first, slot->last - slot->first);
    slot->state = jx_slot_place_state(fill->arena, slot->text);
    if (slot->state == JX_SLOT_AUTHORITY) slot->state = JX_SLOT_OCCUPIED;
    const struct jx_gap *gap = jx_fill_gap_in(fill, slot->row, slot->column, slot->first, slot->last);
    slot->underlined = gap;
    if (gap && slot->state == JX_SLOT_EMPTY) slot->first = gap->first, slot->last = gap->last;
}

/* Where the white space that ends at `last` begins. */
static uint32_t gap_begin(const char *text, uint32_t last) {
    uint32_t first = last;
    size_t width;
    for (uint32_t at = last; at > 0;) {
        for (at--; at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80;) at--;
        if (jx_gap_end(text, at, last, &width) != last) break;
        first = at;
    }
    return first;
}

/* 20  －20  年: the last year of several, of which the first has a gap of its own. */
static bool ends_span(const char *text, uint32_t last) {
    static const char *const dashes[] = {"-", "－", "—", "–", "~", "～", "至", "到"};
    while (last > 0 && text[last - 1] >= '0' && text[last - 1] <= '9') last--;
    last = gap_begin(text, last);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t length = strlen(dashes[i]);
        if (last >= length && memcmp(text + last - length, dashes[i], length) == 0) return true;
    }
    return false;
}

/* The length of the bracket that ends at `last`, as in （　　）年度 and 【    】年度; 0: none does. */
static uint32_t closing_before(const char *text, uint32_t last) {
    static const char *const brackets[] = {"）", ")", "】", "〕", "]", "］"};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        uint32_t length = (uint32_t)strlen(brackets[i]);
        if (last > length && memcmp(text + last - length, brackets[i], length) == 0) return length;
    }
    return 0;
}

/* 年度：, whose year stands behind it: what white space stands before it is the gap of the label before. */
static bool is_year_label(const char *year) {
    static const char word[] = "年度";
    size_t width;
    if (!jx_text_starts(year, word)) return false;
    const char *behind = year + strlen(word);
    behind += jx_gap_end(behind, 0, (uint32_t)strlen(behind), &width);
    return *behind == ':' || jx_text_starts(behind, "：");
}

/* 　　年项目支出绩效目标表, （　　年度）, （　　）年度: the gap before 年 is the year's. */
static void year_find(struct jx_fill *fill, const char *text, uint32_t row, uint32_t column) {
    static const struct jx_sense sense = {JX_SENSE_FACT, JX_FIELD_YEAR, JX_FIELD_COUNT, 0, ""};
    const char *year = strstr(text, "年");
    if (!year || year == text || (!strstr(year, "表") && strncmp(year, "年度", 6) != 0)) return;
    if (is_year_label(year)) return;
    uint32_t last = (uint32_t)(year - text), first;
    last -= closing_before(text, last);
    year = text + last;
    first = last;
    const char *begin = jx_word_begin(text, year);
    bool control = jx_fill_gap_in(fill, row, column, last, last) ? true : false; /* its words are no text */
    if (begin == year)
        first = gap_begin(text, last);
    else if (!control && (year - begin < 4 || strspn(year - 4, "0123456789") < 4))
        return;
    if (first >= 4 && strspn(text + first - 4, "0123456789") >= 4) first -= 4; /* printed already */
    if (ends_span(text, first)) return;
    struct jx_fill_slot *slot = jx_fill_slot_add(fill, &sense, row, column);
    slot->first = first;
    slot->last = last;
    slot->tight = true;
    slot->text = jx_arena_copy(fill->arena, text + first, last - first);
    if (*slot->text >= '0' && *slot->text <= '9') slot->text = jx_arena_copy(fill->arena, slot->text, 4);
    slot->state = jx_text_is_blank(slot->text) || *slot->text == '_' ? JX_SLOT_EMPTY : JX_SLOT_OCCUPIED;
    slot->underlined = jx_fill_gap_in(fill, row, column, first, last);
}

/* --- all --------------------------------------------------------------------------------------------------------- */

/* Whether a row is one of the indicators'. */
static bool in_block(const struct jx_slots *map, const struct jx_seen *seen) {
    for (size_t i = 0; i < map->block_count && !map->turned; i++)
        if (seen->row >= map->blocks[i].head && seen->row < map->blocks[i].stop) return true;
    return false;
}

static void years_find(struct jx_fill *fill) {
    const struct jx_shape *shape = fill->at.map->shape;
    for (size_t i = 0; i < shape->count; i++) {
        const struct jx_seen *seen = &shape->cells[i];
        const char *text = seen->cell->text;
        if (seen->term->stands == JX_TERM_OPEN) continue;
        if (strlen(text) <= TITLE_LONGEST && !in_block(fill->at.map, seen))
            year_find(fill, text, seen->sheet_row, seen->sheet_column);
    }
}

/* Amounts in sentences, but for those that instructions give examples of. */
static void sentences_find(struct jx_fill *fill) {
    const struct jx_shape *shape = fill->at.map->shape;
    for (size_t i = 0; i < shape->count; i++) {
        const struct jx_seen *seen = &shape->cells[i];
        bool note = jx_text_starts(seen->cell->text, "注") || jx_text_starts(seen->cell->text, "说明");
        if (note || seen->term->stands == JX_TERM_OPEN || in_block(fill->at.map, seen)) continue;
        jx_fill_sentence(fill, seen->sheet_row, seen->sheet_column);
    }
}

/* Whether the amount behind a label has a gap of its own. */
static bool in_sentence(const struct jx_fill *fill, const struct jx_slot_inside *inside) {
    for (size_t i = 0; i < fill->at.slot_count && jx_field_is_money(inside->sense.field); i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        if (slot->row == inside->row && slot->column == inside->column && slot->tight &&
            jx_field_is_money(slot->field))
            return true;
    }
    return false;
}

/* 起止时间 before two cells with 至 between them: the first takes the beginning, the other the end. */
static void period_split(struct jx_fill *fill, size_t index) {
    static const struct jx_sense end = {JX_SENSE_FACT, JX_FIELD_PERIOD_END, JX_FIELD_COUNT, 0, ""};
    const struct jx_shape *shape = fill->at.map->shape;
    struct jx_fill_slot *slot = &fill->at.slots[index];
    const struct jx_seen *own = jx_shape_at(shape, slot->row, slot->column);
    const struct jx_seen *to = !own ? NULL : jx_shape_at(shape, own->row, own->column + own->columns);
    const struct jx_seen *last = !to ? NULL : jx_shape_at(shape, to->row, to->column + to->columns);
    if (!last || last->term->stands != JX_TERM_OPEN || slot->state > JX_SLOT_PROMPT) return;
    if (strcmp(to->term->key, "至") != 0 && strcmp(to->term->key, "到") != 0) return;
    slot->field = JX_FIELD_PERIOD_START;
    slot->dated = true;
    struct jx_fill_slot *more = jx_fill_slot_add(fill, &end, last->sheet_row, last->sheet_column);
    more->dated = true;
    slot_look(fill, more);
}

/* The gaps of a date behind the text's `from`:     年  月  日. The end of it; 0: there are none. */
static uint32_t date_gaps(const char *text, uint32_t from, uint32_t *first) {
    static const char *const words[] = {"年", "月", "日"};
    const char *year = strstr(text + from, words[0]), *at = year;
    if (!year) return 0;
    *first = gap_begin(text, (uint32_t)(year - text));
    if (year - text - *first < 2) return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t width;
        uint32_t here = (uint32_t)(at - text);
        at = text + jx_gap_end(text, here, (uint32_t)strlen(text), &width);
        if (!jx_text_starts(at, words[i])) return 0;
        at += strlen(words[i]);
    }
    return (uint32_t)(at - text);
}

/* The place before a date ends where the date's own white space begins: four blanks, or a wide one, before 年. */
static void date_part(struct jx_fill *fill, struct jx_fill_slot *date, const char *text, uint32_t year) {
    const char *begin = text + date->first;
    bool labelled = date->first >= 3 && (begin[-1] == ':' || memcmp(begin - 3, "：", 3) == 0);
    for (size_t i = 0; i < fill->at.map->inside_count && labelled; i++) {
        const struct jx_slot_inside *inside = &fill->at.map->inside[i];
        labelled = inside->row != date->row || inside->column != date->column || inside->first != date->first;
    }
    if (labelled) return; /* 日期：    年  月  日: all of it is the date's */
    uint32_t own = year >= 4 && memcmp(text + year - 4, "    ", 4) == 0 ? 4
                   : year >= 3 && memcmp(text + year - 3, "　", 3) == 0 ? 3
                                                                        : 1;
    if (year - own > date->first) date->first = year - own;
    for (size_t i = 0; i + 1 < fill->at.slot_count; i++) {
        struct jx_fill_slot *slot = &fill->at.slots[i];
        if (slot->whole || slot->row != date->row || slot->column != date->column) continue;
        if (slot->first <= date->first && slot->last > date->first) slot->last = date->first;
    }
}

/* 单位负责人（签字）：        年  月  日: the date of who files the form, where no label asks for it. */
static void date_find(struct jx_fill *fill) {
    static const struct jx_sense sense = {JX_SENSE_FACT, JX_FIELD_PREPARED_ON, JX_FIELD_COUNT, 0, ""};
    for (size_t i = 0; i < fill->at.slot_count; i++)
        if (fill->at.slots[i].field == JX_FIELD_PREPARED_ON) return;
    for (size_t i = fill->at.map->inside_count; i-- > 0;) {
        const struct jx_slot_inside *inside = &fill->at.map->inside[i];
        enum jx_field field = inside->sense.field;
        bool files = field == JX_FIELD_HEAD || field == JX_FIELD_PREPARER || field == JX_FIELD_UNIT_NAME ||
                     field == JX_FIELD_FILING_UNIT;
        const char *text = jx_fill_text_at(fill, inside->row, inside->column);
        bool others = !files || is_authoritys(fill, inside) || is_opinion(fill, inside, true);
        uint32_t first, last = others ? 0 : date_gaps(text, inside->first, &first);
        if (last == 0) continue;
        struct jx_fill_slot *slot = jx_fill_slot_add(fill, &sense, inside->row, inside->column);
        slot->first = first;
        slot->last = last;
        date_part(fill, slot, text, (uint32_t)(strstr(text + first, "年") - text));
        slot->text = jx_arena_copy(fill->arena, text + slot->first, last - slot->first);
        slot->state = jx_slot_state_of(fill->arena, slot->text);
        return;
    }
}

/* 0 in a form that names no project yet was printed there: systems that export blanks do so where nothing is. */
static void zeros_open(struct jx_fill *fill) {
    bool named = false;
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        bool name = slot->field == JX_FIELD_PROJECT_NAME || slot->field == JX_FIELD_DEPARTMENT_NAME;
        named = named || (name && slot->state == JX_SLOT_OCCUPIED);
    }
    for (size_t i = 0; i < fill->at.slot_count && !named; i++) {
        struct jx_fill_slot *slot = &fill->at.slots[i];
        struct jx_decimal zero;
        bool amount = jx_field_is_money(slot->field) && slot->whole && !slot->formula;
        if (amount && slot->state == JX_SLOT_OCCUPIED &&
            jx_decimal_parse(slot->text, strlen(slot->text), &zero) && zero.digits == 0)
            slot->state = JX_SLOT_PROMPT;
    }
}

void jx_fill_places(struct jx_fill *fill) {
    const struct jx_slots *map = fill->at.map;
    years_find(fill);
    for (size_t i = 0; i < map->cell_count; i++) {
        const struct jx_cell_slot *place = &map->cells[i];
        if (place->sense.field == JX_FIELD_MONEY_UNIT) continue;
        struct jx_fill_slot *slot = jx_fill_slot_add(fill, &place->sense, place->row, place->column);
        slot->unit = place->unit;
        slot->borrows = place->borrows;
        slot->lent = place->lent;
        slot->lender_row = place->lender_row;
        slot->lender_column = place->lender_column;
        slot->dated = place->dated;
        slot->year = place->year;
        slot_label(fill, slot, place->word);
        slot_look(fill, slot);
        if (place->sense.field == JX_FIELD_PERIOD) period_split(fill, fill->at.slot_count - 1);
        slot = &fill->at.slots[fill->at.slot_count - 1];
        if (slot->state == JX_SLOT_PROMPT) jx_fill_amount_gap(fill, slot);
        /* Where nothing belongs there is no place. */
        if (slot->state == JX_SLOT_CLOSED || slot->state == JX_SLOT_SAMPLE) fill->at.slot_count--;
    }
    sentences_find(fill);
    for (size_t i = 0; i < map->inside_count; i++)
        if (!in_sentence(fill, &map->inside[i])) inside_add(fill, &map->inside[i]);
    date_find(fill);
    zeros_open(fill);
}

static bool slot_at(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    for (size_t i = 0; i < fill->at.slot_count; i++)
        if (fill->at.slots[i].row == row && fill->at.slots[i].column == column) return true;
    return false;
}

void jx_fill_extras(struct jx_fill *fill) {
    static const struct jx_sense sense = {JX_SENSE_OTHER, JX_FIELD_COUNT, JX_FIELD_COUNT, 0, ""};
    for (size_t i = 0; i < fill->form->extra_count; i++) {
        const struct jx_extra *extra = &fill->form->extras[i];
        const char *key = jx_text_key(fill->arena, extra->label, strlen(extra->label));
        uint32_t row, column;
        if (*key == '\0' || !jx_slots_beside(fill->at.map, key, &row, &column) || slot_at(fill, row, column))
            continue;
        struct jx_fill_slot *slot = jx_fill_slot_add(fill, &sense, row, column);
        slot->extra = extra;
        slot_look(fill, slot);
    }
}

/* 地方资金, 填报单位代码: an amount of which we know that it is none of our fields, or what is near one. */
void jx_fill_others_find(struct jx_fill *fill) {
    const struct jx_shape *shape = fill->at.map->shape;
    for (size_t i = 0; i < shape->count; i++) {
        const struct jx_seen *seen = &shape->cells[i];
        const struct jx_senses *senses = seen->term->senses[fill->kind];
        if (in_block(fill->at.map, seen) || !senses || senses->count == 0) continue;
        bool amount = jx_tags_have(seen->term->phrase.tags, JX_TAG_FUND);
        if (senses->items[0].kind != JX_SENSE_OTHER || (!amount && !senses->narrowed)) continue;
        const struct jx_seen *right = jx_shape_at(shape, seen->row, seen->column + seen->columns);
        if (!right || right->term->stands != JX_TERM_OPEN) continue;
        fill->others = jx_arena_grow(fill->arena, fill->others, fill->other_count, &fill->other_capacity,
                                     sizeof *fill->others);
        fill->others[fill->other_count++] =
            (struct jx_fill_other){right->sheet_row, right->sheet_column, seen->cell};
    }
}

/* Where something waits for one of these it stays blank. */
void jx_fill_others_tell(struct jx_fill *fill) {
    for (size_t i = 0; i < fill->other_count; i++) {
        const struct jx_fill_other *other = &fill->others[i];
        if (slot_at(fill, other->row, other->column)) continue;
        struct jx_item *item =
            jx_fill_item(fill, JX_ITEM_BLANK, jx_fill_place(fill, other->row, other->column));
        item->name = jx_text_phrase(fill->arena, other->label->text, other->label->length);
    }
}
