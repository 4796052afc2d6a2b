/*
 * Loading fonts, and taking codes apart.
 *
 * What a code means is known, in this order, from /ToUnicode, from the encoding where its codes are characters of a
 * well-known set, from the order of Adobe's collection GB1 (collection.c), from the table of an embedded TrueType font. The
 * glyph numbers of its later supplements, and of other collections, would need tables: such text counts as unknown.
 */
#include "plugins/carriers/pdf/helper/font.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "plugins/carriers/shared/flow.h"

enum { MOST_FONTS = 4096, MOST_WIDTHS = 70000, NO_GLYPH = 0x10FFF };

/* Widths of Helvetica from the blank to the tilde, for fonts that leave them out, as the standard 14 may (9.6.2.2). */
static const short helvetica[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};

/* --- widths ------------------------------------------------------------------------------------------------------ */

static void set_width(struct pdf_font *font, struct jx_arena *arena, uint32_t glyph, double width) {
    if (glyph >= MOST_WIDTHS) return;
    if (glyph >= font->width_count) {
        uint32_t count = glyph + glyph / 2 + 256;
        double *widths = jx_arena_alloc(arena, count * sizeof *widths);
        for (uint32_t i = 0; i < count; i++) widths[i] = i < font->width_count ? font->widths[i] : -1;
        font->widths = widths;
        font->width_count = count;
    }
    font->widths[glyph] = width;
}

static uint32_t glyph_number(struct pdf_file *file, qpdf_oh object) {
    double number = pdf_number(file, object, 0);
    return number >= 0 && number < MOST_WIDTHS ? (uint32_t)number : MOST_WIDTHS;
}

/* /W: `first [w w w]` or `first last w` (9.7.4.3). */
static void read_glyph_widths(struct pdf_file *file, struct pdf_font *font, qpdf_oh list) {
    int count = pdf_count(file, list);
    for (int i = 0; i + 1 < count;) {
        uint32_t first = glyph_number(file, pdf_item(file, list, i));
        qpdf_oh next = pdf_item(file, list, i + 1);
        int given = pdf_count(file, next);
        if (qpdf_oh_is_array(file->qpdf, next)) {
            for (int k = 0; k < given && first + (uint32_t)k < MOST_WIDTHS; k++)
                set_width(font, file->arena, first + (uint32_t)k,
                          pdf_number(file, pdf_item(file, next, k), 0));
            i += 2;
        } else {
            uint32_t last = glyph_number(file, next);
            double width = pdf_number(file, pdf_item(file, list, i + 2), 0);
            for (uint32_t glyph = first; glyph <= last && glyph < MOST_WIDTHS; glyph++)
                set_width(font, file->arena, glyph, width);
            i += 3;
        }
    }
}

static void read_simple_widths(struct pdf_file *file, struct pdf_font *font, qpdf_oh dictionary) {
    qpdf_oh list = pdf_key(file, dictionary, "/Widths");
    int first = (int)pdf_number(file, pdf_key(file, dictionary, "/FirstChar"), 0),
        count = pdf_count(file, list);
    double missing =
        pdf_number(file, pdf_key(file, pdf_key(file, dictionary, "/FontDescriptor"), "/MissingWidth"), 0);
    font->widths = jx_arena_alloc(file->arena, 256 * sizeof *font->widths);
    font->width_count = 256;
    for (int i = 0; i < 256; i++) {
        bool given = i >= first && i - first < count;
        double standard = i >= 32 && i < 127 ? helvetica[i - 32] : 556;
        font->widths[i] = given       ? pdf_number(file, pdf_item(file, list, i - first), 0)
                          : count > 0 ? missing
                                      : standard;
    }
}

/* --- loading ----------------------------------------------------------------------------------------------------- */

