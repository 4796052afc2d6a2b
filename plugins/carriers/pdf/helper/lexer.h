/*
 * Tokens of content streams and CMaps (ISO 32000-1, 7.2 and 7.3).
 */
#ifndef PDF_LEXER_H
#define PDF_LEXER_H

#include <stdbool.h>
#include <stdint.h>

struct jx_arena;

enum pdf_token_kind {
    PDF_TOKEN_END,
    PDF_TOKEN_NUMBER,
    PDF_TOKEN_STRING,
    PDF_TOKEN_NAME, /* without its slash */
    PDF_TOKEN_WORD, /* an operator or keyword */
    PDF_TOKEN_ARRAY,
    PDF_TOKEN_ARRAY_END,
    PDF_TOKEN_DICTIONARY,
    PDF_TOKEN_DICTIONARY_END
};

/* `bytes` end with a NUL that `length` does not count, and hold until the next token of the same lexer. */
struct pdf_token {
    enum pdf_token_kind kind;
    double number;
    const unsigned char *bytes;
    uint32_t length;
};

struct pdf_lexer {
    struct jx_arena *arena; /* of the longest token */
    const unsigned char *at, *end;
    unsigned char *room;
    uint32_t used, capacity;
};

struct pdf_token pdf_lexer_next(struct pdf_lexer *lexer);

/* White space of PDF (table 1). */
bool pdf_is_white(int c);

#endif
