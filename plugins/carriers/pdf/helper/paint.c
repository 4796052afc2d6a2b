/*
 * Paths: what is drawn along an axis is a line of a table, what is filled may be one (Word draws its borders as thin
 * rectangles), an area of colour, or a patch over older text.
 */
#include <math.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/interpret.h"

/* In points. A rectangle is a line up to THIN, a line drawn thicker than THICK is a rectangle. What is lighter than LIGHT is
 * not seen on paper; so is what is nearly transparent. */
#define THIN     3.2
#define THICK    12.0
#define LIGHT    0.93
#define NO_AREA  0.99 /* lighter: no colour */
#define FAINT    0.1
#define OPAQUE   0.9
#define CROOKED  0.6 /* by how much a line along an axis may miss it */
#define SLOPE    0.01
#define SHORTEST 5.0 /* an image as a line */

enum { MOST_PIECES = 200000, MOST_CORNERS = 8 };

/* --- lines and areas --------------------------------------------------------------------------------------------- */

static bool is_seen(const struct pdf_paint *paint) {
    return paint->light <= LIGHT && paint->alpha >= FAINT;
}

/* A line, as far as the clip shows it. */
static void add_rule(struct pdf_interpreter *interpreter, bool horizontal, double at, double from, double to,
                     double width) {
    const double edge = 1.5;
    const struct pdf_box *clip = &interpreter->now.clip;
    struct pdf_rule rule = {.at = at, .width = width, .horizontal = horizontal};
    if (at < (horizontal ? clip->top : clip->left) - edge ||
        at > (horizontal ? clip->bottom : clip->right) + edge)
        return;
    rule.from = fmax(fmin(from, to), horizontal ? clip->left : clip->top);
    rule.to = fmin(fmax(from, to), horizontal ? clip->right : clip->bottom);
    if (rule.to >= rule.from && isfinite(at)) pdf_page_rule(interpreter->page, &rule);
}

static void add_thin(struct pdf_interpreter *interpreter, const struct pdf_box *box) {
    double width = box->right - box->left, height = box->bottom - box->top;
    if (width < 0.05 && height < 0.05) return;
    /* A corner of a border is a stub each way. */
    if (height <= THIN)
        add_rule(interpreter, true, (box->top + box->bottom) / 2, box->left, box->right, height);
    if (width <= THIN)
        add_rule(interpreter, false, (box->left + box->right) / 2, box->top, box->bottom, width);
}

/* Takes away the part of a line that lies under an area, but not what lies along its edge. */
static void cover_rule(struct pdf_page *page, uint32_t index, const struct pdf_box *area) {
    const double edge = 0.6, rest = 0.3;
    struct pdf_rule *rule = &page->rules[index];
    double above = rule->horizontal ? area->top : area->left,
           below = rule->horizontal ? area->bottom : area->right;
    double from = rule->horizontal ? area->left : area->top,
           to = rule->horizontal ? area->right : area->bottom;
    if (rule->gone || rule->at <= above + edge || rule->at >= below - edge) return;
    if (from <= rule->from + rest && to >= rule->to - rest) {
        rule->gone = true;
    } else if (from <= rule->from && to > rule->from) {
        rule->from = to;
    } else if (to >= rule->to && from < rule->to) {
        rule->to = from;
    } else if (from > rule->from && to < rule->to) {
        struct pdf_rule behind = *rule;
        rule->to = from;
        behind.from = to;
        pdf_page_rule(page, &behind);
    }
}

static void cover(struct pdf_page *page, const struct pdf_box *area) {
    uint32_t rules = page->rule_count;
    if (!pdf_page_work(page, (uint64_t)rules + page->glyph_count)) return;
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        struct pdf_glyph *glyph = &page->glyphs[i];
        if (glyph->x > area->left && glyph->x < area->right && glyph->y > area->top &&
            glyph->y < area->bottom)
            glyph->flags |= PDF_HIDDEN;
    }
    for (uint32_t i = 0; i < rules; i++) cover_rule(page, i, area);
}

