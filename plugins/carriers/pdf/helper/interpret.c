/*
 * The loop over operators, and those that only set something.
 */
#include "plugins/carriers/pdf/helper/interpret.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"

enum { MOST_OPERANDS = 100000 };

/* --- operands ---------------------------------------------------------------------------------------------------- */

static uint32_t keep_bytes(struct pdf_interpreter *interpreter, struct pdf_run *run,
                           const struct pdf_token *token) {
    uint32_t at = run->byte_count;
    while (run->byte_capacity < run->byte_count + token->length + 1)
        run->bytes =
            jx_arena_grow32(interpreter->page->arena, run->bytes, run->byte_capacity, &run->byte_capacity, 1);
    memcpy(run->bytes + at, token->bytes, token->length + 1);
    run->byte_count += token->length + 1;
    return at;
}

static void keep(struct pdf_interpreter *interpreter, struct pdf_run *run, const struct pdf_token *token) {
    if (run->operand_count >= MOST_OPERANDS) {
        interpreter->page->limited = true;
        return;
    }
    run->operands = jx_arena_grow32(interpreter->page->arena, run->operands, run->operand_count,
                                    &run->operand_capacity, sizeof *run->operands);
    struct pdf_operand *operand = &run->operands[run->operand_count++];
    *operand = (struct pdf_operand){.kind = token->kind, .number = token->number, .depth = run->depth};
    if (token->kind == PDF_TOKEN_NUMBER) {
        if (run->depth == 0 && run->number_count < sizeof run->numbers / sizeof *run->numbers)
            run->numbers[run->number_count++] = token->number;
    } else {
        operand->at = keep_bytes(interpreter, run, token);
        operand->length = token->length;
    }
}

static void forget(struct pdf_run *run) {
    run->operand_count = run->byte_count = run->number_count = run->depth = 0;
}

/* The last operand, if it is of this kind. */
static const struct pdf_operand *last_operand(const struct pdf_run *run, enum pdf_token_kind kind) {
    const struct pdf_operand *last = run->operand_count > 0 ? &run->operands[run->operand_count - 1] : NULL;
    return last && last->kind == kind ? last : NULL;
}

/* A resource of this category that the first name among the operands names. */
static qpdf_oh resource(struct pdf_interpreter *interpreter, const struct pdf_run *run,
                        const char *category) {
    char name[80] = "/";
    for (uint32_t i = 0; i < run->operand_count; i++)
        if (run->operands[i].kind == PDF_TOKEN_NAME) {
            strncat(name, pdf_operand_text(run, &run->operands[i]), sizeof name - 2);
            break;
        }
    return pdf_key(interpreter->file, pdf_key(interpreter->file, run->resources, category), name);
}

/* --- graphics state (8.4.4) -------------------------------------------------------------------------------------- */

static void save_state(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    if (at->stack_count < PDF_STACK) at->stack[at->stack_count++] = at->now;
}

static void restore_state(struct pdf_interpreter *at, struct pdf_run *run) {
    if (at->stack_count > run->stack_floor) at->now = at->stack[--at->stack_count];
}

static struct pdf_matrix matrix_of(const double *numbers) {
    return (struct pdf_matrix){numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]};
}

static void change_matrix(struct pdf_interpreter *at, struct pdf_run *run) {
    struct pdf_matrix matrix = matrix_of(run->numbers);
    at->now.matrix = pdf_matrix_multiply(&matrix, &at->now.matrix);
}

static void set_line_width(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.line_width = run->numbers[0];
}

static void set_external_state(struct pdf_interpreter *at, struct pdf_run *run) {
    struct pdf_file *file = at->file;
    qpdf_oh state = resource(at, run, "/ExtGState");
    if (pdf_is_null(file, state)) return;
    at->now.fill.alpha = pdf_number(file, pdf_key(file, state, "/ca"), at->now.fill.alpha);
    at->now.stroke.alpha = pdf_number(file, pdf_key(file, state, "/CA"), at->now.stroke.alpha);
    at->now.line_width = pdf_number(file, pdf_key(file, state, "/LW"), at->now.line_width);
    qpdf_oh font = pdf_key(file, state, "/Font");
    if (pdf_count(file, font) != 2) return;
    at->now.font = pdf_font_get(file, pdf_item(file, font, 0));
    at->now.font_size = pdf_number(file, pdf_item(file, font, 1), 1);
}

