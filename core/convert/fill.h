/*
 * Filling an authority's own blank: what its parts have in common.
 *
 *     blank        the blank as it is read: its cells, and what is to be known of them
 *     fill_text    what stands in a slot: nothing, a prompt, a sample, something else
 *     blank_forms  which of its forms is filled
 *     blank_traits  its traits, found by their cell
 *     fill_ready   what of a filling is the blank's alone, found once
 *     fill_at      its cells, and slots and gaps in them
 *     fill_places  where facts stand: the map of places (core/read/slots.h) as slots, gaps inside texts
 *     fill_put     changes of cells, rows and merges; what a fact prints
 *     fill_sentences  amounts within a sentence
 *     fill_slots   what is put into slots
 *     fill_goals   lines of a goal in rows of their own
 *     fill_dates   numbers of dates and periods in the gaps before 年, 月 and 日
 *     fill_bands   where indicators stand: columns and rows of each panel
 *     fill_years   which of several years' columns takes the targets
 *     fill_cells   the cells of one indicator
 *     fill_rows    the indicators: categories, their rows, rows to be put in
 *     fill_numbers  numbers in front of the indicators, which go on over new rows
 *     fill_list    lists of projects
 *     fill_facts   facts that follow from others, facts without a slot
 *     fill_patch   the changes made by the carrier
 *     fill         all of it, in its order
 */
#ifndef JX_CONVERT_FILL_H
#define JX_CONVERT_FILL_H

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/diags.h"
#include "core/model/derive.h"
#include "core/plugin/registry.h"
#include "core/read/slots.h"

struct jx_fill;

/* Columns further right are not measured. */
enum { JX_BLANK_COLUMNS = 256 };

/* A form of a blank: rows [first, end) of a sheet; `row` and `column`: where it prints something first. `example`: it is there to show
 * how it is filled in. */
struct jx_blank_form {
    uint32_t sheet, first, end;
    uint32_t row, column;
    uint32_t first_column; /* of one that stands beside another form */
    bool example;
};

/* A sheet of a blank and the map of its form, or of the first of several that is no example; NULL: there is nothing to be filled, or it
 * is hidden. `first`: the form's first row; `instructs`: it is for people to read; `widths`: of its columns, in characters. */
struct jx_blank_sheet {
    const struct jx_slots *slots;
    uint32_t first;
    bool example, instructs;
    const double *widths;
    enum jx_kind kind;
    struct jx_money_unit unit; /* of its amounts, by its own words or those of the layout that it is in */
};

/* A blank: opened once, filled as often as there are facts. */
struct jx_blank {
    struct jx_arena *arena;
    struct jx_library *library;
    const char *name;
    const char *extension;
    const struct jx_carrier *carrier;
    struct jx_input input; /* a copy of the bytes */
    struct jx_limits limits;
    struct jx_book *book;
    struct jx_survey survey;
    uint32_t *trait_table; /* of hashes, numbers of traits from one */
    uint32_t trait_room;
    unsigned char *states;         /* what stands in the cells of the traits: jx_slot_state */
    struct jx_blank_sheet *sheets; /* as many as the book has */
    struct jx_blank_form *forms;   /* of all sheets that are not hidden, those with indicators */
    size_t form_count, form_capacity;
    const struct jx_fill *ready; /* what every filling begins with; NULL: nothing can be filled in */
    const struct jx_fill
        *other;       /* the same of a form of the other kind, on a sheet of its own; NULL: there is none */
    const char *tick; /* how its instructions say that boxes are ticked */
    bool code_first;  /* ... and that codes stand before names */
    struct jx_diags diags;
};

/* --- what stands in a slot --------------------------------------------------------------------------------------- */

/*   EMPTY      nothing but white space
 *   PROMPT     words that only hold the place: 指标1：, ……, （简要描述）
 *   SAMPLE     an example, which stays
 *   CLOSED     — or / printed beforehand: nothing belongs there
 *   AUTHORITY  for a seal or a signature
 *   OCCUPIED   something else */
