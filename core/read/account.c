#include "core/read/account.h"

#include <string.h>

static void count_cell(struct jx_account *account, enum jx_claim claim) {
    account->cells++;
    switch (claim) {
    case JX_CLAIM_LABEL: account->labels++; break;
    case JX_CLAIM_VALUE: account->values++; break;
    case JX_CLAIM_EXTRA: account->extras++; break;
    case JX_CLAIM_NONE:
    case JX_CLAIM_UNREAD: account->unread++; break;
    }
}

static bool counts(const struct jx_reading *reading, uint32_t row) {
    return !reading->pasted || !reading->pasted->rows[row].again;
}

/* How many texts of the sheet nothing claimed: of a long list that is none of ours, all of them. */
static size_t count_unread(const struct jx_reading *reading) {
    size_t unread = 0, count;
    for (uint32_t row = 0; row < reading->sheet->row_count; row++) {
        const struct jx_spot *spots = jx_reading_row(reading, row, &count);
        for (size_t i = 0; i < count && counts(reading, row); i++)
            unread += spots[i].cell->claim == JX_CLAIM_NONE;
        jx_arena_reset(reading->scratch);
    }
    return unread;
}

/* The last unread cell of a column and its words: in a list the same ones come again, and are kept once. */
struct told {
    const struct jx_cell *cell;
    const char *words;
};

static bool says_the_same(const struct jx_cell *cell, const struct jx_cell *other) {
    if (!other || cell->length != other->length) return false;
    return cell->text == other->text || memcmp(cell->text, other->text, cell->length) == 0;
}

static void leave_unread(struct jx_reading *reading, const struct jx_cell *cell, struct told *told,
                         struct jx_place at) {
    const struct jx_document *document = reading->document;
    if (says_the_same(cell, told->cell)) {
        jx_unread_add(reading, told->words, at);
    } else {
        jx_reading_unread(reading, cell->text, cell->length, at);
        *told = (struct told){cell, document->unread[document->unread_count - 1].text};
    }
}

static void account_spot(struct jx_reading *reading, const struct jx_spot *spot, struct told *told) {
    jx_goes_on_claim(reading, spot->cell);
    if (spot->cell->claim == JX_CLAIM_NONE)
        leave_unread(reading, spot->cell, told, jx_spot_place(reading, spot));
    count_cell(&reading->document->account, (enum jx_claim)spot->cell->claim);
}

void jx_sheet_account(struct jx_reading *reading) {
    enum { COLUMNS_TOLD = 64 };
    struct told told[COLUMNS_TOLD] = {{NULL, NULL}};
    size_t count;
    jx_unread_expect(reading, count_unread(reading));
    for (uint32_t row = 0; row < reading->sheet->row_count; row++) {
        const struct jx_spot *spots = jx_reading_row(reading, row, &count);
        for (size_t i = 0; i < count && counts(reading, row); i++)
            account_spot(reading, &spots[i], &told[spots[i].column % COLUMNS_TOLD]);
        jx_arena_reset(reading->scratch);
    }
}
