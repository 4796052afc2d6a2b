/*
 * The main part of a document: from the parser's events to paragraphs and tables.
 *
 * Containers stand on a stack of frames: the body, and in it tables, cells and text boxes as they open. Of what a document
 * holds only its text as printed is taken: not what tracked changes have deleted, nor the instructions of fields, nor
 * hidden, struck or white text, nor the prompts of forms that nobody has filled in.
 */
#include "document.h"

#include "elements.h"
#include "looks.h"
#include "numbering.h"
#include "old_form.h"
#include "plugins/carriers/shared/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Frames within one another: thirty tables, which no page shows. */
enum { FRAMES_MOST = 64 };

/* An open element. `mark`: of an AlternateContent, that one of them is taken; of a form control, that it shows its prompt;
 * of its content, that it is muted. */
struct level {
    uint8_t element;
    bool mark;
};

enum frame_kind { IN_BODY, IN_TABLE, IN_CELL, IN_BOX, IN_HEADER, IN_NOTES };

/* `text` is the paragraph being read. The blocks of text boxes that are anchored in it wait until it is complete. */
struct frame {
    enum frame_kind kind;
    struct jx_scratch text;
    uint32_t blanks;        /* empty paragraphs since the last block */
    size_t at;              /* where the paragraph begins in the part */
    bool numbered;          /* the paragraph is, by itself or by its style: */
    uint32_t number, level; /* of which list, and on which level of it */
    bool joined;            /* its paragraph mark is deleted, so that the next paragraph goes on with it */
    bool deleted;           /* the cell is, as a tracked change */
    bool painted;  /* what is here stands on another colour than the paper's, or nobody knows on which */
    int8_t shaded; /* the paragraph is, as in looks */
    const struct jx_looks *style; /* the paragraph's */
    struct jx_flow_blocks blocks, boxes;
    struct jx_flow_table *table;
    struct jx_flow_row *row;
    struct jx_flow_cell *cell;
};

struct reader {
    struct jx_flow *flow;
    struct jx_package *package;
    struct level *levels;
    uint32_t level_count, level_capacity;
    struct frame frames[FRAMES_MOST];
    uint32_t frame_count;
    uint32_t skipped; /* how deep in elements that are passed over */
    uint32_t muted;   /* how many open form controls show their prompts */
    const struct jx_docx_styles *styles;
    struct jx_docx_numbers *numbers;
    struct jx_dress dress; /* the run's */
    bool left_out;         /* some of the run is, and counted */
    struct jx_fields fields;
    struct jx_flow_left_out counts;
    bool built; /* the formula that is open is more than letters in a line */
    int above;  /* of a formula: how its digits stand to the line, as of looks */
    struct jx_docx_old_form form;
    bool boxed; /* the object that is open has a text box in it, or is over */
    struct jx_docx_chunks *chunks;
};

static struct frame *frame_top(struct reader *reader) {
    return &reader->frames[reader->frame_count - 1];
}

/* The element `up` levels above the one that is about to open; 1 is its parent. */
static enum element level_up(const struct reader *reader, uint32_t up) {
    return up <= reader->level_count ? (enum element)reader->levels[reader->level_count - up].element : OTHER;
}

