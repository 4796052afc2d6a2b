/*
 * floor: the least that a conversion from workbook to workbook can cost.
 *
 *     floor -p IN           parse only
 *     floor -d IN CELLS     keep what stands in a workbook, for a later run
 *     floor IN CELLS OUT    parse IN, write the cells and merges of CELLS; CELLS is - : those of IN
 *     floor -l LIST         the same for many files: IN, CELLS and OUT on each line, with tabs between
 *
 * IN's parts are unpacked by libzip and go through expat, all of those that jixiao reads; libxlsxwriter writes. There is
 * one format, with a rule around it, or the blank cells would not be written. Nothing is looked at, nothing is checked
 * but for what would crash, memory is given back at the end of each file. It is a yardstick, not an example.
 */
#include <expat.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "cells.h"

/* --- parsing ----------------------------------------------------------------------------------------------------- */

static const char *attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0) return attributes[1];
    return NULL;
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct cells *cells = user;
    cells->elements++;
    if (!cells->keep) return;
    if (strcmp(name, "c") == 0) {
        const char *at = attribute(attributes, "r"), *type = attribute(attributes, "t");
        cells->cell = (struct item){.kind = ITEM_BLANK};
        if (at) address(at, &cells->cell.row, &cells->cell.column);
        cells->type = !type ? 'n' : *type;
        cells->value = cells->used;
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        cells->in_value = true;
    } else if (strcmp(name, "si") == 0) {
        cells->value = cells->used;
    } else if (strcmp(name, "mergeCell") == 0) {
        const char *at = attribute(attributes, "ref");
        struct item item = {.kind = ITEM_MERGE};
        if (!at) return;
        at = address(at, &item.row, &item.column);
        if (*at == ':') address(at + 1, &item.last_row, &item.last_column), item_add(cells, item);
    }
}

static void on_end(void *user, const char *name) {
    struct cells *cells = user;
    if (!cells->keep) return;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        cells->in_value = false;
    else if (strcmp(name, "si") == 0)
        string_end(cells);
    else if (strcmp(name, "c") == 0)
        cell_end(cells);
}

static void on_text(void *user, const char *text, int length) {
    struct cells *cells = user;
    if (cells->keep && cells->in_value) text_add(cells, text, (size_t)length);
}

/* False when there is no such part. */
static bool part_parse(zip_t *zip, const char *name, struct cells *cells, bool keep) {
    enum { CHUNK = 65536 };
    zip_file_t *file = zip_fopen(zip, name, 0);
    if (!file) return false;
    XML_Parser parser = XML_ParserCreate(NULL);
    zip_int64_t length;
    cells->keep = keep;
    XML_SetUserData(parser, cells);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    do {
        void *buffer = XML_GetBuffer(parser, CHUNK);
        length = zip_fread(file, buffer, CHUNK);
        if (length < 0 || XML_ParseBuffer(parser, (int)length, length == 0) == XML_STATUS_ERROR) exit(3);
    } while (length > 0);
    XML_ParserFree(parser);
    zip_fclose(file);
    return true;
}

static void workbook_parse(const char *path, struct cells *cells) {
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    char name[64];
    if (!zip) fprintf(stderr, "floor: %s\n", path), exit(3);
    part_parse(zip, "[Content_Types].xml", cells, false);
    part_parse(zip, "xl/workbook.xml", cells, false);
    part_parse(zip, "xl/_rels/workbook.xml.rels", cells, false);
    part_parse(zip, "xl/styles.xml", cells, false);
    part_parse(zip, "xl/sharedStrings.xml", cells, true);
    for (int i = 1;; i++) {
        snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i);
        if (zip_name_locate(zip, name, 0) < 0) break;
        item_add(cells, (struct item){.kind = ITEM_SHEET});
        part_parse(zip, name, cells, true);
    }
    zip_discard(zip);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void merges_write(lxw_worksheet *sheet, lxw_format *format, const struct item *item,
                         const struct item *end) {
    for (; item < end && item->kind != ITEM_SHEET; item++)
        if (item->kind == ITEM_MERGE)
            worksheet_merge_range(sheet, item->row, (lxw_col_t)item->column, item->last_row,
                                  (lxw_col_t)item->last_column, "", format);
}

static void workbook_write(const char *path, const struct cells *cells) {
    lxw_workbook_options options = {.tmpdir = (char *)(uintptr_t) "/dev/shm"};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    lxw_format *format = workbook_add_format(workbook);
    lxw_worksheet *sheet = NULL;
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    const struct item *end = cells->items + cells->count;
    for (const struct item *item = cells->items; item < end; item++) {
        const char *text = cells->text + item->text;
        lxw_col_t column = (lxw_col_t)item->column;
        if (item->kind == ITEM_SHEET) {
            sheet = workbook_add_worksheet(workbook, NULL);
            merges_write(sheet, format, item + 1, end);
        } else if (item->kind == ITEM_TEXT) {
            worksheet_write_string(sheet, item->row, column, text, format);
        } else if (item->kind == ITEM_NUMBER) {
            worksheet_write_number(sheet, item->row, column, strtod(text, NULL), format);
        } else if (item->kind == ITEM_BLANK) {
            worksheet_write_blank(sheet, item->row, column, format);
        }
    }
    if (workbook_close(workbook) != LXW_NO_ERROR) exit(5);
}

/* --- what a workbook holds, kept --------------------------------------------------------------------------------- */

static void cells_dump(const struct cells *cells, const char *path) {
    FILE *file = fopen(path, "wb");
    size_t sizes[2] = {cells->count, cells->used};
    if (!file) exit(5);
    fwrite(sizes, sizeof sizes, 1, file);
    fwrite(cells->items, sizeof *cells->items, cells->count, file);
    fwrite(cells->text, 1, cells->used, file);
    if (fclose(file) != 0) exit(5);
}

static void run(const char *in, const char *as, const char *out) {
    struct cells source = {0}, written = {0};
    bool same = strcmp(as, "-") == 0;
    workbook_parse(in, &source);
    if (!same) cells_load(&written, as);
    workbook_write(out, same ? &source : &written);
    cells_free(&source);
    cells_free(&written);
}

int main(int count, char **arguments) {
    if (count == 3 && strcmp(arguments[1], "-p") == 0) {
        struct cells cells = {0};
        workbook_parse(arguments[2], &cells);
        printf("%lu\n", cells.elements);
    } else if (count == 4 && strcmp(arguments[1], "-d") == 0) {
        struct cells cells = {0};
        size_t kinds[5] = {0};
        workbook_parse(arguments[2], &cells);
        cells_dump(&cells, arguments[3]);
        for (size_t i = 0; i < cells.count; i++) kinds[cells.items[i].kind]++;
        printf("%zu %zu %zu\n", kinds[ITEM_SHEET], kinds[ITEM_TEXT] + kinds[ITEM_NUMBER] + kinds[ITEM_BLANK],
               kinds[ITEM_MERGE]);
    } else if (count == 3 && strcmp(arguments[1], "-l") == 0) {
        run_list(arguments[2], run);
    } else if (count == 4) {
        run(arguments[1], arguments[2], arguments[3]);
    } else {
        fputs("usage: floor -p IN | -d IN CELLS | IN CELLS OUT | -l LIST\n", stderr);
        return 2;
    }
    return 0;
}
