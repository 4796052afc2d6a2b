/*
 * From a cell's text to a pattern: which of its words are always printed, and which are facts.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/learn/learn.h"
#include "core/read/inside.h"
#include "core/words/feet.h"
#include "core/words/seals.h"

enum { MOST_EDITS = 24, YEAR_DIGITS = 4 };

/* Bytes [first, last) of a text become `by`. */
struct edit {
    size_t first, last;
    const char *by;
};

struct edits {
    struct jx_lesson *lesson;
    const char *text;
    struct edit items[MOST_EDITS];
    size_t count;
};

/* --- what stands where --------------------------------------------------------------------------------------------- */

static bool is_at(const struct jx_lesson *lesson, const struct jx_spread *spread, const struct jx_place *at) {
    struct jx_place here = jx_sheet_place(lesson->sheet, spread->row, spread->column);
    return here.row == at->row && here.column == at->column && here.line == at->line;
}

static bool is_here(const struct jx_lesson *lesson, const struct jx_spread *spread, enum jx_field field) {
    const struct jx_fact *fact = &lesson->form->fields[field];
    return fact->value && is_at(lesson, spread, &fact->at);
}

/* Whether a label in another cell named the field. */
static bool is_paired(const struct jx_lesson *lesson, const struct jx_spread *spread, enum jx_field field) {
    for (size_t i = 0; i < lesson->document->reason_count; i++) {
        const struct jx_reason *reason = &lesson->document->reasons[i];
        if (reason->field == field && !is_at(lesson, spread, &reason->label_at)) return true;
    }
    return false;
}

/* Facts that titles, lines and labels tell beside what they are there for. */
static bool is_told_aside(enum jx_field field) {
    return field == JX_FIELD_TITLE || field == JX_FIELD_YEAR || field == JX_FIELD_MONEY_UNIT ||
           field == JX_FIELD_OPINION_AUTHORITY || field == JX_FIELD_FORM_NUMBER;
}

/* --- texts --------------------------------------------------------------------------------------------------------- */

const char *jx_lesson_literal(struct jx_arena *arena, const char *text, size_t length) {
    static const char signs[] = "{}[]|";
    static const char *const wide[] = {"｛", "｝", "［", "］", "｜"};
    char *out = jx_arena_alloc(arena, length * 3 + 1), *to = out;
    for (size_t i = 0; i < length; i++) {
        const char *sign = text[i] == '\0' ? NULL : strchr(signs, text[i]);
        size_t size = !sign ? 1 : strlen(wide[sign - signs]);
        memcpy(to, !sign ? &text[i] : wide[sign - signs], size);
        to += size;
        if (text[i] == '\n' || text[i] == '\r' || text[i] == '\t') to[-1] = ' ';
    }
    return jx_text_trim(arena, out, (size_t)(to - out));
}

static void add_edit(struct edits *edits, size_t first, size_t last, const char *by) {
    if (edits->count == MOST_EDITS) return;
    for (size_t i = 0; i < edits->count; i++)
        if (first < edits->items[i].last && edits->items[i].first < last) return; /* of another one already */
    edits->items[edits->count++] = (struct edit){first, last, by};
}

static int by_place(const void *a, const void *b) {
    const struct edit *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

static const char *untrimmed(struct jx_arena *arena, const char *text, size_t length) {
    /* A stop at either end keeps the white space there. */
    const char *kept =
        jx_lesson_literal(arena, jx_arena_format(arena, ".%.*s.", (int)length, text), length + 2);
    return jx_arena_copy(arena, kept + 1, strlen(kept) - 2);
}

static const char *apply(struct edits *edits) {
    struct jx_arena *arena = edits->lesson->arena;
    const char *out = "";
    size_t done = 0;
    qsort(edits->items, edits->count, sizeof edits->items[0], by_place);
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->items[i];
        out = jx_arena_join(arena, out, untrimmed(arena, edits->text + done, edit->first - done), edit->by);
        done = edit->last;
    }
    const char *rest = edits->text + done;
    out = jx_arena_join(arena, out, untrimmed(arena, rest, strlen(rest)), "");
    return jx_text_trim(arena, out, strlen(out));
}

/* The length of an opening or closing bracket at `at`, 0: there is none. */
static size_t bracket(const char *at, bool closing) {
    static const char *const open[] = {"（", "(", "【"}, *const close[] = {"）", ")", "】"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        const char *sign = closing ? close[i] : open[i];
        if (jx_text_starts(at, sign)) return strlen(sign);
    }
    return 0;
}

/* The opening bracket that stands right before `at`, or where `at` is. */
static const char *before_bracket(const char *text, const char *at) {
    for (size_t size = 1; size <= 3; size++)
        if ((size_t)(at - text) >= size && bracket(at - size, false) == size) return at - size;
    return at;
}

