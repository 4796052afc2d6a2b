/*
 * Hidden and struck text, raised digits, symbols: what the looks of runs say, and the styles that they name.
 */
#include "looks.h"

#include <stdlib.h>
#include <string.h>

#include "document.h"
#include "plugins/carriers/shared/utf8.h"

/* Styles one on the other; a longer chain is a ring. */
enum { CHAIN_MOST = 20 };

static int8_t switch_of(const char *value) {
    return !value || jx_docx_says_on(value) ? 1 : -1;
}

/* The typeface of symbols of this name; NULL: letters. */
static const char *symbol_font(const char *name) {
    static const char *const fonts[] = {"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3"};
    for (size_t i = 0; name && i < sizeof fonts / sizeof *fonts; i++)
        if (strcmp(fonts[i], name) == 0) return fonts[i];
    return NULL;
}

static uint32_t half_points(const char *value) {
    uint32_t number = jx_xml_number(value);
    return number == UINT32_MAX ? 0 : number;
}

void jx_docx_looks_note(struct jx_docx_looks *looks, const char *element, const char *value,
                        const char *font) {
    if (strcmp(element, "vanish") == 0) looks->hidden = switch_of(value);
    if (strcmp(element, "strike") == 0) looks->struck = switch_of(value);
    if (strcmp(element, "dstrike") == 0) looks->doubly = switch_of(value);
    if (strcmp(element, "position") == 0) looks->position = half_points(value);
    if (strcmp(element, "sz") == 0) looks->size = half_points(value);
    if (strcmp(element, "rFonts") == 0) looks->font = symbol_font(font);
    if (strcmp(element, "vertAlign") == 0 && value)
        looks->raised = strcmp(value, "superscript") == 0 ? 1 : strcmp(value, "subscript") == 0 ? -1 : 0;
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
    } else if (reader->in_looks) {
        jx_docx_looks_note(&reader->style.looks, name, value, NULL);
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

/* What a style does not say, the one says that it is based on. */
static void inherit(struct jx_docx_looks *looks, const struct jx_docx_looks *from) {
    if (looks->hidden == 0) looks->hidden = from->hidden;
    if (looks->struck == 0) looks->struck = from->struck;
    if (looks->doubly == 0) looks->doubly = from->doubly;
    if (looks->raised == 0) looks->raised = from->raised;
}

static bool says_anything(const struct jx_docx_looks *looks) {
    return looks->hidden != 0 || looks->struck != 0 || looks->doubly != 0 || looks->raised != 0;
}

/* Most documents have many styles, none of which says any of this: then nothing is left to look up. */
static void styles_resolve(struct jx_docx_styles *styles) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < styles->count; i++) {
        const struct jx_docx_style *based = style_find(styles, styles->items[i].based);
        for (int steps = 0; based && steps < CHAIN_MOST; steps++) {
            inherit(&styles->items[i].looks, &based->looks);
            based = style_find(styles, based->based);
        }
    }
    for (uint32_t i = 0; i < styles->count; i++)
        if (says_anything(&styles->items[i].looks)) styles->items[count++] = styles->items[i];
    styles->count = count;
}

