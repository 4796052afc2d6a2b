/*
 * The list of the blocks that a parser holds.
 */
#include "plugins/carriers/shared/memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Stands before each block. The list is a ring through `ring`. */
struct block {
    struct block *before, *after;
    max_align_t content[];
};

static _Thread_local struct block ring;

static void block_link(struct block *block) {
    if (!ring.after) ring.before = ring.after = &ring;
    block->before = &ring;
    block->after = ring.after;
    block->after->before = block;
    ring.after = block;
}

static void block_unlink(struct block *block) {
    block->before->after = block->after;
    block->after->before = block->before;
}

static void *block_allocate(size_t size) {
    struct block *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
    if (!block) return NULL;
    block_link(block);
    return block->content;
}

static struct block *block_of(void *content) {
    return (struct block *)(void *)((char *)content - offsetof(struct block, content));
}

static void block_free(void *content) {
    if (!content) return;
    block_unlink(block_of(content));
    free(block_of(content));
}

static void *block_resize(void *content, size_t size) {
    if (!content) return block_allocate(size);
    struct block *block = block_of(content);
    block_unlink(block);
    struct block *moved = size <= SIZE_MAX - sizeof *block ? realloc(block, sizeof *block + size) : NULL;
    block_link(moved ? moved : block);
    return moved ? moved->content : NULL;
}

const XML_Memory_Handling_Suite jx_xml_memory = {block_allocate, block_resize, block_free};

void jx_xml_memory_release(void) {
    struct block *block = ring.after, *after;
    for (; block && block != &ring; block = after) {
        after = block->after;
        free(block);
    }
    ring.after = ring.before = &ring;
}
