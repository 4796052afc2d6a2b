/*
 * Reading and detecting: bytes, book, forms.
 */
#include <string.h>

#include "core/convert/carry.h"
#include "core/convert/session.h"
#include "core/grid/grid.h"
#include "core/model/json.h"
#include "core/read/abreast.h"
#include "core/read/endless.h"
#include "core/read/pasted.h"
#include "core/read/read.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"

static const struct jx_read_options no_options;

/* The messages become the document's when its call is over, whichever way it ended. */
static void hand_over(struct jx_document *document, const struct jx_diags *diags) {
    document->diags = diags->items;
    document->diag_count = diags->count;
    document->diag_capacity = diags->capacity;
}

struct jx_reading jx_reading_begin(const struct jx_library *library, struct jx_document *document,
                                   struct jx_diags *diags, const struct jx_read_options *options) {
    struct jx_limits limits = options->limits;
    jx_limits_default(&limits);
    return (struct jx_reading){
        .arena = document->arena,
        .scratch = jx_arena_scratch(document->arena),
        .passing = jx_arena_scratch(document->arena),
        .diags = diags,
        .document = document,
        .layouts = library->layouts,
        .layout_count = library->layout_count,
        .lexicon = library->lexicon,
        .openers = library->openers,
        .recogniser = library->recogniser,
        .repair = !options->no_repair,
        .forms_most = limits.forms,
    };
}

/* The time allowed and the caller's wish to cancel, for as long as the document is read. */
static struct jx_call *watch_begin(struct jx_document *document, struct jx_diags *diags,
                                   const struct jx_read_options *options) {
    struct jx_call *call = jx_arena_alloc(document->arena, sizeof *call);
    jx_call_begin(call, document->arena, diags, &options->limits);
    call->progress = options->progress;
    call->user = options->user;
    jx_call_watch(call);
    return call;
}

static enum jx_status read_model(struct jx_document *document, struct jx_diags *diags,
                                 const struct jx_source *source, const struct jx_read_options *options) {
    const struct jx_call *call = watch_begin(document, diags, options);
    document->carrier = "json";
    return jx_json_read_most(document, diags, source->bytes, source->length, call->limits.forms);
}

/* Puts back what a conversion took along in a hidden sheet. */
static void take_along(const struct jx_reading *reading, const struct jx_book_read_options *asked,
                       size_t sheets, const struct jx_sheet *sheet) {
    if (sheets > 1) {
        JX_DIAG(reading->diags, JX_MSG_CARRY_UNMATCHED, NULL, NULL);
        return;
    }
    const struct jx_carried *carried = jx_carry_parse(reading, sheet);
    if (carried) jx_carry_restore(reading, asked, carried);
}

static enum jx_status read_document(struct jx_library *library, struct jx_document *document,
                                    struct jx_diags *diags, const struct jx_source *source,
                                    const struct jx_read_options *options) {
    struct jx_book_read_options asked = {.hidden = options->hidden};
    if (options->layout) {
        asked.layout = jx_layout_need(library, diags, options->layout);
        if (!asked.layout) return JX_FAIL;
    }
    if (source->length > 0 && jx_json_sniff(source->bytes, source->length))
        return read_model(document, diags, source, options);
    struct jx_book *book = jx_source_open(library, document, diags, source, options);
    if (!book) return JX_FAIL;
    watch_begin(document, diags, options);
    struct jx_reading reading = jx_reading_begin(library, document, diags, options);
    const struct jx_sheet *sheet;
    size_t sheets = jx_carry_take(book, document, &sheet);
    asked.plain = sheets > 0 && jx_book_is_plain(book);
    enum jx_status status = jx_book_read(&reading, book, &asked);
    if (sheets > 0 && !options->no_carried && status < JX_FAIL) take_along(&reading, &asked, sheets, sheet);
    /* The model has copied what it took, and a long list's cells are most of the memory. */
    jx_arena_reset(reading.scratch);
    jx_arena_reset(reading.passing);
    jx_arena_reset(book->arena);
    return status;
}

/* Want of memory cannot be reported in the arena that ran out of it. */
static const struct jx_diag no_memory = {
    .code = JX_MSG_FILE_MEMORY,
    .severity = JX_ERROR,
    .message = "out of memory / 内存不足",
};

static enum jx_status out_of_memory(struct jx_document *document) {
    document->form_count = 0;
    document->unread_count = 0;
    document->diags = (struct jx_diag *)(uintptr_t)&no_memory;
    document->diag_count = 1;
    return JX_FATAL;
}

/* Read, and what became of it: read to the end, left because of a limit, or out of memory. */
static enum jx_status read_guarded(struct jx_library *library, struct jx_document *document,
                                   struct jx_diags *diags, const struct jx_source *source,
                                   const struct jx_read_options *options) {
    switch (setjmp(*jx_arena_guard(document->arena))) {
    case 0: break;
    case JX_ARENA_LEFT:
        document->form_count = 0;
        document->unread_count = 0;
        document->account = (struct jx_account){0};
        hand_over(document, diags);
        return JX_FAIL;
    default: return out_of_memory(document);
    }
    jx_diags_init(diags, document->arena, library->diags.language);
    enum jx_status status = read_document(library, document, diags, source, options);
    jx_arena_watch(document->arena, NULL, NULL);
    hand_over(document, diags);
    if (status >= JX_FAIL) return status;
    return diags->worst == JX_NOTE ? JX_OK : JX_WARN;
}

