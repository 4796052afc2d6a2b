/*
 * The hidden sheet: the model in pieces that fit into cells, and back.
 */
#include "core/convert/carry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/text.h"
#include "core/model/json.h"

#define MARKER "jixiao-carry-1"

/* A cell holds 32,767 units of UTF-16. PIECE counts bytes, of which a unit takes at least one. */
enum { PIECE = 30000, ROW_LAYOUT = 1, ROW_KINDS, ROW_STAND_INS, ROW_CHECK, ROW_PIECES };

static const char *const kind_names[] = {"project", "department"};

/* FNV-1a. */
uint64_t jx_carry_check(uint64_t check, const void *bytes, size_t length) {
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++) check = (check ^ byte[i]) * 0x100000001b3u;
    return check;
}

static uint64_t check_all(const char *layout, const char *kinds, const char *stand_ins, const char *json,
                          size_t length) {
    uint64_t check = JX_CARRY_CHECK;
    const char *const heads[] = {layout, kinds, stand_ins};
    for (size_t i = 0; i < 3; i++) check = jx_carry_check(check, heads[i], strlen(heads[i]) + 1);
    return jx_carry_check(check, json, length);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* The forms without their places, which are of another file. */
static struct jx_form *forms_without_places(struct jx_arena *arena, const struct jx_document *document) {
    struct jx_form *forms = jx_arena_alloc(arena, (document->form_count + 1) * sizeof *forms);
    for (size_t i = 0; i < document->form_count; i++) {
        struct jx_form *form = &forms[i];
        *form = document->forms[i];
        form->indicators = jx_arena_alloc(arena, (form->indicator_count + 1) * sizeof *form->indicators);
        form->extras = jx_arena_alloc(arena, (form->extra_count + 1) * sizeof *form->extras);
        for (int f = 0; f < JX_FIELD_COUNT; f++) form->fields[f].at = (struct jx_place){0};
        for (size_t k = 0; k < form->indicator_count; k++) {
            form->indicators[k] = document->forms[i].indicators[k];
            form->indicators[k].at = (struct jx_place){0};
        }
        for (size_t k = 0; k < form->extra_count; k++) {
            form->extras[k] = document->forms[i].extras[k];
            form->extras[k].at = (struct jx_place){0};
        }
    }
    return forms;
}

/* JSON with nothing between its tokens; what stands in quotes stays. Such a text has no line ends. */
static size_t json_compact(char *text, size_t length) {
    size_t kept = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (!quoted && memchr(" \t\r\n", c, 4)) continue;
        if (c == '"') quoted = !quoted;
        text[kept++] = c;
        if (quoted && c == '\\' && i + 1 < length) text[kept++] = text[++i];
    }
    text[kept] = '\0';
    return kept;
}

/* Characters that a document cannot hold as what JSON writes for them: they stand in texts only. */
static const char *json_plain(struct jx_arena *arena, const char *text, size_t *length) {
    const char *at = text, *end = text + *length;
    size_t changed = 0, as_it_is = *length;
    jx_text_plain(arena, text, &as_it_is, &changed);
    if (changed == 0) return text;
    char *plain = jx_arena_alloc(arena, *length + 12 * changed + 1), *out = plain;
    while (at < end) {
        const char *start = at;
        size_t one, found = 0;
        uint32_t c = jx_text_next(&at, end);
        one = (size_t)(at - start);
        jx_text_plain(arena, start, &one, &found);
        if (found == 0)
            memcpy(out, start, (size_t)(at - start)), out += at - start;
        else if (c < 0x10000)
            out += sprintf(out, "\\u%04x", (unsigned)c);
        else
            out += sprintf(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (c >> 10)),
                           (unsigned)(0xDC00 + (c & 0x3FF)));
    }
    *length = (size_t)(out - plain);
    return plain;
}

