/* Memory: zeroed, aligned, never moved, and given back however a call ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/base/arena.h"

static void memory_is_zeroed_aligned_and_apart(void **state) {
    struct jx_arena *arena = jx_arena_new();
    unsigned char *before = NULL;
    size_t size, i, last = 0;

    (void)state;
    for (size = 0; size < 6000; size += 7) {
        if (size == 3003) jx_arena_reset(arena), before = NULL;
        unsigned char *memory = jx_arena_alloc(arena, size % 3000);

        assert_int_equal((uintptr_t)memory % 16, 0);
        for (i = 0; i < size % 3000; i++) assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size % 3000);
        if (before && last > 0) assert_int_equal(before[last - 1], 0xAA);
        jx_arena_copy(arena, "odd", 3);
        before = memory;
        last = size % 3000;
    }
    jx_arena_free(arena);
}

static void big_requests_stand_alone(void **state) {
    struct jx_arena *arena = jx_arena_new();
    char *small = jx_arena_alloc(arena, 8), *big = jx_arena_alloc(arena, 40 << 20),
         *next = jx_arena_alloc(arena, 8);

    (void)state;
    big[(40 << 20) - 1] = 1;
    /* The chunk being cut goes on as if nothing had happened. */
    assert_true(next > small && next - small < 64);
    jx_arena_free(arena);
}

static void texts_are_copied_whole(void **state) {
    struct jx_arena *arena = jx_arena_new();
    char *text = jx_arena_copy(arena, "a\0b", 3);

    (void)state;
    assert_memory_equal(text, "a\0b", 4);
    assert_string_equal(jx_arena_copy(arena, NULL, 0), "");
    assert_string_equal(jx_arena_format(arena, "%s-%03d", "指标", 7), "指标-007");
    for (int width = 254; width < 258; width++)
        assert_int_equal(strlen(jx_arena_format(arena, "%*d", width, 1)), width);
    assert_int_equal(strlen(jx_arena_format(arena, "%100000d", 1)), 100000);
    assert_string_equal(jx_arena_join(arena, "指标", "", "：7"), "指标：7");
    jx_arena_free(arena);
}

static void arrays_keep_their_items_as_they_grow(void **state) {
    struct jx_arena *arena = jx_arena_new();
    uint32_t *items = NULL, *others = NULL, capacity32 = 0, i;
    size_t capacity = 0;

    (void)state;
    for (i = 0; i < 50000; i++) {
        items = jx_arena_grow(arena, items, i, &capacity, sizeof(*items));
        assert_true(capacity > i);
        assert_int_equal(items[i], 0);
        items[i] = i;
        if (i % 3 != 0) continue;
        others = jx_arena_grow32(arena, others, i / 3, &capacity32, sizeof(*others));
        others[i / 3] = ~i;
    }
    for (i = 0; i < 50000; i++) assert_int_equal(items[i], i);
    for (i = 0; i < 50000; i += 3) assert_int_equal(others[i / 3], ~i);
    jx_arena_free(arena);
}

static void an_array_can_jump_ahead(void **state) {
    struct jx_arena *arena = jx_arena_new();
    uint32_t capacity = 0;
    char *items = jx_arena_grow32(arena, NULL, 1000000, &capacity, 1);

    (void)state;
    assert_true(capacity > 1000000);
    assert_int_equal(items[1000000], 0);
    jx_arena_free(arena);
}

/* What was given back, in order, as digits. */
static char given_back[32];

static void give_back(void *thing) {
    strncat(given_back, thing, sizeof(given_back) - strlen(given_back) - 1);
}

static void what_is_deferred_runs_last_first(void **state) {
    struct jx_arena *arena = jx_arena_new();
    size_t mark;

    (void)state;
    *given_back = '\0';
    jx_arena_defer(arena, give_back, "1");
    mark = jx_arena_mark(arena);
    jx_arena_defer(arena, give_back, "2");
    jx_arena_defer(arena, give_back, "3");
    jx_arena_release(arena, mark);
    assert_string_equal(given_back, "32");
    jx_arena_release(arena, mark);
    jx_arena_defer(arena, give_back, "4");
    jx_arena_free(arena);
    assert_string_equal(given_back, "3241");
    jx_arena_free(NULL);
}

