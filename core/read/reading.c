#include "core/read/reading.h"

#include <string.h>

#include "core/base/text.h"
#include "core/words/lexicon.h"
#include "core/words/phrase.h"
#include "core/words/title.h"

void jx_reading_count(struct jx_reading *reading, size_t count) {
    if (reading->forms_most == 0 || count < reading->forms_most) return;
    JX_DIAG(reading->diags, JX_MSG_FORM_COUNT, NULL,
            jx_arena_format(reading->arena, "%llu", (unsigned long long)reading->forms_most));
    jx_arena_leave(reading->arena);
}

struct jx_cell *jx_reading_cell(const struct jx_reading *reading, uint32_t row, uint32_t column) {
    const struct jx_sheet *sheet = reading->sheet;
    if (row >= sheet->row_count || column >= sheet->rows[row].count) return NULL;
    struct jx_cell *cell = &sheet->rows[row].cells[column];
    if (cell->kind == JX_CELL_BLANK || cell->kind == JX_CELL_COVERED) return NULL;
    return jx_text_is_blank(cell->text) ? NULL : cell;
}

/* The texts of a long list are anywhere in memory: all those of a row are asked for before the first one is waited for. */
static size_t row_spots(const struct jx_reading *reading, uint32_t row, uint32_t width,
                        struct jx_spot *spots) {
    const struct jx_cell *cells = reading->sheet->rows[row].cells;
    size_t count = 0;
    for (uint32_t column = 0; column < width; column++) __builtin_prefetch(cells[column].text);
    for (uint32_t column = 0; column < width; column++) {
        struct jx_cell *cell = jx_reading_cell(reading, row, column);
        if (cell) spots[count++] = (struct jx_spot){.cell = cell, .row = row, .column = column};
    }
    return count;
}

/* Of most rows the spots are counted before there is room for them, for all those of a list are held at once. */
static struct jx_spots make_spots(const struct jx_reading *reading, struct jx_arena *arena, uint32_t row) {
    enum { FEW = 64 };
    struct jx_spot few[FEW];
    struct jx_spots made = {NULL, 0};
    uint32_t width = reading->sheet->rows[row].count;
    if (width <= FEW) made.count = row_spots(reading, row, width, few);
    if (width <= FEW && made.count == 0) return made;
    made.spots = jx_arena_alloc(arena, (width <= FEW ? made.count : width) * sizeof *made.spots);
    if (width <= FEW)
        memcpy(made.spots, few, made.count * sizeof *made.spots);
    else
        made.count = row_spots(reading, row, width, made.spots);
    return made;
}

static const char *key_of(const struct jx_reading *reading, struct jx_arena *arena,
                          const struct jx_cell *cell) {
    return jx_key_with_unit(reading->lexicon->morphemes, arena, jx_text_as_key(arena, cell->text));
}

void jx_spots_keep(struct jx_reading *reading, struct jx_arena *arena) {
    enum { ROWS_MOST = 256 };
    uint32_t rows = reading->sheet->row_count;
    reading->kept = NULL;
    if (rows > ROWS_MOST) return;
    struct jx_spots *kept = jx_arena_alloc(arena, rows * sizeof *kept);
    for (uint32_t row = 0; row < rows; row++) {
        kept[row] = make_spots(reading, arena, row);
        for (size_t i = 0; i < kept[row].count; i++)
            kept[row].spots[i].key = key_of(reading, arena, kept[row].spots[i].cell);
    }
    reading->kept = kept;
}

struct jx_spot *jx_reading_row(const struct jx_reading *reading, uint32_t row, size_t *count) {
    *count = 0;
    if (row >= reading->sheet->row_count) return NULL;
    struct jx_spots found = reading->kept ? reading->kept[row] : make_spots(reading, reading->scratch, row);
    *count = found.count;
    return found.spots;
}

struct jx_spot *jx_reading_row_own(const struct jx_reading *reading, uint32_t row, size_t *count) {
    struct jx_spot *spots = jx_reading_row(reading, row, count);
    if (!reading->kept || *count == 0) return spots;
    struct jx_spot *own = jx_arena_alloc(reading->scratch, *count * sizeof *own);
    return memcpy(own, spots, *count * sizeof *own);
}

const char *jx_spot_key(const struct jx_reading *reading, struct jx_spot *spot) {
    if (!spot->key) spot->key = key_of(reading, reading->scratch, spot->cell);
    return spot->key;
}

/* The place of a cell of reading->sheet in the sheet as it came. */
static struct jx_place pasted_place(const struct jx_pasted *pasted, uint32_t row, uint32_t column) {
    struct jx_place place = jx_sheet_place(&pasted->made, row, column);
    if (row < pasted->made.row_count && column < pasted->made.rows[row].count) {
        place.row = pasted->rows[row].cells[column].row + 1;
        place.column = pasted->rows[row].cells[column].column + 1;
    }
    return place;
}

struct jx_place jx_reading_place(const struct jx_reading *reading, uint32_t row, uint32_t column) {
    return reading->pasted ? pasted_place(reading->pasted, row, column)
                           : jx_sheet_place(reading->sheet, row, column);
}

struct jx_place jx_spot_place(const struct jx_reading *reading, const struct jx_spot *spot) {
    return jx_reading_place(reading, spot->row, spot->column);
}

void jx_spot_claim(struct jx_spot *spot, enum jx_claim claim) {
    spot->cell->claim = (uint8_t)claim;
}

void jx_unread_expect(struct jx_reading *reading, size_t more) {
    struct jx_document *document = reading->document;
    document->unread = jx_arena_expect(reading->arena, document->unread, document->unread_count, more,
                                       &reading->room.unread, sizeof *document->unread);
}

void jx_unread_add(struct jx_reading *reading, const char *words, struct jx_place at) {
    struct jx_document *document = reading->document;
    document->unread = jx_arena_grow(reading->arena, document->unread, document->unread_count,
                                     &reading->room.unread, sizeof *document->unread);
    document->unread[document->unread_count++] = (struct jx_unread){words, at};
    JX_DIAG(reading->diags, JX_MSG_CELL_UNREAD, &at, words);
}

bool jx_goes_on_claim(const struct jx_reading *reading, struct jx_cell *cell) {
    enum { LONGEST = 40 };
    if (cell->claim != JX_CLAIM_NONE || cell->length > LONGEST) return false;
    if (!jx_key_only_goes_on(jx_text_key(reading->scratch, cell->text, cell->length))) return false;
    cell->claim = JX_CLAIM_LABEL;
    return true;
}

void jx_reading_unread(struct jx_reading *reading, const char *text, size_t length, struct jx_place at) {
    jx_unread_add(reading, jx_text_trim(reading->arena, text, length), at);
}

void jx_reason_add(struct jx_reading *reading, struct jx_reason reason) {
    struct jx_document *document = reading->document;
    reason.form = document->form_count;
    document->reasons = jx_arena_grow(reading->arena, document->reasons, document->reason_count,
                                      &reading->room.reasons, sizeof *document->reasons);
    document->reasons[document->reason_count++] = reason;
}

void jx_draft_begin(struct jx_draft *draft, const struct jx_compiled_table *table) {
    *draft = (struct jx_draft){.table = table};
    draft->form.layout = table->layout->id;
    draft->form.kind = table->table->kind;
}
