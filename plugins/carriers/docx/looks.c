/*
 * What the looks of runs say, and the styles that they name.
 */
#include "looks.h"

#include <stdlib.h>
#include <string.h>

#include "document.h"

/* Styles one on the other; a longer chain is a ring. */
enum { CHAIN_MOST = 20 };

static int8_t switch_of(const char *value) {
    return !value || jx_docx_says_on(value) ? 1 : -1;
}

static uint32_t half_points(const char *value) {
    uint32_t number = jx_xml_number(value);
    return number == UINT32_MAX ? 0 : number;
}

static bool is_paper(const char *rgb) {
    char *end;
    unsigned long value = strtoul(rgb, &end, 16);
    return strlen(rgb) == 6 && *end == '\0' &&
           jx_looks_paper(value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF);
}

int8_t jx_docx_shade(const char *pattern, const char *fill) {
    if (pattern && strcmp(pattern, "clear") != 0) return strcmp(pattern, "nil") == 0 ? 0 : 1;
    if (!fill || strcmp(fill, "auto") == 0) return 0;
    return is_paper(fill) ? -1 : 1;
}

static int8_t highlight_of(const char *colour) {
    return strcmp(colour, "none") == 0 ? 0 : strcmp(colour, "white") == 0 ? -1 : 1;
}

/* A typeface that a theme names is one of letters, whatever stands beside it. */
const char *jx_docx_look_other(const char *element, const char **attributes) {
    if (strcmp(element, "shd") == 0) return jx_xml_attribute(attributes, "fill");
    if (strcmp(element, "rFonts") != 0) return NULL;
    const char *theme = jx_xml_attribute(attributes, "asciiTheme");
    return theme ? theme : jx_xml_attribute(attributes, "ascii");
}

void jx_docx_looks_note(struct jx_looks *looks, const char *element, const char *value, const char *other) {
    if (strcmp(element, "vanish") == 0) looks->hidden = switch_of(value);
    if (strcmp(element, "strike") == 0) looks->struck = switch_of(value);
    if (strcmp(element, "dstrike") == 0) looks->doubly = switch_of(value);
    if (strcmp(element, "position") == 0) looks->position = half_points(value);
    if (strcmp(element, "sz") == 0) looks->size = half_points(value);
    if (strcmp(element, "rFonts") == 0 && other) looks->font = jx_looks_symbols(other);
    if (strcmp(element, "color") == 0 && value) looks->white = is_paper(value) ? 1 : -1;
    if (strcmp(element, "shd") == 0 && looks->shaded <= 0) looks->shaded = jx_docx_shade(value, other);
    if (strcmp(element, "highlight") == 0 && value && looks->shaded <= 0) looks->shaded = highlight_of(value);
    if (strcmp(element, "vertAlign") == 0 && value)
        looks->raised = strcmp(value, "superscript") == 0 ? 1
                        : strcmp(value, "subscript") == 0 ? -1
                                                          : JX_ON_LINE;
}

/* --- styles ------------------------------------------------------------------------------------------------------ */

struct style_reader {
    struct jx_package *package;
    struct jx_docx_styles *styles;
    bool in_style, in_looks;
    struct jx_docx_style style;
};

static const char *kept(const struct style_reader *reader, const char *text) {
    return !text ? NULL : reader->package->host->text(reader->package->call, text, strlen(text));
}

static void style_start(void *user, const char *name, const char **attributes) {
    struct style_reader *reader = user;
    const char *value = jx_xml_attribute(attributes, "val");
    if (strcmp(name, "style") == 0) {
        reader->style = (struct jx_docx_style){.id = kept(reader, jx_xml_attribute(attributes, "styleId"))};
        reader->in_style = reader->style.id;
    } else if (reader->in_style && strcmp(name, "basedOn") == 0) {
        reader->style.based = kept(reader, value);
    } else if (strcmp(name, "rPr") == 0) {
        reader->in_looks = reader->in_style;
    } else if (reader->in_style && strcmp(name, "numId") == 0) {
        reader->style.numbered = true;
        reader->style.number = jx_xml_number(value);
    } else if (reader->in_style && strcmp(name, "ilvl") == 0) {
        reader->style.level = jx_xml_number(value);
    } else if (reader->in_looks ||
               strcmp(name, "shd") == 0) { /* a shading may be a paragraph's, or some cell's */
        jx_docx_looks_note(&reader->style.looks, name, value, jx_docx_look_other(name, attributes));
    }
}

