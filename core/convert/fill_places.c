/*
 * Where facts stand in a blank outside of its indicators: the map's labels and their cells, gaps inside texts.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"

/* In bytes: a longer text has no year of the form's. */
enum { TITLE_LONGEST = 300 };

/* --- cells ------------------------------------------------------------------------------------------------------- */

const struct jx_cell *jx_fill_cell(const struct jx_fill *fill, uint32_t *row, uint32_t *column) {
    const struct jx_cell *cell = jx_sheet_at(fill->sheet, *row, *column);
    if (!cell || cell->kind != JX_CELL_COVERED) return cell;
    *row -= cell->rows;
    *column -= cell->columns;
    return jx_sheet_at(fill->sheet, *row, *column);
}

const char *jx_fill_text_at(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = jx_fill_cell(fill, &row, &column);
    return !cell || !cell->text ? "" : cell->text;
}

const struct jx_trait *jx_fill_trait(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    return jx_blank_trait(fill->blank, fill->sheet_index, row, column);
}

/* Said with the blank's own name: the messages of a conversion are about its source. */
struct jx_place jx_fill_place(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    struct jx_place place = jx_sheet_place(fill->sheet, row, column);
    bool named = place.sheet && *place.sheet != '\0';
    place.sheet =
        named ? jx_arena_join(fill->arena, jx_fill_name(fill), "!", place.sheet) : jx_fill_name(fill);
    return place;
}

const char *jx_fill_name(const struct jx_fill *fill) {
    const char *slash = strrchr(fill->blank->name, '/');
    return slash ? slash + 1 : fill->blank->name;
}

/* --- slots ------------------------------------------------------------------------------------------------------- */

static struct jx_fill_slot *slot_add(struct jx_fill *fill, const struct jx_sense *sense, uint32_t row,
                                     uint32_t column) {
    fill->slots =
        jx_arena_grow(fill->arena, fill->slots, fill->slot_count, &fill->slot_capacity, sizeof *fill->slots);
    struct jx_fill_slot *slot = &fill->slots[fill->slot_count++];
    *slot =
        (struct jx_fill_slot){.field = sense->field, .second = sense->second, .row = row, .column = column};
    return slot;
}

