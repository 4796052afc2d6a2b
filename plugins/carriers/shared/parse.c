/*
 * Parts parsed: by the scanner as far as it goes, and what it leaves by expat.
 *
 * expat begins at the beginning of the part then, and what the scanner has handed out already is passed over. So whoever
 * gets the events does not learn who has read them.
 */
#include <stdio.h>
#include <string.h>

#include "plugins/carriers/shared/memory.h"
#include "plugins/carriers/shared/package.h"
#include "plugins/carriers/shared/retell.h"
#include "plugins/carriers/shared/scan.h"

enum {
    BLOCK = 64 * 1024,
    WINDOW = 4 * BLOCK, /* no tag or text that a program writes is longer */
    TOKEN_LONGEST = 8 * 1024 * 1024,
    EVENTS_AT_ONCE = 1024 /* between two looks at the clock */
};

/* --- what is handed out ------------------------------------------------------------------------------------------- */

static void deep_report(struct jx_package *package) {
    char limit[24];
    snprintf(limit, sizeof limit, "%llu", (unsigned long long)package->input->limits->depth);
    JX_REPORT(package->host, package->call, JX_MSG_XML_DEPTH, NULL, package->part, limit);
    jx_package_stop(package);
}

static void give_start(struct jx_package *package, const char *name, const char **attributes) {
    if (++package->depth > package->input->limits->depth)
        deep_report(package);
    else
        package->handlers->start(package->user, name, attributes);
}

static void give_end(struct jx_package *package, const char *name) {
    package->depth--;
    if (package->handlers->end) package->handlers->end(package->user, name);
}

static void give_text(struct jx_package *package, const char *text, size_t length) {
    if (package->handlers->text) package->handlers->text(package->user, text, length);
}

void jx_package_stop(struct jx_package *package) {
    package->stopped = true;
    if (package->parser) XML_StopParser(package->parser, XML_FALSE);
}

/* --- the scanner -------------------------------------------------------------------------------------------------- */

/* Room for what is read of the part at a time. */
static void window_make(struct jx_package *package) {
    size_t size = WINDOW;
    if (!package->file.member && package->length < size - BLOCK) size = package->length + BLOCK;
    if (package->window_size >= size) return;
    package->window = package->host->allocate(package->call, size + 1);
    package->window_size = size;
}

/* The scanner at the beginning of the part. */
static void scan_begin(struct jx_package *package) {
    if (!package->scan) package->scan = package->host->allocate(package->call, sizeof *package->scan);
    if (!package->whole) window_make(package);
    char *window = package->whole ? package->whole : package->window;
    jx_scan_begin(package->scan, window, window + (package->whole ? package->length : 0), package->whole);
    package->scan->decoded = package->decoded;
    package->dropped = package->given = 0;
    package->scanned = true;
}

/* Drops what has been read from the window, and adds a block. `*left`: there is no room for one. */
static enum jx_status window_fill(struct jx_package *package, bool *left) {
    struct jx_scan *scan = package->scan;
    size_t kept = (size_t)(scan->end - scan->at), length;
    *left = kept > package->window_size - BLOCK;
    if (*left) return JX_OK;
    package->dropped += (uint64_t)(scan->at - package->window);
    memmove(package->window, scan->at, kept);
    enum jx_status status = jx_part_read(package, package->window + kept, BLOCK, &length);
    if (status != JX_OK) return status;
    scan->at = package->window;
    scan->end = package->window + kept + length;
    scan->last = length == 0;
    *scan->end = '\0';
    return JX_OK;
}

/* `*left`: the part is to be read by expat. */
static enum jx_status scan_run(struct jx_package *package, bool *left) {
    struct jx_scan *scan = package->scan;
    const struct jx_xml_handlers *handlers = package->handlers;
    const uint64_t deepest = package->input->limits->depth;
    enum jx_status status = JX_OK;
    for (uint32_t events = 0; !*left && !package->stopped && status == JX_OK; events++) {
        if (events % EVENTS_AT_ONCE == 0 && package->host->expired(package->call)) return JX_FAIL;
        switch (jx_scan_next(scan)) {
        case JX_SCAN_START:
            package->given++;
            package->depth = scan->depth;
            if (scan->depth > deepest)
                deep_report(package);
            else
                handlers->start(package->user, scan->name, scan->attributes);
            break;
        case JX_SCAN_END:
            package->given++;
            if (handlers->end) handlers->end(package->user, scan->name);
            break;
        case JX_SCAN_TEXT:
            package->given += scan->length;
            if (handlers->text) handlers->text(package->user, scan->text, scan->length);
            break;
        case JX_SCAN_MORE: status = window_fill(package, left); break;
        case JX_SCAN_OVER: return JX_OK;
        case JX_SCAN_LEAVE: *left = true; break;
        }
    }
    return package->stopped ? JX_FAIL : status;
}

/* --- expat -------------------------------------------------------------------------------------------------------- */

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    struct jx_package *package = user;
    if (package->stopped) return;
    if (package->given > 0)
        package->given--, package->depth++;
    else
        give_start(package, jx_xml_local(name), attributes);
}

static void XMLCALL on_end(void *user, const char *name) {
    struct jx_package *package = user;
    if (package->stopped) return;
    if (package->given > 0)
        package->given--, package->depth--;
    else
        give_end(package, jx_xml_local(name));
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    struct jx_package *package = user;
    if (package->stopped) return;
    size_t size = (size_t)length, again = package->given < size ? (size_t)package->given : size;
    package->given -= again;
    if (again < size) give_text(package, text + again, size - again);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public,
                               int subset) {
    (void)name, (void)system, (void)public, (void)subset;
    struct jx_package *package = user;
    if (package->stopped) return;
    JX_REPORT(package->host, package->call, JX_MSG_XML_DOCTYPE, NULL, package->part);
    jx_package_stop(package);
}