/* --- years and units ----------------------------------------------------------------------------------------------- */

/* 2024年度 in a title, a label or a line. `title`: 年度 goes with the digits. */
static void edit_year(struct edits *edits, bool title) {
    struct jx_arena *arena = edits->lesson->arena;
    const char *value = edits->lesson->form->fields[JX_FIELD_YEAR].value;
    if (!value || strlen(value) != YEAR_DIGITS) return;
    for (const char *at = edits->text; (at = strstr(at, value)); at += YEAR_DIGITS) {
        const char *behind = at + YEAR_DIGITS;
        if (!jx_text_starts(behind, "年")) continue;
        bool whole = jx_text_starts(behind, "年度");
        const char *end = behind + (whole && title ? strlen("年度") : strlen("年"));
        const char *word = behind + (whole ? strlen("年度") : strlen("年")),
                   *open = before_bracket(edits->text, at);
        size_t close = bracket(word, true);
        size_t first = (size_t)(at - edits->text);
        if (open != at && close > 0)
            add_edit(edits, (size_t)(open - edits->text), (size_t)(word + close - edits->text),
                     jx_arena_format(arena, "[%.*s{year}%.*s]", (int)(at - open), open,
                                     (int)(word + close - behind), behind));
        else if (whole && !title)
            add_edit(edits, first, first + YEAR_DIGITS, "[{year}]");
        else
            add_edit(edits, first, (size_t)(end - edits->text),
                     jx_arena_format(arena, "[{year}%.*s]", (int)(end - behind), behind));
        return;
    }
}

/* 2024年 at `at`: where it ends; NULL: there are no four digits and 年. */
static const char *year_end(const char *at) {
    if (strspn(at, "0123456789") != YEAR_DIGITS || !jx_text_starts(at + YEAR_DIGITS, "年")) return NULL;
    return at + YEAR_DIGITS + strlen("年");
}

/* （2024年—2026年） in a label: the period, which changes from form to form. */
static void edit_span(struct edits *edits) {
    struct jx_arena *arena = edits->lesson->arena;
    for (const char *at = edits->text; *at != '\0'; at++) {
        size_t open = bracket(at, false);
        const char *first = at + open, *behind = open == 0 ? NULL : year_end(first);
        if (!behind) continue;
        size_t between = strcspn(behind, "0123456789");
        const char *second = behind + between, *end = year_end(second);
        size_t close = !end ? 0 : bracket(end, true);
        if (close == 0 || between == 0 || between > 2 * strlen("—")) continue;
        add_edit(edits, (size_t)(at - edits->text), (size_t)(end + close - edits->text),
                 jx_arena_format(arena, "[%.*s{period_start}年%.*s{period_end}年%.*s]", (int)open, at,
                                 (int)between, behind, (int)close, end));
    }
}

/* 万元 of 单位：万元, （万元）, （单位：万元）. */
static void edit_unit(struct edits *edits) {
    static const char *const larger[] = {"万", "千", "百", "十", "亿"};
    struct jx_arena *arena = edits->lesson->arena;
    const char *unit = edits->lesson->form->fields[JX_FIELD_MONEY_UNIT].value;
    for (const char *at = edits->text; unit && (at = strstr(at, unit)); at += strlen(unit)) {
        const char *behind = at + strlen(unit), *from = at;
        bool larger_unit = false;
        for (size_t i = 0; i < sizeof larger / sizeof *larger; i++)
            larger_unit = larger_unit || ((size_t)(at - edits->text) >= strlen(larger[i]) &&
                                          memcmp(at - strlen(larger[i]), larger[i], strlen(larger[i])) == 0);
        if (larger_unit) continue;
        while (from > edits->text && from[-1] == ' ') from--;
        for (const char *const *word = (const char *const[]){"单位：", "单位:", NULL}; *word; word++)
            if ((size_t)(from - edits->text) >= strlen(*word) &&
                memcmp(from - strlen(*word), *word, strlen(*word)) == 0)
                from -= strlen(*word);
        const char *open = before_bracket(edits->text, from);
        size_t close = bracket(behind, true);
        if (open != from && close > 0)
            add_edit(
                edits, (size_t)(open - edits->text), (size_t)(behind + close - edits->text),
                jx_arena_format(arena, "[%.*s{money_unit}%.*s]", (int)(at - open), open, (int)close, behind));
        else if (from != at)
            add_edit(edits, (size_t)(at - edits->text), (size_t)(behind - edits->text), "{money_unit}");
        else
            continue;
        return;
    }
}

/* --- labels and values in one cell --------------------------------------------------------------------------------- */

