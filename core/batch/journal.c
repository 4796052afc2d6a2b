#include "core/batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#include "core/batch/weight.h"

/* After so many lines, or so many milliseconds, the journal goes to the disk. Until then what is in the file is safe from the end of
 * the program, by whatever signal, but not from a power cut; what either takes is done again. */
enum { SYNC_LINES = 512, SYNC_TIME = 2000, LOCK_TIME = 3000 };

/* Lines of so many bytes are written though nobody asked yet. */
enum { WRITE_BYTES = 256 << 10 };

int64_t jx_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

char *jx_text_read(const char *path, size_t *length) {
    int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    struct jx_line text = {0};
    char room[65536];
    ssize_t count;
    if (fd < 0) return NULL;
    while ((count = read(fd, room, sizeof room)) > 0 || (count < 0 && errno == EINTR))
        if (count > 0) jx_line_bytes(&text, room, (size_t)count);
    int error = errno;
    if (fd != STDIN_FILENO) close(fd);
    if (count >= 0) jx_line_bytes(&text, "", 0);
    if (text.failed) error = ENOMEM;
    *length = text.length;
    if (count >= 0 && !text.failed) return text.bytes;
    jx_line_free(&text);
    errno = error;
    return NULL;
}

/* --- reading what is there --------------------------------------------------------------------------------------- */

static const char *string_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* A path as jx_line_path wrote it; to be freed. */
static char *path_of(const json_t *object, const char *key) {
    char name[32];
    snprintf(name, sizeof name, "%s_hex", key);
    const char *hex = json_string_value(json_object_get(object, name));
    if (!hex) return strdup(string_of(object, key));
    size_t length = strlen(hex) / 2;
    char *path = calloc(length + 1, 1);
    if (path && !jx_hex_parse(hex, (unsigned char *)path, length)) *path = '\0';
    return path;
}

/* 1732100000.000000001 as nanoseconds: a number of JSON would not keep all its digits in every program. */
static int64_t time_of(const char *text) {
    char *end;
    long long seconds = strtoll(text, &end, 10);
    long nanoseconds = *end == '.' && strlen(end) == 10 ? strtol(end + 1, NULL, 10) : 0;
    return (int64_t)(seconds * 1000000000 + nanoseconds);
}

/* Keeps the name of an output that is of no file any more, if it is the first one and still there. */
static void note_stale(struct jx_journal *journal, const char *output) {
    const char *slash = strrchr(journal->path, '/');
    char *path = NULL;
    struct stat status;
    if (journal->stale || asprintf(&path, "%.*s/%s", (int)(slash - journal->path), journal->path, output) < 0)
        return;
    if (!lstat(path, &status))
        journal->stale = path;
    else
        free(path);
}

static void take_entry(struct jx_journal *journal, struct jx_list *list, const json_t *entry, off_t at,
                       size_t length) {
    char *relative = path_of(entry, "path"), *output = path_of(entry, "output");
    struct jx_job *job = relative && output ? jx_list_find(list, relative, output) : NULL;
    enum jx_outcome before = jx_outcome_parse(string_of(entry, "outcome"));
    if (!job && output && (before == JX_CONVERTED || before == JX_PARTLY)) note_stale(journal, output);
    free(relative);
    free(output);
    if (!job) return;
    job->before = (unsigned char)before;
    job->size = (uint64_t)json_integer_value(json_object_get(entry, "size"));
    job->modified = time_of(string_of(entry, "mtime"));
    job->written = time_of(string_of(entry, "output_time"));
    job->look = (uint32_t)json_integer_value(json_object_get(entry, "look"));
    job->placeless = (uint32_t)json_integer_value(json_object_get(entry, "placeless"));
    job->worst = (unsigned char)jx_weight_parse(json_string_value(json_object_get(entry, "worst")));
    job->output_size = (uint64_t)json_integer_value(json_object_get(entry, "output_size"));
    bool whole = jx_hex_parse(string_of(entry, "sha256"), job->digest, JX_DIGEST);
    bool written = job->before == JX_CONVERTED || job->before == JX_PARTLY;
    if (written && !jx_hex_parse(string_of(entry, "output_sha256"), job->output_digest, JX_DIGEST))
        whole = false;
    if (!whole && written) job->before = JX_WAITING;
    job->line = at;
    job->line_length = length;
}

/* Reads the first line. */
static enum jx_journal_status take_head(struct jx_journal *journal, const char *line, size_t length,
                                        const char *options, char **theirs) {
    enum jx_journal_status status = JX_JOURNAL_OPEN;
    json_t *head = json_loadb(line, length, 0, NULL);
    const char *written = string_of(head, "options");
    if (strcmp(string_of(head, "journal"), "jixiao-1") != 0) {
        status = JX_JOURNAL_STRANGE;
    } else if (strcmp(written, options) != 0) {
        *theirs = strdup(written);
        status = JX_JOURNAL_DIFFERS;
    } else {
        journal->created = (int64_t)json_integer_value(json_object_get(head, "created"));
    }
    json_decref(head);
    return status;
}

