/*
 * Makes the empty workbook with which every workbook begins, while the carrier is built: libxlsxwriter writes it, with all the
 * looks that cells may have. Its parts are printed as tables of C (blank.h): those that are always the same packed as they go
 * into a file, the part of styles in pieces, of which a workbook takes those that its cells use.
 *
 *     make WORKBOOK >TABLES
 */
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "plugins/carriers/xlsx/looks.h"

_Noreturn static void fail(const char *what) {
    fprintf(stderr, "blank/make: %s\n", what);
    exit(1);
}

/* --- the workbook ------------------------------------------------------------------------------------------------ */

static void typeface_set(lxw_format *format, bool title) {
    enum { CHARSET_GB2312 = 134, FAMILY_CHINESE = 3 };
    format_set_font_name(format, title ? "黑体" : "宋体");
    format_set_font_size(format, title ? JX_TYPE_TITLE : JX_TYPE_BODY);
    format_set_font_charset(format, CHARSET_GB2312);
    format_set_font_family(format, FAMILY_CHINESE);
    format_set_font_scheme(format, "");
}

static void number_format_set(lxw_format *format, unsigned kind) {
    char code[32];
    int decimals = (int)(kind - 1) % (JX_XLSX_DECIMALS_MOST + 1);
    bool grouping = kind > JX_XLSX_DECIMALS_MOST + 1;
    snprintf(code, sizeof code, "%s%s%.*s", grouping ? "#,##0" : "0", decimals > 0 ? "." : "", decimals,
             "000000000000000");
    format_set_num_format(format, code);
}

