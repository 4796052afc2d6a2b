#include "core/read/segments.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/read/run_on.h"

static const char *match_colon(const char *text, const char *end) {
    while (text < end) {
        uint32_t c = jx_text_next(&text, end);
        if (jx_text_fold(c) == ':') return text;
        if (!jx_text_is_space(c)) return NULL;
    }
    return NULL;
}

const char *jx_colon_find(const char *text, size_t length, const char **behind) {
    const char *end = text + length, *inside = NULL;
    size_t depth = 0;
    if (length == 0 || !jx_text_has_colon(text, length)) return NULL; /* as most texts */
    while (text < end) {
        const char *start = text;
        uint32_t c = jx_text_fold(jx_text_next(&text, end));
        if (c == '(') depth++;
        if (c == ')' && depth > 0) depth--;
        if (c != ':' || (depth > 0 && inside)) continue;
        *behind = text;
        if (depth == 0) return start;
        inside = start;
    }
    if (depth == 0 || !inside) return NULL;
    *behind = inside; /* the bracket is never closed: it encloses nothing */
    jx_text_next(behind, end);
    return inside;
}

const char *jx_key_colon_find(const char *key, size_t length, const char **behind) {
    return memchr(key, ':', length) ? jx_colon_find(key, length, behind) : NULL;
}

/* How a text begins as keys have it: up to three bytes of its first character. */
struct beginning {
    char bytes[3];
    size_t length;
};

static struct beginning beginning_of(const char *text, const char *end) {
    struct beginning found = {.length = 0};
    const char *start = jx_text_skip(text, end), *at = start;
    uint32_t c = jx_text_next(&at, end), folded = jx_text_fold(c);
    size_t length = (size_t)(at - start);
    found.length = length < sizeof found.bytes ? length : sizeof found.bytes;
    memcpy(found.bytes, start, found.length);
    if (folded != c) found.length = (size_t)(jx_text_put(found.bytes, folded) - found.bytes);
    return found;
}

/* Most labels begin with another character. */
static bool begins(const struct beginning *beginning, const char *key) {
    for (size_t i = 0; i < beginning->length; i++)
        if (key[i] != beginning->bytes[i]) return false;
    return true;
}

/* A text that may begin with a label, and how it begins. */
struct candidate {
    const char *text, *end;
    struct beginning beginning;
};

/* The longest of these labels that begins here, if longer than `best`, and where the words behind its colon begin. */
static const struct jx_label *longest_label(const struct jx_notes *notes, const struct jx_label *best,
                                            const struct candidate *here, const char **behind) {
    const struct beginning *first = &here->beginning;
    if (first->length > 0 && !(notes->firsts & jx_notes_bit(first->bytes, first->length))) return best;
    for (size_t i = 0; i < notes->count; i++) {
        const struct jx_label *label = notes->labels[i];
        if (!begins(&here->beginning, label->key)) continue;
        if (best && strlen(label->key) <= strlen(best->key)) continue;
        const char *after = jx_text_behind(here->text, here->end, label->key);
        const char *colon = !after ? NULL : match_colon(after, here->end);
        if (!colon) continue;
        best = label;
        *behind = colon;
    }
    return best;
}

static const struct jx_label *label_here(const struct jx_reading *reading,
                                         const struct jx_compiled_table *table, const char *text,
                                         const char *end, const char **behind) {
    const struct candidate here = {text, end, beginning_of(text, end)};
    const struct jx_label *best = longest_label(&table->notes, NULL, &here, behind);
    return longest_label(&reading->lexicon->notes[table->table->kind], best, &here, behind);
}

/* The text without the form's noise words. */
static void drop_noise(struct jx_arena *arena, const struct jx_compiled_table *table,
                       struct jx_segment *segment) {
    char *clean = jx_arena_copy(arena, segment->text, segment->length);
    for (size_t i = 0; i < table->noise_count; i++) {
        const char *text = clean, *end = clean + strlen(clean);
        while (text < end) {
            const char *after = jx_text_behind(text, end, table->noise[i]);
            if (after) {
                memmove(clean + (text - clean), after, (size_t)(end - after) + 1);
                break;
            }
            jx_text_next(&text, end);
        }
    }
    segment->text = jx_text_trim(arena, clean, strlen(clean));
    segment->length = strlen(segment->text);
}

static const char *words_before(struct jx_arena *arena, const struct jx_compiled_table *table,
                                const char *text, const char *end) {
    const char *key = jx_text_key(arena, text, (size_t)(end - text));
    if (key[strspn(key, "([:;,.")] == '\0') return NULL;
    for (size_t i = 0; i < table->noise_count; i++)
        if (strcmp(table->noise[i], key) == 0) return NULL;
    return jx_text_trim(arena, text, (size_t)(end - text));
}

/* Whether a new label may begin behind this character. */
static bool ends_words(uint32_t c) {
    c = jx_text_fold(c);
    return jx_text_is_space(c) || c == 0x3002 /* 。 */ || c == 0x3001 /* 、 */ ||
           (c < 0x80 && strchr("():,;.", (int)c));
}

/* Where the value begins that a label may run on behind, once this character of it has come: NULL at a gap within it. */
static const char *value_behind(const char *value, const char *at, uint32_t c, bool boundary) {
    if (!boundary || c == '(') return value;
    if (c == ')' || c == ':') return at; /* （盖章） */
    return jx_text_skip(value, at) == at ? value : NULL;
}

/* Behind the noise word, its colon and the white space that the text may begin with: 其中：一般公共预算. */
static const char *behind_noise(const struct jx_compiled_table *table, const char *text, const char *end) {
    for (size_t i = 0; i < table->noise_count; i++) {
        const char *after = jx_text_behind(text, end, table->noise[i]);
        const char *colon = !after ? NULL : match_colon(after, end);
        if (colon) return colon;
    }
    return text;
}

size_t jx_segments_find(const struct jx_reading *reading, const struct jx_compiled_table *table,
                        const char *text, size_t length, bool at_start,
                        struct jx_segment segments[JX_SEGMENTS], const char **before) {
    *before = NULL;
    if (!jx_text_has_colon(text, length)) return 0; /* nothing to look for */
    const char *end = text + length, *at = at_start ? behind_noise(table, text, end) : text;
    size_t count = 0;
    /* A label begins only where words can begin, or runs on behind a value, `value`. */
    bool boundary = true;
    const char *value = NULL;
    while (at < end && count < JX_SEGMENTS) {
        const char *behind = NULL, *start = at;
        const struct jx_label *label =
            boundary || value ? label_here(reading, table, at, end, &behind) : NULL;
        if (label && !boundary && !jx_run_on(label, value, start, behind, end)) label = NULL;
        if (!label) {
            uint32_t c = jx_text_next(&at, end);
            if (at_start && count == 0 && !jx_text_is_space(c)) return 0;
            boundary = ends_words(c);
            if (value) value = value_behind(value, at, jx_text_fold(c), boundary);
            continue;
        }
        if (count == 0)
            *before = words_before(reading->arena, table, text, start);
        else
            segments[count - 1].length = (size_t)(start - segments[count - 1].text);
        segments[count++] = (struct jx_segment){label, behind, (size_t)(end - behind)};
        at = behind;
        value =
            jx_text_has_colon(behind, (size_t)(end - behind)) ? behind : NULL; /* else nothing more begins */
        boundary = true;
    }
    for (size_t i = 0; i < count; i++) drop_noise(reading->arena, table, &segments[i]);
    return count;
}
