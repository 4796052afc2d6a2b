#include <limits.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/unit.h"
#include "core/read/joined_parts.h"
#include "core/words/costs.h"

/* Headings known in a run of them at least; what a heading may cost; how many labels may stand before their values. */
enum {
    FEWEST_HEADINGS = 3,
    HEADING_COST = 50,
    LABELS_MOST = 12,
    COST_ASIDE = 4, /* of a cell under a heading that is none of ours: not more than of a remark */
    NEVER = INT_MAX / 4
};

/* --- the cells in order ---------------------------------------------------------------------------------------------------- */

static void gather(struct jx_joining *joining, uint32_t first, uint32_t end) {
    const struct jx_sheet *sheet = joining->reading->sheet;
    size_t room = 0, rows = 0, texts = 0;
    for (uint32_t row = first; row < end; row++) room += sheet->rows[row].count;
    joining->items = jx_arena_alloc(joining->terms->arena, (room + 1) * sizeof *joining->items);
    for (uint32_t row = first; row < end; row++) {
        bool any = false;
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            struct jx_cell *cell = jx_reading_cell(joining->reading, row, column);
            if (cell && cell->claim != JX_CLAIM_NONE) continue;
            struct jx_joined_item *item = &joining->items[joining->count++];
            *item =
                (struct jx_joined_item){.cell = cell, .row = row, .column = column, .begins = column == 0};
            if (cell) item->term = jx_term_of(joining->terms, cell->text, cell->length);
            joining->blanks_kept = joining->blanks_kept || !cell;
            texts += cell ? 1 : 0;
            any = any || cell;
        }
        rows += any;
    }
    joining->rows_told = rows > 1 && 2 * texts >= 3 * rows;
}

/* --- where the headings are ------------------------------------------------------------------------------------------------- */

static bool is_heading(const struct jx_joined_item *item) {
    return item->term && item->term->heading.part != JX_PART_NONE &&
           item->term->heading.cost < HEADING_COST && !item->term->level1;
}

static bool is_core(const struct jx_joined_item *item) {
    unsigned part = item->term->heading.part;
    return part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2 || part == JX_PART_NAME;
}

static const struct jx_sense *fact_of(const struct jx_joining *joining, const struct jx_joined_item *item) {
    const struct jx_sense *label =
        !item->term ? NULL : jx_term_label(joining->terms, item->term, JX_KIND_PROJECT);
    return jx_sense_is_plain(label) && label->kind == JX_SENSE_FACT ? label : NULL;
}

/* A heading that nobody knows: a few words. */
static bool may_be_heading(const struct jx_joined_item *item) {
    const char *key = item->term->key;
    return *key != '\0' && jx_text_width(key, strlen(key)) <= 24 && !strpbrk(key, "0123456789.,;") &&
           !strstr(key, "。");
}

