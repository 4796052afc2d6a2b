/*
 * Styles: of all that they say, only which number format a cell's style has, and whether its text is struck out.
 */
#include "workbook.h"

#include <string.h>

/* More styles than any program writes; cells of further ones are General. */
enum { STYLES_MOST = 1 << 17 };

struct styles_reader {
    struct jx_xlsx_workbook *workbook;
    struct jx_number_formats formats;
    uint32_t *ids; /* of the formats of cellXfs, in order */
    uint32_t id_count, id_capacity;
    uint32_t *fonts; /* of cellXfs, too */
    uint32_t fonts_capacity;
    uint32_t *struck; /* numbers of fonts that are struck out, in order */
    uint32_t struck_count, struck_capacity, font_count;
    bool in_formats, in_styles, in_fonts;
};

static void format_note(struct styles_reader *reader, const char **attributes) {
    struct jx_package *package = &reader->workbook->package;
    uint32_t id = jx_xml_number(jx_xml_attribute(attributes, "numFmtId"));
    const char *code = jx_xml_attribute(attributes, "formatCode");
    if (code)
        jx_number_formats_add(package->host, package->call, &reader->formats, id,
                              package->host->text(package->call, code, strlen(code)));
}

static void style_note(struct styles_reader *reader, const char **attributes) {
    struct jx_package *package = &reader->workbook->package;
    if (reader->id_count >= STYLES_MOST) return;
    reader->ids = package->host->grow(package->call, reader->ids, reader->id_count, &reader->id_capacity,
                                      sizeof *reader->ids);
    reader->fonts = package->host->grow(package->call, reader->fonts, reader->id_count,
                                        &reader->fonts_capacity, sizeof *reader->fonts);
    reader->fonts[reader->id_count] = jx_xml_number(jx_xml_attribute(attributes, "fontId"));
    reader->ids[reader->id_count++] = jx_xml_number(jx_xml_attribute(attributes, "numFmtId"));
}

/* A font, or what one has in it. */
static void font_note(struct styles_reader *reader, const char *name, const char **attributes) {
    struct jx_package *package = &reader->workbook->package;
    const char *value = jx_xml_attribute(attributes, "val");
    if (strcmp(name, "font") == 0) reader->font_count++;
    if (strcmp(name, "strike") != 0 || (value && !jx_xml_truth(value)) || reader->font_count == 0) return;
    reader->struck = package->host->grow(package->call, reader->struck, reader->struck_count,
                                         &reader->struck_capacity, sizeof *reader->struck);
    reader->struck[reader->struck_count++] = reader->font_count - 1;
}

static bool font_struck(const struct styles_reader *reader, uint32_t font) {
    uint32_t low = 0, high = reader->struck_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reader->struck[middle] < font)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reader->struck_count && reader->struck[low] == font;
}

/* Most workbooks have no style that is struck out: then no cell asks. */
static void struck_find(struct styles_reader *reader) {
    struct jx_package *package = &reader->workbook->package;
    bool *struck = NULL;
    for (uint32_t i = 0; i < reader->id_count && reader->struck_count > 0; i++) {
        if (!font_struck(reader, reader->fonts[i])) continue;
        if (!struck) struck = package->host->allocate(package->call, reader->id_count * sizeof *struck);
        struck[i] = true;
    }
    reader->workbook->struck = struck;
}

static void styles_start(void *user, const char *name, const char **attributes) {
    struct styles_reader *reader = user;
    if (strcmp(name, "numFmts") == 0)
        reader->in_formats = true;
    else if (strcmp(name, "cellXfs") == 0)
        reader->in_styles = true;
    else if (strcmp(name, "fonts") == 0)
        reader->in_fonts = true;
    else if (reader->in_fonts)
        font_note(reader, name, attributes);
    else if (reader->in_formats && strcmp(name, "numFmt") == 0)
        format_note(reader, attributes);
    else if (reader->in_styles && strcmp(name, "xf") == 0)
        style_note(reader, attributes);
}

static void styles_end(void *user, const char *name) {
    struct styles_reader *reader = user;
    if (strcmp(name, "numFmts") == 0)
        reader->in_formats = false;
    else if (strcmp(name, "cellXfs") == 0)
        reader->in_styles = false;
    else if (strcmp(name, "fonts") == 0)
        reader->in_fonts = false;
}

enum jx_status jx_xlsx_styles_read(struct jx_xlsx_workbook *workbook, const char *part) {
    static const struct jx_xml_handlers handlers = {.start = styles_start, .end = styles_end, .again = true};
    struct styles_reader reader = {.workbook = workbook};
    struct jx_package *package = &workbook->package;
    enum jx_status status = jx_package_parse(package, part, &handlers, &reader);
    if (status > JX_WARN) return status;
    for (uint32_t i = 0; i < reader.id_count; i++) {
        workbook->formats = package->host->grow(package->call, workbook->formats, workbook->format_count,
                                                &workbook->format_capacity, sizeof *workbook->formats);
        workbook->formats[workbook->format_count++] =
            jx_number_formats_find(package->host, package->call, &reader.formats, reader.ids[i]);
    }
    struck_find(&reader);
    return status;
}
