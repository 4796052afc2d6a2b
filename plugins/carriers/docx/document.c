/*
 * The main part of a document: from the parser's events to paragraphs and tables.
 *
 * Containers stand on a stack of frames: the body, and in it tables, cells and text boxes as they open. Of what a document
 * holds only its text as printed is taken: not what tracked changes have deleted, nor the instructions of fields, nor
 * hidden, struck or white text, nor the prompts of forms that nobody has filled in.
 */
#include "reader.h"

#include "numbering.h"

#include <string.h>

bool jx_docx_says_on(const char *value) {
    return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

bool jx_docx_is_on(const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    return !value || jx_docx_says_on(value);
}

static uint32_t value_number(const char **attributes) {
    return jx_xml_number(jx_xml_attribute(attributes, "val"));
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static void merge_note(const char **attributes, uint8_t *merge) {
    const char *value = jx_xml_attribute(attributes, "val");
    *merge = value && strcmp(value, "restart") == 0 ? JX_FLOW_RESTART : JX_FLOW_CONTINUE;
}

/* What a field says that has no result: an equation, or a field of an old form. */
static void field_end(struct jx_docx_reader *reader) {
    struct jx_equation equation;
    if (jx_fields_end(&reader->fields, &equation)) {
        reader->counts.formulas += !equation.exact;
        jx_docx_text_put(reader, equation.text, equation.length);
    }
    if (reader->form.shown) jx_docx_text_put(reader, reader->form.shown, strlen(reader->form.shown));
    jx_docx_old_form_begin(&reader->form);
}

static void field_note(struct jx_docx_reader *reader, const char **attributes) {
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
static void simple_field_begin(struct jx_docx_reader *reader, const char **attributes) {
    const char *instruction = jx_xml_attribute(attributes, "instr");
    jx_fields_begin(&reader->fields);
    if (instruction) jx_fields_print(&reader->fields, instruction, strlen(instruction));
    jx_fields_separate(&reader->fields);
}

/* What is deleted may be a row, the end of a paragraph, or some text. false: all inside is passed over. */
static bool deletion_start(struct jx_docx_reader *reader) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    reader->counts.deletions++;
    if (jx_docx_level_up(reader, 1) == ROW_LOOKS) {
        if (frame->kind == IN_TABLE && frame->row) frame->row->deleted = true;
    } else if (jx_docx_level_up(reader, 1) == CELL_LOOKS) {
        if (frame->kind == IN_CELL) frame->deleted = true;
    } else if (jx_docx_level_up(reader, 1) == RUN_LOOKS && jx_docx_level_up(reader, 2) == PARAGRAPH_LOOKS) {
        frame->joined = true;
    }
    return false;
}

/* Word 2003 has one element for all that tracks a change or comments on a text. */
static bool annotation_start(struct jx_docx_reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "type");
    if (!type) return true;
    if (strcmp(type, "Word.Deletion") == 0) return deletion_start(reader);
    return strcmp(type, "Word.Comment") != 0 && strcmp(type, "Word.Formatting") != 0;
}

/* A part of a package that is written as one XML file. */
static bool part_start(struct jx_docx_reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "contentType");
    if (jx_docx_level_up(reader, 1) != PACKAGE || !type) return jx_docx_level_up(reader, 1) != PACKAGE;
    if (strstr(type, ".header+xml") || strstr(type, ".footer+xml"))
        return jx_docx_frame_open(reader, IN_HEADER);
    if (strstr(type, ".footnotes+xml") || strstr(type, ".endnotes+xml"))
        return jx_docx_frame_open(reader, IN_NOTES);
    return jx_docx_is_main(type);
}

/* A note at the foot of a page stands, as Word 2003 writes it, where its mark is; else it is in a part of its own. */
static bool note_start(struct jx_docx_reader *reader) {
    return jx_docx_level_up(reader, 1) != RUN || jx_docx_frame_open(reader, IN_NOTES);
}

