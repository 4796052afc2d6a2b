/*
 * The carrier of text dumps: what copying a table out of a document, or a converter, leaves of it. Reads only.
 *
 * Two shapes, told apart by their lines:
 *
 *   rows      a line is a row, tabs separate its cells; a line without a tab is a paragraph
 *   stream    a line that begins with a tab is a cell; a line that does not goes on with the cell above, even after one
 *             blank line, so a blank line ends a row only perhaps; two blank lines end the table, and what follows
 *             without a tab is a paragraph
 *
 * Cells are slices of the text from their first character to their last, line ends included; only the few with markup
 * left in them are copied with care.
 */
#include "plugins/carriers/plain.h"

/* --- characters -------------------------------------------------------------------------------------------------- */

/* How many bytes of white space begin here; 0: none do. Tabs are structure and no white space. */
static size_t txt_space(const char *at, const char *end) {
    const unsigned char *c = (const unsigned char *)at;
    if (at == end) return 0;
    if (*c == ' ' || (*c >= '\n' && *c <= '\r')) return 1;
    if (end - at >= 2 && c[0] == 0xC2 && c[1] == 0xA0) return 2;
    if (end - at < 3) return 0;
    if (c[0] == 0xE3 && c[1] == 0x80 && c[2] == 0x80) return 3;
    if (c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x80 && c[2] <= 0x8B) return 3;
    return c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF ? 3 : 0;
}

struct txt_slice {
    const char *start, *end;
};

static struct txt_slice txt_trim(struct txt_slice slice) {
    for (size_t n; (n = txt_space(slice.start, slice.end)) != 0;) slice.start += n;
    while (slice.start < slice.end) {
        size_t back = 1;
        while (back < 3 && slice.end - back > slice.start &&
               ((unsigned char)slice.end[-(long)back] & 0xC0) == 0x80)
            back++;
        if (txt_space(slice.end - back, slice.end) != back) break;
        slice.end -= back;
    }
    return slice;
}

