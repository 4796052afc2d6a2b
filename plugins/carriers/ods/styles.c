/*
 * Styles of cells and of words in them: of all that they say, only whether they strike out.
 */
#include "spreadsheet.h"

#include <stdlib.h>
#include <string.h>

/* More styles than any program writes; parents may go round in a circle. */
enum { STYLES_MOST = 1 << 17, PARENTS_MOST = 16 };

static const char *keep(const struct jx_package *package, const char *text) {
    return text ? package->host->text(package->call, text, strlen(text)) : NULL;
}

void jx_ods_style_start(struct jx_package *package, struct jx_ods_styles *styles, const char **attributes) {
    const char *name = jx_xml_attribute(attributes, "name"), *family = jx_xml_attribute(attributes, "family");
    bool cell = family && strcmp(family, "table-cell") == 0;
    styles->open = name && (cell || (family && strcmp(family, "text") == 0)) && styles->count < STYLES_MOST;
    if (!styles->open) return;
    styles->items = package->host->grow(package->call, styles->items, styles->count, &styles->capacity,
                                        sizeof *styles->items);
    styles->items[styles->count] =
        (struct jx_ods_style){.name = keep(package, name),
                              .parent = keep(package, jx_xml_attribute(attributes, "parent-style-name")),
                              .cell = cell,
                              .order = styles->count};
    styles->count++;
    styles->sorted = false;
}

void jx_ods_style_looks(struct jx_ods_styles *styles, const char **attributes) {
    const char *line = jx_xml_attribute(attributes, "text-line-through-style");
    if (!line) line = jx_xml_attribute(attributes, "text-line-through-type");
    if (!styles->open || !line) return;
    bool struck = strcmp(line, "none") != 0;
    styles->items[styles->count - 1].struck = struck ? 1 : -1;
    styles->any_struck = styles->any_struck || struck;
}

static int order(const void *a, const void *b) {
    const struct jx_ods_style *left = a, *right = b;
    if (left->cell != right->cell) return left->cell ? 1 : -1;
    int names = strcmp(left->name, right->name);
    return names != 0 ? names : (left->order > right->order) - (left->order < right->order);
}

static int compare(const void *key, const void *style) {
    const struct jx_ods_style *left = key, *right = style;
    return left->cell != right->cell ? (left->cell ? 1 : -1) : strcmp(left->name, right->name);
}

int jx_ods_style_struck(struct jx_ods_styles *styles, const char *name, bool cell) {
    if (!styles->any_struck) return 0;
    if (!styles->sorted) qsort(styles->items, styles->count, sizeof *styles->items, order);
    styles->sorted = true;
    for (int i = 0; i < PARENTS_MOST && name; i++) {
        const struct jx_ods_style key = {.name = name, .cell = cell};
        const struct jx_ods_style *style =
            bsearch(&key, styles->items, styles->count, sizeof *styles->items, compare);
        if (!style || style->struck != 0) return style ? style->struck : 0;
        name = style->parent;
    }
    return 0;
}
