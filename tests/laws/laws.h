/*
 * What must hold for every table, whatever it says: laws, tried on every fixture and every layout, and by turns on every
 * carrier that writes. The fixtures' own expected models say what is right for one input; a law needs no expected output at all.
 */
#ifndef JX_TESTS_LAWS_H
#define JX_TESTS_LAWS_H

#include <stdbool.h>

#include <jixiao/jixiao.h>

enum { LAW_LAYOUTS = 64 };

struct law_run {
    struct jx_library *library;
    const char *layouts[LAW_LAYOUTS]; /* into which everything is converted: all the library has */
    size_t layout_count;
    char extensions[LAW_LAYOUTS][16]; /* of the files that carriers write */
    size_t extension_count;
    size_t number;       /* made of the fixture's name: by it what is not always tried takes turns */
    const char *fixture; /* fixtures/LAYOUT/QUIRK */
    const char *law;     /* the one being tried; NULL between laws */
    unsigned breaches;   /* of this law on this fixture */
    unsigned passed, failed;
    unsigned mutants, mutants_same; /* tables changed a little; how many of them said the same */
    bool verbose;
};

void law_begin(struct law_run *run, const char *law);
void law_end(struct law_run *run);

/* Says how the law was broken; only the first few are printed, all are counted. */
void law_broken(struct law_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether the fixture at hand is written in this layout by this carrier. */
bool law_tries(const struct law_run *run, size_t layout, size_t extension);

/* Laws about what was read (reading.c). */
void law_recognised(struct law_run *run, const struct jx_source *source, const struct jx_document *document);
void law_accounted(struct law_run *run, const struct jx_document *document, const char *what);
void law_origins(struct law_run *run, const struct jx_document *document);

/* What holds for damaged tables too (damage.c). */
void law_damaged(struct law_run *run, const struct jx_source *source);

/* What holds for tables that somebody changed a little (mutants.c). */
void law_mutated(struct law_run *run, const struct jx_source *source, const struct jx_document *document);

/* Laws about writing (writing.c): tries them all on one document. */
void law_writing(struct law_run *run, const struct jx_document *document);

/* What a workbook takes along comes back (carry.c). */
void law_carried(struct law_run *run, const struct jx_document *document);

#endif
