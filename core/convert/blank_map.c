/*
 * The maps of a blank's sheets: which cells wait for something, and what its instructions say of how to fill it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/plugin/registry.h"
#include "core/read/abreast.h"
#include "core/read/block.h"
#include "core/read/boxes.h"
#include "core/words/feet.h"

/* Places of a table that was never ruled, at most: one with more of them is nothing that somebody typed as a form. */
enum { UNRULED_MOST = 20000 };

/* What spreadsheet programs give a column whose width nobody says, in characters. */
#define UNSAID_WIDTH 8.43

/* --- open cells -------------------------------------------------------------------------------------------------- */

struct opening {
    struct jx_blank *blank;
    uint32_t sheet;
    struct jx_sheet *form; /* its cells, or those of the first of the forms that stand side by side on it */
    bool hidden[JX_BLANK_COLUMNS]; /* columns that nobody sees */
    struct jx_open_cell *cells;
    size_t count, capacity;
};

/* A word that the form prints for itself: grey or in italics it is still no hint. */
static bool is_own_word(struct opening *opening, const char *text) {
    const struct jx_lexicon *lexicon = opening->blank->library->lexicon;
    struct jx_terms terms = {.arena = opening->blank->arena, .lexicon = lexicon};
    struct jx_term *term = jx_term_of(&terms, text, strlen(text));
    if (term->heading.part != JX_PART_NONE && term->heading.cost < JX_NO_HEADING) return true;
    const struct jx_sense *label = jx_term_label(&terms, term, JX_KIND_PROJECT);
    return jx_sense_is_plain(label) || jx_term_is_level(term);
}

/* 【项目名称】 and 【一级指标】 are the form's own, though words in such brackets ask for something elsewhere. */
static bool is_own_in_brackets(struct opening *opening, const char *text) {
    struct jx_arena *arena = opening->blank->arena;
    const char *key = jx_text_key(arena, text, strlen(text)), *end = key + strlen(key);
    if (!jx_slot_bracketed(key, false)) return false;
    jx_text_next(&key, end); /* the bracket, and below the one that closes it */
    size_t length = (size_t)(end - key) - ((unsigned char)end[-1] < 0x80 ? 1 : 3);
    return is_own_word(opening, jx_arena_copy(arena, key, length));
}

static bool waits(struct opening *opening, const struct jx_cell *cell, const struct jx_trait *trait) {
    const char *text = !cell ? NULL : cell->text;
    uint32_t flags = !trait ? 0 : trait->flags;
    if ((flags & JX_TRAIT_STRUCK) != 0) return false;
    if ((flags & JX_TRAIT_FORMULA) != 0) return true;
    if (!text || jx_text_is_blank(text)) return trait || (cell && cell->rows > 0);
    if (jx_boxes_row(text)) return true;
    enum jx_slot_state state = jx_slot_state_of(opening->blank->arena, text);
    if (state == JX_SLOT_PROMPT) return !is_own_in_brackets(opening, text);
    bool words = state == JX_SLOT_OCCUPIED || state == JX_SLOT_SAMPLE;
    return (flags & JX_TRAIT_HINT) != 0 && words && !is_own_word(opening, text);
}

static bool is_hidden(const struct opening *opening, const struct jx_extent *extents, uint32_t count,
                      uint32_t index) {
    for (uint32_t i = 0; i < count; i++)
        if (extents[i].sheet == opening->sheet && extents[i].index == index) return extents[i].size <= 0;
    return false;
}

/* Columns of a workbook's own workings: what waits in them waits for nobody. */
static void find_hidden(struct opening *opening) {
    const struct jx_survey *survey = &opening->blank->survey;
    for (uint32_t column = 0; column < JX_BLANK_COLUMNS; column++)
        opening->hidden[column] = is_hidden(opening, survey->widths, survey->width_count, column);
}

static void open_add(struct opening *opening, uint32_t row, uint32_t column, const struct jx_cell *cell) {
    if (column < JX_BLANK_COLUMNS && opening->hidden[column]) return;
    opening->cells = jx_arena_grow(opening->blank->arena, opening->cells, opening->count, &opening->capacity,
                                   sizeof *opening->cells);
    opening->cells[opening->count++] = (struct jx_open_cell){row, column, cell && cell->rows ? cell->rows : 1,
                                                             cell && cell->columns ? cell->columns : 1};
}

