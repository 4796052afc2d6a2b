/*
 * Styles: of all that they say, only which number format a cell's style has.
 */
#include "workbook.h"

#include <stdlib.h>
#include <string.h>

/* More styles than any program writes; cells of further ones are General. */
enum { STYLES_MOST = 1 << 17 };

/* A format that the workbook defines; compiled when a style first uses it. */
struct custom_format {
    uint32_t id;
    bool compiled;
    const char *code;
    const struct jx_number_format *format;
};

struct styles_reader {
    struct jx_xlsx_workbook *workbook;
    struct custom_format *customs;
    uint32_t custom_count, custom_capacity;
    uint32_t *ids; /* of the formats of cellXfs, in order */
    uint32_t id_count, id_capacity;
    bool in_formats, in_styles;
};

static void format_note(struct styles_reader *reader, const char **attributes) {
    struct jx_package *package = &reader->workbook->package;
    uint32_t id = jx_xml_number(jx_xml_attribute(attributes, "numFmtId"));
    const char *code = jx_xml_attribute(attributes, "formatCode");
    if (!code || reader->custom_count >= STYLES_MOST) return;
    reader->customs = package->host->grow(package->call, reader->customs, reader->custom_count,
                                          &reader->custom_capacity, sizeof *reader->customs);
    reader->customs[reader->custom_count++] =
        (struct custom_format){.id = id, .code = package->host->text(package->call, code, strlen(code))};
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

static int customs_order(const void *a, const void *b) {
    const struct custom_format *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

/* A workbook may define a built-in number anew. */
static const struct jx_number_format *format_find(struct styles_reader *reader, uint32_t id) {
    struct jx_package *package = &reader->workbook->package;
    struct custom_format key = {.id = id}, *custom = NULL;
    if (reader->custom_count > 0)
        custom = bsearch(&key, reader->customs, reader->custom_count, sizeof key, customs_order);
    if (!custom) return NULL;
    if (!custom->compiled) {
        custom->compiled = true;
        custom->format = jx_number_format_compile(package->host, package->call, custom->code);
    }
    return custom->format;
}

/* Notes the built-in formats that the workbook does not define, as if it did. */
static void builtins_note(struct styles_reader *reader) {
    struct jx_package *package = &reader->workbook->package;
    bool defined[64] = {false};
    for (uint32_t i = 0; i < reader->custom_count; i++)
        if (reader->customs[i].id < 64) defined[reader->customs[i].id] = true;
    for (uint32_t id = 0; id < 64; id++) {
        const char *code = jx_number_format_builtin(id);
        if (defined[id] || !code) continue;
        reader->customs = package->host->grow(package->call, reader->customs, reader->custom_count,
                                              &reader->custom_capacity, sizeof *reader->customs);
        reader->customs[reader->custom_count++] = (struct custom_format){.id = id, .code = code};
    }
    qsort(reader->customs, reader->custom_count, sizeof *reader->customs, customs_order);
}

enum jx_status jx_xlsx_styles_read(struct jx_xlsx_workbook *workbook, const char *part) {
    static const struct jx_xml_handlers handlers = {.start = styles_start, .end = styles_end};
    struct styles_reader reader = {.workbook = workbook};
    struct jx_package *package = &workbook->package;
    enum jx_status status = jx_package_parse(package, part, &handlers, &reader);
    if (status > JX_WARN) return status;
    builtins_note(&reader);
    for (uint32_t i = 0; i < reader.id_count; i++) {
        workbook->formats = package->host->grow(package->call, workbook->formats, workbook->format_count,
                                                &workbook->format_capacity, sizeof *workbook->formats);
        workbook->formats[workbook->format_count++] = format_find(&reader, reader.ids[i]);
    }
    return status;
}
