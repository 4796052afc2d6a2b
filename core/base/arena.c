/*
 * The arena: a list of zeroed chunks, cut from the front.
 *
 * Chunks come from calloc, which gets large ones from the kernel already zeroed: what a chunk never hands out costs
 * no memory but address space. They start small, for a document may be one page, and double up to a size at which
 * asking the system no longer matters. Nothing that was handed out is ever moved or given out again, so that a pointer
 * into the arena is good until the arena dies, even to an array that has since grown elsewhere.
 *
 * Under AddressSanitizer the bytes around every allocation are poisoned, so that running past one is found although
 * its neighbour belongs to the same chunk.
 */
#include "core/base/arena.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define JX_ARENA_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define JX_ARENA_POISON 1
#endif
#endif

#ifdef JX_ARENA_POISON
#include <sanitizer/asan_interface.h>
enum { JX_ARENA_GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(address, size)   ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
enum { JX_ARENA_GAP = 0 };
#endif

enum { JX_ARENA_ALIGN = 16, JX_ARENA_FIRST = 16 * 1024, JX_ARENA_LARGEST = 1024 * 1024 };

struct jx_arena_chunk {
    struct jx_arena_chunk *next;
    size_t size;
    _Alignas(JX_ARENA_ALIGN) unsigned char bytes[];
};

struct jx_arena_deferred {
    struct jx_arena_deferred *below;
    void (*release)(void *);
    void *thing;
};

struct jx_arena {
    struct jx_arena *parent; /* of a scratch arena: whose guard is jumped to */
    jmp_buf guard;
    bool guarded;
    unsigned char *at; /* the free part of the chunk that is being cut */
    unsigned char *end;
    struct jx_arena_chunk *chunks;
    size_t next_size;
    struct jx_arena_deferred *deferred;
    size_t deferred_count;
    bool (*late)(void *); /* of the outermost arena; NULL: nobody watches */
    void *user;
    unsigned cuts;
};

/* Allocations between two looks at the watch: some ten microseconds. */
enum { JX_ARENA_CUTS = 1024 };

/* Asked at every allocation: of the model that finds it without a call. */
static _Thread_local __attribute__((tls_model("initial-exec"))) size_t jx_arena_countdown = SIZE_MAX;

void jx_arena_fail_after(size_t allocations) {
    jx_arena_countdown = allocations;
}

/* Whether the allocation at hand is the one that a test wants to fail. */
static bool jx_arena_fails(void) {
    if (jx_arena_countdown == SIZE_MAX) return false;
    return jx_arena_countdown-- == 0;
}

/* A chunk with room for `size` bytes, put first in the list; NULL when there is no memory. */
static struct jx_arena_chunk *jx_arena_chunk(struct jx_arena *arena, size_t size) {
    struct jx_arena_chunk *chunk;

    if (size > SIZE_MAX / 4 || jx_arena_fails()) return NULL;
    chunk = calloc(1, sizeof(*chunk) + size);
    if (!chunk) return NULL;
    chunk->size = size;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, size);
    return chunk;
}

struct jx_arena *jx_arena_new(void) {
    struct jx_arena *arena;

    if (jx_arena_fails()) return NULL;
    arena = calloc(1, sizeof(*arena));
    if (!arena) return NULL;
    arena->next_size = JX_ARENA_FIRST;
    arena->at = arena->end = (unsigned char *)arena; /* no room; the first request brings the first chunk */
    return arena;
}

void jx_arena_free(struct jx_arena *arena) {
    struct jx_arena_chunk *chunk, *next;

    if (!arena) return;
    jx_arena_release(arena, 0);
    for (chunk = arena->chunks; chunk; chunk = next) {
        next = chunk->next;
        ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
        free(chunk);
    }
    free(arena);
}

jmp_buf *jx_arena_guard(struct jx_arena *arena) {
    arena->guarded = true;
    return &arena->guard;
}

/* Nobody to tell: an arena used without a guard is a mistake in the program, as is running on. */
void jx_arena_exhausted(struct jx_arena *arena) {
    while (arena->parent) arena = arena->parent;
    if (!arena->guarded) abort();
    longjmp(arena->guard, JX_ARENA_EXHAUSTED);
}

void jx_arena_leave(struct jx_arena *arena) {
    while (arena->parent) arena = arena->parent;
    if (!arena->guarded) abort();
    longjmp(arena->guard, JX_ARENA_LEFT);
}