static void notes_end(struct jx_docx_reader *reader) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    jx_docx_paragraph_flush(reader, frame);
    jx_flow_notes_tell(reader->flow, &frame->blocks);
    reader->frame_count--;
}

/* The head or foot of pages, which is told and not read; where it is a part of its own, it is read as a cell. */
static bool header_start(struct jx_docx_reader *reader) {
    return jx_docx_level_up(reader, 1) != SECTION || jx_docx_frame_open(reader, IN_HEADER);
}

static void header_end(struct jx_docx_reader *reader) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    uint32_t length = 0;
    if (frame->kind == IN_NOTES) notes_end(reader);
    if (frame->kind != IN_HEADER) return;
    jx_docx_paragraph_flush(reader, frame);
    const char *text = jx_flow_text(reader->flow, &frame->blocks, &length);
    if (text && length > 0) jx_flow_header_tell(reader->flow, text, length);
    reader->frame_count--;
}

/* A file that is to be taken for a piece of the text. */
static void chunk_note(struct jx_docx_reader *reader, const char **attributes) {
    const struct jx_package *package = reader->package;
    const char *id = jx_xml_attribute(attributes, "id");
    struct jx_docx_chunks *chunks = reader->chunks;
    if (!id || !chunks || chunks->count == JX_DOCX_CHUNKS_MOST) return;
    chunks->ids[chunks->count++] = package->host->text(package->call, id, strlen(id));
}

static void symbol_put(struct jx_docx_reader *reader, const char **attributes) {
    const char *code = jx_xml_attribute(attributes, "char");
    char room[8], *end;
    if (!code || strlen(code) > 4) return;
    uint32_t place = (uint32_t)strtoul(code, &end, 16);
    const char *text = *end ? "" : jx_flow_symbol(jx_xml_attribute(attributes, "font"), place, room);
    jx_docx_text_put(reader, text, strlen(text));
}

/* A page or column ends with the paragraph, or the line it is in; that is no part of the text. */
static void break_put(struct jx_docx_reader *reader, const char **attributes) {
    const char *type = jx_xml_attribute(attributes, "type");
    if (!type || strcmp(type, "textWrapping") == 0) jx_docx_text_put(reader, "\n", 1);
}

/* A row of a table is hidden as a whole. */
static void row_hide(struct jx_docx_reader *reader, const char **attributes) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    if (jx_docx_level_up(reader, 1) != ROW_LOOKS || frame->kind != IN_TABLE || !frame->row) return;
    if (!jx_docx_is_on(attributes) || frame->row->deleted) return;
    frame->row->deleted = true;
    reader->counts.hidden++;
}