static lxw_format *format_make(lxw_workbook *workbook, unsigned slot) {
    static const uint8_t aligns[] = {[JX_XLSX_NEITHER] = LXW_ALIGN_NONE,
                                     [JX_XLSX_LEFT] = LXW_ALIGN_LEFT,
                                     [JX_XLSX_CENTRE] = LXW_ALIGN_CENTER,
                                     [JX_XLSX_RIGHT] = LXW_ALIGN_RIGHT};
    struct jx_xlsx_slot parts = jx_xlsx_slot_parts(slot);
    const struct jx_xlsx_look *look = &jx_xlsx_looks[parts.look];
    lxw_format *format = workbook_add_format(workbook);
    if (!format) fail("no memory");
    typeface_set(format, look->title);
    if (look->title) format_set_bold(format);
    if (look->ruled) format_set_border(format, LXW_BORDER_THIN);
    if (look->wrapped || parts.lines) format_set_text_wrap(format);
    format_set_align(format, aligns[look->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (parts.kind > 0) number_format_set(format, parts.kind);
    return format;
}

/* The library's standard typeface is Calibri, which machines without it replace by a wider one. The widths of columns count
 * in digits of the standard typeface: with the body's own, columns and texts always fit each other. The library writes the
 * looks that cells have, in their order. */
static void workbook_write(const char *path) {
    lxw_workbook *workbook = workbook_new(path);
    if (!workbook || !STAILQ_FIRST(workbook->formats)) fail("no memory");
    typeface_set(STAILQ_FIRST(workbook->formats), false);
    lxw_doc_properties properties = {.created = 1};
    workbook_set_properties(workbook, &properties);
    lxw_worksheet *worksheet = workbook_add_worksheet(workbook, NULL);
    if (!worksheet) fail("no memory");
    lxw_row_t row = 0;
    for (unsigned slot = 0; slot < JX_XLSX_SLOTS; slot++)
        if (jx_xlsx_slot_used(slot)) worksheet_write_blank(worksheet, row++, 0, format_make(workbook, slot));
    lxw_error error = workbook_close(workbook);
    if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
}

/* --- its parts --------------------------------------------------------------------------------------------------- */

static char *part_read(zip_t *archive, const char *part, size_t *length) {
    zip_stat_t stat;
    zip_file_t *file = zip_fopen(archive, part, 0);
    if (!file || zip_stat(archive, part, 0, &stat) != 0) fail(part);
    char *bytes = malloc(stat.size + 1);
    if (!bytes || zip_fread(file, bytes, stat.size) != (zip_int64_t)stat.size) fail(part);
    zip_fclose(file);
    bytes[stat.size] = '\0';
    *length = (size_t)stat.size;
    return bytes;
}

static void text_print(const char *text, size_t length) {
    putchar('"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n')
            fputs("\\n\"\n    \"", stdout);
        else if (text[i] == '"' || text[i] == '\\')
            printf("\\%c", text[i]);
        else
            putchar(text[i]);
    }
    putchar('"');
}

/* A part that is the same in every workbook: its packed bytes, its length and its sum. */
static void packed_print(zip_t *archive, const char *part) {
    enum { LEVEL = 12 };
    size_t length, packed = 0;
    char *bytes = part_read(archive, part, &length);
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (!compressor) fail("no memory");
    size_t room = libdeflate_deflate_compress_bound(compressor, length);
    unsigned char *out = malloc(room);
    if (!out || !(packed = libdeflate_deflate_compress(compressor, bytes, length, out, room))) fail(part);
    printf("    {\"%s\", (const unsigned char[]){", part);
    for (size_t i = 0; i < packed; i++) printf("%u,", out[i]);
    printf("}, %zu, %zu, %uu},\n", packed, length, libdeflate_crc32(0, bytes, length));
    libdeflate_free_compressor(compressor);
    free(out);
    free(bytes);
}

/* --- the part of styles ------------------------------------------------------------------------------------------ */

/* What stands between <name …> and </name>; `*behind` is what follows the end. */
static char *inside(char *text, const char *name, char **from, char **behind) {
    char begin[32], end[32];
    snprintf(begin, sizeof begin, "<%s ", name);
    snprintf(end, sizeof end, "</%s>", name);
    *from = strstr(text, begin);
    char *inner = *from ? strchr(*from, '>') : NULL, *stop = inner ? strstr(inner, end) : NULL;
    if (!stop) fail(name);
    *stop = '\0';
    *behind = stop + strlen(end);
    return inner + 1;
}

/* The next element of this name of a list, NULL: there is none. Elements of one kind do not hold each other. */
static char *element_next(char **at, const char *begin, const char *empty_end, const char *end,
                          size_t *length) {
    char *start = strstr(*at, begin);
    if (!start) return NULL;
    char *stop = strchr(start, '>');
    if (!stop) fail(begin);
    if (stop[-1] != '/')
        stop = strstr(start, end), stop = stop ? stop + strlen(end) : NULL;
    else
        stop += strlen(empty_end);
    if (!stop) fail(begin);
    *length = (size_t)(stop - start);
    *at = stop;
    return start;
}

/* How a look is written must name the number format that it was given, of which the first has this number. */
enum { FORMATS_FROM = 164 };

static void number_formats_print(char *list) {
    unsigned count = 0;
    size_t length;
    for (char *format; (format = element_next(&list, "<numFmt ", ">", "</numFmt>", &length)); count++) {
        char id[32];
        snprintf(id, sizeof id, "numFmtId=\"%u\"", FORMATS_FROM + count);
        char kept = format[length];
        format[length] = '\0';
        if (!strstr(format, id)) fail(format);
        format[length] = kept;
        fputs("    ", stdout);
        text_print(format, length);
        puts(",");
    }
    if (count != JX_XLSX_KINDS - 1) fail("number formats");
}

static void look_print(unsigned slot, char *look, size_t length) {
    char id[32], kept = look[length];
    unsigned kind = jx_xlsx_slot_parts(slot).kind;
    snprintf(id, sizeof id, "numFmtId=\"%u\"", kind == 0 ? 0 : FORMATS_FROM + kind - 1);
    look[length] = '\0';
    if (!strstr(look, id)) fail(look);
    look[length] = kept;
    printf("    [%u] = ", slot);
    text_print(look, length);
    puts(",");
}

/* The first look is that of a cell without any. The others stand in the order of their slots. */
static void looks_print(char *list, const char **standard, size_t *standard_length) {
    size_t length;
    *standard = element_next(&list, "<xf ", ">", "</xf>", standard_length);
    for (unsigned slot = 0; slot < JX_XLSX_SLOTS; slot++) {
        if (!jx_xlsx_slot_used(slot)) continue;
        char *look = element_next(&list, "<xf ", ">", "</xf>", &length);
        if (!look) fail("looks");
        look_print(slot, look, length);
    }
    if (!*standard || element_next(&list, "<xf ", ">", "</xf>", &length)) fail("looks");
}

static void piece_print(const char *name, const char *text, size_t length) {
    printf("const char jx_xlsx_styles_%s[] = ", name);
    text_print(text, length);
    puts(";");
}

static void styles_print(zip_t *archive) {
    size_t length, standard_length;
    const char *standard;
    char *styles = part_read(archive, "xl/styles.xml", &length), *middle, *formats_at, *looks_at, *tail;
    char *formats = inside(styles, "numFmts", &formats_at, &middle);
    char *looks = inside(middle, "cellXfs", &looks_at, &tail);
    puts("const char *const jx_xlsx_number_formats[] = {");
    number_formats_print(formats);
    puts("};\nconst char *const jx_xlsx_look_elements[] = {");
    looks_print(looks, &standard, &standard_length);
    puts("};");
    piece_print("head", styles, (size_t)(formats_at - styles));
    piece_print("middle", middle, (size_t)(looks_at - middle));
    piece_print("tail", tail, strlen(tail));
    piece_print("standard", standard, standard_length);
    free(styles);
}

int main(int count, char **arguments) {
    static const char *const constant[] = {"_rels/.rels", "xl/theme/theme1.xml"};
    if (count != 2) fail("make WORKBOOK >TABLES");
    workbook_write(arguments[1]);
    zip_t *archive = zip_open(arguments[1], ZIP_RDONLY, NULL);
    if (!archive) fail(arguments[1]);
    puts("/* Made by plugins/carriers/xlsx/blank/make.c. */\n#include \"plugins/carriers/xlsx/blank.h\"\n");
    puts("const struct jx_xlsx_constant jx_xlsx_constants[] = {");
    for (size_t i = 0; i < sizeof constant / sizeof *constant; i++) packed_print(archive, constant[i]);
    puts("};");
    printf("const size_t jx_xlsx_constant_count = %zu;\n", sizeof constant / sizeof *constant);
    styles_print(archive);
    zip_discard(archive);
    return fflush(stdout) == 0 ? 0 : 1;
}
