/*
 * Containers of a document: tables, rows, cells and text boxes as they open and end.
 */
#include "reader.h"

#include <stdio.h>

/* Where the element stands in the part. */
size_t jx_docx_part_offset(const struct jx_docx_reader *reader) {
    size_t length;
    return jx_package_offset(reader->package, &length);
}

/* Opens a frame. false: too many stand within one another, which is reported. */
bool jx_docx_frame_open(struct jx_docx_reader *reader, enum jx_docx_frame_kind kind) {
    if (reader->frame_count == FRAMES_MOST) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", FRAMES_MOST);
        JX_REPORT(reader->package->host, reader->package->call, JX_MSG_XML_DEPTH, NULL, reader->package->part,
                  limit);
        jx_package_stop(reader->package);
        return false;
    }
    struct jx_docx_frame *frame = &reader->frames[reader->frame_count++];
    struct jx_scratch text = frame->text; /* its room serves again */
    text.length = 0;
    *frame = (struct jx_docx_frame){.kind = kind, .text = text};
    frame->painted = kind == IN_BOX || (reader->frame_count > 1 && frame[-1].painted);
    return true;
}

bool jx_docx_table_start(struct jx_docx_reader *reader) {
    if (jx_docx_frame_top(reader)->kind == IN_TABLE) return false;
    jx_docx_paragraph_flush(reader, jx_docx_frame_top(reader));
    if (!jx_docx_frame_open(reader, IN_TABLE)) return false;
    jx_docx_frame_top(reader)->table =
        reader->package->host->allocate(reader->package->call, sizeof(struct jx_flow_table));
    return true;
}

void jx_docx_table_end(struct jx_docx_reader *reader) {
    struct jx_flow_table *table = jx_docx_frame_top(reader)->table;
    reader->frame_count--;
    struct jx_flow_block *block = jx_docx_block_make(reader);
    block->table = table;
    if (table->first) jx_docx_block_give(reader, jx_docx_frame_top(reader), block);
}

bool jx_docx_row_start(struct jx_docx_reader *reader) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    if (frame->kind != IN_TABLE || frame->row) return false;
    frame->row = jx_flow_row_add(reader->flow, frame->table);
    if (!frame->row) jx_package_stop(reader->package);
    return frame->row;
}

bool jx_docx_cell_start(struct jx_docx_reader *reader) {
    struct jx_flow_row *row = jx_docx_frame_top(reader)->row;
    if (jx_docx_frame_top(reader)->kind != IN_TABLE || !row || !jx_docx_frame_open(reader, IN_CELL))
        return false;
    struct jx_flow_cell *cell = jx_flow_cell_add(reader->flow, row);
    if (cell) cell->at = jx_docx_part_offset(reader);
    if (!cell) jx_package_stop(reader->package);
    jx_docx_frame_top(reader)->cell = cell;
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

void jx_docx_cell_end(struct jx_docx_reader *reader) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    jx_docx_paragraph_flush(reader, frame);
    frame->cell->blocks = frame->blocks;
    reader->frame_count--;
    if (frame->deleted && jx_docx_frame_top(reader)->row)
        cell_drop(jx_docx_frame_top(reader)->row, frame->cell);
}

/* A drawing that holds a text box is no picture. */
bool jx_docx_box_start(struct jx_docx_reader *reader) {
    reader->boxed = true;
    return jx_docx_frame_open(reader, IN_BOX);
}

void jx_docx_object_end(struct jx_docx_reader *reader) {
    if (!reader->boxed && jx_docx_level_up(reader, 1) == RUN && jx_docx_frame_top(reader)->kind == IN_CELL)
        reader->counts.objects++;
    reader->boxed = true; /* an object of two elements counts once */
}

/* A text box stands somewhere beside the paragraph that it is anchored in, and is read after it. */
void jx_docx_box_end(struct jx_docx_reader *reader) {
    struct jx_docx_frame *frame = jx_docx_frame_top(reader);
    jx_docx_paragraph_flush(reader, frame);
    struct jx_flow_blocks blocks = frame->blocks;
    reader->frame_count--;
    jx_flow_append(&jx_docx_frame_top(reader)->boxes, blocks.first, blocks.last);
}
