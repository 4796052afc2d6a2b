/*
 * What is fuzzed: each target takes any bytes and demands what must hold for all of them. libFuzzer calls
 * LLVMFuzzerTestOneInput for the target that the environment names (`make fuzz T=csv`); tests/fuzz/smoke.c runs all of them
 * on mutations made by a fixed seed, as a part of `make test`.
 */
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jixiao/jixiao.h>
#include <jixiao/map.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/words/pattern.h"
#include "tests/fuzz/packed.h"
#include "tests/fuzz/scan.h"

static struct jx_library *library;

static void demand(bool holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* --- the whole way --------------------------------------------------------------------------------------------------- */

/* Small limits, so that each input is done at once. */
static struct jx_read_options small(void) {
    struct jx_read_options read = {.hidden = true, .no_programs = true};
    read.limits = (struct jx_limits){.bytes = 1 << 22,
                                     .rows = 4000,
                                     .columns = 300,
                                     .cells = 40000,
                                     .milliseconds = 20000,
                                     .sheets = 100,
                                     .forms = 400};
    return read;
}

/* How many facts of two documents differ. */
static size_t differences(const struct jx_document *one, const struct jx_document *other) {
    struct jx_arena *arena = jx_arena_new();
    size_t all = 0, count;
    if (!arena || setjmp(*jx_arena_guard(arena))) abort();
    for (size_t i = 0; i < one->form_count && i < other->form_count; i++) {
        jx_forms_compare(arena, &one->forms[i], &other->forms[i], &count);
        all += count;
    }
    jx_arena_free(arena);
    return all;
}

/* The model as JSON is read again, and says the same. */
static void back_as_json(struct jx_document *document) {
    size_t length;
    const char *json = jx_document_json(document, &length);
    struct jx_read_options read = small();
    struct jx_document *again;
    if (!json || !document->form_count) return;
    struct jx_source source = {"again.json", json, length};
    read.limits.bytes = 1 << 26;
    enum jx_status status = jx_read(library, &source, &read, &again);
    demand(again && status <= JX_WARN, "own JSON is not read");
    demand(again->form_count == document->form_count, "own JSON has other forms");
    demand(differences(document, again) == 0, "own JSON says something else");
    jx_document_free(again);
}

/* The layout of this number among those that are installed. */
static const char *layout_at(size_t choice) {
    size_t count, layouts = 0;
    const struct jx_plugin *plugins = jx_library_plugins(library, false, &count);
    for (size_t i = 0; i < count; i++) layouts += plugins[i].layout ? 1 : 0;
    choice %= layouts;
    for (size_t i = 0; i < count; i++)
        if (plugins[i].layout && choice-- == 0) return plugins[i].layout->id;
    return NULL;
}

/* Facts as a user gives them: a text, an amount with its unit, one in that of the form, and a date. */
static const struct jx_givens *given(void) {
    static const char *const pairs[] = {"preparer=林某", "fund_superior=36.25万元", "fund_local=5",
                                        "prepared_on=2024年6月1日"};
    static struct jx_givens *givens;
    if (!givens && (givens = jx_givens_new(JX_LANGUAGE_ENGLISH)))
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) jx_givens_set(givens, pairs[i]);
    return givens;
}

/* Written in a layout and a kind of file that the input chooses, so that all come to their turn; some with what the layout has no
 * place for, some with a fact that was given. */
static void convert(const struct jx_document *document, size_t choice) {
    static const char *const endings[] = {"csv", "html", "xlsx", "docx", "pdf", "json"};
    struct jx_read_options read = small();
    size_t ending = choice / 64 % 64; /* a PDF takes long */
    ending = ending >= 62 ? ending - 58 : ending % 4;
    struct jx_target target = {.layout = layout_at(choice % 64),
                               .extension = endings[ending],
                               .created = 1,
                               .carry = (ending == 2 || ending == 3) && choice / 256 % 3 == 0,
                               .given = choice / 256 % 5 == 0 ? given() : NULL,
                               .overwrite = choice / 256 % 10 == 0,
                               .unmarked = choice / 256 % 7 == 0};
    struct jx_conversion *conversion;
    struct jx_document *back;
    enum jx_status status = jx_convert(library, document, &target, &conversion);
    demand(conversion, "no conversion");
    demand(status <= JX_WARN || conversion->diag_count > 0, "a refusal without a message");
    if (status <= JX_WARN) {
        demand(conversion->bytes && conversion->length, "a conversion without bytes");
        struct jx_source source = {"back", conversion->bytes, conversion->length};
        jx_read(library, &source, &read, &back);
        demand(back, "no document");
        differences(document, back);
        jx_document_free(back);
    }
    jx_conversion_free(conversion);
}

