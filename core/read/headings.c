#include "core/read/headings.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/marks.h"
#include "core/words/asked.h"
#include "core/words/sense.h"

enum { LONGEST_LABEL = 150 };

int jx_heading_column(const struct jx_compiled_table *table, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count, column = jx_index_find(&table->headings, key, captures, &count);
    return column == SIZE_MAX ? -1 : (int)column;
}

/* The key of a cell as the table may have it for a heading: without marks before it, where it has none of its own. */
static const char *heading_key(struct jx_reading *reading, const struct jx_compiled_table *table,
                               struct jx_spot *spot) {
    const char *key = jx_spot_key(reading, spot);
    size_t marks = jx_marks_length(key);
    return marks > 0 && jx_heading_column(table, key) < 0 ? key + marks : key;
}

bool jx_heading_is_side(const struct jx_compiled_table *table, int column) {
    if (column < 0 || table->band[column].extra) return false;
    return table->band[column].column->part == JX_PART_NONE && !table->band[column].fact;
}

/* 指标值 over 前年 and 去年: what heads columns together is no heading of any of them. */
static bool is_above(const struct jx_compiled_table *table, const char *key) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    for (size_t i = 0; i < table->band_count && table->above > 0; i++)
        for (unsigned k = 0; k < table->band[i].above_count; k++)
            if (jx_pattern_match(table->band[i].above[k], key, captures, &count)) return true;
    return false;
}

/* A row of headings shows it in its first two cells; long lists are spared the look at all the others. */
static bool begins_with_heading(struct jx_reading *reading, const struct jx_compiled_table *table,
                                const struct jx_line *line) {
    for (size_t i = 0; i < line->count && i < 2; i++)
        if (line->spots[i].cell->length <= LONGEST_LABEL &&
            jx_heading_column(table, heading_key(reading, table, &line->spots[i])) >= 0)
            return true;
    return false;
}

/* The first column of this heading that has no position yet: two panels have the same headings twice. */
static int free_heading(const struct jx_compiled_table *table, const char *key,
                        const struct jx_band_map *map) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    for (size_t i = 0; i < table->band_count; i++)
        if (map->positions[i] == UINT32_MAX &&
            jx_pattern_match(table->band[i].heading, key, captures, &count))
            return (int)i;
    return -1;
}

static bool is_mapped(const struct jx_compiled_table *table, const struct jx_band_map *map,
                      uint32_t position) {
    for (size_t i = 0; i < table->band_count; i++)
        if (map->positions[i] == position) return true;
    return false;
}

static bool share_field(const struct jx_pattern *a, const struct jx_pattern *b) {
    for (size_t i = 0; i < a->spellings[0].count; i++)
        for (size_t k = 0; k < b->spellings[0].count; k++) {
            const struct jx_piece *left = &a->spellings[0].pieces[i], *right = &b->spellings[0].pieces[k];
            if (left->kind == JX_PIECE_FIELD && right->kind == JX_PIECE_FIELD && left->field == right->field)
                return true;
        }
    return false;
}

/* Whether forms in general call by this word what stands in the column: 指标二级 is 二级指标. */
static bool is_alias(const struct jx_compiled_table *table, size_t column, enum jx_part part,
                     const struct jx_label *label) {
    enum jx_part own = table->band[column].column->part;
    const struct jx_pattern *fact = table->band[column].fact;
    if (own != JX_PART_NONE) return own == part || (own == JX_PART_VALUE && part == JX_PART_TARGET);
    if (part != JX_PART_NONE || !label || table->band[column].extra) return false;
    if (!fact) return !label->value;
    return label->value && share_field(fact, label->value);
}

/* Whether the heading asks for the fact of this column in words of its own: 年度预算数 over what the layout calls 预算数. */
static bool asks_fact(const struct jx_compiled_table *table, size_t column, const struct jx_senses *senses) {
    const struct jx_pattern *fact = table->band[column].fact;
    const struct jx_piece *piece = !fact || table->band[column].extra ? NULL : jx_pattern_bare(fact);
    const struct jx_sense *first = &senses->items[0];
    return piece && piece->kind == JX_PIECE_FIELD && senses->count > 0 && first->kind == JX_SENSE_FACT &&
           first->field == piece->field && first->second == JX_FIELD_COUNT;
}

static struct jx_senses senses_of(const struct jx_reading *reading, enum jx_kind kind, const char *key) {
    struct jx_phrase phrase = jx_phrase_of(reading->lexicon->morphemes, reading->scratch, key);
    struct jx_senses senses = jx_label_senses(reading->lexicon, kind, key, &phrase);
    jx_senses_asked(&senses, key, &phrase, false);
    return senses;
}

/* The first free column that other forms' word for it names; -1: none. */
static int free_alias(struct jx_reading *reading, const struct jx_compiled_table *table, const char *key,
                      const struct jx_band_map *map) {
    if (is_above(table, key)) return -1;
    enum jx_part part = jx_lexicon_heading(reading->lexicon, key);
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, table->table->kind, key);
    for (size_t i = 0; i < table->band_count; i++)
        if (map->positions[i] == UINT32_MAX && is_alias(table, i, part, label)) return (int)i;
    if (part != JX_PART_NONE) return -1;
    struct jx_senses senses = senses_of(reading, table->table->kind, key);
    for (size_t i = 0; i < table->band_count; i++)
        if (map->positions[i] == UINT32_MAX && asks_fact(table, i, &senses)) return (int)i;
    return -1;
}