void jx_arena_watch(struct jx_arena *arena, bool (*late)(void *), void *user) {
    while (arena->parent) arena = arena->parent;
    arena->late = late;
    arena->user = user;
}

/* While the watch is asked nobody else is: what it reports takes memory too. */
void jx_arena_look(struct jx_arena *arena) {
    bool (*late)(void *);

    while (arena->parent) arena = arena->parent;
    late = arena->late;
    if (!late) return;
    arena->late = NULL;
    if (late(arena->user)) jx_arena_leave(arena);
    arena->late = late;
}

/* Where the chunk that is being cut has no room: a new one. */
static __attribute__((noinline)) void *jx_arena_cut_new(struct jx_arena *arena, size_t size) {
    struct jx_arena_chunk *chunk;
    unsigned char *start;

    /* What is big beside a chunk gets one of its own, and the one being cut goes on. */
    if (size > arena->next_size / 4) {
        chunk = jx_arena_chunk(arena, size + (size == 0));
        if (!chunk) return NULL;
        ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, size);
        return chunk->bytes;
    }
    chunk = jx_arena_chunk(arena, arena->next_size);
    if (!chunk) return NULL;
    if (arena->next_size < JX_ARENA_LARGEST) arena->next_size *= 2;
    start = chunk->bytes + JX_ARENA_GAP;
    arena->at = start + size;
    arena->end = chunk->bytes + chunk->size;
    ASAN_UNPOISON_MEMORY_REGION(start, size);
    return start;
}

/* `size` zeroed bytes, or NULL. `align` is a power of two. */
static inline void *jx_arena_cut(struct jx_arena *arena, size_t size, size_t align) {
    unsigned char *start;
    size_t pad, room;

    if (jx_arena_fails()) return NULL;
    if (++arena->cuts % JX_ARENA_CUTS == 0) jx_arena_look(arena); /* which may cut from this arena itself */
    start = arena->at + JX_ARENA_GAP;
    pad = (size_t)(-(uintptr_t)start & (align - 1));
    room = (size_t)(arena->end - arena->at);
    if (size > room || room - size < pad + JX_ARENA_GAP) return jx_arena_cut_new(arena, size);
    start += pad;
    arena->at = start + size;
    ASAN_UNPOISON_MEMORY_REGION(start, size);
    return start;
}

void *jx_arena_alloc(struct jx_arena *arena, size_t size) {
    void *memory = jx_arena_cut(arena, size + (size == 0), JX_ARENA_ALIGN);

    if (!memory) jx_arena_exhausted(arena);
    return memory;
}

/* Texts need no alignment, and there are a great many of them. */
char *jx_arena_copy(struct jx_arena *arena, const char *bytes, size_t length) {
    char *copy = length < SIZE_MAX ? jx_arena_cut(arena, length + 1, 1) : NULL;

    if (!copy) jx_arena_exhausted(arena);
    if (length > 0) memcpy(copy, bytes, length);
    return copy;
}

char *jx_arena_string(struct jx_arena *arena, const char *text) {
    return jx_arena_copy(arena, text, strlen(text));
}

char *jx_arena_join(struct jx_arena *arena, const char *first, const char *second, const char *third) {
    size_t one = strlen(first), two = strlen(second), three = strlen(third);
    char *joined = jx_arena_cut(arena, one + two + three + 1, 1);

    if (!joined) jx_arena_exhausted(arena);
    memcpy(joined, first, one);
    memcpy(joined + one, second, two);
    memcpy(joined + one + two, third, three);
    return joined;
}

