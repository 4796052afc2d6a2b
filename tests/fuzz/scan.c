/*
 * The scanner of XML held against expat: what it reads to its end is well formed and has the same tags, attributes and texts;
 * what it hands out before it leaves the rest to expat is what expat begins with. Whatever the windows are that it is given.
 */
#include "tests/fuzz/scan.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/carriers/shared/scan.h"

/* Events as bytes, with marks that no XML can have. */
enum { START = 1, NAME, VALUE, END };

struct events {
    char *at;
    size_t length, room;
    XML_Parser parser; /* of which they are, if it is expat */
};

static void add(struct events *events, int mark, const char *bytes, size_t length) {
    if (events->room - events->length < length + 1) {
        events->room = 2 * (events->length + length + 1);
        events->at = realloc(events->at, events->room);
        if (!events->at) abort();
    }
    if (mark) events->at[events->length++] = (char)mark;
    memcpy(events->at + events->length, bytes, length);
    events->length += length;
}

static void add_start(struct events *events, const char *name, const char **attributes) {
    add(events, START, name, strlen(name));
    for (; *attributes; attributes += 2) {
        add(events, NAME, attributes[0], strlen(attributes[0]));
        add(events, VALUE, attributes[1], strlen(attributes[1]));
    }
    add(events, END, "", 0);
}

static void add_end(struct events *events, const char *name) {
    add(events, END, name, strlen(name));
    add(events, END, "", 0);
}

/* --- expat -------------------------------------------------------------------------------------------------------- */

static const char *behind_prefix(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    add_start(user, behind_prefix(name), attributes);
}

static void XMLCALL on_end(void *user, const char *name) {
    add_end(user, behind_prefix(name));
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    add(user, 0, text, (size_t)length);
}

/* A document type is refused. */
static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public,
                               int subset) {
    (void)name, (void)system, (void)public, (void)subset;
    XML_StopParser(((struct events *)user)->parser, XML_FALSE);
}

static bool expat_reads(const uint8_t *bytes, size_t length, bool decoded, struct events *events) {
    XML_Parser parser = events->parser = XML_ParserCreate(decoded ? "UTF-8" : NULL);
    if (!parser) abort();
    XML_SetUserData(parser, events);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    bool good = XML_Parse(parser, (const char *)bytes, (int)length, 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good;
}

/* --- the scanner -------------------------------------------------------------------------------------------------- */

/* A window that grows by `step` bytes at a time; 0: all at once. The last byte of the room is watched over by ASan. */
static enum jx_scan_event scanned(const uint8_t *bytes, size_t length, size_t step, bool decoded,
                                  struct events *events) {
    struct jx_scan *scan = malloc(sizeof *scan);
    char *window = malloc(length + 1);
    size_t fed = step ? 0 : length;
    enum jx_scan_event event;
    if (!scan || !window) abort();
    memset(scan, 0xA5, sizeof *scan);
    memcpy(window, bytes, fed);
    jx_scan_begin(scan, window, window + fed, !step);
    scan->decoded = decoded;
    for (;;) {
        event = jx_scan_next(scan);
        if (event == JX_SCAN_START) add_start(events, scan->name, scan->attributes);
        if (event == JX_SCAN_END) add_end(events, scan->name);
        if (event == JX_SCAN_TEXT) add(events, 0, scan->text, scan->length);
        if (event == JX_SCAN_OVER || event == JX_SCAN_LEAVE) break;
        if (event != JX_SCAN_MORE) continue;
        size_t kept = (size_t)(scan->end - scan->at), more = length - fed < step ? length - fed : step;
        if (scan->last) abort();
        memmove(window, scan->at, kept);
        memcpy(window + kept, bytes + fed, more);
        fed += more;
        scan->at = window;
        scan->end = window + kept + more;
        scan->last = more == 0;
        *scan->end = '\0';
    }
    free(window);
    free(scan);
    return event;
}

static void demand(bool holds, const char *what, size_t step) {
    if (holds) return;
    fprintf(stderr, "broken: %s, with windows of %zu\n", what, step);
    abort();
}

bool fuzz_scan(const uint8_t *bytes, size_t length) {
    const size_t steps[] = {0, 1, 7, 4096};
    bool decoded = length % 8 == 7, whole = false;
    struct events right = {0};
    bool good = expat_reads(bytes, length, decoded, &right);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct events events = {0};
        size_t step = steps[i];
        if (step == 1 && length > 4096) continue; /* which takes long */
        enum jx_scan_event event = scanned(bytes, length, step, decoded, &events);
        demand(events.length <= right.length &&
                   (!events.length || !memcmp(events.at, right.at, events.length)),
               "the scanner reads other things", step);
        demand(event == JX_SCAN_LEAVE || (good && events.length == right.length),
               "the scanner takes what is not well formed", step);
        demand(i == 0 || whole == (event == JX_SCAN_OVER), "it is read to its end or not as the window is",
               step);
        whole = event == JX_SCAN_OVER;
        free(events.at);
    }
    free(right.at);
    return whole;
}