static const char *model_text(struct jx_arena *arena, const struct jx_document *document, size_t *length) {
    struct jx_document bare = {
        .arena = arena,
        .forms = forms_without_places(arena, document),
        .form_count = document->form_count,
        .unread_count = document->unread_count,
    };
    bare.unread = jx_arena_alloc(arena, (bare.unread_count + 1) * sizeof *bare.unread);
    for (size_t i = 0; i < bare.unread_count; i++) bare.unread[i].text = document->unread[i].text;
    const char *json = jx_json_write(arena, &bare, length);
    char *text = jx_arena_copy(arena, json, *length);
    *length = json_compact(text, *length);
    return json_plain(arena, text, length);
}

/* How much of the text goes into one cell: whole characters, and no white space on either side of the cut, which a
 * program might think little of. */
static size_t piece_length(const char *text, size_t left) {
    if (left <= PIECE) return left;
    size_t whole = jx_text_valid((const unsigned char *)text, PIECE), cut = whole;
    if (whole == 0) return PIECE;
    while (cut > whole - 200 && (text[cut - 1] == ' ' || text[cut] == ' ' || (text[cut] & 0xC0) == 0x80))
        cut--;
    return cut > whole - 200 ? cut : whole;
}

static void put_row(struct jx_arena *arena, struct jx_sheet *sheet, uint32_t row, const char *text) {
    struct jx_cell *cell = jx_sheet_cell(arena, sheet, row, 0);
    cell->kind = JX_CELL_TEXT;
    cell->text = text;
    cell->length = (uint32_t)strlen(text);
}

/* A project may be called _jixiao, too. */
static const char *free_name(const struct jx_book *book) {
    const char *name = JX_CARRY_SHEET;
    for (size_t i = 0, number = 2; i < book->sheet_count; i++) {
        if (strcasecmp(book->sheets[i]->name, name) != 0) continue;
        name = jx_arena_format(book->arena, "%s(%zu)", JX_CARRY_SHEET, number++);
        i = SIZE_MAX; /* from the first one again */
    }
    return name;
}

