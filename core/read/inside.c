#include "core/read/inside.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/period.h"
#include "core/read/pair_parts.h"
#include "core/read/run_on.h"
#include "core/words/costs.h"
#include "core/words/feet.h"

/* In characters: the longest and the shortest label before a colon; what one may cost. In bytes: longer texts are prose. */
enum { LONGEST_LABEL = 24, SHORTEST_LABEL = 2, LABEL_COST = 22, LONGEST_TEXT = 1000 };

/* A word and the colon behind it. `from`: where it begins with the 其中： that may stand before it. */
struct opening {
    const char *from, *word, *colon, *behind;
};

/* Whether a word may begin behind this character. */
static bool separates(uint32_t c) {
    bool leader = c == '_' || c == 0x2026 || (c >= 0xFE4D && c <= 0xFE4F); /* 填表人：……联系电话：…… */
    return jx_text_is_space(c) || c == ':' || c == ';' || c == ',' || leader || c == 0x3002;
}

/* All words before colons, in order. 其中： is no word of its own. `notes`: labels that may stand right behind a value. */
static size_t find_openings(const struct jx_notes *notes, const char *text, const char *end,
                            struct opening openings[JX_INSIDE_MOST]) {
    size_t count = 0;
    const char *word = text, *which = NULL; /* 其中 right before the word */
    for (const char *at = text; at < end && count < JX_INSIDE_MOST;) {
        const char *here = at;
        uint32_t c = jx_text_fold(jx_text_next(&at, end));
        if (c == ':') {
            bool first = count == 0 || word != openings[count - 1].behind;
            const char *run_on = first ? NULL : jx_run_on_find(notes, word, here, at, end);
            if (run_on) word = run_on;
            int characters = jx_text_characters(word, (size_t)(here - word));
            bool of_which =
                (size_t)(here - word) == strlen("其中") && memcmp(word, "其中", strlen("其中")) == 0;
            if (!of_which && characters >= SHORTEST_LABEL && characters <= LONGEST_LABEL)
                openings[count++] = (struct opening){which ? which : word, word, here, at};
            which = of_which ? word : NULL;
        }
        if (!separates(c)) continue;
        if (c != ':' && here > word) which = NULL;
        word = at;
    }
    return count;
}

struct jx_term *jx_goal_of_time(struct jx_terms *terms, const struct jx_term *term) {
    static const enum jx_tag times[] = {JX_TAG_YEAR, JX_TAG_PERIOD, JX_TAG_OVERALL, JX_TAG_STAGE};
    struct jx_tags all = {{0, 0}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) all = jx_tags_or(all, jx_tag_set(times[i]));
    bool says =
        jx_tags_have(term->phrase.tags, JX_TAG_YEAR) || jx_tags_have(term->phrase.tags, JX_TAG_PERIOD);
    if (term->phrase.unknown > 0 || !says || !jx_tags_all(all, term->phrase.tags)) return NULL;
    const char *words = jx_arena_join(terms->arena, term->key, "目标", "");
    return jx_term_of(terms, words, strlen(words));
}

/* The words of notes: 填报单位, 联系电话 …; but 单位 alone says the unit of money or somebody's name. */
static bool is_note(const struct jx_lexicon *lexicon, enum jx_kind kind, const char *key,
                    struct jx_sense *sense) {
    for (size_t i = 0; i < lexicon->label_count[kind]; i++) {
        const struct jx_label *label = &lexicon->labels[kind][i];
        if (!label->inside || strcmp(label->key, key) != 0 || strcmp(key, "单位") == 0) continue;
        const struct jx_piece *piece = jx_pattern_bare(label->value);
        *sense = (struct jx_sense){JX_SENSE_FACT, piece->field, JX_FIELD_COUNT, 5, label->text};
        return true;
    }
    return false;
}

/* 项目资金：680万元, and nothing else in the cell: the total, if no label says of another that it is. */
static bool is_total_alone(struct jx_terms *terms, enum jx_kind kind, const char *text, size_t length,
                           const struct opening *opening) {
    if (opening->word != jx_text_skip(text, text + length)) return false;
    struct jx_term *term = jx_term_of(terms, opening->word, (size_t)(opening->colon - opening->word));
    const char *value = jx_text_key(terms->arena, opening->behind, (size_t)(text + length - opening->behind));
    return jx_pair_may_be_total(term, jx_term_senses(terms, term, kind), kind) && jx_money_is_amount(value);
}

