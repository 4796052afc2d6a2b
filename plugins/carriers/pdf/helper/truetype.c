/*
 * The `cmap` table of an embedded TrueType font, the other way round: which character a glyph is of (OpenType 1.9, "cmap").
 */
#include "plugins/carriers/pdf/helper/font.h"

#include <string.h>

#include "core/base/arena.h"

enum { MOST_GLYPHS = 65536, PLATFORM_UNICODE = 0, PLATFORM_WINDOWS = 3 };

static uint32_t u16(const unsigned char *at) {
    return pdf_big_endian(at, 2);
}

static uint32_t u32(const unsigned char *at) {
    return pdf_big_endian(at, 4);
}

static bool is_radical(uint32_t c) {
    return c >= 0x2E80 && c < 0x2FE0;
}

/* Of several characters of one glyph an ideograph is better than a radical, and the lower one is the usual one. */
static void set(struct pdf_font *font, struct jx_arena *arena, uint32_t glyph, uint32_t c) {
    if (glyph == 0 || glyph >= MOST_GLYPHS) return;
    if (!font->by_glyph) font->by_glyph = jx_arena_alloc(arena, MOST_GLYPHS * sizeof *font->by_glyph);
    font->by_glyph_count = MOST_GLYPHS;
    uint32_t now = font->by_glyph[glyph];
    if (now == 0 || (is_radical(now) && !is_radical(c)) || (c < now && !is_radical(c)))
        font->by_glyph[glyph] = c;
}

/* Format 4: segments of 16-bit codes, with four arrays of `count` entries. */
static void read_segments(struct pdf_font *font, struct jx_arena *arena, const unsigned char *table,
                          size_t size) {
    if (size < 16) return;
    size_t count = u16(table + 6) / 2;
    if (16 + 8 * count > size) return;
    const unsigned char *ends = table + 14, *starts = table + 16 + 2 * count, *deltas = starts + 2 * count;
    for (size_t i = 0; i < count; i++) {
        uint32_t last = u16(ends + 2 * i), delta = u16(deltas + 2 * i);
        size_t offset_at = 16 + 6 * count + 2 * i;
        uint32_t first = u16(starts + 2 * i), offset = u16(table + offset_at);
        for (uint32_t c = first; c <= last && c < 0xFFFF; c++) {
            size_t at = offset_at + offset + 2 * (size_t)(c - first);
            if (offset != 0 && at + 2 > size) break;
            uint32_t glyph = offset == 0 ? c : u16(table + at);
            if (glyph != 0) set(font, arena, (glyph + delta) & 0xFFFF, c);
        }
    }
}

/* Format 12: groups of codes in a row. */
static void read_groups(struct pdf_font *font, struct jx_arena *arena, const unsigned char *table,
                        size_t size) {
    if (size < 16) return;
    size_t count = u32(table + 12);
    for (size_t i = 0; i < count && 28 + 12 * i <= size; i++) {
        const unsigned char *group = table + 16 + 12 * i;
        uint32_t first = u32(group), last = u32(group + 4), glyph = u32(group + 8);
        if (last < first || last - first >= MOST_GLYPHS || last > 0x10FFFF || glyph >= MOST_GLYPHS) continue;
        for (uint32_t c = first; c <= last; c++) set(font, arena, glyph + c - first, c);
    }
}

static void read_subtable(struct pdf_font *font, struct jx_arena *arena, const unsigned char *table,
                          size_t size) {
    if (size < 4) return;
    if (u16(table) == 4) read_segments(font, arena, table, size);
    if (u16(table) == 12) read_groups(font, arena, table, size);
}

static bool is_unicode(uint32_t platform, uint32_t encoding) {
    return platform == PLATFORM_UNICODE ||
           (platform == PLATFORM_WINDOWS && (encoding == 1 || encoding == 10));
}

void pdf_truetype_read(struct pdf_font *font, struct jx_arena *arena, const unsigned char *bytes,
                       size_t length) {
    size_t at = 0, size = 0;
    uint32_t tables = length < 12 ? 0 : u16(bytes + 4);
    for (size_t i = 0; i < tables && 28 + 16 * i <= length; i++) {
        const unsigned char *entry = bytes + 12 + 16 * i;
        if (memcmp(entry, "cmap", 4) != 0) continue;
        at = u32(entry + 8);
        size = u32(entry + 12);
    }
    if (at == 0 || size < 4 || at > length || size > length - at) return;
    const unsigned char *cmap = bytes + at;
    uint32_t subtables = u16(cmap + 2);
    for (size_t i = 0; i < subtables && 12 + 8 * i <= size; i++) {
        const unsigned char *entry = cmap + 4 + 8 * i;
        size_t offset = u32(entry + 4);
        if (is_unicode(u16(entry), u16(entry + 2)) && offset < size)
            read_subtable(font, arena, cmap + offset, size - offset);
    }
}
