/*
 * Looks of a page's words: of all that style sheets and attributes say, only whether a line is drawn through words, and whether
 * they are set in a typeface of symbols.
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

/* The next declaration of this property, of those from `*at` on; its value, NULL: there is none. `*stop`: where it ends. */
static const char *value_next(const char **at, const char *end, const char *property, const char **stop) {
    size_t length = strlen(property);
    while (*at < end) {
        const char *here = *at;
        *stop = memchr(here, ';', (size_t)(end - here));
        if (!*stop) *stop = end;
        *at = *stop < end ? *stop + 1 : end;
        while (here < *stop && isspace((unsigned char)*here)) here++;
        if ((size_t)(*stop - here) > length && strncasecmp(here, property, length) == 0) return here + length;
    }
    return NULL;
}

static bool declarations_cross(const char *at, const char *end) {
    const char *value, *stop;
    while ((value = value_next(&at, end, "text-decoration", &stop)))
        if (says(value, stop, "line-through")) return true;
    return false;
}

bool jx_html_crosses(const char *declarations) {
    return declarations_cross(declarations, declarations + strlen(declarations));
}

/* --- typefaces --------------------------------------------------------------------------------------------------- */

static const char *const fonts[] = {[2] = "Symbol", "Wingdings", "Wingdings 2", "Wingdings 3"};

const char *jx_html_font_name(uint8_t font) {
    return font < sizeof fonts / sizeof *fonts ? fonts[font] : NULL;
}

uint8_t jx_html_font(const char *names, size_t length) {
    const char *end = names + length, *stop;
    while (names < end && strchr(" \t\r\n\"':", *names)) names++;
    for (stop = names; stop < end && !strchr(",\"'", *stop);) stop++;
    while (stop > names && strchr(" \t\r\n", stop[-1])) stop--;
    for (size_t i = JX_HTML_LETTERS + 1; i < sizeof fonts / sizeof *fonts; i++)
        if (strlen(fonts[i]) == (size_t)(stop - names) && strncasecmp(fonts[i], names, strlen(fonts[i])) == 0)
            return (uint8_t)i;
    return stop > names ? JX_HTML_LETTERS : 0;
}

/* Word says of a symbol in a property of its own which typeface it is from. */
static uint8_t declarations_font(const char *at, const char *end) {
    static const char *const properties[] = {"mso-symbol-font-family", "font-family"};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const char *rest = at, *value, *stop;
        while ((value = value_next(&rest, end, properties[i], &stop)))
            if (strchr(": \t\r\n", *value)) return jx_html_font(value, (size_t)(stop - value));
    }
    return 0;
}

uint8_t jx_html_font_said(const char *declarations) {
    return declarations_font(declarations, declarations + strlen(declarations));
}

/* --- classes ----------------------------------------------------------------------------------------------------- */

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
static bool class_note(struct jx_html_classes *classes, char what, const char *at, const char *end) {
    const char *first = NULL;
    for (const char *c = at; c < end; c++)
        if (*c == '.') first = c + 1;
    const char *last = first;
    while (last && last < end && is_name(*last)) last++;
    if (!first || last == first || last - first > NAME_MOST || classes->names_length > NAMES_MOST)
        return true;
    size_t length = (size_t)(last - first);
    if (!widen(&classes->names, classes->names_length, &classes->names_capacity, length + 2)) return false;
    classes->names[classes->names_length++] = what;
    memcpy(classes->names + classes->names_length, first, length);
    classes->names[classes->names_length + length] = '\0';
    classes->names_length += length + 1;
    return true;
}

/* 0: nothing that is kept. Most classes are set in letters, which is kept only where something else is not. */
static char looks_of(const char *at, const char *end, bool symbols) {
    unsigned font = symbols ? declarations_font(at, end) : 0;
    return (char)(font << JX_HTML_CLASS_FONT | (declarations_cross(at, end) ? JX_HTML_CLASS_CROSSES : 0));
}

bool jx_html_classes_end(struct jx_html_classes *classes) {
    const char *at = classes->sheet, *end = at ? at + classes->length : at, *open, *close;
    bool good = true, symbols = says(at, end, "Wingdings") || says(at, end, "Symbol");
    for (; at < end && (open = memchr(at, '{', (size_t)(end - at))); at = close + 1) {
        close = memchr(open, '}', (size_t)(end - open));
        if (!close) break;
        char what = looks_of(open + 1, close, symbols);
        if (what == 0) continue;
        for (const char *comma; good && at < open; at = comma + 1) {
            comma = memchr(at, ',', (size_t)(open - at));
            if (!comma) comma = open;
            good = class_note(classes, what, at, comma);
        }
    }
    classes->length = 0;
    return good;
}

static unsigned class_says(const struct jx_html_classes *classes, const char *name, size_t length) {
    unsigned says = 0;
    for (size_t at = 0; at < classes->names_length; at += strlen(classes->names + at) + 1)
        if (strlen(classes->names + at + 1) == length && memcmp(classes->names + at + 1, name, length) == 0)
            says |= (unsigned char)classes->names[at];
    return says;
}

unsigned jx_html_classes_say(const struct jx_html_classes *classes, const char *names) {
    size_t length;
    unsigned says = 0;
    if (classes->names_length == 0) return 0;
    for (int asked = 0; *names && asked < ASKED_MOST; names += length, asked++) {
        names += strspn(names, " \t\r\n\f");
        length = strcspn(names, " \t\r\n\f");
        if (length > 0) says |= class_says(classes, names, length);
    }
    return says;
}

void jx_html_classes_free(struct jx_html_classes *classes) {
    free(classes->sheet);
    free(classes->names);
    *classes = (struct jx_html_classes){0};
}
