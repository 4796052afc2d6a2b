/*
 * Cells filled: whole ones, and gaps inside their texts. Labels keep their runs; what is filled in looks as the place it stands
 * in was meant to.
 */
#include "patch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct filling {
    struct jx_docx_word *word;
    struct jx_splices *splices;
    const struct jx_flow_spot *spot;
    uint32_t node; /* the cell, or the paragraph */
    uint32_t row, column;
};

static struct jx_bytes bytes_begin(const struct filling *filling) {
    return (struct jx_bytes){.host = filling->word->host, .call = filling->word->call};
}

static const struct jx_markup *markup_of(const struct filling *filling) {
    return &filling->word->markup;
}

static void tag_add(const struct filling *filling, struct jx_bytes *out, const char *open, const char *rest) {
    jx_bytes_text(out, open);
    jx_bytes_text(out, filling->word->prefix);
    jx_bytes_text(out, rest);
}

static void report(const struct filling *filling, enum jx_code code) {
    const struct jx_place place = {.row = filling->row + 1, .column = filling->column + 1};
    JX_REPORT(filling->word->host, filling->word->call, code, &place, NULL);
}

static bool is_any(const struct jx_markup *markup, uint32_t node, const char *const *names) {
    for (; *names; names++)
        if (jx_node_is(markup, node, *names)) return true;
    return false;
}

/* --- looks ------------------------------------------------------------------------------------------------------- */

static const char *const tracked[] = {"ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", NULL};
static const char *const bold[] = {"b", "bCs", NULL};
static const char *const none[] = {NULL};

/* The looks of a run or of a paragraph's mark, without some of them. */
static void looks_add(const struct filling *filling, uint32_t looks, const char *const *without,
                      struct jx_bytes *out) {
    const struct jx_markup *markup = markup_of(filling);
    struct jx_bytes inner = bytes_begin(filling);
    for (uint32_t node = looks ? markup->nodes[looks].first : 0; node; node = markup->nodes[node].next)
        if (!is_any(markup, node, tracked) && !is_any(markup, node, without))
            jx_bytes_add(&inner, markup->bytes + markup->nodes[node].start,
                         markup->nodes[node].end - markup->nodes[node].start);
    if (inner.length == 0) return;
    tag_add(filling, out, "<", "rPr>");
    jx_bytes_add(out, inner.bytes, inner.length);
    tag_add(filling, out, "</", "rPr>");
}

/* The first run with text in what an element holds that does not look like a hint. */
static uint32_t run_find(const struct filling *filling, uint32_t parent) {
    const struct jx_markup *markup = markup_of(filling);
    for (uint32_t node = parent + 1;
         node < markup->count && markup->nodes[node].start < markup->nodes[parent].end; node++)
        if (jx_node_is(markup, node, "r") && jx_node_child(markup, node, "t") &&
            !jx_docx_run_hints(markup, node) && jx_node_child(markup, node, "rPr"))
            return node;
    return 0;
}

/* The first run of a row with looks; where it has none, of the nearest row above that has some. */
static uint32_t run_near(const struct filling *filling, uint32_t row) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t found = 0;
    for (uint32_t other = markup->nodes[markup->nodes[row].parent].first; other != 0 && other <= row;
         other = markup->nodes[other].next) {
        uint32_t run = jx_node_is(markup, other, "tr") ? run_find(filling, other) : 0;
        if (run != 0) found = run;
    }
    return found;
}

/* How what is filled into a paragraph looks: as what stood there, as its mark, or as the row's label without bold. */
static void value_looks(const struct filling *filling, uint32_t paragraph, struct jx_bytes *out) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t run = run_find(filling, paragraph), mark = jx_node_child(markup, paragraph, "pPr");
    uint32_t looks = mark ? jx_node_child(markup, mark, "rPr") : 0;
    if (run != 0) {
        looks_add(filling, jx_node_child(markup, run, "rPr"), none, out);
    } else if (looks != 0) {
        looks_add(filling, looks, none, out);
    } else {
        uint32_t row = jx_docx_above(markup, paragraph, "tr");
        run = row ? run_find(filling, row) : 0;
        if (run == 0 && row != 0) run = run_near(filling, row);
        looks_add(filling, run ? jx_node_child(markup, run, "rPr") : 0, bold, out);
    }
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

