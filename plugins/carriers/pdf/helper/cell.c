/*
 * The text of a cell: its lines, joined where a line was only broken for want of room.
 */
#include <math.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/line.h"

/* What stands between two lines. */
enum joint { JOINT_NOTHING, JOINT_BLANK, JOINT_LINE_END };

struct sides {
    double left, right, padding;
    double margin; /* where the leftmost line begins */
    bool centred;
    bool runs_on; /* numbers stand within lines: each item does not begin a line */
};

static uint32_t first_of(const struct pdf_line *line) {
    return line->glyphs[line->first]->text[0];
}

static uint32_t last_of(const struct pdf_line *line) {
    const struct pdf_glyph *glyph = line->glyphs[line->last - 1];
    return glyph->text[glyph->text_count - 1];
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static double room_of(const struct sides *sides) {
    if (sides->centred) return sides->right - sides->left - 2 * sides->padding;
    return sides->right - sides->padding - sides->margin;
}

static double length_of(const struct pdf_line *line, const struct sides *sides) {
    return sides->centred ? line->right - line->left : line->right - sides->margin;
}

/* Whether the next line begins with what had no room in this one. LibreOffice keeps 42条 together, so that a digit may need
 * a character's room more; between Latin and Chinese there is a little room more. */
static bool is_wrapped(const struct pdf_line *line, const struct pdf_line *next, const struct sides *sides) {
    const double little = 0.1, between = 0.3, character = 1.05;
    bool wide = pdf_is_wide(last_of(line)), together = is_digit(first_of(next)) && wide;
    double more = together ? character : wide != pdf_is_wide(first_of(next)) ? between : little;
    double unit = pdf_line_unit(next), room = room_of(sides);
    return length_of(line, sides) + unit > room - more * line->size || unit > room;
}

static bool is_stop(uint32_t c) {
    return c == 0x3002 || c == 0xFF1B || c == ';';
}

/* Whether an item with a number follows another one within the line. */
static bool has_item(const struct pdf_line *line) {
    for (uint32_t i = line->first + 1; i < line->last; i++) {
        if (!is_stop(line->glyphs[i - 1]->text[0])) continue;
        struct pdf_line rest = *line;
        rest.first = i;
        if (pdf_line_numbered(&rest)) return true;
    }
    return false;
}

static enum joint joint(const struct pdf_line *line, const struct pdf_line *next, const struct sides *sides) {
    const double whole = 0.98, much = 0.5;
    uint32_t last = last_of(line), first = first_of(next);
    bool stops = is_stop(last);
    bool item = stops && pdf_line_numbered(next), wrapped = is_wrapped(line, next, sides);
    if (item && !(wrapped && sides->runs_on)) return JOINT_LINE_END;
    /* Nobody begins a line with a mark that closes. */
    bool closes = (pdf_closes(first) && pdf_is_wide(first)) || first == '/';
    if (!closes && !wrapped) return JOINT_LINE_END;
    if (pdf_is_wide(last) || pdf_is_wide(first)) return line->blank_end ? JOINT_BLANK : JOINT_NOTHING;
    if (line->blank_end) return JOINT_BLANK;
    if (is_digit(first) && (is_digit(last) || last == '.' || last == ',')) return JOINT_NOTHING;
    if (is_digit(last) && pdf_opens(first)) return JOINT_NOTHING;
    if (last == '-' || last == '/' || pdf_closes(first) || pdf_opens(last)) return JOINT_NOTHING;
    /* A word that is longer than a line is broken anywhere; else lines break between words. */
    bool roomy = room_of(sides) - length_of(line, sides) > much * line->size;
    return roomy || pdf_line_unit(next) <= room_of(sides) * whole ? JOINT_BLANK : JOINT_NOTHING;
}

/* --- turned and vertical text ------------------------------------------------------------------------------------ */

struct pdf_glyph pdf_turned_back(const struct pdf_glyph *glyph, int turn) {
    struct pdf_glyph back = *glyph;
    switch (turn) {
    case PDF_DOWN:
        back.left = glyph->top, back.right = glyph->bottom, back.x = glyph->y;
        back.top = -glyph->right, back.bottom = -glyph->left, back.y = -glyph->x;
        break;
    case PDF_UP:
        back.left = -glyph->bottom, back.right = -glyph->top, back.x = -glyph->y;
        back.top = glyph->left, back.bottom = glyph->right, back.y = glyph->x;
        break;
    default:
        back.left = -glyph->right, back.right = -glyph->left, back.x = -glyph->x;
        back.top = -glyph->bottom, back.bottom = -glyph->top, back.y = -glyph->y;
        break;
    }
    return back;
}

/* Turns most of a cell's text upright if it is not; its sides are then those of the text itself. */
static struct pdf_glyph **turn_back(struct jx_arena *arena, struct pdf_glyph **glyphs, uint32_t count,
                                    int turn, struct sides *sides) {
    struct pdf_glyph *copies = jx_arena_alloc(arena, count * sizeof *copies);
    struct pdf_glyph **list = jx_arena_alloc(arena, count * sizeof(struct pdf_glyph *));
    sides->left = INFINITY;
    sides->right = -INFINITY;
    sides->padding = 0;
    for (uint32_t i = 0; i < count; i++) {
        copies[i] = pdf_turned_back(glyphs[i], turn);
        list[i] = &copies[i];
        sides->left = fmin(sides->left, copies[i].left);
        sides->right = fmax(sides->right, copies[i].right);
    }
    return list;
}

/* Columns from the right to the left, each from above to below. */
static int by_column(const void *a, const void *b) {
    const struct pdf_glyph *one = *(struct pdf_glyph *const *)a, *other = *(struct pdf_glyph *const *)b;
    if (one->x != other->x) return one->x > other->x ? -1 : 1;
    return one->y < other->y ? -1 : one->y > other->y;
}

static int by_height(const void *a, const void *b) {
    const struct pdf_glyph *one = *(struct pdf_glyph *const *)a, *other = *(struct pdf_glyph *const *)b;
    return one->y < other->y ? -1 : one->y > other->y;
}

static void print_columns(struct pdf_text *text, struct pdf_glyph **glyphs, uint32_t count) {
    const double near = 0.6;
    qsort(glyphs, count, sizeof(struct pdf_glyph *), by_column);
    for (uint32_t first = 0, last; first < count; first = last) {
        for (last = first + 1;
             last < count && glyphs[first]->x - glyphs[last]->x < near * glyphs[first]->size;)
            last++;
        qsort(glyphs + first, last - first, sizeof(struct pdf_glyph *), by_height);
        for (uint32_t i = first; i < last; i++)
            for (uint32_t k = 0; k < glyphs[i]->text_count; k++) pdf_text_put(text, glyphs[i]->text[k]);
    }
}

/* --- a cell ------------------------------------------------------------------------------------------------------ */

/* Whether every line is a single Chinese character: a label that is written from above to below. */
static bool is_stacked(const struct pdf_line *lines, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].last - lines[i].first != 1 || !pdf_is_wide(first_of(&lines[i]))) return false;
    return count > 1;
}

