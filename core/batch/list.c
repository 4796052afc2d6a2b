/*
 * Finding the files.
 */
#include "core/batch/list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/batch/text.h"

/* Deeper folders are not entered: each level holds a file descriptor while it is read. */
enum { DEPTH_MOST = 200 };

static const char *const outcome_words[JX_OUTCOMES] = {"waiting", "converted", "partly",  "skipped",
                                                       "failed",  "refused",   "crashed", "timeout"};

const char *jx_outcome_word(enum jx_outcome outcome) {
    return outcome_words[outcome];
}

enum jx_outcome jx_outcome_parse(const char *word) {
    for (int i = 0; word && i < JX_OUTCOMES; i++)
        if (!strcmp(word, outcome_words[i])) return (enum jx_outcome)i;
    return JX_WAITING;
}

/* --- paths ------------------------------------------------------------------------------------------------------- */

char *jx_path_below(const char *path) {
    char *clean = malloc(strlen(path) + 1), *end = clean;
    if (!clean) return NULL;
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 2 && !memcmp(path, "..", 2)) {
            /* One part less; at the top there is none to take away. */
            while (end > clean && *--end != '/') continue;
        } else if (length && !(length == 1 && *path == '.')) {
            if (end > clean) *end++ = '/';
            memcpy(end, path, length);
            end += length;
        }
        path += length;
        path += strspn(path, "/");
    }
    *end = '\0';
    return clean;
}

/* Takes over `path`, which ends in `relative`; NULL: there was no memory for it. */
static void add_job(struct jx_list *list, char *path, size_t relative_at, const struct stat *status) {
    if (list->count == list->capacity && path) {
        size_t capacity = list->capacity ? list->capacity * 2 : 256;
        struct jx_job *larger = reallocarray(list->jobs, capacity, sizeof *larger);
        if (larger) {
            list->jobs = larger;
            list->capacity = capacity;
        } else {
            free(path);
            path = NULL;
        }
    }
    if (!path) {
        list->failed = true;
        return;
    }
    struct jx_job *job = &list->jobs[list->count++];
    *job = (struct jx_job){.path = path, .relative = path + relative_at};
    if (status) {
        job->device = status->st_dev;
        job->inode = status->st_ino;
    }
}

/* --- folders ----------------------------------------------------------------------------------------------------- */

/* One walk: where it began, and how long the part of paths above it is. */
struct walk {
    struct jx_list *list;
    const struct jx_filter *filter;
    size_t root_length; /* of the folder that was given, with its slash */
};

static bool passed_over(const char *name) {
    return name[0] == '.' || (name[0] == '~' && name[1] == '$');
}

static bool matches(const char *const *patterns, size_t count, const char *relative) {
    const char *slash = strrchr(relative, '/'), *name = slash ? slash + 1 : relative;
    for (size_t i = 0; i < count; i++)
        if (!fnmatch(patterns[i], strchr(patterns[i], '/') ? relative : name, 0)) return true;
    return false;
}

static void note_unread(struct jx_list *list, const char *path, int error) {
    if (!list->folders_unread++) {
        list->unread = strdup(path);
        list->unread_error = error;
    }
}

static void note_linked(struct jx_list *list, const char *path) {
    if (!list->folders_linked++) list->linked = strdup(path);
}

static bool taken_of_folder(const struct jx_filter *filter, const char *relative) {
    if (matches(filter->exclude, filter->exclude_count, relative)) return false;
    return !filter->include_count || matches(filter->include, filter->include_count, relative);
}

/* Whether what the run will write would be found in this folder by the next one. */
static void look_for_own(struct walk *walk, int folder, const char *path) {
    const struct jx_filter *filter = walk->filter;
    struct stat status;
    if (!filter->own_count || fstat(folder, &status)) return;
    for (size_t i = 0; i < filter->own_count; i++) {
        const struct jx_own *own = &filter->own[i];
        char *whole = NULL;
        if (own->device != status.st_dev || own->inode != status.st_ino || passed_over(own->name)) continue;
        const char *slash = *path && path[strlen(path) - 1] == '/' ? "" : "/";
        if (asprintf(&whole, "%s%s%s", path, slash, own->name) < 0) continue;
        if (taken_of_folder(filter, whole + walk->root_length)) walk->list->own = own->path;
        free(whole);
    }
}