static void look(struct opening *opening, uint32_t row, uint32_t column, const struct jx_trait *trait) {
    const struct jx_sheet *sheet = opening->blank->book->sheets[opening->sheet];
    const struct jx_cell *cell = jx_sheet_at(sheet, row, column);
    if ((cell && cell->kind == JX_CELL_COVERED) || !waits(opening, cell, trait)) return;
    open_add(opening, row, column, cell);
}

static bool is_nothing(const struct jx_cell *cell) {
    return !cell || ((!cell->text || jx_text_is_blank(cell->text)) && cell->rows == 0);
}

/* Whether the sheet holds blank cells of its own, ruled or not: what stands nowhere is then no place. */
static bool has_blank_cells(const struct opening *opening) {
    const struct jx_survey *survey = &opening->blank->survey;
    const struct jx_sheet *sheet = opening->blank->book->sheets[opening->sheet];
    for (uint32_t i = 0; i < survey->trait_count; i++) {
        const struct jx_trait *trait = &survey->traits[i];
        if (trait->sheet != opening->sheet || trait->choices > 0 || (trait->flags & JX_TRAIT_FORMULA) != 0)
            continue;
        if (is_nothing(jx_sheet_at(sheet, trait->row, trait->column))) return true;
    }
    return false;
}

/* How far the rows reach in which something stands or waits. */
static void reach_find(const struct opening *opening, uint32_t *rows, uint32_t *columns) {
    const struct jx_sheet *sheet = opening->blank->book->sheets[opening->sheet];
    *rows = sheet->row_count;
    *columns = 0;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        if (sheet->rows[row].count > *columns) *columns = sheet->rows[row].count;
    for (size_t i = 0; i < opening->count; i++) {
        if (opening->cells[i].row >= *rows) *rows = opening->cells[i].row + 1;
        if (opening->cells[i].column >= *columns) *columns = opening->cells[i].column + 1;
    }
}

/* A table that was typed and never ruled has no blank cells at all: its places are where its rows and columns meet. A row in which
 * nothing stands is none of the table's. A document has all cells of its tables, and what has no name is none of a workbook. */
static void open_unruled(struct opening *opening) {
    const struct jx_sheet *sheet = opening->blank->book->sheets[opening->sheet];
    uint32_t rows, columns;
    size_t formulas = opening->count;
    if (!sheet->name || *sheet->name == '\0' || has_blank_cells(opening)) return;
    reach_find(opening, &rows, &columns);
    bool *used = jx_arena_alloc(opening->blank->arena, (size_t)rows + 1);
    for (uint32_t row = 0; row < sheet->row_count; row++) used[row] = sheet->rows[row].count > 0;
    for (size_t i = 0; i < formulas; i++) used[opening->cells[i].row] = true;
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t column = 0; column < columns && used[row]; column++) {
            if (opening->count - formulas >= UNRULED_MOST) return;
            if (is_nothing(jx_sheet_at(sheet, row, column)) &&
                !jx_blank_trait(opening->blank, opening->sheet, row, column))
                open_add(opening, row, column, NULL);
        }
}

static int by_place(const void *a, const void *b) {
    const struct jx_open_cell *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

/* (1) | (2) | (3), one in every cell of a row: numbers of columns, and no prompts. */
static bool numbers_columns(const struct opening *opening, uint32_t row) {
    const struct jx_sheet *sheet = opening->blank->book->sheets[opening->sheet];
    const char *keys[JX_COLUMNS_NUMBERED];
    size_t count = 0;
    for (uint32_t column = 0; row < sheet->row_count && column < sheet->rows[row].count; column++) {
        const struct jx_cell *cell = &sheet->rows[row].cells[column];
        if (cell->kind == JX_CELL_COVERED || !cell->text || jx_text_is_blank(cell->text)) continue;
        if (count == JX_COLUMNS_NUMBERED) return false;
        keys[count++] = jx_text_key(opening->blank->arena, cell->text, cell->length);
    }
    return jx_keys_number_columns(keys, count);
}

/* Cells of rows that number the columns wait for nobody. */
static void drop_numbers(struct opening *opening) {
    size_t kept = 0;
    for (size_t i = 0, end; i < opening->count; i = end) {
        uint32_t row = opening->cells[i].row;
        for (end = i; end < opening->count && opening->cells[end].row == row; end++) {
        }
        bool drop = numbers_columns(opening, row);
        for (size_t k = i; k < end && !drop; k++) opening->cells[kept++] = opening->cells[k];
    }
    opening->count = kept;
}

static void find_open(struct opening *opening) {
    const struct jx_survey *survey = &opening->blank->survey;
    const struct jx_sheet *sheet = opening->blank->book->sheets[opening->sheet];
    for (uint32_t i = 0; i < survey->trait_count; i++)
        if (survey->traits[i].sheet == opening->sheet)
            look(opening, survey->traits[i].row, survey->traits[i].column, &survey->traits[i]);
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count; column++)
            if (!jx_blank_trait(opening->blank, opening->sheet, row, column))
                look(opening, row, column, NULL);
    open_unruled(opening);
    if (opening->count > 0) qsort(opening->cells, opening->count, sizeof *opening->cells, by_place);
    drop_numbers(opening);
}