/* What says that a paragraph has no number, whatever its style says. */
static void number_none(const struct filling *filling, struct jx_bytes *out) {
    tag_add(filling, out, "<", "numPr>");
    tag_add(filling, out, "<", "numId ");
    tag_add(filling, out, "", "val=\"0\"/>");
    tag_add(filling, out, "</", "numPr>");
}

/* Whether the word processor writes a number before a paragraph, and which bytes of its looks say so, or would deny it. */
static bool number_find(const struct filling *filling, uint32_t paragraph, size_t *first, size_t *last) {
    static const char *const before[] = {"pStyle",  "keepNext",     "keepLines", "pageBreakBefore",
                                         "framePr", "widowControl", NULL};
    const struct jx_markup *markup = markup_of(filling);
    uint32_t looks = jx_node_child(markup, paragraph, "pPr");
    uint32_t own = looks ? jx_node_child(markup, looks, "numPr") : 0;
    uint32_t named = looks ? jx_node_child(markup, looks, "pStyle") : 0;
    uint32_t number = own ? jx_node_child(markup, own, "numId") : 0;
    const struct jx_docx_style *style =
        named ? jx_docx_style_of(&filling->word->styles, jx_node_value(markup, named, "val")) : NULL;
    bool by_style = style && style->numbered && style->number != 0;
    if (number ? jx_node_number(markup, number, "val") == 0 : !by_style) return false;
    *first = own ? markup->nodes[own].start : markup->nodes[named].end;
    *last = own ? markup->nodes[own].end : *first;
    for (uint32_t node = own ? 0 : markup->nodes[looks].first; node; node = markup->nodes[node].next)
        if (is_any(markup, node, before)) *first = *last = markup->nodes[node].end;
    return true;
}

/* What is filled in stands as the facts say it: no number comes before it. */
static void number_drop(const struct filling *filling, uint32_t paragraph) {
    struct jx_bytes out = bytes_begin(filling);
    size_t first, last;
    if (paragraph == 0 || !number_find(filling, paragraph, &first, &last)) return;
    for (uint32_t i = 0; i < filling->splices->count; i++) /* of two controls in one paragraph */
        if (filling->splices->items[i].at == first) return;
    number_none(filling, &out);
    jx_splice_add(filling->splices, first, last - first, out.bytes, out.length);
}

/* The looks of a paragraph, without its number. */
static void paragraph_looks(const struct filling *filling, uint32_t paragraph, struct jx_bytes *out) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t looks = jx_node_child(markup, paragraph, "pPr");
    size_t first, last;
    if (looks == 0) return;
    const struct jx_node *node = &markup->nodes[looks];
    if (!number_find(filling, paragraph, &first, &last)) first = last = node->end;
    jx_bytes_add(out, markup->bytes + node->start, first - node->start);
    if (first < node->end) number_none(filling, out);
    jx_bytes_add(out, markup->bytes + last, node->end - last);
}

/* --- runs -------------------------------------------------------------------------------------------------------- */

/* A text as content of a run: its line ends as breaks. */
static void text_add(const struct filling *filling, struct jx_bytes *out, const char *text, size_t length) {
    while (length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t piece = end ? (size_t)(end - text) : length;
        if (piece > 0) {
            tag_add(filling, out, "<", "t xml:space=\"preserve\">");
            jx_bytes_escaped(out, text, piece);
            tag_add(filling, out, "</", "t>");
        }
        if (!end) return;
        tag_add(filling, out, "<", "br/>");
        text += piece + 1;
        length -= piece + 1;
    }
}

static void run_add(const struct filling *filling, struct jx_bytes *out, const struct jx_bytes *looks,
                    const char *text, size_t length) {
    if (length == 0) return;
    tag_add(filling, out, "<", "r>");
    jx_bytes_add(out, looks->bytes, looks->length);
    text_add(filling, out, text, length);
    tag_add(filling, out, "</", "r>");
}

