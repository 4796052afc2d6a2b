#include "core/words/pattern.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/near.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"

/* --- taking apart -------------------------------------------------------------------------------------------------- */

enum { MOST_PIECES = 24, MOST_SPELLINGS = 16 };

struct parser {
    struct jx_arena *arena;
    struct jx_piece pieces[MOST_PIECES];
    size_t count;
    unsigned group;  /* of the bracket that is open, 0: none */
    unsigned groups; /* seen so far */
    const char *reason;
};

static void add_piece(struct parser *parser, struct jx_piece piece) {
    if (parser->count == MOST_PIECES) {
        parser->reason = "too many pieces";
        return;
    }
    piece.group = parser->group;
    parser->pieces[parser->count++] = piece;
}

/* The key of a literal keeps its closing colon: it is only the end of a whole cell that loses it. A stop behind it shields
 * it, and is cut off again. */
static const char *literal_key(struct jx_arena *arena, const char *text) {
    if (jx_text_as_key(arena, text) == text) return text;
    const char *key = jx_text_as_key(arena, jx_arena_join(arena, text, ".", ""));
    return jx_arena_copy(arena, key, strlen(key) - 1);
}

static void add_literal(struct parser *parser, const char *text, size_t length) {
    if (length == 0) return;
    struct jx_piece piece = {.kind = JX_PIECE_LITERAL, .field = JX_FIELD_COUNT};
    piece.text = jx_arena_copy(parser->arena, text, length);
    piece.key = literal_key(parser->arena, piece.text);
    add_piece(parser, piece);
}

/* Why a key is wrong, and which one was meant if one is near. */
static const char *no_field(struct jx_arena *arena, const char *key) {
    const char *nearest = NULL;
    size_t least = SIZE_MAX, how;
    for (int field = 0; field < JX_FIELD_COUNT; field++) {
        const char *known = jx_field_key((enum jx_field)field);
        if (!jx_text_near(key, known, &how) || how >= least) continue;
        least = how;
        nearest = known;
    }
    return !nearest ? jx_arena_format(arena, "no field is called {%s}", key)
                    : jx_arena_format(arena, "no field is called {%s}; the nearest is {%s}", key, nearest);
}

static void add_capture(struct parser *parser, const char *key, size_t length) {
    struct jx_piece piece = {.kind = JX_PIECE_FIELD};
    if (length > 4 && memcmp(key, "sum:", 4) == 0) {
        piece.kind = JX_PIECE_SUM;
        key += 4;
        length -= 4;
    }
    piece.field = jx_field_find(key, length);
    if (piece.field == JX_FIELD_COUNT) {
        if ((unsigned char)key[0] < 0x80 || piece.kind == JX_PIECE_SUM) {
            parser->reason = no_field(parser->arena, jx_arena_copy(parser->arena, key, length));
            return;
        }
        piece.kind = JX_PIECE_EXTRA;
        piece.text = jx_arena_copy(parser->arena, key, length);
    }
    add_piece(parser, piece);
}

static bool is_needed(const struct jx_piece *pieces, size_t count, size_t index) {
    if (pieces[index].kind != JX_PIECE_LITERAL || pieces[index].group != 0) return false;
    /* The last one may lose its closing colon, as a whole cell does. */
    return index + 1 < count || !jx_text_ends(pieces[index].key, ":");
}

/* What is needed is the longest literal outside of brackets. At an end of the spelling it is found without a search. */
static struct jx_spelled spelled_of(const struct jx_piece *pieces, size_t count) {
    struct jx_spelled spelled = {.pieces = pieces, .count = count, .needed = ""};
    for (size_t i = 0; i < count; i++) {
        size_t length = is_needed(pieces, count, i) ? strlen(pieces[i].key) : 0;
        if (length <= spelled.needed_length) continue;
        spelled.needed = pieces[i].key;
        spelled.needed_length = length;
        spelled.needed_last = pieces[i].key[length - 1];
        spelled.where = i == 0 ? JX_AT_START : i + 1 == count ? JX_AT_END : JX_ANYWHERE;
    }
    return spelled;
}

/* One spelling, up to `end`. */
static struct jx_spelled parse_spelling(struct parser *parser, const char *text, const char *end) {
    parser->count = 0;
    parser->group = 0;
    const char *literal = text;
    while (text < end && !parser->reason) {
        if (*text != '{' && *text != '[' && *text != ']') {
            text++;
            continue;
        }
        add_literal(parser, literal, (size_t)(text - literal));
        if (*text == '{') {
            const char *close = memchr(text, '}', (size_t)(end - text));
            if (!close || close == text + 1) {
                parser->reason = "a { without its key and }";
                break;
            }
            add_capture(parser, text + 1, (size_t)(close - text - 1));
            text = close + 1;
        } else {
            if ((*text == '[') == (parser->group != 0)) parser->reason = "brackets [ ] that do not pair";
            parser->group = *text == '[' ? ++parser->groups : 0;
            text++;
        }
        literal = text;
    }
    add_literal(parser, literal, (size_t)(end - literal));
    if (parser->group != 0) parser->reason = "a [ without its ]";

