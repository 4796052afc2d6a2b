/*
 * What the tests of workbooks and documents share: the carrier as it is built, a document to read into, zips made in memory
 * by libzip, and a book as text. TESTED_CARRIER, the carrier's id, may be set
 * before.
 */
#ifndef JX_TESTS_XLSX_HELP_H
#define JX_TESTS_XLSX_HELP_H

#include <zip.h>

#include "tests/unit/book_help.h"
#include "tests/unit/seed_help.h"

#ifndef TESTED_CARRIER
#define TESTED_CARRIER "xlsx"
#endif

/* --- the carrier ------------------------------------------------------------------------------------------------- */

/* The plugin beside this program. */
struct xlsx_plugin {
    void *handle;
    const struct jx_carrier *carrier;
};

static struct xlsx_plugin plugin;

static inline int xlsx_load(void **state) {
    (void)state;
    plugin.carrier = book_plugin(TESTED_CARRIER, &plugin.handle);
    return 0;
}

/* --- reading and writing ----------------------------------------------------------------------------------------- */

struct xlsx_try {
    struct jx_arena *arena;
    struct jx_diags diags;
    struct jx_call call;
    struct jx_limits limits; /* zeroes are the defaults */
    struct jx_book *book;
    enum jx_status status;
};

static inline void xlsx_open(struct xlsx_try *try) {
    memset(try, 0, sizeof *try);
    try->arena = jx_arena_new();
    assert_non_null(try->arena);
    jx_diags_init(&try->diags, try->arena, JX_LANGUAGE_ENGLISH);
    try->book = jx_book_new(try->arena);
}

static inline void xlsx_close(struct xlsx_try *try) {
    jx_arena_free(try->arena);
}

static inline struct jx_input xlsx_input(struct xlsx_try *try, const void *bytes, size_t length) {
    jx_limits_default(&try->limits);
    jx_call_begin(&try->call, try->arena, &try->diags, &try->limits);
    return (struct jx_input){.name = "invented." TESTED_CARRIER,
                             .extension = TESTED_CARRIER,
                             .bytes = bytes,
                             .length = length,
                             .limits = &try->limits};
}

static inline int xlsx_bid(const void *bytes, size_t length) {
    struct xlsx_try try;
    xlsx_open(&try);
    struct jx_input input = xlsx_input(&try, bytes, length);
    int bid = plugin.carrier->bid(&jx_host, &try.call, &input);
    assert_int_equal(try.diags.count, 0);
    xlsx_close(&try);
    return bid;
}

/* Reads; a want of memory shows as FATAL. */
static inline void xlsx_read(struct xlsx_try *try, const void *bytes, size_t length) {
    if (setjmp(*jx_arena_guard(try->arena))) {
        try->status = JX_FATAL;
        return;
    }
    struct jx_input input = xlsx_input(try, bytes, length);
    try->book = jx_book_new(try->arena);
    try->status = plugin.carrier->read(&jx_host, &try->call, &input, try->book);
    seed_keep(plugin.carrier->id, try->status, bytes, length);
}

static inline void xlsx_write(struct xlsx_try *try, int64_t created) {
    struct jx_output output = {.created = created};
    if (setjmp(*jx_arena_guard(try->arena))) {
        try->status = JX_FATAL;
        return;
    }
    jx_call_begin(&try->call, try->arena, &try->diags, NULL);
    try->status = plugin.carrier->write(&jx_host, &try->call, &output, try->book);
}

/* The first message's code, 0: there is none. */
static inline int xlsx_code(const struct xlsx_try *try) {
    return try->diags.count ? (int)try->diags.items[0].code : 0;
}

static inline const char *xlsx_show(struct xlsx_try *try, size_t index) {
    return book_sheet(try->arena, try->book, index);
}

/* --- zips -------------------------------------------------------------------------------------------------------- */

struct xlsx_bytes {
    unsigned char *bytes;
    size_t length;
};

/* A member of a zip; `length` 0: as long as the string. */
struct xlsx_part {
    const char *name;
    const char *bytes;
    size_t length;
};

