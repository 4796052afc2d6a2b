/*
 * A page with all that belongs to it in one file, packed as a letter: .mht, which Excel and WPS save, and some systems
 * call .xls.
 *
 * RFC 2557: after a head that names a boundary come parts between lines of that boundary, each with a head of its own. The
 * first page among them is what is shown. A workbook of Excel's is a page of frames that shows nothing itself, but names
 * its sheets and the parts that hold them.
 */
#include "html.h"

#include <stdlib.h>
#include <strings.h>

enum { PARTS_MOST = 4096, BOUNDARY_LONGEST = 200, NAME_ROOM = 256 };

struct part {
    const unsigned char *head, *body, *end;
    const char *page; /* the name of its file, "" if it has none; NULL: it is no page */
    bool whole;       /* a boundary follows */
    bool read;
};

struct archive {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    struct jx_book *book;
    char boundary[BOUNDARY_LONGEST + 3]; /* with the two dashes before it */
    struct part *parts;
    uint32_t count, capacity;
};

/* --- heads ------------------------------------------------------------------------------------------------------- */

static const unsigned char *find(const unsigned char *at, const unsigned char *end, const char *word) {
    size_t length = strlen(word);
    for (; (size_t)(end - at) >= length; at++)
        if (!strncasecmp((const char *)at, word, length)) return at;
    return NULL;
}

