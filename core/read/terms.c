#include "core/read/terms.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"
#include "core/read/fit.h"
#include "core/words/asked.h"

/* --- what a text costs under each part of an indicator --------------------------------------------------------------------- */

/* What decides, found out once. */
struct traits {
    bool level1, level2, number, quantity, sign, polarity, ordinal, standard, category, score;
    bool beside_signs; /* 定性, 正向, 是/否, /: what a column of operators holds where there is none */
    bool dash;         /* ～: something between two others */
    bool satisfaction; /* 职工满意度: a level 2 or the name of an indicator */
    int characters;
};

/* 1, 目标1, 指标2：, 3. */
static bool is_ordinal(const char *key) {
    static const char *const words[] = {"目标", "指标"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_starts(key, words[i])) key += strlen(words[i]);
    size_t digits = strspn(key, "0123456789");
    if (digits == 0 || digits > 3) return false;
    key += digits;
    return *key == '\0' || strcmp(key, ".") == 0 || strcmp(key, ":") == 0 || strcmp(key, "、") == 0;
}

/* A name that is nothing but a number: 目标1, 指标2; 指标2： waits for one. */
static bool is_numbered_nothing(const char *key, const struct traits *traits) {
    return traits->ordinal && !traits->number && (unsigned char)*key >= 0x80;
}

static bool waits_for_name(const struct jx_term *term, const struct traits *traits) {
    return term->colon && is_numbered_nothing(term->key, traits);
}

/* 指标2：…, 指标2、…: the name of an indicator, and nothing else. */
static bool is_numbered_name(const char *key) {
    static const char word[] = "指标";
    if (!jx_text_starts(key, word)) return false;
    const char *digits = key + strlen(word), *behind = digits + strspn(digits, "0123456789");
    return behind > digits && (*behind == ':' || jx_text_starts(behind, "、"));
}

/* 职工满意度 under 二级指标, though an indicator may be called so: only a short text without numbers. */
static bool names_satisfaction(const char *key, int characters) {
    return characters <= 14 && strstr(key, "满意度") && !strpbrk(key, "0123456789%");
}

static struct traits traits_of(struct jx_arena *arena, const char *key) {
    struct jx_decimal number;
    size_t length = strlen(key);
    struct jx_level_words levels = jx_level_words(key), pair;
    if (!levels.level2 && jx_level_pair(arena, key, &pair)) levels.level2 = pair.level2;
    enum jx_polarity polarity = jx_polarity_of_key(key);
    struct traits traits = {
        .characters = jx_text_characters(key, length),
        .level1 = levels.level1 || jx_level1_among(key, NULL),
        .level2 = levels.level2,
        .number = jx_decimal_parse(key, length, &number),
        .score = jx_text_ends(key, "分") && jx_decimal_parse(key, jx_score_length(key, length), &number),
        .sign = jx_operator_of_key(arena, key) != JX_OP_NONE,
        .polarity = polarity != JX_POLARITY_NONE || jx_quantitative_word(key),
        .ordinal = is_ordinal(key),
        .dash = strcmp(key, "~") == 0 || strcmp(key, "至") == 0 || strcmp(key, "到") == 0,
        .standard = jx_text_ends(key, "标准"),
        .category = jx_text_ends(key, "指标") || jx_text_ends(key, "目标"),
    };
    traits.beside_signs =
        traits.polarity || strcmp(key, "是/否") == 0 || (!traits.sign && jx_text_placeholder(arena, key));
    traits.satisfaction = !traits.level1 && !traits.level2 && names_satisfaction(key, traits.characters);
    traits.level2 = traits.level2 || traits.satisfaction;
    traits.quantity =
        !traits.number && !traits.level1 && !traits.level2 && jx_measure_operator(arena, key) != JX_OP_NONE;
    return traits;
}

static void set_signs(struct jx_term *term, const struct traits *is) {
    uint8_t *cost = term->signs;
    int characters = is->characters;
    bool odd = is->number || is->sign || is->quantity || is->polarity || is->dash,
         level = is->level1 || is->level2;
    cost[JX_PART_LEVEL1] = is->level1           ? 0
                           : odd || term->named ? 40
                           : is->level2         ? 35
                           : characters <= 8    ? 25
                                                : 50;
    cost[JX_PART_LEVEL2] = is->level2                        ? 0
                           : odd || term->named              ? 60
                           : is->level1                      ? 30
                           : is->category && characters < 14 ? 15
                           : characters < 10                 ? 25
                                                             : 40;
    cost[JX_PART_NAME] = waits_for_name(term, is)                                                     ? 15
                         : is->sign || is->polarity || is->dash || is_numbered_nothing(term->key, is) ? 60
                         : is->number                                                                 ? 50
                         : is->satisfaction                                                           ? 10
                         : is->quantity || level                                                      ? 25
                                                                                                      : 0;
    cost[JX_PART_TARGET] = is->quantity || is->number             ? 0
                           : level || is->polarity || term->named ? 50
                           : is->sign                             ? 40
                           : characters > 20                      ? 25
                                                                  : 10;
    cost[JX_PART_PERIOD_TARGET] = cost[JX_PART_TARGET];
    cost[JX_PART_VALUE] = cost[JX_PART_TARGET];
    cost[JX_PART_STANDARD] = is->standard ? 0 : characters <= 16 ? 15 : 30;
    cost[JX_PART_POLARITY] = is->polarity ? 0 : 60;
    cost[JX_PART_OPERATOR] = is->sign ? 0 : is->beside_signs ? JX_SIGN_BESIDE : 60;
    cost[JX_PART_UNIT] = odd || level || characters > 8 ? 60 : is->standard ? 15 : 0;
    cost[JX_PART_SCORE] = is->number || is->score ? 0 : 60;
    cost[JX_PART_REMARK] = odd || term->named ? 20 : 5;
    cost[JX_HEAD_ORDINAL] = is->ordinal ? 0 : 60;
}

