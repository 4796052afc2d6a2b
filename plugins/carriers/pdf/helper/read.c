/*
 * A page as a whole: its paper, its content, its annotations; and forms within.
 */
#include "plugins/carriers/pdf/helper/interpret.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"

enum { MOST_PARENTS = 64, MOST_ANNOTATIONS = 5000 };

/* --- forms ------------------------------------------------------------------------------------------------------- */

/* Whether a form may be begun: not within itself, not too deep, not for ever. */
static bool form_allowed(struct pdf_interpreter *interpreter, int id) {
    bool allowed = interpreter->form_depth < PDF_DEEPEST_FORM && ++interpreter->forms <= PDF_MOST_FORMS;
    for (uint32_t i = 0; allowed && i < interpreter->form_depth; i++)
        allowed = id == 0 || interpreter->open_forms[i] != id;
    if (!allowed) interpreter->page->limited = true;
    return allowed;
}

static void enter_form(struct pdf_interpreter *interpreter, qpdf_oh form) {
    struct pdf_file *file = interpreter->file;
    struct pdf_graphics *now = &interpreter->now;
    double numbers[6];
    if (pdf_numbers(file, pdf_key(file, form, "/Matrix"), numbers, 6)) {
        struct pdf_matrix matrix = {numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]};
        now->matrix = pdf_matrix_multiply(&matrix, &now->matrix);
    }
    if (pdf_numbers(file, pdf_key(file, form, "/BBox"), numbers, 4)) {
        struct pdf_box box = {numbers[0], numbers[1], numbers[2], numbers[3]};
        box = pdf_matrix_box(&now->matrix, &box);
        now->clip = pdf_box_common(&now->clip, &box);
    }
}

void pdf_interpret_form(struct pdf_interpreter *interpreter, qpdf_oh form) {
    int id = pdf_object_id(interpreter->file, form);
    if (!form_allowed(interpreter, id)) return;
    struct pdf_bytes content = pdf_stream(interpreter->file, form);
    if (!content.bytes) return;
    struct pdf_graphics before = interpreter->now;
    struct pdf_matrix text = interpreter->text, line = interpreter->line;
    uint32_t marks = interpreter->mark_count;
    interpreter->open_forms[interpreter->form_depth++] = id;
    enter_form(interpreter, form);
    pdf_interpret(interpreter, &content, pdf_key(interpreter->file, form, "/Resources"));
    interpreter->form_depth--;
    interpreter->now = before;
    interpreter->text = text;
    interpreter->line = line;
    if (interpreter->mark_count > marks) interpreter->mark_count = marks;
    free(content.bytes);
}

/* --- annotations (12.5) ------------------------------------------------------------------------------------------ */

static bool is_shown(struct pdf_file *file, qpdf_oh annotation) {
    qpdf_oh kind = pdf_key(file, annotation, "/Subtype");
    const int hidden = 2; /* table 165 */
    if (((int)pdf_number(file, pdf_key(file, annotation, "/F"), 0) & hidden) != 0) return false;
    return pdf_is_name(file, kind, "/Widget") || pdf_is_name(file, kind, "/FreeText") ||
           pdf_is_name(file, kind, "/Stamp");
}

/* The normal appearance: a form, or one form for each state (12.5.5). */
static qpdf_oh appearance(struct pdf_file *file, qpdf_oh annotation) {
    char state[64];
    qpdf_oh normal = pdf_key(file, pdf_key(file, annotation, "/AP"), "/N");
    if (qpdf_oh_is_stream(file->qpdf, normal)) return normal;
    pdf_name(file, pdf_key(file, annotation, "/AS"), state, sizeof state);
    return pdf_key(file, normal, state[0] != '\0' ? state : "/");
}