/* A layout's table of it, if it has indicators. */
static void learn(const struct jx_source *source) {
    struct jx_learn_options options = {.id = "learned"};
    struct jx_learned *learned = NULL;
    enum jx_status status = jx_learn(library, source, &options, &learned);
    demand(learned, "nothing learned");
    demand(status <= JX_WARN || learned->document->diag_count > 0, "not learned, without a message");
    jx_learned_free(learned);
}

/* Why each fact was read as it was. */
static void ask_why(const struct jx_document *document) {
    for (size_t i = 0; i < document->form_count; i++) jx_map_free(jx_map_of(document, i));
}

static void whole(const char *name, const uint8_t *bytes, size_t length) {
    struct jx_source source = {name, bytes, length};
    struct jx_read_options read = small();
    struct jx_document *document;
    struct jx_detection *detection;
    size_t choice = length;
    enum jx_status status = jx_read(library, &source, &read, &document);
    demand(document, "no document");
    const struct jx_account *account = &document->account;
    demand(account->cells == account->labels + account->values + account->extras + account->unread,
           "a cell that is not accounted for");
    demand(status <= JX_WARN || document->diag_count > 0, "a failure without a message");
    for (size_t i = 0; i < length; i += 1 + length / 16) choice = choice * 31 + bytes[i];
    ask_why(document);
    if (status <= JX_WARN) back_as_json(document);
    if (status <= JX_WARN) convert(document, choice);
    jx_document_free(document);
    if (choice % 8 == 0) {
        jx_detect(library, &source, &read, &detection);
        jx_detection_free(detection);
    }
    if (choice % 8 == 1 && strcmp(name, "a.doc") != 0) learn(&source); /* LibreOffice may be asked for that */
}

#define WHOLE(name, file)                                                                                    \
    static void target_##name(const uint8_t *bytes, size_t length) {                                         \
        whole((file), bytes, length);                                                                        \
    }
WHOLE(csv, "a.csv")
WHOLE(txt, "a.txt")
WHOLE(xlsx, "a.xlsx")
WHOLE(xls, "a.xls")
WHOLE(doc, "a.doc")
WHOLE(docx, "a.docx")
WHOLE(ods, "a.ods")
WHOLE(xml, "a.xml")
WHOLE(html, "a.html")
WHOLE(pdf, "a.pdf") /* by the helper: a process for each */
WHOLE(json, "a.json")

/* --- filling a blank ------------------------------------------------------------------------------------------------- */

/* One form; a list of projects, some of one name; a form whose facts are odd; more indicators than a blank has rows. */
static const char *const models[] = {"tests/fuzz/facts/one.json", "tests/fuzz/facts/list.json",
                                     "tests/fuzz/facts/odd.json", "tests/fuzz/facts/many.json"};
enum { MODELS = sizeof models / sizeof *models };

static struct jx_document *model(size_t index) {
    static struct jx_document *documents[MODELS];
    static char room[1 << 16];
    if (documents[index]) return documents[index];
    FILE *file = fopen(models[index], "rb");
    demand(file, models[index]);
    struct jx_source source = {models[index], room, fread(room, 1, sizeof room, file)};
    fclose(file);
    demand(jx_read(library, &source, NULL, &documents[index]) <= JX_WARN, "the facts are not read");
    return documents[index];
}