enum jx_slot_state {
    JX_SLOT_EMPTY,
    JX_SLOT_PROMPT,
    JX_SLOT_SAMPLE,
    JX_SLOT_CLOSED,
    JX_SLOT_AUTHORITY,
    JX_SLOT_OCCUPIED
};

enum jx_slot_state jx_slot_state_of(struct jx_arena *arena, const char *text);

/* XX局, 目标1：完成××: crosses hold the place of words. */
bool jx_slot_names_nobody(struct jx_arena *arena, const char *text);

/* The same as jx_slot_state_of of a place for a value: there such words are a prompt, which a title may have, too. */
enum jx_slot_state jx_slot_place_state(struct jx_arena *arena, const char *text);

/* Whether brackets stand around all of a text, as around words for people: 【与预算一致】; `round`: or （手机或座机）, which only the
 * place of a value makes such words. */
bool jx_slot_bracketed(const char *key, bool round);

/* Whether a prompt is a target whose number alone is missing: ≥**%. Its sign and what stands behind the number, "" for none. */
bool jx_prompt_measure(struct jx_arena *arena, const char *text, enum jx_operator *sign, const char **unit);

/* The number in a prompt that numbers: 指标2： is 2; 0: it numbers nothing. `*words`, if not NULL: what stands before the number. */
unsigned jx_prompt_number(struct jx_arena *arena, const char *text, const char **words);

/* The white space from `first` on, up to `end`: where it ends, and how wide it is. */
uint32_t jx_gap_end(const char *text, uint32_t first, uint32_t end, size_t *width);

/* Where the word that ends at `at` begins: behind white space, a line of gaps, a semicolon, or at the text's beginning. */
const char *jx_word_begin(const char *text, const char *at);

/* The traits of a cell; NULL: it has none. */
const struct jx_trait *jx_blank_trait(const struct jx_blank *blank, uint32_t sheet, uint32_t row,
                                      uint32_t column);

/* Makes the table by which jx_blank_trait finds, and finds what stands in the cells. */
void jx_blank_traits(struct jx_blank *blank);

/* Finds the maps of a blank's sheets. */
void jx_blank_map(struct jx_blank *blank);

/* Notes a form, be it filled or told. */
void jx_blank_form_add(struct jx_blank *blank, struct jx_blank_form form);

/* Notes the forms on a sheet, whose map this is; the one that is to be filled. */
struct jx_blank_form jx_blank_forms(struct jx_blank *blank, uint32_t sheet, struct jx_slots *slots,
                                    uint32_t end);

/* --- filling ----------------------------------------------------------------------------------------------------- */

/* A change; `insertion`, from one, says that it is in the `nth` row of those put in there, else `row` is as read. */
struct jx_fill_edit {
    struct jx_patch_cell cell;
    uint32_t insertion, nth;
};

/* The sheet's cells of a form's places. */
struct jx_fill_slot {
    enum jx_field field, second;  /* `second`: JX_FIELD_COUNT, or what stands in the same cell */
    const struct jx_extra *extra; /* a fact without a field; NULL: `field` says what it is */
    struct jx_money_unit unit;    /* of its amount, where its own label says it */
    uint32_t row, column;         /* where the value stands; of its first cell */
    uint32_t first, last;         /* within the cell's text; `whole`: all of it */
    bool whole, formula;
    bool dated;                /* it asks for a date, not for a year */
    int year;                  /* of which year's amount or goal it asks; 0: it does not say */
    enum jx_field whose;       /* of a telephone: of which person; JX_FIELD_COUNT: it does not say */
    bool underlined;           /* the gap is: white space stays at its sides */
    bool filer;                /* of a unit: its label asks for who files the form as well */
    bool borrows;              /* nothing but another amount's label says its unit */
    struct jx_money_unit lent; /* that one's, where it is not the form's; and where the other amount stands */
    uint32_t lender_row, lender_column;
    bool tight; /* no white space stays behind the value: a year before 年, an amount before 元 */
    enum jx_slot_state state;
    const char *text;   /* what stands there */
    const char *wanted; /* of a list's formula: what the project's fact says; NULL: the form's facts say it */
};

