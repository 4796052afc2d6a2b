/*
 * The parser at work: libxml2's, fed piece by piece, its findings kept as events.
 *
 * It is told that all is UTF-8, and not to believe the page about that; it loads nothing, prints nothing and builds no
 * tree. How deep elements stand in each other is watched here, for what the parser does at every closing tag takes the
 * longer the deeper it is.
 */
#include "html.h"

#include <stdlib.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

/* A mark before the bytes of an event's text; events are packed one behind the other. */
struct record {
    uint32_t length;
    uint32_t rows, columns;
    uint8_t kind, tag, flags, font;
};

struct jx_html_parser {
    htmlParserCtxtPtr context;
    uint64_t depth, depth_most;
    char *events;
    size_t used, size, next;
    struct jx_html_classes classes;
    bool in_looks; /* in a style sheet */
    bool spaced;   /* as jx_html_spaced says */
    enum jx_html_outcome outcome;
};

/* --- what elements are ------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    enum jx_html_tag tag;
} elements[] = {
    {"address", JX_HTML_BLOCK},    {"article", JX_HTML_BLOCK},    {"aside", JX_HTML_BLOCK},
    {"base", JX_HTML_SKIPPED},     {"blockquote", JX_HTML_BLOCK}, {"body", JX_HTML_BLOCK},
    {"br", JX_HTML_BREAK},         {"caption", JX_HTML_BLOCK},    {"center", JX_HTML_BLOCK},
    {"col", JX_HTML_COLUMN},       {"comment", JX_HTML_SKIPPED},  {"dd", JX_HTML_BLOCK},
    {"del", JX_HTML_CROSSED},      {"dialog", JX_HTML_SKIPPED},   {"dir", JX_HTML_BLOCK},
    {"div", JX_HTML_BLOCK},        {"dl", JX_HTML_BLOCK},         {"dt", JX_HTML_BLOCK},
    {"fieldset", JX_HTML_BLOCK},   {"figcaption", JX_HTML_BLOCK}, {"figure", JX_HTML_BLOCK},
    {"footer", JX_HTML_BLOCK},     {"form", JX_HTML_BLOCK},       {"frame", JX_HTML_FRAME},
    {"h1", JX_HTML_BLOCK},         {"h2", JX_HTML_BLOCK},         {"h3", JX_HTML_BLOCK},
    {"h4", JX_HTML_BLOCK},         {"h5", JX_HTML_BLOCK},         {"h6", JX_HTML_BLOCK},
    {"head", JX_HTML_SKIPPED},     {"header", JX_HTML_BLOCK},     {"hr", JX_HTML_BLOCK},
    {"iframe", JX_HTML_FRAME},     {"input", JX_HTML_INPUT},      {"legend", JX_HTML_BLOCK},
    {"li", JX_HTML_BLOCK},         {"listing", JX_HTML_PRE},      {"main", JX_HTML_BLOCK},
    {"menu", JX_HTML_BLOCK},       {"nav", JX_HTML_BLOCK},        {"noframes", JX_HTML_SKIPPED},
    {"noscript", JX_HTML_SKIPPED}, {"object", JX_HTML_SKIPPED},   {"ol", JX_HTML_BLOCK},
    {"option", JX_HTML_OPTION},    {"p", JX_HTML_BLOCK},          {"plaintext", JX_HTML_PRE},
    {"pre", JX_HTML_PRE},          {"s", JX_HTML_CROSSED},        {"script", JX_HTML_SKIPPED},
    {"section", JX_HTML_SECTION},  {"strike", JX_HTML_CROSSED},   {"style", JX_HTML_LOOKS},
    {"summary", JX_HTML_BLOCK},    {"sup", JX_HTML_RAISED},       {"svg", JX_HTML_SKIPPED},
    {"table", JX_HTML_TABLE},      {"tbody", JX_HTML_GROUP},      {"td", JX_HTML_CELL},
    {"template", JX_HTML_SKIPPED}, {"textarea", JX_HTML_PRE},     {"tfoot", JX_HTML_GROUP},
    {"th", JX_HTML_CELL},          {"thead", JX_HTML_GROUP},      {"title", JX_HTML_SKIPPED},
    {"tr", JX_HTML_ROW},           {"ul", JX_HTML_BLOCK},         {"xmp", JX_HTML_PRE},
};

static int compare_names(const void *name, const void *element) {
    return strcasecmp(name, *(const char *const *)element);
}

static enum jx_html_tag tag_of(const xmlChar *name) {
    const char *const *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare_names);
    return found ? elements[((const char *)found - (const char *)elements) / (ptrdiff_t)sizeof *elements].tag
                 : JX_HTML_INLINE;
}

/* --- keeping events ---------------------------------------------------------------------------------------------- */

