/*
 * The text of a cell, piece by piece, as the reader puts it together: each piece with the element that it stands in.
 */
#include "patch.h"
#include "plugins/carriers/shared/fields.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 64 };

struct walk {
    const struct jx_docx_word *word;
    struct jx_docx_pieces *pieces;
    uint32_t paragraph, run;
    size_t line; /* where the paragraph begins in the text */
    struct jx_fields fields;
    uint32_t depth;
};

static bool is_any(const struct jx_markup *markup, uint32_t node, const char *const *names) {
    for (; *names; names++)
        if (jx_node_is(markup, node, *names)) return true;
    return false;
}

static void piece_add(struct walk *walk, enum jx_docx_piece_kind kind, uint32_t node, const char *text,
                      size_t length) {
    struct jx_docx_pieces *pieces = walk->pieces;
    pieces->items = walk->word->host->grow(walk->word->call, pieces->items, pieces->count, &pieces->capacity,
                                           sizeof *pieces->items);
    uint32_t first = (uint32_t)pieces->text.length;
    jx_bytes_add(&pieces->text, text, length);
    pieces->items[pieces->count++] =
        (struct jx_docx_piece){kind, node, walk->run, walk->paragraph, first, (uint32_t)pieces->text.length};
}

static void field_note(struct walk *walk, uint32_t node) {
    const char *type = jx_node_value(&walk->word->markup, node, "fldCharType");
    if (!type) return;
    struct jx_equation equation;
    if (strcmp(type, "begin") == 0) jx_fields_begin(&walk->fields);
    if (strcmp(type, "separate") == 0) jx_fields_separate(&walk->fields);
    if (strcmp(type, "end") == 0) jx_fields_end(&walk->fields, &equation);
}

/* An element of a run that stands for a character. */
static void character_note(struct walk *walk, uint32_t node) {
    static const char *const tabs[] = {"tab", "ptab", NULL}, *const breaks[] = {"br", "cr", NULL};
    const struct jx_markup *markup = &walk->word->markup;
    char room[8];
    if (is_any(markup, node, tabs)) {
        piece_add(walk, JX_DOCX_CHARACTER, node, "\t", 1);
    } else if (is_any(markup, node, breaks)) {
        const char *type = jx_node_value(markup, node, "type");
        if (!type || strcmp(type, "textWrapping") == 0) piece_add(walk, JX_DOCX_CHARACTER, node, "\n", 1);
    } else if (jx_node_is(markup, node, "noBreakHyphen")) {
        piece_add(walk, JX_DOCX_CHARACTER, node, "-", 1);
    } else if (jx_node_is(markup, node, "sym")) {
        const char *font = jx_node_value(markup, node, "font"), *code = jx_node_value(markup, node, "char");
        const char *text = code ? jx_flow_symbol(font, (uint32_t)strtoul(code, NULL, 16), room) : "";
        piece_add(walk, JX_DOCX_CHARACTER, node, text, strlen(text));
    }
}

/* The looks that a style of this name, named by an element of `looks`, has. */
static const struct jx_looks *style_of(const struct walk *walk, uint32_t looks, const char *element) {
    const struct jx_markup *markup = &walk->word->markup;
    uint32_t style = looks ? jx_node_child(markup, looks, element) : 0;
    return style ? jx_docx_style_looks(&walk->word->styles, jx_node_value(markup, style, "val")) : NULL;
}

static struct jx_dress dress_of(const struct walk *walk, uint32_t run) {
    static const char *const telling[] = {"vanish",   "strike", "dstrike", "vertAlign",
                                          "position", "sz",     "rFonts",  NULL};
    const struct jx_markup *markup = &walk->word->markup;
    uint32_t looks = jx_node_child(markup, run, "rPr");
    struct jx_dress dress = {.run = style_of(walk, looks, "rStyle"), .painted = true};
    dress.paragraph = style_of(walk, jx_node_child(markup, walk->paragraph, "pPr"), "pStyle");
    for (const char *const *name = telling; looks && *name; name++) {
        uint32_t node = jx_node_child(markup, looks, *name);
        if (!node) continue;
        const char *theme = jx_node_value(markup, node, "asciiTheme");
        jx_docx_looks_note(&dress.own, *name, jx_node_value(markup, node, "val"),
                           theme ? theme : jx_node_value(markup, node, "ascii"));
    }
    return dress;
}

/* The words of a run as the reader sees them. */
static void words_add(struct walk *walk, const struct jx_dress *dress, uint32_t node) {
    const struct jx_docx_word *word = walk->word;
    const struct jx_bytes *all = &walk->pieces->text;
    size_t length;
    const char *text = jx_node_text(&word->markup, node, &length);
    char *room = word->host->allocate(word->call, jx_seen_room(length));
    text = jx_seen_text(dress, all->bytes ? all->bytes + walk->line : "", all->length - walk->line, text,
                        &length, room);
    piece_add(walk, JX_DOCX_TEXT, node, text, length);
}

static void run_walk(struct walk *walk, uint32_t run) {
    const struct jx_markup *markup = &walk->word->markup;
    const struct jx_dress dress = dress_of(walk, run);
    enum jx_fate fate = jx_dress_fate(&dress);
    bool left_out = fate != JX_PRINTED;
    walk->run = run;
    for (uint32_t node = markup->nodes[run].first; node; node = markup->nodes[node].next) {
        if (jx_node_is(markup, node, "fldChar")) field_note(walk, node);
        if (fate == JX_STRUCK && jx_node_is(markup, node, "t")) walk->pieces->struck = true;
        if (walk->fields.instructed != 0 || left_out) continue;
        if (jx_node_is(markup, node, "t"))
            words_add(walk, &dress, node);
        else
            character_note(walk, node);
    }
    walk->run = 0;
}