/* --- paths (8.5) ------------------------------------------------------------------------------------------------- */

static void move_to(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_path_move(at, run->numbers[0], run->numbers[1]);
}

static void line_to(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_path_line(at, run->numbers[0], run->numbers[1], false);
}

/* c, v and y: the end is what the last two numbers say. */
static void curve_to(struct pdf_interpreter *at, struct pdf_run *run) {
    uint32_t last = run->number_count >= 6 ? 4 : 2;
    pdf_path_line(at, run->numbers[last], run->numbers[last + 1], true);
}

static void rectangle(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_path_rectangle(at, run->numbers);
}

static void close_path(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_path_close(at);
}

static void stroke(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_path_paint(at, true, false);
}

static void close_stroke(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_path_close(at);
    stroke(at, run);
}

static void fill(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_path_paint(at, false, true);
}

static void fill_stroke(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_path_paint(at, true, true);
}

static void close_fill_stroke(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_path_close(at);
    fill_stroke(at, run);
}

static void end_path(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_path_paint(at, false, false);
}

static void clip(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    at->path.clips = true;
}

/* --- colours (8.6.8) --------------------------------------------------------------------------------------------- */

/* How light a colour of one, three or four numbers is. */
static double lightness(const double *numbers, uint32_t count) {
    const double red = 0.3, green = 0.59, blue = 0.11;
    if (count == 1) return numbers[0];
    double light = red * numbers[0] + green * numbers[1] + blue * numbers[2];
    if (count == 3) return light;
    return count == 4 ? (1 - numbers[3]) * (1 - light) : 0;
}

static void set_device_colour(struct pdf_paint *paint, const struct pdf_run *run) {
    paint->space = PDF_SPACE_LIGHT;
    paint->light = lightness(run->numbers, run->number_count);
}

/* In the space chosen before; a pattern has no numbers. */
static void set_colour(struct pdf_paint *paint, const struct pdf_run *run) {
    const double middling = 0.5;
    if (run->number_count == 0 || paint->space == PDF_SPACE_OTHER)
        paint->light = middling;
    else
        paint->light =
            paint->space == PDF_SPACE_TINT ? 1 - run->numbers[0] : lightness(run->numbers, run->number_count);
}

static void set_space(struct pdf_interpreter *at, const struct pdf_run *run, struct pdf_paint *paint) {
    char name[32];
    qpdf_oh space = resource(at, run, "/ColorSpace");
    if (pdf_count(at->file, space) > 0) space = pdf_item(at->file, space, 0);
    pdf_name(at->file, space, name, sizeof name);
    paint->light = 0;
    paint->space = PDF_SPACE_LIGHT;
    if (strcmp(name, "/Separation") == 0 || strcmp(name, "/DeviceN") == 0) paint->space = PDF_SPACE_TINT;
    if (strcmp(name, "/Indexed") == 0 || strcmp(name, "/Pattern") == 0 || strcmp(name, "/Lab") == 0)
        paint->space = PDF_SPACE_OTHER;
}

static void fill_device(struct pdf_interpreter *at, struct pdf_run *run) {
    set_device_colour(&at->now.fill, run);
}

static void stroke_device(struct pdf_interpreter *at, struct pdf_run *run) {
    set_device_colour(&at->now.stroke, run);
}

static void fill_colour(struct pdf_interpreter *at, struct pdf_run *run) {
    set_colour(&at->now.fill, run);
}

static void stroke_colour(struct pdf_interpreter *at, struct pdf_run *run) {
    set_colour(&at->now.stroke, run);
}

static void fill_space(struct pdf_interpreter *at, struct pdf_run *run) {
    set_space(at, run, &at->now.fill);
}

static void stroke_space(struct pdf_interpreter *at, struct pdf_run *run) {
    set_space(at, run, &at->now.stroke);
}

/* --- text (9.3, 9.4) --------------------------------------------------------------------------------------------- */

static void begin_text(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    at->text = at->line = (struct pdf_matrix){1, 0, 0, 1, 0, 0};
}

