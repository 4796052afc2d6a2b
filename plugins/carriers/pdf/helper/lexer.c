/*
 * Tokens: nothing nests here, so that ten thousand brackets are ten thousand tokens and no more.
 */
#include "plugins/carriers/pdf/helper/lexer.h"

#include "core/base/arena.h"

bool pdf_is_white(int c) {
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_delimiter(int c) {
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' ||
           c == '/' || c == '%';
}

static int hex_value(int c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static void put(struct pdf_lexer *lexer, int byte) {
    lexer->room = jx_arena_grow32(lexer->arena, lexer->room, lexer->used, &lexer->capacity, 1);
    lexer->room[lexer->used++] = (unsigned char)byte;
}

static void skip_white(struct pdf_lexer *lexer) {
    while (lexer->at < lexer->end) {
        if (*lexer->at == '%')
            while (lexer->at < lexer->end && *lexer->at != '\n' && *lexer->at != '\r') lexer->at++;
        else if (pdf_is_white(*lexer->at))
            lexer->at++;
        else
            return;
    }
}

/* Up to three octal digits, the first of which is read already. */
static int octal(struct pdf_lexer *lexer, int first) {
    int value = first - '0';
    for (int i = 0; i < 2 && lexer->at < lexer->end && *lexer->at >= '0' && *lexer->at <= '7'; i++)
        value = value * 8 + *lexer->at++ - '0';
    return value & 0xFF;
}

/* What stands behind a backslash in a literal string (7.3.4.2, table 3). */
static void escape(struct pdf_lexer *lexer) {
    static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
    if (lexer->at >= lexer->end) return;
    int c = *lexer->at++;
    for (int i = 0; letters[i] != '\0'; i++)
        if (c == letters[i]) return put(lexer, meanings[i]);
    if (c >= '0' && c <= '7') return put(lexer, octal(lexer, c));
    if (c == '\r' && lexer->at < lexer->end && *lexer->at == '\n') lexer->at++;
    if (c != '\r' && c != '\n') put(lexer, c);
}

static void literal(struct pdf_lexer *lexer) {
    int depth = 1;
    for (lexer->at++; lexer->at < lexer->end;) {
        int c = *lexer->at++;
        if (c == '\\') {
            escape(lexer);
            continue;
        }
        depth += (c == '(') - (c == ')');
        if (depth == 0) return;
        put(lexer, c);
    }
}

static void hexadecimal(struct pdf_lexer *lexer) {
    int high = -1;
    for (lexer->at++; lexer->at < lexer->end && *lexer->at != '>'; lexer->at++) {
        int value = hex_value(*lexer->at);
        if (value < 0) continue;
        if (high >= 0) put(lexer, high * 16 + value);
        high = high < 0 ? value : -1;
    }
    if (high >= 0) put(lexer, high * 16);
    if (lexer->at < lexer->end) lexer->at++;
}

static void name(struct pdf_lexer *lexer) {
    for (lexer->at++; lexer->at < lexer->end && !pdf_is_white(*lexer->at) && !is_delimiter(*lexer->at);) {
        const unsigned char *at = lexer->at;
        bool coded = *at == '#' && lexer->end - at > 2 && hex_value(at[1]) >= 0 && hex_value(at[2]) >= 0;
        put(lexer, coded ? hex_value(at[1]) * 16 + hex_value(at[2]) : *at);
        lexer->at += coded ? 3 : 1;
    }
}

/* Numbers as careless writers write them: --5, 1.2.3 (which is 1.2), 4-5 (4). Larger ones than a page knows are cut. */
static double number(const unsigned char *at, const unsigned char *end) {
    const double largest = 1e9;
    double value = 0, scale = 0, sign = 1;
    for (; at < end && (*at == '-' || *at == '+'); at++)
        if (*at == '-') sign = -1;
    for (; at < end; at++) {
        if (*at == '.' && scale == 0) {
            scale = 1;
        } else if (*at >= '0' && *at <= '9') {
            if (scale > 0)
                value += (scale /= 10) * (*at - '0');
            else if (value < largest)
                value = value * 10 + (*at - '0');
        } else {
            break;
        }
    }
    return sign * value;
}

static enum pdf_token_kind word(struct pdf_lexer *lexer, double *value) {
    const unsigned char *start = lexer->at;
    while (lexer->at < lexer->end && !pdf_is_white(*lexer->at) && !is_delimiter(*lexer->at)) lexer->at++;
    if ((*start >= '0' && *start <= '9') || *start == '-' || *start == '+' || *start == '.') {
        *value = number(start, lexer->at);
        return PDF_TOKEN_NUMBER;
    }
    while (start < lexer->at) put(lexer, *start++);
    return PDF_TOKEN_WORD;
}

static enum pdf_token_kind brackets(struct pdf_lexer *lexer) {
    int c = *lexer->at, next = lexer->end - lexer->at > 1 ? lexer->at[1] : 0;
    if (c == '<' && next != '<') {
        hexadecimal(lexer);
        return PDF_TOKEN_STRING;
    }
    bool two = (c == '<' || c == '>') && next == c;
    lexer->at += two ? 2 : 1;
    if (two) return c == '<' ? PDF_TOKEN_DICTIONARY : PDF_TOKEN_DICTIONARY_END;
    return c == '[' ? PDF_TOKEN_ARRAY : c == ']' ? PDF_TOKEN_ARRAY_END : PDF_TOKEN_END;
}

static enum pdf_token_kind token(struct pdf_lexer *lexer, double *value) {
    switch (*lexer->at) {
    case '(': literal(lexer); return PDF_TOKEN_STRING;
    case '/': name(lexer); return PDF_TOKEN_NAME;
    case '<':
    case '>':
    case '[':
    case ']':
    case ')':
    case '{':
    case '}': return brackets(lexer);
    default: return word(lexer, value);
    }
}

/* A bracket that closes nothing is skipped. */
struct pdf_token pdf_lexer_next(struct pdf_lexer *lexer) {
    struct pdf_token result = {PDF_TOKEN_END, 0, (const unsigned char *)"", 0};
    lexer->used = 0;
    while (result.kind == PDF_TOKEN_END) {
        skip_white(lexer);
        if (lexer->at >= lexer->end) return result;
        result.kind = token(lexer, &result.number);
    }
    put(lexer, 0);
    result.bytes = lexer->room;
    result.length = lexer->used - 1;
    return result;
}
