/*
 * What the yardsticks of the bench hold of a workbook, and keep in a file for each other.
 */
#ifndef BENCH_CELLS_H
#define BENCH_CELLS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum item_kind { ITEM_SHEET, ITEM_TEXT, ITEM_NUMBER, ITEM_BLANK, ITEM_MERGE };

/* A sheet begins, a cell, or a merge with its last row and column. `text` is an offset. */
struct item {
    uint32_t kind, row, column, last_row, last_column, length;
    uint64_t text;
};

struct cells {
    struct item *items;
    size_t count, capacity;
    char *text;
    size_t used, room;
    uint64_t *shared; /* offsets of the shared strings */
    uint32_t *lengths;
    size_t shared_count, shared_capacity;
    /* while parsing */
    bool keep, in_value;
    char type;
    size_t value;
    struct item cell;
    unsigned long elements;
};

static void *more(void *block, size_t size) {
    block = realloc(block, size);
    if (!block) exit(5);
    return block;
}

static void item_add(struct cells *cells, struct item item) {
    if (cells->count == cells->capacity) {
        cells->capacity = cells->capacity == 0 ? 1024 : cells->capacity * 2;
        cells->items = more(cells->items, cells->capacity * sizeof *cells->items);
    }
    cells->items[cells->count++] = item;
}

static void text_add(struct cells *cells, const char *text, size_t length) {
    if (cells->used + length + 1 > cells->room) {
        cells->room = (cells->used + length + 1) * 2;
        cells->text = more(cells->text, cells->room);
    }
    memcpy(cells->text + cells->used, text, length);
    cells->used += length;
    cells->text[cells->used] = '\0';
}

static const char *address(const char *in, uint32_t *row, uint32_t *column) {
    *row = *column = 0;
    for (; *in >= 'A' && *in <= 'Z'; in++) *column = *column * 26 + (uint32_t)(*in - 'A') + 1;
    for (; *in >= '0' && *in <= '9'; in++) *row = *row * 10 + (uint32_t)(*in - '0');
    --*row, --*column;
    return in;
}

static void string_end(struct cells *cells) {
    if (cells->shared_count == cells->shared_capacity) {
        cells->shared_capacity = cells->shared_capacity == 0 ? 1024 : cells->shared_capacity * 2;
        cells->shared = more(cells->shared, cells->shared_capacity * sizeof *cells->shared);
        cells->lengths = more(cells->lengths, cells->shared_capacity * sizeof *cells->lengths);
    }
    cells->shared[cells->shared_count] = cells->value;
    cells->lengths[cells->shared_count++] = (uint32_t)(cells->used - cells->value);
    text_add(cells, "", 1);
}

static void cell_end(struct cells *cells) {
    struct item *cell = &cells->cell;
    size_t length = cells->used - cells->value, index;
    cell->text = cells->value;
    cell->length = (uint32_t)length;
    if (length > 0) cell->kind = cells->type == 'n' ? ITEM_NUMBER : ITEM_TEXT;
    if (length > 0 && cells->type == 's') {
        index = strtoul(cells->text + cells->value, NULL, 10);
        cells->used = cells->value;
        if (index >= cells->shared_count) return;
        cell->text = cells->shared[index];
        cell->length = cells->lengths[index];
    } else if (length > 0) {
        text_add(cells, "", 1);
    }
    item_add(cells, *cell);
}

static void cells_load(struct cells *cells, const char *path) {
    FILE *file = fopen(path, "rb");
    size_t sizes[2];
    if (!file || fread(sizes, sizeof sizes, 1, file) != 1) exit(3);
    cells->count = sizes[0];
    cells->used = sizes[1];
    cells->items = more(NULL, cells->count * sizeof *cells->items + 1);
    cells->text = more(NULL, cells->used + 1);
    if (fread(cells->items, sizeof *cells->items, cells->count, file) != cells->count) exit(3);
    if (fread(cells->text, 1, cells->used, file) != cells->used) exit(3);
    fclose(file);
}

static void cells_free(struct cells *cells) {
    free(cells->items);
    free(cells->text);
    free(cells->shared);
    free(cells->lengths);
    *cells = (struct cells){0};
}

/* Calls `run` for each line of a list: IN, CELLS and OUT, with tabs between. */
static void run_list(const char *path, void (*run)(const char *in, const char *as, const char *out)) {
    char line[4096];
    FILE *file = fopen(path, "r");
    if (!file) exit(3);
    while (fgets(line, sizeof line, file)) {
        char *as = strchr(line, '\t'), *out = !as ? NULL : strchr(as + 1, '\t');
        if (!out) exit(2);
        *as++ = *out++ = '\0';
        out[strcspn(out, "\n")] = '\0';
        run(line, as, out);
    }
    fclose(file);
}

#endif