/* `goals`: words of time alone are labels of goals, for the label of the cell says so. */
struct asking {
    struct jx_terms *terms;
    enum jx_kind kind;
    bool goals;
};

static bool is_label(struct asking *asking, const struct opening *opening, struct jx_sense *sense) {
    size_t length = (size_t)(opening->colon - opening->word);
    struct jx_term *term = jx_term_of(asking->terms, opening->word, length);
    if (asking->goals) {
        struct jx_term *goal = jx_goal_of_time(asking->terms, term);
        if (goal) term = goal;
    }
    const struct jx_sense *label = jx_term_label(asking->terms, term, asking->kind);
    if (label && label->kind == JX_SENSE_FACT && label->cost < LABEL_COST) {
        *sense = *label;
        return true;
    }
    return is_note(asking->terms->lexicon, asking->kind, term->key, sense);
}

/* 合计：100，财政拨款：80，其他资金：20: the total, for amounts of ours stand behind it; or 项目资金：680万元 alone. */
static bool is_total(struct asking *asking, const char *text, size_t length, const struct opening *openings,
                     size_t count, size_t index) {
    const struct opening *own = &openings[index];
    if (is_total_alone(asking->terms, asking->kind, text, length, own)) return true;
    const struct jx_term *term = jx_term_of(asking->terms, own->word, (size_t)(own->colon - own->word));
    bool sum = jx_tags_have(term->phrase.tags, JX_TAG_SUM) && jx_tags_count(term->phrase.tags) == 1;
    struct jx_sense sense;
    if (index > 0 || !sum || term->phrase.unknown > 0 || asking->kind != JX_KIND_PROJECT) return false;
    for (size_t i = 1; i < count; i++)
        if (is_label(asking, &openings[i], &sense) && jx_field_is_money(sense.field)) return true;
    return false;
}

/* Whether a word before a colon ends the value before it: 联系电话：, but not the hour of 10:30. */
static bool ends_value(const struct opening *opening) {
    bool digit = *opening->word >= '0' && *opening->word <= '9';
    return !digit && jx_text_characters(opening->word, (size_t)(opening->colon - opening->word)) <= 14;
}

/* A goal is prose, and may hold words with colons and semicolons: it ends before the next label of a fact. */
static const char *goal_end(struct asking *asking, const struct opening *openings, size_t count, size_t index,
                            const char *end) {
    struct jx_sense sense;
    for (size_t i = index + 1; i < count; i++)
        if (is_label(asking, &openings[i], &sense)) return openings[i].word;
    return end;
}

static bool is_goal(enum jx_field field) {
    return field == JX_FIELD_GOAL_ANNUAL || field == JX_FIELD_GOAL_PERIOD;
}

/* Where the value of a fact or of any other words ends: before the next word with a colon, at a semicolon, or with the text. */
static const char *value_end(const struct opening *openings, size_t count, size_t index, const char *end) {
    const char *from = openings[index].behind;
    for (size_t i = index + 1; i < count; i++)
        if (openings[i].from > from && ends_value(&openings[i])) {
            end = openings[i].from;
            break;
        }
    for (const char *at = from; at < end;) {
        const char *here = at;
        if (jx_text_fold(jx_text_next(&at, end)) == ';') return here;
    }
    return end;
}

/* 资金总额：120，财政拨款：100: without the comma before the next word. */
static const char *before_comma(const char *from, const char *end) {
    const char *last = from; /* behind all but blanks and commas */
    for (const char *at = from; at < end;) {
        uint32_t c = jx_text_fold(jx_text_next(&at, end));
        if (c != ',' && !jx_text_is_space(c)) last = at;
    }
    return last;
}

