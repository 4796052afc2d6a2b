/*
 * Styles: of all that they say, only how their numbers show, and whether their text is struck out.
 */
#include "table.h"

#include <stdlib.h>
#include <string.h>

/* More styles than any program writes; cells of further ones look as all others. */
enum { STYLES_MOST = 1 << 17, PARENTS_MOST = 16 };

static const char *keep(struct jx_xml_styles *styles, const char *text) {
    return text ? styles->host->text(styles->call, text, strlen(text)) : NULL;
}

void jx_xml_style_start(struct jx_xml_styles *styles, const char *id, const char *parent) {
    if (styles->count >= STYLES_MOST) return;
    styles->items = styles->host->grow(styles->call, styles->items, styles->count, &styles->capacity,
                                       sizeof *styles->items);
    styles->items[styles->count] = (struct jx_xml_style){
        .id = keep(styles, id ? id : ""), .parent = keep(styles, parent), .order = styles->count};
    styles->count++;
    styles->sorted = false;
}

void jx_xml_style_format(struct jx_xml_styles *styles, const char *code) {
    if (styles->count > 0) styles->items[styles->count - 1].code = keep(styles, code ? code : "General");
}

void jx_xml_style_font(struct jx_xml_styles *styles, const char *struck) {
    if (styles->count == 0 || !struck) return;
    bool on = jx_xml_truth(struck);
    styles->items[styles->count - 1].struck = on ? 1 : -1;
    styles->any_struck = styles->any_struck || on;
}

static int styles_order(const void *a, const void *b) {
    const struct jx_xml_style *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

static int compare_id(const void *id, const void *style) {
    return strcmp(id, ((const struct jx_xml_style *)style)->id);
}

struct jx_xml_style *jx_xml_style_find(struct jx_xml_styles *styles, const char *id) {
    if (styles->count == 0) return NULL;
    if (!styles->sorted) qsort(styles->items, styles->count, sizeof *styles->items, styles_order);
    styles->sorted = true;
    struct jx_xml_style *found =
        id ? bsearch(id, styles->items, styles->count, sizeof *styles->items, compare_id) : NULL;
    return found ? found
                 : bsearch("Default", styles->items, styles->count, sizeof *styles->items, compare_id);
}

/* Formats may go by a name instead of a code; as Chinese versions show them. */
static const char *code_of(const char *name) {
    static const struct {
        const char *name, *code;
    } named[] = {
        {"General Number", "General"},
        {"General Date", "yyyy/m/d h:mm"},
        {"Long Date", "yyyy\"年\"m\"月\"d\"日\""},
        {"Medium Date", "d-mmm-yy"},
        {"Short Date", "yyyy/m/d"},
        {"Long Time", "h:mm:ss"},
        {"Medium Time", "h:mm AM/PM"},
        {"Short Time", "h:mm"},
        {"Currency", "\"¥\"#,##0.00;\"¥\"-#,##0.00"},
        {"Euro Currency", "\"€\"#,##0.00;\"€\"-#,##0.00"},
        {"Fixed", "0.00"},
        {"Standard", "#,##0.00"},
        {"Percent", "0.00%"},
        {"Scientific", "0.00E+00"},
        {"Yes/No", "\"Yes\";\"Yes\";\"No\""},
        {"True/False", "\"True\";\"True\";\"False\""},
        {"On/Off", "\"On\";\"On\";\"Off\""},
    };
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strcmp(name, named[i].name) == 0) return named[i].code;
    return name;
}

/* A style that sets no format has that of its parent, and at last that of all cells. Parents may go round in a circle. */
const struct jx_number_format *jx_xml_style_number(struct jx_xml_styles *styles, struct jx_xml_style *style) {
    if (!style) return NULL;
    if (style->compiled) return style->format;
    struct jx_xml_style *from = style;
    for (int i = 0; i < PARENTS_MOST && from && !from->code; i++)
        from = jx_xml_style_find(styles, from->parent);
    style->compiled = true;
    if (!from || !from->code) return NULL;
    style->format = from != style ? jx_xml_style_number(styles, from)
                                  : jx_number_format_compile(styles->host, styles->call, code_of(from->code));
    return style->format;
}

/* Found again for each cell, but only where some style strikes out. */
bool jx_xml_style_struck(struct jx_xml_styles *styles, const struct jx_xml_style *style) {
    if (!styles->any_struck) return false;
    for (int i = 0; i < PARENTS_MOST && style && style->struck == 0; i++) {
        const struct jx_xml_style *parent = style->parent ? jx_xml_style_find(styles, style->parent) : NULL;
        style = parent == style ? NULL : parent;
    }
    return style && style->struck > 0;
}