/* What the name of a predefined CMap says of its codes (table 118). */
static enum pdf_coding coding_of(const char *name) {
    static const struct {
        const char *part;
        enum pdf_coding coding;
    } parts[] = {
        {"UCS2", PDF_CODING_UTF16},     {"UTF16", PDF_CODING_UTF16}, {"UTF8", PDF_CODING_UTF8},
        {"GBK", PDF_CODING_GB},         {"GB-", PDF_CODING_GB},      {"GBT", PDF_CODING_GB},
        {"GBpc", PDF_CODING_GB},        {"B5", PDF_CODING_BIG5},     {"HKscs", PDF_CODING_BIG5},
        {"RKSJ", PDF_CODING_SHIFT_JIS}, {"KSC", PDF_CODING_KOREAN},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(name, parts[i].part)) return parts[i].coding;
    return PDF_CODING_IDENTITY;
}

static void read_cmap(struct pdf_file *file, struct pdf_cmap *cmap, qpdf_oh stream) {
    struct pdf_bytes data = pdf_stream(file, stream);
    if (data.bytes) pdf_cmap_read(cmap, file->arena, data.bytes, data.length);
    free(data.bytes);
}

static void read_coding(struct pdf_file *file, struct pdf_font *font, qpdf_oh encoding) {
    if (qpdf_oh_is_stream(file->qpdf, encoding)) {
        read_cmap(file, &font->codes, encoding);
        font->coding = PDF_CODING_CMAP;
        font->vertical = pdf_number(file, pdf_key(file, encoding, "/WMode"), 0) == 1;
        return;
    }
    char name[64];
    pdf_name(file, encoding, name, sizeof name);
    size_t length = strlen(name);
    font->coding = coding_of(name);
    font->vertical = length > 2 && strcmp(name + length - 2, "-V") == 0;
    font->proportional = strstr(name, "GBKp") || strstr(name, "GBK2K") || strstr(name, "GBpc");
}

/* The ordering GB1: a glyph's number says by itself which character it is (9.7.3). */
static bool is_gb1(struct pdf_file *file, qpdf_oh descendant) {
    qpdf_oh ordering = pdf_key(file, pdf_key(file, descendant, "/CIDSystemInfo"), "/Ordering");
    return qpdf_oh_is_string(file->qpdf, ordering) &&
           strcmp(qpdf_oh_get_string_value(file->qpdf, ordering), "GB1") == 0;
}

static void load_composite(struct pdf_file *file, struct pdf_font *font, qpdf_oh dictionary) {
    qpdf_oh descendant = pdf_item(file, pdf_key(file, dictionary, "/DescendantFonts"), 0);
    double vertical[2];
    read_coding(file, font, pdf_key(file, dictionary, "/Encoding"));
    font->default_width = pdf_number(file, pdf_key(file, descendant, "/DW"), 1000);
    read_glyph_widths(file, font, pdf_key(file, descendant, "/W"));
    if (pdf_numbers(file, pdf_key(file, descendant, "/DW2"), vertical, 2)) {
        font->vertical_origin = vertical[0];
        font->vertical_advance = vertical[1];
    }
    font->gb1 =
        (font->coding == PDF_CODING_IDENTITY || font->coding == PDF_CODING_CMAP) && is_gb1(file, descendant);
    if (font->unicode.range_count > 0) return;
    qpdf_oh descriptor = pdf_key(file, descendant, "/FontDescriptor");
    struct pdf_bytes program = pdf_stream(file, pdf_key(file, descriptor, "/FontFile2"));
    if (program.bytes) pdf_truetype_read(font, file->arena, program.bytes, program.length);
    free(program.bytes);
    struct pdf_bytes map = pdf_stream(file, pdf_key(file, descendant, "/CIDToGIDMap"));
    if (map.bytes) {
        font->glyph_map.bytes =
            (unsigned char *)jx_arena_copy(file->arena, (const char *)map.bytes, map.length);
        font->glyph_map.length = map.length;
    }
    free(map.bytes);
}

