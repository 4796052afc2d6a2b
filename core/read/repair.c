#include "core/read/repair.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/measure.h"

/* What reviewers accept: 100, or 90 where 10 are kept for the execution of the budget (财预〔2015〕88号). */
static const struct jx_decimal totals[] = {{90, 0}, {100, 0}};
enum { TOTALS = sizeof totals / sizeof *totals };

/* One project's rows [first, end), their scores' sum, and whether a page break stands at its beginning. */
struct span {
    size_t first, end;
    struct jx_decimal sum;
    bool after_break;
};

struct repair {
    struct jx_reading *reading;
    const struct jx_compiled_table *table;
    struct jx_band_rows *rows;
    struct span *spans;
    uint32_t count;
};

/* A row's score; blank, or not to be read, it counts nothing. */
static struct jx_decimal row_score(const struct repair *repair, size_t row) {
    const struct jx_spot *spot = repair->rows->rows[row].parts[JX_PART_SCORE];
    struct jx_decimal score = {0, 0};
    if (!spot ||
        !jx_decimal_parse(spot->cell->text, jx_score_length(spot->cell->text, spot->cell->length), &score) ||
        score.digits < 0)
        score = (struct jx_decimal){0, 0};
    return score;
}

/* Cuts the rows into projects and adds up their scores; false where a project has no row of its own. */
static bool measure_spans(struct repair *repair) {
    const struct jx_band_row *rows = repair->rows->rows;
    size_t row = 0;
    for (uint32_t project = 0; project < repair->count; project++) {
        struct span *span = &repair->spans[project];
        *span = (struct span){.first = row};
        for (; row < repair->rows->count && rows[row].project == project; row++)
            if (!jx_decimal_add(span->sum, row_score(repair, row), &span->sum)) return false;
        span->end = row;
        if (span->first == row) return false;
        span->after_break = rows[span->first].after_break;
    }
    return row == repair->rows->count;
}

enum ways { NO_WAY, ONE_WAY, SEVERAL_WAYS };

/* How many rows each project must give to the next one so that all add up to `total`. Scores are not negative, so there
 * is one way at the most, unless a row without a score stands where the cut is: it could go with either project. */
static enum ways solve(const struct repair *repair, struct jx_decimal total, size_t *moves) {
    struct jx_decimal taken = {0, 0};
    enum ways ways = ONE_WAY;
    for (uint32_t project = 0; project < repair->count; project++) {
        const struct span *span = &repair->spans[project];
        struct jx_decimal sum, given = {0, 0};
        if (!jx_decimal_add(span->sum, taken, &sum)) return NO_WAY;
        bool may_give = project + 1 < repair->count && repair->spans[project + 1].after_break;
        size_t keep = span->end;
        while (jx_decimal_compare(sum, total) > 0 && may_give && keep > span->first + 1) {
            struct jx_decimal score = row_score(repair, --keep);
            if (!jx_decimal_subtract(sum, score, &sum) || !jx_decimal_add(given, score, &given))
                return NO_WAY;
        }
        if (jx_decimal_compare(sum, total) != 0) return NO_WAY;
        if (may_give && row_score(repair, keep - 1).digits == 0) ways = SEVERAL_WAYS;
        moves[project] = span->end - keep;
        taken = given;
    }
    return ways;
}

static bool any_moves(const size_t *moves, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (moves[i] > 0) return true;
    return false;
}

static void move_rows(struct repair *repair, uint32_t project, size_t moved, struct jx_decimal total,
                      const char *const *names) {
    const struct span *span = &repair->spans[project];
    struct jx_arena *arena = repair->reading->arena;
    struct jx_place at = jx_spot_place(repair->reading, repair->rows->rows[span->end - moved].at);
    JX_DIAG(repair->reading->diags,
            repair->reading->repair ? JX_MSG_PAGE_BREAK_MOVED : JX_MSG_PAGE_BREAK_HINT, &at,
            jx_arena_format(arena, "%zu", moved), names[project + 1], jx_decimal_text(arena, total));
    if (!repair->reading->repair) return;
    for (size_t row = span->end - moved; row < span->end; row++) {
        repair->rows->rows[row].project = project + 1;
        repair->rows->rows[row].origin = JX_REPAIRED;
    }
}

/* 100、83、92、85 */
static const char *list_sums(const struct repair *repair) {
    const char *list = "";
    for (uint32_t i = 0; i < repair->count && i < 12; i++)
        list = jx_arena_format(repair->reading->arena, "%s%s%s", list, i == 0 ? "" : ", ",
                               jx_decimal_text(repair->reading->arena, repair->spans[i].sum));
    return repair->count > 12 ? jx_arena_format(repair->reading->arena, "%s …", list) : list;
}

static bool sums_agree(const struct repair *repair) {
    for (uint32_t i = 1; i < repair->count; i++)
        if (jx_decimal_compare(repair->spans[i].sum, repair->spans[0].sum) != 0) return false;
    return true;
}

static bool any_break(const struct repair *repair) {
    for (uint32_t i = 1; i < repair->count; i++)
        if (repair->spans[i].after_break) return true;
    return false;
}

void jx_rows_repair(struct jx_reading *reading, const struct jx_compiled_table *table,
                    struct jx_band_rows *rows, uint32_t projects, const char *const *names) {
    if (projects < 2 || table->part_column[JX_PART_SCORE] < 0) return;
    struct repair repair = {reading, table, rows, NULL, projects};
    repair.spans = jx_arena_alloc(reading->arena, projects * sizeof *repair.spans);
    if (!measure_spans(&repair) || !any_break(&repair) || sums_agree(&repair)) return;

    size_t *moves[TOTALS], *found = NULL;
    size_t solutions = 0, which = 0;
    for (size_t i = 0; i < TOTALS; i++) {
        moves[i] = jx_arena_alloc(reading->arena, projects * sizeof *moves[i]);
        enum ways ways = solve(&repair, totals[i], moves[i]);
        if (ways == NO_WAY) continue;
        solutions += ways == ONE_WAY ? 1 : 2;
        which = i;
        found = moves[i];
    }
    if (solutions != 1 || !any_moves(found, projects)) {
        struct jx_place at = jx_spot_place(reading, rows->rows[0].at);
        JX_DIAG(reading->diags, JX_MSG_SCORE_AMBIGUOUS, &at, list_sums(&repair));
        return;
    }
    for (uint32_t project = 0; project < projects; project++)
        if (found[project] > 0) move_rows(&repair, project, found[project], totals[which], names);
}