/* What stands in the slot decides what may become of it. */
static void slot_look(struct jx_fill *fill, struct jx_fill_slot *slot) {
    const struct jx_trait *trait = jx_fill_trait(fill, slot->row, slot->column);
    slot->whole = true;
    slot->text = jx_fill_text_at(fill, slot->row, slot->column);
    slot->state = jx_slot_state_of(fill->arena, slot->text);
    slot->formula = trait && (trait->flags & JX_TRAIT_FORMULA) != 0;
    bool hint = trait && (trait->flags & JX_TRAIT_HINT) != 0;
    if (hint && slot->state == JX_SLOT_OCCUPIED) slot->state = JX_SLOT_PROMPT;
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
static void inside_add(struct jx_fill *fill, const struct jx_slot_inside *inside) {
    const char *text = jx_fill_text_at(fill, inside->row, inside->column);
    const char *line = memchr(text + inside->first, '\n', inside->last - inside->first);
    uint32_t last = !line ? inside->last : (uint32_t)(line - text);
    if (inside->sense.field == JX_FIELD_MONEY_UNIT) return;
    struct jx_fill_slot *slot = slot_add(fill, &inside->sense, inside->row, inside->column);
    slot->first = noise_skip(text, inside->first, last);
    slot->last = last;
    slot->text = jx_arena_copy(fill->arena, text + slot->first, slot->last - slot->first);
    slot->state = jx_slot_state_of(fill->arena, slot->text);
    if (slot->state == JX_SLOT_AUTHORITY) slot->state = JX_SLOT_OCCUPIED;
    const struct jx_gap *gap = gap_in(fill, slot->row, slot->column, slot->first, slot->last);
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

/* 　　年项目支出绩效目标表, （　　年度）: the gap before 年 is the year's. */
static void year_find(struct jx_fill *fill, const char *text, uint32_t row, uint32_t column) {
    static const struct jx_sense sense = {JX_SENSE_FACT, JX_FIELD_YEAR, JX_FIELD_COUNT, 0, ""};
    const char *year = strstr(text, "年");
    if (!year || year == text || (!strstr(year, "表") && strncmp(year, "年度", 6) != 0)) return;
    uint32_t last = (uint32_t)(year - text), first = last;
    const char *begin = word_begin(text, year);
    if (begin == year)
        first = gap_begin(text, last);
    else if (year - begin < 4 || strspn(year - 4, "0123456789") < 4)
        return;
    if (first >= 4 && strspn(text + first - 4, "0123456789") >= 4) first -= 4; /* printed already */
    struct jx_fill_slot *slot = slot_add(fill, &sense, row, column);
    slot->first = first;
    slot->last = last;
    slot->year_before = true;
    slot->text = jx_arena_copy(fill->arena, text + first, last - first);
    if (*slot->text >= '0' && *slot->text <= '9') slot->text = jx_arena_copy(fill->arena, slot->text, 4);
    slot->state = jx_text_is_blank(slot->text) || *slot->text == '_' ? JX_SLOT_EMPTY : JX_SLOT_OCCUPIED;
    slot->underlined = gap_in(fill, row, column, first, last);
}

/* --- all --------------------------------------------------------------------------------------------------------- */

/* Whether a row is one of the indicators'. */
static bool in_block(const struct jx_slots *map, const struct jx_seen *seen) {
    for (size_t i = 0; i < map->block_count && !map->turned; i++)
        if (seen->row >= map->blocks[i].head && seen->row < map->blocks[i].stop) return true;
    return false;
}

static void years_find(struct jx_fill *fill) {
    const struct jx_shape *shape = fill->map->shape;
    for (size_t i = 0; i < shape->count; i++) {
        const struct jx_seen *seen = &shape->cells[i];
        if (seen->term->stands == JX_TERM_OPEN || seen->cell->length > TITLE_LONGEST) continue;
        if (!in_block(fill->map, seen))
            year_find(fill, seen->cell->text, seen->sheet_row, seen->sheet_column);
    }
}

void jx_fill_places(struct jx_fill *fill) {
    const struct jx_slots *map = fill->map;
    years_find(fill);
    for (size_t i = 0; i < map->cell_count; i++) {
        const struct jx_cell_slot *place = &map->cells[i];
        if (place->sense.field == JX_FIELD_MONEY_UNIT) continue;
        struct jx_fill_slot *slot = slot_add(fill, &place->sense, place->row, place->column);
        slot->unit = place->unit;
        slot_look(fill, slot);
        /* Where nothing belongs there is no place. */
        if (slot->state == JX_SLOT_CLOSED || slot->state == JX_SLOT_SAMPLE) fill->slot_count--;
    }
    for (size_t i = 0; i < map->inside_count; i++) inside_add(fill, &map->inside[i]);
}

static bool slot_at(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    for (size_t i = 0; i < fill->slot_count; i++)
        if (fill->slots[i].row == row && fill->slots[i].column == column) return true;
    return false;
}

void jx_fill_extras(struct jx_fill *fill) {
    static const struct jx_sense sense = {JX_SENSE_OTHER, JX_FIELD_COUNT, JX_FIELD_COUNT, 0, ""};
    for (size_t i = 0; i < fill->form->extra_count; i++) {
        const struct jx_extra *extra = &fill->form->extras[i];
        const char *key = jx_text_key(fill->arena, extra->label, strlen(extra->label));
        uint32_t row, column;
        if (*key == '\0' || !jx_slots_beside(fill->map, key, &row, &column) || slot_at(fill, row, column))
            continue;
        struct jx_fill_slot *slot = slot_add(fill, &sense, row, column);
        slot->extra = extra;
        slot_look(fill, slot);
    }
}