static void stop(struct jx_html_parser *parser, enum jx_html_outcome why) {
    if (parser->outcome == JX_HTML_FINE) parser->outcome = why;
    xmlStopParser(parser->context);
}

static void keep(struct jx_html_parser *parser, struct record record, const char *text, size_t length) {
    if (parser->outcome != JX_HTML_FINE) return;
    size_t need = sizeof record + length;
    if (length > UINT32_MAX || need > SIZE_MAX / 4 - parser->used) return stop(parser, JX_HTML_NO_MEMORY);
    if (parser->used + need > parser->size) {
        size_t size = 2 * (parser->used + need);
        char *events = realloc(parser->events, size);
        if (!events) return stop(parser, JX_HTML_NO_MEMORY);
        parser->events = events;
        parser->size = size;
    }
    record.length = (uint32_t)length;
    memcpy(parser->events + parser->used, &record, sizeof record);
    if (length) memcpy(parser->events + parser->used + sizeof record, text, length);
    parser->used += need;
}

bool jx_html_next(struct jx_html_parser *parser, struct jx_html_event *event) {
    struct record record;
    if (parser->next == parser->used) return false;
    memcpy(&record, parser->events + parser->next, sizeof record);
    *event = (struct jx_html_event){
        .text = parser->events + parser->next + sizeof record,
        .length = record.length,
        .rows = record.rows,
        .columns = record.columns,
        .kind = record.kind,
        .tag = record.tag,
        .flags = record.flags,
        .font = record.font,
    };
    parser->next += sizeof record + record.length;
    return true;
}

/* --- attributes -------------------------------------------------------------------------------------------------- */

static bool is(const xmlChar *name, const char *other) {
    return !strcasecmp((const char *)name, other);
}

/* A span, as far as it is a number; large ones stay large. */
static uint32_t span(const xmlChar *value) {
    uint32_t number = 0;
    if (!value) return 1;
    while (*value == ' ' || (*value >= '\t' && *value <= '\r')) value++;
    if (*value < '0' || *value > '9') return 1;
    for (; *value >= '0' && *value <= '9'; value++)
        if (number < 100000000) number = number * 10 + (uint32_t)(*value - '0');
    return number;
}

/* Whether a style says `property: value`, whatever blanks stand between; `value` may be a beginning. */
static bool styled(const xmlChar *style, const char *property, const char *value) {
    const char *at = style ? (const char *)style : "";
    for (; *at; at += strcspn(at, ";"), at += *at == ';') {
        at += strspn(at, " \t\r\n\f");
        if (strncasecmp(at, property, strlen(property)) != 0) continue;
        const char *rest = at + strlen(property);
        rest += strspn(rest, " \t\r\n\f");
        if (*rest++ != ':') continue;
        rest += strspn(rest, " \t\r\n\f");
        if (!strncasecmp(rest, value, strlen(value))) return true;
    }
    return false;
}

/* What an element's attributes say of itself. */
struct said {
    struct record record;
    const char *text;
    bool typed;       /* an input whose value is shown */
    bool box, ticked; /* an input that is a box; an input that is ticked, were it one */
};

/* Whether a meta element says that LibreOffice wrote the page, or what it comes from. */
static bool says_office(const xmlChar *element, const xmlChar **attributes) {
    static const char *const offices[] = {"LibreOffice", "OpenOffice", "StarOffice", "NeoOffice"};
    bool generator = false, office = false;
    if (!is(element, "meta")) return false;
    for (; attributes && attributes[0]; attributes += 2) {
        const char *value = attributes[1] ? (const char *)attributes[1] : "";
        generator = generator || (is(attributes[0], "name") && strcasecmp(value, "generator") == 0);
        for (size_t i = 0; is(attributes[0], "content") && i < sizeof offices / sizeof *offices; i++)
            office = office || strncasecmp(value, offices[i], strlen(offices[i])) == 0;
    }
    return generator && office;
}

