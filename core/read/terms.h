/*
 * The distinct texts of a sheet, and what each could be: asked once for all cells that say the same.
 */
#ifndef JX_READ_TERMS_H
#define JX_READ_TERMS_H

#include "core/words/sense.h"

struct jx_arena;

/* Parts of an indicator, and 序号, that a cell can stand under. */
enum { JX_SIGN_COUNT = JX_PART_COUNT + 1 };

/* What a word costs under operators that is none, but stands there in place of one. */
enum { JX_SIGN_BESIDE = 15 };

/*   WORDS  the text itself
 *   OPEN   a cell of a blank form: it suits every label and every column
 *   HELD   a cell that holds labels and places of its own: no label, and nobody's value */
enum jx_term_stands { JX_TERM_WORDS, JX_TERM_OPEN, JX_TERM_HELD };

struct jx_term {
    const char *text; /* of the first cell that says it */
    uint32_t length;
    uint32_t hash;
    const char *key; /* comparison key; "" where the text is longer than any label or value */
    struct jx_phrase phrase;
    struct jx_head_sense heading;
    const struct jx_senses *senses[2]; /* by enum jx_kind, when first asked for */
    uint8_t signs[JX_SIGN_COUNT];      /* what it costs to stand under each part, in tenths */
    bool amount;                       /* a number of money, perhaps with its unit */
    bool number;                       /* digits alone */
    bool quantity;                     /* [operator] number unit */
    bool level1, level2;               /* a level's name */
    bool named;                        /* 指标2：…, an indicator's name whatever it says */
    bool colon;                        /* ends in a colon, or holds one */
    enum jx_term_stands stands;        /* for what */
};

/* In bytes: a text longer than this is prose. */
enum { JX_TERM_LONGEST = 240 };

struct jx_terms {
    struct jx_arena *arena;
    const struct jx_lexicon *lexicon;
    bool blank;             /* labels mean what they ask for and nothing near it: core/words/asked.h */
    struct jx_term **slots; /* by hash */
    size_t room, count;
};

/* Whether it is a level's name, of whichever level. */
static inline bool jx_term_is_level(const struct jx_term *term) {
    return term->level1 || term->level2;
}

/* The term of a text; texts stay where they are. */
struct jx_term *jx_term_of(struct jx_terms *terms, const char *text, size_t length);

const struct jx_senses *jx_term_senses(struct jx_terms *terms, struct jx_term *term, enum jx_kind kind);

/* Whether words that mean this as a label may be a project's name as well: 工作经费, 部门预算编制. A label of another fact, with no word more
 * than it asks with, stands where the name was left out: 主管部门. */
bool jx_sense_may_be_name(const struct jx_sense *label);

/* The cheapest thing that the text means as a label, NULL: it is none. */
const struct jx_sense *jx_term_label(struct jx_terms *terms, struct jx_term *term, enum jx_kind kind);

#endif
