/*
 * Labels and values within one cell: 填报单位：某某局    单位：万元.
 */
#ifndef JX_READ_INSIDE_H
#define JX_READ_INSIDE_H

#include "core/read/terms.h"

enum { JX_INSIDE_MOST = 12 };

struct jx_inside {
    struct jx_sense sense;
    const char *word; /* the label's key */
    const char *text; /* of the value, in the cell's text */
    size_t length;
};

/* The pairs in a text; how many. */
size_t jx_inside_pairs(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                       struct jx_inside pairs[JX_INSIDE_MOST]);

/* The same of a form that nobody has filled in: behind its labels there may be nothing at all. */
size_t jx_inside_places(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                        struct jx_inside places[JX_INSIDE_MOST]);

/* The pairs of a cell where goals stand, whose text begins with a word of time: 长期：… 年度：… */
size_t jx_inside_goals(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                       struct jx_inside pairs[JX_INSIDE_MOST]);

/* 长期目标 of 长期: what words of time alone mean where goals stand; NULL: they are none. */
struct jx_term *jx_goal_of_time(struct jx_terms *terms, const struct jx_term *term);

/* What stands in a text with facts behind labels that are none of ours: 审核人：…; their words as printed. */
size_t jx_inside_others(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                        struct jx_inside others[JX_INSIDE_MOST]);

/* The same of a text that holds no fact: 填报单位代码：…    审核人：…, each at the beginning of a line or behind a gap. 0: it is something else. */
size_t jx_inside_apart(struct jx_terms *terms, const char *text, size_t length, enum jx_kind kind,
                       struct jx_inside others[JX_INSIDE_MOST]);

/* 申报单位： is who files the form where another label asks for the unit that carries the project out. */
bool jx_inside_filer(const struct jx_inside *pair);

#endif
