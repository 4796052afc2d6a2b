/*
 * What is to be known of a workbook's cells before they are filled: formulas, locks, formats, lists to choose from.
 */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

#include "plugins/carriers/shared/opening.h"

enum { LISTED_MOST = 4096, AREA_MOST = 20000 };

struct surveying {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_xlsx_patch *patch; /* only its means of reading */
    struct jx_survey *survey;
    uint32_t *looks; /* flags by style */
    uint32_t look_count;
    uint32_t sheet;
};

/* --- styles ------------------------------------------------------------------------------------------------------ */

/* A grey that is neither black nor white, or italic. */
static bool font_hints(const struct jx_markup *markup, uint32_t font) {
    uint32_t italic = jx_node_child(markup, font, "i"), color = jx_node_child(markup, font, "color");
    const char *value = italic ? jx_node_value(markup, italic, "val") : "0";
    if (italic && (!value || jx_xml_truth(value))) return true;
    const char *rgb = color ? jx_node_value(markup, color, "rgb") : NULL;
    if (!rgb || strlen(rgb) != 8) return false;
    unsigned long red = strtoul(rgb, NULL, 16) >> 16 & 0xFF, green = strtoul(rgb, NULL, 16) >> 8 & 0xFF;
    unsigned long blue = strtoul(rgb, NULL, 16) & 0xFF;
    return red == green && green == blue && red >= 0x60 && red <= 0xD8;
}

static bool font_struck(const struct jx_markup *markup, uint32_t font) {
    uint32_t strike = jx_node_child(markup, font, "strike");
    const char *value = strike ? jx_node_value(markup, strike, "val") : NULL;
    return strike != 0 && (!value || jx_xml_truth(value));
}

static uint32_t font_node(const struct jx_markup *markup, uint32_t number) {
    uint32_t font = jx_node_child(markup, jx_node_find(markup, "fonts"), "font");
    while (font != 0 && number-- > 0) font = jx_node_next(markup, font);
    return font;
}

static bool code_dates(const char *code) {
    bool quoted = false;
    for (; *code; code++) {
        if (*code == '"') quoted = !quoted;
        if (*code == '[')
            while (*code && *code != ']') code++;
        if (*code == '\0') break;
        if (*code == '\\' && code[1])
            code++;
        else if (!quoted && strchr("yYdD", *code))
            return true;
    }
    return false;
}

/* The workbook's own format of this number, NULL: it is one that all programs know. */
static const char *format_code(const struct jx_markup *markup, uint32_t id) {
    uint32_t formats = jx_node_find(markup, "numFmts");
    for (uint32_t node = jx_node_child(markup, formats, "numFmt"); formats && node;
         node = jx_node_next(markup, node))
        if (jx_node_number(markup, node, "numFmtId") == id) return jx_node_value(markup, node, "formatCode");
    return NULL;
}

