/*
 * Tags, and what else stands between texts (XML 1.0, 2.4 to 2.8, 3.1).
 *
 * An event can be begun anew if the window ends too early: a text is looked at to its end before anything of it is changed,
 * and of a tag the few bytes are put back that were overwritten. The NUL behind the window stops every loop: it is no character of XML.
 */
#include "plugins/carriers/shared/scan.h"

#include <string.h>

/* What is to be done where `at` is not what was looked for. Nothing that is looked for is longer than nine bytes. */
static enum jx_scan_event stuck(const struct jx_scan *scan, const char *at) {
    return !scan->last && scan->end - at < 9 ? JX_SCAN_MORE : JX_SCAN_LEAVE;
}

static char *blanks_pass(char *at) {
    while (jx_xml_is(*at, JX_XML_BLANK)) at++;
    return at;
}

static char *name_rest_pass(char *at) {
    while (jx_xml_is(*at, JX_XML_NAME)) at++;
    return at;
}

/* Behind a name; NULL: there is none. */
static char *name_pass(char *at) {
    return jx_xml_is(*at, JX_XML_FIRST) ? name_rest_pass(at) : NULL;
}

/* --- attributes --------------------------------------------------------------------------------------------------- */

/* The rest of a value, from a character on that needs a look, up to its closing quote. */
struct rest {
    char *at;
    bool good;  /* false: something else is at `at`, or the window ends */
    bool coded; /* something stands for something else */
};

static __attribute__((noinline)) struct rest value_rest_pass(char *at, char quote) {
    struct rest rest = {.at = at};
    for (;; rest.at++) {
        rest.at = jx_xml_pass(rest.at, JX_XML_VALUE);
        rest.good = *rest.at == quote;
        if (rest.good) return rest;
        if (*rest.at == '&' || jx_xml_is(*rest.at, JX_XML_BLANK))
            rest.coded = true;
        else if (*rest.at != '"' && *rest.at != '\'')
            return rest;
    }
}

/* A byte of the tag at work, to be written. */
static char *of_tag(const struct jx_scan *scan, const char *byte) {
    return scan->from + (byte - scan->from);
}

/* Stuck in a tag, whose attributes so far are opened again: each value stands between two quotes of a kind, each name
 * directly before a sign. */
static enum jx_scan_event stuck_in_tag(const struct jx_scan *scan, const char *at) {
    for (const char *const *it = scan->attributes; *it; it += 2) {
        *of_tag(scan, it[0] + strlen(it[0])) = '=';
        *of_tag(scan, it[1] + strlen(it[1])) = it[1][-1];
    }
    return stuck(scan, at);
}

/* Whether one of the attributes up to `end` is called `name`. */
static bool is_among(const char *const *attributes, const char *const *end, const char *name) {
    for (; attributes < end; attributes += 2)
        if (strcmp(*attributes, name) == 0) return true;
    return false;
}

/* What was found of a tag's attributes, up to `at`. */
struct attributes {
    char *at;
    uint64_t coded; /* a bit for each in whose value something stands for something else */
    bool good;      /* false: at `at` something is no attribute, or one is there twice */
};

/* The attributes of a tag, closed, from behind its name on. Inlined, so that all of this stays in registers. */
static inline __attribute__((always_inline)) struct attributes attributes_take(struct jx_scan *scan,
                                                                               char *at) {
    const char **out = scan->attributes, **room = out + (size_t)2 * JX_SCAN_ATTRIBUTES;
    uint64_t coded = 0, letters = 0; /* a bit for each that a name begins with, so that few are compared */
    bool good = true;
    while (jx_xml_is(*at, JX_XML_BLANK)) {
        at = blanks_pass(at + 1);
        if (!jx_xml_is(*at, JX_XML_FIRST)) break;
        char *name = at, *name_end = at = name_rest_pass(at + 1);
        good = *at == '=' && out < room;
        if (!good) break;
        if (*++at != '"') at = blanks_pass(at);
        char quote = *at;
        good = quote == '"' || quote == '\'';
        if (!good) break;
        char *value = ++at;
        while (jx_xml_is(*at, JX_XML_VALUE)) at++;
        if (*at != quote) {
            struct rest rest = value_rest_pass(at, quote);
            at = rest.at;
            good = rest.good;
            if (!good) break;
            coded |= (uint64_t)rest.coded << ((out - scan->attributes) / 2);
        }
        *name_end = *at++ = '\0';
        uint64_t letter = UINT64_C(1) << (*name & 63);
        good = !(letters & letter) || !is_among(scan->attributes, out, name);
        letters |= letter;
        *out++ = name;
        *out++ = value;
        if (!good) break;
    }
    *out = NULL;
    return (struct attributes){at, coded, good};
}

