/*
 * Lists of properties: what of the formatting of characters and paragraphs says where tables and cells are, and what is
 * no text (2.2.5, 2.6).
 */
#include "doc.h"

/* The properties that matter, by their names in 2.6. */
enum property {
    CFRMarkDel = 0x0800,
    CFData = 0x0806,
    CFStrike = 0x0837,
    CFVanish = 0x083C,
    CFSpec = 0x0855,
    CIss = 0x2A48,
    CFDStrike = 0x2A53,
    CHpsPos = 0x4845,
    CIstd = 0x4A30,
    CHps = 0x4A43,
    CRgFtc0 = 0x4A4F,
    CPicLocation = 0x6A03,
    CSymbol = 0x6A09,
    PIstd = 0x4600,
    PIlfo = 0x460B,
    PIlvl = 0x260A,
    PChgTabs = 0xC615,
    PFInTable = 0x2416,
    PFTtp = 0x2417,
    PFInnerTableCell = 0x244B,
    PFInnerTtp = 0x244C,
    PItap = 0x6649,
    PDtap = 0x664A,
    PHugePapx = 0x6646,
    PHugePapxOld = 0x6645,
    PTableProps = 0x646B,
    TDefTable = 0xD608,
    TDelete = 0x5622,
    TMerge = 0x5624,
    TSplit = 0x5625,
    TInsert = 0x7621,
    TDxaCol = 0x7623,
    TVertMerge = 0xD62B
};

/* --- going through a list ---------------------------------------------------------------------------------------- */

/* How long an operand is: the highest three bits of the property say so (2.2.5.1, Sprm.spra). Where it says its length
 * itself, it does so in two bytes in a table's definition, and as the sum of its parts in long lists of tabs (2.9.181). */
static size_t operand_size(uint16_t code, const unsigned char *at, size_t left) {
    static const uint8_t sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
    if (code >> 13 != 6) return sizes[code >> 13];
    if (left < 2) return SIZE_MAX;
    if (code == TDefTable) return (size_t)jx_u16(at) + 1;
    if (code != PChgTabs || at[0] != 255) return (size_t)at[0] + 1;
    size_t deleted = 2 + 4 * (size_t)at[1];
    return deleted < left ? deleted + 1 + 3 * (size_t)at[deleted] : SIZE_MAX;
}

bool jx_doc_property_next(struct jx_doc_properties *properties) {
    size_t left = (size_t)(properties->end - properties->at);
    if (left < 3) return false;
    properties->code = jx_u16(properties->at);
    properties->operand = properties->at + 2;
    properties->size = operand_size(properties->code, properties->operand, left - 2);
    if (properties->size > left - 2) return false;
    properties->at += 2 + properties->size;
    return true;
}

static struct jx_doc_properties properties_of(struct jx_doc_span span) {
    if (span.length == 0) return (struct jx_doc_properties){.at = NULL};
    return (struct jx_doc_properties){.at = span.bytes, .end = span.bytes + span.length};
}

/* A list that is too long for a page stands in the stream of data, behind its length (2.9.221, PrcData). */
static struct jx_doc_span far_list(const struct jx_doc *doc, const unsigned char *operand) {
    uint32_t at = jx_u32(operand);
    struct jx_doc_span span = {NULL, 0};
    if (at > doc->data.length || doc->data.length - at < 2) return span;
    size_t length = jx_u16(doc->data.bytes + at);
    if (length > doc->data.length - at - 2) return span;
    return (struct jx_doc_span){doc->data.bytes + at + 2, length};
}

static bool leads_far(uint16_t code) {
    return code == PHugePapx || code == PHugePapxOld || code == PTableProps;
}

/* The changes that a piece makes to all that is in it: one that stands in place, as a number of its own and a byte, or a
 * list (2.9.214, Prm0; 2.9.215, Prm1). */
static struct jx_doc_span piece_changes(const struct jx_doc *doc, uint16_t changes, unsigned char room[3]) {
    static const struct {
        uint8_t number;
        uint16_t code;
    } ones[] = {{0x18, PFInTable}, {0x19, PFTtp}, {0x41, CFRMarkDel}, {0x57, CFStrike},
                {0x5C, CFVanish},  {0x68, CIss},  {0x73, CFDStrike},  {0x75, CFSpec}};
    if (changes & 1)
        return changes >> 1 < doc->change_count ? doc->changes[changes >> 1] : (struct jx_doc_span){NULL, 0};
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
        if (ones[i].number == (changes >> 1 & 0x7F)) {
            room[0] = (unsigned char)ones[i].code;
            room[1] = (unsigned char)(ones[i].code >> 8);
            room[2] = (unsigned char)(changes >> 8);
            return (struct jx_doc_span){room, 3};
        }
    return (struct jx_doc_span){NULL, 0};
}

