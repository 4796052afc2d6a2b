/*
 * What a run that was killed may leave behind: temporary files beside outputs, known by their name.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/batch/batch.h"

enum { DEPTH_MOST = 200 };

static void remove_in(int folder, const char *mark, unsigned depth) {
    DIR *entries = depth < DEPTH_MOST ? fdopendir(folder) : NULL;
    struct stat status;
    if (!entries) {
        close(folder);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(entries));) {
        const char *name = entry->d_name;
        if (!strcmp(name, ".") || !strcmp(name, "..")) continue;
        if (!strncmp(name, mark, strlen(mark))) {
            unlinkat(dirfd(entries), name, 0);
            continue;
        }
        bool unsure =
            entry->d_type == DT_UNKNOWN && !fstatat(dirfd(entries), name, &status, AT_SYMLINK_NOFOLLOW);
        if (entry->d_type != DT_DIR && !(unsure && S_ISDIR(status.st_mode))) continue;
        int inner = openat(dirfd(entries), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner >= 0) remove_in(inner, mark, depth + 1);
    }
    closedir(entries);
}

void jx_parts_remove(const struct jx_batch *batch) {
    char mark[64];
    snprintf(mark, sizeof mark, JX_BATCH_MARK "part-%u-of-%u-", batch->shard, batch->shards);
    int folder = open(batch->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) remove_in(folder, mark, 0);
}
