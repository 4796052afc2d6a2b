/*
 * Lines: glyphs at one height, sorted by where they begin.
 */
#include "plugins/carriers/pdf/helper/line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"

/* --- text -------------------------------------------------------------------------------------------------------- */

static void put_byte(struct pdf_text *text, uint32_t byte) {
    text->bytes = jx_arena_grow32(text->arena, text->bytes, text->length, &text->capacity, 1);
    text->bytes[text->length++] = (char)byte;
}

void pdf_text_put(struct pdf_text *text, uint32_t c) {
    if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF || c == 0) c = 0xFFFD;
    if (c < 0x80) {
        put_byte(text, c);
        return;
    }
    if (c < 0x800) {
        put_byte(text, 0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            put_byte(text, 0xE0 | c >> 12);
        } else {
            put_byte(text, 0xF0 | c >> 18);
            put_byte(text, 0x80 | (c >> 12 & 0x3F));
        }
        put_byte(text, 0x80 | (c >> 6 & 0x3F));
    }
    put_byte(text, 0x80 | (c & 0x3F));
}

void pdf_text_add(struct pdf_text *text, const char *more) {
    while (*more != '\0') put_byte(text, (unsigned char)*more++);
}

const char *pdf_text_end(struct pdf_text *text) {
    put_byte(text, 0);
    text->length--;
    return text->bytes;
}

/* --- characters -------------------------------------------------------------------------------------------------- */

bool pdf_is_wide(uint32_t c) {
    static const uint32_t ranges[][2] = {
        {0x2010, 0x2030}, {0x2190, 0x22FF}, {0x2460, 0x2500}, {0x25A0, 0x2600}, {0x2E80, 0xA4D0},
        {0xAC00, 0xD7B0}, {0xF900, 0xFB00}, {0xFE30, 0xFE50}, {0xFF00, 0xFFF0}, {0x20000, 0x110000},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c < ranges[i][1]) return true;
    return false;
}

static bool among(uint32_t c, const uint32_t *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (list[i] == c) return true;
    return false;
}

bool pdf_closes(uint32_t c) {
    static const uint32_t list[] = {0xFF0C, 0x3002, 0xFF1B, 0xFF1A, 0x3001, 0xFF09, 0x300B, 0xFF01,
                                    0xFF1F, 0x201D, 0x2019, 0x3011, 0x300D, 0xFF05, ')',    ',',
                                    '.',    ';',    ':',    '%',    '!',    '?',    ']',    0x3015,
                                    0x300F, 0x3009, 0x3017, 0xFF3D, 0xFF5D};
    return among(c, list, sizeof list / sizeof *list);
}

bool pdf_opens(uint32_t c) {
    static const uint32_t list[] = {0xFF08, 0x300A, 0x201C, 0x2018, 0x3010, 0x300C, '(',
                                    '[',    0x3014, 0x300E, 0x3008, 0x3016, 0xFF3B, 0xFF5B};
    return among(c, list, sizeof list / sizeof *list);
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static int by_order(const struct pdf_glyph *one, const struct pdf_glyph *other) {
    return one->order < other->order ? -1 : one->order > other->order;
}

static int by_height(const void *a, const void *b) {
    const struct pdf_glyph *one = *(struct pdf_glyph *const *)a, *other = *(struct pdf_glyph *const *)b;
    if (one->y != other->y) return one->y < other->y ? -1 : 1;
    return by_order(one, other);
}

static int by_left(const void *a, const void *b) {
    const struct pdf_glyph *one = *(struct pdf_glyph *const *)a, *other = *(struct pdf_glyph *const *)b;
    if (one->left != other->left) return one->left < other->left ? -1 : 1;
    return by_order(one, other);
}

/* One of the last lines that is as high as the glyph. */
static struct pdf_line *line_of(struct pdf_line *lines, uint32_t count, const struct pdf_glyph *glyph) {
    const double near = 0.45;
    const uint32_t last = 3;
    for (uint32_t back = 1; back <= last && back <= count; back++) {
        struct pdf_line *line = &lines[count - back];
        if (fabs(glyph->y - line->y) < near * fmax(line->size, glyph->size)) return line;
    }
    return NULL;
}

static void add_glyph(struct jx_arena *arena, struct pdf_line *line, struct pdf_glyph *glyph) {
    if (glyph->size > line->size) {
        line->size = glyph->size;
        line->y = glyph->y;
    }
    line->glyphs =
        jx_arena_grow32(arena, line->glyphs, line->count, &line->capacity, sizeof(struct pdf_glyph *));
    line->glyphs[line->count++] = glyph;
}

/* Printed once more a hair beside, which is how some programs make bold. A larger step would take the second l of "ll". */
static bool is_double(const struct pdf_glyph *before, const struct pdf_glyph *glyph) {
    const double most = 0.12, of_width = 0.4, of_blank = 0.02;
    double step = fabs(before->left - glyph->left);
    if (before->text_count != glyph->text_count || before->text[0] != glyph->text[0]) return false;
    if (step >= fmin(most * glyph->size, of_width * (glyph->right - glyph->left) + 0.01)) return false;
    if (fabs(before->y - glyph->y) >= most * glyph->size) return false;
    return !pdf_blank(glyph->text[0]) || step < of_blank * glyph->size;
}

static void drop_doubles(struct pdf_line *line) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        bool again = false;
        for (uint32_t back = 1; back <= 2 && back <= kept && !again; back++)
            again = is_double(line->glyphs[kept - back], line->glyphs[i]);
        if (!again) line->glyphs[kept++] = line->glyphs[i];
    }
    line->count = kept;
}