/* What the values in `coded` stand for. false: there is an entity that is none. */
static bool values_resolve(const struct jx_scan *scan, uint64_t coded) {
    for (const char *const *it = scan->attributes; coded != 0; coded >>= 1, it += 2) {
        if (!(coded & 1)) continue;
        char *value = of_tag(scan, it[1]), *end = jx_xml_resolve(value, value + strlen(value), true);
        if (!end) return false;
        *end = '\0';
    }
    return true;
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

/* Opens a level. false: there is no room for it, or a second outermost element. */
static inline bool level_open(struct jx_scan *scan, const char *name, size_t length, size_t prefix) {
    if ((scan->depth == 0 && scan->rooted) || scan->depth == JX_SCAN_LEVELS ||
        length >= JX_SCAN_NAMES - scan->names_used)
        return false;
    char *kept = scan->names + scan->names_used;
    if (length <= JX_SCAN_SHORT && scan->end - name >= JX_SCAN_SHORT)
        memcpy(kept, name, JX_SCAN_SHORT);
    else
        memcpy(kept, name, length);
    kept[length] = '\0';
    scan->levels[scan->depth++] = (struct jx_scan_level){
        .name = (uint16_t)scan->names_used, .length = (uint16_t)length, .prefix = (uint16_t)prefix};
    scan->names_used += (uint32_t)length + 1;
    scan->rooted = true;
    return true;
}

static const char *level_name(const struct jx_scan *scan) {
    const struct jx_scan_level *level = &scan->levels[scan->depth - 1];
    return scan->names + level->name + level->prefix;
}

static enum jx_scan_event level_close(struct jx_scan *scan) {
    scan->name = level_name(scan);
    scan->names_used = scan->levels[--scan->depth].name;
    return JX_SCAN_END;
}

/* At < and the first letter of a name. */
static __attribute__((noinline)) enum jx_scan_event start_tag(struct jx_scan *scan) {
    char *name = scan->at + 1, *at = name;
    size_t prefix = 0;
    while (jx_xml_is(*at, JX_XML_LOCAL)) at++;
    if (*at == ':') {
        prefix = (size_t)(at + 1 - name);
        at = name_rest_pass(at);
    }
    size_t length = (size_t)(at - name);
    struct attributes attributes = attributes_take(scan, at);
    at = attributes.at;
    bool empty = attributes.good && *at == '/';
    if (empty) at++;
    if (!attributes.good || *at != '>') return stuck_in_tag(scan, at);
    if (!level_open(scan, name, length, prefix) ||
        (attributes.coded != 0 && !values_resolve(scan, attributes.coded)))
        return JX_SCAN_LEAVE;
    scan->name = level_name(scan);
    scan->empty = empty;
    scan->at = at + 1;
    return JX_SCAN_START;
}

static enum jx_scan_event end_tag(struct jx_scan *scan) {
    if (scan->depth == 0) return JX_SCAN_LEAVE;
    const struct jx_scan_level *level = &scan->levels[scan->depth - 1];
    char *name = scan->at + 2, *at;
    if (scan->end - name <= level->length) return scan->last ? JX_SCAN_LEAVE : JX_SCAN_MORE;
    const char *opened = scan->names + level->name;
    for (at = name; *opened != '\0'; at++, opened++)
        if (*at != *opened) return JX_SCAN_LEAVE;
    at = blanks_pass(at);
    if (*at != '>') return stuck(scan, at);
    scan->at = at + 1;
    return level_close(scan);
}

/* --- what is no element -------------------------------------------------------------------------------------------- */

/* Whether all is of characters that XML has. */
static bool is_text(char *at, const char *end) {
    for (; (at = jx_xml_pass(at, JX_XML_TEXT)) < end; at++)
        if (*at != '&' && *at != '<' && *at != ']' && *at != '\r') return false;
    return true;
}

/* Passes over a comment or an instruction, whose `end` closes what begins at `from`. */
static enum jx_scan_event aside_pass(struct jx_scan *scan, char *from, const char *end) {
    char *close = memmem(from, (size_t)(scan->end - from), end, 2);
    if (!close) return scan->last ? JX_SCAN_LEAVE : JX_SCAN_MORE;
    bool comment = *end == '-';
    if (comment && close[2] != '>') return stuck(scan, close + 2);
    if (!is_text(from, close)) return JX_SCAN_LEAVE;
    scan->at = close + (comment ? 3 : 2);
    return JX_SCAN_TEXT;
}

static enum jx_scan_event comment(struct jx_scan *scan) {
    if (strncmp(scan->at, "<!--", 4) != 0) return stuck(scan, scan->at);
    return aside_pass(scan, scan->at + 4, "--");
}

/* <?target anything?>. The target is not xml, which is a declaration, however it is written. */
static enum jx_scan_event instruction(struct jx_scan *scan) {
    char *target = scan->at + 2, *at = name_pass(target);
    if (!at) return stuck(scan, target);
    if (*at != '?' && !jx_xml_is(*at, JX_XML_BLANK)) return stuck(scan, at);
    if (at - target == 3 && (target[0] | 32) == 'x' && (target[1] | 32) == 'm' && (target[2] | 32) == 'l')
        return JX_SCAN_LEAVE;
    if (*at == '?' && at[1] != '>') return stuck(scan, at + 1);
    return aside_pass(scan, at, "?>");
}

/* What stands between two tags. Outside of the outermost element that can only be blanks. */
static enum jx_scan_event text(struct jx_scan *scan) {
    bool coded = false;
    char *end = scan->depth > 0 ? jx_xml_pass_text(scan->at, &coded) : blanks_pass(scan->at);
    if (scan->depth == 0 && end == scan->end && scan->last && scan->rooted) return JX_SCAN_OVER;
    if (*end != '<') return stuck(scan, end);
    scan->at = end;
    if (scan->depth == 0) return JX_SCAN_TEXT;
    if (coded) end = jx_xml_resolve(scan->from, end, false);
    if (!end) return JX_SCAN_LEAVE;
    scan->text = scan->from;
    scan->length = (size_t)(end - scan->text);
    return JX_SCAN_TEXT;
}

/* --- the beginning -------------------------------------------------------------------------------------------------- */

/* Whether this is how an encoding is called, whichever. */
static bool is_encoding(const char *value) {
    if (!jx_xml_is(*value, JX_XML_FIRST) || *value == '_') return false;
    while (jx_xml_is(*value, JX_XML_LOCAL)) value++;
    return *value == '\0';
}

/* <?xml version="1.0" encoding="UTF-8" standalone="yes"?>, of which all but the version may be missing. */
static bool is_usual(const struct jx_scan *scan) {
    const char *const *it = scan->attributes;
    if (!*it || strcmp(*it, "version") != 0 || strcmp(it[1], "1.0") != 0) return false;
    it += 2;
    if (*it && strcmp(*it, "encoding") == 0) {
        bool known =
            scan->decoded ? is_encoding(it[1]) : strcmp(it[1], "UTF-8") == 0 || strcmp(it[1], "utf-8") == 0;
        if (!known) return false;
        it += 2;
    }
    if (*it && strcmp(*it, "standalone") == 0) {
        if (strcmp(it[1], "yes") != 0 && strcmp(it[1], "no") != 0) return false;
        it += 2;
    }
    return !*it;
}

/* A byte order mark and a declaration may stand there. */
static enum jx_scan_event beginning(struct jx_scan *scan) {
    if (scan->end - scan->at < 9 && !scan->last) return JX_SCAN_MORE;
    char *at = scan->at + (strncmp(scan->at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    if (strncmp(at, "<?xml", 5) == 0 && jx_xml_is(at[5], JX_XML_BLANK)) {
        struct attributes attributes = attributes_take(scan, at + 5);
        at = attributes.at;
        if (!attributes.good || *at != '?') return stuck_in_tag(scan, at);
        if (at[1] != '>') return stuck_in_tag(scan, at + 1);
        if (attributes.coded != 0 || !is_usual(scan)) return JX_SCAN_LEAVE;
        at += 2;
    }
    scan->at = at;
    scan->begun = true;
    return JX_SCAN_TEXT;
}

void jx_scan_begin(struct jx_scan *scan, char *at, char *end, bool last) {
    memset(scan, 0, offsetof(struct jx_scan, levels));
    scan->at = at;
    scan->end = end;
    scan->last = last;
    *end = '\0';
}

/* What is neither the start of an element nor its end. */
static __attribute__((noinline)) enum jx_scan_event between(struct jx_scan *scan) {
    scan->length = 0;
    if (!scan->begun) return beginning(scan);
    if (*scan->at != '<') return text(scan);
    if (scan->at[1] == '!') return comment(scan);
    return scan->at[1] == '?' ? instruction(scan) : stuck(scan, scan->at + 1);
}

enum jx_scan_event jx_scan_next(struct jx_scan *scan) {
    enum jx_scan_event event;
    if (scan->empty) {
        scan->empty = false;
        return level_close(scan);
    }
    do {
        scan->from = scan->at;
        if (*scan->at == '<' && scan->begun) {
            if (jx_xml_is(scan->at[1], JX_XML_FIRST)) return start_tag(scan);
            if (scan->at[1] == '/') return end_tag(scan);
        }
        event = between(scan);
    } while (event == JX_SCAN_TEXT && scan->length == 0);
    return event;
}