static void fill_rectangle(struct pdf_interpreter *interpreter, const struct pdf_box *box,
                           const struct pdf_paint *paint) {
    if (box->right - box->left <= THIN || box->bottom - box->top <= THIN) {
        if (is_seen(paint)) add_thin(interpreter, box);
        return;
    }
    struct pdf_box shown = pdf_box_common(box, &interpreter->now.clip);
    double width = shown.right - shown.left, height = shown.bottom - shown.top;
    if (width <= 0 || height <= 0) return;
    if (width <= THIN || height <= THIN) {
        if (!is_seen(paint)) return;
        if (height < width)
            add_rule(interpreter, true, (shown.top + shown.bottom) / 2, shown.left, shown.right, height);
        else
            add_rule(interpreter, false, (shown.left + shown.right) / 2, shown.top, shown.bottom, width);
        return;
    }
    if (paint->alpha > OPAQUE) cover(interpreter->page, &shown);
    if (paint->light <= NO_AREA && paint->alpha >= FAINT) pdf_page_area(interpreter->page, &shown);
}

/* --- making a path ----------------------------------------------------------------------------------------------- */

static void add_piece(struct pdf_interpreter *interpreter, double x, double y, bool curved) {
    struct pdf_path *path = &interpreter->path;
    if (path->count >= MOST_PIECES) {
        interpreter->page->limited = true;
        return;
    }
    path->pieces = jx_arena_grow32(interpreter->page->arena, path->pieces, path->count, &path->capacity,
                                   sizeof *path->pieces);
    path->pieces[path->count++] = (struct pdf_piece){path->x, path->y, x, y, path->part, curved};
    path->x = x;
    path->y = y;
}

void pdf_path_move(struct pdf_interpreter *interpreter, double x, double y) {
    struct pdf_path *path = &interpreter->path;
    pdf_matrix_apply(&interpreter->now.matrix, &x, &y);
    path->x = path->start_x = x;
    path->y = path->start_y = y;
    path->part++;
}

void pdf_path_line(struct pdf_interpreter *interpreter, double x, double y, bool curved) {
    pdf_matrix_apply(&interpreter->now.matrix, &x, &y);
    add_piece(interpreter, x, y, curved);
}

void pdf_path_close(struct pdf_interpreter *interpreter) {
    struct pdf_path *path = &interpreter->path;
    if (path->x != path->start_x || path->y != path->start_y)
        add_piece(interpreter, path->start_x, path->start_y, false);
}

void pdf_path_rectangle(struct pdf_interpreter *interpreter, const double numbers[4]) {
    double x = numbers[0], y = numbers[1], width = numbers[2], height = numbers[3];
    pdf_path_move(interpreter, x, y);
    pdf_path_line(interpreter, x + width, y, false);
    pdf_path_line(interpreter, x + width, y + height, false);
    pdf_path_line(interpreter, x, y + height, false);
    add_piece(interpreter, interpreter->path.start_x, interpreter->path.start_y, false);
}

/* --- painting it ------------------------------------------------------------------------------------------------- */

static void grow_box(struct pdf_box *box, const struct pdf_piece *piece) {
    box->left = fmin(box->left, fmin(piece->x0, piece->x1));
    box->right = fmax(box->right, fmax(piece->x0, piece->x1));
    box->top = fmin(box->top, fmin(piece->y0, piece->y1));
    box->bottom = fmax(box->bottom, fmax(piece->y0, piece->y1));
}

/* Fills a subpath if it is a rectangle along the axes; a thin one may be crooked. */
static void fill_part(struct pdf_interpreter *interpreter, const struct pdf_piece *pieces, uint32_t count) {
    struct pdf_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    bool straight = true;
    bool curved = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct pdf_piece *piece = &pieces[i];
        grow_box(&box, piece);
        curved = curved || piece->curved;
        if (fabs(piece->x0 - piece->x1) > CROOKED && fabs(piece->y0 - piece->y1) > CROOKED) straight = false;
    }
    if (interpreter->now.fill.light <= NO_AREA && (curved || !straight))
        pdf_page_back(interpreter->page, &box);
    if (curved) return;
    bool thin = box.right - box.left <= THIN || box.bottom - box.top <= THIN;
    if ((straight || thin) && count >= 2 && count <= MOST_CORNERS)
        fill_rectangle(interpreter, &box, &interpreter->now.fill);
}

