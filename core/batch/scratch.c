/*
 * A folder for what other programs put down while they work (LibreOffice needs files): one for each worker that starts some, so
 * that what a dead one left behind, which may be a copy of somebody's document, can be taken away.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/batch/scratch.h"

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status;
    (void)kind;
    (void)walk;
    remove(path);
    return 0;
}

static void remove_tree(const char *path) {
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Named after the journal, which is locked: if there is such a folder, a run that was killed has left it. NULL: no memory, or no
 * journal. */
static char *folder_of(int journal) {
    const char *parent = secure_getenv("TMPDIR");
    struct stat status;
    char *folder = NULL;
    if (fstat(journal, &status) ||
        asprintf(&folder, "%s/jixiao-batch-%llx-%llx", parent && *parent == '/' ? parent : "/tmp",
                 (unsigned long long)status.st_dev, (unsigned long long)status.st_ino) < 0)
        return NULL;
    return folder;
}

void jx_scratch_clean(int journal) {
    char *folder = folder_of(journal);
    jx_scratch_remove(folder);
}

/* Where it is somebody else's it can be neither removed nor made, and that is the answer. */
char *jx_scratch_make(int journal) {
    char *folder = folder_of(journal);
    if (folder) remove_tree(folder);
    if (folder && !mkdir(folder, 0700)) return folder;
    free(folder);
    return NULL;
}

static char *slot_folder(const char *folder, unsigned slot) {
    char *path = NULL;
    return folder && asprintf(&path, "%s/%u", folder, slot) >= 0 ? path : NULL;
}

void jx_scratch_enter(const char *folder, unsigned slot) {
    char *path = slot_folder(folder, slot);
    if (path && !mkdir(path, 0700)) setenv("TMPDIR", path, 1);
    free(path);
}

void jx_scratch_clear(const char *folder, unsigned slot) {
    char *path = slot_folder(folder, slot);
    if (path) remove_tree(path);
    free(path);
}

void jx_scratch_remove(char *folder) {
    if (folder) remove_tree(folder);
    free(folder);
}