/* --- characters -------------------------------------------------------------------------------------------------- */

/* As the style says, or the opposite of that; else the value itself. */
static int8_t switch_of(uint8_t value) {
    return value == 0x81 ? JX_DOC_TURNED : value == 0x80 ? 0 : value == 1 ? 1 : -1;
}

static uint32_t upwards(const unsigned char *operand) {
    int16_t position = (int16_t)jx_u16(operand);
    return position > 0 ? (uint32_t)position : 0;
}

static void look_apply(const struct jx_doc *doc, const struct jx_doc_properties *list,
                       struct jx_looks *looks) {
    const unsigned char *operand = list->operand;
    switch (list->code) {
    case CFVanish: looks->hidden = switch_of(operand[0]); break;
    case CFStrike: looks->struck = switch_of(operand[0]); break;
    case CFDStrike: looks->doubly = switch_of(operand[0]); break;
    case CIss: looks->raised = operand[0] == 1 ? 1 : operand[0] == 2 ? -1 : JX_ON_LINE; break;
    case CHpsPos: looks->position = upwards(operand); break;
    case CHps: looks->size = jx_u16(operand); break;
    case CRgFtc0: looks->font = jx_looks_symbols(jx_doc_font(doc, jx_u16(operand))); break;
    default: jx_doc_colour_apply(list, looks); break;
    }
}

void jx_doc_looks_apply(const struct jx_doc *doc, struct jx_doc_span span, struct jx_looks *looks) {
    struct jx_doc_properties list = properties_of(span);
    while (jx_doc_property_next(&list)) look_apply(doc, &list, looks);
}

static void character_apply(const struct jx_doc *doc, struct jx_doc_span span,
                            struct jx_doc_character *character) {
    struct jx_doc_properties list = properties_of(span);
    while (jx_doc_property_next(&list)) {
        uint8_t value = list.operand[0];
        switch (list.code) {
        case CFRMarkDel: character->deleted = value == 1; break;
        case CFSpec: character->special = value == 1; break;
        case CFData: character->data = value == 1; break;
        case CPicLocation:
            character->picture = true;
            character->where = jx_u32(list.operand);
            break;
        case CIstd: character->dress.run = jx_doc_style(doc, jx_u16(list.operand)); break;
        case CSymbol:
            character->symbol = true;
            character->font = jx_u16(list.operand);
            character->place = jx_u16(list.operand + 2);
            break;
        default: look_apply(doc, &list, &character->dress.own); break;
        }
    }
}

static void turned_resolve(int8_t *own, int8_t run, int8_t paragraph) {
    if (*own == JX_DOC_TURNED) *own = jx_looks_on(0, run, paragraph) ? -1 : 1;
}

static void dress_resolve(struct jx_dress *dress) {
    static const struct jx_looks silent = {0};
    const struct jx_looks *run = dress->run ? dress->run : &silent,
                          *paragraph = dress->paragraph ? dress->paragraph : &silent;
    turned_resolve(&dress->own.hidden, run->hidden, paragraph->hidden);
    turned_resolve(&dress->own.struck, run->struck, paragraph->struck);
    turned_resolve(&dress->own.doubly, run->doubly, paragraph->doubly);
}

struct jx_doc_character jx_doc_character_at(struct jx_doc *doc, uint32_t character, uint16_t style,
                                            uint32_t *end) {
    const struct jx_doc_piece *piece = jx_doc_piece_at(doc, character);
    struct jx_doc_character looks = {.dress.paragraph = jx_doc_style(doc, style)};
    unsigned char room[3];
    uint32_t place = jx_doc_place(piece, character);
    character_apply(doc, jx_doc_format_at(doc, &doc->characters, place), &looks);
    character_apply(doc, piece_changes(doc, piece->changes, room), &looks);
    dress_resolve(&looks.dress);
    uint32_t size = piece->narrow ? 1 : 2, same = (doc->characters.to - place - 1) / size + 1;
    if (piece->end < *end) *end = piece->end;
    if (same < *end - character) *end = character + same;
    return looks;
}

