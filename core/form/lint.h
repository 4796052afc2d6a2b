/*
 * What may be wrong with a layout's tables, found before they are ever used.
 */
#ifndef JX_FORM_LINT_H
#define JX_FORM_LINT_H

#include <jixiao/jixiao.h>

struct jx_arena;
struct jx_compiled_table;

/* Faults found so far, one line each; NULL: none. `table` is the one being looked at. */
struct jx_lint {
    struct jx_arena *arena;
    const struct jx_table *table;
    const char *faults;
    enum jx_language language;
};

/* Adds a fault. `format` is English, and one of those that core/form/lint_words.c knows the Chinese of. */
void jx_lint_fault(struct jx_lint *lint, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A format, or a reason that is put into one, in the language of the lint. */
const char *jx_lint_words(const struct jx_lint *lint, const char *english);
bool jx_lint_clean(const struct jx_lint *lint);

/* The descriptor itself: id, names, tables, one form of each kind, each with a band and widths. */
void jx_lint_layout(struct jx_lint *lint, const struct jx_layout *layout);

/* A compiled table: nothing overlaps or leaves the paper, no two labels can be taken for each other, every label that
 * should name a value does, the band has the columns it cannot do without. */
void jx_lint_table(struct jx_lint *lint, const struct jx_compiled_table *table);

#endif
