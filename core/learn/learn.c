#include "core/learn/learn.h"

#include <string.h>

#include "core/base/text.h"
#include "core/convert/session.h"
#include "core/form/compile.h"
#include "core/grid/grid.h"
#include "core/model/json.h"
#include "core/plugin/host.h"
#include "core/read/block_rows.h"
#include "core/read/pasted.h"
#include "core/read/read.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"
#include "core/words/title.h"

/* --- which table --------------------------------------------------------------------------------------------------- */

/* Columns that something stands in or a merge reaches over. */
static uint32_t used_columns(const struct jx_sheet *sheet) {
    uint32_t most = 0;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            if (cell->kind != JX_CELL_BLANK && column >= most) most = column + 1;
        }
    return most;
}

/* A department's form says so in its title. */
static enum jx_kind kind_of(struct jx_lesson *lesson) {
    for (uint32_t row = 0; row < lesson->sheet->row_count; row++)
        for (uint32_t column = 0; column < lesson->columns; column++) {
            struct jx_spread spread = jx_lesson_at(lesson, row, column);
            if (spread.row != row || spread.column != column || *jx_spread_text(&spread) == '\0') continue;
            const char *key = jx_spread_term(lesson, &spread)->key;
            if (jx_key_is_title(key) && strstr(key, "整体")) return JX_KIND_DEPARTMENT;
        }
    return JX_KIND_PROJECT;
}

static bool has_headings(struct jx_lesson *lesson) {
    for (uint32_t row = 0; row < lesson->sheet->row_count; row++)
        if (jx_lesson_is_heading(lesson, row)) return true;
    return false;
}

/* The sheet's first block of indicators that is of the year. */
static bool find_block(struct jx_lesson *lesson) {
    size_t count;
    struct jx_reading *reading = lesson->reading;
    const struct jx_shape *shape = jx_shape_of_rows(reading, &lesson->terms, 0, lesson->sheet->row_count);
    const struct jx_block *blocks = jx_shape_blocks(&lesson->terms, shape, &count);
    if (count == 0) return false;
    size_t chosen = count > 1 && jx_block_of_period(&blocks[0], 0) ? 1 : 0;
    lesson->block = blocks[chosen];
    return true;
}

/* The first sheet with a table in it, its blanks filled. */
static bool choose_sheet(struct jx_lesson *lesson) {
    for (size_t i = 0; i < lesson->book->sheet_count; i++) {
        struct jx_sheet *sheet = lesson->book->sheets[i];
        if (sheet->hidden || sheet->soft_rows || sheet->row_count == 0) continue;
        jx_pasted_open(lesson->reading, lesson->book->arena, sheet);
        if (lesson->reading->pasted) continue;
        lesson->sheet = sheet;
        lesson->sheet_index = (uint32_t)i;
        lesson->columns = used_columns(sheet);
        lesson->kind = kind_of(lesson);
        if (has_headings(lesson)) jx_lesson_sample(lesson);
        if (find_block(lesson)) return true;
    }
    return false;
}

/* --- what it says -------------------------------------------------------------------------------------------------- */

/* Reads the sheet by what it says itself, whatever layouts there are. */
static bool read_form(struct jx_lesson *lesson) {
    struct jx_reading *reading = lesson->reading;
    struct jx_sheet *sheets[] = {lesson->sheet};
    struct jx_book book = *lesson->book;
    book.sheets = sheets;
    book.sheet_count = 1;
    reading->layout_count = 0;
    reading->recogniser = jx_recogniser_new(lesson->arena, NULL, 0);
    if (jx_book_read(reading, &book, &(struct jx_book_read_options){0}) >= JX_FAIL) return false;
    lesson->form = &lesson->document->forms[0];
    lesson->kind = lesson->form->kind;
    return true;
}

static void look_at(uint32_t *least, const struct jx_place *at) {
    if (at->row > 0 && at->row - 1 < *least) *least = at->row - 1;
}

/* The first row of what the document's second form says: the first form ends there. Projects of a list have it in common. */
static uint32_t form_end(const struct jx_lesson *lesson) {
    uint32_t end = lesson->sheet->row_count;
    if (lesson->block.list || lesson->document->form_count < 2) return end;
    const struct jx_form *next = &lesson->document->forms[1];
    for (enum jx_field field = 0; field < JX_FIELD_COUNT; field++)
        if (next->fields[field].value) look_at(&end, &next->fields[field].at);
    for (size_t i = 0; i < next->indicator_count; i++) look_at(&end, &next->indicators[i].at);
    return end < lesson->block.stop ? lesson->block.stop : end;
}

/* --- the layout ---------------------------------------------------------------------------------------------------- */

