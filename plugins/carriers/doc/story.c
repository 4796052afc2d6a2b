/*
 * From the text to paragraphs and tables.
 *
 * A paragraph ends with a mark, whose formatting says in how many tables within one another it stands, and whether it ends
 * a cell or a row (2.4.3). Of what a document holds only its text as printed is taken: not what tracked changes have
 * deleted, nor the instructions of fields, nor hidden, struck or white text.
 */
#include "doc.h"
#include "plugins/carriers/shared/fields.h"
#include "plugins/carriers/shared/utf8.h"

#include <stdio.h>
#include <string.h>

/* Tables within one another, more than a page shows, and the body around them. */
enum { TABLES_MOST = 30, FRAMES_MOST = TABLES_MOST + 1 };

/* Characters that are no text (2.4.1 and 2.8.25). */
enum {
    PICTURE = 0x01,
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
    uint32_t cell;                   /* how many cells of the row are over */
    uint32_t ground_end;             /* where the row ends that `painted` is of; 0: it is not known */
    uint64_t painted;
};

struct jx_doc_walk {
    struct jx_doc *doc;
    bool body;          /* its blocks go to the grid as they come */
    bool good;          /* no limit is passed */
    bool numbered;      /* the paragraph is, and its number has not been written yet */
    const char *number; /* NULL: nobody knows it */
    uint32_t frame_count;
    struct frame frames[FRAMES_MOST];
    uint16_t style; /* of the paragraph */
    int8_t shaded;  /* it is, as in looks */
    struct jx_fields fields;
    struct jx_doc_span chosen; /* from the list of the field that began last, in UTF-16 */
    bool deleted;
    enum jx_fate fate; /* of the characters before */
    bool counted;      /* these were left out, and are counted */

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

/* The paragraph's text, with its number. */
static const char *numbered_text(struct jx_doc_walk *walk, const struct jx_scratch *text, uint32_t *length) {
    size_t before = walk->numbered && walk->number ? strlen(walk->number) : 0;
    walk->doc->left_out.numbered += walk->numbered && !walk->number;
    walk->numbered = false;
    *length = (uint32_t)before + text->length;
    if (before == 0) return walk->doc->host->text(walk->doc->call, text->bytes, text->length);
    char *made = allocate(walk, (size_t)*length + 1);
    memcpy(made, walk->number, before);
    memcpy(made + before, text->bytes, text->length);
    return made;
}

static void paragraph_finish(struct jx_doc_walk *walk) {
    struct frame *frame = frame_top(walk);
    struct jx_scratch *text = &frame->text;
    bool tab = !frame->table && text->length > 0 && memchr(text->bytes, '\t', text->length);
    if (tab || !jx_flow_blank(text->bytes, text->length)) {
        struct jx_flow_block *block = allocate(walk, sizeof *block);
        block->text = numbered_text(walk, text, &block->length);
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
    frame->cell++;
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
    frame->cell = 0;
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
    if (jx_fields_print(&walk->fields, bytes, length) &&
        !jx_scratch_put(doc->host, doc->call, doc->flow->part, &frame_top(walk)->text, bytes, length))
        walk->good = false;
}

/* The character that stands at a place of the text, which moves behind it. */
static uint32_t character_take(const uint16_t *text, uint32_t *at, uint32_t end) {
    uint16_t c = text[(*at)++];
    if (c < 0xD800 || c > 0xDFFF) return c;
    if (c > 0xDBFF || *at == end || text[*at] < 0xDC00 || text[*at] > 0xDFFF)
        return 0xFFFD; /* half of a pair */
    return 0x10000 + ((uint32_t)(c - 0xD800) << 10) + (text[(*at)++] - 0xDC00u);
}

/* Some may stand above or below the line, or be places of a typeface of symbols; `before` is how long the paragraph was before
 * all that look so. */
static void word_put(struct jx_doc_walk *walk, uint32_t c, const struct jx_dress *dress, uint32_t before) {
    const struct jx_scratch *line = &frame_top(walk)->text;
    char bytes[4], room[16];
    size_t length = jx_utf8_write(bytes, c);
    const char *text = bytes;
    if (!jx_seen_plain(dress))
        text = jx_seen_text(dress, line->bytes ? line->bytes : "", before, bytes, &length, room);
    text_put(walk, text, length);
}

static void chosen_put(struct jx_doc_walk *walk) {
    static const struct jx_dress plain = {.painted = false};
    uint16_t text[256];
    uint32_t end = 0, at = 0;
    for (; end < sizeof text / sizeof *text && 2 * end + 1 < walk->chosen.length; end++)
        text[end] = jx_u16(walk->chosen.bytes + 2 * (size_t)end);
    while (at < end)
        if (text[at] < FIRST_TEXT)
            at++;
        else
            word_put(walk, character_take(text, &at, end), &plain, 0);
    walk->chosen.length = 0;
}

/* A field that has no result may be an equation, or show what is chosen from its list. */
static void field_note(struct jx_doc_walk *walk, uint16_t c) {
    struct jx_equation equation;
    if (c == FIELD_BEGIN) {
        jx_fields_begin(&walk->fields);
        walk->chosen.length = 0;
    } else if (c == FIELD_SEPARATE) {
        jx_fields_separate(&walk->fields);
    } else if (walk->fields.open > 0) {
        if (jx_fields_end(&walk->fields, &equation)) {
            walk->doc->left_out.formulas += !equation.exact;
            text_put(walk, equation.text, equation.length);
        }
        chosen_put(walk);
    }
}

static void symbol_put(struct jx_doc_walk *walk, const struct jx_doc_character *looks) {
    char room[8];
    const char *text = jx_flow_symbol(jx_doc_font(walk->doc, looks->font), looks->place, room);
    text_put(walk, text, strlen(text));
}

/* Something in a cell that is drawn and has no text. */
static void object_note(struct jx_doc_walk *walk) {
    walk->doc->left_out.objects += frame_top(walk)->table && walk->fields.instructed == 0;
}

static void drawing_put(struct jx_doc_walk *walk, uint32_t character) {
    struct frame *frame = frame_top(walk);
    const struct jx_flow_block *last = frame->boxes.last;
    if (!walk->body) return;
    if (!jx_doc_boxes_read(walk->doc, character, &frame->boxes)) walk->good = false;
    if (frame->boxes.last == last) object_note(walk);
}

/* Pictures, notes and the like have a character in the text that stands for them, and is none. */
static void control_put(struct jx_doc_walk *walk, uint32_t character, const struct jx_doc_character *looks) {
    uint16_t c = walk->doc->text[character];
    switch (c) {
    case TAB: text_put(walk, "\t", 1); break;
    case LINE_BREAK: text_put(walk, "\n", 1); break;
    case HYPHEN: text_put(walk, "-", 1); break;
    case FIELD_BEGIN:
    case FIELD_SEPARATE:
    case FIELD_END: field_note(walk, c); break;
    case DRAWING: drawing_put(walk, character); break;
    case PICTURE:
        if (looks->picture && looks->data)
            walk->chosen = jx_doc_choice(walk->doc, looks->where);
        else if (looks->picture)
            object_note(walk);
        break;
    default: break;
    }
}

static void characters_put(struct jx_doc_walk *walk, uint32_t first, uint32_t end,
                           const struct jx_doc_character *looks) {
    const uint16_t *text = walk->doc->text;
    uint32_t before = frame_top(walk)->text.length;
    while (first < end && walk->good) {
        uint16_t c = text[first];
        if (c >= FIRST_TEXT && c != JX_DOC_NOTHING && !(c == SYMBOL && looks->symbol)) {
            word_put(walk, character_take(text, &first, end), &looks->dress, before);
            continue;
        }
        if (c < FIRST_TEXT) control_put(walk, first, looks);
        if (c == SYMBOL) symbol_put(walk, looks);
        first++;
    }
}

static bool has_words(const uint16_t *text, uint32_t first, uint32_t end) {
    enum { NO_BREAK = 0xA0, WIDE = 0x3000 };
    for (; first < end; first++)
        if (text[first] > FIRST_TEXT && text[first] != NO_BREAK && text[first] != WIDE &&
            text[first] != JX_DOC_NOTHING)
            return true;
    return false;
}

static bool is_mark(uint16_t c) {
    return c == PARAGRAPH_MARK || c == CELL_MARK || c == PAGE_BREAK;
}

/* What is behind the cells of a row is said only where it ends. */
static void ground_find(struct jx_doc_walk *walk, struct frame *frame, uint32_t depth, uint32_t at) {
    const struct jx_doc *doc = walk->doc;
    struct jx_doc_row_format format = {.count = 0};
    for (frame->painted = 0; at < doc->length; at++) {
        if (!is_mark(doc->text[at])) continue;
        struct jx_doc_paragraph paragraph = jx_doc_paragraph_at(walk->doc, at);
        if (paragraph.depth < depth) break;
        if (paragraph.depth > depth || !(depth == 1 ? paragraph.row_end : paragraph.inner_row_end)) continue;
        jx_doc_row_format_read(walk->doc, &paragraph, &format);
        frame->painted = format.painted;
        break;
    }
    frame->ground_end = at;
}

/* Whether what is around a character has another colour than the paper. What is behind a text box nobody knows. */
static bool is_painted(struct jx_doc_walk *walk, uint32_t at) {
    if (!walk->body || walk->shaded != 0) return walk->shaded >= 0;
    for (uint32_t depth = 1; depth < walk->frame_count; depth++) {
        struct frame *frame = &walk->frames[depth];
        if (at >= frame->ground_end) ground_find(walk, frame, depth, at);
        if (frame->cell >= JX_DOC_CELLS_MOST || (frame->painted >> frame->cell & 1) != 0) return true;
    }
    return false;
}

/* Counts what is left out, once for each stretch of it with words. */
static bool is_left_out(struct jx_doc_walk *walk, uint32_t first, uint32_t end,
                        struct jx_doc_character *looks) {
    struct jx_flow_left_out *counts = &walk->doc->left_out;
    if (jx_dress_white(&looks->dress)) looks->dress.painted = is_painted(walk, first);
    enum jx_fate fate = looks->deleted ? JX_PRINTED : jx_dress_fate(&looks->dress);
    counts->deletions += looks->deleted && !walk->deleted;
    if (fate != walk->fate) walk->counted = false;
    walk->deleted = looks->deleted;
    walk->fate = fate;
    if (fate == JX_PRINTED) return looks->deleted;
    if (!walk->counted && has_words(walk->doc->text, first, end)) {
        jx_flow_fate_count(counts, fate);
        walk->counted = true;
    }
    return true;
}

static void range_put(struct jx_doc_walk *walk, uint32_t first, uint32_t end) {
    while (first < end && walk->good) {
        uint32_t same = end;
        struct jx_doc_character looks = jx_doc_character_at(walk->doc, first, walk->style, &same);
        if (!is_left_out(walk, first, same, &looks)) characters_put(walk, first, same, &looks);
        first = same;
    }
}

/* --- paragraphs -------------------------------------------------------------------------------------------------- */

/* What the mark ends. A page break ends its paragraph only if there is something in it; a deleted mark ends none. */
static void mark_take(struct jx_doc_walk *walk, uint32_t at, const struct jx_doc_paragraph *paragraph) {
    uint16_t c = walk->doc->text[at];
    uint32_t end = at + 1, depth = walk->frame_count - 1;
    struct jx_doc_character looks = jx_doc_character_at(walk->doc, at, walk->style, &end);
    bool deleted = is_left_out(walk, at, at, &looks) && looks.deleted;
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
    jx_fields_drop(&walk->fields);
}

/* Every so many paragraphs the clock is looked at. */
static bool time_is_left(struct jx_doc_walk *walk, uint32_t *count) {
    enum { EVERY = 256 };
    return ++*count % EVERY != 0 || !walk->doc->host->expired(walk->doc->call);
}

/* The number of a paragraph, which counts also where it is blank; not that of the end of a row. What stands behind a page break within
 * a paragraph has the formatting of that: it has been counted. */
static void number_take(struct jx_doc_walk *walk, const struct jx_doc_paragraph *paragraph, bool goes_on) {
    bool counts = paragraph->listed.number != 0 && !paragraph->row_end && !paragraph->inner_row_end;
    if (goes_on) return;
    walk->numbered = counts;
    walk->number = counts ? jx_doc_number_next(walk->doc, &paragraph->listed) : NULL;
}

static void story_read(struct jx_doc_walk *walk, uint32_t first, uint32_t end) {
    uint32_t count = 0,
             before = UINT32_MAX; /* where the formatting of a paragraph begins that a page break is in */
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
        number_take(walk, &paragraph, walk->doc->paragraphs.from == before);
        before = walk->doc->text[mark] == PAGE_BREAK ? walk->doc->paragraphs.from : UINT32_MAX;
        walk->style = paragraph.style;
        walk->shaded = paragraph.looks.shaded;
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
    jx_flow_left_out_tell(doc->flow, &doc->left_out);
    return status;
}

bool jx_doc_range_read(struct jx_doc *doc, uint32_t first, uint32_t end, struct jx_flow_blocks *blocks) {
    if (!doc->aside) doc->aside = doc->host->allocate(doc->call, sizeof *doc->aside);
    struct jx_doc_walk *walk = doc->aside;
    walk->doc = doc;
    walk->good = true;
    walk->frame_count = 0;
    walk->fields = (struct jx_fields){.open = 0};
    walk->chosen.length = 0;
    story_read(walk, first, end < doc->length ? end : doc->length);
    *blocks = walk->frames[0].blocks;
    return walk->good;
}