/* Whether words are looked up as the table's own or as those of other forms; of the columns that are seen, or hidden. */
struct pass {
    bool aliases, hidden;
};

/* The cells that are headings get their columns; how many. */
static size_t map_headings(struct jx_reading *reading, const struct jx_compiled_table *table,
                           const struct jx_line *line, struct pass pass, struct jx_band_map *map) {
    size_t found = 0;
    for (size_t i = 0; i < line->count; i++) {
        struct jx_spot *spot = &line->spots[i];
        if (pass.hidden != ((spot->cell->hidden & JX_HIDDEN_COLUMN) != 0)) continue;
        if (spot->cell->length > LONGEST_LABEL || is_mapped(table, map, spot->column)) continue;
        const char *key = heading_key(reading, table, spot);
        int column = pass.aliases ? free_alias(reading, table, key, map) : free_heading(table, key, map);
        if (column < 0) continue;
        map->positions[column] = spot->column;
        found++;
    }
    return found;
}

/* How many of the line's cells are headings; and the map from them. Somebody may have worded some of them otherwise. */
static size_t heading_count(struct jx_reading *reading, const struct jx_compiled_table *table,
                            const struct jx_line *line, struct jx_band_map *map) {
    for (size_t i = 0; i < JX_ALIGN_MOST; i++) map->positions[i] = UINT32_MAX;
    map->other_count = 0;
    size_t found = 0;
    for (int hidden = 0; hidden < 2; hidden++)
        found += map_headings(reading, table, line, (struct pass){.hidden = hidden}, map);
    if (found == 0 || found == line->count) return found;
    for (int hidden = 0; hidden < 2; hidden++)
        found += map_headings(reading, table, line, (struct pass){.aliases = true, .hidden = hidden}, map);
    return found;
}

static bool enough_headings(const struct jx_compiled_table *table, size_t found,
                            const struct jx_band_map *map) {
    return found >= 3 && 2 * found >= table->band_count &&
           map->positions[table->part_column[JX_PART_NAME]] != UINT32_MAX;
}

/* A second row of headings below the first: nothing but headings that have no column yet. They join the line. */
static size_t second_headings(struct jx_reading *reading, const struct jx_compiled_table *table,
                              struct jx_line *line, struct jx_band_map *map) {
    struct jx_band_map both = *map;
    struct jx_line more = jx_line_of_row(reading, line->next);
    if (more.count == 0) return 0;
    for (size_t i = 0; i < more.count; i++) {
        if (more.spots[i].cell->length > LONGEST_LABEL) return 0;
        const char *key = heading_key(reading, table, &more.spots[i]);
        int column = free_heading(table, key, &both);
        if (column >= 0)
            both.positions[column] = more.spots[i].column;
        else if (!is_above(table, key))
            return 0;
    }
    struct jx_spot *spots = jx_arena_alloc(reading->scratch, (line->count + more.count) * sizeof *spots);
    memcpy(spots, line->spots, line->count * sizeof *spots);
    memcpy(spots + line->count, more.spots, more.count * sizeof *spots);
    line->spots = spots;
    line->count += more.count;
    line->next++;
    *map = both;
    return more.count;
}

bool jx_headings_at(struct jx_reading *reading, const struct jx_compiled_table *table, uint32_t row,
                    uint32_t end, struct jx_line *line, struct jx_band_map *map) {
    *line = jx_line_of_row(reading, row);
    if (!begins_with_heading(reading, table, line)) return false;
    size_t found = heading_count(reading, table, line, map);
    if (enough_headings(table, found, map) && line->next < end)
        for (size_t more = 1; more > 0 && line->next < end; found += more)
            more = second_headings(reading, table, line, map);
    return enough_headings(table, found, map);
}

/* Somebody put the units of the targets into a column of their own. With two panels nobody knows whose they are. */
static bool adds_units(const struct jx_reading *reading, const struct jx_compiled_table *table,
                       const char *key) {
    return table->panels < 2 && table->part_column[JX_PART_UNIT] < 0 &&
           table->part_column[JX_PART_TARGET] >= 0 &&
           jx_lexicon_heading(reading->lexicon, key) == JX_PART_UNIT;
}

void jx_headings_claim(struct jx_reading *reading, const struct jx_compiled_table *table,
                       struct jx_band_map *map, struct jx_line *line) {
    map->other_count = 0;
    for (size_t i = 0; i < line->count; i++) {
        struct jx_spot *spot = &line->spots[i];
        const char *key = jx_spot_key(reading, spot);
        /* the hidden twin of a column that is seen is a column of its own */
        bool heading = is_mapped(table, map, spot->column) || is_above(table, key) ||
                       ((spot->cell->hidden & JX_HIDDEN_COLUMN) == 0 && jx_heading_column(table, key) >= 0);
        bool other = !heading && map->other_count < JX_ALIGN_MOST && spot->cell->length <= LONGEST_LABEL;
        jx_spot_claim(spot, heading || other ? JX_CLAIM_LABEL : JX_CLAIM_UNREAD);
        if (other)
            map->others[map->other_count++] = (struct jx_other_column){
                .position = spot->column,
                .heading = jx_text_phrase(reading->arena, spot->cell->text, spot->cell->length),
                .unit = adds_units(reading, table, key)};
        else if (!heading)
            jx_reading_unread(reading, spot->cell->text, spot->cell->length, jx_spot_place(reading, spot));
    }
}
