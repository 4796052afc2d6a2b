/*
 * Showing text (ISO 32000-1, 9.4): each code becomes a glyph with its place on the page.
 */
#include <math.h>
#include <string.h>

#include "core/base/text.h"
#include "plugins/carriers/pdf/helper/interpret.h"

/* A glyph's box reaches from DESCENT to ASCENT, in em. The font's own figures differ so much that lines would overlap. */
#define DESCENT (-0.12)
#define ASCENT  0.88

void pdf_text_move(struct pdf_interpreter *interpreter, double x, double y) {
    struct pdf_matrix move = {1, 0, 0, 1, x, y};
    interpreter->line = pdf_matrix_multiply(&move, &interpreter->line);
    interpreter->text = interpreter->line;
}

static void advance(struct pdf_interpreter *interpreter, double distance) {
    const struct pdf_graphics *now = &interpreter->now;
    bool vertical = now->font && now->font->vertical;
    struct pdf_matrix move = {
        1, 0, 0, 1, vertical ? 0 : distance * now->horizontal_scale, vertical ? distance : 0};
    interpreter->text = pdf_matrix_multiply(&move, &interpreter->text);
}

void pdf_text_shift(struct pdf_interpreter *interpreter, double thousandths) {
    advance(interpreter, -thousandths / 1000 * interpreter->now.font_size);
}

/* --- one glyph --------------------------------------------------------------------------------------------------- */

/* The direction in which the line runs on the page; false if in none of the four. */
static bool direction(double x, double y, uint8_t *turn) {
    const double leeway = 8; /* degrees */
    double angle = atan2(y, x) * 180 / M_PI;
    if (fabs(angle) < leeway)
        *turn = PDF_RIGHT;
    else if (fabs(angle - 90) < leeway)
        *turn = PDF_DOWN;
    else if (fabs(fabs(angle) - 180) < leeway)
        *turn = PDF_LEFT;
    else if (fabs(angle + 90) < leeway)
        *turn = PDF_UP;
    else
        return false;
    return true;
}

/* Its box. `matrix` is from em to the page. */
static void place(struct pdf_glyph *glyph, const struct pdf_font *font, const struct pdf_matrix *matrix,
                  double width) {
    double x = font->vertical ? -width / 2 : 0, y = font->vertical ? -font->vertical_origin / 1000 : 0;
    struct pdf_box em = {x, y + DESCENT, x + width, y + ASCENT}, box = pdf_matrix_box(matrix, &em);
    glyph->left = box.left;
    glyph->top = box.top;
    glyph->right = box.right;
    glyph->bottom = box.bottom;
    glyph->x = (box.left + box.right) / 2;
    glyph->y = (box.top + box.bottom) / 2;
    glyph->size = hypot(matrix->c, matrix->d);
    if (!direction(matrix->a, matrix->b, &glyph->turn)) glyph->flags |= PDF_SLANTED;
    if (font->vertical) glyph->flags |= PDF_UPRIGHT;
}

/* Characters that are nothing: zero-width ones, the soft hyphen, controls. */
static bool is_nothing(uint32_t c) {
    return c < ' ' || c == 0x200B || c == 0xFEFF || c == 0xAD;
}

static void set_text(struct pdf_glyph *glyph, const struct pdf_code *code) {
    glyph->text_count = (uint8_t)code->text_count;
    for (uint32_t i = 0; i < code->text_count; i++) glyph->text[i] = pdf_fold(code->text[i]);
    if (code->text_count == 0 || glyph->text[0] == 0) {
        glyph->text_count = 1;
        glyph->text[0] = 0xFFFD;
    } else if (code->text_count == 1 && glyph->text[0] == '\t') {
        glyph->text[0] = ' ';
    } else if (code->text_count == 1 && is_nothing(glyph->text[0])) {
        glyph->text_count = 0;
    }
}

/* What is outside of a small clip belongs to its cell: a text that is cut at the cell's edge. A clip of the whole page, or
 * of nothing, hides. */
static void clip_glyph(const struct pdf_interpreter *interpreter, struct pdf_glyph *glyph) {
    const double edge = 0.5, inside = 0.6, most = 0.97;
    const struct pdf_box *clip = &interpreter->now.clip;
    double width = clip->right - clip->left, height = clip->bottom - clip->top;
    if (glyph->x >= clip->left - edge && glyph->x <= clip->right + edge && glyph->y >= clip->top - edge &&
        glyph->y <= clip->bottom + edge)
        return;
    bool large = width > interpreter->page->width * most && height > interpreter->page->height * most;
    if (width < edge || height < edge || large) {
        glyph->flags |= PDF_HIDDEN;
        return;
    }
    glyph->x = fmin(fmax(glyph->x, clip->left + inside), clip->right - inside);
    glyph->y = fmin(fmax(glyph->y, clip->top + inside), clip->bottom - inside);
    glyph->flags |= PDF_CLIPPED;
}

