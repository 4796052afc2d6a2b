/*
 * Where facts stand in a blank: labels and the cells beside them, gaps inside texts.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/model/vocabulary.h"

enum { LABEL_LONGEST = 200 };

/* --- cells ------------------------------------------------------------------------------------------------------- */

const struct jx_cell *jx_fill_cell(const struct jx_fill *fill, uint32_t *row, uint32_t *column) {
    const struct jx_cell *cell = jx_sheet_at(fill->sheet, *row, *column);
    if (cell == NULL || cell->kind != JX_CELL_COVERED) return cell;
    *row -= cell->rows;
    *column -= cell->columns;
    return jx_sheet_at(fill->sheet, *row, *column);
}

const char *jx_fill_text_at(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_fill_cell(fill, &row, &column);
    return cell == NULL || cell->text == NULL ? "" : cell->text;
}

const struct jx_trait *jx_fill_trait(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    const struct jx_survey *survey = &fill->blank->survey;
    uint32_t low = 0, high = survey->trait_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jx_trait *trait = &survey->traits[middle];
        bool before = trait->sheet != fill->sheet_index ? trait->sheet < fill->sheet_index
                      : trait->row != row               ? trait->row < row
                                                        : trait->column < column;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    const struct jx_trait *trait = low < survey->trait_count ? &survey->traits[low] : NULL;
    return trait && trait->sheet == fill->sheet_index && trait->row == row && trait->column == column ? trait
                                                                                                      : NULL;
}

/* Said with the blank's own name: the messages of a conversion are about its source. */
struct jx_place jx_fill_place(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    struct jx_place place = jx_sheet_place(fill->sheet, row, column);
    bool named = place.sheet != NULL && *place.sheet != '\0';
    place.sheet =
        named ? jx_arena_join(fill->arena, jx_fill_name(fill), "!", place.sheet) : jx_fill_name(fill);
    return place;
}

const char *jx_fill_name(const struct jx_fill *fill) {
    const char *slash = strrchr(fill->blank->name, '/');
    return slash ? slash + 1 : fill->blank->name;
}

/* --- labels ------------------------------------------------------------------------------------------------------ */

/* The label that a text is, NULL: none. */
static const struct jx_label *label_of(const struct jx_fill *fill, const char *text) {
    if (text == NULL || strlen(text) > LABEL_LONGEST) return NULL;
    const char *key = jx_label_bare(fill->arena, text);
    if (*key == '\0') return NULL;
    const struct jx_label *label = jx_lexicon_label(fill->library->lexicon, fill->kind, key);
    if (label != NULL) return label;
    for (size_t i = 0; i < fill->library->lexicon->label_count[fill->kind]; i++) {
        const struct jx_label *note = &fill->library->lexicon->labels[fill->kind][i];
        if (note->inside && strcmp(note->key, key) == 0) return note;
    }
    return NULL;
}

static struct jx_fill_slot *slot_add(struct jx_fill *fill, const struct jx_pattern *value, uint32_t row,
                                     uint32_t column) {
    fill->slots =
        jx_arena_grow(fill->arena, fill->slots, fill->slot_count, &fill->slot_capacity, sizeof *fill->slots);
    struct jx_fill_slot *slot = &fill->slots[fill->slot_count++];
    *slot = (struct jx_fill_slot){
        .field = JX_FIELD_COUNT, .row = row, .column = column, .whole = true, .value = value};
    const struct jx_piece *piece = NULL;
    for (size_t i = 0; value && value->count > 0 && i < value->spellings[0].count && piece == NULL; i++)
        if (value->spellings[0].pieces[i].kind == JX_PIECE_FIELD) piece = &value->spellings[0].pieces[i];
    if (piece != NULL) slot->field = piece->field;
    return slot;
}

static bool slot_at(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    for (size_t i = 0; i < fill->slot_count; i++)
        if (fill->slots[i].row == row && fill->slots[i].column == column && fill->slots[i].whole) return true;
    return false;
}

/* What stands in the slot decides what may become of it. */
static void slot_look(struct jx_fill *fill, struct jx_fill_slot *slot) {
    const struct jx_trait *trait = jx_fill_trait(fill, slot->row, slot->column);
    slot->text = jx_fill_text_at(fill, slot->row, slot->column);
    slot->state = jx_slot_state_of(fill->arena, slot->text);
    slot->formula = trait != NULL && (trait->flags & JX_TRAIT_FORMULA) != 0;
    bool hint = trait != NULL && (trait->flags & JX_TRAIT_HINT) != 0;
    if (hint && slot->state == JX_SLOT_OCCUPIED) slot->state = JX_SLOT_PROMPT;
}

static const char *colon_find(const char *at, const char *end, size_t *size) {
    for (; at < end; at++) {
        if (*at == ':') return *size = 1, at;
        if (end - at >= 3 && (memcmp(at, "：", 3) == 0 || memcmp(at, "∶", 3) == 0)) return *size = 3, at;
    }
    return NULL;
}