/* The sheet at hand: the form's, or a cover. */
struct jx_fill_sheet {
    uint32_t index;
    const struct jx_sheet *sheet;
    const struct jx_slots *map;
    struct jx_fill_slot *slots;
    size_t slot_count, slot_capacity;
};

/* A place of the form for what is none of our facts, and its label. */
struct jx_fill_other {
    uint32_t row, column;
    const struct jx_cell *label;
};

/* A level that was typed on a row: both panels of a table stand beside it. */
struct jx_level_note {
    uint32_t row, insertion, nth;
    const char *level1;
};

struct jx_fill {
    struct jx_arena *arena;
    struct jx_diags *diags;
    struct jx_library *library;
    const struct jx_blank *blank;
    const struct jx_target *target;
    struct jx_conversion *conversion;
    const struct jx_form *source; /* as it was read */
    const struct jx_form *first;  /* of a list's projects, NULL: it is none */
    struct jx_form *form;         /* with what was given and derived */
    size_t form_index;            /* of the form at hand in the document */
    size_t *form_indexes;         /* of those that are filled in */
    enum jx_language language;

    struct jx_fill_sheet at;
    enum jx_kind kind;
    struct jx_money_unit unit; /* that the form prints its amounts in */
    const struct jx_fill_band *bands;
    size_t band_count;
    struct jx_fill_other *others;
    size_t other_count, other_capacity;
    struct jx_fill_sheet *covers;
    size_t cover_count;
    bool covering; /* the sheet at hand is a cover */

    struct jx_fill_edit *edits;
    size_t edit_count, edit_capacity;
    struct jx_patch_rows *rows;
    uint32_t row_count, row_capacity;
    struct jx_patch_merge *merges;
    uint32_t merge_count, merge_capacity;
    bool merges_final; /* rows of `merges` count as in the file that comes out, as in lists */
    uint32_t rows_added;

    size_t filled;
    bool has_slot[JX_FIELD_COUNT + 1];
    bool calculated[JX_FIELD_COUNT + 1];   /* by a formula of the form */
    bool stated[JX_FIELD_COUNT + 1];       /* filled, or there already */
    bool (*stated_by)[JX_FIELD_COUNT + 1]; /* of a list, by form */
    bool *stated_extras;                   /* of the form's extras */
    size_t item_capacity;
    struct jx_level_note *levels;
    size_t level_count, level_capacity;
};

/* Finds what every filling of a blank begins with. */
void jx_fill_ready(struct jx_blank *blank);

/* Begins a filling, whose other members are the caller's to set; false: nothing of the blank can be filled in. */
bool jx_fill_begin(struct jx_fill *fill, const struct jx_blank *blank, enum jx_kind kind,
                   struct jx_arena *arena);

/* The cell that shows at a place: the first one of its merge. NULL: there is nothing. `*row` and `*column` become its own. */
const struct jx_cell *jx_fill_cell(const struct jx_fill *fill, uint32_t *row, uint32_t *column);
const char *jx_fill_text_at(const struct jx_fill *fill, uint32_t row, uint32_t column);
const struct jx_trait *jx_fill_trait(const struct jx_fill *fill, uint32_t row, uint32_t column);
/* What stands in the cell that shows at a place, as jx_slot_state_of has it. */
enum jx_slot_state jx_fill_state(const struct jx_fill *fill, uint32_t row, uint32_t column);
/* The blank's name without its folder. */
const char *jx_blank_name(const struct jx_blank *blank);
const char *jx_fill_name(const struct jx_fill *fill);
struct jx_place jx_fill_place(const struct jx_fill *fill, uint32_t row, uint32_t column);
/* The same of another sheet than the one at hand. */
struct jx_place jx_fill_place_in(const struct jx_fill *fill, uint32_t sheet, uint32_t row, uint32_t column);

/* Notes a change of a whole cell; the caller may still set what else is to be said of it. */
struct jx_fill_edit *jx_fill_put(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text);

/* The entry of the cell's list that means the same, or the text; told where the list has none. `key`: what cells of the row
 * say by which a list is chosen, NULL: none. */