/* Files choose a font thousands of times, mostly the one they had. */
static void set_font(struct pdf_interpreter *at, struct pdf_run *run) {
    const char *name =
        run->operands[0].kind == PDF_TOKEN_NAME ? pdf_operand_text(run, &run->operands[0]) : "";
    at->now.font_size = run->numbers[0];
    if (!run->font || strcmp(name, run->font_name) != 0) {
        qpdf_oh font = resource(at, run, "/Font");
        run->font = pdf_is_null(at->file, font) ? NULL : pdf_font_get(at->file, font);
        run->font_name[0] = '\0';
        strncat(run->font_name, name, sizeof run->font_name - 1);
    }
    at->now.font = run->font;
}

static void set_character_space(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.character_space = run->numbers[0];
}

static void set_word_space(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.word_space = run->numbers[0];
}

static void set_scale(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.horizontal_scale = run->numbers[0] / 100;
}

static void set_leading(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.leading = run->numbers[0];
}

static void set_rise(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.rise = run->numbers[0];
}

static void set_render(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.render = run->numbers[0] == 3 || run->numbers[0] == 7 ? (int)run->numbers[0] : 0;
}

static void text_position(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_text_move(at, run->numbers[0], run->numbers[1]);
}

static void text_position_leading(struct pdf_interpreter *at, struct pdf_run *run) {
    at->now.leading = -run->numbers[1];
    text_position(at, run);
}

static void text_matrix(struct pdf_interpreter *at, struct pdf_run *run) {
    at->text = at->line = matrix_of(run->numbers);
}

static void next_line(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_text_move(at, 0, -at->now.leading);
}

static void show(struct pdf_interpreter *at, struct pdf_run *run) {
    const struct pdf_operand *string = last_operand(run, PDF_TOKEN_STRING);
    if (string) pdf_text_show(at, pdf_operand_text(run, string), string->length);
}

static void next_line_show(struct pdf_interpreter *at, struct pdf_run *run) {
    next_line(at, run);
    show(at, run);
}

static void spaced_line_show(struct pdf_interpreter *at, struct pdf_run *run) {
    if (run->number_count >= 2) {
        at->now.word_space = run->numbers[0];
        at->now.character_space = run->numbers[1];
    }
    next_line_show(at, run);
}

static void show_pieces(struct pdf_interpreter *at, struct pdf_run *run) {
    for (uint32_t i = 0; i < run->operand_count; i++) {
        const struct pdf_operand *operand = &run->operands[i];
        if (operand->kind == PDF_TOKEN_STRING)
            pdf_text_show(at, pdf_operand_text(run, operand), operand->length);
        else if (operand->kind == PDF_TOKEN_NUMBER)
            pdf_text_shift(at, operand->number);
    }
}

/* --- objects and marks ------------------------------------------------------------------------------------------- */

static void paint_object(struct pdf_interpreter *at, struct pdf_run *run) {
    struct pdf_file *file = at->file;
    if (at->forms > PDF_MOST_FORMS) return; /* enough is enough: each look-up costs */
    qpdf_oh object = resource(at, run, "/XObject");
    if (!qpdf_oh_is_stream(file->qpdf, object) || pdf_layer_off(file, pdf_key(file, object, "/OC"))) return;
    qpdf_oh kind = pdf_key(file, object, "/Subtype");
    if (pdf_is_name(file, kind, "/Form"))
        pdf_interpret_form(at, object);
    else if (pdf_is_name(file, kind, "/Image"))
        pdf_paint_image(at);
}

/* The data of an inline image ends with EI between white space (8.9.7); its length is not told. */
static void inline_image(struct pdf_interpreter *at, struct pdf_run *run) {
    struct pdf_lexer *lexer = &run->lexer;
    const unsigned char *byte = lexer->at, *end = lexer->end;
    for (; end - byte > 3; byte++)
        if (pdf_is_white(byte[0]) && byte[1] == 'E' && byte[2] == 'I' && pdf_is_white(byte[3])) break;
    lexer->at = end - byte > 3 ? byte + 3 : end;
    pdf_paint_image(at);
}

static void begin_mark(struct pdf_interpreter *at, struct pdf_run *run) {
    pdf_mark_begin(at, run);
}

static void end_mark(struct pdf_interpreter *at, struct pdf_run *run) {
    (void)run;
    pdf_mark_end(at);
}

/* --- the loop ---------------------------------------------------------------------------------------------------- */

