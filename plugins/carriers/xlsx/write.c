/*
 * Writing a book as a workbook that prints like the paper form.
 *
 * The library that does it writes to a named file only, so it is given one in memory. It complains on standard error
 * about what it does not like; hence all that it could refuse is checked before.
 */
#include "looks.h"
#include "workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <jixiao/paper.h>

enum {
    ROWS_MOST = 1048576,
    COLUMNS_MOST = 16384,
    UNITS_MOST = 32767, /* of UTF-16, in a cell */
    PAPER_A4 = 9
};
#define HEIGHT_MOST 409.5
#define WIDTH_MOST  255.0

static void writer_release(void *thing) {
    struct jx_xlsx_writer *writer = thing;
    if (writer->workbook) lxw_workbook_free(writer->workbook);
    writer->workbook = NULL;
    if (writer->bytes) munmap(writer->bytes, writer->length);
    writer->bytes = NULL;
    if (writer->fd >= 0) close(writer->fd);
    writer->fd = -1;
    if (writer->locale) {
        uselocale(writer->before);
        freelocale(writer->locale);
    }
    writer->locale = (locale_t)0;
}

static enum jx_status write_report(struct jx_xlsx_writer *writer, const char *why) {
    JX_REPORT(writer->host, writer->call, JX_MSG_WORKBOOK_WRITE, NULL, why);
    return JX_FAIL;
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

/* A number's text taken apart: [-] digits, with or without grouping commas, [. digits]. */
struct number_shape {
    char digits[64]; /* without commas */
    int decimals;
    int significant;
    bool grouped;
};

/* Whether a text is a number that would look the same as a number: no leading zeros, which a code may have, no plus
 * sign, no percent sign. */
static bool number_shape_read(const struct jx_cell *cell, struct number_shape *shape) {
    const char *in = cell->text, *end = in + cell->length;
    size_t length = 0, whole = 0, zeros = 0;
    bool point = false, nonzero = false;
    *shape = (struct number_shape){0};
    if (cell->length >= sizeof shape->digits) return false;
    if (in < end && *in == '-') shape->digits[length++] = *in++;
    const char *start = in;
    for (; in < end; in++) {
        bool digit = *in >= '0' && *in <= '9';
        if (*in == ',' && !point) {
            shape->grouped = true;
            continue;
        }
        if (*in == '.' && !point && in > start && in + 1 < end)
            point = true;
        else if (!digit)
            return false;
        shape->digits[length++] = *in;
        if (!digit) continue;
        if (point)
            shape->decimals++;
        else
            whole++;
        nonzero = nonzero || *in != '0';
        if (!nonzero) continue;
        shape->significant++;
        zeros = *in == '0' ? zeros + 1 : 0;
    }
    shape->significant -= (int)zeros;
    if (whole == 0 || (whole > 1 && *start == '0') || shape->decimals > JX_XLSX_DECIMALS_MOST) return false;
    if (!nonzero && *cell->text == '-') return false;
    if (!shape->grouped) return true;
    /* Commas in other places than every third are not grouping. */
    size_t shown = 0;
    const char *stop = memchr(start, '.', (size_t)(end - start));
    for (in = stop ? stop : end; in > start; shown++)
        if ((*--in == ',') != (shown % 4 == 3)) return false;
    return shown % 4 != 0;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static enum jx_status text_write(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                 const struct jx_place *place, const struct jx_cell *cell) {
    size_t units;
    const char *text = jx_xlsx_escape(writer->host, writer->call, cell->text, cell->length, &units);
    bool lines = memchr(cell->text, '\n', cell->length);
    lxw_format *format = jx_xlsx_look_format(writer, (enum jx_look)cell->look, lines, -1, false);
    lxw_error error = LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
    if (units <= UNITS_MOST)
        error =
            worksheet_write_string(worksheet, place->row - 1, (lxw_col_t)(place->column - 1), text, format);
    writer->given.cells++;
    writer->given.values++;
    if (error == LXW_NO_ERROR) return JX_OK;
    if (error != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return write_report(writer, lxw_strerror(error));
    char count[24];
    snprintf(count, sizeof count, "%zu", units);
    JX_REPORT(writer->host, writer->call, JX_MSG_CELL_LONG, place, count);
    return JX_FAIL;
}

/* A number that a spreadsheet cannot hold exactly stays text: a wrong amount is worse than one that does not add up. */
static enum jx_status number_write(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                   const struct jx_place *place, const struct jx_cell *cell) {
    struct number_shape shape;
    if (!number_shape_read(cell, &shape)) return text_write(writer, worksheet, place, cell);
    if (shape.significant > JX_NUMBER_DIGITS) {
        JX_REPORT(writer->host, writer->call, JX_MSG_NUMBER_LONG, place, cell->text);
        return text_write(writer, worksheet, place, cell);
    }
    int decimals = shape.decimals > cell->decimals ? shape.decimals : cell->decimals;
    if (decimals > JX_XLSX_DECIMALS_MOST) decimals = JX_XLSX_DECIMALS_MOST;
    lxw_format *format =
        jx_xlsx_look_format(writer, (enum jx_look)cell->look, false, decimals, shape.grouped);
    lxw_error error = worksheet_write_number(worksheet, place->row - 1, (lxw_col_t)(place->column - 1),
                                             strtod_l(shape.digits, NULL, writer->locale), format);
    writer->given.cells++;
    writer->given.values++;
    return error == LXW_NO_ERROR ? JX_OK : write_report(writer, lxw_strerror(error));
}

static enum jx_status cell_write(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                 const struct jx_place *place, const struct jx_cell *cell) {
    bool filled = cell->text && cell->length > 0;
    if (cell->kind == JX_CELL_NUMBER && filled) return number_write(writer, worksheet, place, cell);
    if (cell->kind == JX_CELL_TEXT && filled) return text_write(writer, worksheet, place, cell);
    if (cell->look == JX_LOOK_PLAIN || cell->kind == JX_CELL_COVERED) return JX_OK;
    lxw_format *format = jx_xlsx_look_format(writer, (enum jx_look)cell->look, false, -1, false);
    worksheet_write_blank(worksheet, place->row - 1, (lxw_col_t)(place->column - 1), format);
    writer->given.cells++;
    return JX_OK;
}

/* A merge is written first, with blanks in the look of its first cell, so that the rules go all round it; the first
 * cell's own content then takes its place. */
static enum jx_status merge_write(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                  const struct jx_sheet *sheet, const struct jx_merge *merge) {
    const struct jx_cell *cell = NULL;
    if (merge->row < sheet->row_count && merge->column < sheet->rows[merge->row].count)
        cell = &sheet->rows[merge->row].cells[merge->column];
    uint32_t last_row = merge->row + merge->rows - 1, last_column = merge->column + merge->columns - 1;
    if (!cell || merge->rows * (uint64_t)merge->columns < 2) return JX_OK;
    lxw_format *format = NULL;
    if (cell->look != JX_LOOK_PLAIN)
        format = jx_xlsx_look_format(writer, (enum jx_look)cell->look, false, -1, false);
    lxw_error error = worksheet_merge_range(worksheet, merge->row, (lxw_col_t)merge->column, last_row,
                                            (lxw_col_t)last_column, "", format);
    writer->given.merges++;
    /* Its first cell is counted when it is written. */
    if (cell->look != JX_LOOK_PLAIN) writer->given.cells += merge->rows * (uint64_t)merge->columns - 1;
    return error == LXW_NO_ERROR ? JX_OK : write_report(writer, lxw_strerror(error));
}

/* --- sheets ------------------------------------------------------------------------------------------------------ */

/* Whether a spreadsheet can hold so many rows and columns. Merges count, empty cells too. */
static bool sheet_fits(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    uint64_t rows = sheet->row_count, columns = sheet->width_count;
    for (uint32_t r = 0; r < sheet->row_count; r++)
        if (sheet->rows[r].count > columns) columns = sheet->rows[r].count;
    for (uint32_t m = 0; m < sheet->merge_count; m++) {
        const struct jx_merge *merge = &sheet->merges[m];
        if ((uint64_t)merge->row + merge->rows > rows) rows = (uint64_t)merge->row + merge->rows;
        if ((uint64_t)merge->column + merge->columns > columns)
            columns = (uint64_t)merge->column + merge->columns;
    }
    if (rows <= ROWS_MOST && columns <= COLUMNS_MOST) return true;
    char tall[24], wide[24];
    snprintf(tall, sizeof tall, "%llu", (unsigned long long)rows);
    snprintf(wide, sizeof wide, "%llu", (unsigned long long)columns);
    JX_REPORT(writer->host, writer->call, JX_MSG_SHEET_SIZE, NULL, sheet->name, tall, wide);
    return false;
}

/* Repeats the head on every page. The library leaves names of plain letters and digits without quotes, which a name
 * such as 2024 or A1 needs: these are given by hand. */
static void head_repeat(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet, const struct jx_sheet *sheet,
                        const char *name) {
    static const char plain[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.";
    uint32_t last = sheet->head_first + sheet->head_count - 1;
    if (name && strspn(name, plain) == strlen(name)) {
        char title[128], rows[128];
        snprintf(title, sizeof title, "'%s'!_xlnm.Print_Titles", name);
        snprintf(rows, sizeof rows, "='%s'!$%u:$%u", name, sheet->head_first + 1, last + 1);
        workbook_define_name(writer->workbook, title, rows);
    } else {
        worksheet_repeat_rows(worksheet, sheet->head_first, last);
    }
    if (!sheet->head_if_paged) worksheet_freeze_panes(worksheet, last + 1, 0);
}

/* The rows that begin pages. A sheet of one page is made to fit it; in one of several the rows at page ends are given, of
 * which the format takes a thousand. */
static enum jx_status pages_set(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                const struct jx_sheet *sheet) {
    enum { BREAKS_MOST = 1023 };
    uint32_t count = sheet->pages > 1 ? sheet->pages - 1 : 0;
    worksheet_fit_to_pages(worksheet, 1, sheet->pages == 1 ? 1 : 0);
    if (count == 0) return JX_OK;
    if (count > BREAKS_MOST) count = BREAKS_MOST;
    lxw_row_t *rows = writer->host->allocate(writer->call, (count + 1) * sizeof *rows); /* ended by a 0 */
    for (uint32_t i = 0; i < count; i++) rows[i] = sheet->breaks[i];
    lxw_error error = worksheet_set_h_pagebreaks(worksheet, rows);
    return error == LXW_NO_ERROR ? JX_OK : write_report(writer, lxw_strerror(error));
}

/* Paper, margins, and what repeats on every page. A width of one unit is half a character of the body typeface, which
 * is as wide as a digit of the workbook's standard typeface: a unit of its own. */
static enum jx_status page_set_up(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                  const struct jx_sheet *sheet, const char *name) {
    for (uint32_t c = 0; c < sheet->width_count; c++) {
        double width = sheet->widths[c] < WIDTH_MOST ? sheet->widths[c] : WIDTH_MOST;
        if (width > 0) worksheet_set_column(worksheet, (lxw_col_t)c, (lxw_col_t)c, width, NULL);
    }
    worksheet_set_paper(worksheet, PAPER_A4);
    if (sheet->landscape) worksheet_set_landscape(worksheet);
    worksheet_set_margins(worksheet, JX_MARGIN_SIDE / 72, JX_MARGIN_SIDE / 72, JX_MARGIN_ENDS / 72,
                          JX_MARGIN_ENDS / 72);
    worksheet_center_horizontally(worksheet);
    if (sheet->head_count > 0 && (!sheet->head_if_paged || sheet->pages > 1))
        head_repeat(writer, worksheet, sheet, name);
    /* Codes and targets are texts made of digits; no green corners for them. */
    worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    if (sheet->pages > 1) worksheet_set_footer(worksheet, "&C第 &P 页 共 &N 页");
    return pages_set(writer, worksheet, sheet);
}

static enum jx_status cells_write(struct jx_xlsx_writer *writer, lxw_worksheet *worksheet,
                                  const struct jx_sheet *sheet) {
    enum jx_status status = JX_OK;
    struct jx_place place = {.sheet = sheet->name};
    for (uint32_t r = 0; r < sheet->row_count && status <= JX_WARN; r++) {
        const struct jx_row *row = &sheet->rows[r];
        if (writer->host->expired(writer->call)) return JX_FAIL;
        if (row->height > 0)
            worksheet_set_row(worksheet, r, row->height < HEIGHT_MOST ? row->height : HEIGHT_MOST, NULL);
        for (uint32_t c = 0; c < row->count && status <= JX_WARN; c++) {
            place.row = r + 1;
            place.column = c + 1;
            status = cell_write(writer, worksheet, &place, &row->cells[c]);
        }
    }
    return status;
}

static enum jx_status sheet_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    const char *name = jx_xlsx_plain(writer->host, writer->call, sheet->name);
    if (!sheet_fits(writer, sheet)) return JX_FAIL;
    if (!name || !*name || workbook_validate_sheet_name(writer->workbook, name) != LXW_NO_ERROR) name = NULL;
    lxw_worksheet *worksheet = workbook_add_worksheet(writer->workbook, name);
    if (!worksheet) return write_report(writer, sheet->name);
    writer->given.sheets++;
    enum jx_status status = page_set_up(writer, worksheet, sheet, name);
    for (uint32_t m = 0; m < sheet->merge_count && status <= JX_WARN; m++)
        status = merge_write(writer, worksheet, sheet, &sheet->merges[m]);
    if (status <= JX_WARN) status = cells_write(writer, worksheet, sheet);
    return status;
}

/* A workbook shows at least one sheet; the first one that is not hidden is opened. */
static void sheets_hide(struct jx_xlsx_writer *writer) {
    const struct jx_book *book = writer->book;
    size_t first = 0;
    while (first < book->sheet_count && book->sheets[first]->hidden) first++;
    if (first == book->sheet_count) return;
    size_t i = 0;
    lxw_sheet *sheet;
    STAILQ_FOREACH(sheet, writer->workbook->sheets, list_pointers) {
        if (i == first) worksheet_activate(sheet->u.worksheet);
        if (i == first && first > 0) worksheet_set_first_sheet(sheet->u.worksheet);
        if (i < book->sheet_count && book->sheets[i]->hidden) worksheet_hide(sheet->u.worksheet);
        i++;
    }
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

/* Temporary files in memory spare the disk, if there is room for a large sheet as XML. */
static char *temporary_folder(void) {
    static char memory[] = "/dev/shm";
    enum { ROOM = 512 * 1024 * 1024 };
    struct statvfs stat;
    if (access(memory, W_OK | X_OK) != 0 || statvfs(memory, &stat) != 0) return NULL;
    return (uint64_t)stat.f_bavail * stat.f_bsize >= ROOM ? memory : NULL;
}

static enum jx_status workbook_create(struct jx_xlsx_writer *writer, const struct jx_output *output) {
    char path[64];
    writer->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!writer->locale) return JX_FATAL;
    writer->before = uselocale(writer->locale);
    writer->fd = memfd_create("jixiao.xlsx", MFD_CLOEXEC);
    if (writer->fd < 0) return write_report(writer, "memfd_create");
    snprintf(path, sizeof path, "/proc/self/fd/%d", writer->fd);
    if (access(path, W_OK) != 0) return write_report(writer, "/proc/self/fd");
    lxw_workbook_options options = {.tmpdir = temporary_folder()};
    writer->workbook = workbook_new_opt(path, &options);
    if (!writer->workbook) return JX_FATAL;
    jx_xlsx_looks_standard(writer);
    const char *title = jx_xlsx_plain(writer->host, writer->call, writer->book->title);
    const char *author = jx_xlsx_plain(writer->host, writer->call, writer->book->author);
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)(title ? title : ""),
        .author = (char *)(uintptr_t)(author && *author ? author : "jixiao"),
        .created = output->created != 0 ? output->created : 1, /* 0 would mean now */
    };
    workbook_set_properties(writer->workbook, &properties);
    return JX_OK;
}

/* Closes the workbook and hands its bytes over. */
static enum jx_status workbook_finish(struct jx_xlsx_writer *writer) {
    lxw_workbook *workbook = writer->workbook;
    struct stat stat;
    writer->workbook = NULL; /* closing frees it, whether or not it succeeds */
    lxw_error error = workbook_close(workbook);
    if (error != LXW_NO_ERROR) return write_report(writer, lxw_strerror(error));
    if (fstat(writer->fd, &stat) != 0 || stat.st_size <= 0) return write_report(writer, "fstat");
    writer->length = (size_t)stat.st_size;
    void *bytes = mmap(NULL, writer->length, PROT_READ, MAP_PRIVATE, writer->fd, 0);
    if (bytes == MAP_FAILED) return write_report(writer, "mmap");
    writer->bytes = bytes;
    if (!jx_xlsx_whole(writer)) return write_report(writer, "incomplete");
    for (size_t i = 0; i < writer->book->sheet_count; i++)
        if (writer->book->sheets[i]->hidden)
            return jx_xlsx_append_hidden(writer) ? JX_OK : write_report(writer, "veryHidden");
    writer->host->append(writer->call, bytes, writer->length);
    return JX_OK;
}

enum jx_status jx_xlsx_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book) {
    struct jx_xlsx_writer *writer = host->allocate(call, sizeof *writer);
    *writer = (struct jx_xlsx_writer){.host = host, .call = call, .book = book, .fd = -1};
    host->defer(call, writer_release, writer);
    if (output->limits && book->sheet_count > output->limits->sheets) {
        char count[24], most[24];
        snprintf(count, sizeof count, "%zu", book->sheet_count);
        snprintf(most, sizeof most, "%llu", (unsigned long long)output->limits->sheets);
        JX_REPORT(host, call, JX_MSG_SHEETS_MANY, NULL, count, most);
        return JX_FAIL;
    }
    enum jx_status status = workbook_create(writer, output);
    for (size_t i = 0; i < book->sheet_count && status <= JX_WARN; i++)
        status = sheet_write(writer, book->sheets[i]);
    if (status <= JX_WARN) {
        sheets_hide(writer);
        status = workbook_finish(writer);
    }
    writer_release(writer);
    return status;
}