/* What an unknown heading is about, behind all known ones: what is not said so may be the first cell of the rows. */
static bool ends_as_heading(const struct jx_joined_item *item) {
    static const char *const ends[] = {"来源", "单位", "部门", "科室", "责任人", "标准",  "依据",
                                       "方式", "方法", "时限", "出处", "资料",   "联系人"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (jx_text_ends(item->term->key, ends[i])) return true;
    return false;
}

/* The end of the headings that begin at `first`: behind the last known one before the first level's name, or with the row where the
 * text tells rows. A heading that nobody knows may stand between. */
static size_t headings_end(const struct jx_joining *joining, size_t first) {
    size_t known = 0, core = 0, end = first, strange = 0, doubtful = 0;
    for (size_t i = first; i < joining->count && i < first + JX_BLOCK_COLUMNS && strange <= 2; i++) {
        const struct jx_joined_item *item = &joining->items[i];
        if (i > first && item->begins && joining->rows_told && known >= FEWEST_HEADINGS && core >= 2) break;
        if (!item->term) continue;
        if (jx_item_is_level(item)) {
            if (strange > 0 && doubtful == 0) end = i; /* 数据来源, 责任单位 behind the last known one */
            break;
        }
        if (!is_heading(item)) {
            if (core < 2 || !may_be_heading(item)) break;
            if (!ends_as_heading(item)) doubtful++;
            strange++;
            continue;
        }
        strange = doubtful = 0;
        known++;
        core += is_core(item);
        end = i + 1;
    }
    return known >= FEWEST_HEADINGS && core >= 2 ? end : first;
}

/* 绩效指标, beside the headings. */
static bool is_side(const struct jx_joined_item *item) {
    if (!item->term) return false;
    const char *key = item->term->key;
    bool words = jx_text_starts(key, "绩效") || jx_text_ends(key, "指标") || strcmp(key, "序号") == 0;
    return words && !jx_item_is_level(item) && !is_heading(item) && jx_text_width(key, strlen(key)) <= 16;
}

/* 项目名称, 林区防火, 主管部门, 林业局: each fact with its value behind it, as the head of one project has them. */
static bool are_pairs(const struct jx_joining *joining, size_t begin, size_t end) {
    size_t texts = 0;
    for (size_t i = begin; i < end; i++) {
        const struct jx_joined_item *item = &joining->items[i];
        if (!item->term || (i + 1 == end && is_side(item))) continue;
        if (texts % 2 == 0 && jx_item_is_name(joining, i, end)) {
            texts += 2;
            i++;
            continue;
        }
        if (!fact_of(joining, item) != (texts % 2 == 1)) return false;
        texts++;
    }
    return texts % 2 == 0;
}

/* Where the headings of a list begin: its projects' facts stand in front of the indicators, the project's name and another one at
 * least. */
static size_t list_begin(const struct jx_joining *joining, size_t first) {
    size_t begin = first, facts = 0;
    for (size_t i = first; i-- > 0 && first - i < JX_BLOCK_COLUMNS / 2;) {
        const struct jx_joined_item *item = &joining->items[i];
        if (!item->term || item->term->colon || item->cell->length > JX_TERM_LONGEST / 4) break;
        const struct jx_sense *fact = fact_of(joining, item);
        if (!fact && is_heading(item)) break;
        facts += fact ? 1 : 0;
        if (fact && fact->field == JX_FIELD_PROJECT_NAME) begin = i;
        if (!fact && begin == first && first - i > 4) break;
    }
    while (begin < first && begin > 0 && fact_of(joining, &joining->items[begin - 1])) {
        facts++;
        begin--;
    }
    return facts >= 2 && !are_pairs(joining, begin, first) ? begin : first;
}

/* The next headings from `from` on; false: there are none. */
static bool next_run(const struct jx_joining *joining, size_t from, struct jx_joined_run *run) {
    for (size_t i = from; i < joining->count; i++) {
        if (!is_heading(&joining->items[i])) continue;
        size_t end = headings_end(joining, i);
        if (end == i) continue;
        *run = (struct jx_joined_run){list_begin(joining, i), end};
        if (run->first < from) run->first = from;
        if (run->first == i && i > from && is_side(&joining->items[i - 1])) run->first = i - 1;
        return true;
    }
    return false;
}

/* The column of the third level groups names where the fourth stands behind it. */
static void mark_group(struct jx_joining *joining, const struct jx_joined_run *run) {
    struct jx_joined_column *third = NULL;
    for (size_t i = 0; i < joining->column_count; i++) {
        struct jx_joined_column *column = &joining->columns[i];
        if (column->part != JX_PART_NAME) continue;
        struct jx_tags tags = joining->items[run->first + i].term->phrase.tags;
        if (third && jx_tags_have(tags, JX_TAG_LEVEL4)) third->group = true;
        third = jx_tags_have(tags, JX_TAG_LEVEL3) ? column : NULL;
    }
}

static void mark_parted(struct jx_joining *joining) {
    bool units = false;
    for (size_t i = 0; i < joining->column_count; i++)
        units = units || joining->columns[i].part == JX_PART_UNIT;
    for (size_t i = 0; i < joining->column_count; i++)
        joining->columns[i].parted = units && jx_part_is_target(joining->columns[i].part);
}

static void take_columns(struct jx_joining *joining, const struct jx_joined_run *run) {
    bool list = false, ours = false;
    for (size_t i = run->first; i < run->end; i++) {
        const struct jx_sense *fact = fact_of(joining, &joining->items[i]);
        list = list || (fact && fact->field == JX_FIELD_PROJECT_NAME);
    }
    joining->column_count = 0;
    for (size_t i = run->first; i < run->end && joining->column_count < JX_BLOCK_COLUMNS; i++) {
        const struct jx_joined_item *item = &joining->items[i];
        struct jx_joined_column *column = &joining->columns[joining->column_count++];
        *column = (struct jx_joined_column){.part = JX_PART_NONE};
        if (!ours && list) column->fact = fact_of(joining, item);
        ours = ours || (is_heading(item) && !column->fact);
        if (ours && is_heading(item)) column->part = item->term->heading.part;
        column->side = !ours && !list;
        column->headed = ours && item->term && !column->fact;
    }
    mark_group(joining, run);
    mark_parted(joining);
}

/* --- what a cell costs under a column ---------------------------------------------------------------------------------------- */

static int cost_as_fact(const struct jx_joined_column *column, const struct jx_term *term) {
    if (jx_field_is_money(column->fact->field)) return term->amount ? 0 : 40;
    return term->number && jx_field_type(column->fact->field) != JX_TYPE_CODE ? 30 : 0;
}

static int cheaper(int a, int b) {
    return a < b ? a : b;
}

static int cost_under(const struct jx_joined_column *column, const struct jx_joined_item *item) {
    const struct jx_term *term = item->term;
    bool count = term->number || term->quantity;
    bool sign = term->signs[JX_PART_POLARITY] == 0 || term->signs[JX_PART_OPERATOR] == 0;
    if (column->part == JX_PART_POLARITY || column->part == JX_PART_OPERATOR)
        return cheaper(term->signs[JX_PART_POLARITY], term->signs[JX_PART_OPERATOR]);
    if (column->part == JX_HEAD_REACH) return term->signs[JX_PART_TARGET];
    if (column->parted && jx_is_common_unit(term->key)) return JX_COST_KNOWN_UNUSED; /* it has its column */
    if (column->part == JX_PART_STANDARD && !count && !jx_item_is_level(item)) return COST_ASIDE;
    if (column->part != JX_PART_NONE && column->part < JX_SIGN_COUNT) return term->signs[column->part];
    if (jx_item_is_level(item) || sign) return JX_COST_NO_FACT;
    if (column->side) return is_side(item) ? 0 : JX_COST_FOOT_SIDE;
    if (column->fact) return cost_as_fact(column, term);
    return column->headed && (column->part == JX_HEAD_RESULT || !count) ? COST_ASIDE : JX_COST_STRAY;
}

/* What it costs that nothing stands under a column. */
static int cost_of_blank(const struct jx_joined_column *column) {
    if (column->group) return 1;
    switch (column->part) {
    case JX_PART_NAME: return JX_COST_NO_TARGET;
    case JX_PART_TARGET:
    case JX_PART_VALUE: return JX_COST_FOOT_NAMELESS;
    case JX_PART_UNIT:
    case JX_PART_OPERATOR:
    case JX_PART_SCORE: return JX_COST_STRAY;
    case JX_PART_LEVEL2: return 3;
    default: return 1;
    }
}

/* --- rows as long as the headings --------------------------------------------------------------------------------------------- */

/* What the cells from `from` to `to` cost in rows of a length, the headings' first cell being the first of a row; and how many of
 * them say something under their column. */
static int cost_of_length(const struct jx_joining *joining, const struct jx_joined_run *run, size_t to,
                          size_t length, size_t *proofs) {
    int cost = 0;
    *proofs = 0;
    for (size_t i = run->first + length; i < to; i++) {
        size_t at = (i - run->first) % length;
        const struct jx_joined_item *item = &joining->items[i];
        const struct jx_joined_column *column = at < joining->column_count ? &joining->columns[at] : NULL;
        if (!item->term) continue;
        if (item->begins && joining->rows_told && at != 0) cost += JX_COST_STRAY;
        int here = !column ? JX_COST_STRAY : cost_under(column, item);
        cost += here > JX_COST_STRAY ? here : 0;
        *proofs += here == 0 && (jx_item_is_level(item) || item->term->quantity);
    }
    return cost;
}

/* The length of rows that the cells prove, 0: none. At the end of the headings and of rows there may be columns without words. */
static size_t proven_length(const struct jx_joining *joining, const struct jx_joined_run *run, size_t to) {
    enum { BLANKS_MOST = 4, COST_OF_A_PROOF = 8 };
    size_t best = 0, least = run->end - run->first, proofs;
    int best_cost = NEVER;
    for (size_t length = least; least > 0 && length <= least + BLANKS_MOST && run->first + length < to;
         length++) {
        if (length > least && joining->items[run->first + length - 1].term) break;
        int cost = cost_of_length(joining, run, to, length, &proofs);
        if (proofs < 2 || cost > COST_OF_A_PROOF * (int)proofs || cost >= best_cost) continue;
        best = length;
        best_cost = cost;
    }
    return best;
}

/* --- rows by what their cells say ------------------------------------------------------------------------------------------------ */

/* The cheapest way to the cells so far with the last one under a certain column. `before`: the column of the one before it, in the
 * same row unless `breaks`. */
struct step {
    int cost;
    uint8_t before;
    bool breaks;
};

/* What it costs to leave the columns [from, to) blank. */
static int cost_of_blanks(const struct jx_joining *joining, size_t from, size_t to) {
    int cost = 0;
    for (size_t k = from; k < to; k++) cost += cost_of_blank(&joining->columns[k]);
    return cost;
}

static void take_step(const struct jx_joining *joining, const struct step *last,
                      const struct jx_joined_item *item, struct step *steps) {
    size_t columns = joining->column_count, breaker = 0;
    int broken = NEVER, within = item->begins && joining->rows_told ? JX_COST_STRAY : 0;
    for (size_t k = 0; last && k < columns; k++) {
        int cost = last[k].cost == NEVER ? NEVER : last[k].cost + cost_of_blanks(joining, k + 1, columns);
        if (cost < broken) {
            broken = cost;
            breaker = k;
        }
    }
    if (!last) broken = 0;
    if (!item->begins && joining->rows_told && broken != NEVER) broken += JX_COST_STRAY;
    for (size_t k = 0; k < columns; k++) {
        struct step best = {broken == NEVER ? NEVER : broken + cost_of_blanks(joining, 0, k) + 1,
                            (uint8_t)breaker, true};
        for (size_t before = 0; last && before < k; before++) {
            if (last[before].cost == NEVER) continue;
            int cost = last[before].cost + within + cost_of_blanks(joining, before + 1, k);
            if (cost < best.cost) best = (struct step){cost, (uint8_t)before, false};
        }
        if (best.cost != NEVER) best.cost += cost_under(&joining->columns[k], item);
        steps[k] = best;
    }
}

/* --- the shape -------------------------------------------------------------------------------------------------------------------- */

static void put(struct jx_joining *joining, const struct jx_joined_item *item, uint32_t row,
                uint32_t column) {
    struct jx_shape *shape = joining->shape;
    if (!item->term) return;
    shape->cells[shape->count++] = (struct jx_seen){
        .cell = item->cell,
        .term = item->term,
        .row = row,
        .column = column,
        .rows = 1,
        .columns = 1,
        .sheet_row = item->row,
        .sheet_column = item->column,
    };
}

static void put_headings(struct jx_joining *joining, const struct jx_joined_run *run) {
    for (size_t i = run->first; i < run->end; i++)
        put(joining, &joining->items[i], joining->row, (uint32_t)(i - run->first));
    joining->row++;
}

static void put_rows_of(struct jx_joining *joining, const struct jx_joined_run *run, size_t to,
                        size_t length) {
    uint32_t last = 0;
    for (size_t i = run->end; i < to; i++) {
        size_t at = i - run->first;
        if (!joining->items[i].term) continue;
        last = (uint32_t)(at / length);
        put(joining, &joining->items[i], joining->row - 1 + last, (uint32_t)(at % length));
    }
    joining->row += last;
}

/* Rows as the cheapest way through all cells makes them. */
static void put_cheapest(struct jx_joining *joining, const struct jx_joined_run *run, size_t to) {
    size_t count = 0, columns = joining->column_count, last = 0;
    const struct jx_joined_item **items =
        jx_arena_alloc(joining->terms->arena, (to - run->end + 1) * sizeof(struct jx_joined_item *));
    for (size_t i = run->end; i < to; i++)
        if (joining->items[i].term) items[count++] = &joining->items[i];
    if (count == 0) return;
    struct step *steps = jx_arena_alloc(joining->terms->arena, count * columns * sizeof *steps);
    for (size_t i = 0; i < count; i++)
        take_step(joining, i == 0 ? NULL : steps + (i - 1) * columns, items[i], steps + i * columns);
    const struct step *end = steps + (count - 1) * columns;
    for (size_t k = 1; k < columns; k++)
        if (end[k].cost + cost_of_blanks(joining, k + 1, columns) <
            end[last].cost + cost_of_blanks(joining, last + 1, columns))
            last = k;
    uint32_t *under = jx_arena_alloc(joining->terms->arena, count * sizeof *under);
    for (size_t i = count, k = last; i-- > 0;) {
        const struct step *step = &steps[i * columns + k];
        under[i] = (uint32_t)k << 1 | step->breaks;
        k = step->before;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (under[i] & 1) != 0) joining->row++;
        put(joining, items[i], joining->row, under[i] >> 1);
    }
    joining->row++;
    joining->shape->guessed = true;
    joining->shape->cost += end[last].cost;
}