static const char *base_name(struct jx_arena *arena, const char *name) {
    const char *slash = strrchr(name, '/');
    name = !slash ? name : slash + 1;
    const char *point = strrchr(name, '.');
    return !point || point == name ? name : jx_arena_copy(arena, name, (size_t)(point - name));
}

/* An id out of a name: small letters, digits and hyphens; NULL: nothing of it can be one. */
static const char *id_of(struct jx_arena *arena, const char *name) {
    enum { LONGEST_ID = 32 };
    char *id = jx_arena_alloc(arena, LONGEST_ID + 1);
    size_t length = 0;
    for (; *name != '\0' && length < LONGEST_ID; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name + 32) : *name;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id[length++] = c;
        else if (length > 0 && id[length - 1] != '-')
            id[length++] = '-';
    }
    while (length > 0 && id[length - 1] == '-') id[--length] = '\0';
    return length == 0 ? NULL : id;
}

static void name_layout(struct jx_lesson *lesson, const char *asked, const char *file) {
    const char *name = base_name(lesson->arena, file);
    const char *id = asked ? asked : id_of(lesson->arena, name);
    if (!id) id = "learned";
    lesson->layout = (struct jx_layout){
        .abi = JX_LAYOUT_ABI,
        .size = sizeof lesson->layout,
        .id = id,
        .chinese = jx_arena_join(lesson->arena, "学自表样 ", id, ""),
        .english = jx_arena_join(lesson->arena, id, ", learned from a form", ""),
        .source = jx_text_phrase(lesson->arena, name, strlen(name)),
    };
}

/* --- whether it reads the form ------------------------------------------------------------------------------------- */

/* How well the new table fits the form, of 100. */
static unsigned score_of(struct jx_library *library, struct jx_lesson *lesson,
                         const struct jx_compiled_layout *layout) {
    struct jx_reading *reading = lesson->reading;
    const struct jx_compiled_layout *layouts[] = {layout};
    unsigned score = 0;
    size_t count;
    reading->layouts = layouts;
    reading->layout_count = 1;
    reading->recogniser = jx_recogniser_new(lesson->arena, layouts, 1);
    reading->openers = jx_openers_new(lesson->arena, layouts, 1, library->lexicon);
    reading->sheet = lesson->sheet;
    const struct jx_region *regions = jx_sheet_regions(reading, &count);
    for (size_t i = 0; i < count; i++) {
        struct jx_recognition found = jx_region_recognise(reading, &regions[i]);
        if (found.count > 0 && found.evidence[0].score > score) score = found.evidence[0].score;
    }
    return score;
}

/* --- all ----------------------------------------------------------------------------------------------------------- */

static void tell(struct jx_lesson *lesson, const char *faults, unsigned score) {
    struct jx_arena *arena = lesson->arena;
    if (faults)
        JX_DIAG(lesson->diags, JX_MSG_LEARN_FAULTS, NULL, faults);
    else
        JX_DIAG(lesson->diags, JX_MSG_LEARN_TOLD, NULL, jx_arena_format(arena, "%zu", lesson->row_count),
                jx_arena_format(arena, "%zu", lesson->band_count), jx_arena_format(arena, "%u", score));
    if (lesson->unsure > 0)
        JX_DIAG(lesson->diags, JX_MSG_LEARN_UNSURE, NULL, jx_arena_format(arena, "%zu", lesson->unsure));
    if (!lesson->block.list && lesson->document->form_count > 1)
        JX_DIAG(lesson->diags, JX_MSG_LEARN_MORE, NULL,
                jx_arena_format(arena, "%zu", lesson->document->form_count - 1));
}

static enum jx_status make_table(struct jx_library *library, struct jx_lesson *lesson, const char *id,
                                 struct jx_learned *learned) {
    const char *faults;
    const struct jx_fact *unit = &lesson->form->fields[JX_FIELD_MONEY_UNIT];
    lesson->end = form_end(lesson);
    lesson->unit = !unit->value ? "万元" : unit->value;
    name_layout(lesson, id, lesson->document->file);
    jx_lesson_rows(lesson);
    jx_lesson_band(lesson);
    if (!unit->value || unit->origin == JX_DERIVED) /* reading assumed it */
        jx_lesson_remark(lesson, &lesson->band_remarks, "the form prints no unit of amounts; %s is a guess",
                         "原表没有印金额单位，%s 为推测", lesson->unit);
    jx_lesson_fit(lesson);
    const struct jx_compiled_layout *compiled =
        jx_layout_compile(lesson->arena, &lesson->layout, lesson->diags->language, &faults);
    learned->score = !compiled ? 0 : score_of(library, lesson, compiled);
    learned->unsure = lesson->unsure;
    learned->faults = !compiled ? faults : NULL;
    tell(lesson, learned->faults, learned->score);
    learned->text = jx_lesson_print(lesson, learned->faults, &learned->length);
    return learned->faults ? JX_WARN : JX_OK;
}