enum jx_status jx_read(struct jx_library *library, const struct jx_source *source,
                       const struct jx_read_options *options, struct jx_document **result) {
    struct jx_document *document = *result = jx_document_new(source->name);
    struct jx_diags diags = {0};
    if (!document) return JX_FATAL;
    size_t refusals = jx_library_refusals(library);
    enum jx_status status = read_guarded(library, document, &diags, source, !options ? &no_options : options);
    return jx_library_refusals(library) == refusals ? status : out_of_memory(document);
}

const char *jx_document_json(struct jx_document *document, size_t *length) {
    if (setjmp(*jx_arena_guard(document->arena)) != 0) return NULL;
    return jx_json_write(document->arena, document, length);
}

/* --- detecting -------------------------------------------------------------------------------------------------------- */

static struct jx_candidate candidate_of(struct jx_arena *arena, const struct jx_recognition *found,
                                        const struct jx_evidence *evidence) {
    struct jx_evidence_words words = jx_evidence_tell(found, evidence);
    return (struct jx_candidate){
        .layout = evidence->table->layout->id,
        .kind = evidence->table->table->kind,
        .score = evidence->score,
        .found = evidence->found,
        .labels = evidence->labels,
        .missing = jx_arena_string(arena, words.missing),
        .cost = evidence->cost,
        .foreign = evidence->foreign,
        .present = jx_arena_string(arena, words.present),
        .strange = jx_arena_string(arena, words.strange),
    };
}

static struct jx_detected detect_region(struct jx_reading *reading, const struct jx_region *region) {
    const struct jx_recognition found = jx_region_recognise(reading, region);
    struct jx_candidate *candidates = jx_arena_alloc(reading->arena, (found.count + 1) * sizeof *candidates);
    for (size_t i = 0; i < found.count; i++)
        candidates[i] = candidate_of(reading->arena, &found, &found.evidence[i]);
    return (struct jx_detected){
        .at = jx_reading_place(reading, region->first, 0),
        .candidates = candidates,
        .candidate_count = found.count,
        .claimed = found.claimed,
        .none = found.none,
        .lead = JX_CLAIM_LEAD,
    };
}

static void detect_book(struct jx_reading *reading, struct jx_book *book, bool hidden,
                        struct jx_detection *detection) {
    size_t capacity = 0;
    for (size_t s = 0; s < book->sheet_count; s++) {
        size_t count;
        if (book->sheets[s]->hidden && !hidden) continue;
        jx_pasted_open(reading, book->arena, book->sheets[s]);
        jx_abreast_open(reading, book->arena);
        jx_endless_cut(reading, reading->arena, reading->sheet);
        const struct jx_region *regions = jx_sheet_regions(reading, &count);
        for (size_t i = 0; i < count; i++) {
            struct jx_detected table = detect_region(reading, &regions[i]);
            if (table.candidate_count == 0 || table.candidates[0].found < JX_FEWEST_LABELS) continue;
            detection->tables = jx_arena_grow(reading->arena, detection->tables, detection->table_count,
                                              &capacity, sizeof *detection->tables);
            detection->tables[detection->table_count++] = table;
        }
    }
}

static void detect(struct jx_library *library, struct jx_detection *detection, struct jx_diags *diags,
                   const struct jx_source *source, const struct jx_read_options *options) {
    struct jx_document *document = detection->document;
    if (source->length > 0 && jx_json_sniff(source->bytes, source->length)) {
        document->carrier = "json";
        JX_DIAG(diags, JX_MSG_FILE_MODEL, NULL, "");
        return;
    }
    struct jx_book *book = jx_source_open(library, document, diags, source, options);
    watch_begin(document, diags, options);
    struct jx_reading reading = jx_reading_begin(library, document, diags, options);
    const struct jx_sheet *carried;
    if (book) jx_carry_take(book, document, &carried);
    if (book) detect_book(&reading, book, options->hidden, detection);
    if (book && detection->table_count == 0) JX_DIAG(diags, JX_MSG_FORM_NOTHING, NULL, "");
}

/* NULL for want of memory; what was left because of a limit has its messages. */
static struct jx_detection *detect_guarded(struct jx_library *library, struct jx_document *document,
                                           struct jx_diags *diags, const struct jx_source *source,
                                           const struct jx_read_options *options) {
    struct jx_detection *volatile detection = NULL;
    switch (setjmp(*jx_arena_guard(document->arena))) {
    case 0:
        detection = jx_arena_alloc(document->arena, sizeof *detection);
        detection->document = document;
        jx_diags_init(diags, document->arena, library->diags.language);
        detect(library, detection, diags, source, options);
        break;
    case JX_ARENA_LEFT:
        if (detection) detection->table_count = 0;
        break;
    default: return NULL;
    }
    jx_arena_watch(document->arena, NULL, NULL);
    hand_over(document, diags);
    return detection;
}

enum jx_status jx_detect(struct jx_library *library, const struct jx_source *source,
                         const struct jx_read_options *options, struct jx_detection **result) {
    struct jx_document *document = jx_document_new(source->name);
    struct jx_diags diags = {0};
    *result = NULL;
    if (!document) return JX_FATAL;
    size_t refusals = jx_library_refusals(library);
    *result = detect_guarded(library, document, &diags, source, !options ? &no_options : options);
    if (!*result || jx_library_refusals(library) != refusals) {
        jx_document_free(document);
        *result = NULL;
        return JX_FATAL;
    }
    return (*result)->table_count == 0 ? JX_FAIL : JX_OK;
}

void jx_detection_free(struct jx_detection *detection) {
    if (detection) jx_document_free(detection->document);
}
