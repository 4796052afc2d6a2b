/*
 * What separates the fields of a text: the character under which its records are alike.
 */
#include "plugins/carriers/csv/csv.h"

#include <string.h>
#include <strings.h>

enum { CSV_COUNTS = 256, CSV_SAMPLE_RECORDS = 2000 };

bool jx_csv_needs_quotes(const char *text, size_t length, char separator) {
    bool commas = separator == ',';
    char last = separator > ';' ? separator
                                : ';'; /* of those looked for: nearly all bytes are above it, or below 0 */
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if ((unsigned char)c > (unsigned char)last) continue;
        if (c == '"' || c == '\n' || c == '\r' || c == separator) return true;
        if (commas && (c == ';' || c == '\t')) return true;
    }
    return false;
}

/* Weighs one record of so many fields; `indented`: nothing stands before its first separator. */
static void fit_record(struct jx_csv_fit *fit, uint32_t counts[CSV_COUNTS], uint32_t fields, bool indented,
                       bool blank) {
    if (blank && fields == 1) return;
    fit->records++;
    if (fields < 2) return;
    fit->split++;
    counts[fields < CSV_COUNTS ? fields : CSV_COUNTS - 1]++;
    if (fields == 2 && indented && fit->separator == '\t') fit->single_tabs++;
}

static bool is_blank(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\t') return false;
    return true;
}

static struct jx_csv_fit fit_of(const char *text, size_t length, bool whole, char separator) {
    struct jx_csv_walk walk = {.at = text, .end = text + length, .separator = separator, .line = 1};
    struct jx_csv_fit fit = {.separator = separator};
    uint32_t counts[CSV_COUNTS] = {0};
    enum jx_csv_end end = JX_CSV_FIELD;
    while (walk.at < walk.end && fit.records < CSV_SAMPLE_RECORDS) {
        uint32_t fields = 0;
        bool indented = false, blank = true;
        do {
            end = jx_csv_next(&walk);
            if (end == JX_CSV_UNCLOSED) break;
            if (!fields++)
                indented = !walk.quoted && !walk.length;
            else
                fit.fields++, fit.commas += walk.length && *walk.start == ',';
            blank = blank && is_blank(walk.start, walk.length);
            if (!walk.quoted) continue;
            if (walk.tail_length)
                fit.untidy++;
            else
                fit.clean += !walk.length || jx_csv_needs_quotes(walk.start, walk.length, separator);
        } while (end == JX_CSV_FIELD);
        if (end == JX_CSV_UNCLOSED) fit.untidy += whole;
        if (end == JX_CSV_UNCLOSED || (end == JX_CSV_FILE && !whole)) break;
        fit_record(&fit, counts, fields, indented, blank);
    }
    for (size_t i = 2; i < CSV_COUNTS; i++)
        if (counts[i] > fit.usual) fit.usual = counts[i];
    return fit;
}

uint32_t jx_csv_quality(const struct jx_csv_fit *fit) {
    if (!fit->split) return 0;
    uint64_t covered = (uint64_t)fit->split * 1000 / fit->records;
    return (uint32_t)(covered * fit->usual / fit->split);
}

char jx_csv_declared(const char *text, size_t length, size_t *line) {
    if (length < 5 || strncasecmp(text, "sep=", 4) || !strchr(",;\t", text[4])) return 0;
    size_t at = 5;
    if (at < length && text[at] == '\r') at++;
    if (at < length && text[at] == '\n')
        at++;
    else if (at < length && at == 5)
        return 0;
    *line = at;
    return text[4];
}

/* Every record alike, and either enough of them or quotes around what needs them. */
static bool is_proven(const struct jx_csv_fit *fit) {
    return jx_csv_quality(fit) == 1000 && !fit->untidy && (fit->clean || fit->records >= 5);
}

/* Tabs hardly ever stand in words, commas often do: tabs in half of the records are not outweighed by commas that
 * happen to be more regular. They do not count where they cling to commas: 00123<tab>,… is how some programs keep
 * spreadsheets from dropping the zeroes. */
static bool tabs_separate(const struct jx_csv_fit *tab) {
    return tab->split && tab->split * 2 >= tab->records && tab->commas * 2 < tab->fields;
}

struct jx_csv_fit jx_csv_best_fit(const char *text, size_t length, bool whole) {
    struct jx_csv_fit comma = fit_of(text, length, whole, ',');
    if (is_proven(&comma)) return comma;
    struct jx_csv_fit tab = fit_of(text, length, whole, '\t');
    if (tabs_separate(&tab)) return tab;
    struct jx_csv_fit semicolon = fit_of(text, length, whole, ';');
    return jx_csv_quality(&semicolon) > jx_csv_quality(&comma) ? semicolon : comma;
}
