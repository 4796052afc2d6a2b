/*
 * Styles: of all that they say, only which number format a cell's style has.
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
    bool in_formats, in_styles;
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
    reader->ids[reader->id_count++] = jx_xml_number(jx_xml_attribute(attributes, "numFmtId"));
}

static void styles_start(void *user, const char *name, const char **attributes) {
    struct styles_reader *reader = user;
    if (strcmp(name, "numFmts") == 0)
        reader->in_formats = true;
    else if (strcmp(name, "cellXfs") == 0)
        reader->in_styles = true;
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
}

enum jx_status jx_xlsx_styles_read(struct jx_xlsx_workbook *workbook, const char *part) {
    static const struct jx_xml_handlers handlers = {.start = styles_start, .end = styles_end};
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
    return status;
}