static bool format_dates(const char *code, uint32_t id) {
    if (code) return code_dates(code);
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/* A format that shows a number a hundred times as large: 98 is kept as text there, or it would show as 9800 %. */
static bool format_percent(const char *code, uint32_t id) {
    if (code) return memchr(code, '%', strcspn(code, ";")) ? true : false;
    return id == 9 || id == 10;
}

/* One more than the decimals that a format shows of an amount, 0: as many as there are, or it is none for amounts. */
static uint32_t format_decimals(const char *code, uint32_t id) {
    uint32_t shown = 0;
    if (!code)
        return id == 1 || id == 3 || id == 37 || id == 38   ? 1
               : id == 2 || id == 4 || id == 39 || id == 40 ? 3
                                                            : 0;
    const char *end = code + strcspn(code, ";"), *point = memchr(code, '.', (size_t)(end - code));
    if (!strpbrk(code, "0#") || memchr(code, '%', (size_t)(end - code))) return 0;
    for (const char *at = point ? point + 1 : end; at < end && (*at == '0' || *at == '#' || *at == '?'); at++)
        shown++;
    return shown < JX_TRAIT_DECIMALS_MASK ? shown + 1 : 0;
}

static uint32_t look_read(const struct jx_markup *markup, uint32_t xf) {
    uint32_t id = jx_node_number(markup, xf, "numFmtId"), font = jx_node_number(markup, xf, "fontId");
    uint32_t protection = jx_node_child(markup, xf, "protection"),
             alignment = jx_node_child(markup, xf, "alignment");
    const char *locked = protection ? jx_node_value(markup, protection, "locked") : NULL;
    uint32_t look = 0, node;
    if (!locked || jx_xml_truth(locked)) look |= JX_TRAIT_LOCKED;
    const char *code = format_code(markup, id);
    if (id == 49 || format_percent(code, id)) look |= JX_TRAIT_AS_TEXT;
    if (format_dates(code, id))
        look |= JX_TRAIT_AS_DATE;
    else
        look |= format_decimals(code, id) << JX_TRAIT_DECIMALS_SHIFT;
    if (font != UINT32_MAX && (node = font_node(markup, font)) != 0) {
        if (font_hints(markup, node)) look |= JX_TRAIT_HINT;
        if (font_struck(markup, node)) look |= JX_TRAIT_STRUCK;
    }
    if (alignment && jx_xml_truth(jx_node_value(markup, alignment, "wrapText"))) look |= JX_TRAIT_WRAPS;
    return look;
}

static enum jx_status looks_read(struct surveying *surveying) {
    const struct jx_relation *relation =
        jx_relation_by_type(&surveying->patch->workbook->relations, "styles");
    struct jx_markup markup;
    size_t length;
    uint32_t capacity = 0;
    if (!relation || !jx_package_has(surveying->patch->package, relation->target)) return JX_OK;
    const char *bytes = jx_markup_load(surveying->patch->package, relation->target, &length);
    if (!bytes) return JX_FAIL;
    enum jx_status status =
        jx_markup_read(&markup, surveying->patch->package, relation->target, bytes, length);
    uint32_t table = status == JX_OK ? jx_node_find(&markup, "cellXfs") : 0;
    for (uint32_t xf = jx_node_child(&markup, table, "xf");
         table && xf && surveying->look_count < LISTED_MOST; xf = jx_node_next(&markup, xf)) {
        surveying->looks = surveying->host->grow(surveying->call, surveying->looks, surveying->look_count,
                                                 &capacity, sizeof *surveying->looks);
        surveying->looks[surveying->look_count++] = look_read(&markup, xf);
    }
    return status;
}

/* --- lists to choose from ---------------------------------------------------------------------------------------- */

static uint32_t choices_add(struct surveying *surveying, const struct jx_choices *choices) {
    struct jx_survey *survey = surveying->survey;
    survey->choices = surveying->host->grow(surveying->call, survey->choices, survey->choice_count,
                                            &survey->choice_capacity, sizeof *survey->choices);
    survey->choices[survey->choice_count++] = *choices;
    return survey->choice_count;
}

static void item_add(struct surveying *surveying, struct jx_choices *choices, uint32_t *capacity,
                     const char *text, size_t length) {
    const char **items = surveying->host->grow(surveying->call, (void *)(uintptr_t)choices->items,
                                               choices->count, capacity, sizeof *items);
    items[choices->count++] = surveying->host->text(surveying->call, text, length);
    choices->items = items;
}

/* "one,two" */
static void literal_read(struct surveying *surveying, struct jx_choices *choices, const char *text) {
    uint32_t capacity = 0;
    for (const char *at = text + 1; *at && *at != '"';) {
        size_t length = strcspn(at, ",\"");
        const char *first = at + strspn(at, " ");
        at += length;
        if (first < at) item_add(surveying, choices, &capacity, first, (size_t)(at - first));
        if (*at == ',') at++;
    }
}

static struct jx_xlsx_leaf *leaf_named(const struct jx_xlsx_patch *patch, const struct jx_xlsx_reference *at,
                                       struct jx_xlsx_leaf *home) {
    for (uint32_t i = 0; at->sheet && i < patch->leaf_count; i++)
        if (strlen(patch->leaves[i].name) == at->sheet_length &&
            memcmp(patch->leaves[i].name, at->sheet, at->sheet_length) == 0)
            return &patch->leaves[i];
    return at->sheet ? NULL : home;
}

/* The texts of an area of cells. */
static void range_read(struct surveying *surveying, struct jx_choices *choices, struct jx_xlsx_leaf *home,
                       const char *text) {
    struct jx_xlsx_reference reference;
    uint32_t capacity = 0;
    const char *end = jx_xlsx_reference_read(text, &reference);
    struct jx_xlsx_leaf *leaf = end ? leaf_named(surveying->patch, &reference, home) : NULL;
    if (!leaf || *end != '\0' || reference.area.columns > 64) return;
    if (jx_xlsx_leaf_load(surveying->patch, leaf) != JX_OK) return;
    if (!leaf->values && jx_xlsx_leaf_values(surveying->patch, leaf) != JX_OK) return;
    for (uint32_t i = 0; i < leaf->value_count && choices->count < LISTED_MOST; i++) {
        const struct jx_xlsx_value *value = &leaf->values[i];
        bool inside = value->row - reference.area.row < reference.area.rows &&
                      value->column - reference.area.column < reference.area.columns;
        if (inside && value->row >= reference.area.row && value->column >= reference.area.column &&
            (value->kind == JX_XLSX_STRING || value->kind == JX_XLSX_NUMBER) && *value->text != '\0')
            item_add(surveying, choices, &capacity, value->text, strlen(value->text));
    }
}

static const char *name_text(const struct jx_xlsx_patch *patch, const char *name) {
    for (uint32_t i = 0; i < patch->name_count; i++)
        if (strcmp(patch->names[i].name, name) == 0) return patch->names[i].text;
    return NULL;
}

/* INDIRECT($F5): the list is the one that the cell names; its column counts. */
static bool indirect_read(struct jx_choices *choices, const char *text) {
    struct jx_xlsx_reference reference;
    if (strncmp(text, "INDIRECT(", 9) != 0 || !jx_xlsx_reference_read(text + 9, &reference)) return false;
    if (reference.sheet || reference.area.columns != 1) return false;
    choices->by_column = reference.area.column + 1;
    return true;
}

static uint32_t list_read(struct surveying *surveying, struct jx_xlsx_leaf *home, const char *formula,
                          bool open) {
    struct jx_choices choices = {.open = open};
    while (*formula == ' ' || *formula == '=') formula++;
    if (*formula == '"') {
        literal_read(surveying, &choices, formula);
    } else if (!indirect_read(&choices, formula)) {
        const char *named = name_text(surveying->patch, formula);
        if (named) choices.name = formula;
        range_read(surveying, &choices, home, named ? named : formula);
    }
    return choices.count > 0 || choices.by_column > 0 ? choices_add(surveying, &choices) : 0;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static struct jx_trait *trait_add(struct surveying *surveying, uint32_t row, uint32_t column) {
    struct jx_survey *survey = surveying->survey;
    survey->traits = surveying->host->grow(surveying->call, survey->traits, survey->trait_count,
                                           &survey->trait_capacity, sizeof *survey->traits);
    struct jx_trait *trait = &survey->traits[survey->trait_count++];
    *trait = (struct jx_trait){.sheet = surveying->sheet, .row = row, .column = column};
    return trait;
}

/* Cells are locked by their looks, which counts only in a sheet that is protected. */
static bool is_protected(const struct jx_xlsx_leaf *leaf) {
    uint32_t node = jx_node_find(&leaf->markup, "sheetProtection");
    return node != 0 && jx_xml_truth(jx_node_value(&leaf->markup, node, "sheet"));
}

static bool has_password(const struct jx_markup *markup, uint32_t node) {
    static const char *const names[] = {"password", "hashValue", "securityDescriptor"};
    bool has = false;
    size_t length;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        has = has || jx_node_raw(markup, node, names[i], &length);
    return has;
}

/* Whether anybody may write into a cell, although it is locked: it is in a range that the sheet's protection lets out. */
static bool is_let_out(const struct jx_xlsx_leaf *leaf, uint32_t ranges, const struct jx_xlsx_spot *spot) {
    const struct jx_markup *markup = &leaf->markup;
    for (uint32_t node = jx_node_child(markup, ranges, "protectedRange"); ranges && node;
         node = jx_node_next(markup, node)) {
        const char *areas = has_password(markup, node) ? NULL : jx_node_value(markup, node, "sqref");
        struct jx_merge area;
        while (areas && *(areas += strspn(areas, " \t\r\n"))) {
            const char *end = jx_xlsx_area_read(areas, &area);
            if (end && spot->row >= area.row && spot->row - area.row < area.rows &&
                spot->column >= area.column && spot->column - area.column < area.columns)
                return true;
            areas += strcspn(areas, " \t\r\n");
        }
    }
    return false;
}

/* Whether the cell has a shared text of which every run is struck out. */
static bool text_struck(const struct surveying *surveying, const struct jx_xlsx_leaf *leaf,
                        const struct jx_xlsx_spot *spot) {
    const struct jx_xlsx_workbook *workbook = surveying->patch->workbook;
    const struct jx_markup *markup = &leaf->markup;
    size_t length;
    if (workbook->dress_count == 0) return false;
    uint32_t v = jx_node_child(markup, spot->node, "v");
    const char *type = jx_node_value(markup, spot->node, "t");
    if (v == 0 || !type || strcmp(type, "s") != 0) return false;
    uint32_t number = jx_xml_number(jx_node_text(markup, v, &length));
    const struct jx_xlsx_string *string = number < workbook->string_count ? &workbook->strings[number] : NULL;
    return string && string->dress != 0 && string->length == 0;
}

static void spots_survey(struct surveying *surveying, struct jx_xlsx_leaf *leaf) {
    bool guarded = is_protected(leaf);
    uint32_t ranges = guarded ? jx_node_find(&leaf->markup, "protectedRanges") : 0;
    for (uint32_t i = 0; i < leaf->spot_count; i++) {
        const struct jx_xlsx_spot *spot = &leaf->spots[i];
        uint32_t flags =
            spot->style < surveying->look_count ? surveying->looks[spot->style] : JX_TRAIT_LOCKED;
        if (!guarded || is_let_out(leaf, ranges, spot)) flags &= ~(uint32_t)JX_TRAIT_LOCKED;
        size_t length;
        const char *type, *formula = jx_xlsx_spot_formula(surveying->patch, leaf, spot, &length);
        if (jx_xlsx_spot_f(leaf, spot, &type) != 0) flags |= JX_TRAIT_FORMULA;
        if (text_struck(surveying, leaf, spot)) flags |= JX_TRAIT_STRUCK;
        struct jx_trait *trait = trait_add(surveying, spot->row, spot->column);
        trait->flags = flags;
        trait->formula = formula;
    }
}

/* Cells of an area get its list: the first of several. They are made where there is no trait yet. */
static void area_choose(struct surveying *surveying, const struct jx_merge *area, uint32_t list) {
    if ((uint64_t)area->rows * area->columns > AREA_MOST) return;
    for (uint32_t row = 0; row < area->rows; row++)
        for (uint32_t column = 0; column < area->columns; column++)
            trait_add(surveying, area->row + row, area->column + column)->choices = list;
}

/* `x14` writes the areas and the formula as texts of their own. */
static const char *rule_text(const struct jx_markup *markup, uint32_t node, const char *name) {
    const char *value = jx_node_value(markup, node, name);
    uint32_t child = jx_node_child(markup, node, name);
    size_t length;
    return value ? value : child ? jx_node_text(markup, child, &length) : NULL;
}

static void lists_survey(struct surveying *surveying, struct jx_xlsx_leaf *leaf) {
    const struct jx_markup *markup = &leaf->markup;
    for (uint32_t node = 1; node < markup->count; node++) {
        if (!jx_node_is(markup, node, "dataValidation")) continue;
        const char *type = jx_node_value(markup, node, "type"), *areas = rule_text(markup, node, "sqref");
        const char *formula = rule_text(markup, node, "formula1");
        const char *strict = jx_node_value(markup, node, "showErrorMessage");
        const char *style = jx_node_value(markup, node, "errorStyle");
        if (!type || strcmp(type, "list") != 0 || !areas || !formula) continue;
        bool open = !jx_xml_truth(strict) || (style && strcmp(style, "stop") != 0);
        uint32_t list = list_read(surveying, leaf, formula, open);
        struct jx_merge area;
        while (list && *(areas += strspn(areas, " \t\r\n"))) {
            size_t length = strcspn(areas, " \t\r\n");
            if (jx_xlsx_area_read(areas, &area) == areas + length && area.rows != UINT32_MAX)
                area_choose(surveying, &area, list);
            areas += length;
        }
    }
}

static void extent_add(struct surveying *surveying, struct jx_extent **items, uint32_t *count,
                       uint32_t *capacity, const struct jx_extent *extent) {
    *items = surveying->host->grow(surveying->call, *items, *count, capacity, sizeof **items);
    (*items)[(*count)++] = *extent;
}

/* Decimal digits with a point, whatever the locale. */
static double decimal_read(const char *text) {
    double value = 0, place = 0;
    for (; text && *text; text++) {
        if (*text == '.') place = 1;
        if (*text < '0' || *text > '9') continue;
        value = value * 10 + (*text - '0');
        place *= 10;
        if (value > 1e12) break;
    }
    return place > 1 ? value / place : value;
}

static void room_survey(struct surveying *surveying, const struct jx_xlsx_leaf *leaf) {
    const struct jx_markup *markup = &leaf->markup;
    struct jx_survey *survey = surveying->survey;
    for (uint32_t i = 0; i < leaf->line_count; i++) {
        const char *height = jx_node_value(markup, leaf->lines[i].node, "ht");
        bool hidden = jx_xml_truth(jx_node_value(markup, leaf->lines[i].node, "hidden"));
        const struct jx_extent extent = {
            .sheet = surveying->sheet,
            .index = leaf->lines[i].row,
            .size = hidden ? 0 : decimal_read(height),
            .fixed = jx_xml_truth(jx_node_value(markup, leaf->lines[i].node, "customHeight"))};
        if (height || hidden)
            extent_add(surveying, &survey->heights, &survey->height_count, &survey->height_capacity, &extent);
    }
    uint32_t columns = jx_node_find(markup, "cols");
    for (uint32_t col = jx_node_child(markup, columns, "col"); columns && col;
         col = jx_node_next(markup, col)) {
        uint32_t first = jx_node_number(markup, col, "min"), last = jx_node_number(markup, col, "max");
        const char *width = jx_node_value(markup, col, "width");
        bool hidden = jx_xml_truth(jx_node_value(markup, col, "hidden"));
        if (first == 0 || first == UINT32_MAX || last == UINT32_MAX || last > 256) continue;
        for (; first <= last; first++) {
            const struct jx_extent extent = {.sheet = surveying->sheet,
                                             .index = first - 1,
                                             .size = hidden ? 0 : decimal_read(width),
                                             .fixed = true};
            extent_add(surveying, &survey->widths, &survey->width_count, &survey->width_capacity, &extent);
        }
    }
}

static int trait_order(const void *a, const void *b) {
    const struct jx_trait *left = a, *right = b;
    if (left->sheet != right->sheet) return left->sheet < right->sheet ? -1 : 1;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    if (left->column != right->column) return left->column < right->column ? -1 : 1;
    return (left->choices > right->choices) - (left->choices < right->choices);
}

/* What is told of one cell in several places becomes one trait. */
static void traits_join(struct jx_survey *survey) {
    uint32_t kept = 0;
    if (survey->trait_count == 0) return;
    qsort(survey->traits, survey->trait_count, sizeof *survey->traits, trait_order);
    for (uint32_t i = 0; i < survey->trait_count; i++) {
        struct jx_trait *trait = &survey->traits[i], *last = kept ? &survey->traits[kept - 1] : NULL;
        if (last && last->sheet == trait->sheet && last->row == trait->row && last->column == trait->column) {
            last->flags |= trait->flags;
            if (!last->formula) last->formula = trait->formula;
            if (last->choices == 0) last->choices = trait->choices;
        } else {
            survey->traits[kept++] = *trait;
        }
    }
    survey->trait_count = kept;
}

static void names_survey(struct surveying *surveying) {
    for (uint32_t i = 0; i < surveying->patch->name_count && i < LISTED_MOST; i++) {
        const struct jx_xlsx_name *name = &surveying->patch->names[i];
        struct jx_choices choices = {.name = name->name};
        if (strncmp(name->name, "_xlnm", 5) == 0) continue;
        range_read(surveying, &choices, NULL, name->text);
        if (choices.count > 0) choices_add(surveying, &choices);
    }
}

/* What fillings ask of each sheet, found once for all of them. */
static enum jx_status leaf_keep(struct jx_xlsx_patch *patch, struct jx_xlsx_leaf *leaf) {
    leaf->apart = jx_xlsx_merges_apart(patch, leaf);
    leaf->written_out = 0;
    return leaf->values ? JX_OK : jx_xlsx_leaf_values(patch, leaf);
}

enum jx_status jx_xlsx_survey(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                              struct jx_survey *survey) {
    struct jx_xlsx_patch *patch = host->allocate(call, sizeof *patch);
    struct surveying surveying = {.host = host, .call = call, .patch = patch, .survey = survey};
    patch->host = host;
    patch->call = call;
    patch->patch = host->allocate(call, sizeof *patch->patch); /* nothing is asked */
    enum jx_status status = jx_xlsx_patch_open(patch, input);
    if (status == JX_OK) status = looks_read(&surveying);
    for (uint32_t i = 0; i < patch->leaf_count && status == JX_OK; i++) {
        struct jx_xlsx_leaf *leaf = &patch->leaves[i];
        surveying.sheet = i;
        status = jx_xlsx_leaf_load(patch, leaf);
        if (status != JX_OK) break;
        spots_survey(&surveying, leaf);
        lists_survey(&surveying, leaf);
        room_survey(&surveying, leaf);
    }
    if (status == JX_OK) names_survey(&surveying);
    if (status == JX_OK) status = jx_xlsx_strings_load(patch);
    for (uint32_t i = 0; i < patch->leaf_count && status == JX_OK; i++)
        status = leaf_keep(patch, &patch->leaves[i]);
    traits_join(survey);
    jx_package_close(patch->package);
    survey->kept = patch;
    return status;
}
