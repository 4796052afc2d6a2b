/*
 * From lines to lattices: pieces of one line are joined, lines that touch belong together.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"

/* In points. */
#define SAME_LINE    0.9 /* pieces of one line are at one height */
#define GAP          1.8 /* and so near to one another, */
#define DASH_GAP     6.5 /* or so, if they are short: dashes, dots */
#define DASH         12.0
#define SHORTEST     4.0  /* what is left is no line of a table if shorter */
#define CORNER       2.6  /* lines meet that miss each other by less, not counting their widths */
#define DOUBLE_LINE  3.2  /* parallel lines are one border */
#define LEAST_WIDTH  18.0 /* of a table */
#define LEAST_HEIGHT 7.0

/* --- joining pieces ---------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const struct pdf_rule *one = a, *other = b;
    if (one->at != other->at) return one->at < other->at ? -1 : 1;
    return one->from < other->from ? -1 : one->from > other->from;
}

static int by_start(const void *a, const void *b) {
    const struct pdf_rule *one = a, *other = b;
    if (one->from != other->from) return one->from < other->from ? -1 : 1;
    return one->to < other->to ? -1 : one->to > other->to;
}

/* Joins the pieces of one line, sorted by where they begin; returns how many lines come of it, written to `out`. */
static uint32_t join_line(const struct pdf_rule *pieces, uint32_t count, struct pdf_rule *out) {
    struct pdf_rule now = pieces[0];
    double last = now.to - now.from;
    uint32_t made = 0;
    for (uint32_t i = 1; i <= count; i++) {
        double length = i < count ? pieces[i].to - pieces[i].from : 0;
        double gap = length < DASH && last < DASH ? DASH_GAP : GAP;
        last = length;
        if (i < count && pieces[i].from - now.to <= gap) {
            now.to = fmax(now.to, pieces[i].to);
            now.width = fmax(now.width, pieces[i].width);
            continue;
        }
        if (now.to - now.from >= SHORTEST) out[made++] = now;
        if (i < count) now = pieces[i];
    }
    return made;
}

/* The lines of one direction, sorted by place. */
static struct pdf_rule *join_rules(struct pdf_page *page, bool horizontal, uint32_t *count) {
    struct pdf_rule *rules = jx_arena_alloc(page->arena, (page->rule_count + 1) * sizeof *rules);
    uint32_t pieces = 0, made = 0;
    for (uint32_t i = 0; i < page->rule_count; i++)
        if (!page->rules[i].gone && page->rules[i].horizontal == horizontal) rules[pieces++] = page->rules[i];
    if (pieces > 0) qsort(rules, pieces, sizeof *rules, by_place);
    for (uint32_t first = 0, last; first < pieces; first = last) {
        for (last = first; last < pieces && rules[last].at - rules[first].at <= SAME_LINE;) last++;
        qsort(rules + first, last - first, sizeof *rules, by_start);
        /* What is written never passes what is still to be read. */
        made += join_line(rules + first, last - first, rules + made);
    }
    if (made > 0) qsort(rules, made, sizeof *rules, by_place);
    *count = made;
    return rules;
}

/* --- what touches ------------------------------------------------------------------------------------------------ */

struct finder {
    struct pdf_document *document;
    struct pdf_page *page;
    struct pdf_rule *across, *down;
    uint32_t across_count, down_count;
    uint32_t *parents; /* of the lines across, then of those down */
    struct pdf_lattice *lattices;
    uint32_t lattice_count;
    uint32_t doubts;
};

static uint32_t root(const struct finder *finder, uint32_t i) {
    uint32_t *parents = finder->parents;
    while (parents[i] != i) i = parents[i] = parents[parents[i]];
    return i;
}

static void unite(const struct finder *finder, uint32_t one, uint32_t other) {
    one = root(finder, one);
    other = root(finder, other);
    if (one < other)
        finder->parents[other] = one;
    else
        finder->parents[one] = other;
}

static bool reaches(const struct pdf_rule *rule, double at, double leeway) {
    return at >= rule->from - leeway && at <= rule->to + leeway;
}

