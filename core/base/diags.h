/*
 * A list of diagnostics: who collects them, and in which language.
 */
#ifndef JX_BASE_DIAGS_H
#define JX_BASE_DIAGS_H

#include <stdbool.h>

#include <jixiao/diag.h>
#include <jixiao/jixiao.h>

struct jx_arena;

/* The same code more than this many times in one form is folded into one line that counts the rest; of errors, which say
 * that nothing came of it, a few are enough. */
enum { JX_DIAGS_FOLD = 50, JX_DIAGS_FOLD_ERRORS = 5 };

/* So many bytes of places the line that counts the rest names; with cells of a sheet some forty of them. */
enum { JX_DIAGS_PLACES = 400 };

/* How often a code was given since folding began; and, once that is too often, the words of the line that counts and
 * the places it names. */
struct jx_fold {
    enum jx_code code;
    uint64_t seen;
    char *line, *places;
    size_t places_used;
    bool places_full;
};

struct jx_diags {
    struct jx_arena *arena;
    enum jx_language language;
    struct jx_diag *items;
    size_t count;
    size_t capacity;
    enum jx_severity worst; /* JX_NOTE if there is none */
    size_t fold_start;      /* folding counts from here: where this form's messages begin */
    struct jx_fold *folds;  /* one for each code since then */
    size_t fold_count, fold_capacity;
};

void jx_diags_init(struct jx_diags *diags, struct jx_arena *arena, enum jx_language language);

/* Adds a message; `arguments` ends with NULL, `place` may be NULL. Long arguments are cut to a readable length. */
void jx_diags_add(struct jx_diags *diags, enum jx_code code, const struct jx_place *place,
                  const char *const *arguments);

/* A new form begins: folding starts anew. Messages over the limit since the last call stand as one line that counts
 * them, put in with the first of them and kept up to date; so nothing need be called at the end. */
void jx_diags_fold(struct jx_diags *diags);

#define JX_DIAG(diags, code, place, ...)                                                                     \
    jx_diags_add((diags), (code), (place), (const char *const[]){__VA_ARGS__, NULL})

/* Takes all messages of a code back, and the line that counted them. */
void jx_diags_drop(struct jx_diags *diags, enum jx_code code);

/* OK, WARN or FAIL by the worst message. */
enum jx_status jx_diags_status(const struct jx_diags *diags);

enum jx_severity jx_code_severity(enum jx_code code);

#endif
