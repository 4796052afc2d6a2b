/*
 * The columns of a table, which the document does not have: each row says for itself where its cells end (in twentieths
 * of a point). All edges of all rows together are the edges of the columns, as in the grid that Word writes into a .docx.
 */
#include "doc.h"

#include <string.h>

/* Edges that are drawn as one may differ by a little, where somebody has moved them with the mouse. */
enum { EDGE_TOLERANCE = 20, PLACES = 1 << 16, MARKS = PLACES / 8, OFFSET = 1 << 15 };

static void edge_mark(struct jx_doc *doc, int16_t edge) {
    unsigned at = (unsigned)(edge + OFFSET);
    doc->edges[at >> 3] |= (uint8_t)(1u << (at & 7));
}

/* Collects the edges from left to right, those that are nearly the same once. */
static uint32_t columns_collect(struct jx_doc *doc, int32_t **columns) {
    uint32_t count = 0, capacity = 0;
    *columns = NULL;
    for (uint32_t at = 0; at < PLACES; at++) {
        if (doc->edges[at >> 3] == 0) {
            at |= 7;
            continue;
        }
        int32_t edge = (int32_t)at - OFFSET;
        if (!(doc->edges[at >> 3] & 1u << (at & 7))) continue;
        if (count > 0 && edge - (*columns)[count - 1] <= EDGE_TOLERANCE) continue;
        *columns = doc->host->grow(doc->call, *columns, count, &capacity, sizeof **columns);
        (*columns)[count++] = edge;
    }
    return count;
}

/* The column that begins at an edge. */
static uint32_t column_at(const int32_t *columns, uint32_t count, int32_t edge) {
    uint32_t low = 0, high = count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (columns[middle] <= edge)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint8_t merge_down(uint16_t bits) {
    enum { SHIFT = 5, ON = 1, FIRST = 2 };
    if (bits >> SHIFT & FIRST) return JX_FLOW_RESTART;
    return bits >> SHIFT & ON ? JX_FLOW_CONTINUE : JX_FLOW_ALONE;
}

/* Of neighbours that are merged the first has one of two bits and the others the other. Programs do not agree which is
 * which, but the first is always to the left. */
static uint8_t merge_right(const struct jx_doc_row_format *format, uint32_t cell, uint16_t *first) {
    uint16_t bits = format->merges[cell] & 3u;
    if (bits == 0) {
        *first = 0;
        return JX_FLOW_ALONE;
    }
    if (*first == 0) *first = bits;
    return bits == *first ? JX_FLOW_RESTART : JX_FLOW_CONTINUE;
}

/* Cells that the format does not tell of stand one behind the other. */
static void row_place(const int32_t *columns, uint32_t count, const struct jx_doc_row *row) {
    const struct jx_doc_row_format *format = row->format;
    uint32_t number = 0, column = column_at(columns, count, format->edges[0]);
    uint16_t first = 0;
    row->row->before = column;
    for (struct jx_flow_cell *cell = row->row->first; cell && number < format->count;
         cell = cell->next, number++) {
        uint32_t next = column_at(columns, count, format->edges[number + 1]);
        cell->span = next > column ? next - column : 1;
        column += cell->span;
        cell->down = merge_down(format->merges[number]);
        cell->right = merge_right(format, number, &first);
    }
}

void jx_doc_grid_make(struct jx_doc *doc, const struct jx_doc_row *rows) {
    int32_t *columns;
    if (!doc->edges) doc->edges = doc->host->allocate(doc->call, MARKS);
    for (const struct jx_doc_row *row = rows; row; row = row->next)
        for (uint32_t i = 0; row->format && i <= row->format->count; i++)
            edge_mark(doc, row->format->edges[i]);
    uint32_t count = columns_collect(doc, &columns);
    memset(doc->edges, 0, MARKS);
    for (const struct jx_doc_row *row = rows; row && count > 0; row = row->next)
        if (row->format) row_place(columns, count, row);
}