static void node_replace(const struct filling *filling, uint32_t node, const struct jx_bytes *with) {
    const struct jx_node *it = &markup_of(filling)->nodes[node];
    jx_splice_add(filling->splices, it->start, it->end - it->start, with->length ? with->bytes : "",
                  with->length);
}

/* What a paragraph or the content of a control holds becomes one run. */
static void content_fill(const struct filling *filling, uint32_t parent, const char *text, size_t length,
                         const struct jx_bytes *looks) {
    static const char *const stay[] = {"pPr",     "bookmarkStart", "bookmarkEnd", "permStart",
                                       "permEnd", "proofErr",      NULL};
    const struct jx_markup *markup = markup_of(filling);
    const struct jx_bytes nothing = bytes_begin(filling);
    struct jx_bytes run = bytes_begin(filling);
    bool placed = false;
    run_add(filling, &run, looks, text, length);
    for (uint32_t node = markup->nodes[parent].first; node; node = markup->nodes[node].next) {
        if (is_any(markup, node, stay)) continue;
        node_replace(filling, node, placed ? &nothing : &run);
        placed = true;
    }
    if (!placed && run.length > 0) jx_node_append(markup, filling->splices, parent, run.bytes, run.length);
}

static void paragraph_fill(const struct filling *filling, uint32_t paragraph, const char *text,
                           size_t length) {
    struct jx_bytes looks = bytes_begin(filling);
    value_looks(filling, paragraph, &looks);
    number_drop(filling, paragraph);
    content_fill(filling, paragraph, text, length, &looks);
}

/* --- controls ---------------------------------------------------------------------------------------------------- */

static void node_drop(const struct filling *filling, uint32_t node) {
    const struct jx_bytes nothing = bytes_begin(filling);
    if (node != 0) node_replace(filling, node, &nothing);
}

/* A control that shows its prompt is given a text instead. One bound to other data would go on showing those. */
static void control_fill(const struct filling *filling, uint32_t control, const char *text, size_t length) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t looks = jx_node_child(markup, control, "sdtPr"),
             content = jx_node_child(markup, control, "sdtContent");
    uint32_t bound = looks ? jx_node_child(markup, looks, "dataBinding") : 0, paragraph = 0;
    if (content == 0 || length == 0) return;
    if (looks != 0) node_drop(filling, jx_node_child(markup, looks, "showingPlcHdr"));
    if (bound != 0) {
        node_drop(filling, bound);
        report(filling, JX_MSG_BLANK_BOUND);
    }
    for (uint32_t node = content + 1;
         node < markup->count && markup->nodes[node].start < markup->nodes[content].end && paragraph == 0;
         node++)
        if (jx_node_is(markup, node, "p")) paragraph = node;
    struct jx_bytes run_looks = bytes_begin(filling);
    uint32_t own = looks ? jx_node_child(markup, looks, "rPr") : 0;
    uint32_t around = paragraph ? paragraph : jx_docx_above(markup, control, "p");
    if (own != 0)
        looks_add(filling, own, none, &run_looks);
    else if (around != 0)
        value_looks(filling, around, &run_looks);
    /* A number that is part of the text stays: 1. and a place behind it. */
    if (around != 0 && !jx_docx_number_at(&filling->word->numbers, markup->nodes[around].start))
        number_drop(filling, around);
    content_fill(filling, paragraph ? paragraph : content, text, length, &run_looks);
}

/* A box that is a control is ticked there, too. */
static void box_tick(const struct filling *filling, uint32_t run, const char *text, size_t length) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t control = jx_docx_above(markup, run, "sdt"),
             looks = control ? jx_node_child(markup, control, "sdtPr") : 0;
    uint32_t box = looks ? jx_node_child(markup, looks, "checkbox") : 0;
    uint32_t checked = box ? jx_node_child(markup, box, "checked") : 0;
    bool blank =
        length == 3 && (memcmp(text, "\xE2\x96\xA1", 3) == 0 || memcmp(text, "\xE2\x98\x90", 3) == 0);
    if (checked != 0) jx_node_set(markup, filling->splices, checked, "val", blank ? "0" : "1");
}

/* --- whole cells ------------------------------------------------------------------------------------------------- */