/* The mark of a note below the text: Word points at _ftn1 and _edn1, from there back at _ftnref1; LibreOffice has classes. */
static bool says_mark(const xmlChar *name, const char *value) {
    static const char *const places[] = {"#_ftn", "#_edn"};
    if (is(name, "class"))
        return strcasecmp(value, "sdfootnoteanc") == 0 || strcasecmp(value, "sdendnoteanc") == 0;
    for (size_t i = 0; is(name, "href") && i < sizeof places / sizeof *places; i++)
        if (strncasecmp(value, places[i], strlen(places[i])) == 0)
            return strncasecmp(value + strlen(places[i]), "ref", 3) != 0;
    return false;
}

/* What the classes of an element say. */
static void read_classes(const struct jx_html_classes *classes, struct said *said, const char *names) {
    unsigned looks = jx_html_classes_say(classes, names);
    if (looks & JX_HTML_CLASS_CROSSES) said->record.flags |= JX_HTML_STRUCK;
    if (said->record.font == 0) said->record.font = (uint8_t)(looks >> JX_HTML_CLASS_FONT);
}

static void read_input(struct said *said, const xmlChar *name, const xmlChar *value, const char *text) {
    if (is(name, "value")) said->text = text;
    if (is(name, "checked")) said->ticked = true;
    if (!is(name, "type")) return;
    said->typed = !*text || is(value, "text") || is(value, "number") || is(value, "date") ||
                  is(value, "tel") || is(value, "email");
    said->box = *text && (is(value, "checkbox") || is(value, "radio"));
}

static void read_attribute(const struct jx_html_classes *classes, struct said *said, enum jx_html_tag tag,
                           const xmlChar *name, const xmlChar *value) {
    const char *text = value ? (const char *)value : "";
    if (is(name, "hidden")) said->record.flags |= JX_HTML_HIDDEN;
    if (is(name, "style")) {
        if (styled(value, "display", "none")) said->record.flags |= JX_HTML_HIDDEN;
        if (styled(value, "white-space", "pre")) said->record.flags |= JX_HTML_KEEP;
        if (styled(value, "mso-ignore", "colspan")) said->record.flags |= JX_HTML_LOOSE;
        if (jx_html_crosses(text)) said->record.flags |= JX_HTML_STRUCK;
        if (jx_html_font_said(text) > 0) said->record.font = jx_html_font_said(text);
    }
    if (is(name, "class")) read_classes(classes, said, text);
    if (tag == JX_HTML_INLINE && says_mark(name, text)) said->record.flags |= JX_HTML_MARK;
    if (is(name, "face") && said->record.font == 0) said->record.font = jx_html_font(text, strlen(text));
    if (is(name, "rowspan")) said->record.rows = span(value);
    if (is(name, "colspan") || (tag == JX_HTML_COLUMN && is(name, "span")))
        said->record.columns = span(value);
    if (is(name, "x:num") || is(name, "sdval")) said->record.flags |= JX_HTML_NUMBER;
    if (tag == JX_HTML_OPTION && is(name, "selected")) said->record.flags |= JX_HTML_CHOSEN;
    if (tag == JX_HTML_SECTION && is(name, "data-sheet")) said->text = text;
    if (tag == JX_HTML_FRAME && is(name, "src")) said->text = text;
    if (tag == JX_HTML_INPUT) read_input(said, name, value, text);
}

/* --- what the parser calls --------------------------------------------------------------------------------------- */

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes) {
    struct jx_html_parser *parser = user;
    enum jx_html_tag tag = tag_of(name);
    struct said said = {.record = {.kind = JX_HTML_START, .tag = (uint8_t)tag, .rows = 1, .columns = 1},
                        .typed = true};
    if (++parser->depth > parser->depth_most) return stop(parser, JX_HTML_DEEP);
    if (says_office(name, attributes)) parser->spaced = true;
    for (; attributes && attributes[0]; attributes += 2)
        read_attribute(&parser->classes, &said, tag, attributes[0], attributes[1]);
    if (tag == JX_HTML_LOOKS) parser->in_looks = true;
    if (!said.typed) said.text = NULL;
    if (said.box) said.text = said.ticked ? "☑" : "□";
    keep(parser, said.record, said.text, said.text ? strlen(said.text) : 0);
}