/* --- what stands outside ------------------------------------------------------------------------------------------------------------ */

static bool is_money_label(const struct jx_joining *joining, size_t i) {
    const struct jx_sense *fact = fact_of(joining, &joining->items[i]);
    return fact && jx_field_is_money(fact->field);
}

/* Labels one below the other, and as many values below them. */
struct stack {
    size_t skipped; /* labels in front that have no value */
    size_t labels[LABELS_MOST], values[LABELS_MOST];
    size_t count;
    size_t end; /* behind the last value */
};

/* Whether labels from `from` on stand before their values, and which of them: a row of labels over a row of values. */
static bool find_stack(const struct jx_joining *joining, size_t from, size_t to, struct stack *stack) {
    size_t labels[LABELS_MOST], count = 0, i = from;
    *stack = (struct stack){.count = 0};
    for (; i < to && count < LABELS_MOST && (!joining->items[i].term || jx_item_is_label(joining, i)); i++)
        if (joining->items[i].term) labels[count++] = i;
    for (; i < to && !jx_item_is_label(joining, i) && stack->count < LABELS_MOST; i++)
        if (joining->items[i].term) {
            stack->values[stack->count++] = i;
            stack->end = i + 1;
        }
    if (stack->count < 2 || stack->count > count) return false;
    stack->skipped = count - stack->count;
    for (size_t k = 0; k < stack->count; k++) {
        stack->labels[k] = labels[stack->skipped + k];
        bool money = is_money_label(joining, stack->labels[k]);
        if (money != joining->items[stack->values[k]].term->amount) return false;
    }
    return true;
}

