#include "plugins/carriers/shared/retell.h"

#include <stdatomic.h>
#include <string.h>

enum { PARTS = 8, NAME = 48, PACKED = 8 * 1024, BYTES = 48 * 1024, WORDS = 8 * 1024 };

/* A part: its name and its bytes in the zip, by which it is known, and what it told, as words that lie in `bytes`:
 *   start, the name, names and values of attributes by turns, NULL
 *   end, the name
 *   text, where it begins, where it ends */
struct jx_told {
    char name[NAME];
    unsigned char packed[PACKED];
    uint64_t packed_length, length;
    uint32_t sum;
    uint16_t method;
    bool whole;
    uint32_t met; /* when it was met last */
    uint64_t depth;

    const char *words[WORDS];
    char bytes[BYTES];
    size_t word_count, byte_count;
    bool full; /* there was no room for a word */

    /* while it is being put down */
    struct jx_package *package;
    const struct jx_xml_handlers *handlers;
    void *user;
};

/* What the words that follow are. */
static const char start[] = "start", end[] = "end", text[] = "text";

/* The process's own, and whether a package uses them. */
static struct jx_told parts[PARTS];
static uint32_t meetings;
static atomic_flag in_use = ATOMIC_FLAG_INIT;

/* --- which part it is --------------------------------------------------------------------------------------------- */

static bool is_same(const struct jx_told *told, const struct jx_zip_member *member,
                    const unsigned char *packed) {
    return told->packed_length == member->packed && told->length == member->size &&
           told->sum == member->sum && told->method == member->method &&
           memcmp(told->packed, packed, (size_t)member->packed) == 0;
}

/* Where a part of this name is kept, or the one that was longest not met. */
static struct jx_told *place_of(const char *name) {
    struct jx_told *oldest = parts;
    for (struct jx_told *told = parts; told < parts + PARTS; told++) {
        if (strcmp(told->name, name) == 0) return told;
        if (told->met < oldest->met) oldest = told;
    }
    return oldest;
}

struct jx_told *jx_told_find(struct jx_package *package, const struct jx_zip_member *member) {
    const unsigned char *packed = jx_zip_packed(package->zip, member);
    if (!packed || member->packed > PACKED || strlen(package->part) >= NAME) return NULL;
    if (!package->retells && atomic_flag_test_and_set(&in_use)) return NULL;
    package->retells = true;
    struct jx_told *told = place_of(package->part);
    told->met = ++meetings;
    if (strcmp(told->name, package->part) == 0 && is_same(told, member, packed))
        return told->full ? NULL : told;
    strcpy(told->name, package->part);
    memcpy(told->packed, packed, (size_t)member->packed);
    told->packed_length = member->packed;
    told->length = member->size;
    told->sum = member->sum;
    told->method = member->method;
    told->whole = told->full = false;
    return NULL;
}

void jx_told_leave(struct jx_package *package) {
    if (package->retells) atomic_flag_clear(&in_use);
    package->retells = false;
}

/* --- what it told --------------------------------------------------------------------------------------------------- */

static void word_put(struct jx_told *told, const char *word) {
    told->full = told->full || told->word_count == WORDS;
    if (!told->full) told->words[told->word_count++] = word;
}

/* Keeps bytes, with a NUL behind them, and puts them down as a word. Returns where they end. */
static const char *bytes_put(struct jx_told *told, const char *bytes, size_t length) {
    told->full = told->full || length >= BYTES - told->byte_count;
    if (told->full) return NULL;
    char *kept = told->bytes + told->byte_count;
    memcpy(kept, bytes, length);
    kept[length] = '\0';
    told->byte_count += length + 1;
    word_put(told, kept);
    return kept + length;
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct jx_told *told = user;
    if (told->package->depth > told->depth) told->depth = told->package->depth;
    word_put(told, start);
    bytes_put(told, name, strlen(name));
    for (const char **it = attributes; *it; it++) bytes_put(told, *it, strlen(*it));
    word_put(told, NULL);
    told->handlers->start(told->user, name, attributes);
}

static void on_end(void *user, const char *name) {
    struct jx_told *told = user;
    word_put(told, end);
    bytes_put(told, name, strlen(name));
    if (told->handlers->end) told->handlers->end(told->user, name);
}

static void on_text(void *user, const char *bytes, size_t length) {
    struct jx_told *told = user;
    word_put(told, text);
    word_put(told, bytes_put(told, bytes, length));
    if (told->handlers->text) told->handlers->text(told->user, bytes, length);
}

void jx_told_begin(struct jx_told *told, struct jx_package *package) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end, .text = on_text};
    told->word_count = told->byte_count = 0;
    told->depth = 0;
    told->package = package;
    told->handlers = package->handlers;
    told->user = package->user;
    package->handlers = &handlers;
    package->user = told;
}

void jx_told_finish(struct jx_told *told) {
    told->whole = !told->full;
}

bool jx_told_whole(const struct jx_told *told, uint64_t depth) {
    return told->whole && told->depth <= depth;
}

void jx_told_tell(struct jx_told *told, struct jx_package *package) {
    const struct jx_xml_handlers *handlers = package->handlers;
    const char **at = told->words, **behind = at + told->word_count;
    while (at < behind && !package->stopped) {
        const char *event = *at++, *first = *at++;
        if (event == start) {
            handlers->start(package->user, first, at);
            while (*at++) continue;
        } else if (event == text) {
            const char *last = *at++;
            if (handlers->text) handlers->text(package->user, first, (size_t)(last - first));
        } else if (handlers->end) {
            handlers->end(package->user, first);
        }
    }
}