/* The range of a value without white space and what is printed for a seal. */
static void value_range(const char *text, size_t *first, size_t *last) {
    for (bool again = true; again;) {
        const char *at = text + *first, *end = text + *last;
        for (const char *next = at; next < end && jx_text_is_space(jx_text_next(&next, end)); at = next) {
        }
        *first = (size_t)(at - text);
        while (*last > *first && (text[*last - 1] == ' ' || text[*last - 1] == '\n')) (*last)--;
        while (*last >= *first + 3 && memcmp(text + *last - 3, "　", 3) == 0) *last -= 3;
        size_t front = jx_seal_first(text + *first, *last - *first);
        *first += front;
        size_t behind = jx_seal_last(text + *first, *last - *first);
        *last -= behind;
        again = front + behind > 0;
    }
}

/* Values behind their labels; how many of them are facts of the form. */
static size_t edit_inside(struct edits *edits, const struct jx_spread *spread) {
    struct jx_lesson *lesson = edits->lesson;
    struct jx_inside pairs[JX_INSIDE_MOST];
    const char *text = edits->text;
    size_t count = jx_inside_pairs(&lesson->terms, text, strlen(text), lesson->kind, pairs), facts = 0;
    for (size_t i = 0; i < count; i++) {
        size_t first = (size_t)(pairs[i].text - text), last = first + pairs[i].length;
        if (!is_here(lesson, spread, pairs[i].sense.field)) continue;
        value_range(text, &first, &last);
        add_edit(edits, first, last,
                 jx_arena_format(lesson->arena, "{%s}", jx_field_key(pairs[i].sense.field)));
        facts++;
    }
    return facts;
}

/* An extra behind its label and a colon. */
static bool edit_extra(struct edits *edits, const struct jx_extra *extra) {
    struct jx_arena *arena = edits->lesson->arena;
    const char *text = edits->text, *behind, *colon = jx_text_colon(text, text + strlen(text), &behind);
    if (!colon || !jx_text_same(arena, jx_arena_copy(arena, text, (size_t)(colon - text)), extra->label))
        return false;
    size_t first = (size_t)(behind - text), last = strlen(text);
    value_range(text, &first, &last);
    add_edit(edits, first, last, jx_arena_format(arena, "{%s}", extra->label));
    return true;
}

/* 云溪县财政局批复意见: who gives it is a fact. */
static void edit_authority(struct edits *edits, const struct jx_spread *spread) {
    const struct jx_fact *fact = &edits->lesson->form->fields[JX_FIELD_OPINION_AUTHORITY];
    if (is_here(edits->lesson, spread, JX_FIELD_OPINION_AUTHORITY) &&
        jx_text_starts(edits->text, fact->value))
        add_edit(edits, 0, strlen(fact->value), "[{opinion_authority}]");
}

/* --- whole values -------------------------------------------------------------------------------------------------- */

static const char *printed(const struct jx_fact *fact) {
    return fact->raw ? fact->raw : fact->value;
}

/* Two facts in one cell, with what stands around and between them; each may be missing. "": nothing that counts stands between. */
static const char *two_values(struct jx_lesson *lesson, const char *text, enum jx_field a, enum jx_field b) {
    struct jx_arena *arena = lesson->arena;
    const char *first = printed(&lesson->form->fields[a]), *second = printed(&lesson->form->fields[b]);
    const char *at = strstr(text, first), *other = strstr(text, second), *left = jx_field_key(a),
               *right = jx_field_key(b);
    if (!at || !other) return jx_arena_format(arena, "{%s}-{%s}|{%s}|{%s}", left, right, left, right);
    if (other < at) return two_values(lesson, text, b, a);
    const char *behind = at + strlen(first), *end = other + strlen(second);
    const char *between = behind > other ? "" : jx_lesson_literal(arena, behind, (size_t)(other - behind));
    if (*between == '\0') return "";
    return jx_arena_format(arena, "%s{%s}%s{%s}%s|{%s}|{%s}",
                           jx_lesson_literal(arena, text, (size_t)(at - text)), left, between, right,
                           jx_lesson_literal(arena, end, strlen(end)), left, right);
}

const char *jx_lesson_fact(struct jx_lesson *lesson, const struct jx_sense *sense) {
    const struct jx_fact *fact = &lesson->form->fields[sense->field];
    if (sense->second == JX_FIELD_COUNT)
        return jx_arena_format(lesson->arena, "{%s}", jx_field_key(sense->field));
    const struct jx_fact *second = &lesson->form->fields[sense->second];
    if (!fact->value || !second->value) {
        /* Lists of the budget system print the code first. */
        const char *name = jx_field_key(sense->field), *code = jx_field_key(sense->second);
        return jx_arena_format(lesson->arena, "{%s}-{%s}|{%s}|{%s}", code, name, name, code);
    }
    const struct jx_cell *cell = jx_sheet_at(lesson->sheet, fact->at.row == 0 ? 0 : fact->at.row - 1,
                                             fact->at.column == 0 ? 0 : fact->at.column - 1);
    return two_values(lesson, !cell || !cell->text ? "" : cell->text, sense->field, sense->second);
}

