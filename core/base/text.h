/*
 * UTF-8 text as Chinese tables use it: what counts as white space, which spellings are the same, how wide it prints.
 */
#ifndef JX_BASE_TEXT_H
#define JX_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct jx_arena;

/* Whether a byte goes on with a character of UTF-8: 0x80 to 0xBF, the least that a char with a sign can be. */
static inline bool jx_text_goes_on(char byte) {
    return (signed char)byte < -0x40;
}

/* The code point at `*text`, which moves past it. Bad bytes give U+FFFD and move by one. At `end`: 0. Here are ASCII and nearly all
 * Chinese: three bytes that can be neither too long a spelling nor a surrogate. */
const char *jx_text_next_rare(const char *text, const char *end, uint32_t *point)
    __attribute__((returns_nonnull));
static inline uint32_t jx_text_next(const char **text, const char *end) {
    const unsigned char *s = (const unsigned char *)*text;
    if (end - *text > 0 && s[0] < 0x80) return *text += 1, s[0];
    if (end - *text > 2 && s[0] > 0xE0 && s[0] < 0xED && jx_text_goes_on((*text)[1]) &&
        jx_text_goes_on((*text)[2]))
        return *text += 3, (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    uint32_t point;
    *text = jx_text_next_rare(*text, end, &point);
    return point;
}

/* Length of the valid UTF-8 at the start of `bytes`; `length` if all of it is (surrogates and overlongs are not). */
size_t jx_text_valid(const unsigned char *bytes, size_t length);

/* Blank, tab, line ends, U+00A0, U+3000, the zero-width and other Unicode spaces, U+FEFF. */
bool jx_text_is_space_rare(uint32_t c);
static inline bool jx_text_is_space(uint32_t c) {
    if (c < 0x80) return c == 0x20 || (c >= 0x09 && c <= 0x0D);
    return (c <= 0x3000 || c == 0xFEFF) && jx_text_is_space_rare(c);
}

/* A Chinese character or full-width sign: two columns wide. */
bool jx_text_is_wide(uint32_t c);

/* Nothing but white space. NULL is blank. */
bool jx_text_is_blank(const char *text);

/* Nothing but punctuation and white space: no letter, digit or Chinese character. */
bool jx_text_is_marks(const char *text);

/* Without the white space around. */
const char *jx_text_trim(struct jx_arena *arena, const char *text, size_t length);

/* Prose: trimmed; line ends become \n; trailing blanks of each line go; inner text stays. */
const char *jx_text_prose(struct jx_arena *arena, const char *text, size_t length);

/* One line: trimmed; white space between two wide characters goes, other runs of it become one blank. */
const char *jx_text_phrase(struct jx_arena *arena, const char *text, size_t length);

/* Like prose (line ends stay), but blanks between two wide characters go as in a phrase: a target's words. */
const char *jx_text_words(struct jx_arena *arena, const char *text, size_t length);

/*
 * The key under which spellings are the same: no white space at all, full-width ASCII as half-width (（ → (, ： → :,
 * ％ → %) and the other kin of jx_text_fold, 。、“” as they are, and no closing colon. Case stays.
 */
const char *jx_text_key(struct jx_arena *arena, const char *text, size_t length);

/* The same of a whole text, for a look at it: the text itself where it is its own key, as most are. "" for NULL. */
const char *jx_text_as_key(struct jx_arena *arena, const char *text);

/* The character under which its kin are the same: full-width ASCII as half-width; ∶ and ﹕, which other input methods make, as a
 * colon; the radical ⽬ and its like, which PDF programs copy, as the character 目 (ideographs.h). */
uint32_t jx_text_fold_rare(uint32_t c);
static inline uint32_t jx_text_fold(uint32_t c) {
    return c < 0x2236 || (c >= 0x3000 && c < 0xF900) ? c : jx_text_fold_rare(c);
}

/* Writes what a character was folded to: ASCII, or of three bytes as the character itself was. What stands behind it. */
char *jx_text_put(char *out, uint32_t folded);

/* Behind the white space that the text begins with. */
const char *jx_text_skip(const char *text, const char *end);

/* How many characters a text has. */
int jx_text_characters(const char *text, size_t length);

/* What stands behind these words that the text begins with, white space and kin aside; `key`: the words as a key. NULL: it does not. */
const char *jx_text_behind(const char *text, const char *end, const char *key);

/* The first colon of any kind (: ： ∶ ﹕) before `end`, and what stands behind it; NULL if there is none. */
const char *jx_text_colon(const char *text, const char *end, const char **behind);
bool jx_text_has_colon(const char *text, size_t length);
bool jx_text_ends_in_colon(const char *text);

/* Whether two texts have the same key. */
bool jx_text_same(struct jx_arena *arena, const char *a, const char *b);

/*
 * What may stand in a file of plain text, in a page or a document: control characters (C0 but tab and line ends, DEL, C1) and what is
 * no character become U+FFFD, the line ends of Unicode become \n, marks that turn the direction of writing go. The
 * text itself where it has none of these, as nearly all have. `*length` in and out; `*changed` grows by what was found.
 */
const char *jx_text_plain(struct jx_arena *arena, const char *text, size_t *length, size_t *changed);

size_t jx_text_width(const char *text, size_t length);

/* The same as it is printed in 宋体, which draws more signs as wide as a Chinese character: “ ” … ≥ × and their kin. */
bool jx_text_prints_wide(uint32_t c);
size_t jx_print_width(const char *text, size_t length);

/* Sets of characters by their last six bits, in which Chinese ones differ most and which stand in their last byte: whether a text
 * may begin with one of a set is seen at once. */
#define JX_TEXT_BIT(c) ((uint64_t)1 << ((c)&63))
static inline bool jx_text_may_begin(const char *text, uint64_t set) {
    bool wide = (text[0] & 0x80) && text[1];
    return set >> ((unsigned char)(wide ? text[2] : text[0]) & 63) & 1;
}

static inline bool jx_text_starts(const char *text, const char *prefix) {
    return text && (*text == *prefix || *prefix == '\0') && strncmp(text, prefix, strlen(prefix)) == 0;
}
/* A number to find a text by again; of a long text some bytes count. */
uint32_t jx_text_hash(const char *text, size_t length);

static inline bool jx_text_ends(const char *text, const char *suffix) {
    size_t length = text ? strlen(text) : 0, tail = strlen(suffix);
    return text && tail <= length && memcmp(text + length - tail, suffix, tail) == 0;
}

/* Whether a text is this word: of many words, most differ in the first two bytes. */
static inline bool jx_text_is(const char *text, const char *word) {
    return text[0] == word[0] && (text[0] == '\0' || text[1] == word[1]) && strcmp(text, word) == 0;
}

#endif
