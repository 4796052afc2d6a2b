/*
 * What lies where an earlier run put an output: that output, somebody's edit of it, or what is left of it.
 */
#include "core/batch/left.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

enum jx_left jx_output_left(const struct jx_batch *batch, const struct jx_job *job) {
    struct stat status;
    char *path = NULL;
    if (asprintf(&path, "%s/%s", batch->folder, job->output) < 0) return JX_LEFT_GONE;
    bool there = !lstat(path, &status) && S_ISREG(status.st_mode) && status.st_size > 0;
    free(path);
    if (!there) return JX_LEFT_GONE;
    int64_t modified = (int64_t)status.st_mtim.tv_sec * 1000000000 + (int64_t)status.st_mtim.tv_nsec;
    bool same = (uint64_t)status.st_size == job->output_size && modified <= job->written;
    return same ? JX_LEFT_AS_IT_WAS : JX_LEFT_OTHER;
}

bool jx_left_digest(const char *path, unsigned char digest[JX_DIGEST], bool *empty) {
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool fine = fd >= 0 && !fstat(fd, &status) && S_ISREG(status.st_mode);
    struct sha256_ctx context;
    sha256_init(&context);
    unsigned char room[16384];
    for (ssize_t count; fine && (count = read(fd, room, sizeof room));) {
        if (count < 0)
            fine = errno == EINTR;
        else
            sha256_update(&context, (size_t)count, room);
    }
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
    *empty = fine && !status.st_size;
    if (fd >= 0) close(fd);
    return fine;
}

/* Whether a message says that a file is none, or a piece of one. What is too large, or has a password, is whole. */
static bool tells_damage(enum jx_code code) {
    switch ((int)code) {
    case JX_MSG_FILE_KIND:
    case JX_MSG_FILE_JSON:
    case JX_MSG_FILE_ARCHIVE:
    case JX_MSG_TEXT_NUL:
    case JX_MSG_ZIP_DAMAGED:
    case JX_MSG_XML_DAMAGED:
    case JX_MSG_PAGE_DAMAGED:
    case JX_MSG_PDF_DAMAGED: return true;
    default: return false;
    }
}

/* Whether what reads as plain text stands where a packed file should, or JSON. */
static bool is_text_instead(const struct jx_batch *batch, const struct jx_document *document,
                            const unsigned char *bytes, size_t length) {
    bool packed = length > 4 && (!memcmp(bytes, "PK\3\4", 4) || !memcmp(bytes, "%PDF", 4));
    bool json = !strcmp(batch->target.extension, "json");
    const char *carrier = document->carrier ? document->carrier : "";
    return (packed || json) && (!strcmp(carrier, "csv") || !strcmp(carrier, "txt"));
}

/* Whether the directory of a package is just that of what should stand here: with it agree the sums of all parts, so that
 * nobody wrote other ones. */
static bool has_same_directory(const unsigned char *there, const unsigned char *bytes, size_t length) {
    enum { END = 22, OFFSET = 16 };
    if (length < END) return false;
    const unsigned char *end = bytes + length - END;
    if (memcmp(end, "PK\5\6", 4) != 0) return false;
    size_t at = end[OFFSET] | (size_t)end[OFFSET + 1] << 8 | (size_t)end[OFFSET + 2] << 16 |
                (size_t)end[OFFSET + 3] << 24;
    return at < length && !memcmp(there + at, bytes + at, length - at);
}

static bool opens_badly(const struct jx_batch *batch, const struct jx_source *there,
                        const unsigned char *bytes, size_t length) {
    struct jx_read_options options = {.limits = batch->read.limits, .no_programs = true};
    struct jx_document *document = NULL;
    jx_read(batch->library, there, &options, &document);
    bool bad = document && is_text_instead(batch, document, bytes, length);
    for (size_t i = 0; document && i < document->diag_count; i++)
        bad = bad || tells_damage(document->diags[i].code);
    jx_document_free(document);
    return bad;
}

bool jx_left_damaged(const struct jx_batch *batch, const char *path, const void *bytes, size_t length) {
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    void *there = MAP_FAILED;
    if (fd >= 0 && !fstat(fd, &status) && S_ISREG(status.st_mode) && status.st_size > 0)
        there = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (fd >= 0) close(fd);
    if (there == MAP_FAILED) return false;
    size_t size = (size_t)status.st_size;
    struct jx_source source = {path, there, size};
    bool damaged = (size < length && !memcmp(there, bytes, size)) ||
                   (size == length && has_same_directory(there, bytes, length)) ||
                   opens_badly(batch, &source, bytes, length);
    munmap(there, size);
    return damaged;
}