const char *jx_fill_choose(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text,
                           const char *level1);

/* Whether what stands in a cell is the entry of its list that means the same as a text. */
bool jx_fill_is_chosen(const struct jx_fill *fill, uint32_t row, uint32_t column, const char *text);

/* Marks a change as a number where the cell takes one, and tells of decimals that its format does not show. */
void jx_fill_number(struct jx_fill *fill, struct jx_fill_edit *edit);

/* Adds an item to the report. */
struct jx_item *jx_fill_item(struct jx_fill *fill, enum jx_item_kind kind, struct jx_place at);

/* What a field prints in this form: amounts in its unit, or in `unit` if that is known. NULL: it is absent. */
const char *jx_fill_print(const struct jx_fill *fill, enum jx_field field, const struct jx_money_unit *unit);

/* The same of two fields in one cell, a name and its code. */
const char *jx_fill_print_both(const struct jx_fill *fill, enum jx_field field, enum jx_field second,
                               const struct jx_money_unit *unit);

/* A column of indicators, or of a list's facts. In a turned table it is a row. */
struct jx_fill_column {
    uint32_t column;
    enum jx_part part;
    enum jx_part of_period; /* of the whole project's targets the sign or the unit; JX_PART_NONE: neither */
    unsigned panel;
    int year;                    /* that its headings name, 0: none */
    enum jx_field field, second; /* JX_FIELD_COUNT: no fact */
    struct jx_money_unit unit;
};

/* The indicators of one panel of a block. `period`: its targets are those of the whole project. */
struct jx_fill_band {
    struct jx_fill_column columns[JX_BLOCK_COLUMNS];
    size_t count;
    uint32_t *rows; /* in a turned table they are columns */
    size_t row_count;
    uint32_t instructing; /* a row above them that tells people what to write; 0: none does */
    unsigned panel;
    bool list, turned, period;
    bool alone;                 /* it is the only one */
    int by_part[JX_PART_COUNT]; /* which column a part has, -1: none; once all columns are known */
};

/* The band of each panel of each block; `*count` of them. */
struct jx_fill_band *jx_fill_bands(struct jx_fill *fill, size_t *count);

/* Where columns of targets are each of a year, takes that of the facts. */
void jx_fill_bands_turn(struct jx_fill *fill);

/* The index of the column of a part, -1: there is none. */
int jx_fill_column(const struct jx_fill_band *band, enum jx_part part);

/* Adds a slot for what a label asks for. */
struct jx_fill_slot *jx_fill_slot_add(struct jx_fill *fill, const struct jx_sense *sense, uint32_t row,
                                      uint32_t column);

/* The surveyed gap that begins within bytes of a cell's text; NULL: none. */
const struct jx_gap *jx_fill_gap_in(const struct jx_fill *fill, uint32_t row, uint32_t column, uint32_t first,
                                    uint32_t last);

/* Whether the slot's gap is underlined white space. */
bool jx_fill_is_underlined(const struct jx_fill *fill, const struct jx_fill_slot *slot);

/* Slots for amounts in a sentence, each before its unit: 财政资金____万元，其他资金____万元. Whether there are any. */
bool jx_fill_sentence(struct jx_fill *fill, uint32_t row, uint32_t column);

/* Makes of a slot for an amount, in which a unit is printed behind white space, that white space. */
void jx_fill_amount_gap(struct jx_fill *fill, struct jx_fill_slot *slot);

/* Makes slots of the map's places: facts outside the indicators. */
void jx_fill_places(struct jx_fill *fill);

/* Slots for facts without a field, where the form has their labels. */
void jx_fill_extras(struct jx_fill *fill);

/* Whether an indicator takes a row: it has a name, or a target whose name the source has left out. */
bool jx_fill_takes_row(const struct jx_indicator *indicator);

/* Fills the indicators of the form. */
void jx_fill_rows(struct jx_fill *fill, const struct jx_fill_band *bands, size_t count);

