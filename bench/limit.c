/*
 * limit: what a conversion from workbook to workbook costs where nothing but the machine sets the bound.
 *
 *     limit IN CELLS OUT    scan IN, write the cells and merges of CELLS; CELLS is - : those of IN
 *     limit -l LIST         the same for many files: IN, CELLS and OUT on each line, with tabs between
 *
 * IN's parts are unpacked by libdeflate and scanned for tags, the same parts as floor parses; no parser looks whether they are
 * well formed. The same cells are put together as text and packed by libdeflate, at the levels that jixiao takes, in one format,
 * without heights and widths. Nothing is checked but for what would crash. It is a yardstick, not an example.
 */
#include <fcntl.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cells.h"

#define MAIN "\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define XML  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

enum { LEVEL_SMALL = 3, LEVEL_LARGE = 5, SMALL_MOST = 64 * 1024, LOCAL = 30, CENTRAL = 46, END = 22 };

static struct libdeflate_compressor *small, *large;
static struct libdeflate_decompressor *decompressor;

/* --- bytes ------------------------------------------------------------------------------------------------------- */

struct bytes {
    char *at;
    size_t length, room;
};

static char *room_for(struct bytes *bytes, size_t length) {
    if (bytes->room - bytes->length < length) {
        bytes->room = (bytes->length + length) * 2;
        bytes->at = more(bytes->at, bytes->room);
    }
    return bytes->at + bytes->length;
}

static void add(struct bytes *bytes, const char *more_bytes, size_t length) {
    memcpy(room_for(bytes, length), more_bytes, length);
    bytes->length += length;
}

#define ADD(bytes, words) add((bytes), (words), sizeof(words) - 1)

static void add_number(struct bytes *bytes, size_t number) {
    char digits[24];
    size_t from = sizeof digits;
    do digits[--from] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    add(bytes, digits + from, sizeof digits - from);
}

static void add_address(struct bytes *bytes, uint32_t row, uint32_t column) {
    char letters[8];
    size_t from = sizeof letters;
    for (uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--from] = (char)('A' + (rest - 1) % 26);
    add(bytes, letters + from, sizeof letters - from);
    add_number(bytes, row + 1);
}

static uint32_t little(const char *at, int length) {
    uint32_t value = 0;
    while (length-- > 0) value = value << 8 | (unsigned char)at[length];
    return value;
}

static void add_little(struct bytes *bytes, size_t value, int length) {
    char *at = room_for(bytes, (size_t)length);
    for (int i = 0; i < length; i++) at[i] = (char)(value >> 8 * i);
    bytes->length += (size_t)length;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static struct bytes file_read(const char *path) {
    struct bytes file = {0};
    struct stat status;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &status)) fprintf(stderr, "limit: %s\n", path), exit(3);
    room_for(&file, (size_t)status.st_size + 1);
    ssize_t length = read(fd, file.at, (size_t)status.st_size);
    close(fd);
    if (length < END) exit(3);
    file.length = (size_t)length;
    return file;
}

/* The member of this name, unpacked; false: there is none. */
static bool part_unpack(const struct bytes *file, const char *name, struct bytes *part) {
    const char *end = file->at + file->length - END;
    const char *at = file->at + little(end + 16, 4);
    for (uint32_t left = little(end + 10, 2); left > 0; left--) {
        uint32_t length = little(at + 28, 2);
        if (length == strlen(name) && memcmp(at + CENTRAL, name, length) == 0) {
            const char *local = file->at + little(at + 42, 4);
            size_t size = little(at + 24, 4), packed = little(at + 20, 4), got;
            const char *from = local + LOCAL + little(local + 26, 2) + little(local + 28, 2);
            part->length = 0;
            room_for(part, size + 1);
            if (libdeflate_deflate_decompress(decompressor, from, packed, part->at, size, &got)) exit(3);
            if (libdeflate_crc32(0, part->at, size) != little(at + 16, 4)) exit(3);
            part->at[size] = '\0';
            part->length = size;
            return true;
        }
        at += CENTRAL + length + little(at + 30, 2) + little(at + 32, 2);
    }
    return false;
}

static const char *value_of(const char *tag, const char *end, char name) {
    for (; tag + 3 < end; tag++)
        if (tag[0] == ' ' && tag[1] == name && tag[2] == '=') return tag + 4;
    return NULL;
}

/* The text between two tags. */
static void text_take(struct cells *cells, const char *from, const char *to) {
    static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"};
    for (const char *mark; (mark = memchr(from, '&', (size_t)(to - from))); from = mark + 1) {
        text_add(cells, from, (size_t)(mark - from));
        for (size_t i = 0; i < 5; i++)
            if (strncmp(mark, names[i], strlen(names[i])) == 0) {
                text_add(cells, &"<>&\"'"[i], 1);
                mark += strlen(names[i]) - 1;
                break;
            }
    }
    text_add(cells, from, (size_t)(to - from));
}