static void walk_folder(struct walk *walk, int folder, const char *path, unsigned depth);

/* A folder inside another one; it is entered unless it is a link or the one for outputs. */
static void walk_inner(struct walk *walk, int folder, const char *path, const char *name,
                       const struct stat *status, unsigned depth) {
    const struct jx_filter *filter = walk->filter;
    if (status->st_dev == filter->output_device && status->st_ino == filter->output_inode) return;
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner >= 0)
        walk_folder(walk, inner, path, depth + 1);
    else
        note_unread(walk->list, path, errno);
}

/* What stands in a folder under this name. true: it is a file, and `path` belongs to the list now. */
static bool walk_named(struct walk *walk, int folder, char *path, const char *name, unsigned depth) {
    const struct jx_filter *filter = walk->filter;
    const char *relative = path + walk->root_length;
    struct stat status;
    if (matches(filter->exclude, filter->exclude_count, relative)) return false;
    bool known = !fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW);
    bool link = known && S_ISLNK(status.st_mode);
    if (link) known = !fstatat(folder, name, &status, 0);
    if (known && S_ISDIR(status.st_mode)) {
        bool outputs = status.st_dev == filter->output_device && status.st_ino == filter->output_inode;
        if (link && !outputs) note_linked(walk->list, path);
        if (!link) walk_inner(walk, folder, path, name, &status, depth);
        return false;
    }
    /* A link that leads nowhere is a file that cannot be opened, and is reported as such. */
    if (!(known ? S_ISREG(status.st_mode) : link)) return false;
    if (filter->include_count && !matches(filter->include, filter->include_count, relative)) return false;
    add_job(walk->list, path, walk->root_length, known ? &status : NULL);
    return true;
}

static void walk_entry(struct walk *walk, int folder, const char *path, const char *name, unsigned depth) {
    size_t length = strlen(path);
    char *whole = NULL;
    if (asprintf(&whole, "%s%s%s", path, length && path[length - 1] == '/' ? "" : "/", name) < 0) {
        walk->list->failed = true;
        return;
    }
    if (!walk_named(walk, folder, whole, name, depth)) free(whole);
}

static void note_journal(struct jx_list *list, const char *path, const char *name) {
    char **more = reallocarray(list->journals, list->journal_count + 1, sizeof *more);
    if (more) list->journals = more;
    if (more && asprintf(&more[list->journal_count], "%s/%s", path, name) >= 0)
        list->journal_count++;
    else
        list->failed = true;
}

static void walk_folder(struct walk *walk, int folder, const char *path, unsigned depth) {
    DIR *entries = depth < DEPTH_MOST ? fdopendir(folder) : NULL;
    if (!entries) {
        note_unread(walk->list, path, depth < DEPTH_MOST ? errno : ELOOP);
        close(folder);
        return;
    }
    look_for_own(walk, folder, path);
    for (const struct dirent *entry; (entry = readdir(entries)) && !walk->list->failed;) {
        const char *name = entry->d_name;
        if (!passed_over(name)) walk_entry(walk, dirfd(entries), path, name, depth);
        bool journal = depth && !strncmp(name, JX_BATCH_JOURNAL, sizeof JX_BATCH_JOURNAL - 1);
        if (journal) note_journal(walk->list, path, name);
    }
    closedir(entries);
}

/* --- what was named ---------------------------------------------------------------------------------------------- */

static void add_folder(struct jx_list *list, const char *path, const struct jx_filter *filter) {
    size_t length = strlen(path);
    struct walk walk = {list, filter, length + (path[length - 1] != '/')};
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        note_unread(list, path, errno);
    else
        walk_folder(&walk, folder, path, 0);
}

