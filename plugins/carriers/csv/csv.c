/*
 * The carrier of comma separated values: RFC 4180 as it is met in the field.
 *
 * Separators are comma, semicolon or tab, found out from the content. A field that begins with a quotation mark may
 * hold separators, line ends and doubled marks; a mark anywhere else is a character like others. Fields stay the text
 * they are: no number is ever interpreted. Written files follow RFC 4180 to the letter.
 */
#include "plugins/carriers/csv/csv.h"

#include <stdio.h>

#include "plugins/carriers/plain.h"

/* --- bidding ----------------------------------------------------------------------------------------------------- */

/* Regular records are strong evidence; ragged ones some, unless it is tabs that separate: that is how tables are dumped
 * as text, for which there is another carrier. */
static int bid_of(const struct jx_csv_fit *fit, bool named) {
    int quality = (int)jx_csv_quality(fit);
    bool regular = quality == 1000 && fit->records > 1;
    bool tidy = fit->clean && !fit->untidy;
    if (fit->single_tabs * 2 > fit->records) return 5;
    if (fit->separator == '\t') return fit->untidy ? 10 : regular && named ? 92 : regular || tidy ? 85 : 10;
    if (regular) return named || tidy ? 92 : 85;
    if (fit->split * 2 < fit->records && !tidy) return named ? 20 : 8;
    return 25 + quality * 50 / 1000 + (tidy ? 10 : 0) + (named ? 5 : 0);
}

static int csv_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    struct jx_plain_sample sample;
    const char *extension = input->extension ? input->extension : "";
    bool named = !strcmp(extension, "csv") || !strcmp(extension, "tsv") || !strcmp(extension, "tab");
    size_t line;
    enum jx_plain_verdict verdict = jx_plain_look(host, call, input, &sample);
    if (verdict == JX_PLAIN_BINARY) return 0;
    if (verdict == JX_PLAIN_BROKEN) return named ? 12 : 5;
    if (jx_csv_declared(sample.text, sample.length, &line)) return 95;
    struct jx_csv_fit fit = jx_csv_best_fit(sample.text, sample.length, sample.whole);
    return bid_of(&fit, named);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static bool has_only_blanks(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\t') return false;
    return true;
}

static bool has_line_end(const struct jx_csv_walk *walk) {
    return memchr(walk->start, '\n', walk->length) || memchr(walk->start, '\r', walk->length);
}

/*
 * Where the characters of a field begin and how many they are, if they can be taken as they stand in the file:
 *   "words"      without the marks, and without blanks after them
 *   "五一"奖章   with the marks: nobody who quotes by the rules writes this, so they are part of the words
 *   ="0012"      without what only tells a spreadsheet to keep the zeroes
 * NULL: it takes some work.
 */
static const char *field_as_is(const struct jx_csv_walk *walk, size_t *length) {
    const char *start = walk->start;
    *length = walk->length;
    if (walk->doubled) return NULL;
    if (walk->quoted) {
        if (has_only_blanks(walk->tail, walk->tail_length)) return start;
        if (memchr(start, walk->separator, *length) || has_line_end(walk)) return NULL;
        *length += 2 + walk->tail_length;
        return start - 1;
    }
    if (*length > 3 && start[0] == '=' && start[1] == '"' && start[*length - 1] == '"' &&
        !memchr(start + 2, '"', *length - 3)) {
        *length -= 3;
        return start + 2;
    }
    return start;
}

/* The text of a field as spreadsheet programs read it: doubled marks once, then what follows the closing one. */
static const char *field_text(const struct jx_host *host, struct jx_call *call,
                              const struct jx_csv_walk *walk, uint32_t *length) {
    size_t rest;
    const char *from = field_as_is(walk, &rest);
    if (from) {
        *length = (uint32_t)rest;
        return host->text(call, from, rest);
    }
    char *text = host->allocate(call, walk->length + walk->tail_length + 1), *to = text;
    from = walk->start;
    for (const char *end = from + walk->length; from < end; from++) {
        *to++ = *from;
        if (*from == '"') from++;
    }
    if (!has_only_blanks(walk->tail, walk->tail_length)) {
        memcpy(to, walk->tail, walk->tail_length);
        to += walk->tail_length;
    }
    *length = (uint32_t)(to - text);
    return text;
}

