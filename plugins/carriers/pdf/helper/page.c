/*
 * The lists of a page, and putting it upright.
 */
#include "plugins/carriers/pdf/helper/page.h"

#include "core/base/arena.h"

/* A page with a few thousand lines and characters takes some millions of steps. */
enum { MOST_WORK = 400000000 };

bool pdf_page_work(struct pdf_page *page, uint64_t steps) {
    page->work += steps;
    if (page->work > MOST_WORK) page->limited = true;
    return page->work <= MOST_WORK;
}

struct pdf_glyph *pdf_page_glyph(struct pdf_page *page) {
    if (page->glyph_count >= PDF_MOST_GLYPHS) {
        page->limited = true;
        return NULL;
    }
    page->glyphs = jx_arena_grow32(page->arena, page->glyphs, page->glyph_count, &page->glyph_capacity,
                                   sizeof *page->glyphs);
    page->glyphs[page->glyph_count] = (struct pdf_glyph){.order = page->glyph_count};
    return &page->glyphs[page->glyph_count++];
}

void pdf_page_rule(struct pdf_page *page, const struct pdf_rule *rule) {
    if (page->rule_count >= PDF_MOST_RULES) {
        page->limited = true;
        return;
    }
    page->rules = jx_arena_grow32(page->arena, page->rules, page->rule_count, &page->rule_capacity,
                                  sizeof *page->rules);
    page->rules[page->rule_count++] = *rule;
}

void pdf_page_area(struct pdf_page *page, const struct pdf_box *box) {
    if (page->area_count >= PDF_MOST_AREAS) {
        page->limited = true;
        return;
    }
    page->areas = jx_arena_grow32(page->arena, page->areas, page->area_count, &page->area_capacity,
                                  sizeof *page->areas);
    page->areas[page->area_count++] = *box;
}

void pdf_page_picture(struct pdf_page *page, const struct pdf_box *box) {
    if (page->picture_count >= PDF_MOST_PICTURES) return;
    page->pictures = jx_arena_grow32(page->arena, page->pictures, page->picture_count,
                                     &page->picture_capacity, sizeof *page->pictures);
    page->pictures[page->picture_count++] = *box;
}

static bool holds(const struct pdf_box *boxes, uint32_t count, double x, double y) {
    for (uint32_t i = 0; i < count; i++)
        if (x >= boxes[i].left && x <= boxes[i].right && y >= boxes[i].top && y <= boxes[i].bottom)
            return true;
    return false;
}

bool pdf_page_painted(struct pdf_page *page, double x, double y) {
    if (!pdf_page_work(page, (uint64_t)page->area_count + page->back_count + page->picture_count))
        return true;
    return holds(page->areas, page->area_count, x, y) || holds(page->backs, page->back_count, x, y) ||
           holds(page->pictures, page->picture_count, x, y);
}

void pdf_page_back(struct pdf_page *page, const struct pdf_box *box) {
    if (page->back_count >= PDF_MOST_AREAS) return;
    page->backs = jx_arena_grow32(page->arena, page->backs, page->back_count, &page->back_capacity,
                                  sizeof *page->backs);
    page->backs[page->back_count++] = *box;
}

/* --- upright ----------------------------------------------------------------------------------------------------- */

/* Turns a point so that what ran in direction `turn` runs to the right; width and height are of the page before. */
static void turn_point(const struct pdf_page *page, enum pdf_turn turn, double *x, double *y) {
    double before = *x;
    switch (turn) {
    case PDF_DOWN:
        *x = *y;
        *y = page->width - before;
        break;
    case PDF_UP:
        *x = page->height - *y;
        *y = before;
        break;
    case PDF_LEFT:
        *x = page->width - before;
        *y = page->height - *y;
        break;
    default: break;
    }
}

static void turn_box(const struct pdf_page *page, enum pdf_turn turn, struct pdf_box *box) {
    double x0 = box->left, y0 = box->top, x1 = box->right, y1 = box->bottom;
    turn_point(page, turn, &x0, &y0);
    turn_point(page, turn, &x1, &y1);
    *box = (struct pdf_box){x0 < x1 ? x0 : x1, y0 < y1 ? y0 : y1, x0 < x1 ? x1 : x0, y0 < y1 ? y1 : y0};
}