bool jx_docx_says_on(const char *value) {
    return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

bool jx_docx_is_on(const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    return !value || jx_docx_says_on(value);
}

/* Where the element stands in the part. */
static size_t part_offset(const struct reader *reader) {
    size_t length;
    return jx_package_offset(reader->package, &length);
}

static uint32_t value_number(const char **attributes) {
    return jx_xml_number(jx_xml_attribute(attributes, "val"));
}

/* --- blocks ------------------------------------------------------------------------------------------------------ */

/* Gives a block to the frame: the body's go to the grid at once. */
static void block_give(struct reader *reader, struct frame *frame, struct jx_flow_block *block) {
    block->blanks = frame->blanks;
    frame->blanks = 0;
    if (frame->kind != IN_BODY)
        jx_flow_append(&frame->blocks, block, block);
    else if (!jx_flow_put(reader->flow, block))
        jx_package_stop(reader->package);
}

static struct jx_flow_block *block_make(struct reader *reader) {
    return reader->package->host->allocate(reader->package->call, sizeof(struct jx_flow_block));
}

/* The number before the paragraph, NULL: it has none, or nobody knows it. Blank paragraphs are counted, too. */
static const char *number_of(const struct reader *reader, const struct frame *frame) {
    const struct jx_package *package = reader->package;
    if (!frame->numbered || !reader->numbers) return NULL;
    return jx_lists_next(package->host, package->call, &reader->numbers->all, frame->number, frame->level);
}

/* The paragraph's text, with its number. */
static const char *numbered_text(const struct reader *reader, const struct frame *frame, const char *number,
                                 uint32_t *length) {
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

static void paragraph_finish(struct reader *reader, struct frame *frame) {
    struct jx_scratch *text = &frame->text;
    struct jx_flow_block *box = frame->boxes.first;
    const char *number = number_of(reader, frame);
    bool tab = frame->kind == IN_BODY && text->length > 0 && memchr(text->bytes, '\t', text->length);
    if (tab || !jx_flow_blank(text->bytes, text->length)) {
        struct jx_flow_block *block = block_make(reader);
        block->text = numbered_text(reader, frame, number, &block->length);
        block->at = frame->at;
        reader->counts.numbered += frame->numbered && !number;
        block_give(reader, frame, block);
    } else if (!box) {
        frame->blanks++;
    }
    text->length = 0;
    frame->numbered = frame->joined = false;
    frame->boxes = (struct jx_flow_blocks){0};
    while (box && !reader->package->stopped) {
        struct jx_flow_block *next = box->next;
        box->next = NULL;
        block_give(reader, frame, box);
        box = next;
    }
}

/* What is left of a paragraph when something else begins or its container ends. */
static void paragraph_flush(struct reader *reader, struct frame *frame) {
    if (frame->text.length > 0 || frame->boxes.first) paragraph_finish(reader, frame);
}

/* Hidden, struck and white text is no text; each run of it counts once. */
static bool is_printed(struct reader *reader, const char *bytes, size_t length) {
    enum jx_fate fate = jx_dress_fate(&reader->dress);
    if (fate == JX_PRINTED) return true;
    if (reader->left_out || jx_flow_blank(bytes, length)) return false;
    reader->left_out = true;
    jx_flow_fate_count(&reader->counts, fate);
    return false;
}

static void text_put(struct reader *reader, const char *bytes, size_t length) {
    struct frame *frame = frame_top(reader);
    if (frame->kind == IN_TABLE || frame->deleted || reader->muted != 0) return;
    if (!jx_fields_print(&reader->fields, bytes, length)) return;
    reader->dress.paragraph = frame->style;
    reader->dress.painted = frame->shaded > 0 || (frame->painted && frame->shaded == 0);
    if (is_printed(reader, bytes, length)) jx_scratch_add(reader->package, &frame->text, bytes, length);
}

/* Words of a run, of which some may stand above or below the line, or be places of a typeface of symbols. */
static void words_put(struct reader *reader, const char *bytes, size_t length) {
    const struct jx_package *package = reader->package;
    const struct frame *frame = frame_top(reader);
    const char *before = frame->text.bytes ? frame->text.bytes : "";
    struct jx_dress dress = reader->dress;
    size_t before_length = frame->text.length;
    dress.paragraph = frame->style;
    if (reader->above != 0) dress.own.raised = (int16_t)reader->above, before = "0", before_length = 1;
    bool plain = jx_seen_plain(&dress);
    char *room = plain ? NULL : package->host->allocate(package->call, jx_seen_room(length));
    if (!plain) bytes = jx_seen_text(&dress, before, before_length, bytes, &length, room);
    text_put(reader, bytes, length);
}

/* A formula stands in one line: 3¹⁄₂ is no number that anybody would take for 312. */
static void formula_note(struct reader *reader, enum element element, bool opens) {
    bool built = opens && (element == OVER || element == BASE);
    if (element == FORMULA) reader->built = false;
    if (built) reader->counts.formulas += !reader->built, reader->built = true;
    if (element == OVER || element == RAISED) reader->above = opens ? 1 : 0;
    if (element == LOWERED) reader->above = opens ? -1 : 0;
    if (element == OVER && !opens) text_put(reader, "⁄", strlen("⁄"));
}

/* --- containers -------------------------------------------------------------------------------------------------- */

/* Opens a frame. false: too many stand within one another, which is reported. */
static bool frame_open(struct reader *reader, enum frame_kind kind) {
    if (reader->frame_count == FRAMES_MOST) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", FRAMES_MOST);
        JX_REPORT(reader->package->host, reader->package->call, JX_MSG_XML_DEPTH, NULL, reader->package->part,
                  limit);
        jx_package_stop(reader->package);
        return false;
    }
    struct frame *frame = &reader->frames[reader->frame_count++];
    struct jx_scratch text = frame->text; /* its room serves again */
    text.length = 0;
    *frame = (struct frame){.kind = kind, .text = text};
    frame->painted = kind == IN_BOX || (reader->frame_count > 1 && frame[-1].painted);
    return true;
}

static bool table_start(struct reader *reader) {
    if (frame_top(reader)->kind == IN_TABLE) return false;
    paragraph_flush(reader, frame_top(reader));
    if (!frame_open(reader, IN_TABLE)) return false;
    frame_top(reader)->table =
        reader->package->host->allocate(reader->package->call, sizeof(struct jx_flow_table));
    return true;
}

static void table_end(struct reader *reader) {
    struct jx_flow_table *table = frame_top(reader)->table;
    reader->frame_count--;
    struct jx_flow_block *block = block_make(reader);
    block->table = table;
    if (table->first) block_give(reader, frame_top(reader), block);
}

static bool row_start(struct reader *reader) {
    struct frame *frame = frame_top(reader);
    if (frame->kind != IN_TABLE || frame->row) return false;
    frame->row = jx_flow_row_add(reader->flow, frame->table);
    if (!frame->row) jx_package_stop(reader->package);
    return frame->row;
}

static bool cell_start(struct reader *reader) {
    struct jx_flow_row *row = frame_top(reader)->row;
    if (frame_top(reader)->kind != IN_TABLE || !row || !frame_open(reader, IN_CELL)) return false;
    struct jx_flow_cell *cell = jx_flow_cell_add(reader->flow, row);
    if (cell) cell->at = part_offset(reader);
    if (!cell) jx_package_stop(reader->package);
    frame_top(reader)->cell = cell;
    return cell;
}

/* A cell that is deleted as a tracked change is not there, and those behind it move up. */
static void cell_drop(struct jx_flow_row *row, const struct jx_flow_cell *cell) {
    struct jx_flow_cell *before = NULL;
    for (struct jx_flow_cell *at = row->first; at && at != cell; at = at->next) before = at;
    if (before)
        before->next = NULL;
    else
        row->first = NULL;
    row->last = before;
}

static void cell_end(struct reader *reader) {
    struct frame *frame = frame_top(reader);
    paragraph_flush(reader, frame);
    frame->cell->blocks = frame->blocks;
    reader->frame_count--;
    if (frame->deleted && frame_top(reader)->row) cell_drop(frame_top(reader)->row, frame->cell);
}

/* A drawing that holds a text box is no picture. */
static bool box_start(struct reader *reader) {
    reader->boxed = true;
    return frame_open(reader, IN_BOX);
}

static void object_end(struct reader *reader) {
    if (!reader->boxed && level_up(reader, 1) == RUN && frame_top(reader)->kind == IN_CELL)
        reader->counts.objects++;
    reader->boxed = true; /* an object of two elements counts once */
}

/* A text box stands somewhere beside the paragraph that it is anchored in, and is read after it. */
static void box_end(struct reader *reader) {
    struct frame *frame = frame_top(reader);
    paragraph_flush(reader, frame);
    struct jx_flow_blocks blocks = frame->blocks;
    reader->frame_count--;
    jx_flow_append(&frame_top(reader)->boxes, blocks.first, blocks.last);
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static void merge_note(const char **attributes, uint8_t *merge) {
    const char *value = jx_xml_attribute(attributes, "val");
    *merge = value && strcmp(value, "restart") == 0 ? JX_FLOW_RESTART : JX_FLOW_CONTINUE;
}

/* What a field says that has no result: an equation, or a field of an old form. */
static void field_end(struct reader *reader) {
    struct jx_equation equation;
    if (jx_fields_end(&reader->fields, &equation)) {
        reader->counts.formulas += !equation.exact;
        text_put(reader, equation.text, equation.length);
    }
    if (reader->form.shown) text_put(reader, reader->form.shown, strlen(reader->form.shown));
    jx_docx_old_form_begin(&reader->form);
}

static void field_note(struct reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "fldCharType");
    if (!type) return;
    if (strcmp(type, "begin") == 0) {
        jx_docx_old_form_begin(&reader->form);
        jx_fields_begin(&reader->fields);
    } else if (strcmp(type, "separate") == 0) {
        jx_fields_separate(&reader->fields);
    } else if (strcmp(type, "end") == 0 && reader->fields.open > 0) {
        field_end(reader);
    }
}

/* A field whose instruction is its attribute; its content is the result. */
static void simple_field_begin(struct reader *reader, const char **attributes) {
    const char *instruction = jx_xml_attribute(attributes, "instr");
    jx_fields_begin(&reader->fields);
    if (instruction) jx_fields_print(&reader->fields, instruction, strlen(instruction));
    jx_fields_separate(&reader->fields);
}

/* What is deleted may be a row, the end of a paragraph, or some text. false: all inside is passed over. */
static bool deletion_start(struct reader *reader) {
    struct frame *frame = frame_top(reader);
    reader->counts.deletions++;
    if (level_up(reader, 1) == ROW_LOOKS) {
        if (frame->kind == IN_TABLE && frame->row) frame->row->deleted = true;
    } else if (level_up(reader, 1) == CELL_LOOKS) {
        if (frame->kind == IN_CELL) frame->deleted = true;
    } else if (level_up(reader, 1) == RUN_LOOKS && level_up(reader, 2) == PARAGRAPH_LOOKS) {
        frame->joined = true;
    }
    return false;
}

/* Word 2003 has one element for all that tracks a change or comments on a text. */
static bool annotation_start(struct reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "type");
    if (!type) return true;
    if (strcmp(type, "Word.Deletion") == 0) return deletion_start(reader);
    return strcmp(type, "Word.Comment") != 0 && strcmp(type, "Word.Formatting") != 0;
}