static void finish(struct pdf_line *line) {
    qsort(line->glyphs, line->count, sizeof(struct pdf_glyph *), by_left);
    drop_doubles(line);
    line->last = line->count;
    while (line->last > 0 && pdf_blank(line->glyphs[line->last - 1]->text[0])) line->last--;
    line->blank_end = line->last < line->count;
    while (line->first < line->last && pdf_blank(line->glyphs[line->first]->text[0])) line->first++;
    line->left = line->top = INFINITY;
    line->right = line->bottom = -INFINITY;
    for (uint32_t i = line->first; i < line->last; i++) {
        const struct pdf_glyph *glyph = line->glyphs[i];
        line->left = fmin(line->left, glyph->left);
        line->right = fmax(line->right, glyph->right);
        line->top = fmin(line->top, glyph->top);
        line->bottom = fmax(line->bottom, glyph->bottom);
    }
}

uint32_t pdf_lines(struct jx_arena *arena, struct pdf_glyph **glyphs, uint32_t count,
                   struct pdf_line **lines) {
    struct pdf_line *list = NULL;
    uint32_t used = 0, capacity = 0, kept = 0;
    if (count > 0) qsort(glyphs, count, sizeof(struct pdf_glyph *), by_height);
    for (uint32_t i = 0; i < count; i++) {
        struct pdf_line *line = line_of(list, used, glyphs[i]);
        if (!line) {
            list = jx_arena_grow32(arena, list, used, &capacity, sizeof *list);
            line = &list[used++];
            *line = (struct pdf_line){.y = glyphs[i]->y, .size = glyphs[i]->size};
        }
        add_glyph(arena, line, glyphs[i]);
    }
    for (uint32_t i = 0; i < used; i++) {
        finish(&list[i]);
        if (list[i].last > list[i].first) list[kept++] = list[i];
    }
    *lines = list;
    return kept;
}

/* How far the letters of a line are spaced out: its least gap, if there are some and it is a text and no row of numbers. */
static double spacing_of(const struct pdf_line *line) {
    enum { FEWEST = 4 };
    double least = INFINITY;
    bool words = false;
    if (line->last - line->first < FEWEST) return 0;
    for (uint32_t i = line->first; i < line->last; i++) {
        uint32_t c = line->glyphs[i]->text[0];
        words = words || ((c < '0' || c > '9') && c != '.' && c != ',' && !pdf_blank(c));
        if (i > line->first) least = fmin(least, line->glyphs[i]->left - line->glyphs[i - 1]->right);
    }
    return words ? fmax(least, 0) : 0;
}

/* A gap in Latin text is a blank; beside a Chinese character it must be nearly a character wide. What all letters of a line are
 * spaced out by is none. */
static bool is_gap(const struct pdf_glyph *before, const struct pdf_glyph *glyph, double spacing) {
    const double wide = 0.9, narrow = 0.22;
    uint32_t last = before->text[before->text_count - 1], next = glyph->text[0];
    if (pdf_blank(last) || pdf_blank(next)) return false;
    double least = pdf_is_wide(last) || pdf_is_wide(next) ? wide : narrow;
    return glyph->left - before->right - spacing > least * fmin(before->size, glyph->size);
}

/* --- raised digits ----------------------------------------------------------------------------------------------- */

/* The height at which a glyph stands; its box reaches below that by a little of its size. */
static double foot_of(const struct pdf_glyph *glyph) {
    const double below = 0.12;
    return glyph->bottom - below * glyph->size;
}

/* The nearest larger glyph of the line, before or behind. */
static const struct pdf_glyph *larger_beside(const struct pdf_line *line, uint32_t index) {
    const double small = 0.8;
    double size = line->glyphs[index]->size;
    for (uint32_t i = index; i > line->first; i--)
        if (size < small * line->glyphs[i - 1]->size) return line->glyphs[i - 1];
    for (uint32_t i = index + 1; i < line->last; i++)
        if (size < small * line->glyphs[i]->size) return line->glyphs[i];
    return NULL;
}

/* The superscript for a digit that is small and raised, the digit for any other: read as one of the number before it, the mark of a
 * note would make 1280.501 of 1280.50. */