/* The cell's own paragraphs, those of controls that are filled in too. */
static void paragraphs_find(const struct filling *filling, uint32_t parent, uint32_t **items, uint32_t *count,
                            uint32_t *capacity) {
    const struct jx_markup *markup = markup_of(filling);
    for (uint32_t node = markup->nodes[parent].first; node; node = markup->nodes[node].next) {
        if (jx_node_is(markup, node, "p")) {
            *items = filling->word->host->grow(filling->word->call, *items, *count, capacity, sizeof **items);
            (*items)[(*count)++] = node;
        } else if (jx_node_is(markup, node, "sdt") || jx_node_is(markup, node, "sdtContent")) {
            paragraphs_find(filling, node, items, count, capacity);
        }
    }
}

static bool paragraph_blank(const struct jx_docx_pieces *pieces, uint32_t paragraph) {
    for (uint32_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].paragraph == paragraph && pieces->items[i].kind != JX_DOCX_BREAK) return false;
    return true;
}

/* Further lines: paragraphs that look like the last one. */
static void lines_add(const struct filling *filling, uint32_t like, const char *text, size_t length) {
    struct jx_bytes out = bytes_begin(filling), looks = bytes_begin(filling), mark = bytes_begin(filling);
    value_looks(filling, like, &looks);
    paragraph_looks(filling, like, &mark);
    while (length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t piece = end ? (size_t)(end - text) : length;
        tag_add(filling, &out, "<", "p>");
        jx_bytes_add(&out, mark.bytes, mark.length);
        run_add(filling, &out, &looks, text, piece);
        tag_add(filling, &out, "</", "p>");
        text += end ? piece + 1 : piece;
        length -= end ? piece + 1 : piece;
    }
    jx_splice_add(filling->splices, markup_of(filling)->nodes[like].end, 0, out.bytes, out.length);
}

/* A line to each paragraph that stands ready, further ones made; those that held a prompt and are not needed go. */
static void lines_fill(const struct filling *filling, const struct jx_docx_pieces *pieces,
                       const uint32_t *paragraphs, uint32_t count, const char *text, size_t length) {
    for (uint32_t i = 0; i < count; i++) {
        const char *end = memchr(text, '\n', length);
        size_t piece = end ? (size_t)(end - text) : length;
        if (i > 0 && length == 0) {
            if (!paragraph_blank(pieces, paragraphs[i])) node_drop(filling, paragraphs[i]);
            continue;
        }
        paragraph_fill(filling, paragraphs[i], text, piece);
        text += end ? piece + 1 : piece;
        length -= end ? piece + 1 : piece;
        if (i + 1 == count && length > 0) lines_add(filling, paragraphs[i], text, length);
    }
}

static enum jx_status whole_fill(const struct filling *filling, const struct jx_docx_pieces *pieces,
                                 const struct jx_patch_cell *cell) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t *paragraphs = NULL, count = 0, capacity = 0, control = 0;
    bool texts = false;
    for (uint32_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].kind == JX_DOCX_CONTROL && control == 0) control = pieces->items[i].node;
        texts = texts || pieces->items[i].kind == JX_DOCX_TEXT;
    }
    if (control != 0 && !texts) {
        control_fill(filling, control, cell->text, cell->length);
        return JX_OK;
    }
    if (jx_node_is(markup, filling->node, "p")) {
        paragraph_fill(filling, filling->node, cell->text, cell->length);
        return JX_OK;
    }
    paragraphs_find(filling, filling->node, &paragraphs, &count, &capacity);
    if (count == 0 || jx_node_child(markup, filling->node, "tbl") != 0)
        return jx_docx_no_place(filling->word, filling->row, filling->column);
    lines_fill(filling, pieces, paragraphs, count, cell->text, cell->length);
    return JX_OK;
}

/* --- gaps -------------------------------------------------------------------------------------------------------- */

