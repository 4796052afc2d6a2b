/*
 * Tags, and what else stands between texts (XML 1.0, 2.4 to 2.8, 3.1).
 *
 * An event is looked at to its end before anything of it is changed, so that it can be begun anew if the window ends too
 * early. The NUL behind the window stops every loop: it is no character of XML.
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

/* One attribute, at its name. false: it is none, or the window ends; `*at` is where. */
static bool attribute_pass(struct jx_scan_attribute *attribute, char **at) {
    attribute->coded = false;
    attribute->name = *at;
    *at = attribute->name_end = name_rest_pass(*at);
    *at = blanks_pass(*at);
    if (**at != '=') return false;
    *at = blanks_pass(*at + 1);
    char quote = **at;
    if (quote != '"' && quote != '\'') return false;
    attribute->value = *at + 1;
    for (char *end = attribute->value;; end++) {
        *at = end = jx_xml_pass(end, JX_XML_VALUE);
        if (*end == quote) break;
        if (*end == '&' || jx_xml_is(*end, JX_XML_BLANK))
            attribute->coded = true;
        else if (*end != '"' && *end != '\'')
            return false;
    }
    attribute->value_end = (*at)++;
    return true;
}

/* All attributes of a tag, from behind its name on. false: something is no attribute. */
static bool attributes_pass(struct jx_scan *scan, char **at) {
    scan->attribute_count = 0;
    while (jx_xml_is(**at, JX_XML_BLANK)) {
        *at = blanks_pass(*at);
        if (!jx_xml_is(**at, JX_XML_FIRST)) return true;
        if (scan->attribute_count == JX_SCAN_ATTRIBUTES ||
            !attribute_pass(&scan->bounds[scan->attribute_count], at))
            return false;
        scan->attribute_count++;
    }
    return true;
}

/* Whether an attribute before this one is called the same. */
static bool attribute_twice(const struct jx_scan *scan, size_t number) {
    const struct jx_scan_attribute *it = &scan->bounds[number];
    size_t length = (size_t)(it->name_end - it->name);
    for (const struct jx_scan_attribute *other = scan->bounds; other < it; other++)
        if (*other->name == *it->name && (size_t)(other->name_end - other->name) == length &&
            memcmp(other->name, it->name, length) == 0)
            return true;
    return false;
}

/* Closes names and values, and resolves what is in them. false: one is there twice, or has an entity that is none. */
static bool attributes_close(struct jx_scan *scan) {
    for (size_t i = 0; i < scan->attribute_count; i++) {
        struct jx_scan_attribute *it = &scan->bounds[i];
        char *end = it->coded ? jx_xml_resolve(it->value, it->value_end, true) : it->value_end;
        if (!end || attribute_twice(scan, i)) return false;
        *end = *it->name_end = '\0';
        scan->attributes[2 * i] = it->name;
        scan->attributes[2 * i + 1] = it->value;
    }
    scan->attributes[2 * (size_t)scan->attribute_count] = NULL;
    return true;
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

/* Opens a level. false: there is no room for it, or a second outermost element. */
static bool level_open(struct jx_scan *scan, const char *name, size_t length) {
    if ((scan->depth == 0 && scan->rooted) || scan->depth == JX_SCAN_LEVELS ||
        length >= JX_SCAN_NAMES - scan->names_used)
        return false;
    char *kept = scan->names + scan->names_used;
    size_t prefix = 0;
    for (size_t i = 0; i < length; i++) {
        kept[i] = name[i];
        if (name[i] == ':' && prefix == 0) prefix = i + 1;
    }
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

static enum jx_scan_event start_tag(struct jx_scan *scan) {
    char *name = scan->at + 1, *name_end = name_pass(name), *at = name_end;
    if (!at) return stuck(scan, name);
    if (!attributes_pass(scan, &at)) return stuck(scan, at);
    bool empty = *at == '/';
    if (empty) at++;
    if (*at != '>') return stuck(scan, at);
    if (!level_open(scan, name, (size_t)(name_end - name)) || !attributes_close(scan)) return JX_SCAN_LEAVE;
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

static bool is_called(const struct jx_scan_attribute *it, const char *name) {
    size_t length = strlen(name);
    return (size_t)(it->name_end - it->name) == length && memcmp(it->name, name, length) == 0;
}

static bool says(const struct jx_scan_attribute *it, const char *value) {
    size_t length = strlen(value);
    return (size_t)(it->value_end - it->value) == length && memcmp(it->value, value, length) == 0;
}

/* Whether this is how an encoding is called, whichever. */
static bool is_encoding(const struct jx_scan_attribute *it) {
    return it->value_end > it->value && name_pass(it->value) == it->value_end && *it->value != '_' &&
           !memchr(it->value, ':', (size_t)(it->value_end - it->value));
}

/* <?xml version="1.0" encoding="UTF-8" standalone="yes"?>, of which all but the version may be missing. */
static bool is_usual(const struct jx_scan *scan) {
    const struct jx_scan_attribute *it = scan->bounds, *end = it + scan->attribute_count;
    if (it == end || !is_called(it, "version") || !says(it, "1.0")) return false;
    if (++it < end && is_called(it, "encoding")) {
        bool known = scan->decoded ? is_encoding(it) : says(it, "UTF-8") || says(it, "utf-8");
        if (!known) return false;
        it++;
    }
    if (it < end && is_called(it, "standalone")) {
        if (!says(it, "yes") && !says(it, "no")) return false;
        it++;
    }
    return it == end;
}

/* A byte order mark and a declaration may stand there. */
static enum jx_scan_event beginning(struct jx_scan *scan) {
    if (scan->end - scan->at < 9 && !scan->last) return JX_SCAN_MORE;
    char *at = scan->at + (strncmp(scan->at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    if (strncmp(at, "<?xml", 5) == 0 && jx_xml_is(at[5], JX_XML_BLANK)) {
        at += 5;
        if (!attributes_pass(scan, &at) || *at != '?') return stuck(scan, at);
        if (at[1] != '>') return stuck(scan, at + 1);
        if (!is_usual(scan)) return JX_SCAN_LEAVE;
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

enum jx_scan_event jx_scan_next(struct jx_scan *scan) {
    enum jx_scan_event event;
    if (scan->empty) {
        scan->empty = false;
        return level_close(scan);
    }
    do {
        scan->from = scan->at;
        scan->length = 0;
        if (!scan->begun)
            event = beginning(scan);
        else if (*scan->at != '<')
            event = text(scan);
        else if (scan->at[1] == '/')
            event = end_tag(scan);
        else if (scan->at[1] == '!')
            event = comment(scan);
        else if (scan->at[1] == '?')
            event = instruction(scan);
        else
            event = start_tag(scan);
    } while (event == JX_SCAN_TEXT && scan->length == 0);
    return event;
}
