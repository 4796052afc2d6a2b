#include "plugins/carriers/shared/unseen.h"

#include <stdio.h>

enum { NUMBER_ROOM = 24 };

static bool has(const uint64_t bits[JX_UNSEEN_WORDS], uint32_t column) {
    return column < 64 * JX_UNSEEN_WORDS && (bits[column / 64] >> column % 64 & 1) != 0;
}

void jx_unseen_columns(struct jx_unseen *unseen, uint32_t first, uint32_t last) {
    for (uint32_t column = first; column <= last && column < 64 * JX_UNSEEN_WORDS; column++)
        unseen->hidden[column / 64] |= (uint64_t)1 << column % 64;
    unseen->any = true;
}

bool jx_unseen_column(const struct jx_unseen *unseen, uint32_t column) {
    return unseen->any && has(unseen->hidden, column);
}

uint8_t jx_unseen_note(struct jx_unseen *unseen, uint32_t row, uint32_t column, bool row_hidden,
                       bool column_hidden) {
    column_hidden = column_hidden || jx_unseen_column(unseen, column);
    if (row_hidden && (unseen->rows == 0 || unseen->last_row != row)) {
        if (unseen->rows++ == 0) unseen->first_row = row;
        unseen->last_row = row;
    }
    if (column_hidden && column < 64 * JX_UNSEEN_WORDS) {
        unseen->filled[column / 64] |= (uint64_t)1 << column % 64;
        unseen->any = true;
    }
    return (uint8_t)((row_hidden ? JX_HIDDEN_ROW : 0) | (column_hidden ? JX_HIDDEN_COLUMN : 0));
}

void jx_unseen_name(uint32_t column, char name[4]) {
    int at = column < 26 ? 0 : column < 26 * 27 ? 1 : 2;
    name[at + 1] = '\0';
    for (uint64_t rest = (uint64_t)column + 1; rest > 0 && at >= 0; rest = (rest - 1) / 26)
        name[at--] = (char)('A' + (rest - 1) % 26);
}

void jx_unseen_tell(const struct jx_unseen *unseen, const struct jx_host *host, struct jx_call *call,
                    const struct jx_sheet *sheet) {
    struct jx_place place = {.sheet = sheet->name};
    char count[NUMBER_ROOM], first[NUMBER_ROOM], name[4];
    uint32_t columns = 0, leftmost = 0;
    if (sheet->hidden) return;
    if (unseen->rows > 0) {
        snprintf(count, sizeof count, "%u", unseen->rows);
        snprintf(first, sizeof first, "%u", unseen->first_row + 1);
        JX_REPORT(host, call, JX_MSG_ROWS_HIDDEN, &place, count, first);
    }
    for (uint32_t column = unseen->any ? 64 * JX_UNSEEN_WORDS : 0; column-- > 0;)
        if (has(unseen->filled, column)) {
            columns++;
            leftmost = column;
        }
    if (columns == 0) return;
    snprintf(count, sizeof count, "%u", columns);
    jx_unseen_name(leftmost, name);
    JX_REPORT(host, call, JX_MSG_COLUMNS_HIDDEN, &place, count, name);
}