static void want_of_memory_comes_back_to_the_guard(void **state) {
    struct jx_arena *volatile arena = jx_arena_new();
    volatile int stage = 0;

    (void)state;
    if (setjmp(*jx_arena_guard(arena)) == 0) {
        jx_arena_fail_after(2);
        for (;; stage++) jx_arena_alloc(arena, 8);
    }
    /* The first allocation takes a chunk as well. */
    assert_int_equal(stage, 1);
    jx_arena_alloc(arena, 8);

    stage = 0;
    if (setjmp(*jx_arena_guard(arena)) == 0) {
        stage = 1;
        jx_arena_alloc(arena, SIZE_MAX - 8);
        stage = 2;
    }
    assert_int_equal(stage, 1);
    jx_arena_free(arena);
}

static void sizes_that_overflow_are_refused(void **state) {
    struct jx_arena *volatile arena = jx_arena_new();
    volatile int refused = 0;

    (void)state;
    if (setjmp(*jx_arena_guard(arena)) == 0) {
        size_t capacity = 0;

        jx_arena_grow(arena, NULL, SIZE_MAX / 8, &capacity, 64);
    } else {
        refused++;
    }
    if (setjmp(*jx_arena_guard(arena)) == 0) {
        uint32_t capacity = UINT32_MAX;

        jx_arena_grow32(arena, NULL, UINT32_MAX, &capacity, 1);
    } else {
        refused++;
    }
    if (setjmp(*jx_arena_guard(arena)) == 0) {
        jx_arena_copy(arena, "", SIZE_MAX);
    } else {
        refused++;
    }
    assert_int_equal(refused, 3);
    jx_arena_free(arena);
}

static void a_thing_that_cannot_be_remembered_is_given_back_at_once(void **state) {
    struct jx_arena *volatile arena = jx_arena_new();
    volatile int came_back = 0;

    (void)state;
    *given_back = '\0';
    if (setjmp(*jx_arena_guard(arena)) == 0) {
        jx_arena_fail_after(0);
        jx_arena_defer(arena, give_back, "1");
    } else {
        came_back = 1;
    }
    assert_true(came_back);
    assert_string_equal(given_back, "1");
    jx_arena_free(arena);
    assert_string_equal(given_back, "1");
}

/* A watch that has enough after so many looks, and takes memory to say so. */
struct watch {
    struct jx_arena *arena;
    int looks, patience;
};

static bool enough(void *user) {
    struct watch *watch = user;
    jx_arena_string(watch->arena, "too late");
    return ++watch->looks >= watch->patience;
}

static void a_watch_is_kept_over_all_that_takes_memory(void **state) {
    struct watch watch = {.patience = 3};
    struct jx_arena *volatile arena = jx_arena_new();
    volatile long taken = 0;
    (void)state;
    int why = setjmp(*jx_arena_guard(arena));
    if (why == 0) {
        struct jx_arena *scratch = jx_arena_scratch(jx_arena_scratch(arena));
        watch.arena = scratch;
        jx_arena_watch(scratch, enough, &watch);
        for (; taken < 1000000; taken++) jx_arena_alloc(scratch, 8);
    }
    assert_int_equal(why, JX_ARENA_LEFT);
    assert_int_equal(watch.looks, 3);
    assert_in_range(taken, 2048, 4096);
    /* Now nobody watches any more. */
    for (int i = 0; i < 10000; i++) jx_arena_alloc(arena, 8);
    assert_int_equal(watch.looks, 3);
    jx_arena_free(arena);
}

static void an_arena_may_not_even_begin(void **state) {
    (void)state;
    jx_arena_fail_after(0);
    assert_null(jx_arena_new());
    jx_arena_fail_after(SIZE_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(big_requests_stand_alone),
        cmocka_unit_test(texts_are_copied_whole),
        cmocka_unit_test(arrays_keep_their_items_as_they_grow),
        cmocka_unit_test(an_array_can_jump_ahead),
        cmocka_unit_test(what_is_deferred_runs_last_first),
        cmocka_unit_test(want_of_memory_comes_back_to_the_guard),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(a_thing_that_cannot_be_remembered_is_given_back_at_once),
        cmocka_unit_test(a_watch_is_kept_over_all_that_takes_memory),
        cmocka_unit_test(an_arena_may_not_even_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
