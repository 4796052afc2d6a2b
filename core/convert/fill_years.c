/*
 * Columns of targets that are each of another year: 2025年指标值, 2026年指标值. Which one the facts belong into is for each filling to
 * say, for the form is the same in all years.
 */
#include <string.h>

#include "core/convert/fill.h"

/* A column of targets, or one that would be if another were not. */
static bool may_hold(const struct jx_fill_column *column, enum jx_part part) {
    return column->part == part || column->part == JX_PART_NONE || column->part >= JX_PART_COUNT ||
           (part == JX_PART_VALUE && column->part == JX_PART_TARGET);
}

/* Whether the headings of the band name more than one year. */
static bool names_several(const struct jx_fill_band *band) {
    int first = 0;
    for (size_t i = 0; i < band->count; i++) {
        int year = band->columns[i].year;
        if (year != 0 && first != 0 && year != first) return true;
        if (year != 0) first = year;
    }
    return false;
}

/* The column of that year in the same panel, -1: none. */
static int column_of(const struct jx_fill_band *band, enum jx_part part, int year, unsigned panel) {
    for (size_t i = 0; i < band->count && year != 0; i++)
        if (band->columns[i].year == year && may_hold(&band->columns[i], part) &&
            (band->columns[i].panel == panel || band->columns[i].part != part))
            return (int)i;
    return -1;
}

/* Targets of one year do not stand under another one: where it has no column they have no place. */
static void band_turn(struct jx_fill_band *band, enum jx_part part, int year) {
    int now = band->by_part[part];
    if (now < 0 || band->columns[now].year == 0 || band->columns[now].year == year) return;
    if (year == 0 && !names_several(band)) return;
    int own = column_of(band, part, year, band->columns[now].panel);
    band->columns[now].part = JX_PART_NONE;
    band->by_part[part] = own;
    if (own >= 0) band->columns[own].part = part;
}

void jx_fill_bands_turn(struct jx_fill *fill) {
    struct jx_fill_band *bands = jx_arena_alloc(fill->arena, (fill->band_count + 1) * sizeof *bands);
    if (fill->band_count > 0) memcpy(bands, fill->bands, fill->band_count * sizeof *bands);
    for (size_t i = 0; i < fill->band_count; i++) {
        if (bands[i].list || bands[i].period) continue;
        band_turn(&bands[i], JX_PART_TARGET, jx_fill_year(fill));
        band_turn(&bands[i], JX_PART_VALUE, jx_fill_year(fill));
    }
    fill->bands = bands;
}