static void report_quote(const struct jx_host *host, struct jx_call *call, enum jx_code code,
                         const struct jx_csv_walk *walk) {
    char line[16], words[64];
    size_t length = 0, left = (size_t)(walk->end - walk->start);
    while (length < left && length < 30 && walk->start[length] != '\n' && walk->start[length] != '\r')
        length++;
    while (length && length < left && ((unsigned char)walk->start[length] & 0xC0) == 0x80) length--;
    snprintf(line, sizeof line, "%u", walk->opened);
    snprintf(words, sizeof words, "%.*s", (int)length, walk->start);
    struct jx_place place = {.line = walk->opened};
    JX_REPORT(host, call, code, &place, line, words);
}

/* A quoted text over several lines with more behind its closing mark: most likely that mark opens the next quoted field,
 * and one is missing or too many here, though it may show only at the end of the file. */
static bool has_run_away(const struct jx_csv_walk *walk) {
    return walk->quoted && !has_only_blanks(walk->tail, walk->tail_length) && has_line_end(walk);
}

bool jx_csv_begins_formula(const char *text, size_t length) {
    static const char signs[] = "=+-@\t\r", *const wide[] = {"＝", "＋", "－", "＠"};
    if (length == 0 || (unsigned char)*text > 0xEF) return false;
    if (*text != *wide[0]) return memchr(signs, *text, sizeof signs - 1);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (length >= strlen(wide[i]) && memcmp(text, wide[i], strlen(wide[i])) == 0) return true;
    return false;
}

bool jx_csv_is_guarded(const char *text, size_t length) {
    return length > 1 && *text == '\'' && (text[1] == '\'' || jx_csv_begins_formula(text + 1, length - 1));
}

/* One field into its cell; false: a limit is passed. Blank fields make none: spreadsheet programs end the rows of a narrow
 * table with as many as the widest has, and a file of nothing else could ask for any number of them. */
static bool put_cell(const struct jx_host *host, struct jx_call *call, struct jx_sheet *sheet, uint32_t row,
                     uint32_t column, const struct jx_csv_walk *walk) {
    if (!walk->length && has_only_blanks(walk->tail, walk->tail_length)) return true;
    struct jx_cell *cell = host->cell(call, sheet, row, column);
    if (!cell) return false;
    cell->text = field_text(host, call, walk, &cell->length);
    cell->kind = JX_CELL_TEXT;
    if (walk->guarded && jx_csv_is_guarded(cell->text, cell->length)) {
        cell->text++;
        cell->length--;
    }
    return true;
}

/* A mark that is never closed is reported where things went wrong first. */
static enum jx_status read_records(const struct jx_host *host, struct jx_call *call, struct jx_sheet *sheet,
                                   struct jx_csv_walk *walk) {
    struct jx_csv_walk suspect = {.opened = 0};
    for (uint32_t row = 0; walk->at < walk->end; row++) {
        enum jx_csv_end end;
        uint32_t column = 0;
        if (host->expired(call)) return JX_FAIL;
        do {
            end = jx_csv_next(walk);
            if (end == JX_CSV_UNCLOSED) {
                report_quote(host, call, JX_MSG_CSV_QUOTE, suspect.opened ? &suspect : walk);
                return JX_FAIL;
            }
            if (!suspect.opened && has_run_away(walk)) suspect = *walk;
            if (!put_cell(host, call, sheet, row, column++, walk)) return JX_FAIL;
        } while (end == JX_CSV_FIELD);
    }
    if (suspect.opened) report_quote(host, call, JX_MSG_CSV_RUNAWAY, &suspect);
    return suspect.opened ? JX_WARN : JX_OK;
}

static enum jx_status csv_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                               struct jx_book *book) {
    size_t length, skip = 0;
    const char *text = jx_plain_decode(host, call, input, &length);
    if (!text) return JX_FAIL;
    bool whole = length <= JX_PLAIN_SAMPLE;
    char separator = jx_csv_declared(text, length, &skip);
    if (!separator) separator = jx_csv_best_fit(text, whole ? length : JX_PLAIN_SAMPLE, whole).separator;
    struct jx_csv_walk walk = {.at = text + skip,
                               .end = text + length,
                               .separator = separator,
                               .line = skip ? 2 : 1,
                               .guarded = !input->unguarded};
    return read_records(host, call, host->sheet(call, book, ""), &walk);
}

/* --- the plugin -------------------------------------------------------------------------------------------------- */

JX_CARRIER_PLUGIN(csv) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "csv",
        .chinese = "逗号分隔的文本（CSV）",
        .english = "comma separated values",
        .extensions = "csv",
        .packages = "",
        .bid = csv_bid,
        .read = csv_read,
        .write = jx_csv_write,
        .abilities = JX_CARRIER_FLOWS,
        .height_most = JX_UNLIMITED,
    };
    return &carrier;
}
