/*
 * The carrier of comma separated values: RFC 4180 as it is met in the field.
 *
 * Separators are comma, semicolon or tab, found out from the content. A field that begins with a quotation mark may
 * hold separators, line ends and doubled marks; a mark anywhere else is a character like others. Fields stay the text
 * they are: no number is ever interpreted. Written files follow RFC 4180 to the letter.
 */
#include "plugins/carriers/plain.h"

#include <stdio.h>

/* --- reading fields ---------------------------------------------------------------------------------------------- */

/* How a field or a record ended. */
enum csv_end { CSV_FIELD, CSV_RECORD, CSV_FILE, CSV_UNCLOSED };

/*
 * A walk through the fields of a text. After csv_next, `start` and `length` are the field's characters as they stand in
 * the file, without the quotation marks around; `doubled` says that marks in it are doubled; `tail` is what follows
 * a closing mark, which belongs to the text as spreadsheet programs read it. `line` counts from one.
 */
struct csv_walk {
    const char *at, *end;
    char separator;
    uint32_t line;

    const char *start;
    size_t length;
    const char *tail;
    size_t tail_length;
    uint32_t opened; /* the line on which the field began */
    bool quoted;
    bool doubled;
};

/* Moves over the rest of a field that is not quoted, to its separator or line end. */
static const char *csv_plain_end(const struct csv_walk *walk) {
    const char *at = walk->at;
    while (at < walk->end && *at != walk->separator && *at != '\n' && *at != '\r') at++;
    return at;
}

/* Moves to after the mark that closes a quoted field; false if there is none. */
static bool csv_quoted_end(struct csv_walk *walk) {
    const char *at = walk->at;
    for (;;) {
        const char *mark = memchr(at, '"', (size_t)(walk->end - at));
        const char *stop = mark ? mark : walk->end;
        for (; at < stop; at++)
            if (*at == '\n' || (*at == '\r' && !(at + 1 < walk->end && at[1] == '\n'))) walk->line++;
        if (!mark) return false;
        if (mark + 1 == walk->end || mark[1] != '"') break;
        walk->doubled = true;
        at = mark + 2;
    }
    walk->length = (size_t)(at - walk->start);
    walk->at = at + 1;
    return true;
}

/* What ends here, having moved past it. */
static enum csv_end csv_stop(struct csv_walk *walk) {
    if (walk->at == walk->end) return CSV_FILE;
    char c = *walk->at++;
    if (c == walk->separator) return CSV_FIELD;
    if (c == '\r' && walk->at < walk->end && *walk->at == '\n') walk->at++;
    walk->line++;
    return CSV_RECORD;
}

static enum csv_end csv_next(struct csv_walk *walk) {
    walk->opened = walk->line;
    walk->tail_length = 0;
    walk->doubled = false;
    walk->quoted = walk->at < walk->end && *walk->at == '"';
    walk->start = walk->quoted ? ++walk->at : walk->at;
    if (walk->quoted && !csv_quoted_end(walk)) return CSV_UNCLOSED;
    const char *stop = csv_plain_end(walk);
    if (walk->quoted) {
        walk->tail = walk->at;
        walk->tail_length = (size_t)(stop - walk->at);
    } else {
        walk->length = (size_t)(stop - walk->at);
    }
    walk->at = stop;
    return csv_stop(walk);
}

/* --- finding the separator --------------------------------------------------------------------------------------- */

enum { CSV_COUNTS = 256, CSV_SAMPLE_RECORDS = 2000 };

/* How a text falls into records under one separator; records of nothing but white space do not count. */
struct csv_fit {
    char separator;
    uint32_t records;
    uint32_t split; /* of more than one field */
    uint32_t usual; /* of the commonest number of fields above one */
    uint32_t clean; /* quoted fields that hold a separator, a line end or a mark, and end where they should */
    uint32_t untidy;      /* quoted fields with something after the closing mark, or never closed */
    uint32_t single_tabs; /* records of a tab and then text: cells of a dump, one a line */
    uint64_t fields;      /* after the first of each record */
    uint64_t commas;      /* of them, begin with a comma */
};

/* Whether a text in quotes has them for a reason. Writers of commas quote other separators too, for those who guess. */
static bool csv_needs_quotes(const char *text, size_t length, char separator) {
    bool commas = separator == ',';
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '"' || c == '\n' || c == '\r' || c == separator) return true;
        if (commas && (c == ';' || c == '\t')) return true;
    }
    return false;
}