enum jx_status jx_docx_styles_read(struct jx_package *package, const char *main,
                                   struct jx_docx_styles *styles) {
    static const struct jx_xml_handlers handlers = {.start = style_start, .end = style_end};
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

const struct jx_docx_looks *jx_docx_style_looks(const struct jx_docx_styles *styles, const char *id) {
    const struct jx_docx_style *style = !styles ? NULL : style_find(styles, id);
    return !style ? NULL : &style->looks;
}

/* --- what becomes of a text ---------------------------------------------------------------------------------------- */

/* A switch of a style turns over what its paragraph's style says (ECMA-376 part 1, 17.7.3); the run's own word is the last. */
static bool is_on(int8_t own, int8_t run, int8_t paragraph) {
    return own != 0 ? own > 0 : (run > 0) != (paragraph > 0);
}

enum jx_docx_fate jx_docx_fate_of(const struct jx_docx_dress *dress) {
    static const struct jx_docx_looks silent = {0};
    const struct jx_docx_looks *own = &dress->own, *run = dress->run ? dress->run : &silent,
                               *paragraph = dress->paragraph ? dress->paragraph : &silent;
    if (is_on(own->hidden, run->hidden, paragraph->hidden)) return JX_DOCX_HIDES;
    if (is_on(own->struck, run->struck, paragraph->struck) ||
        is_on(own->doubly, run->doubly, paragraph->doubly))
        return JX_DOCX_STRUCK;
    return JX_DOCX_PRINTED;
}

/* Letters that are put higher by a third of their size and more are meant to be small ones above the line; less is done to
 * bring two typefaces onto one line. */
int jx_docx_raised(const struct jx_docx_dress *dress) {
    enum { USUAL = 21 };
    uint32_t size = dress->own.size ? dress->own.size : USUAL;
    if (dress->own.raised != 0) return dress->own.raised;
    if (dress->own.position >= (size + 2) / 3) return 1;
    return dress->run ? dress->run->raised : 0;
}

/* --- texts as they are seen ---------------------------------------------------------------------------------------- */

size_t jx_docx_text_room(size_t length) {
    return 3 * length + 1; /* a digit becomes three bytes */
}

static bool ends_with_digit(const char *text, size_t length) {
    return length > 0 && text[length - 1] >= '0' && text[length - 1] <= '9';
}

/* The small character above or below the line; NULL: there is none, or none is needed. */
static const char *small(char c, bool above) {
    static const char usual[] = "0123456789-";
    static const char *const high[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻"},
                             *const low[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₋"};
    const char *at = c == '\0' ? NULL : strchr(usual, c);
    return !at ? NULL : (above ? high : low)[at - usual];
}

static const char *make_small(bool above, const char *text, size_t *length, char *room) {
    char *to = room;
    for (size_t i = 0; i < *length; i++) {
        const char *other = small(text[i], above);
        if (other)
            to = stpcpy(to, other);
        else
            *to++ = text[i];
    }
    *length = (size_t)(to - room);
    return room;
}

/* The place of a typeface that a character of two or three bytes names: those of the private range, and the upper half of
 * Latin 1, where Word takes them for places, too. 0: it names none. */
static uint32_t place_of(const char *at, size_t left) {
    const unsigned char *c = (const unsigned char *)at;
    if (left >= 3 && c[0] == 0xEF && (c[1] & 0xFC) == 0x80)
        return 0xF000u | (c[1] & 3u) << 6 | (c[2] & 0x3Fu);
    if (left >= 2 && (c[0] == 0xC2 || c[0] == 0xC3)) return (c[0] & 3u) << 6 | (c[1] & 0x3Fu);
    return 0;
}

static const char *make_symbols(const char *font, const char *text, size_t *length, char *room) {
    char *to = room, symbol[8];
    for (const char *at = text, *end = text + *length; at < end;) {
        uint32_t place = place_of(at, (size_t)(end - at));
        if (place == 0) {
            *to++ = *at++;
            continue;
        }
        to = stpcpy(to, jx_flow_symbol(font, place, symbol));
        at += place < 0x100 ? 2 : 3;
    }
    *length = (size_t)(to - room);
    return room;
}

/* Where nothing stands before it in its line all of it may be meant to be large; and letters have small digits below them as in
 * CO2, which is no number. */
const char *jx_docx_text_as_seen(const struct jx_docx_dress *dress, const char *before, size_t before_length,
                                 const char *text, size_t *length, char *room) {
    int raised = jx_docx_raised(dress);
    if (dress->own.font) return make_symbols(dress->own.font, text, length, room);
    if (raised > 0 && !jx_flow_blank(before, before_length)) return make_small(true, text, length, room);
    if (raised < 0 && ends_with_digit(before, before_length)) return make_small(false, text, length, room);
    return text;
}
