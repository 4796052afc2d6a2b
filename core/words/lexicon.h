/*
 * The words that forms use for the model's facts, whoever prescribes them: what a reader knows before he has seen the form.
 *
 * A claimed form falls back on them for a label that somebody reworded; a form that no layout claims is read by them
 * alone (read/unclaimed.h).
 */
#ifndef JX_WORDS_LEXICON_H
#define JX_WORDS_LEXICON_H

#include "core/words/index.h"
#include "core/words/label.h"

struct jx_arena;
struct jx_morphemes;
struct jx_sense_rules;

/* What a band's heading means. A plain 指标值 beside 计量单位 is a value, alone it is a whole target. */
struct jx_heading {
    enum jx_part part;
    const struct jx_pattern *pattern;
};

struct jx_lexicon {
    const struct jx_label *labels[2]; /* by enum jx_kind */
    size_t label_count[2];
    struct jx_notes notes[2]; /* of labels */
    const struct jx_whole_line *lines;
    size_t line_count;
    const char *const *noise;
    size_t noise_count;
    const struct jx_heading *headings;
    size_t heading_count;
    struct jx_index label_index[2]; /* numbers are indices into labels; notes take part only inside cells */
    struct jx_index heading_index;
    const struct jx_pattern *title;
    const struct jx_morphemes *morphemes; /* words of phrases */
    const struct jx_sense_rules *rules;   /* what they mean together */
};

/* The known spellings alone, in the arena; jx_words_new (sense.h) makes the whole. */
struct jx_lexicon *jx_lexicon_new(struct jx_arena *arena);

/* Words that head columns and rows without naming a part or a fact: amounts and tasks above the indicators; what was
 * achieved, the sign of a self-evaluation; the number of a row; its sum. */
enum jx_word_kind { JX_WORD_COLUMN, JX_WORD_RESULT, JX_WORD_ORDINAL, JX_WORD_TOTAL, JX_WORD_REACH };

bool jx_lexicon_is(enum jx_word_kind kind, const char *key);

/* What stands in the brackets that close a label or heading, with the closing one: `万元)` of 预算数(万元); NULL if there are
 * none. Such remarks are no part of the word: the two functions below find it without them, too. */
const char *jx_lexicon_remark(const char *key);

/* The part that a heading names, JX_PART_NONE if it names none. */
enum jx_part jx_lexicon_heading(const struct jx_lexicon *lexicon, const char *key);

/* The same, of the whole key only. */
enum jx_part jx_lexicon_heading_exact(const struct jx_lexicon *lexicon, const char *key);

/* The label of this kind of form that is the whole of the key, or NULL. */
const struct jx_label *jx_lexicon_label(const struct jx_lexicon *lexicon, enum jx_kind kind, const char *key);

#endif