static void turn_glyph(const struct pdf_page *page, enum pdf_turn turn, struct pdf_glyph *glyph) {
    struct pdf_box box = {glyph->left, glyph->top, glyph->right, glyph->bottom};
    turn_box(page, turn, &box);
    glyph->left = box.left;
    glyph->top = box.top;
    glyph->right = box.right;
    glyph->bottom = box.bottom;
    turn_point(page, turn, &glyph->x, &glyph->y);
    glyph->turn = (uint8_t)((glyph->turn + 4 - turn) & 3);
}

static void turn_rule(const struct pdf_page *page, enum pdf_turn turn, struct pdf_rule *rule) {
    struct pdf_box box = rule->horizontal ? (struct pdf_box){rule->from, rule->at, rule->to, rule->at}
                                          : (struct pdf_box){rule->at, rule->from, rule->at, rule->to};
    turn_box(page, turn, &box);
    if (turn != PDF_LEFT) rule->horizontal = !rule->horizontal;
    rule->at = rule->horizontal ? box.top : box.left;
    rule->from = rule->horizontal ? box.left : box.top;
    rule->to = rule->horizontal ? box.right : box.bottom;
}

static void turn_page(struct pdf_page *page, enum pdf_turn turn) {
    for (uint32_t i = 0; i < page->glyph_count; i++) turn_glyph(page, turn, &page->glyphs[i]);
    for (uint32_t i = 0; i < page->rule_count; i++) turn_rule(page, turn, &page->rules[i]);
    for (uint32_t i = 0; i < page->area_count; i++) turn_box(page, turn, &page->areas[i]);
    for (uint32_t i = 0; i < page->picture_count; i++) turn_box(page, turn, &page->pictures[i]);
    if (turn == PDF_LEFT) return;
    double width = page->width;
    page->width = page->height;
    page->height = width;
}

/* The direction in which more than three fifths of the text runs; to the right if none does. */
static enum pdf_turn main_turn(const uint32_t counts[4]) {
    uint32_t all = counts[0] + counts[1] + counts[2] + counts[3];
    for (int i = 1; i < 4; i++)
        if (counts[i] > all / 10 * 6 + all % 10 * 6 / 10) return (enum pdf_turn)i;
    return PDF_RIGHT;
}

/* What nobody sees is dropped. Invisible text stays where there is no other: that is a scan with its OCR. */
static bool is_dropped(const struct pdf_page *page, const struct pdf_glyph *glyph, bool seen) {
    const double edge = 2;
    if (glyph->text_count == 0 || (glyph->flags & (PDF_HIDDEN | PDF_SLANTED | PDF_ARTIFACT)) != 0)
        return true;
    if ((glyph->flags & PDF_INVISIBLE) != 0 && seen) return true;
    return glyph->x < -edge || glyph->y < -edge || glyph->x > page->width + edge ||
           glyph->y > page->height + edge;
}

uint32_t pdf_page_settle(struct pdf_page *page, uint32_t *seen) {
    uint32_t counts[4] = {0}, left = 0;
    const uint16_t unseen = PDF_HIDDEN | PDF_SLANTED | PDF_INVISIBLE;
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        const struct pdf_glyph *glyph = &page->glyphs[i];
        if ((glyph->flags & unseen) == 0 && glyph->text_count > 0 && !pdf_blank(glyph->text[0]))
            counts[glyph->turn & 3]++;
    }
    *seen = counts[0] + counts[1] + counts[2] + counts[3];
    enum pdf_turn turn = main_turn(counts);
    if (turn != PDF_RIGHT) turn_page(page, turn);
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        struct pdf_glyph *glyph = &page->glyphs[i];
        if (is_dropped(page, glyph, *seen > 0))
            glyph->flags |= PDF_TAKEN;
        else if (!pdf_blank(glyph->text[0]))
            left++;
    }
    return left;
}