/* A ticked box of a typeface of symbols. */
static bool symbol_tick(const struct filling *filling, uint32_t node, const char *text, size_t length) {
    const struct jx_markup *markup = markup_of(filling);
    const char *font = jx_node_is(markup, node, "sym") ? jx_node_value(markup, node, "font") : NULL;
    bool tick = length == 3 && (memcmp(text, "\xE2\x98\x91", 3) == 0 || memcmp(text, "\xE2\x88\x9A", 3) == 0);
    if (!font || !tick || strncmp(font, "Wingdings", 9) != 0) return false;
    jx_node_set(markup, filling->splices, node, "char", strcmp(font, "Wingdings 2") == 0 ? "F052" : "F0FE");
    return true;
}

static bool piece_begins(const struct jx_docx_pieces *pieces, uint32_t index,
                         const struct jx_patch_cell *cell) {
    const struct jx_docx_piece *piece = &pieces->items[index];
    if (piece->kind == JX_DOCX_CONTROL) return cell->first == cell->last && cell->first == piece->first;
    if (piece->kind == JX_DOCX_BREAK) return false;
    if (cell->first >= piece->first && cell->first < piece->last) return true;
    bool ends = index + 1 == pieces->count || pieces->items[index + 1].kind == JX_DOCX_BREAK;
    return ends && cell->first == piece->last;
}

/* What becomes of a piece; `*used` tells which of the changes have put their text somewhere. false: it cannot be. */
static bool piece_change(const struct filling *filling, const struct jx_docx_pieces *pieces, uint32_t index,
                         const struct jx_patch_cell *cells, uint32_t count, bool *used) {
    const struct jx_docx_piece *piece = &pieces->items[index];
    struct jx_bytes out = bytes_begin(filling);
    uint32_t done = piece->first;
    bool changes = false, put = false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = cells[i].first < piece->first ? piece->first : cells[i].first;
        uint32_t last = cells[i].last > piece->last ? piece->last : cells[i].last;
        bool begins = !used[i] && piece_begins(pieces, index, &cells[i]);
        if (begins && piece->kind == JX_DOCX_CONTROL) {
            control_fill(filling, piece->node, cells[i].text, cells[i].length);
            used[i] = true;
            return true;
        }
        if (!begins && (last <= first || piece->kind == JX_DOCX_CONTROL)) continue;
        if (piece->kind == JX_DOCX_BREAK || first < done) return false;
        changes = true;
        jx_bytes_add(&out, pieces->text.bytes + done, first - done);
        if (begins) {
            if (symbol_tick(filling, piece->node, cells[i].text, cells[i].length)) return used[i] = true;
            box_tick(filling, piece->run, cells[i].text, cells[i].length);
            jx_bytes_add(&out, cells[i].text, cells[i].length);
            used[i] = put = true;
        }
        done = last > first ? last : first;
    }
    (void)put;
    if (!changes) return true;
    jx_bytes_add(&out, pieces->text.bytes + done, piece->last - done);
    struct jx_bytes content = bytes_begin(filling);
    text_add(filling, &content, out.length ? out.bytes : "", out.length);
    node_replace(filling, piece->node, &content);
    return true;
}

static enum jx_status gaps_fill(const struct filling *filling, const struct jx_docx_pieces *pieces,
                                const struct jx_patch_cell *cells, uint32_t count) {
    bool *used = filling->word->host->allocate(filling->word->call, count * sizeof *used);
    bool good = pieces->known;
    /* A prompt's place is asked first: a text that goes there must not stand beside it. */
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < pieces->count && good; i++)
            if ((pieces->items[i].kind == JX_DOCX_CONTROL) == (pass == 0))
                good = piece_change(filling, pieces, i, cells, count, used);
    for (uint32_t i = 0; i < count; i++) good = good && used[i];
    return good ? JX_OK : jx_docx_no_place(filling->word, filling->row, filling->column);
}

/* --- heights ----------------------------------------------------------------------------------------------------- */

/* The lines of a text where so many halves of half-width characters go into one. Word leaves a quarter of a character between
 * Chinese and other letters. */
static uint32_t lines_of(const char *text, size_t length, uint32_t per_line) {
    uint32_t units = 0, lines = 1;
    bool wide = false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool begins = c < 0x80 || c >= 0xC0, latin = c < 0x80 && c > ' ';
        if (!begins) continue;
        if (units > 0 && (wide ? latin : c >= 0xC0 && text[i - 1] > ' ')) units++;
        wide = c >= 0xC0;
        if (c == '\n') units = 0, lines++;
        units += wide ? 4 : c == '\n' ? 0 : 2;
        if (units > per_line) units = 4, lines++;
    }
    return lines;
}