/* What a line says of a file. The object of the report, which is most of the line, comes last and is left where it is:
 * reading it all would take the time of a conversion in every resumed run. The line is changed. */
static json_t *load_entry(char *line, size_t length) {
    static const char key[] = ",\"report\":{";
    char *report = memmem(line, length, key, sizeof key - 1);
    if (!report || length < 3 || memcmp(line + length - 3, "}}\n", 3) != 0) return NULL;
    *report = '}';
    return json_loadb(line, (size_t)(report - line) + 1, 0, NULL);
}

/* Reads a line at a time, for the journal of a large archive is large itself. What has no end is cut off. */
static enum jx_journal_status read_journal(struct jx_journal *journal, const char *options,
                                           struct jx_list *list, char **theirs) {
    int copy = dup(journal->fd);
    FILE *file = copy >= 0 ? fdopen(copy, "r") : NULL;
    if (!file) return JX_JOURNAL_SYSTEM;
    char *line = NULL;
    size_t room = 0;
    bool first = true;
    enum jx_journal_status status = JX_JOURNAL_OPEN;
    rewind(file);
    for (ssize_t length; status == JX_JOURNAL_OPEN && (length = getline(&line, &room, file)) > 0;) {
        if (line[length - 1] != '\n') break;
        if (first) {
            status = take_head(journal, line, (size_t)length, options, theirs);
        } else {
            json_t *entry = load_entry(line, (size_t)length);
            if (entry)
                take_entry(journal, list, entry, journal->end, (size_t)length);
            else
                journal->damaged++;
            journal->lines += entry ? 1 : 0;
            json_decref(entry);
        }
        first = false;
        journal->end += length;
    }
    bool failed = ferror(file) != 0;
    free(line);
    fclose(file);
    if (status != JX_JOURNAL_OPEN) return status;
    return failed || ftruncate(journal->fd, journal->end) ? JX_JOURNAL_SYSTEM : JX_JOURNAL_OPEN;
}

void jx_journal_outputs(const char *path, void (*take)(void *user, const char *output), void *user) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    FILE *file = fd >= 0 ? fdopen(fd, "r") : NULL;
    char *line = NULL;
    size_t room = 0;
    if (!file && fd >= 0) close(fd);
    for (ssize_t length; file && (length = getline(&line, &room, file)) > 0;) {
        json_t *entry = load_entry(line, (size_t)length);
        char *output = path_of(entry, "output");
        if (output && *output && json_object_get(entry, "output_sha256")) take(user, output);
        free(output);
        json_decref(entry);
    }
    free(line);
    if (file) fclose(file);
}

/* --- opening ----------------------------------------------------------------------------------------------------- */

/* Writes the lines that were added. If not all of it can be written they are taken back; if even that fails, the piece has no end
 * and the next run takes it away. */
static int write_lines(struct jx_journal *journal) {
    struct jx_line *lines = &journal->unwritten;
    size_t length = lines->length;
    int error = 0;
    for (size_t done = 0; done < length && !error;) {
        ssize_t count = pwrite(journal->fd, lines->bytes + done, length - done, journal->end + (off_t)done);
        if (count > 0)
            done += (size_t)count;
        else if (count == 0 || errno != EINTR)
            error = count < 0 ? errno : EIO;
    }
    jx_line_clear(lines);
    if (!error) journal->end += (off_t)length;
    if (error && ftruncate(journal->fd, journal->end)) return error;
    return error;
}

/* A line, begun at `at` of those that were added, has been put together. */
static int line_end(struct jx_journal *journal, size_t at) {
    struct jx_line *lines = &journal->unwritten;
    jx_line_word(lines, "\n");
    lines->comma = false;
    if (!lines->failed) {
        journal->unsynced++;
        return 0;
    }
    lines->length = at;
    lines->failed = false;
    return ENOMEM;
}

static enum jx_journal_status write_head(struct jx_journal *journal, unsigned shard, unsigned shards,
                                         const char *options) {
    struct jx_line *line = &journal->unwritten;
    jx_line_open(line, NULL, '{');
    jx_line_string(line, "journal", "jixiao-1");
    jx_line_string(line, "options", options);
    jx_line_number(line, "created", (uint64_t)journal->created);
    jx_line_number(line, "shard", shard);
    jx_line_number(line, "shards", shards);
    jx_line_close(line, '}');
    int error = line_end(journal, 0);
    if (!error) error = jx_journal_sync(journal, true);
    errno = error;
    return error ? JX_JOURNAL_SYSTEM : JX_JOURNAL_OPEN;
}

