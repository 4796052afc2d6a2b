#include "core/layout/account.h"

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

void jx_sheet_account(struct jx_reading *reading) {
    for (uint32_t row = 0; row < reading->sheet->row_count; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++) {
            struct jx_cell *cell = jx_reading_cell(reading, row, column);
            if (cell == NULL) continue;
            if (cell->claim == JX_CLAIM_NONE)
                jx_reading_unread(reading, cell->text, cell->length,
                                  jx_sheet_place(reading->sheet, row, column));
            count_cell(&reading->document->account, (enum jx_claim)cell->claim);
        }
}