/* By name. An operator that lacks its numbers is skipped; one that is not here says nothing of characters or lines. */
static const struct action {
    char name[4];
    uint32_t numbers;
    void (*run)(struct pdf_interpreter *, struct pdf_run *);
} operators[] = {
    {"\"", 0, spaced_line_show},
    {"'", 0, next_line_show},
    {"B", 0, fill_stroke},
    {"B*", 0, fill_stroke},
    {"BDC", 0, begin_mark},
    {"BMC", 0, begin_mark},
    {"BT", 0, begin_text},
    {"CS", 0, stroke_space},
    {"Do", 0, paint_object},
    {"EMC", 0, end_mark},
    {"F", 0, fill},
    {"G", 1, stroke_device},
    {"ID", 0, inline_image},
    {"K", 4, stroke_device},
    {"Q", 0, restore_state},
    {"RG", 3, stroke_device},
    {"S", 0, stroke},
    {"SC", 0, stroke_colour},
    {"SCN", 0, stroke_colour},
    {"T*", 0, next_line},
    {"TD", 2, text_position_leading},
    {"TJ", 0, show_pieces},
    {"TL", 1, set_leading},
    {"Tc", 1, set_character_space},
    {"Td", 2, text_position},
    {"Tf", 1, set_font},
    {"Tj", 0, show},
    {"Tm", 6, text_matrix},
    {"Tr", 1, set_render},
    {"Ts", 1, set_rise},
    {"Tw", 1, set_word_space},
    {"Tz", 1, set_scale},
    {"W", 0, clip},
    {"W*", 0, clip},
    {"b", 0, close_fill_stroke},
    {"b*", 0, close_fill_stroke},
    {"c", 6, curve_to},
    {"cm", 6, change_matrix},
    {"cs", 0, fill_space},
    {"f", 0, fill},
    {"f*", 0, fill},
    {"g", 1, fill_device},
    {"gs", 0, set_external_state},
    {"h", 0, close_path},
    {"k", 4, fill_device},
    {"l", 2, line_to},
    {"m", 2, move_to},
    {"n", 0, end_path},
    {"q", 0, save_state},
    {"re", 4, rectangle},
    {"rg", 3, fill_device},
    {"s", 0, close_stroke},
    {"sc", 0, fill_colour},
    {"scn", 0, fill_colour},
    {"v", 4, curve_to},
    {"w", 1, set_line_width},
    {"y", 4, curve_to},
};

static int by_name(const void *name, const void *action) {
    return strcmp(name, ((const struct action *)action)->name);
}

static void run_operator(struct pdf_interpreter *interpreter, struct pdf_run *run,
                         const struct pdf_token *token) {
    const struct action *found =
        bsearch(token->bytes, operators, sizeof operators / sizeof *operators, sizeof *operators, by_name);
    if (found && run->number_count >= found->numbers) found->run(interpreter, run);
}

static bool take_token(struct pdf_interpreter *interpreter, struct pdf_run *run) {
    struct pdf_token token = pdf_lexer_next(&run->lexer);
    switch (token.kind) {
    case PDF_TOKEN_END: return false;
    case PDF_TOKEN_ARRAY:
    case PDF_TOKEN_DICTIONARY: run->depth++; break;
    case PDF_TOKEN_ARRAY_END:
    case PDF_TOKEN_DICTIONARY_END: run->depth -= run->depth > 0; break;
    case PDF_TOKEN_WORD:
        interpreter->operators++;
        run_operator(interpreter, run, &token);
        forget(run);
        break;
    default: keep(interpreter, run, &token); break;
    }
    return true;
}

void pdf_interpret(struct pdf_interpreter *interpreter, const struct pdf_bytes *content, qpdf_oh resources) {
    struct pdf_run run = {.resources = resources, .stack_floor = interpreter->stack_count};
    run.lexer = (struct pdf_lexer){
        .arena = interpreter->page->arena, .at = content->bytes, .end = content->bytes + content->length};
    while (take_token(interpreter, &run)) {
        if (interpreter->operators <= PDF_MOST_OPERATORS) continue;
        interpreter->page->limited = true;
        break;
    }
    /* What the stream left open ends with it. */
    if (interpreter->stack_count > run.stack_floor) {
        interpreter->now = interpreter->stack[run.stack_floor];
        interpreter->stack_count = run.stack_floor;
    }
}
