/*
 * A document being read: what is open, and what has been read of it.
 */
#ifndef JX_DOCX_READER_H
#define JX_DOCX_READER_H

#include "document.h"
#include "elements.h"
#include "looks.h"
#include "old_form.h"
#include "plugins/carriers/shared/fields.h"

/* Frames within one another: thirty tables, which no page shows. */
enum { FRAMES_MOST = 64 };

/* An open element. `mark`: of an AlternateContent, that one of them is taken; of a form control, that it shows its prompt;
 * of its content, that it is muted. */
struct jx_docx_level {
    uint8_t element;
    bool mark;
};

enum jx_docx_frame_kind { IN_BODY, IN_TABLE, IN_CELL, IN_BOX, IN_HEADER, IN_NOTES };

/* `text` is the paragraph being read. The blocks of text boxes that are anchored in it wait until it is complete. */
struct jx_docx_frame {
    enum jx_docx_frame_kind kind;
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

struct jx_docx_reader {
    struct jx_flow *flow;
    struct jx_package *package;
    struct jx_docx_level *levels;
    uint32_t level_count, level_capacity;
    struct jx_docx_frame frames[FRAMES_MOST];
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

static inline struct jx_docx_frame *jx_docx_frame_top(struct jx_docx_reader *reader) {
    return &reader->frames[reader->frame_count - 1];
}

/* The element `up` levels above the one that is about to open; 1 is its parent. */
static inline enum element jx_docx_level_up(const struct jx_docx_reader *reader, uint32_t up) {
    return up <= reader->level_count ? (enum element)reader->levels[reader->level_count - up].element : OTHER;
}

/* Where the element stands in the part. */
size_t jx_docx_part_offset(const struct jx_docx_reader *reader);

/* --- paragraphs and their words (paragraphs.c) ---------------------------------------------------------------------- */

struct jx_flow_block *jx_docx_block_make(struct jx_docx_reader *reader);

/* Gives a block to the frame: the body's go to the grid at once. */
void jx_docx_block_give(struct jx_docx_reader *reader, struct jx_docx_frame *frame,
                        struct jx_flow_block *block);

void jx_docx_paragraph_finish(struct jx_docx_reader *reader, struct jx_docx_frame *frame);

/* Finishes what is left of a paragraph when something else begins or its container ends. */
void jx_docx_paragraph_flush(struct jx_docx_reader *reader, struct jx_docx_frame *frame);

/* Adds to the paragraph: as it stands; or words of a run, of which some may stand above or below the line, or be places of a
 * typeface of symbols. */
void jx_docx_text_put(struct jx_docx_reader *reader, const char *bytes, size_t length);
void jx_docx_words_put(struct jx_docx_reader *reader, const char *bytes, size_t length);

/* An element of a formula opens or closes. */
void jx_docx_formula_note(struct jx_docx_reader *reader, enum element element, bool opens);

/* --- containers (frames.c) -------------------------------------------------------------------------------------------- */

/* Each opens what it names; false: it cannot be there, or there is no more room, which is reported. */
bool jx_docx_frame_open(struct jx_docx_reader *reader, enum jx_docx_frame_kind kind);
bool jx_docx_table_start(struct jx_docx_reader *reader);
bool jx_docx_row_start(struct jx_docx_reader *reader);
bool jx_docx_cell_start(struct jx_docx_reader *reader);
bool jx_docx_box_start(struct jx_docx_reader *reader);

void jx_docx_table_end(struct jx_docx_reader *reader);
void jx_docx_cell_end(struct jx_docx_reader *reader);
void jx_docx_box_end(struct jx_docx_reader *reader);
void jx_docx_object_end(struct jx_docx_reader *reader);

#endif
