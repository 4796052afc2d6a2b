/*
 * Fields of a word processor's document: begin, instruction, separator, result, end. Either part may hold other fields.
 *
 * The instruction is no text. But a field EQ has no result: its instruction is a formula that the word processor draws, and so
 * are the number in a circle and the words with their sound above them that it makes in Chinese.
 */
#ifndef JX_SHARED_FIELDS_H
#define JX_SHARED_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JX_INSTRUCTION_MOST = 510, JX_EQUATION_ROOM = 3 * JX_INSTRUCTION_MOST + 8 };

struct jx_fields {
    uint32_t open;
    uint64_t instructed; /* a bit for each that is open: its instruction is not over yet */
    /* the outermost one whose instruction was read, 0: none; whether a result showed, and what it says */
    uint32_t told;
    bool shown;
    char instruction[JX_INSTRUCTION_MOST + 1];
    uint32_t length;
};

/* An equation as a line of text. `exact`: it says no more than that line. */
struct jx_equation {
    char text[JX_EQUATION_ROOM];
    size_t length;
    bool exact;
};

void jx_fields_begin(struct jx_fields *fields);
void jx_fields_separate(struct jx_fields *fields);
/* true: the field that ends is an equation. */
bool jx_fields_end(struct jx_fields *fields, struct jx_equation *equation);
/* An instruction that is not over with its paragraph never is. */
void jx_fields_drop(struct jx_fields *fields);

/* Notes text where it stands, and says whether it is printed. */
bool jx_fields_print(struct jx_fields *fields, const char *text, size_t length);

/* false: the instruction is none of an equation (equation.c). */
bool jx_equation_read(const char *instruction, size_t length, struct jx_equation *equation);

#endif
