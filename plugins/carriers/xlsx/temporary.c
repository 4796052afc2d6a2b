/*
 * The library's temporary files, in memory.
 *
 * It makes eleven for a workbook, writes each once and reads it back once, by way of a function that it exports. The one
 * below stands before it in the order in which a carrier's symbols are looked up: no table's data comes near a disk but
 * in the output, and the kernel need not be asked for anything. Were it not found there, the files would lie in the folder
 * that workbook_create names.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FILE *lxw_tmpfile(char *folder);

struct memory {
    char *bytes;
    size_t length, capacity, at;
};

enum { FIRST = 16 * 1024 };

static ssize_t memory_read(void *cookie, char *buffer, size_t size) {
    struct memory *memory = cookie;
    size_t left = memory->at < memory->length ? memory->length - memory->at : 0;
    if (size > left) size = left;
    if (size > 0) memcpy(buffer, memory->bytes + memory->at, size);
    memory->at += size;
    return (ssize_t)size;
}

/* Nothing written means that there is no memory: the stream is then in error, and the library says so. */
static ssize_t memory_write(void *cookie, const char *buffer, size_t size) {
    struct memory *memory = cookie;
    if (size > memory->capacity - memory->at) {
        size_t capacity = memory->capacity == 0 ? FIRST : memory->capacity;
        while (capacity - memory->at < size) {
            if (capacity > SIZE_MAX / 4) return 0;
            capacity *= 2;
        }
        char *larger = realloc(memory->bytes, capacity);
        if (!larger) return 0;
        memory->bytes = larger;
        memory->capacity = capacity;
    }
    memcpy(memory->bytes + memory->at, buffer, size);
    memory->at += size;
    if (memory->at > memory->length) memory->length = memory->at;
    return (ssize_t)size;
}

/* Only within what is written, which is all that the library asks for: it rewinds. */
static int memory_seek(void *cookie, off64_t *offset, int whence) {
    struct memory *memory = cookie;
    size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? memory->at : memory->length;
    if ((*offset < 0 && (uint64_t) - *offset > base) ||
        (*offset > 0 && (uint64_t)*offset > memory->length - base))
        return -1;
    memory->at = base + (size_t)*offset;
    *offset = (off64_t)memory->at;
    return 0;
}

static int memory_close(void *cookie) {
    struct memory *memory = cookie;
    free(memory->bytes);
    free(memory);
    return 0;
}

__attribute__((visibility("default"))) FILE *lxw_tmpfile(char *folder) {
    static const cookie_io_functions_t functions = {memory_read, memory_write, memory_seek, memory_close};
    struct memory *memory = calloc(1, sizeof *memory);
    FILE *file = memory ? fopencookie(memory, "w+b", functions) : NULL;
    (void)folder;
    if (!file) free(memory);
    return file;
}
