/*
 * A field EQ as a line of text: EQ \f(1,2) is ¹⁄₂, EQ \o\ac(○,3) is ③, and of EQ \o\ad(\s\up 9(yún),云) the 云 is text.
 * What else it can draw stands as it is written.
 */
#include "plugins/carriers/shared/fields.h"

#include <string.h>
#include <strings.h>

#include "plugins/carriers/shared/looks.h"
#include "plugins/carriers/shared/utf8.h"

enum { DEPTH_MOST = 4, PARTS_MOST = 8 };

/* A range of the instruction. */
struct span {
    const char *at, *end;
};

static void line_read(struct span span, int above, int depth, struct jx_equation *equation);

/* All room is for digits beside the line, which take three bytes: nothing else is longer than what stands for it. */
static void put(struct jx_equation *equation, const char *text, size_t length) {
    if (length > sizeof equation->text - equation->length) length = sizeof equation->text - equation->length;
    memcpy(equation->text + equation->length, text, length);
    equation->length += length;
}

static void put_character(struct jx_equation *equation, char c, int above) {
    const struct jx_dress dress = {.own = {.raised = (int16_t)above}};
    char room[8];
    size_t length = 1;
    const char *text = jx_seen_text(&dress, "0", 1, &c, &length, room);
    put(equation, text, length);
}

static void blanks_skip(struct span *span) {
    while (span->at < span->end && (*span->at == ' ' || *span->at == '\t')) span->at++;
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Of "\up 9(…)" the \up 9: a switch with its letters and its number. */
static struct span switch_take(struct span *span) {
    struct span taken = {span->at, span->at};
    if (span->at == span->end || *span->at != '\\') return taken;
    span->at++;
    while (span->at < span->end && is_word(*span->at)) span->at++;
    taken.end = span->at;
    blanks_skip(span);
    while (span->at < span->end && *span->at >= '0' && *span->at <= '9') span->at++;
    blanks_skip(span);
    return taken;
}

static bool switch_is(struct span taken, const char *name) {
    size_t length = strlen(name);
    const char *behind = taken.at + 1 + length;
    if ((size_t)(taken.end - taken.at) < 1 + length || strncasecmp(taken.at + 1, name, length) != 0)
        return false;
    return behind == taken.end || (*behind >= '0' && *behind <= '9');
}

/* Takes "(one,other)" apart. 0: there are no brackets, or they do not close. */
static int parts_take(struct span *span, struct span parts[PARTS_MOST]) {
    int depth = 0, count = 0;
    const char *begin = span->at + 1;
    if (span->at == span->end || *span->at != '(') return 0;
    for (const char *at = span->at; at < span->end; at++) {
        if (*at == '\\' && at + 1 < span->end) {
            at++;
            continue;
        }
        depth += (*at == '(') - (*at == ')');
        bool parts_end = depth == 1 && (*at == ',' || *at == ';');
        if (depth > 0 && !parts_end) continue;
        if (count == PARTS_MOST) return 0;
        parts[count++] = (struct span){begin, at};
        begin = at + 1;
        if (depth > 0) continue;
        span->at = at + 1;
        return count;
    }
    return 0;
}

static bool begins(struct span span, const char *text) {
    return (size_t)(span.end - span.at) >= strlen(text) && memcmp(span.at, text, strlen(text)) == 0;
}

/* The number that stands in a circle; false: what is drawn there is none that has a character of its own. */
static bool circled(const struct span parts[], struct jx_equation *equation) {
    enum { ONE = 0x2460, MOST = 20 };
    uint32_t number = 0;
    if (!begins(parts[0], "○") && !begins(parts[0], "〇") && !begins(parts[0], "◯")) return false;
    for (const char *at = parts[1].at; at < parts[1].end; at++) {
        if (*at < '0' || *at > '9' || number > MOST) return false;
        number = 10 * number + (uint32_t)(*at - '0');
    }
    if (number < 1 || number > MOST) return false;
    char character[4];
    size_t length = jx_utf8_write(character, ONE + number - 1);
    put(equation, character, length);
    return true;
}

/* What stands over one another: the sound of a word above it is none of its text. */
static void over_read(struct span parts[], int count, int above, int depth, struct jx_equation *equation) {
    bool sound = count == 2 && begins(parts[0], "\\s\\up") && !begins(parts[1], "\\s");
    if (count == 2 && circled(parts, equation)) return;
    equation->exact = equation->exact && sound;
    for (int i = sound ? 1 : 0; i < count; i++) line_read(parts[i], above, depth, equation);
}

/* One that starts with a switch; false: it is none of those that are known, and nothing is taken. */
static bool drawn_read(struct span *span, int above, int depth, struct jx_equation *equation) {
    if (*span->at != '\\') return false;
    struct span rest = *span, parts[PARTS_MOST], first = switch_take(&rest), last = first;
    while (rest.at < rest.end && *rest.at == '\\') last = switch_take(&rest);
    int count = parts_take(&rest, parts);
    if (switch_is(first, "o") && count > 0) {
        over_read(parts, count, above, depth, equation);
    } else if (switch_is(first, "f") && count == 2) {
        equation->exact = false;
        line_read(parts[0], 1, depth, equation);
        put(equation, "⁄", strlen("⁄"));
        line_read(parts[1], -1, depth, equation);
    } else if (switch_is(first, "s") && count == 1 && (switch_is(last, "up") || switch_is(last, "do"))) {
        equation->exact = false;
        line_read(parts[0], switch_is(last, "up") ? 1 : -1, depth, equation);
    } else {
        return false;
    }
    *span = rest;
    return true;
}

/* "\* jc2" and "\* "Font:宋体"" say how all of it looks. */
static bool format_skip(struct span *span) {
    if (!begins(*span, "\\*")) return false;
    span->at += 2;
    blanks_skip(span);
    bool quoted = span->at < span->end && *span->at == '"';
    const char *stop = memchr(span->at + quoted, quoted ? '"' : ' ', (size_t)(span->end - span->at) - quoted);
    span->at = stop ? stop + 1 : span->end;
    blanks_skip(span);
    return true;
}

static void line_read(struct span span, int above, int depth, struct jx_equation *equation) {
    while (span.at < span.end) {
        if (depth < DEPTH_MOST && (format_skip(&span) || drawn_read(&span, above, depth + 1, equation)))
            continue;
        bool escapes = *span.at == '\\' && span.at + 1 < span.end && memchr("\\,;()", span.at[1], 5);
        if (*span.at == '\\' && !escapes) equation->exact = false;
        span.at += escapes;
        put_character(equation, *span.at++, above);
    }
}

bool jx_equation_read(const char *instruction, size_t length, struct jx_equation *equation) {
    struct span span = {instruction, instruction + length};
    blanks_skip(&span);
    if (span.end - span.at < 3 || strncasecmp(span.at, "EQ", 2) != 0 || is_word(span.at[2])) return false;
    span.at += 2;
    blanks_skip(&span);
    while (span.end > span.at && span.end[-1] == ' ') span.end--;
    equation->length = 0;
    equation->exact = length < JX_INSTRUCTION_MOST;
    line_read(span, 0, 0, equation);
    return equation->length > 0;
}