/* Fills a list with the document's forms. */
void jx_fill_list(struct jx_fill *fill, const struct jx_fill_band *band, struct jx_form *const *forms,
                  size_t count);

/* Facts that follow from others, where the blank asks for them; `*count` of them, told and in the report. */
const struct jx_derived *jx_fill_derive(struct jx_fill *fill, size_t *count);

/* What follows from the facts for a total that the form calculates, as it prints it; NULL: nothing. */
const char *jx_fill_total_derived(struct jx_fill *fill, const struct jx_fill_slot *slot);

/* Items and messages for facts that stand nowhere in the blank, but for what `derived` stands for. */
void jx_fill_derive_polarity(struct jx_fill *fill, const struct jx_fill_band *bands, size_t count,
                             struct jx_form *form);
void jx_fill_facts_lost(struct jx_fill *fill, const struct jx_derived *derived, size_t count);
void jx_fill_extras_lost(struct jx_fill *fill);

/* Tells of the blank's other forms, which stay as they are. */
void jx_fill_forms_tell(struct jx_fill *fill);

/* Has the carrier make all changes; `write`: its bytes become the conversion's. */
enum jx_status jx_fill_patch(struct jx_fill *fill, bool write);

/* Fills the document's forms into the target's blank. */
enum jx_status jx_fill_run(struct jx_library *library, const struct jx_document *document,
                           const struct jx_target *target, struct jx_conversion *conversion,
                           struct jx_diags *diags, bool write);

/* What the slot's facts print, NULL: there are none. */
const char *jx_fill_slot_value(struct jx_fill *fill, const struct jx_fill_slot *slot);

/* Replaces part of the slot's cell. */
void jx_fill_put_part(struct jx_fill *fill, const struct jx_fill_slot *slot, uint32_t first, uint32_t last,
                      const char *text);

/* Puts the lines of a goal into rows that are numbered for them. false: there are none. */
bool jx_fill_goal_rows(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value);

/* Whether a goal stands there, a line a row. */
bool jx_fill_goal_stands(const struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value);

/* Puts a value into the slot's gap, which gives up as much white space. */
void jx_fill_gap(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value);

/* Puts the numbers of a date or period into the slot's gaps. false: there are none, or the facts do not suit them. */
bool jx_fill_date_gaps(struct jx_fill *fill, const struct jx_fill_slot *slot);

/* Whether part of a date's number is printed before its gap: 二〇二  年. */
bool jx_fill_date_begun(const struct jx_fill *fill, const struct jx_fill_slot *slot);

/* Whether a text says the date or period that the field says, as exactly or less so. */
bool jx_fill_dates_same(const struct jx_fill *fill, enum jx_field field, const char *text);

/* The first or the last date of a period that names months; NULL: it does not. */
const char *jx_fill_end_of_period(const struct jx_fill *fill, bool last);

/* The year of the facts, or else that which the form prints for itself; 0: neither says one. */
int jx_fill_year(const struct jx_fill *fill);

/* 申报单位 alone is who files the form, if the facts say who does, though a reader takes it for the unit of the project. */
void jx_fill_slots_filer(struct jx_fill *fill);

/* A place for another year's amount, or somebody else's telephone, is none for the facts at hand. */
void jx_fill_slots_suit(struct jx_fill *fill);

/* Puts the facts into their slots. */
void jx_fill_slots(struct jx_fill *fill);
/* Tells of amounts that the form asks for and that are no field of ours. */
void jx_fill_others_find(struct jx_fill *fill);
void jx_fill_others_tell(struct jx_fill *fill);
/* Sheets before the form's that have places for its facts, and these places filled. */
void jx_fill_covers_find(struct jx_fill *fill);
void jx_fill_covers(struct jx_fill *fill);

/* Notes what a project's fact says where a list has a formula, to be compared with its result. */
void jx_fill_calculated(struct jx_fill *fill, enum jx_field field, uint32_t row, uint32_t column,
                        const char *text);

/* Notes which facts have a place; `list` is the blank's list of projects, or NULL. */
void jx_fill_slots_count(struct jx_fill *fill, const struct jx_fill_band *list);

#endif