static void style_end(void *user, const char *name) {
    struct style_reader *reader = user;
    const struct jx_package *package = reader->package;
    struct jx_docx_styles *styles = reader->styles;
    if (strcmp(name, "rPr") == 0) reader->in_looks = false;
    if (strcmp(name, "style") != 0 || !reader->in_style) return;
    reader->in_style = false;
    styles->items = package->host->grow(package->call, styles->items, styles->count, &styles->capacity,
                                        sizeof *styles->items);
    styles->items[styles->count++] = reader->style;
}

static const struct jx_docx_style *style_find(const struct jx_docx_styles *styles, const char *id) {
    for (uint32_t i = 0; id && i < styles->count; i++)
        if (strcmp(styles->items[i].id, id) == 0) return &styles->items[i];
    return NULL;
}

static void number_inherit(struct jx_docx_style *style, const struct jx_docx_style *based) {
    if (style->numbered || !based->numbered) return;
    style->numbered = true;
    style->number = based->number;
    style->level = based->level;
}

/* Which typeface of letters a style names matters only where another one names symbols. */
static void letters_forget(struct jx_docx_styles *styles) {
    for (uint32_t i = 0; i < styles->count; i++)
        if (styles->items[i].looks.font && *styles->items[i].looks.font != '\0') return;
    for (uint32_t i = 0; i < styles->count; i++) styles->items[i].looks.font = NULL;
}

/* Most documents have many styles, none of which says any of this: then nothing is left to look up. */
static void styles_resolve(struct jx_docx_styles *styles) {
    uint32_t count = 0;
    letters_forget(styles);
    for (uint32_t i = 0; i < styles->count; i++) {
        const struct jx_docx_style *based = style_find(styles, styles->items[i].based);
        for (int steps = 0; based && steps < CHAIN_MOST; steps++) {
            jx_looks_inherit(&styles->items[i].looks, &based->looks);
            number_inherit(&styles->items[i], based);
            based = style_find(styles, based->based);
        }
    }
    for (uint32_t i = 0; i < styles->count; i++)
        if (jx_looks_say_anything(&styles->items[i].looks) || styles->items[i].numbered)
            styles->items[count++] = styles->items[i];
    styles->count = count;
}

enum jx_status jx_docx_styles_read(struct jx_package *package, const char *main,
                                   struct jx_docx_styles *styles) {
    static const struct jx_xml_handlers handlers = {.start = style_start, .end = style_end, .again = true};
    struct style_reader reader = {.package = package, .styles = styles};
    struct jx_relations relations;
    *styles = (struct jx_docx_styles){0};
    if (!main) return JX_OK;
    enum jx_status status = jx_relations_read(package, main, &relations);
    const struct jx_relation *part = status > JX_WARN ? NULL : jx_relation_by_type(&relations, "styles");
    if (part && jx_package_has(package, part->target))
        status = jx_package_parse(package, part->target, &handlers, &reader);
    styles_resolve(styles);
    return status;
}

const struct jx_docx_style *jx_docx_style_of(const struct jx_docx_styles *styles, const char *id) {
    return !styles ? NULL : style_find(styles, id);
}

const struct jx_looks *jx_docx_style_looks(const struct jx_docx_styles *styles, const char *id) {
    const struct jx_docx_style *style = !styles ? NULL : style_find(styles, id);
    return !style ? NULL : &style->looks;
}