static void end_element(void *user, const xmlChar *name) {
    struct jx_html_parser *parser = user;
    enum jx_html_tag tag = tag_of(name);
    if (parser->depth > 0) parser->depth--;
    if (tag == JX_HTML_LOOKS && parser->in_looks) {
        parser->in_looks = false;
        if (!jx_html_classes_end(&parser->classes)) stop(parser, JX_HTML_NO_MEMORY);
    }
    keep(parser, (struct record){.kind = JX_HTML_END, .tag = (uint8_t)tag}, NULL, 0);
}

static void words(void *user, const xmlChar *text, int length) {
    struct jx_html_parser *parser = user;
    if (parser->in_looks && length > 0 &&
        !jx_html_classes_add(&parser->classes, (const char *)text, (size_t)length))
        stop(parser, JX_HTML_NO_MEMORY);
    if (length > 0) keep(user, (struct record){.kind = JX_HTML_TEXT}, (const char *)text, (size_t)length);
}

/* Excel tells the names of its worksheets, and where they are if not here, in a comment:
 * <x:ExcelWorksheet><x:Name>Sheet1</x:Name><x:WorksheetSource HRef="a.files/sheet001.htm"/> */
static void comment(void *user, const xmlChar *value) {
    static const char sheet[] = "<x:ExcelWorksheet>", name[] = "<x:Name>",
                      source[] = "<x:WorksheetSource HRef=\"";
    const char *at = strstr((const char *)value, sheet), *end, *file = at ? strstr(at, source) : NULL;
    for (; at; at = strstr(end, sheet)) {
        end = at + 1;
        if (!(at = strstr(end, name))) return;
        at += strlen(name);
        end = at + strcspn(at, "<");
        keep(user, (struct record){.kind = JX_HTML_SHEET_NAME}, at, (size_t)(end - at));
        /* The next file is looked for once, not from every sheet: there may be many without one. */
        if (file && file < end) file = strstr(end, source);
        if (!file || memmem(end, (size_t)(file - end), sheet, strlen(sheet))) continue;
        file += strlen(source);
        end = file + strcspn(file, "\"");
        keep(user, (struct record){.kind = JX_HTML_SHEET_FILE}, file, (size_t)(end - file));
    }
}

/* All are forgiven but want of memory: after it the parser would go on without end. */
#if LIBXML_VERSION >= 21200
static void complaint(void *user, const xmlError *error) {
#else
static void complaint(void *user, xmlErrorPtr error) {
#endif
    if (error->code == XML_ERR_NO_MEMORY) stop(user, JX_HTML_NO_MEMORY);
}

/* --- the parser -------------------------------------------------------------------------------------------------- */

static void release(void *thing) {
    struct jx_html_parser *parser = thing;
    if (parser->context) htmlFreeParserCtxt(parser->context);
    parser->context = NULL;
    jx_html_classes_free(&parser->classes);
    free(parser->events);
    parser->events = NULL;
}

struct jx_html_parser *jx_html_parser_new(const struct jx_host *host, struct jx_call *call, uint64_t depth) {
    struct jx_html_parser *parser = host->allocate(call, sizeof *parser);
    htmlSAXHandler handler = {
        .startElement = start_element,
        .endElement = end_element,
        .characters = words,
        .ignorableWhitespace = words,
        .cdataBlock = words,
        .comment = comment,
        .serror = complaint,
        .initialized = XML_SAX2_MAGIC,
    };
    host->defer(call, release, parser);
    parser->depth_most = depth;
    parser->context = htmlCreatePushParserCtxt(&handler, parser, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!parser->context) return NULL;
    htmlCtxtUseOptions(parser->context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                            HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    return parser;
}

enum jx_html_outcome jx_html_parse(struct jx_html_parser *parser, const char *text, size_t length,
                                   bool last) {
    parser->used = parser->next = 0;
    if (parser->outcome != JX_HTML_FINE) return parser->outcome;
    htmlParseChunk(parser->context, text, (int)length, last);
    if (parser->outcome == JX_HTML_FINE && parser->context->errNo == XML_ERR_NO_MEMORY)
        parser->outcome = JX_HTML_NO_MEMORY;
    if (parser->outcome == JX_HTML_FINE && parser->context->disableSAX) parser->outcome = JX_HTML_BROKEN;
    return parser->outcome;
}

bool jx_html_spaced(const struct jx_html_parser *parser) {
    return parser->spaced;
}

uint32_t jx_html_line(const struct jx_html_parser *parser) {
    int line = parser->context && parser->context->input ? parser->context->input->line : 0;
    return line > 0 ? (uint32_t)line : 0;
}