/* The fields whose whole value is the cell; NULL: none is. */
static const char *value_of(struct jx_lesson *lesson, const struct jx_spread *spread) {
    enum jx_field fields[2];
    size_t count = 0;
    for (enum jx_field field = 0; field < JX_FIELD_COUNT && count < 2; field++)
        if (is_here(lesson, spread, field) && (!is_told_aside(field) || is_paired(lesson, spread, field)))
            fields[count++] = field;
    if (count == 0) return NULL;
    if (count == 2) return two_values(lesson, jx_spread_text(spread), fields[0], fields[1]);
    return jx_arena_format(lesson->arena, "{%s}", jx_field_key(fields[0]));
}

/* --- all ----------------------------------------------------------------------------------------------------------- */

/* A label's own words, on one line. */
static enum jx_role label_of(struct edits *edits, const struct jx_spread *spread, const char **pattern) {
    const char *text = edits->text;
    bool line =
        spread->cell->claim == JX_CLAIM_VALUE && (is_here(edits->lesson, spread, JX_FIELD_YEAR) ||
                                                  is_here(edits->lesson, spread, JX_FIELD_MONEY_UNIT));
    if (!line) edits->text = jx_text_phrase(edits->lesson->arena, text, strlen(text));
    edit_authority(edits, spread);
    edit_span(edits);
    edit_unit(edits);
    edit_year(edits, false);
    *pattern = apply(edits);
    return line ? JX_ROLE_LINE : JX_ROLE_LABEL;
}

/* Whether a text can be the key of an extra in a pattern. */
static bool may_be_key(const char *label) {
    return (unsigned char)*label >= 0x80 && !strpbrk(label, "{}[]|");
}

/* 注：… of a blank is the form's own word: it is printed, and read whatever it says. */
static bool is_own_note(const struct jx_lesson *lesson, const struct jx_extra *extra) {
    if (lesson->filled || strstr(extra->value, JX_SAMPLE_WORDS)) return false;
    return jx_key_is_note(extra->label, strlen(extra->label));
}

static enum jx_role extra_role(struct edits *edits, const struct jx_extra *extra, const char **pattern,
                               const char **words) {
    if (edit_extra(edits, extra)) {
        if (!may_be_key(extra->label)) edits->count = 0;
        edit_unit(edits);
        *pattern = apply(edits);
        if (is_own_note(edits->lesson, extra))
            *pattern = jx_arena_format(
                edits->lesson->arena, "%s|%s",
                jx_lesson_literal(edits->lesson->arena, edits->text, strlen(edits->text)), *pattern);
        return JX_ROLE_LINE;
    }
    *words = extra->label;
    *pattern = may_be_key(extra->label) ? jx_arena_format(edits->lesson->arena, "{%s}", extra->label) : NULL;
    return JX_ROLE_VALUE;
}

enum jx_role jx_lesson_role(struct jx_lesson *lesson, const struct jx_spread *spread, const char **pattern,
                            const char **words) {
    const char *text = jx_spread_text(spread);
    struct edits edits = {.lesson = lesson, .text = text};
    *words = NULL;
    if (jx_text_is_blank(text)) return JX_ROLE_NOTHING;
    if (is_here(lesson, spread, JX_FIELD_TITLE)) {
        edits.text = jx_text_phrase(lesson->arena, text, strlen(text));
        edit_year(&edits, true);
        edit_unit(&edits);
        *pattern = apply(&edits);
        return JX_ROLE_TITLE;
    }
    if (edit_inside(&edits, spread) > 0) {
        edit_unit(&edits);
        edit_year(&edits, false);
        *pattern = apply(&edits);
        return JX_ROLE_LINE;
    }
    for (size_t i = 0; i < lesson->form->extra_count; i++)
        if (is_at(lesson, spread, &lesson->form->extras[i].at))
            return extra_role(&edits, &lesson->form->extras[i], pattern, words);
    /* What a label captures in itself, its years, makes it no value. */
    *pattern = spread->cell->claim == JX_CLAIM_LABEL ? NULL : value_of(lesson, spread);
    if (*pattern) return JX_ROLE_VALUE;
    if (is_here(lesson, spread, JX_FIELD_FORM_NUMBER)) return *pattern = "{form_number}", JX_ROLE_LINE;
    if (spread->cell->claim == JX_CLAIM_VALUE && !is_here(lesson, spread, JX_FIELD_YEAR) &&
        !is_here(lesson, spread, JX_FIELD_MONEY_UNIT))
        return JX_ROLE_GOES_ON;
    return label_of(&edits, spread, pattern);
}