static void unite_crossing(const struct finder *finder) {
    for (uint32_t i = 0; i < finder->across_count; i++)
        for (uint32_t k = 0; k < finder->down_count; k++) {
            const struct pdf_rule *across = &finder->across[i], *down = &finder->down[k];
            double leeway = CORNER + (across->width + down->width) / 2;
            if (reaches(across, down->at, leeway) && reaches(down, across->at, leeway))
                unite(finder, i, finder->across_count + k);
        }
}

static void unite_parallel(const struct finder *finder, const struct pdf_rule *rules, uint32_t count,
                           uint32_t first) {
    const double apart = 2;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count && rules[k].at - rules[i].at <= DOUBLE_LINE; k++)
            if (fmin(rules[i].to, rules[k].to) - fmax(rules[i].from, rules[k].from) > -apart)
                unite(finder, first + i, first + k);
}

/* --- lattices ---------------------------------------------------------------------------------------------------- */

static void include(struct pdf_box *box, const struct pdf_rule *rule) {
    double low = rule->from, high = rule->to;
    box->left = fmin(box->left, rule->horizontal ? low : rule->at);
    box->right = fmax(box->right, rule->horizontal ? high : rule->at);
    box->top = fmin(box->top, rule->horizontal ? rule->at : low);
    box->bottom = fmax(box->bottom, rule->horizontal ? rule->at : high);
}

static const struct pdf_rule *rule_of(const struct finder *finder, uint32_t i) {
    return i < finder->across_count ? &finder->across[i] : &finder->down[i - finder->across_count];
}

/* Counts the lines of each root into `lattices`, which has one for every line. */
static void count_lines(const struct finder *finder, struct pdf_lattice *lattices, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        lattices[i].box = (struct pdf_box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (uint32_t i = 0; i < count; i++) {
        struct pdf_lattice *lattice = &lattices[root(finder, i)];
        include(&lattice->box, rule_of(finder, i));
        if (i < finder->across_count)
            lattice->across_count++;
        else
            lattice->down_count++;
    }
}

static bool may_be_table(const struct pdf_lattice *lattice) {
    const struct pdf_box *box = &lattice->box;
    return lattice->across_count >= 1 && lattice->down_count >= 1 &&
           lattice->across_count + lattice->down_count >= 3 && box->right - box->left >= LEAST_WIDTH &&
           box->bottom - box->top >= LEAST_HEIGHT;
}

static double area(const struct pdf_box *box) {
    return (box->right - box->left) * (box->bottom - box->top);
}

/* The largest first, so that a frame in a cell is not taken before its table. */
static int by_area(const void *a, const void *b) {
    double one = area(&((const struct pdf_lattice *)a)->box),
           other = area(&((const struct pdf_lattice *)b)->box);
    return one > other ? -1 : one < other;
}

/* Gives every lattice its lines. */
static void collect(struct finder *finder) {
    uint32_t count = finder->across_count + finder->down_count;
    struct pdf_lattice *all = jx_arena_alloc(finder->page->arena, (count + 1) * sizeof *all);
    count_lines(finder, all, count);
    for (uint32_t i = 0; i < count; i++) {
        struct pdf_lattice *lattice = &all[i];
        if (!may_be_table(lattice)) continue;
        lattice->across =
            jx_arena_alloc(finder->page->arena, lattice->across_count * sizeof *lattice->across);
        lattice->down = jx_arena_alloc(finder->page->arena, lattice->down_count * sizeof *lattice->down);
        lattice->across_count = lattice->down_count = 0;
        lattice->doubts = finder->doubts;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct pdf_lattice *lattice = &all[root(finder, i)];
        if (!lattice->across) continue;
        if (i < finder->across_count)
            lattice->across[lattice->across_count++] = *rule_of(finder, i);
        else
            lattice->down[lattice->down_count++] = *rule_of(finder, i);
    }
    for (uint32_t i = 0; i < count; i++)
        if (all[i].across) all[finder->lattice_count++] = all[i];
    finder->lattices = all;
    if (finder->lattice_count > 0) qsort(all, finder->lattice_count, sizeof *all, by_area);
}

/* Whether a glyph stands in the box: one that no table has taken, or any. */
static bool holds_text(struct pdf_page *page, const struct pdf_box *box, bool any) {
    if (!pdf_page_work(page, page->glyph_count)) return false;
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        const struct pdf_glyph *glyph = &page->glyphs[i];
        if ((any || (glyph->flags & PDF_TAKEN) == 0) && glyph->x > box->left && glyph->x < box->right &&
            glyph->y > box->top && glyph->y < box->bottom)
            return true;
    }
    return false;
}