/* What was filled is read, and can be filled again. */
static void check_filled(const char *name, const struct jx_conversion *conversion) {
    struct jx_source source = {name, conversion->bytes, conversion->length};
    struct jx_read_options read = small();
    struct jx_document *back;
    struct jx_blank *again;
    demand(conversion->bytes && conversion->length, "a filled blank without bytes");
    jx_read(library, &source, &read, &back);
    demand(back, "no document");
    jx_document_free(back);
    demand(jx_blank_open(library, &source, &again) <= JX_WARN, "what was filled is no blank");
    jx_blank_free(again);
}

static void filled(const char *name, const uint8_t *bytes, size_t length) {
    struct jx_document *document = model(length / 7 % MODELS);
    struct jx_source source = {name, bytes, length};
    struct jx_blank *blank;
    struct jx_conversion *conversion;
    size_t count = 0;
    enum jx_status status = jx_blank_open(library, &source, &blank);
    demand(blank, "no blank");
    jx_blank_diags(blank, &count);
    demand(status <= JX_WARN || count > 0, "a blank refused without a message");
    if (status <= JX_WARN) {
        struct jx_target target = {.blank = blank,
                                   .created = 1,
                                   .given = length % 4 == 1 ? given() : NULL,
                                   .no_insert = length % 11 == 0,
                                   .overwrite_slots = length % 3 == 0,
                                   .max_insert = (uint32_t)(length % 5)};
        status = jx_convert(library, document, &target, &conversion);
        demand(conversion, "no conversion");
        demand(status <= JX_WARN || conversion->diag_count > 0, "a refusal without a message");
        if (status <= JX_WARN) check_filled(name, conversion);
        jx_conversion_free(conversion);
    }
    jx_blank_free(blank);
}

static void target_blank(const uint8_t *bytes, size_t length) {
    filled("a.xlsx", bytes, length);
}

static void target_word(const uint8_t *bytes, size_t length) {
    filled("a.docx", bytes, length);
}

#define PART(name, text)                                                                                     \
    { name, text, sizeof text - 1 }
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/"

