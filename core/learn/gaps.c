/*
 * Samples, and gaps within a text that a blank leaves to be filled: 填报单位：（盖章）　　　　单位：万元, （　　年度）.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/learn/learn.h"
#include "core/model/fields.h"
#include "core/read/regions.h"
#include "core/words/seals.h"
#include "core/words/title.h"

/* In bytes: longer texts are prose. */
enum { LONGEST_TEXT = 600 };

/* --- one sample ---------------------------------------------------------------------------------------------------- */

static bool is_goal(enum jx_field field) {
    return field == JX_FIELD_GOAL_ANNUAL || field == JX_FIELD_GOAL_PERIOD || field == JX_FIELD_DUTIES;
}

const char *jx_lesson_sample_of(struct jx_lesson *lesson, enum jx_field field, enum jx_field second) {
    struct jx_arena *arena = lesson->arena;
    unsigned n = ++lesson->samples;
    if (second == JX_FIELD_PHONE) return jx_arena_format(arena, JX_SAMPLE_WORDS " 1390000%04u", n);
    if (second != JX_FIELD_COUNT) return jx_arena_format(arena, JX_SAMPLE_WORDS "%u己-3300%02u", n, n);
    if (field == JX_FIELD_COUNT) return jx_arena_format(arena, JX_SAMPLE_WORDS "%u", n);
    if (field == JX_FIELD_PHONE) return jx_arena_format(arena, "1390000%04u", n);
    if (field == JX_FIELD_PERIOD) return "2024年1月至2026年12月";
    if (field == JX_FIELD_PERIOD_START) return "2024年";
    if (field == JX_FIELD_PERIOD_END) return "2026年";
    if (is_goal(field)) return jx_arena_format(arena, JX_SAMPLE_WORDS "己庚辛壬癸%u。", n);
    switch (jx_field_type(field)) {
    case JX_TYPE_MONEY: return jx_arena_format(arena, "%u", 1000 + n);
    case JX_TYPE_YEAR: return "2024";
    case JX_TYPE_UNIT: return "万元";
    case JX_TYPE_DATE: return "2024年6月24日";
    case JX_TYPE_CODE: return jx_arena_format(arena, "A3300%02u", n);
    default: return jx_arena_format(arena, JX_SAMPLE_WORDS "%u", n);
    }
}

/* --- gaps ------------------------------------------------------------------------------------------------------------ */

/* （盖章） behind a label is printed. */
static const char *seal_skip(const char *at, const char *end) {
    const char *from = jx_text_skip(at, end);
    size_t length = jx_seal_first(from, (size_t)(end - from));
    return length > 0 ? from + length : at;
}

/* The fact that a word before a colon names; JX_FIELD_COUNT: none that is known. */
static bool names_fact(struct jx_lesson *lesson, const char *word, size_t length, enum jx_field *field) {
    struct jx_term *term =
        jx_term_of(&lesson->terms, jx_arena_copy(lesson->terms.arena, word, length), length);
    const struct jx_sense *label = jx_term_label(&lesson->terms, term, lesson->kind);
    if (label && label->kind == JX_SENSE_FACT) return *field = label->field, true;
    const struct jx_lexicon *lexicon = lesson->terms.lexicon;
    for (size_t i = 0; i < lexicon->label_count[lesson->kind]; i++) {
        const struct jx_label *note = &lexicon->labels[lesson->kind][i];
        if (!note->inside || strcmp(note->key, term->key) != 0) continue;
        const struct jx_piece *piece = jx_pattern_bare(note->value);
        if (piece && piece->kind == JX_PIECE_FIELD) return *field = piece->field, true;
    }
    return false;
}

static bool is_gap(struct jx_lesson *lesson, const char *from, const char *to) {
    const char *text = jx_text_trim(lesson->terms.arena, from, (size_t)(to - from));
    enum jx_slot_state state = jx_slot_state_of(lesson->terms.arena, text);
    return state == JX_SLOT_EMPTY || state == JX_SLOT_PROMPT || state == JX_SLOT_AUTHORITY;
}

/* Every label before a colon with nothing behind it gets a sample. */
static const char *fill_colons(struct jx_lesson *lesson, const char *text, bool alone) {
    const char *end = text + strlen(text), *from = text, *colon, *behind, *out = "", *done = text;
    while ((colon = jx_text_colon(from, end, &behind))) {
        const char *behind_next, *next = jx_text_colon(behind, end, &behind_next);
        const char *word = jx_word_begin(from, colon), *stop = !next ? end : jx_word_begin(behind, next);
        enum jx_field field;
        from = behind;
        if (!names_fact(lesson, word, (size_t)(colon - word), &field)) {
            /* A word that nobody knows, with nothing behind it, is some other fact. */
            if (!alone || behind != end || word != text) continue;
            field = JX_FIELD_COUNT;
        }
        const char *gap = seal_skip(behind, stop);
        if (!is_gap(lesson, gap, stop)) continue;
        out = jx_arena_join(lesson->arena, out, jx_arena_copy(lesson->arena, done, (size_t)(gap - done)),
                            jx_lesson_sample_of(lesson, field, JX_FIELD_COUNT));
        if (next) out = jx_arena_join(lesson->arena, out, "    ", "");
        done = stop;
    }
    return done == text ? text : jx_arena_join(lesson->arena, out, done, "");
}

static bool is_blank_sign(uint32_t c) {
    return jx_text_is_space(c) || c == '_' || c == 0xFF3F;
}

static const char *skip_gap(const char *text, const char *end) {
    const char *at = text;
    while (at < end && is_blank_sign(jx_text_next(&at, end))) text = at;
    return text;
}

/* What stands behind the first bracket that opens; NULL: none does. */
static const char *behind_bracket(const char *text) {
    static const char wide[] = "（";
    const char *half = strchr(text, '('), *full = strstr(text, wide);
    if (full && (!half || full < half)) return full + strlen(wide);
    return half ? half + 1 : NULL;
}

/* The 年 that has nothing but a gap before it, up to a bracket or the beginning of the text; `*from`: where the gap begins. */
static const char *year_gap(const char *text, const char **from) {
    const char *end = text + strlen(text);
    for (*from = text; *from; *from = behind_bracket(*from)) {
        const char *year = skip_gap(*from, end);
        if (jx_text_starts(year, "年")) return year;
    }
    return NULL;
}

/* 　　年项目支出绩效目标表, （　　年度）: a title or line of the year without its digits. */
static const char *fill_year(struct jx_lesson *lesson, const char *text) {
    const char *key = jx_text_key(lesson->arena, text, strlen(text)), *from, *year = year_gap(text, &from);
    while (*key == '_') key++;
    bool line = strcmp(key, "(年度)") == 0 || strcmp(key, "(年)") == 0 || strcmp(key, "年度") == 0;
    bool title = jx_key_is_title(key) && (jx_text_starts(key, "年") || strstr(key, "(年"));
    if (!year || (!line && !title)) return text;
    return jx_arena_format(lesson->arena, "%.*s2024%s", (int)(from - text), text, year);
}

const char *jx_lesson_fill_gaps(struct jx_lesson *lesson, const char *text, bool alone) {
    if (strlen(text) > LONGEST_TEXT) return text;
    const char *filled = fill_year(lesson, text);
    return filled != text ? filled : fill_colons(lesson, text, alone);
}
