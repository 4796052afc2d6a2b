/*
 * Boxes to be ticked: □新增 ☑延续 □一次性, or behind their words: 新增□ 延续√. In a row of their own brackets are boxes, too:
 * （ ）新增 （√）延续, 新增[ ] 延续[√]; and what was typed for a box, 口新增 口延续.
 */
#ifndef JX_READ_BOXES_H
#define JX_READ_BOXES_H

#include <stdbool.h>
#include <stddef.h>

struct jx_arena;

enum { JX_BOXES_MOST = 32 };

struct jx_box {
    const char *at; /* the sign, of `size` bytes; or what stands between the brackets */
    size_t size;
    bool ticked, bracket;
    const char *words; /* what it stands for, of `length` bytes, with the white space around */
    size_t length;
};

/* The boxes of a text: each stands for the words behind it, unless the text begins with words and ends in a box. A row of
 * bullets (●) is none. */
size_t jx_boxes_find(const char *text, const char *end, struct jx_box boxes[JX_BOXES_MOST]);

/* Whether a text is nothing but boxes and words, ticked or not. */
bool jx_boxes_row(const char *text);

/* Whether a text is nothing but boxes and words, and none of them is ticked. */
bool jx_boxes_blank(const char *text);

/* The words of the ticked boxes, with 、 between them; NULL: the text is no row of boxes, or none is ticked. */
const char *jx_boxes_ticked(struct jx_arena *arena, const char *text);

#endif