/* A part of a package that is written as one XML file. */
static bool part_start(struct reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "contentType");
    if (level_up(reader, 1) != PACKAGE || !type) return level_up(reader, 1) != PACKAGE;
    if (strstr(type, ".header+xml") || strstr(type, ".footer+xml")) return frame_open(reader, IN_HEADER);
    if (strstr(type, ".footnotes+xml") || strstr(type, ".endnotes+xml")) return frame_open(reader, IN_NOTES);
    return jx_docx_is_main(type);
}

/* A note at the foot of a page stands, as Word 2003 writes it, where its mark is; else it is in a part of its own. */
static bool note_start(struct reader *reader) {
    return level_up(reader, 1) != RUN || frame_open(reader, IN_NOTES);
}

static void notes_end(struct reader *reader) {
    struct frame *frame = frame_top(reader);
    paragraph_flush(reader, frame);
    jx_flow_notes_tell(reader->flow, &frame->blocks);
    reader->frame_count--;
}

/* The head or foot of pages, which is told and not read; where it is a part of its own, it is read as a cell. */
static bool header_start(struct reader *reader) {
    return level_up(reader, 1) != SECTION || frame_open(reader, IN_HEADER);
}

static void header_end(struct reader *reader) {
    struct frame *frame = frame_top(reader);
    uint32_t length = 0;
    if (frame->kind == IN_NOTES) notes_end(reader);
    if (frame->kind != IN_HEADER) return;
    paragraph_flush(reader, frame);
    const char *text = jx_flow_text(reader->flow, &frame->blocks, &length);
    if (text && length > 0) jx_flow_header_tell(reader->flow, text, length);
    reader->frame_count--;
}

