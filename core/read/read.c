#include "core/read/read.h"

#include <string.h>

#include "core/read/abreast.h"
#include "core/read/account.h"
#include "core/read/endless.h"
#include "core/read/errors.h"
#include "core/read/head.h"
#include "core/read/head_alone.h"
#include "core/read/levels.h"
#include "core/read/list.h"
#include "core/read/pasted.h"
#include "core/read/recognise.h"
#include "core/read/rejoin.h"
#include "core/read/repeated.h"
#include "core/read/unclaimed.h"

struct book_reading {
    struct jx_reading *reading;
    const struct jx_book_read_options *options;
    struct jx_list list;
    struct jx_evidence nearest; /* of the whole book, for the message that nothing was found */
    const char *missing;        /* what it lacks */
};

static const char *score_text(const struct jx_reading *reading, const struct jx_evidence *evidence) {
    return jx_arena_format(reading->arena, "%u", evidence->score);
}

/* What people call a layout. */
static const char *called(const struct jx_reading *reading, const struct jx_layout *layout) {
    return reading->diags->language == JX_LANGUAGE_CHINESE ? layout->chinese : layout->id;
}

/* Advice that is worth giving only where most of the layout is there. */
static const char *force_advice(const struct jx_reading *reading, const struct jx_evidence *evidence) {
    enum { ADVICE_SCORE = 60 };
    if (evidence->score < ADVICE_SCORE) return "";
    return jx_arena_format(reading->arena,
                           reading->diags->language == JX_LANGUAGE_CHINESE ? "（用 -f %s 可按该布局读取）"
                                                                           : " (-f %s reads it as that)",
                           evidence->table->layout->id);
}

/* The first few of many labels: a layout that lacks nearly all of them is not to fill the screen. */
static const char *first_few(const struct jx_reading *reading, const char *labels) {
    enum { FEW = 5 };
    static const char comma[] = "、";
    const char *cut = NULL;
    size_t count = 1;
    for (const char *at = labels; (at = strstr(at, comma)); at += strlen(comma), count++)
        if (count == FEW) cut = at;
    if (count <= FEW + 1) return labels;
    bool chinese = reading->diags->language == JX_LANGUAGE_CHINESE;
    return jx_arena_format(reading->arena, chinese ? "%.*s 等 %zu 项" : "%.*s and %zu more",
                           (int)(cut - labels), labels, chinese ? count : count - FEW);
}

/* Why no layout claims the table: two fit it alike, or there is too much that is another's, or too much is missing. */
static void report_unsure(const struct jx_reading *reading, const struct jx_recognition *found,
                          struct jx_place at) {
    const struct jx_evidence *best = &found->evidence[0];
    const char *name = called(reading, best->table->layout), *score = score_text(reading, best);
    struct jx_evidence_words words = jx_evidence_tell(found, best);
    if (found->count > 1 && best->cost + JX_CLAIM_LEAD <= found->none)
        JX_DIAG(reading->diags, JX_MSG_FORM_TIE, &at, name, score,
                called(reading, found->evidence[1].table->layout), score_text(reading, &found->evidence[1]));
    else if (*words.missing == '\0')
        JX_DIAG(reading->diags, JX_MSG_FORM_FOREIGN, &at, name,
                jx_arena_format(reading->arena, "%u", best->foreign), first_few(reading, words.strange),
                best->table->layout->id);
    else
        JX_DIAG(reading->diags, JX_MSG_FORM_UNSURE, &at, name, score, first_few(reading, words.missing),
                force_advice(reading, best));
}

/* The explanation that comes nearest in the whole book; its words have to outlive it. */
static void keep_nearest(struct book_reading *book, const struct jx_recognition *found,
                         const struct jx_evidence *evidence) {
    if (book->nearest.table && evidence->score <= book->nearest.score) return;
    book->nearest = *evidence;
    book->missing = jx_arena_string(book->reading->arena,
                                    first_few(book->reading, jx_evidence_tell(found, evidence).missing));
}