/* The cell right of a label is its slot, unless it is a label itself; else the cell below. */
static void label_pair(struct jx_fill *fill, const struct jx_label *label, uint32_t row, uint32_t column,
                       const struct jx_cell *cell) {
    uint32_t at_row = row, at = column + cell->columns;
    if (label->value == NULL || label->side == JX_VALUE_NONE) return;
    jx_fill_cell(fill, &at_row, &at);
    const char *text = jx_fill_text_at(fill, at_row, at);
    size_t size;
    bool there = at_row == row && at < column + 64 && !slot_at(fill, at_row, at);
    /* 单位：万元 beside it says something of its own. */
    const char *colon = there ? colon_find(text, text + strlen(text), &size) : NULL;
    if (colon != NULL && label_of(fill, jx_arena_copy(fill->arena, text, (size_t)(colon - text))) != NULL)
        there = false;
    if (there && label_of(fill, text) == NULL &&
        jx_lexicon_heading(fill->library->lexicon, jx_label_bare(fill->arena, text)) == JX_PART_NONE) {
        slot_look(fill, slot_add(fill, label->value, at_row, at));
        return;
    }
    at_row = row + cell->rows;
    at = column;
    uint32_t below_row = at_row, below = at;
    jx_fill_cell(fill, &below_row, &below);
    text = jx_fill_text_at(fill, below_row, below);
    if (below_row == at_row && below == at && jx_slot_state_of(fill->arena, text) <= JX_SLOT_PROMPT &&
        !slot_at(fill, at_row, at) && jx_fill_trait(fill, at_row, at) != NULL)
        slot_look(fill, slot_add(fill, label->value, at_row, at));
}

/* --- gaps inside a text ------------------------------------------------------------------------------------------ */

/* The surveyed gap that begins within a region; NULL: none. */
static const struct jx_gap *gap_in(const struct jx_fill *fill, uint32_t row, uint32_t column, uint32_t first,
                                   uint32_t last) {
    const struct jx_survey *survey = &fill->blank->survey;
    for (uint32_t i = 0; i < survey->gap_count; i++) {
        const struct jx_gap *gap = &survey->gaps[i];
        if (gap->sheet == fill->sheet_index && gap->row == row && gap->column == column &&
            gap->first >= first && gap->last <= last)
            return gap;
    }
    return NULL;
}

/* Where the word that ends at `at` begins: behind white space or the line's beginning. */
static const char *word_begin(const char *text, const char *at) {
    while (at > text) {
        const char *before = at - 1;
        while (before > text && ((unsigned char)*before & 0xC0) == 0x80) before--;
        const char *next = before;
        uint32_t c = jx_text_next(&next, at);
        if (jx_text_is_space(c) || c == '_' || c == 0xFF3F) break;
        at = before;
    }
    return at;
}

/* （盖章） behind a label is no value. */
static uint32_t noise_skip(const char *text, uint32_t first, uint32_t last) {
    static const char *const noise[] = {"（盖章）", "(盖章)",   "（公章）", "(公章)",
                                        "（签章）", "（签字）", "(签字)"};
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++) {
        size_t width, length = strlen(noise[i]);
        uint32_t at = jx_gap_end(text, first, last, &width);
        if (last - at >= length && memcmp(text + at, noise[i], length) == 0) return at + (uint32_t)length;
    }
    return first;
}

/* 填报单位：      单位：万元 */
static void inside_find(struct jx_fill *fill, const char *text, uint32_t row, uint32_t column) {
    const char *end = text + strlen(text), *from = text, *colon;
    size_t size, next_size;
    while ((colon = colon_find(from, end, &size)) != NULL) {
        const char *begin = word_begin(from, colon), *next = colon_find(colon + size, end, &next_size);
        const char *stop = next ? word_begin(colon + size, next) : end;
        const char *line = memchr(colon, '\n', (size_t)(stop - colon));
        const struct jx_label *label =
            label_of(fill, jx_arena_copy(fill->arena, begin, (size_t)(colon - begin)));
        if (line != NULL) stop = line;
        from = colon + size;
        if (label == NULL || label->value == NULL) continue;
        uint32_t first = noise_skip(text, (uint32_t)(colon + size - text), (uint32_t)(stop - text));
        struct jx_fill_slot *slot = slot_add(fill, label->value, row, column);
        slot->whole = false;
        slot->first = first;
        slot->last = (uint32_t)(stop - text);
        slot->text = jx_arena_copy(fill->arena, text + first, slot->last - first);
        slot->state = jx_slot_state_of(fill->arena, slot->text);
        if (slot->state == JX_SLOT_AUTHORITY) slot->state = JX_SLOT_OCCUPIED;
        const struct jx_gap *gap = gap_in(fill, row, column, first, slot->last);
        slot->underlined = gap != NULL;
        if (gap != NULL && slot->state == JX_SLOT_EMPTY) slot->first = gap->first, slot->last = gap->last;
    }
}