/* Where the words behind the last wide gap of a value begin, or its end: gaps of one blank are within words. */
static const char *behind_gap(const char *from, const char *end) {
    const char *last = end;
    int gap = 0;
    for (const char *at = from; at < end;) {
        const char *here = at;
        uint32_t c = jx_text_next(&at, end);
        bool space = jx_text_is_space(c);
        if (!space && gap >= 2 && here > from) last = here;
        gap = !space ? 0 : gap + (c == 0x3000 ? 2 : 1);
    }
    return last;
}

/* 某某镇人民政府      2024年, 555-1      2024年2月8日: what stands far behind a value and says by itself what it is. `fact` is then that
 * fact, and its words end the value. */
static const char *tail_of(struct jx_terms *terms, enum jx_field field, const char *from, const char *end,
                           struct jx_inside *fact) {
    const char *tail = behind_gap(from, end), *words;
    bool person = field == JX_FIELD_PREPARER || field == JX_FIELD_PHONE || field == JX_FIELD_HEAD;
    bool unit = field == JX_FIELD_FILING_UNIT || field == JX_FIELD_UNIT_NAME;
    if (tail == end || jx_text_trim(terms->arena, from, (size_t)(tail - from))[0] == '\0') return end;
    words = jx_text_trim(terms->arena, tail, (size_t)(end - tail));
    bool says_date = (person || unit) && jx_date_parse(terms->arena, words);
    if (!says_date && (!unit || jx_year_parse(terms->arena, words) == 0)) return end;
    struct jx_sense sense = {JX_SENSE_FACT, says_date ? JX_FIELD_PREPARED_ON : JX_FIELD_YEAR, JX_FIELD_COUNT,
                             JX_COST_NUMBER, ""};
    *fact = (struct jx_inside){sense, says_date ? "日期" : "年度", tail, (size_t)(end - tail)};
    return tail;
}

/* All labels and what stands behind them; where `blank`, that may be nothing. */
static size_t find_pairs(struct asking *asking, const char *text, size_t length, bool blank,
                         struct jx_inside pairs[JX_INSIDE_MOST]) {
    struct jx_terms *terms = asking->terms;
    struct opening openings[JX_INSIDE_MOST];
    size_t made = 0;
    if (length > LONGEST_TEXT) return 0;
    size_t count = find_openings(&terms->lexicon->notes[asking->kind], text, text + length, openings);
    for (size_t i = 0; i < count && made < JX_INSIDE_MOST; i++) {
        struct jx_sense sense;
        if (is_total(asking, text, length, openings, count, i)) {
            sense = (struct jx_sense){JX_SENSE_FACT, JX_FIELD_FUND_TOTAL, JX_FIELD_COUNT,
                                      JX_COST_HEADING_TOTAL, ""};
        } else if (!is_label(asking, &openings[i], &sense)) {
            if (i == 0 && length > JX_TERM_LONGEST) return 0; /* prose, in which a label may occur */
            continue;
        }
        const char *from = openings[i].behind,
                   *end = is_goal(sense.field) ? goal_end(asking, openings, count, i, text + length)
                                               : value_end(openings, count, i, text + length);
        if (jx_field_is_money(sense.field)) end = before_comma(from, end);
        struct jx_inside tail = {.length = 0};
        if (!blank) end = tail_of(terms, sense.field, from, end, &tail);
        const char *value = jx_text_trim(terms->arena, from, (size_t)(end - from));
        struct jx_term *term = jx_term_of(terms, value, strlen(value));
        if (!blank && (*value == '\0' || jx_term_label(terms, term, asking->kind))) continue;
        sense.cost += JX_COST_NUMBER;
        const struct jx_term *word =
            jx_term_of(terms, openings[i].word, (size_t)(openings[i].colon - openings[i].word));
        pairs[made++] = (struct jx_inside){sense, word->key, from, (size_t)(end - from)};
        if (tail.length > 0 && made < JX_INSIDE_MOST) pairs[made++] = tail;
    }
    return made;
}

size_t jx_inside_pairs(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                       struct jx_inside pairs[JX_INSIDE_MOST]) {
    struct asking asking = {terms, kind, false};
    return find_pairs(&asking, text, length, false, pairs);
}

static bool only_blanks(const char *text, const char *end) {
    while (text < end && jx_text_is_space(jx_text_next(&text, end))) {
    }
    return text == end;
}