/* One block of indicators and what stands above it; where it ends. */
static uint32_t read_block(struct jx_reading *reading, struct jx_draft *draft, const struct jx_region *region,
                           struct jx_band_place *place) {
    struct jx_band_rows rows = {0};
    jx_head_read(reading, draft, region->first, place->heading);
    jx_band_read(reading, draft->table, region, place, &rows);
    jx_rows_to_indicators(reading, draft, rows.rows, rows.count);
    return place->end;
}

static void read_form(struct jx_reading *reading, const struct jx_compiled_table *table,
                      const struct jx_region *region) {
    struct jx_draft *draft = jx_arena_alloc(reading->arena, sizeof *draft);
    struct jx_band_place place;
    uint32_t below = region->first;
    jx_draft_begin(draft, table);
    draft->form.score = reading->score;
    if (jx_band_find(reading, table, region, &place)) below = read_block(reading, draft, region, &place);
    jx_head_read(reading, draft, below, region->end);
    jx_draft_finish(reading, draft);
    jx_arena_reset(reading->scratch);
}

/* Regions that no layout claims, one after the other. */
struct unclaimed_run {
    struct book_reading *book;
    struct jx_region first; /* where the message about them stands */
    uint32_t end;           /* 0: there are none */
};

static void report_unclaimed(void *user) {
    const struct unclaimed_run *run = user;
    struct jx_reading *reading = run->book->reading;
    struct jx_recognition found = jx_region_recognise(reading, &run->first);
    if (found.count == 0) return;
    reading->score = found.evidence[0].score;
    report_unsure(reading, &found, jx_reading_place(reading, run->first.first, 0));
}

static void read_run(struct unclaimed_run *run) {
    if (run->end == 0) return;
    jx_list_close(run->book->reading, &run->book->list);
    jx_unclaimed_read(run->book->reading, &run->book->list, run->first.first, run->end, report_unclaimed,
                      run);
    run->end = 0;
}

/* That rows were put together is told at the first cell of the table. */
static void tell_joined(struct jx_reading *reading, const struct jx_region *region) {
    size_t count = 0;
    struct jx_spot *spots = NULL;
    for (uint32_t row = region->first; row < region->end && count == 0; row++)
        spots = jx_reading_row(reading, row, &count);
    if (count > 0) jx_rejoin_tell(reading, &spots[0], false);
}

/* The table that claims a region, or the one that the user named for it; NULL: none. */
static const struct jx_compiled_table *claiming_table(struct book_reading *book,
                                                      const struct jx_region *region) {
    struct jx_reading *reading = book->reading;
    const struct jx_recognition found = jx_region_recognise(reading, region);
    const struct jx_layout *asked =
        !book->options->layout ? NULL : jx_compiled_descriptor(book->options->layout);
    size_t best = 0;
    while (asked && best < found.count && found.evidence[best].table->layout != asked) best++;
    if (best == found.count) return NULL;
    const struct jx_evidence *evidence = &found.evidence[best];
    keep_nearest(book, &found, evidence);
    if (!asked && !found.claimed) return NULL;
    if (asked && evidence->found < JX_FEWEST_LABELS) return NULL;
    reading->score = evidence->score;
    tell_joined(reading, region);
    struct jx_place at = jx_reading_place(reading, region->first, 0);
    if (asked && evidence->cost + JX_CLAIM_LEAD > found.none)
        JX_DIAG(reading->diags, JX_MSG_FORM_FORCED, &at, asked->id, score_text(reading, evidence));
    return evidence->table;
}

