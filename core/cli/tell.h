/*
 * What there is to say of one file, in the order in which a person wants to hear it: what went wrong; what to look at,
 * what concerns the whole table first, then the kinds that occur seldom, which would else drown; what the other form has
 * no place for, in one line; and with -v what needs no attention.
 */
#ifndef JX_CLI_TELL_H
#define JX_CLI_TELL_H

#include "core/batch/weight.h"
#include "core/cli/cli.h"

/* What is told of. Each of the first two may be NULL. `layout` is what people call the layout that is written; NULL: what
 * has no place is not told in a line of its own. `carried`: it was taken along in a hidden sheet. */
struct jx_tale {
    const struct jx_document *document;
    const struct jx_conversion *conversion;
    const char *layout;
    bool carried;
};

void jx_tell(const struct jx_cli *cli, const char *file, const struct jx_tale *tale);

/* The same counts for everybody who gives some. `look`: messages that ask to be looked at, errors among them;
 * `placeless`: facts without a place, each counted in each form; `unconverted`: forms. */
struct jx_tally {
    size_t look, placeless, unconverted;
};
struct jx_tally jx_tally_of(const struct jx_document *document, const struct jx_conversion *conversion);

/* What stands behind the count of forms: `; 5 to look at, 7 without a place; not converted: A, B`. Nothing of it where there
 * is nothing of the kind. */
void jx_tally_print(FILE *out, const struct jx_cli *cli, const struct jx_conversion *conversion,
                    const struct jx_tally *tally);

#endif
