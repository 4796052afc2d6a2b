/*
 * What a label or a heading may mean, and what it costs to take it so.
 *
 * A known spelling (lexicon.h) costs nothing; else the words of the phrase are looked up in a table of rules, most specific
 * first. Time is an axis of its own: 资金总额 is the year's or the whole project's, and a word of time beside it decides.
 */
#ifndef JX_WORDS_SENSE_H
#define JX_WORDS_SENSE_H

#include <jixiao/model.h>

#include "core/words/lexicon.h"
#include "core/words/phrase.h"

/*   FACT    its value is `field`, and `second` too where the cell holds both (name and code)
 *   OTHER   its value is no fact of ours, and is kept under the label's own words
 *   HEADS   it only heads other labels */
enum jx_sense_kind { JX_SENSE_FACT, JX_SENSE_OTHER, JX_SENSE_HEADS };

struct jx_sense {
    enum jx_sense_kind kind;
    enum jx_field field, second; /* JX_FIELD_COUNT: none */
    int cost;
    const char *why; /* the known spelling, or the rule's words */
};

/* Whether a label is plain: a known spelling, or its words taken apart with little cut off; none is not. */
static inline bool jx_sense_is_plain(const struct jx_sense *label) {
    enum { PLAIN_BELOW = 15 };
    return label && label->cost < PLAIN_BELOW;
}

enum { JX_SENSES_MOST = 6 };

/* Cheapest first; none: the text is no label. */
struct jx_senses {
    struct jx_sense items[JX_SENSES_MOST];
    size_t count;
    bool narrowed; /* one word more makes it ask for something else: asked.h */
};

struct jx_senses jx_label_senses(const struct jx_lexicon *lexicon, enum jx_kind kind, const char *key,
                                 const struct jx_phrase *phrase);

/* 申报单位, 单位名称: the label of the unit that carries the project out, or, where another label asks for that one, of who files the
 * form. */
bool jx_label_of_filer(const char *key);

/* What a heading of a column of indicators names, beyond the parts of an indicator. */
enum {
    JX_HEAD_ORDINAL = JX_PART_COUNT, /* 序号 */
    JX_HEAD_RESULT,                  /* 完成值, 得分 … */
    JX_HEAD_FORMER,                  /* 去年, 半年 … */
    JX_HEAD_REACH,                   /* 至: the other end of the target before it */
    JX_HEAD_OTHER,                   /* 指标值类型, 评分标准: a column of the form, none of ours */
    JX_HEAD_COUNT
};

struct jx_head_sense {
    unsigned part; /* enum jx_part or one of the above; JX_PART_NONE: it is no heading */
    int cost;
};

enum { JX_NO_HEADING = 990 };

struct jx_head_sense jx_heading_sense(const struct jx_lexicon *lexicon, const char *key,
                                      const struct jx_phrase *phrase);

/* Whether a heading stands over amounts (预算数, 全年执行数), and what it costs to take one under it: of a result, a rate or a
 * former year it is nobody's. */
bool jx_amount_heading(const struct jx_phrase *phrase, int *cost);

/* All words: the known spellings, and the rules for words taken apart. */
const struct jx_lexicon *jx_words_new(struct jx_arena *arena);

/* The table of rules, made once. `*fault` names a rule that cannot be (a word of no tag, or one that an earlier rule covers), for the
 * tests; NULL: none. */
struct jx_sense_rules;
const struct jx_sense_rules *jx_sense_rules_new(struct jx_arena *arena, const char **fault);

#endif
