/*
 * Boxes to be ticked: □新增 ☑延续 □一次性.
 */
#ifndef JX_READ_BOXES_H
#define JX_READ_BOXES_H

#include <stdbool.h>

struct jx_arena;

/* Whether a text is nothing but boxes before words, and none of them is ticked. */
bool jx_boxes_blank(const char *text);

/* The words behind the ticked boxes, with 、 between them; NULL: the text does not begin with a box, or none is ticked. */
const char *jx_boxes_ticked(struct jx_arena *arena, const char *text);

#endif
