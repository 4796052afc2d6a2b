/*
 * The summary workbook: a module of its own, so that only who asks for a summary loads the library that writes it.
 */
#ifndef JX_BATCH_SUMMARY_H
#define JX_BATCH_SUMMARY_H

#include <jixiao/jixiao.h>

#include "core/batch/text.h"

/* Where the rows come from: the object of the report of one file, by its number, in `room`; NULL: there is none. */
struct jx_summary {
    const char *(*line)(void *user, size_t index, struct jx_line *room);
    void *user;
    size_t count;
    const char *outputs; /* the folder of the results, as seen from where the summary lies; NULL: not known */
    const char *(*called)(void *user, const char *layout); /* what people call a layout; NULL: by its id */
};

/* Writes the workbook to `path`, which is truncated. NULL, or what went wrong, in English. */
typedef const char *jx_summary_writer(const char *path, enum jx_language language,
                                      const struct jx_summary *summary);
#define JX_SUMMARY_ENTRY  "jx_summary_write"
#define JX_SUMMARY_MODULE "batch/summary.so" /* below a folder of plugins */

#endif