static void cell_begin(struct cells *cells, const char *tag, const char *end) {
    const char *at = value_of(tag, end, 'r'), *type = value_of(tag, end, 't');
    cells->cell = (struct item){.kind = ITEM_BLANK};
    if (at) address(at, &cells->cell.row, &cells->cell.column);
    cells->type = !type ? 'n' : *type;
    cells->value = cells->used;
    if (end[-1] == '/') cell_end(cells);
}

static void tag_take(struct cells *cells, const char *tag, const char *end) {
    cells->elements += *tag != '/';
    if (tag[0] == 'c' && tag[1] == ' ') {
        cell_begin(cells, tag, end);
    } else if ((tag[0] == 'v' || tag[0] == 't') && (tag[1] == '>' || tag[1] == ' ') && end[-1] != '/') {
        text_take(cells, end + 1, strchr(end, '<'));
    } else if (memcmp(tag, "/c>", 3) == 0) {
        cell_end(cells);
    } else if (memcmp(tag, "si>", 3) == 0) {
        cells->value = cells->used;
    } else if (memcmp(tag, "/si", 3) == 0) {
        string_end(cells);
    } else if (memcmp(tag, "mergeCell ", 10) == 0) {
        struct item item = {.kind = ITEM_MERGE};
        const char *at = address(strchr(tag, '"') + 1, &item.row, &item.column);
        if (*at == ':') address(at + 1, &item.last_row, &item.last_column), item_add(cells, item);
    }
}

static bool part_scan(const struct bytes *file, const char *name, struct bytes *part, struct cells *cells) {
    if (!part_unpack(file, name, part)) return false;
    const char *stop = part->at + part->length;
    for (const char *tag = part->at; (tag = memchr(tag, '<', (size_t)(stop - tag)));) {
        const char *end = memchr(tag, '>', (size_t)(stop - tag));
        if (!end) exit(3);
        if (cells->keep) tag_take(cells, tag + 1, end);
        tag = end;
    }
    return true;
}

static void workbook_scan(const char *path, struct cells *cells) {
    static const char *const others[] = {"[Content_Types].xml", "xl/workbook.xml",
                                         "xl/_rels/workbook.xml.rels", "xl/styles.xml"};
    struct bytes file = file_read(path), part = {0};
    char name[64];
    for (size_t i = 0; i < 4; i++) part_scan(&file, others[i], &part, cells);
    cells->keep = true;
    part_scan(&file, "xl/sharedStrings.xml", &part, cells);
    for (int i = 1;; i++) {
        snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i);
        size_t before = cells->count;
        item_add(cells, (struct item){.kind = ITEM_SHEET});
        if (!part_scan(&file, name, &part, cells)) {
            cells->count = before;
            break;
        }
    }
    free(file.at);
    free(part.at);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* A workbook on its way out: the file, its directory, the part at hand, and the texts by their hashes. */
struct writer {
    struct bytes file, directory, part, packed, texts;
    uint32_t *table, room, count, members;
    uint32_t *starts, *lengths;
    const struct cells *cells;
};

static void part_end(struct writer *writer, const char *name) {
    struct bytes *part = &writer->part, *packed = &writer->packed, common = {0};
    struct libdeflate_compressor *compressor = part->length <= SMALL_MOST ? small : large;
    size_t most = libdeflate_deflate_compress_bound(compressor, part->length);
    packed->length = 0;
    room_for(packed, most);
    packed->length = libdeflate_deflate_compress(compressor, part->at, part->length, packed->at, most);
    static const uint16_t first[] = {20, 0, 8, 0, 33};
    for (size_t i = 0; i < 5; i++) add_little(&common, first[i], 2);
    add_little(&common, libdeflate_crc32(0, part->at, part->length), 4);
    add_little(&common, packed->length, 4);
    add_little(&common, part->length, 4);
    add_little(&common, strlen(name), 4);
    ADD(&writer->directory, "PK\1\2\24\0");
    add(&writer->directory, common.at, common.length);
    add(&writer->directory, "\0\0\0\0\0\0\0\0\0", 10);
    add_little(&writer->directory, writer->file.length, 4);
    add(&writer->directory, name, strlen(name));
    ADD(&writer->file, "PK\3\4");
    add(&writer->file, common.at, common.length);
    add(&writer->file, name, strlen(name));
    add(&writer->file, packed->at, packed->length);
    writer->members++;
    part->length = 0;
    free(common.at);
}