/* Weighs one record of so many fields; `indented`: nothing stands before its first separator. */
static void csv_fit_record(struct csv_fit *fit, uint32_t counts[CSV_COUNTS], uint32_t fields, bool indented,
                           bool blank) {
    if (blank && fields == 1) return;
    fit->records++;
    if (fields < 2) return;
    fit->split++;
    counts[fields < CSV_COUNTS ? fields : CSV_COUNTS - 1]++;
    if (fields == 2 && indented && fit->separator == '\t') fit->single_tabs++;
}

static bool csv_is_blank(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\t') return false;
    return true;
}

static struct csv_fit csv_fit_of(const char *text, size_t length, bool whole, char separator) {
    struct csv_walk walk = {.at = text, .end = text + length, .separator = separator, .line = 1};
    struct csv_fit fit = {.separator = separator};
    uint32_t counts[CSV_COUNTS] = {0};
    enum csv_end end = CSV_FIELD;
    while (walk.at < walk.end && fit.records < CSV_SAMPLE_RECORDS) {
        uint32_t fields = 0;
        bool indented = false, blank = true;
        do {
            end = csv_next(&walk);
            if (end == CSV_UNCLOSED) break;
            if (!fields++)
                indented = !walk.quoted && !walk.length;
            else
                fit.fields++, fit.commas += walk.length && *walk.start == ',';
            blank = blank && csv_is_blank(walk.start, walk.length);
            if (!walk.quoted) continue;
            if (walk.tail_length)
                fit.untidy++;
            else
                fit.clean += csv_needs_quotes(walk.start, walk.length, separator);
        } while (end == CSV_FIELD);
        if (end == CSV_UNCLOSED) fit.untidy += whole;
        if (end == CSV_UNCLOSED || (end == CSV_FILE && !whole)) break;
        csv_fit_record(&fit, counts, fields, indented, blank);
    }
    for (size_t i = 2; i < CSV_COUNTS; i++)
        if (counts[i] > fit.usual) fit.usual = counts[i];
    return fit;
}

/* From 0 to 1000: the share of records that are split, times the share of those that are alike. */
static uint32_t csv_quality(const struct csv_fit *fit) {
    if (!fit->split) return 0;
    uint64_t covered = (uint64_t)fit->split * 1000 / fit->records;
    return (uint32_t)(covered * fit->usual / fit->split);
}

