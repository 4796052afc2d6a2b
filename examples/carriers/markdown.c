/*
 * Markdown tables as a carrier: one line for each row, cells between bars, `| 项目名称 | 农村公路养护 |`. A bar inside a cell is
 * \|, a line end <br>. Lines that only rule (|---|---|) are no rows; what has no bar stands alone in the first column.
 */
#include <string.h>

#include <jixiao/carrier.h>

/* --- reading ------------------------------------------------------------------------------------------------------- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* The line at `at` without the blanks around it; answers where the next one begins. */
static const char *next_line(const char *at, const char *end, const char **first, const char **last) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    *first = at;
    *last = stop ? stop : end;
    while (*first < *last && is_blank(**first)) ++*first;
    while (*last > *first && is_blank((*last)[-1])) --*last;
    return stop ? stop + 1 : end;
}

/* A bar at both ends; one behind a backslash belongs to the text. */
static bool is_row(const char *first, const char *last) {
    return last - first >= 2 && *first == '|' && last[-1] == '|' && last[-2] != '\\';
}

/* Bars, and three dashes in a row at least: a lone - may be somebody's way to say "none". */
static bool is_rule(const char *first, const char *last) {
    int dashes = 0, most = 0;
    for (; first < last; first++) {
        if (*first != '|' && *first != '-' && *first != ':' && *first != ' ') return false;
        dashes = *first == '-' ? dashes + 1 : 0;
        if (dashes > most) most = dashes;
    }
    return most >= 3;
}

/* How sure: nearly, if the first lines with a bar in them are rows. A bid looks at little and reports nothing. */
static int markdown_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    (void)host;
    (void)call;
    size_t length = input->length < 65536 ? input->length : 65536;
    const char *at = (const char *)input->bytes, *end = at + length, *first, *last;
    int rows = 0;
    if (length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) at += 3;
    while (at < end && rows < 3) {
        at = next_line(at, end, &first, &last);
        if (first == last || !memchr(first, '|', (size_t)(last - first))) continue;
        if (!is_row(first, last)) return 0;
        rows++;
    }
    return rows == 3 ? 88 : 0;
}

/* A cell's words: \| becomes | and <br> a line end, so that they never get longer. */
static const char *unescape(const struct jx_host *host, struct jx_call *call, const char *first,
                            const char *last) {
    char *text = host->allocate(call, (size_t)(last - first) + 1), *out = text;
    while (first < last) {
        if (*first == '\\' && last - first > 1 && first[1] == '|') first++;
        if (last - first >= 4 && memcmp(first, "<br>", 4) == 0) {
            *out++ = '\n';
            first += 4;
        } else {
            *out++ = *first++;
        }
    }
    return host->text(call, text, (size_t)(out - text));
}

/* One cell; false when a limit is passed, which the library has then reported. */
static bool put(const struct jx_host *host, struct jx_call *call, struct jx_sheet *sheet, uint32_t row,
                uint32_t column, const char *first, const char *last) {
    while (first < last && is_blank(*first)) first++;
    while (last > first && is_blank(last[-1])) last--;
    struct jx_cell *cell = host->cell(call, sheet, row, column);
    if (!cell) return false;
    if (first == last) return true;
    cell->text = unescape(host, call, first, last);
    cell->length = (uint32_t)strlen(cell->text);
    cell->kind = JX_CELL_TEXT;
    return true;
}

static bool put_row(const struct jx_host *host, struct jx_call *call, struct jx_sheet *sheet, uint32_t row,
                    const char *first, const char *last) {
    uint32_t column = 0;
    for (const char *start = ++first; first < last; first++) {
        if (*first != '|' || first[-1] == '\\') continue;
        if (!put(host, call, sheet, row, column++, start, first)) return false;
        start = first + 1;
    }
    return true;
}

static enum jx_status markdown_read(const struct jx_host *host, struct jx_call *call,
                                    const struct jx_input *input, struct jx_book *book) {
    size_t length = input->length;
    const char *at = host->decode(call, input->bytes, &length, input->encoding), *first, *last;
    if (!at) return JX_FAIL;
    const char *end = at + length;
    struct jx_sheet *sheet = host->sheet(call, book, "");
    for (uint32_t row = 0; at < end;) {
        if (host->expired(call)) return JX_FAIL;
        at = next_line(at, end, &first, &last);
        if (first == last || is_rule(first, last)) continue;
        bool good = is_row(first, last) ? put_row(host, call, sheet, row, first, last)
                                        : put(host, call, sheet, row, 0, first, last);
        if (!good) return JX_FAIL;
        row++;
    }
    return JX_OK;
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

static void append(const struct jx_host *host, struct jx_call *call, const char *text) {
    host->append(call, text, strlen(text));
}

static void append_cell(const struct jx_host *host, struct jx_call *call, const struct jx_cell *cell) {
    for (uint32_t i = 0; cell->text && i < cell->length; i++) {
        if (cell->text[i] == '|')
            append(host, call, "\\|");
        else if (cell->text[i] == '\n')
            append(host, call, "<br>");
        else
            host->append(call, &cell->text[i], 1);
    }
}

static uint32_t width_of(const struct jx_sheet *sheet) {
    uint32_t width = 1;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        if (sheet->rows[row].count > width) width = sheet->rows[row].count;
    return width;
}

/* All rows equally wide; under the first one the rule that Markdown asks for. */
static void append_sheet(const struct jx_host *host, struct jx_call *call, const struct jx_sheet *sheet) {
    uint32_t width = width_of(sheet);
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        append(host, call, "|");
        for (uint32_t column = 0; column < width; column++) {
            append(host, call, " ");
            if (column < sheet->rows[row].count) append_cell(host, call, &sheet->rows[row].cells[column]);
            append(host, call, " |");
        }
        append(host, call, "\n");
        if (row != 0) continue;
        append(host, call, "|");
        for (uint32_t column = 0; column < width; column++) append(host, call, "---|");
        append(host, call, "\n");
    }
}

static enum jx_status markdown_write(const struct jx_host *host, struct jx_call *call,
                                     const struct jx_output *output, const struct jx_book *book) {
    (void)output;
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (book->sheets[i]->hidden) continue;
        if (i > 0) append(host, call, "\n");
        append_sheet(host, call, book->sheets[i]);
    }
    return JX_OK;
}

/* ------------------------------------------------------------------------------------------------------------------- */

static const struct jx_carrier carrier = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof carrier,
    .id = "markdown",
    .chinese = "Markdown 表格",
    .english = "Markdown tables",
    .extensions = "md",
    .packages = "",
    .bid = markdown_bid,
    .read = markdown_read,
    .write = markdown_write,
};

JX_CARRIER_PLUGIN(markdown) {
    return &carrier;
}