static bool is_inside(const struct pdf_box *box, const struct pdf_box *outer) {
    return box->left >= outer->left && box->right <= outer->right && box->top >= outer->top &&
           box->bottom <= outer->bottom;
}

/* The table of this page, found so far, that a box lies in. */
static struct pdf_block *table_around(const struct finder *finder, const struct pdf_box *box) {
    struct pdf_document *document = finder->document;
    for (uint32_t i = document->block_count; i > 0 && document->blocks[i - 1].page == finder->page->number;
         i--) {
        struct pdf_block *block = &document->blocks[i - 1];
        if (block->is_table && is_inside(box, &block->box)) return block;
    }
    return NULL;
}

/* Whether a table of this page was made within a box. */
static bool table_within(const struct finder *finder, const struct pdf_box *box) {
    const struct pdf_document *document = finder->document;
    for (uint32_t i = document->block_count; i > 0 && document->blocks[i - 1].page == finder->page->number;
         i--)
        if (document->blocks[i - 1].is_table && is_inside(&document->blocks[i - 1].box, box)) return true;
    return false;
}

/* A table whose words another one took stands in a cell of that. Four lines are a box to tick. */
static void note_nested(const struct finder *finder, const struct pdf_lattice *lattice) {
    enum { TABLE_OF_TWO = 5 };
    struct pdf_block *around = table_around(finder, &lattice->box);
    if (!around || lattice->across_count + lattice->down_count < TABLE_OF_TWO) return;
    if (holds_text(finder->page, &lattice->box, true)) around->doubts |= 1u << PDF_DOUBT_NESTED;
}

/* Frames around others are kept for the end: a frame around a table is no table. */
static void make_tables(const struct finder *finder) {
    for (uint32_t i = 0; i < finder->lattice_count; i++) {
        struct pdf_lattice *lattice = &finder->lattices[i];
        if (!holds_text(finder->page, &lattice->box, false)) {
            note_nested(finder, lattice);
            lattice->across_count = 0;
        } else if (pdf_framed_columns(finder->document, finder->page, lattice) ||
                   pdf_make_table(finder->document, finder->page, lattice, false)) {
            lattice->across_count = 0;
        }
    }
    for (uint32_t i = 0; i < finder->lattice_count; i++) {
        struct pdf_lattice *lattice = &finder->lattices[i];
        if (lattice->across_count > 0 && !table_within(finder, &lattice->box) &&
            holds_text(finder->page, &lattice->box, false))
            pdf_make_table(finder->document, finder->page, lattice, true);
    }
}

/* --- lines across only ------------------------------------------------------------------------------------------- */

/* Whether a line across touches none that runs down. */
static bool *find_alone(const struct finder *finder) {
    uint32_t count = finder->across_count + finder->down_count;
    bool *met = jx_arena_alloc(finder->page->arena, count + 1);
    bool *alone = jx_arena_alloc(finder->page->arena, count + 1);
    for (uint32_t i = finder->across_count; i < count; i++) met[root(finder, i)] = true;
    for (uint32_t i = 0; i < finder->across_count; i++) alone[i] = !met[root(finder, i)];
    return alone;
}

/* Adds the lines between the first and the last of a group that end with its other ones, but begin further in or the other way
 * round: rows of categories that are merged downwards. How many. */