/* --- paragraphs -------------------------------------------------------------------------------------------------- */

/* Numbers from 0xF801 on say that there is none: of no list, and of one that it had before. */
void jx_doc_listed_apply(const struct jx_doc_properties *list, struct jx_doc_listed *listed) {
    enum { NO_LIST = 0xF801 };
    if (list->code == PIlvl) listed->level = list->operand[0];
    if (list->code != PIlfo) return;
    uint16_t number = jx_u16(list->operand);
    listed->number = number >= NO_LIST ? 0 : number;
    if (listed->level == JX_DOC_NOT_SAID) listed->level = 0;
}

void jx_doc_listed_read(struct jx_doc_span span, struct jx_doc_listed *listed) {
    struct jx_doc_properties list = properties_of(span);
    while (jx_doc_property_next(&list)) jx_doc_listed_apply(&list, listed);
}

static void paragraph_apply(struct jx_doc *doc, struct jx_doc_span span, bool far,
                            struct jx_doc_paragraph *paragraph) {
    struct jx_doc_properties list = properties_of(span);
    while (jx_doc_property_next(&list)) {
        switch (list.code) {
        case PFInTable: paragraph->in_table = list.operand[0] == 1; break;
        case PFTtp: paragraph->row_end = list.operand[0] == 1; break;
        case PFInnerTableCell: paragraph->inner_cell_end = list.operand[0] == 1; break;
        case PFInnerTtp: paragraph->inner_row_end = list.operand[0] == 1; break;
        case PItap: paragraph->depth = jx_u32(list.operand); break;
        case PDtap: paragraph->depth += jx_u32(list.operand); break;
        case PIstd: paragraph->style = jx_u16(list.operand); break;
        default:
            if (leads_far(list.code) && far)
                paragraph_apply(doc, far_list(doc, list.operand), false, paragraph);
            jx_doc_listed_apply(&list, &paragraph->listed);
            jx_doc_colour_apply(&list, &paragraph->looks);
            break;
        }
    }
}

/* What the paragraph does not say itself, its style says. */
static void listed_resolve(const struct jx_doc *doc, struct jx_doc_paragraph *paragraph) {
    static const struct jx_doc_listed none = {0, 0};
    const struct jx_doc_listed *style =
        paragraph->style < doc->style_count ? &doc->styles_listed[paragraph->style] : &none;
    struct jx_doc_listed *own = &paragraph->listed;
    if (own->number == JX_DOC_NOT_SAID) own->number = style->number;
    if (own->level == JX_DOC_NOT_SAID) own->level = style->level;
}

