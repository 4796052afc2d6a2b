/*
 * What becomes of a text that is hidden, struck, white, raised or set in symbols.
 */
#include "plugins/carriers/shared/looks.h"

#include <string.h>

#include "plugins/carriers/shared/flow.h"

const char *jx_looks_symbols(const char *name) {
    static const char *const fonts[] = {"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3"};
    for (size_t i = 0; name && i < sizeof fonts / sizeof *fonts; i++)
        if (strcmp(fonts[i], name) == 0) return fonts[i];
    return name ? "" : NULL;
}

void jx_looks_inherit(struct jx_looks *looks, const struct jx_looks *from) {
    if (looks->hidden == 0) looks->hidden = from->hidden;
    if (looks->struck == 0) looks->struck = from->struck;
    if (looks->doubly == 0) looks->doubly = from->doubly;
    if (looks->raised == 0) looks->raised = from->raised;
    if (looks->white == 0) looks->white = from->white;
    if (looks->shaded == 0) looks->shaded = from->shaded;
    if (!looks->font) looks->font = from->font;
}

bool jx_looks_say_anything(const struct jx_looks *looks) {
    return looks->hidden != 0 || looks->struck != 0 || looks->doubly != 0 || looks->raised != 0 ||
           looks->white != 0 || looks->shaded != 0 || looks->font;
}

bool jx_looks_paper(unsigned red, unsigned green, unsigned blue) {
    enum { LEAST = 0xFD };
    return red >= LEAST && green >= LEAST && blue >= LEAST;
}

/* --- what becomes of a text ---------------------------------------------------------------------------------------- */

static const struct jx_looks silent = {0};

bool jx_looks_on(int8_t own, int8_t run, int8_t paragraph) {
    return own != 0 ? own > 0 : (run > 0) != (paragraph > 0);
}

enum jx_fate jx_dress_fate(const struct jx_dress *dress) {
    const struct jx_looks *own = &dress->own, *run = dress->run ? dress->run : &silent,
                          *paragraph = dress->paragraph ? dress->paragraph : &silent;
    if (jx_looks_on(own->hidden, run->hidden, paragraph->hidden)) return JX_HIDES;
    if (jx_looks_on(own->struck, run->struck, paragraph->struck) ||
        jx_looks_on(own->doubly, run->doubly, paragraph->doubly))
        return JX_STRUCK;
    return jx_dress_white(dress) && !dress->painted ? JX_UNSEEN : JX_PRINTED;
}

static int8_t nearest(int8_t own, int8_t run, int8_t paragraph) {
    return own != 0 ? own : run != 0 ? run : paragraph;
}

bool jx_dress_white(const struct jx_dress *dress) {
    const struct jx_looks *own = &dress->own, *run = dress->run ? dress->run : &silent,
                          *paragraph = dress->paragraph ? dress->paragraph : &silent;
    return nearest(own->white, run->white, paragraph->white) > 0 &&
           nearest(own->shaded, run->shaded, paragraph->shaded) <= 0;
}

/* Letters that are put higher by a third of their size and more are meant to be small ones above the line; less is done to
 * bring two typefaces onto one line. */
int jx_dress_raised(const struct jx_dress *dress) {
    enum { USUAL = 21 };
    uint32_t size = dress->own.size ? dress->own.size : USUAL;
    int raised = dress->own.raised;
    if (raised == 0 && dress->own.position >= (size + 2) / 3) return 1;
    if (raised == 0 && dress->run) raised = dress->run->raised;
    if (raised == 0 && dress->paragraph) raised = dress->paragraph->raised;
    return raised == JX_ON_LINE ? 0 : raised;
}

/* --- texts as they are seen ---------------------------------------------------------------------------------------- */

size_t jx_seen_room(size_t length) {
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

/* The place of a typeface that a character names: those of the private range, and Latin 1, where Word takes them for places,
 * too: an R in Wingdings 2 is a ticked box. 0: it names none. */
static uint32_t place_of(const char *at, size_t left) {
    const unsigned char *c = (const unsigned char *)at;
    if (left >= 3 && c[0] == 0xEF && (c[1] & 0xFC) == 0x80)
        return 0xF000u | (c[1] & 3u) << 6 | (c[2] & 0x3Fu);
    if (c[0] > 0x20 && c[0] < 0x7F) return c[0];
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
        at += place < 0x80 ? 1 : place < 0x100 ? 2 : 3;
    }
    *length = (size_t)(to - room);
    return room;
}

/* The typeface of symbols that the characters are set in; "": one of letters. */
static const char *symbols_of(const struct jx_dress *dress) {
    const char *font = dress->own.font;
    if (!font && dress->run) font = dress->run->font;
    if (!font && dress->paragraph) font = dress->paragraph->font;
    return font ? font : "";
}

bool jx_seen_plain(const struct jx_dress *dress) {
    return jx_dress_raised(dress) == 0 && *symbols_of(dress) == '\0';
}

/* Where nothing stands before it in its line all of it may be meant to be large; and letters have small digits below them as in
 * CO2, which is no number. */
const char *jx_seen_text(const struct jx_dress *dress, const char *before, size_t before_length,
                         const char *text, size_t *length, char *room) {
    int raised = jx_dress_raised(dress);
    const char *symbols = symbols_of(dress);
    if (*symbols != '\0') return make_symbols(symbols, text, length, room);
    if (raised > 0 && !jx_flow_blank(before, before_length)) return make_small(true, text, length, room);
    if (raised < 0 && ends_with_digit(before, before_length)) return make_small(false, text, length, room);
    return text;
}