static void fill_path(struct pdf_interpreter *interpreter) {
    const struct pdf_path *path = &interpreter->path;
    for (uint32_t first = 0, last; first < path->count; first = last) {
        for (last = first; last < path->count && path->pieces[last].part == path->pieces[first].part;) last++;
        fill_part(interpreter, path->pieces + first, last - first);
    }
}

static void stroke_piece(struct pdf_interpreter *interpreter, const struct pdf_piece *piece, double width) {
    double across = fabs(piece->x1 - piece->x0), down = fabs(piece->y1 - piece->y0);
    double x = (piece->x0 + piece->x1) / 2, y = (piece->y0 + piece->y1) / 2;
    bool horizontal = across > down;
    if (piece->curved) return;
    if (width > THICK) {
        double wide = (horizontal ? across : width) / 2, high = (horizontal ? width : down) / 2;
        struct pdf_box box = {x - wide, y - high, x + wide, y + high};
        fill_rectangle(interpreter, &box, &interpreter->now.stroke);
    } else if (horizontal && down <= fmax(CROOKED, across * SLOPE)) {
        add_rule(interpreter, true, y, piece->x0, piece->x1, width);
    } else if (!horizontal && across <= fmax(CROOKED, down * SLOPE) && down > across) {
        add_rule(interpreter, false, x, piece->y0, piece->y1, width);
    }
}

static void stroke_path(struct pdf_interpreter *interpreter) {
    const struct pdf_graphics *now = &interpreter->now;
    double scale = sqrt(fabs(now->matrix.a * now->matrix.d - now->matrix.b * now->matrix.c));
    if (!is_seen(&now->stroke)) return;
    for (uint32_t i = 0; i < interpreter->path.count; i++)
        stroke_piece(interpreter, &interpreter->path.pieces[i], now->line_width * scale);
}

/* A clip is taken as the box around it; one of nothing hides all. */
static void clip_path(struct pdf_interpreter *interpreter) {
    struct pdf_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY}, *clip = &interpreter->now.clip;
    for (uint32_t i = 0; i < interpreter->path.count; i++) grow_box(&box, &interpreter->path.pieces[i]);
    if (interpreter->path.count == 0) box = (struct pdf_box){clip->left, clip->top, clip->left, clip->top};
    *clip = pdf_box_common(clip, &box);
}

void pdf_path_paint(struct pdf_interpreter *interpreter, bool stroke, bool fill) {
    if (fill) fill_path(interpreter);
    if (stroke) stroke_path(interpreter);
    if (interpreter->path.clips) clip_path(interpreter);
    interpreter->path.clips = false;
    interpreter->path.count = 0;
    interpreter->path.part = 0;
}

void pdf_paint_image(struct pdf_interpreter *interpreter) {
    static const struct pdf_box unit = {0, 0, 1, 1};
    static const struct pdf_paint black = {PDF_SPACE_LIGHT, 0, 1};
    struct pdf_page *page = interpreter->page;
    struct pdf_box paper = {0, 0, page->width, page->height};
    struct pdf_box box = pdf_matrix_box(&interpreter->now.matrix, &unit);
    double width = box.right - box.left, height = box.bottom - box.top;
    if (width <= THIN || height <= THIN) {
        if (fmax(width, height) > SHORTEST) fill_rectangle(interpreter, &box, &black);
        return;
    }
    box = pdf_box_common(&box, &paper);
    if (box.right <= box.left || box.bottom <= box.top) return;
    page->picture_area += (box.right - box.left) * (box.bottom - box.top);
    pdf_page_picture(page, &box);
}