static bool txt_blank(struct txt_slice slice) {
    slice = txt_trim(slice);
    return slice.start == slice.end;
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

/* One line, and its number from one. A form feed, which ends a page, counts as a blank line. */
struct txt_line {
    struct txt_slice slice;
    uint32_t number;
};

struct txt_lines {
    const char *next, *end;
    uint32_t number;
};

static void txt_skip_line_end(struct txt_lines *lines) {
    if (lines->next == lines->end || *lines->next == '\f') return;
    if (*lines->next++ == '\r' && lines->next < lines->end && *lines->next == '\n') lines->next++;
    lines->number++;
}

static bool txt_next(struct txt_lines *lines, struct txt_line *line) {
    if (lines->next == lines->end) return false;
    const char *at = lines->next;
    line->number = lines->number;
    if (*at == '\f') {
        line->slice = (struct txt_slice){at, at};
        lines->next = at + 1;
        if (lines->next < lines->end && (*lines->next == '\n' || *lines->next == '\r'))
            txt_skip_line_end(lines);
        return true;
    }
    while (at < lines->end && *at != '\n' && *at != '\r' && *at != '\f') at++;
    line->slice = (struct txt_slice){lines->next, at};
    lines->next = at;
    txt_skip_line_end(lines);
    return true;
}

/* What a line is by its tabs: none, one in front, or any others. */
enum txt_kind { TXT_BLANK, TXT_WORDS, TXT_CELL, TXT_ROW };

static enum txt_kind txt_kind_of(struct txt_slice slice) {
    const char *tab = memchr(slice.start, '\t', (size_t)(slice.end - slice.start));
    if (!tab) return txt_blank(slice) ? TXT_BLANK : TXT_WORDS;
    if (!txt_blank((struct txt_slice){slice.start, tab})) return TXT_ROW;
    return memchr(tab + 1, '\t', (size_t)(slice.end - tab - 1)) ? TXT_ROW : TXT_CELL;
}

/* How many lines there are of each kind. */
struct txt_counts {
    uint32_t of[TXT_ROW + 1];
    bool ragged; /* rows differ in their number of cells */
};

static uint32_t txt_tabs(struct txt_slice slice) {
    uint32_t tabs = 0;
    for (; slice.start < slice.end; slice.start++) tabs += *slice.start == '\t';
    return tabs;
}

static struct txt_counts txt_count(const char *text, size_t length) {
    struct txt_lines lines = {text, text + length, 1};
    struct txt_counts counts = {{0}, false};
    struct txt_line line;
    uint32_t first = 0;
    while (txt_next(&lines, &line)) {
        enum txt_kind kind = txt_kind_of(line.slice);
        counts.of[kind]++;
        if (kind != TXT_ROW || counts.ragged) continue;
        uint32_t tabs = txt_tabs(line.slice);
        if (!first) first = tabs;
        counts.ragged = tabs != first;
    }
    return counts;
}

static bool txt_is_stream(const struct txt_counts *counts) {
    return counts->of[TXT_CELL] > 2 && counts->of[TXT_CELL] > counts->of[TXT_ROW];
}

/* --- what is left of markup -------------------------------------------------------------------------------------- */

enum txt_tag { TXT_NO_TAG, TXT_INLINE, TXT_BREAK, TXT_BLOCK };

static const struct {
    const char *name;
    enum txt_tag tag;
} txt_tags[] = {
    {"p", TXT_BLOCK},       {"div", TXT_BLOCK},  {"li", TXT_BLOCK},    {"ul", TXT_BLOCK},
    {"ol", TXT_BLOCK},      {"br", TXT_BREAK},   {"span", TXT_INLINE}, {"b", TXT_INLINE},
    {"strong", TXT_INLINE}, {"i", TXT_INLINE},   {"em", TXT_INLINE},   {"u", TXT_INLINE},
    {"font", TXT_INLINE},   {"sub", TXT_INLINE}, {"sup", TXT_INLINE},  {"o:p", TXT_INLINE},
};

static const struct {
    const char *name;
    const char *text;
} txt_entities[] = {
    {"nbsp", " "},  {"lt", "<"},    {"gt", ">"},    {"amp", "&"},   {"quot", "\""},  {"apos", "'"},
    {"ge", "≥"},    {"le", "≤"},    {"ensp", " "},  {"emsp", " "},  {"middot", "·"}, {"times", "×"},
    {"ldquo", "“"}, {"rdquo", "”"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"mdash", "—"},  {"hellip", "…"},
};

static bool txt_is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The tag at `at`, which stands on '<', and where it ends. Only known names are tags, and only where nothing or
 * attributes stand between the name and '>': "<90%" and "a<b && c>d" are words. */
static enum txt_tag txt_tag_at(const char *at, const char *end, const char **after) {
    const char *name = ++at < end && *at == '/' ? ++at : at;
    while (at < end && (txt_is_letter(*at) || *at == ':')) at++;
    size_t length = (size_t)(at - name);
    enum txt_tag tag = TXT_NO_TAG;
    for (size_t i = 0; i < sizeof txt_tags / sizeof *txt_tags; i++)
        if (strlen(txt_tags[i].name) == length && !strncasecmp(name, txt_tags[i].name, length))
            tag = txt_tags[i].tag;
    if (tag == TXT_NO_TAG) return TXT_NO_TAG;
    const char *inner = at;
    bool words = false, equals = false;
    for (; at < end && *at != '>' && *at != '<'; at++) {
        equals = equals || *at == '=';
        words = words || (*at != '/' && !txt_space(at, end) && *at != '\t');
    }
    if (at == end || *at != '>') return TXT_NO_TAG;
    if (words && (!equals || !txt_space(inner, end))) return TXT_NO_TAG;
    *after = at + 1;
    return tag;
}

static char *txt_put_code_point(char *to, uint32_t c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* "#60" or "#x3C" between & and ; as a character, 0 if it is none that a text can have. */
static uint32_t txt_numeric(const char *at, const char *end) {
    uint32_t base = 10, value = 0;
    if (++at < end && (*at == 'x' || *at == 'X')) base = 16, at++;
    if (at == end || end - at > 7) return 0;
    for (; at < end; at++) {
        uint32_t digit = *at >= '0' && *at <= '9' ? (uint32_t)(*at - '0')
                         : txt_is_letter(*at)     ? (uint32_t)((*at | 0x20) - 'a') + 10
                                                  : 99;
        if (digit >= base) return 0;
        value = value * base + digit;
    }
    if (value < 0x20 || value == 0x7F || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
    return value == 0xA0 ? ' ' : value;
}

/* Decodes the entity at `at`, which stands on '&'; returns where it ends, or NULL: it is only a sign. What comes out is
 * never longer than what stood there. */
static const char *txt_entity(const char *at, const char *end, char **to) {
    const char *name = at + 1, *stop = name;
    while (stop < end && stop - name < 9 && *stop != ';') stop++;
    if (stop == end || *stop != ';' || stop == name) return NULL;
    if (*name == '#') {
        uint32_t c = txt_numeric(name, stop);
        if (!c) return NULL;
        *to = txt_put_code_point(*to, c);
        return stop + 1;
    }
    for (size_t i = 0; i < sizeof txt_entities / sizeof *txt_entities; i++) {
        const char *text = txt_entities[i].text;
        if (strlen(txt_entities[i].name) != (size_t)(stop - name)) continue;
        if (memcmp(name, txt_entities[i].name, (size_t)(stop - name))) continue;
        memcpy(*to, text, strlen(text));
        *to += strlen(text);
        return stop + 1;
    }
    return NULL;
}

/* Blocks begin and end on a line of their own, but make no blank lines. */
static char *txt_put_tag(char *to, const char *start, enum txt_tag tag) {
    if (tag == TXT_BREAK || (tag == TXT_BLOCK && to > start && to[-1] != '\n')) *to++ = '\n';
    return to;
}

/* Writes a slice to `to` with line ends as \n and without markup; returns the end of what was written. */
static char *txt_clean(struct txt_slice slice, char *to) {
    const char *at = slice.start, *after;
    char *start = to;
    while (at < slice.end) {
        enum txt_tag tag;
        if (*at == '<' && (tag = txt_tag_at(at, slice.end, &after)) != TXT_NO_TAG) {
            to = txt_put_tag(to, start, tag);
            at = after;
        } else if (*at == '&' && (after = txt_entity(at, slice.end, &to)) != NULL) {
            at = after;
        } else if (*at == '\r') {
            at += at + 1 < slice.end && at[1] == '\n' ? 2 : 1;
            *to++ = '\n';
        } else {
            *to++ = *at == '\f' || *at == '\v' ? '\n' : *at;
            at++;
        }
    }
    return to;
}

static bool txt_needs_cleaning(struct txt_slice slice) {
    for (; slice.start < slice.end; slice.start++) {
        char c = *slice.start;
        if (c == '<' || c == '&' || (c >= '\v' && c <= '\r')) return true;
    }
    return false;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* Where the next cell goes, and the cell of a stream whose end is not known yet. */
struct txt_reader {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_sheet *sheet;
    uint32_t row, column;
    struct txt_slice cell;
    uint32_t cell_line; /* 0: there is none */
    bool full;          /* a limit is passed, which is reported */
};

static void txt_put_text(struct txt_reader *reader, struct jx_cell *cell, struct txt_slice slice) {
    const struct jx_host *host = reader->host;
    slice = txt_trim(slice);
    if (txt_needs_cleaning(slice)) {
        char *room = host->allocate(reader->call, (size_t)(slice.end - slice.start) + 1);
        struct txt_slice clean = txt_trim((struct txt_slice){room, txt_clean(slice, room)});
        room[clean.end - room] = 0;
        cell->text = clean.start;
        cell->length = (uint32_t)(clean.end - clean.start);
    } else if (slice.start < slice.end) {
        cell->length = (uint32_t)(slice.end - slice.start);
        cell->text = host->text(reader->call, slice.start, cell->length);
    }
    if (cell->length)
        cell->kind = JX_CELL_TEXT;
    else
        cell->text = NULL;
}

static void txt_put(struct txt_reader *reader, struct txt_slice slice, uint32_t line) {
    struct jx_cell *cell = NULL;
    if (!reader->full) cell = reader->host->cell(reader->call, reader->sheet, reader->row, reader->column);
    if (!cell) {
        reader->full = true;
        return;
    }
    cell->line = line;
    txt_put_text(reader, cell, slice);
    reader->column++;
}

static void txt_end_cell(struct txt_reader *reader) {
    if (reader->cell_line) txt_put(reader, reader->cell, reader->cell_line);
    reader->cell_line = 0;
}

static void txt_end_row(struct txt_reader *reader) {
    txt_end_cell(reader);
    if (reader->column) reader->row++;
    reader->column = 0;
}

/* Cells between tabs. The last one is left open if it may go on in the next line. */
static void txt_put_cells(struct txt_reader *reader, struct txt_slice slice, uint32_t line, bool open) {
    const char *tab;
    while ((tab = memchr(slice.start, '\t', (size_t)(slice.end - slice.start))) != NULL) {
        txt_put(reader, (struct txt_slice){slice.start, tab}, line);
        slice.start = tab + 1;
    }
    reader->cell = slice;
    reader->cell_line = line;
    if (!open) txt_end_cell(reader);
}

/* The length of the marks of a Markdown heading, `## `, or 0. A single one must have a blank after it: #1机组. */
static size_t txt_heading(struct txt_slice slice) {
    size_t marks = 0, length = (size_t)(slice.end - slice.start);
    while (marks < length && slice.start[marks] == '#') marks++;
    if (!marks || marks > 6) return 0;
    return marks > 1 || txt_space(slice.start + 1, slice.end) ? marks : 0;
}

static void txt_put_paragraph(struct txt_reader *reader, const struct txt_line *line) {
    struct txt_slice slice = txt_trim(line->slice);
    slice.start += txt_heading(slice);
    txt_end_row(reader);
    txt_put(reader, slice, line->number);
    txt_end_row(reader);
}

static void txt_put_row(struct txt_reader *reader, const struct txt_line *line) {
    txt_end_row(reader);
    txt_put_cells(reader, line->slice, line->number, false);
    txt_end_row(reader);
}

static bool txt_goes_on(struct txt_reader *reader) {
    return !reader->full && !reader->host->expired(reader->call);
}

static bool txt_read_rows(struct txt_reader *reader, struct txt_lines lines) {
    struct txt_line line;
    while (txt_next(&lines, &line)) {
        enum txt_kind kind = txt_kind_of(line.slice);
        if (!txt_goes_on(reader)) return false;
        if (kind == TXT_WORDS)
            txt_put_paragraph(reader, &line);
        else if (kind != TXT_BLANK)
            txt_put_row(reader, &line);
    }
    return !reader->full;
}

/* `blanks` counts the blank lines before this one; `inside`: a cell is open. */
static void txt_stream_line(struct txt_reader *reader, const struct txt_line *line, enum txt_kind kind,
                            uint32_t blanks) {
    bool inside = reader->cell_line != 0;
    const char *start = line->slice.start;
    const char *tab = memchr(start, '\t', (size_t)(line->slice.end - start));
    if (tab && txt_blank((struct txt_slice){start, tab})) {
        if (blanks || !inside)
            txt_end_row(reader);
        else
            txt_end_cell(reader);
        txt_put_cells(reader, (struct txt_slice){tab + 1, line->slice.end}, line->number, true);
    } else if (kind == TXT_ROW) {
        txt_put_row(reader, line);
    } else if (inside && blanks < 2 && !txt_heading(line->slice)) {
        reader->cell.end = line->slice.end;
    } else {
        txt_put_paragraph(reader, line);
    }
}

static bool txt_read_stream(struct txt_reader *reader, struct txt_lines lines) {
    struct txt_line line;
    uint32_t blanks = 0;
    while (txt_next(&lines, &line)) {
        enum txt_kind kind = txt_kind_of(line.slice);
        if (!txt_goes_on(reader)) return false;
        if (kind == TXT_BLANK) {
            blanks++;
            continue;
        }
        txt_stream_line(reader, &line, kind, blanks);
        blanks = 0;
    }
    txt_end_row(reader);
    return !reader->full;
}

static enum jx_status txt_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                               struct jx_book *book) {
    size_t length;
    const char *text = plain_decode(host, call, input, &length);
    if (!text) return JX_FAIL;
    struct txt_counts counts = txt_count(text, length);
    struct txt_reader reader = {.host = host, .call = call, .sheet = host->sheet(call, book, "")};
    struct txt_lines lines = {text, text + length, 1};
    reader.sheet->soft_rows = txt_is_stream(&counts);
    bool done = reader.sheet->soft_rows ? txt_read_stream(&reader, lines) : txt_read_rows(&reader, lines);
    return done ? JX_OK : JX_FAIL;
}

/* --- bidding ----------------------------------------------------------------------------------------------------- */

/* A stream is unmistakable. Rows of one length may as well be a file of tab separated values, so the bid leaves room
 * above. Any text gets a little: better to read it and find no table than to call it unreadable. */
static int txt_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    struct plain_sample sample;
    enum plain_verdict verdict = plain_look(host, call, input, &sample);
    if (verdict == PLAIN_BINARY) return 0;
    if (verdict == PLAIN_BROKEN) return 10;
    struct txt_counts counts = txt_count(sample.text, sample.length);
    uint32_t tabbed = counts.of[TXT_CELL] + counts.of[TXT_ROW];
    if (txt_is_stream(&counts)) return tabbed >= counts.of[TXT_WORDS] ? 90 : 75;
    if (!counts.of[TXT_ROW]) return 15;
    if (counts.of[TXT_ROW] < 2 || tabbed * 4 < counts.of[TXT_WORDS]) return 30;
    return counts.ragged || counts.of[TXT_WORDS] ? 80 : 70;
}

JX_CARRIER_PLUGIN(txt) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "txt",
        .chinese = "表格的文本",
        .english = "text dump of tables",
        .extensions = "",
        .packages = "",
        .bid = txt_bid,
        .read = txt_read,
    };
    return &carrier;
}