/* Makes a zip of parts up to one without a name; a password encrypts them all. To be freed. */
static inline struct xlsx_bytes xlsx_zip(const struct xlsx_part *parts, const char *password) {
    struct xlsx_bytes zip = {NULL, 0};
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    assert_non_null(archive);
    zip_source_keep(source);
    for (; parts->name; parts++) {
        size_t length = parts->length ? parts->length : strlen(parts->bytes);
        zip_int64_t index =
            zip_file_add(archive, parts->name, zip_source_buffer(archive, parts->bytes, length, 0), 0);
        assert_true(index >= 0);
        if (password)
            assert_int_equal(zip_file_set_encryption(archive, (zip_uint64_t)index, ZIP_EM_AES_256, password),
                             0);
    }
    assert_int_equal(zip_close(archive), 0);
    assert_int_equal(zip_source_open(source), 0);
    for (;;) {
        zip.bytes = realloc(zip.bytes, zip.length + 65536);
        zip_int64_t got = zip_source_read(source, zip.bytes + zip.length, 65536);
        assert_true(got >= 0);
        if (got == 0) break;
        zip.length += (size_t)got;
    }
    zip_source_close(source);
    zip_source_free(source);
    /* On a block of its own size, so that a step too far is seen. */
    zip.bytes = realloc(zip.bytes, zip.length);
    return zip;
}

#define XLSX_TYPES                                                                                           \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"                           \
    "<Override PartName='/xl/workbook.xml' ContentType='application/"                                        \
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
#define XLSX_RELATION(id, type, target)                                                                      \
    "<Relationship Id='" id "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/"   \
    "" type "' Target='" target "'/>"
#define XLSX_RELATIONS(list)                                                                                 \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" list              \
    "</Relationships>"
#define XLSX_SHEET(content) "<worksheet><sheetData>" content "</sheetData></worksheet>"
#define XLSX_CELL(value)    XLSX_SHEET("<row r='1'><c r='A1'><v>" value "</v></c></row>")

/* Shared texts, and styles of which some are formats of numbers and dates. */
#define XLSX_STRINGS                                                                                         \
    "<sst><si><t>路灯</t></si><si><r><rPr><b/></rPr><t>维</t></r><r><t xml:space='preserve'>护 </t></r>" \
    "<rPh sb='0' eb='1'><t>wei</t></rPh><phoneticPr fontId='1'/></si><si/><si><t/></si>"                     \
    "<si><t>a_x000D_b_x005F_x000D_c_xZZZZ_</t></si><x:si><x:t>前缀</x:t></x:si>"                           \
    "<si><t>_xD83D__xDE00_ _xD83D_ _x0000_</t></si></sst>"
#define XLSX_STYLES                                                                                          \
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.00&quot;万元&quot;'/></numFmts>"            \
    "<cellStyleXfs><xf numFmtId='9'/><xf numFmtId='9'/></cellStyleXfs>"                                      \
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='2'/><xf numFmtId='164'/><xf numFmtId='31'/><xf numFmtId='9'/>" \
    "<xf/></cellXfs><dxfs><dxf><numFmt numFmtId='164' formatCode='0'/></dxf></dxfs></styleSheet>"

/* A workbook of one sheet, made of parts as they stand; NULL for shared strings or styles: it has none. */
static inline struct xlsx_bytes xlsx_book(const char *sheet, const char *strings, const char *styles) {
    struct xlsx_part parts[8] = {
        {"[Content_Types].xml", XLSX_TYPES, 0},
        {"_rels/.rels", XLSX_RELATIONS(XLSX_RELATION("rId1", "officeDocument", "xl/workbook.xml")), 0},
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name='表' sheetId='1' r:id='rId1'/></sheets></workbook>", 0},
        {"xl/_rels/workbook.xml.rels",
         XLSX_RELATIONS(XLSX_RELATION("rId1", "worksheet", "worksheets/sheet1.xml")), 0},
        {"xl/worksheets/sheet1.xml", sheet, 0},
    };
    size_t count = 5;
    if (strings || styles)
        parts[3].bytes = XLSX_RELATIONS(XLSX_RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
                                            XLSX_RELATION("rId2", "sharedStrings", "sharedStrings.xml")
                                                XLSX_RELATION("rId3", "styles", "styles.xml"));
    if (strings || styles) {
        parts[count++] = (struct xlsx_part){"xl/sharedStrings.xml", strings ? strings : "<sst/>", 0};
        parts[count++] = (struct xlsx_part){"xl/styles.xml", styles ? styles : "<styleSheet/>", 0};
    }
    return xlsx_zip(parts, NULL);
}

#endif
