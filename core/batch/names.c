/*
 * The names of outputs: each file keeps its own with another ending, and where two would have one name both take more
 * of their own.
 *
 *   1  a.xls → a.xlsx
 *   2  a.xls.xlsx, where a.csv is there as well
 *   3  a.xls-5d41402a.xlsx, with a hash of the whole path, where two folders were given that both have an a.xls
 *
 * A name that others have as well is lengthened for all of them alike, so it does not matter who comes first; the next
 * round sees whether the longer name is free. Letters are compared without case, for the outputs may go to a disk that
 * does not tell them apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include "core/batch/list.h"
#include "core/batch/text.h"

enum { STAGES = 3 };

/* The names taken: a hash table of names, with how many have each. Folders take their names twice, so that a file
 * always gives way to a folder. */
struct taken {
    struct entry {
        const char *name;
        size_t length;
        unsigned count;
    } * entries;
    size_t capacity; /* a power of two, more than twice the names */
};

static unsigned char lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool same_name(const struct entry *entry, const char *name, size_t length) {
    if (entry->length != length) return false;
    for (size_t i = 0; i < length; i++)
        if (lower(entry->name[i]) != lower(name[i])) return false;
    return true;
}

static struct entry *entry_of(const struct taken *taken, const char *name, size_t length) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ lower(name[i])) * 0x100000001B3u;
    size_t at = (size_t)(hash ^ hash >> 32) & (taken->capacity - 1);
    while (taken->entries[at].name && !same_name(&taken->entries[at], name, length))
        at = (at + 1) & (taken->capacity - 1);
    return &taken->entries[at];
}

static void take(const struct taken *taken, const char *name, size_t length, unsigned count) {
    struct entry *entry = entry_of(taken, name, length);
    if (!entry->name) *entry = (struct entry){name, length, 0};
    if (entry->count < 1000) entry->count += count;
}

static char *name_job(const struct jx_job *job, const char *extension, unsigned stage) {
    const char *relative = job->relative, *slash = strrchr(relative, '/');
    const char *name = slash ? slash + 1 : relative, *point = strrchr(name, '.');
    size_t length = stage == 0 && point && point != name ? (size_t)(point - relative) : strlen(relative);
    char hash[16] = "", *output = NULL;
    if (stage == 2) {
        unsigned char digest[JX_DIGEST];
        struct sha256_ctx context;
        sha256_init(&context);
        sha256_update(&context, strlen(job->path), (const uint8_t *)job->path);
        sha256_digest(&context, sizeof digest, digest);
        hash[0] = '-';
        jx_hex_format(digest, 4, hash + 1);
    }
    if (asprintf(&output, "%.*s%s.%s", (int)length, relative, hash, extension) < 0) return NULL;
    return output;
}

/* The folders that the outputs will lie in. */
static void take_folders(const struct taken *taken, const struct jx_job *job) {
    for (const char *slash = strchr(job->relative, '/'); slash; slash = strchr(slash + 1, '/'))
        take(taken, job->relative, (size_t)(slash - job->relative), 2);
}

/* One round: takes all names and lengthens those that are not alone. true: none was lengthened. */
static bool round_of_names(struct jx_list *list, const char *extension, const struct taken *taken,
                           unsigned char *stages) {
    bool settled = true;
    memset(taken->entries, 0, taken->capacity * sizeof *taken->entries);
    for (size_t i = 0; i < list->count; i++) {
        take_folders(taken, &list->jobs[i]);
        take(taken, list->jobs[i].output, strlen(list->jobs[i].output), 1);
    }
    for (size_t i = 0; i < list->count; i++) {
        const char *output = list->jobs[i].output;
        if (entry_of(taken, output, strlen(output))->count > 1 && stages[i] + 1 < STAGES) {
            stages[i]++;
            settled = false;
        }
    }
    for (size_t i = 0; !settled && i < list->count; i++) {
        if (!stages[i]) continue;
        free(list->jobs[i].output);
        list->jobs[i].output = name_job(&list->jobs[i], extension, stages[i]);
        if (!list->jobs[i].output) return list->failed = true;
    }
    return settled;
}

void jx_list_name(struct jx_list *list, const char *extension) {
    size_t names = list->count;
    for (size_t i = 0; i < list->count; i++)
        for (const char *c = list->jobs[i].relative; *c; c++) names += *c == '/';
    struct taken taken = {.capacity = 64};
    while (taken.capacity < names * 2 + 2) taken.capacity *= 2;
    taken.entries = calloc(taken.capacity, sizeof *taken.entries);
    unsigned char *stages = calloc(list->count + 1, 1);
    if (!taken.entries || !stages) list->failed = true;
    for (size_t i = 0; i < list->count && !list->failed; i++) {
        list->jobs[i].output = name_job(&list->jobs[i], extension, 0);
        if (!list->jobs[i].output) list->failed = true;
    }
    while (!list->failed && !round_of_names(list, extension, &taken, stages)) continue;
    free(taken.entries);
    free(stages);
}
