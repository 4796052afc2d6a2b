/*
 * The map of rows, and areas under it.
 */
#include "patch.h"

#include <string.h>

uint32_t jx_xlsx_row_map(const struct jx_xlsx_rows *rows, uint32_t row) {
    uint64_t moved = row;
    for (uint32_t i = 0; rows && i < rows->count && rows->items[i].before <= row; i++)
        moved += rows->items[i].count;
    return moved > UINT32_MAX ? UINT32_MAX : (uint32_t)moved;
}

void jx_xlsx_rows_map(const struct jx_xlsx_rows *rows, uint32_t *first, uint32_t *last, bool cover) {
    uint32_t from = *first, to = *last;
    *first = jx_xlsx_row_map(rows, from);
    *last = jx_xlsx_row_map(rows, to);
    for (uint32_t i = 0; rows && i < rows->count; i++) {
        const struct jx_patch_rows *item = &rows->items[i];
        bool grows = cover || from < to;
        if (grows && item->pattern + 1 == item->before && item->pattern == to) *last += item->count;
        if (grows && item->pattern == item->before && item->before == from) *first -= item->count;
    }
}

bool jx_xlsx_crossed(const struct jx_xlsx_rows *rows, const struct jx_merge *area) {
    for (uint32_t i = 0; rows && i < rows->count; i++)
        if (rows->items[i].before > area->row && rows->items[i].before - area->row < area->rows) return true;
    return false;
}

const char *jx_xlsx_area_read(const char *text, struct jx_merge *area) {
    struct jx_xlsx_reference reference;
    const char *end = jx_xlsx_reference_read(text, &reference);
    if (!end || reference.sheet) return NULL;
    *area = reference.area;
    return end;
}

void jx_xlsx_address_write(struct jx_bytes *out, uint32_t row, uint32_t column) {
    char letters[8];
    size_t at = sizeof letters;
    for (uint64_t rest = (uint64_t)column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    jx_bytes_add(out, letters + at, sizeof letters - at);
    jx_bytes_number(out, (uint64_t)row + 1);
}

void jx_xlsx_area_write(struct jx_bytes *out, const struct jx_merge *area) {
    jx_xlsx_address_write(out, area->row, area->column);
    if (area->rows == 1 && area->columns == 1) return;
    jx_bytes_text(out, ":");
    jx_xlsx_address_write(out, area->row + area->rows - 1, area->column + area->columns - 1);
}

/* One area of a list; what is no area, such as A:C, stays. */
static void area_map(const struct jx_xlsx_rows *rows, const char *text, size_t length, bool cover,
                     struct jx_bytes *out) {
    struct jx_merge area;
    const char *end = jx_xlsx_area_read(text, &area);
    if (end != text + length || area.rows == UINT32_MAX) {
        jx_bytes_add(out, text, length);
        return;
    }
    uint32_t first = area.row, last = area.row + area.rows - 1;
    jx_xlsx_rows_map(rows, &first, &last, cover);
    area.row = first;
    area.rows = last - first + 1;
    jx_xlsx_area_write(out, &area);
}

const char *jx_xlsx_areas_map(const struct jx_host *host, struct jx_call *call,
                              const struct jx_xlsx_rows *rows, const char *list, bool cover) {
    struct jx_bytes out = {.host = host, .call = call};
    for (const char *at = list; *at;) {
        size_t blanks = strspn(at, " \t\r\n"), length = strcspn(at + blanks, " \t\r\n");
        jx_bytes_add(&out, at, blanks);
        at += blanks;
        if (length > 0) area_map(rows, at, length, cover, &out);
        at += length;
    }
    return out.length > 0 && strcmp(out.bytes, list) != 0 ? out.bytes : NULL;
}
