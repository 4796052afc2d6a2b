/*
 * Opening an office file of Microsoft's kind: whether a zip is one, and with which of its parts reading begins.
 */
#ifndef JX_SHARED_OPENING_H
#define JX_SHARED_OPENING_H

#include "plugins/carriers/shared/package.h"

/* What makes a package a workbook or a document: one of these parts, or a part of one of these content types, which can
 * have any name. Lists end with NULL. */
struct jx_opening {
    const char *folder;       /* in which its parts usually stand: xl/ */
    const char *front;        /* how the name of one of the first parts begins: xl/w */
    const char *const *parts; /* the first one is read if the package does not say which */
    const char *const *types;
};

/* Whether the input begins as a zip. */
bool jx_opening_zip(const struct jx_input *input);

/* How sure the input is one: 95, 40 if its end is missing, or 0. */
int jx_opening_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                   const struct jx_opening *opening);

/* Whether a package of OpenDocument says that it is of this kind: in its first member, or, if a careless program left that
 * out, in its list of parts. */
bool jx_opening_says(struct jx_package *package, const char *kind);

/* Opens the package and finds the part to begin with, by its relationships or where it usually is. FAIL is reported. */
enum jx_status jx_opening_open(struct jx_package *package, const struct jx_host *host, struct jx_call *call,
                               const struct jx_input *input, const struct jx_opening *opening,
                               const char **part);

#endif
