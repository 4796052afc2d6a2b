/*
 * What the looks of characters in a word processor's document say of its text: that it is none, because it is hidden or struck
 * through, or as white as the paper, and that it stands higher or lower than the rest.
 */
#ifndef JX_SHARED_LOOKS_H
#define JX_SHARED_LOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JX_ON_LINE = 2 };

/* Of switches: -1 off, 0 nothing is said, 1 on. */
struct jx_looks {
    int8_t hidden, struck, doubly; /* doubly: struck through with two lines */
    int16_t raised;          /* above the line; -1: below it; JX_ON_LINE: neither, whatever a style says */
    int8_t white;            /* it has the colour of the paper; -1: another one */
    int8_t shaded;           /* what is behind it has another colour than the paper; -1: the paper's */
    uint32_t size, position; /* in halves of a point; 0: nothing is said, or it stands below */
    const char *font;        /* a typeface of symbols; "": one of letters; NULL: nothing is said */
};

/* The typeface of symbols of this name; "": one of letters; NULL: there is no name. */
const char *jx_looks_symbols(const char *name);

/* Whether a colour is that of paper, or as good as that. */
bool jx_looks_paper(unsigned red, unsigned green, unsigned blue);

/* What is not said, `from` says. */
void jx_looks_inherit(struct jx_looks *looks, const struct jx_looks *from);
bool jx_looks_say_anything(const struct jx_looks *looks);

/* The looks that characters have of their own, those of their style and of their paragraph's style; the latter two may be
 * NULL. */
struct jx_dress {
    struct jx_looks own;
    const struct jx_looks *run, *paragraph;
    bool painted; /* what is around it has another colour than the paper, or nobody knows */
};

/* A switch of a style turns over what its paragraph's style says (ECMA-376 part 1, 17.7.3); the characters' own word is the
 * last. */
bool jx_looks_on(int8_t own, int8_t run, int8_t paragraph);

/* What is to become of a text. */
enum jx_fate { JX_PRINTED, JX_HIDES, JX_STRUCK, JX_UNSEEN };
enum jx_fate jx_dress_fate(const struct jx_dress *dress);
/* Whether nobody sees it on bare paper, for it has its colour and nothing of its own behind it. */
bool jx_dress_white(const struct jx_dress *dress);
/* 1: it stands higher than the rest of its line; -1: lower. */
int jx_dress_raised(const struct jx_dress *dress);

/*
 * A text as it is to be read: raised and lowered digits as characters of their own (m², 98¹), for they are no part of a number
 * that they stand behind; and what a typeface of symbols draws. `before` is what stands before it in its paragraph. In `room` of
 * the size that jx_seen_room says, or the text itself where nothing changes.
 */
size_t jx_seen_room(size_t length);
bool jx_seen_plain(const struct jx_dress *dress); /* it is the text itself, whatever stands before it */
const char *jx_seen_text(const struct jx_dress *dress, const char *before, size_t before_length,
                         const char *text, size_t *length, char *room);

#endif
