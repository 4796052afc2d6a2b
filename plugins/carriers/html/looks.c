/*
 * Style sheets of a page: of all that they say, only which classes draw a line through words.
 *
 * Spreadsheet programs give each look a class of its own, td.xl65 or .font7, in a sheet at the head of the page. Of a rule the
 * last class of each selector counts; what stands around it is not looked at.
 */
#include "html.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

/* More than any program writes. */
enum { SHEET_MOST = 4 << 20, NAME_MOST = 100, NAMES_MOST = 16 << 10, ASKED_MOST = 20 };

/* Whether `word` is in what stands up to `end`, in letters of whatever size. */
static bool says(const char *at, const char *end, const char *word) {
    for (size_t length = strlen(word); (size_t)(end - at) >= length; at++)
        if (strncasecmp(at, word, length) == 0) return true;
    return false;
}

static bool declarations_cross(const char *at, const char *end) {
    static const char property[] = "text-decoration";
    while (at < end) {
        const char *stop = memchr(at, ';', (size_t)(end - at));
        if (!stop) stop = end;
        while (at < stop && isspace((unsigned char)*at)) at++;
        if ((size_t)(stop - at) > sizeof property && strncasecmp(at, property, sizeof property - 1) == 0 &&
            says(at, stop, "line-through"))
            return true;
        at = stop < end ? stop + 1 : end;
    }
    return false;
}

bool jx_html_crosses(const char *declarations) {
    return declarations_cross(declarations, declarations + strlen(declarations));
}

/* Room for so many more bytes. false: no memory, or too many. */
static bool widen(char **bytes, size_t length, size_t *capacity, size_t more) {
    if (more > SHEET_MOST || length + more > SHEET_MOST) return false;
    if (length + more <= *capacity) return true;
    char *wider = realloc(*bytes, 2 * (length + more));
    if (!wider) return false;
    *bytes = wider;
    *capacity = 2 * (length + more);
    return true;
}

bool jx_html_classes_add(struct jx_html_classes *classes, const char *text, size_t length) {
    if (classes->length + length > SHEET_MOST) return true; /* the rest says nothing to us */
    if (!widen(&classes->sheet, classes->length, &classes->capacity, length)) return false;
    memcpy(classes->sheet + classes->length, text, length);
    classes->length += length;
    return true;
}

static bool is_name(char c) {
    return isalnum((unsigned char)c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* The last class of a selector becomes one of those known. */
static bool class_note(struct jx_html_classes *classes, const char *at, const char *end) {
    const char *first = NULL;
    for (const char *c = at; c < end; c++)
        if (*c == '.') first = c + 1;
    const char *last = first;
    while (last && last < end && is_name(*last)) last++;
    if (!first || last == first || last - first > NAME_MOST || classes->names_length > NAMES_MOST)
        return true;
    size_t length = (size_t)(last - first);
    if (!widen(&classes->names, classes->names_length, &classes->names_capacity, length + 1)) return false;
    memcpy(classes->names + classes->names_length, first, length);
    classes->names[classes->names_length + length] = '\0';
    classes->names_length += length + 1;
    return true;
}

bool jx_html_classes_end(struct jx_html_classes *classes) {
    const char *at = classes->sheet, *end = at ? at + classes->length : at, *open, *close;
    bool good = true;
    for (; at < end && (open = memchr(at, '{', (size_t)(end - at))); at = close + 1) {
        close = memchr(open, '}', (size_t)(end - open));
        if (!close) break;
        if (!declarations_cross(open + 1, close)) continue;
        for (const char *comma; good && at < open; at = comma + 1) {
            comma = memchr(at, ',', (size_t)(open - at));
            if (!comma) comma = open;
            good = class_note(classes, at, comma);
        }
    }
    classes->length = 0;
    return good;
}

static bool knows(const struct jx_html_classes *classes, const char *name, size_t length) {
    for (size_t at = 0; at < classes->names_length; at += strlen(classes->names + at) + 1)
        if (strlen(classes->names + at) == length && memcmp(classes->names + at, name, length) == 0)
            return true;
    return false;
}

bool jx_html_classes_have(const struct jx_html_classes *classes, const char *names) {
    size_t length;
    if (classes->names_length == 0) return false;
    for (int asked = 0; *names && asked < ASKED_MOST; names += length, asked++) {
        names += strspn(names, " \t\r\n\f");
        length = strcspn(names, " \t\r\n\f");
        if (length > 0 && knows(classes, names, length)) return true;
    }
    return false;
}

void jx_html_classes_free(struct jx_html_classes *classes) {
    free(classes->sheet);
    free(classes->names);
    *classes = (struct jx_html_classes){0};
}