/* --- what a form says of itself ------------------------------------------------------------------------------------- */

/* 填报说明 and what stands below it is for people. */
static bool begins_instructions(struct jx_arena *arena, const char *text) {
    return jx_key_instructs(jx_text_key(arena, text, strlen(text) > 120 ? 120 : strlen(text)));
}

/* 填写说明 | 不超过20字 | 含计量单位 below headings: what to write where, in the midst of the table. */
static bool is_row_of_many(const struct jx_sheet *sheet, uint32_t row) {
    enum { FEWEST = 3 };
    size_t count = 0;
    for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
        const struct jx_cell *cell = &sheet->rows[row].cells[column];
        count += cell->kind != JX_CELL_COVERED && cell->text && !jx_text_is_blank(cell->text);
    }
    return count >= FEWEST;
}

static uint32_t instructions_begin(struct jx_blank *blank, const struct jx_sheet *sheet) {
    enum { TITLE_ROWS = 3 };
    for (uint32_t row = TITLE_ROWS; row < sheet->row_count; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            if (cell->kind != JX_CELL_COVERED && cell->text &&
                begins_instructions(blank->arena, cell->text) && !is_row_of_many(sheet, row))
                return row;
        }
    return UINT32_MAX;
}

static enum jx_kind kind_of(const struct jx_sheet *sheet, uint32_t first) {
    for (uint32_t row = first; row < sheet->row_count && row < first + 5; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const char *text = sheet->rows[row].cells[column].text;
            if (text && strstr(text, "整体") && strstr(text, "表")) return JX_KIND_DEPARTMENT;
        }
    return JX_KIND_PROJECT;
}

/* 501-某某局: an example of a code before its name. */
static bool code_before_name(const char *text) {
    for (const char *dash = strchr(text, '-'); dash; dash = strchr(dash + 1, '-')) {
        const char *digits = dash;
        while (digits > text && digits[-1] >= '0' && digits[-1] <= '9') digits--;
        if (dash - digits >= 3 && (unsigned char)dash[1] >= 0x80) return true;
    }
    return false;
}

static void read_instructions(struct jx_blank *blank) {
    blank->tick = "☑";
    for (size_t i = 0; i < blank->book->sheet_count; i++) {
        const struct jx_sheet *sheet = blank->book->sheets[i];
        for (uint32_t row = 0; row < sheet->row_count && !sheet->hidden; row++)
            for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
                const char *text = sheet->rows[row].cells[column].text;
                if (!text) continue;
                if (strstr(text, "√") && strstr(text, "划")) blank->tick = "√";
                blank->code_first = blank->code_first || code_before_name(text);
            }
    }
}

/* A form of a known layout that prints no unit is in that layout's. */
static struct jx_money_unit layout_unit(struct jx_blank *blank) {
    struct jx_money_unit unit = {.says = JX_MONEY_SILENT};
    struct jx_document *document = NULL;
    const struct jx_source source = {
        .name = blank->name, .bytes = blank->input.bytes, .length = blank->input.length};
    enum jx_status status = jx_read(blank->library, &source, NULL, &document);
    if (status <= JX_WARN && document && document->form_count > 0) {
        const struct jx_form *form = &document->forms[0];
        const struct jx_layout *layout = jx_library_layout(blank->library, form->layout);
        for (size_t i = 0; layout && layout->tables[i]; i++)
            if (layout->tables[i]->kind == form->kind)
                unit = jx_money_unit_of(blank->arena, layout->tables[i]->money_unit);
    }
    jx_document_free(document);
    return unit;
}

