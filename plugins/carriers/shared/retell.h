/*
 * Small parts that come again: the workbooks of an archive differ in their sheets, and hardly in their styles and
 * relationships. What such a part told its handlers is kept, and told again where the very same bytes come.
 *
 * A part is written down only when it comes a second time, so that one that always differs costs a look and a copy. The
 * process has room for a few, and forgets the one that was longest not met. One package at a time uses it; others do without: what is told again is
 * what reading gives.
 */
#ifndef JX_SHARED_RETELL_H
#define JX_SHARED_RETELL_H

#include "plugins/carriers/shared/package.h"

struct jx_told;

/* What is known of the part at hand, whose member this is; NULL: nothing is, or can be. */
struct jx_told *jx_told_find(struct jx_package *package, const struct jx_zip_member *member);

/* Whether all of it is known, and only to be told, with elements at most so deep in each other. */
bool jx_told_whole(const struct jx_told *told, uint64_t depth);

/* Tells the package's handlers, until they stop it. */
void jx_told_tell(struct jx_told *told, struct jx_package *package);

/* Puts what the part tells on its way to the package's handlers down, from now on. */
void jx_told_begin(struct jx_told *told, struct jx_package *package);

/* The part was read to its end. */
void jx_told_finish(struct jx_told *told);

/* The package is closed, and another one may use what is known. */
void jx_told_leave(struct jx_package *package);

#endif