/* Whether a glyph has the colour of the paper and nothing was painted below it: nobody sees it. */
static bool is_white(const struct pdf_interpreter *interpreter, const struct pdf_glyph *glyph) {
    const double white = 0.99;
    const int filled = 0, and_clip = 4;
    const struct pdf_graphics *now = &interpreter->now;
    return now->fill.light > white && (now->render == filled || now->render == and_clip) &&
           !pdf_page_painted(interpreter->page, glyph->x, glyph->y);
}

static void add_glyph(struct pdf_interpreter *interpreter, const struct pdf_code *code) {
    const struct pdf_graphics *now = &interpreter->now;
    struct pdf_matrix em = {now->font_size * now->horizontal_scale, 0, 0, now->font_size, 0, now->rise};
    struct pdf_matrix matrix = pdf_matrix_multiply(&em, &interpreter->text);
    matrix = pdf_matrix_multiply(&matrix, &now->matrix);
    struct pdf_glyph *glyph = pdf_page_glyph(interpreter->page);
    if (!glyph) return;
    glyph->show = interpreter->operators;
    place(glyph, now->font, &matrix, fmax(code->width, 0));
    if (!isfinite(glyph->x) || !isfinite(glyph->y) || !isfinite(glyph->size))
        *glyph = (struct pdf_glyph){.flags = PDF_HIDDEN};
    set_text(glyph, code);
    const int invisible = 3, only_clip = 7;
    if (now->render == invisible || now->render == only_clip) glyph->flags |= PDF_INVISIBLE;
    if (is_white(interpreter, glyph)) {
        glyph->flags |= PDF_HIDDEN;
        interpreter->page->white += glyph->text_count > 0 && !pdf_blank(glyph->text[0]);
    }
    for (uint32_t i = 0; i < interpreter->mark_count; i++) glyph->flags |= interpreter->marks[i].flags;
    clip_glyph(interpreter, glyph);
}

void pdf_text_show(struct pdf_interpreter *interpreter, const char *text, uint32_t length) {
    const struct pdf_graphics *now = &interpreter->now;
    const unsigned char *bytes = (const unsigned char *)text;
    if (!now->font) return;
    while (length > 0) {
        struct pdf_code code;
        pdf_font_code(now->font, bytes, length, &code);
        add_glyph(interpreter, &code);
        double width = now->font->vertical ? now->font->vertical_advance / 1000 : code.width;
        bool blank = code.length == 1 && bytes[0] == ' '; /* 9.3.3 */
        advance(interpreter, width * now->font_size + now->character_space + (blank ? now->word_space : 0));
        bytes += code.length;
        length -= code.length;
    }
}

/* --- values of fields -------------------------------------------------------------------------------------------- */

/* One line of a value; returns where the next one begins. What has no room in the box stays in it. */
static const char *show_line(struct pdf_interpreter *interpreter, const char *at, const char *end) {
    const uint32_t wide = 0x2E80;
    const double half = 0.5;
    while (at < end) {
        struct pdf_code code = {.length = 1, .text_count = 1};
        code.text[0] = jx_text_next(&at, end);
        if (code.text[0] == '\n' || code.text[0] == '\r') break;
        code.width = code.text[0] < wide ? half : 1;
        add_glyph(interpreter, &code);
        advance(interpreter, code.width * interpreter->now.font_size);
    }
    return at;
}

void pdf_show_value(struct pdf_interpreter *interpreter, const char *value, const struct pdf_box *box) {
    static struct pdf_font plain; /* of no use but not to be vertical */
    const double usual = 9, spacing = 1.2, foot = 0.35, indent = 2;
    const char *end = value + strlen(value);
    uint32_t lines = 1;
    for (const char *at = value; at < end; at++) lines += *at == '\n' || *at == '\r';
    struct pdf_graphics *now = &interpreter->now;
    double size = fmin(usual, (box->bottom - box->top) / (spacing * lines));
    now->font = &plain;
    now->font_size = size;
    now->horizontal_scale = 1;
    struct pdf_box shown = pdf_matrix_box(&now->matrix, box);
    now->clip = pdf_box_common(&now->clip, &shown);
    interpreter->operators++;
    double first = (box->top + box->bottom) / 2 + (lines - 1) * spacing * size / 2 - foot * size;
    uint32_t line = 0;
    for (const char *at = value; at < end; line++) {
        interpreter->text =
            (struct pdf_matrix){1, 0, 0, 1, box->left + indent, first - line * spacing * size};
        at = show_line(interpreter, at, end);
    }
}