/* What is behind a paragraph, a cell, or a table; a table's style may paint some cells, and it is not asked which. */
static void ground_note(struct jx_docx_reader *reader, const char *name, const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    enum element above = jx_docx_level_up(reader, 1);
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
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

static void style_note(struct jx_docx_reader *reader, struct jx_docx_frame *frame, const char *name) {
    const struct jx_docx_style *style = jx_docx_style_of(reader->styles, name);
    frame->style = !style ? NULL : &style->looks;
    if (!style || !style->numbered) return;
    frame->numbered = style->number != 0;
    frame->number = style->number;
    frame->level = style->level;
}

/* How a run looks, or the style that it or its paragraph names. */
static void look_note(struct jx_docx_reader *reader, const char *name, const char **attributes) {
    const char *value = jx_xml_attribute(attributes, "val");
    bool of_run = jx_docx_level_up(reader, 1) == RUN_LOOKS && jx_docx_level_up(reader, 2) == RUN;
    if (strcmp(name, "pStyle") == 0 && jx_docx_level_up(reader, 1) == PARAGRAPH_LOOKS)
        style_note(reader, jx_docx_frame_top(reader), value);
    else if (of_run && strcmp(name, "rStyle") == 0)
        reader->dress.run = jx_docx_style_looks(reader->styles, value);
    else if (of_run)
        jx_docx_looks_note(&reader->dress.own, name, value, jx_docx_look_other(name, attributes));
    else
        ground_note(reader, name, attributes);
}

static void run_begin(struct jx_docx_reader *reader) {
    reader->dress = (struct jx_dress){.run = NULL};
    reader->left_out = false;
}

/* Content and looks of a run and of a paragraph. */
static bool text_start(struct jx_docx_reader *reader, enum element element, const char **attributes) {
    bool in_run = jx_docx_level_up(reader, 1) == RUN;
    switch (element) {
    case PARAGRAPH:
        if (jx_docx_frame_top(reader)->kind == IN_TABLE) return false;
        if (!jx_docx_frame_top(reader)->joined) {
            jx_docx_paragraph_flush(reader, jx_docx_frame_top(reader));
            jx_docx_frame_top(reader)->at = jx_docx_part_offset(reader);
            jx_docx_frame_top(reader)->style = NULL;
            jx_docx_frame_top(reader)->numbered = false;
            jx_docx_frame_top(reader)->level = 0;
            jx_docx_frame_top(reader)->shaded = 0;
        }
        jx_docx_frame_top(reader)->joined = false;
        break;
    case RUN: run_begin(reader); break;
    case HIDDEN: row_hide(reader, attributes); break;
    case TAB:
        if (in_run) jx_docx_text_put(reader, "\t", 1);
        break;
    case LINE_BREAK:
        if (in_run) break_put(reader, attributes);
        break;
    case HYPHEN:
        if (in_run) jx_docx_text_put(reader, "-", 1);
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
    case LOWERED: jx_docx_formula_note(reader, element, true); break;
    case OBJECT: reader->boxed = false; break;
    case CHOICE:
    case ENTRY:
    case TICK_BOX:
    case TICK:
        jx_docx_old_form_note(&reader->form, reader->package, element, jx_docx_level_up(reader, 1),
                              attributes);
        break;
    case NUMBERING:
        if (jx_docx_level_up(reader, 2) != PARAGRAPH_LOOKS) break;
        jx_docx_frame_top(reader)->number = value_number(attributes);
        jx_docx_frame_top(reader)->numbered = jx_docx_frame_top(reader)->number != 0;
        break;
    case NUMBER_LEVEL:
        if (jx_docx_level_up(reader, 2) == PARAGRAPH_LOOKS)
            jx_docx_frame_top(reader)->level = value_number(attributes);
        break;
    default: break;
    }
    return true;
}

static void looks_note(struct jx_docx_reader *reader, enum element element, const char **attributes) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    uint32_t number = value_number(attributes);
    bool of_cell = jx_docx_level_up(reader, 1) == CELL_LOOKS && frame->kind == IN_CELL;
    if (element == GRID_COLUMN) {
        if (frame->kind == IN_TABLE && jx_docx_level_up(reader, 1) == GRID) frame->table->columns++;
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
static bool alternative_start(struct jx_docx_reader *reader) {
    if (jx_docx_level_up(reader, 1) != ALTERNATES) return true;
    struct jx_docx_level *parent = &reader->levels[reader->level_count - 1];
    if (parent->mark) return false;
    parent->mark = true;
    return true;
}

/* false: the element is passed over, with all that it holds. */
static bool element_start(struct jx_docx_reader *reader, enum element element, const char **attributes) {
    switch (element) {
    case SKIPPED: return false;
    case ALTERNATIVE: return alternative_start(reader);
    case DELETION: return deletion_start(reader);
    case ANNOTATION: return annotation_start(reader, attributes);
    case PART: return part_start(reader, attributes);
    case HEADER: return header_start(reader);
    case NOTE: return note_start(reader);
    case BACKGROUND:
        if (jx_docx_shade(NULL, jx_xml_attribute(attributes, "color")) > 0)
            jx_docx_frame_top(reader)->painted = true;
        return true;
    case CHUNK: chunk_note(reader, attributes); return true;
    case BOX: return jx_docx_frame_top(reader)->kind != IN_TABLE && jx_docx_box_start(reader);
    case TABLE: return jx_docx_table_start(reader);
    case ROW: return jx_docx_row_start(reader);
    case CELL: return jx_docx_cell_start(reader);
    case PROMPT:
        if (jx_docx_level_up(reader, 2) == CONTROL && jx_docx_is_on(attributes))
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
    struct jx_docx_reader *reader = user;
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
    bool muted = element == CONTROL_CONTENT && jx_docx_level_up(reader, 1) == CONTROL &&
                 reader->levels[reader->level_count - 1].mark;
    reader->muted += muted;
    reader->levels = package->host->grow(package->call, reader->levels, reader->level_count,
                                         &reader->level_capacity, sizeof *reader->levels);
    reader->levels[reader->level_count++] =
        (struct jx_docx_level){.element = (uint8_t)element, .mark = muted};
}

static void on_end(void *user, const char *name) {
    struct jx_docx_reader *reader = user;
    (void)name;
    if (reader->skipped > 0) {
        reader->skipped--;
        return;
    }
    const struct jx_docx_level level = reader->levels[--reader->level_count];
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    switch ((enum element)level.element) {
    case PARAGRAPH:
        if (!frame->joined) jx_docx_paragraph_finish(reader, frame);
        jx_fields_drop(&reader->fields);
        break;
    case RUN: run_begin(reader); break;
    case SIMPLE_FIELD: field_end(reader); break;
    case CONTROL_CONTENT: reader->muted -= level.mark; break;
    case BOX: jx_docx_box_end(reader); break;
    case OBJECT: jx_docx_object_end(reader); break;
    case FORMULA:
    case BASE:
    case OVER:
    case RAISED:
    case LOWERED: jx_docx_formula_note(reader, (enum element)level.element, false); break;
    case PART:
    case NOTE:
    case HEADER: header_end(reader); break;
    case TABLE: jx_docx_table_end(reader); break;
    case ROW: frame->row = NULL; break;
    case CELL: jx_docx_cell_end(reader); break;
    default: break;
    }
}

static void on_text(void *user, const char *text, size_t length) {
    struct jx_docx_reader *reader = user;
    if (reader->skipped > 0 || jx_docx_level_up(reader, 2) != RUN) return;
    if (jx_docx_level_up(reader, 1) == TEXT) jx_docx_words_put(reader, text, length);
    if (jx_docx_level_up(reader, 1) == INSTRUCTION && reader->fields.instructed != 0)
        jx_fields_print(&reader->fields, text, length);
}

/* --- the document ------------------------------------------------------------------------------------------------ */

/* Runs the parser over a part, or, without one, over the file itself. The outermost frame is left in the reader, with what
 * it holds. */
static enum jx_status part_run(struct jx_flow *flow, struct jx_package *package, const char *part,
                               enum jx_docx_frame_kind kind, struct jx_docx_reader *reader) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end, .text = on_text};
    reader->flow = flow;
    reader->package = package;
    jx_docx_frame_open(reader, kind);
    enum jx_status status = !part ? jx_package_parse_flat(package, &handlers, reader)
                                  : jx_package_parse(package, part, &handlers, reader);
    if (status > JX_WARN) return status;
    jx_docx_paragraph_flush(reader, jx_docx_frame_top(reader));
    return package->stopped ? JX_FAIL : status;
}

enum jx_status jx_docx_document_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                     const struct jx_docx_styles *styles, struct jx_docx_numbers *numbers,
                                     struct jx_docx_chunks *chunks) {
    struct jx_docx_reader *reader = flow->host->allocate(flow->call, sizeof *reader);
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
    struct jx_docx_reader *reader = flow->host->allocate(flow->call, sizeof *reader);
    enum jx_status status = part_run(flow, package, part, IN_BOX, reader);
    *blocks = reader->frames[0].blocks;
    return status;
}
