#include "core/paper/names.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/text.h"

static bool forbidden(uint32_t c) {
    return c < 0x20 || c == 0x7F || (c < 0x80 && strchr("[]:*?/\\", (int)c));
}

/* The first `room` units of the text, without what is forbidden. */
static char *clean(struct jx_arena *arena, const char *text, size_t room) {
    const char *end = text + strlen(text);
    char *name = jx_arena_alloc(arena, strlen(text) + 1);
    size_t length = 0;
    while (text < end) {
        const char *start = text;
        uint32_t c = jx_text_next(&text, end);
        size_t units = c > 0xFFFF ? 2 : 1;
        if (forbidden(c)) continue;
        if (units > room) break;
        room -= units;
        memcpy(name + length, start, (size_t)(text - start));
        length += (size_t)(text - start);
    }
    while (length > 0 && (name[length - 1] == '\'' || name[length - 1] == ' ')) length--;
    name[length] = '\0';
    while (*name == '\'' || *name == ' ') name++;
    return name;
}

/* --- names taken --------------------------------------------------------------------------------------------------------- */

/* A name, and the number that the next sheet of this name is likely to get. */
struct jx_name {
    const char *name;
    unsigned next;
};

static size_t hash(const char *name) {
    uint32_t hash = 2166136261u;
    for (; *name != '\0'; name++) hash = (hash ^ (uint32_t)tolower((unsigned char)*name)) * 16777619u;
    return hash;
}

/* The place of this name in the table, or the free one where it belongs. */
static struct jx_name *place(const struct jx_names *names, const char *name) {
    size_t at = hash(name) & (names->room - 1);
    while (names->table[at].name && strcasecmp(names->table[at].name, name) != 0)
        at = (at + 1) & (names->room - 1);
    return &names->table[at];
}

/* Half of the table stays free. */
static void add(struct jx_names *names, const char *name) {
    if (2 * (names->count + 1) > names->room) {
        struct jx_names old = *names;
        names->room = old.room == 0 ? 16 : 4 * old.room;
        names->table = jx_arena_alloc(names->arena, names->room * sizeof *names->table);
        for (size_t i = 0; i < old.room; i++)
            if (old.table[i].name) *place(names, old.table[i].name) = old.table[i];
    }
    struct jx_name *free = place(names, name);
    if (free->name) return;
    *free = (struct jx_name){.name = name, .next = 2};
    names->count++;
}

struct jx_names jx_names_of(const struct jx_book *book, size_t most) {
    struct jx_names names = {.arena = book->arena, .most = most};
    for (size_t i = 0; i < book->sheet_count; i++) add(&names, book->sheets[i]->name);
    return names;
}

static bool taken(const struct jx_names *names, const char *name) {
    return names->room > 0 && place(names, name)->name;
}

/* Name(2), Name(3) … whichever is free; of long names, the beginning. */
static const char *numbered(struct jx_names *names, const char *wanted, const char *name) {
    struct jx_name *same = place(names, name);
    for (;;) {
        const char *tail = jx_arena_format(names->arena, "(%u)", same->next++);
        const char *start = clean(names->arena, wanted, names->most - strlen(tail));
        const char *number = jx_arena_format(names->arena, "%s%s", start, tail);
        if (!taken(names, number)) return number;
    }
}

const char *jx_sheet_name(struct jx_names *names, const char *wanted) {
    const char *name = clean(names->arena, wanted, names->most);
    if (*name == '\0') name = "Sheet";
    if (taken(names, name)) name = numbered(names, wanted, name);
    add(names, name);
    return name;
}