    struct jx_piece *pieces = jx_arena_alloc(parser->arena, (parser->count + 1) * sizeof *pieces);
    memcpy(pieces, parser->pieces, parser->count * sizeof *pieces);
    return spelled_of(pieces, parser->count);
}

const struct jx_pattern *jx_pattern_parse(struct jx_arena *arena, const char *text, const char **reason) {
    struct parser parser; /* its pieces are left as they are until there are some */
    struct jx_spelled spellings[MOST_SPELLINGS];
    struct jx_pattern *pattern = jx_arena_alloc(arena, sizeof *pattern);
    parser.arena = arena;
    parser.groups = 0;
    parser.reason = NULL;
    for (;;) {
        size_t length = strcspn(text, "|");
        if (pattern->count == MOST_SPELLINGS) parser.reason = "too many spellings";
        if (!parser.reason) spellings[pattern->count++] = parse_spelling(&parser, text, text + length);
        if (parser.reason || text[length] == '\0') break;
        text += length + 1;
    }
    if (parser.reason) {
        *reason = parser.reason;
        return NULL;
    }
    struct jx_spelled *kept = jx_arena_alloc(arena, pattern->count * sizeof *kept);
    memcpy(kept, spellings, pattern->count * sizeof *kept);
    pattern->spellings = kept;
    for (size_t i = 0; i < pattern->count; i++)
        for (size_t k = 0; k < kept[i].count; k++)
            if (kept[i].pieces[k].kind != JX_PIECE_LITERAL) pattern->captures = true;
    return pattern;
}

static bool piece_same(const struct jx_piece *a, const struct jx_piece *b) {
    bool words = a->text && b->text ? strcmp(a->text, b->text) == 0 : a->text == b->text;
    return words && a->kind == b->kind && a->field == b->field && a->group == b->group;
}

bool jx_spelled_same(const struct jx_spelled *a, const struct jx_spelled *b) {
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++) same = piece_same(&a->pieces[i], &b->pieces[i]);
    return same;
}

/* --- matching ------------------------------------------------------------------------------------------------------ */

static bool all_digits(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] < '0' || text[i] > '9') return false;
    return length > 0;
}

static bool code_characters(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) return false;
    }
    return length > 0;
}

static bool starts_with(const char *text, size_t length, const char *prefix) {
    return length >= strlen(prefix) && memcmp(text, prefix, strlen(prefix)) == 0;
}

bool jx_capture_fits(enum jx_field field, const char *text, size_t length) {
    if (length == 0) return false;
    if (field == JX_FIELD_COUNT) return true;
    if (field == JX_FIELD_FORM_NUMBER)
        return length <= 30 && (starts_with(text, length, "表") || starts_with(text, length, "附")) &&
               !memchr(text, ':', length) && length > strlen("表");
    switch (jx_field_type(field)) {
    case JX_TYPE_YEAR: return length == 4 && all_digits(text, length) && (text[0] == '1' || text[0] == '2');
    case JX_TYPE_CODE: return code_characters(text, length);
    case JX_TYPE_UNIT: return jx_money_unit_read(text, length).says != JX_MONEY_SILENT;
    default: return true;
    }
}

struct match {
    const struct jx_spelled *spelled;
    struct jx_capture *captures;
    size_t count;
};

static bool match_from(struct match *match, size_t piece, const char *key);

/* A capture takes as little as lets the rest match. */
static bool match_capture(struct match *match, size_t index, const char *key) {
    const struct jx_piece *piece = &match->spelled->pieces[index];
    size_t length = strlen(key);
    if (match->count == JX_CAPTURES) return false;
    size_t slot = match->count++;
    for (size_t taken = index + 1 == match->spelled->count ? length : 1; taken <= length; taken++) {
        if (((unsigned char)key[taken] & 0xC0) == 0x80) continue; /* inside a character */
        if (!jx_capture_fits(piece->field, key, taken)) continue;
        match->captures[slot] = (struct jx_capture){piece, key, taken};
        match->count = slot + 1;
        if (match_from(match, index + 1, key + taken)) return true;
    }
    match->count = slot;
    return false;
}

/* Whether a text begins with another character than a literal of several bytes. Most do, and a Chinese one shows it in its
 * last byte. */
static bool differs_at_once(const char *key, const char *literal) {
    if (literal[0] == '\0' || literal[1] == '\0') return false;
    return key[0] != literal[0] || ((literal[0] & 0xF0) == 0xE0 && key[1] != '\0' && key[2] != literal[2]);
}

static bool match_piece(struct match *match, size_t index, const char *key) {
    const struct jx_piece *piece = &match->spelled->pieces[index];
    if (piece->kind != JX_PIECE_LITERAL) return match_capture(match, index, key);
    if (differs_at_once(key, piece->key)) return false;
    size_t length = strlen(piece->key);
    /* The whole cell has lost its closing colon, so the last literal may lack it too. */
    if (index + 1 == match->spelled->count && length > 0 && piece->key[length - 1] == ':' &&
        strlen(key) < length)
        length--;
    return strncmp(key, piece->key, length) == 0 && match_from(match, index + 1, key + length);
}