/* The workers of a run that was killed end with it, but not in the same instant. */
static bool lock(int fd) {
    int64_t until = jx_clock() + LOCK_TIME;
    while (flock(fd, LOCK_EX | LOCK_NB)) {
        if (errno != EWOULDBLOCK && errno != EINTR) return errno == ENOLCK || errno == EOPNOTSUPP;
        if (jx_clock() >= until) return false;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    return true;
}

enum jx_journal_status jx_journal_open(struct jx_journal *journal, const char *folder, unsigned shard,
                                       unsigned shards, const char *options, int64_t created,
                                       enum jx_journal_mode mode, struct jx_list *list, char **theirs) {
    char part[40] = "";
    struct stat status;
    *journal = (struct jx_journal){.fd = -1, .created = created, .synced_at = jx_clock()};
    if (shards > 1) snprintf(part, sizeof part, "-%u-of-%u", shard, shards);
    errno = ENOMEM;
    if (asprintf(&journal->path, "%s/" JX_BATCH_JOURNAL "%s.jsonl", folder, part) < 0) {
        journal->path = NULL;
        return JX_JOURNAL_SYSTEM;
    }
    journal->fd = open(journal->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (journal->fd < 0) return JX_JOURNAL_SYSTEM;
    if (!lock(journal->fd)) return JX_JOURNAL_LOCKED;
    if (fstat(journal->fd, &status)) return JX_JOURNAL_SYSTEM;
    if (status.st_size && mode == JX_JOURNAL_NEW) return JX_JOURNAL_EXISTS;
    if (mode == JX_JOURNAL_ANEW && ftruncate(journal->fd, 0)) return JX_JOURNAL_SYSTEM;
    if (mode == JX_JOURNAL_RESUME) {
        enum jx_journal_status read = read_journal(journal, options, list, theirs);
        if (read != JX_JOURNAL_OPEN) return read;
    }
    return journal->end ? JX_JOURNAL_OPEN : write_head(journal, shard, shards, options);
}

void jx_journal_close(struct jx_journal *journal) {
    if (journal->fd >= 0) close(journal->fd);
    free(journal->path);
    free(journal->stale);
    jx_line_free(&journal->unwritten);
    *journal = (struct jx_journal){.fd = -1};
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static void digest_member(struct jx_line *line, const char *key, const unsigned char *digest) {
    char hex[2 * JX_DIGEST + 1];
    jx_hex_format(digest, JX_DIGEST, hex);
    jx_line_string(line, key, hex);
}

static void time_member(struct jx_line *line, const char *key, int64_t time) {
    char digits[48];
    snprintf(digits, sizeof digits, "%lld.%09lld", (long long)(time / 1000000000),
             (long long)(time % 1000000000));
    jx_line_string(line, key, digits);
}

int jx_journal_add(struct jx_journal *journal, struct jx_job *job, const char *report, size_t length) {
    struct jx_line *line = &journal->unwritten;
    size_t at = line->length;
    jx_line_open(line, NULL, '{');
    jx_line_path(line, "path", job->relative);
    jx_line_string(line, "outcome", jx_outcome_word((enum jx_outcome)job->outcome));
    jx_line_number(line, "size", job->size);
    time_member(line, "mtime", job->modified);
    digest_member(line, "sha256", job->digest);
    jx_line_path(line, "output", job->output);
    if (job->outcome == JX_CONVERTED || job->outcome == JX_PARTLY) {
        jx_line_number(line, "output_size", job->output_size);
        digest_member(line, "output_sha256", job->output_digest);
        time_member(line, "output_time", job->written);
        jx_line_number(line, "look", job->look);
        jx_line_number(line, "placeless", job->placeless);
        jx_line_string(line, "worst", jx_weight_word((enum jx_weight)job->worst));
    }
    jx_line_raw(line, "report", report, length);
    jx_line_close(line, '}');
    int error = line_end(journal, at);
    if (error) return error;
    job->line = journal->end + (off_t)at;
    job->line_length = line->length - at;
    return line->length < WRITE_BYTES ? 0 : jx_journal_sync(journal, false);
}

int jx_journal_sync(struct jx_journal *journal, bool now) {
    if (!journal->unsynced) return 0;
    int error = write_lines(journal);
    if (error) return error;
    if (!now && journal->unsynced < SYNC_LINES && jx_clock() - journal->synced_at < SYNC_TIME) return 0;
    if (fdatasync(journal->fd) && errno != EINVAL) return errno;
    journal->unsynced = 0;
    journal->synced_at = jx_clock();
    return 0;
}

bool jx_journal_report(const struct jx_journal *journal, const struct jx_job *job, struct jx_line *room) {
    static const char key[] = "\"report\":", end[] = "}\n";
    jx_line_clear(room);
    char *bytes = jx_line_room(room, job->line_length);
    for (size_t done = 0; bytes && done < job->line_length;) {
        ssize_t count = pread(journal->fd, bytes + done, job->line_length - done, job->line + (off_t)done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        done += (size_t)count;
    }
    /* The report is the last member, and before it stand only names: no text of theirs can hold this key unescaped. */
    const char *start = bytes ? memmem(bytes, job->line_length, key, strlen(key)) : NULL;
    if (!start) return false;
    room->length = job->line_length - strlen(end);
    bytes[room->length] = '\0';
    jx_line_drop(room, (size_t)(start + strlen(key) - bytes));
    return room->length > 0;
}