/* In a list of files a path is known by all of its parts, and so are the files of a folder named there. */
static void keep_whole(struct jx_list *list, size_t first) {
    for (size_t i = first; i < list->count && !list->failed; i++) {
        char *below = jx_path_below(list->jobs[i].path);
        char *both = NULL;
        if (!below || asprintf(&both, "%s%c%s", list->jobs[i].path, 0, below) < 0) list->failed = true;
        free(below);
        if (!both) continue;
        free(list->jobs[i].path);
        list->jobs[i].path = both;
        list->jobs[i].relative = both + strlen(both) + 1;
    }
}

void jx_list_add(struct jx_list *list, const char *path, const struct jx_filter *filter, bool keep_folders) {
    struct stat status;
    size_t first = list->count;
    bool known = !stat(path, &status);
    if (known && S_ISDIR(status.st_mode)) {
        add_folder(list, path, filter);
    } else {
        const char *slash = strrchr(path, '/');
        add_job(list, strdup(path), slash ? (size_t)(slash - path) + 1 : 0, known ? &status : NULL);
    }
    if (keep_folders) keep_whole(list, first);
}

/* A list made on Windows may be in GB18030, though the files' names are not. */
static void add_listed(struct jx_list *list, const char *path, const struct jx_filter *filter) {
    struct stat status;
    char *readable = jx_path_readable(path);
    bool better = readable && lstat(path, &status) && !lstat(readable, &status);
    jx_list_add(list, better ? readable : path, filter, true);
    free(readable);
}

void jx_list_add_text(struct jx_list *list, const char *text, size_t length, bool nul,
                      const struct jx_filter *filter) {
    const char *end = text + length;
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) text += 3;
    while (text < end && !list->failed) {
        const char *stop = memchr(text, nul ? '\0' : '\n', (size_t)(end - text));
        size_t part = (size_t)((stop ? stop : end) - text);
        /* A list made on Windows ends its lines with a carriage return as well. */
        size_t used = !nul && part && text[part - 1] == '\r' ? part - 1 : part;
        char *path = used ? strndup(text, used) : NULL;
        if (used && !path) list->failed = true;
        if (path) add_listed(list, path, filter);
        free(path);
        text += part + 1;
    }
}

/* --- order, shards ----------------------------------------------------------------------------------------------- */

static int compare_jobs(const void *left, const void *right) {
    const struct jx_job *a = left, *b = right;
    int order = strcmp(a->relative, b->relative);
    return order ? order : strcmp(a->path, b->path);
}

/* FNV-1a of 64 bits, with its bits mixed once more (the finaliser of MurmurHash3): of short names that differ in one
 * digit, FNV's low bits alone fall unevenly. */
unsigned jx_shard_of(const char *relative, unsigned shards) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (const unsigned char *byte = (const unsigned char *)relative; *byte; byte++)
        hash = (hash ^ *byte) * 0x100000001B3u;
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53u;
    return (unsigned)((hash ^ hash >> 33) % shards);
}

void jx_list_finish(struct jx_list *list, const char *extension, unsigned shard, unsigned shards) {
    if (list->failed) return;
    size_t kept = 0;
    if (list->count) qsort(list->jobs, list->count, sizeof *list->jobs, compare_jobs);
    for (size_t i = 0; i < list->count; i++) {
        struct jx_job *job = &list->jobs[i];
        const struct jx_job *last = kept ? &list->jobs[kept - 1] : NULL;
        if (last && !compare_jobs(last, job)) {
            free(job->path);
            continue;
        }
        job->mine = jx_shard_of(job->relative, shards) == shard - 1;
        list->jobs[kept++] = *job;
    }
    list->count = kept;
    jx_list_name(list, extension);
}

struct jx_job *jx_list_find(const struct jx_list *list, const char *relative, const char *output) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(list->jobs[middle].relative, relative) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < list->count && !strcmp(list->jobs[low].relative, relative); low++)
        if (!strcmp(list->jobs[low].output, output)) return &list->jobs[low];
    return NULL;
}

void jx_list_free(struct jx_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->jobs[i].path);
        free(list->jobs[i].output);
    }
    free(list->jobs);
    for (size_t i = 0; i < list->journal_count; i++) free(list->journals[i]);
    free(list->journals);
    free(list->result);
    free(list->unread);
    free(list->linked);
    *list = (struct jx_list){0};
}