/* WinAnsi unless it says otherwise, then what /Differences change (9.6.6). */
static void read_simple_encoding(struct pdf_file *file, struct pdf_font *font, qpdf_oh encoding) {
    qpdf_oh base = pdf_key(file, encoding, "/BaseEncoding"),
            differences = pdf_key(file, encoding, "/Differences");
    bool mac =
        pdf_is_name(file, encoding, "/MacRomanEncoding") || pdf_is_name(file, base, "/MacRomanEncoding");
    font->simple = jx_arena_alloc(file->arena, 256 * sizeof *font->simple);
    for (int i = 32; i < 256; i++) {
        unsigned char byte = (unsigned char)i;
        font->simple[i] = pdf_decode(mac ? PDF_MAC_ROMAN : PDF_WIN_ANSI, &byte, 1);
    }
    int count = pdf_count(file, differences);
    double code = 0;
    for (int i = 0; i < count; i++) {
        char name[64];
        qpdf_oh item = pdf_item(file, differences, i);
        if (qpdf_oh_is_number(file->qpdf, item)) {
            code = pdf_number(file, item, 0);
            continue;
        }
        pdf_name(file, item, name, sizeof name);
        if (code >= 0 && code < 256 && name[0] == '/') font->simple[(int)code] = pdf_glyph_name(name + 1);
        code++;
    }
}

static void load_simple(struct pdf_file *file, struct pdf_font *font, qpdf_oh dictionary) {
    read_simple_encoding(file, font, pdf_key(file, dictionary, "/Encoding"));
    read_simple_widths(file, font, dictionary);
    if (!pdf_is_name(file, pdf_key(file, dictionary, "/Subtype"), "/Type3")) return;
    /* Its procedures draw the glyphs and are not run; its matrix says how large an em is (9.6.5). */
    double scale = fabs(pdf_number(file, pdf_item(file, pdf_key(file, dictionary, "/FontMatrix"), 0), 0));
    font->scale = scale > 0 ? scale : 0.001;
}

/* The typeface of symbols that a font's name tells, ABCDEF+Wingdings-Regular; NULL: none. */
static const char *symbols_of(struct pdf_file *file, qpdf_oh dictionary) {
    static const struct {
        const char *begins, *typeface;
    } known[] = {{"Wingdings2", "Wingdings 2"},    {"Wingdings-2", "Wingdings 2"},
                 {"Wingdings#202", "Wingdings 2"}, {"Wingdings 2", "Wingdings 2"},
                 {"Wingdings3", "Wingdings 3"},    {"Wingdings-3", "Wingdings 3"},
                 {"Wingdings 3", "Wingdings 3"},   {"Webdings", "Webdings"},
                 {"Wingdings", "Wingdings"},       {"Symbol", "Symbol"}};
    char room[128];
    const char *name = pdf_name(file, pdf_key(file, dictionary, "/BaseFont"), room, sizeof room);
    const char *plus = strchr(name, '+');
    name = plus ? plus + 1 : name + (*name == '/');
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(name, known[i].begins, strlen(known[i].begins)) == 0) return known[i].typeface;
    return NULL;
}

struct pdf_font *pdf_font_get(struct pdf_file *file, qpdf_oh dictionary) {
    int id = pdf_object_id(file, dictionary);
    for (uint32_t i = 0; id != 0 && i < file->font_count; i++)
        if (file->fonts[i]->id == id) return file->fonts[i];
    if (file->font_count >= MOST_FONTS) return NULL;
    struct pdf_font *font = jx_arena_alloc(file->arena, sizeof *font);
    file->fonts = jx_arena_grow32(file->arena, file->fonts, file->font_count, &file->font_capacity,
                                  sizeof(struct pdf_font *));
    file->fonts[file->font_count++] = font;
    *font = (struct pdf_font){
        .id = id, .scale = 0.001, .default_width = 1000, .vertical_origin = 880, .vertical_advance = -1000};
    font->symbols = symbols_of(file, dictionary);
    font->composite = pdf_is_name(file, pdf_key(file, dictionary, "/Subtype"), "/Type0");
    read_cmap(file, &font->unicode, pdf_key(file, dictionary, "/ToUnicode"));
    if (font->composite)
        load_composite(file, font, dictionary);
    else
        load_simple(file, font, dictionary);
    return font;
}