/* The widths of a sheet's columns. */
static const double *widths_of(struct jx_blank *blank, uint32_t sheet) {
    const struct jx_survey *survey = &blank->survey;
    double *widths = jx_arena_alloc(blank->arena, JX_BLANK_COLUMNS * sizeof *widths);
    for (uint32_t column = 0; column < JX_BLANK_COLUMNS; column++) widths[column] = UNSAID_WIDTH;
    for (uint32_t i = survey->width_count; i-- > 0;) /* the first that is said of a column counts */
        if (survey->widths[i].sheet == sheet && survey->widths[i].index < JX_BLANK_COLUMNS)
            widths[survey->widths[i].index] = survey->widths[i].size;
    return widths;
}

/* Of forms that stand side by side the first one is the sheet's, and the next is told with the others. */
static void leave_abreast(struct opening *opening) {
    struct jx_blank *blank = opening->blank;
    const struct jx_reading reading = {.arena = blank->arena,
                                       .scratch = blank->arena,
                                       .passing = blank->arena,
                                       .lexicon = blank->library->lexicon,
                                       .openers = blank->library->openers,
                                       .sheet = opening->form};
    struct jx_blank_form second = {.sheet = opening->sheet, .end = opening->form->row_count};
    if (!jx_abreast_second(&reading, &second.row, &second.column)) return;
    second.first_column = second.column;
    jx_blank_form_add(blank, second);
    struct jx_sheet *narrow = jx_arena_alloc(blank->arena, sizeof *narrow);
    *narrow = *opening->form;
    narrow->rows = jx_arena_alloc(blank->arena, (narrow->row_count + 1) * sizeof *narrow->rows);
    for (uint32_t row = 0; row < narrow->row_count; row++) {
        narrow->rows[row] = opening->form->rows[row];
        if (narrow->rows[row].count > second.column) narrow->rows[row].count = second.column;
    }
    opening->form = narrow;
    size_t kept = 0;
    for (size_t i = 0; i < opening->count; i++)
        if (opening->cells[i].column < second.column) opening->cells[kept++] = opening->cells[i];
    opening->count = kept;
}

/* The map of a form's rows. */
static struct jx_slots *slots_of(const struct opening *opening, uint32_t first, uint32_t end) {
    struct jx_blank *blank = opening->blank;
    struct jx_sheet *sheet = opening->form;
    blank->sheets[opening->sheet].first = first;
    blank->sheets[opening->sheet].kind = kind_of(sheet, first);
    return jx_slots_find(blank->arena, blank->library->lexicon, sheet, blank->sheets[opening->sheet].kind,
                         opening->cells, opening->count, first, end);
}

static bool is_instructions(const char *name) {
    return strstr(name, "说明") || strstr(name, "代码");
}

static void sheet_map(struct jx_blank *blank, uint32_t index) {
    struct jx_sheet *sheet = blank->book->sheets[index];
    struct jx_blank_sheet *own = &blank->sheets[index];
    struct opening opening = {.blank = blank, .sheet = index, .form = sheet};
    own->widths = widths_of(blank, index);
    own->instructs = is_instructions(sheet->name);
    find_hidden(&opening);
    find_open(&opening);
    leave_abreast(&opening);
    uint32_t last = opening.count == 0 ? 0 : opening.cells[opening.count - 1].row + 1;
    uint32_t rows = sheet->row_count > last ? sheet->row_count : last, end = instructions_begin(blank, sheet);
    if (end > rows) end = rows;
    struct jx_slots *slots = slots_of(&opening, 0, end);
    const struct jx_blank_form form = jx_blank_forms(blank, index, slots, end);
    if (form.first > 0 || form.end < end) slots = slots_of(&opening, form.first, form.end);
    own->example = form.example;
    own->slots = slots;
    own->unit = slots->unit;
    if (slots->unit.says == JX_MONEY_SILENT && slots->block_count > 0) own->unit = layout_unit(blank);
}

void jx_blank_map(struct jx_blank *blank) {
    blank->sheets = jx_arena_alloc(blank->arena, (blank->book->sheet_count + 1) * sizeof *blank->sheets);
    read_instructions(blank);
    for (size_t i = 0; i < blank->book->sheet_count; i++)
        if (!blank->book->sheets[i]->hidden) sheet_map(blank, (uint32_t)i);
}