/* Rows of a table that is whole: what layouts claim is read by their tables, all between is read as it stands. */
static void read_regions(struct book_reading *book, const struct jx_region *regions, size_t count) {
    struct jx_reading *reading = book->reading;
    struct unclaimed_run run = {.book = book};
    for (size_t i = 0; i < count; i++) {
        jx_diags_fold(reading->diags);
        const struct jx_compiled_table *table = claiming_table(book, &regions[i]);
        if (!table && !book->options->layout) {
            if (run.end == 0) run.first = regions[i];
            run.end = regions[i].end;
            continue;
        }
        read_run(&run);
        if (!table || !table->list) jx_list_close(reading, &book->list);
        if (!table) continue;
        reading->headings = NULL;
        if (table->list)
            jx_list_read(reading, &book->list, table, &regions[i]);
        else
            read_form(reading, table, &regions[i]);
    }
    read_run(&run);
}

/* A sheet without indicators may still be a form, if no other came before it, or the head of the one that goes on in the next. */
static void read_head_alone(struct book_reading *book, const struct jx_region *regions, size_t count,
                            struct jx_sheet *next) {
    bool alone = book->reading->document->form_count == 0;
    if (count == 0 || (!alone && !next) || book->options->layout) return;
    struct unclaimed_run run = {.book = book, .first = regions[0]};
    jx_head_alone_read(book->reading, next, alone, report_unclaimed, &run);
}

/* `next`: the sheet that is seen behind it; NULL: none. */
static void read_sheet(struct book_reading *book, struct jx_arena *arena, struct jx_sheet *next) {
    struct jx_reading *reading = book->reading;
    size_t count, forms = reading->document->form_count;
    jx_sheet_blank_errors(reading);
    jx_endless_cut(reading, reading->arena, reading->sheet);
    jx_rejoin_open(reading);
    jx_spots_keep(reading, arena);
    const struct jx_region *regions = jx_sheet_regions(reading, &count);
    book->list = (struct jx_list){.open = false};
    reading->resumed = false;
    read_regions(book, regions, count);
    jx_list_close(reading, &book->list);
    jx_head_alone_close(reading);
    if (reading->document->form_count == forms && !reading->resumed)
        read_head_alone(book, regions, count, next);
    jx_diags_fold(reading->diags);
    jx_sheet_account(reading);
}

static struct jx_sheet *next_seen(const struct jx_book *source, size_t index, bool hidden) {
    while (++index < source->sheet_count)
        if (!source->sheets[index]->hidden || hidden) return source->sheets[index];
    return NULL;
}

enum jx_status jx_book_read(struct jx_reading *reading, struct jx_book *source,
                            const struct jx_book_read_options *options) {
    enum { FEW = 8 };
    struct book_reading book = {.reading = reading, .options = options};
    reading->book = source;
    if (source->sheet_count < FEW) jx_forms_expect(reading, source->sheet_count); /* most hold one form */
    for (size_t i = 0; i < source->sheet_count; i++) {
        struct jx_sheet *sheet = source->sheets[i];
        if (sheet->hidden && !options->hidden) {
            struct jx_place at = {.sheet = sheet->name};
            JX_DIAG(reading->diags, JX_MSG_SHEET_HIDDEN, &at, sheet->name);
            continue;
        }
        jx_repeated_join(source->arena, reading->diags, sheet);
        jx_pasted_open(reading, source->arena, sheet);
        jx_abreast_open(reading, source->arena);
        read_sheet(&book, source->arena, next_seen(source, i, options->hidden));
    }
    jx_diags_fold(reading->diags);
    if (reading->document->form_count > 0) return JX_OK;
    jx_diags_drop(reading->diags, JX_MSG_CELL_UNREAD); /* that is all of them: the next message says so */
    if (book.nearest.found < JX_FEWEST_LABELS)
        JX_DIAG(reading->diags, JX_MSG_FORM_NOTHING, NULL, "");
    else
        JX_DIAG(reading->diags, JX_MSG_FORM_NONE, NULL, called(reading, book.nearest.table->layout),
                score_text(reading, &book.nearest), book.missing);
    return JX_FAIL;
}