/* The matrix that brings the appearance's box, moved by its own matrix, to the annotation's rectangle. */
static bool appearance_matrix(struct pdf_file *file, qpdf_oh annotation, qpdf_oh form,
                              struct pdf_matrix *matrix) {
    double to[4], from[4], own[6] = {1, 0, 0, 1, 0, 0};
    const double least = 1e-6;
    if (!pdf_numbers(file, pdf_key(file, annotation, "/Rect"), to, 4)) return false;
    if (!pdf_numbers(file, pdf_key(file, form, "/BBox"), from, 4)) return false;
    pdf_numbers(file, pdf_key(file, form, "/Matrix"), own, 6);
    struct pdf_matrix first = {own[0], own[1], own[2], own[3], own[4], own[5]};
    struct pdf_box box = {from[0], from[1], from[2], from[3]};
    box = pdf_matrix_box(&first, &box);
    double width = box.right - box.left, height = box.bottom - box.top;
    if (!(width >= least) || !(height >= least)) return false;
    double x = fabs(to[2] - to[0]) / width, y = fabs(to[3] - to[1]) / height;
    *matrix =
        (struct pdf_matrix){x, 0, 0, y, fmin(to[0], to[2]) - box.left * x, fmin(to[1], to[3]) - box.top * y};
    return true;
}

/* An attribute of a field, or of the fields above it (12.7.3.1). */
static qpdf_oh field_key(struct pdf_file *file, qpdf_oh field, const char *name) {
    qpdf_oh value = pdf_key(file, field, name);
    for (int i = 0; i < MOST_PARENTS && pdf_is_null(file, value) && !pdf_is_null(file, field); i++) {
        field = pdf_key(file, field, "/Parent");
        value = pdf_key(file, field, name);
    }
    return value;
}

/* What a choice shows for a value: /Opt has pairs of a value and its words, or words alone. */
static qpdf_oh shown_choice(struct pdf_file *file, qpdf_oh field, qpdf_oh value) {
    enum { MOST_CHOICES = 1000 };
    qpdf_oh options = field_key(file, field, "/Opt");
    int count = pdf_count(file, options);
    for (int i = 0; i < count && i < MOST_CHOICES; i++) {
        qpdf_oh pair = pdf_item(file, options, i);
        if (pdf_count(file, pair) != 2 || !qpdf_oh_is_string(file->qpdf, pdf_item(file, pair, 0))) continue;
        const char *name = qpdf_oh_get_utf8_value(file->qpdf, pdf_item(file, pair, 0));
        char *copy = jx_arena_copy(file->arena, name, strlen(name));
        if (strcmp(copy, qpdf_oh_get_utf8_value(file->qpdf, value)) == 0) return pdf_item(file, pair, 1);
    }
    return value;
}

/* What is filled in where a field or a note has no appearance: whoever shows the file draws it. */
static void read_value(struct pdf_interpreter *interpreter, qpdf_oh annotation) {
    struct pdf_file *file = interpreter->file;
    double numbers[4];
    qpdf_oh value = pdf_key(file, annotation, "/Contents");
    if (pdf_is_name(file, pdf_key(file, annotation, "/Subtype"), "/Widget")) {
        qpdf_oh kind = field_key(file, annotation, "/FT");
        value = field_key(file, annotation, "/V");
        if (pdf_is_name(file, kind, "/Ch") && qpdf_oh_is_string(file->qpdf, value))
            value = shown_choice(file, annotation, value);
        else if (!pdf_is_name(file, kind, "/Tx"))
            return;
    }
    if (!qpdf_oh_is_string(file->qpdf, value) ||
        !pdf_numbers(file, pdf_key(file, annotation, "/Rect"), numbers, 4))
        return;
    struct pdf_box box = {fmin(numbers[0], numbers[2]), fmin(numbers[1], numbers[3]),
                          fmax(numbers[0], numbers[2]), fmax(numbers[1], numbers[3])};
    const char *text = qpdf_oh_get_utf8_value(file->qpdf, value);
    pdf_show_value(interpreter, jx_arena_copy(file->arena, text, strlen(text)), &box);
}