/* A file that is to be taken for a piece of the text. */
static void chunk_note(struct reader *reader, const char **attributes) {
    const struct jx_package *package = reader->package;
    const char *id = jx_xml_attribute(attributes, "id");
    struct jx_docx_chunks *chunks = reader->chunks;
    if (!id || !chunks || chunks->count == JX_DOCX_CHUNKS_MOST) return;
    chunks->ids[chunks->count++] = package->host->text(package->call, id, strlen(id));
}

static void symbol_put(struct reader *reader, const char **attributes) {
    const char *code = jx_xml_attribute(attributes, "char");
    char room[8], *end;
    if (!code || strlen(code) > 4) return;
    uint32_t place = (uint32_t)strtoul(code, &end, 16);
    const char *text = *end ? "" : jx_flow_symbol(jx_xml_attribute(attributes, "font"), place, room);
    text_put(reader, text, strlen(text));
}

/* A page or column ends with the paragraph, or the line it is in; that is no part of the text. */
static void break_put(struct reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "type");
    if (!type || strcmp(type, "textWrapping") == 0) text_put(reader, "\n", 1);
}

/* A row of a table is hidden as a whole. */
static void row_hide(struct reader *reader, const char **attributes) {
    struct frame *frame = frame_top(reader);
    if (level_up(reader, 1) != ROW_LOOKS || frame->kind != IN_TABLE || !frame->row) return;
    if (!jx_docx_is_on(attributes) || frame->row->deleted) return;
    frame->row->deleted = true;
    reader->counts.hidden++;
}