/* The XML of a blank's sheet, in a package with nothing else. */
static void target_sheet(const uint8_t *bytes, size_t length) {
    const struct packed_part parts[] = {
        PART("_rels/.rels",
             "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"r1\" Type=\"" RELATION
             "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        PART("xl/workbook.xml",
             "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://"
             "schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"表\" "
             "sheetId=\"1\" "
             "r:id=\"r1\"/></sheets></workbook>"),
        PART("xl/_rels/workbook.xml.rels",
             "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"r1\" Type=\"" RELATION
             "worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        {"xl/worksheets/sheet1.xml", bytes, length},
    };
    size_t size;
    uint8_t *package = packed_make(parts, sizeof parts / sizeof *parts, &size);
    filled("a.xlsx", package, size);
    free(package);
}

/* The XML of a blank document. */
static void target_document(const uint8_t *bytes, size_t length) {
    const struct packed_part parts[] = {
        PART("_rels/.rels",
             "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"r1\" Type=\"" RELATION
             "officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        {"word/document.xml", bytes, length},
    };
    size_t size;
    uint8_t *package = packed_make(parts, sizeof parts / sizeof *parts, &size);
    filled("a.docx", package, size);
    free(package);
}

/* --- parts ----------------------------------------------------------------------------------------------------------- */

static char *as_text(struct jx_arena *arena, const uint8_t *bytes, size_t length) {
    size_t valid = jx_text_valid(bytes, length);
    return jx_arena_copy(arena, (const char *)bytes, valid);
}

/* A target that was read and printed is read as the same. */
static void target_measure(const uint8_t *bytes, size_t length) {
    struct jx_arena *arena = jx_arena_new();
    if (!arena || setjmp(*jx_arena_guard(arena))) abort();
    const char *text = as_text(arena, bytes, length);
    struct jx_measure measure = jx_measure_parse(arena, text, strlen(text));
    const char *printed = jx_measure_text(arena, &measure);
    struct jx_measure again = jx_measure_parse(arena, printed, strlen(printed));
    demand(jx_measure_same(arena, &measure, &again), "a target changes when it is printed");
    jx_number_plain(arena, text);
    jx_date_parse(arena, text);
    jx_arena_free(arena);
}

static void target_text(const uint8_t *bytes, size_t length) {
    struct jx_arena *arena = jx_arena_new();
    struct jx_decimal number;
    if (!arena || setjmp(*jx_arena_guard(arena))) abort();
    const char *text = as_text(arena, bytes, length), *key = jx_text_key(arena, text, strlen(text));
    demand(!strcmp(jx_text_key(arena, key, strlen(key)), key), "a key of a key differs");
    if (jx_decimal_parse(text, strlen(text), &number)) {
        const char *printed = jx_decimal_text(arena, number);
        struct jx_decimal again;
        demand(jx_decimal_parse(printed, strlen(printed), &again) && !jx_decimal_compare(number, again),
               "a number changes when it is printed");
    }
    jx_display_width(text, strlen(text));
    const char *meant;
    jx_library_layout_named(library, text, &meant);
    jx_arena_free(arena);
}

/* The first line is a pattern, the second a text. */
static void target_pattern(const uint8_t *bytes, size_t length) {
    struct jx_arena *arena = jx_arena_new();
    struct jx_capture captures[JX_CAPTURES];
    const char *reason = NULL;
    size_t count;
    if (!arena || setjmp(*jx_arena_guard(arena))) abort();
    char *text = as_text(arena, bytes, length < 400 ? length : 400), *line = strchr(text, '\n');
    if (line) *line++ = '\0';
    const struct jx_pattern *pattern = jx_pattern_parse(arena, text, &reason);
    demand(pattern || reason, "a pattern refused without a reason");
    if (pattern && line) jx_pattern_match(pattern, jx_text_key(arena, line, strlen(line)), captures, &count);
    jx_arena_free(arena);
}

/* Facts given by the user come back as the JSON that tells them. */
static void target_given(const uint8_t *bytes, size_t length) {
    struct jx_givens *givens = jx_givens_new(JX_LANGUAGE_ENGLISH);
    struct jx_source source = {"defaults", bytes, length};
    size_t count;
    if (!givens) abort();
    enum jx_status status = jx_givens_read(givens, &source);
    jx_givens_diags(givens, &count);
    demand(status <= JX_WARN || count > 0, "defaults refused without a message");
    char *json = jx_givens_json(givens, false);
    demand(json, "no JSON");
    free(json);
    jx_givens_free(givens);
}

static void target_scan(const uint8_t *bytes, size_t length) {
    fuzz_scan(bytes, length);
}

const struct fuzz_target fuzz_targets[] = {
    {"csv", ".csv", target_csv},
    {"txt", ".txt", target_txt},
    {"xlsx", ".xlsx", target_xlsx},
    {"xls", ".xls", target_xls},
    {"doc", ".doc", target_doc},
    {"docx", ".docx", target_docx},
    {"ods", ".ods .fods", target_ods},
    {"xml", ".xml", target_xml},
    {"html", ".html .htm .mht", target_html},
    {"pdf", ".pdf", target_pdf},
    {"json", ".json", target_json},
    {"measure", NULL, target_measure},
    {"text", NULL, target_text},
    {"pattern", NULL, target_pattern},
    {"given", NULL, target_given},
    {"blank", ".xlsx", target_blank},
    {"word", ".docx", target_word},
    {"sheet", ".sheet", target_sheet},
    {"document", ".document", target_document},
    {"scan", ".xml .sheet .document", target_scan},
    {NULL, NULL, NULL},
};

void fuzz_open(void) {
    if (!library) library = jx_library_open(NULL);
    size_t count = 0;
    if (library) jx_library_plugins(library, true, &count);
    demand(library && count > 10, "no plugins");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const struct fuzz_target *target;
    if (!target) {
        const char *name = getenv("FUZZ_TARGET");
        fuzz_open();
        for (target = fuzz_targets; target->name && (!name || strcmp(target->name, name) != 0);) target++;
        demand(target->name, "FUZZ_TARGET names no target");
    }
    target->run(bytes, length);
    return 0;
}
