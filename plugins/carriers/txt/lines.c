/*
 * White space, and lines by what they hold.
 */
#include "plugins/carriers/txt/txt.h"

#include <string.h>

size_t jx_txt_space(const char *at, const char *end) {
    const unsigned char *c = (const unsigned char *)at;
    if (at == end) return 0;
    if (*c == ' ' || (*c >= '\n' && *c <= '\r')) return 1;
    if (end - at >= 2 && c[0] == 0xC2 && c[1] == 0xA0) return 2;
    if (end - at < 3) return 0;
    if (c[0] == 0xE3 && c[1] == 0x80 && c[2] == 0x80) return 3;
    if (c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x80 && c[2] <= 0x8B) return 3;
    return c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF ? 3 : 0;
}

struct jx_txt_slice jx_txt_trim(struct jx_txt_slice slice) {
    for (size_t n; (n = jx_txt_space(slice.start, slice.end)) != 0;) slice.start += n;
    while (slice.start < slice.end) {
        size_t back = 1;
        while (back < 3 && slice.end - back > slice.start &&
               ((unsigned char)slice.end[-(long)back] & 0xC0) == 0x80)
            back++;
        if (jx_txt_space(slice.end - back, slice.end) != back) break;
        slice.end -= back;
    }
    return slice;
}

bool jx_txt_blank(struct jx_txt_slice slice) {
    slice = jx_txt_trim(slice);
    return slice.start == slice.end;
}

static void skip_line_end(struct jx_txt_lines *lines) {
    if (lines->next == lines->end || *lines->next == '\f') return;
    if (*lines->next++ == '\r' && lines->next < lines->end && *lines->next == '\n') lines->next++;
    lines->number++;
}

bool jx_txt_next(struct jx_txt_lines *lines, struct jx_txt_line *line) {
    if (lines->next == lines->end) return false;
    const char *at = lines->next;
    line->number = lines->number;
    if (*at == '\f') {
        line->slice = (struct jx_txt_slice){at, at};
        lines->next = at + 1;
        if (lines->next < lines->end && (*lines->next == '\n' || *lines->next == '\r')) skip_line_end(lines);
        return true;
    }
    while (at < lines->end && *at != '\n' && *at != '\r' && *at != '\f') at++;
    line->slice = (struct jx_txt_slice){lines->next, at};
    lines->next = at;
    skip_line_end(lines);
    return true;
}

const char *jx_txt_pipe(const char *at, const char *end) {
    const char *pipe = at;
    while ((pipe = memchr(pipe, '|', (size_t)(end - pipe))) && pipe > at && pipe[-1] == '\\') pipe++;
    return pipe;
}

/* A line of words, or a row of a Markdown table: | a | b |, or the rule below its head: |---|:-:|. */
static enum jx_txt_kind words_kind(struct jx_txt_slice slice) {
    slice = jx_txt_trim(slice);
    if (slice.start == slice.end) return JX_TXT_BLANK;
    if (slice.end - slice.start < 2 || *slice.start != '|' || slice.end[-1] != '|' || slice.end[-2] == '\\')
        return JX_TXT_WORDS;
    bool rule = false;
    for (const char *at = slice.start; at < slice.end; at++) {
        if (!strchr("|-: ", *at)) return JX_TXT_PIPES;
        rule = rule || *at == '-';
    }
    return rule ? JX_TXT_RULE : JX_TXT_PIPES;
}

enum jx_txt_kind jx_txt_kind_of(struct jx_txt_slice slice) {
    const char *tab = memchr(slice.start, '\t', (size_t)(slice.end - slice.start));
    if (!tab) return words_kind(slice);
    if (!jx_txt_blank((struct jx_txt_slice){slice.start, tab})) return JX_TXT_ROW;
    return memchr(tab + 1, '\t', (size_t)(slice.end - tab - 1)) ? JX_TXT_ROW : JX_TXT_CELL;
}

static bool is_colon(const char *at, const char *end) {
    return *at == ':' || (end - at >= 3 && !memcmp(at, "\xEF\xBC\x9A", 3));
}

bool jx_txt_is_note(struct jx_txt_slice slice) {
    uint32_t pairs = 0, blanks = 0;
    bool colon = false, wide = true;
    slice = jx_txt_trim(slice);
    for (const char *at = slice.start; at < slice.end;) {
        size_t space = jx_txt_space(at, slice.end);
        if (!space) {
            if (blanks > 1 && !colon) wide = false; /* a gap after words that are no pair */
            if (blanks > 1) colon = false;
            blanks = 0;
            if (!colon && is_colon(at, slice.end)) colon = true, pairs++;
        }
        blanks += (uint32_t)space;
        at += space ? space : 1;
    }
    return wide && colon && pairs > 2;
}

static uint32_t count_tabs(struct jx_txt_slice slice) {
    uint32_t tabs = 0;
    for (; slice.start < slice.end; slice.start++) tabs += *slice.start == '\t';
    return tabs;
}

struct jx_txt_counts jx_txt_count(const char *text, size_t length) {
    struct jx_txt_lines lines = {text, text + length, 1};
    struct jx_txt_counts counts = {{0}, false};
    struct jx_txt_line line;
    uint32_t first = 0;
    while (jx_txt_next(&lines, &line)) {
        enum jx_txt_kind kind = jx_txt_kind_of(line.slice);
        counts.of[kind]++;
        if (kind != JX_TXT_ROW || counts.ragged) continue;
        uint32_t tabs = count_tabs(line.slice);
        if (!first) first = tabs;
        counts.ragged = tabs != first;
    }
    return counts;
}

bool jx_txt_is_stream(const struct jx_txt_counts *counts) {
    return counts->of[JX_TXT_CELL] > 2 && counts->of[JX_TXT_CELL] > counts->of[JX_TXT_ROW];
}
