/*
 * Paragraphs of a document: their words as printed, and the numbers before them.
 */
#include "reader.h"

#include "numbering.h"

#include <string.h>

/* Gives a block to the frame: the body's go to the grid at once. */
void jx_docx_block_give(struct jx_docx_reader *reader, struct jx_docx_frame *frame,
                        struct jx_flow_block *block) {
    block->blanks = frame->blanks;
    frame->blanks = 0;
    if (frame->kind != IN_BODY)
        jx_flow_append(&frame->blocks, block, block);
    else if (!jx_flow_put(reader->flow, block))
        jx_package_stop(reader->package);
}

struct jx_flow_block *jx_docx_block_make(struct jx_docx_reader *reader) {
    return reader->package->host->allocate(reader->package->call, sizeof(struct jx_flow_block));
}

/* The number before the paragraph, NULL: it has none, or nobody knows it. Blank paragraphs are counted, too. */
static const char *number_of(const struct jx_docx_reader *reader, const struct jx_docx_frame *frame) {
    const struct jx_package *package = reader->package;
    if (!frame->numbered || !reader->numbers) return NULL;
    return jx_lists_next(package->host, package->call, &reader->numbers->all, frame->number, frame->level);
}

/* The paragraph's text, with its number. */
static const char *numbered_text(const struct jx_docx_reader *reader, const struct jx_docx_frame *frame,
                                 const char *number, uint32_t *length) {
    const struct jx_host *host = reader->package->host;
    struct jx_call *call = reader->package->call;
    size_t before = number ? strlen(number) : 0;
    *length = (uint32_t)before + frame->text.length;
    if (before == 0) return host->text(call, frame->text.bytes, frame->text.length);
    char *text = host->allocate(call, (size_t)*length + 1);
    memcpy(text, number, before);
    memcpy(text + before, frame->text.bytes, frame->text.length);
    jx_docx_number_mark(host, call, reader->numbers, frame->at, number);
    return text;
}

void jx_docx_paragraph_finish(struct jx_docx_reader *reader, struct jx_docx_frame *frame) {
    struct jx_scratch *text = &frame->text;
    struct jx_flow_block *box = frame->boxes.first;
    const char *number = number_of(reader, frame);
    bool tab = frame->kind == IN_BODY && text->length > 0 && memchr(text->bytes, '\t', text->length);
    if (tab || !jx_flow_blank(text->bytes, text->length)) {
        struct jx_flow_block *block = jx_docx_block_make(reader);
        block->text = numbered_text(reader, frame, number, &block->length);
        block->at = frame->at;
        reader->counts.numbered += frame->numbered && !number;
        jx_docx_block_give(reader, frame, block);
    } else if (!box) {
        frame->blanks++;
    }
    text->length = 0;
    frame->numbered = frame->joined = false;
    frame->boxes = (struct jx_flow_blocks){0};
    while (box && !reader->package->stopped) {
        struct jx_flow_block *next = box->next;
        box->next = NULL;
        jx_docx_block_give(reader, frame, box);
        box = next;
    }
}

/* What is left of a paragraph when something else begins or its container ends. */
void jx_docx_paragraph_flush(struct jx_docx_reader *reader, struct jx_docx_frame *frame) {
    if (frame->text.length > 0 || frame->boxes.first) jx_docx_paragraph_finish(reader, frame);
}

/* Hidden, struck and white text is no text; each run of it counts once. */
static bool is_printed(struct jx_docx_reader *reader, const char *bytes, size_t length) {
    enum jx_fate fate = jx_dress_fate(&reader->dress);
    if (fate == JX_PRINTED) return true;
    if (reader->left_out || jx_flow_blank(bytes, length)) return false;
    reader->left_out = true;
    jx_flow_fate_count(&reader->counts, fate);
    return false;
}

void jx_docx_text_put(struct jx_docx_reader *reader, const char *bytes, size_t length) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    if (frame->kind == IN_TABLE || frame->deleted || reader->muted != 0) return;
    if (!jx_fields_print(&reader->fields, bytes, length)) return;
    reader->dress.paragraph = frame->style;
    reader->dress.painted = frame->shaded > 0 || (frame->painted && frame->shaded == 0);
    if (is_printed(reader, bytes, length)) jx_scratch_add(reader->package, &frame->text, bytes, length);
}

/* Words of a run, of which some may stand above or below the line, or be places of a typeface of symbols. */
void jx_docx_words_put(struct jx_docx_reader *reader, const char *bytes, size_t length) {
    const struct jx_package *package = reader->package;
    const struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    const char *before = frame->text.bytes ? frame->text.bytes : "";
    struct jx_dress dress = reader->dress;
    size_t before_length = frame->text.length;
    dress.paragraph = frame->style;
    if (reader->above != 0) dress.own.raised = (int16_t)reader->above, before = "0", before_length = 1;
    bool plain = jx_seen_plain(&dress);
    char *room = plain ? NULL : package->host->allocate(package->call, jx_seen_room(length));
    if (!plain) bytes = jx_seen_text(&dress, before, before_length, bytes, &length, room);
    jx_docx_text_put(reader, bytes, length);
}

/* A formula stands in one line: 3¹⁄₂ is no number that anybody would take for 312. */
void jx_docx_formula_note(struct jx_docx_reader *reader, enum element element, bool opens) {
    bool built = opens && (element == OVER || element == BASE);
    if (element == FORMULA) reader->built = false;
    if (built) reader->counts.formulas += !reader->built, reader->built = true;
    if (element == OVER || element == RAISED) reader->above = opens ? 1 : 0;
    if (element == LOWERED) reader->above = opens ? -1 : 0;
    if (element == OVER && !opens) jx_docx_text_put(reader, "⁄", strlen("⁄"));
}
