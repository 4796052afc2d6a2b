#include "core/batch/refusals.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

static volatile size_t own;
static volatile size_t *volatile refused = &own;

size_t jx_refusals(void) {
    return *refused;
}

void jx_refusals_forget(void) {
    *refused = 0;
}

void jx_refusals_share(volatile size_t *count) {
    *count += *refused;
    refused = count;
}

/* A sanitizer has functions of its own in their place, and memory is never refused there. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

/* More than any object can have is a number that was read wrong, not want of memory. */
static void count_refusal(size_t size) {
    if (size <= PTRDIFF_MAX) *refused += 1;
}

#define SEEN __attribute__((visibility("default")))

SEEN void *malloc(size_t size) {
    void *memory = __libc_malloc(size);
    if (!memory) count_refusal(size);
    return memory;
}

SEEN void *calloc(size_t count, size_t size) {
    size_t whole;
    void *memory = __libc_calloc(count, size);
    if (!memory && !__builtin_mul_overflow(count, size, &whole)) count_refusal(whole);
    return memory;
}

/* A size of 0 frees, and then nothing was refused. */
SEEN void *realloc(void *old, size_t size) {
    void *memory = __libc_realloc(old, size);
    if (!memory && size) count_refusal(size);
    return memory;
}

#endif