/* Widths are known where the carrier can tell more of a file than its cells. */
static void survey(struct jx_lesson *lesson, struct jx_library *library, const struct jx_source *source,
                   const struct jx_read_options *options) {
    const struct jx_carrier *carrier = jx_registry_carrier(library, lesson->document->carrier);
    struct jx_call call;
    struct jx_limits limits = options->limits;
    struct jx_survey *found = jx_arena_alloc(lesson->arena, sizeof *found);
    struct jx_diags unsaid;
    if (!carrier || !jx_carrier_patches(carrier)) return;
    jx_diags_init(&unsaid, lesson->arena, lesson->diags->language);
    jx_call_begin(&call, lesson->arena, &unsaid, &limits);
    struct jx_input input = {.name = lesson->document->file,
                             .extension = jx_name_extension(lesson->arena, lesson->document->file),
                             .bytes = source->bytes,
                             .length = source->length,
                             .limits = &call.limits};
    if (carrier->survey(&jx_host, &call, &input, found) < JX_FAIL) lesson->survey = found;
}

static enum jx_status learn(struct jx_library *library, struct jx_learned *learned, struct jx_diags *diags,
                            const struct jx_source *source, const struct jx_learn_options *options) {
    struct jx_document *document = learned->document;
    if (source->length > 0 && jx_json_sniff(source->bytes, source->length)) {
        JX_DIAG(diags, JX_MSG_LEARN_MODEL, NULL, "");
        return JX_FAIL;
    }
    /* What reading says of samples and their like is of no use to anybody. */
    struct jx_diags unsaid;
    jx_diags_init(&unsaid, document->arena, diags->language);
    struct jx_reading reading = jx_reading_begin(library, document, &unsaid, &options->read);
    struct jx_lesson *lesson = jx_arena_alloc(document->arena, sizeof *lesson);
    lesson->arena = document->arena;
    lesson->diags = diags;
    lesson->reading = &reading;
    lesson->document = document;
    lesson->terms =
        (struct jx_terms){.arena = jx_arena_scratch(document->arena), .lexicon = library->lexicon};
    lesson->book = jx_source_open(library, document, diags, source, &options->read);
    if (!lesson->book) return JX_FAIL;
    if (!choose_sheet(lesson) || !read_form(lesson)) {
        JX_DIAG(diags, JX_MSG_LEARN_NOTHING, NULL, "");
        return JX_FAIL;
    }
    survey(lesson, library, source, &options->read);
    return make_table(library, lesson, options->id, learned);
}

static void hand_over(struct jx_document *document, const struct jx_diags *diags) {
    document->diags = diags->items;
    document->diag_count = diags->count;
    document->diag_capacity = diags->capacity;
}

static enum jx_status learn_guarded(struct jx_library *library, struct jx_learned *learned,
                                    struct jx_diags *diags, const struct jx_source *source,
                                    const struct jx_learn_options *options) {
    volatile enum jx_status status = JX_FAIL;
    struct jx_arena *arena = learned->document->arena;
    switch (setjmp(*jx_arena_guard(arena))) {
    case 0: {
        jx_diags_init(diags, arena, library->diags.language);
        struct jx_call *call = jx_arena_alloc(arena, sizeof *call);
        jx_call_begin(call, arena, diags, &options->read.limits);
        call->progress = options->read.progress;
        call->user = options->read.user;
        jx_call_watch(call);
        status = learn(library, learned, diags, source, options);
        break;
    }
    case JX_ARENA_LEFT: learned->text = NULL; break;
    default: return JX_FATAL;
    }
    jx_arena_watch(arena, NULL, NULL);
    hand_over(learned->document, diags);
    return status;
}

enum jx_status jx_learn(struct jx_library *library, const struct jx_source *source,
                        const struct jx_learn_options *options, struct jx_learned **result) {
    static const struct jx_learn_options none;
    struct jx_document *document = jx_document_new(source->name);
    struct jx_diags diags = {0};
    *result = NULL;
    if (!document) return JX_FATAL;
    if (setjmp(*jx_arena_guard(document->arena)) != 0) {
        jx_document_free(document);
        *result = NULL;
        return JX_FATAL;
    }
    struct jx_learned *learned = *result = jx_arena_alloc(document->arena, sizeof *learned);
    learned->document = document;
    enum jx_status status = learn_guarded(library, learned, &diags, source, !options ? &none : options);
    if (status != JX_FATAL) return status;
    jx_document_free(document);
    *result = NULL;
    return JX_FATAL;
}

void jx_learned_free(struct jx_learned *learned) {
    if (learned) jx_document_free(learned->document);
}
