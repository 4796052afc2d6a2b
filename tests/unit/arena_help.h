/*
 * What tests of small things share: an arena, made before the tests of a program and freed after them.
 */
#ifndef TESTS_ARENA_HELP_H
#define TESTS_ARENA_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/arena.h"

#define COUNT(cases) (sizeof(cases) / sizeof *(cases))

static struct jx_arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = jx_arena_new();
    return !arena;
}

static int tear_down(void **state) {
    (void)state;
    jx_arena_free(arena);
    arena = NULL;
    return 0;
}

#endif