static void put_stack(struct jx_joining *joining, size_t from, const struct stack *stack) {
    for (size_t i = from; i < stack->labels[0]; i++)
        if (joining->items[i].term) put(joining, &joining->items[i], joining->row++, 0);
    for (size_t k = 0; k < stack->count; k++)
        put(joining, &joining->items[stack->labels[k]], joining->row, (uint32_t)k);
    for (size_t k = 0; k < stack->count; k++)
        put(joining, &joining->items[stack->values[k]], joining->row + 1, (uint32_t)k);
    joining->row += 2;
    joining->shape->guessed = joining->shape->guessed || !joining->blanks_kept;
}

/* How many cells a label has with its value, 0: no label. */
static size_t pair_length(const struct jx_joining *joining, size_t i, size_t to) {
    if (i >= to || !jx_item_is_label(joining, i)) return 0;
    return i + 1 < to && !jx_item_is_label(joining, i + 1) ? 2 : 1;
}

/* Two amounts side by side, the whole project's and the year's: the same label twice, or totals with such a row below them. */
static bool are_twins(const struct jx_joining *joining, size_t i, size_t to) {
    size_t first = pair_length(joining, i, to), second = first == 0 ? 0 : pair_length(joining, i + first, to);
    return second != 0 && is_money_label(joining, i) &&
           joining->items[i].term == joining->items[i + first].term;
}

