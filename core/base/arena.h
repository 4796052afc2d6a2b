/*
 * Memory that is given back all at once.
 *
 * Everything reachable from a document or a conversion lives in its arena. Allocation never returns NULL: when memory
 * runs out the arena jumps to where the call that owns it began (jx_arena_guard), and that one place answers FATAL.
 */
#ifndef JX_BASE_ARENA_H
#define JX_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jx_arena;

/* NULL when even this fails. */
struct jx_arena *jx_arena_new(void);

/* Runs what was deferred, last first, and frees everything, the arena included. NULL is fine. */
void jx_arena_free(struct jx_arena *arena);

/* The buffer to setjmp on: `if (setjmp(*jx_arena_guard(arena))) return JX_FATAL;` It answers why it was jumped to. */
enum { JX_ARENA_EXHAUSTED = 1, JX_ARENA_LEFT = 2 };
jmp_buf *jx_arena_guard(struct jx_arena *arena);

/* Jumps to the guard with JX_ARENA_LEFT: what goes on takes too long or too much, which is reported already. */
_Noreturn void jx_arena_leave(struct jx_arena *arena);

/*
 * Has a watch kept over everything that works with this arena and its scratch arenas: `late` is asked now and then, at
 * some allocation, and once it says so (having reported it), the arena is left. NULL: no more. jx_arena_look asks out of
 * turn, for a step that takes time and no memory.
 */
void jx_arena_watch(struct jx_arena *arena, bool (*late)(void *), void *user);
void jx_arena_look(struct jx_arena *arena);

/* Jumps to the guard: for a caller that was refused memory by another library. Without a guard it aborts. */
_Noreturn void jx_arena_exhausted(struct jx_arena *arena);

/* Said to compilers and analysers: what an arena gives is never NULL. */
#define JX_ARENA_GIVES __attribute__((returns_nonnull))

/* Zeroed, aligned for anything. */
void *jx_arena_alloc(struct jx_arena *arena, size_t size) JX_ARENA_GIVES;

/* `length` bytes and a closing NUL. */
char *jx_arena_copy(struct jx_arena *arena, const char *bytes, size_t length) JX_ARENA_GIVES;
char *jx_arena_string(struct jx_arena *arena, const char *text) JX_ARENA_GIVES;
/* Three texts one behind the other. */
char *jx_arena_join(struct jx_arena *arena, const char *first, const char *second,
                    const char *third) JX_ARENA_GIVES;
char *jx_arena_format(struct jx_arena *arena, const char *format, ...) JX_ARENA_GIVES
    __attribute__((format(printf, 2, 3)));

/* Room for one more than `count` items: returns `items`, or a larger copy of it. */
void *jx_arena_grow(struct jx_arena *arena, void *items, size_t count, size_t *capacity,
                    size_t item_size) JX_ARENA_GIVES;
/* Room for so many more, all at once. */
void *jx_arena_expect(struct jx_arena *arena, void *items, size_t count, size_t more, size_t *capacity,
                      size_t item_size) JX_ARENA_GIVES;
void *jx_arena_grow32(struct jx_arena *arena, void *items, uint32_t count, uint32_t *capacity,
                      size_t item_size) JX_ARENA_GIVES;

/* Gives back what another library allocated, when the arena dies or the mark is released. */
void jx_arena_defer(struct jx_arena *arena, void (*release)(void *), void *thing);

/* Runs what was deferred since the mark, so that a call can give back its libraries' things before its arena dies. */
size_t jx_arena_mark(const struct jx_arena *arena);
void jx_arena_release(struct jx_arena *arena, size_t mark);

/* An arena for what is needed only for a while, such as the keys of one row's cells: it dies with its parent, and runs out
 * of memory where its parent does. */
struct jx_arena *jx_arena_scratch(struct jx_arena *parent);

/* Gives back everything at once, for the scratch arena to be used anew. What was deferred runs. */
void jx_arena_reset(struct jx_arena *arena);

/* For tests: the n-th allocation from now (0: the next one) fails. SIZE_MAX: none does. Counts chunks asked of the
 * system and allocations alike. Thread-local. */
void jx_arena_fail_after(size_t allocations);

#endif