static void XMLCALL on_declaration(void *user, const char *version, const char *encoding, int standalone) {
    (void)version, (void)standalone;
    struct jx_package *package = user;
    if (encoding && !package->stopped) package->handlers->declared(package->user, encoding);
}

static void xml_report(struct jx_package *package) {
    char line[24];
    snprintf(line, sizeof line, "%lu", (unsigned long)XML_GetCurrentLineNumber(package->parser));
    JX_REPORT(package->host, package->call, JX_MSG_XML_DAMAGED, NULL, package->part,
              XML_ErrorString(XML_GetErrorCode(package->parser)), line);
}

static enum jx_status expat_make(struct jx_package *package) {
    package->scanned = false;
    package->depth = 0;
    package->parser = XML_ParserCreate_MM(package->decoded ? "UTF-8" : NULL, &jx_xml_memory, NULL);
    if (!package->parser) return JX_FATAL;
    XML_SetUserData(package->parser, package);
    XML_SetElementHandler(package->parser, on_start, on_end);
    XML_SetCharacterDataHandler(package->parser, on_text);
    if (package->handlers->declared) XML_SetXmlDeclHandler(package->parser, on_declaration);
    XML_SetStartDoctypeDeclHandler(package->parser, on_doctype);
    return JX_OK;
}

/* A tag of many megabytes would be kept whole by the parser. `*parsed` is how far it has come; it does not say so each
 * time. */
static bool token_allowed(struct jx_package *package, uint64_t fed, uint64_t *parsed) {
    XML_Index at = XML_GetCurrentByteIndex(package->parser);
    if (at > 0) *parsed = (uint64_t)at;
    if (fed - *parsed <= TOKEN_LONGEST) return true;
    JX_REPORT(package->host, package->call, JX_MSG_ZIP_DAMAGED, NULL, package->part);
    return false;
}

static enum jx_status expat_run(struct jx_package *package) {
    uint64_t fed = 0, parsed = 0;
    for (size_t length;; fed += length) {
        void *buffer = XML_GetBuffer(package->parser, BLOCK);
        if (!buffer) return JX_FATAL;
        enum jx_status status = jx_part_read(package, buffer, BLOCK, &length);
        if (status != JX_OK) return status;
        enum XML_Status parsing = XML_ParseBuffer(package->parser, (int)length, length == 0);
        if (package->stopped) return JX_FAIL;
        if (parsing != XML_STATUS_OK) {
            xml_report(package);
            return JX_FAIL;
        }
        if (length == 0) return JX_OK;
        if (!token_allowed(package, fed + length, &parsed)) return JX_FAIL;
    }
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

static void part_begin(struct jx_package *package, const char *part, const struct jx_xml_handlers *handlers,
                       void *user) {
    package->part = part;
    package->handlers = handlers;
    package->user = user;
    package->depth = package->fed = 0;
    package->stopped = false;
    package->whole = NULL;
    package->told = NULL;
}

static void bytes_begin(struct jx_package *package, const void *bytes, size_t length) {
    package->bytes = package->left = bytes;
    package->length = length;
}

static enum jx_status part_run(struct jx_package *package) {
    bool left = false;
    scan_begin(package);
    enum jx_status status = scan_run(package, &left);
    if (status == JX_OK && left) {
        status = jx_part_again(package);
        if (status == JX_OK) status = expat_make(package);
        if (status == JX_OK) status = expat_run(package);
    }
    return status;
}

enum jx_status jx_package_parse(struct jx_package *package, const char *part,
                                const struct jx_xml_handlers *handlers, void *user) {
    part_begin(package, part, handlers, user);
    enum jx_status status = jx_part_open(package);
    struct jx_told *told = package->told;
    if (status == JX_OK && told && jx_told_whole(told, package->input->limits->depth)) {
        jx_told_tell(told, package);
        return package->stopped ? JX_FAIL : JX_OK;
    }
    if (status == JX_OK && told) jx_told_begin(told, package);
    if (status == JX_OK) status = part_run(package);
    if (status == JX_OK && told) jx_told_finish(told);
    jx_part_close(package);
    return status;
}

enum jx_status jx_package_parse_bytes(struct jx_package *package, const char *part, const char *bytes,
                                      size_t length, const struct jx_xml_handlers *handlers, void *user) {
    part_begin(package, part, handlers, user);
    bytes_begin(package, bytes, length);
    enum jx_status status = part_run(package);
    jx_part_close(package);
    return status;
}

static void package_release(void *package) {
    jx_package_close(package);
}

enum jx_status jx_package_parse_flat(struct jx_package *package, const struct jx_xml_handlers *handlers,
                                     void *user) {
    const struct jx_input *input = package->input;
    package->host->defer(package->call, package_release, package);
    return jx_package_parse_bytes(package, input->name, (const char *)input->bytes, input->length, handlers,
                                  user);
}

/* --- where an event stands ---------------------------------------------------------------------------------------- */

size_t jx_package_offset(const struct jx_package *package, size_t *length) {
    const struct jx_scan *scan = package->scan;
    if (!package->scanned) {
        *length = (size_t)XML_GetCurrentByteCount(package->parser);
        return (size_t)XML_GetCurrentByteIndex(package->parser);
    }
    const char *window = package->whole ? package->whole : package->window;
    *length = (size_t)(scan->at - scan->from);
    return (size_t)package->dropped + (size_t)(scan->from - window);
}

size_t jx_package_line(const struct jx_package *package) {
    size_t length, end = jx_package_offset(package, &length), line = 1;
    for (size_t i = 0; i < end; i++)
        line += package->bytes[i] == '\n' || (package->bytes[i] == '\r' && package->bytes[i + 1] != '\n');
    return line;
}
