/*
 * Results of earlier batches that lie below the folders named: who converts a folder does not mean those.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/batch/journal.h"
#include "core/batch/text.h"

/* Paths of results, as a walk through folders would find them. */
struct results {
    char **paths;
    size_t count, room;
    const char *folder; /* of the journal that is read, up to its slash */
    size_t folder_length;
    bool failed;
};

static void add_result(void *user, const char *output) {
    struct results *results = user;
    if (results->count == results->room) {
        size_t room = results->room ? 2 * results->room : 256;
        char **more = reallocarray(results->paths, room, sizeof *more);
        results->failed = results->failed || !more;
        if (!more) return;
        results->paths = more;
        results->room = room;
    }
    char *path = NULL;
    if (asprintf(&path, "%.*s%s", (int)results->folder_length, results->folder, output) >= 0)
        results->paths[results->count++] = path;
    else
        results->failed = true;
}

static int compare_paths(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void leave_out(struct jx_list *list, const struct results *results) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        char *path = list->jobs[i].path;
        if (!bsearch(&path, results->paths, results->count, sizeof path, compare_paths)) {
            list->jobs[kept++] = list->jobs[i];
            continue;
        }
        if (list->results++)
            free(path);
        else
            list->result = path;
    }
    list->count = kept;
}

void jx_list_leave_out_results(struct jx_list *list) {
    struct results results = {0};
    for (size_t i = 0; i < list->journal_count; i++) {
        const char *journal = list->journals[i];
        results.folder = journal;
        results.folder_length = (size_t)(strrchr(journal, '/') - journal) + 1;
        jx_journal_outputs(journal, add_result, &results);
    }
    if (results.count) qsort(results.paths, results.count, sizeof *results.paths, compare_paths);
    if (results.count && !results.failed) leave_out(list, &results);
    list->failed = list->failed || results.failed;
    for (size_t i = 0; i < results.count; i++) free(results.paths[i]);
    free(results.paths);
}
