/*
 * What stands at the head and foot of the pages of sheets. Fields (numbers of pages, names of sheets) stand for what nobody
 * loses.
 */
#include "plugins/carriers/shared/margin.h"
#include "spreadsheet.h"

#include <string.h>

enum element { OTHER, MASTER, MARGIN, REGION, PARAGRAPH, KEPT, BLANK };

/* Sorted by name. */
static const struct jx_xml_element elements[] = {
    {"a", KEPT},
    {"footer", MARGIN},
    {"footer-first", MARGIN},
    {"footer-left", MARGIN},
    {"h", PARAGRAPH},
    {"header", MARGIN},
    {"header-first", MARGIN},
    {"header-left", MARGIN},
    {"line-break", BLANK},
    {"master-page", MASTER},
    {"p", PARAGRAPH},
    {"region-center", REGION},
    {"region-left", REGION},
    {"region-right", REGION},
    {"s", BLANK},
    {"span", KEPT},
    {"tab", BLANK},
};

struct reader {
    struct jx_package *package;
    struct jx_book *book;
    const struct jx_ods_pages *pages;
    bool in_master, in_margin, in_paragraph;
    uint32_t skipped; /* how deep in elements that are not looked at */
    struct jx_scratch scratch;
};

static bool is_used(const struct reader *reader, const char *name) {
    for (uint32_t i = 0; name && i < reader->pages->count; i++)
        if (strcmp(reader->pages->names[i], name) == 0) return true;
    return false;
}

static void scratch_add(struct reader *reader, const char *text, size_t length) {
    jx_scratch_add(reader->package, &reader->scratch, text, length);
}

static void margin_start(struct reader *reader, const char **attributes) {
    const char *display = jx_xml_attribute(attributes, "display");
    if (display && strcmp(display, "false") == 0) {
        reader->skipped = 1;
        return;
    }
    reader->in_margin = true;
    reader->scratch.length = 0;
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct reader *reader = user;
    enum element element = (enum element)jx_xml_find(elements, sizeof elements / sizeof *elements, name);
    if (reader->skipped > 0) {
        reader->skipped++;
    } else if (!reader->in_master) {
        reader->in_master = element == MASTER && is_used(reader, jx_xml_attribute(attributes, "name"));
    } else if (!reader->in_margin) {
        if (element == MARGIN)
            margin_start(reader, attributes);
        else
            reader->skipped = 1;
    } else if (element == OTHER || element == MASTER || element == MARGIN) {
        reader->skipped = 1;
    } else if (element == REGION || element == BLANK) {
        scratch_add(reader, element == REGION ? "\t" : " ", 1);
    } else if (element == PARAGRAPH) {
        reader->in_paragraph = true;
    }
}

static void margin_end(struct reader *reader) {
    const char *text = reader->scratch.bytes;
    size_t length = reader->scratch.length;
    while (length > 0 && memchr("\t\n ", *text, 3)) text++, length--;
    while (length > 0 && memchr("\t\n ", text[length - 1], 3)) length--;
    reader->in_margin = false;
    if (length > 0)
        jx_margin_tell(reader->package->host, reader->package->call, reader->book, NULL, text, length);
}

static void on_end(void *user, const char *name) {
    struct reader *reader = user;
    if (reader->skipped > 0) {
        reader->skipped--;
        return;
    }
    switch ((enum element)jx_xml_find(elements, sizeof elements / sizeof *elements, name)) {
    case MASTER: reader->in_master = false; break;
    case MARGIN:
        if (reader->in_margin) margin_end(reader);
        break;
    case PARAGRAPH:
        if (reader->in_paragraph) scratch_add(reader, "\n", 1);
        reader->in_paragraph = false;
        break;
    default: break;
    }
}

static void on_text(void *user, const char *text, size_t length) {
    struct reader *reader = user;
    if (reader->in_margin && reader->in_paragraph && reader->skipped == 0) scratch_add(reader, text, length);
}

enum jx_status jx_ods_margins_read(struct jx_package *package, const char *part,
                                   const struct jx_ods_pages *pages, struct jx_book *book) {
    static const struct jx_xml_handlers handlers = {
        .start = on_start, .end = on_end, .text = on_text, .again = true};
    struct reader *reader = package->host->allocate(package->call, sizeof *reader);
    *reader = (struct reader){.package = package, .book = book, .pages = pages};
    if (pages->count == 0) return JX_OK;
    if (!part) return jx_package_parse_flat(package, &handlers, reader);
    return jx_package_has(package, part) ? jx_package_parse(package, part, &handlers, reader) : JX_OK;
}