/* A row of exact height cuts off what does not fit; where a text may need more, it is made to grow. Lines are counted with
 * the width of the cell and the size of the text, in twentieths of a point. */
static bool text_fits(const struct filling *filling, const char *text, size_t length, uint32_t height) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t looks = jx_node_child(markup, filling->node, "tcPr"), width = 0;
    uint32_t size = filling->word->size;
    uint32_t node = looks ? jx_node_child(markup, looks, "tcW") : 0;
    width = node ? jx_node_number(markup, node, "w") : UINT32_MAX;
    for (node = filling->node;
         node < markup->count && markup->nodes[node].start < markup->nodes[filling->node].end; node++)
        if (jx_node_is(markup, node, "sz") && jx_node_number(markup, node, "val") < 200)
            size = jx_node_number(markup, node, "val");
    if (width == UINT32_MAX || width < 400) return false;
    uint32_t lines = lines_of(text, length, (width - 220) * 2 / (size * 5));
    return lines * size * 13 <= height; /* a line is 1.3 of the size */
}

static void height_mend(const struct filling *filling, const char *text, size_t length) {
    const struct jx_markup *markup = markup_of(filling);
    uint32_t row = jx_docx_above(markup, filling->node, "tr"),
             looks = row ? jx_node_child(markup, row, "trPr") : 0;
    uint32_t height = looks ? jx_node_child(markup, looks, "trHeight") : 0;
    const char *rule = height ? jx_node_value(markup, height, "hRule") : NULL;
    if (!rule || strcmp(rule, "exact") != 0) return;
    if (text_fits(filling, text, length, jx_node_number(markup, height, "val"))) return;
    for (uint32_t i = 0; i < filling->splices->count; i++) /* once is enough for a row */
        if (filling->splices->items[i].at > markup->nodes[height].start &&
            filling->splices->items[i].at < markup->nodes[height].end)
            return;
    jx_node_set(markup, filling->splices, height, "hRule", "atLeast");
    report(filling, JX_MSG_BLANK_HEIGHT);
}

/* --- all --------------------------------------------------------------------------------------------------------- */

static int cell_order(const void *a, const void *b) {
    const struct jx_patch_cell *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    if (left->column != right->column) return left->column < right->column ? -1 : 1;
    return left->first < right->first ? -1 : left->first > right->first;
}

enum jx_status jx_docx_cells_edit(struct jx_docx_word *word, const struct jx_patch *patch,
                                  struct jx_splices *splices) {
    struct jx_patch_cell *cells = word->host->allocate(word->call, (patch->cell_count + 1) * sizeof *cells);
    enum jx_status status = JX_OK;
    if (patch->cell_count > 0) {
        memcpy(cells, patch->cells, patch->cell_count * sizeof *cells);
        qsort(cells, patch->cell_count, sizeof *cells, cell_order);
    }
    for (uint32_t i = 0, next; i < patch->cell_count && status == JX_OK; i = next) {
        const struct jx_patch_cell *whole = NULL;
        struct filling filling = {
            .word = word, .splices = splices, .row = cells[i].row, .column = cells[i].column};
        struct jx_docx_pieces pieces;
        for (next = i; next < patch->cell_count && cells[next].row == cells[i].row &&
                       cells[next].column == cells[i].column;
             next++)
            if (cells[next].whole) whole = &cells[next];
        filling.spot = jx_docx_spot_find(word, filling.row, filling.column);
        filling.node = jx_docx_spot_node(word, filling.spot);
        if (filling.node == 0) return jx_docx_no_place(word, filling.row, filling.column);
        jx_docx_pieces_read(word, filling.spot, &pieces);
        status =
            whole ? whole_fill(&filling, &pieces, whole) : gaps_fill(&filling, &pieces, &cells[i], next - i);
        if (whole && status == JX_OK) height_mend(&filling, whole->text, whole->length);
    }
    return status;
}