/* What is behind a paragraph, a cell, or a table; a table's style may paint some cells, and it is not asked which. */
static void ground_note(struct reader *reader, const char *name, const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    enum element above = level_up(reader, 1);
    struct frame *frame = frame_top(reader);
    bool of_here =
        (above == CELL_LOOKS && frame->kind == IN_CELL) || (above == TABLE_LOOKS && frame->kind == IN_TABLE);
    int8_t shaded = 0;
    if (strcmp(name, "shd") == 0) shaded = jx_docx_shade(value, jx_xml_attribute(attributes, "fill"));
    if (strcmp(name, "tblStyle") == 0) {
        const struct jx_looks *looks = jx_docx_style_looks(reader->styles, value);
        shaded = !reader->styles || (looks && looks->shaded > 0) ? 1 : 0;
    }
    if (above == PARAGRAPH_LOOKS && shaded != 0) frame->shaded = shaded;
    if (of_here && shaded != 0) frame->painted = shaded > 0;
}

static void style_note(struct reader *reader, struct frame *frame, const char *name) {
    const struct jx_docx_style *style = jx_docx_style_of(reader->styles, name);
    frame->style = !style ? NULL : &style->looks;
    if (!style || !style->numbered) return;
    frame->numbered = style->number != 0;
    frame->number = style->number;
    frame->level = style->level;
}

/* How a run looks, or the style that it or its paragraph names. */
static void look_note(struct reader *reader, const char *name, const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    bool of_run = level_up(reader, 1) == RUN_LOOKS && level_up(reader, 2) == RUN;
    if (strcmp(name, "pStyle") == 0 && level_up(reader, 1) == PARAGRAPH_LOOKS)
        style_note(reader, frame_top(reader), value);
    else if (of_run && strcmp(name, "rStyle") == 0)
        reader->dress.run = jx_docx_style_looks(reader->styles, value);
    else if (of_run)
        jx_docx_looks_note(&reader->dress.own, name, value, jx_docx_look_other(name, attributes));
    else
        ground_note(reader, name, attributes);
}

static void run_begin(struct reader *reader) {
    reader->dress = (struct jx_dress){.run = NULL};
    reader->left_out = false;
}