static uint32_t add_partial(const struct finder *finder, bool *alone, struct pdf_rule *group,
                            uint32_t count) {
    const double least = 40, like = 4;
    uint32_t partial = 0;
    for (uint32_t k = 0; k < finder->across_count; k++) {
        const struct pdf_rule *rule = &finder->across[k];
        bool within = rule->at > group[0].at && rule->at < group[count - 1].at;
        bool inside = rule->from > group[0].from - like && rule->to < group[0].to + like;
        bool ends = fabs(rule->from - group[0].from) <= like || fabs(rule->to - group[0].to) <= like;
        if (!alone[k] || !within || !inside || !ends || rule->to - rule->from < least) continue;
        alone[k] = false;
        group[count + partial++] = *rule;
    }
    return partial;
}

/* Groups of lines of like extent. */
static void find_three_lines(const struct finder *finder) {
    const double least = 100, like = 4, apart = 3;
    bool *alone = find_alone(finder);
    for (uint32_t i = 0; i < finder->across_count; i++) {
        const struct pdf_rule *top = &finder->across[i];
        if (!alone[i] || top->to - top->from < least) continue;
        if (!pdf_page_work(finder->page, finder->across_count)) return;
        struct pdf_rule *group =
            jx_arena_alloc(finder->page->arena,
                           (finder->across_count + (size_t)finder->page->glyph_count + 2) * sizeof *group);
        uint32_t count = 1;
        group[0] = *top;
        for (uint32_t k = i + 1; k < finder->across_count; k++) {
            const struct pdf_rule *rule = &finder->across[k];
            if (!alone[k] || fabs(rule->from - top->from) > like || fabs(rule->to - top->to) > like) continue;
            alone[k] = false;
            if (rule->at - group[count - 1].at > apart) group[count++] = *rule;
        }
        if (count < 3) continue;
        uint32_t partial = add_partial(finder, alone, group, count);
        pdf_three_lines(finder->document, finder->page, group, count, partial);
    }
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

static void find_tables(struct pdf_document *document, struct pdf_page *page, uint32_t doubts) {
    struct finder finder = {.document = document, .page = page, .doubts = doubts};
    finder.across = join_rules(page, true, &finder.across_count);
    finder.down = join_rules(page, false, &finder.down_count);
    uint32_t count = finder.across_count + finder.down_count;
    if (count > PDF_MOST_JOINED) {
        page->limited = true;
        return;
    }
    finder.parents = jx_arena_alloc(page->arena, (count + 1) * sizeof *finder.parents);
    for (uint32_t i = 0; i < count; i++) finder.parents[i] = i;
    unite_crossing(&finder);
    unite_parallel(&finder, finder.across, finder.across_count, 0);
    unite_parallel(&finder, finder.down, finder.down_count, finder.across_count);
    collect(&finder);
    make_tables(&finder);
    if (doubts == 0) find_three_lines(&finder);
}

/* The edges of areas of colour, in the place of the page's lines. */
static void areas_to_rules(struct pdf_page *page) {
    const double least_width = 8, least_height = 7, most = 0.5;
    page->rule_count = 0;
    for (uint32_t i = 0; i < page->area_count; i++) {
        const struct pdf_box *box = &page->areas[i];
        double width = box->right - box->left, height = box->bottom - box->top;
        if (width < least_width || height < least_height ||
            width * height > most * page->width * page->height)
            continue;
        struct pdf_rule edges[4] = {
            {.at = box->top, .from = box->left, .to = box->right, .width = 1, .horizontal = true},
            {.at = box->bottom, .from = box->left, .to = box->right, .width = 1, .horizontal = true},
            {.at = box->left, .from = box->top, .to = box->bottom, .width = 1},
            {.at = box->right, .from = box->top, .to = box->bottom, .width = 1},
        };
        for (int k = 0; k < 4; k++) pdf_page_rule(page, &edges[k]);
    }
}

void pdf_find_tables(struct pdf_document *document, struct pdf_page *page) {
    enum { FEWEST_AREAS = 4, MOST_AREAS = 4000 };
    find_tables(document, page, 0);
    if (page->area_count < FEWEST_AREAS || page->area_count >= MOST_AREAS) return;
    areas_to_rules(page);
    find_tables(document, page, 1u << PDF_DOUBT_COLOUR);
}
