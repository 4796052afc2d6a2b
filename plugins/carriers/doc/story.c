/*
 * From the text to paragraphs and tables.
 *
 * A paragraph ends with a mark, whose formatting says in how many tables within one another it stands, and whether it ends
 * a cell or a row (2.4.3). Of what a document holds only its text as printed is taken: not what tracked changes have
 * deleted, nor the instructions of fields, nor hidden text.
 */
#include "doc.h"
#include "plugins/carriers/shared/utf8.h"

#include <stdio.h>
#include <string.h>

/* Tables within one another, more than a page shows, and the body around them. */
enum { TABLES_MOST = 30, FRAMES_MOST = TABLES_MOST + 1 };

/* Characters that are no text (2.4.1 and 2.8.25). */
enum {
    CELL_MARK = 0x07,
    DRAWING = 0x08,
    TAB = 0x09,
    LINE_BREAK = 0x0B,
    PAGE_BREAK = 0x0C,
    PARAGRAPH_MARK = 0x0D,
    FIELD_BEGIN = 0x13,
    FIELD_SEPARATE = 0x14,
    FIELD_END = 0x15,
    HYPHEN = 0x1E,
    FIRST_TEXT = 0x20,
    SYMBOL = 0x28
};

/* What is open: at the bottom the body, above it a table, a table in a cell of that one … The blocks of a table's frame
 * are those of the cell that is not over yet. `text` is the paragraph being read; `boxes` are those anchored in it. */
struct frame {
    struct jx_scratch text;
    uint32_t blanks; /* empty paragraphs since the last block */
    struct jx_flow_blocks blocks, boxes;
    struct jx_flow_table *table;
    struct jx_flow_row *row;
    struct jx_doc_row *first, *last; /* the rows that are over */
};

struct jx_doc_walk {
    struct jx_doc *doc;
    bool body; /* its blocks go to the grid as they come */
    bool good; /* no limit is passed */
    bool numbered;
    uint32_t frame_count;
    struct frame frames[FRAMES_MOST];
    uint32_t fields;     /* how many are open */
    uint64_t instructed; /* a bit for each of them: its instruction is not over yet */
    bool deleted, hidden;

    /* the row that was read last, for many are alike */
    const unsigned char *row_format;
    uint16_t row_changes;
    const struct jx_doc_row_format *row_format_read;
};

static struct frame *frame_top(struct jx_doc_walk *walk) {
    return &walk->frames[walk->frame_count - 1];
}

static void *allocate(struct jx_doc_walk *walk, size_t size) {
    return walk->doc->host->allocate(walk->doc->call, size);
}

/* --- blocks ------------------------------------------------------------------------------------------------------ */

static void block_give(struct jx_doc_walk *walk, struct frame *frame, struct jx_flow_block *block) {
    block->blanks = frame->blanks;
    frame->blanks = 0;
    if (frame->table || !walk->body)
        jx_flow_append(&frame->blocks, block, block);
    else if (!jx_flow_put(walk->doc->flow, block))
        walk->good = false;
}

static void boxes_give(struct jx_doc_walk *walk, struct frame *frame) {
    struct jx_flow_block *box = frame->boxes.first, *next;
    frame->boxes = (struct jx_flow_blocks){NULL, NULL};
    for (; box && walk->good; box = next) {
        next = box->next;
        box->next = NULL;
        block_give(walk, frame, box);
    }
}

static void paragraph_finish(struct jx_doc_walk *walk) {
    struct frame *frame = frame_top(walk);
    struct jx_scratch *text = &frame->text;
    bool tab = !frame->table && text->length > 0 && memchr(text->bytes, '\t', text->length);
    if (tab || !jx_flow_blank(text->bytes, text->length)) {
        struct jx_flow_block *block = allocate(walk, sizeof *block);
        block->text = walk->doc->host->text(walk->doc->call, text->bytes, text->length);
        block->length = text->length;
        walk->doc->numbered += walk->numbered;
        block_give(walk, frame, block);
    } else if (!frame->boxes.first) {
        frame->blanks++;
    }
    text->length = 0;
    boxes_give(walk, frame);
}