static bool is_blank(unsigned char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the line after this one begins. */
static const unsigned char *line_end(const unsigned char *at, const unsigned char *end) {
    const unsigned char *stop = memchr(at, '\n', (size_t)(end - at));
    return stop ? stop + 1 : end;
}

/* Behind the blank line that ends a head. */
static const unsigned char *head_end(const unsigned char *at, const unsigned char *end) {
    while (at < end && *at != '\n' && *at != '\r') at = line_end(at, end);
    return at < end ? line_end(at, end) : end;
}

/* The value of a head's line, which goes on in lines that begin with a blank; cut to the room. "" if there is none. */
static void head_value(const struct part *part, const char *name, char value[NAME_ROOM]) {
    size_t length = strlen(name), n = 0;
    value[0] = '\0';
    for (const unsigned char *at = part->head; at < part->body; at = line_end(at, part->body)) {
        if ((size_t)(part->body - at) <= length || strncasecmp((const char *)at, name, length) != 0 ||
            at[length] != ':')
            continue;
        for (at += length + 1; at < part->body && n + 1 < NAME_ROOM; at++) {
            if (*at == '\n' && (at + 1 == part->body || (at[1] != ' ' && at[1] != '\t'))) break;
            if (!is_blank(*at)) value[n++] = (char)*at;
        }
        value[n] = '\0';
        return;
    }
}

static bool boundary_find(struct archive *archive, const unsigned char *at, const unsigned char *end) {
    at = find(at, end, "boundary=");
    if (!at) return false;
    at += strlen("boundary=");
    const char *stops = at < end && *at == '"' ? "\"\r\n" : "; \t\r\n";
    if (at < end && *at == '"') at++;
    size_t n = 2;
    memcpy(archive->boundary, "--", 2);
    while (at < end && *at && !strchr(stops, *at) && n < sizeof archive->boundary - 1)
        archive->boundary[n++] = (char)*at++;
    archive->boundary[n] = '\0';
    return n > 2;
}

/* --- parts ------------------------------------------------------------------------------------------------------- */

/* The next line that is a boundary, from the beginning of a line on; NULL: there is none. */
static const unsigned char *boundary_next(const struct archive *archive, const unsigned char *at,
                                          const unsigned char *end) {
    size_t length = strlen(archive->boundary);
    while (at < end && (at = memmem(at, (size_t)(end - at), archive->boundary, length))) {
        const unsigned char *after = at + length;
        bool starts = at == archive->input->bytes || at[-1] == '\n';
        bool ends = after == end || is_blank(*after) || (end - after >= 2 && !memcmp(after, "--", 2));
        if (starts && ends) return at;
        at = after;
    }
    return NULL;
}

/* The last piece of a path, in small letters; what comes behind a question mark is no part of it. */
static void last_piece(const char *path, char piece[NAME_ROOM]) {
    const char *slash = strrchr(path, '/'), *backslash = strrchr(path, '\\');
    if (backslash && (!slash || backslash > slash)) slash = backslash;
    if (slash) path = slash + 1;
    size_t n = 0;
    for (; path[n] && path[n] != '?' && n + 1 < NAME_ROOM; n++)
        piece[n] = (char)(path[n] >= 'A' && path[n] <= 'Z' ? path[n] + ('a' - 'A') : path[n]);
    piece[n] = '\0';
}

/* What a page among the parts is called: the last piece of where it was. */
static const char *page_name(const struct archive *archive, const struct part *part) {
    char value[NAME_ROOM], piece[NAME_ROOM];
    head_value(part, "Content-Type", value);
    if (strncasecmp(value, "text/html", 9) != 0) return NULL;
    head_value(part, "Content-Location", value);
    last_piece(value, piece);
    return archive->host->text(archive->call, piece, strlen(piece));
}

static void parts_find(struct archive *archive) {
    const unsigned char *at = archive->input->bytes, *end = at + archive->input->length;
    while (at < end && is_blank(*at)) at++;
    const unsigned char *body = head_end(at, end);
    if (!boundary_find(archive, at, body)) return;
    at = boundary_next(archive, body, end);
    while (at && archive->count < PARTS_MOST && !archive->host->expired(archive->call)) {
        const unsigned char *after = at + strlen(archive->boundary);
        if (end - after >= 2 && !memcmp(after, "--", 2)) return;
        struct part part = {.head = line_end(after, end)};
        part.body = head_end(part.head, end);
        at = boundary_next(archive, part.body, end);
        part.end = at ? at : end;
        part.whole = at;
        part.page = page_name(archive, &part);
        archive->parts = archive->host->grow(archive->call, archive->parts, archive->count,
                                             &archive->capacity, sizeof *archive->parts);
        archive->parts[archive->count++] = part;
    }
}

/* The page of this file name, or NULL. Where the folder of all of them stood does not matter any more. */
static struct part *part_find(struct archive *archive, const char *file) {
    char wanted[NAME_ROOM];
    last_piece(file, wanted);
    for (uint32_t i = 0; *wanted && i < archive->count; i++)
        if (archive->parts[i].page && strcmp(wanted, archive->parts[i].page) == 0) return &archive->parts[i];
    return NULL;
}

/* --- unpacking --------------------------------------------------------------------------------------------------- */

static int sextet(unsigned char c) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

static size_t unpack_base64(const struct part *part, unsigned char *to) {
    uint32_t bits = 0, held = 0;
    size_t n = 0;
    for (const unsigned char *at = part->body; at < part->end && *at != '='; at++) {
        int digit = sextet(*at);
        if (digit < 0) continue;
        bits = bits << 6 | (uint32_t)digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        to[n++] = (unsigned char)(bits >> held & 0xFF);
    }
    return n;
}

static int hexadecimal(unsigned char c) {
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *found = c ? strchr(digits, c) : NULL;
    if (!found) return -1;
    int digit = (int)(found - digits);
    return digit > 15 ? digit - 6 : digit;
}

/* =E7 is a byte; = at the end of a line says that the line goes on. */
static size_t unpack_quoted(const struct part *part, unsigned char *to) {
    size_t n = 0;
    for (const unsigned char *at = part->body; at < part->end;) {
        if (*at != '=') {
            to[n++] = *at++;
            continue;
        }
        const unsigned char *after = at + 1;
        while (after < part->end && (*after == ' ' || *after == '\t' || *after == '\r')) after++;
        int high = part->end - at > 2 ? hexadecimal(at[1]) : -1, low = high < 0 ? -1 : hexadecimal(at[2]);
        if (low >= 0) {
            to[n++] = (unsigned char)(high << 4 | low);
            at += 3;
        } else if (after == part->end || *after == '\n') {
            at = after < part->end ? after + 1 : after;
        } else {
            to[n++] = *at++;
        }
    }
    return n;
}

/* The part as an input of its own. false: no memory. */
static bool part_unpack(struct archive *archive, const struct part *part, struct jx_input *input) {
    char packed[NAME_ROOM];
    head_value(part, "Content-Transfer-Encoding", packed);
    *input = *archive->input;
    input->extension = "html";
    input->bytes = part->body;
    input->length = (size_t)(part->end - part->body);
    bool base64 = strcasecmp(packed, "base64") == 0;
    if (!base64 && strcasecmp(packed, "quoted-printable") != 0) return true;
    unsigned char *room = malloc(input->length + 1);
    if (!room) return false;
    archive->host->defer(archive->call, free, room);
    input->length = base64 ? unpack_base64(part, room) : unpack_quoted(part, room);
    input->bytes = room;
    return true;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static enum jx_status damaged_report(struct archive *archive, const char *what) {
    JX_REPORT(archive->host, archive->call, JX_MSG_ZIP_DAMAGED, NULL, what);
    return JX_FAIL;
}

/* Excel says in the page of a sheet whether it is seen. */
static bool says_hidden(const struct jx_input *input) {
    return memmem(input->bytes, input->length, "<x:Visible>SheetHidden<", 23) ||
           memmem(input->bytes, input->length, "<x:Visible>SheetVeryHidden<", 27);
}

/* Reads a part as a sheet of this name. A file that ends within it is cut short. */
static enum jx_status part_read(struct archive *archive, struct part *part, const char *name,
                                struct jx_html_page *page) {
    struct jx_input input;
    part->read = true;
    if (!part->whole) return damaged_report(archive, "MHT");
    if (!part_unpack(archive, part, &input)) return JX_FATAL;
    *page = (struct jx_html_page){.host = archive->host,
                                  .call = archive->call,
                                  .input = &input,
                                  .book = archive->book,
                                  .sheet_name = name};
    enum jx_status status = jx_html_page_fill(page);
    page->input = archive->input;
    if (page->sheet && says_hidden(&input)) page->sheet->hidden = true;
    if (status <= JX_WARN) jx_html_tell_hidden(page);
    return status;
}

/* The sheets that a page of frames names. */
static enum jx_status sheets_read(struct archive *archive, const struct jx_html_page *frames) {
    enum jx_status worst = JX_OK;
    bool filled = false;
    for (uint32_t i = 0; i < frames->source_count; i++) {
        if (archive->host->expired(archive->call)) return JX_FAIL;
        const struct jx_html_source *source = &frames->sources[i];
        if (!source->file) continue;
        struct part *part = part_find(archive, source->file);
        if (!part) return damaged_report(archive, source->file);
        if (part->read) continue;
        struct jx_html_page *page = archive->host->allocate(archive->call, sizeof *page);
        enum jx_status status = part_read(archive, part, source->name, page);
        if (status > JX_WARN) return status;
        if (status > worst) worst = status;
        filled = filled || page->filled;
    }
    if (filled) return worst;
    JX_REPORT(archive->host, archive->call, JX_MSG_PAGE_ARCHIVE, NULL, NULL);
    return JX_FAIL;
}

enum jx_status jx_html_archive_read(const struct jx_host *host, struct jx_call *call,
                                    const struct jx_input *input, struct jx_book *book) {
    struct archive *archive = host->allocate(call, sizeof *archive);
    struct jx_html_page *page = host->allocate(call, sizeof *page);
    *archive = (struct archive){.host = host, .call = call, .input = input, .book = book};
    parts_find(archive);
    for (uint32_t i = 0; i < archive->count; i++) {
        if (!archive->parts[i].page) continue;
        enum jx_status status = part_read(archive, &archive->parts[i], NULL, page);
        return status > JX_WARN || page->filled ? status : sheets_read(archive, page);
    }
    JX_REPORT(host, call, JX_MSG_PAGE_ARCHIVE, NULL, NULL);
    return JX_FAIL;
}