static uint32_t raised(const struct pdf_line *line, uint32_t index) {
    static const uint32_t superscripts[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                            0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    const double least = 0.2;
    const struct pdf_glyph *glyph = line->glyphs[index];
    uint32_t c = glyph->text[0];
    if (c < '0' || c > '9' || glyph->text_count != 1) return c;
    const struct pdf_glyph *base = larger_beside(line, index);
    return base && foot_of(base) - foot_of(glyph) > least * base->size ? superscripts[c - '0'] : c;
}

void pdf_line_print(struct pdf_text *text, const struct pdf_line *line, uint32_t first, uint32_t last) {
    double spacing = spacing_of(line);
    for (uint32_t i = first; i < last; i++) {
        const struct pdf_glyph *glyph = line->glyphs[i];
        if (i > first && is_gap(line->glyphs[i - 1], glyph, spacing)) pdf_text_put(text, ' ');
        if (glyph->text_count > 0) pdf_text_put(text, raised(line, i));
        for (uint32_t k = 1; k < glyph->text_count; k++) pdf_text_put(text, glyph->text[k]);
    }
}

/* --- how lines begin --------------------------------------------------------------------------------------------- */

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* 一 to 十. */
static bool is_numeral(uint32_t c) {
    static const uint32_t list[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                    0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    return among(c, list, sizeof list / sizeof *list);
}

static uint32_t run_of(const uint32_t *text, uint32_t most, bool (*is)(uint32_t)) {
    uint32_t count = 0;
    while (count < most && is(text[count])) count++;
    return count;
}

bool pdf_line_numbered(const struct pdf_line *line) {
    enum { LOOK = 6, MOST = 3 };
    uint32_t text[LOOK + 1] = {0}, count = 0;
    for (uint32_t i = line->first; i < line->last && count < LOOK; i++)
        text[count++] = line->glyphs[i]->text[0];
    if (text[0] == 0xFF08 || text[0] == '(') {
        uint32_t digits = run_of(text + 1, MOST, is_digit), numerals = run_of(text + 1, MOST, is_numeral);
        uint32_t close = text[1 + (digits > numerals ? digits : numerals)];
        return (digits > 0 || numerals > 0) && (close == 0xFF09 || close == ')');
    }
    if (text[0] == 0x76EE && text[1] == 0x6807 && is_digit(text[2])) return true; /* 目标1 */
    uint32_t digits = run_of(text, MOST, is_digit), numerals = run_of(text, MOST, is_numeral);
    uint32_t mark = text[digits];
    if (digits > 0 && digits < MOST && (mark == '.' || mark == 0xFF0E || mark == 0x3001) &&
        !is_digit(text[digits + 1]))
        return true;
    if (numerals > 0 && text[numerals] == 0x3001) return true;
    return text[0] >= 0x2460 && text[0] <= 0x2473; /* ① to ⑳ */
}

/* Signs of reckoning hold on to numbers as letters do: ≥420. */
static bool is_letter(uint32_t c) {
    bool sign = c >= 0x2190 && c < 0x2300;
    return sign || (!pdf_is_wide(c) && !pdf_blank(c));
}

/* Where the Latin word that begins at glyph `i` ends; `last` is its last glyph. */
static double word_end(const struct pdf_line *line, uint32_t i, uint32_t *last) {
    double right = line->glyphs[i]->right;
    for (i++; i < line->last; i++) {
        uint32_t c = line->glyphs[i]->text[0];
        if (!is_letter(c) && !pdf_closes(c)) break;
        right = line->glyphs[i]->right;
        if (c == '-' || c == '/') {
            i++;
            break;
        }
    }
    *last = i - 1;
    return right;
}

/* What is not parted from a Latin mark before it: 款:6923.35, 元/个. */
static bool holds_on(uint32_t mark, uint32_t next) {
    return ((mark == ':' || mark == '.' || mark == ',') && is_digit(next)) || mark == '/';
}

/* “ and the like, which stand at either side of words: many programs break no line before or behind them. */
static bool is_quote(uint32_t c) {
    return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
}

/* Whether no line ends between two characters, but for those that make a word together. */
static bool keeps_together(uint32_t before, uint32_t c) {
    return pdf_closes(c) || c == '/' || c == 0x2103 || c == 0x2030 || is_quote(c) || is_quote(before) ||
           pdf_opens(before);
}

double pdf_line_unit(const struct pdf_line *line) {
    uint32_t i = line->first;
    double left = line->glyphs[i]->left, right = line->glyphs[i]->right;
    if (is_letter(line->glyphs[i]->text[0])) right = word_end(line, i, &i);
    for (i++; i < line->last; i++) {
        uint32_t c = line->glyphs[i]->text[0], before = line->glyphs[i - 1]->text[0];
        if (!holds_on(before, c) && !keeps_together(before, c)) break;
        right = is_letter(c) ? word_end(line, i, &i) : line->glyphs[i]->right;
    }
    return right - left;
}