static bool match_from(struct match *match, size_t index, const char *key) {
    const struct jx_spelled *spelled = match->spelled;
    if (index == spelled->count) return *key == '\0';
    if (match_piece(match, index, key)) return true;

    unsigned group = spelled->pieces[index].group;
    bool opens = group != 0 && (index == 0 || spelled->pieces[index - 1].group != group);
    if (!opens) return false;
    while (index < spelled->count && spelled->pieces[index].group == group) index++;
    return match_from(match, index, key);
}

/* Most keys differ in the last byte that is compared: the others of a Chinese character are much the same in all. */
static bool has_needed(const struct jx_spelled *spelled, const char *key, size_t length) {
    size_t needed = spelled->needed_length;
    if (needed == 0) return true;
    if (length < needed) return false;
    if (spelled->where == JX_ANYWHERE) return strstr(key, spelled->needed);
    if (spelled->where == JX_AT_END) key += length - needed;
    return key[needed - 1] == spelled->needed_last && memcmp(key, spelled->needed, needed) == 0;
}

bool jx_spelled_match(const struct jx_spelled *spelled, const char *key, size_t length,
                      struct jx_capture captures[JX_CAPTURES], size_t *count) {
    struct match match = {spelled, captures, 0};
    bool matches = has_needed(spelled, key, length) && match_from(&match, 0, key);
    *count = matches ? match.count : 0;
    return matches;
}

bool jx_pattern_match(const struct jx_pattern *pattern, const char *key,
                      struct jx_capture captures[JX_CAPTURES], size_t *count) {
    size_t length = strlen(key);
    *count = 0;
    for (size_t i = 0; i < pattern->count; i++)
        if (jx_spelled_match(&pattern->spellings[i], key, length, captures, count)) return true;
    return false;
}

/* --- rendering ----------------------------------------------------------------------------------------------------- */

/* Whether every capture of the bracket that begins at `index` is there. */
static bool group_known(const struct jx_spelled *spelled, size_t index, jx_pattern_lookup *lookup,
                        void *user) {
    for (unsigned group = spelled->pieces[index].group; index < spelled->count; index++) {
        const struct jx_piece *piece = &spelled->pieces[index];
        if (piece->group != group) break;
        if (piece->kind != JX_PIECE_LITERAL && !lookup(user, piece)) return false;
    }
    return true;
}

/* Whether every capture outside of brackets is there. */
static bool spelled_known(const struct jx_spelled *spelled, jx_pattern_lookup *lookup, void *user) {
    for (size_t i = 0; i < spelled->count; i++) {
        const struct jx_piece *piece = &spelled->pieces[i];
        if (piece->kind != JX_PIECE_LITERAL && piece->group == 0 && !lookup(user, piece)) return false;
    }
    return true;
}

static const struct jx_spelled *choose_spelled(const struct jx_pattern *pattern, jx_pattern_lookup *lookup,
                                               void *user) {
    for (size_t i = 0; i < pattern->count; i++)
        if (spelled_known(&pattern->spellings[i], lookup, user)) return &pattern->spellings[i];
    return &pattern->spellings[0];
}

/* Whether a spelling has no words of its own, only marks between its captures: ［{code}］{name}. */
static bool is_wordless(const struct jx_spelled *spelled) {
    for (size_t i = 0; i < spelled->count; i++)
        if (spelled->pieces[i].kind == JX_PIECE_LITERAL && !jx_text_is_marks(spelled->pieces[i].text))
            return false;
    return true;
}

const char *jx_pattern_render(struct jx_arena *arena, const struct jx_pattern *pattern,
                              jx_pattern_lookup *lookup, void *user, size_t *filled) {
    const struct jx_spelled *spelled = choose_spelled(pattern, lookup, user);
    const char *text = "";
    size_t found = 0;
    unsigned left_out = 0;
    for (size_t i = 0; i < spelled->count; i++) {
        const struct jx_piece *piece = &spelled->pieces[i];
        bool opens = piece->group != 0 && (i == 0 || spelled->pieces[i - 1].group != piece->group);
        if (opens && !group_known(spelled, i, lookup, user)) left_out = piece->group;
        if (piece->group != 0 && piece->group == left_out) continue;
        const char *part = piece->kind == JX_PIECE_LITERAL ? piece->text : lookup(user, piece);
        if (!part) continue;
        if (piece->kind != JX_PIECE_LITERAL) found++;
        text = *text == '\0' ? part : jx_arena_join(arena, text, part, "");
    }
    if (filled) *filled = found;
    /* Marks around nothing say nothing: no `-` where neither name nor code is known. */
    return found == 0 && pattern->captures && is_wordless(spelled) ? "" : text;
}

const struct jx_piece *jx_pattern_bare(const struct jx_pattern *pattern) {
    if (pattern->count != 1 || pattern->spellings[0].count != 1) return NULL;
    const struct jx_piece *piece = &pattern->spellings[0].pieces[0];
    return piece->kind == JX_PIECE_LITERAL ? NULL : piece;
}