static void measure(const struct pdf_line *lines, uint32_t count, struct sides *sides, bool turned) {
    const double most = 8, least = 0.5, near = 0.6;
    double padding = most;
    sides->centred = true;
    sides->margin = INFINITY;
    for (uint32_t i = 0; i < count; i++) {
        double before = lines[i].left - sides->left, behind = sides->right - lines[i].right;
        padding = fmin(padding, before);
        sides->margin = fmin(sides->margin, lines[i].left);
        if (fabs(before - behind) > near * lines[i].size + 1) sides->centred = false;
        sides->runs_on = sides->runs_on || has_item(&lines[i]);
    }
    sides->padding = turned ? 0 : fmin(fmax(padding, least), sides->padding);
}

/* Whether a blank line stands between two lines: more room than the widest usual spacing leaves. */
static bool is_far(const struct pdf_line *line, const struct pdf_line *next) {
    const double spacing = 2.25;
    return next->y - line->y > spacing * fmax(line->size, next->size);
}

static void print_lines(struct pdf_text *text, const struct pdf_line *lines, uint32_t count,
                        const struct sides *sides) {
    bool stacked = is_stacked(lines, count);
    for (uint32_t i = 0; i < count; i++) {
        enum joint between = i == 0 || stacked ? JOINT_NOTHING : joint(&lines[i - 1], &lines[i], sides);
        if (between == JOINT_BLANK) pdf_text_put(text, ' ');
        if (between == JOINT_LINE_END) pdf_text_put(text, '\n');
        if (between == JOINT_LINE_END && is_far(&lines[i - 1], &lines[i])) pdf_text_put(text, '\n');
        pdf_line_print(text, &lines[i], lines[i].first, lines[i].last);
    }
}

/* The direction of most glyphs; `upright`: how many are of a font for vertical writing. */
static int main_turn(struct pdf_glyph *const *glyphs, uint32_t count, uint32_t *upright) {
    uint32_t counts[4] = {0};
    int turn = PDF_RIGHT;
    *upright = 0;
    for (uint32_t i = 0; i < count; i++) {
        counts[glyphs[i]->turn & 3]++;
        *upright += (glyphs[i]->flags & PDF_UPRIGHT) != 0;
    }
    for (int i = 1; i < 4; i++)
        if (counts[i] > counts[turn]) turn = i;
    return turn;
}

struct pdf_cell_text pdf_cell_read(struct jx_arena *kept, struct jx_arena *scratch, struct pdf_glyph **glyphs,
                                   uint32_t count, double left, double right, double padding) {
    struct pdf_cell_text result = {.text = ""};
    struct pdf_text text = {.arena = kept};
    struct sides sides = {.left = left, .right = right, .padding = padding};
    struct pdf_line *lines;
    uint32_t upright;
    if (count == 0) return result;
    int turn = main_turn(glyphs, count, &upright);
    if (upright > count / 2) {
        print_columns(&text, glyphs, count);
        result.text = pdf_text_end(&text);
        result.size = glyphs[0]->size;
        return result;
    }
    if (turn != PDF_RIGHT) glyphs = turn_back(scratch, glyphs, count, turn, &sides);
    uint32_t line_count = pdf_lines(scratch, glyphs, count, &lines);
    if (line_count == 0) return result;
    measure(lines, line_count, &sides, turn != PDF_RIGHT);
    print_lines(&text, lines, line_count, &sides);
    result.text = pdf_text_end(&text);
    const struct pdf_line *last = &lines[line_count - 1];
    result.size = last->size;
    result.rest = sides.right - sides.padding - last->right;
    result.unit = pdf_line_unit(&lines[0]);
    result.stops = last_of(last) == 0x3002 || last_of(last) == 0xFF1B;
    return result;
}