size_t jx_inside_goals(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                       struct jx_inside pairs[JX_INSIDE_MOST]) {
    struct asking asking = {terms, kind, true};
    struct opening openings[JX_INSIDE_MOST];
    struct jx_sense sense;
    if (find_openings(&terms->lexicon->notes[kind], text, text + length, openings) == 0 ||
        !only_blanks(text, openings[0].word) || !is_label(&asking, &openings[0], &sense) ||
        !is_goal(sense.field))
        return 0;
    return find_pairs(&asking, text, length, false, pairs);
}

size_t jx_inside_places(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                        struct jx_inside places[JX_INSIDE_MOST]) {
    struct asking asking = {terms, kind, false};
    return find_pairs(&asking, text, length, true, places);
}

/* 单位：万元 is true of all amounts, and taken with the lines of the form. */
static bool says_unit(struct jx_terms *terms, const char *words, const char *end) {
    const char *key = jx_text_key(terms->arena, words, (size_t)(end - words));
    return jx_money_unit_read(key, strlen(key)).says == JX_MONEY_KNOWN;
}

size_t jx_inside_others(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                        struct jx_inside others[JX_INSIDE_MOST]) {
    struct opening openings[JX_INSIDE_MOST];
    struct asking asking = {terms, kind, false};
    size_t made = 0;
    bool goal = false; /* within the text of one */
    if (length > LONGEST_TEXT) return 0;
    size_t count = find_openings(&terms->lexicon->notes[kind], text, text + length, openings);
    for (size_t i = 0; i < count; i++) {
        struct jx_sense sense;
        bool label = is_label(&asking, &openings[i], &sense);
        if (label) goal = is_goal(sense.field);
        if (label || goal || !ends_value(&openings[i]) || is_total(&asking, text, length, openings, count, i))
            continue;
        const char *end = value_end(openings, count, i, text + length), *from = openings[i].behind;
        if (jx_text_trim(terms->arena, from, (size_t)(end - from))[0] == '\0') continue;
        if (says_unit(terms, openings[i].word, end)) continue;
        others[made++] =
            (struct jx_inside){{.kind = JX_SENSE_OTHER}, openings[i].word, from, (size_t)(end - from)};
    }
    return made;
}

/* How wide the gap is before a word that begins behind `from`: a line end is a wide one, as are two blanks. */
static int gap_before(const char *from, const char *word) {
    int gap = 0;
    while (from < word) {
        uint32_t c = jx_text_next(&from, word);
        gap = !jx_text_is_space(c) ? 0 : gap + (c == 0x3000 || c == '\n' ? 2 : 1);
    }
    return gap;
}

/* A word that begins a text or stands behind a wide gap; of words that labels are made of any gap will do. */
static bool stands_apart(struct asking *asking, const char *text, const char *end,
                         const struct opening *opening) {
    int gap = gap_before(text, opening->word);
    if (gap >= 2 || opening->word == jx_text_skip(text, end)) return true;
    struct jx_term *term = jx_term_of(asking->terms, opening->word, (size_t)(opening->colon - opening->word));
    return gap > 0 && (says_unit(asking->terms, opening->word, value_end(opening, 1, 0, end)) ||
                       jx_term_label(asking->terms, term, asking->kind) || jx_phrase_acts(&term->phrase));
}

size_t jx_inside_apart(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                       struct jx_inside others[JX_INSIDE_MOST]) {
    struct opening openings[JX_INSIDE_MOST];
    struct asking asking = {terms, kind, false};
    struct jx_sense sense;
    if (length > LONGEST_TEXT) return 0;
    size_t count = find_openings(&terms->lexicon->notes[kind], text, text + length, openings);
    for (size_t i = 0; i < count; i++)
        if (is_label(&asking, &openings[i], &sense) || !ends_value(&openings[i]) ||
            !stands_apart(&asking, text, text + length, &openings[i]))
            return 0;
    return jx_inside_others(terms, text, length, kind, others);
}

bool jx_inside_filer(const struct jx_inside *pair) {
    return pair->sense.field == JX_FIELD_UNIT_NAME && jx_label_of_filer(pair->word);
}