struct jx_doc_paragraph jx_doc_paragraph_at(struct jx_doc *doc, uint32_t character) {
    const struct jx_doc_piece *piece = jx_doc_piece_at(doc, character);
    struct jx_doc_paragraph paragraph = {.changes = piece->changes,
                                         .listed = {JX_DOC_NOT_SAID, JX_DOC_NOT_SAID}};
    unsigned char room[3];
    paragraph.format = jx_doc_format_at(doc, &doc->paragraphs, jx_doc_place(piece, character));
    paragraph.style = doc->paragraphs.style;
    paragraph_apply(doc, paragraph.format, true, &paragraph);
    paragraph_apply(doc, piece_changes(doc, piece->changes, room), true, &paragraph);
    listed_resolve(doc, &paragraph);
    /* Programs that know no tables within tables do not say how deep one is. */
    if (paragraph.depth > INT32_MAX) paragraph.depth = 0;
    if (paragraph.depth == 0 && paragraph.in_table) paragraph.depth = 1;
    if (!paragraph.in_table && paragraph.depth == 1) paragraph.depth = 0;
    return paragraph;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* The lowest bits of TC80: how a cell is merged with others of its row. */
enum { MERGE_FIRST = 1, MERGE_ON = 2, MERGE_SIDEWAYS = 3, MERGE_DOWN_SHIFT = 5 };

/* The edges of all cells, then, of twenty bytes each, what they are like; there may be fewer of these. */
static void definition_read(const struct jx_doc_properties *list, struct jx_doc_row_format *row) {
    enum { HEAD = 3, CELL = 20 };
    size_t left = list->size - HEAD;
    if (list->size < HEAD || list->operand[2] > JX_DOC_CELLS_MOST) return;
    uint32_t count = list->operand[2];
    if (count == 0 || left < 2 * ((size_t)count + 1)) return;
    *row = (struct jx_doc_row_format){.count = count, .painted = row->painted};
    for (uint32_t i = 0; i <= count; i++)
        row->edges[i] = (int16_t)jx_u16(list->operand + HEAD + 2 * (size_t)i);
    const unsigned char *cells = list->operand + HEAD + 2 * ((size_t)count + 1);
    left -= 2 * ((size_t)count + 1);
    for (uint32_t i = 0; i < count && left >= CELL; i++, left -= CELL)
        row->merges[i] = jx_u16(cells + CELL * (size_t)i);
}

/* Moves the edges behind a cell, for it gets another width. */
static void edges_move(struct jx_doc_row_format *row, uint32_t cell, int width) {
    int step = width - (row->edges[cell + 1] - row->edges[cell]);
    for (uint32_t i = cell + 1; i <= row->count; i++) row->edges[i] = (int16_t)(row->edges[i] + step);
}

static void cells_insert(struct jx_doc_row_format *row, uint32_t first, uint32_t count, int width) {
    for (; count > 0 && first <= row->count && row->count < JX_DOC_CELLS_MOST; count--) {
        for (uint32_t i = row->count; i > first; i--) {
            row->edges[i + 1] = row->edges[i];
            row->merges[i] = row->merges[i - 1];
        }
        row->count++;
        row->edges[first + 1] = row->edges[first];
        row->merges[first] = 0;
        edges_move(row, first, width);
    }
}

static void cells_delete(struct jx_doc_row_format *row, uint32_t first, uint32_t end) {
    if (end > row->count) end = row->count;
    for (uint32_t i = end; i > first; i--) {
        edges_move(row, first, 0);
        for (uint32_t k = first + 1; k < row->count; k++) {
            row->edges[k] = row->edges[k + 1];
            row->merges[k - 1] = row->merges[k];
        }
        row->count--;
    }
}

static void cells_merge(struct jx_doc_row_format *row, uint32_t first, uint32_t end, bool together) {
    for (uint32_t i = first; i < end && i < row->count; i++) {
        row->merges[i] &= (uint16_t)~MERGE_SIDEWAYS;
        if (together) row->merges[i] |= i == first ? MERGE_FIRST : MERGE_ON;
    }
}

static void row_apply(const struct jx_doc_properties *list, struct jx_doc_row_format *row) {
    const unsigned char *operand = list->operand;
    switch (list->code) {
    case TDefTable: definition_read(list, row); break;
    case TInsert: cells_insert(row, operand[0], operand[1], (int16_t)jx_u16(operand + 2)); break;
    case TDelete: cells_delete(row, operand[0], operand[1]); break;
    case TDxaCol:
        for (uint32_t i = operand[0]; i < operand[1] && i < row->count; i++)
            edges_move(row, i, (int16_t)jx_u16(operand + 2));
        break;
    case TMerge: cells_merge(row, operand[0], operand[1], true); break;
    case TSplit: cells_merge(row, operand[0], operand[1], false); break;
    case TVertMerge:
        if (list->size < 3 || operand[1] >= row->count) break;
        row->merges[operand[1]] &= (uint16_t) ~(3u << MERGE_DOWN_SHIFT);
        row->merges[operand[1]] |= (uint16_t)((operand[2] & 3u) << MERGE_DOWN_SHIFT);
        break;
    default: jx_doc_cells_paint(list, row); break;
    }
}

static void row_list_apply(struct jx_doc *doc, struct jx_doc_span span, bool far,
                           struct jx_doc_row_format *row) {
    struct jx_doc_properties list = properties_of(span);
    while (jx_doc_property_next(&list)) {
        if (leads_far(list.code) && far)
            row_list_apply(doc, far_list(doc, list.operand), false, row);
        else
            row_apply(&list, row);
    }
}

void jx_doc_row_format_read(struct jx_doc *doc, const struct jx_doc_paragraph *paragraph,
                            struct jx_doc_row_format *row) {
    unsigned char room[3];
    row_list_apply(doc, paragraph->format, true, row);
    row_list_apply(doc, piece_changes(doc, paragraph->changes, room), true, row);
}