void jx_carry_add(struct jx_book *book, const struct jx_document *document,
                  const struct jx_compiled_layout *layout, bool derived) {
    struct jx_arena *arena = book->arena;
    struct jx_sheet *sheet = jx_book_add(book, free_name(book));
    const char *kinds = "", *id = jx_compiled_descriptor(layout)->id,
               *stand_ins = derived ? "derive" : "as-is";
    size_t length;
    for (int kind = JX_KIND_PROJECT; kind <= JX_KIND_DEPARTMENT; kind++)
        if (jx_compiled_find(layout, (enum jx_kind)kind))
            kinds = jx_arena_format(arena, "%s%s%s", kinds, *kinds == '\0' ? "" : " ", kind_names[kind]);
    const char *json = model_text(arena, document, &length);
    sheet->hidden = true;
    put_row(arena, sheet, 0, MARKER);
    put_row(arena, sheet, ROW_LAYOUT, id);
    put_row(arena, sheet, ROW_KINDS, kinds);
    put_row(arena, sheet, ROW_STAND_INS, stand_ins);
    put_row(arena, sheet, ROW_CHECK,
            jx_arena_format(arena, "%zu %016" PRIx64, length, check_all(id, kinds, stand_ins, json, length)));
    uint32_t row = ROW_PIECES;
    for (size_t done = 0, piece; done < length; done += piece) {
        piece = piece_length(json + done, length - done);
        put_row(arena, sheet, row++, jx_arena_copy(arena, json + done, piece));
    }
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static const char *row_text(const struct jx_sheet *sheet, uint32_t row, size_t *length) {
    const struct jx_cell *cell = jx_sheet_at(sheet, row, 0);
    if (!cell || !cell->text || cell->kind == JX_CELL_BLANK || cell->kind == JX_CELL_COVERED)
        return *length = 0, "";
    *length = cell->length;
    return cell->text;
}

static void take_out(struct jx_book *book, size_t index, struct jx_document *document) {
    const char *name = book->sheets[index]->name;
    memmove(&book->sheets[index], &book->sheets[index + 1],
            (--book->sheet_count - index) * sizeof *book->sheets);
    for (size_t k = 0; k < document->sheet_count; k++) {
        if (strcmp(document->sheets[k], name) != 0) continue;
        memmove(&document->sheets[k], &document->sheets[k + 1],
                (--document->sheet_count - k) * sizeof *document->sheets);
        return;
    }
}

size_t jx_carry_take(struct jx_book *book, struct jx_document *document, const struct jx_sheet **sheet) {
    size_t count = 0, length;
    for (size_t i = 0; i < book->sheet_count;) {
        if (strcmp(row_text(book->sheets[i], 0, &length), MARKER) != 0) {
            i++;
            continue;
        }
        *sheet = book->sheets[i];
        take_out(book, i, document);
        count++;
    }
    return count;
}

static const char *join_pieces(struct jx_arena *arena, const struct jx_sheet *sheet, size_t *length) {
    size_t room = 0, piece;
    for (uint32_t row = ROW_PIECES; row < sheet->row_count; row++) {
        row_text(sheet, row, &piece);
        room += piece;
    }
    char *text = jx_arena_alloc(arena, room + 1);
    *length = 0;
    for (uint32_t row = ROW_PIECES; row < sheet->row_count; row++) {
        const char *from = row_text(sheet, row, &piece);
        memcpy(text + *length, from, piece);
        *length += piece;
    }
    return text;
}

/* The first thing that is wrong, in words for the message; NULL: nothing. */
static const char *find_damage(const struct jx_sheet *sheet, const char *json, size_t length) {
    const char *heads[ROW_PIECES];
    size_t size;
    for (uint32_t row = 0; row < ROW_PIECES; row++) heads[row] = row_text(sheet, row, &size);
    char *end;
    unsigned long long said = strtoull(heads[ROW_CHECK], &end, 10);
    if (end == heads[ROW_CHECK] || *end != ' ') return "check";
    if (said != length) return "length";
    if (strtoull(end, &end, 16) !=
        check_all(heads[ROW_LAYOUT], heads[ROW_KINDS], heads[ROW_STAND_INS], json, length))
        return "check";
    return NULL;
}

static const struct jx_carried *damaged(const struct jx_reading *reading, const char *why) {
    JX_DIAG(reading->diags, JX_MSG_CARRY_DAMAGED, NULL, why);
    return NULL;
}

static const struct jx_compiled_layout *layout_named(const struct jx_reading *reading, const char *id) {
    for (size_t i = 0; i < reading->layout_count; i++)
        if (strcmp(jx_compiled_descriptor(reading->layouts[i])->id, id) == 0) return reading->layouts[i];
    return NULL;
}

/* Whether the text has this word between blanks. */
static bool has_word(const char *text, const char *word) {
    size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at += length)
        if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return true;
    return false;
}

const struct jx_carried *jx_carry_parse(const struct jx_reading *reading, const struct jx_sheet *sheet) {
    struct jx_arena *arena = reading->arena;
    struct jx_diags unheard;
    size_t length, size;
    const char *json = join_pieces(arena, sheet, &length);
    const char *why = find_damage(sheet, json, length);
    if (why) return damaged(reading, why);

    struct jx_document *document = jx_arena_alloc(arena, sizeof *document);
    struct jx_carried *carried = jx_arena_alloc(arena, sizeof *carried);
    document->arena = arena;
    jx_diags_init(&unheard, arena, reading->diags->language);
    if (jx_json_read(document, &unheard, (const unsigned char *)json, length) >= JX_FAIL)
        return damaged(reading, unheard.count == 0 ? "JSON" : unheard.items[0].message);
    const char *id = row_text(sheet, ROW_LAYOUT, &size), *kinds = row_text(sheet, ROW_KINDS, &size);
    *carried = (struct jx_carried){
        .layout = layout_named(reading, id),
        .derived = strcmp(row_text(sheet, ROW_STAND_INS, &size), "derive") == 0,
        .document = document,
    };
    for (int kind = JX_KIND_PROJECT; kind <= JX_KIND_DEPARTMENT; kind++)
        carried->kinds[kind] = has_word(kinds, kind_names[kind]);
    if (carried->layout) return carried;
    JX_DIAG(reading->diags, JX_MSG_CARRY_LAYOUT, NULL, id);
    return NULL;
}