/* 　　年项目支出绩效目标表, （　　年度）: the gap before 年 is the year's. */
static void year_find(struct jx_fill *fill, const char *text, uint32_t row, uint32_t column) {
    const char *year = strstr(text, "年");
    size_t width;
    if (year == NULL || year == text || (strstr(year, "表") == NULL && strncmp(year, "年度", 6) != 0)) return;
    uint32_t last = (uint32_t)(year - text), first = last;
    const char *begin = word_begin(text, year);
    if (begin == year) {
        for (const char *at = text; at < year; at++) {
            uint32_t end = jx_gap_end(text, (uint32_t)(at - text), last, &width);
            if (end == last && ((unsigned char)*at & 0xC0) != 0x80) {
                first = (uint32_t)(at - text);
                break;
            }
        }
    } else if (year - begin < 4 || strspn(year - 4, "0123456789") < 4) {
        return;
    }
    if (first >= 4 && strspn(text + first - 4, "0123456789") >= 4) first -= 4; /* printed already */
    struct jx_fill_slot *slot = slot_add(fill, NULL, row, column);
    slot->field = JX_FIELD_YEAR;
    slot->whole = false;
    slot->first = first;
    slot->last = last;
    slot->year_before = true;
    slot->text = jx_arena_copy(fill->arena, text + first, last - first);
    if (*slot->text >= '0' && *slot->text <= '9') slot->text = jx_arena_copy(fill->arena, slot->text, 4);
    slot->state = jx_text_is_blank(slot->text) || *slot->text == '_' ? JX_SLOT_EMPTY : JX_SLOT_OCCUPIED;
    slot->underlined = gap_in(fill, row, column, first, last) != NULL;
}

/* --- all --------------------------------------------------------------------------------------------------------- */

/* 单位：万元, 项目资金（万元）: the unit that the form prints its amounts in. */
static void unit_find(struct jx_fill *fill, const char *key) {
    static const struct {
        const char *word;
        int power;
    } units[] = {{"百万元", 6}, {"千万元", 7}, {"十万元", 5}, {"亿元", 8},
                 {"万元", 4},   {"千元", 3},   {"百元", 2},   {"元", 0}};
    const char *before[] = {"单位:", "(", "单位:人民币", "(人民币", "(单位:"};
    if (fill->unit_known) return;
    for (size_t b = 0; b < sizeof before / sizeof *before; b++)
        for (const char *at = key; (at = strstr(at, before[b])) != NULL;) {
            at += strlen(before[b]);
            for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
                size_t length = strlen(units[i].word);
                bool closed = strncmp(at, units[i].word, length) == 0 &&
                              (at[length] == '\0' || at[length] == ')' || at[length] == ' ');
                if (!closed) continue;
                fill->power = units[i].power;
                fill->unit = units[i].word;
                fill->unit_known = true;
                return;
            }
        }
}

static void cell_read(struct jx_fill *fill, const struct jx_cell *cell, uint32_t row, uint32_t column) {
    const char *text = cell->text;
    size_t size;
    if (slot_at(fill, row, column)) return; /* what stands in a slot is no label */
    const struct jx_label *label = label_of(fill, text);
    size_t ending = strlen(text);
    bool colon = colon_find(text, text + ending, &size) != NULL;
    if (label != NULL && !label->inside && (!colon || cell->columns < 3)) {
        label_pair(fill, label, row, column, cell);
        return;
    }
    if (ending > 4 * LABEL_LONGEST) return;
    year_find(fill, text, row, column);
    if (colon) inside_find(fill, text, row, column);
}

/* What the whole form says of its amounts, and of how boxes are ticked. */
static void form_read(struct jx_fill *fill) {
    for (size_t i = 0; i < fill->blank->book->sheet_count; i++) {
        const struct jx_sheet *sheet = fill->blank->book->sheets[i];
        for (uint32_t row = 0; row < sheet->row_count && (sheet == fill->sheet || !sheet->hidden); row++)
            for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
                const struct jx_cell *cell = &sheet->rows[row].cells[column];
                if (cell->kind == JX_CELL_COVERED || cell->text == NULL) continue;
                size_t length = strlen(cell->text);
                if (sheet == fill->sheet)
                    unit_find(fill, jx_text_key(fill->arena, cell->text, length > 400 ? 400 : length));
                if (strstr(cell->text, "√") != NULL && strstr(cell->text, "划") != NULL) fill->tick = "√";
            }
    }
}

/* 填报说明 and what stands below it is for people. */
static bool begins_instructions(const struct jx_fill *fill, const char *text) {
    const char *key = jx_text_key(fill->arena, text, strlen(text) > 120 ? 120 : strlen(text));
    return strncmp(key, "填报说明", 12) == 0 || strncmp(key, "填表说明", 12) == 0 ||
           strncmp(key, "填写说明", 12) == 0;
}

void jx_fill_places(struct jx_fill *fill, const struct jx_fill_band *band) {
    form_read(fill);
    for (uint32_t row = 0; row < fill->sheet->row_count; row++) {
        if (band && row >= band->head && row < band->end) continue;
        for (uint32_t column = 0; column < fill->sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &fill->sheet->rows[row].cells[column];
            if (cell->kind == JX_CELL_COVERED || cell->text == NULL || jx_text_is_blank(cell->text)) continue;
            if (begins_instructions(fill, cell->text)) return;
            cell_read(fill, cell, row, column);
        }
    }
}