static bool are_totals(const struct jx_joining *joining, size_t i, size_t to) {
    size_t first = pair_length(joining, i, to), second = first == 0 ? 0 : pair_length(joining, i + first, to);
    return second != 0 && is_money_label(joining, i) && is_money_label(joining, i + first) &&
           are_twins(joining, i + first + second, to);
}

static size_t put_twins(struct jx_joining *joining, size_t i, size_t to) {
    for (uint32_t column = 0; column < 4; column += 2) {
        size_t length = pair_length(joining, i, to);
        put(joining, &joining->items[i], joining->row, column);
        if (length == 2) put(joining, &joining->items[i + 1], joining->row, column + 1);
        i += length;
    }
    joining->row++;
    joining->shape->guessed = joining->shape->guessed || !joining->blanks_kept;
    return i;
}

/* A row ends with a label behind a label and its value: what the next one begins with is the last label's value. */
static bool lacks_value(const struct jx_joining *joining, size_t from, size_t i) {
    const struct jx_joined_item *items = joining->items;
    if (i < from + 3 || items[i - 1].begins || items[i - 2].begins) return false;
    return items[i].term && items[i - 1].term && items[i - 2].term && !fact_of(joining, &items[i]) &&
           fact_of(joining, &items[i - 1]) && !fact_of(joining, &items[i - 2]);
}