/* Nearly all are short, and printed once: into `line`, which is then copied. */
char *jx_arena_format(struct jx_arena *arena, const char *format, ...) {
    va_list arguments;
    char line[256], *text;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    if (length < 0) jx_arena_exhausted(arena);
    if ((size_t)length < sizeof(line)) return jx_arena_copy(arena, line, (size_t)length);
    text = jx_arena_cut(arena, (size_t)length + 1, 1);
    if (!text) jx_arena_exhausted(arena);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

/* The last thing cut from a chunk can be made longer where it stands; whether that was done. */
static bool jx_arena_extend(struct jx_arena *arena, void *items, size_t old_size, size_t new_size) {
    if (!items || (unsigned char *)items + old_size != arena->at) return false;
    if (new_size - old_size > (size_t)(arena->end - arena->at)) return false;
    arena->at += new_size - old_size;
    ASAN_UNPOISON_MEMORY_REGION((unsigned char *)items + old_size, new_size - old_size);
    return true;
}

/* Doubling keeps appends cheap; `largest` is what the caller's counter can hold. */
static void *jx_arena_enlarge(struct jx_arena *arena, void *items, size_t count, size_t *capacity,
                              size_t item_size, size_t largest) {
    size_t more = *capacity < 4 ? 8 : *capacity * 2;
    void *larger;

    if (count >= largest) jx_arena_exhausted(arena);
    if (*capacity > largest / 2) more = largest;
    if (more <= count) more = count + 1;
    if (item_size > 0 && more > SIZE_MAX / 4 / item_size) jx_arena_exhausted(arena);
    if (!jx_arena_extend(arena, items, *capacity * item_size, more * item_size)) {
        larger = jx_arena_alloc(arena, more * item_size);
        if (*capacity > 0) memcpy(larger, items, *capacity * item_size);
        items = larger;
    }
    *capacity = more;
    return items;
}

void *jx_arena_grow(struct jx_arena *arena, void *items, size_t count, size_t *capacity, size_t item_size) {
    if (count < *capacity) return items;
    return jx_arena_enlarge(arena, items, count, capacity, item_size, SIZE_MAX / 4);
}

/* At least twice what there is, or many short lists would copy everything for each of them. */
void *jx_arena_expect(struct jx_arena *arena, void *items, size_t count, size_t more, size_t *capacity,
                      size_t item_size) {
    void *moved;

    if (items && more <= *capacity - count) return items;
    if (more < count) more = count;
    if (more > SIZE_MAX / 4 / item_size - count) jx_arena_exhausted(arena);
    moved = jx_arena_alloc(arena, (count + more) * item_size);
    if (items) memcpy(moved, items, count * item_size);
    *capacity = count + more;
    return moved;
}

void *jx_arena_grow32(struct jx_arena *arena, void *items, uint32_t count, uint32_t *capacity,
                      size_t item_size) {
    size_t wide = *capacity;

    if (count < *capacity) return items;
    items = jx_arena_enlarge(arena, items, count, &wide, item_size, UINT32_MAX);
    *capacity = (uint32_t)wide;
    return items;
}

/* The thing is ours from the call on: without memory to remember it, it is given back at once. */
void jx_arena_defer(struct jx_arena *arena, void (*release)(void *), void *thing) {
    struct jx_arena_deferred *deferred = jx_arena_cut(arena, sizeof(*deferred), JX_ARENA_ALIGN);

    if (!deferred) {
        release(thing);
        jx_arena_exhausted(arena);
    }
    deferred->release = release;
    deferred->thing = thing;
    deferred->below = arena->deferred;
    arena->deferred = deferred;
    arena->deferred_count++;
}

size_t jx_arena_mark(const struct jx_arena *arena) {
    return arena->deferred_count;
}

void jx_arena_release(struct jx_arena *arena, size_t mark) {
    while (arena->deferred_count > mark) {
        struct jx_arena_deferred *deferred = arena->deferred;

        arena->deferred = deferred->below;
        arena->deferred_count--;
        deferred->release(deferred->thing);
    }
}

static void jx_arena_free_scratch(void *thing) {
    jx_arena_free(thing);
}

struct jx_arena *jx_arena_scratch(struct jx_arena *parent) {
    struct jx_arena *arena = jx_arena_new();

    if (!arena) jx_arena_exhausted(parent);
    arena->parent = parent;
    jx_arena_defer(parent, jx_arena_free_scratch, arena);
    return arena;
}

/* One small chunk stays, cleared as far as it was used, so that a reset for every row asks nothing of the system. */
void jx_arena_reset(struct jx_arena *arena) {
    struct jx_arena_chunk *chunk = arena->chunks, *kept = NULL, *next;
    unsigned char *used = arena->at;

    jx_arena_release(arena, 0);
    for (; chunk; chunk = next) {
        next = chunk->next;
        if (chunk->bytes + chunk->size == arena->end && chunk->size <= JX_ARENA_LARGEST / 4) {
            kept = chunk;
            continue;
        }
        ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
        free(chunk);
    }
    arena->chunks = kept;
    arena->at = arena->end = (unsigned char *)arena;
    arena->next_size = JX_ARENA_FIRST;
    if (!kept) return;
    kept->next = NULL;
    ASAN_UNPOISON_MEMORY_REGION(kept->bytes, kept->size);
    memset(kept->bytes, 0, (size_t)(used - kept->bytes));
    ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
    arena->at = kept->bytes;
    arena->end = kept->bytes + kept->size;
}