static uint32_t text_number(struct writer *writer, const char *text, uint32_t length) {
    uint64_t hash = length;
    for (uint32_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3u;
    uint32_t at = (uint32_t)(hash ^ hash >> 32) & (writer->room - 1);
    for (; writer->table[at] != 0; at = (at + 1) & (writer->room - 1)) {
        uint32_t number = writer->table[at] - 1;
        if (writer->lengths[number] == length &&
            memcmp(writer->cells->text + writer->starts[number], text, length) == 0)
            return number;
    }
    writer->starts[writer->count] = (uint32_t)(text - writer->cells->text);
    writer->lengths[writer->count] = length;
    writer->table[at] = ++writer->count;
    ADD(&writer->texts, "<si><t>");
    char *out = room_for(&writer->texts, (size_t)length * 5), *start = out;
    for (const char *end = text + length; text < end; text++) {
        const char *other = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '&' ? "&amp;" : NULL;
        if (other)
            memcpy(out, other, strlen(other)), out += strlen(other);
        else
            *out++ = *text;
    }
    writer->texts.length += (size_t)(out - start);
    ADD(&writer->texts, "</t></si>");
    return writer->count - 1;
}

static void cell_write(struct writer *writer, const struct item *item, const char *text) {
    ADD(&writer->part, "<c r=\"");
    add_address(&writer->part, item->row, item->column);
    if (item->kind == ITEM_BLANK) {
        ADD(&writer->part, "\" s=\"1\"/>");
    } else if (item->kind == ITEM_NUMBER) {
        ADD(&writer->part, "\" s=\"1\"><v>");
        add(&writer->part, text, item->length);
        ADD(&writer->part, "</v></c>");
    } else {
        ADD(&writer->part, "\" s=\"1\" t=\"s\"><v>");
        add_number(&writer->part, text_number(writer, text, item->length));
        ADD(&writer->part, "</v></c>");
    }
}

/* The sheet's merges, which stand behind its cells. Returns the item behind the sheet. */
static const struct item *merges_write(struct writer *writer, const struct item *item,
                                       const struct item *end) {
    bool any = false;
    for (; item < end && item->kind != ITEM_SHEET; item++) {
        if (item->kind != ITEM_MERGE) continue;
        if (!any) ADD(&writer->part, "<mergeCells>");
        any = true;
        ADD(&writer->part, "<mergeCell ref=\"");
        add_address(&writer->part, item->row, item->column);
        ADD(&writer->part, ":");
        add_address(&writer->part, item->last_row, item->last_column);
        ADD(&writer->part, "\"/>");
    }
    if (any) ADD(&writer->part, "</mergeCells>");
    return item;
}

static const struct item *sheet_write(struct writer *writer, const struct item *item, unsigned number) {
    const struct item *end = writer->cells->items + writer->cells->count, *first = ++item;
    uint32_t row = UINT32_MAX;
    char name[64];
    ADD(&writer->part, XML "<worksheet xmlns=" MAIN "><sheetData>");
    for (; item < end && item->kind != ITEM_SHEET; item++) {
        if (item->kind == ITEM_MERGE) continue;
        if (item->row != row) {
            if (row != UINT32_MAX) ADD(&writer->part, "</row>");
            row = item->row;
            ADD(&writer->part, "<row r=\"");
            add_number(&writer->part, row + 1);
            ADD(&writer->part, "\">");
        }
        cell_write(writer, item, writer->cells->text + item->text);
    }
    if (row != UINT32_MAX) ADD(&writer->part, "</row>");
    ADD(&writer->part, "</sheetData>");
    merges_write(writer, first, end);
    ADD(&writer->part, "</worksheet>");
    snprintf(name, sizeof name, "xl/worksheets/sheet%u.xml", number);
    part_end(writer, name);
    return item;
}

static void styles_write(struct writer *writer) {
    ADD(&writer->part, XML
        "<styleSheet xmlns=" MAIN
        "><fonts count=\"1\"><font><sz val=\"11\"/></font></fonts><fills count=\"2\"><fill>"
        "<patternFill patternType=\"none\"/></fill><fill><patternFill "
        "patternType=\"gray125\"/></fill></fills>"
        "<borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top "
        "style=\"thin\"/>"
        "<bottom style=\"thin\"/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs "
        "count=\"2\">"
        "<xf/><xf borderId=\"1\" applyBorder=\"1\"><alignment wrapText=\"1\"/></xf></cellXfs></styleSheet>");
    part_end(writer, "xl/styles.xml");
}

#define TYPES     "http://schemas.openxmlformats.org/package/2006/content-types"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEET     "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* What lists the sheets. */
static void lists_write(struct writer *writer, unsigned sheets) {
    char piece[256];
    ADD(&writer->part, XML "<workbook xmlns=" MAIN " xmlns:r=\"" OFFICE "\"><sheets>");
    for (unsigned i = 1; i <= sheets; i++)
        add(&writer->part, piece,
            (size_t)snprintf(piece, sizeof piece, "<sheet name=\"Sheet%u\" sheetId=\"%u\" r:id=\"r%u\"/>", i,
                             i, i));
    ADD(&writer->part, "</sheets></workbook>");
    part_end(writer, "xl/workbook.xml");
    ADD(&writer->part, XML "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"s\" Type=\"" OFFICE
                           "/styles\" Target=\"styles.xml\"/><Relationship Id=\"t\" Type=\"" OFFICE
                           "/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    for (unsigned i = 1; i <= sheets; i++)
        add(&writer->part, piece,
            (size_t)snprintf(piece, sizeof piece,
                             "<Relationship Id=\"r%u\" Type=\"" OFFICE
                             "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>",
                             i, i));
    ADD(&writer->part, "</Relationships>");
    part_end(writer, "xl/_rels/workbook.xml.rels");
    ADD(&writer->part, XML "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"w\" Type=\"" OFFICE
                           "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    part_end(writer, "_rels/.rels");
    ADD(&writer->part, XML
        "<Types xmlns=\"" TYPES "\"><Default Extension=\"rels\" ContentType=\""
        "application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
        "ContentType=\""
        "application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET "sheet.main+xml\"/>"
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEET "styles+xml\"/>"
        "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" SHEET "sharedStrings+xml\"/>");
    for (unsigned i = 1; i <= sheets; i++)
        add(&writer->part, piece,
            (size_t)snprintf(piece, sizeof piece,
                             "<Override PartName=\"/xl/worksheets/sheet%u.xml\" ContentType=\"" SHEET
                             "worksheet+xml\"/>",
                             i));
    ADD(&writer->part, "</Types>");
    part_end(writer, "[Content_Types].xml");
}

static void file_end(struct writer *writer, const char *path) {
    size_t at = writer->file.length;
    add(&writer->file, writer->directory.at, writer->directory.length);
    ADD(&writer->file, "PK\5\6\0\0\0\0");
    add_little(&writer->file, writer->members, 2);
    add_little(&writer->file, writer->members, 2);
    add_little(&writer->file, writer->directory.length, 4);
    add_little(&writer->file, at, 4);
    add_little(&writer->file, 0, 2);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0 || write(fd, writer->file.at, writer->file.length) != (ssize_t)writer->file.length) exit(5);
    close(fd);
}

static void workbook_write(const char *path, const struct cells *cells) {
    struct writer writer = {.cells = cells, .room = 16};
    unsigned sheets = 0;
    while (writer.room < 2 * cells->count) writer.room *= 2;
    writer.table = calloc(writer.room, sizeof *writer.table);
    writer.starts = more(NULL, (cells->count + 1) * sizeof *writer.starts);
    writer.lengths = more(NULL, (cells->count + 1) * sizeof *writer.lengths);
    if (!writer.table) exit(5);
    for (const struct item *item = cells->items, *end = item + cells->count; item < end;)
        item = sheet_write(&writer, item, ++sheets);
    ADD(&writer.part, XML "<sst xmlns=" MAIN ">");
    if (writer.count > 0) add(&writer.part, writer.texts.at, writer.texts.length);
    ADD(&writer.part, "</sst>");
    part_end(&writer, "xl/sharedStrings.xml");
    styles_write(&writer);
    lists_write(&writer, sheets);
    file_end(&writer, path);
    void *const blocks[] = {writer.file.at,  writer.directory.at, writer.part.at, writer.packed.at,
                            writer.texts.at, writer.table,        writer.starts,  writer.lengths};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) free(blocks[i]);
}

static void run(const char *in, const char *as, const char *out) {
    struct cells source = {0}, written = {0};
    bool same = strcmp(as, "-") == 0;
    workbook_scan(in, &source);
    if (!same) cells_load(&written, as);
    workbook_write(out, same ? &source : &written);
    cells_free(&source);
    cells_free(&written);
}

int main(int count, char **arguments) {
    small = libdeflate_alloc_compressor(LEVEL_SMALL);
    large = libdeflate_alloc_compressor(LEVEL_LARGE);
    decompressor = libdeflate_alloc_decompressor();
    if (!small || !large || !decompressor) return 5;
    if (count == 3 && strcmp(arguments[1], "-l") == 0) {
        run_list(arguments[2], run);
    } else if (count == 4) {
        run(arguments[1], arguments[2], arguments[3]);
    } else {
        fputs("usage: limit IN CELLS OUT | -l LIST\n", stderr);
        return 2;
    }
    libdeflate_free_compressor(small);
    libdeflate_free_compressor(large);
    libdeflate_free_decompressor(decompressor);
    return 0;
}
