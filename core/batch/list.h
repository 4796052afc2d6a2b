/*
 * What a batch works on: the files found, in a fixed order, and the name of each one's output.
 */
#ifndef JX_BATCH_LIST_H
#define JX_BATCH_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { JX_DIGEST = 32 }; /* bytes of a SHA-256 */

/* All that belongs to a batch in the output folder begins with this, and is never an input. */
#define JX_BATCH_MARK    ".jixiao-"
#define JX_BATCH_JOURNAL JX_BATCH_MARK "journal"

/* What became of a file. WAITING: nothing yet. Those from FAILED to TIMEOUT count as failures. */
enum jx_outcome {
    JX_WAITING,
    JX_CONVERTED,
    JX_PARTLY, /* some forms of it */
    JX_SKIPPED,
    JX_FAILED,
    JX_REFUSED, /* --no-loss */
    JX_CRASHED,
    JX_TIMEOUT,
    JX_OUTCOMES
};
const char *jx_outcome_word(enum jx_outcome outcome); /* "converted", … as reports say it */
enum jx_outcome jx_outcome_parse(const char *word);   /* WAITING if it is none */
static inline bool jx_outcome_bad(enum jx_outcome outcome) {
    return outcome >= JX_FAILED;
}

/*
 * What a resumed run found where an earlier one had put a result, if it is not what that one wrote. EDITED: another file,
 * which is whole, so that somebody made it; REMADE: a piece of it or none of it, in whose place the result was put again.
 */
enum jx_found { JX_FOUND_RESULT, JX_FOUND_EDITED, JX_FOUND_REMADE };

/*
 * One file. `path` is what is opened and what people call it; `relative` the same below the folder that was given, by
 * which it is known in journals and shards; `output` its output's name below the output folder.
 *
 * `before` is what the journal of an earlier run says it became, WAITING if nothing that counts; `size` to
 * `output_digest` are from there as well. `line` and `line_length` say where in the journal its newest line stands,
 * length 0: nowhere. `written` is when the output was, nanoseconds since 1970, 0: not known. `look` and `placeless` count
 * its messages, `worst` is the weight of the weightiest (weight.h).
 */
struct jx_job {
    char *path;
    const char *relative;
    char *output;
    /* with `inode`: which file it is, to keep it from being overwritten; 0 if it was not found */
    dev_t device;
    ino_t inode;
    bool mine; /* in this shard */
    unsigned char outcome, before, found, worst;
    unsigned char digest[JX_DIGEST], output_digest[JX_DIGEST];
    uint64_t size, output_size;
    uint32_t look, placeless;
    int64_t modified, written; /* nanoseconds since 1970 */
    off_t line;
    size_t line_length;
};

/* Files, sorted by `relative` and then by `path` once jx_list_finish was called. Begin with all zero. */
struct jx_list {
    struct jx_job *jobs;
    size_t count, capacity;
    size_t folders_unread; /* that could not be opened */
    char *unread;          /* the first of them */
    int unread_error;
    size_t folders_linked; /* links to folders, which are not followed */
    char *linked;          /* the first of them */
    char **journals;       /* of earlier batches, in folders inside the folders named */
    size_t journal_count;
    size_t results;  /* of those batches, that were left out */
    char *result;    /* the first of them */
    const char *own; /* a path of the filter's `own` that would be found, or NULL */
    bool failed;     /* out of memory: nothing of it counts */
};

/* What is taken of a folder. A pattern with a slash is held against the path below the folder, another one against the
 * file's own name; a folder that is excluded is not entered. With no pattern to include, every file is. */
struct jx_filter {
    const char *const *include;
    size_t include_count;
    const char *const *exclude;
    size_t exclude_count;
    dev_t output_device; /* the output folder, which is never entered; inode 0: it is not there yet */
    ino_t output_inode;
    /* What the run itself will write beside the outputs: were it to stand among the files that are found, the next run
     * would take it for one of them. */
    struct jx_own *own;
    size_t own_count;
};

/* A file that the run will write; `device` and `inode` are those of the folder it will lie in. */
struct jx_own {
    const char *path, *name;
    dev_t device;
    ino_t inode;
};

/*
 * Adds a file, or all files of a folder and its subfolders. Links to folders are not followed, so that no ring of them
 * traps it; hidden files and folders (.name) and what office programs leave beside open files (~$name) are passed over.
 * `keep_folders`: a file is known by its whole path, as a list of files names it, instead of by its own name.
 */
void jx_list_add(struct jx_list *list, const char *path, const struct jx_filter *filter, bool keep_folders);

/* Adds the paths of a text, one a line, or each ended by NUL. The mark that editors on Windows begin a text with is no
 * part of the first path. */
void jx_list_add_text(struct jx_list *list, const char *text, size_t length, bool nul,
                      const struct jx_filter *filter);

/* Takes away what earlier batches wrote into folders inside those that were named. Whoever wants that names its folder. */
void jx_list_leave_out_results(struct jx_list *list);

/* Sorts, drops what was named twice, gives each file its output's name, and marks the files of one shard of several
 * (1 of 1: all). The names depend on the files alone, not on their order. */
void jx_list_finish(struct jx_list *list, const char *extension, unsigned shard, unsigned shards);
void jx_list_free(struct jx_list *list);

/* The job known by these names, or NULL. */
struct jx_job *jx_list_find(const struct jx_list *list, const char *relative, const char *output);

/* Which shard, from zero, a relative path falls into. It is the same on all machines and for ever. */
unsigned jx_shard_of(const char *relative, unsigned shards);

/* A path without empty parts, `.` and `..`, and without a leading slash, so that it leads nowhere but down. To be
 * freed; NULL for want of memory. */
char *jx_path_below(const char *path);

/* --- for list.c and names.c ---------------------------------------------------------------------------------------- */

void jx_list_name(struct jx_list *list, const char *extension);

#endif