/* Content and looks of a run and of a paragraph. */
static bool text_start(struct reader *reader, enum element element, const char **attributes) {
    bool in_run = level_up(reader, 1) == RUN;
    switch (element) {
    case PARAGRAPH:
        if (frame_top(reader)->kind == IN_TABLE) return false;
        if (!frame_top(reader)->joined) {
            paragraph_flush(reader, frame_top(reader));
            frame_top(reader)->at = part_offset(reader);
            frame_top(reader)->style = NULL;
            frame_top(reader)->numbered = false;
            frame_top(reader)->level = 0;
            frame_top(reader)->shaded = 0;
        }
        frame_top(reader)->joined = false;
        break;
    case RUN: run_begin(reader); break;
    case HIDDEN: row_hide(reader, attributes); break;
    case TAB:
        if (in_run) text_put(reader, "\t", 1);
        break;
    case LINE_BREAK:
        if (in_run) break_put(reader, attributes);
        break;
    case HYPHEN:
        if (in_run) text_put(reader, "-", 1);
        break;
    case SYMBOL:
        if (in_run) symbol_put(reader, attributes);
        break;
    case FIELD: field_note(reader, attributes); break;
    case SIMPLE_FIELD: simple_field_begin(reader, attributes); break;
    case FORMULA:
    case BASE:
    case OVER:
    case RAISED:
    case LOWERED: formula_note(reader, element, true); break;
    case OBJECT: reader->boxed = false; break;
    case CHOICE:
    case ENTRY:
    case TICK_BOX:
    case TICK:
        jx_docx_old_form_note(&reader->form, reader->package, element, level_up(reader, 1), attributes);
        break;
    case NUMBERING:
        if (level_up(reader, 2) != PARAGRAPH_LOOKS) break;
        frame_top(reader)->number = value_number(attributes);
        frame_top(reader)->numbered = frame_top(reader)->number != 0;
        break;
    case NUMBER_LEVEL:
        if (level_up(reader, 2) == PARAGRAPH_LOOKS) frame_top(reader)->level = value_number(attributes);
        break;
    default: break;
    }
    return true;
}

static void looks_note(struct reader *reader, enum element element, const char **attributes) {
    struct frame *frame = frame_top(reader);
    uint32_t number = value_number(attributes);
    bool of_cell = level_up(reader, 1) == CELL_LOOKS && frame->kind == IN_CELL;
    if (element == GRID_COLUMN) {
        if (frame->kind == IN_TABLE && level_up(reader, 1) == GRID) frame->table->columns++;
    } else if (element == GRID_BEFORE) {
        if (frame->kind == IN_TABLE && frame->row && number <= JX_FLOW_COLUMNS_MOST)
            frame->row->before = number;
    } else if (of_cell && element == MERGE_DOWN) {
        merge_note(attributes, &frame->cell->down);
    } else if (of_cell && element == MERGE_RIGHT) {
        merge_note(attributes, &frame->cell->right);
    } else if (of_cell && number > 0 && number != UINT32_MAX) {
        frame->cell->span = number;
    }
}

/* The first of several alternatives is the one meant for programs that know all features. */
static bool alternative_start(struct reader *reader) {
    if (level_up(reader, 1) != ALTERNATES) return true;
    struct level *parent = &reader->levels[reader->level_count - 1];
    if (parent->mark) return false;
    parent->mark = true;
    return true;
}

/* false: the element is passed over, with all that it holds. */
static bool element_start(struct reader *reader, enum element element, const char **attributes) {
    switch (element) {
    case SKIPPED: return false;
    case ALTERNATIVE: return alternative_start(reader);
    case DELETION: return deletion_start(reader);
    case ANNOTATION: return annotation_start(reader, attributes);
    case PART: return part_start(reader, attributes);
    case HEADER: return header_start(reader);
    case NOTE: return note_start(reader);
    case BACKGROUND:
        if (jx_docx_shade(NULL, jx_xml_attribute(attributes, "color")) > 0) frame_top(reader)->painted = true;
        return true;
    case CHUNK: chunk_note(reader, attributes); return true;
    case BOX: return frame_top(reader)->kind != IN_TABLE && box_start(reader);
    case TABLE: return table_start(reader);
    case ROW: return row_start(reader);
    case CELL: return cell_start(reader);
    case PROMPT:
        if (level_up(reader, 2) == CONTROL && jx_docx_is_on(attributes))
            reader->levels[reader->level_count - 2].mark = true;
        return true;
    case GRID_COLUMN:
    case GRID_BEFORE:
    case GRID_SPAN:
    case MERGE_DOWN:
    case MERGE_RIGHT: looks_note(reader, element, attributes); return true;
    default: return text_start(reader, element, attributes);
    }
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct reader *reader = user;
    const struct jx_package *package = reader->package;
    if (reader->skipped > 0) {
        reader->skipped++;
        return;
    }
    enum element element = jx_docx_element_find(name);
    if (element == LOOK || element == STYLE) look_note(reader, name, attributes);
    if (!element_start(reader, element, attributes)) {
        reader->skipped = 1;
        return;
    }
    bool muted = element == CONTROL_CONTENT && level_up(reader, 1) == CONTROL &&
                 reader->levels[reader->level_count - 1].mark;
    reader->muted += muted;
    reader->levels = package->host->grow(package->call, reader->levels, reader->level_count,
                                         &reader->level_capacity, sizeof *reader->levels);
    reader->levels[reader->level_count++] = (struct level){.element = (uint8_t)element, .mark = muted};
}