/* Rows that the text tells stay rows; else each cell is one, but for labels over their values and amounts side by side. */
static void put_outside(struct jx_joining *joining, size_t from, size_t to) {
    struct stack stack;
    size_t name;
    uint32_t shift = 0; /* of what goes on in the row before */
    for (size_t i = from; i < to;) {
        const struct jx_joined_item *item = &joining->items[i];
        if (joining->rows_told) {
            bool goes_on = item->begins && lacks_value(joining, from, i);
            if (item->begins && i > from && !goes_on) joining->row++, shift = 0;
            if (goes_on) shift = joining->items[i - 1].column + 1;
            put(joining, item, joining->row, item->column + shift);
            i++;
        } else if (are_twins(joining, i, to) || are_totals(joining, i, to)) {
            i = put_twins(joining, i, to);
        } else if (find_stack(joining, i, to, &stack)) {
            put_stack(joining, i, &stack);
            i = stack.end;
        } else if ((name = jx_item_hand(joining, i, to)) > 0) {
            put(joining, item, joining->row, 0);
            put(joining, &joining->items[name], joining->row++, 1);
            i = name + 1;
        } else if (jx_item_is_name(joining, i, to)) {
            put(joining, item, joining->row, 0);
            put(joining, &joining->items[i + 1], joining->row++, 1);
            joining->shape->guessed = joining->shape->guessed || !joining->blanks_kept;
            i += 2;
        } else {
            /* the words may be a name or a label that nothing stands beside */
            if (jx_item_called_as_label(joining, i, to)) joining->shape->guessed = true;
            if (item->term) put(joining, item, joining->row++, 0);
            i++;
        }
    }
    if (joining->rows_told && to > from) joining->row++;
}

/* Whether nothing but labels, or none, stands in a row without blank cells between. */
static bool is_row_of(struct jx_terms *terms, const struct jx_shape *shape, uint32_t row, bool labels,
                      size_t *count) {
    struct jx_seen *cells = jx_shape_row(shape, row, count);
    for (size_t i = 0; i < *count; i++)
        if (cells[i].column != i || !jx_term_label(terms, cells[i].term, JX_KIND_PROJECT) == labels)
            return false;
    return *count >= 2;
}

void jx_shape_straighten(struct jx_terms *terms, struct jx_shape *shape) {
    for (uint32_t row = 0; row + 1 < shape->rows; row++) {
        size_t labels, values;
        if (!is_row_of(terms, shape, row, true, &labels) ||
            !is_row_of(terms, shape, row + 1, false, &values) || values >= labels)
            continue;
        struct jx_seen *cells = jx_shape_row(shape, row + 1, &values);
        for (size_t i = 0; i < values; i++) cells[i].column += (uint32_t)(labels - values);
    }
}

struct jx_shape *jx_shape_joined(struct jx_reading *reading, struct jx_terms *terms, uint32_t first,
                                 uint32_t end) {
    struct jx_joining *joining = jx_arena_alloc(terms->arena, sizeof *joining);
    *joining = (struct jx_joining){.reading = reading, .terms = terms};
    gather(joining, first, end);
    joining->shape = jx_arena_alloc(terms->arena, sizeof *joining->shape);
    joining->shape->cells =
        jx_arena_alloc(terms->arena, (joining->count + 1) * sizeof *joining->shape->cells);
    size_t from = 0;
    struct jx_joined_run run, next;
    bool found = next_run(joining, 0, &run);
    while (found) {
        found = next_run(joining, run.end, &next);
        size_t to = jx_joined_end(joining, &run, found ? next.first : joining->count);
        put_outside(joining, from, run.first);
        take_columns(joining, &run);
        size_t length = proven_length(joining, &run, to);
        put_headings(joining, &run);
        if (length > 0)
            put_rows_of(joining, &run, to, length);
        else
            put_cheapest(joining, &run, to);
        from = to;
        run = next;
    }
    put_outside(joining, from, joining->count);
    jx_shape_index(terms->arena, joining->shape);
    return joining->shape;
}
