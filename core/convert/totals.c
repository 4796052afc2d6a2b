#include "core/convert/totals.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/model/fields.h"

/* What a list's projects say of one amount. */
struct total {
    size_t projects, stated;
    struct jx_decimal sum;
    bool exact;
};

static struct total add_up(const struct jx_planned *planned, size_t count,
                           const struct jx_compiled_table *table, enum jx_field field) {
    struct total total = {.exact = true};
    for (size_t i = 0; i < count; i++) {
        struct jx_decimal amount;
        if (planned[i].table != table) continue;
        const char *value = planned[i].printed->fields[field].value;
        total.projects++;
        if (!value || !jx_decimal_parse(value, strlen(value), &amount)) continue;
        total.stated++;
        total.exact = total.exact && jx_decimal_add(total.sum, amount, &total.sum);
    }
    return total;
}

static void tell_total(struct jx_planning *planning, const struct jx_planned *planned, size_t count,
                       const struct jx_compiled_table *table, enum jx_field field) {
    struct total total = add_up(planned, count, table, field);
    const char *name = jx_field_name(field, planning->diags->language);
    if (total.stated > 0 && !total.exact) JX_DIAG(planning->diags, JX_MSG_TOTAL_INEXACT, NULL, name);
    if (total.stated == 0 || !total.exact || total.stated == total.projects) return;
    JX_DIAG(planning->diags, JX_MSG_TOTAL_PARTIAL, NULL, name,
            jx_arena_format(planning->arena, "%zu", total.stated),
            jx_arena_format(planning->arena, "%zu", total.projects));
}

/* The amounts that the table sums up: those of its {sum:…}. */
static void find_sums(const struct jx_compiled_table *table, bool sums[JX_FIELD_COUNT]) {
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t s = 0; s < table->rows[i].slot_count; s++) {
            const struct jx_pattern *pattern = table->rows[i].slots[s].pattern;
            for (size_t k = 0; pattern && k < pattern->count; k++)
                for (size_t p = 0; p < pattern->spellings[k].count; p++)
                    if (pattern->spellings[k].pieces[p].kind == JX_PIECE_SUM)
                        sums[pattern->spellings[k].pieces[p].field] = true;
        }
}

void jx_totals_tell(struct jx_planning *planning, const struct jx_planned *planned, size_t count) {
    for (size_t i = 0; i < planning->layout->table_count; i++) {
        const struct jx_compiled_table *table = &planning->layout->tables[i];
        bool sums[JX_FIELD_COUNT] = {false};
        if (!table->list) continue;
        find_sums(table, sums);
        for (int field = 0; field < JX_FIELD_COUNT; field++)
            if (sums[field]) tell_total(planning, planned, count, table, (enum jx_field)field);
    }
}