static void on_end(void *user, const char *name) {
    struct reader *reader = user;
    (void)name;
    if (reader->skipped > 0) {
        reader->skipped--;
        return;
    }
    const struct level level = reader->levels[--reader->level_count];
    struct frame *frame = frame_top(reader);
    switch ((enum element)level.element) {
    case PARAGRAPH:
        if (!frame->joined) paragraph_finish(reader, frame);
        jx_fields_drop(&reader->fields);
        break;
    case RUN: run_begin(reader); break;
    case SIMPLE_FIELD: field_end(reader); break;
    case CONTROL_CONTENT: reader->muted -= level.mark; break;
    case BOX: box_end(reader); break;
    case OBJECT: object_end(reader); break;
    case FORMULA:
    case BASE:
    case OVER:
    case RAISED:
    case LOWERED: formula_note(reader, (enum element)level.element, false); break;
    case PART:
    case NOTE:
    case HEADER: header_end(reader); break;
    case TABLE: table_end(reader); break;
    case ROW: frame->row = NULL; break;
    case CELL: cell_end(reader); break;
    default: break;
    }
}

static void on_text(void *user, const char *text, size_t length) {
    struct reader *reader = user;
    if (reader->skipped > 0 || level_up(reader, 2) != RUN) return;
    if (level_up(reader, 1) == TEXT) words_put(reader, text, length);
    if (level_up(reader, 1) == INSTRUCTION && reader->fields.instructed != 0)
        jx_fields_print(&reader->fields, text, length);
}

/* --- the document ------------------------------------------------------------------------------------------------ */

/* Runs the parser over a part, or, without one, over the file itself. The outermost frame is left in the reader, with what
 * it holds. */
static enum jx_status part_run(struct jx_flow *flow, struct jx_package *package, const char *part,
                               enum frame_kind kind, struct reader *reader) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end, .text = on_text};
    reader->flow = flow;
    reader->package = package;
    frame_open(reader, kind);
    enum jx_status status = !part ? jx_package_parse_flat(package, &handlers, reader)
                                  : jx_package_parse(package, part, &handlers, reader);
    if (status > JX_WARN) return status;
    paragraph_flush(reader, frame_top(reader));
    return package->stopped ? JX_FAIL : status;
}

enum jx_status jx_docx_document_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                     const struct jx_docx_styles *styles, struct jx_docx_numbers *numbers,
                                     struct jx_docx_chunks *chunks) {
    struct reader *reader = flow->host->allocate(flow->call, sizeof *reader);
    reader->styles = styles;
    reader->numbers = numbers;
    if (numbers) jx_docx_numbers_begin(flow->host, flow->call, numbers);
    reader->chunks = chunks;
    enum jx_status status = part_run(flow, package, part, IN_BODY, reader), put;
    if (status > JX_WARN) return status;
    if ((put = jx_flow_put_waiting(flow)) > status) status = put;
    if (status > JX_WARN || flow->traces) return status;
    jx_flow_left_out_tell(flow, &reader->counts);
    return status;
}

enum jx_status jx_docx_part_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                 struct jx_flow_blocks *blocks) {
    struct reader *reader = flow->host->allocate(flow->call, sizeof *reader);
    enum jx_status status = part_run(flow, package, part, IN_BOX, reader);
    *blocks = reader->frames[0].blocks;
    return status;
}