/* --- codes ------------------------------------------------------------------------------------------------------- */

static uint32_t code_length(const struct pdf_font *font, const unsigned char *bytes, size_t length) {
    unsigned char first = bytes[0];
    uint32_t by_spaces;
    switch (font->coding) {
    case PDF_CODING_GB: return first < 0x80 ? 1 : length >= 4 && bytes[1] >= '0' && bytes[1] <= '9' ? 4 : 2;
    case PDF_CODING_BIG5:
    case PDF_CODING_KOREAN: return first < 0x80 ? 1 : 2;
    case PDF_CODING_SHIFT_JIS: return first < 0x80 || (first >= 0xA0 && first < 0xE0) ? 1 : 2;
    case PDF_CODING_UTF8: return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    case PDF_CODING_UTF16: return length >= 4 && first >= 0xD8 && first < 0xDC ? 4 : 2;
    case PDF_CODING_CMAP:
        by_spaces = pdf_cmap_length(&font->codes, bytes, length);
        return by_spaces > 0 ? by_spaces : 2;
    default: return 2;
    }
}

/* The glyph numbers of ASCII in Adobe's collections, which is what the widths of fonts that are not embedded go by: from 1
 * on, or a second, half-width set (Adobe technical notes 5079, 5078, 5093). Of all else: the default. */
static uint32_t ascii_glyph(const struct pdf_font *font, uint32_t c) {
    if (c < 32 || c >= 127) return NO_GLYPH;
    switch (font->coding) {
    case PDF_CODING_GB: return font->proportional ? c - 31 : c - 32 + 814;
    case PDF_CODING_SHIFT_JIS: return c - 32 + 231;
    case PDF_CODING_KOREAN: return c - 32 + 8094;
    default: return c - 31;
    }
}