/* What is left of a paragraph when something else begins. */
static void paragraph_flush(struct jx_doc_walk *walk) {
    struct frame *frame = frame_top(walk);
    if (frame->text.length > 0 || frame->boxes.first) paragraph_finish(walk);
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void frame_open(struct jx_doc_walk *walk, bool table) {
    struct frame *frame = &walk->frames[walk->frame_count++];
    struct jx_scratch text = frame->text; /* its room serves again */
    text.length = 0;
    *frame = (struct frame){.text = text};
    if (table) frame->table = allocate(walk, sizeof *frame->table);
}

static void cell_finish(struct jx_doc_walk *walk) {
    struct frame *frame = frame_top(walk);
    if (!frame->row) frame->row = jx_flow_row_add(walk->doc->flow, frame->table);
    struct jx_flow_cell *cell = !frame->row ? NULL : jx_flow_cell_add(walk->doc->flow, frame->row);
    if (!cell)
        walk->good = false;
    else
        cell->blocks = frame->blocks;
    frame->blocks = (struct jx_flow_blocks){NULL, NULL};
    frame->blanks = 0;
}

/* What the row is like that ends with this paragraph. */
static const struct jx_doc_row_format *row_format(struct jx_doc_walk *walk,
                                                  const struct jx_doc_paragraph *paragraph) {
    struct jx_doc_row_format format = {.count = 0};
    if (walk->row_format_read && paragraph->format.bytes == walk->row_format &&
        paragraph->changes == walk->row_changes)
        return walk->row_format_read;
    jx_doc_row_format_read(walk->doc, paragraph, &format);
    struct jx_doc_row_format *kept = NULL;
    if (format.count > 0) {
        kept = allocate(walk, sizeof *kept);
        *kept = format;
    }
    walk->row_format = paragraph->format.bytes;
    walk->row_changes = paragraph->changes;
    walk->row_format_read = kept;
    return kept;
}

/* Text in front of the mark that ends the row belongs to no cell, and becomes one of its own. NULL: the table ends within
 * the row. */
static void row_finish(struct jx_doc_walk *walk, const struct jx_doc_paragraph *paragraph) {
    struct frame *frame = frame_top(walk);
    paragraph_flush(walk);
    if (frame->blocks.first) cell_finish(walk);
    if (!frame->row) return;
    struct jx_doc_row *row = allocate(walk, sizeof *row);
    row->row = frame->row;
    if (paragraph) row->format = row_format(walk, paragraph);
    if (frame->last)
        frame->last->next = row;
    else
        frame->first = row;
    frame->last = row;
    frame->row = NULL;
    frame->blanks = 0;
}

static void table_finish(struct jx_doc_walk *walk) {
    struct frame *frame = frame_top(walk);
    row_finish(walk, NULL);
    jx_doc_grid_make(walk->doc, frame->first);
    struct jx_flow_block *block = allocate(walk, sizeof *block);
    block->table = frame->table;
    walk->frame_count--;
    if (block->table->first) block_give(walk, frame_top(walk), block);
}

/* Opens or ends tables until so many stand within one another. */
static void depth_reach(struct jx_doc_walk *walk, uint32_t depth) {
    const struct jx_doc *doc = walk->doc;
    uint64_t most = doc->input->limits->depth < TABLES_MOST ? doc->input->limits->depth : TABLES_MOST;
    if (depth > most) {
        char limit[24];
        snprintf(limit, sizeof limit, "%u", (unsigned)most);
        JX_REPORT(doc->host, doc->call, JX_MSG_XML_DEPTH, NULL, doc->flow->part, limit);
        walk->good = false;
    }
    while (walk->good && walk->frame_count - 1 > depth) table_finish(walk);
    if (walk->good && walk->frame_count - 1 < depth) paragraph_flush(walk);
    while (walk->good && walk->frame_count - 1 < depth) frame_open(walk, true);
}

/* --- characters -------------------------------------------------------------------------------------------------- */

static void text_put(struct jx_doc_walk *walk, const char *bytes, size_t length) {
    const struct jx_doc *doc = walk->doc;
    if (walk->instructed == 0 &&
        !jx_scratch_put(doc->host, doc->call, doc->flow->part, &frame_top(walk)->text, bytes, length))
        walk->good = false;
}

static void utf8_put(struct jx_doc_walk *walk, uint32_t c) {
    char bytes[4];
    text_put(walk, bytes, jx_utf8_write(bytes, c));
}

/* A field is an instruction and its result: begin, instruction, separate, result, end. Either may hold other fields. */
static void field_note(struct jx_doc_walk *walk, uint16_t c) {
    uint64_t bit = walk->fields > 0 && walk->fields <= 64 ? UINT64_C(1) << (walk->fields - 1) : 0;
    if (c == FIELD_BEGIN) {
        if (walk->fields++ < 64) walk->instructed |= UINT64_C(1) << (walk->fields - 1);
    } else if (c == FIELD_SEPARATE) {
        walk->instructed &= ~bit;
    } else if (walk->fields > 0) {
        walk->instructed &= ~bit;
        walk->fields--;
    }
}

static void symbol_put(struct jx_doc_walk *walk, const struct jx_doc_character *looks) {
    char room[8];
    const char *text = jx_flow_symbol(jx_doc_font(walk->doc, looks->font), looks->place, room);
    text_put(walk, text, strlen(text));
}

/* Pictures, notes and the like have a character in the text that stands for them, and is none. */
static void control_put(struct jx_doc_walk *walk, uint32_t character) {
    uint16_t c = walk->doc->text[character];
    switch (c) {
    case TAB: text_put(walk, "\t", 1); break;
    case LINE_BREAK: text_put(walk, "\n", 1); break;
    case HYPHEN: text_put(walk, "-", 1); break;
    case FIELD_BEGIN:
    case FIELD_SEPARATE:
    case FIELD_END: field_note(walk, c); break;
    case DRAWING:
        if (walk->body && !jx_doc_boxes_read(walk->doc, character, &frame_top(walk)->boxes))
            walk->good = false;
        break;
    default: break;
    }
}

static void characters_put(struct jx_doc_walk *walk, uint32_t first, uint32_t end,
                           const struct jx_doc_character *looks) {
    const uint16_t *text = walk->doc->text;
    for (uint32_t i = first; i < end && walk->good; i++) {
        uint16_t c = text[i];
        if (c == JX_DOC_NOTHING) continue;
        if (c < FIRST_TEXT)
            control_put(walk, i);
        else if (c == SYMBOL && looks->symbol)
            symbol_put(walk, looks);
        else if (c < 0xD800 || c > 0xDFFF)
            utf8_put(walk, c);
        else if (c < 0xDC00 && i + 1 < end && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF)
            i++, utf8_put(walk, 0x10000 + ((uint32_t)(c - 0xD800) << 10) + (text[i] - 0xDC00u));
        else
            utf8_put(walk, 0xFFFD); /* half of a pair */
    }
}

/* Counts what is left out, once for each stretch of it. */
static bool is_left_out(struct jx_doc_walk *walk, const struct jx_doc_character *looks) {
    bool hidden = looks->hidden && !looks->deleted;
    if (walk->body) walk->doc->deletions += looks->deleted && !walk->deleted;
    if (walk->body) walk->doc->hidden += hidden && !walk->hidden;
    walk->deleted = looks->deleted;
    walk->hidden = hidden;
    return looks->deleted || looks->hidden;
}

static void range_put(struct jx_doc_walk *walk, uint32_t first, uint32_t end) {
    while (first < end && walk->good) {
        uint32_t same = end;
        struct jx_doc_character looks = jx_doc_character_at(walk->doc, first, &same);
        if (!is_left_out(walk, &looks)) characters_put(walk, first, same, &looks);
        first = same;
    }
}

/* --- paragraphs -------------------------------------------------------------------------------------------------- */

static bool is_mark(uint16_t c) {
    return c == PARAGRAPH_MARK || c == CELL_MARK || c == PAGE_BREAK;
}

/* What the mark ends. A page break ends its paragraph only if there is something in it; a deleted mark ends none. */
static void mark_take(struct jx_doc_walk *walk, uint32_t at, const struct jx_doc_paragraph *paragraph) {
    uint16_t c = walk->doc->text[at];
    uint32_t end = at + 1, depth = walk->frame_count - 1;
    struct jx_doc_character looks = jx_doc_character_at(walk->doc, at, &end);
    bool deleted = is_left_out(walk, &looks) && looks.deleted;
    if (depth > 0 && (depth == 1 ? c == CELL_MARK && paragraph->row_end : paragraph->inner_row_end)) {
        struct jx_flow_row *row = frame_top(walk)->row;
        if (row) row->deleted = deleted;
        row_finish(walk, paragraph);
    } else if (depth > 0 && (depth == 1 ? c == CELL_MARK : paragraph->inner_cell_end)) {
        paragraph_flush(walk);
        cell_finish(walk);
    } else if (c == PAGE_BREAK) {
        paragraph_flush(walk);
    } else if (!deleted) {
        paragraph_finish(walk);
    }
    walk->instructed = 0; /* an instruction that is not over with its paragraph never is */
    walk->numbered = false;
}

/* Every so many paragraphs the clock is looked at. */
static bool time_is_left(struct jx_doc_walk *walk, uint32_t *count) {
    enum { EVERY = 256 };
    return ++*count % EVERY != 0 || !walk->doc->host->expired(walk->doc->call);
}

static void story_read(struct jx_doc_walk *walk, uint32_t first, uint32_t end) {
    uint32_t count = 0;
    frame_open(walk, false);
    while (first < end && walk->good) {
        uint32_t mark = first;
        while (mark < end && !is_mark(walk->doc->text[mark])) mark++;
        if (mark == end) { /* the last mark is missing */
            range_put(walk, first, end);
            break;
        }
        struct jx_doc_paragraph paragraph = jx_doc_paragraph_at(walk->doc, mark);
        depth_reach(walk, paragraph.depth);
        walk->numbered = paragraph.numbered;
        range_put(walk, first, mark);
        if (walk->good) mark_take(walk, mark, &paragraph);
        first = mark + 1;
        if (!time_is_left(walk, &count)) walk->good = false;
    }
    depth_reach(walk, 0);
    if (walk->good) paragraph_flush(walk);
}

/* --- parts of the document --------------------------------------------------------------------------------------- */

enum jx_status jx_doc_body_read(struct jx_doc *doc) {
    struct jx_doc_walk *walk = doc->host->allocate(doc->call, sizeof *walk);
    uint32_t end = jx_doc_story(doc, JX_DOC_FOOTNOTES);
    walk->doc = doc;
    walk->body = walk->good = true;
    story_read(walk, 0, end);
    struct frame *frame = frame_top(walk);
    if (walk->good && !jx_doc_boxes_read(doc, UINT32_MAX, &frame->boxes)) walk->good = false;
    if (walk->good) boxes_give(walk, frame);
    if (!walk->good) return JX_FAIL;
    enum jx_status status = jx_flow_put_waiting(doc->flow);
    if (status > JX_WARN) return status;
    jx_flow_count_tell(doc->flow, JX_MSG_DOCUMENT_NUMBERS, doc->numbered);
    jx_flow_count_tell(doc->flow, JX_MSG_DOCUMENT_DELETIONS, doc->deletions);
    jx_flow_count_tell(doc->flow, JX_MSG_DOCUMENT_HIDDEN, doc->hidden);
    return status;
}

bool jx_doc_range_read(struct jx_doc *doc, uint32_t first, uint32_t end, struct jx_flow_blocks *blocks) {
    if (!doc->aside) doc->aside = doc->host->allocate(doc->call, sizeof *doc->aside);
    struct jx_doc_walk *walk = doc->aside;
    walk->doc = doc;
    walk->good = true;
    walk->frame_count = walk->fields = 0;
    walk->instructed = 0;
    story_read(walk, first, end < doc->length ? end : doc->length);
    *blocks = walk->frames[0].blocks;
    return walk->good;
}
