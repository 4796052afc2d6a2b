/*
 * The operators of content streams (ISO 32000-1, annex A), as far as they say where characters and lines are.
 */
#ifndef PDF_INTERPRET_H
#define PDF_INTERPRET_H

#include "plugins/carriers/pdf/helper/font.h"
#include "plugins/carriers/pdf/helper/lexer.h"
#include "plugins/carriers/pdf/helper/page.h"

/* A matrix [a b c d e f]: x' = a x + c y + e, y' = b x + d y + f (8.3.4). */
struct pdf_matrix {
    double a, b, c, d, e, f;
};

/* First `first`, then `then`. */
struct pdf_matrix pdf_matrix_multiply(const struct pdf_matrix *first, const struct pdf_matrix *then);
void pdf_matrix_apply(const struct pdf_matrix *matrix, double *x, double *y);
/* The box around a box that was moved by a matrix. */
struct pdf_box pdf_matrix_box(const struct pdf_matrix *matrix, const struct pdf_box *box);
/* The part that two boxes share; turned inside out if there is none. */
struct pdf_box pdf_box_common(const struct pdf_box *one, const struct pdf_box *other);

/* What the numbers of a colour mean. A tint is dark where it is 1; of the rest nothing is known, and it is taken as dark. */
enum pdf_space { PDF_SPACE_LIGHT, PDF_SPACE_TINT, PDF_SPACE_OTHER };

/* `light` is from 0, black, to 1, white. */
struct pdf_paint {
    enum pdf_space space;
    double light, alpha;
};

/* The graphics state (8.4), without what only matters to drawing. */
struct pdf_graphics {
    struct pdf_matrix matrix;
    struct pdf_box clip;
    struct pdf_paint fill, stroke;
    double line_width;
    struct pdf_font *font;
    double font_size, character_space, word_space, horizontal_scale, leading, rise;
    int render; /* Tr */
};

/* A straight piece of a path, on the page; `part` numbers its subpaths. A piece of a curve has its ends. */
struct pdf_piece {
    double x0, y0, x1, y1;
    uint32_t part;
    bool curved;
};

struct pdf_path {
    struct pdf_piece *pieces;
    uint32_t count, capacity;
    uint32_t part;
    double x, y;             /* where it is */
    double start_x, start_y; /* where its last subpath began */
    bool clips;              /* W was said */
};

/* Marked content that is open (14.6). `actual_count` negative: it has no text of its own. */
enum { PDF_ACTUAL_TEXT = 8 };
struct pdf_mark {
    uint16_t flags; /* PDF_HIDDEN, PDF_ARTIFACT */
    int actual_count;
    uint32_t actual[PDF_ACTUAL_TEXT];
    uint32_t first_glyph;
};

struct pdf_operand {
    enum pdf_token_kind kind;
    double number;
    uint32_t at, length; /* of a string or name, in the run's bytes */
    uint32_t depth;      /* how many brackets are around it */
};

/* One content stream that is being run. */
struct pdf_run {
    qpdf_oh resources;
    struct pdf_lexer lexer;
    struct pdf_operand *operands;
    uint32_t operand_count, operand_capacity;
    char *bytes;
    uint32_t byte_count, byte_capacity;
    double numbers[8]; /* those outside of brackets */
    uint32_t number_count;
    uint32_t depth;
    int stack_floor; /* Q goes no lower */
    char font_name[64];
    struct pdf_font *font; /* that was chosen last, by this name */
};

enum { PDF_STACK = 128, PDF_MARKS = 128 };

struct pdf_interpreter {
    struct pdf_file *file;
    struct pdf_page *page;
    struct pdf_graphics now, stack[PDF_STACK];
    int stack_count;
    struct pdf_matrix text, line;
    struct pdf_path path;
    struct pdf_mark marks[PDF_MARKS];
    uint32_t mark_count, marks_beyond;
    uint32_t operators, forms;
    int open_forms[PDF_DEEPEST_FORM];
    uint32_t form_depth;
};

/* Runs a content stream. */
void pdf_interpret(struct pdf_interpreter *interpreter, const struct pdf_bytes *content, qpdf_oh resources);

/* Runs a form XObject (8.10). */
void pdf_interpret_form(struct pdf_interpreter *interpreter, qpdf_oh form);

/* Reads page `index` (from zero) with its annotations. */
void pdf_read_page(struct pdf_file *file, uint32_t index, struct pdf_page *page);

/* The parts of the interpreter, each in a file of its name. */

/* paint.c */
void pdf_path_move(struct pdf_interpreter *interpreter, double x, double y);
void pdf_path_line(struct pdf_interpreter *interpreter, double x, double y, bool curved);
void pdf_path_close(struct pdf_interpreter *interpreter);
void pdf_path_rectangle(struct pdf_interpreter *interpreter, const double numbers[4]);
void pdf_path_paint(struct pdf_interpreter *interpreter, bool stroke, bool fill);
/* An image: a unit square in the space of the moment. */
void pdf_paint_image(struct pdf_interpreter *interpreter);

/* show.c */
void pdf_text_move(struct pdf_interpreter *interpreter, double x, double y);
void pdf_text_shift(struct pdf_interpreter *interpreter, double thousandths);
void pdf_text_show(struct pdf_interpreter *interpreter, const char *bytes, uint32_t length);

/* Shows the value of a field that has no appearance of its own, in its box on the page's own space. */
void pdf_show_value(struct pdf_interpreter *interpreter, const char *value, const struct pdf_box *box);

/* mark.c */
void pdf_mark_begin(struct pdf_interpreter *interpreter, const struct pdf_run *run);
void pdf_mark_end(struct pdf_interpreter *interpreter);
/* Whether an optional content group, or one that a membership names, is off (8.11). */
bool pdf_layer_off(struct pdf_file *file, qpdf_oh group);

/* The text of an operand that is a string or name. */
static inline const char *pdf_operand_text(const struct pdf_run *run, const struct pdf_operand *operand) {
    return run->bytes + operand->at;
}

#endif
