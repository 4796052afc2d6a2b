/*
 * What filling the rows of a category and those of a list have in common: cells of indicators, rows put in.
 */
#ifndef JX_CONVERT_FILL_ROWS_H
#define JX_CONVERT_FILL_ROWS_H

#include "core/convert/fill.h"

/* A row to be written: one of the blank, or the nth of those put in. In a turned table it is a column. */
struct jx_target_row {
    uint32_t row, insertion, nth;
};

/* A band being filled. `free_levels`: levels are typed on each row. `lost`: how many of this form's indicators have a part that has
 * no column, and `lost_at` where they stand in the source; `all`: the same of the forms before it. */
struct jx_band_fill {
    struct jx_fill *fill;
    const struct jx_fill_band *band;
    bool free_levels;
    size_t lost[JX_PART_COUNT];
    struct jx_place *lost_at[JX_PART_COUNT];
    size_t lost_room[JX_PART_COUNT];
    size_t all[JX_PART_COUNT];
};

/* How an indicator is written: the number and words of the prompt that its name goes behind, 0: none; `levels`: its own are
 * typed, for the row belongs to none. */
struct jx_indicator_how {
    unsigned number;
    const char *words;
    bool levels;
};

/* Writes a text into a cell of the band, if the cell lets it; "" takes a prompt away. true: the text stands there now. */
bool jx_band_write(struct jx_band_fill *rows, const struct jx_target_row *at, size_t column, const char *text,
                   bool number, const char *level1);

void jx_indicator_write(struct jx_band_fill *rows, const struct jx_target_row *at,
                        const struct jx_indicator *indicator, struct jx_indicator_how how);

/* Whether an indicator of this level 1 may stand on a row: no other one was typed there. */
bool jx_level_fits(const struct jx_fill *fill, const struct jx_target_row *at, const char *level1);

/* What stands in a line of the band under a part; "": nothing, or the line is a new one. */
const char *jx_band_text(const struct jx_band_fill *rows, const struct jx_target_row *at, enum jx_part part);

/* ... and which kind of text that is. */
enum jx_slot_state jx_band_state(const struct jx_band_fill *rows, const struct jx_target_row *at,
                                 enum jx_part part);

/* A name without the number of a prompt before it. */
const char *jx_name_bare(struct jx_arena *arena, const char *text);

/* ... and without the stars by which a form marks some of its own. */
const char *jx_name_words(struct jx_arena *arena, const char *text);

/* ... and without the brackets in which it says the unit of its target: 护栏长度（米）. */
const char *jx_name_without_unit(struct jx_arena *arena, const char *text, const char *unit);

/* Puts in `count` rows behind the row `pattern`, like it; the number of the insertion, from one, and in `*nth` of the first of them. */
uint32_t jx_rows_insert(struct jx_fill *fill, uint32_t count, uint32_t pattern, uint32_t *nth);

/* The column in front of the names that numbers the rows of a band from one; UINT32_MAX: none does. */
uint32_t jx_numbers_column(const struct jx_fill *fill, const struct jx_fill_band *band);

/* Has the numbers of a band go on over the rows that were put in. */
void jx_numbers_go_on(struct jx_fill *fill, const struct jx_fill_band *band);

void jx_merge_add(struct jx_fill *fill, const struct jx_merge *area, bool undo);

/* Items for the form's parts without a column; then what is said of those of all forms. */
void jx_parts_lost(struct jx_band_fill *rows);
void jx_parts_tell(struct jx_band_fill *rows);

#endif