/* A text longer than any value of a column but prose. */
static void set_prose(struct jx_term *term) {
    static const struct traits prose = {.characters = JX_TERM_LONGEST};
    term->key = "";
    term->phrase = (struct jx_phrase){.core = "", .unknown = JX_PHRASE_PROSE, .characters = JX_TERM_LONGEST};
    term->heading = (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    set_signs(term, &prose);
}

static bool is_total_word(const char *key, size_t length) {
    static const char *const words[] = {"总额", "合计", "共计", "总计"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (length == strlen(words[i]) && memcmp(key, words[i], length) == 0) return true;
    return false;
}

/* 128, 128万元, 总额：128. */
static bool is_amount(const char *key) {
    struct jx_decimal amount;
    struct jx_money_unit unit;
    if (!strpbrk(key, "0123456789")) return false;
    const char *colon = strchr(key, ':');
    bool total = colon && is_total_word(key, (size_t)(colon - key));
    return jx_money_read(total ? colon + 1 : key, &amount, &unit);
}

static struct jx_term *make_term(struct jx_terms *terms, const char *text, size_t length, uint32_t hash) {
    struct jx_term *term = jx_arena_alloc(terms->arena, sizeof *term);
    term->text = text;
    term->length = (uint32_t)length;
    term->hash = hash;
    term->colon = jx_text_has_colon(text, length);
    if (length > JX_TERM_LONGEST) {
        set_prose(term);
        term->colon =
            term->colon && length <= (size_t)2 * JX_TERM_LONGEST; /* 填表人：… 联系电话：… with long names */
        return term;
    }
    term->key = jx_text_key(terms->arena, text, length);
    term->phrase = jx_phrase_of(terms->lexicon->morphemes, terms->arena, term->key);
    term->heading = jx_heading_sense(terms->lexicon, term->key, &term->phrase);
    struct traits traits = traits_of(terms->arena, term->key);
    term->named = is_numbered_name(term->key) || waits_for_name(term, &traits);
    set_signs(term, &traits);
    term->number = traits.number;
    term->quantity = traits.quantity;
    term->level1 = traits.level1;
    term->level2 = traits.level2;
    term->amount = is_amount(term->key);
    return term;
}

/* --- finding --------------------------------------------------------------------------------------------------------------- */

static struct jx_term **slot_of(const struct jx_terms *terms, const char *text, size_t length,
                                uint32_t hash) {
    size_t slot = hash & (terms->room - 1);
    while (terms->slots[slot] && (terms->slots[slot]->hash != hash || terms->slots[slot]->length != length ||
                                  memcmp(terms->slots[slot]->text, text, length) != 0))
        slot = (slot + 1) & (terms->room - 1);
    return &terms->slots[slot];
}

static void enlarge(struct jx_terms *terms) {
    struct jx_terms old = *terms;
    terms->room = old.room == 0 ? 256 : 4 * old.room;
    terms->slots = jx_arena_alloc(terms->arena, terms->room * sizeof(struct jx_term *));
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i])
            *slot_of(terms, old.slots[i]->text, old.slots[i]->length, old.slots[i]->hash) = old.slots[i];
}

struct jx_term *jx_term_of(struct jx_terms *terms, const char *text, size_t length) {
    if (2 * (terms->count + 1) > terms->room) enlarge(terms);
    uint32_t hash = jx_text_hash(text, length);
    struct jx_term **slot = slot_of(terms, text, length, hash);
    if (!*slot) {
        *slot = make_term(terms, text, length, hash);
        terms->count++;
    }
    return *slot;
}

const struct jx_senses *jx_term_senses(struct jx_terms *terms, struct jx_term *term, enum jx_kind kind) {
    if (!term->senses[kind]) {
        struct jx_senses *senses = jx_arena_alloc(terms->arena, sizeof *senses);
        *senses = jx_label_senses(terms->lexicon, kind, term->key, &term->phrase);
        jx_senses_asked(senses, term->key, &term->phrase, terms->blank);
        term->senses[kind] = senses;
    }
    return term->senses[kind];
}

bool jx_sense_may_be_name(const struct jx_sense *label) {
    enum { WORD_MORE = 10 }; /* what a label costs at least that has one */
    return label->kind != JX_SENSE_FACT || label->cost >= WORD_MORE || jx_field_is_money(label->field);
}

const struct jx_sense *jx_term_label(struct jx_terms *terms, struct jx_term *term, enum jx_kind kind) {
    const struct jx_senses *senses = jx_term_senses(terms, term, kind);
    return senses->count == 0 ? NULL : &senses->items[0];
}