/* What is filled into the fields of a form stands in their annotations only. */
static void read_annotations(struct pdf_interpreter *interpreter, qpdf_oh page,
                             const struct pdf_graphics *start) {
    struct pdf_file *file = interpreter->file;
    qpdf_oh list = pdf_key(file, page, "/Annots");
    int count = pdf_count(file, list);
    for (int i = 0; i < count && i < MOST_ANNOTATIONS; i++) {
        struct pdf_matrix matrix;
        qpdf_oh annotation = pdf_item(file, list, i), form = appearance(file, annotation);
        if (!is_shown(file, annotation)) continue;
        interpreter->mark_count = interpreter->marks_beyond = 0;
        interpreter->now = *start;
        if (pdf_is_null(file, form)) read_value(interpreter, annotation);
        if (!qpdf_oh_is_stream(file->qpdf, form)) continue;
        if (!appearance_matrix(file, annotation, form, &matrix)) continue;
        interpreter->now.matrix = pdf_matrix_multiply(&matrix, &start->matrix);
        pdf_interpret_form(interpreter, form);
    }
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

/* An attribute of a page, or of the nodes of the page tree above it (7.7.3.4). */
static qpdf_oh inherited(struct pdf_file *file, qpdf_oh page, const char *name) {
    qpdf_oh value = pdf_key(file, page, name);
    for (int i = 0; i < MOST_PARENTS && pdf_is_null(file, value) && !pdf_is_null(file, page); i++) {
        page = pdf_key(file, page, "/Parent");
        value = pdf_key(file, page, name);
    }
    return value;
}

/* The paper as shown, and the matrix from the page's own space to it. */
static struct pdf_matrix set_paper(struct pdf_file *file, qpdf_oh object, struct pdf_page *page) {
    double box[4] = {0, 0, 595, 842};
    if (!pdf_numbers(file, inherited(file, object, "/CropBox"), box, 4))
        pdf_numbers(file, inherited(file, object, "/MediaBox"), box, 4);
    double left = fmin(box[0], box[2]), right = fmax(box[0], box[2]);
    double low = fmin(box[1], box[3]), high = fmax(box[1], box[3]);
    int turn = (((int)pdf_number(file, inherited(file, object, "/Rotate"), 0) % 360) + 360) % 360;
    page->width = turn == 90 || turn == 270 ? high - low : right - left;
    page->height = turn == 90 || turn == 270 ? right - left : high - low;
    switch (turn) {
    case 90: return (struct pdf_matrix){0, 1, 1, 0, -low, -left};
    case 180: return (struct pdf_matrix){-1, 0, 0, 1, right, -low};
    case 270: return (struct pdf_matrix){0, -1, -1, 0, high, right};
    default: return (struct pdf_matrix){1, 0, 0, -1, -left, high};
    }
}

static void set_start(struct pdf_graphics *start, const struct pdf_page *page) {
    start->clip = (struct pdf_box){0, 0, page->width, page->height};
    start->fill = start->stroke = (struct pdf_paint){PDF_SPACE_LIGHT, 0, 1};
    start->line_width = 1;
    start->horizontal_scale = 1;
}

void pdf_read_page(struct pdf_file *file, uint32_t index, struct pdf_page *page) {
    struct pdf_interpreter *interpreter = jx_arena_alloc(page->arena, sizeof *interpreter);
    struct pdf_graphics start = {0};
    qpdf_oh root = qpdf_get_root(file->qpdf), object = qpdf_get_page_n(file->qpdf, index);
    if (!qpdf_oh_is_dictionary(file->qpdf, object)) {
        page->damaged = true;
        return;
    }
    file->layers_off = pdf_key(file, pdf_key(file, pdf_key(file, root, "/OCProperties"), "/D"), "/OFF");
    start.matrix = set_paper(file, object, page);
    set_start(&start, page);
    *interpreter = (struct pdf_interpreter){.file = file, .page = page, .now = start};
    struct pdf_bytes content = pdf_page_content(file, object);
    if (content.bytes)
        pdf_interpret(interpreter, &content, inherited(file, object, "/Resources"));
    else if (!pdf_is_null(file, pdf_key(file, object, "/Contents")))
        page->damaged = true;
    free(content.bytes);
    read_annotations(interpreter, object, &start);
    qpdf_oh_release_all(file->qpdf);
}