static bool shows_prompt(const struct jx_markup *markup, uint32_t control) {
    uint32_t looks = jx_node_child(markup, control, "sdtPr");
    uint32_t prompt = looks ? jx_node_child(markup, looks, "showingPlcHdr") : 0;
    return prompt != 0 && jx_docx_switched_on(markup, prompt);
}

/* What stands in a paragraph: runs, and what is around runs. */
static void content_walk(struct walk *walk, uint32_t parent) {
    static const char *const skipped[] = {"pPr", "del", "moveFrom", "sdtPr", "sdtEndPr", "rt", "rPr", NULL};
    const struct jx_markup *markup = &walk->word->markup;
    if (walk->depth >= DEPTH_MOST) return;
    walk->depth++;
    for (uint32_t node = markup->nodes[parent].first; node; node = markup->nodes[node].next) {
        if (is_any(markup, node, skipped)) continue;
        if (jx_node_is(markup, node, "r"))
            run_walk(walk, node);
        else if (jx_node_is(markup, node, "sdt") && shows_prompt(markup, node))
            piece_add(walk, JX_DOCX_CONTROL, node, "", 0);
        else
            content_walk(walk, node);
    }
    walk->depth--;
}

/* The paragraphs of a cell. Empty ones count between others only, as in reading. */
struct paragraphs {
    struct walk *walk;
    uint32_t blanks;
    bool any;
};

static void paragraph_walk(struct paragraphs *all, uint32_t node) {
    struct walk *walk = all->walk;
    struct jx_docx_pieces *pieces = walk->pieces;
    uint32_t pieces_before = pieces->count;
    size_t text_before = pieces->text.length;
    walk->paragraph = node;
    for (uint32_t i = 0; all->any && i <= all->blanks; i++) piece_add(walk, JX_DOCX_BREAK, node, "\n", 1);
    const char *number = jx_docx_number_at(&walk->word->numbers, walk->word->markup.nodes[node].start);
    if (number) piece_add(walk, JX_DOCX_BREAK, node, number, strlen(number));
    size_t first = walk->line = pieces->text.length;
    content_walk(walk, node);
    jx_fields_drop(&walk->fields);
    if (pieces->text.length > first &&
        !jx_flow_blank(pieces->text.bytes + first, pieces->text.length - first)) {
        all->any = true;
        all->blanks = 0;
        return;
    }
    /* A blank one has no text; its controls stay known. */
    uint32_t kept = pieces_before;
    for (uint32_t i = pieces_before; i < pieces->count; i++)
        if (pieces->items[i].kind == JX_DOCX_CONTROL) {
            pieces->items[kept] = pieces->items[i];
            pieces->items[kept].first = pieces->items[kept].last = (uint32_t)text_before;
            kept++;
        }
    pieces->count = kept;
    pieces->text.length = text_before;
    if (pieces->text.bytes) pieces->text.bytes[text_before] = '\0';
    all->blanks++;
}

static void blocks_walk(struct paragraphs *all, uint32_t parent) {
    static const char *const through[] = {"sdtContent", "customXml", "ins", "moveTo", NULL};
    const struct jx_markup *markup = &all->walk->word->markup;
    if (all->walk->depth >= DEPTH_MOST) return;
    all->walk->depth++;
    for (uint32_t node = markup->nodes[parent].first; node; node = markup->nodes[node].next) {
        if (jx_node_is(markup, node, "p"))
            paragraph_walk(all, node);
        else if (jx_node_is(markup, node, "sdt") && shows_prompt(markup, node))
            piece_add(all->walk, JX_DOCX_CONTROL, node, "", 0);
        else if (jx_node_is(markup, node, "sdt") || is_any(markup, node, through))
            blocks_walk(all, node);
    }
    all->walk->depth--;
}

void jx_docx_pieces_read(const struct jx_docx_word *word, const struct jx_flow_spot *spot,
                         struct jx_docx_pieces *pieces) {
    *pieces = (struct jx_docx_pieces){.text = {.host = word->host, .call = word->call}};
    struct walk walk = {.word = word, .pieces = pieces};
    struct paragraphs all = {.walk = &walk};
    uint32_t node = jx_docx_spot_node(word, spot);
    if (node == 0) return;
    if (jx_node_is(&word->markup, node, "p"))
        paragraph_walk(&all, node);
    else
        blocks_walk(&all, node);
    pieces->known = pieces->text.length == spot->length &&
                    (spot->length == 0 || memcmp(pieces->text.bytes, spot->text, spot->length) == 0);
}

bool jx_docx_run_hints(const struct jx_markup *markup, uint32_t run) {
    uint32_t looks = run ? jx_node_child(markup, run, "rPr") : 0;
    if (looks == 0) return false;
    uint32_t italic = jx_node_child(markup, looks, "i"), color = jx_node_child(markup, looks, "color");
    uint32_t style = jx_node_child(markup, looks, "rStyle");
    const char *name = style ? jx_node_value(markup, style, "val") : NULL;
    if ((italic && jx_docx_switched_on(markup, italic)) || (name && strstr(name, "Placeholder"))) return true;
    const char *rgb = color ? jx_node_value(markup, color, "val") : NULL;
    if (!rgb || strlen(rgb) != 6) return false;
    unsigned long value = strtoul(rgb, NULL, 16), red = value >> 16, green = value >> 8 & 0xFF,
                  blue = value & 0xFF;
    return red == green && green == blue && red >= 0x60 && red <= 0xD8;
}