/* "sep=;" alone on the first line, as Excel understands it; the separator, or 0. `*length`: of that line. */
static char csv_declared(const char *text, size_t length, size_t *line) {
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
static bool csv_is_proven(const struct csv_fit *fit) {
    return csv_quality(fit) == 1000 && !fit->untidy && (fit->clean || fit->records >= 5);
}

/* Tabs hardly ever stand in words, commas often do: tabs in half of the records are not outweighed by commas that
 * happen to be more regular. They do not count where they cling to commas: 00123<tab>,… is how some programs keep
 * spreadsheets from dropping the zeroes. */
static bool csv_tabs_separate(const struct csv_fit *tab) {
    return tab->split && tab->split * 2 >= tab->records && tab->commas * 2 < tab->fields;
}

static struct csv_fit csv_best_fit(const char *text, size_t length, bool whole) {
    struct csv_fit comma = csv_fit_of(text, length, whole, ',');
    if (csv_is_proven(&comma)) return comma;
    struct csv_fit tab = csv_fit_of(text, length, whole, '\t');
    if (csv_tabs_separate(&tab)) return tab;
    struct csv_fit semicolon = csv_fit_of(text, length, whole, ';');
    return csv_quality(&semicolon) > csv_quality(&comma) ? semicolon : comma;
}

/* --- bidding ----------------------------------------------------------------------------------------------------- */

/* Regular records are strong evidence; ragged ones some, unless it is tabs that separate: that is how tables are dumped
 * as text, for which there is another carrier. */
static int csv_bid_of(const struct csv_fit *fit, bool named) {
    int quality = (int)csv_quality(fit);
    bool regular = quality == 1000 && fit->records > 1;
    bool tidy = fit->clean && !fit->untidy;
    if (fit->single_tabs * 2 > fit->records) return 5;
    if (fit->separator == '\t') return regular && named ? 92 : regular || tidy ? 85 : 10;
    if (regular) return named || tidy ? 92 : 85;
    if (fit->split * 2 < fit->records && !tidy) return named ? 20 : 8;
    return 25 + quality * 50 / 1000 + (tidy ? 10 : 0) + (named ? 5 : 0);
}

static int csv_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    struct plain_sample sample;
    const char *extension = input->extension ? input->extension : "";
    bool named = !strcmp(extension, "csv") || !strcmp(extension, "tsv") || !strcmp(extension, "tab");
    size_t line;
    enum plain_verdict verdict = plain_look(host, call, input, &sample);
    if (verdict == PLAIN_BINARY) return 0;
    if (verdict == PLAIN_BROKEN) return named ? 12 : 5;
    if (csv_declared(sample.text, sample.length, &line)) return 95;
    struct csv_fit fit = csv_best_fit(sample.text, sample.length, sample.whole);
    return csv_bid_of(&fit, named);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* The text of a field as it was meant: doubled marks once, the tail after it, ="0012" as 0012 (what spreadsheets are
 * told so that they keep the zeroes). */
static const char *csv_text(const struct jx_host *host, struct jx_call *call, const struct csv_walk *walk,
                            uint32_t *length) {
    const char *from = walk->start;
    size_t rest = walk->length;
    if (!walk->quoted && rest > 3 && from[0] == '=' && from[1] == '"' && from[rest - 1] == '"' &&
        !memchr(from + 2, '"', rest - 3))
        from += 2, rest -= 3;
    if (!walk->doubled && !walk->tail_length) {
        *length = (uint32_t)rest;
        return host->text(call, from, rest);
    }
    char *text = host->allocate(call, rest + walk->tail_length + 1), *to = text;
    for (const char *end = from + rest; from < end; from++) {
        *to++ = *from;
        if (*from == '"') from++;
    }
    memcpy(to, walk->tail, walk->tail_length);
    *length = (uint32_t)((size_t)(to - text) + walk->tail_length);
    return text;
}

static void csv_report_unclosed(const struct jx_host *host, struct jx_call *call,
                                const struct csv_walk *walk) {
    char line[16], words[64];
    size_t length = 0, left = (size_t)(walk->end - walk->start);
    while (length < left && length < 30 && walk->start[length] != '\n' && walk->start[length] != '\r')
        length++;
    while (length && length < left && ((unsigned char)walk->start[length] & 0xC0) == 0x80) length--;
    snprintf(line, sizeof line, "%u", walk->opened);
    snprintf(words, sizeof words, "%.*s", (int)length, walk->start);
    struct jx_place place = {.line = walk->opened};
    JX_REPORT(host, call, JX_MSG_CSV_QUOTE, &place, line, words);
}

/* One field into its cell; false: a limit is passed. */
static bool csv_put(const struct jx_host *host, struct jx_call *call, struct jx_sheet *sheet, uint32_t row,
                    uint32_t column, const struct csv_walk *walk) {
    struct jx_cell *cell = host->cell(call, sheet, row, column);
    if (!cell) return false;
    if (!walk->length && !walk->tail_length) return true;
    cell->text = csv_text(host, call, walk, &cell->length);
    cell->kind = JX_CELL_TEXT;
    return true;
}

static enum jx_status csv_read_records(const struct jx_host *host, struct jx_call *call,
                                       struct jx_sheet *sheet, struct csv_walk *walk) {
    for (uint32_t row = 0; walk->at < walk->end; row++) {
        enum csv_end end;
        uint32_t column = 0;
        if (host->expired(call)) return JX_FAIL;
        do {
            end = csv_next(walk);
            if (end == CSV_UNCLOSED) {
                csv_report_unclosed(host, call, walk);
                return JX_FAIL;
            }
            if (!csv_put(host, call, sheet, row, column++, walk)) return JX_FAIL;
        } while (end == CSV_FIELD);
    }
    return JX_OK;
}

static enum jx_status csv_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                               struct jx_book *book) {
    size_t length, skip = 0;
    const char *text = plain_decode(host, call, input, &length);
    if (!text) return JX_FAIL;
    bool whole = length <= PLAIN_SAMPLE;
    char separator = csv_declared(text, length, &skip);
    if (!separator) separator = csv_best_fit(text, whole ? length : PLAIN_SAMPLE, whole).separator;
    struct csv_walk walk = {
        .at = text + skip, .end = text + length, .separator = separator, .line = skip ? 2 : 1};
    return csv_read_records(host, call, host->sheet(call, book, ""), &walk);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static uint32_t csv_width(const struct jx_sheet *sheet) {
    uint32_t width = 0;
    for (uint32_t i = 0; i < sheet->row_count; i++)
        if (sheet->rows[i].count > width) width = sheet->rows[i].count;
    return width;
}

/* What a cell has to say; a covered one nothing. */
static const char *csv_cell_text(const struct jx_row *row, uint32_t column, size_t *length) {
    *length = 0;
    if (column >= row->count) return "";
    const struct jx_cell *cell = &row->cells[column];
    if (!cell->text || cell->kind == JX_CELL_BLANK || cell->kind == JX_CELL_COVERED) return "";
    *length = cell->length;
    return cell->text;
}

static bool csv_is_quoted(const char *text, size_t length) {
    return csv_needs_quotes(text, length, ',') || (length == 5 && !strncasecmp(text, "sep=", 4));
}

/* How many bytes a field takes. */
static size_t csv_field_size(const char *text, size_t length) {
    if (!csv_is_quoted(text, length)) return length;
    size_t size = length + 2;
    for (size_t i = 0; i < length; i++) size += text[i] == '"';
    return size;
}

static char *csv_put_field(char *to, const char *text, size_t length) {
    if (!csv_is_quoted(text, length)) {
        memcpy(to, text, length);
        return to + length;
    }
    *to++ = '"';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') *to++ = '"';
        *to++ = text[i];
    }
    *to++ = '"';
    return to;
}