/* The character that a code is by its encoding (0: none), and the number of its glyph. */
static uint32_t coded_character(const struct pdf_font *font, const unsigned char *bytes, uint32_t length,
                                uint32_t *glyph) {
    uint32_t code = pdf_big_endian(bytes, length), c = 0;
    const struct pdf_code_range *range;
    switch (font->coding) {
    case PDF_CODING_GB: c = pdf_decode(PDF_GB18030, bytes, length); break;
    case PDF_CODING_BIG5: c = pdf_decode(PDF_BIG5, bytes, length); break;
    case PDF_CODING_SHIFT_JIS: c = pdf_decode(PDF_SHIFT_JIS, bytes, length); break;
    case PDF_CODING_KOREAN: c = pdf_decode(PDF_KOREAN, bytes, length); break;
    case PDF_CODING_UTF16: pdf_utf16(bytes, length, &c, 1); break;
    case PDF_CODING_UTF8:
        c = length == 1   ? bytes[0]
            : length == 2 ? (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu)
            : length == 3 ? (bytes[0] & 0xFu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu)
                          : (bytes[0] & 7u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
                                (bytes[3] & 0x3Fu);
        break;
    case PDF_CODING_CMAP:
        range = pdf_cmap_find(&font->codes, code);
        *glyph = !range ? code : range->glyph + code - range->low;
        return 0;
    default: *glyph = code; return 0;
    }
    *glyph = ascii_glyph(font, c);
    return c;
}

/* In em. Fonts of the CJK kind that give no width of their own have half-width Latin letters. */
static double glyph_width(const struct pdf_font *font, uint32_t glyph) {
    if (glyph < font->width_count && font->widths[glyph] >= 0) return font->widths[glyph] * font->scale;
    bool half = ((font->coding == PDF_CODING_GB || font->gb1) && glyph >= 814 && glyph < 939) ||
                (font->coding == PDF_CODING_UTF16 && glyph < 96 && font->width_count == 0);
    return (half ? 500 : font->default_width) * font->scale;
}

/* By /ToUnicode; false where it has nothing to say. */
static bool by_unicode(const struct pdf_font *font, uint32_t value, struct pdf_code *code) {
    const struct pdf_code_range *range = pdf_cmap_find(&font->unicode, value);
    if (!range || range->text_count == 0) return false;
    memcpy(code->text, range->text, sizeof code->text);
    code->text_count = range->text_count;
    code->text[range->text_count - 1] += value - range->low;
    return range->text_count > 1 || (code->text[0] != 0 && code->text[0] != 0xFFFD);
}

static uint32_t by_truetype(const struct pdf_font *font, uint32_t glyph) {
    size_t at = 2 * (size_t)glyph;
    if (font->glyph_map.bytes)
        glyph = at + 2 <= font->glyph_map.length ? pdf_big_endian(font->glyph_map.bytes + at, 2) : 0;
    return glyph < font->by_glyph_count ? font->by_glyph[glyph] : 0;
}

/* The character of a place in a typeface of symbols; 0: it is none that forms use. */
static uint32_t symbol_at(const char *typeface, uint32_t place) {
    char room[8];
    const char *text = jx_flow_symbol(typeface, place, room);
    uint32_t c = *text == '\0' ? 0 : jx_text_next(&text, text + strlen(text));
    return c == place ? 0 : c;
}

/* What a place means in whatever typeface of symbols: LibreOffice prints all of them in one of its own, or in any that has
 * something there, with the places of the first. One that is something else in Symbol than in Wingdings is nothing. */
static uint32_t any_symbol_at(uint32_t place) {
    static const char *const typefaces[] = {"Symbol", "Wingdings", "Wingdings 2"};
    uint32_t found = 0;
    for (size_t i = 0; i < sizeof typefaces / sizeof *typefaces; i++) {
        uint32_t c = symbol_at(typefaces[i], place);
        if (c != 0 && found != 0 && c != found) return 0;
        if (c != 0) found = c;
    }
    return found;
}

/* A typeface of symbols has them in places of its own, which its /ToUnicode often repeats: F0B3 for ≥. */
static void name_symbol(const struct pdf_font *font, struct pdf_code *code) {
    const uint32_t first = 0xF020, last = 0xF0FF;
    if (code->text_count != 1) return;
    uint32_t place = code->text[0], c = 0;
    bool private = place >= first && place <= last;
    if (font->symbols)
        c = symbol_at(font->symbols, place);
    else if (private)
        c = any_symbol_at(place);
    if (c != 0) code->text[0] = c;
}

static void find_code(const struct pdf_font *font, const unsigned char *bytes, size_t length,
                      struct pdf_code *code) {
    uint32_t glyph = bytes[0], c;
    *code = (struct pdf_code){.length = 1};
    if (font->composite) {
        code->length = code_length(font, bytes, length);
        if (code->length > length) code->length = (uint32_t)length;
        c = coded_character(font, bytes, code->length, &glyph);
    } else {
        c = font->simple[glyph];
    }
    code->width = glyph_width(font, glyph);
    if (by_unicode(font, pdf_big_endian(bytes, code->length), code)) return;
    if (c == 0 && font->gb1) c = pdf_gb1_character(glyph);
    if (c == 0 && font->composite) c = by_truetype(font, glyph);
    code->text[0] = c;
    code->text_count = c != 0;
}

void pdf_font_code(const struct pdf_font *font, const unsigned char *bytes, size_t length,
                   struct pdf_code *code) {
    find_code(font, bytes, length, code);
    name_symbol(font, code);
}
