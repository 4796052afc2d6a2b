/*
 * Marked content (ISO 32000-1, 14.6): artifacts, layers, and texts that replace what the glyphs say.
 */
#include <string.h>

#include "core/base/text.h"
#include "plugins/carriers/pdf/helper/interpret.h"

bool pdf_layer_off(struct pdf_file *file, qpdf_oh group) {
    int count = pdf_count(file, file->layers_off);
    if (count == 0 || pdf_is_null(file, group)) return false;
    qpdf_oh groups = pdf_key(file, group, "/OCGs");
    if (pdf_count(file, groups) > 0) groups = pdf_item(file, groups, 0);
    int id = pdf_object_id(file, group), member = pdf_is_null(file, groups) ? 0 : pdf_object_id(file, groups);
    for (int i = 0; i < count; i++) {
        int off = pdf_object_id(file, pdf_item(file, file->layers_off, i));
        if (off != 0 && (off == id || off == member)) return true;
    }
    return false;
}

/* The n-th name outside of brackets, "" if there are fewer. */
static const char *outer_name(const struct pdf_run *run, uint32_t n) {
    for (uint32_t i = 0; i < run->operand_count; i++) {
        const struct pdf_operand *operand = &run->operands[i];
        if (operand->kind == PDF_TOKEN_NAME && operand->depth == 0 && n-- == 0)
            return pdf_operand_text(run, operand);
    }
    return "";
}

static bool is_page_furniture(const char *name) {
    return strcmp(name, "Pagination") == 0 || strcmp(name, "Header") == 0 || strcmp(name, "Footer") == 0 ||
           strcmp(name, "Watermark") == 0;
}

/* Whether an artifact is a header or the like (14.8.2.2). Word marks borders of tables as artifacts, too: those are not. */
static bool artifact_is_furniture(struct pdf_file *file, const struct pdf_run *run, qpdf_oh properties) {
    for (uint32_t i = 0; i < run->operand_count; i++) {
        const struct pdf_operand *operand = &run->operands[i];
        if (operand->kind == PDF_TOKEN_NAME && operand->depth > 0 &&
            is_page_furniture(pdf_operand_text(run, operand)))
            return true;
    }
    return pdf_is_name(file, pdf_key(file, properties, "/Type"), "/Pagination");
}

/* A text string (7.9.2.2); -1 if it is longer than any that stands for a glyph or two. */
static int text_string(const char *bytes, uint32_t length, uint32_t *text) {
    const char *end = bytes + length;
    int count = 0;
    if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) {
        if (length > 2 + 4 * PDF_ACTUAL_TEXT) return -1;
        uint32_t units[2 * PDF_ACTUAL_TEXT + 2];
        uint32_t found =
            pdf_utf16((const unsigned char *)bytes + 2, length - 2, units, 2 * PDF_ACTUAL_TEXT + 2);
        if (found > PDF_ACTUAL_TEXT) return -1;
        memcpy(text, units, found * sizeof *text);
        return (int)found;
    }
    bool utf8 = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (utf8) bytes += 3;
    while (bytes < end) {
        if (count == PDF_ACTUAL_TEXT) return -1;
        text[count++] = utf8 ? jx_text_next(&bytes, end) : (unsigned char)*bytes++;
    }
    return count;
}

static int actual_text(const struct pdf_run *run, uint32_t *text) {
    for (uint32_t i = 0; i + 1 < run->operand_count; i++) {
        const struct pdf_operand *key = &run->operands[i], *value = key + 1;
        if (key->kind == PDF_TOKEN_NAME && key->depth > 0 && value->kind == PDF_TOKEN_STRING &&
            strcmp(pdf_operand_text(run, key), "ActualText") == 0)
            return text_string(pdf_operand_text(run, value), value->length, text);
    }
    return -1;
}

/* BMC, BDC: /Tag, and properties as a dictionary or by their name among the resources. */
void pdf_mark_begin(struct pdf_interpreter *interpreter, const struct pdf_run *run) {
    char named[80] = "/";
    struct pdf_file *file = interpreter->file;
    const char *tag = outer_name(run, 0), *name = outer_name(run, 1);
    if (interpreter->mark_count >= PDF_MARKS) {
        interpreter->marks_beyond++;
        return;
    }
    struct pdf_mark *mark = &interpreter->marks[interpreter->mark_count++];
    *mark = (struct pdf_mark){.first_glyph = interpreter->page->glyph_count};
    mark->actual_count = actual_text(run, mark->actual);
    strncat(named, name, sizeof named - 2);
    bool artifact = strcmp(tag, "Artifact") == 0, layer = strcmp(tag, "OC") == 0 && *name != '\0';
    if (!artifact && !layer) return;
    qpdf_oh properties = pdf_key(file, pdf_key(file, run->resources, "/Properties"), named);
    if (artifact && artifact_is_furniture(file, run, properties)) mark->flags |= PDF_ARTIFACT;
    if (layer && pdf_layer_off(file, properties)) mark->flags |= PDF_HIDDEN;
}

/* As many characters as glyphs: one each. Else the first glyph says all. */
static void replace(struct pdf_glyph *glyphs, uint32_t count, const uint32_t *text, uint32_t text_count) {
    if (count == text_count) {
        for (uint32_t i = 0; i < count; i++) {
            glyphs[i].text[0] = pdf_fold(text[i]);
            glyphs[i].text_count = 1;
        }
    } else if (text_count <= PDF_GLYPH_TEXT) {
        for (uint32_t i = 0; i < count; i++) glyphs[i].text_count = 0;
        for (uint32_t i = 0; i < text_count; i++) glyphs[0].text[i] = pdf_fold(text[i]);
        glyphs[0].text_count = (uint8_t)text_count;
    }
}

void pdf_mark_end(struct pdf_interpreter *interpreter) {
    if (interpreter->marks_beyond > 0) {
        interpreter->marks_beyond--;
        return;
    }
    if (interpreter->mark_count == 0) return;
    const struct pdf_mark *mark = &interpreter->marks[--interpreter->mark_count];
    struct pdf_page *page = interpreter->page;
    uint32_t count = page->glyph_count - mark->first_glyph;
    if (mark->actual_count > 0 && count > 0 && count <= PDF_ACTUAL_TEXT)
        replace(page->glyphs + mark->first_glyph, count, mark->actual, (uint32_t)mark->actual_count);
}