static size_t csv_sheet_size(const struct jx_sheet *sheet, uint32_t width) {
    size_t size = 0, length;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        size += (width ? width - 1 : 0) + 2;
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const char *text = csv_cell_text(&sheet->rows[row], column, &length);
            size += csv_field_size(text, length);
        }
    }
    return size;
}

static char *csv_put_sheet(const struct jx_sheet *sheet, uint32_t width, char *to) {
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < width; column++) {
            size_t length;
            const char *text = csv_cell_text(&sheet->rows[row], column, &length);
            if (column) *to++ = ',';
            to = csv_put_field(to, text, length);
        }
        *to++ = '\r';
        *to++ = '\n';
    }
    return to;
}

/* All sheets as one text, a blank record between two. */
static const char *csv_book_text(const struct jx_host *host, struct jx_call *call, const struct jx_book *book,
                                 size_t *length) {
    size_t size = 1;
    uint32_t *widths = host->allocate(call, (book->sheet_count + 1) * sizeof *widths);
    for (size_t i = 0; i < book->sheet_count; i++) {
        widths[i] = csv_width(book->sheets[i]);
        size += 2 + csv_sheet_size(book->sheets[i], widths[i]);
    }
    char *text = host->allocate(call, size), *to = text;
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (i) *to++ = '\r', *to++ = '\n';
        to = csv_put_sheet(book->sheets[i], widths[i], to);
    }
    *length = (size_t)(to - text);
    return text;
}

/* A text that a spreadsheet program would calculate when it opens the file; CSV has no way to say "this is text". */
static bool csv_is_formula(const char *text, size_t length) {
    if (length < 2) return false;
    bool sign = *text == '+' || *text == '-';
    return *text == '=' || *text == '@' || (sign && memchr(text, '(', length));
}

static enum jx_status csv_warn_formulas(const struct jx_host *host, struct jx_call *call,
                                        const struct jx_sheet *sheet) {
    enum jx_status status = JX_OK;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            size_t length;
            const char *text = csv_cell_text(&sheet->rows[row], column, &length);
            if (!csv_is_formula(text, length)) continue;
            struct jx_place place = {.sheet = sheet->name, .row = row + 1, .column = column + 1};
            JX_REPORT(host, call, JX_MSG_CSV_FORMULA, &place, text);
            status = JX_WARN;
        }
    }
    return status;
}

static enum jx_status csv_write(const struct jx_host *host, struct jx_call *call,
                                const struct jx_output *output, const struct jx_book *book) {
    const char *encoding = output->encoding;
    enum jx_status status = JX_OK;
    size_t length;
    const char *text = csv_book_text(host, call, book, &length);
    bool marked = !encoding || !strcasecmp(encoding, "utf-8-bom") || !strcasecmp(encoding, "utf-8-sig");
    if (marked) {
        host->append(call, "\xEF\xBB\xBF", 3);
    } else if (strcasecmp(encoding, "utf-8") && strcasecmp(encoding, "utf8")) {
        text = host->encode(call, text, &length, encoding);
        if (!text) return JX_FAIL;
    }
    host->append(call, text, length);
    for (size_t i = 0; i < book->sheet_count; i++)
        if (csv_warn_formulas(host, call, book->sheets[i]) != JX_OK) status = JX_WARN;
    return status;
}

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
        .write = csv_write,
    };
    return &carrier;
}
